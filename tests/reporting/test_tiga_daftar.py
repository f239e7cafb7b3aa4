"""The check of three lists: each figure counted again with plain SQL, and what is not counted."""

from datetime import date

import pytest
from django.db import connection

from accounts.models import User
from posyandu_app.lib.periode import Bulan
from registry import actions
from registry.models import BarisBayar, DaftarBayar, Kader, Orang, Posyandu
from registry.workflow_insentif import INSENTIF
from reporting.tiga_daftar import PERTANYAAN, angka, baris, tak_dinilai
from tests.pembuat import ANJIR, KLEGO, make_kader, make_kader_sk, make_posyandu, make_rekaman, make_tarif, make_user
from wilayah.models import Wilayah

pytestmark = pytest.mark.django_db
BULAN = Bulan(2026, 3)
HARI = date(2026, 3, 10)
KOTA = "33.75"


def bayar(tarif, *, tanda: bool = True, wilayah: str = KOTA, bulan: Bulan = BULAN) -> DaftarBayar:
    d = actions.susun_daftar(Wilayah.objects.get(pk=wilayah), tarif.pembayar, (bulan, bulan), actor=None)
    INSENTIF.apply(d.pk, "buka_insentif", actor=None)
    if tanda:
        actions.tanda_daftar(d.pk, tanggal=bulan.sampai, penanda_tangan="Kepala contoh", actor=None)
    return d


def catat(unit: Posyandu, user: User, hari: date = HARI) -> None:
    make_rekaman(unit, user, "biopori", tanggal=hari, terlayani=2)


def akun(kader: Kader, nama: str, peran: str = "kader") -> User:
    user = make_user(nama, peran=peran, kode=kader.posyandu.kode)
    Orang.objects.filter(pk=kader.orang_id).update(akun=user)
    return user


@pytest.fixture
def ramai(cast) -> dict[str, Posyandu]:
    """Four units in March: silent though paid; at work with and without a number; one somebody left."""
    unit = {n: make_posyandu(KLEGO, nama=n) for n in ("diam", "kerja", "bernomor", "sisa")}
    Posyandu.objects.filter(pk=unit["bernomor"].pk).update(nomor_registrasi=f"{KLEGO}.901")
    kader = {n: make_kader_sk(u, mulai=date(2026, 1, 1)) for n, u in unit.items()}
    rajin = akun(kader["kerja"], "kader.rajin")
    akun(kader["bernomor"], "kader.titip")
    lepas = make_user("kader.lepas", peran="kader", kode=unit["sisa"].kode)
    catat(unit["kerja"], rajin)
    catat(unit["bernomor"], cast["operator_desa"])
    catat(unit["sisa"], lepas)
    return unit


