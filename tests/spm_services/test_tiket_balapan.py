"""Many at once on one ticket: exactly one decision stands, the others are told and nothing of theirs is kept."""

import uuid
from datetime import date

import pytest

from audit.models import Catatan
from posyandu_app.lib.galat import Bentrok, Ditolak
from spm_services import actions
from spm_services.models import JawabanTiket, JedaTiket, Tiket, VerifikasiTiket
from tests.lib.serempak import galat_dari, serempak
from tests.pembuat import KLEGO, kiriman, make_user
from tests.spm_services.tiket import BANSOS, MOHON, isi_verifikasi, majukan, make_kek, make_tiket

pytestmark = pytest.mark.usefixtures("transaksi")
UTAS = 8


@pytest.fixture
def tiket(seruni):
    return majukan(make_tiket(seruni, make_user("kader", peran="kader", kode=seruni.kode), BANSOS), "ajukan")


def test_of_eight_desks_that_decide_at_once_exactly_one_wins(tiket):
    desa = [make_user(f"desa{i}", peran="operator_desa", kode=KLEGO) for i in range(UTAS)]
    isian, versi = isi_verifikasi(date.today()), tiket.versi  # noqa: DTZ011 (any day not in the future will do)

    def putus(ke: int):
        if ke % 2:
            return actions.verifikasi_tiket(tiket.pk, isian, versi=versi, actor=desa[ke])
        return actions.kembalikan_tiket(tiket.pk, "Foto kurang", versi=versi, actor=desa[ke])

    hasil = serempak([lambda ke=ke: putus(ke) for ke in range(UTAS)])
    assert [type(g) for g in galat_dari(hasil)] == [Bentrok] * (UTAS - 1)
    tiket.refresh_from_db()
    assert tiket.versi == versi + 1
    kembali = tiket.status == "dikembalikan"
    assert (VerifikasiTiket.objects.count(), JedaTiket.objects.count()) == ((0, 1) if kembali else (1, 0))
    aksi = {"verifikasi_tiket", "kembalikan_tiket"}
    assert Catatan.objects.filter(objek_jenis="spm_services.tiket", objek_id=tiket.pk, aksi__in=aksi).count() == 1


def test_of_eight_answers_with_one_page_exactly_one_is_kept(tiket):
    majukan(tiket, "teruskan")
    opd = [make_user(f"opd{i}", peran="opd", kode="33.75", bidang="sosial") for i in range(UTAS)]
    jawab = actions.IsiJawaban("dikerjakan", "Siap")
    hasil = serempak(
        [lambda ke=ke: actions.jawab_tiket(tiket.pk, jawab, versi=tiket.versi, actor=opd[ke]) for ke in range(UTAS)]
    )
    assert [type(g) for g in galat_dari(hasil)] == [Bentrok] * (UTAS - 1)
    assert JawabanTiket.objects.count() == 1


def test_a_request_sent_eight_times_at_once_is_one_ticket(seruni):
    kader = make_user("kader", peran="kader", kode=seruni.kode)
    sekali = kiriman(BANSOS, **MOHON)
    hasil = serempak([lambda: actions.catat(seruni, sekali, actor=kader)] * UTAS)
    assert galat_dari(hasil) == []
    assert Tiket.objects.count() == 1


def test_a_visit_referred_eight_times_at_once_is_one_referral(seruni):
    kader = make_user("kader", peran="kader", kode=seruni.kode)
    kunjungan = make_kek(seruni, kader)

    def rujuk():
        isi = actions.IsiRujukan("", True, "sendiri", uuid.uuid4())
        return actions.buat_rujukan(kunjungan, isi, actor=kader)

    hasil = serempak([rujuk] * UTAS)
    assert [type(g) for g in galat_dari(hasil)] == [Ditolak] * (UTAS - 1)
    assert Tiket.objects.filter(jenis="rujukan").count() == 1
