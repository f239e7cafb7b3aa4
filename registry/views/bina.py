"""The Tim Pembina of an area: team, programme of work, meetings."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.bina import AnggotaForm, NotulenForm, ProgramForm, RapatForm, TindakForm
from registry.metrics_bina import bawahan, belum_dikunjungi, tindak_terbuka
from registry.models import AnggotaTim, HadirRapat, ProgramKerja, Rapat, SuratWilayah, TindakLanjut
from registry.models.bina import JabatanTim
from registry.workflow_bina import RAPAT
from wilayah.models import Wilayah

TUNGGAL = (JabatanTim.KETUA, JabatanTim.SEKRETARIS, JabatanTim.BENDAHARA)


def _area(request: Permintaan, duty: str = Cap.LIHAT, *, anak: bool = False) -> Area:
    """The area asked for; whoever serves in one unit sees the team of its village."""
    scope = request.user.scope_for(duty)
    return area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=anak)


def _wilayah(area: Area) -> Wilayah | None:
    """The area's own row; a unit's village; None for the nation."""
    return area.jalur[-1] if area.jalur else None


def _dasar(request: Permintaan, area: Area, nama: str) -> dict[str, Any]:
    wilayah = _wilayah(area)
    kode = wilayah.kode if wilayah else kode_lib.NASIONAL
    scope = request.user.scope_for(Cap.LIHAT)
    return {
        "area": wilayah,
        "kode": kode,
        "tanya": f"?wilayah={kode}" if scope.memuat(kode) else "",  # one unit's people have no area to ask for
        "remah": remah(scope, area.atas, nama, tanya="wilayah"),
        "boleh": request.user.scope_for(Cap.BINA).memuat(kode),
    }


@access(Cap.LIHAT)
@require_safe
def tim(request: Permintaan) -> HttpResponse:
    """The team with its empty chairs, its decree, what is open, and the levels below."""
    area = _area(request, anak=True)
    konteks = _dasar(request, area, "registry:tim")
    wilayah, hari = konteks["area"], hari_ini(konteks["kode"])
    semua = list(AnggotaTim.objects.for_user(request.user, Cap.LIHAT).filter(wilayah=wilayah, sampai=None))
    kursi = {a.jabatan: a for a in semua}
    surat = SuratWilayah.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah=wilayah, jenis="tim_pembina")
    rapat = Rapat.objects.for_user(request.user, Cap.LIHAT).filter(wilayah=wilayah, status=Rapat.Status.DIRENCANAKAN)
    luas = len(konteks["kode"]) < 5
    konteks |= {
        "kursi": [(JabatanTim(j).label, kursi.get(j)) for j in TUNGGAL],
        "anggota": [a for a in semua if a.jabatan not in TUNGGAL],
        "surat": surat.order_by("-tanggal").first() if wilayah else None,
        "rapat": rapat.order_by("tanggal").first(),
        "tindak": tindak_terbuka(wilayah),
        "bawahan": bawahan(area.anak, hari) if area.anak else None,
        "belum": None if luas else belum_dikunjungi(request.user.scope_for(Cap.LIHAT), konteks["kode"], hari),
        "pilihan_wilayah": area.anak,
    }
    return render(request, "registry/bina/tim.html", konteks)


def _formulir(request: Permintaan, form: forms.Form, judul: str, kembali: str, simpan: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            simpan(form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, f"{judul}: tersimpan.")
            return redirect(kembali)
    konteks = {"form": form, "judul": judul, "kembali": kembali}
    return render(request, "registry/bina/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.BINA)
@require_http_methods(["GET", "POST"])
def tambah_anggota(request: Permintaan) -> HttpResponse:
    wilayah = _wilayah(_area(request, Cap.BINA))
    kembali = reverse("registry:tim") + f"?wilayah={wilayah.kode if wilayah else kode_lib.NASIONAL}"

    def simpan(isi: dict[str, Any]) -> None:
        actions.tambah_anggota(wilayah, isi, actor=request.user)

    form = AnggotaForm(request.POST or None, initial={"mulai": hari_ini()})
    return _formulir(request, form, "Tambah anggota tim", kembali, simpan)


@access(Cap.BINA)
@require_POST
def akhiri_anggota(request: Permintaan, pk: int) -> HttpResponse:
    try:
        anggota = actions.akhiri_anggota(pk, sampai=hari_ini(), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("registry:tim")
    messages.success(request, f"Masa tugas {anggota.nama} di tim diakhiri hari ini.")
    return redirect(reverse("registry:tim") + f"?wilayah={anggota.wilayah_id or kode_lib.NASIONAL}")


@access(Cap.LIHAT)
@require_http_methods(["GET", "POST"])
def program(request: Permintaan) -> HttpResponse:
    """The year's programme of work, month by month; the team adds to it here."""
    area = _area(request)
    konteks = _dasar(request, area, "registry:program")
    tahun = _tahun(request.GET.get("tahun", ""), hari_ini(konteks["kode"]))
    form = ProgramForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.tambah_program(konteks["area"], {**form.cleaned_data, "tahun": tahun}, actor=request.user)
        messages.success(request, "Program kerja ditambah.")
        return redirect(reverse("registry:program") + f"?wilayah={konteks['kode']}&tahun={tahun}")
    rows = ProgramKerja.objects.for_user(request.user, Cap.LIHAT).filter(wilayah=konteks["area"], tahun=tahun)
    konteks |= {"rows": list(rows[:200]), "tahun": tahun, "form": form, "keadaan": ProgramKerja.Keadaan.choices}
    return render(request, "registry/bina/program.html", konteks, status=422 if form.errors else 200)


