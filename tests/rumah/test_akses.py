"""Every address says who may enter, and a view that does not say is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from accounts.middleware import AksesMiddleware
from accounts.roles import Cap
from posyandu_app import errors
from posyandu_app.lib.access import MASUK, PUBLIK, access

TANPA_MASUK = {
    "masuk", "account_login", "healthz", "readyz", "metrics",
    "registry:publik", "registry:publik-unit", "registry:publik-periksa", "spm_services:publik-permohonan",
}  # fmt: skip


def alamat(pola: Any = None, awalan: str = "", ruang: str = "") -> Iterator[tuple[str, str, URLPattern]]:
    """(name with its namespace, route, pattern) of every address."""
    for p in (pola or get_resolver()).url_patterns:
        rute = awalan + str(p.pattern)
        if isinstance(p, URLPattern):
            yield (f"{ruang}:{p.name}" if ruang else str(p.name)), rute, p
        else:
            yield from alamat(p, rute, p.namespace or ruang)


def polos(request: HttpRequest) -> HttpResponse:
    return HttpResponse("tanpa tanda")


class Orang:
    """Signed in, with the duties given."""

    is_authenticated = True

    def __init__(self, *duty: str) -> None:
        self.duty = duty

    def boleh(self, duty: str) -> bool:
        return duty in self.duty


def lewat(view: Any, user: Any) -> HttpResponse | None:
    request = RequestFactory().get("/x/")
    request.user = user
    return AksesMiddleware(lambda r: HttpResponse()).process_view(request, view, (), {})


@pytest.mark.parametrize(("nama", "rute", "pola"), [pytest.param(*a, id=a[0]) for a in alamat()])
def test_every_address_has_a_mark_and_a_name(nama, rute, pola):
    assert pola.name, f"{rute} belum bernama"
    assert getattr(pola.callback, "akses", None) in {PUBLIK, MASUK, *Cap}


@pytest.mark.parametrize(("nama", "rute", "pola"), [pytest.param(*a, id=a[0]) for a in alamat()])
def test_no_address_is_exempt_from_csrf(nama, rute, pola):
    assert not getattr(pola.callback, "csrf_exempt", False)


def test_only_the_known_addresses_are_open_to_anybody():
    assert {nama for nama, _, pola in alamat() if pola.callback.akses == PUBLIK} == TANPA_MASUK


@pytest.mark.parametrize("nama", ["galat_400", "galat_403", "galat_404", "galat_500", "csrf_gagal"])
def test_error_pages_are_marked_as_open(nama):
    assert getattr(errors, nama).akses == PUBLIK


def test_the_middleware_stands_after_the_one_that_knows_the_person(settings):
    urutan = settings.MIDDLEWARE
    dikenal = urutan.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    assert urutan.index("accounts.middleware.AksesMiddleware") > dikenal
    assert "django.middleware.csrf.CsrfViewMiddleware" in urutan


@pytest.mark.parametrize("user", [AnonymousUser(), Orang(*Cap)], ids=["tanpa masuk", "semua tugas"])
def test_a_view_without_a_mark_is_refused_whoever_asks(user):
    with pytest.raises(ImproperlyConfigured):
        lewat(polos, user)


def test_anybody_without_the_duty_is_refused():
    with pytest.raises(PermissionDenied):
        lewat(access(Cap.ALOKASI)(lambda r: HttpResponse()), Orang(Cap.LIHAT))


def test_the_holder_of_the_duty_passes():
    assert lewat(access(Cap.ALOKASI)(lambda r: HttpResponse()), Orang(Cap.ALOKASI)) is None


def test_a_visitor_is_sent_to_sign_in_and_back():
    jawaban = lewat(access(Cap.LIHAT)(lambda r: HttpResponse()), AnonymousUser())
    assert jawaban.url == "/masuk/?next=/x/"


def test_a_mark_without_a_duty_is_refused():
    with pytest.raises(ValueError, match="duty"):
        access("")
