"""The sealed channel: one duty reaches it, and for everybody else the product is the same with and without a report."""

import io
import json
import logging
import re
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import Penugasan, Pesan
from accounts.roles import ROLES, Cap
from audit.models import Catatan
from posyandu_app.lib import sandi
from registry.actions.aturan import tetapkan_aturan
from spm_services import actions
from spm_services.jejak_tertutup import buka_isi
from spm_services.models import JejakTertutup, LaporanTertutup, Rekaman
from tests.conftest import TUGAS
from tests.pembuat import KLEGO, make_user
from tests.rumah.baca import modul_produk
from tests.rumah.bagian.tertutup import ISI, lapor
from tests.rumah.dunia import bangun
from tests.rumah.halaman import isi, nilai, pesan, teks
from tests.rumah.jalan import klien, semua_get
from tests.rumah.matriks_akses import SIAPA
from tests.rumah.test_query import KIRIM, daftar, tanya
from wilayah.models import Rekap, Wilayah

pytestmark = pytest.mark.django_db
URL = "/lapangan/tertutup/"
KENARI = "kenari-8127"  # a word that stands nowhere but in one report
FORM = {
    "bahaya": "tidak",
    "jenis": "perempuan",
    "persetujuan": "sendiri",
    "cara": "pesan",
    "kontak": f"0812 {KENARI}",
    "waktu": f"pagi {KENARI}",
    "sapaan": f"ibu {KENARI}",
}


def kirim(client: Client, **ganti: str) -> HttpResponse:
    return client.post(URL, {**FORM, "kunci": str(uuid.uuid4()), **ganti})


@pytest.fixture
def kader(masuk, cast):
    return masuk(cast["kader"])


@pytest.fixture
def ppa(masuk, cast):
    return masuk(cast["uptd_ppa"])


