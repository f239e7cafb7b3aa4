"""The planning calendar of an area: what is due next for a desa and for its kabupaten or kota."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import kalender as actions
from planning.forms_tahap import GerbangForm
from planning.kalender import DAERAH, DESA_, KEYAKINAN, Gerbang, berikutnya, gerbang
from planning.models import GerbangTahap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Jenis, Wilayah


@dataclass(frozen=True)
class BarisGerbang:
    """A gate as the page shows it."""

    g: Gerbang
    sisa: int
    berikut: bool

    @property
    def lewat(self) -> bool:
        return self.sisa < 0

    @property
    def keyakinan(self) -> str:
        return KEYAKINAN[self.g.keyakinan]


def _wilayah(area: Area) -> Wilayah:
    if not area.jalur:
        raise Http404
    return area.jalur[-1]


def _bagian(isi: list[Gerbang], untuk: str, hari: date) -> list[BarisGerbang]:
    dekat = berikutnya(isi, untuk, hari)
    return [BarisGerbang(g, g.sisa(hari), g == dekat) for g in isi if g.untuk == untuk]


@access(Cap.LIHAT_RENCANA)
@require_safe
def kalender(request: Permintaan) -> HttpResponse:
    """Gates of one budget year (by default the next one) with days left; what the area set itself can be taken back."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    hari = hari_ini(area.kode)
    tahun = tahun_dari(request.GET.get("tahun", ""), hari.year + 1)
    konteks: dict[str, Any] = {
        "area": area,
        "tahun": tahun,
        "hari": hari,
        "tahun_list": range(hari.year, hari.year + 3),
        "remah": remah(scope, area.atas, "planning:kalender", tanya="wilayah"),
        "kosong": not area.jalur,
    }
    if area.jalur:
        wilayah = _wilayah(area)
        isi = gerbang(wilayah, tahun)
        nama_desa = "Desa" if wilayah.jenis != Jenis.KELURAHAN else ""
        bagian = ((nama_desa, DESA_), ("Kabupaten/kota", DAERAH))
        konteks["bagian"] = [(nama, rows) for nama, untuk in bagian if (rows := _bagian(isi, untuk, hari))]
        konteks["boleh"] = not area.satu_unit and request.user.scope_for(Cap.KELOLA_RENCANA).memuat(area.kode)
        konteks["sendiri"] = _sendiri(request, area, tahun) if konteks["boleh"] else []
    return render(request, "planning/tahap/kalender.html", konteks)


def _sendiri(request: Permintaan, area: Area, tahun: int) -> list[GerbangTahap]:
    rows = GerbangTahap.objects.for_user(request.user, Cap.KELOLA_RENCANA)
    return list(rows.filter(wilayah=area.kode, tahun__in=(0, tahun)))


def _kembali(kode: str, tahun: int) -> str:
    return f"{reverse('planning:kalender')}?wilayah={kode}&tahun={tahun}"


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan) -> HttpResponse:
    """The area's own date of a gate."""
    scope = request.user.scope_for(Cap.KELOLA_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    tahun = tahun_dari(request.GET.get("tahun", ""), hari_ini(area.kode).year + 1)
    wilayah = _wilayah(area)
    form = GerbangForm(request.POST or None, tahun=tahun, initial={"gerbang": request.GET.get("gerbang", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.atur_gerbang(wilayah, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Tenggat tersimpan.")
            return redirect(_kembali(area.kode, tahun))
    konteks = {
        "form": form,
        "judul": "Tenggat daerah sendiri",
        "ket": f"Berlaku di {wilayah.sebutan} dan wilayah di bawahnya.",
        "kembali": _kembali(area.kode, tahun),
    }
    return render(request, "planning/tahap/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_POST
def hapus(request: Permintaan, pk: int) -> HttpResponse:
    """Back to the date that holds without the area's own."""
    baris = actions.hapus_gerbang(pk, actor=request.user)
    messages.success(request, "Tenggat daerah dihapus; kembali ke ketentuan di atasnya.")
    return redirect(_kembali(baris.wilayah_id, baris.tahun or hari_ini().year + 1))
