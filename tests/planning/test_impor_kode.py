"""Code books: whole lists stored as printed, the crosswalk, broken lines and their replacements."""

import time
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from planning.actions import kode as actions
from planning.actions.impor import Kiriman
from planning.baca_impor import baca_kode
from planning.impor.dasar import Hasil
from planning.impor.nomenklatur import baca_bidang, baca_buku
from planning.katalog import Skema
from planning.models import BarisAnggaran, ImporRencana, KodeNomenklatur, PadananKode, VersiNomenklatur
from planning.nomenklatur import buku_berlaku
from posyandu_app.lib.galat import Ditolak
from tests.pembuat import ANJIR, make_baris, make_dokumen, make_user
from tests.planning.berkas_impor import baris, bersama, isi_csv, isi_xlsx, unggahan
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
EKSPOR = (
    "JENIS PEMDA",
    "BIDANG",
    "PROGRAM",
    "KEGIATAN",
    "SUBKEGIATAN",
    "KINERJA",
    "INDIKATOR",
    "SATUAN",
    "TAG",
    "DEFINISI OPERASIONAL",
    "PELAKSANA",
    "SPM",
    "JENIS",
    "SUBKEGIATAN SEBELUMNYA",
)
BIDANG, PROGRAM = "1.02 URUSAN PEMERINTAHAN BIDANG KESEHATAN", "1.02.02 PROGRAM PEMENUHAN UPAYA KESEHATAN"
KEGIATAN = "1.02.02.2.02 Penyediaan Layanan Kesehatan"


def sub(isi: str, tag: str = "[null]", lama: str = "", kegiatan: str = KEGIATAN) -> list[str]:
    return ["KABKOT", BIDANG, PROGRAM, kegiatan, isi, "k", "Jumlah", "Orang", tag, "def", "p", "SPM", "Layanan", lama]


def isi_versi(skema: str, nama: str, tahun: int = 2027, **lain: Any) -> dict[str, Any]:
    isi = {"skema": skema, "nama": nama, "tahun_dari": tahun, "sumber": "uji", "lengkap": True, "tanggal": None}
    return {**isi, "tahun_sampai": None, **lain}


def muat(skema: Skema, isi: bytes, nama: str, tahun: int = 2027, *, wilayah: str = "33.75", **lain: Any) -> Any:
    """Through every layer below the page: file, preview, book."""
    hasil, sidik = baca_kode(unggahan(isi, "kode.csv"), skema, semua=True, sendiri=bool(lain.get("sendiri")))
    kiriman = Kiriman(bentuk="kode", nama="kode.csv", sidik=sidik)
    lain.pop("sendiri", None)
    wil = Wilayah.objects.get(pk=wilayah)
    impor = actions.mulai_buku(wil, hasil, kiriman, isi_versi(skema, nama, tahun, **lain), actor=None)
    return actions.ambil_buku(impor.pk, actor=None)


def datar(*rows: tuple[str, str]) -> bytes:
    return isi_csv(("kode", "uraian"), rows)


