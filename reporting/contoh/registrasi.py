"""Example registration files at every desk of Kota Pekalongan, so that each screen has work to show.

Seruni's own file is left to be finished by its kelurahan: that is the first thing anybody tries.
"""

import random
import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from io import BytesIO

from pypdf import PdfWriter

from accounts import berkas
from accounts.models import Berkas, JenisBerkas
from posyandu_app.lib.bidang import SEMUA
from registry import actions
from registry.aturan import libur_daerah, tambah_hari_kerja
from registry.models import Ajuan, Bangunan, Jabatan, JenisSK, Posyandu, PutusanButir, SuratKeputusan, SuratWilayah
from registry.workflow import AJUAN, hasil_ajuan
from reporting.contoh.unit import BUNGA, buat_orang, isi_unit
from wilayah.models import Wilayah

KOTA, TIMUR = "33.75", "33.75.02"
TAMBAHAN = 56  # more units of the kota, with everything a file needs
TERVERIFIKASI = 49
DI_DINAS, DI_KECAMATAN, DIKEMBALIKAN = 4, 5, 2


def pindaian() -> Berkas:
    """One blank page marked contoh, which stands for every scan of the demonstration."""
    penulis = PdfWriter()
    penulis.add_blank_page(width=595, height=842)
    penulis.add_metadata({"/Title": "contoh"})
    isi = BytesIO()
    penulis.write(isi)
    return berkas.simpan(isi.getvalue(), "pindaian-contoh.pdf", jenis=JenisBerkas.PDF, oleh=None)


def tambah_unit(acak: random.Random, hari: date) -> list[Posyandu]:
    """TAMBAHAN complete units, spread over the kelurahan of the kota."""
    desa = list(Wilayah.objects.di_bawah(KOTA).desa_kelurahan().order_by("kode"))
    desa.sort(key=lambda w: w.kode.startswith(TIMUR))  # last, where the files are that still wait at a desk
    units = []
    for ke in range(TAMBAHAN):
        nama = f"{BUNGA[(ke * 7) % len(BUNGA)]} {2 + ke // len(BUNGA)} (contoh)"
        isi = {**isi_unit(acak, desa[ke % len(desa)], 9), "nama": nama}
        isi["berdiri"] = isi["berdiri"] or date(2005, 1, 1)
        if isi["lintang"] is None:
            isi |= {"lintang": "-6.889000", "bujur": "109.675000"}
        unit = actions.buat_posyandu(isi, actor=None)
        _isi_orang(acak, unit, hari)
        units.append(unit)
    return units


def _isi_orang(acak: random.Random, unit: Posyandu, hari: date) -> None:
    mulai = hari - timedelta(days=acak.randint(120, 700))
    kursi = [(j, "") for j in (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)]
    kursi += [(Jabatan.KETUA_BIDANG, b) for b in SEMUA]
    for jabatan, bidang in kursi:
        actions.dudukkan_pengurus(unit, buat_orang(acak), jabatan=jabatan, bidang=bidang, mulai=mulai, actor=None)
    for bidang in SEMUA:
        for _ in range(2 if bidang in ("kesehatan", "sosial", "pendidikan", "pekerjaan_umum") else 1):
            actions.tambah_kader(unit, buat_orang(acak), bidang=bidang, mulai=mulai, actor=None)


def lengkapi_surat(unit: Posyandu, hari: date, scan: Berkas) -> None:
    """Every paper with its scan, and the building: what the checklist asks for beside people and place."""
    Posyandu.objects.filter(pk=unit.pk).update(bangunan=Bangunan.MILIK_DESA)
    tanggal = hari - timedelta(days=150)
    ada = set(SuratKeputusan.objects.filter(posyandu=unit).values_list("jenis", flat=True))
    for jenis in JenisSK:
        if jenis not in ada:
            isi = {"jenis": jenis, "nomor": f"{unit.pk}.{jenis[:3]}/contoh/{tanggal.year}", "tanggal": tanggal}
            actions.tambah_sk(unit, {**isi, "contoh": True}, actor=None)
    SuratKeputusan.objects.filter(posyandu=unit).update(
        berkas=scan, penanda_tangan=f"Lurah {unit.wilayah.nama}", berlaku_sampai=hari + timedelta(days=1500)
    )


