"""The cards and recap tables: their numbers of columns, and sources that exist."""

import pytest

from spm_services import katalog
from spm_services.katalog import aturan_tumbuh as tumbuh
from spm_services.katalog.kartu import HITUNGAN, KARTU
from spm_services.katalog.rekap_kartu import REKAP
from spm_services.katalog.turunan import KELAS_AKS, KELAS_IMT

KELAS = {
    "nt": {k for k, _ in tumbuh.KELAS_NT},
    "bb_u": {k for k, _ in tumbuh.KELAS_BB_U},
    "tb_u": {k for k, _ in tumbuh.KELAS_TB_U},
    "bb_tb": {k for k, _ in tumbuh.KELAS_BB_TB},
    "lk_u": {k for k, _ in tumbuh.KELAS_LK_U},
    "imt_u": {"imt_buruk", "imt_kurang", "imt_baik", "imt_berisiko_lebih", "imt_lebih", "imt_obesitas"},
    "imt_kelas": {k.kode for k in KELAS_IMT},
    "aks_kelas": {k.kode for k in KELAS_AKS},
}
ATURAN = {a.kode for e in katalog.SEMUA.values() for a in e.aturan}
SEMUA = [*KARTU.values(), *REKAP.values()]


def ada(asal: str) -> bool:
    """Does a source name something that is there?"""
    jenis, _, sisa = asal.rpartition(":") if ":" in asal else ("", "", asal)
    if jenis == "hitung":
        return sisa in HITUNGAN
    if jenis in ("aturan", "bebas"):
        return sisa in ATURAN
    nama, _, nilai = sisa.partition("=")
    if jenis == "kelas":
        return set(nilai.split(",")) <= KELAS[nama]
    layanan, _, kode = nama.partition(".")
    kolom = katalog.SEMUA[layanan].kolom(kode)
    return jenis == "" or nilai in {"ada", "ya", "tidak", *dict(getattr(kolom, "opsi", ()))}


@pytest.mark.parametrize(
    ("kode", "banyak"),
    [
        ("ibu_hamil", 19),
        ("anak", 26),
        ("rekap_ibu_hamil", 29),
        ("rekap_anak", 32),
        ("rekap_remaja", 25),
        ("rekap_dewasa_lansia", 38),
    ],
)
def test_it_has_the_columns_of_the_paper(kode, banyak):
    assert len({**KARTU, **REKAP}[kode].kolom) == banyak


@pytest.mark.parametrize("kartu", SEMUA, ids=lambda k: k.kode)
def test_columns_are_numbered_and_come_from_something(kartu):
    assert [k.nomor for k in kartu.kolom] == list(range(1, len(kartu.kolom) + 1))
    assert len({k.judul for k in kartu.kolom}) == len(kartu.kolom)
    for k in (*kartu.kolom, *kartu.kepala):
        assert k.asal, k.judul
        assert [a for a in k.asal if not ada(a)] == []


@pytest.mark.parametrize("kartu", REKAP.values(), ids=lambda k: k.kode)
def test_a_recap_only_counts(kartu):
    assert all(":" in a for k in kartu.kolom for a in k.asal)


def test_classes_and_marks_are_computed_and_never_typed():
    diketik = {kode for e in katalog.SEMUA.values() for k in e.isian for kode in (k.kode,)}
    assert (
        diketik & {"nt", "bb_u", "tb_u", "bb_tb", "lk_u", "imt", "imt_kelas", "td_kelas", "gds_kelas", "minggu_hamil"}
        == set()
    )


def test_every_computed_thing_is_on_some_paper():
    dipakai = {
        a.removeprefix("hitung:") for k in SEMUA for c in (*k.kolom, *k.kepala) for a in c.asal if "hitung:" in a
    }
    assert dipakai == set(HITUNGAN)
