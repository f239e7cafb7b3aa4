"""Lists of training that go out as files: skills and levels, years of service, participants."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.area import Area
from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.tabel import Kolom
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan_banyak
from registry.ekspor_dasar import MILIK, Ekspor, kolom_unit
from registry.keterampilan import ISI, KELOMPOK, TINGKAT, tingkat
from registry.metrics_pelatihan import belum_terlatih, masa_kerja, tanda_per_orang
from registry.models import Kader, PesertaPelatihan, Posyandu
from wilayah.models import Wilayah


def peserta(user: User, params: QueryDict, area: Area) -> "QuerySet[PesertaPelatihan]":
    rows = PesertaPelatihan.objects.for_user(user, Cap.LIHAT)
    return rows.filter(pelatihan__wilayah__in=Wilayah.objects.di_bawah(area.kode))


def keterampilan(user: User, params: QueryDict, area: Area) -> "QuerySet[Kader]":
    units = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode)
    hari = hari_ini(area.kode)
    rows = Kader.objects.for_user(user, Cap.LIHAT).filter(posyandu__in=units).berlaku(hari)
    belum = params.get("belum", "")
    return belum_terlatih(rows, belum, hari) if belum in KELOMPOK else rows


def dengan_tanda(rows: list[Kader]) -> list[Any]:
    """(term, skills that hold, level by the rule of its region)."""
    if not rows:
        return []
    tanda = tanda_per_orang({k.orang_id for k in rows}, hari_ini(rows[0].posyandu.kode))
    aturan = baca_aturan_banyak({k.posyandu.wilayah_id for k in rows})
    hasil = []
    for k in rows:
        punya = tanda.get(k.orang_id, set())
        naik = tingkat(punya, aturan[k.posyandu.wilayah_id]["tingkat_kader"])
        hasil.append({"kader": k, "punya": punya, "tingkat": TINGKAT.get(naik, "belum")})
    return hasil


def dengan_masa_kerja(rows: list[Kader]) -> list[Any]:
    hari = hari_ini(rows[0].posyandu.kode) if rows else hari_ini()
    semua = masa_kerja({k.orang_id for k in rows}, hari)
    return [{"kader": k, "masa": semua[k.orang_id]} for k in rows]


def _jumlah_tanda(kelompok: str) -> Callable[[Any], str]:
    """`3 dari 7` of that group."""
    return lambda r: f"{len(ISI[kelompok] & r['punya'])} dari {len(ISI[kelompok])}"


PELATIHAN: tuple[Ekspor, ...] = (
    Ekspor(
        kode="keterampilan",
        nama="Keterampilan kader",
        keterangan="Tanda keterampilan tiap kader menurut kelompok, dan tingkatnya.",
        rows=keterampilan,
        urut=("posyandu__kode", "id"),
        terkait=MILIK,
        olah=dengan_tanda,
        kolom=(
            Kolom("Nama lengkap", "kader.orang.nama", 28),
            Kolom("Bidang", lambda r: r["kader"].get_bidang_display(), 18),
            *(Kolom(nama, _jumlah_tanda(g), 14) for g, nama in KELOMPOK.items()),
            Kolom("Tingkat", "tingkat", 10),
            *kolom_unit("kader.posyandu."),
        ),
    ),
    Ekspor(
        kode="masa-kerja",
        nama="Masa kerja kader",
        keterangan="Lama tiap kader mengabdi, tanpa jeda dan tanpa dihitung dua kali.",
        rows=keterampilan,
        urut=("posyandu__kode", "id"),
        terkait=MILIK,
        olah=dengan_masa_kerja,
        kolom=(
            Kolom("Nama lengkap", "kader.orang.nama", 28),
            Kolom("Bidang", lambda r: r["kader"].get_bidang_display(), 18),
            Kolom("Tahun penuh", "masa.tahun", 11),
            Kolom("Masa kerja", "masa.kata", 18),
            Kolom("Hari", "masa.total", 9),
            Kolom("Sebagian menurut pernyataan", "masa.dinyatakan", 14),
            *kolom_unit("kader.posyandu."),
        ),
    ),
    Ekspor(
        kode="pelatihan",
        nama="Peserta pelatihan",
        keterangan="Satu baris satu peserta, dengan kehadiran dan hasilnya.",
        rows=peserta,
        urut=("pelatihan__mulai", "id"),
        terkait=("pelatihan__wilayah",),
        kolom=(
            Kolom("Nama pelatihan", "pelatihan.judul", 30),
            Kolom("Tanggal mulai", "pelatihan.mulai", 13),
            Kolom("Tanggal selesai", "pelatihan.selesai", 13),
            Kolom("Penyelenggara", "pelatihan.penyelenggara", 20),
            Kolom("Sumber dana", "pelatihan.sumber_dana", 18),
            Kolom("Kelompok keterampilan", "pelatihan.nama_kelompok", 30),
            Kolom("Nama peserta", "nama", 28),
            Kolom("Sebagai", lambda p: p.get_sebagai_display(), 18),
            Kolom("Asal", "asal", 24),
            Kolom("Hadir", "hadir", 8),
            Kolom("Lulus", "lulus", 8),
            Kolom("Nomor sertifikat", "sertifikat", 20),
            Kolom("Wilayah", "pelatihan.wilayah.nama", 20),
        ),
    ),
)
