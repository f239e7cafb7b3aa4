"""Units that may be one unit entered twice, found from live rows; a list to decide, never in the way of work.

Compared are units in use of one village, and those of one kecamatan that stand close to each other: the work grows
with the units, not with their square. The score is 0–100 and says its reasons; its weights are our own reckoning.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan
from registry.cocok import lipat, lipat_unit, skor_nama
from registry.geo import jarak_km
from registry.models import Kader, Pengurus, Posyandu, PutusanKonflik, SuratKeputusan
from registry.surat_saring import di_wilayah

AMBANG = 45  # one name in one village alone is enough to look
NAMA_MIRIP = 88
BERHIMPIT, BERJAUHAN = 25, 1000  # metres
DERAJAT = 111_320  # metres of a degree of latitude, near enough at the equator


@dataclass(frozen=True)
class Unit:
    """A unit as the comparison sees it."""

    pk: int
    kode: str
    nama: str
    desa: str
    nama_desa: str
    alamat: str
    nomor: str
    titik: tuple[float, float] | None
    orang: frozenset[str] = frozenset()
    surat: frozenset[tuple[Any, ...]] = frozenset()

    @cached_property
    def lipat(self) -> str:
        return lipat_ganda(self.nama)


@dataclass(frozen=True)
class Pasangan:
    """Two units that may be one. `a` has the smaller code."""

    a: Unit
    b: Unit
    skor: int
    alasan: tuple[str, ...]
    putusan: PutusanKonflik | None = field(default=None, compare=False)

    @property
    def kunci(self) -> str:
        return f"ganda:{self.a.pk}:{self.b.pk}"

    @property
    def sidik(self) -> str:
        """Of what made the pair: when that changes, a decision to leave it no longer holds."""
        fakta = [self.a.lipat, self.b.lipat, *self.alasan]
        return hashlib.sha256("|".join(fakta).encode()).hexdigest()[:16]

    @property
    def diputus(self) -> bool:
        return self.putusan is not None and self.putusan.sidik == self.sidik


def lipat_ganda(nama: str) -> str:
    """As `lipat_unit`, with the old spelling read as the new one and doubled letters once."""
    baru = lipat_unit(nama).replace("oe", "u").replace("dj", "j").replace("tj", "c")
    return re.sub(r"([a-z])\1+", r"\1", baru)


def jarak_meter(a: Unit, b: Unit) -> int | None:
    return round(jarak_km(a.titik, b.titik) * 1000) if a.titik and b.titik else None


def _nama(a: Unit, b: Unit) -> tuple[int, str]:
    """Up to 50; different numbers in the names speak for two units (`skor_nama`)."""
    nilai = skor_nama(a.lipat, b.lipat)
    if nilai < NAMA_MIRIP:
        return 0, ""
    return nilai // 2, "nama sama" if nilai == 100 else f"nama mirip, {nilai} dari 100"


def _jarak(a: Unit, b: Unit, dekat: int) -> tuple[int, str]:
    meter = jarak_meter(a, b)
    if meter is None or dekat < meter <= BERJAUHAN:
        return 0, ""
    if meter > BERJAUHAN:
        return -10, ""
    return (25 if meter <= BERHIMPIT else 15), f"jaraknya {meter} meter"


def nilai(a: Unit, b: Unit, dekat: int) -> Pasangan:
    """The pair with its score and why, in words."""
    orang, surat = len(a.orang & b.orang), len(a.surat & b.surat)
    butir = [_nama(a, b), _jarak(a, b, dekat)]
    butir.append((min(25, 10 * orang), f"{orang} orang bernama sama bertugas di keduanya" if orang else ""))
    butir.append((25 if surat else 0, f"{surat} surat bernomor dan bertanggal sama" if surat else ""))
    skor = max(0, min(100, sum(n for n, _ in butir)))
    return Pasangan(a, b, skor, tuple(kata for _, kata in butir if kata))


def _calon(units: list[Unit], dekat: int) -> Iterator[tuple[Unit, Unit]]:
    """Pairs worth comparing: in one village; or close to each other in two villages of one kecamatan."""
    desa: dict[str, list[Unit]] = defaultdict(list)
    petak: dict[tuple[str, int, int], list[Unit]] = defaultdict(list)
    for u in units:
        desa[u.desa].append(u)
        if u.titik:
            petak[(u.desa[:8], *_petak(u.titik, dekat))].append(u)
    for isi in desa.values():
        yield from combinations(isi, 2)
    for (kec, x, y), isi in petak.items():
        sekitar = [v for dx in (-1, 0, 1) for dy in (-1, 0, 1) for v in petak.get((kec, x + dx, y + dy), ())]
        yield from ((u, v) for u in isi for v in sekitar if u.kode < v.kode and u.desa != v.desa)


def _petak(titik: tuple[float, float], dekat: int) -> tuple[int, int]:
    sisi = max(dekat, 1) / DERAJAT
    return int(titik[0] // sisi), int(titik[1] // sisi)


def _orang(units: Iterable[int], scope: Scope, kode: str) -> dict[int, set[str]]:
    hasil: dict[int, set[str]] = {u: set() for u in units}
    hari = hari_ini(kode)
    for model in (Kader, Pengurus):
        rows = model.objects.for_scope(scope).di_wilayah(kode).berlaku(hari)
        for unit, nama in rows.values_list("posyandu", "orang__nama"):
            if unit in hasil:
                hasil[unit].add(lipat(nama))
    return hasil


def _unit(scope: Scope, kode: str) -> list[Unit]:
    """Units in use of the area in the order of their codes, with people and papers. Four queries."""
    rows = list(Posyandu.objects.for_scope(scope).di_wilayah(kode).aktif().order_by("kode").select_related("wilayah"))
    orang = _orang([p.pk for p in rows], scope, kode)
    surat: dict[int, set[tuple[Any, ...]]] = {p.pk: set() for p in rows}
    milik = di_wilayah(SuratKeputusan.objects.for_scope(scope).filter(dicabut=None), kode)
    for unit, jenis, nomor, tanggal in milik.values_list("posyandu", "jenis", "nomor", "tanggal"):
        if unit in surat:
            surat[unit].add((jenis, lipat(nomor), tanggal))
    return [
        Unit(
            p.pk,
            p.kode,
            p.nama,
            p.wilayah_id,
            p.wilayah.nama,
            p.alamat,
            p.nomor_registrasi or "",
            (float(p.bujur), float(p.lintang)) if p.lintang is not None and p.bujur is not None else None,
            frozenset(orang[p.pk]),
            frozenset(surat[p.pk]),
        )
        for p in rows
    ]


def cari(scope: Scope, kode: str) -> list[Pasangan]:
    """All pairs of the area that reach AMBANG, the likeliest first, with what was decided of them.

    Six queries (five where there is no pair); ask it of a kabupaten at most.
    """
    dekat = int(baca_aturan(kode)["jarak_ganda"])
    ada = [p for a, b in _calon(_unit(scope, kode), dekat) if (p := nilai(a, b, dekat)).skor >= AMBANG]
    kunci = [p.kunci for p in ada]
    putusan = {p.kunci: p for p in PutusanKonflik.objects.filter(kunci__in=kunci).select_related("oleh")}
    hasil = [Pasangan(p.a, p.b, p.skor, p.alasan, putusan.get(p.kunci)) for p in ada]
    return sorted(hasil, key=lambda p: (-p.skor, p.a.kode, p.b.kode))
