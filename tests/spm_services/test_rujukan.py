"""A referral from an arm too thin to its result, and back on the posyandu's list."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Pesan
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Faskes, PembinaKesehatan
from spm_services import actions
from spm_services.kartu_tiket import kartu_tiket, rujukan_sesi
from spm_services.models import HasilAturan, PersetujuanData, Rekaman, Sesi, Tiket
from tests.pembuat import kiriman, make_user, make_warga
from tests.rumah.halaman import isi, teks
from tests.spm_services.tiket import make_kek, make_rujukan

pytestmark = pytest.mark.django_db
FORMULIR = {"tujuan": "puskesmas", "alasan": "Batuk lama"}


def pintu(kunjungan) -> str:
    return reverse("spm_services:rujukan-baru", args=[kunjungan.uuid])


def alamat(tiket: Tiket, langkah: str = "") -> str:
    nama, args = ("tiket-langkah", [tiket.uuid, langkah]) if langkah else ("tiket-rinci", [tiket.uuid])
    return reverse(f"spm_services:{nama}", args=args)


def kirim(client, tiket: Tiket, langkah: str, **isian: object):
    tiket.refresh_from_db()
    return client.post(alamat(tiket, langkah), {"versi": tiket.versi, **isian})


def setuju(kata: str = "ya", **lain: object) -> dict[str, object]:
    return {"setuju": kata, "oleh": "sendiri", "kunci": uuid.uuid4(), **lain}


def test_a_thin_arm_is_referred_answered_and_closed(seruni, cast, masuk):
    pustu = Faskes.objects.create(wilayah=seruni.wilayah, jenis="pustu", nama="Klego contoh", contoh=True)
    PembinaKesehatan.objects.create(posyandu=seruni, faskes=pustu, mulai=hari_ini() - timedelta(days=9))
    kader, nakes = masuk(cast["kader"]), masuk(cast["nakes"])
    kunjungan = make_kek(seruni, cast["kader"])
    halaman = teks(kader.get(pintu(kunjungan)))
    assert "Lengan ibu terlalu kecil" in halaman
    assert "LILA 22,8 cm < 23,5 cm" in halaman
    assert "Pustu Klego contoh" in halaman
    assert kader.post(pintu(kunjungan), setuju()).status_code == 302
    tiket = Tiket.objects.get()
    assert (tiket.status, tiket.faskes, tiket.setuju) == ("dirujuk", pustu, True)
    assert Rekaman.objects.filter(layanan="rujukan_kesehatan", kunjungan=kunjungan).count() == 1

    assert tiket.warga.nama in teks(nakes.get("/rujukan/"))
    assert kirim(nakes, tiket, "terima").status_code == 302
    selesai = {"hasil": "ditangani", "tanggal": hari_ini().isoformat(), "catatan": "Diberi PMT, kontrol dua minggu"}
    assert kirim(nakes, tiket, "hasil", **selesai).status_code == 302
    tiket.refresh_from_db()
    assert (tiket.status, tiket.hasil, tiket.tl) == ("selesai", "ditangani", True)
    assert "Diberi PMT" in teks(kader.get(alamat(tiket)))
    assert tiket.warga.nama in teks(kader.get("/rujukan/?mana=selesai"))
    assert Pesan.objects.filter(penerima=cast["kader"]).count() == 1


def test_consent_is_asked_and_kept(seruni, cast, masuk):
    kunjungan = make_kek(seruni, cast["kader"])
    jawaban = masuk(cast["kader"]).post(pintu(kunjungan), {"kunci": uuid.uuid4()})
    assert jawaban.status_code == 422
    assert "Tanyakan dulu" in teks(jawaban)
    assert not Tiket.objects.exists()
    masuk(cast["kader"]).post(pintu(kunjungan), setuju())
    ada = PersetujuanData.objects.get()
    assert (ada.tujuan, ada.setuju, ada.warga) == ("rujukan", True, kunjungan.warga)


def test_without_consent_nothing_is_passed_on_and_the_refusal_is_the_result(seruni, cast, masuk):
    kunjungan = make_kek(seruni, cast["kader"])
    masuk(cast["kader"]).post(pintu(kunjungan), setuju("tidak"))
    tiket = Tiket.objects.get()
    assert (tiket.status, tiket.hasil) == ("ditutup", "menolak")
    assert masuk(cast["nakes"]).get(alamat(tiket)).status_code == 404
    assert kunjungan.warga.nama not in teks(masuk(cast["nakes"]).get("/rujukan/?mana=selesai"))


def test_another_answer_ends_the_earlier_consent(seruni, cast):
    make_rujukan(seruni, cast["kader"])
    warga = Tiket.objects.get().warga
    lain = actions.buat_rujukan(
        make_kek(seruni, cast["kader"]), actions.IsiRujukan("", False, "sendiri", uuid.uuid4()), actor=cast["kader"]
    )
    assert lain.warga != warga  # two people, two consents
    assert PersetujuanData.objects.filter(dicabut=None).count() == 2


def test_the_form_sent_twice_is_one_referral_and_a_second_one_is_refused(seruni, cast):
    kunjungan, isi_sama = make_kek(seruni, cast["kader"]), actions.IsiRujukan("", True, "sendiri", uuid.uuid4())
    satu, dua = (actions.buat_rujukan(kunjungan, isi_sama, actor=cast["kader"]) for _ in range(2))
    assert satu.pk == dua.pk
    lagi = actions.IsiRujukan("", True, "sendiri", uuid.uuid4())
    with pytest.raises(Ditolak, match="sudah dirujuk"):
        actions.buat_rujukan(kunjungan, lagi, actor=cast["kader"])


def test_a_visit_that_leads_nowhere_needs_a_reason_of_its_own(seruni, cast, masuk):
    kunjungan = make_kek(seruni, cast["kader"], lila="25.0")
    jawaban = masuk(cast["kader"]).post(pintu(kunjungan), setuju())
    assert "Tulis mengapa dirujuk" in teks(jawaban)
    assert masuk(cast["kader"]).post(pintu(kunjungan), setuju(catatan="Pusing terus")).status_code == 302


def test_closed_reasons_are_for_nakes_and_whoever_recorded_them(seruni, cast, masuk):
    kader2 = make_user("kader-dua", peran="kader", kode=seruni.kode)
    kunjungan = make_kek(seruni, cast["kader"], lila="25.0")
    rekaman = kunjungan.rekaman_list.get()
    HasilAturan.objects.create(
        rekaman=rekaman, kode="tbc", tindakan="rujuk", arti="Gejala TBC", sebab="Batuk dua minggu", tertutup=True
    )
    tampil = teks(masuk(kader2).get(pintu(kunjungan)))
    assert "hanya untuk tenaga kesehatan" in tampil
    assert "Batuk" not in tampil
    tiket = actions.buat_rujukan(kunjungan, actions.IsiRujukan("", True, "sendiri", uuid.uuid4()), actor=kader2)
    baca = {n: "Batuk dua minggu" in teks(masuk(u).get(alamat(tiket))) for n, u in {**cast, "dua": kader2}.items()}
    assert {n for n, ya in baca.items() if ya} == {"kader", "nakes"}
    assert "Batuk" not in str(list(Tiket.objects.values())) + str(list(Rekaman.objects.values_list("isian")))


def test_a_form_made_referral_waits_for_consent(seruni, cast, masuk):
    isi_form = replace(kiriman("rujukan_kesehatan", **FORMULIR), warga=make_warga(seruni))
    rekaman, _ = actions.catat(seruni, isi_form, actor=cast["kader"])
    tiket = Tiket.objects.get(rekaman=rekaman)
    assert (tiket.jenis, tiket.status, tiket.tertutup) == ("rujukan", "draf", True)
    assert masuk(cast["nakes"]).get(alamat(tiket)).status_code == 404
    assert kirim(masuk(cast["kader"]), tiket, "rujuk", setuju="ya", oleh="sendiri").status_code == 302
    assert "Batuk lama" in teks(masuk(cast["nakes"]).get(alamat(tiket)))
    assert "Batuk lama" not in teks(masuk(cast["pengurus"]).get(alamat(tiket)))


class TestTanpaJawaban:
    def test_is_not_said_before_its_time(self, seruni, cast):
        tiket = make_rujukan(seruni, cast["kader"])
        with pytest.raises(Ditolak, match="Tunggu dulu"):
            actions.tutup_rujukan(tiket.pk, "tanpa_jawaban", "sepi", versi=None, actor=cast["kader"])
        tiket.refresh_from_db()
        assert tiket.status == "dirujuk"

    def test_is_said_with_a_reason_after_it(self, seruni, cast, masuk):
        tiket = make_rujukan(seruni, cast["kader"])
        Tiket.objects.filter(pk=tiket.pk).update(tenggat=hari_ini() - timedelta(days=1))
        assert "Rujukan tanpa hasil" in teks(masuk(cast["kader"]).get("/"))
        kader = masuk(cast["kader"])
        assert kirim(kader, tiket, "tutup-rujukan", hasil="tanpa_jawaban").status_code == 422
        assert (
            kirim(kader, tiket, "tutup-rujukan", hasil="tanpa_jawaban", catatan="Dua kali ditanya").status_code == 302
        )
        tiket.refresh_from_db()
        assert (tiket.status, tiket.hasil, tiket.tl) == ("ditutup", "tanpa_jawaban", False)


def test_others_see_that_there_is_one_and_no_more(seruni, cast, masuk):
    tiket = make_rujukan(seruni, cast["kader"])
    for nama in ("tim_pembina", "dinas_pmd", "auditor", "perencana"):
        for halaman in (alamat(tiket), "/rujukan/", "/permohonan/"):
            tampil = teks(masuk(cast[nama]).get(halaman))
            assert "Rujukan kesehatan" in tampil
            assert tiket.warga.nama not in tampil
            assert "LILA" not in tampil
            assert "KEK" not in tampil


def test_a_dinas_of_another_field_does_not_see_it(seruni, cast, masuk):
    assert masuk(cast["opd"]).get(alamat(make_rujukan(seruni, cast["kader"]))).status_code == 404


def test_the_sessions_list_and_the_persons_card_show_the_result(seruni, cast):
    tiket = make_rujukan(seruni, cast["kader"])
    sesi = Sesi.objects.create(posyandu=seruni, tanggal=hari_ini(), contoh=True)
    type(tiket.kunjungan).objects.filter(pk=tiket.kunjungan_id).update(sesi=sesi)
    actions.hasil_rujukan(tiket.pk, "dirujuk_lanjut", hari_ini(), "", versi=None, actor=cast["nakes"])
    assert [b.tiket.hasil for b in rujukan_sesi(cast["kader"], sesi)] == ["dirujuk_lanjut"]
    kartu = kartu_tiket(cast["nakes"], seruni.kode, warga=[tiket.warga_id])
    assert [b.tiket.hasil for b in kartu.baris] == ["dirujuk_lanjut"]


def test_nakes_of_another_place_see_nothing(seruni, cast, masuk):
    jauh = make_user("nakes-jauh", peran="nakes", kode="33.75.03", bidang="kesehatan")
    tiket = make_rujukan(seruni, cast["kader"])
    assert masuk(jauh).get(alamat(tiket)).status_code == 404
    assert tiket.warga.nama not in isi(masuk(jauh).get("/rujukan/"))
