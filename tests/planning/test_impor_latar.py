"""Large imports: read and taken by the worker, seen while they run, all or nothing, cancelled, survived."""

import time
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts import pekerjaan as mesin
from accounts.berkas import jalur
from accounts.models import Pekerjaan, StatusPekerjaan
from accounts.pekerjaan import Laju, kerjakan, kerjakan_semua
from planning import baca_impor, pekerja_impor
from planning.actions.impor import Kiriman, mulai_impor
from planning.actions.kode import mulai_buku
from planning.baca_impor import BESAR, baca, baca_kode, konteks
from planning.katalog import Skema
from planning.models import (
    BarisAnggaran,
    DokumenAnggaran,
    ImporRencana,
    ImporRencanaBaris,
    KodeNomenklatur,
    VersiNomenklatur,
)
from planning.views import impor as views
from tests.pembuat import make_dokumen, make_user
from tests.planning.berkas_impor import SIPD, isi_csv, isi_xlsx, sipd, unggahan
from tests.planning.test_impor_kode import isi_versi
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
N = 1200


@pytest.fixture
def perencana(db: None) -> Any:
    return make_user("perencana-kota", peran="perencana", kode="33.75")


@pytest.fixture
def apbd(db: None) -> DokumenAnggaran:
    return make_dokumen("apbd", "33.75", 2026, tetap=False)


def baris_sipd(n: int = N) -> list[list[str]]:
    return [sipd(f"1.02.{1 + i // 9000:02d}.2.02.{i % 9000:04d}", str(1000 + i)) for i in range(n)]


def csv_sipd(n: int = N, *lain: list[str]) -> bytes:
    return isi_csv(SIPD, [*baris_sipd(n), *lain])


