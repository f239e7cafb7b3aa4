"""A synthetic nation over the real areas, for benchmarks: units, records, their numbers, and the summary.

One transaction: a broken run leaves what was there before. On PostgreSQL the rows go in by COPY, with indexes and
foreign keys put back afterwards. The summary is counted by the database from the rows; a test holds it equal to what
the product's own actions write. No log rows: nobody entered these records.
"""

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, models, transaction

from planning.models import Alokasi
from posyandu_app.lib.bidang import SEMUA, Bidang
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import zona
from registry.metrics import UNIT, UNIT_TERDAFTAR
from registry.models import Posyandu, StatusPosyandu
from reporting.kosongkan import kosongkan_unit
from spm_services import katalog
from spm_services.katalog.dasar import Angka, Bentuk, Guna, JenisLayanan
from spm_services.metrics import AKTIF, CATATAN, ENAM, MENCATAT, TERLAYANI
from spm_services.models import Hitungan, Rekaman, StatusRekaman
from wilayah.models import KataWilayah, Rekap, Wilayah
from wilayah.rekap import STOK, Selisih

JAWA = ("31", "32", "33", "34", "35", "36")
BUNGA = ("Melati", "Mawar", "Anggrek", "Kenanga", "Dahlia", "Flamboyan", "Teratai", "Cempaka", "Seroja", "Seruni")
# Share of each field among the records: kesehatan is by far the most active.
PORSI: dict[str, int] = {
    Bidang.PENDIDIKAN: 2,
    Bidang.KESEHATAN: 5,
    Bidang.PEKERJAAN_UMUM: 1,
    Bidang.PERUMAHAN_RAKYAT: 1,
    Bidang.TRANTIBUMLINMAS: 1,
    Bidang.SOSIAL: 2,
}
TERDAFTAR = 0.02  # units that hold the ministry's number
TERLAMBAT = 0.03  # records entered up to 60 days after the service
RAGAM = 150  # different answers prepared for each share of PORSI
SEKALI = 50_000


class IsiDitolak(Exception):
    """The nation cannot be written here; nothing was changed. The message is a sentence for people."""


@dataclass(frozen=True)
class Ukuran:
    """How much to write. The same numbers with the same areas give the same rows."""

    posyandu: int
    bulan: int
    kegiatan: int
    bibit: int
    sampai: date

    @property
    def mulai(self) -> date:
        return Bulan.dari(self.sampai).tambah(1 - self.bulan).mulai

    @property
    def hari(self) -> list[date]:
        return [self.mulai + timedelta(n) for n in range((self.sampai - self.mulai).days + 1)]


class Kemajuan:
    """Lines with the seconds since the start; `maju` is silent unless three seconds have passed."""

    def __init__(self, tulis: Callable[[str], Any]) -> None:
        self._tulis = tulis
        self._mulai = self._lalu = time.monotonic()

    def tahap(self, teks: str) -> None:
        self._lalu = time.monotonic()
        self._tulis(f"{self._lalu - self._mulai:6.1f} dtk  {teks}")

    def maju(self, apa: str, n: int, dari: int) -> None:
        if time.monotonic() - self._lalu >= 3:
            self.tahap(f"{apa}: {n:,} dari {dari:,}".replace(",", "."))


@dataclass(frozen=True)
class Jawaban:
    """One prepared set of answers to a service's form, with what follows from it."""

    layanan: str
    bidang: str
    isian: Any
    terlayani: int
    hitungan: tuple[tuple[str, int], ...]


