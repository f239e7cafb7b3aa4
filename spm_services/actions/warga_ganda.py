"""Decisions about two rows that may be one person: made one (and taken apart again), or left as two with a reason.

A merge moves every row that points to the second person, whatever part of the product it belongs to, and names what
moved. What cannot be of one person at once (two visits on one day with the same service, two NIK) is refused by name.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, F, Q, Value
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from audit.record import record
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_banyak
from spm_services.actions._warga import akhiri, kunci_warga, lanjutkan, wajib_alasan
from spm_services.kabar_warga import kabarkan_identitas
from spm_services.models import (
    GabunganWarga,
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    PersetujuanData,
    PutusanGandaWarga,
    Warga,
)

# What the first row takes from the second where it has nothing itself.
DIISI = ("ibu", "nama_ibu", "anak_ke", "bb_lahir", "pb_lahir", "buku_kia", "disabilitas", "telepon", "nomor_sementara")
SEBUTAN = {
    "spm_services.KunjunganWarga": "kunjungan",
    "spm_services.Rekaman": "catatan layanan",
    "spm_services.Keanggotaan": "keanggotaan",
    "spm_services.KeadaanWarga": "keadaan (hamil, nifas, dan lainnya)",
    "spm_services.PersetujuanData": "persetujuan",
    "spm_services.Pertumbuhan": "hasil pengukuran",
    "spm_services.Warga": "anak",
}


@dataclass
class Pratinjau:
    """What a merge would do: {kind: rows that move}, what ends by it, and what forbids it, in words."""

    pindah: dict[str, list[int]] = field(default_factory=dict)
    bentrok: list[str] = field(default_factory=list)
    kunjungan_kosong: list[int] = field(default_factory=list)

    @property
    def jumlah(self) -> list[tuple[str, int]]:
        """[(kind in words, how many)]"""
        isi: dict[str, int] = defaultdict(int)
        for jalur, pk in self.pindah.items():
            model = jalur.rpartition(".")[0]
            isi[SEBUTAN.get(model, str(apps.get_model(model)._meta.verbose_name))] += len(pk)  # noqa: SLF001
        return sorted(isi.items())


def _penunjuk() -> list[tuple[str, Any]]:
    """["app.Model.column", model] of every column that points to a person, hidden ones included."""
    semua = Warga._meta.get_fields(include_hidden=True)  # noqa: SLF001
    hasil = []
    for f in semua:
        if not isinstance(f, models.ManyToOneRel) or f.related_model is GabunganWarga:
            continue
        if f.field.name != "digabung_ke":
            model: Any = f.related_model
            hasil.append((f"{model._meta.label}.{f.field.name}", model))  # noqa: SLF001
    return sorted(hasil, key=lambda x: x[0])


def _yang_menunjuk(pk: int) -> dict[str, list[int]]:
    """{column: rows that point to the person}. One query."""
    bagian = [
        model._base_manager.filter(**{jalur.rpartition(".")[2]: pk})  # noqa: SLF001
        .order_by()
        .annotate(jalur=Value(jalur))
        .values_list("jalur", "pk")
        for jalur, model in _penunjuk()
    ]
    hasil: dict[str, list[int]] = defaultdict(list)
    for jalur, row in bagian[0].union(*bagian[1:], all=True):
        hasil[jalur].append(row)
    return {jalur: sorted(rows) for jalur, rows in sorted(hasil.items())}


def pratinjau(utama: Warga, kedua: Warga) -> Pratinjau:
    """What merging the second into the first would do. Reads only; three queries."""
    hasil = Pratinjau(_yang_menunjuk(kedua.pk))
    if utama.nik_sidik and kedua.nik_sidik:
        hasil.bentrok.append("Keduanya punya NIK yang berbeda, jadi dua orang. Perbaiki dulu NIK yang salah.")
    if utama.wafat and kedua.wafat and utama.wafat != kedua.wafat:
        hasil.bentrok.append("Tanggal meninggalnya berbeda. Batalkan salah satu dulu.")
    if utama.ibu_id == kedua.pk or kedua.ibu_id == utama.pk:
        hasil.bentrok.append("Yang satu tercatat sebagai ibu yang lain.")
    _periksa_kunjungan(utama, kedua, hasil)
    return hasil


def _periksa_kunjungan(utama: Warga, kedua: Warga, hasil: Pratinjau) -> None:
    """Two visits of one day in one unit: an empty one of the second goes, two with services forbid the merge."""
    berlaku = Count("rekaman_list", filter=Q(rekaman_list__status="berlaku"))
    rows = KunjunganWarga.objects.filter(warga__in=[utama.pk, kedua.pk], batal=False).select_related("posyandu")
    per_hari: dict[tuple[int, date], list[Any]] = defaultdict(list)
    for k in rows.annotate(isi=berlaku).order_by("tanggal", "pk"):
        per_hari[k.posyandu_id, k.tanggal].append(k)
    for hari in per_hari.values():
        kosong = [k for k in hari if not k.isi]
        if len(hari) < 2:
            continue
        if kosong:
            hasil.kunjungan_kosong.append(kosong[-1].pk)
        else:
            hasil.bentrok.append(
                f"Keduanya dilayani {kata_tanggal(hari[0].tanggal)} di {hari[0].posyandu.sebutan}. "
                "Batalkan salah satu kunjungannya dulu."
            )


def _kunci_dua(a: int, b: int, actor: User | None) -> dict[int, Warga]:
    """Lock the units of both, then both people, each reached by the actor."""
    if a == b:
        raise Http404
    rows = Keanggotaan.objects.filter(warga__in=[a, b], sampai=None)
    kunci_banyak(rows.values_list("posyandu", flat=True))
    return {pk: kunci_warga(pk, actor).warga for pk in sorted((a, b))}


@transaction.atomic
def gabung_warga(utama: int, kedua: int, *, alasan: str, actor: User | None) -> GabunganWarga:
    """Make two rows one person: all that points to the second points to the first, who takes what it lacked.

    Raises Ditolak with every conflict by name, Http404 and PermissionDenied unless both are in the actor's area.
    """
    orang = _kunci_dua(utama, kedua, actor)
    a, b = orang[utama], orang[kedua]
    rencana = pratinjau(a, b)
    if rencana.bentrok:
        raise Ditolak("", " ".join(rencana.bentrok))
    isi: dict[str, Any] = {"pindah": rencana.pindah, "kunjungan": rencana.kunjungan_kosong}
    KunjunganWarga.objects.filter(pk__in=rencana.kunjungan_kosong).update(batal=True)
    isi |= _akhiri_ganda(a, b)
    _arahkan(rencana.pindah, a)
    isi["kolom"], isi["nik"] = _isi_kosong(a, b)
    a.versi += 1
    a.save()
    Warga.objects.filter(pk=b.pk).update(digabung_ke=a, versi=F("versi") + 1)
    gabungan = GabunganWarga.objects.create(utama=a, kedua=b, isi=isi, alasan=alasan.strip()[:200], oleh=actor)
    kabarkan_identitas(a)
    jumlah = {kata: [None, n] for kata, n in rencana.jumlah}
    record(actor, "gabung_warga", a, perubahan={"ikut pindah": [None, b.pk], **jumlah}, catatan=alasan.strip()[:200])
    return gabungan


def _akhiri_ganda(a: Warga, b: Warga) -> dict[str, Any]:
    """What both run at once, the second's ends: memberships, states of one kind, answers to one purpose."""
    hasil: dict[str, Any] = {"masa": [], "keadaan": [], "persetujuan": []}
    milik: dict[int, list[Keanggotaan]] = {a.pk: [], b.pk: []}
    for m in Keanggotaan.objects.filter(warga__in=[a, b], sampai=None).select_related("keluarga", "posyandu"):
        milik[m.warga_id].append(m)
    for m in milik[b.pk]:
        if any(k.posyandu_id == m.posyandu_id or k.jenis == m.jenis == Keanggotaan.Jenis.WARGA for k in milik[a.pk]):
            akhiri(m, hari_ini(m.posyandu.kode), Keanggotaan.Sebab.GABUNG)
            hasil["masa"].append(m.pk)
    for nama, model, kolom in (("keadaan", KeadaanWarga, "jenis"), ("persetujuan", PersetujuanData, "tujuan")):
        akhir = "sampai" if nama == "keadaan" else "dicabut"
        punya = model.objects.filter(warga=a, **{akhir: None}).values_list(kolom, flat=True)
        rows = model.objects.filter(warga=b, **{akhir: None, f"{kolom}__in": list(punya)})
        hasil[nama] = list(rows.values_list("pk", flat=True))
        if hasil[nama]:
            rows.update(**{akhir: F("mulai") if nama == "keadaan" else timezone.localdate()})
    return hasil