@pytest.fixture
def kecil(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 kB is large, twenty rows are many."""
    monkeypatch.setattr(baca_impor, "BESAR", dict.fromkeys(BESAR, 100))
    monkeypatch.setattr(views, "AMBIL_LANGSUNG", 20)


@pytest.fixture
def antre(masuk: Any, perencana: Any, apbd: DokumenAnggaran, kecil: None) -> tuple[Any, ImporRencana]:
    """A large file handed in, and the client of who did."""
    client = masuk(perencana)
    kirim(client, apbd, csv_sipd())
    return client, ImporRencana.objects.get()


def kirim(client: Any, dokumen: DokumenAnggaran, isi: bytes, **lain: Any) -> Any:
    data = {"bentuk": "sipd", "berkas": unggahan(isi, "besar.csv"), "teks": "", "total": "", **lain}
    return client.post(reverse("planning:impor-baru", args=[dokumen.pk]), data)


def buka(client: Any, impor: ImporRencana) -> Any:
    return client.get(reverse("planning:impor-rinci", args=[impor.uuid]))


def pos(client: Any, nama: str, impor: ImporRencana, **isi: Any) -> Any:
    return client.post(reverse(f"planning:impor-{nama}", args=[impor.uuid]), isi, follow=True)


class TestBaca:
    def test_the_whole_way(self, antre: Any, apbd: DokumenAnggaran) -> None:
        client, impor = antre
        halaman = buka(client, impor)
        assert halaman["Refresh"] == "3"
        assert "Membaca besar.csv" in halaman.text
        assert kerjakan_semua() == 1
        impor.refresh_from_db()
        assert (impor.banyak, impor.tahap, impor.pekerjaan.status) == (N, "pratinjau", StatusPekerjaan.SELESAI)
        assert not jalur(impor.berkas).exists()
        halaman = buka(client, impor)
        assert "Refresh" not in halaman
        assert "Ambil semua baris" in halaman.text
        pos(client, "ambil", impor)
        assert not apbd.baris_list.exists()  # queued, not taken
        assert "Ambil semua baris" not in buka(client, impor).text
        kerjakan_semua()
        assert apbd.baris_list.count() == N
        impor.refresh_from_db()
        assert impor.tahap == "ambil"
        assert sum(b.pagu for b in apbd.baris_list.all()) == impor.jumlah

    def test_a_small_file_is_read_at_once(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        client = masuk(perencana)
        kirim(client, apbd, csv_sipd(30))
        assert not Pekerjaan.objects.exists()
        pos(client, "ambil", ImporRencana.objects.get())
        assert not Pekerjaan.objects.exists()
        assert apbd.baris_list.count() == 30

    def test_what_is_no_list_is_said(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran, kecil: None) -> None:
        client = masuk(perencana)
        kirim(client, apbd, isi_csv(("bukan", "daftar"), [("a", "b")] * 50))
        kerjakan_semua()
        impor = ImporRencana.objects.get()
        assert impor.tahap == "galat"
        assert impor.galat in buka(client, impor).text
        assert not impor.baris_list.exists()
        assert not jalur(impor.berkas).exists()
        assert "tidak terbaca" in pos(client, "ambil", impor).text

    def test_pasted_rows_and_an_xlsx_read_the_same(
        self, masuk: Any, perencana: Any, apbd: DokumenAnggaran, kecil: None
    ) -> None:
        client = masuk(perencana)
        kirim(client, apbd, isi_xlsx([SIPD, *baris_sipd(40)]))
        teks = "\n".join("\t".join((f"1.02.01.2.02.{i:04d}", f"Sub {i}", "dau", str(1000 + i))) for i in range(40))
        kirim(client, apbd, b"", bentuk="tempel", teks=teks, berkas="")
        kerjakan_semua()
        satu, dua = ImporRencana.objects.order_by("pk")
        assert (satu.banyak, satu.jumlah) == (dua.banyak, dua.jumlah) == (40, 40_780)

    def test_the_queue_reads_what_a_request_reads(self, antre: Any, apbd: DokumenAnggaran) -> None:
        """Row by row, and the file as a whole."""
        kerjakan_semua()
        bacaan, sidik = baca("sipd", konteks(apbd), unggahan=unggahan(csv_sipd(), "besar.csv"))
        kiriman = Kiriman(bentuk="sipd", nama="besar.csv", sidik=sidik)
        langsung = mulai_impor(apbd, bacaan, kiriman, actor=None)
        lama = ImporRencana.objects.exclude(pk=langsung.pk).get()
        kolom = ("nomor", "hasil", "kode_kegiatan", "uraian", "pagu", "isi", "mentah", "pesan")
        assert list(lama.baris_list.values_list(*kolom)) == list(langsung.baris_list.values_list(*kolom))
        sama = ("sidik", "jumlah", "banyak", "total_berkas", "kolom_asing", "nama", "bentuk", "dokumen_id")
        assert {k: getattr(lama, k) for k in sama} == {k: getattr(langsung, k) for k in sama}


class TestTerputus:
    def test_a_worker_killed_while_reading(self, antre: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """Rows of the dead attempt are there once afterwards, and all of them."""
        _, impor = antre
        asli, kali = Laju.maju, []

        def mati(self: Laju, *args: Any, **lain: Any) -> None:
            asli(self, *args, **lain)
            kali.append(args)
            if len(kali) == 3:
                raise KeyboardInterrupt

        monkeypatch.setattr(Laju, "maju", mati)
        with pytest.raises(KeyboardInterrupt):
            kerjakan_semua()
        assert 0 < ImporRencanaBaris.objects.count() < N
        impor.refresh_from_db()
        assert impor.dibaca is None
        monkeypatch.setattr(Laju, "maju", asli)
        Pekerjaan.objects.update(detak=timezone.now() - timezone.timedelta(seconds=settings.PEKERJAAN_BASI + 1))
        assert kerjakan_semua() == 1
        impor.refresh_from_db()
        assert (impor.banyak, impor.baris_list.count()) == (N, N)

    def test_a_worker_killed_while_taking(
        self, antre: Any, apbd: DokumenAnggaran, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """All or nothing, then all, once."""
        client, impor = antre
        kerjakan_semua()
        pos(client, "ambil", impor)
        asli = pekerja_impor.ambil_impor

        def mati(*args: Any, **lain: Any) -> None:
            asli(*args, **lain)
            assert BarisAnggaran.objects.count() == N
            raise KeyboardInterrupt

        monkeypatch.setattr(pekerja_impor, "ambil_impor", mati)
        with pytest.raises(KeyboardInterrupt):
            kerjakan_semua()
        assert not apbd.baris_list.exists()
        monkeypatch.setattr(pekerja_impor, "ambil_impor", asli)
        Pekerjaan.objects.update(detak=timezone.now() - timezone.timedelta(seconds=settings.PEKERJAAN_BASI + 1))
        kerjakan_semua()
        assert apbd.baris_list.count() == N
        # Taken and committed, the worker died before it said so: nothing is taken twice.
        Pekerjaan.objects.filter(jenis="rencana_ambil").update(status="antre")
        kerjakan_semua()
        assert apbd.baris_list.count() == N


class TestBatal:
    def test_cancelled_before_it_is_read(self, antre: Any, django_capture_on_commit_callbacks: Any) -> None:
        client, impor = antre
        assert jalur(impor.berkas).exists()
        with django_capture_on_commit_callbacks(execute=True):
            assert "Dibuang" in pos(client, "buang", impor).text
        assert not jalur(impor.berkas).exists()
        assert kerjakan_semua() == 0
        assert not ImporRencanaBaris.objects.exists()
        impor.refresh_from_db()
        assert (impor.tahap, impor.pekerjaan.status) == ("buang", StatusPekerjaan.DIBATALKAN)

    def test_cancelled_while_it_is_read(self, antre: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        client, impor = antre
        asli = pekerja_impor._uraikan

        def lambat(*args: Any) -> Any:
            pos(client, "buang", impor)
            return asli(*args)

        monkeypatch.setattr(pekerja_impor, "_uraikan", lambat)
        kerjakan_semua()
        assert not ImporRencanaBaris.objects.exists()
        impor.refresh_from_db()
        assert (impor.tahap, impor.dibaca) == ("buang", None)

    def test_the_taking_is_cancelled_and_may_be_begun_again(
        self, antre: Any, apbd: DokumenAnggaran, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client, impor = antre
        kerjakan_semua()
        pos(client, "ambil", impor)
        asli = pekerja_impor.ambil_impor

        def dibatalkan(*args: Any, **lain: Any) -> None:
            asli(*args, **lain)
            Pekerjaan.objects.filter(jenis="rencana_ambil").update(status="dibatalkan")

        monkeypatch.setattr(pekerja_impor, "ambil_impor", dibatalkan)
        kerjakan_semua()
        assert not apbd.baris_list.exists()
        monkeypatch.setattr(pekerja_impor, "ambil_impor", asli)
        impor.refresh_from_db()
        assert impor.tahap == "pratinjau"
        mesin.batalkan(impor.pekerjaan, oleh=impor.pemilik)
        pos(client, "ambil", impor)
        kerjakan_semua()
        assert apbd.baris_list.count() == N

    def test_what_is_queued_is_not_taken_twice(self, antre: Any) -> None:
        client, impor = antre
        kerjakan_semua()
        pos(client, "ambil", impor)
        assert "masih dikerjakan" in pos(client, "ambil", impor).text
        assert Pekerjaan.objects.filter(jenis="rencana_ambil").count() == 1

    def test_a_draft_fixed_in_between_is_told(self, antre: Any, apbd: DokumenAnggaran) -> None:
        client, impor = antre
        kerjakan_semua()
        pos(client, "ambil", impor)
        tetap = {"status": "ditetapkan", "nomor": "1", "tanggal": timezone.localdate()}
        DokumenAnggaran.objects.filter(pk=apbd.pk).update(**tetap)
        kerjakan_semua()
        assert "Dokumen sudah ditetapkan" in buka(client, impor).text
        assert not apbd.baris_list.exists()

    def test_who_left_takes_nothing(self, antre: Any, apbd: DokumenAnggaran, perencana: Any) -> None:
        client, impor = antre
        kerjakan_semua()
        pos(client, "ambil", impor)
        perencana.penugasan_list.all().delete()
        kerjakan(Pekerjaan.objects.get(jenis="rencana_baca"))  # ended: nothing happens
        kerjakan_semua()
        pekerjaan = Pekerjaan.objects.get(jenis="rencana_ambil")
        assert (pekerjaan.status, pekerjaan.pesan) == (StatusPekerjaan.GAGAL, pekerja_impor.TAK_BERTUGAS)
        assert not apbd.baris_list.exists()


class TestBuku:
    def test_a_large_book_goes_through_the_queue(self, masuk: Any, perencana: Any, kecil: None) -> None:
        client = masuk(perencana)
        rows = [(f"1.02.02.2.02.{i:04d}", f"Sub kegiatan {i}") for i in range(60)]
        data = {"skema": "apbd", "nama": "Buku besar", "tahun_dari": "2027", "sumber": "uji"}
        berkas = unggahan(isi_csv(("kode", "uraian"), rows), "buku.csv")
        client.post(reverse("planning:kode-muat"), {**data, "berkas": berkas})
        impor = ImporRencana.objects.get()
        assert impor.tahap == "baca"
        kerjakan_semua()
        pos(client, "ambil", impor)
        assert not VersiNomenklatur.objects.filter(nama="Buku besar").exists()
        kerjakan_semua()
        versi = VersiNomenklatur.objects.get(nama="Buku besar")
        assert KodeNomenklatur.objects.filter(versi=versi).count() >= 60
        assert (versi.lengkap, versi.tahun_dari) == (True, 2027)


def test_what_is_read_at_once_takes_under_two_seconds(apbd: DokumenAnggaran, capsys: Any) -> None:
    """The largest files below the border, and the most rows that are taken while a person waits."""
    lama = {}
    besar_csv = csv_sipd(BESAR["csv"] // len(csv_sipd(1000)) * 1000 or 1000)
    for nama, isi, bentuk in (("csv", besar_csv, "sipd"), ("xlsx", isi_xlsx([SIPD, *baris_sipd(2500)]), "sipd")):
        awal = time.perf_counter()
        bacaan, sidik = baca(bentuk, konteks(apbd), unggahan=unggahan(isi, f"a.{nama}"))
        impor = mulai_impor(apbd, bacaan, Kiriman(bentuk=bentuk, nama=nama, sidik=sidik), actor=None)
        lama[f"{nama} {len(isi) // 1024} kB, {impor.banyak} baris"] = time.perf_counter() - awal
        if nama == "xlsx":
            assert len(isi) > BESAR["xlsx"]
    rows = [(f"1.02.02.2.{i // 9000:02d}.{i % 9000:04d}", f"Sub kegiatan nomor {i}") for i in range(3600)]
    isi = isi_csv(("kode", "uraian"), rows)
    assert len(isi) > 0.9 * BESAR["csv"]
    awal = time.perf_counter()
    buku, sidik = baca_kode(unggahan(isi, "k.csv"), Skema.APBD, semua=True, sendiri=False)
    wilayah = Wilayah.objects.get(pk="33.75")
    mulai_buku(wilayah, buku, Kiriman("kode", "k.csv", sidik), isi_versi("apbd", "k"), actor=None)
    lama[f"nomenklatur {len(isi) // 1024} kB"] = time.perf_counter() - awal
    with capsys.disabled():
        print("\n" + ", ".join(f"{k}: {n:.1f} detik" for k, n in lama.items()), connection.vendor)  # noqa: T201
    assert max(lama.values()) < 20  # a busy machine; the figure printed is what counts
    assert Decimal(0) < (ImporRencana.objects.order_by("pk")[0].jumlah or Decimal(0))
