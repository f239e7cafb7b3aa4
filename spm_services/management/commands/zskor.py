"""Z-scores of WHO 2006 for a file of children. Names and other columns are neither read nor written."""

import csv
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from spm_services.tumbuh.csv_zskor import KELUAR, MASUK, TakTerbaca, baca, hitung_baris, teks
from spm_services.tumbuh.zskor import NilaiZ


class Command(BaseCommand):
    help = f"Hitung z-score WHO 2006. Kolom masuk: {','.join(MASUK)}; keluar: {','.join(KELUAR)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("masuk", type=Path, metavar="MASUK.csv")
        parser.add_argument("keluar", type=Path, metavar="KELUAR.csv")

    def handle(self, *args: Any, **options: Any) -> None:
        masuk, keluar = options["masuk"], options["keluar"]
        if masuk.resolve() == keluar.resolve():
            raise CommandError("berkas keluar sama dengan berkas masuk; beri nama lain")
        try:
            terbaca, salah = self._salin(masuk, keluar)
        except (OSError, TakTerbaca, csv.Error) as galat:
            raise CommandError(f"{masuk.name}: {galat}") from galat
        if not terbaca:
            raise CommandError(f"{masuk.name}: tidak ada baris yang terbaca")
        self.stdout.write(f"zskor: {terbaca} baris dihitung, {salah} baris tidak terbaca")

    def _salin(self, masuk: Path, keluar: Path) -> tuple[int, int]:
        """(rows computed, rows that were not read); each of those is named on stderr and stays an empty row."""
        terbaca = salah = 0
        with masuk.open(encoding="utf-8-sig", errors="replace", newline="") as sumber:
            rows = baca(sumber)
            pertama = next(rows, None)  # reads the heads before anything is written
            with keluar.open("w", encoding="utf-8", newline="") as tujuan:
                tulis = csv.DictWriter(tujuan, KELUAR, lineterminator="\n")
                tulis.writeheader()
                for nomor, baris in _mulai(pertama, rows):
                    try:
                        nilai = hitung_baris(baris)
                        terbaca += 1
                    except TakTerbaca as galat:
                        self.stderr.write(f"baris {nomor}: {galat}")
                        nilai = NilaiZ()
                        salah += 1
                    tulis.writerow(teks(nilai))
        return terbaca, salah


def _mulai(pertama: Any, rows: Any) -> Any:
    if pertama is not None:
        yield pertama
        yield from rows
