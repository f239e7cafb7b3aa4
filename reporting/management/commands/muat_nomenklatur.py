"""Load a code book of the whole nation from a file: SIPD's export, or a list with columns kode and uraian."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from planning.actions.kode import simpan_buku
from planning.baca_impor import baca_kode
from planning.impor.dasar import Hasil
from planning.katalog import NAMA_SKEMA, Skema
from posyandu_app.lib.galat import Ditolak


class Command(BaseCommand):
    help = "Muat nomenklatur nasional dari XLSX/CSV. Semua baris terbaca, atau tidak ada yang dimuat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--skema", choices=[s.value for s in NAMA_SKEMA], required=True)
        parser.add_argument("--nama", required=True, help="misalnya 'Kepmendagri 900.1-861/2026'")
        parser.add_argument("--tahun", type=int, required=True, help="berlaku mulai tahun anggaran ini")
        parser.add_argument("--sumber", default="", help="dari mana berkasnya")
        parser.add_argument("--semua", action="store_true", help="juga kode kewenangan khusus")
        parser.add_argument("--sebagian", action="store_true", help="berkas ini hanya sebagian kode")

    def handle(self, *args: Any, **o: Any) -> None:
        try:
            with o["berkas"].open("rb") as f:
                buku, _ = baca_kode(File(f), Skema(o["skema"]), semua=o["semua"], sendiri=False)
        except (Ditolak, OSError) as galat:
            raise CommandError(str(galat)) from None
        for b in buku.rows:
            if b.pesan:
                self.stdout.write(f"baris {b.nomor} {b.hasil}: {' '.join(b.pesan)}")
        if tolak := sum(b.hasil == Hasil.TOLAK for b in buku.rows):
            raise CommandError(f"{tolak} baris ditolak; tidak ada yang dimuat.")
        isi = {"skema": o["skema"], "nama": o["nama"], "tahun_dari": o["tahun"], "lengkap": not o["sebagian"]}
        try:
            versi = simpan_buku(buku, {**isi, "sumber": o["sumber"] or o["berkas"].name})
        except Ditolak as galat:
            raise CommandError(str(galat)) from None
        self.stdout.write(f"nomenklatur: {versi.kode_list.count()} kode dimuat sebagai {versi}")