def _tulis(model: type[models.Model], kolom: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows into a table: COPY on PostgreSQL, INSERT elsewhere."""
    if connection.vendor == "postgresql":
        # What the rows do not name takes the model's own default: COPY knows none.
        bawaan = {
            str(f.column): f.get_default()
            for f in model._meta.concrete_fields  # noqa: SLF001
            if f.column not in kolom and not f.null and not f.primary_key
        }
        rows = ([*row, *bawaan.values()] for row in rows)
        semua = ", ".join([*kolom, *bawaan])
        perintah = f"COPY {model._meta.db_table} ({semua}) FROM STDIN"  # noqa: SLF001
        with connection.cursor() as cursor, cursor.copy(perintah) as salinan:
            for row in rows:
                salinan.write_row(row)
    else:
        isi = [model(**dict(zip(kolom, row, strict=True))) for row in rows]
        model._base_manager.bulk_create(isi, batch_size=500)  # noqa: SLF001


def _letak(acak: Random, jumlah: int) -> list[str]:
    """Village codes of the units, in code order; a village in Java gets three times as many."""
    desa = list(Wilayah.objects.berlaku().desa_kelurahan().order_by("kode").values_list("kode", flat=True))
    bobot = list(accumulate((3 if kode[:2] in JAWA else 1) * (0.5 + acak.random()) for kode in desa))
    return sorted(acak.choices(desa, cum_weights=bobot, k=jumlah))


def _baris_posyandu(acak: Random, ukuran: Ukuran) -> Iterator[dict[str, Any]]:
    dibuat = datetime.combine(ukuran.mulai, datetime.min.time(), UTC)
    urutan: Counter[str] = Counter()
    for pk, desa in enumerate(_letak(acak, ukuran.posyandu), 1):
        urutan[desa] += 1
        nama = f"{acak.choice(BUNGA)} {acak.randint(1, 20)}"
        terdaftar = acak.random() < TERDAFTAR and urutan[desa] <= 999
        yield {
            "id": pk,
            "uuid": UUID(int=acak.getrandbits(128), version=4),
            "kode": f"{desa}.p{urutan[desa]:04d}",
            "wilayah_id": desa,
            "nama": nama,
            "nama_cari": nama.lower(),
            "nomor_registrasi": f"{desa}.{urutan[desa]:03d}" if terdaftar else None,
            "alamat": f"Jalan Contoh {acak.randint(1, 200)}",
            "rt": f"{acak.randint(1, 12):03d}",
            "rw": f"{acak.randint(1, 15):03d}",
            "buka_minggu": acak.randint(1, 4),
            "buka_hari": acak.randint(1, 6),
            "nama_kontak": "Kontak contoh",
            "kontak": "+6281200000000",
            "berdiri": date(ukuran.mulai.year - acak.randint(1, 39), acak.randint(1, 12), acak.randint(1, 28)),
            "percontohan": False,
            "status": StatusPosyandu.AKTIF.value,
            "contoh": True,
            "versi": 1,
            "dibuat": dibuat,
            "diubah": dibuat,
        }


def _isi_posyandu(acak: Random, ukuran: Ukuran, kemajuan: Kemajuan) -> Selisih:
    """The units; returns their stock figures, not yet written."""
    stok = Selisih()
    kumpulan: list[list[Any]] = []
    kolom: list[str] = []
    for n, baris in enumerate(_baris_posyandu(acak, ukuran), 1):
        kolom = kolom or list(baris)
        kumpulan.append(list(baris.values()))
        stok.tambah(baris["kode"], STOK, UNIT, 1, sendiri=False)
        if baris["nomor_registrasi"]:
            stok.tambah(baris["kode"], STOK, UNIT_TERDAFTAR, 1, sendiri=False)
        if len(kumpulan) == SEKALI or n == ukuran.posyandu:
            _tulis(Posyandu, kolom, kumpulan)
            kumpulan = []
            kemajuan.maju("posyandu", n, ukuran.posyandu)
    return stok


def _jawab(acak: Random, entri: JenisLayanan) -> dict[str, int]:
    """Answers that pass the entry's own checks: served at most expected, details at most served in all."""
    sasaran = acak.randint(5, 90)
    terlayani = sisa = acak.randint(3, sasaran)
    isian: dict[str, int] = {}
    for kolom in entri.isian:
        if not isinstance(kolom, Angka):
            continue
        if kolom.guna == Guna.SASARAN:
            isian[kolom.kode] = sasaran
        elif kolom.guna == Guna.TERLAYANI:
            isian[kolom.kode] = terlayani
        elif kolom.wajib:
            isian[kolom.kode] = acak.randint(0, sisa)
            sisa -= isian[kolom.kode]
    return isian


def _ragam_jawaban(acak: Random) -> list[Jawaban]:
    """Prepared answers in the shares of PORSI: a record takes one at random."""
    bungkus: Callable[[Any], Any] = json.dumps if connection.vendor == "postgresql" else dict
    hasil = []
    for bidang, porsi in PORSI.items():
        entri_list = [e for e in katalog.per_bidang(bidang) if e.bentuk == Bentuk.KEGIATAN]
        for _ in range(porsi * RAGAM):
            entri = acak.choice(entri_list)
            isian = _jawab(acak, entri)
            hitungan = tuple(entri.hitungan(isian).items())
            hasil.append(Jawaban(entri.kode, str(bidang), bungkus(isian), entri.terlayani(isian), hitungan))
    return hasil


INTI = ("id", "kunci", "posyandu_id", "layanan", "bidang", "bentuk", "tanggal")
KOLOM_REKAMAN = (*INTI, "isian", "terlayani", "versi_formulir", "status", "versi", "contoh", "dibuat")
KOLOM_HITUNGAN = ("rekaman_id", "kolom", "jumlah")


def _isi_rekaman(acak: Random, ukuran: Ukuran, kemajuan: Kemajuan) -> None:
    """The records in order of entry, spread evenly over the days; a few units record most of them."""
    ragam = _ragam_jawaban(acak)
    hari = ukuran.hari
    masuk = [datetime.combine(h, datetime.min.time(), zona("ID")) for h in hari]
    unit = range(1, ukuran.posyandu + 1)
    bobot = list(accumulate(0.05 + acak.random() ** 2 for _ in unit))
    tetap = (katalog.VERSI_FORMULIR, StatusRekaman.BERLAKU.value, 1, True)
    for awal in range(0, ukuran.kegiatan, SEKALI):
        n = min(SEKALI, ukuran.kegiatan - awal)
        pilihan = zip(acak.choices(unit, cum_weights=bobot, k=n), acak.choices(ragam, k=n), strict=True)
        rekaman: list[tuple[Any, ...]] = []
        hitungan: list[tuple[int, str, int]] = []
        for pk, (posyandu, j) in enumerate(pilihan, awal + 1):
            ke = (pk - 1) * len(hari) // ukuran.kegiatan
            mundur = acak.randint(0, 60) if acak.random() < TERLAMBAT else 0
            kunci = UUID(int=acak.getrandbits(128), version=4)
            inti = (pk, kunci, posyandu, j.layanan, j.bidang, Bentuk.KEGIATAN.value, hari[max(ke - mundur, 0)])
            rekaman.append((*inti, j.isian, j.terlayani, *tetap, masuk[ke]))
            hitungan += [(pk, kolom, jumlah) for kolom, jumlah in j.hitungan]
        _tulis(Rekaman, KOLOM_REKAMAN, rekaman)
        _tulis(Hitungan, KOLOM_HITUNGAN, hitungan)
        kemajuan.maju("kegiatan", awal + n, ukuran.kegiatan)


ATAS = ((13, 19), (8, 13), (5, 8), (2, 5))  # length of an area code, and of the codes it is summed from
SQL_UNIT = """
CREATE TEMPORARY TABLE isi_19 AS
SELECT p.kode, x.periode, x.bidang AS kunci, x.catatan, x.terlayani, 1 AS unit
FROM (
    SELECT posyandu_id, {bulan} AS periode, bidang, COUNT(*) AS catatan, SUM(terlayani) AS terlayani
    FROM spm_services_rekaman WHERE status = 'berlaku' GROUP BY 1, 2, 3
) x JOIN registry_posyandu p ON p.id = x.posyandu_id
"""
SQL_TAHUN = """
INSERT INTO isi_19 SELECT kode, periode / 100, kunci, SUM(catatan), 0, 1 FROM isi_19 GROUP BY 1, 2, 3
"""
SQL_LINTAS = """
INSERT INTO isi_19
SELECT kode, periode, '{mencatat}', 0, 0, 1 FROM isi_19 GROUP BY 1, 2
UNION ALL
SELECT kode, periode, '{enam}', 0, 0, 1 FROM isi_19 GROUP BY 1, 2 HAVING COUNT(*) = {semua}
"""
# A year has records at the unit alone; above it only the units are counted.
SQL_NAIK = """
CREATE TEMPORARY TABLE isi_{panjang} AS
SELECT SUBSTR(kode, 1, {panjang}) AS kode, periode, kunci,
    CAST(SUM(CASE WHEN periode > 9999 THEN catatan ELSE 0 END) AS BIGINT) AS catatan,
    CAST(SUM(terlayani) AS BIGINT) AS terlayani, CAST(SUM(unit) AS BIGINT) AS unit
FROM isi_{bawah} GROUP BY 1, 2, 3
"""
SQL_JUMLAH = """
INSERT INTO wilayah_rekap (kode, periode, indikator, jumlah)
SELECT kode, periode, '{catatan}:' || kunci, catatan FROM isi_{panjang} WHERE catatan > 0
UNION ALL
SELECT kode, periode, '{terlayani}:' || kunci, terlayani FROM isi_{panjang} WHERE terlayani > 0
"""
SQL_HITUNG_UNIT = """
INSERT INTO wilayah_rekap (kode, periode, indikator, jumlah)
SELECT kode, periode, CASE WHEN kunci IN ('{mencatat}', '{enam}') THEN kunci ELSE '{aktif}:' || kunci END, unit
FROM isi_{panjang}
"""
BULAN_SQL = {"postgresql": "TO_CHAR(tanggal, 'YYYYMM')::int", "sqlite": "CAST(STRFTIME('%%Y%%m', tanggal) AS INTEGER)"}
NAMA_SQL = {
    "catatan": CATATAN,
    "terlayani": TERLAYANI,
    "aktif": AKTIF,
    "mencatat": MENCATAT,
    "enam": ENAM,
    "semua": len(SEMUA),
}


def _jalankan(sql: str, **isi: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**NAMA_SQL, **isi), [])


