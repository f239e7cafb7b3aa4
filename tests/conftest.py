"""The cast and the ground every test stands on: Kota Pekalongan and Kabupaten Kapuas with all above them."""

import os
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.roles import Peran
from audit import pemicu
from registry.models import Posyandu
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, make_posyandu, make_user
from wilayah.actions import baca_sumber, muat
from wilayah.models import Wilayah

DAERAH = ("33.75", "62.03")


# Always run where UJI_BAGIAN takes a share of the suite: what is about the database itself.
SOAL_BASIS_DATA = ("balapan", "naik_versi", "hitung_ulang", "planning/test_uang", "accounts/test_scope", "test_pemicu")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`UJI_BAGIAN=1/2`: the first half of the suite, by the tests' names, and everything about the database itself."""
    ke, dari = (int(n) for n in os.environ.get("UJI_BAGIAN", "1/1").split("/"))
    if dari == 1:
        return
    tetap = [
        i
        for i in items
        if any(k in i.nodeid for k in SOAL_BASIS_DATA) or zlib.crc32(i.nodeid.encode()) % dari == ke - 1
    ]
    dibuang = set(items) - set(tetap)
    config.hook.pytest_deselected(items=[i for i in items if i in dibuang])
    items[:] = tetap


def muat_dua_daerah() -> None:
    rows = baca_sumber({"33", "62"})
    muat([w for w in rows if w.kode in ("33", "62") or w.kode.startswith(DAERAH)])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        if not Wilayah.objects.exists():
            muat_dua_daerah()


@pytest.fixture(autouse=True)
def statis_polos(settings: Any) -> None:
    """Static files by their plain names: a fresh clone has collected none (`test_ukuran` sees that each is there)."""
    statis = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": statis}


@pytest.fixture(autouse=True)
def berkas_sementara(settings: Any, tmp_path_factory: Any) -> None:
    """Uploaded and made files go to a folder of the run, never to the developer's own var/."""
    settings.MEDIA_ROOT = str(tmp_path_factory.getbasetemp() / "berkas")


@pytest.fixture
def transaksi(transactional_db: None) -> Iterator[None]:
    """For tests with real commits and threads: the ground is laid again, the log may be flushed afterwards."""
    pemicu.pasang()
    if not Wilayah.objects.exists():
        muat_dua_daerah()
    yield
    pemicu.lepas()


@pytest.fixture
def seruni(db: None) -> Posyandu:
    return make_posyandu(KLEGO, nama="Seruni")


@pytest.fixture
def unit_anjir(db: None) -> Posyandu:
    return make_posyandu(ANJIR, nama="Contoh Anjir")


# One of each role, all of them over Klego or above it; the three last are the outsiders.
TUGAS: dict[str, tuple[str, str, str]] = {
    "kader": (Peran.KADER, f"{KLEGO}.p0001", ""),
    "pengurus": (Peran.PENGURUS, f"{KLEGO}.p0001", ""),
    "operator_desa": (Peran.OPERATOR_DESA, KLEGO, ""),
    "verifikator_kecamatan": (Peran.VERIFIKATOR_KECAMATAN, KLEGO[:8], ""),
    "dinas_pmd": (Peran.DINAS_PMD, "33.75", ""),
    "opd": (Peran.OPD, "33.75", "sosial"),
    "nakes": (Peran.NAKES, KLEGO, "kesehatan"),
    "uptd_ppa": (Peran.UPTD_PPA, "33.75", ""),
    "tim_pembina": (Peran.TIM_PEMBINA, "33.75", ""),
    "perencana": (Peran.PERENCANA, "33.75", ""),
    "auditor": (Peran.AUDITOR, "33.75", ""),
    "admin_wilayah": (Peran.ADMIN_WILAYAH, "33.75", ""),
    "nasional": (Peran.TIM_PEMBINA, "ID", ""),
    "kabupaten_lain": (Peran.TIM_PEMBINA, "62.03", ""),
    "kelurahan_lain": (Peran.OPERATOR_DESA, KANDANG_PANJANG, ""),
    "tanpa_tugas": ("", "", ""),
}


@pytest.fixture
def cast(seruni: Posyandu) -> dict[str, User]:
    """{name: account}: each role once around posyandu Seruni, and outsiders."""
    return {
        nama: make_user(nama.replace("_", "-"), peran=peran, kode=kode, bidang=bidang) if peran else make_user(nama)
        for nama, (peran, kode, bidang) in TUGAS.items()
    }


@pytest.fixture
def masuk() -> Any:
    """masuk(user) → a client signed in as that person."""

    def buat(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return buat
