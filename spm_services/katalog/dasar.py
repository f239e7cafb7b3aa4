"""What a service entry may say: its shape, its subject, its questions, what they must satisfy, what follows from them.

A new *service* is one entry in a field's file. Kinds of question stand in `kolom`, checks and rules in `cek`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from posyandu_app.lib.bidang import Bidang
from spm_services.katalog.cek import (
    Aturan,
    Batas,
    Cek,
    Dijawab,
    JumlahYa,
    Melewati,
    Paling,
    SalahSatu,
    SalahSatuMelewati,
    Skor,
    TidakMelebihi,
    Tindakan,
)
from spm_services.katalog.kolom import (
    Angka,
    Banyak,
    Desimal,
    Guna,
    Isian,
    Kalau,
    Kolom,
    Lokasi,
    Pilihan,
    Tanggal,
    Teks,
    Untuk,
    YaTidak,
)

__all__ = [
    "Angka",
    "Aturan",
    "Banyak",
    "Batas",
    "Bentuk",
    "Berkas",
    "Cek",
    "Desimal",
    "Dijawab",
    "Guna",
    "Isian",
    "JenisLayanan",
    "JumlahYa",
    "Kalau",
    "Kolom",
    "Langkah",
    "Lokasi",
    "Melewati",
    "Paling",
    "Pilihan",
    "SalahSatu",
    "SalahSatuMelewati",
    "Skor",
    "Subjek",
    "Tanggal",
    "Teks",
    "TidakMelebihi",
    "Tindakan",
    "Untuk",
    "YaTidak",
    "hadir_dari_sasaran",
    "kondisi",
    "permohonan",
]


class Bentuk(StrEnum):
    """Record shapes (domain study 3.2): an activity with numbers, a state of something, a request."""

    KEGIATAN = "kegiatan"
    KONDISI = "kondisi"
    PERMOHONAN = "permohonan"


class Subjek(StrEnum):
    """Whom or what one record is about. `orang` and `keluarga` are picked from the unit's warga."""

    KELOMPOK = "kelompok"
    ORANG = "orang"
    KELUARGA = "keluarga"
    OBJEK = "objek"


class Langkah(StrEnum):
    """The step of an open day at which it is filled (domain study 4.1); empty for services outside it."""

    TANPA = ""
    PENGUKURAN = "2"
    PELAYANAN = "4"
    PENYULUHAN = "5"


@dataclass(frozen=True)
class Berkas:
    """One paper a request needs."""

    kode: str
    label: str
    wajib: bool = True


@dataclass(frozen=True, kw_only=True)
class JenisLayanan:
    """One service. `harian` is what a kader calls it; `utama` > 0 puts it among the six a unit sees at first.

    `dasar` is the rule it stands on (numbers of Permenkes 6/2024 and Permendagri 114, 121/2018 are from memory), `sumber`
    and `keyakinan` say how well the activity is attested; `spm` names the official service type it may feed
    data to. Counts here are posyandu activity, never "capaian SPM" (domain study 3.0). `acuan` is the number of the
    service in the study's list of 88 (empty: ours). `rekap_dari`: monthly totals copied from paper, refused for a unit
    and month in which the service named there was recorded person by person, and the other way round. `lanjut`: the
    permohonan a finding may turn into. `tiap_bulan`: due again so many months after the last time (0: at every visit).
    `oleh`: who fills it ("" kader, "nakes"). `tersegel`: its page leads to the sealed channel and it never makes a record.
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
    dasar: str = "Permendagri 13/2024"
    sumber: str
    keyakinan: str = "tinggi"
    sejak: str = "2025-01"
    sampai: str = ""
    acuan: str = ""
    satuan: str = ""
    subjek: Subjek = Subjek.KELOMPOK
    untuk: Untuk | None = None
    langkah: Langkah = Langkah.TANPA
    skor: tuple[Skor, ...] = ()
    aturan: tuple[Aturan, ...] = ()
    berkas: tuple[Berkas, ...] = ()
    foto: int = 0
    tertutup: bool = False
    rekap_dari: str = ""
    lanjut: str = ""
    tiap_bulan: int = 0
    oleh: str = ""
    tersegel: bool = False
    _kolom: dict[str, Kolom] = field(init=False, repr=False, compare=False, default_factory=dict)
    _angka: dict[str, Angka] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._kolom.update({k.kode: k for k in self.isian})
        self._angka.update({k.kode: k for k in self.isian if isinstance(k, Angka)})

    @property
    def angka(self) -> dict[str, Angka]:
        return self._angka

    def kolom(self, kode: str) -> Kolom:
        return self._kolom[kode]

    def hitungan(self, isi: Isian) -> dict[str, int]:
        """The numbers that may be summed, by field code; missing ones are left out."""
        return {k: isi[k] for k in self._angka if isi.get(k) is not None}

    def terlayani(self, isi: Isian) -> int:
        """People (or families) served in this record: the number of an activity, one for a kondisi of a person or a
        family. A kondisi of a thing, or a permohonan, counts none unless it asks for a number served."""
        if self.bentuk == Bentuk.KONDISI and self.subjek in (Subjek.ORANG, Subjek.KELUARGA):
            return 1
        return sum(isi.get(k) or 0 for k, kolom in self._angka.items() if kolom.guna == Guna.TERLAYANI)

    def galat(self, isi: Isian) -> dict[str, str]:
        """{field: message} of the checks that fail."""
        return dict(g for cek in self.cek if (g := cek.periksa(isi)))

    def nilai_skor(self, isi: Isian) -> dict[str, int]:
        """{score code: points}; a score with an unanswered part is left out."""
        hasil = {}
        for skor in self.skor:
            poin = [self._poin(k, isi.get(k)) for k in skor.bagian]
            if all(p is not None for p in poin):
                hasil[skor.kode] = sum(p for p in poin if p is not None)
        return hasil

    def _poin(self, kode: str, jawab: Any) -> int | None:
        if jawab is None:
            return None
        kolom = self._kolom.get(kode)  # a part taken from the person (spm_services.katalog.turunan) is no question
        return dict(kolom.skor).get(jawab, 0) if isinstance(kolom, Pilihan) else int(jawab)

    def kena(self, isi: Isian, ambang: Mapping[str, Decimal]) -> list[Aturan]:
        """The rules these answers meet, with the thresholds that hold there and then."""
        lengkap = {**isi, **self.nilai_skor(isi)}
        return [a for a in self.aturan if a.kena(lengkap, ambang)]

    def sebagai_json(self) -> dict[str, Any]:
        """The entry as the phone will get it."""
        berjenis = ("isian", "cek", "skor", "aturan")
        polos = {k: v for k, v in asdict(self).items() if not k.startswith("_") and k not in berjenis}
        return {**polos, **{n: [{"jenis": x.jenis, **asdict(x)} for x in getattr(self, n)] for n in berjenis}}


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
