"""Broken codes replaced many at once: choose, look, do; and the list of what was done, to undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.area import area_utama
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import ganti_kode as actions
from planning.actions.ganti_kode import Pilihan
from planning.models import GantiKode, KodeNomenklatur
from planning.nomenklatur import KodePutus
from planning.views.kode import kode_putus
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah

DIPILIH = "ganti-"


def _pilihan(request: Permintaan, putus: list[KodePutus]) -> list[Pilihan]:
    """The groups for which one of their own suggestions was chosen, as they stand now."""
    hasil = []
    for p in putus:
        pk = request.POST.get(f"{DIPILIH}{p.kunci}", "")
        kode: KodeNomenklatur | None = next((k for k, _ in p.saran if str(k.pk) == pk), None)
        if kode is not None and p.draf:
            hasil.append(Pilihan(p, kode))
    return hasil


@access(Cap.KELOLA_RENCANA)
@require_POST
def banyak(request: Permintaan) -> HttpResponse:
    """First what would change, line by line; with `simpan` it is done."""
    tahun = tahun_dari(request.POST.get("tahun", ""), hari_ini().year)
    pilihan = _pilihan(request, kode_putus(request, tahun).putus)
    if not pilihan:
        messages.warning(request, "Belum ada pengganti yang dipilih, atau kodenya sudah tidak putus.")
        return redirect(f"{reverse('planning:kode-putus')}?tahun={tahun}")
    if request.POST.get("simpan"):
        return _simpan(request, pilihan, tahun)
    rancangan = actions.rancang(pilihan, request.user)
    konteks = {
        "tahun": tahun,
        "rancangan": rancangan,
        "jumlah": sum(len(r.draf) for r in rancangan),
        "tetap": sum(r.tetap for r in rancangan),
    }
    return render(request, "planning/kode/pratinjau.html", konteks)


def _simpan(request: Permintaan, pilihan: list[Pilihan], tahun: int) -> HttpResponse:
    wilayah = Wilayah.objects.filter(pk=area_utama(request.user.scope_for(Cap.KELOLA_RENCANA))[:13]).first()
    try:
        if wilayah is None:
            raise Ditolak("", "Penggantian dilakukan oleh perencana wilayah.")
        ganti = actions.ganti_banyak(pilihan, wilayah, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect(f"{reverse('planning:kode-putus')}?tahun={tahun}")
    messages.success(request, f"{len(ganti.isi)} baris diganti kodenya. Bisa dikembalikan di sini.")
    return redirect("planning:kode-gantian")


@access(Cap.KELOLA_RENCANA)
@require_safe
def riwayat(request: Permintaan) -> HttpResponse:
    """Replacements done in bulk, newest first."""
    rows = GantiKode.objects.for_user(request.user, Cap.KELOLA_RENCANA).select_related("pemilik", "wilayah__induk")
    konteks: dict[str, Any] = {"hal": halaman(rows, request.GET, {"-baru": ("id",)}, per=20)}
    return render(request, "planning/kode/gantian.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_POST
def kembalikan(request: Permintaan, pk: int) -> HttpResponse:
    """Put the old codes back."""
    ganti = GantiKode.objects.ambil(request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    try:
        _, sisa = actions.kembalikan_ganti(ganti.pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        kata = f" {sisa} baris sudah berubah atau ditetapkan, jadi dibiarkan." if sisa else ""
        messages.success(request, f"Kode lama dikembalikan.{kata}")
    return redirect("planning:kode-gantian")
