"""Births and deaths: a mother's pregnancy ends and her child is there; a life ends everywhere. Both can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.models import Catatan
from audit.record import buat, record
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.periode import kata_tanggal
from posyandu_app.lib.waktu import hari_ini
from registry.nik import periksa_nik
from spm_services.actions._warga import (
    Terkunci,
    akhiri,
    kolom_nik,
    kunci_keanggotaan,
    kunci_warga,
    lanjutkan,
    mulai_nifas,
    nomor_sementara,
    periksa_hari,
    periksa_ibu,
    periksa_versi,
    wajib_alasan,
)
from spm_services.actions.warga_keadaan import Jenis, simpan
from spm_services.models import KeadaanWarga, Keanggotaan, KunjunganWarga, PersetujuanData, Rekaman, Warga
from spm_services.nama import lipat_nama

JARAK_LAHIR = 180  # days: two births of one mother lie further apart, or are one birth
Sebab, Hubungan = Keanggotaan.Sebab, Keanggotaan.Hubungan
KANDUNG = (Hubungan.KEPALA, Hubungan.SUAMI, Hubungan.ISTRI)
CUCU = (Hubungan.ANAK, Hubungan.MENANTU)


@dataclass(frozen=True)
class IsianAnak:
    """A newborn as the form hands it in. No name yet: "By Ny" and the mother's."""

    jenis_kelamin: str
    nama: str = ""
    bb_lahir: Decimal | None = None
    pb_lahir: Decimal | None = None
    nik: str = ""


def kunci_anak(kunci: UUID, banyak: int) -> list[UUID]:
    """The uuids of the children of one form."""
    return [uuid5(kunci, str(ke)) for ke in range(banyak)]


@transaction.atomic
def catat_kelahiran(
    ibu: int, tanggal: date, anak: Sequence[IsianAnak], *, kunci: UUID, setuju: bool | None = None, actor: User | None
) -> list[Warga]:
    """The children of one birth, in the mother's household and unit; her pregnancy ends, nifas begins.

    `kunci` makes the form sent twice one birth. Raises Ditolak (day, mother, another birth too near), SudahAda (NIK),
    Http404, PermissionDenied.
    """
    terkunci = kunci_warga(ibu, actor)
    if not anak:
        raise Ditolak("", "Isi paling sedikit satu anak.")
    punya = list(Warga.objects.filter(ibu=ibu).order_by("pk"))
    uuid_anak = kunci_anak(kunci, len(anak))
    sudah = [w for w in punya if w.uuid in uuid_anak]
    if sudah:
        return sudah
    saudara = _periksa(terkunci, tanggal, punya)
    keadaan = list(KeadaanWarga.objects.filter(warga=ibu, jenis__in=(Jenis.HAMIL, Jenis.NIFAS)).order_by("pk"))
    hamil = next((k for k in keadaan if k.jenis == Jenis.HAMIL and k.sampai is None), None)
    if hamil is not None and tanggal < hamil.mulai:
        raise Ditolak("tanggal", f"Hamilnya tercatat mulai {kata_tanggal(hamil.mulai)}.")
    baru = _anak(terkunci, tanggal, anak, uuid_anak, saudara, hamil)
    _anggotakan(terkunci, baru, tanggal, setuju, actor)
    if saudara:
        Warga.objects.filter(pk__in=[w.pk for w in saudara]).update(kembar=True)
    _ibu(terkunci, tanggal, hamil, [k for k in keadaan if k.jenis == Jenis.NIFAS], [*saudara, *baru], actor)
    Catatan.objects.bulk_create(
        [
            buat(actor, "catat_lahir", w, perubahan={"tanggal": [None, tanggal.isoformat()]})
            for w in (terkunci.warga, *baru)
        ]
    )
    return baru


