"""Months of one kelurahan: two that are closed, one of them opened again, zeros that somebody said."""

from datetime import date

from accounts.models import User
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from registry.models import Posyandu
from reporting.contoh.akun import KLEGO, SERUNI
from spm_services import actions
from spm_services.metrics_lengkap import kisi


def buat_bulan(hari: date) -> int:
    """Zeros of three past months in Klego, two of them closed by its operator. How many months were closed."""
    operator = User.objects.get(username="kelurahan.klego")
    units = list(Posyandu.objects.filter(wilayah=KLEGO).aktif().order_by("kode"))
    kini = Bulan.dari(hari)
    ditutup = 0
    for mundur in (4, 3, 2):
        bulan = kini.tambah(-mundur)
        sel = kisi(units, [bulan], kini)
        for unit in units:
            for bidang in SEMUA:
                # The newest of the three keeps what is missing of half of the units.
                if sel[unit.pk, bulan.angka, bidang].belum and (mundur > 2 or unit.pk % 2):
                    actions.nyatakan_nol(unit, bulan, bidang, actor=operator)
        if mundur > 2:
            hasil = actions.tutup_banyak([u.pk for u in units], bulan, actor=operator)
            ditutup += sum(h.ditutup for h in hasil)
    seruni, bulan = next(u for u in units if u.kode == SERUNI), kini.tambah(-3)
    row = actions.buka_bulan(seruni, bulan, alasan="Buku register baru ditemukan (contoh)", versi=2, actor=operator)
    actions.tutup_bulan(seruni, bulan, versi=row.versi, actor=operator)
    return ditutup
