"""The desks: what waits, one file at a time, said item by item with the keyboard."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.models import Penugasan, User
from accounts.permintaan import Permintaan
from accounts.roles import Cap, peran_dengan
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.registrasi import Bergeser, IsiPutusan
from registry.alasan import pilihan
from registry.meja import MENURUT_STATUS, Meja, antrean, duduk_di, meja_saya, umur
from registry.models import Ajuan, Posyandu, PutusanButir, StatusAjuan
from registry.persyaratan import Butir, Hasil, periksa
from registry.views.posyandu import remah_unit
from registry.views.registrasi import tahapan
from registry.workflow import AJUAN, putusan_terakhir, sesuai

URUTAN = {"lama": ("sejak", "id")}
BERTETANGGA = "posyandu__wilayah__induk__induk__induk"
# Steps that a person of the desk takes on a whole file, with a reason.
LANGKAH_CATATAN = ("ambil_alih", "tolak", "tarik")


def _ambil(user: User, uuid: UUID) -> Ajuan:
    rows = Ajuan.objects.select_related(BERTETANGGA, "paket", "pengaju", "petugas")
    ajuan: Ajuan = rows.ambil(user, Cap.LIHAT, seen_with=Cap.LIHAT, uuid=uuid)
    return ajuan


@access(Cap.LIHAT)
@require_safe
def meja(request: Permintaan) -> HttpResponse:
    """The queue of the person's desk, oldest first; `punya=saya` only those given to them."""
    semua = meja_saya(request.user)
    if not semua:
        raise PermissionDenied
    kini = next((m for m in semua if m.kode == request.GET.get("meja")), semua[0])
    rows = antrean(request.user, kini).select_related(BERTETANGGA, "petugas")
    saya = request.GET.get("punya") == "saya"
    if saya:
        rows = rows.filter(petugas=request.user)
    hal = halaman(rows, request.GET, URUTAN, per=25)
    kode = next(g.area for g in request.user.scope_for(kini.duty).grants if len(g.area) == kini.panjang)
    umur_ = umur(hal.rows, kode)
    konteks = {
        "meja": kini,
        "semua_meja": semua,
        "saya": saya,
        "hal": hal,
        "baris": [(a, umur_[a.pk]) for a in hal.rows],
    }
    return render(request, "registry/meja.html", konteks)


