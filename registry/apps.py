from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "registry"
    verbose_name = "Registrasi posyandu"

    def ready(self) -> None:
        """Accounts lie below and cannot know units: the registry tells them whether one exists."""
        from accounts.forms import PEMERIKSA_UNIT  # noqa: PLC0415 (models load first)
        from accounts.pekerjaan import PEKERJA  # noqa: PLC0415
        from registry.impor import kerja  # noqa: PLC0415
        from registry.models import Posyandu  # noqa: PLC0415
        from registry.pekerja import hasil, paket  # noqa: PLC0415
        from registry.views import ekspor  # noqa: PLC0415

        PEKERJA[paket.JENIS] = paket.kerjakan
        PEKERJA[hasil.JENIS] = hasil.kerjakan
        PEMERIKSA_UNIT.append(lambda kode: Posyandu.objects.filter(kode=kode).exists())
        PEKERJA |= {"impor_baca": kerja.baca, "impor_simpan": kerja.simpan, "ekspor": ekspor.kerjakan}
