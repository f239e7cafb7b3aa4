"""Tugas saya: what waits for a person today. One entry per kind of task; each says for which duty."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.area import area_utama
from accounts.kelola import jumlah_diam
from accounts.models import User
from accounts.roles import Cap
from planning.metrics import anggaran
from planning.metrics_kerja import program_unit
from planning.models import DokumenAnggaran, RencanaKerja, StatusDokumen, StatusRencana
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import Bulan, kata_tanggal
from posyandu_app.lib.uang import ribuan, rupiah_ringkas
from posyandu_app.lib.waktu import hari_ini
from registry import metrics as stok_metrics
from registry.actions.pemutakhiran import periode_terbuka
from registry.aturan import baca_aturan
from registry.meja import antrean, meja_saya
from registry.metrics_keaktifan import diam
from registry.metrics_pemutakhiran import belum_selesai, sisa_bagian
from registry.models import Ajuan, Posyandu, PraktikBaik, StatusAjuan, TindakLanjut, Tonggak
from registry.surat_saring import hitung as hitung_surat
from reporting.tugas_evaluasi import jawaban_desa, meja_camat
from reporting.tugas_tiket import isi_tugas
from spm_services import metrics
from spm_services.metrics_lengkap import sisa_bulan
from spm_services.metrics_tertutup import menunggu
from wilayah.rekap import STOK, Bacaan


@dataclass(frozen=True)
class Tugas:
    """One thing to do: how much of it, where to go. `nada`: buruk, awas, netral, baik."""

    judul: str
    keterangan: str
    lencana: str
    nada: str
    alamat: str


@dataclass
class Bahan:
    """What the tasks of one area look at, each read once however many tasks ask."""

    user: User
    kode: str

    @cached_property
    def hari(self) -> date:
        return hari_ini(self.kode)

    @cached_property
    def bulan(self) -> Bulan:
        return Bulan.dari(self.hari)

    @cached_property
    def bacaan(self) -> Bacaan:
        return Bacaan(self.kode, [STOK, self.bulan.tahun, self.bulan.angka])

    @cached_property
    def unit(self) -> int:
        """Units in use in the area."""
        return self.bacaan.angka(STOK, stok_metrics.UNIT)

    @property
    def satu_unit(self) -> bool:
        return kode_lib.tingkat(self.kode) == "posyandu"


# (state of a paper, its words, what to do, tone)
KEADAAN_SURAT = (
    ("habis", "sudah habis masa berlakunya", "catat surat penggantinya", "buruk"),
    ("perbarui", "perlu diperbarui", "kepala wilayah sudah berganti", "buruk"),
    ("30", "habis dalam 30 hari", "siapkan penggantinya", "awas"),
    ("90", "habis dalam 90 hari", "mulai siapkan penggantinya", "netral"),
)
MENDESAK = 14  # days left
Pembuat = Callable[[Bahan], Iterable[Tugas]]


def _url(nama: str, *args: Any, **tanya: str) -> str:
    ekor = "&".join(f"{k}={v}" for k, v in tanya.items())
    return reverse(nama, args=args) + (f"?{ekor}" if ekor else "")


def bidang_kosong(bahan: Bahan) -> Iterable[Tugas]:
    """A unit's fields without a record this month."""
    if not bahan.satu_unit:
        return
    angka = metrics.per_bulan(bahan.bacaan, [bahan.bulan])
    for b in SEMUA:
        if not angka[bahan.bulan, b].catatan:
            alamat = _url("spm_services:bidang", b, unit=bahan.kode)
            yield Tugas(f"Bidang {NAMA[b].lower()} belum ada catatan", bahan.bulan.nama, "belum", "awas", alamat)


def unit_diam(bahan: Bahan) -> Iterable[Tugas]:
    """Units of an area without any record this month."""
    diam = bahan.unit - bahan.bacaan.angka(bahan.bulan.angka, metrics.MENCATAT)
    if not bahan.satu_unit and diam > 0:
        ket = f"dari {ribuan(bahan.unit)} posyandu aktif"
        alamat = _url("reporting:belum", bahan.kode)
        yield Tugas(f"Posyandu tanpa catatan {bahan.bulan.nama}", ket, ribuan(diam), "awas", alamat)


def belum_bernomor(bahan: Bahan) -> Iterable[Tugas]:
    """Units without the ministry's number."""
    sisa = bahan.unit - bahan.bacaan.angka(STOK, stok_metrics.UNIT_TERDAFTAR)
    if not bahan.satu_unit and sisa > 0:
        alamat = _url("registry:registrasi", wilayah=bahan.kode, nomor="belum")
        yield Tugas("Belum punya Nomor Registrasi", "lihat syarat yang masih kurang", ribuan(sisa), "awas", alamat)