def _arahkan(pindah: dict[str, list[int]], ke: Warga, *, dari: Warga | None = None) -> None:
    """Point the rows to a person; with `dari` only those that still point there."""
    for jalur, rows in pindah.items():
        label, _, kolom = jalur.rpartition(".")
        model: Any = apps.get_model(label)
        cari = {"pk__in": rows, **({kolom: dari} if dari else {})}
        model._base_manager.filter(**cari).update(**{kolom: ke})  # noqa: SLF001


def _isi_kosong(a: Warga, b: Warga) -> tuple[list[str], bool]:
    """Give the first what it lacks. Returns the columns filled, and whether the NIK moved."""
    nik = bool(b.nik_sidik)
    pindah = {"nik_sandi": b.nik_sandi, "nik_sidik": b.nik_sidik}
    diisi = [k for k in DIISI if getattr(a, k) in (None, "") and getattr(b, k) not in (None, "")]
    if "ibu" in diisi and b.ibu_id == a.pk:
        diisi.remove("ibu")
    nilai = {k: getattr(b, k) for k in diisi}
    lepas: dict[str, Any] = {"nomor_sementara": None} if "nomor_sementara" in diisi else {}
    if nik:
        lepas |= {"nik_sandi": "", "nik_sidik": None}
    if lepas:
        Warga.objects.filter(pk=b.pk).update(**lepas)
    for kolom, isi in {**nilai, **(pindah if nik else {})}.items():
        setattr(a, kolom, isi)
    return diisi, nik


