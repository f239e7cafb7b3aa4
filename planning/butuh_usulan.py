"""Needs counted from live rows: what a village could propose, with the rows behind each number.

A finding counts while it is the newest record of its service about that household or person, is not older than a year
and a month, and its answers say so (spm_services.katalog.masalah). Every viewer counts what they may read: closed
services are left out, an OPD sees its field.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from planning.katalog_usulan import ALAT, JENIS_BUTUH, KADER, TEMUAN, JenisButuh
from posyandu_app.lib import kode as kode_lib
from registry.metrics_pelatihan import tanda_per_orang
from registry.models import Kader, Perlengkapan
from spm_services.hitung_keluarga import SELAMA
from spm_services.katalog.masalah import MENURUT_LAYANAN
from spm_services.models import JenisTiket, Rekaman, StatusTiket, Tiket
from spm_services.models.tiket import SELESAI

PALING_BANYAK_BARIS = 60_000
LAYANAN = tuple(j.kode for j in TEMUAN)


@dataclass
class Butuh:
    """One kind of need in one village: how many, and the keys of the rows (records, requests) behind it."""

    jenis: JenisButuh
    desa: str
    rows: list[int] = field(default_factory=list)
    jumlah: int = 0


def _temuan(user: User, kode: str, hari: date, layanan: Iterable[str]) -> Iterable[tuple[str, str, int]]:
    """(kind, village, record) of the findings that are open. One query."""
    rows = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).di_wilayah(kode).berlaku()
    rows = rows.filter(layanan__in=list(layanan), tanggal__gt=hari - SELAMA).order_by("tanggal", "pk")
    kolom = ("pk", "layanan", "warga", "keluarga", "posyandu__wilayah", "isian")
    terakhir: dict[Any, tuple[str, str, int, dict[str, Any]]] = {}
    for pk, nama, warga, keluarga, desa, isian in rows.values_list(*kolom)[:PALING_BANYAK_BARIS]:
        tentang = (nama, "w", warga) if warga else (nama, "k", keluarga) if keluarga else (nama, "r", pk)
        terakhir[tentang] = (nama, desa, pk, isian)
    for nama, desa, pk, isian in terakhir.values():
        if MENURUT_LAYANAN[nama].ada(isian):
            yield nama, desa, pk


def _tiket(user: User, kode: str) -> Iterable[tuple[str, str, int]]:
    """Requests handed in and not closed; complaints and referrals are no need that money answers. One query."""
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).di_wilayah(kode).filter(jenis=JenisTiket.PERMOHONAN)
    rows = rows.exclude(status__in=(*SELESAI, StatusTiket.DRAF)).order_by("pk")
    for pk, bidang, desa in rows.values_list("pk", "bidang", "posyandu__wilayah"):
        yield f"tiket_{bidang}", desa, pk


def _kader(user: User, kode: str, hari: date) -> Iterable[tuple[str, str, int]]:
    """Kader with a running term and not one of the 25 basic skills marked, once in each village. Two queries."""
    rows = Kader.objects.for_user(user, Cap.LIHAT).di_wilayah(kode).berlaku(hari).order_by("pk")
    tanda = tanda_per_orang(rows.values("orang"), hari)
    lihat: set[tuple[int, str]] = set()
    for pk, orang, desa in rows.values_list("pk", "orang", "posyandu__wilayah"):
        if (orang, desa) not in lihat and not tanda.get(orang):
            yield KADER.kode, desa, pk
        lihat.add((orang, desa))


def _barang(user: User, kode: str) -> Iterable[tuple[str, str, int]]:
    """Units whose list says that none of an item is in order; not asked is not "none". One query."""
    rows = Perlengkapan.objects.for_user(user, Cap.LIHAT).filter(baik=0, barang__in=[j.kode[7:] for j in ALAT])
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        rows = rows.filter(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)
    for pk, barang, desa in rows.order_by("pk").values_list("pk", "barang", "posyandu__wilayah"):
        yield f"barang_{barang}", desa, pk


def semua_butuh(user: User, kode: str, hari: date) -> list[Butuh]:
    """Every need of the area by kind and village, the largest of each field first. Five queries."""
    hasil: dict[tuple[str, str], Butuh] = {}
    sumber = (_temuan(user, kode, hari, LAYANAN), _tiket(user, kode), _kader(user, kode, hari), _barang(user, kode))
    for satu in sumber:
        for jenis, desa, pk in satu:
            butuh = hasil.setdefault((jenis, desa), Butuh(JENIS_BUTUH[jenis], desa))
            butuh.rows.append(pk)
            butuh.jumlah += 1
    return sorted(hasil.values(), key=lambda b: (b.jenis.bidang, -b.jumlah, b.jenis.kode, b.desa))


def satu_butuh(user: User, kode: str, jenis: JenisButuh, hari: date) -> list[int]:
    """Keys of the rows behind one kind of need in one village."""
    if jenis.kode in LAYANAN:
        return [pk for _, _, pk in _temuan(user, kode, hari, [jenis.kode])]
    if jenis is KADER:
        return [pk for _, _, pk in _kader(user, kode, hari)]
    rows = _tiket(user, kode) if jenis.asal == "tiket" else _barang(user, kode)
    return [pk for nama, _, pk in rows if nama == jenis.kode]
