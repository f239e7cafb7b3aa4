"""Writes about open days: open, move, who is on duty, who arrived, guests. Each under the unit's lock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area
from audit.record import record
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.kunci import kunci_posyandu
from registry.models import Kader, Pengurus, Posyandu, StatusPosyandu
from spm_services.actions.kunjungan import IsianKunjungan, catat_kunjungan
from spm_services.actions.rekaman import periksa_bulan, periksa_tanggal
from spm_services.actions.warga import IsianWarga, daftarkan_warga
from spm_services.models import (
    CaraKunjungan,
    HadirKader,
    JenisSesi,
    Keanggotaan,
    KunjunganWarga,
    Rekaman,
    Sesi,
    StatusSesi,
    Warga,
)
from spm_services.workflow_sesi import SESI

LANGKAH = ("1", "2", "3", "4", "5")
CARA = {JenisSesi.HARI_BUKA: CaraKunjungan.HARI_BUKA, JenisSesi.KUNJUNGAN_RUMAH: CaraKunjungan.RUMAH}
ALASAN_TERPANJANG = 200


@dataclass(frozen=True)
class IsiTamu:
    """Somebody the unit serves today who is not of it. `kunci` comes from the form and becomes the person's uuid."""

    kunci: UUID
    nama: str
    kelamin: str
    lahir: date
    perkiraan: bool = False
    nama_ibu: str = ""


def _unit(pk: int, actor: User | None) -> Posyandu:
    """The unit, locked, in use, and the actor's to record for."""
    unit = kunci_posyandu(pk)
    if actor is not None:
        require_area(unit.kode, actor, Cap.CATAT, seen_with=Cap.LIHAT)
    if unit.status != StatusPosyandu.AKTIF:
        raise Ditolak("", "Posyandu ini sudah ditutup, jadi tidak bisa dicatat lagi.")
    return unit


def _hidup(unit: Posyandu, tanggal: date, jenis: str) -> Sesi | None:
    """The session of the day that is not called off."""
    return Sesi.objects.filter(posyandu=unit, tanggal=tanggal, jenis=jenis).exclude(status=StatusSesi.BATAL).first()


def _jadwalkan(unit: Posyandu, tanggal: date, jenis: str, *, actor: User | None, contoh: bool) -> Sesi:
    sesi = Sesi.objects.create(
        posyandu=unit, tanggal=tanggal, jenis=jenis, jam=unit.buka_jam, contoh=contoh or unit.contoh
    )
    record(actor, "jadwal_sesi", sesi, perubahan={"tanggal": [None, tanggal.isoformat()]})
    return sesi


@transaction.atomic
def buka_sesi(
    posyandu: Posyandu, tanggal: date, *, jenis: str = JenisSesi.HARI_BUKA, actor: User | None, contoh: bool = False
) -> Sesi:
    """Open the day. One that was opened (or ended) already is given back: two phones may press at once.

    Raises Ditolak (future, before the unit existed, closed month, closed unit).
    """
    unit = _unit(posyandu.pk, actor)
    periksa_tanggal(tanggal, unit)
    periksa_bulan(unit, tanggal)
    sesi = _hidup(unit, tanggal, jenis) or _jadwalkan(unit, tanggal, jenis, actor=actor, contoh=contoh)
    if sesi.status == StatusSesi.TERJADWAL:
        sesi = SESI.apply(sesi.pk, "buka_sesi", actor=actor)
    return sesi


