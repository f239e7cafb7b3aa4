"""Sizes and what may not stand in a template: short functions, short files, no inline script, no other host."""

import ast
import re

import pytest
from django.contrib.staticfiles import finders

from tests.rumah.baca import AKAR, modul_produk, templat

FUNGSI_TERPANJANG = 50
BERKAS_TERPANJANG = 400
POTONGAN_TERPANJANG = 60
HALAMAN_TERPANJANG = 150
KEPALA = re.compile(r"\{#[^#]*\b([Cc]ontext|[Bb]locks|[Nn]othing|[Ff]ragment)\b[^#]*#\}")
# Names, not addresses: no browser fetches a namespace.
RUANG_NAMA = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
TERLARANG = {
    "style=": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "<style>": re.compile(r"<style\b", re.I),
    "skrip di dalam halaman": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.I),
    "on…=": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[:a-z-]*)\s*=", re.I),
    "javascript:": re.compile(r"javascript:|hx-vals=.js:", re.I),
    "|safe": re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off"),
}


def host_lain(teks: str) -> list[str]:
    """Addresses of another host in a text."""
    for nama in RUANG_NAMA:
        teks = teks.replace(nama, "")
    return re.findall(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"')]*", teks, re.I)


def terlarang(teks: str) -> set[str]:
    return {nama for nama, pola in TERLARANG.items() if pola.search(teks)}


def _baris(path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_functions_are_short():
    panjang = [
        f"{m.path}:{n.lineno} {n.name} {n.end_lineno - n.lineno + 1} baris"
        for m in modul_produk()
        for n in ast.walk(m.pohon)
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef) and n.end_lineno - n.lineno >= FUNGSI_TERPANJANG
    ]
    assert panjang == []


def test_files_are_short():
    baris = {m.path: len(_baris(AKAR / m.path)) for m in modul_produk()}
    assert {p: n for p, n in baris.items() if n > BERKAS_TERPANJANG} == {}


@pytest.mark.parametrize("path", templat(), ids=lambda p: p.relative_to(AKAR / "templates").as_posix())
def test_a_template_is_short_says_its_context_and_holds_no_code(path):
    baris = _baris(path)
    batas = POTONGAN_TERPANJANG if path.name.startswith("_") else HALAMAN_TERPANJANG
    assert len(baris) <= batas
    assert KEPALA.search("\n".join(baris[:2])), "komentar konteks tidak ada di dua baris pertama"
    assert terlarang("\n".join(baris)) == set()


def test_nothing_is_fetched_from_another_host():
    semua = [*templat(), *(p for p in (AKAR / "static").rglob("*") if p.suffix in (".css", ".js", ".svg", ".json"))]
    assert {p.name: h for p in semua if (h := host_lain(p.read_text(encoding="utf-8")))} == {}


def test_every_static_file_that_a_template_names_is_there():
    disebut = {n for p in templat() for n in re.findall(r"""\{% static ['"]([^'"]+)['"] %\}""", p.read_text("utf-8"))}
    assert disebut
    assert {n for n in disebut if finders.find(n) is None} == set()


def test_markup_is_declared_safe_in_one_file_only():
    pemakai = {
        m.path
        for m in modul_produk()
        for n in ast.walk(m.pohon)
        if isinstance(n, ast.Name | ast.Attribute) and (getattr(n, "id", "") or n.attr) in ("mark_safe", "SafeString")
    }
    assert pemakai == {"posyandu_app/templatetags/tampilan.py"}


@pytest.mark.parametrize(
    ("teks", "apa"),
    [
        ('<p style="color:red">', "style="),
        ("<style>p{}</style>", "<style>"),
        ("<script>lari()</script>", "skrip di dalam halaman"),
        ('<script type="module">lari()</script>', "skrip di dalam halaman"),
        ('<a href="#" onclick="x()">', "on…="),
        ('<a hx-on:click="x()">', "on…="),
        ('<a href="javascript:x()">', "javascript:"),
        ("{{ nama|safe }}", "|safe"),
        ("{% autoescape off %}", "|safe"),
    ],
)
def test_the_guard_sees_code_in_a_template(teks, apa):
    assert apa in terlarang(teks)


def test_the_guard_lets_plain_markup_pass():
    assert (
        terlarang('<script src="/static/x.js" defer></script><p class="on" data-one="1" hx-trigger="input">') == set()
    )


@pytest.mark.parametrize(
    "teks", ['src="https://cdn.contoh.id/x.js"', "url(//fonts.contoh.com/a.woff2)", "@import 'http://contoh.net/a.css'"]
)
def test_the_guard_sees_another_host(teks):
    assert host_lain(teks)


def test_the_guard_lets_the_namespace_of_svg_pass():
    assert host_lain('<svg xmlns="http://www.w3.org/2000/svg"/>') == []
