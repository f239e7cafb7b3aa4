"""Batches to the ministry and its answers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Ajuan, BarisHasil, HasilKementerian, Paket, Posyandu, StatusAjuan
from registry.workflow_paket import PAKET
from tests.pembuat import make_berkas, make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:paket                   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:paket-buat              403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:paket-buat ?wilayah     403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:paket-rinci             404 404 404 404 200 200 404 200 200 200 200 200 200 404 404 403 302
GET  registry:paket-cetak             404 404 404 404 200 200 404 200 200 200 200 200 200 404 404 403 302
GET  registry:paket-unduh             403 403 403 403 404 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:paket-kirim             403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:paket-batal             403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 302
GET  registry:paket-susun-ulang       403 403 403 403 405 403 403 403 403 403 403 403 403 403 403 403 302
POST registry:paket-susun-ulang       403 403 403 403 302 403 403 403 403 403 403 403 403 403 403 403 302
"""
ALUR = (("Paket", "status"),)
SURAT = actions.IsiPaket("7/contoh", date(2026, 1, 5), "Kepala Dinas contoh")


def baris_skop(posyandu: Posyandu) -> None:
    kota = posyandu.wilayah.induk.induk
    hasil = HasilKementerian.objects.create(wilayah=kota, berkas=make_berkas("hasil.xlsx"), sidik=kota.pk)
    BarisHasil.objects.create(hasil=hasil, baris=2, keadaan="pengecualian", alasan="tidak_ada")


def bangun(dunia: Any) -> dict[str, object]:
    """A batch of the kota whose papers are not there yet."""
    isi = {"nomor_surat": "5/contoh", "tanggal_surat": date(2026, 1, 5), "penanda_tangan": "Kepala Dinas contoh"}
    return {"paket": Paket.objects.create(wilayah=dunia.unit.wilayah.induk.induk, **isi)}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    pk = {"pk": dunia.lain["paket"].pk}
    nama = ("rinci", "cetak", "kirim", "batal", "susun-ulang")
    return {**{f"registry:paket-{n}": pk for n in nama}, "registry:paket-unduh": {**pk, "bagian": "surat"}}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("paket", "dinas_pmd", 8, alamat("registry:paket")),
        ("paket baru", "dinas_pmd", 12, alamat("registry:paket-buat")),
        ("paket rinci", "dinas_pmd", 12, alamat("registry:paket-rinci", pk="lain.paket.pk")),
        ("paket cetak", "dinas_pmd", 8, alamat("registry:paket-cetak", pk="lain.paket.pk")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more ready files, n more in the batch."""
    for ke in range(n):
        for paket in (None, dunia.lain["paket"]):
            unit = make_posyandu(dunia.unit.wilayah_id)
            Ajuan.objects.create(posyandu=unit, versi_syarat="2026-2", status=StatusAjuan.DIVERIFIKASI, paket=paket)
        isi = {"tanggal_surat": date(2026, 1, 5), "penanda_tangan": "x"}
        Paket.objects.create(wilayah=dunia.lain["paket"].wilayah, nomor_surat=f"{ke}/{Paket.objects.count()}", **isi)


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    paket = dunia.lain["paket"]
    pk, hari = paket.pk, date(2026, 1, 6)
    pilih = [dunia.lain["ajuan"].pk]
    return {
        "registry.actions.buat_paket": lambda a: actions.buat_paket(paket.wilayah, SURAT, pilih, actor=a),
        "registry.actions.susun_ulang": lambda a: actions.susun_ulang(pk, actor=a),
        "registry.actions.kirim_paket": lambda a: actions.kirim_paket(pk, hari, actor=a),
        "registry.actions.selesaikan_paket": lambda a: actions.selesaikan_paket(pk, actor=a),
        "registry.actions.batalkan_paket": lambda a: actions.batalkan_paket(pk, "x", actor=a),
        "registry.workflow_paket.PAKET": lambda a: PAKET.apply(pk, "batalkan_paket", actor=a, note="x"),
    }
