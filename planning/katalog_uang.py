"""What money for a posyandu is spent on, for telling apart two payments for the same thing.

Source: cost components of the planning study 5.1–5.2. A code that another table brings along is shown as it is.
"""

KOMPONEN: tuple[tuple[str, str], ...] = (
    ("insentif_kader", "Insentif kader"),
    ("insentif_pengurus", "Insentif pengurus"),
    ("operasional_posyandu", "Operasional posyandu"),
    ("atk", "ATK dan register"),
    ("pmt_penyuluhan", "PMT penyuluhan"),
    ("pmt_pemulihan", "PMT pemulihan"),
    ("konsumsi", "Konsumsi rapat dan kegiatan"),
    ("narasumber", "Narasumber dan penyuluhan"),
    ("pelatihan", "Pelatihan kader"),
    ("seragam", "Seragam"),
    ("alat", "Alat"),
    ("sarpras", "Gedung, sarana, prasarana"),
    ("bantuan_warga", "Bantuan langsung untuk warga"),
    ("lain", "Lainnya"),
)
_NAMA = dict(KOMPONEN)


def nama_komponen(kode: str) -> str:
    """The component in words; a code from elsewhere as it is, nothing for none."""
    return _NAMA.get(kode, kode.replace("_", " "))


def pilihan_komponen() -> list[tuple[str, str]]:
    return [("", "Belum dirinci"), *KOMPONEN]
