"""The cards of a person and the monthly recap tables of a unit, on the screen, on paper and as files."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.hitung_kartu import Isi
from spm_services.katalog.rekap_kartu import REKAP
from spm_services.metrics_kartu import BarisRekap, isi_kartu, kartu_warga, kolom_angka, rekap_tahun
from spm_services.models import Keanggotaan, Warga

TAHUN_AWAL = 2020


@access(Cap.LIHAT_WARGA)
@require_safe
def kartu(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The cards of one person, newest visit last, as on paper; closed answers for nakes and whoever recorded them."""
    warga: Warga = Warga.objects.ambil(request.user, Cap.LIHAT_WARGA, seen_with=Cap.LIHAT_WARGA, uuid=uuid)
    anggota = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(warga=warga).berjalan()
    milik = anggota.select_related("posyandu__wilayah").order_by("jenis").first()
    if milik is None:
        raise Http404
    unit = milik.posyandu
    tampak = request.user.scope_for(Cap.LIHAT_TERTUTUP).memuat(unit.kode)

    def lihat(isi: Isi) -> bool:
        return tampak or isi.pencatat == {request.user.pk}

    semua = kartu_warga(warga, min(hari_ini(unit.kode), warga.wafat or hari_ini(unit.kode)))
    pilih = next((k for k in semua if k.kode == request.GET.get("kartu")), semua[0])
    kepala, rows = isi_kartu(pilih, warga, lihat=lihat)
    konteks = {"warga": warga, "unit": unit, "semua": semua, "kartu": pilih, "kepala": kepala, "rows": rows}
    return render(request, "spm_services/kartu/orang.html", konteks)


def _diminta(request: Permintaan) -> tuple[Posyandu, str, int]:
    """(unit, table, year) of the query; the person's only unit where none is named. Http404 for what is not there."""
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT_WARGA).select_related("wilayah")
    kode = request.GET.get("unit", "")
    unit = rows.filter(kode=kode).first() if kode else rows.aktif().order_by("kode").first()
    tabel, kini = request.GET.get("tabel", "rekap_anak"), hari_ini(unit.kode if unit else "ID").year
    tahun = request.GET.get("tahun", str(kini))
    if unit is None or tabel not in REKAP or not tahun.isdigit() or not TAHUN_AWAL <= int(tahun) <= kini:
        raise Http404
    return unit, tabel, int(tahun)


def _baris(request: Permintaan, unit: Posyandu, tabel: str, tahun: int) -> list[BarisRekap]:
    tampak = request.user.scope_for(Cap.LIHAT_TERTUTUP).memuat(unit.kode)
    return rekap_tahun(tabel, unit, tahun, hari_ini(unit.kode), lihat_tertutup=tampak)


@access(Cap.LIHAT_WARGA)
@require_safe
def rekap(request: Permintaan) -> HttpResponse:
    """One recap table of a unit and a year, a row a month, in the Puskesmas' own columns."""
    unit, tabel, tahun = _diminta(request)
    konteks: dict[str, Any] = {
        "unit": unit,
        "tabel": REKAP[tabel],
        "kolom": kolom_angka(REKAP[tabel]),
        "semua": list(REKAP.values()),
        "tahun": tahun,
        "tahun_lain": range(hari_ini(unit.kode).year, hari_ini(unit.kode).year - 3, -1),
        "rows": _baris(request, unit, tabel, tahun),
    }
    return render(request, "spm_services/kartu/rekap.html", konteks)


@access(Cap.LIHAT_WARGA)
@require_POST
def unduh_rekap(request: Permintaan) -> HttpResponseBase:
    """The table as a file; taking it leaves a row in the log."""
    unit, tabel, tahun = _diminta(request)
    bentuk = request.POST.get("bentuk", "xlsx")
    if bentuk not in BENTUK:
        raise Http404
    rows = _baris(request, unit, tabel, tahun)
    kolom = (
        Kolom("Bulan", "bulan.nama", 16),
        *(Kolom(f"{k.nomor}. {k.judul}", _sel(n), 12) for n, k in enumerate(kolom_angka(REKAP[tabel]))),
    )
    isi = {"daftar": tabel, "unit": unit.kode, "tahun": tahun, "bentuk": bentuk}
    record(request.user, "ekspor", unit, perubahan={k: [None, v] for k, v in isi.items()})
    judul = f"{REKAP[tabel].nama}, {unit.sebutan}, {tahun}"
    hasil: HttpResponseBase = jawab(bentuk, f"{tabel}-{unit.kode}-{tahun}", kolom, rows, judul=judul)
    return hasil


def _sel(n: int) -> Any:
    return lambda baris: baris.angka[n]
