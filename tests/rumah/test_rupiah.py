"""Money is Decimal from the form to the table: no binary fraction anywhere near it."""

import ast

import pytest
from django.apps import apps
from django.db import models

from tests.rumah.baca import APLIKASI, Modul, baca, modul_produk

UANG = {
    "planning.BarisAnggaran.pagu",
    "planning.BarisAnggaran.teralokasi",
    "planning.BarisAnggaran.terealisasi",
    "planning.BarisAnggaran.pagu_depan",
    "planning.BarisSumberDana.nilai",
    "planning.BarisSumberDana.teralokasi",
    "planning.BarisLokasi.nilai",
    "planning.KegiatanRencana.biaya",
    "planning.ButirRab.harga",
    "planning.ButirRab.jumlah",
    "planning.ButirRab.harga_pak",
    "planning.ButirRab.jumlah_pak",
    "planning.Alokasi.nilai",
    "planning.Alokasi.terealisasi",
    "planning.Realisasi.nilai",
    "planning.StandarHarga.harga",
    "planning.ImporRencana.jumlah",
    "planning.ImporRencanaBaris.pagu",
    "planning.TemuanAnggaran.nilai",
    "planning.TotalDokumen.nilai",
    "planning.TargetIndikator.pagu",
    "planning.BantuanLuar.nilai",
    "planning.Usulan.harga_satuan",
    "planning.Usulan.nilai",
    "planning.Usulan.nilai_awal",
    "planning.RiwayatUsulan.nilai",
    "planning.UsulanBaris.nilai",
    "planning.ButirEvaluasi.pagu",
    "planning.ButirEvaluasi.usul_nilai",
    "registry.PraktikBaik.biaya",
    "registry.TarifInsentif.jumlah",
    "registry.BarisBayar.jumlah",
    "registry.BulanBayar.jumlah",
}
# Planning, and every helper that reads or writes rupiah.
MODUL_UANG = (
    "planning/",
    "registry/actions/_insentif.py",
    "registry/actions/insentif",
    "posyandu_app/lib/uang.py",
    "posyandu_app/lib/forms.py",
    "posyandu_app/templatetags/",
)


def pecahan_biner(modul: Modul) -> list[str]:
    """Places where a value may become a float: the call, the constant, the field."""
    hasil = []
    for node in ast.walk(modul.pohon):
        nama = getattr(node, "id", getattr(node, "attr", ""))
        konstan = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if konstan or (isinstance(node, ast.Name | ast.Attribute) and nama in ("float", "FloatField", "fsum")):
            hasil.append(f"{modul.path}:{node.lineno} {ast.unparse(node)}")
    return hasil


def _boleh(modul: Modul, baris: str) -> bool:
    """The flower's petals and the steps of a trail are shares, drawn and never stored."""
    if modul.path == "planning/grafik_usulan.py":
        return True
    return modul.path.endswith("templatetags/tampilan.py") and baris.split(" ")[1] in ("1.0", "0.0", "float")


def test_no_float_comes_near_money():
    semua = [(m, b) for m in modul_produk() if m.path.startswith(MODUL_UANG) for b in pecahan_biner(m)]
    assert [b for m, b in semua if not _boleh(m, b)] == []


def test_no_table_has_a_float():
    kolom = [f for m in apps.get_models() if m._meta.app_label in APLIKASI for f in m._meta.concrete_fields]
    assert [str(f) for f in kolom if isinstance(f, models.FloatField)] == []


# Measures with two decimals: kilograms, z-scores, thresholds in the unit of their rule.
BAGIAN_SERATUS = {"minimal", "maksimal"}  # percent
UKURAN = {
    "volume",
    "volume_pak",
    "volume_awal",
    "kondisi_awal",
    "target",
    *BAGIAN_SERATUS,
    "bb",
    "bb_lahir",
    "nilai_ambang",
    "z_bb_u",
    "z_pb_u",
    "z_bb_pb",
    "z_imt_u",
    "z_lk_u",
}


def test_money_columns_hold_sixteen_digits_and_two_sen():
    kolom = {
        f"{m._meta.label}.{f.name}": (f.max_digits, f.decimal_places)
        for m in apps.get_models()
        for f in m._meta.concrete_fields
        if isinstance(f, models.DecimalField) and f.decimal_places == 2 and f.name not in UKURAN
    }
    assert kolom == dict.fromkeys(UANG, (18, 2))


@pytest.mark.parametrize(
    "teks", ["x = float(pagu)", "x = pagu * 1.5", "nilai = models.FloatField()", "sum(map(float, daftar))"]
)
def test_the_guard_sees_a_float(teks):
    assert pecahan_biner(baca(teks))


def test_the_guard_lets_decimals_pass():
    assert pecahan_biner(baca("x = Decimal('1.5') * 2")) == []
