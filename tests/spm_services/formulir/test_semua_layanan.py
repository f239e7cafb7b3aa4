"""Every service of the catalogue opens, takes its smallest right answers through the door, and stands in lists."""

import uuid
from typing import Any

import pytest

from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.katalog.dasar import Banyak, JenisLayanan, Subjek, YaTidak
from spm_services.models import Hitungan, Rekaman
from tests.pembuat import make_keluarga
from tests.rumah.halaman import teks
from tests.spm_services.formulir.jawab import minimal, orang_untuk

pytestmark = pytest.mark.django_db
DICATAT = sorted(e.kode for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e) and not e.sampai)


def siapkan(entri: JenisLayanan, unit) -> tuple[str, dict[str, Any]]:
    """(address of its form, what is sent)"""
    dasar = f"/lapangan/{'nakes' if entri.oleh else 'catat'}/{entri.kode}/?unit={unit.kode}"
    siapa = None
    if entri.subjek == Subjek.ORANG:
        warga, siapa = orang_untuk(entri, unit)
        dasar += f"&warga={warga.uuid}"
    elif entri.subjek == Subjek.KELUARGA:
        dasar += f"&keluarga={make_keluarga(unit).uuid}"
    kepala = {"tanggal": hari_ini(unit.kode).isoformat(), "kunci": str(uuid.uuid4())}
    return dasar, kepala | minimal(entri.kode, siapa)


@pytest.mark.parametrize("kode", DICATAT)
def test_it_opens_saves_and_is_read_back(kode, seruni, cast, masuk):
    entri = katalog.SEMUA[kode]
    klien = masuk(cast["nakes" if entri.oleh else "kader"])
    alamat, kirim = siapkan(entri, seruni)
    assert klien.get(alamat).status_code == 200
    jawab = klien.post(alamat, kirim)
    assert jawab.status_code == 302, teks(jawab)[:600]
    rekaman = Rekaman.objects.get()
    assert (rekaman.layanan, rekaman.bidang, rekaman.bentuk) == (kode, entri.bidang, entri.bentuk)
    assert bool(rekaman.warga_id) == (entri.subjek == Subjek.ORANG)
    assert bool(rekaman.keluarga_id) == (entri.subjek == Subjek.KELUARGA)
    assert dict(Hitungan.objects.values_list("kolom", "jumlah")) == entri.hitungan(rekaman.isian)
    halaman = klien.get(jawab["Location"])
    assert entri.nama in teks(halaman)
    assert f"/layanan/{rekaman.kunci}/" in klien.get(f"/layanan/?layanan={kode}").content.decode()


@pytest.mark.parametrize("kode", DICATAT)
def test_what_is_stored_is_what_a_correction_shows_and_stores_again(kode, seruni, cast, masuk):
    entri = katalog.SEMUA[kode]
    klien = masuk(cast["nakes" if entri.oleh else "kader"])
    alamat, kirim = siapkan(entri, seruni)
    klien.post(alamat, kirim)
    rekaman = Rekaman.objects.get()
    koreksi = f"/layanan/{rekaman.kunci}/koreksi{'-nakes' if entri.oleh else ''}/"
    form = klien.get(koreksi).context["form"]
    lagi = {n: form[n].value() for n in form.fields} | {"versi": "1", "tanggal": kirim["tanggal"]}
    lagi = {n: "" if v is None else v for n, v in lagi.items()}
    jawab = klien.post(koreksi, lagi)
    assert jawab.status_code == 302, teks(jawab)[:600]
    rekaman_lagi = Rekaman.objects.get()
    assert (rekaman_lagi.isian, rekaman_lagi.versi) == (rekaman.isian, 1)


@pytest.mark.parametrize("kode", DICATAT)
def test_an_empty_form_says_what_is_missing_and_stores_nothing(kode, seruni, cast, masuk):
    entri = katalog.SEMUA[kode]
    klien = masuk(cast["nakes" if entri.oleh else "kader"])
    alamat, kirim = siapkan(entri, seruni)
    kosong = {k: v for k, v in kirim.items() if not k.startswith("i_")}
    jawab = klien.post(alamat, kosong)
    assert (jawab.status_code, Rekaman.objects.count()) == (422, 0)


def test_none_of_these_and_not_asked_are_two_in_every_service_that_lists_something():
    """So that a list without its "tidak ada" cannot come in."""
    for e in katalog.SEMUA.values():
        for k in e.isian:
            assert not isinstance(k, Banyak) or k.tidak_ada, f"{e.kode}.{k.kode}"
            assert not isinstance(k, YaTidak) or k.label.strip(), f"{e.kode}.{k.kode}"
