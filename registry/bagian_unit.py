"""THE list of pages of one unit, shown as tabs under its name: (name, address name, duty)."""

from accounts.roles import Cap

BAGIAN_UNIT: tuple[tuple[str, str, str], ...] = (
    ("Ringkasan", "registry:rinci", Cap.LIHAT),
    ("Surat", "registry:surat-unit", Cap.LIHAT),
    ("Registrasi", "registry:registrasi-unit", Cap.LIHAT),
)
