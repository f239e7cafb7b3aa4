"""Many records at once give the same rows as one by one: the seed and the benchmark stand on this."""

import random
import uuid
from datetime import date, timedelta

import pytest

from audit.models import Catatan
from spm_services import katalog
from spm_services.actions import Kiriman, catat, catat_banyak
from spm_services.katalog.dasar import Subjek
from spm_services.models import Hitungan, Rekaman
from tests.hitung_ulang.sql import hitungan_menyimpang, rekap_menyimpang
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_posyandu, make_user
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db


def daftar(n: int = 60) -> list[Kiriman]:
    """Records of every service that is about no one person or family, over two years, with gaps among the answers."""
    acak = random.Random(11)  # noqa: S311
    umum = [
        e for e in katalog.SEMUA.values() if e.subjek not in (Subjek.ORANG, Subjek.KELUARGA) and katalog.bisa_dicatat(e)
    ]
    hasil = []
    for i in range(n):
        entri = umum[i % len(umum)]
        isian = {k: acak.randrange(20) for k in entri.angka if acak.random() < 0.8}
        tanggal = date(2025, 10, 1) + timedelta(days=acak.randrange(150))
        hasil.append(Kiriman(entri.kode, tanggal, isian, uuid.UUID(int=acak.getrandbits(128)), contoh=True))
    return hasil


def dengan_kunci_lain(kiriman: list[Kiriman]) -> list[Kiriman]:
    return [Kiriman(k.layanan, k.tanggal, k.isian, uuid.uuid4(), k.contoh) for k in kiriman]


def isi(posyandu) -> dict[str, list]:
    """Every row that belongs to the unit or to the areas above it up to its kecamatan, without what is its own."""
    rekaman = Rekaman.objects.filter(posyandu=posyandu).order_by("pk")
    kolom = (
        "layanan",
        "bidang",
        "bentuk",
        "tanggal",
        "isian",
        "terlayani",
        "versi_formulir",
        "status",
        "versi",
        "pencatat",
        "contoh",
    )
    hitungan = Hitungan.objects.filter(rekaman__posyandu=posyandu).order_by("rekaman", "kolom")
    log = Catatan.objects.filter(objek_jenis="spm_services.rekaman", objek_id__in=rekaman.values("pk"))
    rekap = {}
    for tingkat in (posyandu.kode, posyandu.kode[:13], posyandu.kode[:8]):
        rows = Rekap.objects.filter(kode=tingkat).exclude(periode=0).exclude(jumlah=0)
        rekap[len(tingkat)] = sorted(rows.values_list("periode", "indikator", "jumlah"))
    return {
        "rekaman": list(rekaman.values_list(*kolom)),
        "hitungan": list(hitungan.values_list("rekaman__layanan", "kolom", "jumlah")),
        "log": list(
            log.order_by("pk").values_list("aksi", "pelaku", "pelaku_nama", "perubahan", "dari", "ke", "catatan")
        ),
        "rekap": rekap,
    }


@pytest.fixture
def dua_unit(db):
    """In two kecamatan of one city, so that what is above each is its own."""
    return make_posyandu(KLEGO), make_posyandu(KANDANG_PANJANG)


@pytest.fixture
def pencatat(db):
    return make_user("operator-kota", peran="operator_desa", kode="33.75")


def test_many_at_once_give_the_rows_of_one_by_one(dua_unit, pencatat):
    satu, dua = dua_unit
    kiriman = daftar()
    for kirim in kiriman:
        catat(satu, kirim, actor=pencatat)
    catat_banyak(dua, dengan_kunci_lain(kiriman), actor=pencatat).tulis()
    sendiri, sekaligus = isi(satu), isi(dua)
    assert len(sendiri["rekaman"]) == len(kiriman)
    for bagian in sendiri:
        assert sekaligus[bagian] == sendiri[bagian], bagian
    assert rekap_menyimpang() == hitungan_menyimpang() == []


def test_the_differences_of_many_units_can_be_added_up_first(dua_unit, pencatat):
    satu, dua = dua_unit
    beda = catat_banyak(satu, daftar(30), actor=pencatat)
    beda.update(catat_banyak(dua, dengan_kunci_lain(daftar(45)), actor=pencatat))
    beda.tulis()
    assert rekap_menyimpang() == []


def test_one_by_one_goes_on_where_many_at_once_left_off(dua_unit, pencatat):
    satu, _ = dua_unit
    catat_banyak(satu, daftar(30), actor=pencatat).tulis()
    for kirim in dengan_kunci_lain(daftar(12)):
        catat(satu, kirim, actor=pencatat)
    assert rekap_menyimpang() == []


def test_many_cost_few_statements(dua_unit, pencatat, django_assert_max_num_queries):
    kiriman = daftar(150)
    with django_assert_max_num_queries(15):  # requests bring their tickets and the log of those
        catat_banyak(dua_unit[0], kiriman, actor=pencatat).tulis()
