"""A report as its reader takes it away: the rows of the CSV by their heads."""

import csv
import io
from typing import Any


def berkas(client: Any, kode: str, **tanya: object) -> list[list[str]]:
    """The rows of the CSV, its head first."""
    jawaban = client.get(f"/laporan/{kode}/", {"unduh": "csv", **tanya})
    isi_csv = b"".join(jawaban.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(isi_csv)))


def baris(client: Any, kode: str, **tanya: object) -> list[dict[str, str]]:
    """The rows as {head: value}."""
    kepala, *isi = berkas(client, kode, **tanya)
    return [dict(zip(kepala, b, strict=True)) for b in isi]


def pilih(rows: list[dict[str, str]], *kolom: str) -> list[tuple[str, ...]]:
    return [tuple(r[k] for k in kolom) for r in rows]
