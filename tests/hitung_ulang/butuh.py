"""The need of units counted again from raw rows, by plain SQL and arithmetic of its own, with nothing of ours.

Each part of planning study 5.2 is asked for on its own; prices are looked for village by village. The SQL runs
unchanged on SQLite and PostgreSQL.
"""

import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db import connection

KIT = {"timbangan_bayi": 1, "timbangan_injak": 1, "panjang_badan": 1, "tinggi_badan": 1}
KIT |= {"pita_lila": 2, "pita_lingkar": 1, "tensimeter": 1, "glukometer": 1}
BERJALAN = "CAST(k.mulai AS text) <= %(hari)s AND (k.sampai IS NULL OR CAST(k.sampai AS text) > %(hari)s)"
UNIT = "SELECT id, kode, wilayah_id, bangunan FROM registry_posyandu WHERE status = 'aktif' ORDER BY kode"
ORANG = f"SELECT k.posyandu_id, COUNT(DISTINCT k.orang_id) FROM registry_%s k WHERE {BERJALAN} GROUP BY k.posyandu_id"  # noqa: S608
PERNAH = "SELECT DISTINCT posyandu_id, 1 FROM registry_%s"
BELUM = (
    f"SELECT k.posyandu_id, COUNT(DISTINCT k.orang_id) FROM registry_kader k WHERE {BERJALAN} "  # noqa: S608
    "AND k.orang_id NOT IN (SELECT t.orang_id FROM registry_tandaketerampilan t WHERE CAST(t.tanggal AS text) <= "
    "%(hari)s AND (t.sampai IS NULL OR CAST(t.sampai AS text) > %(hari)s) "
    "AND (t.dicabut IS NULL OR CAST(t.dicabut AS text) > %(hari)s)) "
    "AND k.orang_id NOT IN (SELECT s.orang_id FROM registry_pesertapelatihan s JOIN registry_pelatihan l "
    "ON l.id = s.pelatihan_id WHERE s.hadir AND s.orang_id IS NOT NULL AND CAST(l.mulai AS text) <= %(hari)s) "
    "GROUP BY k.posyandu_id"
)
HADIR = (
    "SELECT posyandu_id, COUNT(*), COUNT(DISTINCT tanggal) FROM spm_services_kunjunganwarga WHERE NOT batal "
    "AND cara = 'hari_buka' AND CAST(tanggal AS text) > %(setahun)s AND CAST(tanggal AS text) <= %(hari)s "
    "GROUP BY posyandu_id"
)
KERTAS = (
    "SELECT r.posyandu_id, SUM(h.jumlah), COUNT(DISTINCT r.tanggal) FROM spm_services_rekaman r "
    "JOIN spm_services_hitungan h ON h.rekaman_id = r.id AND h.kolom = 'terlayani' WHERE r.status = 'berlaku' "
    "AND r.layanan = 'penimbangan_balita' AND CAST(r.tanggal AS text) > %(setahun)s "
    "AND CAST(r.tanggal AS text) <= %(hari)s GROUP BY r.posyandu_id"
)
UKUR = (
    "SELECT t.posyandu_id, t.warga_id, CAST(t.tanggal AS text), t.kelas_bb_pb, CAST(w.tanggal_lahir AS text) "  # noqa: S608
    "FROM spm_services_pertumbuhan t JOIN spm_services_warga w ON w.id = t.warga_id "
    "JOIN spm_services_keanggotaan k ON k.warga_id = t.warga_id AND k.posyandu_id = t.posyandu_id "
    f"WHERE k.jenis = 'warga' AND {BERJALAN} AND w.digabung_ke_id IS NULL "
    "AND (w.wafat IS NULL OR CAST(w.wafat AS text) > %(hari)s) AND t.kelas_bb_pb <> '' "
    "AND t.bendera NOT LIKE '%%bb_pb%%' AND CAST(t.tanggal AS text) > %(tiga)s AND CAST(t.tanggal AS text) <= %(hari)s"
)
HAMIL = (
    "SELECT k.posyandu_id, k.warga_id, CAST(k.mulai AS text) FROM spm_services_keadaanwarga k "  # noqa: S608
    f"WHERE k.jenis = 'hamil' AND {BERJALAN}"
)
LILA = (
    "SELECT posyandu_id, warga_id, CAST(tanggal AS text), CAST(isian AS text) FROM spm_services_rekaman "
    "WHERE status = 'berlaku' AND layanan = 'ukur_ibu_hamil' ORDER BY tanggal, id"
)
WARGA = f"SELECT DISTINCT k.posyandu_id, 1 FROM spm_services_keanggotaan k WHERE k.jenis = 'warga' AND {BERJALAN}"  # noqa: S608
ALAT = "SELECT posyandu_id, barang, baik FROM registry_perlengkapan"
RENCANA = "SELECT posyandu_id, id FROM planning_rencanakerja WHERE tahun = %(tahun)s AND posyandu_id IS NOT NULL"
KEGIATAN = "SELECT rencana_id, bidang, komponen, CAST(biaya AS text) FROM planning_kegiatanrencana"
HARGA = (
    "SELECT komponen, wilayah_id, tahun, id, pembayar, CAST(harga AS text) FROM planning_standarharga "
    "WHERE tahun <= %(tahun)s ORDER BY tahun, id"
)
TARIF = (
    "SELECT p.wilayah_id, t.pembayar_id, CAST(t.jumlah AS text), t.satuan FROM registry_tarifinsentif t "
    "JOIN registry_pembayar p ON p.id = t.pembayar_id WHERE p.jenis <> 'lainnya' AND t.mulai <> t.sampai "
    "AND CAST(t.mulai AS text) < %(depan)s ORDER BY t.mulai, t.id"
)
ALOKASI = (
    "SELECT a.posyandu_id, CAST(a.nilai AS text) FROM planning_alokasi a JOIN planning_barisanggaran b "
    "ON b.id = a.baris_id JOIN planning_dokumenanggaran d ON d.id = b.dokumen_id "
    "WHERE a.status = 'berlaku' AND d.tahun = %(tahun)s AND a.posyandu_id IS NOT NULL"
)


