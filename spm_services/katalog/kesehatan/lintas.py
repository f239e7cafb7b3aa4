"""Lintas jenis pelayanan kesehatan: kunjungan rumah, penyuluhan, rujukan, permohonan, alat."""

from posyandu_app.lib.bidang import Bidang
from spm_services.katalog.bersama import CEK_PESERTA, EDUKASI, PESERTA, diminta
from spm_services.katalog.dasar import (
    Banyak,
    Bentuk,
    Berkas,
    Dijawab,
    JenisLayanan,
    Langkah,
    Pilihan,
    Subjek,
    Teks,
    Tindakan,
    YaTidak,
    hadir_dari_sasaran,
    kondisi,
    permohonan,
)
from spm_services.katalog.kesehatan.umum import KUNJUNGAN, OPD, orang, total

_DAFTAR = "Daftar permohonan resmi per bidang (kajian domain 3.1)"
_PENYULUHAN, _CEK_PENYULUHAN = hadir_dari_sasaran("Orang yang hadir", "Orang yang diundang", lain=PESERTA)
_KUNJUNGAN, _CEK_KUNJUNGAN = hadir_dari_sasaran(
    "Keluarga yang dikunjungi", "Keluarga yang harus dikunjungi", satuan="keluarga"
)
_TEMUAN = (
    ("akses", "Tidak terjangkau pelayanan kesehatan"),
    ("patuh", "Tidak patuh berobat atau menjalani pelayanan"),
    ("bahaya", "Ada tanda bahaya"),
    ("tbc", "Ada gejala TBC"),
)
_BERKAS = (
    Berkas("ktp", "Kartu tanda penduduk (KTP)"),
    Berkas("kk", "Kartu keluarga (KK)"),
    Berkas("bpjs", "Kartu BPJS Kesehatan", wajib=False),
)

