"""The product's side of the proof with real processes: prepares a database of its own, hands a file in, tells counts.

Run with DATABASE_URL and MEDIA_ROOT of the proof: `python -m tests.registry.impor_proses siapkan|unggah|simpan`.
"""

import os
import sys

import django


def siapkan() -> None:
    """A fresh database with the areas the tests stand on and one officer of the city."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.conftest import muat_dua_daerah
    from tests.pembuat import make_user

    muat_dua_daerah()
    make_user("petugas", peran="dinas_pmd", kode="33.75")


def unggah(jumlah: str, baik: str) -> None:
    from accounts.models import JenisBerkas, User
    from registry.actions import mulai_impor
    from tests.registry.impor_cacat import buat, csv_dari
    from wilayah.models import Wilayah

    rows, _ = buat(int(jumlah), int(baik))
    isi = {"nama": "uji.csv", "bentuk": JenisBerkas.CSV, "actor": User.objects.get(username="petugas")}
    mulai_impor("posyandu", Wilayah.objects.get(pk="33.75"), csv_dari(rows), **isi)


def simpan() -> None:
    from accounts.models import User
    from registry.actions import simpan_impor
    from registry.models import ImporSesi

    simpan_impor(ImporSesi.objects.get().pk, periksa=False, actor=User.objects.get(username="petugas"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "posyandu_app.settings")
    django.setup()
    {"siapkan": siapkan, "unggah": unggah, "simpan": simpan}[sys.argv[1]](*sys.argv[2:])
