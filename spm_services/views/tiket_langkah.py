"""One page for each step of a ticket: its question, its button, its refusals. One entry in LANGKAH is one step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.transitions import TransitionRefused
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from spm_services import actions
from spm_services.anggaran_tiket import baris_tersedia
from spm_services.forms import tiket as formulir
from spm_services.models import JenisTiket, StatusTiket, Tiket
from spm_services.models.tiket import DI_DESA
from spm_services.tampak_tiket import langkah_untuk, memegang, nama_pemohon, tampak
from spm_services.views.tiket import ambil_tiket, kiriman
from spm_services.workflow_tiket import TIKET

Form = formulir.FormTiket
KALAH = "Orang lain baru saja mengubah permohonan ini (sekarang {}). Belum ada yang disimpan."


@dataclass(frozen=True)
class Langkah:
    """`transisi` is the workflow's step, empty for what changes no status (then `duty` says whose it is)."""

    judul: str
    tombol: str
    selesai: str  # what the person is told afterwards
    form: type[Form]
    jalankan: Callable[[Tiket, Any, int, User], object]
    transisi: str = ""
    duty: str = Cap.URUS_TIKET
    bantuan: str = ""
    bahaya: bool = False


def _catatan(aksi: Callable[..., Tiket]) -> Callable[[Tiket, Any, int, User], object]:
    return lambda t, f, v, u: aksi(t.pk, f.cleaned_data["catatan"], versi=v, actor=u)


def _isi(aksi: Callable[..., Tiket]) -> Callable[[Tiket, Any, int, User], object]:
    return lambda t, f, v, u: aksi(t.pk, f.isi(), versi=v, actor=u)


def _polos(aksi: Callable[..., Tiket]) -> Callable[[Tiket, Any, int, User], object]:
    return lambda t, f, v, u: aksi(t.pk, versi=v, actor=u)


def _lengkapi(t: Tiket, f: Any, v: int, u: User) -> object:
    return actions.lengkapi_tiket(t.pk, f.cleaned_data, versi=v, actor=u)


def _teruskan(t: Tiket, f: Any, v: int, u: User) -> object:
    return actions.teruskan_tiket(t.pk, f.cleaned_data["tujuan"], versi=v, actor=u)


def _rujuk(t: Tiket, f: Any, v: int, u: User) -> object:
    c = f.cleaned_data
    return actions.kirim_rujukan(t.pk, c["setuju"] == "ya", c["oleh"], versi=v, actor=u)


def _hasil(t: Tiket, f: Any, v: int, u: User) -> object:
    c = f.cleaned_data
    return actions.hasil_rujukan(t.pk, c["hasil"], c["tanggal"], c["catatan"], versi=v, actor=u)


def _tutup_rujukan(t: Tiket, f: Any, v: int, u: User) -> object:
    return actions.tutup_rujukan(t.pk, f.cleaned_data["hasil"], f.cleaned_data["catatan"], versi=v, actor=u)


def _selesaikan(opd: bool) -> Callable[[Tiket, Any, int, User], object]:
    return lambda t, f, v, u: actions.selesaikan_tiket(
        t.pk, f.cleaned_data["tanggal"], f.cleaned_data["catatan"], versi=v, actor=u, opd=opd
    )


