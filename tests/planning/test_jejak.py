"""The trace: from a line down to people and from a household up to the RPJMD, in two clicks; who sees whose name."""

from datetime import date

import pytest

from planning.models import AsalBaris, DokumenAnggaran
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen, make_keluarga, make_rekaman, make_warga
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import baris_tabel, tautan, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def baris(rekaman):
    return make_baris(make_dokumen("apbd", "33.75", rekaman.tanggal.year))


@pytest.fixture
def alokasi(rekaman, baris):
    return alokasikan_sebagian(rekaman, baris, "250000")


def satuan(rekaman, warga, layanan="penimbangan_balita"):
    """What was recorded of one person on the activity's day."""
    sama = {"posyandu": rekaman.posyandu, "bidang": rekaman.bidang, "bentuk": "kondisi", "tanggal": rekaman.tanggal}
    return Rekaman.objects.create(layanan=layanan, warga=warga, terlayani=1, **sama)


@pytest.fixture
def keluarga(seruni):
    return make_keluarga(seruni, nama="Suparman Contoh")


@pytest.fixture
def anak(seruni, keluarga, rekaman):
    warga = make_warga(seruni, lahir=date(hari_ini().year - 3, 1, 5), nama="Bunga Melati", keluarga=keluarga)
    satuan(rekaman, warga)
    return warga


