"""Unit prices of RAB items: against the region's standar harga, and against what others plan to pay."""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from planning.metrics_harga import di_jalur
from planning.models import ButirRab, StandarHarga
from planning.pemeriksaan.dasar import Kandidat, kelompok, lipat
from planning.pemeriksaan.lingkup import Lingkup
from planning.pemeriksaan.uang import tentang_rab
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import rupiah

# A price is odd from this many like ones on, beyond this many times their median, or under half of it. Ours; where a
# standar harga of the region has the item, that is the measure instead.
HARGA_PALING_SEDIKIT = 4
HARGA_KALI = Decimal("1.5")
MURAH_BAGI = 2
SEN = Decimal("0.01")


def a15(bahan: Lingkup) -> Iterator[Kandidat]:
    """A unit price above the standar harga of the nearest area that has the item (same name and unit of measure, the
    newest row up to the year), or, where none has it, odd against the same item in other plans of the area and year:
    at least four, more than one and a half times or less than half of their median.

    Not seen: items that are named otherwise than in the standar harga or in others' plans; prices of lines and of
    payments, which name no unit price."""
    standar = _standar(bahan)
    for (nama, satuan), daftar in kelompok(bahan.rab, lambda r: (lipat(r.uraian), lipat(r.satuan))).items():
        tengah = median(r.harga for r in daftar) if len(daftar) >= HARGA_PALING_SEDIKIT else None
        for r in daftar:
            acuan = _terdekat(standar.get((nama, satuan), []), _wilayah(r))
            if acuan is not None:
                if r.harga > acuan.harga:
                    yield _beda(r, acuan.harga, f"standar harga {acuan.wilayah.sebutan} {acuan.tahun}")
            elif tengah and (r.harga > tengah * HARGA_KALI or r.harga * MURAH_BAGI < tengah):
                yield _beda(r, tengah, "yang lain umumnya")


def _standar(bahan: Lingkup) -> dict[tuple[str, str], list[StandarHarga]]:
    """{(name, unit of measure): rows of the areas above and below, the newest first}."""
    rows = StandarHarga.objects.filter(di_jalur(bahan.kode), tahun__lte=bahan.tahun).select_related("wilayah")
    return kelompok(
        rows.order_by("-tahun", "-id"), lambda h: (lipat(h.uraian or h.get_komponen_display()), lipat(h.satuan))
    )


def _wilayah(r: ButirRab) -> str:
    rencana = r.kegiatan.rencana
    return rencana.posyandu.wilayah_id if rencana.posyandu else str(rencana.wilayah_id)


def _terdekat(rows: list[StandarHarga], wilayah: str) -> StandarHarga | None:
    """Of the item's rows the newest of the nearest area at or above the plan's."""
    atas = {wilayah, *kode_lib.leluhur(wilayah)}
    milik = [h for h in rows if h.wilayah_id in atas]
    return max(milik, key=lambda h: (len(h.wilayah_id), h.tahun, h.pk), default=None)


def _beda(r: ButirRab, acuan: Decimal, kata: str) -> Kandidat:
    nilai = (abs(r.harga - acuan) * r.volume).quantize(SEN)
    return tentang_rab(r, f"Harga “{r.uraian}” {rupiah(r.harga)} per {r.satuan}; {kata} {rupiah(acuan)}.", nilai)
