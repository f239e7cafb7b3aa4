"""Proposals: the list with its file, and one of them with its trail."""

from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from planning.actions.usulan_foto import bisa_berfoto
from planning.ekspor_usulan import KOLOM_USULAN, isi_usulan
from planning.forms_usulan import SaringUsulan
from planning.grafik_usulan import tangga
from planning.metrics_usulan import nasib
from planning.models import BuktiUsulan, RiwayatUsulan, Usulan
from planning.tahap_usulan import TAUT, Putusan, Tahap
from planning.workflow_usulan import jenis_langkah, langkah_untuk
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.tabel import jawab

URUTAN = {"-id": ("id",), "nilai": ("nilai", "id"), "tahun": ("tahun", "id")}
LIHAT = Cap.LIHAT_RENCANA


def ambil(user: User, pk: int) -> Usulan:
    """One proposal to read; 404 out of the area or the field."""
    rows = Usulan.objects.select_related("posyandu__wilayah__induk", "wilayah__induk", "digabung_ke", "pecahan_dari")
    usulan: Usulan = rows.ambil(user, LIHAT, seen_with=LIHAT, pk=pk)
    return usulan


def _rows(request: Permintaan, area: Area) -> tuple[Any, SaringUsulan]:
    saring = SaringUsulan(request.GET)
    rows = Usulan.objects.for_user(request.user, LIHAT).di_wilayah(area.kode).filter(**saring.isi())
    return rows.select_related("posyandu__wilayah__induk", "wilayah__induk"), saring


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Proposals of the area, newest first."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    rows, saring = _rows(request, area)
    konteks = {
        "hal": halaman(rows, request.GET, URUTAN, per=30),
        "jumlah": jumlah_terbatas(rows),
        "saring": saring,
        "disaring": bool(saring.isi()),
        "kode": area.kode,
        "area": area.nama,
        "pilihan_wilayah": area.anak,
        "boleh_usul": request.user.boleh(Cap.USUL),
        "tanya": request.GET.urlencode(),
        "remah": remah(scope, area.atas, "planning:usulan", tanya="wilayah"),
    }
    return render(request, "planning/usulan/daftar.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_POST
def unduh(request: Permintaan) -> HttpResponseBase:
    """The list in the columns of "Daftar usulan Musrenbang"; leaves a row in the log."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    rows, _ = _rows(request, area)
    isi = isi_usulan(rows, scope)
    record(request.user, "ekspor", request.user, perubahan={"daftar": [None, "usulan"], "baris": [None, len(isi)]})
    hasil: HttpResponseBase = jawab("xlsx", f"usulan-{area.kode}", KOLOM_USULAN, isi, judul="Daftar usulan Musrenbang")
    return hasil


def _trail(rows: list[RiwayatUsulan]) -> list[tuple[RiwayatUsulan, Decimal]]:
    """Each row with what it took off the one before."""
    lalu, hasil = None, []
    for r in rows:
        hasil.append((r, lalu - r.nilai if lalu is not None else Decimal(0)))
        lalu = r.nilai
    return hasil


def _titik(rows: list[RiwayatUsulan]) -> list[tuple[str, Decimal]]:
    """The steps of the chart; the row of its making says nothing that handing it in does not."""
    return [(NAMA_PENDEK.get(r.dari, r.get_dari_display()), r.nilai) for r in (rows[1:] or rows)]


NAMA_PENDEK: dict[str, str] = {
    Tahap.DRAF: "diusulkan",
    Tahap.DIAJUKAN: "desa/kel.",
    Tahap.KECAMATAN: "kecamatan",
    Tahap.PMD: "PMD",
    Tahap.BAPPEDA: "Bappeda",
    Tahap.MUSREN_KEC: "musren kec.",
    Tahap.FORUM_PD: "forum PD",
    Tahap.MUSREN_KAB: "musren kab.",
    Tahap.APBD_P: "APBD-P",
}


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One proposal: where it stands, the trail, its lines and what was paid, and what this person may do."""
    user = request.user
    usulan = ambil(user, pk)
    rows = list(RiwayatUsulan.objects.for_user(user, LIHAT).filter(usulan=usulan))
    keluarga = Usulan.objects.for_user(user, LIHAT).filter(Q(pecahan_dari=usulan) | Q(digabung_ke=usulan))
    bukti = list(
        BuktiUsulan.objects.for_user(user, LIHAT).filter(usulan=usulan).values_list("pk", "berkas", "keterangan")
    )
    aksi = langkah_untuk(usulan, user)
    duty = TAUT.get(usulan.tahap)
    konteks = {
        "usulan": usulan,
        "trail": _trail(rows),
        "grafik": tangga(_titik(rows), f"Rupiah usulan {usulan.judul} di tiap tahap"),
        "nasib": nasib(usulan),
        "dinaikkan": any(r.putusan == Putusan.DINAIKKAN for r in rows),
        "bukti": len(bukti),
        "foto": [(pk, kata) for pk, berkas, kata in bukti if berkas],
        "boleh_foto": bisa_berfoto(usulan) and user.scope_for(Cap.USUL).mencapai(usulan.kode, usulan.bidang),
        "keluarga": list(keluarga.select_related("posyandu__wilayah", "wilayah")[:20]),
        "langkah": [(jenis_langkah(t.name), t.label) for t in aksi if jenis_langkah(t.name) != "gabung"],
        "boleh_gabung": any(jenis_langkah(t.name) == "gabung" for t in aksi),
        "boleh_ubah": usulan.tahap == Tahap.DRAF and any(t.name == "ajukan" for t in aksi),
        "boleh_taut": bool(duty and usulan.terbuka and user.scope_for(duty).mencapai(usulan.kode, usulan.bidang)),
    }
    return render(request, "planning/usulan/rinci.html", konteks)
