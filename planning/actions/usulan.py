"""Writes to proposals: made from a need, decided at a gate, split, merged. Each decision keeps volume and rupiah."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from accounts.roles import Cap
from accounts.scope import require_area, require_in_scope
from audit.record import record, selisih
from planning.models import BuktiUsulan, RiwayatUsulan, Usulan
from planning.tahap_usulan import GERBANG, JALUR_KELURAHAN, TUTUP, Jalur, Putusan, Tahap
from planning.workflow_usulan import SISTEM, USULAN, jenis_langkah
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman, Tiket

BATAS = Decimal(10) ** 13  # SQLite keeps 15 digits
SEN = Decimal("0.01")
# What a form of a proposal may write; the rest belongs to the gates.
KOLOM = (
    "bidang", "tahun", "jalur", "judul", "masalah", "sasaran", "lokasi", "rt", "rw", "volume", "satuan",
    "harga_satuan", "perangkat_daerah", "kode_kegiatan", "prioritas",
)  # fmt: skip
BISA_DIPOTONG = frozenset({"teruskan", "tetapkan", "musdes", "perubahan", "naikkan"})


@dataclass(frozen=True)
class Bukti:
    """Keys of the rows ticked as evidence."""

    rekaman: Sequence[int] = ()
    tiket: Sequence[int] = ()


@dataclass(frozen=True)
class IsiPutusan:
    """What a desk decides. `volume` and `nilai` empty: as they came."""

    alasan: str = ""
    volume: Decimal | None = None
    nilai: Decimal | None = None
    prioritas: int | None = None


@dataclass(frozen=True)
class IsiPecah:
    """The part that becomes a proposal of its own, with its own door."""

    volume: Decimal
    nilai: Decimal
    jalur: str
    alasan: str
    kunci: UUID
    bukti: Bukti = field(default_factory=Bukti)


def hitung_nilai(volume: Decimal, harga: Decimal) -> Decimal:
    """Volume times unit cost, to the cent. Raises Ditolak for nothing and for more than can be kept."""
    nilai = (volume * harga).quantize(SEN)
    if volume <= 0:
        raise Ditolak("volume", "Volume harus lebih dari nol.")
    if nilai <= 0:
        raise Ditolak("harga_satuan", "Harga satuan harus lebih dari nol.")
    if nilai >= BATAS:
        raise Ditolak("harga_satuan", "Jumlahnya terlalu besar. Periksa angka nolnya.")
    return nilai


def _periksa(usulan: Usulan) -> None:
    desa = usulan.desa
    if desa.jenis not in ("desa", "kelurahan", "desa_adat"):
        raise Ditolak("", "Usulan dibuat oleh posyandu, desa, atau kelurahan.")
    if desa.kelurahan and usulan.jalur not in JALUR_KELURAHAN:
        raise Ditolak("jalur", f"{desa.sebutan} tidak punya APB Desa. Pilih Musrenbang atau jalur daerah lain.")
    kini = hari_ini(usulan.kode).year
    if not kini <= usulan.tahun <= kini + 3:
        raise Ditolak("tahun", f"Tahun anggaran usulan antara {kini} dan {kini + 3}.")


def _pasang_bukti(usulan: Usulan, bukti: Bukti, actor: User | None) -> None:
    """Only rows of the proposal's own area that the person may read."""
    rekaman, tiket = Rekaman.objects.berlaku(), Tiket.objects.all()
    if actor is not None:
        rekaman = rekaman.for_user(actor, Cap.LIHAT_CATATAN)
        tiket = tiket.for_user(actor, Cap.LIHAT_TIKET)
    ada_rekaman = list(rekaman.di_wilayah(usulan.kode).filter(pk__in=bukti.rekaman).order_by("pk"))
    ada_tiket = list(tiket.di_wilayah(usulan.kode).filter(pk__in=bukti.tiket).order_by("pk"))
    if len(ada_rekaman) != len(set(bukti.rekaman)) or len(ada_tiket) != len(set(bukti.tiket)):
        raise Ditolak("bukti", "Sebagian bukti tidak ada lagi di wilayah ini. Muat ulang halaman.")
    BuktiUsulan.objects.bulk_create(
        [
            *(BuktiUsulan(usulan=usulan, rekaman=r) for r in ada_rekaman),
            *(BuktiUsulan(usulan=usulan, tiket=t) for t in ada_tiket),
        ]
    )


