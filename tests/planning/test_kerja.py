"""Yearly plans: the grid and what it refuses, copying, suggestions, handing in and endorsing, paper and file."""

import io
import random
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import alokasikan
from planning.actions import kerja as aksi
from planning.actions import rab as aksi_rab
from planning.metrics_kerja import punya_rencana
from planning.models import KegiatanRencana, ProgramOpd, RencanaKerja
from planning.workflow_kerja import RENCANA
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.terbilang import terbilang
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.contoh.kerja import buat_kerja
from spm_services.actions import pilih_layanan
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_posyandu, make_user
from tests.planning.pembuat import isi_alokasi
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year + 1
ISI = {"uraian": "Kelas ibu hamil", "bidang": "kesehatan", "bulan": [2, 5], "volume": Decimal(2), "satuan": "kali"}


def isi(biaya="600000", **ganti):
    return {**ISI, "biaya": Decimal(biaya), **ganti}


def kirim(**ganti):
    """What the form of one row sends."""
    awal = {"uraian": "Kelas lansia", "bidang": "kesehatan", "komponen": "", "bulan": ["1", "7"], "volume": "2,5"}
    return {**awal, "satuan": "kali", "biaya": "1.250.000,50", "sumber_usul": "", "sumber_teks": "", **ganti}


def ajukan_sahkan(rencana):
    RENCANA.apply(rencana.pk, "ajukan", actor=None)
    rencana.refresh_from_db()
    aksi.sahkan(rencana.pk, oleh="Lurah contoh", tanggal=date(2026, 1, 5), versi=rencana.versi, actor=None)
    rencana.refresh_from_db()


@pytest.fixture
def rencana(seruni):
    return aksi.buat_rencana(seruni, TAHUN, actor=None)


@pytest.fixture
def berisi(rencana):
    aksi.tambah_kegiatan(rencana.pk, isi(), actor=None)
    return rencana


@pytest.fixture
def pengurus(cast, masuk):
    return masuk(cast["pengurus"])


