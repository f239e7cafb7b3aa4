"""Papers of a unit: its tab, one paper, filing, correcting, scanning, withdrawing."""

from typing import Any

from django.contrib import messages
from django.db.models import Max, Value
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions, pracek
from registry.forms import SKForm
from registry.models import (
    JenisSK,
    JenisSuratWilayah,
    Kader,
    Pengurus,
    PergantianKepala,
    PindaianLamaSK,
    Posyandu,
    SuratKeputusan,
    SuratWilayah,
)
from registry.pracek import Nama
from registry.sebutan import kepala
from registry.views import surat_umum as umum
from registry.views.posyandu import ambil, remah_unit

# Their scans name people with their particulars: read by those who may see these, and no others.
BERIDENTITAS = frozenset({JenisSK.KADER, JenisSK.PERNYATAAN})


def ambil_sk(user: User, pk: int, duty: str = Cap.LIHAT) -> SuratKeputusan:
    """The paper with its unit and path: 404 out of the area, 403 without the duty."""
    rows = SuratKeputusan.objects.select_related("posyandu__wilayah__induk__induk__induk", "berkas")
    surat: SuratKeputusan = rows.ambil(user, duty, seen_with=Cap.LIHAT, pk=pk)
    return surat


def boleh_pindaian(user: User, surat: SuratKeputusan) -> bool:
    """May the person open the scan? One that lists people asks for more than seeing the unit."""
    duty = Cap.LIHAT_ORANG if surat.jenis in BERIDENTITAS else Cap.LIHAT
    return user.scope_for(duty).memuat(surat.posyandu.kode)


def roster(user: User, unit: Posyandu) -> list[Nama]:
    """Who runs in the unit today and on which paper, in one query."""
    hari = hari_ini(unit.kode)
    kolom = ("orang__nama", "peran", "sk")
    pengurus = Pengurus.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).berlaku(hari)
    kader = Kader.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit).berlaku(hari)
    satu = pengurus.annotate(peran=Value(str(JenisSK.PENGURUS))).values_list(*kolom)
    dua = kader.annotate(peran=Value(str(JenisSK.KADER))).values_list(*kolom)
    return [Nama(*baris) for baris in satu.union(dua, all=True)]


@access(Cap.LIHAT)
@require_safe
def unit(request: Permintaan, kode: str) -> HttpResponse:
    """The tab "Surat": every paper of the unit with what the machine saw, and those of its village."""
    posyandu = ambil(request.user, kode)
    hari = hari_ini(kode)
    sk = list(SuratKeputusan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu))
    desa = SuratWilayah.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah=posyandu.wilayah_id)
    ganti = PergantianKepala.objects.untuk_bawahan(request.user, Cap.LIHAT).filter(wilayah=posyandu.wilayah_id)
    pergantian = ganti.aggregate(akhir=Max("tanggal"))["akhir"]
    nama = roster(request.user, posyandu)
    ada = {s.jenis for s in sk if s.dicabut is None and not s.habis(hari)}
    surat_desa = list(desa)
    ada_desa = {s.jenis for s in surat_desa if s.dicabut is None and not s.habis(hari)}
    diminta = [j for j in JenisSuratWilayah if not (posyandu.wilayah.kelurahan and j == JenisSuratWilayah.RPJM_DESA)]
    konteks = {
        "unit": posyandu,
        "remah": remah_unit(request, posyandu),
        "baris": [(s, pracek.masa(s, hari), pracek.tanda(s, hari, nama=nama)) for s in sk],
        "desa": [(s, pracek.masa(s, hari), pracek.tanda(s, hari, pergantian=pergantian)) for s in surat_desa],
        "belum": [(str(j), j.label) for j in JenisSK if j not in ada],
        "belum_desa": [(str(j), j.label) for j in diminta if j not in ada_desa],
        "boleh_ubah": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(kode),
        "boleh_desa": request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(posyandu.wilayah_id),
    }
    return render(request, "registry/surat/unit.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def tambah(request: Permintaan, kode: str) -> HttpResponse:
    """File a paper of the unit, with or without its scan."""
    posyandu = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    jenis = request.GET.get("jenis", "")
    awal = {"jenis": jenis if jenis in JenisSK.values else "", "penanda_tangan": kepala(posyandu.wilayah)}
    form = SKForm(request.POST or None, request.FILES or None, initial=awal, hari=hari_ini(kode))
    konteks: dict[str, Any] = {"unit": posyandu, "remah": remah_unit(request, posyandu), "judul": "Catat surat"}
    konteks |= {"kembali": reverse("registry:surat-unit", args=[kode]), "tempat": posyandu.sebutan}
    if request.method == "POST" and form.is_valid():
        isi, pindaian = umum.pisah(form.cleaned_data)
        try:
            surat = actions.tambah_sk(posyandu, isi, actor=request.user, pindaian=pindaian)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, f"{surat.get_jenis_display()} {surat.nomor} tersimpan.")
            return redirect("registry:surat-unit", kode)
    if not form.is_bound and awal["jenis"]:
        rows = SuratKeputusan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu=posyandu, jenis=jenis)
        konteks["sudah"] = [(s, reverse("registry:surat", args=[s.pk])) for s in rows.tidak_dicabut()]
    return umum.formulir(request, form, konteks)


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One paper: what it says, what the machine saw, its scans, its history."""
    surat = ambil_sk(request.user, pk)
    lama = PindaianLamaSK.objects.for_user(request.user, Cap.LIHAT).filter(surat=surat).select_related("berkas")
    konteks = {
        "unit": surat.posyandu,
        "remah": remah_unit(request, surat.posyandu),
        "tanda": pracek.tanda(surat, hari_ini(surat.posyandu.kode), nama=roster(request.user, surat.posyandu)),
        "lama": list(lama),
        "riwayat": Catatan.objects.untuk(surat)[: umum.RIWAYAT],
        "boleh_pindaian": boleh_pindaian(request.user, surat),
        "tempat": surat.posyandu.sebutan,
        "daftar": reverse("registry:surat-unit", args=[surat.posyandu.kode]),
    }
    return umum.rinci(request, surat, surat.posyandu.kode, konteks)


def _konteks(request: Permintaan, surat: SuratKeputusan) -> dict[str, Any]:
    return {"unit": surat.posyandu, "remah": remah_unit(request, surat.posyandu), "tempat": surat.posyandu.sebutan}


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    surat = ambil_sk(request.user, pk, Cap.KELOLA_POSYANDU)
    isi = request.POST or None
    form = SKForm(isi, initial=umum.awal(surat), hari=hari_ini(surat.posyandu.kode))
    return umum.ubah(request, surat, form, _konteks(request, surat))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def pindaian(request: Permintaan, pk: int) -> HttpResponse:
    surat = ambil_sk(request.user, pk, Cap.KELOLA_POSYANDU)
    return umum.pindaian(request, surat, _konteks(request, surat))


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    surat = ambil_sk(request.user, pk, Cap.KELOLA_POSYANDU)
    return umum.cabut(request, surat, _konteks(request, surat))


@access(Cap.LIHAT)
@require_safe
def berkas(request: Permintaan, pk: int) -> HttpResponseBase:
    """The scan; with `?lama=` an earlier one. 403 for one that names people, without the duty to see them."""
    surat = ambil_sk(request.user, pk)
    rows = PindaianLamaSK.objects.for_user(request.user, Cap.LIHAT).filter(surat=surat).select_related("berkas")
    return umum.kirim(request, surat, rows, boleh=boleh_pindaian(request.user, surat))
