"""The 29 official service types of a kabupaten/kota (PP 2/2018), with the labels of the budget system.

A kader's entry may feed data to one of them; its counts are posyandu activity and never "capaian SPM" (domain study 3.0).
The labels of 26 were read in a list of budget labels ("Belanja SPM …"); the three of pendidikan are from memory.
"""

from dataclasses import dataclass

from posyandu_app.lib.bidang import Bidang

SUMBER = "PP 2/2018; label belanja SPM pada sistem anggaran daerah (kajian domain 3.0)"


@dataclass(frozen=True)
class JenisSPM:
    """One official service type: its own code, its exact label, and whom it counts."""

    kode: str
    bidang: Bidang
    nama: str
    sasaran: str
    keyakinan: str = "tinggi"


def _j(kode: str, bidang: Bidang, nama: str, sasaran: str, keyakinan: str = "tinggi") -> JenisSPM:
    return JenisSPM(kode, bidang, nama, sasaran, keyakinan)


JENIS_SPM: tuple[JenisSPM, ...] = (
    _j("PAUD", Bidang.PENDIDIKAN, "Pendidikan Anak Usia Dini", "anak usia 5–6 tahun", "sedang"),
    _j("DIKDAS", Bidang.PENDIDIKAN, "Pendidikan Dasar", "penduduk usia 7–15 tahun", "sedang"),
    _j("KESETARAAN", Bidang.PENDIDIKAN, "Pendidikan Kesetaraan", "penduduk usia 7–18 tahun belum tamat", "sedang"),
    _j("BUMIL", Bidang.KESEHATAN, "Pelayanan Kesehatan Ibu Hamil", "ibu hamil"),
    _j("BULIN", Bidang.KESEHATAN, "Pelayanan Kesehatan Ibu Bersalin", "ibu bersalin"),
    _j("BBL", Bidang.KESEHATAN, "Pelayanan Kesehatan Bayi Baru Lahir", "bayi baru lahir"),
    _j("BALITA", Bidang.KESEHATAN, "Pelayanan Kesehatan Balita", "balita"),
    _j(
        "USEKDIK",
        Bidang.KESEHATAN,
        "Pelayanan Kesehatan Pada Usia Pendidikan Dasar",
        "anak usia pendidikan dasar",
    ),
    _j("USPRO", Bidang.KESEHATAN, "Pelayanan Kesehatan Pada Usia Produktif", "penduduk 15–59 tahun"),
    _j("LANSIA", Bidang.KESEHATAN, "Pelayanan Kesehatan Pada Usia Lanjut", "penduduk 60 tahun ke atas"),
    _j("HT", Bidang.KESEHATAN, "Pelayanan Kesehatan Penderita Hipertensi", "penderita hipertensi"),
    _j("DM", Bidang.KESEHATAN, "Pelayanan Kesehatan Penderita Diabetes Melitus", "penderita diabetes melitus"),
    _j("ODGJ", Bidang.KESEHATAN, "Pelayanan Kesehatan Orang Dengan Gangguan Jiwa Berat", "ODGJ berat"),
    _j("TB", Bidang.KESEHATAN, "Pelayanan Kesehatan Orang Terduga Tuberkulosis", "terduga TBC"),
    _j("HIV", Bidang.KESEHATAN, "Pelayanan Kesehatan Orang Dengan Risiko Terinfeksi HIV", "orang berisiko HIV"),
    _j("AIRMINUM", Bidang.PEKERJAAN_UMUM, "Pemenuhan Kebutuhan Pokok Air Minum Sehari-hari", "rumah tangga"),
    _j("LIMBAH", Bidang.PEKERJAAN_UMUM, "Penyediaan Pelayanan Pengolahan Air Limbah Domestik", "rumah tangga"),
    _j(
        "RUMAHBENCANA",
        Bidang.PERUMAHAN_RAKYAT,
        "Penyediaan dan Rehabilitasi Rumah yang Layak Huni bagi Korban Bencana Kabupaten/Kota",
        "rumah tangga korban bencana",
    ),
    _j(
        "RUMAHRELOKASI",
        Bidang.PERUMAHAN_RAKYAT,
        "Fasilitasi Penyediaan Rumah yang Layak Huni bagi Masyarakat Terkena Relokasi Program Pemerintah Daerah",
        "rumah tangga terkena relokasi",
    ),
    _j(
        "TRANTIBUM",
        Bidang.TRANTIBUMLINMAS,
        "Pelayanan Ketenteraman dan Ketertiban Umum",
        "warga terdampak gangguan ketertiban",
    ),
    _j("INFOBENCANA", Bidang.TRANTIBUMLINMAS, "Pelayanan Informasi Rawan Bencana", "warga di kawasan rawan"),
    _j(
        "CEGAHBENCANA",
        Bidang.TRANTIBUMLINMAS,
        "Pelayanan Pencegahan dan Kesiapsiagaan Terhadap Bencana",
        "warga di kawasan rawan",
    ),
    _j("EVAKUASI", Bidang.TRANTIBUMLINMAS, "Pelayanan Penyelamatan dan Evakuasi Korban Bencana", "korban bencana"),
    _j(
        "KEBAKARAN",
        Bidang.TRANTIBUMLINMAS,
        "Pelayanan Penyelamatan dan Evakuasi Korban Kebakaran",
        "korban kebakaran",
    ),
    _j(
        "DISABILITAS",
        Bidang.SOSIAL,
        "Rehabilitasi Sosial Dasar Penyandang Disabilitas Terlantar di Luar Panti",
        "penyandang disabilitas terlantar",
    ),
    _j(
        "ANAKTERLANTAR",
        Bidang.SOSIAL,
        "Rehabilitasi Sosial Dasar Anak Terlantar di Luar Panti",
        "anak terlantar",
    ),
    _j(
        "LANSIATERLANTAR",
        Bidang.SOSIAL,
        "Rehabilitasi Sosial Dasar Lanjut Usia Terlantar di Luar Panti",
        "lansia terlantar",
    ),
    _j(
        "GEPENG",
        Bidang.SOSIAL,
        "Rehabilitasi Sosial Dasar Tuna Sosial Khususnya Gelandangan dan Pengemis di Luar Panti",
        "gelandangan dan pengemis",
    ),
    _j(
        "KORBANBENCANA",
        Bidang.SOSIAL,
        "Perlindungan dan Jaminan Sosial Pada Saat dan Setelah Tanggap Darurat Bencana bagi Korban Bencana Kabupaten/Kota",
        "korban bencana",
    ),
)
MENURUT_NAMA: dict[str, JenisSPM] = {j.nama: j for j in JENIS_SPM}
