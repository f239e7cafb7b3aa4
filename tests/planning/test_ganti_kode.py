"""Broken codes replaced many at once: seen first, drafts only, in one step, undone in one step."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from audit.models import Catatan
from planning.actions.ganti_kode import Pilihan, ganti_banyak, kembalikan_ganti
from planning.kode_putus import cari_putus
from planning.models import BarisAnggaran, DokumenAnggaran, GantiKode, KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.nomenklatur import KodePutus
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import make_baris, make_dokumen, make_user
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = 2026
LAMA, BARU, NAMA, BALITA = "1.02.02.2.02.0028", "1.02.02.2.02.0004", "Lama sekali", "Pelayanan Balita"
LAIN, LAIN_BARU = "Nama lama ibu hamil", "Pelayanan Ibu Hamil"
BUMIL = "1.02.02.2.02.0001"


@pytest.fixture
def perencana(db: None) -> Any:
    return make_user("perencana-kota", peran="perencana", kode="33.75")


@pytest.fixture
def buku(db: None) -> dict[str, KodeNomenklatur]:
    isi = {"skema": "apbd", "sumber": "uji", "lengkap": True}
    lama = VersiNomenklatur.objects.create(nama="lama", tahun_dari=2020, tahun_sampai=2025, **isi)
    baru = VersiNomenklatur.objects.create(nama="baru", tahun_dari=TAHUN, **isi)
    asal = KodeNomenklatur.objects.create(skema="apbd", versi=lama, kode_kegiatan=LAMA, uraian=NAMA)
    hasil = {
        k: KodeNomenklatur.objects.create(
            skema="apbd", versi=baru, kode_kegiatan=k, uraian=n, tingkat="sub_kegiatan", bidang="kesehatan"
        )
        for k, n in ((BARU, BALITA), (BUMIL, LAIN_BARU))
    }
    PadananKode.objects.create(lama=asal, baru=hasil[BARU], dasar="resmi")
    return hasil


def baris(d: DokumenAnggaran, kode: str = LAMA, uraian: str = NAMA, **lain: Any) -> BarisAnggaran:
    return make_baris(d, kode_kegiatan=kode, uraian=uraian, **lain)


@pytest.fixture
def tiga(perencana: Any, buku: Any) -> dict[str, BarisAnggaran]:
    """Two lines of a draft, one of a fixed document, one of another kabupaten's draft."""
    draf = make_dokumen("kua_ppas", "33.75", TAHUN, tetap=False)
    return {
        "satu": baris(draf, bidang=""),
        "dua": baris(draf, BUMIL, LAIN),
        "tetap": baris(make_dokumen("apbd", "33.75", TAHUN)),
        "jauh": baris(make_dokumen("kua_ppas", "62.03", TAHUN, tetap=False)),
    }


def pilihan(kode: KodeNomenklatur, lama: str = LAMA, uraian: str = NAMA, kab: str = "33.75") -> Pilihan:
    return Pilihan(KodePutus("apbd", TAHUN, kab, lama, uraian, 1, 1), kode)


def kota() -> Wilayah:
    return Wilayah.objects.get(pk="33.75")


def isi(b: BarisAnggaran) -> tuple[str, str, str, str]:
    b.refresh_from_db()
    return b.kode_kegiatan, b.uraian, b.nomenklatur, b.bidang


class TestGanti:
    def test_drafts_change_and_what_is_printed_stays(self, tiga: Any, buku: Any, perencana: Any) -> None:
        ganti = ganti_banyak([pilihan(buku[BARU]), pilihan(buku[BUMIL], BUMIL, LAIN)], kota(), actor=perencana)
        assert isi(tiga["satu"]) == (BARU, BALITA, "baru", "kesehatan")
        assert isi(tiga["dua"]) == (BUMIL, LAIN_BARU, "baru", "kesehatan")
        assert isi(tiga["tetap"])[:2] == (LAMA, NAMA)
        assert isi(tiga["jauh"])[:2] == (LAMA, NAMA)
        assert ganti.ringkas == [(BUMIL, BUMIL, 1), (LAMA, BARU, 1)]
        catatan = Catatan.objects.untuk(tiga["satu"].dokumen).get(aksi="ganti_kode")
        assert catatan.perubahan[f"baris {tiga['satu'].pk}"] == [LAMA, BARU]

    def test_all_or_none(self, tiga: Any, buku: Any, perencana: Any) -> None:
        versi = VersiNomenklatur.objects.create(skema="apbd", nama="kelak", tahun_dari=2030, sumber="x", lengkap=True)
        kelak = KodeNomenklatur.objects.create(skema="apbd", versi=versi, kode_kegiatan="9", uraian="x")
        with pytest.raises(Ditolak, match="tidak berlaku"):
            ganti_banyak([pilihan(buku[BARU]), pilihan(kelak, BUMIL, LAIN)], kota(), actor=perencana)
        assert isi(tiga["satu"])[:2] == (LAMA, NAMA)
        assert not GantiKode.objects.exists()

    def test_another_area_is_not_reached(self, tiga: Any, buku: Any, perencana: Any) -> None:
        with pytest.raises(Ditolak, match="Tidak ada baris draf"):
            ganti_banyak([pilihan(buku[BARU], kab="62.03")], kota(), actor=perencana)
        assert isi(tiga["jauh"])[:2] == (LAMA, NAMA)
        with pytest.raises(Http404):
            ganti_banyak([pilihan(buku[BARU])], Wilayah.objects.get(pk="62.03"), actor=perencana)


