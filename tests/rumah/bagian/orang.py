"""People: their pages, conflicts, merges."""

from collections.abc import Callable
from datetime import date
from typing import Any

from registry import actions
from registry.models import Orang, Pengurus

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  registry:orang-unit              200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:orang                   200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:orang-ubah              403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:orang-nik               403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:orang-nik               403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:orang-lkd               403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:putuskan-konflik        403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:putuskan-konflik        403 302 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:batal-gabung            403 405 405 403 405 403 403 403 403 403 403 403 403 403 405 403 302
POST registry:batal-gabung            403 302 302 403 302 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:akhiri-pengurus         403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
GET  registry:konflik                 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:konflik ?wilayah        404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  registry:masa                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  registry:masa ?wilayah           404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
"""


def bangun(dunia: Any) -> dict[str, object]:
    """A ketua of Seruni, and two rows of one person made one."""
    orang = Orang(nama="Ketua contoh", jenis_kelamin="P", contoh=True)
    kursi = {"jabatan": "ketua", "bidang": "", "mulai": date(2026, 1, 1)}
    ketua: Pengurus = actions.dudukkan_pengurus(dunia.unit, orang, actor=None, **kursi)
    kembar = Orang(nama="Ketua contoh", jenis_kelamin="P", contoh=True)
    kursi = {"jabatan": "sekretaris", "bidang": "", "mulai": date(2026, 1, 1)}
    actions.dudukkan_pengurus(dunia.unit, kembar, actor=None, **kursi)
    gabungan = actions.gabung_orang(ketua.orang_id, kembar.pk, alasan="sama", actor=dunia.cast["operator_desa"])
    return {"ketua": ketua, "gabungan": gabungan}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    orang = {"uuid": dunia.lain["ketua"].orang.uuid}
    nama = ("orang", "orang-ubah", "orang-nik", "orang-lkd", "putuskan-konflik")
    return {
        **{f"registry:{n}": orang for n in nama},
        "registry:batal-gabung": {"pk": dunia.lain["gabungan"].pk},
        "registry:akhiri-pengurus": {"pk": dunia.lain["ketua"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    ketua = dunia.lain["ketua"]
    pk, lkd = ketua.orang_id, {"lembaga": "rt", "jabatan": "Ketua", "mulai": date(2026, 1, 1), "sampai": None}
    return {
        "registry.actions.ubah_orang": lambda a: actions.ubah_orang(pk, {"alamat": "x"}, versi=1, actor=a),
        "registry.actions.lihat_nik": lambda a: actions.lihat_nik(pk, actor=a),
        "registry.actions.akhiri_pengurus": lambda a: actions.akhiri_pengurus(
            ketua.pk, sampai=date(2026, 2, 1), actor=a
        ),
        "registry.actions.gabung_orang": lambda a: actions.gabung_orang(pk, dunia.kader.orang_id, alasan="x", actor=a),
        "registry.actions.batal_gabung": lambda a: actions.batal_gabung(dunia.lain["gabungan"].pk, actor=a),
        "registry.actions.catat_jabatan_lkd": lambda a: actions.catat_jabatan_lkd(ketua.orang, lkd, actor=a),
        "registry.actions.putuskan_konflik": lambda a: actions.putuskan_konflik("x:1", "y", "z", orang=pk, actor=a),
    }


TANPA_ORANG = {"registry.actions.cari_atau_buat_orang": "stores nothing; what stores asks"}


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("orang unit", "operator_desa", 12, alamat("registry:orang-unit", kode="unit.kode")),
        ("orang", "operator_desa", 12, alamat("registry:orang", uuid="lain.ketua.orang.uuid")),
        ("konflik", "dinas_pmd", 12, alamat("registry:konflik")),
        ("masa", "dinas_pmd", 8, alamat("registry:masa")),
    ]
