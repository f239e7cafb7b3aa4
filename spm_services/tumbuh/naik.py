"""N, T, O, B of a child's weighings month by month, and 2T. D = N + T + O + B holds for any input.

- B: the first weighing in the series, so the first ever at this place.
- O: weighed now, but not in the calendar month before.
- N or T: against the (last) weighing of the month before, by the rule in force.

Source: Buku KIA 2023, halaman KMS (N: "grafik BB mengikuti garis pertumbuhan atau kenaikan BB sama dengan KBM atau
lebih"; T: "mendatar atau menurun memotong garis pertumbuhan di bawahnya atau kenaikan kurang dari KBM"; "KBM digunakan
bila ada keraguan menginterpretasikan arah kurva"); O and B: kajian domain 4.5.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from spm_services.tumbuh.kbm import kbm
from spm_services.tumbuh.umur import umur_bulan, umur_hari
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


ATURAN: dict[str, AturanNaik] = {
    "kia-2023": AturanNaik(
        versi="kia-2023",
        ikut_garis=True,
        kbm="kia-2023",
        toleransi_z=Decimal("0.10"),
        sumber="Buku KIA 2023, halaman KMS; toleransi: tafsir kami, kira-kira satu langkah timbangan 100 g pada umur "
        "setahun",
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
    """What a tenaga kesehatan decided instead of the rule, and why. Only N and T are open to it."""

    status: Status
    alasan: str


@dataclass(frozen=True, slots=True)
class Hasil:
    """The month's result with its reason in plain words. `naik_gram` and `kbm_gram` are None where they do not apply;
    `dua_t`: the second T in a row or more; `diputus`: set by a tenaga kesehatan."""

    bulan: Bulan
    status: Status
    alasan: str
    naik_gram: int | None = None
    kbm_gram: int | None = None
    dua_t: bool = False
    diputus: bool = False


def _bulan(hari: date) -> Bulan:
    return hari.year, hari.month


def _berikut(bulan: Bulan) -> Bulan:
    return (bulan[0] + 1, 1) if bulan[1] == 12 else (bulan[0], bulan[1] + 1)


def sekali_sebulan(seri: Iterable[Timbang]) -> list[Timbang]:
    """The last weighing of each calendar month, in order: D counts children, not weighings."""
    akhir: dict[Bulan, Timbang] = {}
    for t in sorted(seri, key=lambda t: t.tanggal):
        akhir[_bulan(t.tanggal)] = t
    return list(akhir.values())


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
        patokan = f", paling sedikit {batas} g" if batas is not None else ""
        return Hasil(bulan, Status.NAIK, f"naik {gram} g{patokan}", gram, batas)
    if aturan.ikut_garis and mengikuti_garis(kelamin, lahir, lalu, kini, aturan.toleransi_z):
        return Hasil(bulan, Status.NAIK, f"naik {gram} g, mengikuti garis pertumbuhannya", gram, batas)
    kata = "turun" if gram < 0 else "tetap" if gram == 0 else "naik"
    besar = "" if gram == 0 else f" {abs(gram)} g"
    patokan = f", seharusnya paling sedikit {batas} g" if batas is not None else ""
    return Hasil(bulan, Status.TIDAK, f"{kata}{besar}{patokan}", gram, batas)


def _diputus(hasil: Hasil, putusan: Putusan | None) -> Hasil:
    if putusan is None:
        return hasil
    boleh = (Status.NAIK, Status.TIDAK)
    if hasil.status not in boleh or putusan.status not in boleh:
        raise ValueError("hanya N dan T yang dapat diputus tenaga kesehatan; O dan B adalah fakta penimbangan")
    return Hasil(
        hasil.bulan, putusan.status, putusan.alasan, hasil.naik_gram, hasil.kbm_gram, dua_t=False, diputus=True
    )


def nilai(
    kelamin: str,
    lahir: date,
    seri: Iterable[Timbang],
    aturan: AturanNaik = ATURAN[BAWAAN],
    putusan: Mapping[Bulan, Putusan] | None = None,
) -> list[Hasil]:
    """One result for each calendar month with a weighing, in order. `seri` is everything ever weighed here, in any
    order; several in one month count as its last. ValueError: a weighing before birth, or a `putusan` on O or B."""
    hasil: list[Hasil] = []
    lalu: Timbang | None = None
    for kini in sekali_sebulan(seri):
        umur_hari(lahir, kini.tanggal)  # refuses a weighing before birth
        bulan = _bulan(kini.tanggal)
        if lalu is None:
            satu = Hasil(bulan, Status.BARU, KATA[Status.BARU])
        elif _berikut(_bulan(lalu.tanggal)) != bulan:
            satu = Hasil(bulan, Status.LEWAT, KATA[Status.LEWAT])
        else:
            satu = _banding(kelamin, lahir, lalu, kini, aturan)
        satu = _diputus(satu, (putusan or {}).get(bulan))
        hasil.append(_dua_t(satu, hasil))
        lalu = kini
    return hasil


def _dua_t(hasil: Hasil, sebelum: Sequence[Hasil]) -> Hasil:
    """With the mark of two T in a row: this one and the weighing before it."""
    if hasil.status != Status.TIDAK or not sebelum or sebelum[-1].status != Status.TIDAK:
        return hasil
    return Hasil(
        hasil.bulan, hasil.status, hasil.alasan, hasil.naik_gram, hasil.kbm_gram, dua_t=True, diputus=hasil.diputus
    )


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
