"""The trace joined to indicators: from one household up to the RPJMD and down again, in two clicks each way."""

from datetime import date
from decimal import Decimal

import pytest

from planning import actions as rencana
from planning.actions import indikator as actions
from planning.actions.indikator import IsiTarget
from planning.models import AsalBaris, DokumenAnggaran, IndikatorRencana, TautanIndikator
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen, make_keluarga, make_rekaman, make_warga
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import tautan, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def tahun() -> int:
    return hari_ini().year


def buat_indikator(jenis="rpjmd", wilayah="33.75", status="ditetapkan", **isi):
    """Of a plan of five years that began last year, with a target for this year."""
    tahun = hari_ini().year
    d = make_dokumen(jenis, wilayah, tahun - 1, tetap=False)
    isi = {"uraian": "Balita ditimbang", "satuan": "%", "bidang": "kesehatan", "ukuran": "catatan_kesehatan", **isi}
    satu = actions.simpan_indikator(d, isi, {tahun: IsiTarget(Decimal("81.5"))}, actor=None)
    DokumenAnggaran.objects.filter(pk=d.pk).update(status=status, nomor="1", tanggal=date(tahun - 1, 1, 2))
    return satu


@pytest.fixture
def indikator(db):
    return buat_indikator()


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def rantai(indikator, tahun):
    """RKPD → APBD → its Perubahan; only the RKPD's line is tied to the indicator. Returns the last one."""
    rkpd = make_baris(make_dokumen("rkpd", "33.75"), kode_kegiatan="9.01.01.2.01.0001")
    apbd = make_baris(make_dokumen("apbd", "33.75"), kode_kegiatan="9.02.01.2.01.0001")
    AsalBaris.objects.create(dari=rkpd, ke=apbd)
    TautanIndikator.objects.create(indikator=indikator, baris=rkpd)
    ubah = rencana.buat_perubahan(apbd.dokumen, actor=None)
    rencana.tetapkan(ubah, nomor="2", tanggal=hari_ini(), actor=None)
    return ubah.baris_list.get()


@pytest.fixture
def alokasi(rekaman, rantai):
    return alokasikan_sebagian(rekaman, rantai, "250000")


@pytest.fixture
def keluarga(seruni, rekaman):
    """Its child was weighed on the activity's day."""
    satu = make_keluarga(seruni, nama="Suparman Contoh")
    anak = make_warga(seruni, lahir=date(hari_ini().year - 3, 1, 5), nama="Bunga Melati", keluarga=satu)
    sama = {"posyandu": seruni, "bidang": rekaman.bidang, "bentuk": "kondisi", "tanggal": rekaman.tanggal}
    Rekaman.objects.create(layanan="penimbangan_balita", warga=anak, terlayani=1, **sama)
    return satu


def ikuti(klien, alamat, *awalan):
    """Click by click: on each page the one link that begins so. Returns the last page."""
    halaman = klien.get(alamat)
    for a in awalan:
        (tuju,) = {t for t in tautan(halaman) if t.startswith(a)}
        halaman = klien.get(tuju)
        assert halaman.status_code == 200, tuju
    return halaman


class TestDuaKlik:
    def test_from_a_household_up_to_the_indicator_with_target_and_reached(
        self, cast, masuk, keluarga, alokasi, indikator, tahun
    ):
        alamat = f"/rencana/jejak/keluarga/{keluarga.uuid}/?tahun={tahun}"
        atas = ikuti(masuk(cast["perencana"]), alamat, "/rencana/jejak/baris/", "/rencana/indikator/")
        isi = teks(atas)
        assert isi.index("Balita ditimbang") < isi.index("81,5")
        assert "Capaian" in isi
        assert isi[isi.index("81,5") :].split()[1] == "1"  # reached: records of the field so far

    def test_the_chain_above_the_line_names_every_stage(self, cast, masuk, alokasi, rantai, tahun):
        isi = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{rantai.pk}/"))
        assert isi.index("Indikator yang dilayani") < isi.index("RKPD") < isi.index("sebelum Perubahan")
        assert f"target {tahun} 81,5 %" in isi

    def test_from_the_indicator_down_to_masked_people(self, cast, masuk, keluarga, alokasi, indikator, tahun):
        klien = masuk(cast["perencana"])
        alamat = f"/rencana/indikator/{indikator.pk}/?tahun={tahun}"
        bawah = ikuti(klien, alamat, "/rencana/jejak/indikator/", "/rencana/jejak/kegiatan/")
        assert "B. M." in teks(bawah)
        assert "Bunga" not in teks(bawah)

    def test_from_the_trace_of_the_indicator_down_to_a_household(self, cast, masuk, keluarga, alokasi, indikator):
        alamat = f"/rencana/jejak/indikator/{indikator.pk}/"
        bawah = ikuti(masuk(cast["perencana"]), alamat, "/rencana/jejak/kegiatan/", "/rencana/jejak/keluarga/")
        assert "Keluarga S. C." in teks(bawah)
        assert "Suparman" not in teks(bawah)

    def test_from_a_posyandu_up_to_the_indicator(self, cast, masuk, seruni, alokasi, indikator, tahun):
        alamat = f"/rencana/uang/{seruni.kode}/?tahun={tahun}"
        atas = ikuti(masuk(cast["perencana"]), alamat, "/rencana/jejak/baris/", "/rencana/indikator/")
        assert "Balita ditimbang" in teks(atas)

    def test_an_activity_leads_to_the_indicator_as_well(self, cast, masuk, alokasi, rekaman, indikator, tahun):
        halaman = masuk(cast["perencana"]).get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/")
        assert f"/rencana/indikator/{indikator.pk}/?tahun={tahun}" in tautan(halaman)


