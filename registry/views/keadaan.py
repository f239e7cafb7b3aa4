"""The lifecycle of a unit: timeline, any past day, and the changes, each looked at before it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.galat import Ditolak
from posyandu_app.lib.kode import rentang
from posyandu_app.lib.waktu import hari_ini
from registry import actions
from registry.forms.keadaan import BukaForm, DasarForm, GabungForm, NamaForm, PadaForm, PecahForm, PindahForm
from registry.models import Kader, KeadaanUnit, Pengurus, Peristiwa, Posyandu, StatusPosyandu, SuratKeputusan
from registry.views.posyandu import ambil, kiriman, remah_unit
from wilayah.models import Wilayah


def urus(user: User, unit: Posyandu) -> bool:
    """May the person change the unit's life? Its village's operator or an office above, not the unit itself."""
    return user.scope_for(Cap.KELOLA_POSYANDU).memuat(unit.wilayah_id)


@access(Cap.LIHAT)
@require_safe
def riwayat(request: Permintaan, kode: str) -> HttpResponse:
    """The unit's events, newest first, with what may be done next and a way to any past day."""
    unit = ambil(request.user, kode)
    rows = KeadaanUnit.objects.for_user(request.user, Cap.LIHAT).filter(Q(posyandu=unit) | Q(lain=unit))
    peristiwa = list(rows.select_related("lain", "posyandu", "sk", "oleh", "wilayah").order_by("-mulai", "-id"))
    kini = next((k for k in peristiwa if k.posyandu_id == unit.pk and k.sampai is None), None)
    konteks = {
        "unit": unit,
        "remah": remah_unit(request, unit),
        "peristiwa": peristiwa,
        "lama": unit.kode_lama_list.all(),
        "langkah": _boleh(unit, kini) if urus(request.user, unit) else [],
        "form": PadaForm(initial={"tanggal": hari_ini(kode)}),
    }
    return render(request, "registry/unit/riwayat.html", konteks)


def _boleh(unit: Posyandu, kini: KeadaanUnit | None) -> "list[Perubahan]":
    bergabung = kini is not None and kini.peristiwa == Peristiwa.GABUNG
    return [
        p
        for p in PERUBAHAN.values()
        if p.status == unit.status and (p.kode not in ("pisah", "buka") or bergabung == (p.kode == "pisah"))
    ]


@access(Cap.LIHAT)
@require_safe
def pada(request: Permintaan, kode: str) -> HttpResponse:
    """The unit as it was on `?tanggal=`: name, place, state, number, people and papers of that day."""
    unit = ambil(request.user, kode)
    form = PadaForm(request.GET or {"tanggal": hari_ini(kode)})
    konteks: dict[str, Any] = {"unit": unit, "remah": remah_unit(request, unit), "form": form}
    if not form.is_valid():
        return render(request, "registry/unit/pada.html", konteks, status=422)
    hari = form.cleaned_data["tanggal"]
    lihat = (request.user, Cap.LIHAT)
    periode = KeadaanUnit.objects.for_user(*lihat).filter(posyandu=unit).select_related("wilayah__induk")
    keadaan = periode.pada(hari).first()
    if keadaan is None and not periode.exists():  # nothing ever changed: it was then as it is now
        keadaan = KeadaanUnit.dari(unit)
    surat = SuratKeputusan.objects.for_user(*lihat).filter(posyandu=unit)
    surat = surat.filter(Q(berlaku_dari__lte=hari) | Q(berlaku_dari=None, tanggal__lte=hari))
    surat = surat.filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gt=hari), Q(dicabut=None) | Q(dicabut__gt=hari))
    belum = unit.berdiri is not None and hari < unit.berdiri
    konteks |= {
        "hari": hari,
        "depan": hari > hari_ini(kode),
        "keadaan": None if belum else keadaan,
        "bernomor": bool(unit.nomor_registrasi and unit.nomor_terbit and unit.nomor_terbit <= hari),
        "pengurus": Pengurus.objects.for_user(*lihat).filter(posyandu=unit).berlaku(hari).select_related("orang"),
        "kader": Kader.objects.for_user(*lihat).filter(posyandu=unit).berlaku(hari).select_related("orang"),
        "surat": surat,
    }
    return render(request, "registry/unit/pada.html", konteks)


@dataclass(frozen=True)
class Perubahan:
    """One kind of change: its form, what carries it out, and what it will do in words."""

    kode: str
    nama: str
    arti: str
    status: str
    form: type[DasarForm]
    jalankan: Callable[[Posyandu, Any, User], Posyandu]
    akibat: Callable[[Posyandu, Any], list[str]]


