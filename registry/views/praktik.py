"""Praktik baik: cards to read and copy, a card of one's own unit on its way to approval."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import berkas
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.praktik import BISA_DIUBAH, KOLOM
from registry.forms.praktik import PraktikForm, TiruForm
from registry.models import Posyandu, PraktikBaik, TiruPraktik
from registry.views.posyandu import ambil, remah_unit
from registry.workflow_praktik import PRAKTIK

TERBANYAK_UNIT = 200
MENIRU = Count("tiru_list", filter=Q(tiru_list__batal=None))


def _rows(user: User) -> "QuerySet[Any]":
    """Cards the person may read, each with `meniru`: how many units do likewise."""
    rows: QuerySet[Any] = PraktikBaik.objects.terbaca(user, Cap.LIHAT)
    return rows.select_related("posyandu__wilayah__induk__induk").annotate(meniru=MENIRU)


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Approved cards of everywhere; `milik=1`: those of the person's own area in any state."""
    bidang, milik = request.GET.get("bidang", ""), request.GET.get("milik") == "1"
    rows = _rows(request.user)
    if milik:
        rows = rows.filter(pk__in=PraktikBaik.objects.for_user(request.user, Cap.LIHAT).values("pk"))
    else:
        rows = rows.filter(status=PraktikBaik.Status.DISETUJUI)
    if bidang in NAMA:
        rows = rows.filter(bidang=bidang)
    hal = halaman(rows, request.GET, {"-baru": ("id",)}, per=24)
    konteks = {
        "hal": hal,
        "bidang": bidang,
        "semua_bidang": NAMA.items(),
        "milik": milik,
        "terbanyak": rows.order_by("-meniru", "-id")[:3] if not milik else [],
        "unit": _unit_sendiri(request.user, 1),
    }
    return render(request, "registry/praktik/daftar.html", konteks)


def _unit_sendiri(user: User, banyak: int = TERBANYAK_UNIT) -> list[Posyandu]:
    """Units in use that the person keeps."""
    rows = Posyandu.objects.for_user(user, Cap.KELOLA_POSYANDU).aktif().order_by("kode")
    return list(rows[:banyak]) if user.boleh(Cap.KELOLA_POSYANDU) else []


