"""THE table of gates a proposal passes: two fields, (tahap, putusan), and whose desk each gate is.

Source: planning study 1.3–1.5 (UU 25/2004, Permendagri 86/2017, 114/2014); SIPD words as they stand in its exports.
At every gate the desk passes on (whole or cut), sends back, rejects or postpones; what it decided is `putusan`.
"""

from dataclasses import dataclass

from django.db import models

from accounts.roles import Cap


class Jalur(models.TextChoices):
    """The door a proposal goes through."""

    MUSRENBANG = "musrenbang", "Musrenbang (aspirasi masyarakat)"
    POKIR = "pokir", "Pokok pikiran DPRD"
    TEKNOKRATIK = "teknokratik", "Teknokratik (Renja perangkat daerah)"
    BANKEU = "bankeu", "Bantuan keuangan (BKK)"
    HIBAH = "hibah", "Hibah atau bansos"
    DESA = "desa", "Anggaran desa sendiri"


class Tahap(models.TextChoices):
    DRAF = "draf", "Draf"
    DIAJUKAN = "diajukan", "Meja kepala desa/lurah"
    KECAMATAN = "kecamatan", "Verifikasi kecamatan"
    PMD = "pmd", "Verifikasi Dinas PMD"
    BAPPEDA = "bappeda", "Validasi Bappeda"
    MUSREN_KEC = "musren_kec", "Musrenbang kecamatan"
    FORUM_PD = "forum_pd", "Forum Perangkat Daerah"
    MUSREN_KAB = "musren_kab", "Musrenbang kabupaten/kota"
    RKPD = "rkpd", "RKPD"
    KUA_PPAS = "kua_ppas", "KUA-PPAS"
    APBD = "apbd", "APBD"
    APBD_P = "apbd_p", "Perubahan APBD"
    MUSDES = "musdes", "Musyawarah Desa"
    RKPDES = "rkpdes", "RKP Desa"
    DU_RKPDES = "du_rkpdes", "DU-RKP Desa"
    RAPBDES = "rapbdes", "RAPB Desa"
    EVALUASI = "evaluasi", "Evaluasi camat"
    APBDES = "apbdes", "APB Desa"
    TERLAKSANA = "terlaksana", "Terlaksana"


class Putusan(models.TextChoices):
    """What was decided at the gate; `belum` while it waits there."""

    BELUM = "belum", "Belum diputuskan"
    DITERUSKAN = "diteruskan", "Diteruskan"
    SEBAGIAN = "sebagian", "Diteruskan sebagian"
    DIAKOMODIR = "diakomodir", "Diakomodir"
    DIAKOMODIR_SEBAGIAN = "diakomodir_bag", "Diakomodir sebagian"
    DINAIKKAN = "dinaikkan", "Dinaikkan ke DU-RKP Desa"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"
    DITUNDA = "ditunda", "Ditunda"
    DITOLAK = "ditolak", "Ditolak"
    BATAL = "batal", "Ditarik pengusul"
    DIGABUNG = "digabung", "Digabung ke usulan lain"
    DIPECAH = "dipecah", "Dipecah"
    REALISASI = "realisasi", "Terealisasi"


TUTUP = frozenset({Putusan.DITOLAK, Putusan.BATAL, Putusan.DIGABUNG, Putusan.REALISASI})


@dataclass(frozen=True, kw_only=True)
class Gerbang:
    """One gate. `duty` sits there; `maju` is where it goes on. `menerima`: from here on the decision is one about
    money (diakomodir). `tertaut`: it leaves only with a budget line tied to it. `sipd`: the words of SIPD's export."""

    tahap: Tahap
    meja: str
    duty: Cap
    maju: Tahap
    sipd: str = ""
    menerima: bool = False
    tertaut: bool = False


