"""The money on a record's page, and on an incentive list's: from what was done see its lines."""

from decimal import Decimal
from typing import Any

from accounts.roles import Cap
from planning.actions import alokasi_berlaku
from planning.metrics_insentif import TERIKAT, baris_daftar
from registry.models import DaftarBayar
from registry.panel import Panel as PanelDaftar
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman
from spm_services.panel import Panel


def panel_insentif(daftar: DaftarBayar, user: Any) -> PanelDaftar | None:
    """Lines that pay an incentive list, and the door to tie one; nothing for who reads no plans."""
    scope = user.scope_for(Cap.LIHAT_RENCANA)
    if not scope:
        return None
    baris = baris_daftar(scope, daftar.pk)
    isi = {
        "d": daftar,
        "baris": baris,
        "nilai": sum((b.nilai for b in baris), Decimal(0)),
        "terealisasi": sum((b.terealisasi for b in baris), Decimal(0)),
        "tahap": ", ".join(sorted({b.tahap_salur for b in baris if b.tahap_salur})),
        "bisa": daftar.status in TERIKAT,
    }
    return PanelDaftar("planning/_panel_insentif.html", isi)


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
