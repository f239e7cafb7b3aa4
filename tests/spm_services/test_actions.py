"""catat, koreksi, batalkan: the record, its numbers, the log and the summary move together."""

import pytest

from posyandu_app.lib.bidang import SEMUA
from spm_services.actions import batalkan, catat, koreksi
from spm_services.metrics import CATATAN, TERLAYANI, indikator
from spm_services.models import Hitungan, Rekaman
from tests.pembuat import kiriman, make_rekaman
from wilayah.rekap import baca

pytestmark = pytest.mark.django_db


def angka(kode: str, tanggal, nama: str, bidang: str = "kesehatan") -> int:
    periode = tanggal.year * 100 + tanggal.month
    return baca(kode, [periode], [indikator(nama, bidang)]).get((periode, indikator(nama, bidang)), 0)


def test_catat_raises_every_area_above_the_unit(seruni, cast):
    rekaman, baru = catat(seruni, kiriman(), actor=cast["kader"])
    assert baru
    assert Hitungan.objects.get(rekaman=rekaman, kolom="terlayani").jumlah == 30
    for kode in (seruni.kode, "33.75.02.1008", "33.75.02", "33.75", "33", "ID"):
        assert angka(kode, rekaman.tanggal, CATATAN) == 1
        assert angka(kode, rekaman.tanggal, TERLAYANI) == 30


def test_the_same_form_sent_twice_is_one_record(seruni, cast):
    kirim = kiriman()
    pertama, _ = catat(seruni, kirim, actor=cast["kader"])
    kedua, baru = catat(seruni, kirim, actor=cast["kader"])
    assert not baru
    assert kedua.pk == pertama.pk
    assert Rekaman.objects.count() == 1
    assert angka("33.75", pertama.tanggal, CATATAN) == 1


def test_koreksi_moves_the_summary_by_the_difference(seruni, cast):
    rekaman = make_rekaman(seruni, cast["kader"])
    isian = {**rekaman.isian, "terlayani": 25}
    koreksi(rekaman, tanggal=rekaman.tanggal, isian=isian, versi=1, actor=cast["kader"])
    assert angka("33.75", rekaman.tanggal, TERLAYANI) == 25
    assert angka("33.75", rekaman.tanggal, CATATAN) == 1


def test_batalkan_takes_the_record_out_of_every_figure(seruni, cast):
    rekaman = make_rekaman(seruni, cast["kader"])
    batalkan(rekaman, alasan="Salah posyandu", actor=cast["kader"])
    assert angka("33.75", rekaman.tanggal, CATATAN) == 0
    assert angka("33.75", rekaman.tanggal, TERLAYANI) == 0


def test_a_unit_counts_as_active_in_six_only_with_all_six(seruni, cast):
    kode = {
        "pendidikan": "stimulasi_paud",
        "kesehatan": "periksa_lansia",
        "pekerjaan_umum": "kie_air_sanitasi",
        "perumahan_rakyat": "biopori",
        "trantibumlinmas": "patroli_ronda",
        "sosial": "kie_inklusi",
    }
    for i, bidang in enumerate(SEMUA):
        rekaman = make_rekaman(seruni, cast["kader"], kode[bidang], terlayani=5)
        tahun = rekaman.tanggal.year
        assert baca("33.75", [tahun], ["enam_bidang"]).get((tahun, "enam_bidang"), 0) == (1 if i == 5 else 0)
    batalkan(rekaman, alasan="x", actor=cast["kader"])
    assert baca("33.75", [tahun], ["enam_bidang"])[tahun, "enam_bidang"] == 0
