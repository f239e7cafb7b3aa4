"""What is printed of proposals: the evidence sheet, the letter back to the village, the recap, the berita acara."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from planning.katalog_usulan import URAIAN
from planning.metrics_usulan import BarisRekap, Nasib, nasib, rekap_kecamatan
from planning.models import BuktiUsulan, RiwayatUsulan, Usulan
from planning.tahap_usulan import GERBANG, TUTUP, Putusan, Tahap
from planning.views.usulan import LIHAT, ambil
from planning.views.usulan_butuh import kata_rekaman
from planning.workflow_usulan import LANJUT
from posyandu_app.lib.access import access
from posyandu_app.lib.periode import tahun_dari
from posyandu_app.lib.uang import rupiah
from posyandu_app.lib.waktu import hari_ini
from spm_services.models import FotoRekaman
from spm_services.tampilan import boleh_foto, boleh_nama
from wilayah.models import Wilayah

FOTO_PER_BARIS = 2
BERITA_ACARA = 300


def _tahun(request: Permintaan, bawaan: int) -> int:
    return tahun_dari(request.GET.get("tahun", ""), bawaan)


@dataclass(frozen=True)
class LembarBukti:
    """One row of the evidence sheet. `titik` (latitude, longitude) only for those who may read the name."""

    kata: str
    titik: tuple[Decimal, Decimal] | None
    foto: list[Any]
    bukti: BuktiUsulan


def _lembar(user: User, b: BuktiUsulan) -> LembarBukti:
    r = b.rekaman
    if r is None:
        kata = f"{b.tiket.judul} ({b.tiket.kode_cetak}), {b.tiket.tanggal:%d/%m/%Y}" if b.tiket else str(b)
        return LembarBukti(kata, None, [], b)
    k = r.keluarga
    titik = None
    if k is not None and k.lintang is not None and k.bujur is not None and boleh_nama(r, user):
        titik = (k.lintang, k.bujur)
    terlihat: list[Any] = getattr(r, "foto_terlihat", [])
    foto = terlihat[:FOTO_PER_BARIS] if boleh_foto(r, user) else []
    return LembarBukti(kata_rekaman(r, user), titik, foto, b)


@access(Cap.LIHAT_RENCANA)
@require_safe
def bukti(request: Permintaan, pk: int) -> HttpResponse:
    """The evidence sheet: need, volume, cost, the rows behind it with initials, places and photos by permission."""
    usulan = ambil(request.user, pk)
    rows = BuktiUsulan.objects.for_user(request.user, LIHAT).filter(usulan=usulan)
    foto = FotoRekaman.objects.for_user(request.user, Cap.LIHAT_CATATAN)
    rows = rows.select_related(
        "rekaman__posyandu__wilayah", "rekaman__keluarga", "rekaman__warga", "tiket"
    ).prefetch_related(Prefetch("rekaman__foto_list", foto, to_attr="foto_terlihat"))
    konteks = {
        "usulan": usulan,
        "lembar": [_lembar(request.user, b) for b in rows if b.berkas_id is None],
        "foto": [b for b in rows if b.berkas_id],
        "uraian_kode": URAIAN.get(usulan.kode_kegiatan, ""),
        "hari": hari_ini(usulan.kode),
    }
    return render(request, "planning/usulan/bukti.html", konteks)


def kesimpulan(usulan: Usulan, uang: Nasib) -> str:
    """One sentence: what became of it."""
    if usulan.putusan == Putusan.REALISASI:
        return f"Usulan ini sudah dilaksanakan; {rupiah(uang.dibayar)} sudah dibayarkan di wilayah Saudara."
    if usulan.putusan in LANJUT:
        return f"Usulan ini diakomodir sebesar {rupiah(usulan.nilai)} dan menunggu pelaksanaan."
    kata = {
        Putusan.DITOLAK: f"Usulan ini ditolak di tahap {usulan.get_tahap_display()}.",
        Putusan.DITUNDA: f"Usulan ini ditunda di tahap {usulan.get_tahap_display()}.",
        Putusan.DIKEMBALIKAN: "Usulan ini dikembalikan untuk dilengkapi.",
        Putusan.BATAL: "Usulan ini ditarik kembali oleh pengusulnya.",
        Putusan.DIGABUNG: f"Usulan ini digabung dan diteruskan sebagai “{usulan.digabung_ke}”.",
    }
    if usulan.putusan in kata:
        return kata[Putusan(usulan.putusan)]
    return f"Usulan ini sedang di tahap {usulan.get_tahap_display()} dan belum diputuskan."


@access(Cap.LIHAT_RENCANA)
@require_safe
def surat(request: Permintaan, pk: int) -> HttpResponse:
    """The letter back to the village: what became of its proposal, gate by gate, and why."""
    usulan = ambil(request.user, pk)
    rows = list(RiwayatUsulan.objects.for_user(request.user, LIHAT).filter(usulan=usulan))
    uang = nasib(usulan)
    konteks = {
        "usulan": usulan,
        "riwayat": rows,
        "alasan": [r for r in rows if r.alasan],
        "nasib": uang,
        "kesimpulan": kesimpulan(usulan, uang),
        "hari": hari_ini(usulan.kode),
    }
    return render(request, "planning/usulan/surat.html", konteks)


def _bernama(rows: list[BarisRekap]) -> list[BarisRekap]:
    nama = dict(Wilayah.objects.filter(pk__in=[r.kode for r in rows]).values_list("kode", "nama"))
    for r in rows:
        r.nama = nama.get(r.kode, r.kode)
    return rows


@access(Cap.LIHAT_RENCANA)
@require_safe
def rekap(request: Permintaan) -> HttpResponse:
    """Proposals of a year by kecamatan, in the three-stage columns of SIPD."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    tahun = _tahun(request, hari_ini(area.kode).year + 1)
    rows = _bernama(rekap_kecamatan(scope, area.kode, tahun))
    konteks = {
        "rows": rows,
        "jumlah": sum(r.masuk for r in rows),
        "nilai": sum((r.nilai for r in rows), Decimal(0)),
        "nilai_kini": sum((r.nilai_kini for r in rows), Decimal(0)),
        "tahun": tahun,
        "tahun_list": [hari_ini().year + i for i in (2, 1, 0, -1)],
        "kode": area.kode,
        "area": area.nama,
        "remah": remah(scope, area.atas, "planning:usulan-rekap", tanya="wilayah"),
    }
    return render(request, "planning/usulan/rekap.html", konteks)