class TestDaftarPenuh:
    def test_the_whole_lists_are_stored_as_printed(self, capsys: pytest.CaptureFixture[str]) -> None:
        daftar = {Skema.APBD: bersama("apbd_subkegiatan.csv"), Skema.APBDES: bersama("apbdes_kegiatan.csv")}
        berkas = {s: isi_csv(list(rows[0]), [list(r.values()) for r in rows]) for s, rows in daftar.items()}
        awal = time.perf_counter()
        versi = {s: muat(s, isi, f"penuh {s}") for s, isi in berkas.items()}
        lama = time.perf_counter() - awal
        beda = 0
        for skema, rows in daftar.items():
            ada = dict(KodeNomenklatur.objects.filter(versi=versi[skema]).values_list("kode_kegiatan", "uraian"))
            assert len(ada) == len(rows)
            beda += sum(ada.get(r["kode"]) != r["uraian"] for r in rows)
            bidang = dict(KodeNomenklatur.objects.filter(versi=versi[skema]).values_list("kode_kegiatan", "bidang"))
            assert all(bidang[r["kode"]] == baca_bidang(r["bidang_spm"]) for r in rows)
            assert len(set(bidang.values())) == 7
        with capsys.disabled():
            jumlah = " dan ".join(f"{len(r):,} {s}" for s, r in daftar.items())
            print(f"\nnomenklatur: {jumlah} dalam {lama:.1f} detik, {beda} perubahan diam-diam")  # noqa: T201
        assert beda == 0
        assert lama < 20
        # Whatever a reader altered stands in the row's messages: here nothing was.
        baris_impor = [b for i in ImporRencana.objects.all() for b in i.baris_list.all()]
        assert {b.hasil for b in baris_impor} == {Hasil.TERIMA}
        assert all(not b.pesan for b in baris_impor)

    def test_the_export_gives_the_same_codes_as_the_list(self) -> None:
        rows = {r["kode"]: r for r in bersama("apbd_subkegiatan.csv")}
        isi = []
        for kode, r in rows.items():
            if r["level"] == "sub_kegiatan":
                p = kode.split(".")
                atas = [".".join(p[:n]) for n in (2, 3, 5)]
                sel = [f"{k} {rows[k]['uraian']}" for k in (*atas, kode)]
                tag = "[null]" if not r["tags"] else str(r["tags"].split("; ")).replace("'", '"')
                spm = "SPM" if r["spm"] == "ya" else "NON-SPM"
                isi.append(["KABKOT", *sel, "", "", "", tag, "", "", spm, "", r["kode_sebelumnya"]])
        buku = baca_buku(baris(EKSPOR, *isi), Skema.APBD, semua=True)
        ada = {k.kode: k.uraian for k in buku.kode.values()}
        asal = {k: r["uraian"] for k, r in rows.items() if r["level"] != "urusan"}
        lain = {k: (asal[k], ada.get(k)) for k in asal if ada.get(k) != asal[k] and k in ada}
        # What differs is told in its row; codes without a sub kegiatan of their own cannot stand in the export.
        assert all(any(v[1] in (b.uraian, v[1]) and b.pesan for b in buku.rows) for v in lain.values())
        assert sum(b.hasil == Hasil.TERIMA for b in buku.rows) >= 0.98 * len(isi)
        assert sum(k.tag_resmi for k in buku.kode.values()) == sum("POSYANDU" in r["tags"] for r in rows.values())
        umum = baca_buku(baris(EKSPOR, *isi), Skema.APBD)
        dua = sum(r["level"] == "sub_kegiatan" and r["kode"].split(".")[3] == "2" for r in rows.values())
        assert sum(k.tingkat == "sub_kegiatan" for k in umum.kode.values()) == dua


class TestEkspor:
    def test_a_cell_is_code_and_name(self) -> None:
        buku = baca_buku(
            baris(EKSPOR, sub("1.02.02.2.02.0004 Balita", '["POSYANDU (ASTACITA)", "STUNTING"]', "1.02.02.2.02.0028")),
            Skema.APBD,
        )
        k = buku.kode["1.02.02.2.02.0004"]
        assert (k.uraian, k.bidang, k.spm, k.tag_resmi, k.sebelumnya) == (
            "Balita",
            "kesehatan",
            True,
            True,
            "1.02.02.2.02.0028",
        )
        assert list(buku.kode) == ["1.02", "1.02.02", "1.02.02.2.02", "1.02.02.2.02.0004"]

    @pytest.mark.parametrize(
        ("isi", "hasil", "kata"),
        [
            (sub("1.02.02.2.02.0005 1.02.02.2.02.0028 Lansia"), Hasil.PERBAIKI, "di depan nama"),
            (sub("1.02.02.2.02.0005 Lansia  dua"), Hasil.PERBAIKI, "spasi"),
            (sub("Tanpa kode"), Hasil.TOLAK, "kode nama"),
            (sub("1.02.02.2.02.0004 Balita"), Hasil.ABAIKAN, "Sama dengan baris 2"),
            (sub("1.02.02.2.02.0004 Nama lain"), Hasil.TOLAK, "bernama lain"),
            (sub("1.02.02.7.02.0001 Aceh", kegiatan="1.02.02.7.02 x"), Hasil.ABAIKAN, "Aceh"),
            (["PROVINSI", *sub("1.02.02.1.02.0001 x", kegiatan="1.02.02.1.02 y")[1:]], Hasil.ABAIKAN, "provinsi"),
            (sub("1.02.02.2.02.0005 Lansia", "[rusak"), Hasil.TOLAK, "TAG"),
            (sub(f"1.02.02.2.02.0005 {'x' * 501}"), Hasil.TOLAK, "501 huruf"),
        ],
    )
    def test_each_row_has_an_outcome(self, isi: list[str], hasil: Hasil, kata: str) -> None:
        buku = baca_buku(baris(EKSPOR, sub("1.02.02.2.02.0004 Balita"), isi), Skema.APBD)
        assert buku.rows[0].hasil == Hasil.TERIMA
        assert (buku.rows[1].hasil, kata in " ".join(buku.rows[1].pesan)) == (hasil, True), buku.rows[1].pesan

    def test_own_village_codes_are_ninety_and_above(self) -> None:
        buku = baca_buku(
            baris(("kode", "uraian"), ("2.2.90", "Air"), ("02.02.91.", "x"), ("2.2.02", "Posyandu")),
            Skema.APBDES,
            sendiri=True,
        )
        assert [b.hasil for b in buku.rows] == [Hasil.TERIMA, Hasil.PERBAIKI, Hasil.TOLAK]

    def test_the_export_is_of_one_scheme(self) -> None:
        with pytest.raises(Ditolak):
            baca_buku(baris(EKSPOR, sub("1.02.02.2.02.0004 Balita")), Skema.APBDES)


