"""List of sub kegiatan as SIPD-RI exports it, both header variants (planning study 8)."""

from collections.abc import Iterable
from decimal import Decimal

from planning.impor.baris import baca_umum, baris_jumlah, catat_jumlah
from planning.impor.dasar import Bacaan, BarisBaca, Hasil, Konteks, kembar
from planning.impor.tabel import baca_kepala, rusak, sel_sel
from posyandu_app.lib.uang import rupiah
from registry.impor.berkas import Baris

JUDUL: dict[str, tuple[str, ...]] = {
    "no": ("NO", "NOMOR"),
    "kode": ("KODE_SUB_KEGIATAN", "KODE SUB KEGIATAN"),
    "uraian": ("NAMA SUB_KEGIATAN", "NAMA_SUB_KEGIATAN", "NAMA SUB KEGIATAN"),
    "jenis": ("JENIS",),
    "kode_sumber": ("KODE_SUMBER_DANA", "KODE SUMBER DANA"),
    "sumber": ("NAMA_SUMBER_DANA", "NAMA SUMBER DANA"),
    "pagu": ("PAGU",),
    "pagu_validasi": ("PAGU_VALIDASI",),
    "rincian": ("RINCIAN",),
    "label": ("LABEL_SUB_KEGIATAN",),
    "kode_skpd": ("KODE_SKPD",),
    "skpd": ("NAMA_SKPD", "NAMA SKPD"),
    "kode_sub_unit": ("KODE_SUB_UNIT",),
    "perangkat": ("NAMA_SUB_UNIT", "NAMA SUB UNIT"),
}
WAJIB = ("kode", "uraian", "kode_sumber", "pagu")


def baca_sipd(baris: Iterable[Baris], k: Konteks) -> Bacaan:
    """Every row with its outcome. Raises Ditolak where the head is not SIPD's."""
    kolom, asing, isi = baca_kepala(baris, JUDUL, WAJIB)
    hasil = Bacaan([], kolom_asing=asing)
    for nomor, sel in isi:
        hasil.rows.append(_baris(nomor, sel_sel(kolom, sel), rusak(sel), k, hasil.total_berkas))
    kembar(hasil.rows)
    return hasil


def _baris(nomor: int, sel: dict[str, str], galat: str, k: Konteks, total: list[tuple[str, Decimal]]) -> BarisBaca:
    b = BarisBaca(nomor, sel)
    if galat:
        b.tolak(galat)
        return b
    if baris_jumlah(sel):
        catat_jumlah(b, total)
        return b
    if not sel.get("kode") and not sel.get("uraian") and not sel.get("pagu"):
        b.abaikan("Baris tanpa kode, uraian, dan pagu.")
        return b
    if not sel.get("perangkat") and sel.get("skpd"):
        sel = {**sel, "perangkat": sel["skpd"]}
    b = baca_umum(nomor, sel, k)
    _banding(b, sel)
    return b


def _banding(b: BarisBaca, sel: dict[str, str]) -> None:
    """SIPD's own control columns: a difference is told, the PAGU counts."""
    for nama, kata in (("pagu_validasi", "PAGU_VALIDASI"), ("rincian", "RINCIAN")):
        teks = sel.get(nama, "")
        try:
            lain = Decimal(teks) if teks.replace(".", "", 1).isdecimal() and teks.isascii() else None
        except ArithmeticError:
            lain = None
        if lain is not None and b.pagu is not None and b.hasil != Hasil.TOLAK and lain != b.pagu:
            b.catat(f"{kata} di berkas {rupiah(lain)}, berbeda dari PAGU. Yang dipakai PAGU.")