@access(Cap.LIHAT)
@require_safe
def berkas(request: Permintaan) -> HttpResponse:
    """All files of an area by status."""
    scope = request.user.scope_for(Cap.LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    status = request.GET.get("status", "")
    units = Posyandu.objects.for_user(request.user, Cap.LIHAT).di_wilayah(area.kode)
    rows = Ajuan.objects.for_user(request.user, Cap.LIHAT).filter(posyandu__in=units)
    if status in StatusAjuan.values:
        rows = rows.filter(status=status)
    hal = halaman(rows.select_related(BERTETANGGA), request.GET, {"-lama": ("sejak", "id")}, per=25)
    umur_ = umur(hal.rows, area.kode)
    konteks = {
        "hal": hal,
        "baris": [(a, umur_[a.pk]) for a in hal.rows],
        "kode": area.kode,
        "area": area.jalur[-1] if area.jalur else None,
        "remah": remah(scope, area.atas, "registry:berkas", tanya="wilayah"),
        "status": status,
        "semua_status": StatusAjuan.choices,
    }
    return render(request, "registry/berkas_daftar.html", konteks)


@dataclass
class Tampak:
    """One item on the reviewer's page: what it holds, what changed since it was handed in, what is said of it."""

    butir: Butir
    dasar: dict[str, str] | None
    lalu: PutusanButir | None
    pilih: str = ""
    alasan: str = ""
    catatan: str = ""
    bergeser: bool = False
    galat: str = ""
    pilihan: list[tuple[str, str]] = field(default_factory=list)

    @property
    def beda(self) -> list[tuple[str, str, str]]:
        """[(label, then, now)] since the file was handed in."""
        if self.dasar is None:
            return []
        lama = self.dasar
        kunci = dict.fromkeys([*lama, *self.butir.isi])
        pasangan = [(k, lama.get(k, "–"), self.butir.isi.get(k, "–")) for k in kunci]
        return [p for p in pasangan if p[1] != p[2]]

    @property
    def masih_sesuai(self) -> bool:
        """Found right before by this desk, and unchanged since."""
        return sesuai(self.lalu, self.butir.sidik)


def _tampak(ajuan: Ajuan, hasil: Hasil, meja_: Meja | None, kirim: Any = None) -> list[Tampak]:
    """Items with what was said before; `kirim` (a QueryDict) puts back what the reviewer had chosen."""
    lalu = putusan_terakhir(ajuan, meja_.kode if meja_ else ajuan.dari_meja)
    rows = []
    for b in hasil.butir:
        t = Tampak(b, ajuan.dasar.get(b.kode), lalu.get(b.kode), pilihan=pilihan(b.syarat.bagian))
        t.pilih = "setuju" if t.masih_sesuai else ""
        if kirim is not None:
            t.pilih, t.alasan = kirim.get(f"p_{b.kode}", t.pilih), kirim.get(f"alasan_{b.kode}", "")
            t.catatan = kirim.get(f"catatan_{b.kode}", "")[:400]
        rows.append(t)
    return rows


def _petugas(user: User, ajuan: Ajuan, meja_: Meja) -> list[User]:
    """People of that desk who may be given the file."""
    rows = Penugasan.objects.for_user(user, Cap.LIHAT).berlaku(hari_ini(ajuan.posyandu.kode))
    kode = ajuan.posyandu.kode[: meja_.panjang]
    tugas = rows.filter(kode=kode, peran__in=peran_dengan(meja_.duty)).select_related("user").order_by("user__nama")
    return list({t.user_id: t.user for t in tugas}.values())


def _halaman(
    request: Permintaan, ajuan: Ajuan, *, kirim: Any = None, galat: str = "", tandai: dict[str, str] | None = None
) -> dict[str, Any]:
    unit = ajuan.posyandu
    hasil = periksa([unit], hari_ini(unit.kode), versi=ajuan.versi_syarat)[unit.pk]
    meja_ = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    di_meja = meja_ is not None and duduk_di(request.user, meja_, unit.kode)
    rows = _tampak(ajuan, hasil, meja_, kirim)
    for t in rows:
        if tandai and t.butir.kode in tandai:
            t.galat, t.bergeser = tandai[t.butir.kode], tandai[t.butir.kode] == BERGESER
            t.pilih = "" if t.bergeser else t.pilih
    riwayat = list(Catatan.objects.untuk(ajuan)[:40])
    boleh = {t.name: t for t in AJUAN.available([ajuan], request.user)[ajuan.pk]}
    kelompok: dict[str, list[Tampak]] = {}
    for t in rows:
        kelompok.setdefault(t.butir.syarat.kelompok, []).append(t)
    return {
        "ajuan": ajuan,
        "unit": unit,
        "hasil": hasil,
        "meja": meja_,
        "periksa": di_meja and meja_ is not None and meja_.maju in boleh,
        "kelompok": list(kelompok.items()),
        "sesuai": sum(t.masih_sesuai for t in rows),
        "jumlah": len(rows),
        "berubah": sum(bool(t.beda) for t in rows),
        "tahap": tahapan(ajuan, riwayat),
        "riwayat": riwayat,
        "umur": umur([ajuan], unit.kode)[ajuan.pk],
        "langkah": [boleh[n] for n in LANGKAH_CATATAN if n in boleh and (n != "ambil_alih" or not di_meja)],
        "petugas_list": _petugas(request.user, ajuan, meja_) if di_meja and meja_ else [],
        "remah": remah_unit(request, unit),
        "galat": galat,
    }


BERGESER = "Isinya berubah sejak halaman ini dibuka. Lihat lagi, lalu pilih ulang."


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, uuid: UUID) -> HttpResponse:
    """One file: its items, what changed, what was said; the reviewer's form where it lies at their desk."""
    ajuan = _ambil(request.user, uuid)
    return render(request, "registry/berkas.html", _halaman(request, ajuan))


def _isi_putusan(request: HttpRequest, hasil: Hasil, semua: bool) -> list[IsiPutusan]:
    """What the form says of the items that apply; `semua` takes every item not chosen as right."""
    kirim = request.POST
    rows = []
    for b in hasil.butir:
        pilih = kirim.get(f"p_{b.kode}", "") or ("setuju" if semua else "")
        if pilih not in ("setuju", "kembali"):
            continue
        sidik, alasan = kirim.get(f"sidik_{b.kode}", "")[:16], kirim.get(f"alasan_{b.kode}", "")[:30]
        catatan = kirim.get(f"catatan_{b.kode}", "")[:400]
        rows.append(IsiPutusan(b.kode, pilih == "setuju", sidik, alasan, catatan))
    return rows


