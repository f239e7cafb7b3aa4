"""Control totals: what the lines of a document add up to, source by source, against what its decree prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.katalog import CAMPURAN, JUMLAH, pilihan_sumber, pilihan_total
from planning.models import BarisAnggaran

NOL = Decimal(0)


@dataclass(frozen=True)
class SelisihSumber:
    """One source of a document, or (`katalog.JUMLAH`) all of it. `tertulis` None: nobody typed the decree's total in,
    which is not zero."""

    sumber: str
    jumlah: Decimal
    tertulis: Decimal | None

    @property
    def nama(self) -> str:
        return "Belum dibagi" if self.sumber == CAMPURAN else dict(pilihan_total()).get(self.sumber, self.sumber)

    @property
    def beda(self) -> Decimal | None:
        return None if self.tertulis is None else self.jumlah - self.tertulis


def jumlah_sumber(baris: Iterable[BarisAnggaran]) -> dict[str, Decimal]:
    """{source: rupiah} of the lines, by their shares; what of a line is not divided yet stands under `campuran`.

    Counted: every line of the document. A line without rows of sources counts under its own source."""
    hasil: dict[str, Decimal] = {}

    def tambah(sumber: str, nilai: Decimal) -> None:
        hasil[sumber] = hasil.get(sumber, NOL) + nilai

    for b in baris:
        bagian = list(b.sumber_list.all())
        tahu = [(s.sumber, s.nilai) for s in bagian if s.nilai is not None]
        for sumber, nilai in tahu:
            tambah(sumber, nilai)
        sisa = b.pagu - sum((n for _, n in tahu), NOL)
        if not bagian:
            tambah(b.sumber_dana, b.pagu)
        elif len(tahu) < len(bagian) and sisa:
            tambah(CAMPURAN, sisa)
    return hasil


def selisih_sumber(baris: Iterable[BarisAnggaran], tertulis: Mapping[str, Decimal]) -> list[SelisihSumber]:
    """Every source that the lines or the decree name, in the catalogue's order."""
    ada = jumlah_sumber(baris)
    return [
        SelisihSumber(kode, ada.get(kode, NOL), tertulis.get(kode))
        for kode, _ in pilihan_sumber()
        if kode in ada or kode in tertulis
    ]


def selisih_jumlah(baris: Iterable[BarisAnggaran], tertulis: Mapping[str, Decimal]) -> SelisihSumber | None:
    """All lines against the total of the whole document; None where nothing states one."""
    if JUMLAH not in tertulis:
        return None
    return SelisihSumber(JUMLAH, sum((b.pagu for b in baris), NOL), tertulis[JUMLAH])


def cocok(baris: Iterable[BarisAnggaran], tertulis: Mapping[str, Decimal]) -> bool:
    """Is the document here as a whole: every source typed in, each equal to its lines, and so the whole where it is
    stated? The whole alone is not enough: money may stand under the wrong source."""
    baris = list(baris)
    semua, seluruh = selisih_sumber(baris, tertulis), selisih_jumlah(baris, tertulis)
    return bool(semua) and all(s.beda == NOL for s in semua) and (seluruh is None or seluruh.beda == NOL)
