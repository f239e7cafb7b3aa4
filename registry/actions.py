"""Writes to the registry. Each is one transaction: the rows, the log, and last the summary."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.kode import POLA_NOMOR_REGISTRASI
from posyandu_app.lib.waktu import hari_ini
from registry.metrics import KADER, UNIT, UNIT_TERDAFTAR
from registry.models import Kader, Orang, Pengurus, Posyandu, SuratKeputusan
from registry.models.posyandu import urutan_berikut
from wilayah.models import Wilayah
from wilayah.rekap import STOK, Selisih

KOLOM_UBAH = (
    "nama",
    "alamat",
    "rt",
    "rw",
    "buka_minggu",
    "buka_hari",
    "buka_jam",
    "nama_kontak",
    "kontak",
    "berdiri",
    "lintang",
    "bujur",
)


def kunci_posyandu(pk: int) -> Posyandu:
    """Lock a unit: first in the house lock order (unit, kiriman, facts, summary)."""
    return Posyandu.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _stok(selisih_rekap: Selisih, posyandu: Posyandu, tanda: int, kader: int = 0) -> None:
    selisih_rekap.tambah(posyandu.kode, STOK, UNIT, tanda, sendiri=False)
    if posyandu.nomor_registrasi:
        selisih_rekap.tambah(posyandu.kode, STOK, UNIT_TERDAFTAR, tanda, sendiri=False)
    if kader:
        selisih_rekap.tambah(posyandu.kode, STOK, KADER, tanda * kader)


@transaction.atomic
def buat_posyandu(isi: Mapping[str, Any], *, actor: User | None) -> Posyandu:
    """Create a unit under `isi["wilayah"]`. Raises Http404/PermissionDenied out of the actor's area."""
    wilayah = Wilayah.objects.select_for_update(no_key=True).get(pk=isi["wilayah"].pk)
    posyandu = Posyandu(**isi, kode=urutan_berikut(wilayah.kode), nama_cari=isi["nama"].lower())
    posyandu.save(force_insert=True)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    baru = {k: getattr(posyandu, k) for k in KOLOM_UBAH if getattr(posyandu, k) is not None}
    record(actor, "buat", posyandu, perubahan=selisih({}, baru, pribadi=Posyandu.PRIBADI))
    beda = Selisih()
    _stok(beda, posyandu, 1)
    beda.tulis()
    return posyandu


@transaction.atomic
def ubah_posyandu(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User) -> Posyandu:
    """Change the columns in `isi` (of KOLOM_UBAH). Raises Bentrok when `versi` is not the stored one."""
    posyandu = kunci_posyandu(pk)
    require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if posyandu.versi != versi:
        raise Bentrok(posyandu)
    isi = {k: v for k, v in isi.items() if k in KOLOM_UBAH}
    lama = {k: getattr(posyandu, k) for k in isi}
    beda = selisih(lama, isi, pribadi=Posyandu.PRIBADI)
    if not beda:
        return posyandu
    for kolom, nilai in isi.items():
        setattr(posyandu, kolom, nilai)
    posyandu.nama_cari = posyandu.nama.lower()
    posyandu.versi += 1
    posyandu.diubah = timezone.now()
    posyandu.save(update_fields=[*isi, "nama_cari", "versi", "diubah"])
    record(actor, "ubah", posyandu, perubahan=beda)
    return posyandu


@transaction.atomic
def catat_nomor(pk: int, nomor: str, *, actor: User | None) -> Posyandu:
    """Enter the number the ministry issued. Its first 13 signs must be the unit's village; never minted here."""
    posyandu = kunci_posyandu(pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.CATAT_NOMOR, seen_with=Cap.LIHAT)
    if not POLA_NOMOR_REGISTRASI.fullmatch(nomor):
        raise Ditolak("nomor", "Bentuk nomor registrasi: PP.KK.CC.DDDD.NNN, misalnya 11.01.10.2001.001.")
    if nomor[:13] != posyandu.wilayah_id:
        pesan = f"Nomor ini milik wilayah {nomor[:13]}, sedangkan posyandu ini di {posyandu.wilayah_id}. Periksa lagi."
        raise Ditolak("nomor", pesan)
    lama = posyandu.nomor_registrasi
    posyandu.nomor_registrasi = nomor
    posyandu.versi += 1
    try:
        with transaction.atomic():  # the unique index decides, also between two who enter it at once
            posyandu.save(update_fields=["nomor_registrasi", "versi"])
    except IntegrityError:
        raise Ditolak("nomor", "Nomor ini sudah dipakai posyandu lain. Periksa surat dari kementerian.") from None
    record(actor, "catat_nomor", posyandu, perubahan={"nomor_registrasi": [lama, nomor]})
    if not lama:
        beda = Selisih()
        beda.tambah(posyandu.kode, STOK, UNIT_TERDAFTAR, 1, sendiri=False)
        beda.tulis()
    return posyandu


@transaction.atomic
def tambah_kader(
    posyandu: Posyandu, orang: Orang, *, bidang: str, mulai: date, actor: User | None, **lain: Any
) -> Kader:
    """Start a kader's term. Raises Ditolak when the person already has a running term in the unit."""
    posyandu = kunci_posyandu(posyandu.pk)
    if orang.pk is None:
        orang.save(force_insert=True)
    elif Kader.objects.filter(posyandu=posyandu, orang=orang, sampai=None).exists():
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


@transaction.atomic
def akhiri_kader(pk: int, *, sampai: date, actor: User) -> Kader:
    """End a running term on a day (exclusive). Raises Ditolak when it has ended already or the day is too early."""
    kader: Kader = Kader.objects.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    posyandu = kunci_posyandu(kader.posyandu_id)
    kader.refresh_from_db()
    if kader.sampai is not None:
        raise Ditolak("sampai", "Masa tugas ini sudah berakhir.")
    if sampai > hari_ini(posyandu.kode):
        raise Ditolak("sampai", "Tanggal ini belum terjadi. Catat pada hari kader berhenti.")
    if sampai < kader.mulai:
        raise Ditolak("sampai", "Tanggal berakhir sebelum tanggal mulai.")
    kader.sampai = sampai
    kader.versi += 1
    kader.save(update_fields=["sampai", "versi"])
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
    if orang.pk is None:
        orang.save(force_insert=True)
    pengurus = Pengurus(posyandu=posyandu, orang=orang, jabatan=jabatan, bidang=bidang, mulai=mulai, **lain)
    pengurus.save(force_insert=True)
    if actor is not None:
        require_in_scope(pengurus, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    nama = pengurus.sebutan
    record(actor, "dudukkan", posyandu, perubahan={nama: [lama.orang.nama if lama else None, orang.nama]})
    return pengurus


def tambah_sk(posyandu: Posyandu, isi: Mapping[str, Any], *, actor: User | None) -> SuratKeputusan:
    """File a decree's number and dates. Raises Ditolak for a number already filed."""
    sk = SuratKeputusan(posyandu=posyandu, **isi)
    try:
        with transaction.atomic():
            sk.save(force_insert=True)
            if actor is not None:
                require_in_scope(sk, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
            record(actor, "tambah_sk", posyandu, perubahan={sk.get_jenis_display(): [None, sk.nomor]})
    except IntegrityError:
        raise Ditolak("nomor", "Surat dengan jenis dan nomor ini sudah dicatat.") from None
    return sk
