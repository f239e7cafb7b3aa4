"""User names proposed from people's names: short, plain letters, not taken."""

import re
import unicodedata
from collections.abc import Iterable

from accounts.models import User

GELAR = {"hj", "h", "dr", "drs", "dra", "ir", "ny", "tn", "bu", "ibu", "pak", "bapak", "contoh"}


def dasar(nama: str) -> str:
    """`Hj. Siti Nur Rahayu, S.Pd` → `siti.nur`: two words before the comma, without titles."""
    polos = unicodedata.normalize("NFKD", nama.split(",")[0]).encode("ascii", "ignore").decode().lower()
    kata = [k for k in re.findall(r"[a-z0-9]+", polos) if k not in GELAR]
    return ".".join(kata[:2])[:40].strip(".")


def _polos(unit: str) -> str:
    return re.sub(r"\(.*?\)|[^a-z0-9]+", "", unit.lower().removeprefix("posyandu"))[:12]


def usulkan(orang: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """{key: user name} of (key, name, unit): the name, else with the unit, else with a number. One query."""
    pilihan: dict[int, list[str]] = {}
    for pk, nama, unit in orang:
        awal = dasar(nama) or "kader"
        tempat = f"{awal}.{_polos(unit)}".strip(".")
        calon = [awal, tempat, *(f"{tempat}{n}" for n in range(2, 10)), f"{tempat}.{pk}"]
        pilihan[pk] = [c for c in calon if len(c) >= 3]
    semua = {c for isi in pilihan.values() for c in isi}
    terpakai = set(User.objects.filter(username__in=semua).values_list("username", flat=True))
    hasil = {}
    for pk, calon in pilihan.items():
        hasil[pk] = next((c for c in calon if c not in terpakai), "")
        terpakai.add(hasil[pk])
    return hasil
