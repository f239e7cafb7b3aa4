"""Eight people take the same step at once: one of them did it."""

import pytest

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.models import DokumenAnggaran, StatusDokumen
from planning.workflow import DOKUMEN
from spm_services.workflow import REKAMAN
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import make_baris, make_dokumen, make_rekaman
from wilayah.models import Rekap

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def dokumen(cast):
    dokumen = make_dokumen("apbd", "33.75", tetap=False)
    make_baris(dokumen)
    DokumenAnggaran.objects.filter(pk=dokumen.pk).update(nomor="1/contoh", tanggal="2026-01-02")
    return dokumen


def test_of_eight_cancellations_exactly_one_wins(rekaman, cast):
    langkah = [lambda: REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")] * UTAS
    galat = galat_dari(serempak(langkah))
    assert [(type(g), g.code) for g in galat] == [(TransitionRefused, "status")] * (UTAS - 1)
    assert Catatan.objects.untuk(rekaman).filter(aksi="batalkan").count() == 1
    rekaman.refresh_from_db()
    assert rekaman.versi == 2
    assert set(Rekap.objects.filter(indikator="catatan:kesehatan").values_list("jumlah", flat=True)) == {0}


def test_of_eight_fixings_exactly_one_wins(dokumen, cast):
    langkah = [lambda: DOKUMEN.apply(dokumen.pk, "tetapkan", actor=cast["perencana"])] * UTAS
    galat = galat_dari(serempak(langkah))
    assert [(type(g), g.code) for g in galat] == [(TransitionRefused, "status")] * (UTAS - 1)
    assert Catatan.objects.untuk(dokumen).filter(aksi="tetapkan").count() == 1
    dokumen.refresh_from_db()
    assert (dokumen.status, dokumen.versi) == (StatusDokumen.DITETAPKAN, 2)


def test_two_different_steps_at_once_do_not_both_happen(dokumen, cast):
    DOKUMEN.apply(dokumen.pk, "tetapkan", actor=cast["perencana"])
    nama = ["diubah", "cabut"] * (UTAS // 2)
    langkah = [lambda n=n: DOKUMEN.apply(dokumen.pk, n, actor=cast["perencana"], note="x") for n in nama]
    assert len(galat_dari(serempak(langkah))) == UTAS - 1
    dokumen.refresh_from_db()
    akhir = Catatan.objects.untuk(dokumen).filter(aksi__in=nama).get()
    assert (akhir.ke, dokumen.versi) == (dokumen.status, 3)
