"""Writes about an import of budget lines: a file is read and kept row by row, then taken whole, or thrown away."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Sum
from django.utils import timezone

from accounts.berkas import jalur
from accounts.models import User
from accounts.pekerjaan import batalkan
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record
from planning.actions._impor import halangan, kunci_impor, kunci_milik, sedang_jalan
from planning.actions._potret import potret, sidik_baris
from planning.actions.porsi import isi_total
from planning.actions.temuan import setelah_simpan
from planning.impor.dasar import Bacaan, BarisBaca, Hasil
from planning.katalog import CAMPURAN, JUMLAH
from planning.models import (
    BarisAnggaran,
    BarisLokasi,
    BarisSumberDana,
    DokumenAnggaran,
    ImporRencana,
    ImporRencanaBaris,
    TotalDokumen,
)
from posyandu_app.lib.galat import Ditolak

SEKALIGUS = 500
KIRA = ("pagu", "volume", "pagu_depan")  # Decimals, kept as text in JSON
SALINAN = ("kode", "uraian", "rekening", "perangkat", "bidang", "nomenklatur", "satuan", "sasaran", "lokasi")


@dataclass(frozen=True)
class Kiriman:
    """A file handed in: what it is called, the hash of its content, and what the form said with it."""

    bentuk: str
    nama: str
    sidik: str
    ganti: bool = False  # replace the draft's lines instead of adding to them
    total: Decimal | None = None
    total_baris: int | None = None
    kode_desa: str = ""  # of the village in Siskeudes, where it differs


def _isi(b: BarisBaca) -> dict[str, Any]:
    if not b.diambil:
        return {}
    isi: dict[str, Any] = {k: getattr(b, k) for k in SALINAN}
    isi |= {k: None if getattr(b, k) is None else str(getattr(b, k)) for k in KIRA}
    isi["sumber"] = [{**dataclasses.asdict(s), "nilai": None if s.nilai is None else str(s.nilai)} for s in b.sumber]
    return isi


def _potong(mentah: Mapping[str, str]) -> dict[str, str]:
    return {k: v[:500] for k, v in mentah.items()}


@transaction.atomic
def mulai_impor(dokumen: DokumenAnggaran, bacaan: Bacaan, kiriman: Kiriman, *, actor: User | None) -> ImporRencana:
    """Keep the rows as read. Nothing of the document changes yet. Raises Ditolak for a document that is fixed."""
    impor = buat_impor(dokumen, kiriman, actor=actor)
    for kolom, nilai in isi_bacaan(impor, bacaan).items():
        setattr(impor, kolom, nilai)
    impor.dibaca = timezone.now()
    impor.save()
    ImporRencanaBaris.objects.bulk_create(baris_bacaan(impor, bacaan), batch_size=SEKALIGUS)
    record(actor, "impor_unggah", impor, perubahan={"berkas": [None, impor.sidik[:16]], "baris": [None, impor.banyak]})
    return impor


def buat_impor(dokumen: DokumenAnggaran, kiriman: Kiriman, *, actor: User | None) -> ImporRencana:
    """An import that nobody has read yet. Raises Ditolak for a document that is fixed."""
    if actor is not None:
        require_in_scope(dokumen, actor, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    return ImporRencana.objects.create(
        bentuk=kiriman.bentuk,
        wilayah=dokumen.wilayah,
        dokumen=dokumen,
        nama=kiriman.nama[-160:],
        sidik=kiriman.sidik,
        pengaturan={
            "ganti": kiriman.ganti,
            "total": None if kiriman.total is None else str(kiriman.total),
            "baris": kiriman.total_baris,
            "kode_desa": kiriman.kode_desa,
        },
        pemilik=actor,
        contoh=dokumen.contoh,
    )


def isi_bacaan(impor: ImporRencana, bacaan: Bacaan) -> dict[str, Any]:
    """What reading tells about the file as a whole: columns of the import."""
    return {
        "pengaturan": impor.pengaturan | {"gabung": bacaan.gabung},
        "total_berkas": [[di, str(n)] for di, n in bacaan.total_berkas],
        "kolom_asing": bacaan.kolom_asing[:40],
        "jumlah": bacaan.jumlah,
        "banyak": bacaan.banyak,
    }


def baris_bacaan(impor: ImporRencana, bacaan: Bacaan) -> list[ImporRencanaBaris]:
    """Its rows, to be stored."""
    return [_baris(impor, b) for b in bacaan.rows]


def _baris(impor: ImporRencana, b: BarisBaca) -> ImporRencanaBaris:
    return ImporRencanaBaris(
        impor=impor,
        nomor=b.nomor,
        hasil=b.hasil,
        kode_kegiatan=(b.kode or b.mentah.get("kode", ""))[:24],
        uraian=b.uraian[:500],
        pagu=b.pagu,
        isi=_isi(b),
        mentah=_potong(b.mentah),
        pesan=b.pesan,
    )


@transaction.atomic
def ambil_impor(pk: int, *, actor: User | None, pekerjaan: int | None = None) -> ImporRencana:
    """Take all rows into the draft, in one transaction: the sum stored is the sum that was shown, or nothing is
    stored. `pekerjaan`: the job that does it. Raises Ditolak with what stands in the way."""
    dokumen = kunci_dokumen(pk)
    impor = kunci_impor(pk, actor, pekerjaan=pekerjaan)
    if dokumen is None:
        raise Ditolak("", "Impor ini bukan baris anggaran.")
    if not dokumen.draf:
        raise Ditolak("", "Dokumen sudah ditetapkan. Buat Perubahan untuk mengubahnya.")
    rows = list(impor.baris_list.order_by("nomor"))
    if alasan := halangan(impor, sum(b.hasil == Hasil.TOLAK for b in rows)):
        raise Ditolak("", f"Tidak ada yang diambil. {' '.join(alasan)}")
    total, lama = _total_dokumen(dokumen, impor)
    ganti = bool(impor.pengaturan.get("ganti"))
    impor.digantikan = potret(dokumen) if ganti else []
    asal = _kosongkan(dokumen) if ganti else {}
    jumlah = _simpan(dokumen, impor, [b for b in rows if b.isi], asal)
    if jumlah != impor.jumlah:
        raise Ditolak("", "Jumlah yang akan disimpan tidak sama dengan yang dibaca. Unggah ulang berkasnya.")
    total_kini = {"total_lama": _teks(lama), "total_baru": _teks(total)}
    impor.pengaturan |= {"sidik_baris": sidik_baris(impor)} | total_kini
    impor.diambil = timezone.now()
    try:
        with transaction.atomic():
            impor.save(update_fields=["diambil", "pengaturan", "digantikan"])
    except IntegrityError:
        raise Ditolak("", "Berkas yang sama sudah pernah diambil ke dokumen ini.") from None
    record(actor, "impor", dokumen, perubahan={"baris": [None, impor.banyak], "pagu": [None, str(jumlah)]})
    isi_total(dokumen.pk, {JUMLAH: total}, actor=actor)
    setelah_simpan(dokumen.pk)
    return impor


def kunci_dokumen(impor: int) -> DokumenAnggaran | None:
    """The import's document locked. House order: the document before what hangs on it."""
    kunci = ImporRencana.objects.filter(pk=impor).values_list("dokumen", flat=True).first()
    terkunci = DokumenAnggaran.objects.select_for_update(of=("self",), no_key=True)
    return None if kunci is None else terkunci.filter(pk=kunci).first()


