"""The second lock: an action asks again whose row it is, whoever calls it and whatever the page before let pass."""

import inspect
import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from accounts import actions as akun
from accounts.models import User
from planning import actions as rencana
from planning.workflow import ALOKASI, DOKUMEN
from registry import actions as registrasi
from registry.models import Orang
from spm_services import actions as layanan
from tests.pembuat import isi_posyandu, kiriman
from tests.rumah.baca import AKAR, LAPISAN
from tests.rumah.bagian import BAGIAN
from tests.rumah.dunia import Dunia
from tests.rumah.jalan import jumlah_baris

pytestmark = pytest.mark.django_db
Langkah = Callable[[User], Any]
# Writers that no person calls.
TANPA_ORANG = {
    "spm_services.actions.catat_banyak": "seeding only; its caller is a command",
    "planning.actions.tetapkan_sistem": "seeding only; its caller is a command",
}
AWAL = date(2026, 1, 5)


def orang() -> Orang:
    return Orang(nama="Penyusup", jenis_kelamin="P")


def isi_baris() -> dict[str, Any]:
    return {"kode_kegiatan": "1.02.02.2.02.0004", "uraian": "x", "sumber_dana": "dau", "pagu": Decimal(1)}


def langkah(d: Dunia) -> dict[str, Langkah]:
    """{action: how it is called in this world by somebody}."""
    unit, kota = d.unit, {"jenis": "rpjmd", "wilayah": d.dokumen.wilayah, "tahun": 2025}
    isi_sk = {"jenis": "kader", "nomor": "1", "tanggal": AWAL}
    alokasi = rencana.IsiAlokasi(Decimal(1), "", uuid.uuid4())
    baru = {"jabatan": "ketua", "bidang": "", "mulai": AWAL}
    koreksi = {"tanggal": d.rekaman.tanggal, "isian": {**d.rekaman.isian, "terlayani": 1}, "versi": 1}
    return {
        "accounts.actions.beri_penugasan": lambda a: akun.beri_penugasan(
            d.cast["tanpa_tugas"], "dinas_pmd", "33.75", oleh=a
        ),
        "accounts.actions.ganti_sandi": lambda a: akun.ganti_sandi(d.penugasan.pk, "baru-sekali-9", oleh=a),
        "accounts.actions.cabut_penugasan": lambda a: akun.cabut_penugasan(d.penugasan.pk, oleh=a),
        "registry.actions.buat_posyandu": lambda a: registrasi.buat_posyandu(isi_posyandu(), actor=a),
        "registry.actions.ubah_posyandu": lambda a: registrasi.ubah_posyandu(
            unit.pk, {"alamat": "x"}, versi=unit.versi, actor=a
        ),
        "registry.actions.catat_nomor": lambda a: registrasi.catat_nomor(unit.pk, f"{unit.wilayah_id}.001", actor=a),
        "registry.actions.tambah_kader": lambda a: registrasi.tambah_kader(
            unit, orang(), bidang="sosial", mulai=AWAL, actor=a
        ),
        "registry.actions.akhiri_kader": lambda a: registrasi.akhiri_kader(d.kader.pk, sampai=AWAL, actor=a),
        "registry.actions.dudukkan_pengurus": lambda a: registrasi.dudukkan_pengurus(unit, orang(), actor=a, **baru),
        "registry.actions.tambah_sk": lambda a: registrasi.tambah_sk(unit, isi_sk, actor=a),
        "spm_services.actions.catat": lambda a: layanan.catat(unit, kiriman(), actor=a),
        "spm_services.actions.catat_kunjungan": lambda a: layanan.catat_kunjungan(
            d.lain["kunjungan"], layanan.IsianKunjungan({}), actor=a
        ),
        "spm_services.actions.koreksi": lambda a: layanan.koreksi(d.rekaman, actor=a, **koreksi),
        "spm_services.actions.batalkan": lambda a: layanan.batalkan(d.rekaman, alasan="x", actor=a),
        "spm_services.actions.pilih_layanan": lambda a: layanan.pilih_layanan(unit, ["biopori"], actor=a),
        "planning.actions.buat_dokumen": lambda a: rencana.buat_dokumen(kota, actor=a),
        "planning.actions.buat_perubahan": lambda a: rencana.buat_perubahan(d.dokumen, actor=a),
        "planning.actions.tambah_baris": lambda a: rencana.tambah_baris(d.draf, isi_baris(), actor=a),
        "planning.actions.hapus_baris": lambda a: rencana.hapus_baris(d.baris_draf.pk, actor=a),
        "planning.actions.tetapkan": lambda a: rencana.tetapkan(d.draf, nomor="1", tanggal=AWAL, actor=a),
        "planning.actions.alokasikan": lambda a: rencana.alokasikan(d.rekaman, d.baris, alokasi, actor=a),
        "planning.workflow.DOKUMEN": lambda a: DOKUMEN.apply(d.dokumen.pk, "cabut", actor=a, note="x"),
        "planning.workflow.ALOKASI": lambda a: ALOKASI.apply(d.alokasi.pk, "cabut", actor=a, note="x"),
        **{nama: f for b in BAGIAN if hasattr(b, "langkah") for nama, f in b.langkah(d).items()},
    }


