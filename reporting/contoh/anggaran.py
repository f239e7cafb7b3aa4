"""Example budget documents with real codes, and allocations of example activities to their lines."""

import random
import uuid
from datetime import date
from decimal import Decimal

from planning import acuan
from planning.actions import IsiAlokasi, alokasikan, buat_dokumen, tambah_baris, tetapkan_sistem
from planning.actions.porsi import isi_total
from planning.models import BarisAnggaran, DokumenAnggaran
from posyandu_app.lib.galat import Ditolak
from reporting.contoh.akun import ANJIR
from reporting.contoh.tahap import isi_indikator, ragam
from reporting.contoh.total import APBDES as APBDES_TERTULIS
from reporting.contoh.total import RKPDES, RPJMDES, TOTAL_DAERAH, Total, rupiah
from spm_services.models import Rekaman
from wilayah.models import Wilayah

# (code, source, ceiling in million rupiah, office)
APBD_KOTA: tuple[tuple[str, str, int, str], ...] = (
    ("1.01.02.2.03.0026", "dau", 85, "Dinas Pendidikan"),
    ("1.01.02.2.03.0046", "dau_ditentukan", 240, "Dinas Pendidikan"),
    ("1.02.02.2.02.0001", "dak_nonfisik", 310, "Dinas Kesehatan"),
    ("1.02.02.2.02.0004", "dak_nonfisik", 620, "Dinas Kesehatan"),
    ("1.02.02.2.02.0007", "pajak_rokok", 180, "Dinas Kesehatan"),
    ("1.02.02.2.02.0015", "dau_ditentukan", 450, "Dinas Kesehatan"),
    ("1.02.05.2.03.0001", "dau", 150, "Dinas Kesehatan"),
    ("1.03.05.2.01.0051", "dau_ditentukan", 900, "Dinas PUPR"),
    ("1.03.03.2.01.0027", "dau", 120, "Dinas PUPR"),
    ("1.04.03.2.03.0002", "pad", 1200, "Dinas Perkim"),
    ("1.05.02.2.01.0004", "dau", 95, "Satpol PP"),
    ("1.05.03.2.01.0007", "dau", 110, "BPBD"),
    ("1.05.04.2.04.0001", "dau", 60, "Damkar"),
    ("1.06.05.2.02.0001", "dau", 140, "Dinas Sosial"),
    ("1.06.05.2.02.0006", "dau", 380, "Dinas Sosial"),
    ("2.13.05.2.01.0003", "dau", 175, "DPMPPA"),
    ("7.01.03.2.02.0003", "dau", 540, "Kecamatan Pekalongan Timur"),
    ("7.01.03.2.03.0002", "dau", 130, "Kecamatan Pekalongan Utara"),
)
APBDES: tuple[tuple[str, str, int, str], ...] = (
    ("2.1.02", "DDS", 12, "Kaur kesejahteraan"),
    ("2.2.02", "DDS", 78, "Kaur kesejahteraan"),
    ("2.2.03", "ADD", 9, "Kaur kesejahteraan"),
    ("2.4.01", "PBK", 40, "Kaur pembangunan"),
    ("2.4.11", "DDS", 55, "Kaur pembangunan"),
    ("3.1.04", "ADD", 8, "Kaur pemerintahan"),
    ("4.4.03", "ADD", 6, "Kaur kesejahteraan"),
)
DESA_BERANGGARAN = 14
JUTA = Decimal(1_000_000)


def _tambah(dokumen: DokumenAnggaran, isi: tuple[tuple[str, str, int, str], ...], kali: Decimal = Decimal(1)) -> None:
    skema = dokumen.uraian_jenis.skema
    nama = {k: (uraian, bidang) for k, uraian, bidang, _ in acuan.SEMUA[skema]}
    for kode, sumber, juta, pelaksana in isi:
        uraian, bidang = nama[kode]
        baris = {
            "nomenklatur": acuan.VERSI[skema],
            "kode_kegiatan": kode,
            "uraian": uraian,
            "bidang": bidang,
            "sumber_dana": sumber,
            "perangkat_daerah": pelaksana,
            "pagu": (juta * JUTA * kali).quantize(Decimal(1)),
        }
        tambah_baris(dokumen, baris, actor=None)


