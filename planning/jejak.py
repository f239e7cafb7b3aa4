"""From a rupiah down to the people it served, and from them up to the plan it came from.

Upward a line has what it amends (`asal`), the lines of former stages that somebody or an import tied to it
(AsalBaris), and where there is no such tie the line of the same code in the stage before, said to be a guess.
Downward an activity about one person or household names them; an activity of a group is followed through what was
recorded of single people on its day in its field. Services that are closed (TBC, jiwa, KB) name nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.roles import Cap
from planning.models import AsalBaris, BarisAnggaran, StatusDokumen
from posyandu_app.lib.periode import umur_bulan
from spm_services import katalog
from spm_services.kelompok_umur import kelompok_dari
from spm_services.models import Keanggotaan, Rekaman
from spm_services.tampak_tiket import inisial

TERLUAS = 6  # stages above a line: more than the law knows
ORANG_TAMPAK = 200
TERTUTUP: tuple[str, ...] = tuple(k for k, e in katalog.SEMUA.items() if e.tertutup or e.tersegel)
URUTAN_TAHAP = ("rpjmd", "rpjmdes", "renstra", "rkpd", "rkpdes", "renja", "kua_ppas")


@dataclass(frozen=True)
class Tahap:
    """A line above another, and how it is known: "perubahan", "tautan" or "kode" (same code, a guess)."""

    baris: BarisAnggaran
    cara: str


def leluhur(baris: BarisAnggaran, user: Any) -> list[Tahap]:
    """Lines of former stages and amended documents above this one that the reader may see, the plan first."""
    terlihat = BarisAnggaran.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).select_related("dokumen__wilayah")
    hasil: dict[int, Tahap] = {}
    kini = [baris]
    for _ in range(TERLUAS):
        atas = _satu_tingkat(kini, terlihat, user)
        atas = [t for t in atas if t.baris.pk not in hasil and t.baris.pk != baris.pk]
        if not atas:
            break
        hasil |= {t.baris.pk: t for t in atas}
        kini = [t.baris for t in atas]
    return list(reversed(hasil.values()))


def _satu_tingkat(kini: Sequence[BarisAnggaran], terlihat: Any, user: Any) -> list[Tahap]:
    tautan = AsalBaris.objects.untuk_bawahan(user, Cap.LIHAT_RENCANA).filter(ke__in=kini)
    asal = dict(tautan.values_list("dari", "ke"))
    ubah = {b.asal_id: b.pk for b in kini if b.asal_id}
    tanpa = [b for b in kini if b.pk not in set(asal.values()) and b.pk not in set(ubah.values())]
    syarat = Q(pk__in=[*asal, *ubah])
    for b in tanpa:
        syarat |= _kode_sama(b)
    return [
        Tahap(r, "perubahan" if r.pk in ubah else "tautan" if r.pk in asal else "kode") for r in terlihat.filter(syarat)
    ]


def _kode_sama(b: BarisAnggaran) -> Q:
    """The same code in the stage before, of the same government and a year that holds this one's."""
    induk = b.dokumen.uraian_jenis.induk
    if not induk:
        return Q(pk__in=[])
    return Q(
        kode_kegiatan=b.kode_kegiatan,
        dokumen__jenis__in=(induk, f"{induk}_p"),
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
    """Whom an activity served. `cara`: "orang", "keluarga", "hari" (recorded that day in that field), "angka" (a
    number only), "tertutup" (a closed service: nobody is named)."""

    cara: str
    orang: list[Orang]
    jumlah: int

    @property
    def keluarga(self) -> int:
        return len({o.keluarga.pk for o in self.orang if o.keluarga})


def _anggota(rekaman: Rekaman, user: Any) -> tuple[str, list[tuple[Any, str]]]:
    """(how they are known, [(person, service)])"""
    hari = rekaman.tanggal
    if rekaman.warga_id:
        return "orang", [(rekaman.warga, rekaman.entri.nama)]
    if rekaman.keluarga_id:
        rows = Keanggotaan.objects.for_user(user, Cap.LIHAT_RENCANA).filter(keluarga=rekaman.keluarga_id).pada(hari)
        return "keluarga", [(m.warga, rekaman.entri.nama) for m in rows.select_related("warga")]
    satuan = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).berlaku()
    satuan = satuan.filter(posyandu=rekaman.posyandu_id, tanggal=hari, bidang=rekaman.bidang, warga__isnull=False)
    satuan = satuan.exclude(layanan__in=TERTUTUP).select_related("warga").order_by("pk")[: ORANG_TAMPAK * 3]
    per: dict[int, tuple[Any, str]] = {}
    for r in satuan:
        per.setdefault(r.warga_id or 0, (r.warga, r.entri.nama))
    return ("hari" if per else "angka"), list(per.values())


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