def _periksa(terkunci: Terkunci, tanggal: date, punya: Sequence[Warga]) -> list[Warga]:
    """Children of the same birth that are there already. Raises Ditolak for what cannot be."""
    ibu = terkunci.warga
    if ibu.wafat and tanggal > ibu.wafat:
        raise Ditolak("tanggal", f"{ibu.nama} tercatat meninggal {kata_tanggal(ibu.wafat)}.")
    periksa_hari(tanggal, terkunci.unit)
    periksa_ibu(ibu, tanggal)
    dekat = [w for w in punya if abs((w.tanggal_lahir - tanggal).days) < JARAK_LAHIR and not w.digabung_ke_id]
    hidup = set(
        Keanggotaan.objects.filter(warga__in=dekat).exclude(sebab_akhir=Sebab.KELIRU).values_list("warga", flat=True)
    )
    dekat = [w for w in dekat if w.pk in hidup]
    lain = [w for w in dekat if abs((w.tanggal_lahir - tanggal).days) > 1]
    if lain:
        hari = kata_tanggal(lain[0].tanggal_lahir)
        raise Ditolak("tanggal", f"{ibu.nama} sudah tercatat melahirkan {lain[0].nama}, {hari}. Periksa tanggalnya.")
    return dekat


def _anak(
    terkunci: Terkunci,
    tanggal: date,
    anak: Sequence[IsianAnak],
    kunci: Sequence[UUID],
    saudara: Sequence[Warga],
    hamil: KeadaanWarga | None,
) -> list[Warga]:
    ibu, kembar = terkunci.warga, len(anak) + len(saudara) > 1
    pertama = hamil.isi.get("anak_ke") if hamil else max((w.anak_ke or 0 for w in saudara), default=0)
    awal = (pertama or 0) + (len(saudara) and not hamil)
    rows = []
    for ke, (satu, uuid) in enumerate(zip(anak, kunci, strict=True)):
        nomor = f" {ke + 1 + len(saudara)}" if kembar else ""
        nama = satu.nama or f"By Ny {ibu.nama}"[: 118 - len(nomor)] + nomor
        warga = Warga(uuid=uuid, nama=nama, nama_cari=lipat_nama(nama), jenis_kelamin=satu.jenis_kelamin)
        warga.tanggal_lahir, warga.ibu, warga.nama_ibu, warga.kembar = tanggal, ibu, ibu.nama, kembar
        warga.anak_ke = awal + ke if pertama else None
        warga.bb_lahir, warga.pb_lahir, warga.contoh = satu.bb_lahir, satu.pb_lahir, ibu.contoh
        nik, _ = periksa_nik(satu.nik)
        for kolom, nilai in (kolom_nik(nik) if nik else {}).items():
            setattr(warga, kolom, nilai)
        warga.nomor_sementara = None if nik else nomor_sementara()
        rows.append(warga)
    return Warga.objects.bulk_create(rows)


def _anggotakan(
    terkunci: Terkunci, anak: Sequence[Warga], tanggal: date, setuju: bool | None, actor: User | None
) -> None:
    induk = terkunci.keanggotaan
    hubungan = (
        Hubungan.ANAK if induk.hubungan in KANDUNG else Hubungan.CUCU if induk.hubungan in CUCU else Hubungan.FAMILI
    )
    sama = {"posyandu": terkunci.unit, "keluarga": induk.keluarga, "jenis": induk.jenis, "mulai": tanggal}
    sama |= {"hubungan": hubungan if induk.keluarga else "", "sebab_mulai": Sebab.LAHIR}
    Keanggotaan.objects.bulk_create([Keanggotaan(warga=w, **sama) for w in anak])
    if setuju is None:
        return
    ijin = {"posyandu": terkunci.unit, "tujuan": PersetujuanData.Tujuan.PELAYANAN, "oleh": PersetujuanData.Oleh.WALI}
    ijin |= {"setuju": setuju, "tanggal": hari_ini(terkunci.unit.kode), "pencatat": actor}
    PersetujuanData.objects.bulk_create([PersetujuanData(warga=w, **ijin) for w in anak])


