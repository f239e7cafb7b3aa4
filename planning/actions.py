"""Writes to documents and allocations. Amounts are Decimal rupiah; sums are held in the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from planning.katalog import JENIS
from planning.models import Alokasi, BarisAnggaran, DokumenAnggaran, StatusAlokasi, StatusDokumen
from planning.workflow import DOKUMEN
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from registry.actions import kunci_posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman
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
)


@dataclass(frozen=True)
class IsiAlokasi:
    """What the form of an allocation sends."""

    nilai: Decimal
    keterangan: str
    kunci: UUID
    contoh: bool = False


def buat_dokumen(isi: Mapping[str, Any], *, actor: User | None) -> DokumenAnggaran:
    """A draft document. Raises Ditolak for a kind the area may not have, or one that stands already."""
    jenis, wilayah = JENIS[isi["jenis"]], isi["wilayah"]
    if wilayah.jenis not in jenis.wilayah:
        raise Ditolak("jenis", _salah_wilayah(jenis.nama, wilayah))
    dokumen = DokumenAnggaran(**isi, tahun_akhir=isi["tahun"] + jenis.tahun_berlaku - 1, pembuat=actor)
    try:
        with transaction.atomic():
            dokumen.save(force_insert=True)
            if actor is not None:
                require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
            record(actor, "buat", dokumen, perubahan={"jenis": [None, jenis.kode], "tahun": [None, dokumen.tahun]})
    except IntegrityError:
        raise Ditolak("tahun", f"{jenis.nama} tahun {isi['tahun']} di wilayah ini sudah ada.") from None
    return dokumen


def _salah_wilayah(nama: str, wilayah: Wilayah) -> str:
    if wilayah.kelurahan:
        return f"{wilayah.sebutan} tidak punya {nama}. Anggarannya ada di APBD, pada DPA kecamatan."
    return f"{nama} bukan dokumen {wilayah.get_jenis_display().lower()}."


def buat_perubahan(asal: DokumenAnggaran, *, actor: User) -> DokumenAnggaran:
    """A draft Perubahan with the lines of the fixed document, each remembering where it came from."""
    jenis = next((j for j in JENIS.values() if j.perubahan_dari == asal.jenis), None)
    jenis = jenis or (JENIS[asal.jenis] if JENIS[asal.jenis].perubahan_dari else None)
    if jenis is None or asal.status != StatusDokumen.DITETAPKAN:
        raise Ditolak("jenis", "Perubahan hanya dibuat dari dokumen yang sudah ditetapkan.")
    with transaction.atomic():
        isi = {"jenis": jenis.kode, "wilayah": asal.wilayah, "tahun": asal.tahun, "menggantikan": asal}
        baru = buat_dokumen(isi, actor=actor)
        baris = [
            BarisAnggaran(dokumen=baru, asal=b, **{k: getattr(b, k) for k in KOLOM_BARIS})
            for b in asal.baris_list.all()
        ]
        BarisAnggaran.objects.bulk_create(baris)
    return baru


@transaction.atomic
def tambah_baris(dokumen: DokumenAnggaran, isi: Mapping[str, Any], *, actor: User | None) -> BarisAnggaran:
    """Add a line to a draft. Raises Ditolak once the document is fixed."""
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=dokumen.pk)
    if actor is not None:
        require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    baris = BarisAnggaran(dokumen=dokumen, **isi)
    baris.save(force_insert=True)
    record(actor, "tambah_baris", dokumen, perubahan={baris.kode_kegiatan: [None, str(baris.pagu)]})
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
        rows = DokumenAnggaran.objects.filter(pk=dokumen.pk, status=StatusDokumen.DRAF)
        rows.update(nomor=nomor, tanggal=tanggal)
        tetap: DokumenAnggaran = DOKUMEN.apply(dokumen.pk, "tetapkan", actor=actor)
    return tetap


@transaction.atomic
def tetapkan_sistem(dokumen: DokumenAnggaran, *, nomor: str, tanggal: Any) -> None:
    """Fix an example document: there is no person whose duty could be asked. Only for `isi_contoh`."""
    rows = DokumenAnggaran.objects.filter(pk=dokumen.pk, contoh=True)
    rows.update(nomor=nomor, tanggal=tanggal)
    DOKUMEN.apply(dokumen.pk, "tetapkan", actor=None)


def periksa_alokasi(rekaman: Rekaman, baris: BarisAnggaran, nilai: Decimal) -> None:
    """Raises Ditolak, naming the field: wrong shape, wrong area, kelurahan on APB Desa, wrong year, over the pagu."""
    dokumen, unit = baris.dokumen, rekaman.posyandu
    if rekaman.bentuk != Bentuk.KEGIATAN or not rekaman.berlaku:
        raise Ditolak("", "Hanya kegiatan yang berlaku bisa dihubungkan ke anggaran.")
    if not dokumen.bisa_alokasi:
        raise Ditolak("baris", "Baris ini bukan dari anggaran yang sedang berlaku.")
    if unit.wilayah.kelurahan and dokumen.uraian_jenis.skema == "apbdes":
        raise Ditolak("baris", f"{unit.wilayah.sebutan} tidak punya APB Desa. Pilih baris APBD (DPA kecamatan).")
    if not kode_lib.di_bawah(unit.kode, dokumen.wilayah_id):
        raise Ditolak("baris", f"Baris ini milik {dokumen.wilayah.sebutan}, di luar wilayah posyandu.")
    if not dokumen.tahun <= rekaman.tanggal.year <= dokumen.tahun_akhir:
        raise Ditolak("baris", f"Kegiatan ini tahun {rekaman.tanggal.year}, barisnya untuk {dokumen.masa}.")
    if nilai > baris.sisa:
        raise Ditolak("nilai", f"Melebihi sisa pagu baris ini ({rupiah(baris.sisa)} dari {rupiah(baris.pagu)}).")


def alokasikan(rekaman: Rekaman, baris: BarisAnggaran, isi: IsiAlokasi, *, actor: User | None) -> tuple[Alokasi, bool]:
    """Tie an amount of the line to the activity. Returns (allocation, True), or the earlier one with False when
    the same form was sent before. The line is locked, so two at once cannot pass its pagu together."""
    try:
        with transaction.atomic():
            kunci_posyandu(rekaman.posyandu_id)
            # The document too: it must not be withdrawn between this look at it and the commit.
            terkunci = BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)
            baris = terkunci.select_related("dokumen__wilayah").get(pk=baris.pk)
            rekaman = Rekaman.objects.select_related("posyandu__wilayah").get(pk=rekaman.pk)
            alokasi = Alokasi(
                rekaman=rekaman,
                baris=baris,
                nilai=isi.nilai,
                keterangan=isi.keterangan,
                kunci=isi.kunci,
                contoh=isi.contoh,
                pembuat=actor,
            )
            if actor is not None:
                for kode in (rekaman.posyandu.kode, baris.dokumen.wilayah_id):
                    require_area(kode, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)
            periksa_alokasi(rekaman, baris, isi.nilai)
            alokasi.save(force_insert=True)
            baris.teralokasi += isi.nilai  # in Python, under the lock: SQLite would add binary fractions
            baris.save(update_fields=["teralokasi"])
            record(actor, "alokasikan", alokasi, perubahan={"nilai": [None, str(isi.nilai)]})
            record(actor, "alokasikan", rekaman, perubahan={str(baris.kode_kegiatan): [None, str(isi.nilai)]})
    except (IntegrityError, Ditolak) as galat:
        # The same form sent again is not an error, even where its own first sending left no room for a second.
        lama = Alokasi.objects.filter(kunci=isi.kunci, rekaman=rekaman, baris=baris).first()
        if lama is not None:
            return lama, False
        if isinstance(galat, Ditolak):
            raise
        raise Ditolak("", "Formulir ini sudah dipakai untuk alokasi lain. Buka formulir baru.") from None
    return alokasi, True


def alokasi_berlaku(rekaman: Rekaman) -> Sequence[Alokasi]:
    """Allocations in force of an activity, with their lines."""
    rows = Alokasi.objects.filter(rekaman=rekaman, status=StatusAlokasi.BERLAKU)
    return list(rows.select_related("baris__dokumen__wilayah"))
