"""The two long jobs of a budget import: reading the file into judged rows, and taking them.

Reading stores rows in steps that are seen while it runs; an attempt that was killed leaves rows which the next one
takes away before it begins anew, so each row stands there once. Taking is one transaction, its last act the job's own
row: killed or cancelled before that, nothing of it was stored.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts.berkas import jalur
from accounts.models import Berkas
from accounts.pekerjaan import Laju
from planning.actions.impor import ambil_impor, baris_bacaan, isi_bacaan
from planning.actions.kode import ambil_buku, baris_buku
from planning.baca_impor import baca, baca_kode, konteks
from planning.katalog import Skema
from planning.models import ImporRencana, ImporRencanaBaris
from posyandu_app.lib.galat import Ditolak

SEKALI_SIMPAN = 500
HANYA_JUDUL = "Hanya ada judul kolom, belum ada barisnya."
TAK_BERTUGAS = "Anda tidak lagi bertugas di wilayah ini, jadi tidak ada yang diambil."


def _impor(laju: Laju) -> ImporRencana:
    rows = ImporRencana.objects.select_related("berkas", "dokumen__wilayah", "pemilik")
    return rows.get(pk=laju.pekerjaan.isi["impor"])


def baca_berkas(laju: Laju) -> Berkas | None:
    """Read the file and judge every row; nothing of it is in the document yet."""
    impor = _impor(laju)
    if impor.berkas is None:
        return None
    if impor.terbuka and impor.dibaca is None:
        try:
            _baca(laju, impor, jalur(impor.berkas))
        except Ditolak as galat:
            ImporRencanaBaris.objects.filter(impor=impor).delete()
            ImporRencana.objects.filter(pk=impor.pk).update(galat=str(galat)[:300])
            jalur(impor.berkas).unlink(missing_ok=True)
            raise
    jalur(impor.berkas).unlink(missing_ok=True)  # its rows stand in the database now
    return None


def _baca(laju: Laju, impor: ImporRencana, path: Path) -> None:
    ImporRencanaBaris.objects.filter(impor=impor).delete()  # of an attempt that was killed
    laju.maju(0)
    if not path.exists():
        raise Ditolak("berkas", "Berkasnya tidak ada lagi. Unggah ulang.")
    with path.open("rb") as f:
        rows, isi = _uraikan(impor, File(f, name=impor.nama))
    if not rows:
        raise Ditolak("berkas", HANYA_JUDUL)
    for mulai in range(0, len(rows), SEKALI_SIMPAN):
        with transaction.atomic():
            ImporRencanaBaris.objects.bulk_create(rows[mulai : mulai + SEKALI_SIMPAN])
            laju.maju(min(mulai + SEKALI_SIMPAN, len(rows)), len(rows))
    with transaction.atomic():
        laju.maju(len(rows))
        ImporRencana.objects.filter(pk=impor.pk, dibuang=None).update(dibaca=timezone.now(), **isi)


def _uraikan(impor: ImporRencana, f: Any) -> tuple[list[ImporRencanaBaris], dict[str, Any]]:
    """(rows to be stored, columns of the import that reading fills)."""
    atur = impor.pengaturan
    if impor.dokumen is None:
        buku, sidik = baca_kode(f, Skema(atur["skema"]), semua=bool(atur["semua"]), sendiri=bool(atur["sendiri"]))
        return baris_buku(impor, buku), {
            "sidik": sidik, "kolom_asing": buku.kolom_asing[:40], "banyak": len(buku.kode)
        }  # fmt: skip
    k = konteks(impor.dokumen, atur.get("kode_desa", ""))
    teks = f.read().decode() if impor.bentuk == ImporRencana.Bentuk.TEMPEL else ""
    bacaan, sidik = baca(impor.bentuk, k, unggahan=f, teks=teks)
    return baris_bacaan(impor, bacaan), {"sidik": sidik, **isi_bacaan(impor, bacaan)}


def ambil(laju: Laju) -> Berkas | None:
    """Take all rows, or none."""
    impor = _impor(laju)
    if not impor.terbuka:
        return None
    laju.maju(0, impor.banyak)
    tindakan = ambil_buku if impor.bentuk == ImporRencana.Bentuk.KODE else ambil_impor
    try:
        with transaction.atomic():
            tindakan(impor.pk, actor=impor.pemilik, pekerjaan=laju.pekerjaan.pk)
            laju.maju(impor.banyak)
    except (Http404, PermissionDenied):
        raise Ditolak("", TAK_BERTUGAS) from None
    return None
