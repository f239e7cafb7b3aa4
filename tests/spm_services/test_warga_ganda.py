"""People who may be one: the score and its reasons, twins, decisions that hold while the facts do, merges undone."""

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions, kabar_warga
from spm_services.actions import IsianWarga
from spm_services.actions.warga_ganda import pratinjau
from spm_services.ganda_warga import AMBANG, Diri, _petak, cari, kembar, lahir_mungkin, nilai, pasangan, tukar
from spm_services.models import (
    GabunganWarga,
    KeadaanWarga,
    Keanggotaan,
    KunjunganWarga,
    PersetujuanData,
    Pertumbuhan,
    PutusanGandaWarga,
    Rekaman,
    Warga,
)
from spm_services.nama import lipat_nama
from tests.pembuat import KANDANG_PANJANG, make_keluarga, make_kunjungan, make_posyandu, make_rekaman, make_warga
from tests.rumah.halaman import isi, tautan, teks

pytestmark = pytest.mark.django_db
LAHIR = date(2023, 5, 3)
NIK, NIK_LAIN = "3375994505800001", "3375994505800002"
H = hari_ini("33")
_urut = iter(range(1, 100_000))


def diri(nama: str = "Siti Aminah", lahir: date = LAHIR, kelamin: str = "P", **lain) -> Diri:
    if "ibu_nama" in lain:
        lain["ibu_lipat"] = lipat_nama(lain.pop("ibu_nama"))
    return Diri(next(_urut), None, nama, lipat_nama(nama), lahir, kelamin, **lain)


class TestNilai:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (diri(), diri("Hj. St. Aminah")),
            (diri("Moh. Rizqi", kelamin="L"), diri("Muhammad Rizki", kelamin="L")),
            (diri("Aisyah Putri"), diri("Putri Aisyah")),
            (diri(rt="1"), diri("Aminah", rt="1")),
            (diri(ibu=1), diri(lahir=date(2023, 3, 5), ibu=1)),  # day and month swapped
            (diri(ibu=1), diri(lahir=date(2023, 5, 8), ibu=1)),  # one digit
            (diri("By Ny Aminah"), diri("Hasan", kelamin="P", ibu_nama="St. Aminah")),
        ],
    )
    def test_one_person_twice_is_worth_a_look(self, a, b):
        skor, alasan = nilai(a, b)
        assert skor >= AMBANG
        assert alasan
        assert nilai(b, a)[0] == skor

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (diri(), diri("Dewi Lestari")),  # the same day alone
            (diri(), diri(lahir=date(1999, 1, 1))),  # the same name alone
            (diri("Siti Aminah", punya_nik=True), diri(punya_nik=True)),  # two NIK
            (diri("Hasan", kelamin="L"), diri("Hasan")),
            (diri("By Ny Aminah"), diri("By Ny Maryam")),
        ],
    )
    def test_two_people_are_not(self, a, b):
        assert nilai(a, b)[0] < AMBANG

    def test_the_score_says_why(self):
        skor, alasan = nilai(diri(ibu=1, keluarga=7), diri("St. Aminah", ibu=1, keluarga=7))
        assert skor == 100
        assert alasan == ("nama sama, ejaannya berbeda", "tanggal lahir sama", "sekeluarga", "ibunya sama")

    def test_two_nik_may_be_one_typed_wrong_where_all_else_is_the_same(self):
        sama = {"ibu": 1, "keluarga": 7, "punya_nik": True}
        skor, alasan = nilai(diri(**sama), diri(**sama))
        assert skor >= AMBANG
        assert "NIK-nya berbeda" in alasan

    def test_dates_that_a_slip_makes(self):
        mungkin = lahir_mungkin(date(2023, 5, 3))
        assert {date(2023, 3, 5), date(2023, 5, 8), date(2013, 5, 3)} <= mungkin
        assert date(2023, 6, 4) not in mungkin
        assert (tukar(date(2023, 5, 13)), tukar(date(2023, 5, 5))) == (None, None)


