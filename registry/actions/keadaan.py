"""The lifecycle of a unit: close, reopen, rename, move, merge, split. Each is one transaction with its dated period.

Figures follow the unit (docs/keputusan/0006): a move carries them to the new areas, a merge leaves them where they
were recorded.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Penugasan, User
from accounts.roles import Cap
from audit.record import record, selisih
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.actions._keadaan import (
    Dasar,
    Pilihan,
    akhiri_masa,
    ambil_terkunci,
    lanjutkan_kader,
    lanjutkan_pengurus,
    mulai_keadaan,
    periksa,
    simpan_kolom,
    terbuka,
)
from registry.actions.unit import buat_posyandu, tambah_stok
from registry.metrics import KADER
from registry.models import Kader, KeadaanUnit, Pengurus, Peristiwa, Posyandu, RiwayatKode, StatusPosyandu
from registry.models.posyandu import urutan_berikut
from registry.workflow_unit import UNIT
from wilayah.models import Wilayah
from wilayah.rekap import STOK, Selisih

# Upper layers add how their figures of a unit move from its old code to the new one: f(old, new) → differences.
PEMINDAH_REKAP: list[Callable[[str, str], Selisih]] = []
# … and the last day on which they hold a fact of a unit, or None: a unit is not closed before what it has done.
HARI_TERAKHIR: list[Callable[[Posyandu], date | None]] = []
# … and how people follow a merge: f(unit, other, day); back: f(unit, other, day of the merge, day). Both are locked.
IKUT_GABUNG: list[Callable[[Posyandu, Posyandu, date], None]] = []
BALIK_GABUNG: list[Callable[[Posyandu, Posyandu, date, date], None]] = []
KOLOM_TEMPAT = ("alamat", "rt", "rw", "lintang", "bujur", "akurasi")


def _langkah(posyandu: Posyandu, nama: str, dasar: Dasar, actor: User | None) -> Posyandu:
    try:
        hasil: Posyandu = UNIT.apply(posyandu.pk, nama, actor=actor, note=dasar.alasan)
    except TransitionRefused as galat:
        raise Ditolak("tanggal", str(galat)) from None
    return hasil


def _kader_berjalan(posyandu: Posyandu) -> int:
    return Kader.objects.filter(posyandu=posyandu, sampai=None).count()


def _tolak_sebelum_catatan(posyandu: Posyandu, dasar: Dasar) -> None:
    """Raises Ditolak when something is recorded of the unit for a day after its closing."""
    akhir = max((h for baca in HARI_TERAKHIR if (h := baca(posyandu))), default=None)
    if akhir and akhir > dasar.tanggal:
        kalimat = f"Posyandu ini masih mencatat layanan tanggal {kata_tanggal(akhir)}."
        raise Ditolak("tanggal", f"{kalimat} Pilih hari itu atau sesudahnya, atau betulkan dulu catatannya.")


@transaction.atomic
def tutup(pk: int, dasar: Dasar, *, actor: User | None) -> Posyandu:
    """Close the unit: running terms end on the day, it leaves the counts of units in use. Its records stay."""
    posyandu = ambil_terkunci(pk, actor)
    lama = terbuka(posyandu)
    periksa(posyandu, lama, dasar)
    _tolak_sebelum_catatan(posyandu, dasar)
    kader, pengurus = akhiri_masa(posyandu, dasar.tanggal)
    posyandu = _langkah(posyandu, "tutup", dasar, actor)
    masa = {"kader": [[k.pk, None] for k in kader], "pengurus": [[p.pk, None] for p in pengurus]}
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.TUTUP, oleh=actor, masa=masa)
    beda = Selisih()
    tambah_stok(beda, posyandu, -1, kader=len(kader))
    beda.tulis()
    return posyandu


def _pulihkan(posyandu: Posyandu, tutupan: KeadaanUnit, dasar: Dasar) -> dict[str, Any]:
    """New terms for those whose term ended with the closing."""
    kader = Kader.objects.filter(pk__in=[a for a, _ in tutupan.masa.get("kader", [])]).select_related("orang")
    pengurus = Pengurus.objects.filter(pk__in=[a for a, _ in tutupan.masa.get("pengurus", [])]).select_related("orang")
    return {
        "kader": lanjutkan_kader(kader, posyandu, dasar.tanggal),
        "pengurus": lanjutkan_pengurus(pengurus, posyandu, dasar.tanggal, lewati=True),
    }


@transaction.atomic
def buka_kembali(pk: int, dasar: Dasar, *, pulihkan: bool, actor: User | None) -> Posyandu:
    """Open a closed unit again; with `pulihkan` the people who left at the closing start new terms."""
    posyandu = ambil_terkunci(pk, actor)
    lama = terbuka(posyandu)
    periksa(posyandu, lama, dasar)
    posyandu = _langkah(posyandu, "buka_kembali", dasar, actor)
    masa = _pulihkan(posyandu, lama, dasar) if pulihkan else {}
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.BUKA, oleh=actor, masa=masa)
    beda = Selisih()
    tambah_stok(beda, posyandu, 1, kader=_kader_berjalan(posyandu))
    beda.tulis()
    return posyandu


@transaction.atomic
def ganti_nama(pk: int, nama: str, dasar: Dasar, *, actor: User | None) -> Posyandu:
    """The unit is called otherwise from the day on; the old name stays in its history."""
    posyandu = ambil_terkunci(pk, actor)
    lama = terbuka(posyandu)
    periksa(posyandu, lama, dasar)
    nama = nama.strip()
    if not nama or nama == posyandu.nama:
        raise Ditolak("nama", "Tulis nama yang baru.")
    semula, posyandu.nama, posyandu.nama_cari = posyandu.nama, nama, nama.lower()
    simpan_kolom(posyandu, "nama", "nama_cari")
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.NAMA, oleh=actor)
    record(actor, "ganti_nama", posyandu, perubahan={"nama": [semula, nama]}, catatan=dasar.alasan)
    return posyandu


@transaction.atomic
def pindah(pk: int, isi: Mapping[str, Any], dasar: Dasar, *, actor: User | None) -> Posyandu:
    """Another address (KOLOM_TEMPAT), and with `isi["wilayah"]` another village: then the code changes.

    The old code stays in RiwayatKode, figures and running assignments follow. Raises PermissionDenied when the
    actor does not look after the new village too.
    """
    posyandu = ambil_terkunci(pk, actor)
    lama = terbuka(posyandu)
    periksa(posyandu, lama, dasar)
    sebelum = {k: getattr(posyandu, k) for k in ("kode", *KOLOM_TEMPAT)}
    for kolom in KOLOM_TEMPAT:
        setattr(posyandu, kolom, isi.get(kolom))
    tujuan = isi.get("wilayah")
    pindah_desa = tujuan is not None and tujuan.pk != posyandu.wilayah_id
    if tujuan is not None and pindah_desa:
        _ganti_kode(posyandu, tujuan.pk, lama, dasar, actor)
    simpan_kolom(posyandu, "kode", "wilayah", *KOLOM_TEMPAT)
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.PINDAH, oleh=actor)
    sesudah = {k: getattr(posyandu, k) for k in sebelum}
    record(actor, "pindah", posyandu, perubahan=selisih(sebelum, sesudah), catatan=dasar.alasan)
    if pindah_desa:
        _ikutkan_penugasan(sebelum["kode"], posyandu.kode, actor)
        _pindahkan_angka(posyandu, sebelum["kode"])
    return posyandu


def _ganti_kode(posyandu: Posyandu, tujuan: str, lama: KeadaanUnit, dasar: Dasar, actor: User | None) -> None:
    wilayah = Wilayah.objects.select_for_update(no_key=True).get(pk=tujuan)
    if actor is not None and not actor.scope_for(Cap.KELOLA_POSYANDU).memuat(wilayah.kode):
        raise PermissionDenied
    RiwayatKode.objects.create(
        posyandu=posyandu, kode=posyandu.kode, wilayah_id=posyandu.wilayah_id, mulai=lama.mulai, sampai=dasar.tanggal
    )
    posyandu.kode, posyandu.wilayah = urutan_berikut(wilayah.kode), wilayah


def _ikutkan_penugasan(lama: str, baru: str, actor: User | None) -> None:
    """Assignments to the unit that still run end under the old code and go on under the new one."""
    hari = hari_ini(baru)
    for p in Penugasan.objects.select_for_update(of=("self",), no_key=True).filter(kode=lama).order_by("pk"):
        if p.sampai is not None and p.sampai <= hari:
            continue
        sampai, p.sampai = p.sampai, max(p.mulai, hari)
        p.save(update_fields=["sampai"])
        isi = {f.attname: getattr(p, f.attname) for f in p._meta.concrete_fields if f.name != "id"}  # noqa: SLF001
        lanjut = Penugasan(**isi | {"kode": baru, "mulai": p.sampai, "sampai": sampai})
        lanjut.save(force_insert=True)
        record(actor, "pindah_penugasan", lanjut, perubahan={"kode": [lama, baru]})


def _pindahkan_angka(posyandu: Posyandu, kode_lama: str) -> None:
    beda = Selisih()
    if posyandu.status == StatusPosyandu.AKTIF:
        kader = _kader_berjalan(posyandu)
        tambah_stok(beda, posyandu, 1, kader=kader)
        tambah_stok(beda, posyandu, -1, kader=kader, kode=kode_lama)
    for f in PEMINDAH_REKAP:
        for kunci, n in f(kode_lama, posyandu.kode).items():
            beda[kunci] += n
    beda.tulis()


def _kunci_dua(pk: int, ke: int, actor: User | None) -> tuple[Posyandu, Posyandu]:
    """Both rows, locked in key order so that two merges cannot wait for each other."""
    if pk == ke:
        raise Ditolak("ke", "Pilih posyandu lain.")
    rows = {k: ambil_terkunci(k, actor) for k in sorted((pk, ke))}
    return rows[pk], rows[ke]


@transaction.atomic
def gabung(pk: int, ke: int, dasar: Dasar, *, pilihan: Pilihan, actor: User | None) -> Posyandu:
    """Merge the unit into `ke`: it closes, the chosen people go on there, figures stay where they were recorded."""
    posyandu, tujuan = _kunci_dua(pk, ke, actor)
    if tujuan.status != StatusPosyandu.AKTIF:
        raise Ditolak("ke", f"{tujuan.sebutan} sudah tutup.")
    lama = terbuka(posyandu)
    periksa(posyandu, lama, dasar)
    _tolak_sebelum_catatan(posyandu, dasar)
    kader, pengurus = akhiri_masa(posyandu, dasar.tanggal)
    _semua_ada(pilihan, kader, pengurus)
    ikut = lanjutkan_kader([k for k in kader if k.pk in set(pilihan.kader)], tujuan, dasar.tanggal)
    duduk = [p for p in pengurus if p.pk in set(pilihan.pengurus)]
    ikut_pengurus = lanjutkan_pengurus(duduk, tujuan, dasar.tanggal, lewati=False)
    for ikut_orang in IKUT_GABUNG:
        ikut_orang(posyandu, tujuan, dasar.tanggal)
    posyandu = _langkah(posyandu, "gabung", dasar, actor)
    lanjut = {b[0]: b[1] for b in ikut}, {b[0]: b[1] for b in ikut_pengurus}
    semua = {
        "kader": [[k.pk, lanjut[0].get(k.pk)] for k in kader],
        "pengurus": [[p.pk, lanjut[1].get(p.pk)] for p in pengurus],
    }
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.GABUNG, oleh=actor, lain=tujuan, masa=semua)
    record(actor, "terima_gabung", tujuan, perubahan={"dari": [None, posyandu.sebutan]}, catatan=dasar.alasan)
    beda = Selisih()
    tambah_stok(beda, posyandu, -1, kader=len(kader))
    beda.tambah(tujuan.kode, STOK, KADER, sum(b is not None for _, b in ikut))
    beda.tulis()
    return posyandu


def _semua_ada(pilihan: Pilihan, kader: list[Kader], pengurus: list[Pengurus]) -> None:
    if set(pilihan.kader) - {k.pk for k in kader} or set(pilihan.pengurus) - {p.pk for p in pengurus}:
        raise Ditolak("orang", "Ada yang masa tugasnya sudah berakhir sejak halaman ini dibuka. Muat ulang.")


@transaction.atomic
def batalkan_gabung(pk: int, dasar: Dasar, *, actor: User | None) -> Posyandu:
    """Undo a merge from the day on: the unit opens again, whoever went along and still serves there comes back.

    Raises Ditolak when the unit's last change is not a merge.
    """
    keadaan = KeadaanUnit.objects.filter(posyandu_id=pk, sampai=None).first()
    if keadaan is None or keadaan.peristiwa != Peristiwa.GABUNG or keadaan.lain_id is None:
        ambil_terkunci(pk, actor)
        raise Ditolak("tanggal", "Perubahan terakhir posyandu ini bukan penggabungan.")
    posyandu, tujuan = _kunci_dua(pk, keadaan.lain_id, actor)
    lama = terbuka(posyandu)
    if lama.pk != keadaan.pk:
        raise Ditolak("tanggal", "Penggabungan ini sudah dibatalkan.")
    periksa(posyandu, lama, dasar)
    berjalan = Pilihan(
        [k.pk for k in Kader.objects.filter(pk__in=[b for _, b in lama.masa["kader"] if b], sampai=None)],
        [p.pk for p in Pengurus.objects.filter(pk__in=[b for _, b in lama.masa["pengurus"] if b], sampai=None)],
    )
    kader, _ = akhiri_masa(tujuan, dasar.tanggal, berjalan)
    for balik in BALIK_GABUNG:
        balik(posyandu, tujuan, keadaan.mulai or dasar.tanggal, dasar.tanggal)
    posyandu = _langkah(posyandu, "batal_gabung", dasar, actor)
    masa = _pulihkan(posyandu, lama, dasar)
    mulai_keadaan(lama, posyandu, dasar, peristiwa=Peristiwa.BATAL_GABUNG, oleh=actor, lain=tujuan, masa=masa)
    beda = Selisih()
    beda.tambah(tujuan.kode, STOK, KADER, -len(kader))
    tambah_stok(beda, posyandu, 1, kader=_kader_berjalan(posyandu))
    beda.tulis()
    return posyandu


@transaction.atomic
def pecah(pk: int, isi: Mapping[str, Any], dasar: Dasar, *, pilihan: Pilihan, actor: User | None) -> Posyandu:
    """Make a new unit in the same village out of this one; the chosen people end here and begin there. Returns it."""
    asal = ambil_terkunci(pk, actor)
    if asal.status != StatusPosyandu.AKTIF:
        raise Ditolak("tanggal", f"{asal.sebutan} sudah tutup.")
    periksa(asal, terbuka(asal), dasar)
    kader, pengurus = akhiri_masa(asal, dasar.tanggal, pilihan)
    isi = {**isi, "wilayah": asal.wilayah, "berdiri": dasar.tanggal, "contoh": asal.contoh}
    baru = buat_posyandu(isi, actor=actor)
    ikut = lanjutkan_kader(kader, baru, dasar.tanggal)
    ikut_pengurus = lanjutkan_pengurus(pengurus, baru, dasar.tanggal, lewati=False)
    KeadaanUnit.objects.filter(posyandu=baru, sampai=None).update(
        peristiwa=Peristiwa.PECAH,
        mulai=dasar.tanggal,
        lain=asal,
        alasan=dasar.alasan,
        masa={"kader": ikut, "pengurus": ikut_pengurus},
    )
    record(actor, "pecah", asal, perubahan={"posyandu baru": [None, baru.sebutan]}, catatan=dasar.alasan)
    beda = Selisih()
    beda.tambah(asal.kode, STOK, KADER, -len(kader))
    beda.tambah(baru.kode, STOK, KADER, len(ikut))
    beda.tulis()
    return baru
