"""Where people belong: each move dated, logged, seen by the unit that lost them, and undone without loss."""

from datetime import date, timedelta

import pytest
from django.http import Http404

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions import IsianKeluarga, IsianMasuk, IsianWarga
from spm_services.models import KeadaanWarga, Keanggotaan, PersetujuanData, Warga
from tests.pembuat import ANJIR, KANDANG_PANJANG, make_keluarga, make_kunjungan, make_posyandu, make_user, make_warga
from tests.rumah.halaman import isi, teks

pytestmark = pytest.mark.django_db
NIK = "3375994505800001"
LAHIR = date(1980, 5, 5)
H = hari_ini("33")
KEMARIN = H - timedelta(days=1)


@pytest.fixture
def jauh(db):
    return make_posyandu(KANDANG_PANJANG, nama="Melati")


@pytest.fixture
def orang(jauh) -> Warga:
    """Somebody at home in the other unit."""
    isi_ = IsianWarga(nama="Siti Aminah", jenis_kelamin="P", tanggal_lahir=LAHIR, nik=NIK, mulai=date(2020, 1, 1))
    return actions.daftarkan_warga(jauh, isi_, actor=None)[0]


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


def tanda(jawaban) -> str:
    return jawaban.context["temuan"][0][1]


def rumah(warga: Warga) -> list[tuple[str, str, str]]:
    """[(unit, kind, how it ended)] in order."""
    rows = warga.keanggotaan_list.order_by("pk").select_related("posyandu")
    return [(m.posyandu.nama, m.jenis, m.sebab_akhir) for m in rows]


class TestKeluar:
    def test_the_unit_keeps_what_it_recorded_and_reads_where_to(self, seruni, kader):
        warga = make_warga(seruni, LAHIR, nama="Siti")
        data = {"tanggal": KEMARIN.isoformat(), "ke": "Kota Semarang", "versi": 1}
        assert kader.post(f"/warga/{warga.uuid}/pindah/", data).status_code == 302
        halaman = teks(kader.get(f"/warga/{warga.uuid}/"))
        assert "pindah keluar" in halaman
        assert "ke Kota Semarang" in halaman
        assert rumah(warga) == [("Seruni", "warga", "pindah")]

    def test_with_those_of_the_household_who_go_along(self, seruni, kader):
        keluarga = make_keluarga(seruni)
        ibu, anak, nenek = (make_warga(seruni, LAHIR, keluarga=keluarga) for _ in range(3))
        data = {"tanggal": H.isoformat(), "ke": "Semarang", "versi": 1, "ikut": [str(anak.uuid)]}
        assert kader.post(f"/warga/{ibu.uuid}/pindah/", data).status_code == 302
        assert [rumah(w)[0][2] for w in (ibu, anak, nenek)] == ["pindah", "pindah", ""]

    def test_nobody_of_another_household_goes_along(self, seruni):
        ibu, lain = make_warga(seruni, LAHIR, keluarga=make_keluarga(seruni)), make_warga(seruni, LAHIR)
        actions.pindah_keluar(ibu.pk, H, ke="", versi=1, ikut=[lain.pk], actor=None)
        assert rumah(lain)[0][2] == ""

    def test_undone_with_a_reason(self, seruni, kader):
        warga = make_warga(seruni, LAHIR)
        m = actions.pindah_keluar(warga.pk, H, ke="x", versi=1, actor=None)
        assert kader.post(f"/warga/keanggotaan/{m.pk}/batal/", {"alasan": "tidak jadi", "versi": 2}).status_code == 302
        assert rumah(warga) == [("Seruni", "warga", "")]
        assert Catatan.objects.untuk(warga).get(aksi="batal_masa").catatan == "tidak jadi"

    def test_not_undone_without_a_reason(self, seruni, kader):
        m = actions.pindah_keluar(make_warga(seruni, LAHIR).pk, H, ke="x", versi=1, actor=None)
        assert kader.post(f"/warga/keanggotaan/{m.pk}/batal/", {"alasan": " ", "versi": 2}).status_code == 422

    def test_a_stale_page_moves_nobody(self, seruni, cast):
        warga = make_warga(seruni, LAHIR)
        with pytest.raises(Bentrok):
            actions.pindah_keluar(warga.pk, H, ke="", versi=9, actor=cast["kader"])

    def test_not_on_a_day_that_has_not_come(self, seruni):
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.pindah_keluar(make_warga(seruni, LAHIR).pk, H + timedelta(days=2), ke="", versi=1, actor=None)


