"""Which lines of a draft APB Desa the camat looks at for posyandu, and which came after it was handed in."""

from planning import acuan
from planning.katalog import Skema
from planning.models import BarisAnggaran, ButirEvaluasi, DokumenAnggaran, EvaluasiRapbdes

JENIS_EVALUASI = ("apbdes", "apbdes_p")
# Our selection of village codes that matter to a posyandu (planning.acuan), with those that serve several fields.
KODE_POSYANDU = frozenset(kode for kode, *_ in acuan.SEMUA[Skema.APBDES])
PEMBINAAN = "3.4.9"  # 3.4.90–99: filled by each kabupaten; lembaga kemasyarakatan such as posyandu stand there


def untuk_posyandu(baris: BarisAnggaran) -> bool:
    """A line of one of the six fields, or of a code that pays for posyandu."""
    return bool(baris.bidang) or baris.kode_kegiatan in KODE_POSYANDU or baris.kode_kegiatan.startswith(PEMBINAAN)


def baris_dinilai(dokumen: DokumenAnggaran) -> list[BarisAnggaran]:
    """Lines of the document that matter to posyandu, in the order of its codes. One query."""
    return [b for b in BarisAnggaran.objects.filter(dokumen=dokumen) if untuk_posyandu(b)]


def baris_baru(evaluasi: EvaluasiRapbdes) -> list[BarisAnggaran]:
    """Lines that matter and are not in the round yet. Two queries."""
    ada = set(ButirEvaluasi.objects.filter(evaluasi=evaluasi).values_list("baris", flat=True))
    return [b for b in baris_dinilai(evaluasi.dokumen) if b.pk not in ada]
