"""Control totals of documents, and the shares that law sets."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import porsi as tindakan
from planning.forms_periksa import PorsiForm, TotalForm
from planning.katalog import JUMLAH, SUMBER_DANA
from planning.metrics_temuan import TotalKendali, anggaran_berlaku, total_kendali
from planning.models import AturanPorsi, BarisAnggaran, DokumenAnggaran, TotalDokumen
from planning.porsi import BAWAAN, dari_baris, hitung, pilih
from planning.views.dokumen import ambil
from planning.views.periksa import dasar
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak

URUTAN = {"wilayah": ("wilayah_id", "id")}


@access(Cap.LIHAT_RENCANA)
@require_safe
def total(request: Permintaan) -> HttpResponse:
    """Per budget in force: what our lines add up to, what the decree prints, the difference."""
    konteks = dasar(request, "planning:total")
    semua = DokumenAnggaran.objects.for_user(request.user, Cap.LIHAT_RENCANA).select_related("wilayah", "posyandu")
    rows = anggaran_berlaku(_di_area(semua, konteks["kode"]), konteks["tahun"])
    hal = halaman(rows, request.GET, URUTAN, per=25)
    konteks |= {"hal": hal, "baris": total_kendali(hal.rows), "boleh": request.user.boleh(Cap.KELOLA_RENCANA)}
    return render(request, "planning/periksa/total.html", konteks)


def _di_area(rows: Any, kode: str) -> Any:
    if kode == kode_lib.NASIONAL:
        return rows
    dari, sampai = kode_lib.rentang(kode[:13])
    return rows.filter(wilayah__gte=dari, wilayah__lt=sampai)


def _kendali(dokumen: DokumenAnggaran) -> TotalKendali:
    return total_kendali([dokumen])[0]


@access(Cap.LIHAT_RENCANA)
@require_safe
def total_satu(request: Permintaan, pk: int) -> HttpResponse:
    """The sources of one document; whoever keeps it types the decree's totals in here."""
    dokumen = ambil(request.user, pk)
    return _halaman_total(request, dokumen, None)


def _halaman_total(request: Permintaan, dokumen: DokumenAnggaran, form: TotalForm | None) -> HttpResponse:
    kendali = _kendali(dokumen)
    boleh = request.user.scope_for(Cap.KELOLA_RENCANA).memuat(dokumen.wilayah_id)
    konteks = {
        "dokumen": dokumen,
        "kendali": kendali,
        "boleh": boleh,
        "form": form or (_form(dokumen, kendali) if boleh else None),
    }
    return render(request, "planning/periksa/total_satu.html", konteks, status=422 if form and form.errors else 200)


def _form(dokumen: DokumenAnggaran, kendali: TotalKendali, data: Any = None) -> TotalForm:
    skema = [*SUMBER_DANA[dokumen.uraian_jenis.skema], (JUMLAH, "Seluruh dokumen")]
    sumber = [*kendali.sumber, *([kendali.seluruh] if kendali.seluruh else [])]
    return TotalForm(data, sumber=sumber, skema=skema)


@access(Cap.KELOLA_RENCANA)
@require_POST
def total_isi(request: Permintaan, pk: int) -> HttpResponse:
    """Store the decree's totals; an empty field takes one away."""
    dokumen = ambil(request.user, pk, Cap.KELOLA_RENCANA)
    form = _form(dokumen, _kendali(dokumen), request.POST)
    if not form.is_valid():
        return _halaman_total(request, dokumen, form)
    tindakan.isi_total(dokumen.pk, form.nilai(), actor=request.user)
    messages.success(request, "Total peraturan tersimpan.")
    return redirect("planning:total-satu", pk)


@access(Cap.LIHAT_RENCANA)
@require_safe
def porsi(request: Permintaan) -> HttpResponse:
    """Every limit with its years and legal basis; the region's own; and the documents to work them out for."""
    konteks = dasar(request, "planning:porsi")
    daerah = AturanPorsi.objects.untuk_bawahan(request.user, Cap.LIHAT_RENCANA).select_related("wilayah")
    rows = DokumenAnggaran.objects.for_user(request.user, Cap.LIHAT_RENCANA).select_related("wilayah", "posyandu")
    hal = halaman(anggaran_berlaku(_di_area(rows, konteks["kode"]), konteks["tahun"]), request.GET, URUTAN, per=25)
    kelola = request.user.scope_for(Cap.KELOLA_RENCANA)
    konteks |= {
        "nasional": [p for p in BAWAAN if p.berlaku(konteks["tahun"])],
        "daerah": [(a, dari_baris(a), kelola.memuat(a.wilayah_id)) for a in daerah[:100]],
        "hal": hal,
        "boleh": bool(kelola) and kelola.memuat(konteks["kode"]) and konteks["kode"] != kode_lib.NASIONAL,
    }
    return render(request, "planning/periksa/porsi.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def porsi_dokumen(request: Permintaan, pk: int) -> HttpResponse:
    """The shares of one document: computed from its lines, judged where it is here as a whole."""
    dokumen = ambil(request.user, pk)
    user, duty = request.user, Cap.LIHAT_RENCANA
    baris = list(
        BarisAnggaran.objects.untuk_bawahan(user, duty).filter(dokumen=dokumen).prefetch_related("sumber_list")
    )
    tertulis = {t.sumber: t.nilai for t in TotalDokumen.objects.untuk_bawahan(user, duty).filter(dokumen=dokumen)}
    atas = kode_lib.leluhur(dokumen.wilayah_id)
    milik = AturanPorsi.objects.untuk_bawahan(user, duty).filter(wilayah__in=atas)
    aturan = pilih([dari_baris(row) for row in milik], dokumen)
    konteks = {"dokumen": dokumen, "hasil": [hitung(a, baris, tertulis) for a in aturan]}
    return render(request, "planning/periksa/porsi_dokumen.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def porsi_baru(request: Permintaan) -> HttpResponse:
    """A limit of the region's own."""
    konteks = dasar(request, "planning:porsi", Cap.KELOLA_RENCANA)
    if not konteks["area"].jalur:
        raise Http404
    wilayah = konteks["area"].jalur[-1]
    form = PorsiForm(request.POST or None, initial={"tahun_dari": konteks["tahun_kini"], "skema": "apbdes"})
    if request.method == "POST" and form.is_valid():
        try:
            tindakan.tambah_porsi(wilayah, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Batas porsi tersimpan.")
            return redirect(f"{reverse('planning:porsi')}?wilayah={wilayah.kode}")
    konteks |= {"form": form, "wilayah": wilayah}
    return render(request, "planning/periksa/porsi_baru.html", konteks, status=422 if form.errors else 200)


@access(Cap.KELOLA_RENCANA)
@require_POST
def porsi_akhiri(request: Permintaan, pk: int) -> HttpResponse:
    """This year is its last."""
    row: AturanPorsi = AturanPorsi.objects.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    tahun = request.POST.get("tahun", "")
    try:
        if not (tahun.isascii() and tahun.isdecimal() and len(tahun) == 4):
            raise Ditolak("tahun", "Tulis tahun terakhirnya dengan angka, misalnya 2026.")
        tindakan.akhiri_porsi(row.pk, int(tahun), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Batas berakhir setelah {tahun}.")
    return redirect(f"{reverse('planning:porsi')}?wilayah={row.wilayah_id}")
