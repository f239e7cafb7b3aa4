"""Closing a unit's month, one or a village's at once, and opening it again with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_banyak, kunci_posyandu
from registry.models import Posyandu
from spm_services.metrics_lengkap import Keadaan, belum_satu, kisi, status_bulan
from spm_services.models import BulanUnit, StatusBulan
from spm_services.workflow_bulan import BELUM_SELESAI, BULAN, sudah_lewat

PALING_BANYAK = 500  # units of one press


@transaction.atomic
def tutup_bulan(
    posyandu: Posyandu, bulan: Bulan, *, versi: int, walau_belum: bool = False, actor: User | None
) -> BulanUnit:
    """Close a month of a unit. `versi` is the one the page was drawn with (0: no row yet).

    Raises Ditolak for a month that is not over or not the unit's, and for missing fields unless `walau_belum`;
    Bentrok when somebody closed or opened it meanwhile.
    """
    unit = kunci_posyandu(posyandu.pk)
    if actor is not None:
        require_area(unit.kode, actor, Cap.TUTUP_BULAN, seen_with=Cap.LIHAT)
    row = BulanUnit.objects.filter(posyandu=unit, bulan=bulan.angka).first()
    if (row.versi if row else 0) != versi or (row and row.status == StatusBulan.DITUTUP):
        raise Bentrok(row)
    if not sudah_lewat(bulan, unit.kode):
        raise Ditolak("", BELUM_SELESAI.format(bulan.nama))
    belum, diminta = belum_satu(unit, bulan)
    if not diminta:
        raise Ditolak("", "Posyandu ini belum berdiri atau tutup di bulan itu.")
    if belum and not walau_belum:
        raise Ditolak("walau_belum", f"{belum} bidang belum ada catatannya. Lengkapi dulu, atau centang ini.")
    row = row or BulanUnit.objects.create(posyandu=unit, bulan=bulan.angka)
    ditutup: BulanUnit = BULAN.apply(row.pk, "tutup_bulan", actor=actor)
    return ditutup


@transaction.atomic
def buka_bulan(posyandu: Posyandu, bulan: Bulan, *, alasan: str, versi: int, actor: User | None) -> BulanUnit:
    """Open a closed month again; the count of such openings stays with its figures. Raises Bentrok on a stale page."""
    unit = kunci_posyandu(posyandu.pk)
    if actor is not None:
        require_area(unit.kode, actor, Cap.TUTUP_BULAN, seen_with=Cap.LIHAT)
    row = BulanUnit.objects.filter(posyandu=unit, bulan=bulan.angka).first()
    if row is None or row.versi != versi or row.status != StatusBulan.DITUTUP:
        raise Bentrok(row)
    dibuka: BulanUnit = BULAN.apply(row.pk, "buka_bulan", actor=actor, note=alasan)
    return dibuka


@dataclass(frozen=True)
class HasilTutup:
    """What became of one unit of a press: closed now, or why not."""

    unit: Posyandu
    ditutup: bool
    kata: str


@transaction.atomic
def tutup_banyak(
    pks: Sequence[int], bulan: Bulan, *, walau_belum: bool = False, actor: User | None
) -> list[HasilTutup]:
    """Close a month for many units of one kabupaten: each has its own outcome, none stops the others.

    Http404 and PermissionDenied are of all: a press that names one unit out of the area does nothing.
    """
    if len(pks) > PALING_BANYAK:
        raise Ditolak("", f"Paling banyak {PALING_BANYAK} posyandu sekali tutup.")
    units = kunci_banyak(pks)
    for unit in units:
        if actor is not None:
            require_area(unit.kode, actor, Cap.TUTUP_BULAN, seen_with=Cap.LIHAT)
    if len({u.kode[:5] for u in units}) > 1:
        raise Ditolak("", "Tutup bulan untuk satu kabupaten atau kota dulu.")
    if units and not sudah_lewat(bulan, units[0].kode):
        raise Ditolak("", BELUM_SELESAI.format(bulan.nama))
    hasil = _nilai(units, bulan, walau_belum)
    tutup = [h.unit for h in hasil if h.ditutup]
    ada = {pk for pk, _ in status_bulan(tutup, [bulan])}
    BulanUnit.objects.bulk_create([BulanUnit(posyandu=u, bulan=bulan.angka) for u in tutup if u.pk not in ada])
    rows = BulanUnit.objects.filter(posyandu__in=tutup, bulan=bulan.angka)
    BULAN.apply_many(rows.values_list("pk", flat=True), "tutup_bulan", actor=actor)
    return hasil


def _nilai(units: list[Posyandu], bulan: Bulan, walau_belum: bool) -> list[HasilTutup]:
    kini = Bulan.dari(hari_ini(units[0].kode)) if units else bulan
    sel, sudah = kisi(units, [bulan], kini), status_bulan(units, [bulan])
    hasil = []
    for unit in sorted(units, key=lambda u: u.kode):
        isi = [sel[unit.pk, bulan.angka, k] for k in SEMUA]
        belum = sum(s.belum for s in isi)
        row = sudah.get((unit.pk, bulan.angka))
        if row is not None and row.status == StatusBulan.DITUTUP:
            hasil.append(HasilTutup(unit, False, "sudah ditutup sebelumnya"))
        elif all(s.keadaan in (Keadaan.TUTUP, Keadaan.TIDAK) for s in isi):
            hasil.append(HasilTutup(unit, False, "tidak berlaku di bulan itu"))
        elif belum and not walau_belum:
            hasil.append(HasilTutup(unit, False, f"{belum} bidang belum"))
        else:
            hasil.append(HasilTutup(unit, True, f"ditutup, {belum} bidang belum" if belum else "ditutup"))
    return hasil
