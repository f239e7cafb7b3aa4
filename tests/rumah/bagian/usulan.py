"""Proposals: one at the kecamatan, one at a budget with a line tied, one in draft."""

import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.urls import reverse

from accounts.models import User
from planning.actions import usulan as tindakan
from planning.actions import usulan_baris, usulan_foto
from planning.models import BuktiUsulan, RiwayatUsulan, UsulanBaris
from planning.workflow_usulan import USULAN
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen
from tests.planning.usulan import majukan, make_usulan, rumah_rtlh

# The proposals are of the field sosial, whose office is in the cast.
#                                     kad png opr ver pmd opd nks ppa tim prn aud adm nas kbl kll tnp anonim
TABEL = """
GET  planning:usulan                  403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan ?wilayah         403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-unduh            403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:usulan-unduh            403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan-butuh            403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan-butuh ?wilayah   403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-baru             403 200 200 403 403 403 403 403 403 403 403 403 403 403 200 403 302
GET  planning:usulan-baru ?wilayah    403 404 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:usulan-rekap            403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan-berita-acara     403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan-du-rkpdes        403 200 200 200 200 200 403 403 200 200 200 403 200 200 200 403 302
GET  planning:usulan-du-rkpdes ?wilayah 403 404 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-rinci            403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-ubah             403 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:usulan-bukti            403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-surat            403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-langkah          403 403 403 200 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:usulan-pecah            403 403 403 200 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:usulan-gabung           403 403 403 200 403 403 403 403 403 403 403 403 403 404 404 403 302
GET  planning:usulan-baris            403 403 403 403 403 200 403 403 403 200 403 403 403 404 404 403 302
GET  planning:usulan-taut             403 403 403 403 403 200 403 403 403 200 403 403 403 404 404 403 302
GET  planning:usulan-foto             403 200 200 200 200 200 403 403 200 200 200 403 200 404 404 403 302
GET  planning:usulan-foto-baru        403 200 200 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:usulan-foto-hapus       403 405 405 403 403 403 403 403 403 403 403 403 403 403 405 403 302
POST planning:usulan-foto-hapus       403 302 302 403 403 403 403 403 403 403 403 403 403 403 404 403 302
GET  planning:usulan-lepas            403 405 405 405 405 405 403 403 405 405 405 403 405 405 405 403 302
POST planning:usulan-lepas            403 403 403 403 403 302 403 403 403 302 403 403 403 404 404 403 302
"""
ALUR = (("Usulan", "tahap"),)


def baris_skop(posyandu: Posyandu) -> None:
    usulan = make_usulan(posyandu, bidang="sosial")
    rekaman = Rekaman.objects.filter(posyandu=posyandu).order_by("pk").first()
    BuktiUsulan.objects.create(usulan=usulan, rekaman=rekaman)
    rkpd = make_baris(make_dokumen("rkpd", posyandu.kode[:5], hari_ini().year + 1))
    UsulanBaris.objects.create(usulan=usulan, baris=rkpd, nilai=Decimal(1))


def bangun(dunia: Any) -> dict[str, object]:
    unit, kini = dunia.unit, {"bidang": "sosial", "tahun": dunia.dokumen.tahun}
    di_camat = majukan(make_usulan(unit, **kini), "kecamatan")
    lain = majukan(make_usulan(unit, **kini), "kecamatan")
    di_apbd = majukan(make_usulan(unit, **kini), "apbd_p")
    tautan = usulan_baris.tautkan_usulan(di_apbd.pk, dunia.baris.pk, Decimal(1), versi=None, actor=None)
    draf = make_usulan(unit, dunia.cast["operator_desa"], **kini)
    usulan_foto.tambah_foto_usulan(draf.pk, [b"\xff\xd8\xff"], "", actor=dunia.cast["operator_desa"])
    return {
        "usulan_camat": di_camat,
        "usulan_lain": lain,
        "usulan_apbd": di_apbd,
        "usulan_tautan": tautan,
        "usulan_draf": draf,
        "usulan_foto": BuktiUsulan.objects.get(usulan=draf),
    }


def argumen(dunia: Any) -> dict[str, dict[str, object]]:
    camat, apbd = ({"pk": dunia.lain[n].pk} for n in ("usulan_camat", "usulan_apbd"))
    return {
        **{f"planning:usulan-{n}": camat for n in ("rinci", "bukti", "surat", "pecah", "gabung")},
        "planning:usulan-ubah": {"pk": dunia.lain["usulan_draf"].pk},
        "planning:usulan-foto-baru": {"pk": dunia.lain["usulan_draf"].pk},
        **{f"planning:usulan-{n}": {"pk": dunia.lain["usulan_foto"].pk} for n in ("foto", "foto-hapus")},
        "planning:usulan-langkah": {**camat, "langkah": "teruskan"},
        "planning:usulan-baris": apbd,
        "planning:usulan-taut": {**apbd, "baris": dunia.baris.pk},
        "planning:usulan-lepas": {"pk": dunia.lain["usulan_tautan"].pk},
    }


