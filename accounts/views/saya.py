"""One's own account: who I am here, where mail goes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.actions import atur_surel
from accounts.forms import SayaForm
from accounts.permintaan import Permintaan
from posyandu_app.lib.access import signed_in


@signed_in
@require_http_methods(["GET", "POST"])
def saya(request: Permintaan) -> HttpResponse:
    """My assignments, my e-mail address and whether the daily digest goes there."""
    user = request.user
    form = SayaForm(request.POST or None, initial={"surel": user.email, "ringkasan": user.ringkasan_surel})
    if request.method == "POST" and form.is_valid():
        atur_surel(user, surel=form.cleaned_data["surel"], ringkasan=form.cleaned_data["ringkasan"])
        messages.success(request, "Pengaturan surel tersimpan.")
        return redirect("accounts:saya")
    konteks = {"form": form, "tugas": user.penugasan_aktif}
    return render(request, "accounts/saya.html", konteks, status=422 if form.errors else 200)
