"""Two of the camat's staff at one desk: one word on a line, one closing, one round; nothing judged under a closed one.

On PostgreSQL many rounds; SQLite has one writer at a time, so there it runs small, for the words.
"""

import pytest
from django.db import connection

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions.evaluasi import nilai_butir, serahkan_rapbdes, tutup_evaluasi
from planning.models import ButirEvaluasi, EvaluasiRapbdes
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import ANJIR, make_user
from tests.planning.evaluasi import butir, make_evaluasi, make_rapbdes, nilai_semua

pytestmark = pytest.mark.usefixtures("transaksi")


def ronde() -> range:
    return range(12 if connection.vendor == "postgresql" else 2)


def dua_camat():
    return [make_user(f"camat{i}", peran="verifikator_kecamatan", kode=ANJIR[:8]) for i in (1, 2)]


def hasil(**ganti):
    isi = {"hasil": "sesuai", "kesimpulan": "Sesuai.", "nomor": "", "penanda_tangan": "Camat"}
    return {**isi, "ditutup": hari_ini(ANJIR), **ganti}


def test_two_words_on_one_line_are_one_word():
    """Both saw the line as it was: one is stored, the other is told; the log has one row of it."""
    camat = dua_camat()
    for ke in ronde():
        satu = butir(make_evaluasi(make_rapbdes(tahun=2030 + ke)))
        galat = galat_dari(
            serempak(
                [
                    lambda a=a, i=i, s=satu: nilai_butir(
                        s.pk, "nilai_perbaiki", catatan=f"catatan {i}", versi=s.versi, actor=a
                    )
                    for i, a in enumerate(camat)
                ]
            )
        )
        assert [type(g) for g in galat] == [Bentrok], f"ronde {ke}: {galat}"
        satu.refresh_from_db()
        assert satu.versi == 2
        log = Catatan.objects.untuk(satu).filter(aksi="nilai_perbaiki")
        assert [c.catatan for c in log] == [satu.catatan], f"ronde {ke}"


def test_two_closings_are_one():
    camat = dua_camat()
    for ke in ronde():
        evaluasi = make_evaluasi(make_rapbdes(tahun=2030 + ke))
        nilai_semua(evaluasi)
        galat = galat_dari(
            serempak(
                [
                    lambda a=a, e=evaluasi: tutup_evaluasi(e.pk, hasil(nomor=a.username), versi=None, actor=a)
                    for a in camat
                ]
            )
        )
        assert [type(g) for g in galat] == [TransitionRefused], f"ronde {ke}: {galat}"
        evaluasi.refresh_from_db()
        log = Catatan.objects.untuk(evaluasi).get(aksi="tutup_evaluasi")
        assert log.pelaku_nama.lower().replace(" ", "") == evaluasi.nomor, f"ronde {ke}: the loser wrote its number"


def test_a_line_is_not_sent_back_under_a_closing_that_says_all_is_well():
    """Closing as fitting and sending a line back at once: whichever comes first, the two agree afterwards."""
    camat = dua_camat()
    for ke in ronde():
        evaluasi = make_evaluasi(make_rapbdes(tahun=2030 + ke))
        nilai_semua(evaluasi)
        satu = butir(evaluasi)
        serempak(
            [
                lambda e=evaluasi: tutup_evaluasi(e.pk, hasil(), versi=None, actor=camat[0]),
                lambda s=satu: nilai_butir(s.pk, "nilai_perbaiki", catatan="x", versi=None, actor=camat[1]),
            ]
        )
        evaluasi.refresh_from_db()
        perbaiki = ButirEvaluasi.objects.filter(evaluasi=evaluasi, penilaian="perbaiki").count()
        assert (evaluasi.status, perbaiki) in {("selesai", 0), ("berjalan", 1)}, f"ronde {ke}"


def test_two_handings_in_are_one_round():
    desa = make_user(peran="operator_desa", kode=ANJIR)
    for ke in ronde():
        dokumen = make_rapbdes(tahun=2030 + ke)
        galat = galat_dari(serempak([lambda d=dokumen: serahkan_rapbdes(d, actor=desa)] * 2))
        assert [type(g) for g in galat] == [Ditolak], f"ronde {ke}: {galat}"
        assert EvaluasiRapbdes.objects.filter(dokumen=dokumen).count() == 1, f"ronde {ke}"
