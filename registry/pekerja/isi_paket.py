"""The posyandu of a batch with what its papers say, read in chunks: memory and queries do not grow with the batch."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q

from registry.matriks import IsiUnit
from registry.models import Ajuan, Jabatan, Kader, Paket, Pengurus, SuratKeputusan, SuratWilayah

POTONGAN = 500


def baca(paket: Paket, hari: date) -> Iterator[list[IsiUnit]]:
    """Chunks of units in the order of their codes: four queries each, as at `hari`."""
    rows = Ajuan.objects.filter(paket=paket).select_related("posyandu__wilayah__induk").order_by("posyandu__kode")
    terakhir = ""
    while True:
        potong = [a.posyandu for a in rows.filter(posyandu__kode__gt=terakhir)[:POTONGAN]]
        if not potong:
            return
        terakhir = potong[-1].kode
        yield _lengkapi({p.pk: IsiUnit(p) for p in potong}, hari)


def _lengkapi(isi: dict[int, IsiUnit], hari: date) -> list[IsiUnit]:
    units = list(isi)
    for sk in berlaku(SuratKeputusan.objects.filter(posyandu__in=units), hari):
        isi[sk.posyandu_id].sk[sk.jenis] = sk
    pengurus = Pengurus.objects.filter(posyandu__in=units).berlaku(hari).order_by("pk")
    for unit, jabatan, bidang, nama in pengurus.values_list("posyandu", "jabatan", "bidang", "orang__nama"):
        isi[unit].kursi[jabatan, bidang if jabatan == Jabatan.KETUA_BIDANG else ""] = nama
    kader = Kader.objects.filter(posyandu__in=units).berlaku(hari).order_by()
    per = kader.values_list("posyandu", "bidang", "orang__jenis_kelamin").annotate(Count("pk"))
    for unit, bidang, kelamin, n in per:
        isi[unit].kader[bidang] += n
        isi[unit].kelamin[kelamin] += n
    return list(isi.values())


def berlaku(rows, hari: date):  # type: ignore[no-untyped-def]
    """Papers in force on the day with their scans, the one that counts (the newest) last."""
    aktif = (Q(berlaku_dari=None) | Q(berlaku_dari__lte=hari)) & (Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=hari))
    return rows.filter(aktif).select_related("berkas").order_by("tanggal", "pk")


def surat_desa(desa: set[str], hari: date) -> dict[str, dict[str, SuratWilayah]]:
    """{village: {kind: paper in force}} in one query."""
    hasil: dict[str, dict[str, SuratWilayah]] = {}
    for surat in berlaku(SuratWilayah.objects.filter(wilayah__in=desa), hari):
        hasil.setdefault(surat.wilayah_id, {})[surat.jenis] = surat
    return hasil


def per_kecamatan(paket: Paket) -> list[tuple[str, int, int]]:
    """[(kecamatan, villages, posyandu)] in the order of codes: one query."""
    rows = Ajuan.objects.filter(paket=paket).order_by("posyandu__wilayah__induk")
    n = rows.values_list("posyandu__wilayah__induk", "posyandu__wilayah__induk__nama")
    hitung = n.annotate(desa=Count("posyandu__wilayah", distinct=True), unit=Count("pk"))
    return [(nama, desa, unit) for _, nama, desa, unit in hitung]
