"""Example imports: a list of SIPD waiting for a decision with dirt in it, one of a village taken, the kabupaten's own
village codes."""

from decimal import Decimal

from accounts.models import User
from planning.actions import buat_dokumen
from planning.actions.impor import Kiriman, ambil_impor, mulai_impor
from planning.actions.kode import simpan_versi
from planning.baca_impor import konteks
from planning.impor.nomenklatur import KodeBuku
from planning.impor.sipd import JUDUL as JUDUL_SIPD
from planning.impor.sipd import baca_sipd
from planning.impor.tempel import baca_tempel
from planning.impor.templat import JUDUL
from planning.katalog import Skema
from planning.models import DokumenAnggaran, ImporRencana
from reporting.contoh.akun import ANJIR
from wilayah.models import Wilayah

KOTA, KAPUAS = "33.75", "62.03"
# (code, name, code of the source, its name, amount): the third is dirty, the fourth cannot be read.
SIPD: tuple[tuple[str, str, str, str, str], ...] = (
    ("1.02.02.2.02.0004", "Pengelolaan Pelayanan Kesehatan Balita", "1.2.01.08", "DAU", "620000000"),
    ("1.02.02.2.02.0015", "Pengelolaan Pelayanan Kesehatan Gizi Masyarakat", "1.2.01.08,2.2.01.08.002.00005",
     "DAU,DAU yang Ditentukan Penggunaannya Bidang Kesehatan", "450000000"),
    ("1.02.02.2.02.0007.", "Pengelolaan Pelayanan Kesehatan  pada Usia Lanjut", "2.2.02.01.001.00005", "Pajak Rokok",
     "180.000.000"),
    ("1.02.02.2.02.0001", "Pengelolaan Pelayanan Kesehatan Ibu Hamil", "1.2.01.08", "DAU", "310,000"),
)  # fmt: skip
TEMPEL = """02.02.02.\tPenyelenggaraan Posyandu\tDDS\t82.400.000
02.02.03.\tPenyuluhan dan Pelatihan Bidang Kesehatan\tADD\t9.600.000
03.04.04.\tPelatihan Pembinaan Lembaga Kemasyarakatan\tADD\t6.000.000
JUMLAH\t98.000.000"""
# Village codes 90 to 99 as a regent's regulation could set them; made up for the demonstration.
SENDIRI = (
    ("2.2.90", "Dukungan Operasional Posyandu Enam Bidang (contoh)", "kesehatan"),
    ("2.4.90", "Bantuan Jamban Keluarga Tidak Mampu (contoh)", "pekerjaan_umum"),
    ("3.4.90", "Pembinaan Lembaga Kemasyarakatan Desa (contoh)", ""),
)


def buat_impor(tahun: int) -> int:
    """Returns how many imports there are."""
    _kode_kapuas(tahun)
    _sipd(tahun + 1)
    _desa(tahun + 1)
    return ImporRencana.objects.count()


def _draf(jenis: str, kode: str, tahun: int) -> DokumenAnggaran:
    """The area's draft of the year, made where no other part has made it."""
    wilayah = Wilayah.objects.get(pk=kode)
    ada = DokumenAnggaran.objects.filter(jenis=jenis, wilayah=wilayah, tahun=tahun, status="draf").first()
    return ada or buat_dokumen({"jenis": jenis, "wilayah": wilayah, "tahun": tahun, "contoh": True}, actor=None)


def _sipd(tahun: int) -> None:
    dokumen = _draf("kua_ppas", KOTA, tahun)
    kolom = ("kode", "uraian", "kode_sumber", "sumber", "pagu")
    baris = [(1, [JUDUL_SIPD[k][0] for k in kolom])] + [(i, list(sel)) for i, sel in enumerate(SIPD, 2)]
    bacaan = baca_sipd(baris, konteks(dokumen))
    kiriman = Kiriman(bentuk="sipd", nama="kua-ppas-contoh.xlsx", sidik="contoh sipd", total=Decimal(1_560_000_000))
    mulai_impor(dokumen, bacaan, kiriman, actor=User.objects.filter(username="perencana.pekalongan").first())


def _desa(tahun: int) -> None:
    dokumen = _draf("rkpdes", ANJIR, tahun)
    bacaan = baca_tempel(TEMPEL, JUDUL, konteks(dokumen))
    kiriman = Kiriman(bentuk="tempel", nama="baris yang ditempel", sidik="contoh tempel", total=Decimal(98_000_000))
    ambil_impor(mulai_impor(dokumen, bacaan, kiriman, actor=None).pk, actor=None)


def _kode_kapuas(tahun: int) -> None:
    isi = {"skema": Skema.APBDES, "nama": "Kode kegiatan desa Kapuas (contoh)", "tahun_dari": tahun, "lengkap": False}
    kode = [vars(KodeBuku(k, "kegiatan", nama, bidang)) for k, nama, bidang in SENDIRI]
    kapuas = Wilayah.objects.get(pk=KAPUAS)
    simpan_versi({**isi, "sumber": "Data contoh, bukan peraturan"}, kode, wilayah=kapuas, actor=None)
