"""Many at one purse: a payer lists a person once for a month, whoever draws up lists at the same time."""

import pytest

from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import BarisBayar, BulanBayar, DaftarBayar, Pembayar, TarifInsentif
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, make_kader_sk, make_posyandu, make_tarif
from wilayah.models import Wilayah

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 6
JAN = (Bulan(2026, 1), Bulan(2026, 1))


def test_of_six_lists_drawn_up_at_once_one_has_the_people():
    unit, tarif = make_posyandu(KLEGO), make_tarif()
    for _ in range(3):
        make_kader_sk(unit)
    kota = Wilayah.objects.get(pk="33.75")
    hasil = serempak([lambda: actions.susun_daftar(kota, tarif.pembayar, JAN, actor=None)] * UTAS)
    galat = galat_dari(hasil)
    assert [type(g) for g in galat] == [Ditolak] * (UTAS - 1)
    assert {str(g) for g in galat} == {"Semua kader sudah ada di daftar pembayar ini untuk bulan itu."}
    assert (DaftarBayar.objects.count(), BarisBayar.objects.count(), BulanBayar.objects.count()) == (1, 3, 3)


def test_of_six_overlapping_tariffs_one_stands():
    make_tarif("33.75", "lainnya", nama="BAZNAS contoh")  # the purse of the race is another one
    hasil = serempak([make_tarif] * UTAS)
    assert [type(g) for g in galat_dari(hasil)] == [Ditolak] * (UTAS - 1)
    assert (Pembayar.objects.count(), TarifInsentif.objects.count()) == (2, 2)