def _dokumen(jenis: str, kode: str, tahun: int) -> DokumenAnggaran:
    wilayah = Wilayah.objects.get(pk=kode)
    return buat_dokumen({"jenis": jenis, "wilayah": wilayah, "tahun": tahun, "contoh": True}, actor=None)


def _tetap(
    jenis: str,
    kode: str,
    tahun: int,
    isi: tuple[tuple[str, str, int, str], ...],
    kali: str = "1",
    total: Total | None = None,
) -> None:
    dokumen = _dokumen(jenis, kode, tahun)
    _tambah(dokumen, isi, Decimal(kali))
    isi_indikator(dokumen)
    isi_total(dokumen.pk, rupiah(TOTAL_DAERAH[jenis, kode] if total is None else total), actor=None)
    tetapkan_sistem(dokumen, nomor=f"contoh/{dokumen.pk}/{tahun - 1}", tanggal=date(tahun - 1, 12, 30))


def buat_dokumen_contoh(acak: random.Random, tahun: int) -> None:
    """Plans and budgets of both regions and of some villages: fixed for the year, drafts for the next."""
    for kode, kali in (("33.75", "1"), ("62.03", "0.8")):
        _tetap("rpjmd", kode, tahun - 1, APBD_KOTA[:6], "5")
        _tetap("rkpd", kode, tahun, ragam(APBD_KOTA, kode), kali)
        _tetap("apbd", kode, tahun, APBD_KOTA, kali)
        _tambah(_dokumen("rkpd", kode, tahun + 1), APBD_KOTA[:10], Decimal(kali))
    desa = Wilayah.objects.di_bawah("62.03").filter(jenis="desa", posyandu_list__isnull=False).distinct()
    lain = acak.sample([w.kode for w in desa.order_by("kode") if w.kode != ANJIR], DESA_BERANGGARAN)
    for kode in (ANJIR, *sorted(lain)):
        ke = int(acak.random() * len(APBDES_TERTULIS))
        kali, total = APBDES_TERTULIS[0 if kode == ANJIR else ke]
        if kode == ANJIR:
            _tetap("rpjmdes", kode, tahun - 1, APBDES, "8", RPJMDES)
            _tetap("rkpdes", kode, tahun, ragam(APBDES, kode), kali, RKPDES)
        _tetap("apbdes", kode, tahun, APBDES, kali, total)


def buat_alokasi(acak: random.Random, tahun: int, banyak: int = 140) -> int:
    """Tie example activities to lines of their field; returns how many."""
    baris: dict[tuple[str, str], list[BarisAnggaran]] = {}
    rows = BarisAnggaran.objects.filter(dokumen__status="ditetapkan", dokumen__tahun=tahun).select_related(
        "dokumen__wilayah"
    )
    for b in rows:
        if b.dokumen.bisa_alokasi:
            baris.setdefault((b.dokumen.wilayah_id, b.bidang), []).append(b)
    kegiatan = Rekaman.objects.filter(bentuk="kegiatan", tanggal__year=tahun).select_related("posyandu__wilayah")
    pilihan = acak.sample(list(kegiatan.order_by("kunci")), min(banyak, kegiatan.count()))
    jumlah = 0
    for rekaman in pilihan:
        unit = rekaman.posyandu
        cocok = baris.get((unit.wilayah_id, rekaman.bidang)) or baris.get((unit.kode[:5], rekaman.bidang))
        if not cocok:
            continue
        nilai = Decimal(acak.randint(5, 60) * 25_000)
        isi = IsiAlokasi(nilai, "biaya kegiatan (contoh)", uuid.UUID(int=acak.getrandbits(128)), contoh=True)
        try:
            alokasikan(rekaman, acak.choice(cocok), isi, actor=None)
        except Ditolak:  # the line is used up: another activity may still find room
            continue
        jumlah += 1
    return jumlah
