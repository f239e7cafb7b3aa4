"""THE rule of the ministry's registration number, by version, and the reasons why a number is not let in.

A number is issued by Ditjen Bina Pemdes and never minted here (domain study 2.1): we only judge what was written to us.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from posyandu_app.lib.kode import POLA_NOMOR_REGISTRASI

BENTUK = "bentuk"
DESA_BEDA = "desa_beda"
GANDA = "ganda"
DIPAKAI = "dipakai"
TIDAK_ADA = "tidak_ada"
BANYAK_CALON = "banyak_calon"
NOMOR_LAIN = "nomor_lain"
LUAR_PAKET = "luar_paket"

# {code: words}: the reasons of the exceptions list of a ministry result.
ALASAN: dict[str, str] = {
    BENTUK: "Nomor salah bentuk",
    DESA_BEDA: "Desa nomor tidak sama dengan desa posyandu",
    GANDA: "Nomor ganda dalam berkas",
    DIPAKAI: "Nomor sudah dipakai posyandu lain",
    TIDAK_ADA: "Posyandu tidak ditemukan",
    BANYAK_CALON: "Lebih dari satu calon",
    NOMOR_LAIN: "Sudah punya nomor lain",
    LUAR_PAKET: "Bukan dari paket atau wilayah ini",
}
# Reasons that the ministry's own letter can set aside.
DENGAN_SURAT = frozenset({DESA_BEDA, NOMOR_LAIN})


@dataclass(frozen=True)
class SuratNomor:
    """The ministry's letter that stands behind a number which the rule alone would not let in."""

    nomor: str
    tanggal: date
    alasan: str = ""
    berkas: int | None = None

    def __str__(self) -> str:
        return f"surat kementerian {self.nomor} tanggal {self.tanggal:%d/%m/%Y}"


@dataclass(frozen=True)
class Unit:
    """What the rule asks of a unit: the village codes it holds or held, the number that may not be replaced."""

    desa: Collection[str]
    nomor: str | None = None


@dataclass(frozen=True)
class Nilai:
    """The verdict on one number: `alasan` empty lets it in, `pesan` says why or why not."""

    alasan: str
    pesan: str
    versi: str

    @property
    def diterima(self) -> bool:
        return not self.alasan


@dataclass(frozen=True)
class AturanNomor:
    """One version of the rule, in force from a day."""

    versi: str
    sejak: date
    dasar: str
    nilai: Callable[[str, Unit, SuratNomor | None], Nilai]


def rapikan(teks: str) -> str:
    """A number as people write it, without blanks and hyphens for dots; nothing is guessed or filled in."""
    return "".join(teks.split()).replace("-", ".").replace("–", ".")[:60]


def _versi_1(nomor: str, unit: Unit, surat: SuratNomor | None) -> Nilai:
    """Ten-digit village code with dots and a serial of three digits; the village is one the unit holds or held."""
    if not POLA_NOMOR_REGISTRASI.fullmatch(nomor):
        return Nilai(BENTUK, "Bentuk nomor registrasi: PP.KK.CC.DDDD.NNN, misalnya 11.01.10.2001.001.", "1")
    desa = nomor[:13]
    if unit.nomor and unit.nomor != nomor and surat is None:
        return Nilai(NOMOR_LAIN, f"Posyandu ini sudah punya nomor {unit.nomor}.", "1")
    if desa in unit.desa:
        return Nilai("", f"Kode desanya ({desa}) milik posyandu ini, bentuknya benar.", "1")
    if surat is not None:
        return Nilai("", f"Kode desanya {desa} berbeda, diterima dengan {surat}.", "1")
    milik = " atau ".join(sorted(unit.desa))
    pesan = f"Nomor ini milik wilayah {desa}, sedangkan posyandu ini di {milik}. Periksa lagi."
    return Nilai(DESA_BEDA, pesan, "1")


ATURAN: tuple[AturanNomor, ...] = (
    AturanNomor("1", date(2025, 1, 1), "contoh nomor 11.01.10.2001.001 dan tabel kode Kemendagri", _versi_1),
)


def aturan_nomor(hari: date) -> AturanNomor:
    """The version in force on the day; the first one for days before all."""
    return max((a for a in ATURAN if a.sejak <= hari), key=lambda a: a.sejak, default=ATURAN[0])
