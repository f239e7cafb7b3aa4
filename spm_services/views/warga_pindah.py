"""Where people belong: moving away, coming in from another unit, guests, and each of them undone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from registry.models import Posyandu
from spm_services import actions
from spm_services.actions import IsianMasuk
from spm_services.forms.warga_lain import AlasanVersiForm, CariForm, MasukForm, PindahForm, PindahKeluargaForm
from spm_services.models import Keanggotaan, Keluarga, Warga
from spm_services.views.lapangan import pilih_unit, unit_dipilih
from spm_services.views.warga_dasar import ambil_anggota, formulir, tampil

GARAM = "spm_services.terima-warga"
SEJAM = 3600


def keluarga_unit(request: Permintaan, unit: Posyandu) -> list[Keluarga]:
    rows = Keluarga.objects.for_user(request.user, Cap.CATAT).filter(posyandu=unit, sampai=None)
    return list(rows.order_by("rw", "rt", "nama_cari", "pk"))


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def pindah(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Somebody left; a guest whose stay is over too."""
    m = ambil_anggota(request, uuid)
    rows = Keanggotaan.objects.for_user(request.user, Cap.CATAT).berjalan().filter(keluarga=m.keluarga_id or 0)
    serumah = list(rows.exclude(warga=m.warga_id).select_related("warga").order_by("warga__tanggal_lahir", "pk"))
    form = PindahForm(request.POST or None, unit=m.posyandu, serumah=serumah, initial={"versi": m.versi})
    tamu = m.jenis == Keanggotaan.Jenis.TAMU

    def aksi(isi: dict[str, Any]) -> Any:
        lain = {"ke": isi["ke"], "versi": isi["versi"], "ikut": form.yang_ikut()}
        return actions.pindah_keluar(m.warga_id, isi["tanggal"], actor=request.user, **lain)

    return formulir(
        request,
        form,
        aksi,
        sesudah=reverse("spm_services:warga-kartu", args=[uuid]),
        pesan="Tercatat. Bisa dibatalkan dari kartunya.",
        judul="Selesai bertamu" if tamu else "Pindah keluar",
        sub=m.warga.nama,
        warga=m.warga,
        petunjuk="Kalau posyandu barunya memakai aplikasi ini, mereka bisa menerimanya dengan NIK; catatannya ikut.",
    )


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def masuk(request: Permintaan) -> HttpResponse:
    """Look for somebody of elsewhere. By POST: what is looked for stands in no address."""
    unit = unit_dipilih(request)
    if unit is None:
        return pilih_unit(request)
    form = CariForm(request.POST or None)
    konteks: dict[str, Any] = {"form": form, "unit": unit, "temuan": None}
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            temuan = actions.cari_warga(unit, nik=isi["nik"], nama=isi["nama"], lahir=isi["lahir"], actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        else:
            terlihat = Warga.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(pk__in=[t.warga for t in temuan])
            kartu = dict(terlihat.values_list("pk", "uuid"))
            konteks["temuan"] = [(t, _tanda(request, t.warga), kartu.get(t.warga)) for t in temuan]
    return tampil(request, "masuk", konteks, form)


def _tanda(request: Permintaan, warga: int) -> str:
    """Proof that this account found the person within the hour: nobody is taken over who was not found."""
    return signing.dumps({"w": warga, "u": request.user.pk}, salt=GARAM)


def _ditemukan(request: Permintaan, tanda: str) -> int:
    try:
        isi = signing.loads(tanda, salt=GARAM, max_age=SEJAM)
    except signing.BadSignature:
        raise Http404 from None
    if isi.get("u") != request.user.pk:
        raise Http404
    return int(isi["w"])


def _kartu(m: Keanggotaan) -> str:
    return reverse("spm_services:warga-kartu", args=[m.warga.uuid])


@access(Cap.CATAT)
@require_POST
def terima(request: Permintaan) -> HttpResponse:
    """Take over somebody found; first the form, with `simpan` the deed. `tamu` leaves the home unit as it is."""
    unit = unit_dipilih(request)
    if unit is None:
        return redirect("spm_services:warga-masuk")
    tanda, tamu = request.POST.get("tanda", ""), request.POST.get("cara") == "tamu"
    try:
        warga = _ditemukan(request, tanda)
    except Http404:
        messages.error(request, "Pencariannya sudah lewat satu jam. Cari lagi.")
        return redirect(f"{reverse('spm_services:warga-masuk')}?unit={unit.kode}")
    rumah = keluarga_unit(request, unit)
    kirim = "simpan" in request.POST
    form = MasukForm(request.POST if kirim else None, unit=unit, keluarga=rumah, initial={"tanda": tanda})

    def aksi(isi: dict[str, Any]) -> Any:
        masuk_ = IsianMasuk(mulai=isi["mulai"], keluarga=isi["keluarga"], hubungan=isi["hubungan"], tamu=tamu)
        return actions.terima_warga(unit, warga, masuk_, actor=request.user)

    if not kirim:
        return tampil(request, "terima", {"form": form, "unit": unit, "tamu": tamu}, form)
    return formulir(request, form, aksi, sesudah=_kartu, templat="terima", unit=unit, tamu=tamu)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def menetap(request: Permintaan, uuid: UUID) -> HttpResponse:
    """A guest stays for good."""
    m = ambil_anggota(request, uuid)
    if m.jenis != Keanggotaan.Jenis.TAMU:
        raise Http404
    rumah = keluarga_unit(request, m.posyandu)
    form = MasukForm(request.POST or None, unit=m.posyandu, keluarga=rumah, initial={"versi": m.versi})

    def aksi(isi: dict[str, Any]) -> Any:
        pilih = {"keluarga": isi["keluarga"], "hubungan": isi["hubungan"], "versi": isi["versi"] or 0}
        return actions.jadi_warga(m.pk, isi["mulai"], actor=request.user, **pilih)

    sesudah = reverse("spm_services:warga-kartu", args=[uuid])
    isi: dict[str, Any] = {"judul": "Menjadi warga di sini", "sub": m.warga.nama, "warga": m.warga}
    return formulir(request, form, aksi, sesudah=sesudah, **isi)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def ganti_keluarga(request: Permintaan, uuid: UUID) -> HttpResponse:
    """Into another household of the same unit."""
    m = ambil_anggota(request, uuid)
    rumah = [k for k in keluarga_unit(request, m.posyandu) if k.pk != m.keluarga_id]
    form = PindahKeluargaForm(request.POST or None, unit=m.posyandu, keluarga=rumah, initial={"versi": m.versi})

    def aksi(isi: dict[str, Any]) -> Any:
        tujuan = {"hubungan": isi["hubungan"], "hari": isi["mulai"], "versi": isi["versi"] or 0}
        return actions.pindah_keluarga(m.warga_id, isi["keluarga"], actor=request.user, **tujuan)

    sesudah = reverse("spm_services:warga-kartu", args=[uuid])
    isi: dict[str, Any] = {"judul": "Pindah keluarga", "sub": m.warga.nama, "warga": m.warga}
    return formulir(request, form, aksi, sesudah=sesudah, **isi)


@access(Cap.CATAT)
@require_http_methods(["GET", "POST"])
def batal_masa(request: Permintaan, pk: int) -> HttpResponse:
    """Undo how a membership ended, or that it began."""
    rows = Keanggotaan.objects.select_related("warga", "posyandu")
    m: Keanggotaan = rows.ambil(request.user, Cap.CATAT, seen_with=Cap.LIHAT_WARGA, pk=pk)
    form = AlasanVersiForm(request.POST or None, initial={"versi": m.versi})
    kartu = reverse("spm_services:warga-kartu", args=[m.warga.uuid])

    def sesudah(_: Any) -> str:
        masih = Warga.objects.for_user(request.user, Cap.LIHAT_WARGA).filter(pk=m.warga_id).exists()
        return kartu if masih else f"{reverse('spm_services:warga')}?wilayah={m.posyandu.kode}"

    def aksi(isi: dict[str, Any]) -> Any:
        return actions.batal_masa(pk, isi["alasan"], versi=isi["versi"] or 0, actor=request.user)

    judul = f"Batalkan: {m.get_sebab_akhir_display().lower() if m.sampai else m.get_sebab_mulai_display().lower()}"
    isi: dict[str, Any] = {
        "judul": judul,
        "sub": m.warga.nama,
        "kembali": kartu,
        "tombol": "Batalkan",
        "pesan": "Dibatalkan.",
    }
    return formulir(request, form, aksi, sesudah=sesudah, **isi)
