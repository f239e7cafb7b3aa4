"""Today's date where the unit stands: WIB, WITA or WIT by province (edit here when a province moves).

Source of the zones: Keppres 41/1987; provinces made since keep the zone of the one they were split from.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

WITA = frozenset(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"])
WIT = frozenset(["81", "82", "91", "92", "93", "94", "95", "96"])


def zona(kode: str) -> ZoneInfo:
    """Zone of the province that begins `kode`; the nation and unknown codes count as WIB."""
    provinsi = kode[:2]
    if provinsi in WITA:
        return ZoneInfo("Asia/Makassar")
    return ZoneInfo("Asia/Jayapura" if provinsi in WIT else "Asia/Jakarta")


def sekarang(kode: str = "ID") -> datetime:
    """Aware time now, in the zone of the area."""
    return timezone.now().astimezone(zona(kode))


def hari_ini(kode: str = "ID") -> date:
    """Local date of the area: what "future", deadlines and month closing are measured against."""
    return sekarang(kode).date()
