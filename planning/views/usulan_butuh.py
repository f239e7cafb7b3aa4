"""From a need to a proposal: what the area needs, the form that comes filled, and a draft changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.area import area_diminta, area_utama, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.actions import usulan as tindakan
from planning.butuh_usulan import satu_butuh, semua_butuh
from planning.forms_usulan import UsulanForm
from planning.katalog import Skema
from planning.katalog_usulan import ASAL_TEMUAN, ASAL_TIKET, JENIS_BUTUH, URAIAN, JenisButuh
from planning.models import DokumenAnggaran, StatusDokumen, Usulan
from planning.pintu import Keadaan, Saran, jalur_terbaik, sarankan, tenggat_semua
from planning.tahap_usulan import Jalur, Tahap
from planning.views.usulan import ambil
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services.katalog.masalah import MENURUT_LAYANAN
from spm_services.models import Rekaman, Tiket
from spm_services.tampak_tiket import inisial
from spm_services.tampilan import boleh_nama
from wilayah.models import Wilayah

BUKTI_TAMPAK = 200
KALAH = "Orang lain baru saja mengubah usulan ini. Belum ada yang disimpan; muat ulang halaman."


@access(Cap.LIHAT_RENCANA)
@require_safe
def butuh(request: Permintaan) -> HttpResponse:
    """What the area needs, counted from live rows, by field and village; each opens a filled form."""
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    rows = [] if len(area.kode) < 5 else semua_butuh(request.user, area.kode, hari_ini(area.kode))
    nama = {w.kode: w for w in Wilayah.objects.filter(pk__in={b.desa for b in rows})}
    bidang = [(NAMA[b], [(x, nama[x.desa]) for x in isi]) for b, isi in groupby(rows, key=lambda x: x.jenis.bidang)]
    usul = request.user.scope_for(Cap.USUL)
    konteks = {
        "bidang": bidang,
        "terlalu_luas": len(area.kode) < 5,
        "boleh": {b.desa for b in rows if usul.memuat(b.desa)}
        | ({area.kode[:13]} if usul.memuat(area.kode) else set()),
        "dari": area.kode if area.satu_unit else "",
        "kode": area.kode,
        "area": area.nama,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "planning:usulan-butuh", tanya="wilayah"),
    }
    return render(request, "planning/usulan/butuh.html", konteks)


@dataclass(frozen=True)
class BarisBukti:
    """A row offered as evidence, as this person may read it."""

    kunci: str
    kata: str
    dicentang: bool


def _pengusul(request: Permintaan) -> tuple[str, Posyandu | None, Wilayah]:
    """Who proposes: the unit or village asked for, or the person's own. 404 outside the duty."""
    scope = request.user.scope_for(Cap.USUL)
    kode = request.GET.get("wilayah", "") or area_utama(scope)
    if not kode_lib.sah(kode) or len(kode) < 13:
        raise Http404
    if not scope.memuat(kode):
        if request.user.scope_for(Cap.LIHAT_RENCANA).memuat(kode):
            raise PermissionDenied
        raise Http404
    unit = None
    if len(kode) > 13:
        unit = Posyandu.objects.select_related("wilayah").ambil(request.user, Cap.USUL, seen_with=Cap.LIHAT, kode=kode)
    desa = unit.wilayah if unit else Wilayah.objects.filter(pk=kode).first()
    if desa is None:
        raise Http404
    return kode, unit, desa


def _bukti(
    user: User, jenis: JenisButuh | None, kode: str, pilih: Iterable[str] | None
) -> tuple[list[BarisBukti], int]:
    """The rows behind the need (all ticked until the form comes back), and how many it is."""
    if jenis is None:
        return [], 0
    semua, jumlah = satu_butuh(user, kode, jenis, hari_ini(kode))
    kunci = semua[:BUKTI_TAMPAK]
    dipilih = None if pilih is None else set(pilih)
    baris = [(f"t{t.pk}", _kata_tiket(t)) for t in _tiket(user, kunci)] if jenis.asal == ASAL_TIKET else []
    if jenis.asal == ASAL_TEMUAN:
        baris = [(f"r{r.pk}", kata_rekaman(r, user)) for r in _rekaman(user, kunci)]
    return [BarisBukti(k, kata, dipilih is None or k in dipilih) for k, kata in baris], jumlah


def _rekaman(user: User, kunci: list[int]) -> Any:
    rows = Rekaman.objects.for_user(user, Cap.LIHAT_CATATAN).filter(pk__in=kunci).order_by("tanggal", "pk")
    return rows.select_related("posyandu__wilayah", "keluarga", "warga")


def _tiket(user: User, kunci: list[int]) -> Any:
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(pk__in=kunci).order_by("tanggal", "pk")
    return rows.select_related("posyandu__wilayah")


def kata_rekaman(r: Rekaman, user: User) -> str:
    """The finding in a line: what, where by RT/RW, when; whose only as initials, and only to whoever may read names."""
    sebab = MENURUT_LAYANAN[r.layanan].sebab if r.layanan in MENURUT_LAYANAN else r.entri.nama
    nama = r.warga.nama if r.warga else r.keluarga.nama if r.keluarga else ""
    siapa = inisial(nama) if nama and boleh_nama(r, user) else ""
    bagian = [sebab, siapa, r.keluarga.rt_rw if r.keluarga else "", r.posyandu.sebutan, f"{r.tanggal:%d/%m/%Y}"]
    return ", ".join(b for b in bagian if b)


def _kata_tiket(t: Tiket) -> str:
    return f"{t.judul}, {t.posyandu.sebutan}, {t.tanggal:%d/%m/%Y} ({t.kode_cetak})"


