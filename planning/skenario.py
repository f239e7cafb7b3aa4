"""What-if: more people per posyandu, another tariff, a phase-in, less Dana Desa. Pure; the need itself is reckoned by
planning.butuh, the same function that gives the need from live rows.

Only incentives and operations vary here: they are what regions decide on (planning study 5.2: Kukar keeps five people
and adds the rest year by year). Prices stay those of the first year; no inflation is assumed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from planning.butuh import NOL, Harga, HargaSatuan, Masukan, bulat, kebutuhan
from planning.katalog import SUMBER_DANA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import ribuan

DANA_DESA = "DDS"
SUMBER: dict[str, str] = {k: n for daftar in SUMBER_DANA.values() for k, n in daftar}
# The order in which sources are asked, and those a form offers: the village's own first, then help from above.
SUMBER_SKENARIO: tuple[str, ...] = (DANA_DESA, "ADD", "PBK", "PBP", "dau", "pad")
ORANG_TERBANYAK, TAHUN_TERBANYAK = 60, 10
MENURUT = (("isian", "Isi sendiri"), ("kini", "Posyandu aktif sekarang"), ("rw", "Satu posyandu tiap RW"))


@dataclass(frozen=True)
class Parameter:
    """All that a scenario varies. `unit` None: counted from live rows as `menurut` says. `plafon`: {source: ceiling of
    a year}; empty: no ceiling is set, so nothing is called affordable. `potongan`: % less of Dana Desa."""

    menurut: str = "kini"
    unit: int | None = None
    orang: int = 5
    orang_akhir: int = 15
    tambah: int = 2
    lama: int = 6
    tarif: Decimal = Decimal(250_000)
    bulan: int = 12
    operasional: Decimal = NOL
    potongan: Decimal = NOL
    plafon: Mapping[str, Decimal] | None = None

    def simpan(self) -> dict[str, Any]:
        """As JSON keeps it."""
        isi = asdict(self) | {"plafon": {k: str(v) for k, v in (self.plafon or {}).items()}}
        return {k: str(v) if isinstance(v, Decimal) else v for k, v in isi.items()}

    @classmethod
    def baca(cls, isi: Mapping[str, Any]) -> "Parameter":
        """From JSON; raises Ditolak with the field for whatever is not possible."""
        lebih = set(isi) - {f.name for f in fields(cls)}
        if lebih:
            raise Ditolak("", f"Isian tidak dikenal: {', '.join(sorted(lebih))}.")
        angka = {k: _desimal(k, isi[k]) for k in ("tarif", "operasional", "potongan") if k in isi}
        plafon = {k: _desimal("plafon", v) for k, v in (isi.get("plafon") or {}).items()}
        p = cls(**{**isi, **angka, "plafon": plafon})
        _periksa(p)
        return p

    def orang_tahun(self, ke: int) -> int:
        """People per posyandu in the year (0 is the first)."""
        if not self.tambah:
            return self.orang
        jalan = self.orang + ke * self.tambah
        return min(jalan, self.orang_akhir) if self.orang_akhir >= self.orang else self.orang


def _desimal(kolom: str, nilai: Any) -> Decimal:
    try:
        angka = Decimal(str(nilai))
    except InvalidOperation:
        raise Ditolak(kolom, "Tulis dengan angka.") from None
    if not angka.is_finite():
        raise Ditolak(kolom, "Tulis dengan angka.")
    return angka


BATAS: tuple[tuple[str, int, int, str], ...] = (
    ("unit", 1, 400_000, "Jumlah posyandu"),
    ("orang", 1, ORANG_TERBANYAK, "Jumlah orang"),
    ("orang_akhir", 1, ORANG_TERBANYAK, "Jumlah orang akhirnya"),
    ("tambah", 0, ORANG_TERBANYAK, "Tambahan orang setahun"),
    ("lama", 1, TAHUN_TERBANYAK, "Banyaknya tahun"),
    ("bulan", 1, 12, "Bulan"),
)


def _periksa(p: Parameter) -> None:
    if p.menurut not in dict(MENURUT):
        raise Ditolak("menurut", "Pilih cara menghitung posyandunya.")
    if p.menurut == "isian" and p.unit is None:
        raise Ditolak("unit", "Isi jumlah posyandunya.")
    _periksa_angka(p)
    _periksa_uang(p)


def _periksa_angka(p: Parameter) -> None:
    for nama, dari, sampai, kata in BATAS if p.unit is not None else BATAS[1:]:
        nilai = getattr(p, nama)
        if not isinstance(nilai, int) or isinstance(nilai, bool) or not dari <= nilai <= sampai:
            raise Ditolak(nama, f"{kata} antara {ribuan(dari)} dan {ribuan(sampai)}.")
    if p.orang_akhir < p.orang:
        raise Ditolak("orang_akhir", "Jumlah orang akhirnya tidak boleh kurang dari jumlah sekarang.")


def _periksa_uang(p: Parameter) -> None:
    if p.tarif <= 0 or p.operasional < 0 or max(p.tarif, p.operasional) >= Decimal(10) ** 10:
        raise Ditolak("tarif", "Tarif harus lebih dari nol, di bawah sepuluh miliar.")
    if not 0 <= p.potongan <= 100:
        raise Ditolak("potongan", "Potongan antara 0 dan 100 persen.")
    for sumber, nilai in (p.plafon or {}).items():
        if sumber not in SUMBER or nilai < 0 or nilai >= Decimal(10) ** 13:
            raise Ditolak("plafon", "Plafon per sumber: sumber yang dikenal, tidak kurang dari nol.")


@dataclass(frozen=True)
class Bagian:
    """What one source carries in a year."""

    sumber: str
    plafon: Decimal
    terpakai: Decimal

    @property
    def nama(self) -> str:
        return SUMBER[self.sumber]


@dataclass(frozen=True)
class TahunSkenario:
    tahun: int
    orang: int
    insentif: Decimal
    operasional: Decimal
    bagian: tuple[Bagian, ...]
    berplafon: bool

    @property
    def jumlah(self) -> Decimal:
        return self.insentif + self.operasional

    @property
    def kurang(self) -> Decimal:
        """Not carried by any source."""
        return self.jumlah - sum((b.terpakai for b in self.bagian), NOL)

    @property
    def mampu(self) -> bool | None:
        """Within the ceilings? None where none is set."""
        return self.kurang == 0 if self.berplafon else None


@dataclass(frozen=True)
class Pilihan:
    """A number of people per posyandu, what it costs in a full year, and whether the first year's ceilings carry it."""

    orang: int
    jumlah: Decimal
    mampu: bool | None
    terbaik: bool = False


