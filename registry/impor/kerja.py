"""The two long jobs of an import: reading the file into judged rows, and storing the good ones.

Both may be killed at any moment. Rows go in together with the point to go on from, in one transaction, so after a
resume each row stands there once and each good one is stored once.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError, transaction
from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from accounts.berkas import jalur
from accounts.models import Berkas
from accounts.pekerjaan import Laju
from audit.record import record, sidik
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.impor.berkas import Baris, BarisRusak, baca_tabel
from registry.impor.dasar import Isi, Jenis, Konteks, Putusan, baca_baris, kembar
from registry.impor.jenis import MENURUT_KODE, cocokkan
from registry.models import HasilBaris, ImporBaris, ImporSesi

KEPALA_DI_ATAS = 15  # the head stands in one of the first lines
SEKALI_BACA = 250
SEKALI_SIMPAN = 20
SEL_TERPANJANG = 2_000


def _sesi(laju: Laju) -> ImporSesi:
    return ImporSesi.objects.select_related("berkas", "pemilik").get(pk=laju.pekerjaan.isi["sesi"])


def baca(laju: Laju) -> Berkas | None:
    """Read the file and judge every row; nothing of it is stored in the registry yet."""
    sesi = _sesi(laju)
    if sesi.dibuang is None and sesi.dibaca is None:
        try:
            _baca(laju, sesi, MENURUT_KODE[sesi.jenis])
        except Ditolak as galat:
            ImporBaris.objects.filter(sesi=sesi).delete()
            ImporSesi.objects.filter(pk=sesi.pk).update(galat=str(galat)[:300])
            jalur(sesi.berkas).unlink(missing_ok=True)
            raise
    jalur(sesi.berkas).unlink(missing_ok=True)  # its rows stand encrypted in the database now
    return None


def _baca(laju: Laju, sesi: ImporSesi, jenis: Jenis) -> None:
    nomor_kepala, kode, baris = _kepala(sesi, jenis)
    konteks = Konteks(sesi, sesi.pemilik)
    sudah = dict(
        ImporBaris.objects.filter(sesi=sesi).exclude(kunci="").order_by("-nomor").values_list("kunci", "nomor")
    )
    titik = laju.pekerjaan.titik
    sampai, jumlah = titik.get("nomor", nomor_kepala), titik.get("jumlah", 0)
    while kelompok := list(islice((b for b in baris if b[0] > sampai), SEKALI_BACA)):
        rows = [_baris(sesi, jenis, konteks, nomor, dict(_sel(kode, sel)), sel, sudah) for nomor, sel in kelompok]
        jumlah += len(rows)
        with transaction.atomic():
            ImporBaris.objects.bulk_create(rows)
            laju.maju(jumlah, titik={"nomor": kelompok[-1][0], "jumlah": jumlah})
    if not jumlah:
        raise Ditolak("berkas", "Berkas ini hanya berisi judul kolom, belum ada barisnya.")
    ImporSesi.objects.filter(pk=sesi.pk, dibuang=None).update(dibaca=timezone.now(), jumlah=jumlah)


def _kepala(sesi: ImporSesi, jenis: Jenis) -> tuple[int, list[str], Iterator[Baris]]:
    """(line of the head, codes of its columns, the rows below). Raises Ditolak where a required column is missing."""
    baris = baca_tabel(jalur(sesi.berkas), sesi.berkas.jenis)
    atas = list(islice(baris, KEPALA_DI_ATAS))
    if not atas:
        raise Ditolak("berkas", "Berkas ini kosong.")
    cocok = [cocokkan(jenis, sel) for _, sel in atas]
    ke = max(range(len(atas)), key=lambda i: (len(set(cocok[i][0]) - {""}), -i))
    kode, asing = cocok[ke]
    kurang = [k.judul for k in jenis.kolom if k.wajib and k.kode not in kode]
    if kurang:
        kata = "Judul kolom tidak dikenali" if len(set(kode)) < 3 else "Kolom yang wajib belum ada"
        raise Ditolak("berkas", f"{kata}: {', '.join(kurang[:8])}. Pakai templat, atau samakan judul kolomnya.")
    tak_ada = [k.judul for k in jenis.kolom if k.kode not in kode]
    isi = {"kepala": kode, "kolom_asing": asing[:40], "kolom_kurang": tak_ada}
    ImporSesi.objects.filter(pk=sesi.pk).update(**isi)
    return atas[ke][0], kode, chain(atas[ke + 1 :], baris)


def _sel(kode: list[str], sel: list[str]) -> Iterator[tuple[str, str]]:
    return ((k, s) for k, s in zip(kode, sel, strict=False) if k and s)


def _baris(
    sesi: ImporSesi,
    jenis: Jenis,
    konteks: Konteks,
    nomor: int,
    isi_sel: dict[str, str],
    sel: Any,
    sudah: dict[str, int],
) -> ImporBaris:
    b = ImporBaris(sesi=sesi, nomor=nomor)
    if isinstance(sel, BarisRusak):
        _tulis(b, Putusan().tolak("", sel.alasan))
    else:
        panjang = [k for k, s in isi_sel.items() if len(s) > SEL_TERPANJANG]
        isi_sel = {k: s[:SEL_TERPANJANG] for k, s in isi_sel.items()}
        p, isi, kunci = nilai(jenis, konteks, isi_sel)
        for k in panjang:
            p.tolak(k, f"Terlalu panjang: lebih dari {SEL_TERPANJANG} huruf.")
        if p.hasil != HasilBaris.TOLAK:
            b.kunci = sidik(kunci) if kunci else ""
            kembar(b.kunci, nomor, sudah, p)
        b.nama = jenis.sebutan(isi)[:160]
        _tulis(b, p)
    b.mentah = ImporBaris.tutup(isi_sel)
    return b


def nilai(jenis: Jenis, konteks: Konteks, sel: dict[str, str]) -> tuple[Putusan, Isi, str]:
    """(verdict, values, natural key) of a row as things stand now."""
    bacaan = Putusan()
    isi = baca_baris(jenis, sel, bacaan)
    p = jenis.periksa(konteks, isi)
    p.pesan = {**p.pesan, **bacaan.pesan}
    if bacaan.hasil == HasilBaris.TOLAK:
        p.hasil = HasilBaris.TOLAK
    return p, isi, jenis.kunci(konteks, isi)


def _tulis(b: ImporBaris, p: Putusan) -> None:
    b.hasil = p.hasil
    b.pesan = p.pesan
    b.beda = p.beda if p.hasil in (HasilBaris.UBAH, HasilBaris.PERIKSA) else {}


def simpan(laju: Laju) -> Berkas | None:
    """Store the rows that were judged good (and the doubtful ones, if so told), each as the session's owner."""
    sesi = _sesi(laju)
    if sesi.disimpan is not None or sesi.dibuang is not None:
        return None
    jenis, konteks = MENURUT_KODE[sesi.jenis], Konteks(sesi, sesi.pemilik)
    boleh = {HasilBaris.BARU, HasilBaris.UBAH} | ({HasilBaris.PERIKSA} if laju.pekerjaan.isi.get("periksa") else set())
    rows = ImporBaris.objects.filter(sesi=sesi, hasil__in=boleh)
    hitung = rows.aggregate(semua=Count("id"), sudah=Count("id", filter=Q(tersimpan__isnull=False)))
    selesai, sampai = hitung["sudah"], laju.pekerjaan.titik.get("nomor", 0)
    laju.maju(selesai, hitung["semua"])
    while kelompok := list(rows.filter(tersimpan=None, nomor__gt=sampai).order_by("nomor")[:SEKALI_SIMPAN]):
        sampai = kelompok[-1].nomor
        selesai += len(kelompok)
        with transaction.atomic():
            for b in kelompok:
                _simpan_satu(jenis, konteks, b, boleh)
            ImporBaris.objects.bulk_update(kelompok, ["hasil", "pesan", "beda", "tersimpan", "mentah"])
            laju.maju(selesai, titik={"nomor": sampai})
    _selesai(sesi)
    return None


