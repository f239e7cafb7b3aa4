"""The ministry's answer: each row finds its unit or says why not; nothing is written twice."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import JenisBerkas, Pekerjaan
from accounts.pekerjaan import kerjakan_semua
from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry import actions
from registry.actions.hasil import SudahDiunggah, terapkan_baris
from registry.cocok import BarisMasuk, Calon, Pencari, lipat_unit, skor_nama
from registry.hasil_kolom import baca_baris, peta_kolom
from registry.metrics import stok_wilayah
from registry.models import Ajuan, BarisHasil, HasilKementerian, Paket, Posyandu, PutusanButir, RiwayatKode, StatusAjuan
from registry.nomor import SuratNomor
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_posyandu, make_user
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
KOTA = "33.75"
S = StatusAjuan
SURAT = SuratNomor("100/BPD", date(2026, 3, 1), "wilayah mekar")


@pytest.fixture
def dinas(db):
    return make_user("dinas", peran="dinas_pmd", kode=KOTA)


@pytest.fixture
def paket(db) -> Paket:
    isi = {"nomor_surat": "1", "tanggal_surat": date(2026, 2, 2), "penanda_tangan": "x", "status": "dikirim"}
    return Paket.objects.create(wilayah_id=KOTA, jumlah=3, **isi)


def dikirim(paket: Paket, nama: str, desa: str = KLEGO) -> Posyandu:
    unit = make_posyandu(desa, nama=nama)
    Ajuan.objects.create(posyandu=unit, versi_syarat="2026-2", status=S.DIKIRIM, paket=paket)
    return unit


@pytest.fixture
def units(paket) -> dict[str, Posyandu]:
    return {
        "melati": dikirim(paket, "Melati 1"),
        "mawar": dikirim(paket, "Mawar"),
        "kenanga": dikirim(paket, "Kenanga", KANDANG_PANJANG),
    }


def baris(nomor: str, nama: str, desa: str = "Klego", ke: int = 2, **lain: str) -> BarisMasuk:
    return BarisMasuk(ke, nomor, nama, desa, **lain)


def unggah(dinas, *rows: BarisMasuk, isi: bytes = b"", paket: Paket | None = None) -> HasilKementerian:
    rapi = [BarisMasuk(**{**vars(b), "baris": ke}) for ke, b in enumerate(rows, 2)]
    kota = Wilayah.objects.get(pk=KOTA)
    konten = isi or repr(rapi).encode()
    return actions.unggah_hasil(kota, konten, "hasil.csv", rapi, jenis=JenisBerkas.CSV, actor=dinas, paket=paket)


def satu(dinas, b: BarisMasuk, **lain: Any) -> BarisHasil:
    return BarisHasil.objects.get(hasil=unggah(dinas, b, **lain))


def terapkan(dinas, hasil: HasilKementerian) -> None:
    actions.terapkan_hasil(hasil.pk, actor=dinas)
    kerjakan_semua()


class TestCocok:
    @pytest.mark.parametrize(
        ("a", "b", "skor"),
        [
            ("Posyandu Melati 1", "MELATI I", 100),
            ("Melati 01", "Pos Melati-1", 100),
            ("Melati1", "Melati 1", 100),
            ("Séruni", "Seruni", 100),
            ("Kencono Wungu", "Wungu Kencono", 100),
        ],
    )
    def test_one_name_written_differently(self, a, b, skor):
        assert skor_nama(lipat_unit(a), lipat_unit(b)) == skor

    def test_another_number_is_another_unit(self):
        assert skor_nama(lipat_unit("Melati 1"), lipat_unit("Melati 2")) <= 70

    def test_a_slip_of_the_pen_still_finds_it(self, dinas, units):
        b = satu(dinas, baris(f"{KLEGO}.901", "Posyandu Mellati I"))
        assert (b.posyandu, b.keadaan) == (units["melati"], "cocok")
        assert 88 <= b.skor < 100
        assert b.dasar_cocok == f"nama desa Klego; nama mirip {b.skor} dari 100"

    def test_the_code_of_the_village_goes_before_its_name(self, dinas, units):
        b = satu(dinas, baris(f"{KLEGO}.901", "Mawar", "Kandang Panjang", kode_desa=KLEGO.replace(".", "")))
        assert b.posyandu == units["mawar"]
        assert b.dasar_cocok == f"kode desa {KLEGO}; nama sama"

    def test_without_a_village_the_number_says_it(self, dinas, units):
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar", "")).posyandu == units["mawar"]

    def test_of_two_alike_the_one_that_was_sent(self, dinas, units):
        make_posyandu(KLEGO, nama="Mawar")
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar")).posyandu == units["mawar"]

    def test_of_two_alike_that_were_sent_neither(self, dinas, units, paket):
        dikirim(paket, "Mawar")
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar")).alasan == "banyak_calon"

    def test_same_village_name_in_two_kecamatan_is_told_by_the_kecamatan(self):
        a = Calon(1, "33.75.01.1001.p0001", "Mawar", "33.75.01.1001", "Sari", "Barat", paket=1)
        b = Calon(2, "33.75.02.1001.p0001", "Mawar", "33.75.02.1001", "Sari", "Timur", paket=1)
        pencari = Pencari(KOTA, [a, b])
        assert pencari.cari(baris("", "Mawar", "Sari", kecamatan="Kec. Timur")).calon == b
        assert pencari.cari(baris("", "Mawar", "Sari")).alasan == "banyak_calon"


class TestAlasan:
    @pytest.mark.parametrize(
        ("nomor", "nama", "desa", "alasan", "kata"),
        [
            ("33.75.2.1008.901", "Mawar", "Klego", "bentuk", "PP.KK.CC.DDDD.NNN"),
            ("33.75.02.1008.9012", "Mawar", "Klego", "bentuk", "PP.KK.CC.DDDD.NNN"),
            ("", "Mawar", "Klego", "bentuk", "kosong"),
            (f"{KANDANG_PANJANG}.901", "Mawar", "Klego", "desa_beda", f"posyandu ini di {KLEGO}"),
            (f"{KLEGO}.901", "Flamboyan", "Klego", "tidak_ada", "Tidak ada posyandu bernama “Flamboyan”"),
            (f"{KLEGO}.901", "Mawar", "Zamrud", "tidak_ada", "“Zamrud” tidak ada di wilayah ini"),
        ],
    )
    def test_each_reason_is_said(self, dinas, units, nomor, nama, desa, alasan, kata):
        b = satu(dinas, baris(nomor, nama, desa))
        assert (b.keadaan, b.alasan) == ("pengecualian", alasan)
        assert kata in b.pesan

    def test_a_village_of_another_region(self, dinas, units):
        b = satu(dinas, baris("62.03.03.2004.901", "Mawar", "", kode_desa="62.03.03.2004"))
        assert b.alasan == "luar_paket"

    def test_a_number_twice_the_first_is_taken(self, dinas, units):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), baris(f"{KLEGO}.901", "Melati 1"))
        assert list(hasil.baris_list.values_list("keadaan", "alasan", "pesan"))[1] == (
            "pengecualian",
            "ganda",
            "Nomor ini sudah ada di baris 2.",
        )
        terapkan(dinas, hasil)
        assert Posyandu.objects.get(nomor_registrasi=f"{KLEGO}.901") == units["mawar"]

    def test_a_unit_twice_keeps_its_first_number(self, dinas, units):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), baris(f"{KLEGO}.902", "Mawar"))
        assert hasil.baris_list.last().alasan == "nomor_lain"

    def test_a_number_of_another_unit(self, dinas, units):
        actions.catat_nomor(make_posyandu(KLEGO).pk, f"{KLEGO}.901", actor=dinas)
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar")).alasan == "dipakai"

    def test_a_unit_that_has_another_number(self, dinas, units):
        actions.catat_nomor(units["mawar"].pk, f"{KLEGO}.900", actor=dinas)
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar")).alasan == "nomor_lain"

    def test_a_unit_that_was_not_sent(self, dinas, units):
        make_posyandu(KLEGO, nama="Dahlia")
        assert satu(dinas, baris(f"{KLEGO}.901", "Dahlia")).alasan == "luar_paket"

    def test_a_unit_of_another_batch(self, dinas, units, paket):
        lain = Paket.objects.create(
            wilayah_id=KOTA, nomor_surat="2", tanggal_surat=date(2026, 2, 2), penanda_tangan="x", status="dikirim"
        )
        assert satu(dinas, baris(f"{KLEGO}.901", "Mawar"), paket=lain).alasan == "luar_paket"

    def test_a_code_the_unit_held_before_is_its_own(self, dinas, units):
        lama = f"{KANDANG_PANJANG}.p0099"
        RiwayatKode.objects.create(
            posyandu=units["mawar"], kode=lama, wilayah_id=KANDANG_PANJANG, sampai=date(2026, 1, 1)
        )
        hasil = unggah(dinas, baris(f"{KANDANG_PANJANG}.901", "Mawar"))
        terapkan(dinas, hasil)
        units["mawar"].refresh_from_db()
        assert units["mawar"].nomor_registrasi == f"{KANDANG_PANJANG}.901"


class TestTerapkan:
    def test_the_number_is_on_the_unit_and_the_file_is_done(self, dinas, units, paket):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"))
        terapkan(dinas, hasil)
        b = hasil.baris_list.get()
        units["mawar"].refresh_from_db()
        assert (b.keadaan, b.aturan, units["mawar"].nomor_registrasi) == ("terpasang", "1", f"{KLEGO}.901")
        assert Ajuan.objects.get(posyandu=units["mawar"]).status == S.TERBIT
        assert stok_wilayah(KOTA)["unit_terdaftar"] == 1
        log = Catatan.objects.get(aksi="catat_nomor")
        assert log.catatan.startswith("Aturan nomor versi 1.")
        assert log.pelaku == dinas

    def test_nothing_is_written_before_somebody_agrees(self, dinas, units):
        unggah(dinas, baris(f"{KLEGO}.901", "Mawar"))
        assert not Posyandu.objects.terdaftar().exists()

    def test_the_batch_is_closed_with_its_last_answer(self, dinas, units, paket):
        rows = [baris(f"{KLEGO}.901", "Mawar"), baris(f"{KLEGO}.902", "Melati I")]
        terapkan(dinas, unggah(dinas, *rows))
        paket.refresh_from_db()
        assert paket.status == "dikirim"
        terapkan(dinas, unggah(dinas, baris(f"{KANDANG_PANJANG}.901", "Kenanga", "Kandang Panjang")))
        paket.refresh_from_db()
        assert paket.status == "selesai"

    def test_killed_half_way_the_rest_is_done_once(self, dinas, units):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), baris(f"{KLEGO}.902", "Melati 1"))
        terapkan_baris(hasil.baris_list.first().pk, actor=dinas)  # then the worker dies
        terapkan(dinas, hasil)
        terapkan(dinas, hasil)
        assert Posyandu.objects.terdaftar().count() == 2
        assert Catatan.objects.filter(aksi="catat_nomor").count() == 2
        assert Catatan.objects.filter(aksi="terbit").count() == 2
        assert stok_wilayah(KOTA)["unit_terdaftar"] == 2

    def test_what_changed_since_the_preview_becomes_an_exception(self, dinas, units):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), baris(f"{KLEGO}.902", "Melati 1"))
        actions.catat_nomor(make_posyandu(KLEGO).pk, f"{KLEGO}.901", actor=dinas)
        Ajuan.objects.filter(posyandu=units["melati"]).update(status=S.DIVERIFIKASI, paket=None)
        terapkan(dinas, hasil)
        assert list(hasil.baris_list.values_list("alasan", flat=True)) == ["dipakai", "luar_paket"]

    def test_the_same_file_twice_changes_nothing_and_says_so(self, dinas, units):
        hasil = unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), isi=b"sama")
        with pytest.raises(SudahDiunggah) as lama:
            unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), isi=b"sama")
        assert lama.value.hasil == hasil
        assert HasilKementerian.objects.count() == BarisHasil.objects.count() == 1

    def test_the_same_rows_in_another_file_find_them_recorded(self, dinas, units):
        terapkan(dinas, unggah(dinas, baris(f"{KLEGO}.901", "Mawar"), isi=b"a"))
        b = satu(dinas, baris(f"{KLEGO}.901", "Mawar"), isi=b"b")
        assert (b.keadaan, actions.terapkan_hasil(b.hasil_id, actor=dinas)) == ("sudah", False)

    def test_a_file_the_ministry_sends_back_returns_with_its_reason(self, dinas, units):
        hasil = unggah(dinas, baris("", "Mawar", keterangan="Dikembalikan: keputusan kader tidak terbaca"))
        assert hasil.baris_list.get().keadaan == "kembali"
        terapkan(dinas, hasil)
        ajuan = Ajuan.objects.get(posyandu=units["mawar"])
        assert (ajuan.status, ajuan.dari_meja, ajuan.paket) == (S.DIKEMBALIKAN, "kementerian", None)
        putusan = PutusanButir.objects.get()
        assert putusan.butir == "sk_kader"
        assert putusan.catatan == "Kementerian: Dikembalikan: keputusan kader tidak terbaca"
        assert hasil.baris_list.get().keadaan == "diteruskan"


class TestPengecualian:
    def asing(self, dinas) -> BarisHasil:
        return satu(dinas, baris(f"{KANDANG_PANJANG}.901", "Mawar"))

    def test_with_the_ministrys_letter_a_foreign_code_is_taken(self, dinas, units):
        actions.terima_baris_dengan_surat(self.asing(dinas).pk, SURAT, actor=dinas)
        units["mawar"].refresh_from_db()
        assert units["mawar"].nomor_registrasi == f"{KANDANG_PANJANG}.901"
        b = BarisHasil.objects.get()
        assert (b.keadaan, b.surat_nomor, b.aturan) == ("terpasang", "100/BPD", "1")
        catatan = Catatan.objects.get(aksi="catat_nomor").catatan
        assert "diterima dengan surat kementerian 100/BPD tanggal 01/03/2026" in catatan
        assert "wilayah mekar" in catatan
        assert Ajuan.objects.get(posyandu=units["mawar"]).status == S.TERBIT

    def test_without_the_letter_it_is_not(self, dinas, units):
        with pytest.raises(Ditolak, match="terima dengan surat kementerian"):
            actions.pilih_unit_baris(self.asing(dinas).pk, units["mawar"], "yakin", actor=dinas)
        assert not Posyandu.objects.terdaftar().exists()
        assert BarisHasil.objects.get().keadaan == "pengecualian"

    def test_the_letter_does_not_mend_the_shape(self, dinas, units):
        b = satu(dinas, baris("33.75.02.1008.9", "Mawar"))
        with pytest.raises(Ditolak):
            actions.terima_baris_dengan_surat(b.pk, SURAT, units["mawar"], actor=dinas)

    def test_the_letter_does_not_give_one_number_to_two(self, dinas, units):
        actions.catat_nomor(units["kenanga"].pk, f"{KANDANG_PANJANG}.901", actor=dinas)
        b = satu(dinas, baris(f"{KANDANG_PANJANG}.901", "Mawar"))
        with pytest.raises(Ditolak, match="sudah dipakai posyandu lain"):
            actions.terima_baris_dengan_surat(b.pk, SURAT, units["mawar"], actor=dinas)

    def test_the_unit_is_chosen_by_hand(self, dinas, units):
        b = satu(dinas, baris(f"{KLEGO}.901", "Mawar Merah Jambu"))
        assert b.alasan == "tidak_ada"
        actions.pilih_unit_baris(b.pk, units["mawar"], "nama lama", actor=dinas)
        b.refresh_from_db()
        assert (b.keadaan, b.skor, b.dasar_cocok, b.catatan) == ("terpasang", None, "dipilih Dinas", "nama lama")

    def test_left_out_with_a_reason(self, dinas, units):
        b = self.asing(dinas)
        actions.lewati_baris(b.pk, "salah kabupaten", actor=dinas)
        b.refresh_from_db()
        assert (b.keadaan, b.catatan) == ("dilewati", "salah kabupaten")
        assert not Posyandu.objects.terdaftar().exists()

    def test_decided_is_decided(self, dinas, units):
        b = self.asing(dinas)
        actions.lewati_baris(b.pk, "x", actor=dinas)
        with pytest.raises(Bentrok):
            actions.terima_baris_dengan_surat(b.pk, SURAT, actor=dinas)

    def test_a_letter_of_tomorrow_is_refused(self, dinas, units):
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.terima_baris_dengan_surat(self.asing(dinas).pk, SuratNomor("1", date(2099, 1, 1), "x"), actor=dinas)


class TestKolom:
    @pytest.mark.parametrize(
        "judul",
        [
            ["No", "Nomor Registrasi", "Nama Posyandu", "Desa/Kelurahan", "Kecamatan", "Kode Desa"],
            ["NO.", "NO. REG. POSYANDU", "NAMA POSYANDU", "KELURAHAN", "KEC.", "KODE WILAYAH"],
            ["no urut", "no_registrasi", "Posyandu", "Desa", "Kecamatan", "kode_desa"],
        ],
    )
    def test_heads_are_known_however_written(self, judul):
        peta = peta_kolom(judul)
        assert peta == {"nomor": 1, "nama": 2, "desa": 3, "kecamatan": 4, "kode_desa": 5}

    def test_a_title_above_the_head_is_passed_over(self):
        rows = [(1, ["DAFTAR NOMOR REGISTRASI"]), (3, ["Nama Posyandu", "No Registrasi"]), (4, ["Mawar", "1"])]
        assert list(baca_baris(rows)) == [BarisMasuk(4, "1", "Mawar")]

    @pytest.mark.parametrize(
        ("rows", "kata"),
        [([(1, ["a", "b"])], "tidak ditemukan"), ([(1, ["Nama Posyandu", "No Registrasi"])], "tidak punya baris")],
    )
    def test_a_table_of_something_else_is_refused(self, rows, kata):
        with pytest.raises(Ditolak, match=kata):
            list(baca_baris(rows))


def buku(rows: list[list[str]]) -> bytes:
    isi = BytesIO()
    with xlsxwriter.Workbook(isi) as b:
        lembar = b.add_worksheet()
        for y, row in enumerate([["No", "Nomor Registrasi", "Nama Posyandu", "Desa/Kelurahan"], *row_list(rows)]):
            lembar.write_row(y, 0, row)
    return isi.getvalue()


def row_list(rows: list[list[str]]) -> list[list[Any]]:
    return [[ke, *row] for ke, row in enumerate(rows, 1)]


class TestHalaman:
    def test_from_the_file_to_the_exceptions(self, dinas, units, masuk):
        klien = masuk(dinas)
        isi = buku(
            [
                [f"{KLEGO}.901", "Mawar", "Klego"],
                [f"{KLEGO}.902", "Kenanga", "Kandang Panjang"],
                ["x", "Mawar", "Klego"],
            ]
        )
        jawab = klien.post("/registrasi/hasil/unggah/", {"berkas": SimpleUploadedFile("hasil.xlsx", isi)})
        assert jawab.status_code == 302
        teks = klien.get(jawab.url).content.decode()
        assert "Perlu diputuskan (2)" in teks
        assert "Desa nomor tidak sama dengan desa posyandu." in teks
        assert "Nomor salah bentuk." in teks
        klien.post(f"{jawab.url}terapkan/")
        kerjakan_semua()
        assert "Aturan nomor versi 1." in klien.get(f"{jawab.url}?keadaan=terpasang").content.decode()
        assert Posyandu.objects.terdaftar().get() == units["mawar"]
        lagi = klien.post("/registrasi/hasil/unggah/", {"berkas": SimpleUploadedFile("lain.xlsx", isi)}, follow=True)
        assert "sudah pernah diunggah" in lagi.content.decode()
        assert HasilKementerian.objects.count() == 1

    def test_an_exception_is_decided_on_its_page(self, dinas, units, masuk):
        b = satu(dinas, baris(f"{KANDANG_PANJANG}.901", "Mawar"))
        klien, alamat = masuk(dinas), f"/registrasi/hasil/baris/{b.pk}/"
        assert "Terima dengan surat kementerian" in klien.get(alamat).content.decode()
        isi = {"cara": "surat", "surat-surat_nomor": "9", "surat-surat_tanggal": "2026-03-01", "surat-alasan": ""}
        tolak = klien.post(alamat, isi)
        assert tolak.status_code == 422
        assert 'value="9"' in tolak.content.decode()
        assert klien.post(alamat, {**isi, "surat-alasan": "mekar"}).status_code == 302
        units["mawar"].refresh_from_db()
        assert units["mawar"].nomor_registrasi == f"{KANDANG_PANJANG}.901"

    def test_a_code_of_another_region_is_refused_at_the_field(self, dinas, units, unit_anjir, masuk):
        b = satu(dinas, baris(f"{KLEGO}.901", "Entah"))
        isi = {"cara": "unit", "unit-posyandu": unit_anjir.kode, "unit-alasan": "x"}
        jawab = masuk(dinas).post(f"/registrasi/hasil/baris/{b.pk}/", isi)
        assert jawab.status_code == 422
        assert "Tidak ada posyandu dengan kode itu" in jawab.content.decode()

    @pytest.mark.parametrize("isi", [b"\x00\x01", b"PK\x03\x04rusak", b"%PDF-1.4"])
    def test_a_file_that_is_no_table_is_refused(self, dinas, isi, masuk):
        jawab = masuk(dinas).post("/registrasi/hasil/unggah/", {"berkas": SimpleUploadedFile("hasil.xlsx", isi)})
        assert jawab.status_code == 422
        assert not HasilKementerian.objects.exists()

    def test_another_region_sees_nothing_of_it(self, dinas, units, masuk):
        lain = make_user("lain", peran="dinas_pmd", kode="62.03")
        b = satu(dinas, baris("x", "Mawar"))
        for alamat in (f"/registrasi/hasil/{b.hasil_id}/", f"/registrasi/hasil/baris/{b.pk}/"):
            assert masuk(lain).get(alamat).status_code == 404

    def test_the_job_belongs_to_who_asked(self, dinas, units):
        actions.terapkan_hasil(unggah(dinas, baris(f"{KLEGO}.901", "Mawar")).pk, actor=dinas)
        assert Pekerjaan.objects.get().pemilik == dinas
