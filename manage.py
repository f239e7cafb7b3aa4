#!/usr/bin/env python
"""Entry point of every management command."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "posyandu_app.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (after the setting)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
