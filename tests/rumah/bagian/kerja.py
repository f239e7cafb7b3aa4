"""Long jobs of one person, imports, exports."""

from collections.abc import Callable
from typing import Any

from accounts.berkas import simpan
from accounts.models import JenisBerkas, Pekerjaan
from posyandu_app.lib.waktu import sekarang
from registry import actions
from registry.models import ImporBaris, ImporSesi, Posyandu
from tests.pembuat import make_user

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  pekerjaan:daftar                 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  pekerjaan:rinci                  404 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  pekerjaan:berkas                 404 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  pekerjaan:batal                  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pekerjaan:batal                  404 404 302 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  registry:impor                   403 403 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:impor-baru              403 403 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:impor-templat           403 403 200 403 200 403 403 403 403 403 403 403 403 403 200 403 302
GET  registry:impor-rinci             403 403 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:impor-simpan            403 403 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:impor-simpan            403 403 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:impor-buang             403 403 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:impor-buang             403 403 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:impor-perbaikan         403 403 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:ekspor                  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:ekspor ?wilayah         404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ekspor-satu             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:ekspor-satu ?wilayah    404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
POST registry:ekspor-satu             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
POST registry:ekspor-satu ?wilayah    404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
"""


def _sesi(posyandu: Posyandu, oleh: Any) -> ImporSesi:
    berkas = simpan(b"nama\r\nMelati\r\n", "posyandu.csv", jenis=JenisBerkas.CSV, oleh=oleh)
    wilayah, kini = posyandu.wilayah, sekarang()
    isi = {"kepala": ["nama"], "jumlah": 1, "dibaca": kini}
    sesi = ImporSesi.objects.create(wilayah=wilayah, jenis="posyandu", pemilik=oleh, berkas=berkas, **isi)
    _baris(sesi, 2)
    return sesi


def _baris(sesi: ImporSesi, nomor: int) -> None:
    isi = {"mentah": ImporBaris.tutup({"nama": "Melati"}), "nama": "Melati", "hasil": "tolak"}
    ImporBaris.objects.create(sesi=sesi, nomor=nomor, pesan={"alamat": "Isi bagian ini."}, **isi)


def baris_skop(posyandu: Posyandu) -> None:
    _sesi(posyandu, make_user())


def bangun(dunia: Any) -> dict[str, object]:
    """A job of the village's operator that has a result, and an import that waits to be stored."""
    oleh = dunia.cast["operator_desa"]
    hasil = simpan(b"a,b\r\n1,2\r\n", "hasil.csv", jenis=JenisBerkas.CSV, oleh=oleh)
    pekerjaan = Pekerjaan.objects.create(jenis="contoh", judul="Pekerjaan contoh", pemilik=oleh, hasil=hasil)
    return {"pekerjaan": pekerjaan, "impor": _sesi(dunia.unit, oleh)}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kunci, impor = {"kunci": dunia.lain["pekerjaan"].uuid}, {"kunci": dunia.lain["impor"].uuid}
    return {
        **{f"pekerjaan:{nama}": kunci for nama in ("rinci", "berkas", "batal")},
        **{f"registry:impor-{nama}": impor for nama in ("rinci", "simpan", "buang")},
        "registry:impor-perbaikan": {**impor, "bentuk": "csv"},
        "registry:ekspor-satu": {"jenis": "posyandu"},
        "registry:impor-baru": {"jenis": "posyandu"},
        "registry:impor-templat": {"jenis": "posyandu", "bentuk": "csv"},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    pk, wilayah = dunia.lain["impor"].pk, dunia.unit.wilayah
    isi = {"nama": "x.csv", "bentuk": JenisBerkas.CSV}
    return {
        "registry.actions.mulai_impor": lambda a: actions.mulai_impor("posyandu", wilayah, b"x", actor=a, **isi),
        "registry.actions.simpan_impor": lambda a: actions.simpan_impor(pk, periksa=False, actor=a),
        "registry.actions.buang_impor": lambda a: actions.buang_impor(pk, actor=a),
    }


def halaman(alamat: Any) -> list[tuple[Any, ...]]:
    return [
        ("pekerjaan saya", "operator_desa", 8, alamat("pekerjaan:daftar")),
        ("satu pekerjaan", "operator_desa", 12, lambda d: f"/pekerjaan/{d.lain['pekerjaan'].uuid}/"),
        ("ekspor", "dinas_pmd", 8, alamat("registry:ekspor")),
        ("unduh kader", "dinas_pmd", 8, lambda d: "/ekspor/kader/"),
        ("impor", "dinas_pmd", 8, alamat("registry:impor")),
        ("satu impor", "operator_desa", 12, lambda d: f"/impor/{d.lain['impor'].uuid}/"),
    ]


def tambah(dunia: Any, n: int) -> None:
    awal = dunia.lain["impor"].baris_list.count() + 2
    for i in range(n):
        Pekerjaan.objects.create(jenis="contoh", judul="Lagi", pemilik=dunia.cast["operator_desa"])
        _sesi(dunia.unit, dunia.cast["operator_desa"])
        _baris(dunia.lain["impor"], awal + i)
