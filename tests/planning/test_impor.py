"""Imports of budget lines: seen row by row, taken whole or not at all, by whoever may."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Catatan
from planning.actions import buat_perubahan
from planning.actions import impor as actions
from planning.models import (
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    ImporRencana,
    KodeNomenklatur,
    VersiNomenklatur,
)
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_user
from tests.planning.berkas_impor import SIPD, isi_csv, isi_xlsx, isi_zip, sipd, unggahan
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
TAHUN = 2026
POS = "Penyelenggaraan Posyandu"


@pytest.fixture
def perencana(db: None) -> Any:
    return make_user("perencana-kota", peran="perencana", kode="33.75")


@pytest.fixture
def operator(db: None) -> Any:
    return make_user("operator-anjir", peran="operator_desa", kode=ANJIR)


@pytest.fixture
def apbd(db: None) -> DokumenAnggaran:
    return make_dokumen("apbd", "33.75", TAHUN, tetap=False)


@pytest.fixture
def apbdes(db: None) -> DokumenAnggaran:
    return make_dokumen("apbdes", ANJIR, TAHUN, tetap=False)


def kirim(client: Any, dokumen: DokumenAnggaran, **isi: Any) -> Any:
    return client.post(reverse("planning:impor-baru", args=[dokumen.pk]), {"teks": "", "total": "", **isi})


def impor_terakhir() -> ImporRencana:
    impor = ImporRencana.objects.order_by("-pk").first()
    assert impor is not None
    return impor


def ambil(client: Any, impor: ImporRencana) -> Any:
    return client.post(reverse("planning:impor-ambil", args=[impor.uuid]), follow=True)


def berkas_sipd(*rows: list[str]) -> Any:
    return unggahan(isi_xlsx([SIPD, *rows]), "apbd.xlsx")


SATU = sipd("1.02.02.2.02.0004", "620000000")
DUA = sipd("1.02.02.2.02.0015", "450.000.000,50", "1.2.01.08,2.2.01.08.002.00005", "DAU,DAU Kesehatan")


class TestSipd:
    def test_the_whole_way(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        client = masuk(perencana)
        jawab = kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU, DUA), total="1.070.000.000,50")
        impor = impor_terakhir()
        assert jawab.status_code == 302
        assert not apbd.baris_list.exists()
        halaman = client.get(reverse("planning:impor-rinci", args=[impor.uuid]))
        assert "Ambil semua baris" in halaman.text
        assert ambil(client, impor).status_code == 200
        satu, dua = apbd.baris_list.order_by("kode_kegiatan")
        assert (satu.pagu, satu.sumber_dana, satu.perangkat_daerah) == (Decimal(620_000_000), "dau", "DINAS KESEHATAN")
        assert (dua.pagu, dua.sumber_dana) == (Decimal("450000000.50"), "campuran")
        assert [s.nilai for s in dua.sumber_list.all()] == [None, None]
        assert [s.nilai for s in satu.sumber_list.all()] == [satu.pagu]
        assert satu.impor == "apbd.xlsx baris 2"
        assert Catatan.objects.untuk(apbd).filter(aksi="impor").exists()

    @pytest.mark.parametrize("total", ["1.070.000.001,50", "1.070.000.000", "1"])
    def test_one_rupiah_off_takes_nothing(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran, total: str) -> None:
        client = masuk(perencana)
        kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU, DUA), total=total)
        halaman = client.get(reverse("planning:impor-rinci", args=[impor_terakhir().uuid]))
        assert "selisih" in halaman.text
        assert "Ambil semua baris" not in halaman.text
        assert "selisih" in ambil(client, impor_terakhir()).text
        assert not apbd.baris_list.exists()

    def test_the_total_row_of_the_file_binds_too(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        jumlah = ["", "", "JUMLAH", "", "", "", "620000001", "", "", "", "", "", "", ""]
        client = masuk(perencana)
        kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU, jumlah))
        assert "selisih" in ambil(client, impor_terakhir()).text
        assert not apbd.baris_list.exists()

    def test_one_refused_row_takes_nothing(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        client = masuk(perencana)
        kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU, sipd("1.02.02.2.02.0006", "lima")))
        assert "1 baris ditolak" in ambil(client, impor_terakhir()).text
        assert not apbd.baris_list.exists()

    def test_the_row_count_binds(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        client = masuk(perencana)
        kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU), total_baris="2")
        assert "Banyak baris" in ambil(client, impor_terakhir()).text
        assert not apbd.baris_list.exists()

    def test_the_same_file_is_taken_once(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        client = masuk(perencana)
        for _ in range(2):
            kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU))
            jawab = ambil(client, impor_terakhir())
        assert BarisAnggaran.objects.filter(dokumen=apbd).count() == 1
        assert "sudah pernah diambil" in jawab.text

    def test_a_fixed_document_takes_nothing(self, masuk: Any, perencana: Any) -> None:
        tetap = make_dokumen("apbd", "33.75", TAHUN)
        assert kirim(masuk(perencana), tetap, bentuk="sipd", berkas=berkas_sipd(SATU)).status_code == 422
        assert not ImporRencana.objects.exists()

    @pytest.mark.parametrize(
        ("isi", "nama", "kata"),
        [
            (b"", "x.xlsx", "kosong"),
            (b"%PDF-1.4 x", "x.xlsx", "bukan tabel"),
            (b"a,b\n1,2\n", "x.csv", "Judul kolom tidak dikenali"),
            (isi_csv(SIPD, []), "x.csv", "belum ada barisnya"),
        ],
    )
    def test_a_bad_file_is_refused_at_its_field(
        self, masuk: Any, perencana: Any, apbd: DokumenAnggaran, isi: bytes, nama: str, kata: str
    ) -> None:
        jawab = kirim(masuk(perencana), apbd, bentuk="sipd", berkas=unggahan(isi, nama), total="7")
        assert jawab.status_code == 422
        assert kata in jawab.text
        assert 'value="7"' in jawab.text

    def test_without_a_file(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        assert "Pilih berkasnya" in kirim(masuk(perencana), apbd, bentuk="sipd").text


class TestGanti:
    def test_replacing_keeps_the_link_to_the_amended_line(self, perencana: Any, masuk: Any) -> None:
        asal = make_dokumen("apbd", "33.75", TAHUN, tetap=False)
        lama = make_baris(
            asal, "620000000", kode_kegiatan="1.02.02.2.02.0004", perangkat_daerah="DINAS KESEHATAN", sumber_dana="dau"
        )
        DokumenAnggaran.objects.filter(pk=asal.pk).update(
            status="ditetapkan", nomor="Perda 1", tanggal=date(TAHUN - 1, 12, 30)
        )
        asal.refresh_from_db()
        baru = buat_perubahan(asal, actor=perencana)
        client = masuk(perencana)
        kirim(client, baru, bentuk="sipd", berkas=berkas_sipd(SATU, DUA), ganti="on")
        ambil(client, impor_terakhir())
        assert [b.asal_id for b in baru.baris_list.order_by("kode_kegiatan")] == [lama.pk, None]

    def test_adding_keeps_what_is_there(self, perencana: Any, masuk: Any, apbd: DokumenAnggaran) -> None:
        make_baris(apbd)
        client = masuk(perencana)
        kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU))
        ambil(client, impor_terakhir())
        assert apbd.baris_list.count() == 2


class TestDesa:
    def test_siskeudes(self, masuk: Any, operator: Any, apbdes: DokumenAnggaran) -> None:
        kode = f"{ANJIR[6:]}."
        rinci = ("Tahun", "Kd_Desa", "Kd_Keg", "Kd_Rincian", "SumberDana", "Anggaran")
        rows = [
            [str(TAHUN), kode, f"{kode}02.02.02.", "5.2.2.03.01.", "DDS", "48000000.0000"],
            [str(TAHUN), kode, f"{kode}02.02.02.", "5.2.1.06.01.", "DDS", "20000000.0000"],
            [str(TAHUN), kode, f"{kode}02.02.02.", "5.2.1.06.02.", "ADD", "10000000.0000"],
        ]
        kegiatan = isi_csv(
            ("Tahun", "Kd_Desa", "Kd_Keg", "Nama_Kegiatan", "Pagu"),
            [[str(TAHUN), kode, f"{kode}02.02.02.", POS, "78000000"]],
            kutip=True,
        )
        isi = isi_zip({"Ta_RABRinci.csv": isi_csv(rinci, rows), "Ta_Kegiatan.csv": kegiatan})
        client = masuk(operator)
        jawab = kirim(client, apbdes, bentuk="siskeudes", berkas=unggahan(isi, "opensid_data.zip"))
        assert jawab.status_code == 302, jawab.text
        ambil(client, impor_terakhir())
        baris = {b.kode_rekening: b for b in apbdes.baris_list.all()}
        assert {k: b.pagu for k, b in baris.items()} == {
            "5.2.2.03": Decimal(48_000_000),
            "5.2.1.06": Decimal(30_000_000),
        }
        bagian = {s.sumber: s.nilai for s in baris["5.2.1.06"].sumber_list.all()}
        assert bagian == {"DDS": Decimal(20_000_000), "ADD": Decimal(10_000_000)}
        assert baris["5.2.1.06"].sumber_dana == "campuran"

    def test_pasted_rows(self, masuk: Any, operator: Any, apbdes: DokumenAnggaran) -> None:
        client = masuk(operator)
        teks = f"02.02.02.\t{POS}\tDDS\t78.000.000\n2.2.03\tPenyuluhan\tADD\t9.000.000\nJUMLAH\t87.000.000"
        kirim(client, apbdes, bentuk="tempel", teks=teks)
        ambil(client, impor_terakhir())
        assert apbdes.baris_list.aggregate(n=Sum("pagu"))["n"] == 87_000_000

    def test_a_kelurahan_and_another_village_are_refused(
        self, masuk: Any, operator: Any, apbdes: DokumenAnggaran
    ) -> None:
        kab = Wilayah.objects.berlaku().desa_kelurahan().di_bawah(ANJIR[:5])
        lurah = kab.filter(jenis="kelurahan").first()
        sebelah = kab.filter(jenis="desa").exclude(pk=ANJIR).first()
        assert lurah is not None
        assert sebelah is not None
        client = masuk(operator)
        for w, kata in ((lurah, "tidak punya APB Desa"), (sebelah, "desa lain")):
            teks = f"Kode\tUraian\tSumber\tPagu\tLokasi\n2.2.02\t{POS}\tDDS\t1\t{w.kode}"
            kirim(client, apbdes, bentuk="tempel", teks=teks)
            assert kata in ambil(client, impor_terakhir()).text
        assert not apbdes.baris_list.exists()

    def test_siskeudes_is_no_form_of_a_region(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        assert kirim(masuk(perencana), apbd, bentuk="siskeudes", berkas=unggahan(b"x", "x.zip")).status_code == 422


class TestSiapa:
    @pytest.mark.parametrize(
        ("nama", "status"),
        [
            ("perencana", 200),
            ("dinas_pmd", 403),
            ("auditor", 403),
            ("kader", 403),
            ("kabupaten_lain", 403),
            ("operator_desa", 404),
            ("tanpa_tugas", 403),
        ],
    )
    def test_who_may(self, masuk: Any, cast: Any, apbd: DokumenAnggaran, nama: str, status: int) -> None:
        assert masuk(cast[nama]).get(reverse("planning:impor-baru", args=[apbd.pk])).status_code == status

    def test_only_who_handed_it_in_decides(self, masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
        kirim(masuk(perencana), apbd, bentuk="sipd", berkas=berkas_sipd(SATU))
        lain = make_user("perencana-dua", peran="perencana", kode="33.75")
        client = masuk(lain)
        impor = impor_terakhir()
        assert client.get(reverse("planning:impor-rinci", args=[impor.uuid])).status_code == 200
        assert client.post(reverse("planning:impor-ambil", args=[impor.uuid])).status_code == 403
        assert client.post(reverse("planning:impor-buang", args=[impor.uuid])).status_code == 403
        assert not apbd.baris_list.exists()


def test_thrown_away_leaves_no_rows(masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
    client = masuk(perencana)
    kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU))
    impor = impor_terakhir()
    client.post(reverse("planning:impor-buang", args=[impor.uuid]))
    assert not impor.baris_list.exists()
    with pytest.raises(Ditolak):
        actions.ambil_impor(impor.pk, actor=perencana)


def test_the_outcomes_go_out_as_a_file(masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
    client = masuk(perencana)
    kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(SATU, sipd("1.02", "x")))
    isi = b"".join(client.get(reverse("planning:impor-ekspor", args=[impor_terakhir().uuid, "csv"])).streaming_content)
    assert "Ditolak" in isi.decode()


def test_names_and_fields_come_from_the_book_in_force(masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
    versi = VersiNomenklatur.objects.create(skema="apbd", nama="Buku", tahun_dari=TAHUN, sumber="x", lengkap=True)
    for kode, nama in (("1.02.02.2.02.0004", "Balita"), ("X.XX.01.2.02.0001", "Gaji")):
        KodeNomenklatur.objects.create(skema="apbd", versi=versi, kode_kegiatan=kode, uraian=nama, bidang="kesehatan")
    tanpa_nama, penunjang = sipd("1.02.02.2.02.0004", "1"), sipd("1.02.01.2.02.0001", "2")
    tanpa_nama[2] = penunjang[2] = ""
    client = masuk(perencana)
    kirim(client, apbd, bentuk="sipd", berkas=berkas_sipd(tanpa_nama, penunjang))
    ambil(client, impor_terakhir())
    isi = [(b.kode_kegiatan, b.uraian, b.bidang, b.nomenklatur) for b in apbd.baris_list.order_by("kode_kegiatan")]
    assert isi == [
        ("1.02.01.2.02.0001", "Gaji", "kesehatan", "Buku"),
        ("1.02.02.2.02.0004", "Balita", "kesehatan", "Buku"),
    ]


def test_places_are_stored(masuk: Any, perencana: Any, apbd: DokumenAnggaran) -> None:
    client = masuk(perencana)
    teks = f"Kode\tUraian\tSumber\tPagu\tLokasi\n1.04.03.2.03.0002\tRTLH\tdau\t10\t{KLEGO}"
    kirim(client, apbd, bentuk="tempel", teks=teks)
    ambil(client, impor_terakhir())
    assert list(BarisLokasi.objects.filter(baris__dokumen=apbd).values_list("wilayah", flat=True)) == [KLEGO]


def test_as_many_queries_for_many_rows_as_for_few(masuk: Any, perencana: Any) -> None:
    hitung = []
    client = masuk(perencana)
    for tahun, banyak in ((2026, 3), (2027, 30)):
        dokumen = make_dokumen("apbd", "33.75", tahun, tetap=False)
        rows = [sipd(f"1.02.02.2.02.{n:04d}", str(n)) for n in range(1, banyak + 1)]
        kirim(client, dokumen, bentuk="sipd", berkas=berkas_sipd(*rows))
        alamat = reverse("planning:impor-ambil", args=[impor_terakhir().uuid])
        with CaptureQueriesContext(connection) as tangkap:
            client.post(alamat)
        assert dokumen.baris_list.count() == banyak
        hitung.append(sum("SAVEPOINT" not in q["sql"] for q in tangkap))
    assert hitung[0] == hitung[1] <= 20
    assert BarisSumberDana.objects.count() == 33