class TestBerlaku:
    def test_the_newest_whole_book_and_the_own_codes(self) -> None:
        lama = muat(Skema.APBDES, datar(("2.2.02", "Posyandu")), "lama", 2018, wilayah="62.03")
        baru = muat(Skema.APBDES, datar(("2.2.02", "Posyandu")), "baru", 2026, wilayah="62.03")
        sendiri = muat(
            Skema.APBDES, datar(("2.2.90", "Air")), "perbup", 2026, wilayah="62.03", lengkap=False, sendiri=True
        )
        for tahun, penuh, lain in ((2025, lama, ()), (2026, baru, (sendiri,))):
            buku = buku_berlaku(Skema.APBDES, tahun, ANJIR)
            assert (buku.lengkap, buku.tambahan) == (penuh, lain)
        assert buku_berlaku(Skema.APBDES, 2026, "33.75.01.2001").lengkap is None

    def test_the_own_tables_are_loaded_with_accounts_and_sources(self) -> None:
        call_command("muat_acuan", verbosity=0)
        n = KodeNomenklatur.objects.count()
        call_command("muat_acuan", verbosity=0)
        assert KodeNomenklatur.objects.count() == n
        pmt = KodeNomenklatur.objects.get(skema="rekening_desa", kode_kegiatan="5.2.2.03")
        assert pmt.komponen == "insentif"
        for skema in (Skema.REKENING, Skema.REKENING_DESA, Skema.SUMBER):
            assert KodeNomenklatur.objects.filter(skema=skema).exists()
        assert not VersiNomenklatur.objects.filter(lengkap=True).exists()


@pytest.fixture
def dua_buku(db: None) -> VersiNomenklatur:
    """An older whole book and a newer one: one code gone with a successor said, one gone with its name elsewhere, one
    renamed."""
    muat(
        Skema.APBD,
        datar(
            ("1.02.02.2.02.0028", "Pengelolaan Lama Sekali"),
            ("1.02.02.2.02.0021", "Pengelolaan Pelayanan Kesehatan Dasar Keluarga"),
            ("1.02.02.2.02.0004", "Pelayanan Balita"),
            ("1.02.02.2.02.0001", "Pelayanan Ibu Hamil"),
        ),
        "lama",
        2024,
    )
    isi = isi_csv(
        ("kode", "uraian", "kode_sebelumnya"),
        [
            ("1.02.02.2.02.0053", "Pengelolaan Baru", "1.02.02.2.02.0028"),
            ("1.02.02.2.02.0054", "Pengelolaan Pelayanan Kesehatan Dasar bagi Keluarga", ""),
            ("1.02.02.2.02.0004", "Pengelolaan Pelayanan Kesehatan Balita", ""),
            ("1.02.02.2.02.0001", "Pelayanan Ibu Hamil", ""),
            ("X.XX.01.2.02.0001", "Penyediaan Gaji", ""),
        ],
    )
    versi: VersiNomenklatur = muat(Skema.APBD, isi, "baru", 2026)
    return versi


