"""Which answers about a person or a household are an open need, in the words of the household card.

A need is shown with its reason and stays open until a ticket was made of it, or a later record of the same service no
longer says so. Nothing is decided by it: somebody reads the card. Which answers count is our own reading of the
identification forms (domain study 3.2), one line each.
"""

from dataclasses import dataclass

from spm_services.katalog.kolom import Isian, Kalau


@dataclass(frozen=True)
class Masalah:
    """`sebab` is what people read; `kalau` any of these answers makes it so (none: the record itself does)."""

    layanan: str
    sebab: str
    kalau: tuple[Kalau, ...] = ()

    def ada(self, isi: Isian) -> bool:
        return not self.kalau or any(k.berlaku(isi) for k in self.kalau)


DAFTAR: tuple[Masalah, ...] = (
    Masalah("anak_usia_dini", "Anak belum ikut PAUD", (Kalau(kolom="ikut_paud", nilai=(False,)),)),
    Masalah(
        "anak_putus_sekolah",
        "Anak tidak sekolah atau berisiko putus",
        (Kalau(kolom="sekolah", nilai=("berisiko", "putus", "belum_pernah")),),
    ),
    Masalah(
        "air_minum_keluarga",
        "Air minum tidak cukup atau tidak baik",
        (
            Kalau(kolom="cukup", nilai=(False,)),
            Kalau(kolom="sumber_air", nilai=("sungai",)),
            Kalau(kolom="keluhan_air", nilai=("keruh", "bau", "asin", "kering", "jauh")),
        ),
    ),
    Masalah("limbah_keluarga", "Belum punya jamban sendiri", (Kalau(kolom="jamban", nilai=("bersama", "sungai")),)),
    Masalah("kondisi_rumah", "Rumah tidak layak huni", (Kalau(kolom="kelas_rumah", nilai=("rtlh",)),)),
    Masalah("rumah_rusak_bencana", "Rumah rusak karena bencana"),
    Masalah("korban_bencana", "Korban bencana", (Kalau(kolom="keadaan", nilai=("mengungsi", "luka", "hilang")),)),
    Masalah("trauma_bencana", "Perlu pendampingan sesudah bencana"),
    Masalah(
        "warga_disabilitas",
        "Penyandang disabilitas perlu bantuan",
        (
            Kalau(kolom="perlu_rujuk", nilai=(True,)),
            Kalau(kolom="terlantar", nilai=(True,)),
            Kalau(kolom="punya_alat_bantu", nilai=(False,)),
        ),
    ),
    Masalah("anak_terlantar", "Anak terlantar"),
    Masalah(
        "lansia_sendiri",
        "Lansia perlu bantuan",
        (Kalau(kolom="keadaan", nilai=("perlu_bantuan", "gawat")), Kalau(kolom="perlu_rujuk", nilai=(True,))),
    ),
    Masalah("kebutuhan_korban_bencana", "Kebutuhan dasar korban bencana"),
    Masalah(
        "data_keluarga_miskin",
        "Keluarga miskin belum menerima bantuan",
        (Kalau(kolom="menerima_bantuan", nilai=(False,)),),
    ),
)
MENURUT_LAYANAN: dict[str, Masalah] = {m.layanan: m for m in DAFTAR}