LANGKAH: dict[str, Langkah] = {
    "lengkapi": Langkah("Kontak dan tempat", "Simpan", "Tersimpan.", formulir.KontakForm, _lengkapi, duty=Cap.CATAT),
    "ajukan": Langkah(
        "Ajukan ke desa/kelurahan",
        "Ajukan",
        "Diajukan, dan sekarang di meja desa/kelurahan.",
        formulir.KosongForm,
        _polos(actions.ajukan_tiket),
        "ajukan_tiket",
    ),
    "tarik": Langkah(
        "Tarik permohonan ini?",
        "Tarik",
        "Permohonan ditarik.",
        formulir.AlasanForm,
        _catatan(actions.tarik_tiket),
        "tarik_tiket",
        bahaya=True,
    ),
    "verifikasi": Langkah(
        "Verifikasi lapangan",
        "Simpan verifikasi",
        "Verifikasi tersimpan. Berikutnya persetujuan kepala desa/lurah.",
        formulir.VerifikasiForm,
        _isi(actions.verifikasi_tiket),
        "verifikasi_tiket",
    ),
    "setujui": Langkah(
        "Persetujuan kepala desa/lurah",
        "Simpan persetujuan",
        "Persetujuan tersimpan. Sekarang bisa diteruskan ke perangkat daerah.",
        formulir.PersetujuanForm,
        _isi(actions.setujui_tiket),
        "setujui_tiket",
        bantuan="Yang menyetujui kepala desa atau lurah; di sini keputusannya dicatat.",
    ),
    "teruskan": Langkah(
        "Teruskan ke perangkat daerah",
        "Teruskan",
        "Diteruskan. Waktunya sekarang berjalan di perangkat daerah.",
        formulir.TeruskanForm,
        _teruskan,
        "teruskan_tiket",
    ),
    "kirim-data": Langkah(
        "Kirim data yang diminta",
        "Kirim",
        "Data terkirim. Waktu perangkat daerah berjalan lagi.",
        formulir.AlasanForm,
        _catatan(actions.kirim_data),
        "kirim_data",
        bantuan="Tulis data yang diminta, atau sebut berkas yang baru dipasang.",
    ),
    "kembalikan": Langkah(
        "Kembalikan untuk dilengkapi",
        "Kembalikan",
        "Dikembalikan ke posyandu. Waktunya berhenti sampai diajukan lagi.",
        formulir.AlasanForm,
        _catatan(actions.kembalikan_tiket),
        "kembalikan_tiket",
    ),
    "tutup": Langkah(
        "Tutup tanpa dikerjakan",
        "Tutup permohonan",
        "Permohonan ditutup.",
        formulir.AlasanForm,
        _catatan(actions.tutup_tiket),
        "tutup_tiket",
        bahaya=True,
    ),
    "selesai": Langkah(
        "Selesai dikerjakan",
        "Simpan",
        "Selesai. Pemohon bisa diberi tahu.",
        formulir.SelesaiForm,
        _selesaikan(opd=False),
        "selesaikan_desa",
    ),
    "selesai-opd": Langkah(
        "Selesai dikerjakan",
        "Simpan",
        "Selesai. Desa/kelurahan bisa melihatnya.",
        formulir.SelesaiForm,
        _selesaikan(opd=True),
        "selesaikan_opd",
    ),
    "salin-jawaban": Langkah(
        "Salin jawaban dari surat",
        "Simpan jawaban",
        "Jawaban tersimpan.",
        formulir.SuratJawabanForm,
        _isi(actions.salin_jawaban),
        "jawab_surat",
        bantuan="Kalau perangkat daerahnya menjawab dengan surat. Tertulis bahwa desa/kelurahan yang menyalinnya.",
    ),
    "jawab": Langkah(
        "Jawab permohonan",
        "Kirim jawaban",
        "Jawaban terkirim.",
        formulir.JawabanForm,
        _isi(actions.jawab_tiket),
        "jawab_tiket",
    ),
    "rujuk": Langkah(
        "Kirim rujukan",
        "Kirim",
        "Jawabannya tersimpan.",
        formulir.SetujuForm,
        _rujuk,
        "rujuk",
        bantuan="Rujukan dikirim sesudah orangnya, atau walinya, setuju.",
    ),
    "terima": Langkah(
        "Terima rujukan",
        "Terima",
        "Diterima. Catat hasilnya sesudah orangnya datang, menolak, atau dirujuk lanjut.",
        formulir.KosongForm,
        _polos(actions.terima_rujukan),
        "terima_rujukan",
    ),
    "hasil": Langkah(
        "Hasil rujukan",
        "Simpan hasil",
        "Hasil tersimpan, dan kader yang merujuk diberi tahu.",
        formulir.HasilRujukanForm,
        _hasil,
        "hasil_rujukan",
    ),
    "tutup-rujukan": Langkah(
        "Tutup rujukan ini",
        "Tutup rujukan",
        "Rujukan ditutup dengan alasannya.",
        formulir.TutupRujukanForm,
        _tutup_rujukan,
        "tutup_rujukan",
        bantuan="Kalau orangnya menolak, atau waktunya habis tanpa jawaban.",
    ),
    "jeda": Langkah(
        "Jeda waktu desa/kelurahan",
        "Jeda",
        "Waktunya berhenti, dengan alasan yang bisa dibaca semua orang.",
        formulir.AlasanForm,
        _catatan(actions.jeda_tiket),
    ),
    "lanjut": Langkah(
        "Lanjutkan waktu desa/kelurahan",
        "Lanjutkan",
        "Waktunya berjalan lagi.",
        formulir.KosongForm,
        _polos(actions.lanjutkan_tiket),
    ),
}


