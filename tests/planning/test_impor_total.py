"""The total that a file states lands as the document's own control total; after taking, the checks look at it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError

from planning.actions import impor as actions
from planning.actions import temuan as temuan_actions
from planning.actions.impor import Kiriman
from planning.actions.porsi import isi_total
from planning.impor.dasar import Bacaan, BagianBaca, BarisBaca
from planning.katalog import JUMLAH
from planning.metrics_temuan import total_kendali
from planning.models import AntreanPeriksa, BarisAnggaran, DokumenAnggaran, ImporRencana, TemuanAnggaran
from tests.pembuat import ANJIR, make_baris, make_dokumen

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def apbdes(db: None) -> DokumenAnggaran:
    return make_dokumen("apbdes", ANJIR, 2026, tetap=False)


def bacaan(*nilai: int, total: int | None = None) -> Bacaan:
    rows = [
        BarisBaca(n, {}, kode=f"2.2.{n:02d}", uraian="x", pagu=D(p), sumber=[BagianBaca("DDS", "DDS", "", D(p))])
        for n, p in enumerate(nilai, 2)
    ]
    return Bacaan(rows, total_berkas=[] if total is None else [("JUMLAH", D(total))])


def ambil(dokumen: DokumenAnggaran, isi: Bacaan, nama: str = "a", **lain: Any) -> ImporRencana:
    kiriman = Kiriman(bentuk="templat", nama=nama, sidik=nama, **lain)
    return actions.ambil_impor(actions.mulai_impor(dokumen, isi, kiriman, actor=None).pk, actor=None)


def tertulis(dokumen: DokumenAnggaran) -> Decimal | None:
    row = dokumen.total_list.filter(sumber=JUMLAH).first()
    return row.nilai if row else None


class TestTotal:
    def test_of_the_file(self, apbdes: DokumenAnggaran) -> None:
        ambil(apbdes, bacaan(5, 7, total=12))
        assert tertulis(apbdes) == 12
        assert total_kendali([apbdes])[0].beda == 0

    def test_typed_off_the_paper(self, apbdes: DokumenAnggaran) -> None:
        ambil(apbdes, bacaan(5, 7), total=D(12))
        assert tertulis(apbdes) == 12

    def test_a_file_that_says_nothing_states_nothing(self, apbdes: DokumenAnggaran) -> None:
        ambil(apbdes, bacaan(5, 7))
        assert tertulis(apbdes) is None
        assert total_kendali([apbdes])[0].beda is None

    def test_two_files_one_after_the_other(self, apbdes: DokumenAnggaran) -> None:
        ambil(apbdes, bacaan(5, 7, total=12))
        ambil(apbdes, bacaan(3, total=3), "b")
        assert tertulis(apbdes) == 15
        ambil(apbdes, bacaan(1), "c")  # nothing is stated of this one: no total of the whole is left
        assert tertulis(apbdes) is None

    def test_lines_typed_before_have_no_stated_total(self, apbdes: DokumenAnggaran) -> None:
        make_baris(apbdes, pagu=100)
        ambil(apbdes, bacaan(5, total=5))
        assert tertulis(apbdes) is None
        ambil(apbdes, bacaan(5, 6, total=11), "b", ganti=True)
        assert tertulis(apbdes) == 11

    def test_the_decrees_own_total_stays(self, apbdes: DokumenAnggaran) -> None:
        """Typed in before the file came: it states the whole, not what was there."""
        isi_total(apbdes.pk, {JUMLAH: D(500)}, actor=None)
        ambil(apbdes, bacaan(300, total=300))
        assert tertulis(apbdes) == 500
        ambil(apbdes, bacaan(200, total=200), "b")
        assert tertulis(apbdes) == 500
        assert total_kendali([apbdes])[0].beda == 0


class TestPemeriksaan:
    def test_taking_is_followed_by_the_checks(
        self, apbdes: DokumenAnggaran, django_capture_on_commit_callbacks: Any
    ) -> None:
        """A share that the file left open is a finding as soon as the rows are in."""
        isi = bacaan(5, 7, total=12)
        isi.rows[0].sumber = [BagianBaca("DDS"), BagianBaca("ADD")]
        with django_capture_on_commit_callbacks(execute=True):
            ambil(apbdes, isi)
        temuan = TemuanAnggaran.objects.get(aturan="A27")
        assert temuan.baris is not None
        assert (temuan.dokumen_id, temuan.baris.pagu) == (apbdes.pk, 5)
        assert not AntreanPeriksa.objects.exists()

    def test_checks_that_break_are_left_to_the_worker(
        self, apbdes: DokumenAnggaran, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def rusak(*_: Any) -> None:
            raise OperationalError("sibuk")

        asli = temuan_actions.periksa_dokumen
        monkeypatch.setattr(temuan_actions, "periksa_dokumen", rusak)
        with django_capture_on_commit_callbacks(execute=True):
            ambil(apbdes, bacaan(5, 7, total=12))
        assert list(AntreanPeriksa.objects.values_list("dokumen", flat=True)) == [apbdes.pk]
        BarisAnggaran.objects.filter(dokumen=apbdes, pagu=7).update(pagu=8)
        tetap = {"status": "ditetapkan", "nomor": "1", "tanggal": date(2025, 12, 30)}
        DokumenAnggaran.objects.filter(pk=apbdes.pk).update(**tetap)
        monkeypatch.setattr(temuan_actions, "periksa_dokumen", asli)
        temuan_actions.periksa_antrean()
        kalimat = TemuanAnggaran.objects.get(aturan="A30").kalimat
        assert "seluruh baris di sini Rp13" in kalimat
        assert "Rp12" in kalimat

    def test_a_refused_taking_queues_nothing(
        self, apbdes: DokumenAnggaran, django_capture_on_commit_callbacks: Any
    ) -> None:
        kiriman = Kiriman(bentuk="templat", nama="a", sidik="a", total=D(13))
        impor = actions.mulai_impor(apbdes, bacaan(5, 7), kiriman, actor=None)
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(actions.Ditolak):
            actions.ambil_impor(impor.pk, actor=None)
        assert not AntreanPeriksa.objects.exists()
        assert tertulis(apbdes) is None
