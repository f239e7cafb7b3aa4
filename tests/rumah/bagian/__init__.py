"""What each part of the product adds to the guards: one module for each part, found by being here.

A module may define
- `TABEL`: lines of the role × address matrix (tests/rumah/matriks_akses.py says how to read one);
- `TANYA`: {"?name": "?query={unit}"} used in those lines ({unit}, {desa}, {kota} are filled in);
- `bangun(dunia) -> dict[str, object]`: rows of its own in the world of the walks, kept as `dunia.lain[name]`;
- `argumen(dunia) -> dict[str, dict[str, object]]`: {address name: its arguments};
- `langkah(dunia) -> dict[str, Callable[[User], Any]]`: {"app.actions.name": how somebody would call it};
- `ALUR`: (model name, column) of each workflow in `<app>/workflow*.py`;
- `TANPA_ORANG`: {"app.actions.name": why no outsider can be tried on it};
- `halaman(alamat) -> list[tuple]`: (name, who, ceiling, url(dunia)) of pages whose queries are counted;
- `baris_skop(posyandu)`: one row of every scoped model of the part, at or above this unit (tests/accounts/dunia.py);
- `tambah(dunia, n)`: n more of what those pages list.
"""

from importlib import import_module
from pathlib import Path

BAGIAN = [import_module(f"{__name__}.{p.stem}") for p in sorted(Path(__file__).parent.glob("[a-z]*.py"))]
