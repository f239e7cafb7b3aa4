"""Is a point in an area? Our own few lines of plane geometry; degrees are treated as a plane, so it is indicative."""

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from posyandu_app.lib.kode import rentang
from registry.models import BatasWilayah, Posyandu

JARI_BUMI_KM = 6371.0
JAUH_KM = 15.0  # from the middle of the other units of the kecamatan; our own reckoning, a warning only
Titik = tuple[float, float]  # (longitude, latitude), as GeoJSON writes it


def _dalam_cincin(titik: Titik, cincin: Sequence[Sequence[float]]) -> bool:
    """Even-odd rule: how often does a ray to the east cross the ring?"""
    x, y = titik
    dalam = False
    for (x1, y1, *_), (x2, y2, *_) in zip(cincin, [*cincin[1:], cincin[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            dalam = not dalam
    return dalam


def di_dalam(titik: Titik, geometri: Mapping[str, Any]) -> bool:
    """Inside a Polygon or MultiPolygon: in an outer ring, in no hole of it. Raises ValueError for other kinds."""
    if geometri["type"] == "Polygon":
        bagian = [geometri["coordinates"]]
    elif geometri["type"] == "MultiPolygon":
        bagian = geometri["coordinates"]
    else:
        raise ValueError(f"geometri {geometri['type']} tidak dikenal")
    return any(
        bool(p) and _dalam_cincin(titik, p[0]) and not any(_dalam_cincin(titik, lubang) for lubang in p[1:])
        for p in bagian
    )


def jarak_km(a: Titik, b: Titik) -> float:
    """Great-circle distance of two points (haversine)."""
    (bujur1, lintang1), (bujur2, lintang2) = ([math.radians(d) for d in t] for t in (a, b))
    h = (
        math.sin((lintang2 - lintang1) / 2) ** 2
        + math.cos(lintang1) * math.cos(lintang2) * math.sin((bujur2 - bujur1) / 2) ** 2
    )
    return 2 * JARI_BUMI_KM * math.asin(math.sqrt(h))


def tengah(titik: Iterable[Titik]) -> Titik | None:
    """The median point; None of none."""
    rows = list(titik)
    return (median(x for x, _ in rows), median(y for _, y in rows)) if rows else None


def peringatan_titik(unit: Posyandu) -> str:
    """What looks wrong with the unit's point, as a sentence; empty when nothing does. Two queries at most."""
    if unit.lintang is None or unit.bujur is None:
        return ""
    titik = (float(unit.bujur), float(unit.lintang))
    batas = BatasWilayah.objects.filter(wilayah=unit.wilayah_id).first()
    if batas is not None:
        if di_dalam(titik, batas.geometri):
            return ""
        nama = unit.wilayah.sebutan
        return f"Titik ini di luar batas {nama} menurut peta indikatif ({batas.sumber}). Periksa lagi titiknya."
    dari, sampai = rentang(unit.wilayah_id[:8])
    lain = Posyandu.objects.filter(kode__gte=dari, kode__lt=sampai, lintang__isnull=False).exclude(pk=unit.pk)
    pusat = tengah(
        (float(x), float(y)) for x, y in lain.values_list("bujur", "lintang") if x is not None and y is not None
    )
    if pusat is None or (jarak := jarak_km(titik, pusat)) <= JAUH_KM:
        return ""
    return f"Titik ini {jarak:.0f} km dari posyandu lain di kecamatan ini. Periksa lagi titiknya."
