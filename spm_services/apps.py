from django.apps import AppConfig


class SpmServicesConfig(AppConfig):
    name = "spm_services"
    verbose_name = "Layanan enam bidang"
