"""Writes about people: terms begin and end; each is one transaction with its log row and summary."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.metrics import KADER
from registry.models import Kader, Masa, Orang, Pengurus, Posyandu, StatusPosyandu
from registry.serah import serah_terima
from wilayah.rekap import STOK, Selisih


def simpan_orang(orang: Orang) -> Orang:
    """The person as stored: a new one is written; if somebody wrote the same NIK meanwhile, that one is taken."""
    if orang.pk is not None:
        return orang
    try:
        with transaction.atomic():
            orang.save(force_insert=True)
    except IntegrityError:
        return Orang.objects.get(nik_sidik=orang.nik_sidik)
    return orang


@transaction.atomic
def tambah_kader(
    posyandu: Posyandu, orang: Orang, *, bidang: str, mulai: date, actor: User | None, **lain: Any
) -> Kader:
    """Start a kader's term. Raises Ditolak for a closed unit, or a person who already has a running term in it."""
    posyandu = kunci_posyandu(posyandu.pk)
    if posyandu.status != StatusPosyandu.AKTIF:
        raise Ditolak("nama", f"{posyandu.sebutan} sudah tutup. Buka kembali dulu di halaman Riwayat.")
    orang = simpan_orang(orang)
    if Kader.objects.filter(posyandu=posyandu, orang=orang, sampai=None).exists():
        raise Ditolak("nama", "Orang ini sudah menjadi kader di posyandu ini.")
    kader = Kader(posyandu=posyandu, orang=orang, bidang=bidang, mulai=mulai, **lain)
    kader.save(force_insert=True)
    if actor is not None:
        require_in_scope(kader, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    record(actor, "tambah_kader", posyandu, perubahan={"kader": [None, f"{orang.nama} ({NAMA[bidang].lower()})"]})
    beda = Selisih()
    beda.tambah(posyandu.kode, STOK, KADER, 1)
    beda.tulis()
    return kader


def periksa_akhir(masa: Masa, sampai: date, hari: date) -> None:
    """Raises Ditolak unless a running term may end on that day."""
    if masa.sampai is not None:
        raise Ditolak("sampai", "Masa tugas ini sudah berakhir.")
    if sampai > hari:
        raise Ditolak("sampai", "Tanggal ini belum terjadi. Catat pada hari orangnya berhenti.")
    if sampai < masa.mulai:
        raise Ditolak("sampai", "Tanggal berakhir sebelum tanggal mulai.")


@transaction.atomic
def akhiri_kader(pk: int, *, sampai: date, actor: User) -> Kader:
    """End a running term on a day (exclusive). Raises Ditolak when it has ended already or the day is too early."""
    kader: Kader = Kader.objects.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    posyandu = kunci_posyandu(kader.posyandu_id)
    kader.refresh_from_db()
    periksa_akhir(kader, sampai, hari_ini(posyandu.kode))
    kader.sampai = sampai
    kader.versi += 1
    kader.save(update_fields=["sampai", "versi"])
    serah_terima(kader, actor=actor)
    record(
        actor,
        "akhiri_kader",
        posyandu,
        perubahan={"kader": [f"{kader.orang.nama} ({NAMA[kader.bidang].lower()})", None]},
    )
    beda = Selisih()
    beda.tambah(posyandu.kode, STOK, KADER, -1)
    beda.tulis()
    return kader


@transaction.atomic
def dudukkan_pengurus(
    posyandu: Posyandu, orang: Orang, *, jabatan: str, bidang: str, mulai: date, actor: User | None, **lain: Any
) -> Pengurus:
    """Seat a person; the one who held the chair ends on the same day."""
    posyandu = kunci_posyandu(posyandu.pk)
    lama = Pengurus.objects.filter(posyandu=posyandu, jabatan=jabatan, bidang=bidang, sampai=None).first()
    if lama is not None:
        if mulai < lama.mulai:
            raise Ditolak("mulai", "Tanggal mulai sebelum pejabat lama mulai bertugas.")
        lama.sampai = mulai
        lama.save(update_fields=["sampai"])
    orang = simpan_orang(orang)
    pengurus = Pengurus(posyandu=posyandu, orang=orang, jabatan=jabatan, bidang=bidang, mulai=mulai, **lain)
    pengurus.save(force_insert=True)
    if actor is not None:
        require_in_scope(pengurus, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if lama is not None:
        serah_terima(lama, actor=actor)
    nama = pengurus.sebutan
    record(actor, "dudukkan", posyandu, perubahan={nama: [lama.orang.nama if lama else None, orang.nama]})
    return pengurus
