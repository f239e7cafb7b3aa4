"""Screens reach rows through the scope only; each exception stands here with its reason."""

import ast
import importlib
import re
from collections.abc import Iterator

import django_filters
import pytest
from django.apps import apps
from django.db import models

from accounts.scope import ScopedModel
from tests.rumah.baca import AKAR, Modul, baca, fungsi, impor, modul_produk, templat

MANAJER = {"objects", "_default_manager", "_base_manager"}
# `terbaca`: own rows, and approved cards of everywhere (PraktikBaik), which hold nobody's particulars.
LEWAT_SCOPE = {"for_user", "untuk_bawahan", "ambil", "none", "terbaca"}
# Every other module of an app is a screen: it serves one person, so it asks for that person's rows.
BUKAN_LAYAR = {
    "models", "migrations", "management", "katalog", "lib", "contoh", "actions",  # folders
    "actions.py", "metrics.py", "querysets.py", "rekap.py", "workflow.py", "scope.py", "models.py", "apps.py",
    "transitions.py", "record.py", "pemicu.py", "nasional.py", "checks.py",
    "pesan.py", "surel.py",  # the inbox itself: each read is for one person
    "aturan.py", "berkas.py", "meja.py", "kunci.py", "metrics_registrasi.py", "konflik.py", "masa.py",
    "metrics_bina.py", "metrics_pemutakhiran.py", "metrics_pelatihan.py", "ganda.py", "kosongkan.py",
    "metrics_keaktifan.py", "workflow_insentif.py", "metrics_usulan.py", "workflow_usulan.py",
    # each read there is for one person, or of figures and places that anybody may know
    "kalender.py",  # dates of gates, read for any area: no row of a person or of money
    "kelola.py", "kode_masuk.py", "serah.py", "nama_akun.py", "metrics_publik.py",
    "pekerjaan.py",
    "hasil_nilai.py",  # judges a region's file for who may act there
    "impor",  # judged against the session's area and its owner's duty (registry.impor.dasar.Konteks)
    "tiket_buat.py", "berkas_tiket.py", "sebab_rujukan.py",  # of a row that its caller reached in scope
    "ambang_berlaku.py",  # thresholds of a unit whose lock is held
    "pilihan_lokal.py",  # options of lists, public words that hold for everybody in an area
    "rab_isi.py", "saran.py",  # of a plan that its caller reached in scope
    "workflow_paket.py", "pekerja", "pekerja_impor.py",  # jobs: the area was asked when they were handed in
    "evaluasi_baris.py",  # lines of a document that its caller reached in scope
    "pemeriksaan", "antrean.py",  # checks of a region, run by the system; a page reads what they stored in scope
}  # fmt: skip

