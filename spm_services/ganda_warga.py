"""People who may be one person entered twice: a score of 0–100 that says its reasons; a list to decide.

Compared are people who share a birth date (or one that is it with day and month swapped), or a name's skeleton and
most of a birth date, or a mother and a month of birth: the work grows with the people, not with their square. The
weights are our own reckoning (no source, confidence low): two thirds for who one is, one third for where one lives.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any
from uuid import UUID

from accounts.roles import Cap
from posyandu_app.lib.periode import kata_tanggal
from spm_services.models import Keanggotaan, PutusanGandaWarga
from spm_services.nama import kata_sama, kerangka, lipat_nama, nama_bayi, skor_nama

AMBANG = 60
NAMA, NAMA_MIRIP, BAYI_TANPA_NAMA = 40, 80, 30
LAHIR_SAMA, LAHIR_TUKAR, LAHIR_SATU_ANGKA, LAHIR_PERKIRAAN, LAHIR_BEDA = 35, 25, 20, 12, -15
KELAMIN_SAMA, KELAMIN_BEDA = 5, -30
IBU_SAMA, IBU_MIRIP, SEKELUARGA, SE_RT = 15, 85, 10, 5
DUA_NIK, KEMBAR = -40, -20
PETAK_BESAR = 60  # a day with more people than that is divided once more, by the first letter of the name


@dataclass(frozen=True)
class Diri:
    """A person as the comparison sees them."""

    pk: int
    uuid: UUID | None
    nama: str
    lipat: str
    lahir: date
    kelamin: str
    perkiraan: bool = False
    ibu: int | None = None
    ibu_lipat: str = ""
    keluarga: int | None = None
    rt: str = ""
    punya_nik: bool = False
    kembar: bool = False
    unit: str = ""
    bekas: bool = False


@dataclass(frozen=True)
class Pasangan:
    """Two rows that may be one person. `a` was entered first."""

    a: Diri
    b: Diri
    skor: int
    alasan: tuple[str, ...]
    putusan: PutusanGandaWarga | None = field(default=None, compare=False)

    @property
    def kunci(self) -> str:
        return f"{self.a.pk}:{self.b.pk}"

    @property
    def sidik(self) -> str:
        """Of what made the pair: when that changes, a decision to leave it no longer holds."""
        fakta = [self.a.lipat, self.b.lipat, str(self.a.lahir), str(self.b.lahir), *self.alasan]
        return hashlib.sha256("|".join(fakta).encode()).hexdigest()[:16]

    @property
    def diputus(self) -> bool:
        return self.putusan is not None and self.putusan.sidik == self.sidik


def tukar(hari: date) -> date | None:
    """The date with day and month swapped, where that is another date."""
    return hari.replace(day=hari.month, month=hari.day) if hari.day <= 12 and hari.day != hari.month else None


def beda_satu_angka(a: date, b: date) -> bool:
    return sum(x != y for x, y in zip(f"{a:%d%m%Y}", f"{b:%d%m%Y}", strict=True)) == 1


def lahir_mungkin(hari: date) -> set[date]:
    """Dates that a slip makes of this one: itself, swapped, one digit wrong."""
    hasil = {hari} | ({t} if (t := tukar(hari)) else set())
    teks = f"{hari:%d%m%Y}"
    for i in range(len(teks)):
        for angka in "0123456789":
            salah = teks[:i] + angka + teks[i + 1 :]
            try:
                hasil.add(date(int(salah[4:]), int(salah[2:4]), int(salah[:2])))
            except ValueError:
                continue
    return {h for h in hasil if h.year >= 1900}


def _seibu(a: Diri, b: Diri) -> bool:
    if a.ibu is not None and b.ibu is not None:
        return a.ibu == b.ibu
    satu, dua = (x.ibu_lipat or nama_bayi(x.lipat) for x in (a, b))
    return bool(satu and dua) and skor_nama(satu, dua) >= IBU_MIRIP


def _nama(a: Diri, b: Diri) -> tuple[int, str]:
    for bayi, lain in ((a, b), (b, a)):
        if nama_bayi(bayi.lipat) and not nama_bayi(lain.lipat):
            ibu = lain.ibu_lipat
            if ibu and skor_nama(nama_bayi(bayi.lipat), ibu) >= IBU_MIRIP:
                return BAYI_TANPA_NAMA, f"{bayi.nama} berarti bayi ibunya {lain.nama}"
            return 0, ""
    nilai = skor_nama(a.lipat, b.lipat)
    if nilai < NAMA_MIRIP:
        return 0, ""
    if a.nama.casefold() == b.nama.casefold():
        return NAMA, "nama sama"
    kata = "nama sama, ejaannya berbeda" if kata_sama(a.lipat, b.lipat) else f"nama mirip, {nilai} dari 100"
    return NAMA * nilai // 100, kata


def _lahir(a: Diri, b: Diri) -> tuple[int, str]:
    if a.lahir == b.lahir:
        return LAHIR_SAMA, "tanggal lahir sama"
    if tukar(a.lahir) == b.lahir:
        return LAHIR_TUKAR, "tanggal dan bulan lahir tertukar"
    if beda_satu_angka(a.lahir, b.lahir):
        return LAHIR_SATU_ANGKA, "tanggal lahir beda satu angka"
    if (a.perkiraan or b.perkiraan) and abs((a.lahir - b.lahir).days) <= 366:
        return LAHIR_PERKIRAAN, "tanggal lahir perkiraan, berdekatan"
    return LAHIR_BEDA, ""


def _tempat(a: Diri, b: Diri) -> tuple[int, str]:
    if a.keluarga is not None and a.keluarga == b.keluarga:
        return SEKELUARGA, "sekeluarga"
    return (SE_RT, "satu RT") if a.rt and a.rt == b.rt else (0, "")


def kembar(a: Diri, b: Diri) -> bool:
    """Twins and not one child twice: one mother, one birth (midnight may lie between), other names.

    Names that are the same words are one child; so is one name that holds the other, unless they are known as twins.
    """
    if not _seibu(a, b) or abs((a.lahir - b.lahir).days) > 1:
        return False
    bayi = [bool(nama_bayi(x.lipat)) for x in (a, b)]
    if any(bayi):
        return all(bayi) and not kata_sama(a.lipat, b.lipat)
    if kata_sama(a.lipat, b.lipat):
        return False
    termuat = set(a.lipat.split()) <= set(b.lipat.split()) or set(b.lipat.split()) <= set(a.lipat.split())
    return a.kembar or b.kembar or not termuat


def nilai(a: Diri, b: Diri) -> tuple[int, tuple[str, ...]]:
    """(score, reasons) of two people; twins score nothing."""
    if kembar(a, b):
        return 0, ()
    butir = [_nama(a, b)]
    if not butir[0][0]:
        return 0, ()  # another name is another person, whatever they share
    butir += [_lahir(a, b), _tempat(a, b)]
    butir.append((KELAMIN_SAMA, "") if a.kelamin == b.kelamin else (KELAMIN_BEDA, "jenis kelamin berbeda"))
    if _seibu(a, b):
        butir.append((IBU_SAMA, "ibunya sama"))
    if a.punya_nik and b.punya_nik:
        butir.append((DUA_NIK, "NIK-nya berbeda"))
    if (a.kembar or b.kembar) and (nama_bayi(a.lipat) or nama_bayi(b.lipat)):
        butir.append((KEMBAR, "mungkin saudara kembarnya"))
    skor = max(0, min(100, sum(n for n, _ in butir)))
    return skor, tuple(kata for _, kata in butir if kata)


def _petak(orang: Iterable[Diri]) -> Iterator[list[Diri]]:
    """Groups within which pairs are looked at."""
    isi: dict[tuple[Any, ...], list[Diri]] = defaultdict(list)
    for o in orang:
        hari = [o.lahir] + ([t] if (t := tukar(o.lahir)) else [])
        for h in hari:
            isi[("lahir", h)].append(o)
        rangka = kerangka(o.lipat)
        isi[("nama", rangka, o.lahir.year)].append(o)
        isi[("nama", rangka, o.lahir.month, o.lahir.day)].append(o)
        if o.ibu is not None:
            isi[("ibu", o.ibu, o.lahir.year, o.lahir.month)].append(o)
    for kunci, satu in isi.items():
        if kunci[0] == "lahir" and len(satu) > PETAK_BESAR:
            yield from _belah(satu)
        elif len(satu) > 1:
            yield satu


def _belah(orang: list[Diri]) -> Iterator[list[Diri]]:
    """A crowded day (estimated dates fall on 1 January) by the first letters of each word of the name."""
    isi: dict[str, list[Diri]] = defaultdict(list)
    for o in orang:
        for kata in set(o.lipat.split()):
            isi[kata[:3]].append(o)
    yield from isi.values()


def pasangan(orang: Iterable[Diri]) -> list[Pasangan]:
    """All pairs that reach AMBANG, the likeliest first."""
    hasil: dict[tuple[int, int], Pasangan] = {}
    dilihat: set[tuple[int, int]] = set()
    for petak in _petak(orang):
        for x, y in combinations(petak, 2):
            a, b = (x, y) if x.pk < y.pk else (y, x)
            if (a.pk, b.pk) in dilihat or a.pk == b.pk:
                continue
            dilihat.add((a.pk, b.pk))
            skor, alasan = nilai(a, b)
            if skor >= AMBANG:
                hasil[a.pk, b.pk] = Pasangan(a, b, skor, alasan)
    return sorted(hasil.values(), key=lambda p: (-p.skor, p.a.pk, p.b.pk))


def diri_dari(m: Keanggotaan) -> Diri:
    """A person by one of their memberships, read with warga__ibu, keluarga and posyandu."""
    w, k = m.warga, m.keluarga
    return Diri(
        w.pk,
        w.uuid,
        w.nama,
        w.nama_cari,
        w.tanggal_lahir,
        w.jenis_kelamin,
        w.lahir_perkiraan,
        w.ibu_id,
        w.ibu.nama_cari if w.ibu else lipat_nama(w.nama_ibu) if w.nama_ibu else "",
        m.keluarga_id,
        k.rt_rw if k else "",
        w.nik_sidik is not None,
        w.kembar,
        m.posyandu.sebutan,
        m.sampai is not None,
    )


def _rows(user: Any, kode: str) -> Any:
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_WARGA).di_wilayah(kode)
    return rows.select_related("warga__ibu", "keluarga", "posyandu")


def cari(user: Any, kode: str) -> list[Pasangan]:
    """Pairs of an area that wait or were decided. Two queries (one where there is no pair); a kecamatan at most."""
    orang = {m.warga_id: diri_dari(m) for m in _rows(user, kode).berjalan().order_by("jenis", "pk")}
    ada = pasangan(orang.values())
    if not ada:
        return []
    rows = PutusanGandaWarga.objects.filter(kunci__in=[p.kunci for p in ada]).select_related("oleh")
    putusan = {p.kunci: p for p in rows}
    return [Pasangan(p.a, p.b, p.skor, p.alasan, putusan.get(p.kunci)) for p in ada]


def dua(satu: Keanggotaan, lain: Keanggotaan) -> Pasangan:
    """Two people as a pair, whatever their score, with what was decided of them. One query."""
    a, b = sorted((diri_dari(satu), diri_dari(lain)), key=lambda d: d.pk)
    pasang = Pasangan(a, b, *nilai(a, b))
    putusan = PutusanGandaWarga.objects.filter(kunci=pasang.kunci).select_related("oleh").first()
    return Pasangan(a, b, pasang.skor, pasang.alasan, putusan)


def serupa(user: Any, kode: str, calon: Diri) -> list[Pasangan]:
    """Whom a person about to be registered may already be, among those of the area, also ones who left. One query."""
    rows = _rows(user, kode).exclude(sebab_akhir__in=("gabung", "keliru"))
    rows = rows.filter(warga__tanggal_lahir__in=lahir_mungkin(calon.lahir)) | rows.filter(
        warga__nama_cari=calon.lipat, warga__tanggal_lahir__year=calon.lahir.year
    )
    orang = {m.warga_id: diri_dari(m) for m in rows.order_by("-sampai", "pk")}
    hasil = [Pasangan(o, calon, *nilai(o, calon)) for o in orang.values()]
    return sorted((p for p in hasil if p.skor >= AMBANG), key=lambda p: -p.skor)[:5]


def kata_serupa(p: Pasangan) -> str:
    """ "Siti Aminah, lahir 3 Mei 2023, RT 001/RW 002"."""
    return ", ".join(x for x in (p.a.nama, f"lahir {kata_tanggal(p.a.lahir)}", p.a.rt) if x)
