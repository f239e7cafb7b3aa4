"""The check of three lists: who is registered, who is paid, who is at work. Each row is a question with what to do.

For an area and a month:
- `bayar_diam`: a line of a signed or paid list covers the month, and the unit has no record in it;
- `kader_diam`: as above, the unit has records, but not one by the person's own account (who has none is not judged);
- `catat_tanpa_nomor`: units in use with records in the month and no number from the ministry;
- `catat_tanpa_masa`: records whose recorder holds a kader's or pengurus' account of the unit, or is a person of the
  roster, without a running term there on that day;
- `dua_pembayar`, `dua_kali`: people on more than one signed or paid list of the month, by different payers (which may
  be right), or by one (which cannot be, unless two rows were one person all along).

Counted: lists ditandatangani or dibayar; records not cancelled. Not counted: drafts, open and cancelled lists.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import Penugasan, User
from accounts.roles import Cap, Peran
from posyandu_app.lib.periode import Bulan
from registry.models import BarisBayar, BulanBayar, Kader, Pengurus, Posyandu, StatusDaftar
from spm_services.models import Rekaman

BERLAKU = (StatusDaftar.DITANDATANGANI, StatusDaftar.DIBAYAR)
DUTY = Cap.LIHAT_CATATAN  # the page speaks of single records and payments


@dataclass(frozen=True)
class Pertanyaan:
    """One kind of mismatch, in words, with what to do about a row."""

    kode: str
    nama: str
    artinya: str
    langkah: str


PERTANYAAN: tuple[Pertanyaan, ...] = (
    Pertanyaan(
        "bayar_diam",
        "Dibayar, posyandunya tanpa catatan",
        "Insentif bulan itu ditandatangani atau dibayar, sedangkan posyandunya tidak mencatat satu layanan pun.",
        "Tanyakan apakah posyandunya buka. Kalau buka, minta catatannya disusulkan.",
    ),
    Pertanyaan(
        "kader_diam",
        "Dibayar, akunnya tanpa catatan",
        "Posyandunya mencatat, tetapi tidak lewat akun kader ini. Yang tidak punya akun tidak dapat dinilai.",
        "Lihat Keaktifan kader. Satu kader boleh mencatat untuk yang lain, jadi ini belum tentu salah.",
    ),
    Pertanyaan(
        "catat_tanpa_nomor",
        "Bekerja, belum terdaftar",
        "Posyandu yang mencatat layanan bulan itu dan belum punya nomor registrasi.",
        "Teruskan berkas registrasinya; lihat syarat yang masih kurang.",
    ),
    Pertanyaan(
        "catat_tanpa_masa",
        "Mencatat, tanpa masa tugas",
        "Catatan dari akun kader atau pengurus yang pada hari itu tidak punya masa tugas di posyandunya.",
        "Catat masa tugasnya, pasangkan akunnya ke orangnya, atau tutup akunnya.",
    ),
    Pertanyaan(
        "dua_pembayar",
        "Dua pembayar",
        "Orang yang sama dibayar dua sumber untuk bulan yang sama. Itu tidak otomatis salah.",
        "Cocokkan dengan aturan kedua pembayar.",
    ),
    Pertanyaan(
        "dua_kali",
        "Dibayar dua kali",
        "Orang yang sama dua kali di daftar satu pembayar: dulu tercatat sebagai dua orang.",
        "Minta pengembalian, atau perhitungkan di daftar berikutnya.",
    ),
)
MENURUT_KODE = {p.kode: p for p in PERTANYAAN}


def _rekaman(bulan: Bulan, **milik: Any) -> "QuerySet[Rekaman]":
    return Rekaman.objects.berlaku().filter(tanggal__gte=bulan.mulai, tanggal__lt=bulan.sampai, **milik)


def _dibayar(user: User, kode: str, bulan: Bulan) -> Any:
    """Lines that cover the month, of lists that count."""
    di_bulan = BulanBayar.objects.filter(baris=OuterRef("pk"), bulan=bulan.angka)
    rows = BarisBayar.objects.for_user(user, DUTY).di_wilayah(kode)
    return rows.filter(Exists(di_bulan), daftar__status__in=BERLAKU)


def _bayar_diam(user: User, kode: str, bulan: Bulan) -> Any:
    return _dibayar(user, kode, bulan).filter(~Exists(_rekaman(bulan, posyandu=OuterRef("posyandu"))))


def _kader_diam(user: User, kode: str, bulan: Bulan) -> Any:
    unit = Exists(_rekaman(bulan, posyandu=OuterRef("posyandu")))
    sendiri = Exists(_rekaman(bulan, posyandu=OuterRef("posyandu"), pencatat=OuterRef("orang__akun")))
    return _dibayar(user, kode, bulan).filter(unit, ~sendiri, orang__akun__isnull=False)


def _catat_tanpa_nomor(user: User, kode: str, bulan: Bulan) -> Any:
    rows = Posyandu.objects.for_user(user, DUTY).di_wilayah(kode).aktif().filter(nomor_registrasi=None)
    return rows.filter(Exists(_rekaman(bulan, posyandu=OuterRef("pk"))))


def _masa(model: type[Any]) -> Exists:
    """The recorder's own term in the unit on the day of the record."""
    rows = model.objects.filter(posyandu=OuterRef("posyandu"), orang__akun=OuterRef("pencatat"))
    rows = rows.filter(Q(sampai=None) | Q(sampai__gt=OuterRef("tanggal")), mulai__lte=OuterRef("tanggal"))
    return Exists(rows)


