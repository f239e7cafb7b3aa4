"""Pages of the need and of prices: drill down, the formula in numbers, files, bad input, who may."""

import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from planning.actions.butuh import tambah_harga
from planning.models import StandarHarga
from posyandu_app.lib.periode import tambah_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Perlengkapan
from spm_services.actions import IsianKunjungan, catat_kunjungan
from tests.pembuat import (
    KLEGO,
    make_baris,
    make_dokumen,
    make_kader,
    make_kunjungan,
    make_rekaman,
    make_tarif,
    make_warga,
)
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import NGAWUR, TEKS_2MB, nilai, pesan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = hari_ini().year
URL = "/rencana/kebutuhan/"
SALAH = ("wilayah=ID", "wilayah=62.03", "wilayah=xx", "wilayah=33.75.99")


@pytest.fixture
def perencana(cast, masuk):
    return masuk(cast["perencana"])


@pytest.fixture
def isi(seruni, cast):
    """Two kader at Rp250,000, a kit item, Rp40,000 allocated."""
    make_tarif("33.75")
    for _ in range(2):
        make_kader(seruni)
    for komponen, n in (("atk", 300_000), ("alat:tensimeter", 550_000), ("pmt_balita", 16_500)):
        isi_harga = {"tahun": 2025, "komponen": komponen, "harga": Decimal(n), "dasar": "SSH 2025"}
        tambah_harga(Wilayah.objects.get(pk="33.75"), isi_harga, actor=None)
    Perlengkapan.objects.create(posyandu=seruni, barang="tensimeter", baik=0)
    alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), make_baris(make_dokumen("apbd", "33.75")), "40000")
    return seruni


def gizi_kurang(unit):
    hari = tambah_bulan(hari_ini(unit.kode), -1)  # this month is written from paper
    anak = make_warga(unit, tambah_bulan(hari, -12))
    isi = IsianKunjungan({"timbang_anak": {"bb": "7.3"}, "ukur_anak": {"pb_tb": "76", "cara_ukur": "terlentang"}})
    catat_kunjungan(make_kunjungan(unit, anak, hari), isi, actor=None)


class TestKebutuhan:
    def test_drills_down_to_the_unit_with_the_same_sum(self, perencana, isi):
        jumlah = 2 * 250_000 * 12 + 300_000 + 550_000
        kata = f"Rp{jumlah:,}".replace(",", ".")
        for kode in ("33.75", "33.75.02", KLEGO, isi.kode):
            halaman = teks(perencana.get(f"{URL}?wilayah={kode}&tahun={TAHUN}"))
            assert kata in halaman
            assert "Rp40.000" in halaman
        atas = perencana.get(f"{URL}?wilayah=33.75&tahun={TAHUN}").content.decode()
        assert f"?wilayah=33.75.02&amp;tahun={TAHUN}" in atas
        desa = perencana.get(f"{URL}?wilayah={KLEGO}&tahun={TAHUN}").content.decode()
        assert f"?wilayah={isi.kode}&amp;tahun={TAHUN}" in desa

    def test_a_units_page_writes_the_formula_in_numbers(self, perencana, isi):
        halaman = teks(perencana.get(f"{URL}?wilayah={isi.kode}"))
        assert "2 kader × Rp250.000 per bulan × 12 bulan" in halaman
        assert "1 buah (butuh 1, ada baik 0) × Rp550.000 harga" in halaman
        assert "Belum ada rencana kerja tahun ini." in halaman
        assert "Harga “Pelatihan kader” belum dicatat untuk wilayah ini." in halaman
        assert "tidak diketahui" in halaman
        sumber = perencana.get(f"{URL}?wilayah={isi.kode}").content.decode()
        assert f'href="/posyandu/{isi.kode}/">Isi perlengkapan' in sumber
        Perlengkapan.objects.filter(posyandu=isi).update(baik=1)
        assert "0 buah (butuh 1, ada baik 1)" in teks(perencana.get(f"{URL}?wilayah={isi.kode}"))

    def test_nothing_known_is_said_with_what_to_do(self, perencana, seruni):
        halaman = perencana.get(f"{URL}?wilayah=33.75").content.decode()
        assert "Isi daftar kader" in halaman
        assert "/rencana/harga/?wilayah=33.75" in halaman
        assert "tidak dihitung nol" in halaman

    def test_an_area_without_units_says_so(self, perencana):
        assert "Belum ada posyandu aktif" in teks(perencana.get(f"{URL}?wilayah=33.75.04"))

    @pytest.mark.parametrize("tanya", SALAH)
    def test_other_areas_are_404(self, perencana, isi, tanya):
        assert perencana.get(f"{URL}?{tanya}").status_code == 404

    def test_a_unit_that_is_not_there_is_404(self, perencana, isi):
        assert perencana.get(f"{URL}?wilayah={KLEGO}.p9999").status_code == 404

    def test_few_children_are_not_told_by_their_rupiah(self, perencana, isi, cast, masuk):
        gizi_kurang(isi)
        halaman = teks(perencana.get(f"{URL}?wilayah={isi.kode}"))
        assert "balita gizi kurang ×" not in halaman
        assert "PMT penyuluhan dan pemulihan" in halaman
        assert "Rp924.000" in halaman  # 1 × 56 × 16,500, in one line with PMT penyuluhan, which has no price here
        assert "1 balita gizi kurang" not in teks(perencana.get(f"{URL}?wilayah=33.75"))
        kenal = teks(masuk(cast["pengurus"]).get(f"{URL}?wilayah={isi.kode}"))
        assert "1 balita gizi kurang × 56 hari × Rp16.500 harga" in kenal
        assert not any("balita gizi kurang" in str(sel) for baris in lembar(perencana, isi.kode) for sel in baris)

    def test_the_file_has_the_page_s_lines_and_sum(self, perencana, isi):
        baris = lembar(perencana, "33.75")
        assert sum(b[7] or 0 for b in baris) == 6_850_000
        insentif = next(b for b in baris if b[3] == "Insentif kader")
        assert insentif[6] == "2 kader × Rp250.000 per bulan × 12 bulan"
        pelatihan = next(b for b in baris if b[3] == "Pelatihan kader")
        assert (pelatihan[7] or None, "belum dicatat" in pelatihan[8]) == (None, True)
        csv = perencana.get(f"{URL}unduh/?wilayah=33.75&bentuk=csv")
        assert "Insentif kader" in b"".join(csv.streaming_content).decode()


