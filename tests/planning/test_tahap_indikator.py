"""Indicators with yearly targets, the lines that serve them, a unit's own plan, and the cascade."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Cap
from audit.transitions import TransitionRefused
from planning import actions as rencana
from planning.actions import indikator as actions
from planning.actions.indikator import IsiTarget
from planning.metrics_indikator import baris_indikator, per_tahun
from planning.metrics_pohon import pohon
from planning.models import AsalBaris, BarisAnggaran, DokumenAnggaran, IndikatorRencana, TautanIndikator
from planning.ukuran import UKURAN
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman
from tests.pembuat import ANJIR, KLEGO, make_baris, make_dokumen, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian
from tests.planning.usulan import rumah_rtlh
from tests.rumah.halaman import pesan, teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
ISI = {"uraian": "Balita ditimbang", "satuan": "%", "bidang": "kesehatan", "arah": "naik"}
TETAP = {"nomor": "1/contoh", "tanggal": date(2026, 1, 5)}


@pytest.fixture
def tahun() -> int:
    return hari_ini().year


@pytest.fixture
def rpjmd(db: None, tahun: int) -> DokumenAnggaran:
    return make_dokumen("rpjmd", "33.75", tahun - 1, tetap=False)


def _simpan(d: DokumenAnggaran, cast: Any, target: dict[int, str] | None = None, **lain: Any) -> IndikatorRencana:
    isi = {t: IsiTarget(Decimal(x)) for t, x in (target or {}).items()}
    return actions.simpan_indikator(d, {**ISI, **lain}, isi, actor=cast["perencana"])


class TestTulis:
    def test_a_year_without_a_target_stays_without_one(self, rpjmd, cast, tahun):
        i = _simpan(rpjmd, cast, {tahun: "82.5", tahun + 2: "0"})
        assert {t.tahun: t.target for t in i.target_list.all()} == {tahun: Decimal("82.5"), tahun + 2: Decimal(0)}
        isi = per_tahun(i, i.target_list.all(), [])
        assert [x.target for x in isi] == [None, Decimal("82.5"), None, Decimal(0), None]
        assert {x.anggaran for x in isi} == {None}

    def test_a_fixed_plan_keeps_its_indicators(self, rpjmd, cast, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"})
        rencana.tetapkan(rpjmd, **TETAP, actor=cast["perencana"])
        for langkah in (
            lambda: _simpan(rpjmd, cast, uraian="Lain"),
            lambda: actions.simpan_indikator(rpjmd, {**ISI, "satuan": "x"}, {}, pk=i.pk, actor=cast["perencana"]),
            lambda: actions.hapus_indikator(i.pk, actor=cast["perencana"]),
        ):
            with pytest.raises(Ditolak, match="sudah ditetapkan"):
                langkah()
        assert i.target_list.get().target == Decimal(80)

    def test_its_perubahan_takes_them_along(self, rpjmd, cast, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"})
        baris = make_baris(make_dokumen("apbd", "33.75"))
        actions.tautkan_indikator(i, baris, catatan="", actor=cast["perencana"])
        tetap = rencana.tetapkan(rpjmd, **TETAP, actor=cast["perencana"])
        baru = rencana.buat_perubahan(tetap, actor=cast["perencana"])
        salin = baru.indikator_list.get()
        assert (salin.uraian, salin.target_list.get().target) == ("Balita ditimbang", Decimal(80))
        assert salin.tautan_list.get().baris == baris

    def test_years_words_and_kinds_that_do_not_fit(self, rpjmd, cast, tahun):
        with pytest.raises(Ditolak, match="di luar masa"):
            _simpan(rpjmd, cast, {tahun + 9: "1"})
        _simpan(rpjmd, cast)
        with pytest.raises(Ditolak, match="sudah ada") as galat:
            _simpan(rpjmd, cast)
        assert galat.value.kolom == "uraian"
        with pytest.raises(Ditolak, match="tidak memuat indikator"):
            _simpan(make_dokumen("rkpd", "33.75", tetap=False), cast)

    @pytest.mark.parametrize(
        ("kolom", "isi", "kalimat"),
        [
            ("uraian", "", "Isi bagian ini"),
            ("satuan", "x" * 41, "Terlalu panjang"),
            ("kondisi_awal", "banyak", "misalnya 85 atau 12,5"),
            ("target", "-3", "tidak boleh kurang dari nol"),
            ("target", "1.5", "misalnya 85 atau 12,5"),
            ("pagu", "sejuta", "Tulis jumlah rupiah"),
            ("program", "kesehatan", "Bentuk kode tidak cocok"),
            ("ukuran", "rahasia", "rahasia"),
        ],
    )
    def test_bad_input_is_said_at_its_field(self, rpjmd, cast, masuk, tahun, kolom, isi, kalimat):
        nama = f"{kolom}_{tahun}" if kolom in ("target", "pagu") else kolom
        jawaban = masuk(cast["perencana"]).post(
            reverse("planning:indikator-baru", args=[rpjmd.pk]), {**ISI, f"target_{tahun}": "80", nama: isi}
        )
        assert jawaban.status_code == 422
        assert kalimat in pesan(jawaban, nama)
        assert not IndikatorRencana.objects.exists()

    def test_an_amount_without_a_target_is_asked_for_it(self, rpjmd, cast, masuk, tahun):
        alamat = reverse("planning:indikator-baru", args=[rpjmd.pk])
        jawaban = masuk(cast["perencana"]).post(alamat, {**ISI, f"pagu_{tahun}": "1.000.000"})
        assert "Isi targetnya juga" in pesan(jawaban, f"target_{tahun}")

    def test_through_the_pages_and_back_into_the_form(self, rpjmd, cast, masuk, tahun):
        klien = masuk(cast["perencana"])
        isi = {**ISI, f"target_{tahun}": "82,5", f"pagu_{tahun}": "1.000.000", "program": "1.02.02."}
        jawaban = klien.post(reverse("planning:indikator-baru", args=[rpjmd.pk]), isi)
        assert jawaban.url == f"/rencana/{rpjmd.pk}/"
        assert "82,5" in teks(klien.get(jawaban.url))
        i = IndikatorRencana.objects.get()
        ubah = reverse("planning:indikator-ubah", args=[i.pk])
        halaman = klien.get(ubah).content.decode()
        assert 'value="82,5"' in halaman or 'value="82,50"' in halaman
        assert 'value="1.000.000"' in halaman
        assert klien.post(ubah, {**isi, "satuan": "persen"}).status_code == 302
        assert (IndikatorRencana.objects.get().satuan, i.program) == ("persen", "1.02.02")
        assert klien.post(reverse("planning:indikator-hapus", args=[i.pk])).status_code == 302
        assert not IndikatorRencana.objects.exists()

    def test_who_may_write(self, rpjmd, cast, masuk):
        alamat = reverse("planning:indikator-baru", args=[rpjmd.pk])
        jawab = {siapa: masuk(cast[siapa]).get(alamat).status_code for siapa in ("auditor", "operator_desa", "kader")}
        assert jawab == {"auditor": 403, "operator_desa": 404, "kader": 403}
        with pytest.raises(PermissionDenied):
            actions.simpan_indikator(rpjmd, ISI, {}, actor=cast["auditor"])
        with pytest.raises(Http404):
            actions.simpan_indikator(rpjmd, ISI, {}, actor=cast["kelurahan_lain"])


class TestTautan:
    def test_later_stages_follow_and_money_counts_once(self, rpjmd, cast, seruni, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"})
        rkpd, apbd = make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")
        asal, baris = make_baris(rkpd, "900000"), make_baris(apbd, "800000")
        AsalBaris.objects.create(dari=asal, ke=baris)
        actions.tautkan_indikator(i, asal, catatan="inti", actor=cast["perencana"])
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), baris, "300000", cast["perencana"])
        tetap = rencana.buat_perubahan(apbd, actor=cast["perencana"])
        scope = cast["perencana"].scope_for(Cap.LIHAT_RENCANA)
        semua = baris_indikator(scope, i)
        assert [b.dokumen.jenis for b in semua] == ["rkpd", "apbd", "apbd_p"]
        kini = next(t for t in per_tahun(i, [], semua) if t.tahun == tahun)
        assert (kini.anggaran, kini.teralokasi, kini.terealisasi) == (Decimal(800000), Decimal(300000), Decimal(0))
        rencana.tetapkan(tetap, **TETAP, actor=cast["perencana"])
        kini = next(t for t in per_tahun(i, [], baris_indikator(scope, i)) if t.tahun == tahun)
        assert (kini.anggaran, kini.teralokasi) == (Decimal(800000), Decimal(300000))

    def test_what_cannot_be_tied(self, rpjmd, cast, tahun):
        i = _simpan(rpjmd, cast)
        baris = make_baris(make_dokumen("apbd", "33.75"))
        actions.tautkan_indikator(i, baris, catatan="", actor=cast["perencana"])
        with pytest.raises(Ditolak, match="sudah terhubung"):
            actions.tautkan_indikator(i, baris, catatan="", actor=cast["perencana"])
        lama = make_baris(make_dokumen("apbd", "33.75", tahun - 3))
        with pytest.raises(Ditolak, match="indikatornya untuk"):
            actions.tautkan_indikator(i, lama, catatan="", actor=cast["perencana"])
        kapuas = make_baris(make_dokumen("apbd", "62.03"))
        with pytest.raises(Ditolak, match="daerah lain"):
            actions.tautkan_indikator(i, kapuas, catatan="", actor=None)
        with pytest.raises(Http404):
            actions.tautkan_indikator(i, kapuas, catatan="", actor=cast["perencana"])

    def test_on_the_page_of_the_indicator(self, rpjmd, cast, masuk, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"}, ukuran="catatan_kesehatan")
        baris = make_baris(make_dokumen("apbd", "33.75"))
        klien, alamat = masuk(cast["perencana"]), reverse("planning:indikator", args=[i.pk])
        assert "Belum ada baris yang dihubungkan" in teks(klien.get(alamat))
        pintu = reverse("planning:indikator-tautkan", args=[i.pk])
        for salah in ({}, {"baris": "x"}, {"baris": "٣"}):
            assert klien.post(pintu, salah).status_code == 302
        assert klien.post(pintu, {"baris": baris.pk, "catatan": "inti"}).status_code == 302
        isi = teks(klien.get(alamat))
        assert "Rp1.000.000" in isi
        assert "belum ada catatan" in isi  # nothing recorded is not zero
        assert (
            klien.post(reverse("planning:indikator-lepas", args=[TautanIndikator.objects.get().pk])).status_code == 302
        )
        assert not TautanIndikator.objects.exists()

    def test_what_was_reached_stands_beside_the_target(self, rpjmd, cast, masuk, seruni, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"}, ukuran="catatan_kesehatan")
        for _ in range(3):
            make_rekaman(seruni, cast["kader"])
        scope = cast["perencana"].scope_for(Cap.LIHAT)
        assert UKURAN["catatan_kesehatan"].hitung(scope, "33.75", tahun) == Decimal(3)
        assert UKURAN["catatan_sosial"].hitung(scope, "33.75", tahun) is None
        assert UKURAN["kunjungan_rumah"].hitung(scope, "33.75", tahun) is None
        assert UKURAN["posyandu_mencatat"].hitung(scope, "33.75", tahun) == Decimal(1)
        assert UKURAN["posyandu_enam"].hitung(scope, "33.75", tahun) == Decimal(0)
        assert UKURAN["ds"].hitung(scope, "33.75", tahun) is None
        assert all(u.hitung(scope, "33.75", tahun + 1) is None for u in UKURAN.values())
        halaman = teks(masuk(cast["perencana"]).get(reverse("planning:indikator", args=[i.pk])))
        assert f"{tahun} 80 3 " in halaman


class TestRenstraPosyandu:
    def test_its_pengurus_writes_it_and_the_village_fixes_it(self, cast, masuk, seruni, tahun):
        klien = masuk(cast["pengurus"])
        jawaban = klien.post(reverse("planning:renstra-posyandu-baru", args=[seruni.kode]), {"tahun": tahun})
        d = DokumenAnggaran.objects.get(jenis="renstra_pos")
        assert jawaban.url == f"/rencana/{d.pk}/"
        assert (d.posyandu, d.wilayah_id, d.tahun_akhir) == (seruni, KLEGO, tahun + 4)
        assert "Tambah indikator" in teks(klien.get(jawaban.url))
        isi = {**ISI, f"target_{tahun}": "90"}
        assert klien.post(reverse("planning:indikator-baru", args=[d.pk]), isi).status_code == 302
        assert "Tetapkan" not in teks(klien.get(jawaban.url))
        with pytest.raises(PermissionDenied):
            rencana.tetapkan(d, **TETAP, actor=cast["pengurus"])
        tetap = rencana.tetapkan(d, **TETAP, actor=cast["operator_desa"])
        assert tetap.status == "ditetapkan"
        assert "Tambah indikator" not in teks(klien.get(jawaban.url))

    def test_a_pengurus_writes_no_other_document_and_no_other_unit(self, cast, masuk, unit_anjir, seruni, tahun):
        kota = {"jenis": "apbd", "wilayah": Wilayah.objects.get(pk="33.75"), "tahun": tahun}
        with pytest.raises((PermissionDenied, Http404)):
            rencana.buat_dokumen(kota, actor=cast["pengurus"])
        lain = {"jenis": "renstra_pos", "wilayah": unit_anjir.wilayah, "posyandu": unit_anjir, "tahun": tahun}
        with pytest.raises(Http404):
            rencana.buat_dokumen(lain, actor=cast["pengurus"])
        assert masuk(cast["pengurus"]).get(reverse("planning:buat")).status_code == 403
        alamat = reverse("planning:renstra-posyandu-baru", args=[unit_anjir.kode])
        assert masuk(cast["pengurus"]).get(alamat).status_code == 404

    def test_a_draft_is_the_units_own_until_fixed(self, cast, masuk, seruni, tahun):
        isi = {"jenis": "renstra_pos", "wilayah": seruni.wilayah, "posyandu": seruni, "tahun": tahun}
        d = rencana.buat_dokumen(isi, actor=cast["pengurus"])
        alamat = reverse("planning:dokumen", args=[d.pk])
        jawab = {s: masuk(cast[s]).get(alamat).status_code for s in ("pengurus", "operator_desa", "kelurahan_lain")}
        assert jawab == {"pengurus": 200, "operator_desa": 200, "kelurahan_lain": 404}

    def test_one_for_each_unit_and_none_without_an_indicator(self, cast, seruni, tahun):
        isi = {"jenis": "renstra_pos", "wilayah": seruni.wilayah, "posyandu": seruni, "tahun": tahun}
        d = rencana.buat_dokumen(isi, actor=cast["operator_desa"])
        with pytest.raises(Ditolak, match="untuk posyandu ini sudah ada"):
            rencana.buat_dokumen(isi, actor=cast["operator_desa"])
        with pytest.raises(TransitionRefused):
            rencana.tetapkan(d, **TETAP, actor=cast["operator_desa"])
        with pytest.raises(Ditolak, match="satu posyandu"):
            rencana.buat_dokumen({**isi, "posyandu": None}, actor=None)
        with pytest.raises(Ditolak, match="bukan milik"):
            rencana.buat_dokumen({**isi, "jenis": "rpjmdes", "wilayah": Wilayah.objects.get(pk=ANJIR)}, actor=None)

    def test_the_list_says_which_unit_has_none(self, cast, masuk, seruni, tahun):
        klien = masuk(cast["pengurus"])
        assert "belum ada" in teks(klien.get(reverse("planning:renstra-posyandu")))
        isi = {"jenis": "renstra_pos", "wilayah": seruni.wilayah, "posyandu": seruni, "tahun": tahun}
        rencana.buat_dokumen(isi, actor=cast["pengurus"])
        assert f"{tahun}–{tahun + 4}" in teks(klien.get(reverse("planning:renstra-posyandu")))


class TestJenisLain:
    def test_a_renja_needs_its_office_and_each_office_has_its_own(self, cast, masuk, tahun):
        klien, alamat = masuk(cast["perencana"]), f"{reverse('planning:buat')}?semua=1"
        jawaban = klien.post(alamat, {"jenis": "renja", "tahun": tahun})
        assert "Tulis perangkat daerah" in pesan(jawaban, "perangkat_daerah")
        for opd in ("Dinas Kesehatan", "Dinas Sosial"):
            isi = {"jenis": "renja", "tahun": tahun, "perangkat_daerah": opd}
            assert klien.post(alamat, isi).status_code == 302
        assert "sudah ada" in teks(klien.post(alamat, isi))
        isi = {"jenis": "kua_ppas", "tahun": tahun, "perangkat_daerah": "Dinas Sosial"}
        assert klien.post(alamat, isi).status_code == 302
        assert DokumenAnggaran.objects.get(jenis="kua_ppas").perangkat_daerah == ""

    def test_kinds_nobody_has_stay_hidden_until_asked_for(self, cast, masuk, tahun):
        klien = masuk(cast["perencana"])
        biasa = klien.get(reverse("planning:buat")).content.decode()
        assert 'value="kua_ppas"' not in biasa
        assert "Tampilkan jenis lain" in biasa
        assert 'value="kua_ppas"' in klien.get(f"{reverse('planning:buat')}?semua=1").content.decode()
        make_dokumen("kua_ppas", "33.75")
        assert 'value="kua_ppas"' in klien.get(reverse("planning:buat")).content.decode()

    def test_pergeseran_beside_perubahan_and_the_chain_on_the_page(self, cast, masuk):
        apbd = make_dokumen("apbd", "33.75")
        make_baris(apbd)
        klien = masuk(cast["perencana"])
        isi = teks(klien.get(reverse("planning:dokumen", args=[apbd.pk])))
        assert "Buat Perubahan" in isi
        assert "Buat Pergeseran" in isi
        jawaban = klien.post(reverse("planning:perubahan", args=[apbd.pk]), {"jenis": "pergeseran"})
        baru = DokumenAnggaran.objects.get(menggantikan=apbd)
        assert (baru.jenis, jawaban.url) == ("pergeseran", f"/rencana/{baru.pk}/")
        assert "Pergeseran 1" in teks(klien.get(jawaban.url))
        du = make_dokumen("du_rkpdes", ANJIR)
        assert "Buat Perubahan" not in teks(masuk(cast["nasional"]).get(reverse("planning:dokumen", args=[du.pk])))


class TestPohon:
    @pytest.fixture
    def isi(self, rpjmd, cast, seruni, tahun):
        i = _simpan(rpjmd, cast, {tahun: "80"}, program="1.02.02")
        _simpan(rpjmd, cast, uraian="Rumah layak huni", bidang="perumahan_rakyat")
        rkpd, apbd = make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")
        asal, baris = make_baris(rkpd, "900000"), make_baris(apbd, "800000")
        AsalBaris.objects.create(dari=asal, ke=baris)
        make_baris(apbd, "50", kode_kegiatan="7.01.03.2.02.0003", bidang="")
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), baris, "300000", cast["perencana"])
        return i, baris

    def test_from_the_indicator_down_to_the_service_by_hand(self, isi, cast, tahun):
        kota = Wilayah.objects.get(pk="33.75")
        hasil = pohon(cast["perencana"].scope_for(Cap.LIHAT_RENCANA), kota, tahun)
        satu, lain, tanpa = hasil.cabang
        assert (satu.indikator, satu.target and satu.target.target) == (isi[0], Decimal(80))
        (program,) = satu.program
        (simpul,) = program.isi
        assert (program.kode, simpul.pagu_rencana, simpul.pagu_anggaran) == (
            "1.02.02",
            Decimal(900000),
            Decimal(800000),
        )
        ((baris, kegiatan),) = simpul.anggaran
        assert baris == isi[1]
        assert [(k.banyak, k.posyandu, k.teralokasi, k.terealisasi) for k in kegiatan] == [
            (1, 1, Decimal("300000.00"), Decimal(0))
        ]
        assert lain.program == []
        assert tanpa.indikator is None
        assert (hasil.total.rencana, hasil.total.anggaran) == (Decimal(900000), Decimal(800050))
        assert hasil.total.teralokasi == Decimal(300000)

    def test_a_row_under_two_indicators_counts_once_in_the_total(self, isi, cast, tahun):
        kedua = IndikatorRencana.objects.get(uraian="Rumah layak huni")
        actions.tautkan_indikator(kedua, isi[1], catatan="", actor=cast["perencana"])
        kota = Wilayah.objects.get(pk="33.75")
        hasil = pohon(cast["perencana"].scope_for(Cap.LIHAT_RENCANA), kota, tahun)
        assert [c.uang.anggaran for c in hasil.cabang] == [Decimal(800000), Decimal(800000), Decimal(50)]
        assert hasil.total.anggaran == Decimal(800050)

    def test_a_draft_perubahan_is_not_what_is_in_force(self, isi, cast, tahun):
        draf = rencana.buat_perubahan(isi[1].dokumen, actor=cast["perencana"])
        BarisAnggaran.objects.filter(dokumen=draf).update(pagu=10)
        kota = Wilayah.objects.get(pk="33.75")
        hasil = pohon(cast["perencana"].scope_for(Cap.LIHAT_RENCANA), kota, tahun)
        assert hasil.total.anggaran == Decimal(800050)

    def test_the_page_for_each_reader(self, isi, cast, masuk, tahun):
        alamat = reverse("planning:pohon")
        halaman = teks(masuk(cast["perencana"]).get(alamat, {"buka": "1"}))
        assert "Balita ditimbang" in halaman
        assert f"Target {tahun}: 80 %" in halaman
        assert "Belum terhubung ke indikator" in halaman
        assert "1 macam kegiatan posyandu" in halaman
        # From below a draft plan does not show, the budget in force does; its kelurahan reads the kota's.
        bawah = teks(masuk(cast["operator_desa"]).get(alamat))
        assert "Balita ditimbang" not in bawah
        assert "Rp800.000" in bawah
        assert "Pilih satu wilayah dulu" in teks(masuk(cast["nasional"]).get(alamat))

    def test_the_same_queries_for_three_and_thirty(self, isi, rpjmd, cast, masuk, seruni, tahun):
        klien, alamat = masuk(cast["perencana"]), reverse("planning:pohon")
        apbd, rekaman = isi[1].dokumen, make_rekaman(seruni, cast["kader"])

        def hitung() -> int:
            with CaptureQueriesContext(connection) as semua:
                assert klien.get(alamat).status_code == 200
            return len(semua)

        def tambah(n: int, awal: int) -> None:
            for k in range(n):
                i = _simpan(rpjmd, cast, {tahun: "1"}, uraian=f"Indikator {awal + k}")
                baris = make_baris(apbd)
                actions.tautkan_indikator(i, baris, catatan="", actor=cast["perencana"])
                alokasikan_sebagian(rekaman, baris, "10", cast["perencana"])

        tambah(3, 0)
        sedikit = hitung()
        tambah(27, 10)
        assert hitung() == sedikit <= 14

    def test_a_house_that_got_better_counts_in_its_year_until_it_is_worse_again(self, cast, seruni, tahun):
        scope, ukuran = cast["perencana"].scope_for(Cap.LIHAT), UKURAN["rumah_diperbaiki"]
        assert ukuran.hitung(scope, "33.75", tahun) is None
        satu, dua, tiga = rumah_rtlh(seruni, 3, hari=date(tahun - 1, 3, 1))
        assert ukuran.hitung(scope, "33.75", tahun) == 0
        for r, kelas, hari in (
            (satu, "layak", date(tahun, 2, 1)),
            (dua, "layak", date(tahun - 1, 9, 1)),
            (dua, "layak", date(tahun, 2, 1)),
            (tiga, "layak", date(tahun, 2, 1)),
            (tiga, "rtlh", date(tahun, 3, 1)),
        ):
            isi = {"layanan": r.layanan, "bidang": r.bidang, "bentuk": r.bentuk, "isian": {"kelas_rumah": kelas}}
            Rekaman.objects.create(posyandu=seruni, keluarga=r.keluarga, tanggal=hari, **isi)
        assert ukuran.hitung(scope, "33.75", tahun) == 1
        assert ukuran.hitung(scope, "33.75", tahun - 1) == 1
