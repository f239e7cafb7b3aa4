"""Checks of the example budgets: findings, and what was answered to some of them."""

from datetime import date

from accounts.models import User
from accounts.roles import Peran
from planning.actions.temuan import jelaskan_temuan, langkah_temuan, periksa_wilayah
from planning.models import StatusTemuan, TemuanAnggaran
from posyandu_app.lib import kode as kode_lib

# (rule, explanation, accepted by the planner of the region)
JAWABAN: tuple[tuple[str, str, bool], ...] = (
    ("A19", "RKP Desa sudah ditetapkan, berkasnya menyusul dimasukkan ke sini.", False),
    ("A04", "Kegiatan rutin dengan swadaya warga, tidak memakai anggaran.", True),
    ("A05", "Menunggu pencairan tahap kedua, kegiatan dijadwalkan bulan depan.", False),
)


def buat_pemeriksaan(hari: date) -> int:
    """How many findings the thirty checks leave on the demonstration."""
    periksa_wilayah(kode_lib.NASIONAL, hari.year, hari)
    for aturan, alasan, diterima in JAWABAN:
        _jawab(aturan, alasan, diterima=diterima)
    return TemuanAnggaran.objects.exclude(status=StatusTemuan.SELESAI).count()


def _jawab(aturan: str, alasan: str, *, diterima: bool) -> None:
    temuan = TemuanAnggaran.objects.filter(aturan=aturan, status=StatusTemuan.TERBUKA).order_by("pk").first()
    if temuan is None:
        return
    penjelas, penerima = (_akun(p, temuan.wilayah_id) for p in (Peran.PERENCANA, Peran.DINAS_PMD))
    if penjelas is None or penerima is None:
        return
    jelaskan_temuan(temuan.pk, alasan, actor=penjelas)
    if diterima:
        langkah_temuan(temuan.pk, "terima_temuan", actor=penerima)


def _akun(peran: str, kode: str) -> User | None:
    """The example account of the role over the area."""
    rows = User.objects.filter(contoh=True, penugasan_list__peran=peran, penugasan_list__kode=kode[:5])
    return rows.order_by("pk").first()
