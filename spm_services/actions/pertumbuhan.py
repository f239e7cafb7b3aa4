"""A tenaga kesehatan decides N or T of a weighing instead of the rule, with a reason, and takes it back."""

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from spm_services.actions.rekaman import periksa_bulan
from spm_services.ambang_berlaku import RiwayatAmbang
from spm_services.hitung_pertumbuhan import perbarui
from spm_services.models import KunjunganWarga, Pertumbuhan
from spm_services.tumbuh.naik import DAPAT_DIPUTUS

ALASAN_TERPENDEK, ALASAN_TERPANJANG = 5, 200


def _terkunci(kunjungan: KunjunganWarga, dilihat: str, actor: User | None) -> tuple[Posyandu, Pertumbuhan]:
    unit = kunci_posyandu(kunjungan.posyandu_id)
    if actor is not None:
        require_area(unit.kode, actor, Cap.TENAGA_KESEHATAN, seen_with=Cap.LIHAT, bidang=Bidang.KESEHATAN)
    rows = Pertumbuhan.objects.select_for_update(of=("self",), no_key=True).select_related("warga")
    p = rows.filter(kunjungan=kunjungan).first()
    if p is None or p.nt not in DAPAT_DIPUTUS:
        raise Ditolak("nt", "Hanya naik (N) dan tidak naik (T) yang bisa diputuskan. O dan B adalah kenyataannya.")
    if p.tanda != dilihat:
        raise Bentrok(p)
    periksa_bulan(unit, p.tanggal)
    return unit, p


def _simpan(unit: Posyandu, p: Pertumbuhan, nt: str, alasan: str) -> None:
    """Store the decision; what rests on it in this and later visits follows."""
    p.nt_nakes, p.alasan_nakes = nt, alasan
    p.save(update_fields=["nt_nakes", "alasan_nakes"])
    perbarui(unit, p.warga, RiwayatAmbang.baca(unit.kode))


@transaction.atomic
def putus_nt(kunjungan: KunjunganWarga, nt: str, *, alasan: str, dilihat: str, actor: User | None) -> Pertumbuhan:
    """Decide N or T. `dilihat`: the row's `tanda` when the form was opened.

    Raises Ditolak (O or B, no reason, closed month), Bentrok where weight or letter changed meanwhile, Http404 and
    PermissionDenied as the area asks.
    """
    unit, p = _terkunci(kunjungan, dilihat, actor)
    if nt not in DAPAT_DIPUTUS:
        raise Ditolak("nt", "Pilih naik atau tidak naik.")
    if len(alasan.strip()) < ALASAN_TERPENDEK:
        raise Ditolak("alasan", "Tulis alasannya, misalnya timbangan diganti.")
    if nt == p.nt_berlaku:
        raise Ditolak("nt", "Penilaiannya sudah begitu.")
    lama = p.nt_berlaku
    _simpan(unit, p, nt, alasan.strip()[:ALASAN_TERPANJANG])
    record(actor, "putus_nt", p, perubahan={"nt": [lama, nt]}, catatan=p.alasan_nakes)
    return p


@transaction.atomic
def cabut_putusan_nt(kunjungan: KunjunganWarga, *, dilihat: str, actor: User | None) -> Pertumbuhan:
    """Back to what the rule found. Raises as `putus_nt`; Ditolak where nothing was decided."""
    unit, p = _terkunci(kunjungan, dilihat, actor)
    if not p.nt_nakes:
        raise Ditolak("nt", "Belum ada putusan tenaga kesehatan di sini.")
    lama, alasan = p.nt_berlaku, p.alasan_nakes
    _simpan(unit, p, "", "")
    record(actor, "cabut_putusan_nt", p, perubahan={"nt": [lama, p.nt]}, catatan=alasan)
    return p
