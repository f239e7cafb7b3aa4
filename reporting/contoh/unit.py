"""Example units with people and decrees. The three pilots are real by name and village; everything else is contoh.

Pilots: named in the press on 25 September 2025 (domain study, section 7). The spelling "Kencono Wungu" also occurs
as "Kencana Ungu".
"""

import random
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from posyandu_app.lib.bidang import SEMUA
from registry import actions
from registry.models import Jabatan, JenisSK, Orang, Posyandu, SuratKeputusan
from reporting.contoh.akun import ANJIR
from wilayah.models import Wilayah

PERCONTOHAN = {
    "33.75.02.1008": "Seruni",
    "33.75.03.1003": "Kencono Wungu",
    "33.75.01.1006": "Cempaka",
}
BUNGA = (
    "Melati",
    "Mawar",
    "Anggrek",
    "Kenanga",
    "Dahlia",
    "Flamboyan",
    "Teratai",
    "Kamboja",
    "Seroja",
    "Asoka",
    "Tulip",
    "Aster",
    "Kantil",
    "Matahari",
    "Alamanda",
)
PEREMPUAN = (
    "Siti",
    "Sri",
    "Dewi",
    "Nur",
    "Rina",
    "Wati",
    "Ani",
    "Endang",
    "Yuni",
    "Lestari",
    "Fitri",
    "Ratna",
    "Indah",
    "Tuti",
    "Maya",
    "Eka",
    "Sari",
    "Aisyah",
    "Kartini",
    "Murni",
)
LAKI = ["Agus", "Budi", "Joko", "Ahmad", "Slamet", "Hadi", "Rudi", "Wawan", "Heri", "Dedi"]
BELAKANG = (
    "Rahayu",
    "Susanti",
    "Lestari",
    "Astuti",
    "Hidayah",
    "Kartika",
    "Setiawan",
    "Santoso",
    "Saputra",
    "Utami",
    "Wulandari",
    "Pratiwi",
)
JALAN = (
    "Jalan Kenanga",
    "Jalan Truntum",
    "Gang Damai",
    "Jalan Progo",
    "Jalan Veteran",
    "Gang Melati",
    "Jalan Handel",
)
KAPUAS_UNIT = 64
LINTANG_BUJUR = {"33.75": (-6.889, 109.675), "62.03": (-2.95, 114.35)}


def buat_orang(acak: random.Random) -> Orang:
    """An example person, not yet stored."""
    perempuan = acak.random() < 0.9
    nama = f"{acak.choice(PEREMPUAN if perempuan else LAKI)} {acak.choice(BELAKANG)} (contoh)"
    kunci = uuid.UUID(int=acak.getrandbits(128))
    return Orang(uuid=kunci, nama=nama, jenis_kelamin="P" if perempuan else "L", contoh=True)


def _desa(acak: random.Random) -> list[tuple[Wilayah, int]]:
    """[(village, number of units)]: all of Pekalongan, a spread of Kapuas with Anjir Mambulau Timur among them."""
    pekalongan = Wilayah.objects.di_bawah("33.75").desa_kelurahan().order_by("kode")
    hasil = [(w, 3 if w.kode in PERCONTOHAN else acak.choice((2, 2, 2, 3))) for w in pekalongan]
    kapuas = list(Wilayah.objects.di_bawah("62.03").desa_kelurahan().order_by("kode"))
    pilihan = {ANJIR} | {w.kode for w in acak.sample(kapuas, KAPUAS_UNIT)}
    return hasil + [(w, 1) for w in kapuas if w.kode in pilihan]