# (file, function, Model.method) → why these rows need no scope of the viewer.
TANPA_SCOPE = {
    ("accounts/forms.py", "AkunForm.clean_username", "User.filter"): "a user name is unique in the whole country",
    ("accounts/views/akun.py", "tambah", "User.buat"): "makes the account; beri_penugasan checks the area",
    ("registry/views/posyandu.py", "rinci", "Catatan.untuk"): "history of a unit read through ambil()",
    ("spm_services/views/rekaman.py", "rinci", "Catatan.untuk"): "history of a record read through ambil()",
    ("spm_services/views/tiket.py", "isi_rinci", "Catatan.untuk"): "history of a ticket read through ambil()",
    ("planning/views/dokumen.py", "rinci", "Catatan.untuk"): "history of a document read through ambil()",
    ("planning/views/kerja.py", "rinci", "Catatan.untuk"): "history of a plan read through ambil()",
    ("planning/views/rab.py", "rab", "Catatan.untuk"): "history of an activity read through ambil()",
    ("planning/views/skenario.py", "rinci", "Catatan.untuk"): "history of a scenario read through _ambil()",
    ("planning/views/evaluasi.py", "rinci", "Catatan.untuk"): "history of a round read through ambil()",
    ("planning/views/uang_bayar.py", "alokasi", "Catatan.untuk"): "history of an allocation read through ambil()",
    ("planning/views/periksa.py", "_halaman", "Catatan.untuk"): "history of a finding read through ambil()",
    ("planning/jejak_indikator.py", "indikator_di_atas", "TautanIndikator.filter"): "a condition on rows in scope",
    ("planning/jejak_indikator.py", "alokasi_di_bawah", "Alokasi.for_scope"): "takes a Scope, as figures do",
    ("planning/ukuran.py", "_rumah_diperbaiki", "Rekaman.for_scope"): "a figure: takes a Scope",
    ("planning/ekspor_usulan.py", "isi_usulan", "BuktiUsulan.for_scope"): "rows of a file: takes a Scope",
    ("planning/ekspor_usulan.py", "isi_usulan", "RiwayatUsulan.for_scope"): "rows of a file: takes a Scope",
    ("reporting/laporan/kebutuhan.py", "_unit", "Posyandu.for_scope"): "a report: takes a Scope",
    ("reporting/laporan/kebutuhan.py", "_fakta_unit", "RencanaKerja.for_scope"): "a report: takes a Scope",
    ("reporting/laporan/usulan.py", "_du_dokumen", "b.sumber_list.all"): "sources of lines read in scope",
    ("reporting/laporan/usulan.py", "_du_dokumen", "b.lokasi_list.all"): "places of lines read in scope",
    ("planning/porsi.py", "_bagian", "b.sumber_list.all"): "sources of lines the page has read in scope",
    ("planning/total.py", "jumlah_sumber", "b.sumber_list.all"): "sources of lines the page has read in scope",
    ("registry/views/bina.py", "tambah_tindak", "User.filter"): "an account named by its exact user name",
    (
        "reporting/tugas.py",
        "tindak_lanjut",
        "TindakLanjut.filter",
    ): "the person's own follow-ups, wherever the meeting was",
    ("registry/views/orang.py", "_surat", "SuratKeputusan.filter"): "decrees of a unit read through ambil()",
    ("registry/views/pribadi.py", "_isi", "GabunganOrang.filter"): "merges of a person read through ambil()",
    ("registry/views/pribadi.py", "_isi", "JabatanLKD.filter"): "other offices of a person read through ambil()",
    ("registry/views/pribadi.py", "_isi", "Catatan.untuk"): "history of a person read through ambil()",
    ("registry/views/insentif.py", "daftar", "BarisBayar.filter"): "whether the person has lines of their own",
    ("registry/views/insentif.py", "rinci", "Catatan.untuk"): "history of a list read through ambil()",
    ("registry/views/insentif_baris.py", "saya", "BarisBayar.filter"): "the person's own lines",
    ("registry/views/insentif_baris.py", "saya", "KeberatanInsentif.filter"): "objections to the person's own lines",
    ("registry/views/insentif_baris.py", "keberatan", "BarisBayar.filter"): "the person's own line",
    (
        "registry/geo.py",
        "peringatan_titik",
        "Posyandu.filter",
    ): "only a distance to their middle shows",
    ("registry/views/pelatihan.py", "_rinci", "Catatan.untuk"): "history of an event read through ambil()",
    ("registry/views/keterampilan.py", "_isi_orang", "TandaKeterampilan.filter"): "marks of a person read by ambil()",
    ("registry/views/keterampilan.py", "_isi_orang", "PesertaPelatihan.filter"): "trainings of that person, anywhere",
    ("registry/views/keterampilan.py", "cabut", "TandaKeterampilan.select_related"): "a mark the action saw in scope",
    ("registry/views/praktik.py", "_rinci", "Catatan.untuk"): "history of a card of the person's own area",
    ("registry/views/praktik.py", "_rinci", "TiruPraktik.filter"): "units that copy a card read with terbaca()",
    ("reporting/tiga_daftar.py", "_rekaman", "Rekaman.berlaku"): "a condition on rows already in scope",
    ("reporting/tiga_daftar.py", "_dibayar", "BulanBayar.filter"): "a condition on rows already in scope",
    ("reporting/tiga_daftar.py", "_masa", "model.filter"): "a condition on records already in scope",
    ("reporting/tiga_daftar.py", "_catat_tanpa_masa", "Penugasan.filter"): "a condition on records already in scope",
    ("reporting/tiga_daftar.py", "_ganda", "BulanBayar.filter"): "other lines of people already in scope",
    ("registry/views/registrasi.py", "unit", "Catatan.untuk"): "history of a file read with for_user",
    ("registry/views/registrasi.py", "kembalian", "PutusanButir.filter"): "findings of a file read with for_user",
    ("registry/views/pemeriksaan.py", "_halaman", "Catatan.untuk"): "history of a file read through ambil()",
    ("registry/views/hasil.py", "rinci", "Pekerjaan.filter"): "the job of a result read through ambil()",
    ("registry/views/paket.py", "rinci", "Catatan.untuk"): "history of a batch read through ambil()",
    ("registry/views/paket.py", "rinci", "Pekerjaan.filter"): "the job of a batch read through ambil()",
    ("registry/persyaratan/__init__.py", "_surat", "SuratKeputusan.filter"): "decrees of units read in scope",
    ("registry/persyaratan/__init__.py", "_surat", "SuratWilayah.filter"): "papers of the villages of those units",
    ("registry/persyaratan/__init__.py", "_orang", "Pengurus.filter"): "chairs of units the page has read in scope",
    ("registry/persyaratan/__init__.py", "_orang", "Kader.filter"): "terms of units the page has read in scope",
    (
        "registry/persyaratan/__init__.py",
        "_sasaran",
        "SasaranUnit.filter",
    ): "figures of units the page has read in scope",
    ("registry/isi_bagian.py", "baca_bagian", "Perlengkapan.filter"): "kit of a unit the page has read in scope",
    ("registry/isi_bagian.py", "baca_bagian", "PembinaKesehatan.filter"): "who looks after that unit",
    ("registry/views/surat.py", "rinci", "Catatan.untuk"): "history of a paper read through ambil()",
    ("registry/views/surat_wilayah.py", "rinci", "Catatan.untuk"): "history of a paper read through untuk_bawahan",
    ("registry/surat_saring.py", "usang", "PergantianKepala.filter"): "a condition on rows already in scope",
    ("registry/surat_saring.py", "perlu_baru", "SuratWilayah.filter"): "a condition on rows already in scope",
    ("registry/surat_saring.py", "hitung", "model.for_scope"): "a figure: takes a Scope",
    ("registry/surat_saring.py", "hitung", "SuratWilayah.for_scope"): "a figure: takes a Scope",
    ("registry/surat_saring.py", "terganti", "model.filter"): "a condition on rows already in scope",
    ("spm_services/views/warga_kartu.py", "_bekas", "Catatan.untuk"): "history of a membership read with for_user",
    ("spm_services/views/warga_kartu.py", "isi_kartu", "Catatan.untuk"): "history of a person read with for_user",
    ("spm_services/views/warga_keluarga.py", "_isi", "Catatan.untuk"): "history of a household read through ambil()",
    ("spm_services/views/warga_hak.py", "lembar", "Catatan.untuk"): "who looked at a person read through ambil()",
    ("spm_services/ganda_warga.py", "cari", "PutusanGandaWarga.filter"): "decisions on pairs already in scope",
    ("spm_services/ganda_warga.py", "dua", "PutusanGandaWarga.filter"): "the decision on a pair read through ambil()",
    ("spm_services/views/bulan.py", "_unit", "Catatan.untuk"): "history of a month of a unit read through ambil()",
    ("spm_services/sasaran.py", "q_sasaran", "KeadaanWarga.filter"): "a condition on memberships already in scope",
    ("spm_services/papan.py", "terakhir_dipakai", "Rekaman.filter"): "codes used last by a unit already in scope",
    ("spm_services/papan.py", "catatan_lalu", "Rekaman.filter"): "the last record of a unit already in scope",
    ("spm_services/papan.py", "layanan_bidang", "LayananUnit.filter"): "ticks of a unit already in scope",
    ("spm_services/views/lapangan.py", "pilih", "LayananUnit.filter"): "ticks of the unit that ambil() gave",
}
# (template, expression) → why this is not a walk from a row to rows that nobody scoped.
DAFTAR_DI_TEMPLAT = {
    ("templates/planning/_panel_catatan.html", "isi.alokasi_list"): "a list that planning.panel made",
}


