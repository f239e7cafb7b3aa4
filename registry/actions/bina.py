"""Writes of a Tim Pembina. `wilayah` None is the pusat, whose duty is a national one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.http import Http404

from accounts import pesan
from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.kode import NASIONAL
from posyandu_app.lib.waktu import hari_ini
from registry.indikator_bina import NAMA_INDIKATOR
from registry.kunci import kunci_posyandu
from registry.models import AnggotaTim, HadirRapat, Kunjungan, Posyandu, ProgramKerja, Rapat, Temuan, TindakLanjut
from registry.workflow_bina import RAPAT
from wilayah.models import Wilayah


def _milik(wilayah: Wilayah | None, actor: User | None) -> None:
    """The actor's BINA must cover the whole area."""
    if actor is not None:
        require_area(wilayah.kode if wilayah else NASIONAL, actor, Cap.BINA, seen_with=Cap.LIHAT)


def _baru(model: type[models.Model], isi: Mapping[str, Any], aksi: str, actor: User | None) -> Any:
    row = model(**isi)
    row.save(force_insert=True)
    record(actor, aksi, row, perubahan=selisih({}, {k: v for k, v in isi.items() if v not in (None, "")}))
    return row


@transaction.atomic
def tambah_anggota(wilayah: Wilayah | None, isi: Mapping[str, Any], *, actor: User | None) -> AnggotaTim:
    """A member from a day. Raises Ditolak when the single chairs (ketua, sekretaris, bendahara) are held already."""
    _milik(wilayah, actor)
    tunggal = isi["jabatan"] in ("ketua", "sekretaris", "bendahara")
    rows = AnggotaTim.objects.filter(wilayah=wilayah, jabatan=isi["jabatan"], sampai=None)
    if tunggal and rows.exists():
        raise Ditolak("jabatan", "Jabatan ini masih dipegang orang lain. Akhiri dulu masa tugasnya.")
    anggota: AnggotaTim = _baru(AnggotaTim, {"wilayah": wilayah, **isi}, "tambah_anggota", actor)
    return anggota


@transaction.atomic
def akhiri_anggota(pk: int, *, sampai: date, actor: User) -> AnggotaTim:
    """End a membership on a day. Raises Ditolak for a day before its start or in the future."""
    rows = AnggotaTim.objects.select_for_update(of=("self",), no_key=True)
    anggota: AnggotaTim = rows.ambil(actor, Cap.BINA, seen_with=Cap.LIHAT, pk=pk)
    if anggota.sampai is not None:
        raise Ditolak("sampai", "Masa tugas ini sudah berakhir.")
    if not anggota.mulai <= sampai <= hari_ini(anggota.wilayah_id or NASIONAL):
        raise Ditolak("sampai", "Tanggalnya harus sesudah mulai dan tidak di masa depan.")
    anggota.sampai = sampai
    anggota.save(update_fields=["sampai"])
    record(actor, "akhiri_anggota", anggota, perubahan={"sampai": [None, sampai.isoformat()]})
    return anggota


@transaction.atomic
def tambah_program(wilayah: Wilayah | None, isi: Mapping[str, Any], *, actor: User | None) -> ProgramKerja:
    _milik(wilayah, actor)
    program: ProgramKerja = _baru(ProgramKerja, {"wilayah": wilayah, **isi}, "tambah_program", actor)
    return program


@transaction.atomic
def ubah_program(pk: int, keadaan: str, *, actor: User) -> ProgramKerja:
    """Say how a planned thing stands."""
    rows = ProgramKerja.objects.select_for_update(of=("self",), no_key=True)
    program: ProgramKerja = rows.ambil(actor, Cap.BINA, seen_with=Cap.LIHAT, pk=pk)
    if keadaan not in ProgramKerja.Keadaan.values:
        raise Ditolak("keadaan", "Pilih salah satu keadaan.")
    lama, program.keadaan = program.keadaan, keadaan
    program.save(update_fields=["keadaan"])
    record(actor, "ubah_program", program, perubahan=selisih({"keadaan": lama}, {"keadaan": keadaan}))
    return program


@transaction.atomic
def undang_rapat(wilayah: Wilayah | None, isi: Mapping[str, Any], *, actor: User | None) -> Rapat:
    """A planned meeting; the members of the team are on its list from the start."""
    _milik(wilayah, actor)
    rapat: Rapat = _baru(Rapat, {"wilayah": wilayah, **isi}, "undang_rapat", actor)
    anggota = AnggotaTim.objects.filter(wilayah=wilayah, sampai=None).order_by("pk").values_list("nama", "instansi")
    HadirRapat.objects.bulk_create(HadirRapat(rapat=rapat, nama=n, instansi=i) for n, i in dict(anggota).items())
    return rapat


