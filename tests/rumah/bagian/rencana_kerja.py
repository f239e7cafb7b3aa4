"""Yearly plans of units and teams, their RAB, programmes of the perangkat daerah."""

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning.actions import kerja, program, rab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from tests.pembuat import make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:kerja                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kerja ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kerja-buat              403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:kerja-buat              403 302 302 302 302 302 403 403 302 302 302 403 302 302 302 403 302
GET  planning:kerja-unduh-wilayah     403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kerja-unduh-wilayah ?wilayah 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kerja-rinci             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kerja-isi               403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:kerja-isi               403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-kegiatan-baru     403 200 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-ajukan            403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:kerja-ajukan            403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-sahkan            403 403 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-kembalikan        403 403 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-cetak             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kerja-unduh             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kerja-kegiatan          403 200 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:kerja-kegiatan-hapus    403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:kerja-kegiatan-hapus    403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:rab                     403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:rab-templat             403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:rab-templat             403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:rab-baru                403 200 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:rab-cetak               403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:rab-unduh               403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:rab-butir               403 200 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:rab-butir-hapus         403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:rab-butir-hapus         403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:rab-pak                 403 403 200 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:program                 403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:program ?wilayah        403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:program-baru            403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  planning:program-batal           403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  planning:program-unit            200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
"""
ALUR = (("RencanaKerja", "status"),)
BIDANG = "sosial"  # of the cast's office
KEGIATAN = {"uraian": "PMT contoh", "bidang": BIDANG, "bulan": [1, 2], "satuan": "kali"}
BUTIR = rab.IsiButir("Bahan makanan", "12 kali", Decimal(50_000))


def _kegiatan() -> dict[str, Any]:
    return {**KEGIATAN, "volume": Decimal(2), "biaya": Decimal(500_000)}


def _program(tahun: int) -> dict[str, Any]:
    isi = {"bidang": BIDANG, "perangkat_daerah": "Dinas contoh", "tahun": tahun, "bulan": 3}
    return {**isi, "apa": "Paket", "sasaran": "lansia"}


def _isi(posyandu: Posyandu, tahun: int) -> dict[str, Any]:
    rencana = kerja.buat_rencana(posyandu, tahun, actor=None)
    kegiatan = kerja.tambah_kegiatan(rencana.pk, _kegiatan(), actor=None)
    butir = rab.tambah_butir(kegiatan.pk, BUTIR, actor=None)
    datang = program.catat_program([posyandu], _program(tahun), kunci=uuid.uuid4(), actor=None)[0]
    return {"kerja": rencana, "kegiatan_kerja": kegiatan, "butir": butir, "program_opd": datang}


def baris_skop(posyandu: Posyandu) -> None:
    _isi(posyandu, hari_ini().year + 1)


def bangun(dunia: Any) -> dict[str, object]:
    return _isi(dunia.unit, hari_ini().year + 1)


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain = dunia.lain
    rencana, kegiatan, butir = ({"pk": lain[n].pk} for n in ("kerja", "kegiatan_kerja", "butir"))
    satu = ("rinci", "isi", "kegiatan-baru", "ajukan", "sahkan", "kembalikan", "cetak")
    return {
        "planning:kerja": {},
        "planning:kerja-buat": {},
        "planning:kerja-unduh-wilayah": {"bentuk": "csv"},
        **{f"planning:kerja-{n}": rencana for n in satu},
        "planning:kerja-unduh": {**rencana, "bentuk": "csv"},
        **{f"planning:{n}": kegiatan for n in ("kerja-kegiatan", "kerja-kegiatan-hapus", "rab", "rab-templat")},
        **{f"planning:{n}": kegiatan for n in ("rab-baru", "rab-cetak")},
        "planning:rab-unduh": {**kegiatan, "bentuk": "csv"},
        **{f"planning:rab-{n}": butir for n in ("butir", "butir-hapus", "pak")},
        "planning:program": {},
        "planning:program-baru": {},
        "planning:program-batal": {"pk": lain["program_opd"].pk},
        "planning:program-unit": {"kode": dunia.unit.kode},
    }


def langkah(dunia: Any) -> dict[str, Callable[[User], Any]]:
    lain, unit = dunia.lain, dunia.unit
    r, k, b = lain["kerja"], lain["kegiatan_kerja"], lain["butir"]
    tahun, hari = r.tahun, date(2026, 1, 5)
    isi, kunci = _kegiatan(), uuid.uuid4()
    return {
        "planning.actions.buat_rencana": lambda a: kerja.buat_rencana(unit, tahun + 1, actor=a),
        "planning.actions.isi_rencana": lambda a: kerja.isi_rencana(r.pk, "saran", actor=a),
        "planning.actions.tambah_kegiatan": lambda a: kerja.tambah_kegiatan(r.pk, isi, actor=a),
        "planning.actions.ubah_kegiatan": lambda a: kerja.ubah_kegiatan(k.pk, isi, versi=k.versi, actor=a),
        "planning.actions.hapus_kegiatan": lambda a: kerja.hapus_kegiatan(k.pk, actor=a),
        "planning.actions.sahkan": lambda a: kerja.sahkan(r.pk, oleh="x", tanggal=hari, versi=r.versi, actor=a),
        "planning.actions.tambah_butir": lambda a: rab.tambah_butir(k.pk, BUTIR, actor=a),
        "planning.actions.ubah_butir": lambda a: rab.ubah_butir(b.pk, BUTIR, actor=a),
        "planning.actions.hapus_butir": lambda a: rab.hapus_butir(b.pk, actor=a),
        "planning.actions.isi_templat": lambda a: rab.isi_templat(k.pk, "atk", actor=a),
        "planning.actions.ubah_pak": lambda a: rab.ubah_pak(b.pk, "1 kali", None, actor=a),
        "planning.actions.catat_program": lambda a: program.catat_program(
            [unit], _program(tahun), kunci=kunci, actor=a
        ),
        "planning.actions.batal_program": lambda a: program.batal_program(lain["program_opd"].pk, alasan="x", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    kegiatan = {"pk": "lain.kegiatan_kerja.pk"}
    return [
        ("daftar rencana kerja", "dinas_pmd", 10, alamat("planning:kerja")),
        ("rencana kerja", "pengurus", 12, alamat("planning:kerja-rinci", pk="lain.kerja.pk")),
        ("lampiran rencana kerja", "pengurus", 12, alamat("planning:kerja-cetak", pk="lain.kerja.pk")),
        ("rab", "pengurus", 12, alamat("planning:rab", **kegiatan)),
        ("rab di kertas", "pengurus", 12, alamat("planning:rab-cetak", **kegiatan)),
        ("matriks program", "dinas_pmd", 12, alamat("planning:program")),
        ("program satu posyandu", "kader", 12, alamat("planning:program-unit", kode="unit.kode")),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        kegiatan = kerja.tambah_kegiatan(dunia.lain["kerja"].pk, _kegiatan(), actor=None)
        rab.tambah_butir(kegiatan.pk, BUTIR, actor=None)
        rab.tambah_butir(dunia.lain["kegiatan_kerja"].pk, BUTIR, actor=None)
        lain = make_posyandu()
        _isi(lain, dunia.lain["kerja"].tahun)
        program.catat_program([dunia.unit], _program(hari_ini().year), kunci=uuid.uuid4(), actor=None)
