"""Mutations of parts: each module here has `MUTASI: tuple[Mutasi, ...]` (tests.mutasi.dasar)."""