def _catat_tanpa_masa(user: User, kode: str, bulan: Bulan) -> Any:
    """Records, not people: each is a day that has to be explained."""
    peran = (Peran.KADER, Peran.PENGURUS)
    tugas = Penugasan.objects.filter(user=OuterRef("pencatat"), peran__in=peran, kode=OuterRef("posyandu__kode"))
    rows = Rekaman.objects.for_user(user, DUTY).berlaku().di_wilayah(kode)
    rows = rows.filter(tanggal__gte=bulan.mulai, tanggal__lt=bulan.sampai, pencatat__isnull=False)
    rows = rows.filter(Q(pencatat__orang__isnull=False) | Exists(tugas))
    return rows.filter(~_masa(Kader), ~_masa(Pengurus))


def _orang() -> Any:
    """The person a line is about: who they were merged into, if they were (two merges deep)."""
    return Coalesce("orang__digabung_ke__digabung_ke", "orang__digabung_ke", "orang")


def _ganda(user: User, kode: str, bulan: Bulan, *, satu_pembayar: bool) -> Any:
    """Lines of people who stand on more than one list of the month: by several payers, or twice by one."""
    semua = BulanBayar.objects.filter(bulan=bulan.angka, baris__daftar__status__in=BERLAKU)
    semua = semua.annotate(siapa=_orang()).filter(siapa=OuterRef("siapa"))
    rows = _dibayar(user, kode, bulan).annotate(siapa=_orang())
    lain = semua.exclude(baris=OuterRef("pk"))
    pembayar = OuterRef("daftar__pembayar")
    if satu_pembayar:
        return rows.filter(Exists(lain.filter(pembayar=pembayar)))
    return rows.filter(Exists(lain.exclude(pembayar=pembayar)))


def baris(jenis: str, user: User, kode: str, bulan: Bulan) -> Any:
    """The rows behind one figure, in the person's scope. Raises KeyError for a kind that is not one."""
    if jenis in ("dua_pembayar", "dua_kali"):
        return _ganda(user, kode, bulan, satu_pembayar=jenis == "dua_kali")
    cara = {
        "bayar_diam": _bayar_diam,
        "kader_diam": _kader_diam,
        "catat_tanpa_nomor": _catat_tanpa_nomor,
        "catat_tanpa_masa": _catat_tanpa_masa,
    }[jenis]
    return cara(user, kode, bulan)


def angka(user: User, kode: str, bulan: Bulan) -> dict[str, int]:
    """{kind: rows}; people for the double ones. One query each."""
    hasil = {}
    for p in PERTANYAAN:
        rows = baris(p.kode, user, kode, bulan).order_by()
        orang = p.kode in ("dua_pembayar", "dua_kali")
        hasil[p.kode] = rows.values("siapa").distinct().count() if orang else rows.count()
    return hasil


def tak_dinilai(user: User, kode: str, bulan: Bulan) -> int:
    """Paid lines of people without an account, of whom nothing can be said."""
    n: int = _dibayar(user, kode, bulan).filter(orang__akun=None).count()
    return n
