"""What a unit says about a field without records: nothing happened that month, or the field is not run."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from spm_services.actions.rekaman import periksa_bulan
from spm_services.metrics_lengkap import Keadaan, kisi
from spm_services.models import BidangTakJalan, BulanUnit, NolBidang, StatusBulan


def _unit(posyandu: Posyandu, duty: str, actor: User | None) -> Posyandu:
    unit = kunci_posyandu(posyandu.pk)
    if actor is not None:
        require_area(unit.kode, actor, duty, seen_with=Cap.LIHAT)
    return unit


def _periksa_sejak(unit: Posyandu, bulan: Bulan) -> None:
    """A statement that runs on must not change a month that is closed: Ditolak."""
    rows = BulanUnit.objects.filter(posyandu=unit, bulan__gte=bulan.angka, status=StatusBulan.DITUTUP)
    akhir = rows.order_by("-bulan").values_list("bulan", flat=True).first()
    if akhir:
        raise Ditolak("sejak", f"{Bulan.dari(akhir).nama} sudah ditutup. Pilih bulan sesudahnya, atau buka lagi dulu.")


def _periksa_bidang(bidang: str) -> None:
    if bidang not in SEMUA:
        raise Ditolak("bidang", "Bidang ini tidak dikenal.")


@transaction.atomic
def nyatakan_nol(posyandu: Posyandu, bulan: Bulan, bidang: str, *, actor: User | None) -> NolBidang:
    """Say that the field had no activity in the month. Said twice it is one.

    Raises Ditolak where there is a record, in a closed month, in one still to come, or where the month is not asked.
    """
    _periksa_bidang(bidang)
    unit = _unit(posyandu, Cap.CATAT, actor)
    ada = NolBidang.objects.filter(posyandu=unit, bulan=bulan.angka, bidang=bidang, dicabut=None).first()
    if ada is not None:
        return ada
    periksa_bulan(unit, bulan.mulai)
    sel = kisi([unit], [bulan], Bulan.dari(hari_ini(unit.kode)))[unit.pk, bulan.angka, bidang]
    if sel.keadaan == Keadaan.TERCATAT:
        raise Ditolak("bidang", f"Sudah ada {sel.kata} di bidang ini, jadi bukan nol.")
    if not sel.belum:
        raise Ditolak("bidang", f"Bulan ini tidak bisa dinyatakan nol: {sel.kata}.")
    nol = NolBidang(posyandu=unit, bulan=bulan.angka, bidang=bidang, oleh=actor)
    nol.save(force_insert=True)
    record(actor, "nyatakan_nol", nol, perubahan={NAMA[bidang]: [None, bulan.nama]})
    return nol


@transaction.atomic
def cabut_nol(posyandu: Posyandu, bulan: Bulan, bidang: str, *, actor: User | None) -> None:
    """Take the statement back; the field is missing again. Raises Ditolak in a closed month; twice is nothing."""
    unit = _unit(posyandu, Cap.CATAT, actor)
    periksa_bulan(unit, bulan.mulai)
    nol = NolBidang.objects.filter(posyandu=unit, bulan=bulan.angka, bidang=bidang, dicabut=None).first()
    if nol is None:
        return
    nol.dicabut = timezone.now()
    nol.save(update_fields=["dicabut"])
    record(actor, "cabut_nol", nol, perubahan={NAMA[bidang]: [bulan.nama, None]})


@transaction.atomic
def hentikan_bidang(
    posyandu: Posyandu, bidang: str, mulai: Bulan, alasan: str, *, actor: User | None
) -> BidangTakJalan:
    """The unit does not run the field from the month on: its months are not asked from then. With a reason."""
    _periksa_bidang(bidang)
    unit = _unit(posyandu, Cap.TUTUP_BULAN, actor)
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    _periksa_sejak(unit, mulai)
    tak = BidangTakJalan(posyandu=unit, bidang=bidang, mulai=mulai.angka, alasan=alasan.strip(), oleh=actor)
    try:
        with transaction.atomic():
            tak.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("bidang", "Bidang ini sudah dinyatakan tidak dijalankan.") from None
    record(actor, "hentikan_bidang", tak, perubahan={NAMA[bidang]: [None, mulai.nama]}, catatan=tak.alasan)
    return tak


@transaction.atomic
def jalankan_bidang(posyandu: Posyandu, bidang: str, sejak: Bulan, *, actor: User | None) -> None:
    """The field is run again from the month on. Raises Ditolak where it was not stopped, or before it was."""
    unit = _unit(posyandu, Cap.TUTUP_BULAN, actor)
    tak = BidangTakJalan.objects.filter(posyandu=unit, bidang=bidang, sampai=None).first()
    if tak is None:
        raise Ditolak("bidang", "Bidang ini memang dijalankan.")
    if sejak.angka < tak.mulai:
        raise Ditolak("sejak", f"Bidang ini baru berhenti {Bulan.dari(tak.mulai).nama}.")
    _periksa_sejak(unit, sejak)
    tak.sampai = sejak.angka
    tak.save(update_fields=["sampai"])
    record(actor, "jalankan_bidang", tak, perubahan={NAMA[bidang]: [None, sejak.nama]})
