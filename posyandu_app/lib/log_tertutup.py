"""The sealed channel leaves no line in the log stream: neither that it was used, nor when, nor by whom.

Put on every handler that writes the log (settings.LOGGING). A fault in it must still be seen by whoever runs the
service: it keeps its kind and place in the code, and loses path, person, request id and message.
"""

import logging
import traceback
from pathlib import Path
from typing import Any

ALAMAT = "/tertutup/"


class TanpaTertutup(logging.Filter):
    """Drops records that name an address of the sealed channel; of a fault it lets the bare kind and place through."""

    def filter(self, record: logging.LogRecord) -> bool:
        if ALAMAT not in f"{record.msg}{record.args}":
            return True
        if record.levelno < logging.ERROR or not record.exc_info or record.exc_info[0] is None:
            return False
        jenis, _, jalan = record.exc_info
        akhir = traceback.extract_tb(jalan)[-1]
        record.msg = f"galat di saluran tertutup: {jenis.__name__} di {Path(akhir.filename).name}:{akhir.lineno}"
        record.args, record.exc_info, record.exc_text = (), None, None
        record.tertutup = True
        return True


def tanpa_orang(logger: Any, nama: str, isi: dict[str, Any]) -> dict[str, Any]:
    """Formatter step: of such a fault, who and which request stay out too."""
    if getattr(isi.get("_record"), "tertutup", False):
        for kunci in ("user_id", "request_id", "correlation_id", "ip"):
            isi.pop(kunci, None)
    return isi
