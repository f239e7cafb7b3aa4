"""Writes to a unit's profile: whom it serves, what it has, who looks after it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import Faskes, KelompokSasaran, PembinaKesehatan, Perlengkapan, Posyandu, SasaranUnit
from registry.perlengkapan import BARANG


def _terkunci(pk: int, actor: User | None) -> Posyandu:
    posyandu = kunci_posyandu(pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    return posyandu


@transaction.atomic
def simpan_sasaran(
    pk: int, jumlah: Mapping[str, int | None], *, asal: str, sumber: str, per_tanggal: date, actor: User | None
) -> list[SasaranUnit]:
    """New figures by group as of a day; a group left empty (None) stays unknown or as it was. Old rows stay."""
    posyandu = _terkunci(pk, actor)
    if per_tanggal > hari_ini(posyandu.kode):
        raise Ditolak("per_tanggal", "Tanggal ini belum terjadi.")
    isi = {k: n for k, n in jumlah.items() if n is not None}
    if not isi:
        raise Ditolak("sumber", "Isi paling sedikit satu kelompok. Yang belum diketahui biarkan kosong.")
    lain = {"asal": asal, "sumber": sumber, "per_tanggal": per_tanggal, "oleh": actor}
    rows = [SasaranUnit(posyandu=posyandu, kelompok=k, jumlah=n, **lain) for k, n in isi.items()]
    rows = SasaranUnit.objects.bulk_create(rows)
    ubahan = {str(KelompokSasaran(k).label): [None, n] for k, n in isi.items()}
    record(actor, "isi_sasaran", posyandu, perubahan=ubahan | {"per tanggal": [None, per_tanggal.isoformat()]})
    return rows


KOLOM_ALAT = ("baik", "rusak_ringan", "rusak_berat", "kalibrasi", "kalibrasi_berikut", "terlatih")


@transaction.atomic
def simpan_perlengkapan(
    pk: int, barang: str, isi: Mapping[str, Any], *, versi: int, actor: User | None
) -> Perlengkapan:
    """What the unit has of one item. `versi` 0: not noted before. Raises Bentrok when somebody else was faster."""
    posyandu = _terkunci(pk, actor)
    if barang not in BARANG:
        raise Ditolak("barang", "Barang ini tidak ada di daftar.")
    kalibrasi, berikut = isi.get("kalibrasi"), isi.get("kalibrasi_berikut")
    if kalibrasi and kalibrasi > hari_ini(posyandu.kode):
        raise Ditolak("kalibrasi", "Tanggal ini belum terjadi.")
    if kalibrasi and berikut and berikut <= kalibrasi:
        raise Ditolak("kalibrasi_berikut", "Harus sesudah tanggal kalibrasi terakhir.")
    alat = Perlengkapan.objects.filter(posyandu=posyandu, barang=barang).first()
    if (alat.versi if alat else 0) != versi:
        raise Bentrok(alat)
    alat = alat or Perlengkapan(posyandu=posyandu, barang=barang, versi=0)
    lama = {k: getattr(alat, k) for k in KOLOM_ALAT} if alat.pk else {}
    baru = {k: isi[k] for k in KOLOM_ALAT if k in isi}
    beda = selisih(lama, baru)
    if alat.pk and not beda:
        return alat
    for kolom, nilai in baru.items():
        setattr(alat, kolom, nilai)
    alat.versi += 1
    alat.diubah = timezone.now()
    alat.save()
    record(actor, "isi_perlengkapan", posyandu, perubahan={"barang": [None, BARANG[barang].nama], **beda})
    return alat


@transaction.atomic
def tetapkan_pembina(pk: int, isi: Mapping[str, Any], *, mulai: date, actor: User | None) -> PembinaKesehatan:
    """Which facility and bidan look after the unit from the day on; the one before ends that day.

    `isi`: `faskes`, or `jenis` and `nama` of one not yet listed (kept at the unit's kecamatan); `bidan`; `telepon`.
    """
    posyandu = _terkunci(pk, actor)
    if mulai > hari_ini(posyandu.kode):
        raise Ditolak("mulai", "Tanggal ini belum terjadi.")
    faskes = isi.get("faskes") or _faskes_baru(posyandu, isi, actor)
    if not posyandu.wilayah_id.startswith(faskes.wilayah_id):
        raise Ditolak("faskes", "Fasilitas ini melayani wilayah lain.")
    lama = PembinaKesehatan.objects.filter(posyandu=posyandu, sampai=None).select_related("faskes").first()
    if lama is not None:
        if mulai < lama.mulai:
            raise Ditolak(
                "mulai", f"Pembina yang sekarang mulai {lama.mulai:%d/%m/%Y}. Pilih hari itu atau sesudahnya."
            )
        lama.sampai = mulai
        lama.versi += 1
        lama.save(update_fields=["sampai", "versi"])
    orang = {k: str(isi.get(k, "")).strip() for k in ("bidan", "telepon")}
    baru = PembinaKesehatan.objects.create(posyandu=posyandu, faskes=faskes, mulai=mulai, **orang)
    ubahan = selisih(
        {"fasilitas": lama and str(lama.faskes), **{k: lama and getattr(lama, k) for k in orang}},
        {"fasilitas": str(faskes), **orang},
        pribadi=("telepon",),
    )
    record(actor, "tetapkan_pembina", posyandu, perubahan=ubahan)
    return baru


def _faskes_baru(posyandu: Posyandu, isi: Mapping[str, Any], actor: User | None) -> Faskes:
    nama = str(isi.get("nama", "")).strip()
    if not nama or not isi.get("jenis"):
        raise Ditolak("faskes", "Pilih fasilitasnya, atau tulis jenis dan nama yang baru.")
    kecamatan = posyandu.wilayah_id[:8]
    faskes, baru = Faskes.objects.get_or_create(
        wilayah_id=kecamatan, jenis=isi["jenis"], nama=nama, defaults={"contoh": posyandu.contoh}
    )
    if baru:
        record(actor, "buat_faskes", faskes, perubahan={"nama": [None, str(faskes)]})
    return faskes
