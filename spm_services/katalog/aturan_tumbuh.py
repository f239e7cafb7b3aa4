"""Rules over growth results, which the measuring action adds to the answers (spm_services.tumbuh).

Codes: `nt` N, T, O, B; `t_berturut` how many times T in a row; `bb_u`, `tb_u`, `bb_tb`, `lk_u` the class codes of
spm_services.tumbuh.kelas (tb_u is its index pb_u, bb_tb its bb_pb), each with its z-score as `z_bb_u` and so on. A kader
reads `pesan`; the classes are for tenaga kesehatan.
"""

from spm_services.katalog.cek import Aturan, Dijawab, Melewati, Tindakan
from spm_services.katalog.kolom import Kalau

KELAS_BB_U = (
    ("bb_sangat_kurang", "berat badan sangat kurang"),
    ("bb_kurang", "berat badan kurang"),
    ("bb_normal", "berat badan normal"),
    ("bb_risiko_lebih", "risiko berat badan lebih"),
)
KELAS_TB_U = (
    ("sangat_pendek", "sangat pendek"),
    ("pendek", "pendek"),
    ("pb_normal", "normal"),
    ("tinggi", "tinggi"),
)
KELAS_BB_TB = (
    ("gizi_buruk", "gizi buruk"),
    ("gizi_kurang", "gizi kurang"),
    ("gizi_baik", "gizi baik"),
    ("gizi_berisiko_lebih", "berisiko gizi lebih"),
    ("gizi_lebih", "gizi lebih"),
    ("gizi_obesitas", "obesitas"),
)
KELAS_LK_U = (("lk_bawah", "di bawah normal"), ("lk_normal", "normal"), ("lk_atas", "di atas normal"))
KELAS_NT = (("N", "naik"), ("T", "tidak naik"), ("O", "bulan lalu tidak ditimbang"), ("B", "baru pertama ditimbang"))

_KARTU = "Kartu bayi, balita, anak prasekolah; KMS (kajian domain 4.2, 4.3)"
_KELAS = "Permenkes 2/2020; kartu bayi, balita, anak prasekolah (kajian domain 4.3, 4.4)"

ATURAN_BERAT: tuple[Aturan, ...] = (
    Dijawab(
        kode="anak_tidak_naik",
        tindakan=Tindakan.RUJUK,
        ukuran="Berat badan",
        kolom="nt",
        nilai=("T",),
        sebutan=KELAS_NT,
        arti="T (tidak naik)",
        pesan="Berat badan tidak naik bulan ini. Tanyakan makan dan sakitnya, lalu antar ke tenaga kesehatan.",
        sumber=_KARTU,
    ),
    Melewati(
        kode="anak_2t",
        tindakan=Tindakan.RUJUK,
        ukuran="Tidak naik berturut-turut",
        kolom="t_berturut",
        tanda=">=",
        ambang="t_berturut",
        arti="2T",
        pesan="Dua kali penimbangan berat badannya tidak naik. Antar ke Puskesmas bulan ini juga.",
        sumber="Kajian domain 4.5",
    ),
    Dijawab(
        kode="anak_bgm",
        tindakan=Tindakan.RUJUK,
        ukuran="Berat menurut umur",
        kolom="bb_u",
        nilai=("bb_sangat_kurang",),
        sebutan=KELAS_BB_U,
        z="z_bb_u",
        arti="Di bawah garis merah (BGM)",
        pesan="Berat badannya jauh di bawah anak seumurnya. Perlu diperiksa tenaga kesehatan.",
        sumber=_KARTU,
    ),
    Dijawab(
        kode="anak_garis_oranye",
        tindakan=Tindakan.RUJUK,
        ukuran="Berat menurut umur",
        kolom="bb_u",
        nilai=("bb_risiko_lebih",),
        sebutan=KELAS_BB_U,
        z="z_bb_u",
        arti="Di atas garis oranye",
        pesan="Berat badannya di atas anak seumurnya. Perlu diperiksa tenaga kesehatan.",
        sumber=_KARTU,
    ),
)
ATURAN_UKUR: tuple[Aturan, ...] = (
    Dijawab(
        kode="anak_bb_tb_kurang",
        tindakan=Tindakan.RUJUK,
        ukuran="Berat menurut tinggi",
        kolom="bb_tb",
        nilai=("gizi_buruk", "gizi_kurang"),
        sebutan=KELAS_BB_TB,
        z="z_bb_tb",
        arti="Gizi kurang atau gizi buruk",
        pesan="Kurus untuk tingginya, perlu diukur ulang tenaga kesehatan.",
        sumber=_KELAS,
    ),
    Dijawab(
        kode="anak_bb_tb_lebih",
        tindakan=Tindakan.RUJUK,
        ukuran="Berat menurut tinggi",
        kolom="bb_tb",
        nilai=("gizi_berisiko_lebih", "gizi_lebih", "gizi_obesitas"),
        sebutan=KELAS_BB_TB,
        z="z_bb_tb",
        arti="Berisiko gizi lebih, gizi lebih, atau obesitas",
        pesan="Gemuk untuk tingginya, perlu diukur ulang tenaga kesehatan.",
        sumber=_KELAS,
    ),
    Dijawab(
        kode="anak_pendek",
        tindakan=Tindakan.RUJUK,
        ukuran="Tinggi menurut umur",
        kolom="tb_u",
        nilai=("sangat_pendek", "pendek"),
        sebutan=KELAS_TB_U,
        z="z_tb_u",
        arti="Pendek atau sangat pendek",
        pesan="Pendek untuk umurnya, perlu diukur ulang tenaga kesehatan.",
        sumber=_KELAS,
    ),
    Dijawab(
        kode="anak_lk_kecil",
        tindakan=Tindakan.RUJUK,
        ukuran="Lingkar kepala",
        kolom="lk_u",
        nilai=("lk_bawah",),
        sebutan=KELAS_LK_U,
        z="z_lk_u",
        arti="Mikrosefali",
        pesan="Lingkar kepala di bawah normal, perlu diukur ulang tenaga kesehatan.",
        sumber=_KARTU,
    ),
    Dijawab(
        kode="anak_lk_besar",
        tindakan=Tindakan.RUJUK,
        ukuran="Lingkar kepala",
        kolom="lk_u",
        nilai=("lk_atas",),
        sebutan=KELAS_LK_U,
        z="z_lk_u",
        arti="Makrosefali",
        pesan="Lingkar kepala di atas normal, perlu diukur ulang tenaga kesehatan.",
        sumber=_KARTU,
    ),
    Melewati(
        kode="anak_lila_merah",
        tindakan=Tindakan.RUJUK,
        ukuran="LILA",
        kolom="lila",
        tanda="<",
        ambang="lila_balita",
        kalau=Kalau(kolom="umur_6_59", nilai=(True,)),
        arti="LILA merah",
        pesan="Lengan anak terlalu kecil, pita berwarna merah. Antar ke Puskesmas hari ini.",
        sumber=_KARTU,
        keyakinan="sedang",
    ),
    Dijawab(
        kode="anak_edema",
        tindakan=Tindakan.SEGERA,
        ukuran="Bengkak di kedua punggung kaki",
        kolom="edema",
        nilai=(True,),
        arti="Edema",
        pesan="Kedua kaki bengkak. Antar ke Puskesmas hari ini.",
        sumber="Tanda klinis gizi buruk, dari ingatan",
        keyakinan="sedang",
    ),
)
