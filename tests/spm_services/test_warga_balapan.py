"""Two phones at once: one person with one NIK, one birth, one taking over; the other is led to what is there."""

import uuid
from datetime import date

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions import IsianAnak, IsianMasuk, IsianWarga, SudahAda
from spm_services.models import GabunganWarga, Keanggotaan, Warga
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_posyandu, make_warga

pytestmark = pytest.mark.usefixtures("transaksi")
LAHIR = date(1980, 5, 5)
NIK = "3375994505800001"
H = hari_ini("33")
UTAS = 6


def isian(**lain) -> IsianWarga:
    return IsianWarga(**{"nama": "Siti", "jenis_kelamin": "P", "tanggal_lahir": LAHIR, "nik": NIK, **lain})


def test_one_nik_typed_on_six_phones_of_one_unit_is_one_person(seruni, cast):
    langkah = [lambda: actions.daftarkan_warga(seruni, isian(), actor=cast["kader"])] * UTAS
    hasil = serempak(langkah)
    warga = Warga.objects.get()
    kalah = galat_dari(hasil)
    assert [type(g) for g in kalah] == [SudahAda] * (UTAS - 1)
    assert {g.warga for g in kalah} == {warga}
    assert Catatan.objects.filter(aksi="daftar_warga").count() == 1


def test_and_on_six_phones_of_six_units(seruni):
    units = [make_posyandu(k) for k in (KLEGO, KANDANG_PANJANG) * (UTAS // 2)]
    hasil = serempak([lambda u=u: actions.daftarkan_warga(u, isian(), actor=None) for u in units])
    assert [type(g) for g in galat_dari(hasil)] == [SudahAda] * (UTAS - 1)
    assert (Warga.objects.count(), Keanggotaan.objects.count()) == (1, 1)


def test_one_form_sent_six_times_at_once_is_one_person(seruni, cast):
    kunci = uuid.uuid4()
    satu = lambda: actions.daftarkan_warga(seruni, isian(nik="", kunci=kunci), actor=cast["kader"])  # noqa: E731
    hasil = serempak([satu] * UTAS)
    assert galat_dari(hasil) == []
    assert sorted(baru for _, baru in hasil) == [False] * (UTAS - 1) + [True]


def test_one_birth_sent_six_times_at_once_is_one_birth(seruni, cast):
    ibu, kunci = make_warga(seruni, date(1995, 1, 1)), uuid.uuid4()
    anak = [IsianAnak("P"), IsianAnak("L")]
    satu = lambda: actions.catat_kelahiran(ibu.pk, H, anak, kunci=kunci, actor=cast["kader"])  # noqa: E731
    hasil = serempak([satu] * UTAS)
    assert galat_dari(hasil) == []
    assert Warga.objects.filter(ibu=ibu).count() == 2


def test_of_six_units_that_take_somebody_over_the_last_has_them_and_each_before_saw_them_leave(seruni):
    warga = make_warga(seruni, LAHIR)
    units = [make_posyandu(k) for k in (KLEGO, KANDANG_PANJANG) * (UTAS // 2)]
    hasil = serempak([lambda u=u: actions.terima_warga(u, warga.pk, IsianMasuk(mulai=H), actor=None) for u in units])
    assert galat_dari(hasil) == []
    assert Keanggotaan.objects.filter(warga=warga, sampai=None).count() == 1
    assert Keanggotaan.objects.filter(warga=warga, sebab_akhir="pindah").count() == UTAS


def test_of_six_who_merge_the_same_two_one_does(seruni):
    a, b = make_warga(seruni, LAHIR), make_warga(seruni, LAHIR)
    hasil = serempak([lambda: actions.gabung_warga(a.pk, b.pk, alasan="", actor=None)] * UTAS)
    assert len(galat_dari(hasil)) == UTAS - 1
    assert GabunganWarga.objects.count() == 1


def test_of_six_corrections_of_one_version_one_is_kept(seruni, cast):
    warga = make_warga(seruni, LAHIR)
    langkah = [
        lambda n=n: actions.ubah_warga(warga.pk, {"nama": f"Siti {n}x"}, versi=1, actor=cast["kader"])
        for n in range(UTAS)
    ]
    assert [type(g) for g in galat_dari(serempak(langkah))] == [Bentrok] * (UTAS - 1)


def test_one_nik_given_to_two_rows_at_once_stays_with_one(seruni):
    a, b = make_warga(seruni, LAHIR), make_warga(make_posyandu(KANDANG_PANJANG), LAHIR)
    hasil = serempak([lambda w=w: actions.pasang_nik(w.pk, NIK, versi=1, actor=None) for w in (a, b)])
    assert [type(g) for g in galat_dari(hasil)] == [SudahAda]
    assert isinstance(galat_dari(hasil)[0], Ditolak)
    assert Warga.objects.exclude(nik_sidik=None).count() == 1
