"""The cards of a person and the monthly recap tables of a unit: who counts in which group, and how many in each column.

A recap counts persons, not visits: somebody who came twice in a month counts once, with the later answers. Guests are
served and so counted among who came, but are no sasaran. Columns that tell of closed answers are empty for whoever may
not see those.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from posyandu_app.lib.periode import Bulan, setahun, umur_bulan
from registry.models import Posyandu
from spm_services.hitung_kartu import Isi, dirujuk, kena, sel, susun, tertutup
from spm_services.katalog.kartu import KARTU, Kartu, KolomKartu
from spm_services.katalog.rekap_kartu import REKAP
from spm_services.models import JenisTiket, KeadaanWarga, Keanggotaan, Pertumbuhan, Rekaman, Tiket, Warga
from spm_services.models.tiket import HASIL_RUJUKAN

PRASEKOLAH, DEWASA, LANSIA = 72, 19 * 12, 60 * 12
MENGANDUNG = ("hamil", "nifas", "menyusui")
Kelompok = Callable[[int, bool], bool]  # (age in completed months, is with child or has just given birth)
KELOMPOK: dict[str, Kelompok] = {
    "ibu_hamil": lambda umur, ibu: ibu,
    "anak": lambda umur, ibu: umur < PRASEKOLAH,
    "remaja": lambda umur, ibu: PRASEKOLAH <= umur < DEWASA,
    "dewasa_lansia": lambda umur, ibu: umur >= DEWASA and not ibu,
}


def kartu_warga(warga: Warga, hari: date) -> list[Kartu]:
    """The cards that a person has on a day: by age, and for as long as she is with child or nursing."""
    ibu = _ibu([warga.pk], hari, hari + timedelta(days=1))
    umur = warga.umur_bulan(hari)
    return [k for kode, k in KARTU.items() if KELOMPOK[kode](umur, warga.pk in ibu)]


@dataclass(frozen=True)
class BarisKartu:
    """One visit on a card."""

    tanggal: date
    sel: tuple[str, ...]


def isi_kartu(
    kartu: Kartu, warga: Warga, *, lihat: Callable[[Isi], bool], batas: int = 60
) -> tuple[list[tuple[str, str]], list[BarisKartu]]:
    """(head, rows by day, the newest `batas` of them). `lihat`: may the viewer read closed answers of that day?"""
    rows = Rekaman.objects.berlaku().filter(warga=warga, layanan__in=_layanan(kartu)).select_related("warga")
    rows = rows.order_by("-tanggal", "-pk").prefetch_related("hasil_list")[: batas * 8]
    hari = susun(sorted(rows, key=lambda r: (r.tanggal, r.pk)))
    _lengkapi_isi(hari, [warga.pk])
    for isi in hari.values():
        isi.lihat_tertutup = lihat(isi)
    semua = list(hari.values())[-batas:]
    kepala = _kepala(kartu, semua)
    return kepala, [BarisKartu(i.tanggal, tuple(sel(k, i) for k in kartu.kolom)) for i in semua]


def _layanan(kartu: Kartu) -> set[str]:
    asal = [a for k in (*kartu.kolom, *kartu.kepala) for a in k.asal]
    return {a.split(".")[0] for a in asal if "." in a and ":" not in a}


def _kepala(kartu: Kartu, semua: list[Isi]) -> list[tuple[str, str]]:
    """The newest answer of each head column."""
    hasil = []
    for k in kartu.kepala:
        kata = next((s for i in reversed(semua) if (s := sel(k, i))), "")
        hasil.append((k.judul, kata))
    return hasil


def _lengkapi_isi(hari: dict[tuple[int, date], Isi], warga: list[int]) -> None:
    """Growth and pregnancy of each day, in two queries."""
    if not hari:
        return
    awal, akhir = min(k[1] for k in hari), max(k[1] for k in hari)
    for t in Pertumbuhan.objects.filter(warga__in=warga, tanggal__gte=awal, tanggal__lte=akhir, kunjungan__batal=False):
        if (t.warga_id, t.tanggal) in hari:
            hari[t.warga_id, t.tanggal].tumbuh = t
    for k in KeadaanWarga.objects.filter(warga__in=warga, jenis="hamil", mulai__lte=akhir):
        for (siapa, tanggal), isi in hari.items():
            if siapa == k.warga_id and k.mulai <= tanggal and (k.sampai is None or tanggal < k.sampai):
                isi.hamil = k


def _ibu(warga: list[int] | None, dari: date, sampai: date, unit: Posyandu | None = None) -> set[int]:
    rows = KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=dari), jenis__in=MENGANDUNG, mulai__lt=sampai)
    rows = rows.filter(warga__in=warga) if warga is not None else rows.filter(posyandu=unit)
    return set(rows.values_list("warga", flat=True))


@dataclass(frozen=True)
class BarisRekap:
    """One month: a number for each column, None where it is not for this viewer or not known."""

    bulan: Bulan
    angka: tuple[int | None, ...]


@dataclass
class _Tahun:
    """All of one unit and year that the tables look at, each read once."""

    unit: Posyandu
    rekaman: list[Rekaman]
    anggota: list[tuple[int, date, date, date | None]]
    ibu: list[tuple[int, date, date | None]]
    tumbuh: dict[tuple[int, date], Pertumbuhan]
    hasil_rujukan: dict[Bulan, set[int]]


def _hasil_rujukan(unit: Posyandu, awal: date, akhir: date) -> dict[Bulan, set[int]]:
    """{month of the visit: persons whose referral came back with a result}; closed without an answer is none."""
    rows = Tiket.objects.filter(posyandu=unit, jenis=JenisTiket.RUJUKAN, hasil__in=HASIL_RUJUKAN)
    rows = rows.filter(kunjungan__tanggal__gte=awal, kunjungan__tanggal__lt=akhir)
    hasil: dict[Bulan, set[int]] = {}
    for hari, siapa in rows.values_list("kunjungan__tanggal", "warga"):
        hasil.setdefault(Bulan.dari(hari), set()).add(siapa)
    return hasil


def _baca(unit: Posyandu, tahun: int) -> _Tahun:
    awal, akhir = date(tahun, 1, 1), date(tahun + 1, 1, 1)
    rows = Rekaman.objects.berlaku().filter(posyandu=unit, tanggal__gte=awal, tanggal__lt=akhir, warga__isnull=False)
    rows = rows.select_related("warga").prefetch_related("hasil_list").order_by("tanggal", "pk")
    anggota = Keanggotaan.objects.filter(Q(sampai=None) | Q(sampai__gt=awal), posyandu=unit, jenis="warga")
    ibu = KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=awal), posyandu=unit, jenis__in=MENGANDUNG)
    tumbuh = Pertumbuhan.objects.filter(posyandu=unit, tanggal__gte=awal, tanggal__lt=akhir, kunjungan__batal=False)
    return _Tahun(
        unit,
        list(rows),
        list(anggota.filter(warga__wafat=None).values_list("warga", "warga__tanggal_lahir", "mulai", "sampai")),
        list(ibu.values_list("warga", "mulai", "sampai")),
        {(t.warga_id, t.tanggal): t for t in tumbuh},
        _hasil_rujukan(unit, awal, akhir),
    )


def rekap_tahun(kode: str, unit: Posyandu, tahun: int, hari: date, *, lihat_tertutup: bool) -> list[BarisRekap]:
    """The twelve months of a recap table (`REKAP`) up to the month of `hari`."""
    tabel, kelompok = REKAP[kode], KELOMPOK[kode.removeprefix("rekap_")]
    isi = _baca(unit, tahun)
    bulan = [b for b in setahun(tahun) if b.mulai <= hari]
    return [BarisRekap(b, _sebulan(tabel, kelompok, isi, b, lihat_tertutup=lihat_tertutup)) for b in bulan]


def _sebulan(
    tabel: Kartu, kelompok: Kelompok, tahun: _Tahun, bulan: Bulan, *, lihat_tertutup: bool
) -> tuple[int | None, ...]:
    ibu = {w for w, mulai, sampai in tahun.ibu if mulai < bulan.sampai and (sampai is None or sampai > bulan.mulai)}
    orang = _orang(tahun, bulan)
    datang = [i for i in orang if kelompok(i.warga.umur_bulan(i.tanggal), i.warga.pk in ibu)]
    akhir = bulan.sampai - timedelta(days=1)
    sasaran = {
        w
        for w, lahir, mulai, sampai in tahun.anggota
        if mulai <= akhir and (sampai is None or sampai > akhir) and lahir <= akhir
        if kelompok(umur_bulan(lahir, akhir), w in ibu)
    }
    hitung = _hitung(datang, sasaran, tahun.hasil_rujukan.get(bulan, set()))

    def satu(k: KolomKartu) -> int | None:
        if tertutup(k) and not lihat_tertutup:
            return None
        nama = k.asal[0].removeprefix("hitung:")
        return hitung[nama] if nama in hitung else sum(kena(k, i) for i in datang)

    return tuple(satu(k) for k in kolom_angka(tabel))


def kolom_angka(tabel: Kartu) -> list[KolomKartu]:
    """The columns of a recap table that hold numbers: all but the month's own."""
    return [k for k in tabel.kolom if k.asal != ("hitung:bulan",)]


