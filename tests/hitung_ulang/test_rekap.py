"""After a hundred random changes every figure is what a fresh count of the facts says it is."""

import ast
import random
import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest

from registry.actions import akhiri_kader, catat_nomor
from registry.models import Kader, Posyandu
from spm_services import katalog
from spm_services.actions import Kiriman, batalkan, catat, koreksi
from spm_services.models import Hitungan, Rekaman
from tests.hitung_ulang import sql
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu, make_rekaman, make_user
from wilayah.models import Rekap

pytestmark = pytest.mark.django_db
AWAL = date(2025, 11, 1)  # three months over the turn of a year: 2025-11, 2025-12, 2026-01
HARI = 92
# One service of each field with the plain number `terlayani`, a request without any, a state with one of its own.
LAYANAN = (
    "stimulasi_paud",
    "periksa_lansia",
    "kie_air_sanitasi",
    "biopori",
    "patroli_ronda",
    "kie_inklusi",
    "permohonan_apar",
    "akses_air",
)


class Acak:
    """One random course of work over four units; every step goes through the product's own doors."""

    def __init__(self, bibit: int) -> None:
        self.acak = random.Random(bibit)  # noqa: S311
        self.units = [make_posyandu(k) for k in (KLEGO, KLEGO, KANDANG_PANJANG, KANDANG_PANJANG)]
        self.orang = make_user(f"acak{bibit}", peran="operator_desa", kode="33.75")
        self.dinas = make_user(f"dinas{bibit}", peran="dinas_pmd", kode="33.75")

    def hari(self) -> date:
        return AWAL + timedelta(days=self.acak.randrange(HARI))

    def isian(self, kode: str) -> dict[str, int]:
        return {k: self.acak.randrange(9) for k in katalog.SEMUA[kode].angka if self.acak.random() < 0.9}

    def catat(self) -> None:
        kode = self.acak.choice(LAYANAN)
        kirim = Kiriman(kode, self.hari(), self.isian(kode), uuid.UUID(int=self.acak.getrandbits(128)))
        catat(self.acak.choice(self.units), kirim, actor=self.orang)

    def pilih(self) -> Rekaman | None:
        rows = list(Rekaman.objects.berlaku().order_by("pk"))
        return self.acak.choice(rows) if rows else None

    def koreksi(self) -> None:
        rekaman = self.pilih()
        if rekaman is None:
            return
        hari = self.hari()
        tanggal = hari if hari.year == rekaman.tanggal.year else rekaman.tanggal
        isian = self.isian(rekaman.layanan)
        koreksi(rekaman, tanggal=tanggal, isian=isian, versi=rekaman.versi, actor=self.orang)

    def batalkan(self) -> None:
        rekaman = self.pilih()
        if rekaman is not None:
            batalkan(rekaman, alasan="uji", actor=self.orang)

    def tambah_kader(self) -> None:
        make_kader(self.acak.choice(self.units))

    def akhiri_kader(self) -> None:
        rows = list(Kader.objects.filter(sampai=None).order_by("pk"))
        if rows:
            akhiri_kader(self.acak.choice(rows).pk, sampai=date(2026, 2, 1), actor=self.orang)

    def catat_nomor(self) -> None:
        ke = self.acak.randrange(4)
        unit = self.units[ke]
        catat_nomor(unit.pk, f"{unit.wilayah_id}.{ke + 1:03d}", actor=self.dinas)

    def jalan(self, langkah: int) -> None:
        pilihan = [self.catat] * 8 + [self.koreksi] * 4 + [self.batalkan] * 4
        pilihan += [self.tambah_kader] * 2 + [self.akhiri_kader, self.catat_nomor]
        for _ in range(langkah):
            self.acak.choice(pilihan)()


@pytest.mark.parametrize("bibit", [1, 2026, 20260724])
def test_random_work_leaves_every_figure_exact(bibit):
    kerja = Acak(bibit)
    kerja.jalan(120)
    assert sql.rekap_menyimpang() == []
    assert sql.hitungan_menyimpang() == []
    terhitung = sql.rekap_terhitung()
    assert {i.partition(":")[0] for _, _, i in terhitung} >= {
        "catatan",
        "terlayani",
        "aktif",
        "mencatat",
        "unit",
        "kader",
    }


