"""The finding book: what a run stores, closes and opens again; what people answer; who sees what; files."""

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import alokasi, tetapkan
from planning.actions import temuan as tindakan
from planning.models import Alokasi, AntreanPeriksa, PutaranPeriksa, TemuanAnggaran, TotalDokumen
from planning.pemeriksaan import PER_KODE, Lingkup
from planning.workflow_temuan import TEMUAN
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen
from tests.planning.kasus_periksa import Dunia, T
from tests.planning.pembuat import isi_alokasi
from tests.rumah.halaman import NGAWUR, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(seruni, unit_anjir) -> Dunia:
    return Dunia(seruni, unit_anjir)


def jalan(w: Dunia, *kode: str) -> dict[str, int]:
    return tindakan.periksa(w.lingkup(), [PER_KODE[k] for k in kode] if kode else PER_KODE.values())


@pytest.fixture
def lebih(w) -> Alokasi:
    """An allocation beyond its line's ceiling, checked."""
    a = w.alokasi(w.apbd(pagu="100"), "150")
    jalan(w, "A01")
    return a


@pytest.fixture
def menganggur(w) -> TemuanAnggaran:
    """An idle line: no block, so that an explanation may close it."""
    w.apbd()
    jalan(w, "A05")
    return TemuanAnggaran.objects.get()


