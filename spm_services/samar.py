"""Answers of a record as this person may read them: names are initials for those who need not know people."""

from accounts.models import User
from accounts.roles import Cap
from spm_services.katalog.kolom import Kolom
from spm_services.models import Rekaman
from spm_services.tampak_tiket import SAMAR, inisial
from spm_services.tiket_buat import rahasia


def boleh_nama(rekaman: Rekaman, user: User) -> bool:
    """May the person read who the record is about? Who complains of trantibum is for the village's desk and whoever
    wrote it down; else for those who work with people by name."""
    kode = rekaman.posyandu.kode
    if rahasia(rekaman):
        return rekaman.pencatat_id == user.pk or user.scope_for(Cap.URUS_TIKET).memuat(kode)
    return user.scope_for(Cap.LIHAT_WARGA).mencapai(kode, rekaman.bidang)


def tampilan_untuk(rekaman: Rekaman, user: User) -> list[tuple[Kolom, str]]:
    """Each question with its answer in words, as `Rekaman.tampilan`."""
    if boleh_nama(rekaman, user):
        return rekaman.tampilan
    tersamar = SAMAR if rahasia(rekaman) else None
    return [
        (k, (tersamar or inisial(isi)) if k.pribadi and rekaman.isian.get(k.kode) else isi)
        for k, isi in rekaman.tampilan
    ]
