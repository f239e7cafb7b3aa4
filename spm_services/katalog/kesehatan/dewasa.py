"""Usia dewasa 19–59 tahun, and what dewasa and lansia share (kartu dewasa dan lansia)."""

from dataclasses import replace

from spm_services.katalog.bersama import (
    BB,
    CEK_TD,
    DEWASA,
    DEWASA_LANSIA,
    DIASTOLE,
    GDS,
    LILA,
    LINGKAR_PERUT,
    PB_TB,
    SISTOLE,
    TAHUN,
    ada_isi,
)
from spm_services.katalog.dasar import (
    Banyak,
    Batas,
    Dijawab,
    Kalau,
    Langkah,
    Melewati,
    Pilihan,
    SalahSatuMelewati,
    Skor,
    Tindakan,
    Untuk,
    YaTidak,
    hadir_dari_sasaran,
)
from spm_services.katalog.kesehatan.umum import CEK_RUJUK, INGATAN, KARTU, RUJUK, orang, total

_SPM = "Pelayanan Kesehatan Pada Usia Produktif"
_DEWASA, _CEK_DEWASA = hadir_dari_sasaran("Orang dewasa yang diperiksa", "Orang dewasa di wilayah posyandu", lain=RUJUK)
UKUR = (
    BB,
    replace(PB_TB, label="Tinggi badan"),
    LINGKAR_PERUT,
    LILA,
    SISTOLE,
    DIASTOLE,
    GDS,
)
CEK_UKUR = (ada_isi(*UKUR), CEK_TD)


def _perut(kode: str, kelamin: str, ambang: str) -> Melewati:
    return Melewati(
        kode=kode,
        tindakan=Tindakan.EDUKASI,
        ukuran="Lingkar perut",
        kolom="lingkar_perut",
        tanda=">",
        ambang=ambang,
        kalau=Kalau(kolom="kelamin", nilai=(kelamin,)),
        arti="Obesitas sentral",
        pesan="Lingkar perutnya berlebih. Ajak makan lebih sehat dan bergerak setiap hari.",
        sumber=KARTU,
    )


ATURAN_UKUR = (
    SalahSatuMelewati(
        kode="dewasa_td_tinggi",
        tindakan=Tindakan.RUJUK,
        ukuran="Tekanan darah",
        batas=(
            Batas("angka atas", "sistole", ">=", "sistole_tinggi"),
            Batas("angka bawah", "diastole", ">=", "diastole_tinggi"),
        ),
        arti="Tekanan darah tinggi",
        pesan="Tekanan darahnya perlu diukur ulang tenaga kesehatan. Antar ke Pustu atau Puskesmas.",
        sumber=KARTU,
        keyakinan="sedang",
    ),
    Melewati(
        kode="dewasa_gds_tinggi",
        tindakan=Tindakan.RUJUK,
        ukuran="Gula darah sewaktu",
        kolom="gds",
        tanda=">=",
        ambang="gds_tinggi",
        arti="Gula darah tinggi",
        pesan="Gula darahnya perlu diperiksa ulang tenaga kesehatan. Antar ke Pustu atau Puskesmas.",
        sumber=KARTU,
        keyakinan="sedang",
    ),
    _perut("dewasa_perut_l", "L", "lingkar_perut_l"),
    _perut("dewasa_perut_p", "P", "lingkar_perut_p"),
)
_PENYAKIT = (
    ("hipertensi", "Darah tinggi"),
    ("dm", "Kencing manis"),
    ("stroke", "Stroke"),
    ("jantung", "Penyakit jantung"),
    ("kanker", "Kanker"),
    ("kolesterol", "Kolesterol tinggi"),
)
_LIHAT = (("normal", "Bisa menghitung jari"), ("gangguan", "Tidak bisa menghitung jari"))
_DENGAR = (("normal", "Bisa mengulang bisikan"), ("gangguan", "Tidak bisa mengulang bisikan"))
_INDRA = (
    Pilihan(kode="mata_kanan", label="Mata kanan: hitung jari", opsi=_LIHAT, wajib=False),
    Pilihan(kode="mata_kiri", label="Mata kiri: hitung jari", opsi=_LIHAT, wajib=False),
    Pilihan(kode="telinga_kanan", label="Telinga kanan: tes bisik", opsi=_DENGAR, wajib=False),
    Pilihan(kode="telinga_kiri", label="Telinga kiri: tes bisik", opsi=_DENGAR, wajib=False),
)
_PUMA = (
    Pilihan(
        kode="puma_rokok",
        label="Merokok: batang sehari × lama merokok (tahun) ÷ 20",
        opsi=(("sedikit", "Kurang dari 20"), ("sedang", "20–30"), ("banyak", "Lebih dari 30")),
        skor=(("sedikit", 0), ("sedang", 1), ("banyak", 2)),
        bantuan="Satu bungkus dihitung 20 batang.",
    ),
    YaTidak(kode="puma_napas", label="Napas terasa pendek saat berjalan cepat atau menanjak?"),
    YaTidak(kode="puma_dahak", label="Biasanya berdahak meski tidak sedang pilek?"),
    YaTidak(kode="puma_batuk", label="Biasanya batuk meski tidak sedang pilek?"),
    YaTidak(kode="puma_spirometri", label="Pernah diminta meniup alat untuk memeriksa paru?"),
)