SQL = {
    "bayar_diam": """SELECT count(*) FROM registry_barisbayar b JOIN registry_daftarbayar d ON d.id = b.daftar_id
        WHERE d.status IN ('ditandatangani', 'dibayar')
        AND EXISTS (SELECT 1 FROM registry_bulanbayar m WHERE m.baris_id = b.id AND m.bulan = 202603)
        AND NOT EXISTS (SELECT 1 FROM spm_services_rekaman r WHERE r.posyandu_id = b.posyandu_id
            AND r.status = 'berlaku' AND r.tanggal >= '2026-03-01' AND r.tanggal < '2026-04-01')""",
    "kader_diam": """SELECT count(*) FROM registry_barisbayar b JOIN registry_daftarbayar d ON d.id = b.daftar_id
        JOIN registry_orang o ON o.id = b.orang_id
        WHERE d.status IN ('ditandatangani', 'dibayar') AND o.akun_id IS NOT NULL
        AND EXISTS (SELECT 1 FROM registry_bulanbayar m WHERE m.baris_id = b.id AND m.bulan = 202603)
        AND EXISTS (SELECT 1 FROM spm_services_rekaman r WHERE r.posyandu_id = b.posyandu_id
            AND r.status = 'berlaku' AND r.tanggal >= '2026-03-01' AND r.tanggal < '2026-04-01')
        AND NOT EXISTS (SELECT 1 FROM spm_services_rekaman r WHERE r.posyandu_id = b.posyandu_id
            AND r.pencatat_id = o.akun_id AND r.status = 'berlaku'
            AND r.tanggal >= '2026-03-01' AND r.tanggal < '2026-04-01')""",
    "catat_tanpa_nomor": """SELECT count(DISTINCT p.id) FROM registry_posyandu p
        JOIN spm_services_rekaman r ON r.posyandu_id = p.id
        WHERE p.nomor_registrasi IS NULL AND p.status = 'aktif' AND r.status = 'berlaku'
        AND r.tanggal >= '2026-03-01' AND r.tanggal < '2026-04-01'""",
    "catat_tanpa_masa": """SELECT count(*) FROM spm_services_rekaman r JOIN registry_posyandu p ON p.id = r.posyandu_id
        WHERE r.status = 'berlaku' AND r.tanggal >= '2026-03-01' AND r.tanggal < '2026-04-01'
        AND (EXISTS (SELECT 1 FROM registry_orang o WHERE o.akun_id = r.pencatat_id)
            OR EXISTS (SELECT 1 FROM accounts_penugasan t WHERE t.user_id = r.pencatat_id
                AND t.peran IN ('kader', 'pengurus') AND t.kode = p.kode))
        AND NOT EXISTS (SELECT 1 FROM registry_kader k JOIN registry_orang o ON o.id = k.orang_id
            WHERE k.posyandu_id = p.id AND o.akun_id = r.pencatat_id AND k.mulai <= r.tanggal
            AND (k.sampai IS NULL OR k.sampai > r.tanggal))
        AND NOT EXISTS (SELECT 1 FROM registry_pengurus k JOIN registry_orang o ON o.id = k.orang_id
            WHERE k.posyandu_id = p.id AND o.akun_id = r.pencatat_id AND k.mulai <= r.tanggal
            AND (k.sampai IS NULL OR k.sampai > r.tanggal))""",
}
GANDA = """SELECT count(*) FROM (SELECT coalesce(o.digabung_ke_id, o.id) AS siapa
    FROM registry_bulanbayar m JOIN registry_barisbayar b ON b.id = m.baris_id
    JOIN registry_daftarbayar d ON d.id = b.daftar_id JOIN registry_orang o ON o.id = m.orang_id
    WHERE m.bulan = 202603 AND d.status IN ('ditandatangani', 'dibayar')
    GROUP BY 1 HAVING {syarat}) x"""
SQL["dua_pembayar"] = GANDA.format(syarat="count(DISTINCT m.pembayar_id) > 1")
SQL["dua_kali"] = GANDA.format(syarat="count(*) > count(DISTINCT m.pembayar_id)")


def hitung(jenis: str) -> int:
    with connection.cursor() as kursor:
        kursor.execute(SQL[jenis])
        return int(kursor.fetchone()[0])


