"""Praktik baik and pilots: who writes, who approves, who copies; what a unit reaches and who says so."""

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image

from accounts.actions import beri_penugasan
from accounts.berkas import jalur
from accounts.models import Pesan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import Dasar
from registry.models import KeadaanUnit, Percontohan, Posyandu, PraktikBaik, TiruPraktik
from registry.workflow_praktik import PRAKTIK
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, make_posyandu, make_user

pytestmark = pytest.mark.django_db
ISI = {"bidang": "sosial", "judul": "Satu buku", "masalah": "m", "langkah": "l", "hasil": "h"}


def hari(n: int = 0):
    return hari_ini(KLEGO) + timedelta(days=n)


def kartu(unit, *langkah: str, actor=None) -> PraktikBaik:
    p = actions.tulis_praktik(unit, ISI, actor=actor)
    for nama in langkah:
        p = PRAKTIK.apply(p.pk, nama, actor=actor)
    return p


def setuju(unit) -> PraktikBaik:
    return kartu(unit, "ajukan_praktik", "setujui_praktik")


def gambar(jenis: str = "JPEG") -> SimpleUploadedFile:
    """A picture that says where it was taken."""
    keluar, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "KAMERA RAHASIA"
    Image.new("RGB", (2400, 1200), "teal").save(keluar, jenis, **({"exif": exif} if jenis == "JPEG" else {}))
    return SimpleUploadedFile("foto.jpg", keluar.getvalue())


class TestKartu:
    def test_whoever_wrote_it_does_not_approve_it(self, seruni):
        dua = make_user("dua.tugas", peran="pengurus", kode=seruni.kode)
        beri_penugasan(dua, "tim_pembina", "33.75", oleh=None, mulai=hari(-30))
        p = kartu(seruni, "ajukan_praktik", actor=dua)
        with pytest.raises(TransitionRefused, match="Orang lain"):
            PRAKTIK.apply(p.pk, "setujui_praktik", actor=dua)

    def test_approved_it_is_read_everywhere_before_that_only_at_home(self, seruni, cast):
        p = kartu(seruni, "ajukan_praktik")
        jauh = cast["kabupaten_lain"]
        assert not PraktikBaik.objects.terbaca(jauh, Cap.LIHAT).exists()
        assert PraktikBaik.objects.terbaca(cast["kader"], Cap.LIHAT).exists()
        PRAKTIK.apply(p.pk, "setujui_praktik", actor=cast["tim_pembina"])
        assert PraktikBaik.objects.terbaca(jauh, Cap.LIHAT).exists()
        assert not PraktikBaik.objects.terbaca(cast["tanpa_tugas"], Cap.LIHAT).exists()
        p.refresh_from_db()
        assert p.disetujui == hari()

    def test_taken_back_it_is_gone_elsewhere(self, seruni, cast):
        p = setuju(seruni)
        PRAKTIK.apply(p.pk, "tarik_praktik", actor=cast["pengurus"], note="ada nama orang")
        assert not PraktikBaik.objects.terbaca(cast["kabupaten_lain"], Cap.LIHAT).exists()

    def test_sent_back_with_a_reason_and_told(self, seruni, cast, django_capture_on_commit_callbacks):
        p = kartu(seruni, "ajukan_praktik", actor=cast["pengurus"])
        with pytest.raises(TransitionRefused, match="alasannya"):
            PRAKTIK.apply(p.pk, "kembalikan_praktik", actor=cast["tim_pembina"])
        with django_capture_on_commit_callbacks(execute=True):
            PRAKTIK.apply(p.pk, "kembalikan_praktik", actor=cast["tim_pembina"], note="biayanya berapa")
        assert Pesan.objects.filter(penerima=cast["pengurus"], judul__contains="dikembalikan").exists()
        actions.ubah_praktik(p.pk, {**ISI, "biaya": Decimal(0)}, versi=3, actor=cast["pengurus"])
        assert PRAKTIK.apply(p.pk, "ajukan_praktik", actor=cast["pengurus"]).status == "diajukan"

    def test_handed_in_it_stays_as_it_is(self, seruni, cast):
        p = kartu(seruni, "ajukan_praktik")
        with pytest.raises(Ditolak, match="tidak diubah"):
            actions.ubah_praktik(p.pk, ISI, versi=p.versi, actor=cast["pengurus"])
        with pytest.raises(Bentrok):
            actions.ubah_praktik(p.pk, ISI, versi=99, actor=cast["pengurus"])

    def test_no_cost_known_is_not_free(self, seruni, cast, masuk):
        p = setuju(seruni)
        client = masuk(cast["kader"])
        assert "tidak diketahui" in client.get(f"/posyandu/praktik/{p.pk}/").content.decode()
        PraktikBaik.objects.filter(pk=p.pk).update(biaya=0)
        assert "tanpa biaya" in client.get(f"/posyandu/praktik/{p.pk}/").content.decode()


