"""The five steps of an open day: whom each group holds, what a person is asked at a step, on which sheets, how far.

Pure: rows are read elsewhere (spm_services.papan_sesi). Step 1 is registration, 3 is the check of what was found; the
catalogue's services belong to 2, 4 and 5 (domain study 4.1).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spm_services import katalog
from spm_services.actions.rekaman import cocok_untuk
from spm_services.katalog.dasar import JenisLayanan, Kolom, Langkah, Pilihan, YaTidak
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
KOSONG, SEBAGIAN, SELESAI = "kosong", "sebagian", "selesai"


def kelompok(warga: Warga, hari: date, keadaan: Collection[str] = ()) -> str:
    """The group a person is served with on the day; a mother in pregnancy or nifas is of `ibu`, whatever her age."""
    if IBU & set(keadaan):
        return "ibu"
    umur = warga.umur_bulan(max(hari, warga.tanggal_lahir))
    return next((k for k, sampai in SAMPAI_BULAN if umur < sampai), "lansia")


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


def entri_langkah(langkah: str, warga: Warga, hari: date, keadaan: Collection[str]) -> list[JenisLayanan]:
    """What a kader asks this person at the step, in the catalogue's order. Services of nakes are left out."""
    return [
        e
        for e in katalog.SEMUA.values()
        if e.langkah == langkah
        and e.langkah
        and not e.sampai
        and not e.oleh
        and katalog.bisa_dicatat(e)
        and cocok_untuk(e, warga, max(hari, warga.tanggal_lahir), keadaan)
    ]


def ditanya(entri: JenisLayanan, warga: Warga, hari: date) -> list[Kolom]:
    """Questions of the service that concern this person, those of nakes left out."""
    umur = warga.umur_bulan(max(hari, warga.tanggal_lahir))
    return [k for k in entri.isian if not k.oleh and (k.untuk is None or k.untuk.cocok(umur, warga.jenis_kelamin, ""))]


def jatuh_tempo(entri: JenisLayanan, terakhir: date | None, hari: date) -> bool:
    """Is the service due on the day? One without a rhythm is due at every visit."""
    if not entri.tiap_bulan or terakhir is None:
        return True
    return (hari.year - terakhir.year) * 12 + hari.month - terakhir.month >= entri.tiap_bulan


def lembar(langkah: str, entri: Sequence[JenisLayanan], warga: Warga, hari: date) -> list[list[JenisLayanan]]:
    """Sheets of one screen each: measuring is one, the rest at most five questions; a service is never cut."""
    if langkah == Langkah.PENGUKURAN:
        return [list(entri)] if entri else []
    hasil: list[list[JenisLayanan]] = []
    sisa = 0
    for e in entri:
        n = sum(1 for k in ditanya(e, warga, hari) if k.kalau is None)
        if not hasil or n > sisa:
            hasil.append([])
            sisa = PALING_SELEMBAR
        hasil[-1].append(e)
        sisa -= n
    return hasil


def jarang(entri: JenisLayanan, kolom: Kolom) -> bool:
    """A question of the measuring step that few people need: shown folded."""
    return entri.langkah == Langkah.PENGUKURAN and not kolom.wajib and isinstance(kolom, Pilihan | YaTidak)


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
