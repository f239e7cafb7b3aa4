"""Who is told when a person's identity changes so that what was computed of them no longer holds.

Parts that keep computed values (growth) add a function here; each is called inside the write's transaction, with the
unit and the person locked.
"""

from collections.abc import Callable

from spm_services.hitung_kunjungan import nilai_warga
from spm_services.models import Warga

# After the birth date or sex was corrected, or the visits of two rows became those of one.
IDENTITAS_BERUBAH: list[Callable[[Warga], None]] = [nilai_warga]


def kabarkan_identitas(warga: Warga) -> None:
    for kabar in IDENTITAS_BERUBAH:
        kabar(warga)
