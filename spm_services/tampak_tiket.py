"""Who sees what of a ticket, and which steps are theirs, without asking the database.

The desk of the village, the office it was handed to, nakes (of referrals) and whoever wrote it see names and how to
reach people, because they must act; the unit's other kader too, but for the name of a trantibum complainant. All
others who may see the list see initials and the stage.
"""

from dataclasses import dataclass

from accounts.models import User
from accounts.roles import Cap, Peran
from audit.transitions import Transition
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import Bidang
from posyandu_app.lib.sandi import TidakTerbaca
from spm_services.kode_tiket import buka_telepon
from spm_services.models import StatusTiket, Tiket
from spm_services.models.tiket import lingkup_jawab
from spm_services.workflow_tiket import TIKET

SAMAR = "dirahasiakan"


def inisial(nama: str) -> str:
    """`S. A.`: enough to tell two rows apart, not to know who."""
    return " ".join(f"{kata[0].upper()}." for kata in nama.split() if kata[0].isalpha())[:9]


def kantor_saya(user: User, tiket: Tiket) -> bool:
    """Does the person answer at the desk the ticket was handed to?"""
    kode = tiket.posyandu.kode
    for grant, peran, kantor in lingkup_jawab(user):
        if not kode_lib.di_bawah(kode, grant.area) or grant.bidang not in ("", tiket.bidang):
            continue
        if peran == Peran.NAKES:
            if tiket.rujukan and tiket.setuju and tiket.status != StatusTiket.DRAF:
                return True
        elif not tiket.rujukan and tiket.diteruskan_pada is not None and tiket.tujuan in kantor:
            return True
    return False


def memegang(user: User, duty: str, tiket: Tiket) -> bool:
    """Does the person hold the duty over this ticket?"""
    if duty == Cap.JAWAB_TIKET:
        return kantor_saya(user, tiket)
    return user.scope_for(duty).mencapai(tiket.posyandu.kode, tiket.bidang)


def langkah_untuk(user: User, tiket: Tiket) -> list[Transition]:
    """Steps the table allows from here to this person; guards are asked when one is taken."""
    asal = [t for t in TIKET.transitions if tiket.status in t.sources]
    rujukan = {"rujuk", "terima_rujukan", "hasil_rujukan", "tutup_rujukan"}
    asal = [t for t in asal if (t.name in rujukan) == tiket.rujukan]
    return [t for t in asal if memegang(user, t.duty, tiket)]


@dataclass(frozen=True)
class Tampak:
    """`nama`: who asked. `kontak`: phone, papers, photos. `isi`: the words written of it. `sebab`: reasons of a
    referral that are for nakes alone."""

    nama: bool
    kontak: bool
    isi: bool
    sebab: bool


def tampak(user: User, tiket: Tiket) -> Tampak:
    kode = tiket.posyandu.kode
    penulis = tiket.pencatat_id == user.pk and user.scope_for(Cap.CATAT).memuat(kode)
    meja = user.scope_for(Cap.URUS_TIKET).memuat(kode)
    nakes = tiket.bidang == Bidang.KESEHATAN and user.scope_for(Cap.TENAGA_KESEHATAN).mencapai(kode, tiket.bidang)
    nakes = nakes and (not tiket.rujukan or bool(tiket.setuju))
    unit = user.scope_for(Cap.CATAT).memuat(kode) and not tiket.rahasia
    bertindak = penulis or meja or nakes or unit or kantor_saya(user, tiket)
    sebab = penulis or (nakes and user.scope_for(Cap.LIHAT_TERTUTUP).mencapai(kode, tiket.bidang))
    return Tampak(
        nama=bertindak,
        kontak=bertindak,
        isi=(bertindak or not tiket.rujukan) and (sebab or not tiket.tertutup),
        sebab=sebab,
    )


def nama_pemohon(tiket: Tiket, lihat: Tampak) -> str:
    if lihat.nama:
        return tiket.pemohon or "tanpa nama"
    return SAMAR if tiket.rahasia else inisial(tiket.pemohon)


def telepon(tiket: Tiket, lihat: Tampak) -> str:
    """In clear for whoever must call; empty where none is stored or none may be seen."""
    if not lihat.kontak:
        return ""
    try:
        return buka_telepon(tiket.telepon_sandi)
    except (TidakTerbaca, ValueError):
        return "tidak terbaca"
