"""Writes about referrals: made by a kader with consent, received and answered by nakes, closed with a reason.

Every referral ends in a result: it came and was helped, came and was sent on, refused, or nobody answered.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.pesan import kirim
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import Faskes
from spm_services.actions.rekaman import Kiriman, catat
from spm_services.models import HasilTiket, JenisTiket, KunjunganWarga, PersetujuanData, StatusTiket, Tiket, Warga
from spm_services.models.tiket import HASIL_RUJUKAN
from spm_services.sebab_rujukan import alasan_kunjungan, faskes_unit, rujukan_kunjungan, setuju_rujukan
from spm_services.tiket_buat import RUJUKAN
from spm_services.workflow_tiket import TIKET, hari_jawab, kunci_tiket

H = HasilTiket


@dataclass(frozen=True)
class IsiRujukan:
    """What the form says: words of the kader's own, who consented (`oleh`) and whether; `kunci` makes it one."""

    catatan: str
    setuju: bool
    oleh: str
    kunci: UUID


@transaction.atomic
def buat_rujukan(kunjungan: KunjunganWarga, isi: IsiRujukan, *, actor: User) -> Tiket:
    """Refer the person of a visit for what the rules found in it (and what the kader adds).

    Without consent nothing is passed on: the referral is closed as refused at once. Sent twice it is one.
    """
    unit = kunci_posyandu(kunjungan.posyandu_id)
    require_area(unit.kode, actor, Cap.CATAT, seen_with=Cap.LIHAT)
    if kunjungan.batal:
        raise Ditolak("", "Kunjungan ini sudah dibatalkan.")
    lama = rujukan_kunjungan(kunjungan)
    if lama is not None and lama.rekaman is not None:
        if lama.rekaman.kunci == isi.kunci:
            return lama
        raise Ditolak("", "Dari kunjungan ini orangnya sudah dirujuk. Lihat rujukannya.")
    alasan = alasan_kunjungan(kunjungan)
    teks = "\n".join(t for t in (alasan.teks, isi.catatan.strip()) if t)
    if not teks:
        raise Ditolak("catatan", "Tulis mengapa dirujuk.")
    hari = hari_ini(unit.kode)
    faskes = faskes_unit(unit, hari)
    jawab = {"tujuan": faskes.jenis if faskes else Faskes.Jenis.PUSKESMAS, "alasan": teks[:500]}
    kiriman = Kiriman(RUJUKAN, kunjungan.tanggal, jawab, isi.kunci, kunjungan.contoh, warga=kunjungan.warga)
    rekaman, _ = catat(unit, kiriman, actor=actor)
    tiket: Tiket = Tiket.objects.select_related("posyandu", "warga").get(rekaman=rekaman)
    rekaman.kunjungan = kunjungan
    rekaman.save(update_fields=["kunjungan"])
    tiket.kunjungan, tiket.faskes, tiket.segera = kunjungan, faskes, alasan.segera
    tiket.tertutup, tiket.uraian = False, teks[:1000]  # closed reasons stay with their record
    tiket.save(update_fields=["kunjungan", "faskes", "segera", "tertutup", "uraian"])
    return _kirim_rujukan(tiket, isi.setuju, isi.oleh, None, actor)


@transaction.atomic
def kirim_rujukan(pk: int, setuju: bool, oleh: str, *, versi: int | None, actor: User | None) -> Tiket:
    """Send a referral that stands as a draft (made from its form), now that consent was asked."""
    tiket = kunci_tiket(pk, actor, Cap.CATAT, versi)
    if not tiket.rujukan or tiket.status != StatusTiket.DRAF or tiket.warga is None:
        raise TransitionRefused("status", "Rujukan ini sudah dikirim.")
    if tiket.faskes_id is None:
        tiket.faskes = faskes_unit(tiket.posyandu, hari_ini(tiket.posyandu.kode))
        tiket.save(update_fields=["faskes"])
    return _kirim_rujukan(tiket, setuju, oleh, versi, actor)