class TestMelapor:
    def test_the_form_asks_for_no_story_and_no_perpetrator(self, kader):
        nama = set(re.findall(r'name="(\w+)"', isi(kader.get(URL)))) - {"csrfmiddlewaretoken", "viewport"}
        assert nama == {"bahaya", "jenis", "persetujuan", "cara", "kontak", "waktu", "sapaan", "kunci"}
        assert "<textarea" not in isi(kader.get(URL))

    @pytest.mark.parametrize("alamat", [URL, f"{URL}diterima/"])
    def test_the_national_numbers_are_one_touch_away(self, kader, alamat):
        for nomor in ("112", "129"):
            assert f'href="tel:{nomor}"' in isi(kader.get(alamat))

    def test_after_sending_stand_only_the_word_the_clock_and_the_numbers(self, kader):
        jawaban = kader.post(URL, {**FORM, "kunci": str(uuid.uuid4())}, follow=True)
        assert "Diterima. UPTD PPA akan menghubungi." in teks(jawaban)
        assert "Paling lama 24 jam" in teks(jawaban)
        assert KENARI not in isi(jawaban)
        assert LaporanTertutup.objects.count() == 1

    def test_the_hours_are_the_regions(self, kader):
        tetapkan_aturan(Wilayah.objects.get(pk="33.75"), "jam_tertutup", 6, dasar="contoh", versi=0, actor=None)
        assert "Paling lama 6 jam" in teks(kader.get(f"{URL}diterima/"))
        kirim(kader)
        laporan = LaporanTertutup.objects.get()
        assert laporan.tenggat - laporan.diterima == timedelta(hours=6)

    def test_the_same_form_twice_is_one_report(self, kader):
        kunci = str(uuid.uuid4())
        for _ in range(2):
            assert kirim(kader, kunci=kunci).status_code == 302
        assert LaporanTertutup.objects.count() == JejakTertutup.objects.count() == Pesan.objects.count() == 1

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"persetujuan": "belum"}, "129"),
            ({"persetujuan": ""}, "Pilih salah satu"),
            ({"jenis": "anak"}, "orang tua atau wali"),
        ],
    )
    def test_without_consent_nothing_is_sent_and_the_way_out_is_said(self, kader, ganti, kata):
        jawaban = kirim(kader, **ganti)
        assert jawaban.status_code == 422
        assert kata in pesan(jawaban, "persetujuan")
        assert not LaporanTertutup.objects.exists()

    def test_a_childs_guardian_may_consent(self, kader):
        assert kirim(kader, jenis="anak", persetujuan="wali").status_code == 302

    @pytest.mark.parametrize("kolom", ["kontak", "waktu", "sapaan"])
    def test_a_nik_is_refused(self, kader, kolom):
        jawaban = kirim(kader, **{kolom: "3375 0299 0101 0001"})
        assert pesan(jawaban, kolom) == "Jangan tulis NIK di sini."

    def test_the_rule_of_consent_holds_behind_the_form_too(self, seruni, cast):
        from posyandu_app.lib.galat import Ditolak

        for buruk in ({"persetujuan": "belum"}, {"jenis": "anak"}):
            with pytest.raises(Ditolak):
                lapor(seruni, cast["kader"], type(ISI)(**{**ISI.__dict__, **buruk}))

    def test_where_nobody_holds_the_channel_the_page_gives_the_numbers_and_takes_nothing(self, kader, cast):
        Penugasan.objects.filter(user=cast["uptd_ppa"]).update(peran="auditor")
        halaman = kader.get(URL)
        assert "belum ada UPTD PPA" in teks(halaman)
        assert 'href="tel:129"' in isi(halaman)
        assert '<form method="post" action' not in isi(halaman).partition('id="isi"')[2]
        assert kirim(kader).status_code == 422
        assert not LaporanTertutup.objects.exists()

    def test_a_stale_form_keeps_its_key_after_a_mistake(self, kader):
        kunci = str(uuid.uuid4())
        assert nilai(kirim(kader, kontak="", kunci=kunci), "kunci") == kunci

    @pytest.mark.parametrize("alamat", [URL, f"{URL}diterima/", "/tertutup/"])
    def test_no_answer_is_kept_by_the_browser(self, alamat, kader, ppa):
        for client in (kader, ppa):
            jawaban = client.get(alamat)
            if jawaban.status_code == 200:
                assert "no-store" in jawaban["Cache-Control"]

    def test_the_title_in_the_browsers_history_says_nothing(self, kader):
        assert "<title>Catat · Posyandu Enam SPM</title>" in isi(kader.get(URL))

    def test_a_sealed_entry_of_the_catalogue_leads_here(self, kader, monkeypatch):
        from spm_services import katalog

        monkeypatch.setattr(katalog, "bisa_dicatat", lambda entri: False)
        assert kader.get("/lapangan/catat/insiden/").url.startswith(URL)

    def test_the_field_page_leads_here(self, kader):
        assert URL in isi(kader.get("/lapangan/trantibumlinmas/"))
        assert URL not in isi(kader.get("/lapangan/kesehatan/"))


class TestTersandi:
    def test_no_table_holds_a_word_of_it_in_clear(self, kader, ppa, cast):
        kirim(kader)
        laporan = LaporanTertutup.objects.get()
        alamat = f"/tertutup/{laporan.uuid}/langkah/"
        ppa.post(f"{alamat}hubungi/", {"catatan": ""})
        ppa.post(f"{alamat}rujuk/", {"catatan": f"ke {KENARI}"})
        with connection.cursor() as cursor:
            for tabel in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")  # noqa: S608
                isi_tabel = str(cursor.fetchall())
                assert KENARI not in isi_tabel, tabel

    def test_neither_unit_nor_reporter_stand_beside_it_in_clear(self, kader, seruni, cast):
        kirim(kader)
        baris = LaporanTertutup.objects.values().get()
        jejak = JejakTertutup.objects.values().get()
        assert baris["wilayah_id"] == "33.75"
        assert seruni.nama not in str(baris)
        assert (jejak["pelaku_id"], jejak["pelaku_nama"]) == (None, "")

    def test_the_content_of_one_report_opens_in_no_other(self, seruni, cast):
        satu, dua = lapor(seruni, cast["kader"]), lapor(seruni, cast["kader"])
        satu.isi_sandi = dua.isi_sandi
        with pytest.raises(sandi.TidakTerbaca):
            buka_isi(satu)

    def test_a_dump_of_the_data_holds_ciphertext_only(self, kader):
        kirim(kader)
        keluar = io.StringIO()
        call_command("dumpdata", "spm_services", "audit", "accounts", stdout=keluar)
        assert KENARI not in keluar.getvalue()
        assert "laporantertutup" in keluar.getvalue()


