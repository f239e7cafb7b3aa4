"""Areas of units and of the summary are found by searching an index, on the database in use and with real numbers."""

from datetime import date

import pytest
from django.db import connection, transaction

from accounts.scope import Grant, Scope
from posyandu_app.lib.kode import rentang
from registry.models import Posyandu
from spm_services.models import Rekaman
from tests.conftest import muat_dua_daerah
from tests.pembuat import KLEGO, isi_posyandu
from tests.wilayah.rencana import memakai_indeks
from wilayah.models import Rekap, Wilayah

UNIT = 5_000


@pytest.fixture(scope="module", autouse=True)
def lima_ribu(django_db_setup, django_db_blocker):
    """5,000 units over the villages of two kabupaten, three figures and one record each; taken back at the end.

    Statistics are gathered where the server does so by itself; SQLite plans without, as it does in the product.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        muat_dua_daerah()
        units = isi_unit()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        yield units
        transaction.set_rollback(True)


def isi_unit() -> list[Posyandu]:
    desa = list(Wilayah.objects.desa_kelurahan().order_by("kode"))
    isi = isi_posyandu(KLEGO)
    units = []
    for i in range(UNIT):
        wilayah = desa[i % len(desa)]
        kode = f"{wilayah.kode}.p{i // len(desa) + 1:04d}"
        units.append(Posyandu(**{**isi, "wilayah": wilayah, "nama": kode}, kode=kode, nama_cari=f"mawar {i:05d}"))
    Posyandu.objects.bulk_create(units, batch_size=1000)
    Rekap.objects.bulk_create(
        [Rekap(kode=u.kode, periode=p, indikator="contoh", jumlah=1) for u in units for p in (0, 2025, 202501)],
        batch_size=1000,
    )
    tetap = {"layanan": "biopori", "bidang": "perumahan_rakyat", "bentuk": "kegiatan"}
    rekaman = [Rekaman(posyandu=u, tanggal=date(2025, 1, 1 + i % 28), **tetap) for i, u in enumerate(units)]
    Rekaman.objects.bulk_create(rekaman, batch_size=1000)
    return units


def test_ranges_of_codes_are_searches():
    for kode in (KLEGO, KLEGO[:8], "33.75", f"{KLEGO}.p0001"):
        assert memakai_indeks(Posyandu.objects.di_wilayah(kode), "registry_posyandu"), kode


def test_the_area_of_a_person_is_a_search():
    rows = Posyandu.objects.for_scope(Scope((Grant(KLEGO), Grant("62.03.03"))))
    assert memakai_indeks(rows, "registry_posyandu")


def test_the_summary_is_read_by_its_key(lima_ribu):
    dari, sampai = rentang(KLEGO)
    assert memakai_indeks(Rekap.objects.filter(kode__gte=dari, kode__lt=sampai), "wilayah_rekap")
    satu = Rekap.objects.filter(kode=KLEGO, periode__in=[2025, 202501], indikator__in=["contoh", "lain"])
    assert memakai_indeks(satu, "wilayah_rekap")
    anak = Rekap.objects.filter(kode__in=[u.kode for u in lima_ribu[:30]], periode__in=[2025], indikator="contoh")
    assert memakai_indeks(anak, "wilayah_rekap")


def test_records_of_an_area_are_reached_through_its_units():
    rows = Rekaman.objects.di_wilayah(KLEGO).filter(tanggal__gte=date(2025, 1, 1), tanggal__lt=date(2025, 2, 1))
    assert memakai_indeks(rows, "spm_services_rekaman")
    assert memakai_indeks(rows, "registry_posyandu")


@pytest.mark.parametrize("urut", [("kode",), ("nama_cari", "kode")])
def test_a_page_by_key_sorts_nothing(urut):
    rencana = Posyandu.objects.order_by(*urut)[:51].explain()
    assert "TEMP B-TREE" not in rencana
    assert "Sort" not in rencana


def test_what_has_no_index_is_told_from_what_has():
    assert not memakai_indeks(Posyandu.objects.filter(alamat="Jalan Contoh 99"), "registry_posyandu")
    assert not memakai_indeks(Posyandu.objects.order_by("kode"), "registry_posyandu")
