"""Many at once on proposals: a line never carries more than its ceiling, one desk decides once, one form is one."""

import uuid
from decimal import Decimal

import pytest

from audit.transitions import TransitionRefused
from planning.actions import usulan as tindakan
from planning.actions.usulan import IsiPecah, IsiPutusan
from planning.actions.usulan_baris import tautkan_usulan
from planning.models import RiwayatUsulan, Usulan, UsulanBaris
from posyandu_app.lib.galat import Bentrok, Ditolak
from tests.lib.serempak import galat_dari, serempak
from tests.planning.usulan import JUTA, anggaran_berlaku, isi_usulan, majukan, make_usulan

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8


def test_eight_proposals_never_pass_the_ceiling_of_a_line_together(seruni):
    baris = anggaran_berlaku("apbd", "33.75", "100000000")
    semua = [majukan(make_usulan(seruni), "apbd_p") for _ in range(UTAS)]
    hasil = serempak([lambda u=u: tautkan_usulan(u.pk, baris.pk, 30 * JUTA, versi=None, actor=None) for u in semua])
    assert [type(g) for g in galat_dari(hasil)] == [Ditolak] * (UTAS - 3)
    assert sum(t.nilai for t in UsulanBaris.objects.all()) == 90 * JUTA


def test_one_gate_decides_once(seruni):
    usulan = majukan(make_usulan(seruni), "kecamatan")
    putusan = [("teruskan:kecamatan", IsiPutusan()), ("tolak:kecamatan", IsiPutusan("x"))] * (UTAS // 2)
    hasil = serempak(
        [lambda n=n, i=i: tindakan.putuskan(usulan.pk, n, i, versi=usulan.versi, actor=None) for n, i in putusan]
    )
    galat = galat_dari(hasil)
    assert len(galat) == UTAS - 1
    assert all(isinstance(g, Bentrok | TransitionRefused) for g in galat)
    assert RiwayatUsulan.objects.filter(usulan=usulan, dari="kecamatan").count() == 1


def test_one_form_sent_eight_times_at_once_is_one_proposal(seruni):
    kunci = uuid.uuid4()
    hasil = serempak([lambda: tindakan.buat_usulan(isi_usulan(seruni), kunci=kunci, actor=None)] * UTAS)
    assert galat_dari(hasil) == []
    assert sorted(baru for _, baru in hasil) == [False] * (UTAS - 1) + [True]
    assert Usulan.objects.count() == 1


def test_one_part_taken_out_eight_times_at_once_is_one_part(seruni, cast):
    usulan = majukan(make_usulan(seruni), "kecamatan")
    isi = IsiPecah(Decimal(4), 80 * JUTA, "pokir", "Bagian DPRD", uuid.uuid4())
    camat = cast["verifikator_kecamatan"]
    hasil = serempak([lambda: tindakan.pecah_usulan(usulan.pk, isi, versi=usulan.versi, actor=camat)] * UTAS)
    assert galat_dari(hasil) == []
    usulan.refresh_from_db()
    assert (usulan.nilai, Usulan.objects.filter(pecahan_dari=usulan).count()) == (120 * JUTA, 1)
