"""The finding book: list, one finding with its steps, the thirty rules, files, paper."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.area import Area, area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import SEBUTAN, Cap, Peran
from audit.models import Catatan
from audit.transitions import TransitionRefused
from planning.actions import temuan as tindakan
from planning.forms_periksa import JelaskanForm, LangkahForm, SaringTemuan
from planning.metrics_temuan import per_aturan, saring_area
from planning.models import DokumenAnggaran, PutaranPeriksa, StatusTemuan, TemuanAnggaran
from planning.pemeriksaan import DINAS, PER_KODE, SEMUA, Tingkat
from planning.workflow_temuan import SISTEM, TEMUAN
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.galat import Bentrok
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini

NADA_TINGKAT = {Tingkat.BLOK: "buruk", Tingkat.TINGGI: "awas", Tingkat.PERINGATAN: "awas", Tingkat.INFO: "netral"}
NADA_STATUS = {StatusTemuan.TERBUKA: "awas", StatusTemuan.DIJELASKAN: "netral", StatusTemuan.SELESAI: "baik"}
BATAS_CETAK = 1000


def dasar(request: Permintaan, nama: str, duty: str = Cap.LIHAT_RENCANA) -> dict[str, Any]:
    """The area asked for and the year, as every page of this part needs them."""
    scope = request.user.scope_for(duty)
    area: Area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    tahun, kini = request.GET.get("tahun", ""), hari_ini(area.kode).year
    return {
        "area": area,
        "kode": area.kode,
        "remah": remah(scope, area.atas, nama, tanya="wilayah"),
        "pilihan_wilayah": area.anak,
        "tahun_kini": kini,
        "tahun": tahun_dari(tahun, kini),
        "pilihan_tahun": range(kini + 1, kini - 5, -1),
    }


def _sepuluh(user: User) -> bool:
    """The Dinas begins with its ten; an auditor and everybody else with all."""
    peran = {p.peran for p in user.penugasan_aktif}
    return Peran.DINAS_PMD in peran and Peran.AUDITOR not in peran


def _saring(request: Permintaan, konteks: dict[str, Any]) -> "QuerySet[TemuanAnggaran]":
    """Findings as the address asks for them; fills in what the page says about that."""
    data = request.GET.copy()
    data.setdefault("tahun", str(konteks["tahun"]))
    form = SaringTemuan(data, tahun=konteks["tahun_kini"])
    form.is_valid()
    lihat = request.GET.get("lihat", "utama" if _sepuluh(request.user) else "semua")
    milik = TemuanAnggaran.objects.for_user(request.user, Cap.LIHAT_RENCANA).filter(tahun=konteks["tahun"])
    rows: QuerySet[TemuanAnggaran] = saring_area(milik, konteks["kode"])
    aturan, tingkat, status, pemilik = (form.isi(k) for k in ("aturan", "tingkat", "status", "pemilik"))
    if aturan:
        rows, lihat = rows.filter(aturan=aturan), "semua"
    elif lihat == "utama":
        rows = rows.filter(aturan__in=DINAS)
    if tingkat:
        rows = rows.filter(aturan__in=[p.kode for p in SEMUA if p.tingkat == tingkat])
    if pemilik:
        rows = rows.filter(pemilik=pemilik)
    dokumen = request.GET.get("dokumen", "")
    if dokumen.isascii() and dokumen.isdecimal() and len(dokumen) < 10:
        rows = rows.filter(dokumen=int(dokumen))
    konteks |= {"form": form, "lihat": lihat, "dokumen": dokumen}
    if status == "semua":
        return rows
    return rows.filter(status=status) if status else rows.exclude(status=StatusTemuan.SELESAI)


def _kaya(rows: list[TemuanAnggaran]) -> list[tuple[TemuanAnggaran, Any, str, str]]:
    """(finding, its rule, tones) as the list shows them."""
    return [(t, PER_KODE[t.aturan], NADA_TINGKAT[PER_KODE[t.aturan].tingkat], NADA_STATUS[t.status]) for t in rows]  # type: ignore[index]


@access(Cap.LIHAT_RENCANA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Findings of an area and year; the Dinas begins with its ten rules."""
    konteks = dasar(request, "planning:temuan")
    rows = _saring(request, konteks)
    hitung = dict(rows.order_by().values_list("aturan").annotate(n=Count("pk")))
    urutan = {"aturan": ("aturan", "id"), "-pertama": ("pertama", "id")}
    hal = halaman(rows.select_related("wilayah", "posyandu"), request.GET, urutan, per=30)
    konteks |= {
        "hal": hal,
        "baris": _kaya(hal.rows),
        "jumlah": sum(hitung.values()),
        "blok": sum(n for kode, n in hitung.items() if PER_KODE[kode].tingkat == Tingkat.BLOK),
        "putaran": PutaranPeriksa.objects.first(),
        "tanya": request.GET.urlencode(),
        "sepuluh": ", ".join(DINAS),
    }
    return render(request, "planning/periksa/daftar.html", konteks)


