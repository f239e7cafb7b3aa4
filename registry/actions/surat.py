"""Writes about papers: filed, corrected with a version, scanned again, withdrawn with a reason; never deleted."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from accounts import berkas as berkas_
from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import (
    JenisSuratWilayah,
    PergantianKepala,
    PindaianLamaSK,
    PindaianLamaWilayah,
    Posyandu,
    Surat,
    SuratKeputusan,
    SuratWilayah,
)
from registry.pindaian import lihat
from wilayah.models import Wilayah

KOLOM_SURAT = ("jenis", "nomor", "tanggal", "penanda_tangan", "berlaku_dari", "berlaku_sampai", "alasan_surut")
KEMBAR = "Surat dengan jenis dan nomor ini sudah dicatat."
S = TypeVar("S", bound=Surat)


def salah_isi(isi: Mapping[str, Any], hari: date) -> list[tuple[str, str]]:
    """[(column, sentence)] of what cannot be right about a paper's dates on the day. Columns may be missing."""
    tanggal, dari, sampai = isi.get("tanggal"), isi.get("berlaku_dari"), isi.get("berlaku_sampai")
    salah: list[tuple[str, str]] = []
    if tanggal and tanggal > hari:
        salah.append(("tanggal", "Tanggal ini belum terjadi. Catat suratnya sesudah ditandatangani."))
    if tanggal and sampai and sampai <= tanggal:
        salah.append(("berlaku_sampai", "Harus sesudah tanggal surat."))
    elif dari and sampai and sampai <= dari:
        salah.append(("berlaku_sampai", "Harus sesudah mulai berlaku."))
    if tanggal and dari and tanggal > dari and not (isi.get("alasan_surut") or "").strip():
        pesan = (
            f"Surat ditandatangani {kata_tanggal(tanggal)}, sesudah mulai berlaku {kata_tanggal(dari)}. "
            "Periksa kedua tanggalnya. Kalau memang berlaku surut, tulis alasannya."
        )
        salah.append(("berlaku_dari", pesan))
    return salah


def salah_jenis(wilayah: Wilayah, jenis: str) -> str:
    """Why an area cannot have such a paper, in words; empty when it can (domain study 2.2: RPJM Desa is a desa's)."""
    if jenis != JenisSuratWilayah.RPJM_DESA or wilayah.jenis in ("desa", "desa_adat"):
        return ""
    if wilayah.kelurahan:
        return "Kelurahan tidak punya RPJM Desa, jadi surat ini tidak diminta."
    return "RPJM Desa hanya ada di desa."


def _periksa(isi: Mapping[str, Any], kode: str) -> None:
    for kolom, pesan in salah_isi(isi, hari_ini(kode)):
        raise Ditolak(kolom, pesan)


def _rapi(isi: Mapping[str, Any]) -> dict[str, Any]:
    """Blanks in a number made single, so that one number is one paper."""
    return {**isi, "nomor": " ".join(str(isi["nomor"]).split())} if "nomor" in isi else dict(isi)


def _kode(surat: Surat) -> str:
    return surat.posyandu.kode if isinstance(surat, SuratKeputusan) else surat.wilayah_id  # type: ignore[attr-defined,no-any-return]


def _isi_berkas(surat: Surat, pindaian: Any, actor: User | None) -> None:
    """Put an uploaded scan on the row (not saved). Raises Ditolak("berkas", …) before anything is written."""
    isi = berkas_.periksa_pindaian(pindaian)
    jenis = berkas_.kenali(pindaian)
    assert jenis is not None  # noqa: S101 (periksa_pindaian refuses what it does not know)
    surat.berkas = berkas_.simpan(isi, pindaian.name or "pindaian", jenis=jenis, oleh=actor)
    surat.periksa = lihat(isi, jenis)


def _simpan_baru(surat: Surat, pindaian: Any, actor: User | None) -> None:
    if pindaian is not None:
        _isi_berkas(surat, pindaian, actor)
    try:
        with transaction.atomic():
            surat.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("nomor", KEMBAR) from None


