from django.apps import AppConfig


class SpmServicesConfig(AppConfig):
    name = "spm_services"
    verbose_name = "Layanan enam bidang"

    def ready(self) -> None:
        """The registry lies below and cannot know records: services tell it how their figures move with a unit."""
        from registry.actions.keadaan import PEMINDAH_REKAP  # noqa: PLC0415 (models load first)
        from spm_services.rekap import pindahkan  # noqa: PLC0415

        if pindahkan not in PEMINDAH_REKAP:
            PEMINDAH_REKAP.append(pindahkan)
