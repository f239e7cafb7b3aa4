"""SKDN counted again from members and raw weights, by plain SQL and the growth package itself, with nothing of ours.

Who is in S and K comes from members and people; D, N, T, O, B, 2T, BGM and the orange line from the weights as they
were typed, one child after another. The SQL runs unchanged on SQLite and PostgreSQL.
"""

import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from pygrowup import Observation

# Born on this day or later: not yet five years old on the day that is looked at.
SASARAN = """
SELECT p.kode, COUNT(*), SUM(CASE WHEN w.buku_kia THEN 1 ELSE 0 END)
FROM spm_services_keanggotaan k
JOIN registry_posyandu p ON p.id = k.posyandu_id
JOIN spm_services_warga w ON w.id = k.warga_id
WHERE k.jenis = 'warga' AND w.digabung_ke_id IS NULL
  AND CAST(k.mulai AS text) <= %(hari)s AND (k.sampai IS NULL OR CAST(k.sampai AS text) > %(hari)s)
  AND (w.wafat IS NULL OR CAST(w.wafat AS text) > %(hari)s)
  AND CAST(w.tanggal_lahir AS text) >= %(sejak)s AND CAST(w.tanggal_lahir AS text) <= %(hari)s
GROUP BY p.kode
"""
ANAK_SASARAN = SASARAN.replace("p.kode, COUNT(*), SUM(CASE WHEN w.buku_kia THEN 1 ELSE 0 END)", "p.kode, w.id").replace(
    "GROUP BY p.kode", ""
)
BERAT = """
SELECT p.kode, w.id, w.jenis_kelamin, CAST(w.tanggal_lahir AS text), CAST(k.tanggal AS text), k.tamu,
       CAST(r.isian AS text), COALESCE(t.nt_nakes, '')
FROM spm_services_rekaman r
JOIN spm_services_kunjunganwarga k ON k.id = r.kunjungan_id
JOIN registry_posyandu p ON p.id = k.posyandu_id
JOIN spm_services_warga w ON w.id = k.warga_id
LEFT JOIN spm_services_pertumbuhan t ON t.kunjungan_id = k.id
WHERE r.status = 'berlaku' AND NOT k.batal AND r.layanan IN ('timbang_anak', 'ukur_anak')
ORDER BY p.kode, w.id, k.tanggal, r.id
"""
KERTAS = """
SELECT DISTINCT p.kode FROM spm_services_rekaman r JOIN registry_posyandu p ON p.id = r.posyandu_id
WHERE r.status = 'berlaku' AND r.layanan = 'penimbangan_balita' AND substr(CAST(r.tanggal AS text), 1, 7) = %(bulan)s
"""
GRAM = {1: 800, 2: 900, 3: 800, 4: 600, 5: 500, 6: 400, 7: 300, 8: 300, 9: 300, 10: 300}
KOSONG = {"s": 0, "k": 0, "d": 0, "n": 0, "t": 0, "o": 0, "b": 0, "bgm": 0, "dua_t": 0, "oranye": 0}


def _baris(sql: str, **isi: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, isi) if isi else cursor.execute(sql)
        return [tuple(baris) for baris in cursor.fetchall()]


def _z(kelamin: str, lahir: date, hari: date, kg: Decimal, bengkak: bool) -> Decimal | None:
    """BB/U by the package; none with oedema and from 60 months (30.4375 days each) on."""
    if bengkak or (hari - lahir).days >= 60 * 30.4375:
        return None
    anak = Observation("male" if kelamin == "L" else "female", dob=lahir, date_of_observation=hari)
    return Decimal(anak.weight_for_age(kg))


def _umur(lahir: date, hari: date) -> int:
    """Months that are full on the day; the last day of a month fills it for whoever was born on a later day."""
    penuh = hari.day >= lahir.day or (hari + timedelta(days=1)).day == 1
    return (hari.year - lahir.year) * 12 + hari.month - lahir.month - (not penuh)