def _berikut(user: User, meja_: Meja) -> Ajuan | None:
    """The next file of the same desk: the person's own first, then those nobody has."""
    rows = antrean(user, meja_).filter(Q(petugas=None) | Q(petugas=user)).order_by("petugas", "sejak", "id")
    hasil: Ajuan | None = rows.first()
    return hasil


@access(Cap.LIHAT)
@require_POST
def putuskan(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Store the findings and take the step. A stale page or file answers 409 and keeps everything that was chosen."""
    ajuan = _ambil(request.user, uuid)
    meja_ = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    langkah = request.POST.get("langkah", "")
    try:
        versi = int(request.POST.get("versi", ""))
    except ValueError:
        versi = -1
    if meja_ is None:
        isi = _halaman(request, ajuan, galat=_kalah(ajuan))
        return render(request, "registry/berkas.html", isi, status=409)
    unit = ajuan.posyandu
    hasil = periksa([unit], hari_ini(unit.kode), versi=ajuan.versi_syarat)[unit.pk]
    putusan = _isi_putusan(request, hasil, langkah == "semua")
    nama = meja_.kembali if langkah == "kembali" else meja_.maju
    tandai: dict[str, str] = {}
    try:
        actions.putuskan(ajuan.pk, nama, putusan, versi=versi, actor=request.user)
    except Bentrok:
        ajuan = _ambil(request.user, uuid)
        galat, status = _kalah(ajuan), 409
    except Bergeser as geser:
        galat, status = "Data posyandu ini berubah sejak halaman dibuka. Pilihan Anda yang lain masih ada.", 409
        tandai = dict.fromkeys(geser.butir, BERGESER)
    except Ditolak as tolak:
        galat, status = "Belum bisa disimpan. Lihat butir yang ditandai.", 422
        tandai = {tolak.kolom.partition("_")[2]: str(tolak)}
    except TransitionRefused as tolak:
        galat, status = str(tolak), 422
    else:
        return _selesai(request, ajuan, meja_, nama)
    isi = _halaman(request, ajuan, kirim=request.POST, galat=galat, tandai=tandai)
    return render(request, "registry/berkas.html", isi, status=status)


def _kalah(ajuan: Ajuan) -> str:
    return f"Berkas ini sudah diputus orang lain: sekarang {ajuan.get_status_display().lower()}. Tidak ada yang diubah."


def _selesai(request: Permintaan, ajuan: Ajuan, meja_: Meja, nama: str) -> HttpResponse:
    kata = "dikembalikan" if nama == meja_.kembali else "diteruskan"
    berikut = _berikut(request.user, meja_)
    sisa = "Ini berkas berikutnya." if berikut else "Tidak ada lagi yang menunggu di meja Anda."
    messages.success(request, f"Berkas {ajuan.posyandu.sebutan} {kata}. {sisa}")
    return redirect("registry:berkas-rinci", berikut.uuid) if berikut else redirect("registry:meja")


@access(Cap.LIHAT)
@require_POST
def langkah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """A step on the whole file with its reason: take over, not processable, withdraw."""
    ajuan = _ambil(request.user, uuid)
    nama = request.POST.get("langkah", "")
    if nama not in LANGKAH_CATATAN:
        nama = "tarik"
    try:
        AJUAN.apply(ajuan.pk, nama, actor=request.user, note=request.POST.get("catatan", "")[:1000])
    except TransitionRefused as tolak:
        isi = _halaman(request, ajuan, galat=str(tolak))
        return render(request, "registry/berkas.html", isi, status=409 if tolak.code == "status" else 422)
    messages.success(request, f"{AJUAN.named(nama).label}: tersimpan.")
    return redirect("registry:berkas-rinci", uuid)


@access(Cap.LIHAT)
@require_POST
def petugas(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Give the file to somebody of the desk, or to nobody."""
    ajuan = _ambil(request.user, uuid)
    meja_ = MENURUT_STATUS.get(StatusAjuan(ajuan.status))
    orang = {str(u.pk): u for u in _petugas(request.user, ajuan, meja_)} if meja_ else {}
    try:
        actions.tugaskan(ajuan.pk, orang.get(request.POST.get("petugas", "")), actor=request.user)
    except Ditolak as tolak:
        messages.error(request, str(tolak))
    else:
        messages.success(request, "Petugas tersimpan.")
    return redirect("registry:berkas-rinci", uuid)
