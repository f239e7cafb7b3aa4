"""The demonstration accounts: (user name, name, role, area or unit key, field). Names say that they are examples."""

from accounts.roles import Peran

KLEGO = "33.75.02.1008"
ANJIR = "62.03.03.2004"  # Anjir Mambulau Timur
SERUNI = f"{KLEGO}.p0001"
UNIT_ANJIR = f"{ANJIR}.p0001"

AKUN: tuple[tuple[str, str, str, str, str], ...] = (
    ("kader.seruni", "Kader contoh Seruni", Peran.KADER, SERUNI, ""),
    ("kader2.seruni", "Kader kedua contoh Seruni", Peran.KADER, SERUNI, ""),
    ("pengurus.seruni", "Pengurus contoh Seruni", Peran.PENGURUS, SERUNI, ""),
    ("kelurahan.klego", "Operator contoh Klego", Peran.OPERATOR_DESA, KLEGO, ""),
    ("kecamatan.pekalongan-timur", "Verifikator contoh", Peran.VERIFIKATOR_KECAMATAN, "33.75.02", ""),
    ("pmd.pekalongan", "Petugas contoh DPMPPA", Peran.DINAS_PMD, "33.75", ""),
    ("tp.pekalongan", "Tim Pembina contoh", Peran.TIM_PEMBINA, "33.75", ""),
    ("tp.pekalongan-timur", "Tim Pembina contoh Timur", Peran.TIM_PEMBINA, "33.75.02", ""),
    ("tp.jateng", "Tim Pembina contoh Jateng", Peran.TIM_PEMBINA, "33", ""),
    ("perencana.pekalongan", "Perencana contoh", Peran.PERENCANA, "33.75", ""),
    ("auditor.pekalongan", "Auditor contoh", Peran.AUDITOR, "33.75", ""),
    ("admin.pekalongan", "Admin contoh", Peran.ADMIN_WILAYAH, "33.75", ""),
    ("opd.kesehatan.pekalongan", "Dinas Kesehatan contoh", Peran.OPD, "33.75", "kesehatan"),
    ("opd.pendidikan.pekalongan", "Dinas Pendidikan contoh", Peran.OPD, "33.75", "pendidikan"),
    ("opd.pu.pekalongan", "Dinas PUPR contoh", Peran.OPD, "33.75", "pekerjaan_umum"),
    ("opd.perumahan.pekalongan", "Dinas Perkim contoh", Peran.OPD, "33.75", "perumahan_rakyat"),
    ("opd.trantibum.pekalongan", "Satpol PP contoh", Peran.OPD, "33.75", "trantibumlinmas"),
    ("opd.sosial.pekalongan", "Dinas Sosial contoh", Peran.OPD, "33.75", "sosial"),
    ("opd.bpbd.pekalongan", "BPBD contoh", Peran.OPD, "33.75", "trantibumlinmas"),
    ("opd.damkar.pekalongan", "Damkar contoh", Peran.OPD, "33.75", "trantibumlinmas"),
    ("uptd_ppa.pekalongan", "UPTD PPA contoh", Peran.UPTD_PPA, "33.75", ""),
    ("nakes.klego", "Bidan contoh Klego", Peran.NAKES, KLEGO, "kesehatan"),
    ("kader.kapuas", "Kader contoh Kapuas", Peran.KADER, UNIT_ANJIR, ""),
    ("desa.anjir-mambulau-timur", "Operator contoh desa", Peran.OPERATOR_DESA, ANJIR, ""),
    ("kecamatan.kapuas-timur", "Verifikator contoh Kapuas", Peran.VERIFIKATOR_KECAMATAN, "62.03.03", ""),
    ("pmd.kapuas", "Petugas contoh DPMD", Peran.DINAS_PMD, "62.03", ""),
    ("tp.kapuas", "Tim Pembina contoh Kapuas", Peran.TIM_PEMBINA, "62.03", ""),
    ("perencana.kapuas", "Perencana contoh Kapuas", Peran.PERENCANA, "62.03", ""),
    ("opd.kesehatan.kapuas", "Dinas Kesehatan contoh", Peran.OPD, "62.03", "kesehatan"),
    ("tp.nasional", "Tim Pembina contoh nasional", Peran.TIM_PEMBINA, "ID", ""),
)