LAYANAN = (
    total(
        kode="periksa_dewasa",
        nama="Jumlah pemeriksaan usia dewasa (dari kertas)",
        harian="Periksa orang dewasa",
        isian=_DEWASA,
        cek=(*_CEK_DEWASA, CEK_RUJUK),
        utama=4,
        sasaran="Usia 19–59 tahun",
        satuan="orang",
        spm=_SPM,
        sumber=KARTU,
        rekap_dari="ukur_dewasa",
    ),
    orang(
        kode="ukur_dewasa",
        acuan="KES-19",
        nama="IMT, lingkar perut, tekanan darah, dan gula darah usia dewasa",
        harian="Timbang dan ukur orang dewasa",
        isian=UKUR,
        cek=CEK_UKUR,
        aturan=ATURAN_UKUR,
        sasaran="Usia 19–59 tahun (SPM menghitung 15–59 tahun)",
        untuk=DEWASA,
        langkah=Langkah.PENGUKURAN,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="tes_indra",
        nama="Tes hitung jari dan tes bisik",
        harian="Tes mata dan telinga",
        isian=_INDRA,
        cek=(ada_isi(*_INDRA),),
        aturan=tuple(
            Dijawab(
                kode=f"indra_{k.kode}",
                tindakan=Tindakan.RUJUK,
                ukuran=k.label,
                kolom=k.kode,
                nilai=("gangguan",),
                sebutan=tuple((kode, kata.lower()) for kode, kata in k.opsi),
                arti="Gangguan penglihatan" if k.kode.startswith("mata") else "Gangguan pendengaran",
                pesan="Perlu diperiksa tenaga kesehatan.",
                sumber=KARTU,
                keyakinan="sedang",
            )
            for k in _INDRA
        ),
        sasaran="Usia 19 tahun ke atas",
        untuk=DEWASA_LANSIA,
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        sumber=KARTU,
    ),
    orang(
        kode="riwayat_kesehatan",
        nama="Riwayat penyakit dan perilaku berisiko (kepala kartu)",
        harian="Riwayat penyakit dan kebiasaan",
        isian=(
            Banyak(kode="riwayat_keluarga", label="Penyakit dalam keluarga", opsi=_PENYAKIT),
            Banyak(kode="riwayat_diri", label="Penyakit pada diri sendiri", opsi=_PENYAKIT),
            Banyak(
                kode="perilaku",
                label="Kebiasaan berisiko",
                opsi=(
                    ("merokok", "Merokok"),
                    ("gula", "Banyak gula"),
                    ("garam", "Banyak garam"),
                    ("lemak", "Banyak lemak"),
                ),
            ),
        ),
        sasaran="Usia 19 tahun ke atas, sekali setahun",
        untuk=Untuk(dari=19 * TAHUN),
        tiap_bulan=12,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="skrining_puma",
        acuan="KES-20",
        nama="Kuesioner PUMA (penyakit paru obstruktif)",
        harian="Pertanyaan paru (PUMA)",
        isian=_PUMA,
        skor=(
            Skor(
                kode="puma",
                label="Skor PUMA",
                bagian=("puma_kelamin", "puma_umur", *(k.kode for k in _PUMA)),
            ),
        ),
        aturan=(
            Melewati(
                kode="puma_tinggi",
                tindakan=Tindakan.RUJUK,
                ukuran="Skor PUMA",
                kolom="puma",
                tanda=">=",
                ambang="puma_skor",
                arti="Risiko PPOK",
                pesan="Napas dan parunya perlu diperiksa tenaga kesehatan.",
                sumber=f"{KARTU}. {INGATAN}; batas rokok berbeda antar salinan kartu",
                keyakinan="sedang",
            ),
        ),
        sasaran="Usia 40 tahun ke atas yang merokok",
        untuk=Untuk(dari=40 * TAHUN),
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        spm=_SPM,
        sumber=f"{KARTU}. {INGATAN}",
    ),
    orang(
        kode="layanan_kb",
        acuan="KES-21",
        nama="Pelayanan dan pemantauan KB",
        harian="KB",
        isian=(
            YaTidak(kode="kb_pakai", label="Sedang memakai alat atau obat KB?", tertutup=True),
            Pilihan(
                kode="kb_cara",
                label="Cara KB",
                opsi=(
                    ("pil", "Pil"),
                    ("suntik", "Suntik"),
                    ("implan", "Implan"),
                    ("iud", "IUD"),
                    ("kondom", "Kondom"),
                    ("mow", "Steril perempuan (MOW)"),
                    ("mop", "Steril laki-laki (MOP)"),
                    ("mal", "Menyusui (MAL)"),
                    ("lain", "Lainnya"),
                ),
                wajib=False,
                tertutup=True,
                kalau=Kalau(kolom="kb_pakai", nilai=(True,)),
            ),
            YaTidak(
                kode="kb_ingin",
                label="Ingin ber-KB tetapi belum terlayani?",
                wajib=False,
                tertutup=True,
                kalau=Kalau(kolom="kb_pakai", nilai=(False,)),
            ),
        ),
        sasaran="Pasangan usia subur dan wanita usia subur",
        satuan="akseptor",
        untuk=Untuk(dari=15 * TAHUN, sampai=50 * TAHUN, kelamin="P", bukan=("hamil",)),
        langkah=Langkah.PELAYANAN,
        opd="Dinas yang membidangi KB; Puskesmas",
        spm=_SPM,
        sumber=KARTU,
        tertutup=True,
    ),
)
