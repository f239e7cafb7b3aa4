"""A Tim Pembina's own work: single chairs, meetings that leave tasks, visits that leave findings."""

from datetime import date, timedelta

import pytest

from accounts.models import Pesan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.models import AnggotaTim, HadirRapat, Rapat, Temuan
from registry.workflow_bina import RAPAT
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
AWAL = date(2026, 1, 5)
BESOK = hari_ini() + timedelta(days=1)


@pytest.fixture
def kota(db) -> Wilayah:
    return Wilayah.objects.get(pk="33.75")


def anggota(kota, nama="Ketua contoh", jabatan="ketua") -> AnggotaTim:
    return actions.tambah_anggota(kota, {"nama": nama, "jabatan": jabatan, "mulai": AWAL}, actor=None)


def rapat(kota, tanggal=AWAL) -> Rapat:
    isi = {"judul": "Rakor", "tanggal": tanggal, "tempat": "Aula", "agenda": "Registrasi"}
    return actions.undang_rapat(kota, isi, actor=None)


class TestTim:
    def test_a_single_chair_is_held_by_one_until_it_is_free(self, kota, cast):
        pertama = anggota(kota)
        with pytest.raises(Ditolak, match="masih dipegang"):
            anggota(kota, "Lain")
        actions.akhiri_anggota(pertama.pk, sampai=date(2026, 2, 1), actor=cast["tim_pembina"])
        assert anggota(kota, "Lain").pk

    def test_a_membership_does_not_end_before_it_began_or_tomorrow(self, kota, cast):
        a = anggota(kota)
        for hari in (AWAL - timedelta(days=1), BESOK):
            with pytest.raises(Ditolak, match="Tanggalnya"):
                actions.akhiri_anggota(a.pk, sampai=hari, actor=cast["tim_pembina"])

    def test_the_pusat_is_reached_by_a_national_assignment_only(self, cast):
        pusat = anggota(None)
        assert AnggotaTim.objects.for_user(cast["nasional"], "lihat").filter(pk=pusat.pk).exists()
        assert not AnggotaTim.objects.for_user(cast["tim_pembina"], "lihat").filter(pk=pusat.pk).exists()


class TestRapat:
    def test_members_are_invited_and_attendance_is_noted_with_guests(self, kota, cast):
        anggota(kota)
        anggota(kota, "Anggota contoh", "anggota")
        r = rapat(kota)
        semua = list(HadirRapat.objects.filter(rapat=r))
        assert [h.hadir for h in semua] == [None, None]
        isi = {"notulen": "Dibahas.", "keputusan": "Kirim."}
        r = actions.catat_rapat(r.pk, isi, [semua[0].pk], "Tamu contoh\n\nTamu contoh", actor=cast["tim_pembina"])
        assert r.status == Rapat.Status.TERLAKSANA
        assert dict(r.hadir_list.values_list("nama", "hadir")) == {
            "Ketua contoh": True,
            "Anggota contoh": False,
            "Tamu contoh": True,
        }

    def test_a_meeting_to_come_cannot_have_been_held(self, kota, cast):
        r = rapat(kota, BESOK)
        with pytest.raises(TransitionRefused, match="belum terjadi"):
            actions.catat_rapat(r.pk, {"notulen": "x", "keputusan": ""}, [], "", actor=cast["tim_pembina"])
        r.refresh_from_db()
        assert r.notulen == ""

    def test_calling_off_needs_a_reason(self, kota, cast):
        r = rapat(kota)
        with pytest.raises(TransitionRefused, match="Tulis alasannya"):
            RAPAT.apply(r.pk, "batalkan_rapat", actor=cast["tim_pembina"])

    def test_a_follow_up_stands_among_its_owners_tasks_until_it_is_done(self, kota, cast, masuk):
        r, pemilik = rapat(kota), cast["operator_desa"]
        isi = {"uraian": "Kirim daftar kader", "penanggung": "Operator", "akun": pemilik, "tenggat": AWAL}
        tindak = actions.tambah_tindak(r.pk, isi, actor=cast["tim_pembina"])
        assert Pesan.objects.filter(penerima=pemilik).count() == 1
        beranda = masuk(pemilik).get("/").content.decode()
        assert "Kirim daftar kader" in beranda
        assert "Kirim daftar kader" not in masuk(cast["pengurus"]).get("/").content.decode()
        with pytest.raises(Ditolak, match="Tulis hasilnya"):
            actions.selesaikan_tindak(tindak.pk, " ", actor=pemilik)
        actions.selesaikan_tindak(tindak.pk, "terkirim", actor=pemilik)
        assert "Kirim daftar kader" not in masuk(pemilik).get("/").content.decode()


class TestKunjungan:
    def test_findings_are_what_was_looked_at_and_are_ticked_off_by_the_unit(self, seruni, cast, masuk):
        client = masuk(cast["tim_pembina"])
        isi = {"tanggal": AWAL.isoformat(), "petugas": "Tim", "n_sekretariat": "tidak", "s_sekretariat": "cari tempat"}
        jawaban = client.post(f"/posyandu/{seruni.kode}/pembinaan/baru/", isi)
        assert jawaban.status_code == 302
        temuan = Temuan.objects.get()
        assert (temuan.indikator, temuan.nilai, temuan.saran) == ("sekretariat", "tidak", "cari tempat")
        masuk(cast["pengurus"]).post(f"/tim-pembina/temuan/{temuan.pk}/selesai/")
        temuan.refresh_from_db()
        assert temuan.selesai == hari_ini(seruni.kode)

    def test_a_visit_to_come_is_refused_at_its_field(self, seruni, cast, masuk):
        isi = {"tanggal": BESOK.isoformat(), "petugas": "Tim"}
        jawaban = masuk(cast["tim_pembina"]).post(f"/posyandu/{seruni.kode}/pembinaan/baru/", isi)
        assert jawaban.status_code == 422
        assert "Tanggal ini belum terjadi." in jawaban.content.decode()
