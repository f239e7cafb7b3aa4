"""Every number about people, defined once: who is counted, on which day. Later pages (SKDN, SIP) read them from here.

A person counts where they are a warga of a unit ([mulai, sampai) of the membership); a guest never does. Somebody in
two units of the area (home and guest) or two rows made one is counted once. Each figure is one query.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from accounts.scope import Scope
from posyandu_app.lib.periode import umur_bulan
from spm_services.kelompok_umur import BALITA, KELOMPOK, Kelompok
from spm_services.models import KeadaanWarga, Keanggotaan
from spm_services.querysets import KeanggotaanQuerySet

Jenis, Sebab = Keanggotaan.Jenis, Keanggotaan.Sebab
LAHIR = "warga__tanggal_lahir"


def anggota(scope: Scope, kode: str, hari: date, jenis: str = Jenis.WARGA) -> KeanggotaanQuerySet:
    """Memberships that hold in the area on the day; mistakes hold on none. The rows behind every stock of people."""
    rows = Keanggotaan.objects.for_scope(scope).di_wilayah(kode).pada(hari)
    return rows.filter(jenis=jenis, warga__tanggal_lahir__lte=hari)


def _hitung(kelompok: Iterable[Kelompok], hari: date) -> dict[str, Count]:
    return {k.kode: Count("warga", distinct=True, filter=k.q(hari, LAHIR)) for k in kelompok}


def sasaran(scope: Scope, kode: str, hari: date) -> dict[str, int]:
    """{age group: people} of the area on the day, `balita` (0–59 months, the S of SKDN) and `semua` among them."""
    hasil: dict[str, int] = anggota(scope, kode, hari).aggregate(
        semua=Count("warga", distinct=True), **_hitung((*KELOMPOK, BALITA), hari)
    )
    return hasil


def sasaran_unit(scope: Scope, kode: str, hari: date, kelompok: Kelompok = BALITA) -> dict[int, int]:
    """{unit: people of the age group on the day}; a unit without any is left out."""
    rows = anggota(scope, kode, hari).filter(kelompok.q(hari, LAHIR)).values_list("posyandu")
    return dict(rows.annotate(n=Count("warga", distinct=True)).order_by())


def punya_kia(scope: Scope, kode: str, hari: date) -> int:
    """Balita with a Buku KIA: the K of SKDN. Not asked is not a yes."""
    rows = anggota(scope, kode, hari).filter(BALITA.q(hari, LAHIR), warga__buku_kia=True)
    return rows.aggregate(n=Count("warga", distinct=True))["n"]


def tamu(scope: Scope, kode: str, hari: date) -> int:
    """Guests on the day: outside S."""
    return anggota(scope, kode, hari, Jenis.TAMU).aggregate(n=Count("warga", distinct=True))["n"]


def keadaan(scope: Scope, kode: str, hari: date) -> dict[str, int]:
    """{state: warga of the area in it on the day}; closed kinds are not counted here."""
    milik = anggota(scope, kode, hari).filter(warga=OuterRef("warga"))
    rows = KeadaanWarga.objects.pada(hari).filter(Exists(milik)).exclude(jenis__in=KeadaanWarga.TERTUTUP)
    ada = dict(rows.values_list("jenis").annotate(n=Count("warga", distinct=True)).order_by())
    return {j: ada.get(j, 0) for j in KeadaanWarga.Jenis.values if j not in KeadaanWarga.TERTUTUP}


def kelahiran(scope: Scope, kode: str, dari: date, sampai: date) -> dict[str, int]:
    """{sex: children born alive [dari, sampai) to warga of the area}, by where they were born into, wherever they are
    now. Guests' children and births taken back are not among them."""
    rows = Keanggotaan.objects.for_scope(scope).di_wilayah(kode).filter(jenis=Jenis.WARGA, sebab_mulai=Sebab.LAHIR)
    rows = rows.filter(warga__tanggal_lahir__gte=dari, warga__tanggal_lahir__lt=sampai)
    rows = rows.exclude(sebab_akhir=Sebab.KELIRU)
    ada = dict(rows.values_list("warga__jenis_kelamin").annotate(n=Count("warga", distinct=True)).order_by())
    return {k: ada.get(k, 0) for k in ("L", "P")}


KEMATIAN = ("bayi", "anak_balita", "ibu", "lain")


def kematian(scope: Scope, kode: str, dari: date, sampai: date) -> dict[str, int]:
    """{kind: warga of the area who died [dari, sampai)}: bayi under 12 months, anak balita 12–59 months, ibu while
    pregnant, giving birth or in nifas (a state that ended on the day of death), lain. Kinds do not overlap."""
    rows = Keanggotaan.objects.for_scope(scope).di_wilayah(kode).filter(jenis=Jenis.WARGA, sebab_akhir=Sebab.WAFAT)
    hamil = KeadaanWarga.objects.filter(warga=OuterRef("warga"), jenis__in=("hamil", "nifas"))
    ibu = Exists(hamil.filter(sampai=OuterRef("warga__wafat")))
    rows = rows.filter(warga__wafat__gte=dari, warga__wafat__lt=sampai).annotate(ibu=ibu)
    orang = {w: (lahir, wafat, i) for w, lahir, wafat, i in rows.values_list("warga", LAHIR, "warga__wafat", "ibu")}
    hasil = dict.fromkeys(KEMATIAN, 0)
    for lahir, wafat, meninggal_ibu in orang.values():
        hasil[_jenis_kematian(umur_bulan(lahir, wafat), meninggal_ibu)] += 1
    return hasil


def _jenis_kematian(bulan: int, ibu: bool) -> str:
    if bulan < 12:
        return "bayi"
    if bulan < 60:
        return "anak_balita"
    return "ibu" if ibu else "lain"


def pindah(scope: Scope, kode: str, dari: date, sampai: date) -> dict[str, int]:
    """{"datang", "pergi"}: warga who came to a unit of the area, or left one, [dari, sampai). Another household of the
    same unit is no move; a move between two units of the area is one of each."""
    rows = Keanggotaan.objects.for_scope(scope).di_wilayah(kode).filter(jenis=Jenis.WARGA)
    sama = Keanggotaan.objects.filter(warga=OuterRef("warga"), posyandu=OuterRef("posyandu"), jenis=Jenis.WARGA)
    datang = rows.filter(sebab_mulai=Sebab.DATANG, mulai__gte=dari, mulai__lt=sampai).exclude(sebab_akhir=Sebab.KELIRU)
    datang = datang.filter(
        ~Exists(sama.filter(sampai=OuterRef("mulai"), sebab_akhir=Sebab.PINDAH).exclude(pk=OuterRef("pk")))
    )
    pergi = rows.filter(sebab_akhir=Sebab.PINDAH, sampai__gte=dari, sampai__lt=sampai)
    pergi = pergi.filter(
        ~Exists(sama.filter(mulai=OuterRef("sampai"), sebab_mulai=Sebab.DATANG).exclude(pk=OuterRef("pk")))
    )
    satu = Q(pk__in=datang.values("pk"))
    dua = Q(pk__in=pergi.values("pk"))
    hasil: dict[str, int] = Keanggotaan.objects.filter(satu | dua).aggregate(
        datang=Count("pk", filter=satu), pergi=Count("pk", filter=dua)
    )
    return hasil
