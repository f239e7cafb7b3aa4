"""SKDN and what stands beside it, defined once. One month of one area; counts are children, never weighings.

- S: members of a unit (guests are not) who are alive and under 60 completed months on the month's last day, or today
  while the month runs.
- K: of S, those with a Buku KIA as known today; who was not asked is counted apart (`belum_ditanya`).
- D: of S, those weighed in the unit in the month. Weighed but not in S by then (turned five, moved, died) is `keluar`;
  guests are `tamu`. Both came, neither is in D.
- N, T, O, B: of D, by the month's last weighing; a tenaga kesehatan's decision counts. D = N + T + O + B.
- BGM, 2T, above the orange line: of D, at that weighing.
- Prevalence: of D with the index computed (60 months at the month's end is the limit of both), implausible values left
  out. Never shown without D/S: who stays away is not like who comes.
- Totals copied from paper stand apart (`kertas`), and with them the S of the unit in that month: its children were
  weighed, though not one by one here, so they must not stand below a D that leaves them out.

Sources: kajian domain 4.4, 4.5. `N/D` has two readings in use, with and without O and B below the line: both are named.
Figures come from the rows (a few queries for any number of units); a nation is not asked for at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from accounts.scope import Scope
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.periode import Bulan, lahir_genap
from spm_services.models import Hitungan, Keanggotaan, Pertumbuhan, Rekaman

BALITA_BULAN = 60
KERTAS = "penimbangan_balita"
EMPAT = ("n", "t", "o", "b")


@dataclass(frozen=True)
class Prevalensi:
    """One share of children: the classes it counts, of an index."""

    kode: str
    nama: str
    kata: str  # a kader's words
    indeks: str
    kolom: str
    kelas: tuple[str, ...]


PREVALENSI: tuple[Prevalensi, ...] = (
    Prevalensi(
        "pendek",
        "Pendek dan sangat pendek (TB/U < −2 SD)",
        "pendek untuk umurnya",
        "pb_u",
        "kelas_pb_u",
        ("sangat_pendek", "pendek"),
    ),
    Prevalensi(
        "kurus",
        "Gizi kurang dan gizi buruk (BB/TB < −2 SD)",
        "kurus untuk tingginya",
        "bb_pb",
        "kelas_bb_pb",
        ("gizi_buruk", "gizi_kurang"),
    ),
    Prevalensi(
        "gemuk",
        "Gizi lebih dan obesitas (BB/TB > +2 SD)",
        "gemuk untuk tingginya",
        "bb_pb",
        "kelas_bb_pb",
        ("gizi_lebih", "gizi_obesitas"),
    ),
    Prevalensi(
        "bb_kurang",
        "Berat badan kurang dan sangat kurang (BB/U < −2 SD)",
        "beratnya di bawah anak seumurnya",
        "bb_u",
        "kelas_bb_u",
        ("bb_sangat_kurang", "bb_kurang"),
    ),
)


@dataclass(frozen=True)
class Kertas:
    """Totals that units copied from paper in a month; O and B are not asked there. `terdata`: children of these units
    who are known one by one and would be in S."""

    unit: int = 0
    terdata: int = 0
    s: int = 0
    d: int = 0
    n: int = 0
    t: int = 0
    bgm: int = 0

    def __add__(self, lain: "Kertas") -> "Kertas":
        return Kertas(*(getattr(self, k.name) + getattr(lain, k.name) for k in fields(self)))


@dataclass(frozen=True)
class Skdn:
    """The figures of one area (or unit) in one month; see the module's words. `unit`: units that weighed a child,
    `unit_belum`: units with children in S that neither weighed one nor copied totals from paper."""

    s: int = 0
    k: int = 0
    belum_ditanya: int = 0
    d: int = 0
    n: int = 0
    t: int = 0
    o: int = 0
    b: int = 0
    bgm: int = 0
    dua_t: int = 0
    oranye: int = 0
    tamu: int = 0
    keluar: int = 0
    unit: int = 0
    unit_belum: int = 0
    kena: Mapping[str, int] = field(default_factory=dict)  # by Prevalensi.kode
    dinilai: Mapping[str, int] = field(default_factory=dict)  # children whose index was computed, likewise
    kertas: Kertas = field(default_factory=Kertas)

    def __add__(self, lain: "Skdn") -> "Skdn":
        angka = {n: getattr(self, n) + getattr(lain, n) for n in ANGKA}
        kamus = {
            n: {p.kode: getattr(self, n).get(p.kode, 0) + getattr(lain, n).get(p.kode, 0) for p in PREVALENSI}
            for n in ("kena", "dinilai")
        }
        return Skdn(**angka, kertas=self.kertas + lain.kertas, kena=kamus["kena"], dinilai=kamus["dinilai"])

    @property
    def keadaan(self) -> str:
        """Of one unit: "timbang", "kertas", "belum" (children known, none weighed), "tanpa" (no child known)."""
        if self.unit:
            return "timbang"
        return "kertas" if self.kertas.unit else "belum" if self.s else "tanpa"


ANGKA = tuple(k.name for k in fields(Skdn) if k.name not in ("kena", "dinilai", "kertas"))


@dataclass(frozen=True)
class Rasio:
    """A ratio with both halves named. `kode` reads numerator/denominator."""

    kode: str
    nama: str
    pembilang: str
    penyebut: tuple[str, ...]

    def dari(self, angka: Skdn) -> tuple[int, int]:
        return getattr(angka, self.pembilang), sum(getattr(angka, p) for p in self.penyebut)


RASIO: tuple[Rasio, ...] = (
    Rasio("K/S", "punya Buku KIA dari semua balita", "k", ("s",)),
    Rasio("D/S", "ditimbang dari semua balita", "d", ("s",)),
    Rasio("N/D", "naik dari semua yang ditimbang, dengan O dan B di penyebut", "n", ("d",)),
    Rasio("N/D′", "naik dari yang bisa dinilai (N + T), tanpa O dan B di penyebut", "n", ("n", "t")),
    Rasio("N/S", "naik dari semua balita", "n", ("s",)),
    Rasio("BGM/D", "di bawah garis merah dari yang ditimbang", "bgm", ("d",)),
    Rasio("2T/D", "dua kali tidak naik dari yang ditimbang", "dua_t", ("d",)),
)


def hari_acuan(bulan: Bulan, hari: date) -> date:
    """The day on which S is looked at: the month's last, or today while it runs."""
    return min(bulan.sampai - timedelta(days=1), hari)


