"""Walk 10: a sealed report filed on a phone reaches UPTD PPA and nobody else; a month is completed, closed, opened."""

from tests.e2e.halaman import LAYAR
from tests.e2e.jalan_halaman import gelap, lihat
from tests.e2e.orang import Orang, Tempat

SERUNI = "33.75.02.1008.p0001"
LAPOR = "/lapangan/tertutup/"
KENARI = "kenari-5519"  # stands in one report only
# Everybody of the region who might look, each at the pages where such a thing would show.
LAIN: dict[str, tuple[str, ...]] = {
    "kader.seruni": ("/", "/lapangan/", "/pesan/", f"/layanan/?wilayah={SERUNI}"),
    "kelurahan.klego": ("/", "/layanan/", "/pesan/", "/layanan/kelengkapan/"),
    "opd.trantibum.pekalongan": ("/", "/layanan/", "/pesan/"),
    "tp.pekalongan": ("/", "/layanan/?bidang=trantibumlinmas", "/dasbor/33.75/"),
    "auditor.pekalongan": ("/", "/layanan/", "/dasbor/33.75/"),
    "admin.pekalongan": ("/", "/akun/", "/pesan/"),
}


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.seruni", reduced_motion="reduce") as kader:
        lapor(kader.masuk())
    for akun, alamat in LAIN.items():
        with tempat.orang(akun, diperiksa=False) as orang:
            tidak_tampak(orang.masuk(), alamat)
    with tempat.orang("uptd_ppa.pekalongan", LAYAR, reduced_motion="reduce") as ppa:
        terbaca(ppa.masuk())
    with tempat.orang("pengurus.seruni", reduced_motion="reduce") as pengurus:
        bulan(pengurus.masuk())


def lapor(kader: Orang) -> None:
    """From the field's page to "Diterima"; leaving and going back shows nothing of it."""
    kader.buka(f"/lapangan/trantibumlinmas/?unit={SERUNI}")
    kader.ikuti(kader.page.get_by_role("link", name="Kekerasan atau perdagangan orang"))
    gelap(kader)
    for nomor in ("112", "129"):
        kader.cek(f"{nomor} is one touch away", kader.page.locator(f'a[href="tel:{nomor}"]').count() == 1)
    isi(kader)
    kader.ikuti(kader.page.get_by_role("link", name="Tutup halaman ini"))
    kader.sama("the quick way out leads to the board", kader.jalur, "/lapangan/")
    kader.buka(LAPOR)
    isi(kader)
    kader.ikuti(kader.tombol("Kirim ke UPTD PPA"))
    gelap(kader)
    kata = kader.teks("main")
    kader.cek("it says that it was received, and in how many hours", "Diterima" in kata and "24 jam" in kata, kata)
    kader.kembali()
    kader.page.wait_for_load_state("load")
    kader.sama("going back finds an empty form", kader.page.get_by_label("Kontak yang aman").input_value(), "")


def isi(kader: Orang) -> None:
    for pilihan in ("Tidak", "Perdagangan orang", "Ya, orangnya sendiri setuju (18 tahun ke atas)", "Dikirimi pesan"):
        kader.page.get_by_text(pilihan, exact=True).click()
    kader.isi({"Kontak yang aman": f"0812 {KENARI}", "Kapan aman dihubungi?": "pagi"})


def tidak_tampak(orang: Orang, alamat: tuple[str, ...]) -> None:
    for satu in alamat:
        orang.buka(satu)
        kata = orang.teks("body")
        orang.cek(f"nothing of it on {orang.sini}", KENARI not in kata and "laporan baru" not in kata.lower())
    orang.buka("/tertutup/", status=403)


def terbaca(ppa: Orang) -> None:
    """Counted at home, content only after it is opened, the reading in the log, then the steps."""
    ppa.ikuti(ppa.page.get_by_role("link", name="Laporan tertutup menunggu"))
    gelap(ppa)
    baru = ppa.page.locator("section.kartu .daftar li", has_text="tinggal 23 jam")
    ppa.perlu("the new report waits with its clock", baru.count() >= 1, ppa.teks("main"))
    ppa.ikuti(baru.last.get_by_role("link"))
    ppa.cek("its page shows no content yet", KENARI not in ppa.teks("main"))
    ppa.ikuti(ppa.tombol("Buka isi laporan"))
    gelap(ppa)
    ppa.cek("opened it shows the safe contact", f"0812 {KENARI}" in ppa.teks("main"), ppa.teks("main"))
    ppa.cek("the reading is logged", "Isi dibaca" in ppa.teks("main"))
    langkah(ppa, "Sudah dihubungi")
    ppa.cek("the clock stopped", "dihubungi dalam 1 jam" in ppa.teks("main"), ppa.teks("main"))


def langkah(ppa: Orang, nama: str) -> None:
    ppa.page.locator("summary", has_text=nama).click()
    ppa.ikuti(ppa.tombol(nama))


def bulan(pengurus: Orang) -> None:
    """The last month: what is missing is said to be zero, then it is closed, and opened again with a reason."""
    pengurus.ikuti(pengurus.page.get_by_role("link", name="Kelengkapan"))
    gelap(pengurus)
    while pengurus.tombol("Memang tidak ada kegiatan").count():
        pengurus.ikuti(pengurus.tombol("Memang tidak ada kegiatan").first)
    pengurus.cek("zero is said in words", "nol dinyatakan" in pengurus.teks("main"), pengurus.teks("main"))
    pengurus.ikuti(pengurus.page.get_by_role("button", name="Tutup "))
    pengurus.cek("the month is closed", "Bulan ini sudah ditutup" in pengurus.teks("main"), pengurus.teks("main"))
    pengurus.page.locator("summary", has_text="Buka lagi").click()
    pengurus.isi({"Mengapa dibuka lagi?": "Ada buku yang tertinggal"})
    pengurus.ikuti(pengurus.page.get_by_role("button", name="Buka lagi "))
    pengurus.cek("its figures say so", "dibuka lagi 1 kali" in pengurus.teks("main"), pengurus.teks("main"))
    for alamat in (f"/layanan/kelengkapan/{SERUNI}/", f"/layanan/kelengkapan/{SERUNI}/sosial/hentikan/"):
        lihat(pengurus, alamat)