class TestSiapa:
    def test_no_other_duty_reaches_it(self, seruni, cast):
        laporan = lapor(seruni, cast["kader"])
        for user in cast.values():
            for duty in set(Cap) - {Cap.KANAL_TERTUTUP}:
                for model in (LaporanTertutup, JejakTertutup):
                    assert not model.objects.for_user(user, duty).exists(), (user.username, duty)
        assert LaporanTertutup.objects.for_user(cast["uptd_ppa"], Cap.KANAL_TERTUTUP).get() == laporan

    def test_only_uptd_ppa_of_the_cast_reaches_it_with_its_duty(self, seruni, cast):
        lapor(seruni, cast["kader"])
        rows = {n for n, u in cast.items() if LaporanTertutup.objects.for_user(u, Cap.KANAL_TERTUTUP).exists()}
        assert rows == {"uptd_ppa"}

    def test_one_role_holds_the_duty_and_no_duty_beside_it_but_looking(self):
        assert {p for p, caps in ROLES.items() if Cap.KANAL_TERTUTUP in caps} == {"uptd_ppa"}
        assert ROLES["uptd_ppa"] == {Cap.LIHAT, Cap.KANAL_TERTUTUP}

    def test_no_figure_can_be_summed_over_it(self):
        for model in (LaporanTertutup, JejakTertutup):
            assert not hasattr(model.objects, "for_scope")
            assert not hasattr(model.objects, "untuk_bawahan")

    @pytest.mark.parametrize("kode", ["33.74", "62.03", "33.75.02", KLEGO])
    def test_uptd_ppa_of_elsewhere_or_of_less_than_the_kabupaten_sees_nothing(self, kode, seruni, cast, masuk):
        laporan = lapor(seruni, cast["kader"])
        client = masuk(make_user(peran="uptd_ppa", kode=kode))
        assert "Tidak ada laporan yang menunggu" in teks(client.get("/tertutup/"))
        assert client.get(f"/tertutup/{laporan.uuid}/").status_code == 404
        assert client.post(f"/tertutup/{laporan.uuid}/buka/").status_code in (403, 404)
        assert JejakTertutup.objects.count() == 1

    def test_few_files_name_the_two_tables(self):
        """Whoever adds a place that reads them adds it here, and says why in the review."""
        nama = {"LaporanTertutup", "JejakTertutup"}
        pakai = {m.path for m in modul_produk() if "/migrations/" not in m.path and nama & _nama(m)}
        assert pakai == {
            "spm_services/actions/tertutup.py",
            "spm_services/jejak_tertutup.py",
            "spm_services/metrics_tertutup.py",
            "spm_services/models/__init__.py",
            "spm_services/models/tertutup.py",
            "spm_services/views/tertutup.py",
            "spm_services/workflow_tertutup.py",
            "reporting/contoh/tertutup.py",
        }


