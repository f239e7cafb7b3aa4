"""The pages of a registration file, as the village and the desks see them."""

import html
import re
from typing import Any

import pytest
from django.test import Client

from registry import actions
from registry.actions.registrasi import IsiPutusan
from registry.models import Ajuan, Posyandu, SuratKeputusan
from registry.workflow import hasil_ajuan
from tests.pembuat import KLEGO, lengkapi, make_ajuan, make_posyandu, make_user

pytestmark = pytest.mark.django_db


def teks(jawaban: Any) -> str:
    polos = re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style).*?</\1>", " ", jawaban.content.decode(), flags=re.S))
    return html.unescape(re.sub(r"\s+", " ", polos))


@pytest.fixture
def ajuan(seruni, cast) -> Ajuan:
    lengkapi(seruni)
    return actions.ajukan(seruni, actor=cast["operator_desa"])


def formulir(ajuan: Ajuan, langkah: str, **ganti: str) -> dict[str, str]:
    """What the reviewer's page sends when every item is found right, but for `ganti`."""
    ajuan.refresh_from_db()
    isi = {"versi": str(ajuan.versi), "langkah": langkah}
    for b in hasil_ajuan(ajuan).butir:
        isi |= {f"p_{b.kode}": "setuju", f"sidik_{b.kode}": b.sidik}
    return {**isi, **ganti}


class TestDesa:
    def test_names_each_missing_item_with_the_way_to_mend_it(self, seruni, cast, masuk):
        client = masuk(cast["operator_desa"])
        halaman = client.get(f"/posyandu/{seruni.kode}/registrasi/")
        isi = halaman.content.decode()
        assert "Berita acara musyawarah belum dicatat" in isi
        assert f"/posyandu/{seruni.kode}/sk/?jenis=berita_acara" in isi
        assert "Ajukan ke kecamatan" not in isi

    def test_hands_in_with_one_button_when_all_is_there(self, seruni, cast, masuk):
        lengkapi(seruni)
        client = masuk(cast["operator_desa"])
        assert "Ajukan ke kecamatan" in teks(client.get(f"/posyandu/{seruni.kode}/registrasi/"))
        jawaban = client.post(f"/posyandu/{seruni.kode}/registrasi/ajukan/", follow=True)
        assert "diajukan dan sekarang di meja kecamatan" in teks(jawaban)
        assert "Ajukan ke kecamatan" not in teks(jawaban)

    def test_what_came_back_stands_on_top_with_its_reason(self, ajuan, seruni, cast, masuk):
        kembali = [
            IsiPutusan(b.kode, b.kode != "sk_kader", b.sidik, "tidak_terbaca", "Halaman 2 gelap")
            for b in hasil_ajuan(ajuan).butir
        ]
        pemeriksa = cast["verifikator_kecamatan"]
        actions.putuskan(ajuan.pk, "kembalikan_kecamatan", kembali, versi=ajuan.versi, actor=pemeriksa)
        isi = teks(masuk(cast["operator_desa"]).get(f"/posyandu/{seruni.kode}/registrasi/"))
        assert "Dikembalikan kecamatan untuk diperbaiki putaran 1" in isi
        assert "Pindaian tidak terbaca atau terpotong: “Halaman 2 gelap”" in isi
        assert "Ajukan lagi ke kecamatan" in isi

    def test_a_scan_to_be_added_is_asked_for_at_the_paper_itself(self, seruni, cast, masuk):
        lengkapi(seruni)
        sk = SuratKeputusan.objects.get(posyandu=seruni, jenis="pengurus")
        SuratKeputusan.objects.filter(pk=sk.pk).update(berkas=None)
        halaman = masuk(cast["operator_desa"]).get(f"/posyandu/{seruni.kode}/registrasi/")
        assert f"/surat/{sk.pk}/pindaian/" in halaman.content.decode()

    def test_the_text_to_share_names_items_and_no_person(self, seruni, cast, masuk):
        lengkapi(seruni)
        SuratKeputusan.objects.filter(posyandu=seruni, jenis="pengurus").update(berkas=None)
        isi = masuk(cast["operator_desa"]).get(f"/posyandu/{seruni.kode}/registrasi/").content.decode()
        bagikan = re.search(r'<textarea id="wa"[^>]*>(.*?)</textarea>', isi, re.S)
        assert bagikan is not None
        assert "Lengkapi: Keputusan pengurus" in bagikan.group(1)
        assert "Kader kesehatan" not in bagikan.group(1)


