"""N, T, O, B of a child's weighings month by month, and 2T. D = N + T + O + B holds for any input.

- B: no weighing in an earlier month of the series, so new at this place.
- O: weighed now, but not in the calendar month before.
- N or T: against the (last) weighing of the month before, by the rule in force.

Of several weighings in one month each is judged against the month before; the last stands for the month.

Source: Buku KIA 2023, halaman KMS (N: "grafik BB mengikuti garis pertumbuhan atau kenaikan BB sama dengan KBM atau
lebih"; T: "mendatar atau menurun memotong garis pertumbuhan di bawahnya atau kenaikan kurang dari KBM"; "KBM digunakan
bila ada keraguan menginterpretasikan arah kurva"); O and B: kajian domain 4.5.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from posyandu_app.lib.periode import umur_bulan, umur_hari
from spm_services import ambang
from spm_services.tumbuh.kbm import kbm
from spm_services.tumbuh.zskor import hitung


class Status(StrEnum):
    NAIK = "N"
    TIDAK = "T"
    LEWAT = "O"
    BARU = "B"


KATA = {
    Status.NAIK: "berat naik",
    Status.TIDAK: "berat tidak naik",
    Status.LEWAT: "bulan lalu tidak ditimbang",
    Status.BARU: "baru pertama ditimbang",
}
DAPAT_DIPUTUS = (Status.NAIK, Status.TIDAK)
Bulan = tuple[int, int]  # year, month


@dataclass(frozen=True, slots=True)
class Timbang:
    """One weighing in kg. `edema`: fluid hides weight, so the curve is not read."""

    tanggal: date
    bb: Decimal
    edema: bool = False


@dataclass(frozen=True, kw_only=True)
class AturanNaik:
    """How N is told from T. `ikut_garis`: the curve may decide. `toleransi_z`: by how much BB/U in SD may sink while
    the curve still counts as following its line; an editable reading, see `sumber` and `keyakinan`."""

    versi: str
    ikut_garis: bool
    kbm: str
    toleransi_z: Decimal = Decimal(0)
    sumber: str = ""
    keyakinan: str = ""


TOLERANSI = "garis_toleransi"  # the threshold a region may set (spm_services.ambang)
ATURAN: dict[str, AturanNaik] = {
    "kia-2023": AturanNaik(
        versi="kia-2023",
        ikut_garis=True,
        kbm="kia-2023",
        toleransi_z=ambang.MENURUT_NAMA[TOLERANSI].nilai,
        sumber="Buku KIA 2023, halaman KMS",
        keyakinan="sedang",
    ),
    "kbm": AturanNaik(
        versi="kbm",
        ikut_garis=False,
        kbm="kia-2023",
        sumber="Kajian domain 4.5: N bila kenaikan paling sedikit KBM",
        keyakinan="tinggi",
    ),
}
BAWAAN = "kia-2023"


@dataclass(frozen=True, slots=True)
class Putusan:
    """What a tenaga kesehatan decided instead of the rule, and why: N or T. It rests while the rule finds O or B, which
    are facts of the weighings."""

    status: Status
    alasan: str

    def __post_init__(self) -> None:
        if self.status not in DAPAT_DIPUTUS:
            raise ValueError("hanya N dan T yang dapat diputus tenaga kesehatan")


@dataclass(frozen=True, slots=True)
class Hasil:
    """One weighing's result with its reason in plain words. `aturan` is what the rule alone found. `naik_gram` and
    `kbm_gram` are None where they do not apply; `t_berturut`: how many T in a row, with this one; `diputus`: set by a
    tenaga kesehatan."""

    bulan: Bulan
    status: Status
    alasan: str
    naik_gram: int | None = None
    kbm_gram: int | None = None
    t_berturut: int = 0
    diputus: bool = False
    aturan: Status | None = None

    @property
    def dua_t(self) -> bool:
        """The second T in a row, or more."""
        return self.t_berturut >= 2


def _bulan(hari: date) -> Bulan:
    return hari.year, hari.month


def _berikut(bulan: Bulan) -> Bulan:
    return (bulan[0] + 1, 1) if bulan[1] == 12 else (bulan[0], bulan[1] + 1)


def _bb_u(kelamin: str, lahir: date, t: Timbang) -> float | None:
    return hitung(kelamin, umur_hari(lahir, t.tanggal), t.bb, None, edema=t.edema).bb_u


def mengikuti_garis(kelamin: str, lahir: date, lalu: Timbang, kini: Timbang, toleransi: Decimal) -> bool:
    """Heavier than before, and BB/U sank by no more than `toleransi` SD. A flat or falling curve never follows its
    line. False where BB/U is not computed (oedema, 60 months and over)."""
    if kini.bb <= lalu.bb:
        return False
    dulu, sekarang = _bb_u(kelamin, lahir, lalu), _bb_u(kelamin, lahir, kini)
    if dulu is None or sekarang is None:
        return False
    return Decimal(str(dulu)) - Decimal(str(sekarang)) <= toleransi


def _banding(kelamin: str, lahir: date, lalu: Timbang, kini: Timbang, aturan: AturanNaik) -> Hasil:
    """N or T. Without a KBM (first month of life, over 60 months) any gain is N."""
    gram = int((kini.bb - lalu.bb) * 1000)
    sel = kbm(kelamin, umur_bulan(lahir, kini.tanggal), aturan.kbm)
    batas = sel.gram if sel else None
    bulan = _bulan(kini.tanggal)
    if (gram >= batas) if batas is not None else gram > 0:
        patokan = f", patokannya paling sedikit {batas} g" if batas is not None else ""
        return Hasil(bulan, Status.NAIK, f"naik {gram} g{patokan}", gram, batas)
    if aturan.ikut_garis and mengikuti_garis(kelamin, lahir, lalu, kini, aturan.toleransi_z):
        return Hasil(bulan, Status.NAIK, f"naik {gram} g, mengikuti garis pertumbuhannya", gram, batas)
    kata = "turun" if gram < 0 else "tetap" if gram == 0 else "naik"
    besar = "" if gram == 0 else f" {abs(gram)} g"
    naik = "" if gram > 0 else " naik"
    patokan = f", seharusnya{naik} paling sedikit {batas} g" if batas is not None else ""
    return Hasil(bulan, Status.TIDAK, f"{kata}{besar}{patokan}", gram, batas)


def _satu(kelamin: str, lahir: date, lalu: Timbang | None, kini: Timbang, aturan: AturanNaik) -> Hasil:
    bulan = _bulan(kini.tanggal)
    if lalu is None:
        return Hasil(bulan, Status.BARU, KATA[Status.BARU])
    if _berikut(_bulan(lalu.tanggal)) != bulan:
        return Hasil(bulan, Status.LEWAT, KATA[Status.LEWAT])
    return _banding(kelamin, lahir, lalu, kini, aturan)


def _diputus(hasil: Hasil, putusan: Putusan | None) -> Hasil:
    asli = replace(hasil, aturan=hasil.status)
    if putusan is None or hasil.status not in DAPAT_DIPUTUS:
        return asli
    return replace(asli, status=putusan.status, alasan=putusan.alasan, diputus=True)


def tiap_timbang(
    kelamin: str,
    lahir: date,
    seri: Iterable[Timbang],
    aturan: AturanNaik | Callable[[date], AturanNaik] = ATURAN[BAWAAN],
    putusan: Mapping[date, Putusan] | None = None,
) -> list[Hasil]:
    """One result for each weighing, by day. `seri` is everything ever weighed here, in any order, `putusan` by the day
    of the weighing. ValueError: a weighing before birth."""
    hasil: list[Hasil] = []
    lalu: tuple[Timbang, Hasil] | None = None  # the last weighing of an earlier month
    akhir: tuple[Timbang, Hasil] | None = None  # the last weighing so far
    for kini in sorted(seri, key=lambda t: t.tanggal):
        umur_hari(lahir, kini.tanggal)  # refuses a weighing before birth
        if akhir is not None and _bulan(akhir[0].tanggal) != _bulan(kini.tanggal):
            lalu = akhir
        pakai = aturan(kini.tanggal) if callable(aturan) else aturan
        satu = _satu(kelamin, lahir, lalu[0] if lalu else None, kini, pakai)
        satu = _diputus(satu, (putusan or {}).get(kini.tanggal))
        if satu.status == Status.TIDAK:
            satu = replace(satu, t_berturut=(lalu[1].t_berturut if lalu else 0) + 1)
        hasil.append(satu)
        akhir = (kini, satu)
    return hasil


def nilai(
    kelamin: str,
    lahir: date,
    seri: Iterable[Timbang],
    aturan: AturanNaik | Callable[[date], AturanNaik] = ATURAN[BAWAAN],
    putusan: Mapping[date, Putusan] | None = None,
) -> list[Hasil]:
    """One result for each calendar month with a weighing, in order: that of its last. As `tiap_timbang`."""
    return list({h.bulan: h for h in tiap_timbang(kelamin, lahir, seri, aturan, putusan)}.values())


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Children of one month. `d` is counted from the children, never from the four, so that the identity can fail."""

    d: int
    n: int
    t: int
    o: int
    b: int
    dua_t: int


def jumlah(anak: Iterable[Sequence[Hasil]], bulan: Bulan) -> Jumlah:
    """D, N, T, O, B and 2T over the results of several children in one month."""
    pada = [h for seri in anak for h in seri if h.bulan == bulan]
    per = Counter(h.status for h in pada)
    empat = (per[Status.NAIK], per[Status.TIDAK], per[Status.LEWAT], per[Status.BARU])
    return Jumlah(len(pada), *empat, sum(h.dua_t for h in pada))
