"""What an answer is worth beyond its form: impossible is refused, unlikely and a number like a NIK is asked about."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from posyandu_app.lib.waktu import hari_ini
from spm_services.katalog.dasar import Desimal, JenisLayanan, Kolom, Tanggal, Teks, Untuk
from spm_services.models import Warga
from spm_services.tumbuh import batas
from spm_services.tumbuh.batas import Hasil, Penilaian, kata_angka

NAKES = "nakes"
# Sixteen digits in a row or in groups, and no more: a telephone number has at most thirteen.
POLA_NIK = re.compile(r"(?<!\d)(?:\d[ .\-]?){15}\d(?![ .\-]?\d)", re.ASCII)
_NIK = "Ada 16 angka yang mirip NIK. Hapus NIK-nya. Kalau itu bukan NIK, centang di bawah ini."
YAKIN_UKUR, YAKIN_TEKS = "Ya, sudah diukur ulang", "Itu bukan NIK"
BAIK = Penilaian(Hasil.BAIK)


@dataclass(frozen=True)
class Siapa:
    """Whom a form is about, as far as questions and ranges ask: nobody known (a group) is `None` instead."""

    umur_bulan: int
    kelamin: str
    keadaan: Collection[str] = field(default_factory=frozenset)

    def cocok(self, untuk: Untuk | None) -> bool:
        return untuk is None or untuk.cocok(self.umur_bulan, self.kelamin, self.keadaan)


def siapa_pada(warga: Warga, hari: date, keadaan: Collection[str]) -> Siapa:
    """The person on a day; before birth counts as the day of birth (the day itself is refused elsewhere)."""
    return Siapa(warga.umur_bulan(max(hari, warga.tanggal_lahir)), warga.jenis_kelamin, frozenset(keadaan))


def ditanyakan(kolom: Kolom, siapa: Siapa | None, *, nakes: bool) -> bool:
    """Is the question put to this person by whoever fills the form?"""
    if kolom.oleh == NAKES and not nakes:
        return False
    return siapa is None or siapa.cocok(kolom.untuk)


def boleh_isi(entri: JenisLayanan, *, nakes: bool) -> bool:
    """May whoever fills forms here fill this one?"""
    return entri.oleh != NAKES or nakes


def nilai(kolom: Kolom, jawab: Any, siapa: Siapa | None) -> Penilaian:
    """Fine, to be asked, or refused; with the sentence."""
    if isinstance(kolom, Desimal):
        return _nilai_ukuran(kolom, Decimal(jawab), siapa)
    if isinstance(kolom, Tanggal) and jawab > hari_ini():
        return Penilaian(Hasil.TOLAK, f"Tanggal ini belum terjadi. Hari ini {hari_ini():%d/%m/%Y}.")
    if isinstance(kolom, Teks) and POLA_NIK.search(jawab):
        return Penilaian(Hasil.TANYA, _NIK)
    return BAIK


def _nilai_ukuran(kolom: Desimal, angka: Decimal, siapa: Siapa | None) -> Penilaian:
    if kolom.batas and siapa is not None:
        try:
            return batas.periksa(kolom.batas, angka, siapa.umur_bulan, siapa.kelamin)
        except KeyError:  # a measure without a range by age: the entry's own ends hold
            pass
    kata = f"{kata_angka(angka)} {kolom.satuan}".strip()
    bawah, atas = Decimal(kolom.minimum), Decimal(kolom.maksimum)
    if not bawah <= angka <= atas:
        ujung = f"{kata_angka(bawah)}–{kata_angka(atas)} {kolom.satuan}".strip()
        return Penilaian(Hasil.TOLAK, f"{kata} tidak mungkin (yang bisa diisi {ujung}). Ukur ulang.")
    if kolom.wajar and not Decimal(kolom.wajar[0]) <= angka <= Decimal(kolom.wajar[1]):
        biasa = f"{kata_angka(Decimal(kolom.wajar[0]))}–{kata_angka(Decimal(kolom.wajar[1]))} {kolom.satuan}".strip()
        return Penilaian(Hasil.TANYA, f"{kata} jarang terjadi (biasanya {biasa}). Yakin?")
    return BAIK


def tanda_yakin(jawab: Any) -> str:
    """What the confirming box sends: it stands for this very answer, so another answer is asked about anew."""
    return hashlib.sha256(str(jawab).encode()).hexdigest()[:12]
