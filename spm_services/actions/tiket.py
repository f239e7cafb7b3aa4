"""Writes about requests: filling a draft, and the steps from the posyandu to the office and back.

Every step locks the unit, then the ticket; `versi` is the one the form was opened at, and of two desks that decide at
once one gets Bentrok. What comes from a form is checked after the lock and the area, so that strangers learn nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.berkas import kenali, periksa_pindaian, simpan
from accounts.foto import simpan_foto
from accounts.models import Berkas, Penugasan, User
from accounts.pesan import kirim
from accounts.roles import Cap, Peran
from accounts.scope import require_in_scope
from audit.record import record, selisih
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.actions.rekaman import Kiriman, catat
from spm_services.berkas_tiket import diminta
from spm_services.kode_tiket import buka_telepon, tutup_telepon
from spm_services.models import (
    BerkasTiket,
    HasilTiket,
    JawabanTiket,
    JedaTiket,
    KantorPetugas,
    PersetujuanTiket,
    Rekaman,
    Tiket,
    VerifikasiTiket,
)
from spm_services.models.tiket import DI_DESA, JAWABAN_OPD
from spm_services.perangkat import MENURUT_KODE, per_bidang
from spm_services.tiket_buat import MASIH_DI_POSYANDU
from spm_services.workflow_tiket import TIKET, hari_jawab, kunci_tiket, mulai_jeda, tenggat_desa

H = HasilTiket


@dataclass(frozen=True)
class IsiVerifikasi:
    """A visit to the place; `foto` is the uploaded file, if any."""

    tanggal: date
    petugas: str
    temuan: str
    foto: Any = None


@dataclass(frozen=True)
class IsiPersetujuan:
    """The head's word and what could pay: a line of a budget in force, or the year whose plan it goes into."""

    tanggal: date
    pejabat: str
    baris_ref: int | None = None
    baris: str = ""
    tahun_usulan: int | None = None


@dataclass(frozen=True)
class IsiJawaban:
    """An office's answer. `surat`: number of the letter it was copied from."""

    hasil: str
    teks: str
    tahun: int | None = None
    baris: str = ""
    surat: str = ""


def _di_posyandu(tiket: Tiket) -> None:
    if tiket.status not in MASIH_DI_POSYANDU:
        raise TransitionRefused("status", "Permohonan ini sudah diajukan, jadi tidak bisa diubah di sini.")


def _periksa_hari(hari: date, tiket: Tiket, kolom: str = "tanggal") -> None:
    kini = hari_ini(tiket.posyandu.kode)
    if hari > kini:
        raise Ditolak(kolom, f"Tanggal ini belum terjadi. Hari ini {kini:%d/%m/%Y}.")
    if hari < tiket.tanggal:
        raise Ditolak(kolom, f"Permohonan ini baru dicatat {tiket.tanggal:%d/%m/%Y}.")


@transaction.atomic
def lengkapi_tiket(pk: int, isi: Mapping[str, str], *, versi: int, actor: User | None) -> Tiket:
    """Who to call, where it is, to whom it goes (`telepon`, `lokasi`, `uraian`, `tujuan`), while it is a draft."""
    tiket = kunci_tiket(pk, actor, Cap.CATAT, versi)
    _di_posyandu(tiket)
    kolom = {k: v for k, v in isi.items() if k in ("lokasi", "uraian", "tujuan")}
    if kolom.get("tujuan") and kolom["tujuan"] not in {k.kode for k in per_bidang(tiket.bidang)}:
        raise Ditolak("tujuan", "Perangkat daerah ini bukan untuk bidang itu.")
    lama = buka_telepon(tiket.telepon_sandi)
    sebelum = {"telepon": lama, **{k: getattr(tiket, k) for k in kolom}}
    beda = selisih(sebelum, {"telepon": isi.get("telepon", lama), **kolom}, pribadi=Tiket.PRIBADI)
    if not beda:
        return tiket
    if "telepon" in beda:
        tiket.telepon_sandi, tiket.telepon_sidik = tutup_telepon(isi["telepon"], tiket.kode)
    for nama, nilai in kolom.items():
        setattr(tiket, nama, nilai)
    tiket.versi += 1
    tiket.save(update_fields=["telepon_sandi", "telepon_sidik", *kolom, "versi"])
    record(actor, "lengkapi_tiket", tiket, perubahan=beda)
    return tiket


