"""Which code books hold for a document, what its codes are called there, and which of its codes are broken."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from rapidfuzz import fuzz, process

from planning.impor.kode import kode_baku
from planning.impor.nomenklatur import DESA_SENDIRI
from planning.katalog import Skema
from planning.models import KodeNomenklatur, PadananKode, VersiNomenklatur
from posyandu_app.lib import kode as kode_lib
from registry.impor.bacaan import lipat

MIRIP = 80  # of 100: below this a name is no suggestion
BANYAK_SARAN = 3
PASTI_RESMI, PASTI_NAMA = PadananKode.Dasar.RESMI.label.lower(), "kode sama, nama baru"


@dataclass(frozen=True)
class BukuBerlaku:
    """The books for one area and year: the whole one (None where nobody loaded it), and those that add to it: a
    kabupaten's own codes, or the national selections where there is no whole book."""

    lengkap: VersiNomenklatur | None
    tambahan: tuple[VersiNomenklatur, ...]

    @property
    def semua(self) -> list[VersiNomenklatur]:
        """The weakest first, so that later ones overrule."""
        return [*(v for v in self.tambahan if not v.wilayah_id), *([self.lengkap] if self.lengkap else [])] + [
            v for v in self.tambahan if v.wilayah_id
        ]


def buku_berlaku(skema: str, tahun: int, wilayah: str, daftar: Iterable[VersiNomenklatur] | None = None) -> BukuBerlaku:
    """Books valid in the year, of the nation or of the area itself or above it. Of several whole ones the newest, an
    own one before the nation's. `daftar`: all books of the scheme, where many areas are asked about."""
    atas = {wilayah, *kode_lib.leluhur(wilayah)}
    if daftar is None:
        rows = VersiNomenklatur.objects.filter(skema=skema)
        daftar = rows.filter(Q(wilayah=None) | Q(wilayah__in=atas))
    kena = [
        v
        for v in daftar
        if v.skema == skema
        and v.tahun_dari <= tahun <= (v.tahun_sampai or tahun)
        and (not v.wilayah_id or v.wilayah_id in atas)
    ]
    penuh = max((v for v in kena if v.lengkap), key=lambda v: (v.tahun_dari, v.wilayah_id or "", v.pk), default=None)
    lain = sorted((v for v in kena if not v.lengkap), key=lambda v: (v.tahun_dari, v.pk))
    return BukuBerlaku(penuh, tuple(v for v in lain if v.wilayah_id or penuh is None))


def kode_berlaku(buku: BukuBerlaku, kode: Iterable[str] | None = None) -> dict[str, KodeNomenklatur]:
    """{code: as the books in force print it}; only the codes asked for, where some are. One query."""
    rows = KodeNomenklatur.objects.filter(versi__in=[v.pk for v in buku.semua]).select_related("versi")
    if kode is not None:
        rows = rows.filter(kode_kegiatan__in={*kode, *map(kode_baku, kode)})
    urut = {v.pk: i for i, v in enumerate(buku.semua)}
    return {k.kode_kegiatan: k for k in sorted(rows, key=lambda k: urut[k.versi_id])}


@dataclass
class KodePutus:
    """A code and name that lines of one year use and the book in force does not have so."""

    skema: str
    tahun: int
    kab: str
    kode: str
    uraian: str
    banyak: int
    draf: int
    resmi: KodeNomenklatur | None = None  # the code is there under another name
    saran: list[tuple[KodeNomenklatur, str]] = field(default_factory=list)  # (replacement, why)

    @property
    def kunci(self) -> str:
        """Names the group in a form: the same as long as scheme, year, area, code and name are."""
        isi = "|".join((self.skema, str(self.tahun), self.kab, self.kode, self.uraian))
        return hashlib.sha256(isi.encode()).hexdigest()[:16]

    @property
    def pasti(self) -> KodeNomenklatur | None:
        """The one suggestion that needs no thought: said by the export itself, or the same code under a new name."""
        layak = [k for k, kata in self.saran if kata in (PASTI_RESMI, PASTI_NAMA)]
        return layak[0] if len(layak) == 1 else None

    @property
    def sebab(self) -> str:
        return "nama lain" if self.resmi else "tidak ada di nomenklatur"


def nilai_kode(p: KodePutus, berlaku: Mapping[str, KodeNomenklatur], buku: BukuBerlaku) -> bool:
    """Is it broken? Own village codes (90 to 99) are not, while no book of them was loaded."""
    resmi = berlaku.get(p.kode) or berlaku.get(kode_baku(p.kode))
    if resmi is not None and lipat(resmi.uraian) == lipat(p.uraian):
        return False
    sendiri = p.skema == Skema.APBDES and DESA_SENDIRI.fullmatch(p.kode)
    if sendiri and not any(v.wilayah_id for v in buku.semua):
        return False
    p.resmi = resmi
    return True


def beri_saran(putus: list[KodePutus], versi: VersiNomenklatur) -> None:
    """Replacements: what the crosswalk says, then names that are alike in the same urusan or bidang. Three queries."""
    kode = {p.kode for p in putus} | {kode_baku(p.kode) for p in putus}
    padanan: dict[str, list[tuple[KodeNomenklatur, str]]] = {}
    rows = PadananKode.objects.filter(baru__versi=versi, lama__kode_kegiatan__in=kode)
    for x in rows.select_related("lama", "baru__versi").order_by("-dasar"):
        padanan.setdefault(x.lama.kode_kegiatan, []).append((x.baru, x.get_dasar_display().lower()))
    calon = _calon(versi)
    for p in putus:
        saran = list(padanan.get(p.kode, padanan.get(kode_baku(p.kode), [])))
        ada = {k.pk for k, _ in saran}
        if p.resmi is not None and p.resmi.pk not in ada:
            saran.append((p.resmi, PASTI_NAMA))
        saran += [(k, kata) for k, kata in mirip(p.uraian, calon.get(p.kode[:1], {})) if k.pk not in ada]
        unik = {k.pk: (k, kata) for k, kata in reversed(saran)}
        p.saran = list(reversed(unik.values()))[:BANYAK_SARAN]


def _calon(versi: VersiNomenklatur) -> dict[str, dict[KodeNomenklatur, str]]:
    """{first digit: {code: folded name}} of the codes a line may have."""
    dasar = "kegiatan" if versi.skema == Skema.APBDES else "sub_kegiatan"
    hasil: dict[str, dict[KodeNomenklatur, str]] = {}
    for k in KodeNomenklatur.objects.filter(versi=versi, tingkat=dasar).select_related("versi"):
        hasil.setdefault(k.kode_kegiatan[:1], {})[k] = lipat(k.uraian)
    return hasil


def mirip(uraian: str, calon: Mapping[KodeNomenklatur, str], batas: int = MIRIP) -> list[tuple[KodeNomenklatur, str]]:
    """Codes with a name alike, the best first, with how alike they are."""
    hasil = process.extract(lipat(uraian), calon, scorer=fuzz.token_sort_ratio, limit=BANYAK_SARAN, score_cutoff=batas)
    return [(kode, f"nama {nilai:.0f}% serupa") for _, nilai, kode in hasil]