def _teks(nilai: Decimal | None) -> str | None:
    return None if nilai is None else str(nilai)


def _total_dokumen(dokumen: DokumenAnggaran, impor: ImporRencana) -> tuple[Decimal | None, Decimal | None]:
    """(stated total of the whole document then, stated total until now).

    What the whole document adds up to by word of its sources once the rows are in it: this file's own total (or the
    one typed off its paper), and what was stated of the lines before it. A stated total that the lines so far do not
    make up is the decree's and stays. None where a part of the lines has no stated total."""
    kata = impor.total_kendali
    tertulis = TotalDokumen.objects.filter(dokumen=dokumen, sumber=JUMLAH).values_list("nilai", flat=True).first()
    ada = BarisAnggaran.objects.filter(dokumen=dokumen).aggregate(n=Sum("pagu"))["n"]
    if tertulis is not None and ada != tertulis:
        return tertulis, tertulis
    if impor.pengaturan.get("ganti") or (tertulis is None and ada is None):
        return kata, tertulis
    return (None if tertulis is None or kata is None else tertulis + kata), tertulis


def _kosongkan(dokumen: DokumenAnggaran) -> dict[tuple[str, str, str], int]:
    """Take the draft's lines out; {code, account, office: the line it amends} of a Perubahan, where that is one."""
    lama: dict[tuple[str, str, str], set[int]] = {}
    for b in BarisAnggaran.objects.filter(dokumen=dokumen.menggantikan_id) if dokumen.menggantikan_id else ():
        lama.setdefault((b.kode_kegiatan, b.kode_rekening, b.perangkat_daerah), set()).add(b.pk)
    try:
        BarisAnggaran.objects.filter(dokumen=dokumen).delete()
    except ProtectedError:
        raise Ditolak("", "Baris draf ini sudah dipakai, jadi tidak bisa diganti. Tambahkan saja.") from None
    return {kunci: next(iter(pk)) for kunci, pk in lama.items() if len(pk) == 1}


