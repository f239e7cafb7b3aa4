"""The camat's evaluation of a draft APB Desa. The world's village is a kelurahan, so its draft is put there by hand."""

from collections.abc import Callable
from typing import Any

from planning.actions import evaluasi as tindakan
from planning.models import ButirEvaluasi
from planning.workflow_evaluasi import BUTIR, EVALUASI
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from tests.pembuat import make_baris
from tests.planning.evaluasi import make_evaluasi, make_rapbdes

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:evaluasi                403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:evaluasi ?wilayah       403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:evaluasi-serahkan       403 403 405 403 403 403 403 403 403 405 403 403 403 403 405 403 302
POST planning:evaluasi-serahkan       403 403 302 403 403 403 403 403 403 302 403 403 403 403 404 403 302
GET  planning:evaluasi-rinci          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:evaluasi-bahan          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:evaluasi-cetak          403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:evaluasi-langkah        403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:evaluasi-langkah        403 404 403 302 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:evaluasi-tutup          403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 403 302
GET  planning:evaluasi-nilai          403 403 403 200 403 403 403 403 403 403 403 403 403 403 403 403 302
GET  planning:evaluasi-jawab          403 403 200 403 403 403 403 403 403 200 403 403 403 403 404 403 302
"""
ALUR = (("EvaluasiRapbdes", "status"), ("ButirEvaluasi", "penilaian"))


def baris_skop(posyandu: Posyandu) -> None:
    make_evaluasi(make_rapbdes(posyandu.wilayah_id, 2041))


def bangun(dunia: Any) -> dict[str, object]:
    desa, tahun = dunia.unit.wilayah_id, dunia.dokumen.tahun
    evaluasi = make_evaluasi(make_rapbdes(desa, tahun + 1))
    return {
        "rapbdes_draf": make_rapbdes(desa, tahun + 2),
        "evaluasi_rapbdes": evaluasi,
        "evaluasi_butir": ButirEvaluasi.objects.filter(evaluasi=evaluasi).order_by("pk").first(),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    evaluasi, butir = ({"pk": dunia.lain[n].pk} for n in ("evaluasi_rapbdes", "evaluasi_butir"))
    return {
        "planning:evaluasi-serahkan": {"pk": dunia.lain["rapbdes_draf"].pk},
        **{f"planning:evaluasi-{n}": evaluasi for n in ("rinci", "bahan", "cetak", "langkah", "tutup")},
        **{f"planning:evaluasi-{n}": butir for n in ("nilai", "jawab")},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    lain = dunia.lain
    satu, butir, draf = lain["evaluasi_rapbdes"].pk, lain["evaluasi_butir"].pk, lain["rapbdes_draf"]
    hasil = {"hasil": "sesuai", "kesimpulan": "x", "nomor": "", "penanda_tangan": "x", "ditutup": hari_ini()}
    isi: dict[str, Callable[[Any], Any]] = {
        "serahkan_rapbdes": lambda a: tindakan.serahkan_rapbdes(draf, actor=a),
        "perbarui_butir": lambda a: tindakan.perbarui_butir(satu, actor=a),
        "nilai_butir": lambda a: tindakan.nilai_butir(butir, "nilai_sesuai", versi=None, actor=a),
        "jawab_butir": lambda a: tindakan.jawab_butir(butir, "jawab_diubah", versi=None, actor=a),
        "tutup_evaluasi": lambda a: tindakan.tutup_evaluasi(satu, hasil, versi=None, actor=a),
        "langkah_evaluasi": lambda a: tindakan.langkah_evaluasi(satu, "mulai_evaluasi", actor=a),
    }
    return {
        **{f"planning.actions.{nama}": f for nama, f in isi.items()},
        "planning.workflow_evaluasi.EVALUASI": lambda a: EVALUASI.apply(satu, "tutup_evaluasi", actor=a),
        "planning.workflow_evaluasi.BUTIR": lambda a: BUTIR.apply(butir, "nilai_sesuai", actor=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    satu, butir = {"pk": "lain.evaluasi_rapbdes.pk"}, {"pk": "lain.evaluasi_butir.pk"}
    return [
        ("evaluasi RAPB Desa", "verifikator_kecamatan", 9, alamat("planning:evaluasi")),
        ("satu evaluasi", "verifikator_kecamatan", 14, alamat("planning:evaluasi-rinci", **satu)),
        ("lembar evaluasi", "operator_desa", 8, alamat("planning:evaluasi-cetak", **satu)),
        ("nilai baris", "verifikator_kecamatan", 12, alamat("planning:evaluasi-nilai", **butir)),
    ]


def tambah(dunia: Any, n: int) -> None:
    evaluasi = dunia.lain["evaluasi_rapbdes"]
    for _ in range(n):
        baris = make_baris(evaluasi.dokumen, uraian="Kegiatan tambahan")
        isi = {"kode_kegiatan": baris.kode_kegiatan, "uraian": baris.uraian, "pagu": baris.pagu}
        ButirEvaluasi.objects.create(evaluasi=evaluasi, baris=baris, **isi)
