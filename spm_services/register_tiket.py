"""The TL/BTL register of a field with the columns of the form in use (domain study 3.3), and its rows.

No, tanggal, posyandu, NIK, nama, alamat, hal pengaduan, keterangan TL/BTL; pekerjaan umum adds the number of the RT's
letter and the place; perumahan rakyat adds which papers are there. TL/BTL is read from the answers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.tabel import Kolom
from spm_services.models import Tiket

SURAT = "surat"
# (head, code of the paper in the catalogue)
KERTAS_PERUMAHAN = (
    ("FC KK", "kk"),
    ("FC KTP", "ktp"),
    ("SP", "belum_pernah"),
    ("Suket penghasilan", "penghasilan"),
    ("Foto", "foto_rumah"),
)


@dataclass(frozen=True)
class BarisRegister:
    """One request as the register has it; `kertas` are codes of papers that are there."""

    no: int
    tanggal: date
    posyandu: str
    nik: str
    nama: str
    alamat: str
    hal: str
    keterangan: str
    nomor_surat: str
    kertas: frozenset[str]


def keterangan(tiket: Tiket) -> str:
    """TL or BTL, and what the office said."""
    kata = "TL" if tiket.tl else "BTL"
    hasil = tiket.get_hasil_display().lower()
    tahun = f" {tiket.tahun_rencana}" if tiket.tahun_rencana else ""
    return f"{kata}: {hasil}{tahun}" if hasil else kata


def _ada(kode: str) -> Callable[[BarisRegister], str]:
    return lambda b: "ada" if kode in b.kertas else "–"


def kolom(bidang: str) -> tuple[Kolom, ...]:
    """The columns of a field's register, in the order of the form."""
    lain: tuple[Kolom, ...] = ()
    if bidang == Bidang.PEKERJAAN_UMUM:
        lain = (Kolom("No. surat permohonan RT", "nomor_surat", 22), Kolom("Lokasi sarana", "alamat", 28))
    if bidang == Bidang.PERUMAHAN_RAKYAT:
        lain = tuple(Kolom(judul, _ada(kode), 10) for judul, kode in KERTAS_PERUMAHAN)
    return (
        Kolom("No", "no", 5),
        Kolom("Tanggal", "tanggal", 12),
        Kolom("Posyandu", "posyandu", 26),
        Kolom("NIK", "nik", 18),
        Kolom("Nama", "nama", 26),
        Kolom("Alamat", "alamat", 28),
        Kolom("Hal pengaduan", "hal", 40),
        *lain,
        Kolom("Keterangan TL/BTL", "keterangan", 26),
    )


def ringkas(rows: Iterable[BarisRegister]) -> tuple[int, int]:
    """(followed up, not yet) of the rows."""
    semua = [b.keterangan.startswith("TL") for b in rows]
    return sum(semua), len(semua) - sum(semua)
