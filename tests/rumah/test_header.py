"""What every HTML answer carries: no inline code allowed, no frame, no shared cache, no fragment for its page."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.rumah.jalan import klien, semua_get
from tests.rumah.test_ukuran import host_lain, terlarang

pytestmark = pytest.mark.django_db
SIAPA = ("kader", "operator_desa", "dinas_pmd", "perencana", "admin_wilayah", "tanpa_tugas", "anonim")


def kurang(jawaban: HttpResponse, *, masuk: bool) -> set[str]:
    """What the answer lacks."""
    h = jawaban.headers
    kebijakan = h.get("Content-Security-Policy", "")
    simpan = h.get("Cache-Control", "")
    ada = {
        "CSP": "default-src 'self'" in kebijakan and "frame-ancestors 'none'" in kebijakan,
        "CSP tanpa unsafe": bool(kebijakan) and "unsafe-" not in kebijakan and "*" not in kebijakan,
        "X-Frame-Options": h.get("X-Frame-Options") == "DENY",
        "X-Content-Type-Options": h.get("X-Content-Type-Options") == "nosniff",
        "Referrer-Policy": h.get("Referrer-Policy") == "same-origin",
        "Vary: HX-Request": "hx-request" in h.get("Vary", "").lower(),
        "Vary: Cookie": not masuk or "cookie" in h.get("Vary", "").lower(),
        "private": not masuk or ("private" in simpan and "public" not in simpan),
    }
    return {nama for nama, ya in ada.items() if not ya}


def html(jawaban: HttpResponse) -> bool:
    return jawaban.headers.get("Content-Type", "").startswith("text/html")


@pytest.mark.parametrize("siapa", SIAPA)
def test_every_page_carries_the_headers(siapa, dunia):
    semua = {tuju: kurang(j, masuk=siapa != "anonim") for tuju, j in semua_get(dunia, klien(dunia, siapa)) if html(j)}
    assert {tuju: k for tuju, k in semua.items() if k} == {}


@pytest.mark.parametrize("siapa", ["kader", "perencana", "admin_wilayah"])
def test_no_page_carries_code_or_another_host(siapa, dunia):
    for tuju, jawaban in semua_get(dunia, klien(dunia, siapa)):
        if html(jawaban):
            isi = jawaban.content.decode()
            assert terlarang(isi) == set(), tuju
            assert host_lain(isi) == [], tuju


@pytest.mark.parametrize("siapa", ["kader", "anonim"])
def test_the_page_of_an_unknown_address_carries_the_headers(siapa, dunia):
    jawaban = klien(dunia, siapa).get("/tidak-ada/")
    assert jawaban.status_code == 404
    assert kurang(jawaban, masuk=siapa != "anonim") == set()


def test_the_page_of_a_form_kept_open_too_long_carries_the_headers(dunia):
    jawaban = klien(dunia, "kader", enforce_csrf_checks=True).post("/keluar/")
    assert jawaban.status_code == 403
    assert "Formulir terlalu lama terbuka" in jawaban.content.decode()
    assert kurang(jawaban, masuk=True) == set()


def test_the_page_of_a_fault_carries_the_headers(dunia, monkeypatch):
    def rusak(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("reporting.views.dasbor.tugas_saya", rusak)
    jawaban = klien(dunia, "kader", raise_request_exception=False).get("/")
    assert jawaban.status_code == 500
    assert "Ada gangguan pada sistem" in jawaban.content.decode()
    assert kurang(jawaban, masuk=True) == set()


def test_the_page_for_a_strange_host_name_carries_the_headers():
    jawaban = Client(headers={"host": "jahat.contoh"}).get("/masuk/")
    assert jawaban.status_code == 400
    assert kurang(jawaban, masuk=False) - {"Vary: HX-Request"} == set()


def test_signing_out_leaves_no_cookie_of_the_session(dunia):
    client = klien(dunia, "kader")
    client.post("/keluar/")
    assert client.get("/").status_code == 302
    assert "sessionid" not in client.cookies or not client.cookies["sessionid"].value


def test_the_session_cookie_is_out_of_reach_of_scripts(settings):
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"
