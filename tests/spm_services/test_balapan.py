"""Many phones at once: nothing is lost, nothing is counted twice, and the crossing of zero is counted once."""

from datetime import date

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok
from spm_services.actions import batalkan, catat, koreksi
from spm_services.models import Hitungan, Rekaman
from tests.hitung_ulang.sql import hitungan_menyimpang, rekap_menyimpang, rekap_terhitung
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KANDANG_PANJANG, KLEGO, kiriman, make_posyandu, make_rekaman

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8
HARI = date(2025, 11, 3)


@pytest.fixture
def kader(cast):
    return cast["kader"]


def test_one_form_sent_eight_times_at_once_is_one_record(seruni, kader):
    kirim = kiriman(tanggal=HARI)
    hasil = serempak([lambda: catat(seruni, kirim, actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    assert sorted(baru for _, baru in hasil) == [False] * (UTAS - 1) + [True]
    assert (Rekaman.objects.count(), Hitungan.objects.count()) == (1, 4)
    assert Catatan.objects.filter(aksi="catat").count() == 1
    assert rekap_menyimpang() == []


def test_eight_records_of_one_unit_are_eight_and_one_active_unit(seruni, kader):
    hasil = serempak([lambda: catat(seruni, kiriman(tanggal=HARI), actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    terhitung = rekap_terhitung()
    assert (terhitung["33.75", 202511, "catatan:kesehatan"], terhitung["33.75", 202511, "mencatat"]) == (UTAS, 1)
    assert rekap_menyimpang() == []


def test_eight_units_of_one_city_wait_for_each_other_and_never_in_a_circle(kader, cast):
    units = [make_posyandu(k) for k in (KLEGO, KANDANG_PANJANG) * (UTAS // 2)]
    operator = cast["operator_desa"]
    operator.penugasan_list.update(kode="33.75")
    operator.lupakan_penugasan()

    def isi(unit):
        def jalan():
            for kode in ("biopori", "penimbangan_balita", "pantau_bansos"):
                catat(unit, kiriman(kode, HARI, terlayani=1), actor=operator)

        return jalan

    assert galat_dari(serempak([isi(u) for u in units])) == []
    assert Rekaman.objects.count() == 3 * UTAS
    assert rekap_menyimpang() == []


def test_of_eight_corrections_of_one_version_exactly_one_is_kept(seruni, kader):
    rekaman = make_rekaman(seruni, kader, tanggal=HARI)

    def ubah(ke: int):
        isian = {**rekaman.isian, "terlayani": ke}
        return lambda: koreksi(rekaman, tanggal=HARI, isian=isian, versi=1, actor=kader)

    assert [type(g) for g in galat_dari(serempak([ubah(ke) for ke in range(1, UTAS + 1)]))] == [Bentrok] * (UTAS - 1)
    assert Catatan.objects.filter(aksi="koreksi").count() == 1
    assert rekap_menyimpang() == hitungan_menyimpang() == []


def test_a_correction_and_a_cancellation_at_once_leave_exact_figures(seruni, kader):
    semua = [make_rekaman(seruni, kader, tanggal=HARI) for _ in range(UTAS // 2)]
    langkah = []
    for satu in semua:
        isian = {**satu.isian, "terlayani": 3}
        langkah.append(lambda r=satu, i=isian: koreksi(r, tanggal=date(2025, 12, 3), isian=i, versi=1, actor=kader))
        langkah.append(lambda r=satu: batalkan(r, alasan="x", actor=kader))
    assert {type(g) for g in galat_dari(serempak(langkah))} <= {Bentrok}
    assert not Rekaman.objects.berlaku().exists()
    assert rekap_menyimpang() == hitungan_menyimpang() == []


def test_the_first_and_the_last_record_of_a_unit_cross_zero_once(seruni, kader):
    lama = [make_rekaman(seruni, kader, tanggal=HARI) for _ in range(UTAS // 2)]
    langkah = [lambda r=r: batalkan(r, alasan="x", actor=kader) for r in lama]
    langkah += [lambda: catat(seruni, kiriman("biopori", HARI, terlayani=1), actor=kader)] * (UTAS // 2)
    assert galat_dari(serempak(langkah)) == []
    assert rekap_menyimpang() == []
