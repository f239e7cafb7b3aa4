"""What is measured: the floors, and the product's pages with the floor each is held against (goal as a ratio)."""

from dataclasses import dataclass

LANTAI, PRODUK = "lantai", "produk"
KOTA, PROVINSI = "33.75", "33"


@dataclass(frozen=True)
class Kasus:
    """One page. `acuan` names another case; addresses and bodies are filled with {unit}, {hari}, {layanan}, {csrf}."""

    nama: str
    server: str
    alamat: str
    akun: str = "bench"
    isi: str = ""
    acuan: str = ""
    sasaran: float | None = None


LANTAI_KASUS = (
    Kasus("R0", LANTAI, "/ok"),
    Kasus("L", LANTAI, f"/daftar?kode={KOTA}"),
    Kasus("D1", LANTAI, f"/dasbor?kode={PROVINSI}"),
    Kasus("D2", LANTAI, "/dasbor"),
    Kasus("W", LANTAI, "/catat", isi="unit={unit}&tanggal={hari}&bidang=kesehatan&terlayani=30&kunci={kunci}"),
)
PRODUK_KASUS = (
    Kasus("daftar_posyandu_kab", PRODUK, f"/posyandu/?wilayah={KOTA}", acuan="L", sasaran=2.5),
    Kasus(
        "daftar_posyandu_prov",
        PRODUK,
        f"/posyandu/?wilayah={PROVINSI}",
        acuan="daftar_posyandu_kab",
        sasaran=1.3,
    ),
    Kasus("daftar_posyandu_nasional", PRODUK, "/posyandu/", acuan="daftar_posyandu_kab", sasaran=1.3),
    Kasus("rinci_posyandu", PRODUK, "/posyandu/{unit}/", akun="bench.kab", acuan="L", sasaran=2.5),
    Kasus("beranda", PRODUK, "/", akun="bench.kab", acuan="L", sasaran=2.5),
    Kasus("beranda_kader", PRODUK, "/", akun="bench.kader", acuan="L", sasaran=2.5),
    Kasus("daftar_kegiatan", PRODUK, f"/layanan/?wilayah={KOTA}", acuan="L", sasaran=2.5),
    Kasus("daftar_kegiatan_prov", PRODUK, f"/layanan/?wilayah={PROVINSI}", acuan="L", sasaran=2.5),
    Kasus("daftar_kegiatan_nasional", PRODUK, "/layanan/", acuan="L", sasaran=2.5),
    Kasus("dasbor_kab", PRODUK, f"/dasbor/{KOTA}/", acuan="D1", sasaran=2.0),
    Kasus("dasbor_prov", PRODUK, f"/dasbor/{PROVINSI}/", acuan="D1", sasaran=2.0),
    Kasus("dasbor_nasional", PRODUK, "/dasbor/ID/", acuan="D2", sasaran=2.0),
    Kasus(
        "catat",
        PRODUK,
        "/lapangan/catat/{layanan}/?unit={unit}",
        akun="bench.kader",
        isi="csrfmiddlewaretoken={csrf}&unit={unit}&kunci={kunci}&tanggal={hari}&{isian}",
        acuan="W",
        sasaran=2.5,
    ),
)
SEMUA = (*LANTAI_KASUS, *PRODUK_KASUS)
