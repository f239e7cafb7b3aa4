"""Records that carried out a planned activity."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning.actions import pelaksanaan
from planning.models import KegiatanRencana, PelaksanaanKegiatan, RencanaKerja
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.models import Rekaman

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:pelaksanaan             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:laksanakan              403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:laksanakan              403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:pelaksanaan-lepas       403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:pelaksanaan-lepas       403 302 302 403 403 403 403 403 403 403 403 403 403 404 404 403 302
"""
LAYANAN = "pantau_bansos"


def _rekaman(posyandu: Posyandu) -> Rekaman:
    isi = {"layanan": LAYANAN, "bidang": "sosial", "bentuk": "kegiatan", "terlayani": 3}
    return Rekaman.objects.create(posyandu=posyandu, tanggal=hari_ini(posyandu.kode), **isi)


def _kegiatan(posyandu: Posyandu) -> KegiatanRencana:
    rencana, _ = RencanaKerja.objects.get_or_create(posyandu=posyandu, tahun=hari_ini(posyandu.kode).year)
    isi = {"volume": Decimal(12), "satuan": "kali", "biaya": Decimal(600_000), "bulan": list(range(1, 13))}
    return KegiatanRencana.objects.create(
        rencana=rencana, bidang="sosial", layanan=LAYANAN, uraian="Bantuan contoh", **isi
    )


def baris_skop(posyandu: Posyandu) -> None:
    PelaksanaanKegiatan.objects.create(kegiatan=_kegiatan(posyandu), rekaman=_rekaman(posyandu))


def bangun(dunia: Any) -> dict[str, object]:
    kegiatan = _kegiatan(dunia.unit)
    return {
        "dilaksanakan": kegiatan,
        "pelaksanaan": PelaksanaanKegiatan.objects.create(kegiatan=kegiatan, rekaman=_rekaman(dunia.unit)),
        "calon_pelaksanaan": _rekaman(dunia.unit),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain = dunia.lain
    return {
        "planning:pelaksanaan": {"pk": lain["dilaksanakan"].rencana_id},
        "planning:laksanakan": {"pk": lain["dilaksanakan"].pk},
        "planning:pelaksanaan-lepas": {"pk": lain["pelaksanaan"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain = dunia.lain
    return {
        "planning.actions.laksanakan": lambda a: pelaksanaan.laksanakan(
            lain["dilaksanakan"].pk, [lain["calon_pelaksanaan"].pk], actor=a
        ),
        "planning.actions.lepas_pelaksanaan": lambda a: pelaksanaan.lepas_pelaksanaan(lain["pelaksanaan"].pk, actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    milik = {"pk": "lain.dilaksanakan.rencana_id"}
    return [
        ("pelaksanaan", "pengurus", 12, alamat("planning:pelaksanaan", **milik)),
        ("rencana dan pelaksanaan", "pengurus", 12, alamat("planning:kerja-rinci", **milik)),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        PelaksanaanKegiatan.objects.create(kegiatan=_kegiatan(dunia.unit), rekaman=_rekaman(dunia.unit))
        _rekaman(dunia.unit)
