"""Incentive lists charged to a line: one engine, unit by unit; paid as the list says; what is unpaid and waits."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning import metrics_insentif as angka
from planning.actions import balik_realisasi
from planning.actions.insentif import bayar_daftar_dari_baris, hubungkan_daftar, lepas_daftar
from planning.metrics_uang import buku_unit, rangkap
from planning.models import Alokasi, Realisasi
from planning.pemeriksaan import PER_KODE, Lingkup
from posyandu_app.lib.galat import Ditolak
from registry import actions as registrasi
from tests.hitung_ulang.sql import alokasi_menyimpang
from tests.pembuat import KLEGO, make_baris, make_tarif
from tests.planning.insentif import (
    KOTA,
    baris_insentif,
    baris_orang,
    bayar_daftar,
    dua_unit,
    isi,
    make_daftar,
)
from tests.rumah.halaman import isi as html

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 27)
SEBULAN = Decimal(250_000)


@pytest.fixture
def unit(db: None) -> Any:
    return dua_unit()


@pytest.fixture
def baris(db: None) -> Any:
    return baris_insentif()


class TestHubungkan:
    def test_each_unit_gets_its_share_and_the_line_the_sum(self, unit, baris, cast):
        daftar = make_daftar()
        n, baru = hubungkan_daftar(daftar, baris, isi(tahap_salur="DAU triwulan 2"), actor=cast["perencana"])
        assert (n, baru) == (2, True)
        rows = Alokasi.objects.filter(daftar=daftar)
        assert {(a.posyandu_id, a.nilai, a.komponen, a.tahap_salur) for a in rows} == {
            (u.pk, 2 * SEBULAN, "insentif_kader", "DAU triwulan 2") for u in unit
        }
        baris.refresh_from_db()
        assert baris.teralokasi == 4 * SEBULAN
        assert baris.sumber_list.get().teralokasi == 4 * SEBULAN
        assert alokasi_menyimpang() == []
        assert Catatan.objects.untuk(daftar).filter(aksi="hubungkan_daftar").count() == 1

    def test_the_same_form_twice_is_once_and_nothing_is_left(self, unit, baris):
        daftar, sama = make_daftar(), isi()
        hubungkan_daftar(daftar, baris, sama, actor=None)
        assert hubungkan_daftar(daftar, baris, sama, actor=None) == (2, False)
        with pytest.raises(Ditolak, match="Tidak ada lagi"):
            hubungkan_daftar(daftar, baris, isi(), actor=None)
        baris.refresh_from_db()
        assert baris.teralokasi == 4 * SEBULAN

    @pytest.mark.parametrize("sampai", ["draf", "dibuka"])
    def test_a_list_that_may_still_change_is_not_tied(self, unit, baris, sampai):
        with pytest.raises(Ditolak, match="masih bisa berubah"):
            hubungkan_daftar(make_daftar(sampai=sampai), baris, isi(), actor=None)

    def test_only_the_payers_own_line_of_the_lists_year(self, unit, baris):
        daftar = make_daftar()
        with pytest.raises(Ditolak, match="barisnya milik Kabupaten Kapuas"):
            hubungkan_daftar(daftar, baris_insentif(wilayah="62.03"), isi(), actor=None)
        with pytest.raises(Ditolak, match="Daftar ini tahun 2026"):
            hubungkan_daftar(daftar, baris_insentif(tahun=2025), isi(), actor=None)
        zakat = make_tarif(KOTA, "lainnya", nama="Lembaga zakat").pembayar
        with pytest.raises(Ditolak, match="bukan anggaran pemerintah"):
            hubungkan_daftar(make_daftar(zakat), baris, isi(), actor=None)

    def test_without_room_for_all_of_it_nothing_is_tied(self, unit):
        kecil, daftar = baris_insentif("900000"), make_daftar()
        with pytest.raises(Ditolak, match=r"sisa pagu baris Rp900\.000"):
            hubungkan_daftar(daftar, kecil, isi(), actor=None)
        assert not Alokasi.objects.exists()
        kecil.refresh_from_db()
        assert kecil.teralokasi == 0

    def test_taken_off_it_may_be_tied_to_another_line(self, unit, baris, cast):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        with pytest.raises(Ditolak, match="alasannya"):
            lepas_daftar(daftar.pk, baris.pk, " ", actor=cast["perencana"])
        assert lepas_daftar(daftar.pk, baris.pk, "Salah baris", actor=cast["perencana"]) == 2
        baris.refresh_from_db()
        assert baris.teralokasi == 0
        lain = make_baris(baris.dokumen, "5000000", bidang="")
        assert hubungkan_daftar(daftar, lain, isi(), actor=cast["perencana"])[0] == 2
        assert alokasi_menyimpang() == []


class TestBayar:
    def test_payments_are_what_the_list_says_and_arrears_follow(self, unit, baris, cast):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        tunggak = baris_orang(daftar, unit[0])[0]
        bayar_daftar(daftar, tunggak.pk)
        assert bayar_daftar_dari_baris(daftar.pk, actor=cast["perencana"]) == 2
        assert bayar_daftar_dari_baris(daftar.pk, actor=cast["perencana"]) == 0
        per_unit = dict(Alokasi.objects.values_list("posyandu", "terealisasi"))
        assert per_unit == {unit[0].pk: SEBULAN, unit[1].pk: 2 * SEBULAN}
        registrasi.lunasi(tunggak.pk, tanggal=date(2026, 6, 3), bukti="SP2D 2", actor=None)
        assert bayar_daftar_dari_baris(daftar.pk, actor=cast["perencana"]) == 1
        akhir = Realisasi.objects.get(bukti="SP2D 2")
        assert (akhir.nilai, akhir.tanggal, akhir.kanal) == (SEBULAN, date(2026, 6, 3), "rkud")
        baris.refresh_from_db()
        assert baris.terealisasi == 4 * SEBULAN

    def test_a_payment_taken_back_is_written_again(self, unit, baris):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        bayar_daftar(daftar)
        bayar_daftar_dari_baris(daftar.pk, actor=None)
        salah = Realisasi.objects.filter(alokasi__posyandu=unit[0]).get()
        balik_realisasi(salah.pk, "Salah nomor", actor=None)
        assert bayar_daftar_dari_baris(daftar.pk, actor=None) == 1
        assert sum(r.nilai for r in Realisasi.objects.filter(alokasi__posyandu=unit[0])) == 2 * SEBULAN

    def test_an_unpaid_list_and_one_without_a_line_say_so(self, unit, baris):
        daftar = make_daftar()
        with pytest.raises(Ditolak, match="belum dicatat dibayar"):
            bayar_daftar_dari_baris(daftar.pk, actor=None)
        bayar_daftar(daftar)
        with pytest.raises(Ditolak, match="belum terhubung"):
            bayar_daftar_dari_baris(daftar.pk, actor=None)

    def test_what_was_paid_is_not_taken_off(self, unit, baris):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        bayar_daftar(daftar)
        bayar_daftar_dari_baris(daftar.pk, actor=None)
        with pytest.raises(TransitionRefused, match="sudah dibayarkan"):
            lepas_daftar(daftar.pk, baris.pk, "x", actor=None)
        assert Alokasi.objects.filter(status="berlaku").count() == 2

    def test_a_village_pays_from_its_own_account(self):
        unit = dua_unit("62.03.03.2004")
        baris = baris_insentif(wilayah="62.03.03.2004", jenis="apbdes")
        pembayar = make_tarif("62.03.03.2004", "apbdes").pembayar
        daftar = make_daftar(pembayar, wilayah="62.03.03.2004")
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        bayar_daftar(daftar)
        bayar_daftar_dari_baris(daftar.pk, actor=None)
        assert set(Realisasi.objects.values_list("kanal", flat=True)) == {"rkd"}
        assert Realisasi.objects.count() == len(unit)


class TestBelumDibayar:
    def test_months_rupiah_and_what_each_waits_for(self, unit, baris, cast):
        pembayar = make_tarif(KOTA).pembayar
        maret, april = (make_daftar(pembayar, bulan=b) for b in (3, 4))
        make_daftar(pembayar, bulan=5, sampai="dibuka")
        make_daftar(pembayar, bulan=6, sampai="draf")  # nobody's to pay yet
        hubungkan_daftar(maret, baris, isi(tahap_salur="DAU triwulan 2"), actor=None)
        hubungkan_daftar(april, baris, isi(), actor=None)
        scope = cast["perencana"].scope_for("lihat_rencana")
        belum = angka.belum_dibayar(scope, KOTA, HARI)
        satu = next(u for u in belum.unit if u.unit == unit[0].pk)
        assert (sorted(satu.bulan), satu.nilai) == ([202603, 202604, 202605], 6 * SEBULAN)
        assert satu.tunggu == {
            "DAU triwulan 2": 2 * SEBULAN,
            angka.TANPA_TAHAP: 2 * SEBULAN,
            angka.TANPA_BARIS: 2 * SEBULAN,
        }
        assert {t.apa: (t.nilai, len(t.unit)) for t in belum.tunggu} == {
            "DAU triwulan 2": (4 * SEBULAN, 2),
            angka.TANPA_TAHAP: (4 * SEBULAN, 2),
            angka.TANPA_BARIS: (4 * SEBULAN, 2),
        }
        assert belum.nilai == sum(t.nilai for t in belum.tunggu)
        bayar_daftar(maret)
        assert angka.belum_dibayar(scope, KOTA, HARI).nilai == 8 * SEBULAN

    def test_the_running_month_is_not_late_and_arrears_are(self, unit, cast):
        pembayar = make_tarif(KOTA).pembayar
        daftar = make_daftar(pembayar, bulan=4)
        scope = cast["perencana"].scope_for("lihat_rencana")
        assert angka.belum_dibayar(scope, KOTA, date(2026, 4, 30)).unit == []
        bayar_daftar(daftar, baris_orang(daftar, unit[1])[0].pk)
        belum = angka.belum_dibayar(scope, KOTA, date(2026, 5, 3))
        assert [(u.unit, u.nilai, u.tunggakan) for u in belum.unit] == [(unit[1].pk, SEBULAN, 1)]

    def test_an_area_counts_its_own_units_only(self, unit, cast):
        make_daftar()
        scope = cast["perencana"].scope_for("lihat_rencana")
        assert len(angka.belum_dibayar(scope, KLEGO, HARI).unit) == 2
        assert angka.belum_dibayar(scope, "33.75.03", HARI).unit == []
        luar = cast["kabupaten_lain"].scope_for("lihat_rencana")
        assert angka.belum_dibayar(luar, KOTA, HARI).unit == []

    @pytest.mark.parametrize(("bulan", "nada"), [(1, "netral"), (2, "netral"), (3, "awas"), (5, "awas"), (6, "buruk")])
    def test_the_risk_grows_with_the_months(self, bulan, nada):
        assert angka.risiko(bulan)[0] == nada


class TestSatuMesin:
    def test_the_units_ledger_has_it_and_calls_two_lines_of_one_list_no_double(self, unit, cast):
        daftar, dokumen = make_daftar(), baris_insentif("600000").dokumen
        sempit = dokumen.baris_list.get()
        with pytest.raises(Ditolak):
            hubungkan_daftar(daftar, sempit, isi(), actor=None)
        lain = make_baris(dokumen, "5000000", kode_kegiatan="7.01.03.2.02.0003", sumber_dana="pad", bidang="")
        hubungkan_daftar(daftar, lain, isi(), actor=None)
        buku = buku_unit(cast["perencana"].scope_for("lihat_rencana"), unit[0], 2026)
        assert buku.jumlah.teralokasi == 2 * SEBULAN
        assert "Insentif" not in str(rangkap(buku))
        ganda = [dataclasses.replace(buku, alokasi=[*buku.alokasi, *buku.alokasi])]
        assert rangkap(ganda[0]) == []

    def test_two_lists_of_one_line_are_no_double(self, unit, baris):
        """Two lists, each from a line of its own: the check for double funding has nothing to say."""
        pembayar = make_tarif(KOTA).pembayar
        lain = make_baris(baris.dokumen, "5000000", kode_kegiatan="7.01.03.2.02.0003", bidang="")
        for bulan, dari in ((3, baris), (4, lain)):
            hubungkan_daftar(make_daftar(pembayar, bulan=bulan), dari, isi(), actor=None)
        assert list(PER_KODE["A07"].periksa(Lingkup(KOTA, 2026, hari=HARI))) == []

    def test_the_checks_take_a_list_for_what_it_is(self, unit, baris):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        bayar_daftar(daftar)
        bayar_daftar_dari_baris(daftar.pk, actor=None)
        bahan = Lingkup(KOTA, 2026, hari=HARI)
        for kode in ("A01", "A02", "A03", "A07", "A11", "A12", "A25"):
            assert list(PER_KODE[kode].periksa(bahan)) == [], kode


class TestLayar:
    def test_from_the_list_to_the_line_and_back(self, unit, baris, cast, masuk):
        daftar = make_daftar()
        klien = masuk(cast["perencana"])
        assert "Insentif kader posyandu" in html(klien.get(reverse("planning:insentif-pilih", args=[daftar.pk])))
        alamat = reverse("planning:insentif-hubungkan", args=[daftar.pk, baris.pk])
        assert "Rp1.000.000 untuk 2 posyandu" in html(klien.get(alamat))
        kirim = {"kunci": str(isi().kunci), "tahap_salur": "Dana Desa tahap 2", "keterangan": ""}
        assert klien.post(alamat, kirim).status_code == 302
        assert "Dana Desa tahap 2" in html(klien.get(reverse("planning:insentif-daftar", args=[daftar.pk])))
        assert "Dana Desa tahap 2" in html(klien.get(reverse("planning:insentif")))
        halaman = html(klien.get(reverse("planning:baris", args=[baris.pk])))
        assert "Insentif Maret 2026" in halaman
        panel = html(masuk(cast["dinas_pmd"]).get(reverse("registry:insentif-rinci", args=[daftar.pk])))
        assert "menunggu Dana Desa tahap 2" in panel
        bayar_daftar(daftar, bukti="SP2D 77")
        klien.post(reverse("planning:insentif-bayar", args=[daftar.pk]))
        assert "SP2D 77" in html(klien.get(reverse("planning:insentif-daftar", args=[daftar.pk])))

    def test_who_reads_no_plans_has_no_panel(self, unit, cast, masuk):
        daftar = make_daftar()
        halaman = html(masuk(cast["admin_wilayah"]).get(reverse("registry:insentif-rinci", args=[daftar.pk])))
        assert "Baris anggaran daftar ini" not in halaman

    def test_too_little_room_is_said_on_the_form(self, unit, cast, masuk):
        daftar, kecil = make_daftar(), baris_insentif("1")
        alamat = reverse("planning:insentif-hubungkan", args=[daftar.pk, kecil.pk])
        jawaban = masuk(cast["perencana"]).post(alamat, {"kunci": str(isi().kunci), "tahap_salur": "Tahap 2"})
        assert jawaban.status_code == 422
        assert "sisa pagu baris Rp1" in html(jawaban)
        assert "Tahap 2" in html(jawaban)

    def test_a_village_reads_its_share_of_a_list_above_it(self, unit, baris, cast, masuk):
        daftar = make_daftar()
        hubungkan_daftar(daftar, baris, isi(), actor=None)
        halaman = html(masuk(cast["operator_desa"]).get(reverse("planning:insentif-daftar", args=[daftar.pk])))
        assert "Rp1.000.000" in halaman
        lain = html(masuk(cast["kelurahan_lain"]).get(reverse("planning:insentif-daftar", args=[daftar.pk])))
        assert "Rp1.000.000" not in lain
