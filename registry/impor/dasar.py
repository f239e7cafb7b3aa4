"""What a kind of list consists of, and what is known while its rows are judged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import Scope
from posyandu_app.lib.waktu import hari_ini
from registry.impor.bacaan import Pembaca, kode_desa, kode_posyandu, lipat, lipat_nama, teks
from registry.models import HasilBaris, ImporSesi, Kader, Orang, Pengurus, Posyandu, SuratKeputusan
from wilayah.models import Wilayah

Isi = dict[str, Any]  # values of one row by column; a cell that is empty is not in it
PANJANG_KODE_UNIT = 19


@dataclass(frozen=True)
class KolomImpor:
    """One column: code, head, how a cell is read; `sinonim` are other heads people use."""

    kode: str
    judul: str
    baca: Pembaca
    contoh: str = ""
    wajib: bool = False  # every row must have it
    bantuan: str = ""
    pribadi: bool = False  # its value is not repeated on the page
    sinonim: tuple[str, ...] = ()

    @property
    def nama(self) -> frozenset[str]:
        """Heads this column answers to, folded."""
        return frozenset(lipat(n) for n in (self.kode, self.judul, *self.sinonim))


@dataclass
class Putusan:
    """What would happen to a row. `pesan` by column ("" for the row as a whole), `objek` is what it is about."""

    hasil: str = HasilBaris.BARU
    pesan: dict[str, str] = field(default_factory=dict)
    beda: dict[str, list[Any]] = field(default_factory=dict)
    objek: Any = None

    def tolak(self, kolom: str, kalimat: str) -> "Putusan":
        self.hasil = HasilBaris.TOLAK
        self.pesan[kolom] = kalimat
        return self

    def ragu(self, kolom: str, kalimat: str) -> "Putusan":
        """A person should look; nothing forbids the row."""
        if self.hasil != HasilBaris.TOLAK:
            self.hasil = HasilBaris.PERIKSA
            self.pesan[kolom] = kalimat
        return self


@dataclass(frozen=True)
class Jenis:
    """One kind of list. `kunci`: what makes a row one of its kind; `periksa` judges it, `simpan` stores it."""

    kode: str
    nama: str
    keterangan: str
    kolom: tuple[KolomImpor, ...]
    sebutan: Callable[[Isi], str]
    kunci: Callable[["Konteks", Isi], str]
    periksa: Callable[["Konteks", Isi], Putusan]
    simpan: Callable[["Konteks", Isi, Putusan], Model]

    def menurut_kode(self, kode: str) -> KolomImpor:
        return next(k for k in self.kolom if k.kode == kode)


class Konteks:
    """What the rows of one session are judged against: the area's villages and units, read once, kept up to date.

    Built anew for each job. `scope` is the owner's duty over units: a row outside of it is refused with the reason.
    """

    def __init__(self, sesi: ImporSesi, pemilik: User) -> None:
        self.wilayah: str = sesi.wilayah_id
        self.pemilik = pemilik
        self.scope: Scope = pemilik.scope_for(Cap.KELOLA_POSYANDU)
        self.hari = hari_ini(self.wilayah)
        self.contoh = sesi.contoh

    @cached_property
    def desa(self) -> dict[str, tuple[str, str]]:
        """{code: (name, name of the kecamatan)} of the villages in the session's area."""
        rows = Wilayah.objects.berlaku().desa_kelurahan().di_bawah(self.wilayah)
        return {kode: (nama, camat) for kode, nama, camat in rows.values_list("kode", "nama", "induk__nama")}

    @cached_property
    def desa_bernama(self) -> dict[str, list[str]]:
        hasil: dict[str, list[str]] = {}
        for kode, (nama, _) in self.desa.items():
            hasil.setdefault(lipat(nama), []).append(kode)
        return hasil

    @cached_property
    def unit(self) -> dict[str, Posyandu]:
        return {p.kode: p for p in Posyandu.objects.di_wilayah(self.wilayah)}

    @cached_property
    def unit_bernama(self) -> dict[tuple[str, str], list[Posyandu]]:
        hasil: dict[tuple[str, str], list[Posyandu]] = {}
        for p in self.unit.values():
            hasil.setdefault((p.wilayah_id, lipat_nama(p.nama)), []).append(p)
        return hasil

    def kenal(self, unit: Posyandu) -> None:
        """A unit that was made or renamed just now."""
        self.unit[unit.kode] = unit
        for lama in self.unit_bernama.values():
            lama[:] = [p for p in lama if p.pk != unit.pk]
        self.unit_bernama.setdefault((unit.wilayah_id, lipat_nama(unit.nama)), []).append(unit)

    @cached_property
    def sk(self) -> dict[tuple[int, str, str], SuratKeputusan]:
        rows = SuratKeputusan.objects.filter(posyandu__in=Posyandu.objects.di_wilayah(self.wilayah), dicabut=None)
        return {(s.posyandu_id, s.jenis, lipat(s.nomor)): s for s in rows}

    @cached_property
    def kader(self) -> dict[int, list[Kader]]:
        """Running terms by unit."""
        units = Posyandu.objects.di_wilayah(self.wilayah)
        hasil: dict[int, list[Kader]] = {}
        for k in Kader.objects.filter(posyandu__in=units, sampai=None).select_related("orang"):
            hasil.setdefault(k.posyandu_id, []).append(k)
        return hasil

    @cached_property
    def orang_unit(self) -> dict[int, list[Orang]]:
        """People with a term, running or past, by unit."""
        units = Posyandu.objects.di_wilayah(self.wilayah)
        hasil: dict[int, list[Orang]] = {}
        for model in (Kader, Pengurus):
            for m in model.objects.filter(posyandu__in=units).select_related("orang"):
                hasil.setdefault(m.posyandu_id, []).append(m.orang)
        return hasil

    def orang_bersidik(self, sidik: str) -> Orang | None:
        return Orang.objects.filter(nik_sidik=sidik).first() if sidik else None

    # --- which village and which unit a row speaks of ---------------------------------------------------------------

    def cari_desa(self, isi: Isi, p: Putusan) -> str:
        """The village's code; "" with the reason in `p`."""
        kode: str = isi.get("kode_desa", "")
        if kode:
            if kode not in self.desa:
                p.tolak("kode_desa", f"Desa ini tidak ada di wilayah impor ini ({self.wilayah}). Periksa kodenya.")
                return ""
            if isi.get("desa") and _tanpa_sebutan(isi["desa"]) != lipat(self.desa[kode][0]):
                p.ragu("desa", f"Kode itu milik {self.desa[kode][0]}, bukan desa yang ditulis di sini.")
            return self._dalam_tugas(kode, p)
        if isi.get("desa"):
            return self._desa_menurut_nama(isi, p)
        if len(self.desa) == 1:
            return self._dalam_tugas(next(iter(self.desa)), p)
        p.tolak("kode_desa", "Isi kode atau nama desa/kelurahan.")
        return ""

    def _desa_menurut_nama(self, isi: Isi, p: Putusan) -> str:
        calon = self.desa_bernama.get(_tanpa_sebutan(isi["desa"]), [])
        camat = _tanpa_kecamatan(isi.get("kecamatan", ""))
        if camat:
            calon = [k for k in calon if lipat(self.desa[k][1]) == camat]
        if len(calon) == 1:
            return self._dalam_tugas(calon[0], p)
        if calon:
            p.tolak("desa", f"Ada {len(calon)} desa bernama ini. Isi kolom kecamatan atau kode desa.")
        else:
            p.tolak("desa", "Desa ini tidak ditemukan di wilayah impor ini. Periksa ejaannya atau pakai kode desa.")
        return ""

    def _dalam_tugas(self, kode: str, p: Putusan) -> str:
        if self.scope.memuat(kode):
            return kode
        p.tolak("kode_desa", "Desa ini di luar wilayah tugas Anda.")
        return ""

    def cari_unit(self, isi: Isi, p: Putusan) -> Posyandu | None:
        """The unit that a row about something of a unit names: by code, or by village and name."""
        kode: str = isi.get("kode_posyandu", "")
        if kode:
            unit = self.unit.get(kode)
            if unit is None or not self.scope.memuat(kode):
                p.tolak("kode_posyandu", "Posyandu ini tidak ada di wilayah impor ini atau di luar tugas Anda.")
                return None
            return unit
        if not isi.get("posyandu"):
            p.tolak("posyandu", "Isi kode atau nama posyandu.")
            return None
        desa = self.cari_desa(isi, p)
        if not desa:
            return None
        calon = self.unit_bernama.get((desa, lipat_nama(isi["posyandu"])), [])
        if len(calon) == 1:
            return calon[0]
        kata = f"Ada {len(calon)} posyandu bernama ini di desa itu. Pakai kode posyandu." if calon else ""
        p.tolak("posyandu", kata or "Posyandu ini belum ada di desa itu. Impor atau buat posyandunya dulu.")
        return None


