"""The code on an applicant's slip, and the four digits that go with it at the public page."""

import secrets
from hmac import compare_digest

from posyandu_app.lib import sandi

# Nothing that looks like another sign in handwriting: no 0/O, 1/I/L, 2/Z, 5/S, 6/G, 8/B, U/V.
HURUF = "ACDEFHJKMNPRTWXY3479"
PANJANG = 9  # 20^9: half a million million codes, and the public page counts failures
TEMPAT = "spm_services.Tiket.telepon"
EMPAT = 4


def buat_kode() -> str:
    """A code nobody can guess from another one."""
    return "".join(secrets.choice(HURUF) for _ in range(PANJANG))


def baca_kode(teks: str) -> str:
    """As typed from the slip, with or without dashes, in any case; empty for what cannot be a code."""
    kode = "".join(teks.upper().split()).replace("-", "")
    return kode if len(kode) == PANJANG and set(kode) <= set(HURUF) else ""


def cetak_kode(kode: str) -> str:
    """`ABC-DEF-GHJ`"""
    return "-".join(kode[i : i + 3] for i in range(0, len(kode), 3))


def tutup_telepon(nomor: str, kode: str) -> tuple[str, str]:
    """(encrypted, keyed hash of the last four digits with the code) for the two columns; empty for no number."""
    if not nomor:
        return "", ""
    return sandi.tutup(nomor, tempat=TEMPAT), sidik_empat(kode, nomor[-EMPAT:])


def buka_telepon(telepon_sandi: str) -> str:
    """The number in clear. Raises sandi.TidakTerbaca when no key opens it."""
    return sandi.buka(telepon_sandi, tempat=TEMPAT)


def sidik_empat(kode: str, empat: str) -> str:
    """Bound to the code, so that equal digits of two tickets do not look alike."""
    return sandi.sidik_unik(f"{kode}:{empat}", tempat=TEMPAT)


def cocok_empat(kode: str, empat: str, sidik: str) -> bool:
    return compare_digest(sidik_empat(kode, empat), sidik)
