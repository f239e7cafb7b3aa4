"""List pages by key, never by OFFSET or COUNT(*): the same cost on page 1 and page 6,000."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
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


def _kursor(row: Any, kolom: Sequence[str]) -> str:
    nilai = [isi.isoformat() if isinstance(isi := _isi(row, nama), date) else isi for nama in kolom]
    return base64.urlsafe_b64encode(json.dumps(nilai).encode()).decode().rstrip("=")


def _baca(kursor: str, panjang: int) -> list[Any] | None:
    """The values behind a cursor; None for anything mangled, which shows the first page."""
    try:
        nilai = json.loads(base64.urlsafe_b64decode(kursor + "=" * (-len(kursor) % 4)))
    except (binascii.Error, ValueError):
        return None
    sah = isinstance(nilai, list) and len(nilai) == panjang and all(isinstance(x, str | int) for x in nilai)
    return nilai if sah and not any("\x00" in x for x in nilai if isinstance(x, str)) else None


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
    mundur = arah == "sebelum" and bool(kursor)
    nilai = _baca(kursor, len(kolom)) if kursor else None
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
