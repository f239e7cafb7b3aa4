"""The RAB of one planned activity: items, templates, the columns of the Perubahan, paper and file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from planning.actions import rab as aksi
from planning.actions._kerja import tugas_sahkan
from planning.forms_kerja import ButirForm, PakForm
from planning.koefisien import tulis_koefisien
from planning.komponen import nama_komponen
from planning.lembar_kerja import KOLOM_RAB, kata_bulan, lembar_rab
from planning.models import ButirRab, KegiatanRencana, StatusRencana
from planning.rab_isi import bahan
from planning.rab_templat import SEMUA, pilihan_komponen
from planning.views.kerja import MILIK, ambil_kegiatan, desa, formulir, kepala, wajib_tulis
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.tabel import BENTUK, jawab


def _butir(user: User, kegiatan: KegiatanRencana) -> list[ButirRab]:
    return list(ButirRab.objects.for_user(user, Cap.LIHAT_RENCANA).filter(kegiatan=kegiatan))


def _konteks(user: User, kegiatan: KegiatanRencana) -> dict[str, Any]:
    rencana = kegiatan.rencana
    kegiatan.jadwal = kata_bulan(kegiatan.bulan)  # type: ignore[attr-defined]
    return {
        **kepala(user, rencana),
        "kegiatan": kegiatan,
        "komponen": nama_komponen(kegiatan.komponen),
        "rab": lembar_rab(_butir(user, kegiatan)),
    }


@access(Cap.LIHAT_RENCANA)
@require_safe
def rab(request: Permintaan, pk: int) -> HttpResponse:
    """The items by account, what a template would fill in, and the block to copy."""
    kegiatan = ambil_kegiatan(request.user, pk)
    konteks = _konteks(request.user, kegiatan)
    rencana = kegiatan.rencana
    sahkan = request.user.scope_for(tugas_sahkan(rencana)).memuat(rencana.kode)
    konteks |= {
        "boleh_pak": sahkan and rencana.status == StatusRencana.DISAHKAN,
        "templat": _templat(kegiatan) if konteks["tulis"] else [],
        "riwayat": Catatan.objects.untuk(kegiatan)[:12],
    }
    return render(request, "planning/kerja/rab.html", konteks)


def _templat(kegiatan: KegiatanRencana) -> list[dict[str, Any]]:
    """Templates with their items as they would be filled in here, the activity's own component first."""
    isi = bahan(kegiatan.rencana)
    kode_list = [k for k, _ in pilihan_komponen(tim=kegiatan.rencana.posyandu_id is None)]
    hasil = []
    for kode in sorted(kode_list, key=lambda k: k != kegiatan.komponen):
        butir = [
            {
                "uraian": b.uraian,
                "koefisien": tulis_koefisien(isi.bagian(b)),
                "harga": isi.harga(b),
                "sumber": isi.asal_tarif if b.tarif and isi.tarif is not None else b.sumber,
                "keyakinan": "tinggi" if b.tarif and isi.tarif is not None else b.keyakinan,
            }
            for b in SEMUA[kode].butir
        ]
        hasil.append({"kode": kode, "nama": SEMUA[kode].nama, "butir": butir, "sendiri": kode == kegiatan.komponen})
    return hasil


@access(Cap.LIHAT_RENCANA)
@require_POST
def templat(request: Permintaan, pk: int) -> HttpResponse:
    """Fill in the items of one component."""
    kegiatan = ambil_kegiatan(request.user, pk)
    wajib_tulis(request.user, kegiatan.rencana)
    try:
        n = aksi.isi_templat(pk, request.POST.get("komponen", "")[:24], actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        kata = f"{n} butir ditambahkan. Periksa harga dan banyaknya." if n else "Butir templat ini sudah ada semua."
        messages.success(request, kata)
    return redirect("planning:rab", pk)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def tambah_butir(request: Permintaan, pk: int) -> HttpResponse:
    kegiatan = ambil_kegiatan(request.user, pk)
    rencana = kegiatan.rencana
    wajib_tulis(request.user, rencana)
    form = ButirForm(request.POST or None, desa=desa(rencana), initial={"sumber_dana": kegiatan.sumber_usul})

    def simpan(isi: dict[str, Any]) -> str:
        aksi.tambah_butir(pk, aksi.IsiButir(**isi), actor=request.user)
        return reverse("planning:rab", args=[pk])

    return formulir(request, form, rencana, simpan, judul="Tambah butir RAB", kegiatan=kegiatan, rab=True)


def ambil_butir(user: User, pk: int) -> ButirRab:
    rows = ButirRab.objects.select_related(*[f"kegiatan__rencana__{m}" for m in MILIK])
    butir: ButirRab = rows.ambil(user, Cap.LIHAT_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return butir


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def ubah_butir(request: Permintaan, pk: int) -> HttpResponse:
    butir = ambil_butir(request.user, pk)
    rencana = butir.kegiatan.rencana
    wajib_tulis(request.user, rencana)
    form = ButirForm(request.POST or None, desa=desa(rencana), initial=ButirForm.awal(butir))

    def simpan(isi: dict[str, Any]) -> str:
        aksi.ubah_butir(pk, aksi.IsiButir(**isi), actor=request.user)
        return reverse("planning:rab", args=[butir.kegiatan_id])

    return formulir(request, form, rencana, simpan, judul="Ubah butir RAB", kegiatan=butir.kegiatan, rab=True)


@access(Cap.LIHAT_RENCANA)
@require_POST
def hapus_butir(request: Permintaan, pk: int) -> HttpResponse:
    butir = ambil_butir(request.user, pk)
    wajib_tulis(request.user, butir.kegiatan.rencana)
    try:
        aksi.hapus_butir(pk, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, f"Butir dihapus: {butir.uraian}.")
    return redirect("planning:rab", butir.kegiatan_id)


@access(Cap.LIHAT_RENCANA)
@require_http_methods(["GET", "POST"])
def pak(request: Permintaan, pk: int) -> HttpResponse:
    """The columns of the Perubahan of one item, once the plan is endorsed."""
    butir = ambil_butir(request.user, pk)
    rencana = butir.kegiatan.rencana
    if not request.user.scope_for(tugas_sahkan(rencana)).memuat(rencana.kode):
        raise PermissionDenied
    form = PakForm(request.POST or None, initial={"koefisien": tulis_koefisien(butir.koefisien), "harga": butir.harga})

    def simpan(isi: dict[str, Any]) -> str:
        aksi.ubah_pak(pk, isi["koefisien"], isi["harga"], actor=request.user)
        return reverse("planning:rab", args=[butir.kegiatan_id])

    judul = f"Perubahan (PAK): {butir.uraian}"
    return formulir(request, form, rencana, simpan, judul=judul, kegiatan=butir.kegiatan, rab=True)


@access(Cap.LIHAT_RENCANA)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The RAB on paper, in the order and columns of Siskeudes."""
    kegiatan = ambil_kegiatan(request.user, pk)
    return render(request, "planning/kerja/rab_cetak.html", _konteks(request.user, kegiatan))


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh(request: Permintaan, pk: int, bentuk: str) -> Any:
    """The RAB as a file, codes as text."""
    if bentuk not in BENTUK:
        raise Http404
    kegiatan = ambil_kegiatan(request.user, pk)
    rows = lembar_rab(_butir(request.user, kegiatan)).baris
    return jawab(bentuk, f"rab-{kegiatan.rencana.tahun}-{pk}", KOLOM_RAB, rows, judul="RAB")
