"""Imports: choose a kind, hand in a file, look at what would happen to each row, store it, take the bad rows home."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.pekerjaan import AKHIR
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.tabel import BENTUK
from registry import actions
from registry.forms.impor import ImporForm
from registry.impor.dasar import Jenis
from registry.impor.jenis import DAFTAR, MENURUT_KODE
from registry.impor.templat import tulis_perbaikan, tulis_templat
from registry.models import HasilBaris, ImporBaris, ImporSesi

NADA = {
    HasilBaris.BARU: "baik",
    HasilBaris.UBAH: "baik",
    HasilBaris.SAMA: "netral",
    HasilBaris.PERIKSA: "awas",
    HasilBaris.TOLAK: "buruk",
}
TAHAP = {
    "baca": ("sedang dibaca", "awas"),
    "pratinjau": ("menunggu keputusan Anda", "awas"),
    "simpan": ("sedang disimpan", "awas"),
    "selesai": ("selesai", "baik"),
    "galat": ("tidak terbaca", "buruk"),
    "buang": ("dibuang", "netral"),
}
PANJANG_DESA = 13


def _jenis(kode: str) -> Jenis:
    if kode not in MENURUT_KODE:
        raise Http404
    return MENURUT_KODE[kode]


def _wilayah(user: User) -> list[str]:
    """Areas the person may import into."""
    return [g.area for g in user.scope_for(Cap.IMPOR).grants if len(g.area) <= PANJANG_DESA]


def _sesi(request: Permintaan, kunci: uuid.UUID) -> ImporSesi:
    rows = ImporSesi.objects.select_related("wilayah", "pemilik", "berkas", "pekerjaan")
    sesi: ImporSesi = rows.ambil(request.user, Cap.IMPOR, seen_with=Cap.LIHAT, uuid=kunci)
    return sesi


def _kirim(nama: str, bentuk: str, tulis: Any) -> FileResponse:
    if bentuk not in BENTUK:
        raise Http404
    sementara = tempfile.NamedTemporaryFile(suffix=f".{bentuk}")  # noqa: SIM115 (FileResponse closes it)
    tulis(Path(sementara.name))
    sementara.seek(0)
    jawaban = FileResponse(sementara, as_attachment=True, filename=f"{nama}.{bentuk}", content_type=BENTUK[bentuk])
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


@access(Cap.IMPOR)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The kinds, and the imports of the area, newest first."""
    rows = ImporSesi.objects.for_user(request.user, Cap.IMPOR).select_related("wilayah", "pemilik", "berkas")
    hal = halaman(rows, request.GET, {"-baru": ("id",)}, per=20)
    baris = [(s, MENURUT_KODE.get(s.jenis), *TAHAP[s.tahap]) for s in hal.rows]
    return render(request, "registry/impor/daftar.html", {"hal": hal, "baris": baris, "jenis_list": DAFTAR})


@access(Cap.IMPOR)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan, jenis: str) -> HttpResponse:
    """Hand in a file of one kind; the page tells its columns."""
    macam = _jenis(jenis)
    form = ImporForm(request.POST or None, request.FILES or None, wilayah=_wilayah(request.user))
    if request.method == "POST" and form.is_valid():
        unggahan = form.cleaned_data["berkas"]
        unggahan.seek(0)
        isi = {"nama": unggahan.name, "bentuk": form.bentuk}
        sesi, segar = actions.mulai_impor(
            jenis, form.cleaned_data["wilayah"], unggahan.read(), actor=request.user, **isi
        )
        if not segar:
            kata = "sudah diimpor" if sesi.disimpan else "sudah diunggah"
            messages.warning(request, f"Berkas yang sama {kata} sebelumnya; ini hasilnya. Tidak ada yang diubah.")
        return redirect("registry:impor-rinci", sesi.uuid)
    konteks = {"form": form, "jenis": macam}
    return render(request, "registry/impor/baru.html", konteks, status=422 if form.errors else 200)


@access(Cap.IMPOR)
@require_safe
def templat(request: Permintaan, jenis: str, bentuk: str) -> FileResponse:
    """The empty file to fill in."""
    macam = _jenis(jenis)
    return _kirim(f"templat-{jenis}", bentuk, lambda tujuan: tulis_templat(tujuan, bentuk, macam))