class TestKisi:
    def test_a_row_typed_as_people_type_it_is_stored_exactly(self, pengurus, rencana):
        jawaban = pengurus.post(f"/rencana/kerja/{rencana.pk}/kegiatan/", kirim())
        assert jawaban.url == f"/rencana/kerja/{rencana.pk}/"
        k = rencana.kegiatan_list.get()
        assert (k.volume, k.biaya, k.bulan) == (Decimal("2.50"), Decimal("1250000.50"), [1, 7])
        halaman = teks(pengurus.get(jawaban.url))
        assert "Kelas lansia" in halaman
        assert "Rp1.250.000,50" in halaman

    @pytest.mark.parametrize(
        ("kolom", "isian", "kalimat"),
        [
            ("bulan", ["13"], "1 sampai 12"),
            ("bulan", ["0"], "1 sampai 12"),
            ("bulan", [], "paling sedikit satu bulan"),
            ("volume", "0", "lebih dari nol"),
            ("volume", "-2", "lebih dari nol"),
            ("volume", "dua", "12 atau 2,5"),
            ("volume", "99999999999", "terlalu besar"),
            ("biaya", "1.250.00", "1.250.000 atau"),
            ("biaya", "-5", "kurang dari nol"),
            ("biaya", "", "Isi jumlah rupiahnya"),
            ("biaya", "99999999999999", "terlalu besar"),
            ("uraian", "", "Isi bagian ini"),
            ("uraian", "x" * 201, "Terlalu panjang"),
            ("sumber_usul", "DDS", "DDS"),  # a kelurahan asks no Dana Desa
            ("komponen", "rakor", "rakor"),  # a team's component
        ],
    )
    def test_bad_input_stands_at_its_field_and_nothing_is_lost(self, pengurus, rencana, kolom, isian, kalimat):
        jawaban = pengurus.post(f"/rencana/kerja/{rencana.pk}/kegiatan/", kirim(**{kolom: isian}))
        assert jawaban.status_code == 422
        form = jawaban.context["form"]
        assert list(form.errors) == [kolom]
        assert kalimat in str(form.errors[kolom])
        assert 'value="kali"' in jawaban.content.decode()
        assert not rencana.kegiatan_list.exists()

    def test_zero_cost_is_legal_and_said(self, pengurus, rencana):
        pengurus.post(f"/rencana/kerja/{rencana.pk}/kegiatan/", kirim(biaya="0"))
        assert rencana.kegiatan_list.get().biaya == 0
        assert "1 belum dihitung biayanya" in teks(pengurus.get(f"/rencana/kerja/{rencana.pk}/"))

    @pytest.mark.parametrize("bulan", [[], [0], [13], [1, 99]])
    def test_the_action_itself_refuses_months_that_are_none(self, rencana, bulan):
        with pytest.raises(Ditolak) as galat:
            aksi.tambah_kegiatan(rencana.pk, isi(bulan=bulan), actor=None)
        assert galat.value.kolom == "bulan"

    def test_the_action_itself_refuses_a_volume_of_nothing(self, rencana):
        with pytest.raises(Ditolak, match="lebih dari nol"):
            aksi.tambah_kegiatan(rencana.pk, isi(volume=Decimal(0)), actor=None)

    def test_two_editors_of_one_row_do_not_overwrite_each_other(self, pengurus, berisi):
        k = berisi.kegiatan_list.get()
        alamat = f"/rencana/kerja/kegiatan/{k.pk}/"
        assert pengurus.post(alamat, kirim(versi=k.versi)).status_code == 302
        jawaban = pengurus.post(alamat, kirim(versi=k.versi, uraian="Tertimpa"))
        assert jawaban.status_code == 409
        assert 'value="Tertimpa"' in jawaban.content.decode()
        k.refresh_from_db()
        assert k.uraian == "Kelas lansia"
        with pytest.raises(Bentrok):
            aksi.ubah_kegiatan(k.pk, isi(), versi=1, actor=None)

    def test_a_row_is_taken_out_but_not_one_that_money_pointed_at(self, pengurus, berisi, cast):
        dibiayai = berisi.kegiatan_list.get()
        bebas = aksi.tambah_kegiatan(berisi.pk, isi(uraian="Lain"), actor=None)
        baris = make_baris(make_dokumen("apbd", "33.75", TAHUN))
        alokasikan(dibiayai, baris, isi_alokasi("1000"), actor=None)
        pengurus.post(f"/rencana/kerja/kegiatan/{bebas.pk}/hapus/")
        jawaban = pengurus.post(f"/rencana/kerja/kegiatan/{dibiayai.pk}/hapus/")
        assert "pernah terhubung" in teks(pengurus.get(jawaban.url))
        assert list(berisi.kegiatan_list.all()) == [dibiayai]


