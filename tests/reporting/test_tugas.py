"""What waits for a person about registration files: at a desk, and sent back."""

from datetime import timedelta
from html import unescape

import pytest

from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.models import Ajuan, PutusanButir
from registry.workflow import AJUAN
from registry.workflow_praktik import PRAKTIK
from reporting.tugas import Tugas, tugas_saya
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_ajuan, make_posyandu

pytestmark = pytest.mark.django_db


def tugas(user, awal: str) -> list[Tugas]:
    return [t for t in tugas_saya(user)[0] if t.judul.startswith(awal)]


def kembalikan(unit) -> Ajuan:
    ajuan = make_ajuan(unit)
    isi = {"putaran": 1, "meja": "kecamatan", "butir": "sk_kader", "sidik": "x", "alasan": "tidak_terbaca"}
    PutusanButir.objects.create(ajuan=ajuan, putusan=PutusanButir.Putusan.KEMBALI, **isi)
    return AJUAN.apply(ajuan.pk, "kembalikan_kecamatan", actor=None)


class TestMeja:
    AWAL = "Berkas menunggu"

    def test_a_desk_counts_its_own_files_only(self, cast, seruni):
        make_ajuan(seruni)
        make_ajuan(make_posyandu(KANDANG_PANJANG))  # of another kecamatan's desk
        (satu,) = tugas(cast["verifikator_kecamatan"], self.AWAL)
        assert (satu.judul, satu.lencana, satu.nada) == ("Berkas menunggu di meja kecamatan", "1", "awas")
        assert tugas(cast["dinas_pmd"], self.AWAL) == []

    def test_a_file_past_its_day_is_said(self, cast, seruni):
        ajuan = make_ajuan(seruni, "periksa")
        hari = hari_ini(KLEGO)
        Ajuan.objects.filter(pk=ajuan.pk).update(tenggat=hari)
        (masih,) = tugas(cast["dinas_pmd"], self.AWAL)
        Ajuan.objects.filter(pk=ajuan.pk).update(tenggat=hari - timedelta(days=1))
        (lewat,) = tugas(cast["dinas_pmd"], self.AWAL)
        assert (masih.keterangan, masih.nada) == ("semua masih dalam tenggat", "awas")
        assert (lewat.keterangan, lewat.nada) == ("1 lewat tenggat", "buruk")

    def test_no_seat_no_task(self, cast, seruni):
        make_ajuan(seruni)
        for siapa in ("operator_desa", "kader", "tim_pembina", "nasional"):
            assert tugas(cast[siapa], self.AWAL) == [], siapa

    def test_it_leads_to_the_desk(self, cast, seruni, masuk):
        make_ajuan(seruni)
        (satu,) = tugas(cast["verifikator_kecamatan"], self.AWAL)
        halaman = masuk(cast["verifikator_kecamatan"]).get(satu.alamat)
        assert halaman.status_code == 200
        assert "Seruni" in unescape(halaman.content.decode())


class TestKembali:
    def test_one_file_leads_to_its_unit(self, cast, seruni, masuk):
        kembalikan(seruni)
        (satu,) = tugas(cast["operator_desa"], "Berkas")
        assert (satu.judul, satu.nada) == ("Berkas Seruni dikembalikan", "buruk")
        assert masuk(cast["operator_desa"]).get(satu.alamat).status_code == 200

    def test_several_lead_to_their_list(self, cast, seruni, masuk):
        kembalikan(seruni)
        kembalikan(make_posyandu(KLEGO, nama="Melati 2"))
        kembalikan(make_posyandu(KANDANG_PANJANG, nama="Melati 3"))
        (satu,) = tugas(cast["operator_desa"], "Berkas")
        assert (satu.judul, satu.lencana) == ("Berkas registrasi dikembalikan", "2")
        halaman = unescape(masuk(cast["operator_desa"]).get(satu.alamat).content.decode())
        assert "Melati 2" in halaman
        assert "Melati 3" not in halaman

    def test_whoever_does_not_hand_in_is_not_told(self, cast, seruni):
        kembalikan(seruni)
        assert tugas(cast["kader"], "Berkas") == []
        assert tugas(cast["pengurus"], "Berkas") == []

    def test_a_file_handed_in_again_is_no_task(self, cast, seruni):
        ajuan = kembalikan(seruni)
        AJUAN.apply(ajuan.pk, "ajukan", actor=None)
        assert tugas(cast["operator_desa"], "Berkas") == []


class TestTim:
    def test_the_team_is_told_what_waits_for_its_word(self, cast, seruni, masuk):
        isi = {"bidang": "sosial", "judul": "Satu buku", "masalah": "m", "langkah": "l", "hasil": "h"}
        kartu = actions.tulis_praktik(seruni, isi, actor=None)
        hari = hari_ini(KLEGO)
        pilot = actions.mulai_percontohan(seruni.pk, {"tingkat": "kabupaten", "mulai": hari}, actor=None)
        tonggak = {"bidang": "sosial", "uraian": "Kader terlatih", "tenggat": hari}
        t = actions.tambah_tonggak(pilot.pk, tonggak, actor=None)
        tim = cast["tim_pembina"]
        assert tugas(tim, "Praktik") == tugas(tim, "Tonggak") == []
        PRAKTIK.apply(kartu.pk, "ajukan_praktik", actor=None)
        actions.lapor_tonggak(t.pk, hari, "foto", actor=None)
        for awal in ("Praktik", "Tonggak"):
            (satu,) = tugas(tim, awal)
            assert satu.lencana == "1"
            assert masuk(tim).get(satu.alamat).status_code == 200
            assert tugas(cast["pengurus"], awal) == tugas(cast["kabupaten_lain"], awal) == []
        PRAKTIK.apply(kartu.pk, "setujui_praktik", actor=tim)
        actions.putuskan_tonggak(t.pk, True, "", actor=tim)
        assert tugas(tim, "Praktik") == tugas(tim, "Tonggak") == []
