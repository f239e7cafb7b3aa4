"""From a rupiah down to the people it served, and from them up to the plan it came from.

Upward a line has what it amends (`asal`), the lines of former stages that somebody or an import tied to it
(AsalBaris), and where there is no such tie the line of the same code in the stage before, said to be a guess.
Downward an activity about one person or household names them; an activity of a group is followed through what was
recorded of single people on its day in its field. Services that are closed (TBC, jiwa, KB) name nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.roles import Cap
from planning import hitung_silsilah as silsilah
from planning.katalog import JENIS
from planning.metrics_pelaksanaan import TERTUTUP, pelaksanaan_terlihat
from planning.models import Alokasi, BarisAnggaran, StatusAlokasi, StatusDokumen
from planning.tahap import SEBELUM, akar
from posyandu_app.lib.periode import umur_bulan
from spm_services.kelompok_umur import kelompok_dari
from spm_services.models import Keanggotaan, Keluarga, Rekaman
from spm_services.tampak_tiket import inisial

TERLUAS = 6  # stages above a line: more than the law knows
ORANG_TAMPAK = 200


@dataclass(frozen=True)
class Tahap:
    """A line above another, and how it is known: "perubahan", "tautan" or "kode" (same code, a guess)."""

    baris: BarisAnggaran
    cara: str


class _Pendakian:
    """One climb: what was found above the line so far, and lines of the same code read ahead (for guesses)."""

    def __init__(self, baris: BarisAnggaran, user: Any) -> None:
        rows = BarisAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA)
        self.terlihat = rows.select_related("dokumen__wilayah")
        self.awal = baris.pk
        self.hasil: dict[int, Tahap] = {}
        self.sekode: dict[tuple[str, str, int], list[BarisAnggaran]] = {}

    def tertaut(self, kini: Sequence[BarisAnggaran]) -> list[BarisAnggaran]:
        """Add all that ties and amendments lead to from these lines; the lines that have neither."""
        perlu = [b.pk for b in kini if b.asal_id or akar(b.dokumen.jenis) in SEBELUM]
        langkah = silsilah.naik(perlu) if perlu else []
        rows = {b.pk: b for b in self.terlihat.filter(pk__in={x.dari for x in langkah})} if langkah else {}
        atas: dict[int, list[int]] = {}
        cara: dict[int, str] = {}
        for x in langkah:
            atas.setdefault(x.ke, []).append(x.dari)
            cara.setdefault(x.dari, x.cara)
        for pk in silsilah.tercapai([b.pk for b in kini], atas, rows):
            self._tambah(rows[pk], cara[pk])
        return [b for b in [*kini, *rows.values()] if b.pk not in atas and (b.pk in self.hasil or b.pk == self.awal)]

    def sama_kode(self, puncak: Sequence[BarisAnggaran]) -> list[BarisAnggaran]:
        """Add the line of the same code in the stage before of each; those that were added."""
        self._baca_sekode(puncak)
        tebakan = []
        for b in puncak:
            induk = b.dokumen.uraian_jenis.induk
            calon = self.sekode.get(_kunci(b), [])
            tebakan += [c for c in calon if induk and akar(c.dokumen.jenis) == induk and self._tambah(c, "kode")]
        return tebakan

    def _tambah(self, b: BarisAnggaran, cara: str) -> bool:
        baru = b.pk != self.awal and b.pk not in self.hasil
        if baru:
            self.hasil[b.pk] = Tahap(b, cara)
        return baru

    def _baca_sekode(self, puncak: Sequence[BarisAnggaran]) -> None:
        """Every former stage at once, so that a chain of guesses is one question."""
        syarat = Q(pk__in=[])
        baru = [b for b in puncak if b.dokumen.uraian_jenis.induk and _kunci(b) not in self.sekode]
        for b in baru:
            syarat |= _kode_sama(b)
        rows = list(self.terlihat.filter(syarat)) if baru else []
        for b in baru:
            kode, wilayah, tahun = _kunci(b)
            self.sekode[_kunci(b)] = [
                c
                for c in rows
                if (c.kode_kegiatan, c.dokumen.wilayah_id) == (kode, wilayah)
                and c.dokumen.tahun <= tahun <= c.dokumen.tahun_akhir
            ]


def leluhur(baris: BarisAnggaran, user: Any) -> list[Tahap]:
    """Lines of former stages and amended documents above this one that the reader may see, the plan first. As many
    questions for a long chain as for a short one: ties are read at once, and so are lines of the same code."""
    daki, kini = _Pendakian(baris, user), [baris]
    for _ in range(TERLUAS):
        kini = daki.sama_kode(daki.tertaut(kini))
        if not kini:
            break
    return list(reversed(daki.hasil.values()))


def _kunci(b: BarisAnggaran) -> tuple[str, str, int]:
    return b.kode_kegiatan, b.dokumen.wilayah_id, b.dokumen.tahun


def _kode_sama(b: BarisAnggaran) -> Q:
    """The same code in the stages before, of the same government and a year that holds this one's."""
    induk, jenis = b.dokumen.uraian_jenis.induk, []
    while induk:
        jenis += [induk, f"{induk}_p"]
        induk = JENIS[induk].induk
    return Q(
        kode_kegiatan=b.kode_kegiatan,
        dokumen__jenis__in=jenis,
        dokumen__status=StatusDokumen.DITETAPKAN,
        dokumen__wilayah=b.dokumen.wilayah_id,
        dokumen__tahun__lte=b.dokumen.tahun,
        dokumen__tahun_akhir__gte=b.dokumen.tahun,
    )