def _ambil(user: User, pk: int, duty: str = Cap.LIHAT_RENCANA) -> TemuanAnggaran:
    rows = TemuanAnggaran.objects.select_related(
        "wilayah", "dokumen__wilayah", "dokumen__posyandu", "baris", "posyandu", "penjelas", "alokasi__rekaman"
    )
    temuan: TemuanAnggaran = rows.ambil(user, duty, seen_with=Cap.LIHAT_RENCANA, pk=pk)
    return temuan


@access(Cap.LIHAT_RENCANA)
@require_safe
def rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One finding: what it is about, what to do, what was answered."""
    return _halaman(request, _ambil(request.user, pk))


def _halaman(request: Permintaan, temuan: TemuanAnggaran, form: Any = None, *, status: int = 200) -> HttpResponse:
    langkah = {t.name for t in TEMUAN.available([temuan], request.user)[temuan.pk]} - set(SISTEM)
    aturan = PER_KODE[temuan.aturan]
    if aturan.tingkat == Tingkat.BLOK or temuan.penjelas_id == request.user.pk:
        langkah.discard("terima_temuan")
    konteks = {
        "t": temuan,
        "aturan": aturan,
        "nada_tingkat": NADA_TINGKAT[aturan.tingkat],
        "nada": NADA_STATUS[temuan.status],  # type: ignore[index]
        "meja": SEBUTAN.get(temuan.pemilik, temuan.pemilik),
        "langkah": langkah,
        "form": form or JelaskanForm(initial={"versi": temuan.versi, "alasan": temuan.penjelasan}),
        "riwayat": Catatan.objects.untuk(temuan)[:12],
    }
    return render(request, "planning/periksa/rinci.html", konteks, status=status)


@access(Cap.TINDAK_TEMUAN)
@require_POST
def jelaskan(request: Permintaan, pk: int) -> HttpResponse:
    """Write an explanation; what was typed stays when it is refused."""
    temuan = _ambil(request.user, pk, Cap.TINDAK_TEMUAN)
    form = JelaskanForm(request.POST)
    if not form.is_valid():
        return _halaman(request, temuan, form, status=422)
    try:
        tindakan.jelaskan_temuan(
            temuan.pk, form.cleaned_data["alasan"], versi=form.cleaned_data["versi"], actor=request.user
        )
    except Bentrok:
        form.add_error(None, "Temuan ini baru saja diubah orang lain. Baca lagi, lalu kirim ulang.")
        return _halaman(request, _ambil(request.user, pk), form, status=409)
    except TransitionRefused as galat:
        form.add_error(None, str(galat))
        return _halaman(request, temuan, form, status=409)
    messages.success(request, "Penjelasan tersimpan.")
    return redirect("planning:temuan-satu", pk)


def _langkah(request: Permintaan, pk: int, nama: str, kata: str) -> HttpResponse:
    temuan = _ambil(request.user, pk, Cap.TINDAK_TEMUAN)
    form = LangkahForm(request.POST)
    isi: dict[str, Any] = form.cleaned_data if form.is_valid() else {"catatan": "", "versi": None}
    try:
        tindakan.langkah_temuan(temuan.pk, nama, isi["catatan"], versi=isi["versi"], actor=request.user)
    except (TransitionRefused, Bentrok) as galat:
        basi = "Temuan ini baru saja diubah orang lain. Baca lagi, lalu ulangi."
        messages.error(request, basi if isinstance(galat, Bentrok) else str(galat))
    else:
        messages.success(request, kata)
    return redirect("planning:temuan-satu", pk)


@access(Cap.TINDAK_TEMUAN)
@require_POST
def terima(request: Permintaan, pk: int) -> HttpResponse:
    """Accept somebody else's explanation: the finding is closed as long as it does not come back."""
    return _langkah(request, pk, "terima_temuan", "Penjelasan diterima, temuan selesai.")


