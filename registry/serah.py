"""When a term in a unit ends, so does the account's assignment there (hand-over)."""

from django.db.models import Q

from accounts.actions import akhiri_bersama_masa
from accounts.models import User
from accounts.roles import Peran
from registry.models import Kader, Masa, Orang, Pengurus


def serah_terima(masa: Masa, *, actor: User | None) -> None:
    """Call it in the transaction that ended `masa`, after it was saved with its `sampai`.

    Other running terms of the person in the same unit keep the access they carry.
    """
    orang: Orang = masa.orang
    if orang.akun is None or masa.sampai is None:
        return
    jalan = Q(sampai=None) | Q(sampai__gt=masa.sampai)
    di_sini = {"orang": orang, "posyandu": masa.posyandu}
    tetap = set()
    if Kader.objects.filter(jalan, **di_sini).exists():
        tetap.add(str(Peran.KADER))
    if Pengurus.objects.filter(jalan, **di_sini).exists():
        tetap.add(str(Peran.PENGURUS))
    kode = masa.posyandu.kode
    akhiri_bersama_masa(orang.akun, kode, masa.sampai, tetap=frozenset(tetap), actor=actor)
