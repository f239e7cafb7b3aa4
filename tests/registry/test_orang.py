"""Terms of people: one running term in a unit, one holder of a chair, and every end has a day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from registry.actions import akhiri_kader, dudukkan_pengurus, tambah_kader, tambah_sk
from registry.metrics import stok_wilayah
from registry.models import Kader, Orang, Pengurus, SuratKeputusan
from tests.pembuat import KLEGO, make_kader, make_posyandu

pytestmark = pytest.mark.django_db
JANUARI, MARET, JUNI = date(2026, 1, 1), date(2026, 3, 1), date(2026, 6, 1)


def orang(nama: str = "Rahayu") -> Orang:
    return Orang(nama=nama, jenis_kelamin="P", contoh=True)


def dudukkan(posyandu, siapa, mulai=JANUARI, jabatan="ketua", bidang="", actor=None) -> Pengurus:
    return dudukkan_pengurus(posyandu, siapa, jabatan=jabatan, bidang=bidang, mulai=mulai, actor=actor)


def kader_di(*kode: str) -> list[int]:
    return [stok_wilayah(k)["kader"] for k in kode]


class TestKader:
    def test_a_term_begins_and_the_stock_rises_everywhere_above(self, seruni, cast):
        kader = tambah_kader(seruni, orang(), bidang="sosial", mulai=JANUARI, actor=cast["pengurus"])
        assert (kader.sampai, kader.orang.nama) == (None, "Rahayu")
        assert kader_di(seruni.kode, KLEGO, "33", "ID", "62") == [1, 1, 1, 1, 0]
        assert Catatan.objects.untuk(seruni).filter(aksi="tambah_kader", pelaku=cast["pengurus"]).count() == 1

    def test_a_term_ends_and_the_stock_falls(self, seruni, cast):
        kader = make_kader(seruni)
        make_kader(seruni)
        akhir = akhiri_kader(kader.pk, sampai=JUNI, actor=cast["pengurus"])
        assert (akhir.sampai, akhir.versi) == (JUNI, 2)
        assert kader_di(seruni.kode, "ID") == [1, 1]

    def test_a_term_ends_once(self, seruni, cast):
        kader = make_kader(seruni)
        akhiri_kader(kader.pk, sampai=JUNI, actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="sudah berakhir"):
            akhiri_kader(kader.pk, sampai=JUNI, actor=cast["pengurus"])
        assert kader_di(seruni.kode) == [0]

    def test_no_term_ends_before_it_began(self, seruni, cast):
        kader = make_kader(seruni)
        with pytest.raises(Ditolak, match="sebelum tanggal mulai") as galat:
            akhiri_kader(kader.pk, sampai=date(2025, 12, 31), actor=cast["pengurus"])
        assert galat.value.kolom == "sampai"
        assert Kader.objects.get().sampai is None

    def test_one_person_has_one_running_term_in_a_unit(self, seruni, cast):
        kader = make_kader(seruni)
        with pytest.raises(Ditolak, match="sudah menjadi kader"):
            tambah_kader(seruni, kader.orang, bidang="sosial", mulai=JUNI, actor=cast["pengurus"])
        akhiri_kader(kader.pk, sampai=JUNI, actor=cast["pengurus"])
        tambah_kader(seruni, kader.orang, bidang="sosial", mulai=JUNI, actor=cast["pengurus"])
        assert kader_di(seruni.kode) == [1]
        assert Orang.objects.count() == 1

    def test_the_database_holds_it_too(self, seruni):
        kader = make_kader(seruni)
        with pytest.raises(IntegrityError), transaction.atomic():
            Kader.objects.create(posyandu=seruni, orang=kader.orang, bidang="sosial", mulai=JUNI)
        with pytest.raises(IntegrityError), transaction.atomic():
            Kader.objects.update(sampai=date(2025, 1, 1))

    def test_one_person_in_two_units_is_two_terms(self, seruni):
        kader = make_kader(seruni)
        tambah_kader(make_posyandu(KLEGO), kader.orang, bidang="sosial", mulai=JANUARI, actor=None)
        assert kader_di(KLEGO) == [2]

    def test_a_term_holds_from_its_first_day_until_the_day_before_its_end(self, seruni, cast):
        akhiri_kader(make_kader(seruni).pk, sampai=JUNI, actor=cast["pengurus"])
        berlaku = [Kader.objects.berlaku(h).exists() for h in (date(2025, 12, 31), JANUARI, date(2026, 5, 31), JUNI)]
        assert berlaku == [False, True, True, False]

    @pytest.mark.parametrize(("siapa", "galat"), [("kader", PermissionDenied), ("kelurahan_lain", Http404)])
    def test_who_does_not_manage_the_unit_adds_and_ends_nobody(self, seruni, cast, siapa, galat):
        kader = make_kader(seruni)
        with pytest.raises(galat):
            tambah_kader(seruni, orang(), bidang="sosial", mulai=JANUARI, actor=cast[siapa])
        with pytest.raises(galat):
            akhiri_kader(kader.pk, sampai=JUNI, actor=cast[siapa])
        assert (Kader.objects.count(), Orang.objects.count(), kader_di(seruni.kode)) == (1, 1, [1])


class TestPengurus:
    def test_one_chair_has_one_holder_and_the_former_ends_that_day(self, seruni):
        lama = dudukkan(seruni, orang("Lama"))
        baru = dudukkan(seruni, orang("Baru"), MARET)
        lama.refresh_from_db()
        assert (lama.sampai, baru.sampai) == (MARET, None)
        assert [p.orang.nama for p in Pengurus.objects.berlaku(date(2026, 2, 28))] == ["Lama"]
        assert [p.orang.nama for p in Pengurus.objects.berlaku(MARET)] == ["Baru"]

    def test_the_log_names_both(self, seruni):
        dudukkan(seruni, orang("Lama"))
        dudukkan(seruni, orang("Baru"), MARET)
        assert Catatan.objects.untuk(seruni).first().perubahan == {"Ketua": ["Lama", "Baru"]}

    def test_nobody_sits_before_the_former_did(self, seruni):
        dudukkan(seruni, orang("Lama"), MARET)
        with pytest.raises(Ditolak, match="sebelum pejabat lama") as galat:
            dudukkan(seruni, orang("Baru"), JANUARI)
        assert galat.value.kolom == "mulai"
        assert (Pengurus.objects.get().sampai, Orang.objects.count()) == (None, 1)

    def test_other_chairs_and_other_units_stay_as_they_are(self, seruni, unit_anjir):
        dudukkan(seruni, orang())
        dudukkan(seruni, orang(), jabatan="sekretaris")
        dudukkan(seruni, orang(), jabatan="ketua_bidang", bidang="sosial")
        dudukkan(seruni, orang(), jabatan="ketua_bidang", bidang="kesehatan")
        dudukkan(unit_anjir, orang())
        assert Pengurus.objects.filter(sampai=None).count() == 5

    def test_the_database_refuses_a_second_holder(self, seruni):
        dudukkan(seruni, orang())
        lain = orang("Lain")
        lain.save()
        with pytest.raises(IntegrityError), transaction.atomic():
            Pengurus.objects.create(posyandu=seruni, orang=lain, jabatan="ketua", mulai=MARET)

    @pytest.mark.parametrize(("jabatan", "bidang"), [("ketua_bidang", ""), ("ketua", "sosial")])
    def test_the_database_refuses_a_chair_whose_field_does_not_fit(self, seruni, jabatan, bidang):
        with pytest.raises(IntegrityError), transaction.atomic():
            dudukkan(seruni, orang(), jabatan=jabatan, bidang=bidang)

    @pytest.mark.parametrize(("siapa", "galat"), [("kader", PermissionDenied), ("kelurahan_lain", Http404)])
    def test_who_does_not_manage_the_unit_moves_nobody(self, seruni, cast, siapa, galat):
        lama = dudukkan(seruni, orang())
        with pytest.raises(galat):
            dudukkan(seruni, orang("Baru"), MARET, actor=cast[siapa])
        lama.refresh_from_db()
        assert (lama.sampai, Pengurus.objects.count(), Orang.objects.count()) == (None, 1, 1)


class TestSK:
    ISI = {"jenis": "kader", "nomor": "400/12", "tanggal": JANUARI}

    def test_a_decree_is_filed_once(self, seruni, cast):
        tambah_sk(seruni, self.ISI, actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="sudah dicatat") as galat:
            tambah_sk(seruni, self.ISI, actor=cast["pengurus"])
        assert galat.value.kolom == "nomor"
        assert SuratKeputusan.objects.count() == 1

    def test_the_same_number_of_another_kind_or_unit_is_another_decree(self, seruni, unit_anjir):
        for posyandu, jenis in ((seruni, "kader"), (seruni, "pengurus"), (unit_anjir, "kader")):
            tambah_sk(posyandu, {**self.ISI, "jenis": jenis}, actor=None)
        assert SuratKeputusan.objects.count() == 3

    @pytest.mark.parametrize(("siapa", "galat"), [("kader", PermissionDenied), ("kelurahan_lain", Http404)])
    def test_who_does_not_manage_the_unit_files_none(self, seruni, cast, siapa, galat):
        with pytest.raises(galat):
            tambah_sk(seruni, self.ISI, actor=cast[siapa])
        assert not SuratKeputusan.objects.exists()
