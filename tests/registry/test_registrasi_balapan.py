"""Many at once on one registration file: exactly one decision stands, the others are told."""

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok
from registry import actions
from registry.actions.registrasi import IsiPutusan
from registry.models import Ajuan, PutusanButir
from registry.workflow import hasil_ajuan
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, lengkapi, make_ajuan, make_user

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8


def test_of_eight_decisions_on_one_file_exactly_one_wins(seruni):
    ajuan = make_ajuan(seruni)
    pemeriksa = [make_user(f"pemeriksa{i}", peran="verifikator_kecamatan", kode=KLEGO[:8]) for i in range(UTAS)]
    butir = hasil_ajuan(ajuan).butir
    setuju = [IsiPutusan(b.kode, True, b.sidik) for b in butir]
    tolak = [IsiPutusan(b.kode, b.kode != "ketua", b.sidik, "nama_beda") for b in butir]

    def putus(ke: int):
        langkah, isi = ("periksa", setuju) if ke % 2 else ("kembalikan_kecamatan", tolak)
        return actions.putuskan(ajuan.pk, langkah, isi, versi=ajuan.versi, actor=pemeriksa[ke])

    hasil = serempak([lambda ke=ke: putus(ke) for ke in range(UTAS)])
    assert [type(g) for g in galat_dari(hasil)] == [Bentrok] * (UTAS - 1)
    ajuan.refresh_from_db()
    assert ajuan.versi == 3  # handed in, decided once
    assert PutusanButir.objects.count() == len(butir)
    assert len({p.oleh_id for p in PutusanButir.objects.all()}) == 1
    aksi = {"periksa", "kembalikan_kecamatan"}
    assert Catatan.objects.filter(objek_jenis="registry.ajuan", objek_id=ajuan.pk, aksi__in=aksi).count() == 1


def test_a_file_handed_in_eight_times_at_once_is_one_file(seruni):
    lengkapi(seruni)
    serempak([lambda: actions.ajukan(seruni, actor=None)] * UTAS)
    assert Ajuan.objects.count() == 1
    assert Catatan.objects.filter(objek_jenis="registry.ajuan", aksi="ajukan").count() == 1
