"""Codes of activities that matter to a posyandu, as their decrees name them. Our own selection, not the whole book.

APBD: sub kegiatan kabupaten/kota in the SIPD nomenclature export of 23 January 2026 ("pemutakhiran 2027"); `True`
marks the lines that carry the official SIPD label POSYANDU (ASTACITA), the others are proposed by the planning study
(section 3). APB Desa: annex of Permendagri 20/2018. An empty field means the line serves several.
"""

from planning.katalog import Skema

VERSI: dict[Skema, str] = {
    Skema.APBD: "SIPD 23-01-2026 (pemutakhiran 2027)",
    Skema.APBDES: "Permendagri 20/2018",
}
TAHUN: dict[Skema, int] = {Skema.APBD: 2026, Skema.APBDES: 2018}  # from which budget year on
SUMBER: dict[Skema, str] = {
    Skema.APBD: "Ekspor nomenklatur sub kegiatan SIPD 23 Januari 2026",
    Skema.APBDES: "Lampiran Permendagri 20/2018",
}
Baris = tuple[str, str, str, bool]  # code, name, field, official tag

# fmt: off
APBD: tuple[Baris, ...] = (
    ("1.01.02.2.03.0011", "Penyediaan Biaya Personil Peserta Didik PAUD", "pendidikan", False),
    ("1.01.02.2.03.0017", "Pembinaan Kelembagaan dan Manajemen PAUD", "pendidikan", False),
    ("1.01.02.2.03.0026", "Sosialisasi dan Advokasi Kebijakan Bidang Pendidikan", "pendidikan", False),
    ("1.01.02.2.03.0046", "Pengadaan Alat Praktik dan Peraga Peserta Didik PAUD", "pendidikan", False),
    ("1.01.02.2.04.0010", "Penyediaan Biaya Personil Peserta Didik Nonformal/Kesetaraan", "pendidikan", False),
    ("1.02.02.2.01.0024", "Pengelolaan Pelayanan Kesehatan Dasar Melalui Pendekatan Keluarga", "kesehatan", True),
    ("1.02.02.2.02.0001", "Pengelolaan Pelayanan Kesehatan Ibu Hamil", "kesehatan", True),
    ("1.02.02.2.02.0004", "Pengelolaan Pelayanan Kesehatan Balita", "kesehatan", True),
    ("1.02.02.2.02.0006", "Pengelolaan Pelayanan Kesehatan pada Usia Produktif", "kesehatan", True),
    ("1.02.02.2.02.0007", "Pengelolaan Pelayanan Kesehatan pada Usia Lanjut", "kesehatan", True),
    ("1.02.02.2.02.0010", "Pengelolaan Pelayanan Kesehatan Orang dengan Gangguan Jiwa Berat", "kesehatan", True),
    ("1.02.02.2.02.0011", "Pengelolaan Pelayanan Kesehatan Orang Terduga Tuberkulosis", "kesehatan", True),
    ("1.02.02.2.02.0015", "Pengelolaan Pelayanan Kesehatan Gizi Masyarakat", "kesehatan", True),
    ("1.02.02.2.02.0018", "Pengelolaan Pelayanan Promosi Kesehatan", "kesehatan", False),
    ("1.02.02.2.02.0046", "Pengelolaan upaya kesehatan Ibu dan Anak", "kesehatan", False),
    ("1.02.05.2.03.0001", "Bimbingan Teknis dan Supervisi Pengembangan dan Pelaksanaan Upaya Kesehatan Bersumber Daya Masyarakat (UKBM)", "kesehatan", False),  # noqa: E501
    ("1.03.02.2.01.0116", "Rehabilitasi Sumur Air Tanah untuk Air Baku", "pekerjaan_umum", True),
    ("1.03.10.2.01.0053", "Pembangunan Jalan", "pekerjaan_umum", True),
    ("1.03.03.2.01.0027", "Pembinaan Pengelolaan dan Pengembangan Sistem Penyediaan Air Minum (SPAM) Desa", "pekerjaan_umum", False),  # noqa: E501
    ("1.03.03.2.01.0035", "Pengembangan Sistem Penyediaan Air Minum (SPAM) Desa", "pekerjaan_umum", False),
    ("1.03.05.2.01.0034", "Pembinaan Pengembangan Sistem Pengelolaan Air Limbah Domestik (SPALD) Desa", "pekerjaan_umum", False),  # noqa: E501
    ("1.03.05.2.01.0051", "Penyediaan Sub Sistem Pengolahan Setempat", "pekerjaan_umum", False),
    ("1.04.02.2.01.0009", "Identifikasi Perumahan di Lokasi Rawan Bencana Kabupaten/Kota", "perumahan_rakyat", False),
    ("1.04.02.2.03.0001", "Rehabilitasi Rumah bagi Korban Bencana", "perumahan_rakyat", False),
    ("1.04.03.2.03.0002", "Perbaikan Rumah Tidak Layak Huni", "perumahan_rakyat", False),
    ("1.05.02.2.01.0004", "Pemberdayaan Perlindungan Masyarakat dalam rangka Ketentraman dan Ketertiban Umum", "trantibumlinmas", True),  # noqa: E501
    ("1.05.02.2.01.0015", "Pencegahan Gangguan Ketenteraman dan Ketertiban Umum Melalui Deteksi Dini dan Cegah Dini, Pembinaan dan Penyuluhan, Pelaksanaan Patroli, Pengamanan, dan Pengawalan", "trantibumlinmas", True),  # noqa: E501
    ("1.05.03.2.01.0007", "Sosialisasi, Komunikasi, Informasi dan Edukasi (KIE) Rawan Bencana Kabupaten/Kota (Per Jenis Ancaman Bencana)", "trantibumlinmas", False),  # noqa: E501
    ("1.05.03.2.02.0018", "Gladi Kesiapsiagaan Terhadap Bencana kabupaten/kota", "trantibumlinmas", False),
    ("1.05.03.2.02.0030", "Pelatihan Pencegahan dan Mitigasi Bencana Kabupaten/Kota", "trantibumlinmas", False),
    ("1.05.04.2.04.0001", "Pemberdayaan Masyarakat dalam Pencegahan dan Penanggulangan Kebakaran Melalui Sosialisasi dan Edukasi Masyarakat", "trantibumlinmas", False),  # noqa: E501
    ("1.06.02.2.03.0013", "Fasilitasi Pengembangan Pusat Kesejahteraan Sosial (Puskesos) Kewenangan Kabupaten/Kota", "sosial", False),  # noqa: E501
    ("1.06.05.2.02.0001", "Pendataan Fakir Miskin Cakupan Daerah Kabupaten/Kota", "sosial", True),
    ("1.06.05.2.02.0006", "Fasilitasi Bantuan Sosial Kesejahteraan Keluarga", "sosial", True),
    ("2.13.05.2.01.0002", "Fasilitasi Penataan, Pemberdayaan dan Pendayagunaan Kelembagaan Lembaga Kemasyarakatan Desa/Kelurahan (RT, RW, PKK, Posyandu, LPM, dan Karang Taruna), Lembaga Adat Desa/Kelurahan dan Masyarakat Hukum Adat", "", True),  # noqa: E501
    ("2.13.05.2.01.0003", "Peningkatan Kapasitas Kelembagaan Lembaga Kemasyarakatan Desa/Kelurahan (RT, RW, PKK, Posyandu, LPM, dan Karang Taruna), Lembaga Adat Desa/Kelurahan dan Masyarakat Hukum Adat", "", True),  # noqa: E501
    ("2.13.05.2.01.0004", "Fasilitasi Penyediaan Sarana dan Prasarana Kelembagaan Lembaga Kemasyarakatan Desa/Kelurahan (RT, RW, PKK, Posyandu, LPM, dan Karang Taruna), Lembaga Adat Desa/Kelurahan dan Masyarakat Hukum Adat", "", True),  # noqa: E501
    ("7.01.03.2.02.0002", "Pembangunan Sarana dan Prasarana Kelurahan", "", False),
    ("7.01.03.2.02.0003", "Pemberdayaan Masyarakat di Kelurahan", "", False),
    ("7.01.03.2.03.0001", "Penyelenggaraan Lembaga Kemasyarakatan", "", False),
    ("7.01.03.2.03.0002", "Peningkatan Kapasitas Lembaga Kemasyarakatan", "", False),
    ("7.01.03.2.03.0003", "Penyediaan Sarana dan Prasarana Lembaga Kemasyarakatan", "", False),
)
APBDES: tuple[Baris, ...] = (
    ("2.1.01", "Penyelenggaraan PAUD/TK/TPA/TKA/TPQ/Madrasah Non-Formal Milik Desa (Bantuan Honor Pengajar, Pakaian Seragam, Operasional, dst)", "pendidikan", False),  # noqa: E501
    ("2.1.02", "Dukungan Penyelenggaraan PAUD (APE, Sarana PAUD, dst)", "pendidikan", False),
    ("2.1.03", "Penyuluhan dan Pelatihan Pendidikan bagi Masyarakat", "pendidikan", False),
    ("2.1.06", "Pembangunan/Rehabilitasi/Peningkatan/Pengadaan Sarana/Prasarana/Alat Peraga Edukatif (APE) PAUD/TK/TPA/TKA/TPQ/Madrasah Non-Formal Milik Desa", "pendidikan", False),  # noqa: E501
    ("2.1.08", "Pengelolaan Perpustakaan Milik Desa (Pengadaan Buku-buku Bacaan, Honor Penjaga untuk Perpustakaan/Taman Bacaan Desa)", "pendidikan", False),  # noqa: E501
    ("2.1.10", "Dukungan Pendidikan bagi Siswa Miskin/Berprestasi", "pendidikan", False),
    ("2.2.01", "Penyelenggaraan Pos Kesehatan Desa (PKD)/Polindes Milik Desa (Obat-obatan; Tambahan Insentif Bidan Desa/Perawat Desa; Penyediaan Pelayanan KB dan Alat Kontrasepsi bagi Keluarga Miskin, dst)", "kesehatan", False),  # noqa: E501
    ("2.2.02", "Penyelenggaraan Posyandu (Makanan Tambahan, Kelas Ibu Hamil, Kelas Lansia, Insentif Kader Posyandu)", "kesehatan", False),  # noqa: E501
    ("2.2.03", "Penyuluhan dan Pelatihan Bidang Kesehatan (untuk Masyarakat, Tenaga Kesehatan, Kader Kesehatan, dll)", "kesehatan", False),  # noqa: E501
    ("2.2.04", "Penyelenggaraan Desa Siaga Kesehatan", "kesehatan", False),
    ("2.2.06", "Pengasuhan Bersama atau Bina Keluarga Balita (BKB)", "kesehatan", False),
    ("2.2.08", "Pemeliharaan Sarana/Prasarana Posyandu/Polindes/PKD", "kesehatan", False),
    ("2.2.09", "Pembangunan/Rehabilitasi/Peningkatan/Pengadaan Sarana/Prasarana Posyandu/Polindes/PKD", "kesehatan", False),  # noqa: E501
    ("2.4.01", "Dukungan pelaksanaan program Pembangunan/Rehab Rumah Tidak Layak Huni (RTLH) GAKIN (pemetaan, validasi, dll)", "perumahan_rakyat", False),  # noqa: E501
    ("2.4.03", "Pemeliharaan Sumber Air Bersih Milik Desa (Mata Air/Tandon Penampungan Air Hujan/Sumur Bor, dll)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.04", "Pemeliharaan Sambungan Air Bersih ke Rumah Tangga (pipanisasi, dll)", "pekerjaan_umum", False),
    ("2.4.05", "Pemeliharaan Sanitasi Permukiman (Gorong-gorong, Selokan, Parit, dll., diluar prasarana jalan)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.06", "Pemeliharaan Fasilitas Jamban Umum/MCK umum, dll", "pekerjaan_umum", False),
    ("2.4.07", "Pemeliharaan Fasilitas Pengelolaan Sampah Desa/Permukiman (Penampungan, Bank Sampah, dll)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.08", "Pemeliharaan Sistem Pembuangan Air Limbah (Drainase, Air limbah Rumah Tangga)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.11", "Pembangunan/Rehabilitasi/Peningkatan Sumber Air Bersih Milik Desa (Mata Air/Tandon Penampungan Air Hujan/Sumur Bor, dll)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.12", "Pembangunan/Rehabilitasi/Peningkatan Sambungan Air Bersih ke Rumah Tangga (pipanisasi, dll)", "pekerjaan_umum", False),  # noqa: E501
    ("2.4.14", "Pembangunan/Rehabilitas/Peningkatan Fasilitas Jamban Umum/MCK umum, dll", "pekerjaan_umum", False),
    ("2.4.16", "Pembangunan/Rehabilitasi/Peningkatan Sistem Pembuangan Air Limbah (Drainase, Air limbah Rumah Tangga)", "pekerjaan_umum", False),  # noqa: E501
    ("3.1.01", "Pengadaan/Penyelenggaraan Pos Keamanan Desa (pembangunan pos, pengawasan pelaksanaan jadwal ronda/patroli dll)", "trantibumlinmas", False),  # noqa: E501
    ("3.1.02", "Penguatan dan Peningkatan Kapasitas Tenaga Keamanan/Ketertiban oleh Pemerintah Desa (Satlinmas desa)", "trantibumlinmas", False),  # noqa: E501
    ("3.1.03", "Koordinasi Pembinaan Ketentraman, Ketertiban, dan Pelindungan Masyarakat (dengan masyarakat/instansi pemerintah daerah, dll) Skala Lokal Desa", "trantibumlinmas", False),  # noqa: E501
    ("3.1.04", "Pelatihan Kesiapsiagaan/Tanggap Bencana Skala Lokal Desa", "trantibumlinmas", False),
    ("3.1.05", "Penyediaan Pos Kesiapsiagaan Bencana Skala Lokal Desa", "trantibumlinmas", False),
    ("3.1.07", "Pelatihan/Penyuluhan/Sosialisasi kepada Masyarakat di Bidang Hukum dan Pelindungan Masyarakat", "trantibumlinmas", False),  # noqa: E501
    ("3.4.03", "Pembinaan PKK", "", False),
    ("3.4.04", "Pelatihan Pembinaan Lembaga Kemasyarakatan", "", False),
    ("4.4.01", "Pelatihan/Penyuluhan Pemberdayaan Perempuan", "sosial", False),
    ("4.4.02", "Pelatihan/Penyuluhan Perlindungan Anak", "sosial", False),
    ("4.4.03", "Pelatihan dan Penguatan Penyandang Difabel (penyandang disabilitas)", "sosial", False),
)
# fmt: on
SEMUA: dict[Skema, tuple[Baris, ...]] = {Skema.APBD: APBD, Skema.APBDES: APBDES}
