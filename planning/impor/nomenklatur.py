"""Code books from files: SIPD's nomenclature export, and a flat list (kode, uraian[, bidang]).

The export has one sub kegiatan a row with its parents beside it, each cell "kode nama"; TAG is a JSON list, `[null]`
when empty; SUBKEGIATAN SEBELUMNYA is an official, partial crosswalk (planning study 2.1, 8). Only codes of the general
authority of kabupaten/kota (digit 2) are taken unless all are asked for.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planning.impor.dasar import PANJANG_URAIAN, SETUJU, Hasil
from planning.impor.kode import LEBAR_APBD, TINGKAT_APBD, bersihkan, perbaiki_nama
from planning.impor.tabel import baca_kepala, rusak, sel_sel
from planning.katalog import Skema
from posyandu_app.lib.bidang import NAMA as NAMA_BIDANG
from posyandu_app.lib.galat import Ditolak
from registry.impor.bacaan import lipat
from registry.impor.berkas import Baris

SIPD: dict[str, tuple[str, ...]] = {
    "jenis_pemda": ("JENIS PEMDA",),
    "bidang_urusan": ("BIDANG", "BIDANG URUSAN"),
    "program": ("PROGRAM",),
    "kegiatan": ("KEGIATAN",),
    "sub_kegiatan": ("SUBKEGIATAN", "SUB KEGIATAN"),
    "kinerja": ("KINERJA",),
    "indikator": ("INDIKATOR",),
    "satuan": ("SATUAN",),
    "tag": ("TAG",),
    "definisi": ("DEFINISI OPERASIONAL",),
    "pelaksana": ("PELAKSANA",),
    "spm": ("SPM",),
    "jenis": ("JENIS",),
    "sebelumnya": ("SUBKEGIATAN SEBELUMNYA", "SUB KEGIATAN SEBELUMNYA"),
}
DATAR: dict[str, tuple[str, ...]] = {
    "kode": ("Kode", "Kode kegiatan"),
    "uraian": ("Uraian", "Nama", "Nama kegiatan", "Nomenklatur"),
    "bidang": ("Bidang SPM", "bidang", "bidang_spm"),
    "spm": ("SPM",),
    "tag": ("Tag", "tags"),
    "sebelumnya": ("Kode sebelumnya", "kode_sebelumnya"),
    "satuan": ("Satuan",),
    "indikator": ("Indikator",),
}
BIDANG_URUSAN = {
    "1.01": "pendidikan",
    "1.02": "kesehatan",
    "1.03": "pekerjaan_umum",
    "1.04": "perumahan_rakyat",
    "1.05": "trantibumlinmas",
    "1.06": "sosial",
}
UMUM = "2"
KEWENANGAN = {
    "1": "provinsi",
    "3": "otsus Papua",
    "4": "otsus Papua Barat",
    "5": "DIY",
    "6": "DKI",
    "7": "Aceh",
    "8": "Bali",
}
TAG_POSYANDU = "POSYANDU"
SEL_KODE = re.compile(r"^\s*((?:\d|X)(?:\.(?:\d{1,4}|XX?))*)\.?\s+(\S.*)$", re.ASCII | re.S)
POLA_BUKU = re.compile(r"\d+(\.\d+)*", re.ASCII)
POLA_BUKU_APBD = re.compile(r"(?:\d+|X)(?:\.(?:\d+|XX)(?:\.\d+)*)?", re.ASCII)
TINGKAT_DESA = ("bidang", "sub_bidang", "kegiatan")
TINGKAT_REKENING = ("akun", "kelompok", "jenis", "objek", "rincian_objek", "sub_rincian")
DESA_SENDIRI = re.compile(r"[1-4]\.\d{1,2}\.9\d", re.ASCII)


@dataclass
class KodeBuku:
    """A code of a book as its file prints it."""

    kode: str
    tingkat: str
    uraian: str
    bidang: str = ""
    tag_resmi: bool = False
    spm: bool = False
    sebelumnya: str = ""
    atribut: dict[str, Any] = field(default_factory=dict)


@dataclass
class BarisBuku:
    """One row of the file with its outcome."""

    nomor: int
    kode: str = ""
    uraian: str = ""
    hasil: Hasil = Hasil.TERIMA
    pesan: list[str] = field(default_factory=list)
    baru: list[KodeBuku] = field(default_factory=list)  # codes that the book has from this row

    def jadi(self, hasil: Hasil, pesan: str) -> None:
        self.pesan.append(pesan)
        if self.hasil != Hasil.TOLAK:
            self.hasil = hasil


@dataclass
class Buku:
    """A code book as read: its rows with outcomes, and the codes they give."""

    rows: list[BarisBuku] = field(default_factory=list)
    kode: dict[str, KodeBuku] = field(default_factory=dict)
    kolom_asing: list[str] = field(default_factory=list)

    def hitung(self) -> dict[str, int]:
        return {h.value: sum(b.hasil == h for b in self.rows) for h in Hasil}


def baca_buku(baris: Iterable[Baris], skema: Skema, *, semua: bool = False, sendiri: bool = False) -> Buku:
    """Either shape, told by its head. `semua`: also the codes of other authorities. `sendiri`: a kabupaten's own
    village codes, 90 to 99 only. Raises Ditolak where the head is of neither shape."""
    daftar = list(baris)
    try:
        kolom, asing, isi = baca_kepala(daftar, SIPD, ("bidang_urusan", "program", "kegiatan", "sub_kegiatan"))
    except Ditolak:
        kolom, asing, isi = baca_kepala(daftar, DATAR, ("kode", "uraian"))
        baca = _baris_datar
    else:
        if skema != Skema.APBD:
            raise Ditolak("berkas", "Ini ekspor nomenklatur SIPD; pilih skema sub kegiatan kabupaten/kota.")
        baca = _baris_sipd
    buku = Buku(kolom_asing=asing)
    sudah: dict[str, int] = {}
    for nomor, sel in isi:
        b = BarisBuku(nomor)
        buku.rows.append(b)
        if galat := rusak(sel):
            b.jadi(Hasil.TOLAK, galat)
            continue
        try:
            rantai = baca(b, sel_sel(kolom, sel), skema)
        except ValueError as galat:
            b.jadi(Hasil.TOLAK, str(galat))
            continue
        _saring(b, rantai, skema, semua=semua, sendiri=sendiri)
        if b.hasil in SETUJU:
            _masuk(buku, b, rantai, sudah)
    return buku


def _saring(b: BarisBuku, rantai: list[KodeBuku], skema: Skema, *, semua: bool, sendiri: bool) -> None:
    kode = rantai[-1].kode
    b.kode, b.uraian = kode, rantai[-1].uraian
    bagian = kode.split(".")
    if skema == Skema.APBD and not semua and len(bagian) > 3 and bagian[3] != UMUM:
        kata = KEWENANGAN.get(bagian[3], f"lain ({bagian[3]})")
        b.jadi(Hasil.ABAIKAN, f"Kewenangan {kata}, bukan kewenangan umum kabupaten/kota.")
    if sendiri and not DESA_SENDIRI.fullmatch(kode):
        b.jadi(Hasil.TOLAK, "Kode milik kabupaten hanya x.x.90 sampai x.x.99 pada bidang 1 sampai 4.")
    for k in rantai:
        if len(k.uraian) > PANJANG_URAIAN:
            b.jadi(Hasil.TOLAK, f"Nama {k.kode} {len(k.uraian)} huruf; paling banyak {PANJANG_URAIAN}.")


def _masuk(buku: Buku, b: BarisBuku, rantai: list[KodeBuku], sudah: dict[str, int]) -> None:
    """Put the codes in. A parent printed twice must have one name; the row's own code must be new."""
    akhir = rantai[-1]
    for k in rantai:
        lama = buku.kode.get(k.kode)
        if lama is not None and lama.uraian != k.uraian:
            b.jadi(Hasil.TOLAK, f"Kode {k.kode} bernama lain di baris {sudah[k.kode]}: {lama.uraian[:120]}.")
            return
    if akhir.kode in buku.kode:
        b.jadi(Hasil.ABAIKAN, f"Sama dengan baris {sudah[akhir.kode]}.")
        return
    for k in rantai:
        if k.kode not in buku.kode:
            buku.kode[k.kode] = k
            b.baru.append(k)
            sudah[k.kode] = b.nomor


