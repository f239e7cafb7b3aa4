"""Accounts and what belongs to a person: assignments, uploaded files, long jobs, messages."""

from accounts.models.akun import NAMA_PENGGUNA, Penugasan, PenugasanQuerySet, User, UserManager
from accounts.models.berkas import Berkas, JenisBerkas
from accounts.models.kerja import Pekerjaan, StatusPekerjaan
from accounts.models.pesan import Pesan

__all__ = [
    "NAMA_PENGGUNA",
    "Berkas",
    "JenisBerkas",
    "Pekerjaan",
    "Penugasan",
    "PenugasanQuerySet",
    "Pesan",
    "StatusPekerjaan",
    "User",
    "UserManager",
]
