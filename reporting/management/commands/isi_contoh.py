"""Fill the demonstration: Kota Pekalongan and Kabupaten Kapuas, twelve months, thirty accounts."""

import os
import random
import secrets
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.actions import beri_penugasan
from accounts.models import User
from accounts.roles import SEBUTAN
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.contoh.akun import AKUN
from reporting.contoh.anggaran import buat_alokasi, buat_dokumen_contoh
from reporting.contoh.bina import buat_bina
from reporting.contoh.bulan import buat_bulan
from reporting.contoh.butuh import buat_butuh
from reporting.contoh.catatan import buat_catatan
from reporting.contoh.evaluasi import buat_evaluasi
from reporting.contoh.impor import buat_impor
from reporting.contoh.insentif import buat_insentif
from reporting.contoh.insentif_baris import buat_insentif_baris
from reporting.contoh.kerja import buat_kerja
from reporting.contoh.kotak import buat_kotak
from reporting.contoh.paket import buat_paket_contoh
from reporting.contoh.pelatihan import buat_pelatihan
from reporting.contoh.pemutakhiran import buat_pemutakhiran
from reporting.contoh.periksa import buat_pemeriksaan
from reporting.contoh.praktik import buat_percontohan, buat_praktik
from reporting.contoh.pribadi import buat_konflik, isi_orang
from reporting.contoh.profil import buat_ganda, buat_profil, buat_riwayat
from reporting.contoh.registrasi import buat_berkas, tambah_unit
from reporting.contoh.surat import buat_surat
from reporting.contoh.tahap import buat_tahap
from reporting.contoh.tamu import tambah_tamu
from reporting.contoh.tertutup import buat_tertutup
from reporting.contoh.tiket import buat_tiket_contoh
from reporting.contoh.uang import buat_uang
from reporting.contoh.unit import buat_unit
from reporting.contoh.usulan import buat_usulan_contoh
from reporting.contoh.warga import buat_warga
from spm_services.hitung_kunjungan import hitung_banyak
from wilayah.models import Wilayah

BIBIT = 3375


