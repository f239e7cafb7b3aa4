"""Files people hand in and the system makes: known by content, limited in size, kept outside the web root."""

import hashlib
import os
import time
import uuid
import zipfile
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.http import FileResponse, Http404
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from accounts.models import Berkas, JenisBerkas, User
from posyandu_app.lib.galat import Ditolak

MIB = 1024 * 1024
BATAS_PINDAIAN = 10 * MIB
PINDAIAN = frozenset({JenisBerkas.PDF, JenisBerkas.JPEG, JenisBerkas.PNG})
FOTO = frozenset({JenisBerkas.JPEG, JenisBerkas.PNG})
TERLEBAR = (1600, 1600)
POTONGAN = 256 * 1024
MIME = {
    JenisBerkas.PDF: "application/pdf",
    JenisBerkas.JPEG: "image/jpeg",
    JenisBerkas.PNG: "image/png",
    JenisBerkas.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JenisBerkas.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    JenisBerkas.CSV: "text/csv; charset=utf-8",
    JenisBerkas.ZIP: "application/zip",
}
DILIHAT = frozenset({JenisBerkas.PDF, JenisBerkas.JPEG, JenisBerkas.PNG})  # opens in the browser, all else downloads


def kenali(berkas: BinaryIO) -> JenisBerkas | None:
    """What the content is, by its first bytes (and the names inside, for packed office files); None: not known."""
    berkas.seek(0)
    awal = berkas.read(8)
    if awal.startswith(b"%PDF-"):
        return JenisBerkas.PDF
    if awal.startswith(b"\xff\xd8\xff"):
        return JenisBerkas.JPEG
    if awal == b"\x89PNG\r\n\x1a\n":
        return JenisBerkas.PNG
    if awal.startswith(b"PK\x03\x04"):
        return _kenali_zip(berkas)
    berkas.seek(0)
    try:
        berkas.read(POTONGAN).decode("utf-8-sig")
    except UnicodeDecodeError as galat:
        return JenisBerkas.CSV if galat.start > POTONGAN - 8 else None
    return JenisBerkas.CSV


def _kenali_zip(berkas: BinaryIO) -> JenisBerkas | None:
    try:
        with zipfile.ZipFile(berkas) as isi:
            nama = set(isi.namelist())
    except zipfile.BadZipFile:
        return None
    if "xl/workbook.xml" in nama:
        return JenisBerkas.XLSX
    return JenisBerkas.DOCX if "word/document.xml" in nama else JenisBerkas.ZIP


def _bisa_dibuka(isi: bytes, jenis: JenisBerkas) -> str:
    """What is wrong with a scan, in words; empty when it opens."""
    try:
        if jenis == JenisBerkas.PDF:
            return "" if len(PdfReader(BytesIO(isi)).pages) else "PDF ini tidak punya halaman."
        if jenis in FOTO:
            with Image.open(BytesIO(isi)) as gambar:
                gambar.verify()
    except (PyPdfError, UnidentifiedImageError, OSError, ValueError, SyntaxError, RecursionError, KeyError, TypeError):
        return "Berkas ini rusak atau tidak bisa dibuka. Pindai atau foto ulang."
    return ""


def periksa_pindaian(unggahan: Any, *, batas: int = BATAS_PINDAIAN, boleh: Iterable[JenisBerkas] = PINDAIAN) -> bytes:
    """The content of an uploaded scan or photo. Raises Ditolak("berkas", …) for its size, kind, or damage."""
    if unggahan.size > batas:
        ukuran = f"{unggahan.size / MIB:.1f}".replace(".", ",")
        raise Ditolak("berkas", f"Berkas {ukuran} MB; paling besar {batas // MIB} MB.")
    if not unggahan.size:
        raise Ditolak("berkas", "Berkas ini kosong.")
    jenis = kenali(unggahan)
    if jenis not in set(boleh):
        nama = ", ".join(sorted(JenisBerkas(j).label for j in boleh))
        raise Ditolak("berkas", f"Isi berkas bukan {nama}. Yang dilihat isinya, bukan namanya.")
    unggahan.seek(0)
    isi: bytes = unggahan.read()
    if salah := _bisa_dibuka(isi, jenis):
        raise Ditolak("berkas", salah)
    return isi


def foto_baru(unggahan: Any) -> bytes:
    """A JPEG made anew of an uploaded picture: upright, at most 1600 pixels, without what the camera wrote beside it
    (the place!). Raises Ditolak("berkas", …)."""
    isi = periksa_pindaian(unggahan, boleh=FOTO)
    try:
        with Image.open(BytesIO(isi)) as gambar:
            baru = ImageOps.exif_transpose(gambar).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        raise Ditolak("berkas", "Foto ini rusak atau terlalu besar. Ambil ulang.") from None
    baru.thumbnail(TERLEBAR)
    keluar = BytesIO()
    baru.save(keluar, "JPEG", quality=85)
    return keluar.getvalue()


def jalur(berkas: Berkas) -> Path:
    return Path(settings.MEDIA_ROOT) / berkas.tempat


def simpan(isi: bytes | Path, nama: str, *, jenis: JenisBerkas, oleh: User | None) -> Berkas:
    """Keep a content (or move a finished file in). On disk before the row; a row never points at nothing.

    Call it inside the transaction of the row that will hold it: a rolled-back file is an orphan that the worker sweeps.
    """
    kunci = uuid.uuid4()
    tempat = f"{kunci.hex[:2]}/{kunci.hex}.{jenis}"
    tujuan = Path(settings.MEDIA_ROOT) / tempat
    tujuan.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(isi, Path):
        os.replace(isi, tujuan)
    else:
        with tujuan.open("xb") as f:
            f.write(isi)
            f.flush()
            os.fsync(f.fileno())
    with tujuan.open("rb") as f:
        sha = hashlib.file_digest(f, "sha256").hexdigest()
    return Berkas.objects.create(
        uuid=kunci,
        nama=Path(nama).name[-160:] or f"berkas.{jenis}",
        jenis=jenis,
        ukuran=tujuan.stat().st_size,
        sha256=sha,
        tempat=tempat,
        pengunggah=oleh,
    )


def kirim(berkas: Berkas | None) -> FileResponse:
    """The file as an answer: typed by what it is, sandboxed, never sniffed. Raises Http404 where there is none."""
    if berkas is None or not jalur(berkas).exists():
        raise Http404
    jenis = JenisBerkas(berkas.jenis)
    jawaban = FileResponse(
        jalur(berkas).open("rb"), as_attachment=jenis not in DILIHAT, filename=berkas.nama, content_type=MIME[jenis]
    )
    jawaban["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def sapu_yatim(umur: timedelta = timedelta(days=1)) -> int:
    """Remove files that no row knows (their transaction was rolled back), once older than `umur`. How many."""
    akar = Path(settings.MEDIA_ROOT)
    batas = time.time() - umur.total_seconds()
    jumlah = 0
    for folder in sorted(akar.glob("[0-9a-f][0-9a-f]")):
        tua = {f"{folder.name}/{p.name}": p for p in folder.iterdir() if p.is_file() and p.stat().st_mtime < batas}
        dikenal = set(Berkas.objects.filter(tempat__in=list(tua)).values_list("tempat", flat=True)) if tua else set()
        for tempat in tua.keys() - dikenal:
            tua[tempat].unlink(missing_ok=True)
            jumlah += 1
    return jumlah
