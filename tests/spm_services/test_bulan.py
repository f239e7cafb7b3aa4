"""A unit's month: closed by a person, opened again with a reason that stays with its figures."""

from datetime import timedelta

import pytest

from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.models import BulanUnit, Rekaman, StatusBulan
from tests.pembuat import KANDANG_PANJANG, KLEGO, kiriman, make_kunjungan, make_posyandu, make_rekaman, make_warga
from tests.rumah.bagian.lengkap import lalu
from tests.rumah.halaman import isi, pesan, ringkasan, teks
from tests.rumah.test_query import KIRIM, daftar, tanya

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulan(seruni) -> Bulan:
    return lalu(seruni)


@pytest.fixture
def tutup(seruni, bulan, cast):
    """The last month, closed by the pengurus."""
    return actions.tutup_bulan(seruni, bulan, versi=0, walau_belum=True, actor=cast["pengurus"])


@pytest.fixture
def pengurus(masuk, cast):
    return masuk(cast["pengurus"])


def alamat(unit, bulan, langkah: str = "") -> str:
    return f"/layanan/bulan/{unit.kode}/{bulan}/{langkah}"


class TestTutup:
    def test_the_pengurus_closes_a_month_after_seeing_what_is_missing(self, pengurus, seruni, bulan):
        assert "6 bidang" in teks(pengurus.get(alamat(seruni, bulan)))
        jawaban = pengurus.post(alamat(seruni, bulan, "tutup/"), {"versi": 0, "walau_belum": "on"}, follow=True)
        assert "Bulan ini sudah ditutup" in teks(jawaban)
        assert BulanUnit.objects.get().status == StatusBulan.DITUTUP

    def test_missing_fields_must_be_said_to_be_known(self, pengurus, seruni, bulan):
        jawaban = pengurus.post(alamat(seruni, bulan, "tutup/"), {"versi": 0})
        assert jawaban.status_code == 422
        assert "6 bidang belum ada catatannya" in pesan(jawaban, "walau_belum")
        assert not BulanUnit.objects.exists()

    def test_a_complete_month_needs_no_tick(self, pengurus, seruni, bulan, cast):
        from posyandu_app.lib.bidang import SEMUA

        for bidang in SEMUA:
            actions.nyatakan_nol(seruni, bulan, bidang, actor=cast["kader"])
        assert pengurus.post(alamat(seruni, bulan, "tutup/"), {"versi": 0}).status_code == 302

    @pytest.mark.parametrize("depan", [0, 1, 13])
    def test_a_month_that_is_not_over_cannot_be_closed(self, pengurus, seruni, bulan, depan):
        isi_form = {"versi": 0, "walau_belum": "on"}
        jawaban = pengurus.post(alamat(seruni, bulan.tambah(1 + depan), "tutup/"), isi_form)
        assert jawaban.status_code == 422
        assert "belum selesai" in ringkasan(jawaban)
        assert not BulanUnit.objects.exists()

    def test_a_month_before_the_unit_was_founded_cannot_be_closed(self, seruni, bulan, cast):
        type(seruni).objects.filter(pk=seruni.pk).update(berdiri=bulan.sampai)
        with pytest.raises(Ditolak, match="belum berdiri"):
            actions.tutup_bulan(seruni, bulan, versi=0, walau_belum=True, actor=cast["pengurus"])

    def test_a_stale_page_is_told_so(self, pengurus, seruni, bulan, tutup):
        jawaban = pengurus.post(alamat(seruni, bulan, "tutup/"), {"versi": 0, "walau_belum": "on"})
        assert jawaban.status_code == 409
        assert "Periksa lagi" in teks(jawaban)

    def test_closing_is_logged(self, seruni, tutup, cast):
        satu = Catatan.objects.untuk(tutup).get()
        assert (satu.aksi, satu.dari, satu.ke, satu.pelaku) == ("tutup_bulan", "terbuka", "ditutup", cast["pengurus"])


