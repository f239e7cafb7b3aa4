"""A round of confirmations: who opens it, what a unit says of each section, what is counted."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.roles import Cap
from accounts.scope import Scope
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions import Dasar
from registry.bagian_data import BAGIAN_DATA, NAMA_BAGIAN
from registry.isi_bagian import PEMBACA, baca_bagian
from registry.metrics_pemutakhiran import belum_selesai, kemajuan
from registry.models import KonfirmasiBagian, PeriodePemutakhiran, Posyandu
from registry.workflow_pemutakhiran import PERIODE
from reporting.tugas import tugas_saya
from tests.pembuat import KANDANG_PANJANG, KLEGO, make_kader, make_posyandu
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
KOTA = "33.75"


def hari(n: int = 0):
    return hari_ini(KLEGO) + timedelta(days=n)


def buka(kode: str = KOTA, tenggat=None, actor=None) -> PeriodePemutakhiran:
    wilayah = Wilayah.objects.get(kode=kode)
    return actions.buka_pemutakhiran(wilayah, "Semester II", tenggat or hari(30), actor=actor)


def baca(unit: Posyandu):
    return baca_bagian(Posyandu.objects.select_related("wilayah").get(pk=unit.pk))


def benar(unit: Posyandu, *bagian: str, actor=None) -> list[KonfirmasiBagian]:
    """Confirm those sections (all when none is named) as they are now."""
    isi = baca(unit)
    return [actions.konfirmasi(unit.pk, b, isi[b].sidik, actor=actor) for b in bagian or NAMA_BAGIAN]


def tutup(periode: PeriodePemutakhiran) -> None:
    PERIODE.apply(periode.pk, "tutup_pemutakhiran", actor=None)


class TestBuka:
    def test_one_open_round_reaches_a_unit(self):
        buka()
        for kode in (KOTA, KLEGO[:8], KLEGO):
            with pytest.raises(Ditolak, match="Masih ada pemutakhiran"):
                buka(kode)

    def test_a_round_below_stands_in_the_way_of_one_above(self):
        buka(KLEGO)
        with pytest.raises(Ditolak, match="Masih ada pemutakhiran"):
            buka(KOTA)
        assert buka(KANDANG_PANJANG).pk

    def test_a_closed_one_does_not(self):
        pertama = buka()
        tutup(pertama)
        pertama.refresh_from_db()
        assert pertama.ditutup == hari()
        assert buka().pk

    @pytest.mark.parametrize("n", [-1, 0, 367])
    def test_the_deadline_lies_ahead_and_within_a_year(self, n):
        with pytest.raises(Ditolak) as galat:
            buka(tenggat=hari(n))
        assert galat.value.kolom == "tenggat"

    def test_not_for_a_province(self):
        with pytest.raises(Ditolak, match="satu kabupaten"):
            buka("33")

    def test_the_dinas_of_another_area_does_not(self, cast):
        with pytest.raises((Http404, PermissionDenied)):
            buka("62.03", actor=cast["dinas_pmd"])
        with pytest.raises(PermissionDenied):
            buka(KLEGO, actor=cast["operator_desa"])

    def test_longer_never_shorter_and_with_a_reason(self):
        periode = buka()
        for n, alasan in ((30, "x"), (29, "x"), (31, " ")):
            with pytest.raises(Ditolak):
                actions.perpanjang_pemutakhiran(periode.pk, hari(n), alasan, actor=None)
        actions.perpanjang_pemutakhiran(periode.pk, hari(31), "banjir", actor=None)
        periode.refresh_from_db()
        assert periode.tenggat == hari(31)
        tutup(periode)
        with pytest.raises(Ditolak, match="sudah ditutup"):
            actions.perpanjang_pemutakhiran(periode.pk, hari(40), "x", actor=None)
        with pytest.raises(TransitionRefused):
            tutup(periode)


class TestKonfirmasi:
    def test_every_section_has_a_reader(self):
        assert list(PEMBACA) == [kode for kode, _, _ in BAGIAN_DATA]

    def test_twice_is_once(self, seruni):
        buka()
        satu, dua = benar(seruni, "profil") + benar(seruni, "profil")
        assert satu.pk == dua.pk
        assert Catatan.objects.filter(aksi="konfirmasi").count() == 1

    def test_a_page_that_is_out_of_date_confirms_nothing(self, seruni):
        buka()
        sidik = baca(seruni)["orang"].sidik
        make_kader(seruni, "sosial", nama="Kader baru")
        with pytest.raises(Bentrok) as galat:
            actions.konfirmasi(seruni.pk, "orang", sidik, actor=None)
        assert "Kader baru" in str(galat.value.sekarang.butir)
        assert not KonfirmasiBagian.objects.exists()

    def test_what_was_changed_since_is_confirmed_as_changed(self, seruni):
        (lama,) = benar(seruni, "orang")
        make_kader(seruni, "sosial", nama="Kader baru")
        (baru,) = benar(seruni, "orang")
        assert (lama.cara, baru.cara) == ("masih_benar", "diubah")

    @pytest.mark.parametrize(
        ("bagian", "ubah"),
        [
            ("profil", {"alamat": "Jalan lain"}),
            ("lokasi", {"lintang": "-6.880000", "bujur": "109.670000"}),
            ("profil", {"dana_sehat": False}),
        ],
    )
    def test_a_change_of_the_unit_changes_its_section_only(self, seruni, bagian, ubah):
        lama = baca(seruni)
        Posyandu.objects.filter(pk=seruni.pk).update(**ubah)
        baru = baca(seruni)
        assert {k for k in baru if baru[k].sidik != lama[k].sidik} == {bagian}

    def test_a_change_elsewhere_changes_nothing(self, seruni):
        lama = baca(seruni)
        make_kader(make_posyandu(KLEGO))
        assert {k: b.sidik for k, b in baca(seruni).items()} == {k: b.sidik for k, b in lama.items()}

    def test_a_closed_unit_confirms_nothing(self, seruni):
        sidik = baca(seruni)["profil"].sidik
        actions.tutup(seruni.pk, Dasar(hari(), "pindah"), actor=None)
        with pytest.raises(Ditolak, match="sudah tutup"):
            actions.konfirmasi(seruni.pk, "profil", sidik, actor=None)

    def test_a_kader_does_not_confirm(self, seruni, cast):
        sidik = baca(seruni)["profil"].sidik
        with pytest.raises(PermissionDenied):
            actions.konfirmasi(seruni.pk, "profil", sidik, actor=cast["kader"])
        assert actions.konfirmasi(seruni.pk, "profil", sidik, actor=cast["pengurus"]).pk

    def test_the_unit_is_confirmed_since_its_oldest_section(self, seruni):
        benar(seruni, *[b for b in NAMA_BAGIAN if b != "surat"])
        seruni.refresh_from_db()
        assert seruni.dikonfirmasi is None
        KonfirmasiBagian.objects.filter(bagian="profil").update(pada="2026-01-05T03:00:00Z")
        benar(seruni, "surat")
        seruni.refresh_from_db()
        assert seruni.dikonfirmasi.isoformat() == "2026-01-05"

    def test_a_new_round_asks_again(self, seruni):
        pertama = buka()
        benar(seruni)
        tutup(pertama)
        kedua = buka()
        assert kemajuan(Scope.publik(), kedua, KLEGO)[0].selesai == 0
        benar(seruni)
        assert kemajuan(Scope.publik(), kedua, KLEGO)[0].selesai == 1
        assert kemajuan(Scope.publik(), pertama, KLEGO)[0].selesai == 1

    def test_after_closing_it_counts_for_no_round(self, seruni):
        periode = buka()
        tutup(periode)
        benar(seruni)
        assert kemajuan(Scope.publik(), periode, KLEGO)[0].selesai == 0
        assert not KonfirmasiBagian.objects.exclude(periode=None).exists()


class TestHitung:
    def test_done_partly_and_not_begun_by_area(self, seruni):
        periode = buka()
        sebagian, belum, jauh = make_posyandu(KLEGO), make_posyandu(KLEGO), make_posyandu(KANDANG_PANJANG)
        benar(seruni)
        benar(sebagian, "profil", "lokasi")
        benar(jauh)
        semua, anak = kemajuan(Scope.publik(), periode, KOTA)
        assert (semua.unit, semua.selesai, semua.sebagian, semua.belum) == (4, 2, 1, 1)
        assert {d.kode: (d.unit, d.selesai, d.sebagian, d.belum) for d in anak} == {
            KLEGO[:8]: (3, 1, 1, 1),
            KANDANG_PANJANG[:8]: (1, 1, 0, 0),
        }
        rows = {u.pk: u.ada for u in belum_selesai(Posyandu.objects.all(), periode)}
        assert rows == {sebagian.pk: 2, belum.pk: 0}

    def test_a_closed_unit_is_not_waited_for(self, seruni):
        periode = buka()
        actions.tutup(seruni.pk, Dasar(hari(), "pindah"), actor=None)
        semua, anak = kemajuan(Scope.publik(), periode, KOTA)
        assert (semua.unit, anak) == (0, [])
        assert not belum_selesai(Posyandu.objects.all(), periode)

    def test_the_same_cost_for_three_units_and_for_thirty(self):
        periode, biaya = buka(), []
        for n in (3, 27):
            for _ in range(n):
                benar(make_posyandu(KLEGO), "profil")
            with CaptureQueriesContext(connection) as catatan:
                kemajuan(Scope.publik(), periode, KOTA)
            biaya.append(len(catatan))
        assert biaya == [3, 3]


class TestHalaman:
    def test_a_unit_confirms_section_by_section(self, seruni, cast, masuk):
        buka()
        client, alamat = masuk(cast["pengurus"]), f"/posyandu/{seruni.kode}/pemutakhiran/"
        halaman = client.get(alamat).content.decode()
        assert "0 dari 7 bagian sudah dikonfirmasi" in halaman
        assert halaman.count("Masih benar<") == 7
        isi = {"sidik": baca(seruni)["profil"].sidik}
        assert client.post(f"{alamat}profil/", isi).status_code == 302
        halaman = client.get(alamat).content.decode()
        assert "1 dari 7 bagian sudah dikonfirmasi" in halaman
        assert halaman.count("Masih benar<") == 6

    def test_a_stale_page_is_answered_with_what_is_there_now(self, seruni, cast, masuk):
        isi = {"sidik": baca(seruni)["profil"].sidik}
        Posyandu.objects.filter(pk=seruni.pk).update(alamat="Jalan Baru 7")
        jawaban = masuk(cast["pengurus"]).post(f"/posyandu/{seruni.kode}/pemutakhiran/profil/", isi)
        assert jawaban.status_code == 409
        assert "Jalan Baru 7" in jawaban.content.decode()

    def test_whoever_only_reads_has_no_button(self, seruni, cast, masuk):
        halaman = masuk(cast["kader"]).get(f"/posyandu/{seruni.kode}/pemutakhiran/").content.decode()
        assert "Masih benar<" not in halaman

    def test_the_dinas_opens_follows_and_closes(self, seruni, cast, masuk):
        client = masuk(cast["dinas_pmd"])
        isi = {"wilayah": KOTA, "judul": "Semester II", "tenggat": hari(30).isoformat()}
        assert client.post("/posyandu/pemutakhiran/baru/", isi | {"judul": ""}).status_code == 422
        tujuan = client.post("/posyandu/pemutakhiran/baru/", isi).url
        assert "Pekalongan Timur" in client.get(tujuan).content.decode()
        assert "Seruni" in client.get(f"{tujuan}?wilayah={KLEGO}").content.decode()
        assert client.post(f"{tujuan}perpanjang/", {"tenggat": isi["tenggat"], "alasan": "x"}).status_code == 422
        assert client.post(f"{tujuan}tutup/").status_code == 302
        assert "ditutup" in client.get(tujuan).content.decode()

    def test_lists_say_when(self, seruni, cast, masuk):
        client = masuk(cast["dinas_pmd"])
        assert "belum pernah" in client.get("/posyandu/").content.decode()
        Posyandu.objects.filter(pk=seruni.pk).update(dikonfirmasi="2026-03-09")
        for alamat in ("/posyandu/", "/registrasi/"):
            assert "9 Mar 2026" in client.get(alamat).content.decode()
        for jenis in ("posyandu", "kesiapan"):
            unduhan = client.post(f"/ekspor/{jenis}/", {"bentuk": "csv"})
            assert "2026-03-09" in b"".join(unduhan).decode("utf-8-sig")

    def test_progress_goes_out_as_a_file(self, seruni, cast, masuk):
        buka()
        benar(seruni, "profil", "lokasi")
        unduhan = masuk(cast["dinas_pmd"]).post("/ekspor/pemutakhiran/", {"bentuk": "csv"})
        isi = b"".join(unduhan).decode("utf-8-sig")
        (baris,) = csv.DictReader(io.StringIO(isi), dialect=csv.Sniffer().sniff(isi.splitlines()[0]))
        assert (baris["Nama posyandu"], baris["Bagian dikonfirmasi"], baris["Dari"]) == ("Seruni", "2", "7")


class TestTugas:
    def _tugas(self, user):
        return [t for t in tugas_saya(user)[0] if "dikonfirmasi" in t.judul]

    def test_a_unit_and_its_village_are_told_what_is_left(self, seruni, cast):
        make_posyandu(KLEGO)
        assert self._tugas(cast["pengurus"]) == []
        buka()
        benar(seruni, "profil")
        assert [t.lencana for t in self._tugas(cast["pengurus"])] == ["6"]
        assert [t.lencana for t in self._tugas(cast["operator_desa"])] == ["2"]
        benar(seruni)
        assert self._tugas(cast["pengurus"]) == []
        assert [t.lencana for t in self._tugas(cast["dinas_pmd"])] == ["1"]
        assert self._tugas(cast["kader"]) == []

    def test_it_grows_urgent(self, seruni, cast):
        periode = buka()
        nada = []
        for n in (15, 14, -1):
            PeriodePemutakhiran.objects.filter(pk=periode.pk).update(mulai=hari(-5), tenggat=hari(n))
            nada.append(self._tugas(cast["pengurus"])[0].nada)
        assert nada == ["netral", "awas", "buruk"]


def test_a_round_is_read_from_below_and_not_from_beside(cast):
    buka(KLEGO)
    terlihat = {s for s, u in cast.items() if PeriodePemutakhiran.objects.untuk_bawahan(u, Cap.LIHAT).exists()}
    assert "kader" in terlihat
    assert not terlihat & {"kabupaten_lain", "kelurahan_lain", "tanpa_tugas"}
