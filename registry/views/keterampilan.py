"""Skills of kader: the matrix of an area, one person's marks, years of service."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry import metrics_pelatihan as metrics
from registry.aturan import baca_aturan
from registry.forms.pelatihan import TandaForm
from registry.keterampilan import DAFTAR, ISI, KELOMPOK, TINGKAT, kurang_untuk_naik, tingkat
from registry.models import Kader, Orang, PesertaPelatihan, TandaKeterampilan

TERLALU_LUAS = 5  # codes shorter than this are above a kabupaten
BANYAK = 500  # shown at once
PENGHARGAAN = (5, 10, 15, 20, 25, 30)


def _dasar(request: Permintaan, alamat: str) -> tuple[Area, dict[str, Any]]:
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    return area, {
        "area": area.jalur[-1] if area.jalur else None,
        "kode": area.kode,
        "remah": remah(scope, area.atas, alamat, tanya="wilayah"),
        "terlalu_luas": len(area.kode) < TERLALU_LUAS,
    }


@access(Cap.LIHAT)
@require_safe
def matriks(request: Permintaan) -> HttpResponse:
    """Kader of an area with how much of each group they master; `belum=<group>`: only those who lack some of it."""
    area, konteks = _dasar(request, "registry:keterampilan")
    if konteks["terlalu_luas"]:
        return render(request, "registry/pelatihan/matriks.html", konteks)
    hari, aturan = hari_ini(area.kode), baca_aturan(area.kode)["tingkat_kader"]
    belum = request.GET.get("belum", "")
    rows: QuerySet[Kader] = Kader.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).berlaku(hari)
    if belum in KELOMPOK:
        rows = metrics.belum_terlatih(rows, belum, hari)
    hal = halaman(rows.select_related("orang", "posyandu__wilayah"), request.GET, {"unit": ("posyandu__kode", "id")})
    tanda = metrics.tanda_per_orang({k.orang_id for k in hal.rows}, hari)
    konteks |= {
        "hal": hal,
        "baris": [_baris(k, tanda.get(k.orang_id, set()), aturan) for k in hal.rows],
        "ringkas": _ringkas(metrics.ringkas(request.user.scope_for(Cap.LIHAT), area.kode, aturan, hari)),
        "belum": belum,
        "kelompok": KELOMPOK,
    }
    return render(request, "registry/pelatihan/matriks.html", konteks)


def _baris(kader: Kader, punya: set[str], aturan: str) -> tuple[Kader, list[tuple[str, int, int]], str]:
    isi = [(KELOMPOK[g], len(ISI[g] & punya), len(ISI[g])) for g in KELOMPOK]
    return kader, isi, TINGKAT.get(tingkat(punya, aturan), "")


def _ringkas(r: metrics.Ringkasan) -> dict[str, Any]:
    return {
        "kader": r.kader,
        "tingkat": [(nama, r.tingkat.get(k, 0)) for k, nama in TINGKAT.items()],
        "belum": r.tingkat.get(metrics.BELUM, 0),
        "terlatih": [(g, KELOMPOK[g], n, r.kader - n) for g, n in r.terlatih.items()],
    }


@access(Cap.LIHAT)
@require_safe
def masa_kerja(request: Permintaan) -> HttpResponse:
    """Kader of an area by how long they have served; `tahun=10`: those who have reached so many years."""
    area, konteks = _dasar(request, "registry:masa-kerja")
    pilih = request.GET.get("tahun", "")
    batas = int(pilih) if pilih in {str(n) for n in PENGHARGAAN} else 0
    rows: list[tuple[Kader, metrics.MasaKerja]] = []
    if not konteks["terlalu_luas"]:
        hari = hari_ini(area.kode)
        jalan = Kader.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode).berlaku(hari)
        satu = {k.orang_id: k for k in jalan.select_related("orang", "posyandu__wilayah").order_by("-posyandu__kode")}
        semua = metrics.masa_kerja(satu, hari)
        rows = [(satu[o], m) for o, m in semua.items() if m.mencapai(batas)]
        rows.sort(key=lambda x: (-x[1].total, x[0].orang.nama))
    konteks |= {"baris": rows[:BANYAK], "jumlah": len(rows), "batas": batas, "semua_batas": PENGHARGAAN}
    return render(request, "registry/pelatihan/masa_kerja.html", konteks)


def _orang(request: Permintaan, uuid: UUID, duty: str = Cap.LIHAT) -> Orang:
    orang: Orang = Orang.objects.ambil(request.user, duty, seen_with=Cap.LIHAT, uuid=uuid)
    return orang


def _wilayah_orang(request: Permintaan, orang: Orang) -> str:
    """The unit whose region's rule holds for the person: that of the newest term the viewer sees."""
    rows = Kader.objects.for_user(request.user, Cap.LIHAT).filter(orang=orang).order_by("sampai", "-mulai")
    return rows.values_list("posyandu__kode", flat=True).first() or "ID"


