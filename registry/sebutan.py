"""How offices and acts are called by kind of area: a desa has a Kepala Desa, a kelurahan a Lurah."""

from wilayah.models import Jenis, Wilayah

_KEPALA: dict[str, str] = {
    Jenis.DESA: "Kepala Desa",
    Jenis.DESA_ADAT: "Kepala Desa Adat",
    Jenis.KELURAHAN: "Lurah",
    Jenis.KECAMATAN: "Camat",
    Jenis.KABUPATEN: "Bupati",
    Jenis.KOTA: "Wali Kota",
    Jenis.PROVINSI: "Gubernur",
}


def nama_polos(wilayah: Wilayah) -> str:
    """`Kota Pekalongan` → `Pekalongan`; other names stay."""
    return wilayah.nama.removeprefix("Kabupaten ").removeprefix("Kota ")


def jabatan_kepala(wilayah: Wilayah) -> str:
    """`Lurah`, `Kepala Desa`, `Camat`, `Wali Kota`."""
    return _KEPALA[wilayah.jenis]


def kepala(wilayah: Wilayah) -> str:
    """`Lurah Klego`, `Wali Kota Pekalongan`: who signs the papers of an area."""
    return f"{jabatan_kepala(wilayah)} {nama_polos(wilayah)}"
