"""What tests of tickets stand on: a request and how far it came, each step by the product's own actions."""

import uuid
from datetime import date
from typing import Any

from accounts.models import User
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import actions
from spm_services.berkas_tiket import kurang
from spm_services.models import KeadaanWarga, KunjunganWarga, Tiket
from tests.pembuat import make_kunjungan, make_rekaman, make_warga

MOHON = {"pemohon": "Siti Aminah", "lokasi": "RT 01/RW 02", "jumlah": 1, "mendesak": "tinggi", "alasan": "Atap bocor"}
TELEPON = "+6281234567890"
BANSOS = "permohonan_bantuan_sosial"
LANGKAH = ("ajukan", "verifikasi", "setujui", "teruskan", "jawab")


def make_tiket(posyandu: Posyandu, actor: User, layanan: str = "permohonan_rtlh", **isi: Any) -> Tiket:
    """The draft ticket of a request's record."""
    rekaman = make_rekaman(posyandu, actor, layanan, **{**MOHON, **isi})
    return Tiket.objects.get(rekaman=rekaman)


def lengkapi(tiket: Tiket) -> Tiket:
    """Every paper seen, and a phone number."""
    for b in kurang(tiket):
        actions.pasang_berkas(tiket.pk, b.kode, None, actor=None)
    return actions.lengkapi_tiket(tiket.pk, {"telepon": TELEPON}, versi=tiket.versi, actor=None)


def isi_verifikasi(hari: date | None = None) -> actions.IsiVerifikasi:
    return actions.IsiVerifikasi(hari or hari_ini(), "Kasi Kesra contoh", "Atap bocor di dua kamar")


def isi_setuju(**lain: Any) -> actions.IsiPersetujuan:
    isi: dict[str, Any] = {"tahun_usulan": hari_ini().year + 1, **lain}
    return actions.IsiPersetujuan(hari_ini(), "Lurah contoh", **isi)


def majukan(tiket: Tiket, sampai: str, actor: User | None = None) -> Tiket:
    """Take the ticket step by step up to the named one, as the system or as somebody who may do all of them."""
    if tiket.status == "draf":
        lengkapi(tiket)
    cara = {
        "ajukan": lambda: actions.ajukan_tiket(tiket.pk, versi=None, actor=actor),
        "verifikasi": lambda: actions.verifikasi_tiket(tiket.pk, isi_verifikasi(), versi=None, actor=actor),
        "setujui": lambda: actions.setujui_tiket(tiket.pk, isi_setuju(), versi=None, actor=actor),
        "teruskan": lambda: actions.teruskan_tiket(tiket.pk, tiket.tujuan, versi=None, actor=actor),
        "jawab": lambda: actions.jawab_tiket(
            tiket.pk, actions.IsiJawaban("dikerjakan", "Dikerjakan bulan ini"), versi=None, actor=actor
        ),
    }
    sudah = ("draf", "diajukan", "diverifikasi", "disetujui", "diteruskan", "dijawab").index(tiket.status)
    for nama in LANGKAH[sudah : LANGKAH.index(sampai) + 1]:
        cara[nama]()
    tiket.refresh_from_db()
    return tiket


def make_kek(posyandu: Posyandu, actor: User, lila: str = "22.8") -> KunjunganWarga:
    """A visit of a pregnant woman whose arm is thinner than the rule's threshold, by default."""
    ibu = make_warga(posyandu, date(2000, 1, 10), telepon=TELEPON)
    KeadaanWarga.objects.create(warga=ibu, posyandu=posyandu, jenis="hamil", mulai=date(2026, 1, 5))
    kunjungan = make_kunjungan(posyandu, ibu)
    isi = actions.IsianKunjungan({"ukur_ibu_hamil": {"bb": "44.0", "lila": lila}})
    actions.catat_kunjungan(kunjungan, isi, actor=actor)
    return kunjungan


def make_rujukan(posyandu: Posyandu, actor: User, *, setuju: bool = True) -> Tiket:
    isi = actions.IsiRujukan("", setuju, "sendiri", uuid.uuid4())
    return actions.buat_rujukan(make_kek(posyandu, actor), isi, actor=actor)