class TestCari:
    def test_by_nik_anywhere_says_that_and_where_they_are_and_no_name(self, seruni, orang, kader):
        halaman = kader.post(f"/warga/masuk/?unit={seruni.kode}", {"nik": NIK})
        assert "S••• A•••" in teks(halaman)
        assert "Posyandu Melati" in teks(halaman)
        assert "Siti Aminah" not in isi(halaman)
        assert str(orang.uuid) not in isi(halaman)

    def test_by_name_and_birth_date_inside_the_kabupaten(self, seruni, orang, kader):
        cari = {"nama": "St. Aminah", "lahir": LAHIR.isoformat()}
        assert "Posyandu Melati" in teks(kader.post(f"/warga/masuk/?unit={seruni.kode}", cari))

    def test_not_by_name_outside_it(self, orang):
        unit = make_posyandu(ANJIR)
        petugas = make_user(peran="kader", kode=unit.kode)
        assert actions.cari_warga(unit, nama="Siti Aminah", lahir=LAHIR, actor=petugas) == []
        assert len(actions.cari_warga(unit, nik=NIK, actor=petugas)) == 1

    def test_not_by_a_name_alone(self, seruni, orang, kader):
        halaman = kader.post(f"/warga/masuk/?unit={seruni.kode}", {"nama": "Siti Aminah"})
        assert (halaman.status_code, halaman.context["temuan"]) == (422, None)

    def test_is_logged_without_what_was_looked_for(self, seruni, orang, kader, cast):
        kader.post(f"/warga/masuk/?unit={seruni.kode}", {"nik": NIK})
        jejak = Catatan.objects.get(aksi="cari_warga")
        assert jejak.objek_id == cast["kader"].pk
        assert NIK not in str(jejak.perubahan)

    def test_ends_after_thirty_in_a_minute(self, seruni, cast):
        for _ in range(30):
            actions.cari_warga(seruni, nik=NIK, actor=cast["kader"])
        with pytest.raises(Ditolak, match="Terlalu banyak"):
            actions.cari_warga(seruni, nik=NIK, actor=cast["kader"])


