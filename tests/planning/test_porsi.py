"""Shares as data, and control totals: hand counts, what is no verdict, who writes what."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse

from audit.models import Catatan
from planning.actions.porsi import akhiri_porsi, isi_total, tambah_porsi
from planning.metrics_temuan import total_kendali
from planning.models import AturanPorsi, TotalDokumen
from planning.porsi import BAWAAN, Porsi, dari_baris, hitung, persen, pilih
from planning.total import cocok, jumlah_sumber
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_user
from tests.planning.kasus_periksa import bagi
from tests.rumah.halaman import NGAWUR, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def desa():
    return make_dokumen("apbdes", ANJIR, 2026)


def bawaan(kode: str, tahun: int) -> Porsi:
    return next(p for p in BAWAAN if p.kode == kode and p.berlaku(tahun))


class TestHitungan:
    @pytest.mark.parametrize(("pagu", "kata"), [("150000", "sesuai"), ("150100", "lebih")])
    def test_blt_is_at_most_fifteen_in_a_hundred_of_dana_desa(self, pagu, kata):
        dokumen = make_dokumen("apbdes", ANJIR, 2025)
        make_baris(dokumen, pagu=pagu, kode_kegiatan="5.3.00")
        make_baris(dokumen, pagu=str(1_000_000 - int(pagu)), kode_kegiatan="2.2.02")
        make_baris(dokumen, pagu="9000000", kode_kegiatan="5.3.00", sumber_dana="ADD")  # of another source
        baris = list(dokumen.baris_list.all())
        hasil = hitung(bawaan("blt", 2025), baris, {"DDS": D(1_000_000), "ADD": D(9_000_000)})
        assert hasil.penyebut == D(1_000_000)
        assert hasil.melanggar is (kata == "lebih")
        assert hasil.selisih == D(pagu) - 150_000

    def test_the_cooperatives_part_is_exact_to_two_places(self, desa):
        make_baris(desa, pagu="580300", uraian="Pembangunan gerai Koperasi Desa Merah Putih", kode_kegiatan="4.5.02")
        make_baris(desa, pagu="419700")
        hasil = hitung(bawaan("kdmp", 2026), list(desa.baris_list.all()), {"DDS": D(1_000_000)})
        assert (hasil.persen, hasil.melanggar) == (D("58.03"), False)

    def test_operations_of_2026_are_a_share_of_what_is_not_the_cooperatives(self, desa):
        make_baris(desa, pagu="580300", uraian="Koperasi Desa Merah Putih", kode_kegiatan="4.5.02")
        make_baris(desa, pagu="12591", kode_kegiatan="1.1.08")
        make_baris(desa, pagu="407109")
        hasil = hitung(bawaan("operasional", 2026), list(desa.baris_list.all()), {"DDS": D(1_000_000)})
        assert (hasil.pembilang, hasil.penyebut, hasil.persen) == (D(12_591), D(419_700), D("3.00"))
        assert not hasil.melanggar

    def test_a_code_begins_in_whole_steps(self, desa):
        make_baris(desa, pagu="100", kode_kegiatan="1.10.01")
        aturan = Porsi(
            kode="x", nama="x", skema="apbdes", tahun_dari=2026, tahun_sampai=None, awalan=("1.1",), dasar="x"
        )
        assert hitung(aturan, list(desa.baris_list.all()), {}).pembilang == 0

    def test_a_whole_of_nothing_is_no_share(self, desa):
        hasil = hitung(bawaan("aparatur", 2026), [], {})
        assert (hasil.persen, hasil.melanggar) == (None, False)

    def test_percent_in_words(self):
        assert [persen(D(x)) for x in ("15", "58.03", "20.50", "0")] == ["15%", "58,03%", "20,5%", "0%"]
        assert bawaan("kdmp", 2026).batas == "tepat 58,03%"
        assert bawaan("pendidikan", 2026).batas == "paling sedikit 20%"

    def test_which_hold_in_which_year(self):
        def nama(tahun: int) -> set[str]:
            return {p.kode for p in BAWAAN if p.berlaku(tahun) and p.skema == "apbdes"}

        assert nama(2025) == {"blt", "pangan", "operasional", "aparatur"}
        assert nama(2026) == {"operasional", "kdmp", "aparatur"}
        assert all(p.dasar and p.keyakinan in ("tinggi", "sedang") for p in BAWAAN)


ISI = {
    "nama_singkat": "aparatur",
    "nama": "Penghasilan tetap di daerah ini",
    "skema": "apbdes",
    "tahun_dari": 2026,
    "awalan": "1.1.01, 1.1.02",
    "maksimal": D(25),
    "dasar": "Perbup contoh",
}


class TestDaerah:
    def test_a_regions_own_takes_the_place_of_the_nations_below_it_from_its_year_on(self, desa):
        tambah_porsi(Wilayah.objects.get(pk="62.03"), ISI, actor=None)
        semua = [dari_baris(a) for a in AturanPorsi.objects.all()]
        batas = {p.kode: p.maksimal for p in pilih(semua, desa)}
        assert batas["aparatur"] == D(25)
        lama = make_dokumen("apbdes", ANJIR, 2025)
        assert {p.kode: p.maksimal for p in pilih(semua, lama)}["aparatur"] == D(30)

    def test_another_region_keeps_the_nations(self, desa):
        tambah_porsi(Wilayah.objects.get(pk="33.75"), {**ISI, "skema": "apbdes"}, actor=None)
        semua = [dari_baris(a) for a in AturanPorsi.objects.all()]
        assert {p.kode: p.maksimal for p in pilih(semua, desa)}["aparatur"] == D(30)

    def test_one_of_a_name_and_year(self):
        wilayah = Wilayah.objects.get(pk="62.03")
        tambah_porsi(wilayah, ISI, actor=None)
        with pytest.raises(Ditolak, match="sudah ada"):
            tambah_porsi(wilayah, ISI, actor=None)

    @pytest.mark.parametrize("rusak", [{"maksimal": None}, {"awalan": ""}, {"dasar": ""}, {"minimal": D(30)}])
    def test_the_database_wants_a_limit_a_numerator_and_a_basis(self, rusak):
        with pytest.raises(IntegrityError), transaction.atomic():
            AturanPorsi.objects.create(wilayah_id="62.03", **{**ISI, **rusak})

    def test_it_does_not_end_before_it_begins(self):
        porsi = tambah_porsi(Wilayah.objects.get(pk="62.03"), ISI, actor=None)
        with pytest.raises(Ditolak, match="baru berlaku"):
            akhiri_porsi(porsi.pk, 2025, actor=None)
        assert akhiri_porsi(porsi.pk, 2026, actor=None).tahun_sampai == 2026


class TestTotal:
    def test_sums_by_source_are_those_of_the_shares(self, desa):
        bagi(make_baris(desa, pagu="1000"), DDS="600", ADD="400")
        bagi(make_baris(desa, pagu="500"), ADD="100", PBK=None)
        make_baris(desa, pagu="50")
        ada = jumlah_sumber(desa.baris_list.all())
        assert ada == {"DDS": D(650), "ADD": D(500), "campuran": D(400)}
        assert sum(ada.values()) == D(1550)

    def test_differences_do_not_cancel_each_other(self, desa):
        bagi(make_baris(desa, pagu="1000"), DDS="600", ADD="400")
        isi_total(desa.pk, {"DDS": D(500), "ADD": D(500)}, actor=None)
        kendali = total_kendali([desa])[0]
        assert (kendali.jumlah, kendali.tertulis, kendali.beda) == (D(1000), D(1000), D(200))

    def test_a_total_that_is_not_typed_in_is_no_zero(self, desa):
        make_baris(desa, pagu="1000")
        kendali = total_kendali([desa])[0]
        assert (kendali.tertulis, kendali.beda) == (None, None)
        assert not cocok(desa.baris_list.all(), {})

    def test_a_decrees_source_without_lines_shows(self, desa):
        make_baris(desa, pagu="1000")
        isi_total(desa.pk, {"DDS": D(1000), "ADD": D(7)}, actor=None)
        assert total_kendali([desa])[0].beda == D(7)

    def test_what_is_the_same_is_not_written_again(self, desa):
        isi_total(desa.pk, {"DDS": D(5), "ADD": None}, actor=None)
        isi_total(desa.pk, {"DDS": D(5), "ADD": None}, actor=None)
        assert Catatan.objects.untuk(desa).filter(aksi="isi_total").count() == 1
        isi_total(desa.pk, {"DDS": None}, actor=None)
        assert not TotalDokumen.objects.exists()

    @pytest.mark.parametrize(("siapa", "galat"), [("auditor", PermissionDenied), ("kabupaten_lain", Http404)])
    def test_who_may_not(self, cast, siapa, galat):
        dokumen = make_dokumen("apbd", "33.75", 2026)
        with pytest.raises(galat):
            isi_total(dokumen.pk, {"dau": D(1)}, actor=cast[siapa])
        assert not TotalDokumen.objects.exists()


class TestHalaman:
    @pytest.fixture
    def operator(self, masuk):
        return masuk(make_user("desa-anjir", peran="operator_desa", kode=ANJIR))

    def test_totals_are_typed_in_and_compared(self, desa, operator):
        make_baris(desa, pagu="1000")
        pintu = reverse("planning:total-isi", args=[desa.pk])
        assert operator.post(pintu, {"DDS": "1.000,01"}).status_code == 302
        satu = teks(operator.get(reverse("planning:total-satu", args=[desa.pk])))
        assert "Rp1.000,01" in satu
        daftar = operator.get(reverse("planning:total"), {"tahun": "2026"})
        assert [t.beda for t in daftar.context["baris"]] == [D("0.01")]
        assert "beda Rp0,01" in teks(daftar)

    @pytest.mark.parametrize("rusak", ["-5", "seribu", "1.00", "9" * 20])
    def test_bad_totals_are_said_at_their_field_and_nothing_is_lost(self, desa, operator, rusak):
        make_baris(desa, pagu="1000")
        jawaban = operator.post(reverse("planning:total-isi", args=[desa.pk]), {"DDS": rusak, "ADD": "77"})
        assert jawaban.status_code == 422
        assert jawaban.context["form"].errors.keys() == {"DDS"}
        assert 'value="77"' in jawaban.content.decode()
        assert not TotalDokumen.objects.exists()

    def test_a_regions_limit_through_the_form(self, desa, masuk):
        perencana = masuk(make_user("perencana-kapuas", peran="perencana", kode="62.03"))
        isi = {"nama": "Posyandu dari ADD", "nama_singkat": "Posyandu", "skema": "apbdes", "tahun_dari": "2026"}
        isi |= {"awalan": "2.2.02", "sumber": "ADD", "minimal": "2,5", "dasar": "Perbup 1/2026 pasal 2"}
        pintu = reverse("planning:porsi-baru")
        assert perencana.post(pintu, isi).status_code == 302
        assert AturanPorsi.objects.get().minimal == D("2.5")
        assert "Posyandu dari ADD" in teks(perencana.get(reverse("planning:porsi"), {"tahun": "2026"}))
        dua = perencana.post(pintu, isi)
        assert dua.status_code == 422
        make_baris(desa, pagu="1000", sumber_dana="ADD")
        isi_total(desa.pk, {"ADD": D(1000)}, actor=None)
        hasil = perencana.get(reverse("planning:porsi-dokumen", args=[desa.pk])).context["hasil"]
        assert {h.aturan.kode: h.persen for h in hasil}["posyandu"] == D(100)

    @pytest.mark.parametrize(
        ("ganti", "kolom"),
        [
            ({"awalan": ""}, "awalan"),
            ({"minimal": ""}, "minimal"),
            ({"minimal": "120"}, "minimal"),
            ({"minimal": "30", "maksimal": "20"}, "maksimal"),
            ({"tahun_sampai": "2025"}, "tahun_sampai"),
            ({"nama_singkat": "dua kata"}, "nama_singkat"),
            ({"dasar": ""}, "dasar"),
        ],
    )
    def test_what_a_limit_lacks_is_said_at_its_field(self, masuk, ganti, kolom):
        perencana = masuk(make_user("perencana-kapuas", peran="perencana", kode="62.03"))
        isi = {"nama": "x", "nama_singkat": "x", "skema": "apbdes", "tahun_dari": "2026", "awalan": "2.2.02"}
        jawaban = perencana.post(reverse("planning:porsi-baru"), {**isi, "minimal": "5", "dasar": "x", **ganti})
        assert jawaban.status_code == 422
        assert kolom in jawaban.context["form"].errors
        assert not AturanPorsi.objects.exists()

    def test_nonsense_never_breaks_a_page(self, desa, masuk):
        perencana = masuk(make_user("perencana-kapuas", peran="perencana", kode="62.03"))
        for n in NGAWUR:
            isi = dict.fromkeys(("nama", "nama_singkat", "skema", "tahun_dari", "minimal", "sumber", "awalan"), n)
            assert perencana.post(reverse("planning:porsi-baru"), isi).status_code == 422
            assert perencana.get(reverse("planning:porsi"), {"tahun": n}).status_code == 200
