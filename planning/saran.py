"""What a yearly plan may start with: the unit's services and its open days; of a Tim Pembina its own kinds of work."""

from decimal import Decimal
from typing import Any

from planning.models import RencanaKerja
from planning.rab_isi import hari_buka
from posyandu_app.lib.bidang import SEMUA as SEMUA_BIDANG
from registry.models import Posyandu, ProgramKerja
from spm_services import katalog
from spm_services.katalog.dasar import Bentuk, Subjek
from spm_services.models import LayananUnit

NOL = Decimal(0)
SETAHUN = list(range(1, 13))
PER_BIDANG = 3  # of a unit that ticked nothing: the catalogue's first ones


def saran_kegiatan(rencana: RencanaKerja) -> list[dict[str, Any]]:
    """Rows to begin with, their cost still zero: the writer prices them, or builds a RAB."""
    if rencana.posyandu is not None:
        return [*_pokok(rencana.posyandu, rencana.tahun), *_layanan(rencana.posyandu, rencana.tahun)]
    return [*_tim(), *_program(rencana)]


def _baris(uraian: str, bulan: list[int], satuan: str, **lain: Any) -> dict[str, Any]:
    isi = {"bidang": "", "uraian": uraian, "bulan": bulan, "volume": Decimal(len(bulan)), "satuan": satuan}
    return {**isi, "biaya": NOL, **lain}


def _pokok(unit: Posyandu, tahun: int) -> list[dict[str, Any]]:
    """What every unit has: its open days and its kader."""
    bulan = hari_buka(unit, tahun)
    return [
        _baris(f"Hari buka posyandu, {unit.hari_buka}", bulan, "kali", komponen="operasional"),
        _baris("Insentif kader", SETAHUN, "bulan", komponen="insentif_kader"),
        _baris("PMT penyuluhan di hari buka", bulan, "kali", bidang="kesehatan", komponen="pmt_penyuluhan"),
        _baris("Pelatihan kader", [3], "kali", komponen="pelatihan"),
    ]


def _layanan(unit: Posyandu, tahun: int) -> list[dict[str, Any]]:
    """Group activities the unit ticked, else the everyday ones of each field; states and requests cost no money."""
    pilih = set(LayananUnit.objects.filter(posyandu=unit).values_list("layanan", flat=True))
    hasil = []
    for b in SEMUA_BIDANG:
        entri = [e for e in katalog.per_bidang(b) if e.bentuk == Bentuk.KEGIATAN and e.subjek == Subjek.KELOMPOK]
        ada = [e for e in entri if e.kode in pilih] or [e for e in entri if e.utama][:PER_BIDANG]
        hasil += [_baris(e.nama, hari_buka(unit, tahun), "kali", bidang=str(b), layanan=e.kode) for e in ada]
    return hasil


def _tim() -> list[dict[str, Any]]:
    return [
        _baris("Sekretariat Tim Pembina Posyandu", SETAHUN, "bulan", komponen="sekretariat"),
        _baris("Rapat koordinasi Tim Pembina", [1, 4, 7, 10], "kali", komponen="rakor"),
        _baris("Pembinaan, pemantauan, dan penilaian posyandu", [3, 6, 9, 11], "kali", komponen="monev"),
        _baris("Kegiatan yang diusulkan lewat anggaran perubahan", [8, 9], "kali", komponen="perubahan"),
    ]


def _program(rencana: RencanaKerja) -> list[dict[str, Any]]:
    """The team's own programme of that year, as it stands in its papers."""
    rows = ProgramKerja.objects.filter(wilayah=rencana.wilayah_id, tahun=rencana.tahun).exclude(keadaan="batal")
    return [_baris(p.kegiatan, [p.bulan], "kali", bidang=p.bidang) for p in rows]