@dataclass(frozen=True)
class Orang:
    """A person as the reader may see them: by name, or by initials; always with the age group."""

    nama: str
    kelompok: str
    kelamin: str
    layanan: str
    keluarga: Any
    samar: bool


@dataclass(frozen=True)
class Dilayani:
    """Whom an activity served. `cara`: "orang", "keluarga", "hari" (they or their household recorded that day in that
    field), "angka" (a number only), "tertutup" (a closed service: nobody is named)."""

    cara: str
    orang: list[Orang]
    jumlah: int

    @property
    def keluarga(self) -> int:
        return len({o.keluarga.pk for o in self.orang if o.keluarga})


def _anggota(rekaman: Rekaman, user: Any) -> tuple[str, list[tuple[Any, str]]]:
    """(how they are known, [(person, service)])"""
    hari, nama = rekaman.tanggal, rekaman.entri.nama
    if rekaman.warga_id:
        return "orang", [(rekaman.warga, nama)]
    if rekaman.keluarga_id:
        return "keluarga", [(w, nama) for w, _ in _serumah({rekaman.keluarga_id: nama}, hari, user)]
    satuan = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku()
    satuan = satuan.filter(posyandu=rekaman.posyandu_id, tanggal=hari, bidang=rekaman.bidang)
    satuan = satuan.filter(Q(warga__isnull=False) | Q(keluarga__isnull=False)).exclude(layanan__in=TERTUTUP)
    per: dict[int, tuple[Any, str]] = {}
    rumah: dict[int, str] = {}
    for r in satuan.select_related("warga").order_by("pk")[: ORANG_TAMPAK * 3]:
        if r.warga_id:
            per.setdefault(r.warga_id, (r.warga, r.entri.nama))
        elif r.keluarga_id:
            rumah.setdefault(r.keluarga_id, r.entri.nama)
    for warga, layanan in _serumah(rumah, hari, user):
        per.setdefault(warga.pk, (warga, layanan))
    return ("hari" if per else "angka"), list(per.values())


def _serumah(rumah: Mapping[int, str], hari: date, user: Any) -> list[tuple[Any, str]]:
    """[(person, service)] of these households ({household: service}) as they were that day."""
    if not rumah:
        return []
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_RENCANA).filter(keluarga__in=list(rumah)).pada(hari)
    return [(m.warga, rumah[m.keluarga_id or 0]) for m in rows.select_related("warga").order_by("keluarga", "pk")]


