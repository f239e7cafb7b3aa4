"""Files that go out of an import: the empty template, and the rows that were refused with the reason at each cell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from posyandu_app.lib.tabel import TANPA_RUMUS, Kolom, tulis
from registry.impor.dasar import Jenis
from registry.impor.jenis import TANDA_ALASAN
from registry.models import HasilBaris, ImporBaris, ImporSesi


def tulis_templat(tujuan: Path, bentuk: str, jenis: Jenis) -> None:
    """Heads only; in XLSX a second sheet explains each column."""
    if bentuk == "csv":
        tulis(tujuan, "csv", [Kolom(k.judul, "") for k in jenis.kolom], ())
        return
    with xlsxwriter.Workbook(tujuan, TANPA_RUMUS) as buku:
        tebal = buku.add_format({"bold": True, "bottom": 1})
        teks = buku.add_format({"num_format": "@"})
        lembar, petunjuk = buku.add_worksheet(jenis.nama[:31]), buku.add_worksheet("Petunjuk")
        lembar.freeze_panes(1, 0)
        petunjuk.write_row(0, 0, ["Kolom", "Wajib", "Contoh", "Keterangan"], tebal)
        petunjuk.set_column(0, 3, 26)
        for x, k in enumerate(jenis.kolom):
            lembar.set_column(x, x, max(14, len(k.judul) + 2), teks)  # as text: 003 stays 003
            lembar.write_string(0, x, k.judul, tebal)
            petunjuk.write_row(x + 1, 0, [k.judul, "ya" if k.wajib else "", k.contoh, k.bantuan])


def tulis_perbaikan(tujuan: Path, bentuk: str, sesi: ImporSesi, jenis: Jenis) -> int:
    """Refused and doubtful rows as they were, the reason right beside each cell. The file can be sent in again."""
    rows = ImporBaris.objects.filter(sesi=sesi, hasil__in=(HasilBaris.TOLAK, HasilBaris.PERIKSA), tersimpan=None)
    beralasan = {kode for pesan in rows.values_list("pesan", flat=True).iterator() for kode in pesan}
    kolom = [Kolom("Baris", "nomor", 7)]
    for k in jenis.kolom:
        if k.kode in sesi.kepala or k.kode in beralasan:
            kolom.append(Kolom(k.judul, _sel(k.kode), 20))
        if k.kode in beralasan:
            kolom.append(Kolom(f"{TANDA_ALASAN} {k.judul}: alasan", _alasan(k.kode), 34))
    kolom.append(Kolom("Alasan", _alasan(""), 40))
    tulis(tujuan, bentuk, kolom, _dengan_sel(rows), judul="Perlu diperbaiki")
    return rows.count()


def _dengan_sel(rows: Any) -> Iterator[dict[str, Any]]:
    for b in rows.order_by("nomor").iterator(chunk_size=500):
        yield {"nomor": b.nomor, "sel": b.sel, "pesan": b.pesan}


def _sel(kode: str) -> Any:
    return lambda row: row["sel"].get(kode)


def _alasan(kode: str) -> Any:
    return lambda row: row["pesan"].get(kode)
