"""Example batches of Kota Pekalongan: one sent and partly answered, one whose papers are ready to be sent.

Numbers carry the serials 9xx only: real ones come from the ministry.
"""

import csv
import io
import random
import uuid
from datetime import date, timedelta

from accounts.models import JenisBerkas
from registry import actions
from registry.cocok import BarisMasuk
from registry.models import Ajuan, HasilKementerian, Paket, Posyandu, StatusAjuan
from registry.pekerja.hasil import menunggu, tutup
from registry.pekerja.paket import susun
from registry.workflow import AJUAN
from reporting.contoh.profil import buat_profil
from reporting.contoh.registrasi import KOTA, TAMBAHAN, lengkapi_surat, pindaian, surat_kelurahan, tambah_unit
from wilayah.models import Wilayah

DIKIRIM, DISUSUN = 10, 6
PENANDA = "Kepala Dinas Pemberdayaan Masyarakat (contoh)"
KEPALA = ("No", "Nomor Registrasi", "Nama Posyandu", "Desa/Kelurahan", "Kecamatan", "Kode Desa", "Keterangan")


def buat_paket_contoh(acak: random.Random, hari: date) -> int:
    """Both batches with units of their own, so that the files waiting at the desks stay; how many units."""
    units = tambah_unit(acak, hari, range(TAMBAHAN, TAMBAHAN + DIKIRIM + DISUSUN))
    buat_profil(acak, units, units, hari)
    scan = pindaian()
    surat_kelurahan({u.wilayah_id for u in units}, hari, scan)
    for unit in units:
        lengkapi_surat(unit, hari, scan)
        ajuan = actions.mulai_ajuan(unit, actor=None, contoh=True)
        for langkah in ("ajukan", "periksa", "verifikasi"):
            AJUAN.apply(ajuan.pk, langkah, actor=None)
    dikirim = _paket(acak, units[:DIKIRIM], "400.10/117/contoh", hari - timedelta(days=20))
    actions.kirim_paket(dikirim.pk, hari - timedelta(days=18), actor=None)
    _jawab(dikirim, units[:DIKIRIM])
    _paket(acak, units[DIKIRIM:], "400.10/131/contoh", hari - timedelta(days=1))
    return len(units)


def _paket(acak: random.Random, units: list[Posyandu], nomor: str, tanggal: date) -> Paket:
    kota = Wilayah.objects.get(kode=KOTA)
    berkas = Ajuan.objects.filter(posyandu__in=units, status=StatusAjuan.DIVERIFIKASI).values_list("pk", flat=True)
    isi = actions.IsiPaket(nomor, tanggal, PENANDA)
    paket = actions.buat_paket(kota, isi, list(berkas), actor=None, contoh=True)
    Paket.objects.filter(pk=paket.pk).update(uuid=uuid.UUID(int=acak.getrandbits(128)))
    paket = Paket.objects.select_related("wilayah").get(pk=paket.pk)
    susun(paket, lambda *_: None, oleh=None)
    return paket


def _jawab(paket: Paket, units: list[Posyandu]) -> HasilKementerian:
    """Six good numbers, one of another kelurahan, one twice, one unit nobody knows; one file sent back."""
    rows = [_baris(ke, u, f"{u.wilayah_id}.9{u.kode[-2:]}") for ke, u in enumerate(units[:6], 2)]
    rows.append(_baris(8, units[6], f"{units[0].wilayah_id}.977"))
    rows.append(_baris(9, units[7], rows[0].nomor))
    rows.append(BarisMasuk(10, f"{units[0].wilayah_id}.978", "Posyandu Wijaya Kusuma", units[0].wilayah.nama))
    rows.append(_baris(11, units[8], "", "Dikembalikan: keputusan kader tidak terbaca"))
    tulis = io.StringIO()
    csv.writer(tulis).writerows([KEPALA, *([r.baris - 1, *list(vars(r).values())[1:]] for r in rows)])
    kota, isi = paket.wilayah, tulis.getvalue().encode()
    nama = "hasil-registrasi-contoh.csv"
    hasil = actions.unggah_hasil(kota, isi, nama, rows, jenis=JenisBerkas.CSV, actor=None, paket=paket, contoh=True)
    for pk in menunggu(hasil):
        actions.terapkan_baris(pk, actor=None)
    tutup(hasil, None)
    return hasil


def _baris(ke: int, unit: Posyandu, nomor: str, keterangan: str = "") -> BarisMasuk:
    desa = unit.wilayah
    kecamatan = desa.induk.nama if desa.induk else ""
    return BarisMasuk(ke, nomor, f"Posyandu {unit.nama}", desa.nama, kecamatan, desa.kode, keterangan)
