"""Which papers a ticket needs by its service's catalogue entry, and which are still missing."""

from spm_services import katalog
from spm_services.katalog.dasar import Berkas
from spm_services.models import BerkasTiket, Tiket


def diminta(tiket: Tiket) -> tuple[Berkas, ...]:
    """Papers the catalogue asks for; none for a ticket without a service (a referral)."""
    return katalog.SEMUA[tiket.layanan].berkas if tiket.layanan else ()


def kurang(tiket: Tiket) -> list[Berkas]:
    """Required papers that are neither scanned nor seen. One query, none where nothing is asked."""
    wajib = [b for b in diminta(tiket) if b.wajib]
    if not wajib:
        return []
    ada = set(BerkasTiket.objects.filter(tiket=tiket).values_list("jenis", flat=True))
    return [b for b in wajib if b.kode not in ada]
