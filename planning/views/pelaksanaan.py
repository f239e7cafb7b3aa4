"""Planned against done of one yearly plan: confirm with one tap which records carried out an activity, take it back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import pelaksanaan as aksi
from planning.actions._kerja import tugas_tulis
from planning.metrics_pelaksanaan import calon, sarankan, terlaksana
from planning.models import KegiatanRencana, PelaksanaanKegiatan
from planning.views.kerja import ambil, ambil_kegiatan, kepala, wajib_tulis
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from spm_services.models import Rekaman


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan, pk: int) -> HttpResponse:
    """Each activity of the plan with what carried it out and what seems to have."""
    rencana = ambil(request.user, pk)
    if rencana.posyandu_id is None:
        raise Http404
    milik = KegiatanRencana.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(rencana=rencana)
    kegiatan = list(milik.order_by("urutan", "pk"))
    jadi = terlaksana(request.user.scope_for(Cap.LIHAT_RENCANA), rencana, kegiatan)
    boleh = request.user.scope_for(tugas_tulis(rencana)).memuat(rencana.kode)
    saran = sarankan(kegiatan, calon(request.user.scope_for(Cap.LIHAT_CATATAN), rencana)) if boleh else {}
    konteks = {
        **kepala(request.user, rencana),
        # What waits for a tap stands first.
        "isi": sorted(((jadi[k.pk], saran.get(k.pk)) for k in kegiatan), key=lambda x: not (x[1] and x[1].pasti)),
        "boleh": boleh,
        "selesai": sum(bool(t.isi) for t in jadi.values()),
    }
    return render(request, "planning/kerja/pelaksanaan.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_POST
def laksanakan(request: Permintaan, pk: int) -> HttpResponse:
    """The records ticked carried out the activity."""
    kegiatan = ambil_kegiatan(request.user, pk)
    wajib_tulis(request.user, kegiatan.rencana)
    pilih = [int(n) for n in request.POST.getlist("rekaman") if n.isascii() and n.isdecimal() and len(n) < 16]
    rows = Rekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN).filter(pk__in=pilih)
    try:
        n = aksi.laksanakan(pk, list(rows.values_list("pk", flat=True)), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"{n} catatan menjadi pelaksanaan." if n else "Pilih catatannya dulu.")
    return redirect("planning:pelaksanaan", kegiatan.rencana_id)


@access(Cap.LIHAT_RENCANA)
@require_POST
def lepas(request: Permintaan, pk: int) -> HttpResponse:
    """Take one back."""
    rows = PelaksanaanKegiatan.objects.select_related("kegiatan__rencana__posyandu")
    satu = rows.ambil(request.user, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    wajib_tulis(request.user, satu.kegiatan.rencana)
    aksi.lepas_pelaksanaan(pk, actor=request.user)
    messages.success(request, "Dilepas. Catatannya tetap ada.")
    return redirect("planning:pelaksanaan", satu.kegiatan.rencana_id)
