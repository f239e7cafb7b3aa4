"""Writes that tie an incentive list to a budget line, and pay it from there: through the one engine of allocations.

A list is tied unit by unit (`Alokasi.daftar`), so that every figure about a unit holds its share. House lock order:
payer, units, line, allocation, payment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.models import Catatan
from audit.record import buat, record
from planning.actions.alokasi import geser, pilih_sumber
from planning.actions.realisasi import IsiRealisasi, realisasikan
from planning.antrean import tandai_setelah
from planning.metrics_insentif import TERIKAT, belum_terhubung, isi_daftar, terbayar_per_bukti
from planning.models import Alokasi, BarisAnggaran, Realisasi, StatusAlokasi
from planning.workflow import ALOKASI
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.uang import rupiah
from registry.kunci import kunci_banyak
from registry.models import DaftarBayar, JenisPembayar, StatusDaftar
from registry.workflow_insentif import kunci_pembayar

KOMPONEN = "insentif_kader"
NOL = Decimal(0)


@dataclass(frozen=True)
class IsiDaftar:
    """What the form sends. `tahap_salur`: the tranche the money waits for; empty: for none."""

    kunci: UUID
    sumber: int | None = None
    tahap_salur: str = ""
    keterangan: str = ""
    contoh: bool = False


def _kunci_daftar(pk: int, actor: User | None) -> DaftarBayar:
    """The list under its payer's lock, its area asked again."""
    pembayar = DaftarBayar.objects.filter(pk=pk).values_list("pembayar", flat=True).first()
    if pembayar is not None:
        kunci_pembayar(pembayar)
    daftar = DaftarBayar.objects.select_related("pembayar__wilayah", "wilayah").get(pk=pk)
    if actor is not None:
        require_area(daftar.wilayah_id, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)
    return daftar


def periksa_daftar(daftar: DaftarBayar, baris: BarisAnggaran) -> None:
    """Raises Ditolak: a list that may still change, a payer without a budget, another government, another year."""
    dokumen, pembayar = baris.dokumen, daftar.pembayar
    if daftar.status not in TERIKAT:
        raise Ditolak("", "Daftar ini masih bisa berubah. Catat dulu bahwa sudah ditandatangani.")
    if pembayar.jenis == JenisPembayar.LAINNYA:
        raise Ditolak("baris", f"{pembayar} bukan anggaran pemerintah, jadi tidak punya baris.")
    if not dokumen.bisa_alokasi:
        raise Ditolak("baris", "Baris ini bukan dari anggaran yang sedang berlaku.")
    desa = dokumen.uraian_jenis.skema == "apbdes"
    if desa != (pembayar.jenis == JenisPembayar.APBDES) or not kode_lib.di_bawah(
        dokumen.wilayah_id, pembayar.wilayah_id
    ):
        raise Ditolak("baris", f"Daftar ini dibayar {pembayar}; barisnya milik {dokumen.wilayah.sebutan}.")
    if not dokumen.tahun <= daftar.mulai.year <= dokumen.tahun_akhir:
        raise Ditolak("baris", f"Daftar ini tahun {daftar.mulai.year}, barisnya untuk {dokumen.masa}.")


def hubungkan_daftar(
    daftar: DaftarBayar, baris: BarisAnggaran, isi: IsiDaftar, *, actor: User | None
) -> tuple[int, bool]:
    """Tie what is left of the list to the line, one allocation for each of its units that the line's document reaches.

    Returns (allocations, True), or those of the same form sent before with False. All or nothing: raises Ditolak where
    the line or its source has no room for the whole."""
    try:
        with transaction.atomic():
            return _hubungkan(daftar.pk, baris.pk, isi, actor), True
    except (IntegrityError, Ditolak):
        lama = Alokasi.objects.filter(daftar=daftar, baris=baris, kunci__in=_semua_kunci(daftar, isi)).count()
        if lama:
            return lama, False
        raise


def _semua_kunci(daftar: DaftarBayar, isi: IsiDaftar) -> list[UUID]:
    return [uuid5(isi.kunci, str(u)) for u in isi_daftar(daftar.pk)]


