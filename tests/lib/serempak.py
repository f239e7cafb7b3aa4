"""Many threads at one gate: what a race test needs, and nothing of the product."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection


def serempak(langkah: Sequence[Callable[[], Any]], *, batas: float = 60.0) -> list[Any]:
    """Run each step in a thread of its own, all let go at once. Returns results, or the exception, in order.

    Every thread connects before the gate opens, so that the steps meet in the database and not in the handshake, and
    closes its connection at the end, so that the test database can be emptied.
    """
    gerbang = threading.Barrier(len(langkah))
    hasil: list[Any] = [None] * len(langkah)

    def jalan(ke: int) -> None:
        try:
            connection.ensure_connection()
            gerbang.wait(timeout=batas)
            hasil[ke] = langkah[ke]()
        except Exception as galat:  # noqa: BLE001 (what a thread raised is what the test looks at)
            hasil[ke] = galat
        finally:
            connection.close()

    utas = [threading.Thread(target=jalan, args=(ke,), daemon=True) for ke in range(len(langkah))]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=batas)
    if any(satu.is_alive() for satu in utas):
        raise TimeoutError(f"utas tidak selesai dalam {batas:.0f} detik")
    return hasil


def galat_dari(hasil: Sequence[Any]) -> list[BaseException]:
    return [h for h in hasil if isinstance(h, BaseException)]
