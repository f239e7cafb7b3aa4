"""Needs against hand counts: newest record of each household, paper numbers apart, kader, kit, requests; the doors."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from planning.butuh_usulan import satu_butuh, semua_butuh
from planning.katalog_usulan import JENIS_BUTUH, URAIAN
from planning.models import GerbangTahap
from planning.pintu import Keadaan, jalur_terbaik, sarankan, tenggat_semua
from posyandu_app.lib.waktu import hari_ini
from registry.models import Perlengkapan
from spm_services.models import Rekaman
from tests.pembuat import ANJIR, KLEGO, make_kader, make_posyandu, make_rekaman
from tests.planning.usulan import RTLH, rumah_rtlh
from tests.rumah.halaman import baris_tabel
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db


def jumlah(user, kode=KLEGO):
    return {b.jenis.kode: b.jumlah for b in semua_butuh(user, kode, hari_ini())}


class TestHitung:
    def test_a_household_counts_once_by_its_newest_record(self, cast, seruni):
        rumah = rumah_rtlh(seruni, 3)
        lama = rumah_rtlh(seruni, 1, hari_ini() - timedelta(days=30))[0]
        isi = {"layanan": "kondisi_rumah", "bidang": "perumahan_rakyat", "bentuk": "kondisi", "posyandu": seruni}
        # the first again, still bad; the old one repaired since
        Rekaman.objects.create(keluarga=rumah[0].keluarga, isian=RTLH, tanggal=hari_ini(), **isi)
        Rekaman.objects.create(keluarga=lama.keluarga, isian={"kelas_rumah": "layak"}, tanggal=hari_ini(), **isi)
        rumah_rtlh(seruni, 1, hari_ini() - timedelta(days=401))
        assert jumlah(cast["operator_desa"]) == {"kondisi_rumah": 3}

    def test_a_number_from_paper_is_a_need_of_its_own_by_the_newest_of_each_unit(self, cast, seruni):
        lain = make_posyandu(KLEGO)
        for unit, n, hari in ((seruni, 30, 40), (seruni, 7, 0), (lain, 5, 0)):
            tanggal = hari_ini() - timedelta(days=hari)
            rekaman = make_rekaman(unit, cast["operator_desa"], "rumah_tidak_layak", objek="x", rumah=n)
            Rekaman.objects.filter(pk=rekaman.pk).update(tanggal=tanggal)
        assert jumlah(cast["operator_desa"]) == {"rumah_tidak_layak": 12}
        assert satu_butuh(cast["operator_desa"], KLEGO, JENIS_BUTUH["rumah_tidak_layak"], hari_ini())[1] == 12

    def test_kader_without_any_skill_and_kit_that_is_all_broken(self, cast, seruni):
        for i in range(3):
            make_kader(seruni, nama=f"Kader {i}")
        for barang, baik in (("dacin", 0), ("tensimeter", 1)):
            Perlengkapan.objects.create(posyandu=seruni, barang=barang, baik=baik, rusak_berat=1)
        assert jumlah(cast["operator_desa"]) == {"kader": 3, "barang_dacin": 1}

    def test_each_counts_what_they_may_read(self, cast, seruni, unit_anjir):
        rumah_rtlh(seruni, 2)
        rumah_rtlh(unit_anjir, 4)
        assert jumlah(cast["perencana"], "33.75") == {"kondisi_rumah": 2}
        assert jumlah(cast["opd"], "33.75") == {}  # of the field sosial

    def test_the_page_offers_only_what_the_person_may_propose(self, cast, seruni, masuk):
        rumah_rtlh(seruni, 2)
        url = reverse("planning:usulan-butuh")
        assert baris_tabel(masuk(cast["operator_desa"]).get(url))[0][3].startswith("Usulkan")
        assert baris_tabel(masuk(cast["perencana"]).get(url))[0][3] == ""

    def test_every_kind_of_need_has_codes_of_our_list(self):
        assert {j.apbd for j in JENIS_BUTUH.values()} | {j.apbdes for j in JENIS_BUTUH.values()} <= set(URAIAN)


class TestPintu:
    RUMAH = JENIS_BUTUH["kondisi_rumah"]

    def saran(self, kode, hari, **lain):
        keadaan = Keadaan(Wilayah.objects.get(pk=kode), lain.pop("jenis", self.RUMAH), hari, **lain)
        return {s.pintu: s for s in sarankan(keadaan)}

    def test_a_kelurahan_has_no_village_budget(self):
        saran = self.saran(KLEGO, date(2026, 1, 10))
        assert {p for p, s in saran.items() if not s.boleh} == {"apbdes", "apbdes_p", "bkk"}
        assert saran["dpa"].boleh
        assert "tidak punya APB Desa" in saran["apbdes"].sebab

    def test_a_desa_goes_its_own_way_where_it_has_the_authority(self):
        saran = self.saran(ANJIR, date(2026, 6, 1), ada_apbdes=True)
        assert (saran["apbdes_p"].boleh, saran["dpa"].boleh) == (True, False)
        sekolah = self.saran(ANJIR, date(2026, 6, 1), jenis=JENIS_BUTUH["anak_putus_sekolah"])
        assert not sekolah["apbdes"].boleh
        assert "Dinas Pendidikan" in sekolah["apbdes"].sebab
        desa = Wilayah.objects.get(pk=ANJIR)
        assert jalur_terbaik(Keadaan(desa, self.RUMAH, date(2026, 6, 1))) == "desa"
        assert jalur_terbaik(Keadaan(desa, JENIS_BUTUH["anak_putus_sekolah"], date(2026, 6, 1))) == "musrenbang"

    @pytest.mark.parametrize(
        ("pintu", "hari", "tanggal", "tahun"),
        [
            ("usulan", date(2026, 1, 10), date(2026, 2, 14), 2027),
            ("usulan", date(2026, 2, 14), date(2026, 2, 14), 2027),
            ("usulan", date(2026, 2, 15), date(2027, 2, 14), 2028),
            ("apbdes", date(2026, 10, 1), date(2026, 12, 31), 2027),
            ("apbd_p", date(2026, 8, 1), date(2026, 8, 14), 2026),
        ],
    )
    def test_the_next_gate_is_never_behind(self, pintu, hari, tanggal, tahun):
        tenggat = tenggat_semua(Wilayah.objects.get(pk=ANJIR), hari)[pintu]
        assert (tenggat.tanggal, tenggat.tahun) == (tanggal, tahun)

    def test_a_region_with_its_own_calendar_is_told_its_own_day(self):
        isi = {"gerbang": "musrenbang_kec", "tahun": 2028, "bulan": 1, "hari": 20, "dasar": "Surat edaran contoh"}
        GerbangTahap.objects.create(wilayah=Wilayah.objects.get(pk="62.03"), **isi)
        hari = date(2026, 2, 15)
        assert tenggat_semua(Wilayah.objects.get(pk=ANJIR), hari)["usulan"].tanggal == date(2027, 1, 20)
        assert tenggat_semua(Wilayah.objects.get(pk=KLEGO), hari)["usulan"].tanggal == date(2027, 2, 14)

    def test_all_doors_are_one_query(self, django_assert_num_queries):
        desa = Wilayah.objects.get(pk=ANJIR)
        with django_assert_num_queries(1):
            sarankan(Keadaan(desa, self.RUMAH, date(2026, 6, 1)))

    def test_evidence_that_is_there_is_not_missing(self):
        tanpa, ada = (self.saran(ANJIR, date(2026, 6, 1), ada_bukti=b)["apbdes"].kurang for b in (False, True))
        assert len(tanpa) == len(ada) + 1