class TestKembar:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (diri("Hasan", ibu=1), diri("Husein", ibu=1)),
            (diri("Rina", ibu=1), diri("Rini", ibu=1)),
            (diri("Aisyah Putri", ibu_nama="Aminah"), diri("Aisyah Ayu", ibu_nama="Aminah")),
            (diri("Satu", ibu=1), diri("Dua", lahir=LAHIR + timedelta(days=1), ibu=1)),  # across midnight
            (diri("By Ny Aminah 1"), diri("By Ny Aminah 2")),
            (diri("Putri", ibu=1, kembar=True), diri("Putri Ayu", ibu=1, kembar=True)),
        ],
    )
    def test_other_names_of_one_birth_are_twins(self, a, b):
        assert kembar(a, b)
        assert nilai(a, b) == (0, ())

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            (diri("Hasan", ibu=1), diri("Hasan", ibu=1)),
            (diri("Putri", ibu=1), diri("Putri Ayu", ibu=1)),
            (diri("By Ny Aminah"), diri("Bayi Ny. Aminah")),
        ],
    )
    def test_the_same_name_of_one_birth_is_one_child(self, a, b):
        assert not kembar(a, b)
        assert nilai(a, b)[0] >= AMBANG

    def test_a_baby_without_a_name_may_be_the_other_twin(self):
        a, b = diri("By Ny Aminah"), diri("Hasan", ibu_nama="Aminah", kembar=True)
        assert "mungkin saudara kembarnya" in nilai(a, b)[1]


