"""Writes about households: made, corrected, who heads it, who lives in it, one split off, the number of its KK."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib import sandi
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.actions._warga import (
    TEMPAT_KK,
    akhiri,
    kunci_unit,
    kunci_warga,
    masuk_keluarga,
    periksa_hari,
    periksa_versi,
    wajib_alasan,
)
from spm_services.models import Keanggotaan, Keluarga
from spm_services.nama import lipat_nama

KOLOM_KELUARGA = ("nama", "rt", "rw", "alamat", "telepon", "lintang", "bujur")
PANJANG_KK = 16


@dataclass(frozen=True, kw_only=True)
class IsianKeluarga:
    """A household as a form hands it in. `kunci` becomes its uuid: the form sent twice is one household."""

    nama: str
    rt: str
    rw: str
    alamat: str = ""
    telepon: str = ""
    kk: str = ""
    kunci: UUID = field(default_factory=uuid4)


def periksa_kk(teks: str) -> str:
    """Sixteen digits, or nothing. Raises Ditolak("kk", …)."""
    angka = re.sub(r"[\s.\-]", "", teks)
    if not angka:
        return ""
    if not re.fullmatch(r"[0-9]{16}", angka) or angka.endswith("0000"):
        raise Ditolak("kk", "Nomor KK terdiri dari 16 angka. Periksa lagi di Kartu Keluarga.")
    return angka


def _kolom_kk(kk: str, kecuali: int | None = None) -> dict[str, Any]:
    if not kk:
        return {"kk_sandi": "", "kk_sidik": None}
    sidik = sandi.sidik_unik(kk, tempat=TEMPAT_KK)
    lama = Keluarga.objects.filter(kk_sidik=sidik).first()
    if lama is not None and lama.pk != kecuali:
        raise Ditolak("kk", "Nomor KK ini sudah dipakai keluarga lain yang tercatat.")
    return {"kk_sandi": sandi.tutup(kk, tempat=TEMPAT_KK), "kk_sidik": sidik}


def susun_keluarga(unit: Posyandu, isi: Keluarga | IsianKeluarga | None, *, contoh: bool = False) -> Keluarga | None:
    """The household of a person to be registered, stored when new. The unit is locked. Raises Ditolak("keluarga", …)
    for one of another unit, Ditolak("kk", …) for a number of somebody else's."""
    if isinstance(isi, IsianKeluarga):
        kolom = {"nama": isi.nama, "rt": isi.rt, "rw": isi.rw, "alamat": isi.alamat, "telepon": isi.telepon}
        kolom |= _kolom_kk(periksa_kk(isi.kk)) | {"nama_cari": lipat_nama(isi.nama), "contoh": contoh}
        mulai = hari_ini(unit.kode)
        return Keluarga.objects.create(uuid=isi.kunci, posyandu=unit, mulai=mulai, **kolom)
    if isi is not None and isi.posyandu_id != unit.pk:
        raise Ditolak("keluarga", "Keluarga ini tercatat di posyandu lain.")
    return isi


def buat_keluarga(posyandu: Posyandu, isi: IsianKeluarga, *, actor: User | None) -> tuple[Keluarga, bool]:
    """(household, True), or (the earlier one, False) for a form sent twice. Raises Ditolak, Http404,
    PermissionDenied."""
    try:
        with transaction.atomic():
            unit = kunci_unit(posyandu.pk, actor)
            keluarga = susun_keluarga(unit, isi)
            assert keluarga is not None  # noqa: S101 (made from particulars)
            record(actor, "buat", keluarga, perubahan={"rt": [None, isi.rt], "rw": [None, isi.rw]})
            return keluarga, True
    except IntegrityError:
        lama = Keluarga.objects.filter(uuid=isi.kunci).first()
        if lama is None:
            _kolom_kk(periksa_kk(isi.kk))
            raise
        return lama, False


def _kunci(pk: int, actor: User | None, duty: str = Cap.CATAT) -> tuple[Posyandu, Keluarga]:
    """Lock the household's unit, then the household."""
    ada = Keluarga.objects.filter(pk=pk).first()
    if ada is None:
        raise Http404
    unit = kunci_unit(ada.posyandu_id, actor, duty)
    return unit, Keluarga.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


@transaction.atomic
def ubah_keluarga(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User | None) -> Keluarga:
    """Correct a household (KOLOM_KELUARGA, `kk`), which is also how it changes RT. Raises Bentrok, Ditolak, Http404,
    PermissionDenied."""
    _, keluarga = _kunci(pk, actor)
    periksa_versi(keluarga, versi)
    kolom = {k: isi[k] for k in KOLOM_KELUARGA if k in isi}
    if isi.get("kk"):
        kk = periksa_kk(isi["kk"])
        if sandi.sidik_unik(kk, tempat=TEMPAT_KK) != keluarga.kk_sidik:
            kolom |= _kolom_kk(kk, keluarga.pk)
    beda = selisih({k: getattr(keluarga, k) for k in kolom}, kolom, pribadi=Keluarga.PRIBADI)
    if not beda:
        return keluarga
    for nama, nilai in kolom.items():
        setattr(keluarga, nama, nilai)
    keluarga.nama_cari = lipat_nama(keluarga.nama)
    keluarga.versi += 1
    keluarga.save(update_fields=[*kolom, "nama_cari", "versi"])
    record(actor, "ubah", keluarga, perubahan=beda)
    return keluarga


