"""Budget documents: which area may have which, how one is fixed, and what its Perubahan does to it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import buat_dokumen, buat_perubahan, hapus_baris, tambah_baris, tetapkan
from planning.katalog import JENIS, jenis_untuk
from planning.metrics import anggaran
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran, StatusDokumen
from planning.workflow import ALOKASI, DOKUMEN
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_posyandu, make_rekaman, make_user
from tests.planning.pembuat import alokasikan_sebagian, isi_baris
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TETAP = {"nomor": "7 Tahun 2026", "tanggal": date(2026, 1, 5)}
LEGAL = [(kode, jenis) for jenis in ("rpjmd", "rkpd", "kua_ppas", "apbd") for kode in ("33", "33.75", "62.03")]
LEGAL += [(ANJIR, jenis) for jenis in ("rpjmdes", "rkpdes", "apbdes")]
LEGAL += [("33.75.02", "dpa_kec")]
ASAL = sorted({jenis for _, jenis in LEGAL})
TANPA_PERUBAHAN = [("33.75", "renstra"), ("33.75", "renja"), (ANJIR, "du_rkpdes"), (KLEGO, "renstra_pos")]


def perencana(kode: str):
    return make_user(f"perencana-{kode}".replace(".", "-"), peran="perencana", kode=kode)


def draf(jenis: str, kode: str, actor=None, tahun: int = 2026) -> DokumenAnggaran:
    isi = {"jenis": jenis, "wilayah": Wilayah.objects.get(pk=kode), "tahun": tahun}
    if JENIS[jenis].per_opd:
        isi["perangkat_daerah"] = "Dinas Kesehatan"
    if JENIS[jenis].per_posyandu:
        isi["posyandu"] = make_posyandu(kode)
    return buat_dokumen(isi, actor=actor)


def keadaan() -> tuple:
    return tuple(list(m.objects.order_by("pk").values_list()) for m in (DokumenAnggaran, BarisAnggaran, Catatan))


class TestJenis:
    @pytest.mark.parametrize(("kode", "jenis"), LEGAL)
    def test_every_kind_walks_from_draft_to_fixed_and_on_to_its_perubahan(self, kode, jenis):
        actor = perencana(kode)
        dokumen = draf(jenis, kode, actor)
        tambah_baris(dokumen, isi_baris(dokumen), actor=actor)
        assert (dokumen.status, dokumen.versi) == (StatusDokumen.DRAF, 1)
        tetap = tetapkan(dokumen, **TETAP, actor=actor)
        assert (tetap.status, tetap.nomor, tetap.versi) == (StatusDokumen.DITETAPKAN, "7 Tahun 2026", 2)
        perubahan = tetapkan(buat_perubahan(tetap, actor=actor), **TETAP, actor=actor)
        assert (perubahan.jenis, perubahan.status) == (f"{jenis}_p", StatusDokumen.DITETAPKAN)
        assert perubahan.masa == tetap.masa

    def test_no_kind_is_left_out_of_that_walk(self):
        sendiri = {j for _, j in TANPA_PERUBAHAN}
        assert {j for j in JENIS if not JENIS[j].perubahan_dari} == set(ASAL) | sendiri
        assert {j[:-2] for j in JENIS if JENIS[j].perubahan_dari and j != "pergeseran"} == set(ASAL)

    @pytest.mark.parametrize(("kode", "jenis"), TANPA_PERUBAHAN)
    def test_a_kind_without_a_perubahan_is_fixed_and_stays(self, kode, jenis):
        actor = make_user("penulis", peran="operator_desa" if len(kode) == 13 else "perencana", kode=kode)
        dokumen = draf(jenis, kode, actor)
        tambah_baris(dokumen, isi_baris(dokumen), actor=actor)
        tetap = tetapkan(dokumen, **TETAP, actor=actor)
        with pytest.raises(Ditolak, match="hanya dibuat"):
            buat_perubahan(tetap, actor=actor)

    def test_an_apbd_is_shifted_twice_and_then_amended(self):
        actor = perencana("33.75")
        dokumen = draf("apbd", "33.75", actor)
        tambah_baris(dokumen, isi_baris(dokumen), actor=actor)
        rantai = [tetapkan(dokumen, **TETAP, actor=actor)]
        for jenis in ("pergeseran", "pergeseran", "apbd_p", "pergeseran"):
            baru = buat_perubahan(rantai[-1], jenis=jenis, actor=actor)
            rantai.append(tetapkan(baru, **TETAP, actor=actor))
        assert [d.jenis for d in rantai] == ["apbd", "pergeseran", "pergeseran", "apbd_p", "pergeseran"]
        assert DokumenAnggaran.objects.filter(status=StatusDokumen.DITETAPKAN).get() == rantai[-1]
        assert rantai[-1].baris_list.get().sumber_list.get().nilai == Decimal(1_000_000)

    @pytest.mark.parametrize("jenis", sorted(set(JENIS) - {"renstra_pos"}))
    def test_a_kelurahan_has_no_document_of_its_own(self, jenis):
        with pytest.raises(Ditolak, match="tidak punya") as galat:
            draf(jenis, KLEGO)
        assert "DPA kecamatan" in str(galat.value)
        assert galat.value.kolom == "jenis"

    @pytest.mark.parametrize(
        ("jenis", "kode"),
        [
            ("apbd", "33.75.02"),
            ("apbdes", "33.75.02"),
            ("apbdes", "33.75"),
            ("rpjmdes", "62.03"),
            ("apbd", ANJIR),
            ("rkpd", ANJIR),
        ],
    )
    def test_an_area_has_only_the_documents_of_its_government(self, jenis, kode):
        with pytest.raises(Ditolak, match="bukan dokumen"):
            draf(jenis, kode)
        assert not DokumenAnggaran.objects.exists()

    def test_what_a_form_may_offer(self):
        daerah = {"rpjmd", "renstra", "rkpd", "renja", "kua_ppas", "apbd", "pergeseran"}
        for wilayah in ("provinsi", "kabupaten", "kota"):
            assert {j.kode.removesuffix("_p") for j in jenis_untuk(wilayah)} == daerah
        for wilayah in ("desa", "desa_adat"):
            assert {j.kode.removesuffix("_p") for j in jenis_untuk(wilayah)} == {
                *("rpjmdes", "rkpdes", "du_rkpdes", "apbdes", "renstra_pos"),
            }
        assert [j.kode for j in jenis_untuk("kelurahan")] == ["renstra_pos"]
        assert [j.kode for j in jenis_untuk("kecamatan")] == ["dpa_kec", "dpa_kec_p"]

    @pytest.mark.parametrize(
        ("jenis", "kode", "masa"),
        [("rpjmd", "33.75", "2026–2030"), ("rpjmdes", ANJIR, "2026–2033"), ("apbd", "33", "2026")],
    )
    def test_a_plan_holds_for_its_years(self, jenis, kode, masa):
        assert draf(jenis, kode).masa == masa

    def test_money_is_tied_to_budgets_and_not_to_plans(self):
        assert {j for j in JENIS if JENIS[j].alokasi} == {
            *("apbd", "apbd_p", "pergeseran", "apbdes", "apbdes_p", "dpa_kec", "dpa_kec_p"),
        }


class TestDraf:
    def test_one_of_a_kind_stands_for_an_area_and_a_year(self, cast):
        draf("apbd", "33.75", cast["perencana"])
        with pytest.raises(Ditolak, match="sudah ada") as galat:
            draf("apbd", "33.75", cast["perencana"])
        assert galat.value.kolom == "tahun"
        draf("apbd", "33.75", cast["perencana"], tahun=2027)
        draf("apbd", "33")
        assert DokumenAnggaran.objects.count() == 3

    def test_a_withdrawn_one_makes_room(self, cast):
        dokumen = make_dokumen("apbd", "33.75", 2026)
        with pytest.raises(Ditolak):
            draf("apbd", "33.75")
        DOKUMEN.apply(dokumen.pk, "cabut", actor=cast["perencana"], note="Salah unggah")
        assert draf("apbd", "33.75").draf

    @pytest.mark.parametrize(
        ("siapa", "galat"),
        [
            ("tim_pembina", PermissionDenied),
            ("auditor", PermissionDenied),
            ("operator_desa", Http404),
            ("kabupaten_lain", Http404),
            ("kader", Http404),
        ],
    )
    def test_who_does_not_write_plans_of_the_area_makes_none(self, cast, siapa, galat):
        with pytest.raises(galat):
            draf("apbd", "33.75", cast[siapa])
        assert not DokumenAnggaran.objects.exists()

    def test_lines_come_and_go_while_it_is_a_draft(self, cast):
        dokumen = draf("apbd", "33.75", cast["perencana"])
        baris = tambah_baris(dokumen, isi_baris(dokumen), actor=cast["perencana"])
        assert baris.sisa == baris.pagu
        hapus_baris(baris.pk, actor=cast["perencana"])
        assert not dokumen.baris_list.exists()
        assert Catatan.objects.untuk(dokumen).count() == 3

    def test_who_does_not_write_plans_adds_and_drops_no_line(self, cast):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        baris = make_baris(dokumen)
        for siapa, galat in (("tim_pembina", PermissionDenied), ("kabupaten_lain", Http404)):
            with pytest.raises(galat):
                tambah_baris(dokumen, isi_baris(dokumen), actor=cast[siapa])
            with pytest.raises(galat):
                hapus_baris(baris.pk, actor=cast[siapa])
        assert dokumen.baris_list.count() == 1

    def test_a_negative_ceiling_never_gets_in(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_baris(make_dokumen("apbd", "33.75"), pagu="-1")


class TestTetapkan:
    def test_a_document_without_lines_is_not_fixed_and_keeps_no_number(self, cast):
        dokumen = draf("apbd", "33.75", cast["perencana"])
        sebelum = keadaan()
        with pytest.raises(TransitionRefused, match="belum punya baris") as galat:
            tetapkan(dokumen, **TETAP, actor=cast["perencana"])
        assert galat.value.code == "baris"
        assert keadaan() == sebelum

    def test_who_may_not_fix_it_leaves_no_number_on_it(self, cast):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        make_baris(dokumen)
        sebelum = keadaan()
        for siapa, galat in (("tim_pembina", PermissionDenied), ("kabupaten_lain", Http404)):
            with pytest.raises(galat):
                tetapkan(dokumen, **TETAP, actor=cast[siapa])
            assert keadaan() == sebelum

    def test_a_fixed_document_is_fixed_once_and_keeps_its_number(self, cast):
        dokumen = make_dokumen("apbd", "33.75")
        make_baris(dokumen)
        with pytest.raises(TransitionRefused) as galat:
            tetapkan(dokumen, nomor="lain", tanggal=date(2026, 2, 2), actor=cast["perencana"])
        assert galat.value.code == "status"
        dokumen.refresh_from_db()
        assert dokumen.nomor == "1/contoh"

    def test_no_line_of_a_fixed_document_is_added_or_dropped(self, cast):
        dokumen = make_dokumen("apbd", "33.75")
        baris = make_baris(dokumen)
        with pytest.raises(Ditolak, match="Perubahan"):
            tambah_baris(dokumen, isi_baris(dokumen), actor=cast["perencana"])
        with pytest.raises(Ditolak, match="Perubahan"):
            hapus_baris(baris.pk, actor=cast["perencana"])
        assert list(dokumen.baris_list.all()) == [baris]

    @pytest.mark.parametrize("kosong", [{"nomor": "", "tanggal": date(2026, 1, 5)}, {"nomor": "7", "tanggal": None}])
    def test_the_database_itself_knows_no_fixed_document_without_a_number(self, kosong):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        with pytest.raises(IntegrityError), transaction.atomic():
            DokumenAnggaran.objects.filter(pk=dokumen.pk).update(status=StatusDokumen.DITETAPKAN, **kosong)


class TestPerubahan:
    @pytest.fixture
    def apbd(self):
        dokumen = make_dokumen("apbd", "33.75")
        make_baris(dokumen, "1000000", kode_rekening="5.1.02", bidang="kesehatan")
        make_baris(dokumen, "48232.91", kode_kegiatan="1.01.02.2.03.0011", bidang="pendidikan")
        return dokumen

    def test_it_begins_with_the_lines_of_what_it_amends(self, apbd, cast):
        baru = buat_perubahan(apbd, actor=cast["perencana"])
        kolom = ("nomenklatur", "kode_kegiatan", "uraian", "kode_rekening", "bidang", "sumber_dana", "pagu")
        assert list(baru.baris_list.values_list(*kolom)) == list(apbd.baris_list.values_list(*kolom))
        assert [b.asal for b in baru.baris_list.all()] == list(apbd.baris_list.all())
        assert (baru.menggantikan, baru.status, baru.tahun) == (apbd, StatusDokumen.DRAF, apbd.tahun)

    def test_nothing_of_it_is_allocated_yet(self, apbd, cast):
        BarisAnggaran.objects.update(teralokasi=Decimal("0.01"))
        assert {b.teralokasi for b in buat_perubahan(apbd, actor=cast["perencana"]).baris_list.all()} == {0}

    def test_while_it_is_a_draft_the_former_is_in_force(self, apbd, cast):
        buat_perubahan(apbd, actor=cast["perencana"])
        apbd.refresh_from_db()
        assert apbd.bisa_alokasi

    def test_fixing_it_takes_the_former_out_of_force(self, apbd, cast):
        baru = tetapkan(buat_perubahan(apbd, actor=cast["perencana"]), **TETAP, actor=cast["perencana"])
        apbd.refresh_from_db()
        assert (apbd.status, apbd.bisa_alokasi, baru.bisa_alokasi) == (StatusDokumen.DIUBAH, False, True)
        satu = Catatan.objects.untuk(apbd).get(aksi="diubah")
        assert (satu.dari, satu.ke, satu.pelaku) == ("ditetapkan", "diubah", cast["perencana"])
        assert "7 Tahun 2026" in satu.catatan

    def test_the_budget_is_counted_once_and_not_twice(self, apbd, cast):
        tahun = apbd.tahun
        sebelum = anggaran("33.75", tahun)
        tetapkan(buat_perubahan(apbd, actor=cast["perencana"]), **TETAP, actor=cast["perencana"])
        assert anggaran("33.75", tahun) == sebelum

    def test_a_perubahan_can_be_amended_again(self, apbd, cast):
        """A region may amend its budget more than once in a year (pergeseran, second Perubahan)."""
        pertama = tetapkan(buat_perubahan(apbd, actor=cast["perencana"]), **TETAP, actor=cast["perencana"])
        kedua = tetapkan(buat_perubahan(pertama, actor=cast["perencana"]), **TETAP, actor=cast["perencana"])
        pertama.refresh_from_db()
        assert (pertama.status, kedua.status) == (StatusDokumen.DIUBAH, StatusDokumen.DITETAPKAN)

    def test_an_amended_budget_is_not_made_anew_beside_its_perubahan(self, apbd, cast):
        """Or its money would be there twice."""
        tetapkan(buat_perubahan(apbd, actor=cast["perencana"]), **TETAP, actor=cast["perencana"])
        with pytest.raises(Ditolak, match="sudah ada"):
            draf("apbd", "33.75", cast["perencana"], apbd.tahun)

    def test_there_is_one_draft_at_a_time(self, apbd, cast):
        buat_perubahan(apbd, actor=cast["perencana"])
        with pytest.raises(Ditolak, match="sudah ada"):
            buat_perubahan(apbd, actor=cast["perencana"])

    @pytest.mark.parametrize("status", ["draf", "diubah", "dicabut"])
    def test_only_what_is_in_force_is_amended(self, apbd, cast, status):
        DokumenAnggaran.objects.update(status=status)
        apbd.refresh_from_db()
        with pytest.raises(Ditolak, match="sudah ditetapkan"):
            buat_perubahan(apbd, actor=cast["perencana"])

    @pytest.mark.parametrize(("siapa", "galat"), [("tim_pembina", PermissionDenied), ("kabupaten_lain", Http404)])
    def test_who_does_not_write_plans_amends_none(self, apbd, cast, siapa, galat):
        with pytest.raises(galat):
            buat_perubahan(apbd, actor=cast[siapa])
        assert DokumenAnggaran.objects.count() == 1


class TestCabut:
    def test_a_document_that_activities_point_at_is_not_withdrawn(self, seruni, cast):
        dokumen = make_dokumen("apbd", "33.75")
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), make_baris(dokumen))
        with pytest.raises(TransitionRefused) as galat:
            DOKUMEN.apply(dokumen.pk, "cabut", actor=cast["perencana"], note="x")
        assert galat.value.code == "alokasi"
        ALOKASI.apply(Alokasi.objects.get().pk, "cabut", actor=cast["perencana"], note="x")
        assert DOKUMEN.apply(dokumen.pk, "cabut", actor=cast["perencana"], note="x").status == StatusDokumen.DICABUT


class TestAngka:
    def test_only_budgets_in_force_of_the_year_count(self):
        tahun = 2026
        for jenis, kode, tetap in (
            ("apbd", "33.75", True),
            ("rkpd", "33.75", True),
            ("apbd", "33", False),
            ("apbdes", ANJIR, True),
        ):
            make_baris(make_dokumen(jenis, kode, tahun, tetap=tetap), "1000.10")
        make_baris(make_dokumen("apbd", "33.75", 2025), "7")
        satu = anggaran("33.75", tahun)
        assert (satu.baris, satu.pagu, satu.teralokasi, satu.tanpa_kegiatan) == (1, Decimal("1000.10"), 0, 1)
        assert (anggaran("33", tahun).pagu, anggaran("33", 2025).pagu) == (Decimal("1000.10"), 7)
        assert (anggaran("ID", tahun).baris, anggaran("ID", tahun).pagu) == (2, Decimal("2000.20"))

    def test_an_area_without_a_budget_has_zeros(self):
        kosong = anggaran("11", 2026)
        assert (kosong.baris, kosong.pagu, kosong.sisa, kosong.tanpa_kegiatan) == (0, 0, 0, 0)

    def test_cents_add_up_exactly(self):
        dokumen = make_dokumen("apbd", "33.75", 2026)
        for _ in range(30):
            make_baris(dokumen, "0.10")
        assert anggaran("33.75", 2026).pagu == Decimal("3.00")