class TestSesudahDitutup:
    """What a closed month refuses, through every door."""

    KATA = "sudah ditutup. Minta pengurus membukanya lagi, dengan alasan."

    def hari(self, bulan: Bulan):
        return bulan.mulai + timedelta(days=9)

    def test_no_record_enters(self, masuk, cast, seruni, bulan, tutup):
        isi_form = {"tanggal": self.hari(bulan).isoformat(), "kunci": str(kiriman().kunci)}
        isi_form |= {"i_sasaran": "4", "i_terlayani": "3", "i_naik": "1", "i_tidak_naik": "1"}
        jawaban = masuk(cast["kader"]).post("/lapangan/catat/penimbangan_balita/", isi_form)
        assert self.KATA in pesan(jawaban, "tanggal")
        assert not Rekaman.objects.exists()

    @pytest.fixture
    def lama(self, seruni, bulan, cast):
        rekaman = make_rekaman(seruni, cast["kader"], tanggal=self.hari(bulan))
        actions.tutup_bulan(seruni, bulan, versi=0, walau_belum=True, actor=cast["pengurus"])
        return rekaman

    def test_no_record_is_corrected(self, lama, cast):
        with pytest.raises(Ditolak, match="sudah ditutup"):
            actions.koreksi(lama, tanggal=lama.tanggal, isian={"terlayani": 1}, versi=1, actor=cast["kader"])

    def test_none_is_moved_out_of_it_or_into_it(self, lama, cast, seruni, bulan):
        kini = make_rekaman(seruni, cast["kader"])
        for rekaman, ke in ((lama, hari_ini()), (kini, self.hari(bulan))):
            if rekaman.tanggal.year == ke.year:
                with pytest.raises(Ditolak, match="sudah ditutup"):
                    actions.koreksi(rekaman, tanggal=ke, isian=rekaman.isian, versi=1, actor=cast["kader"])

    def test_none_is_cancelled(self, lama, cast, masuk):
        with pytest.raises(TransitionRefused, match="sudah ditutup"):
            actions.batalkan(lama, alasan="x", actor=cast["kader"])
        jawaban = masuk(cast["kader"]).post(f"/layanan/{lama.kunci}/batalkan/", {"alasan": "keliru"})
        assert self.KATA in ringkasan(jawaban)
        lama.refresh_from_db()
        assert lama.berlaku

    def test_no_visit_takes_answers(self, seruni, bulan, tutup):
        kunjungan = make_kunjungan(seruni, make_warga(seruni), self.hari(bulan))
        with pytest.raises(Ditolak, match="sudah ditutup"):
            actions.catat_kunjungan(kunjungan, actions.IsianKunjungan({}), actor=None)

    def test_no_zero_is_said_or_taken_back(self, seruni, bulan, cast, tutup):
        for langkah in (actions.nyatakan_nol, actions.cabut_nol):
            with pytest.raises(Ditolak, match="sudah ditutup"):
                langkah(seruni, bulan, "sosial", actor=cast["kader"])

    def test_no_field_is_stopped_in_it(self, seruni, bulan, cast, tutup):
        with pytest.raises(Ditolak, match="sudah ditutup"):
            actions.hentikan_bidang(seruni, "sosial", bulan.tambah(-3), "x", actor=cast["pengurus"])

    def test_other_months_go_on(self, seruni, bulan, cast, tutup):
        assert make_rekaman(seruni, cast["kader"], tanggal=self.hari(bulan.tambah(-1)))
        assert make_rekaman(seruni, cast["kader"])


class TestBukaLagi:
    def test_it_needs_a_reason_which_is_logged(self, pengurus, seruni, bulan, tutup):
        kosong = pengurus.post(alamat(seruni, bulan, "buka/"), {"versi": tutup.versi, "alasan": " "})
        assert kosong.status_code == 422
        pengurus.post(alamat(seruni, bulan, "buka/"), {"versi": tutup.versi, "alasan": "Ada buku tertinggal"})
        tutup.refresh_from_db()
        assert tutup.status == StatusBulan.TERBUKA
        assert Catatan.objects.untuk(tutup).get(aksi="buka_bulan").catatan == "Ada buku tertinggal"

    def test_it_needs_a_reason_behind_the_form_too(self, seruni, bulan, cast, tutup):
        with pytest.raises(TransitionRefused, match="alasannya"):
            actions.buka_bulan(seruni, bulan, alasan=" ", versi=tutup.versi, actor=cast["pengurus"])

    def test_then_records_enter_again(self, seruni, bulan, cast, tutup):
        actions.buka_bulan(seruni, bulan, alasan="x", versi=tutup.versi, actor=cast["pengurus"])
        assert make_rekaman(seruni, cast["kader"], tanggal=bulan.mulai)

    def test_how_often_stays_with_the_figures(self, masuk, pengurus, seruni, bulan, cast, tutup):
        for _ in range(2):
            row = actions.buka_bulan(
                seruni, bulan, alasan="x", versi=BulanUnit.objects.get().versi, actor=cast["pengurus"]
            )
            actions.tutup_bulan(seruni, bulan, versi=row.versi, walau_belum=True, actor=cast["pengurus"])
        assert "dibuka lagi 2 kali" in teks(pengurus.get(alamat(seruni, bulan)))
        halaman = masuk(cast["operator_desa"]).get(f"/layanan/kelengkapan/?bulan={bulan}")
        assert "dibuka lagi 2 kali" in teks(halaman)
        assert "1 pernah membukanya lagi" in teks(halaman)
        daftar = pengurus.get(f"/layanan/?wilayah={seruni.kode}&dari={bulan}&sampai={bulan}")
        assert "dibuka lagi 2 kali" in teks(daftar)

    def test_a_stale_page_is_told_so(self, seruni, bulan, cast, tutup):
        with pytest.raises(Bentrok):
            actions.buka_bulan(seruni, bulan, alasan="x", versi=tutup.versi + 1, actor=cast["pengurus"])

    def test_an_open_month_is_not_opened(self, seruni, bulan, cast):
        with pytest.raises(Bentrok):
            actions.buka_bulan(seruni, bulan, alasan="x", versi=1, actor=cast["pengurus"])


