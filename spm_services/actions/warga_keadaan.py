"""Writes about states of a person: pregnancy from its first day to its end, nifas, and what a nakes told of."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from audit.record import record, selisih
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal, tambah_tahun
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions._warga import (
    HARI_NIFAS,
    Terkunci,
    kunci_warga,
    mulai_nifas,
    periksa_hari,
    periksa_versi,
    wajib_alasan,
)
from spm_services.models import KeadaanWarga, Warga

Jenis = KeadaanWarga.Jenis
# Source: Buku KIA (hari perkiraan lahir dihitung dari hari pertama haid terakhir); certainty: high.
HARI_HAMIL = 280
MINGGU_TERLAMA = 44  # a last period longer ago than that is a slip, or a birth nobody recorded
UMUR_SUBUR = (10, 60)  # years, as the catalogue's cards of pregnancy ask
PEREMPUAN = frozenset({Jenis.HAMIL, Jenis.NIFAS, Jenis.MENYUSUI})
AKHIR_HAMIL = {"keguguran": "Keguguran", "lahir_mati": "Lahir mati", "lain": "Lainnya"}
KOLOM_HAMIL = ("hpht", "anak_ke", "jarak_bulan", "bb_awal", "tb")


def hpl(hpht: date) -> date:
    """Expected day of birth: the first day of the last period and 280 days."""
    return hpht + timedelta(days=HARI_HAMIL)


def isi_hamil(isian: Mapping[str, Any]) -> dict[str, Any]:
    """What a pregnancy keeps, as JSON holds it; missing answers are left out."""
    isi: dict[str, Any] = {}
    for nama in KOLOM_HAMIL:
        nilai = isian.get(nama)
        if nilai is not None:
            isi[nama] = (
                nilai.isoformat() if isinstance(nilai, date) else str(nilai) if isinstance(nilai, Decimal) else nilai
            )
    if isian.get("hpht"):
        isi["hpl"] = hpl(isian["hpht"]).isoformat()
    return isi


def _tugas(actor: User | None) -> str:
    """A kader writes states down, a nakes too: under which of the two duties."""
    if actor is not None and not actor.boleh(Cap.CATAT) and actor.boleh(Cap.TENAGA_KESEHATAN):
        return Cap.TENAGA_KESEHATAN
    return Cap.CATAT


def _periksa(warga: Warga, jenis: str, mulai: date, terkunci: Terkunci, sampai: date | None = None) -> None:
    if warga.wafat:
        raise Ditolak("mulai", f"{warga.nama} tercatat meninggal.")
    periksa_hari(mulai, terkunci.unit, "mulai", paling_awal=warga.tanggal_lahir)
    if jenis not in PEREMPUAN:
        return
    if warga.jenis_kelamin != "P":
        raise Ditolak("jenis", f"{warga.nama} tercatat laki-laki. Perbaiki dulu jenis kelaminnya kalau keliru.")
    awal, akhir = (tambah_tahun(warga.tanggal_lahir, n) for n in UMUR_SUBUR)
    if not awal <= mulai < akhir:
        raise Ditolak(
            "mulai", f"{warga.nama} lahir {kata_tanggal(warga.tanggal_lahir)}. Periksa orang atau tanggalnya."
        )
    if jenis == Jenis.HAMIL and ((sampai or hari_ini(terkunci.unit.kode)) - mulai).days > 7 * MINGGU_TERLAMA:
        raise Ditolak("mulai", f"Lebih dari {MINGGU_TERLAMA} minggu lalu. Kalau sudah lahir, catat kelahirannya.")


def _catat_jejak(
    actor: User | None, aksi: str, keadaan: KeadaanWarga, beda: Mapping[str, Any], catatan: str = ""
) -> None:
    """Closed kinds leave their trace on the state itself: the person's own history is read by every kader."""
    objek = keadaan if keadaan.jenis in KeadaanWarga.TERTUTUP else keadaan.warga
    record(actor, aksi, objek, perubahan={"keadaan": [None, keadaan.get_jenis_display()], **beda}, catatan=catatan)


@transaction.atomic
def catat_keadaan(
    pk: int, jenis: str, *, mulai: date, isi: Mapping[str, Any] | None = None, actor: User | None
) -> KeadaanWarga:
    """A state begins. For a pregnancy `isi` may hold KOLOM_HAMIL; its HPHT is then its first day.

    Raises Ditolak (a man, an age, a day that cannot be, one that runs already), Http404, PermissionDenied.
    """
    terkunci = kunci_warga(pk, actor, _tugas(actor))
    warga = terkunci.warga
    lengkap = isi_hamil(isi or {}) if jenis == Jenis.HAMIL else {}
    if lengkap.get("hpht"):
        mulai = date.fromisoformat(lengkap["hpht"])
    _periksa(warga, jenis, mulai, terkunci)
    ada = KeadaanWarga.objects.filter(warga=warga, jenis=jenis).pada(mulai).order_by("pk").first()
    ada = ada or KeadaanWarga.objects.filter(warga=warga, jenis=jenis, sampai=None).first()
    if ada is not None:
        raise Ditolak("jenis", f"Sudah tercatat sejak {kata_tanggal(ada.mulai)}.")
    keadaan = KeadaanWarga(warga=warga, posyandu=terkunci.unit, jenis=jenis, mulai=mulai, isi=lengkap, oleh=actor)
    if jenis == Jenis.NIFAS:
        keadaan.sampai = mulai + timedelta(days=HARI_NIFAS)
    keadaan.save(force_insert=True)
    _catat_jejak(actor, "catat_keadaan", keadaan, {"sejak": [None, mulai.isoformat()]})
    return keadaan


