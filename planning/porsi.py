"""Shares that law sets for a budget, as data: which lines of which whole, at least or at most how much, by what rule.

The nation's stand here, each with the years it holds and how sure we are of it (planning study 4); a region's own stand
in the table AturanPorsi and take the place of one with the same short name. A share is worked out for one document and
judged only where that document is here as a whole (planning.total.cocok).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from planning.models import AturanPorsi, BarisAnggaran, DokumenAnggaran
from planning.total import cocok
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import rupiah

if TYPE_CHECKING:
    from planning.pemeriksaan.lingkup import Lingkup

NOL, SERATUS, SEN = Decimal(0), Decimal(100), Decimal("0.01")
KOPERASI = ("koperasi desa merah putih", "kdmp", "kopdes merah putih", "koperasi kelurahan merah putih")


@dataclass(frozen=True, kw_only=True)
class Porsi:
    """One limit. The numerator: lines whose code begins with one of `awalan` or whose name has one of `kata`; `sumber`
    narrows both halves to one source; `kecuali` takes lines out of the whole by words in their names."""

    kode: str
    nama: str
    skema: str
    tahun_dari: int
    tahun_sampai: int | None
    awalan: tuple[str, ...] = ()
    kata: tuple[str, ...] = ()
    sumber: str = ""
    kecuali: tuple[str, ...] = ()
    minimal: Decimal | None = None
    maksimal: Decimal | None = None
    dasar: str
    keyakinan: str = "sedang"
    daerah: str = ""
    pk: int | None = None

    def berlaku(self, tahun: int) -> bool:
        return self.tahun_dari <= tahun and (self.tahun_sampai is None or tahun <= self.tahun_sampai)

    @property
    def batas(self) -> str:
        """`paling banyak 15%`"""
        if self.minimal == self.maksimal and self.minimal is not None:
            return f"tepat {persen(self.minimal)}"
        bagian = [f"paling sedikit {persen(self.minimal)}"] if self.minimal is not None else []
        return " dan ".join(
            [*bagian, *([f"paling banyak {persen(self.maksimal)}"] if self.maksimal is not None else [])]
        )


def persen(nilai: Decimal) -> str:
    return f"{nilai.quantize(SEN):f}".rstrip("0").rstrip(".").replace(".", ",") + "%"


_PERMENDES_2024 = "Permendes PDT 2/2024 tentang Petunjuk Operasional atas Fokus Penggunaan Dana Desa 2025"
BAWAAN: tuple[Porsi, ...] = (
    Porsi(
        kode="blt",
        nama="BLT Desa dari Dana Desa",
        skema="apbdes",
        tahun_dari=2025,
        tahun_sampai=2025,
        awalan=("5.3",),
        sumber="DDS",
        maksimal=Decimal(15),
        dasar=_PERMENDES_2024,
        keyakinan="tinggi",
    ),
    Porsi(
        kode="pangan",
        nama="Ketahanan pangan dari Dana Desa",
        skema="apbdes",
        tahun_dari=2025,
        tahun_sampai=2025,
        awalan=("4.1", "4.2"),
        kata=("ketahanan pangan",),
        sumber="DDS",
        minimal=Decimal(20),
        dasar=_PERMENDES_2024,
        keyakinan="tinggi",
    ),
    Porsi(
        kode="operasional",
        nama="Operasional pemerintah desa dari Dana Desa",
        skema="apbdes",
        tahun_dari=2025,
        tahun_sampai=2025,
        awalan=("1.1.04", "1.1.08"),
        sumber="DDS",
        maksimal=Decimal(3),
        dasar=_PERMENDES_2024,
        keyakinan="tinggi",
    ),
    Porsi(
        kode="operasional",
        nama="Operasional pemerintah desa dari Dana Desa di luar bagian Koperasi Desa Merah Putih",
        skema="apbdes",
        tahun_dari=2026,
        tahun_sampai=2026,
        awalan=("1.1.04", "1.1.08"),
        sumber="DDS",
        kecuali=KOPERASI,
        maksimal=Decimal(3),
        dasar="Permendes PDT 16/2025 tentang Petunjuk Operasional Fokus Penggunaan Dana Desa 2026",
        keyakinan="tinggi",
    ),
    Porsi(
        kode="kdmp",
        nama="Koperasi Desa Merah Putih dari Dana Desa",
        skema="apbdes",
        tahun_dari=2026,
        tahun_sampai=2026,
        kata=KOPERASI,
        sumber="DDS",
        minimal=Decimal("58.03"),
        maksimal=Decimal("58.03"),
        dasar="PMK 7/2026 (58,03% pagu Dana Desa setiap desa)",
        keyakinan="sedang",
    ),
    Porsi(
        kode="aparatur",
        nama="Penghasilan tetap, tunjangan dan operasional (30:70)",
        skema="apbdes",
        tahun_dari=2019,
        tahun_sampai=None,
        awalan=tuple(f"1.1.0{n}" for n in range(1, 8)),
        maksimal=Decimal(30),
        dasar="PP 11/2019 pasal 100; Permendagri 20/2018 lampiran 1.1 (kegiatan 1–7)",
        keyakinan="sedang",
    ),
    Porsi(
        kode="pendidikan",
        nama="Anggaran pendidikan",
        skema="apbd",
        tahun_dari=2003,
        tahun_sampai=None,
        awalan=("1.01",),
        minimal=Decimal(20),
        dasar="UUD 1945 pasal 31 ayat (4)",
        keyakinan="tinggi",
    ),
)


@dataclass(frozen=True)
class HasilPorsi:
    """A share of one document. `dinilai` False: the document is not here as a whole, so the share is no verdict."""

    aturan: Porsi
    pembilang: Decimal
    penyebut: Decimal
    dinilai: bool

    @property
    def persen(self) -> Decimal | None:
        """Rounded to two places, as the rules are written; None of a whole of nothing."""
        return (self.pembilang / self.penyebut * SERATUS).quantize(SEN) if self.penyebut else None

    @property
    def kurang(self) -> bool:
        return self.persen is not None and self.aturan.minimal is not None and self.persen < self.aturan.minimal

    @property
    def lebih(self) -> bool:
        return self.persen is not None and self.aturan.maksimal is not None and self.persen > self.aturan.maksimal

    @property
    def melanggar(self) -> bool:
        return self.dinilai and (self.kurang or self.lebih)

    @property
    def selisih(self) -> Decimal:
        """Rupiah that would have to move."""
        batas = self.aturan.minimal if self.kurang else self.aturan.maksimal
        return abs(self.pembilang - self.penyebut * (batas or NOL) / SERATUS).quantize(SEN)

    @property
    def kata(self) -> str:
        if self.persen is None:
            return "belum ada yang dihitung"
        porsi = f"{rupiah(self.pembilang)} dari {rupiah(self.penyebut)} ({persen(self.persen)})"
        return f"{porsi}, batasnya {self.aturan.batas}"


def dari_baris(row: AturanPorsi) -> Porsi:
    def pisah(teks: str) -> tuple[str, ...]:
        return tuple(x.strip() for x in teks.split(",") if x.strip())

    return Porsi(
        kode=row.nama_singkat,
        nama=row.nama,
        skema=row.skema,
        tahun_dari=row.tahun_dari,
        tahun_sampai=row.tahun_sampai,
        awalan=pisah(row.awalan),
        kata=pisah(row.kata),
        sumber=row.sumber,
        minimal=row.minimal,
        maksimal=row.maksimal,
        dasar=row.dasar,
        keyakinan="aturan daerah",
        daerah=row.wilayah_id,
        pk=row.pk,
    )


def pilih(daerah: Iterable[Porsi], dokumen: DokumenAnggaran) -> list[Porsi]:
    """Limits that hold for the document: the nation's of its year, those of the areas above and its own, the nearest
    and newest taking the place of others with the same short name."""
    hasil: dict[str, Porsi] = {}
    dekat = (p for p in daerah if kode_lib.di_bawah(dokumen.wilayah_id, p.daerah))
    for p in (*BAWAAN, *sorted(dekat, key=lambda p: (len(p.daerah), p.tahun_dari))):
        if p.skema == dokumen.uraian_jenis.skema and p.berlaku(dokumen.tahun):
            hasil[p.kode] = p
    return list(hasil.values())


def aturan_berlaku(bahan: "Lingkup", dokumen: DokumenAnggaran) -> list[Porsi]:
    return pilih(bahan.porsi, dokumen)


def _ada(nama: str, kata: Iterable[str]) -> bool:
    return any(k in nama.casefold() for k in kata)


def _bagian(b: BarisAnggaran, sumber: str) -> Decimal:
    """The line's part from the source; all of it where the limit is over every source."""
    if not sumber:
        return b.pagu
    bagian = list(b.sumber_list.all())
    if not bagian:
        return b.pagu if b.sumber_dana == sumber else NOL
    return sum((s.nilai for s in bagian if s.sumber == sumber and s.nilai is not None), NOL)


def hitung(aturan: Porsi, baris: Sequence[BarisAnggaran], tertulis: Mapping[str, Decimal]) -> HasilPorsi:
    """The share in the document's lines.

    Counted: lines of the numerator's codes or names, over all lines of the source (or of all). Not counted: in the
    whole, lines that the limit leaves out by name."""
    atas = bawah = NOL
    for b in baris:
        nilai, nama = _bagian(b, aturan.sumber), b.uraian
        if not _ada(nama, aturan.kecuali):
            bawah += nilai
        if _berawal(b.kode_kegiatan, aturan.awalan) or _ada(nama, aturan.kata):
            atas += nilai
    return HasilPorsi(aturan, atas, bawah, cocok(baris, tertulis))


def _berawal(kode: str, awalan: Iterable[str]) -> bool:
    """Whole steps of the code: `1.1` begins `1.1.04` and not `1.10.01`."""
    return any(kode == a or kode.startswith(f"{a}.") for a in awalan)