def _ibu(
    terkunci: Terkunci,
    tanggal: date,
    hamil: KeadaanWarga | None,
    nifas: Sequence[KeadaanWarga],
    anak: Sequence[Warga],
    actor: User | None,
) -> None:
    """Pregnancy ends on the day, nifas begins; a twin told of later joins the nifas of its birth."""
    if hamil is not None:
        simpan(hamil, sampai=tanggal, isi={**hamil.isi, "akhir": "lahir"})
    pk = [w.pk for w in anak]
    ada = next((k for k in nifas if abs((k.mulai - tanggal).days) <= 1 and not k.isi.get("batal")), None)
    if ada is not None:
        simpan(ada, isi={**ada.isi, "anak": pk})
    else:
        mulai_nifas(terkunci, tanggal, {"anak": pk, **({"hamil": hamil.pk} if hamil else {})}, actor)


def _kembar_dari(anak: Warga) -> list[Warga]:
    """The child and whoever was born with it."""
    dekat = Q(tanggal_lahir__gte=anak.tanggal_lahir - timedelta(days=1))
    dekat &= Q(tanggal_lahir__lte=anak.tanggal_lahir + timedelta(days=1))
    rows = Warga.objects.filter(dekat, ibu=anak.ibu, keanggotaan_list__sebab_mulai=Sebab.LAHIR)
    return list(rows.filter(keanggotaan_list__sampai=None).distinct().order_by("pk"))


@transaction.atomic
def batal_kelahiran(pk: int, alasan: str, *, actor: User | None) -> list[Warga]:
    """The birth of this child (and of its twins) was written by mistake: they never belonged, the mother's pregnancy
    runs on. Raises Ditolak when one of them was served already, or was not recorded by its birth."""
    bersih = wajib_alasan(alasan)
    terkunci = kunci_warga(pk, actor)
    anak = _kembar_dari(terkunci.warga) if terkunci.warga.ibu_id else []
    if terkunci.warga not in anak:
        raise Ditolak("alasan", "Anak ini tidak dicatat lewat kelahiran. Pakai pindah keluar, atau gabungkan datanya.")
    for model in (KunjunganWarga, Rekaman):
        ada = model.objects.filter(warga__in=anak).select_related("warga").order_by("tanggal").first()
        if ada is not None and ada.warga is not None:
            raise Ditolak("alasan", f"{ada.warga.nama} sudah dilayani {kata_tanggal(ada.tanggal)}, jadi memang lahir.")
    for m in Keanggotaan.objects.filter(warga__in=anak).select_related("keluarga"):
        akhiri(m, m.mulai, Sebab.KELIRU)
    lahir = terkunci.warga.tanggal_lahir
    keadaan = KeadaanWarga.objects.filter(warga=terkunci.warga.ibu_id, jenis__in=(Jenis.HAMIL, Jenis.NIFAS))
    for k in keadaan.order_by("pk"):
        if k.jenis == Jenis.NIFAS and terkunci.warga.pk in k.isi.get("anak", ()):
            simpan(k, sampai=k.mulai, isi={**k.isi, "anak": [], "batal": True})
        elif k.jenis == Jenis.HAMIL and k.isi.get("akhir") == "lahir" and abs(((k.sampai or lahir) - lahir).days) <= 1:
            simpan(k, sampai=None, isi={n: v for n, v in k.isi.items() if n != "akhir"})
    Catatan.objects.bulk_create(
        [buat(actor, "batal_lahir", w, catatan=bersih) for w in (terkunci.warga.ibu, *anak) if w]
    )
    return anak