class TestIsi:
    def test_last_year_is_copied_with_its_rab_in_one_press(self, pengurus, berisi):
        lama = berisi.kegiatan_list.get()
        butir = aksi_rab.IsiButir("Narasumber", "2 orang × 3 jam", Decimal("500000"), "5.1.02.02.01.0003")
        aksi_rab.tambah_butir(lama.pk, butir, actor=None)
        pengurus.post("/rencana/kerja/baru/", {"kode": berisi.kode, "tahun": TAHUN + 1, "cara": "salin"})
        baru = RencanaKerja.objects.get(posyandu=berisi.posyandu, tahun=TAHUN + 1)
        k = baru.kegiatan_list.get()
        assert (k.uraian, k.biaya, k.bulan) == ("Kelas ibu hamil", Decimal("3000000.00"), [2, 5])
        assert [(b.uraian, b.jumlah, b.jumlah_pak) for b in k.rab_list.all()] == [
            ("Narasumber", Decimal("3000000.00"), None)
        ]
        assert k.pk != lama.pk

    def test_copying_twice_adds_nothing_twice(self, berisi):
        baru = aksi.buat_rencana(berisi.posyandu, TAHUN + 1, cara="salin", actor=None)
        assert aksi.isi_rencana(baru.pk, "salin", actor=None) == 0
        assert baru.kegiatan_list.count() == 1

    def test_nothing_to_copy_is_said_and_makes_no_plan(self, pengurus, seruni):
        jawaban = pengurus.post("/rencana/kerja/baru/", {"kode": seruni.kode, "tahun": TAHUN, "cara": "salin"})
        assert f"Belum ada rencana kerja {TAHUN - 1}" in teks(pengurus.get(jawaban.url))
        assert not RencanaKerja.objects.exists()

    def test_a_second_plan_of_a_year_is_refused(self, rencana):
        with pytest.raises(Ditolak, match="sudah ada"):
            aksi.buat_rencana(rencana.posyandu, TAHUN, actor=None)

    @pytest.mark.parametrize("tahun", ["", "abc", "26", "1999", "20270", "²⁰²⁷"])
    def test_a_year_that_is_none_is_refused(self, pengurus, seruni, tahun):
        jawaban = pengurus.post("/rencana/kerja/baru/", {"kode": seruni.kode, "tahun": tahun})
        assert "empat angka" in teks(pengurus.get(jawaban.url))
        assert not RencanaKerja.objects.exists()

    def test_suggestions_come_from_open_days_and_services(self, rencana, cast):
        pilih_layanan(rencana.posyandu, ["biopori"], actor=cast["pengurus"])
        assert aksi.isi_rencana(rencana.pk, "saran", actor=None) > 5
        rows = list(rencana.kegiatan_list.all())
        buka = rows[0]
        assert rencana.posyandu.hari_buka in buka.uraian
        assert (buka.bulan, buka.volume) == (list(range(1, 13)), Decimal(12))
        assert {k.bidang for k in rows} >= {"", "kesehatan"}
        assert all(k.biaya == 0 for k in rows)
        assert aksi.isi_rencana(rencana.pk, "saran", actor=None) == 0

    def test_a_team_starts_from_its_own_work(self, cast):
        kota = Wilayah.objects.get(pk="33.75")
        tim = aksi.buat_rencana(kota, TAHUN, cara="saran", actor=cast["tim_pembina"])
        assert [k.komponen for k in tim.kegiatan_list.all()] == ["sekretariat", "rakor", "monev", "perubahan"]


