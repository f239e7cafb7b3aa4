from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "Rencana dan anggaran"

    def ready(self) -> None:
        from planning.workflow import tolak_batal_bila_teralokasi  # noqa: PLC0415 (models load first)
        from spm_services.workflow import PENJAGA_BATAL  # noqa: PLC0415

        if tolak_batal_bila_teralokasi not in PENJAGA_BATAL:
            PENJAGA_BATAL.append(tolak_batal_bila_teralokasi)