def _tahun(teks: str, hari: date) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and 2020 <= int(teks[:5]) <= 2099 else hari.year


@access(Cap.BINA)
@require_POST
def ubah_program(request: Permintaan, pk: int) -> HttpResponse:
    try:
        p = actions.ubah_program(pk, request.POST.get("keadaan", ""), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("registry:program")
    return redirect(reverse("registry:program") + f"?wilayah={p.wilayah_id or kode_lib.NASIONAL}&tahun={p.tahun}")


@access(Cap.LIHAT)
@require_safe
def daftar_rapat(request: Permintaan) -> HttpResponse:
    area = _area(request)
    konteks = _dasar(request, area, "registry:rapat-daftar")
    rows = Rapat.objects.for_user(request.user, Cap.LIHAT).filter(wilayah=konteks["area"])
    konteks["hal"] = halaman(rows, request.GET, {"-tanggal": ("tanggal", "id")}, per=25)
    terbuka = TindakLanjut.objects.for_user(request.user, Cap.LIHAT).filter(
        rapat__wilayah=konteks["area"], selesai=None
    )
    hari = hari_ini(konteks["kode"])
    konteks["tindak"] = [(t, t.tenggat < hari) for t in terbuka.select_related("rapat")[:50]]
    return render(request, "registry/bina/rapat_daftar.html", konteks)


@access(Cap.BINA)
@require_http_methods(["GET", "POST"])
def undang(request: Permintaan) -> HttpResponse:
    wilayah = _wilayah(_area(request, Cap.BINA))
    kembali = reverse("registry:rapat-daftar") + f"?wilayah={wilayah.kode if wilayah else kode_lib.NASIONAL}"

    def simpan(isi: dict[str, Any]) -> None:
        actions.undang_rapat(wilayah, isi, actor=request.user)

    return _formulir(request, RapatForm(request.POST or None), "Undang rapat", kembali, simpan)


def _rapat(request: Permintaan, pk: int, duty: str = Cap.LIHAT) -> Rapat:
    rows = Rapat.objects.select_related("wilayah")
    rapat: Rapat = rows.ambil(request.user, duty, seen_with=Cap.LIHAT, pk=pk)
    return rapat


def _isi_rapat(request: Permintaan, rapat: Rapat, **lain: Any) -> dict[str, Any]:
    hari = hari_ini(rapat.wilayah_id or kode_lib.NASIONAL)
    tindak = TindakLanjut.objects.for_user(request.user, Cap.LIHAT).filter(rapat=rapat)
    boleh = request.user.scope_for(Cap.BINA).memuat(rapat.wilayah_id or kode_lib.NASIONAL)
    return {
        "rapat": rapat,
        "hadir": list(HadirRapat.objects.for_user(request.user, Cap.LIHAT).filter(rapat=rapat)),
        "tindak": [(t, t.selesai is None and t.tenggat < hari, boleh or t.akun_id == request.user.pk) for t in tindak],
        "boleh": boleh,
        "notulen": NotulenForm(initial={"notulen": rapat.notulen, "keputusan": rapat.keputusan}),
        "form_tindak": TindakForm(),
        **lain,
    }


@access(Cap.LIHAT)
@require_safe
def rapat(request: Permintaan, pk: int) -> HttpResponse:
    """One meeting: invitation, attendance, minutes, decisions, follow-ups. Prints as invitation and sheet."""
    return render(request, "registry/bina/rapat.html", _isi_rapat(request, _rapat(request, pk)))


@access(Cap.BINA)
@require_POST
def catat_rapat(request: Permintaan, pk: int) -> HttpResponse:
    rapat_ = _rapat(request, pk, Cap.BINA)
    form = NotulenForm(request.POST)
    hadir = [int(x) for x in request.POST.getlist("hadir") if x.isascii() and x.isdigit()]
    if form.is_valid():
        isi = form.cleaned_data
        try:
            actions.catat_rapat(pk, isi, hadir, isi["tamu"], actor=request.user)
        except (Ditolak, TransitionRefused) as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Notulen dan daftar hadir tersimpan.")
            return redirect("registry:rapat", pk)
    return render(request, "registry/bina/rapat.html", _isi_rapat(request, rapat_, notulen=form), status=422)


@access(Cap.BINA)
@require_POST
def batal_rapat(request: Permintaan, pk: int) -> HttpResponse:
    rapat_ = _rapat(request, pk, Cap.BINA)
    try:
        RAPAT.apply(rapat_.pk, "batalkan_rapat", actor=request.user, note=request.POST.get("catatan", "")[:400])
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    return redirect("registry:rapat", pk)


@access(Cap.BINA)
@require_POST
def tambah_tindak(request: Permintaan, pk: int) -> HttpResponse:
    rapat_ = _rapat(request, pk, Cap.BINA)
    form = TindakForm(request.POST)
    if form.is_valid():
        nama = form.cleaned_data["akun"].strip().lower()
        akun = User.objects.filter(username=nama, is_active=True).first() if nama else None
        if nama and akun is None:
            form.add_error("akun", "Tidak ada akun aktif dengan nama ini.")
        else:
            actions.tambah_tindak(pk, {**form.cleaned_data, "akun": akun}, actor=request.user)
            messages.success(request, "Tindak lanjut dicatat.")
            return redirect("registry:rapat", pk)
    return render(request, "registry/bina/rapat.html", _isi_rapat(request, rapat_, form_tindak=form), status=422)


@access(Cap.LIHAT)
@require_POST
def selesaikan_tindak(request: Permintaan, pk: int) -> HttpResponse:
    """By its owner or the team."""
    try:
        tindak = actions.selesaikan_tindak(pk, request.POST.get("hasil", ""), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("registry:rapat-daftar")
    messages.success(request, "Tindak lanjut selesai.")
    if Rapat.objects.for_user(request.user, Cap.LIHAT).filter(pk=tindak.rapat_id).exists():
        return redirect("registry:rapat", tindak.rapat_id)
    return redirect("/")
