"""THE routine immunisation schedule of young children, with catch-up: which dose is due, late, waiting or past.

In force: KMK HK.01.07/MENKES/1098/2024 jo. HK.01.07/MENKES/35/2025. Ages come from the domain study (4.6, partly from
memory), gaps and last ages from memory: all are thresholds, which Dinas Kesehatan may set anew from a day on. Nakes
give doses; the kader records them. School doses (BIAS) are given at school and stand apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from posyandu_app.lib.periode import tambah_bulan

VERSI = "kmk-1098-2024"
SUMBER = "KMK HK.01.07/MENKES/1098/2024 jo. 35/2025; umur dan jarak: kajian domain 4.6, sebagian dari ingatan"


class Keadaan(StrEnum):
    DIBERI = "diberi"
    JATUH_TEMPO = "jatuh_tempo"  # may be given today
    KEJAR = "kejar"  # may be given today, over a month late
    MENUNGGU = "menunggu"  # the dose before it, or its gap, comes first
    NANTI = "nanti"  # too young
    LEWAT = "lewat"  # too old for it; ask tenaga kesehatan


@dataclass(frozen=True, kw_only=True)
class Dosis:
    """One dose: from `bulan` completed months on; `sesudah` names the dose before it, at least `jarak` days earlier;
    `hingga` the age in months from which it is no longer begun (None: no limit here)."""

    kode: str
    label: str
    bulan: int
    sesudah: str = ""
    jarak: int = 28
    hingga: int | None = None
    endemis: bool = False


def _seri(awal: str, label: str, bulan: tuple[int, ...], hingga: int | None = None) -> tuple[Dosis, ...]:
    sebelum = ["", *(f"{awal}{n}" for n in range(1, len(bulan)))]
    return tuple(
        Dosis(kode=f"{awal}{n}", label=f"{label} {n}", bulan=b, sesudah=sebelum[n - 1], hingga=hingga)
        for n, b in enumerate(bulan, 1)
    )


JADWAL: tuple[Dosis, ...] = (
    Dosis(kode="hb0", label="HB0", bulan=0, hingga=1),
    Dosis(kode="bcg", label="BCG", bulan=1, hingga=12),
    *_seri("bopv", "Polio tetes", (1, 2, 3, 4)),
    *_seri("dpt", "DPT-HB-Hib", (2, 3, 4)),
    *_seri("pcv", "PCV", (2, 3)),
    *_seri("rv", "Rotavirus", (2, 3, 4), hingga=7),
    Dosis(kode="ipv1", label="Polio suntik 1", bulan=4),
    Dosis(kode="mr1", label="Campak-rubela 1", bulan=9),
    Dosis(kode="ipv2", label="Polio suntik 2", bulan=9, sesudah="ipv1"),
    Dosis(kode="je", label="JE (daerah endemis)", bulan=10, endemis=True),
    Dosis(kode="pcv3", label="PCV 3", bulan=12, sesudah="pcv2"),
    Dosis(kode="dpt4", label="DPT-HB-Hib lanjutan", bulan=18, sesudah="dpt3", jarak=180),
    Dosis(kode="mr2", label="Campak-rubela lanjutan", bulan=18, sesudah="mr1", jarak=180),
)
MENURUT_KODE = {d.kode: d for d in JADWAL}
AKHIR_BULAN = 60  # the posyandu's own catch-up ends here
TENGGANG_BULAN = 1


def nama_ambang(kode: str) -> str:
    """Name of the threshold that holds a dose's age in months."""
    return f"imun_{kode}_bulan"


@dataclass(frozen=True)
class Langkah:
    """One dose of one child on a day. `mulai`: from when it may be given (None while the dose before is missing);
    `diberi`: the day it was given, where the day is known."""

    dosis: Dosis
    keadaan: Keadaan
    mulai: date | None = None
    diberi: date | None = None

    @property
    def bisa_diberi(self) -> bool:
        return self.keadaan in (Keadaan.JATUH_TEMPO, Keadaan.KEJAR)


def susun_jadwal(
    lahir: date,
    hari: date,
    diberi: Mapping[str, date | None],
    *,
    ambang: Mapping[str, Decimal] | None = None,
    endemis: bool = False,
) -> list[Langkah]:
    """Every dose of the schedule as it stands on `hari`, in the schedule's order.

    `diberi`: doses given, with their day (None: somewhere, day unknown; no gap is asked then); a later dose of a series
    says that those before it were given. `ambang`: ages in months
    by `nama_ambang`; a missing one is the schedule's own. Endemic doses only where `endemis`, or when given.
    """
    umur, diberi = ambang or {}, _dengan_sebelumnya(diberi)
    pakai = [d for d in JADWAL if endemis or not d.endemis or d.kode in diberi]
    return [_satu(d, lahir, hari, diberi, int(umur.get(nama_ambang(d.kode), d.bulan))) for d in pakai]


def _dengan_sebelumnya(diberi: Mapping[str, date | None]) -> dict[str, date | None]:
    """The same with the doses that must have come before: given somewhere, on a day nobody wrote down."""
    hasil = dict(diberi)
    for kode in diberi:
        sebelum = MENURUT_KODE[kode].sesudah if kode in MENURUT_KODE else ""
        while sebelum:
            hasil.setdefault(sebelum, None)
            sebelum = MENURUT_KODE[sebelum].sesudah
    return hasil


def _satu(d: Dosis, lahir: date, hari: date, diberi: Mapping[str, date | None], bulan: int) -> Langkah:
    if d.kode in diberi:
        return Langkah(d, Keadaan.DIBERI, diberi=diberi[d.kode])
    mulai = tambah_bulan(lahir, bulan)
    if d.sesudah and d.sesudah not in diberi:
        return Langkah(d, Keadaan.NANTI if hari < mulai else Keadaan.MENUNGGU)
    sebelum = diberi.get(d.sesudah) if d.sesudah else None
    if sebelum is not None:
        mulai = max(mulai, sebelum + timedelta(days=d.jarak))
    batas = min(d.hingga if d.hingga is not None else AKHIR_BULAN, AKHIR_BULAN)
    if hari >= tambah_bulan(lahir, batas):
        return Langkah(d, Keadaan.LEWAT, mulai)
    if hari < mulai:
        return Langkah(d, Keadaan.NANTI if hari < tambah_bulan(lahir, bulan) else Keadaan.MENUNGGU, mulai)
    telat = hari >= tambah_bulan(mulai, TENGGANG_BULAN)
    return Langkah(d, Keadaan.KEJAR if telat else Keadaan.JATUH_TEMPO, mulai)


def jatuh_tempo(jadwal: Iterable[Langkah]) -> list[Langkah]:
    """What may be given today, those over a month late first."""
    return sorted((x for x in jadwal if x.bisa_diberi), key=lambda x: x.keadaan != Keadaan.KEJAR)
