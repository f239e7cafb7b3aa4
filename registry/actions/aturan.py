"""Writes of what a region sets for itself: a setting with its reason, back to inherited, days off."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import JSONField, Value
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.aturan import MENURUT_NAMA, Aturan, libur_nasional
from registry.keterampilan import baca_tingkat
from registry.matriks import urutan_kolom
from registry.models import AturanDaerah, HariLibur
from wilayah.models import Wilayah

TEKS_TERPANJANG = 1000
# {setting: what refuses a text it does not understand, with Ditolak}
PEMERIKSA_TEKS: dict[str, Callable[[str], object]] = {
    "kolom_matriks": urutan_kolom,
    "tingkat_kader": baca_tingkat,
}


def _sah(aturan: Aturan, nilai: Any) -> bool:
    """Is the value of the kind the setting has, and within its bounds?"""
    if aturan.jenis == "ya":
        return isinstance(nilai, bool)
    if aturan.jenis == "angka":
        return isinstance(nilai, int) and not isinstance(nilai, bool) and 0 <= nilai <= aturan.maksimum
    if aturan.jenis == "pilihan":
        return nilai in dict(aturan.opsi)
    return isinstance(nilai, str) and len(nilai) <= TEKS_TERPANJANG


@transaction.atomic
def tetapkan_aturan(
    wilayah: Wilayah, nama: str, nilai: Any, *, dasar: str, versi: int, actor: User | None
) -> AturanDaerah:
    """Set one of registry.aturan.DAFTAR for an area; None goes back to what is inherited.

    `versi` is the stored one (0: never set). Raises Bentrok when it is not, Ditolak for a value of another kind or a
    missing reason.
    """
    if actor is not None:
        require_area(wilayah.pk, actor, Cap.ATUR, seen_with=Cap.LIHAT)
    aturan = MENURUT_NAMA[nama]
    if nilai is not None and not _sah(aturan, nilai):
        raise Ditolak("nilai", f"Nilai ini tidak cocok untuk {aturan.label.lower()}.")
    if nilai is not None and nama in PEMERIKSA_TEKS:
        try:
            PEMERIKSA_TEKS[nama](nilai)
        except Ditolak as galat:
            raise Ditolak("nilai", str(galat)) from galat
    if not dasar.strip():
        raise Ditolak("dasar", "Tulis dasar atau alasannya, misalnya nomor peraturan daerah.")
    rows = AturanDaerah.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(wilayah=wilayah, nama=nama).first()
    if (row.versi if row else 0) != versi:
        raise Bentrok(row)
    lama = row.nilai if row else None
    row = row or AturanDaerah(wilayah=wilayah, nama=nama, versi=0)
    # None is stored as JSON null: the row stays, with its history, and reading passes it over.
    isi = Value(None, JSONField()) if nilai is None else nilai
    row.nilai, row.dasar, row.pengubah, row.diubah = isi, dasar.strip(), actor, timezone.now()
    row.versi += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Bentrok(None) from None
    row.nilai = nilai
    aksi = "atur" if nilai is not None else "atur_kembali"
    record(actor, aksi, row, perubahan={aturan.label: [lama, nilai]}, catatan=row.dasar)
    return row


@transaction.atomic
def tambah_libur(wilayah: Wilayah, tanggal: date, nama: str, *, actor: User | None) -> HariLibur:
    """A day off of an area. Raises Ditolak for a day that is one already."""
    if actor is not None:
        require_area(wilayah.pk, actor, Cap.ATUR, seen_with=Cap.LIHAT)
    if tanggal in libur_nasional(tanggal.year):
        raise Ditolak("tanggal", "Tanggal ini sudah libur nasional.")
    libur = HariLibur(wilayah=wilayah, tanggal=tanggal, nama=nama)
    try:
        with transaction.atomic():
            libur.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("tanggal", "Tanggal ini sudah dicatat sebagai hari libur.") from None
    record(actor, "tambah_libur", libur, perubahan={nama: [None, tanggal.isoformat()]})
    return libur


@transaction.atomic
def hapus_libur(pk: int, *, actor: User) -> None:
    """Take a day off away; the log keeps it."""
    rows = HariLibur.objects.select_for_update(of=("self",), no_key=True)
    libur: HariLibur = rows.ambil(actor, Cap.ATUR, seen_with=Cap.LIHAT, pk=pk)
    record(actor, "hapus_libur", libur, perubahan={libur.nama: [libur.tanggal.isoformat(), None]})
    libur.delete()
