"""Referrals: made from a visit's result, waiting for an answer at nakes, and their list for the posyandu."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.forms.tiket import RujukanForm
from spm_services.models import JenisTiket, KunjunganWarga, StatusTiket, Tiket
from spm_services.models.tiket import DI_NAKES, SELESAI
from spm_services.sebab_rujukan import alasan_kunjungan, faskes_unit, rujukan_kunjungan, setuju_rujukan
from spm_services.views.tiket import TERKAIT, kiriman, susun_baris

# {which: (statuses, order)}
MANA: dict[str, tuple[frozenset[StatusTiket], dict[str, tuple[str, ...]]]] = {
    "": (DI_NAKES, {"tenggat": ("tenggat", "id")}),
    "draf": (frozenset({StatusTiket.DRAF}), {"-baru": ("id",)}),
    "selesai": (SELESAI, {"-sejak": ("sejak", "id")}),
}


@access(Cap.LIHAT_TIKET)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Referrals that wait for a result, the one that runs out first on top; `mana=selesai` those that have one."""
    user = request.user
    scope = user.scope_for(Cap.LIHAT_TIKET)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    mana = request.GET.get("mana", "") if request.GET.get("mana", "") in MANA else ""
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).di_wilayah(area.kode).filter(jenis=JenisTiket.RUJUKAN)
    if mana == "selesai":
        hal = halaman(
            rows.filter(status__in=SELESAI).select_related(*TERKAIT), request.GET, {"-sejak": ("sejak", "id")}
        )
    elif mana == "draf":
        hal = halaman(rows.filter(status=StatusTiket.DRAF).select_related(*TERKAIT), request.GET, {"-baru": ("id",)})
    else:
        jalan = rows.filter(status__in=DI_NAKES, tenggat__isnull=False).select_related(*TERKAIT)
        hal = halaman(jalan, request.GET, {"tenggat": ("tenggat", "id")}, per=25)
    konteks = {
        "hal": hal,
        "baris": susun_baris(user, hal.rows, area.kode),
        "mana": mana,
        "kode": area.kode,
        "area": area.nama if not area.satu_unit else "posyandu ini",
        "remah": remah(scope, area.atas, "spm_services:rujukan", tanya="wilayah"),
        "mencatat": user.boleh(Cap.CATAT),
        "nakes": user.boleh(Cap.TENAGA_KESEHATAN),
    }
    return render(request, "spm_services/tiket/rujukan.html", konteks)


def _ambil_kunjungan(user: User, kunjungan: UUID) -> KunjunganWarga:
    rows = KunjunganWarga.objects.select_related("posyandu__wilayah", "warga")
    satu: KunjunganWarga = rows.ambil(user, Cap.CATAT, seen_with=Cap.LIHAT, uuid=kunjungan)
    return satu


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan, kunjungan: UUID) -> HttpResponse:
    """Refer the person of a visit: reasons as the rules found them, where to, and whether they agree."""
    satu = _ambil_kunjungan(request.user, kunjungan)
    ada = rujukan_kunjungan(satu)
    if ada is not None and request.method == "GET":
        return redirect("spm_services:tiket-rinci", ada.uuid)
    form = RujukanForm(kiriman(request)[0], initial=_awal(satu))
    if request.method == "POST" and form.is_valid():
        try:
            tiket = actions.buat_rujukan(satu, form.isi(), actor=request.user)
        except (Ditolak, TransitionRefused) as galat:
            kolom = getattr(galat, "kolom", "")
            form.add_error(kolom if kolom in form.fields else None, str(galat))
        else:
            kata = "Rujukan terkirim." if tiket.setuju else "Penolakan dicatat. Tidak ada data yang diteruskan."
            messages.success(request, kata)
            return redirect("spm_services:tiket-rinci", tiket.uuid)
    unit = satu.posyandu
    konteks = {
        "kunjungan": satu,
        "unit": unit,
        "alasan": alasan_kunjungan(satu),
        "faskes": faskes_unit(unit, hari_ini(unit.kode)),
        "form": form,
    }
    return render(request, "spm_services/tiket/rujukan_baru.html", konteks, status=422 if form.errors else 200)


def _awal(kunjungan: KunjunganWarga) -> dict[str, object]:
    """A consent given before stands in the form; the kader still sees it and may change it."""
    ada = setuju_rujukan(kunjungan.warga)
    isi = {"setuju": "ya" if ada.setuju else "tidak", "oleh": ada.oleh} if ada else {}
    return {"kunci": uuid.uuid4(), **isi}
