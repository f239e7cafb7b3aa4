"""THE list of columns of the matriks rekapitulasi: one row for each posyandu of a batch.

The ministry's own form was not found; the set is the one of the domain study (2.2), its order a setting of the region
(`kolom_matriks`: codes with commas between).
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.galat import Ditolak
from registry.models import Jabatan, JenisSK, Posyandu, SuratKeputusan


@dataclass
class IsiUnit:
    """One posyandu of a batch as its papers tell of it: live rows, read in chunks (registry.pekerja.isi_paket)."""

    posyandu: Posyandu  # with its village and kecamatan
    sk: dict[str, SuratKeputusan] = field(default_factory=dict)  # by kind: the one in force
    kursi: dict[tuple[str, str], str] = field(default_factory=dict)  # (chair, field) → name
    kader: Counter[str] = field(default_factory=Counter)  # by field
    kelamin: Counter[str] = field(default_factory=Counter)

    @property
    def desa(self) -> Any:
        return self.posyandu.wilayah

    @property
    def kecamatan(self) -> Any:
        return self.posyandu.wilayah.induk


Nilai = str | int | date | None


@dataclass(frozen=True)
class KolomMatriks:
    """One column: `kode` is what the setting names; None is an empty cell (not known), which is not zero."""

    kode: str
    judul: str
    lebar: int
    nilai: Callable[[int, IsiUnit], Nilai]


def _sk(jenis: str, kolom: str) -> Callable[[int, IsiUnit], Nilai]:
    return lambda no, u: getattr(u.sk[jenis], kolom) if jenis in u.sk else None


def _kursi(jabatan: str, bidang: str = "") -> Callable[[int, IsiUnit], Nilai]:
    return lambda no, u: u.kursi.get((jabatan, bidang))


def _kader(bidang: str) -> Callable[[int, IsiUnit], Nilai]:
    return lambda no, u: u.kader[bidang]


def _masa_bakti(no: int, u: IsiUnit) -> str | None:
    sk = u.sk.get(JenisSK.PENGURUS)
    if sk is None:
        return None
    mulai = sk.berlaku_dari or sk.tanggal
    return f"{mulai:%d/%m/%Y} – {f'{sk.berlaku_sampai:%d/%m/%Y}' if sk.berlaku_sampai else 'tidak disebut'}"


def _koordinat(no: int, u: IsiUnit) -> str | None:
    p = u.posyandu
    return None if p.lintang is None else f"{p.lintang:.6f}, {p.bujur:.6f}"


def _sarana(no: int, u: IsiUnit) -> str | None:
    p = u.posyandu
    bagian = [f"bangunan {p.get_bangunan_display().lower()}"] if p.bangunan else []
    if p.dana_sehat is not None:
        bagian.append("ada dana sehat" if p.dana_sehat else "tanpa dana sehat")
    return "; ".join(bagian) or None


KOLOM: tuple[KolomMatriks, ...] = (
    KolomMatriks("no", "No.", 5, lambda no, u: no),
    KolomMatriks("kode_desa", "Kode desa/kelurahan", 15, lambda no, u: u.desa.kode),
    KolomMatriks("desa", "Desa/kelurahan", 22, lambda no, u: u.desa.nama),
    KolomMatriks("kecamatan", "Kecamatan", 20, lambda no, u: u.kecamatan.nama),
    KolomMatriks("nama", "Nama posyandu", 24, lambda no, u: u.posyandu.nama),
    KolomMatriks("alamat", "Alamat", 28, lambda no, u: u.posyandu.alamat),
    KolomMatriks("rt_rw", "RT/RW", 9, lambda no, u: f"{u.posyandu.rt}/{u.posyandu.rw}"),
    KolomMatriks("sk_pembentukan_nomor", "Nomor SK pembentukan", 22, _sk(JenisSK.PEMBENTUKAN, "nomor")),
    KolomMatriks("sk_pembentukan_tanggal", "Tanggal SK pembentukan", 13, _sk(JenisSK.PEMBENTUKAN, "tanggal")),
    KolomMatriks("sk_pengurus_nomor", "Nomor SK pengurus", 22, _sk(JenisSK.PENGURUS, "nomor")),
    KolomMatriks("sk_pengurus_tanggal", "Tanggal SK pengurus", 13, _sk(JenisSK.PENGURUS, "tanggal")),
    KolomMatriks("masa_bakti", "Masa bakti pengurus", 24, _masa_bakti),
    KolomMatriks("ketua", "Ketua", 22, _kursi(Jabatan.KETUA)),
    KolomMatriks("sekretaris", "Sekretaris", 22, _kursi(Jabatan.SEKRETARIS)),
    KolomMatriks("bendahara", "Bendahara", 22, _kursi(Jabatan.BENDAHARA)),
    *(
        KolomMatriks(f"ketua_{b}", f"Ketua bidang {NAMA[b].lower()}", 22, _kursi(Jabatan.KETUA_BIDANG, b))
        for b in SEMUA
    ),
    *(KolomMatriks(f"kader_{b}", f"Kader {NAMA[b].lower()}", 10, _kader(b)) for b in SEMUA),
    KolomMatriks("kader", "Kader seluruhnya", 11, lambda no, u: u.kader.total()),
    KolomMatriks("kader_l", "Kader laki-laki", 9, lambda no, u: u.kelamin["L"]),
    KolomMatriks("kader_p", "Kader perempuan", 11, lambda no, u: u.kelamin["P"]),
    KolomMatriks("nama_kontak", "Nama kontak", 20, lambda no, u: u.posyandu.nama_kontak),
    KolomMatriks("kontak", "Telepon kontak", 17, lambda no, u: u.posyandu.kontak),
    KolomMatriks("koordinat", "Koordinat (lintang, bujur)", 24, _koordinat),
    KolomMatriks("hari_buka", "Hari buka", 22, lambda no, u: u.posyandu.hari_buka),
    KolomMatriks("sarana", "Sarana", 26, _sarana),
)
MENURUT_KODE = {k.kode: k for k in KOLOM}
WAJIB = ("kode_desa", "nama")  # without these the ministry's answer could not be matched to a unit


def urutan_kolom(setelan: str) -> tuple[KolomMatriks, ...]:
    """The columns in the region's order; an empty setting is the order here.

    Raises Ditolak("kolom_matriks", …) for a code that is not known, named twice, or for a missing one of WAJIB.
    """
    kode = [k.strip().lower() for k in setelan.replace("\n", ",").split(",") if k.strip()]
    if not kode:
        return KOLOM
    asing = [k for k in kode if k not in MENURUT_KODE]
    if asing:
        raise Ditolak("kolom_matriks", f"Kode kolom matriks tidak dikenal: {', '.join(asing[:5])}.")
    ganda = sorted(k for k, n in Counter(kode).items() if n > 1)
    if ganda:
        raise Ditolak("kolom_matriks", f"Kolom matriks disebut dua kali: {', '.join(ganda[:5])}.")
    if kurang := [k for k in WAJIB if k not in kode]:
        raise Ditolak("kolom_matriks", f"Kolom matriks ini harus ada: {', '.join(kurang)}.")
    return tuple(MENURUT_KODE[k] for k in kode)
