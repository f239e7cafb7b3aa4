"""Accounts for people of the roster, many at once, with one-time codes for printed slips."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404

from accounts import kode_masuk
from accounts.kelola import boleh_kelola
from accounts.models import NAMA_PENGGUNA, Penugasan, User
from accounts.roles import Cap, Peran
from audit.models import Catatan
from audit.record import buat
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Kader, Orang, Pengurus, Posyandu

TERBANYAK = 300


@dataclass
class Calon:
    """A person of the roster with the roles their running terms call for."""

    orang: Orang
    tugas: dict[tuple[str, str], Posyandu] = field(default_factory=dict)  # (role, unit code)

    @property
    def unit(self) -> Posyandu:
        return next(iter(self.tugas.values()))


def calon_akun(
    user: User, duty: str, orang: set[int] | None = None, kode: str = "", *, juga_berakun: bool = False
) -> list[Calon]:
    """Persons whose running terms lie in the area of a duty: those asked for, or those of an area.

    Only who has no account yet, unless told otherwise.
    """
    hasil: dict[int, Calon] = {}
    for model, peran in ((Kader, Peran.KADER), (Pengurus, Peran.PENGURUS)):
        rows = model.objects.for_user(user, duty).berlaku(hari_ini()).filter(posyandu__status="aktif")
        if not juga_berakun:
            rows = rows.filter(orang__akun=None)
        if orang is not None:
            rows = rows.filter(orang__in=orang)
        elif kode:
            rows = rows.filter(posyandu__in=Posyandu.objects.di_wilayah(kode))
        rows = rows.select_related("orang", "posyandu__wilayah").order_by("posyandu__kode", "orang__nama", "pk")
        for m in rows[: TERBANYAK + 1]:
            calon = hasil.setdefault(m.orang_id, Calon(m.orang))
            calon.tugas[peran, m.posyandu.kode] = m.posyandu
    return sorted(hasil.values(), key=lambda c: (c.unit.kode, c.orang.nama, c.orang.pk))[:TERBANYAK]


def _periksa_nama(pilihan: Mapping[int, str]) -> dict[int, str]:
    """Cleaned user names. Raises Ditolak at the first bad, double or taken one."""
    bersih = {pk: nama.strip().lower() for pk, nama in pilihan.items()}
    ganda = {n for n, k in Counter(bersih.values()).items() if k > 1}
    ada = set(User.objects.filter(username__in=bersih.values()).values_list("username", flat=True))
    for pk, nama in bersih.items():
        try:
            NAMA_PENGGUNA(nama)
        except ValidationError as galat:
            raise Ditolak(f"nama_{pk}", str(galat.message)) from None
        if nama in ganda:
            raise Ditolak(f"nama_{pk}", "Nama pengguna ini ditulis dua kali di daftar ini.")
        if nama in ada:
            raise Ditolak(f"nama_{pk}", "Nama pengguna ini sudah dipakai. Tambahkan nama posyandu atau angka.")
    return bersih


def _ambil(pilihan: Mapping[int, str], actor: User) -> list[Calon]:
    """The persons, locked after their units.

    Raises Http404 or PermissionDenied, and Ditolak for who has got an account meanwhile.
    """
    minta = set(pilihan)
    unit = {p.pk for c in calon_akun(actor, Cap.KELOLA_AKUN, minta) for p in c.tugas.values()}
    list(Posyandu.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=unit).order_by("pk"))
    kunci = Orang.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=minta).order_by("pk")
    list(kunci)
    calon = calon_akun(actor, Cap.KELOLA_AKUN, minta)
    if lupa := minta - {c.orang.pk for c in calon}:
        berakun = calon_akun(actor, Cap.KELOLA_AKUN, lupa, juga_berakun=True)
        if berakun:
            satu = berakun[0].orang
            raise Ditolak(f"nama_{satu.pk}", f"{satu.nama} sudah punya akun. Muat ulang halaman ini.")
        raise PermissionDenied if calon_akun(actor, Cap.LIHAT, lupa, juga_berakun=True) else Http404
    if not all(boleh_kelola(actor, peran, kode) for c in calon for peran, kode in c.tugas):
        raise PermissionDenied
    return calon


@transaction.atomic
def buat_akun_massal(pilihan: Mapping[int, str], *, actor: User) -> list[tuple[Calon, User, str]]:
    """Make accounts {person: user name} with the assignments their terms call for; all or none.

    Gives (person, account, one-time code); the codes are stored hashed only, so this is the only time they are seen.
    Raises Ditolak at `nama_<person>`, Http404 or PermissionDenied.
    """
    if not pilihan:
        raise Ditolak("pilih", "Pilih paling sedikit satu orang.")
    if len(pilihan) > TERBANYAK:
        raise Ditolak("pilih", f"Paling banyak {TERBANYAK} orang sekali jalan.")
    calon = _ambil(pilihan, actor)
    nama = _periksa_nama(pilihan)
    users, kode = [], []
    for c in calon:
        user = User(username=nama[c.orang.pk], nama=c.orang.nama, contoh=c.orang.contoh)
        kode.append(kode_masuk.beri(user))
        users.append(user)
    try:
        with transaction.atomic():
            users = User.objects.bulk_create(users)
    except IntegrityError:
        kalimat = "Salah satu nama pengguna baru saja dipakai orang lain. Periksa, lalu kirim lagi."
        raise Ditolak("pilih", kalimat) from None
    _tugaskan(calon, users, actor)
    return list(zip(calon, users, kode, strict=True))


def _tugaskan(calon: list[Calon], users: list[User], actor: User) -> None:
    """Assignments, the link from the person, and the log, each in one statement."""
    hari = hari_ini()
    tugas = [
        Penugasan(user=user, peran=peran, kode=kode, mulai=hari, pemberi=actor)
        for c, user in zip(calon, users, strict=True)
        for peran, kode in c.tugas
    ]
    tugas = Penugasan.objects.bulk_create(tugas)
    for c, user in zip(calon, users, strict=True):
        c.orang.akun = user
    Orang.objects.bulk_update([c.orang for c in calon], ["akun"], batch_size=100)
    jejak = [buat(actor, "buat_akun", user, catatan="slip kode sekali pakai") for user in users]
    jejak += [
        buat(actor, "beri_penugasan", p, ke=p.peran, perubahan={"kode": [None, p.kode], "pengguna": [None, p.user_id]})
        for p in tugas
    ]
    Catatan.objects.bulk_create(jejak)
