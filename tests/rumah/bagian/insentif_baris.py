"""Incentives beside the budget: the signed list of the part before is tied to a line of the kota."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning.actions import insentif as aksi
from registry.models import BarisBayar, BulanBayar
from tests.pembuat import make_baris, make_kader_sk, make_posyandu

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:insentif                403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:insentif ?wilayah       403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:insentif-daftar         403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:insentif-pilih          403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:insentif-hubungkan      403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:insentif-bayar          403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:insentif-bayar          403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:insentif-lepas          403 403 404 403 403 403 403 403 403 200 403 403 403 403 404 403 302
"""


def bangun(dunia: Any) -> dict[str, object]:
    baris = make_baris(dunia.dokumen, "900000000", uraian="Insentif kader", bidang="")
    aksi.hubungkan_daftar(dunia.lain["bayar_tanda"], baris, aksi.IsiDaftar(uuid.uuid4()), actor=None)
    return {"baris_insentif": baris}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    daftar = {"pk": dunia.lain["bayar_tanda"].pk}
    dua = {**daftar, "baris": dunia.lain["baris_insentif"].pk}
    return {
        **{f"planning:insentif-{n}": daftar for n in ("daftar", "pilih", "bayar")},
        **{f"planning:insentif-{n}": dua for n in ("hubungkan", "lepas")},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    daftar, baris = dunia.lain["bayar_tanda"], dunia.lain["baris_insentif"]
    isi = aksi.IsiDaftar(uuid.uuid4())
    return {
        "planning.actions.hubungkan_daftar": lambda a: aksi.hubungkan_daftar(daftar, baris, isi, actor=a),
        "planning.actions.bayar_daftar_dari_baris": lambda a: aksi.bayar_daftar_dari_baris(daftar.pk, actor=a),
        "planning.actions.lepas_daftar": lambda a: aksi.lepas_daftar(daftar.pk, baris.pk, "x", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    satu = {"pk": "lain.bayar_tanda.pk"}
    return [
        ("insentif belum dibayar", "perencana", 9, alamat("planning:insentif")),
        ("daftar insentif dan barisnya", "perencana", 12, alamat("planning:insentif-daftar", **satu)),
        ("pilih baris insentif", "perencana", 9, alamat("planning:insentif-pilih", **satu)),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more units on the signed list, each with an unpaid month, tied to the line."""
    daftar = dunia.lain["bayar_tanda"]
    nilai = {"jumlah": Decimal(250_000)}
    for _ in range(n):
        unit = make_posyandu(dunia.unit.wilayah_id)
        kader = make_kader_sk(unit)
        baris = BarisBayar.objects.create(
            daftar=daftar, orang=kader.orang, posyandu=unit, kader=kader, banyak=1, **nilai
        )
        milik = {"pembayar": daftar.pembayar, "orang": kader.orang}
        BulanBayar.objects.create(baris=baris, bulan=202603, **milik, **nilai)
    aksi.hubungkan_daftar(daftar, dunia.lain["baris_insentif"], aksi.IsiDaftar(uuid.uuid4()), actor=None)
