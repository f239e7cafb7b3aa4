"""Many at once on batches and results: a file is in one batch, a row is applied once."""

from datetime import date

import pytest

from accounts.models import JenisBerkas
from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from registry import actions
from registry.cocok import BarisMasuk
from registry.models import Ajuan, Paket, Posyandu, StatusAjuan
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, make_posyandu, make_user
from wilayah.models import Wilayah

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 6
KOTA = "33.75"


@pytest.fixture
def dinas(transaksi):
    return make_user("dinas", peran="dinas_pmd", kode=KOTA)


def berkas(status: str, paket: Paket | None = None) -> Ajuan:
    unit = make_posyandu(KLEGO, nama="Mawar")
    return Ajuan.objects.create(posyandu=unit, versi_syarat="2026-2", status=status, paket=paket)


def test_of_six_batches_with_the_same_files_exactly_one_stands(dinas):
    pilihan = [berkas(StatusAjuan.DIVERIFIKASI).pk for _ in range(3)]
    kota = Wilayah.objects.get(pk=KOTA)

    def buat(ke: int):
        isi = actions.IsiPaket(f"{ke}/2026", date(2026, 2, 2), "x")
        return actions.buat_paket(kota, isi, pilihan, actor=dinas)

    hasil = serempak([lambda ke=ke: buat(ke) for ke in range(UTAS)])
    assert [type(g) for g in galat_dari(hasil)] == [Ditolak] * (UTAS - 1)
    assert set(Ajuan.objects.values_list("paket", flat=True)) == {Paket.objects.get().pk}


def test_a_row_applied_six_times_at_once_is_applied_once(dinas):
    isi = {"nomor_surat": "1", "tanggal_surat": date(2026, 2, 2), "penanda_tangan": "x", "status": "dikirim"}
    berkas(StatusAjuan.DIKIRIM, Paket.objects.create(wilayah_id=KOTA, **isi))
    rows = [BarisMasuk(2, f"{KLEGO}.901", "Mawar", "Klego")]
    kota = Wilayah.objects.get(pk=KOTA)
    hasil = actions.unggah_hasil(kota, b"x", "x.csv", rows, jenis=JenisBerkas.CSV, actor=dinas)
    baris = hasil.baris_list.get()
    semua = serempak([lambda: actions.terapkan_baris(baris.pk, actor=dinas)] * UTAS)
    assert galat_dari(semua) == []
    baris.refresh_from_db()
    assert (baris.keadaan, Posyandu.objects.terdaftar().count()) == ("terpasang", 1)
    assert Catatan.objects.filter(aksi="catat_nomor").count() == Catatan.objects.filter(aksi="terbit").count() == 1
