"""Writes about whole accounts: passwords and codes, closing and re-opening, merging two of one person."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from accounts import kode_masuk
from accounts.kelola import boleh_kelola_akun
from accounts.models import Penugasan, User
from accounts.roles import Cap
from audit.record import record, selisih
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini


def _kunci(pk: Iterable[int]) -> dict[int, User]:
    """Accounts locked in key order."""
    rows = User.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(pk)).order_by("pk")
    return {u.pk: u for u in rows}


def _milik(user: User, oleh: User) -> None:
    """The second lock: every assignment that runs or will run must be the actor's to administer.

    Of an account without any, the last ones count. Raises Http404 for who is not in the actor's area at all.
    """
    semua = list(Penugasan.objects.filter(user=user))
    kini = [p for p in semua if p.sampai is None or p.sampai > hari_ini()] or semua
    if boleh_kelola_akun(oleh, kini) and user.pk != oleh.pk:
        return
    scope = [oleh.scope_for(d) for d in (Cap.KELOLA_AKUN, Cap.LIHAT)]
    if any(s.memuat(p.kode) for s in scope for p in semua):
        raise PermissionDenied
    raise Http404


@transaction.atomic
def ganti_sandi(pk: int, sandi: str, *, oleh: User) -> User:
    """Give the person of an assignment a new first password. Raises Http404/PermissionDenied unless every assignment
    that person holds is the giver's to administer: nobody opens a wider account than his own."""
    tugas: Penugasan = Penugasan.objects.ambil(oleh, Cap.KELOLA_AKUN, seen_with=Cap.LIHAT, pk=pk)
    user = _kunci([tugas.user_id])[tugas.user_id]
    _milik(user, oleh)
    user.set_password(sandi)
    user.sidik_masuk, user.masuk_sampai = "", None
    user.save(update_fields=list(kode_masuk.KOLOM))
    record(oleh, "ganti_sandi", user)
    return user


@transaction.atomic
def beri_kode(pk: int, *, oleh: User) -> tuple[User, str]:
    """A new one-time code for a printed slip; the former code, the password and open sessions stop at once."""
    user = _kunci([pk]).get(pk)
    if user is None:
        raise Http404
    _milik(user, oleh)
    if not user.is_active:
        raise Ditolak("", "Akun ini sudah ditutup. Buka lagi dulu.")
    kode = kode_masuk.beri(user)
    user.save(update_fields=list(kode_masuk.KOLOM))
    record(oleh, "beri_kode", user)
    return user, kode


@transaction.atomic
def tutup_akun(pk: Iterable[int], alasan: str, *, oleh: User) -> list[User]:
    """Close accounts, all or none: nobody signs in, assignments and records stay as they are.

    Raises Ditolak without a reason, Http404/PermissionDenied when one of them is not the actor's to close.
    """
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya, misalnya tidak dipakai 90 hari.")
    minta = set(pk)
    users = _kunci(minta)
    if len(users) != len(minta):
        raise Http404
    for user in users.values():
        _milik(user, oleh)
        if not user.is_active:
            continue
        user.is_active, user.alasan_tutup = False, alasan.strip()[:200]
        user.save(update_fields=["is_active", "alasan_tutup"])
        record(oleh, "tutup_akun", user, catatan=user.alasan_tutup)
    return list(users.values())


@transaction.atomic
def buka_akun(pk: int, *, oleh: User) -> User:
    """Re-open a closed account; its ninety days begin anew. A merged one is opened by undoing the merge."""
    user = _kunci([pk]).get(pk)
    if user is None:
        raise Http404
    _milik(user, oleh)
    if user.digabung_ke_id:
        raise Ditolak("", "Akun ini digabung ke akun lain. Batalkan penggabungannya.")
    if user.is_active:
        return user
    user.is_active, user.alasan_tutup, user.dibuka_lagi = True, "", timezone.now()
    user.save(update_fields=["is_active", "alasan_tutup", "dibuka_lagi"])
    record(oleh, "buka_akun", user)
    return user


@transaction.atomic
def gabung_akun(dari: int, ke: int, *, oleh: User) -> User:
    """Two accounts of one person become one: running assignments move, the other account is closed.

    What the closed account wrote keeps its author. Undone by `batal_gabung`.
    """
    users = _kunci([dari, ke])
    if len(users) != 2:
        raise Ditolak("dengan", "Pilih dua akun yang berbeda.")
    lama, baru = users[dari], users[ke]
    for user in (lama, baru):
        _milik(user, oleh)
        if not user.is_active or user.digabung_ke_id:
            raise Ditolak("dengan", f"Akun {user.username} sudah ditutup. Buka lagi dulu.")
    pindah = [p for p in Penugasan.objects.filter(user=lama) if p.sampai is None or p.sampai > hari_ini()]
    Penugasan.objects.filter(pk__in=[p.pk for p in pindah]).update(user=baru, asal=lama)
    lama.is_active, lama.alasan_tutup, lama.digabung_ke = False, f"digabung ke {baru.username}"[:200], baru
    lama.save(update_fields=["is_active", "alasan_tutup", "digabung_ke"])
    record(oleh, "gabung_akun", lama, perubahan={"digabung_ke": [None, baru.pk]}, catatan=baru.username)
    record(oleh, "terima_gabung", baru, perubahan={"penugasan": [None, [p.pk for p in pindah]]}, catatan=lama.username)
    return baru


@transaction.atomic
def batal_gabung(pk: int, *, oleh: User) -> User:
    """Undo a merge: the closed account opens again with the assignments that came from it and still run."""
    satu = User.objects.filter(pk=pk).first()
    if satu is None:
        raise Http404
    if satu.digabung_ke_id is None:
        _milik(satu, oleh)
        raise Ditolak("", "Akun ini tidak sedang digabung.")
    users = _kunci([pk, satu.digabung_ke_id])
    lama, baru = users[pk], users[satu.digabung_ke_id]
    _milik(baru, oleh)
    kembali = Penugasan.objects.filter(user=baru, asal=lama)
    kunci = list(kembali.values_list("pk", flat=True))
    kembali.update(user=lama, asal=None)
    lama.is_active, lama.alasan_tutup, lama.digabung_ke, lama.dibuka_lagi = True, "", None, timezone.now()
    lama.save(update_fields=["is_active", "alasan_tutup", "digabung_ke", "dibuka_lagi"])
    record(oleh, "batal_gabung", lama, perubahan={"penugasan": [None, kunci]}, catatan=baru.username)
    return lama


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
