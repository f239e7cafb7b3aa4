"""People, households, visits, what rules found: one row of each, as the tables hold them."""

from datetime import date
from typing import Any

from accounts.models import Berkas
from registry.models import Orang, Posyandu
from spm_services.models import (
    Ambang,
    BulanUnit,
    DaftarPilihan,
    FotoRekaman,
    HadirKader,
    HasilAturan,
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    PersetujuanData,
    Pertumbuhan,
    Rekaman,
    Sesi,
)
from tests.pembuat import make_berkas, make_keluarga, make_kunjungan, make_warga

AWAL = date(2026, 1, 5)


def isi(posyandu: Posyandu) -> dict[str, Any]:
    keluarga = make_keluarga(posyandu)
    warga = make_warga(posyandu, keluarga=keluarga)
    sesi = Sesi.objects.create(posyandu=posyandu, tanggal=AWAL, contoh=True)
    orang = Orang.objects.create(nama="Petugas contoh", jenis_kelamin="P", contoh=True)
    HadirKader.objects.create(sesi=sesi, orang=orang)
    kunjungan = make_kunjungan(posyandu, warga, AWAL, sesi=sesi)
    isi_tumbuh = {"tanggal": AWAL, "umur_hari": 360, "versi_standar": "who-2006", "versi_naik": "kia-2023"}
    Pertumbuhan.objects.create(kunjungan=kunjungan, posyandu=posyandu, warga=warga, **isi_tumbuh)
    KeadaanWarga.objects.create(warga=warga, posyandu=posyandu, jenis="menyusui", mulai=AWAL)
    PersetujuanData.objects.create(
        warga=warga, posyandu=posyandu, tujuan="pelayanan", oleh="wali", setuju=True, tanggal=AWAL
    )
    BulanUnit.objects.create(posyandu=posyandu, bulan=202601)
    setelan = {"wilayah": posyandu.wilayah, "mulai": AWAL}
    Ambang.objects.create(nama="tbc_gejala", nilai_ambang=2, sumber="contoh", alasan="contoh", **setelan)
    DaftarPilihan.objects.create(daftar="contoh", kode=f"k{posyandu.pk}", label="Contoh", **setelan)
    rekaman = Rekaman.objects.filter(posyandu=posyandu).order_by("pk").first()
    if rekaman is not None:
        hasil = {"kode": "contoh", "tindakan": "edukasi", "arti": "contoh", "sebab": "contoh"}
        HasilAturan.objects.create(rekaman=rekaman, **hasil)
        berkas: Berkas = make_berkas("foto.jpg")
        FotoRekaman.objects.create(rekaman=rekaman, berkas=berkas)
    return {"keluarga": keluarga, "warga": warga, "sesi": sesi, "kunjungan": kunjungan}


def baris_skop(posyandu: Posyandu) -> None:
    isi(posyandu)
    if not (Keanggotaan.objects.exists() and KunjunganWarga.objects.exists()):
        raise ValueError


def bangun(dunia: Any) -> dict[str, object]:
    return isi(dunia.unit)
