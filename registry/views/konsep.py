"""Siapkan konsep: a draft of a unit's paper as a page to print and as a Word document, from one source."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.berkas import MIME
from accounts.models import JenisBerkas
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.aturan import baca_aturan
from registry.forms import KonsepForm
from registry.konsep import Isi, bahan_unit
from registry.models import Kader, Pengurus, Posyandu, SuratKeputusan
from registry.templat import JENIS, Bahan, Konsep, TemplatSalah, bawaan, susun
from registry.templat.aturan import Teks, berlaku
from registry.templat.word import buat_docx
from registry.views.posyandu import ambil, remah_unit

KONSEP = {j: n for j, n in JENIS.items() if j != "permintaan"}


def isi_unit(request: Permintaan, unit: Posyandu, *, nik: bool = False) -> Isi:
    """The rows of a draft, in the person's scope."""
    user, hari = request.user, hari_ini(unit.kode)
    pengurus = Pengurus.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).berlaku(hari).select_related("orang")
    kader = Kader.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).berlaku(hari).select_related("orang")
    sk = SuratKeputusan.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).tidak_dicabut()
    return Isi(
        unit,
        hari,
        list(pengurus),
        list(kader),
        list(sk),
        int(baca_aturan(unit.wilayah_id)["masa_pengurus"]),
        identitas=user.scope_for(Cap.LIHAT_ORANG).memuat(unit.kode),
        nik=nik,
    )


def isi_teks(teks: Teks, bahan: Bahan) -> Konsep:
    """The filled text; one that no longer fits the list of placeholders gives way to the built-in one."""
    try:
        return susun(teks.isi, bahan)
    except TemplatSalah:
        return susun(bawaan(teks.jenis), bahan)


def kirim_docx(konsep: Konsep, judul: str, nama: str) -> HttpResponse:
    jawaban = HttpResponse(buat_docx(konsep, judul), content_type=MIME[JenisBerkas.DOCX])
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}.docx"'
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def _buat(request: Permintaan, kode: str, jenis: str, *, nik: bool = False) -> tuple[Posyandu, Konsep, KonsepForm]:
    """The unit and its filled draft. 404 for a kind that is not a unit's."""
    unit = ambil(request.user, kode)
    if jenis not in KONSEP:
        raise Http404
    form = KonsepForm(request.GET or None)
    ketik = form.cleaned_data if form.is_bound and form.is_valid() else {}
    tanggal = ketik.get("tanggal")
    lain = {"nomor_surat": ketik.get("nomor", ""), "tanggal_surat": kata_tanggal(tanggal) if tanggal else ""}
    bahan = bahan_unit(isi_unit(request, unit, nik=nik), jenis, **lain)
    return unit, isi_teks(berlaku(unit.wilayah_id)[jenis], bahan), form


@access(Cap.LIHAT)
@require_safe
def pilih(request: Permintaan) -> HttpResponse:
    """Which unit a draft is for; one unit alone needs no choosing."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    if area.satu_unit:
        return redirect(reverse("registry:surat-unit", args=[ambil(request.user, area.kode).kode]) + "#konsep")
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).aktif().select_related("wilayah")
    konteks = {
        "hal": halaman(rows, request.GET, {"kode": ("kode",)}),
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:konsep-pilih", tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "jenis": list(KONSEP.items()),
    }
    return render(request, "registry/surat/pilih_konsep.html", konteks)


@access(Cap.LIHAT)
@require_safe
def konsep(request: Permintaan, kode: str, jenis: str) -> HttpResponse:
    """The draft on A4, what is still blank, and the way to the Word document."""
    unit, isi, form = _buat(request, kode, jenis)
    konteks: dict[str, Any] = {
        "unit": unit,
        "konsep": isi,
        "form": form,
        "jenis": jenis,
        "judul": KONSEP[jenis],
        "semua": list(KONSEP.items()),
        "remah": remah_unit(request, unit),
        "tanya": request.GET.urlencode(),
        "boleh_nik": jenis == "kader" and request.user.scope_for(Cap.LIHAT_ORANG).memuat(kode),
    }
    return render(request, "registry/surat/konsep.html", konteks)


@access(Cap.LIHAT)
@require_http_methods(["GET", "HEAD", "POST"])
def docx(request: Permintaan, kode: str, jenis: str) -> HttpResponse:
    """The Word document. With whole NIKs only by POST, for whoever may see particulars, and logged."""
    penuh = request.method == "POST"
    unit, isi, _ = _buat(request, kode, jenis, nik=penuh)
    if penuh:
        actions.catat_unduh_identitas(unit, jenis, actor=request.user)
    return kirim_docx(isi, f"{KONSEP[jenis]} {unit.sebutan}", f"konsep-{jenis}-{kode}")
