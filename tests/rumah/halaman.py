"""Reading an answer as a person does: its links, its text, the message under a field; and sending nonsense."""

import base64
import html
import json
import re
from urllib.parse import quote

from django.http import HttpResponse

TEKS_2MB = "a" * 2 * 1024 * 1024


def isi(jawaban: HttpResponse) -> str:
    return jawaban.content.decode()


def teks(jawaban: HttpResponse) -> str:
    """The words of the page, markup left out, blanks made single."""
    polos = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", isi(jawaban), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(polos)).strip()


def tautan(jawaban: HttpResponse) -> list[str]:
    """Addresses of the page's links, in order."""
    return [html.unescape(h) for h in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', isi(jawaban))]


def pesan(jawaban: HttpResponse, kolom: str) -> str:
    """The messages that stand at a field; for a hidden field those of the summary above the form."""
    cocok = re.findall(rf'<p class="pesan" id="id_{re.escape(kolom)}_error">(.*?)</p>', isi(jawaban), re.S)
    return html.unescape(" ".join(cocok))


def ringkasan(jawaban: HttpResponse) -> str:
    """The summary of errors above the form."""
    cocok = re.search(r'<div class="galat-atas" role="alert">(.*?)</div>', isi(jawaban), re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", cocok.group(1))) if cocok else ""


def nilai(jawaban: HttpResponse, kolom: str) -> str:
    """What the input of a field holds."""
    cocok = re.search(rf'<input\b[^>]*\bname="{re.escape(kolom)}"[^>]*>', isi(jawaban))
    isian = re.search(r'\bvalue="([^"]*)"', cocok.group(0)) if cocok else None
    return html.unescape(isian.group(1)) if isian else ""


def baris_tabel(jawaban: HttpResponse, ke: int = 0) -> list[list[str]]:
    """The cells of the body of the page's table, as text."""
    badan = re.findall(r"<tbody>(.*?)</tbody>", isi(jawaban), re.S)
    if len(badan) <= ke:
        return []
    baris = re.findall(r"<tr\b.*?</tr>", badan[ke], re.S)
    sel = [re.findall(r"<t[hd]\b.*?</t[hd]>", b, re.S) for b in baris]
    return [[html.unescape(re.sub(r"<[^>]+>|\s+", " ", s)).strip() for s in b] for b in sel]


def _kursor(*nilai: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(nilai).encode()).decode().rstrip("=")


# Queries that a list page answers with a page (or 404 for an area nobody holds), never with a fault.
NGAWUR = (
    "sesudah=xx",
    "sesudah=%00",
    "sesudah=%ED%A0%80",
    f"sesudah={_kursor('x', 'x')}",
    f"sesudah={_kursor(1)}",
    f"sebelum={_kursor(None, [])}",
    f"sesudah={_kursor(10**30, 10**30)}",
    "urut=--kode",
    "urut=-",
    "urut=password",
    "urut=%00",
    "dari=abc&sampai=xyz",
    "dari=9999-99",
    "dari=2999-12&sampai=0001-01",
    "dari=%00",
    "tahun=9999",
    "tahun=0000",
    "tahun=-1",
    "tahun=1e9",
    "tahun=%D9%A2%D9%A0%D9%A2%D9%A6",
    "bulan=2026-13",
    "bulan=%00",
    "bidang=ada-ada-saja",
    "bidang=%00",
    "bentuk=%00&layanan=%00&status=%00&jenis=%00&nomor=%00",
    "layanan=tidak-ada&status=apa",
    "jenis=tidak-ada",
    "q=%00",
    "q=" + quote("%_'\"\\;--<script>"),
    "q=" + "x" * 5000,
    "unit=%00",
)
# Malformed codes, and well-formed ones that no area and no unit has.
WILAYAH_NGAWUR = (
    "33.7",
    "33.75.",
    "33.75%00",
    "zz",
    "' OR 1=1",
    "33.75.02.1008.p9999x",
    "3" * 500,
    "99",
    "33.75.99",
    "33.75.02.1999",
    "33.75.02.1008.p9999",
)
