"""List pages by key, never by OFFSET or COUNT(*): the same cost on page 1 and page 6,000."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

PER_HALAMAN = 50


@dataclass(frozen=True)
class Halaman:
    """One page of rows with the links around it. `sesudah`/`sebelum` are query strings, empty at the ends."""

    rows: list[Any]
    urut: str
    sebelum: str
    sesudah: str

    @property
    def sendiri(self) -> bool:
        return not (self.sebelum or self.sesudah)


def _isi(row: Any, nama: str) -> Any:
    """A column of a model row, or of a `.values()` row."""
    if isinstance(row, dict):
        return row[nama]
    for bagian in nama.split("__"):
        row = getattr(row, bagian)
    return row


def _polos(isi: Any) -> Any:
    """A value as JSON keeps it: dates and amounts as text, read back by the column itself."""
    if isinstance(isi, date):
        return isi.isoformat()
    return str(isi) if isinstance(isi, Decimal) else isi


def _kursor(row: Any, kolom: Sequence[str]) -> str:
    nilai = [_polos(_isi(row, nama)) for nama in kolom]
    return base64.urlsafe_b64encode(json.dumps(nilai).encode()).decode().rstrip("=")


def _kolom(model: type[Model], nama: str) -> Any:
    *jalan, akhir = nama.split("__")
    for bagian in jalan:
        model = model._meta.get_field(bagian).related_model  # type: ignore[assignment]  # noqa: SLF001
    return model._meta.get_field(akhir)  # noqa: SLF001


def _baca(kursor: str, model: type[Model], kolom: Sequence[str]) -> list[Any] | None:
    """The values behind a cursor, as the columns hold them; None for anything mangled, which shows the first page."""
    try:
        nilai = json.loads(base64.urlsafe_b64decode(kursor + "=" * (-len(kursor) % 4)))
        if not isinstance(nilai, list) or not all(isinstance(x, str | int) for x in nilai):
            return None
        "".join(x for x in nilai if isinstance(x, str)).encode()  # half a surrogate pair is no text
        hasil = [_kolom(model, nama).to_python(x) for nama, x in zip(kolom, nilai, strict=True)]
    except (ValueError, TypeError, RecursionError, ValidationError):
        return None
    return None if any("\x00" in x for x in hasil if isinstance(x, str)) else hasil


def _setelah(kolom: Sequence[str], nilai: Sequence[Any], banding: str) -> Q:
    """(a, b) > (x, y) spelled out, because SQL row values are not in the ORM."""
    q = Q()
    sama: dict[str, Any] = {}
    for nama, isi in zip(kolom, nilai, strict=True):
        q |= Q(**sama, **{f"{nama}__{banding}": isi})
        sama[nama] = isi
    return q


def _tautan(params: QueryDict, **ganti: str) -> str:
    salinan = params.copy()
    for nama in ("sesudah", "sebelum"):
        salinan.pop(nama, None)
    for nama, isi in ganti.items():
        salinan[nama] = isi
    return "?" + salinan.urlencode()


def halaman(
    rows: "QuerySet[Any]", params: QueryDict, urutan: Mapping[str, Sequence[str]], *, per: int = PER_HALAMAN
) -> Halaman:
    """The page of `rows` that `params` (`urut`, `sesudah`, `sebelum`) asks for.

    `urutan` maps a name to its columns, the last one unique; a name with `-` in front sorts the other way. The first
    name (with its sign) is the default, and an unknown name falls back to it.
    """
    urut = params.get("urut", "")
    kolom_menurut = {nama.lstrip("-"): isi for nama, isi in urutan.items()}
    if urut.lstrip("-") not in kolom_menurut:
        urut = next(iter(urutan))
    kolom = kolom_menurut[urut.lstrip("-")]
    turun = urut.startswith("-")
    arah, kursor = ("sebelum", params.get("sebelum")) if params.get("sebelum") else ("sesudah", params.get("sesudah"))
    nilai = _baca(kursor, rows.model, kolom) if kursor else None
    mundur = arah == "sebelum" and nilai is not None
    if nilai is not None:
        rows = rows.filter(_setelah(kolom, nilai, "lt" if turun != mundur else "gt"))
    tanda = "-" if turun != mundur else ""
    hasil = list(rows.order_by(*[tanda + nama for nama in kolom])[: per + 1])
    lebih, hasil = len(hasil) > per, hasil[:per]
    if mundur:
        hasil.reverse()
    ada_sebelum, ada_sesudah = (lebih, True) if mundur else (nilai is not None, lebih)
    return Halaman(
        rows=hasil,
        urut=urut,
        sebelum=_tautan(params, sebelum=_kursor(hasil[0], kolom)) if hasil and ada_sebelum else "",
        sesudah=_tautan(params, sesudah=_kursor(hasil[-1], kolom)) if hasil and ada_sesudah else "",
    )


def jumlah_terbatas(rows: "QuerySet[Any]", batas: int = 1000) -> str:
    """How many rows, counted no further than `batas`: `37` or `lebih dari 1.000`."""
    n = rows.order_by().values("pk")[: batas + 1].count()
    return f"lebih dari {batas:,}".replace(",", ".") if n > batas else str(n)
