"""A Perubahan takes the tied rupiah along, or is refused: none is spent twice, none is lost."""

from decimal import Decimal

import pytest

from audit.transitions import TransitionRefused
from planning.actions import alokasikan, buat_perubahan, tetapkan
from planning.models import Alokasi, BarisAnggaran
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import make_baris, make_dokumen, make_rekaman
from tests.planning.pembuat import isi_alokasi

pytestmark = pytest.mark.django_db


@pytest.fixture
def asal(seruni, cast):
    dokumen = make_dokumen("apbd", "33.75")
    baris = make_baris(dokumen, "1000000")
    rekaman = make_rekaman(seruni, cast["kader"])
    alokasikan(rekaman, baris, isi_alokasi("600000"), actor=cast["perencana"])
    return dokumen


def tetap(dokumen, cast):
    return tetapkan(dokumen, nomor="2/contoh", tanggal=hari_ini(), actor=cast["perencana"])


def test_what_is_tied_goes_along_to_the_continuing_line(asal, cast):
    baru = buat_perubahan(asal, actor=cast["perencana"])
    tetap(baru, cast)
    lama, lanjutan = asal.baris_list.get(), baru.baris_list.get()
    assert (lama.teralokasi, lanjutan.teralokasi) == (Decimal(0), Decimal(600000))
    assert Alokasi.objects.get().baris == lanjutan


def test_after_a_perubahan_the_same_pagu_cannot_be_spent_twice(asal, cast, seruni):
    baru = buat_perubahan(asal, actor=cast["perencana"])
    tetap(baru, cast)
    lain = make_rekaman(seruni, cast["kader"])
    with pytest.raises(Exception, match="Melebihi sisa pagu"):
        alokasikan(lain, baru.baris_list.get(), isi_alokasi("400000.01"), actor=cast["perencana"])


@pytest.mark.parametrize("ubah", ["hapus", "susut"])
def test_a_perubahan_without_room_for_what_is_tied_is_refused_and_changes_nothing(asal, cast, ubah):
    baru = buat_perubahan(asal, actor=cast["perencana"])
    baris = BarisAnggaran.objects.filter(dokumen=baru)
    if ubah == "hapus":
        make_baris(baru, kode_kegiatan="1.02.02.2.02.0001")
        baris.filter(asal__isnull=False).delete()
    else:
        baris.update(pagu=Decimal(599999))
    with pytest.raises(TransitionRefused, match="Cabut dulu alokasinya"):
        tetap(baru, cast)
    asal.refresh_from_db()
    baru.refresh_from_db()
    assert (asal.status, baru.status) == ("ditetapkan", "draf")
    assert asal.baris_list.get().teralokasi == Decimal(600000)
