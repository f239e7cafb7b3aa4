"""Proposals: the whole way in a kelurahan and in a desa, what a gate may take off, who sits where, twice and stale."""

import uuid
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse
from python_calamine import CalamineWorkbook

from audit.transitions import TransitionRefused
from planning.actions import balik_realisasi, buat_perubahan, tetapkan
from planning.actions import usulan as tindakan
from planning.actions.usulan import Bukti, IsiPecah, IsiPutusan
from planning.actions.usulan_baris import lepas_usulan, tautkan_usulan
from planning.metrics_usulan import nasib, rekap_kecamatan, tertaut
from planning.models import RiwayatUsulan, Usulan, UsulanBaris
from planning.tahap_usulan import DAERAH, DESA, GERBANG, Tahap, jejak, kata_sipd
from planning.workflow_usulan import USULAN, langkah_untuk
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KANDANG_PANJANG, make_posyandu, make_rekaman, make_user
from tests.planning.usulan import (
    JUTA,
    anggaran_berlaku,
    bayar,
    isi_usulan,
    majukan,
    make_usulan,
    putus,
    rumah_rtlh,
)
from tests.rumah.halaman import NGAWUR, baris_tabel, isi, pesan, teks

pytestmark = pytest.mark.django_db


def kirim_usulan(**ganti: Any) -> dict[str, Any]:
    return {
        "judul": "Perbaikan rumah di Klego",
        "bidang": "perumahan_rakyat",
        "jalur": "musrenbang",
        "tahun": str(hari_ini().year),
        "masalah": "Dua belas rumah berlantai tanah.",
        "volume": "12",
        "satuan": "unit",
        "harga_satuan": "20.000.000",
        "kode_kegiatan": "1.04.03.2.03.0002",
        "kunci": str(uuid.uuid4()),
        **ganti,
    }


