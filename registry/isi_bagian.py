"""What each section of a unit's data says now, in words, with the hash that a confirmation is tied to.

One reader for each section of registry.bagian_data; the hash is over everything that is shown, so nobody confirms what
was not on the page.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.uang import ribuan
from posyandu_app.lib.waktu import hari_ini
from registry.bagian_data import BAGIAN_DATA
from registry.models import KelompokSasaran, PembinaKesehatan, Perlengkapan, Posyandu
from registry.perlengkapan import BARANG, DAFTAR
from registry.persyaratan import Bahan, kumpulkan

Butir = tuple[str, str]  # (label, what it says)
BELUM = "belum diisi"


@dataclass(frozen=True)
class IsiBagian:
    """One section: `ringkas` in a line, `butir` in full."""

    kode: str
    ringkas: str
    butir: tuple[Butir, ...]

    @cached_property
    def sidik(self) -> str:
        teks = json.dumps(self.butir, ensure_ascii=False)
        return hashlib.sha256(teks.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class _Sumber:
    bahan: Bahan
    alat: dict[str, Perlengkapan]
    pembina: PembinaKesehatan | None

    @property
    def unit(self) -> Posyandu:
        return self.bahan.posyandu


def _profil(s: _Sumber) -> tuple[str, list[Butir]]:
    p = s.unit
    dana = BELUM if p.dana_sehat is None else "ada" if p.dana_sehat else "tidak ada"
    if p.dana_sehat and p.dana_sehat_persen is not None:
        dana += f", mencakup {p.dana_sehat_persen}% KK"
    return f"{p.alamat}, buka {p.hari_buka}", [
        ("Nama", p.nama),
        ("Alamat", f"{p.alamat}, RT {p.rt} RW {p.rw}"),
        ("Hari buka", p.hari_buka + (f", pukul {p.buka_jam:%H.%M}" if p.buka_jam else "")),
        ("RT/RW yang dilayani", p.cakupan or BELUM),
        ("Kontak", f"{p.nama_kontak}, {p.kontak}"),
        ("Berdiri", kata_tanggal(p.berdiri) if p.berdiri else BELUM),
        ("Strata", p.get_strata_display() or "belum dinilai"),
        ("Bangunan", p.get_bangunan_display() or BELUM),
        ("Dana sehat", dana),
    ]


def _lokasi(s: _Sumber) -> tuple[str, list[Butir]]:
    p = s.unit
    titik = BELUM if p.lintang is None else f"{p.lintang:f}, {p.bujur:f}"
    teliti = "ketelitian tidak dicatat" if p.akurasi is None else f"± {ribuan(p.akurasi)} m"
    return titik, [("Titik", titik), ("Ketelitian", teliti)]


def _sasaran(s: _Sumber) -> tuple[str, list[Butir]]:
    isi = s.bahan.sasaran

    def kata(kode: str) -> str:
        ini = isi.get(kode)
        return f"{ribuan(ini.jumlah)}, {ini.sumber}, per {kata_tanggal(ini.per_tanggal)}" if ini else "belum didata"

    ringkas = f"{len(isi)} dari {len(KelompokSasaran)} kelompok sudah didata" if isi else "belum didata"
    if isi:
        ringkas += f", terakhir {kata_tanggal(max(x.per_tanggal for x in isi.values()))}"
    return ringkas, [(str(nama), kata(kode)) for kode, nama in KelompokSasaran.choices]


def _perlengkapan(s: _Sumber) -> tuple[str, list[Butir]]:
    def kata(kode: str) -> str:
        a = s.alat.get(kode)
        if a is None:
            return "belum didata"
        if not a.jumlah:
            return "tidak punya"
        isi = [(a.baik, "baik"), (a.rusak_ringan, "rusak ringan"), (a.rusak_berat, "rusak berat")]
        lain = [f"dikalibrasi {kata_tanggal(a.kalibrasi)}"] if a.kalibrasi else []
        return ", ".join([f"{n} {kata}" for n, kata in isi if n] + lain)

    rusak = sum(bool(a.rusak_ringan or a.rusak_berat) for a in s.alat.values())
    ringkas = f"{len(s.alat)} dari {len(DAFTAR)} macam sudah didata" if s.alat else "belum didata"
    return ringkas + (f", {rusak} ada yang rusak" if rusak else ""), [(b.nama, kata(b.kode)) for b in BARANG.values()]


def _pembina(s: _Sumber) -> tuple[str, list[Butir]]:
    p = s.pembina
    if p is None:
        return "belum dicatat", [("Puskesmas atau Pustu", BELUM), ("Bidan", BELUM), ("Nomor yang dihubungi", BELUM)]
    isi = [("Puskesmas atau Pustu", str(p.faskes)), ("Bidan", p.bidan or BELUM)]
    isi += [("Nomor yang dihubungi", p.telepon or BELUM), ("Sejak", kata_tanggal(p.mulai))]
    return f"{p.faskes}, {p.bidan}" if p.bidan else str(p.faskes), isi


def _orang(s: _Sumber) -> tuple[str, list[Butir]]:
    pengurus = [(d.sebutan, d.nama) for d in sorted(s.bahan.pengurus, key=lambda d: d.pk)]
    kader = [
        (f"Kader {NAMA[b].lower()}", ", ".join(sorted(k.nama for k in s.bahan.kader if k.bidang == b)) or "belum ada")
        for b in SEMUA
    ]
    return f"{len(pengurus)} pengurus, {len({k.orang for k in s.bahan.kader})} kader", pengurus + kader


def _surat(s: _Sumber) -> tuple[str, list[Butir]]:
    def kata(nomor: str, sampai: object) -> str:
        return f"{nomor}, sampai {kata_tanggal(sampai)}" if sampai else f"{nomor}, tidak dibatasi"  # type: ignore[arg-type]

    rows = sorted(s.bahan.sk, key=lambda x: (x.jenis, x.tanggal, x.pk))
    habis = sum(not x.berlaku for x in rows)
    ringkas = f"{len(rows)} surat" if rows else "belum ada surat"
    return ringkas + (f", {habis} tidak berlaku" if habis else ""), [(x.sebutan, kata(x.nomor, x.sampai)) for x in rows]


PEMBACA: dict[str, Callable[[_Sumber], tuple[str, list[Butir]]]] = {
    "profil": _profil,
    "lokasi": _lokasi,
    "sasaran": _sasaran,
    "perlengkapan": _perlengkapan,
    "pembina": _pembina,
    "orang": _orang,
    "surat": _surat,
}


def baca_bagian(unit: Posyandu) -> dict[str, IsiBagian]:
    """{section: what it says now}, in the order of BAGIAN_DATA. Six queries, for a unit with its village read."""
    bahan = kumpulkan([unit], hari_ini(unit.kode))[unit.pk]
    alat = {a.barang: a for a in Perlengkapan.objects.filter(posyandu=unit)}
    pembina = PembinaKesehatan.objects.filter(posyandu=unit, sampai=None).select_related("faskes").first()
    sumber = _Sumber(bahan, alat, pembina)
    hasil = {}
    for kode, _, _ in BAGIAN_DATA:
        ringkas, butir = PEMBACA[kode](sumber)
        hasil[kode] = IsiBagian(kode, ringkas, tuple(butir))
    return hasil
