"""Printed slips with one-time codes: shown once, kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.kode_masuk import BERLAKU
from accounts.permintaan import Permintaan
from posyandu_app.lib.qr import qr_svg
from posyandu_app.lib.waktu import hari_ini


@dataclass(frozen=True)
class Slip:
    """One person's piece of paper. `kode` is the only copy of the code."""

    nama: str
    username: str
    kode: str
    tempat: str


def halaman_slip(request: Permintaan, slip: Sequence[Slip], kembali: str) -> HttpResponse:
    """The sheet to print; no browser or proxy may keep it."""
    masuk = request.build_absolute_uri(reverse("masuk"))
    konteks = {
        "slip": slip,
        "alamat": masuk,
        "qr": qr_svg(masuk, 64),
        "sampai": hari_ini() + BERLAKU,
        "kembali": kembali,
    }
    jawaban = render(request, "accounts/slip.html", konteks)
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban
