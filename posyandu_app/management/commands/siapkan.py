"""Everything a fresh database needs before the first page: one start of Python instead of six."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from reporting.management.commands.isi_contoh import Command as IsiContoh
from wilayah.models import Wilayah


class Command(BaseCommand):
    help = "Migrasi, tembolok, wilayah, acuan, berkas statis, dan (DEMO=1) data contoh. Aman diulang."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not Wilayah.objects.exists():
            self.stdout.write("memuat tabel wilayah ...")
            call_command("muat_wilayah", stdout=self.stdout)
        call_command("muat_acuan", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command(IsiContoh(), stdout=self.stdout)
