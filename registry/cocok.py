"""Finding the unit a row of the ministry's file is about: village by code, then by name; unit by its folded name.

A score is 0–100 with its reason in words. Below COCOK nothing is taken, and of two that are as good neither is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from posyandu_app.lib.kode import POLA_NOMOR_REGISTRASI
from registry.nomor import BANYAK_CALON, LUAR_PAKET, TIDAK_ADA, rapikan

COCOK = 88  # one letter wrong in a name of eight still passes, another flower does not
JARAK = 6  # the best must lead by so much
ANGKA_BEDA = 70  # `Melati 1` is never `Melati 2`
DESA_MIRIP = 88
ROMAWI = {r: str(i) for i, r in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)}
KATA_UNIT = frozenset({"posyandu", "pos", "yandu", "pyd"})
KATA_DESA = frozenset({"desa", "kelurahan", "kel", "ds", "nagari", "gampong", "kecamatan", "kec"})


def lipat(teks: str, buang: frozenset[str] = frozenset()) -> str:
    """Folded words: no case, accents or marks; numbers without leading zeros, Roman ones as digits."""
    polos = unicodedata.normalize("NFKD", teks.lower()).encode("ascii", "ignore").decode()
    polos = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", polos)
    kata = [k for k in re.findall(r"[a-z]+|\d+", polos) if k not in buang]
    return " ".join(ROMAWI.get(k, k.lstrip("0") or "0" if k.isdigit() else k) for k in kata)


def lipat_unit(nama: str) -> str:
    return lipat(nama, KATA_UNIT)


def lipat_desa(nama: str) -> str:
    return lipat(nama, KATA_DESA)


def skor_nama(a: str, b: str) -> int:
    """0–100 of two folded names; different numbers in them are different units."""
    if not a or not b:
        return 0
    nilai = max(fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")), fuzz.token_sort_ratio(a, b))
    if re.findall(r"\d+", a) != re.findall(r"\d+", b):
        nilai = min(nilai, ANGKA_BEDA)
    return round(nilai)


@dataclass(frozen=True)
class Calon:
    """A unit of the area as the search sees it."""

    pk: int
    kode: str
    nama: str
    desa: str  # code of its village
    nama_desa: str
    nama_kecamatan: str
    nomor: str | None = None
    paket: int | None = None  # the batch whose answer it waits for
    desa_lama: frozenset[str] = frozenset()

    @property
    def menunggu(self) -> bool:
        return self.paket is not None

    @property
    def desa_semua(self) -> set[str]:
        return {self.desa, *self.desa_lama}


@dataclass(frozen=True)
class BarisMasuk:
    """One row as it was written."""

    baris: int
    nomor: str = ""
    nama: str = ""
    desa: str = ""
    kecamatan: str = ""
    kode_desa: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class Temuan:
    """What was found: a unit with score and reason, or why none."""

    calon: Calon | None = None
    skor: int | None = None
    dasar: str = ""
    alasan: str = ""
    pesan: str = ""


def kode_bertitik(teks: str) -> str:
    """A village code with dots from however it was written; empty where it is none."""
    angka = re.sub(r"\D", "", teks)
    return f"{angka[:2]}.{angka[2:4]}.{angka[4:6]}.{angka[6:]}" if len(angka) == 10 else ""


@dataclass
class Pencari:
    """The units of one kabupaten or kota, looked through once for each row."""

    wilayah: str
    calon: list[Calon]
    _desa: dict[str, list[Calon]] = field(default_factory=dict)
    _nama_desa: dict[str, set[str]] = field(default_factory=dict)
    _lipat: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for c in self.calon:
            self._lipat[c.pk] = lipat_unit(c.nama)
            for kode in c.desa_semua:
                self._desa.setdefault(kode, []).append(c)
            self._nama_desa.setdefault(lipat_desa(c.nama_desa), set()).add(c.desa)

    def cari(self, baris: BarisMasuk) -> Temuan:
        """The unit of the row, or why it cannot be said."""
        kelompok = list(self._kelompok(baris))
        if not kelompok:
            return self._tanpa_desa(baris)
        nama = lipat_unit(baris.nama)
        terdekat: tuple[int, Calon] | None = None
        for dari, calon in kelompok:
            nilai = sorted(((skor_nama(nama, self._lipat[c.pk]), c) for c in calon), key=lambda x: -x[0])
            if nilai and nilai[0][0] >= COCOK:
                return self._pilih(nilai, dari)
            if nilai and (terdekat is None or nilai[0][0] > terdekat[0]):
                terdekat = nilai[0]
        pesan = f"Tidak ada posyandu bernama “{baris.nama}” di desa itu."
        if terdekat and terdekat[0] >= 50:
            pesan += f" Paling mirip: {terdekat[1].nama}, {terdekat[1].nama_desa} (nilai {terdekat[0]})."
        return Temuan(alasan=TIDAK_ADA, pesan=pesan)

    def terdekat(self, nama: str, desa: str, banyak: int = 5) -> list[tuple[int, Calon]]:
        """Units most like that name, those of the village first."""
        dicari, kampung = lipat_unit(nama), lipat_desa(desa)
        nilai = [(skor_nama(dicari, self._lipat[c.pk]), lipat_desa(c.nama_desa) == kampung, c) for c in self.calon]
        return [(s, c) for s, _, c in sorted(nilai, key=lambda x: (-x[1], -x[0], x[2].kode))[:banyak]]

    def _kelompok(self, b: BarisMasuk) -> Iterable[tuple[str, list[Calon]]]:
        """Units of the village the row names, by code, then by name; by the number only where it names none."""
        kode = kode_bertitik(b.kode_desa)
        if kode in self._desa:
            yield f"kode desa {kode}", self._desa[kode]
        if b.desa:
            for dari, desa in self._desa_bernama(b):
                yield dari, [c for d in sorted(desa) for c in self._desa[d]]
        nomor = rapikan(b.nomor)
        if not b.desa and not b.kode_desa and POLA_NOMOR_REGISTRASI.fullmatch(nomor) and nomor[:13] in self._desa:
            yield f"kode desa di nomornya {nomor[:13]}", self._desa[nomor[:13]]

    def _desa_bernama(self, b: BarisMasuk) -> Iterable[tuple[str, set[str]]]:
        nama, dari = lipat_desa(b.desa), f"nama desa {b.desa}"
        if nama not in self._nama_desa:
            mirip = process.extractOne(nama, list(self._nama_desa), scorer=fuzz.ratio, score_cutoff=DESA_MIRIP)
            if mirip is None:
                return
            nama, dari = mirip[0], f"nama desa mirip {b.desa}"
        desa, kec = self._nama_desa[nama], lipat_desa(b.kecamatan)
        if kec and len(desa) > 1:
            cocok = {d for d in desa if fuzz.ratio(kec, lipat_desa(self._desa[d][0].nama_kecamatan)) >= DESA_MIRIP}
            desa = cocok or desa
        yield dari, desa

    def _pilih(self, nilai: list[tuple[int, Calon]], dari: str) -> Temuan:
        puncak = nilai[0][0]
        seri = [(s, c) for s, c in nilai if s >= COCOK and puncak - s < JARAK]
        if len(seri) > 1:
            menunggu = [(s, c) for s, c in seri if c.menunggu]
            if len(menunggu) != 1:
                nama = "; ".join(f"{c.nama} ({c.kode})" for _, c in seri[:3])
                return Temuan(alasan=BANYAK_CALON, pesan=f"Sama miripnya: {nama}. Pilih sendiri.")
            seri, dari = menunggu, f"{dari}, satu-satunya di paket yang dikirim"
        skor, calon = seri[0]
        return Temuan(calon, skor, f"{dari}; {'nama sama' if skor == 100 else f'nama mirip {skor} dari 100'}")

    def _tanpa_desa(self, b: BarisMasuk) -> Temuan:
        kode = kode_bertitik(b.kode_desa)
        if kode and not kode.startswith(f"{self.wilayah}."):
            return Temuan(alasan=LUAR_PAKET, pesan=f"Desa {kode} di luar wilayah ini.")
        if not (b.desa or b.kode_desa):
            return Temuan(alasan=TIDAK_ADA, pesan="Baris ini tidak menyebut desa atau kode desanya.")
        return Temuan(alasan=TIDAK_ADA, pesan=f"Desa “{b.desa or b.kode_desa}” tidak ada di wilayah ini.")