def _baris(sql: str, isi: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, isi)
        return [tuple(b) for b in cursor.fetchall()]


def _kamus(sql: str, isi: dict[str, Any]) -> dict[Any, Any]:
    return {b[0]: b[1] if len(b) == 2 else b[1:] for b in _baris(sql, isi)}


def _orang(sql: str, tabel: str, isi: dict[str, Any]) -> dict[Any, Any]:
    return _kamus(sql.replace("registry_%s", f"registry_{tabel}"), isi)


def _mundur(hari: date, bulan: int) -> date:
    ke = hari.year * 12 + hari.month - 1 - bulan
    for d in range(hari.day, 27, -1):
        try:
            return date(ke // 12, ke % 12 + 1, d)
        except ValueError:
            continue
    return date(ke // 12, ke % 12 + 1, hari.day)


def _rp(nilai: Decimal) -> Decimal:
    return nilai.quantize(Decimal(1), ROUND_HALF_UP)


class Harga:
    """Prices as a village finds them: its own, else the kecamatan's, kabupaten's, province's."""

    def __init__(self, isi: dict[str, Any]) -> None:
        self.isi: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
        for komponen, wilayah, _, _, pembayar, harga in _baris(HARGA, isi):  # later rows over earlier ones
            kunci = pembayar if komponen in ("operasional", "insentif_pengurus") else ""
            self.isi[komponen, wilayah][kunci] = Decimal(harga)
        self.tarif = {p: (w, Decimal(n), s) for w, p, n, s in _baris(TARIF, isi)}

    def semua(self, komponen: str, desa: str) -> list[Decimal]:
        hasil: dict[str, Decimal] = {}
        for panjang in (2, 5, 8, 13):
            hasil |= self.isi.get((komponen, desa[:panjang]), {})
        return list(hasil.values())

    def kader_setahun(self, desa: str, orang: int) -> list[Decimal]:
        kali = {"bulan": 12, "tahun": 1, "kegiatan": 12}
        return [_rp(orang * n * kali[s]) for w, n, s in self.tarif.values() if desa == w or desa.startswith(w + ".")]


def _gizi(isi: dict[str, Any], hari: date) -> dict[int, int]:
    akhir: dict[tuple[int, int], tuple[str, bool]] = {}
    for unit, anak, kapan, kelas, lahir in sorted(_baris(UKUR, isi), key=lambda b: b[2]):
        tamat = _mundur(hari, 60)
        besok = hari + timedelta(days=1)
        batas = _mundur(besok, 60) - timedelta(days=1) if besok.day == 1 else tamat
        if date.fromisoformat(lahir) > batas:
            akhir[unit, anak] = kapan, kelas == "gizi_kurang"
    hasil: dict[int, int] = defaultdict(int)
    for (unit, _), (_, kena) in akhir.items():
        hasil[unit] += kena
    return hasil


def _bumil(isi: dict[str, Any], kek: Decimal) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Pregnant, measured, KEK, by unit."""
    sejak = {(u, w): m for u, w, m in _baris(HAMIL, isi)}
    lila: dict[tuple[int, int], Decimal] = {}
    for unit, warga, kapan, isian in _baris(LILA, isi):
        nilai = json.loads(isian).get("lila")
        if nilai not in (None, "") and (unit, warga) in sejak and sejak[unit, warga] <= kapan <= isi["hari"]:
            lila[unit, warga] = Decimal(str(nilai))
    hamil, ukur, kurang = (defaultdict(int) for _ in range(3))
    for unit, _ in sejak:
        hamil[unit] += 1
    for (unit, _), cm in lila.items():
        ukur[unit] += 1
        kurang[unit] += cm < kek
    return hamil, ukur, kurang


class Ulang:
    """All rows of a year, read once."""

    def __init__(self, tahun: int, hari: date, kek: Decimal) -> None:
        isi: dict[str, Any] = {"tahun": tahun, "hari": hari.isoformat(), "depan": f"{tahun + 1}-01-01"}
        isi |= {"setahun": _mundur(hari, 12).isoformat(), "tiga": _mundur(hari, 3).isoformat()}
        self.harga, self.unit = Harga(isi), _baris(UNIT, isi)
        self.kader, self.pengurus = _orang(ORANG, "kader", isi), _orang(ORANG, "pengurus", isi)
        self.pernah, self.kursi = _orang(PERNAH, "kader", isi), _orang(PERNAH, "pengurus", isi)
        self.belum, self.hadir, self.kertas = _kamus(BELUM, isi), _kamus(HADIR, isi), _kamus(KERTAS, isi)
        self.gizi, self.warga = _gizi(isi, hari), _kamus(WARGA, isi)
        self.hamil, self.ukur, self.kurus = _bumil(isi, kek)
        self.alat: dict[int, dict[str, int]] = defaultdict(dict)
        for unit, barang, baik in _baris(ALAT, isi):
            self.alat[unit][barang] = baik
        self.rencana, self.kegiatan = _kamus(RENCANA, isi), _baris(KEGIATAN, isi)

    def kali(self, n: Decimal | int | None, kode: str, desa: str, lain: int = 1, bagi: int = 1) -> Decimal | None:
        if n is None or not n:
            return None if n is None else Decimal(0)
        ada = self.harga.semua(kode, desa)
        return _rp(Decimal(n) * lain * ada[0] / bagi) if ada else None

    def tarif(self, pk: int, desa: str) -> dict[str, Decimal | None]:
        n = self.kader.get(pk, 0) if pk in self.pernah else None
        insentif = self.harga.kader_setahun(desa, n or 0)
        satu: dict[str, Decimal | None] = {}
        satu["insentif_kader"] = None if n is None or (n and not insentif) else sum(insentif, Decimal(0))
        if bayar := self.harga.semua("insentif_pengurus", desa):
            m = self.pengurus.get(pk, 0) if pk in self.kursi else None
            satu["insentif_pengurus"] = None if m is None else sum((_rp(m * h * 12) for h in bayar), Decimal(0))
        rutin = self.harga.semua("operasional", desa)
        satu["operasional"] = sum((_rp(h * 12) for h in rutin), Decimal(0)) if rutin else None
        satu["pelatihan"] = self.kali(None if n is None else self.belum.get(pk, 0), "pelatihan", desa)
        return satu | {"seragam": self.kali(n, "seragam", desa, 1, 2), "atk": self.kali(1, "atk", desa)}

    def pmt(self, pk: int, desa: str) -> dict[str, Decimal | None]:
        datang, rata = self.hadir.get(pk) or self.kertas.get(pk), None
        if datang:
            rata = (Decimal(int(datang[0])) / datang[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        tahu = pk in self.warga and (not self.hamil.get(pk) or self.ukur.get(pk))
        return {
            "pmt_penyuluhan": self.kali(rata, "pmt_penyuluhan", desa, 12),
            "pmt_balita": self.kali(self.gizi.get(pk), "pmt_balita", desa, 56),
            "pmt_bumil": self.kali(self.kurus.get(pk, 0) if tahu else None, "pmt_bumil", desa, 120),
        }

    def benda(self, pk: int, desa: str, bangunan: str) -> dict[str, Decimal | None]:
        ada = self.alat.get(pk, {})
        butir = [self.kali(max(0, b - ada[x]) if x in ada else None, f"alat:{x}", desa) for x, b in KIT.items()]
        kelas = {"menumpang": "gedung", "sewa": "sewa_gedung"}
        sarpras = self.kali(1, kelas[bangunan], desa) if bangunan in kelas else Decimal(0) if bangunan else None
        alat = None if None in butir else sum((x for x in butir if x is not None), Decimal(0))
        return {"alat": alat, "sarpras": sarpras}

    def rencana_kerja(self, pk: int) -> Decimal | None:
        if pk not in self.rencana:
            return None
        per_bidang: dict[str, Decimal] = defaultdict(Decimal)
        for rencana, bidang, komponen, biaya in self.kegiatan:
            if rencana == self.rencana[pk] and komponen in ("kegiatan", "lain", ""):
                per_bidang[bidang] += Decimal(biaya)
        return sum((_rp(x) for x in per_bidang.values()), Decimal(0))


def hitung(tahun: int, hari: date, kek: Decimal = Decimal("23.5")) -> dict[str, dict[str, Decimal | None]]:
    """{unit: {part: its amount, or None where it is not known}}, of every active unit."""
    u = Ulang(tahun, hari, kek)
    return {
        kode: {**u.tarif(pk, desa), **u.pmt(pk, desa), **u.benda(pk, desa, b), "kegiatan": u.rencana_kerja(pk)}
        for pk, kode, desa, b in u.unit
    }


def dibiayai(tahun: int) -> dict[int, Decimal]:
    """{unit: allocated in that year}"""
    hasil: dict[int, Decimal] = defaultdict(Decimal)
    for unit, nilai in _baris(ALOKASI, {"tahun": tahun}):
        hasil[unit] += Decimal(nilai)
    return hasil
