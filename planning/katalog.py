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


# Lines of a kelurahan stand in its kecamatan's DPA.
KECAMATAN = frozenset({Jenis.KECAMATAN})
DESA_KELURAHAN = DESA | {Jenis.KELURAHAN}


class Skema(StrEnum):
    """A code book: of activities (`apbd`, `apbdes`: those a document's lines use), of accounts, of sources of money."""

    APBD = "apbd"  # urusan.bidang.program.kegiatan.sub kegiatan
    APBDES = "apbdes"  # bidang.sub bidang.kegiatan (Permendagri 20/2018)
    REKENING = "rekening"  # belanja daerah, six levels
    REKENING_DESA = "rekening_desa"  # belanja desa, four levels
    SUMBER = "sumber"  # sumber dana daerah, as SIPD prints them


NAMA_SKEMA: dict[Skema, str] = {
    Skema.APBD: "Sub kegiatan kabupaten/kota",
    Skema.APBDES: "Kegiatan desa",
    Skema.REKENING: "Rekening belanja daerah",
    Skema.REKENING_DESA: "Rekening belanja desa",
    Skema.SUMBER: "Sumber dana daerah",
}


@dataclass(frozen=True, kw_only=True)
class JenisDokumen:
    """`perubahan_dari`: the kinds whose fixed document it amends. `alokasi`: activities may be tied to its lines.
    `induk`: the stage before it. `per_opd`: each perangkat daerah has its own; `per_posyandu`: each unit.
    `tampak`: offered everywhere; others stay hidden until the area has one (it was imported)."""

    kode: str
    nama: str
    nama_cetak: str
    skema: Skema
    wilayah: frozenset[Jenis]
    tahun_berlaku: int = 1
    alokasi: bool = False
    induk: str = ""
    perubahan_dari: tuple[str, ...] = ()
    per_opd: bool = False
    per_posyandu: bool = False
    tampak: bool = True


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
        tampak=asal.tampak,
        perubahan_dari=(asal.kode, f"{asal.kode}_p", *(["pergeseran"] if asal.kode == "apbd" else [])),
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
        kode="kua_ppas",
        nama="KUA-PPAS",
        nama_cetak="Kebijakan Umum APBD dan Prioritas dan Plafon Anggaran Sementara",
        skema=Skema.APBD,
        wilayah=DAERAH,
        induk="rkpd",
        tampak=False,
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
        kode="dpa_kec",
        nama="DPA Kecamatan",
        nama_cetak="Dokumen Pelaksanaan Anggaran Kecamatan (kelurahan)",
        skema=Skema.APBD,
        wilayah=KECAMATAN,
        alokasi=True,
        induk="apbd",
        tampak=False,
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
# Those that are never amended by a Perubahan of their own, or are one themselves.
_LAIN = (
    JenisDokumen(
        kode="renstra",
        nama="Renstra",
        nama_cetak="Rencana Strategis Perangkat Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        tahun_berlaku=5,
        induk="rpjmd",
        per_opd=True,
        tampak=False,
    ),
    JenisDokumen(
        kode="renja",
        nama="Renja",
        nama_cetak="Rencana Kerja Perangkat Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        induk="rkpd",
        per_opd=True,
        tampak=False,
    ),
    JenisDokumen(
        kode="pergeseran",
        nama="Pergeseran APBD",
        nama_cetak="Pergeseran Anggaran Pendapatan dan Belanja Daerah",
        skema=Skema.APBD,
        wilayah=DAERAH,
        alokasi=True,
        induk="rkpd",
        perubahan_dari=("apbd", "pergeseran", "apbd_p"),
    ),
    JenisDokumen(
        kode="du_rkpdes",
        nama="DU-RKP Desa",
        nama_cetak="Daftar Usulan Rencana Kerja Pemerintah Desa",
        skema=Skema.APBDES,
        wilayah=DESA,
        induk="rkpdes",
        tampak=False,
    ),
    JenisDokumen(
        kode="renstra_pos",
        nama="Renstra Posyandu",
        nama_cetak="Rencana Strategis Posyandu",
        skema=Skema.APBDES,
        wilayah=DESA_KELURAHAN,
        tahun_berlaku=5,
        per_posyandu=True,
    ),
)
JENIS: dict[str, JenisDokumen] = {j.kode: j for asal in _ASAL for j in _dengan_perubahan(asal)}
JENIS |= {j.kode: j for j in _LAIN}
# The kinds whose lines pay for activities of a year, the fixed one in force of each chain.
ANGGARAN: tuple[str, ...] = tuple(j.kode for j in JENIS.values() if j.alokasi)


def jenis_perubahan(asal: str) -> list[JenisDokumen]:
    """Kinds that may amend a fixed document of this kind: itself again, its Perubahan, a Pergeseran."""
    return [j for j in JENIS.values() if asal in j.perubahan_dari]


def pilihan_skema() -> list[tuple[str, str]]:
    return [(s.value, nama) for s, nama in NAMA_SKEMA.items()]


def pilihan_jenis() -> list[tuple[str, str]]:
    return [(j.kode, j.nama) for j in JENIS.values()]


def jenis_untuk(jenis_wilayah: str) -> list[JenisDokumen]:
    """Kinds that an area of this sort may have; a kelurahan has no budget, its money stands in the kecamatan's DPA."""
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
        ("lain_daerah", "Lain-lain (lihat kode aslinya)"),
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


CAMPURAN = "campuran"  # a line with several sources: its rows say which
JUMLAH = "jumlah"  # a control total of the whole document, whatever its sources
# Support that is in no budget document (planning study 2.2, 5.1); entered for the one ledger of a unit.
DI_LUAR_DOKUMEN: tuple[tuple[str, str], ...] = (
    ("csr", "CSR"),
    ("mbg", "Makan Bergizi Gratis (ongkos kirim)"),
    ("swadaya", "Swadaya masyarakat"),
    ("pusat", "Kementerian, langsung"),
    ("lain", "Lain-lain"),
)


def pilihan_sumber() -> list[tuple[str, str]]:
    return [*(s for daftar in SUMBER_DANA.values() for s in daftar), (CAMPURAN, "Beberapa sumber")]


def pilihan_total() -> list[tuple[str, str]]:
    """What a control total may be of: a source, or the whole document."""
    return [*pilihan_sumber(), (JUMLAH, "Seluruh dokumen")]
