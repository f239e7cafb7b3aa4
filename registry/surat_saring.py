"""Questions to the register of papers: which ran out, which will, which have no scan. A replaced paper asks nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from accounts.scope import Scope
from posyandu_app.lib import kode as kode_lib
from registry.models import JenisSuratWilayah, PergantianKepala, SuratKeputusan, SuratWilayah
from registry.pracek import NANTI, SEGERA

# {value of the filter: its words}
KEADAAN: dict[str, str] = {
    "berlaku": "Berlaku",
    "habis": "Sudah habis, belum diganti",
    "30": f"Habis dalam {SEGERA} hari",
    "90": f"Habis dalam {NANTI} hari",
    "tanpa-pindaian": "Tanpa pindaian",
    "dicabut": "Dicabut",
}
KEADAAN_WILAYAH = {**KEADAAN, "perbarui": "Perlu diperbarui (kepala berganti)"}


def _milik(model: Any) -> str:
    return "posyandu" if model is SuratKeputusan else "wilayah"


def di_wilayah(rows: "QuerySet[Any]", kode: str) -> "QuerySet[Any]":
    """Papers at or below an area."""
    if kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode)
    jalur = f"{_milik(rows.model)}__kode"
    return rows.filter(**{f"{jalur}__gte": dari, f"{jalur}__lt": sampai})


def terganti(model: Any) -> Exists:
    """A later paper of the same kind and owner holds longer than the row."""
    milik = _milik(model)
    baru = model._default_manager.filter(  # noqa: SLF001
        **{milik: OuterRef(milik)}, jenis=OuterRef("jenis"), dicabut=None, tanggal__gt=OuterRef("tanggal")
    )
    return Exists(baru.filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=OuterRef("berlaku_sampai"))))


def usang() -> Exists:
    """The head of the area changed after the decree was signed."""
    return Exists(PergantianKepala.objects.filter(wilayah=OuterRef("wilayah"), tanggal__gt=OuterRef("tanggal")))


def perlu_baru(rows: Any) -> "QuerySet[Any]":
    """Tim Pembina decrees from before the head changed, unless a later one is on file."""
    lebih_baru = SuratWilayah.objects.filter(
        wilayah=OuterRef("wilayah"), jenis=OuterRef("jenis"), dicabut=None, tanggal__gt=OuterRef("tanggal")
    )
    hasil: QuerySet[Any] = rows.tidak_dicabut()
    return hasil.filter(usang(), ~Exists(lebih_baru), jenis=JenisSuratWilayah.TIM_PEMBINA)


def saring(rows: Any, keadaan: str, hari: date) -> Any:
    """Papers in one of KEADAAN; an unknown word narrows nothing but the withdrawn ones away."""
    if keadaan == "dicabut":
        return rows.filter(dicabut__isnull=False)
    rows = rows.tidak_dicabut()
    if keadaan == "berlaku":
        return rows.berlaku(hari)
    if keadaan == "tanpa-pindaian":
        return rows.filter(berkas=None)
    if keadaan == "habis":
        return rows.filter(~terganti(rows.model), berlaku_sampai__lte=hari)
    if keadaan in ("30", "90"):
        akhir = hari + timedelta(days=int(keadaan))
        return rows.filter(~terganti(rows.model), berlaku_sampai__gt=hari, berlaku_sampai__lte=akhir)
    if keadaan == "perbarui" and rows.model is SuratWilayah:
        return perlu_baru(rows)
    return rows


def hitung(scope: Scope, kode: str, hari: date) -> dict[tuple[str, str], int]:
    """{("unit"|"wilayah", "habis"|"30"|"90"|"perbarui"): papers} at or below an area, in one query."""
    akhir = hari + timedelta(days=NANTI)
    kapan = Case(
        When(berlaku_sampai__lte=hari, then=Value("habis")),
        When(berlaku_sampai__lte=hari + timedelta(days=SEGERA), then=Value("30")),
        default=Value("90"),
    )
    bagian: list[QuerySet[Any]] = []
    for model, milik in ((SuratKeputusan, "unit"), (SuratWilayah, "wilayah")):
        rows = di_wilayah(model.objects.for_scope(scope), kode).tidak_dicabut().order_by()  # type: ignore[attr-defined]
        rows = rows.filter(~terganti(model), berlaku_sampai__lte=akhir)
        bagian.append(_jumlah(rows, milik, kapan))
    tp = di_wilayah(SuratWilayah.objects.for_scope(scope), kode).order_by()
    bagian.append(_jumlah(perlu_baru(tp), "wilayah", Value("perbarui")))
    baris: Iterable[tuple[str, str, int]] = bagian[0].union(*bagian[1:], all=True)
    return {(milik, mana): n for milik, mana, n in baris if n}


def _jumlah(rows: "QuerySet[Any]", milik: str, kapan: Any) -> "QuerySet[Any]":
    """(owner, when, how many) of rows."""
    kolom = rows.annotate(milik=Value(milik), mana=kapan).values("milik", "mana")
    return kolom.annotate(n=Count(F("pk"))).values_list("milik", "mana", "n")
