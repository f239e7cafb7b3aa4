"""The ministry's answers: hand in its file, look at what was understood, apply, decide the exceptions."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.berkas import kenali, periksa_pindaian, simpan
from accounts.berkas import kirim as kirim_berkas
from accounts.models import Berkas, JenisBerkas, Pekerjaan, User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry import actions
from registry.actions.hasil import SudahDiunggah
from registry.cocok import BarisMasuk
from registry.forms.paket import AlasanForm, HasilForm, SuratBarisForm, UnitBarisForm
from registry.hasil_kolom import baca_baris
from registry.hasil_nilai import saran
from registry.impor.berkas import baca_tabel, kenali_tabel
from registry.models import MENUNGGU, BarisHasil, HasilKementerian, KeadaanBaris, Paket, Posyandu
from registry.nomor import ALASAN, DENGAN_SURAT, SuratNomor
from registry.views.paket import kota_tugas
from wilayah.models import Wilayah

URUTAN = {"-baru": ("id",)}
URUTAN_BARIS = {"baris": ("baris", "id")}
POTONGAN = 256 * 1024


def _ambil(user: User, pk: int, duty: str = Cap.LIHAT) -> HasilKementerian:
    rows = HasilKementerian.objects.select_related("wilayah", "paket", "berkas", "pengunggah")
    hasil: HasilKementerian = rows.ambil(user, duty, seen_with=Cap.LIHAT, pk=pk)
    return hasil


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Result files of the area with what is still open in each."""
    rows = HasilKementerian.objects.for_user(request.user, Cap.LIHAT).select_related("wilayah", "berkas", "paket")
    hal = halaman(rows, request.GET, URUTAN, per=25)
    kunci = [h.pk for h in hal.rows]
    per = BarisHasil.objects.for_user(request.user, Cap.LIHAT).filter(hasil__in=kunci).order_by()
    hitung: dict[int, dict[str, int]] = {}
    for pk, keadaan, n in per.values_list("hasil", "keadaan").annotate(n=Count("pk")):
        hitung.setdefault(pk, {})[keadaan] = n
    baris = [(h, hitung.get(h.pk, {})) for h in hal.rows]
    konteks = {"hal": hal, "baris": baris, "boleh_unggah": bool(kota_tugas(request.user))}
    return render(request, "registry/hasil/daftar.html", konteks)


def _baca(unggahan: Any) -> tuple[Path, JenisBerkas, list[BarisMasuk]]:
    """The uploaded table on disk, its kind, its rows. Raises Ditolak; the file is the caller's to remove."""
    jenis = kenali_tabel(unggahan, unggahan.size)
    with tempfile.NamedTemporaryFile(suffix=f".{jenis}", delete=False) as sementara:
        for potong in unggahan.chunks(POTONGAN):
            sementara.write(potong)
    path = Path(sementara.name)
    try:
        return path, jenis, list(baca_baris(baca_tabel(path, jenis)))
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _kota(user: User, paket: Paket | None) -> Wilayah:
    semua = kota_tugas(user)
    if not semua:
        raise PermissionDenied
    return Wilayah.objects.get(kode=paket.wilayah_id if paket else semua[0])


def _terima(request: Permintaan, form: HasilForm, paket: Paket | None) -> HasilKementerian:
    unggahan = form.cleaned_data["berkas"]
    path, jenis, rows = _baca(unggahan)
    try:
        isi = path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
    kota = _kota(request.user, paket)
    return actions.unggah_hasil(kota, isi, unggahan.name, rows, jenis=jenis, actor=request.user, paket=paket)