def _di(kode: str, jalur: str) -> Q:
    """Rows whose unit lies in the area."""
    if kode == kode_lib.NASIONAL:
        return Q(pk__isnull=False)
    dari, sampai = kode_lib.rentang(kode)
    return Q(**{f"{jalur}__kode__gte": dari, f"{jalur}__kode__lt": sampai})


def anggota_pada(hari: date | F | OuterRef, batas: date | F | OuterRef) -> Q:
    """A membership counts into S on the day; `batas`: the latest birth of whoever is 60 months old by then."""
    masih = Q(sampai=None) | Q(sampai__gt=hari)
    hidup = Q(warga__wafat=None) | Q(warga__wafat__gt=hari)
    balita = Q(warga__tanggal_lahir__gt=batas, warga__tanggal_lahir__lte=hari)
    return masih & hidup & balita & Q(mulai__lte=hari, jenis=Keanggotaan.Jenis.WARGA, warga__digabung_ke=None)


def anggota_bulan(bulan: Bulan, hari: date) -> Q:
    """Memberships that make S of a month."""
    acuan = hari_acuan(bulan, hari)
    return anggota_pada(acuan, lahir_genap(acuan, BALITA_BULAN))


def anggota(scope: Scope, kode: str) -> "QuerySet[Keanggotaan]":
    """Memberships of the units of an area, as far as a duty reaches."""
    rows: QuerySet[Keanggotaan] = Keanggotaan.objects.for_scope(scope).filter(_di(kode, "posyandu"))
    return rows


def sasaran(scope: Scope, kode: str, bulan: Bulan, hari: date) -> "QuerySet[Keanggotaan]":
    """The memberships behind S of a month: those of units that wrote totals only are left out, as in the figures."""
    milik, bulan_ini = {"posyandu": OuterRef("posyandu")}, (bulan, bulan)
    kertas = Rekaman.objects.berlaku().selama(*bulan_ini).filter(layanan=KERTAS, **milik)
    ditimbang = Pertumbuhan.objects.filter(bb__isnull=False, tanggal__gte=bulan.mulai, tanggal__lt=bulan.sampai)
    rows = anggota(scope, kode).filter(anggota_bulan(bulan, hari))
    return rows.filter(~Exists(kertas) | Exists(ditimbang.filter(**milik)))