def _nama(modul) -> set[str]:
    import ast

    dari_teks = {n.value for n in ast.walk(modul.pohon) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return (
        {n.id for n in ast.walk(modul.pohon) if isinstance(n, ast.Name)}
        | dari_teks
        | {a.name for n in ast.walk(modul.pohon) if isinstance(n, ast.ImportFrom) for a in n.names}
        | {n.name for n in ast.walk(modul.pohon) if isinstance(n, ast.ClassDef)}
    )


TOKEN = re.compile(rb'(name="csrfmiddlewaretoken"|name="kunci") value="[^"]*"|value="[^"]*" (name="kunci")')


def _badan(jawaban: HttpResponse) -> bytes:
    """The answer without what differs each time: tokens, keys, the moment it was made."""
    mentah = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    if mentah[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(mentah)) as z:
            mentah = b"".join(z.read(n) for n in sorted(z.namelist()) if not n.startswith("docProps/"))
    return TOKEN.sub(b"", mentah)


class TestTidakTampak:
    @pytest.mark.parametrize("siapa", [s for s in SIAPA if s != "uptd_ppa"])
    def test_every_page_and_export_is_the_same_with_and_without_it(self, siapa, cast, seruni, masuk, monkeypatch):
        dunia = bangun(cast, seruni)
        kini = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: kini)  # pages that say when they were made
        pelapor, client = masuk(cast["kader"]), klien(dunia, siapa)  # signing in shows; sending must not
        client.get("/")  # whatever a first look starts (a cache, a session) is started
        sebelum = {tuju: _badan(j) for tuju, j in semua_get(dunia, client)}
        assert kirim(pelapor).status_code == 302
        laporan = LaporanTertutup.objects.latest("pk")
        actions.buka_tertutup(laporan.uuid, actor=cast["uptd_ppa"])
        actions.langkah_tertutup(laporan.uuid, "hubungi", catatan=KENARI, actor=cast["uptd_ppa"])
        sesudah = {tuju: _badan(j) for tuju, j in semua_get(dunia, client)}
        assert sebelum.keys() == sesudah.keys()
        assert {t for t in sebelum if sebelum[t] != sesudah[t]} == set()

    def test_no_other_table_moves(self, kader, cast):
        kirim(kader)  # the first time signs of the session may appear
        semula = (Catatan.objects.count(), Rekaman.objects.count(), Rekap.objects.count())
        laporan = lapor_dan_jalan(kader, cast)
        assert (Catatan.objects.count(), Rekaman.objects.count(), Rekap.objects.count()) == semula
        assert not Catatan.objects.filter(objek_jenis__contains="tertutup").exists()
        assert laporan.jejak_list.count() == 3

    def test_the_inbox_says_that_there_is_one_and_nothing_more(self, kader, cast):
        kirim(kader)
        satu = Pesan.objects.get()
        assert satu.penerima == cast["uptd_ppa"]
        assert (satu.judul, satu.isi, satu.alamat) == ("Ada laporan baru", "", "/tertutup/")

    def test_the_first_page_of_uptd_ppa_counts_what_waits(self, kader, ppa):
        kirim(kader)
        assert "Laporan tertutup menunggu dihubungi semua masih dalam waktu 1" in teks(ppa.get("/"))

    def test_the_log_stream_is_silent(self, kader, ppa, cast, aliran):
        kader.get("/lapangan/")
        assert "/lapangan/" in aliran.getvalue()
        aliran.seek(0)
        aliran.truncate()
        lapor_dan_jalan(kader, cast)
        laporan = LaporanTertutup.objects.get()
        for alamat in ("/tertutup/", f"/tertutup/{laporan.uuid}/", f"/tertutup/{uuid.uuid4()}/"):
            ppa.get(alamat)
            kader.get(alamat)
        Client(enforce_csrf_checks=True).post(URL, FORM)
        ppa.post(f"/tertutup/{laporan.uuid}/buka/")
        assert aliran.getvalue() == ""

    def test_a_fault_is_seen_without_who_and_what(self, cast, aliran, monkeypatch):
        def rusak(*args, **kwargs):
            raise RuntimeError(KENARI)

        monkeypatch.setattr("spm_services.views.tertutup.lapor_tertutup", rusak)
        client = Client(raise_request_exception=False)
        client.force_login(cast["kader"])
        aliran.seek(0)
        aliran.truncate()
        assert kirim(client).status_code == 500
        baris = [json.loads(b) for b in aliran.getvalue().splitlines()]
        assert len(baris) == 1
        assert baris[0]["event"].startswith("galat di saluran tertutup: RuntimeError di ")
        assert {"user_id", "request_id", "ip"} & set(baris[0]) == set()
        assert KENARI not in aliran.getvalue()
        assert URL not in aliran.getvalue()