def surat_kelurahan(kode: Iterable[str], hari: date, scan: Berkas) -> None:
    """The decree of the kelurahan's Tim Pembina, where there is none yet."""
    punya = set(SuratWilayah.objects.filter(jenis="tim_pembina").values_list("wilayah", flat=True))
    for desa in Wilayah.objects.filter(kode__in=set(kode) - punya).order_by("kode"):
        isi = {"jenis": "tim_pembina", "nomor": f"{desa.kode[-4:]}/TP/contoh", "tanggal": hari - timedelta(days=300)}
        SuratWilayah.objects.create(wilayah=desa, berkas=scan, penanda_tangan=f"Lurah {desa.nama}", contoh=True, **isi)


def buat_berkas(acak: random.Random, tambahan: list[Posyandu], hari: date) -> int:
    """Files at their desks; returns how many. Each went through the steps of the workflow, with the system as actor."""
    scan = pindaian()
    seruni = Posyandu.objects.select_related("wilayah").get(percontohan=True, nama="Seruni")
    # Seruni lacks its statement, its building and one scan: what the kelurahan mends first.
    SuratKeputusan.objects.filter(posyandu=seruni).exclude(jenis=JenisSK.KADER).update(berkas=scan)
    SuratKeputusan.objects.filter(posyandu=seruni, jenis=JenisSK.PERNYATAAN).delete()
    surat_kelurahan({*(u.wilayah_id for u in tambahan), seruni.wilayah_id}, hari, scan)
    for unit in tambahan:
        lengkapi_surat(unit, hari, scan)
    jumlah = 0
    for ke, unit in enumerate(tambahan[: TERVERIFIKASI + DI_DINAS + DI_KECAMATAN + DIKEMBALIKAN - 4]):
        _jalankan(acak, unit, _sampai(ke), hari)
        jumlah += 1
    return jumlah


def _sampai(ke: int) -> str:
    """How far the file of that turn goes."""
    if ke < TERVERIFIKASI:
        return "verifikasi"
    if ke < TERVERIFIKASI + 3:
        return "periksa"
    return "ajukan" if ke < TERVERIFIKASI + 6 else "kembali"


def _jalankan(acak: random.Random, unit: Posyandu, sampai: str, hari: date) -> None:
    ajuan = actions.mulai_ajuan(unit, actor=None, contoh=True)
    AJUAN.apply(ajuan.pk, "ajukan", actor=None)
    if sampai in ("periksa", "verifikasi"):
        AJUAN.apply(ajuan.pk, "periksa", actor=None)
    if sampai == "verifikasi":
        AJUAN.apply(ajuan.pk, "verifikasi", actor=None)
    if sampai == "kembali":
        _kembalikan(Ajuan.objects.get(pk=ajuan.pk))
    umur = acak.randint(1, 11)
    saat = Ajuan.objects.get(pk=ajuan.pk).sejak - timedelta(days=umur)
    tenggat = tambah_hari_kerja(saat.date(), 5, libur_daerah(unit.kode)) if sampai in ("ajukan", "periksa") else None
    Ajuan.objects.filter(pk=ajuan.pk).update(sejak=saat, tenggat=tenggat, uuid=uuid.UUID(int=acak.getrandbits(128)))


def _kembalikan(ajuan: Ajuan) -> None:
    butir = next(b for b in hasil_ajuan(ajuan).butir if b.kode == "sk_kader")
    PutusanButir.objects.create(
        ajuan=ajuan,
        putaran=1,
        meja="kecamatan",
        butir=butir.kode,
        putusan=PutusanButir.Putusan.KEMBALI,
        alasan="tidak_terbaca",
        catatan="Halaman kedua gelap, pindai ulang.",
        sidik=butir.sidik,
    )
    AJUAN.apply(ajuan.pk, "kembalikan_kecamatan", actor=None)
