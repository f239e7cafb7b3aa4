"""Writes about training: events, who took part, skill marks.

The duty is KELOLA_POSYANDU, which keeps people: the desa for its kader, the Dinas for larger events. Whoever judged a
skill (mostly the Puskesmas) is named in `penilai`; nobody enters marks of their own.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record, selisih
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.kode import di_bawah
from posyandu_app.lib.waktu import hari_ini
from registry.keterampilan import KETERAMPILAN
from registry.models import (
    AnggotaTim,
    Kader,
    Orang,
    Pelatihan,
    Pengurus,
    PesertaPelatihan,
    SebagaiPeserta,
    TandaKeterampilan,
)
from wilayah.models import Wilayah

KOLOM = ("judul", "mulai", "selesai", "tempat", "penyelenggara", "sumber_dana", "bidang", "kelompok", "jam")
GANDA = "Pelatihan dengan nama dan tanggal ini sudah dicatat di sini."


def _terkunci(pk: int, actor: User | None) -> Pelatihan:
    rows = Pelatihan.objects.select_for_update(of=("self",), no_key=True)
    pelatihan = rows.filter(pk=pk).first()
    if pelatihan is None:
        raise Http404
    if actor is not None:
        require_in_scope(pelatihan, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    return pelatihan


def _periksa_tanggal(isi: Mapping[str, Any]) -> None:
    if isi["selesai"] < isi["mulai"]:
        raise Ditolak("selesai", "Tanggal selesai tidak boleh sebelum mulai.")


@transaction.atomic
def buat_pelatihan(wilayah: Wilayah, isi: Mapping[str, Any], *, actor: User | None, contoh: bool = False) -> Pelatihan:
    """A training event of an area. Raises Ditolak for one of the same name and day there."""
    if actor is not None:
        require_area(wilayah.kode, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    _periksa_tanggal(isi)
    pelatihan = Pelatihan(wilayah=wilayah, contoh=contoh, **{k: isi[k] for k in KOLOM if k in isi})
    try:
        with transaction.atomic():
            pelatihan.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("judul", GANDA) from None
    record(actor, "buat_pelatihan", pelatihan, perubahan={"tanggal": [None, pelatihan.mulai.isoformat()]})
    return pelatihan


@transaction.atomic
def ubah_pelatihan(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User) -> Pelatihan:
    """Correct an event. Raises Bentrok for a stale version."""
    pelatihan = _terkunci(pk, actor)
    if pelatihan.versi != versi:
        raise Bentrok(pelatihan)
    _periksa_tanggal(isi)
    baru = {k: isi[k] for k in KOLOM if k in isi}
    beda = selisih({k: getattr(pelatihan, k) for k in baru}, baru)
    if not beda:
        return pelatihan
    try:
        with transaction.atomic():
            Pelatihan.objects.filter(pk=pk).update(**baru, versi=F("versi") + 1)
    except IntegrityError:
        raise Ditolak("judul", GANDA) from None
    record(actor, "ubah_pelatihan", pelatihan, perubahan=beda)
    pelatihan.refresh_from_db()
    return pelatihan


def calon(pelatihan: Pelatihan) -> dict[int, tuple[str, str, str]]:
    """{person: (name, as what, unit)} of those who serve in the event's area today, by name; those in it are left out.

    Two queries. A person who is both stands as pengurus.
    """
    hari = hari_ini(pelatihan.wilayah_id)
    sudah = set(PesertaPelatihan.objects.filter(pelatihan=pelatihan).values_list("orang", flat=True))
    hasil: dict[int, tuple[str, str, str]] = {}
    for model, sebagai in ((Pengurus, SebagaiPeserta.PENGURUS), (Kader, SebagaiPeserta.KADER)):
        rows = model.objects.di_wilayah(pelatihan.wilayah_id).berlaku(hari)
        for pk, nama, unit in rows.values_list("orang", "orang__nama", "posyandu__nama"):
            if pk not in sudah:
                hasil.setdefault(pk, (nama, sebagai, unit))
    return dict(sorted(hasil.items(), key=lambda x: (x[1][0], x[0])))


@transaction.atomic
def tambah_peserta(pk: int, orang: Collection[int], *, actor: User | None) -> int:
    """People of units of the event's area on its list; those who are not there (any more) are passed over."""
    pelatihan = _terkunci(pk, actor)
    boleh = calon(pelatihan)
    rows = [
        PesertaPelatihan(pelatihan=pelatihan, orang_id=o, nama=nama, sebagai=sebagai, asal=f"Posyandu {unit}")
        for o, (nama, sebagai, unit) in boleh.items()
        if o in set(orang)
    ]
    PesertaPelatihan.objects.bulk_create(rows)
    if rows:
        record(actor, "tambah_peserta", pelatihan, perubahan={"peserta": [None, len(rows)]})
    return len(rows)


@transaction.atomic
def tambah_peserta_lain(
    pk: int, isi: Mapping[str, Any], *, actor: User | None, anggota: AnggotaTim | None = None
) -> PesertaPelatihan:
    """A kepala desa/lurah, a member of a Tim Pembina (at or below the event's area), or somebody else, by name."""
    pelatihan = _terkunci(pk, actor)
    if anggota is not None and not (anggota.wilayah_id and di_bawah(anggota.wilayah_id, pelatihan.wilayah_id)):
        raise Ditolak("anggota", "Anggota ini dari tim wilayah lain.")
    peserta = PesertaPelatihan(
        pelatihan=pelatihan, sebagai=isi["sebagai"], nama=isi["nama"], asal=isi.get("asal", ""), anggota=anggota
    )
    try:
        with transaction.atomic():
            peserta.save(force_insert=True)
    except IntegrityError:
        raise Ditolak("nama", "Orang ini sudah ada di daftar.") from None
    record(actor, "tambah_peserta", pelatihan, perubahan={"peserta": [None, 1]})
    return peserta


