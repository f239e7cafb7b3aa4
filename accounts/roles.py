"""THE role table: which duties each role carries. Where they hold is the assignment's area (accounts.scope)."""

from enum import StrEnum


class Cap(StrEnum):
    """A duty. Every view and every status step names one."""

    LIHAT = "lihat"  # units, rosters and summed figures of the area
    LIHAT_CATATAN = "lihat_catatan"  # single service records of the area
    CATAT = "catat"  # record, correct and cancel services
    LIHAT_WARGA = "lihat_warga"  # people and households by name, with what was recorded about each of them
    BUKA_NIK = "buka_nik"  # a warga's NIK in clear, with a reason
    LIHAT_TERTUTUP = "lihat_tertutup"  # closed answers (TBC, jiwa, KB) of the area, whoever recorded them
    TENAGA_KESEHATAN = "tenaga_kesehatan"  # nakes: answers health referrals, overrules N/T, HEEADSSS
    ATUR_LAYANAN = "atur_layanan"  # thresholds of rules and local option lists, with a source
    URUS_TIKET = "urus_tiket"  # the village's desk of requests: verify, approve, forward
    JAWAB_TIKET = "jawab_tiket"  # the perangkat daerah's desk: answer what was forwarded
    LIHAT_TIKET = "lihat_tiket"  # requests and referrals of the area, names masked without LIHAT_WARGA
    TUTUP_BULAN = "tutup_bulan"  # close a unit's month, and open it again
    KANAL_TERTUTUP = "kanal_tertutup"  # reports of violence and trafficking: UPTD PPA and nobody else
    KELOLA_POSYANDU = "kelola_posyandu"  # create and edit units, people, decrees
    CATAT_NOMOR = "catat_nomor"  # enter the ministry's registration number
    AJUKAN = "ajukan"  # hand in, withdraw and answer a registration file
    PERIKSA = "periksa"  # the kecamatan's desk of registration files
    VERIFIKASI = "verifikasi"  # the Dinas' desk; batches; the ministry's results
    KETAHUI = "ketahui"  # the province's desk, where a region has one
    ATUR = "atur"  # what a region may set: thresholds, desks, days off, templates, tariffs
    BINA = "bina"  # the Tim Pembina's own papers: members, programme, meetings, visits
    LIHAT_ORANG = "lihat_orang"  # a person's particulars beyond name and chair
    IMPOR = "impor"  # load lists from files
    LIHAT_RENCANA = "lihat_rencana"  # budget documents of the area, and fixed ones above it
    KELOLA_RENCANA = "kelola_rencana"  # write and fix budget documents
    ALOKASI = "alokasi"  # tie an activity to a budget line with an amount
    USUL = "usul"  # make a proposal from a need, hand it in, take it back
    # Desks a proposal passes (planning.tahap_usulan says which gate is whose).
    USUL_DESA = "usul_desa"  # kepala desa/lurah; Musyawarah Desa and the village's own documents
    USUL_KECAMATAN = "usul_kecamatan"  # camat: verification, Musrenbang kecamatan, evaluation of RAPB Desa
    USUL_PMD = "usul_pmd"  # Dinas PMD: completeness, code, authority
    USUL_BAPPEDA = "usul_bappeda"  # Bappeda and TAPD: validation, Musrenbang, RKPD, KUA-PPAS, APBD
    USUL_PD = "usul_pd"  # Forum Perangkat Daerah, of the office's field
    SUSUN_KERJA = "susun_kerja"  # write a unit's yearly plan and its RAB, and hand it in
    SAHKAN_KERJA = "sahkan_kerja"  # endorse a unit's yearly plan, or send it back (kepala desa/lurah)
    PROGRAM_OPD = "program_opd"  # say which programme one's own office brings to which unit in which month
    TINDAK_TEMUAN = "tindak_temuan"  # explain what the checks of a budget found, accept an explanation
    LIHAT_JEJAK = "lihat_jejak"  # the log of changes
    KELOLA_AKUN = "kelola_akun"  # accounts and assignments
    NASIONAL = "nasional"  # may be assigned to the nation (`ID`)


class Peran(StrEnum):
    KADER = "kader"
    PENGURUS = "pengurus"
    OPERATOR_DESA = "operator_desa"
    VERIFIKATOR_KECAMATAN = "verifikator_kecamatan"
    DINAS_PMD = "dinas_pmd"
    OPD = "opd"
    NAKES = "nakes"
    UPTD_PPA = "uptd_ppa"
    TIM_PEMBINA = "tim_pembina"
    PERENCANA = "perencana"
    AUDITOR = "auditor"
    ADMIN_WILAYAH = "admin_wilayah"


SEBUTAN: dict[str, str] = {
    Peran.KADER: "Kader",
    Peran.PENGURUS: "Pengurus posyandu",
    Peran.OPERATOR_DESA: "Operator desa/kelurahan",
    Peran.VERIFIKATOR_KECAMATAN: "Verifikator kecamatan",
    Peran.DINAS_PMD: "Dinas pengampu posyandu",
    Peran.OPD: "Perangkat daerah teknis",
    Peran.NAKES: "Tenaga kesehatan",
    Peran.UPTD_PPA: "UPTD PPA",
    Peran.TIM_PEMBINA: "Tim Pembina Posyandu",
    Peran.PERENCANA: "Perencana",
    Peran.AUDITOR: "Inspektorat",
    Peran.ADMIN_WILAYAH: "Admin wilayah",
}