@transaction.atomic
def pasang_berkas(pk: int, jenis: str, unggahan: Any, *, nomor: str = "", actor: User | None) -> BerkasTiket:
    """Put a scan to a paper of the list; no `unggahan`: the paper itself was seen. Raises Ditolak for a bad file."""
    tiket = kunci_tiket(pk, actor, Cap.CATAT, None)
    if not tiket.berjalan:
        raise TransitionRefused("status", "Permohonan ini sudah selesai.")
    label = {b.kode: b.label for b in diminta(tiket)}
    if jenis not in label:
        raise Ditolak("jenis", "Berkas ini tidak diminta untuk permohonan ini.")
    berkas = _simpan(unggahan, label[jenis], actor) if unggahan else None
    baris = BerkasTiket.objects.create(tiket=tiket, jenis=jenis, berkas=berkas, nomor=nomor[:80], oleh=actor)
    record(actor, "pasang_berkas", tiket, perubahan={"berkas": [None, label[jenis]]})
    return baris


def _simpan(unggahan: Any, nama: str, actor: User | None) -> Berkas:
    isi = periksa_pindaian(unggahan)
    jenis = kenali(unggahan)
    if jenis is None:
        raise Ditolak("berkas", "Isi berkas tidak dikenal.")
    # The name a person gave the file may hold somebody's name; the paper's kind says enough.
    return simpan(isi, f"{nama[:60]}.{jenis}", jenis=jenis, oleh=actor)


@transaction.atomic
def lepas_berkas(pk: int, baris: int, *, actor: User | None) -> None:
    """Take a wrong scan off a draft."""
    tiket = kunci_tiket(pk, actor, Cap.CATAT, None)
    _di_posyandu(tiket)
    rows = BerkasTiket.objects.filter(tiket=tiket, pk=baris)
    jenis = rows.values_list("jenis", flat=True).first()
    if jenis is not None:
        rows.delete()
        record(actor, "lepas_berkas", tiket, perubahan={"berkas": [jenis, None]})


@transaction.atomic
def jadikan_permohonan(asal: Rekaman, kiriman: Kiriman, *, actor: User) -> Tiket:
    """A finding becomes a request: its own record, whose ticket names where it came from. Sent twice it is one."""
    rekaman, baru = catat(asal.posyandu, kiriman, actor=actor)
    tiket: Tiket = Tiket.objects.get(rekaman=rekaman)
    if baru:
        tiket.asal = asal
        tiket.save(update_fields=["asal"])
    return tiket


def ajukan_tiket(pk: int, *, versi: int | None, actor: User | None) -> Tiket:
    """Hand it to the village's desk. Raises TransitionRefused naming the papers that are missing."""
    tiket: Tiket = TIKET.apply(pk, "ajukan_tiket", actor=actor, versi=versi)
    return tiket


def tarik_tiket(pk: int, alasan: str, *, versi: int | None, actor: User | None) -> Tiket:
    tiket: Tiket = TIKET.apply(pk, "tarik_tiket", actor=actor, note=alasan, versi=versi)
    return tiket


@transaction.atomic
def verifikasi_tiket(pk: int, isi: IsiVerifikasi, *, versi: int | None, actor: User | None) -> Tiket:
    """A visit was made: what was found there."""
    tiket: Tiket = TIKET.apply(pk, "verifikasi_tiket", actor=actor, versi=versi)
    _periksa_hari(isi.tanggal, tiket)
    foto = simpan_foto(isi.foto, "foto-verifikasi.jpg", oleh=actor) if isi.foto else None
    isi_baris = {"tanggal": isi.tanggal, "petugas": isi.petugas, "temuan": isi.temuan, "foto": foto}
    VerifikasiTiket.objects.create(tiket=tiket, oleh=actor, **isi_baris)
    return tiket