T = Tahap
DAERAH: tuple[Gerbang, ...] = (
    Gerbang(tahap=T.KECAMATAN, meja="Kecamatan", duty=Cap.USUL_KECAMATAN, maju=T.PMD, sipd="Usulan masuk"),
    Gerbang(tahap=T.PMD, meja="Dinas PMD", duty=Cap.USUL_PMD, maju=T.BAPPEDA, sipd="Usulan masuk"),
    Gerbang(tahap=T.BAPPEDA, meja="Bappeda", duty=Cap.USUL_BAPPEDA, maju=T.MUSREN_KEC, sipd="Validasi Mitra Bappeda"),
    Gerbang(
        tahap=T.MUSREN_KEC,
        meja="Kecamatan",
        duty=Cap.USUL_KECAMATAN,
        maju=T.FORUM_PD,
        sipd="Diteruskan ke Musrenbang Kecamatan",
    ),
    Gerbang(
        tahap=T.FORUM_PD,
        meja="Perangkat daerah",
        duty=Cap.USUL_PD,
        maju=T.MUSREN_KAB,
        sipd="Diteruskan ke Forum SKPD",
    ),
    Gerbang(
        tahap=T.MUSREN_KAB,
        meja="Bappeda",
        duty=Cap.USUL_BAPPEDA,
        maju=T.RKPD,
        sipd="Diteruskan ke Musrenbang Provinsi/Kabupaten/Kota",
        menerima=True,
    ),
    Gerbang(tahap=T.RKPD, meja="Bappeda", duty=Cap.USUL_BAPPEDA, maju=T.KUA_PPAS, menerima=True),
    Gerbang(tahap=T.KUA_PPAS, meja="TAPD", duty=Cap.USUL_BAPPEDA, maju=T.APBD, menerima=True),
    Gerbang(tahap=T.APBD, meja="TAPD", duty=Cap.USUL_BAPPEDA, maju=T.TERLAKSANA, menerima=True, tertaut=True),
    Gerbang(tahap=T.APBD_P, meja="TAPD", duty=Cap.USUL_BAPPEDA, maju=T.TERLAKSANA, menerima=True, tertaut=True),
)
DESA: tuple[Gerbang, ...] = (
    Gerbang(tahap=T.MUSDES, meja="Musyawarah Desa", duty=Cap.USUL_DESA, maju=T.RKPDES),
    Gerbang(tahap=T.RKPDES, meja="Tim Penyusun RKP Desa", duty=Cap.USUL_DESA, maju=T.RAPBDES, menerima=True),
    Gerbang(tahap=T.DU_RKPDES, meja="Pemerintah desa", duty=Cap.USUL_DESA, maju=T.KECAMATAN),
    Gerbang(tahap=T.RAPBDES, meja="Pemerintah desa dan BPD", duty=Cap.USUL_DESA, maju=T.EVALUASI, menerima=True),
    Gerbang(tahap=T.EVALUASI, meja="Camat", duty=Cap.USUL_KECAMATAN, maju=T.APBDES, menerima=True),
    Gerbang(tahap=T.APBDES, meja="Pemerintah desa", duty=Cap.USUL_DESA, maju=T.TERLAKSANA, menerima=True, tertaut=True),
)
AWAL = Gerbang(tahap=T.DIAJUKAN, meja="Kepala desa/lurah", duty=Cap.USUL_DESA, maju=T.KECAMATAN, sipd="Usulan masuk")
GERBANG: dict[str, Gerbang] = {g.tahap: g for g in (AWAL, *DAERAH, *DESA)}
# Gates where a proposal of the region may be taken into this year's Perubahan instead of next year's budget.
KE_PERUBAHAN = frozenset({T.BAPPEDA, T.FORUM_PD, T.MUSREN_KAB, T.RKPD, T.KUA_PPAS, T.APBD})
# Where a line of a document may be tied, and by whom.
TAUT: dict[str, Cap] = {
    **dict.fromkeys((T.FORUM_PD, T.MUSREN_KAB, T.RKPD, T.KUA_PPAS, T.APBD, T.APBD_P), Cap.USUL_PD),
    **dict.fromkeys((T.RKPDES, T.RAPBDES, T.APBDES), Cap.USUL_DESA),
}
# A kelurahan has no village documents: its proposals are of the region (planning study 1.2).
JALUR_KELURAHAN = frozenset(Jalur) - {Jalur.DESA, Jalur.BANKEU}


def meja(tahap: str) -> str:
    """Who has it now, in words; empty where it is nobody's desk."""
    if tahap == T.DRAF:
        return "Pengusul"
    return GERBANG[tahap].meja if tahap in GERBANG else ""


def kata_sipd(tahap: str, putusan: str) -> str:
    """The string of SIPD for the pair, `||Ditolak` where it was rejected; empty where SIPD has none."""
    if tahap == T.TERLAKSANA or tahap not in GERBANG:
        return ""
    kata = GERBANG[tahap].sipd
    return f"{kata}||Ditolak" if kata and putusan == Putusan.DITOLAK else kata


def jejak(jalur: str) -> list[Tahap]:
    """The gates of a door in order, for the line of stages on the page."""
    if jalur == Jalur.DESA:
        return [T.DRAF, T.DIAJUKAN, T.MUSDES, T.RKPDES, T.RAPBDES, T.EVALUASI, T.APBDES, T.TERLAKSANA]
    semua = [g.tahap for g in DAERAH if g.tahap != T.APBD_P]
    return [T.DRAF, T.DIAJUKAN, *semua, T.TERLAKSANA]
