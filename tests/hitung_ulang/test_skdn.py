"""SKDN is what a fresh count of members and raw weights says it is."""

import ast
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from accounts.scope import Scope
from posyandu_app.lib.periode import Bulan, tambah_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.actions import tetapkan_aturan
from registry.models import Posyandu
from reporting.contoh.catatan import buat_catatan
from reporting.contoh.tamu import tambah_tamu
from reporting.contoh.unit import buat_unit
from reporting.contoh.warga import buat_warga
from reporting.management.commands.isi_contoh import BIBIT
from spm_services import metrics_tumbuh
from spm_services.actions import IsianKunjungan, batalkan, catat_kunjungan
from spm_services.hitung_kunjungan import hitung_banyak
from spm_services.models import Keanggotaan, KunjunganWarga, Pertumbuhan, Rekaman, Warga
from tests.hitung_ulang import skdn
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kunjungan, make_posyandu, make_rekaman, make_user, make_warga
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
KOTA = "33.75"


def kami(bulan: str, hari: date, kode: str = "ID") -> dict[str, dict[str, int]]:
    satu = Bulan.dari(bulan)
    isi = metrics_tumbuh.per_unit(Scope.publik(), kode, [satu], hari)
    angka = {unit: {n: getattr(x, n) for n in skdn.KOSONG} for (unit, _), x in isi.items()}
    return {unit: x for unit, x in angka.items() if any(x.values())}


def tiga_bulan(hari: date) -> list[str]:
    return [str(Bulan.dari(hari).tambah(-n)) for n in (2, 1, 0)]


def sama(hari: date, *, garis: bool = True) -> list[dict[str, dict[str, int]]]:
    """Both counts of three months, compared; returns ours."""
    hasil = []
    for bulan in tiga_bulan(hari):
        satu = kami(bulan, hari)
        assert satu == skdn.hitung(bulan, hari, garis=garis), bulan
        assert all(x["d"] == x["n"] + x["t"] + x["o"] + x["b"] for x in satu.values())
        hasil.append(satu)
    return hasil


class Dunia:
    """A few units with children of all sorts: guests, moved, dead, nearly five, weighed twice, no book asked for."""

    def __init__(self, bibit: int) -> None:
        self.acak = random.Random(bibit)  # noqa: S311
        self.units = [make_posyandu(k) for k in (KLEGO, KLEGO, KANDANG_PANJANG)]
        self.hari = date(2026, 2, 20)
        self.orang = make_user("kota", peran="operator_desa", kode=KOTA)
        for _ in range(40):
            self.anak()
        # The fourth writes its totals from paper, though it knows its children by name.
        kertas = make_posyandu(KANDANG_PANJANG)
        make_warga(kertas, self.hari - timedelta(days=200))
        make_rekaman(kertas, self.orang, tanggal=self.hari)

    def anak(self) -> None:
        acak, unit = self.acak, self.acak.choice(self.units)
        batas = tambah_bulan(self.hari, -60)
        lahir = acak.choice(
            [self.hari - timedelta(days=acak.randrange(30, 1900)), batas + timedelta(days=acak.randrange(-70, 5))]
        )
        jenis = "tamu" if acak.random() < 0.2 else "warga"
        warga = make_warga(unit, lahir, acak.choice("LP"), jenis=jenis, buku_kia=acak.choice([True, False, None]))
        kg = acak.uniform(3, 16)
        for mundur in range(acak.randrange(1, 5), -1, -1):
            for _ in range(acak.choice([0, 1, 1, 1, 2])):
                hari = Bulan.dari(self.hari).tambah(-mundur).mulai + timedelta(days=acak.randrange(28))
                kg += acak.uniform(-0.2, 0.5)
                self.timbang(unit, warga, hari, f"{kg:.1f}", jenis == "tamu")
        self.sesudah(warga)

    def timbang(self, unit: Posyandu, warga: Warga, hari: date, kg: str, tamu: bool) -> None:
        muda = (hari - warga.tanggal_lahir).days < 2100
        ada = KunjunganWarga.objects.filter(warga=warga, tanggal=hari).exists()
        if warga.tanggal_lahir < hari <= self.hari and muda and not ada:
            isi: dict[str, Any] = {"timbang_anak": {"bb": kg}}
            if self.acak.random() < 0.1:
                isi["ukur_anak"] = {"edema": True}
            catat_kunjungan(make_kunjungan(unit, warga, hari, tamu=tamu), IsianKunjungan(isi), actor=None)

    def sesudah(self, warga: Warga) -> None:
        """What may happen to somebody in these months."""
        nasib, lalu = self.acak.random(), self.hari - timedelta(days=self.acak.randrange(80))
        lalu = max(lalu, warga.tanggal_lahir)
        if nasib < 0.1:
            Keanggotaan.objects.filter(warga=warga).update(sampai=lalu, sebab_akhir="pindah")
        elif nasib < 0.2:
            Warga.objects.filter(pk=warga.pk).update(wafat=lalu)
        elif nasib < 0.3:
            Keanggotaan.objects.filter(warga=warga).update(mulai=lalu)
        elif nasib < 0.5:
            rekaman = Rekaman.objects.filter(warga=warga, layanan="timbang_anak").order_by("?").first()
            if rekaman is not None:
                batalkan(rekaman, alasan="uji", actor=self.orang)


