"""Files for trials of importers, made on the spot."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from planning.impor.dasar import Konteks
from planning.katalog import Skema
from tests.rumah.baca import AKAR

BERSAMA = AKAR.parent / "shared" / "data"
SIPD = (
    "NO",
    "KODE_SUB_KEGIATAN",
    "NAMA SUB_KEGIATAN",
    "JENIS",
    "KODE_SUMBER_DANA",
    "NAMA_SUMBER_DANA",
    "PAGU",
    "PAGU_VALIDASI",
    "RINCIAN",
    "LABEL_SUB_KEGIATAN",
    "KODE_SKPD",
    "NAMA_SKPD",
    "KODE_SUB_UNIT",
    "NAMA_SUB_UNIT",
)
NAMA_DESA = {
    "2.2.02": "Penyelenggaraan Posyandu",
    "2.2.03": "Penyuluhan dan Pelatihan Bidang Kesehatan",
    "2.4.03": "Pemeliharaan Sumber Air Bersih Milik Desa",
    "4.2.03": "Bantuan Perikanan",
}
ANJIR, LAIN_DESA, KELURAHAN = "62.03.01.2001", "62.03.01.2002", "62.03.01.1001"


def bersama(nama: str) -> list[dict[str, str]]:
    """Rows of a file of facts kept beside the checkout; the test is left out, with a word, where there is none."""
    path = BERSAMA / nama
    if not path.exists():
        pytest.skip(f"LEWAT: {nama} tidak ada di samping repositori (../shared/data)")
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def konteks_desa(**ganti: Any) -> Konteks:
    isi: dict[str, Any] = {
        "skema": Skema.APBDES,
        "tahun": 2026,
        "wilayah": ANJIR,
        "nama_kode": NAMA_DESA,
        "bidang_kode": {"2.2.02": "kesehatan"},
        "buku_kode": dict.fromkeys(NAMA_DESA, "Permendagri 20/2018"),
        "wilayah_bernama": {
            ANJIR: (ANJIR, False),
            "anjir": (ANJIR, False),
            "sebelah": (LAIN_DESA, False),
            "kota baru": (KELURAHAN, True),
        },
    }
    return Konteks(**{**isi, **ganti})


def konteks_kota(**ganti: Any) -> Konteks:
    return Konteks(**{"skema": Skema.APBD, "tahun": 2026, "wilayah": "33.75", **ganti})


def baris(kepala: Sequence[str], *rows: Sequence[str]) -> list[tuple[int, list[str]]]:
    return [(i, list(sel)) for i, sel in enumerate((kepala, *rows), 1)]


def isi_csv(kepala: Sequence[str], rows: Iterable[Sequence[str]], pisah: str = ",", kutip: bool = False) -> bytes:
    f = io.StringIO()
    tulis = csv.writer(f, delimiter=pisah, quoting=csv.QUOTE_ALL if kutip else csv.QUOTE_MINIMAL)
    tulis.writerows([kepala, *rows])
    return f.getvalue().encode()


def isi_zip(tabel: Mapping[str, bytes]) -> bytes:
    f = io.BytesIO()
    with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as z:
        for nama, isi in tabel.items():
            z.writestr(nama, isi)
    return f.getvalue()


def isi_xlsx(rows: Iterable[Sequence[Any]]) -> bytes:
    """Cells typed as they come: numbers, dates, text."""
    f = io.BytesIO()
    with xlsxwriter.Workbook(f, {"in_memory": True}) as buku:
        lembar, hari = buku.add_worksheet(), buku.add_format({"num_format": "dd/mm/yyyy"})
        for y, row in enumerate(rows):
            for x, sel in enumerate(row):
                if isinstance(sel, date):
                    lembar.write_datetime(y, x, sel, hari)
                elif isinstance(sel, int | float):
                    lembar.write_number(y, x, sel)
                else:
                    lembar.write_string(y, x, str(sel))
    return f.getvalue()


def unggahan(isi: bytes, nama: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def sipd(kode: str, pagu: str, sumber: str = "1.2.01.08", nama_sumber: str = "Dana Alokasi Umum (DAU)") -> list[str]:
    """A row of SIPD's list."""
    unit = "DINAS KESEHATAN"
    return ["1", kode, f"Sub {kode}", "", sumber, nama_sumber, pagu, pagu, pagu, "", "1.02", unit, "1.02", unit]
