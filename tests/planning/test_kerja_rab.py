"""RAB of a planned activity: coefficients, arithmetic to the cent, templates from the registry, PAK, paper and file."""

import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from planning import koefisien
from planning.actions import kerja as aksi_kerja
from planning.actions import rab as aksi
from planning.models import ButirRab
from planning.rab_templat import SEMUA
from planning.workflow_kerja import RENCANA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions import simpan_sasaran
from tests.pembuat import ANJIR, make_kader, make_tarif, make_user
from tests.rumah.halaman import teks

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year + 1


def kegiatan_di(posyandu, **ganti):
    rencana = aksi_kerja.buat_rencana(posyandu, TAHUN, actor=None)
    isi = {"uraian": "Insentif kader", "bidang": "kesehatan", "bulan": [1], "volume": Decimal(1), "satuan": "paket"}
    return aksi_kerja.tambah_kegiatan(rencana.pk, {**isi, "biaya": Decimal(777), **ganti}, actor=None)


def butir(uraian="Narasumber", banyak="2 orang × 3 jam", harga="500000", rekening="5.1.02.02.01.0003", sumber=""):
    return aksi.IsiButir(uraian, banyak, Decimal(harga), rekening, sumber)


@pytest.fixture
def kegiatan(seruni):
    return kegiatan_di(seruni)


@pytest.fixture
def pengurus(cast, masuk):
    return masuk(cast["pengurus"])


def sahkan(kegiatan):
    RENCANA.apply(kegiatan.rencana_id, "ajukan", actor=None)
    kegiatan.rencana.refresh_from_db()
    versi = kegiatan.rencana.versi
    aksi_kerja.sahkan(kegiatan.rencana_id, oleh="Lurah", tanggal=date(2026, 1, 5), versi=versi, actor=None)


class TestKoefisien:
    @pytest.mark.parametrize(
        ("ketikan", "bagian", "volume", "satuan"),
        [
            ("5 orang × 12 bulan", [["5", "orang"], ["12", "bulan"]], "60", "OB"),
            ("5 orang x 12 bulan", [["5", "orang"], ["12", "bulan"]], "60", "OB"),
            ("5 orang*12 bulan", [["5", "orang"], ["12", "bulan"]], "60", "OB"),
            ("5x12", [["5", ""], ["12", ""]], "60", "unit"),
            ("2,5 kg × 3", [["2.5", "kg"], ["3", ""]], "7.50", "kg"),
            ("1.250 porsi", [["1250", "porsi"]], "1250", "porsi"),
            ("3 box x 2 kali", [["3", "box"], ["2", "kali"]], "6", "box kali"),
            ("0 anak × 56 hari", [["0", "anak"], ["56", "hari"]], "0", "anak hari"),
            ("0,1 l × 0,3 hari", [["0.1", "l"], ["0.3", "hari"]], "0.03", "l hari"),
        ],
    )
    def test_is_read_as_people_type_it(self, ketikan, bagian, volume, satuan):
        hasil = koefisien.baca_koefisien(ketikan)
        assert (hasil, koefisien.volume(hasil), koefisien.satuan(hasil)) == (bagian, Decimal(volume), satuan)
        assert koefisien.baca_koefisien(koefisien.tulis_koefisien(hasil)) == hasil

    @pytest.mark.parametrize(
        "ketikan",
        ["", "x", "orang", "-5 orang", "5,555 kg", "0.5 kg", "1 x 2 x 3 x 4 x 5", "٥ orang", "99999999999 orang", "=5"],
    )
    def test_anything_else_is_refused(self, ketikan):
        with pytest.raises(Ditolak) as galat:
            koefisien.baca_koefisien(ketikan)
        assert galat.value.kolom == "koefisien"

    @pytest.mark.parametrize("ketikan", ["0,01 × 0,1", "9999999999 × 9999999999 × 9999999999 × 9999999999"])
    def test_a_product_that_cannot_be_kept_whole_is_refused(self, ketikan):
        with pytest.raises(Ditolak):
            koefisien.volume(koefisien.baca_koefisien(ketikan))

    def test_sum_is_never_rounded(self):
        assert koefisien.jumlah(Decimal("0.33"), Decimal("100.00")) == Decimal("33.00")
        assert koefisien.jumlah(Decimal("60"), Decimal("48232.91")) == Decimal("2893974.60")
        with pytest.raises(Ditolak, match="pecahan sen"):
            koefisien.jumlah(Decimal("0.33"), Decimal("10000.50"))
        with pytest.raises(Ditolak, match="terlalu besar"):
            koefisien.jumlah(Decimal(10) ** 9, Decimal(10) ** 9)


