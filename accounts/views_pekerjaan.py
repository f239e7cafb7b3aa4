"""A person's own long jobs: how far they are, what came out. Nobody else sees them."""

import uuid

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.berkas import kirim
from accounts.models import Pekerjaan, StatusPekerjaan
from accounts.pekerjaan import AKHIR, batalkan
from accounts.permintaan import Permintaan
from posyandu_app.lib.access import signed_in
from posyandu_app.lib.daftar import halaman

NADA = {
    StatusPekerjaan.ANTRE: "netral",
    StatusPekerjaan.JALAN: "awas",
    StatusPekerjaan.SELESAI: "baik",
    StatusPekerjaan.GAGAL: "buruk",
    StatusPekerjaan.DIBATALKAN: "netral",
}


def _milik(request: Permintaan, kunci: uuid.UUID) -> Pekerjaan:
    """The person's own job; another's does not exist for them."""
    row = request.user.pekerjaan_list.select_related("hasil").filter(uuid=kunci).first()
    if row is None:
        raise Http404
    return row


@signed_in
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """The own jobs, newest first."""
    rows = request.user.pekerjaan_list.select_related("hasil").defer("isi", "titik")
    hal = halaman(rows, request.GET, {"-baru": ("id",)}, per=25)
    return render(request, "pekerjaan/daftar.html", {"hal": hal, "nada": NADA})


@signed_in
@require_safe
def rinci(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """One job: progress while it runs (the page renews itself), then the result or what went wrong."""
    pekerjaan = _milik(request, kunci)
    konteks = {"p": pekerjaan, "nada": NADA, "jalan": pekerjaan.status not in AKHIR}
    if not request.headers.get("HX-Request"):
        return render(request, "pekerjaan/rinci.html", konteks)
    jawaban = render(request, "pekerjaan/_laju.html", konteks)
    if not konteks["jalan"]:
        jawaban["HX-Refresh"] = "true"
    return jawaban


@signed_in
@require_POST
def batal(request: Permintaan, kunci: uuid.UUID) -> HttpResponse:
    """Cancel the own job."""
    if batalkan(_milik(request, kunci), oleh=request.user):
        messages.success(request, "Pekerjaan dibatalkan. Yang sudah tersimpan sebelum ini tetap tersimpan.")
    else:
        messages.warning(request, "Pekerjaan ini sudah berakhir, tidak ada yang dibatalkan.")
    return redirect("pekerjaan:rinci", kunci)


@signed_in
@require_safe
def berkas(request: Permintaan, kunci: uuid.UUID) -> FileResponse:
    """The file that came out of the own job."""
    return kirim(_milik(request, kunci).hasil)
