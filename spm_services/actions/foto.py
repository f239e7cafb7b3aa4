"""Pictures of a record: stored with it in one transaction, made anew before (accounts.berkas.foto_baru)."""

from collections.abc import Sequence

from django.db import transaction
from django.http import Http404

from accounts.berkas import simpan
from accounts.models import JenisBerkas, User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions.luar_sesi import catat_luar, lewat_kunjungan
from spm_services.actions.rekaman import Kiriman, catat, duty_catat, periksa_bulan
from spm_services.models import FotoRekaman, PersetujuanData, Rekaman

PALING_BANYAK = 4


def catat_berfoto(posyandu: Posyandu, kiriman: Kiriman, foto: Sequence[bytes], *, actor: User) -> tuple[Rekaman, bool]:
    """One form with its pictures: both or neither; sent twice it adds none. A service of the steps of an open day
    becomes part of the person's visit. Raises as `catat` and `catat_luar`, and Ditolak("foto")."""
    with transaction.atomic():
        simpan_satu = catat_luar if lewat_kunjungan(katalog.SEMUA[kiriman.layanan]) else catat
        rekaman, baru = simpan_satu(posyandu, kiriman, actor=actor)
        if baru:
            _pasang(rekaman, foto, actor)
    return rekaman, baru


@transaction.atomic
def tambah_foto(rekaman: Rekaman, foto: Sequence[bytes], *, actor: User) -> None:
    """More pictures of a record that counts. Raises Ditolak("foto"), 404/403 out of the actor's area."""
    kini = _terkunci(rekaman, actor)
    if not kini.berlaku:
        raise Ditolak("foto", "Catatan ini dibatalkan.")
    _pasang(kini, foto, actor)


@transaction.atomic
def hapus_foto(rekaman: Rekaman, pk: int, *, actor: User) -> None:
    """Take one picture off its record for good (its file goes with the next sweep). Raises Http404."""
    kini = _terkunci(rekaman, actor)
    foto = FotoRekaman.objects.select_related("berkas").filter(rekaman=kini, pk=pk).first()
    if foto is None:
        raise Http404
    record(actor, "hapus_foto", kini, perubahan={"foto": [foto.pk, None]})
    foto.delete()
    foto.berkas.delete()


def _terkunci(rekaman: Rekaman, actor: User) -> Rekaman:
    unit = kunci_posyandu(rekaman.posyandu_id)
    kini = Rekaman.objects.select_related("warga", "keluarga").get(pk=rekaman.pk)
    require_area(unit.kode, actor, duty_catat(kini.entri), seen_with=Cap.LIHAT_CATATAN, bidang=kini.bidang)
    periksa_bulan(unit, kini.tanggal)
    return kini


def _pasang(rekaman: Rekaman, foto: Sequence[bytes], actor: User) -> None:
    if not foto:
        return
    paling = min(rekaman.entri.foto, PALING_BANYAK)
    if FotoRekaman.objects.filter(rekaman=rekaman).count() + len(foto) > paling:
        raise Ditolak("foto", f"Paling banyak {paling} foto untuk satu catatan.")
    if rekaman.warga_id is not None:
        _izin(rekaman)
    for isi in foto:
        berkas = simpan(isi, "foto-catatan.jpg", jenis=JenisBerkas.JPEG, oleh=actor)
        satu = FotoRekaman.objects.create(rekaman=rekaman, berkas=berkas, oleh=actor)
        record(actor, "tambah_foto", rekaman, perubahan={"foto": [None, satu.pk]})


def _izin(rekaman: Rekaman) -> None:
    """A person who said no to pictures is not photographed."""
    tolak = {"warga": rekaman.warga, "tujuan": PersetujuanData.Tujuan.FOTO, "setuju": False, "dicabut": None}
    if PersetujuanData.objects.filter(**tolak).exists():
        raise Ditolak("foto", f"{rekaman.warga} tidak mau difoto. Simpan tanpa foto.")
