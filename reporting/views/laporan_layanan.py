"""The report of services: what was recorded of each service in each month of a year, made from the catalogue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.area import area_diminta, remah
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib.access import access
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.periode import Bulan, tahun_dari
from posyandu_app.lib.tabel import BENTUK, Kolom, jawab
from posyandu_app.lib.waktu import hari_ini
from registry.models import Posyandu
from spm_services import katalog
from spm_services.katalog.dasar import JenisLayanan
from spm_services.metrics_layanan import Angka, AngkaLayanan, berlaku_pada, menghitung, per_layanan

DUTY = Cap.LIHAT_CATATAN
TERLALU_LUAS = 5  # codes shorter than this are above a kabupaten
TIDAK_BERLAKU = "tidak berlaku"


@dataclass(frozen=True)
class Sel:
    """One service in one month. `angka` None: no record; `berlaku` False: it could not have had one."""

    bulan: Bulan
    berlaku: bool
    angka: AngkaLayanan | None


@dataclass(frozen=True)
class BarisLayanan:
    """One service over the year."""

    entri: JenisLayanan
    melayani: bool
    sel: Sequence[Sel]

    @property
    def catatan(self) -> int:
        return sum(s.angka.catatan for s in self.sel if s.angka)

    @property
    def terlayani(self) -> int:
        return sum(s.angka.terlayani for s in self.sel if s.angka)


def _baris(entri: JenisLayanan, angka: Angka, tahun: int, kode: str) -> BarisLayanan:
    hari = hari_ini(kode)
    bulan = [Bulan(tahun, n) for n in range(1, 13)]
    sel = [Sel(b, berlaku_pada(entri, b, hari), angka.get((entri.kode, b.bulan))) for b in bulan]
    return BarisLayanan(entri, menghitung(entri), sel)


def _tahun(teks: str, kini: int) -> int:
    return tahun_dari(teks, kini, awal=2000, akhir=kini)


@access(DUTY)
@require_safe
def layanan(request: Permintaan) -> HttpResponseBase:
    """Services × months of an area; as a file with `?unduh=csv` or `xlsx`."""
    scope = request.user.scope_for(DUTY)
    area = area_diminta(scope, request.GET.get("wilayah", ""), dengan_anak=True)
    unit = None
    if area.satu_unit:
        unit = get_object_or_404(Posyandu.objects.for_user(request.user, Cap.LIHAT), kode=area.kode)
    tahun = _tahun(request.GET.get("tahun", ""), hari_ini(area.kode).year)
    boleh = scope.bidang_di(area.kode)
    semua = [b for b in SEMUA if boleh is None or b in boleh]
    pilih = request.GET.get("bidang", "") if request.GET.get("bidang", "") in semua else ""
    luas = len(area.kode) < TERLALU_LUAS
    angka = {} if luas else per_layanan(scope, area.kode, tahun, bidang=pilih)
    entri = [e for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e) and e.bidang in semua]
    baris = [_baris(e, angka, tahun, area.kode) for e in entri if (not pilih or e.bidang == pilih) and not luas]
    bentuk = request.GET.get("unduh", "")
    if bentuk in BENTUK and not luas:
        return jawab(bentuk, f"layanan-{area.kode}-{tahun}", KOLOM, _panjang(baris), judul=f"Layanan {tahun}")
    konteks = {
        "area": area,
        "nama": unit.sebutan if unit else area.nama,
        "tahun": tahun,
        "tahun_list": range(hari_ini(area.kode).year, hari_ini(area.kode).year - 5, -1),
        "bulan": [Bulan(tahun, n) for n in range(1, 13)],
        "pilih": pilih,
        "bidang": [(b, NAMA[b]) for b in semua],
        "bagian": [(b, NAMA[b], isi) for b in semua if (isi := [r for r in baris if r.entri.bidang == b])],
        "luas": luas,
        "remah": remah(scope, area.atas, "laporan:layanan", tanya="wilayah"),
        "alamat": f"{reverse('laporan:layanan')}?wilayah={area.kode}&tahun={tahun}&bidang={pilih}",
    }
    return render(request, "reporting/laporan/layanan.html", konteks)


@dataclass(frozen=True)
class BarisBerkas:
    """One service in one month, as the file has it."""

    entri: JenisLayanan
    sel: Sel
    melayani: bool

    @property
    def catatan(self) -> int | str | None:
        if not self.sel.berlaku and self.sel.angka is None:
            return TIDAK_BERLAKU
        return self.sel.angka.catatan if self.sel.angka else None

    @property
    def terlayani(self) -> int | str | None:
        if not self.melayani or not self.sel.berlaku:
            return self.sel.angka.terlayani if self.melayani and self.sel.angka else TIDAK_BERLAKU
        return self.sel.angka.terlayani if self.sel.angka else None


def _panjang(baris: Sequence[BarisLayanan]) -> Iterator[BarisBerkas]:
    """One line for each service and month: a spreadsheet turns it as it likes."""
    for b in baris:
        for sel in b.sel:
            yield BarisBerkas(b.entri, sel, b.melayani)


KOLOM = (
    Kolom("Bulan", lambda b: str(b.sel.bulan), 10),
    Kolom("Bidang", lambda b: NAMA[b.entri.bidang], 18),
    Kolom("Kode layanan", "entri.kode", 26),
    Kolom("Layanan", "entri.nama", 40),
    Kolom("Jenis pelayanan SPM", lambda b: b.entri.spm or None, 36),
    Kolom("Catatan", "catatan", 12),
    Kolom("Dilayani", "terlayani", 12),
)
