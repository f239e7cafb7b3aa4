"""What the decrees of the example documents say of their totals, source by source.

Written by hand, as the summary page of a printed decree says it, and not added up from the lines that
reporting.contoh.anggaran writes: so the control totals (A30) of the demonstration can fail. A changed line or factor
there must be changed here by whoever changes it, with the sum worked out again.

Worked out in million rupiah. The lines of an APBD: DAU 85+150+120+95+110+60+140+380+175+540+130 = 1,985, DAU yang
ditentukan 240+450+900 = 1,590, DAK nonfisik 310+620 = 930, pajak rokok 180, PAD 1,200. Of an APB Desa: DDS 12+78+55 =
145, ADD 9+8+6 = 23, PBK 40. Kapuas has four fifths of Pekalongan, a RPJMD five times the first six lines, a RPJM Desa
eight times the APB Desa. The RKPD differ line by line (reporting.contoh.tahap.ragam): DAU of Pekalongan
85+165+156+95+94+60+119+380+175+702+130 = 2,161, of Kapuas four fifths of 85+150+120+105+110+51+154+418+175+540+143 =
2,051; the RKP Desa has DDS 13+101+55 = 169, ADD 12+8+8 = 28, PBK 52.
"""

from decimal import Decimal

Total = dict[str, int]
# {(kind, area): {source: rupiah}}
TOTAL_DAERAH: dict[tuple[str, str], Total] = {
    ("rpjmd", "33.75"): {
        "dau": 425_000_000,
        "dau_ditentukan": 3_450_000_000,
        "dak_nonfisik": 4_650_000_000,
        "pajak_rokok": 900_000_000,
    },
    ("rpjmd", "62.03"): {
        "dau": 425_000_000,
        "dau_ditentukan": 3_450_000_000,
        "dak_nonfisik": 4_650_000_000,
        "pajak_rokok": 900_000_000,
    },
    ("rkpd", "33.75"): {
        "pad": 1_320_000_000,
        "dau": 2_161_000_000,
        "dau_ditentukan": 1_590_000_000,
        "dak_nonfisik": 884_000_000,
        "pajak_rokok": 234_000_000,
    },
    ("rkpd", "62.03"): {
        "pad": 1_248_000_000,
        "dau": 1_640_800_000,
        "dau_ditentukan": 1_401_600_000,
        "dak_nonfisik": 793_600_000,
        "pajak_rokok": 144_000_000,
    },
    ("apbd", "33.75"): {
        "pad": 1_200_000_000,
        "dau": 1_985_000_000,
        "dau_ditentukan": 1_590_000_000,
        "dak_nonfisik": 930_000_000,
        "pajak_rokok": 180_000_000,
    },
    ("apbd", "62.03"): {
        "pad": 960_000_000,
        "dau": 1_588_000_000,
        "dau_ditentukan": 1_272_000_000,
        "dak_nonfisik": 744_000_000,
        "pajak_rokok": 144_000_000,
    },
}
RPJMDES: Total = {"ADD": 184_000_000, "DDS": 1_160_000_000, "PBK": 320_000_000}
RKPDES: Total = {"ADD": 28_000_000, "DDS": 169_000_000, "PBK": 52_000_000}
# (how large an APB Desa is against the lines as listed, what its decree prints); the first is the one with plans.
APBDES: tuple[tuple[str, Total], ...] = (
    ("1", {"ADD": 23_000_000, "DDS": 145_000_000, "PBK": 40_000_000}),
    ("0.74", {"ADD": 17_020_000, "DDS": 107_300_000, "PBK": 29_600_000}),
    ("0.86", {"ADD": 19_780_000, "DDS": 124_700_000, "PBK": 34_400_000}),
    ("0.93", {"ADD": 21_390_000, "DDS": 134_850_000, "PBK": 37_200_000}),
    ("1.08", {"ADD": 24_840_000, "DDS": 156_600_000, "PBK": 43_200_000}),
    ("1.17", {"ADD": 26_910_000, "DDS": 169_650_000, "PBK": 46_800_000}),
    ("1.26", {"ADD": 28_980_000, "DDS": 182_700_000, "PBK": 50_400_000}),
    ("1.35", {"ADD": 31_050_000, "DDS": 195_750_000, "PBK": 54_000_000}),
)


def rupiah(total: Total) -> dict[str, Decimal]:
    return {sumber: Decimal(n) for sumber, n in total.items()}
