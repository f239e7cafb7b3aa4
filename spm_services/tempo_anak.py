"""What young children are due for by the calendar, in words: doses of immunisation, vitamin A, obat cacing.

A child without any record of immunisation is only spoken of in its first year: of an older one nobody knows (missing is
not zero). Doses nobody wrote down, but which a later one implies, count as given (`imunisasi.susun_jadwal`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.roles import Cap
from posyandu_app.lib.periode import umur_bulan
from spm_services import berkala, imunisasi
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.models import Rekaman

IMUNISASI = "imunisasi_anak"
SEBUT_DOSIS = 3  # doses named; the rest is a number
TANPA_CATATAN = (2, 12)  # months of age in which having no record at all is worth a question


@dataclass
class Riwayat:
    """What was given to one child so far, with its days."""

    dosis: dict[str, date | None] = field(default_factory=dict)
    berkala: dict[str, list[date]] = field(default_factory=lambda: {kode: [] for kode in berkala.PERTANYAAN})

    def tambah(self, layanan: str, tanggal: date, isian: Mapping[str, Any]) -> None:
        if layanan == IMUNISASI:
            self.dosis |= dict.fromkeys(isian.get("imunisasi") or (), tanggal)
        elif berkala.diberikan(layanan, isian):
            self.berkala[layanan].append(tanggal)


def riwayat_anak(user: Any, anak: Iterable[int], hari: date) -> dict[int, Riwayat]:
    """{child: what was given before the day}, wherever the viewer may read of it. One query."""
    rows = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku().filter(warga__in=list(anak), tanggal__lt=hari)
    rows = rows.filter(layanan__in=(IMUNISASI, *berkala.PERTANYAAN)).order_by("tanggal", "pk")
    hasil: dict[int, Riwayat] = {}
    for warga, layanan, tanggal, isian in rows.values_list("warga", "layanan", "tanggal", "isian"):
        if warga is not None:
            hasil.setdefault(warga, Riwayat()).tambah(layanan, tanggal, isian)
    return hasil


@dataclass(frozen=True)
class Tempo:
    """What one child is due for on a day: (code of the reason, words)."""

    hari: date
    umur: Mapping[str, Decimal]

    def alasan(self, lahir: date, riwayat: Riwayat) -> list[tuple[str, str]]:
        return [*self._imunisasi(lahir, riwayat.dosis), *self._berkala(lahir, riwayat)]

    def _imunisasi(self, lahir: date, dosis: Mapping[str, date | None]) -> list[tuple[str, str]]:
        if not dosis:
            dari, sampai = TANPA_CATATAN
            muda = dari <= umur_bulan(lahir, self.hari) < sampai
            return [("imunisasi_kosong", "imunisasi belum ada catatannya")] if muda else []
        jadwal = imunisasi.susun_jadwal(lahir, self.hari, dosis, ambang=self.umur)
        tempo = imunisasi.jatuh_tempo(jadwal)
        kejar = [x.dosis.label for x in tempo if x.keadaan == imunisasi.Keadaan.KEJAR]
        kini = [x.dosis.label for x in tempo if x.keadaan != imunisasi.Keadaan.KEJAR]
        hasil = [("imunisasi_kejar", f"imunisasi kejar: {_sebut(kejar)}")] if kejar else []
        return [*hasil, ("imunisasi", f"imunisasi: {_sebut(kini)}")] if kini else hasil

    def _berkala(self, lahir: date, riwayat: Riwayat) -> list[tuple[str, str]]:
        hasil = []
        if warna := berkala.vitamin_a_jatuh_tempo(lahir, self.hari, riwayat.berkala[berkala.VITAMIN_A]):
            hasil.append(("vitamin_a", f"vitamin A {warna} bulan ini"))
        # Given together with vitamin A, so spoken of in its months only; a visit asks for it in any month.
        bulannya = self.hari.month in berkala.BULAN_VITAMIN_A
        if bulannya and berkala.cacing_jatuh_tempo(lahir, self.hari, riwayat.berkala[berkala.CACING]):
            hasil.append(("obat_cacing", "obat cacing bulan ini"))
        return hasil


def tempo_pada(kode: str, hari: date) -> Tempo:
    """By the ages that hold in the area on the day. One query."""
    return Tempo(hari, ambang_berlaku(kode, hari))


def _sebut(label: list[str]) -> str:
    lebih = len(label) - SEBUT_DOSIS
    return ", ".join(label[:SEBUT_DOSIS]) + (f" dan {lebih} lagi" if lebih > 0 else "")