@access(Cap.VERIFIKASI)
@require_http_methods(["GET", "POST"])
def unggah(request: Permintaan) -> HttpResponse:
    """Hand in the ministry's file; what it says is judged at once, nothing is applied yet."""
    if not kota_tugas(request.user):
        raise PermissionDenied
    paket_list = list(Paket.objects.for_user(request.user, Cap.VERIFIKASI).filter(status=Paket.Status.DIKIRIM))
    pilihan = [(p.pk, f"{p.nomor_surat} ({p.jumlah} posyandu)") for p in paket_list]
    awal = {"paket": request.GET.get("paket", "")}
    form = HasilForm(request.POST or None, request.FILES or None, paket_list=pilihan, initial=awal)
    if request.method == "POST" and form.is_valid():
        paket = next((p for p in paket_list if p.pk == form.cleaned_data["paket"]), None)
        try:
            hasil = _terima(request, form, paket)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        except SudahDiunggah as lama:
            kata = "Berkas dengan isi yang sama sudah pernah diunggah. Tidak ada yang diubah; ini hasilnya."
            messages.warning(request, kata)
            return redirect("registry:hasil-rinci", lama.hasil.pk)
        else:
            messages.success(request, f"{hasil.jumlah} baris dibaca. Periksa dulu, lalu pasang nomornya.")
            return redirect("registry:hasil-rinci", hasil.pk)
    return render(request, "registry/hasil/unggah.html", {"form": form}, status=422 if form.errors else 200)


TAB = (
    (KeadaanBaris.PENGECUALIAN, "Perlu diputuskan"),
    (KeadaanBaris.COCOK, "Siap dipasang"),
    (KeadaanBaris.KEMBALI, "Dikembalikan kementerian"),
    (KeadaanBaris.TERPASANG, "Nomor terpasang"),
    (KeadaanBaris.DITERUSKAN, "Sudah dikembalikan ke desa"),
    (KeadaanBaris.SUDAH, "Sudah tercatat"),
    (KeadaanBaris.DILEWATI, "Tidak dipakai"),
)


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """What was understood of each row, what waits, what a person has to decide."""
    hasil = _ambil(request.user, pk)
    rows = BarisHasil.objects.for_user(request.user, Cap.LIHAT).filter(hasil=hasil)
    hitung = dict(rows.order_by().values_list("keadaan").annotate(n=Count("pk")))
    ada = [(k, nama, hitung[k]) for k, nama in TAB if hitung.get(k)]
    diminta = request.GET.get("keadaan", "")
    kini = diminta if diminta in hitung else (ada[0][0] if ada else "")
    hal = halaman(
        rows.filter(keadaan=kini).select_related("posyandu__wilayah", "oleh"), request.GET, URUTAN_BARIS, per=100
    )
    pekerjaan = Pekerjaan.objects.filter(jenis="hasil", alamat=request.path).order_by("-pk").first()
    konteks = {
        "hasil": hasil,
        "hal": hal,
        "tab": ada,
        "kini": kini,
        "alasan": ALASAN,
        "menunggu": sum(hitung.get(k, 0) for k in MENUNGGU),
        "pengecualian": hitung.get(KeadaanBaris.PENGECUALIAN, 0),
        "terpasang": hitung.get(KeadaanBaris.TERPASANG, 0),
        "pekerjaan": pekerjaan if pekerjaan and pekerjaan.status in ("antre", "jalan", "gagal") else None,
        "kelola": request.user.scope_for(Cap.VERIFIKASI).memuat(hasil.wilayah_id),
    }
    return render(request, "registry/hasil/rinci.html", konteks)


@access(Cap.VERIFIKASI)
@require_POST
def terapkan(request: Permintaan, pk: int) -> HttpResponse:
    """Hand the good rows to the worker."""
    hasil = _ambil(request.user, pk, Cap.VERIFIKASI)
    if actions.terapkan_hasil(hasil.pk, actor=request.user):
        messages.success(request, "Nomornya sedang dipasang. Halaman ini boleh ditutup.")
    else:
        messages.warning(request, "Tidak ada baris yang menunggu dipasang.")
    return redirect("registry:hasil-rinci", pk)


@access(Cap.VERIFIKASI)
@require_safe
def unduh(request: Permintaan, pk: int) -> FileResponse:
    """The file as it was handed in."""
    return kirim_berkas(_ambil(request.user, pk, Cap.VERIFIKASI).berkas)


