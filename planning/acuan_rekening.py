"""Accounts and sources of money that matter to a posyandu, as their books name them. Our own selection.

- Rekening belanja daerah: kodefikasi of Kepmendagri 050-5889/2021 (six levels), those that carry posyandu money with
  the headings above them; the component is the planning study's reading (2.1) from the names and published SBU.
- Rekening belanja desa: annex of Permendagri 20/2018 (four levels), likewise (2.2).
- Sumber dana daerah: codes as SIPD-RI exports of 2026 print them, and those of the older annex (lampiran H of 2021)
  for DAK nonfisik, which exports seen so far do not show. A village's sources (Siskeudes `Ref_Sumber`: PAD, ADD, DDS,
  PBH, PBK, PBP, SWD, DLL) are the closed list of planning.katalog.

An empty component: a heading, or money that is not one thing. These are kinds of accounts (transport, printing …), not
the parts of a posyandu's need (planning.komponen). The mapping stays editable data.
"""

from planning.katalog import Skema

Rekening = tuple[str, str, str]  # code, name, component of a posyandu's costs
VERSI: dict[Skema, str] = {
    Skema.REKENING: "Kepmendagri 050-5889/2021 (pilihan)",
    Skema.REKENING_DESA: "Permendagri 20/2018, rekening (pilihan)",
    Skema.SUMBER: "SIPD-RI 2026 dan lampiran H 2021 (pilihan)",
}
TAHUN: dict[Skema, int] = {Skema.REKENING: 2022, Skema.REKENING_DESA: 2018, Skema.SUMBER: 2022}
SUMBER: dict[Skema, str] = {
    Skema.REKENING: "Kodefikasi rekening belanja, Kepmendagri 050-5889/2021",
    Skema.REKENING_DESA: "Lampiran Permendagri 20/2018",
    Skema.SUMBER: "Ekspor SIPD-RI 2026; lampiran H klasifikasi sumber dana",
}

