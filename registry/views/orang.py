"""People and decrees of a unit: one form each, one URL each."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA, pilihan_bidang
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms import AkhiriForm, KaderForm, PengurusForm
from registry.models import Jabatan, Kader, Masa, Pengurus, Posyandu, SuratKeputusan
from registry.views.posyandu import ambil, remah_unit

Simpan = Callable[[Posyandu, dict[str, Any], User], object]


def _formulir(request: Permintaan, unit: Posyandu, form: forms.Form, simpan: Simpan, judul: str) -> HttpResponse:
    """Show the form, or store it and go back to the unit's people; a refusal stands at its field."""
    if request.method == "POST" and form.is_valid():
        try:
            simpan(unit, form.cleaned_data, request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, f"{judul}: tersimpan.")
            for kata in getattr(form, "peringatan", ()):
                messages.warning(request, f"Perhatikan: {kata}")
            return redirect("registry:orang-unit", unit.kode)
    konteks = {"form": form, "unit": unit, "remah": remah_unit(request, unit), "judul": judul}
    return render(request, "registry/formulir.html", konteks, status=422 if form.errors else 200)


def _surat(unit: Posyandu, jenis: str) -> QuerySet[SuratKeputusan]:
    """Decrees of the unit that a term may lean on, the newest first."""
    return SuratKeputusan.objects.filter(posyandu=unit, jenis=jenis).tidak_dicabut().order_by("-tanggal")


def _simpan_kader(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
    orang, _ = actions.cari_atau_buat_orang(isi, actor=actor)
    actions.tambah_kader(unit, orang, bidang=isi["bidang"], mulai=isi["mulai"], sk=isi["sk"], actor=actor)


def _simpan_pengurus(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
    orang, _ = actions.cari_atau_buat_orang(isi, actor=actor)
    kursi = {"jabatan": isi["jabatan"], "bidang": isi["bidang"], "sk": isi["sk"]}
    actions.dudukkan_pengurus(unit, orang, mulai=isi["mulai"], actor=actor, **kursi)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah_kader(request: Permintaan, kode: str) -> HttpResponse:
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    form = KaderForm(request.POST or None, surat=_surat(unit, "kader"))
    return _formulir(request, unit, form, _simpan_kader, "Tambah kader")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah_pengurus(request: Permintaan, kode: str) -> HttpResponse:
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    awal = {"jabatan": request.GET.get("jabatan", ""), "bidang": request.GET.get("bidang", "")}
    form = PengurusForm(request.POST or None, surat=_surat(unit, "pengurus"), initial=awal)
    return _formulir(request, unit, form, _simpan_pengurus, "Tetapkan pengurus")


def _akhiri(request: Permintaan, model: type[Masa], pk: int, akhiri: Callable[..., object]) -> HttpResponse:
    """End a term on a day."""
    rows = model.objects.select_related("orang", "posyandu__wilayah__induk__induk__induk")
    masa: Masa = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)

    def simpan(unit: Posyandu, isi: dict[str, Any], actor: User) -> None:
        akhiri(masa.pk, sampai=isi["sampai"], actor=actor)

    form = AkhiriForm(request.POST or None, initial={"sampai": hari_ini(masa.posyandu.kode)})
    return _formulir(request, masa.posyandu, form, simpan, f"Akhiri tugas {masa.orang.nama}")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def akhiri_kader(request: Permintaan, pk: int) -> HttpResponse:
    return _akhiri(request, Kader, pk, actions.akhiri_kader)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def akhiri_pengurus(request: Permintaan, pk: int) -> HttpResponse:
    return _akhiri(request, Pengurus, pk, actions.akhiri_pengurus)


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """The unit's people: chairs with the empty ones, kader by field, and who served before."""
    posyandu = ambil(request.user, kode)
    hari = hari_ini(kode)
    semua: list[Any] = []
    for model in (Pengurus, Kader):
        semua += model.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu).select_related("orang", "sk")
    jalan = [m for m in semua if _jalan(m, hari)]
    pengurus = [m for m in jalan if isinstance(m, Pengurus)]
    kader = [m for m in jalan if isinstance(m, Kader)]
    mantan = sorted((m for m in semua if not _jalan(m, hari)), key=lambda m: m.mulai, reverse=True)
    kursi = [(j, "") for j in (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)]
    kursi += [(Jabatan.KETUA_BIDANG, b) for b in SEMUA]
    duduk = {(p.jabatan, p.bidang): p for p in pengurus}
    konteks = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "kursi": [(sebutan_kursi(j, b), j, b, duduk.get((j, b))) for j, b in kursi],
        "per_bidang": [(b, NAMA[b], [k for k in kader if k.bidang == b]) for b in SEMUA],
        "mantan": mantan,
        "jumlah_kader": len({k.orang_id for k in kader}),
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
    }
    return render(request, "registry/orang/unit.html", konteks)


def _jalan(masa: Masa, hari: date) -> bool:
    return masa.mulai <= hari and (masa.sampai is None or masa.sampai > hari)


def sebutan_kursi(jabatan: str, bidang: str) -> str:
    return f"Ketua bidang {NAMA[bidang].lower()}" if bidang else str(Jabatan(jabatan).label)


@access(Cap.LIHAT)
@require_safe
def daftar_kader(request: Permintaan) -> HttpResponse:
    """Running kader terms of an area, by field or all."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    kode = area.kode
    if area.satu_unit:
        ambil(request.user, kode)
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(kode)
    rows = Kader.objects.for_user(request.user, Cap.LIHAT).filter(posyandu__in=units).berlaku(hari_ini(kode))
    bidang = request.GET.get("bidang", "")
    if bidang:
        rows = rows.filter(bidang=bidang[:20])
    hal = halaman(
        rows.select_related("orang", "posyandu__wilayah"), request.GET, {"posyandu": ("posyandu__kode", "id")}
    )
    konteks = {
        "hal": hal,
        "kode": kode,
        "bidang": bidang,
        "semua_bidang": pilihan_bidang(),
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:kader", tanya="wilayah"),
    }
    return render(request, "registry/kader.html", konteks)
