"""The money on a record's page: from a service see its lines."""

from decimal import Decimal
from typing import Any

from accounts.roles import Cap
from planning.actions import alokasi_berlaku
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman
from spm_services.panel import Panel


def panel_anggaran(rekaman: Rekaman, user: Any) -> Panel | None:
    """Lines that pay for the activity, and the door to tie one; nothing for other shapes or other readers."""
    if rekaman.bentuk != Bentuk.KEGIATAN or not user.scope_for(Cap.LIHAT_RENCANA).memuat(rekaman.posyandu.kode):
        return None
    alokasi = alokasi_berlaku(rekaman)
    isi = {
        "rekaman": rekaman,
        "alokasi_list": alokasi,
        "jumlah": sum((a.nilai for a in alokasi), Decimal(0)),
        "boleh": rekaman.berlaku and user.scope_for(Cap.ALOKASI).memuat(rekaman.posyandu.kode),
    }
    return Panel("planning/_panel_catatan.html", isi)
