"""A service nobody wrote yet: one entry in the catalogue, and everything else is there by itself.

Here it is put into the catalogue for the test. `make mutasi` writes it into the catalogue's own file (tests/mutasi,
`Tambahan`) and runs these tests again: then `test_it_stands_in_the_catalogues_own_file` is not passed over.
"""

import json
import uuid

import pytest
from django.core.management import call_command

from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.katalog.dasar import Angka, Bentuk, Guna, JenisLayanan, YaTidak
from spm_services.models import Hitungan, Rekaman
from tests.rumah.halaman import baris_tabel, tautan, teks

pytestmark = pytest.mark.django_db
KODE = "dapur_umum"
ENTRI = JenisLayanan(
    kode=KODE,
    bidang="sosial",
    bentuk=Bentuk.KEGIATAN,
    nama="Latihan dapur umum warga",
    harian="Latihan dapur umum",
    isian=(
        Angka(kode="terlayani", label="Warga yang ikut", satuan="orang", guna=Guna.TERLAYANI),
        YaTidak(kode="ada_juru_masak", label="Ada juru masak?", wajib=False),
    ),
    sasaran="Warga",
    opd="Dinas Sosial",
    sumber="Contoh",
)
ASLI = KODE in katalog.SEMUA


@pytest.fixture(autouse=True)
def entri(monkeypatch) -> JenisLayanan:
    if not ASLI:
        monkeypatch.setitem(katalog.SEMUA, KODE, ENTRI)
    return katalog.SEMUA[KODE]


@pytest.fixture
def kader(cast, masuk, seruni):
    return masuk(cast["kader"])


@pytest.fixture
def rekaman(kader, seruni) -> Rekaman:
    kirim = {"tanggal": hari_ini().isoformat(), "kunci": str(uuid.uuid4()), "i_terlayani": "12"}
    jawab = kader.post(f"/lapangan/catat/{KODE}/?unit={seruni.kode}", kirim)
    assert jawab.status_code == 302, teks(jawab)
    return Rekaman.objects.get()


@pytest.mark.skipif(not ASLI, reason="only under the patch of make mutasi")
def test_it_stands_in_the_catalogues_own_file():
    assert katalog.SEMUA[KODE].nama == ENTRI.nama


def test_its_form_is_there_and_saves(kader, seruni, rekaman):
    assert f"/lapangan/catat/{KODE}/?unit={seruni.kode}" in tautan(kader.get(f"/lapangan/sosial/?unit={seruni.kode}"))
    assert rekaman.terlayani == 12
    assert Hitungan.objects.get(rekaman=rekaman).jumlah == 12
    assert "12 orang" in teks(kader.get(f"/layanan/{rekaman.kunci}/"))


def test_the_list_can_be_narrowed_to_it(kader, rekaman):
    halaman = kader.get(f"/layanan/?layanan={KODE}")
    assert f"/layanan/{rekaman.kunci}/" in tautan(halaman)
    assert f'<option value="{KODE}" selected>' in halaman.content.decode()


def test_the_report_has_its_row(cast, masuk, rekaman):
    halaman = masuk(cast["dinas_pmd"]).get("/laporan/layanan/?wilayah=33.75&bidang=sosial")
    baris = next(b for b in baris_tabel(halaman) if b[0] == ENTRI.nama)
    bulan = Bulan.dari(hari_ini()).bulan
    assert baris[bulan].split() == ["1", "12"]
    assert baris[-1].split() == ["1", "12"]


def test_the_phone_gets_its_questions(kader):
    layanan = json.loads(kader.get("/api/v1/formulir/").content)["layanan"]
    satu = next(e for e in layanan if e["kode"] == KODE)
    assert [k["kode"] for k in satu["isian"]] == ["terlayani", "ada_juru_masak"]


def test_people_read_of_it_in_the_catalogue(kader):
    assert f"/layanan/katalog/{KODE}/" in tautan(kader.get("/layanan/katalog/"))
    assert "Warga yang ikut" in teks(kader.get(f"/layanan/katalog/{KODE}/"))


def test_it_needs_no_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
