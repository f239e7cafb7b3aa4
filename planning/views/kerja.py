"""Rencana Kerja Tahunan: units and teams of an area with their plans, one plan as a grid, its activities."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, area_utama, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from planning.actions import kerja as aksi
from planning.actions._kerja import tugas_tulis
from planning.forms_kerja import KegiatanForm
from planning.lembar_kerja import lembar, pemilik
from planning.metrics_kerja import biaya_rencana, punya_rencana, rencana_tim
from planning.metrics_pelaksanaan import terlaksana
from planning.models import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.workflow_kerja import RENCANA
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from wilayah.models import Wilayah

NADA = {"draf": "netral", "diajukan": "awas", "disahkan": "baik"}
KEADAAN = (("belum", "Belum punya"), *StatusRencana.choices)
MILIK = ("posyandu__wilayah__induk", "wilayah__induk")


def tahun_diminta(request: Permintaan, kode: str) -> int:
    """The year asked for; without one next year's, which is the one that is being planned."""
    return tahun_dari(request.GET.get("tahun", ""), hari_ini(kode).year + 1)


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Active units of an area with the plan each has for a year, and the teams' own plans."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun, keadaan = tahun_diminta(request, area.kode), request.GET.get("keadaan", "")
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT_RENCANA).aktif().di_wilayah(area.kode)
    hal = halaman(
        _berkeadaan(request.user, units, keadaan, tahun).select_related("wilayah"), request.GET, {"kode": ("kode",)}
    )
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, "planning:kerja", tanya="wilayah"),
        "tahun": tahun,
        "keadaan": keadaan,
        "semua_keadaan": KEADAAN,
        "hal": hal,
        "baris": _berencana(request.user, hal.rows, tahun),
        "angka": punya_rencana(scope, area.kode, tahun),
        "tim": [(r, NADA[r.status]) for r in rencana_tim(scope, area.kode, tahun)],
        "boleh_tim": area.jalur and not area.satu_unit and request.user.scope_for(Cap.BINA).memuat(area.kode),
        "susun": request.user.scope_for(Cap.SUSUN_KERJA),
    }
    return render(request, "planning/kerja/daftar.html", konteks)


def _berkeadaan(user: User, units: Any, keadaan: str, tahun: int) -> Any:
    rencana = RencanaKerja.objects.for_user(user, Cap.LIHAT_RENCANA).filter(posyandu=OuterRef("pk"), tahun=tahun)
    if keadaan == "belum":
        return units.filter(~Exists(rencana))
    return units.filter(Exists(rencana.filter(status=keadaan))) if keadaan in StatusRencana.values else units


def _berencana(user: User, units: list[Posyandu], tahun: int) -> list[tuple[Any, ...]]:
    """[(unit, plan or None, tone, cost, may write)] of one page."""
    rows = RencanaKerja.objects.for_user(user, Cap.LIHAT_RENCANA).filter(posyandu__in=units, tahun=tahun)
    rencana = {r.posyandu_id: r for r in rows}
    biaya = biaya_rencana(user.scope_for(Cap.LIHAT_RENCANA), [r.pk for r in rencana.values()])
    susun = user.scope_for(Cap.SUSUN_KERJA)
    hasil = []
    for u in units:
        r = rencana.get(u.pk)
        nada = NADA[r.status] if r else "buruk"
        hasil.append((u, r, nada, biaya.get(r.pk, Decimal(0)) if r else None, susun.memuat(u.kode)))
    return hasil


