"""The job that applies a ministry result row by row. The row's own state is the point to go on from."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from accounts.models import Berkas, User
from accounts.pekerjaan import Laju
from posyandu_app.lib.galat import Ditolak
from registry.actions.hasil import terapkan_baris
from registry.actions.paket import selesaikan_paket
from registry.models import MENUNGGU, BarisHasil, HasilKementerian, Paket

JENIS = "hasil"
SETIAP = 20


def kerjakan(laju: Laju) -> Berkas | None:
    """Apply what waits of the result that `isi["hasil"]` names."""
    hasil = HasilKementerian.objects.filter(pk=laju.pekerjaan.isi["hasil"]).first()
    if hasil is None:
        return None
    sudah = BarisHasil.objects.filter(hasil=hasil).exclude(keadaan__in=MENUNGGU).count()
    for ke, pk in enumerate(menunggu(hasil), 1):
        _satu(pk, laju.pekerjaan.pemilik)
        if ke % SETIAP == 0:
            laju.maju(sudah + ke, hasil.jumlah)
    tutup(hasil, laju.pekerjaan.pemilik)
    laju.maju(hasil.jumlah, hasil.jumlah)
    return None


def menunggu(hasil: HasilKementerian) -> list[int]:
    rows = BarisHasil.objects.filter(hasil=hasil, keadaan__in=MENUNGGU).order_by("baris")
    return list(rows.values_list("pk", flat=True))


def _satu(pk: int, oleh: User | None) -> None:
    try:
        terapkan_baris(pk, actor=oleh)
    except (Http404, PermissionDenied):
        raise Ditolak("", "Anda tidak bertugas lagi di wilayah ini, jadi sisanya tidak dipasang.") from None


def tutup(hasil: HasilKementerian, oleh: User | None) -> None:
    """The result is applied; sent batches that have all their answers are closed."""
    HasilKementerian.objects.filter(pk=hasil.pk, diterapkan=None).update(diterapkan=timezone.now())
    dikirim = Paket.objects.filter(wilayah=hasil.wilayah_id, status=Paket.Status.DIKIRIM)
    for paket in dikirim.values_list("pk", flat=True):
        selesaikan_paket(paket, actor=oleh)
