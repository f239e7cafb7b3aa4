"""The cards and monthly recap tables on paper, as data: each column with its number, its words, and where it comes from.

How many columns a card or a table has, and what a card holds, is from the study (4.2); the order and the words are from
memory, and so is what the recap tables hold beyond "sasaran, datang, tidak datang, each class, edukasi, dirujuk". A
Puskesmas that lays out its table otherwise changes rows here.

`asal` is one of
- "<layanan>.<kolom>": the answer to a question;
- "hitung:<nama>": computed, never typed (HITUNGAN says how);
- "jawab:<layanan>.<kolom>=<nilai>": how many people were answered so ("ya", "tidak", a code, "ada" for anything at all);
- "kelas:<turunan>=<kode>[,<kode>]": how many people fell into a class;
- "aturan:<kode>" and "bebas:<kode>": how many met a rule, or were asked and did not.
"""

from dataclasses import dataclass

SUMBER = "Kajian domain 4.2: isi kartu dan banyaknya kolom; urutan dan kata dari ingatan"

HITUNGAN: dict[str, str] = {
    "tanggal": "hari pelayanan",
    "umur_bulan": "umur bulan genap pada hari pelayanan",
    "umur_tahun": "umur tahun genap pada hari pelayanan",
    "minggu_hamil": "minggu sejak hari pertama haid terakhir",
    "kepala_hamil": "yang ditanyakan waktu kehamilan mulai didata (actions.warga_keadaan)",
    "nt": "N, T, O, B menurut aturan kenaikan berat yang berlaku",
    "bb_u": "kelas berat menurut umur",
    "tb_u": "kelas panjang atau tinggi menurut umur",
    "bb_tb": "kelas berat menurut panjang atau tinggi",
    "lk_u": "kelas lingkar kepala menurut umur",
    "lila_warna": "warna LILA menurut ambang yang berlaku",
    "imt": "IMT dari berat dan tinggi, satu desimal",
    "imt_kelas": "kelas IMT dewasa (SK, K, N, G, O)",
    "imt_u": "kelas IMT menurut umur",
    "td_kelas": "tekanan darah normal atau tinggi menurut ambang yang berlaku",
    "gds_kelas": "gula darah normal atau tinggi menurut ambang yang berlaku",
    "puma": "skor PUMA",
    "aks": "skor AKS dan kelasnya",
    "rujuk": "ada hasil yang dirujuk hari itu",
    "bulan": "bulan laporan",
    "sasaran": "yang didata dalam kelompok umur pada bulan itu",
    "datang": "yang datang",
    "datang_lansia": "yang datang berumur 60 tahun ke atas",
    "tidak_datang": "sasaran dikurangi yang datang",
    "edukasi": "yang mendapat penyuluhan perorangan",
    "dirujuk": "yang dirujuk",
    "hasil_rujukan": "rujukan yang sudah ada hasilnya",
}


@dataclass(frozen=True)
class KolomKartu:
    """One column of a card or a recap table."""

    nomor: int
    judul: str
    asal: tuple[str, ...]


@dataclass(frozen=True)
class Kartu:
    """One card (a row for each visit, a head for each person) or one recap table (a row for each month)."""

    kode: str
    nama: str
    kolom: tuple[KolomKartu, ...]
    kepala: tuple[KolomKartu, ...] = ()
    sumber: str = SUMBER
    keyakinan: str = "sedang"


Baris = tuple[str, str]
TBC: tuple[Baris, ...] = (
    ("TBC: batuk terus-menerus", "skrining_tbc.tbc_batuk"),
    ("TBC: demam dua minggu atau lebih", "skrining_tbc.tbc_demam"),
    ("TBC: berat turun atau tidak naik", "skrining_tbc.tbc_bb_turun"),
    ("TBC: kontak erat", "skrining_tbc.tbc_kontak"),
)
AKHIR: tuple[Baris, ...] = (("Edukasi", "edukasi_perorangan.edukasi"), ("Rujuk", "hitung:rujuk"))


def kolom(*baris: Baris) -> tuple[KolomKartu, ...]:
    """Columns numbered from 1; several sources of one column stand with spaces between them."""
    return tuple(KolomKartu(n, judul, tuple(asal.split())) for n, (judul, asal) in enumerate(baris, 1))


