"""The household card: what is open in each of the six fields, whose it is and by when, and why a household is at risk.

Each viewer reads the items of the fields they look after; of the others only that something is open. Closed items
(TBC, jiwa, KB) are for nakes and whoever recorded them. Reasons are shown; nothing is decided from them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from accounts.roles import Cap
from posyandu_app.lib.bidang import ARTI, NAMA, SEMUA
from registry.models import Posyandu
from spm_services import katalog
from spm_services.katalog.cek import Tindakan
from spm_services.katalog.masalah import MENURUT_LAYANAN
from spm_services.metrics_tiket import meja
from spm_services.models import HasilAturan, KeadaanWarga, Keanggotaan, Keluarga, Pertumbuhan, Rekaman, Tiket, Warga

SELAMA = timedelta(days=400)  # findings older than a year and a month are asked anew, not carried on
LANSIA, DEWASA, BALITA = 60 * 12, 18 * 12, 60
PERLU = (Tindakan.RUJUK, Tindakan.SEGERA)


@dataclass(frozen=True)
class Butir:
    """One open thing of a field. `pemegang`: the desk that has it now; `alamat`: where it is worked on."""

    judul: str
    siapa: str
    sejak: date
    pemegang: str
    tenggat: date | None = None
    lewat: bool = False
    tiket: Tiket | None = None
    rekaman: Rekaman | None = None
    lanjut: bool = False  # a request can be made of it
    dasar: str = ""  # what was seen, against which threshold


@dataclass
class Lajur:
    """One field of the card. `lain`: open items there that this viewer may not read; `tercatat`: anything at all was
    recorded about the household in it, so that nothing open is told from nothing known."""

    kode: str
    nama: str
    arti: str
    butir: list[Butir] = field(default_factory=list)
    lain: int = 0
    tercatat: bool = False


@dataclass
class KartuKeluarga:
    lajur: list[Lajur]
    alasan: list[str]

    @property
    def terbuka(self) -> list[Lajur]:
        return [s for s in self.lajur if s.butir or s.lain]

    @property
    def tenang(self) -> list[tuple[str, list[Lajur]]]:
        """[(what is said, fields)] of those without anything open: asked and fine, or never asked."""
        sisa = [s for s in self.lajur if not (s.butir or s.lain)]
        semua = [
            ("Tidak ada yang terbuka", [s for s in sisa if s.tercatat]),
            ("Belum pernah ditanya", [s for s in sisa if not s.tercatat]),
        ]
        return [(kata, isi) for kata, isi in semua if isi]


@dataclass(frozen=True)
class _Mata:
    """What this viewer may read in the unit."""

    user: User
    kode: str
    bidang: frozenset[str] | None
    tertutup: bool

    def baca(self, bidang: str, *, tertutup: bool, pencatat: int | None) -> bool:
        if self.bidang is not None and bidang not in self.bidang:
            return False
        return not tertutup or self.tertutup or pencatat == self.user.pk


def kartu_keluarga(keluarga: Keluarga, unit: Posyandu, user: User, hari: date) -> KartuKeluarga:
    """The card of a household on a day. Six queries, however many members it has."""
    anggota = Keanggotaan.objects.filter(keluarga=keluarga).berjalan().select_related("warga")
    warga = [a.warga for a in anggota if a.warga.wafat is None]
    scope = user.scope_for(Cap.LIHAT_WARGA)
    mata = _Mata(user, unit.kode, scope.bidang_di(unit.kode), user.scope_for(Cap.LIHAT_TERTUTUP).memuat(unit.kode))
    lajur = {b: Lajur(b, NAMA[b], ARTI[b]) for b in SEMUA}
    tiket = _tiket(keluarga, warga)
    _isi_tiket(lajur, [t for t in tiket if t.berjalan], mata, hari)
    _isi_temuan(lajur, _temuan(keluarga, warga, hari), tiket, mata)
    return KartuKeluarga(list(lajur.values()), _alasan(warga, lajur, hari))


def _tiket(keluarga: Keluarga, warga: list[Warga]) -> list[Tiket]:
    rows = Tiket.objects.filter(Q(keluarga=keluarga) | Q(warga__in=warga))
    return list(rows.select_related("warga", "faskes", "posyandu__wilayah").order_by("tenggat", "pk"))


def _isi_tiket(lajur: dict[str, Lajur], tiket: Iterable[Tiket], mata: _Mata, hari: date) -> None:
    for t in tiket:
        satu = lajur[t.bidang]
        satu.tercatat = True
        if not mata.baca(t.bidang, tertutup=t.tertutup, pencatat=t.pencatat_id):
            satu.lain += 1
            continue
        siapa = t.warga.nama if t.warga else ""
        lewat = t.tenggat is not None and t.tenggat < hari
        satu.butir.append(Butir(t.judul, siapa, t.tanggal, meja(t), t.tenggat, lewat, tiket=t))


def _temuan(keluarga: Keluarga, warga: list[Warga], hari: date) -> list[tuple[Rekaman, list[HasilAturan]]]:
    """The newest record of each service and subject, with what the rules found in it."""
    rows = Rekaman.objects.berlaku().filter(Q(keluarga=keluarga) | Q(warga__in=warga), tanggal__gt=hari - SELAMA)
    rows = rows.select_related("warga").prefetch_related("hasil_list").order_by("tanggal", "pk")
    terakhir = {(r.layanan, r.warga_id): r for r in rows}
    return [(r, [h for h in r.hasil_list.all() if h.tindakan in PERLU]) for r in terakhir.values()]


def _isi_temuan(
    lajur: dict[str, Lajur],
    temuan: list[tuple[Rekaman, list[HasilAturan]]],
    tiket: list[Tiket],
    mata: _Mata,
) -> None:
    """Findings of which no ticket was made yet: somebody of the unit has to act."""
    ditiketkan = {t.asal_id for t in tiket} | {t.rekaman_id for t in tiket}
    kunjungan = {t.kunjungan_id for t in tiket if t.kunjungan_id}
    for r, hasil in temuan:
        satu = lajur[r.bidang]
        satu.tercatat = True
        if r.pk in ditiketkan or (r.kunjungan_id and r.kunjungan_id in kunjungan):
            continue
        masalah = MENURUT_LAYANAN.get(r.layanan)
        judul = [(masalah.sebab, "", r.entri.tertutup)] if masalah and masalah.ada(r.isian) else []
        judul += [(katalog.pesan_kader(r.layanan, h.kode, h.arti), str(h), h.tertutup) for h in hasil]
        siapa = r.warga.nama if r.warga else ""
        for kata, dasar, tertutup in judul:
            if mata.baca(r.bidang, tertutup=tertutup, pencatat=r.pencatat_id):
                bisa = bool(r.entri.lanjut) and not hasil
                satu.butir.append(Butir(kata, siapa, r.tanggal, "Posyandu", rekaman=r, lanjut=bisa, dasar=dasar))
            else:
                satu.lain += 1


def _alasan(warga: list[Warga], lajur: dict[str, Lajur], hari: date) -> list[str]:
    """Why this household is to be looked at first, in words; sums of nothing, no score."""
    umur = {w.pk: w.umur_bulan(hari) for w in warga}
    keadaan = KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=hari), warga__in=warga, mulai__lte=hari)
    jenis = set(keadaan.filter(jenis__in=("hamil", "nifas")).values_list("jenis", flat=True))
    tumbuh = Pertumbuhan.objects.filter(warga__in=[w for w in warga if umur[w.pk] < BALITA], kunjungan__batal=False)
    terakhir = {t.warga_id: t for t in tumbuh.order_by("tanggal", "pk")}
    tumbuh_kini = terakhir.values()
    orang = [umur[w.pk] for w in warga]
    ada = (
        ("hamil" in jenis, "ada ibu hamil"),
        ("nifas" in jenis, "ada ibu nifas"),
        (any(t.dua_t or t.bgm for t in tumbuh_kini), "ada balita yang beratnya perlu diperhatikan"),
        (any((t.nt_nakes or t.nt) == "T" for t in tumbuh_kini), "ada balita yang beratnya tidak naik"),
        (any(w.disabilitas for w in warga), "ada penyandang disabilitas"),
        (bool(orang) and min(orang) >= LANSIA, "lansia tinggal tanpa orang yang lebih muda"),
        (bool(orang) and max(orang) < DEWASA, "anak tinggal tanpa orang dewasa"),
    )
    alasan = [kata for benar, kata in ada if benar]
    terbuka = [s for s in lajur.values() if s.butir or s.lain]
    if len(terbuka) > 1:
        alasan.append(f"ada yang terbuka di {len(terbuka)} bidang sekaligus")
    return alasan
