"""Reports of the chain (planning study 7.7, 7.8): stages side by side, and the cascade as flat rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.roles import Cap
from planning.metrics_pohon import Cabang, Kegiatan, Simpul, pohon
from planning.metrics_tahap import NOL, BarisTahap, Kolom, banding
from planning.metrics_tahap import persen as persen_ubah
from planning.tahap import akar, pemerintah
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA
from reporting.laporan.anggaran import BAGIAN, LINTAS
from reporting.laporan.dasar import Fakta, KolomLaporan, Laporan, Lingkup, persen
from wilayah.models import Wilayah

KATA = {"hilang": "hilang", "turun": "turun", "naik": "naik", "baru": "baru", "tetap": "tetap", "satu": "satu tahap"}
# The columns of the comparison; a budget without amendments has none of the last.
RENCANA, KUA, MURNI, AKHIR = "rencana", "kua", "murni", "akhir"
RUMPUN: dict[str, str] = {"rkpd": RENCANA, "rkpdes": RENCANA, "kua_ppas": KUA, "apbd": MURNI, "apbdes": MURNI}


def _pemerintah(isi: Lingkup) -> Wilayah | None:
    """The government whose documents the area reads, in one query."""
    if isi.kode == kode_lib.NASIONAL:
        return None
    return pemerintah(list(Wilayah.objects.filter(pk__in=kode_lib.leluhur(isi.kode[:13])).order_by("kode")))


@dataclass(frozen=True)
class BarisBanding:
    """One row of the comparison, with the stages that its government has."""

    tahap: BarisTahap
    kolom: Sequence[Kolom]

    def nilai(self, apa: str) -> Decimal | None:
        """The amount at a stage; None where the government has no such document, or the row no line in it."""
        return next((n for k, n in zip(self.kolom, self.tahap.nilai, strict=True) if kolom_dari(k) == apa), None)

    @property
    def selisih(self) -> Decimal | None:
        """Last stage less the one before it that has the row: what vanished falls by all of it, what is new rises by
        all of it. None where there is one stage only."""
        if len(self.kolom) < 2:
            return None
        return (self.tahap.akhir or NOL) - (self.tahap.sebelum or NOL)

    @property
    def penunjuk(self) -> str:
        """What still points at it beside money: planned activities, indicators."""
        return ", ".join(f"{n} {apa}" for apa, n in self.tahap.penunjuk.items() if n)


def kolom_dari(kolom: Kolom) -> str:
    """The column that a stage stands in; of a budget with amendments the last document has its own."""
    d = kolom.dokumen
    if d.menggantikan_id is not None:
        return AKHIR
    return RUMPUN[akar(d.jenis)]


def _membawa(r: BarisTahap) -> bool:
    """Does the row carry posyandu: marked with one of the six fields at some stage, or pointed at."""
    return r.ditunjuk or any(b.bidang for b in r.semua)


def _banding(isi: Lingkup) -> list[BarisBanding]:
    wilayah = _pemerintah(isi)
    if wilayah is None:
        return []
    semua = banding(isi.scope, wilayah, isi.tahun)
    rows = [r for r in semua.rows if _membawa(r) and isi.bidang in ("", r.wakil.bidang)]
    return [BarisBanding(r, semua.kolom) for r in rows]


def _dokumen(isi: Lingkup, rows: Sequence[BarisBanding]) -> list[Fakta]:
    """Which documents stand side by side, and how far each one is."""
    kolom = rows[0].kolom if rows else []
    return [Fakta(k.nama, k.dokumen.nomor or k.dokumen.get_status_display(), keterangan=_status(k)) for k in kolom]


def _status(k: Kolom) -> str:
    return "belum ditetapkan, angkanya masih bisa berubah" if k.dokumen.draf else ""


def _tahap(apa: str) -> Callable[[BarisBanding], Decimal | None]:
    def nilai(b: BarisBanding) -> Decimal | None:
        return b.nilai(apa)

    return nilai


@dataclass(frozen=True)
class BarisCascade:
    """One row of the flat tree: an activity of a line, or a line that pays for none yet.

    `pertama`: the first row of its line in the whole table; only there the ceilings stand, so that they add up. Under a
    second indicator the money of the line is not said again."""

    cabang: Cabang
    program: str
    simpul: Simpul
    kegiatan: Kegiatan | None
    pertama: bool
    terhitung: bool

    @property
    def pagu_rencana(self) -> Decimal | None:
        return self.simpul.pagu_rencana if self.pertama else None

    @property
    def pagu_anggaran(self) -> Decimal | None:
        return self.simpul.pagu_anggaran if self.pertama else None

    @property
    def teralokasi(self) -> Decimal | None:
        return self.kegiatan.teralokasi if self.kegiatan and self.terhitung else None

    @property
    def terealisasi(self) -> Decimal | None:
        return self.kegiatan.terealisasi if self.kegiatan and self.terhitung else None

    @property
    def serapan(self) -> Decimal | None:
        k = self.kegiatan
        return persen(k.terealisasi, k.teralokasi) if k else None

    @property
    def indikator(self) -> str:
        return str(self.cabang.indikator or "Tidak melayani indikator mana pun")

    @property
    def target(self) -> Decimal | None:
        return self.cabang.target.target if self.cabang.target else None

    @property
    def satuan(self) -> str:
        return self.cabang.indikator.satuan if self.cabang.indikator else ""


def _cascade(isi: Lingkup) -> list[BarisCascade]:
    wilayah = _pemerintah(isi)
    if wilayah is None:
        return []
    hasil: list[BarisCascade] = []
    sudah: set[int] = set()
    for cabang in pohon(isi.scope, wilayah, isi.tahun).cabang:
        for program in cabang.program:
            for s in program.isi:
                baru = id(s.row) not in sudah
                sudah.add(id(s.row))
                kegiatan: list[Kegiatan | None] = [k for _, semua in s.anggaran for k in semua] or [None]
                for ke, k in enumerate(kegiatan):
                    hasil.append(BarisCascade(cabang, program.kode, s, k, baru and ke == 0, baru))
    return hasil


def _jenis(k: Kegiatan | None) -> str:
    return "" if k is None else "rencana" if k.direncanakan else "terlaksana"


_TANPA = "Pemerintah wilayah ini belum punya dokumen untuk tahun itu. Pilih provinsi, kabupaten, kota, atau desa."
TAHAP_LAPORAN: tuple[Laporan, ...] = (
    Laporan(
        kode="banding-tahap",
        nama="Banding tahap anggaran",
        bagian=BAGIAN,
        tentang="Tiap baris untuk posyandu dari rencana sampai anggaran terakhir, dan yang hilang atau menyusut. Yang "
        "ikut: baris bertanda salah satu dari enam bidang, atau yang ditunjuk alokasi, rencana kerja, atau indikator. "
        "Rupiahnya pagu seluruh baris, yang melayani lebih dari posyandu. Baris yang dipecah atau digabung jadi "
        "satu baris di sini. Selisih: tahap terakhir dikurangi tahap sebelumnya; yang hilang turun seluruhnya.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Kode kegiatan", "tahap.wakil.kode_kegiatan", 20, "kode"),
            KolomLaporan("Uraian", "tahap.wakil.uraian", 44),
            KolomLaporan("Bidang SPM", lambda b: NAMA.get(b.tahap.wakil.bidang, LINTAS), 18),
            KolomLaporan("RKPD/RKP Desa", _tahap(RENCANA), 18, "rupiah", jumlah=True),
            KolomLaporan("KUA-PPAS", _tahap(KUA), 18, "rupiah", jumlah=True, bila_ada=True),
            KolomLaporan("APBD/APB Desa", _tahap(MURNI), 18, "rupiah", jumlah=True),
            KolomLaporan("Sesudah perubahan", _tahap(AKHIR), 18, "rupiah", jumlah=True, bila_ada=True),
            KolomLaporan("Selisih", "selisih", 18, "rupiah", jumlah=True),
            KolomLaporan("Selisih (%)", lambda b: persen_ubah(b.selisih, b.tahap.sebelum), 10, "persen"),
            KolomLaporan("Keadaan", lambda b: KATA[b.tahap.keadaan], 12),
            KolomLaporan("Terhubung ke posyandu", "tahap.teralokasi", 18, "rupiah", jumlah=True),
            KolomLaporan("Yang menunjuknya", "penunjuk", 28, bila_ada=True),
        ),
        baris=_banding,
        fakta=_dokumen,
        kosong=_TANPA,
        per_bidang=True,
        lebar=True,
    ),
    Laporan(
        kode="cascade",
        nama="Pohon indikator sampai kegiatan",
        bagian=BAGIAN,
        tentang="Dari indikator RPJMD ke program, RKPD, APBD, dan kegiatan posyandu, satu kegiatan satu baris. Pagu "
        "sebuah baris ditulis sekali, di baris pertamanya, supaya jumlahnya benar; baris yang melayani beberapa "
        "indikator tidak dihitung lagi di bawah yang kedua. Kegiatan dan uangnya hanya dari wilayah yang Anda lihat.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Indikator", "indikator", 40),
            KolomLaporan("Target", "target", 12, "angka"),
            KolomLaporan("Satuan", "satuan", 12),
            KolomLaporan("Program", "program", 12, "kode"),
            KolomLaporan("Kode kegiatan", "simpul.row.wakil.kode_kegiatan", 20, "kode"),
            KolomLaporan("Uraian", "simpul.row.wakil.uraian", 44),
            KolomLaporan("Pagu RKPD/RKP Desa", "pagu_rencana", 18, "rupiah", jumlah=True),
            KolomLaporan("Pagu APBD/APB Desa", "pagu_anggaran", 18, "rupiah", jumlah=True),
            KolomLaporan("Kegiatan posyandu", lambda b: b.kegiatan.nama if b.kegiatan else "", 36),
            KolomLaporan("Jenis", lambda b: _jenis(b.kegiatan), 12),
            KolomLaporan("Banyaknya", lambda b: b.kegiatan.banyak if b.kegiatan else None, 10, "angka"),
            KolomLaporan("Posyandu", lambda b: b.kegiatan.posyandu if b.kegiatan else None, 10, "angka"),
            KolomLaporan("Dialokasikan", "teralokasi", 18, "rupiah", jumlah=True),
            KolomLaporan("Realisasi", "terealisasi", 18, "rupiah", jumlah=True),
            KolomLaporan("Serapan (%)", "serapan", 10, "persen"),
        ),
        baris=_cascade,
        kosong=_TANPA,
        lebar=True,
    ),
)
