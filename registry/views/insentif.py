"""Incentives of kader: tariffs, payment lists, their steps."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions._insentif import ALASAN_LEWAT
from registry.forms.insentif import AkhiriTarifForm, BayarForm, DaftarForm, TandaForm, TarifForm
from registry.lingkup_bayar import daftar_terlihat
from registry.models import (
    BarisBayar,
    DaftarBayar,
    KeberatanInsentif,
    Pembayar,
    StatusDaftar,
    TarifInsentif,
)
from registry.panel import panel_untuk
from registry.workflow_insentif import INSENTIF

NADA = {"draf": "netral", "dibuka": "awas", "ditandatangani": "awas", "dibayar": "baik", "dibatalkan": "netral"}
BATAS_CETAK = 2000


def dasar(request: Permintaan, nama: str) -> dict[str, Any]:
    """The area asked for, as every page of this part needs it."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    return {
        "area": area,
        "kode": area.kode,
        "remah": remah(scope, area.atas, nama, tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "boleh": not area.satu_unit and request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(area.kode),
    }


def di_wilayah(rows: "QuerySet[Any]", kode: str) -> "QuerySet[Any]":
    """Lists of an area, and of those above and below it that the person may see."""
    if kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode)
    return rows.filter(Q(wilayah__in=kode_lib.leluhur(kode)[:4]) | Q(wilayah__gte=dari, wilayah__lt=sampai))


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Payment lists of an area, newest first, with their sums; a kader's own lines are a page of their own."""
    konteks = dasar(request, "registry:insentif")
    rows = di_wilayah(daftar_terlihat(request.user), konteks["kode"])
    status = request.GET.get("status", "")
    if status in StatusDaftar.values:
        rows = rows.filter(status=status)
    rows = rows.select_related("pembayar__wilayah", "wilayah")
    hal = halaman(rows, request.GET, {"-mulai": ("mulai", "id")}, per=25)
    jumlah = _jumlah([d.pk for d in hal.rows], request.user)
    konteks |= {
        "hal": hal,
        "baris": [(d, NADA[d.status], *jumlah.get(d.pk, (0, 0))) for d in hal.rows],
        "status": status,
        "semua_status": StatusDaftar.choices,
        "punya": BarisBayar.objects.filter(orang__akun=request.user).exists(),
    }
    return render(request, "registry/insentif/daftar.html", konteks)


def _jumlah(pks: list[int], user: User) -> dict[int, tuple[int, Any]]:
    """{list: (people, rupiah)} of the lines the person may see."""
    rows = BarisBayar.objects.for_user(user, Cap.LIHAT).filter(daftar__in=pks).order_by().values("daftar")
    return {r["daftar"]: (r["n"], r["jumlah"]) for r in rows.annotate(n=Count("pk"), jumlah=Sum("jumlah"))}


@access(Cap.LIHAT)
@require_safe
def tarif(request: Permintaan) -> HttpResponse:
    """Tariffs of the area, of those above it, and right below it."""
    konteks = dasar(request, "registry:insentif-tarif")
    rows = TarifInsentif.objects.untuk_bawahan(request.user, Cap.LIHAT).select_related("pembayar__wilayah")
    if konteks["kode"] != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(konteks["kode"])
        atas = Q(pembayar__wilayah__in=kode_lib.leluhur(konteks["kode"])[:4])
        rows = rows.filter(atas | Q(pembayar__wilayah__gte=dari, pembayar__wilayah__lt=sampai))
    hal = halaman(rows, request.GET, {"-mulai": ("mulai", "id")}, per=25)
    boleh = request.user.scope_for(Cap.KELOLA_POSYANDU)
    hari = hari_ini(konteks["kode"])
    konteks["hal"] = hal
    konteks["baris"] = [
        (t, t.mulai <= hari < t.sampai, t.sampai > t.mulai and boleh.memuat(t.pembayar.wilayah_id)) for t in hal.rows
    ]
    return render(request, "registry/insentif/tarif.html", konteks)


def formulir(request: Permintaan, form: forms.Form, isi: dict[str, Any], simpan: Any) -> HttpResponse:
    """Show a form, or store it and go where `simpan` says; a refusal stands at its field. `isi`: judul, kembali."""
    if request.method == "POST" and form.is_valid():
        try:
            tujuan = simpan(form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, f"{isi['judul']}: tersimpan.")
            return redirect(tujuan)
    return render(request, "registry/insentif/formulir.html", {"form": form, **isi}, status=422 if form.errors else 200)


