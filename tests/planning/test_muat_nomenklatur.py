"""The command that loads the nation's own code book."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from planning.models import VersiNomenklatur
from tests.planning.berkas_impor import isi_csv

pytestmark = pytest.mark.django_db
ISI = {"skema": "apbdes", "nama": "Permendagri uji", "tahun": 2018, "verbosity": 0}


def berkas(tmp_path: Path, *rows: tuple[str, str]) -> str:
    path = tmp_path / "kode.csv"
    path.write_bytes(isi_csv(("kode", "uraian"), rows))
    return str(path)


def test_a_book_of_the_nation(tmp_path: Path) -> None:
    call_command("muat_nomenklatur", berkas(tmp_path, ("2.2.02", "Posyandu"), ("2.2.03", "Penyuluhan")), **ISI)
    versi = VersiNomenklatur.objects.get(nama="Permendagri uji")
    assert (versi.wilayah_id, versi.lengkap, versi.kode_list.count()) == (None, True, 2)
    with pytest.raises(CommandError, match="sudah ada"):
        call_command("muat_nomenklatur", berkas(tmp_path, ("2.2.02", "Posyandu")), **ISI)


def test_one_bad_row_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="1 baris ditolak"):
        call_command("muat_nomenklatur", berkas(tmp_path, ("2.2.02", "Posyandu"), ("x", "y")), **ISI)
    assert not VersiNomenklatur.objects.exists()


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("muat_nomenklatur", str(tmp_path / "tidak-ada.csv"), **ISI)
