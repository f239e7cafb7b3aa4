"""The screens of an open day, through the door: register, fill a step, see what was found, go on to the next."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Catatan
from posyandu_app.lib.periode import Bulan
from posyandu_app.lib.waktu import hari_ini
from registry.models import Faskes, PembinaKesehatan, StatusPosyandu
from spm_services.actions import IsianKunjungan, catat_kunjungan
from spm_services.actions.sesi import buka_sesi, daftarkan
from spm_services.models import BulanUnit, HasilAturan, KeadaanWarga, KunjunganWarga, Rekaman, Sesi
from tests.pembuat import make_user, make_warga

pytestmark = pytest.mark.django_db


@pytest.fixture
def kader(cast):
    return cast["kader"]


@pytest.fixture
def sesi(seruni, kader):
    return buka_sesi(seruni, hari_ini(), actor=kader)


@pytest.fixture
def anak(seruni):
    return make_warga(seruni, lahir=hari_ini() - timedelta(days=430), nama="Anak contoh B")


@pytest.fixture
def kunjungan(sesi, anak, kader):
    return daftarkan(sesi, anak, actor=kader)[0]


@pytest.fixture
def klien(masuk, kader):
    return masuk(kader)


@pytest.fixture
def lansia(seruni, sesi, kader):
    warga = make_warga(seruni, lahir=hari_ini() - timedelta(days=24_000), nama="Lansia contoh")
    return daftarkan(sesi, warga, actor=kader)[0]


def alamat(nama, benda, *args):
    return reverse(f"spm_services:{nama}", args=[benda.uuid, *args])


def isian(klien, kunjungan, langkah, **jawab):
    """The form of a step as the page sends it: hidden fields as they were, answers on top."""
    form = klien.get(alamat("langkah", kunjungan, langkah)).context["form"]
    isi = {form[n].html_name: form[n].value() or "" for n in form.fields if form[n].is_hidden}
    return isi | {k.replace("__", "-"): v for k, v in jawab.items()}


def kirim(klien, kunjungan, langkah, **jawab):
    return klien.post(alamat("langkah", kunjungan, langkah), isian(klien, kunjungan, langkah, **jawab))


def teks(jawaban):
    return jawaban.content.decode()


def test_one_tap_on_a_name_registers_and_offers_to_take_it_back(klien, sesi, anak):
    jawaban = klien.post(alamat("datang", sesi), {"warga": str(anak.uuid)}, follow=True)
    kunjungan = KunjunganWarga.objects.get()
    assert "Nomor 1: Anak contoh B" in teks(jawaban)
    assert alamat("batal-kunjungan", kunjungan) in teks(jawaban)
    assert alamat("langkah", kunjungan, 2) in teks(jawaban)


def test_a_second_tap_asks_whether_it_is_a_correction_or_a_slip(klien, sesi, kunjungan, anak, kader):
    catat_kunjungan(kunjungan, IsianKunjungan({"timbang_anak": {"bb": "9.40"}}), actor=kader)
    jawaban = klien.post(alamat("datang", sesi), {"warga": str(anak.uuid)}, follow=True)
    assert jawaban.redirect_chain == [(alamat("kunjungan-lagi", kunjungan), 302)]
    assert "Koreksi" in teks(jawaban)
    assert "Keliru" in teks(jawaban)
    assert "BB 9,4 kg" in teks(jawaban)


@pytest.mark.parametrize("warga", ["", "bukan-uuid", str(uuid.UUID(int=7))])
def test_a_name_that_is_nobody_is_not_found(klien, sesi, warga):
    assert klien.post(alamat("datang", sesi), {"warga": warga}).status_code == 404


def test_last_months_value_stands_beside_the_field_and_not_in_it(klien, kunjungan, seruni, anak, kader):
    lalu = buka_sesi(seruni, hari_ini() - timedelta(days=28), actor=kader)
    dulu, _ = daftarkan(lalu, anak, actor=kader)
    catat_kunjungan(dulu, IsianKunjungan({"timbang_anak": {"bb": "9.10"}}), actor=kader)
    form = klien.get(alamat("langkah", kunjungan, 2)).context["form"]
    assert form.fields["timbang_anak-bb"].lalu == "9,10"
    assert not form["timbang_anak-bb"].value()


@pytest.mark.parametrize("berat", ["9,4", "9.4"])
def test_comma_and_dot_are_the_same_weight(klien, kunjungan, berat):
    assert kirim(klien, kunjungan, 2, timbang_anak__bb=berat).url == alamat("hasil", kunjungan, 2)
    assert Rekaman.objects.get().isian == {"bb": "9.40"}


def test_only_what_was_filled_is_recorded(klien, kunjungan):
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    assert list(Rekaman.objects.values_list("layanan", flat=True)) == ["timbang_anak"]


def test_a_height_in_the_wrong_unit_is_refused_at_the_field_and_kept(klien, kunjungan):
    jawaban = kirim(klien, kunjungan, 2, timbang_anak__bb="9,4", ukur_anak__pb_tb="7.5")
    assert jawaban.status_code == 422
    assert "tidak mungkin" in jawaban.context["form"].errors["ukur_anak-pb_tb"][0]
    assert 'value="7' in teks(jawaban)
    assert 'value="9,4"' in teks(jawaban)
    assert not Rekaman.objects.exists()


def test_an_unlikely_weight_asks_before_it_is_stored(klien, kunjungan):
    jawaban = kirim(klien, kunjungan, 2, timbang_anak__bb="17")
    assert jawaban.status_code == 422
    tanda = jawaban.context["form"].fields["timbang_anak-bb"].yakin
    assert kirim(klien, kunjungan, 2, timbang_anak__bb="17", timbang_anak__bb_yakin=tanda).status_code == 302
    assert Rekaman.objects.get().isian == {"bb": "17.00"}


def test_the_result_leads_to_the_next_person_who_waits(klien, sesi, kunjungan, seruni, kader):
    kedua, ketiga = (daftarkan(sesi, make_warga(seruni, nama=f"Anak contoh {n}"), actor=kader)[0] for n in "CD")
    kirim(klien, kedua, 2, timbang_anak__bb="9,4")
    assert alamat("langkah", ketiga, 2) in teks(klien.get(alamat("hasil", kedua, 2)))
    kirim(klien, ketiga, 2, timbang_anak__bb="9,4")
    assert alamat("langkah", kunjungan, 2) in teks(klien.get(alamat("hasil", ketiga, 2)))  # from the top again
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    assert "Kembali ke antrean" in teks(klien.get(alamat("hasil", kunjungan, 2)))


def test_a_thin_arm_says_what_to_do_in_plain_words_with_its_ground(klien, sesi, seruni, kader):
    ibu = make_warga(seruni, lahir=hari_ini() - timedelta(days=10_000))
    KeadaanWarga.objects.create(warga=ibu, posyandu=seruni, jenis="hamil", mulai=hari_ini() - timedelta(days=90))
    kunjungan, _ = daftarkan(sesi, ibu, actor=kader)
    kirim(klien, kunjungan, 2, ukur_ibu_hamil__lila="22,8")
    isi = teks(klien.get(alamat("hasil", kunjungan, 2)))
    assert "Lengan ibu terlalu kecil" in isi
    assert "22,8" in isi
    assert "23,5" in isi


def test_no_closed_result_shows_on_the_screen(klien, kunjungan):
    kirim(klien, kunjungan, 4)
    semua = klien.get(alamat("langkah", kunjungan, 4)).context["banyak"]
    jawaban = _isi_layanan(klien, kunjungan, "skrining_tbc", semua, tbc_batuk="ya", tbc_demam="ya")
    assert jawaban.status_code == 302
    assert HasilAturan.objects.get().tertutup
    isi = teks(klien.get(alamat("hasil", kunjungan, 4)))
    assert "Perlu bertemu tenaga kesehatan" in isi
    assert "TBC" not in isi.split("Belum diisi")[0]


def _isi_layanan(klien, kunjungan, layanan, banyak, **jawab):
    """Fill the sheet that holds the service."""
    for ke in range(1, banyak + 5):
        url = f"{alamat('langkah', kunjungan, 4)}?lembar={ke}"
        form = klien.get(url).context["form"]
        if f"{layanan}-versi" in form.fields:
            isi = {form[n].html_name: form[n].value() or "" for n in form.fields if form[n].is_hidden}
            return klien.post(url, isi | {f"{layanan}-{k}": v for k, v in jawab.items()})
    raise AssertionError(layanan)


def test_srq_item_17_shows_whom_to_call_and_no_result(klien, lansia, seruni):
    faskes = Faskes.objects.create(wilayah=seruni.wilayah, jenis="puskesmas", nama="Klego")
    isi_pembina = {"bidan": "Bidan contoh", "telepon": "+62811000111", "mulai": hari_ini()}
    PembinaKesehatan.objects.create(posyandu=seruni, faskes=faskes, **isi_pembina)
    banyak = klien.get(alamat("langkah", lansia, 4)).context["banyak"]
    _isi_layanan(klien, lansia, "skrining_jiwa", banyak, srq_17="ya", srq_01="ya")
    isi = teks(klien.get(alamat("hasil", lansia, 4)))
    assert "Hubungi tenaga kesehatan sekarang" in isi
    assert "+62811000111" in isi
    assert "mengakhiri hidup" not in isi
    assert "SRQ" not in isi.split("Belum diisi")[0]


def test_closed_answers_are_read_by_whoever_recorded_them_and_by_nakes(klien, lansia, masuk, cast, seruni):
    banyak = klien.get(alamat("langkah", lansia, 4)).context["banyak"]
    _isi_layanan(klien, lansia, "skrining_tbc", banyak, tbc_batuk="ya")
    lain = masuk(make_user(peran="kader", kode=seruni.kode))
    milik = "Batuk terus-menerus?"
    assert milik in teks(klien.get(alamat("kunjungan", lansia)))
    assert milik in teks(masuk(cast["nakes"]).get(alamat("kunjungan", lansia)))
    isi = teks(lain.get(alamat("kunjungan", lansia)))
    assert milik not in isi
    assert "hanya dibaca tenaga kesehatan" in isi


def test_two_phones_with_one_service_see_both_texts_and_lose_nothing(klien, kunjungan, masuk, seruni):
    lain = masuk(make_user(peran="kader", kode=seruni.kode))
    isi_lain = isian(lain, kunjungan, 2, timbang_anak__bb="9,6")
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    jawaban = lain.post(alamat("langkah", kunjungan, 2), isi_lain)
    assert jawaban.status_code == 409
    assert jawaban.context["beda"] == [("Berat badan", "9,40 kg", "9,60 kg")]
    form = jawaban.context["form"]
    lagi = {form[n].html_name: form[n].value() or "" for n in form.fields if form[n].is_hidden}
    assert lain.post(alamat("langkah", kunjungan, 2), lagi | {"timbang_anak-bb": "9,6"}).status_code == 302
    assert Rekaman.objects.get().isian == {"bb": "9.60"}


def test_two_phones_at_different_steps_are_both_kept(klien, kunjungan, masuk, seruni):
    lain = masuk(make_user(peran="kader", kode=seruni.kode))
    isi_lain = isian(lain, kunjungan, 5, edukasi_perorangan__edukasi=["gizi"])
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    assert lain.post(alamat("langkah", kunjungan, 5), isi_lain).status_code == 302
    assert set(Rekaman.objects.values_list("layanan", flat=True)) == {"timbang_anak", "edukasi_perorangan"}


def test_the_same_form_sent_twice_is_one_record_without_a_change(klien, kunjungan):
    isi = isian(klien, kunjungan, 2, timbang_anak__bb="9,4")
    for _ in range(2):
        assert klien.post(alamat("langkah", kunjungan, 2), isi).status_code == 302
    assert Rekaman.objects.get().versi == 1


def test_tidak_ada_is_an_answer_and_tidak_ditanya_is_none(klien, kunjungan):
    banyak = klien.get(alamat("langkah", kunjungan, 4)).context["banyak"]
    _isi_layanan(klien, kunjungan, "makan_anak", banyak, gejala_sakit=["-"], mpasi="")
    assert Rekaman.objects.get().isian == {"gejala_sakit": []}


def test_a_closed_month_is_said_and_nothing_typed_is_lost(klien, kunjungan, seruni):
    isi = isian(klien, kunjungan, 2, timbang_anak__bb="9,4")
    BulanUnit.objects.create(posyandu=seruni, bulan=Bulan.dari(hari_ini()).angka, status="ditutup")
    jawaban = klien.post(alamat("langkah", kunjungan, 2), isi)
    assert jawaban.status_code == 422
    assert "sudah ditutup" in teks(jawaban)
    assert 'value="9,4"' in teks(jawaban)


def test_a_closed_unit_is_said_and_nothing_typed_is_lost(klien, kunjungan, seruni):
    isi = isian(klien, kunjungan, 2, timbang_anak__bb="9,4")
    type(seruni).objects.filter(pk=seruni.pk).update(status=StatusPosyandu.TUTUP)
    jawaban = klien.post(alamat("langkah", kunjungan, 2), isi)
    assert jawaban.status_code == 422
    assert 'value="9,4"' in teks(jawaban)


def test_a_cancelled_registration_takes_no_results(klien, kunjungan):
    isi = isian(klien, kunjungan, 2, timbang_anak__bb="9,4")
    klien.post(alamat("batal-kunjungan", kunjungan))
    jawaban = klien.post(alamat("langkah", kunjungan, 2), isi)
    assert jawaban.status_code == 422
    assert "dibatalkan" in teks(jawaban)


@pytest.mark.parametrize("langkah", [1, 3, 6])
def test_steps_without_a_form_are_not_found(klien, kunjungan, langkah):
    assert klien.get(alamat("langkah", kunjungan, langkah)).status_code == 404


def test_the_check_page_names_what_is_missing(klien, kunjungan):
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    isi = teks(klien.get(alamat("kunjungan", kunjungan)))
    assert "9,40 kg" in isi
    assert "belum diisi" in isi


def test_the_roster_shows_who_waits_where(klien, sesi, kunjungan):
    tab = {t.langkah: t.jumlah for t in klien.get(alamat("sesi-rinci", sesi)).context["tab"]}
    assert tab == {"1": 1, "2": 1, "3": 0, "4": 1, "5": 1}
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    tab = {t.langkah: t.jumlah for t in klien.get(alamat("sesi-rinci", sesi)).context["tab"]}
    assert tab == {"1": 1, "2": 0, "3": 1, "4": 1, "5": 1}


def test_a_search_finds_people_of_any_group(klien, sesi, seruni, anak):
    make_warga(seruni, lahir=hari_ini() - timedelta(days=24_000), nama="Lansia contoh Z")
    isi = klien.post(alamat("cari-orang", sesi), {"q": "Contoh Z"})
    assert [b.warga.nama for b in isi.context["tampil"]] == ["Lansia contoh Z"]


def test_a_home_visit_leads_straight_to_the_person(klien, seruni, anak, kader):
    rumah = buka_sesi(seruni, hari_ini(), jenis="rumah", actor=kader)
    jawaban = klien.post(alamat("datang", rumah), {"warga": str(anak.uuid)})
    kunjungan = KunjunganWarga.objects.get()
    assert jawaban.url == alamat("kunjungan", kunjungan)
    assert kunjungan.cara == "rumah"
    assert "SAJI" in teks(klien.get(alamat("sesi-rinci", rumah)))


def test_opening_today_by_one_tap_leads_to_the_roster(klien, seruni):
    jawaban = klien.post(f"{reverse('spm_services:buka-sesi')}?unit={seruni.kode}")
    assert jawaban.url == alamat("sesi-rinci", Sesi.objects.get())


def test_opening_a_day_that_cannot_be_says_why(klien, seruni):
    url = f"{reverse('spm_services:buka-sesi')}?unit={seruni.kode}"
    jawaban = klien.post(url, {"tanggal": (hari_ini() + timedelta(days=3)).isoformat()}, follow=True)
    assert "belum terjadi" in teks(jawaban)
    assert not Sesi.objects.exists()


def test_moving_by_one_tap_gives_a_text_to_copy(klien, seruni):
    ke = hari_ini() + timedelta(days=3)
    url = f"{reverse('spm_services:pindah-sesi')}?unit={seruni.kode}&dari={hari_ini() + timedelta(days=2)}"
    jawaban = klien.post(url, {"tanggal": ke.isoformat()}, follow=True)
    assert "pindah ke" in teks(jawaban)
    assert jawaban.redirect_chain[0][0] == alamat("kabar-sesi", Sesi.objects.get())


def test_the_first_page_of_a_kader_begins_with_the_open_day(klien, seruni, anak):
    assert "Hari buka" in teks(klien.get("/"))
    buka_sesi(seruni, hari_ini(), actor=None)
    isi = teks(klien.get("/"))
    assert "Lanjutkan mencatat" in isi
    assert "1 anak ditunggu" in isi


def test_a_group_activity_belongs_to_its_open_day(klien, sesi, seruni):
    url = f"/lapangan/catat/penyuluhan_kesehatan/?unit={seruni.kode}&sesi={sesi.uuid}"
    form = klien.get(url).context["form"]
    isi = {form[n].html_name: form[n].value() for n in form.fields if form[n].value() not in (None, "", [])}
    jawaban = klien.post(url, isi | {"i_terlayani": "14"})
    assert jawaban.status_code == 302, jawaban.context["form"].errors
    assert jawaban.url == alamat("sesi-rinci", sesi)
    assert Rekaman.objects.get().sesi == sesi
    assert "14 peserta" in teks(klien.get(jawaban.url))


def test_a_change_of_what_was_stored_says_why_in_the_log(klien, kunjungan):
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,4")
    assert "Mengapa diubah?" in teks(klien.get(alamat("langkah", kunjungan, 2)))
    kirim(klien, kunjungan, 2, timbang_anak__bb="9,6", alasan="ulang")
    assert Catatan.objects.filter(aksi="koreksi").get().catatan == "Diukur atau ditanya ulang"
