"""Registration files, batches, what a region sets."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Ajuan, AturanDaerah, HariLibur, Paket, Posyandu, PutusanButir, StatusAjuan
from registry.workflow import AJUAN
from tests.pembuat import make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:ringkasan               200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:ringkasan ?wilayah      404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:meja                    403 403 403 200 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:berkas                  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:berkas ?wilayah         404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:berkas-rinci            200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:putuskan                405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST registry:putuskan                403 403 403 409 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  registry:langkah                 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST registry:langkah                 403 403 422 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  registry:petugas                 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 403 302
POST registry:petugas                 403 403 403 302 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  registry:registrasi-unit         200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ajukan                  403 403 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:ajukan                  403 403 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
"""
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


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    uuid = {"uuid": dunia.lain["ajuan"].uuid}
    return {f"registry:{n}": uuid for n in ("berkas-rinci", "putuskan", "langkah", "petugas")}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("ringkasan registrasi", "dinas_pmd", 14, alamat("registry:ringkasan")),
        ("meja kecamatan", "verifikator_kecamatan", 8, alamat("registry:meja")),
        ("berkas", "dinas_pmd", 8, alamat("registry:berkas")),
        ("berkas rinci", "verifikator_kecamatan", 13, alamat("registry:berkas-rinci", uuid="lain.ajuan.uuid")),
        ("registrasi unit", "operator_desa", 12, alamat("registry:registrasi-unit", kode="unit.kode")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more files on the kecamatan's desk."""
    for _ in range(n):
        unit = make_posyandu(dunia.unit.wilayah_id)
        Ajuan.objects.create(posyandu=unit, versi_syarat="2026-2", status=StatusAjuan.DIAJUKAN)


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    pk = dunia.lain["ajuan"].pk
    return {
        "registry.actions.mulai_ajuan": lambda a: actions.mulai_ajuan(dunia.unit, actor=a),
        "registry.actions.ajukan": lambda a: actions.ajukan(dunia.unit, actor=a),
        "registry.actions.putuskan": lambda a: actions.putuskan(pk, "periksa", [], versi=1, actor=a),
        "registry.actions.tugaskan": lambda a: actions.tugaskan(pk, None, actor=a),
        "registry.workflow.AJUAN": lambda a: AJUAN.apply(pk, "tarik", actor=a, note="x"),
    }