def _kunci(pk: int, actor: User | None, versi: int | None) -> tuple[Terkunci, KeadaanWarga]:
    """Lock the person of a state, then read it again. A closed one does not exist for those it is closed to."""
    ada = KeadaanWarga.objects.filter(pk=pk).first()
    if ada is None:
        raise Http404
    terkunci = kunci_warga(ada.warga_id, actor, _tugas(actor))
    keadaan = KeadaanWarga.objects.select_related("warga").get(pk=pk)
    tertutup = keadaan.jenis in KeadaanWarga.TERTUTUP and actor is not None and keadaan.oleh_id != actor.pk
    if tertutup and actor is not None and not actor.scope_for(Cap.LIHAT_TERTUTUP).mencapai(terkunci.unit.kode):
        raise Http404
    periksa_versi(keadaan, versi)
    return terkunci, keadaan


def simpan(keadaan: KeadaanWarga, **kolom: Any) -> None:
    for nama, nilai in kolom.items():
        setattr(keadaan, nama, nilai)
    keadaan.versi += 1
    keadaan.save(update_fields=[*kolom, "versi"])


@transaction.atomic
def ubah_hamil(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User | None) -> KeadaanWarga:
    """Correct the particulars of a pregnancy (KOLOM_HAMIL). Raises Bentrok, Ditolak, Http404, PermissionDenied."""
    terkunci, keadaan = _kunci(pk, actor, versi)
    if keadaan.jenis != Jenis.HAMIL:
        raise Ditolak("", "Yang ini bukan kehamilan.")
    baru = {**{k: v for k, v in keadaan.isi.items() if k not in (*KOLOM_HAMIL, "hpl")}, **isi_hamil(isi)}
    mulai = date.fromisoformat(baru["hpht"]) if baru.get("hpht") else keadaan.mulai
    _periksa(terkunci.warga, keadaan.jenis, mulai, terkunci, keadaan.sampai)
    beda = selisih(keadaan.isi, {**dict.fromkeys(keadaan.isi), **baru})
    if beda or mulai != keadaan.mulai:
        simpan(keadaan, isi=baru, mulai=mulai)
        _catat_jejak(actor, "ubah", keadaan, beda)
    return keadaan


@transaction.atomic
def akhiri_keadaan(pk: int, sampai: date, *, cara: str = "", versi: int, actor: User | None) -> KeadaanWarga:
    """A state ends on a day (exclusive). A pregnancy that ended without a living child says how (AKHIR_HAMIL); after a
    stillbirth nifas begins. Raises Bentrok, Ditolak, Http404, PermissionDenied."""
    terkunci, keadaan = _kunci(pk, actor, versi)
    if keadaan.sampai is not None:
        raise Ditolak("sampai", f"Sudah berakhir {kata_tanggal(keadaan.sampai)}.")
    periksa_hari(sampai, terkunci.unit, "sampai", paling_awal=keadaan.mulai)
    if keadaan.jenis == Jenis.HAMIL and cara not in AKHIR_HAMIL:
        raise Ditolak("cara", "Pilih bagaimana kehamilannya berakhir. Kalau lahir hidup, catat kelahirannya.")
    simpan(keadaan, sampai=sampai, isi={**keadaan.isi, **({"akhir": cara} if cara else {})})
    if cara == "lahir_mati":
        mulai_nifas(terkunci, sampai, {"hamil": keadaan.pk}, actor)
    _catat_jejak(actor, "akhiri_keadaan", keadaan, {"sampai": [None, sampai.isoformat()]})
    return keadaan


@transaction.atomic
def batal_keadaan(pk: int, alasan: str, *, versi: int, actor: User | None) -> KeadaanWarga:
    """Written by mistake: it holds on no day, and the reason stays. One that began with a birth goes with the birth.

    Raises Bentrok, Ditolak, Http404, PermissionDenied.
    """
    bersih = wajib_alasan(alasan)
    _, keadaan = _kunci(pk, actor, versi)
    if keadaan.isi.get("anak"):
        raise Ditolak("alasan", "Nifas ini mulai dari kelahiran. Batalkan kelahirannya di kartu anaknya.")
    if keadaan.isi.get("batal"):
        raise Ditolak("alasan", "Sudah dibatalkan.")
    simpan(keadaan, sampai=keadaan.mulai, isi={**keadaan.isi, "batal": True})
    _catat_jejak(actor, "batal_keadaan", keadaan, {}, bersih)
    return keadaan


@transaction.atomic
def lanjutkan_keadaan(pk: int, alasan: str, *, versi: int, actor: User | None) -> KeadaanWarga:
    """Ended by mistake: it runs on. Raises Ditolak when it runs, ended with a birth or death, or another one began."""
    bersih = wajib_alasan(alasan)
    _, keadaan = _kunci(pk, actor, versi)
    if keadaan.sampai is None or keadaan.jenis == Jenis.NIFAS:
        raise Ditolak("alasan", "Keadaan ini tidak berakhir karena dicatat berakhir.")
    if keadaan.isi.get("akhir") in ("lahir", "wafat"):
        raise Ditolak("alasan", "Berakhir karena kelahiran atau kematian. Batalkan yang itu.")
    if KeadaanWarga.objects.filter(warga=keadaan.warga_id, jenis=keadaan.jenis, sampai=None).exists():
        raise Ditolak("alasan", "Keadaan yang sama sudah mulai lagi sesudahnya.")
    simpan(keadaan, sampai=None, isi={k: v for k, v in keadaan.isi.items() if k not in ("akhir", "batal")})
    _catat_jejak(actor, "ubah", keadaan, {}, bersih)
    return keadaan
