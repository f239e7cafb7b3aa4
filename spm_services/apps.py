from typing import Any

from django.apps import AppConfig

from audit import pemicu


class SpmServicesConfig(AppConfig):
    name = "spm_services"
    verbose_name = "Layanan enam bidang"

    def ready(self) -> None:
        """The registry lies below: services tell it how figures move with a unit, and until when it was at work."""
        from registry.actions.keadaan import (  # noqa: PLC0415 (models load first)
            BALIK_GABUNG,
            HARI_TERAKHIR,
            IKUT_GABUNG,
            PEMINDAH_REKAP,
        )
        from registry.kehadiran import BULAN_MENCATAT, MENCATAT_SEJAK  # noqa: PLC0415
        from spm_services.actions.warga_unit import balik_gabung, ikut_gabung  # noqa: PLC0415
        from spm_services.metrics import bulan_mencatat, hari_terakhir, mencatat_sejak  # noqa: PLC0415
        from spm_services.panel import PEMBUAT  # noqa: PLC0415
        from spm_services.panel_tiket import panel_tiket  # noqa: PLC0415
        from spm_services.rekap import pindahkan  # noqa: PLC0415

        # The sealed channel keeps a log of its own, as closed to changes as the common one.
        sambungan: tuple[tuple[list[Any], Any], ...] = (
            (PEMINDAH_REKAP, pindahkan),
            (HARI_TERAKHIR, hari_terakhir),
            (BULAN_MENCATAT, bulan_mencatat),
            (MENCATAT_SEJAK, mencatat_sejak),
            (IKUT_GABUNG, ikut_gabung),
            (BALIK_GABUNG, balik_gabung),
            (pemicu.TABEL, "spm_services_jejaktertutup"),
        )
        for daftar, isi in sambungan:
            if isi not in daftar:
                daftar.append(isi)
        if panel_tiket not in PEMBUAT:
            PEMBUAT.insert(0, panel_tiket)