class TestKembali:
    def test_the_old_codes_come_back(self, tiga: Any, buku: Any, perencana: Any) -> None:
        sebelum = isi(tiga["satu"]), isi(tiga["dua"])
        ganti = ganti_banyak([pilihan(buku[BARU]), pilihan(buku[BUMIL], BUMIL, LAIN)], kota(), actor=perencana)
        assert kembalikan_ganti(ganti.pk, actor=perencana)[1] == 0
        assert (isi(tiga["satu"]), isi(tiga["dua"])) == sebelum
        with pytest.raises(Ditolak, match="sudah dikembalikan"):
            kembalikan_ganti(ganti.pk, actor=perencana)

    def test_what_changed_since_stays(self, tiga: Any, buku: Any, perencana: Any) -> None:
        ganti = ganti_banyak([pilihan(buku[BARU]), pilihan(buku[BUMIL], BUMIL, LAIN)], kota(), actor=perencana)
        BarisAnggaran.objects.filter(pk=tiga["dua"].pk).update(uraian="ditulis ulang")
        assert kembalikan_ganti(ganti.pk, actor=perencana)[1] == 1
        assert isi(tiga["satu"])[:2] == (LAMA, NAMA)
        assert isi(tiga["dua"])[1] == "ditulis ulang"

    def test_a_document_fixed_since_stays(self, tiga: Any, buku: Any, perencana: Any) -> None:
        ganti = ganti_banyak([pilihan(buku[BARU])], kota(), actor=perencana)
        tetap = {"status": "ditetapkan", "nomor": "1", "tanggal": date(2025, 12, 1)}
        DokumenAnggaran.objects.filter(pk=tiga["satu"].dokumen_id).update(**tetap)
        with pytest.raises(Ditolak, match="Tidak ada yang dikembalikan"):
            kembalikan_ganti(ganti.pk, actor=perencana)
        assert isi(tiga["satu"])[0] == BARU


class TestHalaman:
    def _kunci(self, kode: str, uraian: str) -> str:
        return KodePutus("apbd", TAHUN, "33.75", kode, uraian, 0, 0).kunci

    def test_the_whole_way(self, tiga: Any, buku: Any, perencana: Any, masuk: Any) -> None:
        client = masuk(perencana)
        halaman = client.get(reverse("planning:kode-putus"), {"tahun": TAHUN}).text
        # What the export says itself is chosen already; the person still looks first.
        assert f'<option value="{buku[BARU].pk}" selected>' in halaman
        jalan = reverse("planning:kode-ganti-banyak")
        kirim = {"tahun": TAHUN, f"ganti-{self._kunci(LAMA, NAMA)}": buku[BARU].pk}
        lihat = teks(client.post(jalan, kirim))
        assert "1 baris draf akan memakai kode dan nama baru. 1 baris di dokumen yang sudah ditetapkan tetap" in lihat
        assert isi(tiga["satu"])[0] == LAMA
        jadi = client.post(jalan, {**kirim, "simpan": "1"}, follow=True)
        assert "1 baris diganti kodenya" in jadi.text
        assert isi(tiga["satu"])[0] == BARU
        ganti = GantiKode.objects.get()
        client.post(reverse("planning:kode-kembalikan", args=[ganti.pk]))
        assert isi(tiga["satu"])[0] == LAMA
        assert "dikembalikan" in teks(client.get(reverse("planning:kode-gantian")))

    def test_only_what_was_suggested_is_taken(self, tiga: Any, buku: Any, perencana: Any, masuk: Any) -> None:
        client, jalan = masuk(perencana), reverse("planning:kode-ganti-banyak")
        lain = KodeNomenklatur.objects.create(
            skema="apbd", versi=buku[BARU].versi, kode_kegiatan="9.99", uraian="Tak serupa", tingkat="sub_kegiatan"
        )
        for pk in (lain.pk, "x", "", 0):
            kirim = {"tahun": TAHUN, "simpan": "1", f"ganti-{self._kunci(LAMA, NAMA)}": pk}
            assert "Belum ada pengganti" in client.post(jalan, kirim, follow=True).text
        assert isi(tiga["satu"])[0] == LAMA

    def test_who_only_looks_gets_no_form(self, tiga: Any, cast: Any, masuk: Any) -> None:
        halaman = masuk(cast["auditor"]).get(reverse("planning:kode-putus"), {"tahun": TAHUN}).text
        assert "Lihat dulu hasilnya" not in halaman
        assert LAMA in halaman


def test_a_sure_suggestion_is_one(buku: Any, tiga: Any) -> None:
    """Two official successors are a choice for a person."""
    rows = [{"kode_kegiatan": LAMA, "uraian": NAMA, "jenis": "apbd", "kab": "33.75", "banyak": 1, "draf": 1}]
    assert cari_putus(rows, TAHUN).putus[0].pasti == buku[BARU]
    lama = KodeNomenklatur.objects.get(versi__nama="lama")
    PadananKode.objects.create(lama=lama, baru=buku[BUMIL], dasar="resmi")
    assert cari_putus(rows, TAHUN).putus[0].pasti is None