class TestLangkah:
    def test_handed_in_by_the_pengurus_and_endorsed_by_the_lurahs_office(self, pengurus, berisi, cast, masuk):
        lurah = masuk(cast["operator_desa"])
        pengurus.post(f"/rencana/kerja/{berisi.pk}/ajukan/")
        berisi.refresh_from_db()
        assert berisi.status == "diajukan"
        assert pengurus.get(f"/rencana/kerja/{berisi.pk}/sahkan/").status_code == 403
        tanda = {"oleh": "Lurah Klego", "tanggal": "2026-01-05", "versi": berisi.versi}
        lurah.post(f"/rencana/kerja/{berisi.pk}/sahkan/", tanda)
        berisi.refresh_from_db()
        assert (berisi.status, berisi.disahkan_oleh, berisi.disahkan_pada) == (
            "disahkan",
            "Lurah Klego",
            date(2026, 1, 5),
        )
        assert [c.aksi for c in Catatan.objects.untuk(berisi)][:2] == ["sahkan", "ajukan"]

    def test_sent_back_with_a_reason_it_is_edited_again(self, pengurus, berisi, cast, masuk):
        lurah = masuk(cast["operator_desa"])
        ajukan_sahkan(berisi)
        alamat = f"/rencana/kerja/{berisi.pk}/kembalikan/"
        assert lurah.post(alamat, {"alasan": ""}).status_code == 422
        lurah.post(alamat, {"alasan": "Biaya PMT terlalu besar"})
        berisi.refresh_from_db()
        assert (berisi.status, berisi.disahkan_oleh, berisi.disahkan_pada) == ("draf", "", None)
        assert "Biaya PMT terlalu besar" in teks(pengurus.get(f"/rencana/kerja/{berisi.pk}/"))
        assert pengurus.post(f"/rencana/kerja/{berisi.pk}/kegiatan/", kirim()).status_code == 302

    @pytest.mark.parametrize("status", ["diajukan", "disahkan"])
    def test_what_was_handed_in_is_not_edited(self, pengurus, berisi, status):
        ajukan_sahkan(berisi) if status == "disahkan" else RENCANA.apply(berisi.pk, "ajukan", actor=None)
        jawaban = pengurus.post(f"/rencana/kerja/{berisi.pk}/kegiatan/", kirim())
        assert jawaban.status_code == 422
        assert f"sudah {'disahkan' if status == 'disahkan' else 'diajukan'}" in teks(jawaban)
        assert berisi.kegiatan_list.count() == 1

    def test_an_empty_plan_is_not_handed_in(self, rencana):
        with pytest.raises(TransitionRefused, match="belum punya kegiatan"):
            RENCANA.apply(rencana.pk, "ajukan", actor=None)

    def test_endorsing_what_changed_since_is_refused(self, berisi):
        RENCANA.apply(berisi.pk, "ajukan", actor=None)
        with pytest.raises(Bentrok):
            aksi.sahkan(berisi.pk, oleh="x", tanggal=date(2026, 1, 5), versi=1, actor=None)
        berisi.refresh_from_db()
        assert (berisi.status, berisi.disahkan_oleh) == ("diajukan", "")

    def test_a_day_to_come_is_no_day_of_endorsement(self, berisi, cast, masuk):
        RENCANA.apply(berisi.pk, "ajukan", actor=None)
        isian = {"oleh": "Lurah", "tanggal": f"{TAHUN}-12-31", "versi": 2}
        jawaban = masuk(cast["operator_desa"]).post(f"/rencana/kerja/{berisi.pk}/sahkan/", isian)
        assert jawaban.status_code == 422
        assert "belum terjadi" in teks(jawaban)

    def test_an_endorsed_plan_with_money_on_it_stays(self, berisi):
        ajukan_sahkan(berisi)
        baris = make_baris(make_dokumen("apbd", "33.75", TAHUN))
        alokasikan(berisi.kegiatan_list.get(), baris, isi_alokasi("1000"), actor=None)
        with pytest.raises(TransitionRefused, match="alokasi"):
            RENCANA.apply(berisi.pk, "kembalikan", actor=None, note="ubah")

    def test_a_teams_plan_goes_by_its_own_duties(self, cast, masuk):
        kota = Wilayah.objects.get(pk="33.75")
        tim = aksi.buat_rencana(kota, TAHUN, cara="saran", actor=cast["tim_pembina"])
        with pytest.raises(TransitionRefused):
            RENCANA.apply(tim.pk, "ajukan", actor=None)
        masuk(cast["tim_pembina"]).post(f"/rencana/kerja/{tim.pk}/ajukan/")
        tim.refresh_from_db()
        isian = {"oleh": "Wali Kota", "tanggal": "2026-01-05", "versi": tim.versi}
        assert masuk(cast["tim_pembina"]).get(f"/rencana/kerja/{tim.pk}/sahkan/").status_code == 403
        assert masuk(cast["perencana"]).post(f"/rencana/kerja/{tim.pk}/sahkan/", isian).status_code == 302
        tim.refresh_from_db()
        assert tim.status == "disahkan"


class TestSiapa:
    def test_a_pengurus_writes_the_own_unit_only(self, pengurus, seruni):
        lain = aksi.buat_rencana(make_posyandu(nama="Lain"), TAHUN, actor=None)
        assert pengurus.get(f"/rencana/kerja/{lain.pk}/").status_code == 404
        assert pengurus.post(f"/rencana/kerja/{lain.pk}/kegiatan/", kirim()).status_code == 404
        jawaban = pengurus.post("/rencana/kerja/baru/", {"kode": lain.kode, "tahun": TAHUN})
        assert jawaban.status_code == 404

    @pytest.mark.parametrize("siapa", ["dinas_pmd", "tim_pembina", "perencana", "auditor", "opd"])
    def test_others_read_and_do_not_write(self, cast, masuk, berisi, siapa):
        klien = masuk(cast[siapa])
        assert klien.get(f"/rencana/kerja/{berisi.pk}/").status_code == 200
        assert klien.post(f"/rencana/kerja/{berisi.pk}/kegiatan/", kirim()).status_code == 403
        assert klien.post(f"/rencana/kerja/{berisi.pk}/ajukan/").status_code == 403

    def test_an_office_sees_its_own_field_and_is_told_so(self, cast, masuk, berisi):
        aksi.tambah_kegiatan(berisi.pk, isi("150000", uraian="Pendataan miskin", bidang="sosial"), actor=None)
        halaman = teks(masuk(cast["opd"]).get(f"/rencana/kerja/{berisi.pk}/"))
        assert "hanya bidang Anda" in halaman
        assert "Pendataan miskin" in halaman
        assert "Kelas ibu hamil" not in halaman
        assert "Rp150.000" in halaman


