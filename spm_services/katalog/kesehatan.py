"""Services of the field kesehatan. Individual cards by life cycle come later; here are the activity totals."""

from posyandu_app.lib.bidang import Bidang
from spm_services.katalog.dasar import (
    Angka,
    Bentuk,
    Guna,
    JenisLayanan,
    Kolom,
    Paling,
    Pilihan,
    Teks,
    TidakMelebihi,
    YaTidak,
    hadir_dari_sasaran,
    kondisi,
    permohonan,
)

_KARTU = "Kartu bantu pemeriksaan dan rekap bulanan (kajian domain 4.2)"
_OPD = "Dinas Kesehatan (Puskesmas/Pustu)"
_RUJUK: tuple[Kolom, ...] = (
    Angka(
        kode="dirujuk",
        label="Dirujuk ke Pustu/Puskesmas",
        satuan="orang",
        wajib=False,
        bantuan="Kosong berarti tidak dicatat; tulis 0 kalau memang tidak ada.",
    ),
)
_CEK_RUJUK = TidakMelebihi("dirujuk", "terlayani", "Yang dirujuk {kiri}, padahal yang dilayani {kanan}. Periksa lagi.")
_BUMIL, _CEK_BUMIL = hadir_dari_sasaran("Ibu hamil yang diperiksa", "Ibu hamil di wilayah posyandu", lain=_RUJUK)
_REMAJA, _CEK_REMAJA = hadir_dari_sasaran("Remaja yang diperiksa", "Remaja di wilayah posyandu", lain=_RUJUK)
_DEWASA, _CEK_DEWASA = hadir_dari_sasaran(
    "Orang dewasa yang diperiksa", "Orang dewasa di wilayah posyandu", lain=_RUJUK
)
_LANSIA, _CEK_LANSIA = hadir_dari_sasaran("Lansia yang diperiksa", "Lansia di wilayah posyandu", lain=_RUJUK)
_PENYULUHAN, _CEK_PENYULUHAN = hadir_dari_sasaran("Orang yang hadir", "Orang yang diundang")
_KUNJUNGAN, _CEK_KUNJUNGAN = hadir_dari_sasaran(
    "Keluarga yang dikunjungi", "Keluarga yang harus dikunjungi", satuan="keluarga"
)

