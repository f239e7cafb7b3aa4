"""Units that may be one: what makes a pair, what does not, and decisions that hold while the facts do."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.roles import Cap
from accounts.scope import Scope
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import Dasar, Pilihan, tambah_sk
from registry.ganda import AMBANG, Pasangan, Unit, _calon, cari, lipat_ganda, nilai
from registry.models import Posyandu, PutusanKonflik
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu

pytestmark = pytest.mark.django_db
TETANGGA = "33.75.02.1009"  # another kelurahan of the same kecamatan
PUBLIK = Scope.publik()


def unit(nama: str, **lain) -> Unit:
    isi = {"pk": 1, "kode": KLEGO, "desa": KLEGO, "nama_desa": "", "alamat": "", "nomor": "", "titik": None}
    return Unit(nama=nama, **(isi | lain))


def titik(meter: float) -> tuple[float, float]:
    return (109.67, -6.89 + meter / 111_320)


def pasangan(kode: str = "33.75") -> list[Pasangan]:
    return cari(PUBLIK, kode)


@pytest.fixture
def dua(seruni) -> tuple[Posyandu, Posyandu]:
    return seruni, make_posyandu(KLEGO, nama="Posyandu Seroeni")


class TestNilai:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Melati", "POSYANDU MELATI"),
            ("Melati II", "Melati 02"),
            ("Mawar Putih", "Putih Mawar"),
            ("Seruni", "Seroeni"),
            ("Anggrek", "Angrek"),
            ("Djambu", "Jambu"),
        ],
    )
    def test_one_name_in_two_spellings_is_worth_a_look(self, a, b):
        assert nilai(unit(a), unit(b), 100).skor >= AMBANG

    @pytest.mark.parametrize(
        ("a", "b"),
        [("Melati 1", "Melati 2"), ("Anggrek Merah 1", "Anggrek Merah 2"), ("Melati", "Melati 2"), ("Melati", "Mawar")],
    )
    def test_other_numbers_and_other_flowers_are_not(self, a, b):
        assert nilai(unit(a), unit(b), 100).skor == 0

    def test_two_in_one_hall_are_not_one_for_that_alone(self):
        a, b = unit("Melati 1", titik=titik(0)), unit("Melati 2", titik=titik(5))
        assert nilai(a, b, 100).skor < AMBANG

    def test_place_people_and_papers_speak_without_a_name(self):
        surat = frozenset({("kader", "1 2026", date(2026, 1, 1))})
        a = unit("Melati", titik=titik(0), surat=surat, orang=frozenset({"siti", "ani"}))
        b = unit("Kenanga", titik=titik(20), surat=surat, orang=frozenset({"siti", "ani", "budi"}))
        hasil = nilai(a, b, 100)
        assert hasil.skor == 25 + 25 + 20
        assert len(hasil.alasan) == 3

    @pytest.mark.parametrize(("meter", "beda"), [(20, 25), (99, 15), (500, 0), (1500, -10)])
    def test_distance_has_its_steps(self, meter, beda):
        a, b = unit("Melati", titik=titik(0)), unit("Melati", titik=titik(meter))
        assert nilai(a, b, 100).skor == 50 + beda

    def test_folding(self):
        assert lipat_ganda("Posyandu Boengoer Tjempaka 03") == "bungur cempaka 3"


class TestCari:
    def test_within_a_village(self, dua):
        (p,) = pasangan()
        assert {p.a.pk, p.b.pk} == {u.pk for u in dua}
        assert p.a.kode < p.b.kode

    def test_across_villages_only_when_close(self, seruni):
        make_posyandu(TETANGGA, nama="Seruni")
        assert pasangan() == []
        dekat = {"lintang": Decimal("-6.890000"), "bujur": Decimal("109.670000")}
        Posyandu.objects.update(**dekat)
        assert [p.skor for p in pasangan()] == [75]

    def test_not_across_kecamatan(self, seruni):
        make_posyandu(KANDANG_PANJANG, nama="Seruni")
        Posyandu.objects.update(lintang=Decimal("-6.89"), bujur=Decimal("109.67"))
        assert pasangan() == []

    def test_a_closed_unit_is_none_any_more(self, dua):
        actions.tutup(dua[1].pk, Dasar(hari_ini(KLEGO), "salah catat"), actor=None)
        assert pasangan() == []

    def test_shared_people_and_papers_are_read_from_live_rows(self, seruni):
        lain = make_posyandu(KLEGO, nama="Kenanga")
        for u in (seruni, lain):
            make_kader(u, nama="Siti Rahayu")
            make_kader(u, "sosial", nama="Ani Lestari")
            tambah_sk(u, {"jenis": "kader", "nomor": "12/2026", "tanggal": date(2026, 1, 2)}, actor=None)
        (p,) = pasangan()
        assert p.skor == 45
        assert p.alasan == ("2 orang bernama sama bertugas di keduanya", "1 surat bernomor dan bertanggal sama")

    def test_the_work_grows_with_the_units_not_with_their_square(self):
        desa = [f"33.75.02.{1001 + i // 5:04d}" for i in range(1000)]
        units = [unit(f"U{i}", pk=i, kode=f"{d}.p{i % 5 + 1:04d}", desa=d) for i, d in enumerate(desa)]
        assert sum(1 for _ in _calon(units, 100)) == 200 * 10

    def test_the_same_cost_for_three_units_and_for_thirty(self, dua):
        biaya = []
        for n in (3, 27):
            for _ in range(n):
                make_kader(make_posyandu(KLEGO))
            with CaptureQueriesContext(connection) as catatan:
                pasangan()
            biaya.append(len(catatan))
        assert biaya == [6, 6]

    def test_only_in_the_duty(self, dua, cast):
        assert cari(cast["dinas_pmd"].scope_for(Cap.KELOLA_POSYANDU), "33.75")
        assert not cari(cast["kabupaten_lain"].scope_for(Cap.KELOLA_POSYANDU), "33.75")


class TestPutus:
    def _sidik(self) -> str:
        return pasangan()[0].sidik

    def test_left_as_two_until_the_facts_change(self, dua, cast):
        actions.biarkan_ganda(dua[0].pk, dua[1].pk, self._sidik(), "beda RW", actor=cast["dinas_pmd"])
        assert [p.diputus for p in pasangan()] == [True]
        for u in dua:
            make_kader(u, nama="Siti Rahayu")
        assert [p.diputus for p in pasangan()] == [False]

    def test_the_second_who_decides_is_told(self, dua, cast):
        sidik = self._sidik()
        actions.biarkan_ganda(dua[0].pk, dua[1].pk, sidik, "beda RW", actor=cast["dinas_pmd"])
        with pytest.raises(Bentrok) as galat:
            actions.biarkan_ganda(dua[0].pk, dua[1].pk, sidik, "lain", actor=cast["operator_desa"])
        assert galat.value.sekarang.alasan == "beda RW"

    def test_not_without_a_reason_nor_for_a_closed_one(self, dua, cast):
        sidik = self._sidik()
        with pytest.raises(Ditolak, match="alasannya"):
            actions.biarkan_ganda(dua[0].pk, dua[1].pk, sidik, " ", actor=cast["dinas_pmd"])
        pilihan = Pilihan()
        actions.gabung(dua[1].pk, dua[0].pk, Dasar(hari_ini(KLEGO), "ganda"), pilihan=pilihan, actor=None)
        with pytest.raises(Ditolak, match="sudah tutup"):
            actions.biarkan_ganda(dua[0].pk, dua[1].pk, sidik, "x", actor=cast["dinas_pmd"])
        actions.batalkan_gabung(dua[1].pk, Dasar(hari_ini(KLEGO), "ternyata dua"), actor=None)
        assert len(pasangan()) == 1

    def test_a_decision_is_taken_back(self, dua, cast):
        actions.biarkan_ganda(dua[0].pk, dua[1].pk, self._sidik(), "beda RW", actor=cast["dinas_pmd"])
        actions.tinjau_ganda(dua[0].pk, dua[1].pk, actor=cast["dinas_pmd"])
        assert not PutusanKonflik.objects.exists()
        assert [p.diputus for p in pasangan()] == [False]

    def test_not_outside_the_area(self, dua, cast):
        with pytest.raises((Http404, PermissionDenied)):
            actions.biarkan_ganda(dua[0].pk, dua[1].pk, "x", "x", actor=cast["kelurahan_lain"])


class TestHalaman:
    def test_from_the_list_to_the_decision_and_back(self, dua, cast, masuk):
        client = masuk(cast["operator_desa"])
        a, b = sorted(u.kode for u in dua)
        alamat = f"/posyandu/ganda/{a}/{b}/"
        assert alamat in client.get("/posyandu/ganda/").content.decode()
        halaman = client.get(alamat).content.decode()
        assert f"/posyandu/{b}/riwayat/gabung/?ke=" in halaman
        sidik = pasangan()[0].sidik
        assert client.post(alamat, {"sidik": sidik, "alasan": ""}).status_code == 422
        assert client.post(alamat, {"sidik": sidik, "alasan": "beda RW"}).status_code == 302
        assert "beda RW" in client.get("/posyandu/ganda/").content.decode()
        assert client.post(f"{alamat}tinjau/").status_code == 302
        assert "beda RW" not in client.get("/posyandu/ganda/").content.decode()

    def test_a_pair_that_is_none_is_not_found(self, seruni, cast, masuk):
        lain = make_posyandu(KLEGO, nama="Kenanga")
        a, b = sorted((seruni.kode, lain.kode))
        client = masuk(cast["dinas_pmd"])
        assert client.get(f"/posyandu/ganda/{a}/{b}/").status_code == 404
        assert client.get(f"/posyandu/ganda/{b}/{a}/").status_code == 404

    def test_as_a_file(self, dua, cast, masuk):
        unduhan = masuk(cast["dinas_pmd"]).post("/posyandu/ganda/", {"bentuk": "csv"})
        assert "Seroeni" in b"".join(unduhan).decode("utf-8-sig")
