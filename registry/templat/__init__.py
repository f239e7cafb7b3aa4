"""Drafts of papers from text with a closed set of placeholders: parsed here, filled from live rows, drawn twice.

Our own parser on purpose: a region writes these texts, and no template engine ever runs on what somebody typed.

A line is a paragraph; an empty line ends it. At the head of a line: `# ` title, `## ` line under it, `- ` or `1. ` or
`a. ` item, `> ` the signature's side, `! ` a note that stays visible, `---` new page, `[desa]` or `[kelurahan]` only
for such an area. `{{nama}}` is a value; tables and lists stand alone on their line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
PALING_PANJANG = 20_000
TITIK = "…………"

# {kind: its name}. `permintaan` is about a kecamatan, the others about one unit and its village.
JENIS: dict[str, str] = {
    "berita_acara": "Berita acara musyawarah",
    "pembentukan": "Keputusan pembentukan",
    "pengurus": "Keputusan pengurus",
    "kader": "Keputusan kader dengan daftar identitas",
    "tim_pembina": "Keputusan Tim Pembina Posyandu desa/kelurahan",
    "permintaan": "Surat permintaan kelengkapan",
}
# {placeholder: what it stands for, as the list "belum terisi" names it}
NILAI: dict[str, str] = {
    "nama_posyandu": "Nama posyandu",
    "alamat_posyandu": "Alamat posyandu",
    "hari_buka": "Hari buka",
    "tanggal_berdiri": "Tanggal berdiri",
    "jumlah_pengurus": "Jumlah pengurus",
    "jumlah_kader": "Jumlah kader",
    "nama_ketua": "Nama ketua posyandu",
    "jenis_desa": "Desa atau Kelurahan",
    "desa": "Nama desa/kelurahan",
    "kecamatan": "Nama kecamatan",
    "kabupaten": "Nama kabupaten/kota",
    "provinsi": "Nama provinsi",
    "jabatan_kepala": "Kepala Desa atau Lurah",
    "nama_kepala": "Nama Kepala Desa/Lurah",
    "jabatan_pengirim": "Jabatan pengirim surat",
    "nama_pengirim": "Nama pengirim surat",
    "sebutan_dinas": "Sebutan dinas pengampu",
    "nomor_surat": "Nomor surat",
    "tanggal_surat": "Tanggal surat",
    "tahun": "Tahun",
    "masa_bakti": "Masa bakti pengurus (tahun)",
    "nomor_berita_acara": "Nomor berita acara musyawarah",
    "tanggal_berita_acara": "Tanggal berita acara musyawarah",
    "nomor_pembentukan": "Nomor keputusan pembentukan",
    "tanggal_pembentukan": "Tanggal keputusan pembentukan",
    "nomor_pengurus": "Nomor keputusan pengurus",
    "tanggal_pengurus": "Tanggal keputusan pengurus",
    "hari_musyawarah": "Hari musyawarah",
    "tempat_musyawarah": "Tempat musyawarah",
    "peraturan_lembaga": "Nomor Peraturan Desa atau peraturan daerah tentang lembaga kemasyarakatan",
    "batas_waktu": "Batas waktu melengkapi",
    "jumlah_unit": "Jumlah posyandu yang belum lengkap",
}
TABEL: dict[str, str] = {
    "dasar_hukum": "Dasar hukum",
    "tabel_pengurus": "Susunan pengurus",
    "tabel_kader": "Susunan kader per bidang",
    "daftar_identitas": "Daftar identitas kader",
    "tabel_tim_pembina": "Susunan Tim Pembina",
    "daftar_hadir": "Daftar hadir",
    "daftar_kekurangan": "Kekurangan tiap posyandu",
}
PENANDA = re.compile(r"\{\{\s*([A-Za-z0-9_ ]{1,60}?)\s*\}\}")
BUTIR = re.compile(r"(-|[0-9]{1,2}\.|[a-z]\.|[A-Z]+\.)\s+(.*)")
HANYA = re.compile(r"\[(desa|kelurahan)\]\s*(.*)")
AWALAN = (("## ", "subjudul"), ("# ", "judul"), ("> ", "kanan"), ("! ", "catatan"))


class TemplatSalah(Exception):
    """The text cannot be used; the message is a sentence for the person who wrote it."""


@dataclass(frozen=True)
class Penggal:
    """A run of text; `kosong` where a value is not known yet and dots stand for it."""

    teks: str
    kosong: bool = False


@dataclass(frozen=True)
class Tabel:
    """A table: heads, rows, and the share of the width of each column. Without heads it is a list of lines."""

    kepala: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    lebar: tuple[int, ...] = ()
    judul: str = ""


@dataclass(frozen=True)
class Blok:
    """One piece of a draft. `macam`: judul, subjudul, alinea, butir, kanan, ttd (a gap above), catatan, tabel,
    halaman.
    """

    macam: str
    penggal: tuple[Penggal, ...] = ()
    tanda: str = ""
    tabel: Tabel | None = None

    @property
    def teks(self) -> str:
        return "".join(p.teks for p in self.penggal)


@dataclass(frozen=True)
class Bahan:
    """What fills a draft: values by placeholder (empty: not known), tables, and whether the area is a kelurahan."""

    nilai: dict[str, str]
    tabel: dict[str, tuple[Tabel, ...]]
    kelurahan: bool = False
    belum: tuple[str, ...] = ()  # what the tables lack, in words


@dataclass(frozen=True)
class Konsep:
    """A filled draft, and what in it is still blank."""

    blok: tuple[Blok, ...]
    belum: tuple[str, ...]


@lru_cache(maxsize=16)
def bawaan(jenis: str) -> str:
    """The built-in text of a kind, in our own words."""
    return (FOLDER / f"{jenis}.txt").read_text(encoding="utf-8")


def periksa_templat(teks: str) -> None:
    """Raises TemplatSalah for an unknown placeholder (by its name), a loose brace, a table inside a sentence."""
    if not teks.strip():
        raise TemplatSalah("Teksnya kosong. Untuk memakai teks bawaan, pakai tombol kembalikan ke bawaan.")
    if len(teks) > PALING_PANJANG:
        raise TemplatSalah(f"Teks terlalu panjang: {len(teks)} huruf, paling banyak {PALING_PANJANG}.")
    asing = sorted({n for n in PENANDA.findall(teks) if n not in NILAI and n not in TABEL})
    if asing:
        raise TemplatSalah(f"Penanda tidak dikenal: {', '.join(asing)}. Yang boleh dipakai ada di daftar di samping.")
    for nomor, baris in enumerate(teks.splitlines(), 1):
        sisa = PENANDA.sub("", baris)
        if "{{" in sisa or "}}" in sisa:
            raise TemplatSalah(f"Baris {nomor}: kurung penanda tidak lengkap. Tulis seperti {{{{nama_posyandu}}}}.")
        tabel = [n for n in PENANDA.findall(baris) if n in TABEL]
        if tabel and HANYA.sub(r"\2", baris).strip() != PENANDA.search(baris).group(0):  # type: ignore[union-attr]
            raise TemplatSalah(f"Baris {nomor}: {tabel[0]} harus berdiri sendiri di barisnya.")


def _penggal(teks: str, bahan: Bahan, belum: dict[str, None]) -> tuple[Penggal, ...]:
    """The text with its values; each missing one as dots, noted in `belum`."""
    hasil: list[Penggal] = []
    akhir = 0
    for cocok in PENANDA.finditer(teks):
        if cocok.start() > akhir:
            hasil.append(Penggal(teks[akhir : cocok.start()]))
        nilai = bahan.nilai.get(cocok.group(1), "")
        if not nilai:
            belum[NILAI[cocok.group(1)]] = None
        hasil.append(Penggal(nilai or TITIK, not nilai))
        akhir = cocok.end()
    if akhir < len(teks):
        hasil.append(Penggal(teks[akhir:]))
    return tuple(hasil)


def _satu(baris: str, bahan: Bahan, belum: dict[str, None]) -> list[Blok]:
    """The blocks of one line that is not part of a running paragraph; none for a plain one."""
    if baris == "---":
        return [Blok("halaman")]
    cocok = PENANDA.fullmatch(baris)
    if cocok and cocok.group(1) in TABEL:
        tabel = bahan.tabel.get(cocok.group(1), ())
        if not tabel:
            belum[TABEL[cocok.group(1)]] = None
        return [Blok("tabel", tabel=t) for t in tabel]
    for awalan, macam in AWALAN:
        if baris.startswith(awalan):
            penggal = _penggal(baris.removeprefix(awalan), bahan, belum)
            if macam == "judul":
                penggal = tuple(Penggal(p.teks.upper(), p.kosong) for p in penggal)
            return [Blok(macam, penggal)]
    butir = BUTIR.fullmatch(baris)
    return [Blok("butir", _penggal(butir.group(2), bahan, belum), butir.group(1))] if butir else []


def _baris_untuk(teks: str, bahan: Bahan) -> Iterator[str]:
    """The lines that are for such an area, without their mark."""
    for mentah in teks.splitlines():
        baris = mentah.strip()
        hanya = HANYA.fullmatch(baris)
        if hanya is None:
            yield baris
        elif (hanya.group(1) == "kelurahan") == bahan.kelurahan:
            yield hanya.group(2).strip()


def susun(teks: str, bahan: Bahan) -> Konsep:
    """Fill a checked text. Raises TemplatSalah as `periksa_templat`."""
    periksa_templat(teks)
    belum: dict[str, None] = {}
    blok: list[Blok] = []
    jalan: list[str] = []
    sela = False
    for baris in (*_baris_untuk(teks, bahan), ""):
        satu = _satu(baris, bahan, belum) if baris else []
        if jalan and (satu or not baris or _tabel_sendiri(baris)):
            blok.append(Blok("alinea", _penggal(" ".join(jalan), bahan, belum)))
            jalan = []
        if satu and sela and satu[0].macam == "kanan" and blok and blok[-1].macam == "kanan":
            satu = [replace(satu[0], macam="ttd")]
        blok += satu
        if baris and not satu and not _tabel_sendiri(baris):
            jalan.append(baris)
        sela = not baris
    return Konsep(tuple(blok), (*belum, *bahan.belum))


def _tabel_sendiri(baris: str) -> bool:
    cocok = PENANDA.fullmatch(baris)
    return cocok is not None and cocok.group(1) in TABEL
