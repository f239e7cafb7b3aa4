"""Walk 3: refused sign-in, the keyboard alone, zoom, dark colours, no JavaScript."""

from playwright.sync_api import Locator

from tests.e2e.halaman import LAYAR, lewat_tepi
from tests.e2e.langkah import ENAM, KESEHATAN, catat, jawaban
from tests.e2e.orang import Berhenti, Orang, Tempat

DITOLAK = "Nama pengguna atau kata sandi salah"
PALING_BANYAK_TAB = 60
ZOOM = (640, 400)  # 1280x800 at 200 %
FORMULIR = "/lapangan/catat/penimbangan_balita/"
FOKUS_TERLIHAT = """() => { const e = document.activeElement; const wadah = e.closest("label") || e;
  return [e, wadah].some((x) => { const g = getComputedStyle(x);
    return g.outlineStyle !== "none" && parseFloat(g.outlineWidth) > 0; }); }"""


def jalan(tempat: Tempat) -> None:
    ditolak_masuk(tempat)
    papan_ketik(tempat)
    diperbesar(tempat)
    gelap(tempat)
    tanpa_javascript(tempat)


def ditolak_masuk(tempat: Tempat) -> None:
    """A wrong password and an unknown name get the same sentence; a page behind the door leads to it."""
    with tempat.orang("kader2.seruni") as orang:
        orang.buka("/dasbor/33.75/")
        orang.sama("without signing in a dashboard leads to", orang.jalur, "/masuk/")
        for nama in (orang.nama, "tidak.ada"):
            orang.isi({"Nama pengguna": nama, "Kata sandi": "bukan-sandinya"})
            orang.ikuti(orang.tombol("Masuk"))
            pesan = orang.teks("[role=alert]")
            orang.cek(f"wrong password of {nama} is refused in words", DITOLAK in pesan, pesan or orang.page.url)
        orang.buka("/dasbor/33.75/")
        orang.sama("and stays outside", orang.jalur, "/masuk/")


def papan_ketik(tempat: Tempat) -> None:
    """From sign-in to a stored record with Tab, Enter and typing only; where the focus is can always be seen."""
    catatan = ENAM[0]
    with tempat.orang("kader.seruni", LAYAR) as kader:
        kader.buka("/masuk/")
        kader.page.keyboard.press("Tab")
        kader.page.keyboard.press("Shift+Tab")
        ketik(kader, kader.page.get_by_label("Nama pengguna"), kader.nama)
        ketik(kader, kader.page.get_by_label("Kata sandi"), tempat.peladen.sandi)
        kader.tekan("Enter")
        kader.perlu("signs in with the keyboard", kader.jalur == "/", kader.page.url)
        kader.page.keyboard.press("Tab")
        kader.sama("the first Tab is the way past the menu", fokus(kader), "Langsung ke isi")
        papan = kader.page.get_by_role("navigation", name="Pilih bidang").get_by_role("link")
        tab_ke(kader, papan.filter(has_text=catatan.bidang))
        kader.tekan("Enter")
        tab_ke(kader, kader.page.locator("main .daftar a").filter(has_text=catatan.layanan))
        kader.tekan("Enter")
        ketik(kader, kader.page.get_by_label(catatan.label_terlayani), str(catatan.terlayani))
        tab_ke(kader, kader.tombol("Simpan"))
        kader.tekan("Enter")
        kader.sama("the record is stored with the keyboard", jawaban(kader, catatan.label_terlayani), "21")


def fokus(orang: Orang) -> str:
    return str(orang.page.evaluate("document.activeElement.textContent.trim()"))


def tab_ke(orang: Orang, sasaran: Locator) -> None:
    """Tab until the target has the focus, and the focus shows."""
    for _ in range(PALING_BANYAK_TAB):
        if sasaran.evaluate("e => e === document.activeElement"):
            orang.cek("the focus shows", orang.page.evaluate(FOKUS_TERLIHAT), orang.sini)
            return
        orang.page.keyboard.press("Tab")
    raise Berhenti(f"not reached within {PALING_BANYAK_TAB} tabs: {sasaran}")


def ketik(orang: Orang, kolom: Locator, teks: str) -> None:
    tab_ke(orang, kolom)
    orang.page.keyboard.type(teks)


def diperbesar(tempat: Tempat) -> None:
    """At 200 % on a 1280 pixel screen nothing needs scrolling sideways."""
    for nama, jalur in (
        ("kader.seruni", ["/", "/lapangan/", FORMULIR]),
        ("tp.pekalongan", ["/", "/dasbor/33.75/", "/layanan/", "/posyandu/", "/registrasi/", "/rencana/"]),
    ):
        with tempat.orang(nama, ZOOM, device_scale_factor=2, diperiksa=False) as orang:
            orang.masuk()
            for alamat in jalur:
                orang.buka(alamat)
                terlalu_lebar = lewat_tepi(orang.page)
                orang.cek(f"{alamat} at 200 %: no sideways scroll", not terlalu_lebar, "; ".join(terlalu_lebar))


def gelap(tempat: Tempat) -> None:
    """Dark colours: home, entry and dashboard are examined as every page is, contrast included."""
    with tempat.orang("kader.seruni", color_scheme="dark") as kader:
        kader.masuk().buka(FORMULIR)
        kader.cek("the page is dark", latar_gelap(kader))
    with tempat.orang("tp.pekalongan", color_scheme="dark") as tp:
        tp.masuk().buka("/dasbor/33.75/")
        tp.cek("the dashboard is dark", latar_gelap(tp))


def latar_gelap(orang: Orang) -> bool:
    warna = str(orang.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    return sum(int(n) for n in warna.removeprefix("rgb(").rstrip(")").split(",")) < 150


def tanpa_javascript(tempat: Tempat) -> None:
    """The whole path of a record without a line of JavaScript."""
    with tempat.orang("kader.seruni", java_script_enabled=False, diperiksa=False) as kader:
        rekaman = catat(kader.masuk(), KESEHATAN)
        kader.buka("/layanan/?wilayah=33.75.02.1008.p0001")
        kader.cek("the list shows it without JavaScript", kader.page.locator(f'a[href="{rekaman}"]').count() == 1)
