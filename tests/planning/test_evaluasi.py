"""The camat's evaluation of a draft APB Desa: line by line, both answers, the result, and what fixing says of it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Pesan
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import tambah_baris, tetapkan
from planning.actions.evaluasi import (
    jawab_butir,
    langkah_evaluasi,
    nilai_butir,
    perbarui_butir,
    peringatan_evaluasi,
    serahkan_rapbdes,
    tutup_evaluasi,
)
from planning.metrics_evaluasi import per_desa, rekap
from planning.models import ButirEvaluasi, DokumenAnggaran, EvaluasiRapbdes
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_posyandu, make_user
from tests.planning.evaluasi import butir, ganti_pagu, make_evaluasi, make_rapbdes, nilai_semua
from tests.planning.usulan import rumah_rtlh
from tests.rumah.halaman import isi, pesan

pytestmark = pytest.mark.django_db
KECAMATAN = ANJIR[:8]


@pytest.fixture
def camat(db: None) -> Any:
    return make_user("camat.contoh", peran="verifikator_kecamatan", kode=KECAMATAN)


@pytest.fixture
def desa(db: None) -> Any:
    return make_user("desa.contoh", peran="operator_desa", kode=ANJIR)


def hasil(**ganti: Any) -> dict[str, Any]:
    isi_ = {"hasil": "sesuai", "kesimpulan": "Sudah sesuai.", "nomor": "900/1", "penanda_tangan": "Camat"}
    return {**isi_, "ditutup": hari_ini(ANJIR), **ganti}


class TestSeluruhJalan:
    def test_from_the_draft_to_a_fixed_budget(self, camat, desa, masuk):
        dokumen = make_rapbdes()
        klien_desa, klien_camat = masuk(desa), masuk(camat)
        klien_desa.post(reverse("planning:evaluasi-serahkan", args=[dokumen.pk]))
        evaluasi = EvaluasiRapbdes.objects.get()
        assert Pesan.objects.filter(penerima=camat, judul__startswith="RAPB Desa menunggu evaluasi").count() == 1
        klien_camat.post(reverse("planning:evaluasi-langkah", args=[evaluasi.pk]), {"langkah": "mulai"})
        for b in ButirEvaluasi.objects.all():
            kirim = {"versi": b.versi, "langkah": "nilai_sesuai"}
            if b.kode_kegiatan == "2.2.02":
                kirim |= {"langkah": "nilai_perbaiki", "catatan": "Insentif baru 10 bulan.", "usul_nilai": "6.000.000"}
            assert klien_camat.post(reverse("planning:evaluasi-nilai", args=[b.pk]), kirim).status_code == 302
        satu = butir(evaluasi)
        assert (satu.penilaian, satu.usul_nilai) == ("perbaiki", Decimal(6_000_000))
        ganti_pagu(satu.baris, "6000000")
        satu.refresh_from_db()
        kirim = {"versi": satu.versi, "langkah": "jawab_diubah", "jawaban": ""}
        assert klien_desa.post(reverse("planning:evaluasi-jawab", args=[satu.pk]), kirim).status_code == 302
        klien_camat.post(reverse("planning:evaluasi-langkah", args=[evaluasi.pk]), {"langkah": "perbarui"})
        nilai_semua(evaluasi)
        kirim = {k: v.isoformat() if k == "ditutup" else v for k, v in hasil().items()}
        assert klien_camat.post(reverse("planning:evaluasi-tutup", args=[evaluasi.pk]), kirim).status_code == 302
        evaluasi.refresh_from_db()
        assert (evaluasi.status, evaluasi.hasil) == ("selesai", "sesuai")
        assert peringatan_evaluasi(dokumen) == ""
        lembar = isi(klien_desa.get(reverse("planning:evaluasi-cetak", args=[evaluasi.pk])))
        assert "LEMBAR EVALUASI" in lembar
        assert "900/1" in lembar
        riwayat = set(Catatan.objects.untuk(satu).values_list("aksi", flat=True))
        assert {"nilai_perbaiki", "jawab_diubah", "nilai_sesuai"} <= riwayat

    def test_only_lines_that_matter_to_posyandu_are_asked_about(self):
        evaluasi = make_evaluasi()
        kode = sorted(ButirEvaluasi.objects.filter(evaluasi=evaluasi).values_list("kode_kegiatan", flat=True))
        assert kode == ["2.2.02", "2.4.11", "3.4.04"]  # not 1.1.04, the village government's own running

    def test_the_last_day_is_twenty_working_days_on(self):
        evaluasi = make_evaluasi(mulai=False)
        assert evaluasi.tenggat >= hari_ini(ANJIR) + timedelta(days=28 - 4)
        assert evaluasi.tenggat.isoweekday() <= 5


class TestMenilai:
    def test_nothing_is_judged_before_it_was_begun_or_after_it_was_closed(self, camat):
        evaluasi = make_evaluasi(mulai=False)
        with pytest.raises(TransitionRefused, match="Mulai dulu"):
            nilai_butir(butir(evaluasi).pk, "nilai_sesuai", versi=None, actor=camat)
        langkah_evaluasi(evaluasi.pk, "mulai_evaluasi", actor=camat)
        nilai_semua(evaluasi)
        tutup_evaluasi(evaluasi.pk, hasil(), versi=None, actor=camat)
        with pytest.raises(TransitionRefused, match="sudah ditutup"):
            nilai_butir(butir(evaluasi).pk, "nilai_perbaiki", catatan="x", versi=None, actor=camat)

    def test_mending_asks_for_a_note_and_keeps_what_was_typed(self, camat, masuk):
        satu = butir(make_evaluasi())
        kirim = {"versi": satu.versi, "langkah": "nilai_perbaiki", "catatan": "", "usul_nilai": "7.000.000"}
        jawaban = masuk(camat).post(reverse("planning:evaluasi-nilai", args=[satu.pk]), kirim)
        assert jawaban.status_code == 422
        assert "apa yang harus diperbaiki" in pesan(jawaban, "catatan")
        assert "7.000.000" in isi(jawaban)
        with transaction.atomic(), pytest.raises(IntegrityError):
            ButirEvaluasi.objects.filter(pk=satu.pk).update(penilaian="perbaiki")

    def test_who_comes_second_sees_the_first_ones_word_and_loses_nothing(self, camat, masuk):
        satu = butir(make_evaluasi())
        nilai_butir(satu.pk, "nilai_perbaiki", catatan="Terlalu kecil.", versi=satu.versi, actor=camat)
        lain = make_user("camat.dua", peran="verifikator_kecamatan", kode=KECAMATAN)
        kirim = {"versi": satu.versi, "langkah": "nilai_perbaiki", "catatan": "Catatan kedua."}
        jawaban = masuk(lain).post(reverse("planning:evaluasi-nilai", args=[satu.pk]), kirim)
        assert jawaban.status_code == 409
        assert "Terlalu kecil." in isi(jawaban)
        assert "Catatan kedua." in isi(jawaban)
        satu.refresh_from_db()
        assert satu.catatan == "Terlalu kecil."

    def test_judging_again_as_fitting_takes_the_proposed_amount_away(self, camat):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        nilai_butir(butir(evaluasi).pk, "nilai_sesuai", versi=None, actor=camat)
        assert butir(evaluasi).usul_nilai is None

    def test_a_village_judges_nothing_and_a_camat_answers_nothing(self, camat, desa, masuk):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        pk = butir(evaluasi).pk
        assert masuk(desa).get(reverse("planning:evaluasi-nilai", args=[pk])).status_code == 403
        assert masuk(camat).get(reverse("planning:evaluasi-jawab", args=[pk])).status_code == 403


class TestMenjawab:
    def test_a_line_that_is_as_it_was_is_not_called_changed(self, desa):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        satu = butir(evaluasi)
        with pytest.raises(TransitionRefused, match="masih sama"):
            jawab_butir(satu.pk, "jawab_diubah", versi=satu.versi, actor=desa)
        satu.refresh_from_db()
        assert (satu.penilaian, satu.jawaban) == ("perbaiki", "")

    def test_a_line_kept_needs_its_reason(self, desa, masuk):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        satu = butir(evaluasi)
        alamat = reverse("planning:evaluasi-jawab", args=[satu.pk])
        jawaban = masuk(desa).post(alamat, {"versi": satu.versi, "langkah": "jawab_dijelaskan", "jawaban": ""})
        assert jawaban.status_code == 422
        assert "alasannya" in pesan(jawaban, "jawaban")
        jawab_butir(satu.pk, "jawab_dijelaskan", jawaban="Dana Desa turun.", versi=satu.versi, actor=desa)
        satu.refresh_from_db()
        assert (satu.penilaian, satu.jawaban) == ("dijelaskan", "Dana Desa turun.")

    def test_a_line_nobody_complained_about_has_no_answer(self, desa):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi)
        with pytest.raises(TransitionRefused):
            jawab_butir(butir(evaluasi).pk, "jawab_dijelaskan", jawaban="x", versi=None, actor=desa)

    def test_a_line_taken_out_of_the_draft_stays_in_the_round(self, desa, masuk):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        butir(evaluasi).baris.delete()
        satu = butir(evaluasi)
        assert (satu.baris, satu.pagu) == (None, Decimal(5_000_000))
        assert "sudah dihapus dari draf" in isi(masuk(desa).get(reverse("planning:evaluasi-rinci", args=[evaluasi.pk])))
        jawab_butir(satu.pk, "jawab_diubah", versi=satu.versi, actor=desa)


class TestMenutup:
    def test_it_closes_only_with_a_result_that_the_lines_bear_out(self, camat):
        evaluasi = make_evaluasi()
        with pytest.raises(TransitionRefused, match="3 baris yang belum dinilai"):
            tutup_evaluasi(evaluasi.pk, hasil(), versi=None, actor=camat)
        nilai_semua(evaluasi, "2.2.02")
        with pytest.raises(TransitionRefused, match="harus diperbaiki"):
            tutup_evaluasi(evaluasi.pk, hasil(), versi=None, actor=camat)
        evaluasi.refresh_from_db()
        assert (evaluasi.status, evaluasi.hasil) == ("berjalan", "")
        tutup_evaluasi(evaluasi.pk, hasil(hasil="perbaiki"), versi=evaluasi.versi, actor=camat)
        assert Catatan.objects.untuk(evaluasi.dokumen).filter(aksi="tutup_evaluasi").count() == 1

    def test_mending_without_a_line_to_mend_is_no_result(self, camat):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi)
        with pytest.raises(TransitionRefused, match="Pilih “Sesuai”"):
            tutup_evaluasi(evaluasi.pk, hasil(hasil="perbaiki"), versi=None, actor=camat)

    def test_an_answer_is_read_before_closing(self, camat, desa):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        jawab_butir(butir(evaluasi).pk, "jawab_dijelaskan", jawaban="x", versi=None, actor=desa)
        with pytest.raises(TransitionRefused, match="sudah menjawab 1 baris"):
            tutup_evaluasi(evaluasi.pk, hasil(), versi=None, actor=camat)

    def test_a_line_that_came_later_is_judged_too(self, camat):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi)
        make_baris(evaluasi.dokumen, "100", kode_kegiatan="2.2.09", uraian="Bangunan posyandu")
        make_baris(evaluasi.dokumen, "100", kode_kegiatan="1.1.05", bidang="", uraian="Tunjangan BPD")
        with pytest.raises(TransitionRefused, match="1 baris baru"):
            tutup_evaluasi(evaluasi.pk, hasil(), versi=None, actor=camat)
        assert perbarui_butir(evaluasi.pk, actor=camat) == 1
        assert perbarui_butir(evaluasi.pk, actor=camat) == 0

    def test_a_day_to_come_and_a_stale_page(self, camat):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi)
        with pytest.raises(Ditolak, match="belum terjadi"):
            tutup_evaluasi(evaluasi.pk, hasil(ditutup=hari_ini(ANJIR) + timedelta(days=1)), versi=None, actor=camat)
        with pytest.raises(Bentrok):
            tutup_evaluasi(evaluasi.pk, hasil(), versi=evaluasi.versi - 1, actor=camat)


class TestPutaran:
    def test_one_round_at_a_time_and_none_of_a_fixed_document(self, desa):
        dokumen = make_rapbdes()
        make_evaluasi(dokumen)
        with pytest.raises(Ditolak, match="meja camat"):
            serahkan_rapbdes(dokumen, actor=desa)
        with pytest.raises(Ditolak, match="sudah ditetapkan"):
            serahkan_rapbdes(make_dokumen("apbdes", ANJIR, 2031), actor=desa)
        with pytest.raises(Ditolak, match="rancangan APB Desa"):
            serahkan_rapbdes(make_dokumen("rkpdes", ANJIR, tetap=False), actor=desa)

    def test_the_next_round_waits_for_every_answer(self, camat, desa):
        evaluasi = make_evaluasi()
        nilai_semua(evaluasi, "2.2.02")
        tutup_evaluasi(evaluasi.pk, hasil(hasil="perbaiki"), versi=None, actor=camat)
        with pytest.raises(Ditolak, match="1 baris dari evaluasi lalu belum dijawab"):
            serahkan_rapbdes(evaluasi.dokumen, actor=desa)
        jawab_butir(butir(evaluasi).pk, "jawab_dijelaskan", jawaban="Pagu turun.", versi=None, actor=desa)
        kedua = serahkan_rapbdes(evaluasi.dokumen, actor=desa)
        assert kedua.putaran == 2
        assert ButirEvaluasi.objects.filter(evaluasi=evaluasi).count() == 3  # the first round is as it was

    def test_a_village_takes_back_what_nobody_has_begun(self, desa):
        evaluasi = make_evaluasi(mulai=False)
        with pytest.raises(Ditolak, match="alasannya"):
            langkah_evaluasi(evaluasi.pk, "tarik_evaluasi", actor=desa)
        langkah_evaluasi(evaluasi.pk, "tarik_evaluasi", catatan="Salah pagu", actor=desa)
        assert serahkan_rapbdes(evaluasi.dokumen, actor=desa).putaran == 2


class TestMenetapkan:
    def test_fixing_warns_while_the_evaluation_is_open_and_prevents_nothing(self, desa, masuk):
        dokumen = make_rapbdes()
        evaluasi = make_evaluasi(dokumen)
        nilai_butir(butir(evaluasi).pk, "nilai_sesuai", versi=None, actor=None)
        alamat = reverse("planning:tetapkan", args=[dokumen.pk])
        klien = masuk(desa)
        assert "1 dari 3 baris sudah dinilai" in isi(klien.get(alamat))
        kirim = {"nomor": "Perdes 1", "tanggal": hari_ini(ANJIR).isoformat()}
        halaman = isi(klien.post(alamat, kirim, follow=True))
        assert "dengan catatan" in halaman
        dokumen.refresh_from_db()
        assert dokumen.status == "ditetapkan"
        catatan = Catatan.objects.untuk(dokumen).get(aksi="tetapkan_tanpa_evaluasi")
        assert "masih terbuka" in catatan.catatan

    def test_a_draft_nobody_handed_in_and_one_sent_back(self, camat):
        dokumen = make_rapbdes()
        assert "belum diserahkan" in peringatan_evaluasi(dokumen)
        evaluasi = make_evaluasi(dokumen)
        nilai_semua(evaluasi, "2.2.02")
        tutup_evaluasi(evaluasi.pk, hasil(hasil="perbaiki"), versi=None, actor=camat)
        assert "1 baris belum dijawab" in peringatan_evaluasi(dokumen)

    def test_other_documents_are_fixed_without_a_word(self):
        draf = make_dokumen("rkpd", "62.03", tetap=False)
        make_baris(draf)
        perencana = make_user(peran="perencana", kode="62.03")
        assert peringatan_evaluasi(draf) == ""
        tetapkan(draf, nomor="1", tanggal=hari_ini(), actor=perencana)
        assert not Catatan.objects.untuk(draf).filter(aksi="tetapkan_tanpa_evaluasi").exists()


class TestLayar:
    def test_beside_each_line_stand_last_year_and_the_need(self, camat, masuk):
        tahun = hari_ini(ANJIR).year + 1
        lalu = make_dokumen("apbdes", ANJIR, tahun - 1)
        make_baris(lalu, "4000000")
        rumah_rtlh(make_posyandu(ANJIR), 3)
        dokumen = make_rapbdes(tahun=tahun)
        make_baris(dokumen, "30000000", kode_kegiatan="2.4.01", bidang="perumahan_rakyat", uraian="Rumah")
        halaman = isi(masuk(camat).get(reverse("planning:evaluasi-rinci", args=[make_evaluasi(dokumen).pk])))
        assert "tahun lalu Rp4.000.000" in halaman
        assert "3 unit: rumah tidak layak huni" in halaman

    def test_a_perubahan_shows_what_stood_before(self, camat, masuk):
        asal = make_dokumen("apbdes", ANJIR)
        semula = make_baris(asal, "3000000")
        dokumen = make_rapbdes(tahun=asal.tahun, jenis="apbdes_p", menggantikan=asal)
        baris = dokumen.baris_list.get(kode_kegiatan="2.2.02")
        baris.asal = semula
        baris.save(update_fields=["asal"])
        halaman = isi(masuk(camat).get(reverse("planning:evaluasi-rinci", args=[make_evaluasi(dokumen).pk])))
        assert "sebelum perubahan Rp3.000.000" in halaman

    def test_material_has_shares_findings_and_need(self, camat, masuk):
        evaluasi = make_evaluasi()
        halaman = isi(masuk(camat).get(reverse("planning:evaluasi-bahan", args=[evaluasi.pk])))
        assert "PP 11/2019" in halaman
        assert "Tidak ada temuan terbuka" in halaman

    def test_the_kecamatan_sees_where_each_village_stands(self, camat, masuk):
        make_evaluasi(make_rapbdes(), mulai=False)
        make_rapbdes("62.03.03.2005")
        scope, hari = camat.scope_for("lihat_rencana"), hari_ini(ANJIR)
        keadaan = {k: [x.keadaan for x in v] for k, v in per_desa(scope, [ANJIR, "62.03.03.2005"], hari).items()}
        assert keadaan == {ANJIR: ["belum"], "62.03.03.2005": ["draf"]}
        assert rekap(scope, KECAMATAN, hari) == {"belum": 1, "berjalan": 0, "selesai": 0, "lewat": 0}
        halaman = isi(masuk(camat).get(reverse("planning:evaluasi")))
        assert "belum dievaluasi" in halaman
        assert "belum diserahkan" in halaman

    def test_past_its_last_day_it_says_so(self, camat, masuk):
        evaluasi = make_evaluasi()
        EvaluasiRapbdes.objects.filter(pk=evaluasi.pk).update(tenggat=hari_ini(ANJIR) - timedelta(days=1))
        assert "lewat batas" in isi(masuk(camat).get(reverse("planning:evaluasi-rinci", args=[evaluasi.pk])))
        assert rekap(camat.scope_for("lihat_rencana"), KECAMATAN, hari_ini(ANJIR))["lewat"] == 1

    def test_the_other_region_sees_nothing(self, masuk):
        evaluasi = make_evaluasi()
        luar = masuk(make_user(peran="perencana", kode="33.75"))
        for nama in ("rinci", "cetak", "bahan"):
            assert luar.get(reverse(f"planning:evaluasi-{nama}", args=[evaluasi.pk])).status_code == 404
        assert DokumenAnggaran.objects.filter(pk=evaluasi.dokumen_id).exists()

    def test_a_village_adds_a_line_while_the_camat_looks(self, desa):
        evaluasi = make_evaluasi()
        isi_baris = {"nomenklatur": "x", "kode_kegiatan": "2.2.03", "uraian": "Pelatihan", "bidang": "kesehatan"}
        tambah_baris(evaluasi.dokumen, {**isi_baris, "sumber_dana": "DDS", "pagu": Decimal(1)}, actor=desa)
        assert ButirEvaluasi.objects.filter(evaluasi=evaluasi).count() == 3
