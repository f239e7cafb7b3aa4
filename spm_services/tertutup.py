"""The sealed channel's own lists: kinds, consent, safe ways to be reached, and the numbers that help at once.

A report holds no story and no perpetrator (issue 4, item 7). Kinds are few on purpose: what happened is told to
UPTD PPA in person, by the person, when it is safe.
"""

from dataclasses import dataclass

ANAK = "anak"
# (code, words). Codes are stored inside encrypted content and never change.
JENIS: tuple[tuple[str, str], ...] = (
    ("perempuan", "Kekerasan terhadap perempuan"),
    (ANAK, "Kekerasan terhadap anak"),
    ("tppo", "Perdagangan orang"),
    ("lain", "Lainnya"),
)
SENDIRI, WALI, BELUM = "sendiri", "wali", "belum"
PERSETUJUAN: tuple[tuple[str, str], ...] = (
    (SENDIRI, "Ya, orangnya sendiri setuju (18 tahun ke atas)"),
    (WALI, "Ya, untuk anak: orang tua atau wali yang aman setuju"),
    (BELUM, "Belum setuju"),
)
BAHAYA: tuple[tuple[str, str], ...] = (("ya", "Ya"), ("tidak", "Tidak"), ("tak_tahu", "Tidak tahu"))
CARA: tuple[tuple[str, str], ...] = (
    ("telepon", "Ditelepon"),
    ("pesan", "Dikirimi pesan"),
    ("orang", "Lewat orang yang dipercaya"),
    ("temui", "Ditemui di tempat yang aman"),
)


@dataclass(frozen=True)
class Nomor:
    """One number to call. `keyakinan` and `sumber` as everywhere: who says so, and how sure we are."""

    nomor: str
    nama: str
    kapan: str
    sumber: str
    keyakinan: str


DARURAT = Nomor("112", "Darurat", "dalam bahaya sekarang", "Permenkominfo 10/2016; belum ada di semua daerah", "sedang")
SAPA = Nomor("129", "SAPA", "perempuan dan anak, 24 jam", "Layanan SAPA 129, Kementerian PPPA", "tinggi")
POLISI = Nomor("110", "Polisi", "kalau 112 tidak tersambung", "Layanan Polisi 110, Polri", "tinggi")
NOMOR: tuple[Nomor, ...] = (DARURAT, SAPA, POLISI)


@dataclass(frozen=True)
class IsiTertutup:
    """What one report says, in clear: only in memory, for the one who files it and the one who opens it."""

    jenis: str
    bahaya: str
    persetujuan: str
    cara: str
    kontak: str
    waktu: str
    sapaan: str = ""

    @property
    def butir(self) -> list[tuple[str, str]]:
        """[(question, answer)] in the order UPTD PPA reads them."""
        return [
            ("Dalam bahaya sekarang", dict(BAHAYA)[self.bahaya]),
            ("Yang dilaporkan", dict(JENIS)[self.jenis]),
            ("Persetujuan", dict(PERSETUJUAN)[self.persetujuan]),
            ("Cara menghubungi", dict(CARA)[self.cara]),
            ("Kontak yang aman", self.kontak),
            ("Waktu yang aman", self.waktu),
            ("Tanyakan kepada", self.sapaan or "tidak disebut"),
        ]
