"""Imports go down only: reporting → planning → spm_services → registry → accounts → wilayah → audit → lib."""

import ast

import pytest

from tests.rumah.baca import APLIKASI, LAPISAN, Modul, baca, dalam_fungsi, impor, modul_produk

LIB = "posyandu_app.lib"
# Where an import must wait until Django has loaded the models.
IMPOR_DALAM_FUNGSI = {
    ("posyandu_app/apps.py", "posyandu_app"): "ready(): registers the system checks",
    ("audit/apps.py", "audit.pemicu"): "ready(): the triggers need the model's table name",
    ("registry/apps.py", "accounts.forms"): "ready(): the list it adds to",
    ("registry/apps.py", "registry.views"): "ready(): the job that makes a long export",
    ("registry/apps.py", "registry.impor"): "ready(): the jobs of an import, which read models",
    ("registry/apps.py", "registry.models"): "ready(): the models load after the apps",
    ("spm_services/apps.py", "registry.actions.keadaan"): "ready(): the list it adds to",
    ("spm_services/apps.py", "registry.kehadiran"): "ready(): the lists it adds to",
    ("spm_services/apps.py", "spm_services.rekap"): "ready(): how its figures move with a unit",
    ("spm_services/apps.py", "spm_services.actions.warga_unit"): "ready(): people follow a merge of units",
    ("spm_services/apps.py", "spm_services.metrics"): "ready(): until when a unit was at work",
    ("registry/apps.py", "accounts.pekerjaan"): "ready(): the table of jobs it adds to",
    ("registry/apps.py", "registry.pekerja"): "ready(): its own jobs",
    ("planning/apps.py", "planning.metrics_tahap"): "ready(): the list it adds to",
    ("planning/apps.py", "planning.metrics_usulan"): "ready(): proposals point at lines",
    ("planning/apps.py", "planning.panel"): "ready(): planning adds its panel to the record's page",
    ("planning/apps.py", "planning"): "ready(): the jobs that read and take an import",
    ("planning/apps.py", "planning.actions.impor_latar"): "ready(): the names of those jobs",
    ("planning/apps.py", "accounts.pekerjaan"): "ready(): the list of jobs it adds to",
    ("planning/apps.py", "planning.workflow"): "ready(): planning adds its guard to the record's cancelling",
    ("planning/apps.py", "planning.tiket"): "ready(): planning says which lines could pay for a request",
    ("planning/apps.py", "spm_services.anggaran_tiket"): "ready(): the list it adds to",
    ("spm_services/apps.py", "spm_services.panel"): "ready(): the list it adds to",
    ("spm_services/apps.py", "spm_services.panel_tiket"): "ready(): the ticket on its record's page",
    ("planning/apps.py", "spm_services.panel"): "ready(): the list it adds to",
    ("planning/apps.py", "registry.panel"): "ready(): the list it adds to",
    ("planning/apps.py", "spm_services.workflow"): "ready(): the list it adds to",
}


def boleh(dari: str, ke: str) -> bool:
    """May the module `dari` import the module `ke`? Both dotted; what is not ours may always be imported."""
    app = ke.split(".")[0]
    if app not in APLIKASI or app == dari.split(".")[0] != "posyandu_app":
        return True
    if dari == LIB or dari.startswith(LIB + "."):
        return ke.startswith(LIB + ".")
    if dari.split(".")[0] == "posyandu_app":
        return True
    if app == "posyandu_app":
        return ke.startswith(LIB + ".")
    return LAPISAN.index(app) > LAPISAN.index(dari.split(".")[0])


def ke_atas(modul: Modul) -> list[str]:
    """Imports of the module that go up, and names of upper apps handed to an importer as text."""
    salah = [f"{modul.path}:{n.lineno} mengimpor {ke}" for n, ke in impor(modul) if not boleh(modul.nama, ke)]
    for node in ast.walk(modul.pohon):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        nama = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        ke = str(node.args[0].value)
        if nama in ("import_module", "import_string", "get_model", "get_app_config") and not boleh(modul.nama, ke):
            salah.append(f"{modul.path}:{node.lineno} memuat {ke}")
    return salah


def impor_dalam_fungsi() -> set[tuple[str, str]]:
    hasil = set()
    for modul in modul_produk():
        for node, ke in impor(modul):
            if dalam_fungsi(node):
                sumber = node.module if isinstance(node, ast.ImportFrom) else ke
                hasil.add((modul.path, sumber))
    return hasil


def test_imports_go_down_only():
    assert [s for m in modul_produk() for s in ke_atas(m)] == []


def test_imports_stand_at_the_top_but_for_the_known_ones():
    assert impor_dalam_fungsi() - set(IMPOR_DALAM_FUNGSI) == set()


def test_the_list_of_late_imports_has_no_stale_entry():
    assert set(IMPOR_DALAM_FUNGSI) - impor_dalam_fungsi() == set()


def test_every_app_has_its_place_in_the_order():
    from django.apps import apps

    kita = {a.name for a in apps.get_app_configs() if not a.path.count("site-packages")}
    assert kita == set(APLIKASI)


@pytest.mark.parametrize(
    ("path", "teks"),
    [
        ("registry/views/daftar.py", "from planning.models import Alokasi"),
        ("registry/views/daftar.py", "def f():\n    import planning.models"),
        ("registry/actions/unit.py", "from planning import models"),
        ("audit/record.py", "from accounts.models import User"),
        ("posyandu_app/lib/kode.py", "from wilayah.models import Wilayah"),
        ("posyandu_app/lib/kode.py", "from posyandu_app import settings"),
        ("wilayah/actions.py", "from posyandu_app.views import healthz"),
        ("wilayah/actions.py", "import_module('registry.models')"),
        ("wilayah/actions.py", "apps.get_model('registry.Posyandu')"),
    ],
)
def test_the_guard_sees_an_import_that_goes_up(path, teks):
    assert ke_atas(baca(teks, path))


@pytest.mark.parametrize(
    ("path", "teks"),
    [
        ("registry/actions/unit.py", "from wilayah.models import Wilayah"),
        ("registry/actions/unit.py", "from registry import models"),
        ("registry/views/daftar.py", "from ..models import Posyandu"),
        ("audit/record.py", "from posyandu_app.lib.kode import sah"),
        ("posyandu_app/views.py", "from reporting.api import rekap"),
        ("posyandu_app/lib/daftar.py", "from django.db import models"),
    ],
)
def test_the_guard_lets_an_import_downward_pass(path, teks):
    assert ke_atas(baca(teks, path)) == []