def tanpa_kader(bahan: Bahan) -> Iterable[Tugas]:
    """Units without a single running kader term; only up to a kabupaten, where reading them is cheap."""
    if kode_lib.tingkat(bahan.kode) not in ("kabupaten", "kecamatan", "desa"):
        return
    n = stok_metrics.tanpa_kader(bahan.user.scope_for(Cap.KELOLA_POSYANDU), bahan.kode)
    if n:
        alamat = _url("registry:registrasi", wilayah=bahan.kode)
        yield Tugas("Posyandu tanpa kader", "isi daftar kadernya", ribuan(n), "buruk", alamat)


def kader_senyap(bahan: Bahan) -> Iterable[Tugas]:
    """Kader to ask about; only up to a kabupaten, where counting them is cheap."""
    if kode_lib.tingkat(bahan.kode) in ("nasional", "provinsi"):
        return
    bulan = int(baca_aturan(bahan.kode)["keaktifan_bulan"])
    n = diam(bahan.user.scope_for(Cap.KELOLA_POSYANDU), bahan.kode, bahan.hari, bulan).count()
    if n:
        judul = f"Kader {bulan} bulan tanpa catatan"
        yield Tugas(judul, "tanyakan keadaannya", ribuan(n), "awas", _url("registry:keaktifan"))


def surat_habis(bahan: Bahan) -> Iterable[Tugas]:
    """Papers at 90, 30 and 0 days before their end, and Tim Pembina decrees from before the head changed."""
    if kode_lib.tingkat(bahan.kode) in ("nasional", "provinsi"):
        return
    angka = hitung_surat(bahan.user.scope_for(Cap.KELOLA_POSYANDU), bahan.kode, bahan.hari)
    for milik, nama, url in (
        ("unit", "Surat posyandu", "registry:surat-daftar"),
        ("wilayah", "Surat wilayah", "registry:surat-wilayah-daftar"),
    ):
        for mana, kata, ket, nada in KEADAAN_SURAT:
            if n := angka.get((milik, mana)):
                alamat = _url(url, wilayah=bahan.kode, keadaan=mana)
                yield Tugas(f"{nama} {kata}", ket, ribuan(n), nada, alamat)


def berkas_di_meja(bahan: Bahan) -> Iterable[Tugas]:
    """Registration files that wait at the desks where the person sits, with how many are past their day."""
    for meja in meja_saya(bahan.user):
        angka = antrean(bahan.user, meja).aggregate(n=Count("pk"), lewat=Count("pk", Q(tenggat__lt=bahan.hari)))
        if angka["n"]:
            lewat = f"{ribuan(angka['lewat'])} lewat tenggat" if angka["lewat"] else "semua masih dalam tenggat"
            nada = "buruk" if angka["lewat"] else "awas"
            alamat = _url("registry:meja", meja=meja.kode)
            yield Tugas(f"Berkas menunggu di {meja.nama.lower()}", lewat, ribuan(angka["n"]), nada, alamat)


def berkas_kembali(bahan: Bahan) -> Iterable[Tugas]:
    """Files sent back to be mended: one leads to its unit, several to their list."""
    rows = Ajuan.objects.for_user(bahan.user, Cap.AJUKAN).filter(status=StatusAjuan.DIKEMBALIKAN)
    unit = list(rows.order_by("sejak", "pk").values_list("posyandu__kode", "posyandu__nama"))
    if len(unit) == 1:
        kode, nama = unit[0]
        alamat = _url("registry:registrasi-unit", kode)
        yield Tugas(
            f"Berkas {nama} dikembalikan", "perbaiki yang ditandai, lalu ajukan lagi", "perbaiki", "buruk", alamat
        )
    elif unit:
        alamat = _url("registry:berkas", status=StatusAjuan.DIKEMBALIKAN)
        ket = "perbaiki yang ditandai, lalu ajukan lagi"
        yield Tugas("Berkas registrasi dikembalikan", ket, ribuan(len(unit)), "buruk", alamat)


def pemutakhiran(bahan: Bahan) -> Iterable[Tugas]:
    """The open round that reaches the area: sections left of one unit, or units that are not done."""
    periode = periode_terbuka(bahan.kode) if bahan.kode != kode_lib.NASIONAL else None
    if periode is None:
        return
    sisa = (periode.tenggat - bahan.hari).days
    nada = "buruk" if sisa < 0 else "awas" if sisa <= MENDESAK else "netral"
    ket = f"{periode.judul}, paling lambat {kata_tanggal(periode.tenggat)}"
    if bahan.satu_unit:
        if kurang := sisa_bagian(bahan.kode, periode):
            alamat = _url("registry:pemutakhiran-unit", bahan.kode)
            yield Tugas("Bagian data yang belum dikonfirmasi", ket, ribuan(kurang), nada, alamat)
        return
    units = Posyandu.objects.for_user(bahan.user, Cap.KELOLA_POSYANDU).di_wilayah(bahan.kode)
    if belum := belum_selesai(units, periode).count():
        alamat = _url("registry:pemutakhiran-rinci", periode.pk)
        yield Tugas("Posyandu yang datanya belum dikonfirmasi", ket, ribuan(belum), nada, alamat)


