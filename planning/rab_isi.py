"""What is known of a unit and a year, to fill a RAB with before anybody types."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from planning.models import RencanaKerja
from planning.rab_templat import Butir, Isian
from posyandu_app.lib import kode as kode_lib
from posyandu_app.lib.waktu import hari_ini
from registry.models import Kader, KelompokSasaran, Posyandu, SasaranUnit, SatuanTarif, TarifInsentif
from wilayah.models import Wilayah


@dataclass(frozen=True)
class Bahan:
    """Known numbers by `Isian`, the tariff in force with the words that say whose it is, and the account's side."""

    angka: dict[str, int]
    tarif: Decimal | None
    asal_tarif: str
    desa: bool
    per_tahun: bool = False  # the tariff is one sum a year, not divided: twelfths would leave fractions of a cent

    def bagian(self, butir: Butir) -> list[list[str]]:
        """The item's parts with numbers; what is not known is 0 and stands out on the page."""
        isi = [[str(self.angka.get(nilai, 0)) if nilai in set(Isian) else nilai, s] for nilai, s in butir.bagian]
        return [isi[0], ["1", "tahun"]] if butir.tarif and self.per_tahun else isi

    def harga(self, butir: Butir) -> Decimal:
        if butir.tarif and self.tarif is not None:
            return self.tarif
        return butir.harga_acuan or Decimal(0)

    def rekening(self, butir: Butir) -> str:
        return butir.desa if self.desa else butir.daerah


def bahan(rencana: RencanaKerja) -> Bahan:
    """Counted today: a plan for next year starts from who serves and lives there now. Of a Tim Pembina nothing is
    known beforehand."""
    if rencana.posyandu is None:
        wilayah: Wilayah | None = rencana.wilayah
        return Bahan({}, None, "", bool(wilayah and wilayah.jenis.startswith("desa")))
    unit = rencana.posyandu
    tarif = _tarif(unit, rencana.tahun)
    return Bahan(
        angka=_angka(unit, rencana.tahun),
        tarif=tarif.jumlah if tarif else None,
        asal_tarif=f"{tarif.pembayar}, keputusan {tarif.nomor_sk}" if tarif else "",
        desa=not unit.wilayah.kelurahan,
        per_tahun=bool(tarif and tarif.satuan == SatuanTarif.TAHUN),
    )


def _angka(unit: Posyandu, tahun: int) -> dict[str, int]:
    hari = hari_ini(unit.kode)
    rows = SasaranUnit.objects.filter(posyandu=unit).terakhir(hari).values_list("kelompok", "jumlah")
    sasaran = dict(rows)
    K = KelompokSasaran
    return {
        Isian.KADER: Kader.objects.filter(posyandu=unit).berlaku(hari).count(),
        Isian.HARI_BUKA: len(hari_buka(unit, tahun)),
        Isian.BALITA: sasaran.get(K.BAYI, 0) + sasaran.get(K.BALITA, 0),
        Isian.HAMIL: sasaran.get(K.HAMIL, 0),
        Isian.LANSIA: sasaran.get(K.LANSIA, 0),
    }


def hari_buka(unit: Posyandu, tahun: int) -> list[int]:
    """Months of the year in which the unit's own open day falls: all twelve, as it says itself when it opens."""
    return [b for b in range(1, 13) if unit.buka_pada(tahun, b).month == b]


def _tarif(unit: Posyandu, tahun: int) -> TarifInsentif | None:
    """The newest tariff up to the plan's year of the governments this unit stands under, the nearest of equals. One
    per activity is no yearly sum, and one that was taken back counts for nothing."""
    rows = TarifInsentif.objects.filter(pembayar__wilayah__in=kode_lib.leluhur(unit.kode)[:-1], mulai__year__lte=tahun)
    rows = rows.filter(sampai__gt=F("mulai")).exclude(satuan=SatuanTarif.KEGIATAN).select_related("pembayar__wilayah")
    return max(rows, key=lambda t: (t.mulai, len(t.pembayar.wilayah_id)), default=None)