def isi_unit(acak: random.Random, desa: Wilayah, ke: int) -> dict[str, Any]:
    """Columns of an example unit of a village; the first of a pilot village is the pilot."""
    pilot = ke == 0 and desa.kode in PERCONTOHAN
    lintang, bujur = LINTANG_BUJUR[desa.kode[:5]]
    lebar = 0.02 if desa.kode.startswith("33") else 0.4
    lengkap = pilot or acak.random() < 0.7
    return {
        "uuid": uuid.UUID(int=acak.getrandbits(128)),
        "wilayah": desa,
        "nama": PERCONTOHAN[desa.kode] if pilot else f"{BUNGA[(hash_kecil(desa.kode) + ke) % len(BUNGA)]} (contoh)",
        "alamat": acak.choice(JALAN),
        "rt": f"{acak.randint(1, 9):03d}",
        "rw": f"{acak.randint(1, 12):03d}",
        "buka_minggu": acak.randint(1, 4),
        "buka_hari": acak.randint(1, 6),
        "nama_kontak": "Kontak contoh",
        "kontak": "+6281200000000",
        "berdiri": date(acak.randint(1990, 2022), acak.randint(1, 12), acak.randint(1, 28)) if lengkap else None,
        "lintang": _derajat(acak, lintang, lebar) if lengkap else None,
        "bujur": _derajat(acak, bujur, lebar) if lengkap else None,
        "percontohan": pilot,
        "contoh": True,
    }


def hash_kecil(teks: str) -> int:
    """A number from a text that is the same in every process (Python's own hash is not)."""
    return sum(ord(h) * (i + 1) for i, h in enumerate(teks))


def _derajat(acak: random.Random, pusat: float, lebar: float) -> Decimal:
    return Decimal(f"{pusat + (acak.random() - 0.5) * lebar:.6f}")


def buat_unit(acak: random.Random, hari: date) -> list[Posyandu]:
    """All example units with their people and papers, written through the registry's own actions."""
    units = []
    for desa, banyak in _desa(acak):
        for ke in range(banyak):
            unit = actions.buat_posyandu(isi_unit(acak, desa, ke), actor=None)
            kelengkapan = 1.0 if unit.percontohan else acak.choice((1.0, 0.9, 0.7, 0.5, 0.2))
            _isi_surat(acak, unit, hari, kelengkapan)
            _isi_orang(acak, unit, hari, kelengkapan)
            units.append(unit)
    for unit in acak.sample([u for u in units if not u.percontohan], 6):
        # An example number (serial 9xx) so that screens have one to show; real ones come from the ministry only.
        actions.catat_nomor(unit.pk, f"{unit.wilayah_id}.9{unit.kode[-2:]}", actor=None)
    return units


def _isi_surat(acak: random.Random, unit: Posyandu, hari: date, kelengkapan: float) -> None:
    for jenis in JenisSK:
        if acak.random() > kelengkapan:
            continue
        tanggal = hari - timedelta(days=acak.randint(200, 1500))
        # A decree of kader that ran out last month, now and then: what an office has to see.
        habis = jenis == JenisSK.KADER and acak.random() < 0.15
        sampai = hari - timedelta(days=30) if habis else tanggal + timedelta(days=365 * 5)
        isi = {
            "jenis": jenis,
            "nomor": f"{acak.randint(1, 99)}/contoh/{tanggal.year}",
            "tanggal": tanggal,
            "contoh": True,
        }
        berbatas = jenis in (JenisSK.KADER, JenisSK.PENGURUS)
        actions.tambah_sk(unit, {**isi, "berlaku_sampai": sampai if berbatas else None}, actor=None)


def _isi_orang(acak: random.Random, unit: Posyandu, hari: date, kelengkapan: float) -> None:
    mulai = hari - timedelta(days=acak.randint(120, 900))
    sk = {s.jenis: s for s in SuratKeputusan.objects.filter(posyandu=unit)}
    kursi = [(j, "") for j in (Jabatan.KETUA, Jabatan.SEKRETARIS, Jabatan.BENDAHARA)]
    kursi += [(Jabatan.KETUA_BIDANG, b) for b in SEMUA]
    for jabatan, bidang in kursi:
        if acak.random() <= kelengkapan:
            isi: dict[str, Any] = {"jabatan": jabatan, "bidang": bidang, "mulai": mulai, "sk": sk.get(JenisSK.PENGURUS)}
            actions.dudukkan_pengurus(unit, buat_orang(acak), actor=None, **isi)
    for bidang in SEMUA:
        banyak = (3 if bidang == "kesehatan" else 1) if acak.random() <= max(kelengkapan, 0.45) else 0
        for _ in range(banyak):
            isi_kader: dict[str, Any] = {"bidang": bidang, "mulai": mulai, "sk": sk.get(JenisSK.KADER)}
            actions.tambah_kader(unit, buat_orang(acak), actor=None, **isi_kader)
