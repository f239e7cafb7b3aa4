"""Tying, sharing, paying and taking back through the pages; support outside any document."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Catatan
from planning import actions
from planning.models import (
    Alokasi,
    BantuanLuar,
    BarisSumberDana,
    DokumenAnggaran,
    KegiatanRencana,
    Realisasi,
    RencanaKerja,
)
from posyandu_app.lib.waktu import hari_ini
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_rekaman, make_user
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import TEKS_2MB, baris_tabel, pesan, ringkasan, tautan, teks

pytestmark = pytest.mark.django_db


@pytest.fixture
def perencana(cast, masuk):
    return masuk(cast["perencana"])


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


@pytest.fixture
def baris(rekaman):
    """Rp1,000,000 of this year's APBD, in force since the first of January."""
    dokumen = make_dokumen("apbd", "33.75", rekaman.tanggal.year)
    DokumenAnggaran.objects.filter(pk=dokumen.pk).update(tanggal=date(rekaman.tanggal.year, 1, 2))
    dokumen.refresh_from_db()
    return make_baris(dokumen)


@pytest.fixture
def campuran(baris):
    """A line of Rp1,000,000 from two sources of known shares."""
    row = make_baris(baris.dokumen, sumber_dana="campuran")
    BarisSumberDana.objects.filter(baris=row).delete()
    for sumber, nilai in (("dau", 700_000), ("pad", 300_000)):
        BarisSumberDana.objects.create(baris=row, sumber=sumber, nilai=nilai)
    return row


@pytest.fixture
def belum_dibagi(baris):
    """A line of Rp1,000,000 whose file named two sources and one amount."""
    row = make_baris(baris.dokumen, sumber_dana="campuran")
    BarisSumberDana.objects.filter(baris=row).delete()
    for sumber in ("dau", "pad"):
        BarisSumberDana.objects.create(baris=row, sumber=sumber, nilai=None)
    return row


@pytest.fixture
def kegiatan(seruni, rekaman):
    rencana = RencanaKerja.objects.create(posyandu=seruni, tahun=rekaman.tanggal.year)
    isi = {"volume": 12, "satuan": "kali", "biaya": Decimal(600_000), "bulan": [1, 2]}
    return KegiatanRencana.objects.create(rencana=rencana, bidang="kesehatan", uraian="Kelas ibu balita", **isi)


def sumber(baris, kode):
    return BarisSumberDana.objects.get(baris=baris, sumber=kode)


def isi(nilai="250.000", **lain):
    return {"nilai": nilai, "kunci": str(uuid.uuid4()), **lain}


class TestSumber:
    def pintu(self, rekaman, baris):
        return f"/rencana/kegiatan/{rekaman.kunci}/baris/{baris.pk}/"

    def test_a_line_of_one_source_asks_for_none(self, perencana, rekaman, baris):
        assert "Sumber dana" not in teks(perencana.get(self.pintu(rekaman, baris)))

    def test_a_line_of_two_shows_what_is_left_of_each(self, perencana, rekaman, campuran):
        alokasi = isi(sumber=str(sumber(campuran, "pad").pk))
        perencana.post(self.pintu(rekaman, campuran), alokasi)
        halaman = teks(perencana.get(self.pintu(rekaman, campuran)))
        assert "DAU, sisa Rp700.000 dari Rp700.000" in halaman
        assert "Pendapatan asli daerah, sisa Rp50.000 dari Rp300.000" in halaman

    def test_the_chosen_source_pays_and_is_shown_on_the_line(self, perencana, rekaman, campuran):
        pad = sumber(campuran, "pad")
        perencana.post(self.pintu(rekaman, campuran), isi(sumber=str(pad.pk), komponen="konsumsi", dukungan="barang"))
        satu = Alokasi.objects.get()
        assert (satu.sumber, satu.komponen, satu.dukungan, satu.metode) == (pad, "konsumsi", "barang", "langsung")
        assert ["Pendapatan asli daerah", "Rp300.000", "Rp250.000", "Rp50.000"] in baris_tabel(
            perencana.get(f"/rencana/baris/{campuran.pk}/")
        )

    def test_without_a_choice_it_is_asked_for(self, perencana, rekaman, campuran):
        jawaban = perencana.post(self.pintu(rekaman, campuran), isi())
        assert jawaban.status_code == 422
        assert "Sumber dana" in ringkasan(jawaban)
        assert not Alokasi.objects.exists()

    @pytest.mark.parametrize("pilih", ["0", "x", "99999999"])
    def test_a_source_of_another_line_is_refused(self, perencana, rekaman, campuran, pilih):
        assert perencana.post(self.pintu(rekaman, campuran), isi(sumber=pilih)).status_code == 422

    def test_one_source_does_not_pay_with_the_others_money(self, perencana, rekaman, campuran):
        jawaban = perencana.post(
            self.pintu(rekaman, campuran), isi("300.000,01", sumber=str(sumber(campuran, "pad").pk))
        )
        assert "Melebihi sisa Pendapatan asli daerah di baris ini" in pesan(jawaban, "nilai")
        assert alokasi_menyimpang() == []

    def test_an_unknown_share_must_be_filled_in_first(self, perencana, rekaman, belum_dibagi):
        alamat = self.pintu(rekaman, belum_dibagi)
        assert f"/rencana/uang/baris/{belum_dibagi.pk}/sumber/" in tautan(perencana.get(alamat))
        jawaban = perencana.post(alamat, isi(sumber=str(sumber(belum_dibagi, "dau").pk)))
        assert "Isi dulu pembagiannya" in ringkasan(jawaban)


