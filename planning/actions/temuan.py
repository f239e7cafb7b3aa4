"""Writes of the finding book: what a run of the checks stores, what people answer.

A run stores each candidate once (rule, object), closes what it no longer sees, opens again what came back. It never
makes the save that called it fail.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

import structlog
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from audit.transitions import TransitionRefused
from planning.antrean import tandai
from planning.models import (
    AntreanPeriksa,
    DokumenAnggaran,
    PutaranPeriksa,
    StatusDokumen,
    StatusTemuan,
    TemuanAnggaran,
)
from planning.pemeriksaan import SEMUA, Kandidat, Lingkup, Pemeriksaan
from planning.workflow_temuan import TEMUAN
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini, sekarang

log = structlog.get_logger(__name__)
POTONGAN = 500
# What a run renews of a finding. Not its year: a plan of several years is looked at in each of them.
BERUBAH = ("wilayah", "nilai", "kalimat", "pemilik", "dokumen", "baris", "alokasi", "posyandu")
JAM_MALAM = (1, 5)


def periksa(bahan: Lingkup, pilihan: Iterable[Pemeriksaan] = SEMUA) -> dict[str, int]:
    """Run checks over an area and year and store what they find. Returns {rule: candidates}."""
    pilihan = tuple(pilihan)
    ada: dict[tuple[str, str], Kandidat] = {}
    for p in pilihan:
        for k in p.periksa(bahan):
            ada.setdefault((p.kode, k.objek), k)
    with transaction.atomic():
        _simpan(bahan, [p.kode for p in pilihan], ada)
    hitung = Counter(kode for kode, _ in ada)
    return {p.kode: hitung.get(p.kode, 0) for p in pilihan}


def _simpan(bahan: Lingkup, aturan: list[str], ada: dict[tuple[str, str], Kandidat]) -> None:
    kini = timezone.now()
    lama = _tersimpan(bahan, aturan, ada)
    baru = [
        TemuanAnggaran(aturan=kode, objek=objek, tahun=bahan.tahun, pertama=kini, terakhir=kini, **_isi(k))
        for (kode, objek), k in ada.items()
        if (kode, objek) not in lama
    ]
    # Two runs at once: whoever comes second finds the row there and leaves it to the next run.
    TemuanAnggaran.objects.bulk_create(baru, batch_size=POTONGAN, ignore_conflicts=True)
    berubah, buka = [], []
    for kunci, row in lama.items():
        k = ada.get(kunci)
        if k is None:
            continue
        for kolom, nilai in _isi(k).items():
            setattr(row, kolom, nilai)
        if row.hilang is not None:
            buka.append(row.pk)
        row.terakhir, row.hilang = kini, None
        berubah.append(row)
    TemuanAnggaran.objects.bulk_update(berubah, [*BERUBAH, "terakhir", "hilang"], batch_size=POTONGAN)
    _tutup_dan_buka(bahan, [row for kunci, row in lama.items() if kunci not in ada], buka)


def _isi(k: Kandidat) -> dict[str, Any]:
    return {
        "wilayah_id": k.wilayah,
        "nilai": k.nilai,
        "kalimat": k.kalimat[:500],
        "pemilik": k.pemilik,
        "dokumen_id": k.dokumen,
        "baris_id": k.baris,
        "alokasi_id": k.alokasi,
        "posyandu_id": k.posyandu,
    }


def _tersimpan(
    bahan: Lingkup, aturan: list[str], ada: dict[tuple[str, str], Kandidat]
) -> dict[tuple[str, str], TemuanAnggaran]:
    """Rows this run may touch: those of its area (or document), and those whose object it found elsewhere."""
    rows = TemuanAnggaran.objects.filter(aturan__in=aturan)
    seluruh = bahan.di_area("wilayah") & Q(tahun=bahan.tahun)
    milik = seluruh if bahan.satu is None else Q(dokumen=bahan.satu)
    hasil = {(t.aturan, t.objek): t for t in rows.filter(milik)}
    sisa = sorted({objek for kode, objek in ada if (kode, objek) not in hasil})
    for awal in range(0, len(sisa), POTONGAN):
        for t in rows.filter(objek__in=sisa[awal : awal + POTONGAN]):
            if (t.aturan, t.objek) in ada:
                hasil[t.aturan, t.objek] = t
    return hasil


def _tutup_dan_buka(bahan: Lingkup, tiada: list[TemuanAnggaran], buka: list[int]) -> None:
    """What is gone is closed with its day; what a run had seen gone and is back is opened again."""
    hilang = [t.pk for t in tiada if t.hilang is None]
    TemuanAnggaran.objects.filter(pk__in=hilang).update(hilang=bahan.hari)
    terbuka = [t.pk for t in tiada if t.hilang is None and t.status != StatusTemuan.SELESAI]
    TEMUAN.apply_many(terbuka, "tutup_temuan", actor=None, note="tidak ditemukan lagi")
    selesai = TemuanAnggaran.objects.filter(pk__in=buka, status=StatusTemuan.SELESAI)
    TEMUAN.apply_many(list(selesai.values_list("pk", flat=True)), "temu_lagi", actor=None, note="ditemukan lagi")


def periksa_dokumen(dokumen: int) -> dict[str, int]:
    """Run the checks that concern one document. Called after its import, its fixing, and by the worker after money
    moved on it. Returns {rule: candidates}."""
    row = DokumenAnggaran.objects.get(pk=dokumen)
    AntreanPeriksa.objects.filter(dokumen=row).delete()
    bahan = Lingkup(row.wilayah_id, row.tahun, dokumen=row.pk)
    if row.status == StatusDokumen.DICABUT:
        return {}
    return periksa(bahan, [p for p in SEMUA if p.per_dokumen])


def setelah_simpan(dokumen: int) -> None:
    """After the commit of the running transaction, check the document now: for rare, large changes (an import, the
    fixing of a document). What breaks there is left to the worker and never reaches the one who saved."""

    def jalan() -> None:  # a plain function: Django names it where it breaks, which it cannot do of a partial
        _diam(dokumen)

    transaction.on_commit(jalan, robust=True)


def _diam(dokumen: int) -> None:
    try:
        periksa_dokumen(dokumen)
    except DatabaseError as galat:
        log.warning("pemeriksaan_gagal", dokumen=dokumen, galat=type(galat).__name__)
        tandai(dokumen)


def periksa_antrean() -> int:
    """Check what changed since the last time; for the worker. Returns how many documents."""
    antre = list(AntreanPeriksa.objects.order_by("sejak", "pk").values_list("dokumen", flat=True)[:50])
    for pk in antre:
        periksa_dokumen(pk)
    return len(antre)


def daerah(kode: str, tahun: int) -> list[tuple[str, bool]]:
    """(area, its own documents only) of each run that makes up a check of the whole: kabupaten by kabupaten."""
    if kode != kode_lib.NASIONAL and kode_lib.tingkat(kode) != "provinsi":
        return [(kode, False)]
    rows = DokumenAnggaran.objects.filter(tahun__lte=tahun, tahun_akhir__gte=tahun)
    if kode != kode_lib.NASIONAL:
        dari, sampai = kode_lib.rentang(kode)
        rows = rows.filter(wilayah__gte=dari, wilayah__lt=sampai)
    wilayah = sorted({w[:5] for w in rows.values_list("wilayah", flat=True).distinct()})
    return [(w, len(w) == 2) for w in wilayah]


def periksa_wilayah(kode: str, tahun: int, hari: date | None = None) -> dict[str, int]:
    """All thirty checks over an area, kabupaten by kabupaten. Returns {rule: candidates}."""
    hasil: Counter[str] = Counter({p.kode: 0 for p in SEMUA})
    for area, sendiri in daerah(kode, tahun):
        hasil.update(periksa(Lingkup(area, tahun, hari=hari, sendiri=sendiri)))
    return dict(hasil)


def periksa_malam() -> bool:
    """Once a night, this year and (its drafts) the next; for the worker, which asks often. True when it ran."""
    kini = sekarang()
    if not JAM_MALAM[0] <= kini.hour < JAM_MALAM[1]:
        return False
    awal = kini.replace(hour=0, minute=0, second=0, microsecond=0)
    if PutaranPeriksa.objects.filter(mulai__gte=awal).exists():
        return False
    for tahun in (hari_ini().year, hari_ini().year + 1):
        mulai = timezone.now()
        periksa_wilayah(kode_lib.NASIONAL, tahun)
        PutaranPeriksa.objects.create(tahun=tahun, mulai=mulai, selesai=timezone.now())
    return True


def jelaskan_temuan(pk: int, alasan: str, *, versi: int | None = None, actor: User) -> TemuanAnggaran:
    """Write why the finding stands as it does, or what is being done. Raises TransitionRefused without a reason."""
    if not alasan.strip():
        raise TransitionRefused("catatan", "Tulis penjelasannya.")
    isi = {"penjelasan": alasan.strip()[:400], "penjelas": actor}
    with transaction.atomic():
        # Before the step: the database wants an explanation on an explained row. Refused together with the step.
        TemuanAnggaran.objects.filter(pk=pk).update(**isi)
        temuan: TemuanAnggaran = TEMUAN.apply(pk, "jelaskan_temuan", actor=actor, note=alasan, versi=versi)
    return temuan


def langkah_temuan(pk: int, nama: str, catatan: str = "", *, versi: int | None = None, actor: User) -> TemuanAnggaran:
    """Accept an explanation, or open the finding again."""
    if nama not in ("terima_temuan", "buka_temuan"):
        raise TransitionRefused("langkah", "Langkah ini tidak dikenal.")
    temuan: TemuanAnggaran = TEMUAN.apply(pk, nama, actor=actor, note=catatan, versi=versi)
    return temuan
