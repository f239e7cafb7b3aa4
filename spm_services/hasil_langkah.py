"""What the result page of a step says: what the rules found, in a kader's words, what to do, and whom to call.

The page stands in front of everybody at the table: no closed result (TBC, jiwa, KB) gives a word of what it is.
"""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.roles import Cap
from registry.models import PembinaKesehatan
from spm_services import katalog
from spm_services.katalog.dasar import Langkah, Tindakan
from spm_services.models import HasilAturan, KunjunganWarga, Pertumbuhan
from spm_services.papan_kunjungan import Kunjungan
from spm_services.tumbuh import kelas

GAWAT_DARURAT = "119"  # medical emergencies nationwide (Kemenkes, National Command Center); confidence: mid
URUTAN_TINDAKAN = {Tindakan.SEGERA: 0, Tindakan.RUJUK: 1, Tindakan.EDUKASI: 2}
KELAS = {k.kode: k for semua in kelas.MENURUT_INDEKS.values() for k in semua}


@dataclass(frozen=True)
class Temuan:
    """One rule that was met, in a kader's words, with its ground."""

    tindakan: str
    pesan: str
    sebab: str
    arti: str
    sumber: str
    keyakinan: str


@dataclass
class HasilLangkah:
    """What the result page says."""

    temuan: list[Temuan] = field(default_factory=list)
    tertutup: bool = False  # something closed was found: whom to meet, not what
    darurat: bool = False
    baik: list[str] = field(default_factory=list)
    lewat: list[str] = field(default_factory=list)

    @property
    def rujuk(self) -> bool:
        return self.tertutup or any(t.tindakan != Tindakan.EDUKASI for t in self.temuan)


def hasil_langkah(isi: Kunjungan, langkah: str) -> HasilLangkah:
    """What the rules found in the step's records. Closed results give no word of what they are."""
    rekaman = [r for r in isi.rekaman.values() if r.entri.langkah == langkah]
    rows = HasilAturan.objects.for_user(isi.user, Cap.LIHAT_CATATAN).filter(rekaman__in=rekaman)
    hasil = HasilLangkah()
    for h in rows.order_by("pk"):
        if h.tertutup:
            hasil.tertutup = True
            hasil.darurat |= h.tindakan == Tindakan.SEGERA
            continue
        hasil.temuan.append(_temuan(h))
    hasil.temuan.sort(key=lambda t: URUTAN_TINDAKAN.get(Tindakan(t.tindakan), 3))
    kosong = [e.harian for e in isi.entri(langkah) if isi.tempo(e) and e.kode not in isi.rekaman]
    hasil.lewat = kosong
    if langkah == Langkah.PENGUKURAN:
        hasil.baik = kata_tumbuh(isi)
    return hasil


def _temuan(h: HasilAturan) -> Temuan:
    aturan = next((a for e in katalog.SEMUA.values() for a in e.aturan if a.kode == h.kode), None)
    pesan = aturan.pesan if aturan else h.arti
    sumber, yakin = (aturan.sumber, aturan.keyakinan) if aturan else ("", "")
    return Temuan(h.tindakan, pesan, h.sebab, h.arti, sumber, yakin)


KATA_NT = {
    "N": "Berat badan naik (N).",
    "O": "Bulan lalu tidak ditimbang (O), jadi naik atau tidaknya belum bisa dilihat.",
    "B": "Baru pertama ditimbang di sini (B).",
}


def kata_tumbuh(isi: Kunjungan) -> list[str]:
    """What is fine about a child's growth, in plain words; what is not comes from the rules."""
    tumbuh = Pertumbuhan.objects.for_user(isi.user, Cap.LIHAT_WARGA).filter(kunjungan=isi.kunjungan).first()
    if tumbuh is None:
        return []
    kata = [KATA_NT[nt]] if (nt := tumbuh.nt_nakes or tumbuh.nt) in KATA_NT else []
    for kode in (tumbuh.kelas_pb_u, tumbuh.kelas_bb_pb, tumbuh.kelas_lk_u):
        satu = KELAS.get(kode)
        if satu is not None and satu.tindakan is None:
            kata.append(f"{satu.kata[:1].upper()}{satu.kata[1:]}.")
    return kata


def pembina(kunjungan: KunjunganWarga, user: User) -> PembinaKesehatan | None:
    """Who looks after the unit's health: bidan and facility."""
    rows = PembinaKesehatan.objects.for_user(user, Cap.LIHAT).filter(posyandu=kunjungan.posyandu, sampai=None)
    return rows.select_related("faskes").first()
