"""The only writers of service records: catat, koreksi, and (through the workflow) batalkan.

Each is one transaction: the record, its numbers, the log, and last the summary.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.models import Catatan
from audit.record import buat, record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions import kunci_posyandu
from registry.models import Posyandu, StatusPosyandu
from spm_services import katalog
from spm_services.models import Hitungan, LayananUnit, Rekaman
from spm_services.rekap import Gerak, terapkan
from spm_services.workflow import REKAMAN
from wilayah.rekap import Selisih

Isian = Mapping[str, Any]


@dataclass(frozen=True)
class Kiriman:
    """One record as a form (or a batch) sends it, with answers already cleaned."""

    layanan: str
    tanggal: date
    isian: Isian
    kunci: UUID
    contoh: bool = False


def periksa_tanggal(tanggal: date, posyandu: Posyandu) -> None:
    """Raises Ditolak for a day in the unit's future or before the unit existed."""
    hari = hari_ini(posyandu.kode)
    if tanggal > hari:
        raise Ditolak("tanggal", f"Tanggal ini belum terjadi. Hari ini {hari:%d/%m/%Y}.")
    if posyandu.berdiri and tanggal < posyandu.berdiri:
        raise Ditolak("tanggal", f"Posyandu ini baru berdiri {posyandu.berdiri:%d/%m/%Y}.")
    if tanggal.year < 2000:
        raise Ditolak("tanggal", "Tahunnya terlalu lama. Periksa lagi.")


def _susun(kiriman: Kiriman, posyandu: Posyandu, pencatat: User | None) -> Rekaman:
    entri = katalog.SEMUA[kiriman.layanan]
    return Rekaman(
        kunci=kiriman.kunci,
        posyandu=posyandu,
        layanan=entri.kode,
        bidang=entri.bidang,
        bentuk=entri.bentuk,
        tanggal=kiriman.tanggal,
        isian=dict(kiriman.isian),
        terlayani=entri.terlayani(kiriman.isian),
        pencatat=pencatat,
        contoh=kiriman.contoh,
    )


def _hitungan(rekaman: Rekaman) -> list[Hitungan]:
    angka = rekaman.entri.hitungan(rekaman.isian)
    return [Hitungan(rekaman=rekaman, kolom=k, jumlah=n) for k, n in angka.items()]


def _ganti_hitungan(rekaman: Rekaman, sebelum: Isian) -> None:
    """Bring the numbers in line with corrected answers; one that was taken away goes."""
    angka = rekaman.entri.hitungan(rekaman.isian)
    hilang = set(rekaman.entri.hitungan(sebelum)) - set(angka)
    if hilang:
        Hitungan.objects.filter(rekaman=rekaman, kolom__in=hilang).delete()
    kunci = ["rekaman", "kolom"]
    Hitungan.objects.bulk_create(
        _hitungan(rekaman), update_conflicts=True, unique_fields=kunci, update_fields=["jumlah"]
    )


def _jejak(rekaman: Rekaman) -> dict[str, Any]:
    return {"layanan": [None, rekaman.layanan], "tanggal": [None, rekaman.tanggal.isoformat()]}


def catat(posyandu: Posyandu, kiriman: Kiriman, *, actor: User) -> tuple[Rekaman, bool]:
    """Store one record. Returns (record, True), or (the earlier one, False) when its key was stored already.

    Raises Ditolak (date, closed unit, key of another unit), Http404/PermissionDenied out of the actor's area.
    """
    try:
        with transaction.atomic():
            unit = kunci_posyandu(posyandu.pk)
            if unit.status != StatusPosyandu.AKTIF:
                raise Ditolak("tanggal", "Posyandu ini sudah ditutup, jadi tidak bisa dicatat lagi.")
            periksa_tanggal(kiriman.tanggal, unit)
            rekaman = _susun(kiriman, unit, actor)
            rekaman.save(force_insert=True)
            require_in_scope(rekaman, actor, Cap.CATAT, seen_with=Cap.LIHAT_CATATAN)
            Hitungan.objects.bulk_create(_hitungan(rekaman))
            record(actor, "catat", rekaman, perubahan=_jejak(rekaman))
            terapkan(unit.kode, [Gerak(rekaman.tanggal, rekaman.bidang, 1, rekaman.terlayani)]).tulis()
    except IntegrityError:
        lama = Rekaman.objects.filter(kunci=kiriman.kunci, posyandu=posyandu, layanan=kiriman.layanan).first()
        if lama is None:
            raise Ditolak("kunci", "Formulir ini sudah dipakai untuk catatan lain. Buka formulir baru.") from None
        return lama, False
    return rekaman, True


