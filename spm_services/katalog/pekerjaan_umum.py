"""Services of the field pekerjaan umum (domain study 3.1–3.2)."""

from posyandu_app.lib.bidang import Bidang
from spm_services.katalog.dasar import (
    Angka,
    Bentuk,
    Guna,
    JenisLayanan,
    Pilihan,
    YaTidak,
    hadir_dari_sasaran,
    kondisi,
    permohonan,
)

_FORMULIR = "Formulir identifikasi bidang pekerjaan umum (kajian domain 3.2)"
_DAFTAR = "Daftar permohonan resmi per bidang (kajian domain 3.1)"
_AIR = "Pemenuhan Kebutuhan Pokok Air Minum Sehari-hari"
_LIMBAH = "Penyediaan Pelayanan Pengolahan Air Limbah Domestik"
_KIE, _CEK_KIE = hadir_dari_sasaran("Warga yang hadir", "Warga yang diundang")
_SAMPAH, _CEK_SAMPAH = hadir_dari_sasaran(
    "Rumah tangga yang ikut", "Rumah tangga di wilayah posyandu", satuan="rumah tangga"
)
_KERUSAKAN = (("ringan", "Rusak ringan"), ("sedang", "Rusak sedang"), ("berat", "Rusak berat"))

LAYANAN = (
    JenisLayanan(
        kode="kie_air_sanitasi",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KEGIATAN,
        nama="KIE air bersih, limbah, dan sanitasi",
        harian="Penyuluhan air dan jamban",
        isian=_KIE,
        cek=_CEK_KIE,
        utama=1,
        sasaran="Warga",
        opd="Dinas PUPR",
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="akses_air",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KONDISI,
        nama="Pendataan akses air minum rumah tangga",
        harian="Air minum keluarga",
        isian=kondisi(
            "Nama kepala keluarga atau RT",
            Angka(kode="rumah_tangga", label="Rumah tangga yang didata", satuan="rumah tangga", guna=Guna.TERLAYANI),
            Pilihan(
                kode="sumber_air",
                label="Sumber air utama",
                opsi=(
                    ("pdam", "PDAM"),
                    ("sumur", "Sumur"),
                    ("perpipaan_desa", "Pipa desa"),
                    ("sungai", "Sungai"),
                    ("hujan", "Air hujan"),
                    ("lain", "Lainnya"),
                ),
            ),
            YaTidak(kode="cukup", label="Cukup sepanjang tahun?"),
        ),
        utama=2,
        sasaran="Rumah tangga",
        opd="Dinas PUPR",
        spm=_AIR,
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="permohonan_air_bersih",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan pemenuhan air bersih",
        harian="Minta air bersih",
        isian=permohonan("Jumlah rumah tangga yang dimohonkan"),
        utama=3,
        sasaran="Rumah tangga tanpa akses",
        opd="Dinas PUPR",
        spm=_AIR,
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="permohonan_jamban",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan penyediaan jamban",
        harian="Minta jamban",
        isian=permohonan("Jumlah rumah tangga yang dimohonkan"),
        utama=4,
        sasaran="Rumah tangga tanpa jamban layak",
        opd="Dinas PUPR; Dinas Perkim",
        spm=_LIMBAH,
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="bank_sampah",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KEGIATAN,
        nama="Pengelolaan sampah dan bank sampah",
        harian="Sampah dan kerja bakti",
        isian=_SAMPAH,
        cek=_CEK_SAMPAH,
        utama=5,
        sasaran="Rumah tangga",
        opd="Dinas Lingkungan Hidup",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="jalan_lingkungan",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KONDISI,
        nama="Keadaan jalan desa atau lingkungan",
        harian="Jalan rusak",
        isian=kondisi(
            "Nama ruas jalan",
            Angka(kode="panjang", label="Panjang yang rusak", satuan="meter", maksimum=50_000),
            Pilihan(kode="kerusakan", label="Kerusakan", opsi=_KERUSAKAN),
        ),
        utama=6,
        sasaran="Ruas jalan",
        opd="Pemerintah desa; Dinas PUPR",
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="jaringan_air",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KONDISI,
        nama="Kerusakan jaringan air perdesaan",
        harian="Pipa air rusak",
        isian=kondisi("Nama jalur pipa", Pilihan(kode="kerusakan", label="Kerusakan", opsi=_KERUSAKAN)),
        opd="Dinas PUPR",
        spm=_AIR,
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="limbah_rumah_tangga",
        bidang=Bidang.PEKERJAAN_UMUM,
        bentuk=Bentuk.KONDISI,
        nama="Pengelolaan limbah domestik rumah tangga",
        harian="Saluran limbah rumah",
        isian=kondisi(
            "Nama kepala keluarga atau RT",
            Angka(kode="rumah_tangga", label="Rumah tangga yang didata", satuan="rumah tangga", guna=Guna.TERLAYANI),
            YaTidak(kode="septik", label="Ada tangki septik?"),
        ),
        opd="Dinas PUPR",
        spm=_LIMBAH,
        sumber=_FORMULIR,
    ),
)
