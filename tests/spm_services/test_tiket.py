"""A request from the posyandu to the office and back, through the doors of each desk."""

import uuid
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from PIL import Image
from python_calamine import CalamineWorkbook

from accounts.berkas import jalur
from accounts.models import Pesan
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.nik import tutup_nik
from spm_services import actions
from spm_services.berkas_tiket import kurang
from spm_services.kartu_tiket import kartu_tiket
from spm_services.models import HasilTiket, JawabanTiket, Rekaman, Tiket
from spm_services.register_tiket import kolom
from tests.pembuat import kiriman, make_baris, make_dokumen, make_rekaman, make_user, make_warga
from tests.rumah.halaman import baris_tabel, isi, teks
from tests.spm_services.tiket import BANSOS, MOHON, TELEPON, isi_setuju, lengkapi, majukan, make_tiket

pytestmark = pytest.mark.django_db
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00"
    b"\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture
def perkim(cast):
    return make_user("opd-perkim", peran="opd", kode="33.75", bidang="perumahan_rakyat")


def alamat(tiket: Tiket, langkah: str = "") -> str:
    if langkah:
        return reverse("spm_services:tiket-langkah", args=[tiket.uuid, langkah])
    return reverse("spm_services:tiket-rinci", args=[tiket.uuid])


def kirim(client, tiket: Tiket, langkah: str, **isian: object):
    tiket.refresh_from_db()
    return client.post(alamat(tiket, langkah), {"versi": tiket.versi, **isian})


def test_a_finding_becomes_a_request_and_comes_back_answered(seruni, cast, perkim, masuk):
    kader, desa, opd = masuk(cast["kader"]), masuk(cast["operator_desa"]), masuk(perkim)
    hari = hari_ini().isoformat()
    temuan = make_rekaman(
        seruni, cast["kader"], "rumah_tidak_layak", objek="Siti Aminah", lokasi="RT 01/RW 02", atap="tidak_layak"
    )
    assert "Jadikan permohonan" in teks(kader.get(reverse("spm_services:rinci", args=[temuan.kunci])))
    pintu = reverse("spm_services:tiket-dari", args=[temuan.kunci]) + "?layanan=permohonan_rtlh"
    assert 'value="Siti Aminah"' in isi(kader.get(pintu))
    isian = {f"i_{k}": v for k, v in MOHON.items()} | {"tanggal": hari, "kunci": uuid.uuid4()}
    kader.post(pintu, isian)
    tiket = Tiket.objects.get()
    assert (tiket.asal, tiket.status, tiket.tujuan) == (temuan, "draf", "perkim")
    assert Rekaman.objects.filter(bentuk="permohonan").count() == 1

    lengkapi(tiket)
    assert kirim(kader, tiket, "ajukan").status_code == 302
    assert "Usulan rehabilitasi" in teks(desa.get("/permohonan/meja/"))
    ditemukan = {"tanggal": hari, "petugas": "Kasi contoh", "temuan": "Atap bocor"}
    assert kirim(desa, tiket, "verifikasi", **ditemukan).status_code == 302
    setuju = {"tanggal": hari, "pejabat": "Lurah contoh", "anggaran": "usul", "tahun_usulan": hari_ini().year + 1}
    assert kirim(desa, tiket, "setujui", **setuju).status_code == 302
    assert opd.get(alamat(tiket)).status_code == 404
    assert kirim(desa, tiket, "teruskan", tujuan="perkim").status_code == 302
    assert "Siti Aminah" in teks(opd.get("/permohonan/opd/"))
    assert kirim(opd, tiket, "jawab", hasil="dikerjakan", teks="Dikerjakan bulan depan").status_code == 302
    assert kirim(opd, tiket, "selesai-opd", tanggal=hari, catatan="Atap diganti").status_code == 302

    tiket.refresh_from_db()
    assert (tiket.status, tiket.hasil, tiket.tl, tiket.selesai) == ("selesai", "dikerjakan", True, hari_ini())
    aksi = Catatan.objects.filter(objek_jenis="spm_services.tiket", objek_id=tiket.pk).order_by("pk")
    assert [c.aksi for c in aksi if c.ke] == [
        "ajukan_tiket", "verifikasi_tiket", "setujui_tiket", "teruskan_tiket", "jawab_tiket", "selesaikan_opd",
    ]  # fmt: skip
    assert "Dikerjakan bulan depan" in teks(kader.get(alamat(tiket)))


