"""Papers of an area: Tim Pembina at each level, RPJM Desa of a desa; when the head of the area changed."""

from typing import Any

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions, pracek
from registry.actions.surat import salah_jenis
from registry.forms import PergantianForm, SuratWilayahForm
from registry.models import JenisSuratWilayah, PergantianKepala, PindaianLamaWilayah, SuratWilayah
from registry.sebutan import kepala
from registry.views import surat_umum as umum
from registry.views.posyandu import ambil
from wilayah.models import Wilayah


def ambil_surat(user: User, pk: int) -> SuratWilayah:
    """A paper of the person's area or of one above it; 404 otherwise."""
    rows = SuratWilayah.objects.untuk_bawahan(user, Cap.LIHAT)
    surat: SuratWilayah | None = rows.select_related("wilayah__induk__induk__induk", "berkas").filter(pk=pk).first()
    if surat is None:
        raise Http404
    return surat


def _ambil_tulis(user: User, pk: int) -> SuratWilayah:
    rows = SuratWilayah.objects.select_related("wilayah__induk__induk__induk", "berkas")
    surat: SuratWilayah = rows.ambil(user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    return surat


def _jalur(wilayah: Wilayah) -> list[Wilayah]:
    rows: list[Wilayah] = []
    w: Wilayah | None = wilayah
    while w is not None:
        rows.insert(0, w)
        w = w.induk
    return rows


def _remah(request: Permintaan, jalur: list[Wilayah]) -> list[tuple[str, str]]:
    return remah(request.user.scope_for(Cap.LIHAT), jalur, "registry:surat-wilayah-daftar", tanya="wilayah")


def pilihan_jenis(wilayah: Wilayah) -> list[tuple[str, str]]:
    """Kinds of papers such an area can have."""
    return [(str(j), j.label) for j in JenisSuratWilayah if not salah_jenis(wilayah, j)]


def _area_tulis(request: Permintaan) -> Area:
    """The area asked for, within the duty to manage; 404 for the nation, which has no row of its own."""
    area = area_diminta(request.user.scope_for(Cap.KELOLA_POSYANDU), request.GET.get("wilayah", ""))
    if not area.jalur or area.satu_unit:
        raise Http404
    return area


@access(Cap.LIHAT)
@require_safe
def dari_unit(request: Permintaan, kode: str) -> HttpResponse:
    """From a unit's checklist to the place where its village's paper is filed, or seen."""
    unit = ambil(request.user, kode)
    jenis = request.GET.get("jenis", "")
    tanya = f"?wilayah={unit.wilayah_id}" + (f"&jenis={jenis}" if jenis in JenisSuratWilayah.values else "")
    if request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(unit.wilayah_id):
        return redirect(reverse("registry:surat-wilayah-tambah") + tanya)
    return redirect(reverse("registry:surat-unit", args=[kode]) + "#desa")


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan) -> HttpResponse:
    """File a paper of an area, with or without its scan."""
    area = _area_tulis(request)
    w = area.jalur[-1]
    jenis = request.GET.get("jenis", "")
    pilihan = pilihan_jenis(w)
    awal = {"jenis": jenis if jenis in dict(pilihan) else pilihan[0][0], "penanda_tangan": kepala(w)}
    form = SuratWilayahForm(
        request.POST or None, request.FILES or None, initial=awal, hari=hari_ini(w.pk), pilihan=pilihan
    )
    konteks = _konteks(request, area.jalur) | {"judul": "Catat surat wilayah"}
    konteks["kembali"] = f"{reverse('registry:surat-wilayah-daftar')}?wilayah={w.pk}"
    if request.method == "POST" and form.is_valid():
        isi, pindaian = umum.pisah(form.cleaned_data)
        try:
            surat = actions.tambah_surat_wilayah(w, isi, actor=request.user, pindaian=pindaian)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, f"{surat.get_jenis_display()} {surat.nomor} tersimpan.")
            return redirect(konteks["kembali"])
    return umum.formulir(request, form, konteks)


def _konteks(request: Permintaan, jalur: list[Wilayah]) -> dict[str, Any]:
    w = jalur[-1]
    return {"remah": _remah(request, jalur), "tempat": w.sebutan, "tanpa_rpjm": w.kelurahan}


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One paper of an area."""
    surat = ambil_surat(request.user, pk)
    ganti = PergantianKepala.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah=surat.wilayah_id)
    pergantian = ganti.aggregate(akhir=Max("tanggal"))["akhir"]
    lama = PindaianLamaWilayah.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(surat=surat)
    konteks = _konteks(request, _jalur(surat.wilayah)) | {
        "tanda": pracek.tanda(surat, hari_ini(surat.wilayah_id), pergantian=pergantian),
        "lama": list(lama.select_related("berkas")),
        "riwayat": Catatan.objects.untuk(surat)[: umum.RIWAYAT],
        "boleh_pindaian": True,
        "daftar": f"{reverse('registry:surat-wilayah-daftar')}?wilayah={surat.wilayah_id}",
    }
    if not request.user.scope_for(Cap.LIHAT).memuat(surat.wilayah_id):
        konteks["daftar"] = reverse("registry:surat-wilayah-daftar")
    return umum.rinci(request, surat, surat.wilayah_id, konteks)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    surat = _ambil_tulis(request.user, pk)
    form = SuratWilayahForm(
        request.POST or None,
        initial=umum.awal(surat),
        hari=hari_ini(surat.wilayah_id),
        pilihan=pilihan_jenis(surat.wilayah),
    )
    return umum.ubah(request, surat, form, _konteks(request, _jalur(surat.wilayah)))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def pindaian(request: Permintaan, pk: int) -> HttpResponse:
    surat = _ambil_tulis(request.user, pk)
    return umum.pindaian(request, surat, _konteks(request, _jalur(surat.wilayah)))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    surat = _ambil_tulis(request.user, pk)
    return umum.cabut(request, surat, _konteks(request, _jalur(surat.wilayah)))


@access(Cap.LIHAT)
@require_safe
def berkas(request: Permintaan, pk: int) -> HttpResponseBase:
    """The scan; with `?lama=` an earlier one."""
    surat = ambil_surat(request.user, pk)
    rows = PindaianLamaWilayah.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(surat=surat)
    return umum.kirim(request, surat, rows.select_related("berkas"))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def pergantian(request: Permintaan) -> HttpResponse:
    """Note that the head of an area changed; take back one noted by mistake."""
    area = _area_tulis(request)
    w = area.jalur[-1]
    form = PergantianForm(request.POST if "tanggal" in request.POST else None)
    kini = f"{request.path}?wilayah={w.pk}"
    if request.method == "POST" and request.POST.get("hapus", "").isdecimal():
        actions.hapus_pergantian_kepala(int(request.POST["hapus"][:15]), actor=request.user)
        messages.success(request, "Pergantian dihapus dari catatan.")
        return redirect(kini)
    if request.method == "POST" and form.is_valid():
        try:
            actions.catat_pergantian_kepala(w, actor=request.user, **form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Pergantian tercatat. Keputusan TP sebelum itu ditandai perlu diperbarui.")
            return redirect(kini)
    rows = PergantianKepala.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(wilayah=w)
    konteks = {"form": form, "baris": list(rows), "area": w, "remah": _remah(request, area.jalur), "kepala": kepala(w)}
    return render(request, "registry/surat/pergantian.html", konteks, status=422 if form.errors else 200)
