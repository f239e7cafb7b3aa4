"""THE list of pages of one unit, shown as tabs under its name: (name, address name, duty)."""

from accounts.roles import Cap

BAGIAN_UNIT: tuple[tuple[str, str, str], ...] = (
    ("Ringkasan", "registry:rinci", Cap.LIHAT),
    ("Profil", "registry:profil", Cap.LIHAT),
    ("Orang", "registry:orang-unit", Cap.LIHAT),
    ("Surat", "registry:surat-unit", Cap.LIHAT),
    ("Registrasi", "registry:registrasi-unit", Cap.LIHAT),
    ("Pembinaan", "registry:pembinaan", Cap.LIHAT),
    ("Pemutakhiran", "registry:pemutakhiran-unit", Cap.LIHAT),
    ("Program", "planning:program-unit", Cap.LIHAT),
    ("Uang", "planning:uang-unit", Cap.LIHAT_RENCANA),
    ("Riwayat", "registry:riwayat", Cap.LIHAT),
    ("Keterangan", "registry:keterangan", Cap.LIHAT),
)