class TestLampiran:
    def test_sums_of_the_annex_are_the_sums_of_its_rows(self, pengurus, rencana):
        biaya = ["600000", "1250000.50", "0", "99999.25"]
        for ke, b in enumerate(biaya):
            bidang = ["kesehatan", "", "sosial", "kesehatan"][ke]
            aksi.tambah_kegiatan(rencana.pk, isi(b, uraian=f"Kegiatan {ke}", bidang=bidang), actor=None)
        jawaban = pengurus.get(f"/rencana/kerja/{rencana.pk}/cetak/")
        lembar = jawaban.context["lembar"]
        assert lembar.jumlah == Decimal("1949999.75") == sum(Decimal(b) for b in biaya)
        assert [(b.nama, b.jumlah) for b in lembar.bagian] == [
            ("Lintas bidang", Decimal("1250000.50")),
            ("Kesehatan", Decimal("699999.25")),
            ("Sosial", Decimal(0)),
        ]
        halaman = teks(jawaban)
        assert "1.949.999,75" in halaman
        kata = "satu juta sembilan ratus empat puluh sembilan ribu sembilan ratus sembilan puluh sembilan rupiah"
        assert f"{kata} tujuh puluh lima sen" in halaman
        assert "belum disahkan" in halaman

    def test_an_endorsed_annex_says_who_and_to_what_it_belongs(self, pengurus, berisi, unit_anjir):
        ajukan_sahkan(berisi)
        halaman = teks(pengurus.get(f"/rencana/kerja/{berisi.pk}/cetak/"))
        assert "Lurah contoh" in halaman
        assert "DPA kecamatan" in halaman
        assert "belum disahkan" not in halaman

    def test_of_a_desa_it_is_an_annex_to_rkp_desa(self, masuk, unit_anjir):
        rencana = aksi.buat_rencana(unit_anjir, TAHUN, actor=None)
        klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
        halaman = teks(klien.get(f"/rencana/kerja/{rencana.pk}/cetak/"))
        assert f"Lampiran RKP Desa tahun {TAHUN}" in halaman
        assert "Kepala Desa" in halaman
        assert "Belum ada kegiatan" in halaman

    def test_the_file_holds_the_same_rows(self, pengurus, berisi):
        jawaban = pengurus.get(f"/rencana/kerja/{berisi.pk}/unduh/xlsx/")
        baris = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban))).get_sheet_by_index(0).to_python()
        isian = dict(zip(baris[0], baris[1], strict=True))
        assert isian["Kegiatan"] == "Kelas ibu hamil"
        assert (isian["Biaya (Rp)"], isian["Feb"], isian["Jan"] or "") == (600000, "●", "")
        assert pengurus.get(f"/rencana/kerja/{berisi.pk}/unduh/pdf/").status_code == 404

    def test_the_file_of_an_area_holds_every_unit_of_it(self, cast, masuk, berisi):
        lain = aksi.buat_rencana(make_posyandu(nama="Lain"), TAHUN, actor=None)
        aksi.tambah_kegiatan(lain.pk, isi(), actor=None)
        jawaban = masuk(cast["operator_desa"]).get(f"/rencana/kerja/unduh/csv/?tahun={TAHUN}")
        isian = b"".join(jawaban).decode()
        assert isian.count("Kelas ibu hamil") == 2


