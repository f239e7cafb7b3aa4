"""KBM, the least gain in weight of one month, in grams by the completed month of age that was reached and by sex.

Sources differ in some months; each cell says where it comes from and what the others say. A version is never changed:
a new reading is a new version, and records keep theirs.
"""

from dataclasses import dataclass

BULAN_AWAL, BULAN_AKHIR = 1, 60
_KIA = "Buku KIA 2023 (siap cetak 6 Mei 2023), baris KBM pada KMS: 800 900 800 600 500 400 300 200"
_KAJIAN = "Kajian domain 4.5, kbm_gram"
_INGATAN = "Ingatan: KMS anak laki-laki dan perempuan mencetak batas bulan yang berbeda"


@dataclass(frozen=True, slots=True)
class Sel:
    """One cell: grams, source, confidence, and what other sources say ("" when none differs)."""

    gram: int
    sumber: str
    keyakinan: str
    lain: str = ""

    @property
    def bertentangan(self) -> bool:
        return bool(self.lain)


Tabel = dict[tuple[str, int], Sel]
_AWAL = (800, 900, 800, 600, 500, 400)
_LAIN = {
    3: "sumber lain 600 g (sebuah berkas kerja puskesmas)",
    7: "sumber lain 400 g",
    11: "sumber lain 300 g",
    12: "sumber lain 300 g",
}


def _sel(bulan: int) -> Sel:
    if bulan <= len(_AWAL):
        return Sel(_AWAL[bulan - 1], _KIA, "tinggi", _LAIN.get(bulan, ""))
    # The print gives 300 and 200 in merged cells; where one ends is not in the text that was read.
    gram = 300 if bulan <= 10 else 200
    return Sel(gram, f"{_KIA}; batas bulan: {_KAJIAN}", "sedang" if bulan in _LAIN else "tinggi", _LAIN.get(bulan, ""))


def _kia() -> Tabel:
    return {(kelamin, b): _sel(b) for kelamin in "LP" for b in range(BULAN_AWAL, BULAN_AKHIR + 1)}


def _per_kelamin() -> Tabel:
    laki = {("L", 7): 400, ("L", 11): 300}
    return _kia() | {k: Sel(g, _INGATAN, "rendah", f"{_KIA}: {_sel(k[1]).gram} g") for k, g in laki.items()}


VERSI: dict[str, Tabel] = {"kia-2023": _kia(), "per-kelamin": _per_kelamin()}
BAWAAN = "kia-2023"


def kbm(kelamin: str, umur_bulan: int, versi: str = BAWAAN) -> Sel | None:
    """The cell for the completed month of age reached at the weighing; None where there is none (0 and over 60)."""
    return VERSI[versi].get((kelamin, umur_bulan))
