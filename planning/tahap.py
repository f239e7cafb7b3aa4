"""Which document is a stage of which: RPJMD → RKPD → KUA-PPAS → APBD → Pergeseran, Perubahan; the same for a desa."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.roles import Cap
from planning.katalog import JENIS
from planning.models import DokumenAnggaran
from posyandu_app.lib import kode as kode_lib
from wilayah.models import Jenis, Wilayah

# Kinds whose lines may have become lines of this kind, nearest first. A Perubahan is asked by its root as well.
SEBELUM: dict[str, tuple[str, ...]] = {
    "renstra": ("rpjmd",),
    "rkpd": ("rpjmd",),
    "renja": ("rkpd", "renstra"),
    "kua_ppas": ("rkpd",),
    "apbd": ("kua_ppas", "rkpd"),
    "dpa_kec": ("apbd",),
    "rkpdes": ("rpjmdes",),
    "du_rkpdes": ("rkpdes",),
    "apbdes": ("rkpdes",),
}


# Kinds of several years that promise targets.
BERINDIKATOR = frozenset({"rpjmd", "renstra", "rpjmdes", "renstra_pos"})


def akar(jenis: str) -> str:
    """The kind that a Perubahan or Pergeseran amends in the end: apbd_p, pergeseran → apbd."""
    dari = JENIS[jenis].perubahan_dari
    return dari[0] if dari else jenis


def berindikator(jenis: str) -> bool:
    return akar(jenis) in BERINDIKATOR


def duty_tulis(jenis: str) -> Cap:
    """Who writes a document of the kind: planners; a Renstra Posyandu whoever keeps the unit (its pengurus, the
    operator of the desa or kelurahan). Fixing one is a planner's in any case: for a unit the village's operator."""
    return Cap.KELOLA_POSYANDU if JENIS[jenis].per_posyandu else Cap.KELOLA_RENCANA


def pemerintah(jalur: Sequence[Wilayah]) -> Wilayah | None:
    """The government whose documents an area reads, from its path (province first): a desa's own; a kelurahan and a
    kecamatan those of kabupaten/kota. None for the nation."""
    if not jalur:
        return None
    return jalur[1] if jalur[-1].jenis in (Jenis.KELURAHAN, Jenis.KECAMATAN) else jalur[-1]


def boleh_diturunkan(dari: DokumenAnggaran, ke: DokumenAnggaran) -> bool:
    """May a line of `ke` have come from `dari`: a former stage of the same years, of the same government (a kecamatan's
    DPA is a piece of the APBD above it); or the very document that it amends."""
    if ke.menggantikan_id == dari.pk:
        return True
    serumpun = akar(dari.jenis) in SEBELUM.get(akar(ke.jenis), ())
    sewaktu = dari.tahun <= ke.tahun_akhir and ke.tahun <= dari.tahun_akhir
    bagian = akar(ke.jenis) == "dpa_kec" and kode_lib.di_bawah(ke.wilayah_id, dari.wilayah_id)
    return serumpun and sewaktu and (ke.wilayah_id == dari.wilayah_id or bagian)


@dataclass(frozen=True)
class Mata:
    """One document in a chain, with its name there: APBD, Pergeseran 1, Pergeseran 2, Perubahan APBD."""

    dokumen: DokumenAnggaran
    nama: str


def rantai(semua: Iterable[DokumenAnggaran], satu: DokumenAnggaran) -> list[Mata]:
    """The chain of amendments a document stands in, first one first; withdrawn ones are left out unless it is itself
    one. `semua`: documents of the same government, as far as the reader sees them."""
    kenal = {d.pk: d for d in semua} | {satu.pk: satu}
    pangkal = satu
    while pangkal.menggantikan_id in kenal:
        pangkal = kenal[pangkal.menggantikan_id]
    lanjut: dict[int, list[DokumenAnggaran]] = {}
    for d in kenal.values():
        if d.menggantikan_id is not None and (d.status != "dicabut" or d.pk == satu.pk):
            lanjut.setdefault(d.menggantikan_id, []).append(d)
    hasil, kini, hitung = [Mata(pangkal, pangkal.uraian_jenis.nama)], pangkal, dict.fromkeys([pangkal.jenis], 1)
    while kini.pk in lanjut:
        # At most one is not withdrawn (dokumen_satu_perubahan); the one looked at is followed where it was.
        kini = max(lanjut[kini.pk], key=lambda d: (d.pk == satu.pk, d.pk))
        hitung[kini.jenis] = hitung.get(kini.jenis, 0) + 1
        bernomor = kini.jenis == "pergeseran" or hitung[kini.jenis] > 1
        nama = "Pergeseran" if kini.jenis == "pergeseran" else kini.uraian_jenis.nama
        hasil.append(Mata(kini, f"{nama} {hitung[kini.jenis]}" if bernomor else nama))
    return hasil


@dataclass(frozen=True)
class Tetangga:
    """The stages around a document: what it came from, what came of it, and its chain of amendments."""

    sebelum: list[DokumenAnggaran]
    sesudah: list[DokumenAnggaran]
    rantai: list[Mata]


def tetangga(semua: Iterable[DokumenAnggaran], satu: DokumenAnggaran) -> Tetangga:
    """From documents of the same government that share a year with it. Roots only: amendments stand in the chain."""
    lain = [d for d in semua if d.pk != satu.pk and d.status != "dicabut" and d.menggantikan_id is None]
    pokok = rantai(semua, satu)[0].dokumen
    return Tetangga(
        [d for d in lain if boleh_diturunkan(d, pokok)],
        [d for d in lain if boleh_diturunkan(pokok, d)],
        rantai(semua, satu),
    )
