"""Codes: against the code books of the year, and an activity against the account it is booked on."""

from collections.abc import Iterator

from planning import acuan
from planning.models import BarisAnggaran, StatusDokumen, VersiNomenklatur
from planning.pemeriksaan.dasar import Kandidat, ada_kata, lipat, tentang_baris
from planning.pemeriksaan.lingkup import REKENING, Lingkup
from planning.pemeriksaan.uang import tentang_rab
from posyandu_app.lib import kode as kode_lib


def _buku(bahan: Lingkup, b: BarisAnggaran) -> list[VersiNomenklatur]:
    """Code books that hold for the line: its scheme, its year, of the nation or of an area above it."""
    d = b.dokumen
    return [
        v
        for v in bahan.versi
        if v.skema == d.uraian_jenis.skema
        and v.tahun_dari <= d.tahun
        and (v.tahun_sampai is None or v.tahun_sampai >= d.tahun)
        and (v.wilayah_id is None or kode_lib.di_bawah(d.wilayah_id, v.wilayah_id))
    ]


def _lengkap(v: VersiNomenklatur) -> bool:
    """Is it a whole book? Our own selection (planning.acuan) can prove a name wrong, never a code missing."""
    return v.wilayah_id is None and v.nama not in acuan.VERSI.values()


def a09(bahan: Lingkup) -> Iterator[Kandidat]:
    """The code is in no book of its year, or stands there under another name.

    Without a whole book of the year nothing is said about a code that is not found: it may only not be loaded."""
    for b in bahan.baris:
        if b.dokumen.status == StatusDokumen.DIUBAH:
            continue
        buku = _buku(bahan, b)
        ada = [k for v in buku if (k := bahan.kode_buku.get(v.pk, {}).get(b.kode_kegiatan))]
        if ada and lipat(b.uraian) not in {lipat(k.uraian) for k in ada}:
            nama = f"“{ada[0].uraian[:180]}”, di dokumen “{b.uraian[:180]}”"
            kalimat = f"Kode {b.kode_kegiatan} di daftar acuan bernama {nama}."
            yield tentang_baris(b, kalimat, b.pagu)
        elif not ada and any(_lengkap(v) for v in buku):
            kalimat = f"Kode {b.kode_kegiatan} tidak ada di daftar kode yang berlaku untuk {b.dokumen.tahun}."
            yield tentang_baris(b, kalimat, b.pagu)


BANGUN = ("pembangunan", "rehabilitasi", "peningkatan sarana", "pengadaan sarana", "pengadaan prasarana")
SERAH = ("diserahkan kepada masyarakat", "diserahkan ke masyarakat", "dihibahkan", "hibah kepada")
# Accounts by scheme: goods and services on one side, capital on the other.
BARANG_JASA = {"apbd": "5.1.02", "apbdes": "5.2"}
MODAL = {"apbd": "5.2", "apbdes": "5.3"}
# What an item is called → words in the account's name that cannot be right for it.
BERTENTANGAN: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("pmt", "makanan tambahan", "konsumsi", "nasi", "snack"), ("alat tulis", "perjalanan", "honorarium", "modal")),
    (("insentif", "honor"), ("alat tulis", "perjalanan", "makan", "konsumsi", "modal")),
    (("transport", "perjalanan"), ("alat tulis", "makan", "konsumsi", "modal")),
    (("atk", "alat tulis"), ("perjalanan", "honorarium", "makan", "konsumsi")),
)


def _di(kode: str, awalan: str) -> bool:
    return kode == awalan or kode.startswith(f"{awalan}.")


def a10(bahan: Lingkup) -> Iterator[Kandidat]:
    """The account does not go with the activity: something built on goods and services, something handed over booked
    as capital, food on stationery, an incentive on travel.

    By words in names: lines and RAB items that carry an account code; accounts whose name is not loaded are not judged
    by name."""
    for b in bahan.baris:
        if not b.kode_rekening or b.dokumen.status == StatusDokumen.DIUBAH:
            continue
        skema = b.dokumen.uraian_jenis.skema
        nama = bahan.rekening.get((REKENING[skema], b.kode_rekening), "")
        serah = ada_kata(f"{b.uraian} {b.sasaran}", SERAH)
        if salah := _salah(b.uraian, skema, b.kode_rekening, nama, serah=serah):
            yield tentang_baris(b, f"Baris {b.kode_kegiatan} di rekening {b.kode_rekening}: {salah}.", b.pagu)
    for r in bahan.rab if bahan.satu is None else ():
        # A plan has no scheme of its own yet: whichever book names the account.
        nama = next(
            (bahan.rekening[s, r.kode_rekening] for s in REKENING.values() if (s, r.kode_rekening) in bahan.rekening),
            "",
        )
        if nama and (salah := _beda_kata(r.uraian, nama)):
            yield tentang_rab(r, f"Butir RAB “{r.uraian}” di rekening {r.kode_rekening}: {salah}.", r.jumlah)


def _salah(uraian: str, skema: str, kode: str, nama: str, *, serah: bool) -> str:
    if serah and _di(kode, MODAL[skema]):
        return "barang yang diserahkan dicatat sebagai belanja modal"
    if not serah and ada_kata(uraian, BANGUN) and _di(kode, BARANG_JASA[skema]):
        return "pembangunan dicatat sebagai belanja barang dan jasa"
    return _beda_kata(uraian, nama) if nama else ""


def _beda_kata(uraian: str, rekening: str) -> str:
    for benda, tidak in BERTENTANGAN:
        if ada_kata(uraian, benda) and ada_kata(rekening, tidak):
            return f"rekeningnya “{rekening[:80]}”"
    return ""
