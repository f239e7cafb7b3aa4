"""The kit of a posyandu as a catalogue. Codes are never reused or deleted; a region that uses other items adds them.

Names follow the equipment commonly listed for an open day (scales, length board, LILA tape, blood pressure meter, books
and forms). Which of them are calibrated, and every how many months, is our own reckoning: the form takes any date.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Barang:
    kode: str
    nama: str
    ukur: bool = False  # a measuring instrument: asks for calibration


DAFTAR: tuple[Barang, ...] = (
    Barang("timbangan_bayi", "Timbangan bayi", ukur=True),
    Barang("timbangan_injak", "Timbangan injak digital", ukur=True),
    Barang("dacin", "Dacin", ukur=True),
    Barang("panjang_badan", "Alat ukur panjang badan", ukur=True),
    Barang("tinggi_badan", "Alat ukur tinggi badan", ukur=True),
    Barang("pita_lila", "Pita LILA"),
    Barang("pita_lingkar", "Pita lingkar kepala dan perut"),
    Barang("tensimeter", "Tensimeter digital", ukur=True),
    Barang("glukometer", "Alat cek gula darah", ukur=True),
    Barang("termometer", "Termometer", ukur=True),
    Barang("kit_stimulasi", "Alat permainan edukatif dan stimulasi"),
    Barang("meja_kursi", "Meja dan kursi"),
    Barang("tenda", "Tenda atau kanopi"),
    Barang("papan_nama", "Papan nama posyandu"),
    Barang("papan_informasi", "Papan informasi dan pengumuman"),
    Barang("media_kie", "Media penyuluhan (lembar balik, poster)"),
    Barang("kit_p3k", "Kotak P3K"),
    Barang("apar", "Alat pemadam api ringan (APAR)", ukur=True),
    Barang("laptop", "Laptop atau komputer"),
    Barang("telepon", "Telepon genggam milik posyandu"),
)
BARANG: dict[str, Barang] = {b.kode: b for b in DAFTAR}


def pilihan_barang() -> list[tuple[str, str]]:
    return [(b.kode, b.nama) for b in DAFTAR]
