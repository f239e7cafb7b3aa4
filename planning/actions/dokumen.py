"""Writes to documents and their lines. Amounts are Decimal rupiah; a fixed document is never written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.actions.evaluasi import peringatan_evaluasi
from planning.actions.tahap import tautkan_ke_sebelumnya
from planning.actions.temuan import setelah_simpan
from planning.antrean import tandai_setelah
from planning.katalog import CAMPURAN, JENIS, jenis_perubahan
from planning.models import (
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    IndikatorRencana,
    StatusDokumen,
    TargetIndikator,
    TautanIndikator,
)
from planning.tahap import SEBELUM, duty_tulis
from planning.workflow import DOKUMEN
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from wilayah.models import Wilayah

KOLOM_BARIS = (
    "nomenklatur",
    "kode_kegiatan",
    "uraian",
    "kode_rekening",
    "perangkat_daerah",
    "bidang",
    "sumber_dana",
    "volume",
    "satuan",
    "pagu",
    "pagu_depan",
    "sasaran",
)
KOLOM_INDIKATOR = ("uraian", "satuan", "kondisi_awal", "arah", "bidang", "program", "ukuran")


@dataclass(frozen=True)
class BagianSumber:
    """One source of a line. `nilai` None: its share is not known (a file with several sources and one amount)."""

    sumber: str
    nilai: Decimal | None
    kode: str = ""
    nama: str = ""


def buat_dokumen(isi: Mapping[str, Any], *, actor: User | None) -> DokumenAnggaran:
    """A draft document. Raises Ditolak for a kind the area may not have, or one that stands already."""
    jenis, wilayah = JENIS[isi["jenis"]], isi["wilayah"]
    if wilayah.jenis not in jenis.wilayah:
        raise Ditolak("jenis", _salah_wilayah(jenis.nama, wilayah))
    if jenis.per_opd and not isi.get("perangkat_daerah"):
        raise Ditolak("perangkat_daerah", f"{jenis.nama} milik satu perangkat daerah. Tulis namanya.")
    if jenis.per_posyandu != (isi.get("posyandu") is not None):
        raise Ditolak("jenis", f"{jenis.nama} {'dibuat dari' if jenis.per_posyandu else 'bukan milik'} satu posyandu.")
    dokumen = DokumenAnggaran(**isi, tahun_akhir=isi["tahun"] + jenis.tahun_berlaku - 1, pembuat=actor)
    try:
        with transaction.atomic():
            dokumen.save(force_insert=True)
            if actor is not None:
                require_in_scope(dokumen, actor, duty_tulis(jenis.kode), seen_with=Cap.LIHAT_RENCANA)
            record(actor, "buat", dokumen, perubahan={"jenis": [None, jenis.kode], "tahun": [None, dokumen.tahun]})
    except IntegrityError:
        milik = "untuk posyandu ini" if jenis.per_posyandu else "di wilayah ini"
        raise Ditolak("tahun", f"{jenis.nama} tahun {isi['tahun']} {milik} sudah ada.") from None
    return dokumen


def _salah_wilayah(nama: str, wilayah: Wilayah) -> str:
    if wilayah.kelurahan:
        return f"{wilayah.sebutan} tidak punya {nama}. Anggarannya ada di APBD, pada DPA kecamatan."
    return f"{nama} bukan dokumen {wilayah.get_jenis_display().lower()}."


def buat_perubahan(asal: DokumenAnggaran, *, jenis: str = "", actor: User) -> DokumenAnggaran:
    """A draft that amends the fixed document (its Perubahan, or a Pergeseran where `jenis` says so), with its lines,
    their sources and places, each line remembering where it came from."""
    boleh = {j.kode: j for j in jenis_perubahan(asal.jenis)}
    pilih = boleh.get(jenis or next((k for k in boleh if k != "pergeseran"), ""))
    if pilih is None or asal.status != StatusDokumen.DITETAPKAN:
        raise Ditolak("jenis", "Perubahan hanya dibuat dari dokumen yang sudah ditetapkan.")
    sama = {k: getattr(asal, k) for k in ("wilayah", "tahun", "perangkat_daerah", "posyandu")}
    with transaction.atomic():
        baru = buat_dokumen({"jenis": pilih.kode, "menggantikan": asal, **sama}, actor=actor)
        _salin_baris(asal, baru)
        _salin_indikator(asal, baru)
    return baru


def _salin_baris(asal: DokumenAnggaran, baru: DokumenAnggaran) -> None:
    pasangan = [
        (b, BarisAnggaran(dokumen=baru, asal=b, **{k: getattr(b, k) for k in KOLOM_BARIS}))
        for b in BarisAnggaran.objects.filter(dokumen=asal).prefetch_related("sumber_list", "lokasi_list")
    ]
    BarisAnggaran.objects.bulk_create(b for _, b in pasangan)
    BarisSumberDana.objects.bulk_create(
        BarisSumberDana(baris=ke, sumber=s.sumber, kode=s.kode, nama=s.nama, nilai=s.nilai)
        for dari, ke in pasangan
        for s in dari.sumber_list.all()
    )
    BarisLokasi.objects.bulk_create(
        BarisLokasi(baris=ke, wilayah=x.wilayah, nilai=x.nilai) for dari, ke in pasangan for x in dari.lokasi_list.all()
    )


def _salin_indikator(asal: DokumenAnggaran, baru: DokumenAnggaran) -> None:
    """Indicators with targets and ties go along too: a plan that is amended still promises what it does not change."""
    pasangan = [
        (i, IndikatorRencana(dokumen=baru, **{k: getattr(i, k) for k in KOLOM_INDIKATOR}))
        for i in IndikatorRencana.objects.filter(dokumen=asal).prefetch_related("target_list", "tautan_list")
    ]
    IndikatorRencana.objects.bulk_create(i for _, i in pasangan)
    TargetIndikator.objects.bulk_create(
        TargetIndikator(indikator=ke, tahun=t.tahun, target=t.target, pagu=t.pagu)
        for dari, ke in pasangan
        for t in dari.target_list.all()
    )
    TautanIndikator.objects.bulk_create(
        TautanIndikator(indikator=ke, baris_id=t.baris_id, catatan=t.catatan, pembuat_id=t.pembuat_id)
        for dari, ke in pasangan
        for t in dari.tautan_list.all()
    )


def periksa_sumber(pagu: Decimal, sumber: Sequence[BagianSumber]) -> None:
    """Raises Ditolak unless the known shares make up the ceiling (or stay under it where others are not known)."""
    tahu = [s.nilai for s in sumber if s.nilai is not None]
    jumlah = sum(tahu, Decimal(0))
    lengkap = len(tahu) == len(sumber)
    if (lengkap and jumlah != pagu) or jumlah > pagu:
        raise Ditolak("sumber_dana", f"Jumlah sumber {rupiah(jumlah)}, pagunya {rupiah(pagu)}. Keduanya harus sama.")


@transaction.atomic
def tambah_baris(
    dokumen: DokumenAnggaran, isi: Mapping[str, Any], *, sumber: Sequence[BagianSumber] = (), actor: User | None
) -> BarisAnggaran:
    """Add a line to a draft; without `sumber` all of it comes from `isi["sumber_dana"]`. Raises Ditolak once fixed."""
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)
    if actor is not None:
        require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    baris = BarisAnggaran(dokumen=dokumen, **isi)
    bagian = list(sumber) or [BagianSumber(baris.sumber_dana, baris.pagu)]
    periksa_sumber(baris.pagu, bagian)
    baris.sumber_dana = bagian[0].sumber if len({b.sumber for b in bagian}) == 1 else CAMPURAN
    baris.save(force_insert=True)
    BarisSumberDana.objects.bulk_create(
        BarisSumberDana(baris=baris, sumber=b.sumber, kode=b.kode, nama=b.nama, nilai=b.nilai) for b in bagian
    )
    record(actor, "tambah_baris", dokumen, perubahan={baris.kode_kegiatan: [None, str(baris.pagu)]})
    tandai_setelah(dokumen.pk)
    return baris


@transaction.atomic
def hapus_baris(pk: int, *, actor: User) -> DokumenAnggaran:
    """Take a line out of a draft. Raises Ditolak once the document is fixed."""
    baris = BarisAnggaran.objects.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=baris.dokumen_id)
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    record(actor, "hapus_baris", dokumen, perubahan={baris.kode_kegiatan: [str(baris.pagu), None]})
    baris.delete()
    return dokumen


def tetapkan(dokumen: DokumenAnggaran, *, nomor: str, tanggal: Any, actor: User) -> DokumenAnggaran:
    """Write the decree's number and date, then fix the document, in one transaction."""
    with transaction.atomic():
        awas = peringatan_evaluasi(dokumen)
        rows = DokumenAnggaran.objects.filter(pk=dokumen.pk, status=StatusDokumen.DRAF)
        rows.update(nomor=nomor, tanggal=tanggal)
        tetap: DokumenAnggaran = DOKUMEN.apply(dokumen.pk, "tetapkan", actor=actor)
        if awas:  # nothing is prevented, and nothing is hidden: the history says what was open
            record(actor, "tetapkan_tanpa_evaluasi", tetap, catatan=awas)
        setelah_simpan(dokumen.pk)
        if tetap.menggantikan_id is None and tetap.jenis in SEBELUM:
            tautkan_ke_sebelumnya(tetap, actor=actor)
    return tetap


@transaction.atomic
def tetapkan_sistem(dokumen: DokumenAnggaran, *, nomor: str, tanggal: Any) -> None:
    """Fix an example document: there is no person whose duty could be asked. Only for `isi_contoh`."""
    rows = DokumenAnggaran.objects.filter(pk=dokumen.pk, contoh=True)
    rows.update(nomor=nomor, tanggal=tanggal)
    DOKUMEN.apply(dokumen.pk, "tetapkan", actor=None)
