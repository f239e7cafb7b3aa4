"""What rules find in records, and how that is stored: an unchanged finding keeps its row, with whatever hangs on it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from spm_services.models import HasilAturan, Rekaman
from spm_services.turunan import dari_warga

_ISI = ("tindakan", "arti", "sebab", "tertutup")


def nilai_aturan(
    rekaman: Rekaman, ambang: Mapping[str, Decimal], lain: Mapping[str, Any] | None = None
) -> list[HasilAturan]:
    """What the rules of the record's service find in its answers (and in `lain`: the visit's other answers and what
    was computed from them). Not stored yet."""
    if lain is None and rekaman.warga is not None:
        lain = dari_warga(rekaman.warga, rekaman.tanggal, rekaman.isian)
    isi = {**(lain or {}), **rekaman.isian}
    isi |= rekaman.entri.nilai_skor(isi)  # a rule about a score says its points
    return [
        HasilAturan(
            rekaman=rekaman,
            kode=a.kode,
            tindakan=a.tindakan,
            arti=a.arti,
            sebab=a.sebab(isi, ambang),
            tertutup=a.tertutup,
        )
        for a in rekaman.entri.kena(isi, ambang)
    ]


def ganti_hasil(
    rekaman_list: Sequence[Rekaman], hasil: Iterable[HasilAturan], hanya: Iterable[str] | None = None
) -> None:
    """Bring what is stored of these records (of the rules in `hanya` only, where given) in line with `hasil`."""
    baru = {(h.rekaman_id, h.kode): h for h in hasil}
    rows = HasilAturan.objects.filter(rekaman__in=rekaman_list)
    rows = rows if hanya is None else rows.filter(kode__in=list(hanya))
    ada = {(h.rekaman_id, h.kode): h for h in rows}
    hilang = [h.pk for k, h in ada.items() if k not in baru]
    if hilang:
        HasilAturan.objects.filter(pk__in=hilang).delete()
    HasilAturan.objects.bulk_create([h for k, h in baru.items() if k not in ada])
    ubah = []
    for kunci, lama in ada.items():
        kini = baru.get(kunci)
        if kini is not None and any(getattr(lama, n) != getattr(kini, n) for n in _ISI):
            for nama in _ISI:
                setattr(lama, nama, getattr(kini, nama))
            ubah.append(lama)
    if ubah:
        HasilAturan.objects.bulk_update(ubah, _ISI)