class Command(BaseCommand):
    help = "Isi data peragaan (Kota Pekalongan dan Kabupaten Kapuas). Sama untuk hari yang sama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="", help="kata sandi semua akun contoh")
        parser.add_argument("--per", default="", help="hari acuan YYYY-MM-DD (bawaan: hari ini)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("Data contoh hanya diisi dengan DEMO=1, supaya tidak tercampur data sungguhan.")
        if not Wilayah.objects.exists():
            raise CommandError("Tabel wilayah masih kosong. Jalankan dulu: manage.py muat_wilayah")
        sandi = options["password"] or os.environ.get("DEMO_PASSWORD", "")
        if User.objects.filter(contoh=True).exists():
            self._sudah_ada(options["password"])
            self._sebut_akun()
            return
        if Posyandu.objects.exists():
            raise CommandError("Sudah ada posyandu di basis data ini. Data contoh tidak dicampur dengan data lain.")
        sandi = sandi or secrets.token_urlsafe(9)
        hari = date.fromisoformat(options["per"]) if options["per"] else hari_ini()
        with transaction.atomic():
            self._isi(hari, sandi)
        self._sebut_akun()
        self.stdout.write(f"kata sandi semua akun contoh: {sandi}")

    def _sebut_akun(self) -> None:
        self.stdout.write("akun contoh:")
        for username, _, peran, kode, bidang in AKUN:
            self.stdout.write(f"  {username:<28} {SEBUTAN[peran]}, {kode}{f', {NAMA[bidang]}' if bidang else ''}")

    def _sudah_ada(self, sandi: str) -> None:
        """A second call keeps the data; with --password it sets the example accounts' password anew."""
        if sandi:
            for user in User.objects.filter(contoh=True):
                user.set_password(sandi)
                user.save(update_fields=["password"])
        self.stdout.write("contoh: sudah ada, data dipertahankan")

    def _isi(self, hari: date, sandi: str) -> None:
        acak = random.Random(BIBIT)  # noqa: S311 (repeatable on purpose)
        units = buat_unit(acak, hari)
        # Drawn apart, so that what was there before stays the same.
        acak_registrasi = random.Random(f"registrasi {BIBIT}")  # noqa: S311
        tambahan = tambah_unit(acak_registrasi, hari)
        self.stdout.write(f"contoh: {len(units) + len(tambahan)} posyandu")
        _buat_akun(sandi, hari)
        buat_kotak()
        orang = buat_warga(random.Random(f"warga {BIBIT}"), units, hari)  # noqa: S311
        tambah_tamu(random.Random(f"tamu {BIBIT}"), units, hari, orang)  # noqa: S311
        jumlah, beda = buat_catatan(acak, units, hari, lain=orang)
        lain, beda_lain = buat_catatan(acak_registrasi, tambahan, hari, bulan=3)
        beda.update(beda_lain)
        jumlah += lain
        self.stdout.write(f"contoh: {jumlah} catatan layanan")
        tumbuh, temuan = hitung_banyak([u for u in units if u.pk in orang])
        self.stdout.write(f"contoh: {tumbuh} hasil pertumbuhan, {temuan} temuan aturan")
        buat_dokumen_contoh(acak, hari.year)
        alokasi = buat_alokasi(acak, hari.year)
        self.stdout.write(f"contoh: {alokasi} kegiatan terhubung ke anggaran")
        beda.tulis()
        ber_nik = isi_orang(random.Random(f"orang {BIBIT}"), hari)  # noqa: S311
        self.stdout.write(f"contoh: {ber_nik} orang ber-NIK contoh")
        acak_profil = random.Random(f"profil {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_profil(acak_profil, units + tambahan, tambahan, hari)} posyandu bersasaran")
        berkas = buat_berkas(acak_registrasi, tambahan, hari)
        self.stdout.write(f"contoh: {berkas} berkas registrasi")
        buat_konflik(hari)
        buat_ganda(hari)
        self.stdout.write(f"contoh: {buat_riwayat(hari)} posyandu yang berubah")
        self.stdout.write(f"contoh: {buat_bina(hari)} anggota Tim Pembina")
        self.stdout.write(f"contoh: {buat_insentif(hari)} baris insentif")
        acak_paket = random.Random(f"paket {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_paket_contoh(acak_paket, hari)} posyandu di dua paket")
        pindaian = buat_surat(random.Random(f"surat {BIBIT}"), hari)  # noqa: S311
        self.stdout.write(f"contoh: {pindaian} surat posyandu berpindaian")
        self.stdout.write(f"contoh: {buat_percontohan(hari)} percontohan, {buat_praktik(hari)} praktik baik")
        acak_latih = random.Random(f"pelatihan {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_pelatihan(acak_latih, hari)} tanda keterampilan")
        acak_mutakhir = random.Random(f"pemutakhiran {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_pemutakhiran(acak_mutakhir, hari)} bagian dikonfirmasi")
        self.stdout.write(f"contoh: {buat_bulan(hari)} bulan posyandu ditutup")
        buat_tertutup(hari)  # how many there are is not said, here neither
        acak_tiket = random.Random(f"tiket {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_tiket_contoh(acak_tiket, hari)} permohonan diajukan")
        self._isi_rencana(hari)

    def _isi_rencana(self, hari: date) -> None:
        """Needs, documents of every stage, proposals, plans of work, and what the checks find in all of it."""
        acak_butuh = random.Random(f"butuh {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_butuh(acak_butuh, hari)} skenario kebutuhan")
        self.stdout.write(f"contoh: {buat_impor(hari.year)} impor anggaran")
        self.stdout.write(f"contoh: {buat_tahap(hari)} baris anggaran tersambung ke tahap sebelumnya")
        acak_usulan = random.Random(f"usulan {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_usulan_contoh(acak_usulan, hari)} usulan")
        rencana, datang = buat_kerja(random.Random(f"kerja {BIBIT}"), hari)  # noqa: S311
        self.stdout.write(f"contoh: {rencana} rencana kerja, {datang} program perangkat daerah")
        self.stdout.write(f"contoh: {buat_evaluasi(hari)} rancangan APB Desa di meja camat")
        # Last: it looks at everything above.
        self.stdout.write(f"contoh: {buat_pemeriksaan(hari)} temuan pemeriksaan anggaran")
        acak_uang = random.Random(f"uang {BIBIT}")  # noqa: S311
        self.stdout.write(f"contoh: {buat_uang(acak_uang, hari)} pembayaran dari alokasi")
        self.stdout.write(f"contoh: {buat_insentif_baris(hari)} daftar insentif dibayar dari baris anggaran")


def _buat_akun(sandi: str, hari: date) -> None:
    for username, nama, peran, kode, bidang in AKUN:
        user = User.objects.buat(username, nama, sandi)
        User.objects.filter(pk=user.pk).update(contoh=True)
        beri_penugasan(user, peran, kode, bidang=bidang, oleh=None, mulai=hari - timedelta(days=400))
