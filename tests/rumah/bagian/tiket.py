"""Requests and referrals: a forwarded request of the field sosial, whose office is in the cast, a draft, a referral."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from accounts.models import Berkas
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.models import BerkasTiket, JedaTiket, KantorPetugas, Tiket, VerifikasiTiket
from spm_services.workflow_tiket import TIKET
from tests.pembuat import kiriman, make_berkas, make_kunjungan, make_rekaman, make_user, make_warga
from tests.spm_services.tiket import BANSOS, MOHON, isi_setuju, isi_verifikasi, majukan, make_rujukan, make_tiket

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:tiket               200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:tiket ?wilayah      404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-meja          403 403 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  spm_services:tiket-opd           403 403 403 403 403 200 302 403 403 403 403 403 403 403 403 403 302
GET  spm_services:tiket-rinci         200 200 200 200 200 200 404 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-slip          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-dari          200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-berkas        200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-unduh         404 404 404 403 403 404 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:tiket-lepas         405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:tiket-lepas         302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-foto          404 404 404 403 403 404 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:tiket-langkah       403 403 403 403 403 200 404 403 403 403 403 403 403 404 404 403 302
GET  spm_services:rujukan             200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:rujukan ?wilayah    404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:rujukan-baru        200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:tiket-register      200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:tiket-register ?wilayah 404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-kinerja       200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  spm_services:tiket-kinerja ?wilayah 404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  spm_services:tiket-kantor        403 403 200 200 200 403 403 403 403 403 403 200 403 403 200 403 302
GET  spm_services:tiket-tempatkan     403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST spm_services:tiket-tempatkan     403 403 404 404 302 403 403 403 403 403 403 302 403 403 404 403 302
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
    kader, unit = dunia.cast["kader"], dunia.unit
    temuan = make_rekaman(unit, kader, "keluarga_miskin", objek="Contoh", lokasi="RT 01")
    return {
        "tiket": majukan(make_tiket(unit, kader, BANSOS), "teruskan"),
        "tiket_draf": make_tiket(unit, kader, BANSOS),
        "tiket_jalan": majukan(make_tiket(unit, kader, BANSOS), "ajukan"),
        "tiket_temuan": temuan,
        "tiket_opd": make_user(peran="opd", kode="33.75", bidang="trantibumlinmas").penugasan_list.get(),
        "tiket_rujukan": make_rujukan(unit, kader),
        "tiket_kunjungan": make_kunjungan(unit, make_warga(unit)),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    milik = {"uuid": dunia.lain["tiket"].uuid}
    return {
        **{f"spm_services:tiket-{n}": milik for n in ("rinci", "slip")},
        "spm_services:tiket-dari": {"kunci": dunia.lain["tiket_temuan"].kunci},
        "spm_services:tiket-berkas": {"uuid": dunia.lain["tiket_draf"].uuid, "jenis": "identitas"},
        "spm_services:tiket-unduh": {**milik, "pk": 0},
        "spm_services:tiket-lepas": {"uuid": dunia.lain["tiket_draf"].uuid, "pk": 0},
        "spm_services:tiket-foto": {**milik, "pk": 0},
        "spm_services:tiket-langkah": {**milik, "langkah": "jawab"},
        "spm_services:tiket-tempatkan": {"pk": dunia.lain["tiket_opd"].pk},
        "spm_services:rujukan-baru": {"kunjungan": dunia.lain["tiket_kunjungan"].uuid},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    draf, jalan, terus = (dunia.lain[n].pk for n in ("tiket_draf", "tiket_jalan", "tiket"))
    rujuk, hari = dunia.lain["tiket_rujukan"].pk, hari_ini()
    jawaban = actions.IsiJawaban("dikerjakan", "x")
    mohon = kiriman(BANSOS, **MOHON)
    isi_rujuk = actions.IsiRujukan("x", True, "wali", uuid.uuid4())
    isi: dict[str, Callable[[Any], Any]] = {
        "tempatkan_petugas": lambda a: actions.tempatkan_petugas(dunia.lain["tiket_opd"], "bpbd", actor=a),
        "lengkapi_tiket": lambda a: actions.lengkapi_tiket(draf, {"lokasi": "x"}, versi=1, actor=a),
        "pasang_berkas": lambda a: actions.pasang_berkas(draf, "identitas", None, actor=a),
        "lepas_berkas": lambda a: actions.lepas_berkas(draf, 0, actor=a),
        "jadikan_permohonan": lambda a: actions.jadikan_permohonan(dunia.lain["tiket_temuan"], mohon, actor=a),
        "ajukan_tiket": lambda a: actions.ajukan_tiket(draf, versi=None, actor=a),
        "tarik_tiket": lambda a: actions.tarik_tiket(draf, "x", versi=None, actor=a),
        "verifikasi_tiket": lambda a: actions.verifikasi_tiket(jalan, isi_verifikasi(), versi=None, actor=a),
        "setujui_tiket": lambda a: actions.setujui_tiket(jalan, isi_setuju(), versi=None, actor=a),
        "teruskan_tiket": lambda a: actions.teruskan_tiket(jalan, "dinsos", versi=None, actor=a),
        "kirim_data": lambda a: actions.kirim_data(jalan, "x", versi=None, actor=a),
        "kembalikan_tiket": lambda a: actions.kembalikan_tiket(jalan, "x", versi=None, actor=a),
        "tutup_tiket": lambda a: actions.tutup_tiket(jalan, "x", versi=None, actor=a),
        "jeda_tiket": lambda a: actions.jeda_tiket(jalan, "x", versi=None, actor=a),
        "lanjutkan_tiket": lambda a: actions.lanjutkan_tiket(jalan, versi=None, actor=a),
        "jawab_tiket": lambda a: actions.jawab_tiket(terus, jawaban, versi=None, actor=a),
        "salin_jawaban": lambda a: actions.salin_jawaban(terus, jawaban, versi=None, actor=a),
        "selesaikan_tiket": lambda a: actions.selesaikan_tiket(terus, hari, "x", versi=None, actor=a),
        "buat_rujukan": lambda a: actions.buat_rujukan(dunia.lain["tiket_kunjungan"], isi_rujuk, actor=a),
        "kirim_rujukan": lambda a: actions.kirim_rujukan(rujuk, True, "wali", versi=None, actor=a),
        "terima_rujukan": lambda a: actions.terima_rujukan(rujuk, versi=None, actor=a),
        "hasil_rujukan": lambda a: actions.hasil_rujukan(rujuk, "ditangani", hari, "", versi=None, actor=a),
        "tutup_rujukan": lambda a: actions.tutup_rujukan(rujuk, "menolak", "x", versi=None, actor=a),
    }
    semua = {f"spm_services.actions.{nama}": f for nama, f in isi.items()}
    return {
        **semua,
        "spm_services.workflow_tiket.TIKET": lambda a: TIKET.apply(jalan, "tutup_tiket", actor=a, note="x"),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("permohonan", "operator_desa", 8, alamat("spm_services:tiket")),
        ("permohonan tim", "tim_pembina", 8, alamat("spm_services:tiket")),
        ("meja permohonan", "operator_desa", 8, alamat("spm_services:tiket-meja")),
        ("permohonan opd", "opd", 8, alamat("spm_services:tiket-opd")),
        ("register tiket", "operator_desa", 8, alamat("spm_services:tiket-register")),
        ("kinerja tiket", "tim_pembina", 9, alamat("spm_services:tiket-kinerja")),
        ("kantor petugas", "admin_wilayah", 8, alamat("spm_services:tiket-kantor")),
        ("rujukan", "nakes", 8, alamat("spm_services:rujukan")),
        ("permohonan rinci", "operator_desa", 12, alamat("spm_services:tiket-rinci", uuid="lain.tiket.uuid")),
        ("rujukan rinci", "nakes", 12, alamat("spm_services:tiket-rinci", uuid="lain.tiket_rujukan.uuid")),
    ]


def tambah(dunia: Any, n: int) -> None:
    kader = dunia.cast["kader"]
    for _ in range(n):
        for sampai in ("ajukan", "teruskan", "jawab"):
            majukan(make_tiket(dunia.unit, kader, BANSOS), sampai)
        make_rujukan(dunia.unit, kader)
        JedaTiket.objects.create(
            tiket=dunia.lain["tiket"], jam="desa", mulai=date(2026, 1, 5), sampai=date(2026, 1, 6), alasan="contoh"
        )
        BerkasTiket.objects.create(tiket=dunia.lain["tiket"], jenis="identitas", berkas=make_berkas())