IBU_HAMIL = Kartu(
    "ibu_hamil",
    "Kartu ibu hamil, nifas, dan menyusui",
    kolom(
        ("Tanggal", "hitung:tanggal"),
        ("Minggu kehamilan", "hitung:minggu_hamil"),
        ("Berat badan (kg)", "ukur_ibu_hamil.bb"),
        ("Berat badan sesuai kurva", "ukur_ibu_hamil.bb_kurva"),
        ("LILA (cm)", "ukur_ibu_hamil.lila"),
        ("LILA hijau atau merah", "hitung:lila_warna"),
        ("Tekanan darah", "ukur_ibu_hamil.sistole ukur_ibu_hamil.diastole"),
        ("Tekanan darah sesuai kurva", "hitung:td_kelas"),
        *TBC,
        ("TTD diberikan (tablet)", "ttd_ibu_hamil.ttd_diberi"),
        ("TTD diminum setiap hari", "ttd_ibu_hamil.ttd_tiap_hari"),
        ("MT KEK: isi dan porsi", "mt_ibu_hamil.mt_diberi mt_ibu_hamil.mt_jenis mt_ibu_hamil.mt_porsi"),
        ("MT dimakan setiap hari", "mt_ibu_hamil.mt_tiap_hari"),
        ("Kelas ibu hamil", "kelas_ibu_hamil.ikut_kelas"),
        *AKHIR,
    ),
    kolom(("Kehamilan ke, jarak, berat sebelum hamil, tinggi", "hitung:kepala_hamil")),
)
ANAK = Kartu(
    "anak",
    "Kartu bayi, balita, dan anak prasekolah",
    kolom(
        ("Umur (bulan)", "hitung:umur_bulan"),
        ("Tanggal", "hitung:tanggal"),
        ("Berat badan (kg)", "timbang_anak.bb"),
        ("Naik atau tidak", "hitung:nt"),
        ("BB/U", "hitung:bb_u"),
        ("Panjang atau tinggi (cm)", "ukur_anak.pb_tb ukur_anak.cara_ukur"),
        ("PB/U atau TB/U", "hitung:tb_u"),
        ("BB/PB atau BB/TB", "hitung:bb_tb"),
        ("Lingkar kepala (cm)", "ukur_anak.lk"),
        ("Lingkar kepala menurut umur", "hitung:lk_u"),
        ("LILA (cm)", "ukur_anak.lila"),
        ("Warna LILA", "hitung:lila_warna"),
        *TBC,
        ("ASI eksklusif", "makan_anak.asi_eksklusif"),
        ("MP-ASI sesuai", "makan_anak.mpasi"),
        ("Imunisasi yang diberikan", "imunisasi_anak.imunisasi"),
        ("Vitamin A", "vitamin_a.vit_a"),
        ("Obat cacing", "obat_cacing.obat_cacing"),
        ("MT pangan lokal", "mt_balita.mt_diberi mt_balita.mt_jenis"),
        ("Porsi MT", "mt_balita.mt_porsi"),
        ("Edukasi", "edukasi_perorangan.edukasi"),
        ("Gejala sakit", "makan_anak.gejala_sakit"),
        ("Rujuk", "hitung:rujuk"),
    ),
    kolom(("Berat lahir (kg)", "bayi_baru_lahir.bb_lahir"), ("Panjang lahir (cm)", "bayi_baru_lahir.pb_lahir")),
)
REMAJA = Kartu(
    "remaja",
    "Kartu usia sekolah dan remaja",
    kolom(
        ("Tanggal", "hitung:tanggal"),
        ("Umur (tahun)", "hitung:umur_tahun"),
        ("Berat badan (kg)", "ukur_remaja.bb"),
        ("Tinggi badan (cm)", "ukur_remaja.pb_tb"),
        ("IMT/U", "hitung:imt_u"),
        ("Lingkar perut (cm)", "ukur_remaja.lingkar_perut"),
        ("Tekanan darah", "darah_remaja.sistole darah_remaja.diastole"),
        ("Gula darah", "darah_remaja.gds"),
        ("Hb remaja putri", "darah_remaja.hb"),
        ("TTD remaja putri", "ttd_remaja_putri.ttd_diberi ttd_remaja_putri.ttd_tiap_minggu"),
        *TBC,
        ("HEEADSSS (nakes)", "skrining_remaja.heeadsss"),
        *AKHIR,
    ),
)
DEWASA_LANSIA = Kartu(
    "dewasa_lansia",
    "Kartu usia dewasa dan lansia",
    kolom(
        ("Tanggal", "hitung:tanggal"),
        ("Berat badan (kg)", "ukur_dewasa.bb ukur_lansia.bb"),
        ("Tinggi badan (cm)", "ukur_dewasa.pb_tb ukur_lansia.pb_tb"),
        ("IMT dan kelasnya", "hitung:imt hitung:imt_kelas"),
        ("Lingkar perut (cm)", "ukur_dewasa.lingkar_perut ukur_lansia.lingkar_perut"),
        ("LILA (cm)", "ukur_dewasa.lila ukur_lansia.lila"),
        ("Tekanan darah", "ukur_dewasa.sistole ukur_dewasa.diastole ukur_lansia.sistole ukur_lansia.diastole"),
        ("Kelas tekanan darah", "hitung:td_kelas"),
        ("Gula darah sewaktu", "ukur_dewasa.gds ukur_lansia.gds"),
        ("Kelas gula darah", "hitung:gds_kelas"),
        ("Hitung jari: kanan", "tes_indra.mata_kanan"),
        ("Hitung jari: kiri", "tes_indra.mata_kiri"),
        ("Tes bisik: kanan", "tes_indra.telinga_kanan"),
        ("Tes bisik: kiri", "tes_indra.telinga_kiri"),
        ("Skor PUMA", "hitung:puma"),
        *TBC,
        ("KB", "layanan_kb.kb_pakai layanan_kb.kb_cara"),
        *AKHIR,
    ),
    kolom(
        ("Riwayat keluarga", "riwayat_kesehatan.riwayat_keluarga"),
        ("Riwayat diri sendiri", "riwayat_kesehatan.riwayat_diri"),
        ("Perilaku berisiko", "riwayat_kesehatan.perilaku"),
        ("Skor AKS", "hitung:aks"),
    ),
)
KARTU: dict[str, Kartu] = {k.kode: k for k in (IBU_HAMIL, ANAK, REMAJA, DEWASA_LANSIA)}
