"""Births and deaths, and what is undone of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions.warga_lahir import kunci_anak
from spm_services.forms.warga_lain import PALING_KEMBAR, AlasanVersiForm, AnakForm, LahirForm, WafatForm
from spm_services.kelompok_umur import kata_umur
from spm_services.models import KeadaanWarga, Keanggotaan
from spm_services.nama import kata_cari
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.views.warga_dasar import ambil_anggota, formulir, tampil

PILIHAN = 40


def alamat_kartu(warga: Any) -> str:
    return reverse("spm_services:warga-kartu", args=[warga.uuid])


@access(Cap.CATAT)
@require_safe
def pilih_ibu(request: Permintaan) -> HttpResponse:
    """Whose child was born: the pregnant first, the nearest expected day on top; others by name."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    hari = hari_ini(unit.kode)
    teks = request.GET.get("q", "").strip()[:80]
    hamil = KeadaanWarga.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, jenis="hamil").pada(hari)
    per_orang = {k.warga_id: k for k in hamil}
    rows = (
        Keanggotaan.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, warga__jenis_kelamin="P").berjalan()
    )
    if teks:
        for mentah, lipat in kata_cari(teks):
            rows = rows.filter(warga__nama_cari__contains=lipat) | rows.filter(warga__nama_cari__contains=mentah)
    else:
        rows = rows.filter(warga__in=list(per_orang))
    ibu = list(rows.select_related("warga", "keluarga").order_by("warga__nama_cari", "pk")[:PILIHAN])
    for m in ibu:
        m.umur = kata_umur(m.warga.tanggal_lahir, hari)  # type: ignore[attr-defined]
        k = per_orang.get(m.warga_id)
        m.hpl = k.hari_perkiraan if k else None  # type: ignore[attr-defined]
    ibu.sort(key=lambda m: (m.hpl is None, m.hpl or hari))  # type: ignore[attr-defined]
    return render(request, "spm_services/warga/pilih_ibu.html", {"unit": unit, "teks": teks, "ibu": ibu})


def _banyak(teks: str) -> int:
    return int(teks) if teks in ("2", "3", "4") else 1


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def lahir(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The children of one birth; `?anak=2` for twins."""
    m = ambil_anggota(request, uuid)
    banyak = _banyak(request.GET.get("anak", "1"))
    form = LahirForm(request.POST or None, unit=m.posyandu)
    anak = [AnakForm(request.POST or None, prefix=f"a{ke}") for ke in range(1, banyak + 1)]
    konteks: dict[str, Any] = {"form": form, "anak_form": anak, "banyak": banyak, "kini": m, "warga": m.warga}
    konteks["pilihan"] = range(1, PALING_KEMBAR + 1)
    sah = [f.is_valid() for f in (form, *anak)]
    if request.method != "POST" or not all(sah):
        konteks |= {} if request.method != "POST" else {"status": 422}
        return tampil(request, "lahir", konteks, form)
    isi = form.cleaned_data
    ragu = _sudah_lahir(request, m, isi)
    if ragu and request.POST.get("yakin") != "ya":
        return tampil(request, "lahir", konteks | {"ragu": ragu, "status": 422}, form)
    kirim = {"kunci": isi["kunci"], "setuju": isi["setuju"], "actor": request.user}
    try:
        baru = actions.catat_kelahiran(m.warga_id, isi["tanggal"], [a.isian() for a in anak], **kirim)
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return tampil(request, "lahir", konteks | {"status": 422}, form)
    nama = " dan ".join(w.nama for w in baru)
    messages.success(request, f"Kelahiran {nama} tercatat. Masa nifas ibunya mulai.")
    return redirect("spm_services:warga-kartu", baru[0].uuid)


def _sudah_lahir(request: Permintaan, ibu: Keanggotaan, isi: dict[str, Any]) -> list[str]:
    """Children of hers of that birth who are there already: is this a twin, or the same child once more?"""
    hari = [isi["tanggal"] + timedelta(days=n) for n in (-1, 0, 1)]
    rows = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).berjalan().filter(warga__ibu=ibu.warga_id)
    ada = rows.filter(warga__tanggal_lahir__in=hari).select_related("warga").order_by("pk")
    baru = [m.warga for m in ada if m.warga.uuid not in kunci_anak(isi["kunci"], PALING_KEMBAR)]
    kata = "{} sudah tercatat lahir {}. Simpan hanya kalau yang ini saudara kembarnya."
    return [kata.format(w.nama, kata_tanggal(w.tanggal_lahir)) for w in baru]


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def batal_lahir(request: Permintaan, uuid: UUID) -> HttpResponse:
    """The birth was written by mistake; its twins go with it."""
    m = ambil_anggota(request, uuid)
    form = AlasanVersiForm(request.POST or None)
    return formulir(
        request,
        form,
        lambda isi: actions.batal_kelahiran(m.warga_id, isi["alasan"], actor=request.user),
        sesudah=f"{reverse('spm_services:warga')}?wilayah={m.posyandu.kode}",
        pesan="Catatan kelahiran dibatalkan. Kehamilan ibunya berlaku lagi.",
        judul="Batalkan kelahiran",
        sub=m.warga.nama,
        warga=m.warga,
        tombol="Batalkan kelahiran",
        petunjuk="Untuk kelahiran yang keliru dicatat. Kembarannya ikut. Anak yang wafat dicatat di Meninggal.",
    )


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def wafat(request: Permintaan, uuid: UUID) -> HttpResponse:
    """A death; the card then stands under those who left, from where it can be undone."""
    m = ambil_anggota(request, uuid)
    awal = {"versi": m.warga.versi}
    form = WafatForm(request.POST or None, unit=m.posyandu, perempuan=m.warga.jenis_kelamin == "P", initial=awal)
    return formulir(
        request,
        form,
        lambda isi: actions.catat_wafat(
            m.warga_id, isi["tanggal"], ibu=isi.get("ibu", False), versi=isi["versi"], actor=request.user
        ),
        sesudah=alamat_kartu(m.warga),
        pesan="Tercatat meninggal. Turut berduka cita.",
        judul="Meninggal",
        sub=m.warga.nama,
        warga=m.warga,
        petunjuk="Tidak masuk sasaran lagi sejak tanggal ini. Bisa dibatalkan kalau keliru.",
    )
