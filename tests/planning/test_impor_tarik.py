"""A taken import is taken back whole, while nobody has built on it; what it replaced comes back."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from audit.models import Catatan
from planning.actions import buat_perubahan, hapus_baris
from planning.actions._potret import sidik_baris
from planning.actions.dokumen import KOLOM_BARIS
from planning.actions.impor_tarik import penunjuk, tarik_impor
from planning.actions.tahap import sambung
from planning.katalog import JUMLAH
from planning.models import (
    AsalBaris,
    BarisAnggaran,
    BarisLokasi,
    DokumenAnggaran,
    IndikatorRencana,
    TautanIndikator,
    TotalDokumen,
)
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_user
from tests.planning.test_impor_total import ambil, bacaan

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def apbdes(db: None) -> DokumenAnggaran:
    return make_dokumen("apbdes", ANJIR, 2026, tetap=False)


@pytest.fixture
def operator(db: None) -> Any:
    return make_user("operator-anjir", peran="operator_desa", kode=ANJIR)


def isi(dokumen: DokumenAnggaran) -> list[Any]:
    return list(BarisAnggaran.objects.filter(dokumen=dokumen).order_by("kode_kegiatan", "pagu").values(*KOLOM_BARIS))


class TestTarik:
    def test_the_draft_is_as_it_was(self, apbdes: DokumenAnggaran) -> None:
        make_baris(apbdes, pagu="100")
        sebelum = isi(apbdes)
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        assert apbdes.baris_list.count() == 3
        impor = tarik_impor(impor.pk, "salah berkas", actor=None)
        assert isi(apbdes) == sebelum
        assert impor.tahap == "tarik"
        catatan = Catatan.objects.untuk(apbdes).get(aksi="impor_tarik")
        assert catatan.catatan == "salah berkas"

    def test_the_same_file_may_be_taken_again(self, apbdes: DokumenAnggaran) -> None:
        tarik_impor(ambil(apbdes, bacaan(5, 7, total=12)).pk, "x", actor=None)
        ambil(apbdes, bacaan(5, 7, total=12))
        assert apbdes.baris_list.count() == 2

    def test_the_stated_total_goes_back(self, apbdes: DokumenAnggaran) -> None:
        satu = ambil(apbdes, bacaan(5, 7, total=12))
        dua = ambil(apbdes, bacaan(3, total=3), "b")
        tarik_impor(dua.pk, "x", actor=None)
        assert TotalDokumen.objects.get(sumber=JUMLAH).nilai == 12
        TotalDokumen.objects.update(nilai=99)  # somebody typed another since
        tarik_impor(satu.pk, "x", actor=None)
        assert TotalDokumen.objects.get(sumber=JUMLAH).nilai == 99

    def test_lines_it_replaced_come_back(self, apbdes: DokumenAnggaran) -> None:
        """With sources, places, origins and ties; an earlier import's lines are that import's again."""
        pertama = ambil(apbdes, bacaan(50, 60, total=110))
        baris = BarisAnggaran.objects.get(pagu=50)
        BarisLokasi.objects.create(baris=baris, wilayah_id=ANJIR, nilai=D(20))
        rkp = make_baris(make_dokumen("rkpdes", ANJIR, 2026))
        rpjm = make_dokumen("rpjmdes", ANJIR, 2025)
        indikator = IndikatorRencana.objects.create(dokumen=rpjm, uraian="x", satuan="%")
        sambung_sistem(baris, rkp)
        TautanIndikator.objects.create(indikator=indikator, baris=baris, catatan="sebab")
        pertama.pengaturan["sidik_baris"] = sidik_baris(pertama)
        pertama.save()
        sebelum = isi(apbdes)
        kedua = ambil(apbdes, bacaan(1, 2, 3, total=6), "b", ganti=True)
        assert [b["pagu"] for b in isi(apbdes)] == [1, 2, 3]
        assert not AsalBaris.objects.exists()
        tarik_impor(kedua.pk, "x", actor=None)
        assert isi(apbdes) == sebelum
        kembali = BarisAnggaran.objects.get(pagu=50)
        assert [(x.wilayah_id, x.nilai) for x in kembali.lokasi_list.all()] == [(ANJIR, D(20))]
        assert [s.nilai for s in kembali.sumber_list.all()] == [50]
        assert AsalBaris.objects.get().dari == rkp
        assert TautanIndikator.objects.get().catatan == "sebab"
        assert kembali.dari_impor == pertama
        TautanIndikator.objects.all().delete()
        AsalBaris.objects.all().delete()
        tarik_impor(pertama.pk, "x", actor=None)
        assert not apbdes.baris_list.exists()

    def test_on_the_page(self, masuk: Any, operator: Any, apbdes: DokumenAnggaran) -> None:
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        type(impor).objects.filter(pk=impor.pk).update(pemilik=operator)
        client = masuk(operator)
        alamat = reverse("planning:impor-rinci", args=[impor.uuid])
        assert "Tarik semua barisnya" in client.get(alamat).text
        jalan = reverse("planning:impor-tarik", args=[impor.uuid])
        assert "Tulis alasannya" in client.post(jalan, {"alasan": " "}, follow=True).text
        assert apbdes.baris_list.exists()
        assert "Impor ditarik" in client.post(jalan, {"alasan": "salah desa"}, follow=True).text
        assert not apbdes.baris_list.exists()
        assert "Tarik semua barisnya" not in client.get(alamat).text
        assert "sudah ditarik" in client.post(jalan, {"alasan": "lagi"}, follow=True).text


def sambung_sistem(ke: BarisAnggaran, dari: BarisAnggaran) -> None:
    AsalBaris.objects.create(dari=dari, ke=ke, cocok=True)


class TestDitolak:
    def test_a_line_that_was_changed(self, apbdes: DokumenAnggaran, operator: Any) -> None:
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        BarisAnggaran.objects.filter(pagu=7).update(uraian="lain")
        with pytest.raises(Ditolak, match="diubah"):
            tarik_impor(impor.pk, "x", actor=None)
        assert apbdes.baris_list.count() == 2

    def test_a_line_that_was_taken_out(self, apbdes: DokumenAnggaran, operator: Any) -> None:
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        hapus_baris(BarisAnggaran.objects.get(pagu=7).pk, actor=operator)
        with pytest.raises(Ditolak, match="diubah"):
            tarik_impor(impor.pk, "x", actor=None)

    def test_while_something_points_at_a_line(self, apbdes: DokumenAnggaran, operator: Any) -> None:
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        rkp = make_baris(make_dokumen("rkpdes", ANJIR, 2026))
        tautan = sambung(BarisAnggaran.objects.get(pagu=5).pk, rkp.pk, actor=operator)
        with pytest.raises(Ditolak, match="1 baris tahap lain"):
            tarik_impor(impor.pk, "x", actor=None)
        AsalBaris.objects.filter(pk=tautan.pk).update(cocok=True)  # found by the system: it will find it again
        tarik_impor(impor.pk, "x", actor=None)
        assert not apbdes.baris_list.exists()

    def test_every_model_that_points_at_lines_is_asked(self, apbdes: DokumenAnggaran) -> None:
        ambil(apbdes, bacaan(5))
        baris = BarisAnggaran.objects.get()
        make_baris(apbdes, asal=baris)
        indikator = IndikatorRencana.objects.create(dokumen=apbdes, uraian="x", satuan="%")
        TautanIndikator.objects.create(indikator=indikator, baris=baris)
        assert penunjuk([baris]) == {"baris Perubahan": 1, "indikator": 1}

    def test_a_fixed_document(self, apbdes: DokumenAnggaran, operator: Any) -> None:
        impor = ambil(apbdes, bacaan(5, 7, total=12))
        tetap = {"status": "ditetapkan", "nomor": "1", "tanggal": "2025-12-30"}
        DokumenAnggaran.objects.filter(pk=apbdes.pk).update(**tetap)
        with pytest.raises(Ditolak, match="ditetapkan"):
            tarik_impor(impor.pk, "x", actor=None)
        apbdes.refresh_from_db()
        draf = buat_perubahan(apbdes, actor=operator)
        assert draf.baris_list.filter(dari_impor=None).count() == 2

    def test_what_was_not_taken(self, apbdes: DokumenAnggaran) -> None:
        impor = ambil(apbdes, bacaan(5))
        tarik_impor(impor.pk, "x", actor=None)
        for alasan in ("x", ""):
            with pytest.raises(Ditolak, match="sudah ditarik"):
                tarik_impor(impor.pk, alasan, actor=None)
