"""Long jobs of one person, imports, exports."""

from typing import Any

from accounts.berkas import simpan
from accounts.models import JenisBerkas, Pekerjaan

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  pekerjaan:daftar                 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  pekerjaan:rinci                  404 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  pekerjaan:berkas                 404 404 200 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  pekerjaan:batal                  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pekerjaan:batal                  404 404 302 404 404 404 404 404 404 404 404 404 404 404 404 404 302
"""


def bangun(dunia: Any) -> dict[str, object]:
    """A job of the village's operator that has a result."""
    oleh = dunia.cast["operator_desa"]
    hasil = simpan(b"a,b\r\n1,2\r\n", "hasil.csv", jenis=JenisBerkas.CSV, oleh=oleh)
    return {"pekerjaan": Pekerjaan.objects.create(jenis="contoh", judul="Pekerjaan contoh", pemilik=oleh, hasil=hasil)}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kunci = {"kunci": dunia.lain["pekerjaan"].uuid}
    return {f"pekerjaan:{nama}": kunci for nama in ("rinci", "berkas", "batal")}


def halaman(alamat: Any) -> list[tuple[Any, ...]]:
    return [
        ("pekerjaan saya", "operator_desa", 8, alamat("pekerjaan:daftar")),
        ("satu pekerjaan", "operator_desa", 12, lambda d: f"/pekerjaan/{d.lain['pekerjaan'].uuid}/"),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        Pekerjaan.objects.create(jenis="contoh", judul="Lagi", pemilik=dunia.cast["operator_desa"])
