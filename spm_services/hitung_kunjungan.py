"""A visit judged as a whole: growth is computed and stored, then the rules of all its records look at everything."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from registry.aturan import baca_aturan_banyak
from registry.kunci import kunci_banyak
from registry.models import Posyandu
from spm_services.ambang_berlaku import RiwayatAmbang
from spm_services.hitung_aturan import ganti_hasil, nilai_aturan
from spm_services.hitung_pertumbuhan import ATURAN_NAIK, LAYANAN_UKUR, UMUR_AKHIR, Anak, Dasar, perbarui, susun
from spm_services.models import HasilAturan, KunjunganWarga, Pertumbuhan, Rekaman, Warga
from spm_services.turunan import dari_warga


def nilai_kunjungan(kunjungan: KunjunganWarga, rows: Sequence[Rekaman], unit: Posyandu | None = None) -> None:
    """Judge all records of a visit together: a rule of one service may look at what another one measured.

    `rows`: its records that count, none when the last was cancelled. A small child's growth is stored anew, here and in
    the child's other visits. The caller holds the unit's lock and may hand it in.
    """
    unit, warga = unit or kunjungan.posyandu, kunjungan.warga
    ambang = RiwayatAmbang.baca(unit.kode)
    tumbuh: Mapping[str, Any] = {}
    if warga.umur_bulan(kunjungan.tanggal) < UMUR_AKHIR:
        tumbuh = perbarui(unit, warga, ambang, kini=kunjungan.pk).get(kunjungan.pk, {})
    ganti_hasil(rows, _temuan(kunjungan, rows, ambang, tumbuh))


def _temuan(
    kunjungan: KunjunganWarga, rows: Sequence[Rekaman], ambang: RiwayatAmbang, tumbuh: Mapping[str, Any]
) -> list[HasilAturan]:
    """What the rules of a visit's records find, given its growth. Not stored."""
    gabungan: dict[str, Any] = {k: v for r in rows for k, v in r.isian.items()}
    lengkap = {**gabungan, **dari_warga(kunjungan.warga, kunjungan.tanggal, gabungan), **tumbuh}
    hari = ambang.pada(kunjungan.tanggal)
    return [h for r in rows for h in nilai_aturan(r, hari, lengkap)]


def nilai_rekaman(rekaman: Rekaman, unit: Posyandu | None = None) -> None:
    """A record of a visit was corrected or cancelled: judge the visit by what counts now."""
    if rekaman.kunjungan_id is None:
        return
    kunjungan = KunjunganWarga.objects.select_related("warga", "posyandu").get(pk=rekaman.kunjungan_id)
    rows = Rekaman.objects.filter(kunjungan=kunjungan).berlaku().order_by("pk")
    nilai_kunjungan(kunjungan, list(rows), unit)


def nilai_warga(warga: Warga) -> None:
    """A child's birth or sex was corrected, or two people became one (or two again): everything measured is judged
    again, in every unit that measured. The caller holds the unit through which it wrote; the others are locked here.
    """
    ukur = Pertumbuhan.objects.filter(warga=warga).values_list("posyandu", flat=True)
    catatan = Rekaman.objects.filter(warga=warga, layanan__in=LAYANAN_UKUR, kunjungan__isnull=False)
    for unit in kunci_banyak({*ukur, *catatan.values_list("posyandu", flat=True)}):
        perbarui(unit, warga, RiwayatAmbang.baca(unit.kode), semua=True)


def hitung_banyak(units: Sequence[Posyandu]) -> tuple[int, int]:
    """Growth and findings of all visits of units that have none yet: the rows of `nilai_kunjungan` one by one, in bulk.

    Returns how many of each were stored. For seeding; a few queries for any number of units.
    """
    kode = {u.pk: u.kode for u in units}
    ambang, setelan = RiwayatAmbang.baca_banyak(kode.values()), baca_aturan_banyak(set(kode.values()))
    semua = Rekaman.objects.filter(posyandu__in=kode, kunjungan__batal=False).berlaku()
    per_kunjungan: dict[int, list[Rekaman]] = defaultdict(list)
    anak: dict[tuple[int, int], Anak] = {}
    for r in semua.select_related("kunjungan__warga").order_by("pk").iterator(2000):
        if (k := r.kunjungan) is None:
            continue
        per_kunjungan[k.pk].append(r)
        if r.layanan in LAYANAN_UKUR:
            anak.setdefault((k.posyandu_id, k.warga_id), Anak(k.warga)).tambah(r, k)
    baris = [
        b
        for (unit, _), satu in anak.items()
        for b in susun(satu, {}, Dasar(ambang[kode[unit]], setelan[kode[unit]][ATURAN_NAIK]))
    ]
    Pertumbuhan.objects.bulk_create([b.pertumbuhan for b in baris], batch_size=500)
    tumbuh = {b.pertumbuhan.kunjungan_id: b.turunan() for b in baris}
    hasil: list[HasilAturan] = []
    for pk, rows in per_kunjungan.items():
        kunjungan = rows[0].kunjungan
        if kunjungan is not None:
            hasil += _temuan(kunjungan, rows, ambang[kode[kunjungan.posyandu_id]], tumbuh.get(pk, {}))
    HasilAturan.objects.bulk_create(hasil, batch_size=1000)
    return len(baris), len(hasil)
