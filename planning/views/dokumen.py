"""Budget documents: list, one document with its lines, making, fixing, amending."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_utama
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning import actions
from planning.actions.evaluasi import peringatan_evaluasi
from planning.evaluasi_baris import JENIS_EVALUASI
from planning.forms import AlasanForm, BarisForm, DokumenForm, TetapkanForm
from planning.katalog import JenisDokumen, jenis_perubahan, jenis_untuk, pilihan_jenis
from planning.models import (
    BarisAnggaran,
    DokumenAnggaran,
    EvaluasiRapbdes,
    IndikatorRencana,
    KodeNomenklatur,
    StatusDokumen,
    TargetIndikator,
)
from planning.tahap import Tetangga, berindikator, duty_tulis, tetangga
from planning.workflow import DOKUMEN
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from wilayah.models import Wilayah

URUTAN = {"-tahun": ("tahun", "id")}


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Documents of the area, and the fixed ones set above it."""
    rows = DokumenAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA)
    ada = set(rows.order_by().values_list("jenis", flat=True).distinct())
    rows = rows.select_related("wilayah__induk", "posyandu")
    jenis, tahun = request.GET.get("jenis", "")[:12], request.GET.get("tahun", "")
    if jenis:
        rows = rows.filter(jenis=jenis)
    if tahun.isdecimal() and len(tahun) == 4:
        rows = rows.filter(tahun__lte=int(tahun), tahun_akhir__gte=int(tahun))
    konteks = {
        "hal": halaman(rows, request.GET, URUTAN, per=30),
        "jenis": jenis,
        "tahun": tahun,
        "pilihan_jenis": [(k, n) for k, n in pilihan_jenis() if k in ada or k == jenis],
        "boleh_buat": request.user.boleh(Cap.KELOLA_RENCANA),
    }
    return render(request, "planning/daftar.html", konteks)


def ambil(user: User, pk: int, duty: str = Cap.LIHAT_RENCANA) -> DokumenAnggaran:
    """The document: for reading also the fixed ones above the reader's area; for writing only those in it."""
    rows = DokumenAnggaran.objects.select_related("wilayah__induk", "menggantikan", "posyandu")
    if duty == Cap.LIHAT_RENCANA:
        dokumen = rows.untuk_bawahan(user, duty).filter(pk=pk).first()
        if dokumen is None:
            raise Http404
        return dokumen
    ditulis: DokumenAnggaran = rows.ambil(user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return ditulis


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One document with its lines and how much of each is tied to activities."""
    dokumen = ambil(request.user, pk)
    baris = list(BarisAnggaran.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).filter(dokumen=dokumen))
    kelola = request.user.scope_for(Cap.KELOLA_RENCANA).memuat(dokumen.wilayah_id)
    sekitar = _sekitar(request.user, dokumen)
    konteks = {
        "dokumen": dokumen,
        "baris": baris,
        "pagu": sum(b.pagu for b in baris),
        "teralokasi": sum(b.teralokasi for b in baris),
        "kelola": kelola,
        "tulis": _boleh_tulis(request.user, dokumen),
        "aksi": {t.name for t in DOKUMEN.available([dokumen], request.user)[dokumen.pk]},
        "perubahan": next((m.dokumen for m in sekitar.rantai if m.dokumen.menggantikan_id == pk), None),
        "ubahan": jenis_perubahan(dokumen.jenis) if dokumen.status == StatusDokumen.DITETAPKAN else [],
        "sekitar": sekitar,
        "indikator": _indikator(request.user, dokumen),
        "berindikator": berindikator(dokumen.jenis),
        **_evaluasi(request.user, dokumen),
        "riwayat": Catatan.objects.untuk(dokumen)[:12],
    }
    return render(request, "planning/dokumen.html", konteks)


def _sekitar(user: User, dokumen: DokumenAnggaran) -> Tetangga:
    """Stages before and after, and the chain of amendments, as far as the reader sees them; one query."""
    rows = DokumenAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA)
    rows = rows.filter(wilayah__in={dokumen.wilayah_id, dokumen.wilayah_id[:5]})
    rows = rows.filter(Q(posyandu=None) | Q(posyandu=dokumen.posyandu_id))
    rows = rows.filter(tahun__lte=dokumen.tahun_akhir, tahun_akhir__gte=dokumen.tahun)
    return tetangga(list(rows.select_related("wilayah")), dokumen)


def _evaluasi(user: User, dokumen: DokumenAnggaran) -> dict[str, Any]:
    """The last round of the camat's evaluation, and whether the draft may be handed in now."""
    if dokumen.jenis not in JENIS_EVALUASI:
        return {"evaluasi": None, "bisa_serahkan": False}
    akhir = EvaluasiRapbdes.objects.for_user(user, Cap.LIHAT_RENCANA).filter(dokumen=dokumen).order_by("-putaran")
    satu = akhir.first()
    return {"evaluasi": satu, "bisa_serahkan": satu is None or not satu.berjalan}


def _boleh_tulis(user: User, dokumen: DokumenAnggaran) -> bool:
    milik = dokumen.posyandu.kode if dokumen.posyandu else dokumen.wilayah_id
    return dokumen.draf and user.scope_for(duty_tulis(dokumen.jenis)).memuat(milik)


def _indikator(user: User, dokumen: DokumenAnggaran) -> list[tuple[IndikatorRencana, list[TargetIndikator]]]:
    """Indicators of a plan with their targets."""
    if not berindikator(dokumen.jenis):
        return []
    rows = IndikatorRencana.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).filter(dokumen=dokumen)
    janji = TargetIndikator.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).filter(indikator__dokumen=dokumen)
    target: dict[int, list[TargetIndikator]] = {}
    for t in janji:
        target.setdefault(t.indikator_id, []).append(t)
    return [(i, target.get(i.pk, [])) for i in rows]