class TestSekaligus:
    @pytest.fixture
    def desa(self, masuk, cast):
        return masuk(cast["operator_desa"])

    @pytest.fixture
    def units(self, seruni, bulan, cast):
        """One complete, one with missing fields, one closed already, one founded later."""
        from posyandu_app.lib.bidang import SEMUA

        lengkap, kurang, sudah, baru = (make_posyandu(KLEGO, nama=n) for n in ("Penuh", "Kurang", "Sudah", "Baru"))
        for unit in (lengkap, sudah):
            for bidang in SEMUA:
                actions.nyatakan_nol(unit, bulan, bidang, actor=None)
        actions.tutup_bulan(sudah, bulan, versi=0, actor=None)
        type(baru).objects.filter(pk=baru.pk).update(berdiri=bulan.sampai)
        return [lengkap, kurang, sudah, baru]

    def kirim(self, client, units, bulan, **lain: str):
        return client.post(
            "/layanan/bulan/tutup/", {"wilayah": KLEGO, "bulan": str(bulan), "unit": [u.kode for u in units], **lain}
        )

    def test_each_unit_has_its_own_outcome(self, desa, units, bulan):
        kata = teks(self.kirim(desa, units, bulan))
        assert "1 dari 4 posyandu ditutup" in kata
        for baris in (
            "Posyandu Penuh : ditutup",
            "Posyandu Kurang : 6 bidang belum",
            "Posyandu Sudah : sudah ditutup sebelumnya",
            "Posyandu Baru : tidak berlaku di bulan itu",
        ):
            assert baris in kata, baris

    def test_with_the_word_given_missing_ones_are_closed_too(self, desa, units, bulan):
        assert "2 dari 4 posyandu ditutup" in teks(self.kirim(desa, units, bulan, walau_belum="1"))

    def test_each_closing_has_its_row_in_the_log(self, desa, units, bulan):
        self.kirim(desa, units, bulan, walau_belum="1")
        assert Catatan.objects.filter(aksi="tutup_bulan").count() == 3

    def test_units_out_of_the_area_are_left_alone(self, desa, units, bulan):
        jauh = make_posyandu(KANDANG_PANJANG, nama="Jauh")
        assert "Jauh" not in teks(self.kirim(desa, [*units, jauh], bulan, walau_belum="1"))
        assert not BulanUnit.objects.filter(posyandu=jauh).exists()

    def test_nothing_ticked_says_so(self, desa, bulan):
        jawaban = self.kirim(desa, [], bulan)
        assert jawaban.status_code == 422
        assert "Centang dulu" in teks(jawaban)

    def test_the_month_that_runs_is_refused(self, desa, units, bulan):
        assert "belum selesai" in teks(self.kirim(desa, units, bulan.tambah(1)))
        assert BulanUnit.objects.filter(status=StatusBulan.DITUTUP).count() == 1

    def test_complete_ones_are_ticked_and_the_others_not(self, desa, units, bulan):
        halaman = isi(desa.get(f"/layanan/bulan/?bulan={bulan}"))
        penuh, kurang, sudah, _ = units
        assert f'value="{penuh.kode}" checked' in halaman
        assert f'value="{kurang.kode}">' in halaman
        assert f'value="{sudah.kode}"' not in halaman

    def test_the_cost_does_not_grow_with_units(self, desa, bulan, seruni, django_assert_max_num_queries):
        units = [make_posyandu(KLEGO) for _ in range(12)]
        with django_assert_max_num_queries(30):
            self.kirim(desa, units, bulan, walau_belum="1")
        assert BulanUnit.objects.count() == 12


def test_a_month_never_closes_by_itself(seruni, cast):
    """Not built: nothing but the two actions writes the table (a guard on statuses holds it)."""
    make_rekaman(seruni, cast["kader"])
    assert not BulanUnit.objects.exists()


class TestPertanyaan:
    """What one press asks of the database (savepoints not counted), whatever else there is."""

    @pytest.fixture
    def banyak(self, seruni, cast):
        for n in range(1, 9):
            actions.nyatakan_nol(seruni, lalu(seruni).tambah(-n), "sosial", actor=None)
            make_rekaman(seruni, cast["kader"])

    @pytest.mark.parametrize("langkah", ["tutup/", "nol/sosial/"])
    def test_a_step_stays_under_its_ceiling(self, pengurus, seruni, bulan, banyak, langkah):
        sql = tanya(pengurus, "post", alamat(seruni, bulan, langkah), versi="0", walau_belum="on")
        assert len(sql) <= KIRIM, daftar(sql)

    def test_so_does_opening_again(self, pengurus, seruni, bulan, banyak, tutup):
        sql = tanya(pengurus, "post", alamat(seruni, bulan, "buka/"), versi=tutup.versi, alasan="x")
        assert len(sql) <= KIRIM, daftar(sql)
