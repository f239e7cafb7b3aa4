"""Lists as files: what the list shows, in the viewer's scope, with persons only for whoever may see them."""

import csv
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from accounts.models import Pekerjaan
from accounts.pekerjaan import kerjakan_semua
from audit.models import Catatan
from registry import ekspor
from registry.actions import mulai_ajuan, tambah_sk
from registry.models import ImporSesi
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu
from tests.rumah.halaman import NGAWUR, WILAYAH_NGAWUR, teks

pytestmark = pytest.mark.django_db


def unduh(client, jenis, tanya="", bentuk="csv"):
    jawaban = client.post(f"/ekspor/{jenis}/{tanya}", {"bentuk": bentuk})
    assert jawaban.status_code == 200
    isi = b"".join(jawaban.streaming_content)
    if bentuk == "xlsx":
        rows = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    else:
        rows = list(csv.reader(io.StringIO(isi.decode("utf-8-sig"), newline="")))
    return [dict(zip(rows[0], r, strict=True)) for r in rows[1:]]


@pytest.fixture
def dinas(cast, masuk):
    return masuk(cast["dinas_pmd"])


@pytest.mark.parametrize("bentuk", ["csv", "xlsx"])
def test_units_of_the_area_with_their_profile(dinas, seruni, unit_anjir, bentuk):
    rows = unduh(dinas, "posyandu", bentuk=bentuk)
    assert [r["Kode posyandu"] for r in rows] == [seruni.kode]
    assert (rows[0]["Hari buka"], rows[0]["RT"], rows[0]["Telepon kontak"].lstrip("'")) == (
        "Rabu",
        "001",
        "+6281200000000",
    )


def test_the_filters_of_the_list_hold_in_the_file(dinas, seruni):
    make_posyandu(KANDANG_PANJANG, nama="Dahlia")
    make_posyandu(KLEGO, nama="Anggrek")
    assert {r["Nama posyandu"] for r in unduh(dinas, "posyandu", f"?wilayah={KLEGO}")} == {"Seruni", "Anggrek"}
    assert [r["Nama posyandu"] for r in unduh(dinas, "posyandu", "?q=dahl")] == ["Dahlia"]
    assert unduh(dinas, "posyandu", "?nomor=ada") == []


def test_particulars_of_persons_only_for_whoever_may_see_them(cast, masuk, seruni):
    make_kader(seruni, nama="Kader contoh")
    for siapa, boleh in (("dinas_pmd", True), ("auditor", False), ("tim_pembina", False), ("operator_desa", True)):
        client = masuk(cast[siapa])
        assert ("Telepon kontak" in unduh(client, "posyandu")[0]) is boleh, siapa
        assert ("NIK tercatat" in unduh(client, "kader")[0]) is boleh, siapa
        assert ("Keterangan orang tidak ikut" in teks(client.get("/ekspor/kader/"))) is not boleh


def test_each_file_is_in_the_log_with_its_rows(dinas, cast, seruni):
    unduh(dinas, "posyandu", f"?wilayah={KLEGO}")
    catatan = Catatan.objects.get(aksi="ekspor")
    assert catatan.pelaku == cast["dinas_pmd"]
    assert {k: v[1] for k, v in catatan.perubahan.items()} == {
        "daftar": "posyandu",
        "wilayah": KLEGO,
        "bentuk": "csv",
        "baris": 1,
        "kolom pribadi": True,
    }


def test_out_of_the_area_there_is_nothing(cast, masuk, seruni):
    lain = masuk(cast["kelurahan_lain"])
    assert lain.post(f"/ekspor/posyandu/?wilayah={KLEGO}", {"bentuk": "csv"}).status_code == 404
    assert unduh(lain, "posyandu") == []
    assert not Catatan.objects.filter(aksi="ekspor", perubahan__wilayah__1=KLEGO).exists()


def test_every_list_has_its_rows(dinas, seruni):
    make_kader(seruni)
    tambah_sk(seruni, {"jenis": "kader", "nomor": "=1+1", "tanggal": date(2026, 1, 2)}, actor=None)
    mulai_ajuan(seruni, actor=None)
    jumlah = {e.kode: len(unduh(dinas, e.kode)) for e in ekspor.DAFTAR}
    ada = {"keterampilan": 1, "masa-kerja": 1, "pelatihan": 0}
    ada |= {"posyandu": 1, "kader": 1, "pengurus": 0, "sk": 1, "kesiapan": 1, "pemutakhiran": 0, "berkas": 1}
    assert jumlah == {**ada, "insentif": 0, "keaktifan": 0}
    assert unduh(dinas, "sk")[0]["Nomor surat"] == "'=1+1"
    assert unduh(dinas, "sk", bentuk="xlsx")[0]["Nomor surat"] == "=1+1"
    assert unduh(dinas, "kesiapan")[0]["Lengkap"] == "tidak"


def test_a_long_list_is_made_by_a_job(dinas, cast, seruni, monkeypatch):
    monkeypatch.setattr("registry.views.ekspor.LANGSUNG", 2)
    monkeypatch.setattr(ekspor, "POTONGAN", 2)
    for i in range(4):
        make_posyandu(KLEGO, nama=f"Unit {i}")
    jawaban = dinas.post("/ekspor/posyandu/?q=unit&sesudah=abc", {"bentuk": "csv"})
    assert jawaban.url.startswith("/pekerjaan/")
    assert kerjakan_semua() == 1
    p = Pekerjaan.objects.get()
    assert (p.selesai, p.jumlah, p.isi["tanya"]) == (4, 4, "q=unit")
    isi = b"".join(dinas.get(f"{jawaban.url}berkas/").streaming_content).decode("utf-8-sig")
    assert isi.count("Unit ") == 4
    assert Catatan.objects.filter(aksi="ekspor").count() == 1


def test_a_duty_that_ended_gives_no_file(dinas, cast, seruni, monkeypatch):
    monkeypatch.setattr("registry.views.ekspor.LANGSUNG", 0)
    dinas.post(f"/ekspor/posyandu/?wilayah={KLEGO}", {"bentuk": "csv"})
    cast["dinas_pmd"].penugasan_list.update(sampai="2026-01-01")
    kerjakan_semua()
    p = Pekerjaan.objects.get()
    assert (p.status, p.hasil) == ("gagal", None)
    assert "tidak termasuk tugas Anda" in p.pesan


def test_a_file_that_went_out_comes_back_as_the_same(dinas, seruni):
    make_kader(seruni)
    for jenis in ("posyandu", "kader"):
        for bentuk in ("csv", "xlsx"):
            jawaban = dinas.post(f"/ekspor/{jenis}/", {"bentuk": bentuk})
            berkas = io.BytesIO(b"".join(jawaban.streaming_content))
            berkas.name = f"{jenis}.{bentuk}"
            dinas.post(f"/impor/baru/{jenis}/", {"wilayah": "33.75", "berkas": berkas})
            kerjakan_semua()
            sesi = ImporSesi.objects.first()
            assert list(sesi.baris_list.values_list("hasil", flat=True)) == ["sama"], (jenis, bentuk)


@pytest.mark.parametrize("jenis", [e.kode for e in ekspor.DAFTAR])
def test_nonsense_in_the_address_is_never_a_fault(dinas, seruni, jenis):
    for tanya in NGAWUR:
        assert dinas.get(f"/ekspor/{jenis}/?{tanya}").status_code in (200, 404), tanya
    for kode in WILAYAH_NGAWUR:
        assert dinas.get(f"/ekspor/{jenis}/", {"wilayah": kode}).status_code == 404, kode
    assert dinas.get("/ekspor/apa/").status_code == 404
