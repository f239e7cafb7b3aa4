"""The form of one record: who is asked what, what is asked twice, what is left out."""

import uuid
from datetime import date, timedelta

import pytest

from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.forms import kelas_form
from spm_services.forms.rekaman import RekamanForm
from spm_services.katalog.dasar import Banyak, Desimal, JenisLayanan, Kalau, Pilihan, Teks, Untuk, YaTidak
from spm_services.models import DaftarPilihan
from tests.pembuat import make_warga

pytestmark = pytest.mark.django_db
CONTOH = JenisLayanan(
    kode="contoh_form",
    bidang="kesehatan",
    bentuk="kondisi",
    nama="Contoh",
    harian="Contoh",
    sumber="contoh",
    subjek="orang",
    isian=(
        Desimal(kode="pb_tb", label="Tinggi", satuan="cm", minimum="20", maksimum="230", batas="pb_tb", wajib=False),
        Desimal(kode="suhu", label="Suhu", satuan="°C", minimum="30", maksimum="45", wajar=("35", "39"), wajib=False),
        YaTidak(kode="diberi", label="Diberi?", wajib=False),
        Teks(kode="isi", label="Isinya", wajib=True, kalau=Kalau(kolom="diberi", nilai=(True,))),
        Banyak(kode="tanda", label="Tanda", opsi=(("demam", "Demam"),), wajib=False),
        YaTidak(kode="haid", label="Sudah haid?", wajib=False, untuk=Untuk(dari=120, kelamin="P")),
        Teks(kode="nakes", label="Kata nakes", oleh="nakes"),
        Pilihan(kode="tempat", label="Tempat", opsi=(("rumah", "Rumah"),), daftar="tempat_contoh", wajib=False),
        Teks(kode="catatan", label="Catatan"),
    ),
)


def sah(satu: RekamanForm) -> dict:
    assert satu.is_valid(), satu.errors
    return satu.isian()


def form(unit, warga=None, **isi) -> RekamanForm:
    hari = isi.pop("tanggal", hari_ini(unit.kode))
    lain = {k: isi.pop(k) for k in ("nakes", "tersimpan", "sembunyi") if k in isi}
    kirim = {"tanggal": hari.isoformat(), "kunci": str(uuid.uuid4())}
    kirim |= {k if k.endswith("_yakin") and k.startswith("i_") else f"i_{k}": v for k, v in isi.items()}
    return RekamanForm(kirim, entri=CONTOH, unit=unit, warga=warga, **lain)


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, hari_ini() - timedelta(days=430), "L")


class TestUkuran:
    def test_an_impossible_measure_is_refused_with_what_may_be_meant(self, seruni, anak):
        salah = form(seruni, anak, pb_tb="7,5")
        assert "tidak mungkin untuk anak 14 bulan" in salah.errors["i_pb_tb"][0]
        assert "75 cm" in salah.errors["i_pb_tb"][0]

    def test_an_unlikely_measure_asks_and_is_stored_once_confirmed(self, seruni, anak):
        tanya = form(seruni, anak, pb_tb="92")
        assert "Yakin?" in tanya.errors["i_pb_tb"][0]
        field = tanya.fields["i_pb_tb"]
        assert field.tanya == "Ya, sudah diukur ulang"
        assert f'value="{field.yakin}"' in tanya["i_pb_tb"].as_field_group()
        yakin = form(seruni, anak, pb_tb="92", i_pb_tb_yakin=field.yakin)
        assert yakin.is_valid()
        assert yakin.isian() == {"pb_tb": "92.0"}

    def test_a_confirmation_holds_for_that_value_only(self, seruni, anak):
        yakin = form(seruni, anak, pb_tb="92")
        yakin.is_valid()
        assert not form(seruni, anak, pb_tb="95", i_pb_tb_yakin=yakin.fields["i_pb_tb"].yakin).is_valid()

    def test_a_confirmation_stays_when_another_field_is_wrong(self, seruni, anak):
        satu = form(seruni, anak, pb_tb="92")
        satu.is_valid()
        token = satu.fields["i_pb_tb"].yakin
        dua = form(seruni, anak, pb_tb="92", i_pb_tb_yakin=token, suhu="x")
        assert list(dua.errors) == ["i_suhu"]
        assert "checked" in dua["i_pb_tb"].as_field_group()

    def test_a_grown_up_is_judged_as_one(self, seruni):
        ibu = make_warga(seruni, date(1995, 1, 1))
        assert form(seruni, ibu, pb_tb="152").is_valid()
        assert "jarang" in form(seruni, ibu, pb_tb="75").errors["i_pb_tb"][0]

    def test_the_age_is_that_of_the_day_of_measurement(self, seruni, anak):
        lahir = anak.tanggal_lahir
        assert form(seruni, anak, pb_tb="52", tanggal=lahir + timedelta(days=20)).is_valid()
        assert not form(seruni, anak, pb_tb="52").is_valid()

    def test_a_measure_without_a_range_by_age_keeps_the_entrys_own(self, seruni, anak):
        assert "tidak mungkin" in form(seruni, anak, suhu="50").errors["i_suhu"][0]
        assert "Yakin?" in form(seruni, anak, suhu="41").errors["i_suhu"][0]
        assert form(seruni, anak, suhu="36,5").is_valid()