@access(Cap.TINDAK_TEMUAN)
@require_POST
def buka(request: Permintaan, pk: int) -> HttpResponse:
    """Open a finding again, with a reason."""
    return _langkah(request, pk, "buka_temuan", "Temuan dibuka lagi.")


@access(Cap.LIHAT_RENCANA)
@require_safe
def aturan(request: Permintaan) -> HttpResponse:
    """All thirty rules: weight, meaning, what to do, source, how many findings."""
    konteks = dasar(request, "planning:temuan-aturan")
    scope = request.user.scope_for(Cap.LIHAT_RENCANA)
    semua = per_aturan(scope, konteks["tahun"], konteks["kode"])
    konteks["baris"] = [(h, NADA_TINGKAT[h.aturan.tingkat]) for h in semua]
    return render(request, "planning/periksa/aturan.html", konteks)


KOLOM = (
    Kolom("Kode", "aturan", 8),
    Kolom("Pemeriksaan", lambda t: PER_KODE[t.aturan].nama, 34),
    Kolom("Tingkat", lambda t: PER_KODE[t.aturan].nama_tingkat),
    Kolom("Kode wilayah", "wilayah_id", 16),
    Kolom("Wilayah", lambda t: t.wilayah.sebutan, 30),
    Kolom("Posyandu", lambda t: t.posyandu.nama if t.posyandu else "", 24),
    Kolom("Dokumen", lambda t: str(t.dokumen) if t.dokumen else "", 34),
    Kolom("Baris", lambda t: t.baris.kode_kegiatan if t.baris else "", 20),
    Kolom("Temuan", "kalimat", 80),
    Kolom("Nilai (Rp)", "nilai"),
    Kolom("Tahun", "tahun", 8),
    Kolom("Pertama ditemukan", "pertama"),
    Kolom("Terakhir ditemukan", "terakhir"),
    Kolom("Di meja", lambda t: SEBUTAN.get(t.pemilik, t.pemilik), 24),
    Kolom("Status", lambda t: t.get_status_display(), 14),
    Kolom("Penjelasan", "penjelasan", 60),
)


@access(Cap.LIHAT_RENCANA)
@require_safe
def unduh(request: Permintaan, bentuk: str) -> Any:
    """The findings of the present filter as a file."""
    if bentuk not in BENTUK:
        raise Http404
    konteks = dasar(request, "planning:temuan")
    rows = _saring(request, konteks).select_related(
        "wilayah", "posyandu", "dokumen__wilayah", "dokumen__posyandu", "baris"
    )
    nama = f"temuan-anggaran-{konteks['kode']}-{konteks['tahun']}"
    isi = rows.order_by("aturan", "id").iterator(chunk_size=500)
    return jawab(bentuk, nama, KOLOM, isi, judul=f"Temuan {konteks['tahun']}")


@access(Cap.LIHAT_RENCANA)
@require_safe
def cetak(request: Permintaan) -> HttpResponse:
    """The findings of the present filter on paper."""
    konteks = dasar(request, "planning:temuan")
    rows = list(
        _saring(request, konteks).select_related("wilayah", "posyandu").order_by("aturan", "id")[: BATAS_CETAK + 1]
    )
    konteks |= {"baris": _kaya(rows[:BATAS_CETAK]), "penuh": len(rows) > BATAS_CETAK, "hari": hari_ini(konteks["kode"])}
    return render(request, "planning/periksa/cetak.html", konteks)


@access(Cap.KELOLA_RENCANA)
@require_POST
def periksa_lagi(request: Permintaan, pk: int) -> HttpResponse:
    """Check one document of one's own now."""
    dokumen: DokumenAnggaran = DokumenAnggaran.objects.ambil(
        request.user, Cap.KELOLA_RENCANA, seen_with=Cap.LIHAT_RENCANA, pk=pk
    )
    jumlah = sum(tindakan.periksa_dokumen(dokumen.pk).values())
    kata = f"{jumlah} hal perlu dilihat." if jumlah else "Tidak ada yang perlu dilihat."
    messages.success(request, f"Dokumen diperiksa. {kata}")
    return redirect(f"{reverse('planning:temuan')}?dokumen={dokumen.pk}&tahun={dokumen.tahun}&lihat=semua")
