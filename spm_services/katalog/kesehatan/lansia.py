"""Lansia, 60 tahun ke atas: measures, AKS, SKILAS."""

from spm_services.katalog.bersama import LANSIA
from spm_services.katalog.dasar import (
    JumlahYa,
    Langkah,
    Melewati,
    Pilihan,
    Skor,
    Tindakan,
    YaTidak,
    hadir_dari_sasaran,
)
from spm_services.katalog.kesehatan.dewasa import ATURAN_UKUR, CEK_UKUR, UKUR
from spm_services.katalog.kesehatan.umum import CEK_RUJUK, INGATAN, KARTU, RUJUK, orang, total

_SPM = "Pelayanan Kesehatan Pada Usia Lanjut"
_LANSIA, _CEK_LANSIA = hadir_dari_sasaran("Lansia yang diperiksa", "Lansia di wilayah posyandu", lain=RUJUK)


def _butir(kode: str, label: str, *kata: str) -> Pilihan:
    """One AKS item: the words for 0, 1, 2 … points."""
    opsi = tuple((str(n), k) for n, k in enumerate(kata))
    return Pilihan(kode=f"aks_{kode}", label=label, opsi=opsi, skor=tuple((k, int(k)) for k, _ in opsi))


AKS = (
    _butir("bab", "Menahan buang air besar", "Tidak bisa, atau perlu dibantu", "Kadang tidak tertahan", "Selalu bisa"),
    _butir("bak", "Menahan buang air kecil", "Tidak bisa, atau pakai selang", "Kadang tidak tertahan", "Selalu bisa"),
    _butir("diri", "Membersihkan diri (muka, rambut, gigi)", "Perlu dibantu", "Sendiri"),
    _butir("wc", "Memakai WC", "Sepenuhnya dibantu", "Dibantu sebagian", "Sendiri"),
    _butir("makan", "Makan", "Sepenuhnya dibantu", "Dibantu memotong atau menyuap", "Sendiri"),
    _butir(
        "pindah",
        "Pindah dari tempat tidur ke kursi",
        "Tidak bisa",
        "Dibantu dua orang",
        "Dibantu satu orang",
        "Sendiri",
    ),
    _butir(
        "jalan",
        "Berjalan di tempat rata",
        "Tidak bisa",
        "Dengan kursi roda",
        "Dibantu satu orang",
        "Sendiri, boleh pakai tongkat",
    ),
    _butir("pakaian", "Berpakaian", "Sepenuhnya dibantu", "Dibantu sebagian", "Sendiri"),
    _butir("tangga", "Naik turun tangga", "Tidak bisa", "Dibantu", "Sendiri"),
    _butir("mandi", "Mandi", "Perlu dibantu", "Sendiri"),
)
SKILAS = tuple(
    YaTidak(kode=f"skilas_{kode}", label=label, wajib=False)
    for kode, label in (
        ("waktu_tempat", "Salah menyebut hari ini atau tempat ini?"),
        ("tiga_kata", "Tidak bisa mengulang tiga kata yang tadi disebut?"),
        ("berdiri", "Tidak bisa berdiri dari kursi lima kali tanpa tangan?"),
        ("bb_turun", "Berat turun lebih dari 3 kg dalam 3 bulan, atau baju jadi longgar?"),
        ("nafsu_makan", "Hilang nafsu makan atau sulit makan?"),
        ("mata", "Ada keluhan mata, atau sedang berobat mata?"),
        ("lihat", "Tidak lulus tes melihat?"),
        ("dengar", "Tidak bisa mengulang bisikan?"),
        ("sedih", "Dua minggu ini merasa sedih, tertekan, atau putus asa?"),
        ("minat", "Dua minggu ini sedikit minat atau senang melakukan sesuatu?"),
    )
)

LAYANAN = (
    total(
        kode="periksa_lansia",
        nama="Jumlah pemeriksaan lanjut usia (dari kertas)",
        harian="Periksa lansia",
        isian=_LANSIA,
        cek=(*_CEK_LANSIA, CEK_RUJUK),
        utama=3,
        sasaran="Lansia 60 tahun ke atas",
        satuan="orang",
        spm=_SPM,
        sumber=KARTU,
        rekap_dari="ukur_lansia",
    ),
    orang(
        kode="ukur_lansia",
        nama="IMT, lingkar perut, LILA, tekanan darah, dan gula darah lansia",
        harian="Timbang dan ukur lansia",
        isian=UKUR,
        cek=CEK_UKUR,
        aturan=(
            *ATURAN_UKUR,
            Melewati(
                kode="skilas_lila",
                tindakan=Tindakan.RUJUK,
                ukuran="LILA",
                kolom="lila",
                tanda="<",
                ambang="lila_lansia",
                arti="Risiko kurang gizi (SKILAS)",
                pesan="Lengannya terlalu kecil, mungkin kurang gizi. Antar ke Pustu atau Puskesmas.",
                sumber=KARTU,
            ),
        ),
        sasaran="Lansia 60 tahun ke atas",
        untuk=LANSIA,
        langkah=Langkah.PENGUKURAN,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="aks_lansia",
        acuan="KES-22",
        nama="Skrining aktivitas kehidupan sehari-hari (AKS)",
        harian="Kemandirian lansia (AKS)",
        isian=AKS,
        skor=(Skor(kode="aks", label="Skor AKS", bagian=tuple(k.kode for k in AKS)),),
        aturan=(
            Melewati(
                kode="aks_kurang",
                tindakan=Tindakan.RUJUK,
                ukuran="Skor AKS",
                kolom="aks",
                tanda="<",
                ambang="aks_mandiri",
                arti="Ketergantungan",
                pesan="Perlu bantuan dalam kegiatan sehari-hari. Beri tahu tenaga kesehatan.",
                sumber=KARTU,
            ),
        ),
        sasaran="Lansia 60 tahun ke atas",
        untuk=LANSIA,
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        spm=_SPM,
        sumber=KARTU,
    ),
    orang(
        kode="skilas_lansia",
        acuan="KES-23",
        nama="Skrining lansia sederhana (SKILAS)",
        harian="Skrining lansia (SKILAS)",
        isian=SKILAS,
        aturan=(
            JumlahYa(
                kode="skilas_ada",
                tindakan=Tindakan.RUJUK,
                ukuran="SKILAS",
                bagian=tuple(k.kode for k in SKILAS),
                ambang="skilas_ya",
                arti="Penurunan kemampuan (SKILAS)",
                pesan="Ada yang perlu diperiksa tenaga kesehatan. Antar ke Pustu atau Puskesmas.",
                sumber=KARTU,
            ),
        ),
        sasaran="Lansia 60 tahun ke atas",
        untuk=LANSIA,
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        spm=_SPM,
        sumber=f"{KARTU}. {INGATAN}",
    ),
)
