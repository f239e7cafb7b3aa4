"""Hints beside a paper, made by looking at it: can it be opened, is a page blank, do date, signer and roster fit.

They hold nothing back; the person at the desk decides (peers row 17).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from posyandu_app.lib.periode import kata_tanggal
from registry.models import JenisSK, JenisSuratWilayah, Surat

SEGERA, NANTI = 30, 90  # days before the end at which an office is reminded
SEBUT = 6


@dataclass(frozen=True)
class Tanda:
    """One thing seen. `nada`: baik, netral, awas, buruk."""

    nada: str
    kata: str


@dataclass(frozen=True)
class Nama:
    """A person of the live roster: which paper of theirs is on file (None: none)."""

    nama: str
    peran: str  # JenisSK.PENGURUS or JenisSK.KADER
    surat: int | None


def masa(surat: Surat, hari: date) -> Tanda:
    """Whether a paper holds, as a badge."""
    sampai = surat.berlaku_sampai
    if surat.dicabut:
        return Tanda("buruk", "dicabut")
    if surat.berlaku_dari and surat.berlaku_dari > hari:
        return Tanda("netral", f"mulai {kata_tanggal(surat.berlaku_dari)}")
    if sampai is None:
        return Tanda("baik", "berlaku")
    sisa = (sampai - hari).days
    if sisa <= 0:
        return Tanda("buruk", "sudah habis")
    if sisa <= NANTI:
        return Tanda("awas", f"habis {sisa} hari lagi")
    return Tanda("baik", "berlaku")


def perlu_diperbarui(surat: Surat, pergantian: date | None) -> bool:
    """A Tim Pembina decree from before the head of the area changed: the term follows the office (domain 1.5)."""
    return surat.jenis == JenisSuratWilayah.TIM_PEMBINA and pergantian is not None and surat.tanggal < pergantian  # type: ignore[attr-defined,no-any-return]


def _pindaian(surat: Surat) -> Iterable[Tanda]:
    if surat.berkas_id is None:
        yield Tanda("awas", "Pindaian belum ada.")
        return
    lihat = surat.periksa or {}
    if not lihat.get("terbaca", True):
        yield Tanda("awas", "Isi pindaian tidak bisa dibaca mesin. Buka dan lihat sendiri.")
    elif lihat.get("halaman"):
        yield Tanda("baik", f"Pindaian bisa dibuka, {lihat['halaman']} halaman.")
    if kosong := lihat.get("kosong"):
        nomor = ", ".join(str(n) for n in kosong[:SEBUT])
        yield Tanda("awas", f"Halaman {nomor} tampak kosong. Periksa apakah pindaiannya utuh.")


def _roster(surat: Surat, nama: Sequence[Nama]) -> Iterable[Tanda]:
    jenis: str = surat.jenis  # type: ignore[attr-defined]
    if jenis not in (JenisSK.PENGURUS, JenisSK.KADER):
        return
    kena = [n for n in nama if n.peran == jenis]
    lepas = sorted(n.nama for n in kena if n.surat is None)
    pakai = sum(n.surat == surat.pk for n in kena)
    if pakai:
        yield Tanda("baik", f"{pakai} {jenis} di daftar sekarang memakai surat ini.")
    if lepas:
        lain = f" dan {len(lepas) - SEBUT} lagi" if len(lepas) > SEBUT else ""
        yield Tanda("awas", f"{len(lepas)} {jenis} belum terhubung ke surat apa pun: {', '.join(lepas[:SEBUT])}{lain}.")


def tanda(surat: Surat, hari: date, *, nama: Sequence[Nama] = (), pergantian: date | None = None) -> list[Tanda]:
    """All hints of one paper. `nama` is the unit's live roster, `pergantian` the last change of the area's head."""
    hasil = [*_pindaian(surat)]
    if surat.tanggal > hari:
        hasil.append(Tanda("buruk", "Tanggal surat belum tiba."))
    if not surat.penanda_tangan:
        hasil.append(Tanda("awas", "Penanda tangan belum diisi."))
    if surat.alasan_surut:
        hasil.append(Tanda("netral", f"Berlaku surut: {surat.alasan_surut}"))
    if perlu_diperbarui(surat, pergantian) and pergantian is not None:
        kata = f"Perlu diperbarui: kepala wilayah berganti {kata_tanggal(pergantian)}, masa tugas TP mengikutinya."
        hasil.append(Tanda("buruk", kata))
    return [*hasil, *_roster(surat, nama)]
