"""Long jobs: taken once, resumed after a dead worker, ended with a plain sentence, seen by their owner only."""

import os
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import pekerjaan as kerja
from accounts.berkas import jalur, sapu_yatim, simpan
from accounts.models import Berkas, JenisBerkas, Pekerjaan, StatusPekerjaan
from accounts.pekerjaan import Dibatalkan, Laju, ambil_satu, antre, batalkan, kerjakan, kerjakan_semua
from posyandu_app.lib.galat import Ditolak
from tests.lib.serempak import serempak
from tests.pembuat import make_user
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def jenis(monkeypatch):
    """jenis(f): from now on f does the jobs of the kind `coba`."""
    return lambda f: monkeypatch.setitem(kerja.PEKERJA, "coba", f)


@pytest.fixture
def pemilik():
    return make_user("pemilik-kerja")


def baru(pemilik, **isi):
    return antre("coba", isi, judul="Coba", oleh=pemilik)


def basikan(pekerjaan):
    Pekerjaan.objects.filter(pk=pekerjaan.pk).update(detak=timezone.now() - timedelta(seconds=61))


def test_a_job_runs_and_keeps_its_result(jenis, pemilik):
    def f(laju):
        laju.maju(1, 2)
        laju.maju(2)
        return simpan(b"a", "a.csv", jenis=JenisBerkas.CSV, oleh=laju.pekerjaan.pemilik)

    jenis(f)
    p = baru(pemilik)
    assert kerjakan_semua() == 1
    p.refresh_from_db()
    assert (p.status, p.selesai, p.jumlah, p.percobaan) == (StatusPekerjaan.SELESAI, 2, 2, 1)
    assert p.hasil.nama == "a.csv"
    assert p.berakhir is not None


def test_jobs_run_in_the_order_they_came(jenis, pemilik):
    urutan = []
    jenis(lambda laju: urutan.append(laju.pekerjaan.isi["n"]))
    for n in range(3):
        baru(pemilik, n=n)
    kerjakan_semua()
    assert urutan == [0, 1, 2]


def test_a_kind_that_nobody_does_is_not_queued(pemilik):
    with pytest.raises(KeyError):
        antre("tidak-ada", {}, judul="x", oleh=pemilik)


def test_a_fault_ends_the_job_without_the_words_of_the_fault(jenis, pemilik):
    def f(laju):
        raise ValueError("Key (nik)=(3375991234567890) already exists")

    jenis(f)
    p = baru(pemilik)
    kerjakan_semua()
    p.refresh_from_db()
    assert p.status == StatusPekerjaan.GAGAL
    assert "kesalahan sistem" in p.pesan
    assert "3375" not in p.pesan


def test_a_refusal_is_told_as_it_is(jenis, pemilik):
    def f(laju):
        raise Ditolak("", "Berkas ini kosong.")

    jenis(f)
    p = baru(pemilik)
    kerjakan_semua()
    p.refresh_from_db()
    assert (p.status, p.pesan) == (StatusPekerjaan.GAGAL, "Berkas ini kosong.")


class TestTerputus:
    def test_a_job_of_a_dead_worker_goes_on_from_its_point(self, jenis, pemilik):
        jenis(lambda laju: None)
        p = baru(pemilik)
        mati = ambil_satu()
        Laju(mati).maju(40, 100, titik={"baris": 40})
        assert ambil_satu() is None  # alive for all we know
        basikan(p)
        lagi = ambil_satu()
        assert (lagi.pk, lagi.percobaan, lagi.titik, lagi.selesai) == (p.pk, 2, {"baris": 40}, 40)

    def test_a_worker_believed_dead_cannot_write_any_more(self, jenis, pemilik):
        jenis(lambda laju: None)
        p = baru(pemilik)
        lama = ambil_satu()
        basikan(p)
        ambil_satu()
        with pytest.raises(Dibatalkan):
            Laju(lama).maju(99, titik={"baris": 99})
        p.refresh_from_db()
        assert (p.selesai, p.titik) == (0, {})

    def test_after_three_attempts_it_has_failed(self, jenis, pemilik):
        jenis(lambda laju: None)
        p = baru(pemilik)
        for _ in range(3):
            assert ambil_satu().pk == p.pk
            basikan(p)
        assert ambil_satu() is None
        p.refresh_from_db()
        assert p.status == StatusPekerjaan.GAGAL
        assert "terputus tiga kali" in p.pesan

    def test_told_to_end_it_goes_back_without_losing_an_attempt(self, jenis, pemilik):
        def f(laju):
            laju.maju(1, 3, titik={"baris": 1})
            raise AssertionError("goes on after the end")

        jenis(f)
        p = baru(pemilik)
        kerjakan(ambil_satu(), lambda: True)
        p.refresh_from_db()
        assert (p.status, p.titik, p.percobaan) == (StatusPekerjaan.ANTRE, {"baris": 1}, 0)