def menunggu_tim(bahan: Bahan) -> Iterable[Tugas]:
    """What waits for the Tim Pembina's word: cards of praktik baik, milestones of pilots that a unit reported."""
    tim = (bahan.user, Cap.BINA)
    kartu = PraktikBaik.objects.for_user(*tim).filter(status=PraktikBaik.Status.DIAJUKAN).count()
    if kartu:
        alamat = _url("registry:praktik", milik="1")
        ket = "baca, lalu setujui atau kembalikan"
        yield Tugas("Praktik baik menunggu persetujuan", ket, ribuan(kartu), "awas", alamat)
    tonggak = Tonggak.objects.for_user(*tim).filter(dicapai__isnull=False, dipastikan=None, percontohan__sampai=None)
    if n := tonggak.count():
        alamat = _url("registry:percontohan", wilayah=bahan.kode)
        yield Tugas("Tonggak percontohan menunggu dipastikan", "dilaporkan posyandunya", ribuan(n), "awas", alamat)


def program_bulan_ini(bahan: Bahan) -> Iterable[Tugas]:
    """What the offices bring to a unit this month, the ones with a day first; days that are over are left out."""
    if not bahan.satu_unit:
        return
    rows = program_unit(bahan.user, bahan.kode, bahan.bulan, bahan.hari)
    for p in rows:
        hari = f"{kata_tanggal(p.tanggal)}, " if p.tanggal else ""
        banyak = f", {p.banyaknya}" if p.banyaknya else ""
        ket = f"{hari}untuk {p.get_sasaran_display().lower()}{banyak}"
        alamat = _url("planning:program-unit", bahan.kode)
        yield Tugas(f"Bulan ini: {p.perangkat_daerah} membawa {p.apa}", ket, "program", "netral", alamat)


def kerja_menunggu(bahan: Bahan) -> Iterable[Tugas]:
    """Yearly plans that were handed in and wait to be endorsed."""
    rows = RencanaKerja.objects.for_user(bahan.user, Cap.SAHKAN_KERJA).filter(status=StatusRencana.DIAJUKAN)
    for r in rows.exclude(posyandu=None).select_related("posyandu").order_by("tahun", "pk")[:5]:
        ket = "baca, lalu sahkan atau kembalikan"
        yield Tugas(f"Sahkan {r}", ket, "diajukan", "awas", _url("planning:kerja-rinci", r.pk))


def draf_rencana(bahan: Bahan) -> Iterable[Tugas]:
    """Draft documents that wait to be fixed."""
    rows = DokumenAnggaran.objects.for_user(bahan.user, Cap.KELOLA_RENCANA).filter(status=StatusDokumen.DRAF)
    for d in rows.select_related("wilayah").order_by("tahun", "pk")[:3]:
        yield Tugas(f"Tetapkan {d}", "masih draf", "draf", "netral", _url("planning:dokumen", d.pk))


def uang_menganggur(bahan: Bahan) -> Iterable[Tugas]:
    """Budget lines of this year that no activity is tied to."""
    if bahan.satu_unit:
        return
    isi = anggaran(bahan.kode, bahan.hari.year)
    if isi.tanpa_kegiatan:
        ket = f"{rupiah_ringkas(isi.sisa)} dari pagu {rupiah_ringkas(isi.pagu)} belum terhubung"
        alamat = _url("planning:daftar", tahun=str(bahan.hari.year))
        yield Tugas("Baris anggaran tanpa kegiatan", ket, ribuan(isi.tanpa_kegiatan), "awas", alamat)


def akun_diam(bahan: Bahan) -> Iterable[Tugas]:
    """Accounts in the area that nobody has used for ninety days."""
    n = jumlah_diam(bahan.user)
    if n:
        alamat = _url("accounts:daftar", keadaan="diam")
        yield Tugas("Akun tidak dipakai 90 hari", "tutup yang tidak perlu lagi", ribuan(n), "netral", alamat)


def tindak_lanjut(bahan: Bahan) -> Iterable[Tugas]:
    """Follow-ups of meetings that are the person's own, the earliest first."""
    rows = TindakLanjut.objects.filter(akun=bahan.user, selesai=None).select_related("rapat")
    for t in rows.order_by("tenggat", "pk")[:5]:
        nada = "buruk" if t.tenggat < bahan.hari else "awas"
        ket = f"{t.rapat.judul}, paling lambat {kata_tanggal(t.tenggat)}"
        yield Tugas(t.uraian, ket, "lewat" if nada == "buruk" else "rapat", nada, _url("registry:rapat", t.rapat_id))


