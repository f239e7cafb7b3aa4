"""Stages, indicators, the cascade, a unit's own plan, the calendar."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning.actions import indikator, kalender, tahap
from planning.actions.indikator import IsiTarget
from planning.models import AsalBaris, GerbangTahap, IndikatorRencana, TautanIndikator
from registry.models import Posyandu
from tests.pembuat import make_baris, make_dokumen
from wilayah.models import Wilayah

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:kalender                403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:kalender ?wilayah       403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:kalender-ubah           403 403 200 403 403 403 403 403 403 200 403 403 403 403 200 403 302
GET  planning:kalender-ubah ?wilayah  403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
GET  planning:kalender-hapus          403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:kalender-hapus          403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:tahap                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:tahap ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:tautkan                 403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:tautkan                 403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:asal-baris              403 200 200 200 200 200 403 403 200 200 200 403 200 404 200 403 302
GET  planning:sambung-baris           403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:sambung-baris           403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:putus-baris             403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:putus-baris             403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:pohon                   403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:pohon ?wilayah          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:indikator-baru          403 404 404 404 403 403 403 403 403 200 403 403 403 404 404 403 302
GET  planning:indikator               403 404 404 404 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:indikator-ubah          403 404 404 404 403 403 403 403 403 200 403 403 403 404 404 403 302
GET  planning:indikator-hapus         403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:indikator-hapus         403 404 404 404 403 403 403 403 403 302 403 403 403 404 404 403 302
GET  planning:indikator-tautkan       403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:indikator-tautkan       403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:indikator-lepas         403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:indikator-lepas         403 403 404 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:renstra-posyandu        403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:renstra-posyandu ?wilayah 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:renstra-posyandu-baru   403 200 200 403 200 403 403 403 403 403 403 403 403 403 404 403 302
"""
ISI = {"uraian": "Indikator contoh", "satuan": "%", "bidang": "kesehatan"}
GERBANG = {"gerbang": "rkpd", "bulan": 5, "hari": 20, "tahun": 0, "dasar": "SE contoh"}


def _rencana(kode: str, tahun: int) -> dict[str, Any]:
    """A draft RPJMD with an indicator, two lines that became one another, one of them tied to it."""
    rpjmd = make_dokumen("rpjmd", kode, tahun, tetap=False)
    satu = indikator.simpan_indikator(rpjmd, ISI, {tahun: IsiTarget(Decimal(80))}, actor=None)
    dari, ke = make_baris(make_dokumen("kua_ppas", kode, tahun)), make_baris(make_dokumen("rkpd", kode, tahun - 1))
    asal = AsalBaris.objects.create(dari=dari, ke=ke)
    tautan = TautanIndikator.objects.create(indikator=satu, baris=dari)
    gerbang = GerbangTahap.objects.create(wilayah_id=kode, **GERBANG)
    return {"rpjmd": rpjmd, "indikator": satu, "asal": asal, "tautan": tautan, "gerbang": gerbang, "dari": dari}


def baris_skop(posyandu: Posyandu) -> None:
    _rencana(posyandu.kode[:5], 2040)


def bangun(dunia: Any) -> dict[str, object]:
    return {f"tahap_{k}": v for k, v in _rencana("33.75", dunia.dokumen.tahun).items()}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    lain = dunia.lain
    satu = {"pk": lain["tahap_indikator"].pk}
    return {
        "planning:kalender-hapus": {"pk": lain["tahap_gerbang"].pk},
        "planning:asal-baris": {"pk": dunia.baris.pk},
        "planning:sambung-baris": {"pk": dunia.baris.pk},
        "planning:putus-baris": {"pk": lain["tahap_asal"].pk},
        "planning:indikator-baru": {"pk": lain["tahap_rpjmd"].pk},
        **{f"planning:{n}": satu for n in ("indikator", "indikator-ubah", "indikator-hapus", "indikator-tautkan")},
        "planning:indikator-lepas": {"pk": lain["tahap_tautan"].pk},
        "planning:renstra-posyandu-baru": {"kode": dunia.unit.kode},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain = dunia.lain
    kota = Wilayah.objects.get(pk="33.75")
    kua = lain["tahap_dari"].dokumen
    satu = lain["tahap_indikator"]
    return {
        "planning.actions.atur_gerbang": lambda a: kalender.atur_gerbang(kota, {**GERBANG, "hari": 1}, actor=a),
        "planning.actions.hapus_gerbang": lambda a: kalender.hapus_gerbang(lain["tahap_gerbang"].pk, actor=a),
        "planning.actions.tautkan": lambda a: tahap.tautkan(dunia.dokumen, kua, actor=a),
        "planning.actions.tautkan_ke_sebelumnya": lambda a: tahap.tautkan_ke_sebelumnya(dunia.dokumen, actor=a),
        "planning.actions.sambung": lambda a: tahap.sambung(dunia.baris.pk, lain["tahap_dari"].pk, actor=a),
        "planning.actions.putus": lambda a: tahap.putus(lain["tahap_asal"].pk, actor=a),
        "planning.actions.simpan_indikator": lambda a: indikator.simpan_indikator(
            lain["tahap_rpjmd"], {**ISI, "uraian": "Lain"}, {}, actor=a
        ),
        "planning.actions.hapus_indikator": lambda a: indikator.hapus_indikator(satu.pk, actor=a),
        "planning.actions.tautkan_indikator": lambda a: indikator.tautkan_indikator(
            satu, dunia.baris, catatan="", actor=a
        ),
        "planning.actions.lepas_indikator": lambda a: indikator.lepas_indikator(lain["tahap_tautan"].pk, actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("kalender perencanaan", "perencana", 8, alamat("planning:kalender")),
        ("tahap anggaran", "perencana", 14, alamat("planning:tahap")),
        ("pohon anggaran", "perencana", 14, alamat("planning:pohon")),
        ("asal baris", "perencana", 12, alamat("planning:asal-baris", pk="baris.pk")),
        ("indikator", "perencana", 12, alamat("planning:indikator", pk="lain.tahap_indikator.pk")),
        ("rinci RPJMD", "perencana", 12, alamat("planning:dokumen", pk="lain.tahap_rpjmd.pk")),
        ("renstra posyandu", "perencana", 8, alamat("planning:renstra-posyandu")),
    ]


def tambah(dunia: Any, n: int) -> None:
    lain = dunia.lain
    sudah = IndikatorRencana.objects.count()
    for k in range(n):
        baris = make_baris(lain["tahap_dari"].dokumen)
        AsalBaris.objects.create(dari=baris, ke=make_baris(dunia.dokumen))
        TautanIndikator.objects.create(indikator=lain["tahap_indikator"], baris=baris)
        isi = {**ISI, "uraian": f"Indikator contoh {sudah + k}"}
        indikator.simpan_indikator(lain["tahap_rpjmd"], isi, {}, actor=None)
