"""A registration file on its way: order, two pairs of eyes, item by item, against what stands there now."""

from datetime import date

import pytest

from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from registry import actions
from registry.actions.registrasi import Bergeser, IsiPutusan
from registry.models import Ajuan, AturanDaerah, Posyandu, PutusanButir, StatusAjuan, SuratKeputusan
from registry.persyaratan.dasar import Hasil
from registry.workflow import AJUAN, hasil_ajuan, putusan_terakhir
from tests.pembuat import KLEGO, lengkapi, make_ajuan, make_posyandu, make_user

pytestmark = pytest.mark.django_db
S = StatusAjuan


@pytest.fixture
def ajuan(seruni, cast) -> Ajuan:
    lengkapi(seruni)
    return actions.ajukan(seruni, actor=cast["operator_desa"])


def semua_sesuai(ajuan: Ajuan) -> list[IsiPutusan]:
    return [IsiPutusan(b.kode, True, b.sidik) for b in hasil_ajuan(ajuan).butir]


def satu_kembali(ajuan: Ajuan, butir: str = "sk_kader", alasan: str = "tidak_terbaca") -> list[IsiPutusan]:
    sidik = {b.kode: b.sidik for b in hasil_ajuan(ajuan).butir}
    sisa = [p for p in semua_sesuai(ajuan) if p.butir != butir]
    return [*sisa, IsiPutusan(butir, False, sidik[butir], alasan)]


def periksa(ajuan: Ajuan, actor, langkah: str = "periksa", putusan=None) -> Ajuan:
    ajuan.refresh_from_db()
    isi = semua_sesuai(ajuan) if putusan is None else putusan
    return actions.putuskan(ajuan.pk, langkah, isi, versi=ajuan.versi, actor=actor)


class TestAjukan:
    def test_a_file_that_lacks_something_is_refused_by_name_and_nothing_is_stored(self, seruni, cast):
        with pytest.raises(TransitionRefused, match="Masih kurang: Nama, alamat, tanggal berdiri"):
            actions.ajukan(seruni, actor=cast["operator_desa"])
        assert not Ajuan.objects.exists()

    def test_a_complete_file_goes_to_the_kecamatan_with_a_clock(self, ajuan, cast):
        assert (ajuan.status, ajuan.putaran, ajuan.versi_syarat) == (S.DIAJUKAN, 1, "2026-3")
        assert ajuan.pengaju == cast["operator_desa"]
        assert ajuan.tenggat is not None
        assert ajuan.dasar["sk_kader"]["Nomor"] == "1/kader"

    def test_a_unit_has_one_running_file(self, ajuan, seruni, cast):
        with pytest.raises(TransitionRefused, match="tidak berlaku lagi"):
            actions.ajukan(seruni, actor=cast["operator_desa"])
        assert Ajuan.objects.count() == 1

    def test_a_unit_with_its_number_needs_no_file(self, seruni, cast):
        actions.catat_nomor(seruni.pk, f"{KLEGO}.001", actor=None)
        with pytest.raises(Ditolak, match="sudah punya nomor"):
            actions.ajukan(lengkapi(seruni), actor=cast["operator_desa"])

    def test_roster_counts_warn_unless_the_region_decides_so(self, seruni, cast):
        lengkapi(seruni)
        assert not any(s.kode == "jumlah_kader" for s, _ in hasil(seruni).kurang)
        assert any("acuan daerah, dasar belum dipastikan" in kata for _, kata in hasil(seruni).peringatan)
        kota = seruni.wilayah.induk.induk
        AturanDaerah.objects.create(wilayah=kota, nama="roster_menahan", nilai=True, dasar="uji")
        with pytest.raises(TransitionRefused, match="Jumlah kader"):
            actions.ajukan(seruni, actor=cast["operator_desa"])

    def test_rpjm_desa_is_asked_of_a_desa_only(self, seruni, unit_anjir):
        assert "rpjm_desa" not in {b.kode for b in hasil(seruni).butir}
        assert "rpjm_desa" in {s.kode for s, _ in hasil(unit_anjir).kurang}

    def test_a_scan_is_part_of_a_paper(self, seruni):
        lengkapi(seruni)
        assert hasil(seruni).lengkap
        SuratKeputusan.objects.filter(posyandu=seruni, jenis="pengurus").update(berkas=None)
        assert {s.kode: k for s, k in hasil(seruni).kurang} == {
            "sk_pengurus": "Pindaian keputusan pengurus belum diunggah"
        }

    def test_the_six_conditions_are_named_and_one_statement_answers_three(self, seruni):
        kurang = {s.kode for s, _ in hasil(seruni).kurang}
        enam = {b.kode for b in hasil(seruni).semua if b.syarat.kelompok == "Enam syarat kelembagaan"}
        assert enam == {"asas", "kedudukan", "manfaat", "pengurus_tetap", "sekretariat", "nonpartai"}
        assert enam - kurang == {"kedudukan"}


