"""XLSX and CSV as rows of text. Sizes are checked before opening; nothing in a file can make reading it expensive.

A sheet of 165 MB packs into a zip of 581 kB: its size stands in the zip's directory and is looked at there.
"""

import csv
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from python_calamine import CalamineError, CalamineWorkbook

from accounts.models import JenisBerkas
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import ribuan

MIB = 1024 * 1024
BATAS_BERKAS = 20 * MIB
BATAS_TERURAI = 50 * MIB
BATAS_RASIO = 100
RASIO_MULAI = MIB  # below this unpacked size a high ratio harms nobody
BATAS_ISI_ZIP = 500
BATAS_BARIS = 50_000
BATAS_KOLOM = 200
BATAS_SEL = 2_000
POTONGAN = 512 * 1024
# Cells right of column 200 or below row 60,000: a sheet is laid out over its whole rectangle when it is opened.
TERLALU_JAUH = re.compile(
    rb'\br="(?:(?:G[S-Z]|[H-Z][A-Z]|[A-Z]{3})[0-9]{1,7}|[A-Z]{1,3}(?:[6-9][0-9]{4}|[0-9]{6,7})|[0-9]{6,7}|[6-9][0-9]{4})"'
)
GANTI_NAMA = {"\ufeff": "", "\xa0": " ", "\u200b": ""}
RUSAK = "Berkas Excel ini rusak atau tidak utuh. Buka dengan Excel atau LibreOffice, lalu simpan ulang sebagai .xlsx."
Baris = tuple[int, list[str]]


class BarisRusak(list[str]):
    """A line that could not be read at all; it stands for one row, with the reason."""

    alasan = "Baris ini tidak terbaca: tanda kutip tidak ditutup, atau ada sel yang terlalu panjang."


def kenali_tabel(berkas: BinaryIO, ukuran: int) -> JenisBerkas:
    """XLSX or CSV by content, cheap enough for a request. Raises Ditolak("berkas", …) with what to do."""
    if ukuran > BATAS_BERKAS:
        raise Ditolak("berkas", f"Berkas {ukuran / MIB:.1f} MB; paling besar {BATAS_BERKAS // MIB} MB. Bagi dua.")
    berkas.seek(0)
    awal = berkas.read(POTONGAN)
    if not awal.strip():
        raise Ditolak("berkas", "Berkas ini kosong.")
    if awal.startswith(b"PK"):
        periksa_zip(berkas)
        return JenisBerkas.XLSX
    if awal.startswith(b"\xd0\xcf\x11\xe0"):
        raise Ditolak("berkas", "Ini Excel lama (.xls) atau berkas berkata sandi. Simpan ulang sebagai .xlsx biasa.")
    if awal.startswith(b"%PDF") or (b"\x00" in awal and not awal.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise Ditolak("berkas", "Isi berkas ini bukan tabel XLSX atau CSV. Yang dilihat isinya, bukan namanya.")
    return JenisBerkas.CSV


def periksa_zip(berkas: BinaryIO | Path) -> None:
    """The zip's own directory, before anything is unpacked. Raises Ditolak."""
    try:
        with zipfile.ZipFile(berkas) as isi:
            daftar = isi.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError):
        raise Ditolak("berkas", RUSAK) from None
    terurai = sum(i.file_size for i in daftar)
    padat = sum(i.compress_size for i in daftar) or 1
    if terurai > BATAS_TERURAI:
        kata = f"Isi berkas ini {terurai // MIB} MB sesudah dibuka; paling besar {BATAS_TERURAI // MIB} MB."
        raise Ditolak("berkas", f"{kata} Hapus lembar, gambar, dan baris kosong yang tidak perlu, atau bagi dua.")
    if len(daftar) > BATAS_ISI_ZIP or (terurai > RASIO_MULAI and terurai / padat > BATAS_RASIO):
        raise Ditolak(
            "berkas", "Berkas ini tidak wajar: isinya jauh lebih besar dari ukurannya. Simpan ulang dari Excel."
        )
    nama = {i.filename for i in daftar}
    if "xl/workbook.xml" not in nama:
        raise Ditolak("berkas", "Isi berkas ini bukan buku kerja Excel (.xlsx). Yang dilihat isinya, bukan namanya.")
    if any(n.startswith("xl/externalLinks/") for n in nama):
        raise Ditolak("berkas", "Berkas ini mengambil isi dari berkas lain. Salin sebagai nilai, lalu unggah lagi.")
    if any(i.flag_bits & 1 for i in daftar):
        raise Ditolak("berkas", "Berkas ini berkata sandi. Simpan ulang tanpa kata sandi.")


def _periksa_isi(path: Path) -> None:
    """Unpack every part once as a stream: sizes as declared, no entities, no cell far outside."""
    try:
        with zipfile.ZipFile(path) as zip_:
            for info in zip_.infolist():
                with zip_.open(info) as f:
                    _periksa_bagian(f, lembar=info.filename.startswith("xl/worksheets/"))
    except Ditolak:
        raise
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        raise Ditolak("berkas", RUSAK) from None
    except Exception as galat:
        raise Ditolak("berkas", RUSAK) from galat


