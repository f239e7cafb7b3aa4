"""The planning calendar: dates of gates, a region's own, who may set them."""

from datetime import date

import pytest
from django.urls import reverse

from planning.actions import kalender as actions
from planning.kalender import BAKU, KEYAKINAN, berikutnya, gerbang, tanggal
from planning.models import GerbangTahap
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, KLEGO
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
ISI = {"gerbang": "musrenbang_kec", "bulan": 2, "hari": 3, "tahun": 0, "dasar": "SE contoh"}


def _tenggat(kode: str, tahun: int = 2028) -> dict[str, date]:
    return {g.kunci: g.tenggat for g in gerbang(Wilayah.objects.get(pk=kode), tahun)}


def test_gates_of_a_desa_by_hand():
    """Budget 2028: DU-RKP Desa at the end of 2026, the 14th for "second week", a leap February, its own year's end."""
    isi = _tenggat(ANJIR)
    assert isi["du_rkpdes"] == date(2026, 12, 31)
    assert isi["musrenbang_kec"] == date(2027, 2, 14)
    assert isi["rkpdes"] == date(2027, 9, 30)
    assert isi["apbdes"] == date(2027, 12, 31)
    assert isi["apbdes_p"] == date(2028, 10, 31)
    assert _tenggat(ANJIR, 2029)["forum_pd"] == date(2028, 2, 29)
    assert list(isi.values()) == sorted(isi.values())


def test_a_kelurahan_has_no_gates_of_a_village():
    assert {g.untuk for g in gerbang(Wilayah.objects.get(pk=KLEGO), 2028)} == {"daerah"}
    assert "musrenbang_kel" in _tenggat(KLEGO)
    assert "musrenbang_kel" not in _tenggat(ANJIR)


def test_every_gate_says_its_basis_and_how_sure_it_is():
    assert all(b.dasar and b.keyakinan in KEYAKINAN for b in BAKU)
    assert len({b.kunci for b in BAKU}) == len(BAKU)


def test_the_nearest_area_wins_and_the_one_year_before_every_year(cast):
    kota = Wilayah.objects.get(pk="33.75")
    actions.atur_gerbang(kota, ISI, actor=cast["perencana"])
    assert _tenggat(KLEGO)["musrenbang_kec"] == date(2027, 2, 3)
    assert _tenggat(ANJIR)["musrenbang_kec"] == date(2027, 2, 14)  # another kabupaten keeps the nation's
    actions.atur_gerbang(kota, {**ISI, "tahun": 2028, "hari": 10}, actor=cast["perencana"])
    assert _tenggat(KLEGO)["musrenbang_kec"] == date(2027, 2, 10)
    assert _tenggat(KLEGO, 2029)["musrenbang_kec"] == date(2028, 2, 3)
    actions.atur_gerbang(Wilayah.objects.get(pk=KLEGO), {**ISI, "hari": 1}, actor=cast["operator_desa"])
    assert _tenggat(KLEGO)["musrenbang_kec"] == date(2027, 2, 1)
    g = next(g for g in gerbang(kota, 2028) if g.kunci == "musrenbang_kec")
    assert (g.keyakinan, g.dasar) == ("daerah", "SE contoh")


def test_setting_it_again_replaces_it_and_taking_it_back_restores_the_nations(cast):
    kota = Wilayah.objects.get(pk="33.75")
    satu = actions.atur_gerbang(kota, ISI, actor=cast["perencana"])
    assert actions.atur_gerbang(kota, {**ISI, "hari": 5}, actor=cast["perencana"]).pk == satu.pk
    actions.hapus_gerbang(satu.pk, actor=cast["perencana"])
    assert _tenggat(KLEGO)["musrenbang_kec"] == date(2027, 2, 14)
    assert not GerbangTahap.objects.exists()


@pytest.mark.parametrize(("bulan", "hari", "sah"), [(2, 29, True), (2, 30, False), (6, 31, False), (12, 31, True)])
def test_a_day_that_the_month_does_not_have_is_refused(cast, bulan, hari, sah):
    kota = Wilayah.objects.get(pk="33.75")
    if sah:
        actions.atur_gerbang(kota, {**ISI, "bulan": bulan, "hari": hari}, actor=cast["perencana"])
        return
    with pytest.raises(Ditolak) as galat:
        actions.atur_gerbang(kota, {**ISI, "bulan": bulan, "hari": hari}, actor=cast["perencana"])
    assert galat.value.kolom == "hari"


def test_next_gate_is_the_first_not_over():
    isi = gerbang(Wilayah.objects.get(pk=ANJIR), 2028)
    dekat = berikutnya(isi, "desa", date(2027, 6, 30))
    assert dekat is not None
    assert (dekat.kunci, dekat.sisa(date(2027, 6, 30))) == ("musdes", 0)
    assert berikutnya(isi, "desa", date(2030, 1, 1)) is None
    assert tanggal(2027, 2, 30) == date(2027, 2, 28)


def test_the_page_shows_the_next_gate_and_the_way_to_change_it(cast, masuk):
    klien = masuk(cast["perencana"])
    teks = klien.get(reverse("planning:kalender"), {"tahun": "2028"}).content.decode()
    assert "Musrenbang kecamatan" in teks
    assert "berikutnya" in teks
    assert "Ubah tenggat" in teks
    alamat = f"{reverse('planning:kalender-ubah')}?wilayah=33.75&tahun=2028"
    salah = klien.post(alamat, {**ISI, "hari": "x"})
    assert salah.status_code == 422
    assert "Tulis tanggalnya dengan angka" in salah.content.decode()
    assert klien.post(alamat, {**ISI, "tahun": "2028"}).status_code == 302
    teks = klien.get(reverse("planning:kalender"), {"tahun": "2028"}).content.decode()
    assert "ditetapkan daerah" in teks
    satu = GerbangTahap.objects.get()
    assert klien.post(reverse("planning:kalender-hapus", args=[satu.pk])).status_code == 302


@pytest.mark.parametrize("tahun", ["", "abcd", "１２３４", "99999", "1900"])
def test_a_mangled_year_shows_the_default(cast, masuk, tahun):
    assert masuk(cast["auditor"]).get(reverse("planning:kalender"), {"tahun": tahun}).status_code == 200
