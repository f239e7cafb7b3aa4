"""A unit in full: profile, lifecycle, pilots, good practice, doubles."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import Dasar, Pilihan
from registry.models import (
    Faskes,
    KeadaanUnit,
    Orang,
    PembinaKesehatan,
    Pengurus,
    Perlengkapan,
    Posyandu,
    SasaranUnit,
)
from tests.pembuat import isi_posyandu, make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:profil                  200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ubah-bagian             403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:ubah-sasaran            403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:ubah-alat               403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:ubah-pembina            403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:riwayat                 200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:pada                    200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:ubah-keadaan            403 403 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
"""
ALUR = (("Posyandu", "status"),)


def baris_skop(posyandu: Posyandu) -> None:
    kecamatan = posyandu.wilayah.induk
    faskes = Faskes.objects.create(wilayah=kecamatan, jenis="puskesmas", nama="Contoh")
    PembinaKesehatan.objects.create(posyandu=posyandu, faskes=faskes, mulai=date(2026, 1, 1))
    Perlengkapan.objects.create(posyandu=posyandu, barang="dacin", baik=1)
    SasaranUnit.objects.create(
        posyandu=posyandu, kelompok="bayi", jumlah=3, asal="riil", sumber="contoh", per_tanggal=date(2026, 1, 1)
    )


def bangun(dunia: Any) -> dict[str, object]:
    """A second unit of the village to merge into."""
    return {"tetangga": make_posyandu(dunia.unit.wilayah_id, nama="Tetangga")}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kode = {"kode": dunia.unit.kode}
    return {
        "registry:ubah-bagian": {**kode, "bagian": "profil"},
        "registry:ubah-alat": {**kode, "barang": "dacin"},
        "registry:ubah-keadaan": {**kode, "jenis": "gabung"},
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("profil unit", "operator_desa", 12, alamat("registry:profil", kode="unit.kode")),
        ("riwayat unit", "operator_desa", 12, alamat("registry:riwayat", kode="unit.kode")),
        ("unit pada suatu hari", "operator_desa", 12, alamat("registry:pada", kode="unit.kode")),
        ("gabung", "operator_desa", 12, lambda d: f"/posyandu/{d.unit.kode}/riwayat/gabung/"),
    ]


def tambah(dunia: Any, n: int) -> None:
    for i in range(n):
        orang = Orang.objects.create(nama=f"Ketua {i}", jenis_kelamin="P")
        awal, akhir = date(2020, 1, 1), date(2021, 1, 1)
        Pengurus.objects.create(posyandu=dunia.unit, orang=orang, jabatan="ketua", mulai=awal, sampai=akhir)
        isi = {"kelompok": "bayi", "jumlah": i, "asal": "riil", "sumber": "x", "per_tanggal": awal}
        SasaranUnit.objects.create(posyandu=dunia.unit, **isi)
        KeadaanUnit.dari(dunia.unit, mulai=awal, sampai=awal + timedelta(days=1)).save()


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    unit, dasar = dunia.unit, Dasar(hari_ini(), "uji")
    tempat = {"wilayah": unit.wilayah, "alamat": "x", "rt": "001", "rw": "001"}
    tetangga = dunia.lain["tetangga"]
    baru = {k: v for k, v in isi_posyandu().items() if k not in ("wilayah", "contoh")}
    n = "registry.actions."
    return {
        f"{n}tutup": lambda a: actions.tutup(unit.pk, dasar, actor=a),
        f"{n}buka_kembali": lambda a: actions.buka_kembali(unit.pk, dasar, pulihkan=True, actor=a),
        f"{n}ganti_nama": lambda a: actions.ganti_nama(unit.pk, "x", dasar, actor=a),
        f"{n}pindah": lambda a: actions.pindah(unit.pk, tempat, dasar, actor=a),
        f"{n}gabung": lambda a: actions.gabung(unit.pk, tetangga.pk, dasar, pilihan=Pilihan(), actor=a),
        f"{n}batalkan_gabung": lambda a: actions.batalkan_gabung(unit.pk, dasar, actor=a),
        f"{n}pecah": lambda a: actions.pecah(unit.pk, baru, dasar, pilihan=Pilihan(), actor=a),
        f"{n}simpan_sasaran": lambda a: actions.simpan_sasaran(
            unit.pk, {"bayi": 1}, asal="riil", sumber="x", per_tanggal=hari_ini(), actor=a
        ),
        f"{n}simpan_perlengkapan": lambda a: actions.simpan_perlengkapan(
            unit.pk, "dacin", {"baik": 1}, versi=0, actor=a
        ),
        f"{n}tetapkan_pembina": lambda a: actions.tetapkan_pembina(
            unit.pk, {"jenis": "pustu", "nama": "x"}, mulai=hari_ini(), actor=a
        ),
        "registry.workflow_unit.UNIT": lambda a: _unit(unit.pk, a),
    }


def _unit(pk: int, actor: Any) -> Any:
    from registry.workflow_unit import UNIT

    return UNIT.apply(pk, "tutup", actor=actor, note="x")
