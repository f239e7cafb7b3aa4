"""The five steps of an open day: whom each group holds, what a person is asked at a step, on which sheets, how far.

Pure: rows are read elsewhere (spm_services.papan_sesi). Step 1 is registration, 3 is the check of what was found; the
catalogue's services belong to 2, 4 and 5 (domain study 4.1).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from spm_services import katalog
from spm_services.actions.rekaman import cocok_untuk
from spm_services.katalog.dasar import Banyak, JenisLayanan, Kolom, Langkah
from spm_services.models import KeadaanWarga, Warga

NAMA_LANGKAH = {"1": "Daftar", "2": "Ukur", "3": "Catat", "4": "Layani", "5": "Suluh"}
ARTI_LANGKAH = {
    "1": "Pendaftaran",
    "2": "Penimbangan dan pengukuran",
    "3": "Pencatatan",
    "4": "Pelayanan kesehatan",
    "5": "Penyuluhan",
}
ISIAN_LANGKAH = (Langkah.PENGUKURAN, Langkah.PELAYANAN, Langkah.PENYULUHAN)
KELOMPOK = {
    "balita": "Bayi, balita, prasekolah",
    "ibu": "Ibu hamil dan nifas",
    "sekolah": "Sekolah dan remaja",
    "dewasa": "Dewasa",
    "lansia": "Lansia",
}
SEBUTAN = {"balita": "anak", "ibu": "ibu", "sekolah": "remaja", "dewasa": "dewasa", "lansia": "lansia"}
SAMPAI_BULAN = (("balita", 72), ("sekolah", 228), ("dewasa", 720))  # completed months, below which one is of the group
IBU = frozenset({KeadaanWarga.Jenis.HAMIL, KeadaanWarga.Jenis.NIFAS})
PALING_SELEMBAR = 5
# Questions of the measuring step that few people need: shown folded, under these words.
JARANG = {"cara_ukur": "cara mengukur lain", "edema": "kaki bengkak"}
KOSONG, SEBAGIAN, SELESAI = "kosong", "sebagian", "selesai"


def kelompok_umur(umur_bulan: int, keadaan: Collection[str] = ()) -> str:
    """The group by age; a mother in pregnancy or nifas is of `ibu`, whatever her age."""
    if IBU & set(keadaan):
        return "ibu"
    return next((k for k, sampai in SAMPAI_BULAN if umur_bulan < sampai), "lansia")


def kelompok(warga: Warga, hari: date, keadaan: Collection[str] = ()) -> str:
    """The group a person is served with on the day."""
    return kelompok_umur(warga.umur_bulan(max(hari, warga.tanggal_lahir)), keadaan)


def kata_umur(warga: Warga, hari: date) -> str:
    """`14 bulan 9 hari`, `6 tahun 2 bulan`, `63 tahun`; `baru lahir` on the first day."""
    if hari < warga.tanggal_lahir:
        return "belum lahir pada hari itu"
    bulan = warga.umur_bulan(hari)
    if bulan >= 12 * 19:
        return f"{bulan // 12} tahun"
    if bulan >= 60:
        return f"{bulan // 12} tahun {bulan % 12} bulan" if bulan % 12 else f"{bulan // 12} tahun"
    sisa = _sisa_hari(warga.tanggal_lahir, hari, bulan)
    if not bulan:
        return f"{sisa} hari" if sisa else "baru lahir"
    return f"{bulan} bulan {sisa} hari" if sisa else f"{bulan} bulan"


def _sisa_hari(lahir: date, hari: date, bulan: int) -> int:
    """Days since the last completed month."""
    tahun, ke = divmod(lahir.year * 12 + lahir.month - 1 + bulan, 12)
    for mundur in range(4):
        try:
            return (hari - date(tahun, ke + 1, lahir.day - mundur)).days
        except ValueError:  # a month without that day
            continue
    return 0


@dataclass(frozen=True)
class Orang:
    """Whom a visit is about, on its day, with the states that hold then."""

    warga: Warga
    hari: date
    keadaan: frozenset[str] = frozenset()

    @property
    def umur_bulan(self) -> int:
        """Completed months; a day before birth counts as the day of birth (the day itself is refused elsewhere)."""
        return self.warga.umur_bulan(max(self.hari, self.warga.tanggal_lahir))

    def ditanya(self, kolom: Kolom) -> bool:
        """Does the question concern this person? Those of nakes are left out."""
        if kolom.oleh:
            return False
        return kolom.untuk is None or kolom.untuk.cocok(self.umur_bulan, self.warga.jenis_kelamin, self.keadaan)


def entri_langkah(langkah: str, orang: Orang) -> list[JenisLayanan]:
    """What a kader asks this person at the step, in the catalogue's order. Services of nakes are left out."""
    hari = max(orang.hari, orang.warga.tanggal_lahir)
    return [e for e in _pada(langkah) if cocok_untuk(e, orang.warga, hari, orang.keadaan)]


@cache
def _pada(langkah: str) -> tuple[JenisLayanan, ...]:
    return tuple(
        e
        for e in katalog.SEMUA.values()
        if langkah and e.langkah == langkah and not e.sampai and not e.oleh and katalog.bisa_dicatat(e)
    )


def jatuh_tempo(entri: JenisLayanan, terakhir: date | None, hari: date) -> bool:
    """Is the service due on the day? One without a rhythm is due at every visit."""
    if not entri.tiap_bulan or terakhir is None:
        return True
    return (hari.year - terakhir.year) * 12 + hari.month - terakhir.month >= entri.tiap_bulan


def _berat(kolom: Kolom) -> int:
    """How much of a screen a question takes: a long list counts for several."""
    return 1 + len(kolom.opsi) // 8 if isinstance(kolom, Banyak) else 1


def lembar(langkah: str, entri: Sequence[JenisLayanan], orang: Orang) -> list[list[JenisLayanan]]:
    """Sheets of one screen each: measuring is one, the rest at most five questions; a service is never cut."""
    if langkah == Langkah.PENGUKURAN:
        return [list(entri)] if entri else []
    hasil: list[list[JenisLayanan]] = []
    sisa = 0
    for e in entri:
        n = sum(_berat(k) for k in e.isian if k.kalau is None and orang.ditanya(k))
        if not hasil or n > sisa:
            hasil.append([])
            sisa = PALING_SELEMBAR
        hasil[-1].append(e)
        sisa -= n
    return hasil


@dataclass(frozen=True)
class Kemajuan:
    """How far one visit is: {step: kosong | sebagian | selesai}."""

    keadaan: Mapping[str, str]

    def __getitem__(self, langkah: str) -> str:
        return self.keadaan[langkah]

    @property
    def daftar(self) -> list[tuple[str, str, str]]:
        """[(step, its name, state)] in order."""
        return [(n, NAMA_LANGKAH[n], self.keadaan[n]) for n in NAMA_LANGKAH]


def kemajuan(perlu: Mapping[str, Collection[str]], ada: Iterable[str]) -> Kemajuan:
    """`perlu`: {step: service codes asked}; `ada`: codes recorded. Step 3 is done when all measuring is."""
    tercatat = set(ada)
    isi = {"1": SELESAI}
    for n in ISIAN_LANGKAH:
        diminta = set(perlu.get(n, ()))
        kena = {k for k in tercatat if katalog.SEMUA[k].langkah == n}
        isi[n] = KOSONG if not kena else SELESAI if diminta <= kena else SEBAGIAN
    isi["3"] = isi[Langkah.PENGUKURAN]
    return Kemajuan(isi)
