"""Writes about who somebody is: registered once, corrected, given a NIK, their NIK looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Min

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from registry.nik import buka_nik, periksa_nik, tutup_nik
from spm_services.actions._warga import (
    TEMPAT_NIK,
    kolom_nik,
    kunci_unit,
    kunci_warga,
    masuk_keluarga,
    nomor_sementara,
    periksa_hari,
    periksa_ibu,
    periksa_lahir,
    periksa_versi,
    wajib_alasan,
)
from spm_services.actions.warga_keluarga import IsianKeluarga, susun_keluarga
from spm_services.kabar_warga import kabarkan_identitas
from spm_services.models import Keanggotaan, Keluarga, KunjunganWarga, PersetujuanData, Rekaman, Warga
from spm_services.nama import lipat_nama

KOLOM_WARGA = (
    "nama", "jenis_kelamin", "tanggal_lahir", "lahir_perkiraan", "ibu", "nama_ibu", "anak_ke", "kembar", "bb_lahir",
    "pb_lahir", "buku_kia", "disabilitas", "telepon",
)  # fmt: skip

BAYI = 12  # completed months


@dataclass(frozen=True, kw_only=True)
class IsianWarga:
    """A person as a form hands them in, cleaned. `kunci` becomes the person's uuid: the form sent twice is one person.

    `keluarga`: a household of the unit, the particulars of a new one, or none. `mulai` None: from today on, a baby
    from its birth on. `setuju` None: not asked yet.
    """

    nama: str
    jenis_kelamin: str
    tanggal_lahir: date
    kunci: UUID = field(default_factory=uuid4)
    nik: str = ""
    keluarga: Keluarga | IsianKeluarga | None = None
    hubungan: str = ""
    jenis: str = Keanggotaan.Jenis.WARGA
    mulai: date | None = None
    setuju: bool | None = None
    setuju_oleh: str = PersetujuanData.Oleh.SENDIRI
    kolom: Mapping[str, Any] = field(default_factory=dict)  # of KOLOM_WARGA, what is known besides
    contoh: bool = False


def daftarkan_warga(posyandu: Posyandu, isi: IsianWarga, *, actor: User | None) -> tuple[Warga, bool]:
    """Register a person in a unit. Returns (person, True), or (the earlier one, False) for a form sent twice.

    Raises SudahAda when the NIK is somebody's, Ditolak for what cannot be (birth date, mother, household of another
    unit), Http404 and PermissionDenied out of the actor's area.
    """
    try:
        with transaction.atomic():
            return _daftarkan(posyandu, isi, actor)
    except IntegrityError:
        # Another phone was first: with this form, or elsewhere with this NIK.
        lama = Warga.objects.filter(uuid=isi.kunci).first()
        if lama is not None:
            return lama, False
        if isi.nik:
            kolom_nik(isi.nik)
        raise


def _daftarkan(posyandu: Posyandu, isi: IsianWarga, actor: User | None) -> tuple[Warga, bool]:
    unit = kunci_unit(posyandu.pk, actor)
    periksa_lahir(isi.tanggal_lahir, unit)
    periksa_ibu(isi.kolom.get("ibu"), isi.tanggal_lahir)
    if isi.setuju is False:
        raise Ditolak("setuju", "Yang menolak tidak didaftarkan. Layani tanpa nama lewat menu Catat.")
    nik, _ = periksa_nik(isi.nik)
    warga = Warga(uuid=isi.kunci, contoh=isi.contoh, **_kolom(isi), **kolom_nik(nik))
    if not nik:
        warga.nomor_sementara = nomor_sementara()
    keluarga = susun_keluarga(unit, isi.keluarga, contoh=isi.contoh)
    warga.save(force_insert=True)
    keanggotaan = _anggotakan(warga, unit, keluarga, isi)
    if isi.setuju:
        PersetujuanData.objects.create(
            warga=warga,
            posyandu=unit,
            tujuan=PersetujuanData.Tujuan.PELAYANAN,
            oleh=isi.setuju_oleh,
            setuju=True,
            tanggal=hari_ini(unit.kode),
            pencatat=actor,
        )
    ubah = {"posyandu": [None, unit.kode], "jenis": [None, isi.jenis], "sejak": [None, keanggotaan.mulai.isoformat()]}
    record(actor, "daftar_warga", warga, perubahan=ubah)
    return warga, True


def _kolom(isi: IsianWarga) -> dict[str, Any]:
    tetap = {"nama": isi.nama, "jenis_kelamin": isi.jenis_kelamin, "tanggal_lahir": isi.tanggal_lahir}
    lain = {k: v for k, v in isi.kolom.items() if k in KOLOM_WARGA and v is not None}
    return {**lain, **tetap, "nama_cari": lipat_nama(isi.nama)}


def _anggotakan(warga: Warga, unit: Posyandu, keluarga: Keluarga | None, isi: IsianWarga) -> Keanggotaan:
    """The first membership."""
    tamu = isi.jenis == Keanggotaan.Jenis.TAMU
    hari = hari_ini(unit.kode)
    # A baby told of later was of the unit's S since its birth.
    bayi = not tamu and warga.umur_bulan(hari) < BAYI
    mulai = isi.mulai or (warga.tanggal_lahir if bayi else hari)
    periksa_hari(mulai, unit, "mulai", paling_awal=warga.tanggal_lahir)
    masuk_keluarga(keluarga)
    return Keanggotaan.objects.create(
        warga=warga,
        posyandu=unit,
        keluarga=keluarga,
        hubungan=isi.hubungan,
        jenis=isi.jenis,
        mulai=mulai,
        sebab_mulai=Keanggotaan.Sebab.TAMU if tamu else Keanggotaan.Sebab.DIDATA,
    )


@transaction.atomic
def ubah_warga(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User | None) -> Warga:
    """Correct particulars (KOLOM_WARGA). Raises Bentrok for a stale version, Ditolak, Http404, PermissionDenied."""
    terkunci = kunci_warga(pk, actor)
    warga = terkunci.warga
    periksa_versi(warga, versi)
    kolom = {k: isi[k] for k in KOLOM_WARGA if k in isi}
    lahir = kolom.get("tanggal_lahir", warga.tanggal_lahir)
    periksa_lahir(lahir, terkunci.unit)
    ibu = kolom.get("ibu", warga.ibu)
    if ibu is not None and ibu.pk == warga.pk:
        raise Ditolak("ibu", "Ibunya tidak mungkin dirinya sendiri.")
    periksa_ibu(ibu, lahir)
    if lahir != warga.tanggal_lahir:
        _periksa_pelayanan(warga, lahir)
    beda = selisih({k: getattr(warga, k) for k in kolom}, kolom, pribadi=Warga.PRIBADI)
    if not beda:
        return warga
    for nama, nilai in kolom.items():
        setattr(warga, nama, nilai)
    warga.nama_cari = lipat_nama(warga.nama)
    warga.versi += 1
    warga.save(update_fields=[*kolom, "nama_cari", "versi"])
    if "tanggal_lahir" in beda:
        Keanggotaan.objects.filter(warga=warga, mulai__lt=lahir).update(mulai=lahir)
    rumah = terkunci.keanggotaan.keluarga
    if rumah is not None and "nama" in beda and terkunci.keanggotaan.hubungan == Keanggotaan.Hubungan.KEPALA:
        Keluarga.objects.filter(pk=rumah.pk).update(nama=warga.nama, nama_cari=warga.nama_cari)
    if {"tanggal_lahir", "jenis_kelamin"} & beda.keys():
        kabarkan_identitas(warga)
    record(actor, "ubah", warga, perubahan=beda)
    return warga


def _periksa_pelayanan(warga: Warga, lahir: date) -> None:
    """Raises Ditolak when the person was served, or died, before that birth date."""
    hari = [
        model.objects.filter(warga=warga).aggregate(awal=Min("tanggal"))["awal"] for model in (KunjunganWarga, Rekaman)
    ]
    awal = min((h for h in (*hari, warga.wafat) if h is not None), default=None)
    if awal is not None and awal < lahir:
        raise Ditolak("tanggal_lahir", f"Sudah ada catatannya tanggal {kata_tanggal(awal)}, sebelum tanggal lahir ini.")


@transaction.atomic
def pasang_nik(pk: int, teks: str, *, versi: int, actor: User | None) -> Warga:
    """Give a person the NIK they had not, or correct it. Raises SudahAda when it is somebody else's (then the two are
    to be merged), Bentrok, Ditolak, Http404, PermissionDenied."""
    terkunci = kunci_warga(pk, actor)
    warga = terkunci.warga
    periksa_versi(warga, versi)
    nik, _ = periksa_nik(teks)
    if not nik:
        raise Ditolak("nik", "Isi NIK-nya.")
    if tutup_nik(nik, TEMPAT_NIK)[1] == warga.nik_sidik:
        return warga
    kolom = kolom_nik(nik)
    beda = selisih({k: getattr(warga, k) for k in kolom}, kolom, pribadi=Warga.PRIBADI)
    for nama, nilai in kolom.items():
        setattr(warga, nama, nilai)
    warga.versi += 1
    try:
        with transaction.atomic():
            warga.save(update_fields=[*kolom, "versi"])
    except IntegrityError:
        kolom_nik(nik)
        raise
    record(actor, "pasang_nik", warga, perubahan={"nik": beda["nik_sidik"]})
    return warga


@transaction.atomic
def lihat_nik_warga(pk: int, alasan: str, *, actor: User) -> str:
    """The NIK in clear, for whoever has the duty where the person belongs; each look is logged with its reason."""
    warga = Warga.objects.filter(pk=pk).first() or Warga(pk=pk)
    require_in_scope(warga, actor, Cap.BUKA_NIK, seen_with=Cap.LIHAT)
    bersih = wajib_alasan(alasan)
    record(actor, "lihat_nik", warga, catatan=bersih)
    return buka_nik(warga.nik_sandi, TEMPAT_NIK)
