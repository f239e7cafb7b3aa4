"""Walk 4: the pages the other walks do not pass, each opened by the account that works there, in both colours."""

from tests.e2e.halaman import kontras_gelap, rincian
from tests.e2e.langkah import KESEHATAN, catat
from tests.e2e.orang import Orang, Tempat

SERUNI = "33.75.02.1008.p0001"
# {account: addresses}
HALAMAN: dict[str, tuple[str, ...]] = {
    "pengurus.seruni": (
        f"/posyandu/{SERUNI}/",
        f"/posyandu/{SERUNI}/ubah/",
        f"/posyandu/{SERUNI}/kader/",
        f"/posyandu/{SERUNI}/pengurus/",
        f"/posyandu/{SERUNI}/sk/",
        "/rencana/kerja/",
        "/rencana/renstra-posyandu/",
    ),
    "kelurahan.klego": (
        "/lapangan/",
        "/posyandu/baru/?wilayah=33.75.02.1008",
        "/layanan/kelengkapan/",
        "/layanan/bulan/",
    ),
    "pmd.pekalongan": (f"/posyandu/{SERUNI}/", f"/posyandu/{SERUNI}/nomor/", "/posyandu/", "/registrasi/", "/kader/"),
    "tp.pekalongan": (
        "/dasbor/33.75.02/",
        "/dasbor/33.75.02.1008/",
        f"/dasbor/{SERUNI}/",
        "/dasbor/33.75/belum/",
        "/layanan/?bentuk=permohonan",
    ),
    "tp.nasional": ("/", "/dasbor/ID/"),
    "admin.pekalongan": ("/akun/", "/akun/baru/", "/akun/sandi/"),
    "perencana.pekalongan": (
        "/rencana/",
        "/rencana/baru/",
        "/rencana/alur/",
        "/rencana/usulan/",
        "/rencana/kebutuhan/",
        "/rencana/skenario/",
        "/rencana/harga/",
        f"/rencana/uang/{SERUNI}/",
        "/rencana/insentif/",
        "/rencana/evaluasi/",
        "/rencana/tahap/",
        "/rencana/pohon/",
        "/rencana/kalender/",
        "/rencana/pemeriksaan/",
        "/rencana/impor/",
        "/rencana/kode/",
        "/laporan/",
        "/laporan/per-bidang/",
        "/laporan/penjabaran/",
    ),
}


def jalan(tempat: Tempat) -> None:
    for akun, alamat in HALAMAN.items():
        with tempat.orang(akun, reduced_motion="reduce") as orang:
            orang.masuk()
            for satu in alamat:
                lihat(orang, satu)
            if akun == "perencana.pekalongan":
                anggaran(orang)
            if akun == "admin.pekalongan":
                orang.buka("/rencana/", status=403)
            if akun == "pmd.pekalongan":
                cari_desa(orang)
    with tempat.orang("kader.seruni", reduced_motion="reduce") as kader:
        rekaman = catat(kader.masuk(), KESEHATAN)
        for satu in (f"{rekaman}koreksi/", f"{rekaman}batalkan/", "/lapangan/kesehatan/pilih/", "/lapangan/"):
            lihat(kader, satu)


def lihat(orang: Orang, alamat: str) -> None:
    orang.buka(alamat)
    gelap(orang)


def gelap(orang: Orang) -> None:
    temuan = kontras_gelap(orang.page)
    orang.cek(f"{orang.sini} in dark colours: contrast 0", not temuan, rincian(temuan))


def anggaran(orang: Orang) -> None:
    """A fixed document, then a draft and the form of its lines, with every field refused once."""
    orang.buka("/rencana/")
    orang.ikuti(orang.page.locator("tbody tr").filter(has_text="ditetapkan").get_by_role("link").first)
    gelap(orang)
    orang.buka("/rencana/")
    orang.ikuti(orang.page.locator("tbody tr").filter(has_text="draf").get_by_role("link").first)
    gelap(orang)
    orang.ikuti(orang.tautan("Tambah baris"))
    orang.ikuti(orang.tombol("Simpan"), status=422)
    gelap(orang)


def cari_desa(orang: Orang) -> None:
    """A village is found while its name is typed; choosing it leads to the form of a new unit."""
    orang.buka("/posyandu/baru/?q=")
    orang.page.get_by_label("Nama atau kode desa/kelurahan").press_sequentially("klego", delay=20)
    hasil = orang.page.get_by_role("button", name="33.75.02.1008")
    hasil.wait_for()
    gelap(orang)
    orang.ikuti(hasil)
    orang.cek("the village found by its name is chosen", "Klego" in orang.teks(".judul"), orang.teks(".judul"))
