"""Steps of a plan, and its annex on paper and as a file."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from planning.actions import kerja as aksi
from planning.actions._kerja import tugas_sahkan
from planning.forms import AlasanForm
from planning.forms_kerja import SahkanForm
from planning.lembar_kerja import BULAN_PENDEK, KOLOM_KERJA, lembar
from planning.models import KegiatanRencana, RencanaKerja, StatusRencana
from planning.views.kerja import ambil, desa, kepala, tahun_diminta, wajib_tulis
from planning.workflow_kerja import RENCANA
from planning.workflow_kerja import langkah as langkah_rencana
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.tabel import BENTUK, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Jabatan, Pengurus


@access(Cap.LIHAT_RENCANA)
@require_POST
def ajukan(request: Permintaan, pk: int) -> HttpResponse:
    """Hand the plan in to the kepala desa/lurah."""
    rencana = ambil(request.user, pk)
    wajib_tulis(request.user, rencana)
    try:
        RENCANA.apply(pk, langkah_rencana(rencana, "ajukan").name, actor=request.user)
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Rencana kerja diajukan. Sampai disahkan atau dikembalikan, isinya tetap.")
    return redirect("planning:kerja-rinci", pk)


def _langkah(
    request: Permintaan, rencana: RencanaKerja, form: forms.Form, langkah: Callable[[], str], judul: str
) -> HttpResponse:
    """Take a step with its form; a refusal stands over the form, which keeps what was typed."""
    if not request.user.scope_for(tugas_sahkan(rencana)).memuat(rencana.kode):
        raise PermissionDenied
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, langkah())
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            status = 409
        except Bentrok:
            form.add_error(None, "Rencana kerja ini berubah sejak Anda membukanya. Baca lagi isinya, lalu sahkan.")
            status = 409
        else:
            return redirect("planning:kerja-rinci", rencana.pk)
    konteks = {**kepala(request.user, rencana), "form": form, "judul": judul}
    return render(request, "planning/kerja/formulir.html", konteks, status=status if form.errors else 200)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def sahkan(request: Permintaan, pk: int) -> HttpResponse:
    """Endorse what was handed in, with the name and the day."""
    rencana = ambil(request.user, pk)
    form = SahkanForm(request.POST or None, initial={"tanggal": hari_ini(rencana.kode), "versi": rencana.versi})

    def langkah() -> str:
        aksi.sahkan(pk, actor=request.user, **form.cleaned_data)
        return "Rencana kerja disahkan. Cetak sebagai lampiran."

    return _langkah(request, rencana, form, langkah, "Sahkan rencana kerja")


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def kembalikan(request: Permintaan, pk: int) -> HttpResponse:
    """Send it back to be mended, with a reason."""
    rencana = ambil(request.user, pk)
    form = AlasanForm(request.POST or None)

    def langkah() -> str:
        nama = langkah_rencana(rencana, "kembalikan").name
        RENCANA.apply(pk, nama, actor=request.user, note=form.cleaned_data["alasan"])
        return "Rencana kerja dikembalikan dengan alasannya."

    return _langkah(request, rencana, form, langkah, "Kembalikan rencana kerja")


def _lampiran(rencana: RencanaKerja) -> str:
    """What the annex is attached to."""
    if rencana.posyandu is not None:
        return f"RKP Desa tahun {rencana.tahun}" if desa(rencana) else f"RKPD tahun {rencana.tahun} (DPA kecamatan)"
    return f"RKP Desa tahun {rencana.tahun}" if desa(rencana) else f"RKPD tahun {rencana.tahun}"


@access(Cap.LIHAT_RENCANA)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The annex: A4 landscape, sums, the total in words, two signatures."""
    rencana = ambil(request.user, pk)
    milik = KegiatanRencana.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(rencana=rencana)
    ketua = None
    if rencana.posyandu is not None:
        rows = Pengurus.objects.for_user(request.user, Cap.LIHAT).filter(
            posyandu=rencana.posyandu, jabatan=Jabatan.KETUA
        )
        ketua = rows.berlaku(hari_ini(rencana.kode)).select_related("orang").first()
    wilayah = rencana.posyandu.wilayah if rencana.posyandu else rencana.wilayah
    konteks = {
        **kepala(request.user, rencana),
        "lembar": lembar(milik),
        "lampiran": _lampiran(rencana),
        "ketua": ketua.orang.nama if ketua else "",
        "kepala_wilayah": _sebutan_kepala(rencana),
        "wilayah": wilayah,
        "bulan": BULAN_PENDEK,
        "dua_belas": range(1, 13),
        "tetap": rencana.status == StatusRencana.DISAHKAN,
    }
    return render(request, "planning/kerja/cetak.html", konteks)


def _sebutan_kepala(rencana: RencanaKerja) -> str:
    wilayah = rencana.posyandu.wilayah if rencana.posyandu else rencana.wilayah
    if wilayah is None:
        return ""
    sebutan = {"kelurahan": "Lurah", "kecamatan": "Camat", "kabupaten": "Bupati", "kota": "Wali Kota"}
    return f"{sebutan.get(wilayah.jenis, 'Kepala Desa' if desa(rencana) else 'Gubernur')} {wilayah.nama}"


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh(request: Permintaan, pk: int, bentuk: str) -> Any:
    """One plan as a file."""
    if bentuk not in BENTUK:
        raise Http404
    rencana = ambil(request.user, pk)
    milik = KegiatanRencana.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(rencana=rencana)
    rows = lembar(milik.select_related("rencana__posyandu__wilayah", "rencana__wilayah")).kegiatan
    return jawab(bentuk, f"rencana-kerja-{rencana.tahun}-{pk}", KOLOM_KERJA, rows, judul=f"Rencana {rencana.tahun}")


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh_wilayah(request: Permintaan, bentuk: str) -> Any:
    """All plans of an area for a year, activity by activity."""
    if bentuk not in BENTUK:
        raise Http404
    area = area_diminta(request.user.scope_for(Cap.LIHAT_RENCANA), request.GET.get("wilayah", ""))
    tahun = tahun_diminta(request, area.kode)
    rows = KegiatanRencana.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(rencana__tahun=tahun)
    if area.kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(area.kode)
        rows = rows.filter(rencana__posyandu__kode__gte=dari, rencana__posyandu__kode__lt=sampai)
    else:
        rows = rows.exclude(rencana__posyandu=None)
    rows = rows.select_related("rencana__posyandu__wilayah", "rencana__wilayah")
    rows = rows.order_by("rencana__posyandu__kode", "urutan", "pk")
    nama = f"rencana-kerja-{tahun}-{area.kode}"
    return jawab(bentuk, nama, KOLOM_KERJA, _beruntun(rows), judul=f"Rencana {tahun}")


def _beruntun(rows: Any) -> Iterator[KegiatanRencana]:
    yield from rows.iterator(chunk_size=500)
