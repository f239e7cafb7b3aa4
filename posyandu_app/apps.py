from django.apps import AppConfig


class PosyanduAppConfig(AppConfig):
    name = "posyandu_app"
    verbose_name = "Posyandu Enam SPM"
