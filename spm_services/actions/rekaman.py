"""The only writers of service records: catat, catat_kunjungan, koreksi, and (through the workflow) batalkan.

Each is one transaction: the record, its numbers, what the rules found, the log, a request's ticket, last the summary.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.models import Catatan
from audit.record import buat, record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.actions import kunci_posyandu
from registry.models import Posyandu, StatusPosyandu
from spm_services import katalog
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.hitung_aturan import ganti_hasil, nilai_aturan
from spm_services.hitung_kunjungan import nilai_rekaman
from spm_services.katalog.dasar import JenisLayanan, Subjek
from spm_services.models import (
    BulanUnit,
    HasilAturan,
    Hitungan,
    KeadaanWarga,
    Keanggotaan,
    Keluarga,
    KunjunganWarga,
    LayananUnit,
    Rekaman,
    Sesi,
    Warga,
)
from spm_services.rekap import Gerak, terapkan
from spm_services.tiket_buat import bertiket, buat_banyak, buat_tiket, samakan_tiket
from spm_services.workflow import BULAN_TUTUP, REKAMAN
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
    warga: Warga | None = None
    keluarga: Keluarga | None = None
    sesi: Sesi | None = None
    kunjungan: KunjunganWarga | None = None


def duty_catat(entri: JenisLayanan) -> Cap:
    """Whose task it is to record and correct the service."""
    return Cap.TENAGA_KESEHATAN if entri.oleh == "nakes" else Cap.CATAT


def periksa_tanggal(tanggal: date, posyandu: Posyandu) -> None:
    """Raises Ditolak for a day in the unit's future or before the unit existed."""
    hari = hari_ini(posyandu.kode)
    if tanggal > hari:
        raise Ditolak("tanggal", f"Tanggal ini belum terjadi. Hari ini {hari:%d/%m/%Y}.")
    if posyandu.berdiri and tanggal < posyandu.berdiri:
        raise Ditolak("tanggal", f"Posyandu ini baru berdiri {posyandu.berdiri:%d/%m/%Y}.")
    if tanggal.year < 2000:
        raise Ditolak("tanggal", "Tahunnya terlalu lama. Periksa lagi.")


def periksa_bulan(posyandu: Posyandu, *hari: date) -> None:
    """Raises Ditolak when the month of one of the days was closed; it is opened again in a step of its own."""
    tutup = BulanUnit.objects.ditutup(posyandu.pk, *hari)
    if tutup is not None:
        raise Ditolak("tanggal", BULAN_TUTUP.format(tutup.nama))


def periksa_ganda_hitung(layanan: Iterable[str], posyandu: Posyandu, hari: date) -> None:
    """Raises Ditolak where the month already holds the same work as a total from paper, or one by one: nobody is
    counted twice."""
    dicari = {katalog.TOTAL_DARI.get(kode) or katalog.SEMUA[kode].rekap_dari for kode in layanan} - {""}
    if not dicari:
        return
    rows = Rekaman.objects.filter(posyandu=posyandu, layanan__in=dicari).berlaku()
    ada = rows.selama(Bulan.dari(hari), Bulan.dari(hari)).values_list("layanan", flat=True).first()
    if ada is None:
        return
    nama, bulan = katalog.SEMUA[ada].nama, Bulan.dari(hari).nama
    if ada in katalog.TOTAL_DARI:
        raise Ditolak("tanggal", f"{bulan} sudah dicatat satu per satu ({nama}), jadi jumlahnya tidak ditulis lagi.")
    raise Ditolak("tanggal", f"{bulan} sudah ditulis jumlahnya saja ({nama}). Batalkan dulu catatan jumlah itu.")


def periksa_orang(entri_list: Sequence[JenisLayanan], warga: Warga, unit: Posyandu, hari: date) -> None:
    """Raises Ditolak unless the person was of the unit that day and each service is for their age, sex, state."""
    periksa_hidup(warga, hari)
    if not Keanggotaan.objects.filter(warga=warga, posyandu=unit).belum_usai(hari).exists():
        raise Ditolak("warga", f"{warga.nama} bukan warga posyandu ini. Catat dulu sebagai warga atau tamu.")
    keadaan = keadaan_pada(warga, hari)
    for entri in entri_list:
        if not cocok_untuk(entri, warga, hari, keadaan):
            sasaran = entri.sasaran or "lihat katalog"
            raise Ditolak("warga", f"{entri.nama} bukan untuk {warga.nama}. Sasarannya: {sasaran}.")


