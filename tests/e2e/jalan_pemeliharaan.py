"""Walk 6: what keeps the registry true between two files: data confirmed, doubles decided, people trained and paid,
practice told, three lists compared."""

from tests.e2e.halaman import LAYAR
from tests.e2e.jalan_halaman import gelap, lihat
from tests.e2e.orang import Orang, Tempat

SERUNI = "33.75.02.1008.p0001"
# Pages of the Dinas that are read, each in both colours.
DINAS = (
    "/posyandu/pemutakhiran/",
    "/posyandu/pemutakhiran/baru/",
    "/posyandu/percontohan/",
    "/kader/keterampilan/",
    "/kader/masa-kerja/?tahun=5",
    "/kader/insentif/",
    "/kader/insentif/tarif/",
    "/kader/insentif/tunggakan/",
    "/kader/keaktifan/",
    "/kader/pelatihan/baru/",
    "/dasbor/33.75/tiga-daftar/",
    "/dasbor/33.75/tiga-daftar/catat_tanpa_nomor/",
    "/dasbor/33.75/tiga-daftar/catat_tanpa_masa/",
)


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kelurahan.klego", reduced_motion="reduce") as desa:
        desa.masuk()
        konfirmasi(desa)
        bukan_ganda(desa)
        latih(desa)
    with tempat.orang("pengurus.seruni", reduced_motion="reduce") as unit:
        kartu = tulis_praktik(unit.masuk())
    with tempat.orang("tp.pekalongan-timur", LAYAR, reduced_motion="reduce") as tim:
        setujui(tim.masuk(), kartu)
        lihat(tim, f"/posyandu/{SERUNI}/percontohan/")
    with tempat.orang("kader.kapuas", reduced_motion="reduce") as jauh:
        jauh.masuk().buka("/posyandu/praktik/")
        jauh.cek("an approved card is read far away", "Rak sepatu bekas" in jauh.teks("main"))
    with tempat.orang("kader.seruni", reduced_motion="reduce") as kader:
        lihat(kader.masuk(), "/kader/insentif/saya/")
    with tempat.orang("pmd.pekalongan", LAYAR, reduced_motion="reduce") as dinas:
        dinas.masuk()
        for alamat in DINAS:
            lihat(dinas, alamat)
        insentif(dinas)


def konfirmasi(desa: Orang) -> None:
    """Two sections of Seruni are said to be right; the page counts them."""
    desa.buka(f"/posyandu/{SERUNI}/pemutakhiran/")
    gelap(desa)
    desa.cek("nothing is confirmed yet", "0 dari 7 bagian sudah dikonfirmasi" in desa.teks("main"))
    for ke in (1, 2):
        desa.ikuti(desa.page.get_by_role("button", name="Masih benar").first)
        desa.cek(f"{ke} section confirmed", f"{ke} dari 7 bagian sudah dikonfirmasi" in desa.teks("main"))


def bukan_ganda(desa: Orang) -> None:
    """The pair of the demonstration: looked at side by side, left as two, taken back."""
    desa.buka("/posyandu/ganda/")
    gelap(desa)
    desa.ikuti(desa.page.get_by_role("link", name="Tullip").first)
    gelap(desa)
    desa.ikuti(desa.tombol("Bukan ganda"), status=422)
    desa.isi({"Mengapa bukan ganda": "Dua RW yang berbeda"})
    desa.ikuti(desa.tombol("Bukan ganda"))
    desa.cek("it stands among the decided", "Dua RW yang berbeda" in desa.teks("main"))
    desa.ikuti(desa.tombol("Tinjau lagi"))
    desa.cek("and waits again", desa.tombol("Bukan ganda").count() == 1)


def latih(desa: Orang) -> None:
    """An event with one participant who passes and gets the marks."""
    desa.buka("/kader/pelatihan/baru/")
    desa.isi({"Nama pelatihan": "Penyegaran jalan uji", "Mulai": "2026-03-02", "Selesai": "2026-03-02"})
    desa.page.get_by_label("Pengelolaan posyandu").check()
    desa.ikuti(desa.tombol("Simpan"))
    acara = desa.jalur
    desa.page.locator("#tambah input[type=checkbox]").first.check()
    desa.ikuti(desa.tombol("Tambah yang dicentang"))
    desa.cek("one is on the list", "1 orang" in desa.teks("main"))
    desa.page.locator("input[name=lulus]").first.check()
    desa.ikuti(desa.tombol("Simpan daftar hadir"))
    desa.cek("who passed was there", "1 hadir, 1 lulus" in desa.teks("main"))
    desa.isi({"Dinilai oleh": "Bidan contoh"})
    desa.ikuti(desa.tombol("Catat tanda"))
    desa.cek(
        "marks were made or stood already", "tanda keterampilan dicatat untuk 1 orang" in desa.teks("[role=status]")
    )
    gelap(desa)
    desa.ikuti(desa.page.locator('a[href^="/orang/"]').first)
    gelap(desa)
    lihat(desa, f"{acara}daftar-hadir/")


def tulis_praktik(unit: Orang) -> str:
    """A card, refused while it is empty, then handed in. Returns its address."""
    unit.buka(f"/posyandu/{SERUNI}/praktik/")
    gelap(unit)
    unit.ikuti(unit.tombol("Simpan"), status=422)
    unit.isi({"Judul": "Rak sepatu bekas jadi pojok baca", "Masalahnya": "Anak menunggu", "Hasilnya": "Lebih tenang"})
    unit.page.get_by_label("Langkahnya").fill("Rak dicat\nBuku dipinjam")
    unit.ikuti(unit.tombol("Simpan"))
    kartu = unit.jalur
    unit.ikuti(unit.tombol("Ajukan ke Tim Pembina"))
    unit.cek("the card waits for the team", "menunggu tim pembina" in unit.teks("main").lower())
    return kartu


def setujui(tim: Orang, kartu: str) -> None:
    tim.buka(kartu)
    gelap(tim)
    tim.ikuti(tim.tombol("Setujui"))
    tim.cek("the card is approved", "disetujui" in tim.teks("main .judul"))


def insentif(dinas: Orang) -> None:
    """A list of the demonstration with its lines, as page and as paper."""
    dinas.buka("/kader/insentif/")
    dinas.ikuti(dinas.page.locator("tbody tr").filter(has_text="dibayar").get_by_role("link").first)
    gelap(dinas)
    lihat(dinas, f"{dinas.jalur}cetak/")
