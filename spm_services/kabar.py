"""Ready texts for the families of a unit, to be copied into any message. Plain text, no names of people."""

from datetime import date

from posyandu_app.lib.periode import kata_tanggal
from spm_services.models import Sesi

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def kata_hari(hari: date) -> str:
    """Selasa, 8 Desember 2026"""
    return f"{HARI[hari.weekday()]}, {kata_tanggal(hari)}"


def kabar_pindah(sesi: Sesi) -> str:
    """The day, the hour and the place; the former day where it was moved."""
    unit = sesi.posyandu
    jam = f" pukul {sesi.jam:%H.%M}" if sesi.jam else ""
    tempat = sesi.tempat or unit.alamat
    baris = ["Bapak, Ibu, dan para pengasuh,", ""]
    if sesi.dipindah_dari:
        baris.append(f"Hari buka {unit.sebutan} yang semula {kata_hari(sesi.dipindah_dari)} pindah ke:")
    else:
        baris.append(f"Hari buka {unit.sebutan} berikutnya:")
    baris += [f"{kata_hari(sesi.tanggal)}{jam}", f"di {tempat}"]
    if sesi.alasan:
        baris.append(f"Alasannya: {sesi.alasan}.".replace("..", "."))
    baris += ["", "Bawa Buku KIA atau kartu posyandu. Tolong kabarkan kepada tetangga. Terima kasih."]
    return "\n".join(baris)
