"""Items that a RAB of a posyandu usually has, per component: what is counted, in which account, at what price.

Accounts: `desa` from the annex of Permendagri 20/2018, `daerah` from the belanja codes of Kepmendagri 050-5889/2021;
which item goes into which account is our reading of their names (planning study 2.2), except where `sumber` says a
standard of some region uses it so. A price is a place and a year's, never a constant: `None` means nobody's price was
found, the writer fills it from the kabupaten's own standar harga. Keyakinan: "tinggi" printed in a regulation or a
standard, "sedang" reported in the press, "rendah" our own guess, to be checked.

`bagian`: parts of the coefficient; a word instead of a number is filled from the registry (planning.rab_isi).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.komponen import NAMA


class Isian(StrEnum):
    """Numbers that are known of a unit and a year."""

    KADER = "kader"  # running kader terms
    HARI_BUKA = "hari_buka"  # open days of the year
    BALITA = "balita"  # newest figure of babies and under-fives
    HAMIL = "hamil"
    LANSIA = "lansia"


@dataclass(frozen=True)
class Butir:
    """One item. `tarif`: its price is the tariff in force for the unit, where there is one."""

    uraian: str
    bagian: tuple[tuple[str, str], ...]
    desa: str
    daerah: str
    harga: str | None
    sumber: str
    keyakinan: str
    tarif: bool = False

    @property
    def harga_acuan(self) -> Decimal | None:
        return None if self.harga is None else Decimal(self.harga)


@dataclass(frozen=True)
class Templat:
    """The items of one part (planning.komponen)."""

    kode: str
    butir: tuple[Butir, ...]
    tim: bool = False  # for a Tim Pembina's own work

    @property
    def nama(self) -> str:
        return NAMA[self.kode]


_SBU = "SBU/SSH Kabupaten Pasangkayu 2024"
_SSH = "isi dari standar harga daerah"
_KAPUAS = "insentif paling sedikit Rp250.000 per bulan di Kabupaten Kapuas (2024, berita)"
_PER_KADER, _BULAN = (Isian.KADER.value, "orang"), ("12", "bulan")
_BUKA = (Isian.HARI_BUKA.value, "kali")
_NARASUMBER = ("5.2.2.04", "5.1.02.02.01.0003", "500000", f"{_SBU}, per jam", "sedang")
_KONSUMSI = ("5.2.1.06", "5.1.02.01.01.0052", "35000", f"{_SBU}, nasi kotak", "sedang")
_SNACK = ("5.2.1.06", "5.1.02.01.01.0052", "15000", f"{_SBU}, kudapan", "sedang")
_ATK = ("5.2.1.01", "5.1.02.01.01.0024", None, _SSH, "rendah")
_MAKAN_KESEHATAN = ("5.2.1.06", "5.1.02.01.01.0056")

_UNIT: tuple[Templat, ...] = (
    Templat(
        "insentif_kader",
        (
            Butir(
                "Insentif kader posyandu",
                (_PER_KADER, _BULAN),
                "5.2.2.03",
                "5.1.02.02.01.0014",
                "250000",
                _KAPUAS,
                "sedang",
                tarif=True,
            ),
        ),
    ),
    Templat(
        "pmt_penyuluhan",
        (
            Butir(
                "Makanan tambahan balita di hari buka",
                ((Isian.BALITA.value, "porsi"), _BUKA),
                *_MAKAN_KESEHATAN,
                "16500",
                f"{_SBU}, PMT balita",
                "sedang",
            ),
            Butir(
                "Makanan tambahan ibu hamil di hari buka",
                ((Isian.HAMIL.value, "porsi"), _BUKA),
                *_MAKAN_KESEHATAN,
                "21500",
                f"{_SBU}, PMT ibu hamil",
                "sedang",
            ),
        ),
    ),
    # How many children and mothers is asked of the puskesmas; a register's guess would be read as a finding.
    Templat(
        "pmt_balita",
        (
            Butir(
                "PMT pemulihan balita gizi kurang (56 hari)",
                (("1", "anak"), ("56", "hari")),
                "5.2.7.01",
                "5.1.02.01.01.0056",
                "16500",
                f"{_SBU}; lama 56 hari menurut kajian",
                "sedang",
            ),
        ),
    ),
    Templat(
        "pmt_bumil",
        (
            Butir(
                "PMT pemulihan ibu hamil KEK (120 hari)",
                (("1", "ibu"), ("120", "hari")),
                "5.2.7.01",
                "5.1.02.01.01.0056",
                "21500",
                f"{_SBU}; lama 120 hari menurut kajian",
                "sedang",
            ),
        ),
    ),
    Templat(
        "atk",
        (
            Butir("Alat tulis posyandu", (("1", "paket"), ("12", "bulan")), *_ATK),
            Butir("Cetak register, KMS, dan buku bantu", (("1", "paket"),), "5.2.1.05", "", None, _SSH, "rendah"),
        ),
    ),
    Templat(
        "pelatihan",
        (
            Butir("Narasumber pelatihan kader", (("1", "orang"), ("4", "jam")), *_NARASUMBER),
            Butir("Makan peserta pelatihan", (_PER_KADER, ("1", "hari")), *_KONSUMSI),
            Butir("Kudapan peserta pelatihan", (_PER_KADER, ("2", "kali")), *_SNACK),
            Butir(
                "Transpor peserta pelatihan",
                (_PER_KADER, ("1", "hari")),
                "5.2.3.01",
                "",
                None,
                _SSH,
                "rendah",
            ),
        ),
    ),
    Templat(
        "seragam",
        (Butir("Seragam kader", ((Isian.KADER.value, "setel"),), "5.2.1.09", "", None, _SSH, "rendah"),),
    ),
    Templat(
        "alat",
        (
            Butir(
                "Antropometri kit",
                (("1", "set"),),
                "5.3.2.08",
                "",
                "10190000",
                "rata-rata nasional DAK 2023 (Kemenkes)",
                "sedang",
            ),
            Butir("Timbangan bayi digital", (("1", "unit"),), "5.3.2.08", "", "1202200", f"{_SBU}, terendah", "sedang"),
        ),
    ),
    Templat(
        "operasional",
        (
            Butir("Kudapan kader di hari buka", (_PER_KADER, _BUKA), *_SNACK),
            Butir("Bahan kebersihan dan keperluan hari buka", (_BUKA,), "5.2.1.07", "", None, _SSH, "rendah"),
            Butir("Transpor kunjungan rumah", (_PER_KADER, _BULAN), "5.2.3.01", "", None, _SSH, "rendah"),
        ),
    ),
)
_TIM: tuple[Templat, ...] = (
    Templat(
        "sekretariat",
        (
            Butir("Alat tulis sekretariat", (("1", "paket"), ("12", "bulan")), *_ATK),
            Butir("Cetak dan penggandaan", (("1", "paket"), ("12", "bulan")), "5.2.1.05", "", None, _SSH, "rendah"),
        ),
        tim=True,
    ),
    Templat(
        "rakor",
        (
            Butir("Makan peserta rapat", (("30", "orang"), ("4", "kali")), *_KONSUMSI),
            Butir("Kudapan peserta rapat", (("30", "orang"), ("4", "kali")), *_SNACK),
            Butir("Narasumber rapat", (("1", "orang"), ("2", "jam"), ("4", "kali")), *_NARASUMBER),
        ),
        tim=True,
    ),
    Templat(
        "monev",
        (
            Butir(
                "Perjalanan pembinaan ke posyandu",
                (("3", "orang"), ("12", "kali")),
                "5.2.3.01",
                "",
                None,
                _SSH,
                "rendah",
            ),
        ),
        tim=True,
    ),
    Templat(
        "perubahan",
        (Butir("Fasilitasi usulan anggaran perubahan", (("1", "kegiatan"),), "", "", None, _SSH, "rendah"),),
        tim=True,
    ),
)
SEMUA: dict[str, Templat] = {t.kode: t for t in (*_UNIT, *_TIM)}


def pilihan_komponen(*, tim: bool) -> list[tuple[str, str]]:
    """Components of a unit's plan, or of a Tim Pembina's."""
    return [(t.kode, t.nama) for t in SEMUA.values() if t.tim == tim]