@pytest.mark.parametrize(("bibit", "versi"), [(3, "kia-2023"), (2026, "kbm")])
def test_random_children_are_counted_alike(db, bibit, versi):
    tetapkan_aturan(Wilayah.objects.get(pk="33"), "versi_naik", versi, dasar="uji", versi=0, actor=None)
    dunia = Dunia(bibit)
    hasil = sama(dunia.hari, garis=versi == "kia-2023")
    jumlah = {n: sum(x[n] for satu in hasil for x in satu.values()) for n in skdn.KOSONG}
    assert [n for n in ("s", "k", "d", "n", "t", "o", "b") if not jumlah[n]] == []
    assert jumlah["k"] < jumlah["s"]


def test_the_demonstration_is_counted_alike_in_three_months_and_all_units(db):
    """The units, people and records of `isi_contoh`, by its own makers and seeds."""
    hari = hari_ini()
    acak = random.Random(BIBIT)  # noqa: S311
    units = buat_unit(acak, hari)
    orang = buat_warga(random.Random(f"warga {BIBIT}"), units, hari)  # noqa: S311
    assert tambah_tamu(random.Random(f"tamu {BIBIT}"), units, hari, orang) > 1  # noqa: S311
    buat_catatan(acak, units, hari, lain=orang)
    hitung_banyak([u for u in units if u.pk in orang])
    hasil = sama(hari)
    assert all(len(satu) >= 10 for satu in hasil)
    assert Pertumbuhan.objects.filter(tamu=True).count() > 1
    assert sum(x["d"] for satu in hasil for x in satu.values()) > 500
    putusan = Pertumbuhan.objects.filter(nt="T", tanggal__gte=hari - timedelta(days=80)).order_by("pk").first()
    assert putusan is not None
    semula = kami(str(Bulan.dari(putusan.tanggal)), hari)
    Pertumbuhan.objects.filter(pk=putusan.pk).update(nt_nakes="N", alasan_nakes="timbangan diganti")
    assert kami(str(Bulan.dari(putusan.tanggal)), hari) != semula


def test_a_month_that_runs_is_looked_at_today(seruni):
    hari = date(2026, 5, 10)
    make_warga(seruni, date(2026, 5, 20) - timedelta(days=3 * 365))
    make_warga(seruni, date(2021, 5, 10))  # five today
    make_warga(seruni, date(2021, 5, 11))  # five tomorrow
    assert kami("2026-05", hari)[seruni.kode]["s"] == 2
    assert skdn.hitung("2026-05", hari)[seruni.kode]["s"] == 2
    assert (
        kami("2026-05", date(2026, 6, 2))[seruni.kode]["s"]
        == skdn.hitung("2026-05", date(2026, 6, 2))[seruni.kode]["s"]
    )


def test_the_recount_imports_nothing_of_ours():
    pohon = ast.parse(Path(skdn.__file__).read_text(encoding="utf-8"))
    asal = {n.module for n in ast.walk(pohon) if isinstance(n, ast.ImportFrom)}
    asal |= {a.name for n in ast.walk(pohon) if isinstance(n, ast.Import) for a in n.names}
    assert asal == {"collections", "datetime", "decimal", "django.db", "json", "pygrowup", "typing"}
