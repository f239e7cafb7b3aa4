"""Accounts at scale, the inbox, the public pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from accounts import actions
from accounts.actions import gabung_akun, tutup_akun
from accounts.models import Pesan
from accounts.pesan import kirim
from posyandu_app.lib.waktu import hari_ini
from registry.actions import buat_akun_massal
from tests.pembuat import make_user

#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  pesan                            200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  pesan-semua                      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pesan-semua                      302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
GET  pesan-buka                       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 302
POST pesan-buka                       302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 302
GET  accounts:saya                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 302
GET  accounts:daftar                  403 403 200 200 200 403 403 403 403 403 403 200 403 403 200 403 302
GET  accounts:daftar ?wilayah         403 403 200 200 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:tambah                  403 403 200 200 200 403 403 403 403 403 403 200 403 403 200 403 302
GET  accounts:tutup-banyak            403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:tutup-banyak            403 403 302 302 302 403 403 403 403 403 403 302 403 403 302 403 302
GET  accounts:orang                   403 403 200 200 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:kode                    403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:kode                    403 403 200 403 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:tutup                   403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:tutup                   403 403 302 302 302 403 403 403 403 403 403 302 403 403 302 403 302
GET  accounts:buka                    403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:buka                    403 403 302 403 302 403 403 403 403 403 403 302 403 403 404 403 302
GET  accounts:gabung                  403 403 200 200 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:batal-gabung            403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:batal-gabung            403 403 302 403 302 403 403 403 403 403 403 302 403 403 404 403 302
GET  accounts:tugas                   403 403 200 200 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:plt                     403 403 200 403 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:sandi-baru              403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
POST accounts:sandi-baru              403 403 200 403 200 403 403 403 403 403 403 200 403 403 404 403 302
GET  accounts:cabut                   403 403 405 405 405 403 403 403 403 403 403 405 403 403 405 403 302
GET  registry:akun-kader              403 403 200 403 200 403 403 403 403 403 403 200 403 403 200 403 302
GET  registry:akun-kader ?wilayah     403 403 200 403 200 403 403 403 403 403 403 200 403 403 404 403 302
POST registry:akun-kader              403 403 422 403 422 403 403 403 403 403 403 422 403 403 422 403 302
GET  registry:publik                  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  registry:publik ?wilayah         200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  registry:publik-unit             200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  registry:publik-periksa          200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
GET  registry:keterangan              200 200 200 200 200 200 200 200 200 200 200 200 200 404 404 403 302
POST accounts:cabut                   403 403 302 403 302 403 403 403 403 403 403 302 403 403 404 403 302
"""
TANPA_ORANG = {
    "accounts.actions.akhiri_bersama_masa": "the effect of ending a term, whose action has asked; tested there",
}


def bangun(dunia: Any) -> dict[str, object]:
    """A message for the kader; a second account of theirs that was merged into the first; a closed account."""
    kader = dunia.cast["kader"]
    kirim([kader.pk], "Berkas dikembalikan", alamat="/pesan/")
    admin = dunia.cast["admin_wilayah"]
    ganda = make_user("kader-ganda", peran="kader", kode=dunia.unit.kode)
    gabung_akun(ganda.pk, kader.pk, oleh=admin)
    tutup = make_user("kader-tutup", peran="kader", kode=dunia.unit.kode)
    tutup_akun([tutup.pk], "pindah", oleh=admin)
    return {"pesan": Pesan.objects.get(), "ganda": ganda, "tutup": tutup}


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    kader, tugas = {"pk": dunia.cast["kader"].pk}, {"pk": dunia.penugasan.pk}
    return {
        "pesan-buka": {"pk": dunia.lain["pesan"].pk},
        **{f"accounts:{n}": kader for n in ("orang", "kode", "tutup", "gabung", "tugas")},
        "accounts:buka": {"pk": dunia.lain["tutup"].pk},
        "accounts:batal-gabung": {"pk": dunia.lain["ganda"].pk},
        "accounts:plt": tugas,
        **{f"registry:publik-{n}": {"uuid": dunia.unit.uuid} for n in ("unit", "periksa")},
    }


def langkah(dunia: Any) -> dict[str, Callable[[Any], Any]]:
    kader, ganda, tutup = dunia.cast["kader"], dunia.lain["ganda"], dunia.lain["tutup"]
    hari = hari_ini()
    return {
        "accounts.actions.beri_plt": lambda a: actions.beri_plt(
            dunia.penugasan.pk, dunia.cast["pengurus"], mulai=hari, sampai=hari + timedelta(days=9), oleh=a
        ),
        "accounts.actions.beri_kode": lambda a: actions.beri_kode(kader.pk, oleh=a),
        "accounts.actions.tutup_akun": lambda a: actions.tutup_akun([kader.pk], "x", oleh=a),
        "accounts.actions.buka_akun": lambda a: actions.buka_akun(tutup.pk, oleh=a),
        "accounts.actions.gabung_akun": lambda a: actions.gabung_akun(kader.pk, dunia.cast["pengurus"].pk, oleh=a),
        "registry.actions.buat_akun_massal": lambda a: buat_akun_massal({dunia.kader.orang_id: "uji.massal"}, actor=a),
        "accounts.actions.batal_gabung": lambda a: actions.batal_gabung(ganda.pk, oleh=a),
    }


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    return [
        ("pesan", "kader", 8, alamat("pesan")),
        ("akun saya", "kader", 8, alamat("accounts:saya")),
        ("akun operator", "operator_desa", 8, alamat("accounts:daftar")),
        ("akun kader", "operator_desa", 8, alamat("registry:akun-kader")),
        ("publik", "anonim", 8, lambda d: f"/publik/?wilayah={d.unit.wilayah_id}"),
        ("publik cari", "anonim", 8, lambda d: "/publik/?q=contoh"),
        ("publik unit", "anonim", 8, alamat("registry:publik-unit", uuid="unit.uuid")),
        ("publik periksa", "anonim", 8, alamat("registry:publik-periksa", uuid="unit.uuid")),
        ("keterangan", "operator_desa", 12, alamat("registry:keterangan", kode="unit.kode")),
        ("akun orang", "operator_desa", 12, alamat("accounts:orang", pk="penugasan.user_id")),
    ]


def tambah(dunia: Any, n: int) -> None:
    """n more messages of the kader."""
    for i in range(n):
        kirim([dunia.cast["kader"].pk], f"Kabar {i}", alamat="/")
