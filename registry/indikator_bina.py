"""THE list of what a pembinaan visit looks at: the registration checklist in short, and the six fields.

Nothing here is a published score: sources name no scoring sheet for six SPM (domain study 6.3). Ya, sebagian, tidak are
counted as they were seen and never added up to a mark.
"""

from posyandu_app.lib.bidang import NAMA, SEMUA

KELEMBAGAAN: tuple[tuple[str, str], ...] = (
    ("buka_teratur", "Buka teratur pada hari bukanya"),
    ("pengurus_jalan", "Pengurus bertemu dan berbagi tugas"),
    ("kader_cukup", "Kader ada di enam bidang"),
    ("surat_lengkap", "Surat keputusan ada dan berlaku"),
    ("sekretariat", "Sekretariat tetap dan bisa dipakai"),
    ("pencatatan", "Layanan dicatat di bulan yang sama"),
    ("alat_layak", "Alat layak pakai dan dikalibrasi"),
)
BIDANG: tuple[tuple[str, str], ...] = tuple((b, f"Bidang {NAMA[b].lower()} berjalan") for b in SEMUA)
INDIKATOR: tuple[tuple[str, str], ...] = (*KELEMBAGAAN, *BIDANG)
NAMA_INDIKATOR: dict[str, str] = dict(INDIKATOR)
