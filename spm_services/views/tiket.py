"""Requests: the list behind every figure, one ticket with its way, the village's desk, the office's inbox."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, area_utama, remah
from accounts.models import User
from accounts.permintaan import Permintaan
from accounts.roles import Cap, Peran
from audit.models import Catatan
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import pilihan_bidang
from posyandu_app.lib.daftar import halaman
from posyandu_app.lib.waktu import hari_ini
from registry.aturan import libur_daerah
from registry.models import Posyandu
from spm_services.berkas_tiket import diminta
from spm_services.jam_tiket import Umur, terpakai, umur_tiket
from spm_services.katalog.dasar import Berkas
from spm_services.models import (
    BerkasTiket,
    HasilTiket,
    JawabanTiket,
    JedaTiket,
    JenisTiket,
    PersetujuanTiket,
    StatusTiket,
    Tiket,
    VerifikasiTiket,
)
from spm_services.models.tiket import DI_DESA, TINDAK_LANJUT, lingkup_jawab
from spm_services.perangkat import MENURUT_KODE, nama_kantor
from spm_services.sebab_rujukan import alasan_tertutup
from spm_services.tampak_tiket import langkah_untuk, nama_pemohon, tampak, telepon
from spm_services.workflow_tiket import hari_lokal

S, H = StatusTiket, HasilTiket
URUTAN = {"-baru": ("tanggal", "id")}
TERKAIT = ("posyandu__wilayah", "faskes")
PALING_BANYAK = 200  # tickets on the desk's page; more than that wait in the list
PERLU_DESA = (H.BUTUH_DATA, H.DITOLAK)  # answers after which the village has something to do
TAHAP: tuple[tuple[StatusTiket, str], ...] = (
    (S.DRAF, "Disiapkan posyandu"),
    (S.DIAJUKAN, "Diverifikasi di lapangan"),
    (S.DIVERIFIKASI, "Disetujui kepala desa/lurah"),
    (S.DISETUJUI, "Diteruskan"),
    (S.DITERUSKAN, "Dijawab perangkat daerah"),
    (S.DIJAWAB, "Selesai"),
)
TAHAP_RUJUKAN: tuple[tuple[StatusTiket, str], ...] = (
    (S.DRAF, "Disiapkan kader"),
    (S.DIRUJUK, "Diterima tenaga kesehatan"),
    (S.DITERIMA, "Hasilnya dicatat"),
)


@dataclass(frozen=True)
class Baris:
    """One ticket in a list, as this person may see it."""

    tiket: Tiket
    pemohon: str
    meja: str
    umur: Umur


def meja_kini(tiket: Tiket) -> str:
    """At which desk it is, in words; empty once it is over."""
    desa = f"Meja {tiket.posyandu.wilayah.sebutan}"
    if not tiket.berjalan:
        return ""
    if tiket.status in (S.DRAF, S.DIKEMBALIKAN):
        return str(tiket.posyandu.sebutan)
    if tiket.status in DI_DESA or (tiket.status == S.DIJAWAB and tiket.dijeda):
        return desa
    return tiket.kantor or "Tenaga kesehatan"


def susun_baris(user: User, rows: list[Tiket], kode: str) -> list[Baris]:
    """Rows of a page. Two queries at most: days off, and of which office the person is."""
    umur = umur_tiket(rows, kode)
    hasil = []
    for t in rows:
        hasil.append(Baris(t, nama_pemohon(t, tampak(user, t)), meja_kini(t), umur[t.pk]))
    return hasil


class TiketFilter(django_filters.FilterSet):
    """Which tickets: field, kind, stage, followed up or not."""

    bidang = django_filters.ChoiceFilter(label="Bidang", choices=pilihan_bidang(), empty_label="Semua")
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=JenisTiket.choices, empty_label="Semua")
    status = django_filters.ChoiceFilter(label="Tahap", choices=StatusTiket.choices, empty_label="Semua")
    tl = django_filters.ChoiceFilter(
        label="Tindak lanjut",
        choices=[("tl", "Sudah (TL)"), ("btl", "Belum (BTL)")],
        empty_label="Semua",
        method="tindak_lanjut",
    )
    milik = django_filters.ChoiceFilter(
        label="Dicatat oleh", choices=[("saya", "Saya")], empty_label="Semua", method="milik_saya"
    )

    class Meta:
        model = Tiket
        fields = ("bidang", "jenis", "status", "tl", "milik")

    def tindak_lanjut(self, rows: Any, nama: str, nilai: str) -> Any:
        sudah = Q(hasil__in=TINDAK_LANJUT)
        return rows.filter(sudah if nilai == "tl" else ~sudah)

    def milik_saya(self, rows: Any, nama: str, nilai: str) -> Any:
        return rows.filter(pencatat=self.request.user) if self.request else rows.none()


@access(Cap.LIHAT_TIKET)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Tickets of an area, the newest first. Drafts are for those who write them."""
    user = request.user
    scope = user.scope_for(Cap.LIHAT_TIKET)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    rows = Tiket.objects.for_user(user, Cap.LIHAT_TIKET).di_wilayah(area.kode)
    if not user.scope_for(Cap.CATAT).memuat(area.kode):
        rows = rows.exclude(status=S.DRAF)
    saring = TiketFilter(request.GET, rows.select_related(*TERKAIT), request=request)
    hal = halaman(saring.qs, request.GET, URUTAN, per=25)
    unit = None
    if area.satu_unit:
        unit = get_object_or_404(Posyandu.objects.for_user(user, Cap.LIHAT), kode=area.kode)
    konteks = {
        "hal": hal,
        "baris": susun_baris(user, hal.rows, area.kode),
        "saring": saring,
        "kode": area.kode,
        "area": unit.sebutan if unit else area.nama,
        "pilihan_wilayah": area.anak,
        "remah": remah(scope, area.atas, "spm_services:tiket", tanya="wilayah"),
        "mencatat": user.boleh(Cap.CATAT),
    }
    return render(request, "spm_services/tiket/daftar.html", konteks)


