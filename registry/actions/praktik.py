"""Writes about praktik baik: a card, its picture, and who does likewise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.foto import simpan_foto
from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu, PraktikBaik, StatusPosyandu, TiruPraktik

KOLOM = ("bidang", "judul", "masalah", "langkah", "hasil", "biaya")
BISA_DIUBAH = (PraktikBaik.Status.DRAF, PraktikBaik.Status.DIKEMBALIKAN)


def _pasang_foto(praktik: PraktikBaik, foto: Any, tanpa_wajah: bool, actor: User | None) -> None:
    if foto is None:
        return
    if not tanpa_wajah:
        raise Ditolak("tanpa_wajah", "Nyatakan dulu bahwa tidak ada wajah yang bisa dikenali di foto ini.")
    praktik.foto = simpan_foto(foto, "praktik-baik.jpg", oleh=actor)


@transaction.atomic
def tulis_praktik(
    posyandu: Posyandu,
    isi: Mapping[str, Any],
    *,
    actor: User | None,
    foto: Any = None,
    tanpa_wajah: bool = False,
    contoh: bool = False,
) -> PraktikBaik:
    """A new card as draft. Raises Ditolak for a picture without the word that nobody can be recognised on it."""
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    praktik = PraktikBaik(posyandu=posyandu, penulis=actor, contoh=contoh, **{k: isi[k] for k in KOLOM if k in isi})
    _pasang_foto(praktik, foto, tanpa_wajah, actor)
    praktik.save(force_insert=True)
    record(actor, "tulis_praktik", praktik, perubahan={"judul": [None, praktik.judul]})
    return praktik


@transaction.atomic
def ubah_praktik(
    pk: int, isi: Mapping[str, Any], *, versi: int, actor: User, foto: Any = None, tanpa_wajah: bool = False
) -> PraktikBaik:
    """Change a draft or one that came back. Raises Bentrok for a stale version, Ditolak for one that was handed in."""
    praktik = _terkunci(pk, actor)
    if praktik.versi != versi:
        raise Bentrok(praktik)
    if praktik.status not in BISA_DIUBAH:
        raise Ditolak("", "Kartu yang sudah diajukan tidak diubah. Tarik, lalu tulis yang baru.")
    lama = {k: getattr(praktik, k) for k in KOLOM}
    baru = {k: isi[k] for k in KOLOM if k in isi}
    for kolom, nilai in baru.items():
        setattr(praktik, kolom, nilai)
    _pasang_foto(praktik, foto, tanpa_wajah, actor)
    praktik.versi += 1
    praktik.save(update_fields=[*baru, "foto", "versi"])
    record(actor, "ubah_praktik", praktik, perubahan=selisih(lama, baru))
    return praktik


def _terkunci(pk: int, actor: User) -> PraktikBaik:
    praktik = PraktikBaik.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if praktik is None:
        raise Http404
    require_in_scope(praktik, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    return praktik


@transaction.atomic
def tiru(pk: int, posyandu: Posyandu, *, mulai: date, catatan: str, actor: User | None) -> TiruPraktik:
    """A unit says that it does likewise since a day. Raises Ditolak for its own card, twice, or one not approved."""
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    praktik = PraktikBaik.objects.filter(pk=pk).first()
    if praktik is None:
        raise Http404
    if praktik.status != PraktikBaik.Status.DISETUJUI:
        raise Ditolak("posyandu", "Hanya praktik baik yang sudah disetujui yang bisa ditiru.")
    if praktik.posyandu_id == posyandu.pk:
        raise Ditolak("posyandu", "Ini praktik baik posyandu itu sendiri.")
    if posyandu.status != StatusPosyandu.AKTIF:
        raise Ditolak("posyandu", "Posyandu ini sudah tutup.")
    if mulai > hari_ini(posyandu.kode):
        raise Ditolak("mulai", "Tanggal ini belum terjadi.")
    baru = TiruPraktik(praktik=praktik, posyandu=posyandu, mulai=mulai, catatan=catatan.strip()[:300], oleh=actor)
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("posyandu", "Posyandu ini sudah mencatat meniru praktik ini.") from None
    record(actor, "tiru_praktik", posyandu, perubahan={"meniru": [None, praktik.judul]})
    return baru


@transaction.atomic
def batal_tiru(pk: int, *, actor: User) -> TiruPraktik:
    """The unit does it no longer; the row stays with its day."""
    row = TiruPraktik.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if row is None:
        raise Http404
    require_in_scope(row, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if row.batal is None:
        TiruPraktik.objects.filter(pk=pk).update(batal=hari_ini(row.posyandu.kode))
        record(actor, "batal_tiru", row.posyandu, perubahan={"meniru": [row.praktik.judul, None]})
        row.refresh_from_db()
    return row