def langkah(dunia: Any) -> dict[str, Callable[[User], Any]]:
    camat, lain, apbd, draf = (dunia.lain[f"usulan_{n}"].pk for n in ("camat", "lain", "apbd", "draf"))
    putusan = tindakan.IsiPutusan()
    pecahan = tindakan.IsiPecah(Decimal(1), Decimal(1), "musrenbang", "x", uuid.uuid4())
    isi: dict[str, Callable[[User], Any]] = {
        "buat_usulan": lambda a: make_usulan(dunia.unit, a, bidang="sosial"),
        "ubah_usulan": lambda a: tindakan.ubah_usulan(draf, {"judul": "x"}, versi=None, actor=a),
        "putuskan": lambda a: tindakan.putuskan(camat, "teruskan:kecamatan", putusan, versi=None, actor=a),
        "pecah_usulan": lambda a: tindakan.pecah_usulan(camat, pecahan, versi=None, actor=a),
        "gabung_usulan": lambda a: tindakan.gabung_usulan(camat, lain, "x", versi=None, actor=a),
        "tambah_foto_usulan": lambda a: usulan_foto.tambah_foto_usulan(draf, [b"x"], "", actor=a),
        "hapus_foto_usulan": lambda a: usulan_foto.hapus_foto_usulan(dunia.lain["usulan_foto"].pk, actor=a),
        "kunci_usulan": lambda a: tindakan.kunci_usulan(camat, "usul_kecamatan", a, None),
        "tautkan_usulan": lambda a: usulan_baris.tautkan_usulan(apbd, dunia.baris.pk, Decimal(1), versi=None, actor=a),
        "lepas_usulan": lambda a: usulan_baris.lepas_usulan(dunia.lain["usulan_tautan"].pk, actor=a),
    }
    return {
        **{f"planning.actions.{nama}": f for nama, f in isi.items()},
        "planning.workflow_usulan.USULAN": lambda a: USULAN.apply(camat, "tolak:kecamatan", actor=a, note="x"),
    }


def _langkah(dunia: Any) -> str:
    return reverse("planning:usulan-langkah", args=[dunia.lain["usulan_camat"].pk, "teruskan"])


def halaman(alamat: Callable[..., Any]) -> list[tuple[Any, ...]]:
    milik = {"pk": "lain.usulan_camat.pk"}
    apbd = {"pk": "lain.usulan_apbd.pk"}
    return [
        ("usulan", "perencana", 8, alamat("planning:usulan")),
        ("usulan opd", "opd", 8, alamat("planning:usulan")),
        ("kebutuhan usulan", "operator_desa", 11, alamat("planning:usulan-butuh")),
        ("rekap usulan", "perencana", 8, alamat("planning:usulan-rekap")),
        ("daftar DU-RKP Desa", "verifikator_kecamatan", 8, alamat("planning:usulan-du-rkpdes")),
        ("berita acara usulan", "verifikator_kecamatan", 8, alamat("planning:usulan-berita-acara")),
        ("usulan rinci", "perencana", 12, alamat("planning:usulan-rinci", **apbd)),
        ("usulan bukti", "operator_desa", 12, alamat("planning:usulan-bukti", **milik)),
        ("usulan surat", "perencana", 12, alamat("planning:usulan-surat", **apbd)),
        ("usulan langkah", "verifikator_kecamatan", 8, _langkah),
        ("usulan gabung", "verifikator_kecamatan", 8, alamat("planning:usulan-gabung", **milik)),
        ("usulan baris", "perencana", 8, alamat("planning:usulan-baris", **apbd)),
    ]


def _naik(usulan: Any) -> None:
    """A row of the trail as raising leaves it: the world's village is a kelurahan, which raises nothing."""
    isi = {"volume": usulan.volume, "nilai": usulan.nilai, "alasan": "x", "oleh_nama": "sistem"}
    RiwayatUsulan.objects.create(usulan=usulan, dari="musdes", ke="du_rkpdes", putusan="dinaikkan", **isi)


def tambah(dunia: Any, n: int) -> None:
    camat, apbd = dunia.lain["usulan_camat"], dunia.lain["usulan_apbd"]
    for rekaman in rumah_rtlh(dunia.unit, n):
        make_usulan(dunia.unit, bidang="sosial", tahun=dunia.dokumen.tahun)
        majukan(make_usulan(dunia.unit, bidang="sosial", tahun=dunia.dokumen.tahun, pecahan_dari=apbd), "kecamatan")
        BuktiUsulan.objects.create(usulan=camat, rekaman=rekaman)
        _naik(camat)
        baris = make_baris(dunia.dokumen)
        UsulanBaris.objects.create(usulan=apbd, baris=baris, nilai=Decimal(1))
