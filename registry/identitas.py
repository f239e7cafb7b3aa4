"""A person's NIK as kept (encrypted, lib.sandi) and as shown: masked on screen, whole where the look is logged."""

from posyandu_app.lib.sandi import TidakTerbaca
from registry.models import Orang
from registry.nik import buka_nik, samarkan

TIDAK_TERBACA = "tidak terbaca"


def nik_terang(orang: Orang) -> str:
    """The whole number; empty where none is stored. Only for what is logged."""
    try:
        return buka_nik(orang.nik_sandi)
    except (TidakTerbaca, ValueError):
        return TIDAK_TERBACA


def nik_samar(orang: Orang) -> str:
    """Masked as everywhere (registry.nik.samarkan); empty where none is stored."""
    nik = nik_terang(orang)
    return nik if nik == TIDAK_TERBACA else samarkan(nik)