@transaction.atomic
def batal_gabung_warga(pk: int, alasan: str, *, actor: User | None) -> GabunganWarga:
    """Take a merge apart: what moved goes home unless it moved on; what was written since stays with the first.

    Raises Ditolak when it was taken apart already, Http404 and PermissionDenied out of the actor's area.
    """
    bersih = wajib_alasan(alasan)
    gabungan = GabunganWarga.objects.select_related("kedua").filter(pk=pk).first()
    if gabungan is None:
        raise Http404
    a = kunci_warga(gabungan.utama_id, actor).warga
    gabungan.refresh_from_db(fields=["dibatalkan"])
    if gabungan.dibatalkan is not None:
        raise Ditolak("", "Penggabungan ini sudah dibatalkan.")
    b, isi = gabungan.kedua, gabungan.isi
    _arahkan(isi["pindah"], b, dari=a)
    for m in Keanggotaan.objects.filter(pk__in=isi["masa"], warga=b, sebab_akhir="gabung").select_related("keluarga"):
        lanjutkan(m)
    KeadaanWarga.objects.filter(pk__in=isi["keadaan"], warga=b).update(sampai=None)
    PersetujuanData.objects.filter(pk__in=isi["persetujuan"], warga=b).update(dicabut=None)
    KunjunganWarga.objects.filter(pk__in=isi["kunjungan"]).update(batal=False)
    kolom = {k: getattr(a, k) for k in isi["kolom"]}
    if isi["nik"]:
        kolom |= {"nik_sandi": a.nik_sandi, "nik_sidik": a.nik_sidik}
    for nama in kolom:
        setattr(a, nama, None if Warga._meta.get_field(nama).null else "")  # noqa: SLF001
    a.versi += 1
    a.save()
    Warga.objects.filter(pk=b.pk).update(**kolom, digabung_ke=None, versi=F("versi") + 1)
    gabungan.dibatalkan = timezone.now()
    gabungan.save(update_fields=["dibatalkan"])
    b.refresh_from_db()
    for orang in (a, b):
        kabarkan_identitas(orang)
        record(actor, "batal_gabung_warga", orang, catatan=bersih)
    return gabungan


@transaction.atomic
def biarkan_ganda_warga(a: int, b: int, sidik: str, alasan: str, *, actor: User) -> PutusanGandaWarga:
    """The two are two people; the pair comes back when what made it changes (another `sidik`).

    Raises Bentrok with what somebody decided of the same facts meanwhile, Ditolak without a reason.
    """
    orang = _kunci_dua(a, b, actor)
    bersih = wajib_alasan(alasan)
    kunci = _kunci_pasangan(a, b)
    lama = PutusanGandaWarga.objects.filter(kunci=kunci).select_related("oleh").first()
    if lama is not None and lama.sidik == sidik:
        raise Bentrok(lama)
    isi = {"sidik": sidik, "alasan": bersih, "oleh": actor, "pada": timezone.now()}
    putusan, _ = PutusanGandaWarga.objects.update_or_create(kunci=kunci, defaults=isi)
    _catat_dua(actor, "biarkan_ganda_warga", orang.values(), bersih)
    return putusan


@transaction.atomic
def tinjau_ganda_warga(a: int, b: int, *, actor: User) -> None:
    """Take such a decision back: the pair waits again."""
    orang = _kunci_dua(a, b, actor)
    hapus, _ = PutusanGandaWarga.objects.filter(kunci=_kunci_pasangan(a, b)).delete()
    if hapus:
        _catat_dua(actor, "tinjau_ganda_warga", orang.values(), "")


def _kunci_pasangan(a: int, b: int) -> str:
    return f"{min(a, b)}:{max(a, b)}"


def _catat_dua(actor: User, aksi: str, orang: Iterable[Warga], catatan: str) -> None:
    for satu in orang:
        record(actor, aksi, satu, catatan=catatan)