def baca_bukti(pilih: Iterable[str]) -> tindakan.Bukti:
    """`r12`, `t3` as the boxes send them; nonsense is dropped here and counted as missing by nobody."""
    semua = [p for p in pilih if len(p) < 20 and p[1:].isascii() and p[1:].isdecimal()]
    return tindakan.Bukti(
        rekaman=sorted({int(p[1:]) for p in semua if p[0] == "r"}),
        tiket=sorted({int(p[1:]) for p in semua if p[0] == "t"}),
    )


def _awal(jenis: JenisButuh | None, jumlah: int, desa: Wilayah, kode: str, jalur: str) -> dict[str, Any]:
    """The form as it comes filled; the year is the one its next gate leads to."""
    tenggat = tenggat_semua(desa, hari_ini(kode)).get("apbdes" if jalur == Jalur.DESA else "usulan")
    tahun = {"tahun": tenggat.tahun} if tenggat else {}
    if jenis is None:
        return {"jalur": jalur, **tahun}
    skema = Skema.APBDES if jalur == Jalur.DESA else Skema.APBD
    kata = f"{jumlah} {jenis.satuan} di {desa.sebutan}: {jenis.nama.lower()}."
    return {
        "judul": f"{jenis.judul} di {desa.sebutan}"[:160],
        "bidang": jenis.bidang,
        "jalur": jalur,
        **tahun,
        "masalah": f"{kata} Dihitung dari catatan posyandu per {hari_ini(kode):%d/%m/%Y}." if jumlah else "",
        "sasaran": f"{jumlah} {jenis.satuan}" if jumlah else "",
        "lokasi": desa.sebutan,
        "volume": str(jumlah) if jumlah else "",
        "satuan": jenis.satuan,
        "perangkat_daerah": "" if jalur == Jalur.DESA else jenis.opd,
        "kode_kegiatan": jenis.kode_untuk(skema),
    }


def _saran(user: User, jenis: JenisButuh, desa: Wilayah, ada_bukti: bool) -> list[Saran]:
    hari = hari_ini(desa.kode)
    apbdes = DokumenAnggaran.objects.for_user(user, Cap.LIHAT_RENCANA).filter(
        wilayah=desa, jenis__in=("apbdes", "apbdes_p"), tahun=hari.year, status=StatusDokumen.DITETAPKAN
    )
    return sarankan(Keadaan(desa, jenis, hari, ada_bukti, not desa.kelurahan and apbdes.exists()))


@access(Cap.USUL)
@require_http_methods(["GET", "POST"])
def baru(request: Permintaan) -> HttpResponse:
    """A proposal of a unit or village; with `butuh` the form comes filled from the rows behind that need."""
    kode, unit, desa = _pengusul(request)
    jenis = JENIS_BUTUH.get(request.GET.get("butuh", ""))
    kirim = request.method == "POST"
    pilihan = request.POST.getlist("bukti") if kirim else None
    bukti, jumlah = _bukti(request.user, jenis, kode, pilihan)
    jalur = jalur_terbaik(Keadaan(desa, jenis, hari_ini(kode))) if jenis else Jalur.MUSRENBANG
    form = UsulanForm(request.POST or None, desa=desa, initial=_awal(jenis, jumlah, desa, kode, jalur))
    if kirim and form.is_valid():
        isi = {**form.cleaned_data, "posyandu": unit, "wilayah": None if unit else desa}
        kunci = isi.pop("kunci")
        if jenis:
            isi["butuh"] = jenis.kode
        pilih = baca_bukti(request.POST.getlist("bukti"))
        try:
            usulan, dibuat = tindakan.buat_usulan(isi, kunci=kunci, bukti=pilih, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            kata = "Usulan tersimpan sebagai draf. Periksa, lalu ajukan." if dibuat else "Usulan ini sudah tersimpan."
            messages.success(request, kata)
            return redirect("planning:usulan-rinci", usulan.pk)
    konteks = {
        "form": form,
        "judul": "Usulan baru",
        "desa": desa,
        "unit": unit,
        "jenis": jenis,
        "bukti": bukti,
        "saran": _saran(request.user, jenis, desa, bool(bukti)) if jenis else [],
        "uraian_kode": URAIAN.get(str(form["kode_kegiatan"].value() or ""), ""),
    }
    return render(request, "planning/usulan/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.USUL)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """A draft, or one that was sent back, corrected by whoever proposes."""
    usulan: Usulan = ambil(request.user, pk)
    if not request.user.scope_for(Cap.USUL).mencapai(usulan.kode, usulan.bidang):
        raise PermissionDenied
    if usulan.tahap != Tahap.DRAF or not usulan.terbuka:
        messages.error(request, "Usulan yang sudah diajukan tidak diubah lagi oleh pengusul.")
        return redirect("planning:usulan-rinci", pk)
    awal = {k: getattr(usulan, k) for k in (*tindakan.KOLOM, "kunci")}
    form = UsulanForm(request.POST or None, desa=usulan.desa, initial=awal)
    versi = request.POST.get("versi", str(usulan.versi))
    status = 422
    if request.method == "POST" and form.is_valid():
        isi = {k: v for k, v in form.cleaned_data.items() if k != "kunci"}
        try:
            tindakan.ubah_usulan(pk, isi, versi=int(versi) if versi.isdecimal() else None, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except Bentrok:
            form.add_error(None, KALAH)
            status = 409
        else:
            messages.success(request, "Usulan disimpan.")
            return redirect("planning:usulan-rinci", pk)
    konteks = {"form": form, "judul": "Ubah usulan", "usulan": usulan, "desa": usulan.desa, "versi": versi}
    return render(request, "planning/usulan/formulir.html", konteks, status=status if form.errors else 200)
