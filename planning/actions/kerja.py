"""Writes to yearly plans: begun, filled, handed in, endorsed. Only a draft is edited; its unit and row are locked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from planning.actions._kerja import kunci_kegiatan, kunci_rencana, tugas_tulis
from planning.models import ButirRab, KegiatanRencana, RencanaKerja, StatusRencana
from planning.saran import saran_kegiatan
from planning.workflow_kerja import RENCANA, langkah
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry.kunci import kunci_posyandu
from registry.models import Posyandu
from wilayah.models import Wilayah

KOLOM = ("bidang", "layanan", "uraian", "komponen", "bulan", "volume", "satuan", "biaya", "sumber_usul", "sumber_teks")
KOLOM_RAB = ("kode_rekening", "uraian", "koefisien", "volume", "satuan", "harga", "jumlah", "sumber_dana", "urutan")


def buat_rencana(
    pemilik: Posyandu | Wilayah, tahun: int, *, cara: str = "kosong", contoh: bool = False, actor: User | None
) -> RencanaKerja:
    """A draft plan of a unit or of a Tim Pembina; `cara`: kosong, saran (suggestions) or salin (last year's copied).
    Raises Ditolak where that year has one already, or where there is nothing to copy."""
    milik = {"posyandu" if isinstance(pemilik, Posyandu) else "wilayah": pemilik}
    rencana = RencanaKerja(tahun=tahun, contoh=contoh, pembuat=actor, **milik)
    try:
        with transaction.atomic():
            if isinstance(pemilik, Posyandu):
                kunci_posyandu(pemilik.pk)
            rencana.save(force_insert=True)
            if actor is not None:
                require_in_scope(rencana, actor, tugas_tulis(rencana), seen_with=Cap.LIHAT_RENCANA)
            record(actor, "buat", rencana, perubahan={"tahun": [None, tahun]})
            if cara == "salin":
                _salin(rencana, actor)
            elif cara == "saran":
                _tambah_saran(rencana, actor)
    except IntegrityError:
        raise Ditolak("tahun", f"Rencana kerja {tahun} sudah ada.") from None
    return rencana


@transaction.atomic
def isi_rencana(pk: int, cara: str, *, actor: User | None) -> int:
    """Add to a draft: "salin" last year's activities with their RAB, or "saran" from services and open days. What
    stands there already (same field and words) is left. Returns how many were added."""
    rencana = kunci_rencana(pk, actor=actor)
    return _salin(rencana, actor) if cara == "salin" else _tambah_saran(rencana, actor)


def _ada(rencana: RencanaKerja) -> set[tuple[str, str]]:
    return {(b, u.lower()) for b, u in rencana.kegiatan_list.values_list("bidang", "uraian")}


def _salin(rencana: RencanaKerja, actor: User | None) -> int:
    milik = {"posyandu": rencana.posyandu_id, "wilayah": rencana.wilayah_id}
    lama = RencanaKerja.objects.filter(tahun=rencana.tahun - 1, **milik).first()
    if lama is None:
        raise Ditolak("tahun", f"Belum ada rencana kerja {rencana.tahun - 1} untuk disalin.")
    ada = _ada(rencana)
    pasangan = [
        (k, KegiatanRencana(rencana=rencana, urutan=k.urutan, **{n: getattr(k, n) for n in KOLOM}))
        for k in lama.kegiatan_list.prefetch_related("rab_list")
        if (k.bidang, k.uraian.lower()) not in ada
    ]
    KegiatanRencana.objects.bulk_create(baru for _, baru in pasangan)
    ButirRab.objects.bulk_create(_butir(b, baru) for asal, baru in pasangan for b in asal.rab_list.all())
    return _catat_isi(rencana, "salin_rencana", [baru for _, baru in pasangan], actor)


def _butir(lama: ButirRab, kegiatan: KegiatanRencana) -> ButirRab:
    """Without the Perubahan of last year: a new year begins from what was planned."""
    return ButirRab(kegiatan=kegiatan, **{n: getattr(lama, n) for n in KOLOM_RAB})


def _tambah_saran(rencana: RencanaKerja, actor: User | None) -> int:
    ada = _ada(rencana)
    baru = []
    for isi in saran_kegiatan(rencana):
        kunci = (isi["bidang"], isi["uraian"].lower())
        if kunci not in ada:
            ada.add(kunci)
            baru.append(KegiatanRencana(rencana=rencana, urutan=len(ada), **isi))
    KegiatanRencana.objects.bulk_create(baru)
    return _catat_isi(rencana, "saran_rencana", baru, actor)


def _catat_isi(rencana: RencanaKerja, aksi: str, baru: list[KegiatanRencana], actor: User | None) -> int:
    record(actor, aksi, rencana, perubahan={"kegiatan": [None, len(baru)]})
    return len(baru)


def periksa_bulan(bulan: Iterable[int]) -> list[int]:
    """Months 1–12 in order, each once. Raises Ditolak for none or another number."""
    hasil = sorted(set(bulan))
    if not hasil:
        raise Ditolak("bulan", "Pilih paling sedikit satu bulan.")
    if hasil[0] < 1 or hasil[-1] > 12:
        raise Ditolak("bulan", "Bulan ditulis 1 sampai 12.")
    return hasil


def _bersih(isi: Mapping[str, Any]) -> dict[str, Any]:
    hasil = {k: isi[k] for k in KOLOM if k in isi}
    if "bulan" in hasil:
        hasil["bulan"] = periksa_bulan(hasil["bulan"])
    if "volume" in hasil and hasil["volume"] <= 0:
        raise Ditolak("volume", "Volume harus lebih dari nol.")
    if "biaya" in hasil and hasil["biaya"] < 0:
        raise Ditolak("biaya", "Biaya tidak boleh kurang dari nol.")
    return hasil


@transaction.atomic
def tambah_kegiatan(rencana_pk: int, isi: Mapping[str, Any], *, actor: User | None) -> KegiatanRencana:
    """An activity at the end of a draft plan. Raises Ditolak, naming the field."""
    rencana = kunci_rencana(rencana_pk, actor=actor)
    akhir = rencana.kegiatan_list.order_by("-urutan").values_list("urutan", flat=True).first()
    kegiatan = KegiatanRencana(rencana=rencana, urutan=(akhir or 0) + 1, **_bersih(isi))
    kegiatan.save(force_insert=True)
    record(actor, "tambah_kegiatan", rencana, perubahan={kegiatan.uraian: [None, str(kegiatan.biaya)]})
    return kegiatan


@transaction.atomic
def ubah_kegiatan(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User | None) -> KegiatanRencana:
    """Change an activity. Its cost stays what its RAB says where it has one. Bentrok: somebody changed it meanwhile."""
    kegiatan = kunci_kegiatan(pk, actor=actor)
    if kegiatan.versi != versi:
        raise Bentrok(kegiatan)
    baru = _bersih(isi)
    if kegiatan.rab_list.exists():
        baru.pop("biaya", None)
    lama = {k: getattr(kegiatan, k) for k in baru}
    for nama, nilai in baru.items():
        setattr(kegiatan, nama, nilai)
    kegiatan.versi += 1
    kegiatan.save(update_fields=[*baru, "versi"])
    record(actor, "ubah", kegiatan, perubahan=selisih(lama, baru))
    return kegiatan


@transaction.atomic
def hapus_kegiatan(pk: int, *, actor: User | None) -> RencanaKerja:
    """Take an activity with its RAB out of a draft. Refused while money ever pointed at it, or a
    record is tied to it."""
    kegiatan = kunci_kegiatan(pk, actor=actor)
    if kegiatan.alokasi_list.exists():
        raise Ditolak("", "Kegiatan ini pernah terhubung ke baris anggaran, jadi tetap disimpan.")
    if kegiatan.pelaksanaan_list.exists():
        raise Ditolak("", "Kegiatan ini sudah punya catatan pelaksanaan. Lepas dulu catatannya.")
    record(actor, "hapus_kegiatan", kegiatan.rencana, perubahan={kegiatan.uraian: [str(kegiatan.biaya), None]})
    kegiatan.delete()
    return kegiatan.rencana


def sahkan(pk: int, *, oleh: str, tanggal: date, versi: int, actor: User | None) -> RencanaKerja:
    """Write who endorsed the plan on which day, and take the step, in one transaction. `versi`: of the plan as the
    person saw it; Bentrok where it is another by now."""
    rencana = RencanaKerja.objects.get(pk=pk)
    with transaction.atomic():
        rows = RencanaKerja.objects.filter(pk=pk, status=StatusRencana.DIAJUKAN)
        rows.update(disahkan_oleh=oleh, disahkan_pada=tanggal)
        nama = langkah(rencana, "sahkan").name
        tetap: RencanaKerja = RENCANA.apply(pk, nama, actor=actor, versi=versi)
    return tetap
