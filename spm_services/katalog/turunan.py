"""What is known of a person, and what follows from the measures, under names that rules and scores ask for. Pure.

Growth of children is computed elsewhere (spm_services.tumbuh) and joins under the names of `aturan_tumbuh`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from spm_services.katalog.kolom import Isian

DEWASA_BULAN = 19 * 12
# PUMA: points for age from so many completed years on, and for being a man (domain study 4.3; bands from memory).
PUMA_UMUR = ((60, 2), (50, 1), (0, 0))


@dataclass(frozen=True)
class KelasAngka:
    """One class of a number: from `dari` (its lower end, with it) up to the next class."""

    kode: str
    label: str
    dari: Decimal


# IMT of adults, rounded to one decimal: the cards' bands (domain study 4.3, from memory: tinggi).
KELAS_IMT: tuple[KelasAngka, ...] = (
    KelasAngka("SK", "Sangat kurus (< 17,0)", Decimal(0)),
    KelasAngka("K", "Kurus (17,0–18,4)", Decimal("17.0")),
    KelasAngka("N", "Normal (18,5–25,0)", Decimal("18.5")),
    KelasAngka("G", "Gemuk (25,1–27,0)", Decimal("25.1")),
    KelasAngka("O", "Obesitas (> 27,0)", Decimal("27.1")),
)
# AKS points (domain study 4.2).
KELAS_AKS: tuple[KelasAngka, ...] = (
    KelasAngka("T", "Ketergantungan total (0–4)", Decimal(0)),
    KelasAngka("B", "Ketergantungan berat (5–8)", Decimal(5)),
    KelasAngka("S", "Ketergantungan sedang (9–11)", Decimal(9)),
    KelasAngka("R", "Ketergantungan ringan (12–19)", Decimal(12)),
    KelasAngka("M", "Mandiri (20)", Decimal(20)),
)


KELAS_SKOR: dict[str, tuple[KelasAngka, ...]] = {"aks": KELAS_AKS}


def kelas_angka(nilai: Decimal | int, daftar: tuple[KelasAngka, ...]) -> KelasAngka:
    """The class of a number ≥ 0."""
    return next(k for k in reversed(daftar) if nilai >= k.dari)


def imt(isi: Isian) -> Decimal | None:
    """Body mass index in kg/m² with one decimal, from `bb` and `pb_tb`; None while one of them is missing."""
    if not isi.get("bb") or not isi.get("pb_tb"):
        return None
    meter = Decimal(str(isi["pb_tb"])) / 100
    return (Decimal(str(isi["bb"])) / meter**2).quantize(Decimal("0.1"), ROUND_HALF_UP)


def dari_orang(umur_bulan: int, kelamin: str) -> dict[str, Any]:
    """What is never asked because it is known: `kelamin`, `umur_bulan`, and what rules and PUMA need of them."""
    tahun = umur_bulan // 12
    return {
        "kelamin": kelamin,
        "umur_bulan": umur_bulan,
        "umur_6_59": 6 <= umur_bulan < 60,
        "puma_kelamin": int(kelamin == "L"),
        "puma_umur": next(poin for dari, poin in PUMA_UMUR if tahun >= dari),
    }


def dari_ukuran(isi: Isian, umur_bulan: int) -> dict[str, Any]:
    """What follows from the measures: `imt` as text and, for adults, `imt_kelas`. Empty while it cannot be known."""
    nilai = imt(isi)
    if nilai is None:
        return {}
    kelas = {"imt_kelas": kelas_angka(nilai, KELAS_IMT).kode} if umur_bulan >= DEWASA_BULAN else {}
    return {"imt": str(nilai), **kelas}


def kelas_skor(skor: Mapping[str, int]) -> dict[str, str]:
    """{"aks_kelas": code} of the scores that have classes."""
    return {f"{k}_kelas": kelas_angka(n, KELAS_SKOR[k]).kode for k, n in skor.items() if k in KELAS_SKOR}


def lengkapi(isi: Isian, umur_bulan: int, kelamin: str, tumbuh: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answers with all that rules may ask for: the person, the measures, growth results. Answers win."""
    return {**dari_orang(umur_bulan, kelamin), **dari_ukuran(isi, umur_bulan), **(tumbuh or {}), **isi}