def test_work_that_is_all_undone_leaves_nothing():
    kerja = Acak(7)
    kerja.jalan(60)
    while kerja.pilih() is not None:
        kerja.batalkan()
    assert sql.rekap_menyimpang() == []
    sisa = Rekap.objects.exclude(jumlah=0).exclude(periode=0)
    assert not sisa.exists()


def test_all_six_fields_are_counted_by_month_and_by_year(seruni):
    kader = make_user("enam", peran="kader", kode=seruni.kode)
    for kode, tanggal in zip(LAYANAN[:6], [date(2025, 11, 3)] * 5 + [date(2025, 12, 3)], strict=True):
        make_rekaman(seruni, kader, kode, tanggal=tanggal, terlayani=1)
    terhitung = sql.rekap_terhitung()
    assert terhitung["33.75", 2025, "enam_bidang"] == 1
    assert ("33.75", 202511, "enam_bidang") not in terhitung
    assert ("33.75", 202511, "mencatat") in terhitung
    assert sql.rekap_menyimpang() == []


@pytest.fixture
def satu_catatan(seruni):
    kader = make_user("satu", peran="kader", kode=seruni.kode)
    make_kader(seruni)
    return make_rekaman(seruni, kader, tanggal=date(2025, 11, 3))


RUSAK = {
    "angka digeser": lambda: Rekap.objects.filter(kode="33.75", indikator="catatan:kesehatan").update(jumlah=2),
    "baris hilang": lambda: Rekap.objects.filter(kode="33.75.02", indikator="mencatat").delete(),
    "baris lebih": lambda: Rekap.objects.create(kode="11", periode=202511, indikator="mencatat", jumlah=1),
    "tahun lupa": lambda: Rekap.objects.filter(periode=2025, indikator="aktif:kesehatan").update(jumlah=0),
    "status lupa": lambda: Rekaman.objects.update(status="dibatalkan"),
    "jumlah lupa": lambda: Rekaman.objects.update(terlayani=31),
    "tanggal lupa": lambda: Rekaman.objects.update(tanggal=date(2025, 12, 3)),
    "kader lupa": lambda: Kader.objects.update(sampai=date(2026, 2, 1)),
    "unit lupa": lambda: Posyandu.objects.update(status="tutup"),
    "nomor lupa": lambda: Posyandu.objects.update(nomor_registrasi=f"{KLEGO}.001"),
}


@pytest.mark.parametrize("rusak", RUSAK.values(), ids=RUSAK.keys())
def test_the_recount_sees_what_is_wrong(satu_catatan, rusak):
    assert sql.rekap_menyimpang() == []
    rusak()
    assert sql.rekap_menyimpang() != []


def test_the_recount_says_what_is_stored_and_what_was_counted(satu_catatan):
    Rekap.objects.filter(kode="33.75", indikator="terlayani:kesehatan").update(jumlah=99)
    assert sql.rekap_menyimpang() == [("33.75", 202511, "terlayani:kesehatan", 99, 30)]


def test_a_zero_and_a_missing_row_are_the_same(satu_catatan):
    Rekap.objects.create(kode="11", periode=202511, indikator="mencatat", jumlah=0)
    assert sql.rekap_menyimpang() == []


def test_a_number_that_left_its_record_is_seen(satu_catatan):
    assert sql.hitungan_menyimpang() == []
    Hitungan.objects.filter(kolom="terlayani").update(jumlah=29)
    assert sql.hitungan_menyimpang() == [(satu_catatan.pk, 30, 29)]


def test_the_recount_imports_nothing_of_ours():
    pohon = ast.parse(Path(sql.__file__).read_text(encoding="utf-8"))
    asal = {n.module for n in ast.walk(pohon) if isinstance(n, ast.ImportFrom)}
    asal |= {a.name for n in ast.walk(pohon) if isinstance(n, ast.Import) for a in n.names}
    assert asal == {"typing", "django.db"}


def test_the_recount_is_one_query_however_many_units(satu_catatan, django_assert_num_queries):
    with django_assert_num_queries(1):
        sql.rekap_menyimpang()
