"""Writes about where a person belongs: moved away, taken over by another unit, a guest, and each of them undone.

Nobody asks the other unit first: people move, and the papers follow. The new unit takes the membership over from a
day on; the old one sees that they left, and keeps what it recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.models import Catatan
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from registry.kunci import kunci_banyak
from registry.models import Posyandu
from registry.nik import periksa_nik, tutup_nik
from spm_services.actions._warga import (
    TEMPAT_NIK,
    akhiri,
    kunci_keanggotaan,
    kunci_unit,
    kunci_warga,
    lanjutkan,
    masuk_keluarga,
    periksa_hari,
    periksa_versi,
    wajib_alasan,
)
from spm_services.actions.warga_keluarga import IsianKeluarga, susun_keluarga
from spm_services.actions.warga_lahir import batal_wafat
from spm_services.models import KeadaanWarga, Keanggotaan, Keluarga, KunjunganWarga, PersetujuanData, Rekaman, Warga
from spm_services.nama import lipat_nama

Sebab, Jenis = Keanggotaan.Sebab, Keanggotaan.Jenis
CARI_PER_MENIT = 30  # searches of one account outside its own area
PALING_BANYAK = 5


@dataclass(frozen=True)
class Temuan:
    """Somebody found outside the own area: that they exist and where, nothing of who they are but what was asked."""

    warga: int
    di: str
    masa: str
    di_sini: bool
    samaran: str


def _samarkan(nama: str) -> str:
    """ "S••• A•••": enough to see that another person's number was typed."""
    return " ".join(f"{k[0]}•••" for k in nama.split() if k)


@transaction.atomic
def cari_warga(
    posyandu: Posyandu, *, nik: str = "", nama: str = "", lahir: date | None = None, actor: User
) -> list[Temuan]:
    """People by their NIK (anywhere), or by name and birth date (in the unit's kabupaten). Each search is logged.

    Raises Ditolak without either, or after too many; Http404 and PermissionDenied out of the actor's area.
    """
    require_area(posyandu.kode, actor, Cap.CATAT, seen_with=Cap.LIHAT)
    angka, _ = periksa_nik(nik)
    if not angka and (not nama.strip() or lahir is None):
        raise Ditolak("", "Isi NIK-nya, atau nama lengkap dan tanggal lahirnya.")
    baru_saja = timezone.now() - timedelta(minutes=1)
    if Catatan.objects.untuk(actor).filter(aksi="cari_warga", waktu__gte=baru_saja).count() >= CARI_PER_MENIT:
        raise Ditolak("", "Terlalu banyak pencarian dalam satu menit. Tunggu sebentar.")
    rows = Keanggotaan.objects.exclude(sebab_akhir__in=(Sebab.GABUNG, Sebab.KELIRU)).select_related(
        "warga", "posyandu__wilayah"
    )
    if angka:
        rows = rows.filter(warga__nik_sidik=tutup_nik(angka, TEMPAT_NIK)[1])
    elif lahir is not None:
        dekat = rows.di_wilayah(posyandu.kode[:5])
        rows = dekat.filter(warga__nama_cari=lipat_nama(nama), warga__tanggal_lahir=lahir)
    hasil: dict[int, Temuan] = {}
    for m in rows.order_by("-jenis", "-mulai", "-pk"):
        if m.warga_id not in hasil or m.sampai is None:
            hasil.setdefault(m.warga_id, _temuan(m, posyandu))
    record(actor, "cari_warga", actor, perubahan={"untuk": [None, posyandu.kode], "ketemu": [None, len(hasil)]})
    return list(hasil.values())[:PALING_BANYAK]


def _temuan(m: Keanggotaan, posyandu: Posyandu) -> Temuan:
    masa = f"sejak {kata_tanggal(m.mulai)}" if m.sampai is None else f"sampai {kata_tanggal(m.sampai)}"
    kata = m.get_jenis_display().lower() if m.sampai is None else m.get_sebab_akhir_display().lower()
    di = f"{m.posyandu.sebutan}, {m.posyandu.wilayah.sebutan}"
    return Temuan(
        m.warga_id, di, f"{kata} {masa}", m.posyandu_id == posyandu.pk and m.sampai is None, _samarkan(m.warga.nama)
    )


@transaction.atomic
def pindah_keluar(
    pk: int, hari: date, *, ke: str, versi: int, ikut: Iterable[int] = (), actor: User | None
) -> Keanggotaan:
    """Moved away on a day, to where in words, with those of the household who went along (`ikut`: people). `versi` is
    the membership's. Raises Bentrok, Ditolak, Http404, PermissionDenied."""
    terkunci = kunci_warga(pk, actor)
    m = terkunci.keanggotaan
    periksa_versi(m, versi)
    semua = [m]
    if ikut and m.keluarga_id:
        rows = Keanggotaan.objects.filter(
            keluarga=m.keluarga, posyandu=terkunci.unit, sampai=None, warga__in=list(ikut)
        )
        semua += list(rows.exclude(pk=m.pk).select_related("keluarga", "warga").order_by("pk"))
    for satu in semua:
        periksa_hari(hari, terkunci.unit, paling_awal=satu.mulai)
    catatan = f"ke {' '.join(ke.split())[:150]}" if ke.strip() else ""
    for satu in semua:
        tamu = satu.jenis == Jenis.TAMU
        akhiri(satu, hari, Sebab.SELESAI if tamu else Sebab.PINDAH)
        for objek in (satu.warga, satu):
            aksi = "selesai_tamu" if tamu else "pindah_keluar"
            record(actor, aksi, objek, perubahan={"sampai": [None, hari.isoformat()]}, catatan=catatan)
    return m


