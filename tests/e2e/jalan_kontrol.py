"""Walk 0: the watch itself. Each fault is made on purpose, and must be seen; a blind check proves nothing."""

from urllib.parse import urlsplit

from tests.e2e.halaman import axe, lewat_tepi
from tests.e2e.orang import Tempat
from tests.e2e.pengamat import Pengamat

SEBARIS = "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.jahat = 1'}))"
TANPA_ALT = "document.body.append(Object.assign(new Image(), {src: '/static/tidak-ada.png'}))"
LEBAR = "document.body.append(Object.assign(document.createElement('div'), {id: 'lebar', innerHTML: '&nbsp;'}))"
LEBARKAN = "document.querySelector('#lebar').style.width = '3000px'"


def jalan(tempat: Tempat) -> None:
    konteks = tempat.peramban.new_context(viewport={"width": 360, "height": 740})
    try:
        page = konteks.new_page()
        pengamat = Pengamat(konteks, tempat.peladen.alamat)
        page.goto(f"{tempat.peladen.alamat}/masuk/")
        with page.expect_response("**/tidak-ada.png"):
            page.evaluate(TANPA_ALT)
        for skrip in (SEBARIS, LEBAR, LEBARKAN):
            page.evaluate(skrip)
        page.wait_for_timeout(300)
        cek = tempat.hasil.cek
        cek("watch: an inline script is blocked and seen", bool(pengamat.csp) and not page.evaluate("window.jahat"))
        cek("watch: a missing file is seen", any("tidak-ada" in s for s in pengamat.status_salah))
        cek("watch: an element over the edge is seen", any("px" in t for t in lewat_tepi(page)))
        cek("watch: axe sees an image without alt", any(t.startswith("image-alt") for t in axe(page)))
        page.evaluate("console.error('sengaja')")
        page.goto(f"http://localhost:{urlsplit(tempat.peladen.alamat).port}/healthz")
        cek("watch: another host is seen", any("localhost" in u for u in pengamat.luar))
        cek("watch: a console error is seen", "sengaja" in pengamat.konsol)
        cek("watch: a refused page is seen", any(s.startswith("400") for s in pengamat.status_salah))
    finally:
        konteks.close()
