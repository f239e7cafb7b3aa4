"""Rows pasted from a report or a spreadsheet: cells parted by tabs, semicolons, bars or wide blanks.

For Siskeudes online, which gives villages no file (planning study 8). With a head row the columns are those of the
template; without one a row is read as code, name, (account,) source, amount in the order reports print them."""

import csv
import re
from collections.abc import Iterable, Iterator

from planning.impor.baris import baca_umum, baris_jumlah, catat_jumlah
from planning.impor.dasar import Bacaan, BarisBaca, Konteks, kembar
from planning.impor.sumber import kenali
from planning.impor.tabel import Judul, baca_kepala, rusak, sel_sel
from posyandu_app.lib.galat import Ditolak
from registry.impor.berkas import Baris

BATAS_TEKS = 2_000_000
AWAL_KODE = re.compile(r"^[\dX*'ΟO][\dX.,*\s]*\d\.?$", re.ASCII | re.I)


def potong_teks(teks: str) -> list[Baris]:
    """Lines with their cells. Raises Ditolak for nothing, or too much."""
    if not teks.strip():
        raise Ditolak("teks", "Tempel dulu barisnya.")
    if len(teks) > BATAS_TEKS:
        raise Ditolak("teks", "Terlalu panjang. Simpan sebagai XLSX atau CSV, lalu unggah berkasnya.")
    pisah = next((t for t in ("\t", ";", "|") if t in teks), "")
    hasil = []
    for nomor, baris in enumerate(teks.splitlines(), 1):
        if not baris.strip():
            continue
        sel = next(csv.reader([baris], delimiter=pisah)) if pisah else re.split(r"\s{2,}", baris.strip())
        hasil.append((nomor, [s.replace("\xa0", " ").strip() for s in sel]))
    return hasil


def baca_tempel(teks: str, judul: Judul, k: Konteks) -> Bacaan:
    """Every pasted row with its outcome."""
    baris = potong_teks(teks)
    try:
        kolom, asing, isi = baca_kepala(baris, judul, ("kode", "pagu"))
    except Ditolak:
        isi, kolom, asing = iter(baris), [], []
    hasil = Bacaan([], kolom_asing=asing)
    for b in _rows(isi, kolom, k, hasil):
        hasil.rows.append(b)
    kembar(hasil.rows)
    return hasil


def _rows(isi: Iterable[Baris], kolom: list[str], k: Konteks, hasil: Bacaan) -> Iterator[BarisBaca]:
    for nomor, sel in isi:
        potong = sel_sel(kolom, sel) if kolom else tebak(sel, k)
        b = BarisBaca(nomor, potong)
        if galat := rusak(sel):
            b.tolak(galat)
        elif baris_jumlah(potong):
            catat_jumlah(b, hasil.total_berkas)
        elif not kolom and not potong.get("kode"):
            b.abaikan("Tidak dimulai dengan kode kegiatan.")
        else:
            b = baca_umum(nomor, potong, k)
        yield b


def tebak(sel: list[str], k: Konteks) -> dict[str, str]:
    """Cells of a row without a head: first the code, last the amount, a source or an account where one is recognised,
    the longest of the rest is the name."""
    isi = [s for s in sel if s]
    hasil: dict[str, str] = {}
    if isi and AWAL_KODE.match(isi[0]):
        hasil["kode"] = isi.pop(0)
    if isi and re.search(r"\d", isi[-1]):
        hasil["pagu"] = isi.pop()
    sisa = []
    for s in isi:
        if "rekening" not in hasil and re.fullmatch(r"5(\.\d{1,4}){2,5}\.?", s, re.ASCII):
            hasil["rekening"] = s
        elif "kode_sumber" not in hasil and len(s) <= 40 and kenali(s, "" if len(s) <= 4 else s, k.skema):
            hasil["kode_sumber"] = s
        else:
            sisa.append(s)
    if sisa:
        hasil["uraian"] = max(sisa, key=len)
    return hasil
