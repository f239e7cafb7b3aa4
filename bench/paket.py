"""The batch of 2,000 files and the ministry's answer to it: from choosing to sent, from the sheet to the numbers."""

import io
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from bench.hitung import Baris

KOTA = "62.03"
SURAT = date(2026, 1, 5)
SCAN = b"%PDF-1.4\n" + b"contoh " * 600  # 4 kB stands for each scan


def _lama(kerja: Callable[[], Any]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def _siapkan(units: list[Any]) -> list[int]:
    """Every unit has a verified file and no number; every paper's scan stands on the disk."""
    from django.conf import settings

    from registry.models import Ajuan, BarisHasil, HasilKementerian, Paket, Posyandu, PutusanButir

    BarisHasil.objects.all().delete()
    HasilKementerian.objects.all().delete()
    PutusanButir.objects.all().delete()
    Ajuan.objects.all().delete()
    Paket.objects.all().delete()
    Posyandu.objects.update(nomor_registrasi=None)
    (Path(settings.MEDIA_ROOT) / "contoh.pdf").write_bytes(SCAN)
    semua = [Ajuan(posyandu=u, versi_syarat="bench", status="diverifikasi") for u in units]
    return [a.pk for a in Ajuan.objects.bulk_create(semua, batch_size=1000)]


def _susun(pilihan: list[int]) -> Any:
    from registry import actions
    from registry.models import Paket
    from registry.pekerja.paket import susun
    from wilayah.models import Wilayah

    isi = actions.IsiPaket("bench", SURAT, "Kepala Dinas contoh")
    paket = actions.buat_paket(Wilayah.objects.get(kode=KOTA), isi, pilihan, actor=None, contoh=True)
    susun(Paket.objects.select_related("wilayah").get(pk=paket.pk), lambda *_: None, oleh=None)
    return actions.kirim_paket(paket.pk, SURAT, actor=None)


def _acuan_susun() -> None:
    """Raw rows of units, papers and people, and a sheet of as many cells: no letter, no zip, no workflow."""
    from django.db import connection

    with connection.cursor() as kursor, tempfile.NamedTemporaryFile(suffix=".xlsx") as berkas:
        kursor.execute("SELECT * FROM registry_posyandu ORDER BY kode")
        units = kursor.fetchall()
        for sql in (
            "SELECT * FROM registry_suratkeputusan",
            "SELECT p.*, o.nama FROM registry_pengurus p JOIN registry_orang o ON o.id = p.orang_id",
            "SELECT k.posyandu_id, k.bidang, count(*) FROM registry_kader k GROUP BY 1, 2",
        ):
            kursor.execute(sql)
            kursor.fetchall()
        with xlsxwriter.Workbook(berkas.name, {"constant_memory": True}) as buku:
            lembar = buku.add_worksheet()
            for y, unit in enumerate(units):
                for x in range(36):
                    lembar.write_string(y, x, str(unit[x % len(unit)]))


def paket_2000(units: list[Any]) -> Baris:
    """Choose, put the four files together, mark as sent. Scans of 4 kB."""
    pilihan = _siapkan(units)
    kami = _lama(lambda: _susun(pilihan))
    return Baris("paket_susun_kirim", kami, _lama(_acuan_susun), len(units))


def _lembar(units: list[Any]) -> bytes:
    """The ministry's answer: every number good, every tenth name with a slip of the pen."""
    isi = io.BytesIO()
    with xlsxwriter.Workbook(isi) as buku:
        lembar = buku.add_worksheet()
        lembar.write_row(0, 0, ["No", "Nomor Registrasi", "Nama Posyandu", "Desa/Kelurahan", "Kode Desa"])
        for y, u in enumerate(units, 1):
            nama = f"POSYANDU {u.nama.upper()}" + ("A" if y % 10 == 0 else "")
            lembar.write_row(y, 0, [y, f"{u.wilayah_id}.{900 + int(u.kode[-2:])}", nama, u.wilayah.nama, u.wilayah_id])
    return isi.getvalue()


def _terima(isi: bytes) -> int:
    """Read, match, store, apply; how many numbers stand."""
    from accounts.models import JenisBerkas
    from registry import actions
    from registry.hasil_kolom import baca_baris
    from registry.impor.berkas import baca_tabel
    from registry.models import Posyandu
    from registry.pekerja.hasil import menunggu, tutup
    from wilayah.models import Wilayah

    with tempfile.NamedTemporaryFile(suffix=".xlsx") as berkas:
        Path(berkas.name).write_bytes(isi)
        rows = list(baca_baris(baca_tabel(Path(berkas.name), JenisBerkas.XLSX)))
    kota = Wilayah.objects.get(kode=KOTA)
    hasil = actions.unggah_hasil(kota, isi, "bench.xlsx", rows, jenis=JenisBerkas.XLSX, actor=None, contoh=True)
    for pk in menunggu(hasil):
        actions.terapkan_baris(pk, actor=None)
    tutup(hasil, None)
    return Posyandu.objects.terdaftar().count()


def _acuan_terima(units: list[Any]) -> None:
    """One bare UPDATE of the number in a transaction of its own for each unit: no matching, no log, no summary."""
    from django.db import connection

    with connection.cursor() as kursor:
        for u in units:
            nomor = f"{u.wilayah_id}.{900 + int(u.kode[-2:])}"
            kursor.execute("UPDATE registry_posyandu SET nomor_registrasi = %s WHERE id = %s", [nomor, u.pk])


def hasil_2000(units: list[Any]) -> Baris:
    """The ministry's sheet of 2,000 rows, from the file to the last number."""
    from registry.models import Posyandu

    isi = _lembar(units)
    _susun(_siapkan(units))
    terpasang: list[int] = []
    kami = _lama(lambda: terpasang.append(_terima(isi)))
    if terpasang != [len(units)]:
        raise SystemExit(f"hasil kementerian: {terpasang} nomor terpasang dari {len(units)}")
    Posyandu.objects.update(nomor_registrasi=None)
    return Baris("hasil_kementerian", kami, _lama(lambda: _acuan_terima(units)), len(units))