def buat_usulan(
    isi: Mapping[str, Any],
    *,
    kunci: UUID,
    bukti: Bukti = Bukti(),
    actor: User | None,
) -> tuple[Usulan, bool]:
    """A draft; `isi` names `posyandu` or `wilayah`. The same form sent twice is one proposal (False then)."""
    usulan = Usulan(**isi, kunci=kunci, pembuat=actor)
    usulan.nilai = usulan.nilai_awal = hitung_nilai(usulan.volume, usulan.harga_satuan)
    usulan.volume_awal = usulan.volume
    if actor is not None:
        require_area(usulan.kode, actor, Cap.USUL, seen_with=Cap.LIHAT_RENCANA, bidang=usulan.bidang)
    _periksa(usulan)
    try:
        with transaction.atomic():
            usulan.save(force_insert=True)
            _pasang_bukti(usulan, bukti, actor)
            _catat(usulan, Putusan.BELUM, "", actor)
            record(actor, "buat", usulan, perubahan={"nilai": [None, str(usulan.nilai)]})
    except IntegrityError:
        ada = Usulan.objects.filter(kunci=kunci, pembuat=actor).first()
        if ada is None:
            raise
        return ada, False
    return usulan, True


def _catat(usulan: Usulan, putusan: Putusan, alasan: str, actor: User | None) -> None:
    """A row of the trail for what is no step of a gate."""
    RiwayatUsulan.objects.create(
        usulan=usulan,
        dari=usulan.tahap,
        ke=usulan.tahap,
        putusan=putusan,
        volume=usulan.volume,
        nilai=usulan.nilai,
        alasan=alasan,
        oleh=actor,
        oleh_nama=actor.nama if actor is not None else SISTEM,
    )


def kunci_usulan(pk: int, duty: str, actor: User | None, versi: int | None) -> Usulan:
    """The row under its lock, once the second lock and the version agree."""
    usulan = Usulan.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first() or Usulan(pk=pk)
    if actor is not None:
        require_in_scope(usulan, actor, duty, seen_with=Cap.LIHAT_RENCANA)
    if versi is not None and usulan.versi != versi:
        raise Bentrok(usulan)
    return usulan


def _naik_versi(usulan: Usulan, **isi: Any) -> None:
    Usulan.objects.filter(pk=usulan.pk).update(**isi, versi=F("versi") + 1)
    usulan.refresh_from_db()


@transaction.atomic
def ubah_usulan(pk: int, isi: Mapping[str, Any], *, versi: int | None, actor: User) -> Usulan:
    """Change a draft (a new one, or one that was sent back): what it says when handed in is what was asked for."""
    usulan = kunci_usulan(pk, Cap.USUL, actor, versi)
    if usulan.tahap != Tahap.DRAF or not usulan.terbuka:
        raise Ditolak("", "Usulan yang sudah diajukan tidak diubah lagi oleh pengusul.")
    lama = {k: getattr(usulan, k) for k in KOLOM}
    baru = {k: v for k, v in isi.items() if k in KOLOM}
    for k, v in baru.items():
        setattr(usulan, k, v)
    nilai = hitung_nilai(usulan.volume, usulan.harga_satuan)
    _periksa(usulan)
    require_area(usulan.kode, actor, Cap.USUL, seen_with=Cap.LIHAT_RENCANA, bidang=usulan.bidang)
    _naik_versi(usulan, **baru, nilai=nilai, nilai_awal=nilai, volume_awal=usulan.volume)
    record(actor, "ubah", usulan, perubahan=selisih(lama, baru))
    return usulan


