"""Example proposals at every kind of gate: cut, postponed, rejected, on the village's way, and one paid for."""

import contextlib
import random
import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning.actions.usulan import Bukti, IsiPutusan, buat_usulan, putuskan
from planning.actions.usulan_baris import tautkan_usulan
from planning.models import BarisAnggaran, StatusDokumen, Usulan
from posyandu_app.lib.galat import Ditolak
from registry.models import Posyandu
from reporting.contoh.akun import ANJIR, KLEGO, SERUNI
from spm_services.actions import Kiriman, catat
from spm_services.models import Keluarga, Rekaman
from wilayah.models import Wilayah

JUTA = Decimal(1_000_000)
JAMBAN = {"jamban": "sungai"}
# (village, years ahead, field, door, title, volume, unit, million each, code, gate it stands at)
DAFTAR: tuple[tuple[str, int, str, str, str, int, str, int, str, str], ...] = (
    (KLEGO, 1, "perumahan_rakyat", "musrenbang", "Perbaikan rumah tidak layak huni di RW 02", 12, "unit", 20,
     "1.04.03.2.03.0002", "musren_kec"),
    (KLEGO, 1, "pekerjaan_umum", "musrenbang", "Jamban keluarga di RW 03", 15, "unit", 4, "1.03.05.2.01.0051", "pmd"),
    (KLEGO, 1, "pendidikan", "musrenbang", "Alat peraga PAUD", 2, "paket", 12, "1.01.02.2.03.0046", "diajukan"),
    (KLEGO, 0, "sosial", "musrenbang", "Bantuan lansia yang tinggal sendiri", 20, "orang", 2, "1.06.05.2.02.0006",
     "apbd"),
    (ANJIR, 1, "pekerjaan_umum", "desa", "Sumur bor bersama RT 01", 1, "unit", 45, "2.4.11", "rkpdes"),
    (ANJIR, 1, "perumahan_rakyat", "desa", "Rehab rumah tidak layak huni", 10, "unit", 20, "2.4.01", "du_rkpdes"),
    (ANJIR, 0, "kesehatan", "desa", "Pelatihan kader posyandu", 5, "orang", 1, "2.2.03", "apbdes"),
)  # fmt: skip


def _langkah(usulan: Usulan, sampai: str) -> str:
    if usulan.tahap == "draf":
        return "ajukan"
    if usulan.tahap == "diajukan" and usulan.jalur == "desa":
        return "musdes"
    if usulan.tahap == "musdes" and sampai == "du_rkpdes":
        return "naikkan"
    return f"teruskan:{usulan.tahap}"


def _majukan(usulan: Usulan, sampai: str, acak: random.Random) -> Usulan:
    """Passed on by the system to its gate; Bappeda and Forum PD take something off."""
    while usulan.tahap != sampai:
        isi = IsiPutusan(alasan="Dana Desa tidak cukup" if _langkah(usulan, sampai) == "naikkan" else "")
        if usulan.tahap in ("kecamatan", "bappeda"):
            bagian = Decimal(acak.randint(70, 95)) / 100
            isi = IsiPutusan("Menyesuaikan pagu indikatif", usulan.volume, (usulan.nilai * bagian).quantize(Decimal(1)))
        usulan = putuskan(usulan.pk, _langkah(usulan, sampai), isi, versi=None, actor=None)
    return usulan


def _tautkan(usulan: Usulan) -> None:
    """Tie the line of its code in the budget in force, and grant what fits."""
    rows = BarisAnggaran.objects.filter(
        dokumen__jenis__in=("apbd", "apbdes"),
        dokumen__tahun=usulan.tahun,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__wilayah__in=(usulan.kode[:5], usulan.kode[:13]),
        kode_kegiatan=usulan.kode_kegiatan,
    )
    baris = rows.order_by("pk").first()
    if baris is None:
        return
    nilai = min(usulan.nilai, baris.pagu)
    tautkan_usulan(usulan.pk, baris.pk, nilai, versi=None, actor=None)
    isi = IsiPutusan("Menyesuaikan pagu" if nilai < usulan.nilai else "", None, nilai)
    putuskan(usulan.pk, f"tetapkan:{usulan.tahap}", isi, versi=None, actor=None)


def _catat_rumah(acak: random.Random, hari: date) -> None:
    """Houses of Seruni found not fit to live in, some with households that have no latrine of their own."""
    kader = User.objects.get(username="kader.seruni")
    unit = Posyandu.objects.get(kode=SERUNI)
    buruk = dict.fromkeys(("atap", "dinding", "lantai", "ventilasi", "pencahayaan"), "tidak_layak")
    isi: dict[str, tuple[int, dict[str, Any]]] = {
        "kondisi_rumah": (12, {**buruk, "jamban": False, "kelas_rumah": "rtlh"}),
        "limbah_keluarga": (7, JAMBAN),
    }
    for layanan, (banyak, isian) in isi.items():
        for keluarga in Keluarga.objects.filter(posyandu=unit, sampai=None).order_by("uuid")[:banyak]:
            kunci = uuid.UUID(int=acak.getrandbits(128))
            kiriman = Kiriman(layanan, hari, isian, kunci, contoh=True, keluarga=keluarga)
            with contextlib.suppress(Ditolak):  # a paper number of the month stands already
                catat(unit, kiriman, actor=kader)


def _bukti(kode: str, bidang: str) -> Bukti:
    rows = Rekaman.objects.berlaku().di_wilayah(kode).filter(bidang=bidang, keluarga__isnull=False)
    return Bukti(rekaman=list(rows.filter(bentuk="kondisi").order_by("pk").values_list("pk", flat=True)[:12]))


def buat_usulan_contoh(acak: random.Random, hari: date) -> int:
    """Returns how many."""
    _catat_rumah(acak, hari)
    for desa, maju, bidang, jalur, judul, volume, satuan, juta, kode, sampai in DAFTAR:
        isi: dict[str, Any] = {
            "wilayah": Wilayah.objects.get(pk=desa),
            "tahun": hari.year + maju,
            "bidang": bidang,
            "jalur": jalur,
            "judul": judul,
            "masalah": f"{volume} {satuan} menurut catatan posyandu (contoh).",
            "volume": Decimal(volume),
            "satuan": satuan,
            "harga_satuan": juta * JUTA,
            "kode_kegiatan": kode,
            "contoh": True,
        }
        kunci = uuid.UUID(int=acak.getrandbits(128))
        usulan, _ = buat_usulan(isi, kunci=kunci, bukti=_bukti(desa, bidang), actor=None)
        usulan = _majukan(usulan, sampai, acak)
        if sampai in ("apbd", "apbdes"):
            _tautkan(usulan)
    return len(DAFTAR)
