"""A batch to the ministry: chosen, put together by the worker, sent whole, cancelled whole."""

import csv
import io
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from python_calamine import CalamineWorkbook

from accounts.berkas import jalur, simpan
from accounts.models import Berkas, JenisBerkas, Pekerjaan
from accounts.pekerjaan import kerjakan_semua
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import IsiPaket
from registry.matriks import KOLOM, urutan_kolom
from registry.models import Ajuan, AturanDaerah, Paket, Posyandu, StatusAjuan, SuratKeputusan
from registry.pekerja import paket as pekerja
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, lengkapi, make_posyandu, make_user
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
KOTA = "33.75"
S = StatusAjuan
SURAT = IsiPaket("400/PMD/2026", date(2026, 2, 2), "Kepala Dinas PMD contoh")


def siap(desa: str = KLEGO, status: str = S.DIVERIFIKASI, **ganti: object) -> Ajuan:
    unit = make_posyandu(desa, **ganti)
    return Ajuan.objects.create(posyandu=unit, versi_syarat="2026-2", status=status)


@pytest.fixture
def dinas(db):
    return make_user("dinas", peran="dinas_pmd", kode=KOTA)


@pytest.fixture
def tiga() -> list[Ajuan]:
    return [siap(nama="Melati"), siap(nama="Mawar"), siap(KANDANG_PANJANG, nama="=Kenanga()")]


def buat(dinas, rows, isi: IsiPaket = SURAT) -> Paket:
    return actions.buat_paket(Wilayah.objects.get(pk=KOTA), isi, [a.pk for a in rows], actor=dinas)


def jadi(dinas, rows) -> Paket:
    paket = buat(dinas, rows)
    assert kerjakan_semua() == 1
    paket.refresh_from_db()
    return paket


def isi_zip(paket: Paket) -> tuple[list[str], list[list[str]]]:
    with zipfile.ZipFile(jalur(paket.arsip)) as z:
        assert z.testzip() is None
        daftar = list(csv.reader(io.StringIO(z.read("daftar-isi.csv").decode("utf-8-sig"))))
        return [n for n in z.namelist() if n != "daftar-isi.csv"], daftar


class TestMemilih:
    def test_files_go_in_and_the_job_is_handed_in(self, dinas, tiga):
        paket = buat(dinas, tiga)
        assert (paket.status, paket.jumlah) == ("draf", 3)
        assert set(Ajuan.objects.values_list("paket", "status")) == {(paket.pk, S.DIVERIFIKASI)}
        assert Pekerjaan.objects.get().alamat == f"/registrasi/paket/{paket.pk}/"

    def test_a_letter_number_is_used_once(self, dinas, tiga):
        buat(dinas, tiga[:1])
        with pytest.raises(Ditolak, match="sudah dipakai paket lain"):
            buat(dinas, tiga[1:])
        assert Ajuan.objects.filter(paket=None).count() == 2

    def test_the_number_of_a_cancelled_batch_may_be_used_again(self, dinas, tiga):
        actions.batalkan_paket(buat(dinas, tiga[:1]).pk, "salah pilih", actor=dinas)
        assert buat(dinas, tiga).jumlah == 3

    def test_a_letter_of_tomorrow_is_refused(self, dinas, tiga):
        besok = IsiPaket("1", hari_ini(KOTA) + timedelta(days=1), "x")
        with pytest.raises(Ditolak, match="belum terjadi"):
            buat(dinas, tiga, besok)

    def test_nothing_chosen_is_refused(self, dinas):
        with pytest.raises(Ditolak, match="paling sedikit satu"):
            buat(dinas, [])

    def test_more_than_the_ceiling_is_refused_with_the_way_out(self, dinas):
        with pytest.raises(Ditolak, match=r"2\.001 berkas terpilih; satu paket paling banyak 2\.000"):
            actions.buat_paket(Wilayah.objects.get(pk=KOTA), SURAT, range(1, 2002), actor=dinas)

    @pytest.mark.parametrize("status", [S.DIPERIKSA, S.DIKEMBALIKAN, S.DIKIRIM, S.DIKETAHUI])
    def test_one_file_that_is_not_ready_refuses_them_all(self, dinas, tiga, status):
        lain = siap(status=status)
        with pytest.raises(Ditolak, match="1 berkas yang dipilih tidak siap lagi"):
            buat(dinas, [*tiga, lain])
        assert not Ajuan.objects.exclude(paket=None).exists()
        assert not Paket.objects.exists()

    def test_a_file_of_another_region_refuses_them_all(self, dinas, tiga):
        with pytest.raises(Ditolak, match="1 berkas yang dipilih tidak siap lagi"):
            buat(dinas, [*tiga, siap(ANJIR)])

    def test_a_file_is_in_one_batch(self, dinas, tiga):
        buat(dinas, tiga[:1])
        with pytest.raises(Ditolak, match="1 berkas yang dipilih tidak siap lagi"):
            buat(dinas, tiga, IsiPaket("2", date(2026, 2, 2), "x"))

    def test_with_the_provinces_desk_only_its_files_are_ready(self, dinas, tiga):
        AturanDaerah.objects.create(wilayah_id=KOTA, nama="meja_provinsi", nilai=True, dasar="contoh")
        with pytest.raises(Ditolak, match="3 berkas"):
            buat(dinas, tiga)
        assert buat(dinas, [siap(status=S.DIKETAHUI)]).jumlah == 1

    def test_a_setting_of_columns_nobody_understands_is_said_before_the_job(self, dinas, tiga):
        AturanDaerah.objects.create(wilayah_id=KOTA, nama="kolom_matriks", nilai="nama, sepatu", dasar="contoh")
        with pytest.raises(Ditolak, match="tidak dikenal: sepatu"):
            buat(dinas, tiga)