def _isi_berita_acara(user: User, kode: str, tahap: str, tahun: int) -> list[Usulan]:
    """Proposals that stand at the gate, by priority: those still open, and those it rejected."""
    rows = Usulan.objects.for_user(user, LIHAT).di_wilayah(kode).filter(tahap=tahap, tahun=tahun)
    rows = rows.exclude(putusan__in=[p for p in TUTUP if p != Putusan.DITOLAK])
    return list(rows.select_related("posyandu__wilayah", "wilayah").order_by("prioritas", "id")[:BERITA_ACARA])


@access(Cap.LIHAT_RENCANA)
@require_safe
def berita_acara(request: Permintaan) -> HttpResponse:
    """The list of a gate for one year, with blocks to sign."""
    scope = request.user.scope_for(LIHAT)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    tahap = request.GET.get("tahap", "") or Tahap.MUSREN_KEC
    if tahap not in GERBANG:
        raise Http404
    hari: date = hari_ini(area.kode)
    tahun = _tahun(request, hari.year + 1)
    rows = _isi_berita_acara(request.user, area.kode, tahap, tahun)
    konteks = {
        "rows": rows,
        "nilai": sum((u.nilai for u in rows if u.terbuka), Decimal(0)),
        "gerbang": GERBANG[tahap],
        "nama_tahap": Tahap(tahap).label,
        "tahap": tahap,
        "pilihan_tahap": [(g, Tahap(g).label) for g in GERBANG],
        "tahun": tahun,
        "tahun_list": [hari.year + i for i in (2, 1, 0, -1)],
        "kode": area.kode,
        "area": area.nama,
        "hari": hari,
    }
    return render(request, "planning/usulan/berita_acara.html", konteks)
