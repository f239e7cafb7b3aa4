"""The pictures of the documentation, made from the freshly seeded demonstration."""

from tests.e2e.halaman import LAYAR, PONSEL
from tests.e2e.orang import Orang, Tempat
from tests.e2e.peladen import AKAR
from tests.e2e.png import padatkan

FOLDER = AKAR / "docs" / "gambar"
BATAS = 150_000
SERUNI = "33.75.02.1008.p0001"
# (picture, account, address); the line of the budget is looked for on the way.
HALAMAN: tuple[tuple[str, str, str], ...] = (
    ("catat", "kader.seruni", "/lapangan/catat/penimbangan_balita/"),
    ("posyandu", "pmd.pekalongan", f"/posyandu/{SERUNI}/"),
    ("registrasi", "pmd.pekalongan", "/registrasi/"),
    ("dasbor", "tp.pekalongan", "/dasbor/33.75/"),
    ("baris-anggaran", "perencana.pekalongan", ""),
)


def buat(tempat: Tempat) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for ukuran, beranda in ((PONSEL, "kader.seruni"), (LAYAR, "tp.pekalongan")):
        for nama, akun, alamat in (("beranda", beranda, "/"), *HALAMAN):
            with tempat.orang(akun, ukuran, diperiksa=False, color_scheme="light") as orang:
                orang.masuk().buka(alamat or baris_terpakai(orang))
                potret(orang, f"{nama}-{ukuran[0]}")


def baris_terpakai(orang: Orang) -> str:
    """Address of the line of this year's APBD with the most money tied to it."""
    orang.buka("/rencana/?jenis=apbd")
    orang.ikuti(orang.page.locator("tbody tr").filter(has_text="Kota Pekalongan").get_by_role("link").first)
    baris = orang.page.locator("tbody tr")
    terbanyak = max(range(baris.count()), key=lambda i: _terhubung(baris.nth(i).locator("td").nth(3).inner_text()))
    return str(baris.nth(terbanyak).get_by_role("link").first.get_attribute("href"))


def _terhubung(teks: str) -> int:
    return int("0" + "".join(h for h in teks if h.isdigit()))


def potret(orang: Orang, nama: str) -> None:
    berkas = FOLDER / f"{nama}.png"
    orang.page.evaluate("document.activeElement.blur()")
    besar = berkas.write_bytes(padatkan(orang.page.screenshot(animations="disabled")))
    orang.cek(f"docs/gambar/{berkas.name} under {BATAS // 1000} kB", besar < BATAS, f"{besar} bytes")