def _potong(usulan: Usulan, langkah: str, isi: IsiPutusan) -> dict[str, Any]:
    """What the decision leaves. Raises Ditolak for more than came in, nothing at all, or a cut without a reason."""
    volume = usulan.volume if isi.volume is None else isi.volume
    nilai = usulan.nilai if isi.nilai is None else isi.nilai
    if volume > usulan.volume:
        raise Ditolak("volume", f"Paling banyak {usulan.volume.normalize():f}, sebanyak yang sampai ke meja ini.")
    if nilai > usulan.nilai:
        raise Ditolak("nilai", f"Paling banyak {rupiah(usulan.nilai)}, sebesar yang sampai ke meja ini.")
    if volume <= 0 or nilai <= 0:
        raise Ditolak("nilai", "Kalau tidak ada yang disetujui, pilih Tolak dan tulis alasannya.")
    berkurang = nilai < usulan.nilai or volume < usulan.volume
    if berkurang and not isi.alasan.strip():
        raise Ditolak("alasan", "Volume atau rupiahnya berkurang. Tulis alasannya untuk desa/kelurahan.")
    if berkurang and jenis_langkah(langkah) not in BISA_DIPOTONG:
        raise Ditolak("nilai", "Langkah ini tidak mengubah volume dan rupiah.")
    ubah: dict[str, Any] = {"volume": volume, "nilai": nilai} if berkurang else {}
    return ubah | ({"prioritas": isi.prioritas} if isi.prioritas is not None else {})


@transaction.atomic
def putuskan(pk: int, langkah: str, isi: IsiPutusan, *, versi: int | None, actor: User | None) -> Usulan:
    """Take a step at the gate, with a smaller volume or amount where the desk gives less, and its reason."""
    step = USULAN.named(langkah)
    usulan = kunci_usulan(pk, step.duty, actor, versi)
    if usulan.tahap in step.sources and usulan.terbuka:
        ubah = _potong(usulan, langkah, isi)
        if ubah:
            _naik_versi(usulan, **ubah)
    hasil: Usulan = USULAN.apply(pk, langkah, actor=actor, note=isi.alasan)
    return hasil


def _duty_meja(usulan: Usulan) -> str:
    if usulan.tahap in GERBANG:
        return GERBANG[usulan.tahap].duty
    raise Ditolak("", "Usulan ini tidak sedang di meja siapa pun.")


@transaction.atomic
def pecah_usulan(pk: int, isi: IsiPecah, *, versi: int | None, actor: User) -> tuple[Usulan, bool]:
    """Take a part out into a draft of its own (part APB Desa, part perangkat daerah). Twice sent is one part."""
    usulan = kunci_usulan(pk, Cap.LIHAT_RENCANA, actor, None)
    duty = Cap.USUL if usulan.tahap == Tahap.DRAF else _duty_meja(usulan)
    require_in_scope(usulan, actor, duty, seen_with=Cap.LIHAT_RENCANA)
    ada = Usulan.objects.filter(kunci=isi.kunci, pecahan_dari=usulan).first()
    if ada is not None:
        return ada, False
    if versi is not None and usulan.versi != versi:
        raise Bentrok(usulan)
    _periksa_pecahan(usulan, isi)
    sama = {k: getattr(usulan, k) for k in ("posyandu", "wilayah", "butuh", *KOLOM)}
    sama |= {"jalur": isi.jalur, "volume": isi.volume, "pecahan_dari": usulan, "contoh": usulan.contoh}
    bagian = Usulan(**sama, kunci=isi.kunci, pembuat=actor, nilai=isi.nilai)
    bagian.nilai_awal, bagian.volume_awal = isi.nilai, isi.volume
    _periksa(bagian)
    bagian.save(force_insert=True)
    _catat(bagian, Putusan.BELUM, isi.alasan, actor)
    _naik_versi(usulan, volume=usulan.volume - isi.volume, nilai=usulan.nilai - isi.nilai)
    _catat(usulan, Putusan.DIPECAH, isi.alasan, actor)
    record(actor, "pecah_usulan", usulan, perubahan={"nilai": [str(usulan.nilai + isi.nilai), str(usulan.nilai)]})
    return bagian, True


