"""Papers of units and areas."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import PergantianKepala, PindaianLamaSK, PindaianLamaWilayah, Posyandu, SuratWilayah, TemplatDaerah
from reporting.contoh.pindaian import pindaian_contoh
from tests.pembuat import make_posyandu
from wilayah.models import Wilayah

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:surat-unit              200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-desa              302 302 302 302 302 302 302 302 302 302 302 302 302 404 404 403 302
GET  registry:surat-daftar            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:surat-daftar ?wilayah   404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-wilayah-daftar    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:surat-wilayah-daftar ?wilayah 404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-wilayah-tambah    403 404 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:surat-wilayah-tambah ?wilayah 403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:pergantian-kepala       403 404 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:pergantian-kepala ?wilayah 403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat                   200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-ubah              403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-pindaian          403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-cabut             403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-berkas            200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-wilayah           200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:surat-wilayah-ubah      403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-wilayah-pindaian  403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-wilayah-cabut     403 404 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:surat-wilayah-berkas    200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
"""
AWAL = date(2026, 1, 5)
TP = {"jenis": "tim_pembina", "tanggal": AWAL, "contoh": True}


def bangun(dunia: Any) -> dict[str, object]:
    isi = {"jenis": "pembentukan", "nomor": "1/awal", "tanggal": AWAL, "contoh": True}
    desa = dunia.unit.wilayah
    return {
        "sk": actions.tambah_sk(dunia.unit, isi, actor=None, pindaian=pindaian_contoh(["pembentukan"])),
        "surat_wilayah": actions.tambah_surat_wilayah(
            desa, {**TP, "nomor": "1/tp"}, actor=None, pindaian=pindaian_contoh(["TP"])
        ),
        "pergantian": actions.catat_pergantian_kepala(desa, AWAL, actor=None),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    hasil: dict[str, dict[str, object]] = {}
    for awal, row in (("surat", dunia.lain["sk"]), ("surat-wilayah", dunia.lain["surat_wilayah"])):
        for akhir in ("", "-ubah", "-pindaian", "-cabut", "-berkas"):
            hasil[f"registry:{awal}{akhir}"] = {"pk": row.pk}
    return hasil


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    sk, desa = dunia.lain["sk"], dunia.unit.wilayah
    return {
        "registry.actions.tambah_surat_wilayah": lambda a: actions.tambah_surat_wilayah(
            desa, {**TP, "nomor": "baru"}, actor=a
        ),
        "registry.actions.ubah_surat": lambda a: actions.ubah_surat(sk, {"nomor": "2"}, versi=sk.versi, actor=a),
        "registry.actions.pasang_pindaian": lambda a: actions.pasang_pindaian(sk, pindaian_contoh(["x"]), actor=a),
        "registry.actions.cabut_surat": lambda a: actions.cabut_surat(
            dunia.lain["surat_wilayah"], alasan="salah", actor=a
        ),
        "registry.actions.catat_pergantian_kepala": lambda a: actions.catat_pergantian_kepala(
            desa, date(2026, 2, 2), actor=a
        ),
        "registry.actions.hapus_pergantian_kepala": lambda a: actions.hapus_pergantian_kepala(
            dunia.lain["pergantian"].pk, actor=a
        ),
    }


def halaman(alamat: Any) -> list[tuple[Any, ...]]:
    return [
        ("surat unit", "pengurus", 12, alamat("registry:surat-unit", kode="unit.kode")),
        ("daftar surat", "dinas_pmd", 8, alamat("registry:surat-daftar")),
        ("surat wilayah", "dinas_pmd", 8, alamat("registry:surat-wilayah-daftar")),
        ("satu surat", "dinas_pmd", 12, lambda d: f"/surat/{d.lain['sk'].pk}/"),
        ("satu surat wilayah", "kader", 12, lambda d: f"/surat-wilayah/{d.lain['surat_wilayah'].pk}/"),
    ]


def tambah(dunia: Any, n: int) -> None:
    ada = SuratWilayah.objects.count()
    for i in range(n):
        isi = {"jenis": "kader", "nomor": f"{ada + i}", "tanggal": AWAL, "contoh": True}
        actions.tambah_sk(dunia.unit, isi, actor=None)
        actions.tambah_sk(make_posyandu(dunia.unit.wilayah_id), isi, actor=None)
        actions.tambah_surat_wilayah(dunia.unit.wilayah, {**TP, "nomor": f"tp {ada + i}"}, actor=None)


def baris_skop(posyandu: Posyandu) -> None:
    desa: Wilayah = posyandu.wilayah
    sk = actions.tambah_sk(
        posyandu,
        {"jenis": "pembentukan", "nomor": "skop", "tanggal": AWAL},
        actor=None,
        pindaian=pindaian_contoh(["x"]),
    )
    surat = actions.tambah_surat_wilayah(desa, {**TP, "nomor": "skop"}, actor=None)
    PindaianLamaSK.objects.create(surat=sk, berkas=sk.berkas)
    PindaianLamaWilayah.objects.create(surat=surat, berkas=sk.berkas)
    PergantianKepala.objects.create(wilayah=desa, tanggal=AWAL)
    TemplatDaerah.objects.create(wilayah=desa, jenis="kader", versi=1, isi="contoh")
