"""Writes of prices and scenarios."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record, selisih
from planning.komponen import MENURUT_HARGA
from planning.models import DokumenAnggaran, Skenario, StandarHarga, StatusDokumen
from planning.skenario import Parameter
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Bentrok, Ditolak
from wilayah.models import Wilayah


@transaction.atomic
def tambah_harga(wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None) -> StandarHarga:
    """A price from a year on; older rows stay as they are. Raises Ditolak for a payer where there can be none."""
    if actor is not None:
        require_area(wilayah.kode, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    jenis = MENURUT_HARGA[isi["komponen"]]
    if jenis.berganda and not isi.get("pembayar"):
        raise Ditolak("pembayar", f"Tarif {jenis.nama.lower()} dicatat per pembayar. Pilih siapa yang membayar.")
    if not jenis.berganda and isi.get("pembayar"):
        raise Ditolak("pembayar", "Harga barang tidak punya pembayar. Kosongkan bagian ini.")
    harga = StandarHarga.objects.create(wilayah=wilayah, satuan=jenis.satuan, pembuat=actor, **isi)
    record(actor, "tambah_harga", harga, perubahan=selisih({}, isi))
    return harga


def _periksa(wilayah: Wilayah, isi: Mapping[str, Any]) -> None:
    Parameter.baca(isi["parameter"])
    dokumen: DokumenAnggaran | None = isi.get("dokumen")
    if dokumen is None:
        return
    if dokumen.status != StatusDokumen.DITETAPKAN or not dokumen.bisa_alokasi:
        raise Ditolak("dokumen", "Pembandingnya anggaran yang sudah ditetapkan.")
    jalur = {wilayah.kode, *kode_lib.leluhur(wilayah.kode)}
    if dokumen.wilayah_id not in jalur and not kode_lib.di_bawah(dokumen.wilayah_id, wilayah.kode):
        raise Ditolak("dokumen", "Anggaran ini dari wilayah lain.")


def simpan_skenario(wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None) -> Skenario:
    """A new scenario. `isi`: tahun, nama, parameter (as Parameter.simpan gives it), dokumen. Raises Ditolak."""
    if actor is not None:
        require_area(wilayah.kode, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    _periksa(wilayah, isi)
    try:
        with transaction.atomic():
            baru = Skenario.objects.create(wilayah=wilayah, pembuat=actor, **isi)
            record(actor, "buat_skenario", baru, perubahan={"nama": [None, baru.nama], "tahun": [None, baru.tahun]})
    except IntegrityError:
        raise Ditolak("nama", "Nama ini sudah dipakai skenario lain di wilayah dan tahun yang sama.") from None
    return baru


def _ambil(pk: int, actor: User) -> Skenario:
    row = Skenario.objects.select_for_update(of=("self",), no_key=True).select_related("wilayah").filter(pk=pk).first()
    row = row or Skenario(pk=pk)
    require_in_scope(row, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if not row.draf:
        raise Ditolak("", "Skenario ini sudah menjadi lampiran. Buka lagi dulu, atau buat salinannya.")
    return row


def ubah_skenario(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User) -> Skenario:
    """Change a draft. Raises Bentrok where somebody else saved meanwhile, Ditolak for an annex."""
    try:
        with transaction.atomic():
            row = _ambil(pk, actor)
            if row.versi != versi:
                raise Bentrok(row)
            _periksa(row.wilayah, isi)
            beda = selisih({k: getattr(row, k) for k in isi}, isi)
            for nama, nilai in isi.items():
                setattr(row, nama, nilai)
            row.versi, row.diubah = versi + 1, timezone.now()
            row.save(update_fields=[*isi, "versi", "diubah"])
            record(actor, "ubah_skenario", row, perubahan=beda)
    except IntegrityError:
        raise Ditolak("nama", "Nama ini sudah dipakai skenario lain di wilayah dan tahun yang sama.") from None
    return row


@transaction.atomic
def salin_skenario(pk: int, *, actor: User) -> Skenario:
    """A draft with the same parameters under a name of its own, in the same area."""
    asal = Skenario.objects.select_related("wilayah", "dokumen").filter(pk=pk).first() or Skenario(pk=pk)
    require_in_scope(asal, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    dasar = f"Salinan {asal.nama}"[:110]
    ada = set(Skenario.objects.filter(wilayah=asal.wilayah, tahun=asal.tahun).values_list("nama", flat=True))
    nama = next(n for n in (dasar, *(f"{dasar} {i}" for i in range(2, len(ada) + 3))) if n not in ada)
    dokumen = asal.dokumen if asal.dokumen and asal.dokumen.status == StatusDokumen.DITETAPKAN else None
    isi = {"tahun": asal.tahun, "nama": nama, "parameter": asal.parameter, "dokumen": dokumen}
    return simpan_skenario(asal.wilayah, isi, actor=actor)


@transaction.atomic
def hapus_skenario(pk: int, *, actor: User) -> str:
    """Delete a draft; the log keeps its name and parameters. Raises Ditolak for an annex. Returns its area."""
    row = _ambil(pk, actor)
    record(actor, "hapus_skenario", row, perubahan={"nama": [row.nama, None], "parameter": [row.parameter, None]})
    kode = row.wilayah_id
    row.delete()
    return kode
