"""Write a synthetic nation for benchmarks."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.actions import beri_penugasan
from accounts.models import User
from accounts.roles import Peran
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.nasional import IsiDitolak, Kemajuan, Ukuran, isi_nasional, rapikan

BULAN_TERBANYAK = 240
KOTA_UJI = "33.75"
AKUN = (("bench", Peran.TIM_PEMBINA), ("bench.kab", Peran.DINAS_PMD), ("bench.kader", Peran.KADER))


def positif(teks: str) -> int:
    """A whole number of at least one; argparse turns the refusal into its own message."""
    if not teks.isdecimal() or int(teks) < 1:
        raise argparse.ArgumentTypeError("harus bilangan bulat, paling sedikit 1")
    return int(teks)


def tanggal(teks: str) -> date:
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError("tulis tanggal seperti 2026-11-24") from None


@transaction.atomic
def buat_akun(sejak: date) -> list[str]:
    """The accounts of the benchmark, without password. Returns the names made; those that exist stay as they are."""
    unit = Posyandu.objects.di_wilayah(KOTA_UJI).order_by("kode").first()
    if unit is None:
        raise IsiDitolak(f"Tidak ada posyandu di {KOTA_UJI}, jadi akun kader tidak bisa dibuat. Naikkan --posyandu.")
    baru = []
    for (nama, peran), kode in zip(AKUN, ("ID", KOTA_UJI, unit.kode), strict=True):
        if User.objects.filter(username=nama).exists():
            continue
        user = User.objects.buat(nama, f"Akun {nama}")
        User.objects.filter(pk=user.pk).update(contoh=True)
        beri_penugasan(user, peran, kode, oleh=None, mulai=sejak)
        baru.append(nama)
    return baru


class Command(BaseCommand):
    help = "Isi database dengan negeri contoh untuk pengukuran: posyandu, kegiatan, dan rekapnya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--posyandu", type=positif, default=300_000, help="jumlah posyandu")
        parser.add_argument("--bulan", type=positif, default=24, help="jumlah bulan, yang terakhir bulan dari --sampai")
        parser.add_argument("--kegiatan", type=positif, default=5_000_000, help="jumlah kegiatan")
        parser.add_argument("--bibit", type=int, default=7, help="bibit acak; bibit sama, isi sama")
        parser.add_argument("--sampai", type=tanggal, help="hari terakhir (YYYY-MM-DD), biasanya hari ini")
        parser.add_argument("--kosongkan", action="store_true", help="ganti posyandu contoh yang sudah ada")
        parser.add_argument("--akun", action="store_true", help="buat akun bench, bench.kab, bench.kader")

    def handle(self, *args: Any, **options: Any) -> None:
        sampai = options["sampai"] or hari_ini()
        if sampai > hari_ini():
            raise CommandError("--sampai tidak boleh sesudah hari ini.")
        if options["bulan"] > BULAN_TERBANYAK:
            raise CommandError(f"--bulan paling banyak {BULAN_TERBANYAK}.")
        ukuran = Ukuran(options["posyandu"], options["bulan"], options["kegiatan"], options["bibit"], sampai)
        kemajuan = Kemajuan(self._tulis)
        try:
            with transaction.atomic():
                isi_nasional(ukuran, kosongkan=options["kosongkan"], kemajuan=kemajuan)
                akun = buat_akun(ukuran.mulai) if options["akun"] else []
        except IsiDitolak as galat:
            raise CommandError(str(galat)) from galat
        rapikan()
        kemajuan.tahap(f"selesai, {ukuran.mulai:%d-%m-%Y} sampai {sampai:%d-%m-%Y}")
        if akun:
            self.stdout.write(f"akun baru: {', '.join(akun)}")

    def _tulis(self, teks: str) -> None:
        self.stdout.write(teks)
        self.stdout.flush()
