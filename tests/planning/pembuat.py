"""Makers of planning's own tests: a line's columns, and an allocation through the door."""

import uuid
from decimal import Decimal
from typing import Any

from planning.actions import IsiAlokasi, alokasikan
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran
from spm_services.models import Rekaman


def isi_baris(dokumen: DokumenAnggaran, pagu: str = "1000000") -> dict[str, Any]:
    """The columns a form would give for a line of this document."""
    apbdes = dokumen.uraian_jenis.skema == "apbdes"
    return {
        "nomenklatur": "contoh",
        "kode_kegiatan": "2.2.02" if apbdes else "1.02.02.2.02.0004",
        "uraian": "Penyelenggaraan Posyandu",
        "bidang": "kesehatan",
        "sumber_dana": "DDS" if apbdes else "dau",
        "pagu": Decimal(pagu),
    }


def isi_alokasi(nilai: str, kunci: uuid.UUID | None = None) -> IsiAlokasi:
    return IsiAlokasi(nilai=Decimal(nilai), keterangan="PMT", kunci=kunci or uuid.uuid4(), contoh=True)


def alokasikan_sebagian(rekaman: Rekaman, baris: BarisAnggaran, nilai: str = "0.01", actor: Any = None) -> Alokasi:
    return alokasikan(rekaman, baris, isi_alokasi(nilai), actor=actor)[0]
