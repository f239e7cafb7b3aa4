"""List pages by key: every row once, both ways, at the same cost; a mangled cursor is the first page."""

import base64
import json
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from registry.models import Posyandu
from spm_services.models import Rekaman
from tests.pembuat import KLEGO, isi_posyandu, make_rekaman, make_user

pytestmark = pytest.mark.django_db
URUTAN = {"nama": ("nama_cari", "kode"), "kode": ("kode",)}
URUTAN_REKAMAN = {"tanggal": ("tanggal", "id")}


def banyak(n: int) -> list[str]:
    """n units; every third shares its name with the next, so that the name alone does not order them."""
    rows = []
    for i in range(1, n + 1):
        nama = f"Mawar {(i * 7) % n // 2:03d}"
        isi = isi_posyandu(KLEGO, nama=nama)
        rows.append(Posyandu(**isi, kode=f"{KLEGO}.p{i:04d}", nama_cari=nama.lower()))
    Posyandu.objects.bulk_create(rows)
    return [p.kode for p in sorted(rows, key=lambda p: (p.nama_cari, p.kode))]


def buka(tautan: str = "", per: int = 10):
    return halaman(Posyandu.objects.all(), QueryDict(tautan.removeprefix("?")), URUTAN, per=per)


def kode(satu) -> list[str]:
    return [p.kode for p in satu.rows]


def susuri(tautan: str, arah: str, per: int = 10) -> list[list[str]]:
    """Codes page by page along `sesudah` or `sebelum`, to the end."""
    hasil = []
    while True:
        satu = buka(tautan, per)
        hasil.append(kode(satu))
        tautan = getattr(satu, arah)
        if not tautan:
            return hasil
        assert len(hasil) < 50, "the links never end"


@pytest.mark.parametrize("per", [1, 7, 10, 30])
def test_forward_shows_every_row_once_in_order(per):
    urut = banyak(30)
    assert [k for satu in susuri("", "sesudah", per) for k in satu] == urut


def test_a_full_last_page_has_no_next():
    banyak(20)
    assert [len(satu) for satu in susuri("", "sesudah")] == [10, 10]


def test_backward_from_the_end_shows_the_same_pages():
    urut = banyak(30)
    tiga = buka(buka(buka().sesudah).sesudah)
    mundur = susuri(tiga.sebelum, "sebelum")
    assert mundur == [urut[10:20], urut[:10]]


def test_one_step_back_and_forth_is_where_one_was():
    banyak(30)
    dua = buka(buka().sesudah)
    assert kode(buka(buka(dua.sebelum).sesudah)) == kode(dua)


def test_the_ends_have_no_link():
    banyak(30)
    assert buka().sebelum == ""
    assert buka(buka(buka().sesudah).sesudah).sesudah == ""
    assert buka(buka(buka().sesudah).sebelum).sebelum == ""


def test_a_list_of_one_page_stands_alone():
    banyak(3)
    assert buka().sendiri
    assert kode(buka()) != []


def test_an_empty_list_is_one_empty_page():
    assert buka().rows == []
    assert buka().sendiri


def test_a_minus_turns_the_order_round():
    urut = banyak(30)
    assert [k for satu in susuri("?urut=-nama", "sesudah") for k in satu] == urut[::-1]


def test_an_unknown_order_is_the_first_one():
    urut = banyak(12)
    assert kode(buka("?urut=kata_sandi")) == urut[:10]
    assert buka("?urut=kata_sandi").urut == "nama"


def test_links_keep_the_filter_and_drop_the_old_cursor():
    banyak(30)
    dua = buka(buka("?q=mawar&urut=nama").sesudah)
    assert set(parse_qs(dua.sesudah[1:])) == {"q", "urut", "sesudah"}
    assert set(parse_qs(dua.sebelum[1:])) == {"q", "urut", "sebelum"}