def _n_atau_t(kelamin: str, lahir: date, lalu: dict[str, Any], kini: dict[str, Any], garis: bool) -> str:
    gram = (kini["kg"] - lalu["kg"]) * 1000
    umur = _umur(lahir, kini["hari"])
    perlu = GRAM.get(umur, 200) if 1 <= umur <= 60 else None
    if gram >= perlu if perlu is not None else gram > 0:
        return "N"
    if not garis or gram <= 0:
        return "T"
    dulu, nanti = (_z(kelamin, lahir, x["hari"], x["kg"], x["bengkak"]) for x in (lalu, kini))
    return "N" if dulu is not None and nanti is not None and dulu - nanti <= Decimal("0.10") else "T"


def _kunjungan() -> dict[tuple[str, int], dict[str, Any]]:
    """{(unit, child): who it is, and its weighings by day}."""
    anak: dict[tuple[str, int], dict[str, Any]] = {}
    for kode, pk, kelamin, lahir, hari, tamu, isian, putusan in _baris(BERAT):
        isi = json.loads(isian)
        satu = anak.setdefault((kode, pk), {"kelamin": kelamin, "lahir": date.fromisoformat(lahir), "hari": {}})
        timbang = satu["hari"].setdefault(hari, {"hari": date.fromisoformat(hari), "kg": None, "bengkak": False})
        timbang |= {"tamu": bool(tamu), "putusan": putusan, "bengkak": timbang["bengkak"] or isi.get("edema") is True}
        if isi.get("bb") is not None:
            timbang["kg"] = Decimal(str(isi["bb"]))
    return anak


def _seri(satu: dict[str, Any], garis: bool) -> dict[str, dict[str, Any]]:
    """{month: the last weighing of it, with its letter}."""
    akhir = {h[:7]: t for h, t in sorted(satu["hari"].items()) if t["kg"] is not None}
    lalu, hasil = None, {}
    for bulan, kini in akhir.items():
        sebelum = (date.fromisoformat(f"{bulan}-01") - timedelta(days=1)).isoformat()[:7]
        if lalu is None:
            huruf = "B"
        elif f"{lalu['hari']:%Y-%m}" != sebelum:
            huruf = "O"
        else:
            huruf = _n_atau_t(satu["kelamin"], satu["lahir"], lalu, kini, garis)
            huruf = kini["putusan"] or huruf
        kini |= {"huruf": huruf, "dua_t": huruf == "T" and lalu is not None and lalu.get("huruf") == "T"}
        z = _z(satu["kelamin"], satu["lahir"], kini["hari"], kini["kg"], kini["bengkak"])
        kini |= {"bgm": z is not None and z < -3, "oranye": z is not None and z > 1}
        hasil[bulan] = lalu = kini
    return hasil


def hitung(bulan: str, hari_ini: date, *, garis: bool = True) -> dict[str, dict[str, int]]:
    """{unit: its figures of a month ("2026-09")}. `garis`: by Buku KIA 2023 a curve that follows its line is N too."""
    awal = date.fromisoformat(f"{bulan}-01")
    besok = (awal + timedelta(days=31)).replace(day=1)
    hari = min(besok - timedelta(days=1), hari_ini)
    sejak = besok if hari < hari_ini or hari == besok - timedelta(days=1) else hari + timedelta(days=1)
    isi = {"hari": hari.isoformat(), "sejak": sejak.replace(year=sejak.year - 5).isoformat()}
    hasil: dict[str, dict[str, int]] = defaultdict(lambda: dict(KOSONG))
    for kode, s, k in _baris(SASARAN, **isi):
        hasil[kode] |= {"s": s, "k": k}
    sasaran, menimbang = set(_baris(ANAK_SASARAN, **isi)), set()
    for (kode, pk), satu in _kunjungan().items():
        kini = _seri(satu, garis).get(bulan)
        if kini is None:
            continue
        menimbang.add(kode)
        if kini["tamu"] or (kode, pk) not in sasaran:
            continue
        for nama in ("d", kini["huruf"].lower(), *(n for n in ("bgm", "dua_t", "oranye") if kini[n])):
            hasil[kode][nama] += 1
    for (kode,) in _baris(KERTAS, bulan=bulan):
        if kode not in menimbang:  # written as totals: nobody of the unit is counted one by one
            hasil.pop(kode, None)
    return {kode: angka for kode, angka in hasil.items() if any(angka.values())}
