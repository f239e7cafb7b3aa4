"""The way of money at a glance: each station against a count by hand, and where the way breaks off."""

import uuid
from decimal import Decimal

import pytest

from accounts.scope import Grant, Scope
from planning import actions, metrics_alur
from planning.actions.butuh import tambah_harga
from planning.models import Usulan
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import KLEGO, make_baris, make_dokumen, make_kader, make_posyandu, make_rekaman
from tests.planning.usulan import JUTA, majukan, make_usulan
from tests.rumah.halaman import tautan, teks

pytestmark = pytest.mark.django_db
SEMUA = Scope((Grant("ID"),))
TAHUN = hari_ini().year


@pytest.fixture
def uang(seruni, cast):
    """Rp60 of a line of Rp100 to one activity, Rp25 of it paid; one activity without money, one line without work."""
    rekaman = make_rekaman(seruni, cast["kader"])
    make_rekaman(seruni, cast["kader"])
    dokumen = make_dokumen("apbd", "33.75", TAHUN)
    baris = make_baris(dokumen, "100")
    make_baris(dokumen, "500", bidang="sosial")
    isi = actions.IsiAlokasi(Decimal(60), "", uuid.uuid4())
    alokasi, _ = actions.alokasikan(rekaman, baris, isi, actor=None)
    bayar = actions.IsiRealisasi(hari_ini(), Decimal(25), "SP2D-1", "rkud", uuid.uuid4())
    actions.realisasikan(alokasi, bayar, actor=None)
    return rekaman


def test_money_and_work_stand_side_by_side(uang):
    alur = metrics_alur.alur(SEMUA, "33.75", TAHUN)
    assert (alur.uang.nilai, alur.uang.terealisasi, alur.uang.sisa) == (60, 25, 35)
    assert (alur.uang.baris, alur.uang.alokasi, alur.uang.posyandu, alur.kegiatan) == (1, 1, 1, 1)
    assert (alur.terlayani, alur.putus.baris, alur.putus.kegiatan) == (uang.terlayani, 1, 1)
    assert metrics_alur.alur(SEMUA, "33.75", TAHUN + 1).uang.nilai == 0


def test_proposals_count_what_was_asked_and_what_is_left(seruni):
    majukan(make_usulan(seruni), "diajukan")
    ditolak = majukan(make_usulan(seruni, volume=Decimal(3)), "diajukan")
    Usulan.objects.filter(pk=ditolak.pk).update(putusan="ditolak")
    batal = majukan(make_usulan(seruni), "diajukan")
    Usulan.objects.filter(pk=batal.pk).update(putusan="batal")
    make_usulan(seruni)  # a draft
    majukan(make_usulan(make_posyandu(KLEGO), tahun=TAHUN + 1), "diajukan")
    angka = metrics_alur.usulan(SEMUA, KLEGO, TAHUN)
    assert (angka.banyak, angka.diminta, angka.tersisa) == (2, 260 * JUTA, 200 * JUTA)


def test_the_page_says_it_and_leads_on(uang, cast, masuk):
    klien = masuk(cast["perencana"])
    halaman = klien.get("/rencana/alur/")
    isi = teks(halaman)
    assert "Rp60 dibagi dalam 1 alokasi dari 1 baris anggaran, untuk 1 posyandu" in isi
    assert "Rp25 sisa Rp35 belum dibayar" in isi
    assert f"1 kegiatan dilaksanakan dengan uang itu, {uang.terlayani} kali melayani warga" in isi
    assert "Belum ada usulan" in isi
    for alamat in [t for t in tautan(halaman) if "/rencana/" in t and "wilayah=33.75" in t]:
        assert klien.get(alamat).status_code == 200, alamat


def test_the_need_comes_after(uang, seruni, cast, masuk):
    klien = masuk(cast["perencana"])
    assert "belum diketahui" in teks(klien.get("/rencana/alur/kebutuhan/?wilayah=33.75"))
    make_kader(seruni)
    harga = {"tahun": TAHUN, "komponen": "atk", "harga": Decimal(300_000), "dasar": "SSH contoh"}
    tambah_harga(seruni.wilayah, harga, actor=None)
    isi = teks(klien.get("/rencana/alur/kebutuhan/?wilayah=33.75"))
    assert "setahun untuk 1 posyandu aktif, belum termasuk yang belum diketahui" in isi
    assert "Belum dibiayai Rp" in isi


def test_an_empty_area_says_so(cast, masuk, db):
    isi = teks(masuk(cast["kelurahan_lain"]).get("/rencana/alur/"))
    assert "Belum ada anggaran yang terhubung ke kegiatan." in isi
    assert "Belum ada yang dibayar." in isi