def _baris_sipd(b: BarisBuku, sel: Mapping[str, str], skema: Skema) -> list[KodeBuku]:
    pemda = lipat(sel.get("jenis_pemda", ""))
    if pemda.startswith("prov"):
        b.jadi(Hasil.ABAIKAN, "Nomenklatur provinsi.")
    rantai = []
    for nama in ("bidang_urusan", "program", "kegiatan", "sub_kegiatan"):
        kode, uraian = _pisah(b, sel.get(nama, ""), nama)
        rantai.append(KodeBuku(kode, nama, uraian, BIDANG_URUSAN.get(kode[:4], "")))
    sub = rantai[-1]
    tag = baca_tag(sel.get("tag", ""))
    sub.spm = lipat(sel.get("spm", "")) in ("spm", "ya")
    sub.tag_resmi = any(TAG_POSYANDU in t.upper() for t in tag)
    sub.atribut = {k: sel[k] for k in ("kinerja", "indikator", "satuan", "pelaksana", "jenis", "definisi") if k in sel}
    if tag:
        sub.atribut["tag"] = tag
    lama = sel.get("sebelumnya", "").strip()
    if lama and lama != "-":
        sub.sebelumnya = bersihkan(lama.split()[0])[0]
    return rantai


def _pisah(b: BarisBuku, teks: str, nama: str) -> tuple[str, str]:
    """("1.02.02", name) of a cell "kode nama"."""
    cocok = SEL_KODE.match(teks.replace("*", ""))
    if not cocok:
        raise ValueError(f"Kolom {nama.replace('_', ' ')} bukan “kode nama”: {teks[:60]!r}.")
    kode = _lebar(b, cocok[1], Skema.APBD)
    uraian, pesan = perbaiki_nama(cocok[2])
    for p in pesan:
        b.jadi(Hasil.PERBAIKI, p)
    return kode, uraian


