"""Walk 2, on a screen: a village of Kapuas pays for its own posyandu's activity; the other region sees nothing."""

from tests.e2e.halaman import LAYAR
from tests.e2e.langkah import KESEHATAN, catat, hubungkan, pilih_baris
from tests.e2e.orang import Tempat

BIAYA = 350_000


def jalan(tempat: Tempat) -> None:
    with tempat.orang("kader.kapuas", LAYAR) as kader:
        rekaman = catat(kader.masuk(), KESEHATAN)
    with tempat.orang("desa.anjir-mambulau-timur", LAYAR) as desa:
        nama = pilih_baris(desa.masuk(), rekaman)
        dokumen = desa.teks("dl.butir")
        desa.cek("the line is of the village's own APB Desa", "APB Desa" in dokumen or "APBDes" in dokumen, dokumen)
        desa.cek("and of Anjir Mambulau Timur", "Anjir Mambulau Timur" in dokumen, dokumen)
        hubungkan(desa, rekaman, nama, BIAYA)
    with tempat.orang("tp.pekalongan", LAYAR) as luar:
        luar.masuk().buka(rekaman, status=404)
