"""THE list of offices (perangkat daerah) that answer requests, by field; what they are called is a region's own.

Three offices share trantibumlinmas (domain study 3.4), so an account of that field must say of which it is
(`KantorPetugas`); where a field has one office, the field alone says it.
"""

from dataclasses import dataclass

from posyandu_app.lib.bidang import Bidang

FASKES = "faskes"  # where referrals of health go: the unit's Pustu or Puskesmas, answered by nakes


@dataclass(frozen=True)
class Kantor:
    kode: str
    nama: str
    bidang: str
    kata: tuple[str, ...]  # how the catalogue's `opd` may name it


KANTOR: tuple[Kantor, ...] = (
    Kantor("disdik", "Dinas Pendidikan", Bidang.PENDIDIKAN, ("pendidikan",)),
    Kantor("dinkes", "Dinas Kesehatan", Bidang.KESEHATAN, ("kesehatan", "puskesmas")),
    Kantor("pupr", "Dinas Pekerjaan Umum", Bidang.PEKERJAAN_UMUM, ("pekerjaan umum", "pupr")),
    Kantor("perkim", "Dinas Perumahan dan Permukiman", Bidang.PERUMAHAN_RAKYAT, ("perumahan", "perkim")),
    Kantor("satpolpp", "Satuan Polisi Pamong Praja", Bidang.TRANTIBUMLINMAS, ("satpol", "pamong praja")),
    Kantor("bpbd", "Badan Penanggulangan Bencana Daerah", Bidang.TRANTIBUMLINMAS, ("bpbd", "bencana")),
    Kantor("damkar", "Dinas Pemadam Kebakaran", Bidang.TRANTIBUMLINMAS, ("damkar", "pemadam", "kebakaran")),
    Kantor("dinsos", "Dinas Sosial", Bidang.SOSIAL, ("sosial",)),
)
MENURUT_KODE = {k.kode: k for k in KANTOR}


def per_bidang(bidang: str) -> list[Kantor]:
    return [k for k in KANTOR if k.bidang == bidang]


BERBAGI = frozenset(k.bidang for k in KANTOR if len(per_bidang(k.bidang)) > 1)
TUNGGAL = frozenset(k.kode for k in KANTOR if k.bidang not in BERBAGI)


def pilihan_kantor() -> list[tuple[str, str]]:
    """Choices for a model column: a callable, so that a new office makes no migration."""
    return [(k.kode, k.nama) for k in KANTOR] + [(FASKES, "Pustu atau Puskesmas")]


def nama_kantor(kode: str) -> str:
    return dict(pilihan_kantor()).get(kode, kode)


def kantor_awal(bidang: str, opd: str) -> str:
    """The office a request most likely goes to: the first of its field that the catalogue's words name."""
    daftar, kata = per_bidang(bidang), opd.lower()
    letak = [(kata.index(w), k.kode) for k in daftar for w in k.kata if w in kata]
    return min(letak)[1] if letak else daftar[0].kode
