"""Reports of plans and budgets (planning study 7): by office, field, source, area; the lines of a document."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.roles import Cap
from planning import metrics_baris
from planning.katalog import ANGGARAN, pilihan_sumber
from planning.metrics_baris import AngkaKelompok
from planning.models import BarisAnggaran
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA, SEMUA
from reporting.laporan.dasar import KolomLaporan, Laporan, Lingkup, persen
from wilayah.models import Wilayah

BAGIAN = "Rencana dan anggaran"
_HITUNG = (
    "Hanya uang yang sudah dialokasikan ke kegiatan posyandu di wilayah ini, dari anggaran mana pun yang berlaku. "
    "Pagu baris tidak dijumlah: ia melayani lebih dari posyandu."
)
_KOSONG = "Belum ada anggaran yang dialokasikan ke kegiatan posyandu di wilayah dan tahun ini."
SUMBER = dict(pilihan_sumber())
LINTAS = "Lintas bidang"


def _sebut_sumber(kode: str) -> str:
    return SUMBER.get(kode, kode) or "belum disebut"


@dataclass(frozen=True)
class BarisKelompok:
    """One group in words."""

    nama: str
    angka: AngkaKelompok

    @property
    def serapan(self) -> Decimal | None:
        return persen(self.angka.terealisasi, self.angka.nilai)


def _kolom(nama: str) -> tuple[KolomLaporan, ...]:
    return (
        KolomLaporan(nama, "nama", 40),
        KolomLaporan("Baris anggaran", "angka.baris", 14, "angka"),
        KolomLaporan("Posyandu", "angka.posyandu", 12, "angka"),
        KolomLaporan("Dialokasikan", "angka.nilai", 20, "rupiah", jumlah=True),
        KolomLaporan("Dibayarkan", "angka.terealisasi", 20, "rupiah", jumlah=True),
        KolomLaporan("Belum dibayarkan", "angka.sisa", 20, "rupiah", jumlah=True),
        KolomLaporan("Serapan (%)", "serapan", 12, "persen"),
    )


def _opd(isi: Lingkup) -> list[BarisKelompok]:
    rows = metrics_baris.menurut(isi.scope, isi.kode, isi.tahun, "baris__perangkat_daerah", isi.bidang)
    return [BarisKelompok(a.kunci or "belum disebut", a) for a in rows]


def _bidang(isi: Lingkup) -> list[BarisKelompok]:
    ada = {a.kunci: a for a in metrics_baris.menurut(isi.scope, isi.kode, isi.tahun, "bidang")}
    semua = [(b, NAMA[b]) for b in SEMUA] + ([("", LINTAS)] if "" in ada else [])
    return [BarisKelompok(nama, ada.get(b) or AngkaKelompok.kosong(b)) for b, nama in semua]


def _sumber(isi: Lingkup) -> list[BarisKelompok]:
    rows = metrics_baris.menurut(isi.scope, isi.kode, isi.tahun, "sumber__sumber", isi.bidang)
    return [BarisKelompok(_sebut_sumber(a.kunci), a) for a in rows]


def _wilayah(isi: Lingkup) -> list[BarisKelompok]:
    """The areas right below, those without money too: a zero is said. A desa shows its units."""
    if kode_lib.tingkat(isi.kode) in ("desa", "posyandu"):
        rows = metrics_baris.menurut(isi.scope, isi.kode, isi.tahun, "posyandu__nama", isi.bidang)
        return [BarisKelompok(a.kunci or "Tim Pembina", a) for a in rows]
    anak = list(Wilayah.objects.anak_dari(isi.kode))
    angka = metrics_baris.per_anak(isi.scope, isi.kode, isi.tahun, [w.kode for w in anak], isi.bidang)
    sendiri = [BarisKelompok(f"Tim Pembina {isi.nama}", angka[isi.kode])] if isi.kode in angka else []
    return [*(BarisKelompok(w.nama, angka[w.kode]) for w in anak), *sendiri]


def _baris(isi: Lingkup, jenis: Sequence[str]) -> list[BarisAnggaran]:
    return metrics_baris.baris_dokumen(isi.scope, isi.kode, isi.tahun, jenis)


_KODE = KolomLaporan("Kode kegiatan", "kode_kegiatan", 20, "kode")
_URAIAN = KolomLaporan("Uraian", "uraian", 50)
_PAGU = KolomLaporan("Anggaran", "pagu", 20, "rupiah", jumlah=True)
_BIDANG = KolomLaporan("Bidang SPM", lambda b: NAMA.get(b.bidang, LINTAS), 20)
_TANPA_DOKUMEN = "Wilayah ini tidak punya dokumen yang berlaku untuk tahun itu, atau belum dimasukkan."

ANGGARAN_LAPORAN: tuple[Laporan, ...] = (
    Laporan(
        kode="per-bidang",
        nama="Anggaran per bidang SPM",
        bagian=BAGIAN,
        tentang="Enam bidang SPM berdampingan: yang dialokasikan dan yang dibayarkan. " + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom("Bidang"),
        baris=_bidang,
        kosong=_KOSONG,
    ),
    Laporan(
        kode="per-opd",
        nama="Anggaran per perangkat daerah dan pelaksana",
        bagian=BAGIAN,
        tentang="Kantor mana membiayai posyandu, dan berapa. " + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom("Perangkat daerah atau pelaksana"),
        baris=_opd,
        kosong=_KOSONG,
        per_bidang=True,
    ),
    Laporan(
        kode="per-sumber",
        nama="Anggaran per sumber dana",
        bagian=BAGIAN,
        tentang="Dari sumber dana mana uang posyandu datang. " + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom("Sumber dana"),
        baris=_sumber,
        kosong=_KOSONG,
        per_bidang=True,
    ),
    Laporan(
        kode="per-wilayah",
        nama="Anggaran per wilayah",
        bagian=BAGIAN,
        tentang="Tiap wilayah di bawahnya, yang belum punya anggaran juga disebut. " + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom("Wilayah"),
        baris=_wilayah,
        kosong=_KOSONG,
        per_bidang=True,
    ),
    Laporan(
        kode="matriks-rkpdes",
        nama="Matriks RKP Desa",
        bagian=BAGIAN,
        tentang="Baris RKP Desa yang berlaku, dengan kolom matriksnya. Semua baris dokumen, bukan posyandu saja.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            _KODE,
            _URAIAN,
            _BIDANG,
            KolomLaporan("Volume", "volume", 10, "angka"),
            KolomLaporan("Satuan", "satuan", 12),
            KolomLaporan("Sasaran", "sasaran", 24),
            _PAGU,
            KolomLaporan("Sumber", metrics_baris.kata_sumber, 26),
            KolomLaporan("Pelaksana", "perangkat_daerah", 24),
        ),
        baris=lambda isi: _baris(isi, ("rkpdes", "rkpdes_p")),
        kosong=_TANPA_DOKUMEN,
        lebar=True,
        penanda=("Ketua Tim Penyusun", "Kepala Desa"),
    ),
    Laporan(
        kode="penjabaran",
        nama="Penjabaran anggaran",
        bagian=BAGIAN,
        tentang="Baris anggaran wilayah ini yang berlaku (APBD, DPA Kecamatan, atau APB Desa), seperti di dokumennya.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            _KODE,
            KolomLaporan("Kode rekening", "kode_rekening", 18, "kode"),
            _URAIAN,
            KolomLaporan("Keluaran", "volume", 10, "angka"),
            KolomLaporan("Satuan", "satuan", 12),
            _PAGU,
            KolomLaporan("Sumber dana", metrics_baris.kata_sumber, 26),
        ),
        baris=lambda isi: _baris(isi, ANGGARAN),
        kosong=_TANPA_DOKUMEN,
        lebar=True,
    ),
    Laporan(
        kode="realisasi",
        nama="Realisasi baris anggaran untuk posyandu",
        bagian=BAGIAN,
        tentang="Dari tiap baris: yang dialokasikan ke posyandu, yang sudah dibayarkan, dan lebih atau kurangnya. "
        "Pembayaran di luar alokasi posyandu tidak tampak di sini.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            _KODE,
            _URAIAN,
            _PAGU,
            KolomLaporan("Dialokasikan", "teralokasi", 20, "rupiah", jumlah=True),
            KolomLaporan("Realisasi", "terealisasi", 20, "rupiah", jumlah=True),
            KolomLaporan("Lebih/(kurang)", "sisa_alokasi", 20, "rupiah", jumlah=True),
            KolomLaporan("Serapan (%)", lambda b: persen(b.terealisasi, b.teralokasi), 12, "persen"),
        ),
        baris=lambda isi: [b for b in _baris(isi, ANGGARAN) if b.teralokasi],
        kosong=_TANPA_DOKUMEN,
        lebar=True,
        penanda=("Bendahara", "Kepala Desa/Pengguna Anggaran"),
    ),
)
