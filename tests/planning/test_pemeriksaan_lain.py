"""The other things a check looks at: cases beside the first of each (tests/planning/test_pemeriksaan.py)."""

from datetime import date

import pytest

from planning import acuan
from planning.models import (
    DokumenAnggaran,
    KodeNomenklatur,
    PadananKode,
    StandarHarga,
    StatusDokumen,
    TotalDokumen,
    Usulan,
    UsulanBaris,
    VersiNomenklatur,
)
from planning.pemeriksaan import PER_KODE, Kandidat, Lingkup
from registry.models import Posyandu, SasaranUnit, SuratKeputusan
from tests.pembuat import ANJIR, KLEGO, make_baris, make_berkas, make_dokumen, make_posyandu
from tests.planning.kasus_periksa import D, Dunia, T, bagi, ubah
from tests.planning.usulan import make_usulan

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(seruni, unit_anjir) -> Dunia:
    return Dunia(seruni, unit_anjir)


def lihat(w: Dunia, kode: str) -> list[Kandidat]:
    return list(PER_KODE[kode].periksa(w.lingkup()))


class TestUang:
    def test_a_draft_line_is_held_to_its_ceiling_too(self, w):
        baris = make_baris(make_dokumen("apbd", "33.75", T, tetap=False), pagu="100")
        w.alokasi(baris, "101")
        assert [k.nilai for k in lihat(w, "A01")] == [D(1)]

    def test_payments_beyond_the_ceiling_of_the_line(self, w):
        baris = w.apbd(pagu="100000")
        w.bayar(w.alokasi(baris, "150000"), "150000")
        assert [(k.objek, k.nilai) for k in lihat(w, "A03")] == [
            (f"planning.barisanggaran:{baris.pk}/bayar", D(50_000))
        ]

    def test_one_kader_on_the_lists_of_two_payers(self, w):
        kader = w.kader()
        w.insentif(kader, bulan=3)
        w.insentif(kader, bulan=3, jenis="apbdes", jumlah=D(100_000))
        w.insentif(kader, bulan=4)
        ada = lihat(w, "A07")
        assert [k.nilai for k in ada] == [D(100_000)]
        assert "Kader contoh" not in ada[0].kalimat

    def test_allocations_that_say_nothing_are_not_the_same_thing(self, w):
        rekaman = w.rekaman()
        w.alokasi(w.apbd(), rekaman=rekaman)
        w.alokasi(w.apbd(), rekaman=rekaman)
        assert lihat(w, "A07") == []

    @pytest.mark.parametrize(
        ("isi", "nilai"), [({"jumlah": D(600_001)}, D(1)), ({"koefisien": [["5", "orang"], ["2", "kali"]]}, D(600_000))]
    )
    def test_parts_and_price_of_an_item_make_its_total(self, w, isi, nilai):
        kegiatan = w.kegiatan(biaya=isi.get("jumlah", D(600_000)))
        w.rab(kegiatan, **isi)
        assert [k.nilai for k in lihat(w, "A16")] == [nilai]

    def test_items_make_up_the_activity(self, w):
        w.rab(w.kegiatan(biaya=D(700_000)))
        assert [k.nilai for k in lihat(w, "A16")] == [D(100_000)]


