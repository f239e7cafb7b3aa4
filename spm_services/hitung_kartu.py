"""What stands on a card or a recap table: one person's visits, or one month of a unit, column by column.

The columns are data (katalog.kartu, katalog.rekap_kartu); here is what each `asal` means. Missing is None: it was not
asked, which is neither "tidak" nor zero.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from posyandu_app.lib.periode import kata_tanggal
from spm_services import katalog
from spm_services.katalog import aturan_tumbuh
from spm_services.katalog.cek import Aturan, Tindakan, kata_angka
from spm_services.katalog.kartu import KolomKartu
from spm_services.katalog.turunan import KELAS_AKS, KELAS_IMT, kelas_skor, lengkapi
from spm_services.models import KeadaanWarga, Pertumbuhan, Rekaman, Warga
from spm_services.models.rekaman import jawaban

DITUTUP = "ditutup"  # an answer for tenaga kesehatan and whoever recorded it
KATA_KELAS: dict[str, str] = {
    **dict(aturan_tumbuh.KELAS_BB_U),
    **dict(aturan_tumbuh.KELAS_TB_U),
    **dict(aturan_tumbuh.KELAS_BB_TB),
    **dict(aturan_tumbuh.KELAS_LK_U),
    **{k.kode: k.label for k in (*KELAS_IMT, *KELAS_AKS)},
}
ATURAN: dict[str, tuple[katalog.JenisLayanan, Aturan]] = {
    a.kode: (e, a) for e in katalog.SEMUA.values() for a in e.aturan
}


@dataclass
class Isi:
    """One person on one day (or in one month, later answers over earlier ones)."""

    warga: Warga
    tanggal: date
    jawab: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    hasil: dict[str, str] = field(default_factory=dict)  # rule code: what follows
    tumbuh: Pertumbuhan | None = None
    hamil: KeadaanWarga | None = None
    pencatat: set[int | None] = field(default_factory=set)
    lihat_tertutup: bool = False

    def tambah(self, rekaman: Rekaman) -> None:
        """Take in a record of the same person; call in the order of the days."""
        self.jawab[rekaman.layanan] = {**self.jawab.get(rekaman.layanan, {}), **rekaman.isian}
        self.pencatat.add(rekaman.pencatat_id)

    @cached_property
    def lengkap(self) -> dict[str, Any]:
        """All answers, the person, what was computed, scores and their classes."""
        semua = {k: v for isi in self.jawab.values() for k, v in isi.items()}
        isi = lengkapi(semua, self.warga.umur_bulan(self.tanggal), self.warga.jenis_kelamin, self._tumbuh())
        skor = {n: p for kode in self.jawab for n, p in katalog.SEMUA[kode].nilai_skor(isi).items()}
        return {**isi, **skor, **kelas_skor(skor)}

    def _tumbuh(self) -> dict[str, Any]:
        t = self.tumbuh
        if t is None:
            return {}
        kelas = {"bb_u": t.kelas_bb_u, "tb_u": t.kelas_pb_u, "bb_tb": t.kelas_bb_pb, "lk_u": t.kelas_lk_u}
        return {k: v for k, v in {"nt": t.nt_nakes or t.nt, **kelas}.items() if v}

    def jawaban(self, layanan: str, kolom: str) -> str | None:
        """An answer in words; None when it was not asked."""
        nilai = self.jawab.get(layanan, {}).get(kolom)
        if nilai is None or nilai == "":
            return None
        entri = katalog.SEMUA[layanan]
        if (entri.tertutup or entri.kolom(kolom).tertutup) and not self.lihat_tertutup:
            return DITUTUP
        return jawaban(entri.kolom(kolom), nilai)


Penghitung = Callable[[Isi], str | None]
KEPALA_HAMIL = (
    ("kehamilan ke", "anak_ke", ""),
    ("jarak", "jarak_bulan", " bulan"),
    ("sebelum hamil", "bb_awal", " kg"),
    ("tinggi", "tb", " cm"),
)


def _minggu_hamil(isi: Isi) -> str | None:
    return str((isi.tanggal - isi.hamil.mulai).days // 7) if isi.hamil else None


def _kepala_hamil(isi: Isi) -> str | None:
    if isi.hamil is None:
        return None
    data = isi.hamil.isi
    kata = [f"{nama} {str(data[k]).replace('.', ',')}{satuan}" for nama, k, satuan in KEPALA_HAMIL if data.get(k)]
    return ", ".join(kata) or None


def _kelas(nama: str) -> Penghitung:
    return lambda isi: KATA_KELAS.get(str(isi.lengkap.get(nama)), isi.lengkap.get(nama))


def _warna(isi: Isi) -> str | None:
    if isi.lengkap.get("lila") is None:
        return None
    return "merah" if {"bumil_kek", "anak_lila_merah", "skilas_lila"} & set(isi.hasil) else "hijau"


def _tinggi(ukuran: str, akhiran: str) -> Penghitung:
    def kelas(isi: Isi) -> str | None:
        if isi.lengkap.get(ukuran) is None:
            return None
        return "tinggi" if any(k.endswith(akhiran) for k in isi.hasil) else "normal"

    return kelas


def _skor(nama: str) -> Penghitung:
    def kata(isi: Isi) -> str | None:
        nilai = isi.lengkap.get(nama)
        kelas = KATA_KELAS.get(str(isi.lengkap.get(f"{nama}_kelas")), "")
        return None if nilai is None else f"{nilai} {kelas}".strip()

    return kata


def dirujuk(isi: Isi) -> bool:
    return any(t in (Tindakan.RUJUK, Tindakan.SEGERA) for t in isi.hasil.values())


HITUNG: dict[str, Penghitung] = {
    "tanggal": lambda isi: kata_tanggal(isi.tanggal),
    "umur_bulan": lambda isi: str(isi.warga.umur_bulan(isi.tanggal)),
    "umur_tahun": lambda isi: str(isi.warga.umur_bulan(isi.tanggal) // 12),
    "minggu_hamil": _minggu_hamil,
    "kepala_hamil": _kepala_hamil,
    "nt": lambda isi: isi.lengkap.get("nt"),
    "bb_u": _kelas("bb_u"),
    "tb_u": _kelas("tb_u"),
    "bb_tb": _kelas("bb_tb"),
    "lk_u": _kelas("lk_u"),
    "imt_u": _kelas("imt_u"),
    "imt_kelas": _kelas("imt_kelas"),
    "imt": lambda isi: kata_angka(isi.lengkap["imt"]) if isi.lengkap.get("imt") else None,
    "lila_warna": _warna,
    "td_kelas": _tinggi("sistole", "td_tinggi"),
    "gds_kelas": _tinggi("gds", "gds_tinggi"),
    "puma": _skor("puma"),
    "aks": _skor("aks"),
    "rujuk": lambda isi: "ya" if dirujuk(isi) else None,
}


def sel(kolom: KolomKartu, isi: Isi) -> str:
    """The cell of a card; empty where nothing was asked."""
    kata = []
    for asal in kolom.asal:
        awal, _, sisa = asal.partition(":")
        kata.append(HITUNG[sisa](isi) if awal == "hitung" else isi.jawaban(*asal.split(".", 1)))
    ada = [k for k in kata if k]
    if len(ada) == 2 and "Tekanan darah" in kolom.judul:
        return "/".join(k.split()[0] for k in ada)
    return ", ".join(ada)


def ditanya(kode: str, isi: Isi) -> bool:
    """Was what the rule looks at asked at all?"""
    aturan: Any = ATURAN[kode][1]
    perlu = [aturan.kolom] if hasattr(aturan, "kolom") else []
    perlu += [*getattr(aturan, "bagian", ()), *(b.kolom for b in getattr(aturan, "batas", ()))]
    berlaku = aturan.kalau is None or aturan.kalau.berlaku(isi.lengkap)
    return berlaku and any(isi.lengkap.get(k) is not None for k in perlu)


def _jawab(syarat: str, isi: Isi) -> bool:
    tempat, _, diminta = syarat.partition("=")
    layanan, _, kolom = tempat.partition(".")
    nilai = isi.jawab.get(layanan, {}).get(kolom)
    if nilai is None or nilai in ("", []):
        return False
    return diminta == "ada" or nilai == {"ya": True, "tidak": False}.get(diminta, diminta)


def _kelas_kena(syarat: str, isi: Isi) -> bool:
    nama, _, kode = syarat.partition("=")
    return isi.lengkap.get(nama) in kode.split(",")


UJI: dict[str, Callable[[str, Isi], bool]] = {
    "jawab": _jawab,
    "kelas": _kelas_kena,
    "aturan": lambda kode, isi: kode in isi.hasil,
    "bebas": lambda kode, isi: kode not in isi.hasil and ditanya(kode, isi),
}


def kena(kolom: KolomKartu, isi: Isi) -> bool:
    """Does this person count in a column of a recap table? A person counts once, whichever source says so."""
    return any(UJI[awal](sisa, isi) for awal, _, sisa in (a.partition(":") for a in kolom.asal) if awal in UJI)


def tertutup(kolom: KolomKartu) -> bool:
    """Does the column tell of closed answers?"""
    for asal in kolom.asal:
        awal, _, sisa = asal.partition(":")
        if awal in ("aturan", "bebas") and ATURAN[sisa][1].tertutup:
            return True
        tempat = sisa.partition("=")[0] if awal == "jawab" else asal if "." in asal and awal not in UJI else ""
        if tempat:
            layanan, _, nama = tempat.partition(".")
            entri = katalog.SEMUA[layanan]
            if entri.tertutup or entri.kolom(nama).tertutup:
                return True
    return False


def susun(rekaman: Iterable[Rekaman], **lain: Any) -> dict[tuple[int, date], Isi]:
    """{(person, day): what was recorded}, in the order of the days. Records without a person are left out."""
    hasil: dict[tuple[int, date], Isi] = {}
    for r in rekaman:
        if r.warga is None:
            continue
        kunci = (r.warga.pk, r.tanggal)
        isi = hasil.get(kunci) or hasil.setdefault(kunci, Isi(r.warga, r.tanggal, **lain))
        isi.tambah(r)
        for h in r.hasil_list.all():
            isi.hasil[h.kode] = h.tindakan
    return hasil
