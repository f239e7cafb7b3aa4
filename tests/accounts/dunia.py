"""One row of every scoped kind in two areas far apart, so that no rule passes for want of rows."""

from datetime import date

from django.apps import apps

from accounts.models import User
from accounts.scope import ScopedModel
from planning.actions import IsiAlokasi, alokasikan
from planning.models import Alokasi
from registry.actions import dudukkan_pengurus, tambah_sk
from registry.models import Orang, Posyandu
from spm_services.actions import pilih_layanan
from tests.pembuat import kiriman, make_baris, make_dokumen, make_kader, make_posyandu, make_rekaman, make_user
from tests.rumah.bagian import BAGIAN

TERSKOP = [m for m in apps.get_models() if issubclass(m, ScopedModel)]


def isi_unit(posyandu: Posyandu, pencatat: User) -> None:
    """Kader, pengurus, decree, ticked service, a record of two fields, and money tied to one of them."""
    make_kader(posyandu)
    orang = Orang(nama="Ketua contoh", jenis_kelamin="P", contoh=True)
    dudukkan_pengurus(posyandu, orang, jabatan="ketua", bidang="", mulai=date(2026, 1, 1), actor=None)
    tambah_sk(posyandu, {"jenis": "kader", "nomor": "1", "tanggal": date(2026, 1, 1)}, actor=None)
    pilih_layanan(posyandu, ["biopori"], actor=pencatat)
    make_rekaman(posyandu, pencatat, "pantau_bansos", terlayani=3)
    rekaman = make_rekaman(posyandu, pencatat)
    dokumen = make_dokumen("apbd", posyandu.kode[:5], rekaman.tanggal.year)
    isi = IsiAlokasi(nilai=make_baris(dokumen).pagu / 2, keterangan="", kunci=kiriman().kunci)
    alokasikan(rekaman, dokumen.baris_list.get(), isi, actor=None)
    for b in BAGIAN:
        if hasattr(b, "baris_skop"):
            b.baris_skop(posyandu)


def isi_dunia(seruni: Posyandu, wilayah_lain: str) -> Posyandu:
    lain = make_posyandu(wilayah_lain, nama="Jauh")
    isi_unit(seruni, make_user("pengurus-dunia", peran="pengurus", kode=seruni.kode))
    isi_unit(lain, make_user("pengurus-jauh", peran="pengurus", kode=lain.kode))
    if Alokasi.objects.count() != 2 or any(not m.objects.exists() for m in TERSKOP):
        raise ValueError("dunia tidak lengkap: ada jenis baris yang kosong")
    return lain
