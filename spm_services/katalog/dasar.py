"""What a service entry may say. A closed, JSON-serialisable set: the phone gets the same words later.

Field kinds: Angka, Pilihan, Teks, Tanggal, YaTidak. Checks: TidakMelebihi, Paling. A new *service* is one entry in a
field's file; a new *kind* is rare and reviewed.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from posyandu_app.lib.bidang import Bidang

Isian = Mapping[str, Any]


class Bentuk(StrEnum):
    """Record shapes (domain study 3.2): an activity with numbers, a state of something, a request."""

    KEGIATAN = "kegiatan"
    KONDISI = "kondisi"
    PERMOHONAN = "permohonan"


class Guna(StrEnum):
    """What a number counts towards. Sums are over `terlayani` only; `sasaran` is its denominator."""

    TERLAYANI = "terlayani"
    SASARAN = "sasaran"
    RINCIAN = "rincian"


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """One question of a form. `kode` is stored for ever and never renamed."""

    jenis: ClassVar[str]
    kode: str
    label: str
    wajib: bool = True
    bantuan: str = ""
    pribadi: bool = False  # a person's name or the like: the change log says only that it changed


@dataclass(frozen=True, kw_only=True)
class Angka(Kolom):
    """A whole number ≥ 0 with its unit. Missing is not zero."""

    jenis: ClassVar[str] = "angka"
    satuan: str
    guna: Guna = Guna.RINCIAN
    maksimum: int = 99_999


@dataclass(frozen=True, kw_only=True)
class Pilihan(Kolom):
    """One of a short list; `opsi` maps the stored code to its words."""

    jenis: ClassVar[str] = "pilihan"
    opsi: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Teks(Kolom):
    jenis: ClassVar[str] = "teks"
    panjang: int = 500
    baris: int = 1
    wajib: bool = False


@dataclass(frozen=True, kw_only=True)
class Tanggal(Kolom):
    jenis: ClassVar[str] = "tanggal"


@dataclass(frozen=True, kw_only=True)
class YaTidak(Kolom):
    """Yes, no, and — where not `wajib` — not asked, which is neither."""

    jenis: ClassVar[str] = "ya_tidak"


@dataclass(frozen=True)
class TidakMelebihi:
    """The number `kiri` is at most the number `kanan`; nothing is said while one of them is missing."""

    jenis: ClassVar[str] = "tidak_melebihi"
    kiri: str
    kanan: str
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        kiri, kanan = isi.get(self.kiri), isi.get(self.kanan)
        if kiri is None or kanan is None or kiri <= kanan:
            return None
        return self.kiri, self.pesan.format(kiri=kiri, kanan=kanan)


@dataclass(frozen=True)
class Paling:
    """The sum of several numbers is at most another number."""

    jenis: ClassVar[str] = "paling"
    bagian: tuple[str, ...]
    seluruh: str
    pesan: str

    def periksa(self, isi: Isian) -> tuple[str, str] | None:
        nilai = [isi.get(k) for k in self.bagian]
        seluruh = isi.get(self.seluruh)
        jumlah = sum(n for n in nilai if n is not None)
        if seluruh is None or jumlah <= seluruh:
            return None
        return self.bagian[-1], self.pesan.format(jumlah=jumlah, seluruh=seluruh)


Cek = TidakMelebihi | Paling


@dataclass(frozen=True, kw_only=True)
class JenisLayanan:
    """One service. `harian` is what a kader calls it; `utama` > 0 puts it among the six a unit sees at first.

    `sumber` and `keyakinan` say how well the activity is attested; `spm` names the official service type it may feed
    data to. Counts here are posyandu activity, never "capaian SPM" (domain study 3.0).
    """

    kode: str
    bidang: Bidang
    bentuk: Bentuk
    nama: str
    harian: str
    isian: tuple[Kolom, ...]
    cek: tuple[Cek, ...] = ()
    utama: int = 0
    sasaran: str = ""
    opd: str = ""
    spm: str = ""
    sumber: str
    keyakinan: str = "tinggi"
    sejak: str = "2025-01"
    sampai: str = ""
    _angka: dict[str, Angka] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._angka.update({k.kode: k for k in self.isian if isinstance(k, Angka)})

    @property
    def angka(self) -> dict[str, Angka]:
        return self._angka

    def kolom(self, kode: str) -> Kolom:
        return next(k for k in self.isian if k.kode == kode)

    def hitungan(self, isi: Isian) -> dict[str, int]:
        """The numbers that may be summed, by field code; missing ones are left out."""
        return {k: isi[k] for k in self._angka if isi.get(k) is not None}

    def terlayani(self, isi: Isian) -> int:
        """People (or things) served in this record. A kondisi or permohonan without such a number counts none."""
        return sum(isi.get(k) or 0 for k, kolom in self._angka.items() if kolom.guna == Guna.TERLAYANI)

    def galat(self, isi: Isian) -> dict[str, str]:
        """{field: message} of the checks that fail."""
        return dict(g for cek in self.cek if (g := cek.periksa(isi)))

    def sebagai_json(self) -> dict[str, Any]:
        """The entry as the phone will get it."""
        polos = {k: v for k, v in asdict(self).items() if not k.startswith("_") and k not in ("isian", "cek")}
        isian = [{"jenis": k.jenis, **asdict(k)} for k in self.isian]
        return {**polos, "isian": isian, "cek": [{"jenis": c.jenis, **asdict(c)} for c in self.cek]}


def hadir_dari_sasaran(
    hadir: str, sasaran: str, *, satuan: str = "orang", lain: tuple[Kolom, ...] = ()
) -> tuple[tuple[Kolom, ...], tuple[Cek, ...]]:
    """The commonest activity form: how many were expected, how many came, then what else the service asks."""
    isian: tuple[Kolom, ...] = (
        Angka(
            kode="sasaran",
            label=sasaran,
            satuan=satuan,
            guna=Guna.SASARAN,
            wajib=False,
            bantuan="Boleh kosong kalau belum didata.",
        ),
        Angka(kode="terlayani", label=hadir, satuan=satuan, guna=Guna.TERLAYANI),
        *lain,
        Teks(kode="keterangan", label="Keterangan", baris=3),
    )
    cek = TidakMelebihi("terlayani", "sasaran", "Yang dilayani {kiri}, padahal sasarannya {kanan}. Periksa lagi.")
    return isian, (cek,)


KONDISI_BARANG = (("baik", "Baik"), ("rusak_ringan", "Rusak ringan"), ("rusak_berat", "Rusak berat"))
MENDESAK = (("tinggi", "Mendesak"), ("sedang", "Bisa menunggu"), ("rendah", "Tidak mendesak"))


def permohonan(apa: str, bantuan: str = "") -> tuple[Kolom, ...]:
    """The request form of every field: what, for whom, how urgent."""
    return (
        Teks(
            kode="pemohon", label="Nama pemohon", panjang=120, wajib=True, pribadi=True, bantuan="Nama saja, tanpa NIK."
        ),
        Teks(kode="lokasi", label="RT/RW atau tempat", panjang=120, wajib=True),
        Angka(kode="jumlah", label=apa, satuan="permohonan", maksimum=9_999, bantuan=bantuan),
        Pilihan(kode="mendesak", label="Seberapa mendesak", opsi=MENDESAK),
        Teks(kode="alasan", label="Ceritakan kebutuhannya", baris=3, wajib=True),
    )


def kondisi(objek: str, *lain: Kolom) -> tuple[Kolom, ...]:
    """The state of one thing or household: which one, where, what is found."""
    return (
        Teks(kode="objek", label=objek, panjang=120, wajib=True, pribadi=True),
        Teks(kode="lokasi", label="RT/RW atau tempat", panjang=120, wajib=True),
        *lain,
        Teks(kode="keterangan", label="Keterangan", baris=3),
    )