def _ambil(user: User, pk: int) -> PraktikBaik:
    praktik: PraktikBaik | None = _rows(user).filter(pk=pk).first()
    if praktik is None:
        raise Http404
    return praktik


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One card with its steps and who does likewise."""
    return _rinci(request, _ambil(request.user, pk))


def _rinci(request: Permintaan, praktik: PraktikBaik, form: TiruForm | None = None) -> HttpResponse:
    sendiri = PraktikBaik.objects.for_user(request.user, Cap.LIHAT).filter(pk=praktik.pk).exists()
    disetujui = praktik.status == PraktikBaik.Status.DISETUJUI
    unit = _unit_sendiri(request.user) if disetujui else []
    meniru = TiruPraktik.objects.filter(praktik=praktik, batal=None).select_related("posyandu__wilayah__induk")
    milik = TiruPraktik.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(praktik=praktik, batal=None)
    ubah = request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(praktik.posyandu.kode)
    konteks: dict[str, Any] = {
        "p": praktik,
        "langkah": PRAKTIK.available([praktik], request.user)[praktik.pk] if sendiri else [],
        "meniru": list(meniru[:50]),
        "milik": set(milik.values_list("pk", flat=True)),
        "boleh_ubah": ubah and praktik.status in BISA_DIUBAH,
        "form": form or (TiruForm(pilihan=unit, initial={"mulai": hari_ini()}) if unit else None),
        "riwayat": Catatan.objects.untuk(praktik)[:20] if sendiri else [],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "registry/praktik/rinci.html", konteks, status=status)


@access(Cap.LIHAT)
@require_safe
def foto(request: Permintaan, pk: int) -> FileResponse:
    return berkas.kirim(_ambil(request.user, pk).foto)


def _formulir(request: Permintaan, form: PraktikForm, unit: Posyandu, judul: str, status: int = 200) -> HttpResponse:
    konteks = {"form": form, "unit": unit, "remah": remah_unit(request, unit), "judul": judul}
    konteks["kembali"] = reverse("registry:praktik")
    status = 422 if form.errors and status == 200 else status
    return render(request, "registry/praktik/formulir.html", konteks, status=status)


def _isi(form: PraktikForm) -> tuple[dict[str, Any], dict[str, Any]]:
    isi = form.cleaned_data
    return {k: isi[k] for k in KOLOM}, {"foto": isi["foto"], "tanpa_wajah": isi["tanpa_wajah"]}


def _tolak(form: PraktikForm, galat: Ditolak) -> None:
    kolom = "foto" if galat.kolom == "berkas" else galat.kolom
    form.add_error(kolom if kolom in form.fields else None, str(galat))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tulis(request: Permintaan, kode: str) -> HttpResponse:
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    form = PraktikForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        isi, lain = _isi(form)
        try:
            praktik = actions.tulis_praktik(unit, isi, actor=request.user, **lain)
        except Ditolak as galat:
            _tolak(form, galat)
        else:
            messages.success(request, "Tersimpan sebagai draf. Ajukan kalau sudah siap.")
            return redirect("registry:praktik-rinci", praktik.pk)
    return _formulir(request, form, unit, "Tulis praktik baik")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    rows = PraktikBaik.objects.select_related("posyandu__wilayah__induk__induk__induk")
    praktik = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    awal = {k: getattr(praktik, k) for k in KOLOM} | {"versi": praktik.versi}
    form, status = PraktikForm(request.POST or None, request.FILES or None, initial=awal), 200
    if request.method == "POST" and form.is_valid():
        isi, lain = _isi(form)
        try:
            actions.ubah_praktik(pk, isi, versi=form.cleaned_data["versi"] or 0, actor=request.user, **lain)
        except Bentrok as bentrok:
            form.add_error(None, "Kartu ini diubah orang lain sesudah halaman dibuka. Periksa, lalu simpan lagi.")
            form.data = {**form.data.dict(), "versi": str(bentrok.sekarang.versi)}  # type: ignore[attr-defined]
            status = 409
        except Ditolak as galat:
            _tolak(form, galat)
        else:
            messages.success(request, "Tersimpan.")
            return redirect("registry:praktik-rinci", pk)
    return _formulir(request, form, praktik.posyandu, "Ubah praktik baik", status)


@access(Cap.LIHAT)
@require_POST
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """One step of the card's way; which ones the person may take the workflow knows."""
    nama = request.POST.get("langkah", "")
    if nama not in {t.name for t in PRAKTIK.transitions}:
        raise Http404
    try:
        PRAKTIK.apply(pk, nama, actor=request.user, note=request.POST.get("catatan", "")[:400])
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Tercatat.")
    return redirect("registry:praktik-rinci", pk)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def tiru(request: Permintaan, pk: int) -> HttpResponse:
    """“Kami tiru”: a unit that the person keeps does likewise."""
    praktik = _ambil(request.user, pk)
    form = TiruForm(request.POST, pilihan=_unit_sendiri(request.user))
    if form.is_valid():
        isi = form.cleaned_data
        try:
            actions.tiru(pk, isi["posyandu"], mulai=isi["mulai"], catatan=isi["catatan"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Dicatat. Semoga berhasil juga di sana.")
            return redirect("registry:praktik-rinci", pk)
    return _rinci(request, praktik, form)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def batal_tiru(request: Permintaan, pk: int) -> HttpResponse:
    row = actions.batal_tiru(pk, actor=request.user)
    messages.success(request, "Tidak dihitung lagi.")
    return redirect("registry:praktik-rinci", row.praktik_id)
