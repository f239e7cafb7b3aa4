"""Writes about the ministry's answers: read a file once, apply its rows one by one, decide the exceptions."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from rapidfuzz import fuzz, process

from accounts.berkas import simpan
from accounts.models import JenisBerkas, User
from accounts.pekerjaan import antre
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions.nomor import NomorDitolak, catat_nomor
from registry.cocok import BarisMasuk, lipat
from registry.hasil_nilai import dikembalikan, menilai
from registry.kunci import kunci_posyandu
from registry.models import (
    MENUNGGU,
    Ajuan,
    BarisHasil,
    HasilKementerian,
    KeadaanBaris,
    Paket,
    Posyandu,
    PutusanButir,
    StatusAjuan,
)
from registry.nomor import DENGAN_SURAT, LUAR_PAKET, SuratNomor, aturan_nomor, rapikan
from registry.workflow import AJUAN, hasil_ajuan
from wilayah.models import Wilayah

K = KeadaanBaris
BUKAN_DIKIRIM = "Berkas posyandu ini tidak sedang menunggu jawaban kementerian di paket ini."
MIRIP_BUTIR = 80


class SudahDiunggah(Exception):
    """The same content was read before; `hasil` is what became of it."""

    def __init__(self, hasil: HasilKementerian) -> None:
        super().__init__("sudah diunggah")
        self.hasil = hasil


@transaction.atomic
def unggah_hasil(
    wilayah: Wilayah,
    isi: bytes | Path,
    nama: str,
    rows: Iterable[BarisMasuk],
    *,
    jenis: JenisBerkas,
    actor: User | None,
    paket: Paket | None = None,
    contoh: bool = False,
) -> HasilKementerian:
    """Keep the file and judge each row; no number is written yet. Raises SudahDiunggah for a content known already."""
    berkas = simpan(isi, nama, jenis=jenis, oleh=actor)
    lama = HasilKementerian.objects.filter(wilayah=wilayah, sidik=berkas.sha256).first()
    if lama is not None:
        raise SudahDiunggah(lama)
    hasil = HasilKementerian(wilayah=wilayah, paket=paket, berkas=berkas, sidik=berkas.sha256, pengunggah=actor)
    hasil.contoh = contoh
    try:
        with transaction.atomic():
            hasil.save(force_insert=True)
    except IntegrityError:  # two who upload it in the same moment
        raise SudahDiunggah(HasilKementerian.objects.get(wilayah=wilayah, sidik=berkas.sha256)) from None
    if actor is not None:
        require_in_scope(hasil, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    baris = [BarisHasil(hasil=hasil, **asdict(masuk), **nilai) for masuk, nilai in menilai(hasil, list(rows))]
    BarisHasil.objects.bulk_create(baris, batch_size=500)
    hasil.jumlah = len(baris)
    hasil.save(update_fields=["jumlah"])
    record(actor, "unggah_hasil", hasil, perubahan={"baris": [None, hasil.jumlah]})
    return hasil


@transaction.atomic
def terapkan_hasil(pk: int, *, actor: User) -> bool:
    """Hand the good rows to the worker; False where none waits."""
    hasil = HasilKementerian.objects.filter(pk=pk).select_related("berkas").first() or HasilKementerian(pk=pk)
    require_in_scope(hasil, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    menunggu = BarisHasil.objects.filter(hasil=hasil, keadaan__in=MENUNGGU).count()
    if menunggu:
        judul = f"Memasang {menunggu} hasil kementerian ({hasil.berkas.nama})"
        antre("hasil", {"hasil": pk}, judul=judul, oleh=actor, alamat=reverse("registry:hasil-rinci", args=[pk]))
    return bool(menunggu)


def terapkan_baris(pk: int, *, actor: User | None) -> None:
    """Apply one waiting row in its own transaction: the number and the file's last step, or an exception with why.

    A row that was applied before is left alone, so a job that was killed goes on where it was.
    """
    with transaction.atomic():
        baris, unit = _kunci(pk, actor)
        if baris.keadaan not in MENUNGGU or unit is None:
            return
        try:
            with transaction.atomic():
                _jalankan(baris, unit, actor)
        except NomorDitolak as galat:
            _kecualikan(baris, galat.alasan, str(galat))
        except TransitionRefused as galat:
            _kecualikan(baris, LUAR_PAKET, str(galat))


def _kunci(pk: int, actor: User | None, unit: Posyandu | None = None) -> tuple[BarisHasil, Posyandu | None]:
    """The unit's row, then the row itself, locked in that order; the actor's duty asked of what is stored."""
    tentang = unit.pk if unit else BarisHasil.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    posyandu = kunci_posyandu(tentang) if tentang else None
    rows = BarisHasil.objects.select_for_update(of=("self",), no_key=True).select_related("hasil")
    baris = rows.filter(pk=pk).first() or BarisHasil(pk=pk)
    if actor is not None:
        require_in_scope(baris, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    return baris, posyandu


def _jalankan(
    baris: BarisHasil, unit: Posyandu, actor: User | None, *, surat: SuratNomor | None = None, alasan: str = ""
) -> None:
    """What the row says, done. By hand (`alasan`) also for a unit that was never sent through here."""
    ajuan = Ajuan.objects.filter(posyandu=unit, status=StatusAjuan.DIKIRIM).first()
    paket = baris.hasil.paket_id
    if ajuan is None or (paket and ajuan.paket_id != paket):
        if not alasan:
            raise TransitionRefused("paket", BUKAN_DIKIRIM)
        ajuan = ajuan if ajuan is not None and not paket else None
    if dikembalikan(baris.keterangan) and not rapikan(baris.nomor):
        if ajuan is None:
            raise TransitionRefused("paket", BUKAN_DIKIRIM)
        _kembalikan(ajuan, baris.keterangan, actor)
        _selesai(baris, K.DITERUSKAN, unit, actor)
        return
    catat_nomor(unit.pk, rapikan(baris.nomor), actor=actor, surat=surat, ganti=surat is not None, alasan=alasan)
    _selesai(baris, K.TERPASANG, unit, actor)


def _selesai(baris: BarisHasil, keadaan: str, unit: Posyandu | None, actor: User | None, **lain: Any) -> None:
    isi: dict[str, Any] = {"keadaan": keadaan, "alasan": "", "pesan": "", "oleh": actor, "pada": timezone.now()}
    if keadaan == K.TERPASANG:
        isi["aturan"] = aturan_nomor(hari_ini(unit.kode if unit else "ID")).versi
    BarisHasil.objects.filter(pk=baris.pk).update(posyandu=unit, **isi, **lain)


def _kecualikan(baris: BarisHasil, alasan: str, pesan: str) -> None:
    BarisHasil.objects.filter(pk=baris.pk).update(keadaan=K.PENGECUALIAN, alasan=alasan, pesan=pesan[:400])


def _kembalikan(ajuan: Ajuan, keterangan: str, actor: User | None) -> None:
    """The ministry's words at the item they are about, as near as can be told, and the file goes back."""
    butir = hasil_ajuan(ajuan).butir
    nama = {b.kode: lipat(b.syarat.nama) for b in butir}
    mirip = process.extractOne(lipat(keterangan), nama, scorer=fuzz.token_set_ratio, score_cutoff=MIRIP_BUTIR)
    kena = next((b for b in butir if mirip is not None and b.kode == mirip[2]), butir[0])
    PutusanButir.objects.create(
        ajuan=ajuan,
        putaran=ajuan.putaran,
        meja="kementerian",
        butir=kena.kode,
        putusan=PutusanButir.Putusan.KEMBALI,
        alasan="lain",
        catatan=f"Kementerian: {keterangan}"[:400],
        sidik=kena.sidik,
        oleh=actor,
    )
    AJUAN.apply(ajuan.pk, "kembalikan_kementerian", actor=actor, note=f"Kementerian: {keterangan}")