class TestBerkas:
    def test_all_four_come_at_once(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        assert (paket.status, paket.jumlah) == ("siap", 3)
        for berkas in (paket.surat, paket.matriks, paket.arsip, paket.tanda_terima):
            assert jalur(berkas).stat().st_size == berkas.ukuran > 0

    def test_the_matriks_has_a_row_for_each_in_the_order_of_codes(self, dinas, tiga):
        lengkapi(tiga[0].posyandu)
        lembar = CalamineWorkbook.from_path(jalur(jadi(dinas, tiga).matriks)).get_sheet_by_index(0).to_python()
        assert lembar[0] == [k.judul for k in KOLOM]
        baris = [dict(zip(lembar[0], r, strict=True)) for r in lembar[1:]]
        assert [r["Nama posyandu"] for r in baris] == ["Melati", "Mawar", "=Kenanga()"]
        assert (baris[0]["Kode desa/kelurahan"], baris[0]["Ketua"]) == (KLEGO, "Pengurus ketua ")
        assert (baris[0]["Kader kesehatan"], baris[0]["Kader seluruhnya"], baris[0]["Kader perempuan"]) == (1, 6, 6)
        assert baris[0]["Nomor SK pengurus"] == "1/pengurus"
        assert baris[1]["Ketua"] == ""
        assert baris[1]["Kader kesehatan"] == 0

    def test_a_name_like_a_formula_is_text(self, dinas, tiga):
        with zipfile.ZipFile(jalur(jadi(dinas, tiga).matriks)) as z:
            assert b"<f>" not in z.read("xl/worksheets/sheet1.xml")

    def test_the_matriks_prints_on_a_wide_sheet_under_a_frozen_head(self, dinas, tiga):
        with zipfile.ZipFile(jalur(jadi(dinas, tiga).matriks)) as z:
            lembar = z.read("xl/worksheets/sheet1.xml").decode()
        assert 'orientation="landscape"' in lembar
        assert 'state="frozen"' in lembar

    def test_the_region_orders_its_columns(self, dinas, tiga):
        AturanDaerah.objects.create(wilayah_id=KOTA, nama="kolom_matriks", nilai="nama, kode_desa", dasar="contoh")
        lembar = CalamineWorkbook.from_path(jalur(jadi(dinas, tiga).matriks)).get_sheet_by_index(0).to_python()
        assert lembar[:2] == [["Nama posyandu", "Kode desa/kelurahan"], ["Melati", KLEGO]]

    def test_the_letter_counts_by_kecamatan(self, dinas, tiga):
        AturanDaerah.objects.create(wilayah_id=KOTA, nama="tujuan_surat", nilai="Bapak Dirjen contoh", dasar="contoh")
        dok = Document(jalur(jadi(dinas, tiga).surat))
        teks = "\n".join(p.text for p in dok.paragraphs)
        assert "Bapak Dirjen contoh" in teks
        assert "400/PMD/2026" in teks
        assert "2 Februari 2026" in teks
        sel = [[c.text for c in r.cells] for r in dok.tables[0].rows]
        assert sel[1:] == [
            ["1", "Pekalongan Timur", "1", "2"],
            ["2", "Pekalongan Utara", "1", "1"],
            ["", "Jumlah", "2", "3"],
        ]

    def test_the_receipt_names_the_hash_of_each_file(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        dok = Document(jalur(paket.tanda_terima))
        sel = [[c.text for c in r.cells] for r in dok.tables[0].rows][1:]
        assert [s[2] for s in sel] == [paket.surat.sha256, paket.matriks.sha256, paket.arsip.sha256]
        assert str(paket.uuid) in "\n".join(p.text for p in dok.paragraphs)

    def test_the_zip_holds_the_scans_and_names_what_is_missing(self, dinas, tiga):
        scan = simpan(b"%PDF-1.4 contoh", "sk.pdf", jenis=JenisBerkas.PDF, oleh=None)
        sk = actions.tambah_sk(
            tiga[0].posyandu, {"jenis": "pengurus", "nomor": "../1/2026", "tanggal": date(2026, 1, 1)}, actor=None
        )
        SuratKeputusan.objects.filter(pk=sk.pk).update(berkas=scan)
        nama, daftar = isi_zip(jadi(dinas, tiga))
        assert nama == ["Pekalongan Timur/Klego/p0001 Melati/Keputusan pengurus 1-2026.pdf"]
        baris = [dict(zip(daftar[0], r, strict=True)) for r in daftar[1:]]
        milik = {r["dokumen"]: r["keterangan"] for r in baris if r["posyandu"] == "Melati"}
        assert milik["Keputusan pengurus"] == "ada"
        assert milik["Keputusan kader"] == "KURANG: belum ada surat yang berlaku"
        assert {r["posyandu"] for r in baris} == {"", "Melati", "Mawar", "'=Kenanga()"}

    def test_a_paper_that_ran_out_does_not_go_along(self, dinas, tiga):
        isi = {"jenis": "kader", "nomor": "1", "tanggal": date(2020, 1, 1), "berlaku_sampai": date(2021, 1, 1)}
        actions.tambah_sk(tiga[0].posyandu, isi, actor=None)
        _, daftar = isi_zip(jadi(dinas, tiga))
        ket = [r[-1] for r in daftar if r[3] == "Melati" and r[4] == "Keputusan kader"]
        assert ket == ["KURANG: belum ada surat yang berlaku"]

    def test_a_scan_that_is_gone_from_the_disk_is_named_and_ends_nothing(self, dinas, tiga):
        scan = Berkas.objects.create(nama="x.pdf", jenis="pdf", ukuran=1, sha256="0" * 64, tempat="zz/hilang.pdf")
        sk = actions.tambah_sk(
            tiga[0].posyandu, {"jenis": "kader", "nomor": "1", "tanggal": date(2026, 1, 1)}, actor=None
        )
        SuratKeputusan.objects.filter(pk=sk.pk).update(berkas=scan)
        _, daftar = isi_zip(jadi(dinas, tiga))
        assert "KURANG: pindaian tidak ada di penyimpanan" in {r[-1] for r in daftar}

    def test_made_twice_the_files_are_the_same(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        sidik = [b.sha256 for b in (paket.surat, paket.matriks, paket.arsip, paket.tanda_terima)]
        actions.susun_ulang(paket.pk, actor=dinas)
        kerjakan_semua()
        paket.refresh_from_db()
        assert [b.sha256 for b in (paket.surat, paket.matriks, paket.arsip, paket.tanda_terima)] == sidik

    def test_killed_half_way_nothing_is_seen_and_the_next_run_makes_it_once(self, dinas, tiga, monkeypatch):
        paket = buat(dinas, tiga)
        asli = pekerja.tulis_tanda_terima

        def mati(*a: object) -> None:
            asli(*a)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        monkeypatch.setattr(pekerja, "tulis_tanda_terima", mati)
        with pytest.raises(KeyboardInterrupt):
            pekerja.susun(paket, lambda *_: None, oleh=dinas)
        paket.refresh_from_db()
        assert (paket.status, paket.surat, paket.arsip) == ("draf", None, None)
        monkeypatch.undo()
        kerjakan_semua()
        paket.refresh_from_db()
        assert paket.status == "siap"
        assert Berkas.objects.count() == 4
        assert not list((Path(settings.MEDIA_ROOT) / "kerja").glob("*"))

    def test_a_job_done_twice_does_it_once(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        pekerjaan = Pekerjaan.objects.get()
        assert pekerja.kerjakan(type("L", (), {"pekerjaan": pekerjaan})()) is None
        assert Berkas.objects.count() == 4
        assert Catatan.objects.filter(objek_id=paket.pk, aksi="siapkan").count() == 1

    def test_queries_do_not_grow_with_the_batch(self, dinas, django_assert_num_queries, tiga):
        def tanya(paket: Paket) -> int:
            from django.db import connection
            from django.test.utils import CaptureQueriesContext

            with CaptureQueriesContext(
                connection,
            ) as sql:
                pekerja.susun(paket, lambda *_: None, oleh=None)
            return len(sql)

        sedikit = tanya(buat(dinas, tiga))
        banyak = tanya(buat(dinas, [siap() for _ in range(20)], IsiPaket("9", date(2026, 2, 2), "x")))
        assert sedikit == banyak


class TestKirim:
    def test_every_file_goes_along_in_one_step(self, dinas, tiga):
        paket = actions.kirim_paket(jadi(dinas, tiga).pk, date(2026, 2, 3), actor=dinas)
        assert paket.status == "dikirim"
        assert paket.dikirim_pada.date() == date(2026, 2, 3)
        assert set(Ajuan.objects.values_list("status", "versi")) == {(S.DIKIRIM, 2)}
        log = Catatan.objects.filter(objek_jenis="registry.ajuan", aksi="kirim")
        assert set(log.values_list("dari", "ke", "catatan")) == {("diverifikasi", "dikirim", "Paket 400/PMD/2026")}
        assert log.count() == 3

    def test_before_the_papers_are_there_it_is_refused(self, dinas, tiga):
        with pytest.raises(TransitionRefused, match="tidak berlaku lagi"):
            actions.kirim_paket(buat(dinas, tiga).pk, date(2026, 2, 3), actor=dinas)

    @pytest.mark.parametrize(("hari", "kata"), [(date(2026, 2, 1), "mendahului"), (date(2099, 1, 1), "belum terjadi")])
    def test_the_day_lies_between_the_letter_and_today(self, dinas, tiga, hari, kata):
        with pytest.raises(Ditolak, match=kata):
            actions.kirim_paket(jadi(dinas, tiga).pk, hari, actor=dinas)

    def test_a_file_that_left_meanwhile_asks_for_new_papers_and_nothing_is_sent(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        Ajuan.objects.filter(pk=tiga[0].pk).update(status=S.DIKEMBALIKAN, paket=None)
        with pytest.raises(TransitionRefused, match="menyebut 3 posyandu, sekarang ada 2"):
            actions.kirim_paket(paket.pk, date(2026, 2, 3), actor=dinas)
        assert not Ajuan.objects.filter(status=S.DIKIRIM).exists()
        actions.susun_ulang(paket.pk, actor=dinas)
        kerjakan_semua()
        assert actions.kirim_paket(paket.pk, date(2026, 2, 3), actor=dinas).jumlah == 2

    def test_half_way_failure_leaves_every_file_where_it_was(self, dinas, tiga, monkeypatch):
        paket = jadi(dinas, tiga)
        monkeypatch.setattr("audit.transitions.POTONGAN", 2)
        asli, kali = Catatan.objects.bulk_create, []

        def gagal(rows):
            kali.append(1)
            if len(kali) == 2:
                raise RuntimeError
            return asli(rows)

        monkeypatch.setattr(Catatan.objects, "bulk_create", gagal)
        with pytest.raises(RuntimeError):
            actions.kirim_paket(paket.pk, date(2026, 2, 3), actor=dinas)
        assert set(Ajuan.objects.values_list("status", flat=True)) == {S.DIVERIFIKASI}
        paket.refresh_from_db()
        assert paket.status == "siap"


class TestBatal:
    def test_its_files_are_free_again(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        actions.batalkan_paket(paket.pk, "surat salah", actor=dinas)
        assert set(Ajuan.objects.values_list("status", "paket")) == {(S.DIVERIFIKASI, None)}

    def test_sent_files_come_back_from_the_ministry(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        actions.kirim_paket(paket.pk, date(2026, 2, 3), actor=dinas)
        actions.batalkan_paket(paket.pk, "surat salah", actor=dinas)
        assert set(Ajuan.objects.values_list("status", "paket")) == {(S.DIVERIFIKASI, None)}

    def test_needs_a_reason(self, dinas, tiga):
        with pytest.raises(TransitionRefused, match="Tulis alasannya"):
            actions.batalkan_paket(buat(dinas, tiga).pk, " ", actor=dinas)

    def test_a_batch_with_an_answer_stays(self, dinas, tiga):
        paket = jadi(dinas, tiga)
        actions.kirim_paket(paket.pk, date(2026, 2, 3), actor=dinas)
        unit: Posyandu = tiga[0].posyandu
        actions.catat_nomor(unit.pk, f"{unit.wilayah_id}.901", actor=dinas)
        with pytest.raises(TransitionRefused, match="1 berkas di paket ini sudah dijawab"):
            actions.batalkan_paket(paket.pk, "x", actor=dinas)


class TestHalaman:
    def test_from_choosing_to_sending(self, dinas, tiga, masuk):
        klien = masuk(dinas)
        awal = klien.get("/registrasi/paket/baru/").content.decode()
        assert "<b>3</b> berkas siap dikirim" in awal
        isi = {
            "nomor_surat": "1/2026",
            "tanggal_surat": "2026-02-02",
            "penanda_tangan": "Kepala Dinas",
            "cara": "semua",
        }
        jawab = klien.post("/registrasi/paket/baru/", isi)
        assert jawab.status_code == 302
        assert "sedang disusun" in klien.get(jawab.url).content.decode()
        kerjakan_semua()
        halaman = klien.get(jawab.url).content.decode()
        assert "Tandai terkirim" in halaman
        surat = klien.get(f"{jawab.url}berkas/surat/")
        assert surat["Content-Disposition"].startswith("attachment")
        assert klien.post(f"{jawab.url}kirim/", {"tanggal": "2026-02-03"}).status_code == 302
        assert Ajuan.objects.filter(status=S.DIKIRIM).count() == 3
        assert "=Kenanga()" in klien.get(f"{jawab.url}cetak/").content.decode()

    @pytest.mark.parametrize(
        ("isi", "jumlah"),
        [({"cara": "pertama", "banyak": "2"}, 2), ({"cara": "semua"}, 3), ({"cara": "pilih"}, 1)],
    )
    def test_ways_of_choosing(self, dinas, tiga, masuk, isi, jumlah):
        surat = {"nomor_surat": "1", "tanggal_surat": "2026-02-02", "penanda_tangan": "x", "berkas": [str(tiga[1].pk)]}
        masuk(dinas).post("/registrasi/paket/baru/", {**surat, **isi})
        assert Paket.objects.get().jumlah == jumlah

    def test_the_filter_holds_for_all_that_are_ready(self, dinas, tiga, masuk):
        surat = {"nomor_surat": "1", "tanggal_surat": "2026-02-02", "penanda_tangan": "x", "cara": "semua"}
        masuk(dinas).post(f"/registrasi/paket/baru/?wilayah={KLEGO[:8]}", surat)
        assert Paket.objects.get().jumlah == 2

    def test_a_refusal_keeps_what_was_typed_and_ticked(self, dinas, tiga, masuk):
        surat = {"nomor_surat": "1/x", "tanggal_surat": "2099-02-02", "penanda_tangan": "x", "cara": "pilih"}
        jawab = masuk(dinas).post("/registrasi/paket/baru/", {**surat, "berkas": [str(tiga[1].pk)]})
        isi = jawab.content.decode()
        assert jawab.status_code == 422
        assert "belum terjadi" in isi
        assert 'value="1/x"' in isi
        assert f'value="{tiga[1].pk}" checked' in isi

    def test_papers_of_a_draft_cannot_be_fetched(self, dinas, tiga, masuk):
        paket = buat(dinas, tiga)
        assert masuk(dinas).get(f"/registrasi/paket/{paket.pk}/berkas/surat/").status_code == 404

    def test_another_region_does_not_see_it(self, dinas, tiga, masuk):
        lain = make_user("lain", peran="dinas_pmd", kode="62.03")
        assert masuk(lain).get(f"/registrasi/paket/{buat(dinas, tiga).pk}/").status_code == 404

    def test_a_wider_duty_is_not_a_seat(self, tiga, masuk):
        provinsi = make_user("provinsi", peran="dinas_pmd", kode="33")
        assert masuk(provinsi).get("/registrasi/paket/baru/").status_code == 403


@pytest.mark.parametrize(
    ("setelan", "kata"),
    [("nama,kode_desa,nama", "dua kali: nama"), ("nama", "harus ada: kode_desa"), ("x,y", "tidak dikenal: x, y")],
)
def test_a_wrong_order_of_columns_is_refused_in_words(setelan, kata):
    with pytest.raises(Ditolak, match=kata):
        urutan_kolom(setelan)
