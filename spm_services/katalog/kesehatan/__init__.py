"""Services of the field kesehatan, by life cycle (domain study 4). A file for each card."""

from spm_services.katalog.kesehatan import anak, bumil, dewasa, jiwa, lansia, lintas, penyakit, sekolah

LAYANAN = (
    *anak.LAYANAN,
    *bumil.LAYANAN,
    *lansia.LAYANAN,
    *dewasa.LAYANAN,
    *sekolah.LAYANAN,
    *penyakit.LAYANAN,
    *jiwa.LAYANAN,
    *lintas.LAYANAN,
)
