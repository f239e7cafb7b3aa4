"""What codes of an older book became in newer ones, as the crosswalk says: for lines of stages under two books."""

from collections.abc import Iterable

from django.db.models import Q

from planning.impor.kode import kode_baku
from planning.models import PadananKode
from posyandu_app.lib import kode as kode_lib

PALING_JAUH = 6  # books one after the other


def penerus(skema: str, wilayah: str, kode: Iterable[str]) -> dict[str, set[str]]:
    """{code: every code it became, over however many books}; only codes that became something. Pairs of the nation's
    books and of those of the area or above it. One query for each step from book to book, at most six."""
    boleh = Q(lama__versi__wilayah=None) | Q(lama__versi__wilayah__in=kode_lib.leluhur(wilayah))
    boleh &= Q(baru__versi__wilayah=None) | Q(baru__versi__wilayah__in=kode_lib.leluhur(wilayah))
    rows = PadananKode.objects.filter(boleh, lama__skema=skema).order_by()
    baku = {k: kode_baku(k) for k in kode}
    menuju: dict[str, set[str]] = {}
    cari = {*baku, *baku.values()}
    for _ in range(PALING_JAUH):
        if not cari:
            break
        langkah: dict[str, set[str]] = {}
        for lama, baru in rows.filter(lama__kode_kegiatan__in=cari).values_list(
            "lama__kode_kegiatan", "baru__kode_kegiatan"
        ):
            if lama != baru:
                langkah.setdefault(lama, set()).add(baru)
        menuju |= langkah
        cari = {b for isi in langkah.values() for b in isi} - menuju.keys()
    hasil = {k: _semua(menuju, k) | _semua(menuju, b) for k, b in baku.items()}
    return {k: isi - {k} for k, isi in hasil.items() if isi - {k}}


def _semua(menuju: dict[str, set[str]], kode: str) -> set[str]:
    """Everything reached from a code; a circle in the data ends."""
    hasil: set[str] = set()
    antre = [kode]
    while antre:
        for baru in menuju.get(antre.pop(), set()) - hasil:
            hasil.add(baru)
            antre.append(baru)
    return hasil
