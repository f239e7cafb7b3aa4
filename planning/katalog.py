"""Which budget documents exist: one JenisDokumen each. A new kind is one entry here.

Sources: UU 25/2004, Permendagri 86/2017 and PP 12/2019 for the region; UU 3/2024 art. 79 (RPJM Desa 8 years) and
Permendagri 114/2014, 20/2018 for the desa (planning study 1.1–1.2).
"""

from dataclasses import dataclass
from enum import StrEnum

from wilayah.models import Jenis

DAERAH = frozenset({Jenis.PROVINSI, Jenis.KABUPATEN, Jenis.KOTA})
# A kelurahan has none of these: its posyandu money stands in the kecamatan's DPA (planning study 1.2).
DESA = frozenset({Jenis.DESA, Jenis.DESA_ADAT})


class Skema(StrEnum):
    """Which code book a document's lines use."""

    APBD = "apbd"  # urusan.bidang.program.kegiatan.sub kegiatan
    APBDES = "apbdes"  # bidang.sub bidang.kegiatan (Permendagri 20/2018)


@dataclass(frozen=True, kw_only=True)
class JenisDokumen:
    """`perubahan_dari`: the kind whose fixed document it amends. `alokasi`: activities may be tied to its lines."""

    kode: str
    nama: str
    nama_cetak: str
    skema: Skema
    wilayah: frozenset[Jenis]
    tahun_berlaku: int = 1
    alokasi: bool = False
    induk: str = ""
    perubahan_dari: str = ""


def _dengan_perubahan(asal: JenisDokumen) -> tuple[JenisDokumen, JenisDokumen]:
    perubahan = JenisDokumen(
        kode=f"{asal.kode}_p",
        nama=f"Perubahan {asal.nama}",
        nama_cetak=f"Perubahan {asal.nama_cetak}",
        skema=asal.skema,
        wilayah=asal.wilayah,
        tahun_berlaku=asal.tahun_berlaku,
        alokasi=asal.alokasi,
        induk=asal.induk,
        perubahan_dari=asal.kode,
    )
    return asal, perubahan


_ASAL = (
    JenisDokumen(
        kode="rpjmd",
        nama="RPJMD",
        nama_cetak="Rencana Pembangunan Jangka Menengah Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        tahun_berlaku=5,
    ),
    JenisDokumen(
        kode="rkpd",
        nama="RKPD",
        nama_cetak="Rencana Kerja Pemerintah Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        induk="rpjmd",
    ),
    JenisDokumen(
        kode="apbd",
        nama="APBD",
        nama_cetak="Anggaran Pendapatan dan Belanja Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        alokasi=True,
        induk="rkpd",
    ),
    JenisDokumen(
        kode="rpjmdes",
        nama="RPJM Desa",
        nama_cetak="Rencana Pembangunan Jangka Menengah Desa",
        skema=Skema.APBDES,
        wilayah=DESA,
        tahun_berlaku=8,
    ),
    JenisDokumen(
        kode="rkpdes",
        nama="RKP Desa",
        nama_cetak="Rencana Kerja Pemerintah Desa",
        skema=Skema.APBDES,
        wilayah=DESA,
        induk="rpjmdes",
    ),
    JenisDokumen(
        kode="apbdes",
        nama="APB Desa",
        nama_cetak="Anggaran Pendapatan dan Belanja Desa",
        skema=Skema.APBDES,
        wilayah=DESA,
        alokasi=True,
        induk="rkpdes",
    ),
)
JENIS: dict[str, JenisDokumen] = {j.kode: j for asal in _ASAL for j in _dengan_perubahan(asal)}


def pilihan_jenis() -> list[tuple[str, str]]:
    return [(j.kode, j.nama) for j in JENIS.values()]


def jenis_untuk(jenis_wilayah: str) -> list[JenisDokumen]:
    """Kinds that an area of this sort may have; none for a kelurahan or kecamatan."""
    return [j for j in JENIS.values() if jenis_wilayah in j.wilayah]


# Sources of money as documents name them: desa as in Siskeudes, region in the main groups (planning study 2.1–2.2).
SUMBER_DANA: dict[Skema, tuple[tuple[str, str], ...]] = {
    Skema.APBD: (
        ("pad", "Pendapatan asli daerah"),
        ("dau", "DAU"),
        ("dau_ditentukan", "DAU yang ditentukan penggunaannya"),
        ("dak_nonfisik", "DAK nonfisik (termasuk BOK)"),
        ("dbh", "Dana bagi hasil"),
        ("pajak_rokok", "Pajak rokok"),
        ("bk_provinsi", "Bantuan keuangan provinsi"),
    ),
    Skema.APBDES: (
        ("PAD", "Pendapatan asli desa"),
        ("ADD", "Alokasi Dana Desa"),
        ("DDS", "Dana Desa"),
        ("PBH", "Bagi hasil pajak dan retribusi"),
        ("PBK", "Bantuan keuangan kabupaten"),
        ("PBP", "Bantuan keuangan provinsi"),
        ("SWD", "Swadaya"),
        ("DLL", "Lain-lain"),
    ),
}


def pilihan_sumber() -> list[tuple[str, str]]:
    return [s for daftar in SUMBER_DANA.values() for s in daftar]