@access(Cap.LIHAT)
@require_http_methods(["GET", "HEAD", "POST"])
def orang(request: Permintaan, uuid: UUID) -> HttpResponse:
    """One person's marks by group, level and what is missing for the next; whoever keeps people marks more here."""
    milik = _orang(request, uuid, Cap.KELOLA_POSYANDU if request.method == "POST" else Cap.LIHAT)
    form = TandaForm(request.POST or None, initial={"tanggal": hari_ini()})
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            n = len(actions.tandai(milik.pk, isi.pop("keterampilan"), actor=request.user, **isi))
        except Ditolak as galat:
            form.add_error(galat.kolom, str(galat))
        else:
            messages.success(request, f"{n} keterampilan ditandai." if n else "Semuanya sudah bertanda.")
            return redirect("registry:orang-keterampilan", uuid)
    konteks = _isi_orang(request, milik)
    konteks |= {"form": form, "kolom": [form[nama] for nama in ("tanggal", "penilai", "sampai")]}
    konteks["dipilih"] = set(request.POST.getlist("keterampilan"))
    return render(request, "registry/pelatihan/orang.html", konteks, status=422 if form.errors else 200)


def _isi_orang(request: Permintaan, orang: Orang) -> dict[str, Any]:
    unit = _wilayah_orang(request, orang)
    hari, aturan = hari_ini(unit), baca_aturan(unit)["tingkat_kader"]
    tanda = {t.keterampilan: t for t in TandaKeterampilan.objects.filter(orang=orang).berlaku(hari)}
    berikut, perlu, pilihan = kurang_untuk_naik(tanda, aturan)
    ikut = PesertaPelatihan.objects.filter(orang=orang).select_related("pelatihan__wilayah")
    return {
        "orang": orang,
        "tingkat": TINGKAT.get(tingkat(tanda, aturan), ""),
        "berikut": TINGKAT.get(berikut, ""),
        "perlu": perlu,
        "pilihan": pilihan,
        "kelompok": [
            (nama, [(k, tanda.get(k.kode)) for k in DAFTAR if k.kelompok == g], len(ISI[g] & tanda.keys()))
            for g, nama in KELOMPOK.items()
        ],
        "jumlah": len(tanda),
        "pelatihan": list(ikut.order_by("-pelatihan__mulai")[:50]),
        "dicabut": list(TandaKeterampilan.objects.filter(orang=orang).exclude(dicabut=None)[:50]),
        "masa_kerja": metrics.masa_kerja([orang.pk], hari)[orang.pk],
        "boleh": Orang.objects.for_user(request.user, Cap.KELOLA_POSYANDU).filter(pk=orang.pk).exists(),
    }


@access(Cap.KELOLA_POSYANDU)
@require_POST
def cabut(request: Permintaan, pk: int) -> HttpResponse:
    """Take one mark back."""
    try:
        tanda = actions.cabut_tanda(pk, request.POST.get("alasan", ""), actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        tanda = TandaKeterampilan.objects.select_related("orang").get(pk=pk)  # the action saw it in the area
    else:
        messages.success(request, "Tanda dicabut.")
    return redirect("registry:orang-keterampilan", tanda.orang.uuid)
