"""Many at once in the registry: codes, versions, numbers and chairs are given once."""

from datetime import date

import pytest

from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.actions import NomorDitolak, akhiri_kader, catat_nomor, dudukkan_pengurus, tambah_kader, ubah_posyandu
from registry.metrics import stok_wilayah
from registry.models import Kader, Orang, Pengurus, Posyandu
from tests.hitung_ulang.sql import rekap_menyimpang
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import ANJIR, KLEGO, make_kader, make_posyandu

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8
MULAI = date(2026, 1, 1)


def test_eight_creates_in_one_village_get_eight_codes():
    hasil = serempak([lambda: make_posyandu(KLEGO).kode] * UTAS)
    assert sorted(hasil) == [f"{KLEGO}.p{n:04d}" for n in range(1, UTAS + 1)]
    assert (stok_wilayah(KLEGO)["unit"], stok_wilayah("ID")["unit"]) == (UTAS, UTAS)


def test_creates_in_two_villages_do_not_mix():
    hasil = serempak([lambda k=k: make_posyandu(k).kode for k in (KLEGO, ANJIR) * (UTAS // 2)])
    assert galat_dari(hasil) == []
    assert len(set(hasil)) == UTAS
    assert [stok_wilayah(k)["unit"] for k in (KLEGO, ANJIR, "ID")] == [UTAS // 2, UTAS // 2, UTAS]


def test_of_eight_edits_of_one_version_exactly_one_is_kept(seruni, cast):
    def ubah(ke: int):
        return lambda: ubah_posyandu(seruni.pk, {"nama": f"Nama {ke}"}, versi=1, actor=cast["pengurus"])

    hasil = serempak([ubah(ke) for ke in range(UTAS)])
    galat = galat_dari(hasil)
    assert [type(g) for g in galat] == [Bentrok] * (UTAS - 1)
    menang = next(h for h in hasil if isinstance(h, Posyandu))
    seruni.refresh_from_db()
    assert (seruni.nama, seruni.versi) == (menang.nama, 2)


def test_two_units_do_not_get_one_number(cast):
    units = [make_posyandu(KLEGO) for _ in range(UTAS)]
    hasil = serempak([lambda u=u: catat_nomor(u.pk, f"{KLEGO}.001", actor=cast["dinas_pmd"]) for u in units])
    assert [type(g) for g in galat_dari(hasil)] == [NomorDitolak] * (UTAS - 1)
    assert stok_wilayah("ID")["unit_terdaftar"] == Posyandu.objects.terdaftar().count() == 1


def test_one_person_is_made_kader_once(seruni, cast):
    orang = Orang.objects.create(nama="Rahayu", jenis_kelamin="P")

    def tambah():
        return tambah_kader(seruni, orang, bidang="sosial", mulai=MULAI, actor=cast["pengurus"])

    assert [type(g) for g in galat_dari(serempak([tambah] * UTAS))] == [Ditolak] * (UTAS - 1)
    assert stok_wilayah(seruni.kode)["kader"] == Kader.objects.count() == 1


def test_one_term_ends_once(seruni, cast):
    kader = make_kader(seruni)
    make_kader(seruni)
    langkah = [lambda: akhiri_kader(kader.pk, sampai=date(2026, 6, 1), actor=cast["pengurus"])] * UTAS
    assert [type(g) for g in galat_dari(serempak(langkah))] == [Ditolak] * (UTAS - 1)
    assert rekap_menyimpang() == []


def test_eight_people_for_one_chair_leave_one_holder(seruni):
    def dudukkan(ke: int):
        orang = Orang(nama=f"Orang {ke}", jenis_kelamin="P")
        return lambda: dudukkan_pengurus(seruni, orang, jabatan="ketua", bidang="", mulai=MULAI, actor=None)

    assert galat_dari(serempak([dudukkan(ke) for ke in range(UTAS)])) == []
    assert Pengurus.objects.count() == UTAS
    assert Pengurus.objects.filter(sampai=None).count() == 1