def kelas_wajar(p: Prevalensi) -> Q:
    """Weighings whose index was computed and is no implausible value."""
    return ~Q(bendera__contains=p.indeks) & ~Q(**{p.kolom: ""})


def _menurut_bulan(kolom: str, bulan: Sequence[Bulan], nilai: Mapping[Bulan, date]) -> Case:
    """A day of the month that a date column lies in."""
    kapan = [When(**{f"{kolom}__gte": b.mulai, f"{kolom}__lt": b.sampai}, then=Value(nilai[b])) for b in bulan]
    return Case(*kapan, output_field=DateField())


def timbang(scope: Scope, kode: str, bulan: Sequence[Bulan], hari: date) -> "QuerySet[Pertumbuhan]":
    """The last weighing of each child in each unit and month, annotated: `acuan` (the month's day), `masuk` (in S, no
    guest: counts into D), `hasil` (N, T, O, B in force). Several months in one query."""
    acuan = {b: hari_acuan(b, hari) for b in bulan}
    batas = {b: lahir_genap(h, BALITA_BULAN) for b, h in acuan.items()}
    sesudah = Pertumbuhan.objects.filter(
        warga=OuterRef("warga"), posyandu=OuterRef("posyandu"), bb__isnull=False, tanggal__gt=OuterRef("tanggal")
    )
    milik = Keanggotaan.objects.filter(warga=OuterRef("warga"), posyandu=OuterRef("posyandu"))
    diputus = When(~Q(nt_nakes="") & Q(nt__in=["N", "T"]), then=F("nt_nakes"))
    rows: QuerySet[Pertumbuhan] = Pertumbuhan.objects.for_scope(scope).filter(_di(kode, "posyandu"), bb__isnull=False)
    rows = rows.filter(tanggal__gte=bulan[0].mulai, tanggal__lt=bulan[-1].sampai, tanggal__lte=hari)
    return (
        rows.annotate(
            acuan=_menurut_bulan("tanggal", bulan, acuan),
            batas=_menurut_bulan("tanggal", bulan, batas),
            akhir=_menurut_bulan("tanggal", bulan, {b: b.sampai for b in bulan}),
            hasil=Case(diputus, default=F("nt"), output_field=CharField()),
        )
        .filter(~Exists(sesudah.filter(tanggal__lt=OuterRef("akhir"))))
        .annotate(anggota_s=Exists(milik.filter(anggota_pada(OuterRef("acuan"), OuterRef("batas")))))
        .annotate(masuk=Case(When(tamu=False, anggota_s=True, then=Value(True)), default=Value(False)))
    )


def _hitung_timbang() -> dict[str, Any]:
    """What is counted of weighings, under names that no column has."""
    masuk = Q(masuk=True)
    hitung: dict[str, Any] = {
        "n_d": Count("pk", filter=masuk),
        **{f"n_{x}": Count("pk", filter=masuk & Q(hasil=x.upper())) for x in EMPAT},
        **{f"n_{x}": Count("pk", filter=masuk & Q(**{x: True})) for x in ("bgm", "dua_t", "oranye")},
        "n_tamu": Count("pk", filter=Q(tamu=True)),
        "n_keluar": Count("pk", filter=Q(tamu=False, masuk=False)),
    }
    for p in PREVALENSI:
        wajar = masuk & kelas_wajar(p)
        hitung[f"dinilai_{p.kode}"] = Count("pk", filter=wajar)
        hitung[f"kena_{p.kode}"] = Count("pk", filter=wajar & Q(**{f"{p.kolom}__in": p.kelas}))
    return hitung


Kunci = tuple[str, Bulan]  # code of the unit, month
UNIT = "posyandu__kode"


