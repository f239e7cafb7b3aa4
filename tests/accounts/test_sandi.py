"""Who forgot the password gets a new one from an admin of the area, never of a wider account."""

import pytest
from django.test import Client

from accounts.actions import beri_penugasan
from accounts.roles import Peran

pytestmark = pytest.mark.django_db


def minta(masuk, admin, user):
    return masuk(admin).post(f"/akun/penugasan/{user.penugasan_list.first().pk}/sandi/")


def bisa_masuk(user, sandi: str) -> bool:
    jawaban = Client().post("/masuk/", {"login": user.username, "password": sandi})
    return jawaban.status_code == 302


def test_the_new_password_signs_in_and_the_old_one_does_not(cast, masuk):
    kader = cast["kader"]
    kader.set_password("lama-sekali-1")
    kader.save()
    jawaban = minta(masuk, cast["admin_wilayah"], kader)
    assert jawaban.status_code == 200
    assert bisa_masuk(kader, jawaban.context["sandi"])
    assert not bisa_masuk(kader, "lama-sekali-1")


def test_a_person_with_a_wider_duty_is_out_of_reach(cast, masuk):
    kader = cast["kader"]
    beri_penugasan(kader, Peran.TIM_PEMBINA, "33", oleh=None)
    sebelum = type(kader).objects.get(pk=kader.pk).password
    assert minta(masuk, cast["admin_wilayah"], kader).status_code == 403
    assert type(kader).objects.get(pk=kader.pk).password == sebelum


def test_only_an_admin_gives_a_new_password(cast, masuk):
    assert minta(masuk, cast["perencana"], cast["kader"]).status_code == 403
