"""Many hands on one incentive list and its line: tied once, paid once, the line never past its ceiling.

On PostgreSQL many rounds; SQLite has one writer at a time, so there it runs small, for the words.
"""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum

from planning.actions.insentif import bayar_daftar_dari_baris, hubungkan_daftar
from planning.models import Alokasi, Realisasi
from posyandu_app.lib.galat import Ditolak
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, make_baris, make_posyandu, make_rekaman, make_tarif
from tests.planning.insentif import KOTA, baris_insentif, bayar_daftar, dua_unit, isi, make_daftar
from tests.planning.pembuat import alokasikan_sebagian

pytestmark = pytest.mark.usefixtures("transaksi")


def ronde() -> int:
    return 5 if connection.vendor == "postgresql" else 1  # a month each, all before the day of signing


def jumlah(rows):
    return rows.aggregate(n=Sum("nilai"))["n"] or Decimal(0)


def test_a_list_is_tied_once_however_many_try():
    dua_unit()
    pembayar, dokumen = make_tarif(KOTA).pembayar, baris_insentif().dokumen
    for ke in range(ronde()):
        daftar, baris = make_daftar(pembayar, bulan=ke + 1), make_baris(dokumen, "9000000", bidang="")
        hasil = serempak([lambda d=daftar, b=baris: hubungkan_daftar(d, b, isi(), actor=None)] * 6)
        galat = galat_dari(hasil)
        assert {type(g) for g in galat} == {Ditolak}, f"ronde {ke}: {galat}"
        assert len(galat) == 5, f"ronde {ke}"
        baris.refresh_from_db()
        assert baris.teralokasi == jumlah(Alokasi.objects.filter(daftar=daftar)) == 1_000_000, f"ronde {ke}"
    assert alokasi_menyimpang() == []


def test_a_list_and_activities_of_other_units_lose_no_rupiah(cast):
    """Four activities and a list on one line, of units apart, so that only the line stands between them."""
    dua_unit()
    rekaman = [make_rekaman(make_posyandu(KLEGO), cast["operator_desa"]) for _ in range(4)]
    pembayar, dokumen = make_tarif(KOTA).pembayar, baris_insentif().dokumen
    for ke in range(ronde()):
        daftar, baris = make_daftar(pembayar, bulan=ke + 1), make_baris(dokumen, "9000000", bidang="")
        bersama = [lambda r=r, b=baris: alokasikan_sebagian(r, b, "500000") for r in rekaman]
        galat = galat_dari(serempak([lambda d=daftar, b=baris: hubungkan_daftar(d, b, isi(), actor=None), *bersama]))
        assert galat == [], f"ronde {ke}: {galat}"
        baris.refresh_from_db()
        assert baris.teralokasi == jumlah(Alokasi.objects.filter(baris=baris)) == 3_000_000, f"ronde {ke}"
    assert alokasi_menyimpang() == []


def test_room_for_the_list_or_the_activity_is_given_once(cast):
    dua_unit()
    rekaman = make_rekaman(make_posyandu(KLEGO), cast["operator_desa"])
    pembayar, dokumen = make_tarif(KOTA).pembayar, baris_insentif().dokumen
    for ke in range(ronde()):
        daftar, baris = make_daftar(pembayar, bulan=ke + 1), make_baris(dokumen, "1200000", bidang="")
        hasil = serempak(
            [
                lambda d=daftar, b=baris: hubungkan_daftar(d, b, isi(), actor=None),
                lambda b=baris: alokasikan_sebagian(rekaman, b, "500000"),
            ]
        )
        assert [type(g) for g in galat_dari(hasil)] == [Ditolak], f"ronde {ke}: {hasil}"
        baris.refresh_from_db()
        assert baris.teralokasi == jumlah(Alokasi.objects.filter(baris=baris)), f"ronde {ke}"
        assert baris.teralokasi in (500_000, 1_000_000), f"ronde {ke}"


def test_a_list_is_paid_once_however_many_write_it():
    dua_unit()
    pembayar, dokumen = make_tarif(KOTA).pembayar, baris_insentif().dokumen
    for ke in range(ronde()):
        daftar, baris = make_daftar(pembayar, bulan=ke + 1), make_baris(dokumen, "9000000", bidang="")
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        bayar_daftar(daftar)
        hasil = serempak([lambda d=daftar: bayar_daftar_dari_baris(d.pk, actor=None)] * 4)
        assert sorted(hasil) == [0, 0, 0, 2], f"ronde {ke}: {hasil}"
        assert jumlah(Realisasi.objects.filter(alokasi__daftar=daftar)) == 1_000_000, f"ronde {ke}"
