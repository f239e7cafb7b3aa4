"""Giving and ending assignments: logged, and never wider than the giver's own."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Penugasan, User
from accounts.roles import BERBIDANG, ROLES, Cap
from audit.record import record, selisih
from posyandu_app.lib.waktu import hari_ini


class PenugasanDitolak(Exception):
    """The assignment cannot be made; the message is a sentence for people."""


def beri_penugasan(
    user: User, peran: str, kode: str, *, oleh: User | None, bidang: str = "", mulai: date | None = None
) -> Penugasan:
    """Assign. `oleh` None is the system (seed, command). The giver needs KELOLA_AKUN over the whole area."""
    if oleh is not None and not oleh.scope_for(Cap.KELOLA_AKUN).memuat(kode):
        raise PermissionDenied
    if bidang and peran not in BERBIDANG:
        raise PenugasanDitolak("Bidang hanya untuk perangkat daerah, tenaga kesehatan, dan UPTD PPA.")
    if oleh is not None and Cap.NASIONAL in ROLES[peran] and kode == "ID":
        raise PenugasanDitolak("Penugasan nasional tidak diberikan dari daerah.")
    with transaction.atomic():
        tugas = Penugasan(user=user, peran=peran, kode=kode, bidang=bidang, mulai=mulai or hari_ini(), pemberi=oleh)
        tugas.save(force_insert=True)
        record(oleh, "beri_penugasan", tugas, ke=peran, perubahan={"kode": [None, kode], "pengguna": [None, user.pk]})
    user.lupakan_penugasan()
    return tugas


@transaction.atomic
def ganti_sandi(pk: int, sandi: str, *, oleh: User) -> User:
    """Give the person of an assignment a new first password. Raises Http404/PermissionDenied unless the giver's duty
    covers every assignment that person holds: nobody opens a wider account than his own area."""
    tugas: Penugasan = Penugasan.objects.select_related("user").ambil(oleh, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, pk=pk)
    scope = oleh.scope_for(Cap.KELOLA_AKUN)
    if not all(scope.memuat(p.kode) for p in tugas.user.penugasan_aktif):
        raise PermissionDenied
    tugas.user.set_password(sandi)
    tugas.user.save(update_fields=["password"])
    record(oleh, "ganti_sandi", tugas.user)
    return tugas.user


@transaction.atomic
def cabut_penugasan(pk: int, *, oleh: User) -> Penugasan:
    """End an assignment today. Raises Http404 or PermissionDenied when it is not the actor's to end."""
    tugas: Penugasan = Penugasan.objects.select_for_update(of=("self",)).ambil(
        oleh, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, pk=pk
    )
    lama, akhir = tugas.sampai, max(hari_ini(), tugas.mulai)
    if lama is not None and lama <= akhir:
        return tugas  # it has ended already, and keeps the day it did
    tugas.sampai = akhir
    tugas.save(update_fields=["sampai"])
    beda = selisih({"sampai": lama}, {"sampai": akhir})
    record(oleh, "cabut_penugasan", tugas, dari=tugas.peran, perubahan=beda)
    return tugas


@transaction.atomic
def atur_surel(user: User, *, surel: str, ringkasan: bool) -> User:
    """The person's own e-mail address and whether the daily digest goes there; only the person sets it."""
    user = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    lama = {"email": user.email, "ringkasan_surel": user.ringkasan_surel}
    baru = {"email": surel, "ringkasan_surel": ringkasan}
    beda = selisih(lama, baru, pribadi=("email",))
    if beda:
        user.email, user.ringkasan_surel = surel, ringkasan
        user.save(update_fields=["email", "ringkasan_surel"])
        record(user, "ubah", user, perubahan=beda)
    return user
