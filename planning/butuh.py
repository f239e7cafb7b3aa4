"""The need of a posyandu in a year: one pure function, for live rows and for what-if alike.

Formula: planning study 5.2. Each line is a product of named factors, rounded half up to a whole rupiah; a sum adds the
rounded lines, so that what is printed always adds up. A line whose quantity or price is not known has no amount and
says what is missing: unknown is not zero. Where the quantity is known to be zero the price is not asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from planning.komponen import BUTUH_ALAT, KOMPONEN, MENURUT_HARGA, PREFIKS_ALAT, SARPRAS, tetapan
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.uang import ribuan, rupiah

NOL = Decimal(0)
TAHUNAN, BULANAN, PER_KEGIATAN = "tahun", "bulan", "kegiatan"


@dataclass(frozen=True)
class HargaSatuan:
    """One price or tariff with its ground. `satuan` matters for tariffs: bulan, tahun or kegiatan."""

    nilai: Decimal
    dasar: str = ""
    tahun: int = 0
    satuan: str = BULANAN
    pembayar: str = ""


@dataclass(frozen=True)
class Harga:
    """Prices as they hold for one unit; a tariff may have several payers, who add up."""

    isi: Mapping[str, tuple[HargaSatuan, ...]] = field(default_factory=dict)

    def untuk(self, kode: str) -> tuple[HargaSatuan, ...]:
        return self.isi.get(kode, ())


@dataclass(frozen=True)
class Masukan:
    """Quantities of one unit (times `unit` where a scenario has many alike). None: not known.

    `alat`: {item: how many in good condition}, items never asked about are left out. `kegiatan`: {field: planned
    cost}, None where the year has no plan. `catatan`: {part: what the reader should know of its quantity}.
    """

    unit: int = 1
    kader: int | None = None
    pengurus: int | None = None
    bulan: int = 12
    rerata_hadir: Decimal | None = None
    gizi_kurang: int | None = None
    bumil_kek: int | None = None
    belum_terlatih: int | None = None
    alat: Mapping[str, int] | None = None
    bangunan: str | None = None
    kegiatan: Mapping[str, Decimal] | None = None
    catatan: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Faktor:
    """One factor of a product, in words. `bagi`: divides."""

    nilai: Decimal
    kata: str
    rupiah: bool = False
    bagi: bool = False

    @property
    def teks(self) -> str:
        """`5 kader`, `Rp250.000 per bulan`"""
        return f"{rupiah(self.nilai) if self.rupiah else ribuan(self.nilai)} {self.kata}".strip()


@dataclass(frozen=True)
class Baris:
    """One line. `jumlah` None: not known, for the reason in `kurang`."""

    komponen: str
    bidang: str
    uraian: str
    jumlah: Decimal | None
    faktor: tuple[Faktor, ...] = ()
    kurang: str = ""
    keterangan: str = ""

    @property
    def sekali(self) -> bool:
        return KOMPONEN[self.komponen].sekali

    @property
    def rumus(self) -> str:
        """The product written out: `5 kader × Rp250.000 per bulan × 12 bulan`."""
        awal = "".join(f" {'÷' if f.bagi else '×'} {f.teks}" for f in self.faktor)
        return awal.removeprefix(" × ")


@dataclass(frozen=True)
class Rincian:
    """All lines of a need."""

    baris: tuple[Baris, ...]

    @property
    def jumlah(self) -> Decimal:
        """Of the lines that are known."""
        return sum((b.jumlah for b in self.baris if b.jumlah is not None), NOL)

    @property
    def kurang(self) -> list[Baris]:
        """Lines without an amount."""
        return [b for b in self.baris if b.jumlah is None]

    def komponen(self, kode: str) -> Decimal | None:
        """The part's amount; None where any of its lines is not known, or it has none."""
        jumlah = [b.jumlah for b in self.baris if b.komponen == kode]
        return sum((j for j in jumlah if j is not None), NOL) if jumlah and None not in jumlah else None


def bulat(nilai: Decimal) -> Decimal:
    """To a whole rupiah, half up."""
    return nilai.quantize(Decimal(1), ROUND_HALF_UP)


