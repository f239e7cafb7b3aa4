from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Jejak"

    def ready(self) -> None:
        from audit.pemicu import pasang_sesudah_migrasi  # noqa: PLC0415 (models are not loaded earlier)

        post_migrate.connect(pasang_sesudah_migrasi, sender=self)
