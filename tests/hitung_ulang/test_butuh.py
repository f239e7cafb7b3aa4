"""The need of units is what a fresh count of raw rows says it is, and Kukar's published figures come out of it."""

import ast
import random
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from accounts.scope import Scope
from planning import butuh as rumus
from planning.metrics_butuh import Kebutuhan, per_unit
from planning.models import RencanaKerja
from planning.skenario import Parameter, butuh_tahun
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from reporting.contoh.akun import AKUN
from reporting.contoh.anggaran import buat_alokasi, buat_dokumen_contoh
from reporting.contoh.butuh import buat_butuh
from reporting.contoh.catatan import buat_catatan
from reporting.contoh.pelatihan import buat_pelatihan
from reporting.contoh.profil import buat_profil
from reporting.contoh.unit import buat_unit
from reporting.contoh.warga import buat_warga
from reporting.management.commands.isi_contoh import BIBIT
from spm_services.hitung_kunjungan import hitung_banyak
from tests.hitung_ulang import butuh
from tests.pembuat import make_tarif, make_user

pytestmark = pytest.mark.django_db


def kami(rows: list[Kebutuhan]) -> dict[str, dict[str, Decimal | None]]:
    """{unit: {part: amount, None where a line of it is not known}}"""
    hasil: dict[str, dict[str, Decimal | None]] = defaultdict(dict)
    for k in rows:
        for kode in dict.fromkeys(b.komponen for b in k.rincian.baris):
            hasil[k.unit.kode][kode] = k.rincian.komponen(kode)
    return dict(hasil)


def test_kukar_to_the_rupiah():
    """Planning study 5.2: 819 units, Rp250,000 a month, five and fifteen people; operations Rp400,000 a month."""
    p = Parameter(menurut="isian", unit=819, tarif=Decimal(250_000), operasional=Decimal(400_000))
    assert butuh_tahun(p, 819, 5) == (Decimal(12_285_000_000), Decimal(3_931_200_000))
    assert butuh_tahun(p, 819, 15) == (Decimal(36_855_000_000), Decimal(3_931_200_000))


@pytest.fixture
def contoh(db):
    """The units, people, records, kit, training, money and prices of `isi_contoh`, by its own makers and seeds."""
    hari = hari_ini()
    for username, *_ in AKUN:
        make_user(username)
    acak = random.Random(BIBIT)  # noqa: S311
    units = buat_unit(acak, hari)
    orang = buat_warga(random.Random(f"warga {BIBIT}"), units, hari)  # noqa: S311
    buat_catatan(acak, units, hari, lain=orang)
    hitung_banyak([u for u in units if u.pk in orang])
    buat_profil(random.Random(f"profil {BIBIT}"), units, units, hari)  # noqa: S311
    buat_pelatihan(random.Random(f"pelatihan {BIBIT}"), hari)  # noqa: S311
    make_tarif("33.75", mulai=date(hari.year, 1, 1), sampai=date(hari.year + 1, 1, 1))
    masa = {"mulai": date(hari.year - 1, 1, 1), "sampai": date(hari.year, 1, 1)}
    make_tarif("62.03", jumlah=Decimal(600_000), satuan="tahun", **masa)
    buat_dokumen_contoh(acak, hari.year)
    buat_alokasi(acak, hari.year)
    buat_butuh(random.Random(f"butuh {BIBIT}"), hari)  # noqa: S311
    for n, kelas in enumerate(("milik_sendiri", "milik_desa", "menumpang", "sewa")):
        pks = list(Posyandu.objects.order_by("kode").values_list("pk", flat=True))[n::6]
        Posyandu.objects.filter(pk__in=pks).update(bangunan=kelas)
    return hari


def test_the_demonstration_is_reckoned_alike(contoh, capsys):
    """In three years, and again after rows changed."""
    rows = per_unit(Scope.publik(), "ID", contoh.year)
    ulang = butuh.hitung(contoh.year, contoh)
    assert kami(rows) == ulang
    assert len(rows) == Posyandu.objects.filter(status="aktif").count() > 100
    biaya = butuh.dibiayai(contoh.year)
    assert {k.unit.pk: k.jumlah_dibiayai for k in rows if k.jumlah_dibiayai} == biaya
    tahu = {kode: sum(1 for u in ulang.values() if u.get(kode)) for kode in ulang[rows[0].unit.kode]}
    with capsys.disabled():
        jumlah, dibayar = sum(k.rincian.jumlah for k in rows), sum(biaya.values())
        print(f"\n{len(rows)} posyandu, kebutuhan Rp{jumlah:,}, dibiayai Rp{dibayar:,}")  # noqa: T201
        print("posyandu dengan nilai, per komponen:", tahu)  # noqa: T201
    assert [k for k, n in tahu.items() if not n] == []
    for tahun, hari in ((contoh.year + 1, contoh), (contoh.year - 1, date(contoh.year - 1, 12, 31))):
        assert kami(per_unit(Scope.publik(), "ID", tahun)) == butuh.hitung(tahun, hari), tahun
    unit = Posyandu.objects.get(kode="33.75.02.1008.p0001")
    RencanaKerja.objects.filter(posyandu=unit).exclude(tahun=contoh.year).delete()
    Posyandu.objects.filter(pk=unit.pk).update(bangunan="sewa")
    unit.kader_list.filter(pk=unit.kader_list.order_by("pk")[0].pk).update(sampai=contoh - timedelta(days=1))
    assert (
        kami(per_unit(Scope.publik(), unit.kode, contoh.year))[unit.kode]
        == butuh.hitung(contoh.year, contoh)[unit.kode]
    )


def test_the_recount_imports_nothing_of_ours():
    pohon = ast.parse(Path(butuh.__file__).read_text(encoding="utf-8"))
    asal = {n.module for n in ast.walk(pohon) if isinstance(n, ast.ImportFrom)}
    asal |= {a.name for n in ast.walk(pohon) if isinstance(n, ast.Import) for a in n.names}
    assert asal == {"collections", "datetime", "decimal", "django.db", "json", "typing"}
    assert butuh.KIT == rumus.BUTUH_ALAT
