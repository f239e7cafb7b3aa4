"""The ministry's number enters the registry here and nowhere else."""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.metrics import UNIT_TERDAFTAR
from registry.models import Ajuan, Posyandu, RiwayatKode, StatusAjuan, StatusPosyandu
from registry.nomor import DIPAKAI, Nilai, SuratNomor, Unit, aturan_nomor
from registry.workflow import AJUAN
from wilayah.rekap import STOK, Selisih

PESAN_DIPAKAI = "Nomor ini sudah dipakai posyandu lain. Periksa surat dari kementerian."


class NomorDitolak(Ditolak):
    """The number is not let in; `alasan` is a code of registry.nomor.ALASAN."""

    def __init__(self, nilai: Nilai) -> None:
        super().__init__("nomor", nilai.pesan)
        self.alasan = nilai.alasan


def desa_dipegang(posyandu: Posyandu) -> set[str]:
    """Village codes the unit holds or held. One query."""
    lama = RiwayatKode.objects.filter(posyandu=posyandu).values_list("wilayah", "kode")
    return {posyandu.wilayah_id, posyandu.kode[:13]} | {w for w, _ in lama} | {k[:13] for _, k in lama}


@transaction.atomic
def catat_nomor(
    pk: int,
    nomor: str,
    *,
    actor: User | None,
    surat: SuratNomor | None = None,
    terbit: date | None = None,
    ganti: bool = True,
    alasan: str = "",
) -> Posyandu:
    """Enter the number the ministry issued, as the rule of registry.nomor lets it; a file that waits for it is done.

    A number of another village needs the ministry's letter and the Dinas' duty; so does replacing another number
    where `ganti` is False (rows of a result file: nobody looked at them one by one). Raises NomorDitolak;
    Http404/PermissionDenied by the duty. `terbit`: the day of issue, today where not given.
    `alasan`: in a person's own words, into the log.
    """
    posyandu = kunci_posyandu(pk)
    if actor is not None:
        tugas = Cap.CATAT_NOMOR if surat is None else Cap.VERIFIKASI
        require_in_scope(posyandu, actor, tugas, seen_with=Cap.LIHAT)
    lama, hari = posyandu.nomor_registrasi, hari_ini(posyandu.kode)
    nilai = aturan_nomor(hari).nilai(nomor, Unit(desa_dipegang(posyandu), None if ganti else lama), surat)
    if not nilai.diterima:
        raise NomorDitolak(nilai)
    if lama != nomor:
        _tulis(posyandu, nomor, terbit or hari, nilai.versi)
        kata = f"Aturan nomor versi {nilai.versi}. {nilai.pesan}" + (f" {alasan}" if alasan else "")
        record(actor, "catat_nomor", posyandu, perubahan={"nomor_registrasi": [lama, nomor]}, catatan=kata.strip())
    ajuan = Ajuan.objects.filter(posyandu=posyandu, status=StatusAjuan.DIKIRIM).first()
    if ajuan is not None:
        AJUAN.apply(ajuan.pk, "terbit", actor=actor)
    if not lama and posyandu.status == StatusPosyandu.AKTIF:  # a closed unit is in no stock
        beda = Selisih()
        beda.tambah(posyandu.kode, STOK, UNIT_TERDAFTAR, 1, sendiri=False)
        beda.tulis()
    return posyandu


def _tulis(posyandu: Posyandu, nomor: str, terbit: date, versi: str) -> None:
    posyandu.nomor_registrasi, posyandu.nomor_terbit = nomor, terbit
    posyandu.versi += 1
    try:
        with transaction.atomic():  # the unique index decides, also between two who enter it at once
            posyandu.save(update_fields=["nomor_registrasi", "nomor_terbit", "versi"])
    except IntegrityError:
        raise NomorDitolak(Nilai(DIPAKAI, PESAN_DIPAKAI, versi)) from None
