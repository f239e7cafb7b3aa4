"""The flower and the small charts: shape follows the numbers, text is escaped."""

import re

import pytest

from posyandu_app.lib.grafik import balok, batang_bulan, garis
from posyandu_app.lib.kembang import KELAS, PENUH, kembang, kembang_angka, panjang_kelopak


def kelopak(svg: str) -> list[str]:
    return [k for k in re.findall(r'class="k-([a-z-]+)"', svg) if k not in ("kosong", "pusat")]


def test_a_full_flower_has_six_petals_in_the_fixed_order():
    assert kelopak(kembang((1.0,) * 6, 40, "")) == list(KELAS)


def test_six_petals_are_six_different_shapes():
    jalur = re.findall(r'<path d="([^"]+)" class="k-[a-z-]+"', kembang((1.0,) * 6, 40, ""))
    assert len(set(jalur)) == 7  # six petals and the empty outline behind them


@pytest.mark.parametrize("ke", range(6))
def test_a_zero_draws_no_petal(ke):
    bagian = tuple(0.0 if i == ke else 0.5 for i in range(6))
    assert kelopak(kembang(bagian, 40, "")) == [k for i, k in enumerate(KELAS) if i != ke]


def test_the_smallest_activity_still_shows_and_more_than_all_is_all():
    assert 12 < panjang_kelopak(0.0001) < panjang_kelopak(0.5) < panjang_kelopak(1.0) == PENUH
    assert panjang_kelopak(7.0) == PENUH


def test_a_flower_of_five_is_a_mistake():
    with pytest.raises(ValueError, match="enam"):
        kembang((1.0,) * 5, 40, "")


def test_counts_against_nothing_draw_an_empty_flower():
    assert kelopak(kembang_angka([3, 0, 0, 0, 0, 1], 0, 40, "")) == []
    assert kelopak(kembang_angka([3, 0, 0, 0, 0, 1], 3, 40, "")) == ["pendidikan", "sosial"]


def test_a_title_is_the_text_twin_and_cannot_break_out():
    svg = kembang((1.0,) * 6, 40, 'Klego <script> "x"')
    assert 'role="img"' in svg
    assert "<script>" not in svg
    assert 'aria-hidden="true"' in kembang((1.0,) * 6, 40, "")


def test_a_line_breaks_where_nothing_is_known():
    assert garis([1, 2, None, 4, 5]).count("<polyline") == 2
    assert garis([1, 0, 5]).count("<polyline") == 1
    assert garis([None, None]) == ""
    assert garis([]) == ""


def test_bars_leave_out_empty_fields_and_label_every_month():
    svg = batang_bulan([[2, None], [3, 0]], ["a", "b"], ["Jan", "Feb"], "Catatan <b>")
    assert svg.count("<rect") == 2
    assert svg.count('class="n-batang"') == 1
    assert ">5</text>" in svg
    assert "Feb" in svg
    assert "<b>" not in svg


def test_bars_stand_side_by_side_in_one_scale_with_their_numbers():
    svg = balok([("S", 1200), ("D", 600), ("N", None)], "Balok <x>")
    tinggi = [float(t) for t in re.findall(r'height="([0-9.]+)"/>', svg)]
    assert tinggi[0] == 2 * tinggi[1]
    assert tinggi[2] == 0
    assert re.findall(r'class="n-batang"[^>]*>([^<]+)<', svg) == ["1.200", "600", "–"]
    assert "Balok &lt;x&gt;" in svg
