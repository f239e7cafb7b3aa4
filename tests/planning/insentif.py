"""Makers for incentives charged to lines: a list of two units of a purse, taken to a state, and a line for it."""

import uuid
from datetime import date
from typing import Any

from planning.actions.insentif import IsiDaftar
from planning.models import BarisAnggaran
from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import BarisBayar, DaftarBayar, Pembayar
from registry.workflow_insentif import INSENTIF
from tests.pembuat import make_baris, make_dokumen, make_kader_sk, make_posyandu, make_tarif
from wilayah.models import Wilayah

KOTA = "33.75"
TANDA, BAYAR = date(2026, 5, 1), date(2026, 5, 2)


def make_daftar(
    pembayar: Pembayar | None = None, *, bulan: int = 3, sampai: str = "ditandatangani", wilayah: str = KOTA
) -> DaftarBayar:
    """A list of one month of 2026: of the purse of the kota (made here) unless another is named."""
    pembayar = pembayar or make_tarif(wilayah).pembayar
    masa = (Bulan(2026, bulan), Bulan(2026, bulan))
    d = actions.susun_daftar(Wilayah.objects.get(pk=wilayah), pembayar, masa, actor=None)
    if sampai != "draf":
        d = INSENTIF.apply(d.pk, "buka_insentif", actor=None)
    if sampai in ("ditandatangani", "dibayar"):
        d = actions.tanda_daftar(d.pk, tanggal=TANDA, penanda_tangan="Kepala dinas", actor=None)
    return bayar_daftar(d) if sampai == "dibayar" else d


def bayar_daftar(d: DaftarBayar, *menunggak: int, bukti: str = "SP2D 1", hari: date = BAYAR) -> DaftarBayar:
    return actions.bayar_daftar(d.pk, tanggal=hari, bukti=bukti, tunggakan=frozenset(menunggak), actor=None)


def dua_unit(wilayah: str = "33.75.02.1008", kader: int = 2) -> list[Any]:
    """Two units, each with kader by decree."""
    units = [make_posyandu(wilayah) for _ in range(2)]
    for u in units:
        for i in range(kader):
            make_kader_sk(u, nama=f"Kader contoh {u.pk} {i}")
    return units


def baris_insentif(
    pagu: str = "100000000", wilayah: str = KOTA, jenis: str = "apbd", tahun: int = 2026
) -> BarisAnggaran:
    dokumen = make_dokumen(jenis, wilayah, tahun)
    type(dokumen).objects.filter(pk=dokumen.pk).update(tanggal=date(2025, 12, 30))
    return make_baris(dokumen, pagu, uraian="Insentif kader posyandu", bidang="")


def isi(**ganti: Any) -> IsiDaftar:
    return IsiDaftar(**{"kunci": uuid.uuid4(), **ganti})


def baris_orang(d: DaftarBayar, unit: Any) -> list[BarisBayar]:
    return list(BarisBayar.objects.filter(daftar=d, posyandu=unit).order_by("pk"))
