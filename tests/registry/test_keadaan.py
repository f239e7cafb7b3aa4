"""The lifecycle: dated periods, exact figures, people who go along, refusals, undo."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Penugasan
from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import Dasar, Pilihan
from registry.models import Ajuan, Kader, KeadaanUnit, Orang, Pengurus, Posyandu, RiwayatKode, StatusAjuan
from spm_services.models import Rekaman, StatusRekaman
from tests.hitung_ulang import sql
from tests.pembuat import KANDANG_PANJANG, KLEGO, isi_posyandu, make_kader, make_posyandu, make_rekaman, make_user
from wilayah.models import Rekap, Wilayah

pytestmark = pytest.mark.django_db


def hari(n: int = 0) -> date:
    return hari_ini() - timedelta(days=n)


def dasar(n: int = 0, alasan: str = "keputusan musyawarah") -> Dasar:
    return Dasar(hari(n), alasan)


def angka(kode: str, indikator: str, periode: int = 0) -> int:
    return sum(Rekap.objects.filter(kode=kode, indikator=indikator, periode=periode).values_list("jumlah", flat=True))


@pytest.fixture
def dinas(db):
    return make_user("dinas-keadaan", peran="dinas_pmd", kode="33.75")


@pytest.fixture
def tetangga(seruni):
    return make_posyandu(KLEGO, nama="Tetangga")


@pytest.fixture
def ramai(seruni):
    """Seruni with a kader, a ketua, a number and records in two months and two years."""
    kader = make_kader(seruni)
    orang = Orang(nama="Ketua contoh", jenis_kelamin="P")
    actions.dudukkan_pengurus(seruni, orang, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
    actions.catat_nomor(seruni.pk, f"{KLEGO}.001", actor=None)
    pencatat = make_user("pencatat", peran="kader", kode=seruni.kode)
    for tanggal in (date(2025, 11, 3), date(2026, 2, 3), date(2026, 3, 3)):
        make_rekaman(seruni, pencatat, tanggal=tanggal)
    make_rekaman(seruni, pencatat, "biopori", tanggal=date(2026, 3, 3))
    seruni.refresh_from_db()
    return seruni, kader


def keadaan(unit: Posyandu) -> list[tuple[str, date | None, date | None]]:
    return list(KeadaanUnit.objects.filter(posyandu=unit).order_by("id").values_list("peristiwa", "mulai", "sampai"))


class TestTutup:
    def test_not_before_what_it_has_recorded(self, ramai, dinas):
        unit, _ = ramai
        with pytest.raises(Ditolak, match="masih mencatat layanan tanggal 3 Maret 2026"):
            actions.tutup(unit.pk, Dasar(date(2026, 3, 2), "keputusan musyawarah"), actor=dinas)
        actions.tutup(unit.pk, Dasar(date(2026, 3, 3), "keputusan musyawarah"), actor=dinas)
        assert keadaan(unit)[-1] == ("tutup", date(2026, 3, 3), None)

    def test_a_cancelled_record_holds_nothing_up(self, seruni, dinas):
        pencatat = make_user("pencatat-batal", peran="kader", kode=seruni.kode)
        rekaman = make_rekaman(seruni, pencatat, tanggal=date(2026, 3, 3))
        Rekaman.objects.filter(pk=rekaman.pk).update(status=StatusRekaman.DIBATALKAN)
        actions.tutup(seruni.pk, Dasar(date(2026, 3, 2), "keputusan musyawarah"), actor=dinas)
        assert keadaan(seruni)[-1] == ("tutup", date(2026, 3, 2), None)

    def test_a_merge_is_not_before_it_either(self, ramai, tetangga, dinas):
        unit, _ = ramai
        awal = Dasar(date(2026, 3, 2), "keputusan musyawarah")
        with pytest.raises(Ditolak, match="masih mencatat layanan tanggal 3 Maret 2026"):
            actions.gabung(unit.pk, tetangga.pk, awal, pilihan=Pilihan(), actor=dinas)
        unit.refresh_from_db()
        assert unit.status == "aktif"

    def test_a_closed_unit_leaves_the_counts_and_its_people_end(self, ramai, dinas):
        unit, kader = ramai
        actions.tutup(unit.pk, dasar(3), actor=dinas)
        kader.refresh_from_db()
        assert kader.sampai == hari(3)
        assert Pengurus.objects.get().sampai == hari(3)
        assert (angka("33.75", "unit"), angka("33.75", "unit_terdaftar"), angka("33.75", "kader")) == (0, 0, 0)
        assert angka("33.75", "catatan:kesehatan", 202511) == 1
        assert sql.rekap_menyimpang() == []
        assert keadaan(unit) == [("awal", None, hari(3)), ("tutup", hari(3), None)]

    def test_opening_again_brings_the_people_back_with_new_terms(self, ramai, dinas):
        unit, _ = ramai
        actions.tutup(unit.pk, dasar(3), actor=dinas)
        actions.buka_kembali(unit.pk, dasar(1), pulihkan=True, actor=dinas)
        masa = Kader.objects.filter(posyandu=unit).order_by("pk").values_list("mulai", "sampai")
        assert list(masa) == [(date(2026, 1, 1), hari(3)), (hari(1), None)]
        assert Pengurus.objects.filter(posyandu=unit, sampai=None).count() == 1
        assert angka("33", "unit_terdaftar") == 1
        assert sql.rekap_menyimpang() == []

    def test_without_the_people_it_opens_empty(self, ramai, dinas):
        unit, _ = ramai
        actions.tutup(unit.pk, dasar(3), actor=dinas)
        actions.buka_kembali(unit.pk, dasar(1), pulihkan=False, actor=dinas)
        assert not Kader.objects.filter(posyandu=unit, sampai=None).exists()
        assert sql.rekap_menyimpang() == []

    def test_a_number_that_comes_after_the_closing_counts_only_when_it_opens_again(self, seruni, dinas):
        actions.tutup(seruni.pk, dasar(3), actor=dinas)
        actions.catat_nomor(seruni.pk, f"{KLEGO}.001", actor=dinas)
        assert sql.rekap_menyimpang() == []
        actions.buka_kembali(seruni.pk, dasar(1), pulihkan=False, actor=dinas)
        assert angka("33.75", "unit_terdaftar") == 1
        assert sql.rekap_menyimpang() == []

    def test_a_closed_unit_takes_no_kader(self, seruni, dinas):
        actions.tutup(seruni.pk, dasar(3), actor=dinas)
        with pytest.raises(Ditolak, match="sudah tutup"):
            make_kader(seruni)
        assert sql.rekap_menyimpang() == []

    def test_a_closed_unit_is_not_closed_again(self, seruni, dinas):
        actions.tutup(seruni.pk, dasar(3), actor=dinas)
        with pytest.raises(Ditolak, match="tidak berlaku lagi"):
            actions.tutup(seruni.pk, dasar(), actor=dinas)

    def test_the_unit_itself_may_not_close_itself(self, seruni):
        pengurus = make_user("pengurus-keadaan", peran="pengurus", kode=seruni.kode)
        with pytest.raises(PermissionDenied):
            actions.tutup(seruni.pk, dasar(), actor=pengurus)


class TestTolak:
    def test_a_day_that_has_not_come(self, seruni, dinas):
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.tutup(seruni.pk, dasar(-1), actor=dinas)

    def test_a_day_before_the_last_change(self, seruni, dinas):
        actions.ganti_nama(seruni.pk, "Seruni Baru", dasar(3), actor=dinas)
        with pytest.raises(Ditolak, match="Perubahan terakhir"):
            actions.tutup(seruni.pk, dasar(4), actor=dinas)

    def test_a_day_before_the_unit_was_there(self, seruni, dinas):
        Posyandu.objects.update(berdiri=hari(2))
        with pytest.raises(Ditolak, match="baru berdiri"):
            actions.tutup(seruni.pk, dasar(4), actor=dinas)

    def test_no_reason(self, seruni, dinas):
        with pytest.raises(Ditolak, match="alasan"):
            actions.tutup(seruni.pk, dasar(alasan=" "), actor=dinas)

    def test_a_kader_who_began_after_that_day(self, seruni, dinas):
        orang = Orang(nama="Baru", jenis_kelamin="P")
        actions.tambah_kader(seruni, orang, bidang="sosial", mulai=hari(1), actor=None)
        with pytest.raises(Ditolak, match="Baru baru bertugas"):
            actions.tutup(seruni.pk, dasar(2), actor=dinas)
        assert Posyandu.objects.get(pk=seruni.pk).status == "aktif"

    @pytest.mark.parametrize("nama", ["tutup", "pindah", "ganti_nama", "gabung", "pecah"])
    def test_a_file_on_its_way_holds_every_change_back(self, nama, seruni, tetangga, dinas):
        Ajuan.objects.create(posyandu=seruni, status=StatusAjuan.DIPERIKSA, versi_syarat="x")
        tempat = {"wilayah": seruni.wilayah, "alamat": "x", "rt": "001", "rw": "001"}
        jalan = {
            "tutup": lambda: actions.tutup(seruni.pk, dasar(), actor=dinas),
            "pindah": lambda: actions.pindah(seruni.pk, tempat, dasar(), actor=dinas),
            "ganti_nama": lambda: actions.ganti_nama(seruni.pk, "x", dasar(), actor=dinas),
            "gabung": lambda: actions.gabung(seruni.pk, tetangga.pk, dasar(), pilihan=Pilihan(), actor=dinas),
            "pecah": lambda: actions.pecah(seruni.pk, {"nama": "x"}, dasar(), pilihan=Pilihan(), actor=dinas),
        }
        with pytest.raises(Ditolak, match="Tarik dulu berkasnya"):
            jalan[nama]()
        assert keadaan(seruni) == [("awal", None, None)]


class TestNama:
    def test_the_old_name_stays_in_its_time(self, seruni, dinas):
        actions.ganti_nama(seruni.pk, "Seruni Indah", dasar(5), actor=dinas)
        nama = lambda n: KeadaanUnit.objects.filter(posyandu=seruni).pada(hari(n)).get().nama  # noqa: E731
        assert (nama(6), nama(5), nama(0)) == ("Seruni", "Seruni Indah", "Seruni Indah")
        assert Posyandu.objects.get(pk=seruni.pk).nama_cari == "seruni indah"

    def test_an_edit_on_the_same_day_mends_the_period(self, seruni, dinas):
        actions.ubah_posyandu(seruni.pk, {"alamat": "Jalan Lain 2"}, versi=1, actor=dinas)
        assert keadaan(seruni) == [("awal", None, None)]
        assert KeadaanUnit.objects.get(posyandu=seruni).alamat == "Jalan Lain 2"

    def test_a_later_edit_begins_a_period(self, seruni, dinas):
        actions.ganti_nama(seruni.pk, "Seruni Indah", dasar(5), actor=dinas)
        actions.ubah_posyandu(seruni.pk, {"strata": "mandiri"}, versi=2, actor=dinas)
        assert [p for p, *_ in keadaan(seruni)] == ["awal", "nama", "ubah"]


class TestPindah:
    def tempat(self, desa: str = KANDANG_PANJANG) -> dict:
        return {"wilayah": Wilayah.objects.get(pk=desa), "alamat": "Jalan Baru 7", "rt": "003", "rw": "004"}

    def test_every_figure_follows_to_the_new_village(self, ramai, dinas):
        unit, _ = ramai
        lama = unit.kode
        baru = actions.pindah(unit.pk, self.tempat(), dasar(), actor=dinas)
        assert baru.kode.startswith(KANDANG_PANJANG)
        assert sql.rekap_menyimpang() == []
        assert angka(KANDANG_PANJANG, "catatan:kesehatan", 202511) == 1
        assert angka(KANDANG_PANJANG[:8], "mencatat", 2026) == 1
        assert angka(KLEGO, "mencatat", 2026) == 0
        assert not Rekap.objects.filter(kode=lama).exclude(jumlah=0).exists()
        assert angka("33.75", "unit") == 1

    def test_figures_of_others_in_the_old_village_stay(self, ramai, tetangga, dinas):
        unit, _ = ramai
        make_rekaman(tetangga, make_user("lain", peran="kader", kode=tetangga.kode), tanggal=date(2026, 3, 3))
        actions.pindah(unit.pk, self.tempat(), dasar(), actor=dinas)
        assert angka(KLEGO, "aktif:kesehatan", 2026) == 1
        assert sql.rekap_menyimpang() == []

    def test_the_old_code_is_kept_and_never_given_again(self, seruni, dinas):
        lama = seruni.kode
        actions.pindah(seruni.pk, self.tempat(), dasar(), actor=dinas)
        assert RiwayatKode.objects.get().kode == lama
        assert make_posyandu(KLEGO).kode != lama

    def test_the_old_address_leads_to_the_new_one(self, seruni, dinas, masuk):
        lama = seruni.kode
        baru = actions.pindah(seruni.pk, self.tempat(), dasar(), actor=dinas).kode
        jawaban = masuk(dinas).get(f"/posyandu/{lama}/profil/?x=1")
        assert (jawaban.status_code, jawaban["Location"]) == (301, f"/posyandu/{baru}/profil/?x=1")
        orang_lain = make_user("jauh", peran="dinas_pmd", kode="62.03")
        assert masuk(orang_lain).get(f"/posyandu/{lama}/profil/").status_code == 404

    def test_running_assignments_follow_and_ended_ones_stay(self, seruni, dinas):
        kader = make_user("kader-pindah", peran="kader", kode=seruni.kode)
        lama = make_user("kader-lama", peran="kader", kode=seruni.kode)
        Penugasan.objects.filter(user=lama).update(sampai=hari(10))
        baru = actions.pindah(seruni.pk, self.tempat(), dasar(), actor=dinas)
        berlaku = Penugasan.objects.berlaku(hari_ini())
        assert [p.kode for p in berlaku.filter(user=kader)] == [baru.kode]
        assert not berlaku.filter(user=lama).exists()
        assert Catatan.objects.filter(aksi="pindah_penugasan").count() == 1

    def test_a_village_cannot_push_its_unit_into_another(self, seruni):
        operator = make_user("operator-klego", peran="operator_desa", kode=KLEGO)
        with pytest.raises(PermissionDenied):
            actions.pindah(seruni.pk, self.tempat(), dasar(), actor=operator)
        assert actions.pindah(seruni.pk, self.tempat(KLEGO), dasar(), actor=operator).kode == seruni.kode

    def test_a_closed_units_records_move_too(self, ramai, dinas):
        unit, _ = ramai
        actions.tutup(unit.pk, dasar(2), actor=dinas)
        actions.pindah(unit.pk, self.tempat(), dasar(), actor=dinas)
        assert sql.rekap_menyimpang() == []


class TestGabung:
    def test_the_chosen_go_along_and_the_rest_end(self, ramai, tetangga, dinas):
        unit, kader = ramai
        tinggal = make_kader(unit, "sosial", nama="Tidak ikut")
        ketua = Pengurus.objects.get(posyandu=unit)
        pilihan = Pilihan(kader=[kader.pk], pengurus=[ketua.pk])
        actions.gabung(unit.pk, tetangga.pk, dasar(2), pilihan=pilihan, actor=dinas)
        assert Kader.objects.get(posyandu=tetangga).orang_id == kader.orang_id
        assert Pengurus.objects.get(posyandu=tetangga).mulai == hari(2)
        tinggal.refresh_from_db()
        assert tinggal.sampai == hari(2)
        assert Posyandu.objects.get(pk=unit.pk).status == "tutup"
        assert angka(unit.kode, "catatan:kesehatan", 202511) == 1
        assert sql.rekap_menyimpang() == []

    def test_undone_everybody_is_back(self, ramai, tetangga, dinas):
        unit, kader = ramai
        actions.gabung(unit.pk, tetangga.pk, dasar(2), pilihan=Pilihan(kader=[kader.pk]), actor=dinas)
        actions.batalkan_gabung(unit.pk, dasar(1), actor=dinas)
        assert not Kader.objects.filter(posyandu=tetangga, sampai=None).exists()
        assert Kader.objects.get(posyandu=unit, sampai=None).mulai == hari(1)
        assert Pengurus.objects.filter(posyandu=unit, sampai=None).count() == 1
        assert sql.rekap_menyimpang() == []
        with pytest.raises(Ditolak, match="bukan penggabungan"):
            actions.batalkan_gabung(unit.pk, dasar(), actor=dinas)

    def test_a_kader_of_both_gets_no_second_term(self, seruni, tetangga, dinas):
        orang = Orang(nama="Rangkap", jenis_kelamin="P")
        satu = actions.tambah_kader(seruni, orang, bidang="sosial", mulai=date(2026, 1, 1), actor=None)
        actions.tambah_kader(tetangga, orang, bidang="sosial", mulai=date(2026, 1, 1), actor=None)
        actions.gabung(seruni.pk, tetangga.pk, dasar(), pilihan=Pilihan(kader=[satu.pk]), actor=dinas)
        assert Kader.objects.filter(posyandu=tetangga).count() == 1
        assert sql.rekap_menyimpang() == []

    def test_a_taken_chair_is_refused_and_nothing_happened(self, ramai, tetangga, dinas):
        unit, _ = ramai
        orang = Orang(nama="Ketua sana", jenis_kelamin="P")
        actions.dudukkan_pengurus(tetangga, orang, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
        ketua = Pengurus.objects.get(posyandu=unit)
        with pytest.raises(Ditolak, match="sudah dijabat Ketua sana"):
            actions.gabung(unit.pk, tetangga.pk, dasar(), pilihan=Pilihan(pengurus=[ketua.pk]), actor=dinas)
        ketua.refresh_from_db()
        assert ketua.sampai is None
        assert sql.rekap_menyimpang() == []

    def test_not_into_itself_nor_into_a_closed_one(self, seruni, tetangga, dinas):
        actions.tutup(tetangga.pk, dasar(2), actor=dinas)
        for ke in (seruni.pk, tetangga.pk):
            with pytest.raises(Ditolak):
                actions.gabung(seruni.pk, ke, dasar(), pilihan=Pilihan(), actor=dinas)


class TestPecah:
    def test_a_new_unit_takes_the_chosen_along(self, ramai, dinas):
        unit, kader = ramai
        isi = {k: v for k, v in isi_posyandu(nama="Anak").items() if k not in ("wilayah", "contoh")}
        baru = actions.pecah(unit.pk, isi, dasar(2), pilihan=Pilihan(kader=[kader.pk]), actor=dinas)
        assert baru.berdiri == hari(2)
        assert Kader.objects.get(posyandu=baru).mulai == hari(2)
        assert KeadaanUnit.objects.get(posyandu=baru).lain_id == unit.pk
        assert baru.nomor_registrasi is None
        assert angka(KLEGO, "unit") == 2
        assert sql.rekap_menyimpang() == []


class TestHalaman:
    def test_nothing_changes_before_the_second_yes(self, seruni, dinas, masuk):
        client, url = masuk(dinas), f"/posyandu/{seruni.kode}/riwayat/tutup/"
        isi = {"tanggal": hari().isoformat(), "alasan": "Kader pindah semua", "sk": ""}
        tinjau = client.post(url, isi)
        assert "tidak dihitung lagi" in tinjau.content.decode()
        assert Posyandu.objects.get(pk=seruni.pk).status == "aktif"
        assert client.post(url, isi | {"setuju": "1"}).status_code == 302
        assert Posyandu.objects.get(pk=seruni.pk).status == "tutup"

    def test_a_refusal_is_said_before_the_preview(self, seruni, dinas, masuk):
        Ajuan.objects.create(posyandu=seruni, status=StatusAjuan.DIPERIKSA, versi_syarat="x")
        isi = {"tanggal": hari().isoformat(), "alasan": "x", "sk": ""}
        jawaban = masuk(dinas).post(f"/posyandu/{seruni.kode}/riwayat/tutup/", isi)
        assert jawaban.status_code == 422
        assert "Tarik dulu berkasnya" in jawaban.content.decode()

    @pytest.mark.parametrize("jenis", ["nama", "pindah", "gabung", "pecah", "tutup", "buka", "pisah"])
    def test_every_form_opens_and_says_what_is_missing(self, jenis, seruni, tetangga, dinas, masuk):
        client, url = masuk(dinas), f"/posyandu/{seruni.kode}/riwayat/{jenis}/"
        assert client.get(url).status_code == 200
        assert client.post(url, {}).status_code == 422

    def test_merging_through_the_pages(self, ramai, tetangga, dinas, masuk):
        unit, kader = ramai
        client, url = masuk(dinas), f"/posyandu/{unit.kode}/riwayat/gabung/"
        isi = {"tanggal": hari().isoformat(), "alasan": "satu RW", "sk": "", "ke": tetangga.pk, "orang": f"k{kader.pk}"}
        assert "1 masa tugas dilanjutkan" in client.post(url, isi).content.decode()
        assert client.post(url, isi | {"setuju": "1"}).status_code == 302
        assert "bergabung ke sini" in client.get(f"/posyandu/{tetangga.kode}/riwayat/").content.decode()

    def test_the_unit_as_it_was(self, ramai, dinas, masuk):
        unit, _ = ramai
        actions.ganti_nama(unit.pk, "Seruni Indah", dasar(5), actor=dinas)
        client = masuk(dinas)
        dulu = client.get(f"/posyandu/{unit.kode}/pada/?tanggal={hari(6)}").content.decode()
        assert "<dd>Seruni</dd>" in dulu
        assert "Ketua contoh" in dulu
        assert "<dd>Seruni Indah</dd>" in client.get(f"/posyandu/{unit.kode}/pada/").content.decode()
        assert "Ketua contoh" not in client.get(f"/posyandu/{unit.kode}/pada/?tanggal=2025-12-31").content.decode()
        assert client.get(f"/posyandu/{unit.kode}/pada/?tanggal=abc").status_code == 422

    def test_a_unit_without_a_first_period_was_as_it_is(self, seruni, dinas, masuk):
        KeadaanUnit.objects.filter(posyandu=seruni).delete()
        halaman = masuk(dinas).get(f"/posyandu/{seruni.kode}/pada/?tanggal={hari(6)}").content.decode()
        assert "<dd>Seruni</dd>" in halaman
