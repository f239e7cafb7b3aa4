"""The Chromium of this machine, as a person has it."""

import shutil
from typing import Any

NAMA = ("chromium", "chromium-browser", "google-chrome")
ARGUMEN = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=id-ID",
)


def cari_chromium() -> str | None:
    return next((jalur for nama in NAMA if (jalur := shutil.which(nama))), None)


def pilihan_luncur(chromium: str) -> dict[str, Any]:
    """What playwright's `launch` takes. Back works as on a phone: the page comes back as it was left."""
    return {
        "executable_path": chromium,
        "args": list(ARGUMEN),
        "ignore_default_args": ["--disable-back-forward-cache"],
        "timeout": 30_000,
    }
