"""Counting what a hand does: taps and keys beyond the values typed, kept by a listener in the page over navigations."""

from statistics import median

from playwright.sync_api import Page

# Every pointerdown and keydown counts one; a sign typed into a field is part of a value and counts none. Kept in the
# tab's own storage, so that going from one page to the next does not begin anew.
PENDENGAR = """
(() => {
  const tambah = (kunci) => sessionStorage.setItem(kunci, Number(sessionStorage.getItem(kunci) ?? 0) + 1);
  addEventListener("pointerdown", () => tambah("ketukan"), true);
  addEventListener("keydown", (e) => {
    const nilai = e.key.length === 1 && e.target.matches?.("input:not([type=radio], [type=checkbox]), textarea");
    tambah(nilai ? "huruf" : "ketukan");
  }, true);
})();
"""


class Penghitung:
    """`mulai()` before a person, `selesai()` after; `tengah` is the median so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.per_orang: list[int] = []
        self._awal = 0
        page.add_init_script(PENDENGAR)

    def kini(self) -> int:
        return int(self.page.evaluate("Number(sessionStorage.getItem('ketukan') ?? 0)"))

    def mulai(self) -> None:
        self._awal = self.kini()

    def selesai(self) -> int:
        self.per_orang.append(self.kini() - self._awal)
        return self.per_orang[-1]

    @property
    def tengah(self) -> float:
        return median(self.per_orang) if self.per_orang else 0.0