@transaction.atomic
def pindah_sesi(posyandu: Posyandu, dari: date, ke: date, *, alasan: str = "", actor: User | None) -> Sesi:
    """Move an open day that has not begun; `dipindah_dari` keeps the first day. The same move twice is one.

    Raises Ditolak for a day that has passed, is taken, or whose session runs already.
    """
    unit = _unit(posyandu.pk, actor)
    hari, jenis = hari_ini(unit.kode), JenisSesi.HARI_BUKA
    if ke < hari:
        raise Ditolak("tanggal", "Hari itu sudah lewat. Pilih hari ini atau sesudahnya.")
    if (ke - hari).days > 92:
        raise Ditolak("tanggal", "Terlalu jauh. Pilih hari dalam tiga bulan ini.")
    tujuan = _hidup(unit, ke, jenis)
    if tujuan is not None:
        if tujuan.dipindah_dari == dari:
            return tujuan
        raise Ditolak("tanggal", "Hari itu sudah ada hari bukanya. Pilih hari lain.")
    sesi = _hidup(unit, dari, jenis) or _jadwalkan(unit, dari, jenis, actor=actor, contoh=False)
    if sesi.status != StatusSesi.TERJADWAL:
        raise Ditolak("tanggal", "Hari buka ini sudah berjalan, jadi tidak bisa dipindah.")
    sesi.dipindah_dari = sesi.dipindah_dari or dari
    sesi.tanggal, sesi.alasan = ke, alasan.strip()[:ALASAN_TERPANJANG]
    if sesi.dipindah_dari == ke:
        sesi.dipindah_dari = None
    sesi.versi += 1
    sesi.save(update_fields=["tanggal", "dipindah_dari", "alasan", "versi"])
    record(
        actor,
        "pindah_sesi",
        sesi,
        perubahan={"tanggal": [dari.isoformat(), ke.isoformat()]},
        catatan=sesi.alasan,
    )
    return sesi


def petugas(unit: Posyandu, hari: date) -> dict[int, str]:
    """{person: name} of whoever may be on duty: terms of kader and pengurus that hold on the day."""
    hasil: dict[int, str] = {}
    for model in (Kader, Pengurus):
        rows = model.objects.filter(posyandu=unit).berlaku(hari).order_by("orang__nama", "orang")
        hasil |= dict(rows.values_list("orang", "orang__nama"))
    return hasil


@transaction.atomic
def catat_hadir(sesi: Sesi, hadir: Mapping[int, str], *, actor: User | None) -> None:
    """Who is on duty, at which step ("" for no fixed one). People whose term does not hold that day are refused."""
    unit = _unit(sesi.posyandu_id, actor)
    boleh = petugas(unit, sesi.tanggal)
    asing = set(hadir) - set(boleh)
    if asing or any(n not in ("", *LANGKAH) for n in hadir.values()):
        raise Ditolak("", "Daftar kader sudah berubah. Muat ulang halaman, lalu isi lagi.")
    lama = dict(HadirKader.objects.filter(sesi=sesi).values_list("orang", "langkah"))
    if lama == dict(hadir):
        return
    HadirKader.objects.filter(sesi=sesi).delete()
    HadirKader.objects.bulk_create([HadirKader(sesi=sesi, orang_id=o, langkah=n) for o, n in hadir.items()])
    record(actor, "hadir_kader", sesi, perubahan={"hadir": [len(lama), len(hadir)]})


def _sesi_jalan(sesi: Sesi, susulan: bool) -> Sesi:
    kini = Sesi.objects.get(pk=sesi.pk)
    boleh = {StatusSesi.DIBUKA, StatusSesi.SELESAI} if susulan else {StatusSesi.DIBUKA}
    if kini.status not in boleh:
        kata = "belum dibuka" if kini.status == StatusSesi.TERJADWAL else "sudah selesai"
        kata = "tidak jadi" if kini.status == StatusSesi.BATAL else kata
        raise Ditolak("", f"Hari buka ini {kata}. Buka dulu, baru daftarkan orangnya.")
    return kini


def _tamu(warga: Warga, unit: Posyandu, hari: date) -> bool:
    """Is the person a guest of the unit? Ditolak without any membership, before birth, after death."""
    if hari < warga.tanggal_lahir:
        raise Ditolak("warga", f"{warga.nama} baru lahir {warga.tanggal_lahir:%d/%m/%Y}, sesudah hari ini buka.")
    if warga.wafat and hari > warga.wafat:
        raise Ditolak("warga", f"{warga.nama} tercatat meninggal {warga.wafat:%d/%m/%Y}.")
    masa = Keanggotaan.objects.filter(warga=warga, posyandu=unit).belum_usai(hari).first()
    if masa is None:
        raise Ditolak("warga", f"{warga.nama} bukan warga posyandu ini. Tambahkan dulu sebagai tamu.")
    return masa.jenis == Keanggotaan.Jenis.TAMU


