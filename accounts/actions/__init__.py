"""Writes to accounts: logged, and never wider than the giver's own."""

from accounts.actions.akun import (
    atur_surel,
    batal_gabung,
    beri_kode,
    buka_akun,
    gabung_akun,
    ganti_sandi,
    tutup_akun,
)
from accounts.actions.penugasan import (
    PenugasanDitolak,
    akhiri_bersama_masa,
    beri_penugasan,
    beri_plt,
    cabut_penugasan,
)

__all__ = [
    "PenugasanDitolak",
    "akhiri_bersama_masa",
    "atur_surel",
    "batal_gabung",
    "beri_kode",
    "beri_penugasan",
    "beri_plt",
    "buka_akun",
    "cabut_penugasan",
    "gabung_akun",
    "ganti_sandi",
    "tutup_akun",
]
