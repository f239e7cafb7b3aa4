"""Writes that tie a line to work, and payments of it. Sums are held in the database, under the line's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.models import Catatan
from audit.record import buat
from planning.antrean import tandai_setelah
from planning.models import Alokasi, BarisAnggaran, BarisSumberDana, KegiatanRencana, StatusAlokasi
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from registry.actions import kunci_posyandu
from registry.models import Posyandu
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman
from wilayah.models import Wilayah


@dataclass(frozen=True)
class IsiAlokasi:
    """What the form of an allocation sends. `sumber`: which of the line's sources; None where it has one only."""

    nilai: Decimal
    keterangan: str
    kunci: UUID
    contoh: bool = False
    sumber: int | None = None
    dukungan: str = Alokasi.Dukungan.UANG
    metode: str = Alokasi.Metode.LANGSUNG
    komponen: str = ""
    tahap_salur: str = ""


@dataclass(frozen=True)
class Tujuan:
    """What is paid for, as both kinds of it have it: a unit or an area, a field, the years it lies in."""

    posyandu: Posyandu | None
    wilayah: Wilayah | None
    bidang: str
    tahun: int

    @classmethod
    def dari(cls, untuk: Rekaman | KegiatanRencana) -> "Tujuan":
        if isinstance(untuk, Rekaman):
            return cls(untuk.posyandu, None, untuk.bidang, untuk.tanggal.year)
        rencana = untuk.rencana
        return cls(rencana.posyandu, rencana.wilayah, untuk.bidang, rencana.tahun)

    @property
    def kode(self) -> str:
        return self.posyandu.kode if self.posyandu else str(self.wilayah.kode if self.wilayah else "")

    @property
    def kelurahan(self) -> bool:
        return bool(self.posyandu and self.posyandu.wilayah.kelurahan)


def periksa_alokasi(untuk: Rekaman | KegiatanRencana, baris: BarisAnggaran, nilai: Decimal) -> None:
    """Raises Ditolak, naming the field: wrong shape, wrong area, kelurahan on APB Desa, wrong year, over the pagu."""
    dokumen, tujuan = baris.dokumen, Tujuan.dari(untuk)
    if isinstance(untuk, Rekaman) and (untuk.bentuk != Bentuk.KEGIATAN or not untuk.berlaku):
        raise Ditolak("", "Hanya kegiatan yang berlaku bisa dihubungkan ke anggaran.")
    if not dokumen.bisa_alokasi:
        raise Ditolak("baris", "Baris ini bukan dari anggaran yang sedang berlaku.")
    if tujuan.posyandu and tujuan.kelurahan and dokumen.uraian_jenis.skema == "apbdes":
        sebut = tujuan.posyandu.wilayah.sebutan
        raise Ditolak("baris", f"{sebut} tidak punya APB Desa. Pilih baris APBD (DPA kecamatan).")
    if not kode_lib.di_bawah(tujuan.kode, dokumen.wilayah_id):
        apa = "posyandu" if tujuan.posyandu else "kegiatan ini"
        raise Ditolak("baris", f"Baris ini milik {dokumen.wilayah.sebutan}, di luar wilayah {apa}.")
    if not dokumen.tahun <= tujuan.tahun <= dokumen.tahun_akhir:
        raise Ditolak("baris", f"Kegiatan ini tahun {tujuan.tahun}, barisnya untuk {dokumen.masa}.")
    if nilai > baris.sisa:
        raise Ditolak("nilai", f"Melebihi sisa pagu baris ini ({rupiah(baris.sisa)} dari {rupiah(baris.pagu)}).")


def pilih_sumber(baris: BarisAnggaran, pilih: int | None, nilai: Decimal) -> BarisSumberDana:
    """The source it comes from, locked, with room for it. Raises Ditolak."""
    semua = list(
        BarisSumberDana.objects.select_for_update(of=("self",), no_key=True).filter(baris=baris).order_by("pk")
    )
    if pilih is None and len(semua) > 1:
        raise Ditolak("sumber", "Baris ini punya beberapa sumber. Pilih sumber dananya.")
    satu = next((s for s in semua if pilih is None or s.pk == pilih), None)
    if satu is None:
        raise Ditolak("sumber", "Sumber ini bukan milik baris anggarannya.")
    if satu.nilai is None:
        raise Ditolak("sumber", "Bagian tiap sumber baris ini belum diketahui. Isi dulu pembagiannya.")
    if satu.teralokasi + nilai > satu.nilai:
        sisa = satu.nilai - satu.teralokasi
        raise Ditolak("nilai", f"Melebihi sisa {satu} di baris ini ({rupiah(sisa)} dari {rupiah(satu.nilai)}).")
    return satu


