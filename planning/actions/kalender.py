"""Writes to a region's own planning calendar."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from planning.kalender import MENURUT_KUNCI, tanggal
from planning.models import GerbangTahap
from posyandu_app.lib.galat import Ditolak
from wilayah.models import Wilayah


@transaction.atomic
def atur_gerbang(wilayah: Wilayah, isi: dict[str, Any], *, actor: User) -> GerbangTahap:
    """The area's own date of a gate (`gerbang`, `tahun` 0 for every year, `bulan`, `hari`, `dasar`); replaces what it
    had said. Raises Ditolak for an unknown gate or a day that its month does not have."""
    require_area(wilayah.kode, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if isi["gerbang"] not in MENURUT_KUNCI:
        raise Ditolak("gerbang", "Tahap ini tidak dikenal.")
    # 29 February is a day of some years; every other day must be one of its month in any year.
    if tanggal(2024, isi["bulan"], isi["hari"]).day != isi["hari"]:
        raise Ditolak("hari", "Bulan itu tidak punya tanggal ini.")
    kunci = {"wilayah": wilayah, "gerbang": isi["gerbang"], "tahun": isi["tahun"]}
    lama = GerbangTahap.objects.select_for_update(of=("self",), no_key=True).filter(**kunci).first()
    semula = f"{lama.hari}/{lama.bulan}" if lama else None
    nilai = {"bulan": isi["bulan"], "hari": isi["hari"], "dasar": isi["dasar"]}
    if lama is None:
        baru = GerbangTahap(**kunci, **nilai, pembuat=actor)
        try:
            with transaction.atomic():
                baru.save(force_insert=True)
        except IntegrityError:
            raise Ditolak("gerbang", "Orang lain baru saja menyimpan tahap ini. Muat ulang halaman.") from None
    else:
        baru = lama
        for kolom, satu in nilai.items():
            setattr(baru, kolom, satu)
        baru.save(update_fields=[*nilai])
    record(actor, "atur_gerbang", baru, perubahan={baru.gerbang: [semula, f"{baru.hari}/{baru.bulan}"]})
    return baru


@transaction.atomic
def hapus_gerbang(pk: int, *, actor: User) -> GerbangTahap:
    """Back to the date of the area above, or the nation's."""
    baris: GerbangTahap = GerbangTahap.objects.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    record(actor, "hapus_gerbang", baris, perubahan={baris.gerbang: [f"{baris.hari}/{baris.bulan}", None]})
    GerbangTahap.objects.filter(pk=pk).delete()
    return baris