def lapor_dan_jalan(kader: Client, cast) -> LaporanTertutup:
    kirim(kader)
    laporan = LaporanTertutup.objects.latest("pk")
    actions.buka_tertutup(laporan.uuid, actor=cast["uptd_ppa"])
    actions.langkah_tertutup(laporan.uuid, "hubungi", catatan=KENARI, actor=cast["uptd_ppa"])
    return laporan


@pytest.fixture
def aliran(monkeypatch):
    """What the configured handler writes, with every logger talking to it."""
    keluar = io.StringIO()
    pegang = next(
        h for h in logging.getLogger().handlers if any(type(f).__name__ == "TanpaTertutup" for f in h.filters)
    )
    lama = pegang.setStream(keluar)
    for nama in (None, "django_structlog"):
        monkeypatch.setattr(logging.getLogger(nama), "level", logging.INFO)
    logging.getLogger().manager._clear_cache()
    yield keluar
    pegang.setStream(lama)
    monkeypatch.undo()
    logging.getLogger().manager._clear_cache()


class TestMembaca:
    @pytest.fixture
    def laporan(self, kader, cast):
        kirim(kader)
        return LaporanTertutup.objects.get()

    def test_looking_at_the_list_and_the_report_shows_no_content(self, ppa, laporan):
        for alamat in ("/tertutup/", f"/tertutup/{laporan.uuid}/"):
            assert KENARI not in isi(ppa.get(alamat))

    def test_opening_shows_it_and_is_logged_with_name_and_time(self, ppa, laporan, cast):
        jawaban = ppa.post(f"/tertutup/{laporan.uuid}/buka/")
        assert f"0812 {KENARI}" in teks(jawaban)
        assert "Posyandu Seruni" in teks(jawaban)
        satu = JejakTertutup.objects.get(aksi="buka")
        assert satu.pelaku == cast["uptd_ppa"]
        assert timezone.now() - satu.waktu < timedelta(minutes=1)
        assert "Isi dibaca" in teks(ppa.get(f"/tertutup/{laporan.uuid}/"))

    def test_each_reading_leaves_its_own_row(self, ppa, laporan):
        for _ in range(3):
            ppa.post(f"/tertutup/{laporan.uuid}/buka/")
        assert JejakTertutup.objects.filter(aksi="buka").count() == 3

    @pytest.mark.parametrize(
        "sql", ["UPDATE spm_services_jejaktertutup SET aksi = 'x'", "DELETE FROM spm_services_jejaktertutup"]
    )
    def test_the_log_of_readings_can_only_grow(self, laporan, sql):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)

    def test_whoever_holds_the_channel_is_named_to_those_who_hold_it(self, ppa, cast):
        baru = make_user("baru-masuk", peran="uptd_ppa", kode="33.75")
        assert baru.nama in teks(ppa.get("/tertutup/"))

    def test_the_yearly_figure_is_uptd_ppas_own(self, ppa, laporan, masuk):
        assert "Diterima tahun" in teks(ppa.get("/tertutup/"))
        lain = masuk(make_user(peran="uptd_ppa", kode="62.03"))
        assert re.search(r"Diterima tahun \d+ 0 ", teks(lain.get("/tertutup/")))


