"""Penyakit yang dipantau: hipertensi, diabetes, gangguan jiwa berat, TBC, and the invitation to an HIV test."""

from spm_services.katalog.bersama import TAHUN, kegiatan
from spm_services.katalog.dasar import (
    Angka,
    Dijawab,
    JenisLayanan,
    JumlahYa,
    Langkah,
    Pilihan,
    Teks,
    TidakMelebihi,
    Tindakan,
    Untuk,
    YaTidak,
)
from spm_services.katalog.kesehatan.umum import KARTU, KUNJUNGAN, OPD, orang, total

_KIE_HIV, _CEK_HIV = kegiatan("Warga yang diajak", "Warga yang diundang")
TBC = (
    YaTidak(kode="tbc_batuk", label="Batuk terus-menerus?", wajib=False, tertutup=True),
    YaTidak(kode="tbc_demam", label="Demam dua minggu atau lebih?", wajib=False, tertutup=True),
    YaTidak(kode="tbc_bb_turun", label="Berat badan turun atau tidak naik dua bulan ini?", wajib=False, tertutup=True),
    YaTidak(kode="tbc_kontak", label="Kontak erat dengan pasien TBC?", wajib=False, tertutup=True),
)


def _pantau(kode: str, acuan: str, sebutan: str, harian: str, spm: str, awal: str, keadaan: str) -> JenisLayanan:
    """Monitoring of somebody who was diagnosed: medicine at hand, taken, checked within a month."""
    return orang(
        kode=kode,
        acuan=acuan,
        nama=f"Pemantauan penderita {sebutan}",
        harian=harian,
        isian=(
            YaTidak(kode=f"{awal}_obat", label="Obatnya ada di rumah?"),
            YaTidak(kode=f"{awal}_minum", label="Diminum dalam 24 jam terakhir?"),
            YaTidak(kode=f"{awal}_periksa", label="Diperiksa tenaga kesehatan dalam sebulan terakhir?"),
            Teks(kode="keterangan", label="Keterangan", baris=3),
        ),
        aturan=tuple(
            Dijawab(
                kode=f"{awal}_{bagian}_tidak",
                tindakan=tindakan,
                ukuran=ukuran,
                kolom=f"{awal}_{bagian}",
                nilai=(False,),
                sebutan=((False, kata),),
                arti="Belum patuh berobat",
                pesan=pesan,
                sumber=KUNJUNGAN,
                keyakinan="sedang",
            )
            for bagian, tindakan, ukuran, kata, pesan in (
                ("obat", Tindakan.RUJUK, "Obat", "tidak ada", "Obatnya habis. Antar mengambil obat ke Puskesmas."),
                ("minum", Tindakan.EDUKASI, "Obat", "tidak diminum", "Ingatkan minum obat setiap hari."),
                ("periksa", Tindakan.RUJUK, "Pemeriksaan", "lewat sebulan", "Ajak periksa ke Pustu atau Puskesmas."),
            )
        ),
        sasaran=f"Penderita {sebutan}",
        satuan="orang-kunjungan",
        untuk=Untuk(dari=15 * TAHUN, keadaan=(keadaan,)),
        langkah=Langkah.PELAYANAN,
        spm=spm,
        sumber=KUNJUNGAN,
    )


