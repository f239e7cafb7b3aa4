"""Writes that join a line to the one it came from in the former stage. No part of either document's text, so they are
made on fixed documents too, and every one stands in the log."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from planning.models import AsalBaris, BarisAnggaran, DokumenAnggaran
from planning.padanan import penerus
from planning.tahap import boleh_diturunkan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak

Kunci = tuple[Hashable, ...]


def _kunci(b: BarisAnggaran, kode: str = "") -> tuple[Kunci, ...]:
    """What a line is looked up by, surest first: with its account and wording, with its account, of its office,
    by its code (or the one given instead) alone."""
    opd = " ".join(b.perangkat_daerah.split()).casefold()
    uraian = " ".join(b.uraian.split()).casefold()
    kode, rekening = kode or b.kode_kegiatan, b.kode_rekening
    return ((0, opd, kode, rekening, uraian), (1, opd, kode, rekening), (2, opd, kode), (3, kode))


def _cari(rows: Iterable[BarisAnggaran]) -> dict[Kunci, BarisAnggaran | None]:
    """{key: the one line it leads to}; None where it leads to several."""
    hasil: dict[Kunci, BarisAnggaran | None] = {}
    for b in rows:
        for k in _kunci(b):
            hasil[k] = None if k in hasil else b
    return hasil


def pasangan(
    ke: Iterable[BarisAnggaran], dari: Iterable[BarisAnggaran], menjadi: Mapping[str, set[str]] | None = None
) -> list[tuple[BarisAnggaran, BarisAnggaran]]:
    """(from, to) for each line of `ke` with one plain origin. Several to choose from is nobody's to guess: left out.

    Two different accounts of one code are two lines, unless each document has that code once only. `menjadi`: what
    codes were called in a newer book (planning.padanan): a line whose own code has no origin is looked for under
    the codes that became it, once `ke` no longer has those."""
    ke, dari = list(ke), list(dari)
    daftar, sekali = _cari(dari), Counter(b.kode_kegiatan for b in ke)
    ganti = {k: isi for k, isi in (menjadi or {}).items() if k not in sekali}
    dahulu = _dahulu(dari, ganti)
    hasil = []
    for b in ke:
        for k in _kunci(b):
            asal = daftar.get(k)
            if asal is None:
                continue
            sejenis = not (asal.kode_rekening and b.kode_rekening) or asal.kode_rekening == b.kode_rekening
            if sejenis or (sekali[b.kode_kegiatan] == 1 and daftar.get((3, b.kode_kegiatan)) is asal):
                hasil.append((asal, b))
                break
        else:
            hasil += [(asal, b) for asal in _berganti(b, dahulu) if (3, b.kode_kegiatan) not in daftar]
    return hasil


def _dahulu(
    dari: Iterable[BarisAnggaran], menjadi: Mapping[str, set[str]]
) -> dict[Kunci, dict[str, BarisAnggaran | None]]:
    """{key under a new code: {old code: its one line, None where it has several}}."""
    hasil: dict[Kunci, dict[str, BarisAnggaran | None]] = {}
    for b in dari:
        for baru in menjadi.get(b.kode_kegiatan, ()):
            for k in _kunci(b, baru):
                per_kode = hasil.setdefault(k, {})
                per_kode[b.kode_kegiatan] = None if b.kode_kegiatan in per_kode else b
    return hasil


def _berganti(b: BarisAnggaran, dahulu: Mapping[Kunci, Mapping[str, BarisAnggaran | None]]) -> list[BarisAnggaran]:
    """Lines whose codes became this line's. Two codes that became one are both its origin: the crosswalk says so."""
    for k in _kunci(b):
        calon = list(dahulu.get(k, {}).values())
        if calon and None not in calon:
            return [c for c in calon if c is not None]
    return []


