"""THE list of kinds that can be brought in. A new kind is one entry."""

from registry.impor.bacaan import lipat
from registry.impor.dasar import Jenis
from registry.impor.kader import KADER
from registry.impor.pelatihan import PELATIHAN
from registry.impor.posyandu import POSYANDU
from registry.impor.surat import SURAT

DAFTAR: tuple[Jenis, ...] = (POSYANDU, KADER, SURAT, PELATIHAN)
MENURUT_KODE: dict[str, Jenis] = {j.kode: j for j in DAFTAR}
# Columns of our own files of refused rows: skipped when such a file comes back.
KOLOM_KITA = ("alasan", "baris", "no", "nomor urut", "no urut")
TANDA_ALASAN = "↳"


def cocokkan(jenis: Jenis, kepala: list[str]) -> tuple[list[str], list[str]]:
    """(codes of the columns in the file's order, "" where unknown; the heads that are unknown)."""
    kenal = {nama: k.kode for k in reversed(jenis.kolom) for nama in k.nama}
    kode: list[str] = []
    asing: list[str] = []
    for judul in kepala:
        k = kenal.get(lipat(judul), "")
        kita = judul.startswith(TANDA_ALASAN) or lipat(judul) in KOLOM_KITA
        if (k and k in kode) or not k:
            k = ""
            if judul and not kita:
                asing.append(judul[:60])
        kode.append(k)
    return kode, asing