def _hubungkan(pk: int, baris_pk: int, isi: IsiDaftar, actor: User | None) -> int:
    daftar = _kunci_daftar(pk, actor)
    unit = {u.pk: u for u in kunci_banyak(isi_daftar(pk))}
    terkunci = BarisAnggaran.objects.select_for_update(of=("self", "dokumen"), no_key=True)
    baris = terkunci.select_related("dokumen__wilayah").get(pk=baris_pk)
    if actor is not None:
        require_area(baris.dokumen.wilayah_id, actor, Cap.ALOKASI, seen_with=Cap.LIHAT_RENCANA)
    periksa_daftar(daftar, baris)
    sisa = belum_terhubung(pk, baris.dokumen.wilayah_id)
    jumlah = sum(sisa.values(), NOL)
    if not jumlah:
        raise Ditolak("", "Tidak ada lagi yang perlu dihubungkan ke baris ini.")
    if jumlah > baris.sisa:
        kata = f"Daftar ini {rupiah(jumlah)}, sisa pagu baris {rupiah(baris.sisa)} dari {rupiah(baris.pagu)}."
        raise Ditolak("baris", f"{kata} Pilih baris lain, atau tambah pagunya lewat Perubahan.")
    sumber = pilih_sumber(baris, isi.sumber, jumlah)
    umum: dict[str, Any] = {"daftar": daftar, "baris": baris, "sumber": sumber, "pembuat": actor, "contoh": isi.contoh}
    umum |= {"komponen": KOMPONEN, "metode": Alokasi.Metode.PER_KADER, "tahap_salur": isi.tahap_salur}
    rows = [
        Alokasi(kunci=uuid5(isi.kunci, str(u)), posyandu=unit[u], nilai=n, keterangan=isi.keterangan, **umum)
        for u, n in sorted(sisa.items())
    ]
    Alokasi.objects.bulk_create(rows, batch_size=500)
    geser(baris, sumber, jumlah)
    Catatan.objects.bulk_create(buat(actor, "alokasikan", a, perubahan={"nilai": [None, str(a.nilai)]}) for a in rows)
    record(actor, "hubungkan_daftar", daftar, perubahan={baris.kode_kegiatan: [None, str(jumlah)]})
    tandai_setelah(baris.dokumen_id)
    return len(rows)


def _belum_tercatat(alokasi: list[Alokasi], bukti: list[Any]) -> Iterator[tuple[Alokasi, Any, str, Decimal]]:
    """(allocation, day, proof, rupiah) of what the unit's people got and no payment says yet: the oldest proofs first
    are those written already, the rest goes to the allocations that have room."""
    sudah = sum((a.terealisasi for a in alokasi), NOL)
    ruang = {a.pk: a.sisa for a in alokasi}
    for hari, nomor, nilai in bukti:
        lewat = min(sudah, nilai)
        sudah, nilai = sudah - lewat, nilai - lewat
        for a in alokasi:
            ambil = min(ruang[a.pk], nilai)
            if ambil > 0:
                ruang[a.pk], nilai = ruang[a.pk] - ambil, nilai - ambil
                yield a, hari, nomor, ambil


@transaction.atomic
def bayar_daftar_dari_baris(pk: int, *, actor: User | None) -> int:
    """Write the payments of the list's allocations from what the registry says was paid, with its proof numbers; how
    many were written. Sent again it writes only what came since (arrears settled meanwhile)."""
    daftar = _kunci_daftar(pk, actor)
    if daftar.status != StatusDaftar.DIBAYAR:
        raise Ditolak("", "Daftar ini belum dicatat dibayar. Catat dulu di halaman daftarnya.")
    kunci_banyak(isi_daftar(pk))
    rows = Alokasi.objects.filter(daftar=daftar, status=StatusAlokasi.BERLAKU).order_by("pk")
    per_unit: dict[int, list[Alokasi]] = {}
    for a in rows.select_related("baris__dokumen"):
        per_unit.setdefault(a.posyandu_id or 0, []).append(a)
    if not per_unit:
        raise Ditolak("", "Daftar ini belum terhubung ke baris anggaran.")
    ditulis = 0
    for unit, bukti in sorted(terbayar_per_bukti(pk).items()):
        for a, hari, nomor, nilai in list(_belum_tercatat(per_unit.get(unit, []), bukti)):
            desa = a.baris.dokumen.uraian_jenis.skema == "apbdes"
            kanal = Realisasi.Kanal.RKD if desa else Realisasi.Kanal.RKUD
            # A key of its own each time: the payer's lock and what is paid already keep it from being written twice.
            isi = IsiRealisasi(hari, nilai, nomor, kanal, uuid4(), "Kader menurut daftar", contoh=daftar.contoh)
            realisasikan(a, isi, actor=actor)
            ditulis += 1
    if ditulis:
        record(actor, "bayar_dari_daftar", daftar, perubahan={"pembayaran": [None, ditulis]})
    return ditulis


@transaction.atomic
def lepas_daftar(pk: int, baris: int, alasan: str, *, actor: User | None) -> int:
    """Take the list off the line: every allocation of it there, or none. Raises Ditolak without a reason, and (from
    the workflow) TransitionRefused once something was paid."""
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    daftar = _kunci_daftar(pk, actor)
    kunci_banyak(isi_daftar(pk))
    rows = Alokasi.objects.filter(daftar=daftar, baris=baris, status=StatusAlokasi.BERLAKU).order_by("pk")
    semua = list(rows.values_list("pk", flat=True))
    for alokasi in semua:
        ALOKASI.apply(alokasi, "cabut", actor=actor, note=alasan)
    if semua:
        record(actor, "lepas_daftar", daftar, perubahan={"alokasi": [len(semua), None]}, catatan=alasan[:200])
    return len(semua)
