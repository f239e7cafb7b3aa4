"""THE list of what a posyandu costs in a year, part by part, and the figures that the reckoning takes as given.

Plans, allocations and the need speak of the same parts: a planned activity of a part that the formula reckons itself
is not counted a second time, and money for it lessens that part's gap.

Parts and formula: planning study 5.2 (its method confirmed by what Kabupaten Bintan published). Prices are never here:
they differ up to 1 : 24 between regions, so a region writes its own (`StandarHarga`, and the incentive tariff in the
registry). What stands here are quantities, each with its source and how sure it is.
"""

from dataclasses import dataclass
from decimal import Decimal

from posyandu_app.lib.bidang import Bidang
from registry.perlengkapan import BARANG


@dataclass(frozen=True)
class Komponen:
    """`sekali`: bought or built, not spent anew each year. `bidang` empty: serves all fields."""

    kode: str
    nama: str
    rumus: str
    bidang: str = ""
    sekali: bool = False


DAFTAR: tuple[Komponen, ...] = (
    Komponen("insentif_kader", "Insentif kader", "kader aktif × tarif × bulan"),
    Komponen("insentif_pengurus", "Insentif pengurus", "pengurus × tarif × bulan"),
    Komponen("operasional", "Operasional", "tarif sebulan × 12"),
    Komponen("atk", "ATK dan register", "harga setahun"),
    Komponen("pmt_penyuluhan", "PMT penyuluhan", "rata-rata hadir × hari buka × harga", Bidang.KESEHATAN),
    Komponen("pmt_balita", "PMT pemulihan balita gizi kurang", "anak × hari × harga", Bidang.KESEHATAN),
    Komponen("pmt_bumil", "PMT pemulihan ibu hamil KEK", "ibu × hari × harga", Bidang.KESEHATAN),
    Komponen("pelatihan", "Pelatihan kader", "kader belum terlatih × biaya"),
    Komponen("seragam", "Seragam kader", "kader aktif × harga ÷ umur pakai"),
    Komponen("alat", "Alat", "(butuh − ada yang baik) × harga", sekali=True),
    Komponen("sarpras", "Bangunan", "menurut keadaan bangunan × harga", sekali=True),
    Komponen("kegiatan", "Kegiatan menurut rencana kerja", "jumlah biaya kegiatan yang direncanakan"),
)
KOMPONEN: dict[str, Komponen] = {k.kode: k for k in DAFTAR}
LAIN = "lain"  # funded, but the allocation names none of the parts
# What money is also spent on, without a part in the formula: told apart, and counted with what names no part.
BELANJA_LAIN: tuple[tuple[str, str], ...] = (
    ("konsumsi", "Konsumsi rapat dan kegiatan"),
    ("narasumber", "Narasumber dan penyuluhan"),
    ("bantuan_warga", "Bantuan langsung untuk warga"),
    (LAIN, "Lainnya"),
)
TIM: tuple[tuple[str, str], ...] = (  # a Tim Pembina's own work
    ("sekretariat", "Sekretariat Tim Pembina"),
    ("rakor", "Rapat koordinasi"),
    ("monev", "Pembinaan dan monev"),
    ("perubahan", "Kegiatan lewat anggaran perubahan"),
)
NAMA: dict[str, str] = {**{k.kode: k.nama for k in DAFTAR}, **dict(BELANJA_LAIN), **dict(TIM)}


def nama_komponen(kode: str) -> str:
    """The part in words; a code from elsewhere as it is, nothing for none."""
    return NAMA.get(kode, kode.replace("_", " "))


def pilihan_belanja() -> list[tuple[str, str]]:
    """What an allocation or support may be for."""
    return [("", "Belum dirinci"), *NAMA.items()]


@dataclass(frozen=True)
class Harga:
    """A price that a region writes. `berganda`: several payers may each pay it, and then they add up."""

    kode: str
    nama: str
    satuan: str
    berganda: bool = False


PREFIKS_ALAT = "alat:"
HARGA: tuple[Harga, ...] = (
    Harga("operasional", "Operasional posyandu", "posyandu per bulan", berganda=True),
    Harga("insentif_pengurus", "Insentif pengurus", "orang per bulan", berganda=True),
    Harga("atk", "ATK dan register", "posyandu per tahun"),
    Harga("pmt_penyuluhan", "PMT penyuluhan", "porsi"),
    Harga("pmt_balita", "PMT pemulihan balita", "porsi"),
    Harga("pmt_bumil", "PMT pemulihan ibu hamil", "porsi"),
    Harga("pelatihan", "Pelatihan kader", "orang"),
    Harga("seragam", "Seragam kader", "setel"),
    Harga("gedung", "Pembangunan gedung posyandu", "unit"),
    Harga("sewa_gedung", "Sewa tempat", "posyandu per tahun"),
    *(Harga(f"{PREFIKS_ALAT}{b.kode}", b.nama, "buah") for b in BARANG.values()),
)
MENURUT_HARGA: dict[str, Harga] = {h.kode: h for h in HARGA}


def pilihan_harga() -> list[tuple[str, str]]:
    return [
        (h.kode, f"{h.nama} (per {h.satuan})" if " per " not in h.satuan else f"{h.nama} ({h.satuan})") for h in HARGA
    ]


@dataclass(frozen=True)
class Tetapan:
    """A quantity taken as given, with where it comes from. `yakin`: tinggi, sedang, rendah."""

    nama: str
    nilai: Decimal
    satuan: str
    sumber: str
    yakin: str


TETAPAN: dict[str, Tetapan] = {
    "hari_pmt_balita": Tetapan(
        "Lama PMT pemulihan balita gizi kurang", Decimal(56), "hari", "kajian perencanaan 5.2", "sedang"
    ),
    "hari_pmt_bumil": Tetapan("Lama PMT ibu hamil KEK", Decimal(120), "hari", "kajian perencanaan 5.2", "sedang"),
    "hari_buka": Tetapan("Hari buka setahun", Decimal(12), "hari", "satu hari buka tiap bulan", "tinggi"),
    "bulan": Tetapan("Bulan insentif dan operasional", Decimal(12), "bulan", "kajian perencanaan 5.2", "tinggi"),
    "umur_seragam": Tetapan("Umur pakai seragam", Decimal(2), "tahun", "perkiraan kami; belum ada acuan", "rendah"),
}


def tetapan(nama: str) -> Decimal:
    return TETAPAN[nama].nilai


# What an open day needs of each measuring instrument and book (our reckoning from the equipment list of the registry:
# one set at the tables of measuring; confidence "rendah"). Other items are asked for in the yearly plan.
BUTUH_ALAT: dict[str, int] = {
    "timbangan_bayi": 1,
    "timbangan_injak": 1,
    "panjang_badan": 1,
    "tinggi_badan": 1,
    "pita_lila": 2,
    "pita_lingkar": 1,
    "tensimeter": 1,
    "glukometer": 1,
}
# Condition of the building → the price it asks for. Own and village buildings: their repair stands in the yearly plan.
SARPRAS: dict[str, str] = {"milik_sendiri": "", "milik_desa": "", "menumpang": "gedung", "sewa": "sewa_gedung"}