def _lebar(b: BarisBuku, teks: str, skema: Skema) -> str:
    kode, pesan = bersihkan(teks)
    for p in pesan:
        b.jadi(Hasil.PERBAIKI, p)
    pola = POLA_BUKU_APBD if skema == Skema.APBD else POLA_BUKU
    if not pola.fullmatch(kode) or len(kode) > 24:
        raise ValueError(f"Bentuk kode tidak dikenali: {teks[:30]!r}.")
    bagian = kode.split(".")
    baru = kode
    if skema == Skema.APBD and len(bagian) <= len(LEBAR_APBD):
        baru = ".".join(x if "X" in x else x.zfill(n) for x, n in zip(bagian, LEBAR_APBD, strict=False))
    elif skema == Skema.APBDES and len(bagian) <= 3:
        baru = ".".join([*(x.lstrip("0") or "0" for x in bagian[:2]), *(x.zfill(2) for x in bagian[2:])])
    if baru != kode:
        b.jadi(Hasil.PERBAIKI, f"Kode {kode} ditulis {baru}.")
    return baru


def _baris_datar(b: BarisBuku, sel: Mapping[str, str], skema: Skema) -> list[KodeBuku]:
    kode = _lebar(b, sel.get("kode", ""), skema)
    uraian, pesan = perbaiki_nama(sel.get("uraian", ""))
    for p in pesan:
        b.jadi(Hasil.PERBAIKI, p)
    if not uraian:
        raise ValueError("Uraiannya kosong.")
    k = KodeBuku(kode, tingkat(kode, skema), uraian, baca_bidang(sel.get("bidang", "")))
    tag = baca_tag(sel.get("tag", ""))
    k.tag_resmi = any(TAG_POSYANDU in t.upper() for t in tag)
    k.spm = lipat(sel.get("spm", "")) in ("spm", "ya")
    k.sebelumnya = sel.get("sebelumnya", "").strip()
    k.atribut = {n: sel[n] for n in ("indikator", "satuan") if n in sel} | ({"tag": tag} if tag else {})
    return [k]


def baca_bidang(teks: str) -> str:
    """A field by its key, its name or a usual other word; "" for none and for several. Raises ValueError."""
    rapat = lipat(teks).replace(" ", "")
    if rapat in ("", "lintasbidang", "semua"):
        return ""
    kenal = {lipat(n).replace(" ", ""): str(k) for k, nama in NAMA_BIDANG.items() for n in (k, nama)}
    kenal |= {"trantibum": "trantibumlinmas", "perumahan": "perumahan_rakyat", "pu": "pekerjaan_umum"}
    if rapat not in kenal:
        raise ValueError(f"Bidang SPM {teks[:40]!r} tidak dikenal.")
    return kenal[rapat]


def tingkat(kode: str, skema: Skema) -> str:
    """What a code of so many parts is called."""
    n = kode.count(".")
    if skema == Skema.APBD:
        return TINGKAT_APBD[n] if n < len(TINGKAT_APBD) and n != 3 else ""
    daftar = TINGKAT_DESA if skema == Skema.APBDES else TINGKAT_REKENING
    return daftar[n] if n < len(daftar) and skema != Skema.SUMBER else ""


def baca_tag(teks: str) -> list[str]:
    """Labels of a JSON list, or of words parted by semicolons; `[null]` is none."""
    teks = teks.strip()
    if not teks:
        return []
    if teks.startswith("["):
        try:
            isi = json.loads(teks)
        except ValueError:
            raise ValueError(f"Kolom TAG tidak terbaca: {teks[:40]!r}.") from None
        return [str(t) for t in isi if t]
    return [t.strip() for t in teks.split(";") if t.strip()]
