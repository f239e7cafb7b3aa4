"""People who sign in, and their dated assignments: role × area × field."""

from datetime import date
from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.roles import ROLES, SEBUTAN, Cap, pilihan_peran
from accounts.scope import LINTAS_BIDANG, Grant, Scope, ScopedModel, ScopedQuerySet
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.waktu import hari_ini

NAMA_PENGGUNA = RegexValidator(r"^[a-z0-9][a-z0-9._-]{2,59}$", "Pakai huruf kecil, angka, titik, garis; 3–60 huruf.")


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """Names are stored in lower case; a phone that capitalises the first letter still signs in."""
        return self.get(username=(username or "").lower())

    def buat(self, username: str, nama: str, password: str | None = None) -> "User":
        user = self.model(username=username.lower(), nama=nama)
        user.set_password(password)
        user.save(force_insert=True)
        return user


class User(AbstractBaseUser):
    """One person's account. No superuser: who may do what is an assignment, always with an area and dates."""

    username = models.CharField("nama pengguna", max_length=60, unique=True, validators=[NAMA_PENGGUNA])
    nama = models.CharField("nama", max_length=120)
    email = models.EmailField("surel", blank=True)
    is_active = models.BooleanField("aktif", default=True)
    contoh = models.BooleanField("akun contoh", default=False)
    dibuat = models.DateTimeField(default=timezone.now)
    ringkasan_surel = models.BooleanField("ringkasan harian lewat surel", default=False)
    ringkasan_terakhir = models.DateField(null=True, blank=True)
    # Keyed hash of the one-time code on a printed slip; while it stands, the next page is "set a password".
    sidik_masuk = models.CharField(max_length=64, blank=True)
    masuk_sampai = models.DateTimeField(null=True, blank=True)
    alasan_tutup = models.CharField("alasan ditutup", max_length=200, blank=True)
    dibuka_lagi = models.DateTimeField(null=True, blank=True)
    digabung_ke = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["nama"]
    objects = UserManager()

    def __str__(self) -> str:
        return self.nama

    def get_full_name(self) -> str:
        return self.nama

    @property
    def penugasan_aktif(self) -> "list[Penugasan]":
        """Assignments in force today, read once for each request, with the count of the person's unread messages."""
        if not hasattr(self, "_penugasan"):
            rows = Penugasan.objects.berlaku(hari_ini()).filter(user=self).annotate(belum=_belum_dibaca())
            self._penugasan = list(rows) if self.is_active else []
        return self._penugasan

    @property
    def belum_dibaca(self) -> int:
        """Unread messages; they came along with the assignments, so the page's head asks nothing."""
        return next((p.belum for p in self.penugasan_aktif), 0)  # type: ignore[attr-defined]

    def scope_for(self, duty: str) -> Scope:
        """Everything the person reaches with the duty. No assignment: no rows."""
        return Scope(tuple(Grant(p.kode, p.bidang) for p in self.penugasan_aktif if duty in ROLES[p.peran]))

    def boleh(self, duty: str) -> bool:
        """Does the person hold the duty anywhere?"""
        return any(duty in ROLES[p.peran] for p in self.penugasan_aktif)

    @property
    def peran_utama(self) -> str:
        """The role named in the page's head: the first assignment's."""
        return self.penugasan_aktif[0].sebutan if self.penugasan_aktif else "Belum ada penugasan"

    def lupakan_penugasan(self) -> None:
        """Read the assignments again (after they changed in this request)."""
        self.__dict__.pop("_penugasan", None)


def _belum_dibaca() -> Coalesce:
    """How many messages wait for the person of an assignment: a subquery over the inbox's own index."""
    rows = apps.get_model("accounts", "Pesan")._default_manager.filter(penerima=OuterRef("user"), dibaca=None)  # noqa: SLF001
    jumlah = rows.order_by().values("penerima").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(jumlah, output_field=models.IntegerField()), 0)


class PenugasanQuerySet(ScopedQuerySet):
    def berlaku(self, pada: date) -> "PenugasanQuerySet":
        """In force on the day: [mulai, sampai)."""
        return self.filter(Q(sampai=None) | Q(sampai__gt=pada), mulai__lte=pada)


class Penugasan(ScopedModel):
    """A role in an area, from a day to a day (`sampai` exclusive). Never deleted: it is ended."""

    SCOPE_PATH = ""
    BIDANG_PATH = LINTAS_BIDANG

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="penugasan_list")
    peran = models.CharField(max_length=24, choices=pilihan_peran)
    kode = models.CharField("kode wilayah atau posyandu", max_length=19)
    bidang = models.CharField(max_length=20, blank=True, choices=pilihan_bidang)
    mulai = models.DateField()
    sampai = models.DateField(null=True, blank=True)
    pemberi = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # A dated deputy (pelaksana tugas): always with an end, and with the assignment it stands in for.
    plt = models.BooleanField("pelaksana tugas", default=False)
    menggantikan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="plt_list")
    # Whose it was before two accounts of one person became one; empty again when that is undone.
    asal = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = PenugasanQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["kode"], name="penugasan_kode")]
        constraints = [
            models.CheckConstraint(condition=~Q(kode=""), name="penugasan_kode_isi"),
            models.CheckConstraint(
                condition=Q(sampai=None) | Q(sampai__gte=models.F("mulai")), name="penugasan_tanggal_urut"
            ),
            models.CheckConstraint(condition=Q(plt=False) | Q(sampai__isnull=False), name="penugasan_plt_ada_akhir"),
        ]

    def __str__(self) -> str:
        return f"{self.sebutan} {self.kode}"

    @property
    def sebutan(self) -> str:
        """`Plt. Operator desa/kelurahan`"""
        return ("Plt. " if self.plt else "") + SEBUTAN.get(self.peran, self.peran)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """An assignment without a whole area code, or to the nation without the right, never reaches the table."""
        if self.kode == kode_lib.NASIONAL:
            if Cap.NASIONAL not in ROLES[self.peran]:
                raise ValueError(f"peran {self.peran} tidak boleh bertugas nasional")
        else:
            kode_lib.rentang(self.kode)
        super().save(*args, **kwargs)
