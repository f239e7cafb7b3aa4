"""Walking the addresses: every GET of the matrix as one member of the cast."""

from collections.abc import Iterator

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.rumah.dunia import Dunia
from tests.rumah.matriks_akses import MATRIKS, TANYA
from tests.rumah.test_akses import alamat

# Sessions belong to signing in and out, the cache table to the limits on signing in.
BUKAN_DATA = {"django_session", "tembolok"}
RUTE = {nama: rute for nama, rute, _ in alamat()}


def url(dunia: Dunia, nama: str, tanya: str = "") -> str:
    ekor = TANYA[tanya].format(unit=dunia.unit.kode, desa=dunia.unit.wilayah_id, kota="33.75") if tanya else ""
    return reverse(nama, kwargs=dunia.argumen(nama) if "<" in RUTE[nama] else {}) + ekor


def klien(dunia: Dunia, siapa: str, **kwargs: bool) -> Client:
    client = Client(**kwargs)
    if siapa != "anonim":
        client.force_login(dunia.cast[siapa])
    return client


def semua_get(dunia: Dunia, client: Client) -> Iterator[tuple[str, HttpResponse]]:
    """(address, answer) of every GET."""
    for cara, nama, tanya in MATRIKS:
        if cara == "GET":
            tuju = url(dunia, nama, tanya)
            yield tuju, client.get(tuju)


def jumlah_baris() -> dict[str, int]:
    """{table: rows} of everything that is data."""
    hasil = {}
    with connection.cursor() as cursor:
        for tabel in set(connection.introspection.table_names(cursor)) - BUKAN_DATA:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(tabel)}")  # noqa: S608
            hasil[tabel] = cursor.fetchone()[0]
    return hasil
