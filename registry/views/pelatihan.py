"""Training events of an area: list, one event with its people, attendance and skill marks from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.pelatihan import KOLOM, calon
from registry.forms.pelatihan import PelatihanForm, PesertaLainForm
from registry.keterampilan import DAFTAR as KETERAMPILAN
from registry.keterampilan import KELOMPOK
from registry.models import Pelatihan, PesertaPelatihan
from wilayah.models import Wilayah

CALON = 300  # people offered at once


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Events of an area and below it, the newest first."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    rows = Pelatihan.objects.for_user(request.user, Cap.LIHAT).filter(wilayah__in=Wilayah.objects.di_bawah(area.kode))
    kelompok = request.GET.get("kelompok", "")
    if kelompok in KELOMPOK:
        # JSON text on both databases: the codes are ours and stand in quotes.
        rows = rows.filter(kelompok__icontains=f'"{kelompok}"')
    hal = halaman(rows.select_related("wilayah"), request.GET, {"-mulai": ("mulai", "id")}, per=25)
    konteks = {
        "hal": hal,
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:pelatihan", tanya="wilayah"),
        "kelompok": kelompok,
        "semua_kelompok": KELOMPOK.items(),
        "boleh": bool(_pilihan(request.user)),
    }
    return render(request, "registry/pelatihan/daftar.html", konteks)


def _pilihan(user: User) -> list[Wilayah]:
    """Areas for which the person may hold an event: those of the duty itself, not units."""
    kode = [g.area for g in user.scope_for(Cap.KELOLA_POSYANDU).grants if len(g.area) <= 13 and g.area != "ID"]
    return list(Wilayah.objects.filter(kode__in=kode).order_by("kode")) if kode else []


def _ambil(request: Permintaan, pk: int, duty: str = Cap.LIHAT) -> Pelatihan:
    rows = Pelatihan.objects.select_related("wilayah")
    pelatihan: Pelatihan = rows.ambil(request.user, duty, seen_with=Cap.LIHAT, pk=pk)
    return pelatihan


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def buat(request: Permintaan) -> HttpResponse:
    hari = hari_ini()
    form = PelatihanForm(request.POST or None, pilihan=_pilihan(request.user), initial={"mulai": hari, "selesai": hari})
    if request.method == "POST" and form.is_valid() and "wilayah" in form.cleaned_data:
        isi = form.cleaned_data
        try:
            baru = actions.buat_pelatihan(isi["wilayah"], {k: isi[k] for k in KOLOM}, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Pelatihan dicatat. Tambahkan pesertanya.")
            return redirect("registry:pelatihan-rinci", baru.pk)
    return _formulir(request, form, "Catat pelatihan", reverse("registry:pelatihan"))


def _formulir(request: Permintaan, form: Any, judul: str, kembali: str, status: int = 200) -> HttpResponse:
    konteks = {"form": form, "judul": judul, "kembali": kembali}
    status = 422 if form.errors and status == 200 else status
    return render(request, "registry/bina/formulir.html", konteks, status=status)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    pelatihan = _ambil(request, pk, Cap.KELOLA_POSYANDU)
    awal = {k: getattr(pelatihan, k) for k in KOLOM} | {"versi": pelatihan.versi}
    form, status = PelatihanForm(request.POST or None, initial=awal), 200
    if request.method == "POST" and form.is_valid():
        isi = {k: form.cleaned_data[k] for k in KOLOM}
        try:
            actions.ubah_pelatihan(pk, isi, versi=form.cleaned_data["versi"] or 0, actor=request.user)
        except Bentrok as bentrok:
            form.add_error(None, "Pelatihan ini diubah orang lain sesudah halaman dibuka. Periksa, lalu simpan lagi.")
            form.data = {**form.data.dict(), "versi": str(bentrok.sekarang.versi)}  # type: ignore[attr-defined]
            status = 409
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, "Tersimpan.")
            return redirect("registry:pelatihan-rinci", pk)
    return _formulir(request, form, f"Ubah {pelatihan.judul}", reverse("registry:pelatihan-rinci", args=[pk]), status)


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One event: its people, who was there, who passed."""
    return _rinci(request, _ambil(request, pk))


