"""Writes of incentives: payers, tariffs, lists. Everything about one payer happens under the lock of its row.

The duty is KELOLA_POSYANDU over the whole area: the Dinas for a kabupaten/kota, the operator for a desa; a pengurus,
whose area is one unit, has no area that pays.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record, selisih
from audit.transitions import TransitionRefused
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan, deret_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.actions._insentif import ambil_daftar, tarif_bulan, tulis
from registry.aturan import baca_aturan
from registry.models import BarisBayar, DaftarBayar, JenisPembayar, Pembayar, SatuanTarif, TarifInsentif
from registry.workflow_insentif import INSENTIF, kunci_pembayar
from wilayah.models import Wilayah

# Which level of area each kind of payer is; another source may be of any.
TINGKAT = {
    JenisPembayar.APBD_KABUPATEN: "kabupaten",
    JenisPembayar.APBDES: "desa",
    JenisPembayar.APBD_PROVINSI: "provinsi",
}


def _boleh(kode: str, actor: User | None) -> None:
    if actor is not None:
        require_area(kode, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)


def _periksa_pembayar(wilayah: Wilayah, jenis: str, nama: str) -> None:
    if jenis == JenisPembayar.LAINNYA:
        if not nama:
            raise Ditolak("nama", "Tulis nama sumbernya.")
        return
    if wilayah.tingkat != TINGKAT[JenisPembayar(jenis)]:
        raise Ditolak("jenis", f"{JenisPembayar(jenis).label} bukan milik {wilayah.sebutan}.")
    if jenis == JenisPembayar.APBDES and wilayah.kelurahan:
        raise Ditolak("jenis", "Kelurahan tidak punya APB Desa. Bayarannya dari APBD kabupaten/kota.")


@transaction.atomic
def tambah_tarif(wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None) -> TarifInsentif:
    """A tariff of the area's purse `isi["jenis"]`, which is made when it is the first.

    Raises Ditolak for a purse that the area cannot have, dates out of order, or an overlap with a running tariff.
    """
    _boleh(wilayah.kode, actor)
    isi = dict(isi)
    jenis, nama, contoh = isi.pop("jenis"), isi.pop("nama", "").strip(), isi.get("contoh", False)
    nama = nama if jenis == JenisPembayar.LAINNYA else ""
    _periksa_pembayar(wilayah, jenis, nama)
    if isi["sampai"] <= isi["mulai"]:
        raise Ditolak("sampai", "Tanggal akhir harus sesudah tanggal mulai.")
    pembayar, _ = Pembayar.objects.get_or_create(wilayah=wilayah, jenis=jenis, nama=nama, defaults={"contoh": contoh})
    kunci_pembayar(pembayar.pk)
    bentrok = TarifInsentif.objects.filter(pembayar=pembayar, mulai__lt=isi["sampai"], sampai__gt=isi["mulai"])
    if bentrok.exclude(sampai=F("mulai")).exists():
        raise Ditolak("mulai", "Pembayar ini sudah punya tarif pada masa itu. Akhiri dulu tarif yang lama.")
    tarif = TarifInsentif.objects.create(pembayar=pembayar, tahun=isi["mulai"].year, pencatat=actor, **isi)
    record(actor, "tambah_tarif", tarif, perubahan=selisih({}, isi))
    return tarif


@transaction.atomic
def akhiri_tarif(pk: int, *, sampai: date, actor: User) -> TarifInsentif:
    """End a tariff on a day (exclusive); on its first day it is void. Lists drawn up keep their amounts.

    Raises Ditolak for a day outside [mulai, sampai).
    """
    tarif: TarifInsentif = TarifInsentif.objects.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    kunci_pembayar(tarif.pembayar_id)
    tarif.refresh_from_db()
    if not tarif.mulai <= sampai < tarif.sampai:
        raise Ditolak("sampai", "Pilih hari di antara mulai dan akhir tarif ini.")
    lama, tarif.sampai = tarif.sampai, sampai
    tarif.save(update_fields=["sampai"])
    record(actor, "akhiri_tarif", tarif, perubahan=selisih({"sampai": lama}, {"sampai": sampai}))
    return tarif


def _periksa_masa(wilayah: Wilayah, pembayar: Pembayar, bulan: list[Bulan]) -> None:
    if not kode_lib.di_bawah(wilayah.kode, pembayar.wilayah_id):
        raise Ditolak("pembayar", "Pembayar ini tidak membayar wilayah ini.")
    if bulan[0].tahun != bulan[-1].tahun:
        raise Ditolak("bulan_akhir", "Satu daftar untuk satu tahun anggaran.")
    if bulan[-1] > Bulan.dari(hari_ini(wilayah.kode)):
        raise Ditolak("bulan_akhir", "Bulan ini belum tiba. Daftar dibuat dari kader yang sudah bertugas.")


@transaction.atomic
def susun_daftar(
    wilayah: Wilayah,
    pembayar: Pembayar,
    masa: tuple[Bulan, Bulan],
    *,
    actor: User | None,
    kali: int | None = None,
    contoh: bool = False,
) -> DaftarBayar:
    """A draft from the roster by decree × tariff, for the months of `masa` (both included).

    Raises Ditolak when there is no tariff, nobody to pay, or the months do not fit; nothing is stored then.
    """
    _boleh(wilayah.kode, actor)
    try:
        bulan = deret_bulan(*masa)
    except ValueError:
        raise Ditolak("bulan_akhir", "Bulan akhir sebelum bulan awal.") from None
    _periksa_masa(wilayah, pembayar, bulan)
    pembayar = kunci_pembayar(pembayar.pk)
    tarif = tarif_bulan(pembayar, bulan)
    satuan = tarif[bulan[0]].satuan
    per_kegiatan = satuan == SatuanTarif.KEGIATAN
    if per_kegiatan and (len(bulan) > 1 or not kali):
        raise Ditolak("kali", "Tarif per kegiatan: pilih satu bulan dan isi banyaknya kegiatan.")
    daftar = DaftarBayar.objects.create(
        pembayar=pembayar,
        wilayah=wilayah,
        mulai=bulan[0].mulai,
        sampai=bulan[-1].sampai,
        satuan=satuan,
        kali=kali if per_kegiatan else None,
        pembuat=actor,
        contoh=contoh,
    )
    jumlah = tulis(daftar, baca_aturan(pembayar.wilayah_id), tarif)
    daftar.refresh_from_db()
    if not jumlah:
        raise Ditolak("", kata_kosong(daftar.terlewat))
    record(actor, "susun_insentif", daftar, perubahan={"orang": [None, jumlah]}, ke=daftar.status)
    return daftar


def kata_kosong(terlewat: Mapping[str, int]) -> str:
    """Why a list has nobody, in one sentence."""
    if terlewat.get("sudah"):
        return "Semua kader sudah ada di daftar pembayar ini untuk bulan itu."
    if terlewat.get("tanpa_sk"):
        return "Tidak ada kader yang masa tugasnya bertaut ke surat keputusan. Tautkan dulu di halaman Orang."
    return "Tidak ada kader yang dapat dibayar pada masa itu."


def _langkah(pk: int, nama: str, kolom: str, actor: User | None) -> None:
    try:
        INSENTIF.apply(pk, nama, actor=actor)
    except TransitionRefused as galat:
        raise Ditolak(kolom, str(galat)) from None


def _hari(kolom: str, hari: date, dari: date, kode: str) -> None:
    if hari > hari_ini(kode):
        raise Ditolak(kolom, "Tanggal ini belum terjadi.")
    if hari < dari:
        raise Ditolak(kolom, "Tanggal ini terlalu awal.")


@transaction.atomic
def tanda_daftar(pk: int, *, tanggal: date, penanda_tangan: str, actor: User | None) -> DaftarBayar:
    """Note that the paper was signed. Raises Ditolak with an open objection, or for a day to come."""
    daftar = ambil_daftar(pk, actor)
    _hari("tanggal", tanggal, daftar.mulai, daftar.wilayah_id)
    _langkah(pk, "tanda_insentif", "", actor)
    DaftarBayar.objects.filter(pk=pk).update(tanggal_tanda=tanggal, penanda_tangan=penanda_tangan)
    daftar.refresh_from_db()
    return daftar


@transaction.atomic
def bayar_daftar(
    pk: int, *, tanggal: date, bukti: str, tunggakan: frozenset[int] = frozenset(), actor: User | None
) -> DaftarBayar:
    """Note that the list was paid on a day under a proof number; the lines in `tunggakan` were not and are arrears."""
    daftar = ambil_daftar(pk, actor)
    _hari("tanggal", tanggal, daftar.tanggal_tanda or daftar.mulai, daftar.wilayah_id)
    _langkah(pk, "bayar_insentif", "", actor)
    rows = BarisBayar.objects.filter(daftar=daftar)
    rows.filter(pk__in=tunggakan).update(keadaan=BarisBayar.Keadaan.TUNGGAKAN)
    rows.exclude(pk__in=tunggakan).update(keadaan=BarisBayar.Keadaan.DIBAYAR, dibayar=tanggal, bukti=bukti)
    DaftarBayar.objects.filter(pk=pk).update(tanggal_bayar=tanggal, bukti=bukti)
    daftar.refresh_from_db()
    return daftar
