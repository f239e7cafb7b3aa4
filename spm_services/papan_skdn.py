"""What the SKDN page of an area shows: the month in words, twelve months, units or areas below. Sums nothing itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from accounts.area import Area
from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.grafik import balok
from posyandu_app.lib.periode import Bulan, deret_bulan
from posyandu_app.lib.uang import ribuan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.metrics_tumbuh import PREVALENSI, RASIO, Kunci, Rasio, Skdn, jumlahkan, per_bulan, per_unit
from spm_services.samar import TERBUKA, Samar, samarkan

TERLALU_LUAS = 5  # characters of a code: a province or the nation is not counted from the rows
SETAHUN = 12
# (column, short name, what it counts, the list behind it)
KOLOM: tuple[tuple[str, str, str, str], ...] = (
    ("s", "S", "semua balita", "s"),
    ("k", "K", "punya Buku KIA", "k"),
    ("d", "D", "ditimbang", "d"),
    ("n", "N", "naik", "n"),
    ("t", "T", "tidak naik", "t"),
    ("o", "O", "bulan lalu tidak ditimbang", "o"),
    ("b", "B", "baru", "b"),
    ("bgm", "BGM", "di bawah garis merah", "bgm"),
    ("dua_t", "2T", "dua kali tidak naik", "dua_t"),
    ("oranye", "Oranye", "di atas garis oranye", "oranye"),
    ("tamu", "Tamu", "ditimbang sebagai tamu, di luar S dan D", "tamu"),
    ("keluar", "Keluar", "ditimbang, tetapi tidak lagi di S", "keluar"),
)
NAMA_KOLOM = tuple(k for k, *_ in KOLOM)
EMPAT = ("d", "n", "t", "o", "b")
KEADAAN = {
    "timbang": "",
    "kertas": "ditulis dari kertas",
    "belum": "belum menimbang",
    "tanpa": "belum mendata balita",
}
MENURUT_RASIO = {r.kode: r for r in RASIO}
DI_TABEL = ("D/S", "N/D")


@dataclass(frozen=True)
class Sel:
    """One figure: what stands there, and where its children are listed (empty: not for this reader, or none)."""

    teks: str
    alamat: str = ""


@dataclass(frozen=True)
class Baris:
    """One row: an area, a unit or a month. `keterangan`: why there are no figures."""

    nama: str
    alamat: str
    angka: Skdn
    sel: Sequence[Sel]
    persen: Sequence[str]
    keterangan: str = ""
    kini: bool = False
    unit: int = 0


def persen(rasio: tuple[int, int]) -> str:
    atas, bawah = rasio
    return f"{round(atas * 100 / bawah)} %" if bawah else "–"


def _tak_ada(isi: Skdn, kolom: str) -> bool:
    """Is there no figure at all, which is not zero: nobody known, or nobody weighed one by one?"""
    return not isi.unit and not (isi.s and kolom in ("s", "k"))


def _angka(isi: Skdn) -> dict[str, int]:
    return {k: getattr(isi, k) for k in NAMA_KOLOM}


@dataclass
class Papan:
    """The page of one area for one reader, each thing read once. `bulan` None: the newest with a weighing."""

    user: User
    area: Area
    diminta: Bulan | None

    @property
    def kode(self) -> str:
        return self.area.kode

    @property
    def luas(self) -> bool:
        return len(self.kode) < TERLALU_LUAS

    @cached_property
    def kini(self) -> Bulan:
        return Bulan.dari(hari_ini(self.kode))

    @cached_property
    def deret(self) -> list[Bulan]:
        """Twelve months that hold the one asked for, up to the running one."""
        akhir = min(self.diminta.tambah(SETAHUN - 1), self.kini) if self.diminta else self.kini
        akhir = max(akhir, self.diminta) if self.diminta else akhir
        return deret_bulan(akhir.tambah(1 - SETAHUN), akhir)

    @cached_property
    def isi(self) -> dict[Kunci, Skdn]:
        return per_unit(self.user.scope_for(Cap.LIHAT), self.kode, self.deret, hari_ini(self.kode))

    @cached_property
    def jumlah(self) -> dict[Bulan, Skdn]:
        return per_bulan(self.isi, self.deret)

    @cached_property
    def bulan(self) -> Bulan:
        if self.diminta is not None:
            return self.diminta
        ada = [b for b in self.deret if self.jumlah[b].unit]
        return ada[-1] if ada else self.kini

    @cached_property
    def boleh_nama(self) -> bool:
        """May the reader know these children by name? Then nothing is hidden, and figures lead to them."""
        return self.user.scope_for(Cap.LIHAT_WARGA).memuat(self.kode)

    @property
    def total(self) -> Skdn:
        return self.jumlah[self.bulan]

    @cached_property
    def unit_list(self) -> list[Posyandu]:
        rows = Posyandu.objects.for_user(self.user, Cap.LIHAT).di_wilayah(self.kode).aktif()
        return list(rows.order_by("kode"))

    def _bawah(self) -> list[tuple[str, str, str, Skdn, int]]:
        """[(code, name, address, figures, units)] of what lies below the area; the area of one unit has nothing."""
        if self.area.satu_unit:
            return []
        if kode_lib.tingkat(self.kode) == "kabupaten":
            return [
                (w.kode, w.nama, self._alamat(w.kode), self._di(w.kode), self._banyak_unit(w.kode))
                for w in self.area.anak
            ]
        return [
            (u.kode, u.sebutan, self._alamat(u.kode), self.isi.get((u.kode, self.bulan), Skdn()), 1)
            for u in self.unit_list
        ]

    def _di(self, kode: str) -> Skdn:
        return jumlahkan(x for (unit, b), x in self.isi.items() if b == self.bulan and kode_lib.di_bawah(unit, kode))

    def _banyak_unit(self, kode: str) -> int:
        return sum(kode_lib.di_bawah(u.kode, kode) for u in self.unit_list)

    def _alamat(self, kode: str) -> str:
        return f"{reverse('spm_services:skdn')}?wilayah={kode}&bulan={self.bulan}"

    @cached_property
    def _dua_samar(self) -> tuple[Samar, Samar]:
        """What is hidden below the area (its last row is the area itself), and in the twelve months."""
        if self.boleh_nama:
            return TERBUKA, TERBUKA
        rows = [_angka(isi) for _, _, _, isi, _ in self._bawah()]
        bawah = samarkan([*rows, _angka(self.total)], jumlah_baris=(EMPAT,), berjumlah=bool(rows))
        bulan = samarkan([_angka(self.jumlah[b]) for b in self.deret], jumlah_baris=(EMPAT,))
        ke = self.deret.index(self.bulan)
        # The area in this month is one row in both tables: it hides the same in both.
        sama = {(ke, k): kata for (i, k), kata in bawah.tutup.items() if i == len(rows)}
        balik = {(len(rows), k): kata for (i, k), kata in bulan.tutup.items() if i == ke}
        return Samar({**balik, **bawah.tutup}), Samar({**sama, **bulan.tutup})

    def _baris(self, kode: str, nama: str, alamat: str, isi: Skdn, bulan: Bulan, samar: Samar, ke: int) -> Baris:
        sel = []
        for kolom, _, _, daftar in KOLOM:
            n = getattr(isi, kolom)
            tujuan = f"{reverse('spm_services:skdn-anak')}?wilayah={kode}&bulan={bulan}&pilih={daftar}"
            teks = samar.kata(ke, kolom) or ("–" if _tak_ada(isi, kolom) else ribuan(n))
            sel.append(Sel(teks, tujuan if self.boleh_nama and n else ""))
        bagi = [self._persen(MENURUT_RASIO[r], isi, samar, ke) for r in DI_TABEL]
        return Baris(nama, alamat, isi, sel, bagi)

    @staticmethod
    def _persen(rasio: Rasio, isi: Skdn, samar: Samar, ke: int) -> str:
        return persen(rasio.dari(isi)) if samar.tampak(ke, (rasio.pembilang, *rasio.penyebut)) else "–"

    @cached_property
    def bawah(self) -> list[Baris]:
        hasil = []
        for ke, (kode, nama, alamat, isi, unit) in enumerate(self._bawah()):
            b = self._baris(kode, nama, alamat, isi, self.bulan, self._dua_samar[0], ke)
            kata = KEADAAN[isi.keadaan] if unit == 1 and self.per_unit else ""
            hasil.append(Baris(b.nama, b.alamat, isi, b.sel, b.persen, kata, unit=unit))
        return hasil

    @property
    def per_unit(self) -> bool:
        """Are the rows below units (else areas)?"""
        return kode_lib.tingkat(self.kode) != "kabupaten"

    @cached_property
    def baris_total(self) -> Baris:
        return self._baris(self.kode, "Jumlah", "", self.total, self.bulan, self._dua_samar[0], len(self._bawah()))

    @cached_property
    def tahun(self) -> list[Baris]:
        """Twelve months, the newest first."""
        hasil = []
        for ke, b in enumerate(self.deret):
            alamat = f"{reverse('spm_services:skdn')}?wilayah={self.kode}&bulan={b}"
            row = self._baris(self.kode, b.nama, alamat, self.jumlah[b], b, self._dua_samar[1], ke)
            hasil.append(Baris(row.nama, alamat, row.angka, row.sel, row.persen, kini=b == self.bulan))
        return hasil[::-1]

    @cached_property
    def rasio(self) -> list[tuple[Rasio, str, str, str]]:
        """[(ratio, above, below, percent)] of the month."""
        samar, ke = self._dua_samar[1], self.deret.index(self.bulan)
        hasil = []
        for r in RASIO:
            atas, bawah = r.dari(self.total)
            kata = samar.kata(ke, r.pembilang) or ribuan(atas)
            hitung = ribuan(bawah) if samar.tampak(ke, r.penyebut) else "–"
            hasil.append((r, kata, hitung, self._persen(r, self.total, samar, ke)))
        return hasil

    @cached_property
    def prevalensi(self) -> list[tuple[str, str, str, str]]:
        """[(name, above, below, percent)]; a kader reads plain words."""
        nakes = self.user.boleh(Cap.TENAGA_KESEHATAN) or not self.user.boleh(Cap.CATAT)
        rows = [(p, self.total.kena.get(p.kode, 0), self.total.dinilai.get(p.kode, 0)) for p in PREVALENSI]
        isi: list[Mapping[str, int]] = [{"kena": a, "dinilai": b} for _, a, b in rows]
        samar = TERBUKA if self.boleh_nama else samarkan(isi)
        return [
            (
                p.nama if nakes else p.kata.capitalize(),
                samar.kata(i, "kena") or ribuan(a),
                samar.kata(i, "dinilai") or ribuan(b),
                persen((a, b)) if samar.tampak(i, ("kena", "dinilai")) else "–",
            )
            for i, (p, a, b) in enumerate(rows)
        ]

    @cached_property
    def balok(self) -> str:
        """S, K, D, N as bars; nothing is drawn of what is hidden."""
        samar, ke = self._dua_samar[1], self.deret.index(self.bulan)
        rows = [(k.upper(), getattr(self.total, k) if samar.tampak(ke, (k,)) else None) for k in ("s", "k", "d", "n")]
        return balok(rows, f"Balok SKDN {self.area.nama}, {self.bulan.nama}")

    @property
    def tersembunyi(self) -> bool:
        return any(s.tutup for s in self._dua_samar)

    @cached_property
    def unit_tanpa(self) -> int:
        """Units in use with no child on their lists and no totals either."""
        ada = {unit for (unit, b), isi in self.isi.items() if b == self.bulan and isi.keadaan != "tanpa"}
        return sum(u.kode not in ada for u in self.unit_list)
