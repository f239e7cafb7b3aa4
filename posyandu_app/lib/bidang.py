"""The six SPM fields, in the order every page keeps (Permendagri 13/2024; short names as in daily use)."""

from enum import StrEnum


class Bidang(StrEnum):
    PENDIDIKAN = "pendidikan"
    KESEHATAN = "kesehatan"
    PEKERJAAN_UMUM = "pekerjaan_umum"
    PERUMAHAN_RAKYAT = "perumahan_rakyat"
    TRANTIBUMLINMAS = "trantibumlinmas"
    SOSIAL = "sosial"


NAMA: dict[str, str] = {
    Bidang.PENDIDIKAN: "Pendidikan",
    Bidang.KESEHATAN: "Kesehatan",
    Bidang.PEKERJAAN_UMUM: "Pekerjaan umum",
    Bidang.PERUMAHAN_RAKYAT: "Perumahan rakyat",
    Bidang.TRANTIBUMLINMAS: "Trantibumlinmas",
    Bidang.SOSIAL: "Sosial",
}
# What the field means to a kader, under its name.
ARTI: dict[str, str] = {
    Bidang.PENDIDIKAN: "PAUD, anak putus sekolah, pojok baca",
    Bidang.KESEHATAN: "balita, ibu, remaja, dewasa, lansia",
    Bidang.PEKERJAAN_UMUM: "air, limbah, jalan",
    Bidang.PERUMAHAN_RAKYAT: "rumah layak huni, lingkungan bersih",
    Bidang.TRANTIBUMLINMAS: "keamanan, bencana, kebakaran",
    Bidang.SOSIAL: "keluarga miskin, disabilitas, bantuan",
}
SEMUA: tuple[str, ...] = tuple(Bidang)


def pilihan_bidang() -> list[tuple[str, str]]:
    return list(NAMA.items())
