"""Sums: more than there is, twice for the same, and what does not add up."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from accounts.roles import Peran
from planning.models import Alokasi, ButirRab
from planning.pemeriksaan.dasar import (
    NOL,
    Kandidat,
    kelompok,
    lipat,
    pemilik,
    tentang_alokasi,
    tentang_baris,
)
from planning.pemeriksaan.insentif import bulan_dibayar
from planning.pemeriksaan.lingkup import Lingkup, jumlah
from posyandu_app.lib.uang import rupiah

SEN = Decimal("0.01")


def a01(bahan: Lingkup) -> Iterator[Kandidat]:
    """Allocations of a line add up to more than its ceiling. Added up from the allocations themselves, so that rows
    that came in by another door than planning.actions are seen; lines of drafts too."""
    for b in bahan.baris:
        lebih = bahan.per_baris.get(b.pk, NOL) - b.pagu
        if lebih > 0:
            kalimat = f"Alokasi baris {b.kode_kegiatan} melebihi pagunya ({rupiah(b.pagu)}) sebesar {rupiah(lebih)}."
            yield tentang_baris(b, kalimat, lebih)


def a02(bahan: Lingkup) -> Iterator[Kandidat]:
    """Allocations from one source of a line add up to more than its share. A share that is not known is A27."""
    per_sumber = jumlah((a.sumber_id, a.nilai) for a in bahan.alokasi if a.sumber_id)
    for b in bahan.baris:
        for s in b.sumber_list.all():
            lebih = per_sumber.get(s.pk, NOL) - s.nilai if s.nilai is not None else NOL
            if lebih > 0:
                kalimat = f"Alokasi dari {s} di baris {b.kode_kegiatan} melebihi bagiannya sebesar {rupiah(lebih)}."
                yield tentang_baris(b, kalimat, lebih, ekor=f"/{s.pk}")


def a03(bahan: Lingkup) -> Iterator[Kandidat]:
    """Payments (reversals taken off) of an allocation beyond its amount, or of a line beyond its ceiling."""
    for a in bahan.alokasi:
        lebih = bahan.terbayar.get(a.pk, NOL) - a.nilai
        if lebih > 0:
            kalimat = f"Pembayaran melebihi alokasinya ({rupiah(a.nilai)}) sebesar {rupiah(lebih)}."
            yield tentang_alokasi(a, kalimat, lebih)
    per_baris = jumlah((r.alokasi.baris_id, r.nilai) for r in bahan.realisasi)
    for b in bahan.baris:
        lebih = per_baris.get(b.pk, NOL) - b.pagu
        if lebih > 0:
            kalimat = f"Pembayaran dari baris {b.kode_kegiatan} melebihi pagunya sebesar {rupiah(lebih)}."
            yield tentang_baris(b, kalimat, lebih, ekor="/bayar")


def _komponen(a: Alokasi) -> str:
    """What of an activity an allocation pays: its component, else what it says it is for; empty: not said."""
    return a.komponen or lipat(a.keterangan)


def a07(bahan: Lingkup) -> Iterator[Kandidat]:
    """The same part of the same activity is paid from two lines; or one kader's incentive of one month by two payers.

    Seen: allocations that name their component or purpose, and months on payment lists that were opened. Not seen:
    money outside both (CSR, MBG), and allocations that say neither."""
    # What lines give to an incentive list is never more than the list (planning.actions.insentif).
    bernama = [a for a in bahan.alokasi if _komponen(a) and a.daftar_id is None]
    for daftar in kelompok(bernama, lambda a: (a.rekaman_id, a.kegiatan_id, _komponen(a))).values():
        if len({a.baris_id for a in daftar}) < 2:
            continue
        awal = min(daftar, key=lambda a: a.pk)
        nilai = sum((a.nilai for a in daftar), NOL) - max(a.nilai for a in daftar)
        apa = f"“{awal.get_dukungan_display().lower()} – {awal.komponen or awal.keterangan}”"
        baris = len({a.baris_id for a in daftar})
        yield tentang_alokasi(awal, f"Satu kegiatan dibayar untuk {apa} dari {baris} baris anggaran sekaligus.", nilai)
    yield from _insentif_ganda(bahan)


def _insentif_ganda(bahan: Lingkup) -> Iterator[Kandidat]:
    per_orang = kelompok(bulan_dibayar(bahan), lambda m: m.orang_id)
    for orang, bulan in per_orang.items():
        nilai, kena = NOL, set()
        for m in kelompok(bulan, lambda m: m.bulan).values():
            if len({x.pembayar_id for x in m}) > 1:
                nilai += sum((x.jumlah for x in m), NOL) - max(x.jumlah for x in m)
                kena.add(m[0].bulan)
        if kena:
            unit = bulan[0].baris.posyandu
            kalimat = f"Satu kader {unit.sebutan} masuk daftar bayar dua pembayar untuk {len(kena)} bulan yang sama."
            yield Kandidat(
                objek=f"registry.orang:{orang}/{bahan.tahun}",
                wilayah=unit.wilayah_id,
                kalimat=kalimat,
                nilai=nilai,
                pemilik=Peran.DINAS_PMD,
                posyandu=unit.pk,
            )


def _kali(butir: ButirRab) -> Decimal | None:
    """Product of the parts as typed; None where there are none or one is no number (then only the total is held)."""
    hasil = Decimal(1)
    try:
        for bagian in butir.koefisien:
            hasil *= Decimal(str(bagian[0]).replace(",", "."))
    except (InvalidOperation, IndexError, TypeError, KeyError):
        return None
    return hasil if butir.koefisien else None


def a16(bahan: Lingkup) -> Iterator[Kandidat]:
    """Arithmetic: parts × price of a RAB item, the items of an activity, the sources of a line."""
    for b in bahan.baris:
        bagian = [s.nilai for s in b.sumber_list.all()]
        beda = abs(sum((n for n in bagian if n is not None), NOL) - b.pagu)
        if bagian and None not in bagian and beda:
            kalimat = f"Jumlah sumber dana baris {b.kode_kegiatan} berbeda {rupiah(beda)} dari pagunya."
            yield tentang_baris(b, kalimat, beda)
    if bahan.satu is None:
        yield from _hitung_rab(bahan)


def _hitung_rab(bahan: Lingkup) -> Iterator[Kandidat]:
    for r in bahan.rab:
        volume = _kali(r)
        beda = abs((r.volume * r.harga).quantize(SEN, ROUND_HALF_UP) - r.jumlah)
        if beda or (volume is not None and volume != r.volume):
            kalimat = f"Butir RAB “{r.uraian}”: koefisien × harga tidak sama dengan jumlahnya ({rupiah(r.jumlah)})."
            yield tentang_rab(r, kalimat, beda or r.jumlah)
    for daftar in kelompok(bahan.rab, lambda r: r.kegiatan_id).values():
        kegiatan = daftar[0].kegiatan
        beda = abs(sum((r.jumlah for r in daftar), NOL) - kegiatan.biaya)
        if beda:
            kalimat = f"Jumlah butir RAB “{kegiatan.uraian}” berbeda {rupiah(beda)} dari biayanya."
            yield tentang_rab(daftar[0], kalimat, beda, objek=f"planning.kegiatanrencana:{kegiatan.pk}")


def tentang_rab(r: ButirRab, kalimat: str, nilai: Decimal | None, *, objek: str = "") -> Kandidat:
    """About an item of a plan: its unit's village, or the Tim Pembina's area, answers."""
    rencana = r.kegiatan.rencana
    w = rencana.posyandu.wilayah_id if rencana.posyandu else str(rencana.wilayah_id)
    return Kandidat(
        objek=objek or f"planning.butirrab:{r.pk}",
        wilayah=w,
        kalimat=kalimat,
        nilai=nilai,
        pemilik=pemilik(w),
        posyandu=rencana.posyandu_id,
    )