class TestFoto:
    def test_made_anew_without_what_the_camera_wrote(self, seruni):
        p = actions.tulis_praktik(seruni, ISI, actor=None, foto=gambar(), tanpa_wajah=True)
        isi = jalur(p.foto).read_bytes()
        assert b"RAHASIA" not in isi
        with Image.open(io.BytesIO(isi)) as hasil:
            assert (hasil.size, dict(hasil.getexif())) == ((1600, 800), {})

    def test_not_without_the_word_about_faces(self, seruni):
        with pytest.raises(Ditolak) as galat:
            actions.tulis_praktik(seruni, ISI, actor=None, foto=gambar())
        assert galat.value.kolom == "tanpa_wajah"
        assert not PraktikBaik.objects.exists()

    @pytest.mark.parametrize("isi", [b"", b"%PDF-1.4", b"\xff\xd8\xffrusak", b"halo"])
    def test_what_is_no_picture_is_refused(self, seruni, isi):
        with pytest.raises(Ditolak):
            actions.tulis_praktik(seruni, ISI, actor=None, foto=SimpleUploadedFile("a.jpg", isi), tanpa_wajah=True)

    def test_served_to_whoever_reads_the_card(self, seruni, cast, masuk):
        p = actions.tulis_praktik(seruni, ISI, actor=None, foto=gambar("PNG"), tanpa_wajah=True)
        alamat = f"/posyandu/praktik/{p.pk}/foto/"
        assert masuk(cast["kabupaten_lain"]).get(alamat).status_code == 404
        jawaban = masuk(cast["kader"]).get(alamat)
        assert (jawaban.status_code, jawaban["Content-Type"]) == (200, "image/jpeg")


class TestTiru:
    def test_once_for_each_unit_and_never_ones_own(self, seruni):
        p, lain = setuju(seruni), make_posyandu(ANJIR)
        isi = {"mulai": hari(), "catatan": "", "actor": None}
        actions.tiru(p.pk, lain, **isi)
        for unit, kata in ((lain, "sudah mencatat"), (seruni, "itu sendiri")):
            with pytest.raises(Ditolak, match=kata):
                actions.tiru(p.pk, unit, **isi)

    def test_only_what_is_approved_by_a_unit_in_use_until_today(self, seruni):
        lain = make_posyandu(ANJIR)
        with pytest.raises(Ditolak, match="disetujui"):
            actions.tiru(kartu(seruni).pk, lain, mulai=hari(), catatan="", actor=None)
        p = setuju(seruni)
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.tiru(p.pk, lain, mulai=hari(3), catatan="", actor=None)
        actions.tutup(lain.pk, Dasar(hari(), "pindah"), actor=None)
        lain.refresh_from_db()
        with pytest.raises(Ditolak, match="tutup"):
            actions.tiru(p.pk, lain, mulai=hari(), catatan="", actor=None)

    def test_taken_back_it_counts_no_longer_and_may_come_again(self, seruni, cast, masuk):
        p, lain = setuju(seruni), make_posyandu(KLEGO)
        row = actions.tiru(p.pk, lain, mulai=hari(), catatan="", actor=None)
        client = masuk(cast["operator_desa"])
        assert "1 posyandu meniru" in client.get(f"/posyandu/praktik/{p.pk}/").content.decode()
        assert client.post(f"/posyandu/praktik/tiru/{row.pk}/batal/").status_code == 302
        assert "0 posyandu meniru" in client.get(f"/posyandu/praktik/{p.pk}/").content.decode()
        actions.tiru(p.pk, lain, mulai=hari(), catatan="", actor=None)
        assert TiruPraktik.objects.filter(batal=None).count() == 1

    def test_only_for_units_one_keeps(self, seruni, cast):
        p = setuju(make_posyandu(KANDANG_PANJANG))
        with pytest.raises((Http404, PermissionDenied)):
            actions.tiru(p.pk, seruni, mulai=hari(), catatan="", actor=cast["kelurahan_lain"])
        assert actions.tiru(p.pk, seruni, mulai=hari(), catatan="", actor=cast["pengurus"]).pk


