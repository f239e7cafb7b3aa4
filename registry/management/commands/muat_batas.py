"""Load village borders from a GeoJSON file the region has. Nothing is shipped: borders here only warn."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from registry.geo import di_dalam
from registry.models import BatasWilayah
from wilayah.models import Wilayah


class Command(BaseCommand):
    help = "Muat batas wilayah (indikatif) dari GeoJSON; tiap feature punya properti kode, misalnya 33.75.02.1008."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("berkas", help="berkas GeoJSON (FeatureCollection)")
        parser.add_argument("--sumber", required=True, help="asal petanya, tampil di samping peringatan")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            isi = json.loads(Path(options["berkas"]).read_text(encoding="utf-8"))
            features = isi["features"]
        except (OSError, ValueError, KeyError, TypeError) as galat:
            raise CommandError(f"Berkas tidak bisa dibaca sebagai GeoJSON: {galat}") from None
        kenal = set(Wilayah.objects.values_list("kode", flat=True))
        dimuat, dilewati = 0, 0
        with transaction.atomic():
            for feature in features:
                kode, geometri = self._satu(feature)
                if kode not in kenal or geometri is None:
                    dilewati += 1
                    continue
                isian = {"geometri": geometri, "sumber": options["sumber"]}
                BatasWilayah.objects.update_or_create(wilayah_id=kode, defaults=isian)
                dimuat += 1
        self.stdout.write(f"batas: {dimuat} dimuat, {dilewati} dilewati (kode tidak dikenal atau bukan bidang)")

    @staticmethod
    def _satu(feature: Any) -> tuple[str, Any]:
        """(code, geometry or None): a geometry that the point test cannot read is not kept."""
        try:
            kode, geometri = str(feature["properties"]["kode"]), feature["geometry"]
            di_dalam((0.0, 0.0), geometri)
        except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError):
            return "", None
        return kode, geometri
