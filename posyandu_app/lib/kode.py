"""Area codes of Kemendagri, dotted (`33.75.02.1008`), and their half-open prefix ranges.

A posyandu is the leaf of the same tree: village code + `.p0001`. The letter keeps our code apart from the
number the ministry issues (`PP.KK.CC.DDDD.NNN`), which is never minted here.
"""

import re

NASIONAL = "ID"  # the only area without a prefix condition
POLA_WILAYAH = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?", re.ASCII)
POLA_POSYANDU = re.compile(r"\d{2}\.\d{2}\.\d{2}\.[123]\d{3}\.p\d{4}", re.ASCII)
POLA_NOMOR_REGISTRASI = re.compile(r"\d{2}\.\d{2}\.\d{2}\.[123]\d{3}\.\d{3}", re.ASCII)
PANJANG_INDUK = {2: 0, 5: 2, 8: 5, 13: 8, 19: 13}
TINGKAT = {2: "provinsi", 5: "kabupaten", 8: "kecamatan", 13: "desa", 19: "posyandu"}


def sah(kode: str) -> bool:
    """Is this the form of a whole area or posyandu code (not whether it exists)?"""
    return bool(POLA_WILAYAH.fullmatch(kode) or POLA_POSYANDU.fullmatch(kode))


def rentang(prefix: str) -> tuple[str, str]:
    """Half-open range [a, b) of all codes at or below `prefix`: an index search on every database.

    Raises ValueError for anything but a whole code, so that no empty or half prefix can match rows by accident.
    """
    if not sah(prefix):
        raise ValueError(f"bukan kode wilayah: {prefix!r}")
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def induk(kode: str) -> str:
    """The area right above; a province is under the nation. Raises ValueError for a malformed code."""
    if not sah(kode):
        raise ValueError(f"bukan kode wilayah: {kode!r}")
    return kode[: PANJANG_INDUK[len(kode)]] or NASIONAL


def leluhur(kode: str) -> list[str]:
    """All areas above and the code itself, province first; the nation is not among them."""
    return [kode[:n] for n in PANJANG_INDUK if n <= len(kode)]


def tingkat(kode: str) -> str:
    """`nasional`, `provinsi`, `kabupaten` (or kota), `kecamatan`, `desa` (or kelurahan), `posyandu`."""
    return "nasional" if kode == NASIONAL else TINGKAT[len(kode)]


def di_bawah(kode: str, wilayah: str) -> bool:
    """Does `kode` lie in the area `wilayah` (or equal it)?"""
    return wilayah == NASIONAL or kode == wilayah or kode.startswith(wilayah + ".")
