"""Planned against done: what of a yearly plan was carried out, and which records seem to have carried it out.

Counted as done: records tied to the activity (PelaksanaanKegiatan) that hold. Not counted: a record that only looks
like it (it is suggested until somebody says so), and one that was cancelled.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from accounts.roles import Cap
from accounts.scope import Scope
from planning.models import Alokasi, KegiatanRencana, PelaksanaanKegiatan, RencanaKerja, StatusAlokasi
from spm_services import katalog
from spm_services.katalog.dasar import Bentuk
from spm_services.models import Rekaman, StatusRekaman

TERTUTUP: tuple[str, ...] = tuple(k for k, e in katalog.SEMUA.items() if e.tertutup or e.tersegel)
CALON = 600  # records of one unit's year that are looked at


@dataclass
class Terlaksana:
    """One planned activity and the records that carried it out. `bulan`: months of the plan with at least one."""

    kegiatan: KegiatanRencana
    isi: list[PelaksanaanKegiatan] = field(default_factory=list)

    @property
    def bulan(self) -> set[int]:
        return {p.rekaman.tanggal.month for p in self.isi} & set(self.kegiatan.bulan)

    @property
    def di_luar(self) -> set[int]:
        """Months in which it was carried out without having been planned."""
        return {p.rekaman.tanggal.month for p in self.isi} - set(self.kegiatan.bulan)

    @property
    def kali(self) -> int:
        return len(self.isi)

    @property
    def terlayani(self) -> int:
        return sum(p.rekaman.terlayani for p in self.isi)

    @property
    def sel(self) -> list[str]:
        """The twelve cells of the grid: "rencana", "terlaksana" (planned and done), "luar" (done only), ""."""
        kata = []
        for b in range(1, 13):
            rencana, jadi = b in self.kegiatan.bulan, b in self.bulan | self.di_luar
            kata.append("terlaksana" if rencana and jadi else "luar" if jadi else "rencana" if rencana else "")
        return kata


def terlaksana(scope: Scope, rencana: RencanaKerja, kegiatan: Iterable[KegiatanRencana]) -> dict[int, Terlaksana]:
    """{activity: what was done of it}, for every activity given. One question."""
    hasil = {k.pk: Terlaksana(k) for k in kegiatan}
    rows = PelaksanaanKegiatan.objects.for_scope(scope).filter(
        kegiatan__rencana=rencana, rekaman__status=StatusRekaman.BERLAKU
    )
    for p in rows.select_related("rekaman").order_by("rekaman__tanggal", "pk"):
        if p.kegiatan_id in hasil:
            hasil[p.kegiatan_id].isi.append(p)
    return hasil


def calon(scope: Scope, rencana: RencanaKerja) -> list[Rekaman]:
    """Records of the plan's unit and year that could carry out an activity and are tied to none: group activities that
    hold, not the single steps of a visit. The oldest first. One question."""
    rows = Rekaman.objects.for_scope(scope).berlaku()
    rows = rows.filter(
        posyandu=rencana.posyandu_id, tanggal__year=rencana.tahun, bentuk=Bentuk.KEGIATAN, kunjungan=None
    )
    rows = rows.filter(~Exists(PelaksanaanKegiatan.objects.filter(rekaman=OuterRef("pk"))))
    return list(rows.order_by("tanggal", "pk")[:CALON])


@dataclass(frozen=True)
class Saran:
    """Records that seem to have carried out one activity. `pasti`: of its service, in one of its months; `mungkin`:
    of its service in another month, or of its field in one of its months where the plan names no service."""

    pasti: list[Rekaman]
    mungkin: list[Rekaman]


def sarankan(kegiatan: Sequence[KegiatanRencana], rows: Iterable[Rekaman]) -> Mapping[int, Saran]:
    """{activity: its suggestions}; each record is suggested once as sure, for the first activity that fits."""
    hasil = {k.pk: Saran([], []) for k in kegiatan}
    for r in rows:
        selayanan = [k for k in kegiatan if k.layanan and k.layanan == r.layanan]
        sebulan = next((k for k in selayanan if r.tanggal.month in k.bulan), None)
        if sebulan is not None:
            hasil[sebulan.pk].pasti.append(r)
            continue
        sebidang = [k for k in kegiatan if not k.layanan and k.bidang == r.bidang and r.tanggal.month in k.bulan]
        for k in selayanan or sebidang:
            hasil[k.pk].mungkin.append(r)
    return hasil


def dibayar_lewat_rencana(kolom: str = "pk") -> Exists:
    """For a query of records: money is tied to the planned activity that the record carried out."""
    return Exists(
        Alokasi.objects.filter(status=StatusAlokasi.BERLAKU, kegiatan__pelaksanaan_list__rekaman=OuterRef(kolom))
    )


def pelaksanaan_terlihat(user: Any) -> Prefetch:
    """For a query of allocations: the records that carried out each planned activity and that the reader may see, as
    `kegiatan.jadi`. One question for all of them; closed services stay out."""
    rows = PelaksanaanKegiatan.objects.for_user(user, Cap.LIHAT_CATATAN).filter(rekaman__status=StatusRekaman.BERLAKU)
    rows = rows.exclude(rekaman__layanan__in=TERTUTUP).select_related("rekaman__posyandu__wilayah")
    return Prefetch("kegiatan__pelaksanaan_list", rows.order_by("rekaman__tanggal", "pk"), to_attr="jadi")
