"""The need of an area or a unit: what it is made of, what is funded, what is missing; as a page and as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import Area, area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning import papan_butuh as papan
from planning.butuh import Baris
from planning.komponen import KOMPONEN, TETAPAN
from planning.metrics_butuh import Kebutuhan, jumlah, per_unit
from planning.metrics_skenario import jumlah_unit
from planning.views.uang import tahun_diminta
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.tabel import Kolom, jawab
from posyandu_app.lib.waktu import hari_ini

UNIT_TERBANYAK = 6000  # what one page reckons from live rows; no kabupaten has as many
Baris_ = tuple[Kebutuhan, Baris]
KOLOM = (
    Kolom("Kode", lambda r: r[0].unit.kode, 22),
    Kolom("Posyandu", lambda r: r[0].unit.nama, 24),
    Kolom("Desa/kelurahan", lambda r: r[0].unit.wilayah.nama, 22),
    Kolom("Komponen", lambda r: KOMPONEN[r[1].komponen].nama, 30),
    Kolom("Bidang", lambda r: NAMA.get(r[1].bidang, papan.LINTAS), 18),
    Kolom("Uraian", lambda r: r[1].uraian, 30),
    Kolom("Perhitungan", lambda r: r[1].rumus, 50),
    Kolom("Kebutuhan (Rp)", lambda r: r[1].jumlah, 18),
    Kolom("Yang belum diketahui", lambda r: r[1].kurang, 40),
    Kolom("Keterangan", lambda r: r[1].keterangan, 40),
)


def baca_kebutuhan(request: Permintaan) -> tuple[Area, int, list[Kebutuhan] | None]:
    """The area, the year, and its units; None where there are too many for one page."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = tahun_diminta(request)
    if len(area.kode) < 5 and jumlah_unit(scope, area.kode) > UNIT_TERBANYAK:
        return area, tahun, None
    rows = per_unit(scope, area.kode, tahun)
    if area.satu_unit and not rows:
        raise Http404
    return area, tahun, _untuk_pembaca(request, area.kode, rows)


def _untuk_pembaca(request: Permintaan, kode: str, rows: list[Kebutuhan]) -> list[Kebutuhan]:
    """Whoever does not know the people by name sees no amount that stands for a few of them."""
    if request.user.scope_for(Cap.LIHAT_WARGA).memuat(kode) or not papan.samar_perlu(rows):
        return rows
    return [papan.samarkan(k) for k in rows]


@access(Cap.LIHAT_RENCANA)
@require_safe
def kebutuhan(request: Permintaan) -> HttpResponse:
    """Need, funded and gap of an area by part, field and area below; of one unit with the formula in numbers."""
    area, tahun, rows = baca_kebutuhan(request)
    konteks: dict[str, Any] = {
        "area": area,
        "kode": area.kode,
        "tahun": tahun,
        "pilihan_tahun": range(hari_ini().year - 1, hari_ini().year + 3),
        "remah": remah(request.user.scope_for(Cap.LIHAT_RENCANA), area.atas, "planning:kebutuhan", tanya="wilayah"),
        "tetapan": TETAPAN.values(),
        "nama": area.nama,
    }
    if rows is None:
        konteks["anak_area"] = [(w.nama, papan.alamat(w.kode, tahun)) for w in area.anak]
        return render(request, "planning/butuh/luas.html", konteks)
    konteks |= {
        "total": jumlah(rows),
        "komponen": papan.per_komponen(rows),
        "bidang": papan.per_bidang(rows),
        "kurang": papan.kurang(rows, area.kode),
    }
    if area.satu_unit:
        return render(request, "planning/butuh/unit.html", konteks | {"k": rows[0], "nama": rows[0].unit.sebutan})
    konteks["anak"] = papan.per_anak(rows, area, tahun)
    return render(request, "planning/butuh/kebutuhan.html", konteks)


def _semua(rows: list[Kebutuhan]) -> Iterator[Baris_]:
    for k in rows:
        for b in k.rincian.baris:
            yield k, b


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh(request: Permintaan) -> HttpResponse:
    """Every line of every unit, with its reckoning."""
    area, tahun, rows = baca_kebutuhan(request)
    if rows is None:
        raise Http404
    bentuk = "csv" if request.GET.get("bentuk") == "csv" else "xlsx"
    nama = f"kebutuhan-{area.kode}-{tahun}"
    berkas: HttpResponse = jawab(bentuk, nama, KOLOM, _semua(rows), judul=f"Kebutuhan {tahun}")
    return berkas
