"""Imports too large to be read or taken while a person waits: handed to the queue, done by planning.pekerja_impor."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.berkas import simpan
from accounts.models import JenisBerkas, User
from accounts.pekerjaan import antre
from audit.record import record
from planning.actions._impor import halangan, kunci_impor
from planning.actions.impor import Kiriman, buat_impor
from planning.actions.kode import buat_impor_buku
from planning.impor.dasar import Hasil
from planning.models import DokumenAnggaran, ImporRencana
from posyandu_app.lib.galat import Ditolak
from wilayah.models import Wilayah

BACA, AMBIL = "rencana_baca", "rencana_ambil"
ALAMAT = "/rencana/impor/{}/"


@transaction.atomic
def antre_impor(
    dokumen: DokumenAnggaran, isi: bytes, kiriman: Kiriman, *, bentuk: JenisBerkas, actor: User
) -> ImporRencana:
    """A file of budget lines for the queue. Raises Ditolak for a document that is fixed."""
    impor = buat_impor(dokumen, kiriman, actor=actor)
    return _antre_baca(impor, isi, bentuk, actor)


@transaction.atomic
def antre_buku(
    wilayah: Wilayah, isi: bytes, kiriman: Kiriman, versi: Mapping[str, Any], *, bentuk: JenisBerkas, actor: User
) -> ImporRencana:
    """A code book for the queue. `versi`: as for `mulai_buku`, and whether all codes and own codes are wanted."""
    impor = buat_impor_buku(wilayah, kiriman, versi, actor=actor)
    return _antre_baca(impor, isi, bentuk, actor)


def _antre_baca(impor: ImporRencana, isi: bytes, bentuk: JenisBerkas, actor: User) -> ImporRencana:
    impor.berkas = simpan(isi, impor.nama, jenis=bentuk, oleh=actor)
    _antre(impor, BACA, f"Membaca {impor.nama}", actor)
    impor.save(update_fields=["berkas", "pekerjaan"])
    record(actor, "impor_unggah", impor, perubahan={"berkas": [None, impor.berkas.sha256[:16]]})
    return impor


def _antre(impor: ImporRencana, jenis: str, judul: str, actor: User) -> None:
    alamat = ALAMAT.format(impor.uuid)
    impor.pekerjaan = antre(jenis, {"impor": impor.pk}, judul=judul, oleh=actor, alamat=alamat)


@transaction.atomic
def minta_ambil(pk: int, *, actor: User) -> ImporRencana:
    """Queue the taking of all rows. Raises Ditolak with what stands in the way, before anybody waits."""
    impor = kunci_impor(pk, actor)
    if alasan := halangan(impor, impor.baris_list.filter(hasil=Hasil.TOLAK).count()):
        raise Ditolak("", f"Tidak ada yang diambil. {' '.join(alasan)}")
    _antre(impor, AMBIL, f"Mengambil {impor.nama}", actor)
    impor.save(update_fields=["pekerjaan"])
    return impor
