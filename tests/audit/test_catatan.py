"""The log: nothing in it is changed or taken away, and no personal value enters it."""

import datetime
import json
from decimal import Decimal

import pytest
import structlog
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from audit import pemicu
from audit.models import Catatan
from audit.record import buat, record, selisih, sidik
from registry.models import Posyandu
from tests.pembuat import make_posyandu, make_user

pytestmark = pytest.mark.django_db
KOLOM = "id, waktu, pelaku_nama, aksi, objek_jenis, objek_id, perubahan, dari, ke, catatan, permintaan"
TIMPA = f"SELECT {KOLOM.replace('pelaku_nama', repr('orang lain'))} FROM audit_catatan"  # noqa: S608
# On PostgreSQL emptying a table is a command of its own; on SQLite so is replacing a row.
PERINTAH = {
    "ubah": "UPDATE audit_catatan SET pelaku_nama = 'orang lain'",
    "hapus": "DELETE FROM audit_catatan",
    "timpa": f"INSERT INTO audit_catatan ({KOLOM}) {TIMPA} WHERE true "
    "ON CONFLICT (id) DO UPDATE SET pelaku_nama = excluded.pelaku_nama",
    "khas": {
        "postgresql": "TRUNCATE audit_catatan",
        "sqlite": f"INSERT OR REPLACE INTO audit_catatan ({KOLOM}) {TIMPA}",
    }[connection.vendor],
}


def isi_log() -> list[tuple]:
    return list(Catatan.objects.order_by("pk").values_list())


@pytest.mark.parametrize("sql", PERINTAH.values(), ids=PERINTAH.keys())
def test_the_database_refuses_to_change_the_log(seruni, sql):
    sebelum = isi_log()
    assert sebelum
    connection.check_constraints()  # none may be pending, or PostgreSQL refuses TRUNCATE for that reason alone
    with pytest.raises(DatabaseError, match=pemicu.PESAN), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert isi_log() == sebelum


def test_the_orm_is_refused_like_everybody(seruni):
    satu = Catatan.objects.get(objek_id=seruni.pk)
    for langkah in (
        lambda: Catatan.objects.update(aksi="lain"),
        lambda: Catatan.objects.filter(pk=satu.pk).delete(),
        lambda: satu.save(),
        lambda: Catatan.objects.bulk_update([satu], ["aksi"]),
    ):
        with pytest.raises(DatabaseError, match=pemicu.PESAN), transaction.atomic():
            langkah()


def test_the_triggers_may_be_installed_again(seruni):
    pemicu.pasang()
    pemicu.pasang()
    with pytest.raises(DatabaseError, match=pemicu.PESAN), transaction.atomic():
        Catatan.objects.update(aksi="lain")


def test_the_log_still_takes_new_rows(seruni):
    sebelum = len(isi_log())
    record(None, "contoh", seruni)
    assert len(isi_log()) == sebelum + 1


def test_an_account_in_the_log_cannot_be_deleted(seruni):
    user = make_user("saksi")
    record(user, "contoh", seruni)
    with pytest.raises(ProtectedError):
        user.delete()


def test_the_log_keeps_the_name_the_person_had(seruni):
    user = make_user("ibu-rahayu")
    satu = record(user, "contoh", seruni)
    user.nama = "Nama Baru"
    user.save()
    satu.refresh_from_db()
    assert (satu.pelaku, satu.pelaku_nama) == (user, "Ibu-Rahayu")


def test_what_nobody_did_the_system_did(seruni):
    satu = record(None, "contoh", seruni)
    assert (satu.pelaku_id, satu.pelaku_nama) == (None, "sistem")


def test_the_log_carries_the_request_it_came_from(seruni):
    with structlog.contextvars.bound_contextvars(request_id="r" * 60):
        assert buat(None, "contoh", seruni).permintaan == "r" * 40


def test_history_is_of_one_row_newest_first(seruni):
    lain = make_posyandu(nama="Lain")
    satu, dua = record(None, "satu", seruni), record(None, "dua", seruni)
    record(None, "tiga", lain)
    assert list(Catatan.objects.untuk(seruni))[:2] == [dua, satu]
    assert not Catatan.objects.untuk(seruni).filter(aksi="tiga").exists()


def test_history_never_mixes_two_kinds_with_one_number(seruni):
    user = make_user("nomor-sama")
    record(None, "atas_akun", user)
    assert not Catatan.objects.untuk(Posyandu(pk=user.pk)).filter(aksi="atas_akun").exists()


def test_selisih_holds_only_what_differs():
    assert selisih({"nama": "Seruni", "rt": "001"}, {"nama": "Seruni", "rt": "002"}) == {"rt": ["001", "002"]}
    assert selisih({}, {"nama": "Seruni"}) == {"nama": [None, "Seruni"]}
    assert selisih({"nama": "Seruni"}, {"nama": "Seruni"}) == {}


def test_selisih_hides_personal_columns():
    beda = selisih({"kontak": "+6281200000000"}, {"kontak": "+6281311112222"}, pribadi=["kontak"])
    assert beda["kontak"][0] == "berubah"
    teks = json.dumps(beda)
    assert "+6281311112222" not in teks
    assert "+6281200000000" not in teks


def test_a_personal_column_that_stays_is_not_in_the_log():
    assert selisih({"kontak": "+62812"}, {"kontak": "+62812"}, pribadi=["kontak"]) == {}


def test_the_hash_tells_equal_values_and_depends_on_the_key(settings):
    settings.PII_KEYS = ["satu", "lama"]
    pertama = sidik("+62812")
    assert pertama == sidik("+62812")
    assert pertama != sidik("+62813")
    settings.PII_KEYS = ["dua", "satu"]
    assert sidik("+62812") != pertama


@pytest.mark.parametrize(
    ("lama", "baru"),
    [
        (datetime.date(2026, 1, 1), datetime.date(2026, 1, 2)),
        (datetime.time(8, 0), datetime.time(9, 30)),
        (None, datetime.time(8, 0)),
        (Decimal("-6.880000"), Decimal("-6.881000")),
        (1, 2),
        (True, False),
        (None, "x"),
    ],
)
def test_every_kind_of_value_can_be_stored(seruni, lama, baru):
    satu = record(None, "contoh", seruni, perubahan=selisih({"kolom": lama}, {"kolom": baru}))
    satu.refresh_from_db()
    assert satu.perubahan["kolom"][0] != satu.perubahan["kolom"][1]


def test_the_same_amount_written_shorter_is_no_change():
    assert selisih({"lintang": Decimal("-6.880000")}, {"lintang": Decimal("-6.88")}) == {}


def test_no_phone_number_of_a_unit_is_ever_in_the_log(seruni):
    semua = json.dumps([c.perubahan for c in Catatan.objects.untuk(seruni)])
    assert "nama_kontak" in semua
    assert seruni.kontak not in semua
    assert seruni.nama_kontak not in semua
