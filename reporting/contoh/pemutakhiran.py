"""Example rounds of Kota Pekalongan: one closed half a year ago, one that is under way."""

import random
from datetime import date, datetime, time, timedelta

from posyandu_app.lib.waktu import zona
from registry import actions
from registry.actions.pemutakhiran import tandai_unit
from registry.bagian_data import BAGIAN_DATA
from registry.isi_bagian import baca_bagian
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu
from registry.workflow_pemutakhiran import PERIODE
from wilayah.models import Wilayah

KOTA = "33.75"


def buat_pemutakhiran(acak: random.Random, hari: date) -> int:
    """Both rounds; returns how many sections were confirmed in them."""
    kota = Wilayah.objects.get(kode=KOTA)
    units = list(Posyandu.objects.di_wilayah(KOTA).aktif().select_related("wilayah").order_by("kode")[:60])
    lama = actions.buka_pemutakhiran(
        kota, "Pemutakhiran data semester I (contoh)", hari + timedelta(days=1), actor=None, contoh=True
    )
    PERIODE.apply(lama.pk, "tutup_pemutakhiran", actor=None)
    mulai, akhir = hari - timedelta(days=210), hari - timedelta(days=170)
    PeriodePemutakhiran.objects.filter(pk=lama.pk).update(mulai=mulai, tenggat=akhir, ditutup=akhir)
    tenggat = hari + timedelta(days=37)
    judul = "Pemutakhiran data semester II (contoh)"
    kini = actions.buka_pemutakhiran(kota, judul, tenggat, actor=None, contoh=True)
    PeriodePemutakhiran.objects.filter(pk=kini.pk).update(mulai=hari - timedelta(days=9))
    rows: list[KonfirmasiBagian] = []
    for unit in units:
        isi = {k: b.sidik for k, b in baca_bagian(unit).items()}
        rows += _isi(unit, isi, lama, acak.choice((7, 7, 7, 5, 0)), hari - timedelta(days=acak.randint(171, 209)))
        if unit.nama != "Seruni":  # left to be done: the first thing anybody tries
            rows += _isi(unit, isi, kini, acak.choice((7, 7, 4, 2, 0, 0)), hari - timedelta(days=acak.randint(1, 8)))
    KonfirmasiBagian.objects.bulk_create(rows, batch_size=500)
    for unit in units:
        tandai_unit(unit)
    return len(rows)


def _isi(
    unit: Posyandu, sidik: dict[str, str], periode: PeriodePemutakhiran, n: int, hari: date
) -> list[KonfirmasiBagian]:
    pada = datetime.combine(hari, time(9, 30), zona(unit.kode))
    isi = {"posyandu": unit, "periode": periode, "pada": pada, "cara": KonfirmasiBagian.Cara.MASIH_BENAR}
    return [KonfirmasiBagian(bagian=k, sidik=sidik[k], **isi) for k, _, _ in BAGIAN_DATA[:n]]
