"""THE planning calendar: until when a wish must have passed which gate to reach the budget of a year.

National dates stand here, each with its basis and how sure it is (planning study 1.3); a region writes its own in
GerbangTahap. "Second week" is taken as the 14th, "end of month" as its last day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planning.katalog import DESA
from planning.models import GerbangTahap
from posyandu_app.lib import kode as kode_lib
from wilayah.models import Jenis, Wilayah

DESA_, DAERAH = "desa", "daerah"
# How sure a date is: read in a source, common knowledge of the rules (not checked against their text), less sure.
KEYAKINAN: dict[str, str] = {
    "daerah": "ditetapkan daerah",
    "sumber": "menurut sumber",
    "tinggi": "ketentuan nasional, belum dicocokkan dengan naskah",
    "sedang": "kebiasaan, perlu dipastikan",
}
P86, PP12, P114 = "Permendagri 86/2017", "PP 12/2019", "Permendagri 114/2014"


@dataclass(frozen=True)
class Gerbang:
    """One gate of one budget year. `untuk`: whose calendar it belongs to, "desa" or "daerah"."""

    kunci: str
    nama: str
    tenggat: date
    untuk: str
    dasar: str
    keyakinan: str

    def sisa(self, hari: date) -> int:
        """Days left; below zero once it is over."""
        return (self.tenggat - hari).days


@dataclass(frozen=True)
class Baku:
    """A gate as the nation has it: years before (−) the budget year, month, day (0: the month's last)."""

    kunci: str
    nama: str
    untuk: str
    selisih: int
    bulan: int
    hari: int
    dasar: str
    keyakinan: str


# Order is the order of the year; `untuk` desa are gates of the village, daerah those of kabupaten/kota.
BAKU: tuple[Baku, ...] = (
    Baku("du_rkpdes", "DU-RKP Desa diserahkan ke camat", DESA_, -2, 12, 0, P114, "tinggi"),
    Baku("musrenbang_kel", "Musrenbang kelurahan", DAERAH, -1, 1, 0, "Pedoman Musrenbang kelurahan", "sumber"),
    Baku("musrenbang_kec", "Musrenbang kecamatan", DAERAH, -1, 2, 14, P86, "tinggi"),
    Baku("forum_pd", "Forum perangkat daerah", DAERAH, -1, 2, 0, P86, "tinggi"),
    Baku("pokir", "Pokok pikiran DPRD disampaikan", DAERAH, -1, 3, 24, P86, "tinggi"),
    Baku("musrenbang_kab", "Musrenbang RKPD kabupaten/kota", DAERAH, -1, 3, 0, P86, "tinggi"),
    Baku("rkpd", "RKPD ditetapkan", DAERAH, -1, 6, 0, P86, "tinggi"),
    Baku("musdes", "Musyawarah Desa perencanaan", DESA_, -1, 6, 0, P114, "tinggi"),
    Baku("kua_ppas_ajukan", "KUA-PPAS disampaikan ke DPRD", DAERAH, -1, 7, 14, PP12, "sumber"),
    Baku("kua_ppas", "KUA-PPAS disepakati", DAERAH, -1, 8, 14, PP12, "tinggi"),
    Baku("musrenbangdes", "Musrenbang Desa", DESA_, -1, 8, 0, P114, "tinggi"),
    Baku("rapbd", "RAPBD disampaikan ke DPRD", DAERAH, -1, 9, 14, PP12, "tinggi"),
    Baku("rkpdes", "RKP Desa ditetapkan", DESA_, -1, 9, 0, P114, "sumber"),
    Baku("rapbdes", "RAPB Desa disepakati kepala desa dan BPD", DESA_, -1, 10, 0, "Permendagri 20/2018", "tinggi"),
    Baku("apbd_setuju", "RAPBD disetujui bersama", DAERAH, -1, 11, 30, PP12, "sumber"),
    Baku("evaluasi_camat", "RAPB Desa dievaluasi (camat)", DESA_, -1, 11, 0, "Permendagri 20/2018", "sedang"),
    Baku("apbd", "APBD ditetapkan", DAERAH, -1, 12, 31, PP12, "tinggi"),
    Baku("apbdes", "APB Desa ditetapkan", DESA_, -1, 12, 31, "Permendagri 20/2018", "tinggi"),
    Baku("dpa", "DPA perangkat daerah", DAERAH, 0, 1, 0, PP12, "tinggi"),
    Baku("dpa_desa", "DPA dan RAB desa", DESA_, 0, 1, 0, "Permendagri 20/2018", "tinggi"),
    Baku("kua_ppas_p", "Perubahan KUA-PPAS", DAERAH, 0, 8, 14, PP12, "sedang"),
    Baku("rapbd_p", "Rancangan Perubahan APBD ke DPRD", DAERAH, 0, 9, 14, PP12, "sedang"),
    Baku("apbd_p", "Perubahan APBD disetujui", DAERAH, 0, 9, 30, PP12, "tinggi"),
    Baku("apbdes_p", "Perubahan APB Desa", DESA_, 0, 10, 0, "Permendagri 20/2018, sesudah Perubahan APBD", "sedang"),
)
MENURUT_KUNCI: dict[str, Baku] = {b.kunci: b for b in BAKU}


def pilihan_gerbang() -> list[tuple[str, str]]:
    return [(b.kunci, b.nama) for b in BAKU]


def tanggal(tahun: int, bulan: int, hari: int) -> date:
    """The day of the month, or its last one where the month is shorter (29 February every year) or `hari` is 0."""
    akhir = monthrange(tahun, bulan)[1]
    return date(tahun, bulan, min(hari or akhir, akhir))


def gerbang(wilayah: Wilayah, tahun: int) -> list[Gerbang]:
    """Gates of the budget year in the order of their dates, as they hold in the area; one query.

    A desa has its own gates and those of its kabupaten (what goes beyond the village passes there); a kelurahan only
    the latter, a desa no Musrenbang kelurahan; an area above both sees both.
    """
    return gerbang_banyak(wilayah, [tahun])[tahun]


def gerbang_banyak(wilayah: Wilayah, tahun_list: Sequence[int]) -> dict[int, list[Gerbang]]:
    """{budget year: its gates} of several years; one query."""
    jalur = kode_lib.leluhur(wilayah.kode)
    rows = list(GerbangTahap.objects.filter(wilayah__in=jalur, tahun__in=(0, *tahun_list)))
    hasil = {}
    for tahun in tahun_list:
        daerah = _daerah(rows, tahun)
        milik = [_satu(b, tahun, daerah.get(b.kunci)) for b in BAKU if _milik(b, wilayah)]
        hasil[tahun] = sorted(milik, key=lambda g: g.tenggat)
    return hasil


def _milik(b: Baku, wilayah: Wilayah) -> bool:
    if wilayah.jenis == Jenis.KELURAHAN:
        return b.untuk == DAERAH
    return not (wilayah.jenis in DESA and b.kunci == "musrenbang_kel")


def _daerah(rows: Iterable[GerbangTahap], tahun: int) -> dict[str, GerbangTahap]:
    """{gate: what the nearest area says of it for the year}."""
    pakai = [g for g in rows if g.tahun in (0, tahun)]
    return {g.gerbang: g for g in sorted(pakai, key=lambda g: (len(g.wilayah_id), g.tahun))}


def _satu(b: Baku, tahun: int, ganti: GerbangTahap | None) -> Gerbang:
    baku = Gerbang(b.kunci, b.nama, tanggal(tahun + b.selisih, b.bulan, b.hari), b.untuk, b.dasar, b.keyakinan)
    if ganti is None:
        return baku
    hari = tanggal(tahun + b.selisih, ganti.bulan, ganti.hari)
    return replace(baku, tenggat=hari, dasar=ganti.dasar, keyakinan="daerah")


def berikutnya(isi: Iterable[Gerbang], untuk: str, hari: date) -> Gerbang | None:
    """The first gate of that calendar that is not over yet."""
    return next((g for g in isi if g.untuk == untuk and g.tenggat >= hari), None)
