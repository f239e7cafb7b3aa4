"""Surat permintaan kelengkapan: what each unit of a kecamatan still lacks, as a letter and as messages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.forms import SuratKeluarForm
from registry.kekurangan import Desa, bahan_permintaan, per_desa
from registry.models import Posyandu
from registry.persyaratan import periksa
from registry.templat import Konsep
from registry.templat.aturan import berlaku
from registry.views.konsep import isi_teks, kirim_docx
from registry.views.posyandu import ambil
from wilayah.models import Wilayah

PALING_BANYAK = 1000


def _area(request: Permintaan) -> Area:
    area = area_diminta(request.user.scope_for(Cap.LIHAT), request.GET.get("wilayah", ""), dengan_anak=True)
    if area.satu_unit:
        ambil(request.user, area.kode)
    return area


def _surat(request: Permintaan, area: Area, form: SuratKeluarForm) -> tuple[list[Desa], Konsep]:
    """What is missing in the area, and the letter about it."""
    hari = hari_ini(area.kode)
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).aktif()
    units: list[Posyandu] = list(rows.select_related("wilayah").order_by("kode")[:PALING_BANYAK])
    desa = per_desa(units, periksa(units, hari))
    ketik = form.cleaned_data if form.is_bound and form.is_valid() else {}
    lain = {"nomor_surat": ketik.get("nomor", "")}
    for kolom, penanda in (("tanggal", "tanggal_surat"), ("batas", "batas_waktu")):
        lain[penanda] = kata_tanggal(ketik[kolom]) if ketik.get(kolom) else ""
    bahan = bahan_permintaan(area.jalur, desa, hari, **lain)
    return desa, isi_teks(berlaku(area.kode[:13])["permintaan"], bahan)


@access(Cap.LIHAT)
@require_safe
def permintaan(request: Permintaan) -> HttpResponse:
    """The letter of a kecamatan (or one village); above it, which kecamatan."""
    area = _area(request)
    konteks: dict[str, Any] = {
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "anak": area.anak,
        "remah": remah(request.user.scope_for(Cap.LIHAT), area.atas, "registry:permintaan", tanya="wilayah"),
    }
    if kode_lib.tingkat(area.kode) not in ("kecamatan", "desa", "posyandu"):
        return render(request, "registry/surat/pilih_permintaan.html", konteks)
    form = SuratKeluarForm(request.GET if {"nomor", "tanggal", "batas"} & set(request.GET) else None)
    desa, surat = _surat(request, area, form)
    konteks |= {
        "form": form,
        "desa": [d for d in desa if d.kurang],
        "lengkap": sum(d.lengkap for d in desa),
        "kurang": sum(len(d.kurang) for d in desa),
        "konsep": surat,
        "tanya": request.GET.urlencode(),
    }
    return render(request, "registry/surat/permintaan.html", konteks)


@access(Cap.LIHAT)
@require_safe
def docx(request: Permintaan) -> HttpResponse:
    """The same letter as a Word document."""
    area = _area(request)
    if kode_lib.tingkat(area.kode) not in ("kecamatan", "desa", "posyandu"):
        raise Http404
    _, surat = _surat(request, area, SuratKeluarForm(request.GET))
    w: Wilayah = area.jalur[-1]
    return kirim_docx(surat, f"Permintaan kelengkapan {w.sebutan}", f"permintaan-kelengkapan-{w.kode}")
