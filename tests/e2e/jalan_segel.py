"""Walk 9: a sealed report. Whoever files it cannot find it again; UPTD PPA reads it; nobody else of the cast meets it,
in no list, count, file, log or search."""

from reporting.contoh.akun import AKUN
from tests.e2e.orang import Orang, Tempat

KONTAK = "0812 contoh warung depan"
ALAMAT = "/lapangan/tertutup/"
# Pages where something of it would show if it leaked: lists, figures, the log, search, files.
HALAMAN = (
    "/",
    "/layanan/",
    "/permohonan/",
    "/rujukan/",
    "/warga/?q=warung",
    "/dasbor/33.75/",
    "/laporan/layanan/",
    "/layanan/kelengkapan/",
    "/pesan/",
    "/ekspor/",
    "/tertutup/",
)


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.seruni") as kader:
        lapor(kader.masuk())
    with tempat.orang("uptd_ppa.pekalongan", (1280, 800)) as ppa:
        baca(ppa.masuk())
    for akun, *_ in AKUN:
        if akun != "uptd_ppa.pekalongan":
            with tempat.orang(akun, diperiksa=False) as lain:
                tidak_bertemu(lain.masuk())


def lapor(kader: Orang) -> None:
    """The small form, sent; nothing of it can be opened again."""
    kader.buka(ALAMAT)
    kader.cek("the two numbers stand on top", all(n in kader.teks("main") for n in ("112", "129")))
    kader.page.get_by_role("group", name="dalam bahaya sekarang").get_by_label("Tidak", exact=True).check()
    kader.page.get_by_label("Kekerasan terhadap perempuan").check()
    kader.page.get_by_role("group", name="setuju dihubungi").locator("input[type=radio]").first.check()
    kader.page.get_by_role("group", name="Cara menghubungi").locator("input[type=radio]").first.check()
    kader.isi({"Kontak yang aman": KONTAK, "Kapan aman dihubungi?": "pagi"})
    kader.ikuti(kader.tombol("Kirim ke UPTD PPA"))
    kader.perlu("the page says only that it was received", "diterima" in kader.jalur, kader.page.url)
    kader.cek("without a word of the report", KONTAK not in kader.page.content())
    kader.buka(ALAMAT)
    kader.cek("the form is empty again", kader.page.get_by_label("Kontak yang aman").input_value() == "")


def baca(ppa: Orang) -> None:
    """The list shows no content; opening it does, once it was asked for, and leaves a row."""
    ppa.buka("/tertutup/")
    ppa.cek("the list holds no content", KONTAK not in ppa.page.content())
    ppa.ikuti(ppa.page.locator("main a[href^='/tertutup/']:not([href*='?'])").last)
    ppa.ikuti(ppa.page.locator("form[action$='/buka/'] button").first)
    ppa.cek("UPTD PPA reads the safe contact", KONTAK in ppa.teks("main"), ppa.page.url)


def tidak_bertemu(lain: Orang) -> None:
    """Every page where it could show, by the answer's text."""
    bertemu = []
    for alamat in HALAMAN:
        jawaban = lain.page.request.get(alamat)
        if KONTAK in jawaban.text() or (alamat == "/tertutup/" and jawaban.status != 403):
            bertemu.append(f"{alamat} {jawaban.status}")
    lain.cek("meets nothing of the sealed report", not bertemu, ", ".join(bertemu))