def _kirim_rujukan(tiket: Tiket, setuju: bool, oleh: str, versi: int | None, actor: User | None) -> Tiket:
    assert tiket.warga is not None  # noqa: S101 (a referral is of a person)
    _catat_setuju(tiket.warga, tiket, setuju, oleh, actor)
    tiket.setuju = setuju
    tiket.save(update_fields=["setuju"])
    if setuju:
        dikirim: Tiket = TIKET.apply(tiket.pk, "rujuk", actor=actor, versi=versi)
        return dikirim
    alasan = "Tidak setuju datanya diteruskan ke tenaga kesehatan."
    return _tutup(tiket.pk, H.MENOLAK, alasan, versi, actor)


def _catat_setuju(warga: Warga, tiket: Tiket, setuju: bool, oleh: str, actor: User | None) -> None:
    """Keep the answer as the person's consent to be referred; another answer ends the earlier one."""
    if oleh not in PersetujuanData.Oleh.values:
        raise Ditolak("oleh", "Pilih siapa yang menyetujui.")
    lama, hari = setuju_rujukan(warga), hari_ini(tiket.posyandu.kode)
    if lama is not None and lama.setuju == setuju:
        return
    if lama is not None:
        lama.dicabut = hari
        lama.save(update_fields=["dicabut"])
    baru = PersetujuanData.objects.create(
        warga=warga, posyandu=tiket.posyandu, tujuan="rujukan", oleh=oleh, setuju=setuju, tanggal=hari, pencatat=actor
    )
    record(actor, "persetujuan_rujukan", baru, perubahan={"setuju": [None, setuju]})


def terima_rujukan(pk: int, *, versi: int | None, actor: User | None) -> Tiket:
    """Nakes have read it and expect the person."""
    tiket: Tiket = TIKET.apply(pk, "terima_rujukan", actor=actor, versi=versi)
    return tiket


@transaction.atomic
def hasil_rujukan(pk: int, hasil: str, tanggal: date, catatan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """How it ended, said by nakes; the kader who referred reads it."""
    tiket: Tiket = TIKET.apply(pk, "hasil_rujukan", actor=actor, note=catatan, versi=versi)
    if hasil not in HASIL_RUJUKAN:
        raise Ditolak("hasil", "Pilih hasilnya.")
    if not tiket.tanggal <= tanggal <= hari_ini(tiket.posyandu.kode):
        raise Ditolak("tanggal", f"Tanggalnya antara {tiket.tanggal:%d/%m/%Y} (dirujuk) dan hari ini.")
    tiket.hasil, tiket.selesai, tiket.hari_opd = hasil, tanggal, hari_jawab(tiket)
    tiket.dijawab_pada = timezone.now()
    tiket.save(update_fields=["hasil", "selesai", "hari_opd", "dijawab_pada"])
    _beri_tahu(tiket, actor)
    return tiket


def _beri_tahu(tiket: Tiket, actor: User | None) -> None:
    """To whoever referred; the message names nobody."""
    if tiket.pencatat_id and tiket.pencatat_id != (actor and actor.pk):
        judul = f"Rujukan {tiket.kode_cetak} ada hasilnya"
        kirim([tiket.pencatat_id], judul, isi=tiket.get_hasil_display(), alamat=f"/permohonan/{tiket.uuid}/")


@transaction.atomic
def tutup_rujukan(pk: int, hasil: str, alasan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """The posyandu closes it: refused at any time, or without an answer once the target has passed."""
    return _tutup(pk, hasil, alasan, versi, actor)


def _tutup(pk: int, hasil: str, alasan: str, versi: int | None, actor: User | None) -> Tiket:
    batas = Tiket.objects.filter(pk=pk).values_list("tenggat", flat=True).first()
    tiket: Tiket = TIKET.apply(pk, "tutup_rujukan", actor=actor, note=alasan, versi=versi)
    if tiket.jenis != JenisTiket.RUJUKAN or hasil not in (H.MENOLAK, H.TANPA_JAWABAN):
        raise Ditolak("hasil", "Pilih hasilnya.")
    hari = hari_ini(tiket.posyandu.kode)
    if hasil == H.TANPA_JAWABAN and (batas is None or batas >= hari):
        sampai = f" (sampai {batas:%d/%m/%Y})" if batas else ""
        raise Ditolak("hasil", f"Tunggu dulu sampai waktunya habis{sampai}.")
    tiket.hasil, tiket.selesai = hasil, hari
    tiket.save(update_fields=["hasil", "selesai"])
    return tiket
