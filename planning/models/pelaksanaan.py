"""Which records carried out which planned activity."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.scope import ScopedModel
from planning.models.kegiatan import KegiatanRencana
from spm_services.models import Rekaman


class PelaksanaanKegiatan(ScopedModel):
    """A record carried out a planned activity of its unit. Many records may carry out one activity; a record carries
    out one at most. Said by whoever keeps the plan, endorsed or not: it is no part of the plan's text. A record that
    was cancelled keeps its row and counts no more. Taken back by deleting the row, which the log keeps."""

    SCOPE_PATH = "rekaman__posyandu"
    BIDANG_PATH = "kegiatan__bidang"

    kegiatan = models.ForeignKey(KegiatanRencana, on_delete=models.PROTECT, related_name="pelaksanaan_list")
    rekaman = models.OneToOneField(Rekaman, on_delete=models.PROTECT, related_name="pelaksanaan")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    dibuat = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["rekaman__tanggal", "id"]

    def __str__(self) -> str:
        return f"{self.kegiatan} ← {self.rekaman}"
