"""Reports of proposals (planning study 7.1, 7.2): the list as SIPD has it, its recap by area, what a village raises."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from accounts.roles import Cap
from planning import metrics_baris
from planning.ekspor_usulan import KOLOM_USULAN, isi_usulan
from planning.metrics_usulan import DESA, KECAMATAN, BarisRekap, rekap_daerah, usulan_daerah, usulan_naik
from planning.models import Usulan
from planning.tahap_usulan import Putusan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA
from reporting.laporan.dasar import KolomLaporan, Laporan, Lingkup
from wilayah.models import Wilayah

BAGIAN = "Usulan"
LINTAS = "Lintas bidang"
_EKSPOR = {k.judul: k for k in KOLOM_USULAN}
_HITUNG = (
    "Draf, usulan yang ditarik, yang digabung ke usulan lain, dan usulan untuk anggaran desa sendiri tidak ikut. "
    "Tiap usulan menurut tahap terakhirnya; yang ditolak tidak lagi dihitung uangnya."
)


def _ekspor(judul: str, jenis: str = "teks", *, jumlah: bool = False, bila_ada: bool = False) -> KolomLaporan:
    """A column of the file "Daftar usulan Musrenbang", as a report shows it."""
    k = _EKSPOR[judul]
    return KolomLaporan(k.judul, k.dari, k.lebar, jenis, jumlah, bila_ada)


def _bila_jalan(apa: str) -> Callable[[Usulan], Any]:
    """What the gates left of it; nothing of one that was rejected, as in the recap."""

    def nilai(u: Usulan) -> Any:
        return None if u.putusan == Putusan.DITOLAK else getattr(u, apa)

    return nilai


def _daftar(isi: Lingkup) -> list[Usulan]:
    return isi_usulan(usulan_daerah(isi.scope, isi.kode, isi.tahun, isi.bidang), isi.scope)


def _rekap(isi: Lingkup) -> list[BarisRekap]:
    """The areas right below that have a proposal, or at a desa itself; all of them where there is any."""
    panjang = KECAMATAN if len(isi.kode) < KECAMATAN else DESA
    ada = {r.kode: r for r in rekap_daerah(isi.scope, isi.kode, isi.tahun, panjang, isi.bidang)}
    if not ada:
        return []
    milik = isi.kode[:DESA]
    rows = Wilayah.objects.anak_dari(milik) if len(milik) < panjang else Wilayah.objects.filter(pk=milik)
    nama = {w.kode: w.nama for w in [*rows, *Wilayah.objects.filter(pk__in=ada)]}
    for k in nama.keys() - ada.keys():
        ada[k] = BarisRekap(k, "")
    for r in ada.values():
        r.nama = nama[r.kode]
    return [ada[k] for k in sorted(ada)]


def _sel(apa: str, ke: int) -> Callable[[BarisRekap], int]:
    def nilai(r: BarisRekap) -> int:
        isi: list[int] = getattr(r, apa)
        return isi[ke]

    return nilai


def _tiga(nama: str, apa: str) -> list[KolomLaporan]:
    """The three columns of one stage."""
    kata = ("belum", "ditolak", "diteruskan")
    return [KolomLaporan(f"{nama} {k}", _sel(apa, n), 11, "angka", jumlah=True) for n, k in enumerate(kata)]


@dataclass(frozen=True)
class BarisDu:
    """One row of a DU-RKP Desa: a line of the document, or a proposal that was raised and stands in no line yet."""

    kode: str
    uraian: str
    bidang: str
    lokasi: str
    volume: Decimal | None
    satuan: str
    sasaran: str
    nilai: Decimal
    sumber: str
    pelaksana: str
    tingkat: str
    asal: str


# The source a line asks for says whose money the village asks (planning study 2.2).
TINGKAT_SUMBER = {"PBK": "Kabupaten/kota", "PBP": "Provinsi"}


def _tingkat(sumber: list[str]) -> str:
    """The levels the named sources lead to; empty where they lead to none."""
    return ", ".join(dict.fromkeys(t for s in sumber if (t := TINGKAT_SUMBER.get(s))))


def _du_dokumen(isi: Lingkup) -> list[BarisDu]:
    rows = metrics_baris.baris_dokumen(isi.scope, isi.kode, isi.tahun, ("du_rkpdes",))
    prefetch_related_objects(rows, "lokasi_list__wilayah")
    hasil = []
    for b in rows:
        tingkat = _tingkat([s.sumber for s in b.sumber_list.all()])
        tempat = "; ".join(w.wilayah.nama for w in b.lokasi_list.all())
        hasil.append(
            BarisDu(
                b.kode_kegiatan, b.uraian, b.bidang, tempat, b.volume, b.satuan, b.sasaran, b.pagu,
                metrics_baris.kata_sumber(b), b.perangkat_daerah, tingkat, "Baris dokumen",
            )
        )  # fmt: skip
    return hasil


def _du_usulan(isi: Lingkup) -> list[BarisDu]:
    """Raised proposals go on at the kecamatan as proposals of the region (planning.tahap_usulan)."""
    rows = usulan_naik(isi.scope, isi.kode, isi.tahun).select_related("posyandu__wilayah", "wilayah").order_by("id")
    return [
        BarisDu(
            u.kode_kegiatan, u.judul, u.bidang, _lokasi(u), u.volume_awal, u.satuan, u.sasaran, u.nilai_awal,
            "", u.perangkat_daerah, "Kabupaten/kota", f"Usulan, {u.get_tahap_display()}",
        )
        for u in rows
    ]  # fmt: skip


def _lokasi(u: Usulan) -> str:
    rt = f"RT {u.rt}" if u.rt else ""
    rw = f"RW {u.rw}" if u.rw else ""
    return ", ".join(b for b in (u.lokasi, rt, rw) if b)


def _du(isi: Lingkup) -> list[BarisDu]:
    if kode_lib.tingkat(isi.kode) != "desa":
        return []
    return [*_du_dokumen(isi), *_du_usulan(isi)]


USULAN_LAPORAN: tuple[Laporan, ...] = (
    Laporan(
        kode="usulan-musrenbang",
        nama="Daftar usulan Musrenbang",
        bagian=BAGIAN,
        tentang="Usulan daerah yang sudah diajukan untuk tahun anggaran itu, menurut prioritas. " + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            _ekspor("Prioritas", "angka"),
            _ekspor("Usulan/jenis kegiatan"),
            _ekspor("Bidang SPM"),
            _ekspor("Kecamatan"),
            _ekspor("Desa/kelurahan"),
            _ekspor("Lokasi", bila_ada=True),
            _ekspor("RT", "kode", bila_ada=True),
            _ekspor("RW", "kode", bila_ada=True),
            _ekspor("Masalah/latar belakang"),
            _ekspor("Volume", "angka"),
            _ekspor("Satuan"),
            _ekspor("Anggaran usul", "rupiah", jumlah=True),
            _ekspor("OPD tujuan"),
            _ekspor("Tahap"),
            _ekspor("Putusan"),
            KolomLaporan("Volume terakhir", _bila_jalan("volume"), 10, "angka"),
            KolomLaporan("Anggaran terakhir", _bila_jalan("nilai"), 16, "rupiah", jumlah=True),
            _ekspor("Alasan"),
        ),
        baris=_daftar,
        kosong="Belum ada usulan daerah yang diajukan di wilayah ini untuk tahun itu.",
        tingkat=5,
        per_bidang=True,
        sampai_unit=True,
        geser=1,
        lebar=True,
        penanda=("Ketua Tim Perumus", "Camat"),
    ),
    Laporan(
        kode="rekap-musrenbang",
        nama="Rekap usulan Musrenbang",
        bagian=BAGIAN,
        tentang="Usulan masuk per kecamatan atau desa, dan yang belum diputus, ditolak, dan diteruskan di tiap meja. "
        + _HITUNG,
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Wilayah", "nama", 26),
            KolomLaporan("Usulan masuk", "masuk", 10, "angka", jumlah=True),
            KolomLaporan("Belum sampai Bappeda", "sebelum_bappeda", 11, "angka", jumlah=True),
            *_tiga("Bappeda", "bappeda"),
            *_tiga("Musrenbang kecamatan", "kecamatan"),
            *_tiga("Forum PD", "forum"),
            KolomLaporan("Dianggarkan", "dianggarkan", 12, "angka", jumlah=True),
            KolomLaporan("Terlaksana", "terlaksana", 11, "angka", jumlah=True),
            KolomLaporan("Diusulkan", "nilai", 20, "rupiah", jumlah=True),
            KolomLaporan("Masih berjalan", "nilai_kini", 20, "rupiah", jumlah=True),
        ),
        baris=_rekap,
        kosong="Belum ada usulan daerah yang diajukan di wilayah ini untuk tahun itu.",
        tingkat=5,
        per_bidang=True,
        geser=1,
        lebar=True,
        penanda=("Camat", "Kepala Bappeda"),
    ),
    Laporan(
        kode="du-rkpdes",
        nama="Daftar Usulan RKP Desa (DU-RKP Desa)",
        bagian=BAGIAN,
        tentang="Yang desa mintakan ke tingkat di atasnya: baris DU-RKP Desa yang berlaku, dan usulan yang dinaikkan "
        "tetapi belum tertulis di dokumen itu. Rupiahnya seperti diminta desa. Tingkat tujuan sebuah baris dibaca dari "
        "sumber dananya (bantuan keuangan kabupaten atau provinsi); sumber lain tidak menyebut tingkatnya.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Kode kegiatan", "kode", 18, "kode"),
            KolomLaporan("Jenis kegiatan", "uraian", 40),
            KolomLaporan("Bidang SPM", lambda b: NAMA.get(b.bidang, LINTAS), 20),
            KolomLaporan("Lokasi", "lokasi", 24),
            KolomLaporan("Volume", "volume", 10, "angka"),
            KolomLaporan("Satuan", "satuan", 12),
            KolomLaporan("Sasaran/manfaat", "sasaran", 24),
            KolomLaporan("Jumlah", "nilai", 20, "rupiah", jumlah=True),
            KolomLaporan("Sumber", "sumber", 26),
            KolomLaporan("Pelaksana", "pelaksana", 24),
            KolomLaporan("Tingkat tujuan", lambda b: b.tingkat or "belum disebut", 18),
            KolomLaporan("Asal", "asal", 24),
        ),
        baris=_du,
        kosong="Belum ada DU-RKP Desa yang berlaku, dan belum ada usulan yang dinaikkan. Pilih satu desa; kelurahan "
        "mengusulkan lewat Musrenbang.",
        geser=1,
        lebar=True,
        penanda=("Ketua Tim Penyusun", "Kepala Desa"),
    ),
)
