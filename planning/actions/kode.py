"""Writes to code books: a book is read and kept row by row, then taken whole; broken codes of drafts are replaced."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record
from planning.actions._impor import halangan, kunci_impor
from planning.actions.impor import Kiriman
from planning.impor.dasar import Hasil
from planning.impor.nomenklatur import Buku
from planning.katalog import DAERAH, Skema
from planning.models import (
    BarisAnggaran,
    DokumenAnggaran,
    ImporRencana,
    ImporRencanaBaris,
    KodeNomenklatur,
    PadananKode,
    VersiNomenklatur,
)
from planning.nomenklatur import buku_berlaku, mirip
from posyandu_app.lib.galat import Ditolak
from registry.impor.bacaan import lipat
from wilayah.models import Wilayah

SEKALIGUS = 1000
SANGAT_MIRIP = 90  # of 100: from here on a name alone makes a pair in the crosswalk


@transaction.atomic
def mulai_buku(
    wilayah: Wilayah, buku: Buku, kiriman: Kiriman, isi: Mapping[str, Any], *, actor: User | None
) -> ImporRencana:
    """Keep a code book's rows as read. `isi`: skema, nama, tanggal, tahun_dari, tahun_sampai, sumber, lengkap."""
    impor = buat_impor_buku(wilayah, kiriman, isi, actor=actor)
    impor.kolom_asing, impor.banyak, impor.dibaca = buku.kolom_asing[:40], len(buku.kode), timezone.now()
    impor.save(update_fields=["kolom_asing", "banyak", "dibaca"])
    ImporRencanaBaris.objects.bulk_create(baris_buku(impor, buku), batch_size=SEKALIGUS)
    record(actor, "impor_unggah", impor, perubahan={"berkas": [None, impor.sidik[:16]], "kode": [None, impor.banyak]})
    return impor