@transaction.atomic
def catat_rapat(pk: int, isi: Mapping[str, Any], hadir: Sequence[int], tamu: str, *, actor: User | None) -> Rapat:
    """Minutes, decisions, who came; a planned meeting becomes a held one. Guests are one name on a line."""
    rapat = Rapat.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if rapat is None:
        raise Http404
    if actor is not None:
        require_in_scope(rapat, actor, Cap.BINA, seen_with=Cap.LIHAT)
    if rapat.status == Rapat.Status.BATAL:
        raise Ditolak("", "Rapat ini sudah dibatalkan.")
    Rapat.objects.filter(pk=pk).update(notulen=isi["notulen"], keputusan=isi["keputusan"])
    HadirRapat.objects.filter(rapat=rapat).update(hadir=False)
    HadirRapat.objects.filter(rapat=rapat, pk__in=hadir).update(hadir=True)
    for nama in dict.fromkeys(n.strip()[:120] for n in tamu.splitlines() if n.strip()):
        HadirRapat.objects.update_or_create(rapat=rapat, nama=nama, defaults={"hadir": True})
    record(actor, "catat_rapat", rapat, perubahan={"hadir": [None, len(hadir)]})
    if rapat.status == Rapat.Status.DIRENCANAKAN:
        RAPAT.apply(pk, "laksanakan", actor=actor)
    rapat.refresh_from_db()
    return rapat


@transaction.atomic
def tambah_tindak(pk: int, isi: Mapping[str, Any], *, actor: User | None) -> TindakLanjut:
    """A follow-up of a meeting; an owner with an account is told at once."""
    rapat = Rapat.objects.filter(pk=pk).first()
    if rapat is None:
        raise Http404
    if actor is not None:
        require_in_scope(rapat, actor, Cap.BINA, seen_with=Cap.LIHAT)
    tindak = TindakLanjut.objects.create(rapat=rapat, **isi)
    record(actor, "tambah_tindak", rapat, perubahan={"tindak lanjut": [None, tindak.uraian]})
    if tindak.akun_id:
        judul = f"Tindak lanjut rapat: {tindak.uraian}"[:160]
        alamat = f"/tim-pembina/rapat/{rapat.pk}/"
        pesan.kirim([tindak.akun_id], judul, alamat=alamat, kunci=f"tindak:{tindak.pk}")
    return tindak


@transaction.atomic
def selesaikan_tindak(pk: int, hasil: str, *, actor: User) -> TindakLanjut:
    """Done, with what came of it: by its owner, or by the team. Raises Ditolak without a word about the result."""
    tindak = TindakLanjut.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if tindak is None:
        raise Http404
    if tindak.akun_id != actor.pk:
        require_in_scope(tindak, actor, Cap.BINA, seen_with=Cap.LIHAT)
    if not hasil.strip():
        raise Ditolak("hasil", "Tulis hasilnya.")
    tindak.selesai, tindak.hasil = hari_ini(), hasil.strip()[:300]
    tindak.save(update_fields=["selesai", "hasil"])
    record(actor, "selesaikan_tindak", tindak.rapat, perubahan={"tindak lanjut": [tindak.uraian, tindak.hasil]})
    return tindak


@transaction.atomic
def catat_kunjungan(
    posyandu: Posyandu, isi: Mapping[str, Any], temuan: Sequence[Mapping[str, Any]], *, actor: User | None
) -> Kunjungan:
    """A visit and what was seen. `temuan`: indikator, nilai, saran, tenggat. Raises Ditolak for a day to come."""
    posyandu = kunci_posyandu(posyandu.pk)
    if actor is not None:
        require_in_scope(posyandu, actor, Cap.BINA, seen_with=Cap.LIHAT)
    if isi["tanggal"] > hari_ini(posyandu.kode):
        raise Ditolak("tanggal", "Tanggal ini belum terjadi.")
    kunjungan = Kunjungan.objects.create(posyandu=posyandu, pencatat=actor, **isi)
    rows = [Temuan(kunjungan=kunjungan, **t) for t in temuan if t["indikator"] in NAMA_INDIKATOR]
    Temuan.objects.bulk_create(rows)
    record(actor, "kunjungan", posyandu, perubahan={"kunjungan": [None, isi["tanggal"].isoformat()]})
    return kunjungan


@transaction.atomic
def selesaikan_temuan(pk: int, *, actor: User) -> Temuan:
    """The unit or the team says that a finding is mended."""
    temuan = Temuan.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first() or Temuan(pk=pk)
    require_in_scope(temuan, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if temuan.selesai is None:
        temuan.selesai = hari_ini(temuan.kunjungan.posyandu.kode)
        temuan.save(update_fields=["selesai"])
        nama = NAMA_INDIKATOR.get(temuan.indikator, temuan.indikator)
        record(actor, "selesaikan_temuan", temuan.kunjungan.posyandu, perubahan={"temuan": [nama, "selesai"]})
    return temuan
