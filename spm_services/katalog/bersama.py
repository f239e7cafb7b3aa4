"""Questions that several services ask. One code means one thing everywhere, so that a visit asks it once.

`pb_tb` is length or height at any age; `sistole` and `diastole` are one blood pressure; `bb` is today's weight.
"""

from spm_services.katalog.dasar import (
    Angka,
    Banyak,
    Desimal,
    Kalau,
    Kolom,
    Lokasi,
    Paling,
    Pilihan,
    SalahSatu,
    Teks,
    TidakMelebihi,
    Untuk,
    YaTidak,
    hadir_dari_sasaran,
)

TAHUN = 12
BALITA = Untuk(sampai=5 * TAHUN)
ANAK = Untuk(sampai=6 * TAHUN)
REMAJA = Untuk(dari=6 * TAHUN, sampai=19 * TAHUN, bukan=("hamil",))
DEWASA = Untuk(dari=19 * TAHUN, sampai=60 * TAHUN, bukan=("hamil",))
DEWASA_LANSIA = Untuk(dari=19 * TAHUN, bukan=("hamil",))
LANSIA = Untuk(dari=60 * TAHUN)
HAMIL = Untuk(dari=10 * TAHUN, sampai=60 * TAHUN, kelamin="P", keadaan=("hamil",))
NIFAS = Untuk(dari=10 * TAHUN, sampai=60 * TAHUN, kelamin="P", keadaan=("nifas",))

BB = Desimal(
    kode="bb", label="Berat badan", satuan="kg", minimum="0.5", maksimum="300", koma=2, batas="bb", wajib=False
)
PB_TB = Desimal(
    kode="pb_tb",
    label="Panjang atau tinggi badan",
    satuan="cm",
    minimum="20",
    maksimum="230",
    batas="pb_tb",
    wajib=False,
)
CARA_UKUR = Pilihan(
    kode="cara_ukur",
    label="Cara mengukurnya",
    opsi=(("berbaring", "Berbaring"), ("berdiri", "Berdiri")),
    wajib=False,
    bantuan="Di bawah 2 tahun berbaring, mulai 2 tahun berdiri. Kalau lain, sebutkan.",
)
LK = Desimal(kode="lk", label="Lingkar kepala", satuan="cm", minimum="20", maksimum="70", batas="lk", wajib=False)
LILA = Desimal(
    kode="lila", label="Lingkar lengan atas (LILA)", satuan="cm", minimum="5", maksimum="60", batas="lila", wajib=False
)
SISTOLE = Desimal(
    kode="sistole",
    label="Tekanan darah, angka atas",
    satuan="mmHg",
    minimum="40",
    maksimum="300",
    koma=0,
    wajar=("80", "200"),
    batas="sistole",
    wajib=False,
)
DIASTOLE = Desimal(
    kode="diastole",
    label="Tekanan darah, angka bawah",
    satuan="mmHg",
    minimum="20",
    maksimum="200",
    koma=0,
    wajar=("50", "120"),
    batas="diastole",
    wajib=False,
)
GDS = Desimal(
    kode="gds",
    label="Gula darah sewaktu",
    satuan="mg/dL",
    minimum="20",
    maksimum="1000",
    koma=0,
    wajar=("60", "400"),
    batas="gds",
    wajib=False,
)
HB = Desimal(
    kode="hb",
    label="Kadar Hb",
    satuan="g/dL",
    minimum="2",
    maksimum="25",
    wajar=("7", "18"),
    batas="hb",
    wajib=False,
)
LINGKAR_PERUT = Desimal(
    kode="lingkar_perut",
    label="Lingkar perut",
    satuan="cm",
    minimum="30",
    maksimum="200",
    wajar=("50", "130"),
    batas="lingkar_perut",
    wajib=False,
)
CEK_TD = TidakMelebihi("diastole", "sistole", "Angka bawah {kiri} melebihi angka atas {kanan}. Mungkin terbalik.")


def ada_isi(*kolom: Kolom) -> SalahSatu:
    """The check of a form of measures: one of them at least is there."""
    return SalahSatu(tuple(k.kode for k in kolom), "Isi paling sedikit satu hasil.")