class TestBagiSumber:
    def kirim(self, klien, baris, dau, pad):
        isian = {f"s_{sumber(baris, k).pk}": n for k, n in (("dau", dau), ("pad", pad))}
        return klien.post(f"/rencana/uang/baris/{baris.pk}/sumber/", isian)

    def test_shares_are_filled_in_once_and_logged_on_the_document(self, perencana, belum_dibagi):
        assert self.kirim(perencana, belum_dibagi, "600.000,50", "399.999,50").status_code == 302
        assert sumber(belum_dibagi, "dau").nilai == Decimal("600000.50")
        catatan = Catatan.objects.untuk(belum_dibagi.dokumen).first()
        assert (catatan.aksi, catatan.perubahan["DAU"]) == ("bagi_sumber", [None, "600000.50"])
        kedua = perencana.get(f"/rencana/uang/baris/{belum_dibagi.pk}/sumber/")
        assert "sudah lengkap" in teks(kedua)

    @pytest.mark.parametrize(("pad", "kata"), [("399.999,99", "kurang Rp0,01"), ("400.000,01", "lebih Rp0,01")])
    def test_shares_that_do_not_make_up_the_pagu_are_refused_with_the_gap(self, perencana, belum_dibagi, pad, kata):
        jawaban = self.kirim(perencana, belum_dibagi, "600.000", pad)
        assert jawaban.status_code == 422
        assert kata in ringkasan(jawaban)
        assert sumber(belum_dibagi, "dau").nilai is None

    def test_zero_is_a_share(self, perencana, belum_dibagi):
        self.kirim(perencana, belum_dibagi, "1.000.000", "0")
        assert sumber(belum_dibagi, "pad").nilai == 0

    @pytest.mark.parametrize("dau", ["", "-1", "1.5", "1e6", "sejuta", TEKS_2MB], ids=lambda x: x[:9])
    def test_bad_input_is_said_at_its_field(self, perencana, belum_dibagi, dau):
        jawaban = self.kirim(perencana, belum_dibagi, dau, "400.000")
        assert jawaban.status_code == 422
        assert pesan(jawaban, f"s_{sumber(belum_dibagi, 'dau').pk}")

    @pytest.mark.parametrize("status", ["diubah", "dicabut"])
    def test_what_is_no_longer_in_force_is_left_as_it_was(self, perencana, belum_dibagi, status):
        DokumenAnggaran.objects.update(status=status)
        assert "tidak berlaku lagi" in ringkasan(self.kirim(perencana, belum_dibagi, "600.000", "400.000"))


