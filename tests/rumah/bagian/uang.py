"""Money by unit: sources of a line, planned work, payments, support outside documents, the trace."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning import actions
from planning.actions import indikator, uang
from planning.actions.indikator import IsiTarget
from planning.models import (
    BarisAnggaran,
    BarisSumberDana,
    DokumenAnggaran,
    IndikatorRencana,
    KegiatanRencana,
    RencanaKerja,
    TautanIndikator,
)
from planning.workflow_uang import BANTUAN
from registry.models import Posyandu
from tests.pembuat import make_baris, make_dokumen, make_keluarga, make_posyandu, make_rekaman

TANYA = {"?uangdesa": "?wilayah={desa}"}
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:uang                    403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:uang ?uangdesa          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:uang-unit               403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:uang-unduh              403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:bantuan                 403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:batal-bantuan           403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:bagi-sumber             403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:pilih-rencana           403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:pilih-baris-rencana     403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:alokasikan-rencana      403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:alokasi                 403 200 200 200 200 404 403 403 200 200 200 403 200 404 404 403 302
GET  planning:bayar                   403 403 403 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:batal-bayar             403 403 403 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:jejak-baris             403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:jejak-indikator         403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:jejak-kegiatan          403 200 200 200 200 404 403 403 200 200 200 403 200 404 404 403 302
GET  planning:jejak-keluarga          403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:tanpa-layanan           403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:tanpa-layanan ?uangdesa 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:tanpa-anggaran          403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:tanpa-anggaran ?uangdesa 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
"""
ALUR = (("BantuanLuar", "status"),)


def _bantuan(nilai: int = 500_000) -> uang.IsiBantuan:
    return uang.IsiBantuan(2026, "csr", "PT Contoh", "barang", Decimal(nilai), "timbangan", uuid.uuid4(), "alat")


def baris_skop(posyandu: Posyandu) -> None:
    uang.catat_bantuan(posyandu, _bantuan(), actor=None)


def _belum_dibagi(dokumen: Any) -> BarisAnggaran:
    baris = make_baris(dokumen, sumber_dana="campuran")
    BarisSumberDana.objects.filter(baris=baris).delete()
    for sumber in ("dau", "pad"):
        BarisSumberDana.objects.create(baris=baris, sumber=sumber, nilai=None)
    return baris


def _rencana(posyandu: Posyandu, tahun: int) -> KegiatanRencana:
    rencana, _ = RencanaKerja.objects.get_or_create(posyandu=posyandu, tahun=tahun)
    isi = {"volume": Decimal(12), "satuan": "kali", "biaya": Decimal(600_000), "bulan": [1, 2]}
    return KegiatanRencana.objects.create(rencana=rencana, bidang="kesehatan", uraian="PMT penyuluhan", **isi)


def _indikator(dunia: Any) -> IndikatorRencana:
    """Of a fixed RPJMD, with the program of the lines, and one of them tied to it."""
    tahun = dunia.dokumen.tahun
    rpjmd = make_dokumen("rpjmd", "33.75", tahun - 2, tetap=False)
    isi = {"uraian": "D/S", "satuan": "%", "bidang": "kesehatan", "program": "1.02.02", "ukuran": "ds"}
    satu = indikator.simpan_indikator(rpjmd, isi, {tahun: IsiTarget(Decimal(80))}, actor=None)
    DokumenAnggaran.objects.filter(pk=rpjmd.pk).update(status="ditetapkan", nomor="1", tanggal=f"{tahun - 1}-01-02")
    TautanIndikator.objects.create(indikator=satu, baris=dunia.baris)
    return satu


def bangun(dunia: Any) -> dict[str, object]:
    bantuan, _ = uang.catat_bantuan(dunia.unit, _bantuan(), actor=None)
    return {
        "bantuan": bantuan,
        "keluarga_uang": make_keluarga(dunia.unit),
        "kegiatan_uang": _rencana(dunia.unit, dunia.dokumen.tahun),
        "belum_dibagi": _belum_dibagi(dunia.dokumen),
        "indikator_uang": _indikator(dunia),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain, baris, alokasi = dunia.lain, {"pk": dunia.baris.pk}, {"pk": dunia.alokasi.pk}
    unit, kegiatan = {"kode": dunia.unit.kode}, {"uuid": lain["kegiatan_uang"].uuid}
    return {
        "planning:bagi-sumber": {"pk": lain["belum_dibagi"].pk},
        "planning:pilih-rencana": baris,
        "planning:jejak-baris": baris,
        "planning:pilih-baris-rencana": kegiatan,
        "planning:alokasikan-rencana": {**kegiatan, **baris},
        "planning:alokasi": alokasi,
        "planning:bayar": alokasi,
        "planning:batal-bayar": {"pk": lain["bayar"].pk},
        "planning:batal-bantuan": {"pk": lain["bantuan"].pk},
        **{f"planning:{n}": unit for n in ("uang-unit", "uang-unduh", "bantuan")},
        "planning:jejak-indikator": {"pk": lain["indikator_uang"].pk},
        "planning:jejak-kegiatan": {"kunci": dunia.rekaman.kunci},
        "planning:jejak-keluarga": {"uuid": lain["keluarga_uang"].uuid},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain = dunia.lain
    bagian = {s.pk: Decimal(500_000) for s in lain["belum_dibagi"].sumber_list.all()}
    return {
        "planning.actions.bagi_sumber": lambda a: uang.bagi_sumber(lain["belum_dibagi"].pk, bagian, actor=a),
        "planning.actions.catat_bantuan": lambda a: uang.catat_bantuan(dunia.unit, _bantuan(), actor=a),
        "planning.workflow_uang.BANTUAN": lambda a: BANTUAN.apply(
            lain["bantuan"].pk, "batalkan_bantuan", actor=a, note="salah"
        ),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("uang posyandu", "perencana", 11, alamat("planning:uang")),
        ("uang satu unit", "perencana", 12, alamat("planning:uang-unit", kode="unit.kode")),
        ("alokasi", "perencana", 12, alamat("planning:alokasi", pk="alokasi.pk")),
        ("pilih rencana", "perencana", 8, alamat("planning:pilih-rencana", pk="baris.pk")),
        ("pilih baris rencana", "perencana", 8, alamat("planning:pilih-baris-rencana", uuid="lain.kegiatan_uang.uuid")),
        ("jejak baris", "perencana", 12, alamat("planning:jejak-baris", pk="baris.pk")),
        ("jejak indikator", "perencana", 12, alamat("planning:jejak-indikator", pk="lain.indikator_uang.pk")),
        ("jejak kegiatan", "operator_desa", 12, alamat("planning:jejak-kegiatan", kunci="rekaman.kunci")),
        ("jejak keluarga", "operator_desa", 12, alamat("planning:jejak-keluarga", uuid="lain.keluarga_uang.uuid")),
        ("tanpa layanan", "perencana", 8, alamat("planning:tanpa-layanan")),
        ("tanpa anggaran", "perencana", 8, alamat("planning:tanpa-anggaran")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        uang.catat_bantuan(dunia.unit, _bantuan(), actor=None)
        kegiatan = _rencana(dunia.unit, dunia.dokumen.tahun)
        isi = actions.IsiAlokasi(Decimal(10), "", uuid.uuid4(), komponen="pmt_penyuluhan")
        actions.alokasikan(kegiatan, dunia.baris, isi, actor=None)
        _rencana(make_posyandu(dunia.unit.wilayah_id), dunia.dokumen.tahun)
        make_rekaman(dunia.unit, dunia.cast["operator_desa"])
