"""Giving and ending assignments."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.kelola import boleh_kelola
from accounts.models import Penugasan, User
from accounts.roles import BERBIDANG, ROLES, SEBUTAN, Cap
from audit.record import record, selisih
from posyandu_app.lib.waktu import hari_ini

PLT_TERLAMA = timedelta(days=366)


class PenugasanDitolak(Exception):
    """The assignment cannot be made; the message is a sentence for people."""


def _periksa_pemberi(oleh: User, user: User, peran: str, kode: str) -> None:
    """Area first (403), then the role table, then that nobody raises themselves."""
    if not oleh.scope_for(Cap.KELOLA_AKUN).memuat(kode):
        raise PermissionDenied
    if Cap.NASIONAL in ROLES[peran] and kode == "ID":
        raise PenugasanDitolak("Penugasan nasional tidak diberikan dari daerah.")
    if not boleh_kelola(oleh, peran, kode):
        raise PenugasanDitolak(f"Peran {SEBUTAN[peran].lower()} di wilayah ini diberikan oleh admin di atas Anda.")
    if user.pk == oleh.pk:
        raise PenugasanDitolak("Penugasan untuk diri sendiri diberikan oleh admin lain.")


def beri_penugasan(
    user: User,
    peran: str,
    kode: str,
    *,
    oleh: User | None,
    bidang: str = "",
    mulai: date | None = None,
    sampai: date | None = None,
) -> Penugasan:
    """Assign. `oleh` None is the system (seed, command).

    The giver needs KELOLA_AKUN over the whole area, from a role that the table lets give this one. Raises
    PermissionDenied or PenugasanDitolak.
    """
    if oleh is not None:
        _periksa_pemberi(oleh, user, peran, kode)
    if bidang and peran not in BERBIDANG:
        raise PenugasanDitolak("Bidang hanya untuk perangkat daerah, tenaga kesehatan, dan UPTD PPA.")
    mulai = mulai or hari_ini()
    if sampai is not None and sampai <= mulai:
        raise PenugasanDitolak("Tanggal berakhir harus sesudah tanggal mulai.")
    with transaction.atomic():
        tugas = Penugasan(user=user, peran=peran, kode=kode, bidang=bidang, mulai=mulai, sampai=sampai, pemberi=oleh)
        tugas.save(force_insert=True)
        beda = {"kode": [None, kode], "pengguna": [None, user.pk]}
        record(oleh, "beri_penugasan", tugas, ke=peran, perubahan=beda)
    user.lupakan_penugasan()
    return tugas


def _ambil(pk: int, oleh: User) -> Penugasan:
    """A locked assignment that the actor may administer. Raises Http404 out of the area, else PermissionDenied."""
    rows = Penugasan.objects.select_for_update(of=("self",), no_key=True).select_related("user")
    tugas: Penugasan = rows.ambil(oleh, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, pk=pk)
    if not boleh_kelola(oleh, tugas.peran, tugas.kode):
        raise PermissionDenied
    return tugas


@transaction.atomic
def beri_plt(pk: int, user: User, *, mulai: date, sampai: date, oleh: User) -> Penugasan:
    """Let somebody stand in for an assignment from a day to a day: same role, area and field, marked "Plt.".

    Raises PenugasanDitolak for dates in the past, reversed, longer than a year, or the same person.
    """
    tugas = _ambil(pk, oleh)
    _periksa_pemberi(oleh, user, tugas.peran, tugas.kode)
    if user.pk == tugas.user_id:
        raise PenugasanDitolak("Pelaksana tugas harus orang lain.")
    if not user.is_active:
        raise PenugasanDitolak("Akun ini sudah ditutup. Buka lagi dulu, atau pilih orang lain.")
    if mulai < hari_ini(tugas.kode):
        raise PenugasanDitolak("Pelaksana tugas mulai paling cepat hari ini.")
    if not mulai < sampai <= mulai + PLT_TERLAMA:
        raise PenugasanDitolak("Tanggal berakhir harus sesudah mulai, paling lama satu tahun.")
    plt = Penugasan(
        user=user, peran=tugas.peran, kode=tugas.kode, bidang=tugas.bidang, mulai=mulai, sampai=sampai,
        pemberi=oleh, plt=True, menggantikan=tugas,
    )  # fmt: skip
    plt.save(force_insert=True)
    beda = {"kode": [None, plt.kode], "pengguna": [None, user.pk], "menggantikan": [None, tugas.pk]}
    record(oleh, "beri_plt", plt, ke=plt.peran, perubahan=beda)
    user.lupakan_penugasan()
    return plt


@transaction.atomic
def cabut_penugasan(pk: int, *, oleh: User) -> Penugasan:
    """End an assignment today. Raises Http404 or PermissionDenied when it is not the actor's to end."""
    tugas = _ambil(pk, oleh)
    _akhiri(tugas, max(hari_ini(), tugas.mulai), oleh)
    return tugas


def _akhiri(tugas: Penugasan, akhir: date, pelaku: User | None, catatan: str = "") -> None:
    """One that has ended already keeps the day it did."""
    lama = tugas.sampai
    if lama is not None and lama <= akhir:
        return
    tugas.sampai = akhir
    tugas.save(update_fields=["sampai"])
    beda = selisih({"sampai": lama}, {"sampai": akhir})
    record(pelaku, "cabut_penugasan", tugas, dari=tugas.peran, perubahan=beda, catatan=catatan)


@transaction.atomic
def akhiri_bersama_masa(
    user: User, kode: str, sampai: date, *, tetap: frozenset[str], actor: User | None
) -> list[Penugasan]:
    """A term in a unit ended: so do the person's assignments there, on the same day.

    `tetap` are the roles that other running terms there still carry. An assignment of another role stays too while
    the person has none of those, so that who goes on serving is not locked out. An account merged into another ends
    its assignments there. An effect of an action that has checked its own right: asks nothing.
    """
    milik = user.digabung_ke or user
    rows = list(
        Penugasan.objects.select_for_update(of=("self",), no_key=True)
        .filter(user=milik, kode=kode, peran__in=("kader", "pengurus"))
        .order_by("pk")
    )
    berjalan = [p for p in rows if p.sampai is None or p.sampai > sampai]
    if tetap and not any(p.peran in tetap for p in berjalan):
        return []
    akhir = [p for p in berjalan if p.peran not in tetap]
    for p in akhir:
        _akhiri(p, max(sampai, p.mulai), actor, "masa tugas di posyandu berakhir")
    return akhir
