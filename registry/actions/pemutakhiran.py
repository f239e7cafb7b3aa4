"""Writes of a Pemutakhiran: the Dinas opens and extends a round, a unit confirms its data section by section."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.kode import leluhur
from posyandu_app.lib.waktu import hari_ini, zona
from registry.bagian_data import NAMA_BAGIAN
from registry.isi_bagian import baca_bagian
from registry.kunci import kunci_posyandu
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu, StatusPosyandu
from wilayah.models import Wilayah

TERLAMA = timedelta(days=366)
PANJANG_KABUPATEN = 5


def _periksa_tenggat(tenggat: date, hari: date) -> None:
    if tenggat <= hari:
        raise Ditolak("tenggat", "Batas waktunya harus sesudah hari ini.")
    if tenggat > hari + TERLAMA:
        raise Ditolak("tenggat", "Batas waktunya paling lama setahun dari sekarang.")


@transaction.atomic
def buka_pemutakhiran(
    wilayah: Wilayah, judul: str, tenggat: date, *, actor: User | None, contoh: bool = False
) -> PeriodePemutakhiran:
    """Ask the units of a kabupaten or a part of it to confirm their data, from today until the deadline.

    Raises Ditolak for an area above a kabupaten, a deadline that is past or more than a year away, or where a round
    that reaches the same units is still open.
    """
    if actor is not None:
        require_area(wilayah.kode, actor, Cap.ATUR, seen_with=Cap.LIHAT)
    if len(wilayah.kode) < PANJANG_KABUPATEN:
        raise Ditolak("wilayah", "Pemutakhiran dibuka untuk satu kabupaten/kota atau bagiannya.")
    hari = hari_ini(wilayah.kode)
    _periksa_tenggat(tenggat, hari)
    # Two who open at once: the kabupaten's row lets one in after the other.
    Wilayah.objects.select_for_update(no_key=True).get(kode=wilayah.kode[:PANJANG_KABUPATEN])
    sama = Q(wilayah__in=leluhur(wilayah.kode)) | Q(wilayah__kode__startswith=f"{wilayah.kode}.")
    lain = PeriodePemutakhiran.objects.filter(sama, status=PeriodePemutakhiran.Status.DIBUKA).first()
    if lain is not None:
        raise Ditolak("wilayah", f"Masih ada pemutakhiran yang terbuka di sini: {lain.judul}. Tutup dulu yang itu.")
    periode = PeriodePemutakhiran(wilayah=wilayah, judul=judul.strip(), mulai=hari, tenggat=tenggat, contoh=contoh)
    periode.pembuka = actor
    periode.save(force_insert=True)
    record(actor, "buka_pemutakhiran", periode, perubahan={"tenggat": [None, tenggat.isoformat()]})
    return periode


@transaction.atomic
def perpanjang_pemutakhiran(pk: int, tenggat: date, alasan: str, *, actor: User | None) -> PeriodePemutakhiran:
    """A later deadline, with the reason. Raises Ditolak for an earlier one or a closed round."""
    rows = PeriodePemutakhiran.objects.select_for_update(of=("self",), no_key=True)
    periode = rows.filter(pk=pk).first()
    if periode is None:
        raise Http404
    if actor is not None:
        require_in_scope(periode, actor, Cap.ATUR, seen_with=Cap.LIHAT)
    if periode.status != PeriodePemutakhiran.Status.DIBUKA:
        raise Ditolak("tenggat", "Pemutakhiran ini sudah ditutup.")
    _periksa_tenggat(tenggat, hari_ini(periode.wilayah_id))
    if tenggat <= periode.tenggat:
        raise Ditolak("tenggat", "Pilih tanggal sesudah batas waktu yang sekarang.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    lama, periode.tenggat = periode.tenggat, tenggat
    periode.versi += 1
    periode.save(update_fields=["tenggat", "versi"])
    ubahan = {"tenggat": [lama.isoformat(), tenggat.isoformat()]}
    record(actor, "perpanjang_pemutakhiran", periode, perubahan=ubahan, catatan=alasan.strip())
    return periode


def periode_terbuka(wilayah: str) -> PeriodePemutakhiran | None:
    """The open round that reaches this area, if any. One query; there is never more than one."""
    rows = PeriodePemutakhiran.objects.filter(wilayah__in=leluhur(wilayah), status=PeriodePemutakhiran.Status.DIBUKA)
    return rows.select_related("wilayah").first()


@transaction.atomic
def konfirmasi(pk: int, bagian: str, sidik: str, *, actor: User | None) -> KonfirmasiBagian:
    """Say that a section of the unit's data is right as it was seen (`sidik`, the hash of what the page showed).

    The same confirmation twice (in one round, or on one day outside a round) is one. Raises Bentrok with the section
    as it is now when that is no longer what was seen, Ditolak for a closed unit or an unknown section.
    """
    unit = kunci_posyandu(pk)
    if actor is not None:
        require_in_scope(unit, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if bagian not in NAMA_BAGIAN:
        raise Ditolak("bagian", "Bagian ini tidak dikenal.")
    if unit.status != StatusPosyandu.AKTIF:
        raise Ditolak("bagian", "Posyandu ini sudah tutup, datanya tidak dimutakhirkan lagi.")
    kini = baca_bagian(unit)[bagian]
    if kini.sidik != sidik:
        raise Bentrok(kini)
    periode = periode_terbuka(unit.wilayah_id)
    lama = KonfirmasiBagian.objects.filter(posyandu=unit, bagian=bagian).order_by("-pk").first()
    if lama is not None and lama.sidik == sidik and _masih_berlaku(lama, periode, unit):
        return lama
    berubah = lama is not None and lama.sidik != sidik
    cara = KonfirmasiBagian.Cara.DIUBAH if berubah else KonfirmasiBagian.Cara.MASIH_BENAR
    isi = {"posyandu": unit, "bagian": bagian, "sidik": sidik, "periode": periode}
    baru = KonfirmasiBagian.objects.create(**isi, cara=cara, oleh=actor)
    tandai_unit(unit)
    record(actor, "konfirmasi", unit, perubahan={"bagian": [None, NAMA_BAGIAN[bagian]]})
    return baru


def _masih_berlaku(lama: KonfirmasiBagian, periode: PeriodePemutakhiran | None, unit: Posyandu) -> bool:
    if periode is not None:
        return lama.periode_id == periode.pk
    return lama.pada.astimezone(zona(unit.kode)).date() == hari_ini(unit.kode)


def tandai_unit(unit: Posyandu) -> None:
    """Every section has been confirmed since the day of the one that waited longest; None while one never was."""
    rows = KonfirmasiBagian.objects.filter(posyandu=unit).order_by().values("bagian").annotate(akhir=Max("pada"))
    akhir = [r["akhir"] for r in rows if r["bagian"] in NAMA_BAGIAN]
    hari = min(akhir).astimezone(zona(unit.kode)).date() if len(akhir) == len(NAMA_BAGIAN) else None
    Posyandu.objects.filter(pk=unit.pk).update(dikonfirmasi=hari)
    unit.dikonfirmasi = hari
