"""Services of the field sosial (domain study 3.1–3.2)."""

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

_FORMULIR = "Formulir identifikasi bidang sosial (kajian domain 3.2)"
_DAFTAR = "Daftar permohonan resmi per bidang (kajian domain 3.1)"
_INKLUSI, _CEK_INKLUSI = hadir_dari_sasaran("Warga yang hadir", "Warga yang diundang")
_DISABILITAS, _CEK_DISABILITAS = hadir_dari_sasaran("Warga yang hadir", "Warga yang diundang")
_BANTUAN, _CEK_BANTUAN = hadir_dari_sasaran(
    "Keluarga yang menerima", "Keluarga penerima dalam daftar", satuan="keluarga"
)

LAYANAN = (
    JenisLayanan(
        kode="pantau_bansos",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KEGIATAN,
        nama="Pemantauan penyaluran bantuan sosial",
        harian="Pembagian bantuan",
        isian=_BANTUAN,
        cek=_CEK_BANTUAN,
        utama=1,
        sasaran="Penerima bantuan",
        opd="Dinas Sosial",
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="keluarga_miskin",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KONDISI,
        nama="Pendataan keluarga miskin dan rentan",
        harian="Keluarga miskin",
        isian=kondisi(
            "Inisial kepala keluarga",
            Angka(kode="jiwa", label="Jumlah anggota keluarga", satuan="orang", guna=Guna.TERLAYANI, maksimum=30),
            YaTidak(kode="menerima_bantuan", label="Sudah menerima bantuan?"),
            YaTidak(kode="ada_disabilitas", label="Ada penyandang disabilitas?", wajib=False),
        ),
        utama=2,
        sasaran="Keluarga miskin dan rentan",
        opd="Dinas Sosial",
        sumber=_FORMULIR,
    ),
    JenisLayanan(
        kode="kie_disabilitas",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KEGIATAN,
        nama="KIE disabilitas",
        harian="Penyuluhan disabilitas",
        isian=_DISABILITAS,
        cek=_CEK_DISABILITAS,
        utama=3,
        sasaran="Warga dan keluarga",
        opd="Dinas Sosial",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="lansia_terlantar",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KONDISI,
        nama="Pendataan lanjut usia terlantar atau hidup sendiri",
        harian="Lansia sendirian",
        isian=kondisi(
            "Inisial lansia",
            Angka(kode="orang", label="Jumlah lansia", satuan="orang", guna=Guna.TERLAYANI, maksimum=50),
            Pilihan(
                kode="keadaan",
                label="Keadaan",
                opsi=(("mandiri", "Masih mandiri"), ("perlu_bantuan", "Perlu bantuan"), ("gawat", "Perlu segera")),
            ),
        ),
        utama=4,
        sasaran="Lansia terlantar di luar panti",
        opd="Dinas Sosial",
        spm="Rehabilitasi Sosial Dasar Lanjut Usia Terlantar di Luar Panti",
        sumber="PP 2/2018; Permensos 9/2018",
    ),
    JenisLayanan(
        kode="permohonan_bantuan_sosial",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan bantuan sosial",
        harian="Minta bantuan sosial",
        isian=permohonan("Jumlah orang yang dimohonkan"),
        utama=5,
        sasaran="Warga tidak mampu",
        opd="Dinas Sosial",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="kie_inklusi",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KEGIATAN,
        nama="KIE inklusi sosial dan kesetaraan gender",
        harian="Penyuluhan sosial",
        isian=_INKLUSI,
        cek=_CEK_INKLUSI,
        utama=6,
        sasaran="Warga",
        opd="Dinas Sosial; Dinas PPPA",
        sumber=_DAFTAR,
    ),
    JenisLayanan(
        kode="disabilitas_terlantar",
        bidang=Bidang.SOSIAL,
        bentuk=Bentuk.KONDISI,
        nama="Pendataan penyandang disabilitas terlantar",
        harian="Penyandang disabilitas",
        isian=kondisi(
            "Inisial",
            Angka(kode="orang", label="Jumlah orang", satuan="orang", guna=Guna.TERLAYANI, maksimum=50),
            YaTidak(kode="punya_alat_bantu", label="Punya alat bantu?", wajib=False),
        ),
        sasaran="Penyandang disabilitas terlantar di luar panti",
        opd="Dinas Sosial",
        spm="Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar di Luar Panti",
        sumber="PP 2/2018; Permensos 9/2018",
    ),
)
