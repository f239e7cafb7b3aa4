"""The file "Daftar usulan Musrenbang": columns as in SIPD and the planning study 7.1."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from accounts.scope import Scope
from planning.models import BuktiUsulan, RiwayatUsulan, Usulan
from planning.models.usulan import UsulanQuerySet
from planning.tahap_usulan import DAERAH, DESA, Tahap
from posyandu_app.lib.tabel import Kolom

PALING_BANYAK = 5000


def isi_usulan(rows: UsulanQuerySet, scope: Scope) -> list[Usulan]:
    """The rows as the columns below read them: by priority, numbered, with trail and evidence. Three queries."""
    trail = Prefetch("riwayat_list", RiwayatUsulan.objects.for_scope(scope), to_attr="trail")
    bukti = Prefetch("bukti_list", BuktiUsulan.objects.for_scope(scope), to_attr="berkas")
    rows = rows.select_related("posyandu__wilayah__induk", "wilayah__induk").prefetch_related(trail, bukti)
    isi: list[Any] = list(rows.order_by("prioritas", "id")[:PALING_BANYAK])
    for ke, u in enumerate(isi, 1):
        u.no = ke
    return isi


def _di(tahap: Tahap, apa: str) -> Callable[[Any], Decimal | None]:
    """Volume or rupiah after the last decision of a gate; empty where it never came there."""

    def nilai(u: Any) -> Decimal | None:
        rows: list[RiwayatUsulan] = [r for r in u.trail if r.dari == tahap]
        return getattr(rows[-1], apa) if rows else None

    return nilai


def _alasan(u: Any) -> str:
    return "; ".join(f"{r.get_dari_display()}: {r.alasan}" for r in u.trail if r.alasan)


def _desa(u: Usulan) -> str:
    return u.desa.nama


def _verifikator() -> list[Kolom]:
    kolom = []
    for g in (*DAERAH, *DESA):
        nama = Tahap(g.tahap).label
        kolom += [
            Kolom(f"Volume {nama}", _di(g.tahap, "volume"), 10),
            Kolom(f"Anggaran {nama}", _di(g.tahap, "nilai"), 16),
        ]
    return kolom


KOLOM_USULAN: tuple[Kolom, ...] = (
    Kolom("No", "no", 5),
    Kolom("Prioritas", "prioritas", 8),
    Kolom("Usulan/jenis kegiatan", "judul", 40),
    Kolom("Bidang SPM", lambda u: u.get_bidang_display() or "Lintas bidang", 18),
    Kolom("Kecamatan", lambda u: u.desa.induk.nama, 18),
    Kolom("Desa/kelurahan", _desa, 18),
    Kolom("Pengusul", "pengusul", 24),
    Kolom("Lokasi", "lokasi", 24),
    Kolom("RT", "rt", 5),
    Kolom("RW", "rw", 5),
    Kolom("Masalah/latar belakang", "masalah", 50),
    Kolom("Sasaran", "sasaran", 24),
    Kolom("Volume", "volume_awal", 10),
    Kolom("Satuan", "satuan", 10),
    Kolom("Anggaran usul", "nilai_awal", 16),
    Kolom("OPD tujuan", "perangkat_daerah", 26),
    Kolom("Kamus usulan (kode kegiatan)", "kode_kegiatan", 22),
    Kolom("Jalur", lambda u: u.get_jalur_display(), 22),
    Kolom("Tahun anggaran", "tahun", 8),
    Kolom("Tahap", lambda u: u.get_tahap_display(), 24),
    Kolom("Putusan", lambda u: u.get_putusan_display(), 20),
    Kolom("Status SIPD", "sipd", 30),
    *_verifikator(),
    Kolom("Volume sekarang", "volume", 10),
    Kolom("Anggaran sekarang", "nilai", 16),
    Kolom("Alasan", _alasan, 50),
    Kolom("Bukti (berkas)", lambda u: len(u.berkas), 8),
)
