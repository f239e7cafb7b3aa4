"""Writes of the offices' programmes: one sending of the form is one batch of rows."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.models import Catatan
from audit.record import buat, record
from planning.models import ProgramOpd
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from registry.models import Posyandu
from wilayah.models import Wilayah

KOLOM = ("bidang", "perangkat_daerah", "tahun", "bulan", "tanggal", "apa", "sasaran", "jumlah", "satuan", "sumber")
PALING_BANYAK = 300  # places in one sending; more is an area


def _periksa(isi: Mapping[str, Any]) -> None:
    if not 1 <= isi["bulan"] <= 12:
        raise Ditolak("bulan", "Bulan ditulis 1 sampai 12.")
    hari = isi.get("tanggal")
    if hari and (hari.year, hari.month) != (isi["tahun"], isi["bulan"]):
        raise Ditolak("tanggal", "Tanggalnya di luar bulan yang dipilih.")


@transaction.atomic
def catat_program(
    tempat: Sequence[Posyandu | Wilayah],
    isi: Mapping[str, Any],
    *,
    kunci: UUID,
    contoh: bool = False,
    actor: User | None,
) -> list[ProgramOpd]:
    """What an office brings, once for each unit or area named. The same form sent again gives the rows of the first.
    Raises Ditolak for no place, a day outside its month, a budget line of elsewhere; 404/403 by area and field."""
    if not tempat:
        raise Ditolak("tempat", "Pilih posyandu atau wilayahnya.")
    if len(tempat) > PALING_BANYAK:
        raise Ditolak("tempat", f"Paling banyak {PALING_BANYAK} posyandu sekali simpan. Pilih wilayahnya saja.")
    _periksa(isi)
    for satu in tempat:
        if actor is not None:
            require_area(satu.kode, actor, Cap.PROGRAM_OPD, seen_with=Cap.LIHAT, bidang=isi["bidang"])
    lama = list(ProgramOpd.objects.filter(kunci=kunci, pembuat=actor))
    if lama:
        return lama
    baris = isi.get("baris")
    if baris is not None and not all(kode_lib.di_bawah(t.kode, baris.dokumen.wilayah_id) for t in tempat):
        raise Ditolak("baris", "Baris anggaran ini milik wilayah lain.")
    isi_baris = {k: isi.get(k) for k in KOLOM if isi.get(k) is not None} | {"baris": baris}
    rows = [
        ProgramOpd(
            posyandu=t if isinstance(t, Posyandu) else None,
            wilayah=t if isinstance(t, Wilayah) else None,
            kunci=kunci,
            contoh=contoh,
            pembuat=actor,
            **isi_baris,
        )
        for t in tempat
    ]
    ProgramOpd.objects.bulk_create(rows)
    Catatan.objects.bulk_create(buat(actor, "catat_program", r, perubahan={"apa": [None, r.apa]}) for r in rows)
    return rows


@transaction.atomic
def batal_program(pk: int, *, alasan: str, actor: User | None) -> ProgramOpd:
    """Call one off, with a reason; it stays in the log and leaves the matrix."""
    program = ProgramOpd.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if actor is not None:
        require_in_scope(program, actor, Cap.PROGRAM_OPD, seen_with=Cap.LIHAT_RENCANA)
    if program.batal:
        raise Ditolak("", "Program ini sudah dibatalkan.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    program.batal, program.alasan_batal = True, alasan
    program.save(update_fields=["batal", "alasan_batal"])
    record(actor, "batal_program", program, catatan=alasan)
    return program