# Files of these names are actions, figures or steps wherever they stand.
AWALAN_BUKAN_LAYAR = ("metrics_", "workflow_", "hitung_")


def layar() -> list[Modul]:
    def bukan(path: str) -> bool:
        bagian = path.split("/")
        return bool(BUKAN_LAYAR & set(bagian)) or bagian[-1].startswith(AWALAN_BUKAN_LAYAR)

    return [m for m in modul_produk() if not bukan(m.path)]


def _kelas(modul: Modul) -> dict[str, type]:
    """Classes the module imports, by the name it uses."""
    hasil = {}
    for node, ke in impor(modul):
        sumber, _, nama = ke.rpartition(".")
        if isinstance(node, ast.ImportFrom) and sumber.split(".")[0] in {a.label for a in apps.get_app_configs()}:
            benda = getattr(importlib.import_module(sumber), nama, None)
            alias = next(a.asname or a.name for a in node.names if a.name == nama)
            if isinstance(benda, type):
                hasil[alias] = benda
    return hasil


def _rantai(node: ast.AST) -> tuple[list[str], ast.AST]:
    """The methods called on an expression one after another, and the whole expression."""
    nama = []
    while True:
        induk = getattr(node, "induk", None)
        if isinstance(induk, ast.Attribute) and induk.value is node:
            nama.append(induk.attr)
            node = induk
        elif isinstance(induk, ast.Call) and induk.func is node:
            node = induk
        else:
            return nama, node


