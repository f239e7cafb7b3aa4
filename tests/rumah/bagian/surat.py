"""Papers of units and areas."""

from datetime import date

from registry.models import Posyandu, SuratWilayah


def baris_skop(posyandu: Posyandu) -> None:
    isi = {"jenis": "tim_pembina", "nomor": "1", "tanggal": date(2026, 1, 1), "contoh": True}
    SuratWilayah.objects.create(wilayah=posyandu.wilayah, **isi)