def buat_impor_buku(wilayah: Wilayah, kiriman: Kiriman, isi: Mapping[str, Any], *, actor: User | None) -> ImporRencana:
    """An import of a code book that nobody has read yet."""
    if actor is not None:
        require_area(wilayah.pk, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if wilayah.jenis not in DAERAH:
        raise Ditolak("", "Nomenklatur dimuat oleh perencana kabupaten/kota atau provinsi.")
    return ImporRencana.objects.create(
        bentuk=ImporRencana.Bentuk.KODE,
        wilayah=wilayah,
        nama=kiriman.nama[-160:],
        sidik=kiriman.sidik,
        pengaturan={k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in isi.items()},
        pemilik=actor,
    )


def baris_buku(impor: ImporRencana, buku: Buku) -> list[ImporRencanaBaris]:
    """A book's rows, to be stored."""
    return [
        ImporRencanaBaris(
            impor=impor,
            nomor=b.nomor,
            hasil=b.hasil,
            kode_kegiatan=b.kode[:24],
            uraian=b.uraian[:500],
            isi={"kode": [dataclasses.asdict(k) for k in b.baru]},
            pesan=b.pesan,
        )
        for b in buku.rows
    ]


@transaction.atomic
def ambil_buku(pk: int, *, actor: User | None, pekerjaan: int | None = None) -> VersiNomenklatur:
    """Make the book of the kept rows, with its crosswalk, or nothing. Raises Ditolak."""
    impor = kunci_impor(pk, actor, pekerjaan=pekerjaan)
    if impor.bentuk != ImporRencana.Bentuk.KODE:
        raise Ditolak("", "Impor ini bukan nomenklatur.")
    rows = list(impor.baris_list.order_by("nomor"))
    if alasan := halangan(impor, sum(b.hasil == Hasil.TOLAK for b in rows)):
        raise Ditolak("", f"Tidak ada yang diambil. {' '.join(alasan)}")
    kode = [k for b in rows for k in b.isi["kode"]]
    versi = simpan_versi(impor.pengaturan, kode, wilayah=impor.wilayah, actor=actor)
    impor.versi_kode, impor.diambil = versi, timezone.now()
    impor.save(update_fields=["versi_kode", "diambil"])
    return versi


def simpan_buku(buku: Buku, isi: Mapping[str, Any]) -> VersiNomenklatur:
    """The nation's own book, straight from its file. Only for the command that loads it."""
    return simpan_versi(isi, [dataclasses.asdict(k) for k in buku.kode.values()], wilayah=None, actor=None)


@transaction.atomic
def simpan_versi(
    isi: Mapping[str, Any], kode: list[dict[str, Any]], *, wilayah: Wilayah | None, actor: User | None
) -> VersiNomenklatur:
    """A new book with its codes. `wilayah` None: the nation's, which only a command may load. Raises Ditolak for a name
    that stands already."""
    if actor is not None:
        require_area(wilayah.pk if wilayah else "ID", actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    nilai = {k: isi[k] for k in ("skema", "nama", "tahun_dari", "sumber", "lengkap")}
    nilai |= {k: isi.get(k) or None for k in ("tanggal", "tahun_sampai")}
    try:
        with transaction.atomic():
            versi = VersiNomenklatur.objects.create(wilayah=wilayah, **nilai)
    except IntegrityError:
        raise Ditolak("nama", f"Nomenklatur bernama {isi['nama']} sudah ada.") from None
    KodeNomenklatur.objects.bulk_create(
        (
            KodeNomenklatur(
                skema=versi.skema,
                versi=versi,
                kode_kegiatan=k["kode"],
                tingkat=k["tingkat"],
                uraian=k["uraian"],
                bidang=k["bidang"],
                tag_resmi=k["tag_resmi"],
                spm=k["spm"],
                atribut=k["atribut"] | ({"sebelumnya": k["sebelumnya"]} if k["sebelumnya"] else {}),
                sumber=versi.sumber,
            )
            for k in kode
        ),
        batch_size=SEKALIGUS,
    )
    buat_padanan(versi)
    record(actor, "buat", versi, perubahan={"kode": [None, len(kode)], "skema": [None, versi.skema]})
    return versi


def buat_padanan(versi: VersiNomenklatur) -> int:
    """Pairs with the whole book before it: those the export says itself, then codes that are gone whose name stands
    under another code. Codes that stay, whatever their name, need no pair."""
    lama = _sebelumnya(versi)
    if lama is None:
        return 0
    dahulu = {k.kode_kegiatan: k for k in KodeNomenklatur.objects.filter(versi=lama)}
    baru = {k.kode_kegiatan: k for k in KodeNomenklatur.objects.filter(versi=versi)}
    pasangan = [
        PadananKode(lama=dahulu[asal], baru=k, dasar=PadananKode.Dasar.RESMI)
        for k in baru.values()
        if (asal := k.atribut.get("sebelumnya", "")) in dahulu
    ]
    berpasangan = {p.lama.kode_kegiatan for p in pasangan}
    akhir = {t: _per_urusan(baru, t) for t in ("sub_kegiatan", "kegiatan")}
    for kode, k in dahulu.items():
        if kode in baru or kode in berpasangan or k.tingkat not in _bertingkat(versi.skema):
            continue
        for calon, _ in mirip(k.uraian, akhir[k.tingkat].get(kode[:4], {}), SANGAT_MIRIP)[:1]:
            pasangan.append(PadananKode(lama=k, baru=calon, dasar=PadananKode.Dasar.NAMA))
    PadananKode.objects.bulk_create(pasangan, batch_size=SEKALIGUS)
    return len(pasangan)


def _bertingkat(skema: str) -> tuple[str, ...]:
    return ("kegiatan",) if skema == Skema.APBDES else ("sub_kegiatan",)


def _per_urusan(kode: Mapping[str, KodeNomenklatur], tingkat: str) -> dict[str, dict[KodeNomenklatur, str]]:
    """{bidang urusan: {code: folded name}}: a name is looked for where the old code stood, which keeps it quick."""
    hasil: dict[str, dict[KodeNomenklatur, str]] = {}
    for k in kode.values():
        if k.tingkat == tingkat:
            hasil.setdefault(k.kode_kegiatan[:4], {})[k] = lipat(k.uraian)
    return hasil


def _sebelumnya(versi: VersiNomenklatur) -> VersiNomenklatur | None:
    rows = VersiNomenklatur.objects.filter(skema=versi.skema, lengkap=True, tahun_dari__lt=versi.tahun_dari)
    wilayah = [None, versi.wilayah_id]
    calon = [v for v in rows if v.wilayah_id in wilayah] if versi.lengkap else []
    return max(calon, key=lambda v: (v.tahun_dari, v.wilayah_id or "", v.pk), default=None)


@transaction.atomic
def ganti_kode(pk: int, kode: KodeNomenklatur, *, actor: User) -> BarisAnggaran:
    """Give a draft's line the code and name of the book in force. Raises Ditolak once the document is fixed, for a
    code of another scheme, or of a book that does not hold for the document."""
    baris: BarisAnggaran = BarisAnggaran.objects.ambil(actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    dokumen = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True).get(pk=baris.dokumen_id)
    require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Kodenya hanya bisa diganti lewat Perubahan.")
    if kode.skema != dokumen.uraian_jenis.skema:
        raise Ditolak("", "Kode pengganti dari skema lain.")
    berlaku = buku_berlaku(kode.skema, dokumen.tahun, dokumen.wilayah_id)
    if kode.versi_id not in {v.pk for v in berlaku.semua}:
        raise Ditolak("", "Kode pengganti dari nomenklatur yang tidak berlaku untuk dokumen ini.")
    sebelum = f"{baris.kode_kegiatan} {baris.uraian}"
    baris.kode_kegiatan, baris.uraian = kode.kode_kegiatan, kode.uraian
    baris.nomenklatur, baris.bidang = kode.versi.nama, baris.bidang or kode.bidang
    baris.save(update_fields=["kode_kegiatan", "uraian", "nomenklatur", "bidang"])
    record(actor, "ganti_kode", dokumen, perubahan={"baris": [sebelum[:200], str(baris)[:200]]})
    return baris
