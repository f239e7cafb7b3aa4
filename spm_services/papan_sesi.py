"""What the pages of an open day show: the day itself, who is expected, who arrived, how far each one is.

Every read starts at the viewer's scope; a page costs the same number of queries for three people and three hundred.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.periode import Bulan, umur_bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.katalog.cek import kata_angka
from spm_services.katalog.dasar import Desimal, Langkah
from spm_services.langkah import (
    ISIAN_LANGKAH,
    KELOMPOK,
    KOSONG,
    NAMA_LANGKAH,
    SEBUTAN,
    Kemajuan,
    Orang,
    entri_langkah,
    kata_umur,
    kelompok,
    kelompok_umur,
    kemajuan,
)
from spm_services.models import JenisSesi, KeadaanWarga, Keanggotaan, KunjunganWarga, Rekaman, Sesi, StatusSesi, Warga
from spm_services.nama import cocok_cari

MUNDUR_HARI = 100  # how far back "last time" looks
TAMPIL_PALING = 150  # people shown at once; the rest by name
SUSULAN_BULAN = 2  # months back in which a missed open day is offered


@dataclass(frozen=True)
class HariBuka:
    """A day on which the unit opens: what its calendar says, or the session that stands for it."""

    tanggal: date
    sesi: Sesi | None = None

    @property
    def dipindah_dari(self) -> date | None:
        return self.sesi.dipindah_dari if self.sesi else None


def _sesi(unit: Posyandu, user: User, dari: date) -> list[Sesi]:
    rows = Sesi.objects.for_user(user, Cap.LIHAT).filter(posyandu=unit, jenis=JenisSesi.HARI_BUKA)
    return list(rows.filter(tanggal__gte=dari).order_by("tanggal"))


def _menurut_kalender(unit: Posyandu, hari: date, sesi_list: Sequence[Sesi], bulan: Iterable[Bulan]) -> list[HariBuka]:
    """Each month's open day as the calendar says, unless a session moved it away, called it off, or holds it."""
    terjawab = {s.tanggal for s in sesi_list} | {s.dipindah_dari for s in sesi_list if s.status != StatusSesi.BATAL}
    hari_list = [unit.buka_pada(b.tahun, b.bulan) for b in bulan]
    return [HariBuka(h) for h in hari_list if h not in terjawab and (unit.berdiri is None or h >= unit.berdiri)]


def hari_buka_berikut(unit: Posyandu, hari: date, sesi_list: Sequence[Sesi]) -> HariBuka:
    """The next open day, today included: a planned or running session, else the calendar's."""
    jalan = {StatusSesi.TERJADWAL, StatusSesi.DIBUKA}
    calon = [HariBuka(s.tanggal, s) for s in sesi_list if s.tanggal >= hari and s.status in jalan]
    selesai_kini = [HariBuka(s.tanggal, s) for s in sesi_list if s.tanggal == hari and s.status == StatusSesi.SELESAI]
    kini = Bulan.dari(hari)
    kalender = _menurut_kalender(unit, hari, sesi_list, [kini.tambah(n) for n in range(4)])
    calon += [h for h in kalender if h.tanggal >= hari]
    return min(selesai_kini or calon, key=lambda h: h.tanggal)


def sesi_sekitar(unit: Posyandu, user: User) -> list[Sesi]:
    """Open days of the unit that may still matter, cancelled ones too: the last two months and all to come."""
    return _sesi(unit, user, Bulan.dari(hari_ini(unit.kode)).tambah(-SUSULAN_BULAN).mulai)


def berikutnya(unit: Posyandu, user: User) -> HariBuka:
    """The next open day of a unit, today included. One query."""
    return hari_buka_berikut(unit, hari_ini(unit.kode), sesi_sekitar(unit, user))


@dataclass(frozen=True)
class KartuBuka:
    """What the kader's first page says of the open day."""

    buka: HariBuka
    hari: date
    ditunggu: str = ""
    sasaran: int = 0
    datang: int = 0

    @property
    def hari_ini(self) -> bool:
        return self.buka.tanggal == self.hari

    @property
    def status(self) -> str:
        return self.buka.sesi.status if self.buka.sesi else StatusSesi.TERJADWAL

    @property
    def lebar(self) -> int:
        """Share who came, in percent of the bar."""
        return min(100, round(self.datang * 100 / self.sasaran)) if self.sasaran else 0


def kartu_buka(unit: Posyandu, user: User) -> KartuBuka:
    """The next open day with who is expected; who came, while it runs. At most four queries."""
    hari = hari_ini(unit.kode)
    buka = berikutnya(unit, user)
    keadaan = _keadaan(user, unit, buka.tanggal)
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit, sampai=None, warga__wafat=None)
    rows = rows.filter(jenis=Keanggotaan.Jenis.WARGA, warga__tanggal_lahir__lte=buka.tanggal)
    lahir = rows.values_list("warga", "warga__tanggal_lahir")
    jumlah = Counter(kelompok_umur(umur_bulan(h, buka.tanggal), keadaan.get(w, frozenset())) for w, h in lahir)
    datang = 0
    if buka.sesi is not None and buka.tanggal <= hari:
        masuk = KunjunganWarga.objects.for_user(user, Cap.LIHAT_WARGA).filter(sesi=buka.sesi, batal=False)
        datang = masuk.count()
    return KartuBuka(buka, hari, kata_ditunggu(jumlah), sum(jumlah.values()), datang)


