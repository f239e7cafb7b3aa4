"""Which door a need should take: what is legal for the area and the need, when its next gate closes, what is missing.

Rules: a kelurahan has no APB Desa (Permendagri 20/2018; its money stands in the kecamatan's DPA); Dana Desa serves
local-scale authority (Permendesa 16/2025); a village's own budget takes 6–12 months, the region's 18–24, a Perubahan
about three (planning study 1.2–1.4). It is advice with its reason: the desk decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from planning.kalender import gerbang_banyak
from planning.katalog_usulan import JenisButuh
from planning.tahap_usulan import Jalur
from wilayah.models import Wilayah


@dataclass(frozen=True)
class Tenggat:
    """The next gate of a door: its name, its last day, and the budget year it leads to."""

    nama: str
    tanggal: date
    tahun: int


# {door: gates of the calendar (planning.kalender) that it must pass in time}; a door that is not here has none.
GERBANG_PINTU: dict[str, tuple[str, ...]] = {
    "apbdes": ("rkpdes", "apbdes"),
    "apbdes_p": ("apbdes_p",),
    "bkk": ("rkpd",),
    "usulan": ("musrenbang_kec",),
    "dpa": ("musrenbang_kel",),
    "apbd_p": ("kua_ppas_p",),
}
TAHUN_KE_DEPAN = 3  # budget years a door is looked for: the longest way takes two


def tenggat_semua(wilayah: Wilayah, hari: date) -> dict[str, Tenggat]:
    """{door: its next gate on or after the day}, by the calendar that holds in the area. One query."""
    tahun_list = range(hari.year, hari.year + TAHUN_KE_DEPAN)
    gerbang = gerbang_banyak(wilayah, tahun_list)
    nanti = [(g, tahun) for tahun in tahun_list for g in gerbang[tahun] if g.tenggat >= hari]
    hasil = {}
    for pintu, kunci in GERBANG_PINTU.items():
        calon = [Tenggat(g.nama, g.tenggat, tahun) for g, tahun in nanti if g.kunci in kunci]
        if calon:
            hasil[pintu] = min(calon, key=lambda t: t.tanggal)
    return hasil


@dataclass(frozen=True)
class Saran:
    """One door. `boleh` False says in `sebab` why not; `kurang` are papers it asks for that are not there yet."""

    pintu: str
    nama: str
    jalur: str
    boleh: bool
    sebab: str
    tenggat: Tenggat | None
    kurang: tuple[str, ...]
    lama: str

    def sisa_hari(self, hari: date) -> int | None:
        return (self.tenggat.tanggal - hari).days if self.tenggat else None


@dataclass(frozen=True)
class Keadaan:
    """What is known about the need when the advice is asked."""

    wilayah: Wilayah
    butuh: JenisButuh
    hari: date
    ada_bukti: bool = False
    ada_apbdes: bool = False  # the village has a budget in force this year, which a Perubahan could amend


Aturan = Callable[[Keadaan], tuple[bool, str]]


def _apbdes(k: Keadaan) -> tuple[bool, str]:
    if k.wilayah.kelurahan:
        return False, f"{k.wilayah.sebutan} tidak punya APB Desa."
    if not k.butuh.skala_desa:
        return False, f"Bukan kewenangan lokal desa: urusan {k.butuh.opd}."
    return True, "Kewenangan lokal desa; jalan tercepat untuk uang tahun depan."


def _apbdes_p(k: Keadaan) -> tuple[bool, str]:
    boleh, sebab = _apbdes(k)
    if boleh and not k.ada_apbdes:
        return False, "Belum ada APB Desa tahun ini yang bisa diubah."
    return boleh, "Bisa masuk tahun ini, lewat Perubahan (sekali setahun)." if boleh else sebab


def _bkk(k: Keadaan) -> tuple[bool, str]:
    if k.wilayah.kelurahan:
        return False, "Bantuan keuangan khusus diberikan kepada desa."
    return True, "Bila daerah membuka bantuan keuangan khusus untuk kebutuhan ini."


def _usulan(k: Keadaan) -> tuple[bool, str]:
    return True, f"Lewat Musrenbang ke {k.butuh.opd}, untuk yang tidak terjangkau anggaran sendiri."


def _dpa(k: Keadaan) -> tuple[bool, str]:
    if not k.wilayah.kelurahan:
        return False, "Hanya untuk kelurahan: desa punya APB Desa sendiri."
    if not k.butuh.skala_desa:
        return False, f"Melebihi kegiatan kelurahan: urusan {k.butuh.opd}."
    return True, "Kegiatan kelurahan di DPA kecamatan (7.01.03)."


def _apbd_p(k: Keadaan) -> tuple[bool, str]:
    return True, "Kalau mendesak dan perangkat daerahnya setuju menampungnya tahun ini."


def _swadaya(k: Keadaan) -> tuple[bool, str]:
    return True, "Gotong royong, CSR, atau donatur; tidak menunggu anggaran."


BUKTI, SURAT, RAB = "bukti kebutuhan (catatan atau foto)", "surat pengantar kepala desa/lurah", "RAB"
BA_MUSDES, PROPOSAL = "berita acara Musyawarah Desa", "proposal bantuan keuangan"
# (door, name, jalur, rule, papers, how long)
PINTU: tuple[tuple[str, str, str, Aturan, tuple[str, ...], str], ...] = (
    ("apbdes_p", "Perubahan APB Desa", Jalur.DESA, _apbdes_p, (BUKTI, RAB, BA_MUSDES), "sekitar 3 bulan"),
    ("apbdes", "APB Desa tahun depan", Jalur.DESA, _apbdes, (BUKTI, RAB, BA_MUSDES), "6–12 bulan"),
    ("dpa", "DPA kelurahan", Jalur.MUSRENBANG, _dpa, (BUKTI, RAB, SURAT), "12 bulan"),
    ("usulan", "Usulan ke perangkat daerah", Jalur.MUSRENBANG, _usulan, (BUKTI, SURAT), "18–24 bulan"),
    ("apbd_p", "Perubahan APBD", Jalur.TEKNOKRATIK, _apbd_p, (BUKTI, SURAT), "sekitar 3 bulan"),
    ("bkk", "Bantuan keuangan khusus", Jalur.BANKEU, _bkk, (BUKTI, PROPOSAL, RAB), "12–18 bulan"),
    ("swadaya", "Swadaya atau CSR", "", _swadaya, (), "kapan saja"),
)


def sarankan(keadaan: Keadaan) -> list[Saran]:
    """Every door, legal ones first and among them the earliest gate; swadaya last, for it solves nothing by itself.
    One query."""
    semua = []
    tenggat_list = tenggat_semua(keadaan.wilayah, keadaan.hari)
    for pintu, nama, jalur, aturan, berkas, lama in PINTU:
        boleh, sebab = aturan(keadaan)
        kurang = tuple(b for b in berkas if not (b == BUKTI and keadaan.ada_bukti))
        tenggat = tenggat_list.get(pintu) if boleh else None
        semua.append(Saran(pintu, nama, jalur, boleh, sebab, tenggat, kurang if boleh else (), lama))
    jauh = keadaan.hari + timedelta(days=10_000)
    return sorted(semua, key=lambda s: (not s.boleh, s.tenggat.tanggal if s.tenggat else jauh))


def jalur_terbaik(keadaan: Keadaan) -> str:
    """The door a form starts with: the village's own budget where legal, else the region through Musrenbang."""
    return Jalur.DESA if _apbdes(keadaan)[0] else Jalur.MUSRENBANG
