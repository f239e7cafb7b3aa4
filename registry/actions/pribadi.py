"""Writes about a person as such: found by NIK, corrected, merged and taken apart, conflicts left with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone
from rapidfuzz import fuzz

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_in_scope
from audit.record import record, selisih
from posyandu_app.lib import sandi
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.actions.orang import periksa_akhir
from registry.kunci import kunci_posyandu
from registry.models import (
    GabunganOrang,
    JabatanLKD,
    Kader,
    Orang,
    Pengurus,
    PesertaPelatihan,
    PutusanKonflik,
    TandaKeterampilan,
)
from registry.nik import TEMPAT_REKENING, buka_nik, periksa_nik, tutup_nik
from registry.serah import serah_terima

KOLOM_ORANG = ("nama", "jenis_kelamin", "tempat_lahir", "tanggal_lahir", "telepon", "alamat", "mengabdi_sejak")
MIRIP = 60  # below this likeness of names one NIK is taken for two people, and somebody has to look


def cari_atau_buat_orang(isi: Mapping[str, Any], *, actor: User | None) -> tuple[Orang, bool]:
    """(person, is new), not yet stored when new. The same NIK is the same person; without one nobody is merged by name.

    Raises Ditolak("nik", …) for an impossible NIK, or one that belongs to somebody with another name; who that is, is
    said only to those in whose area the person serves.
    """
    nik, _ = periksa_nik(isi.get("nik", ""), lahir=isi.get("tanggal_lahir"), jenis_kelamin=isi.get("jenis_kelamin", ""))
    nik_sandi, nik_sidik = tutup_nik(nik)
    lama = Orang.objects.filter(nik_sidik=nik_sidik).first() if nik_sidik else None
    if lama is not None:
        _pastikan_sama(lama, isi["nama"], actor)
        return lama, False
    kolom = {k: isi[k] for k in KOLOM_ORANG if isi.get(k) not in (None, "")}
    return Orang(**kolom, nik_sandi=nik_sandi, nik_sidik=nik_sidik, contoh=bool(isi.get("contoh"))), True


def _pastikan_sama(lama: Orang, nama: str, actor: User | None) -> None:
    if fuzz.token_sort_ratio(lama.nama.lower(), nama.lower()) >= MIRIP:
        return
    terlihat = actor is None or Orang.objects.for_user(actor, Cap.LIHAT_ORANG).filter(pk=lama.pk).exists()
    siapa = f"atas nama {lama.nama}" if terlihat else "di wilayah lain; hubungi dinas"
    raise Ditolak("nik", f"NIK ini sudah tercatat {siapa}. Periksa NIK dan namanya.")


@transaction.atomic
def ubah_orang(pk: int, isi: Mapping[str, Any], *, versi: int, actor: User) -> Orang:
    """Correct a person's particulars (KOLOM_ORANG, nik, rekening).

    Raises Bentrok for a stale version, Ditolak("nik", …) for a number that is impossible or somebody else's,
    Http404/PermissionDenied unless a term lies in the duty's area.
    """
    orang = Orang.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first() or Orang(pk=pk)
    require_in_scope(orang, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if orang.versi != versi:
        raise Bentrok(orang)
    kolom = {k: isi[k] for k in KOLOM_ORANG if k in isi}
    if "nik" in isi:
        nik, _ = periksa_nik(isi["nik"])
        if nik != buka_nik(orang.nik_sandi):
            kolom["nik_sandi"], kolom["nik_sidik"] = tutup_nik(nik)
    if "rekening" in isi:
        kolom["rekening_sandi"] = sandi.tutup(isi["rekening"], tempat=TEMPAT_REKENING)
    beda = selisih({k: getattr(orang, k) for k in kolom}, kolom, pribadi=Orang.PRIBADI)
    if not beda:
        return orang
    try:
        with transaction.atomic():
            Orang.objects.filter(pk=pk).update(**kolom, versi=F("versi") + 1)
    except IntegrityError:
        pesan = "NIK ini sudah milik orang lain. Kalau orangnya sama, gabungkan di halaman konflik."
        raise Ditolak("nik", pesan) from None
    orang.refresh_from_db()
    record(actor, "ubah", orang, perubahan=beda)
    return orang


@transaction.atomic
def lihat_nik(pk: int, *, actor: User) -> str:
    """The NIK in clear, for whoever administers the person's unit; each look leaves a row in the log."""
    orang = Orang.objects.filter(pk=pk).first() or Orang(pk=pk)
    require_in_scope(orang, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    record(actor, "lihat_nik", orang)
    return buka_nik(orang.nik_sandi)


@transaction.atomic
def akhiri_pengurus(pk: int, *, sampai: date, actor: User) -> Pengurus:
    """End a running chair on a day (exclusive). Raises Ditolak when it has ended already or the day is too early."""
    pengurus: Pengurus = Pengurus.objects.ambil(actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT, pk=pk)
    posyandu = kunci_posyandu(pengurus.posyandu_id)
    pengurus.refresh_from_db()
    periksa_akhir(pengurus, sampai, hari_ini(posyandu.kode))
    pengurus.sampai = sampai
    pengurus.versi += 1
    pengurus.save(update_fields=["sampai", "versi"])
    serah_terima(pengurus, actor=actor)
    record(actor, "akhiri_pengurus", posyandu, perubahan={pengurus.sebutan: [pengurus.orang.nama, None]})
    return pengurus


@transaction.atomic
def gabung_orang(utama: int, kedua: int, *, alasan: str, actor: User) -> GabunganOrang:
    """Two rows that are one person: the second's terms go to the first, and its NIK where the first has none.

    Raises Ditolak when both have a NIK (two numbers are two people), or both run in one unit as kader.
    """
    orang = {o.pk: o for o in Orang.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[utama, kedua])}
    for pk in (utama, kedua):
        require_in_scope(orang.get(pk, Orang(pk=pk)), actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    a, b = orang[utama], orang[kedua]
    if utama == kedua or a.digabung_ke_id or b.digabung_ke_id:
        raise Ditolak("", "Salah satu sudah digabung. Muat ulang halaman.")
    if a.nik_sidik and b.nik_sidik:
        raise Ditolak("", "Keduanya punya NIK yang berbeda, jadi dua orang. Perbaiki dulu NIK yang salah.")
    isi: dict[str, Any] = {"kader": [], "pengurus": [], "nik": bool(b.nik_sidik)}
    try:
        with transaction.atomic():
            for nama, model in (("kader", Kader), ("pengurus", Pengurus)):
                rows = model.objects.filter(orang=b)
                isi[nama] = list(rows.values_list("pk", flat=True))
                rows.update(orang=a)
    except IntegrityError:
        raise Ditolak("", "Keduanya kader di posyandu yang sama. Akhiri dulu salah satu masa tugasnya.") from None
    isi |= _pindahkan_pelatihan(b, a)
    if b.nik_sidik:
        nik = {"nik_sandi": b.nik_sandi, "nik_sidik": b.nik_sidik}
        Orang.objects.filter(pk=b.pk).update(nik_sandi="", nik_sidik=None)
        Orang.objects.filter(pk=a.pk).update(**nik)
    Orang.objects.filter(pk=b.pk).update(digabung_ke=a, versi=F("versi") + 1)
    gabungan = GabunganOrang.objects.create(utama=a, kedua=b, isi=isi, alasan=alasan[:200], oleh=actor)
    record(actor, "gabung_orang", a, perubahan={"digabung": [None, b.nama]}, catatan=alasan)
    return gabungan


def _pindahkan_pelatihan(dari: Orang, ke: Orang) -> dict[str, list[int]]:
    """Trainings and skill marks that the other does not have too; what both have stays where it is."""
    punya = TandaKeterampilan.objects.filter(orang=ke, dicabut=None).values_list("keterampilan", flat=True)
    ikut = PesertaPelatihan.objects.filter(orang=ke).values_list("pelatihan", flat=True)
    tanda = TandaKeterampilan.objects.filter(orang=dari).exclude(keterampilan__in=list(punya), dicabut=None)
    peserta = PesertaPelatihan.objects.filter(orang=dari).exclude(pelatihan__in=list(ikut))
    isi = {"tanda": list(tanda.values_list("pk", flat=True)), "peserta": list(peserta.values_list("pk", flat=True))}
    tanda.update(orang=ke)
    peserta.update(orang=ke)
    return isi


@transaction.atomic
def batal_gabung(pk: int, *, actor: User) -> GabunganOrang:
    """Take a merge back: the terms that moved go home, and the NIK with them."""
    gabungan = GabunganOrang.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()
    if gabungan is None:
        raise Http404
    require_in_scope(gabungan.utama, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if gabungan.dibatalkan is not None:
        return gabungan
    a, b = gabungan.utama, gabungan.kedua
    Kader.objects.filter(pk__in=gabungan.isi["kader"], orang=a).update(orang=b)
    Pengurus.objects.filter(pk__in=gabungan.isi["pengurus"], orang=a).update(orang=b)
    TandaKeterampilan.objects.filter(pk__in=gabungan.isi.get("tanda", ()), orang=a).update(orang=b)
    PesertaPelatihan.objects.filter(pk__in=gabungan.isi.get("peserta", ()), orang=a).update(orang=b)
    if gabungan.isi["nik"]:
        nik = {"nik_sandi": a.nik_sandi, "nik_sidik": a.nik_sidik}
        Orang.objects.filter(pk=a.pk).update(nik_sandi="", nik_sidik=None)
        Orang.objects.filter(pk=b.pk).update(**nik)
    Orang.objects.filter(pk=b.pk).update(digabung_ke=None, versi=F("versi") + 1)
    gabungan.dibatalkan = timezone.now()
    gabungan.save(update_fields=["dibatalkan"])
    record(actor, "batal_gabung_orang", a, perubahan={"digabung": [b.nama, None]})
    return gabungan


@transaction.atomic
def catat_jabatan_lkd(orang: Orang, isi: Mapping[str, Any], *, actor: User) -> JabatanLKD:
    """Office in another LKD (Permendagri 18/2018 Pasal 8 forbids both): a fact that shows as a conflict to resolve."""
    require_in_scope(orang, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    kolom = {k: isi.get(k) for k in ("lembaga", "jabatan", "mulai", "sampai")}
    jabatan = JabatanLKD.objects.create(orang=orang, **kolom)
    record(actor, "jabatan_lkd", orang, perubahan={jabatan.get_lembaga_display(): [None, jabatan.jabatan]})
    return jabatan


@transaction.atomic
def putuskan_konflik(kunci: str, sidik: str, alasan: str, *, orang: int, actor: User) -> PutusanKonflik:
    """Leave a conflict as it is, with a reason; it comes back when its facts change (another `sidik`)."""
    pribadi = Orang.objects.filter(pk=orang).first() or Orang(pk=orang)
    require_in_scope(pribadi, actor, Cap.KELOLA_POSYANDU, seen_with=Cap.LIHAT)
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
    isi = {"sidik": sidik, "alasan": alasan.strip()[:200], "oleh": actor, "pada": timezone.now()}
    putusan, _ = PutusanKonflik.objects.update_or_create(kunci=kunci, defaults=isi)
    record(actor, "biarkan_konflik", pribadi, catatan=alasan.strip()[:200])
    return putusan