def _periksa_pecahan(usulan: Usulan, isi: IsiPecah) -> None:
    if not usulan.terbuka:
        raise Ditolak("", "Usulan ini sudah selesai.")
    if not 0 < isi.nilai < usulan.nilai:
        raise Ditolak("nilai", f"Bagian itu harus lebih dari nol dan kurang dari {rupiah(usulan.nilai)}.")
    if not 0 < isi.volume < usulan.volume:
        raise Ditolak("volume", f"Bagian itu harus lebih dari nol dan kurang dari {usulan.volume.normalize():f}.")
    if usulan.tautan_list.exists():
        raise Ditolak("", "Usulan ini sudah terhubung ke baris anggaran. Lepas dulu, lalu pecah.")
    if not isi.alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")


@transaction.atomic
def gabung_usulan(pk: int, ke: int, alasan: str, *, versi: int | None, actor: User) -> Usulan:
    """Let a proposal go on inside another of the same gate, field, year and unit of measure; the other one grows."""
    terkunci = list(Usulan.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=(pk, ke)).order_by("pk"))
    usulan = next((u for u in terkunci if u.pk == pk), None) or Usulan(pk=pk)
    induk = next((u for u in terkunci if u.pk == ke), None) or Usulan(pk=ke)
    for satu in (usulan, induk):
        require_in_scope(satu, actor, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA)
    duty = _duty_meja(usulan)
    for satu in (usulan, induk):
        require_in_scope(satu, actor, duty, seen_with=Cap.LIHAT_RENCANA)
    if versi is not None and usulan.versi != versi:
        raise Bentrok(usulan)
    _periksa_gabungan(usulan, induk, alasan)
    USULAN.apply(pk, f"gabung:{usulan.tahap}", actor=actor, note=alasan)
    Usulan.objects.filter(pk=pk).update(digabung_ke=induk)
    tambah = {k: getattr(induk, k) + getattr(usulan, k[: -len("_awal")] if k.endswith("_awal") else k)
              for k in ("volume", "nilai", "volume_awal", "nilai_awal")}  # fmt: skip
    _naik_versi(induk, **tambah)
    _catat(induk, Putusan.DIGABUNG, f"Menerima {usulan.judul}, {usulan.desa.nama}. {alasan}"[:300], actor)
    return induk


def _periksa_gabungan(usulan: Usulan, induk: Usulan, alasan: str) -> None:
    if usulan.pk == induk.pk:
        raise Ditolak("ke", "Pilih usulan lain.")
    sama = ("tahap", "bidang", "tahun", "satuan", "jalur")
    if any(getattr(usulan, k) != getattr(induk, k) for k in sama) or usulan.kode[:5] != induk.kode[:5]:
        raise Ditolak("ke", "Yang digabung harus sama tahap, bidang, tahun, satuan, dan jalurnya.")
    if Jalur(usulan.jalur) == Jalur.DESA and usulan.desa != induk.desa:
        raise Ditolak("ke", "Usulan dua desa tidak digabung dalam anggaran desa.")
    if usulan.putusan in TUTUP or induk.putusan in TUTUP:
        raise Ditolak("ke", "Usulan yang sudah selesai tidak digabung.")
    if usulan.tautan_list.exists():
        raise Ditolak("", "Usulan ini sudah terhubung ke baris anggaran. Lepas dulu, lalu gabungkan.")
    if induk.nilai + usulan.nilai >= BATAS:
        raise Ditolak("ke", "Jumlahnya terlalu besar.")
    if not alasan.strip():
        raise Ditolak("alasan", "Tulis alasannya.")
