"""Pages around the catalogue: what a person reads of it, thresholds and local options, and who may change them."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import Kiriman, akhiri_pilihan, catat, tambah_pilihan, tetapkan_ambang
from spm_services.ambang import DAFTAR
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.models import Ambang, DaftarPilihan, HasilAturan, KeadaanWarga, Rekaman
from tests.pembuat import KLEGO, make_keluarga, make_user, make_warga
from tests.rumah.halaman import pesan, tautan, teks

pytestmark = pytest.mark.django_db
LILA = "/layanan/ambang/lila_kek/"


@pytest.fixture
def dinkes(db):
    return make_user("dinkes", peran="opd", kode="33.75", bidang="kesehatan")


@pytest.fixture
def dinsos(db):
    return make_user("dinsos", peran="opd", kode="33.75", bidang="sosial")


def isi_ambang(**lain) -> dict:
    hari = hari_ini("33.75")
    return {"nilai": "23", "mulai": hari.isoformat(), "sumber": "SE contoh 1/2026", "alasan": "Uji coba", **lain}


class TestKatalog:
    def test_it_lists_every_service_that_can_be_recorded(self, cast, masuk):
        halaman = masuk(cast["tanpa_tugas"]).get("/layanan/katalog/")
        dicatat = [e for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e)]
        assert {f"/layanan/katalog/{e.kode}/" for e in dicatat} <= set(tautan(halaman))
        assert f"{len(dicatat)} layanan yang bisa dicatat" in teks(halaman)
        assert "bukan capaian SPM" in teks(halaman)

    def test_the_sealed_channel_stands_in_no_list(self, cast, masuk):
        kader = masuk(cast["kader"])
        assert "lapor_kekerasan" not in kader.get("/layanan/katalog/").content.decode()
        assert kader.get("/layanan/katalog/lapor_kekerasan/").status_code == 404

    def test_it_is_searched_by_words_and_field(self, cast, masuk):
        kader = masuk(cast["kader"])
        assert "/layanan/katalog/ukur_ibu_hamil/" in tautan(kader.get("/layanan/katalog/?q=ibu+HAMIL"))
        assert "/layanan/katalog/ukur_ibu_hamil/" not in tautan(kader.get("/layanan/katalog/?bidang=sosial"))
        assert "Tidak ada layanan yang cocok" in teks(kader.get("/layanan/katalog/?q=zzz"))

    @pytest.mark.parametrize("kode", sorted(e.kode for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e)))
    def test_each_service_says_what_it_asks_by_which_rules_and_on_which_ground(self, kode, cast, masuk):
        halaman = teks(masuk(cast["kader"]).get(f"/layanan/katalog/{kode}/"))
        entri = katalog.SEMUA[kode]
        for kata in (*(k.label for k in entri.isian), *(a.pesan for a in entri.aturan), entri.opd, entri.sumber):
            assert " ".join(kata.split()) in halaman
        for berkas in entri.berkas:
            assert berkas.label in halaman

    def test_a_rule_shows_the_threshold_of_the_readers_region(self, cast, masuk, dinkes):
        alamat = "/layanan/katalog/ukur_ibu_hamil/"
        assert "LILA < 23,5 cm" in teks(masuk(cast["dinas_pmd"]).get(alamat))
        tetapkan_ambang("33.75", "lila_kek", Decimal(23), mulai=hari_ini("33.75"), sumber="x", alasan="x", actor=dinkes)
        assert "LILA < 23 cm" in teks(masuk(cast["dinas_pmd"]).get(alamat))


class TestAmbang:
    def test_each_threshold_shows_its_value_and_where_it_comes_from(self, cast, masuk):
        halaman = teks(masuk(cast["kader"]).get("/layanan/ambang/"))
        assert all(a.label in halaman for a in DAFTAR)
        assert "Mengubahnya tugas Dinas Kesehatan" in halaman

    def test_dinkes_sets_a_new_value_and_it_is_seen_with_its_reason(self, masuk, dinkes, cast):
        klien = masuk(dinkes)
        assert f"{LILA}tetapkan/?wilayah=33.75" in tautan(klien.get(LILA))
        assert klien.post(f"{LILA}tetapkan/?wilayah=33.75", isi_ambang()).status_code == 302
        halaman = teks(masuk(cast["kader"]).get(LILA))
        assert "23 cm" in halaman
        assert "“Uji coba”" in halaman
        assert "23,5 cm bawaan" in halaman
        assert Catatan.objects.filter(aksi="tetapkan_ambang", pelaku=dinkes).exists()

    @pytest.mark.parametrize("siapa", ["dinsos", "dinas_pmd", "kader", "nakes", "tim_pembina"])
    def test_nobody_else_does(self, masuk, cast, dinsos, siapa):
        klien = masuk(dinsos if siapa == "dinsos" else cast[siapa])
        assert klien.post(f"{LILA}tetapkan/?wilayah=33.75", isi_ambang()).status_code == 403
        assert not Ambang.objects.exists()

    @pytest.mark.parametrize(
        ("kolom", "nilai", "kata"),
        [
            ("nilai", "235", "terlalu jauh dari 23,5 cm"),
            ("nilai", "23,5", "Nilainya sudah 23,5"),
            ("nilai", "dua", "dengan angka"),
            ("mulai", "2026-01-01", "Paling awal hari ini"),
            ("mulai", "2099-01-01", "Paling jauh dua tahun"),
            ("sumber", "", "Isi bagian ini"),
            ("alasan", "", "Isi bagian ini"),
        ],
    )
    def test_bad_input_is_said_at_its_field(self, masuk, dinkes, kolom, nilai, kata):
        jawab = masuk(dinkes).post(f"{LILA}tetapkan/?wilayah=33.75", isi_ambang(**{kolom: nilai}))
        assert jawab.status_code == 422
        assert kata in pesan(jawab, kolom)
        assert not Ambang.objects.exists()

    def test_the_past_of_a_value_that_is_set_for_later_is_not_rewritten(self, dinkes):
        hari = hari_ini("33.75")
        isi = {"sumber": "x", "alasan": "x", "actor": dinkes}
        tetapkan_ambang("33.75", "lila_kek", Decimal(23), mulai=hari + timedelta(days=30), **isi)
        with pytest.raises(Ditolak, match="hari sesudahnya"):
            tetapkan_ambang("33.75", "lila_kek", Decimal(22), mulai=hari, **isi)

    def test_another_region_keeps_its_own(self, dinkes):
        hari = hari_ini("33.75")
        tetapkan_ambang("33.75", "lila_kek", Decimal(23), mulai=hari, sumber="x", alasan="x", actor=dinkes)
        assert ambang_berlaku(f"{KLEGO}.p0001", hari)["lila_kek"] == 23
        assert ambang_berlaku("62.03", hari)["lila_kek"] == Decimal("23.5")
        assert ambang_berlaku(KLEGO, hari - timedelta(days=1))["lila_kek"] == Decimal("23.5")

    def test_old_records_keep_what_they_were_judged_by_and_new_ones_take_the_new(self, seruni, cast, masuk, dinkes):
        hari = hari_ini(seruni.kode)
        ibu = make_warga(seruni, date(1996, 3, 1))
        KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=hari - timedelta(days=120))
        klien = masuk(cast["kader"])
        alamat = f"/lapangan/catat/ukur_ibu_hamil/?unit={seruni.kode}&warga={ibu.uuid}"

        def ukur(pada: date, kunci: str) -> None:
            kirim = {"tanggal": pada.isoformat(), "kunci": kunci, "i_bb": "52", "i_lila": "23,2"}
            assert klien.post(alamat, kirim).status_code == 302

        ukur(hari - timedelta(days=1), "11111111-1111-4111-8111-111111111111")
        lama = Rekaman.objects.get()
        tetapkan_ambang("33.75", "lila_kek", Decimal(23), mulai=hari, sumber="x", alasan="x", actor=dinkes)
        ukur(hari, "22222222-2222-4222-8222-222222222222")
        assert HasilAturan.objects.get(kode__contains="kek").rekaman == lama
        assert "LILA 23,2 cm < 23,5 cm" in teks(klien.get(f"/layanan/{lama.kunci}/"))
        koreksi = {"tanggal": lama.tanggal.isoformat(), "kunci": str(lama.kunci), "versi": "1"}
        klien.post(f"/layanan/{lama.kunci}/koreksi/", koreksi | {"i_bb": "53", "i_lila": "23,2"})
        assert "LILA 23,2 cm < 23,5 cm" in teks(klien.get(f"/layanan/{lama.kunci}/"))


class TestPilihan:
    DAFTAR = "/layanan/pilihan/?wilayah=33.75"
    TAMBAH = "/layanan/pilihan/tambah/?wilayah=33.75&daftar=macam_bantuan"

    def isi(self, **lain) -> dict:
        return {"label": "Beras  daerah", "mulai": hari_ini("33.75").isoformat(), **lain}

    def test_an_option_of_the_region_is_offered_and_stays_readable_after_its_end(self, masuk, dinsos, seruni, cast):
        klien, hari = masuk(dinsos), hari_ini("33.75")
        assert klien.post(self.TAMBAH, self.isi()).status_code == 302
        opsi = DaftarPilihan.objects.get()
        assert (opsi.kode, opsi.label) == ("33_75_beras_daerah", "Beras daerah")
        kader, rumah = masuk(cast["kader"]), make_keluarga(seruni)
        form = f"/lapangan/catat/terima_bansos/?unit={seruni.kode}&keluarga={rumah.uuid}"
        assert "Beras daerah" in teks(kader.get(form))
        kolom = next(k.kode for k in katalog.SEMUA["terima_bansos"].isian if getattr(k, "daftar", ""))
        kirim = Kiriman("terima_bansos", hari, {kolom: opsi.kode}, uuid.uuid4(), keluarga=rumah)
        rekaman = catat(seruni, kirim, actor=cast["kader"])[0]
        akhiri_pilihan(opsi.pk, sampai=hari, actor=dinsos)
        assert "Beras daerah" not in teks(kader.get(form))
        assert "Beras daerah" in teks(kader.get(f"/layanan/{rekaman.kunci}/"))

    def test_its_code_never_meets_the_catalogues_own(self, dinsos):
        for n, label in enumerate(("Lainnya!", "Bantuan " * 10)):
            row = tambah_pilihan("33.75", "macam_bantuan", label, mulai=hari_ini("33.75"), actor=dinsos)
            assert row.kode.startswith("33_75_")
            assert len(row.kode) <= 40, n

    def test_the_same_word_twice_is_refused(self, masuk, dinsos):
        klien = masuk(dinsos)
        klien.post(self.TAMBAH, self.isi())
        assert "sudah ada" in pesan(klien.post(self.TAMBAH, self.isi(label="beras DAERAH")), "label")

    def test_a_field_keeps_its_lists(self, masuk, dinkes):
        klien = masuk(dinkes)
        assert klien.post(self.TAMBAH, self.isi()).status_code == 403
        assert self.TAMBAH.replace("macam_bantuan", "tujuan_rujukan") in tautan(klien.get(self.DAFTAR))
        assert self.TAMBAH not in tautan(klien.get(self.DAFTAR))

    def test_an_end_is_not_taken_back_into_the_past_nor_set_twice(self, masuk, dinsos):
        klien, hari = masuk(dinsos), hari_ini("33.75")
        klien.post(self.TAMBAH, self.isi())
        akhiri = f"/layanan/pilihan/{DaftarPilihan.objects.get().pk}/akhiri/"
        kemarin = {"sampai": (hari - timedelta(days=1)).isoformat()}
        assert "Paling awal hari ini" in pesan(klien.post(akhiri, kemarin), "sampai")
        assert klien.post(akhiri, {"sampai": hari.isoformat()}).status_code == 302
        assert "sudah diakhiri" in pesan(klien.post(akhiri, {"sampai": hari.isoformat()}), "sampai")
