"""What goes wrong in a browser without anybody noticing: other hosts, CSP, console, statuses."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# A violation is announced on the document; the console carries it out of the page.
LAPOR_CSP = """addEventListener("securitypolicyviolation", (e) => console.error(
  "Content Security Policy: " + e.violatedDirective + " " + (e.blockedURI || e.sourceFile)), true)"""


class Pengamat:
    """Listens to everything a browser context does. `harap` is the status the next page may answer with."""

    def __init__(self, konteks: BrowserContext, alamat: str) -> None:
        self._asal = urlsplit(alamat).netloc
        self.harap = 200
        self.status = 0
        self.luar: list[str] = []
        self.csp: list[str] = []
        self.konsol: list[str] = []
        self.status_salah: list[str] = []
        konteks.add_init_script(LAPOR_CSP)
        konteks.on("request", self._permintaan)
        konteks.on("response", self._jawaban)
        konteks.on("requestfailed", self._putus)
        konteks.on("console", self._pesan)
        konteks.on("weberror", lambda galat: self.konsol.append(str(galat.error)))

    def _permintaan(self, permintaan: Request) -> None:
        bagian = urlsplit(permintaan.url)
        if bagian.scheme not in ("data", "blob", "about") and bagian.netloc != self._asal:
            self.luar.append(permintaan.url)

    def _jawaban(self, jawaban: Response) -> None:
        """A document answers with the expected status or redirects; everything else on a page is there."""
        if 300 <= jawaban.status < 400:
            return
        harap = 200
        if jawaban.request.is_navigation_request():
            self.status, harap = jawaban.status, self.harap
        if jawaban.status != harap:
            self.status_salah.append(f"{jawaban.status} {urlsplit(jawaban.url).path} (expected {harap})")

    def _putus(self, permintaan: Request) -> None:
        """A request that got no answer, unless it was still under way when the person went on."""
        if permintaan.failure != "net::ERR_ABORTED":
            self.status_salah.append(f"{permintaan.failure} {permintaan.url}")

    def _pesan(self, pesan: ConsoleMessage) -> None:
        if pesan.type != "error":
            return
        if "Content Security Policy" in pesan.text:
            self.csp.append(pesan.text)
        elif self.harap == 200 or f"status of {self.harap}" not in pesan.text:  # Chromium reports refused pages here
            self.konsol.append(pesan.text)

    def catatan(self) -> dict[str, list[str]]:
        """{what must not happen: where it did, each once}"""
        semua = {
            "requests to other hosts": self.luar,
            "CSP violations": self.csp,
            "console errors": self.konsol,
            "unexpected answers": self.status_salah,
        }
        return {apa: list(dict.fromkeys(daftar)) for apa, daftar in semua.items()}
