"""The DU-RKP Desa: what a village raised, with its reason, wherever it went since."""

from typing import Any

import pytest
from django.urls import reverse

from tests.pembuat import ANJIR, make_posyandu, make_user
from tests.planning.usulan import majukan, make_usulan

pytestmark = pytest.mark.django_db
ALAMAT = "planning:usulan-du-rkpdes"


def _usulan(judul: str, sampai: str) -> Any:
    isi = {"jalur": "desa", "bidang": "pekerjaan_umum", "kode_kegiatan": "2.4.11", "judul": judul}
    return majukan(make_usulan(make_posyandu(ANJIR), **isi), sampai)


def test_the_list_has_what_was_raised_and_nothing_that_was_agreed(masuk: Any):
    naik, sepakat = _usulan("Sumur bor", "du_rkpdes"), _usulan("Perpipaan", "rkpdes")
    klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
    isi = klien.get(reverse(ALAMAT)).content.decode()
    assert "Sumur bor" in isi
    assert sepakat.judul not in isi
    majukan(naik, "kecamatan")
    isi = klien.get(reverse(ALAMAT)).content.decode()
    assert "Sumur bor" in isi
    assert "Verifikasi kecamatan" in isi


def test_one_year_and_a_withdrawn_proposal(masuk: Any):
    naik = _usulan("Sumur bor", "du_rkpdes")
    klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
    assert "Sumur bor" in klien.get(reverse(ALAMAT), {"tahun": naik.tahun}).content.decode()
    assert "Sumur bor" not in klien.get(reverse(ALAMAT), {"tahun": naik.tahun + 1}).content.decode()
    assert klien.get(reverse(ALAMAT), {"tahun": "²026"}).status_code == 200