@transaction.atomic
def tetapkan_kepala(pk: int, warga: int, *, actor: User | None) -> Keluarga:
    """Who heads the household: a running member of it; the one before becomes "lainnya" until somebody says what.
    Raises Ditolak, Http404, PermissionDenied."""
    _, keluarga = _kunci(pk, actor)
    anggota = {m.warga_id: m for m in Keanggotaan.objects.filter(keluarga=keluarga).berjalan().select_related("warga")}
    if warga not in anggota:
        raise Ditolak("warga", "Orang ini bukan anggota keluarga ini sekarang.")
    for m in anggota.values():
        baru = Keanggotaan.Hubungan.KEPALA if m.warga_id == warga else m.hubungan
        if m.warga_id != warga and m.hubungan == Keanggotaan.Hubungan.KEPALA:
            baru = Keanggotaan.Hubungan.LAIN
        if baru != m.hubungan:
            m.hubungan, m.versi = baru, m.versi + 1
            m.save(update_fields=["hubungan", "versi"])
    nama = anggota[warga].warga.nama
    beda = selisih({"nama": keluarga.nama}, {"nama": nama}, pribadi=Keluarga.PRIBADI)
    keluarga.nama, keluarga.nama_cari, keluarga.versi = nama, lipat_nama(nama), keluarga.versi + 1
    keluarga.save(update_fields=["nama", "nama_cari", "versi"])
    record(actor, "tetapkan_kepala", keluarga, perubahan=beda)
    return keluarga


def _pindahkan(lama: Keanggotaan, keluarga: Keluarga, hubungan: str, hari: date) -> Keanggotaan:
    """From a day on in another household of the same unit: a membership of its own, so that both stay dated."""
    sejak = akhiri(lama, hari, Keanggotaan.Sebab.PINDAH)
    masuk_keluarga(keluarga)
    return Keanggotaan.objects.create(
        warga_id=lama.warga_id,
        posyandu_id=lama.posyandu_id,
        keluarga=keluarga,
        hubungan=hubungan,
        jenis=lama.jenis,
        mulai=sejak,
        sebab_mulai=Keanggotaan.Sebab.DATANG,
    )


@transaction.atomic
def pindah_keluarga(
    pk: int, ke: Keluarga | IsianKeluarga, *, hubungan: str, hari: date, versi: int, actor: User | None
) -> Keanggotaan:
    """Move a person to another household of the same unit from a day on. `versi` is the membership's."""
    terkunci = kunci_warga(pk, actor)
    lama = terkunci.keanggotaan
    periksa_versi(lama, versi)
    periksa_hari(hari, terkunci.unit, paling_awal=lama.mulai)
    tujuan = susun_keluarga(terkunci.unit, ke)
    assert tujuan is not None  # noqa: S101 (the type says so)
    if lama.keluarga_id == tujuan.pk:
        raise Ditolak("keluarga", "Sudah di keluarga ini.")
    dari = lama.keluarga_id
    baru = _pindahkan(lama, tujuan, hubungan, hari)
    ubah = {"keluarga": [dari, tujuan.pk], "sejak": [None, hari.isoformat()]}
    record(actor, "pindah_keluarga", terkunci.warga, perubahan=ubah)
    return baru


@transaction.atomic
def pecah_keluarga(
    pk: int, anggota: Iterable[int], isi: IsianKeluarga, *, kepala: int, hari: date, actor: User | None
) -> Keluarga:
    """Some members make a household of their own from a day on. Raises Ditolak when none or all of them would go,
    Bentrok-free: whoever left meanwhile is named."""
    unit, keluarga = _kunci(pk, actor)
    periksa_hari(hari, unit)
    rows = Keanggotaan.objects.filter(keluarga=keluarga).berjalan().select_related("warga", "keluarga")
    ada = {m.warga_id: m for m in rows.order_by("pk")}
    pindah = [m for w, m in ada.items() if w in set(anggota)]
    if not pindah or len(pindah) == len(ada):
        raise Ditolak("anggota", "Pilih yang pindah ke keluarga baru, paling sedikit satu, dan sisakan satu di sini.")
    if kepala not in {m.warga_id for m in pindah}:
        raise Ditolak("kepala", "Kepala keluarga baru harus salah satu yang pindah.")
    if any(hari < m.mulai for m in pindah):
        raise Ditolak("tanggal", "Ada yang belum tercatat di keluarga ini pada tanggal itu.")
    baru = susun_keluarga(unit, isi, contoh=keluarga.contoh)
    assert baru is not None  # noqa: S101 (made from particulars)
    for m in pindah:
        sebutan = Keanggotaan.Hubungan.KEPALA if m.warga_id == kepala else m.hubungan
        _pindahkan(m, baru, sebutan, hari)
    for k in (keluarga, baru):
        record(actor, "pecah_keluarga", k, perubahan={"pindah": [None, len(pindah)], "sejak": [None, hari.isoformat()]})
    return baru


@transaction.atomic
def lihat_kk(pk: int, alasan: str, *, actor: User) -> str:
    """The KK number in clear; each look is logged with its reason."""
    keluarga = Keluarga.objects.filter(pk=pk).first() or Keluarga(pk=pk)
    require_in_scope(keluarga, actor, Cap.BUKA_NIK, seen_with=Cap.LIHAT)
    record(actor, "lihat_kk", keluarga, catatan=wajib_alasan(alasan))
    return sandi.buka(keluarga.kk_sandi, tempat=TEMPAT_KK)