def terlewat(unit: Posyandu, hari: date, sesi_list: Sequence[Sesi]) -> list[HariBuka]:
    """Days of the last months on which the unit should have opened, without a session yet: typed afterwards."""
    kini = Bulan.dari(hari)
    bulan = [kini.tambah(-n) for n in range(SUSULAN_BULAN + 1)]
    lalu = [h for h in _menurut_kalender(unit, hari, sesi_list, bulan) if h.tanggal < hari]
    rencana = [HariBuka(s.tanggal, s) for s in sesi_list if s.tanggal < hari and s.status == StatusSesi.TERJADWAL]
    return sorted(lalu + rencana, key=lambda h: h.tanggal, reverse=True)


@dataclass
class Baris:
    """One person of the roster."""

    warga: Warga
    hari: date
    kelompok: str
    keadaan: frozenset[str]
    jenis: str = "warga"
    tempat: str = ""
    kunjungan: KunjunganWarga | None = None
    tercatat: frozenset[str] = frozenset()
    lalu: str = ""

    @property
    def umur(self) -> str:
        return kata_umur(self.warga, self.hari)

    @property
    def tamu(self) -> bool:
        return self.jenis == Keanggotaan.Jenis.TAMU

    @cached_property
    def perlu(self) -> dict[str, list[str]]:
        """{step: codes of the services asked}."""
        return {
            n: [e.kode for e in entri_langkah(n, Orang(self.warga, self.hari, self.keadaan))] for n in ISIAN_LANGKAH
        }

    @cached_property
    def maju(self) -> Kemajuan:
        return kemajuan(self.perlu, self.tercatat)

    @property
    def lengkap(self) -> bool:
        return all(self.maju[n] != KOSONG or not self.perlu[n] for n in ISIAN_LANGKAH)


@dataclass
class Daftar:
    """The roster of a session for one viewer."""

    sesi: Sesi
    semua: list[Baris]
    cari: str = ""
    pilih: str = ""
    jumlah: Counter[str] = field(default_factory=Counter)

    @property
    def datang(self) -> list[Baris]:
        """Those who arrived, in the order they came."""
        rows = [b for b in self.semua if b.kunjungan]
        return sorted(rows, key=lambda b: (b.kunjungan.nomor or 0, b.warga.pk) if b.kunjungan else (0, 0))

    def antre(self, langkah: str) -> list[Baris]:
        """Those who arrived and have nothing recorded yet at the step, in the order they came."""
        n = Langkah.PENGUKURAN if langkah == "3" else langkah
        return [b for b in self.datang if b.perlu[n] and (b.maju[n] == KOSONG)]

    def usai(self, langkah: str) -> list[Baris]:
        n = Langkah.PENGUKURAN if langkah == "3" else langkah
        return [b for b in self.datang if b.perlu[n] and b.maju[n] != KOSONG]

    @cached_property
    def belum(self) -> list[Baris]:
        """Those still expected: of the chosen group, or found by name in any."""
        rows = [b for b in self.semua if not b.kunjungan and not b.tamu]
        if self.cari:
            return [b for b in self.semua if not b.kunjungan and cocok_cari(b.warga.nama_cari, self.cari)][
                :TAMPIL_PALING
            ]
        rows = [b for b in rows if b.kelompok == self.pilih]
        if self.sesi.jenis == JenisSesi.KUNJUNGAN_RUMAH:  # by the way one walks
            rows.sort(key=lambda b: b.tempat)
        return rows[:TAMPIL_PALING]

    @property
    def kelompok(self) -> list[tuple[str, str, int, int, bool]]:
        """[(code, name, expected, arrived, chosen)] of groups with anybody in them."""
        datang = Counter(b.kelompok for b in self.semua if b.kunjungan)
        return [
            (k, nama, self.jumlah[k], datang[k], k == self.pilih)
            for k, nama in KELOMPOK.items()
            if self.jumlah[k] or datang[k]
        ]

    @property
    def ditunggu(self) -> str:
        """`31 anak · 6 ibu · 18 lansia`"""
        return kata_ditunggu(self.jumlah)


def kata_ditunggu(jumlah: Mapping[str, int]) -> str:
    return " · ".join(f"{jumlah[k]} {SEBUTAN[k]}" for k in KELOMPOK if jumlah.get(k))


def _keadaan(user: User, unit: Posyandu, hari: date) -> dict[int, frozenset[str]]:
    """{person: states that hold on the day} in the unit. One query."""
    rows = KeadaanWarga.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit, mulai__lte=hari)
    hasil: dict[int, set[str]] = {}
    for warga, jenis, sampai in rows.values_list("warga", "jenis", "sampai"):
        if sampai is None or sampai > hari:
            hasil.setdefault(warga, set()).add(jenis)
    return {w: frozenset(isi) for w, isi in hasil.items()}


