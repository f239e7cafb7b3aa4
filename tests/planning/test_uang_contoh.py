"""The demonstration's payments and supports: what is drawn holds to the rules and leaves no sum askew."""

import random
import uuid
from datetime import date
from decimal import Decimal

import pytest

from accounts.scope import Grant, Scope
from planning import actions
from planning import metrics_uang as angka
from planning.models import BantuanLuar, DokumenAnggaran, Realisasi
from posyandu_app.lib.waktu import hari_ini
from reporting.contoh.uang import buat_uang
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.pembuat import make_baris, make_dokumen, make_rekaman

pytestmark = pytest.mark.django_db


def test_payments_support_and_one_likely_double_payment_are_made(seruni, cast):
    hari = hari_ini()
    dokumen = make_dokumen("apbd", "33.75", hari.year)
    DokumenAnggaran.objects.update(tanggal=date(hari.year, 1, 1))
    baris = [make_baris(dokumen, "5000000") for _ in range(2)]
    for _ in range(3):
        isi = actions.IsiAlokasi(Decimal(200_000), "", uuid.uuid4(), contoh=True)
        actions.alokasikan(make_rekaman(seruni, cast["kader"]), baris[0], isi, actor=None)
    assert buat_uang(random.Random(1), hari) == 5  # noqa: S311
    assert (BantuanLuar.objects.count(), Realisasi.objects.filter(membalik__isnull=False).count()) == (3, 1)
    assert alokasi_menyimpang() == []
    buku = angka.buku_unit(Scope((Grant("ID"),)), seruni, hari.year)
    assert buku.jumlah.teralokasi == 3 * 200_000 + 2 * 350_000 + 1_850_000 + 900_000 + 240_000
    assert angka.rangkap(buku)
