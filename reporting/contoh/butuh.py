"""Example prices and scenarios. Amounts are of the size that other regions have published (planning study 5.1); they
are not these regions' own."""

import random
from datetime import date
from decimal import Decimal
from typing import Any

from planning.actions import butuh as actions
from planning.models import DokumenAnggaran, KegiatanRencana, RencanaKerja, Skenario
from planning.skenario import Parameter
from registry.models import Posyandu
from reporting.contoh.akun import ANJIR, SERUNI
from wilayah.models import Wilayah

KOTA, KAPUAS = "33.75", "62.03"
# (part, price, from which region the size was taken)
HARGA: tuple[tuple[str, int, str], ...] = (
    ("atk", 300_000, "perkiraan (contoh)"),
    ("pmt_penyuluhan", 16_500, "besaran SBU Pasangkayu 2024 (contoh)"),
    ("pmt_balita", 16_500, "besaran SBU Pasangkayu 2024 (contoh)"),
    ("pmt_bumil", 21_500, "besaran SBU Pasangkayu 2024 (contoh)"),
    ("pelatihan", 350_000, "perkiraan (contoh)"),
    ("seragam", 250_000, "perkiraan dari seragam sekolah SSH 2024 (contoh)"),
    ("gedung", 50_000_000, "besaran hibah Depok 2017 (contoh)"),
    ("sewa_gedung", 1_200_000, "perkiraan (contoh)"),
    ("alat:timbangan_bayi", 1_202_200, "besaran SSH Pasangkayu 2024 (contoh)"),
    ("alat:timbangan_injak", 350_000, "perkiraan (contoh)"),
    ("alat:panjang_badan", 900_000, "perkiraan (contoh)"),
    ("alat:tinggi_badan", 600_000, "perkiraan (contoh)"),
    ("alat:pita_lila", 15_000, "perkiraan (contoh)"),
    ("alat:pita_lingkar", 15_000, "perkiraan (contoh)"),
    ("alat:tensimeter", 550_000, "perkiraan (contoh)"),
)
OPERASIONAL = ((KOTA, "apbd_kabupaten", 400_000), (KAPUAS, "apbdes", 200_000))


def _harga(kode: str, tahun: int, komponen: str, nilai: int, dasar: str, pembayar: str = "") -> None:
    isi = {"tahun": tahun, "komponen": komponen, "harga": Decimal(nilai), "dasar": dasar, "contoh": True}
    actions.tambah_harga(Wilayah.objects.get(pk=kode), {**isi, "pembayar": pembayar}, actor=None)


def _rencana(unit: Posyandu, tahun: int, acak: random.Random) -> None:
    """Two planned activities of other fields, where the unit has no plan of its own yet."""
    rencana, baru = RencanaKerja.objects.get_or_create(posyandu=unit, tahun=tahun, defaults={"contoh": True})
    for bidang, uraian in (("pendidikan", "Kelas orang tua PAUD"), ("sosial", "Pendataan keluarga miskin")):
        isi = {"volume": Decimal(4), "satuan": "kali", "biaya": Decimal(acak.randint(6, 20) * 50_000)}
        if baru:
            KegiatanRencana.objects.create(rencana=rencana, bidang=bidang, uraian=uraian, bulan=[3, 6, 9, 11], **isi)


def _skenario(hari: date) -> None:
    tahun = hari.year + 1
    apbd = DokumenAnggaran.objects.filter(jenis="apbd", wilayah=KOTA, status="ditetapkan").order_by("-tahun").first()
    isi: dict[str, Any] = {
        "orang": 5,
        "orang_akhir": 15,
        "tambah": 2,
        "tarif": Decimal(250_000),
        "operasional": Decimal(400_000),
    }
    kota = Parameter(**isi, lama=6, plafon={"dau": Decimal(2_600_000_000), "pad": Decimal(1_000_000_000)})
    desa = Parameter(orang=5, orang_akhir=10, tambah=1, lama=5, tarif=Decimal(50_000), operasional=Decimal(200_000))
    potong = Parameter(**{**desa.__dict__, "potongan": Decimal(58), "plafon": {"DDS": Decimal(12_000_000)}})
    for kode, nama, p, dokumen in (
        (KOTA, "Lima menjadi lima belas orang (contoh)", kota, apbd),
        (ANJIR, "Dana Desa turun 58 persen (contoh)", potong, None),
    ):
        isi_skenario = {"tahun": tahun, "nama": nama, "parameter": p.simpan(), "dokumen": dokumen, "contoh": True}
        actions.simpan_skenario(Wilayah.objects.get(pk=kode), isi_skenario, actor=None)


def buat_butuh(acak: random.Random, hari: date) -> int:
    """Prices of last year and this one, a plan where there is none, two scenarios; returns how many there are."""
    for kode in (KOTA, KAPUAS):
        for komponen, nilai, dasar in HARGA:
            _harga(kode, hari.year - 1, komponen, nilai, dasar)
    for kode, pembayar, nilai in OPERASIONAL:
        _harga(kode, hari.year - 1, "operasional", nilai, "besaran Kutai Kartanegara 2023 (contoh)", pembayar)
    _harga(KOTA, hari.year, "pmt_penyuluhan", 17_500, "kenaikan tahun ini (contoh)")
    for unit in Posyandu.objects.filter(kode=SERUNI) | Posyandu.objects.filter(wilayah=ANJIR):
        _rencana(unit, hari.year, acak)
    _skenario(hari)
    return Skenario.objects.count()
