"""Code books: which hold, what is in them, loading a new one, lines whose code a new one broke."""

import dataclasses
from typing import Any

from django.contrib import messages
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Substr
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_utama
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import kode as actions
from planning.actions.impor import Kiriman
from planning.actions.impor_latar import antre_buku
from planning.baca_impor import baca_kode, bentuk_berkas, besar
from planning.forms_impor import BukuForm, GantiForm
from planning.katalog import DAERAH, JENIS, NAMA_SKEMA, Skema
from planning.kode_putus import HasilPutus, cari_putus
from planning.models import BarisAnggaran, ImporRencana, KodeNomenklatur, StatusDokumen, VersiNomenklatur
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah

PANJANG_KAB = 5


def _buku_buku(request: Permintaan) -> Any:
    """Books of the nation, and own ones of areas at, above or below the person's."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    boleh = Q(wilayah=None)
    for g in scope.grants:
        if g.area == kode_lib.NASIONAL:
            return VersiNomenklatur.objects.all()
        dari, sampai = kode_lib.rentang(g.area)
        boleh |= Q(wilayah__in=kode_lib.leluhur(g.area)) | Q(wilayah__gte=dari, wilayah__lt=sampai)
    return VersiNomenklatur.objects.filter(boleh)


def _kab(request: Permintaan) -> Wilayah | None:
    """The kabupaten/kota (or province) for which the person may load a book; None for a village's operator."""
    scope = request.user.scope_for(Cap.KELOLA_RENCANA)
    kode = area_utama(scope) if scope else ""
    wilayah = Wilayah.objects.filter(pk=kode[:13]).first() if kode else None
    return wilayah if wilayah is not None and wilayah.jenis in DAERAH else None


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The code books with decree, years and how many codes each has."""
    rows = _buku_buku(request).select_related("wilayah__induk").annotate(n=Count("kode_list"))
    rows = rows.order_by("skema", "-tahun_dari", "-id")
    konteks = {
        "buku": [(NAMA_SKEMA[Skema(v.skema)], v) for v in rows],
        "boleh_muat": _kab(request) is not None,
    }
    return render(request, "planning/kode/daftar.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def buku(request: Permintaan, pk: int) -> HttpResponse:
    """One book, searched by code or by words of the name."""
    versi = get_object_or_404(_buku_buku(request).select_related("wilayah__induk"), pk=pk)
    rows = KodeNomenklatur.objects.filter(versi=versi)
    cari = " ".join(request.GET.get("cari", "").replace("\x00", "").split())[:80]
    for kata in cari.split():
        if kata[0].isdigit() or kata.startswith("X."):
            rows = rows.filter(kode_kegiatan__startswith=kata)
        else:
            rows = rows.filter(uraian__icontains=kata)
    if request.GET.get("posyandu"):
        rows = rows.filter(tag_resmi=True)
    konteks = {
        "versi": versi,
        "skema": NAMA_SKEMA[Skema(versi.skema)],
        "cari": cari,
        "posyandu": bool(request.GET.get("posyandu")),
        "hal": halaman(rows, request.GET, {"kode": ("kode_kegiatan", "id")}, per=60),
    }
    return render(request, "planning/kode/buku.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def muat(request: Permintaan) -> HttpResponse:
    """Hand in a code book of the own kabupaten/kota; its rows are shown before anything is stored."""
    wilayah = _kab(request)
    form = BukuForm(request.POST or None, request.FILES or None)
    if wilayah is not None and request.method == "POST" and form.is_valid():
        try:
            impor = _mulai(wilayah, form.cleaned_data, request)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            return redirect("planning:impor-rinci", impor.uuid)
    konteks = {"form": form, "wilayah": wilayah}
    return render(request, "planning/kode/muat.html", konteks, status=422 if form.errors else 200)


def _mulai(wilayah: Wilayah, isi: dict[str, Any], request: Permintaan) -> ImporRencana:
    skema = Skema(isi["skema"])
    if VersiNomenklatur.objects.filter(skema=skema, nama=isi["nama"], wilayah=wilayah).exists():
        raise Ditolak("nama", "Nomenklatur dengan nama ini sudah ada.")
    kiriman = Kiriman(bentuk=ImporRencana.Bentuk.KODE, nama=isi["berkas"].name, sidik="")
    versi = {k: isi[k] for k in ("skema", "nama", "tanggal", "tahun_dari", "tahun_sampai", "sumber")}
    versi["lengkap"] = not (isi["sendiri"] or isi["sebagian"])
    if besar(isi["berkas"]):
        jenis = bentuk_berkas(isi["berkas"])
        versi |= {"semua": isi["semua"], "sendiri": isi["sendiri"]}
        return antre_buku(wilayah, isi["berkas"].read(), kiriman, versi, bentuk=jenis, actor=request.user)
    hasil, sidik = baca_kode(isi["berkas"], skema, semua=isi["semua"], sendiri=isi["sendiri"])
    if not hasil.rows:
        raise Ditolak("berkas", "Hanya ada judul kolom, belum ada barisnya.")
    return actions.mulai_buku(wilayah, hasil, dataclasses.replace(kiriman, sidik=sidik), versi, actor=request.user)


def _baris_tahun(request: Permintaan, tahun: int) -> Any:
    """Lines of the year, in documents in force and drafts of the area."""
    return BarisAnggaran.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(
        dokumen__tahun=tahun, dokumen__status__in=(StatusDokumen.DRAF, StatusDokumen.DITETAPKAN)
    )


def kode_putus(request: Permintaan, tahun: int) -> HasilPutus:
    """Broken codes of the lines that the person sees."""
    rows = (
        _baris_tahun(request, tahun)
        .order_by()
        .values("kode_kegiatan", "uraian", jenis=F("dokumen__jenis"), kab=Substr("dokumen__wilayah_id", 1, PANJANG_KAB))
        .annotate(banyak=Count("id"), draf=Count("id", filter=Q(dokumen__status="draf")), pagu=Sum("pagu"))
    )
    return cari_putus(rows, tahun)


@access(Cap.LIHAT_RENCANA)
@require_safe
def putus(request: Permintaan) -> HttpResponse:
    """Codes that lines of the year use and the book in force does not have, or has under another name."""
    tahun = tahun_dari(request.GET.get("tahun", ""), hari_ini().year)
    konteks = {
        "tahun": tahun,
        "tahun_list": range(tahun - 2, tahun + 3),
        "hasil": kode_putus(request, tahun),
        "boleh": request.user.boleh(Cap.KELOLA_RENCANA),
    }
    return render(request, "planning/kode/putus.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def putus_baris(request: Permintaan) -> HttpResponse:
    """The lines of one broken code, with the replacements that a draft's line may be given."""
    tahun, kode = (
        tahun_dari(request.GET.get("tahun", ""), hari_ini().year),
        request.GET.get("kode", "").replace("\x00", "")[:24],
    )
    skema = request.GET.get("skema", "")
    if not kode or skema not in (Skema.APBD, Skema.APBDES):
        raise Http404
    jenis = [j.kode for j in JENIS.values() if j.skema == skema]
    rows = _baris_tahun(request, tahun).filter(kode_kegiatan=kode, dokumen__jenis__in=jenis)
    hal = halaman(rows.select_related("dokumen__wilayah__induk", "dokumen__posyandu"), request.GET, {"id": ("id",)})
    kelola = request.user.scope_for(Cap.KELOLA_RENCANA)
    grup = [
        {
            "kode_kegiatan": b.kode_kegiatan,
            "uraian": b.uraian,
            "jenis": b.dokumen.jenis,
            "kab": b.dokumen.wilayah_id[:PANJANG_KAB],
            "banyak": 1,
            "draf": 0,
        }
        for b in hal.rows
    ]
    hasil = cari_putus({(g["uraian"], g["kab"]): g for g in grup}.values(), tahun)
    menurut = {(p.uraian, p.kab): p for p in hasil.putus}
    konteks = {
        "tahun": tahun,
        "kode": kode,
        "hal": hal,
        "baris": [
            (b, menurut.get((b.uraian, b.dokumen.wilayah_id[:PANJANG_KAB])), kelola.memuat(b.dokumen.wilayah_id))
            for b in hal.rows
        ],
    }
    return render(request, "planning/kode/baris.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_POST
def ganti(request: Permintaan, pk: int) -> HttpResponse:
    """Give a draft's line the code chosen."""
    baris = BarisAnggaran.objects.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    form = GantiForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Pilih kode penggantinya.")
        return redirect("planning:baris", baris.pk)
    try:
        baru = actions.ganti_kode(baris.pk, form.cleaned_data["kode"], actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("planning:baris", baris.pk)
    messages.success(request, f"Baris ini sekarang memakai {baru.kode_kegiatan}.")
    return redirect("planning:baris", baris.pk)