class TestBatal:
    def test_a_waiting_job_never_starts(self, jenis, pemilik):
        jenis(lambda laju: pytest.fail("it started"))
        p = baru(pemilik)
        assert batalkan(p, oleh=pemilik)
        assert kerjakan_semua() == 0

    def test_a_running_job_stops_after_its_step(self, jenis, pemilik):
        def f(laju):
            laju.maju(1)
            batalkan(laju.pekerjaan, oleh=pemilik)
            laju.maju(2)
            pytest.fail("it went on")

        jenis(f)
        p = baru(pemilik)
        kerjakan_semua()
        p.refresh_from_db()
        assert (p.status, p.selesai) == (StatusPekerjaan.DIBATALKAN, 1)

    def test_nobody_else_cancels_it(self, jenis, pemilik):
        jenis(lambda laju: None)
        p = baru(pemilik)
        assert not batalkan(p, oleh=make_user())
        assert kerjakan_semua() == 1

    def test_an_ended_job_stays_as_it_ended(self, jenis, pemilik):
        jenis(lambda laju: None)
        p = baru(pemilik)
        kerjakan_semua()
        assert not batalkan(p, oleh=pemilik)
        p.refresh_from_db()
        assert p.status == StatusPekerjaan.SELESAI


class TestHalaman:
    def test_the_owner_sees_progress_and_the_page_renews_itself(self, jenis, pemilik, masuk):
        jenis(lambda laju: None)
        p = baru(pemilik)
        Laju(ambil_satu()).maju(1500, 4000)
        jawaban = masuk(pemilik).get(f"/pekerjaan/{p.uuid}/")
        assert "1.500 dari 4.000" in teks(jawaban)
        assert '<meta http-equiv="refresh" content="3">' in jawaban.content.decode()
        potongan = masuk(pemilik).get(f"/pekerjaan/{p.uuid}/", headers={"HX-Request": "true"})
        assert "<html" not in potongan.content.decode()
        assert "HX-Refresh" not in potongan

    def test_at_the_end_the_page_is_asked_for_anew(self, jenis, pemilik, masuk):
        jenis(lambda laju: None)
        p = baru(pemilik)
        kerjakan_semua()
        client = masuk(pemilik)
        assert client.get(f"/pekerjaan/{p.uuid}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
        assert 'http-equiv="refresh"' not in client.get(f"/pekerjaan/{p.uuid}/").content.decode()

    def test_for_others_it_does_not_exist(self, jenis, pemilik, masuk):
        jenis(lambda laju: simpan(b"a", "rahasia.csv", jenis=JenisBerkas.CSV, oleh=None))
        p = baru(pemilik)
        kerjakan_semua()
        lain = masuk(make_user(peran="dinas_pmd", kode="33.75"))
        for ekor in ("", "berkas/"):
            assert lain.get(f"/pekerjaan/{p.uuid}/{ekor}").status_code == 404
        assert lain.post(f"/pekerjaan/{p.uuid}/batal/").status_code == 404
        assert "Coba" not in teks(lain.get("/pekerjaan/"))

    def test_the_result_is_handed_over_as_what_it_is(self, jenis, pemilik, masuk):
        jenis(lambda laju: simpan(b"a;b", "hasil.csv", jenis=JenisBerkas.CSV, oleh=pemilik))
        p = baru(pemilik)
        kerjakan_semua()
        jawaban = masuk(pemilik).get(f"/pekerjaan/{p.uuid}/berkas/")
        assert jawaban["Content-Disposition"] == 'attachment; filename="hasil.csv"'
        assert b"".join(jawaban.streaming_content) == b"a;b"


@pytest.mark.usefixtures("transaksi")
def test_of_eight_workers_each_job_has_one(monkeypatch):
    monkeypatch.setitem(kerja.PEKERJA, "coba", lambda laju: None)
    pemilik = make_user("balapan-kerja")
    pk = {baru(pemilik).pk for _ in range(5)}
    diambil = [p.pk for p in serempak([ambil_satu] * 8) if p is not None]
    while (p := ambil_satu()) is not None:  # one that met a lock may have gone home empty
        diambil.append(p.pk)
    assert sorted(diambil) == sorted(pk)


def test_the_sweep_removes_only_old_files_that_no_row_knows(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    dikenal, yatim, muda = (simpan(b"x", f"{n}.csv", jenis=JenisBerkas.CSV, oleh=None) for n in "abc")
    Berkas.objects.filter(pk__in=[yatim.pk, muda.pk]).delete()
    for b in (dikenal, yatim):
        os.utime(jalur(b), (time.time() - 90_000,) * 2)
    assert sapu_yatim() == 1
    assert [jalur(b).exists() for b in (dikenal, yatim, muda)] == [True, False, True]
