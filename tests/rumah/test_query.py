"""What a page asks of the database: few queries, and as many for thirty rows as for three."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from planning.actions import IsiAlokasi, alokasikan
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import KLEGO, make_baris, make_dokumen, make_kader, make_posyandu, make_rekaman, make_user
from tests.rumah.bagian import BAGIAN
from tests.rumah.dunia import Dunia
from tests.rumah.jalan import klien

pytestmark = pytest.mark.django_db
DAFTAR, RINCI, DASBOR, KIRIM = 8, 12, 14, 12
BUKAN_PERTANYAAN = re.compile(r"^\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)", re.I)


@dataclass(frozen=True)
class Halaman:
    """An address, who opens it, and its ceiling."""

    nama: str
    siapa: str
    batas: int
    url: Callable[[Dunia], str]


def _alamat(nama: str, **ambil: str) -> Callable[[Dunia], str]:
    """The address with arguments read from the world: `pk="baris.pk"`."""

    def nilai(dunia: Dunia, jalur: str) -> object:
        benda: object = dunia
        for bagian in jalur.split("."):
            benda = benda[bagian] if isinstance(benda, dict) else getattr(benda, bagian)
        return benda

    return lambda dunia: reverse(nama, kwargs={k: nilai(dunia, jalur) for k, jalur in ambil.items()})


HALAMAN = (
    Halaman("daftar posyandu", "dinas_pmd", DAFTAR, _alamat("registry:daftar")),
    Halaman("rinci posyandu", "pengurus", RINCI, _alamat("registry:rinci", kode="unit.kode")),
    Halaman("registrasi", "dinas_pmd", DAFTAR + 1, _alamat("registry:registrasi")),
    Halaman("kader", "dinas_pmd", DAFTAR, _alamat("registry:kader")),
    Halaman("layanan", "dinas_pmd", DAFTAR, _alamat("spm_services:daftar")),
    Halaman("rinci layanan", "operator_desa", RINCI, _alamat("spm_services:rinci", kunci="rekaman.kunci")),
    Halaman("lapangan", "kader", DAFTAR, _alamat("spm_services:lapangan")),
    Halaman("lapangan bidang", "kader", DAFTAR, _alamat("spm_services:bidang", bidang="rekaman.bidang")),
    Halaman("formulir catat", "kader", DAFTAR, _alamat("spm_services:catat", layanan="rekaman.layanan")),
    Halaman("rencana", "perencana", DAFTAR, _alamat("planning:daftar")),
    Halaman("rinci dokumen", "perencana", RINCI, _alamat("planning:dokumen", pk="dokumen.pk")),
    Halaman("rinci baris", "perencana", RINCI, _alamat("planning:baris", pk="baris.pk")),
    Halaman("pilih baris", "perencana", DAFTAR, _alamat("planning:pilih-baris", kunci="rekaman.kunci")),
    Halaman("pilih kegiatan", "perencana", DAFTAR, _alamat("planning:pilih-kegiatan", pk="baris.pk")),
    Halaman("dasbor kota", "dinas_pmd", DASBOR, lambda d: "/dasbor/33.75/"),
    Halaman("dasbor kelurahan", "dinas_pmd", DASBOR, lambda d: f"/dasbor/{KLEGO}/"),
    Halaman("dasbor nasional", "nasional", DASBOR, lambda d: "/dasbor/ID/"),
    Halaman("belum mencatat", "dinas_pmd", DAFTAR, _alamat("reporting:belum", kode="dokumen.wilayah_id")),
    Halaman("beranda kader", "kader", DASBOR, _alamat("beranda")),
    Halaman("beranda operator", "operator_desa", DASBOR + 6, _alamat("beranda")),
    Halaman("beranda dinas", "dinas_pmd", DASBOR, _alamat("beranda")),
    Halaman("beranda perencana", "perencana", DASBOR, _alamat("beranda")),
    Halaman("beranda admin", "admin_wilayah", DASBOR, _alamat("beranda")),
    Halaman("akun", "admin_wilayah", DAFTAR, _alamat("accounts:daftar")),
    Halaman("api rekap", "dinas_pmd", DAFTAR, _alamat("api-rekap")),
    *(Halaman(*isi) for b in BAGIAN if hasattr(b, "halaman") for isi in b.halaman(_alamat)),
)


@pytest.fixture(autouse=True)
def sesi_di_basis_data(settings):
    """As it runs without a shared cache: one query more than with it."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"