class TestTerima:
    def ambil_alih(self, kader, seruni, cara="warga", **lain):
        t = tanda(kader.post(f"/warga/masuk/?unit={seruni.kode}", {"nik": NIK}))
        alamat = f"/warga/masuk/terima/?unit={seruni.kode}"
        assert kader.post(alamat, {"tanda": t, "cara": cara}).status_code == 200
        return kader.post(alamat, {"tanda": t, "cara": cara, "simpan": 1, "mulai": H.isoformat(), **lain})

    def test_the_new_unit_takes_over_and_the_old_one_sees_it(self, seruni, orang, jauh, kader):
        assert self.ambil_alih(kader, seruni).status_code == 302
        assert rumah(orang) == [("Melati", "warga", "pindah"), ("Seruni", "warga", "")]
        bekas = Keanggotaan.objects.get(posyandu=jauh)
        assert bekas.sampai == H
        assert Catatan.objects.untuk(bekas).get(aksi="pindah_keluar").catatan == "diterima Posyandu Seruni"

    def test_states_and_consents_go_with_the_person(self, seruni, orang, jauh, kader, cast):
        actions.catat_keadaan(orang.pk, "hipertensi", mulai=date(2026, 1, 1), actor=None)
        actions.catat_persetujuan(orang.pk, "pelayanan", setuju=True, oleh="sendiri", actor=None)
        self.ambil_alih(kader, seruni)
        assert (KeadaanWarga.objects.get().posyandu, PersetujuanData.objects.get().posyandu) == (seruni, seruni)
        assert "Hipertensi" in teks(kader.get(f"/warga/{orang.uuid}/"))

    def test_as_a_guest_the_home_stays(self, seruni, orang, kader):
        self.ambil_alih(kader, seruni, "tamu")
        assert rumah(orang) == [("Melati", "warga", ""), ("Seruni", "tamu", "")]

    def test_into_a_household(self, seruni, orang, kader):
        keluarga = make_keluarga(seruni)
        self.ambil_alih(kader, seruni, keluarga=str(keluarga.uuid), hubungan="istri")
        assert orang.keanggotaan_list.get(posyandu=seruni).keluarga == keluarga

    def test_nobody_is_taken_over_who_was_not_found(self, seruni, orang, kader, cast, masuk):
        t = tanda(kader.post(f"/warga/masuk/?unit={seruni.kode}", {"nik": NIK}))
        alamat = f"/warga/masuk/terima/?unit={seruni.kode}"
        isian = {"simpan": 1, "mulai": H.isoformat(), "cara": "warga"}
        assert masuk(cast["pengurus"]).post(alamat, {"tanda": t, **isian}).url.startswith("/warga/masuk/")
        assert kader.post(alamat, {"tanda": t[:-2] + "xx", **isian}).url.startswith("/warga/masuk/")
        assert rumah(orang) == [("Melati", "warga", "")]

    def test_the_dead_are_not(self, seruni, orang):
        actions.catat_wafat(orang.pk, H, versi=1, actor=None)
        with pytest.raises(Ditolak, match="meninggal"):
            actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=H), actor=None)

    def test_not_before_they_came_to_the_old_unit(self, seruni, orang):
        with pytest.raises(Ditolak, match="baru tercatat mulai"):
            actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=date(2019, 1, 1)), actor=None)

    def test_not_twice(self, seruni, orang):
        actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=H), actor=None)
        with pytest.raises(Ditolak, match="sudah tercatat di posyandu ini"):
            actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=H), actor=None)

    def test_undone_the_person_is_back_with_states_and_consents(self, seruni, orang, jauh):
        actions.catat_keadaan(orang.pk, "hipertensi", mulai=date(2026, 1, 1), actor=None)
        baru = actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=H), actor=None)
        actions.batal_masa(baru.pk, "salah orang", versi=1, actor=None)
        assert rumah(orang) == [("Melati", "warga", ""), ("Seruni", "warga", "keliru")]
        assert KeadaanWarga.objects.get().posyandu == jauh

    def test_not_undone_after_service_here(self, seruni, orang):
        baru = actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=KEMARIN), actor=None)
        make_kunjungan(seruni, orang, H)
        with pytest.raises(Ditolak, match="Sudah dilayani di sini"):
            actions.batal_masa(baru.pk, "salah orang", versi=1, actor=None)

    def test_the_old_unit_does_not_undo_it(self, seruni, orang, jauh):
        actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=H), actor=None)
        lama = Keanggotaan.objects.get(posyandu=jauh)
        with pytest.raises(Ditolak, match="Batalkan di sana"):
            actions.batal_masa(lama.pk, "keliru", versi=2, actor=None)


