"""The trace: rupiah → line → allocation → activity → people, and back up to the plan; the two early lists."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning import jejak
from planning import metrics_uang as angka
from planning.jejak_indikator import indikator_di_atas
from planning.metrics_pelaksanaan import TERTUTUP, pelaksanaan_terlihat
from planning.models import Alokasi, BantuanLuar, BarisAnggaran, StatusAlokasi, StatusBantuan
from planning.views.uang import tahun_diminta
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.tabel import Kolom, jawab
from spm_services.models import Keanggotaan, Keluarga, Rekaman
from spm_services.tampak_tiket import inisial

UNTUK = (
    "sumber",
    "rekaman__posyandu__wilayah",
    "kegiatan__rencana__posyandu",
    "kegiatan__rencana__wilayah",
    "daftar__pembayar__wilayah",
    "posyandu__wilayah",
)
PALING_BANYAK = 5000  # rows of an early list as a file


@access(Cap.LIHAT_RENCANA)
@require_safe
def baris(request: Permintaan, pk: int) -> HttpResponse:
    """One line with the plan above it and the work below it."""
    rows = BarisAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA)
    row = rows.select_related("dokumen__wilayah").filter(pk=pk).first()
    if row is None:
        raise Http404
    alokasi = Alokasi.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(baris=row, status=StatusAlokasi.BERLAKU)
    alokasi = alokasi.select_related(*UNTUK).prefetch_related(pelaksanaan_terlihat(request.user))
    hal = halaman(alokasi, request.GET, {"-id": ("id",)})
    tahap = jejak.leluhur(row, request.user)
    konteks = {
        "baris": row,
        "tahap": tahap,
        "indikator": indikator_di_atas(row, [t.baris for t in tahap], request.user),
        "hal": hal,
        "terlayani": sum(r.terlayani for r in _dibiayai(hal.rows)),
    }
    return render(request, "planning/uang/jejak_baris.html", konteks)


def _dibiayai(rows: Iterable[Alokasi]) -> set[Rekaman]:
    """Records that these allocations paid for, directly or through the planned activity they carried out."""
    rencana = {p.rekaman for a in rows if a.kegiatan for p in a.kegiatan.jadi}
    return {a.rekaman for a in rows if a.rekaman} | rencana


@access(Cap.LIHAT_RENCANA)
@require_safe
def kegiatan(request: Permintaan, kunci: UUID) -> HttpResponse:
    """One activity: the lines that pay for it with their plan, and whom it served (masked without LIHAT_WARGA)."""
    rows = Rekaman.objects.select_related("posyandu__wilayah", "warga", "keluarga")
    rekaman: Rekaman = rows.ambil(request.user, Cap.LIHAT_CATATAN, seen_with=Cap.LIHAT_CATATAN, kunci=kunci)
    alokasi = Alokasi.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(status=StatusAlokasi.BERLAKU)
    alokasi = alokasi.filter(Q(rekaman=rekaman) | Q(kegiatan__pelaksanaan_list__rekaman=rekaman))
    bantuan = BantuanLuar.objects.for_user(request.user, Cap.LIHAT_RENCANA)
    isi = list(alokasi.select_related("sumber", "kegiatan", "baris__dokumen__wilayah").order_by("pk"))
    tahap = jejak.leluhur(isi[0].baris, request.user) if isi else []
    konteks = {
        "rekaman": rekaman,
        "alokasi_list": isi,
        "bantuan_list": bantuan.filter(rekaman=rekaman, status=StatusBantuan.BERLAKU),
        "tahap": tahap,
        "indikator": indikator_di_atas(isi[0].baris, [t.baris for t in tahap], request.user) if isi else [],
        "dilayani": jejak.dilayani(rekaman, request.user),
        "boleh": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(rekaman.posyandu.kode),
    }
    return render(request, "planning/uang/jejak_kegiatan.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def keluarga(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Convergence: one household across lines, for a year; its head by initials without LIHAT_WARGA."""
    rows = Keluarga.objects.select_related("posyandu__wilayah")
    satu: Keluarga = rows.ambil(request.user, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, uuid=uuid)
    tahun, user = tahun_diminta(request), request.user
    anggota = Keanggotaan.objects.for_user(user, Cap.LIHAT_RENCANA).filter(keluarga=satu).berjalan()
    warga = list(anggota.values_list("warga", flat=True))
    catatan = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(tanggal__year=tahun)
    catatan = catatan.filter(Q(keluarga=satu) | Q(warga__in=warga)).exclude(layanan__in=TERTUTUP)
    isi = list(catatan.order_by("-tanggal", "-pk")[:500])
    terang = user.scope_for(Cap.LIHAT_WARGA).memuat(satu.posyandu.kode)
    uang = jejak.uang_keluarga(user, satu, isi)
    dibayar = {r.pk for u in uang for r in u.kena}
    konteks = {
        "keluarga": satu,
        "nama": satu.nama if terang else inisial(satu.nama),
        "terang": terang,
        "tahun": tahun,
        "jiwa": len(warga),
        "uang": uang,
        "baris": len({u.alokasi.baris_id for u in uang}),
        "layanan": len(isi),
        "tanpa": [r for r in isi if r.pk not in dibayar],
    }
    return render(request, "planning/uang/jejak_keluarga.html", konteks)


