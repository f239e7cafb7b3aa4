"""Births, deaths, pregnancies and what a nakes told: what follows from each, and how each is undone."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.actions import IsianAnak
from spm_services.models import KeadaanWarga, PersetujuanData, Warga
from tests.pembuat import make_keluarga, make_kunjungan, make_warga
from tests.rumah.halaman import isi, pesan, teks

pytestmark = pytest.mark.django_db
H = hari_ini("33")
HPHT = H - timedelta(days=275)
LAHIR = H - timedelta(days=3)


@pytest.fixture
def ibu(seruni) -> Warga:
    keluarga = make_keluarga(seruni)
    ibu = make_warga(seruni, date(1995, 3, 3), nama="Siti Aminah", keluarga=keluarga)
    ibu.keanggotaan_list.update(hubungan="istri", mulai=date(2020, 1, 1))
    return ibu


@pytest.fixture
def hamil(ibu) -> KeadaanWarga:
    return actions.catat_keadaan(ibu.pk, "hamil", mulai=H, isi={"hpht": HPHT, "anak_ke": 2}, actor=None)


def lahir(ibu, *anak, tanggal=LAHIR, kunci=None, **lain) -> list[Warga]:
    anak = anak or (IsianAnak("P", "Aisyah", Decimal("3.1"), Decimal("49")),)
    return actions.catat_kelahiran(ibu.pk, tanggal, anak, kunci=kunci or uuid.uuid4(), actor=None, **lain)


class TestHamil:
    def test_begins_with_the_last_period_and_the_expected_day_is_280_days_on(self, hamil):
        assert hamil.mulai == HPHT
        assert hamil.hari_perkiraan == HPHT + timedelta(days=280)
        assert hamil.isi["anak_ke"] == 2

    def test_through_the_door_with_decimal_comma(self, ibu, cast, masuk):
        data = {"hpht": HPHT.isoformat(), "bb_awal": "52,5", "tb": "154"}
        assert masuk(cast["kader"]).post(f"/warga/{ibu.uuid}/hamil/", data).status_code == 302
        assert KeadaanWarga.objects.get().isi["bb_awal"] == "52.5"

    def test_a_nakes_writes_it_down_too(self, ibu, cast, masuk):
        assert masuk(cast["nakes"]).post(f"/warga/{ibu.uuid}/hamil/", {"hpht": HPHT.isoformat()}).status_code == 302

    def test_a_man_is_not_pregnant(self, seruni):
        with pytest.raises(Ditolak, match="laki-laki"):
            actions.catat_keadaan(make_warga(seruni, date(1990, 1, 1), "L").pk, "hamil", mulai=H, actor=None)

    def test_a_child_is_not_pregnant(self, seruni):
        with pytest.raises(Ditolak, match="Periksa orang atau tanggalnya"):
            actions.catat_keadaan(make_warga(seruni, date(2022, 1, 1)).pk, "hamil", mulai=H, actor=None)

    def test_not_twice_at_once(self, ibu, hamil):
        with pytest.raises(Ditolak, match="Sudah tercatat sejak"):
            actions.catat_keadaan(ibu.pk, "hamil", mulai=H, actor=None)

    def test_not_for_eleven_months(self, ibu):
        with pytest.raises(Ditolak, match="catat kelahirannya"):
            actions.catat_keadaan(ibu.pk, "hamil", mulai=H, isi={"hpht": H - timedelta(days=330)}, actor=None)

    def test_ends_without_a_child_and_can_run_on_again(self, hamil):
        actions.akhiri_keadaan(hamil.pk, H, cara="keguguran", versi=1, actor=None)
        hamil.refresh_from_db()
        assert (hamil.sampai, hamil.isi["akhir"]) == (H, "keguguran")
        actions.lanjutkan_keadaan(hamil.pk, "salah orang", versi=2, actor=None)
        hamil.refresh_from_db()
        assert (hamil.sampai, "akhir" in hamil.isi) == (None, False)

    def test_a_stillbirth_begins_nifas(self, hamil):
        actions.akhiri_keadaan(hamil.pk, H, cara="lahir_mati", versi=1, actor=None)
        assert KeadaanWarga.objects.get(jenis="nifas").sampai == H + timedelta(days=42)

    def test_how_it_ended_must_be_said(self, hamil):
        with pytest.raises(Ditolak, match="bagaimana"):
            actions.akhiri_keadaan(hamil.pk, H, versi=1, actor=None)

    def test_written_by_mistake_it_holds_on_no_day(self, hamil):
        actions.batal_keadaan(hamil.pk, "salah orang", versi=1, actor=None)
        assert not KeadaanWarga.objects.pada(H).exists()
        assert Catatan.objects.get(aksi="batal_keadaan").catatan == "salah orang"

    def test_a_stale_correction_changes_nothing(self, hamil):
        actions.ubah_hamil(hamil.pk, {"hpht": HPHT, "anak_ke": 3}, versi=1, actor=None)
        with pytest.raises(Bentrok):
            actions.ubah_hamil(hamil.pk, {"hpht": HPHT, "anak_ke": 4}, versi=1, actor=None)
        hamil.refresh_from_db()
        assert hamil.isi["anak_ke"] == 3


class TestTertutup:
    """What TBC and jiwa tell is for nakes and whoever wrote it down."""

    @pytest.fixture
    def tbc(self, ibu, cast):
        return actions.catat_keadaan(ibu.pk, "tbc", mulai=H, actor=cast["pengurus"])

    @pytest.mark.parametrize(
        ("siapa", "tampak"), [("pengurus", True), ("nakes", True), ("kader", False), ("operator_desa", False)]
    )
    def test_shows_on_the_card_only_to_them(self, ibu, tbc, cast, masuk, siapa, tampak):
        halaman = teks(masuk(cast[siapa]).get(f"/warga/{ibu.uuid}/"))
        assert ("TBC" in halaman) is tampak

    def test_is_in_no_list_filter_sheet_or_file_of_others(self, ibu, tbc, cast, masuk):
        kader = masuk(cast["kader"])
        assert "Siti Aminah" not in teks(kader.get("/warga/?keadaan=tbc"))
        assert "TBC" not in teks(kader.get(f"/warga/{ibu.uuid}/lembar/"))
        assert "TBC" not in b"".join(kader.post("/warga/unduh/", {"bentuk": "csv"}).streaming_content).decode()

    def test_does_not_exist_for_others(self, tbc, cast, masuk):
        assert masuk(cast["kader"]).get(f"/warga/keadaan/{tbc.pk}/akhiri/").status_code == 404
        from django.http import Http404

        with pytest.raises(Http404):
            actions.batal_keadaan(tbc.pk, "ingin tahu", versi=1, actor=cast["kader"])


class TestLahir:
    def test_the_child_is_there_the_pregnancy_over_and_nifas_begun(self, ibu, hamil):
        (anak,) = lahir(ibu, setuju=True)
        m = anak.keanggotaan_list.get()
        assert (m.sebab_mulai, m.mulai, m.hubungan, m.keluarga.nama) == ("lahir", LAHIR, "anak", "Keluarga contoh")
        assert (anak.ibu, anak.anak_ke, anak.kembar, anak.bb_lahir) == (ibu, 2, False, Decimal("3.1"))
        assert (anak.nik_sidik, anak.nomor_sementara[:2]) == (None, "S-")
        hamil.refresh_from_db()
        nifas = KeadaanWarga.objects.get(jenis="nifas")
        assert (hamil.sampai, nifas.mulai, nifas.sampai) == (LAHIR, LAHIR, LAHIR + timedelta(days=42))
        assert PersetujuanData.objects.get(warga=anak).oleh == "wali"

    def test_twins_in_one_form_without_names(self, ibu, hamil, cast, masuk):
        data = {"tanggal": LAHIR.isoformat(), "kunci": str(uuid.uuid4()), "setuju": "belum", "a1-bb_lahir": "2,3"}
        data |= {"a1-jenis_kelamin": "P", "a2-jenis_kelamin": "L"}
        for _ in range(2):  # sent twice: one birth
            assert masuk(cast["kader"]).post(f"/warga/{ibu.uuid}/lahir/?anak=2", data).status_code == 302
        satu, dua = Warga.objects.filter(ibu=ibu).order_by("pk")
        assert (satu.nama, dua.nama) == ("By Ny Siti Aminah 1", "By Ny Siti Aminah 2")
        assert (satu.kembar, dua.kembar, satu.anak_ke, dua.anak_ke) == (True, True, 2, 3)
        assert KeadaanWarga.objects.get(jenis="nifas").isi["anak"] == [satu.pk, dua.pk]

    def test_a_twin_told_of_later_joins_its_birth(self, ibu):
        lahir(ibu, IsianAnak("P", "Satu"))
        lahir(ibu, IsianAnak("P", "Dua"), tanggal=LAHIR + timedelta(days=1))
        assert set(Warga.objects.filter(ibu=ibu).values_list("kembar", flat=True)) == {True}
        assert len(KeadaanWarga.objects.get(jenis="nifas").isi["anak"]) == 2

    def test_a_child_that_is_there_already_is_asked_about_before_it_gets_a_twin(self, seruni, ibu, cast, masuk):
        make_warga(seruni, LAHIR, nama="Aisyah", ibu=ibu)
        data = {"tanggal": LAHIR.isoformat(), "kunci": str(uuid.uuid4()), "setuju": "ya", "a1-jenis_kelamin": "P"}
        jawaban = masuk(cast["kader"]).post(f"/warga/{ibu.uuid}/lahir/", data)
        assert (jawaban.status_code, Warga.objects.filter(ibu=ibu).count()) == (422, 1)
        assert "Aisyah sudah tercatat lahir" in teks(jawaban)
        assert masuk(cast["kader"]).post(f"/warga/{ibu.uuid}/lahir/", {**data, "yakin": "ya"}).status_code == 302
        assert Warga.objects.filter(ibu=ibu, kembar=True).count() == 2

    def test_two_births_lie_months_apart(self, ibu):
        lahir(ibu)
        with pytest.raises(Ditolak, match="sudah tercatat melahirkan Aisyah"):
            lahir(ibu, tanggal=LAHIR - timedelta(days=60))

    def test_a_grandchild_is_one_in_the_household(self, ibu):
        ibu.keanggotaan_list.update(hubungan="anak")
        assert lahir(ibu)[0].keanggotaan_list.get().hubungan == "cucu"

    @pytest.mark.parametrize(
        ("nilai", "kata"), [("32", "Tidak mungkin"), ("0,1", "Tidak mungkin"), ("tiga", "dengan angka")]
    )
    def test_an_impossible_weight_is_refused_at_its_field(self, ibu, cast, masuk, nilai, kata):
        data = {"tanggal": LAHIR.isoformat(), "kunci": str(uuid.uuid4()), "setuju": "ya", "a1-jenis_kelamin": "P"}
        jawaban = masuk(cast["kader"]).post(f"/warga/{ibu.uuid}/lahir/", data | {"a1-bb_lahir": nilai})
        assert kata in pesan(jawaban, "a1-bb_lahir")
        assert f'value="{nilai}"' in isi(jawaban)

    def test_undone_the_child_never_belonged_and_the_pregnancy_runs_on(self, ibu, hamil):
        (anak,) = lahir(ibu)
        actions.batal_kelahiran(anak.pk, "salah ibu", actor=None)
        m = anak.keanggotaan_list.get()
        assert (m.sampai, m.sebab_akhir) == (m.mulai, "keliru")
        hamil.refresh_from_db()
        assert (hamil.sampai, "akhir" in hamil.isi) == (None, False)
        assert not KeadaanWarga.objects.filter(jenis="nifas").pada(H).exists()

    def test_undone_and_written_again(self, ibu, hamil):
        (anak,) = lahir(ibu)
        actions.batal_kelahiran(anak.pk, "salah tanggal", actor=None)
        lahir(ibu, tanggal=LAHIR - timedelta(days=20))
        assert KeadaanWarga.objects.filter(jenis="nifas").pada(H).count() == 1

    def test_twins_are_undone_together(self, ibu):
        satu, dua = lahir(ibu, IsianAnak("P"), IsianAnak("L"))
        actions.batal_kelahiran(satu.pk, "salah ibu", actor=None)
        assert dua.keanggotaan_list.get().sebab_akhir == "keliru"

    def test_whoever_was_served_was_born(self, seruni, ibu):
        (anak,) = lahir(ibu)
        make_kunjungan(seruni, anak, H)
        with pytest.raises(Ditolak, match="jadi memang lahir"):
            actions.batal_kelahiran(anak.pk, "keliru", actor=None)

    def test_a_child_registered_otherwise_has_no_birth_to_undo(self, seruni, ibu):
        with pytest.raises(Ditolak, match="tidak dicatat lewat kelahiran"):
            actions.batal_kelahiran(make_warga(seruni, ibu=ibu).pk, "keliru", actor=None)


class TestWafat:
    def test_belongs_nowhere_any_more_and_states_end(self, ibu, hamil, cast, masuk):
        kader = masuk(cast["kader"])
        data = {"tanggal": LAHIR.isoformat(), "versi": 1}
        assert kader.post(f"/warga/{ibu.uuid}/wafat/", data).status_code == 302
        ibu.refresh_from_db()
        assert (ibu.wafat, ibu.keanggotaan_list.get().sebab_akhir) == (LAHIR, "wafat")
        hamil.refresh_from_db()
        assert hamil.sampai == LAHIR
        assert "meninggal" in teks(kader.get(f"/warga/{ibu.uuid}/"))

    def test_undone_with_a_reason_everything_runs_on(self, seruni, ibu, hamil, cast, masuk):
        (anak,) = lahir(ibu)
        actions.catat_wafat(ibu.pk, H, versi=1, actor=None)
        pk = ibu.keanggotaan_list.get().pk
        jawaban = masuk(cast["kader"]).post(f"/warga/keanggotaan/{pk}/batal/", {"alasan": "salah orang", "versi": 2})
        assert jawaban.status_code == 302
        ibu.refresh_from_db()
        assert (ibu.wafat, ibu.keanggotaan_list.get().sampai) == (None, None)
        nifas = KeadaanWarga.objects.get(jenis="nifas")
        assert (nifas.sampai, "semula" in nifas.isi) == (LAHIR + timedelta(days=42), False)
        assert anak.keanggotaan_list.get().sampai is None

    def test_a_maternal_death_without_a_recorded_pregnancy_leaves_one_of_that_day(self, ibu):
        actions.catat_wafat(ibu.pk, H, ibu=True, versi=1, actor=None)
        k = KeadaanWarga.objects.get()
        assert (k.jenis, k.mulai, k.sampai) == ("hamil", H, H)
        actions.batal_wafat(ibu.keanggotaan_list.get().pk, "salah orang", actor=None)
        assert not KeadaanWarga.objects.exists()

    def test_nobody_is_served_after_death(self, seruni, ibu):
        make_kunjungan(seruni, ibu, H)
        with pytest.raises(Ditolak, match="Masih dilayani"):
            actions.catat_wafat(ibu.pk, LAHIR, versi=1, actor=None)

    def test_nobody_dies_twice(self, ibu):
        actions.catat_wafat(ibu.pk, H, versi=1, actor=None)
        from django.http import Http404

        with pytest.raises((Bentrok, Http404)):
            actions.catat_wafat(ibu.pk, H, versi=2, actor=None)

    def test_a_household_ends_with_its_last_member_and_begins_again(self, ibu):
        keluarga = ibu.keanggotaan_list.get().keluarga
        actions.catat_wafat(ibu.pk, H, versi=1, actor=None)
        keluarga.refresh_from_db()
        assert keluarga.sampai == H
        actions.batal_wafat(ibu.keanggotaan_list.get().pk, "salah orang", actor=None)
        keluarga.refresh_from_db()
        assert keluarga.sampai is None
