"""What every page of every walk must pass: nothing hangs over the side, axe finds nothing, at both widths."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.hasil import Hasil

PONSEL = (360, 740)
LAYAR = (1280, 800)
_AXE = Axe()
LEWAT_TEPI = "document.documentElement.scrollWidth > innerWidth"
# The widest culprits, so that a failure names what to mend.
PELAKU = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".gulir, .menu"))
  .slice(0, 3).map((e) => e.tagName.toLowerCase() + "." + e.className + " " +
    Math.round(e.getBoundingClientRect().right) + "px")"""


def axe(page: Page) -> list[str]:
    """[rule, impact, selector, what axe says] of every violation on the page as it stands."""
    pelanggaran: list[dict[str, Any]] = _AXE.run(page).response["violations"]
    return [
        f"{p['id']} ({p['impact']}) at {' '.join(map(str, n['target']))}: {_ringkas(n.get('failureSummary') or p['help'])}"
        for p in pelanggaran
        for n in p["nodes"]
    ]


def _ringkas(teks: str) -> str:
    return " ".join(teks.split())[:240]


def lewat_tepi(page: Page) -> list[str]:
    """Elements over the right edge; empty when the page does not scroll sideways."""
    return [*page.evaluate(PELAKU), "page scrolls sideways"] if page.evaluate(LEWAT_TEPI) else []


def periksa(page: Page, hasil: Hasil, nama: str, ukuran: tuple[int, int]) -> None:
    """Both checks at both widths; the page is left as wide as it was (`ukuran`)."""
    temuan: dict[str, list[str]] = {"axe": [], "sideways scroll": []}
    for lebar, tinggi in (PONSEL, LAYAR):
        page.set_viewport_size({"width": lebar, "height": tinggi})
        temuan["sideways scroll"] += [f"[{lebar}] {t}" for t in lewat_tepi(page)]
        temuan["axe"] += [f"[{lebar}] {t}" for t in axe(page)]
    page.set_viewport_size({"width": ukuran[0], "height": ukuran[1]})
    for apa, daftar in temuan.items():
        hasil.cek(f"{nama}: {apa} 0 at 360 and 1280", not daftar, "".join(f"\n        {t}" for t in daftar))