def _akibat_tutup(unit: Posyandu, form: DasarForm) -> list[str]:
    return [
        f"{unit.sebutan} tutup mulai {form.dasar.tanggal:%d/%m/%Y} dan tidak dihitung lagi sebagai posyandu aktif.",
        "Masa tugas semua pengurus dan kadernya berakhir hari itu.",
        "Catatan layanannya tetap ada dan tetap terhitung. Posyandu ini bisa dibuka kembali.",
    ]


def _akibat_buka(unit: Posyandu, form: BukaForm) -> list[str]:
    orang = "bertugas lagi" if form.cleaned_data["pulihkan"] else "tidak ikut kembali; catat yang baru di Ringkasan"
    return [
        f"{unit.sebutan} aktif lagi mulai {form.dasar.tanggal:%d/%m/%Y}.",
        f"Pengurus dan kader yang berhenti saat ditutup {orang}.",
    ]


def _akibat_nama(unit: Posyandu, form: NamaForm) -> list[str]:
    return [
        f"Nama “{unit.nama}” menjadi “{form.cleaned_data['nama']}” mulai {form.dasar.tanggal:%d/%m/%Y}.",
        "Nama lama tetap terbaca di riwayat. Kode dan nomor registrasi tidak berubah.",
    ]


def _akibat_pindah(unit: Posyandu, form: PindahForm) -> list[str]:
    tujuan = form.isi["wilayah"]
    isi = [f"Alamat menjadi {form.isi['alamat']}, RT {form.isi['rt']} RW {form.isi['rw']}."]
    if form.isi["lintang"] is None:
        isi.append("Titik lokasi yang lama dihapus karena tidak berlaku lagi di alamat baru.")
    if tujuan.pk != unit.wilayah_id:
        isi += [
            f"Posyandu pindah ke {tujuan.sebutan} dan mendapat kode baru; alamat halaman yang lama diarahkan ke sana.",
            "Semua angkanya (catatan, kader, keaktifan) ikut dihitung di wilayah baru, juga bulan yang lewat.",
            "Akun yang bertugas di posyandu ini ikut ke kode baru.",
        ]
    return isi


def _akibat_gabung(unit: Posyandu, form: GabungForm) -> list[str]:
    n = len(form.cleaned_data["orang"])
    return [
        f"{unit.sebutan} tutup mulai {form.dasar.tanggal:%d/%m/%Y} dan bergabung ke {form.tujuan.sebutan}.",
        f"{n} masa tugas dilanjutkan di {form.tujuan.sebutan}; yang lain berakhir hari itu.",
        f"Catatan layanan tetap milik {unit.sebutan}, tempat ia dicatat.",
        "Penggabungan bisa dibatalkan dari halaman Riwayat.",
    ]


def _akibat_pecah(unit: Posyandu, form: PecahForm) -> list[str]:
    n = len(form.cleaned_data["orang"])
    return [
        f"Posyandu {form.cleaned_data['nama']} dibuat di {unit.wilayah.sebutan} mulai {form.dasar.tanggal:%d/%m/%Y}.",
        f"{n} masa tugas pindah dari {unit.sebutan} ke sana.",
        f"Catatan layanan tetap di {unit.sebutan}. Nomor registrasi tidak ikut: posyandu baru mengajukan sendiri.",
    ]


A, T = StatusPosyandu.AKTIF, StatusPosyandu.TUTUP
PERUBAHAN: dict[str, Perubahan] = {
    p.kode: p
    for p in (
        Perubahan("nama", "Ganti nama", "Nama baru mulai suatu hari", A, NamaForm,
                  lambda u, f, a: actions.ganti_nama(u.pk, f.cleaned_data["nama"], f.dasar, actor=a), _akibat_nama),
        Perubahan("pindah", "Pindah", "Alamat baru, atau desa/kelurahan lain", A, PindahForm,
                  lambda u, f, a: actions.pindah(u.pk, f.isi, f.dasar, actor=a), _akibat_pindah),
        Perubahan("gabung", "Gabung ke posyandu lain", "Posyandu ini tutup, orangnya ikut", A, GabungForm,
                  lambda u, f, a: actions.gabung(u.pk, f.tujuan.pk, f.dasar, pilihan=f.pilihan, actor=a),
                  _akibat_gabung),
        Perubahan("pecah", "Pecah jadi dua", "Posyandu baru dari posyandu ini", A, PecahForm,
                  lambda u, f, a: actions.pecah(u.pk, f.isi, f.dasar, pilihan=f.pilihan, actor=a), _akibat_pecah),
        Perubahan("tutup", "Tutup", "Tidak melayani lagi", A, DasarForm,
                  lambda u, f, a: actions.tutup(u.pk, f.dasar, actor=a), _akibat_tutup),
        Perubahan("buka", "Buka kembali", "Melayani lagi", T, BukaForm,
                  lambda u, f, a: actions.buka_kembali(u.pk, f.dasar, pulihkan=f.cleaned_data["pulihkan"], actor=a),
                  _akibat_buka),
        Perubahan("pisah", "Batalkan penggabungan", "Kembali seperti sebelum bergabung", T, DasarForm,
                  lambda u, f, a: actions.batalkan_gabung(u.pk, f.dasar, actor=a),
                  lambda u, f: [f"{u.sebutan} aktif lagi mulai {f.dasar.tanggal:%d/%m/%Y}.",
                                "Orang yang ikut bergabung dan masih bertugas di sana kembali ke sini."]),
    )
}  # fmt: skip


