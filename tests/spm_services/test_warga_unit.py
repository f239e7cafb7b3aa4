"""People follow their unit when it is merged, and come back when the merge is undone."""

from datetime import date, timedelta

import pytest

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry import actions as registrasi
from registry.actions import Dasar, Pilihan
from spm_services import actions, metrics_warga
from spm_services.models import KeadaanWarga, Keanggotaan, PersetujuanData
from tests.pembuat import KLEGO, make_keluarga, make_posyandu, make_warga

pytestmark = pytest.mark.django_db
H = hari_ini("33")
LALU = H - timedelta(days=10)
SEMUA = Scope.publik()


@pytest.fixture
def tujuan(seruni):
    return make_posyandu(KLEGO, nama="Melati")


@pytest.fixture
def orang(seruni):
    warga = make_warga(seruni, date(2025, 1, 10), keluarga=make_keluarga(seruni))
    actions.catat_keadaan(warga.pk, "hipertensi", mulai=date(2026, 1, 1), actor=None)
    actions.catat_persetujuan(warga.pk, "pelayanan", setuju=True, oleh="wali", actor=None)
    return warga


def gabung(dari, ke, hari=LALU) -> None:
    registrasi.gabung(dari.pk, ke.pk, Dasar(hari, "sedikit kader"), pilihan=Pilihan(), actor=None)


def balita(unit, hari) -> int:
    return metrics_warga.sasaran(SEMUA, unit.kode, hari)["balita"]


def test_everybody_belongs_to_the_other_unit_from_the_day_on(seruni, tujuan, orang):
    gabung(seruni, tujuan)
    kini = orang.keanggotaan_list.get(sampai=None)
    assert (kini.posyandu, kini.mulai, kini.keluarga.posyandu) == (tujuan, LALU, tujuan)
    assert [balita(seruni, h) for h in (LALU - timedelta(days=1), LALU)] == [1, 0]
    assert [balita(tujuan, h) for h in (LALU - timedelta(days=1), LALU)] == [0, 1]
    assert {KeadaanWarga.objects.get().posyandu, PersetujuanData.objects.get().posyandu} == {tujuan}


def test_a_guest_of_the_other_unit_becomes_its_warga(seruni, tujuan, orang):
    actions.terima_warga(tujuan, orang.pk, actions.IsianMasuk(mulai=LALU, tamu=True), actor=None)
    gabung(seruni, tujuan)
    assert [m.jenis for m in Keanggotaan.objects.filter(warga=orang, sampai=None)] == ["warga"]


def test_undone_they_come_back_and_whoever_left_meanwhile_does_not(seruni, tujuan, orang):
    pergi, asli = make_warga(seruni, date(2025, 1, 10)), make_warga(tujuan, date(2025, 1, 10))
    gabung(seruni, tujuan)
    actions.pindah_keluar(pergi.pk, H, ke="jauh", versi=1, actor=None)
    registrasi.batalkan_gabung(seruni.pk, Dasar(H, "keliru"), actor=None)
    assert orang.keanggotaan_list.get(sampai=None).posyandu == seruni
    assert orang.keanggotaan_list.get(sampai=None).keluarga.posyandu == seruni
    assert not pergi.keanggotaan_list.filter(sampai=None).exists()
    assert asli.keanggotaan_list.get(sampai=None).posyandu == tujuan
    assert KeadaanWarga.objects.get().posyandu == seruni


def test_a_thousand_people_ask_as_much_as_ten(seruni, tujuan, django_assert_max_num_queries):
    for _ in range(40):
        make_warga(seruni, date(2025, 1, 10))
    with django_assert_max_num_queries(40):
        gabung(seruni, tujuan)