# fmt: off
REKENING: tuple[Rekening, ...] = (
    ("5", "BELANJA DAERAH", ""),
    ("5.1", "BELANJA OPERASI", ""),
    ("5.1.02", "Belanja Barang dan Jasa", ""),
    ("5.1.02.01", "Belanja Barang", ""),
    ("5.1.02.01.01", "Belanja Barang Pakai Habis", ""),
    ("5.1.02.01.01.0024", "Belanja Alat/Bahan untuk Kegiatan Kantor-Alat Tulis Kantor", "atk"),
    ("5.1.02.01.01.0052", "Belanja Makanan dan Minuman Rapat", "konsumsi"),
    ("5.1.02.01.01.0056", "Belanja Makanan dan Minuman pada Fasilitas Pelayanan Urusan Kesehatan", "pmt"),
    ("5.1.02.01.01.0058", "Belanja Makanan dan Minuman Aktivitas Lapangan", "konsumsi"),
    ("5.1.02.02", "Belanja Jasa", ""),
    ("5.1.02.02.01", "Belanja Jasa Kantor", ""),
    ("5.1.02.02.01.0003", "Honorarium Narasumber atau Pembahas, Moderator, Pembawa Acara, dan Panitia", "narasumber"),
    ("5.1.02.02.01.0006", "Honorarium Penyuluhan atau Pendampingan", "insentif"),
    ("5.1.02.02.01.0014", "Belanja Jasa Tenaga Kesehatan", "insentif"),
    ("5.1.02.02.12", "Belanja Kursus/Pelatihan, Sosialisasi, Bimbingan Teknis serta Pendidikan dan Pelatihan", ""),
    ("5.1.02.02.12.0001", "Belanja Kursus Singkat/Pelatihan", "pelatihan"),
    ("5.1.02.02.12.0002", "Belanja Sosialisasi", "pelatihan"),
    ("5.1.02.02.12.0003", "Belanja Bimbingan Teknis", "pelatihan"),
    ("5.1.05", "Belanja Hibah", ""),
    ("5.1.05.05", "Belanja Hibah kepada Badan, Lembaga, Organisasi Kemasyarakatan yang Berbadan Hukum Indonesia", ""),
    ("5.1.05.05.03", "Belanja Hibah kepada Badan dan Lembaga Nirlaba, Sukarela Bersifat Sosial Kemasyarakatan", ""),
    ("5.1.05.05.03.0001", "Belanja Hibah Uang kepada Badan dan Lembaga Nirlaba, Sukarela Bersifat Sosial Kemasyarakatan", "hibah"),  # noqa: E501
    ("5.1.05.05.03.0002", "Belanja Hibah Barang kepada Badan dan Lembaga Nirlaba, Sukarela Bersifat Sosial Kemasyarakatan", "hibah"),  # noqa: E501
    ("5.4", "BELANJA TRANSFER", ""),
    ("5.4.02", "Belanja Bantuan Keuangan", ""),
    ("5.4.02.05", "Belanja Bantuan Keuangan Daerah Provinsi atau Kabupaten/Kota kepada Desa", ""),
    ("5.4.02.05.02", "Belanja Bantuan Keuangan Khusus Daerah Provinsi atau Kabupaten/Kota kepada Desa", ""),
    ("5.4.02.05.02.0003", "Belanja Bantuan Keuangan Khusus Kabupaten/Kota kepada Desa", "bantuan_keuangan"),
    ("5.4.02.05.02.0004", "Belanja Bantuan Keuangan Khusus Kabupaten/Kota kepada Desa yang bersumber dari Dana Desa", "bantuan_keuangan"),  # noqa: E501
    ("5.4.02.05.02.0005", "Belanja Bantuan Keuangan Khusus Kabupaten/Kota kepada Desa yang bersumber dari Alokasi Dana Desa", "bantuan_keuangan"),  # noqa: E501
)
REKENING_DESA: tuple[Rekening, ...] = (
    ("5", "BELANJA", ""),
    ("5.2", "Belanja Barang dan Jasa", ""),
    ("5.2.1", "Belanja Barang Perlengkapan", ""),
    ("5.2.1.01", "Belanja Perlengkapan Alat Tulis Kantor dan Benda Pos", "atk"),
    ("5.2.1.05", "Belanja Perlengkapan Cetak/Penggandaan Belanja Barang Cetak dan Penggandaan", "cetak"),
    ("5.2.1.06", "Belanja Perlengkapan Barang Konsumsi (Makan/minum) - Belanja Barang Konsumsi", "pmt"),
    ("5.2.1.07", "Belanja Bahan/Material", "peraga"),
    ("5.2.1.08", "Belanja Bendera/Umbul-umbul/Spanduk", "cetak"),
    ("5.2.1.09", "Belanja Pakaian Dinas/Seragam/Atribut", "seragam"),
    ("5.2.1.10", "Belanja Obat-obatan", "obat"),
    ("5.2.2", "Belanja Jasa Honorarium", ""),
    ("5.2.2.01", "Belanja Jasa Honorarium Tim yang Melaksanakan Kegiatan", "honor_tim"),
    ("5.2.2.03", "Belanja Jasa Honorarium/Insentif Pelayanan Desa", "insentif"),
    ("5.2.2.04", "Belanja Jasa Honorarium Ahli/Profesi/Konsultan/Narasumber", "narasumber"),
    ("5.2.2.05", "Belanja Jasa Honorarium Petugas", "insentif"),
    ("5.2.3", "Belanja Perjalanan Dinas", ""),
    ("5.2.3.01", "Belanja Perjalanan Dinas Dalam Kabupaten/Kota", "transport"),
    ("5.2.3.03", "Belanja Kursus/Pelatihan", "pelatihan"),
    ("5.2.4", "Belanja Jasa Sewa", ""),
    ("5.2.4.01", "Belanja Jasa Sewa Bangunan/Gedung/Ruang", "sewa"),
    ("5.2.6", "Belanja Pemeliharaan", ""),
    ("5.2.6.04", "Belanja Pemeliharaan Bangunan", "pemeliharaan"),
    ("5.2.7", "Belanja Barang dan Jasa yang Diserahkan kepada Masyarakat", ""),
    ("5.2.7.01", "Belanja Bahan Perlengkapan yang Diserahkan ke masyarakat", "pmt"),
    ("5.3", "Belanja Modal", ""),
    ("5.3.2", "Belanja Modal Peralatan, Mesin, dan Alat Berat", ""),
    ("5.3.2.04", "Belanja Modal Peralatan Mebeulair dan Aksesori Ruangan", "mebel"),
    ("5.3.2.08", "Belanja Modal Peralatan khusus Kesehatan", "alat"),
    ("5.3.4", "Belanja Modal Gedung, Bangunan dan Taman", ""),
    ("5.3.4.01", "Belanja Modal Honor Tim yang Melaksanakan Kegiatan", "bangunan"),
    ("5.3.4.02", "Belanja Modal Upah Tenaga Kerja", "bangunan"),
    ("5.3.4.03", "Belanja Modal Bahan Baku", "bangunan"),
    ("5.3.4.04", "Belanja Modal Sewa Peralatan", "bangunan"),
    ("5.3.9", "Belanja Modal lainnya", ""),
    ("5.3.9.01", "Belanja Modal khusus Pendidikan dan Perpustakaan", "ape"),
)
SUMBER_DANA: tuple[Rekening, ...] = (
    ("1.1", "PENDAPATAN ASLI DAERAH (PAD)", ""),
    ("1.2.01.07", "Dana Bagi Hasil (DBH)", ""),
    ("1.2.01.08", "Dana Alokasi Umum (DAU)", ""),
    ("1.2.02.01", "Pendapatan Bagi Hasil", ""),
    ("2.2.01.05.001.00001", "Dana Desa", ""),
    ("2.2.01.08.002.00004", "DAU yang Ditentukan Penggunaannya Bidang Pendidikan", ""),
    ("2.2.01.08.002.00005", "DAU yang Ditentukan Penggunaannya Bidang Kesehatan", ""),
    ("2.2.02.01.001.00005", "Pendapatan Bagi Hasil Pajak Rokok", ""),
    ("2.2.02.02.001.00001", "Bantuan Keuangan Khusus dari Pemerintah Daerah Provinsi", ""),
    ("2.2.02.02.002.00001", "Bantuan Keuangan Khusus dari Pemerintah Daerah Kabupaten/Kota", ""),
    ("2.2.1.01.04.0007", "DAK Non Fisik-BOP PAUD", ""),
    ("2.2.1.01.04.0011", "DAK Non Fisik-BOKKB-BOK", ""),
    ("2.2.1.01.04.0012", "DAK Non Fisik-BOKKB-Pengawasan Obat dan Makanan", ""),
    ("2.2.1.01.04.0013", "DAK Non Fisik-BOKKB-Akreditasi Puskesmas", ""),
    ("2.2.1.01.04.0014", "DAK Non Fisik-BOKKB-Jaminan Persalinan", ""),
    ("2.2.1.01.04.0015", "DAK Non Fisik-BOKKB-BOKB", ""),
    ("2.2.1.01.04.0021", "DAK Non Fisik-BOKB-KB", ""),
    ("2.2.1.01.04.0022", "DAK NonFisik-Dana Pelayanan Perlindungan Perempuan dan Anak", ""),
    ("2.2.1.01.04.0028", "DAK Non Fisik-Dana BOSP-BOP PAUD Reguler", ""),
    ("2.2.1.01.04.0029", "DAK Non Fisik-Dana BOSP-BOP PAUD Kinerja", ""),
    ("2.2.1.01.04.0032", "DAK Non Fisik-Dana BOK-BOK Dinas-BOK Provinsi", ""),
    ("2.2.1.01.04.0033", "DAK Non Fisik-Dana BOK-BOK Dinas-BOK Kabupaten/Kota", ""),
    ("2.2.1.01.04.0034", "DAK Non Fisik-Dana BOK-BOK Dinas-BOK Pengawasan Obat dan Makanan", ""),
    ("2.2.1.01.04.0035", "DAK Non Fisik-Dana BOK-BOK Puskesmas", ""),
)
# fmt: on
SEMUA: dict[Skema, tuple[Rekening, ...]] = {
    Skema.REKENING: REKENING,
    Skema.REKENING_DESA: REKENING_DESA,
    Skema.SUMBER: SUMBER_DANA,
}