def baris_putus(**ganti: Any) -> Any:
    dokumen = make_dokumen("rkpd", "33.75", 2026, tetap=False)
    for kode, nama in (
        ("1.02.02.2.02.0028", "Pengelolaan Lama Sekali"),
        ("1.02.02.2.02.0021", "Pengelolaan Pelayanan Kesehatan Dasar Keluarga"),
        ("1.02.02.2.02.0004", "Pelayanan Balita"),
        ("1.02.02.2.02.0001", "Pelayanan  ibu hamil"),
        ("1.02.01.2.02.0001", "Penyediaan Gaji"),
    ):
        make_baris(dokumen, kode_kegiatan=kode, uraian=nama, **ganti)
    return dokumen


class TestPutus:
    def test_the_crosswalk_is_official_then_by_name(self, dua_buku: VersiNomenklatur) -> None:
        isi = {(p.lama.kode_kegiatan, p.baru.kode_kegiatan, p.dasar) for p in PadananKode.objects.all()}
        assert isi == {
            ("1.02.02.2.02.0028", "1.02.02.2.02.0053", "resmi"),
            ("1.02.02.2.02.0021", "1.02.02.2.02.0054", "nama"),
        }

    def test_broken_lines_with_suggestions(self, dua_buku: VersiNomenklatur, masuk: Any) -> None:
        baris_putus()
        client = masuk(make_user("perencana-kota", peran="perencana", kode="33.75"))
        hasil = client.get(reverse("planning:kode-putus") + "?tahun=2026").context["hasil"]
        assert hasil.diperiksa == 5
        assert {(p.kode, p.sebab, p.saran[0][0].kode_kegiatan) for p in hasil.putus} == {
            ("1.02.02.2.02.0028", "tidak ada di nomenklatur", "1.02.02.2.02.0053"),
            ("1.02.02.2.02.0021", "tidak ada di nomenklatur", "1.02.02.2.02.0054"),
            ("1.02.02.2.02.0004", "nama lain", "1.02.02.2.02.0004"),
        }

    def test_without_a_whole_book_nothing_is_said(self, masuk: Any) -> None:
        baris_putus()
        client = masuk(make_user("perencana-kota", peran="perencana", kode="33.75"))
        jawab = client.get(reverse("planning:kode-putus") + "?tahun=2026")
        assert jawab.context["hasil"].putus == []
        assert "belum dimuat" in jawab.text

    def test_a_draft_takes_the_replacement_and_a_fixed_one_does_not(
        self, dua_buku: VersiNomenklatur, masuk: Any
    ) -> None:
        dokumen = baris_putus()
        client = masuk(make_user("perencana-kota", peran="perencana", kode="33.75"))
        b = BarisAnggaran.objects.get(kode_kegiatan="1.02.02.2.02.0028")
        halaman = client.get(reverse("planning:kode-putus-baris") + f"?tahun=2026&skema=apbd&kode={b.kode_kegiatan}")
        assert "Pakai" in halaman.text
        baru = KodeNomenklatur.objects.get(versi=dua_buku, kode_kegiatan="1.02.02.2.02.0053")
        alamat = reverse("planning:kode-ganti", args=[b.pk])
        assert client.post(alamat, {"kode": baru.pk}).status_code == 302
        b.refresh_from_db()
        assert (b.kode_kegiatan, b.uraian, b.nomenklatur) == ("1.02.02.2.02.0053", "Pengelolaan Baru", "baru")
        type(dokumen).objects.filter(pk=dokumen.pk).update(status="ditetapkan", nomor="1", tanggal=date(2026, 1, 2))
        lain = BarisAnggaran.objects.get(kode_kegiatan="1.02.02.2.02.0021")
        client.post(reverse("planning:kode-ganti", args=[lain.pk]), {"kode": baru.pk})
        lain.refresh_from_db()
        assert lain.kode_kegiatan == "1.02.02.2.02.0021"

    def test_a_code_of_another_scheme_is_refused(self, dua_buku: VersiNomenklatur) -> None:
        baris_putus()
        desa = muat(Skema.APBDES, datar(("2.2.02", "Posyandu")), "desa", wilayah="33.75")
        b = BarisAnggaran.objects.get(kode_kegiatan="1.02.02.2.02.0028")
        kode = KodeNomenklatur.objects.get(versi=desa)
        with pytest.raises(Ditolak):
            actions.ganti_kode(b.pk, kode, actor=make_user("p", peran="perencana", kode="33.75"))

    def test_a_code_of_a_book_that_does_not_hold_is_refused(self, dua_buku: VersiNomenklatur) -> None:
        baris_putus()
        b = BarisAnggaran.objects.get(kode_kegiatan="1.02.02.2.02.0028")
        lama = KodeNomenklatur.objects.get(versi__nama="lama", kode_kegiatan="1.02.02.2.02.0001")
        with pytest.raises(Ditolak, match="tidak berlaku"):
            actions.ganti_kode(b.pk, lama, actor=make_user("p", peran="perencana", kode="33.75"))


