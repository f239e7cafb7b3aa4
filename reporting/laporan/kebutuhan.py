"""Reports of need against money: the gap by part and by field, what kader were paid, the one page of a unit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404

from accounts.roles import Cap
from planning import metrics_baris, metrics_uang
from planning import papan_butuh as papan
from planning.metrics_butuh import Kebutuhan, per_unit
from planning.models import RencanaKerja
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.uang import rupiah
from registry import metrics_insentif
from registry.metrics_insentif import Keadaan, StatusBayar
from registry.models import Posyandu
from reporting.laporan.anggaran import BAGIAN
from reporting.laporan.dasar import Fakta, KolomLaporan, Laporan, Lingkup, persen

BAGIAN_BUTUH = "Kebutuhan dan pembayaran"


@dataclass(frozen=True)
class BarisSelisih:
    """One part or field. None: not known in any unit, which is not zero."""

    lajur: papan.Lajur

    @property
    def kebutuhan(self) -> Decimal | None:
        isi = self.lajur.isi
        tak_tahu = self.lajur.lain or (isi.tak_tahu == isi.unit and not isi.kebutuhan)
        return None if tak_tahu else isi.kebutuhan

    @property
    def selisih(self) -> Decimal | None:
        """Need as far as known, less what is funded; money without a part lessens the sum."""
        isi = self.lajur.isi
        return None if self.kebutuhan is None and not isi.dibiayai else isi.selisih


def _butuh(isi: Lingkup) -> list[Kebutuhan]:
    """As on the page of the need: small numbers of people are hidden from whoever may not know them."""
    rows = per_unit(isi.scope, isi.kode, isi.tahun)
    if isi.boleh(Cap.LIHAT_WARGA) or not papan.samar_perlu(rows):
        return rows
    return [papan.samarkan(k) for k in rows]


def _menurut(susun: Callable[[Sequence[Kebutuhan]], list[papan.Lajur]]) -> Callable[[Lingkup], list[BarisSelisih]]:
    def baris(isi: Lingkup) -> list[BarisSelisih]:
        return [BarisSelisih(b) for b in susun(_butuh(isi))]

    return baris


_UNIT_TAK_TAHU = "Posyandu yang belum diketahui"
_SELISIH = (
    "Kebutuhan dihitung dari kader, alat, bangunan, layanan, dan rencana kerja posyandu aktif dengan harga daerah; "
    "yang belum diketahui tidak dianggap nol dan disebut di kolom terakhir. Dibiayai: alokasi yang berlaku dari "
    "dokumen tahun itu. Bantuan di luar dokumen dan kerja Tim Pembina tidak ikut."
)


def _kolom_selisih(nama: str) -> tuple[KolomLaporan, ...]:
    return (
        KolomLaporan(nama, "lajur.nama", 32),
        KolomLaporan("Kebutuhan", "kebutuhan", 20, "rupiah", jumlah=True),
        KolomLaporan("Dibiayai", "lajur.isi.dibiayai", 20, "rupiah", jumlah=True),
        KolomLaporan("Belum dibiayai", "selisih", 20, "rupiah", jumlah=True),
        KolomLaporan("Dibiayai (%)", lambda b: persen(b.lajur.isi.dibiayai, b.kebutuhan or Decimal(0)), 12, "persen"),
        KolomLaporan("Posyandu", "lajur.isi.unit", 10, "angka"),
        KolomLaporan(_UNIT_TAK_TAHU, "lajur.isi.tak_tahu", 14, "angka"),
    )


def _insentif(isi: Lingkup) -> list[StatusBayar]:
    """Kader by name in a desa or unit for whoever may read a person's particulars there; else units."""
    rows = metrics_insentif.per_orang(isi.scope, isi.kode, isi.tahun)
    return rows if len(isi.kode) >= 13 and isi.boleh(Cap.LIHAT_ORANG) else metrics_insentif.per_unit(rows)


def _keadaan(apa: str, ukuran: str) -> Callable[[StatusBayar], int | Decimal | None]:
    """Months (`bulan`) or money (`rupiah`) of one state; `terutang`: of all of them."""

    def nilai(s: StatusBayar) -> int | Decimal | None:
        isi = s.terutang if apa == "terutang" else s.keadaan(apa)
        return None if isi is None else getattr(isi, ukuran)

    return nilai


