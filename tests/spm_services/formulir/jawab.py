"""The smallest right answers to a service, as a browser sends them, and a person it is for."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.forms.kolom import TIDAK_ADA
from spm_services.forms.periksa import Siapa, ditanyakan
from spm_services.katalog.dasar import (
    Angka,
    Banyak,
    Desimal,
    Guna,
    JenisLayanan,
    Kolom,
    Lokasi,
    Pilihan,
    SalahSatu,
    Tanggal,
    Teks,
    Untuk,
    YaTidak,
)
from spm_services.models import KeadaanWarga, Warga
from spm_services.tumbuh.batas import rentang
from tests.pembuat import make_warga


def _ukuran(kolom: Desimal, siapa: Siapa | None) -> str:
    """The middle of what is likely."""
    ujung = [Decimal(n) for n in kolom.wajar or (kolom.minimum, kolom.maksimum)]
    if kolom.batas and siapa:
        ujung = list(rentang(kolom.batas, siapa.umur_bulan, siapa.kelamin).wajar)
    return str(round(sum(ujung) / 2, kolom.koma)).replace(".", ",")


JAWAB: dict[type[Kolom], Callable[[Any], Any]] = {
    Angka: lambda k: "1" if k.guna != Guna.RINCIAN else "0",
    Pilihan: lambda k: k.opsi[0][0],
    Banyak: lambda k: [TIDAK_ADA],
    YaTidak: lambda k: "tidak",
    Tanggal: lambda k: "2025-11-03",
    Lokasi: lambda k: "-6.88912, 109.67533",
    Teks: lambda k: "contoh",
}


def jawab(kolom: Kolom, siapa: Siapa | None = None) -> Any:
    """A likely answer to one question."""
    return _ukuran(kolom, siapa) if isinstance(kolom, Desimal) else JAWAB[type(kolom)](kolom)


def perlu(entri: JenisLayanan, siapa: Siapa | None = None) -> list[Kolom]:
    """Questions that must be answered: the required ones, and the first of each "one of these"."""
    ditanya = {k.kode: k for k in entri.isian if ditanyakan(k, siapa, nakes=True)}
    salah_satu = {next(b for b in c.bagian if b in ditanya) for c in entri.cek if isinstance(c, SalahSatu)}
    hasil = [k for k in ditanya.values() if k.kode in salah_satu or (k.wajib and k.kalau is None)]
    return hasil or list(ditanya.values())[:1]


def minimal(kode: str, siapa: Siapa | None = None) -> dict[str, Any]:
    return {f"i_{k.kode}": jawab(k, siapa) for k in perlu(katalog.SEMUA[kode], siapa)}


def orang_untuk(entri: JenisLayanan, unit: Posyandu) -> tuple[Warga, Siapa]:
    """A person the service is for, and how the form will see them."""
    untuk = entri.untuk or Untuk(dari=360)
    bulan = untuk.dari + (1 if untuk.sampai is None else (untuk.sampai - untuk.dari) // 2)
    hari = hari_ini(unit.kode)
    lahir = hari - timedelta(days=int(bulan * 30.44) + 5)
    warga = make_warga(unit, max(lahir, date(1920, 1, 1)), untuk.kelamin or "P")
    keadaan = untuk.keadaan[:1]
    for jenis in keadaan:
        KeadaanWarga.objects.create(warga=warga, posyandu=unit, jenis=jenis, mulai=hari - timedelta(days=10))
    return warga, Siapa(warga.umur_bulan(hari), warga.jenis_kelamin, frozenset(keadaan))