class TestDokumen:
    def test_what_an_amended_document_still_holds_is_orphaned(self, w):
        lama = w.apbd()
        w.alokasi(lama, "400000")
        ubah(lama.dokumen, "ditetapkan")
        DokumenAnggaran.objects.filter(pk=lama.dokumen_id).update(status=StatusDokumen.DIUBAH)
        assert [k.nilai for k in lihat(w, "A06")] == [D(400_000)]

    def test_a_line_that_vanished_from_the_draft(self, w):
        lama = w.apbd()
        w.alokasi(lama, "400000")
        ubah(lama.dokumen)
        assert [k.nilai for k in lihat(w, "A06")] == [D(400_000)]

    def test_a_payment_of_next_year(self, w):
        w.bayar(w.alokasi(w.apbd()), "10", tanggal=date(T + 1, 1, 3))
        assert [k.nilai for k in lihat(w, "A11")] == [D(10)]

    def test_a_budget_without_any_plan_before_it_is_one_finding(self, w):
        w.apbdes()
        w.apbdes(kode_kegiatan="2.2.03")
        assert [(k.baris, k.nilai) for k in lihat(w, "A19")] == [(None, D(2_000_000))]

    def test_a_draft_after_its_day(self, w):
        make_dokumen("rkpdes", ANJIR, T + 1, tetap=False)
        bahan = {h: Lingkup("62.03", T + 1, hari=h) for h in (date(T, 9, 30), date(T, 10, 1))}
        assert [len(list(PER_KODE["A21"].periksa(b))) for b in bahan.values()] == [0, 1]

    def test_two_perubahan_in_a_year(self, w):
        asal = w.apbd().dokumen
        DokumenAnggaran.objects.filter(pk=asal.pk).update(status=StatusDokumen.DIUBAH)
        satu = ubah(asal, "diubah")
        assert lihat(w, "A22") == []
        ubah(satu, "ditetapkan")
        assert len(lihat(w, "A22")) == 1

    def test_a_line_made_by_the_perubahan_is_not_spent_before_it(self, w):
        asal = w.apbd().dokumen
        DokumenAnggaran.objects.filter(pk=asal.pk).update(tanggal=date(T, 1, 2), status=StatusDokumen.DIUBAH)
        baru = make_baris(ubah(asal, "ditetapkan"))  # on 1 September, and from no line before
        w.bayar(w.alokasi(baru), "10", tanggal=date(T, 8, 31))
        assert [k.nilai for k in lihat(w, "A22")] == [D(10)]

    def test_a_share_of_a_document_that_is_here_in_part_is_no_verdict(self, w):
        baris = w.apbdes(pagu="310000", kode_kegiatan="1.1.01", sumber_dana="ADD")
        TotalDokumen.objects.create(dokumen=baris.dokumen, sumber="ADD", nilai=D(1_000_000))
        assert lihat(w, "A20") == []
        assert len(lihat(w, "A30")) == 1


def pilihan_kami() -> None:
    """One code of our own selection, as `muat_acuan` loads it."""
    isi = {"nama": acuan.VERSI["apbd"], "tahun_dari": T, "sumber": "contoh"}
    versi = VersiNomenklatur.objects.create(skema="apbd", **isi)
    kode, uraian, *_ = acuan.APBD[5]
    KodeNomenklatur.objects.create(versi=versi, skema="apbd", kode_kegiatan=kode, uraian=uraian)


class TestKode:
    def test_a_known_code_under_another_name(self, w):
        pilihan_kami()
        w.apbd(kode_kegiatan=acuan.APBD[5][0], uraian="Pembangunan jalan")
        assert len(lihat(w, "A09")) == 1

    def test_our_own_selection_cannot_miss_a_code(self, w):
        w.apbd(kode_kegiatan="1.03.10.2.01.0053", uraian="Pembangunan Jalan")
        pilihan_kami()
        assert lihat(w, "A09") == []

    def test_a_building_on_goods_and_services(self, w):
        w.apbd(uraian="Pembangunan Posyandu", kode_rekening="5.1.02.01.01.0001")
        assert len(lihat(w, "A10")) == 1

    def test_goods_handed_over_booked_as_capital(self, w):
        isi = {"uraian": "Pengadaan alat yang diserahkan kepada masyarakat", "kode_rekening": "5.2.02.01.01.0001"}
        w.apbd(**isi)
        assert len(lihat(w, "A10")) == 1


class TestTempat:
    def test_a_kelurahan_on_an_apb_desa(self, w):
        baris = w.apbdes()
        DokumenAnggaran.objects.filter(pk=baris.dokumen_id).update(wilayah=w.kota.wilayah)
        baris.refresh_from_db()
        w.alokasi(baris)
        w.kode = "33.75"
        assert "APB Desa" in lihat(w, "A12")[0].kalimat
        assert len(lihat(w, "A14")) == 1  # and Dana Desa for a kelurahan

    def test_the_budget_of_another_kabupaten(self, w):
        w.alokasi(make_baris(make_dokumen("apbd", "62.03", T)))
        assert len(lihat(w, "A12")) == 1

    def test_an_office_builds_a_villages_own_without_hibah(self, w):
        w.apbd(uraian="Pembangunan gedung posyandu", kode_rekening="5.2.03.01.01.0001")
        assert len(lihat(w, "A13")) == 1