def jenis_baru(wilayah: Wilayah, user: User, *, semua: bool = False) -> list[JenisDokumen]:
    """Kinds a person may start with: the everyday ones, and those of which the area has one already; `semua`: every
    kind that is legal there. A Renstra Posyandu is started from its unit."""
    ada = set(DokumenAnggaran.objects.for_user(user, Cap.KELOLA_RENCANA).filter(wilayah=wilayah).values_list("jenis"))
    asal = [j for j in jenis_untuk(wilayah.jenis) if not (j.perubahan_dari or j.per_posyandu)]
    return [j for j in asal if semua or j.tampak or (j.kode,) in ada]


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def buat(request: Permintaan) -> HttpResponse:
    """A new document of the area asked for, or of the person's own."""
    scope = request.user.scope_for(Cap.KELOLA_RENCANA)
    kode = request.GET.get("wilayah", "") or area_utama(scope)
    if not kode_lib.sah(kode) or not scope.memuat(kode):
        raise Http404
    wilayah = Wilayah.objects.filter(pk=kode[:13]).first()
    if wilayah is None:
        raise Http404
    semua = request.GET.get("semua") == "1"
    pilihan = jenis_baru(wilayah, request.user, semua=semua)
    form = DokumenForm(request.POST or None, jenis_list=pilihan)
    if request.method == "POST" and form.is_valid():
        try:
            dokumen = actions.buat_dokumen({**form.cleaned_data, "wilayah": wilayah}, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Draf tersimpan. Isi barisnya, lalu tetapkan.")
            return redirect("planning:dokumen", dokumen.pk)
    lain = not semua and any(j not in pilihan for j in jenis_baru(wilayah, request.user, semua=True))
    konteks = {"form": form, "wilayah": wilayah, "ada_jenis": bool(pilihan), "ada_lain": lain}
    return render(request, "planning/buat.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def tambah_baris(request: Permintaan, pk: int) -> HttpResponse:
    """Add a line to a draft."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    skema = dokumen.uraian_jenis.skema
    form = BarisForm(request.POST or None, skema=skema)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tambah_baris(dokumen, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, "Baris tersimpan.")
            return redirect("planning:dokumen", pk)
    konteks: dict[str, Any] = {"form": form, "dokumen": dokumen, "judul": "Tambah baris anggaran"}
    konteks["kode_list"] = KodeNomenklatur.objects.filter(
        skema=skema, versi__lengkap=False, versi__wilayah=None
    )  # a whole book is no list
    return render(request, "planning/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_POST
def hapus_baris(request: Permintaan, pk: int) -> HttpResponse:
    """Take a line out of a draft."""
    try:
        dokumen = actions.hapus_baris(pk, actor=request.user)
    except Ditolak as galat:
        baris = BarisAnggaran.objects.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
        messages.error(request, str(galat))
        return redirect("planning:dokumen", baris.dokumen_id)
    messages.success(request, "Baris dihapus dari draf.")
    return redirect("planning:dokumen", dokumen.pk)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def tetapkan(request: Permintaan, pk: int) -> HttpResponse:
    """Fix the document with its decree's number and date. After that only a Perubahan changes it."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    form = TetapkanForm(request.POST or None)
    awas = peringatan_evaluasi(dokumen)

    def langkah() -> str:
        actions.tetapkan(dokumen, actor=request.user, **form.cleaned_data)
        if awas:
            messages.warning(request, f"Ditetapkan, dengan catatan: {awas}")
        return "Dokumen ditetapkan. Sejak sekarang hanya bisa diubah dengan Perubahan."

    return _langkah(request, dokumen, form, langkah, "Tetapkan dokumen", awas)


def _langkah(
    request: Permintaan,
    dokumen: DokumenAnggaran,
    form: forms.Form,
    langkah: Callable[[], str],
    judul: str,
    awas: str = "",
) -> HttpResponse:
    """Take a status step with its form; a refusal stands over the form, which keeps what was typed."""
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, langkah())
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            status = 409
        else:
            return redirect("planning:dokumen", dokumen.pk)
    konteks = {"form": form, "dokumen": dokumen, "judul": judul, "awas": awas}
    return render(request, "planning/formulir.html", konteks, status=status if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """Take a fixed document out of force, with a reason; refused while activities point at it."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    form = AlasanForm(request.POST or None)

    def langkah() -> str:
        DOKUMEN.apply(dokumen.pk, "cabut", actor=request.user, note=form.cleaned_data["alasan"])
        return "Dokumen dicabut."

    return _langkah(request, dokumen, form, langkah, "Cabut dokumen")


@access(Cap.KELOLA_RENCANA)
@require_POST
def buat_perubahan(request: Permintaan, pk: int) -> HttpResponse:
    """A draft Perubahan with the lines copied, each remembering where it came from."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    try:
        baru = actions.buat_perubahan(dokumen, jenis=request.POST.get("jenis", "")[:12], actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("planning:dokumen", pk)
    messages.success(request, f"Draf {baru.uraian_jenis.nama} dibuat dengan baris yang sama.")
    return redirect("planning:dokumen", baru.pk)
