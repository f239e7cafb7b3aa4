"""Services of the field perumahan rakyat (domain study 3.1–3.2)."""

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

_FORMULIR = "Formulir identifikasi bidang perumahan rakyat (kajian domain 3.2)"
_DAFTAR = "Daftar permohonan resmi per bidang (kajian domain 3.1)"
_OPD = "Dinas Perumahan dan Kawasan Permukiman"
_KIE, _CEK_KIE = hadir_dari_sasaran("Warga yang hadir", "Warga yang diundang")
_PEKARANGAN, _CEK_PEKARANGAN = hadir_dari_sasaran(
    "Rumah tangga yang ikut", "Rumah tangga sasaran", satuan="rumah tangga"
)
_BIOPORI, _CEK_BIOPORI = hadir_dari_sasaran("Rumah tangga yang membuat", "Rumah tangga sasaran", satuan="rumah tangga")
_LAYAK = (("layak", "Layak"), ("tidak_layak", "Tidak layak"))

LAYANAN = (
    JenisLayanan(
        kode="kie_lingkungan_bersih",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.KEGIATAN,
        nama="KIE perilaku hidup bersih dan lingkungan sehat",
        harian="Penyuluhan rumah bersih",
        isian=_KIE,
        cek=_CEK_KIE,
        utama=1,
        sasaran="Warga",
        opd=_OPD,
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="rumah_tidak_layak",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.KONDISI,
        nama="Identifikasi rumah tidak layak huni (RTLH)",
        harian="Rumah tidak layak huni",
        isian=kondisi(
            "Nama kepala keluarga",
            Pilihan(kode="atap", label="Atap", opsi=_LAYAK),
            Pilihan(kode="dinding", label="Dinding", opsi=_LAYAK),
            Pilihan(kode="lantai", label="Lantai", opsi=_LAYAK),
            YaTidak(kode="jamban", label="Ada jamban sehat?"),
            Angka(kode="rumah", label="Jumlah rumah", satuan="rumah", guna=Guna.TERLAYANI, maksimum=500),
        ),
        utama=2,
        sasaran="Seluruh rumah di wilayah kerja",
        opd=_OPD,
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="permohonan_rtlh",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.PERMOHONAN,
        nama="Usulan rehabilitasi rumah tidak layak huni",
        harian="Minta perbaikan rumah",
        isian=permohonan("Jumlah rumah yang diusulkan"),
        utama=3,
        sasaran="Keluarga berpenghasilan rendah",
        opd=_OPD,
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="pekarangan",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.KEGIATAN,
        nama="Pemanfaatan pekarangan dan kebun gizi",
        harian="Kebun pekarangan",
        isian=_PEKARANGAN,
        cek=_CEK_PEKARANGAN,
        utama=4,
        sasaran="Rumah tangga",
        opd="Dinas Ketahanan Pangan",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="biopori",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.KEGIATAN,
        nama="Pembuatan biopori",
        harian="Lubang biopori",
        isian=_BIOPORI,
        cek=_CEK_BIOPORI,
        utama=5,
        sasaran="Rumah tangga",
        opd="Dinas Lingkungan Hidup",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="rumah_korban_bencana",
        bidang=Bidang.PERUMAHAN_RAKYAT,
        bentuk=Bentuk.KONDISI,
        nama="Pendataan rumah rusak akibat bencana",
        harian="Rumah rusak karena bencana",
        isian=kondisi(
            "Nama kepala keluarga",
            Pilihan(
                kode="kerusakan",
                label="Kerusakan",
                opsi=(("ringan", "Ringan"), ("sedang", "Sedang"), ("berat", "Berat")),
            ),
            Angka(kode="rumah", label="Jumlah rumah", satuan="rumah", guna=Guna.TERLAYANI, maksimum=5_000),
        ),
        utama=6,
        sasaran="Rumah tangga korban bencana",
        opd="Dinas Perkim; BPBD",
        spm="Penyediaan dan Rehabilitasi Rumah yang Layak Huni bagi Korban Bencana Kabupaten/Kota",
        sumber="PP 2/2018, jenis pelayanan perumahan rakyat",
        keyakinan="sedang",
    ),
)
