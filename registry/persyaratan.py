"""What a registration file needs, evaluated from live rows: each missing item is named with the way to mend it.

Sources: the items asked for in registration as found in the domain study (2.2, 1.4): berita acara, SK pembentukan,
SK pengurus, SK kader, six ketua bidang, kader of one bidang each, hari buka. Counts are not thresholds here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Value

from posyandu_app.lib.bidang import NAMA, SEMUA
from registry.models import Jabatan, JenisSK, Kader, Pengurus, Posyandu, SuratKeputusan

KADER = "kader"  # a kader's place in the roster, beside the chairs of Jabatan


@dataclass
class Bahan:
    """The live rows of one unit that the items look at."""

    posyandu: Posyandu
    hari: date
    sk: set[str] = field(default_factory=set)
    kursi: set[str] = field(default_factory=set)
    bidang_diketuai: set[str] = field(default_factory=set)
    bidang_kader: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Syarat:
    """One item. `kurang` returns what is missing in words, or an empty string when it is there."""

    kode: str
    nama: str
    bagian: str  # the section of the unit's page that mends it
    kurang: Callable[[Bahan], str]


@dataclass(frozen=True)
class Hasil:
    """The items of one unit with what each lacks."""

    butir: tuple[tuple[Syarat, str], ...]

    @property
    def ada(self) -> int:
        return sum(not kurang for _, kurang in self.butir)

    @property
    def jumlah(self) -> int:
        return len(self.butir)

    @property
    def kurang(self) -> list[tuple[Syarat, str]]:
        return [b for b in self.butir if b[1]]

    @property
    def lengkap(self) -> bool:
        return self.ada == self.jumlah


def _sk(jenis: JenisSK) -> Callable[[Bahan], str]:
    return lambda b: "" if jenis in b.sk else f"{jenis.label} belum dicatat atau sudah habis masa berlakunya"


def _kursi(jabatan: Jabatan) -> Callable[[Bahan], str]:
    return lambda b: "" if jabatan in b.kursi else f"{jabatan.label} belum ada"


def _sisa_bidang(ada: set[str], awal: str) -> str:
    sisa = [NAMA[b].lower() for b in SEMUA if b not in ada]
    return f"{awal}: {', '.join(sisa)}" if sisa else ""


SYARAT: tuple[Syarat, ...] = (
    Syarat(
        "berdiri", "Tanggal berdiri", "lengkapi", lambda b: "" if b.posyandu.berdiri else "Tanggal berdiri belum diisi"
    ),
    Syarat("koordinat", "Titik lokasi", "lengkapi", lambda b: "" if b.posyandu.lintang else "Titik lokasi belum diisi"),
    Syarat("berita_acara", "Berita acara musyawarah", "sk", _sk(JenisSK.BERITA_ACARA)),
    Syarat("sk_pembentukan", "Keputusan pembentukan", "sk", _sk(JenisSK.PEMBENTUKAN)),
    Syarat("sk_pengurus", "Keputusan pengurus", "sk", _sk(JenisSK.PENGURUS)),
    Syarat("sk_kader", "Keputusan kader", "sk", _sk(JenisSK.KADER)),
    Syarat("ketua", "Ketua", "pengurus", _kursi(Jabatan.KETUA)),
    Syarat("sekretaris", "Sekretaris", "pengurus", _kursi(Jabatan.SEKRETARIS)),
    Syarat("bendahara", "Bendahara", "pengurus", _kursi(Jabatan.BENDAHARA)),
    Syarat(
        "ketua_bidang",
        "Enam ketua bidang",
        "pengurus",
        lambda b: _sisa_bidang(b.bidang_diketuai, "Belum ada ketua bidang"),
    ),
    Syarat("kader", "Kader di enam bidang", "kader", lambda b: _sisa_bidang(b.bidang_kader, "Belum ada kader")),
)


def nilai(bahan: Bahan) -> Hasil:
    """The items of one unit whose rows are already at hand."""
    return Hasil(tuple((s, s.kurang(bahan)) for s in SYARAT))


def bahan_dari(
    posyandu: Posyandu,
    hari: date,
    *,
    sk: Iterable[SuratKeputusan],
    pengurus: Iterable[Pengurus],
    kader: Iterable[Kader],
) -> Bahan:
    """Rows of one unit as its page has read them: decrees of any age, terms that hold today."""
    return Bahan(
        posyandu,
        hari,
        sk={s.jenis for s in sk if s.berlaku_sampai is None or s.berlaku_sampai > hari},
        kursi={p.jabatan for p in pengurus if not p.bidang},
        bidang_diketuai={p.bidang for p in pengurus if p.bidang},
        bidang_kader={k.bidang for k in kader},
    )


def periksa(units: Iterable[Posyandu], hari: date) -> dict[int, Hasil]:
    """{pk: items} for a whole page of units: two queries, however many units."""
    bahan = {p.pk: Bahan(p, hari) for p in units}
    surat = SuratKeputusan.objects.filter(posyandu__in=bahan).values_list("posyandu", "jenis", "berlaku_sampai")
    for pk, jenis, sampai in surat:
        if sampai is None or sampai > hari:
            bahan[pk].sk.add(jenis)
    pengurus = Pengurus.objects.filter(posyandu__in=bahan).berlaku(hari).values_list("posyandu", "jabatan", "bidang")
    kader = Kader.objects.filter(posyandu__in=bahan).berlaku(hari).annotate(jabatan=Value(KADER))
    for pk, jabatan, bidang in pengurus.union(kader.values_list("posyandu", "jabatan", "bidang")):
        isi = bahan[pk]
        if jabatan == KADER:
            isi.bidang_kader.add(bidang)
        else:
            (isi.bidang_diketuai if bidang else isi.kursi).add(bidang or jabatan)
    return {pk: nilai(isi) for pk, isi in bahan.items()}
