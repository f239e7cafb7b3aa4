"""The camat's evaluation of drafts of APB Desa: villages and their state, one round, its lines, its paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import evaluasi as tindakan
from planning.evaluasi_lembar import bahan, baris_lembar
from planning.forms_evaluasi import JawabForm, NilaiForm, TutupForm
from planning.metrics_evaluasi import kemajuan, per_desa, rekap
from planning.models import ButirEvaluasi, EvaluasiRapbdes, HasilEvaluasi, Penilaian, StatusEvaluasi
from planning.views.dokumen import ambil as ambil_dokumen
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok, Ditolak
from posyandu_app.lib.waktu import hari_ini
from wilayah.models import Wilayah

LIHAT = Cap.LIHAT_RENCANA
KALAH = "Orang lain baru saja menilai atau menjawab baris ini. Yang Anda tulis belum disimpan; lihat dulu isinya."
S, P = StatusEvaluasi, Penilaian


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Villages of the area with the state of their drafts: not handed in, belum, berjalan, selesai."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    hari = hari_ini(area.kode)
    rows = Wilayah.objects.berlaku().di_bawah(area.kode[:13]).filter(jenis__in=("desa", "desa_adat"))
    hal = halaman(rows.select_related("induk"), request.GET, {"kode": ("kode",)}, per=40)
    per = per_desa(scope, [w.kode for w in hal.rows], hari)
    konteks = {
        "hal": hal,
        "desa": [(w, per.get(w.kode, [])) for w in hal.rows],
        "rekap": rekap(scope, area.kode, hari),
        "kode": area.kode,
        "area": area.nama,
        "satu_kecamatan": len(area.kode) >= 8,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "planning:evaluasi", tanya="wilayah"),
    }
    return render(request, "planning/evaluasi/daftar.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_POST
def serahkan(request: Permintaan, pk: int) -> HttpResponse:
    """Hand the draft in to the camat."""
    dokumen = ambil_dokumen(request.user, pk, Cap.KELOLA_RENCANA)
    try:
        baru = tindakan.serahkan_rapbdes(dokumen, actor=request.user)
    except Ditolak as galat:
        messages.error(request, str(galat))
        return redirect("planning:dokumen", pk)
    messages.success(request, "Draf diserahkan ke camat. Barisnya tetap bisa diubah; camat melihat perubahannya.")
    return redirect("planning:evaluasi-rinci", baru.pk)


def ambil(user: User, pk: int, duty: str = Cap.LIHAT_RENCANA) -> EvaluasiRapbdes:
    rows = EvaluasiRapbdes.objects.select_related("dokumen__wilayah__induk", "dokumen__menggantikan", "penyerah")
    satu: EvaluasiRapbdes = rows.ambil(user, duty, seen_with=LIHAT, pk=pk)
    return satu


def _peran(user: User, evaluasi: EvaluasiRapbdes) -> dict[str, bool]:
    """What this person may do now with the round."""
    kode = evaluasi.dokumen.wilayah_id
    camat, desa = (user.scope_for(d).memuat(kode) for d in (Cap.USUL_KECAMATAN, Cap.KELOLA_RENCANA))
    menilai = evaluasi.status == S.BERJALAN
    perlu_diperbaiki = evaluasi.status == S.SELESAI and evaluasi.hasil == HasilEvaluasi.PERBAIKI
    draf = evaluasi.dokumen.draf
    return {
        "boleh_mulai": camat and evaluasi.status == S.DISERAHKAN,
        "boleh_nilai": camat and menilai,
        "boleh_tarik": desa and evaluasi.status == S.DISERAHKAN,
        "boleh_jawab": desa and draf and (menilai or perlu_diperbaiki),
        "boleh_serahkan": desa and draf and perlu_diperbaiki,
    }


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One round: its lines beside last year and need, the word on each, and what this person may do."""
    evaluasi = ambil(request.user, pk)
    lembar = baris_lembar(request.user, evaluasi)
    konteks = {
        "evaluasi": evaluasi,
        "dokumen": evaluasi.dokumen,
        "lembar": lembar,
        "maju": kemajuan([pk]).get(pk),
        "lewat": evaluasi.berjalan and evaluasi.tenggat < hari_ini(evaluasi.dokumen.wilayah_id),
        "riwayat": Catatan.objects.untuk(evaluasi)[:20],
        **_peran(request.user, evaluasi),
    }
    return render(request, "planning/evaluasi/rinci.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def bahan_evaluasi(request: Permintaan, pk: int) -> HttpResponse:
    """What to hold the draft against: need of the village's units, shares that law sets, open findings."""
    evaluasi = ambil(request.user, pk)
    konteks = {"evaluasi": evaluasi, "dokumen": evaluasi.dokumen, **bahan(request.user, evaluasi)}
    return render(request, "planning/evaluasi/bahan.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_safe
def cetak(request: Permintaan, pk: int) -> HttpResponse:
    """The sheet of the round, with blocks to sign."""
    evaluasi = ambil(request.user, pk)
    butir = ButirEvaluasi.objects.for_user(request.user, LIHAT).filter(evaluasi=evaluasi)
    konteks = {
        "evaluasi": evaluasi,
        "dokumen": evaluasi.dokumen,
        "butir": list(butir),
        "hari": hari_ini(evaluasi.dokumen.wilayah_id),
    }
    return render(request, "planning/evaluasi/cetak.html", konteks)


@access(Cap.LIHAT_RENCANA)
@require_POST
def langkah(request: Permintaan, pk: int) -> HttpResponse:
    """Begin, take in lines that came later (camat); take back, with a reason (village)."""
    ambil(request.user, pk)
    nama, catatan = request.POST.get("langkah", ""), request.POST.get("catatan", "")[:300]
    try:
        if nama == "perbarui":
            n = tindakan.perbarui_butir(pk, actor=request.user)
            kata = f"{n} baris baru ikut dinilai." if n else "Tidak ada baris baru di draf."
        elif nama == "tarik":
            tindakan.langkah_evaluasi(pk, "tarik_evaluasi", catatan=catatan, actor=request.user)
            kata = "Draf ditarik kembali dari camat."
        else:
            tindakan.langkah_evaluasi(pk, "mulai_evaluasi", actor=request.user)
            kata = "Evaluasi dimulai. Nilai tiap baris, lalu tutup."
    except Ditolak as galat:
        messages.error(request, str(galat))
    else:
        messages.success(request, kata)
    return redirect("planning:evaluasi-rinci", pk)


def _butir(user: User, pk: int, duty: str) -> ButirEvaluasi:
    rows = ButirEvaluasi.objects.select_related(
        "evaluasi__dokumen__wilayah__induk", "baris__asal", "penilai", "penjawab"
    )
    satu: ButirEvaluasi = rows.ambil(user, duty, seen_with=LIHAT, pk=pk)
    return satu


def _satu_baris(request: Permintaan, butir: ButirEvaluasi, form: Any, simpan: Any, judul: str) -> HttpResponse:
    """The form of one line: 422 at its field, 409 where somebody was faster or the round moved on."""
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            simpan(form.cleaned_data)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except TransitionRefused as galat:
            form.add_error(None, str(galat))
            status = 409
        except Bentrok:
            form.add_error(None, KALAH)
            butir = _butir(request.user, butir.pk, LIHAT)
            status = 409
        else:
            messages.success(request, "Tersimpan.")
            return redirect("planning:evaluasi-rinci", butir.evaluasi_id)
    konteks = {"form": form, "butir": butir, "evaluasi": butir.evaluasi, "dokumen": butir.evaluasi.dokumen}
    konteks |= {"judul": judul, "baris": baris_lembar(request.user, butir.evaluasi, hanya=butir.pk)}
    return render(request, "planning/evaluasi/butir.html", konteks, status=status if form.errors else 200)


@access(Cap.USUL_KECAMATAN)
@require_http_methods(["GET", "POST"])
def nilai(request: Permintaan, pk: int) -> HttpResponse:
    """The camat's word on one line."""
    butir = _butir(request.user, pk, Cap.USUL_KECAMATAN)
    awal = {"versi": butir.versi, "catatan": butir.catatan, "usul_nilai": butir.usul_nilai}
    awal |= {"langkah": f"nilai_{butir.penilaian}"} if butir.penilaian in (P.SESUAI, P.PERBAIKI) else {}

    def simpan(isi: dict[str, Any]) -> None:
        tindakan.nilai_butir(pk, isi.pop("langkah"), actor=request.user, **isi)

    return _satu_baris(request, butir, NilaiForm(request.POST or None, initial=awal), simpan, "Nilai baris")


@access(Cap.KELOLA_RENCANA)
@require_http_methods(["GET", "POST"])
def jawab(request: Permintaan, pk: int) -> HttpResponse:
    """The village's answer to one line."""
    butir = _butir(request.user, pk, Cap.KELOLA_RENCANA)
    awal = {"versi": butir.versi, "jawaban": butir.jawaban}

    def simpan(isi: dict[str, Any]) -> None:
        tindakan.jawab_butir(pk, isi.pop("langkah"), actor=request.user, **isi)

    return _satu_baris(request, butir, JawabForm(request.POST or None, initial=awal), simpan, "Jawab catatan camat")


@access(Cap.USUL_KECAMATAN)
@require_http_methods(["GET", "POST"])
def tutup(request: Permintaan, pk: int) -> HttpResponse:
    """Close the round with its result."""
    evaluasi = ambil(request.user, pk, Cap.USUL_KECAMATAN)
    maju = kemajuan([pk]).get(pk)
    hasil = HasilEvaluasi.PERBAIKI if maju and maju.perbaiki else HasilEvaluasi.SESUAI
    awal = {"versi": evaluasi.versi, "hasil": hasil, "ditutup": hari_ini(evaluasi.dokumen.wilayah_id)}
    form, status = TutupForm(request.POST or None, initial=awal), 422
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        versi = isi.pop("versi")
        try:
            tindakan.tutup_evaluasi(pk, isi, versi=versi, actor=request.user)
        except Ditolak as galat:
            form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        except TransitionRefused as galat:
            form.add_error("hasil" if galat.code == "hasil" else None, str(galat))
            status = 409
        except Bentrok:
            form.add_error(None, "Evaluasi ini baru saja berubah. Belum ada yang disimpan; muat ulang halaman.")
            status = 409
        else:
            messages.success(request, "Evaluasi ditutup. Desa diberi tahu lewat kotak pesan.")
            return redirect("planning:evaluasi-rinci", pk)
    konteks = {"form": form, "evaluasi": evaluasi, "dokumen": evaluasi.dokumen, "maju": maju}
    return render(request, "planning/evaluasi/tutup.html", konteks, status=status if form.errors else 200)