@transaction.atomic
def hapus_peserta(pk: int, *, actor: User) -> Pelatihan:
    """Take somebody off the list who was entered by mistake; not one who is noted as having been there."""
    peserta = PesertaPelatihan.objects.filter(pk=pk).first()
    if peserta is None:
        raise Http404
    pelatihan = _terkunci(peserta.pelatihan_id, actor)
    if peserta.hadir:
        raise Ditolak("", f"{peserta.nama} tercatat hadir. Ubah dulu kehadirannya.")
    record(actor, "hapus_peserta", pelatihan, perubahan={"peserta": [peserta.nama, None]})
    peserta.delete()
    return pelatihan


@transaction.atomic
def isi_hadir(pk: int, hasil: Mapping[int, tuple[bool, bool | None, str]], *, actor: User | None) -> int:
    """{participant: (was there, passed, certificate)}; who is not named stays as it was. Returns how many changed.

    Raises Ditolak before the first day of the event.
    """
    pelatihan = _terkunci(pk, actor)
    if pelatihan.mulai > hari_ini(pelatihan.wilayah_id):
        raise Ditolak("", "Pelatihan ini belum dimulai.")
    ubahan = []
    for p in PesertaPelatihan.objects.filter(pelatihan=pelatihan, pk__in=list(hasil)):
        hadir, lulus, sertifikat = hasil[p.pk]
        baru = (hadir, lulus if hadir else False, sertifikat.strip()[:60])
        if (p.hadir, p.lulus, p.sertifikat) != baru:
            p.hadir, p.lulus, p.sertifikat = baru
            ubahan.append(p)
    PesertaPelatihan.objects.bulk_update(ubahan, ["hadir", "lulus", "sertifikat"])
    if ubahan:
        datang = sum(bool(p.hadir) for p in ubahan)
        record(actor, "isi_hadir", pelatihan, perubahan={"diisi": [None, len(ubahan)], "hadir": [None, datang]})
    return len(ubahan)


@transaction.atomic
def tandai(
    pk: int,
    keterampilan: Collection[str],
    *,
    tanggal: date,
    penilai: str,
    actor: User | None,
    pelatihan: Pelatihan | None = None,
    sampai: date | None = None,
) -> list[TandaKeterampilan]:
    """Mark skills of one person from a day on; one that holds already stays, one that ran out is made new.

    Raises Ditolak for a day to come, an unknown skill, no assessor, or the actor's own skills.
    """
    orang = Orang.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first() or Orang(pk=pk)
    if actor is not None:
        require_in_scope(orang, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
        if orang.akun_id == actor.pk:
            raise Ditolak("keterampilan", "Keterampilan sendiri dinilai dan dicatat orang lain.")
    hari = hari_ini()
    if tanggal > hari:
        raise Ditolak("tanggal", "Tanggal ini belum terjadi.")
    if sampai is not None and sampai <= tanggal:
        raise Ditolak("sampai", "Harus sesudah tanggal penilaian.")
    if not penilai.strip():
        raise Ditolak("penilai", "Tulis siapa yang menilai.")
    if set(keterampilan) - set(KETERAMPILAN):
        raise Ditolak("keterampilan", "Ada keterampilan yang tidak dikenal.")
    jalan = TandaKeterampilan.objects.filter(orang=orang, keterampilan__in=keterampilan, dicabut=None)
    jalan.filter(sampai__lte=hari).update(dicabut=F("sampai"), alasan_cabut="masa berlakunya habis")
    punya = set(jalan.values_list("keterampilan", flat=True))
    isi = {"tanggal": tanggal, "penilai": penilai.strip()[:120], "pelatihan": pelatihan, "sampai": sampai}
    baru = [k for k in KETERAMPILAN if k in set(keterampilan) - punya]
    rows = [TandaKeterampilan(orang=orang, keterampilan=k, oleh=actor, **isi) for k in baru]
    hasil = TandaKeterampilan.objects.bulk_create(rows)
    if hasil:
        record(actor, "tandai", orang, perubahan={KETERAMPILAN[k].nama: [None, tanggal.isoformat()] for k in baru})
    return hasil


@transaction.atomic
def tandai_lulus(pk: int, keterampilan: Collection[str], *, penilai: str, actor: User | None) -> tuple[int, int]:
    """Mark those skills, as of the event's last day, for every kader who passed. Returns (people, marks made)."""
    pelatihan = _terkunci(pk, actor)
    lulus = PesertaPelatihan.objects.filter(pelatihan=pelatihan, lulus=True, orang__isnull=False).order_by("orang")
    orang = list(lulus.values_list("orang", flat=True))
    jumlah = 0
    for o in orang:
        tanda = tandai(o, keterampilan, tanggal=pelatihan.selesai, penilai=penilai, pelatihan=pelatihan, actor=actor)
        jumlah += len(tanda)
    return len(orang), jumlah


@transaction.atomic
def cabut_tanda(pk: int, alasan: str, *, actor: User) -> TandaKeterampilan:
    """Take a mark back from today on, with the reason."""
    tanda = TandaKeterampilan.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if tanda is None:
        raise Http404
    require_in_scope(tanda.orang, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if tanda.dicabut is not None:
        raise Ditolak("alasan", "Tanda ini sudah dicabut.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    tanda.dicabut, tanda.alasan_cabut = hari_ini(), alasan.strip()[:200]
    tanda.save(update_fields=["dicabut", "alasan_cabut"])
    record(actor, "cabut_tanda", tanda.orang, perubahan={str(tanda): [tanda.tanggal.isoformat(), None]}, catatan=alasan)
    return tanda