def kali(faktor: Iterable[Faktor]) -> Decimal:
    """The product, rounded once at its end."""
    atas, bawah = Decimal(1), Decimal(1)
    for f in faktor:
        if f.bagi:
            bawah *= f.nilai
        else:
            atas *= f.nilai
    return bulat(atas / bawah)


def _baris(kode: str, faktor: tuple[Faktor, ...], uraian: str = "", keterangan: str = "") -> Baris:
    k = KOMPONEN[kode]
    return Baris(kode, k.bidang, uraian or k.nama, kali(faktor), faktor, keterangan=keterangan)


def _tanpa(kode: str, kurang: str, uraian: str = "") -> Baris:
    k = KOMPONEN[kode]
    return Baris(kode, k.bidang, uraian or k.nama, None, kurang=kurang)


def _nol(kode: str, keterangan: str, uraian: str = "") -> Baris:
    k = KOMPONEN[kode]
    return Baris(kode, k.bidang, uraian or k.nama, NOL, keterangan=keterangan)


def _unit(m: Masukan) -> tuple[Faktor, ...]:
    return () if m.unit == 1 else (Faktor(Decimal(m.unit), "posyandu"),)


def _rupiah(h: HargaSatuan, kata: str) -> Faktor:
    return Faktor(h.nilai, kata, rupiah=True)


def _masa(h: HargaSatuan, m: Masukan) -> tuple[Faktor, ...]:
    """How often a tariff is paid in the year: by month, once (its share of the months), or at each open day."""
    if h.satuan == PER_KEGIATAN:
        return (Faktor(tetapan("hari_buka"), "hari buka"),)
    bulan = Faktor(Decimal(m.bulan), "bulan")
    return (bulan, Faktor(Decimal(12), "bulan setahun", bagi=True)) if h.satuan == TAHUNAN else (bulan,)


def _dasar(h: HargaSatuan) -> str:
    return " ".join(x for x in (h.pembayar, h.dasar, f"tahun {h.tahun}" if h.tahun else "") if x)


def _tarif(kode: str, orang: int | None, sebutan: str, m: Masukan, harga: Harga) -> Iterator[Baris]:
    """People × tariff × months, a line for each payer."""
    tarif = harga.untuk(kode)
    if orang is None:
        yield _tanpa(kode, f"Daftar {sebutan} belum diisi.")
    elif not orang:
        yield _nol(kode, f"Tidak ada {sebutan} aktif.")
    elif not tarif:
        yield _tanpa(kode, "Tarifnya belum dicatat untuk wilayah ini.")
    else:
        for h in tarif:
            faktor = (*_unit(m), Faktor(Decimal(orang), sebutan), _rupiah(h, f"per {h.satuan}"), *_masa(h, m))
            yield _baris(kode, faktor, keterangan=_dasar(h))


def _pengurus(m: Masukan, harga: Harga) -> Iterator[Baris]:
    """Only where a region pays them: no tariff is "not paid", which is not unknown."""
    if harga.untuk("insentif_pengurus"):
        yield from _tarif("insentif_pengurus", m.pengurus, "pengurus", m, harga)


def _operasional(m: Masukan, harga: Harga) -> Iterator[Baris]:
    tarif = harga.untuk("operasional")
    for h in tarif:
        faktor = (*_unit(m), _rupiah(h, "per bulan"), Faktor(tetapan("bulan"), "bulan"))
        yield _baris("operasional", faktor, keterangan=_dasar(h))
    if not tarif:
        yield _tanpa("operasional", _kurang_harga("operasional"))


def _kurang_harga(kode: str) -> str:
    return f"Harga “{MENURUT_HARGA[kode].nama}” belum dicatat untuk wilayah ini."


def _benda(kode: str, m: Masukan, harga: Harga, *faktor: Faktor, harga_dari: str = "", uraian: str = "") -> Baris:
    """Quantities × one price."""
    keterangan = m.catatan.get(kode, "")
    kosong = next((f for f in faktor if not f.nilai), None)
    if kosong is not None:
        return _nol(kode, " · ".join(x for x in (kosong.teks, keterangan) if x), uraian)
    ada = harga.untuk(harga_dari or kode)
    if not ada:
        return _tanpa(kode, _kurang_harga(harga_dari or kode), uraian)
    kali_ = tuple(f for f in faktor if not f.bagi), tuple(f for f in faktor if f.bagi)
    isi = (*_unit(m), *kali_[0], _rupiah(ada[0], "harga"), *kali_[1])
    return _baris(kode, isi, uraian, " · ".join(x for x in (keterangan, _dasar(ada[0])) if x))


