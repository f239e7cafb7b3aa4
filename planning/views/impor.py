"""Imports of budget lines: hand in a file, see each row's outcome, take all of it or nothing."""

import dataclasses
import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import JenisBerkas
from accounts.pekerjaan import AKHIR
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import impor as actions
from planning.actions import impor_latar, impor_tarik
from planning.actions import kode as actions_kode
from planning.baca_impor import baca, bentuk_berkas, besar, konteks
from planning.forms import AlasanForm
from planning.forms_impor import ImporBarisForm
from planning.impor.dasar import NAMA_HASIL, Hasil
from planning.impor.templat import tulis_templat
from planning.katalog import NAMA_SKEMA, SUMBER_DANA, Skema
from planning.models import DokumenAnggaran, ImporRencana, ImporRencanaBaris
from planning.views.dokumen import ambil as ambil_dokumen
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab

NADA = {Hasil.TERIMA: "baik", Hasil.PERBAIKI: "awas", Hasil.ABAIKAN: "netral", Hasil.TOLAK: "buruk"}
URUTAN = {"-baru": ("id",)}
PALING_BANYAK_DRAF = 30
AMBIL_LANGSUNG = 1500  # rows that are stored while the person waits, well within two seconds; more go to the queue
KOLOM_HASIL = (
    Kolom("Baris", "nomor", 7),
    Kolom("Hasil", lambda b: NAMA_HASIL[Hasil(b.hasil)], 20),
    Kolom("Kode", "kode_kegiatan", 20),
    Kolom("Uraian", "uraian", 50),
    Kolom("Pagu", "pagu", 18),
    Kolom("Keterangan", lambda b: " ".join(b.pesan), 60),
    Kolom("Seperti di berkas", lambda b: "; ".join(f"{k}: {v}" for k, v in b.mentah.items()), 60),
)


def _impor(request: Permintaan, kunci: uuid.UUID) -> ImporRencana:
    rows = ImporRencana.objects.select_related("dokumen__wilayah", "wilayah", "pemilik", "versi_kode", "pekerjaan")
    impor: ImporRencana = rows.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, uuid=kunci)
    return impor


