"""Photos that stand behind a proposal: made anew before they are stored (accounts.berkas.foto_baru), so nothing the
camera wrote beside the picture, the place among it, is kept."""

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404

from accounts.berkas import simpan
from accounts.models import JenisBerkas, User
from accounts.roles import Cap
from audit.record import record
from planning.actions.usulan import kunci_usulan
from planning.models import BuktiUsulan, Usulan
from planning.tahap_usulan import Tahap
from posyandu_app.lib.galat import Ditolak

FOTO_TERBANYAK = 3
# The proposer may still show what it is about while the village's own desk looks at it.
BISA = frozenset({Tahap.DRAF, Tahap.DIAJUKAN})


def bisa_berfoto(usulan: Usulan) -> bool:
    """Is it still the proposer's and the village's alone?"""
    return usulan.terbuka and usulan.tahap in BISA


def _terkunci(pk: int, actor: User) -> Usulan:
    usulan = kunci_usulan(pk, Cap.USUL, actor, None)
    if not bisa_berfoto(usulan):
        raise Ditolak("foto", "Usulan sudah diteruskan. Fotonya tidak ditambah atau dihapus lagi.")
    return usulan


@transaction.atomic
def tambah_foto_usulan(pk: int, foto: Sequence[bytes], keterangan: str, *, actor: User) -> Usulan:
    """Keep up to three photos (`foto`: contents as foto_baru made them), with one caption. Raises Ditolak("foto")."""
    usulan = _terkunci(pk, actor)
    ada = BuktiUsulan.objects.filter(usulan=usulan, berkas__isnull=False).count()
    if not foto:
        raise Ditolak("foto", "Pilih fotonya.")
    if ada + len(foto) > FOTO_TERBANYAK:
        raise Ditolak("foto", f"Paling banyak {FOTO_TERBANYAK} foto untuk satu usulan; sudah ada {ada}.")
    for isi in foto:
        berkas = simpan(isi, "foto-usulan.jpg", jenis=JenisBerkas.JPEG, oleh=actor)
        bukti = BuktiUsulan.objects.create(usulan=usulan, berkas=berkas, keterangan=keterangan)
        record(actor, "tambah_foto", usulan, perubahan={"foto": [None, bukti.pk]})
    return usulan


@transaction.atomic
def hapus_foto_usulan(pk: int, *, actor: User) -> Usulan:
    """Take one photo off its proposal for good (its file goes with the next sweep). Raises Http404."""
    milik = BuktiUsulan.objects.filter(pk=pk, berkas__isnull=False).values_list("usulan", flat=True).first()
    if milik is None:
        raise Http404
    usulan = _terkunci(milik, actor)
    bukti = BuktiUsulan.objects.select_related("berkas").filter(pk=pk, usulan=usulan).first()
    if bukti is None or bukti.berkas is None:
        raise Http404
    record(actor, "hapus_foto", usulan, perubahan={"foto": [bukti.pk, None]})
    bukti.delete()
    bukti.berkas.delete()
    return usulan