_BACA = frozenset({Cap.LIHAT, Cap.LIHAT_CATATAN, Cap.LIHAT_RENCANA})
ROLES: dict[str, frozenset[Cap]] = {
    Peran.KADER: frozenset({Cap.LIHAT, Cap.LIHAT_CATATAN, Cap.CATAT, Cap.LIHAT_WARGA, Cap.LIHAT_TIKET}),
    Peran.PENGURUS: _BACA
    | {
        Cap.CATAT,
        Cap.KELOLA_POSYANDU,
        Cap.LIHAT_ORANG,
        Cap.LIHAT_WARGA,
        Cap.BUKA_NIK,
        Cap.LIHAT_TIKET,
        Cap.TUTUP_BULAN,
        Cap.USUL,
        Cap.SUSUN_KERJA,
    },
    Peran.OPERATOR_DESA: _BACA
    | {
        Cap.CATAT,
        Cap.KELOLA_POSYANDU,
        Cap.KELOLA_RENCANA,
        Cap.ALOKASI,
        Cap.TINDAK_TEMUAN,
        Cap.AJUKAN,
        Cap.LIHAT_ORANG,
        Cap.IMPOR,
        Cap.KELOLA_AKUN,
        Cap.LIHAT_WARGA,
        Cap.BUKA_NIK,
        Cap.LIHAT_TIKET,
        Cap.URUS_TIKET,
        Cap.TUTUP_BULAN,
        Cap.USUL,
        Cap.USUL_DESA,
        Cap.SUSUN_KERJA,
        Cap.SAHKAN_KERJA,
    },
    Peran.VERIFIKATOR_KECAMATAN: _BACA
    | {Cap.PERIKSA, Cap.LIHAT_ORANG, Cap.KELOLA_AKUN, Cap.LIHAT_TIKET, Cap.USUL_KECAMATAN},
    Peran.DINAS_PMD: _BACA
    | {
        Cap.KELOLA_POSYANDU,
        Cap.CATAT_NOMOR,
        Cap.VERIFIKASI,
        Cap.KETAHUI,
        Cap.ATUR,
        Cap.TINDAK_TEMUAN,
        Cap.LIHAT_ORANG,
        Cap.IMPOR,
        Cap.LIHAT_JEJAK,
        Cap.KELOLA_AKUN,
        Cap.LIHAT_TIKET,
        Cap.USUL_PMD,
    },
    Peran.OPD: _BACA | {Cap.LIHAT_TIKET, Cap.JAWAB_TIKET, Cap.ATUR_LAYANAN, Cap.USUL_PD, Cap.PROGRAM_OPD},
    Peran.NAKES: frozenset(
        {
            Cap.LIHAT,
            Cap.LIHAT_CATATAN,
            Cap.LIHAT_WARGA,
            Cap.BUKA_NIK,
            Cap.LIHAT_TERTUTUP,
            Cap.TENAGA_KESEHATAN,
            Cap.LIHAT_TIKET,
            Cap.JAWAB_TIKET,
        }
    ),
    # The sealed channel is this role's own; of the rest it sees where units are, not what they recorded.
    Peran.UPTD_PPA: frozenset({Cap.LIHAT, Cap.KANAL_TERTUTUP}),
    Peran.TIM_PEMBINA: _BACA | {Cap.BINA, Cap.NASIONAL, Cap.LIHAT_TIKET},
    # Bappeda also acts at the desks of Dinas PMD and Forum PD: not every region fills them.
    Peran.PERENCANA: _BACA
    | {
        Cap.KELOLA_RENCANA,
        Cap.ALOKASI,
        Cap.TINDAK_TEMUAN,
        Cap.LIHAT_TIKET,
        Cap.USUL_PMD,
        Cap.USUL_PD,
        Cap.USUL_BAPPEDA,
    },
    Peran.AUDITOR: _BACA | {Cap.LIHAT_JEJAK, Cap.NASIONAL, Cap.LIHAT_TIKET},
    Peran.ADMIN_WILAYAH: frozenset({Cap.LIHAT, Cap.KELOLA_AKUN, Cap.LIHAT_JEJAK}),
}
# Roles whose assignment may be narrowed to one of the six fields.
BERBIDANG = frozenset({Peran.OPD, Peran.UPTD_PPA, Peran.NAKES})
# Who gives which role, always inside the own area (accounts.kelola): each level administers the level below. The same
# role is given only to a smaller area than one's own, so that nobody makes an equal. An admin wilayah gives every
# role, but holds none of their duties himself and gives himself nothing.
PENGELOLA: dict[str, frozenset[str]] = {
    Peran.OPERATOR_DESA: frozenset({Peran.KADER, Peran.PENGURUS}),
    Peran.VERIFIKATOR_KECAMATAN: frozenset({Peran.OPERATOR_DESA}),
    Peran.DINAS_PMD: frozenset(
        {Peran.KADER, Peran.PENGURUS, Peran.OPERATOR_DESA, Peran.VERIFIKATOR_KECAMATAN, Peran.DINAS_PMD}
    ),
    Peran.ADMIN_WILAYAH: frozenset(Peran),
}


def pilihan_peran() -> list[tuple[str, str]]:
    return list(SEBUTAN.items())


def peran_dengan(duty: str) -> frozenset[str]:
    """Role codes that carry the duty."""
    return frozenset(p for p, caps in ROLES.items() if duty in caps)
