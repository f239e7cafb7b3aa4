"""People of a unit or an area: the list, one person's card, a new person, corrections."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django import forms
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from audit.record import record
from posyandu_app.lib.access import access
from posyandu_app.lib.daftar import halaman, jumlah_terbatas
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from spm_services.kelompok_umur import BALITA, KELOMPOK, MENURUT_KODE, kata_umur
from spm_services.models import KeadaanWarga, Keanggotaan
from spm_services.nama import q_cari
from spm_services.views.warga_dasar import nama_area, nik_samar

URUTAN = {
    "nama": ("warga__nama_cari", "id"),
    "lahir": ("warga__tanggal_lahir", "id"),
}
TAB = (("warga", "Warga"), ("tamu", "Tamu"), ("bekas", "Pindah dan meninggal"))
SEPOTONG = 500
ANGKA_NIK = 8  # so many digits in the name box are a NIK, which does not belong into an address


class SaringWarga(forms.Form):
    """Whom to list. A value that cannot be read asks nothing."""

    q = forms.CharField(label="Nama", max_length=80, required=False)
    rt = forms.CharField(label="RT", max_length=3, required=False)
    rw = forms.CharField(label="RW", max_length=3, required=False)
    kelompok = forms.ChoiceField(
        label="Umur", choices=[("", "Semua umur"), *((k.kode, k.nama) for k in (BALITA, *KELOMPOK))], required=False
    )
    keadaan = forms.ChoiceField(label="Keadaan", choices=[("", "Semua"), *KeadaanWarga.Jenis.choices], required=False)
    nik = forms.ChoiceField(
        label="NIK", choices=[("", "Semua"), ("ada", "Sudah ada"), ("belum", "Belum ada")], required=False
    )

    def isi(self) -> dict[str, str]:
        self.is_valid()
        return {k: v for k, v in self.cleaned_data.items() if v}

    @property
    def lain(self) -> list[forms.BoundField]:
        return [f for f in self if f.name != "q"]

    def saring(self, rows: Any, user: Any, hari: date) -> Any:
        isi = self.isi()
        rows = rows.filter(q_cari(isi.get("q", ""), "warga__nama_cari"))
        for nama in ("rt", "rw"):
            if nama in isi:
                rows = rows.filter(**{f"keluarga__{nama}": isi[nama].zfill(3)})
        if "kelompok" in isi:
            rows = rows.filter(MENURUT_KODE[isi["kelompok"]].q(hari, "warga__tanggal_lahir"))
        if "nik" in isi:
            rows = rows.filter(warga__nik_sidik__isnull=isi["nik"] == "belum")
        if "keadaan" in isi:
            keadaan = KeadaanWarga.objects.for_user(user, Cap.LIHAT_WARGA).terlihat(user).pada(hari)
            rows = rows.filter(warga__in=keadaan.filter(jenis=isi["keadaan"]).values("warga"))
        return rows


def _rows(request: Permintaan, kode: str, tab: str) -> Any:
    """Memberships of the area: who belongs to it, its guests, or who did once."""
    rows = Keanggotaan.objects.for_user(request.user, Cap.LIHAT_WARGA).di_wilayah(kode)
    rows = rows.select_related("warga", "keluarga", "posyandu")
    return rows.bekas() if tab == "bekas" else rows.berjalan().filter(jenis=tab)


def lengkapi(request: Permintaan, rows: list[Keanggotaan], hari: date) -> None:
    """Give each membership `umur` in words and `keadaan` [KeadaanWarga] of its person. One query."""
    keadaan = KeadaanWarga.objects.for_user(request.user, Cap.LIHAT_WARGA).terlihat(request.user).pada(hari)
    per_orang: dict[int, list[KeadaanWarga]] = {}
    for k in keadaan.filter(warga__in=[m.warga_id for m in rows]):
        per_orang.setdefault(k.warga_id, []).append(k)
    for m in rows:
        m.umur = kata_umur(m.warga.tanggal_lahir, m.warga.wafat or hari)  # type: ignore[attr-defined]
        m.keadaan = per_orang.get(m.warga_id, [])  # type: ignore[attr-defined]


@access(Cap.LIHAT_WARGA)
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """Who belongs to a unit or an area; guests and those who left stand apart."""
    scope = request.user.scope_for(Cap.LIHAT_WARGA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    nama, unit = nama_area(request, area)
    tab = request.GET.get("tab", "warga")
    tab = tab if tab in dict(TAB) else "warga"
    hari = hari_ini(area.kode)
    saring = SaringWarga(request.GET)
    rows = saring.saring(_rows(request, area.kode, tab), request.user, hari)
    hal = halaman(rows, request.GET, URUTAN)
    lengkapi(request, hal.rows, hari)
    konteks = {
        "area": nama,
        "kode": area.kode,
        "unit": unit,
        "remah": remah(scope, area.atas, "spm_services:warga", tanya="wilayah"),
        "saring": saring,
        "disaring": bool(saring.isi()),
        "angka_di_nama": sum(h.isdigit() for h in saring.isi().get("q", "")) >= ANGKA_NIK,
        "disaring_lain": bool(saring.isi().keys() - {"q"}),
        "tab": tab,
        "pilihan_tab": TAB,
        "hal": hal,
        "jumlah": jumlah_terbatas(rows),
        "boleh_catat": request.user.boleh(Cap.CATAT),
    }
    return render(request, "spm_services/warga/daftar.html", konteks)


KOLOM = (
    Kolom("Nama", "warga.nama", 30),
    Kolom("NIK", lambda m: nik_samar(m.warga), 18),
    Kolom("Nomor sementara", lambda m: "" if m.warga.nik_sidik else m.warga.nomor_sementara or "", 16),
    Kolom("Jenis kelamin", lambda m: m.warga.get_jenis_kelamin_display()),
    Kolom("Tanggal lahir", "warga.tanggal_lahir", 14),
    Kolom("Perkiraan", "warga.lahir_perkiraan", 10),
    Kolom("Umur", "umur", 16),
    Kolom("Keadaan", lambda m: ", ".join(k.get_jenis_display() for k in m.keadaan), 20),
    Kolom("Kepala keluarga", lambda m: m.keluarga.nama if m.keluarga else "", 26),
    Kolom("Hubungan", lambda m: m.get_hubungan_display()),
    Kolom("RT", lambda m: m.keluarga.rt if m.keluarga else "", 6),
    Kolom("RW", lambda m: m.keluarga.rw if m.keluarga else "", 6),
    Kolom("Posyandu", "posyandu.nama", 24),
    Kolom("Sejak", "mulai", 14),
    Kolom("Sampai", "sampai", 14),
    Kolom("Sebab berakhir", lambda m: m.get_sebab_akhir_display(), 16),
)


@access(Cap.LIHAT_WARGA)
@require_POST
def unduh(request: Permintaan) -> HttpResponseBase:
    """The list as a file, NIK masked; the taking of it is logged."""
    scope = request.user.scope_for(Cap.LIHAT_WARGA)
    area = area_diminta(scope, request.GET.get("wilayah", ""))
    tab, bentuk = request.GET.get("tab", "warga"), request.POST.get("bentuk", "")
    if tab not in dict(TAB) or bentuk not in BENTUK:
        return redirect("spm_services:warga")
    hari = hari_ini(area.kode)
    rows = SaringWarga(request.GET).saring(_rows(request, area.kode, tab), request.user, hari)
    jejak = {"daftar": tab, "wilayah": area.kode, "bentuk": bentuk, "baris": rows.count()}
    record(request.user, "ekspor", request.user, perubahan={k: [None, v] for k, v in jejak.items()})
    isi = _sepotong(request, rows.order_by("warga__nama_cari", "id"), hari)
    hasil: HttpResponseBase = jawab(bentuk, f"{tab}-{area.kode}-{hari.isoformat()}", KOLOM, isi, judul=dict(TAB)[tab])
    return hasil


def _sepotong(request: Permintaan, rows: Any, hari: date) -> Iterator[Keanggotaan]:
    """All rows, read and completed some hundreds at a time."""
    semua = rows.iterator(chunk_size=SEPOTONG)
    while potong := list(islice(semua, SEPOTONG)):
        lengkapi(request, potong, hari)
        yield from potong
