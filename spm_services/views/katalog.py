"""The catalogue for people: every service with whom it is for, its rules and where they come from."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.area import area_utama
from accounts.permintaan import Permintaan
from accounts.roles import Cap
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.access import signed_in
from posyandu_app.lib.bidang import NAMA, SEMUA
from posyandu_app.lib.waktu import hari_ini
from spm_services import katalog
from spm_services.ambang import MENURUT_NAMA
from spm_services.ambang_berlaku import ambang_berlaku
from spm_services.forms.isian import FormIsian, Konteks
from spm_services.forms.periksa import Siapa
from spm_services.katalog.dasar import JenisLayanan
from spm_services.katalog.spm import JENIS_SPM
from spm_services.pilihan_lokal import pilihan_berlaku
from spm_services.sasaran import kata_untuk
from spm_services.uraian import LANGKAH, SUBJEK, TINDAKAN, ambang_aturan, kata_aturan, kata_kolom


class PratinjauForm(FormIsian):
    """The questions of a service as its form shows them; it is never sent."""

    def siapa_form(self) -> Siapa | None:
        return None


@dataclass(frozen=True)
class BarisAturan:
    """One rule in words."""

    kalau: str
    tindakan: str
    kelas: str
    arti: str
    pesan: str
    sumber: str
    keyakinan: str
    ambang: list[tuple[str, str]]


def _semua() -> list[JenisLayanan]:
    """What may be recorded; the sealed channel stands in no list."""
    return [e for e in katalog.SEMUA.values() if katalog.bisa_dicatat(e)]


def _cocok(entri: JenisLayanan, teks: str) -> bool:
    isi = (entri.nama, entri.harian, entri.sasaran, entri.opd, entri.spm, entri.sumber, entri.dasar, entri.kode)
    return all(kata in " ".join(isi).lower() for kata in teks.split())


def _kode_wilayah(request: Permintaan) -> str:
    """The widest area the person reads, for the thresholds and options that hold there."""
    return area_utama(request.user.scope_for(Cap.LIHAT)) or kode_lib.NASIONAL


@signed_in
@require_safe
def daftar(request: Permintaan) -> HttpResponse:
    """All services by field, searched by words."""
    teks = " ".join(request.GET.get("q", "")[:80].lower().split())
    pilih = request.GET.get("bidang", "") if request.GET.get("bidang", "") in SEMUA else ""
    semua = _semua()
    kena = [e for e in semua if (not pilih or e.bidang == pilih) and _cocok(e, teks)]
    konteks = {
        "teks": teks,
        "pilih": pilih,
        "bidang": [(b, NAMA[b]) for b in SEMUA],
        "bagian": [(b, NAMA[b], isi) for b in SEMUA if (isi := [e for e in kena if e.bidang == b])],
        "jumlah": len(kena),
        "semua": len(semua),
        "spm": len(JENIS_SPM),
        "terhubung": len({e.spm for e in semua if e.spm}),
    }
    return render(request, "spm_services/katalog/daftar.html", konteks)


@signed_in
@require_safe
def rinci(request: Permintaan, kode: str) -> HttpResponse:
    """One service: its questions, rules with the thresholds in force, papers, sources, and its form."""
    entri = katalog.SEMUA.get(kode)
    if entri is None or not katalog.bisa_dicatat(entri):
        raise Http404
    wilayah = _kode_wilayah(request)
    form = PratinjauForm()
    lokal = pilihan_berlaku([entri], wilayah, hari_ini(wilayah))
    form.pasang(entri, "contoh-", Konteks(nakes=True, lokal=lokal))
    konteks: dict[str, Any] = {
        "entri": entri,
        "nama": NAMA[entri.bidang],
        "untuk": kata_untuk(entri.untuk) if entri.untuk else "",
        "subjek": SUBJEK[entri.subjek],
        "langkah": LANGKAH[entri.langkah],
        "kolom": [(k, kata_kolom(entri, k)) for k in entri.isian],
        "aturan": _aturan(entri, wilayah),
        "rekap": katalog.SEMUA.get(entri.rekap_dari),
        "lanjut": katalog.SEMUA.get(entri.lanjut),
        "form": form,
    }
    return render(request, "spm_services/katalog/rinci.html", konteks)


def _aturan(entri: JenisLayanan, wilayah: str) -> list[BarisAturan]:
    berlaku = ambang_berlaku(wilayah, hari_ini(wilayah)) if entri.aturan else {}
    return [
        BarisAturan(
            kata_aturan(a, berlaku),
            TINDAKAN[a.tindakan],
            {"edukasi": "netral", "rujuk": "awas", "segera": "buruk"}[a.tindakan],
            a.arti,
            a.pesan,
            a.sumber,
            a.keyakinan,
            [(n, MENURUT_NAMA[n].label) for n in ambang_aturan(a)],
        )
        for a in entri.aturan
    ]