def _bahan(user: User, unit: Posyandu, kelas: type[DasarForm]) -> dict[str, Any]:
    """What the form's choices are made of."""
    lihat = (user, Cap.KELOLA_POSYANDU)
    isi: dict[str, Any] = {"unit": unit, "sk": SuratKeputusan.objects.for_user(*lihat).filter(posyandu=unit)}
    if issubclass(kelas, PindahForm):
        semua = Wilayah.objects.berlaku().desa_kelurahan().di_bawah(unit.kode[:5]).select_related("induk")
        scope = user.scope_for(Cap.KELOLA_POSYANDU)
        isi["desa"] = [w for w in semua.order_by("kode") if scope.memuat(w.kode)]
    if issubclass(kelas, GabungForm | PecahForm):
        kader = Kader.objects.for_user(*lihat).filter(posyandu=unit, sampai=None)
        pengurus = Pengurus.objects.for_user(*lihat).filter(posyandu=unit, sampai=None)
        isi |= {"kader": kader.select_related("orang"), "pengurus": pengurus.select_related("orang")}
    if issubclass(kelas, GabungForm):
        dari, sampai = rentang(unit.kode[:8])
        units = Posyandu.objects.for_user(*lihat).aktif().filter(kode__gte=dari, kode__lt=sampai)
        isi["units"] = units.exclude(pk=unit.pk).select_related("wilayah")
    return isi


def _awal(unit: Posyandu, request: Permintaan) -> dict[str, Any]:
    """What the form holds at first: today; for a move the present place; for a merge the unit asked for."""
    return {
        "tanggal": hari_ini(unit.kode), "wilayah": unit.wilayah_id, "ke": request.GET.get("ke", ""), "pulihkan": True,
    }  # fmt: skip


def _coba(perubahan: Perubahan, unit: Posyandu, form: DasarForm, user: User, *, sungguh: bool) -> Posyandu | None:
    """Carry it out; or, for the preview, carry it out and take it back. None when it is refused (said in the form)."""
    try:
        with transaction.atomic():
            hasil = perubahan.jalankan(unit, form, user)
            if not sungguh:
                transaction.set_rollback(True)
    except Ditolak as galat:
        form.add_error(galat.kolom if galat.kolom in form.fields else None, str(galat))
        return None
    return hasil


@access(Cap.KELOLA_POSYANDU)
@require_http_methods(["GET", "POST"])
def ubah_keadaan(request: Permintaan, kode: str, jenis: str) -> HttpResponse:
    """One change: fill in, look at what will happen, confirm."""
    unit = ambil(request.user, kode, Cap.KELOLA_POSYANDU)
    perubahan = PERUBAHAN.get(jenis)
    if perubahan is None:
        raise Http404
    if not urus(request.user, unit):
        raise PermissionDenied
    bahan = _bahan(request.user, unit, perubahan.form)
    form = perubahan.form(kiriman(request), initial=_awal(unit, request), **bahan)
    konteks: dict[str, Any] = {"unit": unit, "remah": remah_unit(request, unit), "form": form, "perubahan": perubahan}
    if request.method == "POST" and form.is_valid():
        setuju = request.POST.get("setuju") == "1"
        akibat = perubahan.akibat(unit, form)
        hasil = _coba(perubahan, unit, form, request.user, sungguh=setuju)
        if hasil is not None and setuju:
            messages.success(request, f"{perubahan.nama}: tersimpan.")
            return redirect("registry:riwayat", hasil.kode)
        if hasil is not None:
            return render(request, "registry/unit/tinjau.html", konteks | {"akibat": akibat})
    return render(request, "registry/unit/ubah_keadaan.html", konteks, status=422 if form.errors else 200)