class TestOrang:
    def test_portions_beyond_the_children_of_the_open_days(self, w):
        isi = {"asal": "riil", "sumber": "contoh", "per_tanggal": date(T, 1, 1)}
        SasaranUnit.objects.create(posyandu=w.kota, kelompok="balita", jumlah=40, **isi)
        w.kegiatan(volume=D(481), satuan="porsi", bulan=list(range(1, 13)))
        assert len(lihat(w, "A17")) == 1

    def test_portions_where_nobody_counted_are_no_verdict(self, w):
        w.kegiatan(volume=D(481), satuan="porsi", bulan=[1])
        assert lihat(w, "A17") == []

    def test_more_open_days_than_months(self, w):
        w.kegiatan(volume=D(13), satuan="hari buka")
        assert len(lihat(w, "A17")) == 1

    def test_arrears(self, w):
        w.rekaman()
        w.insentif(w.kader(), keadaan="tunggakan", dibayar=None)
        assert [k.nilai for k in lihat(w, "A18")] == [D(250_000)]

    def test_two_kader_terms_at_once(self, w):
        w.insentif(w.kader(), ganda=True)
        assert [k.nilai for k in lihat(w, "A08")] == [D(250_000)]

    def test_paid_without_a_decree(self, w):
        w.insentif(w.kader(ber_sk=False))
        assert [k.nilai for k in lihat(w, "A28")] == [D(250_000)]

    def test_the_same_scan_under_two_decrees(self, w):
        berkas = make_berkas()
        for n, unit in enumerate((w.kota, make_posyandu(KLEGO))):
            isi = {"nomor": f"{n}/SK", "tanggal": date(T, 1, 1), "berkas": berkas}
            SuratKeputusan.objects.create(posyandu=unit, jenis="kader", **isi)
        assert len(lihat(w, "A28")) == 1

    def test_a_decree_withdrawn_before_or_holding_later(self, w):
        w.insentif(w.kader())  # paid on 28 March
        sk = SuratKeputusan.objects.filter(posyandu=w.kota)
        sk.update(berkas=make_berkas(), dicabut=date(T, 3, 1), alasan_cabut="x")
        (satu,) = lihat(w, "A28")
        assert "dicabut" in satu.kalimat
        sk.update(dicabut=date(T, 6, 1))  # held when it was paid
        assert lihat(w, "A28") == []
        sk.update(dicabut=None, alasan_cabut="", tanggal=date(T, 5, 1))
        assert len(lihat(w, "A28")) == 1
        sk.update(berlaku_dari=date(T, 1, 1), alasan_surut="terlambat ditandatangani")
        assert lihat(w, "A28") == []

    def test_a_decree_without_its_scan(self, w):
        w.insentif(w.kader())
        (satu,) = lihat(w, "A28")
        assert (satu.nilai, satu.objek.endswith("/sk-pindaian")) == (D(250_000), True)


class TestRencana:
    def test_a_renamed_code_is_still_in_the_plan(self, w):
        """RKP Desa under the old book, APB Desa under the new one."""
        make_baris(make_dokumen("rkpdes", ANJIR, T), kode_kegiatan="2.2.77")
        w.apbdes(kode_kegiatan="2.2.03")
        w.simpan["apbdes"].baris_list.filter(kode_kegiatan="2.2.02").delete()
        rpjm = make_dokumen("rpjmdes", ANJIR, T - 1)
        make_baris(rpjm, kode_kegiatan="2.2.77")
        assert [k.nilai for k in lihat(w, "A19")] == [D(1_000_000)]
        isi = {"skema": "apbdes", "sumber": "uji", "lengkap": True}
        lama = VersiNomenklatur.objects.create(nama="lama", tahun_dari=2018, **isi)
        baru = VersiNomenklatur.objects.create(nama="baru", tahun_dari=T, **isi)
        kode = [
            KodeNomenklatur.objects.create(skema="apbdes", versi=v, kode_kegiatan=k, uraian=k)
            for v, k in ((lama, "2.2.77"), (baru, "2.2.03"))
        ]
        PadananKode.objects.create(lama=kode[0], baru=kode[1], dasar="resmi")
        assert lihat(w, "A19") == []

    def test_a_line_that_carries_a_refused_proposal(self, w):
        b = w.apbd()
        rkpd = make_dokumen("rkpd", "33.75", T)
        make_baris(rkpd)
        make_baris(make_dokumen("rpjmd", "33.75", T - 1))
        usulan = make_usulan(w.kota, tahun=T)
        UsulanBaris.objects.create(usulan=usulan, baris=b, nilai=D(300_000))
        assert lihat(w, "A19") == []
        Usulan.objects.filter(pk=usulan.pk).update(putusan="ditolak")
        assert [(k.baris, k.nilai) for k in lihat(w, "A19")] == [(b.pk, D(300_000))]


