"""The official request list of each field, and where each item is asked for (domain study 3.1).

Two applications of other regions carry the same list, so it stems from a common form. Items are data: a region adds its
own to the lists of `Pilihan.daftar`.
"""

from dataclasses import dataclass

from posyandu_app.lib.bidang import Bidang

SUMBER = "Daftar permohonan resmi per bidang (kajian domain 3.1)"


@dataclass(frozen=True)
class Permintaan:
    """One item: the entry that takes it, and its option there (empty: the whole entry is this item)."""

    bidang: Bidang
    butir: str
    layanan: str
    opsi: str = ""


def _p(bidang: Bidang, umum: str, *butir: tuple[str, str]) -> tuple[Permintaan, ...]:
    """Items of a field: an option of its general request `umum`, or ("=" before it) an entry of its own."""
    return tuple(
        Permintaan(bidang, nama, kode[1:]) if kode.startswith("=") else Permintaan(bidang, nama, umum, kode)
        for nama, kode in (*butir, ("Lainnya", "lain"))
    )


PERMINTAAN: tuple[Permintaan, ...] = (
    *_p(
        Bidang.PENDIDIKAN,
        "aspirasi_pendidikan",
        ("PAUD 0–6 tahun", "paud"),
        ("Perpustakaan desa, literasi", "perpustakaan"),
        ("APE", "ape"),
        ("Pembiayaan sekolah", "=permohonan_biaya_sekolah"),
        ("Perlengkapan sekolah", "=permohonan_perlengkapan_sekolah"),
    ),
    *_p(
        Bidang.KESEHATAN,
        "permohonan_kesehatan",
        ("PMT anak usia sekolah", "pmt_sekolah"),
        ("Alat dan sarana prasarana", "=permohonan_alat_kesehatan"),
        ("Kunjungan posyandu", "kunjungan"),
        ("Penyuluhan", "penyuluhan"),
        ("Deteksi dini", "deteksi_dini"),
        ("Rujukan", "rujukan"),
        ("Kepatuhan mendapat pelayanan", "patuh_layanan"),
        ("Kepatuhan berobat", "patuh_obat"),
        ("Akses imunisasi, vitamin A, TTD", "akses"),
    ),
    *_p(
        Bidang.PEKERJAAN_UMUM,
        "permohonan_sarana_umum",
        ("Air bersih", "=permohonan_air_bersih"),
        ("Limbah domestik", "limbah"),
        ("WC", "=permohonan_jamban"),
        ("Sampah", "sampah"),
        ("Embung", "embung"),
        ("Jaringan air", "jaringan_air"),
        ("Sumur air tanah", "sumur"),
        ("Jalan desa", "jalan"),
    ),
    *_p(
        Bidang.PERUMAHAN_RAKYAT,
        "permohonan_perumahan",
        ("Penyediaan atau rehabilitasi rumah layak huni", "=permohonan_rtlh"),
        ("KIE PHBS", "phbs"),
        ("Pekarangan", "pekarangan"),
        ("Biopori", "biopori"),
        ("Hidroponik", "hidroponik"),
    ),
    *_p(
        Bidang.TRANTIBUMLINMAS,
        "pengaduan_trantibum",
        ("Trauma pascabencana", "trauma"),
        ("KIE kesiapsiagaan", "siaga"),
        ("Deteksi dan cegah dini", "deteksi_dini"),
        ("Patroli", "patroli"),
        ("Pemberdayaan linmas", "linmas"),
        ("Poskamling", "=permohonan_poskamling"),
        ("APAR", "=permohonan_apar"),
        ("Alat deteksi bencana", "=permohonan_alat_bencana"),
    ),
    *_p(
        Bidang.SOSIAL,
        "permohonan_sosial",
        ("KIE gender", "gender"),
        ("KIE disabilitas", "disabilitas"),
        ("KIE kesiapsiagaan bencana", "bencana"),
        ("KIE inklusi", "inklusi"),
        ("Pendataan fakir miskin", "fakir_miskin"),
        ("Penyaluran bansos", "=permohonan_bantuan_sosial"),
    ),
)