@transaction.atomic
def setujui_tiket(pk: int, isi: IsiPersetujuan, *, versi: int | None, actor: User | None) -> Tiket:
    """The head said yes, knowing what could pay. Raises Ditolak without either a line or a year."""
    tiket: Tiket = TIKET.apply(pk, "setujui_tiket", actor=actor, versi=versi)
    _periksa_hari(isi.tanggal, tiket)
    if not isi.baris and isi.tahun_usulan is None:
        raise Ditolak("anggaran", "Pilih baris anggaran yang bisa membiayai, atau tahun usulannya.")
    PersetujuanTiket.objects.create(
        tiket=tiket,
        tanggal=isi.tanggal,
        pejabat=isi.pejabat,
        baris_ref=isi.baris_ref,
        baris=isi.baris,
        tahun_usulan=None if isi.baris else isi.tahun_usulan,
        oleh=actor,
    )
    return tiket


@transaction.atomic
def teruskan_tiket(pk: int, tujuan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """Hand it to an office of its field; the village's clock stops there."""
    tiket: Tiket = TIKET.apply(pk, "teruskan_tiket", actor=actor, versi=versi)
    if tujuan not in {k.kode for k in per_bidang(tiket.bidang)}:
        raise Ditolak("tujuan", "Pilih perangkat daerah bidang ini.")
    if tiket.tujuan != tujuan:
        record(actor, "ubah", tiket, perubahan={"tujuan": [tiket.tujuan, tujuan]})
        tiket.tujuan = tujuan
        tiket.save(update_fields=["tujuan"])
    return tiket


def kirim_data(pk: int, catatan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """The office has what it asked for; its clock goes on."""
    tiket: Tiket = TIKET.apply(pk, "kirim_data", actor=actor, note=catatan, versi=versi)
    return tiket


def kembalikan_tiket(pk: int, alasan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """Back to the posyandu; the clock rests until it comes again."""
    tiket: Tiket = TIKET.apply(pk, "kembalikan_tiket", actor=actor, note=alasan, versi=versi)
    return tiket


def tutup_tiket(pk: int, alasan: str, *, versi: int | None, actor: User | None) -> Tiket:
    tiket: Tiket = TIKET.apply(pk, "tutup_tiket", actor=actor, note=alasan, versi=versi)
    return tiket


@transaction.atomic
def jawab_tiket(pk: int, isi: IsiJawaban, *, versi: int | None, actor: User | None) -> Tiket:
    """The office's answer. Its clock stops, or rests where it asks for data."""
    return _jawab(pk, "jawab_tiket", isi, versi, actor)


@transaction.atomic
def salin_jawaban(pk: int, isi: IsiJawaban, *, versi: int | None, actor: User | None) -> Tiket:
    """The village's desk copies the answer of an office from its letter, which it names."""
    return _jawab(pk, "jawab_surat", isi, versi, actor)


def _jawab(pk: int, langkah: str, isi: IsiJawaban, versi: int | None, actor: User | None) -> Tiket:
    tiket: Tiket = TIKET.apply(pk, langkah, actor=actor, versi=versi)
    if isi.hasil not in JAWABAN_OPD:
        raise Ditolak("hasil", "Pilih jawabannya.")
    tahun = isi.tahun if isi.hasil == H.DIJADWALKAN else None
    if isi.hasil == H.DIJADWALKAN and not tahun:
        raise Ditolak("tahun", "Isi tahunnya.")
    if langkah == "jawab_surat" and not isi.surat:
        raise Ditolak("surat", "Isi nomor suratnya.")
    JawabanTiket.objects.create(
        tiket=tiket,
        hasil=isi.hasil,
        teks=isi.teks,
        tahun=tahun,
        baris=isi.baris,
        tujuan=tiket.tujuan,
        surat=isi.surat if langkah == "jawab_surat" else "",
        oleh=actor,
    )
    tiket.hasil, tiket.tahun_rencana, tiket.tenggat, tiket.sejak = isi.hasil, tahun, None, timezone.now()
    if isi.hasil == H.BUTUH_DATA:
        if not tiket.dijeda:
            mulai_jeda(tiket, JedaTiket.Jam.OPD, "Perangkat daerah menunggu data tambahan", actor)
        tiket.dijeda = True
    elif tiket.hari_opd is None:
        tiket.hari_opd, tiket.dijawab_pada = hari_jawab(tiket), timezone.now()
    kolom = ["hasil", "tahun_rencana", "tenggat", "sejak", "dijeda", "hari_opd", "dijawab_pada"]
    tiket.save(update_fields=kolom)
    if tiket.pencatat_id and tiket.pencatat_id != (actor and actor.pk):
        judul = f"{MENURUT_KODE[tiket.tujuan].nama} menjawab permohonan {tiket.kode_cetak}"
        kirim([tiket.pencatat_id], judul, isi=tiket.get_hasil_display(), alamat=f"/permohonan/{tiket.uuid}/")
    return tiket


@transaction.atomic
def selesaikan_tiket(
    pk: int, tanggal: date, catatan: str, *, versi: int | None, actor: User | None, opd: bool = False
) -> Tiket:
    """It is done, since that day: said by the office (`opd`), or by the village of what it did or saw itself."""
    tiket: Tiket = TIKET.apply(
        pk, "selesaikan_opd" if opd else "selesaikan_desa", actor=actor, note=catatan, versi=versi
    )
    _periksa_hari(tanggal, tiket)
    if tiket.hasil == H.DITOLAK:
        raise TransitionRefused("hasil", "Permohonan ini ditolak perangkat daerah. Tutup, dengan alasannya.")
    tiket.selesai, tiket.hasil = tanggal, tiket.hasil or H.DESA
    tiket.save(update_fields=["selesai", "hasil"])
    return tiket


@transaction.atomic
def jeda_tiket(pk: int, alasan: str, *, versi: int | None, actor: User | None) -> Tiket:
    """Stop the village's clock for a reason that everybody sees."""
    tiket = kunci_tiket(pk, actor, Cap.URUS_TIKET, versi)
    if tiket.status not in DI_DESA or tiket.dijeda:
        raise TransitionRefused("status", "Jam desa/kelurahan tidak sedang berjalan.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    mulai_jeda(tiket, JedaTiket.Jam.DESA, alasan, actor)
    tiket.dijeda, tiket.tenggat, tiket.versi = True, None, tiket.versi + 1
    tiket.save(update_fields=["dijeda", "tenggat", "versi"])
    record(actor, "jeda_tiket", tiket, catatan=alasan)
    return tiket


@transaction.atomic
def lanjutkan_tiket(pk: int, *, versi: int | None, actor: User | None) -> Tiket:
    """Let the village's clock go on; its end moves by the working days it rested."""
    tiket = kunci_tiket(pk, actor, Cap.URUS_TIKET, versi)
    if tiket.status not in DI_DESA or not tiket.dijeda:
        raise TransitionRefused("status", "Jam desa/kelurahan tidak sedang dijeda.")
    JedaTiket.objects.filter(tiket=tiket, sampai=None).update(sampai=hari_ini(tiket.posyandu.kode))
    tiket.dijeda, tiket.tenggat, tiket.versi = False, tenggat_desa(tiket), tiket.versi + 1
    tiket.save(update_fields=["dijeda", "tenggat", "versi"])
    record(actor, "lanjutkan_tiket", tiket)
    return tiket


@transaction.atomic
def tempatkan_petugas(penugasan: Penugasan, kantor: str, *, actor: User) -> KantorPetugas:
    """Say of which office an OPD account is, where its field has several. Raises Ditolak for another field's office."""
    require_in_scope(penugasan, actor, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT)
    if penugasan.peran != Peran.OPD or kantor not in {k.kode for k in per_bidang(penugasan.bidang or "-")}:
        raise Ditolak("kantor", "Pilih perangkat daerah bidang akun ini.")
    lama = KantorPetugas.objects.select_for_update(of=("self",), no_key=True).filter(penugasan=penugasan).first()
    if lama is not None and lama.kantor == kantor:
        return lama
    baru, _ = KantorPetugas.objects.update_or_create(
        penugasan=penugasan, defaults={"kantor": kantor, "oleh": actor, "pada": timezone.now()}
    )
    record(actor, "tempatkan_petugas", penugasan, perubahan={"kantor": [lama and lama.kantor, kantor]})
    return baru