class TestPercontohan:
    def _mulai(self, unit) -> Percontohan:
        return actions.mulai_percontohan(unit.pk, {"tingkat": "kabupaten", "mulai": hari(-30)}, actor=None)

    def _tonggak(self, unit):
        isi = {"bidang": "sosial", "uraian": "Kader terlatih", "tenggat": hari(10)}
        return actions.tambah_tonggak(self._mulai(unit).pk, isi, actor=None)

    def test_the_flag_follows_the_programme_and_its_history(self, seruni, cast):
        p = self._mulai(seruni)
        seruni.refresh_from_db()
        assert seruni.percontohan
        with pytest.raises(Ditolak, match="sedang menjadi"):
            self._mulai(seruni)
        actions.akhiri_percontohan(p.pk, hari(), "selesai", actor=cast["tim_pembina"])
        seruni.refresh_from_db()
        assert not seruni.percontohan
        assert KeadaanUnit.objects.get(posyandu=seruni, sampai=None).percontohan is False
        assert {u.pk for u in Posyandu.objects.filter(percontohan=True)} == set(
            Percontohan.objects.filter(sampai=None).values_list("posyandu", flat=True)
        )

    def test_reported_by_the_unit_confirmed_by_the_team(self, seruni, cast):
        t = self._tonggak(seruni)
        with pytest.raises(Ditolak, match="Belum dilaporkan"):
            actions.putuskan_tonggak(t.pk, True, "", actor=cast["tim_pembina"])
        with pytest.raises(Ditolak, match="menunjukkannya"):
            actions.lapor_tonggak(t.pk, hari(), " ", actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="masa depan"):
            actions.lapor_tonggak(t.pk, hari(2), "x", actor=cast["pengurus"])
        actions.lapor_tonggak(t.pk, hari(), "daftar hadir", actor=cast["pengurus"])
        with pytest.raises(PermissionDenied):
            actions.putuskan_tonggak(t.pk, True, "", actor=cast["pengurus"])
        t = actions.putuskan_tonggak(t.pk, False, "buktinya mana", actor=cast["tim_pembina"])
        assert (t.dicapai, t.catatan) == (None, "buktinya mana")
        actions.lapor_tonggak(t.pk, hari(), "foto", actor=cast["pengurus"])
        assert actions.putuskan_tonggak(t.pk, True, "", actor=cast["tim_pembina"]).dipastikan == hari()
        with pytest.raises(Ditolak, match="sudah dipastikan"):
            actions.lapor_tonggak(t.pk, hari(), "lagi", actor=cast["pengurus"])

    def test_a_unit_marked_without_a_programme_is_said(self, seruni, cast, masuk):
        Posyandu.objects.filter(pk=seruni.pk).update(percontohan=True)
        client = masuk(cast["tim_pembina"])
        assert "tanpa program" in client.get("/posyandu/percontohan/").content.decode()
        self._tonggak(seruni)
        halaman = client.get("/posyandu/percontohan/").content.decode()
        assert "tanpa program" not in halaman
        assert "0 dari 1" in halaman

    def test_the_pages_from_naming_to_confirming(self, seruni, cast, masuk):
        tim, unit = masuk(cast["tim_pembina"]), masuk(cast["pengurus"])
        alamat = f"/posyandu/{seruni.kode}/percontohan/"
        assert tim.post(alamat, {"tingkat": "nasional", "mulai": hari(5).isoformat()}).status_code == 422
        assert tim.post(alamat, {"tingkat": "nasional", "mulai": hari().isoformat()}).status_code == 302
        p = Percontohan.objects.get()
        isi = {"bidang": "sosial", "uraian": "Kader terlatih", "tenggat": hari(9).isoformat()}
        assert tim.post(f"/posyandu/percontohan/{p.pk}/tonggak/", isi).status_code == 302
        t = p.tonggak_list.get()
        unit.post(f"/posyandu/tonggak/{t.pk}/lapor/", {"dicapai": hari().isoformat(), "bukti": "sertifikat"})
        assert "menunggu dipastikan" in tim.get(alamat).content.decode()
        tim.post(f"/posyandu/tonggak/{t.pk}/putus/", {"putusan": "pastikan"})
        assert "dipastikan" in unit.get(alamat).content.decode()
        akhir = {"sampai": hari().isoformat(), "alasan": "selesai"}
        assert tim.post(f"/posyandu/percontohan/{p.pk}/akhiri/", akhir).status_code == 302


class TestHalaman:
    def test_written_with_a_picture_handed_in_approved_copied(self, seruni, cast, masuk):
        unit, tim = masuk(cast["pengurus"]), masuk(cast["tim_pembina"])
        kirim = ISI | {"biaya": "150.000", "foto": gambar()}
        jawaban = unit.post(f"/posyandu/{seruni.kode}/praktik/", kirim)
        assert jawaban.status_code == 422
        jawaban = unit.post(f"/posyandu/{seruni.kode}/praktik/", kirim | {"foto": gambar(), "tanpa_wajah": "on"})
        tujuan = jawaban.url
        assert unit.post(f"{tujuan}langkah/", {"langkah": "ajukan_praktik"}).status_code == 302
        assert "Setujui" in tim.get(tujuan).content.decode()
        tim.post(f"{tujuan}langkah/", {"langkah": "setujui_praktik"})
        jauh = masuk(make_user(peran="operator_desa", kode=ANJIR))
        lain = make_posyandu(ANJIR)
        assert "Satu buku" in jauh.get("/posyandu/praktik/").content.decode()
        assert jauh.post(f"{tujuan}tiru/", {"posyandu": lain.kode, "mulai": hari().isoformat()}).status_code == 302
        assert "1 meniru" in unit.get("/posyandu/praktik/").content.decode()
        assert "Riwayat" not in jauh.get(tujuan).content.decode()
