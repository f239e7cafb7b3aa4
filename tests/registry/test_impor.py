"""Bringing in what exists: every row an outcome, the good ones stored once, nothing before a person said so."""

import io
import json
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import pekerjaan as kerja
from accounts.berkas import jalur
from accounts.models import Pekerjaan, StatusPekerjaan
from accounts.pekerjaan import Laju, ambil_satu, kerjakan_semua
from audit.models import Catatan
from posyandu_app.lib.galat import Ditolak
from registry import metrics
from registry.impor import kerja as impor_kerja
from registry.models import (
    HasilBaris,
    ImporBaris,
    ImporSesi,
    Kader,
    Pelatihan,
    PesertaPelatihan,
    Posyandu,
    SuratKeputusan,
)
from registry.nik import buka_nik
from tests.pembuat import KLEGO, make_kader, make_posyandu
from tests.registry.impor_cacat import CACAT, KEPALA, buat, csv_dari
from tests.rumah.halaman import isi, pesan, teks

pytestmark = pytest.mark.django_db
WAJIB = "Nama posyandu,Alamat,RT,RW,Hari buka,Minggu ke,Nama kontak,Telepon kontak"
MELATI = "Melati,Jalan Truntum 1,1,2,Selasa,3,Kontak contoh,0812 3456 7890"


def berkas(teks_csv, nama="daftar.csv"):
    return SimpleUploadedFile(nama, teks_csv if isinstance(teks_csv, bytes) else teks_csv.encode())


def xlsx(*rows, lembar_kedua=False):
    keluar = io.BytesIO()
    with xlsxwriter.Workbook(keluar, {"in_memory": True}) as buku:
        lembar = buku.add_worksheet()
        for y, row in enumerate(rows):
            for x, sel in enumerate(row):
                if isinstance(sel, date):
                    lembar.write_datetime(y, x, sel, buku.add_format({"num_format": "dd/mm/yyyy"}))
                else:
                    lembar.write(y, x, sel)
    return keluar.getvalue()


@pytest.fixture
def operator(cast, masuk):
    return masuk(cast["operator_desa"])


def unggah(client, isi_berkas, jenis="posyandu", wilayah=KLEGO, nama="daftar.csv"):
    jawaban = client.post(f"/impor/baru/{jenis}/", {"wilayah": wilayah, "berkas": berkas(isi_berkas, nama)})
    assert jawaban.status_code == 302, pesan(jawaban, "berkas")
    kerjakan_semua()
    return ImporSesi.objects.get(uuid=jawaban.url.split("/")[2])


def simpan(client, sesi, **isian):
    assert client.post(f"/impor/{sesi.uuid}/simpan/", isian).status_code == 302
    kerjakan_semua()
    sesi.refresh_from_db()
    return sesi


def hasil(sesi):
    return list(sesi.baris_list.order_by("nomor").values_list("hasil", flat=True))


def alasan(sesi):
    return [b.pesan for b in sesi.baris_list.order_by("nomor")]