def lembar(client, kode):
    """The rows of the file below its head."""
    jawaban = client.get(f"{URL}unduh/?wilayah={kode}&tahun={TAHUN}")
    assert jawaban.status_code == 200
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    return buku.get_sheet_by_index(0).to_python()[1:]


def kirim(**ganti):
    return {"komponen": "atk", "tahun": "2026", "harga": "300.000", "dasar": "SSH 2026", "pembayar": "", **ganti}


class TestHarga:
    URL = "/rencana/harga/baru/?wilayah=33.75"

    def test_a_new_price_stands_beside_the_old_one(self, perencana):
        for tahun, n in (("2025", "250.000"), ("2026", "300.000")):
            assert perencana.post(self.URL, kirim(tahun=tahun, harga=n)).status_code == 302
        halaman = teks(perencana.get("/rencana/harga/?wilayah=33.75"))
        assert "Rp250.000" in halaman
        assert "Rp300.000" in halaman
        assert "Rp250.000" not in teks(perencana.get("/rencana/harga/?wilayah=33.75&komponen=seragam"))

    @pytest.mark.parametrize(
        ("kolom", "isi_", "kalimat"),
        [
            ("harga", "", "Isi jumlah rupiahnya"),
            ("harga", "0", "lebih dari nol"),
            ("harga", "-5", "tidak boleh kurang dari nol"),
            ("harga", "1.25", "Tulis jumlah rupiah"),
            ("harga", "9" * 15, "terlalu besar"),
            ("tahun", "26", "paling awal 2015"),
            ("tahun", "dua ribu", "Tulis tahun dengan angka"),
            ("dasar", "", "Isi bagian ini"),
            ("dasar", TEKS_2MB, "Terlalu panjang"),
            ("komponen", "insentif_kader", "insentif_kader"),
            ("pembayar", "apbdes", "tidak punya pembayar"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_bad_input_is_said_at_its_field(self, perencana, kolom, isi_, kalimat):
        jawaban = perencana.post(self.URL, kirim(**{kolom: isi_}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert not StandarHarga.objects.exists()
        if kolom != "dasar":
            assert nilai(jawaban, "dasar") == "SSH 2026"

    def test_a_tariff_names_its_payer(self, perencana):
        jawaban = perencana.post(self.URL, kirim(komponen="operasional"))
        assert "per pembayar" in pesan(jawaban, "pembayar")
        assert perencana.post(self.URL, kirim(komponen="operasional", pembayar="apbd_kabupaten")).status_code == 302

    def test_prices_above_are_read_from_below_and_written_only_in_the_own_area(self, perencana, cast, masuk):
        perencana.post(self.URL, kirim())
        desa = masuk(cast["operator_desa"])
        assert "Rp300.000" in teks(desa.get(f"/rencana/harga/?wilayah={KLEGO}"))
        assert desa.post(self.URL, kirim()).status_code == 404
        assert desa.post(f"/rencana/harga/baru/?wilayah={KLEGO}", kirim()).status_code == 302
        assert masuk(cast["auditor"]).post(self.URL, kirim()).status_code == 403
        assert "Rp300.000" not in teks(masuk(cast["kabupaten_lain"]).get("/rencana/harga/"))

    @pytest.mark.parametrize("tanya", NGAWUR)
    def test_odd_questions_break_nothing(self, perencana, tanya):
        for alamat in ("/rencana/harga/", URL, "/rencana/skenario/"):
            assert perencana.get(f"{alamat}?{tanya}").status_code == 200
            assert perencana.get(alamat, {"wilayah": tanya, "komponen": tanya}).status_code == 404
