"""Programmes of the perangkat daerah: entering, who may, the matrix with what meets and what is missing."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.http import Http404

from accounts.models import User
from planning.actions import kerja
from planning.actions import program as aksi
from planning.metrics_kerja import bidang_kosong, matriks, rumah_tangga_beririsan
from planning.models import ProgramOpd
from planning.workflow_kerja import RENCANA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Keanggotaan
from tests.pembuat import (
    KLEGO,
    make_baris,
    make_dokumen,
    make_keluarga,
    make_posyandu,
    make_rekaman,
    make_user,
    make_warga,
)
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN, BULAN = hari_ini().year, hari_ini().month


def isi(**ganti):
    awal = {"bidang": "pendidikan", "perangkat_daerah": "Dinas Pendidikan", "tahun": TAHUN, "bulan": BULAN}
    return {**awal, "apa": "APE", "sasaran": "balita", **ganti}


def catat(*tempat, contoh=True, actor=None, **ganti):
    return aksi.catat_program(list(tempat), isi(**ganti), kunci=uuid.uuid4(), contoh=contoh, actor=actor)


def kirim(**ganti):
    awal = {"bidang": "sosial", "perangkat_daerah": "Dinas Sosial", "apa": "Paket sembako", "tahun": TAHUN}
    awal |= {"bulan": BULAN, "tanggal": "", "sasaran": "lansia", "jumlah": "40", "satuan": "paket", "sumber": "dau"}
    return {**awal, "kunci": str(uuid.uuid4()), "tempat": [f"{KLEGO}.p0001"], **ganti}


@pytest.fixture
def opd(cast, masuk):
    return masuk(cast["opd"])


@pytest.fixture
def dinas(cast, masuk):
    return masuk(cast["dinas_pmd"])


ALAMAT = f"/rencana/kerja/program/baru/?wilayah={KLEGO}"


class TestCatat:
    def test_one_form_for_many_units_at_once(self, opd, seruni):
        lain = make_posyandu(nama="Melati")
        jawaban = opd.post(ALAMAT, kirim(tempat=[seruni.kode, lain.kode]))
        assert jawaban.url.startswith("/rencana/kerja/program/")
        rows = ProgramOpd.objects.all()
        assert {p.posyandu_id for p in rows} == {seruni.pk, lain.pk}
        assert {(p.bidang, p.bulan, p.jumlah, p.satuan, p.sumber) for p in rows} == {
            ("sosial", BULAN, 40, "paket", "dau")
        }

    def test_the_same_form_twice_is_one_batch(self, opd, seruni):
        sekali = kirim()
        assert opd.post(ALAMAT, sekali).status_code == opd.post(ALAMAT, sekali).status_code == 302
        assert ProgramOpd.objects.count() == 1

    def test_for_a_whole_area_it_is_one_row_that_reaches_every_unit(self, opd, dinas, seruni):
        opd.post(ALAMAT, kirim(tempat=["semua"]))
        p = ProgramOpd.objects.get()
        assert (p.posyandu, p.wilayah_id) == (None, KLEGO)
        baris = dinas.get(f"/rencana/kerja/program/?wilayah={KLEGO}").context["baris"]
        assert [b.bulan[BULAN] for b in baris] == [[p]]

    def test_with_a_budget_line_of_its_own_government(self, opd, seruni):
        baris = make_baris(make_dokumen("apbd", "33.75"), bidang="sosial")
        opd.post(ALAMAT, kirim(baris=baris.pk))
        assert ProgramOpd.objects.get().baris == baris
        luar = make_baris(make_dokumen("apbd", "62.03"))
        assert opd.post(ALAMAT, kirim(baris=luar.pk)).status_code == 422
        with pytest.raises(Ditolak, match="wilayah lain"):
            catat(seruni, baris=luar)

    @pytest.mark.parametrize(
        ("kolom", "isian", "kalimat"),
        [
            ("bulan", "13", "bulan"),
            ("tanggal", f"{TAHUN - 1}-01-01", "di luar bulan"),
            ("tanggal", "kemarin", "24/11/2026"),
            ("jumlah", "-3", "kurang dari 0"),
            ("jumlah", "banyak", "angka"),
            ("tahun", "26", "2020"),
            ("bidang", "kesehatan", "kesehatan"),  # not its own field
            ("apa", "", "Isi bagian ini"),
        ],
    )
    def test_bad_input_stands_at_its_field(self, opd, seruni, kolom, isian, kalimat):
        jawaban = opd.post(ALAMAT, kirim(**{kolom: isian}))
        assert jawaban.status_code == 422
        form = jawaban.context["form"]
        assert list(form.errors) == [kolom]
        assert kalimat in str(form.errors[kolom])
        assert "Paket sembako" in jawaban.content.decode() or kolom == "apa"
        assert f'value="{seruni.kode}" checked' in jawaban.content.decode()
        assert not ProgramOpd.objects.exists()

    @pytest.mark.parametrize("tempat", [[], ["62.03.03.2004.p0001"], ["ngawur"]])
    def test_no_place_of_the_area_is_no_programme(self, opd, seruni, tempat):
        jawaban = opd.post(ALAMAT, kirim(tempat=tempat))
        assert jawaban.status_code == 422
        assert "Pilih posyandu atau wilayahnya" in teks(jawaban)

    def test_a_day_fixes_the_month(self, seruni):
        p = catat(seruni, tanggal=date(TAHUN, BULAN, 14))[0]
        assert p.tanggal == date(TAHUN, BULAN, 14)

    def test_the_office_is_told_that_another_comes_too(self, opd, seruni):
        catat(seruni, sasaran="lansia")
        jawaban = opd.post(ALAMAT, kirim(), follow=True)
        assert "Di 1 posyandu, perangkat daerah lain juga datang" in teks(jawaban)
        assert "Dinas Pendidikan" not in teks(jawaban)


class TestSiapa:
    @pytest.mark.parametrize("siapa", ["kader", "pengurus", "operator_desa", "dinas_pmd", "tim_pembina", "perencana"])
    def test_only_an_office_enters(self, cast, masuk, seruni, siapa):
        assert masuk(cast[siapa]).get(ALAMAT).status_code == 403

    def test_not_in_another_field_nor_elsewhere(self, cast, seruni, unit_anjir):
        with pytest.raises(Http404):
            catat(seruni, actor=cast["opd"])  # pendidikan, by the office of sosial
        with pytest.raises(Http404):
            catat(unit_anjir, bidang="sosial", actor=cast["opd"])

    def test_dinas_and_team_read_all_an_office_its_own(self, cast, masuk, seruni):
        catat(seruni)
        catat(seruni, bidang="sosial", perangkat_daerah="Dinas Sosial", apa="Sembako")
        for siapa, jumlah in (("dinas_pmd", 2), ("tim_pembina", 2), ("opd", 1)):
            baris = masuk(cast[siapa]).get(f"/rencana/kerja/program/?wilayah={KLEGO}").context["baris"]
            assert len(baris[0].bulan[BULAN]) == jumlah

    def test_called_off_with_a_reason_it_leaves_the_matrix(self, opd, dinas, seruni):
        p = catat(seruni, bidang="sosial")[0]
        asing = catat(seruni)[0]
        assert opd.get(f"/rencana/kerja/program/{asing.pk}/batal/").status_code == 404
        assert opd.post(f"/rencana/kerja/program/{p.pk}/batal/", {"alasan": ""}).status_code == 422
        opd.post(f"/rencana/kerja/program/{p.pk}/batal/", {"alasan": "Anggaran dipotong"})
        p.refresh_from_db()
        assert (p.batal, p.alasan_batal) == (True, "Anggaran dipotong")
        baris = dinas.get(f"/rencana/kerja/program/?wilayah={KLEGO}").context["baris"]
        assert baris[0].bulan[BULAN] == [asing]
        with pytest.raises(Ditolak, match="sudah dibatalkan"):
            aksi.batal_program(p.pk, alasan="lagi", actor=None)


def satu(posyandu):
    return matriks([posyandu], ProgramOpd.objects.all())[0]


class TestMatriks:
    @pytest.mark.parametrize(
        ("ganti", "tabrak"),
        [
            ({}, 1),
            ({"perangkat_daerah": " dinas pendidikan"}, 0),  # the same office
            ({"sasaran": "lansia"}, 0),
            ({"sasaran": "umum"}, 1),
            ({"bulan": BULAN % 12 + 1}, 0),
            ({"tanggal": 14}, 1),  # the other has no day yet
        ],
    )
    def test_two_offices_for_the_same_people_meet(self, seruni, ganti, tabrak):
        catat(seruni)
        if "tanggal" in ganti:
            ganti = {"tanggal": date(TAHUN, BULAN, ganti["tanggal"])}
        catat(seruni, **{"bidang": "sosial", "perangkat_daerah": "Dinas Sosial", **ganti})
        assert sum(len(t) for t in satu(seruni).tabrakan.values()) == tabrak

    @pytest.mark.parametrize(("kedua", "tabrak"), [(14, 1), (15, 0)])
    def test_known_days_decide(self, seruni, kedua, tabrak):
        catat(seruni, tanggal=date(TAHUN, BULAN, 14))
        catat(seruni, perangkat_daerah="Dinsos", bidang="sosial", tanggal=date(TAHUN, BULAN, kedua))
        assert len(satu(seruni).tabrakan) == tabrak

    def test_a_row_of_an_area_meets_a_row_of_the_unit(self, seruni):
        catat(Wilayah.objects.get(pk="33.75"))
        catat(seruni, perangkat_daerah="Dinsos", bidang="sosial")
        assert len(satu(seruni).tabrakan[BULAN]) == 1

    def test_the_longest_run_of_empty_months(self, seruni):
        assert satu(seruni).kosong == 12
        catat(seruni, bulan=3)
        assert satu(seruni).kosong == 9
        catat(seruni, bulan=8)
        assert satu(seruni).kosong == 4

    def test_fields_that_bring_nothing(self, dinas, seruni):
        catat(seruni)
        assert len(bidang_kosong(ProgramOpd.objects.all())) == 5
        halaman = teks(dinas.get(f"/rencana/kerja/program/?wilayah={KLEGO}"))
        assert "Belum ada program bidang kesehatan, pekerjaan umum" in halaman

    def test_it_says_what_meets_in_words(self, dinas, seruni):
        catat(seruni)
        catat(seruni, perangkat_daerah="Dinas Sosial", bidang="sosial", apa="Sembako")
        halaman = teks(dinas.get(f"/rencana/kerja/program/?wilayah={KLEGO}"))
        assert "Dinas Pendidikan (APE) dan Dinas Sosial (Sembako) untuk balita" in halaman


class TestIrisan:
    @pytest.fixture
    def dua(self, seruni, cast):
        """Four people: two of one household, one of another (which is given), one without any."""
        orang = [make_warga(seruni, nama=f"Orang {n}") for n in range(4)]
        a, b = (make_keluarga(seruni, f"Keluarga {n}") for n in range(2))
        for warga, keluarga in zip(orang, (a, a, b, None), strict=True):
            Keanggotaan.objects.filter(warga=warga).update(keluarga=keluarga)
        return orang, b

    def _catat(self, seruni, cast, warga, bidang, keluarga=None):
        r = make_rekaman(seruni, cast["kader"])
        type(r).objects.filter(pk=r.pk).update(warga=warga, keluarga=keluarga, bidang=bidang)
        return r

    def hitung(self, seruni):
        scope = User.objects.get(username="dinas-pmd").scope_for("lihat_rencana")
        return rumah_tangga_beririsan(scope, [satu(seruni)], TAHUN)

    def test_households_served_in_two_fields_that_bring_programmes(self, seruni, cast, dua):
        orang, b = dua
        catat(seruni, bidang="kesehatan")
        catat(seruni, bidang="sosial")
        self._catat(seruni, cast, orang[0], "kesehatan")
        self._catat(seruni, cast, orang[2], "kesehatan")
        self._catat(seruni, cast, orang[3], "kesehatan")
        self._catat(seruni, cast, orang[3], "sosial")  # no household
        assert self.hitung(seruni).get(seruni.pk, 0) == 0
        self._catat(seruni, cast, orang[1], "sosial")  # the other person of the same household
        assert self.hitung(seruni) == {seruni.pk: 1}
        self._catat(seruni, cast, None, "sosial", keluarga=b)
        assert self.hitung(seruni) == {seruni.pk: 2}

    def test_a_field_without_a_programme_does_not_count(self, seruni, cast, dua):
        orang, _ = dua
        catat(seruni, bidang="kesehatan")
        catat(seruni, bidang="pendidikan")
        self._catat(seruni, cast, orang[0], "kesehatan")
        self._catat(seruni, cast, orang[0], "sosial")
        assert self.hitung(seruni).get(seruni.pk, 0) == 0


class TestKader:
    def test_reads_what_comes_this_month_on_the_first_page_and_the_units(self, cast, masuk, seruni):
        catat(seruni, jumlah=2, satuan="set")
        catat(seruni, bulan=BULAN % 12 + 1, apa="Buku")
        catat(Wilayah.objects.get(pk="33.75"), apa="Vaksin", perangkat_daerah="Dinas Kesehatan", bidang="kesehatan")
        klien = masuk(cast["kader"])
        halaman = teks(klien.get("/"))
        assert "Bulan ini: Dinas Pendidikan membawa APE" in halaman
        assert "untuk balita (12–59 bulan), 2 set" in halaman
        assert "Dinas Kesehatan membawa Vaksin" in halaman
        assert "Buku" not in halaman
        unit = teks(klien.get(f"/rencana/kerja/program/posyandu/{seruni.kode}/"))
        assert "Dinas Pendidikan membawa APE" in unit
        assert "Tambah program" not in unit

    def test_what_was_called_off_or_is_for_others_is_not_announced(self, cast, masuk, seruni):
        lain = make_posyandu(nama="Lain")
        catat(lain, apa="Kursi")
        aksi.batal_program(catat(seruni, apa="Meja")[0].pk, alasan="batal", actor=None)
        halaman = teks(masuk(cast["kader"]).get("/"))
        assert "membawa" not in halaman

    def test_another_units_page_is_not_theirs(self, cast, masuk):
        lain = make_posyandu(nama="Lain")
        assert masuk(cast["kader"]).get(f"/rencana/kerja/program/posyandu/{lain.kode}/").status_code == 404


def test_the_village_is_told_of_a_plan_that_waits(cast, masuk, seruni):
    rencana = kerja.buat_rencana(seruni, TAHUN + 1, actor=None)
    baris = {"uraian": "PMT", "bulan": [1], "volume": Decimal(1), "satuan": "kali", "biaya": Decimal(1)}
    kerja.tambah_kegiatan(rencana.pk, baris, actor=None)
    assert "Sahkan Rencana kerja" not in teks(masuk(cast["operator_desa"]).get("/"))
    RENCANA.apply(rencana.pk, "ajukan", actor=None)
    assert f"Sahkan Rencana kerja {TAHUN + 1} Seruni" in teks(masuk(cast["operator_desa"]).get("/"))
    assert "Sahkan Rencana kerja" not in teks(masuk(make_user(peran="operator_desa", kode="62.03.03.2004")).get("/"))
