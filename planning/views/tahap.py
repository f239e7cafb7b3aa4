"""Stages side by side, and the lineage of a single line."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import tahap as actions
from planning.metrics_tahap import Banding, BarisTahap, Kelompok, banding, jumlah, kelompokkan
from planning.models import AsalBaris, BarisAnggaran, DokumenAnggaran
from planning.tahap import boleh_diturunkan
from planning.tahap import pemerintah as pemerintah_dari
from planning.views.dokumen import ambil
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah

PER = 150  # rows of a page; a file and a print have all
CALON = 30
KATA = {"hilang": "hilang", "turun": "turun", "naik": "naik", "baru": "baru", "tetap": "tetap", "satu": ""}


def pemerintah(area: Area) -> Wilayah:
    """The government whose documents an area reads; Http404 for the nation."""
    wilayah = pemerintah_dari(area.jalur)
    if wilayah is None:
        raise Http404
    return wilayah


@dataclass(frozen=True)
class Saringan:
    """What the page was asked to leave out."""

    bidang: str
    perangkat: str
    berubah: bool

    @classmethod
    def dari(cls, permintaan: Permintaan) -> "Saringan":
        ambil_ = permintaan.GET.get
        return cls(ambil_("bidang", "")[:20], ambil_("opd", "")[:120], ambil_("berubah", "") == "1")

    def pakai(self, rows: list[BarisTahap]) -> list[BarisTahap]:
        return [r for r in rows if self._cocok(r)]

    def _cocok(self, r: BarisTahap) -> bool:
        if self.bidang and r.wakil.bidang != ("" if self.bidang == "lintas" else self.bidang):
            return False
        return (not self.perangkat or r.wakil.perangkat_daerah == self.perangkat) and (not self.berubah or r.berubah)


def saran(r: BarisTahap) -> str:
    """What to do about a line that vanished or shrank while something points at it."""
    akhir = r.akhir
    if r.teralokasi and (akhir is None or akhir < r.teralokasi):
        sisa = "baris ini tidak ada lagi" if akhir is None else f"pagunya tinggal {rupiah(akhir)}"
        return f"{rupiah(r.teralokasi)} sudah terhubung, tetapi {sisa}. Kembalikan di draf, atau cabut alokasinya."
    if akhir is None:
        return "Kalau pindah ke kode lain, sambungkan di halaman baris itu. Kalau dihapus, cari sumber lain."
    if r.teralokasi:
        return f"{rupiah(r.teralokasi)} sudah terhubung; sisanya tinggal {rupiah(akhir - r.teralokasi)}."
    return "Sesuaikan rencana dengan pagu yang baru, atau usulkan lagi pada Perubahan."


@access(Cap.LIHAT_RENCANA)
@require_safe
def tahap(request: Permintaan) -> HttpResponseBase:
    """RKPD, APBD and what became of it side by side, by field; as a file with `?unduh=xlsx` or `csv`."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = tahun_dari(request.GET.get("tahun", ""), hari_ini(area.kode).year)
    konteks = dasar(request, area, tahun, "planning:tahap")
    if not area.jalur:
        return render(request, "planning/tahap/tahap.html", konteks)
    wilayah = pemerintah(area)
    isi, saring = banding(scope, wilayah, tahun), Saringan.dari(request)
    rows = saring.pakai(isi.rows)
    if request.GET.get("unduh", "") in BENTUK:
        nama = f"tahap-{wilayah.kode}-{tahun}"
        return jawab(request.GET["unduh"], nama, kolom_berkas(isi), iter(rows), judul=f"Tahap {tahun}")
    masalah = [(r, saran(r)) for r in rows if r.masalah]
    konteks |= {
        "wilayah": wilayah,
        "isi": isi,
        "masalah": masalah,
        "saring": saring,
        "bidang": [*pilihan_bidang(), ("lintas", "Lintas bidang")],
        "jumlah": jumlah(rows),
        "banyak": len(rows),
        **_halaman(request, rows),
    }
    return render(request, "planning/tahap/tahap.html", konteks)


