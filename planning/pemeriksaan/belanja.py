"""Purchases and their papers: prices, assets, splitting, evidence."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import median

from django.utils import timezone

from planning.models import ButirRab, Realisasi
from planning.pemeriksaan.dasar import NOL, Kandidat, ada_kata, kelompok, lipat, tentang_alokasi, tentang_unit
from planning.pemeriksaan.insentif import baris_bayar
from planning.pemeriksaan.lingkup import Lingkup, jumlah
from planning.pemeriksaan.uang import tentang_rab
from posyandu_app.lib.uang import rupiah
from registry.models import BarisBayar, Perlengkapan, SuratKeputusan
from registry.models.posyandu import Bangunan

# A price is odd from this many like ones on, and beyond this many times their median. Ours; where a standar harga of
# the region is loaded, it is the better measure.
HARGA_PALING_SEDIKIT = 4
HARGA_KALI = Decimal("1.5")


def a15(bahan: Lingkup) -> Iterator[Kandidat]:
    """A unit price far above what the same item costs in other plans of the area and year: the same name and unit of
    measure in at least four items. Standar harga (SSH, SBU) are held against in the RAB form itself."""
    for daftar in kelompok(bahan.rab, lambda r: (lipat(r.uraian), lipat(r.satuan))).values():
        if len(daftar) < HARGA_PALING_SEDIKIT:
            continue
        tengah = median(r.harga for r in daftar)
        for r in daftar:
            if tengah and r.harga > tengah * HARGA_KALI:
                yield _mahal(r, tengah)


def _mahal(r: ButirRab, tengah: Decimal) -> Kandidat:
    lebih = ((r.harga - tengah) * r.volume).quantize(Decimal("0.01"))
    kalimat = f"Harga “{r.uraian}” {rupiah(r.harga)} per {r.satuan}; yang lain umumnya {rupiah(tengah)}."
    return tentang_rab(r, kalimat, lebih)


ASET = ("alat", "sarpras", "perlengkapan", "bangunan")
KATA_BANGUN = ("pembangunan", "rehabilitasi")
BUKAN_MILIK = (Bangunan.MENUMPANG, Bangunan.SEWA)


def a23(bahan: Lingkup) -> Iterator[Kandidat]:
    """Something was bought for a unit whose inventory shows no good item changed since; or a building was paid for a
    unit that says it is a guest or a tenant.

    Seen: allocations in goods or of an equipment component, the unit's kit and whose building it uses. Land papers are
    not in the data, so a building on one's own word counts as owned."""
    aset = [a for a in bahan.alokasi if a.posyandu and bahan.terbayar.get(a.pk) and _aset(a.dukungan, a.komponen)]
    bangunan = [
        a
        for a in bahan.alokasi
        if a.posyandu
        and bahan.terbayar.get(a.pk)
        and a.posyandu.bangunan in BUKAN_MILIK
        and ada_kata(f"{a.baris.uraian} {a.komponen}", KATA_BANGUN)
    ]
    terakhir = _perlengkapan_terakhir({a.posyandu_id for a in aset if a.posyandu_id})
    hari = {r.alokasi_id: r.tanggal for r in bahan.bayar}
    for a in aset:
        if a.pk in hari and terakhir.get(a.posyandu_id or 0, date.min) < hari[a.pk]:
            kalimat = f"Barang senilai {rupiah(bahan.terbayar[a.pk])} dibeli, belum tercatat di perlengkapan posyandu."
            yield tentang_alokasi(a, kalimat, bahan.terbayar[a.pk])
    for a in bangunan:
        kalimat = f"Bangunan dibiayai ({rupiah(bahan.terbayar[a.pk])}), posyandunya masih menumpang atau menyewa."
        yield tentang_alokasi(a, kalimat, bahan.terbayar[a.pk], ekor="/bangunan")


def _perlengkapan_terakhir(unit: set[int]) -> dict[int, date]:
    """{unit: day on which an item that is in good order was last written}."""
    hasil: dict[int, date] = {}
    for pk, diubah in Perlengkapan.objects.filter(posyandu__in=unit, baik__gt=0).values_list("posyandu", "diubah"):
        hari = timezone.localtime(diubah).date()
        hasil[pk] = max(hari, hasil.get(pk, hari))
    return hasil