def bulan_lalu(bahan: Bahan) -> Iterable[Tugas]:
    """The last month that is over and not closed: of a unit its missing fields, of an area its units."""
    if kode_lib.tingkat(bahan.kode) in ("nasional", "provinsi"):
        return
    bulan = bahan.bulan.tambah(-1)
    terbuka, belum = sisa_bulan(bahan.user.scope_for(Cap.TUTUP_BULAN), bahan.kode, bulan)
    if not terbuka:
        return
    if bahan.satu_unit:
        ket = "masih ada bidang yang belum" if belum else "semua bidang terisi, tinggal ditutup"
        alamat = _url("spm_services:bulan-unit", bahan.kode, bulan)
        yield Tugas(f"Kelengkapan {bulan.nama}", ket, "belum" if belum else "tutup", "awas", alamat)
    else:
        ket = f"{ribuan(belum)} masih ada belumnya" if belum else "semuanya lengkap, tinggal ditutup"
        alamat = _url("spm_services:bulan", wilayah=bahan.kode, bulan=str(bulan))
        yield Tugas(f"Posyandu yang belum menutup {bulan.nama}", ket, ribuan(terbuka), "awas", alamat)


def laporan_tertutup(bahan: Bahan) -> Iterable[Tugas]:
    """Sealed reports nobody made contact about: a count for UPTD PPA itself, without a word of what they say."""
    isi = menunggu(bahan.user, timezone.now())
    if isi.jumlah:
        lewat = f"{isi.lewat} lewat waktu" if isi.lewat else "semua masih dalam waktu"
        nada = "buruk" if isi.lewat or isi.mendesak else "awas"
        alamat = _url("spm_services:tertutup")
        yield Tugas("Laporan tertutup menunggu dihubungi", lewat, ribuan(isi.jumlah), nada, alamat)


def permohonan(bahan: Bahan) -> Iterable[Tugas]:
    """Requests and referrals that wait (reporting.tugas_tiket)."""
    return (Tugas(*isi) for isi in isi_tugas(bahan))


def evaluasi_camat(bahan: Bahan) -> Iterable[Tugas]:
    """Drafts of APB Desa at the camat's desk (reporting.tugas_evaluasi)."""
    return (Tugas(*isi) for isi in meja_camat(bahan))


def evaluasi_desa(bahan: Bahan) -> Iterable[Tugas]:
    """What the camat sent back to the village (reporting.tugas_evaluasi)."""
    return (Tugas(*isi) for isi in jawaban_desa(bahan))


# Which duty makes a person see which tasks, in this order. The area is the widest of that duty.
DAFTAR: tuple[tuple[str, Pembuat], ...] = (
    (Cap.KANAL_TERTUTUP, laporan_tertutup),
    (Cap.CATAT, bidang_kosong),
    (Cap.TUTUP_BULAN, bulan_lalu),
    (Cap.CATAT, program_bulan_ini),
    (Cap.LIHAT, tindak_lanjut),
    (Cap.LIHAT_TIKET, permohonan),
    (Cap.AJUKAN, berkas_kembali),
    (Cap.LIHAT, berkas_di_meja),
    (Cap.LIHAT, unit_diam),
    (Cap.LIHAT, belum_bernomor),
    (Cap.KELOLA_POSYANDU, tanpa_kader),
    (Cap.KELOLA_POSYANDU, kader_senyap),
    (Cap.KELOLA_POSYANDU, surat_habis),
    (Cap.KELOLA_POSYANDU, pemutakhiran),
    (Cap.BINA, menunggu_tim),
    (Cap.SAHKAN_KERJA, kerja_menunggu),
    (Cap.USUL_KECAMATAN, evaluasi_camat),
    (Cap.KELOLA_RENCANA, evaluasi_desa),
    (Cap.KELOLA_RENCANA, draf_rencana),
    (Cap.ALOKASI, uang_menganggur),
    (Cap.KELOLA_AKUN, akun_diam),
)


def tugas_saya(user: User) -> tuple[list[Tugas], Bahan | None]:
    """All that waits for the person, in the order above, and the material of their widest area."""
    bahan: dict[str, Bahan] = {}
    hasil: list[Tugas] = []
    for duty, pembuat in DAFTAR:
        kode = area_utama(user.scope_for(duty))
        if kode:
            hasil.extend(pembuat(bahan.setdefault(kode, Bahan(user, kode))))
    return hasil, bahan.get(area_utama(user.scope_for(Cap.LIHAT)))
