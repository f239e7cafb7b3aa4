"""Cells of one budget row to its values: the part that all four shapes share."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from planning.impor.angka import baca_pagu
from planning.impor.dasar import PANJANG_PERANGKAT, PANJANG_URAIAN, BarisBaca, Hasil, Konteks
from planning.impor.kode import KodeInduk, kode_baku, perbaiki_kode, perbaiki_nama, perbaiki_rekening
from planning.impor.sumber import baca_sumber
from planning.katalog import Skema
from posyandu_app.lib.uang import baca_rupiah, rupiah
from registry.impor.bacaan import lipat

TANPA_BUKU = "tidak dalam daftar acuan"
KATA_JUMLAH = ("jumlah", "total", "grand total", "jumlah total", "total belanja", "jumlah belanja", "sub total")


def baris_jumlah(sel: Mapping[str, str]) -> bool:
    """Is it the total under a table: no code, and a word for total in one of its cells?"""
    return not sel.get("kode") and any(lipat(s) in KATA_JUMLAH for s in sel.values())


def isi_kode(b: BarisBaca, sel: Mapping[str, str], k: Konteks) -> None:
    """Code and name. The official name fills an empty one; a different one stays as printed, with a word."""
    nama, pesan = perbaiki_nama(sel.get("uraian", ""))
    try:
        b.kode, lagi = perbaiki_kode(sel.get("kode", ""), k.skema, uraian=nama, nama_kode=k.nama_kode)
    except KodeInduk as galat:
        b.kode, b.uraian = sel.get("kode", "").strip()[:24], nama[:PANJANG_URAIAN]
        if sel.get("kode_sumber") or sel.get("rekening"):  # a heading names no source: this was a line's code
            b.tolak(f"{galat} Mungkin terpotong karena Excel membacanya sebagai angka. Tulis sebagai teks.")
        else:
            b.abaikan(str(galat))
        return
    except ValueError as galat:
        b.uraian = nama[:PANJANG_URAIAN]
        b.tolak(str(galat))
        return
    b.perbaiki(*pesan, *lagi)
    _isi_nama(b, nama, k)


def _isi_nama(b: BarisBaca, nama: str, k: Konteks) -> None:
    baku = b.kode if b.kode in k.nama_kode else kode_baku(b.kode)
    resmi = k.nama_kode.get(baku, "")
    if not nama and resmi:
        nama = resmi
        b.perbaiki("Uraian kosong; dipakai nama resmi dari kodenya.")
    elif not nama:
        b.tolak("Uraiannya kosong, dan kodenya tidak ada dalam nomenklatur.")
    elif resmi and lipat(resmi) != lipat(nama):
        b.catat(f"Nama di nomenklatur: {resmi[:160]}.")
    elif k.nama_kode and not resmi:
        b.catat(f"Kode {b.kode} tidak ada dalam nomenklatur yang dimuat untuk {k.tahun}.")
    if len(nama) > PANJANG_URAIAN:
        b.tolak(f"Uraian {len(nama)} huruf; paling banyak {PANJANG_URAIAN}.")
    b.uraian = nama[:PANJANG_URAIAN]
    b.bidang = k.bidang_kode.get(baku, "")
    b.nomenklatur = k.buku_kode.get(baku, TANPA_BUKU)


def _coba(b: BarisBaca, baca: Callable[[], tuple[Any, list[str]]]) -> Any:
    try:
        nilai, pesan = baca()
    except ValueError as galat:
        b.tolak(str(galat))
        return None
    b.perbaiki(*pesan)
    return nilai


def isi_uang(b: BarisBaca, sel: Mapping[str, str], k: Konteks) -> None:
    """Pagu, account, sources. One source carries the whole pagu; of several the shares are not known."""
    b.pagu = _coba(b, lambda: baca_pagu(sel.get("pagu", "")))
    b.rekening = _coba(b, lambda: perbaiki_rekening(sel.get("rekening", ""))) or ""
    try:
        b.sumber, pesan = baca_sumber(sel.get("kode_sumber", ""), sel.get("sumber", ""), k.skema)
    except ValueError as galat:
        b.tolak(str(galat))
        return
    b.pesan += pesan
    if len(b.sumber) == 1:
        b.sumber[0].nilai = b.pagu


def isi_lain(b: BarisBaca, sel: Mapping[str, str], k: Konteks) -> None:
    """Office, volume and unit, target, forward estimate, place."""
    perangkat, pesan = perbaiki_nama(sel.get("perangkat", ""))
    b.perbaiki(*(p.replace("Uraian", "Perangkat daerah") for p in pesan))
    if len(perangkat) > PANJANG_PERANGKAT:
        b.tolak(f"Nama perangkat daerah {len(perangkat)} huruf; paling banyak {PANJANG_PERANGKAT}.")
    b.perangkat = perangkat[:PANJANG_PERANGKAT]
    for nama, batas in (("satuan", 40), ("sasaran", 200)):
        teks = " ".join(sel.get(nama, "").split())
        if len(teks) > batas:
            b.tolak(f"Kolom {nama} {len(teks)} huruf; paling banyak {batas}.")
        setattr(b, nama, teks[:batas])
    if sel.get("volume"):
        b.volume = _coba(b, lambda: (_volume(sel["volume"]), []))
    if sel.get("pagu_depan"):
        b.pagu_depan = _coba(b, lambda: baca_pagu(sel["pagu_depan"]))
    if sel.get("lokasi"):
        isi_lokasi(b, sel["lokasi"], k)


def _volume(teks: str) -> Decimal:
    try:
        nilai = Decimal(teks) if teks.replace(".", "", 1).isdecimal() and teks.isascii() else baca_rupiah(teks)
    except (ValueError, ArithmeticError):
        raise ValueError(f"Volume {teks[:30]!r} bukan angka.") from None
    if not 0 <= nilai < Decimal(10) ** 10:
        raise ValueError(f"Volume {teks[:30]} di luar batas.")
    return nilai.quantize(Decimal("0.01"))


def isi_lokasi(b: BarisBaca, teks: str, k: Konteks) -> None:
    """Villages a row names, by code or by name. One outside the document's area is refused."""
    for satu in (s.strip() for s in teks.split(";")):
        if not satu:
            continue
        kena = k.wilayah_bernama.get(satu) or k.wilayah_bernama.get(lipat(satu))
        if kena is None:
            b.tolak(f"{satu[:60]} tidak dikenal di wilayah dokumen ini, atau namanya dipakai dua desa: tulis kodenya.")
        elif k.skema == Skema.APBDES and kena[1]:
            b.tolak(f"{satu[:60]} kelurahan: tidak punya APB Desa. Anggarannya ada di APBD, pada DPA kecamatan.")
        elif k.skema == Skema.APBDES and kena[0] != k.wilayah:
            b.tolak(f"{satu[:60]} desa lain, bukan desa dokumen ini.")
        elif kena[0] != k.wilayah and kena[0] not in b.lokasi:
            b.lokasi.append(kena[0])


def baca_umum(nomor: int, sel: dict[str, str], k: Konteks) -> BarisBaca:
    """A row judged as a whole; what is a heading is not judged further."""
    b = BarisBaca(nomor, sel)
    isi_kode(b, sel, k)
    if b.hasil != Hasil.ABAIKAN:
        isi_uang(b, sel, k)
        isi_lain(b, sel, k)
    return b


def catat_jumlah(b: BarisBaca, total: list[tuple[str, Decimal]]) -> None:
    """A row "JUMLAH": no line, but the total that the rows must make."""
    try:
        nilai, _ = baca_pagu(b.mentah.get("pagu", ""))
    except ValueError:
        b.abaikan("Baris jumlah tanpa nilai.")
        return
    b.pagu = None
    b.abaikan(f"Baris jumlah {rupiah(nilai)}: dipakai sebagai total kontrol.")
    total.append((f"Baris {b.nomor}", nilai))
