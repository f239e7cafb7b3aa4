"""Service codes and question codes are never deleted, renamed or changed in kind; new ones enter the baseline."""

import copy

import pytest

from tests.rumah.kunci_katalog import bentuk_kini, dilanggar, simpan, terkunci


def test_nothing_in_the_baseline_is_gone_or_changed():
    assert dilanggar(terkunci(), bentuk_kini()) == []


def test_the_baseline_holds_every_entry():
    assert bentuk_kini() == terkunci(), "Layanan atau kolom baru: jalankan python -m tests.rumah.kunci_katalog"


@pytest.fixture
def ubahan():
    return copy.deepcopy(terkunci())


def test_the_guard_sees_a_deleted_service(ubahan):
    del ubahan["penimbangan_balita"]
    assert dilanggar(terkunci(), ubahan) == ["penimbangan_balita: kode layanan hilang"]


def test_the_guard_sees_a_renamed_service(ubahan):
    ubahan["timbang_balita"] = ubahan.pop("penimbangan_balita")
    assert dilanggar(terkunci(), ubahan) == ["penimbangan_balita: kode layanan hilang"]


def test_the_guard_sees_a_renamed_question(ubahan):
    kolom = ubahan["penimbangan_balita"]["kolom"]
    kolom["ditimbang"] = kolom.pop("terlayani")
    assert dilanggar(terkunci(), ubahan) == ["penimbangan_balita.terlayani: angka → hilang"]


def test_the_guard_sees_a_question_that_changes_kind(ubahan):
    ubahan["penimbangan_balita"]["kolom"]["terlayani"] = "teks"
    assert dilanggar(terkunci(), ubahan) == ["penimbangan_balita.terlayani: angka → teks"]


@pytest.mark.parametrize(("apa", "baru"), [("bidang", "sosial"), ("bentuk", "kondisi")])
def test_the_guard_sees_a_service_that_moves(ubahan, apa, baru):
    ubahan["penimbangan_balita"][apa] = baru
    assert len(dilanggar(terkunci(), ubahan)) == 1


def test_adding_is_no_breach(ubahan):
    ubahan["layanan_baru"] = {"bidang": "sosial", "bentuk": "kegiatan", "kolom": {}}
    ubahan["penimbangan_balita"]["kolom"]["baru"] = "angka"
    assert dilanggar(terkunci(), ubahan) == []


def test_the_baseline_is_not_rewritten_over_a_loss(ubahan, tmp_path, monkeypatch, capsys):
    import json

    from tests.rumah import kunci_katalog

    berkas = tmp_path / "kunci.json"
    ubahan["layanan_lama"] = {"bidang": "sosial", "bentuk": "kegiatan", "kolom": {}}
    berkas.write_text(json.dumps(ubahan))
    monkeypatch.setattr(kunci_katalog, "BERKAS", berkas)
    assert simpan() == 1
    assert "layanan_lama: kode layanan hilang" in capsys.readouterr().out
    assert "layanan_lama" in json.loads(berkas.read_text())
