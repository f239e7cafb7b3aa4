"""Tying a line: to planned work, from the line, and what share each of its sources has."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning import actions
from planning.actions import uang
from planning.forms_uang import AlokasiForm, PembagianForm
from planning.katalog import ANGGARAN
from planning.models import BarisAnggaran, BarisSumberDana, KegiatanRencana, StatusAlokasi, StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from spm_services.models import Rekaman

KEGIATAN_TAMPAK = 30


def baris_ditulis(user: User, pk: int, duty: str = Cap.ALOKASI) -> Any:
    """The line, with how many sources it has (`n_sumber`) and of how many the share is known (`n_tahu`)."""
    rows = BarisAnggaran.objects.select_related("dokumen__wilayah")
    rows = rows.annotate(n_sumber=Count("sumber_list"), n_tahu=Count("sumber_list__nilai"))
    return rows.ambil(user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)


def sumber_baris(user: User, row: BarisAnggaran) -> list[BarisSumberDana]:
    """The sources of a line that was read in scope."""
    rows = BarisSumberDana.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA)
    return list(rows.filter(baris=row).order_by("pk"))


def isi_alokasi(request: Permintaan, untuk: Rekaman | KegiatanRencana, row: Any, kembali: str) -> HttpResponse:
    """The form that ties an amount of the line (`baris_ditulis`) to the activity, done or planned."""
    satu = row.n_sumber == row.n_tahu == 1  # nothing to choose, nothing to ask the database
    sumber = [] if satu else sumber_baris(request.user, row)
    form = AlokasiForm(request.POST or None, sumber=sumber)
    if request.method == "POST" and form.is_valid():
        try:
            _, baru = actions.alokasikan(untuk, row, actions.IsiAlokasi(**form.cleaned_data), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Terhubung." if baru else "Alokasi ini sudah tersimpan tadi.")
            return redirect("planning:baris", row.pk)
    kelola = request.user.scope_for(Cap.KELOLA_RENCANA).memuat(row.dokumen.wilayah_id)
    konteks = {
        "form": form,
        "rekaman": untuk if isinstance(untuk, Rekaman) else None,
        "kegiatan": untuk if isinstance(untuk, KegiatanRencana) else None,
        "baris": row,
        "kembali": kembali,
        "perlu_dibagi": any(s.nilai is None for s in sumber),
        "boleh_bagi": kelola,
    }
    return render(request, "planning/alokasikan.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def bagi_sumber(request: Permintaan, pk: int) -> HttpResponse:
    """Fill in, once, what each source gives where the file named several sources and one amount."""
    row = baris_ditulis(request.user, pk, Cap.KELOLA_RENCANA)
    sumber = sumber_baris(request.user, row)
    form = PembagianForm(request.POST or None, sumber=sumber)
    if request.method == "POST" and form.is_valid():
        try:
            uang.bagi_sumber(pk, form.bagian(), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Pembagian sumber tersimpan.")
            return redirect("planning:baris", pk)
    tahu = [s for s in sumber if s.nilai is not None]
    konteks = {"form": form, "baris": row, "tahu": tahu, "lengkap": len(tahu) == len(sumber)}
    return render(request, "planning/uang/bagi_sumber.html", konteks, status=422 if form.errors else 200)


def _kegiatan(user: User, uuid: UUID) -> KegiatanRencana:
    rows = KegiatanRencana.objects.select_related("rencana__posyandu__wilayah", "rencana__wilayah")
    satu: KegiatanRencana = rows.ambil(user, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA, uuid=uuid)
    return satu


@access(Cap.ALOKASI)
@require_safe
def pilih_baris_rencana(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Which line pays for this planned activity: budgets in force of its year that reach it."""
    kegiatan = _kegiatan(request.user, uuid)
    rencana = kegiatan.rencana
    rows = BarisAnggaran.objects.for_user(request.user, Cap.ALOKASI).filter(
        dokumen__wilayah__in=kode_lib.leluhur(rencana.kode[:13]),
        dokumen__jenis__in=ANGGARAN,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__tahun__lte=rencana.tahun,
        dokumen__tahun_akhir__gte=rencana.tahun,
    )
    if rencana.posyandu and rencana.posyandu.wilayah.kelurahan:
        rows = rows.exclude(dokumen__wilayah=rencana.posyandu.wilayah_id)
    semua = list(rows.select_related("dokumen__wilayah"))
    sebidang = [b for b in semua if not kegiatan.bidang or b.bidang in (kegiatan.bidang, "")]
    konteks: dict[str, Any] = {"kegiatan": kegiatan, "sebidang": sebidang}
    konteks["lain"] = [b for b in semua if b not in sebidang]
    return render(request, "planning/uang/pilih_baris.html", konteks)


@access(Cap.ALOKASI)
@require_http_methods(["GET", "POST"])
def alokasikan_rencana(request: Permintaan, uuid: UUID, pk: int) -> HttpResponse:
    """The amount of the chosen line for the planned activity."""
    kegiatan = _kegiatan(request.user, uuid)
    row = baris_ditulis(request.user, pk)
    return isi_alokasi(request, kegiatan, row, reverse("planning:pilih-baris-rencana", args=[uuid]))


@access(Cap.ALOKASI)
@require_safe
def pilih_rencana(request: Permintaan, pk: int) -> HttpResponse:
    """From a line: planned activities of its year and area that no money is tied to yet."""
    row = baris_ditulis(request.user, pk)
    if not row.dokumen.bisa_alokasi:
        raise Http404
    rows = KegiatanRencana.objects.for_user(request.user, Cap.ALOKASI)
    rows = rows.filter(rencana__tahun__gte=row.dokumen.tahun, rencana__tahun__lte=row.dokumen.tahun_akhir)
    if row.bidang:
        rows = rows.filter(bidang__in=(row.bidang, ""))
    if row.dokumen.uraian_jenis.skema == "apbdes":
        rows = rows.filter(rencana__posyandu__wilayah=row.dokumen.wilayah_id)
    rows = rows.exclude(alokasi_list__status=StatusAlokasi.BERLAKU)
    hal = halaman(
        rows.select_related("rencana__posyandu__wilayah", "rencana__wilayah"),
        request.GET, {"-baru": ("id",)}, per=KEGIATAN_TAMPAK,
    )  # fmt: skip
    return render(request, "planning/uang/pilih_rencana.html", {"baris": row, "hal": hal})
