"""Example indicators of plans, lineage from plan to budget, a Pergeseran in preparation, units' own plans."""

import random
from datetime import date
from decimal import Decimal

from accounts.models import User
from planning.actions import (
    BagianSumber,
    buat_dokumen,
    buat_perubahan,
    hapus_baris,
    indikator,
    kalender,
    tahap,
    tambah_baris,
    tetapkan_sistem,
)
from planning.actions.dokumen import KOLOM_BARIS
from planning.actions.indikator import IsiTarget
from planning.models import BarisAnggaran, DokumenAnggaran, IndikatorRencana
from registry.models import Posyandu
from reporting.contoh.akun import ANJIR, KLEGO
from wilayah.models import Wilayah

# (words, unit, field, program, figure of this system, start, yearly step)
INDIKATOR_DAERAH = (
    ("Balita yang ditimbang di posyandu (D/S)", "%", "kesehatan", "1.02.02", "ds", "74", "3"),
    ("Posyandu yang menjalankan enam bidang", "posyandu", "", "2.13.05", "posyandu_enam", "4", "12"),
    ("Anak PAUD binaan posyandu yang punya alat permainan", "anak", "pendidikan", "1.01.02", "", "120", "80"),
    ("Rumah tidak layak huni yang diperbaiki", "rumah", "perumahan_rakyat", "1.04.03", "rumah_diperbaiki", "60", "25"),
)
INDIKATOR_DESA = (
    ("Balita yang ditimbang di posyandu", "%", "kesehatan", "2.2", "ds", "70", "4"),
    ("Rumah tidak layak huni yang diperbaiki", "rumah", "perumahan_rakyat", "2.4", "rumah_diperbaiki", "2", "1"),
)
INDIKATOR_UNIT = (
    ("Kunjungan rumah kader", "kunjungan", "kesehatan", "", "kunjungan_rumah", "40", "20"),
    ("Kader yang sudah dilatih 25 keterampilan", "kader", "", "", "", "2", "1"),
)
Butir = tuple[str, str, str, str, str, str, str]


def isi_indikator(dokumen: DokumenAnggaran, isi: tuple[Butir, ...] = ()) -> None:
    """Write the example indicators of a plan that is still a draft; other kinds have none."""
    baku = {"rpjmd": INDIKATOR_DAERAH, "rpjmdes": INDIKATOR_DESA, "renstra_pos": INDIKATOR_UNIT}
    for uraian, satuan, bidang, program, ukuran, awal, naik in isi or baku.get(dokumen.jenis, ()):
        kolom = {"uraian": uraian, "satuan": satuan, "bidang": bidang, "program": program, "ukuran": ukuran}
        target = {
            t: IsiTarget(min(Decimal(awal) + Decimal(naik) * (t - dokumen.tahun + 1), Decimal(100_000)))
            for t in range(dokumen.tahun, dokumen.tahun_akhir + 1)
        }
        indikator.simpan_indikator(dokumen, {**kolom, "kondisi_awal": Decimal(awal)}, target, actor=None)


def buat_tahap(hari: date) -> int:
    """Join plans and budgets, tie two indicators by hand, prepare a Pergeseran in Kapuas; how many lines are joined."""
    jenis = ("rkpd", "apbd", "rkpdes", "apbdes")
    rows = DokumenAnggaran.objects.filter(contoh=True, jenis__in=jenis, status="ditetapkan").order_by("id")
    jumlah = sum(tahap.tautkan_ke_sebelumnya(d, actor=None) for d in rows)
    _tautkan_tangan(hari.year)
    _pergeseran(hari.year)
    _renstra(hari.year)
    kota = Wilayah.objects.get(pk="33.75")
    isi = {"gerbang": "musrenbang_kec", "bulan": 2, "hari": 10, "tahun": 0, "dasar": "Surat edaran contoh"}
    kalender.atur_gerbang(kota, isi, actor=User.objects.get(username="perencana.pekalongan"))
    return jumlah


def _tautkan_tangan(tahun: int) -> None:
    """The kelurahan's line of empowerment serves the indicator of six fields, whatever its program."""
    baris = BarisAnggaran.objects.filter(
        dokumen__wilayah="33.75", dokumen__jenis="rkpd", dokumen__tahun=tahun, kode_kegiatan="7.01.03.2.02.0003"
    ).first()
    milik = IndikatorRencana.objects.filter(dokumen__wilayah="33.75", dokumen__jenis="rpjmd", ukuran="posyandu_enam")
    satu = milik.first()
    if baris is not None and satu is not None:
        indikator.tautkan_indikator(satu, baris, catatan="kegiatan kelurahan untuk kader", actor=None)


def _pergeseran(tahun: int) -> None:
    """A draft that lowers one line and drops another: what the comparison of stages warns about."""
    apbd = DokumenAnggaran.objects.get(wilayah="62.03", jenis="apbd", tahun=tahun)
    actor = User.objects.get(username="perencana.kapuas")
    draf = buat_perubahan(apbd, jenis="pergeseran", actor=actor)
    DokumenAnggaran.objects.filter(pk=draf.pk).update(contoh=True)
    rows = BarisAnggaran.objects.filter(dokumen=draf, asal__isnull=False).select_related("asal")
    semua = sorted(rows, key=lambda b: (-(b.asal.teralokasi if b.asal else 0), b.pk))
    turun, hilang = semua[0], semua[-1]
    isi = {k: getattr(turun, k) for k in KOLOM_BARIS}
    asal = turun.asal
    for b in (turun, hilang):
        hapus_baris(b.pk, actor=actor)
    pagu = (turun.pagu * Decimal("0.6")).quantize(Decimal(1))
    sumber = [BagianSumber(turun.sumber_dana, pagu)]
    baru = tambah_baris(draf, {**isi, "pagu": pagu}, sumber=sumber, actor=actor)
    if asal is not None:
        tahap.sambung(baru.pk, asal.pk, actor=actor)


def _renstra(tahun: int) -> None:
    """A unit in Klego writes its plan; one in Anjir has it fixed."""
    for kode, tetap in ((KLEGO, False), (ANJIR, True)):
        unit = Posyandu.objects.filter(wilayah=kode).order_by("kode").select_related("wilayah").first()
        if unit is None:
            continue
        isi = {"jenis": "renstra_pos", "wilayah": unit.wilayah, "posyandu": unit, "tahun": tahun, "contoh": True}
        dokumen = buat_dokumen(isi, actor=None)
        isi_indikator(dokumen)
        if tetap:
            tetapkan_sistem(dokumen, nomor=f"contoh/{dokumen.pk}/{tahun}", tanggal=date(tahun, 1, 15))


def ragam(isi: tuple[tuple[str, str, int, str], ...], bibit: str) -> tuple[tuple[str, str, int, str], ...]:
    """The same lines as the plan had them: some higher, some lower than the budget that followed."""
    acak = random.Random(f"tahap {bibit}")
    return tuple(
        (kode, sumber, max(1, round(juta * acak.choice((0.85, 1, 1, 1, 1.1, 1.3)))), opd)
        for kode, sumber, juta, opd in isi
    )
