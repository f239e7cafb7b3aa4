"""Charts: the lines lie where WHO puts them, points where the child is, every point also in the table.

GAMBAR_TUMBUH=FILE.html writes all charts into one page to look at.
"""

import os
import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from spm_services.tumbuh import grafik
from spm_services.tumbuh.grafik import Ukuran
from spm_services.tumbuh.kelas import kelas
from spm_services.tumbuh.tabel import HARI_SEBULAN, Indeks, menurut_hari, ukuran_pada
from spm_services.tumbuh.zskor import hitung

LAHIR = date(2024, 3, 5)


def riwayat(bb: list[str], mulai: int = 20, jarak: int = 31) -> list[Ukuran]:
    hasil = []
    for i, kg in enumerate(bb):
        hari = mulai + i * jarak
        z = hitung("P", hari, Decimal(kg), None).bb_u
        k = kelas(Indeks.BB_U, z)
        tanggal = LAHIR + timedelta(days=hari)
        hasil.append(Ukuran(tanggal, int(hari / HARI_SEBULAN), hari, Decimal(kg), k.kata if k else "", z))
    return hasil


ANAK = riwayat(["3.9", "4.8", "5.6", "6.1", "6.4", "6.6", "6.6", "6.7", "6.9", "7.0", "7.0", "7.1", "6.9"])


def semua() -> list[grafik.Grafik]:
    panjang = [
        Ukuran(u.tanggal, u.umur_bulan, u.x, Decimal(str(50 + i * 2)), "tinggi badan sesuai umurnya", 0.1)
        for i, u in enumerate(ANAK)
    ]
    kepala = [Ukuran(u.tanggal, u.umur_bulan, u.x, Decimal(str(36 + i * 0.6))) for i, u in enumerate(ANAK)]
    dekat = [Ukuran(u.tanggal, u.umur_bulan, 50 + i * 2, u.nilai) for i, u in enumerate(ANAK)]
    besar = riwayat(["12.1", "12.4", "12.4", "12.9", "13.1"], mulai=800, jarak=90)
    return [
        grafik.kms("P", ANAK),
        grafik.panjang_umur("P", panjang),
        grafik.berat_panjang("P", dekat, berdiri=False),
        grafik.kepala_umur("P", kepala),
        grafik.kms("P", besar),
        grafik.berat_panjang("L", [], berdiri=True),
    ]


def teks(g: grafik.Grafik, **lain: object) -> str:
    return render_to_string("spm_services/tumbuh/_grafik.html", {"grafik": g, **lain})


def test_each_measurement_is_a_point_with_a_title_and_a_row_of_the_table():
    html = teks(grafik.kms("P", ANAK))
    assert html.count("<circle") == html.count("<title>") == len(ANAK)
    assert len(re.findall(r'<th scope="row">', html)) == len(ANAK)
    assert "13 bulan" not in html.split("<svg")[0]


def test_the_newest_row_stands_first():
    g = grafik.kms("P", list(reversed(ANAK)))
    assert g.baris[0].tanggal == ANAK[-1].tanggal
    assert g.titik[-1].akhir
    assert not g.titik[0].akhir


def test_numbers_for_the_drawing_have_a_point_and_those_for_people_a_comma():
    html = teks(grafik.kms("P", ANAK))
    for angka in re.findall(r'\b(?:cx|cy|x1|x2|y1|y2|y)="([^"]*)"', html):
        assert re.fullmatch(r"-?\d+(\.\d+)?", angka), angka
    assert "6,9 kg" in html


def test_a_child_on_the_median_lies_on_the_line_in_the_middle():
    lms = menurut_hari(Indeks.BB_U, "L")[365]
    g = grafik.kms("L", [Ukuran(date(2026, 1, 1), 11, 365, Decimal(str(ukuran_pada(0, lms, True))))])
    tengah = next(x for x in g.garis if x.kelas == "tengah")
    x, y = float(g.titik[0].x), float(g.titik[0].y)
    titik = [tuple(map(float, t.split(","))) for t in tengah.titik.split()]
    (xa, ya), (xb, yb) = next((a, b) for a, b in pairwise(titik) if a[0] <= x <= b[0])
    assert y == pytest.approx(ya + (yb - ya) * (x - xa) / (xb - xa), abs=0.3)


def test_under_two_years_the_window_is_24_months_and_later_it_moves_on():
    assert [t.nama for t in grafik.kms("P", ANAK).sumbu_x][-1] == "24"
    besar = grafik.kms("P", riwayat(["12.1", "12.4"], mulai=720, jarak=30))
    assert [t.nama for t in besar.sumbu_x] == ["24", "30", "36", "42", "48", "54", "60"]
    assert besar.luar == 1
    assert len(besar.baris) == 2


def test_a_value_far_off_still_lies_inside_the_box():
    g = grafik.kms("P", riwayat(["3.9", "25.0"]))
    assert all(g.kotak["y1"] <= float(t.y) <= g.kotak["y2"] for t in g.titik)


def test_the_kms_names_its_red_and_its_orange_line():
    nama = {g.nama: g.kelas for g in grafik.kms("L", []).garis}
    assert nama["merah"] == "merah"
    assert nama["oranye"] == "oranye"


def test_z_scores_are_for_tenaga_kesehatan():
    g = grafik.kms("P", ANAK)
    assert "Z-score" not in teks(g)
    assert "Z-score" in teks(g, tampil_z=True)
    assert g.baris[0].z.startswith("−")


def test_without_measurements_the_page_says_what_comes():
    html = teks(grafik.kms("P", []))
    assert "Belum ada pengukuran" in html
    assert "<circle" not in html


def test_words_in_a_title_are_escaped():
    u = Ukuran(date(2026, 1, 1), 3, 100, Decimal(5), "<b>x</b>")
    assert "<b>x</b>" not in teks(grafik.kms("P", [u]))


@pytest.mark.parametrize("ke", range(6))
def test_every_chart_draws_inside_its_box(ke):
    g = semua()[ke]
    for jalur in [*(x.titik for x in g.garis), *(p.titik for p in g.pita)]:
        for t in jalur.split():
            x, y = map(float, t.split(","))
            assert g.kotak["x1"] - 0.1 <= x <= g.kotak["x2"] + 0.1
            assert g.kotak["y1"] - 0.1 <= y <= g.kotak["y2"] + 0.1


def test_all_charts_can_be_looked_at():
    html = "".join(f'<section class="kartu">{teks(g, tampil_z=i == 0)}</section>' for i, g in enumerate(semua()))
    assert html.count("<svg") == 6
    if tujuan := os.environ.get("GAMBAR_TUMBUH"):
        css = Path("static/css/gaya.css").resolve().as_uri()
        kepala = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        kepala += f'<link rel="stylesheet" href="{css}">'
        Path(tujuan).write_text(f"<!doctype html>{kepala}<main class='hp'>{html}</main>", encoding="utf-8")