class TestTamu:
    @pytest.fixture
    def tamu(self, seruni, orang) -> Keanggotaan:
        return actions.terima_warga(seruni, orang.pk, IsianMasuk(mulai=KEMARIN, tamu=True), actor=None)

    def test_becomes_a_warga_and_leaves_the_old_home(self, seruni, orang, tamu, kader):
        data = {"mulai": H.isoformat(), "versi": 1}
        assert kader.post(f"/warga/{orang.uuid}/menetap/", data).status_code == 302
        assert rumah(orang) == [("Melati", "warga", "pindah"), ("Seruni", "tamu", "selesai"), ("Seruni", "warga", "")]

    def test_undone_is_a_guest_again_with_the_old_home(self, orang, tamu):
        baru = actions.jadi_warga(tamu.pk, H, keluarga=None, hubungan="", versi=1, actor=None)
        actions.batal_masa(baru.pk, "tidak jadi", versi=1, actor=None)
        assert rumah(orang) == [("Melati", "warga", ""), ("Seruni", "tamu", ""), ("Seruni", "warga", "keliru")]

    def test_leaves_when_the_stay_is_over(self, orang, tamu, kader):
        data = {"tanggal": H.isoformat(), "versi": 1}
        assert kader.post(f"/warga/{orang.uuid}/pindah/", data).status_code == 302
        assert rumah(orang)[1] == ("Seruni", "tamu", "selesai")

    def test_a_warga_cannot_become_one_again(self, seruni, kader):
        assert kader.get(f"/warga/{make_warga(seruni, LAHIR).uuid}/menetap/").status_code == 404

    def test_a_stale_page_settles_nobody(self, tamu):
        with pytest.raises(Bentrok):
            actions.jadi_warga(tamu.pk, H, keluarga=None, hubungan="", versi=7, actor=None)


class TestKeluarga:
    @pytest.fixture
    def keluarga(self, seruni):
        keluarga = make_keluarga(seruni, "Ahmad")
        for nama, hubungan in (("Ahmad", "kepala"), ("Siti", "istri"), ("Budi", "anak")):
            w = make_warga(seruni, LAHIR, nama=nama, keluarga=keluarga)
            w.keanggotaan_list.update(hubungan=hubungan)
        return keluarga

    def anggota(self, keluarga) -> dict[str, str]:
        return dict(Keanggotaan.objects.filter(keluarga=keluarga).berjalan().values_list("warga__nama", "hubungan"))

    def test_split_off_some_live_by_themselves_from_a_day_on(self, seruni, keluarga, kader):
        uuid = {w.nama: str(w.uuid) for w in Warga.objects.all()}
        data = {"anggota": [uuid["Siti"], uuid["Budi"]], "kepala": uuid["Siti"], "tanggal": H.isoformat()}
        jawaban = kader.post(f"/warga/keluarga/{keluarga.uuid}/pecah/", data | {"k-rt": "5", "k-rw": "2"})
        assert jawaban.status_code == 302
        baru = Keanggotaan.objects.filter(warga__nama="Budi").berjalan().get().keluarga
        assert (baru.nama, baru.rt, self.anggota(baru)) == ("Siti", "005", {"Siti": "kepala", "Budi": "anak"})
        assert self.anggota(keluarga) == {"Ahmad": "kepala"}

    def test_not_all_of_them(self, keluarga):
        semua = list(Warga.objects.values_list("pk", flat=True))
        rumah_baru = IsianKeluarga(nama="x", rt="001", rw="001")
        with pytest.raises(Ditolak, match="sisakan satu"):
            actions.pecah_keluarga(keluarga.pk, semua, rumah_baru, kepala=semua[0], hari=H, actor=None)

    def test_another_head_and_the_household_bears_the_name(self, keluarga, kader):
        siti = Warga.objects.get(nama="Siti")
        kader.post(f"/warga/keluarga/{keluarga.uuid}/kepala/", {"warga": str(siti.uuid)})
        keluarga.refresh_from_db()
        assert keluarga.nama == "Siti"
        assert self.anggota(keluarga) == {"Ahmad": "lain", "Siti": "kepala", "Budi": "anak"}

    def test_moving_to_another_household_is_no_move_out_of_the_unit(self, seruni, keluarga, kader):
        budi, lain = Warga.objects.get(nama="Budi"), make_keluarga(seruni, "Lain")
        data = {"keluarga": str(lain.uuid), "hubungan": "famili", "mulai": H.isoformat(), "versi": 1}
        assert kader.post(f"/warga/{budi.uuid}/pindah-keluarga/", data).status_code == 302
        assert "Budi" not in teks(kader.get("/warga/?tab=bekas"))
        assert self.anggota(lain) == {"Budi": "famili"}

    def test_and_is_undone(self, seruni, keluarga):
        budi, lain = Warga.objects.get(nama="Budi"), make_keluarga(seruni, "Lain")
        baru = actions.pindah_keluarga(budi.pk, lain, hubungan="famili", hari=H, versi=1, actor=None)
        actions.batal_masa(baru.pk, "keliru", versi=1, actor=None)
        assert "Budi" in self.anggota(keluarga)

    def test_changes_rt_with_both_texts_for_a_stale_page(self, keluarga, kader):
        actions.ubah_keluarga(keluarga.pk, {"rt": "007"}, versi=1, actor=None)
        data = {"nama": "Ahmad", "rt": "9", "rw": "2", "versi": 1}
        jawaban = kader.post(f"/warga/keluarga/{keluarga.uuid}/ubah/", data)
        assert jawaban.status_code == 409
        assert "007" in teks(jawaban)
        assert kader.post(f"/warga/keluarga/{keluarga.uuid}/ubah/", data | {"versi": 2}).status_code == 302
        keluarga.refresh_from_db()
        assert (keluarga.rt, Catatan.objects.untuk(keluarga)[0].perubahan["rt"]) == ("009", ["007", "009"])

    def test_the_kk_number_is_unreadable_at_rest_and_opened_with_a_reason(self, keluarga, cast, masuk):
        kk = "3375990101010001"
        actions.ubah_keluarga(keluarga.pk, {"kk": kk}, versi=1, actor=None)
        keluarga.refresh_from_db()
        assert kk not in keluarga.kk_sandi
        halaman = f"/warga/keluarga/{keluarga.uuid}/"
        assert kk not in isi(masuk(cast["pengurus"]).get(halaman))
        assert kk in isi(masuk(cast["pengurus"]).post(f"{halaman}kk/", {"alasan": "mencocokkan"}))
        assert masuk(cast["kader"]).post(f"{halaman}kk/", {"alasan": "mencocokkan"}).status_code == 403
        assert Catatan.objects.get(aksi="lihat_kk").catatan == "mencocokkan"

    def test_a_household_of_another_unit_is_not_there(self, jauh, kader):
        assert kader.get(f"/warga/keluarga/{make_keluarga(jauh).uuid}/").status_code == 404


