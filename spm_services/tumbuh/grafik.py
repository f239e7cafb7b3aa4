"""Growth charts as plain data for templates/spm_services/tumbuh/_grafik.html and its table twin _tabel.html.

Lines come from the WHO tables; what is drawn is drawn in a box of LEBAR × TINGGI units. All numbers for the drawing are
texts with a point, since templates write numbers with a comma.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import ceil, floor

from posyandu_app.lib.periode import kata_tanggal
from spm_services.tumbuh.batas import kata_angka
from spm_services.tumbuh.tabel import (
    HARI_AKHIR,
    HARI_BERDIRI,
    HARI_SEBULAN,
    MENURUT_BERAT,
    Indeks,
    di_panjang,
    menurut_hari,
    menurut_panjang,
    ukuran_pada,
)

LEBAR, TINGGI = 360, 400
KIRI, KANAN, ATAS, BAWAH = 32, 54, 12, 44  # margins: numbers left, names of the lines right, ages below
DUA_TAHUN = 24


@dataclass(frozen=True, slots=True)
class Ukuran:
    """One measurement: `x` completed days of age, or cm of length for BB/PB; `kata` the kader's words for its class;
    `z` is shown to tenaga kesehatan only."""

    tanggal: date
    umur_bulan: int
    x: float
    nilai: Decimal
    kata: str = ""
    z: float | None = None


@dataclass(frozen=True, slots=True)
class Garis:
    """One line of the standard; `kelas` colours it, `nama` stands at its end."""

    kelas: str
    titik: str
    nama: str
    y: str


@dataclass(frozen=True, slots=True)
class Pita:
    kelas: str
    titik: str


@dataclass(frozen=True, slots=True)
class Tanda:
    """A mark on an axis."""

    letak: str
    nama: str


@dataclass(frozen=True, slots=True)
class Titik:
    x: str
    y: str
    judul: str
    akhir: bool = False


@dataclass(frozen=True, kw_only=True)
class Baris:
    """One line of the table twin."""

    tanggal: date
    umur: str
    nilai: str
    kata: str
    z: str


@dataclass(frozen=True, kw_only=True)
class Grafik:
    """`jalur`: the child's own line; `luar`: measurements that lie outside the window, in the table all the same."""

    judul: str
    kode: str
    nama_x: str
    nama_y: str
    satuan: str
    sumber: str = "WHO 2006, Permenkes 2/2020"
    lebar: int = LEBAR
    tinggi: int = TINGGI
    pita: Sequence[Pita] = ()
    garis: Sequence[Garis] = ()
    sumbu_x: Sequence[Tanda] = ()
    sumbu_y: Sequence[Tanda] = ()
    jalur: str = ""
    titik: Sequence[Titik] = ()
    baris: Sequence[Baris] = ()
    luar: int = 0
    kotak: dict[str, int] = field(
        default_factory=lambda: {"x1": KIRI, "x2": LEBAR - KANAN, "y1": ATAS, "y2": TINGGI - BAWAH}
    )


@dataclass(frozen=True, kw_only=True)
class _Spek:
    """What a chart shows: (z, class, name at the end) of its lines and (z below, z above, class) of its bands."""

    kode: str
    judul: str
    indeks: Indeks
    nama_y: str
    satuan: str
    garis: tuple[tuple[int, str, str], ...]
    pita: tuple[tuple[int, int, str], ...] = ()