def test_a_row_added_before_the_page_moves_nothing():
    urut = banyak(30)
    lanjut = buka().sesudah
    Posyandu.objects.create(**isi_posyandu(KLEGO, nama="Anggrek"), kode=f"{KLEGO}.p0999", nama_cari="anggrek")
    assert kode(buka(lanjut)) == urut[10:20]


def sandi(isi) -> str:
    return base64.urlsafe_b64encode(json.dumps(isi).encode()).decode().rstrip("=")


def dengan(nama: str, nilai: str) -> QueryDict:
    params = QueryDict(mutable=True)
    params[nama] = nilai
    return params


RUSAK = {
    "bukan base64": "%%%",
    "huruf lain": "kursör",
    "bukan json": base64.urlsafe_b64encode(b"{{{").decode(),
    "bukan utf-8": base64.urlsafe_b64encode(b"\xff\xfe").decode(),
    "bukan daftar": sandi({"a": 1}),
    "kurang satu": sandi(["mawar 001"]),
    "lebih satu": sandi(["mawar 001", "x", "y"]),
    "daftar di dalam": sandi([["a"], "b"]),
    "kosong": sandi([None, None]),
    "pecahan": sandi([0.5, 0.5]),
    "nul": sandi(["mawar\x00", "x"]),
    "separuh huruf": sandi(["\ud800", "x"]),
    "sarang dalam": base64.urlsafe_b64encode(b"[" * 5000).decode(),
}


@pytest.mark.parametrize("arah", ["sesudah", "sebelum"])
@pytest.mark.parametrize("kursor", RUSAK.values(), ids=RUSAK.keys())
def test_a_mangled_cursor_shows_the_first_page(kursor, arah):
    urut = banyak(12)
    satu = halaman(Posyandu.objects.all(), dengan(arah, kursor), URUTAN, per=10)
    assert kode(satu) == urut[:10]


@pytest.mark.parametrize(
    "isi",
    [["bukan tanggal", 1], ["2025-01-05", "bukan angka"], [5, 5], ["2025-13-45", 1], ["2025-01-05", 10**40]],
    ids=["teks", "kunci", "angka", "tanggal-mustahil", "raksasa"],
)
def test_a_cursor_with_values_of_another_kind_shows_the_first_page(seruni, cast, isi):
    rekaman = make_rekaman(seruni, cast["kader"])
    satu = halaman(Rekaman.objects.all(), dengan("sesudah", sandi(isi)), URUTAN_REKAMAN)
    assert [r.pk for r in satu.rows] == [rekaman.pk]


def test_a_list_by_day_pages_over_equal_days(seruni):
    kader = make_user("kader-daftar", peran="kader", kode=seruni.kode)
    semua = [make_rekaman(seruni, kader).pk for _ in range(5)]
    dilihat, tautan = [], "?"
    while tautan:
        satu = halaman(Rekaman.objects.all(), QueryDict(tautan[1:]), URUTAN_REKAMAN, per=2)
        dilihat += [r.pk for r in satu.rows]
        tautan = satu.sesudah
    assert dilihat == semua


@pytest.mark.parametrize("halaman_ke", [1, 2])
def test_a_page_costs_one_query_for_three_rows_and_for_thirty(halaman_ke):
    biaya = []
    for n in (3, 30):
        Posyandu.objects.all().delete()
        banyak(n)
        tautan = buka(per=2).sesudah if halaman_ke == 2 else ""
        with CaptureQueriesContext(
            connection,
        ) as catatan:
            buka(tautan, per=2)
        biaya.append([q["sql"].split()[0] for q in catatan])
        assert "OFFSET" not in catatan[0]["sql"]
    assert biaya == [["SELECT"], ["SELECT"]]


def test_a_count_stops_at_its_limit():
    banyak(12)
    assert jumlah_terbatas(Posyandu.objects.all(), 12) == "12"
    assert jumlah_terbatas(Posyandu.objects.all(), 11) == "lebih dari 11"
    with CaptureQueriesContext(connection) as catatan:
        jumlah_terbatas(Posyandu.objects.all(), 1000)
    assert "LIMIT 1001" in catatan[0]["sql"]