def dasar(request: Permintaan, area: Area, tahun: int, nama: str) -> dict[str, Any]:
    """What a page of one area and year always needs."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    kini = hari_ini(area.kode).year
    return {
        "area": area,
        "tahun": tahun,
        "tahun_list": sorted({tahun, *range(kini - 2, kini + 2)}, reverse=True),
        "remah": remah(scope, area.atas, nama, tanya="wilayah"),
        "pilih_dulu": not area.jalur,
    }


def _halaman(request: Permintaan, rows: list[BarisTahap]) -> dict[str, Any]:
    """One page of rows in their groups. The lines are read already, so a page is a slice of them."""
    urut = [r for k in kelompokkan(rows) for r in k.rows]
    tanya = {k: str(v) for k, v in request.GET.items() if k not in ("hal", "unduh", "cetak")}
    alamat = "?" + urlencode(tanya) + ("&" if tanya else "")
    if request.GET.get("cetak") == "1":
        return {"kelompok": kelompokkan(urut), "alamat": alamat, "cetak": True}
    teks = request.GET.get("hal", "")
    akhir = max(1, -(-len(urut) // PER))
    hal = min(max(int(teks), 1), akhir) if teks.isascii() and teks.isdecimal() and len(teks) < 6 else 1
    kelompok: list[Kelompok] = kelompokkan(urut[(hal - 1) * PER : hal * PER])
    return {"kelompok": kelompok, "alamat": alamat, "hal_ke": hal, "hal_akhir": akhir}


def kolom_berkas(isi: Banding) -> tuple[Kolom, ...]:
    """The columns of the file: codes as text, amounts as numbers, an empty cell where a stage has no such line."""

    def pagu(k: int) -> Any:
        return lambda r: r.nilai[k]

    def beda(k: int, ke: int) -> Any:
        return lambda r: r.selisih[k][ke]

    hasil = [
        Kolom("Bidang", lambda r: r.wakil.get_bidang_display() or "Lintas bidang", 22),
        Kolom("Kode kegiatan", "wakil.kode_kegiatan", 22),
        Kolom("Kode sebelumnya", lambda r: ", ".join(r.kode_lama), 22),
        Kolom("Kode rekening", "wakil.kode_rekening", 20),
        Kolom("Uraian", "wakil.uraian", 50),
        Kolom("Perangkat daerah", "wakil.perangkat_daerah", 26),
    ]
    for k, satu in enumerate(isi.kolom):
        hasil.append(Kolom(satu.nama, pagu(k), 18))
        if k:
            hasil += [Kolom(f"Selisih {satu.nama}", beda(k, 1), 18), Kolom(f"% {satu.nama}", beda(k, 2), 10)]
    return (
        *hasil,
        Kolom("Keadaan", "keadaan", 10),
        Kolom("Terhubung ke kegiatan", "teralokasi", 18),
        Kolom("Realisasi", "terealisasi", 18),
        Kolom("Yang menunjuk", lambda r: ", ".join(f"{n} {apa}" for apa, n in r.penunjuk.items()), 24),
    )


@access(Cap.KELOLA_RENCANA)
@require_POST
def tautkan(request: Permintaan, pk: int) -> HttpResponse:
    """Join the lines of a document to those of its former stages by office and code."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    try:
        jumlah_baru = actions.tautkan_ke_sebelumnya(dokumen, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        pesan = (
            f"{jumlah_baru} baris dicocokkan dengan tahap sebelumnya."
            if jumlah_baru
            else "Tidak ada baris baru yang cocok."
        )
        messages.success(request, pesan)
    return redirect("planning:dokumen", pk)


def _baris(request: Permintaan, pk: int, duty: str) -> BarisAnggaran:
    rows = BarisAnggaran.objects.select_related("dokumen__wilayah", "asal__dokumen__wilayah")
    if duty == Cap.KELOLA_RENCANA:
        ditulis: BarisAnggaran = rows.ambil(request.user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)
        return ditulis
    baris = rows.untuk_bawahan(request.user, duty).filter(pk=pk).first()
    if baris is None:
        raise Http404
    return baris


@access(Cap.LIHAT_RENCANA)
@require_safe
def asal(request: Permintaan, pk: int) -> HttpResponse:
    """Where one line came from and what came of it; its keeper joins and parts by hand."""
    baris = _baris(request, pk, Cap.LIHAT_RENCANA)
    rows = AsalBaris.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA)
    tautan = list(
        rows.filter(Q(ke=baris) | Q(dari=baris)).select_related("dari__dokumen__wilayah", "ke__dokumen__wilayah")
    )
    boleh = request.user.scope_for(Cap.KELOLA_RENCANA).memuat(baris.dokumen.wilayah_id)
    sebelum = [t for t in tautan if t.ke_id == baris.pk]
    q = request.GET.get("q", "").strip()[:80]
    konteks = {
        "baris": baris,
        "sebelum": sebelum,
        "sesudah": [t for t in tautan if t.dari_id == baris.pk],
        "lanjutan": list(_lanjutan(request, baris)),
        "boleh": boleh,
        "q": q,
        "calon": _calon(request, baris, {t.dari_id for t in sebelum}, q) if boleh else [],
        "jumlah": sum((t.dari.pagu for t in sebelum), Decimal(0)),
    }
    return render(request, "planning/tahap/asal.html", konteks)


