"""Loaded by pytest before Django reads its settings: the environment every test runs in."""

import os

os.environ.pop("DJANGO_SETTINGS_MODULE", None)
os.environ.update(
    {
        "DEBUG": "0",
        "DEMO": "1",
        "SECRET_KEY": "uji",
        "PII_KEYS": "uji-kunci",
        "LOG_LEVEL": "ERROR",
        "LOG_LEVEL_PERMINTAAN": "ERROR",
        "CACHE_URL": "locmemcache://",
    }
)
os.environ["DATABASE_URL"] = os.environ.get("UJI_DATABASE_URL", "")
if not os.environ["DATABASE_URL"]:
    del os.environ["DATABASE_URL"]
