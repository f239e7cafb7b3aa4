"""A few messages, a dated deputy and an account that nobody uses, so that these screens have something to show."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions import beri_plt
from accounts.models import Penugasan, User
from accounts.pesan import kirim
from accounts.roles import Peran
from posyandu_app.lib.waktu import hari_ini
from reporting.contoh.akun import KLEGO, SERUNI

PESAN: tuple[tuple[str, str, str, str], ...] = (
    ("kelurahan.klego", "Lengkapi berkas Posyandu Seruni", "Syarat yang kurang ada di tab Registrasi.",
     f"/posyandu/{SERUNI}/registrasi/"),
    ("kelurahan.klego", "Ada kader tanpa akun di Klego", "Buat akunnya sekaligus, lalu cetak slipnya.",
     f"/kader/akun/?wilayah={KLEGO}"),
    ("kader.seruni", "Hari buka Posyandu Seruni sudah dekat", "", f"/lapangan/?unit={SERUNI}"),
    ("kecamatan.pekalongan-timur", "Berkas baru di meja kecamatan", "", "/registrasi/meja/"),
    ("pmd.pekalongan", "Berkas terverifikasi siap dipaketkan", "", "/registrasi/berkas/"),
    ("admin.pekalongan", "Ada akun yang tidak dipakai 90 hari", "Tutup yang tidak perlu lagi.", "/akun/?keadaan=diam"),
)  # fmt: skip
DIAM, LAMA = "kader2.seruni", timedelta(days=128)
PLT = ("kecamatan.pekalongan-timur", "tp.pekalongan-timur", "admin.pekalongan")


def buat_kotak() -> None:
    """Write them after the accounts; the deputy through the action, the last sign-in straight to its row."""
    user = {u.username: u for u in User.objects.filter(contoh=True)}
    for ke, (nama, judul, isi, alamat) in enumerate(PESAN):
        kirim([user[nama].pk], judul, isi=isi, alamat=alamat, kunci=f"contoh:{ke}")
    lalu = timezone.now() - LAMA
    User.objects.filter(pk=user[DIAM].pk).update(last_login=lalu, dibuat=lalu - LAMA)
    asal, plt, admin = (user[nama] for nama in PLT)
    tugas = Penugasan.objects.get(user=asal, peran=Peran.VERIFIKATOR_KECAMATAN)
    hari = hari_ini(tugas.kode)
    beri_plt(tugas.pk, plt, mulai=hari, sampai=hari + timedelta(days=14), oleh=admin)
