"""What the entries of the field kesehatan share."""

from typing import Any

from posyandu_app.lib.bidang import Bidang
from spm_services.katalog.dasar import Angka, Bentuk, JenisLayanan, Kolom, Subjek, TidakMelebihi

KARTU = "Kartu bantu pemeriksaan dan rekap bulanan (kajian domain 4.2)"
KUNJUNGAN = "Daftar periksa kunjungan rumah kader (kajian domain 4.1, 4.2)"
INGATAN = "Susunan kata dari ingatan, perlu dicocokkan dengan kartu Puskesmas"
DASAR = "PP 2/2018; Permenkes 6/2024"  # the number of the Permenkes is from memory
OPD = "Dinas Kesehatan (Puskesmas/Pustu)"
RUJUK: tuple[Kolom, ...] = (
    Angka(
        kode="dirujuk",
        label="Dirujuk ke Pustu/Puskesmas",
        satuan="orang",
        wajib=False,
        bantuan="Kosong berarti tidak dicatat; tulis 0 kalau memang tidak ada.",
    ),
)
CEK_RUJUK = TidakMelebihi("dirujuk", "terlayani", "Yang dirujuk {kiri}, padahal yang dilayani {kanan}. Periksa lagi.")


def orang(**isi: Any) -> JenisLayanan:
    """A service of one person, picked from the unit's warga."""
    umum: dict[str, Any] = {"bentuk": Bentuk.KONDISI, "subjek": Subjek.ORANG, "opd": OPD, "dasar": DASAR}
    return JenisLayanan(**{"bidang": Bidang.KESEHATAN, "satuan": "orang", **umum, **isi})


def total(**isi: Any) -> JenisLayanan:
    """An activity with numbers of a group."""
    umum: dict[str, Any] = {"bentuk": Bentuk.KEGIATAN, "opd": OPD, "dasar": DASAR}
    return JenisLayanan(**{"bidang": Bidang.KESEHATAN, **umum, **isi})