@access(Cap.URUS_TIKET)
@require_safe
def meja(request: Permintaan) -> HttpResponse:
    """The village's desk: what runs out first stands first; then answers that came in; then what was sent back."""
    user = request.user
    kode = area_utama(user.scope_for(Cap.URUS_TIKET))
    rows = Tiket.objects.for_user(user, Cap.URUS_TIKET).exclude(jenis=JenisTiket.RUJUKAN).berjalan()
    rows = rows.exclude(status__in=(S.DRAF, S.DITERUSKAN)).select_related(*TERKAIT)
    semua = list(rows.order_by("dijeda", "tenggat", "sejak", "id")[: PALING_BANYAK + 1])
    baris = susun_baris(user, semua[:PALING_BANYAK], kode)
    konteks = {
        "putus": [b for b in baris if b.tiket.status in DI_DESA],
        "jawaban": [b for b in baris if b.tiket.status == S.DIJAWAB and b.tiket.hasil in PERLU_DESA],
        "menunggu": [b for b in baris if b.tiket.status == S.DIJAWAB and b.tiket.hasil not in PERLU_DESA],
        "kembali": [b for b in baris if b.tiket.status == S.DIKEMBALIKAN],
        "penuh": len(semua) > PALING_BANYAK,
        "kode": kode,
    }
    return render(request, "spm_services/tiket/meja.html", konteks)


def kantor_dari(user: User) -> list[str]:
    """Names of the offices the person answers for; empty for an account not placed in one of its field's several."""
    kode = {
        k
        for grant, peran, isi in lingkup_jawab(user)
        for k in isi
        if peran != Peran.NAKES and grant.bidang in ("", MENURUT_KODE[k].bidang)
    }
    return sorted(nama_kantor(k) for k in kode)


@access(Cap.JAWAB_TIKET)
@require_safe
def opd(request: Permintaan) -> HttpResponse:
    """The office's inbox: what was forwarded to it, the day it should be answered first."""
    user = request.user
    tugas = [g for g, peran, _ in lingkup_jawab(user) if peran != Peran.NAKES]
    if not tugas:  # nakes answer referrals only
        return redirect("spm_services:rujukan")
    mana = "dijawab" if request.GET.get("mana") == "dijawab" else ""
    rows = Tiket.objects.for_user(user, Cap.JAWAB_TIKET).exclude(jenis=JenisTiket.RUJUKAN).select_related(*TERKAIT)
    urutan = {"-sejak": ("sejak", "id")} if mana else {"tenggat": ("tenggat", "id")}
    rows = rows.filter(status=S.DIJAWAB) if mana else rows.filter(status=S.DITERUSKAN, tenggat__isnull=False)
    hal = halaman(rows, request.GET, urutan, per=25)
    konteks = {
        "hal": hal,
        "baris": susun_baris(user, hal.rows, tugas[0].area),
        "mana": mana,
        "kantor": kantor_dari(user),
    }
    return render(request, "spm_services/tiket/opd.html", konteks)


