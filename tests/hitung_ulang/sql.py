"""Every kept figure counted again from the facts, in plain SQL that knows the tables and nothing of our code.

Each function returns the rows that differ, so an empty list is the proof. The whole comparison happens in the
database: it costs the same memory for one unit and for a nation. The SQL runs unchanged on SQLite and PostgreSQL.
"""

from typing import Any

from django.db import connection

# A figure is counted by unit first (`dasar`), then added to every level above by cutting the code at its length.
REKAP = """
WITH tingkat(panjang) AS (VALUES (2), (5), (8), (13), (19)),
catatan AS (
    SELECT p.kode AS kode, r.bidang AS bidang, r.terlayani AS terlayani,
           CAST(substr(CAST(r.tanggal AS text), 1, 4) AS integer) AS tahun,
           CAST(substr(CAST(r.tanggal AS text), 6, 2) AS integer) AS bulan
    FROM spm_services_rekaman r JOIN registry_posyandu p ON p.id = r.posyandu_id
    WHERE r.status = 'berlaku'
),
per_bulan AS (
    SELECT kode, bidang, tahun * 100 + bulan AS periode, COUNT(*) AS n, SUM(terlayani) AS t
    FROM catatan GROUP BY kode, bidang, tahun * 100 + bulan
),
per_tahun AS (SELECT kode, bidang, tahun AS periode, COUNT(*) AS n FROM catatan GROUP BY kode, bidang, tahun),
hadir AS (SELECT kode, bidang, periode FROM per_bulan UNION ALL SELECT kode, bidang, periode FROM per_tahun),
macam AS (SELECT kode, periode, COUNT(*) AS bidang FROM hadir GROUP BY kode, periode),
dasar AS (
    SELECT kode, periode, 'catatan:' || bidang AS indikator, n, 19 AS sampai FROM per_bulan
    UNION ALL SELECT kode, periode, 'terlayani:' || bidang, t, 19 FROM per_bulan
    UNION ALL SELECT kode, periode, 'aktif:' || bidang, 1, 13 FROM hadir
    UNION ALL SELECT kode, periode, 'mencatat', 1, 13 FROM macam
    UNION ALL SELECT kode, periode, 'enam_bidang', 1, 13 FROM macam WHERE bidang = 6
    UNION ALL SELECT kode, 0, 'unit', 1, 13 FROM registry_posyandu WHERE status = 'aktif'
    UNION ALL SELECT kode, 0, 'unit_terdaftar', 1, 13 FROM registry_posyandu
              WHERE status = 'aktif' AND nomor_registrasi IS NOT NULL
    UNION ALL SELECT p.kode, 0, 'kader', 1, 19 FROM registry_kader k JOIN registry_posyandu p ON p.id = k.posyandu_id
              WHERE k.sampai IS NULL AND p.status = 'aktif'
),
dihitung AS (
    SELECT substr(d.kode, 1, t.panjang) AS kode, d.periode AS periode, d.indikator AS indikator, SUM(d.n) AS n
    FROM dasar d JOIN tingkat t ON t.panjang <= d.sampai
    GROUP BY substr(d.kode, 1, t.panjang), d.periode, d.indikator
    UNION ALL SELECT kode, periode, 'catatan:' || bidang, n FROM per_tahun
)
"""
ISI = "SELECT kode, periode, indikator, n FROM dihitung ORDER BY kode, periode, indikator"
BEDA = """
SELECT kode, periode, indikator, SUM(tersimpan) AS tersimpan, SUM(n) AS dihitung
FROM (
    SELECT kode, periode, indikator, 0 AS tersimpan, n FROM dihitung
    UNION ALL SELECT kode, periode, indikator, jumlah, 0 FROM wilayah_rekap
) AS dua
GROUP BY kode, periode, indikator
HAVING SUM(tersimpan) <> SUM(n)
ORDER BY kode, periode, indikator
"""
# Whole cents, so that SQLite adds integers and not binary fractions.
TERALOKASI = """
SELECT b.id, CAST(ROUND(b.teralokasi * 100) AS bigint) AS tersimpan, COALESCE(a.sen, 0) AS dihitung
FROM planning_barisanggaran b
LEFT JOIN (
    SELECT baris_id, SUM(CAST(ROUND(nilai * 100) AS bigint)) AS sen
    FROM planning_alokasi WHERE status = 'berlaku' GROUP BY baris_id
) AS a ON a.baris_id = b.id
WHERE CAST(ROUND(b.teralokasi * 100) AS bigint) <> COALESCE(a.sen, 0)
   OR CAST(ROUND(b.pagu * 100) AS bigint) < COALESCE(a.sen, 0)
ORDER BY b.id
"""
HITUNGAN = """
SELECT r.id, r.terlayani, h.jumlah
FROM spm_services_rekaman r JOIN spm_services_hitungan h ON h.rekaman_id = r.id AND h.kolom = 'terlayani'
WHERE r.terlayani <> h.jumlah
ORDER BY r.id
"""
# Money of a document's lines by source: the shares that are known, what of a line is not divided yet, and the whole
# amount of a line without shares; beside the totals that its decree or its file states. A document is held to its
# sources where one source of it is stated, to the whole where that is.
TOTAL = """
WITH bagian AS (
    SELECT s.baris_id, s.sumber, CAST(ROUND(s.nilai * 100) AS bigint) AS sen FROM planning_barissumberdana s
),
tahu AS (
    SELECT baris_id, SUM(COALESCE(sen, 0)) AS sen, SUM(CASE WHEN sen IS NULL THEN 1 ELSE 0 END) AS belum
    FROM bagian GROUP BY baris_id
),
uang AS (
    SELECT b.dokumen_id, x.sumber, x.sen FROM planning_barisanggaran b JOIN bagian x ON x.baris_id = b.id
    WHERE x.sen IS NOT NULL
    UNION ALL SELECT b.dokumen_id, 'campuran', CAST(ROUND(b.pagu * 100) AS bigint) - t.sen
    FROM planning_barisanggaran b JOIN tahu t ON t.baris_id = b.id WHERE t.belum > 0
    UNION ALL SELECT b.dokumen_id, b.sumber_dana, CAST(ROUND(b.pagu * 100) AS bigint)
    FROM planning_barisanggaran b LEFT JOIN tahu t ON t.baris_id = b.id WHERE t.baris_id IS NULL
    UNION ALL SELECT dokumen_id, 'jumlah', CAST(ROUND(pagu * 100) AS bigint) FROM planning_barisanggaran
),
dua AS (
    SELECT dokumen_id, sumber, 0 AS tertulis, sen AS terhitung FROM uang
    UNION ALL SELECT dokumen_id, sumber, CAST(ROUND(nilai * 100) AS bigint), 0 FROM planning_totaldokumen
)
SELECT d.dokumen_id, d.sumber, SUM(d.tertulis), SUM(d.terhitung)
FROM dua d
WHERE EXISTS (SELECT 1 FROM planning_totaldokumen t WHERE t.dokumen_id = d.dokumen_id
              AND (t.sumber = 'jumlah') = (d.sumber = 'jumlah'))
GROUP BY d.dokumen_id, d.sumber
HAVING SUM(d.tertulis) <> SUM(d.terhitung)
ORDER BY d.dokumen_id, d.sumber
"""
TANPA_TOTAL = """
SELECT d.id FROM planning_dokumenanggaran d
WHERE d.contoh AND d.status = 'ditetapkan' AND EXISTS (SELECT 1 FROM planning_barisanggaran b WHERE b.dokumen_id = d.id)
  AND NOT EXISTS (SELECT 1 FROM planning_totaldokumen t WHERE t.dokumen_id = d.id)
ORDER BY d.id
"""


