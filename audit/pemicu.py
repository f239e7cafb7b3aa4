"""Append-only in the database itself: triggers that refuse to change or delete a row of the log.

Installed by one function after every migrate, on both databases. Tests that flush tables drop them first
(`lepas`) and put them back.
"""

from typing import Any

from django.db import connections

# Apps above add their own logs in ready().
TABEL = ["audit_catatan"]
PESAN = "tabel ini hanya boleh ditambah"


def _sql_pasang(vendor: str, tabel: str) -> list[str]:
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION hanya_tambah() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{PESAN}'; END $$",
            *_sql_lepas(vendor, tabel),
            f"CREATE TRIGGER {tabel}_hanya_tambah BEFORE UPDATE OR DELETE ON {tabel} "
            "FOR EACH ROW EXECUTE FUNCTION hanya_tambah()",
            f"CREATE TRIGGER {tabel}_tak_dikosongkan BEFORE TRUNCATE ON {tabel} "
            "FOR EACH STATEMENT EXECUTE FUNCTION hanya_tambah()",
        ]
    return [
        *_sql_lepas(vendor, tabel),
        f"CREATE TRIGGER {tabel}_tak_diubah BEFORE UPDATE ON {tabel} BEGIN SELECT RAISE(ABORT, '{PESAN}'); END",
        f"CREATE TRIGGER {tabel}_tak_dihapus BEFORE DELETE ON {tabel} BEGIN SELECT RAISE(ABORT, '{PESAN}'); END",
        # REPLACE deletes without firing the trigger above.
        f"CREATE TRIGGER {tabel}_tak_ditimpa BEFORE INSERT ON {tabel} "  # noqa: S608
        f"WHEN EXISTS (SELECT 1 FROM {tabel} WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, '{PESAN}'); END",
    ]


def _sql_lepas(vendor: str, tabel: str) -> list[str]:
    if vendor == "postgresql":
        nama = ("hanya_tambah", "tak_dikosongkan")
        return [f"DROP TRIGGER IF EXISTS {tabel}_{n} ON {tabel}" for n in nama]
    return [f"DROP TRIGGER IF EXISTS {tabel}_{n}" for n in ("tak_diubah", "tak_dihapus", "tak_ditimpa")]


def _jalankan(using: str, pembuat: Any) -> None:
    koneksi = connections[using]
    ada = set(koneksi.introspection.table_names())  # a partial migrate may not have all of them yet
    with koneksi.cursor() as cursor:
        for tabel in (t for t in TABEL if t in ada):
            for sql in pembuat(koneksi.vendor, tabel):
                cursor.execute(sql)


def pasang(using: str = "default") -> None:
    """Install (or renew) the triggers. Safe to call again."""
    _jalankan(using, _sql_pasang)


def lepas(using: str = "default") -> None:
    """Take the triggers away: only for a test that must empty its tables."""
    _jalankan(using, _sql_lepas)


def pasang_sesudah_migrasi(*, using: str, **kwargs: Any) -> None:
    """post_migrate receiver."""
    pasang(using)
