"""Age at the day of measuring."""

from datetime import date


def umur_hari(lahir: date, tanggal: date) -> int:
    """Completed days. ValueError when the day lies before birth."""
    if tanggal < lahir:
        raise ValueError("tanggal sebelum lahir")
    return (tanggal - lahir).days


def umur_bulan(lahir: date, tanggal: date) -> int:
    """Completed calendar months; born on the 31st, a month is full on the 1st after a shorter one. ValueError before
    birth."""
    if tanggal < lahir:
        raise ValueError("tanggal sebelum lahir")
    return (tanggal.year - lahir.year) * 12 + tanggal.month - lahir.month - (tanggal.day < lahir.day)