class TestOrang:
    def test_people_are_initials_for_whoever_plans_and_names_for_whoever_serves(
        self, cast, masuk, rekaman, alokasi, anak
    ):
        alamat = f"/rencana/jejak/kegiatan/{rekaman.kunci}/"
        samar = teks(masuk(cast["perencana"]).get(alamat))
        assert "B. M. Anak 24–59 bulan" in samar
        assert "Bunga" not in samar
        assert "Nama disamarkan" in samar
        assert "Bunga Melati" in teks(masuk(cast["pengurus"]).get(alamat))

    def test_the_household_page_masks_its_head_the_same_way(self, cast, masuk, keluarga, alokasi, anak):
        alamat = f"/rencana/jejak/keluarga/{keluarga.uuid}/"
        samar = teks(masuk(cast["perencana"]).get(alamat))
        assert "Keluarga S. C." in samar
        assert "Suparman" not in samar
        assert "Keluarga Suparman Contoh" in teks(masuk(cast["operator_desa"]).get(alamat))

    def test_a_closed_service_names_nobody(self, cast, masuk, seruni, rekaman, anak, monkeypatch):
        monkeypatch.setattr("planning.jejak.TERTUTUP", (rekaman.layanan,))
        halaman = teks(masuk(cast["pengurus"]).get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/"))
        assert "Layanan ini tertutup" in halaman
        assert "Bunga" not in halaman

    def test_an_activity_counted_without_people_says_so(self, cast, masuk, rekaman):
        halaman = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/"))
        assert "dicatat dengan jumlah saja (30 terlayani)" in halaman

    def test_people_of_another_day_are_not_among_them(self, cast, masuk, seruni, rekaman, anak):
        lain = satuan(rekaman, make_warga(seruni, nama="Orang Lain"))
        Rekaman.objects.filter(pk=lain.pk).update(tanggal=date(hari_ini().year, 1, 3))
        halaman = teks(masuk(cast["pengurus"]).get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/"))
        assert "Orang Lain" not in halaman

    def test_another_area_does_not_find_it(self, cast, masuk, rekaman, keluarga, alokasi):
        for alamat in (f"kegiatan/{rekaman.kunci}", f"keluarga/{keluarga.uuid}", f"baris/{alokasi.baris_id}"):
            assert masuk(cast["kabupaten_lain"]).get(f"/rencana/jejak/{alamat}/").status_code == 404


class TestDuaKlik:
    @pytest.fixture
    def rantai(self, baris):
        """RPJMD → RKPD → APBD, tied by somebody."""
        rkpd = make_baris(make_dokumen("rkpd", "33.75", baris.dokumen.tahun), kode_kegiatan="9.01.01.2.01.0001")
        rpjmd = make_baris(make_dokumen("rpjmd", "33.75", baris.dokumen.tahun - 1), kode_kegiatan="9.02.01.2.01.0001")
        AsalBaris.objects.create(dari=rpjmd, ke=rkpd)
        AsalBaris.objects.create(dari=rkpd, ke=baris)
        return rpjmd, rkpd

    def test_from_a_line_to_the_people_in_two_clicks(self, cast, masuk, baris, rekaman, alokasi, anak):
        klien = masuk(cast["perencana"])
        pertama = klien.get(f"/rencana/jejak/baris/{baris.pk}/")
        (kedua,) = [t for t in tautan(pertama) if t.startswith("/rencana/jejak/kegiatan/")]
        assert "B. M." in teks(klien.get(kedua))

    def test_from_a_household_to_the_rpjmd_in_two_clicks(self, cast, masuk, baris, keluarga, alokasi, anak, rantai):
        klien = masuk(cast["perencana"])
        pertama = klien.get(f"/rencana/jejak/keluarga/{keluarga.uuid}/?tahun={baris.dokumen.tahun}")
        ke = [t for t in tautan(pertama) if t.startswith("/rencana/jejak/baris/")]
        assert ke == [f"/rencana/jejak/baris/{baris.pk}/"]
        atas = teks(klien.get(ke[0]))
        assert atas.index("RPJMD") < atas.index("RKPD") < atas.index("APBD 2")

    def test_a_line_nobody_tied_shows_the_same_code_as_a_guess(self, cast, masuk, baris):
        rkpd = make_baris(make_dokumen("rkpd", "33.75", baris.dokumen.tahun))
        halaman = masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{baris.pk}/")
        assert f"/rencana/jejak/baris/{rkpd.pk}/" in tautan(halaman)
        assert "belum ditautkan orang" in teks(halaman)

    def test_after_a_perubahan_the_line_it_amends_is_above(self, cast, masuk, baris):
        ubah = make_baris(make_dokumen("apbd_p", "33.75", baris.dokumen.tahun), asal=baris)
        assert "sebelum Perubahan" in teks(masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{ubah.pk}/"))

    def test_a_plan_that_is_a_draft_is_not_shown_below(self, cast, masuk, baris, rantai):
        DokumenAnggaran.objects.filter(jenis="rkpd").update(status="draf")
        halaman = masuk(cast["operator_desa"]).get(f"/rencana/jejak/baris/{baris.pk}/")
        assert f"/rencana/jejak/baris/{rantai[1].pk}/" not in tautan(halaman)

    def test_a_ring_of_lines_ends(self, cast, masuk, baris, rantai):
        AsalBaris.objects.create(dari=baris, ke=rantai[0])
        assert masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{baris.pk}/").status_code == 200

    def test_the_records_own_page_leads_to_the_trace(self, cast, masuk, rekaman):
        halaman = masuk(cast["operator_desa"]).get(f"/layanan/{rekaman.kunci}/")
        assert f"/rencana/jejak/kegiatan/{rekaman.kunci}/" in tautan(halaman)


class TestKeluarga:
    def test_two_lines_that_reach_one_household_stand_side_by_side(
        self, cast, masuk, baris, rekaman, alokasi, keluarga, anak
    ):
        lain = make_baris(baris.dokumen, kode_kegiatan="1.02.02.2.02.0015")
        alokasikan_sebagian(rekaman, lain, "1000")
        halaman = masuk(cast["perencana"]).get(f"/rencana/jejak/keluarga/{keluarga.uuid}/?tahun={baris.dokumen.tahun}")
        assert len(baris_tabel(halaman)) == 2
        assert "bukan bagian keluarga ini" in teks(halaman)

    def test_what_nobody_pays_for_is_named(self, cast, masuk, keluarga, anak):
        halaman = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/keluarga/{keluarga.uuid}/"))
        assert "Belum ada baris anggaran yang sampai" in halaman
        assert "Layanan tanpa anggaran terhubung 1" in halaman
