"""What is counted of Tim Pembina: levels below with a team and its decree, units not visited, open follow-ups."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q

from accounts.scope import Scope
from registry.models import AnggotaTim, JenisSuratWilayah, Posyandu, SuratWilayah, TindakLanjut
from wilayah.models import Wilayah


@dataclass(frozen=True)
class Bawahan:
    """Areas right below: how many there are, have a running member, have a decree in force."""

    banyak: int
    bertim: int
    ber_sk: int


def bawahan(anak: list[Wilayah], hari: date) -> Bawahan:
    """Two queries, however many areas."""
    kode = [w.kode for w in anak]
    tim = AnggotaTim.objects.filter(wilayah__in=kode, sampai=None).values("wilayah").distinct().count()
    sk = SuratWilayah.objects.berlaku(hari).filter(wilayah__in=kode, jenis=JenisSuratWilayah.TIM_PEMBINA)
    return Bawahan(len(kode), tim, sk.order_by().values("wilayah").distinct().count())


def belum_dikunjungi(scope: Scope, kode: str, hari: date, bulan: int = 6) -> int:
    """Units in use without a pembinaan visit in that many months. One query; ask it of a kabupaten at most."""
    batas = hari - timedelta(days=30 * bulan)
    rows = Posyandu.objects.for_scope(scope).di_wilayah(kode).aktif().annotate(akhir=Max("kunjungan_list__tanggal"))
    return rows.filter(Q(akhir=None) | Q(akhir__lt=batas)).count()


def tindak_terbuka(wilayah: Wilayah | None) -> int:
    return TindakLanjut.objects.filter(rapat__wilayah=wilayah, selesai=None).count()