class TestAngka:
    def test_only_endorsed_plans_of_active_units_count(self, cast, berisi):
        scope = cast["dinas_pmd"].scope_for("lihat_rencana")
        make_posyandu(nama="Tanpa rencana")
        draf = make_posyandu(nama="Draf")
        aksi.buat_rencana(draf, TAHUN, actor=None)
        tutup = make_posyandu(nama="Tutup")
        rencana_tutup = aksi.buat_rencana(tutup, TAHUN, actor=None)
        aksi.tambah_kegiatan(rencana_tutup.pk, isi(), actor=None)
        ajukan_sahkan(rencana_tutup)
        Posyandu.objects.filter(pk=tutup.pk).update(status="tutup")
        angka = punya_rencana(scope, "33.75", TAHUN)
        assert (angka.unit, angka.disahkan, angka.draf, angka.belum) == (3, 0, 2, 1)
        ajukan_sahkan(berisi)
        angka = punya_rencana(scope, "33.75", TAHUN)
        assert (angka.unit, angka.disahkan, angka.draf, angka.belum) == (3, 1, 1, 1)
        assert punya_rencana(scope, "33.75", TAHUN + 1).disahkan == 0

    def test_the_list_shows_it_with_its_meaning(self, cast, masuk, berisi):
        ajukan_sahkan(berisi)
        halaman = teks(masuk(cast["dinas_pmd"]).get("/rencana/kerja/"))
        assert f"Punya rencana kerja {TAHUN}" in halaman
        assert "dari 1 posyandu aktif" in halaman
        assert "Draf dan yang baru diajukan belum dihitung" in halaman
        assert "Rp600.000" in halaman

    @pytest.mark.parametrize(("keadaan", "ada"), [("belum", ["Kosong"]), ("draf", ["Seruni"]), ("disahkan", [])])
    def test_the_list_is_filtered_by_state(self, cast, masuk, berisi, keadaan, ada):
        make_posyandu(nama="Kosong")
        jawaban = masuk(cast["dinas_pmd"]).get(f"/rencana/kerja/?keadaan={keadaan}")
        assert [b[0].nama for b in jawaban.context["baris"]] == ada


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        ("0", "nol rupiah"),
        ("11", "sebelas rupiah"),
        ("1000", "seribu rupiah"),
        ("112000", "seratus dua belas ribu rupiah"),
        ("1001000", "satu juta seribu rupiah"),
        ("15000000", "lima belas juta rupiah"),
        ("2000000000.05", "dua miliar rupiah lima sen"),
        ("999999999999.99", None),
    ],
)
def test_amounts_in_words(nilai, kata):
    assert kata is None or terbilang(Decimal(nilai)) == kata
    assert terbilang(Decimal(nilai)).count("  ") == 0


def test_below_zero_has_no_words():
    with pytest.raises(ValueError, match="bawah"):
        terbilang(Decimal(-1))


def test_every_activity_keeps_its_plan_order(rencana):
    for n in range(3):
        aksi.tambah_kegiatan(rencana.pk, isi(uraian=f"K{n}"), actor=None)
    assert [k.uraian for k in KegiatanRencana.objects.filter(rencana=rencana)] == ["K0", "K1", "K2"]


def test_the_demonstration_holds_a_plan_of_each_state_and_the_same_every_time(seruni, unit_anjir):
    for nama in ("Melati", "Mawar"):
        make_posyandu(nama=nama)
    rencana, datang = buat_kerja(random.Random(1), hari_ini())  # noqa: S311 (repeatable on purpose)
    depan = RencanaKerja.objects.filter(tahun=hari_ini().year + 1)
    assert rencana == RencanaKerja.objects.count() == 8
    assert depan.count() == 6
    jalan = RencanaKerja.objects.filter(tahun=hari_ini().year)
    assert list(jalan.values_list("status", flat=True)) == ["disahkan"] * 2
    assert datang == ProgramOpd.objects.count()
    keadaan = depan.filter(posyandu__wilayah=seruni.wilayah).order_by("posyandu__kode")
    assert [r.status for r in keadaan] == ["disahkan", "diajukan", "draf"]
    assert ProgramOpd.objects.filter(posyandu=seruni, bulan=hari_ini().month).count() >= 3
