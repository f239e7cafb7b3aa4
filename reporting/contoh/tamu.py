"""Guests of example open days: children weighed while staying with family, of no unit's S."""

import random
import uuid
from datetime import date, timedelta

from registry.models import Posyandu
from reporting.contoh.akun import SERUNI
from reporting.contoh.ukuran import Anak, berat, panjang
from reporting.contoh.warga import Isi
from spm_services.actions import Kiriman
from spm_services.models import Keanggotaan, KunjunganWarga, Sesi, StatusSesi, Warga

DATANG = 2  # open days each of them came to


def tambah_tamu(acak: random.Random, units: list[Posyandu], hari: date, orang: dict[int, list[Kiriman]]) -> int:
    """One guest at each pilot, two at Seruni, on the last open days. Their records join those of `orang`."""
    jumlah = 0
    for unit in units:
        if unit.pk not in orang or not (unit.percontohan or unit.kode == SERUNI):
            continue
        sesi = list(Sesi.objects.filter(posyandu=unit, status=StatusSesi.SELESAI).order_by("-tanggal")[:DATANG])
        for _ in range(2 if unit.kode == SERUNI else 1):
            orang[unit.pk] += _satu(acak, unit, sesi[::-1], hari)
            jumlah += 1
    return jumlah


def _satu(acak: random.Random, unit: Posyandu, sesi: list[Sesi], hari: date) -> list[Kiriman]:
    warga = Isi().orang(acak, acak.choice("PL"), hari - timedelta(days=acak.randint(200, 1300)))
    warga.save()
    sifat, hasil = Anak.acak(acak), list[Kiriman]()
    awal = sesi[0].tanggal if sesi else hari
    tamu = Keanggotaan.Jenis.TAMU
    Keanggotaan.objects.create(warga=warga, posyandu=unit, jenis=tamu, mulai=awal, sebab_mulai="tamu")
    for satu in sesi:
        isi = {"posyandu": unit, "warga": warga, "sesi": satu, "tanggal": satu.tanggal, "tamu": True, "contoh": True}
        kunjungan = KunjunganWarga.objects.create(nomor=90, **isi)
        hasil += _catat(acak, warga, sifat, kunjungan, satu)
    return hasil


def _catat(acak: random.Random, warga: Warga, sifat: Anak, k: KunjunganWarga, sesi: Sesi) -> list[Kiriman]:
    cara = "berbaring" if (k.tanggal - warga.tanggal_lahir).days < 731 else "berdiri"
    ukur = {"pb_tb": str(panjang(acak, warga, sifat, k.tanggal)), "cara_ukur": cara}
    jawab = {"timbang_anak": {"bb": str(berat(acak, warga, sifat, k.tanggal))}, "ukur_anak": ukur}
    kunci = [uuid.UUID(int=acak.getrandbits(128)) for _ in jawab]
    return [
        Kiriman(kode, k.tanggal, isi, satu, contoh=True, warga=warga, sesi=sesi, kunjungan=k)
        for (kode, isi), satu in zip(jawab.items(), kunci, strict=True)
    ]