class TestMeja:
    def url(self, ajuan: Ajuan) -> str:
        return f"/registrasi/berkas/{ajuan.uuid}/putuskan/"

    @pytest.fixture
    def client(self, cast, masuk) -> Client:
        return masuk(cast["verifikator_kecamatan"])

    def test_the_queue_shows_the_oldest_first_and_only_its_own_area(self, ajuan, client):
        lain = make_ajuan(make_posyandu("33.75.03.1003", nama="Di Utara"))
        isi = teks(client.get("/registrasi/meja/"))
        assert "Posyandu Seruni" in isi
        assert "Di Utara" not in isi
        assert client.get(f"/registrasi/berkas/{lain.uuid}/").status_code == 404

    def test_a_clean_file_takes_one_press(self, ajuan, client):
        isi = formulir(ajuan, "semua")
        hanya = {k: v for k, v in isi.items() if not k.startswith("p_")}
        jawaban = client.post(self.url(ajuan), hanya, follow=True)
        ajuan.refresh_from_db()
        assert ajuan.status == "diperiksa"
        assert "diteruskan. Tidak ada lagi yang menunggu di meja Anda." in teks(jawaban)

    def test_the_next_file_opens_by_itself(self, ajuan, client):
        kedua = make_ajuan(make_posyandu(KLEGO, nama="Kedua"))
        jawaban = client.post(self.url(ajuan), formulir(ajuan, "semua"))
        assert jawaban.url == f"/registrasi/berkas/{kedua.uuid}/"

    def test_sends_back_with_the_reason_at_the_item(self, ajuan, client):
        isi = formulir(ajuan, "kembali", p_sk_kader="kembali", alasan_sk_kader="tanda_tangan")
        assert client.post(self.url(ajuan), isi).status_code == 302
        ajuan.refresh_from_db()
        assert (ajuan.status, ajuan.dari_meja) == ("dikembalikan", "kecamatan")

    def test_a_missing_reason_is_said_at_its_item_and_nothing_typed_is_lost(self, ajuan, client):
        isi = formulir(ajuan, "kembali", p_sk_kader="kembali", catatan_sk_kader="Halaman 2 gelap")
        jawaban = client.post(self.url(ajuan), isi)
        assert jawaban.status_code == 422
        assert "Pilih alasannya." in teks(jawaban)
        assert 'value="Halaman 2 gelap"' in jawaban.content.decode()
        ajuan.refresh_from_db()
        assert ajuan.status == "diajukan"

    def test_a_moved_item_is_marked_and_the_other_choices_stay(self, ajuan, seruni, client):
        isi = formulir(ajuan, "maju", p_ketua="kembali", alasan_ketua="nama_beda")
        Posyandu.objects.filter(pk=seruni.pk).update(alamat="Jalan Baru 9")
        jawaban = client.post(self.url(ajuan), isi)
        badan = jawaban.content.decode()
        assert jawaban.status_code == 409
        assert "Isinya berubah sejak halaman ini dibuka" in badan
        assert re.search(r'name="p_ketua" value="kembali" checked', badan)
        assert not re.search(r'name="p_sekretariat" value="setuju" checked', badan)

    def test_what_changed_since_it_was_handed_in_stands_beside_the_old(self, ajuan, seruni, client):
        Posyandu.objects.filter(pk=seruni.pk).update(alamat="Jalan Baru 9")
        isi = teks(client.get(f"/registrasi/berkas/{ajuan.uuid}/"))
        assert "berubah sejak diajukan Alamat: Jalan Contoh 1, RT 001/RW 002 → Jalan Baru 9, RT 001/RW 002" in isi

    def test_whoever_comes_second_is_told_and_changes_nothing(self, ajuan, client, masuk):
        isi = formulir(ajuan, "semua")
        client.post(self.url(ajuan), isi)
        kedua = make_user("kedua", peran="verifikator_kecamatan", kode=KLEGO[:8])
        jawaban = masuk(kedua).post(self.url(ajuan), isi)
        assert jawaban.status_code in (403, 409)
        ajuan.refresh_from_db()
        assert ajuan.status == "diperiksa"

    def test_a_file_is_given_to_somebody_of_the_desk(self, ajuan, client, cast):
        url = f"/registrasi/berkas/{ajuan.uuid}/petugas/"
        client.post(url, {"petugas": str(cast["verifikator_kecamatan"].pk)})
        ajuan.refresh_from_db()
        assert ajuan.petugas == cast["verifikator_kecamatan"]
        assert "Seruni" in teks(client.get("/registrasi/meja/?punya=saya"))

    def test_mangled_forms_are_answered_with_a_page(self, ajuan, client):
        for isi in ({"versi": "x"}, {"versi": "1", "langkah": "\x00"}, {"langkah": "semua", "versi": "99"}):
            assert client.post(self.url(ajuan), isi).status_code in (400, 409, 422)


class TestRingkasan:
    def test_says_who_is_where_what_is_missing_most_and_who_can_go(self, ajuan, cast, masuk):
        siap = lengkapi(make_posyandu(KLEGO, nama="Siap Jalan"))
        kurang = lengkapi(make_posyandu(KLEGO, nama="Kurang Satu"))
        SuratKeputusan.objects.filter(posyandu=kurang, jenis="kader").delete()
        isi = teks(masuk(cast["dinas_pmd"]).get("/registrasi/ringkasan/?wilayah=33.75"))
        assert "Bisa diajukan sekarang 1" in isi
        assert "Paling sering kurang Keputusan kader 1 posyandu" in isi
        assert re.search(r"Meja kecamatan 1 \d+ \w+ 2026", isi)
        assert siap.sebutan in isi
        assert "Pekalongan Timur 3 0 1 1 1" in isi

    def test_a_closed_unit_and_one_with_its_number_are_not_waited_for(self, seruni, cast, masuk):
        actions.catat_nomor(seruni.pk, f"{KLEGO}.001", actor=None)
        isi = teks(masuk(cast["dinas_pmd"]).get("/registrasi/ringkasan/?wilayah=33.75"))
        assert "Pekalongan Timur 1 1 0 0 0" in isi
