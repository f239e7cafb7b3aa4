"""Example payments, support outside documents, and one component paid by two sources, so that every page of money has
something to show."""

import random
import uuid
from datetime import date
from decimal import Decimal

from planning.actions import IsiAlokasi, IsiRealisasi, alokasikan, balik_realisasi, realisasikan
from planning.actions.uang import IsiBantuan, catat_bantuan
from planning.models import Alokasi, BarisAnggaran, Realisasi, StatusAlokasi
from posyandu_app.lib.galat import Ditolak
from registry.models import Posyandu
from reporting.contoh.akun import ANJIR, KLEGO
from spm_services.models import Rekaman

DIBAYAR = 45
BANTUAN: tuple[tuple[str, str, str, str, int, str], ...] = (
    ("csr", "Bank daerah (contoh)", "barang", "alat", 1_850_000, "Timbangan bayi digital"),
    ("mbg", "SPPG contoh", "uang", "operasional", 900_000, "Ongkos kirim MBG ibu dan balita"),
    ("swadaya", "Warga RW 2", "barang", "pmt_penyuluhan", 240_000, "Bubur kacang hijau"),
)


def _kunci(acak: random.Random) -> uuid.UUID:
    return uuid.UUID(int=acak.getrandbits(128))


def _bayar(acak: random.Random, alokasi: Alokasi, hari: date) -> Realisasi | None:
    """Half of it or all of it, on the day of the activity."""
    nilai = alokasi.nilai if acak.random() < 0.6 else (alokasi.nilai / 2).quantize(Decimal(1))
    desa = len(alokasi.baris.dokumen.wilayah_id) > len("33.75.02")
    kanal = Realisasi.Kanal.RKD if desa else Realisasi.Kanal.RKUD
    tanggal = alokasi.rekaman.tanggal if alokasi.rekaman else hari
    isi = IsiRealisasi(tanggal, nilai, f"contoh/{alokasi.pk}", kanal, _kunci(acak), "Pelaksana contoh", contoh=True)
    try:
        return realisasikan(alokasi, isi, actor=None)[0]
    except Ditolak:  # a day before the budget was fixed: left unpaid
        return None


def _bantuan(acak: random.Random, unit: Posyandu, hari: date, kegiatan: Rekaman | None) -> int:
    for sumber, pemberi, bentuk, komponen, nilai, uraian in BANTUAN:
        untuk = kegiatan if sumber == "swadaya" else None
        isi = IsiBantuan(
            hari.year, sumber, pemberi, bentuk, Decimal(nilai), uraian, _kunci(acak), komponen,
            diterima=None if sumber == "mbg" else hari.replace(day=1), rekaman=untuk, contoh=True,
        )  # fmt: skip
        catat_bantuan(unit, isi, actor=None)
    return len(BANTUAN)


def _dua_sumber(acak: random.Random, kegiatan: Rekaman) -> None:
    """One activity, one component, two lines: the ledger says to look at it."""
    kota = kegiatan.posyandu.kode[:5]
    rows = BarisAnggaran.objects.filter(dokumen__status="ditetapkan", dokumen__jenis="apbd", dokumen__wilayah=kota)
    for baris in rows.filter(bidang=kegiatan.bidang, dokumen__tahun=kegiatan.tanggal.year).order_by("pk")[:2]:
        isi = IsiAlokasi(Decimal(350_000), "PMT (contoh)", _kunci(acak), contoh=True, komponen="pmt_penyuluhan")
        alokasikan(kegiatan, baris, isi, actor=None)


def buat_uang(acak: random.Random, hari: date) -> int:
    """Payments of example allocations (one taken back), support of two units; returns how many payments."""
    for kode in (KLEGO, ANJIR):
        unit = Posyandu.objects.filter(wilayah=kode, status="aktif").order_by("kode").first()
        if unit is None:
            continue
        rows = Rekaman.objects.filter(posyandu=unit, bentuk="kegiatan", kunjungan=None, tanggal__year=hari.year)
        kegiatan = list(
            rows.berlaku().filter(bidang="kesehatan").select_related("posyandu").order_by("-tanggal", "pk")[:2]
        )
        if kegiatan:
            _dua_sumber(acak, kegiatan[0])
        _bantuan(acak, unit, hari, kegiatan[-1] if len(kegiatan) > 1 else None)
    berlaku = Alokasi.objects.filter(status=StatusAlokasi.BERLAKU, contoh=True)
    semua = list(berlaku.select_related("rekaman", "baris__dokumen").order_by("-pk")[:DIBAYAR])
    dibayar = [r for a in semua if (r := _bayar(acak, a, hari)) is not None]
    if dibayar:
        balik_realisasi(dibayar[-1].pk, "Salah rekening (contoh)", actor=None)
    return len(dibayar)
