"""Payments that several proposals of one village share, and proposals that a vanished line leaves behind."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.roles import Cap
from planning.actions import buat_perubahan, hapus_baris, tetapkan
from planning.actions.usulan_baris import tautkan_usulan
from planning.metrics_tahap import banding
from planning.metrics_usulan import nasib
from planning.models import Usulan
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import make_posyandu, make_rekaman, make_user
from tests.planning.usulan import JUTA, anggaran_berlaku, bayar, majukan, make_usulan
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db


@pytest.fixture
def baris(db):
    return anggaran_berlaku("apbd", "33.75")


def tertaut(baris, nilai, posyandu=None, **isi):
    usulan = majukan(make_usulan(posyandu, **isi), "apbd_p")
    tautkan_usulan(usulan.pk, baris.pk, Decimal(nilai), versi=None, actor=None)
    return usulan


class TestBagi:
    def test_two_of_one_village_share_by_the_tied_amounts_and_say_so(self, cast, masuk, seruni, baris):
        satu, dua = tertaut(baris, 90 * JUTA, seruni), tertaut(baris, 30 * JUTA, wilayah=seruni.wilayah_id)
        bayar(baris, make_rekaman(seruni, cast["kader"]), "10000000")
        assert (nasib(satu).dibayar, nasib(dua).dibayar) == (Decimal("7500000.00"), Decimal("2500000.00"))
        isi = teks(masuk(cast["perencana"]).get(reverse("planning:usulan-rinci", args=[satu.pk])))
        assert "Rp7.500.000 bagiannya; 1 usulan lain di baris ini" in isi
        assert "dibagi menurut jumlah yang ditautkan" in isi
        surat = teks(masuk(cast["perencana"]).get(reverse("planning:usulan-surat", args=[dua.pk])))
        assert "Rp2.500.000 (bagian usulan ini; 1 usulan lain Saudara" in surat

    def test_shares_make_up_the_payment_to_the_sen(self, cast, seruni, baris):
        semua = [tertaut(baris, 10 * JUTA, seruni) for _ in range(3)]
        bayar(baris, make_rekaman(seruni, cast["kader"]), "100.01")
        bagian = [nasib(u).dibayar for u in semua]
        assert sum(bagian) == Decimal("100.01")
        assert max(bagian) - min(bagian) <= Decimal("0.01")

    def test_a_payment_of_another_unit_is_not_shared(self, cast, seruni, baris):
        tetangga = make_posyandu()
        milik, lain = tertaut(baris, 50 * JUTA, seruni), tertaut(baris, 50 * JUTA, tetangga)
        bayar(baris, make_rekaman(seruni, cast["kader"]), "4000000")
        kader = make_user(peran="kader", kode=tetangga.kode)
        bayar(baris, make_rekaman(tetangga, kader), "1000000")
        assert (nasib(milik).dibayar, nasib(lain).dibayar) == (4 * JUTA, JUTA)
        assert not nasib(milik).berbagi

    def test_one_that_was_rejected_takes_no_share(self, cast, seruni, baris):
        satu, dua = tertaut(baris, 50 * JUTA, seruni), tertaut(baris, 50 * JUTA, seruni)
        Usulan.objects.filter(pk=dua.pk).update(putusan="ditolak")
        bayar(baris, make_rekaman(seruni, cast["kader"]), "4000000")
        assert nasib(satu).dibayar == 4 * JUTA

    def test_ties_to_a_line_and_to_its_perubahan_share_what_the_perubahan_paid(self, cast, seruni, baris):
        lama = tertaut(baris, 60 * JUTA, seruni)
        ubah = buat_perubahan(baris.dokumen, actor=cast["perencana"])
        tetapkan(ubah, nomor="9", tanggal=hari_ini(), actor=cast["perencana"])
        kini = ubah.baris_list.get()
        baru = tertaut(kini, 20 * JUTA, seruni)
        bayar(kini, make_rekaman(seruni, cast["kader"]), "8000000")
        assert (nasib(lama).dibayar, nasib(baru).dibayar) == (6 * JUTA, 2 * JUTA)


class TestMenunjuk:
    def test_a_proposal_on_a_line_that_vanished_is_warned_of(self, cast, masuk, seruni, baris):
        tertaut(baris, 50 * JUTA, seruni)
        ubah = buat_perubahan(baris.dokumen, actor=cast["perencana"])
        hapus_baris(ubah.baris_list.get().pk, actor=cast["perencana"])
        scope = cast["perencana"].scope_for(Cap.LIHAT_RENCANA)
        kota = Wilayah.objects.get(pk="33.75")
        (masalah,) = banding(scope, kota, hari_ini().year).masalah
        assert masalah.penunjuk["usulan"] == 1
        assert "1 usulan" in teks(masuk(cast["perencana"]).get(reverse("planning:tahap") + "?wilayah=33.75"))

    def test_one_that_was_taken_back_points_at_nothing(self, cast, seruni, baris):
        usulan = tertaut(baris, 50 * JUTA, seruni)
        Usulan.objects.filter(pk=usulan.pk).update(putusan="batal")
        ubah = buat_perubahan(baris.dokumen, actor=cast["perencana"])
        hapus_baris(ubah.baris_list.get().pk, actor=cast["perencana"])
        scope = cast["perencana"].scope_for(Cap.LIHAT_RENCANA)
        assert banding(scope, Wilayah.objects.get(pk="33.75"), hari_ini().year).masalah == []
