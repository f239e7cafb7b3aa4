"""Photos behind a proposal: one to three, made anew, on the sheet and the print, until it is passed on."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.berkas import jalur
from planning.actions.usulan_foto import hapus_foto_usulan, tambah_foto_usulan
from planning.models import BuktiUsulan
from posyandu_app.lib.galat import Ditolak
from tests.planning.usulan import majukan, make_usulan
from tests.rumah.halaman import pesan, teks

pytestmark = pytest.mark.django_db


def gambar(bentuk="JPEG", exif=b""):
    keluar = BytesIO()
    Image.new("RGB", (2000, 1000), "teal").save(keluar, bentuk, **({"exif": exif} if exif else {}))
    return SimpleUploadedFile(f"foto.{bentuk.lower()}", keluar.getvalue())


@pytest.fixture
def usulan(cast, seruni):
    return make_usulan(seruni, cast["pengurus"])


def kirim(klien, usulan, *foto, keterangan=""):
    alamat = reverse("planning:usulan-foto-baru", args=[usulan.pk])
    return klien.post(alamat, {"foto": list(foto), "keterangan": keterangan})


class TestFoto:
    def test_it_is_made_anew_and_stands_on_the_sheet_and_the_print(self, cast, masuk, usulan):
        exif = Image.Exif()
        exif[0x010F] = "KameraContoh"
        klien = masuk(cast["pengurus"])
        assert kirim(klien, usulan, gambar(exif=exif.tobytes()), keterangan="Atap dapur").status_code == 302
        bukti = BuktiUsulan.objects.get()
        berkas = jalur(bukti.berkas).read_bytes()
        assert b"KameraContoh" not in berkas
        with Image.open(BytesIO(berkas)) as satu:
            assert max(satu.size) == 1600
        alamat = reverse("planning:usulan-foto", args=[bukti.pk])
        for nama in ("usulan-rinci", "usulan-bukti"):
            halaman = masuk(cast["perencana"]).get(reverse(f"planning:{nama}", args=[usulan.pk]))
            assert f'src="{alamat}"' in halaman.content.decode()
            assert "Atap dapur" in teks(halaman)
        assert masuk(cast["perencana"]).get(alamat)["Content-Type"] == "image/jpeg"
        assert masuk(cast["kabupaten_lain"]).get(alamat).status_code == 404

    @pytest.mark.parametrize(
        ("berkas", "kata"),
        [
            (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(12 * 1024 * 1024)), "paling besar 10 MB"),
            (SimpleUploadedFile("a.jpg", b"bukan gambar"), "Isi berkas bukan"),
            (SimpleUploadedFile("a.jpg", b"\xff\xd8\xffrusak"), "rusak"),
        ],
    )
    def test_what_is_no_picture_or_too_big_is_said_and_nothing_is_kept(self, cast, masuk, usulan, berkas, kata):
        berkas.seek(0)
        jawab = kirim(masuk(cast["pengurus"]), usulan, berkas, keterangan="Dapur")
        assert jawab.status_code == 422
        assert kata in pesan(jawab, "foto")
        assert 'value="Dapur"' in jawab.content.decode()
        assert not BuktiUsulan.objects.exists()

    def test_three_at_most_and_one_taken_off_makes_room(self, cast, masuk, usulan):
        klien = masuk(cast["pengurus"])
        assert "Paling banyak 3 foto" in pesan(kirim(klien, usulan, *(gambar() for _ in range(4))), "foto")
        kirim(klien, usulan, gambar(), gambar("PNG"))
        jawab = kirim(klien, usulan, gambar(), gambar())
        assert (jawab.status_code, BuktiUsulan.objects.count()) == (422, 2)
        assert "sudah ada 2" in pesan(jawab, "foto")
        satu = BuktiUsulan.objects.first()
        assert klien.post(reverse("planning:usulan-foto-hapus", args=[satu.pk])).status_code == 302
        assert kirim(klien, usulan, gambar(), gambar()).status_code == 302
        assert BuktiUsulan.objects.count() == 3

    def test_once_passed_on_the_photos_stay_as_they_are(self, cast, masuk, usulan):
        kirim(masuk(cast["pengurus"]), usulan, gambar())
        majukan(usulan, "kecamatan")
        with pytest.raises(Ditolak, match="sudah diteruskan"):
            tambah_foto_usulan(usulan.pk, [b"x"], "", actor=cast["pengurus"])
        with pytest.raises(Ditolak, match="sudah diteruskan"):
            hapus_foto_usulan(BuktiUsulan.objects.get().pk, actor=cast["pengurus"])
        halaman = masuk(cast["pengurus"]).get(reverse("planning:usulan-rinci", args=[usulan.pk]))
        assert "Tambah foto" not in teks(halaman)
