"""A signed-in session for one account of the benchmark, made through Django as sign-in makes it.

Prints the Cookie header for measuring by hand:
DATABASE_URL=… SECRET_KEY=… python -m bench.kuki bench
"""

import os
import sys

CSRF = "bench" * 6 + "ok"  # any 32 letters: the form sends the same ones


def kuki(username: str) -> str:
    """`name=value; …` for the Cookie header. Needs Django set up with the product's settings."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

    user = get_user_model().objects.get(username=username)
    sesi = import_module(settings.SESSION_ENGINE).SessionStore()
    sesi[SESSION_KEY] = str(user.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sesi.set_expiry(24 * 3600)
    sesi.create()
    return f"{settings.SESSION_COOKIE_NAME}={sesi.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "posyandu_app.settings")
    import django

    django.setup()
    print(kuki(sys.argv[1]))
