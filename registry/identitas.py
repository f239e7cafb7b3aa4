"""A person's NIK as kept (encrypted, lib.sandi) and as shown: four digits on screen, all of them where it is logged."""

from posyandu_app.lib.sandi import TidakTerbaca
from registry.models import Orang
from registry.nik import buka_nik

TIDAK_TERBACA = "tidak terbaca"


def nik_terang(orang: Orang) -> str:
    """The whole number; empty where none is stored. Only for what is logged."""
    try:
        return buka_nik(orang.nik_sandi)
    except (TidakTerbaca, ValueError):
        return TIDAK_TERBACA


def nik_samar(orang: Orang) -> str:
    """`············0001`; empty where none is stored."""
    nik = nik_terang(orang)
    return nik if nik in ("", TIDAK_TERBACA) else "·" * (len(nik) - 4) + nik[-4:]
