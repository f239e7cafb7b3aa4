"""The job that puts a batch together: letter, matriks, zip, receipt. Nothing is seen of it before all four are there.

Killed half-way it begins anew in an empty folder, so nothing is doubled; done already it does nothing.
"""

import hashlib
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.berkas import simpan
from accounts.models import Berkas, JenisBerkas, User
from accounts.pekerjaan import Laju
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan
from registry.matriks import urutan_kolom
from registry.models import Ajuan, Paket
from registry.pekerja.arsip_paket import nama_aman, tulis_arsip
from registry.pekerja.isi_paket import baca, per_kecamatan
from registry.pekerja.matriks_paket import tulis_matriks
from registry.pekerja.surat_paket import IsiSurat, Kop, tulis_surat, tulis_tanda_terima
from registry.workflow_paket import PAKET, kunci_isi

JENIS = "paket"
Maju = Callable[[int, int], None]
NAMA = {
    "surat": ("Surat pengantar", JenisBerkas.DOCX),
    "matriks": ("Matriks", JenisBerkas.XLSX),
    "arsip": ("Arsip dokumen", JenisBerkas.ZIP),
    "tanda_terima": ("Tanda terima", JenisBerkas.DOCX),
}


def kerjakan(laju: Laju) -> Berkas | None:
    """Put together the batch that `isi["paket"]` names. Raises Ditolak where it cannot be sent as it stands."""
    paket = Paket.objects.select_related("wilayah").filter(pk=laju.pekerjaan.isi["paket"]).first()
    if paket is not None and paket.status == Paket.Status.DRAF:
        nama = f"{paket.uuid.hex}-{laju.pekerjaan.pk}"  # the same job begins anew here; another one has its own
        susun(paket, lambda selesai, jumlah: laju.maju(selesai, jumlah), oleh=laju.pekerjaan.pemilik, nama=nama)
    return None


def susun(paket: Paket, maju: Maju, *, oleh: User | None, nama: str = "") -> None:
    """Write the four files and attach them in one transaction; the batch is then ready."""
    folder = Path(settings.MEDIA_ROOT) / "kerja" / (nama or paket.uuid.hex)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        jumlah = _tulis(paket, folder, maju)
        _pasang(paket, folder, jumlah, oleh)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tempat(folder: Path, bagian: str) -> Path:
    return folder / f"{bagian}.{NAMA[bagian][1]}"


def nama_berkas(paket: Paket, bagian: str) -> str:
    return f"{NAMA[bagian][0]} {nama_aman(paket.nomor_surat)}.{NAMA[bagian][1]}"


def _tulis(paket: Paket, folder: Path, maju: Maju) -> int:
    """The four files in the folder; how many posyandu they are about. Each unit counts twice: matriks, zip."""
    hari, aturan = hari_ini(paket.wilayah_id), baca_aturan(paket.wilayah_id)
    jumlah = Ajuan.objects.filter(paket=paket).count()
    if not jumlah:
        raise Ditolak("", "Paket ini tidak berisi berkas lagi. Batalkan, lalu buat yang baru.")
    langkah = 2 * jumlah + 2
    maju(0, langkah)
    kepala = f"Matriks rekapitulasi posyandu {paket.wilayah.sebutan}, surat {paket.nomor_surat}"
    rows = chain.from_iterable(baca(paket, hari))
    kolom = urutan_kolom(aturan["kolom_matriks"])
    tertulis = tulis_matriks(tempat(folder, "matriks"), kolom, rows, kepala=kepala, dibuat=paket.dibuat)
    maju(tertulis, langkah)
    tulis_arsip(tempat(folder, "arsip"), baca(paket, hari), hari, lambda n: maju(tertulis + n, langkah))
    isi = IsiSurat(
        kop=Kop(aturan["sebutan_dinas"], paket.wilayah.sebutan, paket.contoh),
        tujuan=aturan["tujuan_surat"],
        nomor=paket.nomor_surat,
        tanggal=paket.tanggal_surat,
        penanda_tangan=paket.penanda_tangan,
        paket=str(paket.uuid),
        kecamatan=per_kecamatan(paket),
        jumlah=tertulis,
        dibuat=paket.dibuat,
    )
    tulis_surat(tempat(folder, "surat"), isi)
    berkas = [_sidik(paket, folder, b) for b in ("surat", "matriks", "arsip")]
    tulis_tanda_terima(tempat(folder, "tanda_terima"), isi, berkas)
    maju(langkah - 1, langkah)
    return tertulis


def _sidik(paket: Paket, folder: Path, bagian: str) -> tuple[str, int, str]:
    path = tempat(folder, bagian)
    with path.open("rb") as f:
        return nama_berkas(paket, bagian), path.stat().st_size, hashlib.file_digest(f, "sha256").hexdigest()


@transaction.atomic
def _pasang(paket: Paket, folder: Path, jumlah: int, oleh: User | None) -> None:
    """All four or none. A batch that was cancelled or changed meanwhile takes nothing."""
    kunci_isi(paket.pk)
    rows = Paket.objects.select_for_update(of=("self",), no_key=True).filter(pk=paket.pk)
    kini = rows.get()
    if kini.status != Paket.Status.DRAF:
        return
    if Ajuan.objects.filter(paket=paket).count() != jumlah:
        raise Ditolak("", "Isi paket berubah selagi disusun. Susun ulang berkasnya.")
    berkas = {b: simpan(tempat(folder, b), nama_berkas(paket, b), jenis=NAMA[b][1], oleh=oleh) for b in NAMA}
    rows.update(jumlah=jumlah, **berkas)
    try:
        PAKET.apply(paket.pk, "siapkan", actor=None)
    except TransitionRefused as galat:
        raise Ditolak("", str(galat)) from galat