class TestSeluruhJalan:
    def test_from_a_need_in_klego_to_what_was_paid(self, cast, masuk, seruni):
        """Need → proposal by the kelurahan → kecamatan → perencana, 30 % cut → line of APBD-P → paid → fate."""
        rumah = rumah_rtlh(seruni, 12)
        kelurahan, camat, bappeda = (masuk(cast[n]) for n in ("operator_desa", "verifikator_kecamatan", "perencana"))
        halaman = kelurahan.get(reverse("planning:usulan-butuh"))
        assert ["Rumah tidak layak huni", "Klego", "12 unit"] in [b[:3] for b in baris_tabel(halaman)]
        baru = f"{reverse('planning:usulan-baru')}?wilayah={seruni.wilayah_id}&butuh=kondisi_rumah"
        formulir = isi(kelurahan.get(baru))
        assert 'value="12"' in formulir
        assert formulir.count('name="bukti"') == 12
        assert "1.04.03.2.03.0002" in formulir
        jawaban = kelurahan.post(baru, kirim_usulan(bukti=[f"r{r.pk}" for r in rumah]))
        usulan = Usulan.objects.get()
        rinci = reverse("planning:usulan-rinci", args=[usulan.pk])
        assert jawaban.url == rinci
        assert (usulan.nilai, usulan.bukti_list.count(), usulan.butuh) == (240 * JUTA, 12, "kondisi_rumah")

        def langkah(client: Any, nama: str, **data: Any) -> Any:
            usulan.refresh_from_db()
            data = {"versi": usulan.versi, "volume": f"{usulan.volume}".replace(".", ","), "alasan": "", **data}
            data.setdefault("nilai", f"{usulan.nilai}".replace(".", ","))
            hasil = client.post(reverse("planning:usulan-langkah", args=[usulan.pk, nama]), data)
            assert hasil.status_code == 302, teks(hasil)
            usulan.refresh_from_db()

        langkah(kelurahan, "ajukan")
        langkah(kelurahan, "teruskan")
        langkah(camat, "teruskan")
        langkah(bappeda, "teruskan")  # the desk of Dinas PMD
        assert usulan.tahap == Tahap.BAPPEDA
        langkah(bappeda, "perubahan", nilai="168.000.000", volume="8,4", alasan="Pagu Perubahan terbatas")
        assert (usulan.tahap, usulan.nilai, usulan.susut) == (Tahap.APBD_P, 168 * JUTA, 72 * JUTA)
        asal = anggaran_berlaku("apbd", "33.75")
        perubahan = buat_perubahan(asal.dokumen, actor=cast["perencana"])
        tetapkan(perubahan, nomor="9/2026", tanggal=hari_ini(), actor=cast["perencana"])
        baris = perubahan.baris_list.get()
        pilih = bappeda.get(reverse("planning:usulan-baris", args=[usulan.pk]))
        assert baris_tabel(pilih)[0][0] == "1.04.03.2.03.0002"
        url = reverse("planning:usulan-taut", args=[usulan.pk, baris.pk])
        assert bappeda.post(url, {"versi": usulan.versi, "nilai": "168.000.000"}).status_code == 302
        langkah(bappeda, "tetapkan")
        assert usulan.putusan == "diakomodir_bag"
        kegiatan = make_rekaman(seruni, cast["kader"])
        bayar(baris, kegiatan, "100000000")
        langkah(bappeda, "laksana")
        assert (usulan.tahap, usulan.putusan) == (Tahap.TERLAKSANA, "realisasi")
        assert nasib(usulan).dibayar == 100 * JUTA
        tampak = teks(kelurahan.get(rinci))
        assert [
            k for k in ("Rp240 juta", "Rp168 juta", "Pagu Perubahan terbatas", "Rp100 juta") if k not in tampak
        ] == []
        surat = teks(kelurahan.get(reverse("planning:usulan-surat", args=[usulan.pk])))
        assert "sudah dilaksanakan; Rp100.000.000 sudah dibayarkan" in surat
        assert "berkurang Rp72.000.000" in surat

    def test_the_trail_keeps_volume_and_rupiah_at_every_gate(self, cast, seruni):
        usulan = make_usulan(seruni, cast["pengurus"])
        putus(usulan, "ajukan", cast["pengurus"])
        putus(usulan, "teruskan", cast["operator_desa"])
        putus(
            usulan, "teruskan", cast["verifikator_kecamatan"], volume=Decimal(8), nilai=160 * JUTA, alasan="Dua ganda"
        )
        putus(usulan, "teruskan", cast["dinas_pmd"])
        putus(usulan, "tolak", cast["perencana"], alasan="Sudah ada di Renja")
        rows = RiwayatUsulan.objects.filter(usulan=usulan)
        assert [(r.dari, r.putusan, r.volume, r.nilai // JUTA, r.alasan) for r in rows] == [
            ("draf", "belum", 10, 200, ""),
            ("draf", "diteruskan", 10, 200, ""),
            ("diajukan", "diteruskan", 10, 200, ""),
            ("kecamatan", "sebagian", 8, 160, "Dua ganda"),
            ("pmd", "diteruskan", 8, 160, ""),
            ("bappeda", "ditolak", 8, 160, "Sudah ada di Renja"),
        ]
        usulan.refresh_from_db()
        assert (usulan.tahap, usulan.putusan, usulan.sipd) == ("bappeda", "ditolak", "Validasi Mitra Bappeda||Ditolak")

    def test_the_desa_way_in_kapuas(self, unit_anjir):
        """Need → Musyawarah Desa → RKP Desa → RAPB Desa → camat → APB Desa → paid."""
        desa, camat = (
            make_user(peran="operator_desa", kode=ANJIR),
            make_user(peran="verifikator_kecamatan", kode="62.03.03"),
        )
        usulan = make_usulan(None, desa, wilayah=ANJIR, jalur="desa", kode_kegiatan="2.4.01")
        for nama in ("ajukan", "musdes", "teruskan", "teruskan", "teruskan"):
            putus(usulan, nama, desa)
        usulan.refresh_from_db()
        assert usulan.tahap == Tahap.EVALUASI
        with pytest.raises(PermissionDenied):
            putus(usulan, "teruskan", desa)
        putus(usulan, "teruskan", camat)
        baris = anggaran_berlaku("apbdes", ANJIR, kode_kegiatan="2.4.01", sumber_dana="DDS")
        with pytest.raises(TransitionRefused, match="Hubungkan dulu"):
            putus(usulan, "tetapkan", desa)
        tautkan_usulan(usulan.pk, baris.pk, 200 * JUTA, versi=None, actor=desa)
        putus(usulan, "tetapkan", desa)
        with pytest.raises(TransitionRefused, match="Belum ada realisasi"):
            putus(usulan, "laksana", desa)
        bayar(baris, make_rekaman(unit_anjir, make_user(peran="kader", kode=unit_anjir.kode)), "5000000")
        hasil = putus(usulan, "laksana", desa)
        assert (hasil.tahap, nasib(hasil).dibayar) == (Tahap.TERLAKSANA, 5 * JUTA)

    def test_what_the_village_cannot_carry_becomes_du_rkp_desa_and_goes_to_the_region(self, unit_anjir):
        desa = make_user(peran="operator_desa", kode=ANJIR)
        usulan = make_usulan(None, desa, wilayah=ANJIR, jalur="desa")
        putus(usulan, "ajukan", desa)
        putus(usulan, "musdes", desa)
        with pytest.raises(TransitionRefused, match="Tulis alasannya"):
            putus(usulan, "naikkan", desa)
        naik = putus(usulan, "naikkan", desa, alasan="Dana Desa tidak cukup")
        assert (naik.tahap, naik.jalur) == (Tahap.DU_RKPDES, "desa")
        kab = putus(usulan, "teruskan", desa)
        assert (kab.tahap, kab.jalur) == (Tahap.KECAMATAN, "musrenbang")
        assert RiwayatUsulan.objects.filter(usulan=usulan, putusan="dinaikkan").get().alasan == "Dana Desa tidak cukup"


class TestPotong:
    @pytest.fixture
    def usulan(self, seruni):
        return majukan(make_usulan(seruni), "kecamatan")

    def test_a_cut_needs_its_reason(self, usulan, cast):
        with pytest.raises(Ditolak, match="Tulis alasannya") as galat:
            putus(usulan, "teruskan", cast["verifikator_kecamatan"], nilai=JUTA)
        assert galat.value.kolom == "alasan"

    @pytest.mark.parametrize(
        ("ganti", "kolom"),
        [
            ({"nilai": 201 * JUTA}, "nilai"),
            ({"volume": Decimal(11)}, "volume"),
            ({"nilai": Decimal(0)}, "nilai"),
            ({"nilai": Decimal(-1)}, "nilai"),
        ],
    )
    def test_no_gate_gives_more_than_came_or_nothing(self, usulan, cast, ganti, kolom):
        with pytest.raises(Ditolak) as galat:
            putus(usulan, "teruskan", cast["verifikator_kecamatan"], alasan="x", **ganti)
        assert galat.value.kolom == kolom
        usulan.refresh_from_db()
        assert (usulan.tahap, usulan.nilai) == ("kecamatan", 200 * JUTA)

    def test_bad_numbers_stand_at_their_field_and_nothing_is_lost(self, usulan, cast, masuk):
        url = reverse("planning:usulan-langkah", args=[usulan.pk, "teruskan"])
        data = {"versi": usulan.versi, "volume": "dua", "nilai": "48.2", "alasan": "Pagu kurang"}
        jawaban = masuk(cast["verifikator_kecamatan"]).post(url, data)
        assert jawaban.status_code == 422
        assert "Tulis volume dengan angka" in pesan(jawaban, "volume")
        assert "Tulis jumlah rupiah" in pesan(jawaban, "nilai")
        assert "Pagu kurang" in isi(jawaban)

    def test_a_stale_page_decides_nothing(self, usulan, cast, masuk):
        url = reverse("planning:usulan-langkah", args=[usulan.pk, "teruskan"])
        data = {"versi": usulan.versi, "volume": "10", "nilai": "200.000.000", "alasan": ""}
        client = masuk(cast["verifikator_kecamatan"])
        assert client.post(url, data).status_code == 302
        lagi = client.post(url, data)
        assert lagi.status_code in (403, 409)
        assert RiwayatUsulan.objects.filter(usulan=usulan, dari="kecamatan").count() == 1

    def test_a_stale_version_is_409_and_keeps_what_was_typed(self, usulan, cast, masuk):
        putus(usulan, "tunda", cast["verifikator_kecamatan"], alasan="Tunggu data")
        url = reverse("planning:usulan-langkah", args=[usulan.pk, "teruskan"])
        data = {"versi": usulan.versi - 1, "volume": "9", "nilai": "180.000.000", "alasan": "Satu ganda"}
        jawaban = masuk(cast["verifikator_kecamatan"]).post(url, data)
        assert jawaban.status_code == 409
        assert "Satu ganda" in isi(jawaban)
        with pytest.raises(Bentrok):
            tindakan.putuskan(
                usulan.pk, "teruskan:kecamatan", IsiPutusan(), versi=1, actor=cast["verifikator_kecamatan"]
            )

    def test_sent_back_it_is_a_draft_again_and_may_be_changed(self, usulan, cast):
        putus(usulan, "kembalikan", cast["verifikator_kecamatan"], alasan="Lengkapi bukti")
        usulan.refresh_from_db()
        assert (usulan.tahap, usulan.putusan) == ("draf", "dikembalikan")
        isi_baru = {**isi_usulan(), "volume": Decimal(6)}
        hasil = tindakan.ubah_usulan(usulan.pk, isi_baru, versi=usulan.versi, actor=cast["operator_desa"])
        assert (hasil.nilai, hasil.nilai_awal) == (120 * JUTA, 120 * JUTA)
        putus(usulan, "ajukan", cast["operator_desa"])
        with pytest.raises(Ditolak, match="tidak diubah lagi"):
            tindakan.ubah_usulan(usulan.pk, isi_baru, versi=None, actor=cast["operator_desa"])

    def test_a_closed_one_takes_no_step(self, usulan, cast):
        putus(usulan, "tolak", cast["verifikator_kecamatan"], alasan="Bukan kewenangan")
        with pytest.raises(TransitionRefused, match="sudah selesai: ditolak"):
            putus(usulan, "teruskan", cast["verifikator_kecamatan"])
        usulan.refresh_from_db()
        assert langkah_untuk(usulan, cast["verifikator_kecamatan"]) == []

    def test_the_trail_cannot_be_rewritten(self, usulan):
        with pytest.raises(DatabaseError), transaction.atomic():
            RiwayatUsulan.objects.filter(usulan=usulan).update(nilai=0)
        with pytest.raises(DatabaseError), transaction.atomic():
            RiwayatUsulan.objects.filter(usulan=usulan).delete()


class TestMeja:
    # gate → the only members of the cast whose desk it is
    SIAPA = {
        "diajukan": {"operator_desa"},
        "kecamatan": {"verifikator_kecamatan"},
        "pmd": {"dinas_pmd", "perencana"},
        "bappeda": {"perencana"},
        "musren_kec": {"verifikator_kecamatan"},
        "forum_pd": {"opd", "perencana"},
        "musren_kab": {"perencana"},
        "rkpd": {"perencana"},
        "kua_ppas": {"perencana"},
    }

    @pytest.mark.parametrize("tahap", SIAPA)
    def test_only_the_desk_decides(self, cast, seruni, tahap):
        usulan = majukan(make_usulan(seruni, bidang="sosial"), tahap)
        bisa = set()
        for nama, user in cast.items():
            try:
                with transaction.atomic():
                    putus(usulan, "teruskan", user)
                    bisa.add(nama)
                    raise Ditolak("", "undo")
            except (Http404, PermissionDenied, Ditolak):
                continue
        assert bisa == self.SIAPA[tahap]

    def test_an_opd_decides_only_in_its_field(self, cast, seruni):
        lain = majukan(make_usulan(seruni, bidang="perumahan_rakyat"), "forum_pd")
        with pytest.raises(Http404):
            putus(lain, "teruskan", cast["opd"])

    def test_a_kelurahan_does_not_go_through_a_village_budget(self, cast, seruni, masuk):
        with pytest.raises(Ditolak, match="tidak punya APB Desa") as galat:
            make_usulan(seruni, jalur="desa")
        assert galat.value.kolom == "jalur"
        url = f"{reverse('planning:usulan-baru')}?wilayah={seruni.wilayah_id}"
        jawaban = masuk(cast["operator_desa"]).post(url, kirim_usulan(jalur="desa"))
        assert jawaban.status_code == 422
        assert pesan(jawaban, "jalur")
        assert Usulan.objects.count() == 0

    def test_a_proposal_of_another_village_does_not_exist(self, cast, seruni, masuk):
        usulan = make_usulan(seruni)
        for nama in ("rinci", "bukti", "surat", "ubah", "pecah", "gabung", "baris"):
            url = reverse(f"planning:usulan-{nama}", args=[usulan.pk])
            assert masuk(cast["kelurahan_lain"]).get(url).status_code == 404, nama

    def test_every_gate_leads_somewhere_and_every_pair_has_its_word(self):
        assert {g.maju for g in GERBANG.values()} <= set(Tahap)
        assert set(GERBANG) == set(Tahap) - {Tahap.DRAF, Tahap.TERLAKSANA}
        assert len(GERBANG) == len(DAERAH) + len(DESA) + 1
        assert kata_sipd("forum_pd", "ditolak") == "Diteruskan ke Forum SKPD||Ditolak"
        assert kata_sipd("musdes", "belum") == ""
        assert jejak("desa")[2] == Tahap.MUSDES


class TestBuat:
    def test_the_same_form_sent_twice_is_one_proposal(self, cast, seruni, masuk):
        client, data = masuk(cast["operator_desa"]), kirim_usulan()
        url = f"{reverse('planning:usulan-baru')}?wilayah={seruni.wilayah_id}"
        assert client.post(url, data).url == client.post(url, data).url
        assert Usulan.objects.count() == 1

    @pytest.mark.parametrize(
        ("ganti", "kolom"),
        [
            ({"volume": "0"}, "volume"),
            ({"volume": "-3"}, "volume"),
            ({"volume": "12 unit"}, "volume"),
            ({"harga_satuan": "dua puluh juta"}, "harga_satuan"),
            ({"harga_satuan": "9.999.999.999.999"}, "harga_satuan"),
            ({"tahun": "2015"}, "tahun"),
            ({"kode_kegiatan": "2.4.01"}, "kode_kegiatan"),
            ({"judul": ""}, "judul"),
            ({"masalah": "x" * 2001}, "masalah"),
            ({"rt": "satu"}, "rt"),
        ],
    )
    def test_bad_input_is_told_at_its_field(self, cast, seruni, masuk, ganti, kolom):
        url = f"{reverse('planning:usulan-baru')}?wilayah={seruni.wilayah_id}"
        jawaban = masuk(cast["operator_desa"]).post(url, kirim_usulan(**ganti))
        assert jawaban.status_code == 422
        assert pesan(jawaban, kolom)
        assert Usulan.objects.count() == 0

    def test_evidence_of_another_village_is_refused(self, cast, seruni, unit_anjir):
        asing = rumah_rtlh(unit_anjir, 1)[0]
        with pytest.raises(Ditolak, match="tidak ada lagi di wilayah ini"):
            make_usulan(seruni, cast["operator_desa"], Bukti(rekaman=[asing.pk]))
        assert Usulan.objects.count() == 0

    def test_the_evidence_sheet_shows_initials_and_places_to_those_who_may(self, cast, seruni, masuk):
        rumah = rumah_rtlh(seruni, 2)
        type(rumah[0].keluarga).objects.filter(pk=rumah[0].keluarga_id).update(lintang="-6.881234", bujur="109.67")
        usulan = make_usulan(seruni, cast["operator_desa"], Bukti(rekaman=[r.pk for r in rumah]))
        url = reverse("planning:usulan-bukti", args=[usulan.pk])
        milik = isi(masuk(cast["operator_desa"]).get(url))
        luar = isi(masuk(cast["perencana"]).get(url))
        assert "S. U." in milik
        assert "geo:-6.881234,109.670000" in milik
        assert "Slamet" not in milik + luar
        assert "S. U." not in luar
        assert "geo:" not in luar


class TestPecahGabung:
    def test_a_part_goes_its_own_way_and_the_sum_stays(self, cast, seruni):
        usulan = majukan(make_usulan(seruni), "kecamatan")
        isi_pecah = IsiPecah(Decimal(4), 80 * JUTA, "teknokratik", "Bagian Dinas Sosial", uuid.uuid4())
        camat = cast["verifikator_kecamatan"]
        bagian, baru = tindakan.pecah_usulan(usulan.pk, isi_pecah, versi=usulan.versi, actor=camat)
        lagi, kedua = tindakan.pecah_usulan(usulan.pk, isi_pecah, versi=usulan.versi, actor=camat)
        usulan.refresh_from_db()
        assert (baru, kedua, bagian.pk == lagi.pk) == (True, False, True)
        assert (usulan.volume, usulan.nilai, bagian.volume, bagian.nilai) == (6, 120 * JUTA, 4, 80 * JUTA)
        assert (bagian.tahap, bagian.pecahan_dari, usulan.tahap) == ("draf", usulan, "kecamatan")
        assert RiwayatUsulan.objects.filter(usulan=usulan).last().putusan == "dipecah"

    @pytest.mark.parametrize(("volume", "nilai"), [("10", "1"), ("1", "200000000"), ("0", "1"), ("1", "-1")])
    def test_a_part_is_less_than_the_whole(self, cast, seruni, volume, nilai):
        usulan = majukan(make_usulan(seruni), "kecamatan")
        isi_pecah = IsiPecah(Decimal(volume), Decimal(nilai), "musrenbang", "x", uuid.uuid4())
        with pytest.raises(Ditolak):
            tindakan.pecah_usulan(usulan.pk, isi_pecah, versi=None, actor=cast["verifikator_kecamatan"])

    def test_merged_it_goes_on_inside_the_other(self, cast, seruni, masuk):
        satu, dua = (majukan(make_usulan(seruni), "kecamatan") for _ in range(2))
        url = reverse("planning:usulan-gabung", args=[satu.pk])
        data = {"versi": satu.versi, "ke": dua.pk, "alasan": "Satu paket"}
        assert masuk(cast["verifikator_kecamatan"]).post(url, data).status_code == 302
        satu.refresh_from_db()
        dua.refresh_from_db()
        assert (satu.putusan, satu.digabung_ke) == ("digabung", dua)
        assert (dua.nilai, dua.volume, dua.susut) == (400 * JUTA, 20, 0)
        assert "nasibnya di sana" in teks(
            masuk(cast["operator_desa"]).get(reverse("planning:usulan-rinci", args=[satu.pk]))
        )

    def test_unlike_proposals_are_not_merged(self, cast, seruni):
        satu = majukan(make_usulan(seruni), "kecamatan")
        dua = majukan(make_usulan(seruni, satuan="paket"), "kecamatan")
        with pytest.raises(Ditolak, match="harus sama"):
            tindakan.gabung_usulan(satu.pk, dua.pk, "x", versi=None, actor=cast["verifikator_kecamatan"])


class TestTaut:
    @pytest.fixture
    def usulan(self, seruni):
        return majukan(make_usulan(seruni), "apbd_p")

    def test_a_line_carries_many_and_never_more_than_its_ceiling(self, usulan, seruni, cast):
        baris = anggaran_berlaku("apbd", "33.75", "300000000")
        lain = majukan(make_usulan(seruni), "apbd_p")
        tautkan_usulan(usulan.pk, baris.pk, 200 * JUTA, versi=None, actor=cast["perencana"])
        with pytest.raises(Ditolak, match=r"tinggal Rp100\.000\.000") as galat:
            tautkan_usulan(lain.pk, baris.pk, 101 * JUTA, versi=None, actor=cast["perencana"])
        assert galat.value.kolom == "nilai"
        tautkan_usulan(lain.pk, baris.pk, 100 * JUTA, versi=None, actor=cast["perencana"])
        assert UsulanBaris.objects.count() == 2

    def test_two_lines_carry_one_and_not_more_than_it_asks(self, usulan, cast):
        satu = anggaran_berlaku("apbd", "33.75")
        dua = type(satu).objects.create(
            dokumen=satu.dokumen, kode_kegiatan="1.06.05.2.02.0006", uraian="x", sumber_dana="dau", pagu=satu.pagu
        )
        tautkan_usulan(usulan.pk, satu.pk, 150 * JUTA, versi=None, actor=cast["perencana"])
        with pytest.raises(Ditolak, match="Lebih dari usulannya"):
            tautkan_usulan(usulan.pk, dua.pk, 51 * JUTA, versi=None, actor=cast["perencana"])
        tautkan_usulan(usulan.pk, dua.pk, 50 * JUTA, versi=None, actor=cast["perencana"])
        assert tertaut(usulan) == 200 * JUTA
        lepas_usulan(UsulanBaris.objects.get(baris=dua).pk, actor=cast["perencana"])
        assert tertaut(usulan) == 150 * JUTA

    def test_a_line_of_another_region_or_year_is_refused(self, usulan, cast):
        asing = anggaran_berlaku("apbd", "62.03")
        with pytest.raises(Http404):
            tautkan_usulan(usulan.pk, asing.pk, JUTA, versi=None, actor=cast["perencana"])
        with pytest.raises(Ditolak, match="di luar wilayah usulan"):
            tautkan_usulan(usulan.pk, asing.pk, JUTA, versi=None, actor=None)

    def test_only_what_was_paid_in_its_area_counts_and_a_reversal_takes_it_off(self, usulan, seruni, cast):
        baris = anggaran_berlaku("apbd", "33.75")
        tautkan_usulan(usulan.pk, baris.pk, 100 * JUTA, versi=None, actor=cast["perencana"])
        jauh = make_posyandu(KANDANG_PANJANG)
        bayar(baris, make_rekaman(jauh, make_user(peran="kader", kode=jauh.kode)), "30000000")
        assert nasib(usulan).dibayar == 0
        salah = bayar(baris, make_rekaman(seruni, cast["kader"]), "7000000")
        bayar(baris, make_rekaman(seruni, cast["kader"]), "5000000")
        assert nasib(usulan).dibayar == 12 * JUTA
        balik_realisasi(salah.pk, "salah unit", actor=cast["perencana"])
        assert nasib(usulan).dibayar == 5 * JUTA

    def test_what_is_granted_is_what_the_budget_carries(self, usulan, seruni, cast):
        baris = anggaran_berlaku("apbd", "33.75")
        tautan = tautkan_usulan(usulan.pk, baris.pk, 150 * JUTA, versi=None, actor=cast["perencana"])
        with pytest.raises(TransitionRefused, match="baru Rp150"):
            putus(usulan, "tetapkan", cast["perencana"])
        hasil = putus(usulan, "tetapkan", cast["perencana"], nilai=150 * JUTA, alasan="Sebesar pagunya")
        assert hasil.putusan == "diakomodir_bag"
        assert {t.name for t in langkah_untuk(hasil, cast["perencana"])} & {"tetapkan:apbd_p", "laksana:apbd_p"} == {
            "laksana:apbd_p"
        }
        lepas_usulan(tautan.pk, actor=cast["perencana"])
        usulan.refresh_from_db()
        assert usulan.putusan == "belum"

    def test_a_line_and_its_perubahan_are_not_counted_twice(self, usulan, cast):
        asal = anggaran_berlaku("apbd", "33.75")
        tautkan_usulan(usulan.pk, asal.pk, 100 * JUTA, versi=None, actor=cast["perencana"])
        perubahan = buat_perubahan(asal.dokumen, actor=cast["perencana"])
        tetapkan(perubahan, nomor="9", tanggal=hari_ini(), actor=cast["perencana"])
        tautkan_usulan(usulan.pk, perubahan.baris_list.get().pk, 80 * JUTA, versi=None, actor=cast["perencana"])
        assert tertaut(usulan) == nasib(usulan).dianggarkan == 80 * JUTA

    def test_a_perubahan_keeps_the_fate_in_sight(self, usulan, seruni, cast):
        asal = anggaran_berlaku("apbd", "33.75")
        tautkan_usulan(usulan.pk, asal.pk, 100 * JUTA, versi=None, actor=cast["perencana"])
        perubahan = buat_perubahan(asal.dokumen, actor=cast["perencana"])
        tetapkan(perubahan, nomor="9", tanggal=hari_ini(), actor=cast["perencana"])
        bayar(perubahan.baris_list.get(), make_rekaman(seruni, cast["kader"]), "4000000")
        uang = nasib(usulan)
        assert (uang.dianggarkan, uang.dibayar, uang.baris[0].dibayar) == (100 * JUTA, 4 * JUTA, 4 * JUTA)


class TestHalaman:
    def test_the_list_filters_and_the_file_has_a_column_for_each_gate(self, cast, seruni, masuk):
        usulan = make_usulan(seruni)
        majukan(usulan, "kecamatan")
        putus(
            usulan, "teruskan", cast["verifikator_kecamatan"], nilai=160 * JUTA, volume=Decimal(8), alasan="Dua ganda"
        )
        make_usulan(seruni, judul="Lain", bidang="sosial")
        client = masuk(cast["perencana"])
        tabel = baris_tabel(client.get(reverse("planning:usulan") + "?tahap=pmd"))
        assert [b[0].split("  ")[0] for b in tabel] == ["Perbaikan rumah tidak layak huni"]
        jawaban = client.post(reverse("planning:usulan-unduh") + "?bidang=perumahan_rakyat")
        lembar = (
            CalamineWorkbook.from_filelike(BytesIO(b"".join(jawaban.streaming_content)))
            .get_sheet_by_index(0)
            .to_python()
        )
        satu = dict(zip(lembar[0], lembar[1], strict=True))
        assert len(lembar) == 2
        assert (satu["Kecamatan"], satu["Anggaran usul"], satu["Kamus usulan (kode kegiatan)"]) == (
            "Pekalongan Timur",
            200_000_000,
            "1.04.03.2.03.0002",
        )
        assert (satu["Volume Verifikasi kecamatan"], satu["Anggaran Verifikasi kecamatan"]) == (8, 160_000_000)
        assert satu["Anggaran Validasi Bappeda"] == ""
        assert satu["Alasan"].endswith("; Verifikasi kecamatan: Dua ganda")

    def test_the_recap_counts_by_stage(self, cast, seruni, masuk):
        for tahap in ("kecamatan", "bappeda", "bappeda", "forum_pd", "apbd_p"):
            majukan(make_usulan(seruni), tahap)
        tolak = majukan(make_usulan(seruni), "bappeda")
        putus(tolak, "tolak", cast["perencana"], alasan="x")
        make_usulan(seruni)  # a draft is not handed in
        rows = rekap_kecamatan(cast["perencana"].scope_for("lihat_rencana"), "33.75", hari_ini().year)
        assert [(r.kode, r.masuk, r.bappeda, r.kecamatan, r.forum) for r in rows] == [
            ("33.75.02", 6, [2, 1, 2], [0, 0, 2], [1, 0, 1])
        ]
        assert (rows[0].nilai, rows[0].nilai_kini) == (1200 * JUTA, 1000 * JUTA)
        halaman = masuk(cast["perencana"]).get(reverse("planning:usulan-rekap") + f"?tahun={hari_ini().year}")
        assert baris_tabel(halaman)[0][:5] == ["Pekalongan Timur", "6", "2", "1", "2"]

    def test_the_berita_acara_lists_a_gate_with_blocks_to_sign(self, cast, seruni, masuk):
        majukan(make_usulan(seruni), "musren_kec")
        url = reverse("planning:usulan-berita-acara") + f"?tahun={hari_ini().year}&tahap=musren_kec"
        halaman = teks(masuk(cast["verifikator_kecamatan"]).get(url))
        assert "BERITA ACARA MUSRENBANG KECAMATAN" in halaman
        assert "Pimpinan rapat," in halaman
        assert "Rp200.000.000" in halaman

    @pytest.mark.parametrize("nama", ["usulan", "usulan-butuh", "usulan-rekap", "usulan-berita-acara"])
    def test_nonsense_is_answered_with_a_page(self, cast, masuk, nama):
        client = masuk(cast["perencana"])
        for tanya in (*NGAWUR, "tahap=%00", "tahap=apa", "butuh=%00"):
            assert client.get(f"{reverse(f'planning:{nama}')}?{tanya}").status_code in (200, 404), tanya

    def test_a_step_that_does_not_exist_is_not_found(self, cast, seruni, masuk):
        usulan = make_usulan(seruni)
        for nama in ("lompat", "gabung", "x"):
            url = reverse("planning:usulan-langkah", args=[usulan.pk, nama])
            assert masuk(cast["perencana"]).get(url).status_code == 404
        assert {t.name for t in USULAN.transitions if ":" not in t.name} == {
            *("ajukan", "tarik", "musdes", "naikkan", "perubahan"),
        }