def _periksa_bagian(f: Any, *, lembar: bool) -> None:
    ekor = b""
    while potong := f.read(POTONGAN):
        teks = ekor + potong
        if b"<!DOCTYPE" in teks or b"<!ENTITY" in teks:
            raise Ditolak(
                "berkas", "Berkas ini memuat perintah XML yang tidak dibuka di sini. Simpan ulang dari Excel."
            )
        if lembar and TERLALU_JAUH.search(teks):
            kata = f"paling banyak {ribuan(BATAS_BARIS)} baris dan {BATAS_KOLOM} kolom"
            raise Ditolak(
                "berkas", f"Ada sel jauh di bawah atau di kanan tabel ({kata}). Hapus baris dan kolom kosongnya."
            )
        ekor = teks[-48:]


def baca_tabel(path: Path, jenis: str) -> Iterator[Baris]:
    """(line number, cells as text) of every row that is not empty, at most BATAS_BARIS. Raises Ditolak."""
    sumber = _xlsx(path) if jenis == JenisBerkas.XLSX else _csv(path)
    jumlah = 0
    for nomor, sel in sumber:
        if not isinstance(sel, BarisRusak) and not any(sel):
            continue
        jumlah += 1
        if jumlah > BATAS_BARIS + 20:
            raise Ditolak(
                "berkas", f"Berkas ini punya lebih dari {ribuan(BATAS_BARIS)} baris. Bagi menjadi beberapa berkas."
            )
        yield nomor, sel


def _xlsx(path: Path) -> Iterator[Baris]:
    periksa_zip(path)
    _periksa_isi(path)
    try:
        with CalamineWorkbook.from_path(path) as buku:
            lembar = buku.get_sheet_by_index(0)
            # Empty lines above the table are left out by iter_rows, so numbers start where the table does.
            awal = lembar.start[0] if lembar.start else 0
            for nomor, sel in enumerate(lembar.iter_rows(), awal + 1):
                yield nomor, [_teks_sel(s) for s in sel[:BATAS_KOLOM]]
    except Ditolak:
        raise
    except (CalamineError, ValueError, OSError, IndexError, KeyError):
        raise Ditolak("berkas", RUSAK) from None
    except BaseException as galat:
        if type(galat).__name__ != "PanicException":  # the reader's own end on a broken file
            raise
        raise Ditolak("berkas", RUSAK) from None


def _teks_sel(isi: Any) -> str:
    """A cell as the text a person would type: days ISO, whole numbers without a point."""
    if isinstance(isi, str):
        return _rapi(isi)
    if isinstance(isi, bool):
        return "ya" if isi else "tidak"
    if isinstance(isi, float) and isi.is_integer() and abs(isi) < 1e16:
        return str(int(isi))
    if isinstance(isi, datetime):
        return isi.date().isoformat() if isi.time() == time() else isi.isoformat(" ", "minutes")
    if isinstance(isi, time):
        return f"{isi:%H:%M}"
    if isinstance(isi, timedelta):
        menit = int(isi.total_seconds() // 60)
        return f"{menit // 60:02d}:{menit % 60:02d}"
    return isi.isoformat() if isinstance(isi, date) else str(isi)


def _rapi(teks: str) -> str:
    for lama, baru in GANTI_NAMA.items():
        teks = teks.replace(lama, baru)
    return teks.replace("\x00", "").strip()


def _sandi_teks(path: Path) -> str:
    """utf-8 (with or without its mark), utf-16 by its mark, else what Windows writes here (cp1252)."""
    with path.open("rb") as f:
        awal = f.read(4)
    if awal.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        with path.open(encoding="utf-8-sig") as f:
            while f.read(POTONGAN):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _pemisah(contoh: str) -> str:
    """The sign that parts the cells: the commonest outside quotes in the first lines."""
    polos = re.sub(r'"[^"]*"', "", contoh)
    return max(";,\t|", key=lambda t: (polos.count(t), t == ","))


def _csv(path: Path) -> Iterator[Baris]:
    sandi = _sandi_teks(path)
    csv.field_size_limit(BATAS_SEL * 50)
    try:
        with path.open(encoding=sandi, errors="replace", newline="") as f:
            contoh = f.read(8192)
            f.seek(0)
            pembaca = csv.reader(f, delimiter=_pemisah(contoh))
            while True:
                try:
                    sel = next(pembaca)
                except StopIteration:
                    return
                except csv.Error:
                    yield pembaca.line_num, BarisRusak()
                    continue
                if len(sel) > BATAS_KOLOM * 50:
                    raise Ditolak("berkas", f"Ada baris dengan {ribuan(len(sel))} kolom. Periksa pemisah kolomnya.")
                yield pembaca.line_num, [_rapi(s) for s in sel[:BATAS_KOLOM]]
    except (UnicodeError, OSError):
        raise Ditolak(
            "berkas", "Berkas ini tidak terbaca sebagai teks. Simpan ulang sebagai CSV UTF-8 atau XLSX."
        ) from None