def _isi_rekap(kemajuan: Kemajuan) -> None:
    """Count the summary from the rows: the unit by month and year, then each level from the one below."""
    _jalankan(SQL_UNIT, bulan=BULAN_SQL[connection.vendor])
    _jalankan(SQL_TAHUN)
    _jalankan(SQL_LINTAS)
    _jalankan("ANALYZE isi_19")
    _jalankan(SQL_JUMLAH, panjang=19)
    kemajuan.tahap("rekap posyandu selesai")
    for panjang, bawah in ATAS:
        _jalankan(SQL_NAIK, panjang=panjang, bawah=bawah)
        _jalankan("DROP TABLE isi_{bawah}", bawah=bawah)
        _jalankan(SQL_JUMLAH, panjang=panjang)
        _jalankan(SQL_HITUNG_UNIT, panjang=panjang)
        kemajuan.tahap(f"rekap kode {panjang} huruf selesai")
    _jalankan("DROP TABLE isi_{akhir}", akhir=ATAS[-1][0])


TABEL: tuple[type[models.Model], ...] = (Posyandu, Rekaman, Hitungan, Rekap)
SQL_KENDALA = (
    "SELECT quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE conrelid = %s::regclass AND contype IN ('u', 'f') ORDER BY contype DESC"
)
SQL_INDEKS = (
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index i WHERE indrelid = %s::regclass "
    "AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)"
)


