"""Loading the code book into our own tables: once, again without harm, and with a word when it changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from lokal import wilayah as sumber

from posyandu_app.lib.kode import PANJANG_INDUK
from wilayah.models import Jenis, KataWilayah, Wilayah
from wilayah.querysets import kata_cari

# Edition as the package's upstream states it (shared research: the Kepmendagri text itself was not seen).
EDISI = "Kepmendagri 300.2.2-2138/2025 jo. 300.2.2-2430/2025"
BERLAKU_DARI = date(2025, 4, 25)
KOLOM = ("nama", "jenis", "induk_id", "kode_pos", "edisi", "berlaku_sampai")
# The whole table as counted in that edition; a package that brings other numbers is not taken in silence.
JUMLAH = {
    "provinsi": 38,
    "kabupaten": 416,
    "kota": 98,
    "kecamatan": 7285,
    "kelurahan": 8496,
    "desa": 75252,
    "desa_adat": 14,
}


@dataclass(frozen=True)
class HasilMuat:
    baru: int
    berubah: int
    berakhir: int
    total: int


class MuatDitolak(Exception):
    """The source does not hold what this edition holds; nothing was written."""


def _jenis(kode: str) -> Jenis:
    """The code tells the kind: kab 01–69, kota 71–99; village 1xxx kelurahan, 2xxx desa, 3xxx desa adat."""
    if len(kode) == 13:
        return {"1": Jenis.KELURAHAN, "2": Jenis.DESA, "3": Jenis.DESA_ADAT}[kode[9]]
    if len(kode) == 8:
        return Jenis.KECAMATAN
    if len(kode) == 5:
        return Jenis.KOTA if kode[3] >= "7" else Jenis.KABUPATEN
    return Jenis.PROVINSI


def _baris(induk: str | None) -> Iterator[Wilayah]:
    for w in sumber.list_wilayah(induk) if induk else sumber.list_wilayah():
        yield Wilayah(
            kode=w.code,
            nama=w.name,
            jenis=_jenis(w.code),
            induk_id=w.code[: PANJANG_INDUK[len(w.code)]] or None,
            kode_pos=w.postal_code or "",
            edisi=EDISI,
            berlaku_dari=BERLAKU_DARI,
        )


def baca_sumber(provinsi: Iterable[str] | None = None) -> list[Wilayah]:
    """All areas of the package (or of the provinces named), parents before children."""
    tahap = [w for w in _baris(None) if provinsi is None or w.kode in set(provinsi)]
    semua = list(tahap)
    for _ in range(3):
        tahap = [anak for w in tahap for anak in _baris(w.kode)]
        semua += tahap
    return semua


def periksa_jumlah(rows: Iterable[Wilayah]) -> None:
    """Raises MuatDitolak unless each kind has the count of the edition."""
    ada: dict[str, int] = dict.fromkeys(JUMLAH, 0)
    for w in rows:
        ada[str(w.jenis)] += 1
    if ada != JUMLAH:
        raise MuatDitolak(f"Jumlah wilayah tidak sama dengan edisi {EDISI}: {ada}")


@transaction.atomic
def muat(rows: list[Wilayah]) -> HasilMuat:
    """Insert new areas, update changed names, end those that are gone (never deleted). Idempotent."""
    lama = {w.kode: w for w in Wilayah.objects.all()}
    baru = [w for w in rows if w.kode not in lama]
    berubah = [w for w in rows if w.kode in lama and any(getattr(w, k) != getattr(lama[w.kode], k) for k in KOLOM)]
    hilang = set(lama) - {w.kode for w in rows}
    berakhir = Wilayah.objects.filter(kode__in=hilang, berlaku_sampai=None)
    Wilayah.objects.bulk_create(baru, batch_size=2000)
    Wilayah.objects.bulk_update(berubah, KOLOM, batch_size=500)
    n_akhir = berakhir.update(berlaku_sampai=date.today()) if hilang and len(rows) > 91_000 else 0  # noqa: DTZ011
    KataWilayah.objects.filter(wilayah__in=[w.kode for w in berubah]).delete()
    kata = [KataWilayah(wilayah_id=w.kode, kata=k) for w in [*baru, *berubah] for k in kata_cari(w.nama)]
    KataWilayah.objects.bulk_create(kata, batch_size=5000)
    return HasilMuat(len(baru), len(berubah), n_akhir, len(rows))
