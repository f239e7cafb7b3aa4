"""Recording about one person or household: whom one may pick, who is refused and why, pictures, forms of nakes."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.berkas import jalur
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.actions import IsianKunjungan, Kiriman, catat, catat_berfoto, catat_kunjungan
from spm_services.models import FotoRekaman, HasilAturan, KeadaanWarga, PersetujuanData, Pertumbuhan, Rekaman
from tests.pembuat import make_keluarga, make_kunjungan, make_posyandu, make_warga
from tests.rumah.halaman import pesan, tautan, teks
from tests.spm_services.formulir.jawab import minimal

pytestmark = pytest.mark.django_db
UKUR_IBU = "/lapangan/catat/ukur_ibu_hamil/"


@pytest.fixture
def kader(cast, masuk):
    return masuk(cast["kader"])


@pytest.fixture
def ibu(seruni):
    ibu = make_warga(seruni, date(1996, 3, 1), nama="Siti contoh", keluarga=make_keluarga(seruni))
    KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=hari_ini() - timedelta(days=120))
    return ibu


def alamat(unit, orang=None, bagian="warga", dasar=UKUR_IBU) -> str:
    return f"{dasar}?unit={unit.kode}" + (f"&{bagian}={orang.uuid}" if orang else "")


def isi(**lain) -> dict:
    return {"tanggal": hari_ini().isoformat(), "kunci": str(uuid.uuid4()), **lain}


def gambar(bentuk="JPEG", sisi=2000, exif=b"") -> SimpleUploadedFile:
    keluar = BytesIO()
    satu = Image.new("RGB", (sisi, sisi // 2), "teal")
    satu.save(keluar, bentuk, **({"exif": exif} if exif else {}))
    return SimpleUploadedFile(f"foto.{bentuk.lower()}", keluar.getvalue())


class TestPilihOrang:
    def test_those_the_service_is_for_are_offered_by_name(self, kader, seruni, ibu):
        make_warga(seruni, date(2024, 1, 1), nama="Anak contoh")
        halaman = kader.get(alamat(seruni))
        assert alamat(seruni, ibu).removeprefix(UKUR_IBU) in tautan(halaman)
        assert "Anak contoh" not in teks(halaman)

    def test_who_is_searched_but_not_meant_is_shown_with_the_reason(self, kader, seruni, ibu):
        make_warga(seruni, date(1990, 1, 1), "L", nama="Budi contoh")
        make_warga(seruni, date(1990, 1, 1), "P", nama="Ani contoh")
        halaman = kader.get(f"{alamat(seruni)}&q=contoh")
        assert "Budi contoh laki-laki" in teks(halaman)
        assert "Tidak bisa dipilih: layanan ini untuk perempuan." in teks(halaman)
        assert "Tidak bisa dipilih: tidak tercatat hamil." in teks(halaman)
        assert sum("warga=" in t for t in tautan(halaman)) == 1

    def test_rt_narrows_the_list(self, kader, seruni, ibu):
        make_keluarga(seruni, rt="005")
        assert "Siti contoh" in teks(kader.get(f"{alamat(seruni)}&rt=002/001"))
        assert "Siti contoh" not in teks(kader.get(f"{alamat(seruni)}&rt=002/005"))

    def test_a_household_is_picked_as_one(self, kader, seruni):
        rumah = make_keluarga(seruni, nama="Pak Contoh")
        dasar = "/lapangan/catat/kondisi_rumah/"
        assert f"?unit={seruni.kode}&keluarga={rumah.uuid}" in tautan(kader.get(alamat(seruni, dasar=dasar)))
        assert 'name="i_' in kader.get(alamat(seruni, rumah, "keluarga", dasar)).content.decode()

    def test_a_unit_without_people_says_what_to_do(self, kader, seruni):
        assert "Data warganya dulu" in teks(kader.get(alamat(seruni)))

    @pytest.mark.parametrize("kunci", ["", "x", "00000000-0000-0000-0000-000000000000"])
    def test_nobody_by_that_key_leads_back_to_the_list(self, kader, seruni, ibu, kunci):
        halaman = kader.get(f"{alamat(seruni)}&warga={kunci}")
        assert halaman.status_code == 200
        assert "siapa?" in teks(halaman)

    def test_a_person_of_another_unit_is_not_found_here(self, kader, seruni, ibu):
        lain = make_warga(make_posyandu(nama="Melati"), date(1996, 1, 1))
        assert "siapa?" in teks(kader.get(alamat(seruni, lain)))


class TestDitolak:
    def test_a_man_on_a_mothers_card_is_refused_with_a_sentence(self, kader, seruni, ibu):
        budi = make_warga(seruni, date(1990, 1, 1), "L", nama="Budi contoh")
        for jawab in (kader.get(alamat(seruni, budi)), kader.post(alamat(seruni, budi), isi(i_bb="60"))):
            assert jawab.status_code == 422
            assert "Budi contoh tidak bisa dipilih: layanan ini untuk perempuan." in teks(jawab)
        assert not Rekaman.objects.exists()

    def test_the_action_refuses_it_too(self, seruni, cast):
        budi = make_warga(seruni, date(1990, 1, 1), "L")
        kiriman = Kiriman("ukur_ibu_hamil", hari_ini(), {"bb": "60.00"}, uuid.uuid4(), warga=budi)
        with pytest.raises(Ditolak):
            catat(seruni, kiriman, actor=cast["kader"])

    def test_a_day_before_birth_is_refused_at_the_day(self, kader, seruni):
        anak = make_warga(seruni, hari_ini() - timedelta(days=100))
        dasar = "/lapangan/catat/timbang_anak/"
        kirim = isi(i_bb="5,5") | {"tanggal": (hari_ini() - timedelta(days=101)).isoformat()}
        jawab = kader.post(alamat(seruni, anak, dasar=dasar), kirim)
        assert jawab.status_code == 422
        assert "sebelum" in pesan(jawab, "tanggal")


class TestCatat:
    def test_the_record_is_about_that_person_and_rules_say_why(self, kader, seruni, ibu):
        jawab = kader.post(alamat(seruni, ibu), isi(i_bb="52,5", i_lila="22,8"), follow=True)
        rekaman = Rekaman.objects.get()
        assert (rekaman.warga, rekaman.isian["lila"]) == (ibu, "22.8")
        assert HasilAturan.objects.filter(rekaman=rekaman).exists()
        assert "LILA 22,8 cm < 23,5 cm" in teks(jawab)
        assert "Dasarnya" in teks(jawab)

    def test_last_times_answers_of_that_person_stand_beside_the_fields(self, kader, seruni, ibu):
        kader.post(alamat(seruni, ibu), isi(i_bb="52,5"))
        assert "terakhir 52,5" in teks(kader.get(alamat(seruni, ibu)))

    def test_typed_answers_stay_when_one_is_wrong(self, kader, seruni, ibu):
        jawab = kader.post(alamat(seruni, ibu), isi(i_bb="52,5", i_lila="228"))
        assert 'value="52,5"' in jawab.content.decode()
        assert "tidak mungkin" in pesan(jawab, "i_lila")


class TestFoto:
    DASAR = "/lapangan/catat/kondisi_rumah/"

    @pytest.fixture
    def rumah(self, seruni):
        return make_keluarga(seruni)

    def kirim(self, kader, seruni, rumah, **lain):
        return kader.post(alamat(seruni, rumah, "keluarga", self.DASAR), isi(**minimal("kondisi_rumah"), **lain))

    def test_a_picture_is_made_anew_without_where_it_was_taken(self, kader, seruni, rumah):
        exif = Image.Exif()
        exif[0x010F] = "KameraContoh"
        assert self.kirim(kader, seruni, rumah, foto=gambar(exif=exif.tobytes())).status_code == 302
        foto = FotoRekaman.objects.get()
        isi_berkas = jalur(foto.berkas).read_bytes()
        assert b"KameraContoh" not in isi_berkas
        with Image.open(BytesIO(isi_berkas)) as satu:
            assert max(satu.size) == 1600

    @pytest.mark.parametrize(
        ("berkas", "kata"),
        [
            (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(12 * 1024 * 1024)), "paling besar 10 MB"),
            (SimpleUploadedFile("a.jpg", b"bukan gambar"), "Isi berkas bukan"),
            (SimpleUploadedFile("a.jpg", b"\xff\xd8\xffrusak"), "rusak"),
        ],
    )
    def test_what_is_no_picture_or_too_big_is_said_at_the_field_and_the_answers_stay(
        self, kader, seruni, rumah, berkas, kata
    ):
        berkas.seek(0)
        jawab = self.kirim(kader, seruni, rumah, foto=berkas)
        assert jawab.status_code == 422
        assert kata in pesan(jawab, "foto")
        assert "checked" in jawab.content.decode()
        assert not Rekaman.objects.exists()

    def test_more_than_the_entry_allows_are_refused(self, kader, seruni, rumah):
        jawab = self.kirim(kader, seruni, rumah, foto=[gambar(sisi=20) for _ in range(4)])
        assert "Paling banyak 3 foto." in pesan(jawab, "foto")

    def test_who_said_no_is_not_photographed(self, seruni, cast, monkeypatch):
        warga = make_warga(seruni)
        PersetujuanData.objects.create(
            warga=warga, posyandu=seruni, tujuan="foto", oleh="wali", setuju=False, tanggal=hari_ini()
        )
        monkeypatch.setitem(katalog.SEMUA, "timbang_anak", replace(katalog.SEMUA["timbang_anak"], foto=1))
        kiriman = Kiriman("timbang_anak", hari_ini(), {"bb": "9.00"}, uuid.uuid4(), warga=warga)
        with pytest.raises(Ditolak, match="tidak mau difoto"):
            catat_berfoto(seruni, kiriman, [b"x"], actor=cast["kader"])
        assert not Rekaman.objects.exists()

    def test_one_is_added_later_and_taken_off_again(self, kader, seruni, rumah):
        self.kirim(kader, seruni, rumah)
        rekaman = Rekaman.objects.get()
        assert kader.post(f"/layanan/{rekaman.kunci}/foto/", {"foto": gambar(sisi=20)}).status_code == 302
        foto = FotoRekaman.objects.get()
        assert kader.get(f"/layanan/{rekaman.kunci}/foto/{foto.pk}/")["Content-Type"] == "image/jpeg"
        assert kader.post(f"/layanan/{rekaman.kunci}/foto/{foto.pk}/hapus/").status_code == 302
        assert not FotoRekaman.objects.exists()

    def test_pictures_of_a_home_are_not_for_those_who_need_no_names(self, kader, seruni, rumah, cast, masuk):
        self.kirim(kader, seruni, rumah, foto=gambar(sisi=20))
        rekaman, foto = Rekaman.objects.get(), FotoRekaman.objects.get()
        alamat_foto = f"/layanan/{rekaman.kunci}/foto/{foto.pk}/"
        for siapa, kode in (("pengurus", 200), ("tim_pembina", 404), ("perencana", 404), ("auditor", 404)):
            assert masuk(cast[siapa]).get(alamat_foto).status_code == kode, siapa


class TestNakes:
    def test_a_form_of_the_nakes_opens_for_nakes_only(self, kader, cast, masuk, seruni):
        make_warga(seruni, date(2012, 1, 1), nama="Remaja contoh")
        tanya = f"?unit={seruni.kode}"
        assert kader.get(f"/lapangan/catat/skrining_remaja/{tanya}").status_code == 403
        nakes = masuk(cast["nakes"])
        assert "Remaja contoh" in teks(nakes.get(f"/lapangan/nakes/skrining_remaja/{tanya}"))
        assert nakes.get(f"/lapangan/nakes/timbang_anak/{tanya}").status_code == 403

    def test_the_action_asks_the_same(self, seruni, cast):
        remaja = make_warga(seruni, date(2012, 1, 1))
        isi_nakes = {"heeadsss": []}
        kiriman = Kiriman("skrining_remaja", hari_ini(), isi_nakes, uuid.uuid4(), warga=remaja)
        with pytest.raises(PermissionDenied):
            catat(seruni, kiriman, actor=cast["kader"])
        assert catat(seruni, kiriman, actor=cast["nakes"])[1]

    def test_the_kaders_list_does_not_offer_it(self, kader, seruni):
        assert "skrining_remaja" not in kader.get(f"/lapangan/kesehatan/?unit={seruni.kode}").content.decode()


def test_a_service_of_groups_asks_for_nobody(kader, seruni):
    assert 'name="i_terlayani"' in kader.get(f"/lapangan/catat/penimbangan_balita/?unit={seruni.kode}").content.decode()


def test_the_sealed_service_leads_to_its_own_form(kader, seruni):
    jawab = kader.get(f"/lapangan/catat/lapor_kekerasan/?unit={seruni.kode}")
    assert jawab.status_code == 302
    assert jawab["Location"].startswith("/lapangan/tertutup/")


class TestLuarSesi:
    """Services of the steps of an open day, done on another day: part of a visit, so that growth and rules see it."""

    DASAR = "/lapangan/catat/timbang_anak/"

    @pytest.fixture
    def anak(self, seruni):
        return make_warga(seruni, hari_ini() - timedelta(days=430), "L", nama="Anak contoh")

    def test_it_makes_the_persons_visit_of_the_day(self, kader, seruni, anak):
        kader.post(alamat(seruni, anak, dasar=self.DASAR), isi(i_bb="9,75"))
        kunjungan = Rekaman.objects.get().kunjungan
        assert (kunjungan.warga, kunjungan.cara, kunjungan.tamu) == (anak, "luar", False)
        assert str(Pertumbuhan.objects.get(kunjungan=kunjungan).bb) == "9.75"

    def test_it_joins_the_visit_that_is_there(self, kader, seruni, anak):
        ada = make_kunjungan(seruni, anak)
        kader.post(alamat(seruni, anak, dasar=self.DASAR), isi(i_bb="9,75"))
        assert Rekaman.objects.get().kunjungan == ada

    def test_a_second_one_of_the_day_asks_whether_it_is_a_correction(self, kader, seruni, anak):
        kader.post(alamat(seruni, anak, dasar=self.DASAR), isi(i_bb="9,75"))
        jawab = kader.post(alamat(seruni, anak, dasar=self.DASAR), isi(i_bb="9,80"))
        lama = Rekaman.objects.get()
        assert jawab.status_code == 409
        assert "Anak contoh sudah dicatat" in teks(jawab)
        assert "9,75 kg" in teks(jawab)
        assert f"/layanan/{lama.kunci}/koreksi/" in tautan(jawab)
        assert 'value="9,80"' in jawab.content.decode()

    def test_the_same_form_sent_twice_is_one(self, kader, seruni, anak):
        kirim = isi(i_bb="9,75")
        satu, dua = (kader.post(alamat(seruni, anak, dasar=self.DASAR), kirim) for _ in range(2))
        assert satu["Location"] == dua["Location"]
        assert Rekaman.objects.count() == 1

    def test_a_guest_is_a_guest_here_too(self, kader, seruni):
        tamu = make_warga(seruni, hari_ini() - timedelta(days=430), jenis="tamu")
        kader.post(alamat(seruni, tamu, dasar=self.DASAR), isi(i_bb="9,75"))
        assert Rekaman.objects.get().kunjungan.tamu

    def test_a_kader_cannot_write_the_nakes_service_through_a_visit(self, seruni, cast):
        kunjungan = make_kunjungan(seruni, make_warga(seruni, date(2012, 1, 1)))
        with pytest.raises(PermissionDenied):
            catat_kunjungan(kunjungan, IsianKunjungan({"skrining_remaja": {"heeadsss": []}}), actor=cast["kader"])