def _kata(jenis: Jenis, b: ImporBaris) -> list[tuple[str, str, str]]:
    """[(column, what stood there, sentence)] of a row; a personal value is not repeated."""
    kolom = {k.kode: k for k in jenis.kolom}
    sel = b.sel if any(b.pesan) else {}
    hasil = []
    for kode, kalimat in b.pesan.items():
        k = kolom.get(kode)
        nilai = "" if k is None or k.pribadi else sel.get(kode, "")[:60]
        hasil.append((k.judul if k else "", nilai, kalimat))
    return hasil


def _beda(jenis: Jenis, b: ImporBaris) -> list[tuple[str, list[Any]]]:
    kolom = {k.kode: k.judul for k in jenis.kolom}
    return [(kolom.get(kode, kode), nilai) for kode, nilai in b.beda.items()]


@access(Cap.IMPOR)
@require_safe
def rinci(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """One import: what would happen (or has happened) to each row, counted and filtered."""
    sesi = _sesi(request, kunci)
    jenis = _jenis(sesi.jenis)
    rows = ImporBaris.objects.for_user(request.user, Cap.IMPOR).filter(sesi=sesi)
    per_hasil = rows.values_list("hasil").annotate(n=Count("id"), masuk=Count("tersimpan"))
    hitung: dict[str, tuple[int, int]] = {h: (n, masuk) for h, n, masuk in per_hasil}
    n = {h: hitung.get(h, (0, 0))[0] for h in HasilBaris.values}
    pilih = request.GET.get("hasil", "")
    if pilih in HasilBaris.values:
        rows = rows.filter(hasil=pilih)
    hal = halaman(rows, request.GET, {"nomor": ("nomor",)}, per=50)
    jalan = sesi.pekerjaan is not None and sesi.pekerjaan.status not in AKHIR
    konteks = {
        "sesi": sesi,
        "jenis": jenis,
        "tahap": TAHAP[sesi.tahap],
        "hitung": [(h, label, NADA[HasilBaris(h)], *hitung.get(h, (0, 0))) for h, label in HasilBaris.choices],
        "pilih": pilih,
        "hal": hal,
        "baris": [(b, NADA[HasilBaris(b.hasil)], _kata(jenis, b), _beda(jenis, b)) for b in hal.rows],
        "jalan": jalan,
        "boleh": sesi.pemilik_id == request.user.pk,
        "baik": n["baru"] + n["ubah"],
        "ragu": n["periksa"],
        "buruk": n["tolak"] + n["periksa"],
        "masuk": sum(masuk for _, masuk in hitung.values()),
    }
    jawaban = render(request, "registry/impor/rinci.html", konteks)
    if jalan:
        jawaban["Refresh"] = "3"
    return jawaban


@access(Cap.IMPOR)
@require_POST
def simpan(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Store the good rows."""
    sesi = _sesi(request, kunci)
    try:
        actions.simpan_impor(sesi.pk, periksa=bool(request.POST.get("periksa")), actor=request.user)
    except Ditolak as galat:
        messages.warning(request, str(galat))
    return redirect("registry:impor-rinci", kunci)


@access(Cap.IMPOR)
@require_POST
def buang(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Throw the import away; nothing of it was stored."""
    sesi = _sesi(request, kunci)
    try:
        actions.buang_impor(sesi.pk, actor=request.user)
    except Ditolak as galat:
        messages.warning(request, str(galat))
        return redirect("registry:impor-rinci", kunci)
    messages.success(request, "Impor dibuang. Tidak ada data yang berubah.")
    return redirect("registry:impor")


@access(Cap.IMPOR)
@require_safe
def perbaikan(request: Permintaan, kunci: uuid.UUID, bentuk: str) -> FileResponse:
    """The refused rows with their reasons. Personal cells are in it, so it is for the one who handed the file in."""
    sesi = _sesi(request, kunci)
    if sesi.pemilik_id != request.user.pk:
        raise PermissionDenied
    nama = f"perbaiki-{Path(sesi.berkas.nama).stem}"[:80]
    return _kirim(nama, bentuk, lambda tujuan: tulis_perbaikan(tujuan, bentuk, sesi, _jenis(sesi.jenis)))