class TestPersetujuan:
    def test_a_new_answer_ends_the_old_one(self, seruni, kader):
        warga = make_warga(seruni, LAHIR)
        for jawab in ("ya", "tidak"):
            data = {"tujuan": "foto", "setuju": jawab, "oleh": "sendiri"}
            assert kader.post(f"/warga/{warga.uuid}/persetujuan/", data).status_code == 302
        rows = PersetujuanData.objects.order_by("pk")
        assert [(p.setuju, p.dicabut) for p in rows] == [(True, H), (False, None)]

    def test_is_taken_back_once(self, seruni, cast):
        row = actions.catat_persetujuan(make_warga(seruni, LAHIR).pk, "foto", setuju=True, oleh="sendiri", actor=None)
        actions.cabut_persetujuan(row.pk, actor=cast["kader"])
        with pytest.raises(Ditolak, match="sudah dicabut"):
            actions.cabut_persetujuan(row.pk, actor=cast["kader"])

    def test_the_sheet_says_all_and_who_looked_at_the_nik(self, seruni, cast, masuk):
        isi_ = IsianWarga(nama="Siti", jenis_kelamin="P", tanggal_lahir=LAHIR, nik=NIK, setuju=True)
        warga, _ = actions.daftarkan_warga(seruni, isi_, actor=None)
        actions.lihat_nik_warga(warga.pk, "mencocokkan KK", actor=cast["pengurus"])
        lembar = teks(masuk(cast["kader"]).get(f"/warga/{warga.uuid}/lembar/"))
        assert "Dicatat untuk pelayanan posyandu: boleh" in lembar
        assert "mencocokkan KK" in lembar
        assert NIK not in lembar


def test_a_membership_of_another_area_is_not_there(jauh, cast):
    warga = make_warga(jauh, LAHIR)
    with pytest.raises(Http404):
        actions.batal_masa(warga.keanggotaan_list.get().pk, "keliru", versi=1, actor=cast["kader"])