def _siapa(s: StatusBayar) -> str:
    return s.nama or f"{s.kader} kader"


_KEADAAN = (
    ("Menurut daftar", "terutang"),
    ("Dibayar", Keadaan.DIBAYAR),
    ("Tunggakan", Keadaan.TUNGGAKAN),
    ("Menunggu dibayar", Keadaan.BELUM),
)


@dataclass(frozen=True)
class BarisProfil:
    """One payer and source of the unit's ledger."""

    pembayar: str
    pos: metrics_uang.Pos


def _unit(isi: Lingkup) -> Posyandu:
    unit: Posyandu | None = Posyandu.objects.for_scope(isi.scope).filter(kode=isi.kode).first()
    if unit is None:
        raise Http404
    return unit


def _profil(isi: Lingkup) -> list[BarisProfil]:
    buku = metrics_uang.buku_unit(isi.scope, _unit(isi), isi.tahun)
    return [BarisProfil(k.nama, p) for k in buku.kelompok for p in k.pos.values()]


def _fakta(isi: Lingkup, rows: Sequence[BarisProfil]) -> list[Fakta]:
    """What one page says beside the ledger: the unit, its need, its plan, its six fields, its kader's pay."""
    unit = _unit(isi)
    return [*_fakta_unit(unit, isi), *_fakta_butuh(isi), *_fakta_bidang(isi), *_fakta_insentif(isi)]


def _fakta_unit(unit: Posyandu, isi: Lingkup) -> list[Fakta]:
    rencana = RencanaKerja.objects.for_scope(isi.scope).filter(posyandu=unit, tahun=isi.tahun).first()
    return [
        Fakta("Kode posyandu", unit.kode),
        Fakta("Nomor registrasi", unit.nomor_registrasi or "belum ada"),
        Fakta("Rencana kerja", rencana.get_status_display() if rencana else "belum ada"),
    ]


def _fakta_butuh(isi: Lingkup) -> list[Fakta]:
    rows = per_unit(isi.scope, isi.kode, isi.tahun)
    if not rows:
        return [Fakta("Kebutuhan", "tidak dihitung: posyandu ini sudah ditutup")]
    k = rows[0]
    kurang = len({b.komponen for b in k.rincian.kurang})
    return [
        Fakta("Kader aktif", k.masukan.kader, "angka"),
        Fakta("Kebutuhan", k.rincian.jumlah, "rupiah", f"{kurang} bagian belum diketahui" if kurang else ""),
        Fakta("Dibiayai dari anggaran", k.jumlah_dibiayai, "rupiah", "tanpa bantuan di luar dokumen"),
        Fakta("Belum dibiayai", k.selisih, "rupiah", "dari kebutuhan yang diketahui" if kurang else ""),
    ]


def _fakta_bidang(isi: Lingkup) -> list[Fakta]:
    ada = {a.kunci: a for a in metrics_baris.menurut(isi.scope, isi.kode, isi.tahun, "bidang")}
    hasil = []
    for b in SEMUA:
        a = ada.get(b) or metrics_baris.AngkaKelompok.kosong(b)
        dibayar = f"dialokasikan, dibayarkan {rupiah(a.terealisasi)}" if a.nilai else "belum ada alokasi"
        hasil.append(Fakta(f"Bidang {NAMA[b].lower()}", a.nilai, "rupiah", dibayar))
    return hasil


def _fakta_insentif(isi: Lingkup) -> list[Fakta]:
    semua = metrics_insentif.per_unit(metrics_insentif.per_orang(isi.scope, isi.kode, isi.tahun))
    tunggak = semua[0].keadaan(Keadaan.TUNGGAKAN) if semua else None
    if tunggak is None:
        return [Fakta("Insentif kader", "belum ada daftar yang ditandatangani")]
    return [Fakta("Tunggakan insentif", tunggak.rupiah, "rupiah", f"{tunggak.bulan} bulan orang")]


