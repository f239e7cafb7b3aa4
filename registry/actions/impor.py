"""Writes about an import: a file is handed in, told to be stored, or thrown away. Its rows: registry.impor."""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.berkas import simpan
from accounts.models import JenisBerkas, User
from accounts.pekerjaan import AKHIR, antre, batalkan
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from registry.models import ImporBaris, ImporSesi
from wilayah.models import Wilayah

ALAMAT = "/impor/{}/"


@transaction.atomic
def mulai_impor(
    jenis: str, wilayah: Wilayah, isi: bytes, *, nama: str, bentuk: JenisBerkas, actor: User
) -> tuple[ImporSesi, bool]:
    """(session, new): a job reads the file. The same file for the same area gives the session it already has."""
    require_area(wilayah.pk, actor, Cap.IMPOR, seen_with=Cap.LIHAT)
    sama = ImporSesi.objects.filter(wilayah=wilayah, jenis=jenis, berkas__sha256=hashlib.sha256(isi).hexdigest())
    lama = sama.filter(dibuang=None, galat="").first()
    if lama is not None:
        return lama, False
    berkas = simpan(isi, nama, jenis=bentuk, oleh=actor)
    sesi = ImporSesi.objects.create(jenis=jenis, wilayah=wilayah, pemilik=actor, berkas=berkas, contoh=actor.contoh)
    alamat = ALAMAT.format(sesi.uuid)
    sesi.pekerjaan = antre("impor_baca", {"sesi": sesi.pk}, judul=f"Membaca {berkas.nama}", oleh=actor, alamat=alamat)
    sesi.save(update_fields=["pekerjaan"])
    record(actor, "impor_unggah", sesi, perubahan={"berkas": [None, berkas.sha256[:16]]})
    return sesi, True


def _kunci(pk: int, actor: User) -> ImporSesi:
    """The session locked, as the person who began it; others in the area may look, not decide."""
    rows = ImporSesi.objects.select_for_update(of=("self",), no_key=True).select_related("berkas", "pekerjaan")
    sesi = rows.filter(pk=pk).first() or ImporSesi(pk=pk)
    require_in_scope(sesi, actor, Cap.IMPOR, seen_with=Cap.LIHAT)
    if sesi.pemilik_id != actor.pk:
        raise PermissionDenied
    return sesi


def _masih_jalan(sesi: ImporSesi) -> bool:
    return sesi.pekerjaan is not None and sesi.pekerjaan.status not in AKHIR


@transaction.atomic
def simpan_impor(pk: int, *, periksa: bool, actor: User) -> ImporSesi:
    """Queue the storing of the good rows (with `periksa` of the doubtful ones too). Raises Ditolak out of its stage."""
    sesi = _kunci(pk, actor)
    if sesi.tahap not in ("pratinjau", "simpan") or _masih_jalan(sesi):
        raise Ditolak("", "Impor ini belum selesai dibaca, sedang disimpan, atau sudah selesai. Muat ulang halaman.")
    sesi.diminta = timezone.now()
    isi = {"sesi": sesi.pk, "periksa": periksa}
    alamat = ALAMAT.format(sesi.uuid)
    sesi.pekerjaan = antre("impor_simpan", isi, judul=f"Menyimpan {sesi.berkas.nama}", oleh=actor, alamat=alamat)
    sesi.save(update_fields=["diminta", "pekerjaan"])
    return sesi


@transaction.atomic
def buang_impor(pk: int, *, actor: User) -> ImporSesi:
    """Throw a session away with all its rows. Raises Ditolak once something of it was stored."""
    sesi = _kunci(pk, actor)
    if sesi.diminta is not None or sesi.dibuang is not None:
        raise Ditolak("", "Impor ini sudah disimpan atau sudah dibuang, jadi tidak bisa dibuang lagi.")
    if sesi.pekerjaan is not None:
        batalkan(sesi.pekerjaan, oleh=actor)
    ImporBaris.objects.filter(sesi=sesi).delete()
    sesi.dibuang = timezone.now()
    sesi.save(update_fields=["dibuang"])
    record(actor, "impor_buang", sesi)
    return sesi
