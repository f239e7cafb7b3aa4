"""Many at once on one line of money: the ceiling holds, nothing is counted twice, nothing hangs in the air."""

import threading
import time
from decimal import Decimal

import pytest
from django.db import transaction

from audit.transitions import TransitionRefused
from planning import actions
from planning.models import Alokasi, StatusAlokasi, StatusDokumen
from planning.workflow import ALOKASI, DOKUMEN
from posyandu_app.lib.galat import Ditolak
from spm_services.actions import batalkan
from tests.hitung_ulang.sql import alokasi_menyimpang, rekap_menyimpang
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, make_baris, make_dokumen, make_posyandu, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian, isi_alokasi

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def baris(rekaman):
    return make_baris(make_dokumen("apbd", "33.75", rekaman.tanggal.year), "100")


def test_eight_allocations_never_pass_the_ceiling_together(rekaman, baris, cast):
    """From eight units, so that only the line itself stands between them."""
    semua = [make_rekaman(make_posyandu(KLEGO), cast["operator_desa"]) for _ in range(UTAS)]
    hasil = serempak([lambda r=r: alokasikan_sebagian(r, baris, "30") for r in semua])
    assert [g.kolom for g in galat_dari(hasil)] == ["nilai"] * (UTAS - 3)
    baris.refresh_from_db()
    assert baris.teralokasi == sum(a.nilai for a in Alokasi.objects.all()) == 90
    assert alokasi_menyimpang() == []


def test_eight_of_one_activity_do_not_either(rekaman, baris):
    hasil = serempak([lambda: alokasikan_sebagian(rekaman, baris, "33.34")] * UTAS)
    assert [type(g) for g in galat_dari(hasil)] == [Ditolak] * (UTAS - 2)
    baris.refresh_from_db()
    assert baris.teralokasi == Decimal("66.68")


def test_one_form_sent_eight_times_at_once_is_one_allocation(rekaman, baris):
    isi = isi_alokasi("30")
    hasil = serempak([lambda: actions.alokasikan(rekaman, baris, isi, actor=None)] * UTAS)
    assert galat_dari(hasil) == []
    assert sorted(baru for _, baru in hasil) == [False] * (UTAS - 1) + [True]
    assert len({a.pk for a, _ in hasil}) == 1
    baris.refresh_from_db()
    assert baris.teralokasi == 30


def test_one_allocation_withdrawn_eight_times_at_once_comes_back_once(rekaman, baris, cast):
    alokasi = alokasikan_sebagian(rekaman, baris, "30")
    alokasikan_sebagian(rekaman, baris, "40")
    hasil = serempak([lambda: ALOKASI.apply(alokasi.pk, "cabut", actor=cast["perencana"], note="x")] * UTAS)
    assert [type(g) for g in galat_dari(hasil)] == [TransitionRefused] * (UTAS - 1)
    baris.refresh_from_db()
    assert baris.teralokasi == 40


def test_money_given_and_taken_at_once_adds_up(rekaman, baris, cast):
    lama = [alokasikan_sebagian(rekaman, baris, "10") for _ in range(4)]
    cabut = [lambda a=a: ALOKASI.apply(a.pk, "cabut", actor=cast["perencana"], note="x") for a in lama]
    tambah = [lambda: alokasikan_sebagian(rekaman, baris, "10")] * 4
    assert galat_dari(serempak([*cabut, *tambah])) == []
    baris.refresh_from_db()
    assert baris.teralokasi == 40
    assert alokasi_menyimpang() == []


@pytest.mark.parametrize("ronde", range(3))
def test_no_cancelled_activity_is_left_with_money(rekaman, baris, cast, ronde):
    batal = [lambda: batalkan(rekaman, alasan="x", actor=cast["kader"])] * 4
    tambah = [lambda: alokasikan_sebagian(rekaman, baris, "10")] * 4
    galat = galat_dari(serempak([*batal, *tambah]))
    assert {type(g) for g in galat} <= {TransitionRefused, Ditolak}
    rekaman.refresh_from_db()
    assert rekaman.berlaku == Alokasi.objects.filter(status=StatusAlokasi.BERLAKU).exists()
    assert rekap_menyimpang() == alokasi_menyimpang() == []


def test_money_that_waited_for_a_cancellation_sees_it(rekaman, baris, cast):
    """The cancellation is done and not yet committed; meanwhile somebody ties money to the activity."""
    dibatalkan = threading.Event()

    def batal():
        with transaction.atomic():
            batalkan(rekaman, alasan="x", actor=cast["kader"])
            dibatalkan.set()
            time.sleep(0.5)  # long enough for the other to come to the lock

    def alokasi():
        dibatalkan.wait(timeout=10)
        return alokasikan_sebagian(rekaman, baris, "10")

    assert [type(g) for g in galat_dari(serempak([batal, alokasi]))] == [Ditolak]
    assert not Alokasi.objects.exists()


def test_no_document_is_withdrawn_under_an_allocation_that_is_being_made(rekaman, baris, cast, monkeypatch):
    """The allocation has looked at the document and not yet committed; meanwhile somebody withdraws the document."""
    asli = actions.periksa_alokasi
    diperiksa, dicabut = threading.Event(), threading.Event()

    def pelan(*isi):
        asli(*isi)
        diperiksa.set()
        dicabut.wait(timeout=1.0)  # a second for whoever does not have to wait

    def cabut():
        diperiksa.wait(timeout=10)
        DOKUMEN.apply(baris.dokumen_id, "cabut", actor=cast["perencana"], note="x")
        dicabut.set()

    monkeypatch.setattr(actions, "periksa_alokasi", pelan)
    serempak([lambda: alokasikan_sebagian(rekaman, baris, "10"), cabut])
    berlaku = Alokasi.objects.filter(status=StatusAlokasi.BERLAKU)
    assert not berlaku.filter(baris__dokumen__status=StatusDokumen.DICABUT).exists()