def _orang(tahun: _Tahun, bulan: Bulan) -> list[Isi]:
    """One Isi for each person who came in the month, later answers over earlier ones."""
    hasil: dict[int, Isi] = {}
    for r in tahun.rekaman:
        if not bulan.mulai <= r.tanggal < bulan.sampai or r.warga is None:
            continue
        isi = hasil.setdefault(r.warga.pk, Isi(r.warga, r.tanggal))
        isi.tanggal = r.tanggal
        isi.tambah(r)
        isi.hasil |= {h.kode: h.tindakan for h in r.hasil_list.all()}
        isi.tumbuh = tahun.tumbuh.get((r.warga.pk, r.tanggal)) or isi.tumbuh
    return list(hasil.values())


def _hitung(datang: list[Isi], sasaran: set[int], berhasil: set[int]) -> dict[str, int]:
    siapa = {i.warga.pk for i in datang}
    return {
        "sasaran": len(sasaran),
        "datang": len(datang),
        "datang_lansia": sum(i.warga.umur_bulan(i.tanggal) >= LANSIA for i in datang),
        "tidak_datang": len(sasaran - siapa),
        "edukasi": sum("edukasi_perorangan" in i.jawab for i in datang),
        "dirujuk": sum(dirujuk(i) for i in datang),
        "hasil_rujukan": len(berhasil & siapa),
    }
