"""Many broken codes replaced at once, seen before it is done, undone in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from planning.actions.temuan import setelah_simpan
from planning.katalog import JENIS
from planning.models import BarisAnggaran, DokumenAnggaran, GantiKode, KodeNomenklatur, StatusDokumen
from planning.nomenklatur import KodePutus, buku_berlaku
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from wilayah.models import Wilayah

KOLOM = ("kode_kegiatan", "uraian", "nomenklatur", "bidang")


@dataclass(frozen=True)
class Pilihan:
    """A broken code of one kabupaten, with the replacement chosen for its lines in drafts."""

    putus: KodePutus
    ganti: KodeNomenklatur


@dataclass
class Rancangan:
    """What a choice would do: lines that change, and lines of fixed documents, which stay as they were printed."""

    pilihan: Pilihan
    draf: list[BarisAnggaran] = field(default_factory=list)
    tetap: int = 0


def _baris(p: KodePutus) -> Any:
    """Lines of the year with this code under this name."""
    dari, sampai = kode_lib.rentang(p.kab)
    jenis = [j.kode for j in JENIS.values() if j.skema == p.skema]
    rows = BarisAnggaran.objects.filter(dokumen__jenis__in=jenis, dokumen__tahun=p.tahun)
    rows = rows.filter(dokumen__wilayah__gte=dari, dokumen__wilayah__lt=sampai)
    return rows.filter(kode_kegiatan=p.kode, uraian=p.uraian)


def rancang(pilihan: Iterable[Pilihan], siapa: User) -> list[Rancangan]:
    """For each choice the lines of drafts that the person keeps, and how many fixed ones it leaves alone."""
    hasil = []
    for satu in pilihan:
        rows = _baris(satu.putus)
        milik = rows.for_user(siapa, Cap.KELOLA_RENCANA).filter(dokumen__status=StatusDokumen.DRAF)
        draf = list(milik.select_related("dokumen__wilayah", "dokumen__posyandu").order_by("pk"))
        tetap = rows.for_user(siapa, Cap.LIHAT_RENCANA).filter(dokumen__status=StatusDokumen.DITETAPKAN).count()
        hasil.append(Rancangan(satu, draf, tetap))
    return hasil


@transaction.atomic
def ganti_banyak(pilihan: Sequence[Pilihan], wilayah: Wilayah, *, actor: User) -> GantiKode:
    """Give every line of the choices that stands in a draft of the person's its new code and name, all or none. Raises
    Ditolak for a replacement that does not hold there, and where nothing is left to change."""
    require_area(wilayah.pk, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    for satu in pilihan:
        _berlaku(satu)
    rancangan = rancang(pilihan, actor)
    dokumen = _kunci({b.dokumen_id for r in rancangan for b in r.draf})
    isi = []
    for r in rancangan:
        for b in BarisAnggaran.objects.filter(pk__in=[b.pk for b in r.draf]).order_by("pk"):
            lama = r.pilihan.putus  # read again under the lock: the line may have been changed meanwhile
            if dokumen[b.dokumen_id].draf and (b.kode_kegiatan, b.uraian) == (lama.kode, lama.uraian):
                isi.append(_ganti(b, r.pilihan.ganti))
    if not isi:
        raise Ditolak("", "Tidak ada baris draf yang bisa diganti. Muat ulang halaman.")
    ganti = GantiKode.objects.create(wilayah=wilayah, tahun=pilihan[0].putus.tahun, isi=isi, pemilik=actor)
    _catat(actor, "ganti_kode", isi, dokumen, ("dari", "ke"))
    return ganti


def _berlaku(satu: Pilihan) -> None:
    buku = buku_berlaku(satu.putus.skema, satu.putus.tahun, satu.putus.kab)
    if satu.ganti.skema != satu.putus.skema or satu.ganti.versi_id not in {v.pk for v in buku.semua}:
        raise Ditolak("", f"Pengganti {satu.putus.kode} dari nomenklatur yang tidak berlaku di sana.")


def _kunci(pks: set[int]) -> dict[int, DokumenAnggaran]:
    """The documents under lock, always in the same order."""
    rows = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=pks).order_by("pk")
    return {d.pk: d for d in rows}


def _ganti(b: BarisAnggaran, kode: KodeNomenklatur) -> dict[str, Any]:
    dari = {k: getattr(b, k) for k in KOLOM}
    b.kode_kegiatan, b.uraian = kode.kode_kegiatan, kode.uraian
    b.nomenklatur, b.bidang = kode.versi.nama, b.bidang or kode.bidang
    b.save(update_fields=KOLOM)
    return {"baris": b.pk, "dokumen": b.dokumen_id, "dari": dari, "ke": {k: getattr(b, k) for k in KOLOM}}


def _catat(
    actor: User, aksi: str, isi: Iterable[dict[str, Any]], dokumen: dict[int, DokumenAnggaran], arah: tuple[str, str]
) -> None:
    """One entry of the log for each document, with every code that changed there; then its checks."""
    per: dict[int, dict[str, list[Any]]] = {}
    for x in isi:
        awal, akhir = (x[a]["kode_kegiatan"] for a in arah)
        per.setdefault(x["dokumen"], {})[f"baris {x['baris']}"] = [awal, akhir]
    for pk, perubahan in per.items():
        record(actor, aksi, dokumen[pk], perubahan=perubahan)
        setelah_simpan(pk)


@transaction.atomic
def kembalikan_ganti(pk: int, *, actor: User) -> tuple[GantiKode, int]:
    """Put the old codes back: (the replacement, how many lines could not be). A line that is gone, fixed or changed
    since keeps what it has. Raises Ditolak where it was put back before."""
    rows = GantiKode.objects.select_for_update(of=("self",), no_key=True)
    ganti = rows.filter(pk=pk).first() or GantiKode(pk=pk)
    require_in_scope(ganti, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if ganti.dikembalikan is not None:
        raise Ditolak("", "Penggantian ini sudah dikembalikan.")
    dokumen = _kunci({x["dokumen"] for x in ganti.isi})
    milik = BarisAnggaran.objects.for_user(actor, Cap.KELOLA_RENCANA).filter(pk__in=[x["baris"] for x in ganti.isi])
    ada = {b.pk: b for b in milik}
    jadi = []
    for x in ganti.isi:
        b = ada.get(x["baris"])
        if b is None or not dokumen[x["dokumen"]].draf or any(getattr(b, k) != n for k, n in x["ke"].items()):
            continue
        for k, n in x["dari"].items():
            setattr(b, k, n)
        b.save(update_fields=KOLOM)
        jadi.append(x)
    if not jadi:
        raise Ditolak("", "Semua barisnya sudah berubah atau dokumennya sudah ditetapkan. Tidak ada yang dikembalikan.")
    ganti.dikembalikan = timezone.now()
    ganti.save(update_fields=["dikembalikan"])
    _catat(actor, "kembalikan_kode", jadi, dokumen, ("ke", "dari"))
    return ganti, len(ganti.isi) - len(jadi)
