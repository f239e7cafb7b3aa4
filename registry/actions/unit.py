"""Writes to the registry. Each is one transaction: the rows, the log, and last the summary."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok
from registry.kunci import kunci_posyandu
from registry.metrics import KADER, UNIT, UNIT_TERDAFTAR
from registry.models import Posyandu
from registry.models.posyandu import urutan_berikut
from wilayah.models import Wilayah
from wilayah.rekap import STOK, Selisih

KOLOM_UBAH = (
    "nama",
    "alamat",
    "rt",
    "rw",
    "buka_minggu",
    "buka_hari",
    "buka_jam",
    "nama_kontak",
    "kontak",
    "berdiri",
    "lintang",
    "bujur",
)


def _stok(selisih_rekap: Selisih, posyandu: Posyandu, tanda: int, kader: int = 0) -> None:
    selisih_rekap.tambah(posyandu.kode, STOK, UNIT, tanda, sendiri=False)
    if posyandu.nomor_registrasi:
        selisih_rekap.tambah(posyandu.kode, STOK, UNIT_TERDAFTAR, tanda, sendiri=False)
    if kader:
        selisih_rekap.tambah(posyandu.kode, STOK, KADER, tanda * kader)


@transaction.atomic
def buat_posyandu(isi: Mapping[str, Any], *, actor: User | None) -> Posyandu:
    """Create a unit under `isi["wilayah"]`. Raises Http404/PermissionDenied out of the actor's area."""
    wilayah = Wilayah.objects.select_for_update(no_key=True).get(pk=isi["wilayah"].pk)
    posyandu = Posyandu(**isi, kode=urutan_berikut(wilayah.kode), nama_cari=isi["nama"].lower())
    posyandu.save(force_insert=True)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    baru = {k: getattr(posyandu, k) for k in KOLOM_UBAH if getattr(posyandu, k) is not None}
    record(actor, "buat", posyandu, perubahan=selisih({}, baru, pribadi=Posyandu.PRIBADI))
    beda = Selisih()
    _stok(beda, posyandu, 1)
    beda.tulis()
    return posyandu


@transaction.atomic
def ubah_posyandu(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User) -> Posyandu:
    """Change the columns in `isi` (of KOLOM_UBAH). Raises Bentrok when `versi` is not the stored one."""
    posyandu = kunci_posyandu(pk)
    require_in_scope(posyandu, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if posyandu.versi != versi:
        raise Bentrok(posyandu)
    isi = {k: v for k, v in isi.items() if k in KOLOM_UBAH}
    lama = {k: getattr(posyandu, k) for k in isi}
    beda = selisih(lama, isi, pribadi=Posyandu.PRIBADI)
    if not beda:
        return posyandu
    for kolom, nilai in isi.items():
        setattr(posyandu, kolom, nilai)
    posyandu.nama_cari = posyandu.nama.lower()
    posyandu.versi += 1
    posyandu.diubah = timezone.now()
    posyandu.save(update_fields=[*isi, "nama_cari", "versi", "diubah"])
    record(actor, "ubah", posyandu, perubahan=beda)
    return posyandu