def tindakan() -> set[str]:
    """Every public function of the actions that takes the person who acts."""
    hasil = set()
    for app in LAPISAN:
        paket = sorted((AKAR / app / "actions").glob("[a-z]*.py")) or list((AKAR / app).glob("actions.py"))
        for path in paket:
            modul = import_module(path.relative_to(AKAR).as_posix().removesuffix(".py").replace("/", "."))
            for nama, f in inspect.getmembers(modul, inspect.isfunction):
                milik = f.__module__ == modul.__name__ and not nama.startswith("_")
                if milik and {"actor", "oleh"} & set(inspect.signature(f).parameters):
                    hasil.add(f"{app}.actions.{nama}")
    return hasil


def ditolak(langkah_: Langkah, actor: User, galat: Any) -> None:
    semula = jumlah_baris()
    with pytest.raises(galat), transaction.atomic():
        langkah_(actor)
    assert jumlah_baris() == semula


def test_every_action_is_tried_here(dunia):
    kenal = {n for n in langkah(dunia) if ".actions." in n}
    sendiri = {n for b in BAGIAN for n in getattr(b, "TANPA_ORANG", {})}  # each with its reason and own test
    assert tindakan() - set(TANPA_ORANG) - sendiri == kenal


@pytest.mark.parametrize("siapa", ["kelurahan_lain", "kabupaten_lain", "tanpa_tugas"])
def test_whoever_is_outside_the_area_changes_nothing(dunia, siapa):
    for langkah_ in langkah(dunia).values():
        ditolak(langkah_, dunia.cast[siapa], (Http404, PermissionDenied))


def test_rows_of_another_area_do_not_even_seem_to_exist(dunia):
    terlihat = {"accounts.actions.beri_penugasan"}  # no row yet that could be seen
    for nama, langkah_ in langkah(dunia).items():
        if nama not in terlihat:
            ditolak(langkah_, dunia.cast["kelurahan_lain"], Http404)


def test_whoever_may_read_but_not_write_changes_nothing(dunia):
    for langkah_ in langkah(dunia).values():
        ditolak(langkah_, dunia.cast["auditor"], PermissionDenied)


def test_an_account_put_out_of_use_changes_nothing(dunia):
    for nama, siapa in (("spm_services.actions.catat", "kader"), ("registry.actions.ubah_posyandu", "operator_desa")):
        user = dunia.cast[siapa]
        user.is_active = False
        user.lupakan_penugasan()
        ditolak(langkah(dunia)[nama], user, Http404)


def test_whoever_has_the_duty_is_let_through(dunia):
    milik = {
        "kader": ["spm_services.actions.catat", "spm_services.actions.koreksi", "spm_services.actions.pilih_layanan"],
        "operator_desa": ["registry.actions.buat_posyandu", "registry.actions.tambah_kader"],
        "dinas_pmd": ["registry.actions.catat_nomor", "registry.actions.tambah_sk"],
        "perencana": ["planning.actions.tetapkan", "planning.actions.alokasikan", "planning.workflow.ALOKASI"],
        "admin_wilayah": ["accounts.actions.beri_penugasan"],
    }
    for siapa, nama_list in milik.items():
        for nama in nama_list:
            langkah(dunia)[nama](dunia.cast[siapa])
