"""Papers of a ticket: handing them in one by one, opening them, taking a wrong one off, the photo of a visit."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.berkas import kirim
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from spm_services import actions
from spm_services.berkas_tiket import diminta
from spm_services.forms.tiket import BerkasForm
from spm_services.models import BerkasTiket, Tiket, VerifikasiTiket
from spm_services.tampak_tiket import tampak
from spm_services.views.tiket import ambil_tiket, kiriman


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pasang(request: Permintaan, uuid: UUID, jenis: str) -> HttpResponse:
    """One paper of the list: its scan, or that the paper itself was seen."""
    tiket = ambil_tiket(request.user, uuid, Cap.CATAT)
    minta = next((b for b in diminta(tiket) if b.kode == jenis), None)
    if minta is None:
        raise Http404
    form = BerkasForm(*kiriman(request))
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            actions.pasang_berkas(tiket.pk, jenis, isi["berkas"], nomor=isi["nomor"], actor=request.user)
        except (Ditolak, TransitionRefused) as galat:
            form.add_error("berkas", str(galat))
        else:
            messages.success(request, f"{minta.label}: tersimpan.")
            return redirect("spm_services:tiket-rinci", uuid)
    konteks = {"tiket": tiket, "unit": tiket.posyandu, "minta": minta, "form": form}
    return render(request, "spm_services/tiket/berkas.html", konteks, status=422 if form.errors else 200)


@access(Cap.CATAT)
@require_POST
def lepas(request: Permintaan, uuid: UUID, pk: int) -> HttpResponse:
    tiket = ambil_tiket(request.user, uuid, Cap.CATAT)
    actions.lepas_berkas(tiket.pk, pk, actor=request.user)
    messages.success(request, "Berkas dilepas.")
    return redirect("spm_services:tiket-rinci", uuid)


def _boleh(request: Permintaan, uuid: UUID) -> Tiket:
    """The ticket, for whoever must act on it: its papers show who people are."""
    tiket = ambil_tiket(request.user, uuid)
    if not tampak(request.user, tiket).kontak:
        raise PermissionDenied
    return tiket


@access(Cap.LIHAT_TIKET)
@require_safe
def unduh(request: Permintaan, uuid: UUID, pk: int) -> HttpResponseBase:
    """The scan of a paper."""
    tiket = _boleh(request, uuid)
    rows = BerkasTiket.objects.for_user(request.user, Cap.LIHAT_TIKET).filter(tiket=tiket, pk=pk)
    baris = rows.select_related("berkas").first()
    return kirim(baris.berkas if baris else None)


@access(Cap.LIHAT_TIKET)
@require_safe
def foto(request: Permintaan, uuid: UUID, pk: int) -> HttpResponseBase:
    """The photo of a visit."""
    tiket = _boleh(request, uuid)
    rows = VerifikasiTiket.objects.for_user(request.user, Cap.LIHAT_TIKET).filter(tiket=tiket, pk=pk)
    baris = rows.select_related("foto").first()
    return kirim(baris.foto if baris else None)
