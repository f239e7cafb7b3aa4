from django.apps import AppConfig


class SpmServicesConfig(AppConfig):
    name = "spm_services"
    verbose_name = "Layanan enam bidang"

    def ready(self) -> None:
        """The registry lies below: services tell it how figures move with a unit, and until when it was at work."""
        from registry.actions.keadaan import HARI_TERAKHIR, PEMINDAH_REKAP  # noqa: PLC0415 (models load first)
        from spm_services.metrics import hari_terakhir  # noqa: PLC0415
        from spm_services.rekap import pindahkan  # noqa: PLC0415

        if pindahkan not in PEMINDAH_REKAP:
            PEMINDAH_REKAP.append(pindahkan)
        if hari_terakhir not in HARI_TERAKHIR:
            HARI_TERAKHIR.append(hari_terakhir)