_SD = tuple(
    (z, "tengah" if z == 0 else "tepi" if abs(z) in (2, 3) else "", f"{z:+d}".replace("-", "−") if z else "0")
    for z in range(-3, 4)
)
_KMS = _Spek(
    kode="kms",
    judul="KMS: berat badan menurut umur",
    indeks=Indeks.BB_U,
    nama_y="Berat badan (kg)",
    satuan="kg",
    garis=(
        (-3, "merah", "merah"),
        (-2, "", "−2"),
        (-1, "", "−1"),
        (0, "tengah", "0"),
        (1, "oranye", "oranye"),
        (2, "", "+2"),
        (3, "", "+3"),
    ),
    pita=((-3, -2, "kuning"), (-2, 1, "hijau"), (1, 3, "jingga")),
)
_PB = _Spek(
    kode="pb_u",
    judul="Panjang atau tinggi badan menurut umur",
    indeks=Indeks.PB_U,
    nama_y="Panjang/tinggi (cm)",
    satuan="cm",
    garis=_SD,
)
_BB_PB = _Spek(
    kode="bb_pb",
    judul="Berat badan menurut panjang atau tinggi badan",
    indeks=Indeks.BB_PB,
    nama_y="Berat badan (kg)",
    satuan="kg",
    garis=_SD,
)
_LK = _Spek(
    kode="lk_u",
    judul="Lingkar kepala menurut umur",
    indeks=Indeks.LK_U,
    nama_y="Lingkar kepala (cm)",
    satuan="cm",
    garis=_SD,
)
_MENURUT_UMUR = {s.kode: s for s in (_KMS, _PB, _LK)}


def _jendela(riwayat: Sequence[Ukuran], dari: int | None, sampai: int | None) -> tuple[int, int]:
    """Months shown: 0–24, or 24–60 once the last measurement is past two years."""
    if dari is not None and sampai is not None:
        return dari, sampai
    lewat = bool(riwayat) and max(u.x for u in riwayat) >= HARI_BERDIRI
    return (DUA_TAHUN, 60) if lewat else (0, DUA_TAHUN)


def _langkah(rentang: float, banyak: int) -> float:
    """A round step that makes about `banyak` marks."""
    return next((s for s in (0.5, 1, 2, 5, 10, 20) if rentang / s <= banyak), 50)


def _menurut_umur(kode: str, kelamin: str, riwayat: Sequence[Ukuran], dari: int | None, sampai: int | None) -> Grafik:
    spek = _MENURUT_UMUR[kode]
    awal, akhir = _jendela(riwayat, dari, sampai)
    # Length ends the day before height begins: one window never mixes them.
    hari1 = HARI_BERDIRI if awal == DUA_TAHUN else int(awal * HARI_SEBULAN)
    hari2 = HARI_BERDIRI - 1 if akhir == DUA_TAHUN else min(int(akhir * HARI_SEBULAN), HARI_AKHIR)
    tabel = menurut_hari(spek.indeks, kelamin)
    hari = [*(h for h in range(hari1, hari2) if h % (3 if h < 60 else 15) == 0 or h == hari1), hari2]

    def ukur(x: float, z: float) -> float:
        lms = tabel[int(x)]
        return 0.0 if lms is None else ukuran_pada(z, lms, spek.indeks in MENURUT_BERAT)

    langkah = 3 if akhir - awal <= DUA_TAHUN else 6
    tanda = [(b * HARI_SEBULAN, str(b)) for b in range(awal, akhir + 1, langkah)]
    return _gambar(spek, [float(h) for h in hari], ukur, riwayat, "Umur (bulan)", tanda)


def kms(kelamin: str, riwayat: Sequence[Ukuran], dari: int | None = None, sampai: int | None = None) -> Grafik:
    """Weight for age with the bands and the red and orange lines of the KMS. `dari`–`sampai`: months shown."""
    return _menurut_umur("kms", kelamin, riwayat, dari, sampai)


def panjang_umur(kelamin: str, riwayat: Sequence[Ukuran], dari: int | None = None, sampai: int | None = None) -> Grafik:
    """Length or height for age; give the value judged (NilaiZ.pb), not the one read."""
    return _menurut_umur("pb_u", kelamin, riwayat, dari, sampai)


def kepala_umur(kelamin: str, riwayat: Sequence[Ukuran], dari: int | None = None, sampai: int | None = None) -> Grafik:
    return _menurut_umur("lk_u", kelamin, riwayat, dari, sampai)


