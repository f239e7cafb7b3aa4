from django.apps import AppConfig

from audit import pemicu


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "Rencana dan anggaran"

    def ready(self) -> None:
        """Planning knows services, not the other way: it adds its guard and its panel there."""
        from accounts.pekerjaan import PEKERJA  # noqa: PLC0415 (models load first)
        from planning import pekerja_impor  # noqa: PLC0415
        from planning.actions.impor_latar import AMBIL, BACA  # noqa: PLC0415
        from planning.metrics_tahap import PENUNJUK  # noqa: PLC0415
        from planning.metrics_usulan import usulan_menunjuk  # noqa: PLC0415
        from planning.panel import panel_anggaran, panel_insentif  # noqa: PLC0415
        from planning.tiket import baris_untuk_tiket  # noqa: PLC0415
        from planning.workflow import tolak_batal_bila_teralokasi  # noqa: PLC0415
        from registry.panel import PEMBUAT as PEMBUAT_DAFTAR  # noqa: PLC0415
        from spm_services.anggaran_tiket import PENYEDIA  # noqa: PLC0415
        from spm_services.panel import PEMBUAT  # noqa: PLC0415
        from spm_services.workflow import PENJAGA_BATAL  # noqa: PLC0415

        PEKERJA |= {BACA: pekerja_impor.baca_berkas, AMBIL: pekerja_impor.ambil}
        if tolak_batal_bila_teralokasi not in PENJAGA_BATAL:
            PENJAGA_BATAL.append(tolak_batal_bila_teralokasi)
            PEMBUAT.append(panel_anggaran)
        if panel_insentif not in PEMBUAT_DAFTAR:
            PEMBUAT_DAFTAR.append(panel_insentif)
        if baris_untuk_tiket not in PENYEDIA:
            PENYEDIA.append(baris_untuk_tiket)
        if ("usulan", usulan_menunjuk) not in PENUNJUK:
            PENUNJUK.append(("usulan", usulan_menunjuk))
        if "planning_riwayatusulan" not in pemicu.TABEL:
            pemicu.TABEL.append("planning_riwayatusulan")
