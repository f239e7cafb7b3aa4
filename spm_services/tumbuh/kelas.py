"""Classes of growth: Permenkes 2/2020, the red and orange lines of the KMS, LILA. The official word is for tenaga
kesehatan; a kader reads `kata`, which says what was seen and never names an illness.

Judged on the z-score with two decimals, as printed. A boundary below the middle belongs to the class above it
(−2,00 is normal), one above the middle to the class below it (+1,00 is normal).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spm_services.katalog.cek import Tindakan
from spm_services.tumbuh.tabel import Indeks
from spm_services.tumbuh.zskor import EDEMA, NilaiZ

_PERMENKES = "Permenkes 2/2020 tentang Standar Antropometri Anak (kajian domain 4.4)"
_KMS = "Buku KIA 2023, halaman KMS: rujuk bila di bawah garis merah atau di atas garis oranye"
_KARTU = "Kartu bantu pemeriksaan balita (kajian domain 4.2, 4.3)"
_ULANG = "perlu diukur ulang tenaga kesehatan"
_RUJUK, _EDUKASI = Tindakan.RUJUK, Tindakan.EDUKASI
LILA_DARI_BULAN, LILA_SAMPAI_BULAN = 6, 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Kelas:
    """One class of one index, up to `atas` (None: no upper end). `tindakan` None: nothing follows from it."""

    kode: str
    indeks: str
    atas: Decimal | None
    resmi: str
    kata: str
    tindakan: Tindakan | None = None
    sumber: str = _PERMENKES
    keyakinan: str = "tinggi"

    def memuat(self, nilai: Decimal) -> bool:
        """Is the value at or under the upper end? Asked from the lowest class on."""
        return self.atas is None or nilai < self.atas or (nilai == self.atas and self.atas > 0)


def _k(
    indeks: Indeks,
    kode: str,
    atas: int | None,
    resmi: str,
    kata: str,
    tindakan: Tindakan | None = None,
    yakin: str = "",
) -> Kelas:
    return Kelas(
        kode=kode,
        indeks=indeks,
        atas=None if atas is None else Decimal(atas),
        resmi=resmi,
        kata=kata,
        tindakan=tindakan,
        keyakinan=yakin or "tinggi",
    )


BB_U = (
    _k(
        Indeks.BB_U,
        "bb_sangat_kurang",
        -3,
        "Berat badan sangat kurang",
        f"berat badan jauh di bawah anak seumurnya, {_ULANG}",
        _RUJUK,
    ),
    _k(Indeks.BB_U, "bb_kurang", -2, "Berat badan kurang", "berat badan di bawah anak seumurnya", _EDUKASI),
    _k(Indeks.BB_U, "bb_normal", 1, "Berat badan normal", "berat badan sesuai umurnya"),
    _k(
        Indeks.BB_U,
        "bb_risiko_lebih",
        None,
        "Risiko berat badan lebih",
        f"berat badan di atas anak seumurnya, {_ULANG}",
        _RUJUK,
    ),
)
PB_U = (
    _k(Indeks.PB_U, "sangat_pendek", -3, "Sangat pendek", f"sangat pendek untuk umurnya, {_ULANG}", _RUJUK),
    _k(Indeks.PB_U, "pendek", -2, "Pendek", f"pendek untuk umurnya, {_ULANG}", _RUJUK),
    _k(Indeks.PB_U, "pb_normal", 3, "Normal", "tinggi badan sesuai umurnya"),
    _k(Indeks.PB_U, "tinggi", None, "Tinggi", "tinggi untuk umurnya"),
)
_GIZI = (
    ("buruk", -3, "Gizi buruk", f"sangat kurus untuk tingginya, {_ULANG}", "tinggi"),
    ("kurang", -2, "Gizi kurang", f"kurus untuk tingginya, {_ULANG}", "tinggi"),
    ("baik", 1, "Gizi baik", "berat badan sesuai tingginya", "tinggi"),
    ("berisiko_lebih", 2, "Berisiko gizi lebih", f"agak gemuk untuk tingginya, {_ULANG}", "sedang"),
    ("lebih", 3, "Gizi lebih", f"gemuk untuk tingginya, {_ULANG}", "sedang"),
    ("obesitas", None, "Obesitas", f"sangat gemuk untuk tingginya, {_ULANG}", "tinggi"),
)
BB_PB = tuple(
    _k(Indeks.BB_PB, f"gizi_{kode}", atas, resmi, kata, None if kode == "baik" else _RUJUK, yakin)
    for kode, atas, resmi, kata, yakin in _GIZI
)
# The card refers by BB/PB or BB/TB, which is computed whenever this one is: no second referral from the same measures.
IMT_U = tuple(
    _k(Indeks.IMT_U, f"imt_{kode}", atas, resmi, kata, None if kode == "baik" else _EDUKASI, yakin)
    for kode, atas, resmi, kata, yakin in _GIZI
)
LK_U = (
    _k(Indeks.LK_U, "lk_bawah", -2, "Mikrosefali (LK/U < −2 SD)", f"lingkar kepala di bawah normal, {_ULANG}", _RUJUK),
    _k(Indeks.LK_U, "lk_normal", 2, "Normal", "lingkar kepala sesuai umurnya"),
    _k(Indeks.LK_U, "lk_atas", None, "Makrosefali (LK/U > +2 SD)", f"lingkar kepala di atas normal, {_ULANG}", _RUJUK),
)
MENURUT_INDEKS: dict[Indeks, tuple[Kelas, ...]] = {
    Indeks.BB_U: BB_U,
    Indeks.PB_U: PB_U,
    Indeks.BB_PB: BB_PB,
    Indeks.IMT_U: IMT_U,
    Indeks.LK_U: LK_U,
}

# LILA in centimetres, 6–59 months. The card colours it; that the colours change at 11,5 and 12,5 cm is memory.
LILA_MERAH = Kelas(
    kode="lila_merah",
    indeks=Indeks.LILA_U,
    atas=Decimal("11.5"),
    resmi="LILA merah (< 11,5 cm)",
    kata=f"lingkar lengan atas di daerah merah, {_ULANG}",
    tindakan=_RUJUK,
    sumber=_KARTU,
    keyakinan="tinggi (angka: ingatan)",
)
LILA_KUNING = Kelas(
    kode="lila_kuning",
    indeks=Indeks.LILA_U,
    atas=Decimal("12.5"),
    resmi="LILA kuning (11,5 sampai < 12,5 cm)",
    kata="lingkar lengan atas di daerah kuning, perlu perhatian",
    tindakan=_EDUKASI,
    sumber=_KARTU,
    keyakinan="sedang (angka: ingatan)",
)
LILA_HIJAU = Kelas(
    kode="lila_hijau",
    indeks=Indeks.LILA_U,
    atas=None,
    resmi="LILA hijau (≥ 12,5 cm)",
    kata="lingkar lengan atas di daerah hijau",
    sumber=_KARTU,
    keyakinan="sedang (angka: ingatan)",
)

# Lines of the KMS. That the red one is −3 SD and the orange one +1 SD of BB/U is read from the classes, not from print.
BGM = Kelas(
    kode="bgm",
    indeks="kms",
    atas=Decimal(-3),
    resmi="Di bawah garis merah (BB/U < −3 SD)",
    kata=f"berat badan di bawah garis merah KMS, {_ULANG}",
    tindakan=_RUJUK,
    sumber=_KMS,
    keyakinan="sedang (letak garis: tafsir dari kelas BB/U)",
)
ATAS_ORANYE = Kelas(
    kode="atas_oranye",
    indeks="kms",
    atas=None,
    resmi="Di atas garis oranye (BB/U > +1 SD)",
    kata=f"berat badan di atas garis oranye KMS, {_ULANG}",
    tindakan=_RUJUK,
    sumber=_KMS,
    keyakinan="sedang (letak garis: tafsir dari kelas BB/U)",
)
GARIS_ORANYE = Decimal(1)
BENGKAK = Kelas(
    kode="edema",
    indeks=EDEMA,
    atas=None,
    resmi="Edema kedua punggung kaki: gizi buruk menurut tanda klinis, apa pun beratnya",
    kata="kedua punggung kaki bengkak, hari ini juga ke tenaga kesehatan",
    tindakan=Tindakan.SEGERA,
    sumber="WHO, tata laksana gizi buruk (kajian data 2.4 aturan 5)",
)


def kelas(indeks: Indeks, z: float | None) -> Kelas | None:
    """The class of a z-score that has two decimals; None where there is none."""
    if z is None:
        return None
    nilai = Decimal(str(z))
    return next(k for k in MENURUT_INDEKS[indeks] if k.memuat(nilai))


def kelas_lila(umur_bulan: int, lila: Decimal | None) -> Kelas | None:
    """The colour of the upper arm in cm, from 6 to under 60 completed months."""
    if lila is None or not LILA_DARI_BULAN <= umur_bulan < LILA_SAMPAI_BULAN:
        return None
    if lila < (LILA_MERAH.atas or 0):
        return LILA_MERAH
    return LILA_KUNING if lila < (LILA_KUNING.atas or 0) else LILA_HIJAU


def garis_kms(bb_u: float | None) -> Kelas | None:
    """Below the red or above the orange line of the KMS; None between them."""
    if bb_u is None:
        return None
    z = Decimal(str(bb_u))
    if z < (BGM.atas or 0):
        return BGM
    return ATAS_ORANYE if z > GARIS_ORANYE else None


def semua(nilai: NilaiZ, umur_bulan: int, lila: Decimal | None = None) -> Sequence[Kelas]:
    """Every class that a measurement falls into, oedema first, then index by index, LILA and the KMS line."""
    hasil = [BENGKAK] if EDEMA in nilai.bendera else []
    rows = [kelas(i, getattr(nilai, i.value)) for i in MENURUT_INDEKS]
    rows += [kelas_lila(umur_bulan, lila), garis_kms(nilai.bb_u)]
    return [*hasil, *(k for k in rows if k is not None)]
