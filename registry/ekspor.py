"""Lists that go out as files. A new list is one entry in DAFTAR: its rows (in scope, filtered as its page) and columns.

Columns with particulars of persons are there only for whoever may see them in the whole area of the file.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from accounts.area import Area, area_diminta
from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.tabel import Kolom
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import baca_aturan
from registry.ekspor_dasar import MILIK, Ekspor, kolom_unit
from registry.ekspor_pelatihan import PELATIHAN
from registry.forms import PosyanduFilter
from registry.lingkup_bayar import daftar_terlihat
from registry.metrics_keaktifan import diam
from registry.metrics_pemutakhiran import SEMUA_BAGIAN, dengan_kemajuan
from registry.models import (
    Ajuan,
    BarisBayar,
    JenisSK,
    Kader,
    Pengurus,
    PeriodePemutakhiran,
    Posyandu,
    StatusAjuan,
    SuratKeputusan,
)
from registry.models.posyandu import HARI
from registry.persyaratan import periksa
from registry.surat_saring import di_wilayah, saring

POTONGAN = 500
LANGSUNG = 5000  # up to here the answer is the file; above it a long job makes it
_HARI = dict(HARI)
Baris = Iterable[Any]


@dataclass
class Unduhan:
    """One export of one person: what is in it and how it is read."""

    ekspor: Ekspor
    area: Area
    rows: "QuerySet[Any]"
    boleh_pribadi: bool

    @property
    def kolom(self) -> tuple[Kolom, ...]:
        return self.ekspor.kolom + (self.ekspor.pribadi if self.boleh_pribadi else ())

    @property
    def nama(self) -> str:
        """Of the file, without its ending: `posyandu-33.75.02-2026-11-24`"""
        return f"{self.ekspor.kode}-{self.area.kode}-{hari_ini(self.area.kode).isoformat()}"

    @property
    def judul(self) -> str:
        return f"{self.ekspor.nama} {self.area.nama}"

    def jumlah(self) -> int:
        return self.rows.order_by().count()

    def baris(self, maju: Callable[[int], None] = lambda n: None) -> Iterator[Any]:
        """The rows in order, read in chunks by key; `maju(n)` after each chunk."""
        semua = list(self.rows.order_by(*self.ekspor.urut).values_list("pk", flat=True))
        for awal in range(0, len(semua), POTONGAN):
            kunci = semua[awal : awal + POTONGAN]
            isi = self.rows.order_by().select_related(*self.ekspor.terkait).in_bulk(kunci)
            yield from self.ekspor.olah([isi[k] for k in kunci if k in isi])
            maju(awal + len(kunci))


def siapkan(ekspor: Ekspor, user: User, params: QueryDict) -> Unduhan:
    """The export of an area as its list page would filter it. Raises Http404 for an area out of scope."""
    area = area_diminta(user.scope_for(Cap.LIHAT), params.get("wilayah", ""))
    if area.satu_unit:
        Posyandu.objects.ambil(user, Cap.LIHAT, seen_with=Cap.LIHAT, kode=area.kode)
    pribadi = user.scope_for(Cap.LIHAT_ORANG).memuat(area.kode)
    return Unduhan(ekspor, area, ekspor.rows(user, params, area), pribadi)


def _posyandu(user: User, params: QueryDict, area: Area) -> "QuerySet[Posyandu]":
    rows = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode)
    hasil: QuerySet[Posyandu] = PosyanduFilter(params, rows).qs
    return hasil


def _kader(user: User, params: QueryDict, area: Area) -> "QuerySet[Kader]":
    units = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode)
    rows = Kader.objects.for_user(user, Cap.LIHAT).filter(posyandu__in=units).berlaku(hari_ini(area.kode))
    bidang = params.get("bidang", "")[:20]
    return rows.filter(bidang=bidang) if bidang else rows


def _pengurus(user: User, params: QueryDict, area: Area) -> "QuerySet[Pengurus]":
    units = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode)
    return Pengurus.objects.for_user(user, Cap.LIHAT).filter(posyandu__in=units).berlaku(hari_ini(area.kode))


def _surat(user: User, params: QueryDict, area: Area) -> "QuerySet[SuratKeputusan]":
    rows = di_wilayah(SuratKeputusan.objects.for_user(user, Cap.LIHAT), area.kode)
    rows = saring(rows, params.get("keadaan", "")[:20], hari_ini(area.kode))
    return rows.filter(jenis=params["jenis"]) if params.get("jenis") in JenisSK.values else rows


def _ajuan(user: User, params: QueryDict, area: Area) -> "QuerySet[Ajuan]":
    units = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode)
    rows = Ajuan.objects.for_user(user, Cap.LIHAT).filter(posyandu__in=units)
    return rows.filter(status=params["status"]) if params.get("status") in StatusAjuan.values else rows


def _insentif(user: User, params: QueryDict, area: Area) -> "QuerySet[BarisBayar]":
    rows = BarisBayar.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode).filter(daftar__in=daftar_terlihat(user))
    if params.get("keadaan") in BarisBayar.Keadaan.values:
        rows = rows.filter(keadaan=params["keadaan"])
    daftar = params.get("daftar", "")[:18]
    return rows.filter(daftar=int(daftar)) if daftar.isascii() and daftar.isdigit() else rows


def _keaktifan(user: User, params: QueryDict, area: Area) -> "QuerySet[Kader]":
    if len(area.kode) < 5:
        return Kader.objects.none()
    bulan = int(baca_aturan(area.kode)["keaktifan_bulan"])
    return diam(user.scope_for(Cap.LIHAT), area.kode, hari_ini(area.kode), bulan)


def _pemutakhiran(user: User, params: QueryDict, area: Area) -> "QuerySet[Posyandu]":
    """Units in use of the area with what they confirmed in the round asked for, or in the newest one."""
    rounds = PeriodePemutakhiran.objects.untuk_bawahan(user, Cap.LIHAT)
    diminta = str(params.get("periode", ""))[:9]
    if diminta.isascii() and diminta.isdigit():
        rounds = rounds.filter(pk=int(diminta))
    periode = rounds.first()
    rows = Posyandu.objects.for_user(user, Cap.LIHAT).di_wilayah(area.kode).aktif()
    hasil: QuerySet[Posyandu] = dengan_kemajuan(rows, periode) if periode else rows.none()
    return hasil


def _kesiapan(units: list[Posyandu]) -> list[Any]:
    """(unit, its checklist) computed from live rows."""
    hasil = periksa(units, hari_ini(units[0].kode)) if units else {}
    return [{"unit": p, "hasil": hasil[p.pk]} for p in units]


_ORANG = (
    Kolom("Telepon", "orang.telepon", 18),
    Kolom("Tanggal lahir", "orang.tanggal_lahir", 13),
    Kolom("NIK tercatat", lambda m: bool(m.orang.nik_sidik), 12),
)
_SEBARIS = "wilayah__induk"

DAFTAR: tuple[Ekspor, ...] = (
    Ekspor(
        kode="posyandu",
        nama="Posyandu",
        keterangan="Profil lengkap tiap posyandu. Bisa diperbaiki lalu diimpor kembali.",
        rows=_posyandu,
        urut=("kode",),
        terkait=(_SEBARIS,),
        kolom=(
            *kolom_unit(""),
            Kolom("Alamat", "alamat", 30),
            Kolom("RT", "rt", 6),
            Kolom("RW", "rw", 6),
            Kolom("Hari buka", lambda p: _HARI[p.buka_hari], 10),
            Kolom("Minggu ke", "buka_minggu", 9),
            Kolom("Jam buka", "buka_jam", 9),
            Kolom("Tanggal berdiri", "berdiri", 13),
            Kolom("Lintang", "lintang", 12),
            Kolom("Bujur", "bujur", 12),
            Kolom("Strata", lambda p: p.get_strata_display(), 11),
            Kolom("Bangunan", lambda p: p.get_bangunan_display(), 16),
            Kolom("RT/RW yang dilayani", "cakupan", 20),
            Kolom("Dana sehat", "dana_sehat", 10),
            Kolom("Cakupan dana sehat (%)", "dana_sehat_persen", 12),
            Kolom("Nomor registrasi", "nomor_registrasi", 20),
            Kolom("Status", lambda p: p.get_status_display(), 9),
        ),
        pribadi=(Kolom("Nama kontak", "nama_kontak", 24), Kolom("Telepon kontak", "kontak", 18)),
    ),
    Ekspor(
        kode="kader",
        nama="Kader",
        keterangan="Kader yang sedang bertugas.",
        rows=_kader,
        urut=("posyandu__kode", "id"),
        terkait=MILIK,
        kolom=(
            Kolom("Nama lengkap", "orang.nama", 28),
            Kolom("Jenis kelamin", lambda k: k.orang.get_jenis_kelamin_display(), 12),
            Kolom("Bidang", lambda k: k.get_bidang_display(), 18),
            Kolom("Mulai bertugas", "mulai", 13),
            *kolom_unit("posyandu."),
        ),
        pribadi=_ORANG,
    ),
    *PELATIHAN,
    Ekspor(
        kode="pengurus",
        nama="Pengurus",
        keterangan="Ketua, sekretaris, bendahara, dan ketua bidang yang sedang menjabat.",
        rows=_pengurus,
        urut=("posyandu__kode", "id"),
        terkait=(*MILIK, "sk"),
        kolom=(
            Kolom("Nama lengkap", "orang.nama", 28),
            Kolom("Jabatan", "sebutan", 28),
            Kolom("Mulai bertugas", "mulai", 13),
            Kolom("Nomor SK", lambda m: m.sk.nomor if m.sk else None, 20),
            *kolom_unit("posyandu."),
        ),
        pribadi=_ORANG,
    ),
    Ekspor(
        kode="sk",
        nama="SK dan berita acara",
        keterangan="Surat tiap posyandu dengan tanggal dan masa berlakunya.",
        rows=_surat,
        urut=("posyandu__kode", "id"),
        terkait=("posyandu__wilayah__induk",),
        kolom=(
            *kolom_unit("posyandu."),
            Kolom("Jenis surat", lambda s: s.get_jenis_display(), 26),
            Kolom("Nomor surat", "nomor", 20),
            Kolom("Tanggal surat", "tanggal", 13),
            Kolom("Berlaku dari", "berlaku_dari", 13),
            Kolom("Berlaku sampai", "berlaku_sampai", 13),
            Kolom("Penanda tangan", "penanda_tangan", 24),
            Kolom("Pindaian", lambda s: s.berkas_id is not None, 10),
        ),
    ),
    Ekspor(
        kode="kesiapan",
        nama="Kesiapan registrasi",
        keterangan="Syarat yang sudah ada dan yang masih kurang, dihitung dari data sekarang.",
        rows=_posyandu,
        urut=("kode",),
        terkait=("wilayah__induk__induk__induk",),
        olah=_kesiapan,
        kolom=(
            *kolom_unit("unit."),
            Kolom("Syarat ada", "hasil.ada", 11),
            Kolom("Dari", "hasil.jumlah", 7),
            Kolom("Lengkap", "hasil.lengkap", 9),
            Kolom("Yang masih kurang", lambda r: "; ".join(f"{s.nama}: {k}" for s, k in r["hasil"].kurang), 60),
            Kolom("Nomor registrasi", "unit.nomor_registrasi", 20),
        ),
    ),
    Ekspor(
        kode="pemutakhiran",
        nama="Pemutakhiran data",
        keterangan="Bagian data yang sudah dikonfirmasi tiap posyandu di pemutakhiran terakhir.",
        rows=_pemutakhiran,
        urut=("kode",),
        terkait=(_SEBARIS,),
        kolom=(
            *kolom_unit(""),
            Kolom("Bagian dikonfirmasi", "ada", 12),
            Kolom("Dari", lambda p: SEMUA_BAGIAN, 7),
            Kolom("Selesai", lambda p: p.ada >= SEMUA_BAGIAN, 9),
        ),
    ),
    Ekspor(
        kode="berkas",
        nama="Berkas registrasi",
        keterangan="Tiap berkas, di meja siapa, sejak kapan, dan tenggatnya.",
        rows=_ajuan,
        urut=("posyandu__kode", "id"),
        terkait=("posyandu__wilayah__induk",),
        kolom=(
            *kolom_unit("posyandu."),
            Kolom("Status", lambda a: a.get_status_display(), 22),
            Kolom("Putaran", "putaran", 8),
            Kolom("Diajukan", "diajukan_pada", 16),
            Kolom("Di meja ini sejak", "sejak", 16),
            Kolom("Tenggat", "tenggat", 13),
        ),
    ),
    Ekspor(
        kode="insentif",
        nama="Insentif kader",
        keterangan="Tiap orang di daftar insentif, dengan masa, jumlah, dan keadaannya.",
        rows=_insentif,
        urut=("daftar", "posyandu__kode", "id"),
        terkait=(*MILIK, "daftar__pembayar__wilayah"),
        kolom=(
            Kolom("Nama lengkap", "orang.nama", 28),
            Kolom("Pembayar", lambda b: str(b.daftar.pembayar), 28),
            Kolom("Masa", "daftar.periode", 18),
            Kolom("Banyak", "banyak", 9),
            Kolom("Satuan", lambda b: "kegiatan" if b.daftar.kali else "bulan", 10),
            Kolom("Bulan mencatat", "hadir", 12),
            Kolom("Jumlah", "jumlah", 16),
            Kolom("Status daftar", lambda b: b.daftar.get_status_display(), 18),
            Kolom("Keadaan", lambda b: b.get_keadaan_display(), 14),
            Kolom("Dibayar", "dibayar", 13),
            Kolom("Nomor bukti", "bukti", 18),
            Kolom("Catatan", "catatan", 30),
            *kolom_unit("posyandu."),
        ),
    ),
    Ekspor(
        kode="keaktifan",
        nama="Kader yang perlu ditanya",
        keterangan="Akunnya beberapa bulan tidak mencatat. Yang tidak punya akun tidak dapat dinilai dan tidak ikut.",
        rows=_keaktifan,
        urut=("posyandu__kode", "id"),
        terkait=MILIK,
        kolom=(
            Kolom("Nama lengkap", "orang.nama", 28),
            Kolom("Bidang", lambda k: k.get_bidang_display(), 18),
            Kolom("Mulai bertugas", "mulai", 13),
            *kolom_unit("posyandu."),
        ),
    ),
)
MENURUT_KODE: dict[str, Ekspor] = {e.kode: e for e in DAFTAR}
