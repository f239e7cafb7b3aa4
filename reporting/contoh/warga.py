"""Example households, people and open days. Every name ends in (contoh); NIK carry kecamatan part 99, so are nobody's.

Pilots and Anjir Mambulau Timur have a village's worth of people and a year of open days; some more units a handful.
"""

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from posyandu_app.lib.periode import Bulan, umur_bulan
from registry.models import Kader, Posyandu
from registry.nik import tutup_nik
from reporting.contoh.akun import SERUNI, UNIT_ANJIR
from reporting.contoh.ukuran import Anak, berat, lingkar, lingkar_lengan, panjang
from reporting.contoh.unit import BELAKANG, LAKI, PEREMPUAN
from spm_services.actions import Kiriman
from spm_services.models import (
    HadirKader,
    KeadaanWarga,
    Keanggotaan,
    Keluarga,
    KunjunganWarga,
    Sesi,
    StatusSesi,
    Warga,
)
from spm_services.nama import lipat_nama

LAIN_TIAP = 7  # of the other units every seventh has people too
RW = ("001", "002")


@dataclass
class Isi:
    """What is made for the units, stored in one go."""

    keluarga: list[Keluarga] = field(default_factory=list)
    warga: list[Warga] = field(default_factory=list)
    anggota: list[Keanggotaan] = field(default_factory=list)
    keadaan: list[KeadaanWarga] = field(default_factory=list)
    sifat: dict[int, Anak] = field(default_factory=dict)  # by position in `warga`
    nomor: int = 0

    def orang(self, acak: random.Random, kelamin: str, lahir: date, **lain: Any) -> Warga:
        self.nomor += 1
        belakang = lain.pop("belakang", "") or acak.choice(BELAKANG)
        nama = f"{acak.choice(PEREMPUAN if kelamin == 'P' else LAKI)} {belakang} (contoh)"
        isi = {
            "nama": nama,
            "nama_cari": lipat_nama(nama),
            "jenis_kelamin": kelamin,
            "tanggal_lahir": lahir,
            "contoh": True,
        }
        warga = Warga(uuid=uuid.UUID(int=acak.getrandbits(128)), **isi, **lain)
        self.warga.append(warga)
        return warga


def berorang(units: list[Posyandu]) -> list[tuple[Posyandu, int, int]]:
    """[(unit, households, months of open days)] of those units that get people."""
    hasil = []
    for ke, unit in enumerate(units):
        if unit.kode == SERUNI:
            hasil.append((unit, 46, 12))
        elif unit.kode == UNIT_ANJIR:
            hasil.append((unit, 30, 8))
        elif unit.percontohan:
            hasil.append((unit, 24, 8))
        elif ke % LAIN_TIAP == 3 and unit.status == "aktif":
            hasil.append((unit, 9, 4))
    return hasil


def buat_warga(acak: random.Random, units: list[Posyandu], hari: date) -> dict[int, list[Kiriman]]:
    """People, sessions and visits. Returns {unit: what was recorded of its people}, not yet stored."""
    isi = Isi()
    pilihan = berorang(units)
    for unit, banyak, _ in pilihan:
        for ke in range(banyak):
            _keluarga(acak, isi, unit, ke, hari)
    _simpan(isi)
    milik: dict[int, list[tuple[Warga, Anak | None]]] = defaultdict(list)
    for ke, (warga, anggota) in enumerate(zip(isi.warga, isi.anggota, strict=True)):
        milik[anggota.posyandu_id].append((warga, isi.sifat.get(ke)))
    hamil = {k.warga_id: k for k in isi.keadaan if k.jenis == "hamil"}
    return {u.pk: _hari_buka(acak, u, milik[u.pk], hamil, bulan, hari) for u, _, bulan in pilihan}


def _simpan(isi: Isi) -> None:
    Keluarga.objects.bulk_create(isi.keluarga, batch_size=500)
    for warga in isi.warga:  # mothers stand before their children
        warga.ibu_id = warga.ibu.pk if warga.ibu else None
    Warga.objects.bulk_create([w for w in isi.warga if w.ibu is None], batch_size=500)
    for warga in isi.warga:
        warga.ibu_id = warga.ibu.pk if warga.ibu else None
    Warga.objects.bulk_create([w for w in isi.warga if w.pk is None], batch_size=500)
    for keadaan in isi.keadaan:
        keadaan.warga_id = keadaan.warga.pk
    for baris in isi.anggota:
        baris.warga_id = baris.warga.pk
        baris.keluarga_id = baris.keluarga.pk if baris.keluarga else None
    Keanggotaan.objects.bulk_create(isi.anggota, batch_size=500)
    KeadaanWarga.objects.bulk_create(isi.keadaan, batch_size=500)


def _nik(acak: random.Random, isi: Isi, warga: Warga, unit: Posyandu, peluang: float) -> None:
    if acak.random() > peluang:
        return
    lahir = warga.tanggal_lahir
    hari = lahir.day + (40 if warga.jenis_kelamin == "P" else 0)
    nik = f"{unit.kode[:5].replace('.', '')}99{hari:02d}{lahir:%m%y}{isi.nomor % 9999 + 1:04d}"
    warga.nik_sandi, warga.nik_sidik = tutup_nik(nik)