def _lingkup(node: ast.AST) -> ast.AST:
    while not isinstance(node, ast.FunctionDef | ast.Lambda | ast.Module):
        node = node.induk
    return node


def bersyarat(node: ast.AST, sudah: frozenset[str] = frozenset()) -> bool:
    """Does this expression over rows pass through the scope, in its own chain or in every later use of its name?"""
    nama, seluruh = _rantai(node)
    if LEWAT_SCOPE & set(nama):
        return True
    induk = seluruh.induk
    if isinstance(induk, ast.BinOp) and isinstance(induk.op, ast.BitAnd):
        lain = induk.left if induk.right is seluruh else induk.right
        return any(isinstance(n, ast.Attribute) and n.attr in LEWAT_SCOPE for n in ast.walk(lain))
    sasaran = induk.targets[0] if isinstance(induk, ast.Assign) and len(induk.targets) == 1 else None
    sasaran = induk.target if isinstance(induk, ast.AnnAssign) else sasaran
    if not isinstance(sasaran, ast.Name) or sasaran.id in sudah:
        return isinstance(sasaran, ast.Name)
    pakai = [
        n
        for n in ast.walk(_lingkup(seluruh))
        if isinstance(n, ast.Name) and n.id == sasaran.id and isinstance(n.ctx, ast.Load) and n.lineno > seluruh.lineno
    ]
    return bool(pakai) and all(bersyarat(n, sudah | {sasaran.id}) for n in pakai)


def _balik() -> set[str]:
    """Names by which a row leads to rows of a scoped model: `posyandu.kader_list`."""
    semua = (r for m in apps.get_models() for r in m._meta.related_objects)
    return {r.get_accessor_name() for r in semua if issubclass(r.related_model, ScopedModel)} - {None}


def luput(modul: Modul) -> Iterator[tuple[str, str, str]]:
    """(file, function, Model.method) of every read that passes the scope by."""
    kelas, balik = _kelas(modul), _balik()
    for node in ast.walk(modul.pohon):
        if not isinstance(node, ast.Attribute):
            continue
        asal = node.value.id if isinstance(node.value, ast.Name) else ast.unparse(node.value)
        if node.attr in MANAJER:
            benda = kelas.get(asal)
            if benda is not None and (not issubclass(benda, models.Model) or getattr(benda, "ACUAN_UMUM", False)):
                continue
        elif node.attr not in balik:
            continue
        if not bersyarat(node):
            cara = (_rantai(node)[0] or ["?"])[0]
            nama = asal if node.attr in MANAJER else f"{asal}.{node.attr}"
            yield modul.path, fungsi(node), f"{nama}.{cara}"


def pintu_lain(modul: Modul) -> Iterator[str]:
    """Other ways round the scope: a shortcut over a bare class, raw SQL, a filter without rows, a system scope."""
    kelas = _kelas(modul)
    for node in ast.walk(modul.pohon):
        if isinstance(node, ast.Attribute) and node.attr in ("sistem", "publik") and ast.unparse(node.value) == "Scope":
            yield f"{modul.path}:{node.lineno} Scope.{node.attr}"
        if isinstance(node, ast.Attribute) and node.attr in ("raw", "extra", "cursor"):
            yield f"{modul.path}:{node.lineno} {ast.unparse(node)}"
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        pertama = node.args[0] if node.args else None
        if node.func.id in ("get_object_or_404", "get_list_or_404") and isinstance(pertama, ast.Name):
            benda = kelas.get(pertama.id)
            if benda is not None and not getattr(benda, "ACUAN_UMUM", False):
                yield f"{modul.path}:{node.lineno} {node.func.id}({pertama.id}, …)"
        if _saringan(modul, kelas, node.func.id) and len(node.args) < 2:
            yield f"{modul.path}:{node.lineno} {node.func.id} tanpa baris asal: memakai seluruh tabel"


