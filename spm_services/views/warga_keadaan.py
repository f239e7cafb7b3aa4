"""States of a person: pregnancy, and what a nakes told of. Kader and nakes both write them down."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from spm_services import actions
from spm_services.forms.warga_lain import AkhirKeadaanForm, AlasanVersiForm, HamilForm, KeadaanForm
from spm_services.models import KeadaanWarga
from spm_services.views.warga_dasar import ambil_anggota, formulir

Aksi = Callable[[dict[str, Any]], Any]


def _kartu(keadaan: KeadaanWarga) -> str:
    return reverse("spm_services:warga-kartu", args=[keadaan.warga.uuid])


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def hamil(request: Permintaan, uuid: UUID) -> HttpResponse:
    """A pregnancy begins."""
    m = ambil_anggota(request, uuid, Cap.LIHAT_WARGA)

    def aksi(isi: dict[str, Any]) -> Any:
        mulai = isi["hpht"] or isi["mulai"]
        return actions.catat_keadaan(m.warga_id, "hamil", mulai=mulai, isi=isi, actor=request.user)

    sesudah = reverse("spm_services:warga-kartu", args=[uuid])
    isi: dict[str, Any] = {"judul": "Hamil", "sub": m.warga.nama, "warga": m.warga, "pesan": "Kehamilan tercatat."}
    return formulir(request, HamilForm(request.POST or None), aksi, sesudah=sesudah, **isi)


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def keadaan(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Another state, as a nakes told. Closed kinds are seen by nakes and whoever writes them."""
    m = ambil_anggota(request, uuid, Cap.LIHAT_WARGA)
    form = KeadaanForm(request.POST or None, unit=m.posyandu, perempuan=m.warga.jenis_kelamin == "P")

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.catat_keadaan(m.warga_id, isi["jenis"], mulai=isi["mulai"], actor=request.user)

    return formulir(
        request,
        form,
        aksi,
        sesudah=reverse("spm_services:warga-kartu", args=[uuid]),
        judul="Keadaan lain",
        sub=m.warga.nama,
        warga=m.warga,
        petunjuk="Catat hanya yang sudah dikatakan tenaga kesehatan. TBC dan gangguan jiwa hanya terbaca oleh "
        "tenaga kesehatan dan Anda sendiri.",
    )


def _ambil(request: Permintaan, pk: int) -> KeadaanWarga:
    """A state the person may read; 404 otherwise, 403 for whoever may not write."""
    rows = KeadaanWarga.objects.for_user(request.user, Cap.LIHAT_WARGA).terlihat(request.user)
    satu: KeadaanWarga | None = rows.select_related("warga", "posyandu").filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def ubah(request: Permintaan, pk: int) -> HttpResponse:
    """Correct a pregnancy."""
    k = _ambil(request, pk)
    if k.jenis != KeadaanWarga.Jenis.HAMIL:
        raise Http404
    form = HamilForm(request.POST or None, initial=HamilForm.awal(k))
    del form.fields["mulai"]

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.ubah_hamil(pk, isi, versi=isi["versi"] or 0, actor=request.user)

    return formulir(request, form, aksi, sesudah=_kartu(k), judul="Perbaiki kehamilan", sub=k.warga.nama, warga=k.warga)


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def akhiri(request: Permintaan, pk: int) -> HttpResponse:
    """A state ended without a living birth."""
    k = _ambil(request, pk)
    form = AkhirKeadaanForm(
        request.POST or None, unit=k.posyandu, hamil=k.jenis == KeadaanWarga.Jenis.HAMIL, initial={"versi": k.versi}
    )

    def aksi(isi: dict[str, Any]) -> Any:
        cara = isi.get("cara", "")
        return actions.akhiri_keadaan(pk, isi["sampai"], cara=cara, versi=isi["versi"], actor=request.user)

    judul = f"{k.get_jenis_display()} berakhir"
    return formulir(request, form, aksi, sesudah=_kartu(k), judul=judul, sub=k.warga.nama, warga=k.warga)


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def batal(request: Permintaan, pk: int) -> HttpResponse:
    """Written by mistake."""
    k = _ambil(request, pk)
    form = AlasanVersiForm(request.POST or None, initial={"versi": k.versi})

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.batal_keadaan(pk, isi["alasan"], versi=isi["versi"] or 0, actor=request.user)

    judul = f"Keliru dicatat: {k.get_jenis_display().lower()}"
    isi: dict[str, Any] = {"sub": k.warga.nama, "warga": k.warga, "tombol": "Batalkan", "pesan": "Dibatalkan."}
    return formulir(request, form, aksi, sesudah=_kartu(k), judul=judul, **isi)


@access(Cap.LIHAT_WARGA)
@require_http_methods(["GET", "POST"])
def lanjut(request: Permintaan, pk: int) -> HttpResponse:
    """Ended by mistake."""
    k = _ambil(request, pk)
    form = AlasanVersiForm(request.POST or None, initial={"versi": k.versi})

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.lanjutkan_keadaan(pk, isi["alasan"], versi=isi["versi"] or 0, actor=request.user)

    judul = f"Masih berlaku: {k.get_jenis_display().lower()}"
    return formulir(request, form, aksi, sesudah=_kartu(k), judul=judul, sub=k.warga.nama, warga=k.warga)