@transaction.atomic
def tautkan(dokumen_ke: DokumenAnggaran, dokumen_dari: DokumenAnggaran, *, actor: User | None) -> int:
    """Join the lines of a document to those of its former stage by office, code and account, by the code alone where
    it is unique, by a code's former name where the crosswalk has one. Lines that have an origin there already, found or
    said by a person, are left alone. Returns how many were joined. Raises Ditolak where the one is no stage of the
    other."""
    dokumen_ke = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen_ke.pk)
    _boleh(dokumen_ke, actor)
    if not boleh_diturunkan(dokumen_dari, dokumen_ke):
        raise Ditolak("dari", f"{dokumen_ke.uraian_jenis.nama} ini bukan kelanjutan {dokumen_dari}.")
    sudah = AsalBaris.objects.filter(dari__dokumen=dokumen_dari).values("ke")
    ke = BarisAnggaran.objects.filter(dokumen=dokumen_ke).exclude(pk__in=sudah)
    if dokumen_ke.menggantikan_id == dokumen_dari.pk:
        ke = ke.filter(asal=None)  # copied lines remember their origin themselves
    dari = list(BarisAnggaran.objects.filter(dokumen=dokumen_dari))
    menjadi = penerus(dokumen_ke.uraian_jenis.skema, dokumen_ke.wilayah_id, {b.kode_kegiatan for b in dari})
    baru = pasangan(ke, dari, menjadi)
    AsalBaris.objects.bulk_create(
        [AsalBaris(dari=dari, ke=b, cocok=True) for dari, b in baru], ignore_conflicts=True, batch_size=400
    )
    if baru:
        record(actor, "tautkan_tahap", dokumen_ke, perubahan={str(dokumen_dari.pk): [None, len(baru)]})
    return len(baru)


def tautkan_ke_sebelumnya(dokumen: DokumenAnggaran, *, actor: User | None) -> int:
    """Join it to every former stage that its government has fixed; returns how many lines were joined."""
    _boleh(dokumen, actor)
    lain = DokumenAnggaran.objects.filter(wilayah__in=kode_lib.leluhur(dokumen.wilayah_id))
    lain = lain.exclude(status__in=("draf", "dicabut"))
    lain = lain.filter(tahun__lte=dokumen.tahun_akhir, tahun_akhir__gte=dokumen.tahun)
    return sum(tautkan(dokumen, d, actor=actor) for d in lain if boleh_diturunkan(d, dokumen))


def _boleh(dokumen: DokumenAnggaran, actor: User | None) -> None:
    """Whoever keeps the later document says where its lines came from."""
    if actor is not None:
        require_area(dokumen.wilayah_id, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)


def _baris(actor: User, pk: Any) -> BarisAnggaran:
    rows = BarisAnggaran.objects.select_related("dokumen__wilayah")
    baris: BarisAnggaran = rows.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return baris


@transaction.atomic
def sambung(ke: int, dari: int, *, actor: User) -> AsalBaris:
    """A person says that line `ke` came from line `dari`. Several origins are a merge, several descendants a split.
    Raises Ditolak where the documents are not stages of each other."""
    baris = _baris(actor, ke)
    asal = BarisAnggaran.objects.untuk_bawahan(actor, Cap.LIHAT_RENCANA).select_related("dokumen__wilayah")
    lama = asal.filter(pk=dari).first()
    if lama is None or not boleh_diturunkan(lama.dokumen, baris.dokumen):
        raise Ditolak("dari", "Baris itu bukan dari tahap sebelum dokumen ini.")
    try:
        with transaction.atomic():
            tautan = AsalBaris.objects.create(dari=lama, ke=baris)
    except IntegrityError:
        raise Ditolak("dari", "Kedua baris ini sudah tersambung.") from None
    record(actor, "sambung_tahap", baris.dokumen, perubahan={baris.kode_kegiatan: [None, str(lama)]})
    return tautan


@transaction.atomic
def putus(pk: int, *, actor: User) -> BarisAnggaran:
    """Take a join back, found or said; returns the later line."""
    rows = AsalBaris.objects.select_related("ke__dokumen", "dari")
    tautan: AsalBaris = rows.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    record(actor, "putus_tahap", tautan.ke.dokumen, perubahan={tautan.ke.kode_kegiatan: [str(tautan.dari), None]})
    AsalBaris.objects.filter(pk=pk).delete()
    return tautan.ke
