"""What every page of every walk must pass at both widths: axe finds nothing, nothing hangs over a side."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.hasil import Hasil

PONSEL = (360, 740)
LAYAR = (1280, 800)
PALING_BANYAK = 6
# Handed over by the debugger, so the page's own CSP stays in force; once per page is enough.
AXE = Axe().axe_script
ATURAN = """axe.run({resultTypes: ["violations"], rules: {"target-size": {enabled: true}}})"""
KONTRAS = """axe.run({resultTypes: ["violations"], runOnly: ["color-contrast"]})"""
LEWAT_TEPI = "document.documentElement.scrollWidth > innerWidth"
# The widest culprits, so that a failure names what to mend.
PELAKU = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".gulir, .menu"))
  .slice(0, 3).map((e) => e.tagName.toLowerCase() + "." + e.getAttribute("class") + " " +
    Math.round(e.getBoundingClientRect().right) + "px")"""

# Text that runs out of its own box, over its neighbour: no scrollbar tells of it. Hidden heads of tables do not count.
MELUAP = """() => [...document.querySelectorAll("main *")]
  .filter((e) => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
  .filter((e) => getComputedStyle(e).overflowX === "visible" && !e.closest(".tumpuk thead"))
  .map((e) => `${e.tagName.toLowerCase()} “${e.textContent.trim().slice(0, 40)}” ` +
    `${e.scrollWidth} in ${e.clientWidth} px`)"""


def axe(page: Page, perintah: str = ATURAN) -> list[str]:
    """Rule, impact, selector and what axe says, of every violation on the page as it stands."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE)
    pelanggaran: list[dict[str, Any]] = page.evaluate(f"{perintah}.then((hasil) => hasil.violations)")
    return [_sebut(p, n) for p in pelanggaran for n in p["nodes"]]


def _sebut(pelanggaran: dict[str, Any], simpul: dict[str, Any]) -> str:
    kata = " ".join((simpul.get("failureSummary") or pelanggaran["help"]).split())[:240]
    return f"{pelanggaran['id']} ({pelanggaran['impact']}) at {' '.join(map(str, simpul['target']))}: {kata}"


def lewat_tepi(page: Page) -> list[str]:
    """Elements over the right edge; empty when the page does not scroll sideways."""
    return [*page.evaluate(PELAKU), "page scrolls sideways"] if page.evaluate(LEWAT_TEPI) else []


def kontras_gelap(page: Page) -> list[str]:
    """Contrast violations of the page in dark colours; the page goes back to light ones."""
    page.emulate_media(color_scheme="dark")
    temuan = axe(page, KONTRAS)
    page.emulate_media(color_scheme="light")
    return temuan


def periksa(page: Page, hasil: Hasil, nama: str, ukuran: tuple[int, int]) -> None:
    """Every check at both widths; the page is left as wide as it was (`ukuran`)."""
    temuan: dict[str, list[str]] = {"axe": [], "sideways scroll": [], "text out of its box": []}
    for lebar, tinggi in (PONSEL, LAYAR):
        page.set_viewport_size({"width": lebar, "height": tinggi})
        temuan["sideways scroll"] += [f"[{lebar}] {t}" for t in lewat_tepi(page)]
        temuan["text out of its box"] += [f"[{lebar}] {t}" for t in page.evaluate(MELUAP)]
        temuan["axe"] += [f"[{lebar}] {t}" for t in axe(page)]
    page.set_viewport_size({"width": ukuran[0], "height": ukuran[1]})
    for apa, daftar in temuan.items():
        hasil.cek(f"{nama}: {apa} 0 at 360 and 1280", not daftar, rincian(daftar))


def rincian(temuan: list[str]) -> str:
    """The first findings, one a line, and how many more."""
    lebih = [f"and {len(temuan) - PALING_BANYAK} more"] if len(temuan) > PALING_BANYAK else []
    return "".join(f"\n        {t}" for t in [*temuan[:PALING_BANYAK], *lebih])