@dataclass(frozen=True, kw_only=True)
class IsianMasuk:
    """How somebody of elsewhere comes in: from a day on, into a household or none, to stay or as a guest."""

    mulai: date
    keluarga: Keluarga | IsianKeluarga | None = None
    hubungan: str = ""
    tamu: bool = False


@transaction.atomic
def terima_warga(posyandu: Posyandu, warga: int, isi: IsianMasuk, *, actor: User | None) -> Keanggotaan:
    """The unit takes a person over from a day on; as a guest it leaves the home membership as it is.

    What runs with the person (states, consents) goes with them. Raises Ditolak (day, dead, already here), Http404,
    PermissionDenied.
    """
    lama = Keanggotaan.objects.filter(warga=warga, sampai=None, jenis=Jenis.WARGA).exclude(posyandu=posyandu)
    kunci_banyak({posyandu.pk, *(() if isi.tamu else lama.values_list("posyandu", flat=True))})
    unit = kunci_unit(posyandu.pk, actor)
    orang = Warga.objects.select_for_update(of=("self",), no_key=True).filter(pk=warga, digabung_ke=None).first()
    if orang is None:
        raise Http404
    if orang.wafat:
        raise Ditolak("", "Orang ini tercatat meninggal.")
    periksa_hari(isi.mulai, unit, "mulai", paling_awal=orang.tanggal_lahir)
    if Keanggotaan.objects.filter(warga=orang, posyandu=unit, sampai=None).exists():
        raise Ditolak("", "Orang ini sudah tercatat di posyandu ini.")
    if not isi.tamu:
        for m in lama.select_related("keluarga", "posyandu"):
            _lepas(m, isi.mulai, unit, actor)
    keluarga = susun_keluarga(unit, isi.keluarga, contoh=orang.contoh)
    masuk_keluarga(keluarga)
    baru = Keanggotaan.objects.create(
        warga=orang,
        posyandu=unit,
        keluarga=keluarga,
        hubungan=isi.hubungan if keluarga else "",
        jenis=Jenis.TAMU if isi.tamu else Jenis.WARGA,
        mulai=isi.mulai,
        sebab_mulai=Sebab.TAMU if isi.tamu else Sebab.DATANG,
    )
    if not isi.tamu:
        _bawa(orang, unit)
    ubah = {"posyandu": [None, unit.kode], "jenis": [None, baru.jenis], "sejak": [None, isi.mulai.isoformat()]}
    record(actor, "terima_pindah", orang, perubahan=ubah)
    return baru


def _lepas(m: Keanggotaan, hari: date, unit: Posyandu, actor: User | None) -> None:
    """The home unit lets go; it reads where to. Raises Ditolak for a day before the person came there."""
    if hari < m.mulai:
        raise Ditolak("mulai", f"Di posyandu lamanya baru tercatat mulai {kata_tanggal(m.mulai)}.")
    akhiri(m, hari, Sebab.PINDAH)
    record(
        actor, "pindah_keluar", m, perubahan={"sampai": [None, hari.isoformat()]}, catatan=f"diterima {unit.sebutan}"
    )


def _bawa(orang: Warga, unit: Posyandu) -> None:
    """Running states and consents follow the person, so that whoever looks after them now reads them."""
    KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=timezone.localdate()), warga=orang).update(posyandu=unit)
    PersetujuanData.objects.filter(warga=orang, dicabut=None).update(posyandu=unit)


@transaction.atomic
def jadi_warga(
    pk: int, hari: date, *, keluarga: Keluarga | IsianKeluarga | None, hubungan: str, versi: int, actor: User | None
) -> Keanggotaan:
    """A guest stays: from the day on a warga of the unit. `pk` is the guest's membership. Raises as `terima_warga`."""
    ada = Keanggotaan.objects.filter(pk=pk, jenis=Jenis.TAMU).values_list("posyandu", "warga").first()
    if ada is None:
        raise Http404
    rumah = Keanggotaan.objects.filter(warga=ada[1], sampai=None, jenis=Jenis.WARGA).values_list("posyandu", flat=True)
    kunci_banyak({ada[0], *rumah})
    terkunci = kunci_keanggotaan(pk, actor)
    m = terkunci.keanggotaan
    periksa_versi(m, versi)
    if m.sampai is not None:
        raise Bentrok(m)
    periksa_hari(hari, terkunci.unit, "mulai", paling_awal=m.mulai)
    akhiri(m, hari, Sebab.SELESAI)
    isi = IsianMasuk(mulai=hari, keluarga=keluarga, hubungan=hubungan)
    return terima_warga(terkunci.unit, m.warga_id, isi, actor=actor)