def _muat_untuk(untuk: Rekaman | KegiatanRencana) -> Rekaman | KegiatanRencana:
    """The activity as stored now, its unit locked first (house lock order)."""
    if isinstance(untuk, Rekaman):
        # Both, in the house's order: what PostgreSQL does not lock it reads as it was before the wait for the lock.
        terkunci = Rekaman.objects.select_for_update(of=("posyandu", "self"), no_key=True)
        return terkunci.select_related("posyandu__wilayah").get(pk=untuk.pk)
    if untuk.rencana.posyandu_id:
        kunci_posyandu(untuk.rencana.posyandu_id)
    rows = KegiatanRencana.objects.select_related("rencana__posyandu__wilayah", "rencana__wilayah")
    return rows.get(pk=untuk.pk)


def alokasikan(
    untuk: Rekaman | KegiatanRencana, baris: BarisAnggaran, isi: IsiAlokasi, *, actor: User | None
) -> tuple[Alokasi, bool]:
    """Tie an amount of the line to the activity. Returns (allocation, True), or the earlier one with False when
    the same form was sent before. The line is locked, so two at once cannot pass its pagu together."""
    try:
        with transaction.atomic():
            untuk = _muat_untuk(untuk)
            # The document too: it must not be withdrawn between this look at it and the commit.
            terkunci = BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)
            baris = terkunci.select_related("dokumen__wilayah").get(pk=baris.pk)
            tujuan = Tujuan.dari(untuk)
            if actor is not None:
                for kode in (tujuan.kode, baris.dokumen.wilayah_id):
                    require_area(kode, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)
            periksa_alokasi(untuk, baris, isi.nilai)
            alokasi = _simpan(untuk, tujuan, baris, isi, actor)
    except (IntegrityError, Ditolak) as galat:
        # The same form sent again is not an error, even where its own first sending left no room for a second.
        lama = Alokasi.objects.filter(kunci=isi.kunci, baris=baris).select_related("rekaman", "kegiatan").first()
        if lama is not None and lama.untuk == untuk:
            return lama, False
        if isinstance(galat, Ditolak):
            raise
        raise Ditolak("", "Formulir ini sudah dipakai untuk alokasi lain. Buka formulir baru.") from None
    return alokasi, True


def _simpan(
    untuk: Rekaman | KegiatanRencana, tujuan: Tujuan, baris: BarisAnggaran, isi: IsiAlokasi, actor: User | None
) -> Alokasi:
    sumber = pilih_sumber(baris, isi.sumber, isi.nilai)
    alokasi = Alokasi(
        rekaman=untuk if isinstance(untuk, Rekaman) else None,
        kegiatan=untuk if isinstance(untuk, KegiatanRencana) else None,
        posyandu=tujuan.posyandu,
        bidang=tujuan.bidang,
        baris=baris,
        sumber=sumber,
        pembuat=actor,
        **{k: getattr(isi, k) for k in _ISI},
    )
    alokasi.save(force_insert=True)
    geser(baris, sumber, isi.nilai)
    nilai: list[Any] = [None, str(isi.nilai)]
    catatan = (alokasi, {"nilai": nilai}), (untuk, {baris.kode_kegiatan: nilai})
    Catatan.objects.bulk_create(buat(actor, "alokasikan", objek, perubahan=isi) for objek, isi in catatan)
    tandai_setelah(baris.dokumen_id)
    return alokasi


_ISI = ("nilai", "keterangan", "kunci", "contoh", "dukungan", "metode", "komponen", "tahap_salur")


def geser(baris: BarisAnggaran, sumber: BarisSumberDana | None, nilai: Decimal) -> None:
    """Move the allocated sums of a line and its source, under their locks. In Python: SQLite would add fractions."""
    for row in (baris, sumber):
        if row is not None:
            row.teralokasi += nilai
            row.save(update_fields=["teralokasi"])


def alokasi_berlaku(rekaman: Rekaman) -> Sequence[Alokasi]:
    """Allocations in force of an activity, with their lines."""
    rows = Alokasi.objects.filter(rekaman=rekaman, status=StatusAlokasi.BERLAKU)
    return list(rows.select_related("baris__dokumen__wilayah"))
