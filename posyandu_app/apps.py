from django.apps import AppConfig


class PosyanduAppConfig(AppConfig):
    name = "posyandu_app"
    verbose_name = "Posyandu Enam SPM"

    def ready(self) -> None:
        from posyandu_app import checks  # noqa: F401, PLC0415 (registers the checks)