def _putuskan(pk: int, actor: User, unit: Posyandu | None, alasan: str, **isi: Any) -> BarisHasil:
    """One exception decided: the row is locked, still open, and what it says is done or refused with why."""
    surat: SuratNomor | None = isi.get("surat")
    baris, posyandu = _kunci(pk, actor, unit)
    if baris.keadaan != K.PENGECUALIAN:
        raise Bentrok(baris)
    if posyandu is None:
        raise Ditolak("posyandu", "Pilih dulu posyandunya.")
    try:
        _jalankan(baris, posyandu, actor, surat=surat, alasan=alasan)
    except NomorDitolak as galat:
        if galat.alasan in DENGAN_SURAT and surat is None:
            raise Ditolak("", f"{galat} Kalau nomor ini benar, terima dengan surat kementerian.") from galat
        raise Ditolak("", str(galat)) from galat
    except TransitionRefused as galat:
        raise Ditolak("", str(galat)) from galat
    BarisHasil.objects.filter(pk=pk).update(catatan=alasan[:400])
    record(actor, "putuskan_baris", baris.hasil, catatan=f"Baris {baris.baris}: {alasan}", ke=posyandu.kode)
    baris.refresh_from_db()
    return baris


@transaction.atomic
def pilih_unit_baris(pk: int, posyandu: Posyandu, alasan: str, *, actor: User) -> BarisHasil:
    """An exception is about this unit, a person says so. Raises Ditolak with why the number still does not fit."""
    require_in_scope(posyandu, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    baris = _putuskan(pk, actor, posyandu, alasan)
    BarisHasil.objects.filter(pk=pk).update(skor=None, dasar_cocok=f"dipilih {actor.nama}"[:200])
    return baris


@transaction.atomic
def terima_baris_dengan_surat(
    pk: int, surat: SuratNomor, posyandu: Posyandu | None = None, *, actor: User
) -> BarisHasil:
    """A number of another village (or a new number for a unit that has one), with the ministry's letter behind it."""
    if surat.tanggal > hari_ini():
        raise Ditolak("surat_tanggal", "Tanggal surat belum terjadi.")
    if posyandu is not None:
        require_in_scope(posyandu, actor, Cap.VERIFIKASI, seen_with=Cap.LIHAT)
    baris = _putuskan(pk, actor, posyandu, surat.alasan, surat=surat)
    isi = {"surat_nomor": surat.nomor, "surat_tanggal": surat.tanggal, "surat_berkas": surat.berkas}
    BarisHasil.objects.filter(pk=pk).update(**isi)
    return baris


@transaction.atomic
def lewati_baris(pk: int, alasan: str, *, actor: User) -> BarisHasil:
    """Leave an exception out, with the reason; its number is used for nobody."""
    baris, unit = _kunci(pk, actor)
    if baris.keadaan != K.PENGECUALIAN:
        raise Bentrok(baris)
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    kode = baris.alasan
    _selesai(baris, K.DILEWATI, unit, actor, catatan=alasan.strip()[:400])
    record(actor, "lewati_baris", baris.hasil, catatan=f"Baris {baris.baris} ({kode}): {alasan}")
    baris.refresh_from_db()
    return baris