def hasil(unit: Posyandu) -> Hasil:
    from posyandu_app.lib.waktu import hari_ini
    from registry.persyaratan import periksa as nilai

    unit = Posyandu.objects.select_related("wilayah").get(pk=unit.pk)
    return nilai([unit], hari_ini(unit.kode))[unit.pk]


class TestMeja:
    def test_desks_come_in_their_order(self, ajuan, cast):
        with pytest.raises(Bentrok):
            periksa(ajuan, cast["dinas_pmd"], "verifikasi")
        periksa(ajuan, cast["verifikator_kecamatan"])
        tetap = periksa(ajuan, cast["dinas_pmd"], "verifikasi")
        assert tetap.status == S.DIVERIFIKASI

    def test_each_item_must_have_been_found_right(self, ajuan, cast):
        kurang_satu = [p for p in semua_sesuai(ajuan) if p.butir != "sk_kader"]
        with pytest.raises(TransitionRefused, match="Belum dinyatakan sesuai: Keputusan kader"):
            periksa(ajuan, cast["verifikator_kecamatan"], putusan=kurang_satu)
        assert not PutusanButir.objects.exists()

    def test_maker_and_checker_are_two_people(self, seruni):
        serba = make_user("serba", peran="operator_desa", kode=KLEGO)
        from accounts.actions import beri_penugasan

        beri_penugasan(serba, "verifikator_kecamatan", KLEGO[:8], oleh=None, mulai=date(2026, 1, 1))
        lengkapi(seruni)
        ajuan = actions.ajukan(seruni, actor=serba)
        with pytest.raises(TransitionRefused, match="Anda yang mengajukan"):
            periksa(ajuan, serba)

    def test_one_person_does_not_check_at_two_desks(self, ajuan, cast):
        from accounts.actions import beri_penugasan

        rangkap = cast["verifikator_kecamatan"]
        beri_penugasan(rangkap, "dinas_pmd", "33.75", oleh=None, mulai=date(2026, 1, 1))
        periksa(ajuan, rangkap)
        with pytest.raises(TransitionRefused, match="meja sebelumnya"):
            periksa(ajuan, rangkap, "verifikasi")

    def test_a_wider_duty_is_not_a_seat_at_the_desk(self, ajuan, cast):
        provinsi = make_user("prov", peran="dinas_pmd", kode="33")
        periksa(ajuan, cast["verifikator_kecamatan"])
        with pytest.raises(TransitionRefused, match="milik meja dinas"):
            periksa(ajuan, provinsi, "verifikasi")

    def test_the_dinas_may_take_over_with_a_reason_that_is_logged(self, ajuan, cast):
        with pytest.raises(TransitionRefused, match="Tulis alasannya"):
            AJUAN.apply(ajuan.pk, "ambil_alih", actor=cast["dinas_pmd"])
        AJUAN.apply(ajuan.pk, "ambil_alih", actor=cast["dinas_pmd"], note="kecamatan belum punya petugas")
        assert Catatan.objects.untuk(ajuan)[0].catatan == "kecamatan belum punya petugas"

    def test_the_province_is_a_desk_only_where_the_region_has_it(self, ajuan, cast, seruni):
        periksa(ajuan, cast["verifikator_kecamatan"])
        periksa(ajuan, cast["dinas_pmd"], "verifikasi")
        provinsi = make_user("prov", peran="dinas_pmd", kode="33")
        with pytest.raises(TransitionRefused, match="tidak memakai meja provinsi"):
            periksa(ajuan, provinsi, "ketahui")
        AturanDaerah.objects.create(wilayah=seruni.wilayah.induk.induk, nama="meja_provinsi", nilai=True, dasar="uji")
        assert periksa(ajuan, provinsi, "ketahui").status == S.DIKETAHUI


