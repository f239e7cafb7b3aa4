"""Writing a visit: one step's answers of one person, each service its own record, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu, StatusPosyandu
from spm_services import katalog
from spm_services.actions.rekaman import (
    Isian,
    Kiriman,
    duty_catat,
    ganti_hitungan,
    jejak,
    periksa_bulan,
    periksa_ganda_hitung,
    periksa_orang,
    periksa_tanggal,
    rahasia_log,
    susun,
    susun_hitungan,
)
from spm_services.hitung_kunjungan import nilai_kunjungan
from spm_services.models import Hitungan, KunjunganWarga, Rekaman
from spm_services.rekap import Gerak, terapkan


@dataclass(frozen=True)
class IsianKunjungan:
    """Answers of one step, by service, already cleaned; a service without an answer is left out and stays as it is.

    `versi`: of each service the version its record had when the form was opened (0: none yet). `kunci`: of a new record
    the key of the form it came with. `alasan`: why answers that were stored before are changed; it stands in the log.
    """

    isian: Mapping[str, Isian]
    versi: Mapping[str, int] = field(default_factory=dict)
    alasan: str = ""
    kunci: Mapping[str, UUID] = field(default_factory=dict)


@transaction.atomic
def catat_kunjungan(kunjungan: KunjunganWarga, isi: IsianKunjungan, *, actor: User | None) -> list[Rekaman]:
    """Store the answers of one step of a visit, and what the rules find in the whole visit then.

    Several phones may write to one visit: each service is its own record, so two steps never overwrite each other; two
    phones with the same service meet as Bentrok. Raises Ditolak (day, closed month, not for this person), Http404 and
    PermissionDenied out of the actor's area. `actor` None: seeding.
    """
    unit = kunci_posyandu(kunjungan.posyandu_id)
    rows = KunjunganWarga.objects.select_for_update(of=("self",), no_key=True).select_related("warga", "sesi")
    kini = rows.get(pk=kunjungan.pk)
    for duty in {duty_catat(katalog.SEMUA[k]) for k in isi.isian} or {Cap.CATAT}:
        if actor is not None:
            require_area(unit.kode, actor, duty, seen_with=Cap.LIHAT)
    _periksa(kini, unit, isi)
    ada = {r.layanan: r for r in Rekaman.objects.filter(kunjungan=kini).berlaku().order_by("pk")}
    gerak: list[Gerak] = []
    for kode, jawab in isi.isian.items():
        if kode in ada:
            gerak += _ubah(ada[kode], jawab, isi, actor)
        elif jawab:
            ada[kode] = _tambah(kini, unit, kode, jawab, isi.kunci.get(kode) or uuid4(), actor)
            gerak.append(Gerak(kini.tanggal, ada[kode].bidang, 1, ada[kode].terlayani))
    semua = list(ada.values())
    nilai_kunjungan(kini, semua, unit)
    terapkan(unit.kode, gerak).tulis()
    return semua


def _periksa(kunjungan: KunjunganWarga, unit: Posyandu, isi: IsianKunjungan) -> None:
    if unit.status != StatusPosyandu.AKTIF:
        raise Ditolak("", "Posyandu ini sudah ditutup, jadi tidak bisa dicatat lagi.")
    if kunjungan.batal:
        raise Ditolak("", "Pendaftaran kunjungan ini sudah dibatalkan.")
    periksa_tanggal(kunjungan.tanggal, unit)
    periksa_bulan(unit, kunjungan.tanggal)
    periksa_ganda_hitung(isi.isian, unit, kunjungan.tanggal)
    periksa_orang([katalog.SEMUA[k] for k in isi.isian], kunjungan.warga, unit, kunjungan.tanggal)


def _tambah(
    kunjungan: KunjunganWarga, unit: Posyandu, kode: str, jawab: Isian, kunci: UUID, actor: User | None
) -> Rekaman:
    k = kunjungan
    kiriman = Kiriman(kode, k.tanggal, jawab, kunci, k.contoh, warga=k.warga, sesi=k.sesi, kunjungan=k)
    rekaman = susun(kiriman, unit, actor)
    rekaman.save(force_insert=True)
    Hitungan.objects.bulk_create(susun_hitungan(rekaman))
    record(actor, "catat", rekaman, perubahan=jejak(rekaman))
    return rekaman


def _ubah(rekaman: Rekaman, jawab: Isian, isi: IsianKunjungan, actor: User | None) -> list[Gerak]:
    """Bring a record of the visit in line with the answers; none of them left: the empty answers say so."""
    beda = selisih(rekaman.isian, {**dict.fromkeys(rekaman.isian), **jawab}, pribadi=rahasia_log(rekaman.entri))
    if not beda:
        return []
    if rekaman.versi != isi.versi.get(rekaman.layanan, 0):
        raise Bentrok(rekaman)
    lama, sebelum = rekaman.terlayani, dict(rekaman.isian)
    rekaman.isian = dict(jawab)
    rekaman.terlayani = rekaman.entri.terlayani(jawab)
    rekaman.versi += 1
    rekaman.save(update_fields=["isian", "terlayani", "versi"])
    ganti_hitungan(rekaman, sebelum)
    record(actor, "koreksi", rekaman, perubahan=beda, catatan=isi.alasan)
    return [Gerak(rekaman.tanggal, rekaman.bidang, 0, rekaman.terlayani - lama)]
