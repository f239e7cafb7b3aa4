"""Every number about requests and referrals, defined once; and what the public page may say of one.

An office (`tujuan` in one kabupaten/kota) *received* what was forwarded to it. It is *late* with what it answered
after more working days than its target, and with what waits past its last day. The median is over working days until
the first answer that settles something (asking for data does not), the time it waited for data taken out. An office
is shown only after it had time: the target of at least one ticket has passed, or it answered one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, F, Q

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import libur_daerah
from spm_services.jam_tiket import umur_tiket
from spm_services.kode_tiket import cocok_empat
from spm_services.models import HasilTiket, JenisTiket, StatusTiket, Tiket
from spm_services.models.tiket import DI_DESA, DI_NAKES, TiketQuerySet
from spm_services.perangkat import nama_kantor

S, H = StatusTiket, HasilTiket


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


@dataclass(frozen=True)
class KinerjaDesa:
    """The villages of an area over a period: requests handed in, forwarded (or settled) within the target, and those
    still on the desk, of which past their last day."""

    diajukan: int
    tepat: int
    lewat: int
    di_meja: int
    di_meja_lewat: int


def kinerja_desa(scope: Scope, kode: str, dari: date, sampai: date) -> KinerjaDesa:
    """Over what was handed in in [dari, sampai). One query."""
    hari = hari_ini(kode)
    rows = Tiket.objects.for_scope(scope).di_wilayah(kode).exclude(jenis=JenisTiket.RUJUKAN)
    rows = rows.filter(diajukan_pada__date__gte=dari, diajukan_pada__date__lt=sampai).exclude(status=S.DITARIK)
    meja = Q(status__in=DI_DESA)
    isi = rows.aggregate(
        diajukan=Count("pk"),
        tepat=Count("pk", Q(hari_desa__lte=F("target_desa"))),
        lewat=Count("pk", Q(hari_desa__gt=F("target_desa"))),
        di_meja=Count("pk", meja),
        di_meja_lewat=Count("pk", meja & Q(tenggat__lt=hari)),
    )
    return KinerjaDesa(**isi)


@dataclass(frozen=True)
class AngkaRujukan:
    """Referrals sent in a period, and how they ended. `dikirim` = with a result + without one yet."""

    dikirim: int
    ditangani: int
    dirujuk_lanjut: int
    menolak: int
    tanpa_jawaban: int
    menunggu: int
    menunggu_lewat: int

    @property
    def berhasil(self) -> int:
        """With a result, whichever."""
        return self.dikirim - self.menunggu


def angka_rujukan(scope: Scope, kode: str, dari: date, sampai: date) -> AngkaRujukan:
    """Over what was sent in [dari, sampai); refusals of consent were never sent and count apart from these. One
    query."""
    hari = hari_ini(kode)
    rows = Tiket.objects.for_scope(scope).di_wilayah(kode).filter(jenis=JenisTiket.RUJUKAN, setuju=True)
    rows = rows.filter(diteruskan_pada__date__gte=dari, diteruskan_pada__date__lt=sampai)
    menunggu = Q(status__in=DI_NAKES)
    isi = rows.aggregate(
        dikirim=Count("pk"),
        ditangani=Count("pk", Q(hasil=H.DITANGANI)),
        dirujuk_lanjut=Count("pk", Q(hasil=H.DIRUJUK_LANJUT)),
        menolak=Count("pk", Q(hasil=H.MENOLAK)),
        tanpa_jawaban=Count("pk", Q(hasil=H.TANPA_JAWABAN)),
        menunggu=Count("pk", menunggu),
        menunggu_lewat=Count("pk", menunggu & Q(tenggat__lt=hari)),
    )
    return AngkaRujukan(**isi)


@dataclass(frozen=True)
class Menunggu:
    """What waits for a person: at the village's desk (and past its day, or on it), at the office, at nakes, drafts."""

    meja: int
    meja_lewat: int
    meja_hari_ini: int
    jawaban: int
    opd: int
    opd_lewat: int
    rujukan: int
    rujukan_lewat: int
    draf: int
    kembali: int


def menunggu(rows: TiketQuerySet, hari: date) -> Menunggu:
    """Counts over tickets already narrowed to the person's scope. One query."""
    meja, opd, rujukan = Q(status__in=DI_DESA), Q(status=S.DITERUSKAN), Q(status__in=DI_NAKES)
    isi = rows.aggregate(
        meja=Count("pk", meja),
        meja_lewat=Count("pk", meja & Q(tenggat__lt=hari)),
        meja_hari_ini=Count("pk", meja & Q(tenggat=hari)),
        jawaban=Count("pk", Q(status=S.DIJAWAB)),
        opd=Count("pk", opd),
        opd_lewat=Count("pk", opd & Q(tenggat__lt=hari)),
        rujukan=Count("pk", rujukan),
        rujukan_lewat=Count("pk", rujukan & Q(tenggat__lt=hari)),
        draf=Count("pk", Q(status=S.DRAF)),
        kembali=Count("pk", Q(status=S.DIKEMBALIKAN)),
    )
    return Menunggu(**isi)


def ada_bidang_lain(warga: Iterable[int], keluarga: int | None, selain: Iterable[int]) -> bool:
    """Does a household or its people have a running ticket beside these? Only that there is one is told. One query."""
    rows = Tiket.objects.filter(Q(warga__in=list(warga)) | Q(keluarga=keluarga, keluarga__isnull=False))
    return rows.berjalan().exclude(pk__in=list(selain)).exists()
