"""Needs counted from live rows: what a village could propose, with the rows behind each number.

A finding counts while it is the newest record of its service about that household or person, is not older than a year
and a month, and its answers say so (spm_services.katalog.masalah). A number copied from paper counts with the newest
record of the unit, as a need of its own. Every viewer counts what they may read: closed
services are left out, an OPD sees its field.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Cap
from planning.katalog_usulan import ALAT, ASAL_TIKET, JENIS_BUTUH, KADER, KERTAS, TEMUAN, JenisButuh
from posyandu_app.lib import kode as kode_lib
from registry.metrics_pelatihan import tanda_per_orang
from registry.models import Kader, Perlengkapan
from spm_services.hitung_keluarga import SELAMA
from spm_services.katalog.masalah import MENURUT_LAYANAN
from spm_services.models import JenisTiket, Rekaman, StatusTiket, Tiket
from spm_services.models.tiket import SELESAI

PALING_BANYAK_BARIS = 60_000
LAYANAN = tuple(j.kode for j in (*TEMUAN, *KERTAS))
DARI_KERTAS = frozenset(j.kode for j in KERTAS)
# Paper numbers that are a need only by their answers, in the words of the household service.
BERSYARAT = {"akses_air": "air_minum_keluarga", "keluarga_miskin": "data_keluarga_miskin"}
Hitungan = Iterable[tuple[str, str, int, int]]  # kind, village, key of the row, how many it stands for


@dataclass
class Butuh:
    """One kind of need in one village: how many, and the keys of the rows (records, requests) behind it."""

    jenis: JenisButuh
    desa: str
    rows: list[int] = field(default_factory=list)
    jumlah: int = 0


def _terbuka(nama: str, isian: dict[str, Any]) -> bool:
    syarat = BERSYARAT.get(nama, nama)
    return syarat not in MENURUT_LAYANAN or MENURUT_LAYANAN[syarat].ada(isian)


def _temuan(user: User, kode: str, hari: date, layanan: Iterable[str]) -> Hitungan:
    """Findings that are open. One query."""
    rows = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).di_wilayah(kode).berlaku()
    rows = rows.filter(layanan__in=list(layanan), tanggal__gt=hari - SELAMA).order_by("tanggal", "pk")
    kolom = ("pk", "layanan", "warga", "keluarga", "posyandu", "posyandu__wilayah", "isian", "terlayani")
    terakhir: dict[Any, tuple[str, str, int, dict[str, Any], int]] = {}
    for pk, nama, warga, keluarga, unit, desa, isian, n in rows.values_list(*kolom)[:PALING_BANYAK_BARIS]:
        kertas = nama in DARI_KERTAS
        tentang = (nama, unit) if kertas else (nama, "w", warga) if warga else (nama, "k", keluarga or f"r{pk}")
        terakhir[tentang] = (nama, desa, pk, isian, n if kertas else 1)
    for nama, desa, pk, isian, n in terakhir.values():
        if n and _terbuka(nama, isian):
            yield nama, desa, pk, n


def _tiket(user: User, kode: str) -> Hitungan:
    """Requests handed in and not closed; complaints and referrals are no need that money answers. One query."""
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).di_wilayah(kode).filter(jenis=JenisTiket.PERMOHONAN)
    rows = rows.exclude(status__in=(*SELESAI, StatusTiket.DRAF)).order_by("pk")
    for pk, bidang, desa in rows.values_list("pk", "bidang", "posyandu__wilayah"):
        yield f"tiket_{bidang}", desa, pk, 1


def _kader(user: User, kode: str, hari: date) -> Hitungan:
    """Kader with a running term and not one of the 25 basic skills marked, once in each village. Two queries."""
    rows = Kader.objects.for_user(user, Cap.LIHAT).di_wilayah(kode).berlaku(hari).order_by("pk")
    tanda = tanda_per_orang(rows.values("orang"), hari)
    lihat: set[tuple[int, str]] = set()
    for pk, orang, desa in rows.values_list("pk", "orang", "posyandu__wilayah"):
        if (orang, desa) not in lihat and not tanda.get(orang):
            yield KADER.kode, desa, pk, 1
        lihat.add((orang, desa))


def _barang(user: User, kode: str) -> Hitungan:
    """Units whose list says that none of an item is in order; not asked is not "none". One query."""
    rows = Perlengkapan.objects.for_user(user, Cap.LIHAT).filter(baik=0, barang__in=[j.kode[7:] for j in ALAT])
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        rows = rows.filter(posyandu__kode__gte=dari, posyandu__kode__lt=sampai)
    for pk, barang, desa in rows.order_by("pk").values_list("pk", "barang", "posyandu__wilayah"):
        yield f"barang_{barang}", desa, pk, 1


def semua_butuh(user: User, kode: str, hari: date) -> list[Butuh]:
    """Every need of the area by kind and village, the largest of each field first. Five queries."""
    hasil: dict[tuple[str, str], Butuh] = {}
    sumber = (_temuan(user, kode, hari, LAYANAN), _tiket(user, kode), _kader(user, kode, hari), _barang(user, kode))
    for satu in sumber:
        for jenis, desa, pk, n in satu:
            butuh = hasil.setdefault((jenis, desa), Butuh(JENIS_BUTUH[jenis], desa))
            butuh.rows.append(pk)
            butuh.jumlah += n
    return sorted(hasil.values(), key=lambda b: (b.jenis.bidang, -b.jumlah, b.jenis.kode, b.desa))


def satu_butuh(user: User, kode: str, jenis: JenisButuh, hari: date) -> tuple[list[int], int]:
    """(keys of the rows, how many) behind one kind of need in one village or unit."""
    if jenis.kode in LAYANAN:
        rows = list(_temuan(user, kode, hari, [jenis.kode]))
    elif jenis is KADER:
        rows = list(_kader(user, kode, hari))
    else:
        sumber = _tiket(user, kode) if jenis.asal == ASAL_TIKET else _barang(user, kode)
        rows = [r for r in sumber if r[0] == jenis.kode]
    return [pk for _, _, pk, _ in rows], sum(n for *_, n in rows)
