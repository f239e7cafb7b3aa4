"""Stages under two code books: a renamed code is the same line, not one that vanished and one that is new."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accounts.roles import Cap
from planning import actions as rencana
from planning.actions.tahap import tautkan
from planning.metrics_tahap import Banding, banding
from planning.models import AsalBaris, BarisAnggaran, DokumenAnggaran, KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.padanan import penerus
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_user
from tests.rumah.halaman import teks
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
LAMA, LAMA2, BARU, BARU2 = "1.02.02.2.02.0028", "1.02.02.2.02.0029", "1.02.02.2.02.0004", "1.02.02.2.02.0015"
D = Decimal


def buku(tahun: int, *kode: str, skema: str = "apbd", wilayah: str | None = None) -> dict[str, KodeNomenklatur]:
    isi = {"skema": skema, "nama": f"buku {tahun} {wilayah}", "tahun_dari": tahun, "sumber": "uji", "lengkap": True}
    versi = VersiNomenklatur.objects.create(wilayah_id=wilayah, **isi)
    return {
        k: KodeNomenklatur.objects.create(skema=skema, versi=versi, kode_kegiatan=k, uraian=k, sumber="uji")
        for k in kode
    }


def padan(lama: KodeNomenklatur, baru: KodeNomenklatur) -> None:
    PadananKode.objects.create(lama=lama, baru=baru, dasar="resmi")


def baris(d: DokumenAnggaran, kode: str, pagu: str, **lain: Any) -> BarisAnggaran:
    return make_baris(d, pagu, kode_kegiatan=kode, uraian=f"Baris {kode}", **lain)


@pytest.fixture
def dua(db: None) -> tuple[DokumenAnggaran, DokumenAnggaran]:
    return make_dokumen("rkpd", "33.75"), make_dokumen("apbd", "33.75")


@pytest.fixture
def buku_buku(db: None) -> None:
    lama, baru = buku(2020, LAMA, LAMA2), buku(2025, BARU, BARU2)
    padan(lama[LAMA], baru[BARU])


def isi_banding(cast: Any, tahun: int, kode: str = "33.75") -> Banding:
    return banding(cast["nasional"].scope_for(Cap.LIHAT_RENCANA), Wilayah.objects.get(pk=kode), tahun)


class TestPenerus:
    def test_over_two_books(self) -> None:
        a, b, c = buku(2020, LAMA), buku(2022, LAMA2), buku(2025, BARU, BARU2)
        padan(a[LAMA], b[LAMA2])
        padan(b[LAMA2], c[BARU])
        padan(b[LAMA2], c[BARU2])
        assert penerus("apbd", "33.75", [LAMA, BARU]) == {LAMA: {LAMA2, BARU, BARU2}}
        assert penerus("apbdes", "33.75", [LAMA]) == {}

    def test_a_circle_ends(self) -> None:
        a, b = buku(2020, LAMA), buku(2022, LAMA2)
        padan(a[LAMA], b[LAMA2])
        padan(b[LAMA2], a[LAMA])
        assert penerus("apbd", "33.75", [LAMA]) == {LAMA: {LAMA2}}

    def test_another_kabupatens_own_book_says_nothing_here(self) -> None:
        a, b = buku(2020, LAMA, wilayah="62.03"), buku(2022, BARU, wilayah="62.03")
        padan(a[LAMA], b[BARU])
        assert penerus("apbd", "33.75", [LAMA]) == {}
        assert penerus("apbd", "62.03.03", [LAMA]) == {LAMA: {BARU}}


class TestTautkan:
    def test_a_renamed_code_is_one_row_that_says_so(self, dua: Any, cast: Any, buku_buku: None, masuk: Any) -> None:
        rkpd, apbd = dua
        asal, ke = baris(rkpd, LAMA, "900"), baris(apbd, BARU, "800")
        assert tautkan(apbd, rkpd, actor=cast["perencana"]) == 1
        assert list(AsalBaris.objects.values_list("dari", "ke", "cocok")) == [(asal.pk, ke.pk, True)]
        (row,) = isi_banding(cast, apbd.tahun).rows
        assert (row.keadaan, row.nilai, row.kode_lama) == ("turun", [D(900), D(800)], [LAMA])
        halaman = teks(masuk(cast["perencana"]).get(reverse("planning:tahap")))
        assert f"kode berganti dulu {LAMA}" in halaman
        assert "hilang" not in halaman

    def test_without_a_crosswalk_it_is_two_rows(self, dua: Any, cast: Any) -> None:
        rkpd, apbd = dua
        baris(rkpd, LAMA, "900")
        baris(apbd, BARU, "800")
        assert tautkan(apbd, rkpd, actor=cast["perencana"]) == 0
        assert {r.keadaan for r in isi_banding(cast, apbd.tahun).rows} == {"hilang", "baru"}

    def test_the_own_code_comes_first(self, dua: Any, cast: Any, buku_buku: None) -> None:
        """Where the plan has the new code already, the old one is another line, and nobody guesses."""
        rkpd, apbd = dua
        sama = baris(rkpd, BARU, "100")
        baris(rkpd, LAMA, "900")
        baris(apbd, BARU, "800")
        tautkan(apbd, rkpd, actor=cast["perencana"])
        assert [a.dari for a in AsalBaris.objects.all()] == [sama]

    def test_a_code_that_stands_on_did_not_become_another(self, dua: Any, cast: Any, buku_buku: None) -> None:
        rkpd, apbd = dua
        baris(rkpd, LAMA, "900")
        tetap = baris(apbd, LAMA, "900")
        baris(apbd, BARU, "50")
        tautkan(apbd, rkpd, actor=cast["perencana"])
        assert [a.ke for a in AsalBaris.objects.all()] == [tetap]

    def test_two_codes_that_became_one(self, dua: Any, cast: Any) -> None:
        rkpd, apbd = dua
        lama, baru = buku(2020, LAMA, LAMA2), buku(2025, BARU)
        padan(lama[LAMA], baru[BARU])
        padan(lama[LAMA2], baru[BARU])
        baris(rkpd, LAMA, "900")
        baris(rkpd, LAMA2, "50")
        baris(apbd, BARU, "800")
        assert tautkan(apbd, rkpd, actor=cast["perencana"]) == 2
        (row,) = isi_banding(cast, apbd.tahun).rows
        assert (row.nilai, row.kode_lama) == ([D(950), D(800)], [LAMA, LAMA2])

    def test_of_several_lines_of_the_old_code_the_offices_decide(self, dua: Any, cast: Any, buku_buku: None) -> None:
        rkpd, apbd = dua
        satu = baris(rkpd, LAMA, "900", perangkat_daerah="Dinas Kesehatan")
        baris(rkpd, LAMA, "70", perangkat_daerah="Kecamatan Timur")
        ke = baris(apbd, BARU, "800", perangkat_daerah="dinas kesehatan")
        baris(apbd, BARU, "60", perangkat_daerah="RSUD")
        tautkan(apbd, rkpd, actor=cast["perencana"])
        assert list(AsalBaris.objects.values_list("dari", "ke")) == [(satu.pk, ke.pk)]


class TestRkpdPerubahan:
    def _tetap(self, d: DokumenAnggaran) -> DokumenAnggaran:
        if d.menggantikan_id:
            DokumenAnggaran.objects.filter(pk=d.menggantikan_id).update(status="diubah")
        isi = {"status": "ditetapkan", "nomor": f"{d.pk}", "tanggal": f"{d.tahun}-08-01"}
        DokumenAnggaran.objects.filter(pk=d.pk).update(**isi)
        d.refresh_from_db()
        return d

    def test_it_has_a_column_of_its_own_between_the_budget_and_its_perubahan(self, dua: Any, cast: Any) -> None:
        rkpd, apbd = dua
        AsalBaris.objects.create(dari=baris(rkpd, BARU, "900"), ke=baris(apbd, BARU, "800"))
        rkpd_p = self._tetap(rencana.buat_perubahan(rkpd, actor=cast["perencana"]))
        BarisAnggaran.objects.filter(dokumen=rkpd_p).update(pagu=D(500))
        isi = isi_banding(cast, apbd.tahun)
        assert [k.nama for k in isi.kolom] == ["RKPD", "APBD", "Perubahan RKPD"]
        # The budget in force is the final stage: the amended plan takes no money away from it.
        (row,) = isi.rows
        assert (row.nilai, row.akhir, row.keadaan) == ([D(900), D(800), D(500)], D(800), "turun")
        apbd_p = self._tetap(rencana.buat_perubahan(apbd, actor=cast["perencana"]))
        BarisAnggaran.objects.filter(dokumen=apbd_p).update(pagu=D(600))
        isi = isi_banding(cast, apbd.tahun)
        assert [k.nama for k in isi.kolom] == ["RKPD", "APBD", "Perubahan RKPD", "Perubahan APBD"]
        (row,) = isi.rows
        assert (row.nilai, row.akhir, row.keadaan) == ([D(900), D(800), D(500), D(600)], D(600), "naik")
        assert [beda for _, beda, _ in row.selisih] == [None, D(-100), D(-300), D(100)]

    def test_without_a_budget_it_is_the_last(self, cast: Any) -> None:
        rkp = make_dokumen("rkpdes", ANJIR)
        make_baris(rkp, "100")
        baru = self._tetap(rencana.buat_perubahan(rkp, actor=make_user(peran="operator_desa", kode=ANJIR)))
        BarisAnggaran.objects.filter(dokumen=baru).update(pagu=D(40))
        isi = isi_banding(cast, rkp.tahun, ANJIR)
        assert [k.nama for k in isi.kolom] == ["RKP Desa", "Perubahan RKP Desa"]
        assert [r.keadaan for r in isi.rows] == ["turun"]
