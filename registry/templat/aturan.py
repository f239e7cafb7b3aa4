"""Which text of a draft holds in an area: its own, the nearest one above, else the built-in one."""

from dataclasses import dataclass

from posyandu_app.lib import kode as kode_lib
from registry.models import TemplatDaerah
from registry.templat import JENIS, bawaan


@dataclass(frozen=True)
class Teks:
    """A text and where it comes from; `wilayah` empty: built in."""

    jenis: str
    isi: str
    wilayah: str = ""
    versi: int = 0


def berlaku(kode: str) -> dict[str, Teks]:
    """{kind: the text that holds in the area} (a unit takes its village's). One query."""
    hasil = {j: Teks(j, bawaan(j)) for j in JENIS}
    if kode == kode_lib.NASIONAL:
        return hasil
    rows = TemplatDaerah.objects.filter(wilayah__in=kode_lib.leluhur(kode[:13]))
    akhir: dict[tuple[str, str], tuple[int, str]] = {}
    for wilayah, jenis, versi, isi in rows.values_list("wilayah", "jenis", "versi", "isi"):
        akhir[wilayah, jenis] = max(akhir.get((wilayah, jenis), (0, "")), (versi, isi))
    for (wilayah, jenis), (versi, isi) in sorted(akhir.items()):  # the nearest one is written last
        if isi and jenis in hasil:
            hasil[jenis] = Teks(jenis, isi, wilayah, versi)
    return hasil


def versi_kini(kode: str, jenis: str) -> int:
    """The highest version the area itself has written; 0 for none."""
    rows = TemplatDaerah.objects.filter(wilayah=kode, jenis=jenis).order_by("-versi")
    return rows.values_list("versi", flat=True).first() or 0