def _tanpa_sebutan(nama: str) -> str:
    kata = lipat(nama)
    for awalan in ("desa ", "kelurahan ", "kel ", "ds "):
        if kata.startswith(awalan):
            return kata.removeprefix(awalan)
    return kata


def _tanpa_kecamatan(nama: str) -> str:
    """A kecamatan's name folded, without the word in front."""
    kata = lipat(nama)
    for awalan in ("kecamatan ", "kec "):
        if kata.startswith(awalan):
            return kata.removeprefix(awalan)
    return kata


KOLOM_DESA: tuple[KolomImpor, ...] = (
    KolomImpor(
        "kode_desa",
        "Kode desa/kelurahan",
        kode_desa,
        "33.75.02.1008",
        bantuan="Kode Kemendagri 10 angka, dengan atau tanpa titik. Boleh kosong kalau nama desanya diisi.",
        sinonim=("kode desa", "kode kelurahan", "kode wilayah", "kode kemendagri", "kd desa"),
    ),
    KolomImpor(
        "desa",
        "Desa/kelurahan",
        teks(120),
        "Klego",
        sinonim=("nama desa", "nama kelurahan", "kelurahan", "desa kelurahan", "kel", "nama desa kelurahan"),
    ),
    KolomImpor(
        "kecamatan",
        "Kecamatan",
        teks(120),
        "Pekalongan Timur",
        bantuan="Perlu kalau ada dua desa bernama sama.",
        sinonim=("nama kecamatan", "kec"),
    ),
)
KOLOM_UNIT: tuple[KolomImpor, ...] = (
    KolomImpor(
        "kode_posyandu",
        "Kode posyandu",
        kode_posyandu,
        "",
        bantuan="Kode di sistem ini. Boleh kosong kalau desa dan nama posyandunya diisi.",
        sinonim=("kode unit", "kode pos", "id posyandu"),
    ),
    KolomImpor("posyandu", "Nama posyandu", teks(80), "Melati", sinonim=("posyandu", "unit", "nama unit", "nama pos")),
    *KOLOM_DESA,
)


