"""The one-time code of a printed slip: random, short-lived, stored as a keyed hash (docs/keputusan/0007)."""

import hmac
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from posyandu_app.lib.sandi import sidik_unik

HURUF = "abcdefghjkmnpqrstuvwxyz23456789"  # without i, l, o, 0, 1: they are read wrong from paper
PANJANG = 9
BERLAKU = timedelta(days=14)
TEMPAT = "accounts.User.kode"


def kode_baru() -> str:
    """Three groups of three, 44 bits: can be read aloud and typed on a phone."""
    acak = "".join(secrets.choice(HURUF) for _ in range(PANJANG))
    return f"{acak[:3]}-{acak[3:6]}-{acak[6:]}"


def sidik(user: User, kode: str) -> str:
    """Keyed hash bound to the account; hyphens, blanks and capitals of the typed code do not matter."""
    polos = "".join(kode.split()).replace("-", "").lower()[:40]
    return sidik_unik(f"{user.username}:{polos}", tempat=TEMPAT)


def beri(user: User) -> str:
    """Give the account a new code (not stored yet): its password and its open sessions end with it."""
    kode = kode_baru()
    user.set_unusable_password()
    user.sidik_masuk, user.masuk_sampai = sidik(user, kode), timezone.now() + BERLAKU
    return kode


KOLOM = ("password", "sidik_masuk", "masuk_sampai")


class KodeSekali(ModelBackend):
    """Signs in with the code of a slip until a password is set or the code is too old."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **lain: Any
    ) -> User | None:
        user = User.objects.filter(username=(username or "").lower(), is_active=True).exclude(sidik_masuk="").first()
        if user is None or not password or user.masuk_sampai is None or user.masuk_sampai <= timezone.now():
            return None
        return user if hmac.compare_digest(user.sidik_masuk, sidik(user, password)) else None