@transaction.atomic
def tambah_sk(
    posyandu: Posyandu, isi: Mapping[str, Any], *, actor: User | None, pindaian: Any = None
) -> SuratKeputusan:
    """File a unit's paper, with its scan (an uploaded file) if there is one. Raises Ditolak at the column."""
    isi = _rapi(isi)
    _periksa(isi, posyandu.kode)
    posyandu = kunci_posyandu(posyandu.pk)
    sk = SuratKeputusan(posyandu=posyandu, pencatat=actor, **isi)
    _simpan_baru(sk, pindaian, actor)
    if actor is not None:
        require_in_scope(sk, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    record(actor, "tambah_sk", posyandu, perubahan={sk.get_jenis_display(): [None, sk.nomor]})
    return sk


@transaction.atomic
def tambah_surat_wilayah(
    wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None, pindaian: Any = None
) -> SuratWilayah:
    """File an area's paper (TP Posyandu; RPJM Desa for a desa). Raises Ditolak at the column."""
    isi = _rapi(isi)
    if salah := salah_jenis(wilayah, isi["jenis"]):
        raise Ditolak("jenis", salah)
    _periksa(isi, wilayah.pk)
    surat = SuratWilayah(wilayah=wilayah, pencatat=actor, **isi)
    _simpan_baru(surat, pindaian, actor)
    if actor is not None:
        require_in_scope(surat, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    record(actor, "tambah_sk", surat, perubahan={surat.get_jenis_display(): [None, surat.nomor]})
    return surat


def _kunci(surat: S, actor: User) -> S:
    """The paper as stored now, locked after its unit; the second lock over it."""
    if isinstance(surat, SuratKeputusan):
        kunci_posyandu(surat.posyandu_id)
    rows: Any = type(surat)._default_manager.select_for_update(of=("self",), no_key=True)  # noqa: SLF001
    kini: S = rows.select_related("posyandu" if isinstance(surat, SuratKeputusan) else "wilayah").get(pk=surat.pk)
    require_in_scope(kini, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if kini.dicabut is not None:
        raise Ditolak("", "Surat ini sudah dicabut. Catat surat penggantinya sebagai surat baru.")
    return kini


@transaction.atomic
def ubah_surat(surat: S, isi: Mapping[str, Any], *, versi: int, actor: User) -> S:
    """Correct a paper. Raises Bentrok when `versi` is not the stored one, Ditolak at the column."""
    kini = _kunci(surat, actor)
    if kini.versi != versi:
        raise Bentrok(kini)
    isi = _rapi({k: v for k, v in isi.items() if k in KOLOM_SURAT})
    _periksa(isi, _kode(kini))
    if isinstance(kini, SuratWilayah) and (salah := salah_jenis(kini.wilayah, isi.get("jenis", kini.jenis))):
        raise Ditolak("jenis", salah)
    beda = selisih({k: getattr(kini, k) for k in isi}, isi)
    if not beda:
        return kini
    for kolom, nilai in isi.items():
        setattr(kini, kolom, nilai)
    kini.versi += 1
    try:
        with transaction.atomic():
            kini.save(update_fields=[*isi, "versi"])
    except IntegrityError:
        raise Ditolak("nomor", KEMBAR) from None
    record(actor, "ubah_surat", kini, perubahan=beda)
    return kini


@transaction.atomic
def pasang_pindaian(surat: S, pindaian: Any, *, actor: User) -> S:
    """Add the scan, or put another in its place; the earlier one stays as history."""
    kini = _kunci(surat, actor)
    lama = kini.berkas
    _isi_berkas(kini, pindaian, actor)
    if lama is not None:
        kelas: Any = PindaianLamaSK if isinstance(kini, SuratKeputusan) else PindaianLamaWilayah
        kelas.objects.create(surat=kini, berkas=lama, oleh=actor)
    kini.versi += 1
    kini.save(update_fields=["berkas", "periksa", "versi"])
    nama = [lama.nama if lama else None, kini.berkas.nama]  # type: ignore[union-attr]
    record(actor, "pasang_pindaian", kini, perubahan={"pindaian": nama})
    return kini


@transaction.atomic
def cabut_surat(surat: S, *, alasan: str, actor: User) -> S:
    """Withdraw a paper: it stays in the register with its reason and counts for nothing."""
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    kini = _kunci(surat, actor)
    kini.dicabut = hari_ini(_kode(kini))
    kini.alasan_cabut = alasan.strip()
    kini.versi += 1
    kini.save(update_fields=["dicabut", "alasan_cabut", "versi"])
    record(actor, "cabut_surat", kini, catatan=kini.alasan_cabut)
    return kini


@transaction.atomic
def catat_pergantian_kepala(
    wilayah: Wilayah, tanggal: date, *, actor: User | None, catatan: str = "", contoh: bool = False
) -> PergantianKepala:
    """Note that the head of an area changed: decrees of its Tim Pembina from before are marked for renewal."""
    hari = hari_ini(wilayah.pk)
    if tanggal > hari:
        raise Ditolak("tanggal", "Tanggal ini belum terjadi. Catat sesudah kepala wilayah yang baru menjabat.")
    if tanggal < hari - timedelta(days=366 * 30):
        raise Ditolak("tanggal", "Tanggal ini terlalu lama. Periksa tahunnya.")
    pergantian = PergantianKepala(wilayah=wilayah, tanggal=tanggal, catatan=catatan, pencatat=actor, contoh=contoh)
    try:
        with transaction.atomic():
            pergantian.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("tanggal", "Pergantian pada tanggal ini sudah dicatat.") from None
    if actor is not None:
        require_in_scope(pergantian, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    record(actor, "pergantian_kepala", pergantian, perubahan={"tanggal": [None, tanggal.isoformat()]}, catatan=catatan)
    return pergantian


@transaction.atomic
def hapus_pergantian_kepala(pk: int, *, actor: User) -> None:
    """Take back a change of head that was noted by mistake; the log keeps it."""
    rows = PergantianKepala.objects.select_for_update(of=("self",), no_key=True)
    pergantian: PergantianKepala = rows.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    perubahan = {"tanggal": [pergantian.tanggal.isoformat(), None]}
    record(actor, "hapus_pergantian", pergantian, perubahan=perubahan)
    pergantian.delete()