class TestHalaman:
    def test_loading_a_book_through_the_pages(self, masuk: Any) -> None:
        client = masuk(make_user("perencana-kota", peran="perencana", kode="33.75"))
        isi = {"skema": "apbd", "nama": "Kepmendagri uji", "tahun_dari": "2027", "sumber": "uji"}
        berkas = unggahan(isi_xlsx([EKSPOR, sub("1.02.02.2.02.0004 Balita")]), "ekspor.xlsx")
        jawab = client.post(reverse("planning:kode-muat"), {**isi, "berkas": berkas})
        impor = ImporRencana.objects.get()
        assert jawab.headers["Location"] == reverse("planning:impor-rinci", args=[impor.uuid])
        assert "Ambil" in client.get(jawab.headers["Location"]).text
        assert not VersiNomenklatur.objects.filter(nama="Kepmendagri uji").exists()
        client.post(reverse("planning:impor-ambil", args=[impor.uuid]))
        versi = VersiNomenklatur.objects.get(nama="Kepmendagri uji")
        assert (versi.wilayah_id, versi.lengkap, versi.kode_list.count()) == ("33.75", True, 4)
        assert "Balita" in client.get(reverse("planning:kode-buku", args=[versi.pk]) + "?cari=balita").text
        assert "Balita" not in client.get(reverse("planning:kode-buku", args=[versi.pk]) + "?cari=1.03").text

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"tahun_dari": "27"}, "2027"),
            ({"tahun_sampai": "2020"}, "sebelum tahun mulai"),
            ({"sendiri": "on"}, "hanya ada pada kegiatan desa"),
            ({"nama": ""}, "Isi bagian ini"),
        ],
    )
    def test_bad_input_stays_on_the_form(self, masuk: Any, ganti: dict[str, str], kata: str) -> None:
        client = masuk(make_user("perencana-kota", peran="perencana", kode="33.75"))
        isi = {"skema": "apbd", "nama": "N", "tahun_dari": "2027", "sumber": "uji", **ganti}
        jawab = client.post(reverse("planning:kode-muat"), {**isi, "berkas": unggahan(datar(("1", "x")), "x.csv")})
        assert jawab.status_code == 422
        assert kata in jawab.text

    def test_an_own_book_is_read_below_and_not_elsewhere(self, masuk: Any) -> None:
        versi = muat(Skema.APBDES, datar(("2.2.90", "Air")), "perbup", 2026, wilayah="62.03", lengkap=False)
        dekat = make_user("operator-anjir", peran="operator_desa", kode=ANJIR)
        jauh = make_user("perencana-kota", peran="perencana", kode="33.75")
        alamat = reverse("planning:kode-buku", args=[versi.pk])
        assert masuk(dekat).get(alamat).status_code == 200
        assert masuk(jauh).get(alamat).status_code == 404
        assert "perbup" not in masuk(jauh).get(reverse("planning:kode")).text

    def test_a_village_operator_loads_no_book(self, masuk: Any) -> None:
        client = masuk(make_user("operator-anjir", peran="operator_desa", kode=ANJIR))
        assert "perencana kabupaten/kota" in client.get(reverse("planning:kode-muat")).text
        wil = Wilayah.objects.get(pk=ANJIR)
        buku = baca_buku(baris(("kode", "uraian"), ("2.2.90", "Air")), Skema.APBDES)
        kiriman = Kiriman(bentuk="kode", nama="x", sidik="x")
        with pytest.raises(Ditolak):
            actions.mulai_buku(wil, buku, kiriman, isi_versi("apbdes", "x"), actor=None)