def _aset(dukungan: str, komponen: str) -> bool:
    return dukungan == "barang" or ada_kata(komponen, ASET)


# Up to here a receipt is enough (Perpres 16/2018 with 12/2021: kuitansi to 50 million) or the purchase is direct
# (LKPP 12/2019 for villages: to 10 million). From memory, confidence medium.
BATAS_LANGSUNG = {"apbd": Decimal(50_000_000), "apbdes": Decimal(10_000_000)}


def a24(bahan: Lingkup) -> Iterator[Kandidat]:
    """Several payments of one line to the same recipient on one day, each under the limit of a direct purchase and
    together over it. Payments without a recipient cannot be told apart and are not judged."""
    bernama = [r for r in bahan.bayar if r.penerima.strip()]
    for daftar in kelompok(bernama, lambda r: (r.alokasi.baris_id, lipat(r.penerima), r.tanggal)).values():
        baris = daftar[0].alokasi.baris
        batas = BATAS_LANGSUNG[baris.dokumen.uraian_jenis.skema]
        nilai = sum((r.nilai for r in daftar), NOL)
        if len(daftar) > 1 and all(r.nilai <= batas for r in daftar) and nilai > batas:
            awal = daftar[0]
            kalimat = (
                f"{len(daftar)} pembayaran ke penerima yang sama pada {awal.tanggal:%d/%m/%Y} "
                f"berjumlah {rupiah(nilai)}, masing-masing di bawah {rupiah(batas)}."
            )
            yield tentang_alokasi(awal.alokasi, kalimat, nilai, ekor=f"/{awal.pk}")


def a28(bahan: Lingkup) -> Iterator[Kandidat]:
    """Evidence that is missing or used twice: one receipt number for two payments of different days or recipients; the
    same scan under the decrees of two units; kader paid who hold no decree.

    Attendance lists, photos and BAST are not stored with a payment yet: only their numbers are seen."""
    yield from _bukti_ganda(bahan)
    yield from _pindaian_ganda(bahan)
    tanpa = [b for b in baris_bayar(bahan) if b.keadaan == BarisBayar.Keadaan.DIBAYAR and b.kader.sk_id is None]
    for daftar in kelompok(tanpa, lambda b: b.posyandu_id).values():
        nilai = sum((b.jumlah for b in daftar), NOL)
        kalimat = f"{len({b.orang_id for b in daftar})} kader dibayar tanpa SK ({rupiah(nilai)})."
        yield tentang_unit(daftar[0].posyandu, kalimat, nilai, ekor=f"/{bahan.tahun}/sk")


def _bukti_ganda(bahan: Lingkup) -> Iterator[Kandidat]:
    def kunci(r: Realisasi) -> tuple[str, str]:
        return r.alokasi.baris.dokumen.wilayah_id, lipat(r.bukti)

    for daftar in kelompok(bahan.bayar, kunci).values():
        if len({(r.tanggal, lipat(r.penerima)) for r in daftar}) > 1:
            awal, nilai = daftar[0], jumlah((0, r.nilai) for r in daftar)[0]
            kalimat = f"Bukti {awal.bukti} dipakai untuk {len(daftar)} pembayaran yang berbeda."
            yield tentang_alokasi(awal.alokasi, kalimat, nilai, ekor=f"/bukti{awal.pk}")


def _pindaian_ganda(bahan: Lingkup) -> Iterator[Kandidat]:
    rows = SuratKeputusan.objects.filter(bahan.di_area("posyandu__kode"), berkas__isnull=False).tidak_dicabut()
    rows = rows.select_related("berkas", "posyandu__wilayah").order_by("pk")
    for daftar in kelompok(rows, lambda s: (s.jenis, s.berkas.sha256)).values():
        unit = {s.posyandu_id for s in daftar}
        # One decree may name all units of a village: the same number is the same paper.
        if len(unit) > 1 and len({s.nomor for s in daftar}) > 1:
            kalimat = f"Pindaian {daftar[0].get_jenis_display().lower()} yang sama dipakai {len(unit)} posyandu."
            yield tentang_unit(daftar[0].posyandu, kalimat, ekor=f"/pindaian{daftar[0].pk}")