class TestDraf:
    def test_a_request_without_papers_stays_a_draft_and_names_them(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        kader = masuk(cast["kader"])
        jawaban = kirim(kader, tiket, "ajukan")
        assert jawaban.status_code == 422
        assert "Masih kurang: Fotokopi kartu tanda penduduk (KTP)" in teks(jawaban)
        tiket.refresh_from_db()
        assert tiket.status == "draf"
        assert "Belum bisa diajukan. Masih kurang: fotokopi kartu tanda penduduk" in teks(kader.get(alamat(tiket)))

    def test_a_scan_is_known_by_its_content(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        pintu = reverse("spm_services:tiket-berkas", args=[tiket.uuid, "ktp"])
        kader = masuk(cast["kader"])
        palsu = SimpleUploadedFile("ktp.pdf", b"bukan pdf \xff\xfe\x00", content_type="application/pdf")
        assert kader.post(pintu, {"berkas": palsu}).status_code == 422
        besar = SimpleUploadedFile("ktp.png", PNG + b"\x00" * (12 * 1024 * 1024))
        assert "paling besar 10 MB" in teks(kader.post(pintu, {"berkas": besar}))
        assert kader.post(pintu, {}).status_code == 422
        assert kader.post(pintu, {"berkas": SimpleUploadedFile("foto KTP Siti.png", PNG)}).status_code == 302
        berkas = tiket.berkas_list.get().berkas
        assert "Siti" not in berkas.nama
        unduh = reverse("spm_services:tiket-unduh", args=[tiket.uuid, tiket.berkas_list.get().pk])
        assert kader.get(unduh)["Content-Type"] == "image/png"
        assert masuk(cast["tim_pembina"]).get(unduh).status_code == 403

    def test_a_paper_seen_on_paper_counts(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        pintu = reverse("spm_services:tiket-berkas", args=[tiket.uuid, "ktp"])
        masuk(cast["kader"]).post(pintu, {"kertas": "on"})
        assert "ktp" not in {b.kode for b in kurang(tiket)}

    def test_a_number_like_a_nik_in_a_text_is_refused(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        jawaban = kirim(masuk(cast["kader"]), tiket, "lengkapi", lokasi="RT 01", uraian="NIK 3375 0101 0190 0001")
        assert jawaban.status_code == 422
        assert "mirip NIK" in teks(jawaban)

    def test_the_phone_is_kept_locked_and_never_logged(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"])
        kirim(masuk(cast["kader"]), tiket, "lengkapi", telepon="0812 3456 7890", lokasi="RT 01", uraian="Atap bocor")
        tiket.refresh_from_db()
        assert "7890" not in tiket.telepon_sandi + tiket.telepon_sidik
        assert "7890" not in str(list(Catatan.objects.values_list("perubahan", "catatan")))

    def test_a_corrected_record_carries_its_draft_along_and_not_more(self, seruni, cast):
        tiket = make_tiket(seruni, cast["kader"])
        isi_baru = {"tanggal": tiket.tanggal, "isian": {**MOHON, "pemohon": "Siti Rahma"}, "actor": cast["kader"]}
        actions.koreksi(tiket.rekaman, versi=1, **isi_baru)
        tiket.refresh_from_db()
        assert tiket.pemohon == "Siti Rahma"
        majukan(tiket, "ajukan")
        isi_baru["isian"] = {**MOHON, "pemohon": "Orang lain"}
        with pytest.raises(Ditolak, match="sudah diajukan"):
            actions.koreksi(tiket.rekaman, versi=2, **isi_baru)

    def test_a_cancelled_record_withdraws_its_draft(self, seruni, cast):
        tiket = make_tiket(seruni, cast["kader"])
        actions.batalkan(tiket.rekaman, alasan="keliru", actor=cast["kader"])
        tiket.refresh_from_db()
        assert tiket.status == "ditarik"

    def test_a_record_whose_request_was_forwarded_is_not_cancelled(self, seruni, cast):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "teruskan")
        with pytest.raises(TransitionRefused):
            actions.batalkan(tiket.rekaman, alasan="keliru", actor=cast["kader"])
        tiket.rekaman.refresh_from_db()
        assert tiket.rekaman.berlaku

    def test_the_same_form_sent_twice_is_one_ticket(self, seruni, cast):
        sekali = kiriman("permohonan_rtlh", **MOHON)
        for _ in range(2):
            actions.catat(seruni, sekali, actor=cast["kader"])
        assert Tiket.objects.count() == 1


class TestMeja:
    def test_what_runs_out_first_stands_first(self, seruni, cast, masuk):
        lama, baru = (majukan(make_tiket(seruni, cast["kader"], pemohon=n), "ajukan") for n in ("Lama", "Baru"))
        Tiket.objects.filter(pk=lama.pk).update(tenggat=hari_ini() - timedelta(days=3))
        Tiket.objects.filter(pk=baru.pk).update(tenggat=hari_ini() + timedelta(days=3))
        tampil = teks(masuk(cast["operator_desa"]).get("/permohonan/meja/"))
        assert tampil.index("Lama") < tampil.index("Baru")
        assert "lewat" in tampil

    def test_before_approval_stands_the_line_that_could_pay(self, seruni, cast, masuk):
        baris = make_baris(make_dokumen("apbd", "33.75"), bidang="perumahan_rakyat", uraian="Rehab rumah")
        tiket = majukan(make_tiket(seruni, cast["kader"]), "verifikasi")
        desa = masuk(cast["operator_desa"])
        halaman = desa.get(alamat(tiket, "setujui"))
        assert "Rehab rumah · APBD" in teks(halaman)
        assert "Belum ada anggaran, masuk usulan" in teks(halaman)
        setuju = {"tanggal": hari_ini().isoformat(), "pejabat": "Lurah", "anggaran": str(baris.pk)}
        assert kirim(desa, tiket, "setujui", **setuju).status_code == 302
        simpan = tiket.persetujuan_list.get()
        assert (simpan.baris_ref, simpan.tahun_usulan) == (baris.pk, None)
        assert "Rehab rumah" in simpan.baris

    def test_neither_a_line_nor_a_year_is_no_approval(self, seruni, cast):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "verifikasi")
        with pytest.raises(Ditolak, match="tahun usulan"):
            actions.setujui_tiket(tiket.pk, isi_setuju(tahun_usulan=None), versi=None, actor=None)
        tiket.refresh_from_db()
        assert tiket.status == "diverifikasi"

    def test_a_stale_page_decides_nothing_and_keeps_what_was_typed(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "ajukan")
        desa, lama = masuk(cast["operator_desa"]), tiket.versi
        actions.jeda_tiket(tiket.pk, "menunggu cuaca", versi=None, actor=None)
        isian = {"versi": lama, "tanggal": hari_ini().isoformat(), "petugas": "Kasi", "temuan": "Atap bocor sekali"}
        jawaban = desa.post(alamat(tiket, "verifikasi"), isian)
        assert jawaban.status_code == 409
        assert "Atap bocor sekali" in isi(jawaban)
        assert not tiket.verifikasi_list.exists()

    def test_a_step_that_is_over_leads_back_with_a_word(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "teruskan")
        jawaban = masuk(cast["operator_desa"]).get(alamat(tiket, "verifikasi"), follow=True)
        assert "Langkah itu tidak berlaku" in teks(jawaban)

    def test_verification_keeps_a_photo_without_its_place(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "ajukan")
        tiket.refresh_from_db()
        gambar = BytesIO()
        exif = Image.Exif()
        exif[0x010E] = "rahasia: di rumah Siti"
        Image.new("RGB", (40, 30), "green").save(gambar, "JPEG", exif=exif)
        isian = {"versi": tiket.versi, "tanggal": hari_ini().isoformat(), "petugas": "Kasi", "temuan": "Ada"}
        isian["foto"] = SimpleUploadedFile("IMG.jpg", gambar.getvalue())
        assert masuk(cast["operator_desa"]).post(alamat(tiket, "verifikasi"), isian).status_code == 302
        assert b"rahasia" not in jalur(tiket.verifikasi_list.get().foto).read_bytes()

    def test_the_kader_decides_nothing(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"]), "ajukan")
        for langkah in ("verifikasi", "kembalikan", "tutup", "jeda"):
            assert masuk(cast["kader"]).get(alamat(tiket, langkah)).status_code == 403


class TestKantor:
    @pytest.fixture
    def aduan(self, seruni, cast):
        return make_tiket(
            seruni,
            cast["kader"],
            "pengaduan_trantibum",
            pemohon="Pak Pengadu",
            diminta="pengaduan",
            alasan="Balap liar",
        )

    @pytest.fixture
    def kantor(self, cast):
        """Two accounts of one field, at two offices; a third that was not placed."""
        akun = {n: make_user(f"opd-{n}", peran="opd", kode="33.75", bidang="trantibumlinmas") for n in "abc"}
        for nama, kode in (("a", "satpolpp"), ("b", "bpbd")):
            actions.tempatkan_petugas(akun[nama].penugasan_list.get(), kode, actor=cast["admin_wilayah"])
        return akun

    def test_only_the_office_it_was_handed_to_reads_it(self, aduan, kantor, masuk):
        majukan(aduan, "teruskan")
        assert aduan.tujuan == "satpolpp"
        dapat = {n: masuk(u).get(alamat(aduan)).status_code for n, u in kantor.items()}
        assert dapat == {"a": 200, "b": 404, "c": 404}
        assert "Pak Pengadu" in teks(masuk(kantor["a"]).get("/permohonan/opd/"))
        assert "Pak Pengadu" not in teks(masuk(kantor["b"]).get("/permohonan/opd/"))
        assert "belum ditempatkan" in teks(masuk(kantor["c"]).get("/permohonan/opd/"))

    def test_another_office_cannot_answer_it(self, aduan, kantor):
        majukan(aduan, "teruskan")
        with pytest.raises(Http404):
            actions.jawab_tiket(aduan.pk, actions.IsiJawaban("ditolak", "x"), versi=None, actor=kantor["b"])

    def test_a_complainant_is_known_to_the_desk_and_the_office_alone(self, seruni, aduan, kantor, cast, masuk):
        kader2 = make_user("kader-dua", peran="kader", kode=seruni.kode)
        majukan(aduan, "teruskan")
        tahu = {"operator_desa", "kader"}  # who wrote it down knows, of course
        for nama in ("kader", "operator_desa", "pengurus", "tim_pembina", "dinas_pmd", "auditor", "perencana"):
            for halaman in (alamat(aduan), "/permohonan/", reverse("spm_services:rinci", args=[aduan.rekaman.kunci])):
                tampil = teks(masuk(cast[nama]).get(halaman))
                assert ("Pak Pengadu" in tampil) == (nama in tahu), (nama, halaman)
        assert "Pak Pengadu" not in teks(masuk(kader2).get(alamat(aduan)))
        koreksi = reverse("spm_services:koreksi", args=[aduan.rekaman.kunci])
        assert masuk(kader2).get(koreksi).status_code == 403
        assert "Pengadu dirahasiakan" in teks(masuk(cast["tim_pembina"]).get(alamat(aduan)))

    def test_a_complaint_may_come_without_papers_and_says_what_that_means(self, aduan, cast, masuk):
        assert aduan.jenis == "pengaduan"
        kader = masuk(cast["kader"])
        assert "boleh tidak ditindaklanjuti" in teks(kader.get(alamat(aduan)))
        assert kirim(kader, aduan, "ajukan").status_code == 302

    def test_the_office_sees_who_asks_and_how_to_reach_them_but_no_nik(self, seruni, cast, masuk):
        warga = make_warga(seruni, nama="Siti Aminah")
        sandi, sidik = tutup_nik("3375990101010001")
        type(warga).objects.filter(pk=warga.pk).update(nik_sandi=sandi, nik_sidik=sidik)
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        Tiket.objects.filter(pk=tiket.pk).update(warga=warga)
        opd = masuk(cast["opd"])
        tampil = teks(opd.get(alamat(tiket)))
        assert "Siti Aminah" in tampil
        assert TELEPON in tampil
        register = teks(opd.get("/permohonan/register/?bidang=sosial"))
        assert "············0001" in register
        assert "3375990101010001" not in tampil + register

    def test_from_above_names_are_initials_and_there_is_no_number(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        for nama in ("tim_pembina", "dinas_pmd", "perencana", "auditor", "verifikator_kecamatan"):
            for halaman in (alamat(tiket), "/permohonan/", "/permohonan/register/?bidang=sosial"):
                tampil = teks(masuk(cast[nama]).get(halaman))
                assert "S. A." in tampil, (nama, halaman)
                assert "Siti" not in tampil
                assert "7890" not in tampil

    def test_data_asked_for_rests_the_clock_and_is_no_follow_up(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        assert kirim(masuk(cast["opd"]), tiket, "jawab", hasil="butuh_data", teks="Foto?").status_code == 302
        tiket.refresh_from_db()
        assert (tiket.dijeda, tiket.tenggat, tiket.hari_opd, tiket.tl) == (True, None, None, False)
        assert "Perlu ditanggapi 1" in teks(masuk(cast["operator_desa"]).get("/permohonan/meja/"))
        assert kirim(masuk(cast["operator_desa"]), tiket, "kirim-data", catatan="Foto terpasang").status_code == 302
        tiket.refresh_from_db()
        assert (tiket.status, tiket.dijeda, tiket.hasil) == ("diteruskan", False, "")
        assert tiket.tenggat is not None

    def test_a_plan_names_its_year(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        tahun = hari_ini().year + 1
        assert kirim(masuk(cast["opd"]), tiket, "jawab", hasil="dijadwalkan", teks="Tahun depan").status_code == 422
        isian = {"hasil": "dijadwalkan", "teks": "Tahun depan", "tahun": tahun, "baris": "Rehab 12 rumah"}
        assert kirim(masuk(cast["opd"]), tiket, "jawab", **isian).status_code == 302
        tiket.refresh_from_db()
        assert (tiket.hasil, tiket.tahun_rencana) == ("dijadwalkan", tahun)

    def test_answers_stand_beside_each_other(self, seruni, cast):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "jawab")
        actions.jawab_tiket(tiket.pk, actions.IsiJawaban("ditolak", "Ternyata"), versi=None, actor=cast["opd"])
        assert list(JawabanTiket.objects.values_list("hasil", flat=True)) == ["dikerjakan", "ditolak"]

    def test_an_answer_by_letter_says_who_copied_it(self, seruni, cast, masuk):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        desa = masuk(cast["operator_desa"])
        assert kirim(desa, tiket, "salin-jawaban", hasil="dikerjakan", teks="Siap").status_code == 422
        isian = {"hasil": "dikerjakan", "teks": "Siap", "surat": "460/12 tanggal 3"}
        assert kirim(desa, tiket, "salin-jawaban", **isian).status_code == 302
        assert "disalin desa/kelurahan dari surat 460/12" in teks(desa.get(alamat(tiket)))

    def test_a_refused_request_is_not_called_done(self, seruni, cast):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        actions.jawab_tiket(tiket.pk, actions.IsiJawaban("ditolak", "Bukan wewenang"), versi=None, actor=None)
        with pytest.raises(TransitionRefused, match="ditolak"):
            actions.selesaikan_tiket(tiket.pk, hari_ini(), "x", versi=None, actor=cast["operator_desa"])

    def test_who_recorded_it_is_told_of_the_answer_by_nobody_s_name(self, seruni, cast):
        tiket = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
        actions.jawab_tiket(tiket.pk, actions.IsiJawaban("dikerjakan", "Siti siap"), versi=None, actor=cast["opd"])
        pesan = Pesan.objects.get(penerima=cast["kader"])
        assert tiket.kode_cetak in pesan.judul
        assert "Siti" not in pesan.judul + pesan.isi


class TestRegister:
    def test_follow_up_is_derived_for_every_state(self):
        harap = {"dikerjakan", "dijadwalkan", "ditolak", "desa", "ditangani", "dirujuk_lanjut", "menolak"}
        assert {h for h in (*HasilTiket.values, "") if Tiket(hasil=h).tl} == harap

    @pytest.mark.parametrize(
        ("bidang", "lain"),
        [
            ("sosial", []),
            ("pekerjaan_umum", ["No. surat permohonan RT", "Lokasi sarana"]),
            ("perumahan_rakyat", ["FC KK", "FC KTP", "SP", "Suket penghasilan", "Foto"]),
        ],
    )
    def test_the_columns_are_those_of_the_form(self, seruni, cast, masuk, bidang, lain):
        depan = ["No", "Tanggal", "Posyandu", "NIK", "Nama", "Alamat", "Hal pengaduan"]
        assert [k.judul for k in kolom(bidang)] == [*depan, *lain, "Keterangan TL/BTL"]

    def test_the_page_and_the_file_say_the_same_and_the_file_is_logged(self, seruni, cast, masuk):
        sudah = majukan(make_tiket(seruni, cast["kader"], pemohon="Ani"), "jawab")
        majukan(make_tiket(seruni, cast["kader"], pemohon="Budi"), "teruskan")
        make_tiket(seruni, cast["kader"], pemohon="Draf")
        actions.pasang_berkas(sudah.pk, "kk", None, nomor="", actor=None)
        desa = masuk(cast["operator_desa"])
        url = "/permohonan/register/?bidang=perumahan_rakyat"
        halaman = baris_tabel(desa.get(url))
        assert [(b[4], b[7], b[-1]) for b in halaman] == [
            ("Ani", "ada", "TL: diterima, dikerjakan"),
            ("Budi", "ada", "BTL"),
        ]
        isi_berkas = BytesIO(b"".join(desa.post(url).streaming_content))
        isi_lembar = CalamineWorkbook.from_filelike(isi_berkas).get_sheet_by_index(0).to_python()[1:]
        assert [(b[4], b[-1]) for b in isi_lembar] == [(b[4], b[-1]) for b in halaman]
        assert Catatan.objects.filter(aksi="ekspor").count() == 1

    def test_the_number_of_the_letter_stands_in_the_register(self, seruni, cast, masuk):
        tiket = make_tiket(seruni, cast["kader"], "permohonan_jamban")
        actions.pasang_berkas(tiket.pk, "surat", None, nomor="05/RT01/2026", actor=None)
        majukan(tiket, "ajukan")
        tampil = baris_tabel(masuk(cast["operator_desa"]).get("/permohonan/register/?bidang=pekerjaan_umum"))
        assert tampil[0][7] == "05/RT01/2026"


def test_the_first_page_says_what_waits_for_whom(seruni, cast, masuk):
    majukan(make_tiket(seruni, cast["kader"], BANSOS), "ajukan")
    make_tiket(seruni, cast["kader"], BANSOS)
    telat = majukan(make_tiket(seruni, cast["kader"], BANSOS), "teruskan")
    Tiket.objects.filter(pk=telat.pk).update(tenggat=hari_ini() - timedelta(days=1))
    assert "Permohonan di meja Anda semua masih dalam targetnya 1" in teks(masuk(cast["operator_desa"]).get("/"))
    assert "Permohonan belum diajukan lengkapi berkasnya 1" in teks(masuk(cast["kader"]).get("/"))
    assert "Permohonan menunggu jawaban 1 lewat targetnya 1" in teks(masuk(cast["opd"]).get("/"))
    assert "Permohonan belum dijawab sudah lewat target daerah 1" in teks(masuk(cast["tim_pembina"]).get("/"))


def test_the_card_tells_of_another_field_without_its_content(seruni, cast):
    warga = make_warga(seruni)
    satu, dua = make_tiket(seruni, cast["kader"], BANSOS), make_tiket(seruni, cast["kader"])
    Tiket.objects.filter(pk__in=[majukan(satu, "teruskan").pk, majukan(dua, "teruskan").pk]).update(warga=warga)
    kartu = kartu_tiket(cast["opd"], seruni.kode, warga=[warga.pk])
    assert [b.tiket.pk for b in kartu.baris] == [satu.pk]
    assert kartu.bidang_lain
    assert not kartu_tiket(cast["kader"], seruni.kode, warga=[warga.pk]).bidang_lain