@access(Cap.LIHAT_RENCANA)
@require_POST
def buat(request: Permintaan) -> HttpResponse:
    """Begin a plan of a unit (`unit`) or of the Tim Pembina of an area (`wilayah`), empty, suggested or copied."""
    kode, tahun = request.POST.get("kode", "")[:20], request.POST.get("tahun", "")
    cara = request.POST.get("cara", "kosong")
    if not (tahun.isascii() and tahun.isdigit() and len(tahun) == 4 and 2020 <= int(tahun) <= 2060):
        messages.error(request, "Tulis tahun rencana dengan empat angka, misalnya 2027.")
        return redirect("planning:kerja")
    tempat = _pemilik(request.user, kode)
    try:
        rencana = aksi.buat_rencana(tempat, int(tahun), cara=cara, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect(f"{reverse('planning:kerja')}?tahun={tahun}")
    messages.success(request, "Draf rencana kerja dibuat. Lengkapi kegiatannya, lalu ajukan.")
    return redirect("planning:kerja-rinci", rencana.pk)


def _pemilik(user: User, kode: str) -> Posyandu | Wilayah:
    """The unit or area by its code: 404 where the reader's duty does not reach, 403 without the duty to write."""
    kode = kode or area_utama(user.scope_for(Cap.SUSUN_KERJA)) or area_utama(user.scope_for(Cap.LIHAT_RENCANA))
    if not kode_lib.sah(kode) or not user.scope_for(Cap.LIHAT_RENCANA).memuat(kode):
        raise Http404
    if kode_lib.tingkat(kode) == "posyandu":
        unit: Posyandu = Posyandu.objects.ambil(user, Cap.SUSUN_KERJA, seen_with=Cap.LIHAT_RENCANA, kode=kode)
        return unit
    if not user.scope_for(Cap.BINA).memuat(kode):
        raise PermissionDenied
    wilayah = Wilayah.objects.filter(pk=kode).first()
    if wilayah is None:
        raise Http404
    return wilayah


def ambil(user: User, pk: int) -> RencanaKerja:
    """The plan for reading."""
    rows = RencanaKerja.objects.select_related(*MILIK)
    rencana: RencanaKerja = rows.ambil(user, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return rencana


def wajib_tulis(user: User, rencana: RencanaKerja) -> None:
    """403 for whoever may read the plan and not write it."""
    if not user.scope_for(tugas_tulis(rencana)).memuat(rencana.kode):
        raise PermissionDenied


def kepala(user: User, rencana: RencanaKerja) -> dict[str, Any]:
    """What the head of every page of a plan needs."""
    draf = rencana.status == StatusRencana.DRAF
    return {
        "rencana": rencana,
        "pemilik": pemilik(rencana),
        "nada": NADA[rencana.status],
        "tulis": draf and user.scope_for(tugas_tulis(rencana)).memuat(rencana.kode),
    }


def desa(rencana: RencanaKerja) -> bool:
    """Does its government have an APB Desa?"""
    wilayah = rencana.posyandu.wilayah if rencana.posyandu else rencana.wilayah
    return bool(wilayah and wilayah.jenis.startswith("desa"))


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One plan: activities by field and month, what they cost, what may be done now, who did what."""
    rencana = ambil(request.user, pk)
    milik = KegiatanRencana.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(rencana=rencana)
    kegiatan = list(milik)
    butir = ButirRab.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(kegiatan__rencana=rencana)
    langkah = RENCANA.available([rencana], request.user)[rencana.pk]
    akhiran = "" if rencana.posyandu_id else "_tim"
    sempit = request.user.scope_for(Cap.LIHAT_RENCANA).bidang_di(rencana.kode) is not None
    konteks = {
        **kepala(request.user, rencana),
        "lembar": lembar(kegiatan),
        "jadi": terlaksana(request.user.scope_for(Cap.LIHAT_RENCANA), rencana, kegiatan) if rencana.posyandu_id else {},
        "ber_rab": set(butir.order_by().values_list("kegiatan", flat=True).distinct()),
        "aksi": {t.name.removesuffix("_tim") for t in langkah if t.name.endswith("_tim") == bool(akhiran)},
        "sempit": sempit,
        # The log names activities of every field.
        "riwayat": [] if sempit else Catatan.objects.untuk(rencana)[:12],
    }
    return render(request, "planning/kerja/rinci.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_POST
def isi(request: Permintaan, pk: int) -> HttpResponse:
    """Add last year's activities, or suggestions, to a draft."""
    rencana = ambil(request.user, pk)
    wajib_tulis(request.user, rencana)
    cara = "salin" if request.POST.get("cara") == "salin" else "saran"
    try:
        n = aksi.isi_rencana(pk, cara, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{n} kegiatan ditambahkan." if n else "Tidak ada yang baru: semuanya sudah ada.")
    return redirect("planning:kerja-rinci", pk)


def formulir(request: Permintaan, form: Any, rencana: RencanaKerja, simpan: Any, **isi: Any) -> HttpResponse:
    """Show a form of a plan, or store it and go where `simpan` says; a refusal stands at its field, 422, and one that
    somebody was faster than, 409. Nothing typed is lost."""
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            tujuan = simpan(form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except Bentrok:
            form.add_error(None, "Baris ini baru saja diubah orang lain. Buka lagi, lalu bandingkan isian Anda.")
            status = 409
        else:
            messages.success(request, f"{isi['judul']}: tersimpan.")
            return redirect(tujuan)
    konteks = {**kepala(request.user, rencana), "form": form, **isi}
    return render(request, "planning/kerja/formulir.html", konteks, status=status if form.errors else 200)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def tambah_kegiatan(request: Permintaan, pk: int) -> HttpResponse:
    """A new row of the grid."""
    rencana = ambil(request.user, pk)
    wajib_tulis(request.user, rencana)
    form = KegiatanForm(request.POST or None, desa=desa(rencana), tim=rencana.posyandu_id is None)

    def simpan(isi_: dict[str, Any]) -> str:
        aksi.tambah_kegiatan(pk, isi_, actor=request.user)
        return reverse("planning:kerja-rinci", args=[pk])

    return formulir(request, form, rencana, simpan, judul="Tambah kegiatan")


def ambil_kegiatan(user: User, pk: int) -> KegiatanRencana:
    rows = KegiatanRencana.objects.select_related(*[f"rencana__{m}" for m in MILIK])
    kegiatan: KegiatanRencana = rows.ambil(user, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return kegiatan


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def ubah_kegiatan(request: Permintaan, pk: int) -> HttpResponse:
    """Change a row of the grid."""
    kegiatan = ambil_kegiatan(request.user, pk)
    rencana = kegiatan.rencana
    wajib_tulis(request.user, rencana)
    butir = ButirRab.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(kegiatan=kegiatan)
    pilihan = {"desa": desa(rencana), "tim": rencana.posyandu_id is None, "ber_rab": butir.exists()}
    form = KegiatanForm(request.POST or None, initial=KegiatanForm.awal(kegiatan), **pilihan)

    def simpan(isi_: dict[str, Any]) -> str:
        versi = isi_.pop("versi", None)
        aksi.ubah_kegiatan(pk, isi_, versi=-1 if versi is None else versi, actor=request.user)
        return reverse("planning:kerja-rinci", args=[rencana.pk])

    return formulir(request, form, rencana, simpan, judul="Ubah kegiatan", kegiatan=kegiatan)


@access(Cap.LIHAT_RENCANA)
@require_POST
def hapus_kegiatan(request: Permintaan, pk: int) -> HttpResponse:
    """Take a row out of a draft."""
    kegiatan = ambil_kegiatan(request.user, pk)
    wajib_tulis(request.user, kegiatan.rencana)
    try:
        aksi.hapus_kegiatan(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Kegiatan dihapus: {kegiatan.uraian}.")
    return redirect("planning:kerja-rinci", kegiatan.rencana_id)
