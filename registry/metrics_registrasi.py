"""The registration picture of an area, from live rows: who is where, what is missing most, who can go now."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, Q

from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry.models import BERJALAN, Ajuan, Posyandu, StatusAjuan
from registry.persyaratan import Hasil, periksa

TERBANYAK = 3000  # units whose checklist is evaluated for one page: a large kabupaten
CONTOH_SIAP = 25


@dataclass
class Desa:
    """One area right below: units in use and how they stand."""

    kode: str
    nama: str
    unit: int = 0
    bernomor: int = 0
    berjalan: int = 0  # handed in and not yet decided
    siap: int = 0  # nothing missing, not handed in
    kurang: int = 0


@dataclass
class Ringkasan:
    """Figures of an area. `meja`: {status: (files, oldest since)}. Units in use only; closed ones are not counted."""

    meja: dict[str, tuple[int, datetime | None]]
    terlambat: int
    terlalu_luas: bool = False
    unit: int = 0
    bernomor: int = 0
    siap: list[Posyandu] = field(default_factory=list)
    jumlah_siap: int = 0
    kurang: list[tuple[str, int]] = field(default_factory=list)  # [(item, units that lack it)], most often first
    anak: list[Desa] = field(default_factory=list)

    @property
    def belum(self) -> int:
        return self.unit - self.bernomor


def per_meja(scope: Scope, kode: str) -> tuple[dict[str, tuple[int, datetime | None]], int]:
    """({status: (running files, oldest)}, files past their last day). One query."""
    units = Posyandu.objects.for_scope(scope).di_wilayah(kode)
    rows = Ajuan.objects.for_scope(scope).filter(posyandu__in=units, status__in=BERJALAN).order_by()
    hari = hari_ini(kode)
    hasil, terlambat = {}, 0
    for status, n, sejak, lewat in (
        rows.values("status")
        .annotate(n=Count("pk"), tua=Min("sejak"), lewat=Count("pk", filter=Q(tenggat__lt=hari)))
        .values_list("status", "n", "tua", "lewat")
    ):
        hasil[status] = (n, sejak)
        terlambat += lewat
    return hasil, terlambat


def ringkas(scope: Scope, kode: str, panjang_anak: int) -> Ringkasan:
    """The picture of an area of at most TERBANYAK units; children are grouped by the first `panjang_anak` signs."""
    meja, terlambat = per_meja(scope, kode)
    hasil = Ringkasan(meja, terlambat)
    rows = Posyandu.objects.for_scope(scope).di_wilayah(kode).aktif().select_related("wilayah__induk")
    units = list(rows.order_by("kode")[: TERBANYAK + 1])
    if len(units) > TERBANYAK:
        hasil.terlalu_luas = True
        return hasil
    berangkat = set(BERJALAN) - {StatusAjuan.DRAF, StatusAjuan.DIKEMBALIKAN}
    berkas = Ajuan.objects.for_scope(scope).filter(posyandu__in=rows.order_by().values("pk"), status__in=berangkat)
    aktif = set(berkas.order_by().values_list("posyandu", flat=True))
    _hitung(hasil, units, aktif, periksa([u for u in units if not u.nomor_registrasi], hari_ini(kode)), panjang_anak)
    return hasil


def _hitung(
    hasil: Ringkasan, units: list[Posyandu], aktif: set[int], syarat: dict[int, Hasil], panjang_anak: int
) -> None:
    kurang: Counter[str] = Counter()
    anak: dict[str, Desa] = {}
    for u in units:
        kunci = u.kode[:panjang_anak]
        nama = u.wilayah.nama if panjang_anak > 8 else (u.wilayah.induk.nama if u.wilayah.induk else kunci)
        d = anak.setdefault(kunci, Desa(kunci, nama))
        d.unit += 1
        if u.nomor_registrasi:
            d.bernomor += 1
        elif u.pk in aktif:
            d.berjalan += 1
        elif syarat[u.pk].lengkap:
            d.siap += 1
            hasil.jumlah_siap += 1
            if len(hasil.siap) < CONTOH_SIAP:
                hasil.siap.append(u)
        else:
            d.kurang += 1
            kurang.update(s.nama for s, _ in syarat[u.pk].kurang)
    hasil.unit, hasil.bernomor = len(units), sum(d.bernomor for d in anak.values())
    hasil.kurang = kurang.most_common(8)
    hasil.anak = sorted(anak.values(), key=lambda d: d.kode)
