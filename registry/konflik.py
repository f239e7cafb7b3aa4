"""People who hold more than one place, found from live terms: a list to resolve, never in the way of work.

Sources: one bidang for a kader, kader apart from pengurus (domain study 1.4); at most two terms of five years, no
office in another LKD (Permendagri 18/2018 Pasal 8, domain study 1.9; the figures are a region's settings).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from accounts.scope import Scope
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.periode import tambah_tahun
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan
from registry.models import Jabatan, JabatanLKD, Kader, Pengurus, PutusanKonflik

JENIS: dict[str, str] = {
    "dua_unit": "Bertugas di dua posyandu",
    "dua_kursi": "Memegang dua jabatan pengurus",
    "rangkap": "Kader merangkap pengurus",
    "masa_lebih": "Masa bakti pengurus melebihi batas",
    "lkd_lain": "Menjabat di LKD lain",
    "mirip": "Dua catatan yang tampaknya satu orang",
}
PERINGATAN = frozenset({"rangkap"})  # said, but allowed while a region grows into two sets of people


@dataclass(frozen=True)
class Tugas:
    """One term of a person."""

    pk: int
    jenis: str  # "kader" or "pengurus"
    orang: int
    uuid: Any
    nama: str
    lahir: date | None
    nik: bool
    unit: str
    nama_unit: str
    sebutan: str
    mulai: date
    sampai: date | None


@dataclass(frozen=True)
class Konflik:
    """One conflict: who, what is held, until somebody resolves it or leaves it with a reason."""

    jenis: str
    orang: int
    uuid: Any
    nama: str
    tugas: tuple[Tugas, ...]
    kata: str
    pasangan: Any = None  # of "mirip": the other person's key

    @property
    def sebutan(self) -> str:
        return JENIS[self.jenis]

    @property
    def kunci(self) -> str:
        return f"{self.jenis}:{self.orang}" + (f":{self.pasangan}" if self.pasangan else "")

    @property
    def sidik(self) -> str:
        """Of the facts: another term, another hash, and a decision to leave it no longer holds."""
        fakta = sorted(f"{t.jenis}{t.pk}{t.sampai}" for t in self.tugas)
        return hashlib.sha256(f"{self.kata}{fakta}".encode()).hexdigest()[:16]


def _tugas(scope: Scope, kode: str) -> list[Tugas]:
    """All terms in the area, running and past. Two queries."""
    kolom: tuple[str, ...] = ("pk", "orang", "orang__uuid", "orang__nama", "orang__tanggal_lahir", "orang__nik_sidik")
    kolom += ("posyandu__kode", "posyandu__nama", "bidang", "mulai", "sampai")
    hasil = []
    for jenis, model in (("kader", Kader), ("pengurus", Pengurus)):
        rows = model.objects.for_scope(scope).di_wilayah(kode)
        for isi in rows.values_list(*kolom, *(["jabatan"] if jenis == "pengurus" else [])):
            pk, orang, uuid, nama, lahir, nik, unit, nama_unit, bidang, mulai, sampai, *jabatan = isi
            kata = kata_jabatan(jabatan[0] if jabatan else "", bidang)
            hasil.append(Tugas(pk, jenis, orang, uuid, nama, lahir, bool(nik), unit, nama_unit, kata, mulai, sampai))
    return hasil


def kata_jabatan(jabatan: str, bidang: str) -> str:
    """`ketua`, `ketua bidang sosial`, or `kader sosial` where there is no chair."""
    if not jabatan:
        return f"kader {NAMA[bidang].lower()}"
    return f"ketua bidang {NAMA[bidang].lower()}" if bidang else str(Jabatan(jabatan).label).lower()


def _buat(jenis: str, tugas: list[Tugas], kata: str, pasangan: Any = None) -> Konflik:
    t = tugas[0]
    return Konflik(jenis, t.orang, t.uuid, t.nama, tuple(tugas), kata, pasangan)


def _satu_orang(tugas: list[Tugas], hari: date, aturan: dict[str, Any]) -> Iterator[Konflik]:
    jalan = [t for t in tugas if t.mulai <= hari and (t.sampai is None or t.sampai > hari)]
    if len({t.unit for t in jalan}) > 1:
        yield _buat("dua_unit", jalan, "Satu orang sedang bertugas di lebih dari satu posyandu.")
    kursi = [t for t in jalan if t.jenis == "pengurus"]
    if len(kursi) > 1:
        yield _buat("dua_kursi", kursi, "Satu orang memegang lebih dari satu jabatan pengurus.")
    if kursi and len(kursi) < len(jalan):
        yield _buat("rangkap", jalan, "Kader dan pengurus dipisah; daerah boleh memberi waktu.")
    semua_kursi = [t for t in tugas if t.jenis == "pengurus"]
    periode = {t.mulai for t in semua_kursi}
    batas, tahun = int(aturan["kali_pengurus"]), int(aturan["masa_pengurus"])
    if kursi and len(periode) > batas:
        yield _buat("masa_lebih", semua_kursi, f"Masa bakti ke-{len(periode)}; batasnya {batas} kali.")
    elif kursi and min(t.mulai for t in kursi) <= tambah_tahun(hari, -tahun):
        yield _buat("masa_lebih", kursi, f"Sudah lebih dari {tahun} tahun sejak mulai.")


def _mirip(per_orang: dict[int, list[Tugas]]) -> Iterator[Konflik]:
    """Rows of different people with the same folded name and, where both have it, the same birth date, in one unit."""
    kelompok: dict[tuple[str, str], dict[int, Tugas]] = defaultdict(dict)
    for tugas in per_orang.values():
        for t in tugas:
            kelompok[" ".join(t.nama.lower().split()), t.unit].setdefault(t.orang, t)
    for orang in kelompok.values():
        rows = sorted(orang.values(), key=lambda t: t.orang)
        for a, b in pairwise(rows):
            if not (a.nik and b.nik) and (a.lahir is None or b.lahir is None or a.lahir == b.lahir):
                yield _buat("mirip", [a, b], "Nama sama di satu posyandu; mungkin tercatat dua kali.", b.orang)


def cari(scope: Scope, kode: str) -> list[Konflik]:
    """Conflicts of the area that nobody has left as they are. Five queries, however many people."""
    hari, aturan = hari_ini(kode), baca_aturan(kode)
    per_orang: dict[int, list[Tugas]] = defaultdict(list)
    for t in _tugas(scope, kode):
        per_orang[t.orang].append(t)
    hasil = [k for tugas in per_orang.values() for k in _satu_orang(tugas, hari, aturan)]
    hasil += _mirip(per_orang)
    lkd_aktif = JabatanLKD.objects.filter(orang__in=_aktif(per_orang, hari), sampai=None)
    lkd = lkd_aktif.values_list("orang", "lembaga", "jabatan")
    nama_lembaga = dict(JabatanLKD.Lembaga.choices)
    for orang, lembaga, jabatan in lkd:
        hasil.append(_buat("lkd_lain", per_orang[orang], f"{jabatan}, {nama_lembaga[lembaga]}."))
    diputus = dict(PutusanKonflik.objects.filter(kunci__in=[k.kunci for k in hasil]).values_list("kunci", "sidik"))
    sisa = [k for k in hasil if diputus.get(k.kunci) != k.sidik]
    return sorted(sisa, key=lambda k: (k.jenis in PERINGATAN, list(JENIS).index(k.jenis), k.nama, k.orang))


def _aktif(per_orang: dict[int, list[Tugas]], hari: date) -> list[int]:
    return [o for o, rows in per_orang.items() if any(t.sampai is None or t.sampai > hari for t in rows)]