LAYANAN = (
    _pantau(
        "pantau_hipertensi",
        "KES-24",
        "hipertensi",
        "Pantau darah tinggi",
        "Pelayanan Kesehatan Penderita Hipertensi",
        "ht",
        "hipertensi",
    ),
    _pantau(
        "pantau_diabetes",
        "KES-25",
        "diabetes melitus",
        "Pantau kencing manis",
        "Pelayanan Kesehatan Penderita Diabetes Melitus",
        "dm",
        "diabetes",
    ),
    orang(
        kode="pantau_odgj",
        acuan="KES-26",
        nama="Pendampingan orang dengan gangguan jiwa berat",
        harian="Dampingi gangguan jiwa",
        isian=(
            Pilihan(
                kode="odgj_obat",
                label="Minum obatnya",
                opsi=(("teratur", "Teratur"), ("bolong", "Tidak teratur"), ("tidak", "Tidak berobat")),
                tertutup=True,
            ),
            YaTidak(kode="odgj_pasung", label="Dikurung atau dipasung?", wajib=False, tertutup=True),
            YaTidak(kode="odgj_damping", label="Ada keluarga yang mendampingi?", wajib=False, tertutup=True),
            Teks(kode="keterangan", label="Keterangan", baris=3, pribadi=True, tertutup=True),
        ),
        aturan=(
            Dijawab(
                kode="odgj_putus_obat",
                tindakan=Tindakan.RUJUK,
                ukuran="Minum obat",
                kolom="odgj_obat",
                nilai=("bolong", "tidak"),
                sebutan=(("bolong", "tidak teratur"), ("tidak", "tidak berobat")),
                arti="Putus obat",
                pesan="Perlu didatangi tenaga kesehatan.",
                sumber="Kajian domain, layanan KES-26 (dari ingatan)",
                keyakinan="sedang",
                tertutup=True,
            ),
            Dijawab(
                kode="odgj_pasung",
                tindakan=Tindakan.SEGERA,
                ukuran="Dikurung atau dipasung",
                kolom="odgj_pasung",
                nilai=(True,),
                arti="Pasung",
                pesan="Hubungi tenaga kesehatan sekarang.",
                sumber="Kajian domain, layanan KES-26 (dari ingatan)",
                keyakinan="sedang",
                tertutup=True,
            ),
        ),
        sasaran="ODGJ berat di wilayah posyandu",
        opd=f"{OPD}; Dinas Sosial",
        spm="Pelayanan Kesehatan Orang Dengan Gangguan Jiwa Berat",
        sumber="PP 2/2018, jenis pelayanan kesehatan; rincian dari ingatan",
        keyakinan="sedang",
        tertutup=True,
    ),
    orang(
        kode="skrining_tbc",
        acuan="KES-27",
        nama="Skrining empat gejala TBC",
        harian="Gejala TBC",
        isian=TBC,
        aturan=(
            JumlahYa(
                kode="tbc_terduga",
                tindakan=Tindakan.RUJUK,
                ukuran="Gejala TBC",
                bagian=tuple(k.kode for k in TBC),
                ambang="tbc_gejala",
                arti="Terduga TBC",
                pesan="Perlu diperiksa dahaknya. Antar ke Puskesmas dan jaga rahasianya.",
                sumber=KARTU,
                tertutup=True,
            ),
        ),
        sasaran="Semua umur",
        langkah=Langkah.PELAYANAN,
        spm="Pelayanan Kesehatan Orang Terduga Tuberkulosis",
        sumber=KARTU,
        tertutup=True,
    ),
    orang(
        kode="pantau_tbc",
        acuan="KES-28",
        nama="Pemantauan pengobatan TBC dan kontak serumah",
        harian="Pantau minum obat TBC",
        isian=(
            YaTidak(kode="tbc_minum", label="Obat diminum setiap hari?", tertutup=True),
            YaTidak(kode="tbc_pmo", label="Ada pengawas minum obat (PMO)?", wajib=False, tertutup=True),
            Angka(
                kode="tbc_serumah",
                label="Orang serumah",
                satuan="orang",
                maksimum=50,
                wajib=False,
                tertutup=True,
            ),
            Angka(
                kode="tbc_serumah_periksa",
                label="Orang serumah yang sudah diperiksa",
                satuan="orang",
                maksimum=50,
                wajib=False,
                tertutup=True,
            ),
        ),
        cek=(TidakMelebihi("tbc_serumah_periksa", "tbc_serumah", "Yang diperiksa {kiri}, padahal serumah {kanan}."),),
        aturan=(
            Dijawab(
                kode="tbc_putus_obat",
                tindakan=Tindakan.RUJUK,
                ukuran="Obat TBC",
                kolom="tbc_minum",
                nilai=(False,),
                sebutan=((False, "tidak diminum setiap hari"),),
                arti="Putus obat TBC",
                pesan="Beri tahu tenaga kesehatan hari ini. Obat tidak boleh putus.",
                sumber=KUNJUNGAN,
                tertutup=True,
            ),
        ),
        sasaran="Pasien TBC dan kontak serumah",
        spm="Pelayanan Kesehatan Orang Terduga Tuberkulosis",
        sumber=KUNJUNGAN,
        tertutup=True,
    ),
    total(
        kode="ajakan_hiv",
        acuan="KES-29",
        nama="KIE dan ajakan periksa HIV (tanpa mencatat status siapa pun)",
        harian="Ajakan periksa HIV",
        isian=_KIE_HIV,
        cek=_CEK_HIV,
        sasaran="Ibu hamil, pasien TBC, warga berisiko",
        satuan="orang",
        foto=1,
        spm="Pelayanan Kesehatan Orang Dengan Risiko Terinfeksi HIV",
        sumber="PP 2/2018, jenis pelayanan kesehatan; rincian dari ingatan",
        keyakinan="rendah",
    ),
)