class TestLangkah:
    @pytest.fixture
    def laporan(self, seruni, cast):
        return lapor(seruni, cast["kader"])

    def jalan(self, client: Client, laporan, nama: str, catatan: str = "") -> HttpResponse:
        return client.post(f"/tertutup/{laporan.uuid}/langkah/{nama}/", {"catatan": catatan})

    @pytest.mark.parametrize(
        ("langkah", "status"),
        [
            (("hubungi",), "dihubungi"),
            (("hubungi", "tangani"), "ditangani"),
            (("hubungi", "rujuk"), "dirujuk"),
            (("hubungi", "rujuk", "tangani", "tutup"), "ditutup"),
            (("tutup",), "ditutup"),
        ],
    )
    def test_a_report_goes_its_way(self, ppa, laporan, langkah, status):
        for nama in langkah:
            assert self.jalan(ppa, laporan, nama, "alasan contoh").status_code == 302
        laporan.refresh_from_db()
        assert laporan.status == status

    @pytest.mark.parametrize("nama", ["tangani", "rujuk"])
    def test_nothing_goes_before_contact(self, ppa, laporan, nama):
        assert self.jalan(ppa, laporan, nama, "x").status_code == 409
        laporan.refresh_from_db()
        assert laporan.status == "diterima"

    def test_closing_needs_its_reason(self, ppa, laporan):
        assert "Tulis alasannya." in teks(self.jalan(ppa, laporan, "tutup"))

    def test_an_unknown_step_is_not_found(self, ppa, laporan):
        assert self.jalan(ppa, laporan, "hapus").status_code == 404

    def test_a_note_too_long_is_refused_with_its_length(self, ppa, laporan):
        jawaban = self.jalan(ppa, laporan, "hubungi", "a" * 501)
        assert "paling banyak 500" in teks(jawaban)

    def test_the_clock_stops_at_the_first_contact(self, ppa, laporan):
        self.jalan(ppa, laporan, "hubungi")
        laporan.refresh_from_db()
        assert laporan.dihubungi is not None
        assert "dihubungi dalam 1 jam" in teks(ppa.get(f"/tertutup/{laporan.uuid}/"))

    def test_a_report_past_its_hour_says_so(self, ppa, laporan):
        LaporanTertutup.objects.filter(pk=laporan.pk).update(tenggat=timezone.now() - timedelta(minutes=90))
        assert "lewat 2 jam" in teks(ppa.get("/tertutup/"))
        assert "1 lewat waktu" in teks(ppa.get("/"))

    def test_danger_stands_on_top(self, ppa, laporan, seruni, cast):
        gawat = lapor(seruni, cast["kader"], type(ISI)(**{**ISI.__dict__, "bahaya": "ya"}))
        halaman = isi(ppa.get("/tertutup/"))
        assert halaman.index(str(gawat.uuid)) < halaman.index(str(laporan.uuid))
        assert "Dalam bahaya waktu dilaporkan" in halaman

    def test_notes_show_only_with_the_content(self, ppa, laporan):
        self.jalan(ppa, laporan, "hubungi", f"catatan {KENARI}")
        assert KENARI not in isi(ppa.get(f"/tertutup/{laporan.uuid}/"))
        assert f"catatan {KENARI}" in teks(ppa.post(f"/tertutup/{laporan.uuid}/buka/"))


def test_the_cast_has_one_of_each_role():
    assert {peran for peran, *_ in TUGAS.values() if peran} == set(ROLES)


class TestPertanyaan:
    def test_each_press_stays_under_its_ceiling(self, kader, ppa, seruni, cast):
        sql = {"lapor": tanya(kader, "post", URL, **FORM, kunci=str(uuid.uuid4()))}
        satu = LaporanTertutup.objects.get().uuid
        sql["buka"] = tanya(ppa, "post", f"/tertutup/{satu}/buka/")
        sql["langkah"] = tanya(ppa, "post", f"/tertutup/{satu}/langkah/hubungi/", catatan="x")
        assert {n: daftar(s) for n, s in sql.items() if len(s) > KIRIM} == {}
