"""A request's ticket on its record's page; of a finding, the door to make a request of it."""

from typing import Any

from accounts.roles import Cap
from spm_services import katalog
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman, Tiket
from spm_services.panel import Panel


def panel_tiket(rekaman: Rekaman, user: Any) -> Panel | None:
    """Nothing for other shapes, for those who may not see tickets, or where a finding has no request to become."""
    if rekaman.bentuk == Bentuk.KEGIATAN or not katalog.bisa_dicatat(rekaman.entri):
        return None
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).select_related("posyandu")
    rows = rows.filter(rekaman=rekaman) if rekaman.bentuk == Bentuk.PERMOHONAN else rows.filter(asal=rekaman)
    tiket = list(rows.order_by("-pk")[:5])
    boleh = rekaman.berlaku and user.scope_for(Cap.CATAT).memuat(rekaman.posyandu.kode) and not tiket
    if not tiket and not boleh:
        return None
    return Panel("spm_services/tiket/_panel.html", {"rekaman": rekaman, "daftar": tiket, "boleh": boleh})
