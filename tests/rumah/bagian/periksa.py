"""Findings of the budget checks, control totals, shares."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning.actions import porsi as porsi_actions
from planning.actions import temuan as temuan_actions
from planning.models import Alokasi, AntreanPeriksa, AturanPorsi, TemuanAnggaran, TotalDokumen
from planning.workflow_temuan import TEMUAN
from registry.models import Posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:temuan                  403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:temuan ?wilayah         403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:temuan-aturan           403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:temuan-aturan ?wilayah  403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:temuan-cetak            403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:temuan-unduh            403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:temuan-unduh ?wilayah   403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:temuan-satu             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:temuan-jelaskan         403 403 405 403 405 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:temuan-jelaskan         403 403 422 403 422 403 403 403 403 422 403 403 403 403 404 403 302
GET  planning:temuan-terima           403 403 405 403 405 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:temuan-terima           403 403 302 403 302 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:temuan-buka             403 403 405 403 405 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:temuan-buka             403 403 302 403 302 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:periksa-dokumen         403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:periksa-dokumen         403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:total                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:total ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:total-satu              403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:total-isi               403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:total-isi               403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:porsi                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:porsi ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:porsi-dokumen           403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:porsi-baru              403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:porsi-baru ?kota        403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:porsi-akhiri            403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:porsi-akhiri            403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
"""
ALUR = (("TemuanAnggaran", "status"),)
PORSI = {
    "nama_singkat": "posyandu",
    "nama": "Posyandu dari ADD",
    "skema": "apbdes",
    "tahun_dari": 2026,
    "awalan": "2.2.02",
    "minimal": Decimal(5),
    "dasar": "Perbup contoh",
}


def _temuan(unit: Posyandu, ekor: str = "") -> TemuanAnggaran:
    isi = {"kalimat": "Contoh temuan.", "pemilik": "operator_desa", "nilai": Decimal(1000), "tahun": 2026}
    objek = f"registry.posyandu:{unit.pk}{ekor}"
    return TemuanAnggaran.objects.create(aturan="A18", objek=objek, wilayah=unit.wilayah, posyandu=unit, **isi)


def baris_skop(posyandu: Posyandu) -> None:
    alokasi = Alokasi.objects.filter(posyandu=posyandu).select_related("baris__dokumen__wilayah").first()
    if alokasi is None:
        raise ValueError("belum ada alokasi")
    dokumen = alokasi.baris.dokumen
    _temuan(posyandu)
    TotalDokumen.objects.create(dokumen=dokumen, sumber="dau", nilai=Decimal(1))
    AturanPorsi.objects.create(wilayah=dokumen.wilayah, **PORSI)
    AntreanPeriksa.objects.create(dokumen=dokumen)


def bangun(dunia: Any) -> dict[str, object]:
    porsi = AturanPorsi.objects.create(wilayah=dunia.dokumen.wilayah, **PORSI)
    return {"temuan_anggaran": _temuan(dunia.unit), "porsi": porsi}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    temuan = {"pk": dunia.lain["temuan_anggaran"].pk}
    return {
        **{f"planning:temuan-{n}": temuan for n in ("satu", "jelaskan", "terima", "buka")},
        "planning:temuan-unduh": {"bentuk": "csv"},
        "planning:porsi-akhiri": {"pk": dunia.lain["porsi"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    pk, porsi, dokumen = dunia.lain["temuan_anggaran"].pk, dunia.lain["porsi"], dunia.dokumen
    baru = {**PORSI, "nama_singkat": "lain"}
    return {
        "planning.actions.jelaskan_temuan": lambda a: temuan_actions.jelaskan_temuan(pk, "x", actor=a),
        "planning.actions.langkah_temuan": lambda a: temuan_actions.langkah_temuan(pk, "terima_temuan", actor=a),
        "planning.actions.isi_total": lambda a: porsi_actions.isi_total(dokumen.pk, {"dau": Decimal(1)}, actor=a),
        "planning.actions.tambah_porsi": lambda a: porsi_actions.tambah_porsi(dokumen.wilayah, baru, actor=a),
        "planning.actions.akhiri_porsi": lambda a: porsi_actions.akhiri_porsi(porsi.pk, 2027, actor=a),
        "planning.workflow_temuan.TEMUAN": lambda a: TEMUAN.apply(pk, "buka_temuan", actor=a, note="x"),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("temuan", "auditor", 8, alamat("planning:temuan")),
        ("temuan dinas", "dinas_pmd", 8, alamat("planning:temuan")),
        ("temuan satu", "perencana", 12, alamat("planning:temuan-satu", pk="lain.temuan_anggaran.pk")),
        ("30 pemeriksaan", "auditor", 8, alamat("planning:temuan-aturan")),
        ("cetak temuan", "auditor", 8, alamat("planning:temuan-cetak")),
        ("total kendali", "perencana", 8, alamat("planning:total")),
        ("total satu", "perencana", 12, alamat("planning:total-satu", pk="dokumen.pk")),
        ("porsi", "perencana", 8, alamat("planning:porsi")),
        ("porsi dokumen", "perencana", 12, alamat("planning:porsi-dokumen", pk="dokumen.pk")),
    ]


def tambah(dunia: Any, n: int) -> None:
    awal = TemuanAnggaran.objects.count()
    for i in range(n):
        _temuan(dunia.unit, f"/{awal + i}")
        AturanPorsi.objects.create(wilayah=dunia.dokumen.wilayah, **{**PORSI, "nama_singkat": f"p{awal + i}"})
