"""Step 1: who is here. One visit a day for each person, in the order they came; guests are served and not expected."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404

from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.actions.sesi import IsiTamu, batal_daftar, buka_sesi, catat_susulan, daftarkan, tambah_tamu
from spm_services.models import Keanggotaan, KunjunganWarga, Rekaman, Warga
from spm_services.papan_sesi import daftar_sesi
from spm_services.workflow_sesi import SESI
from tests.pembuat import make_posyandu, make_warga

pytestmark = pytest.mark.django_db
TIMBANG = IsianKunjungan({"timbang_anak": {"bb": "9.40"}})


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def sesi(seruni, kader):
    return buka_sesi(seruni, hari_ini(), actor=kader)


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, lahir=hari_ini() - timedelta(days=430), nama="Anak contoh B")


def tamu(**ganti):
    isi = {"kunci": uuid.uuid4(), "nama": "Tamu contoh", "kelamin": "L", "lahir": hari_ini() - timedelta(days=300)}
    return IsiTamu(**{**isi, **ganti})


def test_people_get_numbers_in_the_order_they_come(seruni, sesi, kader):
    nomor = [daftarkan(sesi, make_warga(seruni), actor=kader)[0].nomor for _ in range(3)]
    assert nomor == [1, 2, 3]


def test_the_same_person_twice_is_the_same_visit(sesi, anak, kader):
    pertama, baru = daftarkan(sesi, anak, actor=kader)
    kedua, lagi = daftarkan(sesi, anak, actor=kader)
    assert (pertama.pk, baru, lagi) == (kedua.pk, True, False)


def test_a_registration_is_taken_back_and_made_again(sesi, anak, kader):
    pertama, _ = daftarkan(sesi, anak, actor=kader)
    assert batal_daftar(pertama, actor=kader).batal
    assert batal_daftar(pertama, actor=kader).batal  # twice is once
    kedua, baru = daftarkan(sesi, anak, actor=kader)
    assert baru
    assert kedua.pk != pertama.pk


def test_a_registration_with_results_is_not_taken_back(sesi, anak, kader):
    kunjungan, _ = daftarkan(sesi, anak, actor=kader)
    catat_kunjungan(kunjungan, TIMBANG, actor=kader)
    with pytest.raises(Ditolak, match="Sudah ada hasil"):
        batal_daftar(kunjungan, actor=kader)
    assert not KunjunganWarga.objects.get(pk=kunjungan.pk).batal


def test_nobody_is_registered_before_birth(sesi, seruni, kader):
    with pytest.raises(Ditolak, match="baru lahir"):
        daftarkan(sesi, make_warga(seruni, lahir=hari_ini() + timedelta(days=1)), actor=kader)


def test_somebody_of_another_unit_is_a_guest_first(sesi, kader):
    with pytest.raises(Ditolak, match="Tambahkan dulu sebagai tamu"):
        daftarkan(sesi, make_warga(make_posyandu()), actor=kader)


def test_an_ended_day_takes_nobody_but_the_paper_list(sesi, anak, kader):
    SESI.apply(sesi.pk, "tutup_sesi", actor=kader)
    with pytest.raises(Ditolak, match="sudah selesai"):
        daftarkan(sesi, anak, actor=kader)
    rekaman = catat_susulan(sesi, anak, TIMBANG, actor=kader)
    assert [r.isian for r in rekaman] == [{"bb": "9.40"}]


def test_a_paper_row_that_fails_leaves_no_registration(sesi, seruni, kader):
    dewasa = make_warga(seruni, lahir=hari_ini() - timedelta(days=12_000))
    with pytest.raises(Ditolak, match="bukan untuk"):
        catat_susulan(sesi, dewasa, TIMBANG, actor=kader)
    assert not KunjunganWarga.objects.exists()
    assert not Rekaman.objects.exists()


def test_a_guest_is_served_and_counted_as_come_but_not_expected(sesi, seruni, anak, kader):
    kunjungan, baru = tambah_tamu(sesi, tamu(), actor=kader)
    assert baru
    assert kunjungan.tamu
    daftar = daftar_sesi(sesi, kader)
    assert daftar.jumlah["balita"] == 1  # the child of the unit alone
    assert [b.warga.nama for b in daftar.datang] == ["Tamu contoh"]
    assert [b.warga.nama for b in daftar.belum] == ["Anak contoh B"]


def test_the_guest_form_sent_twice_is_one_person(sesi, kader):
    isi = tamu()
    pertama, _ = tambah_tamu(sesi, isi, actor=kader)
    kedua, baru = tambah_tamu(sesi, isi, actor=kader)
    assert (pertama.pk, baru, Warga.objects.count()) == (kedua.pk, False, 1)


def test_a_guest_born_after_the_day_is_refused(sesi, kader):
    with pytest.raises(Ditolak, match="sesudah hari buka"):
        tambah_tamu(sesi, tamu(lahir=hari_ini() + timedelta(days=2)), actor=kader)
    assert not Warga.objects.exists()


def test_a_key_of_somebody_elsewhere_makes_no_guest(sesi, kader):
    lain = make_warga(make_posyandu())
    with pytest.raises(Ditolak, match="Buka formulir baru"):
        tambah_tamu(sesi, tamu(kunci=lain.uuid), actor=kader)


def test_outsiders_register_nobody(sesi, anak, cast):
    with pytest.raises(Http404):
        daftarkan(sesi, anak, actor=cast["kelurahan_lain"])
    with pytest.raises(Http404):
        tambah_tamu(sesi, tamu(), actor=cast["kelurahan_lain"])


def test_whoever_moved_away_since_is_still_on_the_list_of_the_day(sesi, anak, kader):
    daftarkan(sesi, anak, actor=kader)
    Keanggotaan.objects.filter(warga=anak).update(sampai=hari_ini())
    rows = daftar_sesi(sesi, kader).datang
    assert [b.warga.pk for b in rows] == [anak.pk]
