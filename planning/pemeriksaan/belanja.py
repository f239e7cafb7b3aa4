"""Purchases and their papers: assets, splitting, evidence."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils import timezone

from planning.models import Alokasi, Realisasi
from planning.pemeriksaan.dasar import NOL, Kandidat, ada_kata, kelompok, lipat, tentang_alokasi, tentang_unit
from planning.pemeriksaan.insentif import baris_bayar
from planning.pemeriksaan.lingkup import Lingkup, jumlah
from planning.pemeriksaan.uang import tentang_rab
from posyandu_app.lib.uang import rupiah
from registry.models import BarisBayar, Perlengkapan, SuratKeputusan
from registry.models.posyandu import Bangunan

ASET = ("alat", "sarpras", "perlengkapan", "bangunan")
KATA_BANGUN = ("pembangunan", "rehabilitasi")
MODAL = {"apbd": "5.2.", "apbdes": "5.3."}
BUKAN_MILIK = (Bangunan.MENUMPANG, Bangunan.SEWA)


def a23(bahan: Lingkup) -> Iterator[Kandidat]:
    """Something was bought for a unit whose inventory shows no good item changed since; or a building was paid for a
    unit that says it is a guest or a tenant, or does not say whose its place is.

    Seen: allocations in goods, of an equipment component or on an account of capital spending; the unit's kit and
    whose building it uses. Not seen: which item of the kit was bought, and papers of land and hibah, which are not in
    the data: an owner's own word counts."""
    terbayar = [a for a in bahan.alokasi if a.posyandu and bahan.terbayar.get(a.pk)]
    bangun = [a for a in terbayar if ada_kata(f"{a.baris.uraian} {a.komponen}", KATA_BANGUN)]
    aset = [a for a in terbayar if a not in bangun and _aset(a)]
    terakhir = _perlengkapan_terakhir({a.posyandu_id for a in aset if a.posyandu_id})
    hari = {r.alokasi_id: r.tanggal for r in bahan.bayar}
    for a in aset:
        if a.pk in hari and terakhir.get(a.posyandu_id or 0, date.min) < hari[a.pk]:
            kalimat = f"Barang senilai {rupiah(bahan.terbayar[a.pk])} dibeli, belum tercatat di perlengkapan posyandu."
            yield tentang_alokasi(a, kalimat, bahan.terbayar[a.pk])
    for a in bangun:
        milik = a.posyandu.bangunan if a.posyandu else ""
        if milik and milik not in BUKAN_MILIK:
            continue
        kata = "masih menumpang atau menyewa" if milik else "belum mencatat milik siapa tempatnya"
        kalimat = f"Bangunan dibiayai ({rupiah(bahan.terbayar[a.pk])}), posyandunya {kata}."
        yield tentang_alokasi(a, kalimat, bahan.terbayar[a.pk], ekor="/bangunan")


def _perlengkapan_terakhir(unit: set[int]) -> dict[int, date]:
    """{unit: day on which an item that is in good order was last written}."""
    hasil: dict[int, date] = {}
    for pk, diubah in Perlengkapan.objects.filter(posyandu__in=unit, baik__gt=0).values_list("posyandu", "diubah"):
        hari = timezone.localtime(diubah).date()
        hasil[pk] = max(hari, hasil.get(pk, hari))
    return hasil


def _aset(a: Alokasi) -> bool:
    """In goods, of an equipment component, or booked as belanja modal (5.2 of a region, 5.3 of a desa)."""
    modal = MODAL[a.baris.dokumen.uraian_jenis.skema]
    return a.dukungan == "barang" or ada_kata(a.komponen, ASET) or a.baris.kode_rekening.startswith(modal)


# Up to here a receipt is enough (Perpres 16/2018 with 12/2021: kuitansi to 50 million) or the purchase is direct
# (LKPP 12/2019 for villages: to 10 million). From memory, confidence medium.
BATAS_LANGSUNG = {"apbd": Decimal(50_000_000), "apbdes": Decimal(10_000_000)}