class TestHarga:
    def _standar(self, wilayah: str, harga: str, tahun: int = T, **lain: str) -> None:
        isi = {"komponen": "pmt", "uraian": "Bahan  makanan", "satuan": "Kali", "dasar": "Perwal contoh", **lain}
        StandarHarga.objects.create(wilayah_id=wilayah, tahun=tahun, harga=D(harga), **isi)

    def test_above_the_standar_harga_of_the_region(self, w):
        w.rab(w.kegiatan(), "50001")
        assert lihat(w, "A15") == []
        self._standar("33", "90000")
        self._standar("33.75", "40000", T - 2)
        self._standar("33.75", "50000", T - 1)  # the nearest area's newest row holds
        self._standar("62.03", "1")
        (satu,) = lihat(w, "A15")
        assert (satu.nilai, "standar harga Kota Pekalongan" in satu.kalimat) == (D(12), True)
        self._standar("33.75", "50001")
        assert lihat(w, "A15") == []
        self._standar("33.75", "1", T + 1)  # not yet
        assert lihat(w, "A15") == []

    def test_where_a_standar_harga_holds_others_prices_do_not_count(self, w):
        k = w.kegiatan()
        for harga in ("50000", "52000", "48000", "90000"):
            w.rab(k, harga)
        self._standar("33.75", "95000")
        assert lihat(w, "A15") == []

    def test_half_of_what_others_pay_is_odd_too(self, w):
        k = w.kegiatan()
        for harga in ("50000", "52000", "48000", "24500"):
            w.rab(k, harga)
        assert lihat(w, "A15") == []  # the median is 49,000: exactly half
        w.rab(k, "20000")
        assert [k.nilai for k in lihat(w, "A15")] == [D(28_000) * 12]


class TestBelanja:
    def test_an_account_of_capital_spending_is_an_asset(self, w):
        w.bayar(w.alokasi(w.apbd(kode_rekening="5.2.02.01.01.0001")))
        w.bayar(w.alokasi(w.apbd(kode_rekening="5.1.02.01.01.0024")))
        assert [k.nilai for k in lihat(w, "A23")] == [D(400_000)]

    def test_a_building_where_nobody_said_whose_the_place_is(self, w):
        Posyandu.objects.filter(pk=w.kota.pk).update(bangunan="")
        w.bayar(w.alokasi(w.apbd(uraian="Rehabilitasi posyandu")))
        (satu,) = lihat(w, "A23")
        assert "belum mencatat" in satu.kalimat
        Posyandu.objects.filter(pk=w.kota.pk).update(bangunan="milik_desa")
        assert lihat(w, "A23") == []

    def test_one_purchase_over_two_lines_of_a_document(self, w):
        for _ in range(2):
            w.bayar(w.alokasi(w.apbd(pagu="90000000"), "90000000"), "30000000", penerima="Toko Contoh")
        assert [k.nilai for k in lihat(w, "A24")] == [D(60_000_000)]

    def test_twin_items_of_one_activity(self, w):
        k = w.kegiatan()
        for _ in range(2):
            w.rab(k, "2500000", uraian="Timbangan digital")  # 30 million each
        assert [x.nilai for x in lihat(w, "A24")] == [D(60_000_000)]
        w.rab(w.kegiatan(), "2500000", uraian="Timbangan digital")
        assert len(lihat(w, "A24")) == 1

    def test_a_building_for_a_guest(self, w):
        Posyandu.objects.filter(pk=w.kota.pk).update(bangunan="menumpang")
        w.bayar(w.alokasi(w.apbd(uraian="Rehabilitasi posyandu")))
        assert len(lihat(w, "A23")) == 1

    def test_an_output_of_zero_though_somebody_was_served(self, w):
        w.bayar(w.alokasi(w.apbd(volume=D(0)), "900000"), "900000")
        assert len(lihat(w, "A25")) == 1

    def test_a_line_is_idle_only_after_half_the_year(self, w):
        w.apbd()
        w.hari = date(T, 6, 30)
        assert lihat(w, "A05") == []
        w.hari = date(T, 7, 1)
        assert len(lihat(w, "A05")) == 1

    def test_shares_not_known_are_said_once_for_a_line(self, w):
        bagi(w.apbd(), dau=None, pad=None)
        assert [k.nilai for k in lihat(w, "A27")] == [D(1_000_000)]


def test_a_province_looks_at_its_own_documents_only(w):
    make_baris(make_dokumen("apbd", "33", T), kode_kegiatan="1.02.02.2.02.0004")
    w.apbd()
    bahan = Lingkup("33", T, hari=w.hari, sendiri=True)
    assert [k.wilayah for k in PER_KODE["A29"].periksa(bahan)] == ["33"]


def test_other_years_are_not_looked_at(w):
    make_baris(make_dokumen("apbd", "33.75", T - 1))
    assert lihat(w, "A29") == []
