"""The request as views behind an access mark get it: the person is signed in (accounts.middleware saw to it)."""

from django.http import HttpRequest

from accounts.models import User


class Permintaan(HttpRequest):
    """HttpRequest whose `user` is one of ours. For annotations only; Django makes the object."""

    user: User
