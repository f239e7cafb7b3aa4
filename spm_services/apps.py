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

        if pindahkan not in PEMINDAH_REKAP:
            PEMINDAH_REKAP.append(pindahkan)
        if hari_terakhir not in HARI_TERAKHIR:
            HARI_TERAKHIR.append(hari_terakhir)
        if bulan_mencatat not in BULAN_MENCATAT:
            BULAN_MENCATAT.append(bulan_mencatat)
        if mencatat_sejak not in MENCATAT_SEJAK:
            MENCATAT_SEJAK.append(mencatat_sejak)
        if panel_tiket not in PEMBUAT:
            PEMBUAT.insert(0, panel_tiket)
        # The sealed channel keeps a log of its own, as closed to changes as the common one.
        if "spm_services_jejaktertutup" not in pemicu.TABEL:
            pemicu.TABEL.append("spm_services_jejaktertutup")
        if ikut_gabung not in IKUT_GABUNG:
            IKUT_GABUNG.append(ikut_gabung)
        if balik_gabung not in BALIK_GABUNG:
            BALIK_GABUNG.append(balik_gabung)