def dilayani(rekaman: Rekaman, user: Any) -> Dilayani:
    """Who was served by the activity, as this reader may see them: names only with LIHAT_WARGA over the unit."""
    if rekaman.layanan in TERTUTUP:
        return Dilayani("tertutup", [], rekaman.terlayani)
    cara, isi = _anggota(rekaman, user)
    terang = user.scope_for(Cap.LIHAT_WARGA).memuat(rekaman.posyandu.kode)
    isi = isi[:ORANG_TAMPAK]
    rumah = _rumah([w.pk for w, _ in isi], rekaman.tanggal, user)
    orang = [
        Orang(
            nama=w.nama if terang else inisial(w.nama),
            kelompok=_kelompok(w.tanggal_lahir, rekaman.tanggal),
            kelamin=w.get_jenis_kelamin_display(),
            layanan=layanan,
            keluarga=rumah.get(w.pk),
            samar=not terang,
        )
        for w, layanan in isi
    ]
    return Dilayani(cara, orang, len(isi) if isi else rekaman.terlayani)


def _kelompok(lahir: date, pada: date) -> str:
    return kelompok_dari(umur_bulan(lahir, pada)).nama if lahir <= pada else ""


def _rumah(pks: Iterable[int], hari: date, user: Any) -> dict[int, Any]:
    """{person: the household that day}"""
    rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_RENCANA).filter(warga__in=list(pks), keluarga__isnull=False)
    return {m.warga_id: m.keluarga for m in rows.pada(hari).select_related("keluarga")}


@dataclass(frozen=True)
class UangKeluarga:
    """An allocation that reached a household: the activity it paid for, and the household's records in it."""

    alokasi: Alokasi
    dibayar: Rekaman
    kena: list[Rekaman]


def _kena(satu: Rekaman, dibayar: Rekaman) -> bool:
    """Did the paid activity reach this record: it is the same, or the group activity of its day and field?"""
    kelompok = not (dibayar.warga_id or dibayar.keluarga_id)
    return satu.pk == dibayar.pk or (kelompok and (satu.tanggal, satu.bidang) == (dibayar.tanggal, dibayar.bidang))


def _sampai(awalan: str, keluarga: Keluarga, catatan: Sequence[Rekaman]) -> Q:
    """Paid records (reached by `awalan`) that may reach the household: its own, or group activities of those days."""
    kelompok = {"posyandu": keluarga.posyandu_id, "warga": None, "keluarga": None}
    hari = {f"{awalan}__tanggal__in": {r.tanggal for r in catatan}}
    return Q(**{f"{awalan}__in": [r.pk for r in catatan]}) | Q(
        **{f"{awalan}__{k}": isi for k, isi in kelompok.items()}, **hari
    )


def uang_keluarga(user: Any, keluarga: Keluarga, catatan: Sequence[Rekaman]) -> list[UangKeluarga]:
    """Allocations in force that paid for what the household got (`catatan`), directly or through the planned activity
    that a record carried out. Two questions."""
    rows = Alokasi.objects.for_user(user, Cap.LIHAT_RENCANA).filter(status=StatusAlokasi.BERLAKU)
    rencana = _sampai("kegiatan__pelaksanaan_list__rekaman", keluarga, catatan)
    rows = rows.filter(_sampai("rekaman", keluarga, catatan) | rencana).exclude(rekaman__layanan__in=TERTUTUP)
    rows = rows.select_related("sumber", "rekaman", "kegiatan", "baris__dokumen__wilayah")
    hasil = []
    for a in rows.prefetch_related(pelaksanaan_terlihat(user)).distinct().order_by("baris", "pk"):
        dibayar = [a.rekaman] if a.rekaman else [p.rekaman for p in a.kegiatan.jadi] if a.kegiatan else []
        kena = [(d, r) for d in dibayar for r in catatan if _kena(r, d)]
        if kena:
            hasil.append(UangKeluarga(a, kena[0][0], list(dict.fromkeys(r for _, r in kena))))
    return hasil
