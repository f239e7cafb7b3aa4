"""Writes to the RAB of a planned activity. `jumlah` is product × price, to the cent; the activity's cost follows."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning import koefisien
from planning.actions._kerja import ganti_biaya, kunci_kegiatan, tugas_sahkan
from planning.models import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.rab_isi import bahan
from planning.rab_templat import SEMUA
from posyandu_app.lib.galat import Ditolak
from registry.kunci import kunci_posyandu

URAIAN_TERPANJANG = 200


@dataclass(frozen=True)
class IsiButir:
    """What the form of an item sends: the coefficient as typed, the price, where it is booked, who is asked."""

    uraian: str
    koefisien: str
    harga: Decimal
    kode_rekening: str = ""
    sumber_dana: str = ""


def _hitung(isi: IsiButir) -> dict[str, Any]:
    bagian = koefisien.baca_koefisien(isi.koefisien)
    banyak = koefisien.volume(bagian)
    return {
        "uraian": isi.uraian,
        "kode_rekening": isi.kode_rekening,
        "sumber_dana": isi.sumber_dana,
        "koefisien": bagian,
        "volume": banyak,
        "satuan": koefisien.satuan(bagian),
        "harga": isi.harga,
        "jumlah": koefisien.jumlah(banyak, isi.harga),
    }


def _urutan(kegiatan: KegiatanRencana) -> int:
    return (kegiatan.rab_list.order_by("-urutan").values_list("urutan", flat=True).first() or 0) + 1


@transaction.atomic
def tambah_butir(kegiatan_pk: int, isi: IsiButir, *, actor: User | None) -> ButirRab:
    """An item at the end of a draft plan's RAB. Raises Ditolak, naming the field."""
    hitungan = _hitung(isi)
    kegiatan = kunci_kegiatan(kegiatan_pk, actor=actor)
    butir = ButirRab(kegiatan=kegiatan, urutan=_urutan(kegiatan), **hitungan)
    butir.save(force_insert=True)
    ganti_biaya(kegiatan, "tambah_butir", {butir.uraian: [None, str(butir.jumlah)]}, actor=actor)
    return butir


def _kunci_butir(pk: int, actor: User | None) -> ButirRab:
    """An item of a draft plan as stored, under its plan's lock."""
    kegiatan = kunci_kegiatan(ButirRab.objects.values_list("kegiatan", flat=True).get(pk=pk), actor=actor)
    butir = ButirRab.objects.filter(pk=pk).first()
    if butir is None:
        raise Ditolak("", "Butir ini baru saja dihapus.")
    butir.kegiatan = kegiatan
    return butir


@transaction.atomic
def ubah_butir(pk: int, isi: IsiButir, *, actor: User | None) -> ButirRab:
    """Write an item of a draft plan anew."""
    hitungan = _hitung(isi)
    butir = _kunci_butir(pk, actor)
    lama = butir.jumlah
    for nama, nilai in hitungan.items():
        setattr(butir, nama, nilai)
    butir.save(update_fields=list(hitungan))
    ganti_biaya(butir.kegiatan, "ubah_butir", {butir.uraian: [str(lama), str(butir.jumlah)]}, actor=actor)
    return butir


@transaction.atomic
def hapus_butir(pk: int, *, actor: User | None) -> KegiatanRencana:
    """Take an item out of a draft plan's RAB. With the last one gone, the activity's cost may be typed again."""
    butir = _kunci_butir(pk, actor)
    kegiatan, isi = butir.kegiatan, {butir.uraian: [str(butir.jumlah), None]}
    butir.delete()
    ganti_biaya(kegiatan, "hapus_butir", isi, actor=actor)
    return kegiatan


@transaction.atomic
def isi_templat(kegiatan_pk: int, kode: str, *, actor: User | None) -> int:
    """Add the items of one component, filled with what is known of the unit; those that stand there by their words
    are left. Returns how many were added."""
    templat = SEMUA.get(kode)
    if templat is None:
        raise Ditolak("komponen", "Pilih komponennya.")
    kegiatan = kunci_kegiatan(kegiatan_pk, actor=actor)
    if templat.tim != (kegiatan.rencana.posyandu_id is None):
        raise Ditolak("komponen", "Komponen ini bukan untuk rencana kerja ini.")
    isi = bahan(kegiatan.rencana)
    ada = {u.lower() for u in kegiatan.rab_list.values_list("uraian", flat=True)}
    awal = _urutan(kegiatan)
    baru: list[ButirRab] = []
    for butir in templat.butir:
        if butir.uraian.lower() in ada:
            continue
        bagian, harga = isi.bagian(butir), isi.harga(butir)
        banyak = koefisien.volume(bagian)
        hitungan = {"koefisien": bagian, "volume": banyak, "satuan": koefisien.satuan(bagian), "harga": harga}
        hitungan |= {"jumlah": koefisien.jumlah(banyak, harga), "kode_rekening": isi.rekening(butir)}
        sumber = {"sumber_dana": kegiatan.sumber_usul, "urutan": awal + len(baru)}
        baru.append(ButirRab(kegiatan=kegiatan, uraian=butir.uraian[:URAIAN_TERPANJANG], **hitungan, **sumber))
    ButirRab.objects.bulk_create(baru)
    if baru:
        ganti_biaya(kegiatan, "isi_templat", {templat.nama: [None, len(baru)]}, actor=actor)
    return len(baru)


@transaction.atomic
def ubah_pak(pk: int, teks: str, harga: Decimal | None, *, actor: User | None) -> ButirRab:
    """The columns of the Perubahan, of an endorsed plan only and by whoever endorses it; both empty takes them back.
    The first columns and the activity's cost stay as they were endorsed."""
    butir = ButirRab.objects.select_related("kegiatan").get(pk=pk)
    rencana = _kunci_disahkan(butir.kegiatan.rencana_id, actor)
    butir = ButirRab.objects.get(pk=pk)
    lama = butir.jumlah_pak
    if not teks.strip() and harga is None:
        butir.volume_pak = butir.harga_pak = butir.jumlah_pak = None
    else:
        bagian = koefisien.baca_koefisien(teks)
        butir.volume_pak = koefisien.volume(bagian)
        butir.harga_pak = butir.harga if harga is None else harga
        butir.jumlah_pak = koefisien.jumlah(butir.volume_pak, butir.harga_pak)
    butir.save(update_fields=["volume_pak", "harga_pak", "jumlah_pak"])
    nilai = [str(x) if x is not None else None for x in (lama, butir.jumlah_pak)]
    record(actor, "ubah_pak", rencana, perubahan={butir.uraian: nilai})
    return butir


def _kunci_disahkan(pk: int, actor: User | None) -> RencanaKerja:
    unit = RencanaKerja.objects.filter(pk=pk).values_list("posyandu", flat=True).first()
    if unit is not None:
        kunci_posyandu(unit)
    rencana = RencanaKerja.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if actor is not None:
        require_in_scope(rencana, actor, tugas_sahkan(rencana), seen_with=Cap.LIHAT_RENCANA)
    if rencana.status != StatusRencana.DISAHKAN:
        raise Ditolak("", "Kolom Perubahan diisi sesudah rencana kerja disahkan. Sekarang ubah saja butirnya.")
    return rencana
