"""Each level administers the level below: who gives what, deputies, closing, merging, codes on slips."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.utils import timezone

from accounts import kode_masuk
from accounts.actions import (
    PenugasanDitolak,
    batal_gabung,
    beri_kode,
    beri_penugasan,
    beri_plt,
    buka_akun,
    cabut_penugasan,
    gabung_akun,
    ganti_sandi,
    tutup_akun,
)
from accounts.kelola import boleh_kelola, diam, jumlah_diam
from accounts.models import Penugasan, User
from accounts.roles import PENGELOLA, ROLES, Cap, Peran
from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from tests.pembuat import ANJIR, KANDANG_PANJANG, KLEGO, make_rekaman, make_user
from tests.rumah.halaman import baris_tabel, pesan, ringkasan, teks

pytestmark = pytest.mark.django_db
UNIT = f"{KLEGO}.p0001"
KECAMATAN = KLEGO[:8]


@pytest.fixture
def baru(db):
    return make_user("orang-baru")


class TestTabel:
    def test_whoever_keeps_accounts_stands_in_the_table_and_nobody_else(self):
        assert set(PENGELOLA) == {p for p, caps in ROLES.items() if Cap.KELOLA_AKUN in caps}

    @pytest.mark.parametrize(
        ("siapa", "peran", "kode"),
        [
            ("operator_desa", Peran.KADER, UNIT),
            ("operator_desa", Peran.PENGURUS, UNIT),
            ("verifikator_kecamatan", Peran.OPERATOR_DESA, KLEGO),
            ("dinas_pmd", Peran.VERIFIKATOR_KECAMATAN, KECAMATAN),
            ("dinas_pmd", Peran.OPERATOR_DESA, KLEGO),
            ("admin_wilayah", Peran.DINAS_PMD, "33.75"),
            ("admin_wilayah", Peran.ADMIN_WILAYAH, KECAMATAN),
        ],
    )
    def test_the_level_above_gives_it(self, cast, baru, siapa, peran, kode):
        assert beri_penugasan(baru, peran, kode, oleh=cast[siapa]).pemberi == cast[siapa]

    @pytest.mark.parametrize(
        ("siapa", "peran", "kode"),
        [
            ("operator_desa", Peran.OPERATOR_DESA, KLEGO),
            ("operator_desa", Peran.NAKES, KLEGO),
            ("operator_desa", Peran.ADMIN_WILAYAH, KLEGO),
            ("verifikator_kecamatan", Peran.VERIFIKATOR_KECAMATAN, KECAMATAN),
            ("verifikator_kecamatan", Peran.KADER, UNIT),
            ("dinas_pmd", Peran.DINAS_PMD, "33.75"),
            ("dinas_pmd", Peran.ADMIN_WILAYAH, KECAMATAN),
            ("dinas_pmd", Peran.PERENCANA, "33.75"),
            ("admin_wilayah", Peran.ADMIN_WILAYAH, "33.75"),
        ],
    )
    def test_nobody_makes_an_equal_or_gives_what_is_not_theirs(self, cast, baru, siapa, peran, kode):
        assert not boleh_kelola(cast[siapa], peran, kode)
        with pytest.raises(PenugasanDitolak, match="admin di atas Anda"):
            beri_penugasan(baru, peran, kode, oleh=cast[siapa])
        assert not baru.penugasan_list.exists()

    def test_a_province_gives_to_its_kabupaten(self, baru):
        provinsi = make_user("pmd.jateng", peran=Peran.DINAS_PMD, kode="33")
        assert beri_penugasan(baru, Peran.DINAS_PMD, "33.75", oleh=provinsi)
        with pytest.raises(PermissionDenied):
            beri_penugasan(baru, Peran.DINAS_PMD, "62.03", oleh=provinsi)

    def test_nobody_gives_anything_to_themselves(self, cast):
        with pytest.raises(PenugasanDitolak, match="diri sendiri"):
            beri_penugasan(cast["admin_wilayah"], Peran.DINAS_PMD, "33.75", oleh=cast["admin_wilayah"])

    def test_two_duties_do_not_add_up(self, baru):
        """Operator here and kader there is not operator there."""
        orang = make_user("dua", peran=Peran.OPERATOR_DESA, kode=KLEGO)
        beri_penugasan(orang, Peran.DINAS_PMD, "62.03", oleh=None)
        orang = User.objects.get(pk=orang.pk)
        assert not boleh_kelola(orang, Peran.VERIFIKATOR_KECAMATAN, KECAMATAN)
        assert boleh_kelola(orang, Peran.VERIFIKATOR_KECAMATAN, "62.03.03")

    @pytest.mark.parametrize("siapa", ["nakes", "uptd_ppa", "perencana"])
    def test_an_account_beside_the_own_one_is_neither_ended_nor_opened(self, cast, siapa):
        """A nakes of the village lies in the operator's area, but is not the operator's to administer."""
        dinas = cast["dinas_pmd"]
        tugas = cast[siapa].penugasan_list.get()
        for kerja in (
            lambda: cabut_penugasan(tugas.pk, oleh=dinas),
            lambda: ganti_sandi(tugas.pk, "kata-baru-77", oleh=dinas),
            lambda: beri_kode(cast[siapa].pk, oleh=dinas),
            lambda: tutup_akun([cast[siapa].pk], "x", oleh=dinas),
        ):
            with pytest.raises(PermissionDenied):
                kerja()

    def test_a_wider_second_assignment_keeps_the_account_closed_to_the_lower_admin(self, cast):
        kader = cast["kader"]
        beri_penugasan(kader, Peran.PERENCANA, "33.75", oleh=None)
        with pytest.raises(PermissionDenied):
            ganti_sandi(kader.penugasan_list.get(peran="kader").pk, "kata-baru-77", oleh=cast["operator_desa"])

    def test_the_form_offers_only_the_roles_one_may_give(self, cast, masuk):
        tampil = masuk(cast["operator_desa"]).get("/akun/baru/").content.decode()
        assert 'value="kader"' in tampil
        assert 'value="dinas_pmd"' not in tampil


class TestPlt:
    def beri(self, cast, **ganti):
        isi = {"mulai": hari_ini(), "sampai": hari_ini() + timedelta(days=14), **ganti}
        tugas = cast["operator_desa"].penugasan_list.get()
        return beri_plt(tugas.pk, isi.pop("user", cast["pengurus"]), oleh=cast["dinas_pmd"], **isi)

    def test_carries_the_same_duty_from_day_to_day_and_is_named_so(self, cast, masuk):
        plt = self.beri(cast)
        pengurus = User.objects.get(pk=cast["pengurus"].pk)
        assert plt.menggantikan == cast["operator_desa"].penugasan_list.get()
        assert pengurus.scope_for(Cap.AJUKAN).memuat(KLEGO)
        assert "Plt. Operator desa/kelurahan" in teks(masuk(pengurus).get("/akun/saya/"))
        Penugasan.objects.filter(pk=plt.pk).update(mulai=hari_ini() - timedelta(days=9), sampai=hari_ini())
        assert not User.objects.get(pk=pengurus.pk).boleh(Cap.AJUKAN)

    @pytest.mark.parametrize(
        ("ganti", "kata"),
        [
            ({"mulai": hari_ini() - timedelta(days=1)}, "paling cepat hari ini"),
            ({"sampai": hari_ini()}, "sesudah mulai"),
            ({"sampai": hari_ini() + timedelta(days=800)}, "satu tahun"),
        ],
    )
    def test_bad_days_are_refused(self, cast, ganti, kata):
        with pytest.raises(PenugasanDitolak, match=kata):
            self.beri(cast, **ganti)

    def test_nobody_stands_in_for_themselves(self, cast):
        with pytest.raises(PenugasanDitolak, match="orang lain"):
            self.beri(cast, user=cast["operator_desa"])

    def test_the_page_gives_it_up_to_and_with_the_last_day(self, cast, masuk):
        tugas = cast["kader"].penugasan_list.get()
        client = masuk(cast["operator_desa"])
        isi = {"username": "pengurus", "mulai": hari_ini().isoformat(), "akhir": hari_ini().isoformat()}
        assert client.post(f"/akun/penugasan/{tugas.pk}/plt/", isi).status_code == 302
        assert Penugasan.objects.get(plt=True).sampai == hari_ini() + timedelta(days=1)
        salah = client.post(f"/akun/penugasan/{tugas.pk}/plt/", {**isi, "username": "kabupaten-lain"})
        assert "Tidak ada akun" in ringkasan(salah)


class TestKode:
    @pytest.fixture
    def slip(self, cast):
        user, kode = beri_kode(cast["kader"].pk, oleh=cast["operator_desa"])
        return user, kode

    def masuk(self, kode, nama="kader"):
        client = Client()
        return client, client.post("/masuk/", {"login": nama, "password": kode})

    def test_opens_only_the_page_to_set_a_password(self, slip):
        client, jawaban = self.masuk(slip[1])
        assert jawaban.status_code == 302
        for alamat in ("/", "/posyandu/", "/akun/saya/", "/pesan/"):
            assert client.get(alamat).url == "/akun/sandi/pertama/"
        assert client.post("/pesan/dibaca/").url == "/akun/sandi/pertama/"
        sandi = {"password1": "kata-sendiri-5", "password2": "kata-sendiri-5"}
        assert client.post("/akun/sandi/pertama/", sandi).status_code == 302
        assert client.get("/").status_code == 200

    def test_is_over_once_a_password_is_set(self, slip):
        client, _ = self.masuk(slip[1])
        client.post("/akun/sandi/pertama/", {"password1": "kata-sendiri-5", "password2": "kata-sendiri-5"})
        assert self.masuk(slip[1])[1].status_code == 200
        assert self.masuk("kata-sendiri-5")[1].status_code == 302

    def test_is_stored_as_a_hash_only(self, slip):
        user = User.objects.get(pk=slip[0].pk)
        polos = slip[1].replace("-", "")
        assert len(user.sidik_masuk) == 64
        assert not any(k in f"{user.sidik_masuk}{user.password}" for k in (polos, slip[1]))
        assert slip[1] not in str(list(Catatan.objects.values()))

    def test_typed_without_hyphens_and_in_capitals_still_opens(self, slip):
        assert self.masuk(slip[1].replace("-", "").upper())[1].status_code == 302

    def test_another_account_is_not_opened_by_it(self, slip, cast):
        beri_kode(cast["pengurus"].pk, oleh=cast["operator_desa"])
        assert self.masuk(slip[1], "pengurus")[1].status_code == 200

    def test_ends_after_fourteen_days(self, slip):
        User.objects.filter(pk=slip[0].pk).update(masuk_sampai=timezone.now())
        assert self.masuk(slip[1])[1].status_code == 200

    def test_a_new_one_ends_the_old_one_and_open_sessions(self, slip, cast):
        client, _ = self.masuk(slip[1])
        _, baru = beri_kode(cast["kader"].pk, oleh=cast["operator_desa"])
        assert client.get("/akun/sandi/pertama/").url.startswith("/masuk/")
        assert self.masuk(slip[1])[1].status_code == 200
        assert self.masuk(baru)[1].status_code == 302

    def test_a_closed_account_is_not_opened_by_it(self, slip, cast):
        tutup_akun([slip[0].pk], "pindah", oleh=cast["operator_desa"])
        assert self.masuk(slip[1])[1].wsgi_request.user.is_anonymous

    def test_the_slip_names_what_is_needed_and_no_cache_keeps_it(self, cast, masuk):
        jawaban = masuk(cast["operator_desa"]).post(f"/akun/orang/{cast['kader'].pk}/kode/")
        tampil = teks(jawaban)
        assert all(x in tampil for x in ("kader", "/masuk/", "Kode sekali pakai", UNIT))
        assert "no-store" in jawaban["Cache-Control"]

    def test_codes_do_not_repeat(self):
        assert len({kode_masuk.kode_baru() for _ in range(500)}) == 500


class TestTutup:
    def tua(self, user, hari=91):
        User.objects.filter(pk=user.pk).update(last_login=timezone.now() - timedelta(days=hari))

    def test_ninety_days_without_signing_in_are_listed_and_closed_together(self, cast, masuk):
        self.tua(cast["kader"])
        self.tua(cast["pengurus"], 89)
        client = masuk(cast["operator_desa"])
        assert {b[1] for b in baris_tabel(client.get("/akun/?keadaan=diam"))} == {"kader"}
        assert jumlah_diam(User.objects.get(pk=cast["operator_desa"].pk)) == 1
        client.post("/akun/tutup/", {"pilih": [cast["kader"].pk], "alasan": "Tidak dipakai"})
        kader = User.objects.get(pk=cast["kader"].pk)
        assert (kader.is_active, kader.alasan_tutup) == (False, "Tidak dipakai")
        assert Catatan.objects.untuk(kader).get().catatan == "Tidak dipakai"

    def test_reopening_counts_as_use_and_is_logged(self, cast):
        kader, operator = cast["kader"], cast["operator_desa"]
        self.tua(kader)
        tutup_akun([kader.pk], "x", oleh=operator)
        buka_akun(kader.pk, oleh=operator)
        kader = User.objects.get(pk=kader.pk)
        assert kader.is_active
        assert not diam(kader, timezone.now())
        assert [c.aksi for c in Catatan.objects.untuk(kader)] == ["buka_akun", "tutup_akun"]

    def test_one_that_is_not_mine_stops_all(self, cast):
        with pytest.raises(PermissionDenied):
            tutup_akun([cast["kader"].pk, cast["nakes"].pk], "x", oleh=cast["operator_desa"])
        assert User.objects.get(pk=cast["kader"].pk).is_active

    def test_without_a_reason_nothing_closes(self, cast):
        with pytest.raises(Ditolak, match="alasannya"):
            tutup_akun([cast["kader"].pk], "  ", oleh=cast["operator_desa"])

    def test_nobody_closes_their_own(self, cast):
        with pytest.raises(PermissionDenied):
            tutup_akun([cast["admin_wilayah"].pk], "x", oleh=cast["admin_wilayah"])

    def test_nonsense_in_the_list_is_said(self, cast, masuk):
        jawaban = masuk(cast["operator_desa"]).post(
            "/akun/tutup/", {"pilih": ["x", "9" * 30], "alasan": "x"}, follow=True
        )
        assert "Belum ada akun yang dipilih" in teks(jawaban)


class TestGabung:
    @pytest.fixture
    def ganda(self, seruni):
        return make_user("kader.dua", peran="kader", kode=UNIT)

    def test_assignments_move_and_come_back(self, cast, ganda):
        kader, operator = cast["kader"], cast["operator_desa"]
        gabung_akun(ganda.pk, kader.pk, oleh=operator)
        ganda.refresh_from_db()
        assert (ganda.is_active, ganda.digabung_ke) == (False, kader)
        assert kader.penugasan_list.count() == 2
        batal_gabung(ganda.pk, oleh=operator)
        ganda.refresh_from_db()
        assert (ganda.is_active, ganda.digabung_ke) == (True, None)
        assert [p.user_id for p in Penugasan.objects.filter(kode=UNIT, peran="kader").order_by("pk")] == [
            kader.pk,
            ganda.pk,
        ]

    def test_what_was_written_keeps_its_author(self, cast, ganda, seruni):
        rekaman = make_rekaman(seruni, ganda)
        gabung_akun(ganda.pk, cast["kader"].pk, oleh=cast["operator_desa"])
        rekaman.refresh_from_db()
        assert rekaman.pencatat == ganda

    def test_an_account_with_itself_or_a_closed_one_is_refused(self, cast, ganda):
        operator = cast["operator_desa"]
        with pytest.raises(Ditolak, match="berbeda"):
            gabung_akun(ganda.pk, ganda.pk, oleh=operator)
        tutup_akun([ganda.pk], "x", oleh=operator)
        with pytest.raises(Ditolak, match="sudah ditutup"):
            gabung_akun(ganda.pk, cast["kader"].pk, oleh=operator)

    def test_one_outside_the_area_is_not_found(self, cast, ganda):
        jauh = make_user("jauh", peran="kader", kode=f"{ANJIR}.p0001")
        with pytest.raises((Http404, PermissionDenied)):
            gabung_akun(ganda.pk, jauh.pk, oleh=cast["operator_desa"])
        assert User.objects.get(pk=ganda.pk).is_active

    def test_the_page_shows_both_and_does_it(self, cast, ganda, masuk):
        client = masuk(cast["operator_desa"])
        tampil = teks(client.get(f"/akun/orang/{ganda.pk}/gabung/?dengan=kader"))
        assert "Gabungkan ke kader" in tampil
        assert (
            client.post(f"/akun/orang/{ganda.pk}/gabung/", {"dengan": "kader"}).url
            == f"/akun/orang/{cast['kader'].pk}/"
        )
        assert "Pisahkan lagi" in teks(client.get(f"/akun/orang/{cast['kader'].pk}/"))
        salah = client.get(f"/akun/orang/{cast['kader'].pk}/gabung/?dengan=kabupaten-lain")
        assert "Tidak ada akun" in pesan(salah, "dengan")


class TestHalaman:
    def test_an_account_tells_its_assignments_and_history_in_the_area_only(self, cast, masuk):
        kader = cast["kader"]
        beri_penugasan(kader, "kader", f"{ANJIR}.p0001", oleh=None)
        tampil = teks(masuk(cast["operator_desa"]).get(f"/akun/orang/{kader.pk}/"))
        assert UNIT in tampil
        assert ANJIR not in tampil
        assert "1 penugasan di luar wilayah" in tampil
        assert "Penugasan diberikan" in tampil

    def test_an_account_of_another_area_is_not_there(self, cast, masuk):
        jauh = make_user("kandang", peran="kader", kode=f"{KANDANG_PANJANG}.p0001")
        assert masuk(cast["operator_desa"]).get(f"/akun/orang/{jauh.pk}/").status_code == 404

    @pytest.mark.parametrize(
        ("tanya", "ada"), [("peran=kader", {"kader"}), ("q=PENGURUS", {"pengurus"}), ("keadaan=plt", set())]
    )
    def test_the_list_is_narrowed(self, cast, masuk, tanya, ada):
        assert {b[1] for b in baris_tabel(masuk(cast["operator_desa"]).get(f"/akun/?{tanya}"))} == ada

    def test_one_more_assignment_is_given_on_the_page(self, cast, masuk):
        client = masuk(cast["operator_desa"])
        isi = {"peran": "pengurus", "kode": UNIT, "bidang": ""}
        assert client.post(f"/akun/orang/{cast['kader'].pk}/penugasan/", isi).status_code == 302
        assert cast["kader"].penugasan_list.filter(peran="pengurus").exists()
        jauh = client.post(f"/akun/orang/{cast['kader'].pk}/penugasan/", {**isi, "kode": f"{KANDANG_PANJANG}.p0001"})
        assert jauh.status_code == 422
