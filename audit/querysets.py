"""Reading the log."""

from typing import Self

from django.db import models


class CatatanQuerySet(models.QuerySet):
    def untuk(self, objek: models.Model) -> Self:
        """The history of one row, newest first. Ask it only for a row the reader may see."""
        return self.filter(objek_jenis=objek._meta.label_lower, objek_id=objek.pk).order_by("-waktu", "-id")  # noqa: SLF001
