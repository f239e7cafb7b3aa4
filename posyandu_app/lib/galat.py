"""Refusals that a form can show at the right place."""

from typing import Any


class Ditolak(Exception):
    """The write is not possible; `kolom` names the form field, the message is a sentence for people."""

    def __init__(self, kolom: str, pesan: str) -> None:
        super().__init__(pesan)
        self.kolom = kolom


class Bentrok(Exception):
    """The row changed since the form was opened. `sekarang` is the row as stored now."""

    def __init__(self, sekarang: Any) -> None:
        super().__init__("baris sudah berubah")
        self.sekarang = sekarang
