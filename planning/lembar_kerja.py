"""The sheets of a yearly plan and of a RAB: rows in their order, subtotals, totals. What is shown, printed and exported
is the same list, so the sums on paper are the sums of the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from planning.koefisien import tulis_koefisien
from planning.komponen import nama_komponen
from planning.models import ButirRab, KegiatanRencana, RencanaKerja
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from posyandu_app.lib.periode import BULAN
from posyandu_app.lib.tabel import Kolom
from posyandu_app.lib.terbilang import terbilang
from posyandu_app.lib.uang import ribuan

NOL = Decimal(0)
BULAN_PENDEK = tuple(nama[:3] for nama in BULAN)
LINTAS = "Lintas bidang"


@dataclass(frozen=True)
class BagianLembar:
    """The activities of one field, with their sum."""

    bidang: str
    nama: str
    kegiatan: list[KegiatanRencana]

    @property
    def jumlah(self) -> Decimal:
        return sum((k.biaya for k in self.kegiatan), NOL)


@dataclass(frozen=True)
class Lembar:
    """A plan as its annex prints it: what serves all fields first, then the six in their order."""

    bagian: list[BagianLembar] = field(default_factory=list)

    @property
    def kegiatan(self) -> list[KegiatanRencana]:
        return [k for b in self.bagian for k in b.kegiatan]

    @property
    def jumlah(self) -> Decimal:
        return sum((b.jumlah for b in self.bagian), NOL)

    @property
    def terbilang(self) -> str:
        return terbilang(self.jumlah)

    @property
    def tanpa_biaya(self) -> int:
        return sum(1 for k in self.kegiatan if not k.biaya)


def lembar(kegiatan: Iterable[KegiatanRencana]) -> Lembar:
    rows = sorted(kegiatan, key=lambda k: (k.urutan, k.pk or 0))
    urutan = ["", *SEMUA_BIDANG]
    isi = [BagianLembar(str(b), NAMA.get(b, LINTAS), [k for k in rows if k.bidang == b]) for b in urutan]
    return Lembar([b for b in isi if b.kegiatan])


def kata_sumber(k: KegiatanRencana) -> str:
    """Who is asked for the money, in words."""
    return " ".join(x for x in (k.get_sumber_usul_display(), k.sumber_teks) if x)


def kata_bulan(bulan: Sequence[int]) -> str:
    """`Jan–Mar, Agu`; all twelve are `sepanjang tahun`."""
    if len(bulan) == 12:
        return "sepanjang tahun"
    potongan: list[list[int]] = []
    for b in bulan:
        if potongan and b == potongan[-1][-1] + 1:
            potongan[-1].append(b)
        else:
            potongan.append([b])
    pendek = BULAN_PENDEK
    return ", ".join(pendek[p[0] - 1] if len(p) == 1 else f"{pendek[p[0] - 1]}–{pendek[p[-1] - 1]}" for p in potongan)


def _kolom_bulan(ke: int) -> Kolom:
    return Kolom(BULAN_PENDEK[ke - 1], lambda k: "●" if ke in k.bulan else "", 5)


KOLOM_KERJA: tuple[Kolom, ...] = (
    Kolom("Tahun", "rencana.tahun", 7),
    Kolom("Pemilik", lambda k: pemilik(k.rencana), 30),
    Kolom("Bidang SPM", lambda k: NAMA.get(k.bidang, LINTAS), 18),
    Kolom("Kegiatan", "uraian", 46),
    Kolom("Komponen", lambda k: nama_komponen(k.komponen), 18),
    Kolom("Volume", "volume", 9),
    Kolom("Satuan", "satuan", 10),
    *(_kolom_bulan(b) for b in range(1, 13)),
    Kolom("Biaya (Rp)", "biaya", 18),
    Kolom("Sumber yang diusulkan", kata_sumber, 30),
)


def pemilik(rencana: RencanaKerja) -> str:
    """Whose plan it is, in words."""
    if rencana.posyandu is not None:
        return f"{rencana.posyandu.sebutan}, {rencana.posyandu.wilayah.nama}"
    return f"Tim Pembina Posyandu {rencana.wilayah.sebutan}" if rencana.wilayah else ""


@dataclass(frozen=True)
class BarisRab:
    """One line as Siskeudes prints it (study 7.3): number within its account, coefficient, both columns."""

    butir: ButirRab
    nomor: int

    @property
    def koefisien(self) -> str:
        return tulis_koefisien(self.butir.koefisien)

    @property
    def setelah(self) -> Decimal:
        """After the Perubahan: as it was, where nothing was changed."""
        return self.butir.jumlah if self.butir.jumlah_pak is None else self.butir.jumlah_pak


@dataclass(frozen=True)
class RekeningRab:
    kode: str
    baris: list[BarisRab]

    @property
    def jumlah(self) -> Decimal:
        return sum((b.butir.jumlah for b in self.baris), NOL)

    @property
    def setelah(self) -> Decimal:
        return sum((b.setelah for b in self.baris), NOL)


@dataclass(frozen=True)
class LembarRab:
    """A RAB grouped by account; items without one come last and say so."""

    rekening: list[RekeningRab]

    @property
    def baris(self) -> list[tuple[RekeningRab, BarisRab]]:
        return [(r, b) for r in self.rekening for b in r.baris]

    @property
    def jumlah(self) -> Decimal:
        return sum((r.jumlah for r in self.rekening), NOL)

    @property
    def setelah(self) -> Decimal:
        return sum((r.setelah for r in self.rekening), NOL)

    @property
    def ada_pak(self) -> bool:
        return any(b.butir.jumlah_pak is not None for _, b in self.baris)

    @property
    def terbilang(self) -> str:
        return terbilang(self.setelah)

    @property
    def teks(self) -> str:
        """For copying line by line: the columns of Siskeudes, parted by tabs, numbers as they are typed there."""
        return "\n".join("\t".join(_teks(r, b)) for r, b in self.baris)


def lembar_rab(butir: Iterable[ButirRab]) -> LembarRab:
    rows = sorted(butir, key=lambda b: (not b.kode_rekening, _angka(b.kode_rekening), b.urutan, b.pk or 0))
    kelompok = [(kode, list(isi)) for kode, isi in groupby(rows, key=lambda b: b.kode_rekening)]
    return LembarRab([RekeningRab(kode, [BarisRab(b, n) for n, b in enumerate(isi, 1)]) for kode, isi in kelompok])


def _angka(kode: str) -> tuple[int, ...]:
    return tuple(int(x) for x in kode.split(".") if x.isdecimal())


def _teks(rekening: RekeningRab, b: BarisRab) -> list[str]:
    isi = b.butir
    return [
        rekening.kode,
        f"{b.nomor:02d}",
        isi.uraian,
        isi.sumber_dana,
        ribuan(isi.volume),
        ribuan(isi.harga),
        isi.satuan,
        ribuan(isi.jumlah),
    ]


KOLOM_RAB: tuple[Kolom, ...] = (
    Kolom("Kode rekening", lambda x: x[0].kode, 16),
    Kolom("No. urut", lambda x: f"{x[1].nomor:02d}", 8),
    Kolom("Uraian", lambda x: x[1].butir.uraian, 42),
    Kolom("Koefisien", lambda x: x[1].koefisien, 24),
    Kolom("Sumber dana", lambda x: x[1].butir.get_sumber_dana_display(), 16),
    Kolom("Jumlah satuan", lambda x: x[1].butir.volume, 12),
    Kolom("Harga satuan", lambda x: x[1].butir.harga, 16),
    Kolom("Satuan", lambda x: x[1].butir.satuan, 10),
    Kolom("Anggaran", lambda x: x[1].butir.jumlah, 18),
    Kolom("Jumlah satuan PAK", lambda x: x[1].butir.volume_pak, 12),
    Kolom("Harga satuan PAK", lambda x: x[1].butir.harga_pak, 16),
    Kolom("Anggaran PAK", lambda x: x[1].butir.jumlah_pak, 18),
    Kolom("Setelah PAK", lambda x: x[1].setelah, 18),
)