def _area_kelola(request: Permintaan) -> Area:
    return area_diminta(request.user.scope_for(Cap.KELOLA_POSYANDU), request.GET.get("wilayah", ""), dengan_anak=True)


def _kembali(nama: str, kode: str) -> str:
    return f"{reverse(nama)}?wilayah={kode}"


def _tanpa_wilayah(request: Permintaan, area: Area, kembali: str) -> HttpResponse | None:
    """One unit or the nation has no purse here: say so instead of a form."""
    if not area.satu_unit and area.jalur:
        return None
    messages.error(request, "Insentif dicatat untuk desa/kelurahan, kabupaten/kota, atau provinsi.")
    return redirect(kembali)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah_tarif(request: Permintaan) -> HttpResponse:
    area = _area_kelola(request)
    if jawaban := _tanpa_wilayah(request, area, reverse("registry:insentif-tarif")):
        return jawaban
    kembali = _kembali("registry:insentif-tarif", area.kode)

    def simpan(isi: dict[str, Any]) -> str:
        actions.tambah_tarif(area.jalur[-1], isi, actor=request.user)
        return kembali

    form = TarifForm(request.POST or None)
    return formulir(request, form, {"judul": "Tambah tarif", "kembali": kembali, "ket": area.nama}, simpan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def akhiri_tarif(request: Permintaan, pk: int) -> HttpResponse:
    rows = TarifInsentif.objects.select_related("pembayar__wilayah")
    t: TarifInsentif = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    kembali = _kembali("registry:insentif-tarif", t.pembayar.wilayah_id)

    def simpan(isi: dict[str, Any]) -> str:
        actions.akhiri_tarif(pk, sampai=isi["sampai"], actor=request.user)
        return kembali

    form = AkhiriTarifForm(request.POST or None)
    return formulir(request, form, {"judul": "Akhiri tarif", "kembali": kembali, "ket": str(t)}, simpan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def susun(request: Permintaan) -> HttpResponse:
    """A new draft for an area: the payers are those of the area and above it."""
    area = _area_kelola(request)
    if jawaban := _tanpa_wilayah(request, area, reverse("registry:insentif")):
        return jawaban
    pembayar = Pembayar.objects.untuk_bawahan(request.user, Cap.KELOLA_POSYANDU).select_related("wilayah")
    pembayar = pembayar.filter(wilayah__in=kode_lib.leluhur(area.kode))
    hari = hari_ini(area.kode)
    awal = {"tahun": hari.year, "bulan_awal": hari.month, "bulan_akhir": hari.month}
    form = DaftarForm(request.POST or None, pembayar=pembayar, initial=awal)

    def simpan(isi: dict[str, Any]) -> str:
        baru = actions.susun_daftar(area.jalur[-1], isi["pembayar"], form.masa(), kali=isi["kali"], actor=request.user)
        return reverse("registry:insentif-rinci", args=[baru.pk])

    isi = {"judul": "Susun daftar insentif", "kembali": _kembali("registry:insentif", area.kode), "ket": area.nama}
    return formulir(request, form, {**isi, "tanpa_pembayar": not pembayar.exists(), "kode": area.kode}, simpan)


def ambil(request: Permintaan, pk: int) -> DaftarBayar:
    """The list: 404 where the person may not see it."""
    rows = daftar_terlihat(request.user).select_related("pembayar__wilayah", "wilayah", "pembuat")
    d = rows.filter(pk=pk).first()
    if d is None:  # asked again by the duty alone, for its 404
        d = DaftarBayar.objects.ambil(request.user, Cap.LIHAT, seen_with=Cap.LIHAT, pk=pk)
    return d


def ambil_kelola(request: Permintaan, pk: int) -> DaftarBayar:
    rows = DaftarBayar.objects.select_related("pembayar__wilayah", "wilayah")
    d: DaftarBayar = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    return d


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One list: sum, lines, objections, what may be done now, history."""
    d = ambil(request, pk)
    milik = BarisBayar.objects.for_user(request.user, Cap.LIHAT).filter(daftar=d)
    angka = milik.aggregate(n=Count("pk"), jumlah=Sum("jumlah"), tunggak=Count("pk", Q(keadaan="tunggakan")))
    rows = milik.select_related("orang", "posyandu__wilayah")
    scope = request.user.scope_for(Cap.KELOLA_POSYANDU)
    keberatan = KeberatanInsentif.objects.for_user(request.user, Cap.LIHAT).filter(baris__daftar=d)
    konteks = {
        "d": d,
        "nada": NADA[d.status],
        "angka": angka,
        "hal": halaman(rows, request.GET, {"unit": ("posyandu__kode", "id")}),
        "keberatan": list(keberatan.select_related("baris__orang")[:50]),
        "terlewat": [(n, ALASAN_LEWAT.get(a, a)) for a, n in d.terlewat.items()],
        "boleh": scope.memuat(d.wilayah_id),
        "boleh_bayar": scope.memuat(d.wilayah_id) and scope.memuat(d.pembayar.wilayah_id),
        "dapat_diubah": d.status in (StatusDaftar.DRAF, StatusDaftar.DIBUKA),
        "riwayat": Catatan.objects.untuk(d)[:15],
        "panel": panel_untuk(d, request.user),
        "remah": [("Insentif", _kembali("registry:insentif", d.wilayah_id))],
    }
    return render(request, "registry/insentif/rinci.html", konteks)


@access(Cap.LIHAT)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The daftar terima, with a column to sign in."""
    d = ambil(request, pk)
    milik = BarisBayar.objects.for_user(request.user, Cap.LIHAT).filter(daftar=d)
    rows = list(milik.select_related("orang", "posyandu__wilayah").order_by("posyandu__kode", "id")[:BATAS_CETAK])
    jumlah = milik.aggregate(n=Count("pk"), jumlah=Sum("jumlah"))
    konteks = {"d": d, "rows": rows, "angka": jumlah, "penuh": jumlah["n"] > BATAS_CETAK, "hari": hari_ini()}
    return render(request, "registry/insentif/cetak.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """Open the list to its kader, or cancel it with a reason."""
    ambil_kelola(request, pk)
    nama = "batal_insentif" if request.POST.get("langkah") == "batal" else "buka_insentif"
    try:
        INSENTIF.apply(pk, nama, actor=request.user, note=request.POST.get("catatan", "")[:400])
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        kata = "dibatalkan" if nama == "batal_insentif" else "dibuka, dan kadernya diberi tahu lewat kotak pesan"
        messages.success(request, f"Daftar {kata}.")
    return redirect("registry:insentif-rinci", pk)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tanda(request: Permintaan, pk: int) -> HttpResponse:
    d = ambil_kelola(request, pk)
    kembali = reverse("registry:insentif-rinci", args=[pk])

    def simpan(isi: dict[str, Any]) -> str:
        actions.tanda_daftar(pk, actor=request.user, **isi)
        return kembali

    form = TandaForm(request.POST or None, initial={"tanggal": hari_ini(d.wilayah_id)})
    isi = {"judul": "Catat ditandatangani", "kembali": kembali, "ket": str(d)}
    return formulir(request, form, isi, simpan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def bayar(request: Permintaan, pk: int) -> HttpResponse:
    """Paid on a day; whoever is ticked did not get it and becomes arrears."""
    d = ambil_kelola(request, pk)
    kembali = reverse("registry:insentif-rinci", args=[pk])
    tanda_ = frozenset(int(x) for x in request.POST.getlist("tunggak") if x.isascii() and x.isdigit() and len(x) < 19)

    def simpan(isi: dict[str, Any]) -> str:
        actions.bayar_daftar(pk, tunggakan=tanda_, actor=request.user, **isi)
        return kembali

    rows = BarisBayar.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(daftar=d)
    orang = rows.order_by("posyandu__kode", "id").values_list("pk", "orang__nama", "posyandu__nama")
    isi = {"judul": "Catat dibayar", "kembali": kembali, "ket": str(d), "tunggak": orang[:BATAS_CETAK], "tanda": tanda_}
    return formulir(request, BayarForm(request.POST or None, initial={"tanggal": hari_ini(d.wilayah_id)}), isi, simpan)
