"""Taking a taken import back, while nobody has built on it."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils import timezone

from accounts.models import User
from audit.record import record
from planning.actions._impor import kunci_milik
from planning.actions._potret import pulihkan, sidik_baris
from planning.actions.impor import kunci_dokumen
from planning.actions.porsi import isi_total
from planning.actions.temuan import setelah_simpan
from planning.katalog import JUMLAH
from planning.models import AsalBaris, BarisAnggaran, BarisLokasi, BarisSumberDana, ImporRencana, TemuanAnggaran
from planning.models import TotalDokumen as Total
from posyandu_app.lib.galat import Ditolak

# What goes with a line: its own parts, and what the system finds about it again by itself.
BAGIAN = (BarisSumberDana, BarisLokasi, TemuanAnggaran)
NAMA = {
    "Alokasi": "alokasi",
    "AsalBaris": "baris tahap lain",
    "BarisAnggaran": "baris Perubahan",
    "ProgramOpd": "program perangkat daerah",
    "TautanIndikator": "indikator",
    "UsulanBaris": "usulan",
}


@transaction.atomic
def tarik_impor(pk: int, alasan: str, *, actor: User | None) -> ImporRencana:
    """Take the lines out of the draft again, as if the file had not been taken: lines it replaced come back, so does
    the total stated before. Raises Ditolak once the document is fixed, a line was changed, or something points at one.
    """
    dokumen = kunci_dokumen(pk)
    impor = kunci_milik(pk, actor)
    if impor.diambil is None or impor.ditarik is not None:
        raise Ditolak("", "Impor ini belum diambil, atau sudah ditarik. Muat ulang halaman.")
    if dokumen is None:
        raise Ditolak("", "Nomenklatur yang sudah dimuat tidak ditarik: muat nomenklatur penggantinya.")
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    baris = list(BarisAnggaran.objects.select_for_update(of=("self",)).filter(dari_impor=impor).order_by("pk"))
    if halangan := halangan_tarik(impor, baris):
        raise Ditolak("", " ".join(halangan))
    BarisAnggaran.objects.filter(pk__in=[b.pk for b in baris]).delete()
    pulihkan(dokumen, impor.digantikan)
    _kembalikan_total(impor, actor)
    impor.ditarik = timezone.now()
    impor.save(update_fields=["ditarik"])
    record(actor, "impor_tarik", dokumen, catatan=alasan.strip(), perubahan={"baris": [len(baris), None]})
    setelah_simpan(dokumen.pk)
    return impor


def halangan_tarik(impor: ImporRencana, baris: Iterable[BarisAnggaran]) -> list[str]:
    """Why it cannot be taken back; empty where it can."""
    if sidik_baris(impor) != impor.pengaturan.get("sidik_baris"):
        return ["Sebagian barisnya sudah diubah atau dihapus sejak diambil, jadi tidak ditarik sekaligus."]
    tunjuk = penunjuk(baris)
    if not tunjuk:
        return []
    apa = ", ".join(f"{n} {nama}" for nama, n in tunjuk.items())
    return [f"Barisnya sudah dipakai: {apa}. Lepaskan dulu, baru impornya bisa ditarik."]


def penunjuk(baris: Iterable[BarisAnggaran]) -> dict[str, int]:
    """{what: how many} of whatever points at these lines, found from the models themselves: a new one is seen too.
    Links between stages that the system found by itself are made anew and do not count."""
    pks = [b.pk for b in baris]
    hasil: dict[str, int] = {}
    for relasi in BarisAnggaran._meta.get_fields(include_hidden=True):  # noqa: SLF001
        if not isinstance(relasi, ForeignObjectRel) or relasi.related_model in BAGIAN:
            continue
        model: Any = relasi.related_model
        rows = model._default_manager.filter(**{f"{relasi.field.name}__in": pks})  # noqa: SLF001
        if model is AsalBaris and relasi.field.name == "ke":
            rows = rows.filter(cocok=False)
        if n := rows.count():
            nama = NAMA.get(model.__name__, str(model._meta.verbose_name))  # noqa: SLF001
            hasil[nama] = hasil.get(nama, 0) + n
    return hasil


def _kembalikan_total(impor: ImporRencana, actor: User | None) -> None:
    """The stated total from before, unless somebody has typed another since."""
    lama, baru = (
        None if teks is None else Decimal(teks)
        for teks in (impor.pengaturan.get("total_lama"), impor.pengaturan.get("total_baru"))
    )
    ada = Total.objects.filter(dokumen=impor.dokumen_id, sumber=JUMLAH).values_list("nilai", flat=True).first()
    if ada == baru and impor.dokumen_id is not None:
        isi_total(impor.dokumen_id, {JUMLAH: lama}, actor=actor)
