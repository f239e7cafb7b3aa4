"""Usia sekolah dan remaja, 6–18 tahun (columns of the monthly recap)."""

from dataclasses import replace

from spm_services.katalog.bersama import (
    BB,
    CEK_TD,
    DIASTOLE,
    GDS,
    HB,
    LINGKAR_PERUT,
    PB_TB,
    REMAJA,
    SISTOLE,
    TAHUN,
    ada_isi,
)
from spm_services.katalog.dasar import (
    Angka,
    Banyak,
    Batas,
    Dijawab,
    Langkah,
    Melewati,
    SalahSatuMelewati,
    Teks,
    Tindakan,
    Untuk,
    YaTidak,
    hadir_dari_sasaran,
)
from spm_services.katalog.kesehatan.umum import CEK_RUJUK, INGATAN, KARTU, RUJUK, orang, total

_SPM = "Pelayanan Kesehatan Pada Usia Pendidikan Dasar"
_REMAJA, _CEK_REMAJA = hadir_dari_sasaran("Remaja yang diperiksa", "Remaja di wilayah posyandu", lain=RUJUK)
_TB = replace(PB_TB, label="Tinggi badan")
_LIMA_BELAS = Untuk(dari=15 * TAHUN, sampai=19 * TAHUN)
_PUTRI = Untuk(dari=10 * TAHUN, sampai=19 * TAHUN, kelamin="P")
_DARAH = (
    replace(SISTOLE, untuk=_LIMA_BELAS),
    replace(DIASTOLE, untuk=_LIMA_BELAS),
    replace(GDS, untuk=_LIMA_BELAS),
    replace(HB, untuk=_PUTRI),
)
HEEADSSS = (
    ("rumah", "Rumah dan keluarga"),
    ("sekolah", "Sekolah dan pekerjaan"),
    ("makan", "Pola makan"),
    ("kegiatan", "Kegiatan dan pergaulan"),
    ("zat", "Rokok, minuman keras, obat terlarang"),
    ("seksualitas", "Seksualitas"),
    ("jiwa", "Suasana hati dan pikiran menyakiti diri"),
    ("aman", "Keamanan dan kekerasan"),
)

LAYANAN = (
    total(
        kode="periksa_remaja",
        nama="Jumlah pemeriksaan usia sekolah dan remaja (dari kertas)",
        harian="Periksa remaja",
        isian=_REMAJA,
        cek=(*_CEK_REMAJA, CEK_RUJUK),
        sasaran="Usia 6–18 tahun",
        satuan="orang",
        spm=_SPM,
        sumber=KARTU,
        rekap_dari="ukur_remaja",
    ),
    orang(
        kode="ukur_remaja",
        acuan="KES-16",
        nama="Penimbangan, tinggi badan, dan lingkar perut usia sekolah dan remaja",
        harian="Timbang dan ukur remaja",
        isian=(BB, _TB, LINGKAR_PERUT),
        cek=(ada_isi(BB, _TB, LINGKAR_PERUT),),
        sasaran="Anak 6–14 dan 15–18 tahun (SPM menghitung 7–15 tahun)",
        satuan="orang-kunjungan",
        untuk=REMAJA,
        langkah=Langkah.PENGUKURAN,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="darah_remaja",
        acuan="KES-17",
        nama="Tekanan darah, gula darah, dan Hb remaja",
        harian="Tensi, gula, dan Hb remaja",
        isian=_DARAH,
        cek=(ada_isi(*_DARAH), CEK_TD),
        aturan=(
            SalahSatuMelewati(
                kode="remaja_td_tinggi",
                tindakan=Tindakan.RUJUK,
                ukuran="Tekanan darah",
                batas=(
                    Batas("angka atas", "sistole", ">=", "sistole_tinggi"),
                    Batas("angka bawah", "diastole", ">=", "diastole_tinggi"),
                ),
                arti="Tekanan darah tinggi",
                pesan="Tekanan darahnya perlu diukur ulang tenaga kesehatan.",
                sumber=KARTU,
                keyakinan="sedang",
            ),
            Melewati(
                kode="remaja_gds_tinggi",
                tindakan=Tindakan.RUJUK,
                ukuran="Gula darah sewaktu",
                kolom="gds",
                tanda=">=",
                ambang="gds_tinggi",
                arti="Gula darah tinggi",
                pesan="Gula darahnya perlu diperiksa ulang tenaga kesehatan.",
                sumber=KARTU,
                keyakinan="sedang",
            ),
            Melewati(
                kode="remaja_anemia",
                tindakan=Tindakan.RUJUK,
                ukuran="Hb",
                kolom="hb",
                tanda="<",
                ambang="hb_remaja",
                arti="Anemia",
                pesan="Mungkin kurang darah. Antar ke Pustu atau Puskesmas dan ingatkan tablet tambah darah.",
                sumber=KARTU,
                keyakinan="sedang",
            ),
        ),
        sasaran="Remaja 15–18 tahun; remaja putri",
        untuk=Untuk(dari=10 * TAHUN, sampai=19 * TAHUN, bukan=("hamil",)),
        langkah=Langkah.PENGUKURAN,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="ttd_remaja_putri",
        nama="Tablet tambah darah remaja putri",
        harian="Tablet tambah darah remaja",
        isian=(
            Angka(kode="ttd_diberi", label="Tablet tambah darah yang diberikan", satuan="tablet", maksimum=60),
            YaTidak(kode="ttd_tiap_minggu", label="Diminum setiap minggu?", wajib=False),
        ),
        sasaran="Remaja putri",
        satuan="tablet; orang",
        untuk=Untuk(dari=10 * TAHUN, sampai=19 * TAHUN, kelamin="P", bukan=("hamil", "nifas")),
        langkah=Langkah.PELAYANAN,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="skrining_remaja",
        acuan="KES-18",
        nama="Skrining masalah kesehatan remaja (HEEADSSS)",
        harian="Wawancara remaja oleh nakes",
        isian=(
            Banyak(
                kode="heeadsss",
                label="Bagian yang perlu ditindaklanjuti",
                opsi=HEEADSSS,
                tertutup=True,
                oleh="nakes",
            ),
            Teks(kode="tindak_lanjut", label="Tindak lanjut", baris=3, pribadi=True, tertutup=True, oleh="nakes"),
        ),
        aturan=(
            Dijawab(
                kode="remaja_heeadsss",
                tindakan=Tindakan.RUJUK,
                ukuran="HEEADSSS",
                kolom="heeadsss",
                sebutan=HEEADSSS,
                arti="Ada masalah kesehatan remaja",
                pesan="Dilanjutkan tenaga kesehatan.",
                sumber=f"{KARTU}. {INGATAN}",
                keyakinan="sedang",
                tertutup=True,
            ),
        ),
        sasaran="Remaja",
        untuk=Untuk(dari=10 * TAHUN, sampai=19 * TAHUN),
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        spm=_SPM,
        sumber=f"{KARTU}. {INGATAN}",
        keyakinan="sedang",
        tertutup=True,
        oleh="nakes",
    ),
)
