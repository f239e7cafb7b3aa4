"""Three sealed reports, so that UPTD PPA's screens have something to show. All of it is invented and says so."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from registry.models import Posyandu
from reporting.contoh.akun import SERUNI
from spm_services.actions import langkah_tertutup, lapor_tertutup
from spm_services.models import LaporanTertutup
from spm_services.tertutup import IsiTertutup

# (hours ago, kind, danger, consent, way, contact, when, steps)
LAPORAN: tuple[tuple[int, IsiTertutup, tuple[tuple[str, str], ...]], ...] = (
    (52, IsiTertutup("anak", "tidak", "wali", "temui", "Puskesmas (contoh)", "Selasa pagi", "Bu Contoh"),
     (("hubungi", ""), ("rujuk", "Dirujuk ke layanan psikolog (contoh)."))),
    (20, IsiTertutup("perempuan", "tidak", "sendiri", "pesan", "0812-0000-0000 (contoh)", "pagi, jangan malam"), ()),
    (3, IsiTertutup("perempuan", "ya", "sendiri", "orang", "tetangga, 0812-0000-0001 (contoh)", "kapan saja", "Mawar"),
     ()),
)  # fmt: skip


def buat_tertutup(hari: date) -> int:
    """File them through the door, then set their hours back. How many."""
    user = {u.username: u for u in User.objects.filter(username__in=("kader.seruni", "uptd_ppa.pekalongan"))}
    unit = Posyandu.objects.get(kode=SERUNI)
    kini = timezone.now()
    for ke, (jam, isi, langkah) in enumerate(LAPORAN):
        kunci = uuid.uuid5(uuid.NAMESPACE_URL, f"contoh-tertutup-{hari}-{ke}")
        lapor_tertutup(unit, isi, kunci, actor=user["kader.seruni"], contoh=True)
        laporan = LaporanTertutup.objects.get(kunci=kunci)
        saat = kini - timedelta(hours=jam)
        LaporanTertutup.objects.filter(pk=laporan.pk).update(diterima=saat, tenggat=saat + timedelta(hours=24))
        for nama, catatan in langkah:
            langkah_tertutup(laporan.uuid, nama, catatan=catatan, actor=user["uptd_ppa.pekalongan"])
    return len(LAPORAN)
