"""THE list of coded reasons for sending an item back: counted on the dashboard, said in words to the village."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alasan:
    """One reason. `untuk` limits it to a group of items; `perlu_catatan` asks for words of the reviewer's own."""

    kode: str
    nama: str
    untuk: str = ""  # "surat", "orang" or "" for every item
    perlu_catatan: bool = False


DAFTAR: tuple[Alasan, ...] = (
    Alasan("tidak_terbaca", "Pindaian tidak terbaca atau terpotong", "surat"),
    Alasan("bukan_dokumen", "Berkas yang diunggah bukan surat ini", "surat"),
    Alasan("tanda_tangan", "Belum ditandatangani atau belum distempel", "surat"),
    Alasan("penanda_salah", "Ditandatangani bukan oleh pejabat yang berwenang", "surat"),
    Alasan("nomor_beda", "Nomor atau tanggal berbeda dengan yang tercatat", "surat"),
    Alasan("masa_berlaku", "Masa berlaku habis atau belum mulai", "surat"),
    Alasan("lampiran", "Lampiran kurang", "surat"),
    Alasan("nama_beda", "Nama orang berbeda dengan surat keputusan", "orang"),
    Alasan("rangkap", "Orang yang sama memegang dua tempat", "orang"),
    Alasan("identitas", "Identitas kurang atau salah", "orang"),
    Alasan("data_salah", "Isinya tidak benar", perlu_catatan=True),
    Alasan("tidak_lengkap", "Belum lengkap"),
    Alasan("lain", "Lainnya", perlu_catatan=True),
)
MENURUT_KODE = {a.kode: a for a in DAFTAR}
_KELOMPOK = {"sk": "surat", "surat_wilayah": "surat", "pengurus": "orang", "kader": "orang"}


def pilihan(bagian: str) -> list[tuple[str, str]]:
    """[(code, words)] that fit an item of that section."""
    jenis = _KELOMPOK.get(bagian, "")
    return [(a.kode, a.nama) for a in DAFTAR if not a.untuk or a.untuk == jenis]
