"""What example units serve, own and went through: target groups, kit, who looks after them, and a few past changes."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from registry import actions
from registry.actions import Dasar
from registry.models import Kader, KelompokSasaran, Orang, Perlengkapan, Posyandu, SasaranUnit
from registry.perlengkapan import DAFTAR

# Roughly how many of a unit's people stand in each group; only the order of size matters for the example.
UKURAN = {
    KelompokSasaran.BAYI: 14,
    KelompokSasaran.BALITA: 48,
    KelompokSasaran.PRASEKOLAH: 16,
    KelompokSasaran.SEKOLAH: 120,
    KelompokSasaran.PRODUKTIF: 390,
    KelompokSasaran.LANSIA: 62,
    KelompokSasaran.HAMIL: 12,
    KelompokSasaran.NIFAS: 9,
    KelompokSasaran.DISABILITAS: 4,
    KelompokSasaran.KK: 190,
    KelompokSasaran.RUMAH: 175,
}
JARANG = {KelompokSasaran.NIFAS, KelompokSasaran.DISABILITAS, KelompokSasaran.RUMAH}


def buat_profil(acak: random.Random, units: list[Posyandu], lengkap: Iterable[Posyandu], hari: date) -> int:
    """Figures and kit of the units; `lengkap` have everything. Returns how many have target groups."""
    penuh = {u.pk for u in lengkap} | {u.pk for u in units if u.percontohan}
    sasaran, alat = [], []
    for unit in units:
        if unit.pk in penuh or acak.random() < 0.75:
            sasaran += _sasaran(acak, unit, hari, semua=unit.pk in penuh)
        if unit.pk in penuh or acak.random() < 0.6:
            alat += _alat(acak, unit, hari)
    SasaranUnit.objects.bulk_create(sasaran, batch_size=500)
    Perlengkapan.objects.bulk_create(alat, batch_size=500)
    _pembina(acak, units, hari)
    return len({s.posyandu_id for s in sasaran})


def _sasaran(acak: random.Random, unit: Posyandu, hari: date, *, semua: bool) -> list[SasaranUnit]:
    lama = not semua and acak.random() < 0.15  # counted more than a year ago: to be done again
    riil = acak.random() < 0.7
    isi = {
        "asal": SasaranUnit.Asal.RIIL if riil else SasaranUnit.Asal.PROYEKSI,
        "sumber": "pendataan kader (contoh)" if riil else "data Puskesmas (contoh)",
        "per_tanggal": hari - timedelta(days=400 if lama else acak.randint(20, 200)),
    }
    ada = [k for k in KelompokSasaran if semua or k not in JARANG or acak.random() < 0.4]
    return [
        SasaranUnit(posyandu=unit, kelompok=k, jumlah=round(UKURAN[k] * acak.uniform(0.7, 1.3)), **isi) for k in ada
    ]


def _alat(acak: random.Random, unit: Posyandu, hari: date) -> list[Perlengkapan]:
    hasil = []
    for barang in DAFTAR:
        if acak.random() > 0.7:
            continue
        rusak = acak.random() < 0.12
        alat = Perlengkapan(posyandu=unit, barang=barang.kode, baik=0 if rusak else 1, rusak_ringan=int(rusak))
        if barang.ukur and acak.random() < 0.8:
            alat.kalibrasi = hari - timedelta(days=acak.randint(30, 450))
            alat.kalibrasi_berikut = alat.kalibrasi + timedelta(days=365)
        hasil.append(alat)
    return hasil


def _pembina(acak: random.Random, units: list[Posyandu], hari: date) -> None:
    """One Puskesmas for each kecamatan, and a bidan for each village; some units have none noted."""
    for desa, isi in groupby(sorted(units, key=lambda u: u.kode), key=lambda u: u.wilayah):
        bidan = f"Bidan {desa.nama} (contoh)"
        nama = f"{desa.induk.nama} (contoh)"
        for unit in isi:
            if acak.random() < 0.8:
                mulai = hari - timedelta(days=acak.randint(200, 900))
                isian = {"jenis": "puskesmas", "nama": nama, "bidan": bidan, "telepon": "+6281200000119"}
                actions.tetapkan_pembina(unit.pk, isian, mulai=mulai, actor=None)


def buat_ganda(hari: date) -> None:
    """A unit of Klego entered a second time under another spelling, at the same place, with one person of it."""
    asli = Posyandu.objects.di_wilayah("33.75.02.1008").filter(nama__startswith="Tulip").first()
    if asli is None or asli.lintang is None:
        return
    isi = {k: getattr(asli, k) for k in ("wilayah", "alamat", "rt", "rw", "buka_minggu", "buka_hari", "bujur")}
    isi |= {"nama": "Posyandu Tullip (contoh)", "lintang": asli.lintang, "contoh": True}
    isi |= {"nama_kontak": "Kontak contoh", "kontak": "+6281200000000"}
    kembar = actions.buat_posyandu(isi, actor=None)
    orang = Kader.objects.filter(posyandu=asli, sampai=None).select_related("orang").order_by("pk").first()
    if orang is not None:
        sama = Orang(nama=orang.orang.nama, jenis_kelamin=orang.orang.jenis_kelamin, contoh=True)
        actions.tambah_kader(kembar, sama, bidang=orang.bidang, mulai=hari - timedelta(days=30), actor=None)


def buat_riwayat(hari: date) -> int:
    """A unit that changed its name, one whose building moved, one that closed. Returns how many."""
    rows = Posyandu.objects.filter(percontohan=False, nomor_registrasi=None, ajuan_list=None).order_by("-kode")
    nama, tempat = rows.filter(kode__startswith="33.75.04")[:2]
    dasar = Dasar(hari - timedelta(days=60), "Musyawarah kelurahan (contoh)")
    actions.ganti_nama(nama.pk, "Sekar Arum (contoh)", dasar, actor=None)
    lama = {k: getattr(tempat, k) for k in ("rt", "rw", "lintang", "bujur", "akurasi")}
    actions.pindah(tempat.pk, {**lama, "alamat": "Balai RW, Gang Damai"}, dasar, actor=None)
    # Today: a unit is not closed before its last record.
    tutup = rows.filter(kode__startswith="62.03").first()
    if tutup is not None:
        actions.tutup(tutup.pk, Dasar(hari, "Warganya dilayani posyandu tetangga (contoh)"), actor=None)
    return 3
