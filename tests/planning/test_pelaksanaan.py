"""Planned against done: which records carried out an activity, and what that makes of money and of the early lists."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from accounts.roles import Cap
from audit.models import Catatan
from planning import actions as rencana
from planning import metrics_uang as angka
from planning.actions import kerja
from planning.actions.pelaksanaan import laksanakan, lepas_pelaksanaan
from planning.metrics_pelaksanaan import calon, sarankan, terlaksana
from planning.models import KegiatanRencana, PelaksanaanKegiatan
from planning.pemeriksaan.kegiatan import a04
from planning.pemeriksaan.lingkup import Lingkup
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen, make_keluarga, make_posyandu, make_warga
from tests.planning.pembuat import isi_alokasi
from tests.rumah.halaman import tautan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
LAYANAN = "pantau_bansos"


@pytest.fixture
def tahun():
    return hari_ini().year


@pytest.fixture
def plan(seruni, tahun):
    return kerja.buat_rencana(seruni, tahun, actor=None)


def kegiatan_baru(plan, bulan=(1, 2), **isi):
    baku = {"bidang": "sosial", "layanan": LAYANAN, "uraian": "Bagi bantuan", "satuan": "kali", "bulan": list(bulan)}
    return kerja.tambah_kegiatan(plan.pk, {**baku, "volume": Decimal(2), "biaya": Decimal(500_000), **isi}, actor=None)


@pytest.fixture
def kegiatan(plan):
    return kegiatan_baru(plan)


def catatan(unit, bulan=1, **isi):
    baku = {"layanan": LAYANAN, "bidang": "sosial", "bentuk": "kegiatan", "terlayani": 11}
    return Rekaman.objects.create(posyandu=unit, tanggal=date(hari_ini().year, bulan, 5), **{**baku, **isi})


class TestSaran:
    def saran(self, cast, plan):
        semua = list(KegiatanRencana.objects.filter(rencana=plan).order_by("urutan"))
        return sarankan(semua, calon(cast["pengurus"].scope_for(Cap.LIHAT_CATATAN), plan))

    def test_service_and_month_make_a_sure_one(self, cast, seruni, plan, kegiatan):
        satu, lain_bulan = catatan(seruni), catatan(seruni, bulan=3)
        isi = self.saran(cast, plan)[kegiatan.pk]
        assert isi.pasti == [satu]
        assert isi.mungkin == [lain_bulan]

    def test_without_a_service_the_field_and_month_are_a_maybe(self, cast, seruni, plan):
        bebas = kegiatan_baru(plan, layanan="", uraian="Rapat")
        satu = catatan(seruni)
        catatan(seruni, bulan=3)
        isi = self.saran(cast, plan)[bebas.pk]
        assert (isi.pasti, isi.mungkin) == ([], [satu])

    def test_one_record_is_sure_for_one_activity_only(self, cast, seruni, plan, kegiatan):
        kedua = kegiatan_baru(plan, uraian="Bagi bantuan lagi")
        catatan(seruni)
        isi = self.saran(cast, plan)
        assert [len(isi[k.pk].pasti) for k in (kegiatan, kedua)] == [1, 0]

    def test_what_is_never_suggested(self, cast, seruni, plan, kegiatan):
        laksanakan(kegiatan.pk, [catatan(seruni).pk], actor=None)
        catatan(seruni, status="dibatalkan")
        catatan(make_posyandu())
        catatan(seruni, bentuk="kondisi")
        Rekaman.objects.filter(pk=catatan(seruni).pk).update(tanggal=date(hari_ini().year - 1, 1, 5))
        assert calon(cast["pengurus"].scope_for(Cap.LIHAT_CATATAN), plan) == []


class TestTulis:
    def test_one_tap_and_the_plan_shows_it_and_undo(self, cast, masuk, seruni, plan, kegiatan):
        satu, dua = catatan(seruni), catatan(seruni, bulan=2, terlayani=4)
        klien = masuk(cast["pengurus"])
        assert "Ya, 2 catatan ini" in teks(klien.get(f"/rencana/kerja/{plan.pk}/pelaksanaan/"))
        jawab = klien.post(f"/rencana/kerja/kegiatan/{kegiatan.pk}/laksanakan/", {"rekaman": [satu.pk, dua.pk]})
        assert jawab.url == f"/rencana/kerja/{plan.pk}/pelaksanaan/"
        isi = teks(klien.get(jawab.url))
        assert "2 dari 2 bulan" in isi
        assert "2 catatan, 15 terlayani" in isi
        assert "2 dari 2 bulan terlaksana" in teks(klien.get(f"/rencana/kerja/{plan.pk}/"))
        assert Catatan.objects.filter(aksi="laksanakan_rencana").exists()
        pk = PelaksanaanKegiatan.objects.get(rekaman=satu).pk
        assert klien.post(f"/rencana/kerja/pelaksanaan/{pk}/lepas/").status_code == 302
        assert "1 dari 2 bulan terlaksana" in teks(klien.get(f"/rencana/kerja/{plan.pk}/"))

    def test_months_outside_the_plan_are_said_apart(self, cast, seruni, plan, kegiatan):
        laksanakan(kegiatan.pk, [catatan(seruni, bulan=3).pk], actor=None)
        satu = terlaksana(cast["pengurus"].scope_for(Cap.LIHAT_RENCANA), plan, [kegiatan])[kegiatan.pk]
        assert (satu.bulan, satu.di_luar) == (set(), {3})
        assert satu.sel[:3] == ["rencana", "rencana", "luar"]

    def test_a_cancelled_record_counts_no_more(self, cast, seruni, plan, kegiatan):
        satu = catatan(seruni)
        laksanakan(kegiatan.pk, [satu.pk], actor=None)
        Rekaman.objects.filter(pk=satu.pk).update(status="dibatalkan")
        assert terlaksana(cast["pengurus"].scope_for(Cap.LIHAT_RENCANA), plan, [kegiatan])[kegiatan.pk].kali == 0

    def test_what_cannot_carry_it_out(self, seruni, plan, kegiatan, tahun):
        lalu = catatan(seruni)
        Rekaman.objects.filter(pk=lalu.pk).update(tanggal=date(tahun - 1, 1, 5))
        for salah, kata in (
            (catatan(make_posyandu()), "posyandu lain"),
            (lalu, f"tahun {tahun - 1}"),
            (catatan(seruni, bidang="kesehatan"), "bidang lain"),
            (catatan(seruni, status="dibatalkan"), "yang berlaku"),
            (catatan(seruni, bentuk="kondisi"), "catatan kegiatan"),
        ):
            with pytest.raises(Ditolak, match=kata):
                laksanakan(kegiatan.pk, [catatan(seruni).pk, salah.pk], actor=None)
        assert not PelaksanaanKegiatan.objects.exists()  # all or nothing

    def test_a_record_carries_out_one_activity_only(self, cast, masuk, seruni, plan, kegiatan):
        satu, kedua = catatan(seruni), kegiatan_baru(plan, uraian="Lain")
        assert laksanakan(kegiatan.pk, [satu.pk], actor=None) == 1
        assert laksanakan(kegiatan.pk, [satu.pk], actor=None) == 0
        klien = masuk(cast["pengurus"])
        jawab = klien.post(f"/rencana/kerja/kegiatan/{kedua.pk}/laksanakan/", {"rekaman": [satu.pk]}, follow=True)
        assert "sudah menjadi pelaksanaan kegiatan lain" in teks(jawab)

    def test_a_teams_plan_has_no_records(self, cast, masuk, tahun):
        tim = kerja.buat_rencana(Wilayah.objects.get(pk="33.75"), tahun, actor=None)
        k = kegiatan_baru(tim)
        with pytest.raises(Ditolak, match="Tim Pembina"):
            laksanakan(k.pk, [], actor=None)
        assert masuk(cast["tim_pembina"]).get(f"/rencana/kerja/{tim.pk}/pelaksanaan/").status_code == 404

    def test_an_activity_that_was_carried_out_stays(self, cast, seruni, plan, kegiatan):
        laksanakan(kegiatan.pk, [catatan(seruni).pk], actor=None)
        with pytest.raises(Ditolak, match="catatan pelaksanaan"):
            kerja.hapus_kegiatan(kegiatan.pk, actor=cast["pengurus"])

    def test_what_is_gone_is_not_found(self, cast):
        with pytest.raises(Http404):
            lepas_pelaksanaan(99, actor=cast["pengurus"])
        with pytest.raises(Http404):
            laksanakan(99, [], actor=cast["pengurus"])


class TestUang:
    @pytest.fixture
    def baris(self, tahun):
        return make_baris(make_dokumen("apbd", "33.75", tahun), bidang="sosial", kode_kegiatan="1.06.05.2.02.0008")

    @pytest.fixture
    def terhubung(self, baris, kegiatan):
        return rencana.alokasikan(kegiatan, baris, isi_alokasi("300000"), actor=None)[0]

    def test_early_lists_follow_the_plan(self, cast, seruni, terhubung, baris, kegiatan, tahun):
        scope, satu = cast["perencana"].scope_for(Cap.LIHAT_RENCANA), catatan(seruni)
        assert list(angka.anggaran_tanpa_layanan(scope, "33.75", tahun)) == [baris]
        assert list(angka.layanan_tanpa_anggaran(scope, "33.75", tahun)) == [satu]
        laksanakan(kegiatan.pk, [satu.pk], actor=None)
        assert list(angka.anggaran_tanpa_layanan(scope, "33.75", tahun)) == []
        assert list(angka.layanan_tanpa_anggaran(scope, "33.75", tahun)) == []

    def test_the_check_of_work_without_money_follows_it_too(self, seruni, terhubung, kegiatan, tahun):
        satu = catatan(seruni)
        bahan = Lingkup("33.75", tahun)
        assert len(list(a04(bahan))) == 1
        laksanakan(kegiatan.pk, [satu.pk], actor=None)
        assert list(a04(Lingkup("33.75", tahun))) == []

    def test_money_of_a_planned_activity_reaches_the_people(self, cast, masuk, seruni, terhubung, baris, kegiatan):
        satu = catatan(seruni)
        rumah = make_keluarga(seruni, nama="Suparman Contoh")
        warga = make_warga(seruni, lahir=date(1950, 1, 5), nama="Kakek Uji", keluarga=rumah)
        catatan(seruni, warga=warga, bentuk="kondisi", layanan="lansia_sendiri")
        klien = masuk(cast["perencana"])
        assert "baru rencana, belum ada layanan" in teks(klien.get(f"/rencana/jejak/baris/{baris.pk}/"))
        laksanakan(kegiatan.pk, [satu.pk], actor=None)
        jejak = klien.get(f"/rencana/jejak/baris/{baris.pk}/")
        assert f"/rencana/jejak/kegiatan/{satu.kunci}/" in tautan(jejak)
        assert "melayani 11 orang" in teks(jejak)
        orang = klien.get(f"/rencana/jejak/kegiatan/{satu.kunci}/")
        assert "K. U." in teks(orang)
        assert "lewat rencana Bagi bantuan" in teks(orang)
        keluarga = klien.get(f"/rencana/jejak/keluarga/{rumah.uuid}/?tahun={satu.tanggal.year}")
        assert f"/rencana/jejak/baris/{baris.pk}/" in tautan(keluarga)
        assert "pelaksanaan rencana Bagi bantuan" in teks(keluarga)
