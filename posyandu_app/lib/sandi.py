"""Personal values at rest: AES-GCM under the first of PII_KEYS, readable with any of them, bound to their column.

The bound name (`tempat`, e.g. "registry.Orang.nik") keeps a ciphertext from being moved into another column.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PANJANG_NONCE = 12


class TidakTerbaca(Exception):
    """No key opens the value: keys were lost, or it stands in a place it was not written for."""


def _kunci(kunci: str, guna: str) -> bytes:
    return hmac.new(kunci.encode(), guna.encode(), hashlib.sha256).digest()


def tutup(nilai: str, *, tempat: str) -> str:
    """Encrypt; an empty value stays empty."""
    if not nilai:
        return ""
    nonce = os.urandom(PANJANG_NONCE)
    isi = AESGCM(_kunci(settings.PII_KEYS[0], "isi")).encrypt(nonce, nilai.encode(), tempat.encode())
    return base64.urlsafe_b64encode(nonce + isi).decode()


def buka(sandi: str, *, tempat: str) -> str:
    """Decrypt. Raises TidakTerbaca."""
    if not sandi:
        return ""
    mentah = base64.urlsafe_b64decode(sandi)
    for kunci in settings.PII_KEYS:
        try:
            isi = AESGCM(_kunci(kunci, "isi")).decrypt(mentah[:PANJANG_NONCE], mentah[PANJANG_NONCE:], tempat.encode())
        except InvalidTag:
            continue
        return isi.decode()
    raise TidakTerbaca(tempat)


def sidik_unik(nilai: str, *, tempat: str) -> str:
    """Keyed hash of a value under the last (oldest) key, so that equal values meet after a key was added."""
    return hmac.new(_kunci(settings.PII_KEYS[-1], f"sidik:{tempat}"), nilai.encode(), hashlib.sha256).hexdigest()
