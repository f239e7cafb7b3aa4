"""What is counted of training: skills and levels of kader, who is not trained in a group yet, years of service.

Counted are people with a running kader term on the day; a person of two units once. Marks count while they hold.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.scope import Scope
from posyandu_app.lib.periode import tambah_tahun
from registry.keterampilan import BELUM, ISI, KELOMPOK, penuh, tingkat
from registry.models import Kader, Orang, Pengurus, TandaKeterampilan

Selang = tuple[date, date]  # [from, to)


def tanda_per_orang(orang: "Iterable[int] | QuerySet[Any, Any]", hari: date) -> dict[int, set[str]]:
    """{person: skills that hold on the day}; one without any is not there. One query."""
    hasil: dict[int, set[str]] = {}
    rows = TandaKeterampilan.objects.filter(orang__in=orang).berlaku(hari).order_by()
    for pk, k in rows.values_list("orang", "keterampilan"):
        hasil.setdefault(pk, set()).add(k)
    return hasil


@dataclass(frozen=True)
class Ringkasan:
    """Kader of an area by level and by group of skills."""

    kader: int
    tingkat: dict[str, int]  # by code of level, "" is none yet
    terlatih: dict[str, int]  # by group: every skill of it marked


def ringkas(scope: Scope, kode: str, aturan: str, hari: date) -> Ringkasan:
    """Two queries; ask it of a kabupaten at most."""
    jalan = Kader.objects.for_scope(scope).di_wilayah(kode).berlaku(hari).order_by()
    orang = set(jalan.values_list("orang", flat=True))
    tanda = tanda_per_orang(jalan.values("orang"), hari)
    menurut_tingkat = Counter(tingkat(tanda.get(o, ()), aturan) for o in orang)
    terlatih = Counter(g for o in orang for g in penuh(tanda.get(o, ())))
    return Ringkasan(len(orang), dict(menurut_tingkat), {g: terlatih[g] for g in KELOMPOK})


def belum_terlatih(rows: "QuerySet[Kader]", kelompok: str, hari: date) -> "QuerySet[Kader]":
    """Terms whose person lacks a skill of that group: the need list of training."""
    t = "orang__tanda_list__"
    masih = Q(**{f"{t}sampai": None}) | Q(**{f"{t}sampai__gt": hari})
    sah = Q(**{f"{t}keterampilan__in": ISI[kelompok], f"{t}dicabut": None, f"{t}tanggal__lte": hari}) & masih
    punya = Count(f"{t}keterampilan", filter=sah, distinct=True)
    return rows.annotate(punya=punya).filter(punya__lt=len(ISI[kelompok]))


def satukan(selang: Iterable[Selang]) -> list[Selang]:
    """Overlapping and touching stretches made one, in order; empty ones are dropped."""
    hasil: list[Selang] = []
    for dari, sampai in sorted(s for s in selang if s[0] < s[1]):
        if hasil and dari <= hasil[-1][1]:
            hasil[-1] = (hasil[-1][0], max(hasil[-1][1], sampai))
        else:
            hasil.append((dari, sampai))
    return hasil


@dataclass(frozen=True)
class MasaKerja:
    """Time served up to a day: overlaps once, gaps not at all.

    `dinyatakan`: part of it lies before the first decree and is known by the person's word (Orang.mengabdi_sejak).
    """

    hari: date
    selang: tuple[Selang, ...]
    dinyatakan: bool = False

    @property
    def total(self) -> int:
        """Days."""
        return sum((b - a).days for a, b in self.selang)

    def mencapai(self, tahun: int) -> bool:
        """At least so many years: as many days as the years right before the day have."""
        return self.total >= (self.hari - tambah_tahun(self.hari, -tahun)).days

    @property
    def tahun(self) -> int:
        n = 0
        while self.mencapai(n + 1):
            n += 1
        return n

    @property
    def kata(self) -> str:
        """`12 tahun 3 bulan`; months of 30.44 days, rounded down."""
        sisa = self.total - (self.hari - tambah_tahun(self.hari, -self.tahun)).days
        bulan = min(11, int(sisa / 30.44))
        bagian = [f"{n} {kata}" for n, kata in ((self.tahun, "tahun"), (bulan, "bulan")) if n]
        return " ".join(bagian) or "kurang dari sebulan"


def masa_kerja(orang: Iterable[int], hari: date) -> dict[int, MasaKerja]:
    """{person: time served in any unit, as kader or pengurus, up to the day}. Three queries."""
    semua = list(orang)
    selang: dict[int, list[Selang]] = {o: [] for o in semua}
    for model in (Kader, Pengurus):
        rows = model.objects.filter(orang__in=semua, mulai__lt=hari)
        for o, mulai, sampai in rows.values_list("orang", "mulai", "sampai"):
            selang[o].append((mulai, min(sampai or hari, hari)))
    sejak = dict(Orang.objects.filter(pk__in=semua).values_list("pk", "mengabdi_sejak"))
    return {o: _satu(isi, sejak.get(o), hari) for o, isi in selang.items()}


def _satu(isi: list[Selang], sejak: date | None, hari: date) -> MasaKerja:
    pertama = min((a for a, _ in isi), default=hari)
    dinyatakan = sejak is not None and sejak < pertama
    tambahan = [(sejak, pertama)] if sejak is not None and dinyatakan else []
    return MasaKerja(hari, tuple(satukan([*isi, *tambahan])), dinyatakan)


__all__ = [
    "BELUM",
    "MasaKerja",
    "Ringkasan",
    "belum_terlatih",
    "masa_kerja",
    "ringkas",
    "satukan",
    "tanda_per_orang",
]
