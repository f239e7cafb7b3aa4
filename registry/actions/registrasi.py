"""Writes to a registration file: start, hand in, say of each item what a desk found, pass on or send back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.alasan import MENURUT_KODE as ALASAN
from registry.kunci import kunci_posyandu
from registry.meja import MENURUT_STATUS, duduk_di
from registry.models import BERJALAN, Ajuan, Posyandu, PutusanButir, StatusAjuan
from registry.persyaratan import berlaku
from registry.workflow import AJUAN, hasil_ajuan


class Bergeser(Exception):
    """What the reviewer saw is not what stands there now; `butir` names the items that moved."""

    def __init__(self, butir: list[str]) -> None:
        super().__init__("data berubah")
        self.butir = butir


@dataclass(frozen=True)
class IsiPutusan:
    """What a reviewer says of one item. `sidik` is the item's content as the page showed it."""

    butir: str
    setuju: bool
    sidik: str
    alasan: str = ""
    catatan: str = ""


@transaction.atomic
def mulai_ajuan(posyandu: Posyandu, *, actor: User | None, contoh: bool = False) -> Ajuan:
    """The unit's running file, or a new draft. Raises Ditolak for a closed unit or one that has its number."""
    posyandu = kunci_posyandu(posyandu.pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.AJUKAN, seen_with=Cap.LIHAT)
    lama = Ajuan.objects.filter(posyandu=posyandu, status__in=BERJALAN).first()
    if lama is not None:
        return lama
    if posyandu.nomor_registrasi:
        raise Ditolak("", "Posyandu ini sudah punya nomor registrasi.")
    if posyandu.status == "tutup":
        raise Ditolak("", "Posyandu yang tutup tidak diajukan.")
    versi = berlaku(hari_ini(posyandu.kode)).versi
    ajuan = Ajuan(posyandu=posyandu, versi_syarat=versi, contoh=contoh)
    try:
        with transaction.atomic():
            ajuan.save(force_insert=True)
    except IntegrityError:  # somebody else began it in the same moment
        return Ajuan.objects.get(posyandu=posyandu, status__in=BERJALAN)
    record(actor, "mulai_ajuan", ajuan, ke=ajuan.status)
    return ajuan


def ajukan(posyandu: Posyandu, *, actor: User | None) -> Ajuan:
    """Hand the unit's file in. Raises Ditolak or TransitionRefused with what is missing; nothing is stored then."""
    with transaction.atomic():
        ajuan = mulai_ajuan(posyandu, actor=actor)
        hasil: Ajuan = AJUAN.apply(ajuan.pk, "ajukan", actor=actor)
    return hasil


def _periksa_isi(putusan: Sequence[IsiPutusan]) -> None:
    for p in putusan:
        if p.setuju:
            continue
        alasan = ALASAN.get(p.alasan)
        if alasan is None:
            raise Ditolak(f"alasan_{p.butir}", "Pilih alasannya.")
        if alasan.perlu_catatan and not p.catatan.strip():
            raise Ditolak(f"catatan_{p.butir}", "Tulis apa yang perlu diperbaiki.")


def _bergeser(putusan: Sequence[IsiPutusan], kini: Mapping[str, str]) -> list[str]:
    return [p.butir for p in putusan if kini.get(p.butir) != p.sidik]


@transaction.atomic
def putuskan(
    pk: int, langkah: str, putusan: Sequence[IsiPutusan], *, versi: int, actor: User | None, catatan: str = ""
) -> Ajuan:
    """Store what a desk says of the items and take the step, all or nothing.

    Raises Bentrok when the file moved on since the page was opened, Bergeser when an item's content did, Ditolak at the
    item that lacks a reason, TransitionRefused when the step is not possible; Http404/PermissionDenied by the duty.
    """
    unit = Ajuan.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)
    ajuan = Ajuan.objects.filter(pk=pk).first() or Ajuan(pk=pk)  # under the unit's lock, as every writer of files is
    step = AJUAN.named(langkah)
    if actor is not None:
        require_in_scope(ajuan, actor, step.duty, seen_with=Cap.LIHAT)
    if ajuan.versi != versi or ajuan.status not in step.sources:
        raise Bentrok(ajuan)
    _periksa_isi(putusan)
    hasil = hasil_ajuan(ajuan)
    kini = {b.kode: b.sidik for b in hasil.butir}
    if geser := _bergeser(putusan, kini):
        raise Bergeser(geser)
    meja = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    rows = [_baris(ajuan, p, meja.kode if meja else "kementerian", actor) for p in putusan]
    PutusanButir.objects.bulk_create(rows)
    tetap: Ajuan = AJUAN.apply(pk, langkah, actor=actor, note=catatan)
    return tetap


def _baris(ajuan: Ajuan, p: IsiPutusan, meja: str, actor: User | None) -> PutusanButir:
    putusan = PutusanButir.Putusan.SETUJU if p.setuju else PutusanButir.Putusan.KEMBALI
    return PutusanButir(
        ajuan=ajuan,
        putaran=ajuan.putaran,
        meja=meja,
        butir=p.butir,
        putusan=putusan,
        alasan="" if p.setuju else p.alasan,
        catatan=p.catatan.strip()[:400],
        sidik=p.sidik,
        oleh=actor,
    )


@transaction.atomic
def tugaskan(pk: int, petugas: User | None, *, actor: User) -> Ajuan:
    """Give a file to a person of the desk it is at (None: nobody). Raises Ditolak for one who does not sit there."""
    unit = Ajuan.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    posyandu = kunci_posyandu(unit) if unit is not None else None
    ajuan = Ajuan.objects.filter(pk=pk).first() or Ajuan(pk=pk)
    meja = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    require_in_scope(ajuan, actor, meja.duty if meja else Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    if meja is None or posyandu is None:
        raise Ditolak("petugas", "Berkas ini tidak sedang di meja pemeriksa.")
    if petugas is not None and not duduk_di(petugas, meja, posyandu.kode):
        raise Ditolak("petugas", "Orang ini tidak bertugas di meja itu.")
    lama, ajuan.petugas = ajuan.petugas, petugas
    ajuan.save(update_fields=["petugas"])
    nama: Any = [lama.nama if lama else None, petugas.nama if petugas else None]
    record(actor, "tugaskan", ajuan, perubahan={"petugas": nama})
    return ajuan