@transaction.atomic
def catat_banyak(posyandu: Posyandu, kiriman: Sequence[Kiriman], *, actor: User | None) -> Selisih:
    """Seed many records of one unit that has none yet. Gives the same rows as `catat` one by one (a test holds it).

    Returns the differences, which the caller adds up over units and writes: `isi_contoh` and the benchmark only.
    """
    rows = Rekaman.objects.bulk_create([_susun(k, posyandu, actor) for k in kiriman], batch_size=500)
    Hitungan.objects.bulk_create([h for r in rows for h in _hitungan(r)], batch_size=1000)
    Catatan.objects.bulk_create([buat(actor, "catat", r, perubahan=_jejak(r)) for r in rows], batch_size=500)
    gerak = [Gerak(r.tanggal, r.bidang, 1, r.terlayani) for r in rows]
    return terapkan(posyandu.kode, gerak, kosong=True)


@transaction.atomic
def koreksi(rekaman: Rekaman, *, tanggal: date, isian: Isian, versi: int, actor: User) -> Rekaman:
    """Change the day (within its year) and the answers. Raises Bentrok on a stale `versi`, Ditolak otherwise."""
    unit = kunci_posyandu(rekaman.posyandu_id)
    sekarang = Rekaman.objects.select_for_update(of=("self",), no_key=True).get(pk=rekaman.pk)
    require_in_scope(sekarang, actor, Cap.CATAT, seen_with=Cap.LIHAT_CATATAN)
    if sekarang.versi != versi or not sekarang.berlaku:
        raise Bentrok(sekarang)
    periksa_tanggal(tanggal, unit)
    if tanggal.year != sekarang.tanggal.year:
        raise Ditolak("tanggal", "Tahun tidak bisa dikoreksi. Batalkan catatan ini, lalu catat ulang.")
    sebelum = {"tanggal": sekarang.tanggal, **sekarang.isian}
    # An answer left out was taken away: it must be seen as a change.
    pribadi = [k.kode for k in sekarang.entri.isian if k.pribadi]
    beda = selisih(sebelum, {**dict.fromkeys(sebelum), "tanggal": tanggal, **isian}, pribadi=pribadi)
    if not beda:
        return sekarang
    lama = Gerak(sekarang.tanggal, sekarang.bidang, -1, -sekarang.terlayani)
    sekarang.tanggal, sekarang.isian = tanggal, dict(isian)
    sekarang.terlayani = sekarang.entri.terlayani(isian)
    sekarang.versi += 1
    sekarang.save(update_fields=["tanggal", "isian", "terlayani", "versi"])
    _ganti_hitungan(sekarang, sebelum)
    record(actor, "koreksi", sekarang, perubahan=beda)
    terapkan(unit.kode, [lama, Gerak(tanggal, sekarang.bidang, 1, sekarang.terlayani)]).tulis()
    return sekarang


def batalkan(rekaman: Rekaman, *, alasan: str, actor: User) -> Rekaman:
    """Take a record out of every figure, with a reason. It stays readable."""
    dibatalkan: Rekaman = REKAMAN.apply(rekaman.pk, "batalkan", actor=actor, note=alasan)
    return dibatalkan


@transaction.atomic
def pilih_layanan(posyandu: Posyandu, kode: Iterable[str], *, actor: User) -> None:
    """Set which services the unit runs; what is not ticked stays reachable under "Lainnya"."""
    unit = kunci_posyandu(posyandu.pk)
    require_in_scope(unit, actor, Cap.CATAT, seen_with=Cap.LIHAT)
    baru = {k for k in kode if k in katalog.SEMUA}
    lama = set(LayananUnit.objects.filter(posyandu=unit).values_list("layanan", flat=True))
    if baru == lama:
        return
    LayananUnit.objects.filter(posyandu=unit).delete()
    LayananUnit.objects.bulk_create([LayananUnit(posyandu=unit, layanan=k) for k in sorted(baru)])
    record(actor, "pilih_layanan", unit, perubahan={"layanan": [sorted(lama), sorted(baru)]})