def periksa_hidup(warga: Warga, hari: date) -> None:
    """Raises Ditolak for a day before birth or after death."""
    if hari < warga.tanggal_lahir:
        raise Ditolak("tanggal", f"Tanggal ini sebelum {warga.nama} lahir ({warga.tanggal_lahir:%d/%m/%Y}).")
    if warga.wafat and hari > warga.wafat:
        raise Ditolak("tanggal", f"{warga.nama} tercatat meninggal {warga.wafat:%d/%m/%Y}.")


def keadaan_pada(warga: Warga, hari: date) -> frozenset[str]:
    """States (hamil, nifas, …) that hold on the day."""
    rows = KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=hari), warga=warga, mulai__lte=hari)
    return frozenset(rows.values_list("jenis", flat=True))


def cocok_untuk(entri: JenisLayanan, warga: Warga, hari: date, keadaan: Collection[str]) -> bool:
    """Is the service for this person on that day? A service without `untuk` is for everybody."""
    if entri.untuk is None:
        return True
    return entri.untuk.cocok(warga.umur_bulan(hari), warga.jenis_kelamin, keadaan)


def susun(kiriman: Kiriman, posyandu: Posyandu, pencatat: User | None) -> Rekaman:
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
        warga=kiriman.warga,
        keluarga=kiriman.keluarga,
        sesi=kiriman.sesi,
        kunjungan=kiriman.kunjungan,
    )


def _periksa_subjek(entri: JenisLayanan, kiriman: Kiriman, unit: Posyandu) -> None:
    if not katalog.bisa_dicatat(entri):
        raise Ditolak("", "Laporan ini tidak dicatat di sini. Pakai saluran tertutup.")
    if entri.subjek == Subjek.ORANG:
        if kiriman.warga is None:
            raise Ditolak("warga", "Pilih orangnya.")
        periksa_orang([entri], kiriman.warga, unit, kiriman.tanggal)
    if entri.subjek == Subjek.KELUARGA and (kiriman.keluarga is None or kiriman.keluarga.posyandu_id != unit.pk):
        raise Ditolak("keluarga", "Pilih keluarga di posyandu ini.")


def susun_hitungan(rekaman: Rekaman) -> list[Hitungan]:
    angka = rekaman.entri.hitungan(rekaman.isian)
    return [Hitungan(rekaman=rekaman, kolom=k, jumlah=n) for k, n in angka.items()]


def ganti_hitungan(rekaman: Rekaman, sebelum: Isian) -> None:
    """Bring the numbers in line with corrected answers; one that was taken away goes."""
    angka = rekaman.entri.hitungan(rekaman.isian)
    hilang = set(rekaman.entri.hitungan(sebelum)) - set(angka)
    if hilang:
        Hitungan.objects.filter(rekaman=rekaman, kolom__in=hilang).delete()
    kunci = ["rekaman", "kolom"]
    Hitungan.objects.bulk_create(
        susun_hitungan(rekaman), update_conflicts=True, unique_fields=kunci, update_fields=["jumlah"]
    )


def rahasia_log(entri: JenisLayanan) -> list[str]:
    """Questions of which the log says only that the answer changed: people's names, and what is closed."""
    return [k.kode for k in entri.isian if k.pribadi or k.tertutup or entri.tertutup]


def jejak(rekaman: Rekaman) -> dict[str, Any]:
    return {"layanan": [None, rekaman.layanan], "tanggal": [None, rekaman.tanggal.isoformat()]}


