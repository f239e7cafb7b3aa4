"""Work and money side by side: work without money, money without work, money without a result."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef

from planning.metrics_pelaksanaan import dibayar_lewat_rencana
from planning.models import Alokasi, StatusAlokasi
from planning.pemeriksaan.dasar import NOL, Kandidat, kelompok, tentang_baris, tentang_unit
from planning.pemeriksaan.lingkup import Lingkup, jumlah
from posyandu_app.lib.uang import rupiah

# From which month on a line without any activity is idle (half the year). Ours: no rule names a month.
BULAN_MENGANGGUR = 7
HAMPIR_HABIS = Decimal("0.9")


def a04(bahan: Lingkup) -> Iterator[Kandidat]:
    """Activities of the year to which no money is tied, one finding for each unit. How much they cost is not known, so
    no amount is said. An activity that cost nothing says so by an allocation of a swadaya line; there is no other mark
    yet."""
    terikat = Alokasi.objects.filter(rekaman=OuterRef("pk"), status=StatusAlokasi.BERLAKU)
    per_unit = (
        bahan.kegiatan.filter(~Exists(terikat), ~dibayar_lewat_rencana()).values("posyandu").annotate(n=Count("pk"))
    )
    for isi in per_unit.order_by("posyandu"):
        posyandu = bahan.unit.get(isi["posyandu"])
        if posyandu is not None:
            kalimat = f"{isi['n']} kegiatan {posyandu.sebutan} tahun {bahan.tahun} belum terhubung ke anggaran."
            yield tentang_unit(posyandu, kalimat, ekor=f"/{bahan.tahun}")


def a05(bahan: Lingkup) -> Iterator[Kandidat]:
    """A line tagged as a posyandu's with money and without any activity once half the year is over."""
    for b in bahan.baris_berlaku:
        lewat = (bahan.hari.year, bahan.hari.month) >= (b.dokumen.tahun, BULAN_MENGANGGUR)
        if lewat and b.pagu and not bahan.per_baris.get(b.pk) and bahan.bertanda(b):
            kalimat = f"Baris {b.kode_kegiatan} ({rupiah(b.pagu)}) belum punya kegiatan padahal tahunnya sudah separuh."
            yield tentang_baris(b, kalimat, b.pagu)


def a25(bahan: Lingkup) -> Iterator[Kandidat]:
    """At least nine tenths of a line are spent and no result is there: no output volume on the line, and the
    activities it paid for served nobody (or are still only planned)."""
    terbayar = jumlah((r.alokasi.baris_id, r.nilai) for r in bahan.realisasi)
    per_baris = kelompok(bahan.alokasi, lambda a: a.baris_id)
    for b in bahan.baris_berlaku:
        nilai = terbayar.get(b.pk, NOL)
        if not b.pagu or nilai < b.pagu * HAMPIR_HABIS:
            continue
        alokasi = per_baris.get(b.pk, [])
        if any(a.daftar_id for a in alokasi):
            continue  # what came of it is the list itself: the people paid
        dilayani = sum(a.rekaman.terlayani for a in alokasi if a.rekaman)
        if not dilayani or b.volume == 0:
            kalimat = (
                f"{rupiah(nilai)} dari baris {b.kode_kegiatan} sudah dibayar, keluarannya nol atau belum dilaporkan."
            )
            yield tentang_baris(b, kalimat, nilai)
