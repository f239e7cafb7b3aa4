"""Who may administer whom: THE table of accounts.roles.PENGELOLA asked about one person and one area."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from accounts.models import Penugasan, User
from accounts.roles import PENGELOLA, ROLES, Cap, Peran
from audit.models import Catatan
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini

DIAM = timedelta(days=90)
RIWAYAT = 30


def boleh_kelola(oleh: User, peran: str, kode: str) -> bool:
    """May the person give, end or renew this role in this area?

    One running assignment of theirs has to carry KELOLA_AKUN, cover the area and name the role in the table; the same
    role only in a smaller area than their own. So nobody reaches an equal or a superior.
    """
    return any(_cukup(p, peran, kode) for p in oleh.penugasan_aktif)


def _cukup(milik: Penugasan, peran: str, kode: str) -> bool:
    if Cap.KELOLA_AKUN not in ROLES[milik.peran] or not kode_lib.di_bawah(kode, milik.kode):
        return False
    return peran in PENGELOLA[milik.peran] and (peran, kode) != (milik.peran, milik.kode)


def peran_boleh(oleh: User) -> list[str]:
    """Roles the person may give somewhere, in the order of the role table."""
    boleh = {x for p in oleh.penugasan_aktif if Cap.KELOLA_AKUN in ROLES[p.peran] for x in PENGELOLA[p.peran]}
    return [str(p) for p in Peran if p in boleh]


def boleh_kelola_akun(oleh: User, tugas: list[Penugasan]) -> bool:
    """May the person touch the account that holds these assignments? All of them must be theirs to administer."""
    return bool(tugas) and all(boleh_kelola(oleh, p.peran, p.kode) for p in tugas)


def q_diam(kini: datetime, awalan: str = "") -> Q:
    """Accounts in use that nobody has signed in to for ninety days; making and re-opening count as use. Derived."""
    batas = kini - DIAM
    a = awalan
    masuk = Q(**{f"{a}last_login__lt": batas}) | Q(**{f"{a}last_login": None, f"{a}dibuat__lt": batas})
    buka = Q(**{f"{a}dibuka_lagi": None}) | Q(**{f"{a}dibuka_lagi__lt": batas})
    return Q(**{f"{a}is_active": True}) & masuk & buka


def diam(user: User, kini: datetime) -> bool:
    """The same of one account that is already read."""
    terakhir = max(x for x in (user.last_login or user.dibuat, user.dibuka_lagi) if x is not None)
    return user.is_active and terakhir < kini - DIAM


def jumlah_diam(oleh: User) -> int:
    """Dormant accounts among those the person administers."""
    rows = (
        Penugasan.objects.for_user(oleh, Cap.KELOLA_AKUN).berlaku(hari_ini()).filter(q_diam(timezone.now(), "user__"))
    )
    return rows.order_by().values("user").distinct().count()


@dataclass(frozen=True)
class Akun:
    """What the page of an account shows: the assignments in the viewer's area, and how many lie elsewhere."""

    user: User
    tugas: list[Penugasan]
    luar: int
    boleh: bool
    riwayat: list[Catatan]
    digabung: list[User]
    kembar: list[User]


def baca_akun(oleh: User, pk: int) -> Akun:
    """One account, reached through an assignment in the person's area. Raises Http404 or PermissionDenied."""
    scope = oleh.scope_for(Cap.KELOLA_AKUN)
    Penugasan.objects.ambil(oleh, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, user__id=pk)
    semua = list(
        Penugasan.objects.filter(user=pk)
        .select_related("user", "pemberi", "menggantikan__user")
        .order_by("-mulai", "-pk")
    )
    user = semua[0].user
    dalam = [p for p in semua if scope.memuat(p.kode)]
    kini = [p for p in semua if p.sampai is None or p.sampai > hari_ini()] or semua
    jejak = Q(objek_jenis="accounts.user", objek_id=pk) | Q(
        objek_jenis="accounts.penugasan", objek_id__in=[p.pk for p in dalam]
    )
    kembar = Penugasan.objects.for_user(oleh, Cap.KELOLA_AKUN).filter(user__nama=user.nama, user__is_active=True)
    return Akun(
        user=user,
        tugas=dalam,
        luar=len(semua) - len(dalam),
        boleh=user.pk != oleh.pk and boleh_kelola_akun(oleh, kini),
        riwayat=list(Catatan.objects.filter(jejak).order_by("-waktu", "-id")[:RIWAYAT]),
        digabung=list(User.objects.filter(digabung_ke=pk).order_by("pk")),
        kembar=[p.user for p in kembar.exclude(user=pk).select_related("user").order_by("pk")[:5]],
    )


def cari_akun(oleh: User, username: str) -> User | None:
    """An account by its user name, among those with an assignment in the person's area."""
    rows = Penugasan.objects.for_user(oleh, Cap.KELOLA_AKUN).filter(user__username=username.strip().lower())
    satu = rows.select_related("user").first()
    return satu.user if satu else None