def baca_baris(jenis: Jenis, sel: dict[str, str], p: Putusan) -> Isi:
    """The values of a row; every cell that cannot be read and every missing one is told in `p`."""
    isi: Isi = {}
    for kolom in jenis.kolom:
        teks_sel = sel.get(kolom.kode, "")
        if not teks_sel or teks_sel in ("-", "–", "."):
            if kolom.wajib:
                p.tolak(kolom.kode, "Isi bagian ini.")
            continue
        try:
            isi[kolom.kode] = kolom.baca(teks_sel)
        except ValueError as galat:
            p.tolak(kolom.kode, str(galat))
    return isi


def kembar(kunci: str, nomor: int, sudah: dict[str, int], p: Putusan) -> None:
    """Of two rows with one key the first counts."""
    if not kunci:
        return
    pertama = sudah.setdefault(kunci, nomor)
    if pertama != nomor:
        p.tolak("", f"Kembar dengan baris {pertama} di berkas ini. Yang dipakai baris {pertama}.")


def wajib_ada(isi: Isi, kolom: Iterable[str], p: Putusan, kalimat: str) -> None:
    for kode in kolom:
        if kode not in isi and kode not in p.pesan:
            p.tolak(kode, kalimat)


__all__ = [
    "KOLOM_DESA",
    "KOLOM_UNIT",
    "Isi",
    "Jenis",
    "KolomImpor",
    "Konteks",
    "Putusan",
    "baca_baris",
    "kembar",
    "wajib_ada",
]
