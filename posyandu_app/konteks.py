"""What every page's frame needs: the menu the person may use. No query beyond the assignments, read once."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.roles import Cap

MENU: tuple[tuple[str, str, str], ...] = (
    ("Tugas saya", "", "/"),
    ("Catat", Cap.CATAT, "/lapangan/"),
    ("Catatan layanan", Cap.LIHAT_CATATAN, "/layanan/"),
    ("Posyandu", Cap.LIHAT, "/posyandu/"),
    ("Registrasi", Cap.LIHAT, "/registrasi/"),
    ("Rencana dan anggaran", Cap.LIHAT_RENCANA, "/rencana/"),
    ("Dasbor", Cap.LIHAT, "/dasbor/"),
    ("Akun", Cap.KELOLA_AKUN, "/akun/"),
)


def umum(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "demo": settings.DEMO}
    menu = [
        {
            "nama": nama,
            "alamat": alamat,
            "kini": request.path == alamat or (alamat != "/" and request.path.startswith(alamat)),
        }
        for nama, duty, alamat in MENU
        if not duty or user.boleh(duty)
    ]
    return {"menu": menu, "demo": settings.DEMO}