class TestMelayani:
    def test_the_same_program_is_a_guess_and_says_so(self, cast, masuk, tahun):
        buat_indikator(program="1.02.02")
        baris = make_baris(make_dokumen("apbd", "33.75"))
        isi = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{baris.pk}/"))
        assert "program 1.02.02 sama, belum ditautkan orang" in isi

    def test_a_tie_is_no_guess_and_stands_first(self, cast, masuk, rantai, indikator):
        lain = {"uraian": "Anak sehat", "satuan": "anak", "program": "9.02.01", "bidang": "kesehatan"}
        IndikatorRencana.objects.create(dokumen=indikator.dokumen, **lain)
        isi = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{rantai.pk}/"))
        assert isi.index("Balita ditimbang") < isi.index("Anak sehat") < isi.index("belum ditautkan orang")

    def test_a_program_of_another_government_or_another_scheme_is_none(self, cast, masuk, tahun):
        """Read by somebody who sees both governments, so that only the rule stands between them."""
        buat_indikator(wilayah="62.03", program="1.02.02")
        baris = make_baris(make_dokumen("apbd", "33.75"))
        isi = teks(masuk(cast["nasional"]).get(f"/rencana/jejak/baris/{baris.pk}/"))
        assert "belum melayani indikator" in isi

    def test_a_plan_that_was_amended_promises_nothing_any_more(self, cast, masuk):
        lama = buat_indikator(program="1.02.02")
        DokumenAnggaran.objects.filter(pk=lama.dokumen_id).update(status="diubah")
        baris = make_baris(make_dokumen("apbd", "33.75"))
        assert "belum melayani indikator" in teks(masuk(cast["perencana"]).get(f"/rencana/jejak/baris/{baris.pk}/"))

    def test_a_draft_is_seen_by_its_planners_alone(self, cast, masuk):
        buat_indikator(program="1.02.02", status="draf")
        alamat = f"/rencana/jejak/baris/{make_baris(make_dokumen('apbd', '33.75')).pk}/"
        assert "Balita ditimbang" in teks(masuk(cast["perencana"]).get(alamat))
        assert "Balita ditimbang" not in teks(masuk(cast["operator_desa"]).get(alamat))


class TestKeBawah:
    def test_each_activity_counts_once_however_many_lines_pay(self, cast, masuk, rekaman, rantai, alokasi, indikator):
        lain = make_baris(rantai.dokumen, kode_kegiatan="9.02.01.2.01.0002")
        TautanIndikator.objects.create(indikator=indikator, baris=lain)
        alokasikan_sebagian(rekaman, lain, "1000")
        isi = teks(masuk(cast["perencana"]).get(f"/rencana/jejak/indikator/{indikator.pk}/"))
        assert f"Kegiatan yang dibiayai 1 {rekaman.terlayani} kali dilayani di 1 posyandu" in isi

    def test_a_line_that_was_amended_away_is_not_shown_as_money(self, cast, masuk, rantai, alokasi, indikator):
        halaman = masuk(cast["perencana"]).get(f"/rencana/jejak/indikator/{indikator.pk}/")
        anggaran = [t for t in tautan(halaman) if t.startswith("/rencana/jejak/baris/")]
        rkpd = AsalBaris.objects.get().dari_id
        assert anggaran == [f"/rencana/jejak/baris/{rantai.pk}/", f"/rencana/jejak/baris/{rkpd}/"]

    def test_a_village_sees_its_own_activities_only(self, cast, masuk, seruni, alokasi, rekaman, indikator):
        alamat = f"/rencana/jejak/indikator/{indikator.pk}/"
        kegiatan = f"/rencana/jejak/kegiatan/{rekaman.kunci}/"
        assert kegiatan in tautan(masuk(cast["operator_desa"]).get(alamat))
        assert kegiatan not in tautan(masuk(cast["kelurahan_lain"]).get(alamat))

    def test_a_household_found_that_day_is_among_those_served(self, cast, masuk, seruni, rekaman):
        """A finding about a house names no person: its people are those who lived there."""
        rumah = make_keluarga(seruni, nama="Rumah Contoh")
        make_warga(seruni, lahir=date(1980, 1, 5), nama="Ayah Rumah", keluarga=rumah)
        sama = {"posyandu": seruni, "bidang": rekaman.bidang, "bentuk": "kondisi", "tanggal": rekaman.tanggal}
        Rekaman.objects.create(layanan="penimbangan_balita", keluarga=rumah, **sama)
        halaman = masuk(cast["perencana"]).get(f"/rencana/jejak/kegiatan/{rekaman.kunci}/")
        assert f"/rencana/jejak/keluarga/{rumah.uuid}/?tahun={rekaman.tanggal.year}" in tautan(halaman)
        assert "A. R." in teks(halaman)
