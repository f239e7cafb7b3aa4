"""THE catalogue of services. Entries are never deleted or renamed: `sampai` hides one from new forms."""

from collections.abc import Collection, Iterable

from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from spm_services.katalog import kesehatan, pekerjaan_umum, pendidikan, perumahan, sosial, trantibum
from spm_services.katalog.dasar import Bentuk, JenisLayanan, Langkah

# 1: totals of the second step. 2: one person or family at a time, scores, rules, papers (the six fields in full).
VERSI_FORMULIR = 2


def _kumpulkan(bagian: Iterable[tuple[JenisLayanan, ...]]) -> dict[str, JenisLayanan]:
    hasil: dict[str, JenisLayanan] = {}
    for entri in (e for daftar in bagian for e in daftar):
        if entri.kode in hasil:
            raise ValueError(f"kode layanan ganda: {entri.kode}")
        if len({k.kode for k in entri.isian}) != len(entri.isian):
            raise ValueError(f"kolom ganda pada {entri.kode}")
        hasil[entri.kode] = entri
    return hasil


SEMUA: dict[str, JenisLayanan] = _kumpulkan(
    m.LAYANAN for m in (pendidikan, kesehatan, pekerjaan_umum, perumahan, trantibum, sosial)
)
PALING_TAMPAK = 6
# {service recorded one by one: the service of monthly totals from paper}: in one unit and month only one of the two.
TOTAL_DARI: dict[str, str] = {e.rekap_dari: e.kode for e in SEMUA.values() if e.rekap_dari}


def pesan_kader(layanan: str, kode: str, cadangan: str) -> str:
    """What a kader reads of a rule that was met; `cadangan` for a rule that is no longer in the catalogue."""
    return next((a.pesan for a in SEMUA[layanan].aturan if a.kode == kode), cadangan)


def pesan_singkat(layanan: str, kode: str, cadangan: str) -> str:
    """The same for a list: what was seen, without what to do ("pendek untuk umurnya")."""
    kata = pesan_kader(layanan, kode, cadangan).split(". ")[0].split(", perlu")[0].rstrip(".")
    return kata[:1].lower() + kata[1:]


def bisa_dicatat(entri: JenisLayanan) -> bool:
    """May it become a record at all? Not the door to the sealed channel: it stands in no list, count or filter."""
    return not entri.tersegel


def per_bidang(bidang: str) -> list[JenisLayanan]:
    """Entries of one field that are recorded in it, the everyday ones first."""
    rows = [e for e in SEMUA.values() if e.bidang == bidang and not e.sampai and bisa_dicatat(e)]
    return sorted(rows, key=lambda e: (e.utama == 0, e.utama, e.harian))


def bawaan() -> dict[str, list[str]]:
    """{field: service codes} that a unit shows before it ticked its own list."""
    return {b: [e.kode for e in per_bidang(b) if e.utama][:PALING_TAMPAK] for b in SEMUA_BIDANG}


def versi_formulir() -> int:
    """The version a new record is filled with: a callable, so that raising it makes no migration."""
    return VERSI_FORMULIR


def pilihan() -> list[tuple[str, str]]:
    """Choices for a model column: a callable, so that a new entry makes no migration."""
    return [(e.kode, e.nama) for e in SEMUA.values() if bisa_dicatat(e)]


def berbentuk(bentuk: Bentuk) -> frozenset[str]:
    """Service codes of one shape that may become a record."""
    return frozenset(e.kode for e in SEMUA.values() if e.bentuk == bentuk and bisa_dicatat(e))


def pada_langkah(langkah: Langkah, umur_bulan: int, kelamin: str, keadaan: Collection[str]) -> list[JenisLayanan]:
    """What one person is asked at one step of an open day, in the catalogue's order; what ended is left out."""
    return [
        e
        for e in SEMUA.values()
        if e.langkah == langkah and not e.sampai and (e.untuk is None or e.untuk.cocok(umur_bulan, kelamin, keadaan))
    ]
