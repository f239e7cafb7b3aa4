"""Tasks about requests and referrals: counted in one query, said to whoever can do something about them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.uang import ribuan
from spm_services.metrics_tiket import Menunggu, menunggu
from spm_services.models import Tiket

Isi = tuple[str, str, str, str, str]  # heading, words below, badge, tone, address


def _lewat(lewat: int, hari_ini: int = 0) -> tuple[str, str]:
    """(words, tone) of how pressing it is."""
    if lewat:
        return f"{ribuan(lewat)} lewat targetnya", "buruk"
    if hari_ini:
        return f"{ribuan(hari_ini)} habis waktunya hari ini", "awas"
    return "semua masih dalam targetnya", "netral"


def _desa(m: Menunggu) -> Iterable[Isi]:
    meja = reverse("spm_services:tiket-meja")
    if m.meja:
        ket, nada = _lewat(m.meja_lewat, m.meja_hari_ini)
        yield "Permohonan di meja Anda", ket, ribuan(m.meja), nada, meja
    if m.jawaban:
        yield "Jawaban perangkat daerah", "beri tahu pemohon, lalu selesaikan", ribuan(m.jawaban), "awas", meja


def _posyandu(m: Menunggu) -> Iterable[Isi]:
    daftar = reverse("spm_services:tiket")
    if m.kembali:
        ket = "lengkapi yang diminta, lalu ajukan lagi"
        yield "Permohonan dikembalikan", ket, ribuan(m.kembali), "buruk", f"{daftar}?status=dikembalikan"
    if m.draf:
        yield "Permohonan belum diajukan", "lengkapi berkasnya", ribuan(m.draf), "awas", f"{daftar}?status=draf"
    if m.rujukan_lewat:
        ket = "tanyakan ke rumahnya atau ke tenaga kesehatan"
        yield "Rujukan tanpa hasil", ket, ribuan(m.rujukan_lewat), "buruk", reverse("spm_services:rujukan")


def _penjawab(m: Menunggu) -> Iterable[Isi]:
    if m.opd:
        ket, nada = _lewat(m.opd_lewat)
        yield "Permohonan menunggu jawaban", ket, ribuan(m.opd), nada, reverse("spm_services:tiket-opd")
    if m.rujukan:
        ket, nada = _lewat(m.rujukan_lewat)
        yield "Rujukan menunggu hasil", ket, ribuan(m.rujukan), nada, reverse("spm_services:rujukan")


def _pembina(m: Menunggu) -> Iterable[Isi]:
    if m.opd_lewat:
        ket = "sudah lewat target daerah"
        yield "Permohonan belum dijawab", ket, ribuan(m.opd_lewat), "awas", reverse("spm_services:tiket-kinerja")


def isi_tugas(bahan: Any) -> Iterable[Isi]:
    """By the strongest duty the person has here; only up to a kabupaten, where counting is cheap."""
    user, kode = bahan.user, bahan.kode
    if kode_lib.tingkat(kode) in ("nasional", "provinsi"):
        return ()
    penjawab = user.boleh(Cap.JAWAB_TIKET)
    rows = Tiket.objects.for_user(user, Cap.JAWAB_TIKET if penjawab else Cap.LIHAT_TIKET)
    m = menunggu(rows, bahan.hari)
    if penjawab:
        return _penjawab(m)
    if user.boleh(Cap.URUS_TIKET):
        return _desa(m)
    return _posyandu(m) if user.boleh(Cap.CATAT) else _pembina(m)
