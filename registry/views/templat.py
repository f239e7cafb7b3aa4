"""Texts of drafts that a region writes for itself: versions, a look at a real unit, back to the built-in one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms import TemplatForm
from registry.kekurangan import bahan_permintaan, per_desa
from registry.konsep import bahan_unit
from registry.models import Posyandu, TemplatDaerah
from registry.persyaratan import periksa
from registry.templat import JENIS, NILAI, TABEL, Konsep, TemplatSalah, susun
from registry.templat.aturan import berlaku, versi_kini
from registry.views.konsep import isi_unit
from registry.views.posyandu import jalur_unit


def area_atur(request: Permintaan) -> Area:
    """The area asked for within the duty to set; 404 for the nation and for a unit, which set nothing."""
    area = area_diminta(request.user.scope_for(Cap.ATUR), request.GET.get("wilayah", ""))
    if not area.jalur or area.satu_unit:
        raise Http404
    return area


def remah_atur(request: Permintaan, area: Area, alamat: str) -> list[tuple[str, str]]:
    return remah(request.user.scope_for(Cap.ATUR), area.jalur, alamat, tanya="wilayah")


@access(Cap.ATUR)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Each kind with the text that holds in the area, and where it comes from."""
    area = area_atur(request)
    teks = berlaku(area.kode)
    konteks = {
        "area": area.jalur[-1],
        "remah": remah_atur(request, area, "registry:templat"),
        "baris": [(j, nama, teks[j], teks[j].wilayah == area.kode) for j, nama in JENIS.items()],
    }
    return render(request, "registry/surat/templat.html", konteks)


def _contoh(request: Permintaan, area: Area, jenis: str, teks: str) -> tuple[Konsep, Posyandu] | None:
    """The text filled with a real unit of the area; None where there is none. Raises TemplatSalah."""
    rows = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).aktif()
    unit = rows.select_related("wilayah__induk__induk__induk").order_by("kode").first()
    if unit is None:
        return None
    if jenis == "permintaan":
        hari = hari_ini(unit.kode)
        bahan = bahan_permintaan(jalur_unit(unit), per_desa([unit], periksa([unit], hari)), hari)
    else:
        bahan = bahan_unit(isi_unit(request, unit), jenis)
    return susun(teks, bahan), unit


def _simpan(request: Permintaan, area: Area, jenis: str, form: TemplatForm) -> str:
    """Store the typed text, or (aksi=kembali) an empty one; returns what to tell. Raises Ditolak, Bentrok."""
    kembali = request.POST.get("aksi") == "kembali"
    isi = "" if kembali else form.cleaned_data["isi"].replace("\r\n", "\n")
    ketik = form.cleaned_data
    catatan = ketik.get("catatan", "")
    actions.simpan_templat(area.jalur[-1], jenis, isi, versi=ketik["versi"], actor=request.user, catatan=catatan)
    return "Templat daerah dilepas; teks warisan berlaku lagi." if kembali else "Templat tersimpan sebagai versi baru."


@access(Cap.ATUR)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, jenis: str) -> HttpResponse:
    """Write a kind's text for the area, look at it with a real unit, or give it back."""
    area = area_atur(request)
    if jenis not in JENIS:
        raise Http404
    teks, versi = berlaku(area.kode)[jenis], versi_kini(area.kode, jenis)
    form = TemplatForm(request.POST or None, initial={"isi": teks.isi, "versi": versi})
    aksi, status = request.POST.get("aksi", ""), 200
    if aksi == "kembali":
        form.fields["isi"].required = False
    konteks: dict[str, Any] = {"area": area.jalur[-1], "jenis": jenis, "nama": JENIS[jenis], "teks": teks}
    if request.method == "POST" and form.is_valid():
        try:
            if aksi == "lihat":
                konteks["contoh"] = _contoh(request, area, jenis, form.cleaned_data["isi"])
            else:
                messages.success(request, _simpan(request, area, jenis, form))
                return redirect(f"{reverse('registry:templat')}?wilayah={area.kode}")
        except (Ditolak, TemplatSalah) as galat:
            form.add_error("isi", str(galat))
        except Bentrok:
            konteks["bentrok"], status = versi_kini(area.kode, jenis), 409
    rows = TemplatDaerah.objects.for_user(request.user, Cap.ATUR).filter(wilayah=area.kode, jenis=jenis)
    konteks |= {
        "form": form,
        "versi_list": list(rows.select_related("pengubah").order_by("-versi")[:10]),
        "nilai": list(NILAI.items()),
        "tabel": list(TABEL.items()),
        "remah": remah_atur(request, area, "registry:templat"),
        "sendiri": teks.wilayah == area.kode,
    }
    return render(request, "registry/surat/templat_ubah.html", konteks, status=422 if form.errors else status)