class TestPutaran:
    def test_a_finding_is_kept_once_however_often_the_check_runs(self, w, lebih):
        awal = TemuanAnggaran.objects.get()
        jalan(w, "A01")
        kini = TemuanAnggaran.objects.get()
        assert (kini.pk, kini.pertama, kini.status) == (awal.pk, awal.pertama, "terbuka")
        assert kini.terakhir > awal.terakhir
        assert (kini.nilai, kini.wilayah_id, kini.baris_id) == (Decimal(50), "33.75", lebih.baris_id)
        assert kini.pemilik == "perencana"

    def test_the_amount_follows_the_data(self, w, lebih):
        Alokasi.objects.filter(pk=lebih.pk).update(nilai=Decimal(170))
        jalan(w, "A01")
        assert TemuanAnggaran.objects.get().nilai == Decimal(70)

    def test_what_is_gone_closes_itself_and_what_returns_opens_again(self, w, lebih):
        Alokasi.objects.filter(pk=lebih.pk).update(status="dicabut")
        jalan(w, "A01")
        t = TemuanAnggaran.objects.get()
        assert (t.status, t.hilang) == ("selesai", w.hari)
        Alokasi.objects.filter(pk=lebih.pk).update(status="berlaku")
        jalan(w, "A01")
        t.refresh_from_db()
        assert (t.status, t.hilang) == ("terbuka", None)
        assert [c.catatan for c in Catatan.objects.untuk(t).order_by("pk")] == [
            "tidak ditemukan lagi",
            "ditemukan lagi",
        ]

    def test_an_explained_one_closes_too_when_it_is_gone(self, w, lebih, cast):
        t = TemuanAnggaran.objects.get()
        tindakan.jelaskan_temuan(t.pk, "akan dicabut", actor=cast["perencana"])
        Alokasi.objects.filter(pk=lebih.pk).update(status="dicabut")
        jalan(w, "A01")
        t.refresh_from_db()
        assert (t.status, t.penjelasan) == ("selesai", "akan dicabut")

    def test_a_run_of_other_rules_or_areas_closes_nothing(self, w, lebih):
        Alokasi.objects.filter(pk=lebih.pk).update(status="dicabut")
        jalan(w, "A02")
        tindakan.periksa(Lingkup("62.03", T), [PER_KODE["A01"]])
        tindakan.periksa(Lingkup("33.75", T - 1), [PER_KODE["A01"]])
        assert TemuanAnggaran.objects.get().status == "terbuka"

    def test_an_accepted_one_stays_closed_as_long_as_it_is_still_seen(self, w, menganggur, cast):
        tindakan.jelaskan_temuan(menganggur.pk, "tahap dua", actor=cast["perencana"])
        tindakan.langkah_temuan(menganggur.pk, "terima_temuan", actor=cast["dinas_pmd"])
        jalan(w, "A05")
        menganggur.refresh_from_db()
        assert menganggur.status == "selesai"

    def test_a_village_keeps_its_own(self, w):
        make_baris(make_dokumen("apbdes", ANJIR, T), pagu="100")
        w.kode = "62.03"
        jalan(w, "A29")
        assert [(t.wilayah_id, t.pemilik) for t in TemuanAnggaran.objects.all()] == [(ANJIR, "operator_desa")]

    def test_one_document_checks_and_closes_only_its_own(self, w, lebih):
        lain = w.alokasi(make_baris(make_dokumen("dpa_kec", KLEGO[:8], T), pagu="10"), "15")
        tindakan.periksa_dokumen(lain.baris.dokumen_id)
        assert TemuanAnggaran.objects.filter(aturan="A01").count() == 2
        Alokasi.objects.update(status="dicabut")
        tindakan.periksa_dokumen(lebih.baris.dokumen_id)  # whose area holds the other's
        per = dict(TemuanAnggaran.objects.filter(aturan="A01").values_list("dokumen", "status"))
        assert per == {lebih.baris.dokumen_id: "selesai", lain.baris.dokumen_id: "terbuka"}

    def test_a_deleted_draft_line_takes_its_findings_along(self, w):
        baris = make_baris(make_dokumen("apbd", "33.75", T, tetap=False))
        baris.sumber_list.update(nilai=Decimal(1))
        jalan(w, "A16")
        assert TemuanAnggaran.objects.exists()
        baris.delete()
        assert not TemuanAnggaran.objects.exists()

    def test_the_same_thing_twice_is_refused_by_the_database(self, w, menganggur):
        menganggur.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            menganggur.save(force_insert=True)

    def test_storing_asks_as_much_for_thirty_as_for_three(self, w):
        def tanya() -> int:
            bahan = w.lingkup()
            with CaptureQueriesContext(connection) as sql:
                tindakan.periksa(bahan, [PER_KODE["A05"]])
            return len(sql)

        for _ in range(3):
            w.apbd()
        tanya()
        for _ in range(3):
            w.apbd()
        sedikit = tanya()
        for _ in range(30):
            w.apbd()
        assert tanya() == sedikit

    def test_money_that_moves_marks_its_document(self, w, cast, django_capture_on_commit_callbacks):
        baris = make_baris(make_dokumen("apbd", "33.75"))
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                rekaman = w.rekaman(tanggal=timezone.localdate())
                alokasi.alokasikan(rekaman, baris, isi_alokasi("100"), actor=cast["perencana"])
        assert [a.dokumen_id for a in AntreanPeriksa.objects.all()] == [baris.dokumen_id]
        assert tindakan.periksa_antrean() == 1
        assert not AntreanPeriksa.objects.exists()

    def test_fixing_a_document_checks_it(self, w, cast, django_capture_on_commit_callbacks):
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        make_baris(dokumen)
        with django_capture_on_commit_callbacks(execute=True):
            tetapkan(dokumen, nomor="1", tanggal=timezone.localdate(), actor=cast["perencana"])
        assert TemuanAnggaran.objects.filter(dokumen=dokumen, aturan="A29").exists()

    def test_a_check_that_breaks_never_reaches_the_one_who_saved(
        self, w, cast, django_capture_on_commit_callbacks, monkeypatch
    ):
        def rusak(*args: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(tindakan, "periksa", rusak)
        dokumen = make_dokumen("apbd", "33.75", tetap=False)
        make_baris(dokumen)
        with django_capture_on_commit_callbacks(execute=True):
            tetapkan(dokumen, nomor="1", tanggal=timezone.localdate(), actor=cast["perencana"])
        dokumen.refresh_from_db()
        assert dokumen.status == "ditetapkan"

    def test_at_night_it_runs_once(self, w, monkeypatch):
        w.apbd()
        for jam, jalan_ in ((12, False), (2, True), (3, False)):
            kini = timezone.now().replace(hour=jam)
            monkeypatch.setattr(tindakan, "sekarang", lambda kini=kini: kini)
            monkeypatch.setattr(timezone, "now", lambda kini=kini: kini)
            assert tindakan.periksa_malam() is jalan_
        assert PutaranPeriksa.objects.count() == 2  # this year and the next

    def test_a_nation_goes_kabupaten_by_kabupaten(self, w):
        w.apbd()
        make_baris(make_dokumen("apbdes", ANJIR, T))
        make_baris(make_dokumen("apbd", "33", T))
        assert tindakan.daerah("ID", T) == [("33", True), ("33.75", False), ("62.03", False)]
        assert tindakan.daerah("33", T) == [("33", True), ("33.75", False)]
        assert tindakan.periksa_wilayah("ID", T, w.hari)["A29"] == 3


class TestLangkah:
    def test_a_reason_is_needed(self, menganggur, cast):
        with pytest.raises(TransitionRefused, match="penjelasan"):
            tindakan.jelaskan_temuan(menganggur.pk, "  ", actor=cast["perencana"])

    def test_nobody_accepts_their_own_explanation(self, menganggur, cast):
        tindakan.jelaskan_temuan(menganggur.pk, "tahap dua", actor=cast["perencana"])
        with pytest.raises(TransitionRefused, match="orang lain"):
            tindakan.langkah_temuan(menganggur.pk, "terima_temuan", actor=cast["perencana"])

    def test_a_block_is_not_talked_away(self, lebih, cast):
        t = TemuanAnggaran.objects.get()
        tindakan.jelaskan_temuan(t.pk, "lupa", actor=cast["perencana"])
        with pytest.raises(TransitionRefused, match="blok"):
            tindakan.langkah_temuan(t.pk, "terima_temuan", actor=cast["dinas_pmd"])

    def test_an_open_one_is_not_accepted(self, menganggur, cast):
        with pytest.raises(TransitionRefused):
            tindakan.langkah_temuan(menganggur.pk, "terima_temuan", actor=cast["dinas_pmd"])

    def test_opening_again_needs_a_reason(self, menganggur, cast):
        tindakan.jelaskan_temuan(menganggur.pk, "tahap dua", actor=cast["perencana"])
        with pytest.raises(TransitionRefused):
            tindakan.langkah_temuan(menganggur.pk, "buka_temuan", actor=cast["dinas_pmd"])
        t = tindakan.langkah_temuan(menganggur.pk, "buka_temuan", "belum jelas", actor=cast["dinas_pmd"])
        assert (t.status, t.penjelasan) == ("terbuka", "tahap dua")

    def test_no_person_takes_the_steps_of_a_run(self, menganggur, cast):
        with pytest.raises(TransitionRefused):
            tindakan.langkah_temuan(menganggur.pk, "tutup_temuan", actor=cast["perencana"])

    @pytest.mark.parametrize(
        ("siapa", "galat"),
        [("auditor", PermissionDenied), ("opd", PermissionDenied), ("kabupaten_lain", Http404), ("kader", Http404)],
    )
    def test_who_may_not(self, menganggur, cast, siapa, galat):
        with pytest.raises(galat):
            tindakan.jelaskan_temuan(menganggur.pk, "x", actor=cast[siapa])
        menganggur.refresh_from_db()
        assert (menganggur.status, menganggur.penjelasan) == ("terbuka", "")

    def test_every_step_is_in_the_history(self, menganggur, cast):
        tindakan.jelaskan_temuan(menganggur.pk, "tahap dua", actor=cast["perencana"])
        tindakan.langkah_temuan(menganggur.pk, "terima_temuan", actor=cast["dinas_pmd"])
        assert [(c.aksi, c.dari, c.ke) for c in Catatan.objects.untuk(menganggur).order_by("pk")] == [
            ("jelaskan_temuan", "terbuka", "dijelaskan"),
            ("terima_temuan", "dijelaskan", "selesai"),
        ]
        assert {t.target for t in TEMUAN.transitions} == {"terbuka", "dijelaskan", "selesai"}


class TestHalaman:
    @pytest.fixture
    def banyak(self, w, lebih):
        w.rekaman()
        w.apbd()
        jalan(w)
        return {t.aturan for t in TemuanAnggaran.objects.all()}

    def test_the_dinas_begins_with_its_ten_and_the_auditor_with_all(self, banyak, cast, masuk):
        assert {"A01", "A05", "A29"} <= banyak
        dinas, auditor = (
            teks(masuk(cast[s]).get(reverse("planning:temuan"), {"tahun": T})) for s in ("dinas_pmd", "auditor")
        )
        assert "A05 Anggaran posyandu menganggur" in dinas
        # Once as a choice of the filter; as a finding for the auditor only.
        assert dinas.count("A29 Hanya bertanda") == 1
        assert auditor.count("A29 Hanya bertanda") == 2

    @pytest.mark.parametrize(
        ("tanya", "ada"),
        [
            ({"aturan": "A01"}, {"A01"}),
            ({"tingkat": "info"}, {"A21", "A29"}),
            ({"status": "selesai"}, set()),
            ({"pemilik": "dinas_pmd"}, set()),
            ({"tahun": "2025"}, set()),
            ({"wilayah": KLEGO}, {"A04"}),
        ],
    )
    def test_filters(self, banyak, cast, masuk, tanya, ada):
        jawaban = masuk(cast["auditor"]).get(reverse("planning:temuan"), {"tahun": T, **tanya})
        assert {t.aturan for t in jawaban.context["hal"].rows} == ada

    def test_nonsense_in_the_address_filters_nothing(self, banyak, cast, masuk):
        klien = masuk(cast["auditor"])
        for n in NGAWUR:
            isi = dict.fromkeys(("aturan", "tingkat", "status", "pemilik", "dokumen", "lihat", "urut"), n)
            assert klien.get(reverse("planning:temuan"), {"tahun": T, **isi}).status_code == 200

    def test_one_finding_says_what_to_do_and_takes_an_explanation(self, menganggur, cast, masuk):
        klien = masuk(cast["perencana"])
        alamat = reverse("planning:temuan-satu", args=[menganggur.pk])
        isi = teks(klien.get(alamat))
        assert PER_KODE["A05"].tindakan in isi
        assert "Rp1.000.000" in isi
        pintu = reverse("planning:temuan-jelaskan", args=[menganggur.pk])
        kosong = klien.post(pintu, {"alasan": " ", "versi": "1"})
        assert kosong.status_code == 422
        basi = klien.post(pintu, {"alasan": "menunggu tahap dua", "versi": "7"})
        assert basi.status_code == 409
        assert "menunggu tahap dua" in teks(basi)
        assert klien.post(pintu, {"alasan": "menunggu tahap dua", "versi": "1"}).status_code == 302
        menganggur.refresh_from_db()
        assert (menganggur.status, menganggur.penjelas) == ("dijelaskan", cast["perencana"])
        dinas = masuk(cast["dinas_pmd"])
        dinas.post(reverse("planning:temuan-terima", args=[menganggur.pk]), {"versi": "2"})
        menganggur.refresh_from_db()
        assert menganggur.status == "selesai"

    def test_an_auditor_reads_and_has_no_form(self, menganggur, cast, masuk):
        isi = masuk(cast["auditor"]).get(reverse("planning:temuan-satu", args=[menganggur.pk]))
        assert isi.context["langkah"] == set()

    def test_all_thirty_are_listed_with_counts(self, banyak, cast, masuk):
        jawaban = masuk(cast["auditor"]).get(reverse("planning:temuan-aturan"), {"tahun": T})
        baris = {h.aturan.kode: h.terbuka for h, _ in jawaban.context["baris"]}
        assert sorted(baris) == [f"A{n:02}" for n in range(1, 31)]
        assert baris["A01"] == 1
        assert sum(baris.values()) == TemuanAnggaran.objects.count()

    def test_the_files_hold_what_the_list_shows(self, banyak, cast, masuk):
        klien = masuk(cast["auditor"])
        jawaban = klien.get(reverse("planning:temuan-unduh", args=["xlsx"]), {"tahun": T})
        lembar = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
        baris = lembar.get_sheet_by_index(0).to_python()
        assert baris[0][0] == "Kode"
        assert sorted(b[0] for b in baris[1:]) == sorted(TemuanAnggaran.objects.values_list("aturan", flat=True))
        nilai = {b[0]: b[9] for b in baris[1:]}
        assert (nilai["A01"], nilai["A04"]) == (50, "")
        csv = b"".join(klien.get(reverse("planning:temuan-unduh", args=["csv"]), {"tahun": T}).streaming_content)
        assert csv.decode("utf-8-sig").count("\r\n") == len(baris)
        assert klien.get(reverse("planning:temuan-unduh", args=["pdf"])).status_code == 404

    def test_on_paper(self, banyak, cast, masuk):
        isi = teks(masuk(cast["auditor"]).get(reverse("planning:temuan-cetak"), {"tahun": T}))
        assert "Buku temuan pemeriksaan anggaran posyandu" in isi
        assert "A01 Alokasi melebihi pagu" in isi

    def test_checking_ones_document_now(self, cast, masuk, w):
        baris = w.apbd(pagu="100")
        w.alokasi(baris, "101")
        masuk(cast["perencana"]).post(reverse("planning:periksa-dokumen", args=[baris.dokumen_id]))
        assert TemuanAnggaran.objects.filter(aturan="A01", baris=baris).exists()


def keluaran(*args: str) -> str:
    aliran = io.StringIO()
    call_command("periksa_anggaran", *args, stdout=aliran)
    return aliran.getvalue()


def test_the_command_lists_thirty_checks_and_the_control_totals(w, lebih):
    TotalDokumen.objects.create(dokumen=lebih.baris.dokumen, sumber="dau", nilai=Decimal(100))
    baris = keluaran("--wilayah", "33.75", "--tahun", str(T)).splitlines()
    per = {b[:3]: b.split() for b in baris if b[:1] == "A" and b[1:3].isdigit()}
    assert sorted(per) == [f"A{n:02}" for n in range(1, 31)]
    assert per["A01"][1:5] == ["Blok", "1", "1", "0"]
    assert any("DAU" in b and "selisih Rp0" in b for b in baris)
    assert baris[-1] == "1 dokumen, 1 bertotal, 1 cocok"


def test_the_command_refuses_what_is_no_area():
    from django.core.management.base import CommandError

    with pytest.raises(CommandError, match="Bukan kode"):
        keluaran("--wilayah", "33.7")


def test_hari_is_in_the_past_of_nothing():
    """The cases' day lies in the budget year, so that no case leans on today's date."""
    assert Dunia.hari.year == T
    assert date(T, 12, 31) - Dunia.hari > timedelta(0)
