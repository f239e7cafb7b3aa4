"""From an uploaded file or pasted text, and the draft it is meant for, to rows with outcomes."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from accounts.models import JenisBerkas
from planning.impor.dasar import Bacaan, Konteks
from planning.impor.nomenklatur import Buku, baca_buku
from planning.impor.sipd import baca_sipd
from planning.impor.siskeudes import baca_siskeudes
from planning.impor.tempel import baca_tempel
from planning.impor.templat import JUDUL, baca_templat
from planning.katalog import Skema
from planning.models import DokumenAnggaran, ImporRencana, KodeNomenklatur
from planning.nomenklatur import buku_berlaku
from posyandu_app.lib.galat import Ditolak
from registry.impor.bacaan import lipat
from registry.impor.berkas import BATAS_BERKAS, MIB, baca_tabel, kenali_tabel
from wilayah.models import Wilayah

Bentuk = ImporRencana.Bentuk
# From this size on reading goes to the queue: below it takes well under two seconds (tests.planning.test_impor_latar).
BESAR = {JenisBerkas.XLSX: 100 * 1024, JenisBerkas.CSV: 150 * 1024, JenisBerkas.ZIP: 100 * 1024}
PANJANG_KAB = 5
T = TypeVar("T")


def konteks(dokumen: DokumenAnggaran, kode_desa_siskeudes: str = "") -> Konteks:
    """What the rows of a file are judged against. Three queries, whatever the file."""
    skema, kode = dokumen.uraian_jenis.skema, dokumen.wilayah_id
    buku = buku_berlaku(skema, dokumen.tahun, kode)
    rows = KodeNomenklatur.objects.filter(versi__in=[v.pk for v in buku.semua])
    isi = rows.values_list("versi", "kode_kegiatan", "uraian", "bidang")
    urut = {v.pk: i for i, v in enumerate(buku.semua)}
    nama_buku = {v.pk: v.nama for v in buku.semua}
    daftar = sorted(isi, key=lambda x: urut[x[0]])
    return Konteks(
        skema=skema,
        tahun=dokumen.tahun,
        wilayah=kode,
        nama_kode={k: n for _, k, n, _ in daftar},
        bidang_kode={k: b for _, k, _, b in daftar},
        buku_kode={k: nama_buku[v] for v, k, _, _ in daftar},
        wilayah_bernama=_wilayah(dokumen.wilayah),
        perubahan=bool(dokumen.menggantikan_id),
        kode_desa_siskeudes=kode_desa_siskeudes,
    )


def _wilayah(wilayah: Wilayah) -> dict[str, tuple[str, bool]]:
    """Villages of the kabupaten/kota by code and by name (a name of two villages is left out), the own one always."""
    rows = Wilayah.objects.berlaku().desa_kelurahan().di_bawah(wilayah.kode[:PANJANG_KAB])
    hasil: dict[str, tuple[str, bool]] = {}
    ganda: set[str] = set()
    for w in rows:
        isi, nama = (w.kode, w.kelurahan), lipat(w.nama)
        hasil[w.kode] = isi
        if nama in hasil:
            ganda.add(nama)
        hasil[nama] = isi
    for nama in ganda:
        del hasil[nama]
    sendiri = (wilayah.kode, wilayah.kelurahan)
    return hasil | {wilayah.kode: sendiri, lipat(wilayah.nama): sendiri}


def bentuk_berkas(unggahan: Any, bentuk: str = "") -> JenisBerkas:
    """What the upload is by its content. Raises Ditolak("berkas", …) for what no reader takes, and for its size."""
    if bentuk != Bentuk.SISKEUDES:
        jenis = kenali_tabel(unggahan, unggahan.size)
    elif unggahan.size > BATAS_BERKAS:
        raise Ditolak("berkas", f"Berkas lebih besar dari {BATAS_BERKAS // MIB} MB.")
    else:
        jenis = JenisBerkas.ZIP
    unggahan.seek(0)
    return jenis


def besar(unggahan: Any, teks: str = "") -> bool:
    """Is it one for the queue? By size, whatever is in it."""
    if unggahan is None:
        return len(teks) > BESAR[JenisBerkas.CSV]
    padat = unggahan.read(2) == b"PK"
    unggahan.seek(0)
    return bool(unggahan.size > BESAR[JenisBerkas.XLSX if padat else JenisBerkas.CSV])


def baca(bentuk: str, k: Konteks, *, unggahan: Any = None, teks: str = "") -> tuple[Bacaan, str]:
    """(rows with outcomes, hash of what was read: a file saved anew is the same). Raises Ditolak with its field."""
    bacaan = baca_tempel(teks, JUDUL, k) if bentuk == Bentuk.TEMPEL else _baca_berkas(bentuk, k, unggahan)
    isi = json.dumps([b.mentah for b in bacaan.rows], sort_keys=True, ensure_ascii=False)
    return bacaan, hashlib.sha256(isi.encode("utf-8", "replace")).hexdigest()


def _baca_berkas(bentuk: str, k: Konteks, unggahan: Any) -> Bacaan:
    if bentuk == Bentuk.SISKEUDES:
        if k.skema != Skema.APBDES:
            raise Ditolak("bentuk", "Siskeudes berisi anggaran desa; dokumen ini dokumen daerah.")
        return _lewat_path(unggahan, lambda path: baca_siskeudes(path, k))
    if bentuk == Bentuk.SIPD and k.skema != Skema.APBD:
        raise Ditolak("bentuk", "SIPD-RI berisi anggaran daerah; dokumen ini dokumen desa.")
    jenis = kenali_tabel(unggahan, unggahan.size)
    pembaca = baca_sipd if bentuk == Bentuk.SIPD else baca_templat
    return _lewat_path(unggahan, lambda path: pembaca(baca_tabel(path, jenis), k))


def baca_kode(unggahan: Any, skema: Skema, *, semua: bool, sendiri: bool) -> tuple[Buku, str]:
    """(code book as read, hash of the file). Raises Ditolak("berkas", …)."""
    jenis = kenali_tabel(unggahan, unggahan.size)
    buku = _lewat_path(unggahan, lambda path: baca_buku(baca_tabel(path, jenis), skema, semua=semua, sendiri=sendiri))
    unggahan.seek(0)
    return buku, hashlib.file_digest(unggahan, "sha256").hexdigest()


def _lewat_path(unggahan: Any, baca_path: Callable[[Path], T]) -> T:
    """The readers open a path; the upload is copied to one that is gone afterwards."""
    if unggahan.size > BATAS_BERKAS:
        raise Ditolak("berkas", f"Berkas lebih besar dari {BATAS_BERKAS // MIB} MB.")
    with tempfile.NamedTemporaryFile(suffix=".impor") as sementara:
        unggahan.seek(0)
        shutil.copyfileobj(unggahan, sementara)
        sementara.flush()
        return baca_path(Path(sementara.name))