class TestButir:
    def test_the_activity_costs_what_its_items_sum_to(self, pengurus, kegiatan):
        isian = {"uraian": "Narasumber", "koefisien": "2 orang × 3 jam", "harga": "48.232,91", "kode_rekening": ""}
        alamat = f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/"
        assert pengurus.post(f"{alamat}baru/", isian).url == alamat
        aksi.tambah_butir(kegiatan.pk, butir("Makan", "10 orang", "35000"), actor=None)
        kegiatan.refresh_from_db()
        assert [b.jumlah for b in ButirRab.objects.all()] == [Decimal("289397.46"), Decimal("350000.00")]
        assert kegiatan.biaya == Decimal("639397.46")
        halaman = teks(pengurus.get(alamat))
        assert "Rp639.397,46" in halaman
        assert "biaya kegiatan mengikuti jumlah ini" in halaman
        assert "dari RAB" in teks(pengurus.get(f"/rencana/kerja/{kegiatan.rencana_id}/"))

    def test_a_cost_typed_beside_a_rab_does_not_stand_against_it(self, pengurus, kegiatan):
        aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        kegiatan.refresh_from_db()
        isian = {"uraian": "Insentif", "bidang": "", "komponen": "", "bulan": ["1"], "volume": "1", "satuan": "paket"}
        isian |= {"biaya": "5", "versi": kegiatan.versi}
        assert pengurus.post(f"/rencana/kerja/kegiatan/{kegiatan.pk}/", isian).status_code == 302
        kegiatan.refresh_from_db()
        assert (kegiatan.uraian, kegiatan.biaya) == ("Insentif", Decimal("3000000.00"))

    def test_with_the_last_item_gone_the_cost_stays_and_may_be_typed(self, pengurus, kegiatan):
        b = aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        pengurus.post(f"/rencana/kerja/rab/{b.pk}/hapus/")
        kegiatan.refresh_from_db()
        assert kegiatan.biaya == Decimal("3000000.00")
        assert "diisi langsung" in teks(pengurus.get(f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/"))

    def test_an_item_is_written_anew(self, pengurus, kegiatan):
        b = aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        isian = {"uraian": "Narasumber ahli", "koefisien": "1 orang × 3 jam", "harga": "900.000", "kode_rekening": ""}
        pengurus.post(f"/rencana/kerja/rab/{b.pk}/", isian)
        b.refresh_from_db()
        kegiatan.refresh_from_db()
        assert (b.uraian, b.jumlah, b.satuan, kegiatan.biaya) == ("Narasumber ahli", 2_700_000, "OJ", 2_700_000)

    @pytest.mark.parametrize(
        ("kolom", "isian"),
        [
            ("koefisien", "lima orang"),
            ("koefisien", ""),
            ("harga", "48.232,915"),
            ("harga", "-1"),
            ("harga", "seribu"),
            ("kode_rekening", "2.2.02"),
            ("kode_rekening", "5,2,2"),
            ("uraian", " "),
            ("sumber_dana", "DDS"),
        ],
    )
    def test_bad_input_stands_at_its_field(self, pengurus, kegiatan, kolom, isian):
        awal = {"uraian": "Nasi", "koefisien": "5 orang", "harga": "1000", "kode_rekening": "", "sumber_dana": ""}
        jawaban = pengurus.post(f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/baru/", {**awal, kolom: isian})
        assert jawaban.status_code == 422
        assert list(jawaban.context["form"].errors) == [kolom]
        assert not ButirRab.objects.exists()

    def test_after_handing_in_the_items_stand_still(self, pengurus, kegiatan):
        b = aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        RENCANA.apply(kegiatan.rencana_id, "ajukan", actor=None)
        for panggil in (
            lambda: aksi.tambah_butir(kegiatan.pk, butir("Lain"), actor=None),
            lambda: aksi.ubah_butir(b.pk, butir("Lain"), actor=None),
            lambda: aksi.hapus_butir(b.pk, actor=None),
            lambda: aksi.isi_templat(kegiatan.pk, "insentif_kader", actor=None),
        ):
            with pytest.raises(Ditolak, match="sudah diajukan"):
                panggil()
        assert ButirRab.objects.get().uraian == "Narasumber"


class TestTemplat:
    def test_every_template_can_be_filled_in_for_a_unit_and_a_team(self, unit_anjir):
        k = kegiatan_di(unit_anjir)
        for t in SEMUA.values():
            if not t.tim:
                assert aksi.isi_templat(k.pk, t.kode, actor=None) == len(t.butir)
        k.refresh_from_db()
        assert k.biaya == sum(b.jumlah for b in k.rab_list.all())
        assert all(b.keyakinan in ("tinggi", "sedang", "rendah") and b.sumber for t in SEMUA.values() for b in t.butir)

    def test_incentives_are_prefilled_from_kader_and_tariff(self, pengurus, kegiatan, seruni):
        for n in range(3):
            make_kader(seruni, nama=f"Kader {n}")
        make_tarif(mulai=date(2026, 1, 1))
        alamat = f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/"
        assert "3 orang × 12 bulan × Rp250.000 APBD Kota Pekalongan, keputusan 900/1" in teks(pengurus.get(alamat))
        pengurus.post(f"{alamat}templat/", {"komponen": "insentif_kader"})
        b = kegiatan.rab_list.get()
        assert (b.volume, b.satuan, b.harga, b.jumlah) == (36, "OB", 250_000, 9_000_000)
        assert b.kode_rekening == "5.1.02.02.01.0014"
        pengurus.post(f"{alamat}templat/", {"komponen": "insentif_kader"})
        assert kegiatan.rab_list.count() == 1

    def test_a_yearly_tariff_stays_whole(self, kegiatan, seruni):
        for n in range(7):
            make_kader(seruni, nama=f"Kader {n}")
        make_tarif(jumlah=Decimal(500_000), satuan="tahun")
        aksi.isi_templat(kegiatan.pk, "insentif_kader", actor=None)
        b = kegiatan.rab_list.get()
        assert (b.koefisien, b.jumlah) == ([["7", "orang"], ["1", "tahun"]], Decimal("3500000.00"))

    def test_a_desa_books_in_village_accounts(self, unit_anjir):
        k = kegiatan_di(unit_anjir)
        aksi.isi_templat(k.pk, "insentif_kader", actor=None)
        assert k.rab_list.get().kode_rekening == "5.2.2.03"

    def test_food_at_open_days_takes_the_newest_figure_and_twelve_days(self, kegiatan, seruni):
        for jumlah, hari in ((10, date(2026, 1, 1)), (42, date(2026, 2, 1))):
            isi = {"bayi": 8, "balita": jumlah - 8, "hamil": 5}
            simpan_sasaran(seruni.pk, isi, asal="riil", sumber="contoh", per_tanggal=hari, actor=None)
        aksi.isi_templat(kegiatan.pk, "pmt_penyuluhan", actor=None)
        balita, hamil = kegiatan.rab_list.all()
        assert balita.koefisien == [["42", "porsi"], ["12", "kali"]]
        assert (balita.jumlah, hamil.jumlah) == (42 * 12 * 16_500, 5 * 12 * 21_500)

    def test_what_nobody_knows_is_zero_and_said(self, pengurus, kegiatan):
        aksi.isi_templat(kegiatan.pk, "seragam", actor=None)
        assert kegiatan.rab_list.get().jumlah == 0
        assert "isi harganya" in teks(pengurus.get(f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/"))

    @pytest.mark.parametrize("kode", ["", "tidak_ada", "rakor"])
    def test_a_component_that_is_not_of_this_plan_is_refused(self, kegiatan, kode):
        with pytest.raises(Ditolak):
            aksi.isi_templat(kegiatan.pk, kode, actor=None)


class TestPak:
    def test_the_perubahan_stands_beside_what_was_endorsed(self, kegiatan, cast, masuk, pengurus):
        b = aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        aksi.tambah_butir(kegiatan.pk, butir("Makan", "10 orang", "35000"), actor=None)
        sahkan(kegiatan)
        lurah, alamat = masuk(cast["operator_desa"]), f"/rencana/kerja/rab/{b.pk}/perubahan/"
        assert pengurus.get(alamat).status_code == 403
        assert lurah.post(alamat, {"koefisien": "dua", "harga": "1"}).status_code == 422
        lurah.post(alamat, {"koefisien": "1 orang × 3 jam", "harga": "600.000"})
        b.refresh_from_db()
        kegiatan.refresh_from_db()
        assert (b.jumlah, b.volume_pak, b.harga_pak, b.jumlah_pak) == (3_000_000, 3, 600_000, 1_800_000)
        assert kegiatan.biaya == 3_350_000
        halaman = lurah.get(f"/rencana/kerja/kegiatan/{kegiatan.pk}/rab/")
        assert halaman.context["rab"].setelah == 1_800_000 + 350_000
        assert "biaya yang disahkan tetap Rp3.350.000" in teks(halaman)
        lurah.post(alamat, {"koefisien": "", "harga": ""})
        b.refresh_from_db()
        assert b.jumlah_pak is None

    def test_before_endorsement_there_is_no_perubahan(self, kegiatan):
        b = aksi.tambah_butir(kegiatan.pk, butir(), actor=None)
        with pytest.raises(Ditolak, match="sesudah rencana kerja disahkan"):
            aksi.ubah_pak(b.pk, "1 orang", Decimal(1), actor=None)


class TestLembar:
    @pytest.fixture
    def rab(self, unit_anjir):
        k = kegiatan_di(unit_anjir)
        for isi in (
            butir("Tanpa rekening", "1 paket", "1000,50".replace(",", "."), ""),
            butir("Seragam", "5 setel", "150000", "5.2.1.09", "DDS"),
            butir("ATK", "1 paket", "20000", "5.2.1.01", "ADD"),
            butir("Map", "10 lembar", "2500", "5.2.1.01", "ADD"),
            butir("Antropometri", "1 set", "10190000", "5.3.2.08", "DDS"),
        ):
            aksi.tambah_butir(k.pk, isi, actor=None)
        return k

    def test_it_is_in_the_order_of_siskeudes_with_sums_per_account(self, rab, masuk):
        klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
        lembar = klien.get(f"/rencana/kerja/kegiatan/{rab.pk}/rab/cetak/").context["rab"]
        assert [(r.kode, r.jumlah) for r in lembar.rekening] == [
            ("5.2.1.01", 45_000),
            ("5.2.1.09", 750_000),
            ("5.3.2.08", 10_190_000),
            ("", Decimal("1000.50")),
        ]
        assert [b.nomor for _, b in lembar.baris] == [1, 2, 1, 1, 1]
        assert lembar.jumlah == Decimal("10986000.50") == sum(b.butir.jumlah for _, b in lembar.baris)

    def test_lines_are_copied_with_tabs(self, rab, masuk):
        klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
        baris = klien.get(f"/rencana/kerja/kegiatan/{rab.pk}/rab/").context["rab"].teks.split("\n")
        assert baris[0].split("\t") == ["5.2.1.01", "01", "ATK", "ADD", "1", "20.000", "paket", "20.000"]
        assert len(baris) == 5

    def test_paper_and_file_say_the_same(self, rab, masuk):
        klien = masuk(make_user(peran="operator_desa", kode=ANJIR))
        kertas = teks(klien.get(f"/rencana/kerja/kegiatan/{rab.pk}/rab/cetak/"))
        assert "10.986.000,50" in kertas
        assert "sepuluh juta sembilan ratus delapan puluh enam ribu rupiah lima puluh sen" in kertas
        jawaban = klien.get(f"/rencana/kerja/kegiatan/{rab.pk}/rab/unduh/xlsx/")
        baris = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban))).get_sheet_by_index(0).to_python()
        kode, anggaran = baris[0].index("Kode rekening"), baris[0].index("Anggaran")
        assert [b[kode] for b in baris[1:4]] == ["5.2.1.01", "5.2.1.01", "5.2.1.09"]
        assert sum(b[anggaran] for b in baris[1:]) == 10986000.5