def berat_panjang(kelamin: str, riwayat: Sequence[Ukuran], berdiri: bool) -> Grafik:
    """Weight for length (`berdiri` False, under two years) or for height; `x` of each measurement is its cm."""
    awal, baris = menurut_panjang(berdiri, kelamin)
    akhir = awal + (len(baris) - 1) / 10

    def ukur(x: float, z: float) -> float:
        lms = di_panjang(berdiri, kelamin, min(max(x, awal), akhir))
        return 0.0 if lms is None else ukuran_pada(z, lms, True)

    cm = [awal + i for i in range(int(akhir - awal) + 1)]
    tanda = [(float(x), str(x)) for x in range(ceil(awal / 10) * 10, int(akhir) + 1, 10)]
    return _gambar(_BB_PB, cm, ukur, riwayat, f"{'Tinggi' if berdiri else 'Panjang'} badan (cm)", tanda)


def _gambar(
    spek: _Spek,
    xs: Sequence[float],
    ukur: Callable[[float, float], float],
    riwayat: Sequence[Ukuran],
    nama_x: str,
    tanda_x: Sequence[tuple[float, str]],
) -> Grafik:
    """Everything in one scale: lines, bands, axes and the child's own points, which widen the scale if they must."""
    dalam = [u for u in sorted(riwayat, key=lambda u: u.tanggal) if xs[0] <= u.x <= xs[-1]]
    semua = [ukur(x, z) for x in (xs[0], xs[-1]) for z in (spek.garis[0][0], spek.garis[-1][0])]
    semua += [float(u.nilai) for u in dalam]
    langkah = _langkah(max(semua) - min(semua), 12)
    y1, y2 = floor(min(semua) / langkah) * langkah, ceil(max(semua) / langkah) * langkah

    def px(x: float) -> str:
        return f"{KIRI + (x - xs[0]) / (xs[-1] - xs[0]) * (LEBAR - KIRI - KANAN):.1f}"

    def py(y: float) -> str:
        return f"{TINGGI - BAWAH - (y - y1) / (y2 - y1) * (TINGGI - ATAS - BAWAH):.1f}"

    def lengkung(z: float, urut: Sequence[float] = xs) -> str:
        return " ".join(f"{px(x)},{py(ukur(x, z))}" for x in urut)

    return Grafik(
        judul=spek.judul,
        kode=spek.kode,
        nama_x=nama_x,
        nama_y=spek.nama_y,
        satuan=spek.satuan,
        pita=[Pita(k, f"{lengkung(a)} {lengkung(b, xs[::-1])}") for a, b, k in spek.pita],
        garis=[Garis(k, lengkung(z), n, py(ukur(xs[-1], z))) for z, k, n in spek.garis],
        sumbu_x=[Tanda(px(min(max(x, xs[0]), xs[-1])), n) for x, n in tanda_x],
        sumbu_y=[Tanda(py(y), kata_angka(Decimal(str(y)))) for y in _tangga(y1, y2, langkah)],
        jalur=" ".join(f"{px(u.x)},{py(float(u.nilai))}" for u in dalam),
        titik=[Titik(px(u.x), py(float(u.nilai)), _judul(spek, u), u is dalam[-1]) for u in dalam],
        baris=[_baris(spek, u) for u in sorted(riwayat, key=lambda u: u.tanggal, reverse=True)],
        luar=len(riwayat) - len(dalam),
    )


def _tangga(y1: float, y2: float, langkah: float) -> list[float]:
    return [y1 + i * langkah for i in range(round((y2 - y1) / langkah) + 1)]


def _nilai(u: Ukuran, satuan: str) -> str:
    """At least one decimal, so that a column of figures lines up: 7,0 kg."""
    teks = kata_angka(u.nilai)
    return f"{teks if ',' in teks else teks + ',0'} {satuan}"


def _judul(spek: _Spek, u: Ukuran) -> str:
    kata = f": {u.kata}" if u.kata else ""
    return f"{kata_tanggal(u.tanggal)}, {u.umur_bulan} bulan, {_nilai(u, spek.satuan)}{kata}"


def _baris(spek: _Spek, u: Ukuran) -> Baris:
    z = "" if u.z is None else f"{u.z:+.2f}".replace("-", "−").replace(".", ",")
    return Baris(
        tanggal=u.tanggal,
        umur=f"{u.umur_bulan} bulan",
        nilai=_nilai(u, spek.satuan),
        kata=u.kata,
        z=z,
    )