def _gabung(rows: Iterable[ImporRencanaBaris]) -> list[dict[str, Any]]:
    """Rows of one code and account become one line; shares of one source are added up."""
    hasil: dict[tuple[str, str, str], dict[str, Any]] = {}
    for b in rows:
        kunci = (b.isi["kode"], b.isi["rekening"], b.isi["perangkat"])
        baris = hasil.setdefault(kunci, {**b.isi, "nomor": b.nomor, "pagu": "0", "sumber": []})
        baris["pagu"] = str(Decimal(baris["pagu"]) + Decimal(b.isi["pagu"]))
        for s in b.isi["sumber"]:
            ada = next((x for x in baris["sumber"] if (x["sumber"], x["kode"]) == (s["sumber"], s["kode"])), None)
            if ada is None:
                baris["sumber"].append(dict(s))
            elif ada["nilai"] is None or s["nilai"] is None:
                ada["nilai"] = None
            else:
                ada["nilai"] = str(Decimal(ada["nilai"]) + Decimal(s["nilai"]))
    return list(hasil.values())


def _simpan(
    dokumen: DokumenAnggaran,
    impor: ImporRencana,
    rows: list[ImporRencanaBaris],
    asal: Mapping[tuple[str, str, str], int],
) -> Decimal:
    isi = _gabung(rows) if impor.pengaturan.get("gabung") else [{**b.isi, "nomor": b.nomor} for b in rows]
    pasangan = [(x, _baris_anggaran(dokumen, impor, x, asal)) for x in isi]
    BarisAnggaran.objects.bulk_create((b for _, b in pasangan), batch_size=SEKALIGUS)
    BarisSumberDana.objects.bulk_create(
        (BarisSumberDana(baris=b, **{**s, "nilai": _desimal(s["nilai"])}) for x, b in pasangan for s in x["sumber"]),
        batch_size=SEKALIGUS,
    )
    BarisLokasi.objects.bulk_create(
        (BarisLokasi(baris=b, wilayah_id=kode) for x, b in pasangan for kode in x["lokasi"]), batch_size=SEKALIGUS
    )
    return sum((b.pagu for _, b in pasangan), Decimal(0))


def _desimal(teks: str | None) -> Decimal | None:
    return None if teks is None else Decimal(teks)


def _baris_anggaran(
    dokumen: DokumenAnggaran,
    impor: ImporRencana,
    x: Mapping[str, Any],
    asal: Mapping[tuple[str, str, str], int],
) -> BarisAnggaran:
    grup = {s["sumber"] for s in x["sumber"]}
    return BarisAnggaran(
        dokumen=dokumen,
        nomenklatur=x["nomenklatur"][:80],
        kode_kegiatan=x["kode"],
        uraian=x["uraian"],
        kode_rekening=x["rekening"],
        perangkat_daerah=x["perangkat"],
        bidang=x["bidang"],
        sumber_dana=grup.pop() if len(grup) == 1 else CAMPURAN,
        volume=_desimal(x["volume"]),
        satuan=x["satuan"],
        pagu=Decimal(x["pagu"]),
        pagu_depan=_desimal(x["pagu_depan"]),
        sasaran=x["sasaran"],
        impor=f"{impor.nama[-100:]} baris {x['nomor']}"[:120],
        dari_impor=impor,
        asal_id=asal.get((x["kode"], x["rekening"], x["perangkat"])),
    )


@transaction.atomic
def buang_impor(pk: int, *, actor: User | None) -> ImporRencana:
    """Throw the rows away; nothing of them was taken. A job that reads or takes it is cancelled."""
    impor = kunci_milik(pk, actor)
    if not impor.terbuka:
        raise Ditolak("", "Impor ini sudah diambil atau sudah dibuang. Muat ulang halaman.")
    if actor is not None and impor.pekerjaan is not None and sedang_jalan(impor):
        batalkan(impor.pekerjaan, oleh=actor)
    impor.baris_list.all().delete()
    impor.dibuang = timezone.now()
    impor.save(update_fields=["dibuang"])
    if impor.berkas is not None:
        path = jalur(impor.berkas)
        transaction.on_commit(lambda: path.unlink(missing_ok=True))
    record(actor, "impor_buang", impor)
    return impor


__all__ = [
    "Kiriman",
    "ambil_impor",
    "baris_bacaan",
    "buang_impor",
    "buat_impor",
    "halangan",
    "isi_bacaan",
    "kunci_dokumen",
    "mulai_impor",
]
