"""Forms from the catalogue, its pages, thresholds and options of regions, the report, the schema for phones."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.models import DaftarPilihan, FotoRekaman, Rekaman, Warga
from tests.pembuat import kiriman, make_berkas, make_keluarga, make_warga

#                                           kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  spm_services:katalog                   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  spm_services:katalog-rinci             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  spm_services:ambang                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  spm_services:ambang ?wilayah           404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:ambang-satu               200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 403 302
GET  spm_services:ambang-satu ?wilayah      404 404 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
GET  spm_services:ambang-tetapkan           403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:pilihan                   403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:pilihan ?wilayah          403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:pilihan-tambah            403 403 403 403 403 404 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:pilihan-tambah ?daftar    403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:pilihan-akhiri            403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:catat-nakes               403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 302
GET  spm_services:catat-nakes ?unit         403 403 403 403 403 403 200 403 403 403 403 403 403 403 403 403 302
GET  spm_services:koreksi-nakes             403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 302
GET  spm_services:foto                      404 404 404 404 404 404 404 403 404 404 404 403 404 404 404 403 302
GET  spm_services:tambah-foto               200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  spm_services:hapus-foto                405 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST spm_services:hapus-foto                302 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  laporan:layanan                        200 200 200 200 200 200 200 403 200 200 200 403 200 200 200 403 302
GET  laporan:layanan ?wilayah               404 404 200 200 200 200 200 403 200 200 200 403 200 404 404 403 302
GET  api-formulir                           200 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  api-formulir ?unit                     200 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
"""
TANYA = {"?daftar": "?daftar=macam_bantuan&wilayah={kota}"}


def _rumah(dunia: Any, **lain: Any) -> Rekaman:
    isi = {"atap": "layak"}
    kirim = actions.Kiriman("kondisi_rumah", hari_ini(), isi, uuid.uuid4(), keluarga=make_keluarga(dunia.unit), **lain)
    return actions.catat(dunia.unit, kirim, actor=dunia.cast["kader"])[0]


def bangun(dunia: Any) -> dict[str, object]:
    rumah = _rumah(dunia)
    foto = FotoRekaman.objects.create(rekaman=rumah, berkas=make_berkas("foto.jpg"))
    opsi = {"wilayah_id": "33.75", "daftar": "macam_bantuan", "kode": "33_75_contoh", "label": "Contoh"}
    pilihan = DaftarPilihan.objects.create(mulai=date(2026, 1, 1), **opsi)
    return {"rumah": rumah, "foto_rumah": foto, "pilihan": pilihan}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    rumah, foto = dunia.lain["rumah"], dunia.lain["foto_rumah"]
    return {
        "spm_services:katalog-rinci": {"kode": "ukur_ibu_hamil"},
        "spm_services:ambang-satu": {"nama": "lila_kek"},
        "spm_services:ambang-tetapkan": {"nama": "lila_kek"},
        "spm_services:pilihan-akhiri": {"pk": dunia.lain["pilihan"].pk},
        "spm_services:catat-nakes": {"layanan": "skrining_remaja"},
        "spm_services:tambah-foto": {"kunci": rumah.kunci},
        "spm_services:foto": {"kunci": rumah.kunci, "pk": foto.pk},
        "spm_services:hapus-foto": {"kunci": rumah.kunci, "pk": foto.pk},
    }


def _anak(dunia: Any) -> Warga:
    return make_warga(dunia.unit, hari_ini() - timedelta(days=400))


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    rumah, foto, unit = dunia.lain["rumah"], dunia.lain["foto_rumah"], dunia.unit
    hari = hari_ini()
    anak = _anak(dunia)
    timbang = actions.Kiriman("timbang_anak", hari, {"bb": "9.00"}, uuid.uuid4(), warga=anak)
    isi = {"mulai": hari, "sumber": "contoh", "alasan": "contoh"}
    return {
        "spm_services.actions.catat_berfoto": lambda a: actions.catat_berfoto(unit, kiriman(), [], actor=a),
        "spm_services.actions.catat_luar": lambda a: actions.catat_luar(unit, timbang, actor=a),
        "spm_services.actions.tambah_foto": lambda a: actions.tambah_foto(rumah, [b"x"], actor=a),
        "spm_services.actions.hapus_foto": lambda a: actions.hapus_foto(rumah, foto.pk, actor=a),
        "spm_services.actions.tetapkan_ambang": lambda a: actions.tetapkan_ambang(
            "33.75", "lila_kek", Decimal(23), actor=a, **isi
        ),
        "spm_services.actions.tambah_pilihan": lambda a: actions.tambah_pilihan(
            "33.75", "macam_bantuan", "Beras", mulai=hari, actor=a
        ),
        "spm_services.actions.akhiri_pilihan": lambda a: actions.akhiri_pilihan(
            dunia.lain["pilihan"].pk, sampai=hari, actor=a
        ),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    orang = lambda d: f"/lapangan/catat/ukur_ibu_hamil/?unit={d.unit.kode}&q=contoh"  # noqa: E731
    isi = lambda d: f"/lapangan/catat/kondisi_rumah/?unit={d.unit.kode}&keluarga={d.lain['rumah'].keluarga.uuid}"  # noqa: E731
    return [
        ("katalog", "kader", 6, alamat("spm_services:katalog")),
        ("katalog rinci", "kader", 6, lambda d: "/layanan/katalog/ukur_ibu_hamil/"),
        ("ambang", "dinas_pmd", 6, alamat("spm_services:ambang")),
        ("ambang satu", "dinas_pmd", 6, lambda d: "/layanan/ambang/lila_kek/"),
        ("pilihan daerah", "opd", 6, alamat("spm_services:pilihan")),
        ("pilih orang", "kader", 8, orang),
        ("formulir keluarga", "kader", 8, isi),
        ("laporan layanan", "dinas_pmd", 8, alamat("laporan:layanan")),
        ("api formulir", "kader", 8, alamat("api-formulir")),
        ("rinci rumah", "kader", 12, lambda d: f"/layanan/{d.lain['rumah'].kunci}/"),
    ]


def tambah(dunia: Any, n: int) -> None:
    for _ in range(n):
        make_warga(dunia.unit, date(1990, 1, 1))
        _rumah(dunia)
        nomor = uuid.uuid4().hex[:8]
        opsi = {"wilayah_id": "33.75", "daftar": "macam_bantuan", "kode": f"33_75_{nomor}", "label": nomor}
        DaftarPilihan.objects.create(mulai=date(2026, 1, 1), **opsi)
