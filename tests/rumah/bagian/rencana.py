"""Planned work, stages of lines, payments."""

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning import actions
from planning.models import Alokasi, AsalBaris, BarisLokasi, ButirRab, KegiatanRencana, Realisasi, RencanaKerja
from registry.models import Posyandu
from tests.pembuat import make_baris, make_dokumen


def _bayar(alokasi: Alokasi) -> actions.IsiRealisasi:
    awal = alokasi.baris.dokumen.tanggal or date(alokasi.baris.dokumen.tahun, 1, 5)
    return actions.IsiRealisasi(awal, Decimal(1), "SP2D-1", Realisasi.Kanal.RKUD, uuid.uuid4())


def baris_skop(posyandu: Posyandu) -> None:
    alokasi = Alokasi.objects.filter(posyandu=posyandu).select_related("baris__dokumen__wilayah").first()
    if alokasi is None:
        raise ValueError("belum ada alokasi")
    baris = alokasi.baris
    actions.realisasikan(alokasi, _bayar(alokasi), actor=None)
    BarisLokasi.objects.create(baris=baris, wilayah=posyandu.wilayah)
    rkpd = make_baris(make_dokumen("rkpd", posyandu.kode[:5], baris.dokumen.tahun))
    AsalBaris.objects.create(dari=rkpd, ke=baris)
    rencana, _ = RencanaKerja.objects.get_or_create(posyandu=posyandu, tahun=baris.dokumen.tahun)
    isi = {"volume": Decimal(12), "satuan": "kali", "biaya": Decimal(600_000)}
    kegiatan = KegiatanRencana.objects.create(rencana=rencana, bidang="kesehatan", uraian="PMT", **isi)
    butir = {"volume": Decimal(12), "satuan": "kali", "harga": Decimal(50_000), "jumlah": Decimal(600_000)}
    ButirRab.objects.create(kegiatan=kegiatan, uraian="Bahan makanan", **butir)


def bangun(dunia: Any) -> dict[str, object]:
    isi = actions.IsiAlokasi(Decimal(10), "dibayar", uuid.uuid4())
    dibayar, _ = actions.alokasikan(dunia.rekaman, dunia.baris, isi, actor=None)
    bayar, _ = actions.realisasikan(dibayar, _bayar(dibayar), actor=None)
    return {"bayar": bayar}


def langkah(dunia: Any) -> dict[str, Callable[[User], Any]]:
    return {
        "planning.actions.realisasikan": lambda a: actions.realisasikan(dunia.alokasi, _bayar(dunia.alokasi), actor=a),
        "planning.actions.balik_realisasi": lambda a: actions.balik_realisasi(dunia.lain["bayar"].pk, "salah", actor=a),
    }
