"""Load reference tables kept in code: budget codes with their names. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from planning import acuan
from planning.models import KodeNomenklatur, VersiNomenklatur
from spm_services import katalog


class Command(BaseCommand):
    help = "Muat tabel acuan (kode kegiatan APBD dan APB Desa); aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        jumlah = 0
        for skema, daftar in acuan.SEMUA.items():
            versi, _ = VersiNomenklatur.objects.get_or_create(
                skema=skema,
                nama=acuan.VERSI[skema],
                wilayah=None,
                defaults={"tahun_dari": acuan.TAHUN[skema], "sumber": acuan.SUMBER[skema]},
            )
            rows = [
                KodeNomenklatur(
                    skema=skema,
                    versi=versi,
                    kode_kegiatan=kode,
                    uraian=uraian,
                    bidang=bidang,
                    tag_resmi=resmi,
                    sumber=acuan.SUMBER[skema],
                )
                for kode, uraian, bidang, resmi in daftar
            ]
            KodeNomenklatur.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["versi", "kode_kegiatan"],
                update_fields=["uraian", "bidang", "tag_resmi", "sumber"],
            )
            jumlah += len(rows)
        self.stdout.write(f"acuan: {jumlah} kode anggaran, {len(katalog.SEMUA)} layanan dalam katalog")
