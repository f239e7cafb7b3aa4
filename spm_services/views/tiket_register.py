"""What goes out and is looked at from above: the register of a field, offices and how long they take."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.sandi import TidakTerbaca
from posyandu_app.lib.tabel import jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from registry.nik import buka_nik, samarkan
from spm_services import metrics_tiket as angka
from spm_services.models import BerkasTiket, Tiket
from spm_services.register_tiket import SURAT, BarisRegister, keterangan, kolom, ringkas
from spm_services.tampak_tiket import nama_pemohon, tampak

PALING_BANYAK = 500  # rows on the page; a file holds up to LANGSUNG
LANGSUNG = 5000


def _tahun(request: Permintaan, kode: str) -> int:
    kini, teks = hari_ini(kode).year, request.GET.get("tahun", "")
    return int(teks) if len(teks) == 4 and teks.isascii() and teks.isdecimal() and 2020 <= int(teks) <= kini else kini


def _nik(tiket: Tiket, boleh: bool) -> str:
    """Masked, and only where the name may be read."""
    if not boleh or tiket.warga is None or not tiket.warga.nik_sandi:
        return ""
    try:
        return samarkan(buka_nik(tiket.warga.nik_sandi))
    except (TidakTerbaca, ValueError):
        return ""


def baris_register(user: User, rows: list[Tiket]) -> list[BarisRegister]:
    """The rows as this person may read them. Two queries."""
    kertas: dict[int, set[str]] = {}
    nomor: dict[int, str] = {}
    berkas = BerkasTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(tiket__in=[t.pk for t in rows])
    for pk, jenis, no in berkas.values_list("tiket", "jenis", "nomor"):
        kertas.setdefault(pk, set()).add(jenis)
        if jenis == SURAT and no:
            nomor[pk] = no
    hasil = []
    for ke, t in enumerate(rows, 1):
        lihat = tampak(user, t)
        hasil.append(
            BarisRegister(
                no=ke,
                tanggal=t.tanggal,
                posyandu=f"{t.posyandu.sebutan}, {t.posyandu.wilayah.nama}",
                nik=_nik(t, lihat.nama),
                nama=nama_pemohon(t, lihat),
                alamat=t.lokasi if lihat.isi else "",
                hal=t.judul,
                keterangan=keterangan(t),
                nomor_surat=nomor.get(t.pk, ""),
                kertas=frozenset(kertas.get(t.pk, ())),
            )
        )
    return hasil


def _rows(user: User, area: Area, bidang: str, tahun: int) -> Any:
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).di_wilayah(area.kode).masuk_register()
    rows = rows.filter(bidang=bidang, tanggal__gte=date(tahun, 1, 1), tanggal__lt=date(tahun + 1, 1, 1))
    return rows.select_related("posyandu__wilayah", "warga").order_by("tanggal", "pk")


def _nama(user: User, area: Area) -> str:
    if not area.satu_unit:
        return area.nama
    return str(get_object_or_404(Posyandu.objects.for_user(user, Cap.LIHAT), kode=area.kode).sebutan)


def _bidang(user: User, diminta: str) -> str:
    """The field asked for, or the first one the person's duty reaches."""
    boleh = {g.bidang for g in user.scope_for(Cap.LIHAT_TIKET).grants}
    pilihan = [b for b in SEMUA if "" in boleh or b in boleh]
    return diminta if diminta in pilihan else pilihan[0]


@access(Cap.LIHAT_TIKET)
@require_http_methods(["GET", "POST"])
def register(request: Permintaan) -> HttpResponseBase:
    """The register of one field, area and year, to print; POST gives the file and leaves a row in the log."""
    user = request.user
    scope = user.scope_for(Cap.LIHAT_TIKET)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    bidang, tahun = _bidang(user, request.GET.get("bidang", "")), _tahun(request, area.kode)
    rows = _rows(user, area, bidang, tahun)
    if request.method == "POST":
        isi = baris_register(user, list(rows[:LANGSUNG]))
        catat = {"daftar": "register tiket", "wilayah": area.kode, "bidang": bidang, "baris": len(isi)}
        record(user, "ekspor", user, perubahan={k: [None, v] for k, v in catat.items()})
        nama = f"register-{bidang.replace('_', '-')}-{area.kode}-{tahun}"
        berkas: HttpResponseBase = jawab("xlsx", nama, kolom(bidang), isi, judul=f"TL-BTL {NAMA[bidang]}")
        return berkas
    semua = list(rows[: PALING_BANYAK + 1])
    isi = baris_register(user, semua[:PALING_BANYAK])
    judul = kolom(bidang)
    tl, btl = ringkas(isi)
    konteks = {
        "judul": [k.judul for k in judul],
        "baris": [[k.nilai(b) for k in judul] for b in isi],
        "tl": tl,
        "btl": btl,
        "penuh": len(semua) > PALING_BANYAK,
        "bidang": bidang,
        "nama_bidang": NAMA[bidang],
        "pilihan_bidang": [(b, NAMA[b]) for b in SEMUA],
        "tahun": tahun,
        "tahun_list": [hari_ini(area.kode).year - i for i in range(3)],
        "kode": area.kode,
        "area": _nama(user, area),
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "spm_services:tiket-register", tanya="wilayah"),
    }
    return render(request, "spm_services/tiket/register.html", konteks)


@access(Cap.LIHAT_TIKET)
@require_safe
def kinerja(request: Permintaan) -> HttpResponse:
    """Offices of a kabupaten/kota: what they received, how much of it is late, how long it took."""
    user = request.user
    scope = user.scope_for(Cap.LIHAT_TIKET)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun = _tahun(request, area.kode)
    awal, akhir = date(tahun, 1, 1), date(tahun + 1, 1, 1)
    konteks = {
        "kantor": angka.kinerja(scope, area.kode, awal, akhir),
        "desa": angka.kinerja_desa(scope, area.kode, awal, akhir),
        "rujukan": angka.angka_rujukan(scope, area.kode, awal, akhir),
        "tahun": tahun,
        "kode": area.kode,
        "area": area.nama,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "spm_services:tiket-kinerja", tanya="wilayah"),
    }
    return render(request, "spm_services/tiket/kinerja.html", konteks)
