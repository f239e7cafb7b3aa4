"""The profile: figures of life stages, kit, facility, point against the border."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.geo import di_dalam, jarak_km, peringatan_titik, tengah
from registry.models import BatasWilayah, Faskes, PembinaKesehatan, Perlengkapan, Posyandu, SasaranUnit
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_posyandu, make_user

pytestmark = pytest.mark.django_db
KOTAK = [[109.0, -7.0], [110.0, -7.0], [110.0, -6.0], [109.0, -6.0], [109.0, -7.0]]
LUBANG = [[109.4, -6.6], [109.6, -6.6], [109.6, -6.4], [109.4, -6.4], [109.4, -6.6]]
PULAU = [[120.0, 0.0], [121.0, 0.0], [120.5, 1.0], [120.0, 0.0]]


@pytest.fixture
def operator(seruni):
    return make_user("operator-profil", peran="operator_desa", kode=KLEGO)


class TestTitik:
    @pytest.mark.parametrize(
        ("titik", "hasil"),
        [((109.2, -6.5), True), ((109.5, -6.5), False), ((108.9, -6.5), False), ((109.5, -6.61), True)],
    )
    def test_a_polygon_with_a_hole(self, titik, hasil):
        assert di_dalam(titik, {"type": "Polygon", "coordinates": [KOTAK, LUBANG]}) is hasil

    @pytest.mark.parametrize(("titik", "hasil"), [((120.5, 0.5), True), ((109.2, -6.5), True), ((120.05, 0.9), False)])
    def test_a_multipolygon(self, titik, hasil):
        assert di_dalam(titik, {"type": "MultiPolygon", "coordinates": [[KOTAK], [PULAU]]}) is hasil

    def test_another_kind_is_refused(self):
        with pytest.raises(ValueError, match="Point"):
            di_dalam((0, 0), {"type": "Point", "coordinates": [0, 0]})

    def test_distance_and_middle(self):
        assert jarak_km((109.0, -7.0), (109.0, -6.0)) == pytest.approx(111.2, abs=0.1)
        assert tengah([(1, 1), (2, 9), (9, 2)]) == (2, 2)
        assert tengah([]) is None

    def test_outside_the_border_is_a_warning_and_is_kept(self, seruni, operator, masuk):
        batas = {"type": "Polygon", "coordinates": [KOTAK]}
        BatasWilayah.objects.create(wilayah_id=KLEGO, geometri=batas, sumber="peta contoh")
        url = f"/posyandu/{seruni.kode}/profil/lokasi/"
        isi = {"lintang": "-5.5", "bujur": "109.5", "akurasi": "12", "versi": "1"}
        jawaban = masuk(operator).post(url, isi, follow=True)
        assert "di luar batas Kelurahan Klego menurut peta indikatif (peta contoh)" in jawaban.content.decode()
        seruni.refresh_from_db()
        assert (seruni.lintang, seruni.akurasi) == (Decimal("-5.5"), 12)

    def test_without_a_border_far_from_the_others_is_a_warning(self, seruni):
        for _ in range(3):
            make_posyandu(KLEGO, lintang=Decimal("-6.88"), bujur=Decimal("109.67"))
        Posyandu.objects.filter(pk=seruni.pk).update(lintang=Decimal("-6.90"), bujur=Decimal("109.68"))
        assert peringatan_titik(Posyandu.objects.get(pk=seruni.pk)) == ""
        Posyandu.objects.filter(pk=seruni.pk).update(lintang=Decimal("-7.40"))
        assert "km dari posyandu lain" in peringatan_titik(Posyandu.objects.get(pk=seruni.pk))

    def test_borders_are_loaded_from_a_file_of_the_region(self, tmp_path, capsys):
        path = tmp_path / "batas.geojson"
        batas = {"type": "Polygon", "coordinates": [KOTAK]}
        features = [
            {"properties": {"kode": KLEGO}, "geometry": batas},
            {"properties": {"kode": "99.99.99.9999"}, "geometry": batas},
            {"properties": {"kode": KANDANG_PANJANG}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
            {"properties": None, "geometry": None},
        ]
        path.write_text(json.dumps({"features": features}))
        for _ in range(2):
            call_command("muat_batas", str(path), sumber="uji")
        assert "1 dimuat, 3 dilewati" in capsys.readouterr().out
        assert BatasWilayah.objects.get().wilayah_id == KLEGO
        path.write_text("bukan json")
        with pytest.raises(CommandError, match="GeoJSON"):
            call_command("muat_batas", str(path), sumber="uji")


class TestSasaran:
    def test_the_newest_counts_zero_is_a_figure_and_missing_is_not(self, seruni, operator, masuk):
        client = masuk(operator)
        isi = {"asal": "riil", "sumber": "pendataan RW 03", "per_tanggal": "2026-01-05", "n_bayi": "12", "n_hamil": "0"}
        assert client.post(f"/posyandu/{seruni.kode}/sasaran/", isi).status_code == 302
        isi |= {"per_tanggal": "2025-06-01", "n_bayi": "99", "n_hamil": ""}
        client.post(f"/posyandu/{seruni.kode}/sasaran/", isi)
        halaman = client.get(f"/posyandu/{seruni.kode}/profil/").content.decode()
        assert '<th scope="row">Bayi (0–11 bulan)</th><td class="k">12</td>' in halaman
        assert '<th scope="row">Ibu hamil</th><td class="k">0</td>' in halaman
        assert '<th scope="row">Lansia</th><td class="k redup">–</td>' in halaman
        assert SasaranUnit.objects.count() == 3

    def test_nothing_filled_in_and_a_day_to_come_are_refused(self, seruni, operator):
        isi = {"asal": "riil", "sumber": "x", "actor": operator}
        with pytest.raises(Ditolak, match="paling sedikit satu"):
            actions.simpan_sasaran(seruni.pk, {"bayi": None}, per_tanggal=hari_ini(), **isi)
        with pytest.raises(Ditolak, match="belum terjadi"):
            actions.simpan_sasaran(seruni.pk, {"bayi": 1}, per_tanggal=hari_ini() + timedelta(days=1), **isi)


class TestPerlengkapan:
    def test_an_overdue_calibration_is_seen(self, seruni, operator, masuk):
        isi = {"baik": "1", "rusak_ringan": "0", "rusak_berat": "0", "versi": "0"}
        isi |= {"kalibrasi": "2024-01-05", "kalibrasi_berikut": "2025-01-05", "terlatih": "Kader contoh"}
        client = masuk(operator)
        assert client.post(f"/posyandu/{seruni.kode}/perlengkapan/dacin/", isi).status_code == 302
        assert "kalibrasi lewat" in client.get(f"/posyandu/{seruni.kode}/profil/").content.decode()

    def test_two_who_write_at_once(self, seruni, operator, masuk):
        actions.simpan_perlengkapan(seruni.pk, "tenda", {"baik": 2}, versi=0, actor=operator)
        with pytest.raises(Bentrok):
            actions.simpan_perlengkapan(seruni.pk, "tenda", {"baik": 1}, versi=0, actor=operator)
        isi = {"baik": "5", "rusak_ringan": "0", "rusak_berat": "0", "versi": "0"}
        assert masuk(operator).post(f"/posyandu/{seruni.kode}/perlengkapan/tenda/", isi).status_code == 409
        assert Perlengkapan.objects.get().baik == 2

    def test_a_next_calibration_before_the_last_is_refused(self, seruni, operator):
        isi = {"baik": 1, "kalibrasi": date(2026, 1, 5), "kalibrasi_berikut": date(2026, 1, 5)}
        with pytest.raises(Ditolak, match="sesudah tanggal kalibrasi"):
            actions.simpan_perlengkapan(seruni.pk, "dacin", isi, versi=0, actor=operator)

    def test_an_item_that_is_not_in_the_list(self, seruni, operator, masuk):
        assert masuk(operator).get(f"/posyandu/{seruni.kode}/perlengkapan/roket/").status_code == 404


class TestPembina:
    def test_a_new_one_ends_the_one_before(self, seruni, operator, masuk):
        client, url = masuk(operator), f"/posyandu/{seruni.kode}/pembina/"
        isi = {"jenis": "puskesmas", "nama": "Klego", "bidan": "Bidan contoh", "mulai": "2025-01-01"}
        assert client.post(url, isi).status_code == 302
        faskes = Faskes.objects.get()
        assert faskes.wilayah_id == KLEGO[:8]
        client.post(url, {"faskes": faskes.pk, "bidan": "Bidan lain", "mulai": "2026-02-01"})
        masa = PembinaKesehatan.objects.order_by("mulai").values_list("bidan", "sampai")
        assert list(masa) == [("Bidan contoh", date(2026, 2, 1)), ("Bidan lain", None)]

    def test_a_facility_of_another_kecamatan_is_refused(self, seruni, operator):
        lain = Faskes.objects.create(wilayah_id=KANDANG_PANJANG[:8], jenis="puskesmas", nama="Jauh")
        with pytest.raises(Ditolak, match="wilayah lain"):
            actions.tetapkan_pembina(seruni.pk, {"faskes": lain}, mulai=hari_ini(), actor=operator)


class TestProfil:
    def isi(self, **ganti: str) -> dict[str, str]:
        isi = {"alamat": "Jalan Contoh 1", "rt": "1", "rw": "2", "buka_hari": "3", "buka_minggu": "2", "versi": "1"}
        isi |= {"nama_kontak": "Kontak", "kontak": "081234567890", "strata": "madya", "bangunan": "sewa"}
        return isi | {"dana_sehat": "True", "dana_sehat_persen": "55", "cakupan": "RW 03"} | ganti

    def test_all_columns_are_stored_and_shown(self, seruni, operator, masuk):
        client = masuk(operator)
        assert client.post(f"/posyandu/{seruni.kode}/profil/profil/", self.isi()).status_code == 302
        halaman = client.get(f"/posyandu/{seruni.kode}/profil/").content.decode()
        for kata in ("strata Madya", "Sewa", "ada, mencakup 55% KK", "RW 03"):
            assert kata in halaman

    def test_a_share_without_the_fund_and_over_a_hundred_are_refused(self, seruni, operator, masuk):
        url = f"/posyandu/{seruni.kode}/profil/profil/"
        for ganti in ({"dana_sehat": ""}, {"dana_sehat": "False"}, {"dana_sehat_persen": "101"}):
            assert masuk(operator).post(url, self.isi(**ganti)).status_code == 422

    def test_a_stale_form_shows_both_texts(self, seruni, operator, masuk):
        actions.ubah_posyandu(seruni.pk, {"alamat": "Jalan Lain 9"}, versi=1, actor=operator)
        jawaban = masuk(operator).post(f"/posyandu/{seruni.kode}/profil/profil/", self.isi())
        assert jawaban.status_code == 409
        assert "Jalan Lain 9" in jawaban.content.decode()

    def test_a_section_that_is_not_there(self, seruni, operator, masuk):
        assert masuk(operator).get(f"/posyandu/{seruni.kode}/profil/rahasia/").status_code == 404
