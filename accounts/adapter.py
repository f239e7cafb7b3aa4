"""allauth, closed: accounts are made by an admin of the area, nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class TanpaPendaftaran(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "Nama pengguna atau kata sandi salah. Periksa huruf besar-kecil, lalu coba lagi.",
        "too_many_login_attempts": "Terlalu sering salah. Tunggu 5 menit, lalu coba lagi.",
        "account_inactive": "Akun ini sudah tidak dipakai. Hubungi admin wilayah Anda.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Home: also for who has just set the first password of a slip."""
        return reverse("beranda")

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """No "successfully signed in" boxes: the home page says it."""
