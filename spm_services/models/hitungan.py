"""The numbers of a record that may be summed, so that sums are plain SQL and never dig in JSON."""

from django.db import models

from accounts.scope import ScopedModel
from spm_services.models.rekaman import Rekaman


class Hitungan(ScopedModel):
    """One number of one record, by its question's code. Written with the record, replaced with a correction."""

    SCOPE_PATH = "rekaman__posyandu"
    BIDANG_PATH = "rekaman__bidang"

    rekaman = models.ForeignKey(Rekaman, on_delete=models.CASCADE, related_name="hitungan_list", db_index=False)
    kolom = models.CharField(max_length=30)
    jumlah = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rekaman", "kolom"], name="hitungan_unik")]

    def __str__(self) -> str:
        return f"{self.kolom} = {self.jumlah}"