def _saringan(modul: Modul, kelas: dict[str, type], nama: str) -> bool:
    if nama in kelas:
        return issubclass(kelas[nama], django_filters.FilterSet)
    sendiri = {n.name: n for n in modul.pohon.body if isinstance(n, ast.ClassDef)}
    return nama in sendiri and any("FilterSet" in ast.unparse(b) for b in sendiri[nama].bases)


def daftar_di_templat() -> set[tuple[str, str]]:
    pola = re.compile(rf"\b(\w+\.(?:{'|'.join(sorted(_balik()))}))\b")
    return {(p.relative_to(AKAR).as_posix(), cocok) for p in templat() for cocok in pola.findall(p.read_text())}


def test_screens_reach_rows_through_the_scope():
    assert {x for m in layar() for x in luput(m)} - set(TANPA_SCOPE) == set()


def test_the_list_of_exceptions_has_no_stale_entry():
    assert set(TANPA_SCOPE) - {x for m in layar() for x in luput(m)} == set()


def test_screens_have_no_other_way_to_rows():
    assert [x for m in layar() for x in pintu_lain(m)] == []


def test_templates_do_not_walk_to_rows_on_their_own():
    assert daftar_di_templat() == set(DAFTAR_DI_TEMPLAT)


def test_the_guard_looks_at_all_screens():
    path = {m.path for m in layar()}
    assert {"registry/forms/unit.py", "reporting/api.py", "reporting/tugas.py", "accounts/area.py"} < path
    assert {"spm_services/papan.py", "planning/panel.py", "posyandu_app/konteks.py", "planning/views/alokasi.py"} < path


KEPALA = "from registry.models import Posyandu, Kader\nfrom wilayah.models import Wilayah\n"


@pytest.mark.parametrize(
    "teks",
    [
        "def f(user):\n    return Posyandu.objects.filter(kode=1)",
        "def f(user):\n    rows = Posyandu.objects.select_related('wilayah')\n    return rows.filter(kode=1)",
        "def f(user):\n    rows = Posyandu.objects.all()\n    return [rows.for_user(user, 'x'), rows.count()]",
        "def f(user):\n    return [m.objects.count() for m in (Posyandu, Kader)]",
        "def f(unit):\n    return unit.kader_list.all()",
        "def f(user):\n    return Posyandu._default_manager.get(pk=1)",
        "def f():\n    return Posyandu.objects.aktif() & Posyandu.objects.terdaftar()",
        "class F:\n    queryset = Posyandu.objects.all()",
    ],
)
def test_the_guard_sees_a_read_past_the_scope(teks):
    assert list(luput(baca(KEPALA + teks)))


@pytest.mark.parametrize(
    "teks",
    [
        "def f(user):\n    return Posyandu.objects.for_user(user, 'lihat').filter(kode=1)",
        "def f(user):\n    return Posyandu.objects.select_related('wilayah').for_user(user, 'lihat').first()",
        "def f(user):\n    rows = Posyandu.objects.select_related('wilayah')\n    return rows.ambil(user, 'x', pk=1)",
        "def f(user):\n    return Posyandu.objects.for_user(user, 'x') & Posyandu.objects.terdaftar()",
        "def f(user):\n    return [m.objects.for_user(user, 'lihat') for m in (Posyandu, Kader)]",
        "def f():\n    return Wilayah.objects.anak_dari('33')",
    ],
)
def test_the_guard_lets_a_scoped_read_pass(teks):
    assert list(luput(baca(KEPALA + teks))) == []


@pytest.mark.parametrize(
    "teks",
    [
        "from django.shortcuts import get_object_or_404\ndef f():\n    return get_object_or_404(Posyandu, pk=1)",
        "def f():\n    return Posyandu.objects.raw('select 1')",
        "from accounts.scope import Scope\ndef f():\n    return Scope.sistem('lekas')",
        "from registry.forms import PosyanduFilter\ndef f(request):\n    return PosyanduFilter(request.GET).qs",
    ],
)
def test_the_guard_sees_the_other_ways(teks):
    assert list(pintu_lain(baca(KEPALA + teks)))
