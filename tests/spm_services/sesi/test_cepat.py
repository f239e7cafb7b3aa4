"""Isi cepat: a page of rows from paper. Right rows are kept, wrong ones stay as typed; one person is whole or not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from posyandu_app.lib.waktu import hari_ini
from spm_services.actions.sesi import buka_sesi
from spm_services.models import KunjunganWarga, Rekaman
from spm_services.papan_cepat import PER_HALAMAN
from spm_services.workflow_sesi import SESI
from tests.pembuat import make_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def klien(masuk, kader):
    return masuk(kader)


@pytest.fixture
def sesi(seruni, kader):
    return buka_sesi(seruni, hari_ini() - timedelta(days=1), actor=kader)


@pytest.fixture
def anak(seruni):
    return [make_warga(seruni, lahir=hari_ini() - timedelta(days=430), nama=f"Anak contoh {n}") for n in "ABC"]


def url(sesi, **tanya):
    return reverse("spm_services:cepat", args=[sesi.uuid])


def isian(klien, sesi, **jawab):
    """The page as it is, with answers typed: {uuid of the person: {field: value}} flattened by the caller."""
    hasil = {}
    for row in klien.get(url(sesi)).context["tabel"].rows:
        hasil |= {f.html_name: f.value() or "" for f in row.form}
    return hasil


def sel(warga, nama):
    return f"{warga.uuid.hex}-{nama}"


def test_rows_that_are_right_are_kept_and_the_wrong_one_stays_as_typed(klien, sesi, anak):
    a, b, c = anak
    isi = isian(klien, sesi) | {
        sel(a, "timbang_anak-bb"): "9,2",
        sel(a, "ukur_anak-pb_tb"): "7.5",
        sel(b, "timbang_anak-bb"): "satu",
        sel(c, "timbang_anak-bb"): "9,4",
    }
    jawaban = klien.post(url(sesi), isi)
    assert jawaban.status_code == 422
    assert [r.warga_id for r in Rekaman.objects.all()] == [c.pk]  # a is whole or not at all
    assert KunjunganWarga.objects.get().warga_id == c.pk
    teks = jawaban.content.decode()
    assert 'value="9,2"' in teks
    assert 'value="satu"' in teks
    assert "tidak mungkin" in teks


def test_the_same_page_sent_again_changes_nothing(klien, sesi, anak):
    isi = isian(klien, sesi) | {sel(anak[0], "timbang_anak-bb"): "9,4"}
    for _ in range(2):
        assert klien.post(url(sesi), isi).status_code == 302
    assert Rekaman.objects.get().versi == 1


def test_an_untouched_row_registers_nobody(klien, sesi, anak):
    assert klien.post(url(sesi), isian(klien, sesi)).status_code == 302
    assert not KunjunganWarga.objects.exists()


def test_a_saved_row_may_be_corrected_on_the_page_it_was_saved_on(klien, sesi, anak):
    a, b, _ = anak
    isi = isian(klien, sesi) | {sel(a, "timbang_anak-bb"): "9,4", sel(b, "timbang_anak-bb"): "satu"}
    rows = klien.post(url(sesi), isi).context["tabel"].rows
    lagi = {f.html_name: f.value() or "" for r in rows for f in r.form}
    lagi |= {sel(a, "timbang_anak-bb"): "9,6", sel(b, "timbang_anak-bb"): ""}
    assert klien.post(url(sesi), lagi).status_code == 302
    assert Rekaman.objects.get().isian == {"bb": "9.60"}


def test_somebody_faster_is_told_with_what_is_stored(klien, sesi, anak):
    lama = isian(klien, sesi)
    klien.post(url(sesi), lama | {sel(anak[0], "timbang_anak-bb"): "9,4"})
    jawaban = klien.post(url(sesi), lama | {sel(anak[0], "timbang_anak-bb"): "9,9"})
    assert jawaban.status_code == 422
    assert "Sudah diisi dari tempat lain: Berat badan 9,4" in jawaban.content.decode()
    assert 'value="9,9"' in jawaban.content.decode()


def test_an_ended_day_still_takes_its_paper(klien, sesi, anak, kader):
    SESI.apply(sesi.pk, "tutup_sesi", actor=kader)
    assert klien.post(url(sesi), isian(klien, sesi) | {sel(anak[0], "timbang_anak-bb"): "9,4"}).status_code == 302
    assert Rekaman.objects.get().tanggal == sesi.tanggal


def test_a_page_holds_few_people(klien, sesi, seruni):
    for n in range(PER_HALAMAN + 2):
        make_warga(seruni, lahir=hari_ini() - timedelta(days=430), nama=f"Anak contoh {n:02}")
    tabel = klien.get(url(sesi)).context["tabel"]
    assert (len(tabel.rows), tabel.banyak) == (PER_HALAMAN, 2)
    assert len(klien.get(url(sesi), {"hal": "2"}).context["tabel"].rows) == 2
    assert klien.get(url(sesi), {"hal": "999"}).context["tabel"].halaman == 2


def test_a_measure_that_is_not_asked_has_no_cell(klien, sesi, seruni):
    make_warga(seruni, lahir=hari_ini() - timedelta(days=90), nama="Bayi contoh")
    make_warga(seruni, lahir=hari_ini() - timedelta(days=430), nama="Anak contoh")
    tabel = klien.get(url(sesi)).context["tabel"]
    assert [k.kode for k in tabel.kolom] == ["bb", "pb_tb", "lk", "lila"]
    terisi = {r.baris.warga.nama: [s.isian is not None for s in sel_] for r, sel_ in tabel.sel}
    assert terisi == {"Bayi contoh": [True, True, True, False], "Anak contoh": [True] * 4}
