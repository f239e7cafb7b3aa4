"""Kinds of need a proposal can be made from: how it is counted, what it is called, where it is budgeted.

Needs about households and people are those of spm_services.katalog.masalah; codes are of planning.acuan (SIPD export
of 23-01-2026 and Permendagri 20/2018), chosen by the planning study, section 3. A region may write another code.
"""

from dataclasses import dataclass, replace

from planning import acuan
from planning.katalog import Skema
from posyandu_app.lib.bidang import NAMA
from registry.perlengkapan import BARANG
from spm_services.katalog import TOTAL_DARI

ASAL_TEMUAN, ASAL_TIKET, ASAL_KADER, ASAL_BARANG = "temuan", "tiket", "kader", "barang"


@dataclass(frozen=True, kw_only=True)
class JenisButuh:
    """`kode` of a finding is its service, else `tiket_…`, `kader`, `barang_…`. `apbd`, `apbdes`: codes proposed."""

    kode: str
    asal: str
    nama: str
    judul: str
    satuan: str
    bidang: str
    apbd: str
    apbdes: str
    opd: str
    skala_desa: bool = True  # the village may pay it itself (local authority)

    def kode_untuk(self, skema: str) -> str:
        return self.apbdes if skema == Skema.APBDES else self.apbd


def _temuan(
    kode: str, nama: str, judul: str, satuan: str, bidang: str, kode_apbd: str, *lain: str, desa: bool = True
) -> JenisButuh:
    apbdes, opd = lain
    return JenisButuh(
        kode=kode,
        asal=ASAL_TEMUAN,
        nama=nama,
        judul=judul,
        satuan=satuan,
        bidang=bidang,
        apbd=kode_apbd,
        apbdes=apbdes,
        opd=opd,
        skala_desa=desa,
    )


DIDIK, PU, RUMAH, TRANTIB, SOSIAL = (
    "pendidikan", "pekerjaan_umum", "perumahan_rakyat", "trantibumlinmas", "sosial",
)  # fmt: skip
TEMUAN: tuple[JenisButuh, ...] = (
    _temuan("kondisi_rumah", "Rumah tidak layak huni", "Perbaikan rumah tidak layak huni", "unit", RUMAH,
            "1.04.03.2.03.0002", "2.4.01", "Dinas Perumahan dan Kawasan Permukiman"),
    _temuan("air_minum_keluarga", "Air minum tidak cukup atau tidak baik", "Penyediaan air minum layak", "keluarga",
            PU, "1.03.03.2.01.0035", "2.4.11", "Dinas Pekerjaan Umum"),
    _temuan("limbah_keluarga", "Keluarga belum punya jamban sendiri", "Pembangunan jamban keluarga", "unit", PU,
            "1.03.05.2.01.0051", "2.4.14", "Dinas Pekerjaan Umum"),
    _temuan("anak_usia_dini", "Anak belum ikut PAUD", "Dukungan PAUD bagi anak yang belum ikut", "anak", DIDIK,
            "1.01.02.2.03.0011", "2.1.02", "Dinas Pendidikan"),
    _temuan("anak_putus_sekolah", "Anak tidak sekolah atau berisiko putus", "Pendidikan kesetaraan anak tidak sekolah",
            "anak", DIDIK, "1.01.02.2.04.0010", "2.1.10", "Dinas Pendidikan", desa=False),
    _temuan("rumah_rusak_bencana", "Rumah rusak karena bencana", "Rehabilitasi rumah korban bencana", "unit", RUMAH,
            "1.04.02.2.03.0001", "2.4.01", "Dinas Perumahan dan Kawasan Permukiman", desa=False),
    _temuan("warga_disabilitas", "Penyandang disabilitas perlu bantuan", "Bantuan penyandang disabilitas", "orang",
            SOSIAL, "1.06.05.2.02.0006", "4.4.03", "Dinas Sosial"),
    _temuan("lansia_sendiri", "Lansia perlu bantuan", "Bantuan lansia yang tinggal sendiri", "orang", SOSIAL,
            "1.06.05.2.02.0006", "4.4.03", "Dinas Sosial"),
    _temuan("data_keluarga_miskin", "Keluarga miskin belum menerima bantuan", "Bantuan kesejahteraan keluarga miskin",
            "keluarga", SOSIAL, "1.06.05.2.02.0006", "4.4.03", "Dinas Sosial", desa=False),
    _temuan("anak_terlantar", "Anak terlantar", "Pemenuhan kebutuhan dasar anak terlantar", "anak", SOSIAL,
            "1.06.05.2.02.0006", "4.4.02", "Dinas Sosial", desa=False),
)  # fmt: skip
# The same need as a number copied from paper, where a unit does not record by household: a row of its own, so that
# nothing is added to what was counted house by house.
KERTAS: tuple[JenisButuh, ...] = tuple(
    replace(j, kode=TOTAL_DARI[j.kode], nama=f"{j.nama} (jumlah dari kertas)") for j in TEMUAN if j.kode in TOTAL_DARI
)
# (field, APBD, APB Desa, office) of requests that nobody answered with money yet.
BIDANG: dict[str, tuple[str, str, str]] = {
    "pendidikan": ("1.01.02.2.03.0017", "2.1.02", "Dinas Pendidikan"),
    "kesehatan": ("1.02.05.2.03.0001", "2.2.02", "Dinas Kesehatan"),
    "pekerjaan_umum": ("1.03.03.2.01.0035", "2.4.11", "Dinas Pekerjaan Umum"),
    "perumahan_rakyat": ("1.04.03.2.03.0002", "2.4.01", "Dinas Perumahan dan Kawasan Permukiman"),
    "trantibumlinmas": ("1.05.02.2.01.0004", "3.1.02", "Satpol PP"),
    "sosial": ("1.06.05.2.02.0006", "4.4.03", "Dinas Sosial"),
}
TIKET: tuple[JenisButuh, ...] = tuple(
    JenisButuh(
        kode=f"tiket_{b}",
        asal=ASAL_TIKET,
        nama=f"Permohonan terbuka, {NAMA[b]}",
        judul=f"Pemenuhan permohonan warga bidang {NAMA[b].lower()}",
        satuan="permohonan",
        bidang=b,
        apbd=apbd,
        apbdes=apbdes,
        opd=opd,
    )
    for b, (apbd, apbdes, opd) in BIDANG.items()
)
KADER = JenisButuh(
    kode="kader",
    asal=ASAL_KADER,
    nama="Kader belum terlatih",
    judul="Pelatihan keterampilan dasar kader posyandu",
    satuan="orang",
    bidang="kesehatan",
    apbd="2.13.05.2.01.0003",
    apbdes="2.2.03",
    opd="Dinas PMD",
)
ALAT: tuple[JenisButuh, ...] = tuple(
    JenisButuh(
        kode=f"barang_{b.kode}",
        asal=ASAL_BARANG,
        nama=f"{b.nama}: tidak ada yang baik",
        judul=f"Pengadaan {b.nama[0].lower()}{b.nama[1:]} posyandu",
        satuan="unit",
        bidang="kesehatan",
        apbd="2.13.05.2.01.0004",
        apbdes="2.2.09",
        opd="Dinas PMD",
    )
    for b in BARANG.values()
)
JENIS_BUTUH: dict[str, JenisButuh] = {j.kode: j for j in (*TEMUAN, *KERTAS, *TIKET, KADER, *ALAT)}
URAIAN: dict[str, str] = {k: u for s in (Skema.APBD, Skema.APBDES) for k, u, _, _ in acuan.SEMUA[s]}