class TestTeks:
    def test_a_number_like_a_nik_is_asked_about_and_may_be_kept(self, seruni, anak):
        tanya = form(seruni, anak, catatan="ibunya 3375015601900001")
        assert "NIK" in tanya.errors["i_catatan"][0]
        assert tanya.fields["i_catatan"].tanya == "Itu bukan NIK"
        token = tanya.fields["i_catatan"].yakin
        assert "3375" not in token
        assert form(seruni, anak, catatan="ibunya 3375015601900001", i_catatan_yakin=token).is_valid()

    def test_a_telephone_number_is_not(self, seruni, anak):
        assert form(seruni, anak, catatan="hubungi 0812-3456-7890").is_valid()


class TestKalau:
    def test_a_closed_question_is_ignored_whatever_stands_in_it(self, seruni, anak):
        tutup = form(seruni, anak, diberi="tidak", isi="pisang")
        assert tutup.is_valid()
        assert tutup.isian() == {"diberi": False}

    def test_an_open_one_is_required_where_the_entry_says_so(self, seruni, anak):
        assert form(seruni, anak, diberi="ya").errors["i_isi"]
        assert sah(form(seruni, anak, diberi="ya", isi="pisang")) == {"diberi": True, "isi": "pisang"}

    def test_the_page_says_when_it_counts(self, seruni, anak):
        html = form(seruni, anak)["i_isi"].as_field_group()
        assert "Diisi kalau “Diberi?” dijawab Ya." in html
        assert 'data-kalau="i_diberi"' in html
        assert 'data-nilai="ya"' in html


class TestUntuk:
    def test_a_question_of_another_age_or_sex_is_not_asked(self, seruni, anak):
        gadis = make_warga(seruni, date(2012, 1, 1), "P")
        assert "i_haid" not in form(seruni, anak).fields
        assert "i_haid" in form(seruni, gadis).fields

    def test_a_question_of_the_nakes_is_asked_by_a_nakes(self, seruni, anak):
        assert "i_nakes" not in form(seruni, anak).fields
        assert "i_nakes" in form(seruni, anak, nakes=True).fields

    def test_what_is_not_on_the_page_stays_as_it_is_stored(self, seruni, anak):
        satu = form(seruni, anak, suhu="37", tersimpan={"nakes": "rahasia", "suhu": "36.0", "tanda": ["demam"]})
        assert satu.is_valid()
        assert satu.isian() == {"nakes": "rahasia", "suhu": "37.0"}


class TestPilihanLokal:
    @pytest.fixture
    def opsi(self, db, seruni):
        return DaftarPilihan.objects.create(
            wilayah_id="33.75", daftar="tempat_contoh", kode="33_75_balai", label="Balai", mulai=date(2026, 1, 1)
        )

    def test_the_regions_options_hold_from_their_day_on(self, seruni, anak, opsi):
        assert form(seruni, anak, tempat="33_75_balai", tanggal=date(2026, 1, 1)).is_valid()
        assert not form(seruni, anak, tempat="33_75_balai", tanggal=date(2025, 12, 31)).is_valid()

    def test_an_ended_option_is_offered_no_more(self, seruni, anak, opsi):
        DaftarPilihan.objects.update(sampai=date(2026, 3, 1))
        assert form(seruni, anak, tempat="33_75_balai", tanggal=date(2026, 2, 28)).is_valid()
        assert not form(seruni, anak, tempat="33_75_balai", tanggal=date(2026, 3, 1)).is_valid()

    def test_another_regions_options_are_not_offered(self, seruni, anak, opsi):
        DaftarPilihan.objects.update(wilayah="62.03")
        assert not form(seruni, anak, tempat="33_75_balai", tanggal=date(2026, 2, 1)).is_valid()


def test_none_of_them_is_stored_and_not_asked_is_left_out(seruni, anak):
    assert sah(form(seruni, anak, tanda=["-"])) == {"tanda": []}
    assert sah(form(seruni, anak, suhu="36")) == {"suhu": "36.0"}


def test_last_times_answers_stand_beside_the_fields_zero_among_them(seruni):
    class Lalu:
        isian = {"sasaran": 40, "terlayani": 0}

    satu = kelas_form("penimbangan_balita")(unit=seruni, lalu=Lalu())
    assert "terakhir 0" in satu["i_terlayani"].as_field_group()
    assert "terakhir" not in satu["i_naik"].as_field_group()


@pytest.mark.parametrize("kode", sorted(katalog.SEMUA))
def test_every_service_has_a_form_with_all_its_questions(seruni, kode):
    satu = kelas_form(kode)(unit=seruni, nakes=True)
    assert [n for n in satu.fields if n.startswith("i_")] == [f"i_{k.kode}" for k in katalog.SEMUA[kode].isian]
