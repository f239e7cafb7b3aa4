"""Example papers: Tim Pembina at each level, RPJM Desa, scans, one that ran out, one that will, one setting.

Runs after the registration files and leaves their papers as they are, Seruni's too.
"""

import random
from datetime import date, timedelta
from typing import Any

from accounts import berkas
from accounts.models import JenisBerkas
from posyandu_app.lib.periode import kata_tanggal
from registry import actions
from registry.aturan import libur_nasional
from registry.models import JenisSK, SuratKeputusan, SuratWilayah
from registry.pindaian import lihat
from registry.sebutan import kepala
from reporting.contoh.akun import ANJIR, KLEGO, SERUNI
from reporting.contoh.pindaian import pdf_contoh, pindaian_contoh
from wilayah.models import Wilayah

KOTA, KAPUAS, KAPUAS_TIMUR, BARAT = "33.75", "62.03", ANJIR[:8], "33.75.01"
DEKAT, JAUH = 0.9, 0.12  # share of papers that get a scan: near the demonstration's people, and elsewhere


def buat_surat(acak: random.Random, hari: date) -> int:
    """All of it; returns how many papers of units got a scan."""
    _keputusan_tp(acak, hari)
    _rpjm(acak, hari)
    _tenggat(hari)
    _aturan(hari)
    return _pindaian(acak)


def _keputusan_tp(acak: random.Random, hari: date) -> None:
    """TP decrees where there is none yet: the city and all below it, Kapuas, its eastern kecamatan, Anjir."""
    punya = SuratWilayah.objects.filter(jenis="tim_pembina").values("wilayah")
    kota = Wilayah.objects.di_bawah(KOTA).exclude(pk__in=punya).order_by("kode")
    kapuas = Wilayah.objects.filter(pk__in=(KAPUAS, KAPUAS_TIMUR, ANJIR)).exclude(pk__in=punya).order_by("kode")
    for ke, w in enumerate([*kota, *kapuas], 1):
        tanggal = hari - timedelta(days=acak.randint(150, 500))
        isi = {"jenis": "tim_pembina", "nomor": f"411/{ke:02d}/contoh/{tanggal.year}", "tanggal": tanggal}
        isi |= {"penanda_tangan": kepala(w), "contoh": True}
        if w.kode == KAPUAS_TIMUR:
            isi["berlaku_sampai"] = hari - timedelta(days=7)
        baris = ["Keputusan Tim Pembina Posyandu", w.sebutan]
        actions.tambah_surat_wilayah(w, isi, actor=None, pindaian=pindaian_contoh(baris, "keputusan-tp.pdf"))
    catatan: dict[str, Any] = {"catatan": "Camat baru (contoh)", "contoh": True}
    actions.catat_pergantian_kepala(Wilayah.objects.get(pk=BARAT), hari - timedelta(days=40), actor=None, **catatan)


def _rpjm(acak: random.Random, hari: date) -> None:
    """RPJM Desa of some desa of Kapuas, Anjir's among them."""
    desa = list(Wilayah.objects.di_bawah(KAPUAS_TIMUR).filter(jenis="desa").order_by("kode"))
    pilihan = {d.kode for d in acak.sample(desa, min(3, len(desa)))} | {ANJIR}
    tanggal = hari - timedelta(days=600)
    for w in (d for d in desa if d.kode in pilihan):
        isi = {"jenis": "rpjm_desa", "nomor": f"2/contoh/{tanggal.year}", "tanggal": tanggal, "contoh": True}
        isi |= {"penanda_tangan": kepala(w), "berlaku_sampai": date(tanggal.year + 6, 12, 31)}
        actions.tambah_surat_wilayah(w, isi, actor=None, pindaian=pindaian_contoh(["RPJM Desa", w.sebutan], "rpjm.pdf"))


def _tenggat(hari: date) -> None:
    """One decree of pengurus in Klego, not Seruni's, ends in twenty days."""
    rows = SuratKeputusan.objects.filter(jenis=JenisSK.PENGURUS, posyandu__kode__startswith=KLEGO)
    satu = rows.exclude(posyandu__kode=SERUNI).filter(posyandu__ajuan_list=None).order_by("pk").first()
    if satu is not None:
        SuratKeputusan.objects.filter(pk=satu.pk).update(berlaku_sampai=hari + timedelta(days=20))


def _aturan(hari: date) -> None:
    """What the office is called there (domain study 1.6), and one day off."""
    kota = Wilayah.objects.get(pk=KOTA)
    dasar = "nama perangkat daerah Kota Pekalongan"
    actions.tetapkan_aturan(kota, "sebutan_dinas", "DPMPPA Kota Pekalongan", dasar=dasar, versi=0, actor=None)
    libur = date(hari.year, 4, 1)
    if libur not in libur_nasional(hari.year):
        actions.tambah_libur(kota, libur, "Hari Jadi Kota Pekalongan", actor=None)


def _pindaian(acak: random.Random) -> int:
    """Scans where there is none: most papers of Klego and Anjir, some elsewhere."""
    rows = SuratKeputusan.objects.filter(berkas=None, posyandu__ajuan_list=None).exclude(posyandu__kode=SERUNI)
    n = 0
    for sk in rows.select_related("posyandu__wilayah").order_by("pk"):
        dekat = sk.posyandu.kode.startswith((KLEGO, ANJIR))
        if acak.random() >= (DEKAT if dekat else JAUH):
            continue
        baris = [sk.get_jenis_display(), sk.posyandu.sebutan, f"Nomor {sk.nomor}", kata_tanggal(sk.tanggal)]
        isi = pdf_contoh(["CONTOH - bukan surat sungguhan", *baris])
        SuratKeputusan.objects.filter(pk=sk.pk).update(
            berkas=berkas.simpan(isi, f"{sk.jenis}-contoh.pdf", jenis=JenisBerkas.PDF, oleh=None),
            periksa=lihat(isi, JenisBerkas.PDF),
            penanda_tangan=kepala(sk.posyandu.wilayah),
        )
        n += 1
    return n
