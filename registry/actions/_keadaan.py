"""Shared steps of the lifecycle: periods, terms that end and begin, refusals."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini, zona
from registry.kunci import kunci_posyandu
from registry.models import (
    BERJALAN,
    KOLOM_KEADAAN,
    Ajuan,
    Kader,
    KeadaanUnit,
    Pengurus,
    Peristiwa,
    Posyandu,
    SuratKeputusan,
)


@dataclass(frozen=True)
class Dasar:
    """On what a change rests: its day, why, and the decree if there is one."""

    tanggal: date
    alasan: str
    sk: SuratKeputusan | None = None


@dataclass(frozen=True)
class Pilihan:
    """Running terms (by pk) that go along to the other unit."""

    kader: Collection[int] = ()
    pengurus: Collection[int] = ()


def ambil_terkunci(pk: int, actor: User | None) -> Posyandu:
    """Lock and check: the lifecycle of a unit belongs to its village or an office above, not to the unit itself."""
    posyandu = kunci_posyandu(pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
        if not actor.scope_for(Cap.KELOLA_POSYANDU).memuat(posyandu.wilayah_id):
            raise PermissionDenied
    return posyandu


def terbuka(posyandu: Posyandu) -> KeadaanUnit:
    """The unit's running period; made from the row where there is none yet. Call it before the change."""
    lama = KeadaanUnit.objects.filter(posyandu=posyandu, sampai=None).first()
    if lama is None:
        lama = KeadaanUnit.dari(posyandu)
        lama.save(force_insert=True)
    return lama


def mulai_keadaan(lama: KeadaanUnit, posyandu: Posyandu, dasar: Dasar, **isi: Any) -> KeadaanUnit:
    """End the running period and begin the next with the unit as it is now."""
    lama.sampai = dasar.tanggal
    lama.save(update_fields=["sampai"])
    baru = KeadaanUnit.dari(posyandu, mulai=dasar.tanggal, alasan=dasar.alasan, sk=dasar.sk, **isi)
    baru.save(force_insert=True)
    return baru


def ikuti_ubahan(lama: KeadaanUnit, posyandu: Posyandu, actor: User | None) -> None:
    """After an ordinary edit: a new period from today; an edit on the day the period began mends it instead."""
    if all(getattr(lama, k) == getattr(posyandu, k) for k in KOLOM_KEADAAN):
        return
    hari = hari_ini(posyandu.kode)
    awal = lama.mulai or lama.dibuat.astimezone(zona(posyandu.kode)).date()
    if awal >= hari:
        for k in KOLOM_KEADAAN:
            setattr(lama, k, getattr(posyandu, k))
        lama.save()
        return
    mulai_keadaan(lama, posyandu, Dasar(hari, ""), peristiwa=Peristiwa.UBAH, oleh=actor)


def periksa(posyandu: Posyandu, lama: KeadaanUnit, dasar: Dasar) -> None:
    """Raises Ditolak for an impossible day, a missing reason, a foreign decree or a file that is on its way."""
    if dasar.tanggal > hari_ini(posyandu.kode):
        raise Ditolak("tanggal", "Tanggal ini belum terjadi.")
    if lama.mulai and dasar.tanggal < lama.mulai:
        raise Ditolak("tanggal", f"Perubahan terakhir tercatat {lama.mulai:%d/%m/%Y}. Pilih hari itu atau sesudahnya.")
    if posyandu.berdiri and dasar.tanggal < posyandu.berdiri:
        raise Ditolak("tanggal", f"Posyandu ini baru berdiri {posyandu.berdiri:%d/%m/%Y}.")
    if not dasar.alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    if dasar.sk is not None and dasar.sk.posyandu_id != posyandu.pk:
        raise Ditolak("sk", "Surat ini bukan surat posyandu ini.")
    tolak_bila_berjalan(posyandu)


