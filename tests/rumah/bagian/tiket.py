"""Requests and referrals: a forwarded request of the field sosial, whose office is in the cast, and drafts."""

from datetime import date
from typing import Any

from accounts.models import Berkas
from registry.models import Posyandu
from spm_services.models import BerkasTiket, JedaTiket, KantorPetugas, Tiket, VerifikasiTiket
from tests.pembuat import make_berkas, make_rekaman, make_user
from tests.spm_services.tiket import majukan, make_tiket

BANSOS = "permohonan_bantuan_sosial"
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:tiket               200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:tiket ?wilayah      404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-meja          403 403 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:tiket-opd           403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:tiket-rinci         200 200 200 200 200 200 404 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-slip          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-dari          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-berkas        200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-unduh         404 404 404 403 403 404 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:tiket-lepas         405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:tiket-lepas         302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-foto          404 404 404 403 403 404 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:tiket-langkah       403 403 403 403 403 200 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:publik-permohonan   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""
ALUR = (("Tiket", "status"),)


def _semua(posyandu: Posyandu) -> Tiket:
    """A forwarded request with everything that hangs on one."""
    tiket = majukan(make_tiket(posyandu, make_user(peran="kader", kode=posyandu.kode), BANSOS), "jawab")
    berkas: Berkas = make_berkas("ktp.pdf")
    BerkasTiket.objects.create(tiket=tiket, jenis="identitas", berkas=berkas)
    JedaTiket.objects.create(tiket=tiket, jam="desa", mulai=date(2026, 1, 5), sampai=date(2026, 1, 6), alasan="contoh")
    opd = make_user(peran="opd", kode=posyandu.kode[:5], bidang="trantibumlinmas")
    KantorPetugas.objects.create(penugasan=opd.penugasan_list.get(), kantor="bpbd")
    return tiket


def baris_skop(posyandu: Posyandu) -> None:
    _semua(posyandu)
    if not VerifikasiTiket.objects.exists():
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    kader = dunia.cast["kader"]
    tiket = majukan(make_tiket(dunia.unit, kader, BANSOS), "teruskan")
    temuan = make_rekaman(dunia.unit, kader, "keluarga_miskin", objek="Contoh", lokasi="RT 01")
    return {"tiket": tiket, "draf": make_tiket(dunia.unit, kader, BANSOS), "temuan": temuan}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    uuid = {"uuid": dunia.lain["tiket"].uuid}
    return {
        **{f"spm_services:tiket-{n}": uuid for n in ("rinci", "slip")},
        "spm_services:tiket-dari": {"kunci": dunia.lain["temuan"].kunci},
        "spm_services:tiket-berkas": {"uuid": dunia.lain["draf"].uuid, "jenis": "identitas"},
        "spm_services:tiket-unduh": {**uuid, "pk": 0},
        "spm_services:tiket-lepas": {"uuid": dunia.lain["draf"].uuid, "pk": 0},
        "spm_services:tiket-foto": {**uuid, "pk": 0},
        "spm_services:tiket-langkah": {**uuid, "langkah": "jawab"},
    }