def _sasaran(scope: Scope, kode: str, bulan: Sequence[Bulan], hari: date) -> dict[Kunci, Skdn]:
    """S and K of each unit and month: one query."""
    hitung = {}
    for i, b in enumerate(bulan):
        masuk = anggota_bulan(b, hari)
        hitung[f"s{i}"] = Count("pk", filter=masuk)
        hitung[f"k{i}"] = Count("pk", filter=masuk & Q(warga__buku_kia=True))
        hitung[f"x{i}"] = Count("pk", filter=masuk & Q(warga__buku_kia=None))
    termuda = lahir_genap(hari_acuan(bulan[0], hari), BALITA_BULAN)
    rows = anggota(scope, kode).filter(warga__tanggal_lahir__gt=termuda).order_by()
    return {
        (r[UNIT], b): Skdn(s=r[f"s{i}"], k=r[f"k{i}"], belum_ditanya=r[f"x{i}"])
        for r in rows.values(UNIT).annotate(**hitung)
        for i, b in enumerate(bulan)
    }


def _ditimbang(scope: Scope, kode: str, bulan: Sequence[Bulan], hari: date) -> dict[Kunci, Skdn]:
    """D and all that is counted of it: one query."""
    rows = timbang(scope, kode, bulan, hari).order_by()
    hasil = {}
    for r in rows.values(UNIT, "akhir").annotate(**_hitung_timbang()):
        kena, dinilai = ({p.kode: r[f"{n}_{p.kode}"] for p in PREVALENSI} for n in ("kena", "dinilai"))
        angka = {n: r[f"n_{n}"] for n in ANGKA if f"n_{n}" in r}
        hasil[r[UNIT], Bulan.dari(r["akhir"]).tambah(-1)] = Skdn(**angka, unit=1, kena=kena, dinilai=dinilai)
    return hasil


def _kertas(scope: Scope, kode: str, bulan: Sequence[Bulan]) -> dict[Kunci, Kertas]:
    """Totals from paper: one query. Of several in a month S is the largest, the others add up."""
    kolom = {"sasaran": "s", "terlayani": "d", "naik": "n", "tidak_naik": "t", "bgm": "bgm"}
    rekaman = Rekaman.objects.for_scope(scope).berlaku().di_wilayah(kode).selama(bulan[0], bulan[-1])
    rows = Hitungan.objects.filter(rekaman__in=rekaman.filter(layanan=KERTAS), kolom__in=kolom).annotate(
        akhir=_menurut_bulan("rekaman__tanggal", bulan, {b: b.sampai for b in bulan})
    )
    hasil: dict[Kunci, Kertas] = {}
    rows = rows.order_by().values(f"rekaman__{UNIT}", "akhir", "kolom")
    for r in rows.annotate(jumlah_semua=Sum("jumlah"), terbesar=Max("jumlah")):
        nama = kolom[r["kolom"]]
        kunci = r[f"rekaman__{UNIT}"], Bulan.dari(r["akhir"]).tambah(-1)
        angka = {nama: r["terbesar"] if nama == "s" else r["jumlah_semua"]}
        hasil[kunci] = replace(hasil.get(kunci, Kertas(unit=1)), **angka)
    return hasil


def per_unit(scope: Scope, kode: str, bulan: Sequence[Bulan], hari: date) -> dict[Kunci, Skdn]:
    """{(unit, month): its figures} of months that follow each other; only units with any. `hari` is today there.

    Three queries, whatever the number of units and months.
    """
    hasil = _sasaran(scope, kode, bulan, hari)
    for kunci, isi in _ditimbang(scope, kode, bulan, hari).items():
        hasil[kunci] = hasil.get(kunci, Skdn()) + isi
    for kunci, kertas in _kertas(scope, kode, bulan).items():
        ada = hasil.get(kunci, Skdn())
        if not ada.unit:
            kertas, ada = replace(kertas, terdata=ada.s), replace(ada, s=0, k=0, belum_ditanya=0)
        hasil[kunci] = replace(ada, kertas=kertas)
    return {k: replace(isi, unit_belum=int(isi.keadaan == "belum")) for k, isi in hasil.items()}


def jumlahkan(rows: Iterable[Skdn]) -> Skdn:
    return sum(rows, start=Skdn())


def per_bulan(isi: Mapping[Kunci, Skdn], bulan: Sequence[Bulan]) -> dict[Bulan, Skdn]:
    """Of all units together, from `per_unit`."""
    return {b: jumlahkan(x for (_, milik), x in isi.items() if milik == b) for b in bulan}
