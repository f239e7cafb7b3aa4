"""Payments of an allocation: written once with their evidence, taken back by a row of their own."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from planning.antrean import tandai_setelah
from planning.models import Alokasi, BarisAnggaran, Realisasi, StatusAlokasi
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini
from registry.actions import kunci_posyandu


@dataclass(frozen=True)
class IsiRealisasi:
    """What the form of a payment sends; `bukti` is the number of the SP2D, SPP or receipt."""

    tanggal: date
    nilai: Decimal
    bukti: str
    kanal: str
    kunci: UUID
    penerima: str = ""
    keterangan: str = ""
    contoh: bool = False


def _kunci(pk: int, actor: User | None) -> tuple[Alokasi, BarisAnggaran]:
    """The allocation and its line, locked in the house's order: unit, line, allocation."""
    satu = Alokasi.objects.only("posyandu", "baris").get(pk=pk)
    if satu.posyandu_id:
        kunci_posyandu(satu.posyandu_id)
    rows = BarisAnggaran.objects.select_for_update(of=("self",), no_key=True).select_related("dokumen__wilayah")
    baris = rows.get(pk=satu.baris_id)
    alokasi = Alokasi.objects.select_for_update(of=("self",), no_key=True).select_related("posyandu").get(pk=pk)
    if alokasi.baris_id != baris.pk:  # a Perubahan carried it along in between
        raise Ditolak("", "Alokasi ini baru saja dibawa ke Perubahan. Muat ulang halaman.")
    if actor is not None:
        require_area(baris.dokumen.wilayah_id, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)
    return alokasi, baris


def _periksa(alokasi: Alokasi, baris: BarisAnggaran, isi: IsiRealisasi) -> None:
    dokumen = baris.dokumen
    if alokasi.status != StatusAlokasi.BERLAKU or not dokumen.bisa_alokasi:
        raise Ditolak("", "Alokasi ini tidak berlaku lagi.")
    if isi.nilai <= 0:
        raise Ditolak("nilai", "Jumlah harus lebih dari nol. Pembayaran yang keliru dibatalkan dari daftarnya.")
    if isi.tanggal > hari_ini(dokumen.wilayah_id):
        raise Ditolak("tanggal", "Tanggal ini belum terjadi.")
    if not dokumen.tahun <= isi.tanggal.year <= dokumen.tahun_akhir:
        raise Ditolak("tanggal", f"Pembayaran ini tahun {isi.tanggal.year}, barisnya untuk {dokumen.masa}.")
    awal = _ditetapkan(dokumen)
    if awal is not None and isi.tanggal < awal:
        raise Ditolak("tanggal", f"Anggaran ini baru ditetapkan {awal:%d/%m/%Y}. Belum boleh dibayar sebelum itu.")
    if isi.nilai > alokasi.sisa:
        raise Ditolak("nilai", f"Melebihi sisa alokasi ({rupiah(alokasi.sisa)} dari {rupiah(alokasi.nilai)}).")


def _ditetapkan(dokumen: Any) -> date | None:
    """The day from which the budget may be spent: of the first document of its chain."""
    while dokumen.menggantikan is not None:
        dokumen = dokumen.menggantikan
    tanggal: date | None = dokumen.tanggal
    return tanggal


def realisasikan(alokasi: Alokasi, isi: IsiRealisasi, *, actor: User | None) -> tuple[Realisasi, bool]:
    """Write a payment. Returns (row, True), or the earlier one with False when the same form was sent before."""
    try:
        with transaction.atomic():
            kini, baris = _kunci(alokasi.pk, actor)
            lama = Realisasi.objects.filter(kunci=isi.kunci).first()
            if lama is not None and lama.alokasi_id == kini.pk:
                return lama, False
            _periksa(kini, baris, isi)
            row = Realisasi(alokasi=kini, pencatat=actor, **vars(isi))
            row.save(force_insert=True)
            _geser(kini, baris, isi.nilai)
            record(actor, "realisasikan", kini, perubahan={"nilai": [None, str(isi.nilai)], "bukti": [None, isi.bukti]})
    except IntegrityError:
        raise Ditolak("", "Formulir ini sudah dipakai untuk pembayaran lain. Buka formulir baru.") from None
    return row, True


def balik_realisasi(pk: int, alasan: str, *, actor: User | None) -> Realisasi:
    """Take a payment back with a row of the same amount below zero. Raises Ditolak for one taken back already."""
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    asal = Realisasi.objects.get(pk=pk)
    try:
        with transaction.atomic():
            alokasi, baris = _kunci(asal.alokasi_id, actor)
            if asal.membalik_id is not None:
                raise Ditolak("", "Baris ini sendiri sebuah pembatalan.")
            isi = {k: getattr(asal, k) for k in ("tanggal", "bukti", "kanal", "penerima", "contoh")}
            row = Realisasi(
                alokasi=alokasi, nilai=-asal.nilai, membalik=asal, keterangan=alasan[:200], pencatat=actor, **isi
            )
            row.save(force_insert=True)
            _geser(alokasi, baris, -asal.nilai)
            record(actor, "balik_realisasi", alokasi, perubahan={"nilai": [str(asal.nilai), None]}, catatan=alasan)
    except IntegrityError:
        raise Ditolak("", "Pembayaran ini sudah dibatalkan.") from None
    return row


def _geser(alokasi: Alokasi, baris: BarisAnggaran, nilai: Decimal) -> None:
    for row in (baris, alokasi):
        row.terealisasi += nilai
        row.save(update_fields=["terealisasi"])
    tandai_setelah(baris.dokumen_id)