MT_DIBERI = YaTidak(kode="mt_diberi", label="Hari ini diberi makanan tambahan?")
MT_JENIS = Teks(kode="mt_jenis", label="Isi makanannya", panjang=120, kalau=Kalau(kolom="mt_diberi", nilai=(True,)))
MT_PORSI = Angka(
    kode="mt_porsi",
    label="Jumlah porsi",
    satuan="porsi",
    maksimum=120,
    wajib=False,
    kalau=Kalau(kolom="mt_diberi", nilai=(True,)),
)
KETERANGAN = Teks(kode="keterangan", label="Keterangan", baris=3)
TEMUAN = Teks(kode="temuan", label="Temuan", panjang=300)
USUL = Teks(kode="usul", label="Yang diusulkan", panjang=200)
TITIK = Lokasi(kode="titik", label="Titik di peta")

# Who took part in a group activity: parts of `terlayani`, each free to be left out.
PESERTA: tuple[Angka, ...] = (
    Angka(kode="peserta_laki", label="Di antaranya laki-laki", satuan="orang", wajib=False),
    Angka(kode="peserta_perempuan", label="Di antaranya perempuan", satuan="orang", wajib=False),
    Angka(kode="peserta_anak", label="Di antaranya anak dan remaja (di bawah 19 tahun)", satuan="orang", wajib=False),
    Angka(kode="peserta_dewasa", label="Di antaranya dewasa (19–59 tahun)", satuan="orang", wajib=False),
    Angka(kode="peserta_lansia", label="Di antaranya lansia (60 tahun ke atas)", satuan="orang", wajib=False),
    Angka(kode="peserta_disabilitas", label="Di antaranya penyandang disabilitas", satuan="orang", wajib=False),
)
CEK_PESERTA = (
    Paling(
        ("peserta_laki", "peserta_perempuan"),
        "terlayani",
        "Laki-laki dan perempuan berjumlah {jumlah}, padahal yang hadir {seluruh}.",
    ),
    Paling(
        ("peserta_anak", "peserta_dewasa", "peserta_lansia"),
        "terlayani",
        "Jumlah menurut umur {jumlah}, padahal yang hadir {seluruh}.",
    ),
    TidakMelebihi(
        "peserta_disabilitas", "terlayani", "Penyandang disabilitas {kiri}, padahal yang hadir {kanan}. Periksa lagi."
    ),
)


def kegiatan(
    hadir: str, sasaran: str, *lain: Kolom
) -> tuple[tuple[Kolom, ...], tuple[TidakMelebihi | Paling | SalahSatu, ...]]:
    """A group activity: expected and present, who they were, and what else the service asks."""
    isian, cek = hadir_dari_sasaran(hadir, sasaran, lain=(*PESERTA, *lain))
    return isian, (*cek, *CEK_PESERTA)


def diminta(daftar: str, *opsi: tuple[str, str]) -> Pilihan:
    """What a request asks for: the official list of the field, which a region may add to."""
    return Pilihan(kode="diminta", label="Apa yang diminta?", opsi=(*opsi, ("lain", "Lainnya")), daftar=daftar)


def hasil_antar(apa: str) -> tuple[Kolom, ...]:
    """Somebody was shown the way to an office or a school: where to, and how it ended."""
    return (
        Teks(kode="tujuan", label=apa, panjang=120, wajib=True),
        Pilihan(
            kode="hasil",
            label="Bagaimana hasilnya?",
            opsi=(
                ("menunggu", "Belum ada kabar"),
                ("diterima", "Diterima"),
                ("menolak", "Tidak mau"),
                ("ditolak", "Tidak diterima"),
            ),
        ),
        KETERANGAN,
    )


EDUKASI = Banyak(
    kode="edukasi",
    label="Penyuluhan yang diberikan hari ini",
    opsi=(
        ("gizi", "Makan bergizi seimbang"),
        ("asi", "ASI dan makanan pendamping ASI"),
        ("imunisasi", "Imunisasi"),
        ("kehamilan", "Kehamilan dan persalinan"),
        ("tumbuh_kembang", "Tumbuh kembang anak"),
        ("remaja", "Kesehatan remaja"),
        ("ptm", "Darah tinggi, gula, dan gaya hidup sehat"),
        ("tbc", "Batuk lama dan TBC"),
        ("jiwa", "Kesehatan jiwa"),
        ("lansia", "Hidup sehat di usia lanjut"),
        ("kb", "Keluarga berencana"),
        ("sanitasi", "Air bersih dan jamban"),
    ),
    tidak_ada="Tidak diberi penyuluhan",
)