@access(Cap.VERIFIKASI)
@require_http_methods(["GET", "POST"])
def baris(request: Permintaan, pk: int) -> HttpResponse:
    """Decide one exception: which unit, with which letter, or not at all."""
    rows = BarisHasil.objects.select_related("hasil__wilayah", "hasil__berkas", "posyandu__wilayah", "surat_berkas")
    satu: BarisHasil = rows.ambil(request.user, Cap.VERIFIKASI, seen_with=Cap.LIHAT, pk=pk)
    cara = request.POST.get("cara", "")
    form: dict[str, Any] = {
        "unit": UnitBarisForm(request.POST if cara == "unit" else None, prefix="unit", initial=_awal(satu)),
        "surat": SuratBarisForm(
            request.POST if cara == "surat" else None, request.FILES if cara == "surat" else None, prefix="surat"
        ),
        "lewati": AlasanForm(request.POST if cara == "lewati" else None, prefix="lewati"),
    }
    status = 200
    if request.method == "POST" and cara in form:
        status = 422
        if form[cara].is_valid() and (jawab := _putuskan(request, satu, cara, form[cara])) is not None:
            return jawab
    konteks = {
        "baris": satu,
        "form": form,
        "alasan": ALASAN.get(satu.alasan, ""),
        "terbuka": satu.keadaan == KeadaanBaris.PENGECUALIAN,
        "dengan_surat": satu.alasan in DENGAN_SURAT,
        "saran": saran(satu) if satu.keadaan == KeadaanBaris.PENGECUALIAN else [],
    }
    return render(request, "registry/hasil/baris.html", konteks, status=status)


def _putuskan(request: Permintaan, satu: BarisHasil, cara: str, form: Any) -> HttpResponse | None:
    """Do it and go back to the list; None where the form has to say why not."""
    cara_cara: dict[str, Callable[[], Any]] = {
        "unit": lambda: actions.pilih_unit_baris(
            satu.pk, _unit(request.user, satu, form), form.cleaned_data["alasan"], actor=request.user
        ),
        "surat": lambda: actions.terima_baris_dengan_surat(satu.pk, _surat(request, form), actor=request.user),
        "lewati": lambda: actions.lewati_baris(satu.pk, form.cleaned_data["alasan"], actor=request.user),
    }
    try:
        cara_cara[cara]()
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return None
    except Bentrok:
        messages.warning(request, "Baris ini sudah diputuskan orang lain.")
    else:
        messages.success(request, f"Baris {satu.baris} selesai.")
    return redirect("registry:hasil-rinci", satu.hasil_id)


def _awal(satu: BarisHasil) -> dict[str, str]:
    return {"posyandu": satu.posyandu.kode} if satu.posyandu else {}


def _unit(user: User, satu: BarisHasil, form: Any) -> Posyandu:
    """The chosen unit: in the person's area and in that of the result."""
    kode = form.cleaned_data["posyandu"].strip().lower()
    units = Posyandu.objects.for_user(user, Cap.VERIFIKASI).di_wilayah(satu.hasil.wilayah_id)
    unit: Posyandu | None = units.filter(kode=kode).first()
    if unit is None:
        raise Ditolak("posyandu", "Tidak ada posyandu dengan kode itu di wilayah ini.")
    return unit


def _surat(request: Permintaan, form: Any) -> SuratNomor:
    isi = form.cleaned_data
    berkas: Berkas | None = None
    if isi["surat_berkas"]:
        try:
            konten = periksa_pindaian(isi["surat_berkas"])
        except Ditolak as galat:
            raise Ditolak("surat_berkas", str(galat)) from galat
        jenis = kenali(isi["surat_berkas"])
        assert jenis is not None  # noqa: S101 (periksa_pindaian knew it)
        berkas = simpan(konten, isi["surat_berkas"].name, jenis=jenis, oleh=request.user)
    return SuratNomor(isi["surat_nomor"], isi["surat_tanggal"], isi["alasan"], berkas.pk if berkas else None)