def tambah(dunia: Dunia, n: int) -> None:
    """n more of everything a page could list, in Seruni and around it."""
    hari = hari_ini()
    for i in range(n):
        unit = make_posyandu(KLEGO)
        make_kader(unit)
        make_kader(dunia.unit, nama=f"Kader {uuid.uuid4().hex[:6]}")
        make_rekaman(unit, dunia.cast["operator_desa"])
        rekaman = make_rekaman(dunia.unit, dunia.cast["kader"], tanggal=hari - timedelta(days=i % 3))
        baris = make_baris(dunia.dokumen)
        alokasikan(rekaman, dunia.baris, IsiAlokasi(Decimal(10), "", uuid.uuid4()), actor=dunia.cast["perencana"])
        alokasikan(dunia.rekaman, baris, IsiAlokasi(Decimal(10), "", uuid.uuid4()), actor=dunia.cast["perencana"])
        make_user(peran="kader", kode=unit.kode)
    for b in BAGIAN:
        if hasattr(b, "tambah"):
            b.tambah(dunia, n)
    tahun = 2031 + dunia.dokumen.wilayah.dokumen_list.count()
    for i in range(n):
        make_dokumen("apbd", "33.75", tahun + i)


def tanya(client: Client, cara: str, url: str, /, **data: object) -> list[str]:
    """The statements of one request, savepoints left out."""
    with CaptureQueriesContext(connection) as catatan:
        jawaban = getattr(client, cara)(url, data)
    assert jawaban.status_code in (200, 302), jawaban.status_code
    return [q["sql"] for q in catatan if not BUKAN_PERTANYAAN.match(q["sql"])]


def daftar(sql: list[str]) -> str:
    return f"{len(sql)} pertanyaan:\n" + "\n".join(f"{i:2} {s[:170]}" for i, s in enumerate(sql, 1))


@pytest.fixture
def tiga(dunia) -> Dunia:
    tambah(dunia, 2)  # with the first one: three
    return dunia


def test_a_page_asks_as_much_for_thirty_rows_as_for_three(tiga):
    klien_ = {h.siapa: klien(tiga, h.siapa) for h in HALAMAN}
    sedikit = {h.nama: tanya(klien_[h.siapa], "get", h.url(tiga)) for h in HALAMAN}
    tambah(tiga, 27)
    banyak = {h.nama: tanya(klien_[h.siapa], "get", h.url(tiga)) for h in HALAMAN}
    beda = {n: f"{len(sedikit[n])} → {daftar(banyak[n])}" for n in sedikit if len(sedikit[n]) != len(banyak[n])}
    assert beda == {}, "\n".join(f"{n}: {isi}" for n, isi in beda.items())


def test_pages_stay_under_their_ceilings(tiga):
    """All in one world, because building it costs more than all the pages."""
    lebih = {}
    for h in HALAMAN:
        sql = tanya(klien(tiga, h.siapa), "get", h.url(tiga))
        if len(sql) > h.batas:
            lebih[h.nama] = f"{daftar(sql)}\nbatas {h.batas}"
    assert lebih == {}, "\n".join(f"{n}: {isi}" for n, isi in lebih.items())


def isian_timbang(**lain: object) -> dict[str, object]:
    isi = {"i_sasaran": "40", "i_terlayani": "30", "i_naik": "20", "i_tidak_naik": "5"}
    return {"tanggal": hari_ini().isoformat(), "kunci": uuid.uuid4(), **isi, **lain}


def test_recording_stays_under_its_ceiling(tiga):
    sql = tanya(klien(tiga, "kader"), "post", "/lapangan/catat/penimbangan_balita/", **isian_timbang())
    assert len(sql) <= KIRIM, daftar(sql)


def test_recording_twice_stays_under_its_ceiling(tiga):
    client, isi = klien(tiga, "kader"), isian_timbang()
    tanya(client, "post", "/lapangan/catat/penimbangan_balita/", **isi)
    sql = tanya(client, "post", "/lapangan/catat/penimbangan_balita/", **isi)
    assert len(sql) <= KIRIM, daftar(sql)


def test_correcting_stays_under_its_ceiling(tiga):
    url = reverse("spm_services:koreksi", args=[tiga.rekaman.kunci])
    sql = tanya(klien(tiga, "kader"), "post", url, **isian_timbang(i_terlayani="31", versi="1"))
    assert len(sql) <= KIRIM, daftar(sql)


def test_tying_money_stays_under_its_ceiling(tiga):
    url = reverse("planning:alokasikan", kwargs={"kunci": tiga.rekaman.kunci, "pk": tiga.baris.pk})
    sql = tanya(klien(tiga, "perencana"), "post", url, nilai="1.000", kunci=uuid.uuid4())
    assert len(sql) <= KIRIM, daftar(sql)
