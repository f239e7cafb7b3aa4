"""Twelve months of example records with seasons and gaps."""

import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from posyandu_app.lib.bidang import SEMUA
from posyandu_app.lib.periode import Bulan
from registry.models import Posyandu
from spm_services import katalog
from spm_services.actions import Kiriman, catat_banyak
from spm_services.katalog.bersama import PESERTA
from spm_services.katalog.dasar import Angka, Guna, JenisLayanan, Pilihan, Teks, YaTidak
from wilayah.rekap import Selisih

# Months when a field is busier: rain and flood, school start, vitamin A, harvest.
MUSIM: dict[str, dict[int, float]] = {
    "kesehatan": {2: 1.4, 8: 1.4},
    "pendidikan": {6: 0.4, 7: 1.6},
    "pekerjaan_umum": {7: 1.4, 8: 1.5, 9: 1.5},
    "perumahan_rakyat": {1: 1.4, 2: 1.3},
    "trantibumlinmas": {1: 1.6, 2: 1.5, 11: 1.2, 12: 1.5},
    "sosial": {3: 1.4, 4: 1.3},
}
DASAR = {
    "pendidikan": 0.8,
    "kesehatan": 3.2,
    "pekerjaan_umum": 0.6,
    "perumahan_rakyat": 0.5,
    "trantibumlinmas": 0.55,
    "sosial": 0.6,
}
# What the example units record as totals, the commonest first. Records of one person or family are made elsewhere.
LAYANAN: dict[str, tuple[str, ...]] = {
    "pendidikan": (
        "stimulasi_paud",
        "anak_tidak_sekolah",
        "kie_pengasuhan",
        "pojok_baca",
        "permohonan_biaya_sekolah",
        "permohonan_perlengkapan_sekolah",
    ),
    "kesehatan": (
        "penimbangan_balita",
        "periksa_ibu_hamil",
        "periksa_lansia",
        "periksa_dewasa",
        "kunjungan_rumah",
        "permohonan_alat_kesehatan",
    ),
    "pekerjaan_umum": (
        "kie_air_sanitasi",
        "akses_air",
        "permohonan_air_bersih",
        "permohonan_jamban",
        "bank_sampah",
        "jalan_lingkungan",
    ),
    "perumahan_rakyat": (
        "kie_lingkungan_bersih",
        "rumah_tidak_layak",
        "permohonan_rtlh",
        "pekarangan",
        "biopori",
        "rumah_korban_bencana",
    ),
    "trantibumlinmas": (
        "kie_siaga_bencana",
        "patroli_ronda",
        "titik_rawan",
        "insiden",
        "permohonan_poskamling",
        "kie_kebakaran",
    ),
    "sosial": (
        "pantau_bansos",
        "keluarga_miskin",
        "kie_disabilitas",
        "lansia_terlantar",
        "permohonan_bantuan_sosial",
        "kie_inklusi",
    ),
}
# Details that the example leaves unanswered.
TANPA = frozenset({"berat_sampah", "lubang"}) | {k.kode for k in PESERTA}
NAMA_TEMPAT = ["RT 01/RW 02", "RT 03/RW 01", "RT 02/RW 05", "dekat balai", "tepi sungai", "gang masjid"]


@dataclass(frozen=True)
class Watak:
    """How a unit works: which fields, how much, and from which month it falls silent (months before now)."""

    bidang: tuple[str, ...]
    giat: float
    diam_sejak: int = 0


def watak(acak: random.Random, unit: Posyandu) -> Watak:
    """Pilots run all six; of the others some run three, some only health, some stopped."""
    if unit.percontohan or unit.kode.startswith("62.03.03.2004"):
        return Watak(SEMUA, 1.5)
    undian = acak.random()
    if undian < 0.34:
        return Watak(SEMUA, acak.uniform(0.7, 1.2))
    if undian < 0.62:
        return Watak(("kesehatan", *acak.sample([b for b in SEMUA if b != "kesehatan"], 2)), acak.uniform(0.6, 1.1))
    if undian < 0.82:
        return Watak(("kesehatan",), acak.uniform(0.5, 1.0))
    if undian < 0.94:
        return Watak(("kesehatan", "sosial"), 0.7, diam_sejak=acak.randint(2, 6))
    return Watak((), 0.0)