KEBUTUHAN_LAPORAN: tuple[Laporan, ...] = (
    Laporan(
        kode="selisih-kebutuhan",
        nama="Kebutuhan, dibiayai, dan selisih per komponen",
        bagian=BAGIAN_BUTUH,
        tentang="Berapa yang posyandu butuhkan setahun, berapa yang sudah dibiayai, dan kurangnya. " + _SELISIH,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom_selisih("Komponen"),
        baris=_menurut(papan.per_komponen),
        kosong="Belum ada posyandu aktif di wilayah ini.",
        tingkat=5,
        sampai_unit=True,
    ),
    Laporan(
        kode="selisih-bidang",
        nama="Kebutuhan, dibiayai, dan selisih per bidang SPM",
        bagian=BAGIAN_BUTUH,
        tentang="Kebutuhan setahun menurut bidang yang dilayani; yang melayani semua bidang berdiri sendiri. "
        + _SELISIH,
        duty=Cap.LIHAT_RENCANA,
        kolom=_kolom_selisih("Bidang"),
        baris=_menurut(papan.per_bidang),
        kosong="Belum ada posyandu aktif di wilayah ini.",
        tingkat=5,
        sampai_unit=True,
    ),
    Laporan(
        kode="tunggakan-insentif",
        nama="Pembayaran dan tunggakan insentif kader",
        bagian=BAGIAN_BUTUH,
        tentang="Berapa bulan insentif yang menurut daftar harus dibayar, sudah dibayar, menunggak, dan menunggu "
        "dibayar. Hanya daftar yang sudah ditandatangani; bulan yang belum masuk daftar mana pun tidak dihitung, dan "
        "kader yang tidak ada di satu daftar pun disebut di kolom terakhir. Nama kader tampak di tingkat desa untuk "
        "yang berwenang membacanya, selebihnya per posyandu.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Posyandu", "unit.sebutan", 26),
            KolomLaporan("Desa/kelurahan", "unit.wilayah.nama", 20),
            KolomLaporan("Kader", _siapa, 26),
            *(KolomLaporan(f"{n} (bulan)", _keadaan(k, "bulan"), 12, "angka", jumlah=True) for n, k in _KEADAAN),
            *(KolomLaporan(f"{n} (Rp)", _keadaan(k, "rupiah"), 18, "rupiah", jumlah=True) for n, k in _KEADAAN),
            KolomLaporan("Tanpa daftar (orang)", "tanpa_daftar", 12, "angka", jumlah=True),
        ),
        baris=_insentif,
        kosong="Belum ada kader di wilayah dan tahun ini.",
        tingkat=5,
        sampai_unit=True,
        lebar=True,
        penanda=("Bendahara", "Kepala Desa/Pengguna Anggaran"),
    ),
    Laporan(
        kode="profil-anggaran",
        nama="Profil anggaran posyandu",
        bagian=BAGIAN,
        tentang="Satu posyandu di satu lembar: kebutuhannya, rencananya, dan siapa membayar berapa. Hanya uang yang "
        "sudah terhubung ke kegiatannya, dan bantuan di luar dokumen anggaran yang tercatat.",
        duty=Cap.LIHAT_RENCANA,
        kolom=(
            KolomLaporan("Pembayar", "pembayar", 28),
            KolomLaporan("Sumber dana", "pos.nama", 28),
            KolomLaporan("Di rencana kerja", "pos.rencana", 18, "rupiah", jumlah=True),
            KolomLaporan("Dialokasikan", "pos.teralokasi", 18, "rupiah", jumlah=True),
            KolomLaporan("Dibayarkan", "pos.realisasi", 18, "rupiah", jumlah=True),
            KolomLaporan("Belum dibayarkan", "pos.sisa", 18, "rupiah", jumlah=True),
            KolomLaporan("Serapan (%)", lambda b: persen(b.pos.realisasi, b.pos.teralokasi), 10, "persen"),
        ),
        baris=_profil,
        fakta=_fakta,
        kosong="Belum ada yang membiayai posyandu ini di tahun itu.",
        satu_unit=True,
        penanda=("Ketua Posyandu", "Kepala Desa/Lurah"),
    ),
)