@contextmanager
def _tanpa_indeks() -> Iterator[None]:
    """On PostgreSQL: unique keys, foreign keys and indexes off (the primary keys stay), the same back at the end."""
    if connection.vendor != "postgresql":
        yield
        return
    kembali: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        cursor.execute("SET LOCAL work_mem = '256MB'")
        for tabel in (m._meta.db_table for m in TABEL):  # noqa: SLF001
            cursor.execute(SQL_KENDALA, [tabel])
            for nama, definisi in cursor.fetchall():
                cursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {nama}")
                kembali.append(f"ALTER TABLE {tabel} ADD CONSTRAINT {nama} {definisi}")
            cursor.execute(SQL_INDEKS, [tabel])
            for nama, definisi in cursor.fetchall():
                cursor.execute(f"DROP INDEX {nama}")
                kembali.append(definisi)
        yield
        for perintah in kembali:
            cursor.execute(perintah)


def _periksa(kosongkan: bool) -> None:
    if not Wilayah.objects.desa_kelurahan().exists():
        raise IsiDitolak("Tabel wilayah masih kosong. Jalankan dulu: manage.py muat_wilayah")
    if not Posyandu.objects.exists():
        return
    if Posyandu.objects.filter(contoh=False).exists():
        raise IsiDitolak("Database ini berisi posyandu yang bukan contoh. Pakai database lain untuk pengukuran.")
    if not kosongkan:
        raise IsiDitolak("Sudah ada posyandu contoh. Tambahkan --kosongkan untuk menggantinya, atau ganti database.")
    if Alokasi.objects.exists():
        raise IsiDitolak("Ada alokasi anggaran untuk kegiatan contoh, jadi tidak dikosongkan. Pakai database lain.")


def isi_nasional(ukuran: Ukuran, *, kosongkan: bool, kemajuan: Kemajuan) -> None:
    """Write the nation. Raises IsiDitolak unless the database has no unit, or only sample units and `kosongkan`."""
    acak = Random(ukuran.bibit)  # noqa: S311 (sample data, to be the same each time)
    with transaction.atomic():
        _periksa(kosongkan)
        # Deferred checks of rows written earlier in this transaction would forbid TRUNCATE and ALTER TABLE.
        connection.check_constraints()
        kosongkan_unit()
        with _tanpa_indeks():
            stok = _isi_posyandu(acak, ukuran, kemajuan)
            kemajuan.tahap(f"{ukuran.posyandu} posyandu tertulis")
            _isi_rekaman(acak, ukuran, kemajuan)
            kemajuan.tahap(f"{ukuran.kegiatan} kegiatan tertulis")
            _isi_rekap(kemajuan)
        kemajuan.tahap("indeks dan kunci terpasang kembali")
        stok.tulis()
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [Posyandu, Rekaman]):
                cursor.execute(sql)


def rapikan() -> None:
    """VACUUM ANALYZE, so that the first measured page does not pay for the loading."""
    semua: tuple[type[models.Model], ...] = (*TABEL, Wilayah, KataWilayah)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM (ANALYZE) {', '.join(m._meta.db_table for m in semua)}")  # noqa: SLF001
