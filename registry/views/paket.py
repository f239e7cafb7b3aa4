"""Batches to the ministry: choose the files, fetch the papers, mark as sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.berkas import kirim as kirim_berkas
from accounts.models import Pekerjaan, User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.actions.paket import BATAS_PAKET, IsiPaket, status_siap
from registry.forms.paket import PERTAMA, PILIH, AlasanForm, KirimForm, PaketForm
from registry.models import Ajuan, Paket, Posyandu, StatusAjuan
from registry.workflow_paket import PAKET
from wilayah.models import Wilayah

URUTAN = {"-baru": ("id",)}
URUTAN_ISI = {"kode": ("posyandu__kode", "id")}
BAGIAN = (
    ("surat", "Surat pengantar", "DOCX, alamat dan jumlah per kecamatan"),
    ("matriks", "Matriks rekapitulasi", "XLSX, satu baris tiap posyandu"),
    ("arsip", "Arsip dokumen", "ZIP, pindaian per kecamatan, desa dan posyandu"),
    ("tanda_terima", "Tanda terima", "DOCX, jumlah dan sidik tiap berkas"),
)
TERBIT = Count("ajuan_list", filter=Q(ajuan_list__status=StatusAjuan.TERBIT))


def kota_tugas(user: User) -> list[str]:
    """Kabupaten and kota at whose desk of the Dinas the person sits; a wider duty is not a seat."""
    return sorted({g.area for g in user.scope_for(Cap.VERIFIKASI).grants if len(g.area) == 5})


def _ambil(user: User, pk: int, duty: str = Cap.LIHAT) -> Paket:
    rows = Paket.objects.select_related("wilayah", "pembuat", "surat", "matriks", "arsip", "tanda_terima")
    paket: Paket = rows.ambil(user, duty, seen_with=Cap.LIHAT, pk=pk)
    return paket


@access(Cap.LIHAT)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Batches of the area, the newest first, with how many of each have their number."""
    rows = Paket.objects.for_user(request.user, Cap.LIHAT).select_related("wilayah").annotate(terbit=TERBIT)
    konteks = {"hal": halaman(rows, request.GET, URUTAN, per=25), "boleh_buat": bool(kota_tugas(request.user))}
    return render(request, "registry/paket/daftar.html", konteks)


def _kota(request: Permintaan) -> Wilayah:
    """The kabupaten or kota the batch is for. Raises PermissionDenied for who sits at no Dinas' desk."""
    semua = kota_tugas(request.user)
    if not semua:
        raise PermissionDenied
    kode = request.GET.get("wilayah", "")[:5] or semua[0]
    kota = Wilayah.objects.filter(kode=kode).first() if kode in semua else None
    if kota is None:
        raise Http404
    return kota


def _siap(request: Permintaan, kota: Wilayah) -> tuple[Any, str]:
    """Ready files by the filter of the page, in the order of codes, and the chosen kecamatan."""
    area = request.GET.get("wilayah", "")
    kode = area if len(area) == 8 and area.startswith(f"{kota.kode}.") else kota.kode
    units = Posyandu.objects.for_user(request.user, Cap.VERIFIKASI).di_wilayah(kode)
    teks = request.GET.get("q", "").strip()[:80].replace("\x00", "").lower()
    if teks:
        units = units.filter(nama_cari__contains=teks)
    rows = Ajuan.objects.for_user(request.user, Cap.VERIFIKASI)
    rows = rows.filter(posyandu__in=units, status=status_siap(kota.kode), paket=None)
    return rows, kode


def _pilihan(request: Permintaan, form: PaketForm, rows: Any) -> list[int]:
    """Keys of the files that go in, by the way the person chose."""
    cara = form.cleaned_data["cara"]
    if cara == PILIH:
        dipilih = [int(x) for x in request.POST.getlist("berkas")[:BATAS_PAKET] if x.isdecimal() and len(x) < 12]
        return list(rows.filter(pk__in=dipilih).values_list("pk", flat=True))
    urut = rows.order_by("posyandu__kode").values_list("pk", flat=True)
    return list(urut[: form.cleaned_data["banyak"]] if cara == PERTAMA else urut[: BATAS_PAKET + 1])


@access(Cap.VERIFIKASI)
@require_http_methods(["GET", "POST"])
def buat(request: Permintaan) -> HttpResponse:
    """Choose from all ready files of the area; the letter's number, date and signer."""
    kota = _kota(request)
    rows, kode = _siap(request, kota)
    form = PaketForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = IsiPaket(**{k: form.cleaned_data[k] for k in ("nomor_surat", "tanggal_surat", "penanda_tangan")})
        try:
            paket = actions.buat_paket(kota, isi, _pilihan(request, form, rows), actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom or None, str(galat))
        else:
            messages.success(request, f"Paket {paket.nomor_surat} dibuat. Berkasnya sedang disusun.")
            return redirect("registry:paket-rinci", paket.pk)
    hal = halaman(rows.select_related("posyandu__wilayah__induk"), request.GET, URUTAN_ISI, per=100)
    konteks = {
        "form": form,
        "kota": kota,
        "kode": kode,
        "hal": hal,
        "jumlah": rows.count(),
        "batas": BATAS_PAKET,
        "kecamatan": Wilayah.objects.anak_dari(kota.kode),
        "kota_list": kota_tugas(request.user),
        "teks": request.GET.get("q", ""),
        "dipilih": set(request.POST.getlist("berkas")),
    }
    return render(request, "registry/paket/buat.html", konteks, status=422 if form.errors else 200)


