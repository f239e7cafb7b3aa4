"""A request's record makes its ticket, in the same transaction, and the two stay of one mind."""

from collections.abc import Sequence

from accounts.models import User
from audit.models import Catatan
from audit.record import buat, record
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.galat import Ditolak
from spm_services import katalog
from spm_services.katalog.dasar import Bentuk, Isian, JenisLayanan
from spm_services.kode_tiket import tutup_telepon
from spm_services.models import JenisTiket, Rekaman, StatusTiket, Tiket
from spm_services.perangkat import FASKES, kantor_awal
from spm_services.workflow_tiket import TIKET

RUJUKAN = "rujukan_kesehatan"  # the service whose record is a referral to the health centre
MASIH_DI_POSYANDU = (StatusTiket.DRAF, StatusTiket.DIKEMBALIKAN)


def bertiket(rekaman: Rekaman) -> bool:
    """Does the record have a ticket? Every request has, but for those of the sealed channel."""
    return rekaman.bentuk == Bentuk.PERMOHONAN and katalog.bisa_dicatat(rekaman.entri)


def jenis_dari(entri: JenisLayanan, isi: Isian) -> str:
    """A referral by its service; a complaint where that is what is asked for; else a wish or a request."""
    if entri.kode == RUJUKAN:
        return JenisTiket.RUJUKAN
    if isi.get("diminta") == JenisTiket.PENGADUAN:
        return JenisTiket.PENGADUAN
    return JenisTiket.ASPIRASI if entri.kode.startswith("aspirasi") else JenisTiket.PERMOHONAN


def rahasia(rekaman: Rekaman) -> bool:
    """Is it a complaint whose author is kept secret (domain study 3.3)?"""
    jenis = jenis_dari(rekaman.entri, rekaman.isian) if rekaman.bentuk == Bentuk.PERMOHONAN else ""
    return jenis == JenisTiket.PENGADUAN and rekaman.bidang == Bidang.TRANTIBUMLINMAS


def salin(rekaman: Rekaman) -> dict[str, object]:
    """What the ticket takes over from the answers."""
    isi = rekaman.isian
    keluarga, warga = rekaman.keluarga, rekaman.warga
    alasan = rekaman.entri.kolom("alasan") if any(k.kode == "alasan" for k in rekaman.entri.isian) else None
    nama = isi.get("pemohon") or isi.get("objek") or (warga and warga.nama) or (keluarga and keluarga.nama) or ""
    return {
        "jenis": jenis_dari(rekaman.entri, isi),
        "rahasia": rahasia(rekaman),
        "tertutup": alasan is not None and alasan.tertutup,
        "tanggal": rekaman.tanggal,
        "judul": "Rujukan kesehatan" if rekaman.layanan == RUJUKAN else rekaman.entri.nama[:160],
        "pemohon": str(nama)[:120],
        "lokasi": str(isi.get("lokasi") or (keluarga and keluarga.rt_rw) or "")[:160],
        "uraian": str(isi.get("alasan") or isi.get("keterangan") or "")[:1000],
    }


def susun_tiket(rekaman: Rekaman, actor: User | None) -> Tiket:
    """The draft ticket of a record, not stored yet. A phone number the people already gave comes along."""
    tiket = Tiket(
        posyandu_id=rekaman.posyandu_id,
        bidang=rekaman.bidang,
        layanan=rekaman.layanan,
        rekaman=rekaman,
        warga=rekaman.warga,
        keluarga=rekaman.keluarga,
        tujuan=FASKES if rekaman.layanan == RUJUKAN else kantor_awal(rekaman.bidang, rekaman.entri.opd),
        pencatat=actor,
        contoh=rekaman.contoh,
        **salin(rekaman),
    )
    telepon = (rekaman.warga and rekaman.warga.telepon) or (rekaman.keluarga and rekaman.keluarga.telepon) or ""
    tiket.telepon_sandi, tiket.telepon_sidik = tutup_telepon(telepon, tiket.kode)
    return tiket


def buat_tiket(rekaman: Rekaman, *, oleh: User | None) -> Tiket:
    """Store the draft ticket of a record whose unit is locked."""
    tiket = susun_tiket(rekaman, oleh)
    tiket.save(force_insert=True)
    record(oleh, "buat_tiket", tiket, perubahan={"jenis": [None, tiket.jenis]})
    return tiket


def buat_banyak(rekaman_list: Sequence[Rekaman], *, oleh: User | None) -> None:
    """The same for many records at once (seeding)."""
    rows = Tiket.objects.bulk_create([susun_tiket(r, oleh) for r in rekaman_list if bertiket(r)], batch_size=500)
    log = [buat(oleh, "buat_tiket", t, perubahan={"jenis": [None, t.jenis]}) for t in rows]
    Catatan.objects.bulk_create(log, batch_size=500)


def samakan_tiket(rekaman: Rekaman) -> None:
    """A corrected record carries its ticket along. Raises Ditolak once the ticket has left the posyandu."""
    tiket = Tiket.objects.select_for_update(of=("self",), no_key=True).filter(rekaman=rekaman).first()
    if tiket is None:
        return
    if tiket.status not in MASIH_DI_POSYANDU:
        raise Ditolak("", "Permohonan ini sudah diajukan. Minta meja desa/kelurahan mengembalikannya dulu.")
    for nama, nilai in salin(rekaman).items():
        setattr(tiket, nama, nilai)
    tiket.versi += 1
    tiket.save(update_fields=[*salin(rekaman), "versi"])


def tarik_bersama(rekaman: Rekaman, actor: User | None) -> None:
    """A cancelled record withdraws its draft. Raises TransitionRefused once the ticket is on its way."""
    tiket = Tiket.objects.filter(rekaman=rekaman).exclude(status=StatusTiket.DITARIK).first()
    if tiket is not None:
        TIKET.apply(tiket.pk, "tarik_tiket", actor=actor, note="Catatannya dibatalkan.")
