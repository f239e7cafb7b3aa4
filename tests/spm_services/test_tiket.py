"""A request from the posyandu to the office and back, through the doors of each desk."""

import uuid

import pytest
from django.urls import reverse

from audit.models import Catatan
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import Rekaman, Tiket
from tests.pembuat import make_rekaman, make_user
from tests.rumah.halaman import isi, teks
from tests.spm_services.tiket import MOHON, lengkapi

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