def _selesai(sesi: ImporSesi) -> None:
    """Close the session: told in the log with its count; cells of what needs no mending are wiped."""
    with transaction.atomic():
        rows = ImporBaris.objects.filter(sesi=sesi)
        n = rows.filter(tersimpan__isnull=False).count()
        rows.filter(hasil=HasilBaris.SAMA).update(mentah="")
        if ImporSesi.objects.filter(pk=sesi.pk, disimpan=None).update(disimpan=timezone.now()):
            record(sesi.pemilik, "impor", sesi, perubahan={"tersimpan": [None, n], "baris": [None, sesi.jumlah]})


def _simpan_satu(jenis: Jenis, konteks: Konteks, b: ImporBaris, boleh: set[HasilBaris]) -> None:
    """Judge the row again as things stand now and store it in a savepoint; what is refused says why."""
    p, isi, _ = nilai(jenis, konteks, b.sel)
    if p.hasil in boleh:
        try:
            with transaction.atomic():
                jenis.simpan(konteks, isi, p)
        except Ditolak as galat:
            p.tolak(galat.kolom, str(galat))
        except Bentrok:
            p.tolak("", "Data ini diubah orang lain selagi diimpor. Impor ulang barisnya.")
        except (Http404, PermissionDenied):
            p.tolak("", "Di luar wilayah tugas Anda.")
        except (IntegrityError, DataError):
            p.tolak("", "Tidak bisa disimpan: bertentangan dengan data lain yang sudah ada.")
        else:
            b.tersimpan = timezone.now()
            b.mentah = ""
            return
    _tulis(b, p)
