"""The sealed channel: filing a report, opening one, taking its steps. Nothing of it enters the common log.

Whoever files never sees it again; whoever reads leaves a row (`JejakTertutup`).
"""

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.pesan import kirim, pemegang
from accounts.roles import Cap
from accounts.scope import require_area
from posyandu_app.lib.galat import Ditolak
from registry.aturan import baca_aturan
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from spm_services.jejak_tertutup import buka_isi, jejak, tutup_isi
from spm_services.models import LaporanTertutup
from spm_services.tertutup import ANAK, BELUM, SENDIRI, IsiTertutup
from spm_services.workflow_tertutup import TERTUTUP

KABUPATEN = 5  # length of a kabupaten's code: where a UPTD PPA stands
TANPA_PENJAGA = "Di daerah ini belum ada UPTD PPA yang menjaga saluran ini. Telepon SAPA 129 sekarang."


def jam_target(kode: str) -> int:
    """Hours within which UPTD PPA is to make contact, as the region set them."""
    return int(baca_aturan(kode)["jam_tertutup"])


def dijaga(kode: str) -> bool:
    """Does anybody hold the channel over the unit's kabupaten? Without one a report would lie unread."""
    return bool(pemegang(Cap.KANAL_TERTUTUP, kode[:KABUPATEN]))


def _periksa(isi: IsiTertutup) -> None:
    if isi.persetujuan == BELUM:
        raise Ditolak("persetujuan", "Tanpa persetujuan, laporan tidak dikirim. Beri tahu nomor SAPA 129.")
    if isi.jenis == ANAK and isi.persetujuan == SENDIRI:
        raise Ditolak("persetujuan", "Untuk anak, yang menyetujui orang tua atau wali yang aman. Kalau tidak ada: 129.")


def lapor_tertutup(
    posyandu: Posyandu, isi: IsiTertutup, kunci: UUID, *, actor: User | None, contoh: bool = False
) -> None:
    """File one report to the UPTD PPA of the unit's kabupaten, and put an empty word into its inboxes.

    Gives nothing back: whoever files it has no way to it. The same form twice is one report. Raises Ditolak without
    consent, for a child without a safe guardian, and where nobody holds the channel.
    """
    _periksa(isi)
    try:
        with transaction.atomic():
            unit = kunci_posyandu(posyandu.pk)
            if actor is not None:
                require_area(unit.kode, actor, Cap.CATAT, seen_with=Cap.LIHAT)
            penjaga = pemegang(Cap.KANAL_TERTUTUP, unit.kode[:KABUPATEN])
            if not penjaga:
                raise Ditolak("", TANPA_PENJAGA)
            laporan = _susun(posyandu, isi, kunci, actor)
            laporan.contoh = contoh
            laporan.save(force_insert=True)
            jejak(None, "terima", laporan, ke=laporan.status)
            kirim(penjaga, "Ada laporan baru", alamat="/tertutup/")
    except IntegrityError:
        if not LaporanTertutup.objects.filter(kunci=kunci).exists():
            raise


def _susun(unit: Posyandu, isi: IsiTertutup, kunci: UUID, actor: User | None) -> LaporanTertutup:
    kini = timezone.now()
    laporan = LaporanTertutup(kunci=kunci, mendesak=isi.bahaya == "ya", diterima=kini)
    laporan.wilayah_id = unit.kode[:KABUPATEN]
    laporan.tenggat = kini + timedelta(hours=jam_target(unit.kode))
    asal = {"posyandu": unit.sebutan, "desa": unit.wilayah.sebutan, "pelapor": actor.nama if actor else ""}
    laporan.isi_sandi = tutup_isi(laporan, isi, asal)
    return laporan


def _kunci(uuid: UUID, actor: User) -> LaporanTertutup:
    """The locked row. Http404 where it is not there or out of the area, PermissionDenied without the duty in it."""
    rows = LaporanTertutup.objects.select_for_update(of=("self",), no_key=True)
    laporan = rows.filter(uuid=uuid).first() or LaporanTertutup()
    require_area(laporan.wilayah_id or "", actor, Cap.KANAL_TERTUTUP, seen_with=Cap.LIHAT)
    return laporan


@transaction.atomic
def buka_tertutup(uuid: UUID, *, actor: User) -> tuple[LaporanTertutup, IsiTertutup, dict[str, str]]:
    """The content in clear, and where it came from. The reading is logged first, in the same transaction."""
    laporan = _kunci(uuid, actor)
    jejak(actor, "buka", laporan)
    return laporan, *buka_isi(laporan)


@transaction.atomic
def langkah_tertutup(uuid: UUID, nama: str, *, catatan: str, actor: User) -> LaporanTertutup:
    """Take a step of the workflow. Raises TransitionRefused when it does not apply any more."""
    laporan: LaporanTertutup = TERTUTUP.apply(_kunci(uuid, actor).pk, nama, actor=actor, note=catatan)
    return laporan