def tolak_bila_berjalan(posyandu: Posyandu) -> None:
    """A registration file on its way rests on what the unit is now."""
    ajuan = Ajuan.objects.filter(posyandu=posyandu, status__in=BERJALAN).first()
    if ajuan is None:
        return
    keadaan = str(ajuan.get_status_display()).lower()
    if ajuan.paket_id:
        jalan = "Berkasnya ada di dalam paket. Tunggu hasil kementerian, atau minta dinas mengeluarkannya dari paket."
    else:
        jalan = "Tarik dulu berkasnya di halaman Registrasi, atau tunggu sampai selesai."
    raise Ditolak("berkas", f"Berkas registrasi {posyandu.sebutan} sedang berjalan ({keadaan}). {jalan}")


def akhiri_masa(
    posyandu: Posyandu, tanggal: date, pilihan: Pilihan | None = None
) -> tuple[list[Kader], list[Pengurus]]:
    """End running terms on the day: all of the unit, or the chosen ones. Raises Ditolak for one that began later."""
    hasil: list[list[Any]] = []
    dipilih: tuple[tuple[Any, Collection[int] | None], ...] = (
        (Kader, pilihan.kader if pilihan else None),
        (Pengurus, pilihan.pengurus if pilihan else None),
    )
    for model, pks in dipilih:
        rows = list(model.objects.filter(posyandu=posyandu, sampai=None).select_related("orang").order_by("pk"))
        if pks is not None:
            if set(pks) - {r.pk for r in rows}:
                raise Ditolak("orang", "Ada yang masa tugasnya sudah berakhir sejak halaman ini dibuka. Muat ulang.")
            rows = [r for r in rows if r.pk in set(pks)]
        for r in rows:
            if r.mulai > tanggal:
                pesan = f"{r.orang.nama} baru bertugas {r.mulai:%d/%m/%Y}, sesudah tanggal perubahan ini."
                raise Ditolak("tanggal", pesan)
        model.objects.filter(pk__in=[r.pk for r in rows]).update(sampai=tanggal, versi=F("versi") + 1)
        hasil.append(rows)
    return hasil[0], hasil[1]


def lanjutkan_kader(rows: Iterable[Kader], ke: Posyandu, tanggal: date) -> list[list[int | None]]:
    """[[ended term, new term]] in the unit; somebody who is a kader there already gets no second term."""
    ada = set(Kader.objects.filter(posyandu=ke, sampai=None).values_list("orang_id", flat=True))
    hasil: list[list[int | None]] = []
    for r in rows:
        if r.orang_id in ada:
            hasil.append([r.pk, None])
            continue
        baru = Kader.objects.create(posyandu=ke, orang_id=r.orang_id, bidang=r.bidang, mulai=tanggal)
        hasil.append([r.pk, baru.pk])
    return hasil


def lanjutkan_pengurus(
    rows: Iterable[Pengurus], ke: Posyandu, tanggal: date, *, lewati: bool
) -> list[list[int | None]]:
    """The same for chairs. A chair that is taken is refused, or passed over with `lewati`."""
    kursi = {
        (p.jabatan, p.bidang): p.orang.nama
        for p in Pengurus.objects.filter(posyandu=ke, sampai=None).select_related("orang")
    }
    hasil: list[list[int | None]] = []
    for r in rows:
        isi = kursi.get((r.jabatan, r.bidang))
        if isi is not None:
            if not lewati:
                pesan = f"{r.sebutan} di {ke.sebutan} sudah dijabat {isi}. Jangan ikutkan {r.orang.nama}."
                raise Ditolak("orang", pesan)
            hasil.append([r.pk, None])
            continue
        baru = Pengurus.objects.create(
            posyandu=ke, orang_id=r.orang_id, jabatan=r.jabatan, bidang=r.bidang, mulai=tanggal
        )
        kursi[(r.jabatan, r.bidang)] = r.orang.nama
        hasil.append([r.pk, baru.pk])
    return hasil


def simpan_kolom(posyandu: Posyandu, *kolom: str) -> None:
    """Store the named columns with the next version."""
    posyandu.versi += 1
    posyandu.diubah = timezone.now()
    posyandu.save(update_fields=[*kolom, "versi", "diubah"])
