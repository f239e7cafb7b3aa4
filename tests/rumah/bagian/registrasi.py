"""Registration files, batches, what a region sets."""

from datetime import date

from registry.models import Ajuan, AturanDaerah, HariLibur, Paket, Posyandu, PutusanButir


def baris_skop(posyandu: Posyandu) -> None:
    kota = posyandu.wilayah.induk.induk
    paket = Paket.objects.create(
        wilayah=kota, nomor_surat=f"1/{kota.pk}", tanggal_surat=date(2026, 1, 1), penanda_tangan="Kepala Dinas contoh"
    )
    ajuan = Ajuan.objects.create(posyandu=posyandu, versi_syarat="contoh", paket=paket)
    PutusanButir.objects.create(ajuan=ajuan, putaran=1, meja="diajukan", butir="berdiri", putusan="setuju")
    AturanDaerah.objects.create(wilayah=kota, nama="hari_dinas", nilai=3, dasar="contoh")
    HariLibur.objects.create(wilayah=kota, tanggal=date(2026, 4, 1), nama="Hari jadi contoh")
