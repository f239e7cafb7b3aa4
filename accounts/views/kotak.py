"""The person's inbox: newest first, one read by opening it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import pesan
from accounts.permintaan import Permintaan
from posyandu_app.lib.access import signed_in
from posyandu_app.lib.daftar import halaman

PER = 25


@signed_in
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All messages by key; `?baru=1` only those not read yet."""
    baru = request.GET.get("baru") == "1"
    rows = pesan.kotak(request.user)
    hal = halaman(rows.filter(dibaca=None) if baru else rows, request.GET, {"-id": ("id",)}, per=PER)
    return render(request, "accounts/pesan.html", {"hal": hal, "baru": baru})


@signed_in
@require_POST
def buka(request: Permintaan, pk: int) -> HttpResponse:
    """Mark as read and go to what it is about."""
    isi = pesan.baca(request.user, pk)
    if isi is None:
        raise Http404
    return redirect(isi.alamat or "pesan")


@signed_in
@require_POST
def semua(request: Permintaan) -> HttpResponse:
    n = pesan.baca_semua(request.user)
    messages.success(request, f"{n} pesan ditandai sudah dibaca." if n else "Semua pesan sudah dibaca.")
    return redirect("pesan")
