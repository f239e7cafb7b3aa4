"""The kept mutations still fit: a patch whose place is gone proves nothing."""

import ast
from pathlib import Path

import pytest

from tests.mutasi.daftar import DAFTAR, TAMBAHAN

AKAR = Path(__file__).resolve().parents[2]


def nama_uji(berkas: Path) -> set[str]:
    return {n.name for n in ast.walk(ast.parse(berkas.read_text())) if isinstance(n, ast.FunctionDef | ast.ClassDef)}


@pytest.mark.parametrize("mutasi", [*DAFTAR, *TAMBAHAN], ids=lambda m: m.apa)
def test_the_patch_fits_in_one_place(mutasi):
    assert (AKAR / mutasi.berkas).read_text(encoding="utf-8").count(mutasi.lama) == 1
    assert mutasi.lama != mutasi.baru


@pytest.mark.parametrize("mutasi", [*DAFTAR, *TAMBAHAN], ids=lambda m: m.apa)
def test_the_named_test_is_there(mutasi):
    berkas, *bagian = mutasi.uji.partition("[")[0].split("::")
    assert set(bagian) <= nama_uji(AKAR / berkas)


def test_no_two_mutations_have_one_name():
    assert len({m.apa for m in (*DAFTAR, *TAMBAHAN)}) == len(DAFTAR) + len(TAMBAHAN)
