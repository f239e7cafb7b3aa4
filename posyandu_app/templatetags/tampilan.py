"""Formatting for templates: numbers, dates, badges, flowers. No queries here."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm
from django.utils.safestring import SafeString, mark_safe

from posyandu_app.lib import uang, waktu
from posyandu_app.lib.forms import ringkasan_galat as _ringkasan_galat
from posyandu_app.lib.kata_aksi import AKSI
from posyandu_app.lib.kembang import KELAS, kembang
from posyandu_app.lib.periode import BULAN, kata_tanggal

register = template.Library()
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@register.filter
def rupiah(nilai: Decimal | int | None) -> str:
    return "–" if nilai is None else uang.rupiah(nilai)


@register.filter
def rupiah_ringkas(nilai: Decimal | int | None) -> str:
    return "–" if nilai is None else uang.rupiah_ringkas(nilai)


@register.filter
def ribuan(nilai: int | Decimal | None) -> str:
    """Missing is a dash, zero is 0."""
    return "–" if nilai is None else uang.ribuan(nilai)


@register.filter
def mutlak(nilai: Decimal | int) -> Decimal | int:
    """Without its sign, where a word says the direction."""
    return nilai if nilai >= 0 else -nilai


@register.filter
def tanggal(nilai: date | None) -> str:
    """24 November 2026"""
    return "–" if nilai is None else kata_tanggal(nilai)


@register.filter
def tanggal_pendek(nilai: date | None) -> str:
    return "–" if nilai is None else f"{nilai.day} {BULAN[nilai.month - 1][:3]} {nilai.year}"


@register.filter
def hari_tanggal(nilai: date) -> str:
    return f"{HARI[nilai.weekday()]}, {tanggal(nilai)}"


@register.filter
def saat(nilai: datetime, kode: str = "ID") -> str:
    """22 Nov 2026 10.14 in the zone of the area code given (WIB without one)."""
    lokal = nilai.astimezone(waktu.zona(kode))
    return f"{tanggal_pendek(lokal)} {lokal:%H.%M}"


@register.filter
def sisa_dari(bagian: int, semua: int) -> str:
    """What is left of `semua` beside the part shown."""
    return uang.ribuan(semua - bagian)


@register.filter
def persen(pembilang: int, penyebut: int) -> str:
    """Whole percent of a ratio; a dash where there is nothing to divide by."""
    return "–" if not penyebut else f"{round(pembilang * 100 / penyebut)} %"


@register.filter
def koma(nilai: Decimal | float | str | None) -> str:
    """A number as people here write it: 0,1 and −2,5; no idle zeros; a dash where it is missing."""
    if nilai is None:
        return "–"
    teks = format(Decimal(str(nilai)), "f")
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",").replace("-", "−")


@register.filter
def ukuran(nilai: Decimal) -> str:
    """A measure with at least one decimal, so that a column lines up: 7,0 and 7,15."""
    teks = koma(nilai)
    return teks if "," in teks else f"{teks},0"


@register.filter
def tahun_bulan(bulan: int) -> str:
    """2 tahun 3 bulan"""
    tahun, sisa = divmod(bulan, 12)
    return " ".join([f"{tahun} tahun"] * bool(tahun) + [f"{sisa} bulan"] * bool(sisa or not tahun))


@register.filter
def ambil(kamus: dict[Any, Any], kunci: Any) -> Any:
    """kamus[kunci], None where it is missing."""
    return kamus.get(kunci)


@register.filter
def svg(gambar: str) -> SafeString:
    """A drawing made by lib.grafik, which escapes every text in it."""
    return mark_safe(gambar)  # noqa: S308


@register.simple_tag
def bunga(bagian: Sequence[float], ukuran: int = 40, judul: str = "") -> SafeString:
    """The six-petal flower of six shares."""
    return mark_safe(kembang(tuple(bagian), ukuran, judul))  # noqa: S308 (built from numbers, title escaped)


@register.simple_tag
def bunga_utuh(ukuran: int = 30) -> SafeString:
    """The whole flower: the mark of the product."""
    return mark_safe(kembang((1.0,) * 6, ukuran, ""))  # noqa: S308


@register.simple_tag
def bunga_bidang(bidang: str, ukuran: int = 40) -> SafeString:
    """The mark of one field: its petal lit."""
    nyala = bidang.replace("_", "-")
    return mark_safe(kembang(tuple(1.0 if k == nyala else 0.0 for k in KELAS), ukuran, ""))  # noqa: S308


@register.filter
def kelas_bidang(bidang: str) -> str:
    """CSS name of a field code."""
    return bidang.replace("_", "-")


@register.filter
def ringkasan_galat(form: BaseForm) -> list[tuple[str, str, str]]:
    return _ringkasan_galat(form)


@register.filter
def wajib_semua(form: BaseForm) -> bool:
    return all(f.required for f in form.fields.values())


@register.filter
def kata_aksi(aksi: str) -> str:
    """What was done, in words; an action without words shows its code."""
    return AKSI.get(aksi, aksi)


@register.filter
def kata_kolom(kolom: str) -> str:
    return kolom.replace("_", " ")


@register.filter
def dari_ke(nilai: Sequence[Any]) -> str:
    """[before, after] in words. A personal value says only that it changed."""
    lama, baru = (*nilai, None, None)[:2]
    if lama == "berubah":
        return "berubah (isi tidak disimpan di riwayat)"
    return str(baru) if lama is None else f"{lama} → {'–' if baru is None else baru}"