class TestKerja:
    """The work grows with the people, not with their square."""

    def orang(self, n: int) -> list[Diri]:
        depan = ("Siti", "Nur", "Dewi", "Ahmad", "Muhammad", "Sri", "Budi", "Rina", "Agus", "Yuni")
        belakang = [
            f"{a}{b}{c}" for a in ("ra", "ki", "lo", "mu") for b in ("ni", "ta", "wo") for c in ("sih", "nah", "di")
        ]
        awal = date(1950, 1, 1)
        return [
            diri(f"{depan[i % 10]} {belakang[(i * 7) % len(belakang)]}", awal + timedelta(days=(i * 37) % 27_000))
            for i in range(n)
        ]

    def banding(self, n: int) -> int:
        return sum(len(p) * (len(p) - 1) // 2 for p in _petak(self.orang(n)))

    def test_pairs_looked_at_stay_near_the_number_of_people(self):
        assert self.banding(2000) < 2000 * 4
        assert self.banding(8000) < 8000 * 12

    def test_a_day_that_everybody_is_given_is_divided(self):
        banyak = [diri(o.nama, date(1950, 7, 1)) for o in self.orang(1000)]
        assert sum(len(p) * (len(p) - 1) // 2 for p in _petak(banyak)) < 1000 * 1000 // 4

    def test_ten_thousand_people_take_seconds(self):
        semua = self.orang(10_000)
        mulai = time.perf_counter()
        pasangan(semua)
        assert time.perf_counter() - mulai < 10


@pytest.fixture
def dua(seruni) -> tuple[Warga, Warga]:
    """One child twice: with a mother and a household, and without."""
    ibu = make_warga(seruni, date(1990, 1, 1), nama="Aminah")
    lengkap = {"ibu": ibu, "keluarga": make_keluarga(seruni)}
    a = make_warga(seruni, LAHIR, nama="Aisyah Putri", **lengkap)
    return a, make_warga(seruni, LAHIR, nama="Aisah Putri")


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


def gabung(a, b, actor=None) -> GabunganWarga:
    return actions.gabung_warga(a.pk, b.pk, alasan="sama", actor=actor)


def segar(*orang) -> tuple[Warga, ...]:
    return tuple(Warga.objects.get(pk=w.pk) for w in orang)


class TestDaftar:
    def test_pairs_of_the_unit_with_score_and_reasons(self, dua, kader):
        halaman = teks(kader.get("/warga/ganda/"))
        assert "Aisyah Putri dan Aisah Putri" in halaman
        assert "tanggal lahir sama" in halaman

    def test_not_with_people_of_other_areas(self, seruni, kader):
        make_warga(seruni, LAHIR, nama="Aisyah")
        make_warga(make_posyandu(KANDANG_PANJANG), LAHIR, nama="Aisyah")
        assert "Tidak ada yang tampak ganda" in teks(kader.get("/warga/ganda/"))

    def test_left_as_two_until_the_facts_change(self, dua, kader, cast):
        a, b = dua
        alamat = f"/warga/ganda/{a.uuid}/{b.uuid}/"
        assert kader.post(alamat, {"alasan": "sepupu"}).status_code == 302
        halaman = kader.get("/warga/ganda/")
        assert "Sudah diputus dua orang" in teks(halaman)
        assert halaman.context["menunggu"] == []
        actions.ubah_warga(b.pk, {"nama": "Aisyah Puteri"}, versi=1, actor=None)
        assert len(kader.get("/warga/ganda/").context["menunggu"]) == 1

    def test_not_without_a_reason(self, dua, kader):
        a, b = dua
        assert kader.post(f"/warga/ganda/{a.uuid}/{b.uuid}/", {"alasan": ""}).status_code == 422
        assert not PutusanGandaWarga.objects.exists()

    def test_of_two_who_decide_at_once_the_second_is_told(self, dua, cast):
        a, b = dua
        actions.biarkan_ganda_warga(a.pk, b.pk, "x", "sepupu", actor=cast["kader"])
        with pytest.raises(Bentrok):
            actions.biarkan_ganda_warga(a.pk, b.pk, "x", "lain", actor=cast["pengurus"])

    def test_looked_at_again(self, dua, kader, cast):
        a, b = dua
        kader.post(f"/warga/ganda/{a.uuid}/{b.uuid}/", {"alasan": "sepupu"})
        kader.post(f"/warga/ganda/{a.uuid}/{b.uuid}/tinjau/")
        assert len(cari(cast["kader"], a.keanggotaan_list.get().posyandu.kode)) == 1
        assert len(kader.get("/warga/ganda/").context["menunggu"]) == 1

    def test_a_person_is_not_compared_with_themselves(self, dua, kader):
        assert kader.get(f"/warga/ganda/{dua[0].uuid}/{dua[0].uuid}/").status_code == 404


class TestGabung:
    def test_everything_that_pointed_to_the_second_points_to_the_first(self, seruni, dua, cast):
        a, b = dua
        k = make_kunjungan(seruni, b, H)
        r = make_rekaman(seruni, cast["kader"])
        Rekaman.objects.filter(pk=r.pk).update(warga=b, kunjungan=k)
        tumbuh = {"tanggal": H, "umur_hari": 1, "versi_standar": "x", "versi_naik": "x"}
        Pertumbuhan.objects.create(kunjungan=k, posyandu=seruni, warga=b, **tumbuh)
        cucu = make_warga(seruni, H, ibu=b)
        gabung(a, b)
        for model in (KunjunganWarga, Rekaman, Pertumbuhan, Keanggotaan, KeadaanWarga, PersetujuanData):
            assert not model.objects.filter(warga=b).exists(), model
        cucu.refresh_from_db()
        assert (cucu.ibu_id, segar(b)[0].digabung_ke_id) == (a.pk, a.pk)

    def test_and_comes_back_whole(self, seruni, dua, cast):
        a, b = dua
        k = make_kunjungan(seruni, b, H)
        sebelum = list(Keanggotaan.objects.order_by("pk").values_list("warga", "sampai", "sebab_akhir", "keluarga"))
        g = gabung(a, b)
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=cast["kader"])
        k.refresh_from_db()
        sesudah = list(Keanggotaan.objects.order_by("pk").values_list("warga", "sampai", "sebab_akhir", "keluarga"))
        assert (k.warga_id, segar(b)[0].digabung_ke_id, sesudah) == (b.pk, None, sebelum)

    def test_what_was_written_since_stays_with_the_first(self, seruni, dua):
        a, b = dua
        g = gabung(a, b)
        baru = make_kunjungan(seruni, a, H)
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        baru.refresh_from_db()
        assert baru.warga_id == a.pk

    def test_the_nik_and_what_the_first_lacked_go_along_and_back(self, seruni, dua):
        a, _ = dua
        data = IsianWarga(nama="Aisyah", jenis_kelamin="P", tanggal_lahir=LAHIR, nik=NIK, kolom={"telepon": "+628120"})
        b, _ = actions.daftarkan_warga(seruni, data, actor=None)
        Warga.objects.filter(pk=b.pk).update(bb_lahir=Decimal("3.1"))
        sidik = b.nik_sidik
        g = gabung(a, b)
        a1, b1 = segar(a, b)
        assert (a1.nik_sidik, a1.telepon, a1.bb_lahir, b1.nik_sidik) == (sidik, "+628120", Decimal("3.10"), None)
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        a2, b2 = segar(a, b)
        assert (a2.nik_sidik, a2.telepon, a2.bb_lahir) == (None, "", None)
        assert (b2.nik_sidik, b2.telepon, b2.bb_lahir) == (sidik, "+628120", Decimal("3.10"))

    def test_two_nik_are_two_people(self, seruni):
        satu, dua_ = (
            actions.daftarkan_warga(
                seruni, IsianWarga(nama="Siti", jenis_kelamin="P", tanggal_lahir=date(1980, 5, 5), nik=n), actor=None
            )[0]
            for n in (NIK, NIK_LAIN)
        )
        with pytest.raises(Ditolak, match="NIK yang berbeda"):
            gabung(satu, dua_)

    def test_two_visits_of_one_day_forbid_it_by_name(self, seruni, dua, cast, kader):
        for w in dua:
            r = make_rekaman(seruni, cast["kader"])
            Rekaman.objects.filter(pk=r.pk).update(warga=w, kunjungan=make_kunjungan(seruni, w, date(2026, 5, 12)))
        with pytest.raises(Ditolak, match="Keduanya dilayani 12 Mei 2026 di Posyandu Seruni"):
            gabung(*dua)
        halaman = kader.get(f"/warga/ganda/{dua[0].uuid}/{dua[1].uuid}/")
        assert "Belum bisa digabung" in teks(halaman)
        assert "gabung/" not in isi(halaman)

    def test_an_empty_visit_of_that_day_goes(self, seruni, dua):
        a, b = dua
        satu, kosong = make_kunjungan(seruni, a, H), make_kunjungan(seruni, b, H)
        g = gabung(a, b)
        assert KunjunganWarga.objects.filter(batal=True).count() == 1
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        assert not KunjunganWarga.objects.filter(batal=True).exists()
        assert {satu.pk, kosong.pk} == set(KunjunganWarga.objects.values_list("pk", flat=True))

    def test_states_and_answers_that_both_have_are_one(self, seruni):
        a, b = (make_warga(seruni, date(1990, 1, 1), nama="Siti") for _ in range(2))
        for w in (a, b):
            actions.catat_keadaan(w.pk, "menyusui", mulai=H, actor=None)
            actions.catat_persetujuan(w.pk, "foto", setuju=True, oleh="sendiri", actor=None)
        g = gabung(a, b)
        assert KeadaanWarga.objects.filter(warga=a).pada(H).count() == 1
        assert PersetujuanData.objects.filter(warga=a, dicabut=None).count() == 1
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        assert [KeadaanWarga.objects.filter(warga=w).pada(H).count() for w in (a, b)] == [1, 1]

    def test_growth_is_told_that_the_row_became_another(self, dua, monkeypatch):
        kabar: list[int] = []
        monkeypatch.setattr(kabar_warga, "IDENTITAS_BERUBAH", [lambda w: kabar.append(w.pk)])
        g = gabung(*dua)
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        assert kabar == [dua[0].pk, dua[0].pk, dua[1].pk]

    def test_through_the_door_with_a_preview_and_the_second_card_leads_to_the_first(self, seruni, dua, kader):
        a, b = dua
        make_kunjungan(seruni, b, H)
        assert "1 kunjungan" in teks(kader.get(f"/warga/ganda/{a.uuid}/{b.uuid}/"))
        assert kader.post(f"/warga/ganda/{a.uuid}/{b.uuid}/gabung/", {"alasan": "anak sama"}).status_code == 302
        assert kader.get(f"/warga/{b.uuid}/").url == f"/warga/{a.uuid}/"
        kartu = kader.get(f"/warga/{a.uuid}/")
        assert any("/gabungan/" in t for t in tautan(kartu))
        assert Catatan.objects.untuk(a).get(aksi="gabung_warga").catatan == "anak sama"

    def test_apart_once(self, dua):
        g = gabung(*dua)
        actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)
        with pytest.raises(Ditolak, match="sudah dibatalkan"):
            actions.batal_gabung_warga(g.pk, "ternyata dua", actor=None)

    def test_every_column_that_points_to_a_person_is_known_to_the_merge(self, dua):
        assert set(pratinjau(*dua).pindah) == {"spm_services.Keanggotaan.warga"}

    def test_a_newborn_and_its_row_with_a_nik_become_one(self, seruni, kader):
        """The stand-in number stays findable, the NIK is there, the mother too."""
        ibu = make_warga(seruni, date(1995, 1, 1), nama="Aminah")
        bayi = make_warga(seruni, LAHIR, nama="By Ny Aminah", ibu=ibu, nomor_sementara="S-BAYI1234")
        data = IsianWarga(nama="Aisyah", jenis_kelamin="P", tanggal_lahir=LAHIR, nik=NIK, kolom={"nama_ibu": "Aminah"})
        resmi, _ = actions.daftarkan_warga(seruni, data, actor=None)
        halaman = kader.get("/warga/ganda/")
        assert "By Ny Aminah berarti bayi ibunya Aisyah" in teks(halaman)
        gabung(resmi, bayi)
        hasil = segar(resmi)[0]
        assert (hasil.nama, hasil.ibu, hasil.nomor_sementara) == ("Aisyah", ibu, "S-BAYI1234")