def butuh_tahun(p: Parameter, unit: int, orang: int) -> tuple[Decimal, Decimal]:
    """(incentives, operations) of a year for so many units with so many people each."""
    harga = {"insentif_kader": (HargaSatuan(p.tarif),)}
    if p.operasional:
        harga["operasional"] = (HargaSatuan(p.operasional),)
    rincian = kebutuhan(Masukan(unit=unit, kader=orang, bulan=p.bulan), Harga(harga))
    return rincian.komponen("insentif_kader") or NOL, rincian.komponen("operasional") or NOL


def plafon(p: Parameter) -> dict[str, Decimal]:
    """Ceilings after the cut of Dana Desa, in the order in which sources are asked."""
    isi = p.plafon or {}
    urut = [*(s for s in SUMBER_SKENARIO if s in isi), *sorted(s for s in isi if s not in SUMBER_SKENARIO)]
    return {s: bulat(isi[s] * (100 - p.potongan) / 100) if s == DANA_DESA else isi[s] for s in urut}


def _bagi(jumlah: Decimal, batas: Mapping[str, Decimal]) -> tuple[Bagian, ...]:
    """Each source in turn gives what it can until the need is met."""
    hasil, sisa = [], jumlah
    for sumber, ada in batas.items():
        dipakai = min(sisa, ada)
        hasil.append(Bagian(sumber, ada, dipakai))
        sisa -= dipakai
    return tuple(hasil)


def per_tahun(p: Parameter, unit: int, tahun: int) -> list[TahunSkenario]:
    """Year by year from `tahun` on."""
    batas = plafon(p)
    hasil = []
    for ke in range(p.lama):
        orang = p.orang_tahun(ke)
        insentif, operasional = butuh_tahun(p, unit, orang)
        bagian = _bagi(insentif + operasional, batas)
        hasil.append(TahunSkenario(tahun + ke, orang, insentif, operasional, bagian, bool(batas)))
    return hasil


def pilihan(p: Parameter, unit: int) -> list[Pilihan]:
    """Every number of people from now to the end, the most that the ceilings carry marked."""
    batas = plafon(p)
    ada = sum(batas.values(), NOL)
    isi = [(o, sum(butuh_tahun(p, unit, o), NOL)) for o in range(p.orang, p.orang_akhir + 1)]
    mampu = [o for o, n in isi if n <= ada] if batas else []
    return [Pilihan(o, n, n <= ada if batas else None, bool(mampu) and o == max(mampu)) for o, n in isi]