@transaction.atomic
def batal_masa(pk: int, alasan: str, *, versi: int, actor: User | None) -> Keanggotaan:
    """Undo what a membership tells: its end (moved, died, guest left), or, of a running one, that it began here.

    Raises Bentrok, Ditolak (served here meanwhile, belongs elsewhere meanwhile), Http404, PermissionDenied.
    """
    bersih = wajib_alasan(alasan)
    awal = Keanggotaan.objects.filter(pk=pk).first()
    if awal is None:
        raise Http404
    if awal.sebab_akhir == Sebab.WAFAT:
        batal_wafat(pk, bersih, actor=actor)
        return Keanggotaan.objects.get(pk=pk)
    kunci_banyak(Keanggotaan.objects.filter(warga=awal.warga_id).values_list("posyandu", flat=True))
    terkunci = kunci_keanggotaan(pk, actor)
    m = terkunci.keanggotaan
    periksa_versi(m, versi)
    if m.sampai is None:
        _batal_mulai(m)
    else:
        _batal_akhir(m)
    for objek in (terkunci.warga, m):
        record(actor, "batal_masa", objek, catatan=bersih)
    return m


def _batal_akhir(m: Keanggotaan) -> None:
    """The membership runs on. What began in the same unit on that day (another household, a guest who stayed) goes."""
    if m.sebab_akhir not in (Sebab.PINDAH, Sebab.SELESAI):
        raise Ditolak("alasan", "Yang ini tidak bisa dibatalkan dari sini.")
    lagi = (
        Keanggotaan.objects.filter(warga=m.warga_id, sampai=None)
        .exclude(pk=m.pk)
        .select_related("keluarga", "posyandu")
    )
    for lain in lagi:
        if lain.posyandu_id == m.posyandu_id and lain.mulai == m.sampai:
            _hapuskan(lain)
        elif lain.jenis == m.jenis == Jenis.WARGA or lain.posyandu_id == m.posyandu_id:
            raise Ditolak(
                "alasan", f"Sekarang sudah tercatat di {lain.posyandu.sebutan}. Batalkan di sana, atau terima lagi."
            )
    lanjutkan(m)


def _batal_mulai(m: Keanggotaan) -> None:
    """It never began here: back to where the person was until that day."""
    if m.sebab_mulai not in (Sebab.DATANG, Sebab.TAMU):
        raise Ditolak("alasan", "Orang ini didata di sini, bukan datang dari tempat lain. Pakai pindah keluar.")
    sebelum = _sebelum(m)
    if m.posyandu_id not in {k.posyandu_id for k in sebelum}:
        for model in (KunjunganWarga, Rekaman):
            ada = model.objects.filter(warga=m.warga_id, posyandu=m.posyandu_id, tanggal__gte=m.mulai).first()
            if ada is not None:
                raise Ditolak("alasan", f"Sudah dilayani di sini {kata_tanggal(ada.tanggal)}. Pakai pindah keluar.")
    _hapuskan(m)
    for k in sebelum:
        lanjutkan(k)
    rumah = next((k for k in sebelum if k.jenis == Jenis.WARGA and k.posyandu_id != m.posyandu_id), None)
    if rumah is not None:
        sama = {"warga": m.warga_id, "posyandu": m.posyandu_id}
        KeadaanWarga.objects.filter(mulai__lt=m.mulai, **sama).update(posyandu=rumah.posyandu)
        PersetujuanData.objects.filter(tanggal__lt=m.mulai, **sama).update(posyandu=rumah.posyandu)


def _sebelum(m: Keanggotaan) -> list[Keanggotaan]:
    """Memberships that ended on the day this one began because of it: the last of each unit, one home at most."""
    if m.jenis == Jenis.TAMU and m.sebab_mulai == Sebab.TAMU:
        return []
    rows = Keanggotaan.objects.filter(warga=m.warga_id, sampai=m.mulai, sebab_akhir__in=(Sebab.PINDAH, Sebab.SELESAI))
    hasil: dict[int, Keanggotaan] = {}
    for k in rows.exclude(pk=m.pk).select_related("keluarga", "posyandu").order_by("-pk"):
        if k.jenis == Jenis.TAMU or all(h.jenis == Jenis.TAMU for h in hasil.values()):
            hasil.setdefault(k.posyandu_id, k)
    return list(hasil.values())


def _hapuskan(m: Keanggotaan) -> None:
    """As if it had never begun: it holds on no day."""
    akhiri(m, m.mulai, Sebab.KELIRU)


def ke_mana(m: Keanggotaan) -> Any:
    """What the log says of how a membership ended; None where it says nothing."""
    return Catatan.objects.untuk(m).filter(aksi__in=("pindah_keluar", "selesai_tamu", "catat_wafat")).first()
