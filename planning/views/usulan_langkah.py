"""What a desk does with a proposal: passes it on (whole or cut), sends back, postpones, rejects, splits, merges."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import Transition, TransitionRefused
from planning.actions import usulan as tindakan
from planning.forms_usulan import GabungForm, PecahForm, PutusanForm
from planning.models import Usulan
from planning.tahap_usulan import GERBANG, Tahap
from planning.views.usulan import LIHAT, ambil
from planning.workflow_usulan import USULAN, jenis_langkah
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak

KALAH = "Orang lain baru saja memutuskan usulan ini (sekarang di {}). Belum ada yang disimpan."
CALON = 100
BERBAHAYA = frozenset({"tolak", "tarik"})


def _langkah(usulan: Usulan, nama: str, user: User) -> Transition:
    """The step of that kind at the gate the proposal stands at, or the nearest of that kind (refused with a sentence
    when taken). 404 for a word that is no step, 403 for whoever does not sit there."""
    semua = [t for t in USULAN.transitions if jenis_langkah(t.name) == nama and nama != "gabung"]
    step = next((t for t in semua if usulan.tahap in t.sources), semua[0] if semua else None)
    if step is None:
        raise Http404
    if not user.scope_for(step.duty).mencapai(usulan.kode, usulan.bidang):
        raise PermissionDenied
    return step


def _jalankan(
    request: Permintaan, usulan: Usulan, form: forms.Form, jalan: Callable[[], str], konteks: dict[str, Any]
) -> HttpResponse:
    """The form, or what came of it: 422 with the message at its field, 409 where somebody was faster."""
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, jalan())
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except TransitionRefused as galat:
            form.add_error("alasan" if galat.code == "catatan" else None, str(galat))
            status = 409 if galat.code in ("status", "putusan") else 422
        except Bentrok:
            usulan = ambil(request.user, usulan.pk)
            form.add_error(None, KALAH.format(usulan.get_tahap_display()))
            status = 409
        else:
            return redirect("planning:usulan-rinci", usulan.pk)
    konteks |= {"form": form, "usulan": usulan}
    return render(request, "planning/usulan/langkah.html", konteks, status=status if form.errors else 200)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def langkah(request: Permintaan, pk: int, langkah: str) -> HttpResponse:
    """One step of the desk whose turn it is."""
    usulan = ambil(request.user, pk)
    step = _langkah(usulan, langkah, request.user)
    potong = langkah in tindakan.BISA_DIPOTONG
    form = PutusanForm(request.POST or None, usulan=usulan, potong=potong, wajib=step.needs_note)

    def jalan() -> str:
        isi = {k: form.cleaned_data.get(k) for k in ("volume", "nilai", "prioritas")}
        putusan = tindakan.IsiPutusan(alasan=form.cleaned_data["alasan"], **isi)
        hasil = tindakan.putuskan(pk, step.name, putusan, versi=form.cleaned_data["versi"], actor=request.user)
        if langkah == "tetapkan":
            return f"Diakomodir di {hasil.get_tahap_display()}."
        return f"Tersimpan. Sekarang di {hasil.get_tahap_display()}."

    konteks = {"judul": step.label, "bahaya": langkah in BERBAHAYA, "tombol": step.label}
    return _jalankan(request, usulan, form, jalan, konteks)


def _di_meja(usulan: Usulan, user: User) -> None:
    """403 for whoever does not sit at the gate the proposal stands at."""
    duty = GERBANG[usulan.tahap].duty if usulan.tahap in GERBANG else Cap.USUL
    if not user.scope_for(duty).mencapai(usulan.kode, usulan.bidang):
        raise PermissionDenied


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def pecah(request: Permintaan, pk: int) -> HttpResponse:
    """Take a part out into a draft of its own."""
    usulan = ambil(request.user, pk)
    _di_meja(usulan, request.user)
    form = PecahForm(request.POST or None, usulan=usulan)

    def jalan() -> str:
        isi = dict(form.cleaned_data)
        versi = isi.pop("versi")
        bagian, dibuat = tindakan.pecah_usulan(pk, tindakan.IsiPecah(**isi), versi=versi, actor=request.user)
        return f"Bagian itu menjadi draf usulan {bagian.pk}." if dibuat else "Bagian itu sudah dipecah tadi."

    konteks = {
        "judul": "Pecah usulan",
        "tombol": "Pecah",
        "bantuan": "Sebagian lewat pintu lain, sisanya tetap di sini.",
    }
    return _jalankan(request, usulan, form, jalan, konteks)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def gabung(request: Permintaan, pk: int) -> HttpResponse:
    """Let it go on inside another proposal of the same gate."""
    usulan = ambil(request.user, pk)
    if usulan.tahap not in GERBANG or usulan.tahap == Tahap.DRAF:
        raise Http404
    _di_meja(usulan, request.user)
    calon = Usulan.objects.for_user(request.user, LIHAT).terbuka().exclude(pk=pk)
    calon = calon.di_wilayah(usulan.kode[:5]).filter(
        tahap=usulan.tahap, bidang=usulan.bidang, tahun=usulan.tahun, satuan=usulan.satuan, jalur=usulan.jalur
    )
    rows = list(calon.select_related("posyandu__wilayah", "wilayah").order_by("id")[:CALON])
    form = GabungForm(request.POST or None, usulan=usulan, calon=rows)

    def jalan() -> str:
        isi = form.cleaned_data
        induk = tindakan.gabung_usulan(pk, isi["ke"], isi["alasan"], versi=isi["versi"], actor=request.user)
        return f"Digabung ke {induk.judul}."

    konteks = {"judul": "Gabungkan usulan", "tombol": "Gabungkan", "kosong": not rows}
    return _jalankan(request, usulan, form, jalan, konteks)