class TestDuaLangkah:
    def test_nothing_is_stored_before_it_is_said(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
        assert (sesi.tahap, hasil(sesi)) == ("pratinjau", ["baru"])
        assert not Posyandu.objects.filter(nama="Melati").exists()
        halaman = teks(operator.get(f"/impor/{sesi.uuid}/"))
        assert "akan dibuat" in halaman
        assert "Melati" in halaman

    def test_a_good_row_becomes_a_unit_written_by_the_owner(self, operator, seruni, cast):
        sesi = simpan(operator, unggah(operator, f"{WAJIB}\n{MELATI}\n"))
        unit = Posyandu.objects.get(nama="Melati")
        assert (unit.wilayah_id, unit.rt, unit.rw, unit.buka_hari, unit.buka_minggu) == (KLEGO, "001", "002", 2, 3)
        assert unit.kontak == "+6281234567890"
        assert Catatan.objects.untuk(unit).get().pelaku == cast["operator_desa"]
        assert metrics.stok_wilayah(KLEGO)[metrics.UNIT] == 2
        assert sesi.tahap == "selesai"
        assert "1 baris tersimpan" in teks(operator.get(f"/impor/{sesi.uuid}/"))

    def test_the_uploaded_file_is_gone_once_its_rows_stand_encrypted(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
        assert not jalur(sesi.berkas).exists()
        baris = sesi.baris_list.get()
        assert "Truntum" not in baris.mentah
        assert baris.sel["alamat"] == "Jalan Truntum 1"
        simpan(operator, sesi)
        baris.refresh_from_db()
        assert baris.mentah == ""  # stored: nothing needs mending

    def test_thrown_away_it_leaves_nothing(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
        operator.post(f"/impor/{sesi.uuid}/buang/")
        sesi.refresh_from_db()
        assert sesi.tahap == "buang"
        assert not sesi.baris_list.exists()
        jawaban = operator.post(f"/impor/{sesi.uuid}/simpan/", follow=True)
        assert "Muat ulang halaman" in teks(jawaban)
        assert not Posyandu.objects.filter(nama="Melati").exists()

    def test_a_colleague_may_look_but_not_decide(self, operator, seruni, cast, masuk):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
        dinas = masuk(cast["dinas_pmd"])
        assert dinas.get(f"/impor/{sesi.uuid}/").status_code == 200
        assert dinas.post(f"/impor/{sesi.uuid}/simpan/").status_code == 403
        assert dinas.get(f"/impor/{sesi.uuid}/perbaikan/csv/").status_code == 403


class TestIdempoten:
    def test_the_same_file_twice_says_so_and_changes_nothing(self, operator, seruni):
        sesi = simpan(operator, unggah(operator, f"{WAJIB}\n{MELATI}\n"))
        semula = Catatan.objects.count()
        jawaban = operator.post(
            "/impor/baru/posyandu/",
            {"wilayah": KLEGO, "berkas": berkas(f"{WAJIB}\n{MELATI}\n", "lain.csv")},
            follow=True,
        )
        assert "Berkas yang sama sudah diimpor sebelumnya" in teks(jawaban)
        assert jawaban.redirect_chain[-1][0] == f"/impor/{sesi.uuid}/"
        assert ImporSesi.objects.count() == 1
        assert Catatan.objects.count() == semula

    def test_the_same_rows_in_another_file_are_the_same(self, operator, seruni):
        simpan(operator, unggah(operator, f"{WAJIB}\n{MELATI}\n"))
        sesi = unggah(operator, f"{WAJIB}\n{MELATI.replace('Melati', 'POSYANDU  melati')}\n\n")
        assert hasil(sesi) == ["ubah"]  # the name is written otherwise
        assert sesi.baris_list.get().beda["nama"] == ["Melati", "melati"]
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n\n")
        assert hasil(sesi) == ["sama"]

    def test_a_changed_cell_changes_that_column_only(self, operator, seruni):
        simpan(operator, unggah(operator, f"{WAJIB}\n{MELATI}\n"))
        sesi = unggah(operator, "Nama posyandu,Alamat\nMelati,Jalan Baru 9\n")
        assert sesi.baris_list.get().beda == {"alamat": ["Jalan Truntum 1", "Jalan Baru 9"]}
        simpan(operator, sesi)
        unit = Posyandu.objects.get(nama="Melati")
        assert (unit.alamat, unit.rt) == ("Jalan Baru 9", "001")

    def test_a_personal_value_that_changes_is_not_shown(self, operator, seruni):
        simpan(operator, unggah(operator, f"{WAJIB}\n{MELATI}\n"))
        sesi = unggah(operator, "Nama posyandu,Telepon kontak\nMelati,0813 0000 1111\n")
        assert "81300001111" not in json.dumps(sesi.baris_list.get().beda)
        assert "0813 0000 1111" not in isi(operator.get(f"/impor/{sesi.uuid}/"))

    def test_two_rows_of_one_unit_count_once(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n{MELATI}\n")
        assert hasil(sesi) == ["baru", "tolak"]
        assert "Kembar dengan baris 2" in alasan(sesi)[1][""]

    def test_a_nearly_equal_name_waits_for_a_person(self, operator, seruni):
        rows = f"{WAJIB}\n{MELATI.replace('Melati', 'Serunii')}\n{MELATI.replace('Melati', 'Seruni 2')}\n"
        sesi = unggah(operator, rows)
        assert hasil(sesi) == ["periksa", "baru"]
        assert "Mirip dengan Posyandu Seruni" in alasan(sesi)[0]["nama"]
        simpan(operator, sesi)
        assert set(Posyandu.objects.values_list("nama", flat=True)) == {"Seruni", "Seruni 2"}

    def test_looked_at_it_is_stored_too(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI.replace('Melati', 'Serunii')}\n")
        simpan(operator, sesi, periksa="1")
        assert Posyandu.objects.filter(nama="Serunii").exists()


class TestWilayah:
    def test_a_row_of_another_region_is_refused_with_the_reason(self, operator, seruni, unit_anjir):
        kepala = f"{WAJIB},Kode desa,Kode posyandu"
        sesi = unggah(operator, f"{kepala}\n{MELATI},62.03.03.2004,\n{MELATI},,{unit_anjir.kode}\n")
        assert hasil(sesi) == ["tolak", "tolak"]
        assert "tidak ada di wilayah impor ini" in alasan(sesi)[0]["kode_desa"]
        assert "di luar tugas Anda" in alasan(sesi)[1]["kode_posyandu"]

    def test_a_form_offers_only_the_own_areas(self, operator, seruni):
        jawaban = operator.post("/impor/baru/posyandu/", {"wilayah": "62.03", "berkas": berkas(f"{WAJIB}\n{MELATI}\n")})
        assert jawaban.status_code == 422
        assert not ImporSesi.objects.exists()

    def test_a_duty_that_ended_before_storing_refuses_every_row(self, operator, seruni, cast):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
        operator.post(f"/impor/{sesi.uuid}/simpan/")
        cast["operator_desa"].penugasan_list.update(sampai=date(2026, 1, 1))
        kerjakan_semua()
        assert hasil(sesi) == ["tolak"]
        assert "di luar wilayah tugas" in alasan(sesi)[0]["kode_desa"]
        assert not Posyandu.objects.filter(nama="Melati").exists()

    def test_a_village_by_name_in_the_whole_city(self, cast, masuk, seruni):
        sesi = unggah(masuk(cast["dinas_pmd"]), f"{WAJIB},Kelurahan\n{MELATI},KELURAHAN KLEGO\n", wilayah="33.75")
        assert hasil(sesi) == ["baru"]


class TestKaderDanSurat:
    KEPALA_KADER = "Nama Kader;JK;Bidang SPM;TMT;Posyandu"

    def test_kader_are_added_once(self, operator, seruni):
        rows = f"{self.KEPALA_KADER}\nSiti contoh;P;Kesehatan;02/01/2024;Seruni\n"
        simpan(operator, unggah(operator, rows, "kader"))
        k = Kader.objects.get()
        assert (k.orang.nama, k.bidang, k.mulai) == ("Siti contoh", "kesehatan", date(2024, 1, 2))
        sesi = unggah(operator, rows + "\n", "kader")
        assert hasil(sesi) == ["sama"]

    def test_a_kader_of_another_field_is_a_warning_not_a_block(self, operator, seruni):
        make_kader(seruni, "sosial", nama="Siti contoh")
        sesi = unggah(operator, f"{self.KEPALA_KADER}\nSiti contoh;P;Kesehatan;02/01/2024;Seruni\n", "kader")
        assert hasil(sesi) == ["periksa"]
        assert "sudah kader bidang sosial" in alasan(sesi)[0]["bidang"]

    @pytest.mark.parametrize(
        ("baris", "kolom", "kata"),
        [
            (";P;Kesehatan;02/01/2024;Seruni", "nama", "Isi bagian ini"),
            ("Siti;X;Kesehatan;02/01/2024;Seruni", "jenis_kelamin", "Tidak dikenal"),
            ("Siti;P;Keuangan;02/01/2024;Seruni", "bidang", "Tidak dikenal"),
            ("Siti;P;Kesehatan;02/01/2099;Seruni", "mulai", "belum terjadi"),
            ("Siti;P;Kesehatan;besok;Seruni", "mulai", "Tulis tanggal"),
            ("Siti;P;Kesehatan;02/01/2024;Anggrek", "posyandu", "belum ada di desa itu"),
            ("Siti;P;Kesehatan;02/01/2024;", "posyandu", "Isi kode atau nama"),
        ],
    )
    def test_a_bad_kader_row_says_why_at_the_cell(self, operator, seruni, baris, kolom, kata):
        sesi = unggah(operator, f"{self.KEPALA_KADER}\n{baris}\n", "kader")
        assert hasil(sesi) == ["tolak"]
        assert kata in alasan(sesi)[0][kolom]

    def test_papers_are_filed_once_and_corrected(self, operator, seruni):
        kepala = "Nama posyandu,Jenis,Nomor SK,Tanggal SK,Berlaku sampai"
        simpan(operator, unggah(operator, f"{kepala}\nSeruni,SK Kader,400/1,02/01/2026,\n", "sk"))
        assert SuratKeputusan.objects.get().nomor == "400/1"
        sesi = unggah(operator, f"{kepala}\nSeruni,kader,400/1,02/01/2026,31/12/2026\nSeruni,kader,400/1,,\n", "sk")
        assert hasil(sesi) == ["ubah", "tolak"]
        simpan(operator, sesi)
        assert SuratKeputusan.objects.get().berlaku_sampai == date(2026, 12, 31)

    def test_a_paper_of_the_future_or_signed_after_its_start_is_refused(self, operator, seruni):
        kepala = "Nama posyandu,Jenis,Nomor,Tanggal,Berlaku dari"
        rows = "Seruni,kader,1,01/01/2099,\nSeruni,kader,2,02/02/2026,01/01/2026\n"
        sesi = unggah(operator, f"{kepala}\n{rows}", "sk")
        assert [list(a) for a in alasan(sesi)] == [["tanggal"], ["berlaku_dari"]]


class TestPerbaikan:
    def test_refused_rows_go_home_with_the_reason_beside_the_cell_and_come_back(self, operator, seruni):
        sesi = unggah(operator, f"{WAJIB}\n{MELATI.replace('Selasa', 'Selapan')}\n{MELATI.replace('Melati', '=A1')}\n")
        pulang = b"".join(operator.get(f"/impor/{sesi.uuid}/perbaikan/csv/").streaming_content).decode("utf-8-sig")
        kepala, baris = pulang.splitlines()[:2]
        assert "Hari buka,↳ Hari buka: alasan" in kepala
        assert 'Selapan,"Tulis nama hari, misalnya Selasa."' in baris
        lagi = unggah(operator, pulang.replace("Selapan", "Selasa"))
        assert lagi.kolom_asing == []
        assert hasil(lagi) == ["baru"]

    @pytest.mark.parametrize("bentuk", ["xlsx", "csv"])
    def test_the_template_can_be_sent_in_as_it_is(self, operator, seruni, bentuk):
        for jenis in ("posyandu", "kader", "sk"):
            kosong = b"".join(operator.get(f"/impor/templat/{jenis}/{bentuk}/").streaming_content)
            sesi = unggah(operator, kosong, jenis, nama=f"t.{bentuk}")
            assert "belum ada barisnya" in sesi.galat

    def test_an_unknown_form_or_kind_is_not_found(self, operator, seruni):
        for alamat in ("templat/posyandu/pdf/", "templat/apa/csv/", "baru/apa/"):
            assert operator.get(f"/impor/{alamat}").status_code == 404


class TestBanyakCacat:
    def test_every_row_has_an_outcome_and_every_good_one_is_stored_once(self, cast, masuk, seruni):
        rows, cacat = buat(660, 120)
        assert set(cacat) == {"", "kembar", *CACAT}
        client = masuk(cast["dinas_pmd"])
        sesi = unggah(client, csv_dari(rows), wilayah="33.75")
        nilai = list(sesi.baris_list.order_by("nomor").values_list("hasil", "pesan"))
        assert len(nilai) == 660
        salah = [(apa, h, p) for apa, (h, p) in zip(cacat, nilai, strict=True) if (h == "baru") == bool(apa)]
        assert salah == []
        assert all(p and all(p.values()) for h, p in nilai if h != "baru")
        simpan(client, sesi)
        assert Posyandu.objects.filter(nama__startswith="Uji").count() == 120
        assert sesi.baris_list.filter(tersimpan__isnull=False).count() == 120

    def test_broken_off_anywhere_it_goes_on_and_stores_each_once(self, cast, masuk, seruni, monkeypatch):
        monkeypatch.setattr(impor_kerja, "SEKALI_BACA", 7)
        monkeypatch.setattr(impor_kerja, "SEKALI_SIMPAN", 3)
        rows, _ = buat(80, 20)
        client = masuk(cast["dinas_pmd"])
        isian = {"wilayah": "33.75", "berkas": berkas(csv_dari(rows))}
        sesi = ImporSesi.objects.get(uuid=client.post("/impor/baru/posyandu/", isian).url.split("/")[2])
        _putus_putus(monkeypatch)
        sesi.refresh_from_db()
        assert sesi.jumlah == sesi.baris_list.count() == 80
        client.post(f"/impor/{sesi.uuid}/simpan/")
        _putus_putus(monkeypatch)
        sesi.refresh_from_db()
        assert sesi.tahap == "selesai"
        assert Posyandu.objects.filter(nama__startswith="Uji").count() == 20
        assert len(set(Posyandu.objects.values_list("nama", flat=True))) == 21


def _putus_putus(monkeypatch):
    """Do what waits with a worker that dies after every second step; each time another takes the job up."""
    asli = Laju.maju
    for _ in range(60):
        langkah = iter(range(2))

        def maju(self, *a, langkah=langkah, **k):
            asli(self, *a, **k)
            if next(langkah, None) is None:
                raise KeyboardInterrupt

        monkeypatch.setattr(Laju, "maju", maju)
        p = ambil_satu()
        if p is None:
            break
        try:
            kerja.kerjakan(p)
        except KeyboardInterrupt:
            Pekerjaan.objects.filter(pk=p.pk).update(detak="2020-01-01T00:00:00Z", percobaan=1)
    monkeypatch.setattr(Laju, "maju", asli)
    assert not Pekerjaan.objects.exclude(status=StatusPekerjaan.SELESAI).exists()


def test_a_conflict_while_storing_is_told_at_the_row(operator, seruni):
    sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")
    operator.post(f"/impor/{sesi.uuid}/simpan/")
    asli = impor_kerja.nilai

    def didahului(jenis, konteks, sel):
        hasil_ = asli(jenis, konteks, sel)
        make_posyandu(KLEGO, nama="MELATI")
        return hasil_

    impor_kerja.nilai = didahului
    try:
        kerjakan_semua()
    finally:
        impor_kerja.nilai = asli
    assert hasil(sesi) == ["tolak"]
    assert "baru saja dibuat" in alasan(sesi)[0]["nama"]
    assert Posyandu.objects.filter(nama_cari="melati").count() == 1


def test_the_heads_of_the_defect_file_are_all_known(operator, seruni):
    sesi = unggah(operator, csv_dari(buat(40, 3)[0]))
    assert sesi.kolom_asing == []
    assert len(sesi.kepala) == len(KEPALA)
    assert HasilBaris.TOLAK in hasil(sesi)
    assert ImporBaris.objects.filter(sesi=sesi).count() == 40


def test_a_kind_that_storing_refuses_keeps_the_sentence(operator, seruni, monkeypatch):
    sesi = unggah(operator, f"{WAJIB}\n{MELATI}\n")

    def tolak(*a, **k):
        raise Ditolak("alamat", "Tidak di sini.")

    monkeypatch.setattr("registry.actions.buat_posyandu", tolak)
    simpan(operator, sesi)
    assert alasan(sesi) == [{"alamat": "Tidak di sini."}]


class TestKaderBerNik:
    """The column is optional; a number is one person, whatever else the row says."""

    KEPALA = "Nama lengkap,Jenis kelamin,Bidang,Mulai bertugas,NIK,Tanggal lahir,Nama posyandu"
    # kecamatan part 99: nobody's; born 12 May 1990, a woman
    NIK = "3375995205900001"

    def _baris(self, nama="Siti", bidang="Kesehatan", nik=NIK, lahir="12/05/1990"):
        return f"{nama},Perempuan,{bidang},02/01/2024,{nik},{lahir},Seruni"

    def _unggah(self, client, *baris):
        return unggah(client, "\n".join((self.KEPALA, *baris)) + "\n", "kader")

    def test_stored_encrypted_and_never_shown(self, operator, seruni):
        sesi = self._unggah(operator, self._baris())
        assert hasil(sesi) == ["baru"]
        assert self.NIK not in operator.get(f"/impor/{sesi.uuid}/").content.decode()
        simpan(operator, sesi)
        orang = Kader.objects.get(posyandu=seruni).orang
        assert buka_nik(orang.nik_sandi) == self.NIK
        assert self.NIK not in orang.nik_sandi
        assert orang.tanggal_lahir == date(1990, 5, 12)

    def test_an_impossible_number_is_refused_another_birth_date_is_looked_at(self, operator, seruni):
        mustahil, beda = self._baris(nik="1234"), self._baris("Ani", lahir="13/05/1990")
        sesi = self._unggah(operator, mustahil, beda)
        assert hasil(sesi) == ["tolak", "periksa"]
        assert set(alasan(sesi)[0]) == set(alasan(sesi)[1]) == {"nik"}

    def test_the_same_file_again_changes_nothing(self, operator, seruni):
        simpan(operator, self._unggah(operator, self._baris()))
        baru = self._baris("Ani", nik="3375995205900002")
        assert hasil(self._unggah(operator, self._baris(), baru)) == ["sama", "baru"]
        assert hasil(self._unggah(operator, self._baris(nik=""))) == ["sama"]

    def test_the_same_person_in_another_field_is_looked_at(self, operator, seruni):
        simpan(operator, self._unggah(operator, self._baris()))
        assert hasil(self._unggah(operator, self._baris("Siti R.", "Sosial"))) == ["periksa"]

    def test_a_number_of_somebody_else_stores_nothing(self, operator, seruni):
        simpan(operator, self._unggah(operator, self._baris()))
        sesi = simpan(operator, self._unggah(operator, self._baris("Bambang Wijaya", "Sosial")), periksa="1")
        assert "sudah tercatat" in str(alasan(sesi))
        assert Kader.objects.filter(posyandu=seruni).count() == 1

    def test_two_of_one_name_with_two_numbers_are_two_people(self, operator, seruni):
        lain = "3375995205900002"
        sesi = self._unggah(operator, self._baris(), self._baris(bidang="Sosial", nik=lain))
        simpan(operator, sesi, periksa="1")
        assert Kader.objects.filter(posyandu=seruni).values("orang").distinct().count() == 2


class TestPelatihan:
    KEPALA = (
        "Nama pelatihan,Tanggal mulai,Kelompok keterampilan,Nama peserta,Hadir,Lulus,Nomor sertifikat,Nama posyandu"
    )

    def _unggah(self, client, *baris):
        return unggah(client, "\n".join((self.KEPALA, *baris)) + "\n", "pelatihan")

    def _baris(self, nama="Siti", lulus="ya", hadir="ya"):
        return f'Pelatihan dasar,02/03/2026,"Balita, pengelolaan",{nama},{hadir},{lulus},S/1,Seruni'

    def test_one_event_with_its_people(self, operator, seruni):
        for nama, bidang in (("Siti", "kesehatan"), ("Ani", "sosial")):
            make_kader(seruni, bidang, nama=nama)
        sesi = simpan(operator, self._unggah(operator, self._baris(), self._baris("Ani", "")))
        acara = Pelatihan.objects.get()
        assert (acara.wilayah_id, acara.kelompok) == (KLEGO, ["kelola", "bayi"])
        rows = PesertaPelatihan.objects.order_by("-nama")
        assert [(p.hadir, p.lulus, p.sertifikat) for p in rows] == [(True, True, "S/1"), (True, None, "S/1")]
        assert sesi.disimpan is not None
        assert hasil(self._unggah(operator, self._baris())) == ["sama"]

    def test_a_correction_changes_the_row(self, operator, seruni):
        make_kader(seruni, nama="Siti")
        simpan(operator, self._unggah(operator, self._baris(lulus="")))
        sesi = self._unggah(operator, self._baris())
        assert hasil(sesi) == ["ubah"]
        simpan(operator, sesi)
        assert PesertaPelatihan.objects.get().lulus is True

    def test_somebody_unknown_or_not_there_and_passed_is_refused(self, operator, seruni):
        make_kader(seruni, nama="Siti")
        sesi = self._unggah(operator, self._baris("Orang lain"), self._baris(hadir="tidak"))
        assert hasil(sesi) == ["tolak", "tolak"]
        assert [set(a) for a in alasan(sesi)] == [{"nama"}, {"lulus"}]
