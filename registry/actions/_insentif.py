"""Who stands on a payment list, and with how much."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db.models import Q
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.periode import Bulan
from registry.kehadiran import bulan_mencatat
from registry.models import BarisBayar, BulanBayar, DaftarBayar, Kader, Orang, Pembayar, SatuanTarif, TarifInsentif
from registry.workflow_insentif import kunci_pembayar

SEKALI = 500
# Why somebody of the roster is not on a list, as the page says it.
ALASAN_LEWAT = {
    "tanpa_sk": "masa tugasnya tidak bertaut ke surat keputusan",
    "sk_habis": "surat keputusannya dicabut atau habis",
    "tanpa_nomor": "posyandunya belum punya nomor registrasi",
    "tanpa_hadir": "tidak ada catatan, dan daerah ini membayar menurut kehadiran",
    "sudah": "sudah ada di daftar lain pembayar ini untuk bulan yang sama",
}


def nilai_bulan(tarif: TarifInsentif, bulan: Bulan, kali: int | None) -> Decimal:
    """What one month of a tariff is worth. Months of a yearly one are whole rupiah and make up the year exactly."""
    if tarif.satuan == SatuanTarif.BULAN:
        return tarif.jumlah
    if tarif.satuan == SatuanTarif.KEGIATAN:
        return tarif.jumlah * (kali or 0)
    sampai = [(tarif.jumlah * n / 12).to_integral_value(ROUND_FLOOR) for n in (bulan.bulan - 1, bulan.bulan)]
    return tarif.jumlah - sampai[0] if bulan.bulan == 12 else sampai[1] - sampai[0]


def bertugas(masa: Kader, bulan: Bulan) -> bool:
    """Did the term hold on any day of the month?"""
    akhir = masa.sampai or date.max
    return masa.mulai < bulan.sampai and akhir > max(masa.mulai, bulan.mulai)


def _ber_sk(masa: Kader, bulan: Bulan) -> bool:
    sk = masa.sk
    return sk is not None and sk.dicabut is None and (sk.berlaku_sampai is None or sk.berlaku_sampai > bulan.mulai)


def _bersamaan(masa: list[Kader]) -> bool:
    """Do two of the terms overlap?"""
    urut = sorted(masa, key=lambda k: k.mulai)
    return any(b.mulai < (a.sampai or date.max) for a, b in itertools.pairwise(urut))


def satu_orang(pks: set[int]) -> dict[int, int]:
    """{person: the person they were merged into, at the end of the chain, or themselves}."""
    ke: dict[int, Any] = dict(Orang.objects.filter(digabung_ke__isnull=False).values_list("pk", "digabung_ke"))
    hasil = {}
    for pk in pks:
        akhir = pk
        while akhir in ke:
            akhir = ke[akhir]
        hasil[pk] = akhir
    return hasil


@dataclass
class Calon:
    """A person with the terms that put them on the list, and the months they are paid for."""

    orang: Orang
    masa: list[Kader] = field(default_factory=list)
    bulan: set[Bulan] = field(default_factory=set)


@dataclass
class Susunan:
    """People to pay, and {reason: people} of those left out."""

    calon: dict[int, Calon] = field(default_factory=dict)
    lewat: dict[str, set[int]] = field(default_factory=dict)

    def lewati(self, alasan: str, orang: int) -> None:
        self.lewat.setdefault(alasan, set()).add(orang)

    def terlewat(self) -> dict[str, int]:
        hasil = {a: len(isi - set(self.calon)) for a, isi in self.lewat.items()}
        return {a: n for a, n in hasil.items() if n}


def _sudah(daftar: DaftarBayar) -> set[tuple[int, int]]:
    """(person, month) that this payer has on a running list already; a merged person counts as the one they became."""
    angka = [b.angka for b in daftar.bulan]
    rows = BulanBayar.objects.filter(pembayar=daftar.pembayar_id, bulan__in=angka)
    isi = list(rows.values_list("orang", "bulan"))
    siapa = satu_orang({o for o, _ in isi})
    return {(siapa[o], b) for o, b in isi}


def _bulan_masa(masa: Kader, daftar: DaftarBayar, nomor: bool, susunan: Susunan) -> set[Bulan]:
    """Months of the list that a term is paid for by its decree; else the reason is noted."""
    bulan = {b for b in daftar.bulan if bertugas(masa, b)}
    if masa.sk_id is None:
        susunan.lewati("tanpa_sk", masa.orang_id)
        return set()
    if nomor and not masa.posyandu.nomor_registrasi:
        susunan.lewati("tanpa_nomor", masa.orang_id)
        return set()
    hasil = {b for b in bulan if _ber_sk(masa, b)}
    if bulan and not hasil:
        susunan.lewati("sk_habis", masa.orang_id)
    return hasil


def _roster(daftar: DaftarBayar) -> list[Kader]:
    rows = Kader.objects.di_wilayah(daftar.wilayah_id).filter(mulai__lt=daftar.sampai)
    rows = rows.filter(Q(sampai=None) | Q(sampai__gt=daftar.mulai))
    return list(rows.select_related("orang", "posyandu", "sk").order_by("mulai", "pk"))


def susun(daftar: DaftarBayar, aturan: Mapping[str, Any], hadir: Mapping[int, set[int]]) -> Susunan:
    """The roster by decree, flat: who recorded nothing is paid all the same, unless the region pays by attendance.

    Whoever has no account cannot be judged by attendance and is paid as by decree.
    """
    susunan, sudah = Susunan(), _sudah(daftar)
    for masa in _roster(daftar):
        bulan = _bulan_masa(masa, daftar, bool(aturan["insentif_pakai_nomor"]), susunan)
        bebas = {b for b in bulan if (masa.orang_id, b.angka) not in sudah}
        if bulan and not bebas:
            susunan.lewati("sudah", masa.orang_id)
        akun = masa.orang.akun_id
        if bebas and aturan["insentif_ikut_hadir"] and akun is not None:
            bebas = {b for b in bebas if b.angka in hadir.get(akun, set())}
            if not bebas:
                susunan.lewati("tanpa_hadir", masa.orang_id)
        if bebas:
            calon = susunan.calon.setdefault(masa.orang_id, Calon(masa.orang))
            calon.masa.append(masa)
            calon.bulan |= bebas
    return susunan


def tulis(daftar: DaftarBayar, aturan: Mapping[str, Any], tarif: Mapping[Bulan, TarifInsentif]) -> int:
    """Store the lines of a new list with their months; how many. The payer is locked."""
    hadir = bulan_mencatat(daftar.wilayah_id, daftar.mulai, daftar.sampai)
    susunan = susun(daftar, aturan, hadir)
    nilai = {b: nilai_bulan(t, b, daftar.kali) for b, t in tarif.items()}
    angka = {b.angka for b in daftar.bulan}
    rows = []
    for c in susunan.calon.values():
        akun = c.orang.akun_id
        row = BarisBayar(daftar=daftar, orang=c.orang, posyandu=c.masa[0].posyandu, kader=c.masa[0])
        row.banyak = daftar.kali or len(c.bulan)
        row.jumlah = sum((nilai[b] for b in c.bulan), Decimal(0))
        row.hadir = None if akun is None else len(hadir.get(akun, set()) & angka)
        row.ganda = _bersamaan(c.masa)
        rows.append(row)
    BarisBayar.objects.bulk_create(rows, batch_size=SEKALI)
    milik = {"pembayar_id": daftar.pembayar_id}
    bulan = [
        BulanBayar(baris=row, orang_id=row.orang_id, bulan=b.angka, jumlah=nilai[b], **milik)
        for row in rows
        for b in sorted(susunan.calon[row.orang_id].bulan)
    ]
    BulanBayar.objects.bulk_create(bulan, batch_size=SEKALI)
    DaftarBayar.objects.filter(pk=daftar.pk).update(terlewat=susunan.terlewat())
    return len(rows)


def tarif_bulan(pembayar: Pembayar, bulan: list[Bulan]) -> dict[Bulan, TarifInsentif]:
    """The tariff that holds on the first day of each month. Raises Ditolak when one has none, or kinds differ."""
    rows = list(TarifInsentif.objects.filter(pembayar=pembayar, mulai__lt=bulan[-1].sampai, sampai__gt=bulan[0].mulai))
    hasil = {}
    for b in bulan:
        cocok = next((t for t in rows if t.mulai <= b.mulai < t.sampai), None)
        if cocok is None:
            raise Ditolak("pembayar", f"Pembayar ini belum punya tarif untuk {b.nama}. Catat dulu tarifnya.")
        hasil[b] = cocok
    if len({t.satuan for t in hasil.values()}) > 1:
        raise Ditolak("bulan_akhir", "Satuan tarif berubah di tengah masa ini. Buat daftar terpisah.")
    return hasil


def ambil_daftar(pk: int, actor: User | None) -> DaftarBayar:
    """The list under its payer's lock, its area asked again."""
    pembayar = DaftarBayar.objects.filter(pk=pk).values_list("pembayar", flat=True).first()
    if pembayar is None:
        raise Http404
    kunci_pembayar(pembayar)
    daftar = DaftarBayar.objects.select_related("pembayar__wilayah", "wilayah").get(pk=pk)
    if actor is not None:
        require_in_scope(daftar, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    return daftar