def baris_anggota(user: User, unit: Posyandu, hari: date) -> list[Baris]:
    """Everybody who was of the unit on the day, or its guest, and alive, by name. Two queries."""
    keadaan = _keadaan(user, unit, hari)
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).filter(posyandu=unit).belum_usai(hari)
    rows = rows.filter(Q(warga__wafat=None) | Q(warga__wafat__gte=hari), warga__tanggal_lahir__lte=hari)
    rows = rows.select_related("warga", "keluarga").order_by("warga__nama_cari", "warga", "mulai", "pk")
    satu: dict[int, Keanggotaan] = {}
    for m in rows:
        satu.setdefault(m.warga_id, m)
    hasil = []
    for m in satu.values():
        ada = keadaan.get(m.warga_id, frozenset())
        tempat = m.keluarga.rt_rw if m.keluarga else ""
        hasil.append(Baris(m.warga, hari, kelompok(m.warga, hari, ada), ada, jenis=m.jenis, tempat=tempat))
    return hasil


def jumlah_ditunggu(rows: Iterable[Baris]) -> Counter[str]:
    """{group: members}, guests left out."""
    return Counter(b.kelompok for b in rows if not b.tamu)


def daftar_sesi(sesi: Sesi, user: User, *, cari: str = "", pilih: str = "") -> Daftar:
    """The roster: members and guests of the unit, their visits at this session and what was recorded. Four queries."""
    unit = sesi.posyandu
    rows = baris_anggota(user, unit, sesi.tanggal)
    jumlah = jumlah_ditunggu(rows)
    pilih = pilih if pilih in KELOMPOK else next((k for k in KELOMPOK if jumlah[k]), "balita")
    kunjungan = KunjunganWarga.objects.for_user(user, Cap.LIHAT_WARGA).filter(sesi=sesi, batal=False)
    per_warga = {k.warga_id: k for k in kunjungan.select_related("warga")}
    tercatat: dict[int, set[str]] = {}
    catatan = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(kunjungan__sesi=sesi)
    for nomor, kode in catatan.values_list("kunjungan", "layanan"):
        tercatat.setdefault(nomor, set()).add(kode)
    keadaan = {b.warga.pk: b for b in rows}
    for pk, k in per_warga.items():
        k.posyandu, k.sesi = unit, sesi  # known already: no question for each row
        if pk not in keadaan:  # moved away since
            b = Baris(k.warga, sesi.tanggal, kelompok(k.warga, sesi.tanggal), frozenset())
            rows.append(b)
            keadaan[pk] = b
        keadaan[pk].kunjungan = k
        keadaan[pk].tercatat = frozenset(tercatat.get(k.pk, ()))
    return Daftar(sesi, rows, cari.strip().lower(), pilih, jumlah)


def kegiatan_sesi(sesi: Sesi, user: User) -> list[Rekaman]:
    """Group activities held at the session. One query."""
    rows = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(sesi=sesi, kunjungan=None)
    return list(rows.order_by("pk"))


SINGKAT = {"bb": "BB", "pb_tb": "TB", "lila": "LILA"}


def isi_lalu(rows: Sequence[Baris], user: User, hari: date) -> None:
    """Put what was measured last time into the rows ("BB 9,1 kg · TB 73,8 cm"). One query."""
    kode = [e.kode for e in katalog.SEMUA.values() if e.langkah == Langkah.PENGUKURAN]
    lalu = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(layanan__in=kode)
    lalu = lalu.filter(warga__in=[b.warga.pk for b in rows], tanggal__lt=hari)
    lalu = lalu.filter(tanggal__gte=hari - timedelta(days=MUNDUR_HARI)).order_by("tanggal", "pk")
    per: dict[int, dict[str, Any]] = {}
    for warga, isian in lalu.values_list("warga", "isian"):
        per.setdefault(warga, {}).update({k: v for k, v in isian.items() if v is not None})
    for b in rows:
        b.lalu = kata_ukuran(per.get(b.warga.pk, {}))


def kata_ukuran(isi: Mapping[str, Any]) -> str:
    """Measures in short."""
    satuan = {k.kode: k.satuan for e in katalog.SEMUA.values() for k in e.isian if isinstance(k, Desimal)}
    kata = [f"{nama} {kata_angka(isi[k])} {satuan[k]}" for k, nama in SINGKAT.items() if isi.get(k) is not None]
    if isi.get("sistole") is not None and isi.get("diastole") is not None:
        kata.append(f"TD {kata_angka(isi['sistole'])}/{kata_angka(isi['diastole'])}")
    return " · ".join(kata)


@dataclass(frozen=True)
class Tab:
    """One of the five steps as a tab of the session's page."""

    langkah: str
    nama: str
    jumlah: int
    kini: bool


def tab_langkah(daftar: Daftar, kini: str) -> list[Tab]:
    """The tabs with how many wait at each; the first counts who arrived."""
    isi = {"1": len(daftar.datang), **{n: len(daftar.antre(n)) for n in ("2", "4", "5")}, "3": len(daftar.usai("3"))}
    return [Tab(n, nama, isi[n], n == kini) for n, nama in NAMA_LANGKAH.items()]
