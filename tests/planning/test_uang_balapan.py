"""Sixteen hands on one line and on one allocation: no rupiah twice, the stored sums are those of the rows.

On PostgreSQL fifty rounds of sixteen threads; SQLite has one writer at a time, so there it runs small, for the words.
"""

import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum

from planning import actions
from planning.actions.uang import bagi_sumber
from planning.models import Alokasi, BarisSumberDana, Realisasi, StatusAlokasi
from posyandu_app.lib.galat import Ditolak
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, make_baris, make_dokumen, make_posyandu, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import pesan

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 16


def besar() -> bool:
    return connection.vendor == "postgresql"


@pytest.fixture
def rekaman_list(seruni, cast):
    """Of units apart, so that nothing but the line stands between two of them."""
    return [make_rekaman(make_posyandu(KLEGO), cast["operator_desa"]) for _ in range(UTAS if besar() else 4)]


@pytest.fixture
def dokumen(rekaman_list):
    return make_dokumen("apbd", "33.75", rekaman_list[0].tanggal.year)


def jumlah(rows):
    return rows.aggregate(n=Sum("nilai"))["n"] or Decimal(0)


def test_sixteen_threads_in_fifty_rounds_never_pass_the_pagu(rekaman_list, dokumen):
    """Each round a fresh line with room for five of the sixteen; who came too late reads what is left."""
    for ronde in range(50 if besar() else 2):
        baris = make_baris(dokumen, "100")
        hasil = serempak([lambda r=r, b=baris: alokasikan_sebagian(r, b, "19.99") for r in rekaman_list])
        galat = galat_dari(hasil)
        assert {type(g) for g in galat} <= {Ditolak}, f"ronde {ronde}: {galat}"
        baris.refresh_from_db()
        sumber = BarisSumberDana.objects.get(baris=baris)
        baris_alokasi = Alokasi.objects.filter(baris=baris, status=StatusAlokasi.BERLAKU)
        assert baris.teralokasi == sumber.teralokasi == jumlah(baris_alokasi) <= baris.pagu, f"ronde {ronde}"
        assert baris_alokasi.count() == min(5, len(rekaman_list)), f"ronde {ronde}"
    assert alokasi_menyimpang() == []


def test_each_source_of_a_line_is_held_apart(rekaman_list, dokumen):
    baris = make_baris(dokumen, "100", sumber_dana="campuran")
    BarisSumberDana.objects.filter(baris=baris).delete()
    dau, pad = (BarisSumberDana.objects.create(baris=baris, sumber=s, nilai=50) for s in ("dau", "pad"))
    pilih = [(r, (dau, pad)[ke % 2]) for ke, r in enumerate(rekaman_list)]

    def satu(rekaman, sumber):
        isi = actions.IsiAlokasi(Decimal(30), "", uuid.uuid4(), sumber=sumber.pk)
        return actions.alokasikan(rekaman, baris, isi, actor=None)

    serempak([lambda r=r, s=s: satu(r, s) for r, s in pilih])
    for s in (dau, pad):
        s.refresh_from_db()
        assert s.teralokasi == jumlah(Alokasi.objects.filter(sumber=s)) == 30
    baris.refresh_from_db()
    assert baris.teralokasi == 60


def test_of_two_users_at_the_last_rupiah_one_wins_and_the_other_reads_why(rekaman_list, dokumen, cast, masuk):
    baris = make_baris(dokumen, "1000")
    klien = [masuk(cast["perencana"]) for _ in range(2)]
    alamat = [f"/rencana/kegiatan/{r.kunci}/baris/{baris.pk}/" for r in rekaman_list[:2]]

    def kirim(ke):
        return klien[ke].post(alamat[ke], {"nilai": "1.000", "kunci": str(uuid.uuid4())})

    jawaban = serempak([lambda: kirim(0), lambda: kirim(1)])
    assert sorted(j.status_code for j in jawaban) == [302, 422]
    kalah = next(j for j in jawaban if j.status_code == 422)
    assert "Melebihi sisa pagu baris ini (Rp0 dari Rp1.000)." in pesan(kalah, "nilai")
    baris.refresh_from_db()
    assert baris.teralokasi == 1000


def isi_bayar(alokasi, nilai, kunci=None):
    hari = alokasi.baris.dokumen.tanggal
    return actions.IsiRealisasi(hari, Decimal(nilai), "SP2D-1", Realisasi.Kanal.RKUD, kunci or uuid.uuid4())


def test_sixteen_payments_never_pass_their_allocation(rekaman_list, dokumen):
    for ronde in range(20 if besar() else 2):
        baris = make_baris(dokumen, "1000")
        alokasi = alokasikan_sebagian(rekaman_list[0], baris, "100")
        lain = alokasikan_sebagian(rekaman_list[1], baris, "100")
        langkah = [lambda a=a: actions.realisasikan(a, isi_bayar(a, "30"), actor=None) for a in (alokasi, lain)]
        hasil = serempak(langkah * (UTAS // 2 if besar() else 4))
        assert {type(g) for g in galat_dari(hasil)} == {Ditolak}
        for a in (alokasi, lain):
            a.refresh_from_db()
            assert a.terealisasi == jumlah(Realisasi.objects.filter(alokasi=a)) == 90, f"ronde {ronde}"
        baris.refresh_from_db()
        assert baris.terealisasi == 180, f"ronde {ronde}"


def test_one_payment_taken_back_at_once_comes_back_once(rekaman_list, dokumen):
    baris = make_baris(dokumen, "1000")
    alokasi = alokasikan_sebagian(rekaman_list[0], baris, "100")
    bayar, _ = actions.realisasikan(alokasi, isi_bayar(alokasi, "60"), actor=None)
    hasil = serempak([lambda: actions.balik_realisasi(bayar.pk, "salah", actor=None)] * 8)
    assert len(galat_dari(hasil)) == 7
    alokasi.refresh_from_db()
    assert (alokasi.terealisasi, Realisasi.objects.count()) == (0, 2)


def test_one_payment_sent_by_sixteen_tabs_is_one(rekaman_list, dokumen):
    baris = make_baris(dokumen, "1000")
    alokasi = alokasikan_sebagian(rekaman_list[0], baris, "100")
    isi = isi_bayar(alokasi, "100")
    hasil = serempak([lambda: actions.realisasikan(alokasi, isi, actor=None)] * (UTAS if besar() else 4))
    assert galat_dari(hasil) == []
    assert sum(baru for _, baru in hasil) == 1
    baris.refresh_from_db()
    assert baris.terealisasi == 100


def test_a_line_is_shared_among_its_sources_once(rekaman_list, dokumen):

    baris = make_baris(dokumen, "100", sumber_dana="campuran")
    BarisSumberDana.objects.filter(baris=baris).delete()
    dau, pad = (BarisSumberDana.objects.create(baris=baris, sumber=s, nilai=None) for s in ("dau", "pad"))
    langkah = [
        lambda n=n: bagi_sumber(baris.pk, {dau.pk: Decimal(n), pad.pk: Decimal(100 - n)}, actor=None) for n in range(8)
    ]
    assert len(galat_dari(serempak(langkah))) == 7
    assert jumlah(BarisSumberDana.objects.filter(baris=baris)) == 100
