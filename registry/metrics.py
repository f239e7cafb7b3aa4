"""What the registry's numbers mean. Stocks (units, kader) have no period; they are the rows of this moment."""

from django.db.models import Exists, OuterRef

from accounts.scope import Scope
from registry.models import Kader, Posyandu
from wilayah.rekap import STOK, Bacaan

UNIT = "unit"
UNIT_TERDAFTAR = "unit_terdaftar"
KADER = "kader"
INDIKATOR = (UNIT, UNIT_TERDAFTAR, KADER)


def stok(bacaan: Bacaan) -> dict[str, int]:
    """Units with status aktif, those of them with the ministry's number, and running kader terms, in the area.

    Counted: units not closed; kader terms without an end, in units not closed (one person in two units counts twice).
    Not counted: pengurus, ended terms. Unit: posyandu, posyandu, terms. `bacaan` holds the period STOK.
    """
    return {i: bacaan.angka(STOK, i) for i in INDIKATOR}


def stok_wilayah(kode: str) -> dict[str, int]:
    """The same of an area, where nothing else of it is read."""
    return stok(Bacaan(kode, [STOK]))


def tanpa_kader(scope: Scope, kode: str) -> int:
    """Units in use without a running kader term, counted live: ask it of a kabupaten at most."""
    kader = Kader.objects.filter(posyandu=OuterRef("pk"), sampai=None)
    return Posyandu.objects.for_scope(scope).di_wilayah(kode).aktif().filter(~Exists(kader)).count()
