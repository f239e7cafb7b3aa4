"""Load reference tables kept in code: budget codes, accounts and sources with their names. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from planning import acuan, acuan_rekening
from planning.katalog import Skema
from planning.models import KodeNomenklatur, VersiNomenklatur
from spm_services import katalog


class Command(BaseCommand):
    help = "Muat tabel acuan (kode kegiatan APBD dan APB Desa, rekening, sumber dana); aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        kegiatan = sum(self._muat(s, acuan.VERSI[s], acuan.TAHUN[s], acuan.SUMBER[s]) for s in acuan.SEMUA)
        lain = sum(
            self._muat(s, acuan_rekening.VERSI[s], acuan_rekening.TAHUN[s], acuan_rekening.SUMBER[s])
            for s in acuan_rekening.SEMUA
        )
        kata = f"acuan: {kegiatan} kode anggaran, {lain} rekening dan sumber dana"
        self.stdout.write(f"{kata}, {len(katalog.SEMUA)} layanan dalam katalog")

    def _muat(self, skema: Skema, nama: str, tahun: int, sumber: str) -> int:
        isi = {"tahun_dari": tahun, "sumber": sumber}
        versi, _ = VersiNomenklatur.objects.get_or_create(skema=skema, nama=nama, wilayah=None, defaults=isi)
        rows = [KodeNomenklatur(skema=skema, versi=versi, sumber=sumber, **k) for k in kode_acuan(skema)]
        KodeNomenklatur.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["versi", "kode_kegiatan"],
            update_fields=["uraian", "bidang", "tag_resmi", "komponen", "tingkat", "sumber"],
        )
        return len(rows)


def kode_acuan(skema: Skema) -> list[dict[str, Any]]:
    """The columns of each code of a scheme's own table."""
    if skema in acuan.SEMUA:
        dasar = "kegiatan" if skema == Skema.APBDES else "sub_kegiatan"
        return [
            {"kode_kegiatan": kode, "uraian": uraian, "bidang": bidang, "tag_resmi": resmi, "tingkat": dasar}
            for kode, uraian, bidang, resmi in acuan.SEMUA[skema]
        ]
    return [
        {"kode_kegiatan": kode, "uraian": uraian, "komponen": komponen}
        for kode, uraian, komponen in acuan_rekening.SEMUA[skema]
    ]
