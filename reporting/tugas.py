"""Tugas saya: what waits for a person today. One entry per kind of task; each says for which duty."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from accounts.area import area_utama
from accounts.models import User
from accounts.roles import Cap
from planning.metrics import anggaran
from planning.models import DokumenAnggaran, StatusDokumen
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.uang import ribuan, rupiah_ringkas
from posyandu_app.lib.waktu import hari_ini
from registry import metrics as stok_metrics
from registry.models import Kader, Posyandu
from spm_services import metrics


@dataclass(frozen=True)
class Tugas:
    """One thing to do: how much of it, where to go. `nada`: buruk, awas, netral, baik."""

    judul: str
    keterangan: str
    lencana: str
    nada: str
    alamat: str


Pembuat = Callable[[User, str], Iterable[Tugas]]


def _url(nama: str, *args: Any, **tanya: str) -> str:
    ekor = "&".join(f"{k}={v}" for k, v in tanya.items())
    return reverse(nama, args=args) + (f"?{ekor}" if ekor else "")


def bidang_kosong(user: User, kode: str) -> Iterable[Tugas]:
    """A unit's fields without a record this month."""
    if kode_lib.tingkat(kode) != "posyandu":
        return
    bulan = Bulan.dari(hari_ini(kode))
    angka = metrics.per_bulan(kode, [bulan])
    for b in SEMUA:
        if not angka[bulan, b].catatan:
            alamat = _url("spm_services:bidang", b, unit=kode)
            yield Tugas(f"Bidang {NAMA[b].lower()} belum ada catatan", f"{bulan.nama}", "belum", "awas", alamat)


def unit_diam(user: User, kode: str) -> Iterable[Tugas]:
    """Units of an area without any record this month."""
    if kode_lib.tingkat(kode) == "posyandu":
        return
    bulan = Bulan.dari(hari_ini(kode))
    unit = stok_metrics.stok(kode)[stok_metrics.UNIT]
    diam = unit - metrics.unit_per_periode(kode, [bulan.angka], metrics.MENCATAT)[bulan.angka]
    if diam > 0:
        ket = f"dari {ribuan(unit)} posyandu aktif; buka dasbor untuk melihat di mana"
        yield Tugas(f"Posyandu tanpa catatan {bulan.nama}", ket, ribuan(diam), "awas", _url("reporting:belum", kode))


def belum_bernomor(user: User, kode: str) -> Iterable[Tugas]:
    """Units without the ministry's number."""
    if kode_lib.tingkat(kode) == "posyandu":
        return
    stok = stok_metrics.stok(kode)
    sisa = stok[stok_metrics.UNIT] - stok[stok_metrics.UNIT_TERDAFTAR]
    if sisa > 0:
        alamat = _url("registry:registrasi", wilayah=kode, nomor="belum")
        yield Tugas("Belum punya Nomor Registrasi", "lihat syarat yang masih kurang", ribuan(sisa), "awas", alamat)


def tanpa_kader(user: User, kode: str) -> Iterable[Tugas]:
    """Units without a single running kader term; counted live only up to a kabupaten."""
    if kode_lib.tingkat(kode) not in ("kabupaten", "kecamatan", "desa"):
        return
    kader = Kader.objects.filter(posyandu=OuterRef("pk"), sampai=None)
    rows = Posyandu.objects.for_user(user, Cap.KELOLA_POSYANDU).di_wilayah(kode).aktif().filter(~Exists(kader))
    n = rows.count()
    if n:
        yield Tugas(
            "Posyandu tanpa kader", "isi daftar kadernya", ribuan(n), "buruk", _url("registry:daftar", wilayah=kode)
        )


def draf_rencana(user: User, kode: str) -> Iterable[Tugas]:
    """Draft documents that wait to be fixed."""
    rows = DokumenAnggaran.objects.for_user(user, Cap.KELOLA_RENCANA).filter(status=StatusDokumen.DRAF)
    for d in rows.select_related("wilayah").order_by("tahun", "pk")[:3]:
        yield Tugas(f"Tetapkan {d}", "masih draf", "draf", "netral", _url("planning:dokumen", d.pk))


def uang_menganggur(user: User, kode: str) -> Iterable[Tugas]:
    """Budget lines of this year that no activity is tied to."""
    if kode_lib.tingkat(kode) == "posyandu":
        return
    tahun = hari_ini(kode).year
    isi = anggaran(kode, tahun)
    if isi.tanpa_kegiatan:
        ket = f"{rupiah_ringkas(isi.sisa)} dari pagu {rupiah_ringkas(isi.pagu)} belum terhubung"
        alamat = _url("planning:daftar", tahun=str(tahun))
        yield Tugas("Baris anggaran tanpa kegiatan", ket, ribuan(isi.tanpa_kegiatan), "awas", alamat)


# Which duty makes a person see which tasks, in this order. The area is the widest of that duty.
DAFTAR: tuple[tuple[str, Pembuat], ...] = (
    (Cap.CATAT, bidang_kosong),
    (Cap.LIHAT, unit_diam),
    (Cap.LIHAT, belum_bernomor),
    (Cap.KELOLA_POSYANDU, tanpa_kader),
    (Cap.KELOLA_RENCANA, draf_rencana),
    (Cap.ALOKASI, uang_menganggur),
)


def tugas_saya(user: User) -> list[Tugas]:
    """All that waits for the person, the most pressing kinds first as listed."""
    hasil: list[Tugas] = []
    for duty, pembuat in DAFTAR:
        scope = user.scope_for(duty)
        if scope:
            hasil.extend(pembuat(user, area_utama(scope)))
    return hasil
