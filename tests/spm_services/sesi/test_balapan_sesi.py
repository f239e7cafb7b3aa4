"""Several phones at one open day, at once: nothing is overwritten, nothing is doubled, nothing is lost."""

import uuid
from datetime import timedelta

import pytest

from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.actions.sesi import IsiTamu, buka_sesi, daftarkan, pindah_sesi, tambah_tamu
from spm_services.models import KunjunganWarga, Rekaman, Sesi, Warga
from tests.hitung_ulang.sql import hitungan_menyimpang, rekap_menyimpang
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import make_warga

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 6


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def sesi(seruni, kader):
    return buka_sesi(seruni, hari_ini(), actor=kader)


@pytest.fixture
def kunjungan(sesi, seruni, kader):
    return daftarkan(sesi, make_warga(seruni, lahir=hari_ini() - timedelta(days=430)), actor=kader)[0]


def test_of_two_phones_with_one_service_one_is_kept_and_the_other_is_told(kunjungan, kader):
    def timbang(bb):
        return lambda: catat_kunjungan(kunjungan, IsianKunjungan({"timbang_anak": {"bb": bb}}), actor=kader)

    hasil = serempak([timbang("9.40"), timbang("9.60")])
    assert [type(g) for g in galat_dari(hasil)] == [Bentrok]
    disimpan = Rekaman.objects.get()
    assert disimpan.isian["bb"] in ("9.40", "9.60")
    assert galat_dari(hasil)[0].sekarang.isian == disimpan.isian  # what is stored goes back to the one who lost
    assert rekap_menyimpang() == []


def test_phones_at_different_steps_are_all_kept(kunjungan, kader):
    isi = (
        {"timbang_anak": {"bb": "9.40"}},
        {"ukur_anak": {"pb_tb": "74.5"}},
        {"obat_cacing": {"obat_cacing": True}},
        {"edukasi_perorangan": {"edukasi": ["gizi"]}},
    )
    langkah = [lambda i=i: catat_kunjungan(kunjungan, IsianKunjungan(i), actor=kader) for i in isi]
    assert galat_dari(serempak(langkah)) == []
    assert set(Rekaman.objects.values_list("layanan", flat=True)) == {k for i in isi for k in i}
    assert rekap_menyimpang() == hitungan_menyimpang() == []


def test_one_form_sent_many_times_at_once_is_one_record(kunjungan, kader):
    isi = IsianKunjungan({"timbang_anak": {"bb": "9.40"}})
    assert galat_dari(serempak([lambda: catat_kunjungan(kunjungan, isi, actor=kader)] * UTAS)) == []
    assert (Rekaman.objects.count(), Rekaman.objects.get().versi) == (1, 1)


def test_many_phones_open_one_day(seruni, kader):
    hasil = serempak([lambda: buka_sesi(seruni, hari_ini(), actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    assert len({s.pk for s in hasil}) == Sesi.objects.count() == 1


def test_many_phones_tap_one_name(sesi, seruni, kader):
    warga = make_warga(seruni)
    hasil = serempak([lambda: daftarkan(sesi, warga, actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    assert sorted(baru for _, baru in hasil) == [False] * (UTAS - 1) + [True]
    assert KunjunganWarga.objects.count() == 1


def test_people_registered_at_once_get_numbers_of_their_own(sesi, seruni, kader):
    semua = [make_warga(seruni) for _ in range(UTAS)]
    langkah = [lambda w=w: daftarkan(sesi, w, actor=kader) for w in semua]
    assert galat_dari(serempak(langkah)) == []
    assert sorted(KunjunganWarga.objects.values_list("nomor", flat=True)) == list(range(1, UTAS + 1))


def test_one_guest_form_sent_many_times_at_once_is_one_person(sesi, kader):
    isi = IsiTamu(kunci=uuid.UUID(int=42), nama="Tamu contoh", kelamin="P", lahir=hari_ini() - timedelta(days=300))
    hasil = serempak([lambda: tambah_tamu(sesi, isi, actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    assert (Warga.objects.count(), KunjunganWarga.objects.count()) == (1, 1)


def test_two_moves_to_different_days_leave_one_session(seruni, kader):
    dari = hari_ini() + timedelta(days=20)
    langkah = [lambda n=n: pindah_sesi(seruni, dari, dari + timedelta(days=n), actor=kader) for n in (1, 2)]
    serempak(langkah)
    hidup = list(Sesi.objects.exclude(status="batal"))
    assert len({s.tanggal for s in hidup}) == len(hidup)
