"""What leads to a referral and where it goes: reasons found in a visit, the unit's health centre, consent given."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Cap
from registry.models import Faskes, PembinaKesehatan, Posyandu
from spm_services import katalog
from spm_services.katalog.dasar import Tindakan
from spm_services.models import HasilAturan, JenisTiket, KunjunganWarga, PersetujuanData, Tiket, Warga

RUJUK = (Tindakan.RUJUK, Tindakan.SEGERA)


@dataclass(frozen=True)
class Alasan:
    """Why a visit leads to a referral, in the rules' own words. Reasons that are for nakes (and for whoever recorded
    the answer) are only counted here: they stay with the record and are read there."""

    terbuka: tuple[str, ...]
    tertutup: int
    segera: bool
    kader: tuple[tuple[str, str], ...] = ()  # (plain words for a kader, what was seen)

    def __bool__(self) -> bool:
        return bool(self.terbuka or self.tertutup)

    @property
    def teks(self) -> str:
        lain = ("Ada alasan lain untuk tenaga kesehatan.",) if self.tertutup else ()
        return "\n".join((*self.terbuka, *lain))


def alasan_kunjungan(kunjungan: KunjunganWarga) -> Alasan:
    """Rules of the visit's records that refer. One query."""
    rows = HasilAturan.objects.filter(rekaman__kunjungan=kunjungan, rekaman__status="berlaku", tindakan__in=RUJUK)
    semua = list(rows.select_related("rekaman").order_by("pk"))
    return Alasan(
        tuple(str(h) for h in semua if not h.tertutup),
        sum(h.tertutup for h in semua),
        any(h.tindakan == Tindakan.SEGERA for h in semua),
        tuple((katalog.pesan_kader(h.rekaman.layanan, h.kode, h.arti), h.sebab) for h in semua if not h.tertutup),
    )


def alasan_tertutup(tiket: Tiket, user: User) -> list[str]:
    """The closed reasons behind a referral, for nakes of the place and whoever recorded the answer. One query."""
    if tiket.kunjungan_id is None or not tiket.rujukan:
        return []
    rows = HasilAturan.objects.filter(rekaman__kunjungan=tiket.kunjungan_id, tertutup=True, tindakan__in=RUJUK)
    if not (tiket.setuju and user.scope_for(Cap.LIHAT_TERTUTUP).mencapai(tiket.posyandu.kode, tiket.bidang)):
        rows = rows.filter(rekaman__pencatat=user)
    return [str(h) for h in rows.order_by("pk")]


def faskes_unit(posyandu: Posyandu, hari: date) -> Faskes | None:
    """The Pustu or Puskesmas that looks after the unit on the day; None where none is recorded. One query."""
    rows = PembinaKesehatan.objects.berlaku(hari).filter(posyandu=posyandu).select_related("faskes")
    pembina = rows.first()
    return pembina.faskes if pembina else None


def setuju_rujukan(warga: Warga) -> PersetujuanData | None:
    """The consent that holds: to be referred, given or refused; None: not asked yet. One query."""
    rows = PersetujuanData.objects.filter(warga=warga, tujuan=PersetujuanData.Tujuan.RUJUKAN, dicabut=None)
    return rows.first()


def rujukan_kunjungan(kunjungan: KunjunganWarga) -> Tiket | None:
    """The referral of a visit, whatever became of it; None where there was none. One query."""
    rows = Tiket.objects.filter(kunjungan=kunjungan, jenis=JenisTiket.RUJUKAN).select_related("rekaman")
    tiket: Tiket | None = rows.order_by("-pk").first()
    return tiket