def _buat_form(request: Permintaan, satu: Langkah, tiket: Tiket) -> Form:
    isi: dict[str, Any] = {"tiket": tiket, "user": request.user}
    if satu.form is formulir.PersetujuanForm:
        tahun = hari_ini(tiket.posyandu.kode).year
        isi["baris"] = baris_tersedia(tiket, request.user, tahun)
    if satu.form is formulir.KontakForm:
        isi["initial"] = {"lokasi": tiket.lokasi, "uraian": tiket.uraian, "tujuan": tiket.tujuan}
        isi["initial"]["telepon"] = formulir.telepon_awal(tiket)
    return satu.form(*kiriman(request), **isi)


def _masih_berlaku(user: User, satu: Langkah, tiket: Tiket) -> bool:
    if satu.transisi:
        return satu.transisi in {t.name for t in langkah_untuk(user, tiket)}
    if satu.duty == Cap.CATAT:
        return tiket.status in ("draf", "dikembalikan") and memegang(user, Cap.CATAT, tiket)
    return tiket.status in DI_DESA


def _versi(request: Permintaan) -> int:
    teks = request.POST.get("versi", "")
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) < 9 else -1


def _selesai(request: Permintaan, satu: Langkah, uuid: UUID) -> HttpResponse:
    """To the ticket; an office that answers goes on to the next one that waits."""
    berikut = None
    if satu.transisi == "jawab_tiket":
        rows = Tiket.objects.for_user(request.user, Cap.JAWAB_TIKET).filter(status=StatusTiket.DITERUSKAN)
        berikut = rows.exclude(jenis=JenisTiket.RUJUKAN).order_by("tenggat", "id").first()
    sisa = " Ini permohonan berikutnya." if berikut else ""
    messages.success(request, f"{satu.selesai}{sisa}")
    return redirect("spm_services:tiket-rinci", berikut.uuid if berikut else uuid)


@access(Cap.LIHAT_TIKET)
@require_http_methods(["GET", "POST"])
def langkah(request: Permintaan, uuid: UUID, langkah: str) -> HttpResponse:
    """One step: its page, then the step. A stale page answers 409 and keeps what was typed."""
    satu = LANGKAH.get(langkah)
    if satu is None:
        raise Http404
    duty = TIKET.named(satu.transisi).duty if satu.transisi else satu.duty
    tiket = ambil_tiket(request.user, uuid, duty)
    if request.method == "GET" and not _masih_berlaku(request.user, satu, tiket):
        messages.error(request, f"Langkah itu tidak berlaku: statusnya sekarang {tiket.get_status_display().lower()}.")
        return redirect("spm_services:tiket-rinci", uuid)
    form, status = _buat_form(request, satu, tiket), 422
    if request.method == "POST" and form.is_valid():
        try:
            satu.jalankan(tiket, form, _versi(request), request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
        except Bentrok:
            tiket, status = ambil_tiket(request.user, uuid, duty), 409
            kata = tiket.get_status_display().lower()
            form.add_error(
                None, f"Orang lain baru saja mengubah permohonan ini (sekarang {kata}). Belum ada yang disimpan."
            )
        else:
            return _selesai(request, satu, uuid)
    lihat = tampak(request.user, tiket)
    konteks = {
        "tiket": tiket,
        "unit": tiket.posyandu,
        "satu": satu,
        "form": form,
        "lihat": lihat,
        "pemohon": nama_pemohon(tiket, lihat),
    }
    return render(request, "spm_services/tiket/langkah.html", konteks, status=status if form.errors else 200)
