"""Training: levels that follow from marks, attendance, years of service, lists that come in and go out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.scope import Scope
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.impor.pelatihan import kelompok as baca_kelompok
from registry.keterampilan import DAFTAR, ISI, KELOMPOK, RUJUKAN, baca_tingkat, kurang_untuk_naik, tingkat
from registry.metrics_pelatihan import MasaKerja, belum_terlatih, masa_kerja, ringkas, satukan
from registry.models import Kader, Orang, Pelatihan, PesertaPelatihan, TandaKeterampilan
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
AWAL = date(2026, 3, 2)
A, B = RUJUKAN["A"], RUJUKAN["B"]


def hari(n: int = 0) -> date:
    return hari_ini(KLEGO) + timedelta(days=n)


def isi(*kelompok: str) -> set[str]:
    return {k for g in kelompok for k in ISI[g]}


def acara(kode: str = KLEGO, **ganti) -> Pelatihan:
    bahan = {"judul": "Pelatihan dasar", "mulai": AWAL, "selesai": AWAL + timedelta(days=1), "kelompok": ["kelola"]}
    return actions.buat_pelatihan(Wilayah.objects.get(kode=kode), bahan | ganti, actor=None)


def tandai(orang: Orang, *kode: str, **ganti):
    bahan = {"tanggal": AWAL, "penilai": "Puskesmas contoh", "actor": None}
    return actions.tandai(orang.pk, kode, **(bahan | ganti))


class TestTingkat:
    def test_twenty_five_skills_in_five_groups(self):
        assert [len(ISI[g]) for g in KELOMPOK] == [4, 7, 6, 3, 5]
        assert len({k.kode for k in DAFTAR}) == 25

    @pytest.mark.parametrize(
        ("aturan", "punya", "hasil"),
        [
            (A, set(), ""),
            (A, isi("kelola", "bayi"), ""),
            (A, isi("kelola", "bayi", "sekolah"), "purwa"),
            (A, isi("kelola", "bayi", "ibu"), "purwa"),
            (A, isi("kelola", "bayi", "ibu", "sekolah") - {"sekolah_sehat"}, "purwa"),
            (A, isi("kelola", "bayi", "ibu", "sekolah"), "madya"),
            (A, isi("kelola", "ibu", "sekolah", "dewasa"), ""),
            (A, isi(*KELOMPOK) - {"dewasa_kb"}, "madya"),
            (A, isi(*KELOMPOK), "utama"),
            (B, isi("sekolah"), ""),
            (B, isi("sekolah", "dewasa"), "purwa"),
            (B, isi("kelola", "bayi", "ibu"), "madya"),
            (B, isi("kelola", "bayi", "sekolah", "dewasa"), "purwa"),
            (B, isi(*KELOMPOK), "utama"),
        ],
    )
    def test_each_level_at_its_edge(self, aturan, punya, hasil):
        assert tingkat(punya, aturan) == hasil

    @pytest.mark.parametrize(
        "teks",
        [
            "",
            "purwa = kelola",
            "purwa = kelola; madya = bayi; utama = mars",
            "purwa = kelola + 5; madya = bayi; utama = semua",
            "purwa = ; madya = bayi; utama = semua",
            "purwa = kelola; purwa = bayi; utama = semua",
            "purwa kelola; madya = bayi; utama = semua",
        ],
    )
    def test_a_rule_that_cannot_be_meant_is_refused(self, teks):
        with pytest.raises(Ditolak) as galat:
            baca_tingkat(teks)
        assert galat.value.kolom == "nilai"

    def test_what_is_missing_for_the_next_level(self):
        berikut, perlu, pilihan = kurang_untuk_naik(isi("kelola") | {"bayi_kia"}, A)
        assert (berikut, len(perlu), pilihan) == ("purwa", 6, 1)
        assert kurang_untuk_naik(isi("kelola", "bayi", "sekolah"), A)[0::2] == ("madya", 0)
        assert kurang_untuk_naik(isi(*KELOMPOK), A) == ("", [], 0)

    def test_a_region_sets_its_own_rule(self, seruni, cast, masuk):
        kota = Wilayah.objects.get(kode="33.75")
        orang = make_kader(seruni).orang
        tandai(orang, *isi("sekolah", "dewasa"))
        client = masuk(cast["dinas_pmd"])
        alamat = f"/orang/{orang.uuid}/keterampilan/"
        assert "belum bertingkat" in client.get(alamat).content.decode()
        with pytest.raises(Ditolak, match="tidak dikenal"):
            actions.tetapkan_aturan(kota, "tingkat_kader", "apa saja", dasar="x", versi=0, actor=cast["dinas_pmd"])
        actions.tetapkan_aturan(kota, "tingkat_kader", B, dasar="SE contoh", versi=0, actor=cast["dinas_pmd"])
        assert ">Purwa<" in client.get(alamat).content.decode()


class TestTanda:
    def test_twice_is_once_and_one_run_out_is_made_new(self, seruni):
        orang = make_kader(seruni).orang
        assert len(tandai(orang, "bayi_asi", "bayi_kia")) == 2
        assert tandai(orang, "bayi_asi") == []
        TandaKeterampilan.objects.filter(keterampilan="bayi_asi").update(sampai=hari())
        assert len(tandai(orang, "bayi_asi", tanggal=hari())) == 1
        lama = TandaKeterampilan.objects.exclude(dicabut=None).get()
        assert (lama.dicabut, lama.alasan_cabut) == (hari(), "masa berlakunya habis")

    @pytest.mark.parametrize(
        ("ganti", "kolom"),
        [
            ({"tanggal": hari_ini() + timedelta(days=2)}, "tanggal"),
            ({"penilai": " "}, "penilai"),
            ({"sampai": AWAL}, "sampai"),
        ],
    )
    def test_bad_input_is_refused_at_its_field(self, seruni, ganti, kolom):
        with pytest.raises(Ditolak) as galat:
            tandai(make_kader(seruni).orang, "bayi_asi", **ganti)
        assert galat.value.kolom == kolom

    def test_nobody_marks_themselves(self, seruni, cast):
        orang = make_kader(seruni).orang
        Orang.objects.filter(pk=orang.pk).update(akun=cast["operator_desa"])
        with pytest.raises(Ditolak, match="orang lain"):
            tandai(orang, "bayi_asi", actor=cast["operator_desa"])

    def test_outside_the_area_it_does_not_exist(self, cast):
        orang = make_kader(make_posyandu(KANDANG_PANJANG)).orang
        with pytest.raises(Http404):
            tandai(orang, "bayi_asi", actor=cast["operator_desa"])
        with pytest.raises(PermissionDenied):
            tandai(orang, "bayi_asi", actor=cast["tim_pembina"])

    def test_taking_back_needs_a_reason_and_is_kept(self, seruni, cast):
        orang = make_kader(seruni).orang
        (tanda,) = tandai(orang, "bayi_asi")
        with pytest.raises(Ditolak, match="alasan"):
            actions.cabut_tanda(tanda.pk, " ", actor=cast["dinas_pmd"])
        actions.cabut_tanda(tanda.pk, "salah orang", actor=cast["dinas_pmd"])
        assert not TandaKeterampilan.objects.filter(orang=orang).berlaku(hari()).exists()
        with pytest.raises(Ditolak, match="sudah dicabut"):
            actions.cabut_tanda(tanda.pk, "lagi", actor=cast["dinas_pmd"])

    def test_marks_follow_a_merge_and_come_back(self, seruni, cast):
        satu, dua = (make_kader(make_posyandu(KLEGO), nama=n).orang for n in ("Siti A", "Siti B"))
        tandai(satu, "bayi_asi")
        tandai(dua, "bayi_asi", "bayi_kia")
        gabungan = actions.gabung_orang(satu.pk, dua.pk, alasan="orang sama", actor=cast["dinas_pmd"])
        assert set(satu.tanda_list.values_list("keterampilan", flat=True)) == {"bayi_asi", "bayi_kia"}
        actions.batal_gabung(gabungan.pk, actor=cast["dinas_pmd"])
        assert set(dua.tanda_list.values_list("keterampilan", flat=True)) == {"bayi_asi", "bayi_kia"}


class TestAcara:
    def test_one_of_a_name_on_a_day(self):
        acara()
        with pytest.raises(Ditolak, match="sudah dicatat"):
            acara()

    def test_it_does_not_end_before_it_begins(self):
        with pytest.raises(Ditolak) as galat:
            acara(selesai=AWAL - timedelta(days=1))
        assert galat.value.kolom == "selesai"

    def test_a_stale_page_is_told(self, cast):
        a = acara()
        baru = {"judul": "Lain", "mulai": AWAL, "selesai": AWAL}
        actions.ubah_pelatihan(a.pk, baru, versi=1, actor=cast["dinas_pmd"])
        with pytest.raises(Bentrok):
            actions.ubah_pelatihan(a.pk, baru, versi=1, actor=cast["dinas_pmd"])

    def test_only_people_of_the_area_and_each_once(self, seruni):
        milik, jauh = make_kader(seruni).orang, make_kader(make_posyandu(KANDANG_PANJANG)).orang
        a = acara()
        assert actions.tambah_peserta(a.pk, [milik.pk, jauh.pk], actor=None) == 1
        assert actions.tambah_peserta(a.pk, [milik.pk], actor=None) == 0
        lurah = {"sebagai": "kepala", "nama": "Lurah contoh"}
        actions.tambah_peserta_lain(a.pk, lurah, actor=None)
        with pytest.raises(Ditolak, match="sudah ada"):
            actions.tambah_peserta_lain(a.pk, lurah, actor=None)

    def test_not_asked_is_not_absent(self, seruni):
        a = acara()
        actions.tambah_peserta(a.pk, [make_kader(seruni).orang_id], actor=None)
        p = PesertaPelatihan.objects.get()
        assert (p.hadir, p.lulus) == (None, None)
        assert actions.isi_hadir(a.pk, {p.pk: (False, True, "")}, actor=None) == 1
        p.refresh_from_db()
        assert (p.hadir, p.lulus) == (False, False)

    def test_no_attendance_before_the_first_day(self):
        a = acara(mulai=hari(2), selesai=hari(3))
        with pytest.raises(Ditolak, match="belum dimulai"):
            actions.isi_hadir(a.pk, {}, actor=None)

    def test_who_was_there_stays_on_the_list(self, seruni, cast):
        a = acara()
        actions.tambah_peserta(a.pk, [make_kader(seruni).orang_id], actor=None)
        p = PesertaPelatihan.objects.get()
        actions.isi_hadir(a.pk, {p.pk: (True, None, "")}, actor=None)
        with pytest.raises(Ditolak, match="tercatat hadir"):
            actions.hapus_peserta(p.pk, actor=cast["dinas_pmd"])
        actions.isi_hadir(a.pk, {p.pk: (False, None, "")}, actor=None)
        actions.hapus_peserta(p.pk, actor=cast["dinas_pmd"])
        assert not PesertaPelatihan.objects.exists()

    def test_those_who_passed_get_their_marks(self, seruni):
        a = acara()
        orang = [make_kader(seruni, b).orang_id for b in ("kesehatan", "sosial")]
        actions.tambah_peserta(a.pk, orang, actor=None)
        satu, dua = PesertaPelatihan.objects.order_by("pk")
        actions.isi_hadir(a.pk, {satu.pk: (True, True, "S/1"), dua.pk: (True, False, "")}, actor=None)
        assert actions.tandai_lulus(a.pk, sorted(ISI["kelola"]), penilai="Puskesmas", actor=None) == (1, 4)
        assert actions.tandai_lulus(a.pk, sorted(ISI["kelola"]), penilai="Puskesmas", actor=None) == (1, 0)
        assert set(TandaKeterampilan.objects.values_list("orang", "tanggal")) == {(satu.orang_id, a.selesai)}


class TestHitung:
    def test_levels_and_needs_of_an_area(self, seruni):
        orang = [make_kader(seruni, b, nama=b).orang for b in ("kesehatan", "sosial", "pendidikan")]
        tandai(orang[0], *isi(*KELOMPOK))
        tandai(orang[1], *isi("kelola"))
        r = ringkas(Scope.publik(), KLEGO, A, hari())
        assert (r.kader, r.tingkat, r.terlatih["kelola"], r.terlatih["ibu"]) == (3, {"utama": 1, "": 2}, 2, 1)
        rows = Kader.objects.di_wilayah(KLEGO).berlaku(hari())
        assert {k.orang.nama for k in belum_terlatih(rows, "kelola", hari())} == {"pendidikan"}
        assert {k.orang.nama for k in belum_terlatih(rows, "ibu", hari())} == {"sosial", "pendidikan"}

    def test_a_mark_that_ran_out_or_was_taken_back_does_not_count(self, seruni, cast):
        orang = make_kader(seruni).orang
        tanda = tandai(orang, *isi("kelola"))
        rows = Kader.objects.di_wilayah(KLEGO).berlaku(hari())
        assert not belum_terlatih(rows, "kelola", hari()).exists()
        TandaKeterampilan.objects.filter(pk=tanda[0].pk).update(sampai=hari())
        assert belum_terlatih(rows, "kelola", hari()).exists()
        TandaKeterampilan.objects.filter(pk=tanda[0].pk).update(sampai=None)
        actions.cabut_tanda(tanda[1].pk, "salah", actor=cast["dinas_pmd"])
        assert belum_terlatih(rows, "kelola", hari()).exists()

    def test_the_same_cost_for_three_people_and_for_thirty(self, seruni):
        biaya = []
        for n in (3, 27):
            for _ in range(n):
                tandai(make_kader(seruni, "sosial").orang, "bayi_asi")
            with CaptureQueriesContext(connection) as catatan:
                ringkas(Scope.publik(), KLEGO, A, hari())
                masa_kerja(Kader.objects.values_list("orang", flat=True), hari())
            biaya.append(len(catatan))
        assert biaya[0] == biaya[1]


class TestMasaKerja:
    HARI = date(2026, 11, 24)

    def _masa(self, *selang: tuple[str, str]) -> MasaKerja:
        isi = [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in selang]
        return MasaKerja(self.HARI, tuple(satukan(isi)))

    def test_ten_years_are_reached_on_the_day_itself(self):
        assert self._masa(("2016-11-24", "2026-11-24")).mencapai(10)
        assert not self._masa(("2016-11-25", "2026-11-24")).mencapai(10)
        assert self._masa(("2016-11-24", "2026-11-24")).kata == "10 tahun"

    def test_two_terms_at_once_count_once(self):
        sendiri = self._masa(("2020-01-01", "2022-01-01"))
        assert self._masa(("2020-01-01", "2022-01-01"), ("2020-06-01", "2021-06-01")).total == sendiri.total
        assert self._masa(("2020-01-01", "2021-01-01"), ("2020-06-01", "2022-01-01")).total == sendiri.total

    def test_a_gap_does_not_count_and_terms_that_touch_are_one(self):
        assert self._masa(("2020-01-01", "2020-01-11"), ("2020-02-01", "2020-02-11")).total == 20
        assert len(self._masa(("2020-01-01", "2020-02-01"), ("2020-02-01", "2020-03-01")).selang) == 1

    def test_a_leap_day_is_a_day(self):
        hari = date(2024, 2, 29)
        m = MasaKerja(hari, ((date(2023, 2, 28), hari),))
        assert (m.total, m.mencapai(1), m.tahun) == (366, True, 1)

    def test_an_empty_term_is_nothing(self):
        assert self._masa(("2020-01-01", "2020-01-01")).kata == "kurang dari sebulan"

    def test_terms_in_every_unit_and_the_word_before_the_first_decree(self, seruni):
        kader = make_kader(seruni)
        Kader.objects.filter(pk=kader.pk).update(mulai=date(2020, 1, 1), sampai=date(2021, 1, 1))
        lain = make_posyandu(KANDANG_PANJANG)
        Kader.objects.create(posyandu=lain, orang=kader.orang, bidang="sosial", mulai=date(2022, 1, 1))
        m = masa_kerja([kader.orang_id], date(2023, 1, 1))[kader.orang_id]
        assert (m.total, m.dinyatakan) == (366 + 365, False)
        Orang.objects.filter(pk=kader.orang_id).update(mengabdi_sejak=date(2019, 1, 1))
        m = masa_kerja([kader.orang_id], date(2023, 1, 1))[kader.orang_id]
        assert (m.total, m.dinyatakan) == (365 + 366 + 365, True)

    def test_a_term_of_tomorrow_is_not_served(self, seruni):
        kader = make_kader(seruni)
        assert masa_kerja([kader.orang_id], date(2025, 12, 31))[kader.orang_id].total == 0


class TestHalaman:
    def test_from_the_event_to_the_level(self, seruni, cast, masuk):
        orang = make_kader(seruni, nama="Siti contoh").orang
        client = masuk(cast["operator_desa"])
        kirim = {"wilayah": KLEGO, "judul": "Pelatihan", "mulai": "2026-03-02", "selesai": "2026-03-02"}
        kirim["kelompok"] = ["kelola", "bayi"]
        assert client.post("/kader/pelatihan/baru/", kirim | {"selesai": "2026-03-01"}).status_code == 422
        tujuan = client.post("/kader/pelatihan/baru/", kirim).url
        assert "Siti contoh" in client.get(f"{tujuan}?cari=siti").content.decode()
        client.post(f"{tujuan}peserta/", {"orang": [orang.pk]})
        p = PesertaPelatihan.objects.get()
        client.post(f"{tujuan}hadir/", {"baris": [p.pk], "lulus": [p.pk], f"s_{p.pk}": "S/1"})
        p.refresh_from_db()
        assert (p.hadir, p.lulus, p.sertifikat) == (True, True, "S/1")
        client.post(f"{tujuan}tanda/", {"keterampilan": sorted(isi("kelola", "bayi")), "penilai": "Bidan contoh"})
        halaman = client.get(f"/orang/{orang.uuid}/keterampilan/").content.decode()
        assert "11 dari 25 keterampilan" in halaman
        assert "Menuju Purwa" in halaman
        client.post(
            f"/orang/{orang.uuid}/keterampilan/",
            {"keterampilan": sorted(ISI["sekolah"]), "tanggal": "2026-03-03", "penilai": "Bidan contoh"},
        )
        assert ">Purwa<" in client.get("/kader/keterampilan/").content.decode()
        assert "Siti contoh" in client.get(f"{tujuan}daftar-hadir/").content.decode()

    def test_a_form_that_fails_keeps_what_was_ticked(self, seruni, cast, masuk):
        orang = make_kader(seruni).orang
        kirim = {"keterampilan": ["bayi_asi"], "tanggal": "2026-03-03", "penilai": ""}
        jawaban = masuk(cast["operator_desa"]).post(f"/orang/{orang.uuid}/keterampilan/", kirim)
        assert jawaban.status_code == 422
        assert 'value="bayi_asi" form="tandai" checked' in jawaban.content.decode()

    def test_the_need_list_and_the_years(self, seruni, cast, masuk):
        make_kader(seruni, nama="Siti contoh")
        client = masuk(cast["dinas_pmd"])
        assert "Siti contoh" in client.get("/kader/keterampilan/?belum=ibu").content.decode()
        assert "Siti contoh" in client.get("/kader/masa-kerja/").content.decode()
        assert "Siti contoh" not in client.get("/kader/masa-kerja/?tahun=10").content.decode()
        for jenis in ("keterampilan", "masa-kerja"):
            unduhan = client.post(f"/ekspor/{jenis}/", {"bentuk": "csv"})
            assert "Siti contoh" in b"".join(unduhan).decode("utf-8-sig")

    def test_a_nation_is_too_wide(self, cast, masuk):
        assert "Pilih kabupaten" in masuk(cast["nasional"]).get("/kader/keterampilan/").content.decode()


def test_groups_are_read_as_people_write_them():
    assert baca_kelompok("Balita; pengelolaan") == ["kelola", "bayi"]
    with pytest.raises(ValueError, match="mars"):
        baca_kelompok("mars")
