"""Makers for proposals: through the product's own actions, gate by gate."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from planning import actions as uang
from planning.actions import usulan as tindakan
from planning.actions.usulan import Bukti, IsiPutusan
from planning.models import Alokasi, BarisAnggaran, Realisasi, Usulan
from planning.tahap_usulan import GERBANG
from planning.workflow_usulan import USULAN
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.models import Rekaman
from tests.pembuat import make_baris, make_dokumen, make_keluarga
from wilayah.models import Wilayah

RTLH = {"kelas_rumah": "rtlh"}
JUTA = Decimal(1_000_000)


def isi_usulan(posyandu: Posyandu | None = None, wilayah: str = "", **ganti: Any) -> dict[str, Any]:
    isi = {
        "posyandu": posyandu,
        "wilayah": Wilayah.objects.get(pk=wilayah) if wilayah else None,
        "bidang": "perumahan_rakyat",
        "tahun": hari_ini().year,
        "jalur": "musrenbang",
        "judul": "Perbaikan rumah tidak layak huni",
        "masalah": "Rumah berlantai tanah.",
        "volume": Decimal(10),
        "satuan": "unit",
        "harga_satuan": 20 * JUTA,
        "kode_kegiatan": "1.04.03.2.03.0002",
        "contoh": True,
    }
    return {**isi, **ganti}


def make_usulan(
    posyandu: Posyandu | None = None, actor: User | None = None, bukti: Bukti | None = None, **ganti: Any
) -> Usulan:
    isi = isi_usulan(posyandu, **ganti)
    return tindakan.buat_usulan(isi, kunci=uuid.uuid4(), bukti=bukti or Bukti(), actor=actor)[0]


def majukan(usulan: Usulan, sampai: str) -> Usulan:
    """Passed on whole by the system until it stands at that gate."""
    usulan.refresh_from_db()
    while usulan.tahap != sampai:
        if usulan.tahap == "draf":
            nama = "ajukan"
        elif usulan.tahap == "diajukan" and usulan.jalur == "desa":
            nama = "musdes"
        elif sampai == "apbd_p":
            nama = "perubahan" if usulan.tahap == "bappeda" else f"teruskan:{usulan.tahap}"
        elif sampai == "du_rkpdes" and usulan.tahap == "musdes":
            nama = "naikkan"
        else:
            nama = f"teruskan:{usulan.tahap}"
        usulan = USULAN.apply(usulan.pk, nama, actor=None, note="contoh")
    return usulan


def rumah_rtlh(posyandu: Posyandu, n: int, hari: date | None = None, **isian: Any) -> list[Rekaman]:
    """n households of the unit, each with a house found not fit to live in."""
    hasil = []
    for i in range(n):
        keluarga = make_keluarga(posyandu, f"Slamet Uji{i}")
        isi = {"layanan": "kondisi_rumah", "bidang": "perumahan_rakyat", "bentuk": "kondisi", "keluarga": keluarga}
        tanggal = hari or hari_ini(posyandu.kode)
        hasil.append(Rekaman.objects.create(posyandu=posyandu, tanggal=tanggal, isian={**RTLH, **isian}, **isi))
    return hasil


def anggaran_berlaku(jenis: str, wilayah: str, pagu: str = "1000000000", **ganti: Any) -> BarisAnggaran:
    """A line of a fixed budget of this year."""
    isi = {"bidang": "perumahan_rakyat", "kode_kegiatan": "1.04.03.2.03.0002", "uraian": "RTLH", **ganti}
    return make_baris(make_dokumen(jenis, wilayah), pagu, **isi)


def bayar(baris: BarisAnggaran, rekaman: Any, nilai: str) -> Realisasi:
    """An allocation of the line for an activity of the unit, paid out."""
    isi = uang.IsiAlokasi(Decimal(nilai), "", uuid.uuid4(), contoh=True)
    alokasi: Alokasi = uang.alokasikan(rekaman, baris, isi, actor=None)[0]
    hari = max(hari_ini(), date(baris.dokumen.tahun, 1, 5))
    pembayaran = uang.IsiRealisasi(hari, Decimal(nilai), "SP2D-1", Realisasi.Kanal.RKUD, uuid.uuid4())
    return uang.realisasikan(alokasi, pembayaran, actor=None)[0]


def putus(usulan: Usulan, nama: str, actor: User, **isi: Any) -> Usulan:
    """As a desk does, with the version it saw."""
    usulan.refresh_from_db()
    penuh = nama if nama in {t.name for t in USULAN.transitions} else f"{nama}:{usulan.tahap}"
    return tindakan.putuskan(usulan.pk, penuh, IsiPutusan(**isi), versi=usulan.versi, actor=actor)


def duty_di(usulan: Usulan) -> str:
    return GERBANG[usulan.tahap].duty