class TestKembali:
    def test_goes_back_with_a_coded_reason_per_item_and_counts_its_rounds(self, ajuan, seruni, cast):
        periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan", satu_kembali(ajuan))
        ajuan.refresh_from_db()
        assert (ajuan.status, ajuan.dari_meja, ajuan.putaran) == (S.DIKEMBALIKAN, "kecamatan", 1)
        lagi = actions.ajukan(seruni, actor=cast["operator_desa"])
        assert (lagi.pk, lagi.putaran, lagi.dari_meja) == (ajuan.pk, 2, "")

    @pytest.mark.parametrize(
        ("alasan", "kata"), [("", "Pilih alasannya"), ("ngawur", "Pilih alasannya"), ("lain", "Tulis apa yang")]
    )
    def test_a_return_without_its_reason_is_refused_at_the_item(self, ajuan, cast, alasan, kata):
        isi = satu_kembali(ajuan, alasan=alasan)
        with pytest.raises(Ditolak, match=kata) as galat:
            periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan", isi)
        assert galat.value.kolom.endswith("_sk_kader")
        assert not PutusanButir.objects.exists()

    def test_nothing_marked_is_nothing_to_send_back_for(self, ajuan, cast):
        with pytest.raises(TransitionRefused, match="Tandai dulu"):
            periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan")

    def test_what_was_right_and_is_unchanged_need_not_be_said_again(self, ajuan, seruni, cast):
        """Partial approval: in the second round only what moved has to be looked at."""
        periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan", satu_kembali(ajuan))
        SuratKeputusan.objects.filter(posyandu=seruni, jenis="kader").update(nomor="2/baru")
        actions.ajukan(seruni, actor=cast["operator_desa"])
        ajuan.refresh_from_db()
        hanya = [p for p in semua_sesuai(ajuan) if p.butir == "sk_kader"]
        assert periksa(ajuan, cast["verifikator_kecamatan"], putusan=hanya).status == S.DIPERIKSA

    def test_what_was_right_and_changed_must_be_said_again(self, ajuan, seruni, cast):
        periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan", satu_kembali(ajuan))
        Posyandu.objects.filter(pk=seruni.pk).update(alamat="Pindah ke mana")
        actions.ajukan(seruni, actor=cast["operator_desa"])
        ajuan.refresh_from_db()
        hanya = [p for p in semua_sesuai(ajuan) if p.butir == "sk_kader"]
        with pytest.raises(TransitionRefused, match="Belum dinyatakan sesuai: Nama, alamat"):
            periksa(ajuan, cast["verifikator_kecamatan"], putusan=hanya)

    def test_the_last_word_of_a_desk_counts(self, ajuan, cast):
        periksa(ajuan, cast["verifikator_kecamatan"], "kembalikan_kecamatan", satu_kembali(ajuan))
        kata = putusan_terakhir(ajuan, "kecamatan")
        assert kata["sk_kader"].putusan == "kembali"
        assert kata["ketua"].putusan == "setuju"


class TestBasi:
    def test_an_item_that_moved_under_the_reviewer_is_named_and_nothing_is_stored(self, ajuan, seruni, cast):
        lama = semua_sesuai(ajuan)
        Posyandu.objects.filter(pk=seruni.pk).update(alamat="Jalan Baru 9")
        with pytest.raises(Bergeser) as galat:
            periksa(ajuan, cast["verifikator_kecamatan"], putusan=lama)
        assert set(galat.value.butir) == {"berdiri", "kedudukan", "sekretariat"}
        assert not PutusanButir.objects.exists()

    def test_a_page_of_an_older_version_changes_nothing(self, ajuan, cast):
        isi = semua_sesuai(ajuan)
        with pytest.raises(Bentrok):
            actions.putuskan(ajuan.pk, "periksa", isi, versi=ajuan.versi - 1, actor=cast["verifikator_kecamatan"])

    def test_a_paper_that_ran_out_meanwhile_stops_the_file(self, ajuan, seruni, cast):
        SuratKeputusan.objects.filter(posyandu=seruni, jenis="kader").update(berlaku_sampai=date(2026, 1, 2))
        with pytest.raises(TransitionRefused, match="Sekarang ada yang kurang: Keputusan kader"):
            periksa(ajuan, cast["verifikator_kecamatan"])


class TestAkhir:
    def test_not_processable_and_withdrawn_need_a_reason_and_free_the_unit(self, ajuan, seruni, cast):
        AJUAN.apply(ajuan.pk, "tarik", actor=cast["operator_desa"], note="salah unit")
        assert actions.mulai_ajuan(seruni, actor=cast["operator_desa"]).pk != ajuan.pk

    def test_a_file_without_a_batch_is_not_sent(self, seruni, cast):
        ajuan = make_ajuan(seruni, "periksa", "verifikasi")
        with pytest.raises(TransitionRefused, match="Masukkan dulu ke paket"):
            AJUAN.apply(ajuan.pk, "kirim", actor=cast["dinas_pmd"])

    def test_a_number_is_issued_only_when_one_is_there(self, seruni, cast):
        ajuan = make_ajuan(seruni, "periksa", "verifikasi")
        Ajuan.objects.filter(pk=ajuan.pk).update(status="dikirim")
        with pytest.raises(TransitionRefused, match="belum dicatat"):
            AJUAN.apply(ajuan.pk, "terbit", actor=cast["dinas_pmd"])


class TestPetugas:
    def test_goes_to_somebody_of_that_desk_only(self, ajuan, cast):
        with pytest.raises(Ditolak, match="tidak bertugas di meja itu"):
            actions.tugaskan(ajuan.pk, cast["dinas_pmd"], actor=cast["verifikator_kecamatan"])
        actions.tugaskan(ajuan.pk, cast["verifikator_kecamatan"], actor=cast["verifikator_kecamatan"])
        ajuan.refresh_from_db()
        assert ajuan.petugas == cast["verifikator_kecamatan"]


def test_a_file_keeps_the_version_it_was_handed_in_under(seruni):
    lama = Ajuan.objects.create(posyandu=lengkapi(seruni), versi_syarat="2026-1")
    assert {b.kode for b in hasil_ajuan(lama).semua} < {b.kode for b in hasil(seruni).semua}


def test_a_new_unit_of_another_village_is_no_part_of_this_file(ajuan):
    make_posyandu(KLEGO)
    assert hasil_ajuan(ajuan).lengkap
