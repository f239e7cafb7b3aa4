"""Single lines of payment lists: own ones, corrections, objections, arrears."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.insentif import BarisForm, BayarForm, JawabForm, KeberatanForm
from registry.lingkup_bayar import baris_terlihat
from registry.models import BarisBayar, BulanBayar, KeberatanInsentif, StatusDaftar
from registry.views.insentif import dasar, formulir


def _ambil(request: Permintaan, pk: int) -> BarisBayar:
    """A line whose list the person manages: 404 for the pengurus of one unit on it."""
    rows = BarisBayar.objects.select_related("daftar__pembayar__wilayah", "orang")
    b: BarisBayar = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    if not request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(b.daftar.wilayah_id):
        raise Http404
    return b


@access(Cap.LIHAT)
@require_safe
def saya(request: Permintaan) -> HttpResponse:
    """The kader's own lines, newest first, of lists that were opened, with their objections."""
    rows = BarisBayar.objects.filter(orang__akun=request.user)
    rows = rows.exclude(daftar__status__in=(StatusDaftar.DRAF, StatusDaftar.DIBATALKAN))
    rows = rows.select_related("daftar__pembayar__wilayah", "posyandu")
    hal = halaman(rows, request.GET, {"-baru": ("id",)}, per=25)
    keberatan_: dict[int, list[KeberatanInsentif]] = {}
    for k in KeberatanInsentif.objects.filter(baris__in=hal.rows):
        keberatan_.setdefault(k.baris_id, []).append(k)
    baris_ = [(b, keberatan_.get(b.pk, [])) for b in hal.rows]
    konteks = {"hal": hal, "baris": baris_, "berorang": hasattr(request.user, "orang")}
    return render(request, "registry/insentif/saya.html", konteks)


@access(Cap.LIHAT)
@require_http_methods(["GET", "POST"])
def keberatan(request: Permintaan, pk: int) -> HttpResponse:
    """Object to one's own line, or to one of a unit that one manages."""
    sendiri = BarisBayar.objects.filter(orang__akun=request.user)
    b = sendiri.select_related("daftar__pembayar__wilayah", "orang").filter(pk=pk).first()
    if b is None:
        rows = BarisBayar.objects.select_related("daftar__pembayar__wilayah", "orang")
        b = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
        kembali = reverse("registry:insentif-rinci", args=[b.daftar_id])
    else:
        kembali = reverse("registry:insentif-saya")

    def simpan(isi: dict[str, Any]) -> str:
        actions.ajukan_keberatan(pk, isi["alasan"], actor=request.user)
        return kembali

    isi = {"judul": "Ajukan keberatan", "kembali": kembali, "ket": f"{b.orang.nama}, {b.daftar}", "baris": b}
    return formulir(request, KeberatanForm(request.POST or None), isi, simpan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def jawab(request: Permintaan, pk: int) -> HttpResponse:
    rows = KeberatanInsentif.objects.select_related("baris__daftar__pembayar__wilayah", "baris__orang")
    k: KeberatanInsentif = rows.ambil(request.user, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    if not request.user.scope_for(Cap.KELOLA_POSYANDU).memuat(k.baris.daftar.wilayah_id):
        raise Http404
    daftar = reverse("registry:insentif-rinci", args=[k.baris.daftar_id])

    def simpan(isi: dict[str, Any]) -> str:
        terima = isi["putusan"] == "terima"
        actions.jawab_keberatan(pk, diterima=terima, jawaban=isi["jawaban"], actor=request.user)
        return reverse("registry:insentif-baris", args=[k.baris_id]) if terima else daftar

    ket = f"{k.baris.orang.nama}, {k.baris.daftar}"
    isi = {"judul": "Jawab keberatan", "kembali": daftar, "ket": ket, "kutipan": k.alasan, "baris": k.baris}
    return formulir(request, JawabForm(request.POST or None), isi, simpan)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def baris(request: Permintaan, pk: int) -> HttpResponse:
    """Correct one line, or take the person off the list; both with a reason."""
    b = _ambil(request, pk)
    daftar = reverse("registry:insentif-rinci", args=[b.daftar_id])
    if request.method == "POST" and request.POST.get("langkah") == "keluarkan":
        try:
            actions.keluarkan_baris(pk, alasan=request.POST.get("catatan", ""), actor=request.user)
        except Ditolak as galat:
            messages.error(request, str(galat))
            return redirect("registry:insentif-baris", pk)
        messages.success(request, f"{b.orang.nama} dikeluarkan dari daftar.")
        return redirect(daftar)
    bulan = BulanBayar.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(baris=b)
    awal = {"bulan": list(bulan.values_list("bulan", flat=True)), "kali": b.banyak}

    def simpan(isi: dict[str, Any]) -> str:
        actions.ubah_baris(pk, bulan=isi["bulan"], kali=isi.get("kali"), catatan=isi["catatan"], actor=request.user)
        return daftar

    form = BarisForm(request.POST or None, daftar=b.daftar, initial=awal)
    isi = {"judul": "Betulkan baris", "kembali": daftar, "ket": f"{b.orang.nama}, {b.daftar}", "baris": b}
    return formulir(request, form, {**isi, "bisa_keluar": True}, simpan)


@access(Cap.LIHAT)
@require_safe
def tunggakan(request: Permintaan) -> HttpResponse:
    """Lines of paid lists that did not reach the person, oldest first."""
    konteks = dasar(request, "registry:insentif-tunggakan")
    rows = baris_terlihat(request.user).di_wilayah(konteks["kode"]).filter(keadaan=BarisBayar.Keadaan.TUNGGAKAN)
    konteks |= {"angka": rows.aggregate(n=Count("pk"), jumlah=Sum("jumlah"))}
    rows = rows.select_related("orang", "posyandu__wilayah", "daftar__pembayar__wilayah")
    konteks["hal"] = halaman(rows, request.GET, {"lama": ("id",)}, per=25)
    boleh = request.user.scope_for(Cap.KELOLA_POSYANDU)
    konteks["baris"] = [(b, boleh.memuat(b.daftar.wilayah_id)) for b in konteks["hal"].rows]
    return render(request, "registry/insentif/tunggakan.html", konteks)


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def lunasi(request: Permintaan, pk: int) -> HttpResponse:
    b = _ambil(request, pk)
    kembali = reverse("registry:insentif-tunggakan")

    def simpan(isi: dict[str, Any]) -> str:
        actions.lunasi(pk, actor=request.user, **isi)
        return kembali

    form = BayarForm(request.POST or None, initial={"tanggal": hari_ini(b.daftar.wilayah_id)})
    isi = {"judul": "Lunasi tunggakan", "kembali": kembali, "ket": f"{b.orang.nama}, {b.daftar}", "baris": b}
    return formulir(request, form, isi, simpan)