def kiriman(request: HttpRequest) -> tuple[QueryDict | None, MultiValueDict[str, Any] | None]:
    """(fields, files) of a form that was sent, however empty; (None, None) of a page that was opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def ambil_tiket(user: User, uuid: UUID, duty: str = Cap.LIHAT_TIKET) -> Tiket:
    """The ticket with its unit: 404 out of the area, field or office; 403 without the duty."""
    rows = Tiket.objects.select_related("posyandu__wilayah__induk", "pencatat", "faskes", "rekaman", "asal", "warga")
    tiket: Tiket = rows.ambil(user, duty, seen_with=Cap.LIHAT_TIKET, uuid=uuid)
    return tiket


@dataclass(frozen=True)
class Kertas:
    """One paper of the list and what was handed in of it."""

    minta: Berkas
    ada: list[BerkasTiket]


@dataclass(frozen=True)
class DuaJam:
    """The two clocks: what the village used of its target, how old it is at the office; and all of it together."""

    desa: int | None
    opd: int | None
    semua: int | None


def dua_jam(tiket: Tiket, jeda: list[JedaTiket], hari: date, libur: frozenset[date]) -> DuaJam:
    kode = tiket.posyandu.kode

    def hitung(mulai: Any, jam: str) -> int | None:
        if mulai is None:
            return None
        rows = [(j.mulai, j.sampai) for j in jeda if j.jam == jam]
        return terpakai(hari_lokal(mulai, kode), tiket.selesai or hari, rows, libur)

    desa = tiket.hari_desa if tiket.hari_desa is not None else hitung(tiket.diajukan_pada, JedaTiket.Jam.DESA)
    opd_ = tiket.hari_opd if tiket.hari_opd is not None else hitung(tiket.diteruskan_pada, JedaTiket.Jam.OPD)
    return DuaJam(None if tiket.rujukan else desa, opd_, hitung(tiket.diajukan_pada, "tanpa jeda"))


def tahapan(tiket: Tiket, riwayat: list[Catatan]) -> list[tuple[str, str, Any]]:
    """[(stage, lewat|kini|nanti, when it was reached)] for the line of steps."""
    daftar_tahap = TAHAP_RUJUKAN if tiket.rujukan else TAHAP
    kapan = {c.ke: c.waktu for c in reversed(riwayat)}
    urut = [s for s, _ in daftar_tahap]
    kini = S(tiket.status)
    posisi = urut.index(kini) if kini in urut else 0 if kini == S.DIKEMBALIKAN else len(urut)
    berikut = [*urut[1:], S.SELESAI]
    return [
        (nama, "lewat" if i < posisi else "kini" if i == posisi else "nanti", kapan.get(str(berikut[i])))
        for i, (_, nama) in enumerate(daftar_tahap)
    ]


def isi_rinci(user: User, tiket: Tiket) -> dict[str, Any]:
    """All a ticket's page shows."""
    kode, lihat = tiket.posyandu.kode, tampak(user, tiket)
    milik = {"tiket": tiket}
    berkas = list(BerkasTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(**milik).select_related("berkas"))
    jeda = list(JedaTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(**milik))
    verifikasi = VerifikasiTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(**milik).select_related("oleh")
    persetujuan = PersetujuanTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(**milik)
    jawaban = JawabanTiket.objects.for_user(user, Cap.LIHAT_TIKET).filter(**milik).select_related("oleh")
    riwayat = list(Catatan.objects.untuk(tiket)[:40])
    libur = libur_daerah(kode)
    kertas = [Kertas(m, [b for b in berkas if b.jenis == m.kode]) for m in diminta(tiket)]
    langkah = {t.name: t for t in langkah_untuk(user, tiket)}
    return {
        "tiket": tiket,
        "unit": tiket.posyandu,
        "lihat": lihat,
        "pemohon": nama_pemohon(tiket, lihat),
        "telepon": telepon(tiket, lihat),
        "kertas": kertas,
        "kurang": [k.minta for k in kertas if k.minta.wajib and not k.ada],
        "jeda": jeda,
        "verifikasi": list(verifikasi),
        "persetujuan": list(persetujuan),
        "jawaban": list(jawaban),
        "tahap": tahapan(tiket, riwayat),
        "riwayat": riwayat if lihat.nama else [],
        "jam": dua_jam(tiket, jeda, hari_ini(kode), libur),
        "umur": umur_dari(tiket, libur),
        "meja": meja_kini(tiket),
        "langkah": langkah,
        "urus": user.scope_for(Cap.URUS_TIKET).memuat(kode),
        "di_posyandu": tiket.status in (S.DRAF, S.DIKEMBALIKAN) and user.scope_for(Cap.CATAT).memuat(kode),
        "mencatat": user.scope_for(Cap.CATAT).memuat(kode),
        "sebab": alasan_tertutup(tiket, user),
    }


def umur_dari(tiket: Tiket, libur: frozenset[date]) -> Umur:
    """As `umur_tiket`, for one ticket with the days off already read."""
    return umur_tiket([tiket], tiket.posyandu.kode, libur=libur)[tiket.pk]


@access(Cap.LIHAT_TIKET)
@require_safe
def rinci(request: Permintaan, uuid: UUID) -> HttpResponse:
    """One ticket: where it is, both clocks, what was said at each desk, and what this person may do now."""
    return render(request, "spm_services/tiket/rinci.html", isi_rinci(request.user, ambil_tiket(request.user, uuid)))