@transaction.atomic
def catat_wafat(pk: int, tanggal: date, *, ibu: bool = False, versi: int, actor: User | None) -> Warga:
    """A person died on a day: they belong nowhere any more, their states end. `ibu`: while pregnant, giving birth or
    within six weeks after (a maternal death), also where no pregnancy was recorded.

    Raises Bentrok, Ditolak (day, served later), Http404, PermissionDenied.
    """
    terkunci = kunci_warga(pk, actor, semua=True)
    warga = terkunci.warga
    periksa_versi(warga, versi)
    if warga.wafat:
        raise Bentrok(warga)
    periksa_hari(tanggal, terkunci.unit, paling_awal=warga.tanggal_lahir)
    terakhir = KunjunganWarga.objects.filter(warga=warga, batal=False, tanggal__gt=tanggal).order_by("tanggal").first()
    if terakhir is not None:
        raise Ditolak("tanggal", f"Masih dilayani {kata_tanggal(terakhir.tanggal)}. Periksa tanggalnya.")
    if ibu and warga.jenis_kelamin != "P":
        raise Ditolak("ibu", f"{warga.nama} tercatat laki-laki.")
    for m in Keanggotaan.objects.filter(warga=warga, sampai=None).select_related("keluarga"):
        akhiri(m, tanggal, Sebab.WAFAT)
    _akhiri_keadaan(terkunci, tanggal, ibu, actor)
    warga.wafat, warga.versi = tanggal, warga.versi + 1
    warga.save(update_fields=["wafat", "versi"])
    for objek in (warga, terkunci.keanggotaan):
        record(actor, "catat_wafat", objek, perubahan={"tanggal": [None, tanggal.isoformat()]})
    return warga


def _akhiri_keadaan(terkunci: Terkunci, hari: date, ibu: bool, actor: User | None) -> None:
    """States that hold end on the day. A maternal death without a recorded pregnancy leaves one of that day: it is how
    the reports know it."""
    melahirkan = False
    berjalan = Q(sampai=None) | Q(sampai__gt=hari)
    for k in KeadaanWarga.objects.filter(berjalan, warga=terkunci.warga).order_by("pk"):
        melahirkan |= k.jenis in (Jenis.HAMIL, Jenis.NIFAS) and k.mulai <= hari
        simpan(
            k,
            sampai=max(hari, k.mulai),
            isi={**k.isi, "akhir": "wafat", "semula": k.sampai.isoformat() if k.sampai else None},
        )
    if ibu and not melahirkan:
        isi = {"akhir": "wafat", "dari_wafat": True}
        kolom = {"jenis": Jenis.HAMIL, "mulai": hari, "sampai": hari, "isi": isi, "oleh": actor}
        KeadaanWarga.objects.create(warga=terkunci.warga, posyandu=terkunci.unit, **kolom)


@transaction.atomic
def batal_wafat(keanggotaan: int, alasan: str, *, actor: User | None) -> Warga:
    """The death was written by mistake: memberships and states run on. `keanggotaan`: one that the death ended."""
    bersih = wajib_alasan(alasan)
    terkunci = kunci_keanggotaan(keanggotaan, actor)
    warga = terkunci.warga
    if warga.wafat is None or terkunci.keanggotaan.sebab_akhir != Sebab.WAFAT:
        raise Ditolak("alasan", "Tidak ada catatan meninggal yang bisa dibatalkan. Muat ulang halaman.")
    for m in Keanggotaan.objects.filter(warga=warga, sebab_akhir=Sebab.WAFAT).select_related("keluarga"):
        lanjutkan(m)
    for k in KeadaanWarga.objects.filter(warga=warga, sampai__gte=warga.wafat):
        if k.isi.get("akhir") != "wafat":
            continue
        if k.isi.get("dari_wafat"):
            k.delete()
            continue
        semula = k.isi.get("semula")
        isi = {n: v for n, v in k.isi.items() if n not in ("akhir", "semula")}
        simpan(k, sampai=date.fromisoformat(semula) if semula else None, isi=isi)
    warga.wafat, warga.versi = None, warga.versi + 1
    warga.save(update_fields=["wafat", "versi"])
    record(actor, "batal_wafat", warga, catatan=bersih)
    return warga
