"""THE list of what a region may set for itself, with the value that holds without it and where that comes from.

An area without a setting takes the nearest one above it, then the value here. Sources conflict for several of them
(domain study 1.4, 1.9, 2.2, 3.3): they are settings for that reason, and the screen says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from lokal import get_holidays

from posyandu_app.lib import kode as kode_lib
from registry.keterampilan import KELOMPOK, RUJUKAN
from registry.models import AturanDaerah, HariLibur


@dataclass(frozen=True)
class Aturan:
    """One setting. `jenis`: ya (yes/no), angka (whole number in `satuan`), teks, pilihan (one code of `opsi`)."""

    nama: str
    label: str
    jenis: str
    bawaan: Any
    sumber: str
    bagian: str
    satuan: str = ""
    maksimum: int = 999
    bantuan: str = ""
    opsi: tuple[tuple[str, str], ...] = ()


REGISTRASI, KELEMBAGAAN, INSENTIF = "Alur registrasi", "Kelembagaan", "Insentif"
TIKET = "Permohonan dan rujukan"
_HARI_TIKET = "acuan daerah: Kab. Tegal 5 hari kerja; dasar nasional belum dipastikan"
LAYANAN = "Layanan"
KESEHATAN = "Pertumbuhan balita"
DAFTAR: tuple[Aturan, ...] = (
    Aturan(
        "meja_provinsi",
        "Berkas lewat meja provinsi",
        "ya",
        False,
        "tempat provinsi di alur belum dipastikan",
        REGISTRASI,
    ),
    Aturan(
        "hari_kecamatan",
        "Waktu periksa kecamatan",
        "angka",
        5,
        "acuan daerah, dasar belum dipastikan",
        REGISTRASI,
        "hari kerja",
    ),
    Aturan(
        "hari_dinas",
        "Waktu verifikasi dinas",
        "angka",
        10,
        "acuan daerah, dasar belum dipastikan",
        REGISTRASI,
        "hari kerja",
    ),
    Aturan(
        "hari_provinsi",
        "Waktu meja provinsi",
        "angka",
        5,
        "acuan daerah, dasar belum dipastikan",
        REGISTRASI,
        "hari kerja",
    ),
    Aturan(
        "roster_menahan",
        "Jumlah pengurus dan kader menahan berkas",
        "ya",
        False,
        "ambang belum dipastikan: bawaan hanya peringatan",
        REGISTRASI,
    ),
    Aturan(
        "min_pengurus",
        "Pengurus paling sedikit",
        "angka",
        9,
        "3 pengurus inti dan 6 ketua bidang; ada daerah yang menyebut 5",
        KELEMBAGAAN,
        "orang",
    ),
    Aturan(
        "min_kader",
        "Kader paling sedikit",
        "angka",
        10,
        "disebut di Kukar (2025); indikator Kemenkes lama 5",
        KELEMBAGAAN,
        "orang",
    ),
    Aturan(
        "masa_pengurus",
        "Masa bakti pengurus",
        "angka",
        5,
        "Permendagri 18/2018 Pasal 8: 5 tahun sejak keputusan",
        KELEMBAGAAN,
        "tahun",
        20,
    ),
    Aturan(
        "kali_pengurus",
        "Masa bakti paling banyak",
        "angka",
        2,
        "Permendagri 18/2018 Pasal 8: paling banyak 2 kali",
        KELEMBAGAAN,
        "kali",
        9,
    ),
    Aturan(
        "keaktifan_bulan",
        "Kader ditanya sesudah tanpa catatan",
        "angka",
        3,
        "acuan daerah, dasar belum dipastikan",
        KELEMBAGAAN,
        "bulan",
        24,
    ),
    Aturan(
        "jarak_ganda",
        "Jarak dua posyandu yang diperiksa sebagai kemungkinan ganda",
        "angka",
        100,
        "perkiraan sendiri",
        KELEMBAGAAN,
        "meter",
        900,
    ),
    Aturan(
        "tingkat_kader",
        "Syarat tingkat kader Purwa, Madya, Utama",
        "teks",
        RUJUKAN["A"],
        "sumber berbeda-beda; bawaan adalah bacaan yang cocok dengan paling banyak sumber",
        KELEMBAGAAN,
        bantuan=f"Kelompok: {', '.join(KELOMPOK)}, atau semua. “+ 1” berarti satu kelompok lain. "
        f"Bacaan lain yang ditemukan: {RUJUKAN['B']}",
    ),
    Aturan(
        "sebutan_dinas",
        "Sebutan dinas pengampu",
        "teks",
        "Dinas PMD",
        "nama dinas berbeda-beda di tiap daerah",
        KELEMBAGAAN,
    ),
    Aturan(
        "tujuan_surat",
        "Tujuan surat pengantar",
        "teks",
        "Direktur Jenderal Bina Pemerintahan Desa, Kementerian Dalam Negeri",
        "nomor diterbitkan Ditjen Bina Pemdes",
        REGISTRASI,
    ),
    Aturan(
        "kolom_matriks",
        "Urutan kolom matriks",
        "teks",
        "",
        "kosong: urutan bawaan; kolom resmi belum ditemukan",
        REGISTRASI,
    ),
    Aturan(
        "insentif_pakai_nomor",
        "Insentif hanya untuk posyandu bernomor",
        "ya",
        False,
        "bawaan: nomor tidak dipakai dalam pembayaran",
        INSENTIF,
    ),
    Aturan(
        "insentif_ikut_hadir",
        "Insentif mengikuti kehadiran",
        "ya",
        False,
        "hanya kalau SK daerah menyebutnya",
        INSENTIF,
    ),
    Aturan(
        "hari_desa",
        "Target daerah: desa/kelurahan meneruskan permohonan",
        "angka",
        5,
        _HARI_TIKET,
        TIKET,
        "hari kerja",
        90,
    ),
    Aturan("hari_opd", "Target daerah: perangkat daerah menjawab", "angka", 5, _HARI_TIKET, TIKET, "hari kerja", 180),
    Aturan(
        "hari_rujukan",
        "Target daerah: hasil rujukan kesehatan dicatat",
        "angka",
        7,
        "perkiraan sendiri; dasar nasional belum ditemukan",
        TIKET,
        "hari kerja",
        90,
    ),
    Aturan(
        "jam_tertutup",
        "UPTD PPA menghubungi paling lama",
        "angka",
        24,
        "target sendiri, dasar belum dipastikan (keyakinan rendah)",
        LAYANAN,
        "jam",
        720,
    ),
    Aturan(
        "versi_naik",
        "Cara menilai naik atau tidak naiknya berat badan",
        "pilihan",
        "kia-2023",
        "Buku KIA 2023 memakai arah grafik atau KBM; ada daerah yang memakai KBM saja",
        KESEHATAN,
        bantuan="Berlaku untuk penimbangan baru. Yang sudah dinilai tetap dengan caranya semula.",
        opsi=(
            ("kia-2023", "Buku KIA 2023: mengikuti garis atau mencapai KBM"),
            ("kbm", "KBM saja: naik bila mencapai kenaikan minimal"),
        ),
    ),
)
MENURUT_NAMA: dict[str, Aturan] = {a.nama: a for a in DAFTAR}


def baca_aturan(kode: str) -> dict[str, Any]:
    """{name: value} that hold in the area (a unit takes its village's). One query."""
    hasil = {a.nama: a.bawaan for a in DAFTAR}
    if kode == kode_lib.NASIONAL:
        return hasil
    rows = AturanDaerah.objects.filter(wilayah__in=kode_lib.leluhur(kode)).values_list("wilayah", "nama", "nilai")
    for _, nama, nilai in sorted(rows):  # shorter codes first: the nearest one is written last
        if nama in hasil and nilai is not None:  # None: set once, then given back to what is inherited
            hasil[nama] = nilai
    return hasil


def baca_aturan_banyak(kode: set[str]) -> Mapping[str, dict[str, Any]]:
    """The same for many areas at once, in one query."""
    leluhur = {k: kode_lib.leluhur(k) for k in kode}
    perlu = {x for rows in leluhur.values() for x in rows}
    ada: dict[str, dict[str, Any]] = {}
    for w, nama, nilai in AturanDaerah.objects.filter(wilayah__in=perlu).values_list("wilayah", "nama", "nilai"):
        if nilai is not None:
            ada.setdefault(w, {})[nama] = nilai
    bawaan = {a.nama: a.bawaan for a in DAFTAR}
    return {k: {**bawaan, **{n: v for w in jalur for n, v in ada.get(w, {}).items()}} for k, jalur in leluhur.items()}


@lru_cache(maxsize=16)
def libur_nasional(tahun: int) -> frozenset[date]:
    """National holidays and joint leave as the package has them; a year it does not know has none (weekends stay)."""
    try:
        return frozenset(date.fromisoformat(h.date) for h in get_holidays(tahun).holidays)
    except (ValueError, KeyError, AttributeError):
        return frozenset()


def libur_daerah(kode: str) -> frozenset[date]:
    """Days off that the area or one above it has set. One query."""
    if kode == kode_lib.NASIONAL:
        return frozenset()
    rows = HariLibur.objects.filter(wilayah__in=kode_lib.leluhur(kode))
    return frozenset(rows.values_list("tanggal", flat=True))


def hari_kerja(hari: date, libur: frozenset[date]) -> bool:
    """Monday to Friday, not a national nor a regional day off."""
    return hari.isoweekday() <= 5 and hari not in libur and hari not in libur_nasional(hari.year)


def tambah_hari_kerja(mulai: date, banyak: int, libur: frozenset[date]) -> date:
    """The `banyak`-th working day after `mulai` (the day itself is not counted)."""
    hari = mulai
    while banyak > 0:
        hari += timedelta(days=1)
        banyak -= hari_kerja(hari, libur)
    return hari


def selisih_hari_kerja(dari: date, sampai: date, libur: frozenset[date]) -> int:
    """Working days in (dari, sampai]; negative when `sampai` is before."""
    if sampai < dari:
        return -selisih_hari_kerja(sampai, dari, libur)
    return sum(hari_kerja(dari + timedelta(days=i), libur) for i in range(1, (sampai - dari).days + 1))