def a24(bahan: Lingkup) -> Iterator[Kandidat]:
    """Several payments out of one document to the same recipient on one day, whatever the lines, or several items of
    one activity's RAB with the same name and unit of measure: each under the limit of a direct purchase and together
    over it.

    Not seen: payments without a recipient, parts bought on different days, recipients written differently."""
    bernama = [r for r in bahan.bayar if r.penerima.strip()]
    for daftar in kelompok(bernama, lambda r: (r.alokasi.baris.dokumen_id, lipat(r.penerima), r.tanggal)).values():
        batas = BATAS_LANGSUNG[daftar[0].alokasi.baris.dokumen.uraian_jenis.skema]
        nilai = sum((r.nilai for r in daftar), NOL)
        if _dipecah([r.nilai for r in daftar], batas):
            awal = daftar[0]
            kalimat = (
                f"{len(daftar)} pembayaran ke penerima yang sama pada {awal.tanggal:%d/%m/%Y} "
                f"berjumlah {rupiah(nilai)}, masing-masing di bawah {rupiah(batas)}."
            )
            yield tentang_alokasi(awal.alokasi, kalimat, nilai, ekor=f"/{awal.pk}")
    if bahan.satu is None:
        yield from _rab_dipecah(bahan)


def _dipecah(nilai: list[Decimal], batas: Decimal) -> bool:
    return len(nilai) > 1 and all(n <= batas for n in nilai) and sum(nilai, NOL) > batas


def _rab_dipecah(bahan: Lingkup) -> Iterator[Kandidat]:
    for daftar in kelompok(bahan.rab, lambda r: (r.kegiatan_id, lipat(r.uraian), lipat(r.satuan))).values():
        unit = daftar[0].kegiatan.rencana.posyandu
        desa = unit is not None and not unit.wilayah.kelurahan
        batas = BATAS_LANGSUNG["apbdes" if desa else "apbd"]
        nilai = sum((r.jumlah for r in daftar), NOL)
        if _dipecah([r.jumlah for r in daftar], batas):
            kata = f"“{daftar[0].uraian}” ditulis {len(daftar)} kali di satu kegiatan, berjumlah {rupiah(nilai)}"
            objek = f"planning.butirrab:{min(r.pk for r in daftar)}/pecah"
            kalimat = f"Butir RAB {kata}, masing-masing di bawah {rupiah(batas)}."
            yield tentang_rab(daftar[0], kalimat, nilai, objek=objek)


def a28(bahan: Lingkup) -> Iterator[Kandidat]:
    """Evidence that is missing or used twice: one receipt number for two payments of different days or recipients; the
    same scan under the decrees of two units; kader paid who hold no decree, one that was withdrawn or did not hold yet
    at the payment, or one of which no scan was handed in.

    Not seen: attendance lists, photos and BAST, of which a payment keeps no file, so their being used again is not
    either."""
    yield from _bukti_ganda(bahan)
    yield from _pindaian_ganda(bahan)
    dibayar = [b for b in baris_bayar(bahan) if b.keadaan == BarisBayar.Keadaan.DIBAYAR]
    for akhiran, kata, gagal in SK_KURANG:
        kena = [b for b in dibayar if _kurang(b) == akhiran]
        for daftar in kelompok(kena, lambda b: b.posyandu_id).values():
            nilai = sum((b.jumlah for b in daftar), NOL)
            kalimat = f"{len({b.orang_id for b in daftar})} kader dibayar {kata} ({rupiah(nilai)}){gagal}."
            yield tentang_unit(daftar[0].posyandu, kalimat, nilai, ekor=f"/{bahan.tahun}/{akhiran}")


# (end of the finding's key, what is said of the kader, what is asked)
SK_KURANG = (
    ("sk", "tanpa SK", ""),
    ("sk-gugur", "atas SK yang sudah dicabut atau belum berlaku waktu itu", ""),
    ("sk-pindaian", "atas SK yang pindaiannya belum ada", "; unggah pindaiannya"),
)


def _kurang(b: BarisBayar) -> str:
    """What is wrong with the decree that a paid kader holds: the first of SK_KURANG that fits, else empty."""
    sk = b.kader.sk
    if sk is None:
        return "sk"
    gugur = sk.dicabut is not None and (b.dibayar is None or sk.dicabut <= b.dibayar)
    if gugur or (b.dibayar is not None and (sk.berlaku_dari or sk.tanggal) > b.dibayar):
        return "sk-gugur"
    return "" if sk.berkas_id is not None else "sk-pindaian"


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
