"""After a run: the summary of one province counted again from its rows, in plain SQL that shares nothing with it."""

from typing import Any

SQL = """
WITH catatan AS (
    SELECT p.kode, to_char(r.tanggal, 'YYYYMM')::int AS periode, r.bidang, count(*) AS n, sum(r.terlayani) AS terlayani
    FROM spm_services_rekaman r JOIN registry_posyandu p ON p.id = r.posyandu_id
    WHERE r.status = 'berlaku' AND p.kode >= %(dari)s AND p.kode < %(sampai)s GROUP BY 1, 2, 3
), semua AS (
    SELECT * FROM catatan
    UNION ALL SELECT kode, periode / 100, bidang, sum(n), 0 FROM catatan GROUP BY 1, 2, 3
), unit AS (
    SELECT kode, periode, count(*) AS bidang FROM semua GROUP BY 1, 2
), panjang (p) AS (VALUES (2), (5), (8), (13), (19)), hitungan AS (
    SELECT left(kode, p) AS kode, periode, 'catatan:' || bidang AS indikator, sum(n) AS jumlah
    FROM semua, panjang WHERE periode > 9999 OR p = 19 GROUP BY 1, 2, 3
    UNION ALL SELECT left(kode, p), periode, 'terlayani:' || bidang, sum(terlayani)
    FROM semua, panjang WHERE periode > 9999 GROUP BY 1, 2, 3
    UNION ALL SELECT left(kode, p), periode, 'aktif:' || bidang, count(*)
    FROM semua, panjang WHERE p < 19 GROUP BY 1, 2, 3
    UNION ALL SELECT left(kode, p), periode, 'mencatat', count(*) FROM unit, panjang WHERE p < 19 GROUP BY 1, 2
    UNION ALL SELECT left(kode, p), periode, 'enam_bidang', count(*)
    FROM unit, panjang WHERE p < 19 AND bidang = 6 GROUP BY 1, 2
    UNION ALL SELECT left(kode, p), 0, 'unit', count(*) FROM registry_posyandu, panjang
    WHERE kode >= %(dari)s AND kode < %(sampai)s AND p < 19 GROUP BY 1
)
SELECT count(*), count(*) FILTER (WHERE coalesce(h.jumlah, 0) <> coalesce(k.jumlah, 0))
FROM hitungan h FULL JOIN (
    SELECT kode, periode, indikator, jumlah FROM wilayah_rekap WHERE kode >= %(dari)s AND kode < %(sampai)s
    AND indikator NOT IN ('unit_terdaftar', 'kader')
) k USING (kode, periode, indikator)
"""


def kalimat(koneksi: Any, provinsi: str) -> str:
    """Whether every figure of the province, its areas and its units equals the recount."""
    sampai = provinsi[:-1] + chr(ord(provinsi[-1]) + 1)
    with koneksi.cursor() as cursor:
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute(SQL, {"dari": provinsi, "sampai": sampai})
        diperiksa, beda = cursor.fetchone()
        cursor.execute("RESET work_mem")
    kata = f"BERBEDA dari hitung ulang pada {beda} dari" if beda else "sama dengan hitung ulang pada semua"
    return f"Rekap provinsi {provinsi} {kata} {diperiksa} angka."