def _keluarga(acak: random.Random, isi: Isi, unit: Posyandu, ke: int, hari: date) -> None:
    """A couple, most with one or two small children, some with school children, some with an old parent."""
    belakang = acak.choice(BELAKANG)
    mulai = hari - timedelta(days=acak.randint(400, 2500))
    ayah = isi.orang(acak, "L", _lahir(acak, hari, 24, 48), belakang=belakang)
    _nik(acak, isi, ayah, unit, 0.9)
    rumah = Keluarga(
        uuid=uuid.UUID(int=acak.getrandbits(128)),
        posyandu=unit,
        nama=ayah.nama,
        nama_cari=ayah.nama_cari,
        rt=f"{ke % 6 + 1:03d}",
        rw=RW[ke % 12 // 6],
        alamat="Jalan Contoh",
        mulai=mulai,
        contoh=True,
    )
    isi.keluarga.append(rumah)
    ibu = isi.orang(acak, "P", _lahir(acak, hari, 20, 42), belakang=belakang)
    _nik(acak, isi, ibu, unit, 0.9)
    anggota = [(ayah, "kepala"), (ibu, "istri")]
    anggota += [(a, "anak") for a in _anak(acak, isi, unit, ibu, ke, hari)]
    if ke % 4 == 1:
        lansia = isi.orang(acak, acak.choice("PL"), _lahir(acak, hari, 61, 82))
        _nik(acak, isi, lansia, unit, 0.8)
        anggota.append((lansia, "orang_tua"))
    for warga, hubungan in anggota:
        awal = max(mulai, warga.tanggal_lahir)
        sebab = "lahir" if awal == warga.tanggal_lahir else "didata"
        baris = Keanggotaan(warga=warga, posyandu=unit, keluarga=rumah, hubungan=hubungan, mulai=awal)
        baris.sebab_mulai = sebab
        isi.anggota.append(baris)


def _lahir(acak: random.Random, hari: date, dari: int, sampai: int) -> date:
    return hari - timedelta(days=acak.randint(dari * 365, sampai * 365))


def _anak(acak: random.Random, isi: Isi, unit: Posyandu, ibu: Warga, ke: int, hari: date) -> list[Warga]:
    """The couple's children; every eighth mother is with child, every eleventh has just given birth."""
    anak = []
    banyak = (1, 1, 2, 1, 0, 2, 1)[ke % 7]
    for urutan in range(banyak):
        umur = acak.randint(20, 1800) + (0 if urutan == 0 else 700)
        kelamin = acak.choice("PL")
        lahir = hari - timedelta(days=umur)
        warga = isi.orang(acak, kelamin, lahir, ibu=ibu, nama_ibu=ibu.nama, anak_ke=banyak - urutan)
        sifat = Anak.acak(acak)
        warga.bb_lahir, warga.pb_lahir = berat(acak, warga, sifat, lahir), panjang(acak, warga, sifat, lahir)
        warga.buku_kia = acak.random() < 0.93
        _nik(acak, isi, warga, unit, 0.75 if umur > 90 else 0)
        if warga.nik_sidik is None and umur <= 90:
            warga.nomor_sementara = f"S-{acak.getrandbits(32):08X}"
        isi.sifat[len(isi.warga) - 1] = sifat
        anak.append(warga)
        if umur <= 42:
            isi.keadaan.append(KeadaanWarga(warga=ibu, posyandu=unit, jenis="nifas", mulai=lahir))
    if banyak == 0 or (ke % 8 == 5 and all((hari - a.tanggal_lahir).days > 500 for a in anak)):
        hpht = hari - timedelta(days=acak.randint(60, 250))
        data = {"hpl": (hpht + timedelta(days=280)).isoformat(), "anak_ke": banyak + 1}
        isi.keadaan.append(KeadaanWarga(warga=ibu, posyandu=unit, jenis="hamil", mulai=hpht, isi=data))
    return anak


def _hari_buka(
    acak: random.Random,
    unit: Posyandu,
    warga: list[tuple[Warga, Anak | None]],
    hamil: dict[int, KeadaanWarga],
    bulan: int,
    hari: date,
) -> list[Kiriman]:
    """Open days of so many months up to today, who came, and what was measured. Today's own is left to be held."""
    petugas = [k.orang for k in Kader.objects.filter(posyandu=unit, sampai=None).select_related("orang")[:5]]
    hasil: list[Kiriman] = []
    for mundur in range(bulan - 1, -1, -1):
        kini = Bulan.dari(hari).tambah(-mundur)
        tanggal = unit.buka_pada(kini.tahun, kini.bulan)
        if tanggal >= hari or (unit.berdiri and tanggal < unit.berdiri):
            continue
        sesi = Sesi.objects.create(posyandu=unit, tanggal=tanggal, status=StatusSesi.SELESAI, contoh=True)
        HadirKader.objects.bulk_create(
            [HadirKader(sesi=sesi, orang=o, langkah=str(i)) for i, o in enumerate(petugas, 1)]
        )
        datang = [(w, s) for w, s in warga if _datang(acak, w, s, hamil, tanggal)]
        kunjungan = [
            KunjunganWarga(posyandu=unit, warga=w, sesi=sesi, tanggal=tanggal, nomor=n, contoh=True)
            for n, (w, _) in enumerate(datang, 1)
        ]
        KunjunganWarga.objects.bulk_create(kunjungan)
        for (w, sifat), k in zip(datang, kunjungan, strict=True):
            hasil += _catat(acak, w, sifat, k, sesi, hamil.get(w.pk))
    return hasil


def _datang(acak: random.Random, w: Warga, sifat: Anak | None, hamil: dict[int, KeadaanWarga], tanggal: date) -> bool:
    if tanggal <= w.tanggal_lahir:
        return False
    if sifat is not None and umur_bulan(w.tanggal_lahir, tanggal) < 60:
        return acak.random() < sifat.rajin
    if w.pk in hamil:
        return hamil[w.pk].mulai + timedelta(days=40) < tanggal and acak.random() < 0.8
    return umur_bulan(w.tanggal_lahir, tanggal) >= 720 and acak.random() < 0.6


def _catat(
    acak: random.Random, w: Warga, sifat: Anak | None, k: KunjunganWarga, sesi: Sesi, hamil: KeadaanWarga | None
) -> list[Kiriman]:
    if sifat is not None and umur_bulan(w.tanggal_lahir, k.tanggal) < 60:
        jawab = _jawab_anak(acak, w, sifat, k.tanggal)
    elif hamil is not None:
        jawab = _jawab_hamil(acak, w, hamil, k.tanggal)
    else:
        jawab = {"ukur_lansia": _jawab_lansia(acak)}
    kunci = [uuid.UUID(int=acak.getrandbits(128)) for _ in jawab]
    return [
        Kiriman(kode, k.tanggal, isi, satu, contoh=True, warga=w, sesi=sesi, kunjungan=k)
        for (kode, isi), satu in zip(jawab.items(), kunci, strict=True)
    ]


def _jawab_lansia(acak: random.Random) -> dict[str, Any]:
    sistole = acak.randint(105, 168)
    return {"bb": f"{acak.uniform(42, 71):.1f}", "sistole": str(sistole), "diastole": str(sistole // 2 + 12)}


def _jawab_anak(acak: random.Random, w: Warga, sifat: Anak, hari: date) -> dict[str, dict[str, Any]]:
    umur = umur_bulan(w.tanggal_lahir, hari)
    ukur: dict[str, Any] = {"pb_tb": str(panjang(acak, w, sifat, hari)), "lk": str(lingkar(acak, w, sifat, hari))}
    ukur["cara_ukur"] = "berbaring" if umur < 24 else "berdiri"
    if umur >= 6:
        ukur["lila"] = str(lingkar_lengan(acak, umur, sifat))
    jawab: dict[str, dict[str, Any]] = {"timbang_anak": {"bb": str(berat(acak, w, sifat, hari))}, "ukur_anak": ukur}
    if hari.month in (2, 8) and umur >= 6:
        jawab["vitamin_a"] = {"vit_a": "biru" if umur < 12 else "merah"}
    dosis = _dosis(w.tanggal_lahir, hari)
    if dosis and acak.random() < 0.85:
        jawab["imunisasi_anak"] = {"imunisasi": dosis}
    return jawab


def _dosis(lahir: date, hari: date) -> list[str]:
    """The doses of the age reached since the month before."""
    umur = umur_bulan(lahir, hari)
    per_umur = {
        1: ["bcg", "bopv1"],
        2: ["dpt1", "bopv2", "pcv1", "rv1"],
        3: ["dpt2", "bopv3", "pcv2", "rv2"],
        4: ["dpt3", "bopv4", "ipv1", "rv3"],
        9: ["mr1", "ipv2"],
        12: ["pcv3"],
        18: ["dpt4", "mr2"],
    }
    return per_umur.get(umur, [])


def _jawab_hamil(acak: random.Random, w: Warga, hamil: KeadaanWarga, hari: date) -> dict[str, dict[str, Any]]:
    minggu = (hari - hamil.mulai).days // 7
    lila = acak.choice([22.8, 23.2]) if w.pk % 9 == 0 else acak.uniform(23.6, 28)
    isi = {"bb": f"{48 + minggu * 0.3 + w.pk % 9:.1f}", "lila": f"{lila:.1f}", "sistole": str(acak.randint(100, 128))}
    return {"ukur_ibu_hamil": {**isi, "diastole": str(acak.randint(64, 82)), "bb_kurva": acak.random() < 0.9}}


def bulan_berorang(kiriman: list[Kiriman]) -> set[tuple[str, Bulan]]:
    """(service, month) that were recorded one by one: no total from paper stands beside them."""
    return {(k.layanan, Bulan.dari(k.tanggal)) for k in kiriman}
