"""Kader incentives: flat by decree, nobody twice by one payer, objections before signing, sums to the rupiah."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Sum

from accounts.models import Pesan
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan, setahun
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions._insentif import nilai_bulan
from registry.models import (
    AturanDaerah,
    BarisBayar,
    BulanBayar,
    DaftarBayar,
    Keaktifan,
    KeberatanInsentif,
    Orang,
    TarifInsentif,
)
from registry.workflow_insentif import INSENTIF
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_kader_sk, make_posyandu, make_rekaman, make_tarif
from tests.rumah.halaman import pesan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
JAN, FEB, MAR = Bulan(2026, 1), Bulan(2026, 2), Bulan(2026, 3)


@pytest.fixture
def tarif(db) -> TarifInsentif:
    return make_tarif()


def susun(tarif, dari=JAN, sampai=MAR, wilayah="33.75", **lain) -> DaftarBayar:
    lain.setdefault("actor", None)
    return actions.susun_daftar(Wilayah.objects.get(pk=wilayah), tarif.pembayar, (dari, sampai), **lain)


def atur(nama: str, wilayah: str = "33.75") -> None:
    AturanDaerah.objects.create(wilayah_id=wilayah, nama=nama, nilai=True)


def buka(daftar) -> DaftarBayar:
    return INSENTIF.apply(daftar.pk, "buka_insentif", actor=None)


class TestTarif:
    def test_months_of_a_yearly_tariff_make_up_the_year_exactly(self):
        for jumlah in (Decimal(500_000), Decimal(600_000), Decimal("1650000.50"), Decimal(7)):
            t = TarifInsentif(jumlah=jumlah, satuan="tahun")
            assert sum(nilai_bulan(t, b, None) for b in setahun(2026)) == jumlah

    def test_a_purse_is_of_its_level_and_a_kelurahan_has_no_apb_desa(self):
        with pytest.raises(Ditolak, match="Kelurahan tidak punya"):
            make_tarif(KLEGO, "apbdes")
        with pytest.raises(Ditolak, match="bukan milik"):
            make_tarif(KLEGO, "apbd_kabupaten")
        with pytest.raises(Ditolak, match="nama sumbernya"):
            make_tarif("33.75", "lainnya")

    def test_two_tariffs_of_one_payer_do_not_hold_on_one_day(self, tarif, cast):
        with pytest.raises(Ditolak, match="sudah punya tarif"):
            make_tarif(mulai=date(2026, 12, 31), sampai=date(2027, 5, 1))
        assert make_tarif(mulai=date(2027, 1, 1), sampai=date(2028, 1, 1)).pk
        actions.akhiri_tarif(tarif.pk, sampai=tarif.mulai, actor=cast["dinas_pmd"])  # void
        assert make_tarif().pk

    def test_a_month_without_a_tariff_is_said(self, tarif, seruni):
        make_kader_sk(seruni, mulai=date(2025, 1, 1))
        with pytest.raises(Ditolak, match="belum punya tarif untuk Desember 2025"):
            susun(tarif, Bulan(2025, 12), Bulan(2025, 12))


class TestSusun:
    def test_the_roster_by_decree_times_the_tariff_whatever_was_recorded(self, tarif, seruni):
        penuh = make_kader_sk(seruni)
        sebagian = make_kader_sk(seruni, mulai=date(2026, 3, 10))
        make_kader(seruni)  # a term without a decree
        d = susun(tarif)
        isi = {b.orang_id: (b.banyak, b.jumlah, b.hadir) for b in d.baris_list.all()}
        assert isi == {
            penuh.orang_id: (3, Decimal(750_000), None),
            sebagian.orang_id: (1, Decimal(250_000), None),
        }
        assert d.terlewat == {"tanpa_sk": 1}
        assert (d.status, d.periode) == ("draf", "Jan–Maret 2026")

    def test_the_sum_is_that_of_the_lines_and_of_their_months(self, seruni):
        t = make_tarif(jumlah=Decimal(500_000), satuan="tahun")
        for _ in range(7):
            make_kader_sk(seruni)
        d = susun(t, JAN, Bulan(2026, 7))
        jumlah = d.baris_list.aggregate(n=Sum("jumlah"))["n"]
        bulan = BulanBayar.objects.filter(baris__daftar=d).aggregate(n=Sum("jumlah"))["n"]
        assert jumlah == bulan == 7 * Decimal(291_666)

    def test_a_person_with_two_running_terms_is_one_line_and_marked(self, tarif, seruni):
        kader = make_kader_sk(seruni)
        make_kader_sk(make_posyandu(KLEGO), orang=kader.orang)
        baris = susun(tarif).baris_list.get()
        assert (baris.banyak, baris.ganda, baris.posyandu) == (3, True, seruni)

    def test_a_person_who_went_from_one_unit_to_another_is_not_marked(self, tarif, seruni, cast):
        kader = make_kader_sk(seruni)
        actions.akhiri_kader(kader.pk, sampai=date(2026, 2, 1), actor=cast["pengurus"])
        make_kader_sk(make_posyandu(KLEGO), orang=kader.orang, mulai=date(2026, 2, 1))
        baris = susun(tarif).baris_list.get()
        assert (baris.banyak, baris.ganda) == (3, False)

    def test_nobody_is_paid_twice_by_one_payer_for_one_month(self, tarif, seruni):
        make_kader_sk(seruni)
        susun(tarif, JAN, FEB)
        d = susun(tarif, JAN, MAR)  # only March is left
        assert [(b.banyak, b.jumlah) for b in d.baris_list.all()] == [(1, Decimal(250_000))]
        with pytest.raises(Ditolak, match="sudah ada di daftar"):
            susun(tarif, FEB, MAR)
        assert DaftarBayar.objects.count() == 2

    def test_not_even_under_the_row_they_were_merged_from(self, tarif, seruni, cast):
        kembar = make_kader_sk(make_posyandu(KLEGO))
        susun(tarif, JAN, JAN)
        utama = make_kader_sk(seruni)
        actions.gabung_orang(utama.orang_id, kembar.orang_id, alasan="orang sama", actor=cast["dinas_pmd"])
        with pytest.raises(Ditolak, match="sudah ada di daftar"):
            susun(tarif, JAN, JAN)

    def test_another_payer_may_pay_the_same_month(self, tarif, seruni):
        make_kader_sk(seruni)
        susun(tarif, JAN, JAN)
        lain = make_tarif("33.75", "lainnya", nama="BAZNAS contoh", jumlah=Decimal(50_000))
        assert susun(lain, JAN, JAN).baris_list.get().jumlah == Decimal(50_000)

    def test_a_cancelled_list_frees_its_months(self, tarif, seruni):
        make_kader_sk(seruni)
        d = susun(tarif)
        with pytest.raises(TransitionRefused, match="alasannya"):
            INSENTIF.apply(d.pk, "batal_insentif", actor=None)
        INSENTIF.apply(d.pk, "batal_insentif", actor=None, note="salah bulan")
        assert susun(tarif).baris_list.count() == 1

    def test_the_number_matters_only_where_the_region_says_so(self, tarif, seruni):
        make_kader_sk(seruni)
        assert susun(tarif, JAN, JAN).baris_list.count() == 1
        atur("insentif_pakai_nomor")
        with pytest.raises(Ditolak, match="Tidak ada kader"):
            susun(tarif, FEB, FEB)

    def test_a_withdrawn_or_ended_decree_pays_nobody(self, tarif, seruni, cast):
        kader = make_kader_sk(seruni)
        actions.cabut_surat(kader.sk, alasan="salah", actor=cast["dinas_pmd"])
        with pytest.raises(Ditolak, match="Tidak ada kader"):
            susun(tarif)

    def test_paid_by_activities_asks_for_one_month_and_how_many(self, seruni):
        t = make_tarif(jumlah=Decimal(50_000), satuan="kegiatan")
        make_kader_sk(seruni)
        for kali, sampai in ((None, JAN), (3, FEB)):
            with pytest.raises(Ditolak, match="per kegiatan"):
                susun(t, JAN, sampai, kali=kali)
        assert susun(t, JAN, JAN, kali=3).baris_list.get().jumlah == Decimal(150_000)

    def test_a_month_to_come_another_year_or_another_area_is_refused(self, tarif, seruni):
        make_kader_sk(seruni)
        depan = Bulan.dari(hari_ini()).tambah(1)
        for dari, sampai, kata in (
            (depan, depan, "belum tiba"),
            (MAR, JAN, "sebelum"),
            (Bulan(2025, 12), JAN, "satu tahun"),
        ):
            with pytest.raises(Ditolak, match=kata):
                susun(tarif, dari, sampai)
        with pytest.raises(Ditolak, match="tidak membayar"):
            susun(tarif, wilayah="62.03")


class TestKehadiran:
    @pytest.fixture
    def tiga(self, seruni, cast):
        """Who recorded in February, who has an account and did not, who has no account."""
        rajin, senyap, tanpa = (make_kader_sk(seruni) for _ in range(3))
        Orang.objects.filter(pk=rajin.orang_id).update(akun=cast["kader"])
        Orang.objects.filter(pk=senyap.orang_id).update(akun=cast["pengurus"])
        make_rekaman(seruni, cast["kader"], tanggal=date(2026, 2, 10))
        return rajin, senyap, tanpa

    def test_attendance_is_shown_and_changes_no_amount(self, tarif, tiga):
        isi = {b.orang_id: (b.hadir, b.jumlah) for b in susun(tarif).baris_list.all()}
        penuh = Decimal(750_000)
        assert [isi[k.orang_id] for k in tiga] == [(1, penuh), (0, penuh), (None, penuh)]

    def test_where_the_region_pays_by_it_missing_is_not_zero(self, tarif, tiga):
        atur("insentif_ikut_hadir")
        d = susun(tarif)
        rajin, _, tanpa = tiga
        isi = {b.orang_id: b.jumlah for b in d.baris_list.all()}
        assert isi == {rajin.orang_id: Decimal(250_000), tanpa.orang_id: Decimal(750_000)}
        assert d.terlewat == {"tanpa_hadir": 1}


class TestLangkah:
    @pytest.fixture
    def daftar(self, tarif, seruni, cast) -> DaftarBayar:
        kader = make_kader_sk(seruni)
        Orang.objects.filter(pk=kader.orang_id).update(akun=cast["kader"])
        make_kader_sk(seruni)
        return susun(tarif, actor=cast["dinas_pmd"])

    def test_opening_tells_each_kader_once_and_objecting_tells_the_drafter(self, daftar, cast):
        buka(daftar)
        assert Pesan.objects.filter(penerima=cast["kader"], judul__contains="dibuka").count() == 1
        baris = daftar.baris_list.get(orang__akun=cast["kader"])
        actions.ajukan_keberatan(baris.pk, "Maret kurang", actor=cast["kader"])
        assert Pesan.objects.filter(penerima=cast["dinas_pmd"], judul__contains="Keberatan").count() == 1

    def test_an_objection_waits_for_the_opening_and_is_answered_before_signing(self, daftar, cast):
        baris = daftar.baris_list.get(orang__akun=cast["kader"])
        with pytest.raises(Ditolak, match="selama daftarnya dibuka"):
            actions.ajukan_keberatan(baris.pk, "x", actor=cast["kader"])
        buka(daftar)
        k = actions.ajukan_keberatan(baris.pk, "x", actor=cast["kader"])
        tanda = {"tanggal": date(2026, 4, 1), "penanda_tangan": "Kepala dinas", "actor": cast["dinas_pmd"]}
        with pytest.raises(Ditolak, match="belum dijawab"):
            actions.tanda_daftar(daftar.pk, **tanda)
        daftar.refresh_from_db()
        assert (daftar.status, daftar.tanggal_tanda) == ("dibuka", None)
        with pytest.raises(Ditolak, match="Tulis jawabannya"):
            actions.jawab_keberatan(k.pk, diterima=True, jawaban=" ", actor=cast["dinas_pmd"])
        actions.jawab_keberatan(k.pk, diterima=False, jawaban="Sudah sesuai SK", actor=cast["dinas_pmd"])
        assert actions.tanda_daftar(daftar.pk, **tanda).status == "ditandatangani"
        assert Pesan.objects.filter(penerima=cast["kader"], judul__contains="ditolak").exists()

    def test_somebody_elses_line_is_not_theirs_to_object_to(self, daftar, cast):
        buka(daftar)
        lain = daftar.baris_list.get(orang__akun=None)
        with pytest.raises(PermissionDenied):
            actions.ajukan_keberatan(lain.pk, "x", actor=cast["kader"])
        assert actions.ajukan_keberatan(lain.pk, "tanpa akun", actor=cast["pengurus"]).pk

    def test_paid_with_day_and_proof_and_who_did_not_get_it_is_arrears_until_settled(self, daftar, cast):
        buka(daftar)
        dinas = cast["dinas_pmd"]
        actions.tanda_daftar(daftar.pk, tanggal=date(2026, 4, 1), penanda_tangan="Kadis", actor=dinas)
        tunggak = daftar.baris_list.get(orang__akun=None)
        bayar = {"tanggal": date(2026, 4, 5), "bukti": "SP2D 7", "tunggakan": frozenset({tunggak.pk})}
        assert actions.bayar_daftar(daftar.pk, actor=dinas, **bayar).bukti == "SP2D 7"
        isi = sorted(daftar.baris_list.values_list("keadaan", "dibayar", "bukti"))
        assert isi == [("dibayar", date(2026, 4, 5), "SP2D 7"), ("tunggakan", None, "")]
        with pytest.raises(Ditolak, match="Tanggalnya"):
            actions.lunasi(tunggak.pk, tanggal=date(2026, 4, 4), bukti="x", actor=dinas)
        actions.lunasi(tunggak.pk, tanggal=date(2026, 5, 1), bukti="BKU 9", actor=dinas)
        assert not BarisBayar.objects.filter(keadaan="tunggakan").exists()

    def test_a_village_does_not_sign_what_the_kota_pays(self, tarif, seruni, cast):
        make_kader_sk(seruni)
        d = susun(tarif, wilayah=KLEGO, actor=cast["operator_desa"])
        INSENTIF.apply(d.pk, "buka_insentif", actor=cast["operator_desa"])
        with pytest.raises(Ditolak, match="milik pembayarnya"):
            actions.tanda_daftar(d.pk, tanggal=date(2026, 4, 1), penanda_tangan="x", actor=cast["operator_desa"])

    def test_a_line_is_corrected_by_months_with_a_reason_until_it_is_signed(self, daftar, cast):
        dinas = cast["dinas_pmd"]
        baris = daftar.baris_list.first()
        for bulan, catatan, kata in (
            ([202601], "", "alasannya"),
            ([], "x", "paling sedikit"),
            ([202612], "x", "paling sedikit"),
        ):
            with pytest.raises(Ditolak, match=kata):
                actions.ubah_baris(baris.pk, bulan=bulan, kali=None, catatan=catatan, actor=dinas)
        actions.ubah_baris(baris.pk, bulan=[202601, 202603], kali=None, catatan="Februari cuti", actor=dinas)
        baris.refresh_from_db()
        assert (baris.banyak, baris.jumlah) == (2, Decimal(500_000))
        assert sorted(baris.bulan_list.values_list("bulan", flat=True)) == [202601, 202603]
        assert Catatan.objects.untuk(daftar).filter(aksi="ubah_baris_insentif").exists()
        actions.keluarkan_baris(baris.pk, alasan="pindah", actor=dinas)
        assert daftar.baris_list.count() == 1
        buka(daftar)
        actions.tanda_daftar(daftar.pk, tanggal=date(2026, 4, 1), penanda_tangan="Kadis", actor=dinas)
        with pytest.raises(Ditolak, match="sudah ditandatangani"):
            actions.keluarkan_baris(daftar.baris_list.get().pk, alasan="x", actor=dinas)


class TestHalaman:
    @pytest.fixture
    def daftar(self, tarif, seruni, cast) -> DaftarBayar:
        kader = make_kader_sk(seruni, nama="Rahayu contoh")
        Orang.objects.filter(pk=kader.orang_id).update(akun=cast["kader"])
        make_kader_sk(seruni, nama="Wulan contoh")
        return buka(susun(tarif, actor=cast["dinas_pmd"]))

    def test_a_kader_sees_their_own_line_only_and_objects_there(self, daftar, cast, masuk):
        client = masuk(cast["kader"])
        isi = teks(client.get("/kader/insentif/saya/"))
        assert "Rp750.000" in isi
        assert "Wulan" not in isi
        assert client.get(f"/kader/insentif/{daftar.pk}/").status_code == 404
        url = f"/kader/insentif/baris/{daftar.baris_list.get(orang__akun=cast['kader']).pk}/keberatan/"
        jawaban = client.post(url, {"alasan": " "})
        assert (jawaban.status_code, pesan(jawaban, "alasan")) == (422, "Isi bagian ini.")
        assert client.post(url, {"alasan": "Kurang satu bulan"}).status_code == 302
        assert KeberatanInsentif.objects.get().oleh == cast["kader"]
        assert "menunggu jawaban" in teks(client.get("/kader/insentif/saya/"))

    def test_a_draft_is_not_shown_to_its_kader(self, tarif, seruni, cast, masuk):
        kader = make_kader_sk(seruni)
        Orang.objects.filter(pk=kader.orang_id).update(akun=cast["kader"])
        susun(tarif)
        assert "Rp" not in teks(masuk(cast["kader"]).get("/kader/insentif/saya/"))

    def test_the_operator_sees_of_the_kotas_list_the_own_rows(self, daftar, tarif, cast, masuk):
        assert "Wulan contoh" in teks(masuk(cast["operator_desa"]).get(f"/kader/insentif/{daftar.pk}/"))
        lain = teks(masuk(cast["kelurahan_lain"]).get(f"/kader/insentif/{daftar.pk}/"))
        assert "Wulan" not in lain
        assert "Tidak ada baris di wilayah Anda" in lain

    def test_from_tariff_to_paid_through_the_pages(self, seruni, cast, masuk):
        make_kader_sk(seruni)
        client = masuk(cast["dinas_pmd"])
        isi = {"jenis": "apbd_kabupaten", "jumlah": "250.000", "satuan": "bulan", "nomor_sk": "900/1"}
        isi |= {"tanggal_sk": "2026-01-02", "mulai": "2026-01-01", "sampai": "2026-01-01"}
        salah = client.post("/kader/insentif/tarif/baru/", isi)
        assert (salah.status_code, "sesudah tanggal mulai" in pesan(salah, "sampai")) == (422, True)
        assert client.post("/kader/insentif/tarif/baru/", {**isi, "sampai": "2027-01-01"}).status_code == 302
        assert "Rp250.000 per bulan" in teks(client.get("/kader/insentif/tarif/"))
        pembayar = TarifInsentif.objects.get().pembayar_id
        masa = {"pembayar": pembayar, "tahun": "2026", "bulan_awal": "1", "bulan_akhir": "2"}
        jawaban = client.post("/kader/insentif/baru/", masa)
        assert jawaban.status_code == 302
        url = jawaban.url
        assert "Rp500.000" in teks(client.get(url))
        assert "Tanda tangan" in teks(client.get(f"{url}cetak/"))
        client.post(f"{url}langkah/", {"langkah": "buka"})
        assert client.post(f"{url}tanda/", {"tanggal": "2026-03-01", "penanda_tangan": "Kadis"}).status_code == 302
        assert client.post(f"{url}bayar/", {"tanggal": "2026-03-02", "bukti": "SP2D 1"}).status_code == 302
        assert DaftarBayar.objects.get().status == "dibayar"
        ulang = client.post("/kader/insentif/baru/", masa)
        assert ulang.status_code == 422
        assert "sudah ada di daftar pembayar ini" in teks(ulang)

    @pytest.mark.parametrize("jenis", ["insentif", "keaktifan"])
    def test_the_lists_go_out_as_files(self, jenis, daftar, cast, masuk):
        client = masuk(cast["dinas_pmd"])
        jawaban = client.post(f"/ekspor/{jenis}/?wilayah=33.75", {"bentuk": "csv"})
        assert "Rahayu contoh" in b"".join(jawaban.streaming_content).decode()


class TestKeaktifan:
    HARI = hari_ini()

    @pytest.fixture
    def kader(self, seruni, cast):
        k = make_kader_sk(seruni, nama="Rahayu contoh")
        Orang.objects.filter(pk=k.orang_id).update(akun=cast["kader"])
        return k

    def halaman(self, masuk, cast) -> str:
        return teks(masuk(cast["operator_desa"]).get("/kader/keaktifan/"))

    def test_silence_is_a_question_and_no_account_is_no_judgement(self, kader, seruni, cast, masuk):
        make_kader(seruni, nama="Tanpa akun contoh")
        isi = self.halaman(masuk, cast)
        assert "Rahayu contoh" in isi
        assert "Tanpa akun contoh" not in isi
        assert "1 masa tugas kader lain tidak dapat dinilai" in isi

    def test_a_record_within_the_months_ends_the_question_a_cancelled_one_does_not(self, kader, seruni, cast, masuk):
        from spm_services.actions import batalkan

        r = make_rekaman(seruni, cast["kader"], tanggal=self.HARI - timedelta(days=1))
        assert "Rahayu contoh" not in self.halaman(masuk, cast)
        batalkan(r, alasan="salah", actor=cast["kader"])
        assert "Rahayu contoh" in self.halaman(masuk, cast)

    def test_leave_is_quiet_until_its_day_and_the_last_answer_counts(self, kader, cast, masuk):
        isi = {"jawaban": "cuti", "tanggal": self.HARI}
        with pytest.raises(Ditolak, match="sampai kapan"):
            actions.jawab_keaktifan(kader.pk, isi, actor=cast["operator_desa"])
        lagi = {**isi, "tanya_lagi": self.HARI + timedelta(days=40)}
        actions.jawab_keaktifan(kader.pk, lagi, actor=cast["operator_desa"])
        assert "Rahayu contoh" not in self.halaman(masuk, cast)
        actions.jawab_keaktifan(kader.pk, {"jawaban": "berhenti", "tanggal": self.HARI}, actor=cast["operator_desa"])
        assert "berhenti" in self.halaman(masuk, cast)
        assert Keaktifan.objects.count() == 2

    def test_a_region_sets_the_months(self, seruni, cast, masuk):
        mulai = Bulan.dari(self.HARI).tambah(-2).mulai
        k = make_kader_sk(seruni, nama="Baru contoh", mulai=mulai)
        Orang.objects.filter(pk=k.orang_id).update(akun=cast["kader"])
        assert "Baru contoh" not in self.halaman(masuk, cast)
        AturanDaerah.objects.create(wilayah_id="33.75", nama="keaktifan_bulan", nilai=1)
        assert "Baru contoh" in self.halaman(masuk, cast)

    def test_stopping_ends_the_term_if_asked_through_the_page(self, kader, cast, masuk):
        client = masuk(cast["pengurus"])
        url = f"/kader/keaktifan/{kader.pk}/"
        kemarin = self.HARI - timedelta(days=1)
        salah = client.post(url, {"jawaban": "sakit", "tanggal": self.HARI.isoformat()})
        assert (salah.status_code, "sampai kapan" in pesan(salah, "tanya_lagi")) == (422, True)
        isi = {"jawaban": "berhenti", "tanggal": kemarin.isoformat(), "akhiri": "on", "catatan": "pindah rumah"}
        assert client.post(url, isi).status_code == 302
        kader.refresh_from_db()
        assert kader.sampai == kemarin
        assert Keaktifan.objects.get().catatan == "pindah rumah"


def test_a_list_of_another_kelurahan_leaves_the_kota_list_the_rest(tarif, seruni):
    make_kader_sk(seruni)
    make_kader_sk(make_posyandu(KANDANG_PANJANG))
    assert susun(tarif, wilayah=KLEGO).baris_list.count() == 1
    d = susun(tarif)
    assert d.baris_list.count() == 1
    assert d.terlewat == {"sudah": 1}
