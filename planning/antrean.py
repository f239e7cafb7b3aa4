"""Documents that changed since they were last checked: one row each, however often they change."""

from django.db import transaction

from planning.models import Alokasi, AntreanPeriksa


def tandai(dokumen: int) -> None:
    """The worker checks the document within a minute."""
    AntreanPeriksa.objects.bulk_create([AntreanPeriksa(dokumen_id=dokumen)], ignore_conflicts=True)


def tandai_setelah(dokumen: int) -> None:
    """The same after the commit, so that the queue's row is no lock between people who work on one document; what
    breaks there never reaches the one who saved."""

    def jalan() -> None:  # a plain function: Django names it where it breaks, which it cannot do of a partial
        tandai(dokumen)

    transaction.on_commit(jalan, robust=True)


def tandai_alokasi(pk: int, actor: int | None) -> None:
    """After a step of an allocation."""
    dokumen = Alokasi.objects.filter(pk=pk).values_list("baris__dokumen", flat=True).first()
    if dokumen is not None:
        tandai(dokumen)