def _jawab(acak: random.Random, entri: JenisLayanan, kolom: Any, besar: int) -> Any:
    if isinstance(kolom, Angka):
        if kolom.guna == Guna.SASARAN:
            return besar
        if kolom.guna == Guna.TERLAYANI:
            return max(1, min(kolom.maksimum, round(besar * acak.uniform(0.55, 0.95))))
        return min(kolom.maksimum, acak.randint(1, 4))
    if isinstance(kolom, Pilihan):
        return acak.choice(kolom.opsi)[0]
    if isinstance(kolom, YaTidak):
        return acak.random() < 0.5
    if isinstance(kolom, Teks) and kolom.kode == "lokasi":
        return acak.choice(NAMA_TEMPAT)
    return f"{entri.harian} (contoh)"[:100]


def isian(acak: random.Random, entri: JenisLayanan) -> dict[str, Any]:
    """Answers that a form would accept: required ones, and most of the others."""
    besar = acak.randint(12, 60)
    isi = {
        k.kode: _jawab(acak, entri, k, besar)
        for k in entri.isian
        if k.wajib or (isinstance(k, Angka) and k.kode not in TANPA and acak.random() < 0.8)
    }
    if entri.kode == "penimbangan_balita":
        isi["naik"] = round(isi["terlayani"] * acak.uniform(0.55, 0.75))
        isi["tidak_naik"] = round((isi["terlayani"] - isi["naik"]) * acak.uniform(0.4, 0.9))
        isi["dirujuk"] = min(isi["terlayani"], acak.randint(0, 2))
    galat = entri.galat(isi)
    if galat:
        raise ValueError(f"isian contoh {entri.kode} tidak sah: {galat}")
    return isi


def _hari(acak: random.Random, unit: Posyandu, bulan: Bulan, ke: int, hari: date) -> date | None:
    """The open day for the first health records, other days for the rest; None past today."""
    tanggal = unit.buka_pada(bulan.tahun, bulan.bulan)
    if ke:
        tanggal = bulan.mulai + timedelta(days=acak.randint(0, 27))
    return tanggal if tanggal <= hari else None


def _sebulan(acak: random.Random, unit: Posyandu, bulan: Bulan, sifat: Watak, hari: date) -> list[Kiriman]:
    hasil = []
    for bidang in sifat.bidang:
        harap = DASAR[bidang] * sifat.giat * MUSIM[bidang].get(bulan.bulan, 1.0)
        banyak = int(harap) + (acak.random() < harap % 1)
        daftar = [katalog.SEMUA[kode] for kode in LAYANAN[bidang]]
        for ke in range(banyak):
            entri = daftar[0] if ke == 0 and bidang == "kesehatan" else acak.choice(daftar)
            tanggal = _hari(acak, unit, bulan, ke if bidang == "kesehatan" else 1, hari)
            isi, kunci = isian(acak, entri), uuid.UUID(int=acak.getrandbits(128))
            if tanggal is not None:
                hasil.append(Kiriman(entri.kode, tanggal, isi, kunci, contoh=True))
    return hasil


def _tanpa_ganda(semua: list[Kiriman], lain: list[Kiriman]) -> list[Kiriman]:
    """Both, without totals from paper of a month that was recorded one by one."""
    satu = {(katalog.TOTAL_DARI.get(k.layanan, ""), Bulan.dari(k.tanggal)) for k in lain}
    return [k for k in semua if (k.layanan, Bulan.dari(k.tanggal)) not in satu] + lain


def buat_catatan(
    acak: random.Random,
    units: list[Posyandu],
    hari: date,
    bulan: int = 12,
    lain: Mapping[int, list[Kiriman]] | None = None,
) -> tuple[int, Selisih]:
    """Records of all units over the months up to `hari`; `lain`: what was recorded of a unit's people. Returns how
    many, and the differences still to be written."""
    pencatat = get_user_model().objects.filter(username__in=("kader.seruni", "kader.kapuas")).order_by("username")
    per_daerah = {"62": pencatat[0], "33": pencatat[1]} if len(pencatat) == 2 else {}
    beda, jumlah = Selisih(), 0
    kini = Bulan.dari(hari)
    for unit in units:
        sifat = watak(acak, unit)
        semua: list[Kiriman] = []
        for mundur in range(bulan - 1, -1, -1):
            if not (sifat.diam_sejak and mundur < sifat.diam_sejak):
                semua += _sebulan(acak, unit, kini.tambah(-mundur), sifat, hari)
        if unit.berdiri:
            semua = [k for k in semua if k.tanggal >= unit.berdiri]
        semua = _tanpa_ganda(semua, (lain or {}).get(unit.pk, []))
        jumlah += len(semua)
        beda.update(catat_banyak(unit, semua, actor=per_daerah.get(unit.kode[:2])))
    return jumlah, beda
