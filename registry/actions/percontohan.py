"""Writes about pilots. The Tim Pembina (BINA) names a pilot and its milestones and confirms what the unit reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions._keadaan import ikuti_ubahan, terbuka
from registry.kunci import kunci_posyandu
from registry.models import Percontohan, Posyandu, StatusPosyandu, Tonggak


def _tandai(posyandu: Posyandu, ya: bool, actor: User | None) -> None:
    """The flag on the unit and its running period follow the pilot."""
    if posyandu.percontohan == ya:
        return
    keadaan = terbuka(posyandu)
    posyandu.percontohan = ya
    posyandu.versi += 1
    posyandu.save(update_fields=["percontohan", "versi"])
    ikuti_ubahan(keadaan, posyandu, actor)


@transaction.atomic
def mulai_percontohan(pk: int, isi: Mapping[str, Any], *, actor: User | None, contoh: bool = False) -> Percontohan:
    """The unit is a pilot from a day on. Raises Ditolak while it is one already, for a closed unit or a day to come."""
    posyandu = kunci_posyandu(pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.BINA, seen_with=Cap.LIHAT)
    if posyandu.status != StatusPosyandu.AKTIF:
        raise Ditolak("mulai", "Posyandu ini sudah tutup.")
    if isi["mulai"] > hari_ini(posyandu.kode):
        raise Ditolak("mulai", "Tanggal ini belum terjadi.")
    if Percontohan.objects.filter(posyandu=posyandu, sampai=None).exists():
        raise Ditolak("mulai", "Posyandu ini sedang menjadi percontohan.")
    kolom = {k: isi[k] for k in ("tingkat", "surat", "mulai") if k in isi}
    baru = Percontohan.objects.create(posyandu=posyandu, contoh=contoh, **kolom)
    _tandai(posyandu, True, actor)
    record(actor, "mulai_percontohan", posyandu, perubahan={"mulai": [None, baru.mulai.isoformat()]})
    return baru


def _milik(pk: int, actor: User | None, duty: str = Cap.BINA) -> tuple[Percontohan, Posyandu]:
    unit = Percontohan.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is None:
        raise Http404
    posyandu = kunci_posyandu(unit)
    row = Percontohan.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if actor is not None:
        require_in_scope(row, actor, duty, seen_with=Cap.LIHAT)
    return row, posyandu


@transaction.atomic
def akhiri_percontohan(pk: int, sampai: date, alasan: str, *, actor: User) -> Percontohan:
    """End it on a day (exclusive), with the reason. Its milestones stay to be read."""
    row, posyandu = _milik(pk, actor)
    if row.sampai is not None:
        raise Ditolak("sampai", "Percontohan ini sudah berakhir.")
    if not row.mulai <= sampai <= hari_ini(posyandu.kode):
        raise Ditolak("sampai", "Tanggalnya harus sesudah mulai dan tidak di masa depan.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    row.sampai, row.alasan_akhir = sampai, alasan.strip()[:200]
    row.save(update_fields=["sampai", "alasan_akhir"])
    _tandai(posyandu, False, actor)
    record(actor, "akhiri_percontohan", posyandu, catatan=row.alasan_akhir)
    return row


@transaction.atomic
def tambah_tonggak(pk: int, isi: Mapping[str, Any], *, actor: User | None) -> Tonggak:
    """A milestone in one field. Raises Ditolak for a pilot that has ended."""
    row, posyandu = _milik(pk, actor)
    if row.sampai is not None:
        raise Ditolak("uraian", "Percontohan ini sudah berakhir.")
    tonggak = Tonggak.objects.create(percontohan=row, **{k: isi[k] for k in ("bidang", "uraian", "tenggat")})
    record(actor, "tambah_tonggak", posyandu, perubahan={"tonggak": [None, tonggak.uraian]})
    return tonggak


def _tonggak(pk: int, actor: User | None, duty: str) -> Tonggak:
    tonggak = Tonggak.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if tonggak is None:
        raise Http404
    if actor is not None:
        require_in_scope(tonggak, actor, duty, seen_with=Cap.LIHAT)
    if tonggak.dipastikan is not None:
        raise Ditolak("dicapai", "Tonggak ini sudah dipastikan.")
    return tonggak


@transaction.atomic
def lapor_tonggak(pk: int, dicapai: date, bukti: str, *, actor: User | None) -> Tonggak:
    """The unit says that it has reached a milestone, on which day and what shows it."""
    tonggak = _tonggak(pk, actor, Cap.KELOLA_POSYANDU)
    posyandu = tonggak.percontohan.posyandu
    if not tonggak.percontohan.mulai <= dicapai <= hari_ini(posyandu.kode):
        raise Ditolak("dicapai", "Tanggalnya harus sesudah percontohan mulai dan tidak di masa depan.")
    if not bukti.strip():
        raise Ditolak("bukti", "Tulis apa yang menunjukkannya.")
    tonggak.dicapai, tonggak.bukti, tonggak.pelapor, tonggak.catatan = dicapai, bukti.strip()[:300], actor, ""
    tonggak.save(update_fields=["dicapai", "bukti", "pelapor", "catatan"])
    record(actor, "lapor_tonggak", posyandu, perubahan={tonggak.uraian: [None, dicapai.isoformat()]})
    return tonggak


@transaction.atomic
def putuskan_tonggak(pk: int, setuju: bool, catatan: str, *, actor: User | None) -> Tonggak:
    """The Tim Pembina confirms a report, or sends it back with the reason; not whoever reported it."""
    tonggak = _tonggak(pk, actor, Cap.BINA)
    if tonggak.dicapai is None:
        raise Ditolak("dicapai", "Belum dilaporkan tercapai.")
    if actor is not None and tonggak.pelapor_id == actor.pk:
        raise Ditolak("dicapai", "Anda yang melaporkannya. Orang lain yang memastikan.")
    if not setuju and not catatan.strip():
        raise Ditolak("catatan", "Tulis alasannya.")
    posyandu = tonggak.percontohan.posyandu
    if setuju:
        tonggak.dipastikan, tonggak.pemasti = hari_ini(posyandu.kode), actor
    else:
        tonggak.dicapai, tonggak.catatan = None, catatan.strip()[:200]
    tonggak.save(update_fields=["dipastikan", "pemasti", "dicapai", "catatan"])
    aksi = "pastikan_tonggak" if setuju else "kembalikan_tonggak"
    record(actor, aksi, posyandu, perubahan={"tonggak": [None, tonggak.uraian]}, catatan=catatan.strip()[:200])
    return tonggak
