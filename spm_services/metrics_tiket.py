"""Every number about requests and referrals, defined once; and what the public page may say of one.

An office (`tujuan` in one kabupaten/kota) *received* what was forwarded to it. It is *late* with what it answered
after more working days than its target, and with what waits past its last day. The median is over working days until
the first answer that settles something (asking for data does not), the time it waited for data taken out. An office
is shown only after it had time: the target of at least one ticket has passed, or it answered one.
"""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, F, Q

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import libur_daerah
from spm_services.jam_tiket import umur_tiket
from spm_services.kode_tiket import cocok_empat
from spm_services.models import JenisTiket, StatusTiket, Tiket
from spm_services.models.tiket import DI_DESA, DI_NAKES
from spm_services.perangkat import nama_kantor

S = StatusTiket


@dataclass(frozen=True)
class Kemajuan:
    """What an applicant may know: the stage, the desk, days there. Nothing of what was asked, or by whom."""

    jenis: str
    tahap: str
    meja: str
    hari: int
    selesai: bool


def kemajuan(kode: str, empat: str) -> Kemajuan | None:
    """The progress behind a slip; None for a wrong code and for wrong digits alike."""
    rows = Tiket.objects.for_scope(Scope.publik()).select_related("posyandu__wilayah", "faskes")
    tiket = rows.filter(kode=kode).first() if kode else None
    sidik = tiket.telepon_sidik if tiket else "-"
    # The comparison is made either way, so that both kinds of wrong take as long.
    if not cocok_empat(kode, empat, sidik) or tiket is None:
        return None
    umur = umur_tiket([tiket], tiket.posyandu.kode, libur=libur_daerah(tiket.posyandu.kode))[tiket.pk]
    return Kemajuan(tiket.get_jenis_display(), tiket.get_status_display(), meja(tiket), umur.hari, not tiket.berjalan)


def meja(tiket: Tiket) -> str:
    if not tiket.berjalan:
        return ""
    if tiket.status in (S.DRAF, S.DIKEMBALIKAN):
        return "Posyandu"
    if tiket.status in DI_DESA or (tiket.status == S.DIJAWAB and tiket.dijeda):
        return "Desa/kelurahan"
    return "Puskesmas atau Pustu" if tiket.status in DI_NAKES else tiket.kantor


@dataclass(frozen=True)
class KinerjaKantor:
    """One office over a period: `diterima` received, `dijawab` answered, `terlambat` late, `menunggu` unanswered."""

    kode: str
    diterima: int
    dijawab: int
    terlambat: int
    menunggu: int
    median: float | None

    @property
    def nama(self) -> str:
        return nama_kantor(self.kode)


def _terlambat(hari: date) -> Q:
    dijawab = Q(hari_opd__isnull=False, hari_opd__gt=F("target_opd"))
    return dijawab | Q(hari_opd=None, status=S.DITERUSKAN, tenggat__lt=hari)


def kinerja(scope: Scope, kode: str, dari: date, sampai: date) -> list[KinerjaKantor]:
    """Offices over what was forwarded in [dari, sampai), those late with most first. Two queries."""
    hari = hari_ini(kode)
    rows = Tiket.objects.for_scope(scope).di_wilayah(kode).exclude(jenis=JenisTiket.RUJUKAN)
    rows = rows.filter(diteruskan_pada__date__gte=dari, diteruskan_pada__date__lt=sampai).exclude(status=S.DITARIK)
    jumlah = (
        rows.order_by()
        .values("tujuan")
        .annotate(
            diterima=Count("pk"),
            dijawab=Count("pk", Q(hari_opd__isnull=False)),
            terlambat=Count("pk", _terlambat(hari)),
            menunggu=Count("pk", Q(status=S.DITERUSKAN)),
        )
    )
    lama: dict[str, list[int]] = {}
    for tujuan, n in rows.filter(hari_opd__isnull=False).order_by().values_list("tujuan", "hari_opd"):
        lama.setdefault(tujuan, []).append(n or 0)
    hasil = [
        KinerjaKantor(
            j["tujuan"],
            j["diterima"],
            j["dijawab"],
            j["terlambat"],
            j["menunggu"],
            float(median(lama[j["tujuan"]])) if j["tujuan"] in lama else None,
        )
        for j in jumlah
        if j["dijawab"] or j["terlambat"]
    ]
    return sorted(hasil, key=lambda k: (-k.terlambat, -k.diterima, k.kode))
