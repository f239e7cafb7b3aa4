"""Tasks about the camat's evaluation of drafts of APB Desa: the camat's desk, and lines a village has to answer."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.roles import Cap
from planning.metrics_evaluasi import menunggu_jawaban, rekap
from posyandu_app.lib.uang import ribuan
from reporting.tugas_tiket import Isi


def meja_camat(bahan: Any) -> Iterable[Isi]:
    """Rounds that wait or run at the kecamatan's desk. One query."""
    isi = rekap(bahan.user.scope_for(Cap.USUL_KECAMATAN), bahan.kode, bahan.hari)
    n = isi["belum"] + isi["berjalan"]
    if n:
        lewat = f"{isi['lewat']} lewat 20 hari kerja" if isi["lewat"] else f"{ribuan(isi['belum'])} belum dimulai"
        alamat = reverse("planning:evaluasi")
        yield "Evaluasi RAPB Desa", lewat, ribuan(n), "buruk" if isi["lewat"] else "awas", alamat


def jawaban_desa(bahan: Any) -> Iterable[Isi]:
    """Lines the camat sent back and the village has not answered, by round. One query."""
    for pk, nama, n in menunggu_jawaban(bahan.user.scope_for(Cap.KELOLA_RENCANA)):
        ket = "ubah barisnya di draf, atau jelaskan alasannya"
        alamat = reverse("planning:evaluasi-rinci", args=[pk])
        yield f"Jawab catatan camat: {nama}", ket, f"{ribuan(n)} baris", "awas", alamat
