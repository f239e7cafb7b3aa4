"""The Chromium of this machine."""

import shutil

NAMA = ("chromium", "chromium-browser", "google-chrome")
ARGUMEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def cari_chromium() -> str | None:
    return next((jalur for nama in NAMA if (jalur := shutil.which(nama))), None)
