"""Registration files, batches, what a region sets."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Ajuan, AturanDaerah, HariLibur, Paket, Posyandu, PutusanButir, StatusAjuan
from registry.workflow import AJUAN

ALUR = (("Ajuan", "status"),)


def baris_skop(posyandu: Posyandu) -> None:
    kota = posyandu.wilayah.induk.induk
    paket = Paket.objects.create(
        wilayah=kota, nomor_surat=f"1/{kota.pk}", tanggal_surat=date(2026, 1, 1), penanda_tangan="Kepala Dinas contoh"
    )
    ajuan = Ajuan.objects.create(posyandu=posyandu, versi_syarat="contoh", paket=paket)
    PutusanButir.objects.create(ajuan=ajuan, putaran=1, meja="diajukan", butir="berdiri", putusan="setuju")
    AturanDaerah.objects.create(wilayah=kota, nama="hari_dinas", nilai=3, dasar="contoh")
    HariLibur.objects.create(wilayah=kota, tanggal=date(2026, 4, 1), nama="Hari jadi contoh")


def bangun(dunia: Any) -> dict[str, object]:
    """A file of Seruni that lies at the kecamatan's desk."""
    ajuan = Ajuan.objects.create(
        posyandu=dunia.unit, versi_syarat="2026-2", status=StatusAjuan.DIAJUKAN, pengaju=dunia.cast["operator_desa"]
    )
    return {"ajuan": ajuan}


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    pk = dunia.lain["ajuan"].pk
    return {
        "registry.actions.mulai_ajuan": lambda a: actions.mulai_ajuan(dunia.unit, actor=a),
        "registry.actions.ajukan": lambda a: actions.ajukan(dunia.unit, actor=a),
        "registry.actions.putuskan": lambda a: actions.putuskan(pk, "periksa", [], versi=1, actor=a),
        "registry.actions.tugaskan": lambda a: actions.tugaskan(pk, None, actor=a),
        "registry.workflow.AJUAN": lambda a: AJUAN.apply(pk, "tarik", actor=a, note="x"),
    }