@access(Cap.KELOLA_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Drafts that a file may be brought into, and what was brought in before."""
    rows = ImporRencana.objects.for_user(request.user, Cap.KELOLA_RENCANA).select_related(
        "dokumen__wilayah__induk", "wilayah__induk", "pemilik"
    )
    draf = DokumenAnggaran.objects.for_user(request.user, Cap.KELOLA_RENCANA).filter(status="draf")
    konteks_halaman = {
        "hal": halaman(rows, request.GET, URUTAN, per=20),
        "draf": draf.select_related("wilayah__induk").order_by("-tahun", "-id")[:PALING_BANYAK_DRAF],
        "skema": [(s.value, NAMA_SKEMA[s]) for s in SUMBER_DANA],
    }
    return render(request, "planning/impor/daftar.html", konteks_halaman)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan, pk: int) -> HttpResponse:
    """Hand in a file or pasted rows for one draft."""
    dokumen = ambil_dokumen(request.user, pk, Cap.KELOLA_RENCANA)
    skema = dokumen.uraian_jenis.skema
    form = ImporBarisForm(request.POST or None, request.FILES or None, skema=skema)
    if request.method == "POST" and form.is_valid():
        try:
            impor = _mulai(dokumen, form.cleaned_data, request)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            return redirect("planning:impor-rinci", impor.uuid)
    konteks_halaman = {"form": form, "dokumen": dokumen, "skema": skema.value}
    return render(request, "planning/impor/baru.html", konteks_halaman, status=422 if form.errors else 200)


def _mulai(dokumen: DokumenAnggaran, isi: dict[str, Any], request: Permintaan) -> ImporRencana:
    tempel = isi["bentuk"] == ImporRencana.Bentuk.TEMPEL
    unggahan = None if tempel else isi["berkas"]
    kiriman = actions.Kiriman(
        bentuk=isi["bentuk"],
        nama="baris yang ditempel" if unggahan is None else unggahan.name,
        sidik="",
        ganti=isi["ganti"],
        total=isi["total"],
        total_baris=isi["total_baris"],
        kode_desa=isi.get("kode_desa", ""),
    )
    if besar(unggahan, isi["teks"] if tempel else ""):
        mentah = isi["teks"].encode() if unggahan is None else unggahan.read()
        jenis = JenisBerkas.CSV if unggahan is None else bentuk_berkas(unggahan, isi["bentuk"])
        return impor_latar.antre_impor(dokumen, mentah, kiriman, bentuk=jenis, actor=request.user)
    bacaan, sidik = baca(isi["bentuk"], konteks(dokumen, kiriman.kode_desa), unggahan=unggahan, teks=isi["teks"])
    if not bacaan.rows:
        raise Ditolak("teks" if tempel else "berkas", "Hanya ada judul kolom, belum ada barisnya.")
    return actions.mulai_impor(dokumen, bacaan, dataclasses.replace(kiriman, sidik=sidik), actor=request.user)


@access(Cap.KELOLA_RENCANA)
@require_safe
def templat(request: Permintaan, skema: str) -> FileResponse:
    """The empty table to fill in."""
    if skema not in SUMBER_DANA:
        raise Http404
    sementara = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 (FileResponse closes it)
    tulis_templat(Path(sementara.name), Skema(skema))
    sementara.seek(0)
    return FileResponse(
        sementara, as_attachment=True, filename=f"templat-anggaran-{skema}.xlsx", content_type=BENTUK["xlsx"]
    )


@access(Cap.KELOLA_RENCANA)
@require_safe
def rinci(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Every row of the file with its outcome, counted; what stands in the way of taking it."""
    impor = _impor(request, kunci)
    rows = ImporRencanaBaris.objects.for_user(request.user, Cap.KELOLA_RENCANA).filter(impor=impor)
    hitung = dict(rows.order_by().values_list("hasil").annotate(n=Count("id")))
    pilih = request.GET.get("hasil", "")
    if pilih in hitung:
        rows = rows.filter(hasil=pilih)
    hal = halaman(rows, request.GET, {"nomor": ("nomor", "id")}, per=50)
    jalan = impor.pekerjaan is not None and impor.pekerjaan.status not in AKHIR
    milik, siap = impor.pemilik_id == request.user.pk, impor.tahap == "pratinjau" and not jalan
    konteks_halaman = {
        "jalan": jalan,
        "milik": milik,
        "form_tarik": AlasanForm() if milik and _bisa_ditarik(impor) else None,
        "impor": impor,
        "hitung": [(h, nama, NADA[h], hitung.get(h, 0)) for h, nama in NAMA_HASIL.items()],
        "pilih": pilih,
        "hal": hal,
        "baris": [(b, NADA[Hasil(b.hasil)]) for b in hal.rows],
        "halangan": actions.halangan(impor, hitung.get(Hasil.TOLAK, 0)) if siap else [],
        "boleh": siap and milik,
    }
    jawaban = render(request, "planning/impor/rinci.html", konteks_halaman)
    if jalan:
        jawaban["Refresh"] = "3"
    return jawaban


def _bisa_ditarik(impor: ImporRencana) -> bool:
    return impor.tahap == "ambil" and impor.dokumen is not None and impor.dokumen.draf


@access(Cap.KELOLA_RENCANA)
@require_POST
def ambil(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Take all rows, or none where something stands in the way."""
    impor = _impor(request, kunci)
    try:
        if impor.banyak > AMBIL_LANGSUNG:
            impor_latar.minta_ambil(impor.pk, actor=request.user)
            return redirect("planning:impor-rinci", kunci)
        if impor.bentuk == ImporRencana.Bentuk.KODE:
            versi = actions_kode.ambil_buku(impor.pk, actor=request.user)
            messages.success(request, "Nomenklatur dimuat.")
            return redirect("planning:kode-buku", versi.pk)
        actions.ambil_impor(impor.pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("planning:impor-rinci", kunci)
    messages.success(request, "Semua baris diambil ke draf. Periksa, lalu tetapkan dokumennya.")
    return redirect("planning:dokumen", impor.dokumen_id)


@access(Cap.KELOLA_RENCANA)
@require_POST
def buang(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Throw it away; nothing of it was taken."""
    impor = _impor(request, kunci)
    try:
        actions.buang_impor(impor.pk, actor=request.user)
    except Ditolak as galat:
        messages.warning(request, str(galat))
        return redirect("planning:impor-rinci", kunci)
    messages.success(request, "Dibuang. Tidak ada baris yang berubah.")
    return redirect("planning:impor")


@access(Cap.KELOLA_RENCANA)
@require_POST
def tarik(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Take a taken import back while nobody has built on it."""
    impor = _impor(request, kunci)
    form = AlasanForm(request.POST)
    try:
        if not form.is_valid():
            raise Ditolak("alasan", "Tulis alasannya.")
        impor_tarik.tarik_impor(impor.pk, form.cleaned_data["alasan"], actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Impor ditarik. Draf kembali seperti sebelum berkas ini diambil.")
    return redirect("planning:impor-rinci", kunci)


@access(Cap.KELOLA_RENCANA)
@require_safe
def ekspor(request: Permintaan, kunci: uuid.UUID, bentuk: str) -> Any:
    """All rows with their outcomes and reasons, as a file."""
    if bentuk not in BENTUK:
        raise Http404
    impor = _impor(request, kunci)
    rows = ImporRencanaBaris.objects.for_user(request.user, Cap.KELOLA_RENCANA).filter(impor=impor).order_by("nomor")
    return jawab(bentuk, f"hasil-impor-{impor.pk}", KOLOM_HASIL, rows.iterator(chunk_size=500), judul="Hasil per baris")
