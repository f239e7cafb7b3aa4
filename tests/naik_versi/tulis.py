"""Write the dump of the product as it stands, for the tests of later versions: run it when a step is done.

    DATABASE_URL=… python -m tests.naik_versi.tulis FILE.sql

with an empty database of either kind. Rows are those of the tests' own world (examples only), in the areas it needs.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

DAERAH = (
    ("33", "33.75", "33.75.02", "33.75.03", "33.75.02.1008", "33.75.03.1003"),
    ("62", "62.03", "62.03.03", "62.03.03.2004"),
)


def isi() -> None:
    """Tables, areas, and one row of every kind in two areas far apart."""
    from django.core.management import call_command

    from tests.accounts.dunia import isi_dunia
    from tests.pembuat import ANJIR, KLEGO, make_posyandu
    from wilayah.actions import baca_sumber, muat

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    perlu = {kode for jalur in DAERAH for kode in jalur}
    muat([w for w in baca_sumber({"33", "62"}) if w.kode in perlu])
    isi_dunia(make_posyandu(KLEGO, nama="Seruni"), ANJIR)


def buang(url: str) -> str:
    """The database as SQL that its own driver can run: no comments, no words of the client program."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
            return "\n".join(db.iterdump()) + "\n"
    perintah = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", url]
    hasil = subprocess.run(perintah, capture_output=True, text=True, check=True)  # noqa: S603
    baris = [b for b in hasil.stdout.splitlines() if b.strip() and not b.startswith(("--", "\\"))]
    return "\n".join(baris) + "\n"


def utama() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "posyandu_app.settings")
    django.setup()
    isi()
    Path(sys.argv[1]).write_text(buang(os.environ["DATABASE_URL"]), encoding="utf-8")


if __name__ == "__main__":
    utama()
