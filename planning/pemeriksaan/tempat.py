"""Whose money for whom: area, authority, and what a source may be used for."""

from collections.abc import Iterator

from planning.models import Alokasi, StatusDokumen
from planning.pemeriksaan.dasar import Kandidat, ada_kata, tentang_alokasi, tentang_baris
from planning.pemeriksaan.lingkup import Lingkup
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import rupiah


def _kode(a: Alokasi) -> str:
    """The area of what is paid for: a unit's code, or a Tim Pembina's area."""
    if a.posyandu:
        return a.posyandu.kode
    return a.kegiatan.rencana.kode if a.kegiatan else ""


def _kelurahan(a: Alokasi) -> bool:
    return bool(a.posyandu and a.posyandu.wilayah.kelurahan)


def a12(bahan: Lingkup) -> Iterator[Kandidat]:
    """Money of one area for work in another: outside the document's area, a kelurahan on an APB Desa, or outside the
    places that the line itself names."""
    tempat = {b.pk: [x.wilayah_id for x in b.lokasi_list.all()] for b in bahan.baris}
    for a in bahan.alokasi:
        d, kode = a.baris.dokumen, _kode(a)
        if not kode:
            continue
        if not kode_lib.di_bawah(kode, d.wilayah_id):
            salah = f"baris milik {d.wilayah.sebutan} dipakai di luar wilayahnya"
        elif _kelurahan(a) and d.uraian_jenis.skema == "apbdes":
            salah = "posyandu kelurahan dibiayai APB Desa"
        elif (lokasi := tempat.get(a.baris_id)) and not any(_bertemu(kode, x) for x in lokasi):
            salah = f"kegiatannya di luar lokasi baris {a.baris.kode_kegiatan}"
        else:
            continue
        yield tentang_alokasi(a, f"{salah[0].upper()}{salah[1:]} ({rupiah(a.nilai)}).", a.nilai)


def _bertemu(kode: str, lokasi: str) -> bool:
    """A unit in the place, or a Tim Pembina whose area holds it."""
    return kode_lib.di_bawah(kode, lokasi) or kode_lib.di_bawah(lokasi, kode)


# Matters of the kabupaten that a village does not pay for (UU 23/2014 annex; planning study A13).
URUSAN_KABUPATEN = (
    "puskesmas",
    "rumah sakit",
    "rsud",
    "sekolah dasar",
    "sdn",
    "smpn",
    "sekolah menengah",
    "tenaga kesehatan puskesmas",
    "jalan kabupaten",
)
ASET_DESA = (
    "gedung posyandu",
    "pembangunan posyandu",
    "rehabilitasi posyandu",
    "poskesdes",
    "polindes",
    "balai desa",
    "milik desa",
)
HIBAH_BKK = ("5.1.05", "5.4")  # hibah, bantuan keuangan


def a13(bahan: Lingkup) -> Iterator[Kandidat]:
    """The wrong government pays: a village for a matter of the kabupaten, or an office builds a village's own asset
    without hibah or bantuan keuangan. By words in the line's name; an APBD line without an account is not judged."""
    for b in bahan.baris:
        if b.dokumen.status == StatusDokumen.DIUBAH:
            continue
        skema = b.dokumen.uraian_jenis.skema
        if skema == "apbdes" and ada_kata(b.uraian, URUSAN_KABUPATEN):
            yield tentang_baris(b, f"Desa membiayai urusan kabupaten: {b.kode_kegiatan} {b.uraian[:150]}.", b.pagu)
        elif skema == "apbd" and ada_kata(b.uraian, ASET_DESA) and _modal(b.kode_rekening):
            kalimat = f"Aset desa dibangun perangkat daerah tanpa hibah atau bantuan keuangan: {b.uraian[:150]}."
            yield tentang_baris(b, kalimat, b.pagu)


def _modal(rekening: str) -> bool:
    """An account that is neither hibah nor bantuan keuangan; none at all is no verdict."""
    return bool(rekening) and not any(rekening == k or rekening.startswith(f"{k}.") for k in HIBAH_BKK)


# Source → beginnings of activity codes its menu has. DAU yang ditentukan: pendidikan, kesehatan, pekerjaan umum,
# kelurahan (PMK 212/2022); DAK nonfisik: BOP PAUD, BOK, BOKB, PPA. From memory, confidence medium; BKK menus are each
# region's own and are not judged.
MENU = {
    "dau_ditentukan": ("1.01", "1.02", "1.03", "7.01.03.2.02"),
    "dak_nonfisik": ("1.01", "1.02", "2.08", "2.14"),
}
NAMA_MENU = {"dau_ditentukan": "DAU yang ditentukan", "dak_nonfisik": "DAK nonfisik"}


def a14(bahan: Lingkup) -> Iterator[Kandidat]:
    """Earmarked money outside its menu, or Dana Desa for a kelurahan."""
    for b in bahan.baris:
        if b.dokumen.status == StatusDokumen.DIUBAH:
            continue
        for s in b.sumber_list.all():
            menu = MENU.get(s.sumber)
            if menu and not b.kode_kegiatan.startswith(tuple(f"{m}." for m in menu)):
                kalimat = f"{NAMA_MENU[s.sumber]} dipakai untuk {b.kode_kegiatan} {b.uraian[:120]}, di luar menunya."
                yield tentang_baris(b, kalimat, s.nilai if s.nilai is not None else b.pagu, ekor=f"/{s.pk}")
    for a in bahan.alokasi:
        sumber = a.sumber.sumber if a.sumber else a.baris.sumber_dana
        if sumber == "DDS" and _kelurahan(a):
            yield tentang_alokasi(a, f"Dana Desa dipakai untuk posyandu kelurahan ({rupiah(a.nilai)}).", a.nilai)