class TestRencana:
    def test_planned_work_is_tied_from_the_line_and_stands_beside_what_was_done(
        self, perencana, baris, kegiatan, rekaman
    ):
        alokasikan_sebagian(rekaman, baris, "1000")
        pilih = perencana.get(f"/rencana/uang/baris/{baris.pk}/rencana/")
        (pintu,) = [t for t in tautan(pilih) if t.endswith(f"/baris/{baris.pk}/") and "rencana/uang" in t]
        assert "Kelas ibu balita" in teks(pilih)
        assert perencana.post(pintu, isi("600.000", metode="kader")).status_code == 302
        baris.refresh_from_db()
        assert baris.teralokasi == 601_000
        halaman = teks(perencana.get(f"/rencana/baris/{baris.pk}/"))
        assert "Kelas ibu balita rencana" in halaman
        assert rekaman.entri.nama in halaman
        assert pintu not in tautan(perencana.get(f"/rencana/uang/baris/{baris.pk}/rencana/"))

    def test_from_the_plan_only_lines_of_its_year_that_reach_it_are_offered(self, perencana, baris, kegiatan):
        make_baris(make_dokumen("apbd", "33.75", kegiatan.rencana.tahun - 1))
        make_baris(make_dokumen("rkpd", "33.75"))
        dpa = make_baris(make_dokumen("dpa_kec", "33.75.02", kegiatan.rencana.tahun))
        halaman = perencana.get(f"/rencana/uang/rencana/{kegiatan.uuid}/")
        ke = {t.rsplit("/", 2)[1] for t in tautan(halaman) if "/baris/" in t}
        assert ke == {str(baris.pk), str(dpa.pk)}

    def test_a_planned_activity_that_is_withdrawn_says_its_name(self, perencana, baris, kegiatan):
        satu, _ = actions.alokasikan(kegiatan, baris, actions.IsiAlokasi(Decimal(5), "", uuid.uuid4()), actor=None)
        assert "Kelas ibu balita" in teks(perencana.get(f"/rencana/alokasi/{satu.pk}/cabut/"))
        perencana.post(f"/rencana/alokasi/{satu.pk}/cabut/", {"alasan": "batal"})
        baris.refresh_from_db()
        assert baris.teralokasi == 0

    def test_a_kelurahans_record_is_offered_its_kecamatans_dpa(self, perencana, rekaman):
        dpa = make_baris(make_dokumen("dpa_kec", "33.75.02", rekaman.tanggal.year))
        assert f"/rencana/kegiatan/{rekaman.kunci}/baris/{dpa.pk}/" in tautan(
            perencana.get(f"/rencana/kegiatan/{rekaman.kunci}/")
        )


def bayar(nilai="100.000", **lain):
    dasar = {"tanggal": hari_ini().isoformat(), "bukti": "SP2D-7", "kanal": "rkud", "penerima": "Toko contoh"}
    return {**dasar, **isi(nilai), **lain}


