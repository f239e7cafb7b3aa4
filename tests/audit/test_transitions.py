"""The one place a status changes: every refusal leaves everything as it was, every step leaves one log row."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.models import DokumenAnggaran, StatusDokumen
from planning.workflow import DOKUMEN
from spm_services.models import Rekaman, StatusRekaman
from spm_services.workflow import REKAMAN
from tests.pembuat import make_baris, make_dokumen, make_rekaman, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rekaman(seruni, cast):
    return make_rekaman(seruni, cast["kader"])


def keadaan(objek) -> tuple:
    """Everything a refused step must leave alone: the row and the whole log."""
    return (
        list(type(objek).objects.filter(pk=objek.pk).values_list()),
        list(Catatan.objects.order_by("pk").values_list("pk", flat=True)),
    )


def test_a_step_moves_the_status_and_raises_versi(rekaman, cast):
    hasil = REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="Salah tanggal")
    rekaman.refresh_from_db()
    assert hasil.status == rekaman.status == StatusRekaman.DIBATALKAN
    assert hasil.versi == rekaman.versi == 2


def test_a_step_writes_one_log_row_with_who_from_where_and_why(rekaman, cast):
    REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="Salah tanggal")
    satu = Catatan.objects.untuk(rekaman).get(aksi="batalkan")
    assert (satu.dari, satu.ke, satu.catatan) == ("berlaku", "dibatalkan", "Salah tanggal")
    assert satu.pelaku == cast["kader"]


def test_a_step_writes_no_other_column(rekaman, cast):
    beda = {"status", "versi"}
    lama = Rekaman.objects.filter(pk=rekaman.pk).values().get()
    REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    baru = Rekaman.objects.filter(pk=rekaman.pk).values().get()
    assert {k for k in lama if lama[k] != baru[k]} == beda


def test_a_step_from_a_wrong_status_is_refused(rekaman, cast):
    REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    sebelum = keadaan(rekaman)
    with pytest.raises(TransitionRefused, match="tidak berlaku lagi") as galat:
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    assert galat.value.code == "status"
    assert keadaan(rekaman) == sebelum


@pytest.mark.parametrize("alasan", ["", "   ", "\n\t"])
def test_a_step_that_needs_a_reason_is_refused_without(rekaman, cast, alasan):
    sebelum = keadaan(rekaman)
    with pytest.raises(TransitionRefused, match="alasannya") as galat:
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note=alasan)
    assert galat.value.code == "catatan"
    assert keadaan(rekaman) == sebelum


@pytest.mark.parametrize("siapa", ["kabupaten_lain", "kelurahan_lain", "tanpa_tugas"])
def test_out_of_the_area_the_row_does_not_exist(rekaman, cast, siapa):
    sebelum = keadaan(rekaman)
    with pytest.raises(Http404):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast[siapa], note="x")
    assert keadaan(rekaman) == sebelum


@pytest.mark.parametrize("siapa", ["verifikator_kecamatan", "dinas_pmd", "tim_pembina", "auditor", "nakes", "nasional"])
def test_in_the_area_without_the_duty_is_forbidden(rekaman, cast, siapa):
    sebelum = keadaan(rekaman)
    with pytest.raises(PermissionDenied):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast[siapa], note="x")
    assert keadaan(rekaman) == sebelum


@pytest.mark.parametrize("siapa", ["opd", "uptd_ppa", "admin_wilayah"])
def test_who_may_not_see_single_records_gets_not_found(rekaman, cast, siapa):
    """The record is of the field kesehatan: the OPD sosial, the UPTD PPA and the account admin do not see it."""
    with pytest.raises(Http404):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast[siapa], note="x")


def test_a_refusal_never_tells_an_outsider_the_status(rekaman, cast):
    REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    with pytest.raises(Http404):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=cast["kabupaten_lain"], note="")


def test_a_row_that_is_not_there_is_not_found(cast):
    with pytest.raises(Http404):
        REKAMAN.apply(987_654_321, "batalkan", actor=cast["kader"], note="x")


def test_a_guard_refuses_and_nothing_changes(cast):
    dokumen = make_dokumen("apbd", "33.75", tetap=False)
    make_baris(dokumen)
    sebelum = keadaan(dokumen)
    with pytest.raises(TransitionRefused, match="nomor") as galat:
        DOKUMEN.apply(dokumen.pk, "tetapkan", actor=cast["perencana"])
    assert galat.value.code == "nomor"
    assert keadaan(dokumen) == sebelum


def dengan(**ganti):
    """REKAMAN with one thing about its step changed."""
    return replace(REKAMAN, transitions=(replace(REKAMAN.transitions[0], **ganti),))


def test_an_effect_that_fails_takes_the_status_back(rekaman, cast):
    def gagal(objek, actor):
        raise RuntimeError("listrik mati")

    sebelum = keadaan(rekaman)
    with pytest.raises(RuntimeError):
        dengan(effects=(gagal,)).apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    assert keadaan(rekaman) == sebelum


def test_an_effect_sees_the_row_as_it_is_now(rekaman, cast):
    dilihat = []
    aliran = dengan(effects=(lambda o, a: dilihat.append((o.status, o.versi, a)),))
    aliran.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    assert dilihat == [("dibatalkan", 2, cast["kader"])]


def test_a_notice_goes_out_only_after_the_commit(rekaman, cast, django_capture_on_commit_callbacks):
    kabar = []
    aliran = dengan(notify=(lambda pk, siapa: kabar.append((pk, siapa)),))
    with django_capture_on_commit_callbacks() as menunggu:
        aliran.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
        assert kabar == []
    for panggil in menunggu:
        panggil()
    assert kabar == [(rekaman.pk, cast["kader"].pk)]


def test_a_refused_step_sends_no_notice(rekaman, cast, django_capture_on_commit_callbacks):
    aliran = dengan(notify=(lambda pk, siapa: None,))
    with django_capture_on_commit_callbacks() as menunggu, pytest.raises(TransitionRefused):
        aliran.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="")
    assert menunggu == []


def test_the_system_takes_a_step_in_its_own_name_and_is_held_to_the_table(rekaman):
    REKAMAN.apply(rekaman.pk, "batalkan", actor=None, note="Data contoh")
    satu = Catatan.objects.untuk(rekaman).get(aksi="batalkan")
    assert (satu.pelaku_id, satu.pelaku_nama) == (None, "sistem")
    with pytest.raises(TransitionRefused):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=None, note="Data contoh")


def test_nobody_signed_in_is_not_the_system(rekaman):
    with pytest.raises((Http404, PermissionDenied, AttributeError)):
        REKAMAN.apply(rekaman.pk, "batalkan", actor=AnonymousUser(), note="x")
    rekaman.refresh_from_db()
    assert rekaman.berlaku


def test_the_rows_before_it_are_locked_first(rekaman, cast):
    urutan = []
    aliran = dengan(guards=(lambda o, a: urutan.append("penjaga"),))
    aliran = replace(aliran, lock_before=lambda pk: urutan.append("unit"))
    aliran.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    assert urutan == ["unit", "penjaga"]


def langkah(aliran, objek, actor) -> list[str]:
    return [t.name for t in aliran.available([objek], actor)[objek.pk]]


def test_available_offers_the_steps_of_the_status_to_who_may_take_them(cast):
    draf, tetap = make_dokumen("rkpd", "33.75", tetap=False), make_dokumen("apbd", "33.75")
    assert langkah(DOKUMEN, draf, cast["perencana"]) == ["tetapkan"]
    assert langkah(DOKUMEN, tetap, cast["perencana"]) == ["diubah", "cabut"]
    assert langkah(DOKUMEN, tetap, cast["tim_pembina"]) == []
    assert langkah(DOKUMEN, tetap, cast["operator_desa"]) == []


def test_available_asks_once_for_each_duty_however_many_rows(cast):
    dokumen = [make_dokumen("rkpd", "33.75", tahun, tetap=False) for tahun in range(2001, 2031)]
    biaya = []
    for n in (3, 30):
        orang = type(cast["perencana"]).objects.get(pk=cast["perencana"].pk)
        with CaptureQueriesContext(connection) as catatan:
            DOKUMEN.available(dokumen[:n], orang)
        biaya.append(len(catatan))
    assert biaya == [2, 2]  # the person's assignments, and the one duty


def test_available_for_nothing_asks_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert DOKUMEN.available([], cast["perencana"]) == {}


def test_a_planner_of_another_area_takes_no_step():
    dokumen = make_dokumen("apbd", "33.75")
    jauh = make_user("perencana-kapuas", peran="perencana", kode="62.03")
    with pytest.raises(Http404):
        DOKUMEN.apply(dokumen.pk, "cabut", actor=jauh, note="x")
    assert DokumenAnggaran.objects.get(pk=dokumen.pk).status == StatusDokumen.DITETAPKAN


def test_every_step_of_every_workflow_ends_in_a_status_of_its_model():
    for aliran in (REKAMAN, DOKUMEN):
        sah = {k for k, _ in aliran.model._meta.get_field(aliran.field).choices}
        assert {s for t in aliran.transitions for s in {*t.sources, t.target}} <= sah
        assert {t.duty for t in aliran.transitions} <= set(Cap)


def test_a_notice_that_fails_takes_nothing_back_and_stops_no_other(rekaman, cast, django_capture_on_commit_callbacks):
    kabar = []

    def rusak(pk, siapa):
        raise RuntimeError("surel mati")

    aliran = dengan(notify=(rusak, lambda pk, siapa: kabar.append(pk)))
    with django_capture_on_commit_callbacks() as panggilan:
        aliran.apply(rekaman.pk, "batalkan", actor=cast["kader"], note="x")
    assert all(p.__qualname__ for p in panggilan)  # by this Django's log names one that failed
    with pytest.raises(RuntimeError):
        panggilan[0]()
    panggilan[1]()
    assert kabar == [rekaman.pk]
