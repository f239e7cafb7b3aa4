"""What is asked once when a state of a person begins: the heads of the cards. Kept with the state, not with a visit."""

from dataclasses import replace

from spm_services.katalog.bersama import PB_TB
from spm_services.katalog.dasar import Angka, Desimal, Kolom, Tanggal

SUMBER = "Kepala kartu ibu hamil (kajian domain 4.2)"
KEPALA: dict[str, tuple[Kolom, ...]] = {
    "hamil": (
        Tanggal(kode="hpht", label="Hari pertama haid terakhir", wajib=False, bantuan="Lihat Buku KIA."),
        Angka(kode="anak_ke", label="Kehamilan yang ke berapa", satuan="kali", maksimum=20),
        Angka(
            kode="jarak_lahir",
            label="Jarak dari kelahiran sebelumnya",
            satuan="bulan",
            maksimum=400,
            wajib=False,
            bantuan="Kosongkan untuk kehamilan pertama.",
        ),
        Desimal(
            kode="bb_sebelum",
            label="Berat badan sebelum hamil",
            satuan="kg",
            minimum="20",
            maksimum="250",
            wajar=("35", "120"),
            wajib=False,
        ),
        replace(PB_TB, label="Tinggi badan"),
    ),
}
