"""What one kept mutation, and one kept addition, says."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mutasi:
    """One small patch and the test that must turn red under it."""

    apa: str
    berkas: str
    lama: str
    baru: str
    uji: str
    # The test runs on PostgreSQL (TEST_DATABASE_URL): SQLite has one writer at a time, so no lock is missed there.
    postgres: bool = False


@dataclass(frozen=True, kw_only=True)
class Tambahan:
    """A patch that adds something, and tests that must be green with it, none passed over: what the house promises to
    grow by one entry does."""

    apa: str
    berkas: str
    lama: str
    baru: str
    uji: str
