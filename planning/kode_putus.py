"""Broken codes of many lines at once: grouped by the database, judged against the book in force of each area."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planning.katalog import JENIS, Skema
from planning.models import VersiNomenklatur
from planning.nomenklatur import BukuBerlaku, KodePutus, beri_saran, buku_berlaku, kode_berlaku, nilai_kode

PALING_BANYAK = 100  # shown at once; those with most lines first


@dataclass
class HasilPutus:
    """What was found. `tanpa_buku`: schemes for which no whole book was loaded, so nothing can be said."""

    putus: list[KodePutus] = field(default_factory=list)
    semua: int = 0
    diperiksa: int = 0
    tanpa_buku: set[str] = field(default_factory=set)
    buku: dict[str, str] = field(default_factory=dict)  # scheme: the book it was judged against


def cari_putus(rows: Iterable[Mapping[str, Any]], tahun: int) -> HasilPutus:
    """Groups (code, name, kind, kabupaten, how many, of drafts) that are broken, with suggestions for those shown.

    Counted: lines of drafts and of documents in force in the year. Queries grow with the number of books in force
    (one or two), not with lines."""
    hasil = HasilPutus()
    daftar = list(VersiNomenklatur.objects.all())
    per_buku: dict[tuple[int, tuple[int, ...]], tuple[BukuBerlaku, list[KodePutus]]] = {}
    for p in _kelompok(rows, tahun):
        buku = buku_berlaku(p.skema, tahun, p.kab, daftar)
        if buku.lengkap is None:
            hasil.tanpa_buku.add(p.skema)
            continue
        hasil.diperiksa += p.banyak
        hasil.buku[p.skema] = buku.lengkap.nama
        kunci = (buku.lengkap.pk, tuple(v.pk for v in buku.tambahan))
        per_buku.setdefault(kunci, (buku, []))[1].append(p)
    for buku, calon in per_buku.values():
        berlaku = kode_berlaku(buku, [p.kode for p in calon])
        putus = [p for p in calon if nilai_kode(p, berlaku, buku)]
        putus.sort(key=lambda p: (-p.banyak, p.kode))
        hasil.semua += len(putus)
        if putus and buku.lengkap is not None:
            beri_saran(putus[:PALING_BANYAK], buku.lengkap)
        hasil.putus += putus[:PALING_BANYAK]
    hasil.putus.sort(key=lambda p: (p.skema, -p.banyak, p.kode))
    return hasil


def _kelompok(rows: Iterable[Mapping[str, Any]], tahun: int) -> list[KodePutus]:
    """Kinds of one scheme are one group."""
    hasil: dict[tuple[str, str, str, str], KodePutus] = {}
    for r in rows:
        skema = JENIS[r["jenis"]].skema
        if skema not in (Skema.APBD, Skema.APBDES):
            continue
        kunci = (skema, r["kab"], r["kode_kegiatan"], r["uraian"])
        p = hasil.setdefault(kunci, KodePutus(skema, tahun, r["kab"], r["kode_kegiatan"], r["uraian"], 0, 0))
        p.banyak += r["banyak"]
        p.draf += r["draf"]
    return list(hasil.values())