class TestHitung:
    def test_every_figure_is_what_plain_sql_counts(self, ramai, cast):
        bayar(make_tarif())
        dinas = cast["dinas_pmd"]
        kini = angka(dinas, KOTA, BULAN)
        assert kini == {p.kode: hitung(p.kode) for p in PERTANYAAN}
        assert kini == {
            "bayar_diam": 1,
            "kader_diam": 1,
            "catat_tanpa_nomor": 2,
            "catat_tanpa_masa": 1,
            "dua_pembayar": 0,
            "dua_kali": 0,
        }
        assert tak_dinilai(dinas, KOTA, BULAN) == 2

    def test_what_is_open_or_of_another_month_is_not_paid(self, ramai, cast):
        bayar(make_tarif(), tanda=False)
        assert angka(cast["dinas_pmd"], KOTA, BULAN)["bayar_diam"] == hitung("bayar_diam") == 0
        assert angka(cast["dinas_pmd"], KOTA, BULAN.tambah(1))["bayar_diam"] == 0

    def test_two_purses_are_said_and_one_twice_is_another_matter(self, ramai, cast):
        bayar(make_tarif())
        bayar(make_tarif(KOTA, "lainnya", nama="Baznas"))
        kini = angka(cast["dinas_pmd"], KOTA, BULAN)
        assert (kini["dua_pembayar"], kini["dua_kali"]) == (4, 0)
        assert (hitung("dua_pembayar"), hitung("dua_kali")) == (4, 0)

    def test_two_rows_that_were_one_person_all_along(self, ramai, cast):
        bayar(make_tarif())
        satu, dua = BarisBayar.objects.order_by("pk").values_list("orang", flat=True)[:2]
        Orang.objects.filter(pk=dua).update(digabung_ke=satu)
        assert angka(cast["dinas_pmd"], KOTA, BULAN)["dua_kali"] == hitung("dua_kali") == 1

    def test_a_cancelled_record_is_none(self, ramai, cast):
        bayar(make_tarif())
        ramai["kerja"].rekaman_list.update(status="dibatalkan")
        kini = angka(cast["dinas_pmd"], KOTA, BULAN)
        assert kini["bayar_diam"] == hitung("bayar_diam") == 2
        assert kini["catat_tanpa_nomor"] == hitung("catat_tanpa_nomor") == 1

    def test_a_term_on_the_day_is_enough(self, ramai, cast):
        kader = make_kader(ramai["sisa"], "sosial")
        Orang.objects.filter(pk=kader.orang_id).update(akun=User.objects.get(username="kader.lepas"))
        Kader.objects.filter(pk=kader.pk).update(mulai=HARI, sampai=date(2026, 3, 11))
        assert angka(cast["dinas_pmd"], KOTA, BULAN)["catat_tanpa_masa"] == 0
        Kader.objects.filter(pk=kader.pk).update(mulai=date(2026, 3, 1), sampai=HARI)
        assert angka(cast["dinas_pmd"], KOTA, BULAN)["catat_tanpa_masa"] == hitung("catat_tanpa_masa") == 1

    def test_each_counts_in_the_own_area_only(self, ramai, cast):
        bayar(make_tarif())
        assert set(angka(cast["kabupaten_lain"], KOTA, BULAN).values()) == {0}
        assert not baris("bayar_diam", cast["dinas_pmd"], ANJIR, BULAN).exists()


class TestHalaman:
    def test_from_the_figure_to_its_rows_and_a_file(self, ramai, cast, masuk):
        bayar(make_tarif())
        client = masuk(cast["dinas_pmd"])
        assert "Dibayar, posyandunya tanpa catatan" in client.get(f"/dasbor/{KOTA}/tiga-daftar/").content.decode()
        for p in PERTANYAAN:
            assert client.get(f"/dasbor/{KOTA}/tiga-daftar/{p.kode}/?bulan=2026-03").status_code == 200
            unduhan = client.post(f"/dasbor/{KOTA}/tiga-daftar/{p.kode}/?bulan=2026-03", {"bentuk": "csv"})
            n = len(b"".join(unduhan).decode("utf-8-sig").splitlines()) - 1
            assert n == baris(p.kode, cast["dinas_pmd"], KOTA, BULAN).count(), p.kode
        assert client.get(f"/dasbor/{KOTA}/tiga-daftar/mars/").status_code == 404

    def test_a_unit_does_not_read_what_others_are_paid(self, ramai, cast, masuk):
        kode = ramai["kerja"].kode
        user = make_user("pengurus.kerja", peran="pengurus", kode=kode)
        assert masuk(user).get(f"/dasbor/{kode}/tiga-daftar/").status_code == 403

    def test_a_nation_is_too_wide(self, cast, masuk):
        assert "Pilih kabupaten" in masuk(cast["nasional"]).get("/dasbor/ID/tiga-daftar/").content.decode()