def _isi(user: User, paket: Paket) -> Any:
    rows = Ajuan.objects.for_user(user, Cap.LIHAT).filter(paket=paket)
    return rows.select_related("posyandu__wilayah__induk")


@access(Cap.LIHAT)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """The batch: where it stands, its papers, its units."""
    paket = _ambil(request.user, pk)
    isi = _isi(request.user, paket)
    per_status = dict(isi.order_by().values_list("status").annotate(n=Count("pk")))
    alamat = request.path
    pekerjaan = Pekerjaan.objects.filter(jenis="paket", alamat=alamat).order_by("-pk").first()
    berkas = [(kode, nama, arti, getattr(paket, kode)) for kode, nama, arti in BAGIAN]
    langkah = PAKET.available([paket], request.user)[paket.pk]
    konteks = {
        "paket": paket,
        "hal": halaman(isi, request.GET, URUTAN_ISI, per=100),
        "jumlah": sum(per_status.values()),
        "terbit": per_status.get(StatusAjuan.TERBIT, 0),
        "menunggu": per_status.get(StatusAjuan.DIKIRIM, 0),
        "berkas": berkas,
        "aksi": {t.name for t in langkah},
        "kelola": bool(langkah) or request.user.scope_for(Cap.VERIFIKASI).memuat(paket.wilayah_id),
        "pekerjaan": pekerjaan if paket.status == Paket.Status.DRAF else None,
        "riwayat": Catatan.objects.untuk(paket)[:12],
    }
    return render(request, "registry/paket/rinci.html", konteks)


@access(Cap.LIHAT)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The whole list on paper, with the hashes of the files."""
    paket = _ambil(request.user, pk)
    berkas = [(nama, getattr(paket, kode)) for kode, nama, _ in BAGIAN]
    konteks = {"paket": paket, "rows": _isi(request.user, paket).order_by("posyandu__kode"), "berkas": berkas}
    return render(request, "registry/paket/cetak.html", konteks)


@access(Cap.VERIFIKASI)
@require_safe
def unduh(request: Permintaan, pk: int, bagian: str) -> FileResponse:
    """One of the four files; only when the batch is ready as a whole."""
    paket = _ambil(request.user, pk, Cap.VERIFIKASI)
    if bagian not in {kode for kode, _, _ in BAGIAN} or paket.status == Paket.Status.DRAF:
        raise Http404
    return kirim_berkas(getattr(paket, bagian))


@access(Cap.VERIFIKASI)
@require_http_methods(["GET", "POST"])
def kirim(request: Permintaan, pk: int) -> HttpResponse:
    """Mark as sent on a day."""
    paket = _ambil(request.user, pk, Cap.VERIFIKASI)
    form = KirimForm(request.POST or None, initial={"tanggal": hari_ini(paket.wilayah_id)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.kirim_paket(paket.pk, form.cleaned_data["tanggal"], actor=request.user)
        except (Ditolak, TransitionRefused) as galat:
            form.add_error(getattr(galat, "kolom", None) or None, str(galat))
        else:
            messages.success(request, f"{paket.jumlah} berkas ditandai terkirim ke kementerian.")
            return redirect("registry:paket-rinci", pk)
    teks = "Sesudah ini berkas di dalamnya menunggu jawaban kementerian. Unggah jawabannya di Hasil kementerian."
    konteks = {"paket": paket, "form": form, "judul": "Tandai paket terkirim", "keterangan": teks, "tombol": "Kirim"}
    return render(request, "registry/paket/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.VERIFIKASI)
@require_http_methods(["GET", "POST"])
def batal(request: Permintaan, pk: int) -> HttpResponse:
    """Cancel with a reason: the files are free for another batch."""
    paket = _ambil(request.user, pk, Cap.VERIFIKASI)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.batalkan_paket(paket.pk, form.cleaned_data["alasan"], actor=request.user)
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Paket dibatalkan. Berkas di dalamnya bisa masuk paket lain.")
            return redirect("registry:paket-rinci", pk)
    teks = "Berkas di dalamnya kembali menunggu di meja dinas. Paket ini tetap terlihat dengan alasannya."
    konteks = {"paket": paket, "form": form, "judul": "Batalkan paket", "keterangan": teks, "tombol": "Batalkan paket"}
    return render(request, "registry/paket/formulir.html", konteks, status=422 if form.errors else 200)


@access(Cap.VERIFIKASI)
@require_POST
def susun_ulang(request: Permintaan, pk: int) -> HttpResponse:
    """Put the papers together again from what is in the batch now."""
    paket = _ambil(request.user, pk, Cap.VERIFIKASI)
    try:
        actions.susun_ulang(paket.pk, actor=request.user)
    except TransitionRefused as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, "Berkas paket sedang disusun ulang.")
    return redirect("registry:paket-rinci", pk)
