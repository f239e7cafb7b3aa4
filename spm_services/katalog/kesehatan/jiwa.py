"""Skrining jiwa with the 20 questions of SRQ-20, in our own words. All answers and results are closed.

Item 17 asks about ending one's life: its rule comes first, says whom to call, and shows no result.
"""

from spm_services.katalog.bersama import TAHUN
from spm_services.katalog.dasar import Dijawab, JumlahYa, Langkah, Tindakan, Untuk, YaTidak
from spm_services.katalog.kesehatan.umum import KARTU, orang

_TANYA = (
    "Apakah kepala sering terasa sakit?",
    "Apakah nafsu makan hilang?",
    "Apakah tidur tidak nyenyak?",
    "Apakah mudah merasa takut?",
    "Apakah tangan gemetar?",
    "Apakah merasa gugup, tegang, atau khawatir?",
    "Apakah pencernaan terganggu?",
    "Apakah sulit berpikir jernih?",
    "Apakah merasa tidak bahagia?",
    "Apakah lebih sering menangis?",
    "Apakah sulit menikmati kegiatan sehari-hari?",
    "Apakah sulit mengambil keputusan?",
    "Apakah pekerjaan sehari-hari terganggu?",
    "Apakah merasa tidak mampu berperan dalam hidup?",
    "Apakah kehilangan minat pada banyak hal?",
    "Apakah merasa tidak berharga?",
    "Apakah pernah terpikir untuk mengakhiri hidup?",
    "Apakah merasa lelah sepanjang waktu?",
    "Apakah perut terasa tidak enak?",
    "Apakah mudah lelah?",
)
SRQ = tuple(
    YaTidak(
        kode=f"srq_{n:02d}",
        label=f"{n}. {kata}",
        wajib=False,
        tertutup=True,
        bantuan="Selama 30 hari terakhir. Boleh tidak dijawab." if n == 1 else "",
    )
    for n, kata in enumerate(_TANYA, 1)
)

LAYANAN = (
    orang(
        kode="skrining_jiwa",
        nama="Skrining kesehatan jiwa (20 pertanyaan)",
        harian="Pertanyaan kesehatan jiwa",
        isian=SRQ,
        aturan=(
            Dijawab(
                kode="jiwa_segera",
                tindakan=Tindakan.SEGERA,
                ukuran="Pertanyaan nomor 17",
                kolom="srq_17",
                nilai=(True,),
                arti="Perlu pertolongan segera",
                pesan="Hubungi tenaga kesehatan sekarang. Jangan tinggalkan orang ini sendirian.",
                sumber=KARTU,
                tertutup=True,
            ),
            JumlahYa(
                kode="jiwa_srq",
                tindakan=Tindakan.RUJUK,
                ukuran="Skrining jiwa",
                bagian=tuple(k.kode for k in SRQ),
                ambang="srq_ya",
                arti="Perlu pemeriksaan kesehatan jiwa",
                pesan="Perlu bertemu tenaga kesehatan. Ajak dengan lembut dan jaga rahasianya.",
                sumber=KARTU,
                tertutup=True,
            ),
        ),
        sasaran="Usia 18 tahun ke atas",
        untuk=Untuk(dari=18 * TAHUN),
        langkah=Langkah.PELAYANAN,
        tiap_bulan=12,
        spm="Pelayanan Kesehatan Pada Usia Produktif",
        sumber="Kartu dewasa dan lansia (kajian domain 4.2); pasangan KES-20, kalimat pertanyaan disusun sendiri",
        tertutup=True,
    ),
)