@transaction.atomic
def daftarkan(sesi: Sesi, warga: Warga, *, actor: User | None, susulan: bool = False) -> tuple[KunjunganWarga, bool]:
    """Step 1: the person is here. Returns (visit, True), or (the visit of that day, False) when there is one already.

    `susulan`: paper typed afterwards, into a session that has ended too. Raises Ditolak.
    """
    unit = _unit(sesi.posyandu_id, actor)
    kini = _sesi_jalan(sesi, susulan)
    periksa_bulan(unit, kini.tanggal)
    tamu = _tamu(warga, unit, kini.tanggal)
    ada = KunjunganWarga.objects.filter(warga=warga, posyandu=unit, tanggal=kini.tanggal, batal=False).first()
    if ada is not None:
        return ada, False
    akhir = KunjunganWarga.objects.filter(sesi=kini).aggregate(n=Max("nomor", filter=Q(batal=False)))["n"] or 0
    kunjungan = KunjunganWarga.objects.create(
        posyandu=unit,
        warga=warga,
        sesi=kini,
        tanggal=kini.tanggal,
        cara=CARA[JenisSesi(kini.jenis)],
        tamu=tamu,
        nomor=akhir + 1,
        pencatat=actor,
        contoh=warga.contoh,
    )
    record(actor, "daftar_kunjungan", kunjungan, perubahan={"nomor": [None, kunjungan.nomor]})
    return kunjungan, True


@transaction.atomic
def catat_susulan(sesi: Sesi, warga: Warga, isi: IsianKunjungan, *, actor: User | None) -> list[Rekaman]:
    """One person of a paper list: registered and measured together, or not at all. Raises what both steps raise."""
    kunjungan, _ = daftarkan(sesi, warga, actor=actor, susulan=True)
    return catat_kunjungan(kunjungan, isi, actor=actor)


@transaction.atomic
def batal_daftar(kunjungan: KunjunganWarga, *, actor: User | None) -> KunjunganWarga:
    """Take a registration back. Refused once a step has recorded something; twice is once."""
    unit = _unit(kunjungan.posyandu_id, actor)
    kini = KunjunganWarga.objects.select_for_update(of=("self",), no_key=True).get(pk=kunjungan.pk)
    if kini.batal:
        return kini
    periksa_bulan(unit, kini.tanggal)
    if Rekaman.objects.filter(kunjungan=kini).berlaku().exists():
        raise Ditolak("", "Sudah ada hasil yang dicatat. Batalkan catatannya dulu, atau betulkan angkanya.")
    kini.batal = True
    kini.versi += 1
    kini.save(update_fields=["batal", "versi"])
    record(actor, "batal_kunjungan", kini)
    return kini


@transaction.atomic
def tambah_tamu(sesi: Sesi, isi: IsiTamu, *, actor: User | None) -> tuple[KunjunganWarga, bool]:
    """A guest: a person with a guest's membership, registered at once. The same form twice is one person."""
    unit = _unit(sesi.posyandu_id, actor)
    kini = _sesi_jalan(sesi, susulan=False)
    if isi.lahir > kini.tanggal:
        raise Ditolak("lahir", "Tanggal lahir ini sesudah hari buka. Periksa lagi.")
    orang = IsianWarga(
        nama=isi.nama,
        jenis_kelamin=isi.kelamin,
        tanggal_lahir=isi.lahir,
        kunci=isi.kunci,
        jenis=Keanggotaan.Jenis.TAMU,
        mulai=kini.tanggal,
        kolom={"lahir_perkiraan": isi.perkiraan, "nama_ibu": isi.nama_ibu},
        contoh=unit.contoh,
    )
    warga, baru = daftarkan_warga(unit, orang, actor=actor)
    if not baru and not Keanggotaan.objects.filter(warga=warga, posyandu=unit).berjalan().exists():
        raise Ditolak("kunci", "Formulir ini sudah dipakai. Buka formulir baru.")
    return daftarkan(kini, warga, actor=actor)
