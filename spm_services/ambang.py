"""THE list of thresholds that rules speak of, with the value that holds without a region's own and where it comes from.

Dinas Kesehatan may set another value from a day on (`Ambang` rows); a record keeps what it was judged by.
"""

from dataclasses import dataclass
from decimal import Decimal

from spm_services import imunisasi


@dataclass(frozen=True)
class AmbangBawaan:
    """One threshold: `nama` is stored for ever; `nilai` in `satuan` (empty for points of a score)."""

    nama: str
    label: str
    nilai: Decimal
    satuan: str
    sumber: str
    keyakinan: str = "tinggi"


_KARTU = "Kartu bantu pemeriksaan (kajian domain 4.2, 4.3)"
_INGATAN = "Kartu tidak mencetak angkanya; angka umum dari ingatan, perlu dikonfirmasi Puskesmas (kajian domain 4.3)"


def _a(nama: str, label: str, nilai: str, satuan: str, sumber: str = _KARTU, keyakinan: str = "tinggi") -> AmbangBawaan:
    return AmbangBawaan(nama, label, Decimal(nilai), satuan, sumber, keyakinan)


DAFTAR: tuple[AmbangBawaan, ...] = (
    _a("tbc_gejala", "Gejala TBC yang dijawab ya", "2", "gejala"),
    _a("lila_kek", "LILA ibu hamil, di bawahnya risiko KEK", "23.5", "cm"),
    _a("lila_balita", "LILA anak 6–59 bulan, di bawahnya merah", "11.5", "cm", _INGATAN, "sedang"),
    _a("lila_lansia", "LILA lansia, di bawahnya masuk SKILAS", "21", "cm"),
    _a("sistole_tinggi", "Tekanan darah tinggi, angka atas", "140", "mmHg", _INGATAN, "sedang"),
    _a("diastole_tinggi", "Tekanan darah tinggi, angka bawah", "90", "mmHg", _INGATAN, "sedang"),
    _a("gds_tinggi", "Gula darah sewaktu tinggi", "200", "mg/dL", _INGATAN, "sedang"),
    _a("lingkar_perut_l", "Lingkar perut laki-laki, di atasnya obesitas sentral", "90", "cm"),
    _a("lingkar_perut_p", "Lingkar perut perempuan, di atasnya obesitas sentral", "80", "cm"),
    _a("hb_remaja", "Hb remaja putri, di bawahnya anemia", "12", "g/dL", _INGATAN, "sedang"),
    _a("hb_hamil", "Hb ibu hamil, di bawahnya anemia", "11", "g/dL", _INGATAN, "sedang"),
    _a(
        "puma_skor",
        "Skor PUMA yang dirujuk",
        "6",
        "",
        "Kartu menulis “>6” di judul dan “≥6” di kolom; dipakai ≥6, perlu konfirmasi (kajian domain 4.3)",
        "sedang",
    ),
    _a("srq_ya", "Jawaban ya pada skrining jiwa", "6", ""),
    _a("aks_mandiri", "Skor AKS penuh, di bawahnya perlu bantuan", "20", ""),
    _a("skilas_ya", "Jawaban ya pada SKILAS", "1", ""),
    _a("t_berturut", "Penimbangan tidak naik berturut-turut", "2", "kali", "2T (kajian domain 4.5)"),
    _a(
        "garis_toleransi",
        "Turunnya BB/U yang masih mengikuti garis pertumbuhan",
        "0.10",
        "SD",
        "Buku KIA 2023: N bila grafik mengikuti garis. Besarnya tafsir kami: kira-kira satu langkah timbangan 100 g "
        "pada umur setahun",
        "sedang",
    ),
    *(
        _a(
            imunisasi.nama_ambang(d.kode),
            f"Umur imunisasi {d.label}",
            str(d.bulan),
            "bulan",
            imunisasi.SUMBER,
            "sedang",
        )
        for d in imunisasi.JADWAL
    ),
)
MENURUT_NAMA: dict[str, AmbangBawaan] = {a.nama: a for a in DAFTAR}


def bawaan() -> dict[str, Decimal]:
    """{name: value} where no region set its own."""
    return {a.nama: a.nilai for a in DAFTAR}
