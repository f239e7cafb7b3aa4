"""Example incentives charged to lines: one list paid with its proofs, some that wait for a tranche that is late."""

import uuid
from datetime import date

from planning.actions.insentif import IsiDaftar, bayar_daftar_dari_baris, hubungkan_daftar
from planning.models import BarisAnggaran
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from registry.models import DaftarBayar, Pembayar, StatusDaftar
from reporting.contoh.akun import ANJIR
from reporting.contoh.insentif import daftar_contoh

TAHAP = {"apbdes": "Dana Desa tahap 2", "apbd_kabupaten": "DAU triwulan 4"}
KODE = {"apbdes": "2.2.02", "apbd_kabupaten": "7.01.03.2.02.0003"}
MENUNGGAK = (4, 3, 2)  # months back that the village signed and could not pay


def _baris(daftar: DaftarBayar) -> BarisAnggaran | None:
    """The line of the payer's budget in force that pays kader; the roomiest of its kind where there are several."""
    pembayar = daftar.pembayar
    rows = BarisAnggaran.objects.filter(
        dokumen__wilayah=pembayar.wilayah_id,
        dokumen__jenis="apbdes" if pembayar.jenis == "apbdes" else "apbd",
        dokumen__status="ditetapkan",
        dokumen__tahun=daftar.mulai.year,
    )
    return rows.filter(kode_kegiatan=KODE[pembayar.jenis]).order_by("-pagu").first()


def _hubungkan(daftar: DaftarBayar, tahap: str) -> bool:
    baris = _baris(daftar)
    if baris is None:
        return False
    kunci = uuid.uuid5(uuid.NAMESPACE_URL, f"contoh insentif {daftar.pk}")
    try:
        hubungkan_daftar(daftar, baris, IsiDaftar(kunci, tahap_salur=tahap, contoh=True), actor=None)
    except Ditolak:  # no room in the line: it stays among those that no line pays
        return False
    return True


def buat_insentif_baris(hari: date) -> int:
    """Returns how many lists a line pays."""
    kini, n = Bulan.dari(hari), 0
    desa = Pembayar.objects.filter(wilayah=ANJIR, jenis="apbdes").first()
    if desa is not None and DaftarBayar.objects.filter(pembayar=desa).exists():
        for mundur in MENUNGGAK:
            daftar_contoh(desa, ANJIR, kini.tambah(-mundur), "ditandatangani")
    rows = DaftarBayar.objects.filter(status__in=(StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR))
    for daftar in rows.filter(pembayar__jenis__in=KODE).select_related("pembayar", "wilayah").order_by("pk"):
        dibayar = daftar.status == StatusDaftar.DIBAYAR
        if not _hubungkan(daftar, "" if dibayar else TAHAP[daftar.pembayar.jenis]):
            continue
        n += 1
        if dibayar:
            try:
                bayar_daftar_dari_baris(daftar.pk, actor=None)
            except Ditolak:  # a day before the budget was fixed: left unwritten
                continue
    return n