class TestBayar:
    @pytest.fixture
    def alokasi(self, rekaman, baris):
        return alokasikan_sebagian(rekaman, baris, "250000")

    def pintu(self, alokasi):
        return f"/rencana/uang/alokasi/{alokasi.pk}/bayar/"

    def dibayar(self, alokasi):
        alokasi.refresh_from_db()
        alokasi.baris.refresh_from_db()
        assert alokasi.terealisasi == alokasi.baris.terealisasi == sum(r.nilai for r in Realisasi.objects.all())
        return alokasi.terealisasi

    def test_a_payment_moves_the_sums_of_the_allocation_and_the_line(self, perencana, alokasi):
        jawaban = perencana.post(self.pintu(alokasi), bayar("100.000,50"))
        assert jawaban.url == f"/rencana/uang/alokasi/{alokasi.pk}/"
        assert self.dibayar(alokasi) == Decimal("100000.50")
        halaman = teks(perencana.get(jawaban.url))
        assert "Rp149.999,50" in halaman
        assert "SP2D-7" in halaman
        assert "Rp100.000,50" in teks(perencana.get(f"/rencana/baris/{alokasi.baris_id}/"))

    @pytest.mark.parametrize(
        ("kolom", "nilai", "kalimat"),
        [
            ("nilai", "250.000,01", "Melebihi sisa alokasi (Rp250.000 dari Rp250.000)"),
            ("nilai", "0", "harus lebih dari nol"),
            ("nilai", "-5", "tidak boleh kurang dari nol"),
            ("nilai", "1.5", "Tulis jumlah rupiah"),
            ("bukti", "", "Isi bagian ini"),
            ("bukti", TEKS_2MB, "Terlalu panjang"),
            ("kanal", "kas", "kas"),
            ("tanggal", (hari_ini() + timedelta(days=1)).isoformat(), "belum terjadi"),
            ("tanggal", f"{hari_ini().year}-01-01", "baru ditetapkan 02/01"),
            ("tanggal", f"{hari_ini().year - 1}-12-31", "barisnya untuk"),
            ("tanggal", "kemarin", "Tulis tanggal"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_bad_input_is_said_at_its_field_and_nothing_is_paid(self, perencana, alokasi, kolom, nilai, kalimat):
        jawaban = perencana.post(self.pintu(alokasi), bayar(**{kolom: nilai}))
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, kolom)
        assert self.dibayar(alokasi) == 0

    def test_one_form_in_two_tabs_is_one_payment(self, perencana, alokasi):
        satu = bayar()
        pertama, kedua = (perencana.post(self.pintu(alokasi), satu) for _ in range(2))
        assert pertama.url == kedua.url
        assert "sudah tercatat tadi" in teks(perencana.get(kedua.url))
        assert self.dibayar(alokasi) == 100_000

    def test_two_tabs_with_forms_of_their_own_stop_at_the_allocation(self, perencana, alokasi):
        status = [perencana.post(self.pintu(alokasi), bayar("200.000")).status_code for _ in range(2)]
        assert status == [302, 422]
        assert self.dibayar(alokasi) == 200_000

    def test_a_payment_taken_back_stays_with_its_reversal(self, perencana, alokasi):
        perencana.post(self.pintu(alokasi), bayar())
        asal = Realisasi.objects.get()
        jawaban = perencana.post(f"/rencana/uang/bayar/{asal.pk}/batal/", {"alasan": "SP2D ditolak bank"})
        assert jawaban.url == f"/rencana/uang/alokasi/{alokasi.pk}/"
        assert self.dibayar(alokasi) == 0
        assert sorted(r.nilai for r in Realisasi.objects.all()) == [-100_000, 100_000]
        halaman = teks(perencana.get(jawaban.url))
        assert "SP2D ditolak bank" in halaman
        assert "−Rp100.000" in halaman

    def test_it_is_taken_back_once_and_a_reversal_never(self, perencana, alokasi):
        perencana.post(self.pintu(alokasi), bayar())
        asal = Realisasi.objects.get()
        alamat = f"/rencana/uang/bayar/{asal.pk}/batal/"
        assert perencana.post(alamat, {"alasan": "x"}).status_code == 302
        kedua = perencana.post(alamat, {"alasan": "x"})
        assert (kedua.status_code, "sudah dibatalkan" in teks(kedua)) == (409, True)
        balik = Realisasi.objects.get(membalik=asal)
        ketiga = perencana.post(f"/rencana/uang/bayar/{balik.pk}/batal/", {"alasan": "x"})
        assert "sendiri sebuah pembatalan" in teks(ketiga)
        assert self.dibayar(alokasi) == 0

    def test_without_a_reason_it_stays(self, perencana, alokasi):
        perencana.post(self.pintu(alokasi), bayar())
        jawaban = perencana.post(f"/rencana/uang/bayar/{Realisasi.objects.get().pk}/batal/", {"alasan": " "})
        assert pesan(jawaban, "alasan")
        assert self.dibayar(alokasi) == 100_000

    def test_an_allocation_that_was_paid_is_not_withdrawn_and_says_so(self, perencana, alokasi):
        perencana.post(self.pintu(alokasi), bayar())
        jawaban = perencana.post(f"/rencana/alokasi/{alokasi.pk}/cabut/", {"alasan": "salah"})
        assert jawaban.status_code == 409
        assert "Rp100.000 sudah dibayarkan" in ringkasan(jawaban)

    def test_a_desa_pays_from_its_own_cash(self, unit_anjir, masuk):

        operator = make_user("op-anjir", peran="operator_desa", kode=ANJIR)
        rekaman = make_rekaman(unit_anjir, operator)
        alokasi = alokasikan_sebagian(rekaman, make_baris(make_dokumen("apbdes", ANJIR)), "5000", operator)
        klien = masuk(operator)
        assert 'value="rkd" selected' in klien.get(self.pintu(alokasi)).content.decode()
        assert klien.post(self.pintu(alokasi), bayar("5.000", kanal="rkd")).status_code == 302

    @pytest.mark.parametrize("siapa", ["operator_desa", "tim_pembina", "auditor", "dinas_pmd"])
    def test_who_does_not_hold_the_budget_pays_nothing(self, cast, masuk, alokasi, siapa):
        assert masuk(cast[siapa]).post(self.pintu(alokasi), bayar()).status_code == 403
        assert self.dibayar(alokasi) == 0


class TestBantuan:
    @pytest.fixture
    def pengurus(self, cast, masuk):
        return masuk(cast["pengurus"])

    def isian(self, nilai="750.000", **lain):
        dasar = {"tahun": str(hari_ini().year), "sumber": "csr", "pemberi": "PT Contoh", "bentuk": "barang"}
        return {**dasar, "uraian": "Timbangan dacin", "komponen": "alat", **isi(nilai), **lain}

    def test_is_written_by_the_pengurus_and_shown_in_the_ledger(self, pengurus, seruni):
        jawaban = pengurus.post(f"/rencana/uang/{seruni.kode}/bantuan/", self.isian())
        assert jawaban.url == f"/rencana/uang/{seruni.kode}/"
        halaman = teks(pengurus.get(jawaban.url))
        assert "CSR, PT Contoh: Rp750.000" in halaman
        assert "baru dijanjikan" in halaman

    @pytest.mark.parametrize(
        ("kolom", "nilai", "kalimat"),
        [
            ("nilai", "0", "harus lebih dari nol"),
            ("nilai", "x", "Tulis jumlah rupiah"),
            ("sumber", "DDS", "DDS"),
            ("tahun", "26", ""),
            ("tahun", "dua", "Tulis tahun"),
            ("pemberi", "", "Isi bagian ini"),
            ("diterima", (hari_ini() + timedelta(days=2)).isoformat(), "belum terjadi"),
            ("diterima", f"{hari_ini().year - 1}-06-01", "bantuannya untuk"),
        ],
        ids=lambda x: str(x)[:20],
    )
    def test_bad_input_is_said_at_its_field_and_not_kept(self, pengurus, seruni, kolom, nilai, kalimat):
        jawaban = pengurus.post(f"/rencana/uang/{seruni.kode}/bantuan/", self.isian(**{kolom: nilai}))
        assert jawaban.status_code == 422
        assert pesan(jawaban, kolom)
        assert kalimat in pesan(jawaban, kolom)
        assert not BantuanLuar.objects.exists()

    def test_sent_twice_is_one(self, pengurus, seruni):
        satu = self.isian()
        for _ in range(2):
            pengurus.post(f"/rencana/uang/{seruni.kode}/bantuan/", satu)
        assert BantuanLuar.objects.count() == 1

    def test_cancelled_with_a_reason_it_no_longer_counts(self, pengurus, seruni):
        pengurus.post(f"/rencana/uang/{seruni.kode}/bantuan/", self.isian())
        row = BantuanLuar.objects.get()
        alamat = f"/rencana/uang/bantuan/{row.pk}/batal/"
        assert pengurus.post(alamat, {"alasan": ""}).status_code == 422
        assert pengurus.post(alamat, {"alasan": "Ternyata lewat APBD"}).status_code == 302
        assert pengurus.post(alamat, {"alasan": "lagi"}).status_code == 409
        assert "PT Contoh" not in teks(pengurus.get(f"/rencana/uang/{seruni.kode}/"))

    def test_swadaya_of_an_activity_of_another_unit_is_not_found(self, pengurus, seruni, unit_anjir, cast):

        jauh = make_rekaman(unit_anjir, make_user("k-anjir", peran="kader", kode=unit_anjir.kode))
        for kunci in (jauh.kunci, "x", uuid.uuid4()):
            assert pengurus.get(f"/rencana/uang/{seruni.kode}/bantuan/?kegiatan={kunci}").status_code == 404
