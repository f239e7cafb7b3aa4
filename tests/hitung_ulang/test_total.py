"""The demonstration's documents hold, source by source, what their decrees are written to say; to the rupiah."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import F

from accounts.roles import Peran
from planning.actions import tambah_baris
from planning.actions.temuan import periksa_wilayah
from planning.katalog import JUMLAH
from planning.metrics_temuan import total_kendali
from planning.models import BarisAnggaran, BarisSumberDana, DokumenAnggaran, TemuanAnggaran, TotalDokumen
from posyandu_app.lib.waktu import hari_ini
from reporting.contoh.akun import AKUN
from reporting.contoh.anggaran import buat_dokumen_contoh
from reporting.contoh.impor import buat_impor
from reporting.contoh.unit import buat_unit
from reporting.management.commands.isi_contoh import BIBIT
from tests.hitung_ulang import sql
from tests.pembuat import make_user

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def contoh(db):
    """The documents of `isi_contoh` with its imports, by its own makers and seeds."""
    hari = hari_ini()
    for username, _, peran, kode, bidang in AKUN:
        if peran == Peran.PERENCANA:
            make_user(username, peran=peran, kode=kode, bidang=bidang)
    acak = random.Random(BIBIT)  # noqa: S311
    buat_unit(acak, hari)
    buat_dokumen_contoh(acak, hari.year)
    buat_impor(hari.year)
    return hari.year


@contextmanager
def sementara() -> Iterator[None]:
    """What is done inside is undone: one demonstration serves many breakages."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_fixed_document_is_what_its_decree_says(contoh, capsys):
    assert sql.total_menyimpang() == []
    assert sql.contoh_tanpa_total() == []
    bertotal = DokumenAnggaran.objects.filter(total_list__isnull=False).distinct()
    assert {d.jenis for d in bertotal} == {"rpjmd", "rkpd", "apbd", "rpjmdes", "rkpdes", "apbdes"}
    tetap = [t for t in total_kendali(bertotal) if t.dokumen.status == "ditetapkan"]
    assert len(tetap) == 23
    assert [t.dokumen for t in tetap if t.beda is None or t.beda] == []
    with capsys.disabled():
        kata = TotalDokumen.objects.exclude(sumber=JUMLAH).count()
        print(f"\n{len(tetap)} dokumen tetap, {kata} total per sumber, {sql.total_menyimpang()} menyimpang")  # noqa: T201
    # The village's pasted report says 98 million in its last row: that is its draft's control total.
    total = TotalDokumen.objects.get(sumber=JUMLAH)
    assert (total.nilai, total.dokumen.jenis, total.dokumen.status) == (D(98_000_000), "rkpdes", "draf")
    TotalDokumen.objects.filter(dokumen=tetap[0].dokumen).delete()
    assert sql.contoh_tanpa_total() == [tetap[0].dokumen.pk]


def _bagian(jenis: str, sumber: str) -> BarisSumberDana:
    rows = BarisSumberDana.objects.filter(baris__dokumen__jenis=jenis, sumber=sumber)
    return rows.select_related("baris__dokumen").order_by("pk")[0]


def test_what_is_off_is_named(contoh):
    """By the recount and by the thirty checks: document, source, stated, counted."""
    for sen in (D(1), D("0.01"), D(-1)):
        with sementara():
            _satu_rupiah(sen, contoh)
    with sementara():
        bagian = _bagian("apbd", "pajak_rokok")
        BarisSumberDana.objects.filter(pk=bagian.pk).update(sumber="dau")
        beda = {(d, s): h - k for d, s, k, h in sql.total_menyimpang()}
        sen, pk = int(bagian.nilai * 100), bagian.baris.dokumen_id
        assert beda == {(pk, "dau"): sen, (pk, "pajak_rokok"): -sen}
    with sementara():
        bagian = _bagian("apbdes", "PBK")
        BarisSumberDana.objects.filter(pk=bagian.pk).update(nilai=None)
        pk, sen = bagian.baris.dokumen_id, int(bagian.nilai * 100)
        assert sql.total_menyimpang() == [(pk, "PBK", sen, 0), (pk, "campuran", 0, sen)]
    with sementara():
        draf = DokumenAnggaran.objects.get(jenis="rkpdes", status="draf")
        isi = {"kode_kegiatan": "2.2.04", "uraian": "x", "sumber_dana": "SWD", "pagu": D(500), "bidang": ""}
        tambah_baris(draf, {**isi, "nomenklatur": "uji"}, actor=None)
        assert sql.total_menyimpang() == [(draf.pk, JUMLAH, 9_800_000_000, 9_800_050_000)]
        TotalDokumen.objects.create(dokumen=draf, sumber="ADD", nilai=D(15_600_000))
        assert {s for _, s, *_ in sql.total_menyimpang()} == {"DDS", "SWD", JUMLAH}
    assert sql.total_menyimpang() == []


def _satu_rupiah(sen: Decimal, tahun: int) -> None:
    bagian = _bagian("apbdes", "ADD")
    dokumen = bagian.baris.dokumen
    ada = TotalDokumen.objects.get(dokumen=dokumen, sumber="ADD").nilai
    BarisAnggaran.objects.filter(pk=bagian.baris_id).update(pagu=F("pagu") + sen)
    BarisSumberDana.objects.filter(pk=bagian.pk).update(nilai=F("nilai") + sen)
    assert sql.total_menyimpang() == [(dokumen.pk, "ADD", int(ada * 100), int((ada + sen) * 100))]
    periksa_wilayah(dokumen.wilayah_id, tahun)
    temuan = TemuanAnggaran.objects.filter(aturan="A30")
    assert [(t.dokumen_id, t.nilai) for t in temuan] == [(dokumen.pk, abs(sen))]
    assert "Alokasi Dana Desa" in temuan[0].kalimat
