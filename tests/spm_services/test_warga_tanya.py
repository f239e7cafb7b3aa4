"""What a write about people asks of the database: as much for thirty people around as for three."""

import uuid
from datetime import date, timedelta

import pytest

from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from tests.pembuat import make_keluarga, make_kunjungan, make_warga
from tests.rumah.test_query import daftar, tanya

pytestmark = pytest.mark.django_db
LAHIR = date(1980, 5, 5)
NIK = "3375994505800001"
H = hari_ini("33")
# A birth, a death and a merge each write five tables and more: their ceilings are what they ask now.
DAFTAR, UBAH, LAHIR_ANAK, WAFAT, PINDAH, GABUNG = 12, 12, 16, 17, 13, 26


@pytest.fixture(autouse=True)
def sesi_di_basis_data(settings):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"


def ramai(unit, n: int) -> None:
    """n more people of the unit, each with visits; some share the household and the birth date."""
    for _ in range(n):
        make_kunjungan(unit, make_warga(unit, LAHIR, keluarga=make_keluarga(unit)))


@pytest.fixture(params=[3, 30])
def unit(request, seruni):
    ramai(seruni, request.param)
    return seruni


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


def cek(sql: list[str], batas: int) -> None:
    assert len(sql) <= batas, daftar(sql)


def test_registering_with_a_new_household_and_a_nik(unit, kader):
    data = {"nama": "Siti", "jenis_kelamin": "P", "tanggal_lahir": LAHIR.isoformat(), "nik": NIK, "setuju": "ya"}
    data |= {"kunci": uuid.uuid4(), "k-kepala": "sendiri", "k-rt": "1", "k-rw": "1"}
    cek(tanya(kader, "post", f"/warga/baru/?unit={unit.kode}&keluarga=baru", **data), DAFTAR)


def test_correcting(unit, kader):
    warga = make_warga(unit, LAHIR)
    data = {"nama": "Siti", "jenis_kelamin": "P", "tanggal_lahir": LAHIR.isoformat(), "versi": 1}
    cek(tanya(kader, "post", f"/warga/{warga.uuid}/ubah/", **data), UBAH)


def test_a_birth_of_twins_with_consent(unit, kader):
    ibu = make_warga(unit, date(1995, 1, 1), keluarga=make_keluarga(unit))
    actions.catat_keadaan(ibu.pk, "hamil", mulai=H - timedelta(days=200), actor=None)
    data = {"tanggal": H.isoformat(), "kunci": uuid.uuid4(), "setuju": "ya"}
    data |= {"a1-jenis_kelamin": "P", "a2-jenis_kelamin": "L"}
    cek(tanya(kader, "post", f"/warga/{ibu.uuid}/lahir/?anak=2", **data), LAHIR_ANAK)


def test_a_death(unit, kader):
    warga = make_warga(unit, LAHIR, keluarga=make_keluarga(unit))
    actions.catat_keadaan(warga.pk, "hipertensi", mulai=H, actor=None)
    cek(tanya(kader, "post", f"/warga/{warga.uuid}/wafat/", tanggal=H.isoformat(), versi=1), WAFAT)


def test_moving_away(unit, kader):
    warga = make_warga(unit, LAHIR, keluarga=make_keluarga(unit))
    cek(tanya(kader, "post", f"/warga/{warga.uuid}/pindah/", tanggal=H.isoformat(), ke="x", versi=1), PINDAH)


def test_merging_whatever_the_second_brings_along(unit, kader):
    a, b = make_warga(unit, LAHIR, nama="Siti"), make_warga(unit, LAHIR, nama="Siti")
    for ke in range(10):
        make_kunjungan(unit, b, H - timedelta(days=ke))
    actions.catat_keadaan(b.pk, "menyusui", mulai=H, actor=None)
    cek(tanya(kader, "post", f"/warga/ganda/{a.uuid}/{b.uuid}/gabung/"), GABUNG)
