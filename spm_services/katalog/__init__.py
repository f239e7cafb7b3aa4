"""THE catalogue of services. Entries are never deleted or renamed: `sampai` hides one from new forms."""

from collections.abc import Iterable

from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from spm_services.katalog import kesehatan, pekerjaan_umum, pendidikan, perumahan, sosial, trantibum
from spm_services.katalog.dasar import Bentuk, JenisLayanan

VERSI_FORMULIR = 1


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


def per_bidang(bidang: str) -> list[JenisLayanan]:
    """Entries of one field, the everyday ones first."""
    rows = [e for e in SEMUA.values() if e.bidang == bidang and not e.sampai]
    return sorted(rows, key=lambda e: (e.utama == 0, e.utama, e.harian))


def bawaan() -> dict[str, list[str]]:
    """{field: service codes} that a unit shows before it ticked its own list."""
    return {b: [e.kode for e in per_bidang(b) if e.utama][:PALING_TAMPAK] for b in SEMUA_BIDANG}


def pilihan() -> list[tuple[str, str]]:
    """Choices for a model column: a callable, so that a new entry makes no migration."""
    return [(e.kode, e.nama) for e in SEMUA.values()]


def berbentuk(bentuk: Bentuk) -> frozenset[str]:
    return frozenset(e.kode for e in SEMUA.values() if e.bentuk == bentuk)


def bisa_dicatat(entri: JenisLayanan) -> bool:
    """May a record of it be stored? Not of the sealed channel, which has a way of its own."""
    return not entri.tertutup