LAYANAN = (
    total(
        kode="kunjungan_rumah",
        nama="Jumlah kunjungan rumah (dari kertas)",
        harian="Kunjungan rumah",
        isian=_KUNJUNGAN,
        cek=_CEK_KUNJUNGAN,
        utama=5,
        sasaran="Seluruh keluarga, paling sedikit sekali setahun",
        satuan="keluarga",
        sumber="KMK HK.01.07/MENKES/2015/2023 (kajian domain 4.1)",
        rekap_dari="kunjungan_keluarga",
    ),
    orang(
        kode="kunjungan_keluarga",
        acuan="KES-30",
        dasar="KMK HK.01.07/MENKES/2015/2023",
        subjek=Subjek.KELUARGA,
        nama="Kunjungan rumah dengan cara SAJI",
        harian="Kunjungi satu keluarga",
        isian=(
            Pilihan(
                kode="macam",
                label="Kunjungan apa?",
                opsi=(
                    ("rutin", "Rutin, sekali setahun"),
                    ("khusus", "Khusus, keluarga berisiko"),
                    ("nakes", "Bersama tenaga kesehatan"),
                ),
            ),
            Banyak(
                kode="saji",
                label="Yang dilakukan (SAJI)",
                opsi=(
                    ("salam", "Salam"),
                    ("ajak", "Ajak bicara"),
                    ("jelaskan", "Jelaskan dan bantu"),
                    ("ingatkan", "Ingatkan"),
                ),
            ),
            Banyak(
                kode="temuan",
                label="Yang perlu ditindaklanjuti",
                opsi=_TEMUAN,
                tertutup=True,
                bantuan="Dibahas bersama Pustu setiap minggu.",
            ),
            Teks(kode="keterangan", label="Keterangan", baris=3, pribadi=True),
        ),
        aturan=(
            Dijawab(
                kode="rumah_bahaya",
                tindakan=Tindakan.SEGERA,
                ukuran="Tanda bahaya",
                kolom="temuan",
                nilai=("bahaya",),
                sebutan=(("bahaya", "ada"),),
                arti="Tanda bahaya pada kunjungan rumah",
                pesan="Hubungi tenaga kesehatan sekarang.",
                sumber=KUNJUNGAN,
            ),
            Dijawab(
                kode="rumah_lapor",
                tindakan=Tindakan.RUJUK,
                ukuran="Kunjungan rumah",
                kolom="temuan",
                nilai=("akses", "patuh", "tbc"),
                sebutan=tuple((k, kata.lower().replace("tbc", "TBC")) for k, kata in _TEMUAN),
                arti="Perlu tindak lanjut Pustu",
                pesan="Sampaikan ke Pustu minggu ini.",
                sumber=KUNJUNGAN,
                tertutup=True,
            ),
        ),
        sasaran="Seluruh keluarga, paling sedikit sekali setahun",
        satuan="kunjungan; KK",
        foto=1,
        sumber="KMK HK.01.07/MENKES/2015/2023 (kajian domain 4.1)",
    ),
    total(
        kode="penyuluhan_kesehatan",
        acuan="KES-31",
        dasar="Permendagri 13/2024",
        nama="Penyuluhan kesehatan dan gizi",
        harian="Penyuluhan kesehatan",
        isian=_PENYULUHAN,
        cek=(*_CEK_PENYULUHAN, *CEK_PESERTA),
        sasaran="Semua warga",
        satuan="orang-kegiatan",
        foto=1,
        sumber="Permendagri 13/2024 (tugas kader: KIE menurut SPM)",
    ),
    orang(
        kode="edukasi_perorangan",
        nama="Penyuluhan perorangan pada hari buka",
        harian="Penyuluhan untuk orang ini",
        isian=(EDUKASI,),
        sasaran="Semua yang datang",
        langkah=Langkah.PENYULUHAN,
        sumber="Kolom edukasi pada semua kartu (kajian domain 4.2)",
    ),
    JenisLayanan(
        kode="rujukan_kesehatan",
        acuan="KES-32",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.PERMOHONAN,
        subjek=Subjek.ORANG,
        nama="Rujukan ke Pustu atau Puskesmas dan hasilnya",
        harian="Rujuk ke Puskesmas",
        isian=(
            Pilihan(
                kode="tujuan",
                label="Dirujuk ke mana?",
                opsi=(("pustu", "Pustu"), ("puskesmas", "Puskesmas"), ("rs", "Rumah sakit")),
                daftar="tujuan_rujukan",
            ),
            Teks(kode="alasan", label="Mengapa dirujuk?", baris=3, wajib=True, pribadi=True, tertutup=True),
        ),
        sasaran="Sasaran dengan hasil tidak normal atau tanda bahaya",
        satuan="rujukan",
        opd=OPD,
        sumber="Permendagri 13/2024; kolom rujuk pada semua kartu (kajian domain 4.2)",
    ),
    JenisLayanan(
        kode="permohonan_alat_kesehatan",
        acuan="KES-33",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan alat dan sarana kesehatan posyandu",
        harian="Minta alat kesehatan",
        isian=permohonan("Jumlah alat yang dimohonkan"),
        utama=6,
        sasaran="Posyandu; anak usia sekolah",
        satuan="permohonan",
        opd=OPD,
        sumber=_DAFTAR,
        berkas=_BERKAS,
    ),
    JenisLayanan(
        kode="permohonan_kesehatan",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan bidang kesehatan",
        harian="Permintaan kesehatan lain",
        isian=(
            diminta(
                "permohonan_kesehatan",
                ("pmt_sekolah", "Makanan tambahan anak usia sekolah"),
                ("kunjungan", "Kunjungan posyandu"),
                ("penyuluhan", "Penyuluhan"),
                ("deteksi_dini", "Deteksi dini"),
                ("rujukan", "Rujukan"),
                ("patuh_layanan", "Kepatuhan mendapat pelayanan"),
                ("patuh_obat", "Kepatuhan berobat"),
                ("akses", "Imunisasi, vitamin A, atau tablet tambah darah"),
            ),
            *permohonan("Jumlah orang yang dimohonkan"),
        ),
        sasaran="Warga",
        satuan="permohonan",
        opd=OPD,
        sumber=_DAFTAR,
        berkas=_BERKAS,
    ),
    JenisLayanan(
        kode="alat_posyandu",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KONDISI,
        subjek=Subjek.OBJEK,
        nama="Keadaan alat ukur posyandu",
        harian="Alat timbang dan ukur",
        isian=kondisi(
            "Nama alat",
            Pilihan(
                kode="keadaan", label="Keadaan", opsi=(("baik", "Baik"), ("rusak", "Rusak"), ("hilang", "Tidak ada"))
            ),
            YaTidak(kode="dikalibrasi", label="Sudah dikalibrasi Puskesmas tahun ini?", wajib=False),
        ),
        satuan="alat",
        foto=1,
        lanjut="permohonan_alat_kesehatan",
        opd=OPD,
        sumber="Kalibrasi alat adalah tugas Puskesmas (kajian domain 4.1)",
    ),
)
