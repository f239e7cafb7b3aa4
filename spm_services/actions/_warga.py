"""What the writes about people share: whose lock is taken first, and what is refused whoever asks.

House lock order: unit, person, the rest. A person belongs to a unit through a running membership; the one in the
actor's area decides where the write happens.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal, tambah_tahun
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_banyak, kunci_posyandu
from registry.models import Posyandu, StatusPosyandu
from registry.nik import tutup_nik
from spm_services.models import KeadaanWarga, Keanggotaan, Keluarga, Warga

TEMPAT_NIK = "spm_services.Warga.nik"
TEMPAT_KK = "spm_services.Keluarga.kk"
TAHUN_TERAWAL = 1900
ABJAD = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0/O, 1/I: it is read aloud and written by hand
# Source: masa nifas enam minggu sejak lahir (Permenkes 21/2021); certainty: high.
HARI_NIFAS = 42
IBU_TERMUDA, IBU_TERTUA = 10, 60  # years between a mother's birth and her child's


class SudahAda(Ditolak):
    """The NIK is somebody's already: `warga` is who. What of them may be shown is the caller's to ask."""

    def __init__(self, warga: Warga) -> None:
        super().__init__("nik", "NIK ini sudah tercatat.")
        self.warga = warga


@dataclass(frozen=True)
class Terkunci:
    """A person under lock, in the unit where the actor writes about them."""

    unit: Posyandu
    warga: Warga
    keanggotaan: Keanggotaan


def kunci_unit(pk: int, actor: User | None, duty: str = Cap.CATAT) -> Posyandu:
    """Lock a unit that takes writes. Raises Http404, PermissionDenied, Ditolak for one that was closed."""
    unit = kunci_posyandu(pk)
    if actor is not None:
        require_area(unit.kode, actor, duty, seen_with=Cap.LIHAT)
    if unit.status != StatusPosyandu.AKTIF:
        raise Ditolak("", "Posyandu ini sudah ditutup, jadi tidak bisa dicatat lagi.")
    return unit


def kunci_warga(pk: int, actor: User | None, duty: str = Cap.CATAT, *, semua: bool = False) -> Terkunci:
    """Lock the unit through which the actor reaches the person, then the person. `actor` None: the home unit.

    `semua` locks every unit they run in, for a write that ends or moves them everywhere. Raises Http404 and
    PermissionDenied out of the area or without the duty there, Bentrok when the membership ended meanwhile.
    """
    rows = Keanggotaan.objects.filter(warga=pk).berjalan().order_by("-jenis", "pk")
    calon = list(rows.values_list("posyandu", "posyandu__kode"))
    pilih = _terjangkau(calon, actor, duty)
    if semua and len(calon) > 1:
        kunci_banyak(m for m, _ in calon)
    unit = kunci_unit(pilih, actor, duty)
    return Terkunci(unit, *_kunci_orang(Keanggotaan.objects.filter(warga=pk, posyandu=unit).berjalan(), pk))


def _terjangkau(calon: list[tuple[int, str]], actor: User | None, duty: str) -> int:
    """The first unit the actor reaches with the duty; a person of none of them does not seem to exist."""
    milik = [m for m, kode in calon if actor is None or actor.scope_for(duty).mencapai(kode)]
    if milik:
        return milik[0]
    if actor is not None and any(actor.scope_for(Cap.LIHAT).mencapai(kode) for _, kode in calon):
        raise PermissionDenied
    raise Http404


def _kunci_orang(rows: Any, pk: int) -> tuple[Warga, Keanggotaan]:
    """Lock the person together with the membership that is looked at. Raises Bentrok when it is gone."""
    rows = rows.select_related("warga", "keluarga").select_for_update(of=("warga",), no_key=True)
    keanggotaan = rows.first()
    if keanggotaan is None:
        raise Bentrok(Warga.objects.get(pk=pk))
    return keanggotaan.warga, keanggotaan


def kunci_keanggotaan(pk: int, actor: User | None) -> Terkunci:
    """Lock the unit of a membership, running or past, then its person. Raises as `kunci_unit`."""
    ada = Keanggotaan.objects.filter(pk=pk).values_list("posyandu", "warga").first()
    if ada is None:
        raise Http404
    unit = kunci_unit(ada[0], actor)
    return Terkunci(unit, *_kunci_orang(Keanggotaan.objects.filter(pk=pk), ada[1]))


def periksa_versi(row: Any, versi: int | None) -> None:
    """Raises Bentrok for a stale version; None asks nothing."""
    if versi is not None and row.versi != versi:
        raise Bentrok(row)


def periksa_hari(hari: date, unit: Posyandu, kolom: str = "tanggal", paling_awal: date | None = None) -> None:
    """Raises Ditolak for a day that has not come yet where the unit stands, or is before the earliest one possible."""
    kini = hari_ini(unit.kode)
    if hari > kini:
        raise Ditolak(kolom, f"Tanggal ini belum terjadi. Hari ini {kata_tanggal(kini)}.")
    if paling_awal and hari < paling_awal:
        raise Ditolak(kolom, f"Tidak mungkin sebelum {kata_tanggal(paling_awal)}.")


def periksa_lahir(lahir: date, unit: Posyandu) -> None:
    """Raises Ditolak for a birth date in the future or before 1900."""
    periksa_hari(lahir, unit, "tanggal_lahir")
    if lahir.year < TAHUN_TERAWAL:
        raise Ditolak("tanggal_lahir", f"Sebelum tahun {TAHUN_TERAWAL}. Periksa tahunnya.")


def periksa_ibu(ibu: Warga | None, lahir: date) -> None:
    """Raises Ditolak for a mother who is a man, or of an age at which nobody is one."""
    if ibu is None:
        return
    if ibu.jenis_kelamin != "P":
        raise Ditolak("ibu", f"{ibu.nama} tercatat laki-laki, jadi tidak bisa menjadi ibunya.")
    awal, akhir = tambah_tahun(ibu.tanggal_lahir, IBU_TERMUDA), tambah_tahun(ibu.tanggal_lahir, IBU_TERTUA)
    if not awal <= lahir <= akhir:
        raise Ditolak("ibu", f"{ibu.nama} lahir {kata_tanggal(ibu.tanggal_lahir)}. Periksa ibu atau tanggal lahirnya.")


def kolom_nik(nik: str) -> dict[str, Any]:
    """The two columns of a person's NIK. Raises SudahAda when it is somebody's already."""
    nik_sandi, nik_sidik = tutup_nik(nik, TEMPAT_NIK)
    lama = Warga.objects.filter(nik_sidik=nik_sidik).first() if nik_sidik else None
    if lama is not None:
        raise SudahAda(lama)
    return {"nik_sandi": nik_sandi, "nik_sidik": nik_sidik}


def nomor_sementara() -> str:
    """A number that stands in for a NIK: random, so that it tells nothing."""
    return "S-" + "".join(secrets.choice(ABJAD) for _ in range(8))


def wajib_alasan(alasan: str) -> str:
    """The reason as it is kept. Raises Ditolak("alasan", …) for an empty or meaningless one."""
    bersih = " ".join(alasan.split())[:200]
    if len(bersih) < 4:
        raise Ditolak("alasan", "Tulis alasannya.")
    return bersih


def keluar_keluarga(keluarga: Keluarga | None, hari: date) -> None:
    """End a household that nobody runs in any more on the day."""
    if keluarga is None or Keanggotaan.objects.filter(keluarga=keluarga).berjalan().exists():
        return
    Keluarga.objects.filter(pk=keluarga.pk).update(sampai=max(hari, keluarga.mulai))


def masuk_keluarga(keluarga: Keluarga | None) -> None:
    """A household somebody enters runs (again)."""
    if keluarga is not None and keluarga.sampai is not None:
        Keluarga.objects.filter(pk=keluarga.pk).update(sampai=None)


def akhiri(keanggotaan: Keanggotaan, hari: date, sebab: str) -> date:
    """End a running membership on a day (exclusive), never before it began; the household with its last member."""
    sampai = max(hari, keanggotaan.mulai)
    keanggotaan.sampai = sampai
    keanggotaan.sebab_akhir = sebab
    keanggotaan.versi += 1
    keanggotaan.save(update_fields=["sampai", "sebab_akhir", "versi"])
    keluar_keluarga(keanggotaan.keluarga, sampai)
    return sampai


def lanjutkan(keanggotaan: Keanggotaan) -> None:
    """Take the end of a membership back."""
    keanggotaan.sampai, keanggotaan.sebab_akhir = None, ""
    keanggotaan.versi += 1
    keanggotaan.save(update_fields=["sampai", "sebab_akhir", "versi"])
    masuk_keluarga(keanggotaan.keluarga)


def mulai_nifas(terkunci: Terkunci, hari: date, isi: dict[str, Any], actor: User | None) -> KeadaanWarga:
    """Six weeks of nifas from the day of a birth; its end is known from the start."""
    akhir = hari + timedelta(days=HARI_NIFAS)
    kolom = {"jenis": KeadaanWarga.Jenis.NIFAS, "mulai": hari, "sampai": akhir, "isi": isi, "oleh": actor}
    return KeadaanWarga.objects.create(warga=terkunci.warga, posyandu=terkunci.unit, **kolom)
