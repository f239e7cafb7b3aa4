"""What a registration file needs, evaluated from live rows: each missing item is named with the way to mend it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Value

from registry.aturan import baca_aturan_banyak
from registry.models import Kader, Pengurus, Posyandu, SasaranUnit, SuratKeputusan, SuratWilayah
from registry.persyaratan.daftar import MENURUT_VERSI, berlaku
from registry.persyaratan.dasar import (
    ALAMAT,
    Bahan,
    Butir,
    Duduk,
    Hasil,
    Keadaan,
    Kumpulan,
    SasaranIsi,
    SuratIsi,
    Syarat,
)

__all__ = [
    "ALAMAT",
    "MENURUT_VERSI",
    "Bahan",
    "Butir",
    "Hasil",
    "Keadaan",
    "Kumpulan",
    "Syarat",
    "berlaku",
    "kumpulkan",
    "periksa",
]
KADER = "kader"
POTONGAN = 500  # units asked for at once: SQLite takes few parameters, and memory stays flat
_SURAT = ("pk", "jenis", "nomor", "tanggal", "penanda_tangan", "berlaku_dari", "berlaku_sampai", "berkas")
_MASA = ("posyandu", "pk", "orang", "orang__nama", "orang__nik_sidik", "bidang", "mulai")


def _surat_isi(baris: tuple[object, ...], hari: date) -> SuratIsi:
    pk, jenis, nomor, tanggal, penanda, dari, sampai, berkas = baris
    aktif = (sampai is None or sampai > hari) and (dari is None or dari <= hari)  # type: ignore[operator]
    return SuratIsi(pk, jenis, nomor, tanggal, penanda, sampai, berkas, aktif)  # type: ignore[arg-type]


def kumpulkan(units: Iterable[Posyandu], hari: date) -> dict[int, Bahan]:
    """{pk: live rows} of a page of units (with their village read): four queries for each POTONGAN of units."""
    semua = list(units)
    bahan: dict[int, Bahan] = {}
    for awal in range(0, len(semua), POTONGAN):
        bahan |= _sepotong(semua[awal : awal + POTONGAN], hari)
    return bahan


def _surat(units: list[int], desa: set[str]) -> Iterable[tuple[Any, ...]]:
    """(unit or 0, village or "", columns of _SURAT) of the units' papers and their villages' in one query."""
    milik_unit = SuratKeputusan.objects.filter(posyandu__in=units).tidak_dicabut().order_by().annotate(desa=Value(""))
    milik_desa = SuratWilayah.objects.filter(wilayah__in=desa).tidak_dicabut().order_by().annotate(unit=Value(0))
    kiri = milik_unit.values_list("posyandu", "desa", *_SURAT)
    return kiri.union(milik_desa.values_list("unit", "wilayah", *_SURAT), all=True)


def _orang(units: list[int], hari: date) -> Iterable[tuple[Any, ...]]:
    """(columns of _MASA, chair) of everybody who runs in those units on the day, in one query."""
    pengurus = Pengurus.objects.filter(posyandu__in=units).berlaku(hari)
    kader = Kader.objects.filter(posyandu__in=units).berlaku(hari).annotate(jabatan=Value(KADER))
    return pengurus.values_list(*_MASA, "jabatan").union(kader.values_list(*_MASA, "jabatan"), all=True)


def _sasaran(units: list[int], hari: date) -> Iterable[tuple[Any, ...]]:
    """(unit, group, figure, kind, source, day) of what those units serve as of the day, in one query."""
    rows = SasaranUnit.objects.filter(posyandu__in=units).terakhir(hari)
    return rows.values_list("posyandu", "kelompok", "jumlah", "asal", "sumber", "per_tanggal")


def _sepotong(units: list[Posyandu], hari: date) -> dict[int, Bahan]:
    desa = {p.wilayah_id for p in units}
    aturan = baca_aturan_banyak(desa)
    bahan = {p.pk: Bahan(p, hari, aturan[p.wilayah_id]) for p in units}
    milik_desa: dict[str, list[SuratIsi]] = {}
    for unit, kode, *isi in _surat(list(bahan), desa):
        tujuan = bahan[unit].sk if unit else milik_desa.setdefault(kode, [])
        tujuan.append(_surat_isi(tuple(isi), hari))
    for unit, pk, orang, nama, nik, bidang, mulai, jabatan in _orang(list(bahan), hari):
        duduk = Duduk(pk, orang, nama, jabatan, bidang, mulai, bool(nik))
        (bahan[unit].kader if jabatan == KADER else bahan[unit].pengurus).append(duduk)
    for unit, kelompok, *isi in _sasaran(list(bahan), hari):
        bahan[unit].sasaran[kelompok] = SasaranIsi(*isi)
    for b in bahan.values():
        b.surat_wilayah = milik_desa.get(b.posyandu.wilayah_id, [])
    return bahan


def periksa(units: Iterable[Posyandu], hari: date, *, versi: str = "") -> dict[int, Hasil]:
    """{pk: items} under the version given, or the one in force on the day."""
    kumpulan = MENURUT_VERSI[versi] if versi else berlaku(hari)
    return {pk: kumpulan.nilai(b) for pk, b in kumpulkan(units, hari).items()}
