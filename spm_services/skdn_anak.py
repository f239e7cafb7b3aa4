"""The children behind each figure of SKDN, for who may know them by name. Conditions are the figures' own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.periode import Bulan, umur_bulan
from spm_services.metrics_tumbuh import PREVALENSI, hari_acuan, kelas_wajar, sasaran, timbang
from spm_services.models import Keanggotaan
from spm_services.papan_tumbuh import NADA
from spm_services.tumbuh.naik import KATA, Status


@dataclass(frozen=True)
class Pilihan:
    """One list: its code in the address, its title, and which rows (`anggota`: memberships, else weighings)."""

    kode: str
    judul: str
    syarat: Q
    anggota: bool = False


_MASUK = Q(masuk=True)
PILIHAN: tuple[Pilihan, ...] = (
    Pilihan("s", "Semua balita (S)", Q(), anggota=True),
    Pilihan("k", "Punya Buku KIA (K)", Q(warga__buku_kia=True), anggota=True),
    Pilihan("tanpa-kia", "Belum punya Buku KIA", Q(warga__buku_kia=False), anggota=True),
    Pilihan("tanya-kia", "Buku KIA belum ditanyakan", Q(warga__buku_kia=None), anggota=True),
    Pilihan("belum", "Belum ditimbang", Q(ditimbang=False), anggota=True),
    Pilihan("d", "Ditimbang (D)", _MASUK),
    Pilihan("n", "Naik (N)", _MASUK & Q(hasil="N")),
    Pilihan("t", "Tidak naik (T)", _MASUK & Q(hasil="T")),
    Pilihan("o", "Bulan lalu tidak ditimbang (O)", _MASUK & Q(hasil="O")),
    Pilihan("b", "Baru pertama ditimbang (B)", _MASUK & Q(hasil="B")),
    Pilihan("bgm", "Di bawah garis merah (BGM)", _MASUK & Q(bgm=True)),
    Pilihan("dua_t", "Dua kali tidak naik (2T)", _MASUK & Q(dua_t=True)),
    Pilihan("oranye", "Di atas garis oranye", _MASUK & Q(oranye=True)),
    *(
        Pilihan(p.kode, p.kata.capitalize(), _MASUK & kelas_wajar(p) & Q(**{f"{p.kolom}__in": p.kelas}))
        for p in PREVALENSI
    ),
    Pilihan("tamu", "Tamu yang ditimbang", Q(tamu=True)),
    Pilihan("keluar", "Ditimbang, tidak lagi di S", Q(tamu=False, masuk=False)),
)
MENURUT_KODE = {p.kode: p for p in PILIHAN}


def baris(user: User, kode: str, bulan: Bulan, hari: date, pilihan: Pilihan) -> "QuerySet[Any]":
    """Memberships or weighings of the list, with person and unit."""
    scope = user.scope_for(Cap.LIHAT_WARGA)
    timbangan = timbang(scope, kode, [bulan], hari)
    if pilihan.anggota:
        milik = {"warga": OuterRef("warga"), "posyandu": OuterRef("posyandu")}
        rows = sasaran(scope, kode, bulan, hari).annotate(ditimbang=Exists(timbangan.filter(**milik)))
        return rows.filter(pilihan.syarat).select_related("warga", "posyandu", "keluarga")
    return timbangan.filter(pilihan.syarat).select_related("warga", "posyandu")


@dataclass(frozen=True)
class BarisAnak:
    """One child of a list; of a weighing also its letter in words and its tone."""

    row: Any
    umur: int
    kata: str = ""
    nada: str = ""


def baris_anak(row: Any, bulan: Bulan, hari: date) -> BarisAnak:
    """A membership (age on the day S is looked at) or a weighing (age on that day)."""
    lahir = row.warga.tanggal_lahir
    if isinstance(row, Keanggotaan):
        return BarisAnak(row, umur_bulan(lahir, hari_acuan(bulan, hari)))
    return BarisAnak(row, umur_bulan(lahir, row.tanggal), KATA[Status(row.hasil)], NADA[row.hasil])
