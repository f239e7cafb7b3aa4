"""People follow their unit: when it is merged into another one, and back when the merge is undone.

Called by the registry under the locks of both units (registry.actions.keadaan.IKUT_GABUNG, BALIK_GABUNG), in sets: as
many queries for a thousand people as for one.
"""

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Greatest

from registry.models import Posyandu
from spm_services.models import KeadaanWarga, Keanggotaan, Keluarga, PersetujuanData

Jenis, Sebab = Keanggotaan.Jenis, Keanggotaan.Sebab
POTONGAN = 500


def _sambung(rows: Sequence[Keanggotaan], ke: Posyandu, hari: date) -> None:
    """End the memberships on the day and begin them in the other unit; whoever was its guest becomes its warga."""
    akhir = {"sampai": Greatest("mulai", hari), "sebab_akhir": Sebab.PINDAH, "versi": F("versi") + 1}
    for awal in range(0, len(rows), POTONGAN):
        potong = rows[awal : awal + POTONGAN]
        Keanggotaan.objects.filter(pk__in=[m.pk for m in potong]).update(**akhir)
        tamu = Keanggotaan.objects.filter(posyandu=ke, sampai=None, warga__in=[m.warga_id for m in potong])
        tamu.update(**{**akhir, "sebab_akhir": Sebab.SELESAI})
        baru = [
            Keanggotaan(
                warga_id=m.warga_id,
                posyandu=ke,
                keluarga_id=m.keluarga_id,
                hubungan=m.hubungan,
                jenis=m.jenis,
                mulai=max(m.mulai, hari),
                sebab_mulai=Sebab.DATANG if m.jenis == Jenis.WARGA else Sebab.TAMU,
            )
            for m in potong
        ]
        Keanggotaan.objects.bulk_create(baru)


def _bawa(dari: Posyandu, ke: Posyandu, warga: Sequence[int], hari: date) -> None:
    """Running states and consents go along."""
    for awal in range(0, len(warga), POTONGAN):
        sama = {"posyandu": dari, "warga__in": warga[awal : awal + POTONGAN]}
        KeadaanWarga.objects.filter(Q(sampai=None) | Q(sampai__gt=hari), **sama).update(posyandu=ke)
        PersetujuanData.objects.filter(dicabut=None, **sama).update(posyandu=ke)


def ikut_gabung(dari: Posyandu, ke: Posyandu, hari: date) -> None:
    """Everybody of the unit, and its households, belong to the other one from the day on."""
    rows = list(Keanggotaan.objects.filter(posyandu=dari, sampai=None).order_by("pk"))
    _sambung(rows, ke, hari)
    _bawa(dari, ke, [m.warga_id for m in rows], hari)
    Keluarga.objects.filter(posyandu=dari, sampai=None).update(posyandu=ke)


def balik_gabung(dari: Posyandu, ke: Posyandu, sejak: date, hari: date) -> None:
    """Whoever came to `ke` with the merge (`sejak`) and is still there goes back on the day, households too."""
    asal = Keanggotaan.objects.filter(posyandu=dari, sebab_akhir=Sebab.PINDAH, sampai__gte=sejak).values("warga")
    rows = Keanggotaan.objects.filter(posyandu=ke, sampai=None, warga__in=asal).exclude(sebab_mulai=Sebab.LAHIR)
    semua = list(rows.order_by("pk"))
    Keluarga.objects.filter(pk__in={m.keluarga_id for m in semua if m.keluarga_id}).update(posyandu=dari)
    _sambung(semua, dari, hari)
    _bawa(ke, dari, [m.warga_id for m in semua], hari)