def _lanjutan(request: Permintaan, baris: BarisAnggaran) -> Iterator[BarisAnggaran]:
    rows = BarisAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(asal=baris)
    yield from rows.select_related("dokumen__wilayah")


def _calon(request: Permintaan, baris: BarisAnggaran, sudah: set[int], q: str) -> list[BarisAnggaran]:
    """Lines of former stages that it may have come from: of its program, or with the words asked for."""
    d = baris.dokumen
    dokumen = DokumenAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).exclude(status="dicabut")
    dokumen = dokumen.filter(tahun__lte=d.tahun_akhir, tahun_akhir__gte=d.tahun)
    asal_ = [x for x in dokumen.filter(wilayah__in=(d.wilayah_id, d.wilayah_id[:5])) if boleh_diturunkan(x, d)]
    rows = BarisAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(dokumen__in=asal_)
    rows = rows.exclude(pk__in=sudah).select_related("dokumen__wilayah")
    if q:
        return list(rows.filter(Q(uraian__icontains=q) | Q(kode_kegiatan__startswith=q))[:CALON])
    program = ".".join(baris.kode_kegiatan.split(".")[: 3 if d.uraian_jenis.skema == "apbd" else 2])
    return list(rows.filter(kode_kegiatan__startswith=f"{program}.")[:CALON])


@access(Cap.KELOLA_RENCANA)
@require_POST
def sambung(request: Permintaan, pk: int) -> HttpResponse:
    """Say that this line came from that one."""
    _baris(request, pk, Cap.KELOLA_RENCANA)
    teks = request.POST.get("dari", "")
    if not (teks.isascii() and teks.isdecimal() and len(teks) < 16):
        messages.error(request, "Pilih baris asalnya.")
    else:
        try:
            actions.sambung(pk, int(teks), actor=request.user)
        except Ditolak as galat:
            messages.error(request, str(galat))
        else:
            messages.success(request, "Baris tersambung.")
    return redirect("planning:asal-baris", pk)


@access(Cap.KELOLA_RENCANA)
@require_POST
def putus(request: Permintaan, pk: int) -> HttpResponse:
    """Take a join back."""
    baris = actions.putus(pk, actor=request.user)
    messages.success(request, "Sambungan dilepas.")
    return redirect("planning:asal-baris", baris.pk)