LAYANAN = (
    JenisLayanan(
        kode="penimbangan_balita",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Penimbangan balita dan plot KMS",
        harian="Timbang balita",
        isian=(
            Angka(
                kode="sasaran",
                label="Balita di wilayah posyandu (S)",
                satuan="anak",
                guna=Guna.SASARAN,
                bantuan="Jumlah balita yang didata, bukan yang datang.",
            ),
            Angka(kode="terlayani", label="Balita ditimbang (D)", satuan="anak", guna=Guna.TERLAYANI),
            Angka(kode="naik", label="Berat badannya naik (N)", satuan="anak"),
            Angka(kode="tidak_naik", label="Berat badannya tidak naik (T)", satuan="anak"),
            Angka(kode="bgm", label="Di bawah garis merah (BGM)", satuan="anak", wajib=False),
            Angka(kode="dirujuk", label="Dirujuk ke Pustu/Puskesmas", satuan="anak", wajib=False),
            Teks(kode="keterangan", label="Keterangan", baris=3),
        ),
        cek=(
            TidakMelebihi(
                "terlayani", "sasaran", "Yang ditimbang {kiri}, padahal balita yang didata {kanan}. Periksa lagi."
            ),
            Paling(
                ("naik", "tidak_naik"),
                "terlayani",
                "Naik dan tidak naik berjumlah {jumlah}, padahal yang ditimbang {seluruh}.",
            ),
            TidakMelebihi(
                "bgm", "terlayani", "Yang di bawah garis merah {kiri}, padahal yang ditimbang {kanan}. Periksa lagi."
            ),
            TidakMelebihi("dirujuk", "terlayani", "Yang dirujuk {kiri}, padahal yang ditimbang {kanan}. Periksa lagi."),
        ),
        utama=1,
        sasaran="Balita 0–59 bulan",
        opd=_OPD,
        spm="Pelayanan Kesehatan Balita",
        sumber=_KARTU,
    ),
    JenisLayanan(
        kode="periksa_ibu_hamil",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Penimbangan, LILA, dan tekanan darah ibu hamil",
        harian="Periksa ibu hamil",
        isian=_BUMIL,
        cek=(*_CEK_BUMIL, _CEK_RUJUK),
        utama=2,
        sasaran="Ibu hamil",
        opd=_OPD,
        spm="Pelayanan Kesehatan Ibu Hamil",
        sumber=_KARTU,
    ),
    JenisLayanan(
        kode="periksa_lansia",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Pemeriksaan kesehatan lanjut usia",
        harian="Periksa lansia",
        isian=_LANSIA,
        cek=(*_CEK_LANSIA, _CEK_RUJUK),
        utama=3,
        sasaran="Lansia 60 tahun ke atas",
        opd=_OPD,
        spm="Pelayanan Kesehatan Pada Usia Lanjut",
        sumber=_KARTU,
    ),
    JenisLayanan(
        kode="periksa_dewasa",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Pemeriksaan kesehatan usia dewasa",
        harian="Periksa orang dewasa",
        isian=_DEWASA,
        cek=(*_CEK_DEWASA, _CEK_RUJUK),
        utama=4,
        sasaran="Usia 19–59 tahun",
        opd=_OPD,
        spm="Pelayanan Kesehatan Pada Usia Produktif",
        sumber=_KARTU,
    ),
    JenisLayanan(
        kode="kunjungan_rumah",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="KunjunganWarga rumah kader",
        harian="KunjunganWarga rumah",
        isian=_KUNJUNGAN,
        cek=_CEK_KUNJUNGAN,
        utama=5,
        sasaran="Seluruh keluarga, paling sedikit sekali setahun",
        opd=_OPD,
        sumber="KMK HK.01.07/MENKES/2015/2023 (kajian domain 4.1)",
    ),
    JenisLayanan(
        kode="permohonan_alat_kesehatan",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.PERMOHONAN,
        nama="Permohonan alat dan sarana kesehatan posyandu",
        harian="Minta alat kesehatan",
        isian=permohonan("Jumlah alat yang dimohonkan"),
        utama=6,
        sasaran="Posyandu",
        opd=_OPD,
        sumber="Daftar permohonan resmi per bidang (kajian domain 3.1)",
    ),
    JenisLayanan(
        kode="periksa_remaja",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Pemeriksaan kesehatan usia sekolah dan remaja",
        harian="Periksa remaja",
        isian=_REMAJA,
        cek=(*_CEK_REMAJA, _CEK_RUJUK),
        sasaran="Usia 6–18 tahun",
        opd=_OPD,
        spm="Pelayanan Kesehatan Pada Usia Pendidikan Dasar",
        sumber=_KARTU,
    ),
    JenisLayanan(
        kode="penyuluhan_kesehatan",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KEGIATAN,
        nama="Penyuluhan kesehatan dan gizi",
        harian="Penyuluhan kesehatan",
        isian=_PENYULUHAN,
        cek=_CEK_PENYULUHAN,
        sasaran="Semua warga",
        opd=_OPD,
        sumber="Permendagri 13/2024 (tugas kader: KIE menurut SPM)",
    ),
    JenisLayanan(
        kode="alat_posyandu",
        bidang=Bidang.KESEHATAN,
        bentuk=Bentuk.KONDISI,
        nama="Keadaan alat ukur posyandu",
        harian="Alat timbang dan ukur",
        isian=kondisi(
            "Nama alat",
            Pilihan(
                kode="keadaan", label="Keadaan", opsi=(("baik", "Baik"), ("rusak", "Rusak"), ("hilang", "Tidak ada"))
            ),
            YaTidak(kode="dikalibrasi", label="Sudah dikalibrasi Puskesmas tahun ini?", wajib=False),
        ),
        opd=_OPD,
        sumber="Kalibrasi alat adalah tugas Puskesmas (kajian domain 4.1)",
    ),
)
