"""Stages: which line came from which, what changed on the way, and what still points at a line that vanished."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.roles import Cap
from audit.models import Catatan
from planning import actions as rencana
from planning.actions import tahap as actions
from planning.metrics_tahap import banding, satukan
from planning.models import AsalBaris, BarisAnggaran, DokumenAnggaran
from planning.tahap import boleh_diturunkan, rantai
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_rekaman
from tests.planning.pembuat import alokasikan_sebagian
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
K1, K2, K3 = "1.02.02.2.02.0004", "1.02.02.2.02.0015", "1.04.03.2.03.0002"


def _baris(d: DokumenAnggaran, kode: str, pagu: str, **lain: Any) -> BarisAnggaran:
    return make_baris(d, pagu, kode_kegiatan=kode, uraian=f"Baris {kode}", **lain)


@pytest.fixture
def dua(db: None) -> tuple[DokumenAnggaran, DokumenAnggaran]:
    return make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")


def _banding(cast: Any, tahun: int, kode: str = "33.75") -> Any:
    return banding(cast["perencana"].scope_for(Cap.LIHAT_RENCANA), Wilayah.objects.get(pk=kode), tahun)


class TestCocok:
    def test_a_line_of_rkpd_is_split_over_the_accounts_of_apbd(self, dua, cast):
        rkpd, apbd = dua
        asal = _baris(rkpd, K1, "900", perangkat_daerah="Dinas Kesehatan")
        satu = _baris(apbd, K1, "500", perangkat_daerah="dinas  kesehatan", kode_rekening="5.1.02.01.01.0056")
        lain = _baris(apbd, K1, "300", perangkat_daerah="Dinas Kesehatan", kode_rekening="5.1.02.01.01.0024")
        assert actions.tautkan(apbd, rkpd, actor=cast["perencana"]) == 2
        assert set(AsalBaris.objects.values_list("dari", "ke", "cocok")) == {
            (asal.pk, satu.pk, True),
            (asal.pk, lain.pk, True),
        }

    def test_the_office_decides_where_two_have_the_same_code(self, dua, cast):
        rkpd, apbd = dua
        dinkes = _baris(rkpd, K1, "900", perangkat_daerah="Dinas Kesehatan")
        _baris(rkpd, K1, "50", perangkat_daerah="Kecamatan Timur")
        ke = _baris(apbd, K1, "500", perangkat_daerah="Dinas Kesehatan")
        tanpa = _baris(apbd, K1, "40", perangkat_daerah="Kecamatan Utara")
        actions.tautkan(apbd, rkpd, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", "ke")) == [(dinkes.pk, ke.pk)]
        assert not tanpa.sumber_tahap_list.exists()  # two to choose from: nobody's to guess

    def test_the_code_alone_where_it_is_unique(self, dua, cast):
        rkpd, apbd = dua
        asal = _baris(rkpd, K1, "900", perangkat_daerah="Dinas PMD")
        ke = _baris(apbd, K1, "500", perangkat_daerah="DPMPPA")
        actions.tautkan(apbd, rkpd, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", "ke")) == [(asal.pk, ke.pk)]

    def test_another_account_of_the_same_code_is_another_line(self, dua, cast):
        rkpd, apbd = dua
        _baris(rkpd, K1, "900", kode_rekening="5.1.02.01.01.0024")
        sama = _baris(apbd, K1, "500", kode_rekening="5.1.02.01.01.0024")
        lain = _baris(apbd, K1, "400", kode_rekening="5.1.02.01.01.0056")
        actions.tautkan(apbd, rkpd, actor=cast["perencana"])
        assert sama.sumber_tahap_list.exists()
        assert not lain.sumber_tahap_list.exists()

    def test_a_second_run_adds_nothing_and_leaves_what_a_person_said(self, dua, cast):
        rkpd, apbd = dua
        _baris(rkpd, K1, "900")
        lain = _baris(rkpd, K2, "100")
        ke = _baris(apbd, K1, "500")
        actions.sambung(ke.pk, lain.pk, actor=cast["perencana"])
        assert actions.tautkan(apbd, rkpd, actor=cast["perencana"]) == 0
        assert list(AsalBaris.objects.values_list("dari", "cocok")) == [(lain.pk, False)]

    def test_fixing_a_document_joins_it_to_its_former_stage(self, cast):
        rkpd = make_dokumen("rkpd", "33.75")
        asal = _baris(rkpd, K1, "900")
        apbd = make_dokumen("apbd", "33.75", tetap=False)
        ke = _baris(apbd, K1, "500")
        rencana.tetapkan(apbd, nomor="1", tanggal=rkpd.tanggal, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", "ke")) == [(asal.pk, ke.pk)]

    def test_what_is_no_stage_of_the_other_is_refused(self, dua, cast):
        rkpd, apbd = dua
        with pytest.raises(Ditolak):
            actions.tautkan(rkpd, apbd, actor=cast["perencana"])
        assert not boleh_diturunkan(make_dokumen("rkpd", "62.03"), apbd)
        assert not boleh_diturunkan(make_dokumen("rkpd", "33.75", rkpd.tahun - 1), apbd)
        assert not boleh_diturunkan(make_dokumen("rkpd", "33"), apbd)  # the province's plan is another government's

    def test_a_kecamatans_dpa_comes_from_the_apbd_above_it(self, dua, cast):
        kec = "Kecamatan Pekalongan Timur"
        asal = _baris(dua[1], "7.01.03.2.02.0003", "540", perangkat_daerah=kec)
        dpa = make_dokumen("dpa_kec", "33.75.02", tetap=False)
        ke = _baris(dpa, "7.01.03.2.02.0003", "540", perangkat_daerah=kec)
        rencana.tetapkan(dpa, nomor="1", tanggal=dua[1].tanggal, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", "ke")) == [(asal.pk, ke.pk)]


class TestTangan:
    def test_merge_split_and_undo_stand_in_the_log(self, dua, cast):
        rkpd, apbd = dua
        a, b, ke = _baris(rkpd, K1, "900"), _baris(rkpd, K2, "100"), _baris(apbd, K3, "950")
        satu = actions.sambung(ke.pk, a.pk, actor=cast["perencana"])
        actions.sambung(ke.pk, b.pk, actor=cast["perencana"])
        with pytest.raises(Ditolak, match="sudah tersambung"):
            actions.sambung(ke.pk, b.pk, actor=cast["perencana"])
        actions.putus(satu.pk, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", flat=True)) == [b.pk]
        aksi = list(Catatan.objects.untuk(apbd).values_list("aksi", flat=True))
        assert sorted(aksi)[1:] == ["putus_tahap", "sambung_tahap", "sambung_tahap"]

    def test_only_whoever_keeps_the_later_document(self, dua, cast):
        rkpd, apbd = dua
        a, ke = _baris(rkpd, K1, "900"), _baris(apbd, K1, "500")
        with pytest.raises(PermissionDenied):
            actions.sambung(ke.pk, a.pk, actor=cast["auditor"])
        with pytest.raises(Http404):
            actions.sambung(ke.pk, a.pk, actor=cast["operator_desa"])
        with pytest.raises(Ditolak):
            actions.sambung(a.pk, ke.pk, actor=cast["perencana"])  # backwards
        assert not AsalBaris.objects.exists()

    @pytest.mark.parametrize("dari", ["", "x", "９", "99999999999999999999", "0"])
    def test_a_mangled_origin_is_said_not_crashed_on(self, dua, cast, masuk, dari):
        ke = _baris(dua[1], K1, "500")
        jawaban = masuk(cast["perencana"]).post(reverse("planning:sambung-baris", args=[ke.pk]), {"dari": dari})
        assert jawaban.status_code == 302
        assert not AsalBaris.objects.exists()

    def test_the_page_of_a_line_offers_lines_of_its_program(self, dua, cast, masuk):
        rkpd, apbd = dua
        _baris(rkpd, K1, "900")
        _baris(rkpd, K3, "77")
        ke = _baris(apbd, K2, "500")
        klien = masuk(cast["perencana"])
        alamat = reverse("planning:asal-baris", args=[ke.pk])
        isi = teks(klien.get(alamat))
        assert f"Baris {K1}" in isi
        assert f"Baris {K3}" not in isi
        assert f"Baris {K3}" in teks(klien.get(alamat, {"q": K3}))
        assert "Sambungkan" not in teks(masuk(cast["auditor"]).get(alamat))


class TestBanding:
    def test_amounts_changes_and_states_by_hand(self, dua, cast):
        rkpd, apbd = dua
        for kode, rencana_, anggaran in ((K1, "1000", "800"), (K2, "500", "500"), (K3, "300", None)):
            asal = _baris(rkpd, kode, rencana_)
            if anggaran:
                AsalBaris.objects.create(dari=asal, ke=_baris(apbd, kode, anggaran))
        _baris(apbd, "2.13.05.2.01.0003", "70", bidang="")
        isi = _banding(cast, apbd.tahun)
        assert [k.nama for k in isi.kolom] == ["RKPD", "APBD"]
        baris = {r.wakil.kode_kegiatan: r for r in isi.rows}
        assert baris[K1].selisih[1] == (Decimal(800), Decimal(-200), Decimal("-20.0"))
        assert baris[K3].nilai == [Decimal(300), None]  # no line is not zero
        keadaan = {k: r.keadaan for k, r in baris.items()}
        assert keadaan == {K1: "turun", K2: "tetap", K3: "hilang", "2.13.05.2.01.0003": "baru"}

    def test_a_split_is_one_row_and_a_zero_stays_a_zero(self, dua, cast):
        rkpd, apbd = dua
        asal = _baris(rkpd, K1, "900")
        for pagu in ("500", "0"):
            AsalBaris.objects.create(dari=asal, ke=_baris(apbd, K1, pagu))
        (r,) = _banding(cast, apbd.tahun).rows
        assert r.nilai == [Decimal(900), Decimal(500)]
        assert len(r.isi[1]) == 2
        AsalBaris.objects.filter(ke__pagu=500).delete()
        nol = next(r for r in _banding(cast, apbd.tahun).rows if r.nilai[0] is not None)
        assert nol.nilai == [Decimal(900), Decimal(0)]

    def test_a_line_is_followed_through_every_amendment(self, cast):
        apbd = make_dokumen("apbd", "33.75")
        _baris(apbd, K1, "1000")
        geser = rencana.buat_perubahan(apbd, jenis="pergeseran", actor=cast["perencana"])
        BarisAnggaran.objects.filter(dokumen=geser).update(pagu=700)
        DokumenAnggaran.objects.filter(pk=apbd.pk).update(status="diubah")
        DokumenAnggaran.objects.filter(pk=geser.pk).update(status="ditetapkan", nomor="2", tanggal=apbd.tanggal)
        geser.refresh_from_db()
        kedua = rencana.buat_perubahan(geser, actor=cast["perencana"])
        assert [m.nama for m in rantai(DokumenAnggaran.objects.all(), kedua)] == [
            "APBD",
            "Pergeseran 1",
            "Perubahan APBD",
        ]
        isi = _banding(cast, apbd.tahun)
        assert [k.nama for k in isi.kolom] == ["APBD", "Perubahan APBD"]
        assert [r.nilai for r in isi.rows] == [[Decimal(1000), Decimal(700)]]

    def test_money_on_a_line_that_a_draft_drops_stands_first_with_what_to_do(self, dua, cast, masuk, seruni):
        _, apbd = dua
        baris = make_baris(apbd, "1000000")
        make_baris(apbd, "50", kode_kegiatan=K2)
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), baris, "400000", cast["perencana"])
        draf = rencana.buat_perubahan(apbd, actor=cast["perencana"])
        BarisAnggaran.objects.get(dokumen=draf, asal=baris).delete()
        isi = _banding(cast, apbd.tahun)
        assert [r.wakil.pk for r in isi.masalah] == [baris.pk]
        halaman = teks(masuk(cast["perencana"]).get(reverse("planning:tahap")))
        assert "Perlu ditindaklanjuti 1" in halaman
        assert "Rp400.000 sudah terhubung, tetapi baris ini tidak ada lagi" in halaman
        # Whoever sees no drafts sees no Perubahan and no alarm.
        assert "Perlu ditindaklanjuti" not in teks(masuk(cast["operator_desa"]).get(reverse("planning:tahap")))

    def test_shrunk_below_what_is_allocated(self, dua, cast, seruni):
        baris = make_baris(dua[1], "1000000")
        alokasikan_sebagian(make_rekaman(seruni, cast["kader"]), baris, "400000", cast["perencana"])
        draf = rencana.buat_perubahan(dua[1], actor=cast["perencana"])
        BarisAnggaran.objects.filter(dokumen=draf).update(pagu=300000)
        (r,) = _banding(cast, dua[1].tahun).masalah
        assert (r.keadaan, r.akhir, r.teralokasi) == ("turun", Decimal(300000), Decimal(400000))

    def test_filters_and_the_file_with_codes_as_text(self, dua, cast, masuk):
        rkpd, apbd = dua
        for kode, bidang, opd in ((K1, "kesehatan", "Dinas Kesehatan"), (K3, "perumahan_rakyat", "Dinas Perkim")):
            asal = _baris(rkpd, kode, "100", bidang=bidang, perangkat_daerah=opd)
            ke = _baris(apbd, kode, "100" if kode == K1 else "90", bidang=bidang, perangkat_daerah=opd)
            AsalBaris.objects.create(dari=asal, ke=ke)
        klien = masuk(cast["perencana"])
        alamat = reverse("planning:tahap")
        for tanya in ({"bidang": "perumahan_rakyat"}, {"opd": "Dinas Perkim"}, {"berubah": "1"}):
            isi = teks(klien.get(alamat, tanya))
            assert f"Baris {K3}" in isi
            assert f"Baris {K1}" not in isi
        jawaban = klien.get(alamat, {"unduh": "xlsx", "berubah": "1"})
        buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
        kepala, satu = buku.get_sheet_by_index(0).to_python()
        baris = dict(zip(kepala, satu, strict=True))
        assert baris["Kode kegiatan"] == K3
        assert (baris["RKPD"], baris["APBD"], baris["Selisih APBD"], baris["% APBD"]) == (100, 90, -10, -10)

    def test_a_desa_has_its_own_stages(self, cast, masuk):
        rkp, apb = make_dokumen("rkpdes", ANJIR), make_dokumen("apbdes", ANJIR)
        AsalBaris.objects.create(dari=make_baris(rkp, "100"), ke=make_baris(apb, "80"))
        isi = banding(cast["nasional"].scope_for(Cap.LIHAT_RENCANA), Wilayah.objects.get(pk=ANJIR), apb.tahun)
        assert [k.nama for k in isi.kolom] == ["RKP Desa", "APB Desa"]
        assert [r.nilai for r in isi.rows] == [[Decimal(100), Decimal(80)]]
        halaman = masuk(cast["nasional"]).get(reverse("planning:tahap"), {"wilayah": ANJIR})
        assert "RKP Desa" in teks(halaman)
        assert "Pilih satu wilayah dulu" in teks(masuk(cast["nasional"]).get(reverse("planning:tahap")))

    def test_the_same_queries_for_three_lines_and_thirty(self, dua, cast, masuk):
        klien, alamat = masuk(cast["perencana"]), reverse("planning:tahap")

        def hitung() -> int:
            with CaptureQueriesContext(
                connection,
            ) as semua:
                assert klien.get(alamat).status_code == 200
            return len(semua)

        def tambah(n: int) -> None:
            for _ in range(n):
                AsalBaris.objects.create(dari=make_baris(dua[0]), ke=make_baris(dua[1]))

        tambah(3)
        sedikit = hitung()
        tambah(27)
        assert hitung() == sedikit <= 12


def test_joining_is_transitive_and_ignores_lines_not_shown():
    assert satukan([1, 2, 3, 4, 5], [(5, 4), (4, 2), (9, 1)]) == {1: 1, 2: 2, 3: 3, 4: 2, 5: 2}