KOLOM_BARIS = (
    Kolom("Dokumen", lambda b: str(b.dokumen), 40),
    Kolom("Kode", "kode_kegiatan", 22),
    Kolom("Uraian", "uraian", 60),
    Kolom("Perangkat daerah", "perangkat_daerah", 28),
    Kolom("Sumber dana", lambda b: b.get_sumber_dana_display(), 24),
    Kolom("Pagu", "pagu", 18),
    Kolom("Teralokasi", "teralokasi", 18),
    Kolom("Realisasi", "terealisasi", 18),
)
KOLOM_LAYANAN = (
    Kolom("Tanggal", "tanggal", 12),
    Kolom("Kegiatan", lambda r: r.entri.nama, 50),
    Kolom("Bidang", lambda r: r.get_bidang_display(), 22),
    Kolom("Posyandu", "posyandu.nama", 24),
    Kolom("Desa/kelurahan", "posyandu.wilayah.nama", 24),
    Kolom("Terlayani", "terlayani", 10),
)


def _daftar_awal(
    request: Permintaan, rows_dari: Any, urutan: Mapping[str, tuple[str, ...]], lengkap: tuple[str, ...],
    kolom: tuple[Kolom, ...], templat: str,
) -> HttpResponseBase:  # fmt: skip
    """An early list as a page, or all of it as a workbook (`?bentuk=xlsx`)."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area, tahun = area_diminta(scope, request.GET.get("wilayah", "")), tahun_diminta(request)
    rows = rows_dari(scope, area.kode, tahun).select_related(*lengkap)
    nama = f"{templat.replace('_', '-')}-{area.kode}-{tahun}"
    if request.GET.get("bentuk") == "xlsx":
        hasil: HttpResponseBase = jawab("xlsx", nama, kolom, rows[:PALING_BANYAK], judul=nama)
        return hasil
    konteks = {
        "area": area,
        "remah": remah(scope, area.atas, f"planning:{templat.replace('_', '-')}", tanya="wilayah"),
        "tahun": tahun,
        "hal": halaman(rows, request.GET, urutan, per=40),
    }
    return render(request, f"planning/uang/{templat}.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def tanpa_layanan(request: Permintaan) -> HttpResponseBase:
    """Lines in force with money for posyandu and no activity done."""
    urutan = {"-pagu": ("pagu", "id")}
    rows = angka.anggaran_tanpa_layanan
    return _daftar_awal(request, rows, urutan, ("dokumen__wilayah",), KOLOM_BARIS, "tanpa_layanan")


@access(Cap.LIHAT_RENCANA)
@require_safe
def tanpa_anggaran(request: Permintaan) -> HttpResponseBase:
    """Activities of the year that no line and no support outside documents pays for."""
    urutan = {"-tanggal": ("tanggal", "id")}
    rows = angka.layanan_tanpa_anggaran
    return _daftar_awal(request, rows, urutan, ("posyandu__wilayah",), KOLOM_LAYANAN, "tanpa_anggaran")
