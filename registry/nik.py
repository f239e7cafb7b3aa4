"""NIK: checked by its structure, kept encrypted, compared by a keyed hash, shown masked.

Structure proves no existence (data study 3): an impossible number is refused; one whose birth date or sex differs from
what was typed is a warning, because NIKs with mistakes exist.
"""

from datetime import date

from lokal import parse_nik

from posyandu_app.lib import sandi
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import kata_tanggal

TEMPAT = "registry.Orang.nik"
TEMPAT_REKENING = "registry.Orang.rekening"


def periksa_nik(
    teks: str, *, lahir: date | None = None, jenis_kelamin: str = "", hari: date | None = None
) -> tuple[str, list[str]]:
    """(sixteen digits, warnings). An empty text is an empty NIK. Raises Ditolak("nik", …) for an impossible number."""
    if not teks.strip():
        return "", []
    hasil = parse_nik(teks, reference_date=hari)
    if not hasil.valid or hasil.nik is None:
        alasan = hasil.errors[0].message if hasil.errors else "NIK harus terdiri dari 16 angka."
        raise Ditolak("nik", f"{alasan} Periksa lagi di KTP atau KK.")
    peringatan = []
    if lahir and hasil.birth_date and hasil.birth_date != lahir.isoformat():
        menurut = kata_tanggal(date.fromisoformat(hasil.birth_date))
        peringatan.append(f"Tanggal lahir menurut NIK {menurut}, yang diisi {kata_tanggal(lahir)}.")
    if jenis_kelamin and hasil.gender and hasil.gender != jenis_kelamin:
        kata = "perempuan" if hasil.gender == "P" else "laki-laki"
        peringatan.append(f"Menurut NIK orang ini {kata}.")
    return hasil.nik, peringatan


def samarkan(nik: str) -> str:
    """`············0001`: the serial stays; area, birth date and sex do not. Empty for anything but sixteen digits."""
    return "·" * 12 + nik[12:] if len(nik) == 16 else ""


def tutup_nik(nik: str, tempat: str = TEMPAT) -> tuple[str, str | None]:
    """(encrypted, keyed hash) for the two columns; ("", None) for an empty one. `tempat`: whose column it is."""
    if not nik:
        return "", None
    return sandi.tutup(nik, tempat=tempat), sandi.sidik_unik(nik, tempat=tempat)


def buka_nik(nik_sandi: str, tempat: str = TEMPAT) -> str:
    """The number in clear. Raises sandi.TidakTerbaca when no key opens it."""
    return sandi.buka(nik_sandi, tempat=tempat)
