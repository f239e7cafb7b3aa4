"""Writes to a batch: choose its files, send it, cancel it. What it holds changes only under the lock of its units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.pekerjaan import antre
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import ribuan
from posyandu_app.lib.waktu import hari_ini, zona
from registry.aturan import baca_aturan
from registry.kunci import kunci_banyak
from registry.matriks import urutan_kolom
from registry.models import Ajuan, Paket, Posyandu, StatusAjuan
from registry.workflow_paket import PAKET
from wilayah.models import Wilayah

BATAS_PAKET = 2000
POTONGAN = 500


@dataclass(frozen=True)
class IsiPaket:
    """The letter of a batch, as typed."""

    nomor_surat: str
    tanggal_surat: date
    penanda_tangan: str


def status_siap(kode: str) -> StatusAjuan:
    """The status from which files of that kabupaten or kota may be sent. One query."""
    return StatusAjuan.DIKETAHUI if baca_aturan(kode)["meja_provinsi"] else StatusAjuan.DIVERIFIKASI


@transaction.atomic
def buat_paket(
    wilayah: Wilayah, isi: IsiPaket, pilihan: Iterable[int], *, actor: User | None, contoh: bool = False
) -> Paket:
    """A batch of the chosen files (keys of Ajuan), all or nothing; its papers are put together in the background.

    Raises Ditolak for a number used before, a day to come, no file or more than BATAS_PAKET, a setting of columns that
    is not understood, or files that are no longer ready; Http404/PermissionDenied by the duty over the kabupaten.
    """
    pilihan = sorted(set(pilihan))
    _periksa(wilayah, isi, pilihan)
    kunci_banyak([p for awal in range(0, len(pilihan), POTONGAN) for p in _unit(pilihan[awal : awal + POTONGAN])])
    paket = Paket(
        wilayah=wilayah,
        nomor_surat=isi.nomor_surat,
        tanggal_surat=isi.tanggal_surat,
        penanda_tangan=isi.penanda_tangan,
        jumlah=len(pilihan),
        pembuat=actor,
        contoh=contoh,
    )
    try:
        with transaction.atomic():
            paket.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("nomor_surat", "Nomor surat ini sudah dipakai paket lain.") from None
    if actor is not None:
        require_in_scope(paket, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    _masukkan(paket, pilihan)
    record(actor, "buat_paket", paket, perubahan={"berkas": [None, len(pilihan)]}, ke=paket.status)
    if actor is not None:
        _antrekan(paket, oleh=actor)
    return paket


def _unit(pilihan: list[int]) -> list[int]:
    return list(Ajuan.objects.filter(pk__in=pilihan).values_list("posyandu", flat=True))


def _periksa(wilayah: Wilayah, isi: IsiPaket, pilihan: list[int]) -> None:
    if isi.tanggal_surat > hari_ini(wilayah.kode):
        raise Ditolak("tanggal_surat", "Tanggal surat belum terjadi.")
    if not pilihan:
        raise Ditolak("cara", "Pilih paling sedikit satu berkas.")
    if len(pilihan) > BATAS_PAKET:
        banyak = f"{ribuan(len(pilihan))} berkas terpilih; satu paket paling banyak {ribuan(BATAS_PAKET)}."
        raise Ditolak("cara", f"{banyak} Pakai “{ribuan(BATAS_PAKET)} pertama”, sisanya di paket berikut.")
    try:
        urutan_kolom(baca_aturan(wilayah.kode)["kolom_matriks"])
    except Ditolak as galat:
        raise Ditolak("", f"{galat} Perbaiki setelan urutan kolom matriks daerah ini dulu.") from galat


def _masukkan(paket: Paket, pilihan: list[int]) -> None:
    """Put the files in; refuses when any of them is not ready and free in that area any more."""
    status, masuk = status_siap(paket.wilayah_id), 0
    for awal in range(0, len(pilihan), POTONGAN):
        rows = Ajuan.objects.filter(pk__in=pilihan[awal : awal + POTONGAN], status=status, paket=None)
        units = Posyandu.objects.di_wilayah(paket.wilayah_id)
        masuk += rows.filter(posyandu__in=units).update(paket=paket)
    if masuk != len(pilihan):
        kurang = len(pilihan) - masuk
        kata = f"{kurang} berkas yang dipilih tidak siap lagi (dikembalikan, atau sudah masuk paket lain)."
        raise Ditolak("cara", f"{kata} Tidak ada yang disimpan; muat ulang daftarnya, lalu pilih lagi.")


def _antrekan(paket: Paket, *, oleh: User) -> None:
    """Hand the putting together to the worker, in the running transaction."""
    judul = f"Menyusun paket {paket.nomor_surat} ({ribuan(paket.jumlah)} posyandu)"
    antre("paket", {"paket": paket.pk}, judul=judul, oleh=oleh, alamat=reverse("registry:paket-rinci", args=[paket.pk]))


@transaction.atomic
def susun_ulang(pk: int, *, actor: User) -> Paket:
    """Make the papers of a batch that is not sent yet again, from what is in it now."""
    kunci = Paket.objects.filter(pk=pk).values_list("status", flat=True).first()
    if kunci == Paket.Status.DRAF:
        paket = Paket.objects.get(pk=pk)
        require_in_scope(paket, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    else:
        paket = PAKET.apply(pk, "susun_ulang", actor=actor)
    paket.jumlah = Ajuan.objects.filter(paket=paket).count()
    paket.save(update_fields=["jumlah"])
    _antrekan(paket, oleh=actor)
    return paket


@transaction.atomic
def kirim_paket(pk: int, tanggal: date, *, actor: User | None) -> Paket:
    """Mark the batch as sent on a day: every file in it goes to the ministry, all or none.

    Raises Ditolak for a day to come or before the letter; TransitionRefused where it is not whole.
    """
    paket = Paket.objects.filter(pk=pk).first() or Paket(pk=pk)
    if actor is not None:
        require_in_scope(paket, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    if tanggal > hari_ini(paket.wilayah_id):
        raise Ditolak("tanggal", "Tanggal kirim belum terjadi.")
    if tanggal < paket.tanggal_surat:
        raise Ditolak("tanggal", f"Tanggal kirim mendahului tanggal surat ({paket.tanggal_surat:%d/%m/%Y}).")
    paket = PAKET.apply(pk, "kirim_paket", actor=actor)
    kini = timezone.now().astimezone(zona(paket.wilayah_id))
    pada = kini if kini.date() == tanggal else datetime.combine(tanggal, time(12), kini.tzinfo)
    paket.dikirim_pada = pada
    paket.save(update_fields=["dikirim_pada"])
    return paket


def batalkan_paket(pk: int, alasan: str, *, actor: User | None) -> Paket:
    """Cancel a batch nobody has answered yet; its files are free again. Raises TransitionRefused."""
    paket: Paket = PAKET.apply(pk, "batalkan_paket", actor=actor, note=alasan)
    return paket


def selesaikan_paket(pk: int, *, actor: User | None) -> bool:
    """Close a sent batch once the ministry has answered each of its files; False while some are open."""
    if actor is not None:
        require_in_scope(Paket(pk=pk), actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    if Ajuan.objects.filter(paket=pk, status=StatusAjuan.DIKIRIM).exists():
        return False
    if Paket.objects.filter(pk=pk, status=Paket.Status.DIKIRIM).exists():
        PAKET.apply(pk, "selesaikan", actor=actor)
    return True