def _pmt(m: Masukan, harga: Harga) -> Iterator[Baris]:
    if m.rerata_hadir is None:
        yield _tanpa("pmt_penyuluhan", "Belum ada yang hadir di hari buka dua belas bulan terakhir.")
    else:
        hadir, buka = Faktor(m.rerata_hadir, "rata-rata hadir"), Faktor(tetapan("hari_buka"), "hari buka")
        yield _benda("pmt_penyuluhan", m, harga, hadir, buka)
    for kode, orang, kata, kurang in (
        ("pmt_balita", m.gizi_kurang, "balita gizi kurang", "Belum ada balita yang diukur tiga bulan terakhir."),
        ("pmt_bumil", m.bumil_kek, "ibu hamil KEK", "LILA ibu hamil belum diukur, atau warganya belum didata."),
    ):
        if orang is None:
            yield _tanpa(kode, kurang)
        else:
            yield _benda(kode, m, harga, Faktor(Decimal(orang), kata), Faktor(tetapan(f"hari_{kode}"), "hari"))


def _orang(m: Masukan, harga: Harga) -> Iterator[Baris]:
    if m.belum_terlatih is None:
        yield _tanpa("pelatihan", "Daftar kader belum diisi.")
    else:
        yield _benda("pelatihan", m, harga, Faktor(Decimal(m.belum_terlatih), "kader belum terlatih"))
    if m.kader is None:
        yield _tanpa("seragam", "Daftar kader belum diisi.")
    else:
        umur = Faktor(tetapan("umur_seragam"), "tahun umur pakai", bagi=True)
        yield _benda("seragam", m, harga, Faktor(Decimal(m.kader), "kader"), umur)


def _alat(m: Masukan, harga: Harga) -> Iterator[Baris]:
    for barang, butuh in BUTUH_ALAT.items():
        kode = f"{PREFIKS_ALAT}{barang}"
        uraian = MENURUT_HARGA[kode].nama
        baik = None if m.alat is None else m.alat.get(barang)
        if baik is None:
            yield _tanpa("alat", f"{uraian}: belum didata di perlengkapan.", uraian)
        else:
            kurang = Faktor(Decimal(max(0, butuh - baik)), f"buah (butuh {butuh}, ada baik {baik})")
            yield _benda("alat", m, harga, kurang, harga_dari=kode, uraian=uraian)


def _sarpras(m: Masukan, harga: Harga) -> Iterator[Baris]:
    if not m.bangunan:
        yield _tanpa("sarpras", "Keadaan bangunan belum didata.")
        return
    kode = SARPRAS[m.bangunan]
    if kode:
        yield _benda(
            "sarpras", m, harga, Faktor(Decimal(1), "bangunan"), harga_dari=kode, uraian=MENURUT_HARGA[kode].nama
        )
    else:
        yield _nol("sarpras", "Punya bangunan; perbaikannya ditulis di rencana kerja.")


def _kegiatan(m: Masukan) -> Iterator[Baris]:
    if m.kegiatan is None:
        yield _tanpa("kegiatan", "Belum ada rencana kerja tahun ini.")
        return
    if not m.kegiatan:
        yield _nol("kegiatan", "Rencana kerja tidak memuat kegiatan lain.")
    for bidang, biaya in m.kegiatan.items():
        nama = NAMA.get(bidang, "lintas bidang").lower()
        faktor = (*_unit(m), Faktor(biaya, "jumlah biaya rencana kerja", rupiah=True))
        yield Baris("kegiatan", bidang, f"Kegiatan {nama}", kali(faktor), faktor)


def kebutuhan(masukan: Masukan, harga: Harga) -> Rincian:
    """The need of a year, line by line (planning study 5.2)."""
    m = masukan
    return Rincian(
        (
            *_tarif("insentif_kader", m.kader, "kader", m, harga),
            *_pengurus(m, harga),
            *_operasional(m, harga),
            _benda("atk", m, harga),
            *_pmt(m, harga),
            *_orang(m, harga),
            *_alat(m, harga),
            *_sarpras(m, harga),
            *_kegiatan(m),
        )
    )