def _rinci(request: Permintaan, pelatihan: Pelatihan, form: PesertaLainForm | None = None) -> HttpResponse:
    boleh = request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(pelatihan.wilayah_id)
    rows = PesertaPelatihan.objects.for_user(request.user, Cap.LIHAT).filter(pelatihan=pelatihan)
    peserta = list(rows.select_related("orang"))
    bisa = calon(pelatihan) if boleh else {}
    cari = request.GET.get("cari", "").strip().lower()[:40]
    terpilih = [(pk, *isi) for pk, isi in bisa.items() if not cari or cari in f"{isi[0]} {isi[2]}".lower()]
    konteks = {
        "pelatihan": pelatihan,
        "remah": [("Pelatihan", reverse("registry:pelatihan"))],
        "peserta": peserta,
        "hadir": sum(p.hadir is True for p in peserta),
        "lulus": sum(p.lulus is True for p in peserta),
        "boleh": boleh,
        "mulai": pelatihan.mulai <= hari_ini(pelatihan.wilayah_id),
        "calon": terpilih[:CALON],
        "jumlah_calon": len(terpilih),
        "cari": cari,
        "form": form or PesertaLainForm(),
        "keterampilan": [k for k in KETERAMPILAN if k.kelompok in pelatihan.kelompok],
        "riwayat": Catatan.objects.untuk(pelatihan)[:10],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "registry/pelatihan/rinci.html", konteks, status=status)


@access(Cap.LIHAT)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The sheet to sign on paper."""
    pelatihan = _ambil(request, pk)
    rows = PesertaPelatihan.objects.for_user(request.user, Cap.LIHAT).filter(pelatihan=pelatihan)
    return render(request, "registry/pelatihan/cetak.html", {"pelatihan": pelatihan, "peserta": list(rows)})


def _angka(request: Permintaan, nama: str) -> list[int]:
    return [int(x) for x in request.POST.getlist(nama) if x.isascii() and x.isdigit() and len(x) < 16]


@access(Cap.KELOLA_POSYANDU)
@require_POST
def peserta(request: Permintaan, pk: int) -> HttpResponse:
    _ambil(request, pk, Cap.KELOLA_POSYANDU)
    n = actions.tambah_peserta(pk, _angka(request, "orang"), actor=request.user)
    if n:
        messages.success(request, f"{n} peserta ditambah.")
    else:
        messages.error(request, "Centang dulu orangnya.")
    return redirect("registry:pelatihan-rinci", pk)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def peserta_lain(request: Permintaan, pk: int) -> HttpResponse:
    pelatihan = _ambil(request, pk, Cap.KELOLA_POSYANDU)
    form = PesertaLainForm(request.POST)
    if form.is_valid():
        try:
            actions.tambah_peserta_lain(pk, form.cleaned_data, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            messages.success(request, "Peserta ditambah.")
            return redirect("registry:pelatihan-rinci", pk)
    return _rinci(request, pelatihan, form)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def hadir(request: Permintaan, pk: int) -> HttpResponse:
    """The whole sheet at once: who is not ticked was not there."""
    pelatihan = _ambil(request, pk, Cap.KELOLA_POSYANDU)
    ada, lulus = set(_angka(request, "hadir")), set(_angka(request, "lulus"))
    rows = PesertaPelatihan.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(pelatihan=pelatihan)
    tampil = set(_angka(request, "baris"))  # rows added since the page was opened stay as they are
    hasil = {
        p: (p in ada or p in lulus, p in lulus, request.POST.get(f"s_{p}", ""))
        for p in rows.values_list("pk", flat=True)
        if p in tampil
    }
    try:
        n = actions.isi_hadir(pk, hasil, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Daftar hadir tersimpan, {n} baris berubah.")
    return redirect("registry:pelatihan-rinci", pk)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def tanda(request: Permintaan, pk: int) -> HttpResponse:
    """Skill marks for everybody who passed."""
    _ambil(request, pk, Cap.KELOLA_POSYANDU)
    pilih, penilai = request.POST.getlist("keterampilan"), request.POST.get("penilai", "")
    try:
        if not pilih:
            raise Ditolak("keterampilan", "Centang dulu keterampilannya.")
        orang, n = actions.tandai_lulus(pk, pilih, penilai=penilai, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{n} tanda keterampilan dicatat untuk {orang} orang yang lulus.")
    return redirect("registry:pelatihan-rinci", pk)


@access(Cap.KELOLA_POSYANDU)
@require_POST
def hapus_peserta(request: Permintaan, pk: int) -> HttpResponse:
    rows = PesertaPelatihan.objects.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    tujuan = rows.pelatihan_id
    try:
        actions.hapus_peserta(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Dikeluarkan dari daftar.")
    return redirect("registry:pelatihan-rinci", tujuan)