def _baris(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(baris) for baris in cursor.fetchall()]


def rekap_terhitung() -> dict[tuple[str, int, str], int]:
    """{(code, period, indicator): number} from the facts alone. For few rows: it is all brought here."""
    return {(kode, periode, indikator): int(n) for kode, periode, indikator, n in _baris(REKAP + ISI)}


def rekap_menyimpang() -> list[tuple[str, int, str, int, int]]:
    """(code, period, indicator, stored, counted) where the summary differs from the facts; no row counts as zero."""
    return [(k, p, i, int(simpan), int(hitung)) for k, p, i, simpan, hitung in _baris(REKAP + BEDA)]


def alokasi_menyimpang() -> list[tuple[int, int, int]]:
    """(line, stored, counted), in cents, where a line does not hold the sum of its allocations, or that is over it."""
    return [(pk, int(simpan), int(hitung)) for pk, simpan, hitung in _baris(TERALOKASI)]


def hitungan_menyimpang() -> list[tuple[int, int, int]]:
    """(record, in the record, in its numbers) where the number served is not the same in both."""
    return [(pk, int(rekaman), int(angka)) for pk, rekaman, angka in _baris(HITUNGAN)]


def total_menyimpang() -> list[tuple[int, str, int, int]]:
    """(document, source or `jumlah`, stated, counted), in cents, where lines do not make up the stated total."""
    return [(pk, sumber, int(kata), int(hitung)) for pk, sumber, kata, hitung in _baris(TOTAL)]


def contoh_tanpa_total() -> list[int]:
    """Fixed example documents with lines of which nobody states a total."""
    return [pk for (pk,) in _baris(TANPA_TOTAL)]
