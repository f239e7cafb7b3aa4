"""Writes about what a line's money is made of, and about support that stands in no document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from planning.models import BantuanLuar, BarisAnggaran, BarisSumberDana, StatusDokumen
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini
from registry.actions import kunci_posyandu
from registry.models import Posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman


def bagi_sumber(pk: int, bagian: Mapping[int, Decimal], *, actor: User | None) -> BarisAnggaran:
    """Say, once, what each source of a line gives whose share the file did not name ({source: amount}).

    All unknown shares together, so that the line is whole afterwards; a fixed document may be completed this way,
    because nothing it printed changes. Raises Ditolak unless the shares make up the ceiling to the sen.
    """
    with transaction.atomic():
        terkunci = BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)
        baris = terkunci.select_related("dokumen__wilayah").get(pk=pk)
        if actor is not None:
            require_area(baris.dokumen.wilayah_id, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
        if baris.dokumen.status not in (StatusDokumen.DRAF, StatusDokumen.DITETAPKAN):
            raise Ditolak("", "Dokumen ini tidak berlaku lagi. Bagi sumbernya di dokumen penggantinya.")
        semua = list(BarisSumberDana.objects.select_for_update(no_key=True).filter(baris=baris).order_by("pk"))
        _periksa_bagian(baris, semua, bagian)
        for s in semua:
            if s.nilai is None:
                s.nilai = bagian[s.pk]
                s.save(update_fields=["nilai"])
        isi = {str(s): [None, str(s.nilai)] for s in semua if s.pk in bagian}
        record(actor, "bagi_sumber", baris.dokumen, perubahan={"baris": [None, baris.kode_kegiatan], **isi})
    return baris


def _periksa_bagian(baris: BarisAnggaran, semua: list[BarisSumberDana], bagian: Mapping[int, Decimal]) -> None:
    kosong = {s.pk for s in semua if s.nilai is None}
    if not kosong:
        raise Ditolak("", "Bagian tiap sumber baris ini sudah diisi.")
    if set(bagian) != kosong:
        raise Ditolak("", "Isi bagian setiap sumber yang belum diketahui.")
    for s in semua:
        isi = bagian.get(s.pk)
        if isi is not None and isi < 0:
            raise Ditolak(f"s_{s.pk}", "Jumlah tidak boleh kurang dari nol.")
        if isi is not None and isi < s.teralokasi:
            raise Ditolak(f"s_{s.pk}", f"{rupiah(s.teralokasi)} dari sumber ini sudah terhubung ke kegiatan.")
    jumlah = sum((s.nilai if s.nilai is not None else bagian[s.pk] for s in semua), Decimal(0))
    if jumlah != baris.pagu:
        kata = "kurang" if jumlah < baris.pagu else "lebih"
        beda = rupiah(abs(baris.pagu - jumlah))
        raise Ditolak("", f"Jumlah semua sumber {rupiah(jumlah)}, pagunya {rupiah(baris.pagu)}: {kata} {beda}.")


@dataclass(frozen=True)
class IsiBantuan:
    """What the form of a support sends. `rekaman`: the activity it carried, of the same unit and year."""

    tahun: int
    sumber: str
    pemberi: str
    bentuk: str
    nilai: Decimal
    uraian: str
    kunci: UUID
    komponen: str = ""
    bukti: str = ""
    diterima: date | None = None
    rekaman: Rekaman | None = None
    contoh: bool = False


def catat_bantuan(posyandu: Posyandu, isi: IsiBantuan, *, actor: User | None) -> tuple[BantuanLuar, bool]:
    """Write a support. Returns (row, True), or the earlier one with False when the same form was sent before."""
    try:
        with transaction.atomic():
            unit = kunci_posyandu(posyandu.pk)
            if actor is not None:
                require_area(unit.kode, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT_RENCANA)
            lama = BantuanLuar.objects.filter(kunci=isi.kunci, posyandu=unit).first()
            if lama is not None:
                return lama, False
            _periksa_bantuan(unit, isi)
            row = BantuanLuar(posyandu=unit, pencatat=actor, **vars(isi))
            row.save(force_insert=True)
            record(
                actor, "catat_bantuan", row, perubahan={"nilai": [None, str(isi.nilai)], "sumber": [None, isi.sumber]}
            )
    except IntegrityError:
        raise Ditolak("", "Formulir ini sudah dipakai untuk bantuan lain. Buka formulir baru.") from None
    return row, True


def _periksa_bantuan(unit: Posyandu, isi: IsiBantuan) -> None:
    if isi.nilai <= 0:
        raise Ditolak("nilai", "Jumlah harus lebih dari nol.")
    if isi.diterima is not None and isi.diterima > hari_ini(unit.kode):
        raise Ditolak("diterima", "Tanggal ini belum terjadi. Kosongkan kalau baru dijanjikan.")
    if isi.diterima is not None and isi.diterima.year != isi.tahun:
        raise Ditolak("diterima", f"Tanggal ini tahun {isi.diterima.year}, bantuannya untuk {isi.tahun}.")
    rekaman = isi.rekaman
    if rekaman is None:
        return
    if rekaman.posyandu_id != unit.pk or rekaman.bentuk != Bentuk.KEGIATAN or not rekaman.berlaku:
        raise Ditolak("", "Bantuan ini hanya bisa untuk kegiatan yang berlaku di posyandu ini.")
    if rekaman.tanggal.year != isi.tahun:
        raise Ditolak("tahun", f"Kegiatan ini tahun {rekaman.tanggal.year}.")