def catat(posyandu: Posyandu, kiriman: Kiriman, *, actor: User) -> tuple[Rekaman, bool]:
    """Store one record. Returns (record, True), or (the earlier one, False) when its key was stored already.

    Raises Ditolak (date, closed unit, key of another unit), Http404/PermissionDenied out of the actor's area.
    """
    try:
        with transaction.atomic():
            unit, entri = kunci_posyandu(posyandu.pk), katalog.SEMUA[kiriman.layanan]
            require_area(unit.kode, actor, duty_catat(entri), seen_with=Cap.LIHAT_CATATAN, bidang=entri.bidang)
            if unit.status != StatusPosyandu.AKTIF:
                raise Ditolak("tanggal", "Posyandu ini sudah ditutup, jadi tidak bisa dicatat lagi.")
            periksa_tanggal(kiriman.tanggal, unit)
            periksa_bulan(unit, kiriman.tanggal)
            periksa_ganda_hitung([kiriman.layanan], unit, kiriman.tanggal)
            _periksa_subjek(entri, kiriman, unit)
            rekaman = susun(kiriman, unit, actor)
            rekaman.save(force_insert=True)
            Hitungan.objects.bulk_create(susun_hitungan(rekaman))
            if rekaman.entri.aturan:
                HasilAturan.objects.bulk_create(nilai_aturan(rekaman, ambang_berlaku(unit.kode, rekaman.tanggal)))
            record(actor, "catat", rekaman, perubahan=jejak(rekaman))
            if bertiket(rekaman):
                buat_tiket(rekaman, oleh=actor)
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
    rows = Rekaman.objects.bulk_create([susun(k, posyandu, actor) for k in kiriman], batch_size=500)
    Hitungan.objects.bulk_create([h for r in rows for h in susun_hitungan(r)], batch_size=1000)
    Catatan.objects.bulk_create([buat(actor, "catat", r, perubahan=jejak(r)) for r in rows], batch_size=500)
    buat_banyak(rows, oleh=actor)
    gerak = [Gerak(r.tanggal, r.bidang, 1, r.terlayani) for r in rows]
    return terapkan(posyandu.kode, gerak, kosong=True)


def _periksa_koreksi(sekarang: Rekaman, tanggal: date, unit: Posyandu) -> None:
    """Raises Ditolak where the record may not be corrected, or not to that day."""
    periksa_tanggal(tanggal, unit)
    periksa_bulan(unit, tanggal, sekarang.tanggal)
    if (tanggal.year, tanggal.month) != (sekarang.tanggal.year, sekarang.tanggal.month):
        periksa_ganda_hitung([sekarang.layanan], unit, tanggal)
    if sekarang.kunjungan_id is not None and tanggal != sekarang.tanggal:
        # The day of measuring is the visit's own: its other records and the child's age hang on it.
        kata = f"Tanggalnya mengikuti kunjungan {sekarang.tanggal:%d/%m/%Y}."
        raise Ditolak("tanggal", f"{kata} Kalau harinya salah, batalkan lalu catat di hari yang benar.")
    if tanggal.year != sekarang.tanggal.year:
        raise Ditolak("tanggal", "Tahun tidak bisa dikoreksi. Batalkan catatan ini, lalu catat ulang.")
    if sekarang.warga is not None:
        periksa_hidup(sekarang.warga, tanggal)


def _ikutkan(rekaman: Rekaman, unit: Posyandu) -> None:
    """Bring along what hangs on the answers: the ticket, growth, what the rules find."""
    if bertiket(rekaman):
        samakan_tiket(rekaman)
    if rekaman.kunjungan_id is not None:
        nilai_rekaman(rekaman, unit)
    elif rekaman.entri.aturan:
        ganti_hasil([rekaman], nilai_aturan(rekaman, ambang_berlaku(unit.kode, rekaman.tanggal)))


@transaction.atomic
def koreksi(rekaman: Rekaman, *, tanggal: date, isian: Isian, versi: int, actor: User) -> Rekaman:
    """Change the day (within its year) and the answers. Raises Bentrok on a stale `versi`, Ditolak otherwise."""
    unit = kunci_posyandu(rekaman.posyandu_id)
    sekarang = Rekaman.objects.select_for_update(of=("self",), no_key=True).get(pk=rekaman.pk)
    duty = duty_catat(sekarang.entri)
    require_area(unit.kode, actor, duty, seen_with=Cap.LIHAT_CATATAN, bidang=sekarang.bidang)
    if sekarang.versi != versi or not sekarang.berlaku:
        raise Bentrok(sekarang)
    _periksa_koreksi(sekarang, tanggal, unit)
    sebelum = {"tanggal": sekarang.tanggal, **sekarang.isian}
    # An answer left out was taken away: it must be seen as a change.
    pribadi = rahasia_log(sekarang.entri)
    beda = selisih(sebelum, {**dict.fromkeys(sebelum), "tanggal": tanggal, **isian}, pribadi=pribadi)
    if not beda:
        return sekarang
    lama = Gerak(sekarang.tanggal, sekarang.bidang, -1, -sekarang.terlayani)
    sekarang.tanggal, sekarang.isian = tanggal, dict(isian)
    sekarang.terlayani = sekarang.entri.terlayani(isian)
    sekarang.versi += 1
    sekarang.save(update_fields=["tanggal", "isian", "terlayani", "versi"])
    ganti_hitungan(sekarang, sebelum)
    _ikutkan(sekarang, unit)
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
