"""A person in front of a browser: opens, taps, types, and has every page examined on the way."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Error, Locator, Page

from tests.e2e.halaman import PONSEL, periksa, rincian
from tests.e2e.hasil import Hasil
from tests.e2e.peladen import AKAR, Peladen
from tests.e2e.pengamat import Pengamat

TENGGAT_MS = 12_000
GAMBAR_GAGAL = AKAR / "var" / "e2e"


class Berhenti(Exception):
    """The walk cannot go on: what it needs next is not on the page."""


class Tempat:
    """Where a walk happens: the browser, the server, the verdict."""

    def __init__(self, peramban: Browser, peladen: Peladen, hasil: Hasil) -> None:
        self.peramban, self.peladen, self.hasil = peramban, peladen, hasil

    def orang(self, nama: str, ukuran: tuple[int, int] = PONSEL, **konteks: Any) -> "Orang":
        """`konteks`: what playwright's new_context takes (colour scheme, JavaScript, scale)."""
        return Orang(self, nama, ukuran, konteks)


class Orang:
    """`with tempat.orang("kader.seruni") as kader:`; at the end the watch kept all along is judged.

    `diperiksa=False` leaves out axe and the width, for walks that repeat pages already examined.
    """

    def __init__(self, tempat: Tempat, nama: str, ukuran: tuple[int, int], konteks: dict[str, Any]) -> None:
        self.nama, self.ukuran = nama, ukuran
        self.hasil, self._peladen = tempat.hasil, tempat.peladen
        self.diperiksa = bool(konteks.pop("diperiksa", True))
        layar = {"width": ukuran[0], "height": ukuran[1]}
        self._konteks = tempat.peramban.new_context(
            base_url=tempat.peladen.alamat, viewport=layar, locale="id-ID", **konteks
        )
        self._konteks.set_default_timeout(TENGGAT_MS)
        self.pengamat = Pengamat(self._konteks, tempat.peladen.alamat)
        self.page: Page = self._konteks.new_page()
        self.ketukan = 0

    def __enter__(self) -> "Orang":
        return self

    def __exit__(self, jenis: type | None, galat: BaseException | None, jejak: TracebackType | None) -> None:
        try:
            if galat is not None:
                self._potret_gagal()
            for apa, daftar in self.pengamat.catatan().items():
                self.cek(f"{apa} 0 all along", not daftar, rincian(daftar))
        finally:
            self._konteks.close()

    def cek(self, apa: str, baik: bool, rincian: str = "") -> bool:
        return self.hasil.cek(f"{self.nama}: {apa}", baik, rincian)

    def sama(self, apa: str, terlihat: object, harap: object) -> bool:
        return self.hasil.sama(f"{self.nama}: {apa}", terlihat, harap)

    def perlu(self, apa: str, baik: bool, rincian: str = "") -> None:
        """A check without which the rest makes no sense."""
        if not self.cek(apa, baik, rincian):
            raise Berhenti(apa)

    @property
    def jalur(self) -> str:
        """Path of the page, without the query."""
        return urlsplit(self.page.url).path

    @property
    def sini(self) -> str:
        """Name of the page in the checks: keys of records and numbers left out, so that runs compare."""
        return re.sub(r"/[0-9a-f-]{36}/|/\d+/", "/…/", self.jalur)

    def buka(self, alamat: str, status: int = 200) -> None:
        """Type the address."""
        with self._menuju(status):
            self.page.goto(alamat)

    def ikuti(self, sasaran: Locator, status: int = 200) -> None:
        """Tap a link or button and wait for the page behind it."""
        with self._menuju(status), self.page.expect_navigation():
            sasaran.click()
        self.ketukan += 1

    def tekan(self, tombol: str, status: int = 200) -> None:
        """Press a key that leads to another page."""
        with self._menuju(status), self.page.expect_navigation():
            self.page.keyboard.press(tombol)

    def kembali(self) -> None:
        """The browser's own Back: the page comes back as it was left, without being loaded again."""
        self.page.go_back(wait_until="commit")

    @contextmanager
    def _menuju(self, status: int) -> Iterator[None]:
        """Around one navigation: its status is the expected one, then the page is examined."""
        self.pengamat.harap = status
        self.pengamat.status = 0
        yield
        self.page.wait_for_load_state("load")
        if self.diperiksa:
            periksa(self.page, self.hasil, f"{self.nama} {self.sini}", self.ukuran)
        if status != 200:
            self.sama(f"{self.sini} answers {status}", self.pengamat.status, status)
        self.pengamat.harap = 200

    def masuk(self) -> "Orang":
        """Sign in at /masuk/ as the person's own account."""
        self.buka("/masuk/")
        self.page.get_by_label("Nama pengguna").fill(self.nama)
        self.page.get_by_label("Kata sandi").fill(self._peladen.sandi)
        self.ikuti(self.page.get_by_role("button", name="Masuk"))
        self.perlu("signs in and stands at home", self.jalur == "/", self.page.url)
        return self

    def tombol(self, nama: str) -> Locator:
        return self.page.get_by_role("button", name=nama, exact=True)

    def tautan(self, nama: str) -> Locator:
        return self.page.get_by_role("link", name=nama, exact=True)

    def isi(self, isian: dict[str, object]) -> None:
        """Fill fields found by their label, as a person finds them."""
        for label, nilai in isian.items():
            self.page.get_by_label(label).fill(str(nilai))

    def teks(self, pemilih: str) -> str:
        """Text of the first element; empty where there is none."""
        lokasi = self.page.locator(pemilih)
        return " ".join((lokasi.first.text_content() or "").split()) if lokasi.count() else ""

    def _potret_gagal(self) -> None:
        """The page where a walk stopped, kept under var/ for whoever mends it."""
        try:
            GAMBAR_GAGAL.mkdir(parents=True, exist_ok=True)
            berkas = GAMBAR_GAGAL / f"{self.nama}.png"
            self.page.screenshot(path=berkas, timeout=3_000)
            self.cek(f"picture of where it stopped in {berkas.relative_to(AKAR)}", False, self.page.url)
        except Error:
            return


def bersihkan_potret() -> None:
    for berkas in GAMBAR_GAGAL.glob("*.png"):
        Path(berkas).unlink()
